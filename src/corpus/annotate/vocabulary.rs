//! Tables of words, looked up by every word of every text.
//!
//! Nearly all words have at most sixteen ASCII letters: as numbers they are hashed and compared in a few instructions,
//! and they lie in the table itself, not somewhere else in memory. Does not know what a word means.

use crate::text::bytes::sixteen;
use crate::text::fold::fold;
use rustc_hash::FxHashMap;

/// Values by folded word.
#[derive(Clone, Debug)]
pub(super) struct Vocabulary<T> {
    short: FxHashMap<[u64; 2], T>,
    /// Words that cannot be [`packed`].
    long: FxHashMap<String, T>,
}

impl<T: Copy + Default> Vocabulary<T> {
    /// An empty table with room for so many words.
    pub(super) fn with_capacity(words: usize) -> Self {
        let short = FxHashMap::with_capacity_and_hasher(words, Default::default());
        Self { short, long: FxHashMap::default() }
    }

    /// The value of `word` for change; the default where it had none.
    pub(super) fn entry(&mut self, word: &str) -> &mut T {
        let folded = fold(word);
        match packed(&folded) {
            Some(key) => self.short.entry(key).or_default(),
            None => self.long.entry(folded.into_owned()).or_default(),
        }
    }

    /// The value of `word`, whatever its case and accents.
    pub(super) fn get(&self, word: &str) -> Option<T> {
        if let Some(key) = packed(word) {
            return self.short.get(&key).copied();
        }
        let folded = fold(word);
        match packed(&folded) {
            Some(key) => self.short.get(&key).copied(),
            None => self.long.get(folded.as_ref()).copied(),
        }
    }

    /// Every value.
    #[cfg(test)]
    pub(super) fn values(&self) -> impl Iterator<Item = &T> {
        self.short.values().chain(self.long.values())
    }
}

/// The bit of each byte that no ASCII character has.
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Eight ASCII characters in lower case: sums that reach a byte's highest bit from `A` on, and from behind `Z` on, tell
/// which of them are capitals.
fn lower(eight: u64) -> u64 {
    let from = |first: u8| eight + u64::from_le_bytes([0x80 - first; 8]);
    let capitals = from(b'A') & !from(b'Z' + 1) & HIGH;
    eight | capitals >> 2
}

/// A word of at most sixteen ASCII characters in lower case, as two numbers that no other word has.
pub(super) fn packed(word: &str) -> Option<[u64; 2]> {
    let numbers = sixteen(word.as_bytes())?;
    numbers.iter().all(|number| number & HIGH == 0).then(|| numbers.map(lower))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_found_in_any_case_length_and_script() {
        let mut words = Vocabulary::with_capacity(4);
        for (n, word) in ["jose", "kim", "counterintelligence", "ким", "côte"].into_iter().enumerate() {
            *words.entry(word) = n;
        }
        assert_eq!(words.get("Kim"), Some(1));
        assert_eq!(words.get("JOSÉ"), Some(0), "folded to a short word");
        assert_eq!(words.get("Counterintelligence"), Some(2));
        assert_eq!(words.get("КИМ"), Some(3));
        assert_eq!(words.get("Cote"), Some(4));
        assert_eq!(words.get("Kimm"), None);
        assert_eq!(words.values().count(), 5);
    }

    proptest! {
        #[test]
        fn capitals_alone_are_lowered(word in "[\\x00-\\x7f]{0,16}") {
            prop_assert_eq!(packed(&word), sixteen(word.to_ascii_lowercase().as_bytes()));
        }

        #[test]
        fn packed_words_are_equal_where_their_letters_are(a in "[a-cA-C']{0,18}", b in "[a-cA-C']{0,18}") {
            if let (Some(x), Some(y)) = (packed(&a), packed(&b)) {
                prop_assert_eq!(x == y, a.eq_ignore_ascii_case(&b));
            } else {
                prop_assert!(a.len().max(b.len()) > 16);
            }
        }
    }
}
