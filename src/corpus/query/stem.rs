//! What counts as a word, and what form it is compared in: the search index, queries and highlighting agree by it.
//!
//! A token is a run of letters and digits; scripts that are written without spaces give one token a character. Tokens
//! are compared folded and, in the Latin alphabet, stemmed (English, Snowball's Porter2).

use crate::text::Span;
use crate::text::fold::fold;
use frostem::{Algorithm, Stemmer};
use std::borrow::Cow;
use std::sync::LazyLock;
use unicode_normalization::char::is_combining_mark;

/// Bytes beyond which a token is nothing that anybody would search for: data in the text.
const LONGEST: usize = 120;

static ENGLISH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::new(Algorithm::English));

/// The tokens of `text` from the byte `from` on, which begins a token or lies between two.
pub fn tokens(text: &str, from: usize) -> impl Iterator<Item = Span> + '_ {
    let mut at = from;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        // Most of a text is ASCII, where bytes decide.
        let plain = rest.bytes().take_while(|b| b.is_ascii() && !b.is_ascii_alphanumeric()).count();
        let len = rest[plain..].bytes().take_while(u8::is_ascii_alphanumeric).count();
        if len > 0 && rest.as_bytes().get(plain + len).is_none_or(u8::is_ascii) {
            let start = at + plain;
            at = start + len;
            return Some(Span::new(start, at));
        }
        let skipped = rest.find(char::is_alphanumeric)?;
        let word = &rest[skipped..];
        let mut letters = word.char_indices();
        let alone = letters.next().is_some_and(|(_, c)| is_unspaced(c));
        let ends = |c: char| !is_combining_mark(c) && (alone || !c.is_alphanumeric() || is_unspaced(c));
        let len = letters.find(|(_, c)| ends(*c)).map_or(word.len(), |(n, _)| n);
        let start = at + skipped;
        at = start + len;
        Some(Span::new(start, at))
    })
}

/// A token folded: what the beginning of a word is compared with.
#[must_use]
pub fn folded(token: &str) -> Cow<'_, str> {
    if token.len() > LONGEST { Cow::Borrowed("") } else { fold(token) }
}

/// The form in which words are compared: `missiles` and `Missile` are one. Empty for what is too long for a word.
#[must_use]
pub fn stem(token: &str) -> Cow<'_, str> {
    match folded(token) {
        Cow::Borrowed(word) => ENGLISH.stem(word),
        Cow::Owned(word) => Cow::Owned(ENGLISH.stem(&word).into_owned()),
    }
}

/// Whether a character belongs to a script that is written without spaces between words.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        // Thai and Lao, Myanmar, Khmer; kana; Han.
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9D}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text, 0).map(|t| t.of(text)).collect()
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        assert_eq!(words("Kim Jong-un's 3,500 missiles."), ["Kim", "Jong", "un", "s", "3", "500", "missiles"]);
        assert_eq!(
            words("re\u{301}sume\u{301}"),
            ["re\u{301}sume\u{301}"],
            "an accent by itself belongs to its letter"
        );
        assert_eq!(words("北朝鮮 DPRK군"), ["北", "朝", "鮮", "DPRK군"]);
        assert!(words(" –— \u{301}").is_empty());
    }

    #[test]
    fn forms_of_a_word_are_one() {
        assert_eq!(stem("Missiles"), stem("missile"));
        assert_eq!(stem("deterring"), stem("deterred"));
        assert_eq!(stem("Résumé"), stem("resume"));
        assert_ne!(stem("nuclear"), stem("nucleus"));
        assert_eq!(stem("군"), "군");
        assert_eq!(stem(&"a".repeat(1000)), "");
    }
}
