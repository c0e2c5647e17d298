//! The second look: what the whole article says of stretches that no sign of their own decides.
//!
//! A surname alone is a person's where the full name stands elsewhere; a word alone is an organisation's where its
//! longer form does; else the words around all its occurrences are summed.

use super::lexicon::{self, ACRONYM, COMMON, COMPASS, FIRST, FUNCTION, LAST, ORG_TAIL, OTHER_HEAD, PARTICLE, Signs};
use super::lexicon::{CALENDAR, ETHNIC, FIELD, HONORIFIC, KIN, MODIFIER, OFFICE, ORG_HEAD, PLACE_HEAD, RANK};
use super::people;
use super::scene::Scene;
use super::spot::{Spot, Spots};
use crate::corpus::article::EntityKind;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::ops::Range;

/// Words that are no name alone, whatever stands elsewhere.
const NEVER: Signs = Signs::of(&[
    FUNCTION, CALENDAR, ORG_TAIL, ACRONYM, OTHER_HEAD, ORG_HEAD, PLACE_HEAD, COMPASS, FIELD, MODIFIER, ETHNIC, OFFICE,
    HONORIFIC, RANK, KIN,
]);

/// What the names that are sure tell of words.
struct Known<'a> {
    /// Words of full personal names.
    people: FxHashSet<Cow<'a, str>>,
    /// Organisations, and the first words of their longer names.
    organizations: FxHashSet<&'a str>,
}

impl<'a> Known<'a> {
    fn gather(scene: &Scene<'a>, found: &[Spot]) -> Self {
        let mut known = Self { people: FxHashSet::default(), organizations: FxHashSet::default() };
        for spot in found {
            match spot.kind {
                EntityKind::Person => {
                    for i in spot.tokens.clone().filter(|&i| scene.capital(i) && scene.doc.word(i).len() > 1) {
                        known.people.insert(scene.doc.folded(i));
                    }
                }
                EntityKind::Organization => {
                    known.organizations.insert(scene.doc.span(spot.tokens.clone()).of(scene.doc.text));
                    let first = spot.tokens.start;
                    let tail =
                        spot.tokens.len() > 1 && spot.tokens.clone().skip(1).all(|i| scene.is(i, ORG_TAIL | ORG_HEAD));
                    if tail
                        && !scene.is(first, COMMON | FIRST | LAST | ETHNIC)
                        && !scene.place(first)
                        && !scene.demonym(first)
                    {
                        known.organizations.insert(scene.doc.word(first));
                    }
                }
                _ => {}
            }
        }
        known
    }

    /// Whether every word of `tokens` belongs to somebody's full name.
    fn person(&self, scene: &Scene<'_>, tokens: &Range<usize>) -> bool {
        let mut named = false;
        for i in tokens.clone().filter(|&i| !scene.joint(i)) {
            if scene.capital(i) {
                if scene.is(i, FUNCTION) || !self.people.contains(scene.doc.folded(i).as_ref()) {
                    return false;
                }
                named = true;
            } else if !scene.is(i, PARTICLE) && scene.doc.word(i.wrapping_sub(1)) != "-" {
                return false;
            }
        }
        named
    }
}

/// Settles what is open, as far as the article tells.
pub(super) fn settle(scene: &Scene<'_>, spots: &mut Spots) {
    let open: Vec<Range<usize>> = std::mem::take(&mut spots.open).into_iter().flat_map(|o| bare(scene, o)).collect();
    // Two unknown words side by side are somebody; their surname alone is then known, too.
    let mut rest = Vec::new();
    let known = Known::gather(scene, &spots.found);
    for tokens in open {
        let text = scene.doc.span(tokens.clone()).of(scene.doc.text);
        let opener = scene.opens(tokens.start) && scene.words(tokens.clone()) == 1;
        if known.organizations.contains(text) && !(opener && scene.is(tokens.start, COMMON)) {
            spots.push(tokens, EntityKind::Organization);
        } else if people::unknown_pair(scene, &tokens) {
            match scene.doc.word(tokens.start.wrapping_sub(1)) {
                "the" | "The" => spots.push(tokens, EntityKind::Organization),
                // Rather a place that the gazetteer lacks.
                "in" | "In" | "at" | "At" | "near" => {}
                _ => spots.push(tokens, EntityKind::Person),
            }
        } else {
            rest.push(tokens);
        }
    }
    let known = Known::gather(scene, &spots.found);
    let mut scores: FxHashMap<Cow<'_, str>, i32> = FxHashMap::default();
    for tokens in &rest {
        if scene.words(tokens.clone()) == 1 {
            *scores.entry(scene.doc.folded(tokens.start)).or_default() += people::context(scene, tokens);
        }
    }
    for tokens in rest {
        if let Some(kind) = decide(scene, &tokens, &known, &scores) {
            spots.push(tokens, kind);
        }
    }
}

/// What an open stretch is.
fn decide(
    scene: &Scene<'_>,
    tokens: &Range<usize>,
    known: &Known<'_>,
    scores: &FxHashMap<Cow<'_, str>, i32>,
) -> Option<EntityKind> {
    let i = tokens.start;
    let single = scene.words(tokens.clone()) == 1;
    if known.person(scene, tokens) {
        // "May said" is a person where Theresa May is; "Monday in Jordan" is none where Jordan Peterson is.
        let place = scene.names_country(i)
            || scene.is(i, ETHNIC)
            || (scene.place(i) && (people::context(scene, tokens) < 0 || !scene.is(i, FIRST | LAST)));
        let plain = scene.is(i, COMMON) && scene.opens(i) && people::context(scene, tokens) <= 0;
        return (!place && !plain).then_some(EntityKind::Person);
    }
    if !single || scene.is(i, NEVER) || scene.hit(i).is_some() {
        return None;
    }
    let word = scene.doc.word(i);
    if word.len() < 3 || lexicon::signs(word).any(COMMON) && !scene.is(i, FIRST | LAST) {
        return None;
    }
    let context = scores.get(scene.doc.folded(i).as_ref()).copied().unwrap_or_default();
    let name =
        i32::from(scene.is(i, LAST)) * 2 + i32::from(scene.is(i, FIRST)) * 2 - i32::from(scene.is(i, COMMON)) * 4;
    if context + name >= 2 {
        Some(EntityKind::Person)
    } else if context <= -4
        && !scene.is(i, COMMON | FIRST | LAST)
        && matches!(scene.doc.word(i.wrapping_sub(1)), "the" | "The")
    {
        Some(EntityKind::Organization)
    } else {
        None
    }
}

/// A stretch without the countries and demonyms at its head: "Chinese Wang" leaves "Wang".
fn bare(scene: &Scene<'_>, tokens: Range<usize>) -> Option<Range<usize>> {
    let mut at = tokens.start;
    while at < tokens.end && (scene.names_country(at) && !scene.is(at, FIRST) || scene.joint(at)) {
        at += 1;
    }
    let mut end = tokens.end;
    while end > at && scene.joint(end - 1) {
        end -= 1;
    }
    (at < end).then_some(at..end)
}
