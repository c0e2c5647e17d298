//! Agreements, named events and weapons, and names of kinds that are not annotated (laws, prizes, diseases), which must
//! not be taken for people.
//!
//! Only what is clearly found: a general "the agreement" names nothing.

use super::lexicon::{
    AGREEMENT_HEAD, COMMON, COMPASS, EVENT_HEAD, FIELD, FUNCTION, MODIFIER, ORG_HEAD, OTHER_HEAD, PLACE_FIRST,
    PLACE_HEAD,
};
use super::scene::Scene;
use super::spot::Spots;
use crate::corpus::article::EntityKind;
use crate::text::TokenKind;
use crate::text::segment::Case;
use std::ops::Range;

/// Lower-case words between the name of an agreement and its head: `North Korea-Russia defense cooperation treaty`.
const INSIDE: &[&str] = &[
    "association",
    "bilateral",
    "border",
    "ceasefire",
    "climate",
    "comprehensive",
    "cooperation",
    "customs",
    "defence",
    "defense",
    "disarmament",
    "economic",
    "extradition",
    "fisheries",
    "free",
    "friendship",
    "grain",
    "military",
    "mutual",
    "nuclear",
    "partnership",
    "peace",
    "security",
    "strategic",
    "tax",
    "trade",
    "trilateral",
    "truce",
    "water",
];

/// The length of the shortest head of an agreement's name, in bytes: `pact`.
const SHORTEST_HEAD: usize = 4;

/// Whether token `i` is one of the lower-case words inside an agreement's name.
fn inside(scene: &Scene<'_>, i: usize) -> bool {
    let token = &scene.doc.tokens[i];
    // Most words are settled by their case and length; none of the list is shorter than "tax".
    token.case == Case::Lower && token.span.len() >= 3 && INSIDE.binary_search(&scene.doc.word(i)).is_ok()
}

/// Agreements, by their head word and the names before it.
pub(super) fn agreements(scene: &Scene<'_>, spots: &mut Spots) {
    let mut floor = 0;
    for i in 0..scene.doc.tokens.len() {
        // Before the look-up, what costs less: a head is a word of some length, and has a name or a word like "peace"
        // right before it.
        let long = scene.doc.tokens[i].kind == TokenKind::Word && scene.doc.tokens[i].span.len() >= SHORTEST_HEAD;
        if !long || i == 0 || !(scene.capital(i - 1) || inside(scene, i - 1)) || !scene.is(i, AGREEMENT_HEAD) {
            continue;
        }
        if let Some(found) = agreement(scene, i, floor) {
            floor = found.end;
            spots.push(found, EntityKind::Agreement);
        }
    }
}

/// The agreement whose head is token `head`, from `floor` on.
fn agreement(scene: &Scene<'_>, head: usize, floor: usize) -> Option<Range<usize>> {
    let doc = scene.doc;
    let sentence = doc.sentences[doc.sentence_of(head)].tokens.start.max(floor);
    let mut at = head;
    let mut inside = 0;
    while at > sentence && inside < 4 && INSIDE.binary_search(&doc.word(at - 1)).is_ok() {
        at -= 1;
        inside += 1;
    }
    let names_end = at;
    let mut pair = false;
    while at > sentence && names_end - at < 10 {
        let i = at - 1;
        if scene.capital(i) && !scene.is(i, FUNCTION) && !(scene.opens(i) && scene.is(i, COMMON)) {
            at = i;
        } else if doc.word(i) == "-" && !doc.tokens[i].spaced && i > sentence && scene.capital(i - 1) && at < names_end
        {
            pair = true;
            at = i - 1;
        } else {
            break;
        }
        if !doc.tokens[at].spaced && doc.word(at - usize::from(at > 0)) != "-" {
            break;
        }
    }
    if at == names_end {
        return None;
    }
    // One country and "agreement" is a description; a pair of countries, or a place that is none, makes it a name.
    let capital = scene.capital(head);
    let country = (at..names_end).all(|i| scene.names_country(i) || scene.is(i, ORG_HEAD | COMMON));
    let place = (at..names_end).any(|i| scene.hit(i).is_some()) || names_end - at > 1;
    let named = if capital { !country || inside > 0 || pair } else { pair || (place && !country) };
    named.then_some(at..head + 1)
}

/// The event that a segment names, as an event to annotate or as none (`Some((span, None))` is to be passed over).
pub(super) fn event(scene: &Scene<'_>, tokens: Range<usize>) -> Option<(Range<usize>, Option<EntityKind>)> {
    let head = tokens.clone().rev().find(|&i| scene.is(i, EVENT_HEAD))?;
    if scene.is(tokens.end - 1, ORG_HEAD | PLACE_HEAD) {
        return None;
    }
    let end = if roman(scene.doc.word(head + 1)) { head + 2 } else { head + 1 };
    if end < tokens.end {
        return None;
    }
    let named = head > tokens.start;
    (named || end > head + 1).then_some((tokens.start..end, Some(EntityKind::Event)))
}

fn roman(word: &str) -> bool {
    matches!(word, "I" | "II" | "III" | "IV" | "V" | "VI" | "VII" | "VIII" | "IX" | "X" | "One" | "Two")
}

/// What the last word of a segment makes it: a place that the gazetteer lacks, or something that is not annotated.
pub(super) fn by_last_word(scene: &Scene<'_>, tokens: Range<usize>) -> Option<(Range<usize>, Option<EntityKind>)> {
    let last = tokens.end - 1;
    let words = scene.words(tokens.clone());
    let known = scene.hit(last).is_some_and(|h| h.tokens.start <= tokens.start);
    if scene.is(last, OTHER_HEAD | AGREEMENT_HEAD) && !scene.is(last, super::lexicon::FIRST) {
        return Some((tokens, None));
    }
    if known {
        return None;
    }
    let first = scene.is(tokens.start, PLACE_FIRST) && words >= 2;
    let surname = scene.is(last, super::lexicon::LAST) && scene.is(tokens.start, super::lexicon::FIRST);
    let named = scene.is(last, PLACE_HEAD) && words >= 2 && !surname;
    let only_compass = tokens.clone().all(|i| scene.is(i, COMPASS | PLACE_HEAD | MODIFIER | FIELD | FUNCTION));
    ((first || named) && !only_compass).then_some((tokens, Some(EntityKind::Place)))
}

/// The end of a weapon's name with its number: `Hwasong-17`; `end` for other kinds.
pub(super) fn numbered(scene: &Scene<'_>, end: usize, kind: EntityKind) -> usize {
    let doc = scene.doc;
    let solid = |i: usize| doc.tokens.get(i).is_some_and(|t| !t.spaced);
    let number = |i: usize| doc.tokens.get(i).is_some_and(|t| matches!(t.kind, TokenKind::Number | TokenKind::Mixed));
    if kind == EntityKind::Weapon && doc.word(end) == "-" && solid(end) && number(end + 1) { end + 2 } else { end }
}
