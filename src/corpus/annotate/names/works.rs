//! Agreements, named events and weapons: what the tagger was not trained on or calls by one name.
//!
//! Only what is clearly found: a general "the agreement" names nothing.

use super::lexicon::{AGREEMENT_HEAD, COMMON, EVENT_HEAD, FUNCTION, ORG_HEAD};
use super::scene::Scene;
use super::spot::Spot;
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
pub(super) fn agreements(scene: &Scene<'_>) -> Vec<Spot> {
    let mut spots = Vec::new();
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
            spots.push(Spot { tokens: found, kind: EntityKind::Agreement, country: None });
        }
    }
    spots
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

/// The event that a name of no other kind is, by its last word: `World War II`, `Winter Olympics`.
pub(super) fn event(scene: &Scene<'_>, tokens: Range<usize>) -> Option<Spot> {
    let last = tokens.end - 1;
    let head = if roman(scene.doc.word(last)) { last.checked_sub(1)? } else { last };
    let named = tokens.contains(&head) && scene.is(head, EVENT_HEAD) && tokens.len() > 1;
    named.then_some(Spot { tokens, kind: EntityKind::Event, country: None })
}

fn roman(word: &str) -> bool {
    matches!(word, "I" | "II" | "III" | "IV" | "V" | "VI" | "VII" | "VIII" | "IX" | "X" | "One" | "Two")
}

/// A weapon's name with its number: `Hwasong-17`.
pub(super) fn numbered(scene: &Scene<'_>, name: Range<usize>) -> Range<usize> {
    let (doc, end) = (scene.doc, name.end);
    let solid = |i: usize| doc.tokens.get(i).is_some_and(|t| !t.spaced);
    let number = |i: usize| doc.tokens.get(i).is_some_and(|t| matches!(t.kind, TokenKind::Number | TokenKind::Mixed));
    let more = doc.word(end) == "-" && solid(end) && number(end + 1);
    name.start..if more { end + 2 } else { end }
}
