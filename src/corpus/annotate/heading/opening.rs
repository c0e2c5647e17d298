//! The formula that a wire story opens with: place, region, date, agency, dash.
//!
//! Reads its parts and decides whether they are one. Where the place lies is looked up by the parent module.

use crate::corpus::furniture::outlets;
use crate::text::fold::fold;
use crate::text::segment::Case;
use crate::text::{Segmented, Span, TokenKind};
use std::ops::Range;

/// The parts of an opening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Opening {
    /// `SEOUL`
    pub(super) place: Option<Span>,
    /// `South Korea` in `SEOUL, South Korea (AP)`.
    pub(super) region: Option<Span>,
    /// `Sept. 8`
    pub(super) date: Option<Span>,
    /// `UPI`
    pub(super) source: Option<Span>,
    /// From its first token to its dash, colon or closing bracket.
    pub(super) whole: Span,
}

impl Opening {
    /// An opening of nothing, at the start of the text.
    fn new(source: Option<Span>, place: Option<Span>) -> Self {
        Self { place, region: None, date: None, source, whole: Span::new(0, 0) }
    }
}

/// What only a gazetteer can tell of a word in title case.
pub(super) type IsCity<'f> = &'f dyn Fn(&str) -> bool;

/// Words in capitals that open a text and are no place, folded.
const LABELS: &[&str] = &[
    "advisory",
    "analysis",
    "breaking",
    "breaking news",
    "column",
    "comment",
    "commentary",
    "correction",
    "editor's note",
    "editorial",
    "exclusive",
    "explainer",
    "fact check",
    "factbox",
    "feature",
    "interview",
    "just in",
    "live",
    "live updates",
    "more",
    "new",
    "news",
    "newsletter",
    "note",
    "opinion",
    "original story",
    "photos",
    "press release",
    "quote",
    "recap",
    "related",
    "report",
    "review",
    "special report",
    "sports",
    "summary",
    "the latest",
    "timeline",
    "update",
    "updated",
    "urgent",
    "video",
    "warning",
    "watch",
];

/// Words that make a name an outlet's, folded.
const OUTLET_WORDS: &[&str] = &[
    "agency", "gazette", "herald", "journal", "news", "newswire", "post", "press", "times", "today", "tribune", "wire",
];

const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const WEEKDAYS: &[&str] = &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// An opening is never longer, in tokens.
const LONGEST: usize = 36;

/// Reads the opening of the paragraph that starts at token `start`; `first` says whether no text comes before it.
pub(super) fn read(doc: &Segmented<'_>, start: usize, first: bool, is_city: IsCity<'_>) -> Option<Opening> {
    let end = doc.tokens.len().min(start + LONGEST);
    let mut r = Reader { doc, at: start, end };
    r.outlet().or_else(|| {
        r.at = start;
        r.wire(first, is_city)
    })
}

struct Reader<'a, 'd> {
    doc: &'a Segmented<'d>,
    at: usize,
    end: usize,
}

impl<'d> Reader<'_, 'd> {
    fn word(&self) -> &'d str {
        if self.at < self.end { self.doc.word(self.at) } else { "" }
    }

    fn take(&mut self, word: &str) -> bool {
        let found = self.word() == word;
        self.at += usize::from(found);
        found
    }

    fn span(&self, tokens: Range<usize>) -> Span {
        self.doc.span(tokens)
    }

    /// `afrol News, 6 May -`, `(Reuters) -`: who reports, and no place.
    fn outlet(&mut self) -> Option<Opening> {
        let start = self.at;
        let mut opening = Opening::new(None, None);
        if self.word() == "(" {
            let source = self.bracket()?;
            outlets::known(source.of(self.doc.text))?;
            opening.source = Some(source);
            self.dash();
        } else {
            let name = (1..=3).rev().find_map(|n| {
                let tokens = start..(start + n).min(self.end);
                let last = self.doc.tokens.get(tokens.end.checked_sub(1)?)?;
                let span = (last.kind != TokenKind::Punct && !tokens.is_empty()).then(|| self.span(tokens))?;
                outlets::known(span.of(self.doc.text)).map(|_| (span, n))
            })?;
            opening.source = Some(name.0);
            self.at += name.1;
            // "afrol News / Africa Renewal"
            if self.take("/") {
                self.proper();
            }
            self.take(",");
            opening.date = self.date();
            if !self.dash() {
                return None;
            }
        }
        opening.whole = self.span(start..self.at);
        Some(opening)
    }

    /// `SEOUL, Sept. 8 (UPI) --`
    fn wire(&mut self, first: bool, is_city: IsCity<'_>) -> Option<Opening> {
        let text = self.doc.text;
        let start = self.at;
        let place = self.proper()?;
        let capitals = self.doc.tokens_in(place).all(|i| {
            let t = &self.doc.tokens[i];
            t.kind == TokenKind::Punct
                || matches!(t.case, Case::Upper)
                || (t.case == Case::Title && t.span.len() == 1)
                || PARTICLES.contains(&t.span.of(text))
        }) && place.len() >= 3;
        let mut opening = Opening::new(None, Some(place));
        for _ in 0..3 {
            let before = self.at;
            if !self.take(",") {
                break;
            }
            if let Some(date) = self.date() {
                opening.date = Some(date);
                break;
            }
            match self.proper() {
                Some(region) if opening.region.is_none() => {
                    // "Calif.", "MO."
                    if self.word() == "." && !self.doc.tokens[self.at].spaced {
                        self.at += 1;
                    }
                    opening.region = Some(region);
                }
                _ if self.word() == "," => {}
                _ => {
                    self.at = before;
                    break;
                }
            }
        }
        self.take(",");
        let mut ended = self.at;
        // Strokes around an agency's name are used for nothing else.
        let strokes = self.word() == "/";
        if let Some(inside) = self.bracket() {
            let mut dated = Reader { doc: self.doc, at: self.doc.token_at(inside.start as usize), end: self.at - 1 };
            match dated.date() {
                Some(date) => opening.date = Some(date),
                None if is_source(inside.of(text)) => opening.source = Some(inside),
                None => return None,
            }
            ended = self.at;
        }
        let mut dash = self.dash();
        if dash && opening.date.is_none() {
            // "CAIRO - 21 July 2022:"
            let before = self.at;
            opening.date = self.date();
            if opening.date.is_some() && !self.take(":") && !self.dash() {
                self.at = before;
                opening.date = None;
            }
        }
        let colon = !dash && self.take(":");
        if dash || colon {
            ended = self.at;
        } else {
            dash = false;
        }
        let name = place.of(text);
        let label = LABELS.binary_search(&fold(name).as_ref()).is_ok();
        let dated = opening.date.is_some();
        let accepted = !label
            && match (opening.source, dash, colon) {
                (Some(s), true, _) | (Some(s), _, true) => {
                    capitals || dated || outlets::known(s.of(text)).is_some() || is_city(name)
                }
                (Some(s), ..) => {
                    dated || strokes || capitals || (outlets::known(s.of(text)).is_some() && is_city(name))
                }
                (None, true, _) => capitals || dated || (first && is_city(name)),
                (None, _, true) => (capitals && (dated || first)) || (first && (dated || is_city(name))),
                _ => false,
            };
        if !accepted {
            return None;
        }
        // "TODAY NICARAGUA –": the outlet stands where the place would.
        if fold(name).split(' ').any(|w| OUTLET_WORDS.contains(&w)) || outlets::known(name).is_some() {
            opening.source = opening.source.or(opening.place.take());
            opening.region = None;
            opening.place = None;
        }
        opening.whole = self.span(start..ended);
        Some(opening)
    }

    /// Up to five capitalised words, with what joins them: `Rio de Janeiro`, `Oyam & Gulu`, `St. Louis`.
    fn proper(&mut self) -> Option<Span> {
        let start = self.at;
        let mut words = 0;
        while self.at < self.end && words < 5 {
            let t = &self.doc.tokens[self.at];
            let word = t.span.of(self.doc.text);
            if t.is_capitalised() {
                if words > 0
                    && self.month(word).is_some()
                    && self.doc.tokens.get(self.at + 1).is_some_and(|n| n.kind == TokenKind::Number)
                {
                    break;
                }
                words += 1;
                self.at += 1;
                let short = matches!(fold(word).as_ref(), "st" | "mt" | "ft");
                if short && self.word() == "." {
                    self.at += 1;
                }
                continue;
            }
            let joins = PARTICLES.contains(&word) || matches!(word, "-" | "/" | "&") && (!t.spaced || word == "&");
            let next = self.doc.tokens.get(self.at + 1).filter(|n| self.at + 1 < self.end && n.is_capitalised());
            // A hyphen joins only without space: "Cape Town - In", "Srinagar- The".
            if words == 0 || !joins || next.is_none_or(|n| word == "-" && n.spaced) {
                break;
            }
            // "Ulaanbaatar/MONTSAME/" holds its agency between the strokes.
            if word == "/" && self.doc.word(self.at + 2) == "/" {
                break;
            }
            self.at += 1;
        }
        (self.at > start).then(|| self.span(start..self.at))
    }

    /// What stands between brackets or strokes, at most six tokens.
    fn bracket(&mut self) -> Option<Span> {
        let close = match self.word() {
            "(" => ")",
            "/" => "/",
            _ => return None,
        };
        let inside = self.at + 1;
        let end = (inside..self.end.min(inside + 7)).find(|&i| self.doc.word(i) == close)?;
        self.at = end + 1;
        // "Ulaanbaatar /MONTSAME/."
        if close == "/" && self.word() == "." {
            self.at += 1;
        }
        (end > inside).then(|| self.span(inside..end))
    }

    fn dash(&mut self) -> bool {
        let Some(t) = self.doc.tokens.get(self.at).filter(|_| self.at < self.end) else { return false };
        let word = t.span.of(self.doc.text);
        let next_spaced = self.doc.tokens.get(self.at + 1).is_none_or(|n| n.spaced);
        let dash = match word {
            "--" | "---" | "—" | "–" | "\u{FFFD}" | "_" | "__" => true,
            "-" => next_spaced,
            _ => false,
        };
        self.at += usize::from(dash);
        dash
    }

    fn month(&self, word: &str) -> Option<usize> {
        let folded = fold(word);
        let long = folded.len() >= 3 && folded.is_ascii();
        MONTHS.iter().position(|m| long && folded.starts_with(m) && is_month(&folded))
    }

    /// `Sept. 8`, `8 September`, `Monday, May 6, 2021`.
    fn date(&mut self) -> Option<Span> {
        let start = self.at;
        if WEEKDAYS.contains(&fold(self.word()).as_ref()) {
            self.at += 1;
            self.take(",");
        }
        let number = |r: &Self, digits: Range<usize>| {
            r.doc
                .tokens
                .get(r.at)
                .filter(|_| r.at < r.end)
                .is_some_and(|t| t.kind == TokenKind::Number && digits.contains(&t.span.len()))
        };
        let mut month = self.month(self.word()).is_some();
        let mut day = false;
        if month {
            self.at += 1;
            self.take(".");
            day = number(self, 1..3);
            self.at += usize::from(day);
        } else if number(self, 1..3) {
            self.at += 1;
            month = self.month(self.word()).is_some();
            self.at += usize::from(month);
            if month {
                self.take(".");
            }
            day = true;
        }
        if !(month && day) {
            self.at = start;
            return None;
        }
        let before = self.at;
        self.take(",");
        if number(self, 4..5) {
            self.at += 1
        } else {
            self.at = before
        }
        Some(self.span(start..self.at))
    }
}

/// Small words inside names of places.
const PARTICLES: &[&str] = &["al", "da", "de", "del", "des", "do", "du", "el", "es", "of", "on", "sur", "the", "upon"];

fn is_month(folded: &str) -> bool {
    const FULL: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    FULL.iter().any(|m| m.starts_with(folded)) || folded == "sept"
}

/// Whether the words in brackets can be an agency's name.
fn is_source(inside: &str) -> bool {
    outlets::known(inside).is_some()
        || (inside.len() <= 40
            && inside.split_whitespace().all(|w| w.starts_with(|c: char| c.is_uppercase() || c == '/' || c == '&'))
            && inside.contains(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Option<[&str; 4]> {
        let doc = Segmented::new(text);
        let o = read(&doc, 0, true, &|name| matches!(name, "Durban" | "Muscat"))?;
        assert!(o.whole.start == 0);
        let of = |s: Option<Span>| s.map_or("", |s| s.of(text));
        Some([of(o.place), of(o.region), of(o.date), of(o.source)])
    }

    #[test]
    fn openings_of_many_houses() {
        for (text, want) in [
            ("SEOUL, Sept. 8 (UPI) -- The defense", ["SEOUL", "", "Sept. 8", "UPI"]),
            ("Seoul, Dec 19 (NationPress) South Korea's", ["Seoul", "", "Dec 19", "NationPress"]),
            ("PARIS (AP) — The", ["PARIS", "", "", "AP"]),
            ("MOSCOW — The", ["MOSCOW", "", "", ""]),
            ("WASHINGTON, D.C., Jan 3 /PRNewswire/ -- The", ["WASHINGTON", "D.C.", "Jan 3", "PRNewswire"]),
            ("INDEPENDENCE, MO. (AP)-- The", ["INDEPENDENCE", "MO", "", "AP"]),
            ("DAR ES SALAAM, Tanzania (AP) _\nThe", ["DAR ES SALAAM", "Tanzania", "", "AP"]),
            ("Durban, May 17 2022 (IPS) - Global", ["Durban", "", "May 17 2022", "IPS"]),
            ("Oyam & Gulu, Uganda , Jun 14 2022 (IPS) - Law", ["Oyam & Gulu", "Uganda", "Jun 14 2022", "IPS"]),
            ("CAIRO - 21 July 2022: The government", ["CAIRO", "", "21 July 2022", ""]),
            ("KUWAIT CITY, July 24: Kuwaiti", ["KUWAIT CITY", "", "July 24", ""]),
            ("SINGAPORE (May 6, 2021) — While", ["SINGAPORE", "", "May 6, 2021", ""]),
            ("Ulaanbaatar /MONTSAME/. On August 3", ["Ulaanbaatar", "", "", "MONTSAME"]),
            ("ST. LOUIS – Police", ["ST. LOUIS", "", "", ""]),
            ("Durban — The prize", ["Durban", "", "", ""]),
            ("Muscat: The zone", ["Muscat", "", "", ""]),
            ("afrol News, 6 May - Gabon's", ["", "", "6 May", "afrol News"]),
            ("(Reuters) - World Athletics", ["", "", "", "Reuters"]),
            ("TODAY NICARAGUA – Storm", ["", "", "", "TODAY NICARAGUA"]),
        ] {
            assert_eq!(parts(text), Some(want), "{text}");
        }
    }

    #[test]
    fn running_text_opens_with_nothing() {
        for text in [
            "The North Atlantic Treaty Organization (NATO) has decided",
            "United Democratic Alliance (UDA) presidential candidate",
            "Oil paintings, ink sketches, sculptures in wood and bronze – Adolfo",
            "BREAKING: The minister has resigned",
            "Yesterday - all my troubles",
            "South Korea: Acting President Han and Japan PM reaffirm",
            "In Washington today, the agency said",
        ] {
            assert_eq!(parts(text), None, "{text}");
        }
    }

    #[test]
    fn labels_are_sorted() {
        assert!(LABELS.is_sorted());
    }
}
