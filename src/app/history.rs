//! The articles visited, back and forward, like a browser's.

use crate::corpus::article::ArticleKey;

/// Visits that are kept.
const KEPT: usize = 1000;

/// The articles visited, and where among them the reader is.
#[derive(Clone, Debug, Default)]
pub struct History {
    visits: Vec<ArticleKey>,
    at: usize,
}

impl History {
    /// Goes on from `from`, which is on the screen, to `to`: what lay forward is forgotten.
    pub fn visit(&mut self, from: Option<ArticleKey>, to: ArticleKey) {
        self.visits.truncate(self.at + 1);
        for key in from.into_iter().chain([to]) {
            if self.visits.last() != Some(&key) {
                self.visits.push(key);
            }
        }
        if self.visits.len() > KEPT {
            self.visits.drain(..self.visits.len() - KEPT);
        }
        self.at = self.visits.len() - 1;
    }

    /// Goes back from `shown`; one that was merely passed over leads to the last visited.
    pub fn back(&mut self, shown: Option<ArticleKey>) -> Option<ArticleKey> {
        let here = *self.visits.get(self.at)?;
        if shown.is_none_or(|s| s == here) {
            self.at = self.at.checked_sub(1)?;
        }
        self.visits.get(self.at).copied()
    }

    /// Goes forward.
    pub fn forward(&mut self) -> Option<ArticleKey> {
        let next = self.visits.get(self.at + 1).copied()?;
        self.at += 1;
        Some(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: ArticleKey = ArticleKey(1);
    const B: ArticleKey = ArticleKey(2);
    const C: ArticleKey = ArticleKey(3);

    #[test]
    fn back_returns_to_where_a_jump_began_and_forward_undoes_it() {
        let mut h = History::default();
        assert_eq!(h.back(Some(A)), None);
        h.visit(Some(A), B);
        assert_eq!(h.back(Some(B)), Some(A));
        assert_eq!(h.back(Some(A)), None);
        assert_eq!(h.forward(), Some(B));
        assert_eq!(h.forward(), None);
    }

    #[test]
    fn an_article_passed_over_leads_back_to_the_last_visited_and_a_new_jump_forgets_what_lay_ahead() {
        let mut h = History::default();
        h.visit(Some(A), B);
        assert_eq!(h.back(Some(C)), Some(B));
        assert_eq!(h.back(Some(B)), Some(A));
        h.visit(Some(A), C);
        assert_eq!(h.forward(), None);
        assert_eq!(h.back(Some(C)), Some(A));
    }
}
