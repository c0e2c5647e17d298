//! The model as it lies in its file, read in place: nothing is unpacked at start.
//!
//! After the magic, little-endian: log2 of slots, number of clusters (each `u32`), transitions (`i16`, from by to),
//! nothing up to [`HEAD`], slots and parents of [`Words`], a bit for each feature that was learned, rows of weights
//! (a byte each, 128 for zero).

use super::decode::{LABELS, Label, NEVER};
use super::words::Words;

/// First bytes of the file: what it is, and its version.
const MAGIC: &[u8; 16] = b"dateline names 3";

/// Log2 of the bits that tell which features were learned; a feature's is told by the high bits of its hash. A sixth of the
/// features of a new text are not: their rows, anybody's, would add noise (the folds .8447 in place of .8488).
const KNOWN_BITS: u32 = 21;
/// Their bytes.
const KNOWN: usize = 1 << KNOWN_BITS >> 3;

/// Rows of weights. The folds score .8499 with twice as many, but these stay in the caches.
pub const ROWS: usize = 1 << 16;
/// Bytes of a row: the labels.
pub const ROW: usize = 16;

/// Bytes before the table of words, filled up to whole lines of the caches.
const HEAD: usize = 576;

/// What stands for a weight of zero: bytes without a sign are widened in fewer steps.
const ZERO: u8 = 128;

/// Scores of a label after a label.
#[derive(Clone, Debug)]
pub(super) struct Transitions {
    /// By the label before; [`NEVER`] where it cannot be followed by the other.
    pub(super) rows: [[i16; ROW]; LABELS],
    /// How much better it can be at most to come from another label than from outside, into one that both allow.
    pub(super) lead: i16,
}

impl Transitions {
    pub(super) fn new(score: impl Fn(usize, usize) -> i16) -> Self {
        let follows = |from: usize, to: usize| to < LABELS && Label(from as u8).allows(Label(to as u8));
        let score = |from, to| if follows(from, to) { score(from, to) } else { NEVER };
        let rows: [[i16; ROW]; LABELS] = std::array::from_fn(|from| std::array::from_fn(|to| score(from, to)));
        let both = |&(from, to): &(usize, usize)| follows(0, to) && follows(from, to);
        let pairs = (0..LABELS).flat_map(|from| (0..LABELS).map(move |to| (from, to))).filter(both);
        let lead = pairs.map(|(from, to)| rows[from][to].saturating_sub(rows[0][to])).max().unwrap_or(0);
        Self { rows, lead }
    }
}

/// Weights and words.
#[derive(Clone, Debug)]
pub(super) struct Model<'a> {
    pub(super) words: Words<'a>,
    pub(super) transitions: Transitions,
    /// A bit for each feature that was learned.
    known: &'a [u8; KNOWN],
    rows: &'a [[u8; ROW]; ROWS],
}

/// Where the bit of a feature is: byte and mask.
#[inline]
fn bit_of(feature: u32) -> (usize, u8) {
    let bit = feature >> (u32::BITS - KNOWN_BITS);
    (bit as usize / 8, 1 << (bit % 8))
}

impl<'a> Model<'a> {
    /// The model in `bytes`; `None` where they are none.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let (head, rest) = bytes.split_at_checked(HEAD)?;
        let (numbers, scores) = head.strip_prefix(MAGIC)?.split_first_chunk::<8>()?;
        let number = |n: usize| u32::from_le_bytes([numbers[n], numbers[n + 1], numbers[n + 2], numbers[n + 3]]);
        let (slots, clusters) = (1usize.checked_shl(number(0))?, number(4) as usize);
        let (slots, rest) = rest.split_at_checked(slots.checked_mul(4)?)?;
        let (parents, rest) = rest.split_at_checked(clusters.checked_mul(4)?)?;
        let (known, rows) = rest.split_first_chunk()?;
        let rows = rows.as_chunks().0.as_array().filter(|_| rows.len() == ROWS * ROW)?;
        let score = |n: usize| i16::from_le_bytes([scores[2 * n], scores[2 * n + 1]]);
        let transitions = Transitions::new(|from, to| score(from * LABELS + to));
        let words = Words::over(slots.as_chunks().0, parents.as_chunks().0);
        Some(Self { words, transitions, known, rows })
    }

    /// Whether a feature was learned.
    #[inline]
    pub(super) fn knows(&self, feature: u32) -> bool {
        let (byte, mask) = bit_of(feature);
        self.known[byte] & mask != 0
    }

    /// The scores of the labels of a token with these features.
    #[inline]
    pub(super) fn score(&self, features: &[u32]) -> [i16; ROW] {
        // At most some hundred features of at most 255 each: far from the ends of sixteen bits.
        let mut sums = [0u16; ROW];
        for &feature in features {
            let weights = &self.rows[feature as usize % ROWS];
            sums.iter_mut().zip(weights).for_each(|(sum, &weight)| *sum = sum.wrapping_add(u16::from(weight)));
        }
        let zero = (features.len() as u16).wrapping_mul(ZERO.into());
        sums.map(|sum| sum.wrapping_sub(zero) as i16)
    }
}

/// The file of a model: the features that were learned, their weights in rows, by the low bits of a feature's hash, and
/// transitions, all of one scale.
#[must_use]
pub fn write(
    words: &Words<'_>,
    transitions: &[[i16; LABELS]; LABELS],
    features: impl IntoIterator<Item = u32>,
    rows: &[[i8; ROW]],
) -> Vec<u8> {
    let mut known = vec![0u8; KNOWN];
    for feature in features {
        let (byte, mask) = bit_of(feature);
        known[byte] |= mask;
    }
    let (slots, parents) = words.parts();
    let mut out = MAGIC.to_vec();
    for number in [slots.len().max(1).ilog2(), parents.len() as u32] {
        out.extend(number.to_le_bytes());
    }
    out.extend(transitions.iter().flatten().flat_map(|t| t.to_le_bytes()));
    out.resize(HEAD, 0);
    out.extend(slots.iter().chain(parents).flatten());
    out.extend(known);
    out.extend(rows.iter().flatten().map(|&w| (w as u8).wrapping_add(ZERO)));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let words = Words::build(4, &[("seoul".to_owned(), 1)], &[(0, 0), (0, 0)]);
        let mut transitions = [[0; LABELS]; LABELS];
        transitions[3][4] = -500;
        let mut rows = vec![[0; ROW]; ROWS];
        rows[5][1] = -7;
        rows[2][1] = 100;
        let bytes = write(&words, &transitions, [5, 0xffff_fff5], &rows);
        let model = Model::read(&bytes).expect("a model");
        assert_eq!((model.transitions.rows[3][4], model.transitions.rows[3][2]), (-500, NEVER));
        assert_eq!(model.score(&[5, ROWS as u32 + 2, 0xffff_fff5])[1], 93);
        assert_eq!(model.words.parts(), words.parts());
        let features = [5, 0x7fff_0000, 0xffff_fff5, 4 << 28];
        assert_eq!(features.map(|f| model.knows(f)), [true, false, true, false]);
        for cut in (0..bytes.len()).step_by(4099).chain([bytes.len() - 1]) {
            assert!(Model::read(&bytes[..cut]).is_none(), "{cut}");
        }
        assert!(Model::read(&[bytes, vec![0]].concat()).is_none(), "more than a model");
    }
}
