//! The reader's marks by the numbers of the articles, as queries ask for them.
//!
//! Made only once a query asks: a look at every article of a million takes some milliseconds.

use crate::corpus::article::ArticleKey;
use crate::corpus::query::{Expr, Flag, Marked, Query, Term};
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
                locate(marks, *key, doc as u32, marked);
            }
            (self.known, self.last) = (keys.len(), keys.last().copied());
        }
        Arc::clone(&self.marked)
    }
}

fn locate(marks: &Marks, key: ArticleKey, doc: u32, marked: &mut Marked) {
    if marks.read.contains(&key) {
        marked.read.insert(doc);
    }
    if marks.starred.contains(&key) {
        marked.starred.insert(doc);
    }
    if marks.notes.contains_key(&key) {
        marked.noted.insert(doc);
    }
    for tag in marks.tags.get(&key).into_iter().flatten() {
        marked.tags.entry(tag.clone()).or_default().insert(doc);
    }
}

/// Whether what a query lists depends on marks.
pub(super) fn asks_for_marks(query: &Query) -> bool {
    fn asks(expr: &Expr) -> bool {
        match expr {
            Expr::All(operands) | Expr::Any(operands) => operands.iter().any(asks),
            Expr::Not(inner) => asks(inner),
            Expr::Term(Term::Tag(_) | Term::HasNote | Term::Is(Flag::Read | Flag::Unread | Flag::Starred)) => true,
            Expr::Term(_) => false,
        }
    }
    asks(&query.root)
}
