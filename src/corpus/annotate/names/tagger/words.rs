//! Words that news uses alike: a table from words to clusters of their vectors, at three widths.
//!
//! Only looks up; `examples/tagger` makes the clusters and the table.

use crate::text::bytes::low_eight;
use std::borrow::Cow;

/// Slots looked at for one word: the table is never so full that more are needed.
const PROBES: usize = 64;

/// A table from words to clusters. A slot holds sixteen bits of the word's hash and the cluster plus one.
#[derive(Clone, Debug, Default)]
pub struct Words<'a> {
    /// A power of two of them.
    slots: Cow<'a, [[u8; 4]]>,
    /// Of each cluster the cluster of clusters that it belongs to, and the wider one.
    parents: Cow<'a, [[u8; 4]]>,
}

/// The clusters of a word, each a number that no other cluster has; zeros for an unknown word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Clusters {
    pub(super) fine: u16,
    pub(super) middle: u16,
    pub(super) wide: u16,
}

/// The hash of a word's bytes.
#[must_use]
pub fn hash(word: &[u8]) -> u64 {
    let mut state = 0x9E37_79B9_7F4A_7C15 ^ word.len() as u64;
    let (eights, rest) = word.as_chunks::<8>();
    for eight in eights {
        state = mix(state ^ u64::from_le_bytes(*eight));
    }
    mix(state ^ low_eight(rest))
}

/// One step of hashing: a multiplication, and its high half folded onto the low one.
pub(super) const fn mix(x: u64) -> u64 {
    let x = x.wrapping_mul(0xD6E8_FEB8_6659_FD93);
    x ^ (x >> 32)
}

impl<'a> Words<'a> {
    /// A table of `2^bits` slots over words with their clusters, the commonest first; and for each cluster the two it
    /// belongs to. Words that find the table three quarters full are left out.
    #[must_use]
    pub fn build(bits: u32, words: &[(String, u16)], parents: &[(u16, u16)]) -> Words<'static> {
        let mut slots = vec![[0u8; 4]; 1 << bits];
        let mask = slots.len() - 1;
        for (word, cluster) in words.iter().take(slots.len() / 4 * 3) {
            let hash = hash(word.as_bytes());
            let [a, b] = (hash as u16).to_le_bytes();
            let [c, d] = (cluster + 1).to_le_bytes();
            let free = (0..PROBES)
                .map(|k| ((hash >> 20) as usize + k) & mask)
                .find(|&at| slots[at][2..] == [0, 0] || slots[at][..2] == [a, b]);
            if let Some(at) = free.filter(|&at| slots[at][2..] == [0, 0]) {
                slots[at] = [a, b, c, d];
            }
        }
        let pair = |&(middle, wide): &(u16, u16)| {
            let ([a, b], [c, d]) = (middle.to_le_bytes(), wide.to_le_bytes());
            [a, b, c, d]
        };
        Words { slots: slots.into(), parents: parents.iter().map(pair).collect::<Vec<_>>().into() }
    }

    /// The table in these slots and parents.
    pub(super) fn over(slots: &'a [[u8; 4]], parents: &'a [[u8; 4]]) -> Self {
        Self { slots: Cow::Borrowed(slots), parents: Cow::Borrowed(parents) }
    }

    /// Its slots and its parents.
    pub(super) fn parts(&self) -> (&[[u8; 4]], &[[u8; 4]]) {
        (&self.slots, &self.parents)
    }

    /// The clusters of the folded word with this hash.
    pub(super) fn get(&self, hash: u64) -> Clusters {
        let mask = self.slots.len().wrapping_sub(1);
        let [a, b] = (hash as u16).to_le_bytes();
        for k in 0..PROBES {
            match self.slots.get(((hash >> 20) as usize + k) & mask) {
                Some(&[x, y, c, d]) if [x, y] == [a, b] && [c, d] != [0, 0] => {
                    let fine = u16::from_le_bytes([c, d]);
                    let parents = self.parents.get(usize::from(fine) - 1);
                    let number = |a, b| u16::from_le_bytes([a, b]) + 1;
                    return parents.map_or_else(Clusters::default, |&[a, b, c, d]| Clusters {
                        fine,
                        middle: number(a, b),
                        wide: number(c, d),
                    });
                }
                Some([_, _, 0, 0]) | None => break,
                Some(_) => {}
            }
        }
        Clusters::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_its_clusters_and_an_unknown_one_none() {
        let list: Vec<(String, u16)> = (0..1000u16).map(|n| (format!("word{n}"), n % 7)).collect();
        let words = Words::build(12, &list, &[(0, 0), (0, 0), (1, 0), (1, 0), (2, 1), (2, 1), (3, 1)]);
        for (word, n) in &list {
            let found = words.get(hash(word.as_bytes()));
            assert_eq!(found.fine, n + 1, "{word}");
            assert_eq!((found.middle, found.wide), (n / 2 + 1, u16::from(*n > 3) + 1), "{word}");
        }
        let false_finds = (0..1000).filter(|n| words.get(hash(format!("other{n}").as_bytes())).fine > 0).count();
        assert!(false_finds < 5, "{false_finds}");
        assert_eq!(Words::default().get(1), Clusters::default());
    }

    #[test]
    fn a_full_table_ends_its_search() {
        let list: Vec<(String, u16)> = (0..1000u16).map(|n| (format!("word{n}"), 0)).collect();
        let words = Words::build(8, &list, &[(0, 0)]);
        assert!(list.iter().filter(|(w, _)| words.get(hash(w.as_bytes())).fine > 0).count() >= 190);
    }
}
