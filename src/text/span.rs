//! Spans of text, in UTF-8 bytes inside the program and in code points outside.
//!
//! Does not hold the text: a span is meaningful only beside the text it was made for.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A half-open range of UTF-8 bytes, `start..end`, on character boundaries of its text.
///
/// Texts are shorter than 4 GiB (the loader refuses longer ones), so that a span takes eight bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span `start..end`, in bytes.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end && end <= u32::MAX as usize);
        Self { start: start as u32, end: end as u32 }
    }

    /// The span as a range of bytes.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// What the span covers, or the empty string where it does not lie on character boundaries of `text`.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it covers nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Whether `other` lies within this span (an equal span does).
    #[must_use]
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte `at` lies within this span.
    #[must_use]
    pub fn holds(self, at: usize) -> bool {
        (self.start as usize) <= at && at < self.end as usize
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Span::new(range.start, range.end)
    }
}

/// Translates byte offsets of one text into code point offsets and back, as the W3C Web Annotation text position
/// selector counts them.
///
/// Keeps one count every few hundred bytes, so that a lookup reads a few cache lines at most; an ASCII
/// text keeps nothing.
#[derive(Debug)]
pub struct CodePoints<'a> {
    text: &'a str,
    /// Code points before byte `i * STRIDE`; empty where every byte is a code point.
    marks: Vec<u32>,
}

impl<'a> CodePoints<'a> {
    /// Bytes between two kept counts.
    const STRIDE: usize = 256;

    /// Prepares the translation, reading `text` once.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        if text.is_ascii() {
            return Self { text, marks: Vec::new() };
        }
        let mut marks = Vec::with_capacity(text.len() / Self::STRIDE + 1);
        let mut count = 0;
        for chunk in text.as_bytes().chunks(Self::STRIDE) {
            marks.push(count);
            count += starts(chunk);
        }
        Self { text, marks }
    }

    /// The number of code points before the byte `at`.
    #[must_use]
    pub fn at(&self, at: usize) -> u32 {
        let at = at.min(self.text.len());
        if self.marks.is_empty() {
            return at as u32;
        }
        let mark = (at / Self::STRIDE).min(self.marks.len() - 1);
        self.marks[mark] + starts(&self.text.as_bytes()[mark * Self::STRIDE..at])
    }

    /// The byte where code point number `point` starts; the length of the text where there are fewer.
    #[must_use]
    pub fn byte(&self, point: u32) -> usize {
        if self.marks.is_empty() {
            return (point as usize).min(self.text.len());
        }
        let mark = self.marks.partition_point(|&m| m <= point).saturating_sub(1);
        let mut left = point - self.marks[mark];
        for (i, byte) in self.text.as_bytes()[mark * Self::STRIDE..].iter().enumerate() {
            if byte & 0xC0 != 0x80 {
                if left == 0 {
                    return mark * Self::STRIDE + i;
                }
                left -= 1;
            }
        }
        self.text.len()
    }

    /// A span as `(start, end)` in code points.
    #[must_use]
    pub fn span(&self, span: Span) -> (u32, u32) {
        (self.at(span.start as usize), self.at(span.end as usize))
    }
}

/// How many code points start in `bytes`.
fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spans_slice_and_nest() {
        let text = "Kèrè in Gando";
        let span = Span::new(0, "Kèrè".len());
        assert_eq!(span.of(text), "Kèrè");
        assert!(Span::new(0, text.len()).contains(span));
        assert!(!span.overlaps(Span::new(span.end as usize, text.len())));
        assert_eq!(Span::new(0, 2).of(text), "", "an offset inside a character slices nothing");
    }

    proptest! {
        #[test]
        fn code_points_agree_with_counting(text in "[a-zé中😀 ]{0,900}") {
            let points = CodePoints::new(&text);
            for (n, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(points.at(byte) as usize, n);
                prop_assert_eq!(points.byte(n as u32), byte);
            }
            prop_assert_eq!(points.at(text.len()) as usize, text.chars().count());
        }
    }
}
