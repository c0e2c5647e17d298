//! Folding for comparison: lower case, no diacritics, one kind of apostrophe, hyphen and space.
//!
//! Does not keep offsets: what was found in a folded copy is looked up again by its token.

use std::borrow::Cow;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// `word` folded: lower case, accents dropped, typographic apostrophes and hyphens as ASCII.
///
/// ```
/// use dateline::text::fold::fold;
/// assert_eq!(fold("Côte d’Ivoire"), "cote d'ivoire");
/// ```
#[must_use]
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return if word.bytes().any(|b| b.is_ascii_uppercase()) {
            Cow::Owned(word.to_ascii_lowercase())
        } else {
            Cow::Borrowed(word)
        };
    }
    // The tokens outside ASCII that news is full of.
    match word {
        "\u{2019}s" => Cow::Borrowed("'s"),
        "\u{2018}" | "\u{2019}" => Cow::Borrowed("'"),
        "\u{2013}" | "\u{2014}" => Cow::Borrowed("-"),
        "\u{201C}" | "\u{201D}" => Cow::Borrowed(word),
        _ => {
            let mut folded = String::with_capacity(word.len());
            for c in word.chars() {
                if c.is_ascii() {
                    folded.push(c.to_ascii_lowercase());
                } else {
                    folded.extend(self::folded(c));
                }
            }
            Cow::Owned(folded)
        }
    }
}

/// The folded characters of `text`, one after the other.
pub fn fold_chars(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().flat_map(folded)
}

/// What one character folds to: at most [`Folded::MOST`] characters, none for a combining mark.
///
/// By character and not by the normalisation of the whole text: since marks are dropped, their order does not matter,
/// and ASCII costs a comparison. Syllables of Hangul stay whole.
fn folded(c: char) -> Folded {
    let mut out = Folded::default();
    match c {
        c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
        '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{FF07}' => out.push('\''),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => out.push('-'),
        '\u{00A0}' | '\u{202F}' | '\u{2009}' => out.push(' '),
        '\u{AC00}'..='\u{D7A3}' => out.push(c),
        c => decompose_canonical(c, |part| match part {
            // A stroke is no mark of its own to Unicode.
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            'đ' | 'Đ' => out.push('d'),
            'ı' => out.push('i'),
            part if is_combining_mark(part) => {}
            part => part.to_lowercase().for_each(|lower| out.push(lower)),
        }),
    }
    out
}

/// A few characters in place.
#[derive(Default)]
struct Folded {
    chars: [char; Self::MOST],
    len: usize,
    at: usize,
}

impl Folded {
    /// No character folds to more.
    const MOST: usize = 4;

    fn push(&mut self, c: char) {
        if let Some(place) = self.chars.get_mut(self.len) {
            *place = c;
            self.len += 1;
        }
    }
}

impl Iterator for Folded {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        let c = (self.at < self.len).then(|| self.chars[self.at]);
        self.at += 1;
        c
    }
}

/// A slug for identifiers: folded letters and digits, every run of other characters one hyphen.
///
/// ```
/// use dateline::text::fold::slug;
/// assert_eq!(slug("Ahn Gyu-back"), "ahn-gyu-back");
/// ```
#[must_use]
pub fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in fold(name).chars() {
        if c.is_alphanumeric() {
            out.push(c);
        } else if c != '\'' && !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn accents_and_case_do_not_matter() {
        assert_eq!(fold("ŁÓDŹ"), "lodz");
        assert_eq!(fold("İstanbul"), "istanbul");
        assert_eq!(fold("Ǿ"), "o", "an accent on a letter with a stroke");
        assert_eq!(fold("한국"), "한국");
    }

    proptest! {
        #[test]
        fn folding_by_character_is_folding_the_normalised_text(text in "[a-zA-ZÀ-ỹ0-9 ’—ßﬁΑ-ω]{0,60}") {
            let whole: String = text.nfd().filter(|&c| !is_combining_mark(c)).flat_map(folded).collect();
            prop_assert_eq!(fold_chars(&text).collect::<String>(), whole);
            prop_assert_eq!(fold(&text).into_owned(), fold_chars(&text).collect::<String>());
        }
    }
}
