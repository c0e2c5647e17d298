//! Makes untrusted text harmless for a terminal, once, before any offset exists.
//!
//! Each harmful code point is replaced by exactly one other, so that code point offsets hold in the input and in
//! the result alike. Does not judge encodings: `corpus::formats` decodes.

use std::borrow::Cow;

/// What stands for a code point that has no picture of its own.
const BLANK: char = '\u{FFFD}';

/// The text with every control character, escape, bidi control and invisible tag made visible and inert.
///
/// Line feeds and tabs stay; the carriage return of CR LF becomes a space and a lone one, like the Unicode line and
/// paragraph separators, a line feed. C0 controls become their pictures (U+2400 block), everything else U+FFFD.
///
/// ```
/// use dateline::text::sanitize::sanitize;
/// assert_eq!(sanitize("a\u{1b}[31mb"), "a␛[31mb");
/// assert_eq!(sanitize("one\r\ntwo\rthree"), "one \ntwo\nthree");
/// ```
#[must_use]
pub fn sanitize(text: &str) -> Cow<'_, str> {
    // Most articles need nothing: one pass over bytes settles that at memory speed.
    if !text.bytes().any(suspicious) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len() + 16);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        clean.push(match c {
            '\r' if chars.peek() == Some(&'\n') => ' ',
            '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
            c => harmless(c),
        });
    }
    Cow::Owned(clean)
}

/// The same for one line, as in a title or a path: line breaks and tabs become spaces.
#[must_use]
pub fn sanitize_line(text: &str) -> String {
    sanitize(text).chars().map(|c| if c == '\n' || c == '\t' { ' ' } else { c }).collect()
}

/// `c`, or the one code point that stands for it.
fn harmless(c: char) -> char {
    match c {
        '\n' | '\t' => c,
        '\0'..='\u{1F}' => char::from_u32(0x2400 + c as u32).unwrap_or(BLANK),
        '\u{7F}' => '\u{2421}',
        '\u{80}'..='\u{9F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{206F}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{FEFF}'
        | '\u{E0000}'..='\u{E007F}' => BLANK,
        c => c,
    }
}

/// Bytes that can begin a harmful code point: controls, and the lead bytes of U+0080–9F, U+2000–2FFF, U+FE00–FFFF
/// and the tags.
fn suspicious(byte: u8) -> bool {
    (byte < 0x20 && byte != b'\n' && byte != b'\t') || matches!(byte, 0x7F | 0xC2 | 0xE2 | 0xEF | 0xF3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escape_sequences_and_bidi_overrides_are_inert() {
        assert_eq!(sanitize("\u{9b}31m\u{202e}abc\u{7f}\0"), "\u{FFFD}31m\u{FFFD}abc␡␀");
        assert_eq!(sanitize_line("a\tb\r\nc"), "a b  c");
    }

    proptest! {
        #[test]
        fn every_offset_holds_and_nothing_harmful_is_left(text in any::<String>()) {
            let clean = sanitize(&text);
            prop_assert_eq!(clean.chars().count(), text.chars().count());
            prop_assert!(clean.chars().all(|c| c == '\n' || c == '\t' || !c.is_control()));
            prop_assert_eq!(sanitize(&clean), clean.as_ref());
        }
    }
}
