//! The words of the query in the open article and in headlines: for highlighting and for `n` and `N`.
//!
//! Looks in bounded steps; what is listed is the library's business.

use crate::corpus::article::DocNo;
use crate::corpus::query::{Finder, Query, Snippet};
use crate::text::Span;
use rustc_hash::FxHashMap;

/// Bytes of one step: a few milliseconds.
const STEP: usize = 256 * 1024;

/// Matches after which looking stops.
const MOST: usize = 100_000;

/// Articles of which it is remembered why they were found.
const KEPT: usize = 2_000;

/// Where the words of the query stand.
#[derive(Clone, Debug, Default)]
pub struct Hits {
    finder: Finder,
    /// Why the query found articles, by article; none where only the headline says it, or it is not known yet.
    pub snippets: FxHashMap<DocNo, Option<Snippet>>,
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
            self.snippets.clear();
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

    /// The articles among `docs` of which it is not known why they were found, from now on asked for; with the words.
    pub(super) fn ask(&mut self, docs: &[DocNo]) -> Option<(Vec<DocNo>, Finder)> {
        if !self.any() {
            return None;
        }
        if self.snippets.len() > KEPT {
            self.snippets.clear();
        }
        let missing: Vec<DocNo> = docs.iter().copied().filter(|doc| !self.snippets.contains_key(doc)).collect();
        self.snippets.extend(missing.iter().map(|&doc| (doc, None)));
        (!missing.is_empty()).then(|| (missing, self.finder.clone()))
    }

    /// Takes in why articles were found, if these are still the words.
    pub(super) fn told(&mut self, words: &Finder, found: Vec<(DocNo, Snippet)>) {
        if *words == self.finder {
            self.snippets.extend(found.into_iter().map(|(doc, snippet)| (doc, Some(snippet))));
        }
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
