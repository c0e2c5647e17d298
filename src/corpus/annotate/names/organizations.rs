//! Organisations by the words their names are made of: `Ministry of …`, `… Bureau`, `… Inc.`, acronyms.
//!
//! Extents only. Well-known names without such a word are in the lexicon, and are matched in `spot`.

use super::lexicon::{
    ACRONYM, CALENDAR, COMMON, COMPASS, ETHNIC, FIELD, FIRST, FUNCTION, HONORIFIC, KIN, LAST, MODIFIER, OFFICE,
    ORG_ALONE, ORG_HEAD, ORG_POSSESSIVE, ORG_TAIL, PLACE_HEAD, PROFESSION, RANK, Signs,
};
use super::scene::Scene;
use crate::text::TokenKind;
use crate::text::segment::Case;
use std::ops::Range;

/// Words that end the inside of an organisation's name.
const PEOPLE: Signs = Signs::of(&[HONORIFIC, RANK, PROFESSION, KIN, OFFICE]);
/// The most tokens that a name goes on for after "of" or "and".
const REACH: usize = 8;
/// Heads that may have a list after them: `Department of Environment, Land and Water`.
const LISTED: &[&str] = &[
    "agency",
    "bureau",
    "center",
    "centre",
    "college",
    "commission",
    "committee",
    "council",
    "department",
    "directorate",
    "division",
    "faculty",
    "institute",
    "ministry",
    "office",
    "organisation",
    "organization",
    "school",
    "secretariat",
];
/// Heads that are not used alone for what they head: `the Times` is, `the Services` is not.
const NOT_ALONE: &[&str] = &[
    "academy",
    "administration",
    "agency",
    "airlines",
    "airways",
    "athletic",
    "bank",
    "board",
    "capital",
    "center",
    "centre",
    "chamber",
    "channel",
    "church",
    "club",
    "college",
    "command",
    "commission",
    "company",
    "corps",
    "court",
    "cross",
    "daily",
    "dal",
    "delegation",
    "diet",
    "division",
    "electronics",
    "exchange",
    "federation",
    "fleet",
    "force",
    "front",
    "government",
    "group",
    "guard",
    "guards",
    "herald",
    "initiative",
    "journal",
    "league",
    "mining",
    "mission",
    "movement",
    "news",
    "office",
    "party",
    "petroleum",
    "police",
    "post",
    "presidium",
    "press",
    "programme",
    "railway",
    "records",
    "school",
    "secretariat",
    "service",
    "services",
    "society",
    "software",
    "steel",
    "studios",
    "systems",
    "team",
    "technologies",
    "television",
    "times",
    "trust",
    "union",
    "unit",
    "united",
    "university",
    "ventures",
    "watch",
    "workshop",
];

/// The organisation that a segment names by its head word, with what belongs to it on either side.
pub(super) fn by_head(scene: &Scene<'_>, tokens: Range<usize>, titled: bool) -> Option<Range<usize>> {
    let head = tokens.clone().rev().find(|&i| scene.is(i, ORG_HEAD | ORG_TAIL) && scene.capital(i))?;
    // "West Bank" is in the gazetteer.
    let place = scene.hit(tokens.start).is_some_and(|h| h.tokens.start <= tokens.start && tokens.end <= h.tokens.end);
    if place {
        return None;
    }
    // "Mosul University Hospital", "Suame Police Station": the last word tells.
    if scene.is(tokens.end - 1, PLACE_HEAD) && head + 1 < tokens.end && !scene.is(tokens.end - 1, ORG_HEAD) {
        return None;
    }
    let tokens = headline_start(scene, tokens.start, head)?..tokens.end;
    // "Julia Church", "Mr Banks": a head that is somebody's surname.
    let words = scene.words(tokens.clone());
    let surname = scene.is(head, LAST | FIRST) && head + 1 == tokens.end;
    if surname && (titled || (words == 2 && scene.is(tokens.start, FIRST) && !scene.is(tokens.start, COMMON))) {
        return None;
    }
    let mut end = head + 1;
    while end < tokens.end && (scene.is(end, ORG_TAIL) || scene.joint(end)) {
        end += 1;
    }
    if scene.is(end - 1, ORG_TAIL) && scene.doc.word(end) == "." && !scene.opens(end + 1) {
        end += 1;
    }
    let right = extend_right(scene, head, end);
    let start = extend_left(scene, tokens.start, head);
    if scene.words(tokens.start..end) == 1 && right == end && start == tokens.start && !alone(scene, tokens.start) {
        return None;
    }
    Some(start..right)
}

/// Where the name with this head starts that begins at `start` or, in a headline, behind words that the text writes in
/// lower case elsewhere: "Reaffirm Rail Company" is a verb and a name. `None` where they are all that it has.
fn headline_start(scene: &Scene<'_>, start: usize, head: usize) -> Option<usize> {
    if matches!(scene.doc.word(start.wrapping_sub(1)), "the" | "The") || !scene.doc.in_headline(start) {
        return Some(start);
    }
    let named = Signs::of(&[FIELD, MODIFIER, ORG_HEAD, ETHNIC, COMPASS, FIRST, LAST]);
    // "International Monetary Fund" begins with an adjective, which is part of it.
    let adjective = |i: usize| ["al", "an", "ary", "ese", "ic", "ish"].iter().any(|e| scene.doc.word(i).ends_with(e));
    let plain = |i: usize| {
        !(scene.is(i, named) || scene.upper(i) || adjective(i)) && scene.hit(i).is_none() && scene.lowered(i)
    };
    let from = (start..head).find(|&i| !plain(i)).unwrap_or(head);
    (from == start || (from..=head).any(|i| !scene.lowered(i))).then_some(from)
}

/// Whether a head word stands for an organisation by itself: `Parliament`, `the Commission` within a sentence.
fn alone(scene: &Scene<'_>, i: usize) -> bool {
    if scene.is(i, ORG_TAIL) || scene.upper(i) {
        return false;
    }
    let first = scene.opens(i);
    let plain = scene.doc.word(i).ends_with('s');
    let listed = NOT_ALONE.binary_search(&scene.doc.folded(i).as_ref()).is_ok();
    if scene.is(i, ORG_ALONE) {
        return true;
    }
    !first && !plain && !listed && matches!(scene.doc.word(i.wrapping_sub(1)), "the" | "The")
}

/// The end of a name that goes on after its head with "of", "for", "on": `Bank of England`, `Ministry of Trade and
/// Industry`.
fn extend_right(scene: &Scene<'_>, head: usize, end: usize) -> usize {
    let doc = scene.doc;
    let mut end = end;
    let limit = (end + 3 * REACH).min(doc.tokens.len());
    for _ in 0..3 {
        if !matches!(doc.word(end), "of" | "for" | "on" | "de" | "del" | "do" | "da" | "des" | "against") {
            break;
        }
        let small = matches!(doc.word(end + 1), "the" | "la" | "los");
        let next = if small { end + 2 } else { end + 1 };
        if next >= limit || !scene.capital(next) || scene.is(next, CALENDAR) {
            break;
        }
        // "the Council of Foreign Minister Lavrov" and "the Bank for President Yoon" stop before the person.
        let stop = words_end(scene, next, limit);
        if stop == next {
            break;
        }
        end = stop;
        let listed = LISTED.binary_search(&doc.folded(head).as_ref()).is_ok();
        end = if listed { list_end(scene, end, limit) } else { end };
    }
    end
}

/// The end of a stretch of capitalised words that start at `from` and are no title of a person.
fn words_end(scene: &Scene<'_>, from: usize, limit: usize) -> usize {
    let doc = scene.doc;
    let mut at = from;
    while at < limit.min(from + REACH) {
        let on = at == from || (doc.tokens[at].spaced && scene.same_line(at - 1));
        if on && scene.capital(at) && !(scene.is(at, PEOPLE) && !scene.is(at, FIELD)) && !scene.is(at, CALENDAR) {
            at += 1;
        } else if doc.word(at) == "-" && !doc.tokens[at].spaced && at + 1 < limit && scene.capital(at + 1) {
            at += 2;
        } else {
            break;
        }
    }
    // "the Cabinet of Prime Minister Kishida": what is left is the start of a title.
    let title = scene.is(at, OFFICE) && (from..at).all(|i| scene.is(i, MODIFIER) && !scene.is(i, FIELD));
    if title { from } else { at }
}

/// The end of `, Land, Water and Planning` or `and Athletics` after a ministry's first field.
fn list_end(scene: &Scene<'_>, end: usize, limit: usize) -> usize {
    let doc = scene.doc;
    let field = |i: usize| {
        i < limit
            && scene.capital(i)
            && scene.is(i, FIELD | COMMON)
            && !scene.is(i, FUNCTION | CALENDAR)
            && !(scene.is(i, PEOPLE) && !scene.is(i, FIELD))
            && !scene.place(i)
    };
    let mut at = end;
    for _ in 0..5 {
        match doc.word(at) {
            "," if field(at + 1) => at = words_end(scene, at + 1, limit),
            "and" | "&" if field(at + 1) => return words_end(scene, at + 1, limit),
            "," if doc.word(at + 1) == "and" && field(at + 2) => return words_end(scene, at + 2, limit),
            _ => break,
        }
    }
    end
}

/// The start of a name whose first words lie before its run: `Trade and Industry Ministry`, `Japan's Foreign Ministry`,
/// `Supreme People's Assembly`.
fn extend_left(scene: &Scene<'_>, start: usize, head: usize) -> usize {
    let doc = scene.doc;
    let (Some(before), Some(two)) = (start.checked_sub(1), start.checked_sub(2)) else { return start };
    let possessive = matches!(doc.word(before), "'s" | "’s" | "'" | "’");
    if possessive && scene.capital(two) {
        if scene.is(two, ORG_POSSESSIVE) {
            let mut at = two;
            while at > 0
                && at + 3 > two
                && doc.tokens[at].spaced
                && scene.capital(at - 1)
                && !scene.is(at - 1, PEOPLE | FUNCTION)
            {
                at -= 1;
            }
            return at;
        }
        // A ministry that only its country tells from others keeps it: every country has a foreign ministry.
        let bare = head == start + 1 && scene.is(start, FIELD);
        if bare && matches!(doc.word(head), "Ministry") && scene.names_country(two) && !scene.demonym(two) {
            return scene.hit(two).map_or(start, |h| h.tokens.start);
        }
        return start;
    }
    if doc.word(before) == "and" && scene.capital(two) && doc.tokens[two].spaced && head > start {
        let region = |i: usize| scene.demonym(i) || scene.is(i, ETHNIC);
        let same = (region(two) && region(start) && head > start + 1)
            || (scene.is(two, FIELD) && scene.is(start, FIELD) && !scene.names_country(two));
        if same {
            let mut at = two;
            while at > 0 && at + 3 > two && doc.tokens[at].spaced && scene.capital(at - 1) && scene.is(at - 1, FIELD) {
                at -= 1;
            }
            return at;
        }
    }
    start
}

/// The end of "Yonhap news agency" and "Kyodo news service" after the agency's name, which ends before token `end`.
pub(super) fn agency(scene: &Scene<'_>, end: usize) -> usize {
    let doc = scene.doc;
    let kind = |w: &str| matches!(w, "agency" | "service");
    if doc.word(end) == "news" && kind(doc.word(end + 1)) { end + 2 } else { end }
}

/// Codes of ISO 4217 that news writes before an amount without a space: `USD105,000`.
const CURRENCIES: &[&str] = &[
    "AED", "ARS", "AUD", "BDT", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EGP", "ETB", "EUR", "GBP", "GHS", "HKD",
    "HUF", "IDR", "ILS", "INR", "JPY", "KES", "KRW", "LKR", "MXN", "MYR", "NGN", "NOK", "NZD", "PHP", "PKR", "PLN",
    "QAR", "RMB", "RON", "RUB", "RWF", "SAR", "SEK", "SGD", "THB", "TRY", "TWD", "TZS", "UAH", "UGX", "USD", "VND",
    "XAF", "XOF", "ZAR", "ZMW",
];

/// Whether a segment is an acronym that can name an organisation: `KCNA`, `G20`, `BoG`.
pub(super) fn acronym(scene: &Scene<'_>, tokens: Range<usize>) -> bool {
    if tokens.len() != 1 {
        return false;
    }
    let i = tokens.start;
    let (word, token) = (scene.doc.word(i), scene.doc.tokens[i]);
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let money = word.get(..3).is_some_and(|code| CURRENCIES.contains(&code));
    let numbered = token.kind == TokenKind::Mixed && letters > 1 && word.starts_with(char::is_uppercase) && !money;
    (token.kind == TokenKind::Word || numbered)
        && (token.case == Case::Upper || mixed(word))
        && (2..=7).contains(&letters)
        && !scene.is(i, ACRONYM | CALENDAR)
        && !scene.place(i)
        && !shouting(scene, i)
        && !matches!(scene.doc.word(i + 1), "-")
}

/// Whether a word is an acronym with a small letter inside: `BoG`.
fn mixed(word: &str) -> bool {
    let upper = word.chars().filter(|c| c.is_uppercase()).count();
    word.len() <= 5 && upper >= 2 && upper + 1 == word.len() && word.ends_with(char::is_uppercase)
}

/// Whether token `i` stands among words in capitals: a headline or a label, in which capitals tell nothing.
pub(super) fn shouting(scene: &Scene<'_>, i: usize) -> bool {
    let loud = |j: usize| {
        scene.upper(j) && scene.doc.tokens[j].span.len() > 1
            || scene.doc.tokens.get(j).is_some_and(|t| t.case == Case::None && t.kind != TokenKind::Punct)
    };
    let near = (i.saturating_sub(2)..=i + 2).filter(|&j| j != i && loud(j)).count();
    near >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_where_they_are_searched() {
        assert!(LISTED.is_sorted());
        assert!(NOT_ALONE.is_sorted());
    }
}
