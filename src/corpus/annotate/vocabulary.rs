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

/// A word of at most sixteen ASCII characters in lower case, as two numbers that no other word has.
pub(super) fn packed(word: &str) -> Option<[u64; 2]> {
    let numbers = sixteen(word.as_bytes())?;
    let ascii = numbers.iter().all(|number| number & (0x80 * EACH) == 0);
    ascii.then(|| numbers.map(lowercase))
}

/// A one in every byte.
const EACH: u64 = 0x0101_0101_0101_0101;

/// Eight ASCII characters in lower case, all at once: finding times byte by byte took three tenths more instructions.
fn lowercase(number: u64) -> u64 {
    // Sums of bytes below 0x80 do not run over: the highest bit tells from which letter on a byte lies.
    let from_a = number + (0x80 - u64::from(b'A')) * EACH;
    let beyond_z = number + (0x7f - u64::from(b'Z')) * EACH;
    let upper = (from_a ^ beyond_z) & (0x80 * EACH);
    // 0x80 is four times the difference between the cases.
    number | upper >> 2
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
        fn eight_characters_are_lowered_as_each_would_be(bytes in prop::array::uniform8(0u8..0x80)) {
            let lowered = u64::from_le_bytes(bytes.map(|byte| byte.to_ascii_lowercase()));
            prop_assert_eq!(lowercase(u64::from_le_bytes(bytes)), lowered);
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
