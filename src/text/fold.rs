//! Folding for comparison: lower case, no diacritics, one kind of apostrophe, hyphen and space.
//!
//! Does not keep offsets: what was found in a folded copy is looked up again by its token.

use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

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
        _ => Cow::Owned(fold_chars(word).collect()),
    }
}

/// The folded characters of `text`, one after the other.
pub fn fold_chars(text: &str) -> impl Iterator<Item = char> + '_ {
    text.nfd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase).map(|c| match c {
        '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{FF07}' => '\'',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{00A0}' | '\u{202F}' | '\u{2009}' => ' ',
        'ø' => 'o',
        'ł' => 'l',
        'đ' => 'd',
        'ı' => 'i',
        c => c,
    })
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
