//! Bytes to text: byte-order marks, UTF-8, UTF-16, else the legacy encoding that the bytes look like.
//!
//! Tells what is no text at all. Does not sanitise: `text::sanitize` does, afterwards.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, Encoding, UTF_16BE, UTF_16LE};
use std::borrow::Cow;
use std::io::{self, Read};

/// How many bytes at the start of a file judge what it is.
pub(crate) const HEAD: usize = 64 << 10;

/// The UTF-16 encoding that a file starts in, by its mark or, without one, by every other byte being zero.
pub(crate) fn utf16(head: &[u8]) -> Option<&'static Encoding> {
    match head {
        [0xFF, 0xFE, 0, 0, ..] => None, // UTF-32
        [0xFF, 0xFE, ..] => Some(UTF_16LE),
        [0xFE, 0xFF, ..] => Some(UTF_16BE),
        _ => {
            let pairs = head.len() / 2;
            let zeros = |odd: usize| head.chunks_exact(2).filter(|pair| pair[odd] == 0).count();
            let (even, odd) = (zeros(0), zeros(1));
            if pairs >= 2 && odd * 10 > pairs * 7 && even == 0 {
                Some(UTF_16LE)
            } else if pairs >= 2 && even * 10 > pairs * 7 && odd == 0 {
                Some(UTF_16BE)
            } else {
                None
            }
        }
    }
}

/// Whether the start of a file is no text: it holds zero bytes, or controls that texts have no use for.
pub(crate) fn is_binary(head: &[u8]) -> bool {
    let control = |b: &&u8| matches!(b, 0x01..=0x08 | 0x0E..=0x1A | 0x1C..=0x1F);
    // Random bytes hold 10 % of these; a text with escape sequences or an old page break holds none or a few.
    memchr::memchr(0, head).is_some() || head.iter().filter(control).count() * 20 > head.len()
}

/// The text of `bytes`, whatever they hold; a byte-order mark is no part of it.
pub(crate) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    // UTF-8 with a little damage is still UTF-8: guessing would turn every accent of it into two wrong letters.
    let (mut sound, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().bytes().filter(|b| *b >= 0xC0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if sound > 10 * broken {
        return String::from_utf8_lossy(bytes);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny).decode_without_bom_handling(bytes).0
}

/// Reads one encoding as UTF-8, so that the formats need to know no other.
pub(crate) struct Recoded<R> {
    from: R,
    decoder: Decoder,
    raw: Vec<u8>,
    text: Vec<u8>,
    /// How much of `text` was handed out.
    given: usize,
    ended: bool,
}

impl<R: Read> Recoded<R> {
    /// Reads `from`, which is in `encoding`; a byte-order mark is dropped.
    pub(crate) fn new(from: R, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_with_bom_removal();
        Self { from, decoder, raw: vec![0; HEAD / 4], text: Vec::new(), given: 0, ended: false }
    }
}

impl<R: Read> Read for Recoded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() && !self.ended {
            let read = self.from.read(&mut self.raw)?;
            self.ended = read == 0;
            let room = self.decoder.max_utf8_buffer_length(read).unwrap_or(HEAD);
            self.text.resize(room, 0);
            let (_, _, written, _) = self.decoder.decode_to_utf8(&self.raw[..read], &mut self.text, self.ended);
            self.text.truncate(written);
            self.given = 0;
        }
        let n = into.len().min(self.text.len() - self.given);
        into[..n].copy_from_slice(&self.text[self.given..self.given + n]);
        self.given += n;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn recoded(bytes: &[u8], encoding: &'static Encoding) -> String {
        let mut text = String::new();
        Recoded::new(bytes, encoding).read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn legacy_encodings_are_recognised() {
        let french = "Le ministre des Affaires étrangères a été reçu à l’Élysée, où il a évoqué la crise en Corée.";
        for (encoding, text) in [
            (encoding_rs::WINDOWS_1252, french),
            (encoding_rs::WINDOWS_1251, "Министр иностранных дел прибыл в Сеул в понедельник."),
            (encoding_rs::SHIFT_JIS, "日本と韓国の防衛相が月曜日にソウルで会談した。"),
            (encoding_rs::EUC_KR, "한국과 일본의 국방장관이 월요일 서울에서 회담했다."),
        ] {
            assert_eq!(decode(&encoding.encode(text).0), text, "{}", encoding.name());
        }
    }

    #[test]
    fn a_little_damage_spoils_one_character_only() {
        let text = "Kèrè, Gaëlle, Zoé, José, Núñez, Müller, Łódź, Đurđević".repeat(2);
        let mut bytes = text.clone().into_bytes();
        bytes.push(0xE9);
        assert_eq!(decode(&bytes), text + "\u{FFFD}");
    }

    #[test]
    fn binary_is_told_from_text() {
        assert!(is_binary(b"GIF89a\0\0"));
        let noise: Vec<u8> = (1..20_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert!(is_binary(&noise) && is_binary(&noise.iter().copied().filter(|&b| b != 0).collect::<Vec<_>>()));
        assert!(!is_binary("red \u{1b}[31mscare\u{1b}[0m, page two\u{c}".as_bytes()));
        assert!(!is_binary(b""));
    }

    proptest! {
        #[test]
        fn utf_16_is_read_with_and_without_mark(text in "[a-z é中😀\n]{2,300}", big in any::<bool>()) {
            let text = format!("News in two bytes. {text}");
            let bytes: Vec<u8> = format!("\u{FEFF}{text}")
                .encode_utf16()
                .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
                .collect();
            let encoding = utf16(&bytes).expect("it has a mark");
            prop_assert_eq!(recoded(&bytes, encoding), &text[..]);
            if text.is_ascii() {
                prop_assert_eq!(utf16(&bytes[2..]), Some(encoding));
            }
        }

        #[test]
        fn any_bytes_become_text(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            decode(&bytes);
            recoded(&bytes, UTF_16LE);
            recoded(&bytes, UTF_16BE);
        }
    }
}
