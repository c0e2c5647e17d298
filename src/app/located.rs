//! The reader's marks by the numbers of the articles, as queries ask for them.
//!
//! Made only once a query asks: a look at every article of a million takes some milliseconds.

use crate::corpus::article::ArticleKey;
use crate::corpus::query::Marked;
use crate::personal::Marks;
use std::sync::Arc;

/// Marks by number, of the articles that were looked at so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Located {
    marked: Arc<Marked>,
    /// How many articles were looked at.
    known: usize,
    /// The last of them.
    last: Option<ArticleKey>,
}

impl Located {
    /// The marks of the articles with these keys, by number.
    pub(super) fn of(&mut self, marks: &Marks, keys: &[ArticleKey]) -> Arc<Marked> {
        // Articles are only ever appended, unless the library was made anew.
        if keys.get(..self.known).is_none_or(|known| known.last().copied() != self.last) {
            *self = Self::default();
        }
        if self.known < keys.len() {
            let marked = Arc::make_mut(&mut self.marked);
            for (doc, key) in keys.iter().enumerate().skip(self.known) {
                marks.locate(*key, doc as u32, marked);
            }
            (self.known, self.last) = (keys.len(), keys.last().copied());
        }
        Arc::clone(&self.marked)
    }
}
