//! The words of the query in the open article and in headlines: for highlighting and for `n` and `N`.
//!
//! Looks in bounded steps; what is listed is the library's business.

use crate::corpus::query::{Finder, Query};
use crate::text::Span;

/// Bytes of one step: a few milliseconds.
const STEP: usize = 256 * 1024;

/// Matches after which looking stops.
const MOST: usize = 100_000;

/// Where the words of the query stand.
#[derive(Clone, Debug, Default)]
pub struct Hits {
    finder: Finder,
    /// Where they stand in the open article, as far as it was looked at.
    pub spans: Vec<Span>,
    /// The one that was gone to last.
    pub current: Option<usize>,
    scanned: usize,
    done: bool,
}

impl Hits {
    /// Takes the words of a query; says whether they are others than before.
    pub(super) fn set(&mut self, query: &Query) -> bool {
        let finder = Finder::new(query.positive_words());
        let changed = finder != self.finder;
        if changed {
            self.finder = finder;
            self.restart();
        }
        changed
    }

    /// Starts anew: for another article.
    pub(super) fn restart(&mut self) {
        self.spans.clear();
        self.current = None;
        self.scanned = 0;
        self.done = false;
    }

    /// Whether the query has words.
    #[must_use]
    pub fn any(&self) -> bool {
        !self.finder.is_empty()
    }

    /// Whether everything was looked at.
    #[must_use]
    pub fn done(&self) -> bool {
        self.done || !self.any()
    }

    /// Looks at the next stretch of the open article.
    pub(super) fn extend(&mut self, text: &str) {
        let spans = &mut self.spans;
        self.scanned = self.finder.find(text, false, self.scanned, STEP, &mut |span| spans.push(span));
        self.spans.truncate(MOST);
        self.done = self.scanned >= text.len() || self.spans.len() >= MOST;
    }

    /// Where they stand in a headline.
    #[must_use]
    pub fn in_title(&self, title: &str) -> Vec<Span> {
        self.finder.all(title, true)
    }
}
