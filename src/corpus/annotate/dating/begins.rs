//! Which words of a text begin something that is known: a name, a title, an event, an era.
//!
//! One look at every word for all that dating asks of it: most words begin nothing, and a table of their first two
//! letters and lengths turns away most of those before anything is hashed. Does not know what follows the word.

use crate::corpus::annotate::vocabulary::Vocabulary;
use crate::text::{Segmented, TokenKind};

/// What a word begins; several may be true.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Begins(u8);

impl Begins {
    /// The name of the holder of an office.
    pub const NAME: Self = Self(1);
    /// The title of an office.
    pub const TITLE: Self = Self(2);
    /// An event.
    pub const EVENT: Self = Self(4);
    /// A name that came up and went.
    pub const ERA: Self = Self(8);

    /// Whether the word begins one of those.
    #[must_use]
    pub fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }
}

/// Cells of the table of beginnings.
const CELLS: usize = 1 << 14;

/// First words, and what they begin.
#[derive(Clone, Debug)]
pub struct FirstWords {
    words: Vocabulary<Begins>,
    /// Bit n: some word's first two letters and length fall into cell n.
    cells: Vec<u64>,
}

impl Default for FirstWords {
    fn default() -> Self {
        Self { words: Vocabulary::with_capacity(0), cells: vec![0; CELLS / 64] }
    }
}

/// The cell of an ASCII word of two letters or more.
fn cell(word: &[u8]) -> Option<usize> {
    let &[first, second, ..] = word else { return None };
    (first.is_ascii() && second.is_ascii())
        .then(|| usize::from(first & 31) << 9 | usize::from(second & 31) << 4 | word.len().min(15))
}

impl FirstWords {
    /// Enters a folded word.
    pub fn add(&mut self, word: &str, begins: Begins) {
        let entry = self.words.entry(word);
        entry.0 |= begins.0;
        if let Some(cell) = cell(word.as_bytes()) {
            self.cells[cell / 64] |= 1 << (cell % 64);
        }
    }

    /// What a word begins.
    fn of(&self, word: &str) -> Begins {
        // An accent makes a word longer than its folded form.
        let turned_away =
            word.is_ascii() && cell(word.as_bytes()).is_some_and(|n| self.cells[n / 64] >> (n % 64) & 1 == 0);
        if turned_away { Begins::default() } else { self.words.get(word).unwrap_or_default() }
    }

    /// What each token of `doc` begins.
    #[must_use]
    pub fn in_text(&self, doc: &Segmented<'_>) -> Vec<Begins> {
        let begins = |token: &crate::text::Token| match token.kind {
            TokenKind::Punct => Begins::default(),
            _ => self.of(token.span.of(doc.text)),
        };
        doc.tokens.iter().map(begins).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::annotate::dating::knowledge::Knowledge;
    use proptest::prelude::*;

    #[test]
    fn a_word_begins_what_it_was_entered_for() {
        let mut first = FirstWords::default();
        first.add("jose", Begins::NAME);
        first.add("president", Begins::TITLE);
        first.add("president", Begins::EVENT);
        first.add("x", Begins::ERA);
        let doc = Segmented::new("President José, X and the PRESIDENTIAL ex-presidents");
        let found = first.in_text(&doc);
        assert!(found[0].any(Begins::TITLE) && found[0].any(Begins::EVENT) && !found[0].any(Begins::NAME));
        assert_eq!((found[1], found[3]), (Begins::NAME, Begins::ERA));
        assert!(found[4..].iter().all(|b| *b == Begins::default()));
    }

    proptest! {
        #[test]
        fn the_table_turns_nothing_away_that_is_known(n in 0usize..100_000, upper in any::<bool>()) {
            let known = Knowledge::bundled();
            let keys: Vec<&String> =
                known.aliases.keys().chain(known.events_by_word.keys()).chain(known.wordings.keys()).collect();
            let key = keys[n % keys.len()];
            let word = if upper { key.to_uppercase() } else { key.clone() };
            let doc = Segmented::new(&word);
            // What is more than one token to the text is never asked for.
            prop_assume!(doc.tokens.len() == 1 && doc.folded(0) == key.as_str() && doc.tokens[0].kind != TokenKind::Punct);
            let begins = known.first_words.in_text(&doc)[0];
            prop_assert_eq!(begins.any(Begins::NAME), known.aliases.contains_key(key));
            prop_assert_eq!(begins.any(Begins::EVENT), known.events_by_word.contains_key(key));
            prop_assert_eq!(begins.any(Begins::ERA), known.wordings.contains_key(key));
        }
    }
}
