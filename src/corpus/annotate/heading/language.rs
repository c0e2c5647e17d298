//! The language of a text.

use crate::corpus::article::Stated;
use crate::text::Segmented;

/// Running text that is looked at, in bytes.
const SAMPLE: usize = 1024;
/// Fewer letters than this, in bytes, settle nothing between languages of one script.
const SHORT: usize = 120;

/// Codes of ISO 639-3 that have one of ISO 639-1.
const CODES: &[(&str, &str)] = &[
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
    ("zul", "zu"),
];

/// Small words of English that no other language written with Latin letters has as such, so that where they are many
/// nothing else need be asked.
const ENGLISH: &[&str] = &[
    "and", "been", "from", "has", "have", "said", "that", "the", "their", "they", "this", "to", "which", "with",
    "would",
];

/// Whether at least one word in eleven is one of [`ENGLISH`]: a fiftieth of the cost of telling all languages apart.
fn plainly_english(sample: &str) -> bool {
    let (mut words, mut small) = (0, 0);
    for word in sample.split_ascii_whitespace() {
        words += 1;
        // The longest of them has five letters.
        small += usize::from(word.len() <= 5 && ENGLISH.iter().any(|e| e.eq_ignore_ascii_case(word)));
    }
    words >= 20 && small * 11 >= words
}

/// ISO code of the text's language, judged on at most 1 KB of running text; `en` where too little says otherwise.
#[must_use]
pub fn language(doc: &Segmented<'_>, stated: &Stated) -> String {
    let sample = sample(doc, stated);
    if plainly_english(&sample) {
        return "en".to_owned();
    }
    let Some(info) = whatlang::detect(&sample) else { return "en".to_owned() };
    let code = info.lang().code();
    let latin = info.script() == whatlang::Script::Latin;
    // Names make short English texts look like anything; another script is another language at once.
    if latin && code != "eng" && (sample.len() < SHORT || !info.is_reliable()) {
        return "en".to_owned();
    }
    CODES.binary_search_by_key(&code, |c| c.0).map_or(code, |i| CODES[i].1).to_owned()
}

/// Long lines first, because menus and labels are short and often in another language.
fn sample(doc: &Segmented<'_>, stated: &Stated) -> String {
    let mut sample = String::with_capacity(SAMPLE);
    for least in [80, 0] {
        for line in doc.lines.iter().map(|l| l.span.of(doc.text)).filter(|l| l.len() >= least) {
            let room = (SAMPLE - 4).saturating_sub(sample.len()).max(1);
            sample.push_str(&line[..line.ceil_char_boundary(room)]);
            if sample.len() >= SAMPLE - 4 {
                return sample;
            }
            sample.push('\n');
        }
        if sample.len() >= SHORT {
            return sample;
        }
        sample.clear();
    }
    sample.push_str(doc.text.get(..doc.text.len().min(SAMPLE / 2)).unwrap_or_default());
    if let Some(title) = &stated.title {
        sample.extend(['\n'].into_iter().chain(title.chars().take(200)));
    }
    sample
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> String {
        language(&Segmented::new(text), &Stated::default())
    }

    #[test]
    fn languages_by_their_codes() {
        assert_eq!(of("The ministers met in Oslo on Friday to talk about fish, and they agreed to meet again."), "en");
        assert_eq!(
            of(
                "Die Minister trafen sich am Freitag in Oslo, um über die Fischerei zu sprechen, und vereinbarten, dass sie sich im nächsten Jahr noch einmal treffen werden."
            ),
            "de"
        );
        assert_eq!(of("両国の大臣は金曜日にオスロで会談した。"), "ja", "another script needs no length");
        assert_eq!(of("Kyodo"), "en");
        assert_eq!(of(""), "en");
    }

    #[test]
    fn codes_are_sorted() {
        assert!(CODES.is_sorted());
    }
}
