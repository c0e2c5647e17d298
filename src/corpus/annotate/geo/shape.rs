//! Places that are in no gazetteer, known by the words they are made of (`Okavango River`, `Lake Turkana`) or by what
//! follows them (`in Parkland, Florida`).

use super::super::names::Name;
use super::scene::Scene;
use super::words::{Words, words};
use super::{Marked, MarkedSense, Sense};
use crate::corpus::article::CountryCode;
use crate::text::{Segmented, Span, TokenKind};
use std::ops::Range;
use std::sync::LazyLock;

/// Last words of the names of places, folded.
static ENDINGS: Words = LazyLock::new(|| {
    words(
        "airfield airport archipelago avenue basin bay beach boulevard bridge canal canyon coast county creek crossing \
         dam desert district falls forest fort governorate gulf harbor harbour heights highway hills island islands isles \
         lake mosque mountain mountains neighborhood oblast ocean palace park pass peninsula plateau plaza prefecture \
         province reef region reservoir ridge river road sea shoal square stadium station strait street temple territory \
         tower township valley village volcano",
    )
});

/// Those of them that are named after places elsewhere, folded.
static NAMED_AFTER: Words = LazyLock::new(|| {
    words(
        "avenue boulevard bridge highway ocean palace park plaza road sea square stadium station strait street temple \
         tower",
    )
});

/// First words of the names of places, folded.
static OPENINGS: Words = LazyLock::new(|| words("cape fort lake mount mt river"));

/// Words that hold `of` in the names of places, folded.
static OPENINGS_OF: Words = LazyLock::new(|| words("bay gulf isle sea strait"));

/// Words at the start of a sentence that no name of a place starts with.
static NO_START: Words = LazyLock::new(|| {
    words(
        "a after an and as at before but by every for from her his in its my near no on one our that the their this to \
         under with your former",
    )
});

/// Words before a name that only a place follows.
static INSIDE: Words = LazyLock::new(|| words("in at near outside from of to around"));

/// Words that a name of a place takes before its ending at most.
const LONGEST: usize = 4;

/// A place known by its shape.
#[derive(Clone, Debug)]
pub(super) struct Shaped {
    pub(super) span: Span,
    pub(super) country: Option<CountryCode>,
}

impl Shaped {
    /// As it is handed on.
    pub(super) fn marked(&self, doc: &Segmented<'_>) -> Marked {
        let sense = MarkedSense::Place(self.country);
        Marked { span: self.span, sense, name: super::name(doc, self.span, sense), nested: false }
    }
}

/// Every place known by its shape; sorted, disjoint. One may cover hits, none touches a name.
pub(super) fn find(scene: &Scene<'_>, names: &[Name]) -> Vec<Shaped> {
    let mut shaped = shapes(scene);
    let mut next = 0;
    let mut reached = 0;
    shaped.retain(|s| {
        // Names start in order and nest: the furthest end so far says whether one reaches in.
        while let Some(name) = names.get(next).filter(|n| n.span.start < s.span.end) {
            reached = reached.max(name.span.end);
            next += 1;
        }
        reached <= s.span.start
    });
    shaped
}

fn shapes(scene: &Scene<'_>) -> Vec<Shaped> {
    let mut found: Vec<Shaped> = Vec::new();
    for sentence in &scene.doc.sentences {
        let mut free = sentence.tokens.start;
        for i in sentence.tokens.clone() {
            if i < free || !scene.doc.tokens[i].is_capitalised() {
                continue;
            }
            let tokens = by_ending(scene, free, i)
                .or_else(|| by_opening(scene, i, sentence.tokens.end))
                .or_else(|| by_region(scene, free, i, sentence.tokens.end));
            if let Some(tokens) = tokens {
                free = tokens.end;
                found.push(Shaped { span: scene.doc.span(tokens.clone()), country: country(scene, &tokens) });
            }
        }
    }
    found
}

/// `Okavango River`: capitals, the last of them an ending.
fn by_ending(scene: &Scene<'_>, free: usize, last: usize) -> Option<Range<usize>> {
    // The ending is the last capital of the name: "River Plate" and "Park Geun-hye" are others.
    if scene.doc.tokens.get(last + 1).is_some_and(|t| t.is_capitalised() && t.spaced && t.kind == TokenKind::Word) {
        return None;
    }
    let ending = scene.doc.folded(last);
    if !ENDINGS.contains(ending.as_ref()) || within_hit(scene, last) || scene.doc.in_headline(last) {
        return None;
    }
    let mut start = last;
    while start > free.max(last.saturating_sub(LONGEST)) && joins(scene, start) {
        start -= 1;
    }
    while start < last && no_start(scene, start) {
        start += 1;
    }
    (start < last).then_some(start..last + 1)
}

/// Whether token `at - 1` is a capitalised word, or a hyphen, of the same name as token `at`.
fn joins(scene: &Scene<'_>, at: usize) -> bool {
    let (before, token) = (scene.doc.tokens[at - 1], scene.doc.tokens[at]);
    let word = before.is_capitalised() && before.kind == TokenKind::Word;
    let hyphen = scene.doc.word(at - 1) == "-" && !before.spaced && !token.spaced;
    let newline = scene.doc.text[before.span.end as usize..token.span.start as usize].contains('\n');
    !newline && (hyphen || word && (token.spaced || scene.doc.word(at) == "-"))
}

fn no_start(scene: &Scene<'_>, i: usize) -> bool {
    NO_START.contains(scene.doc.folded(i).as_ref()) || scene.doc.word(i) == "-"
}

/// `Lake Turkana`, `Gulf of Riga`
fn by_opening(scene: &Scene<'_>, first: usize, end: usize) -> Option<Range<usize>> {
    let of = scene.doc.word(first + 1) == "of";
    let list = if of { &OPENINGS_OF } else { &OPENINGS };
    let name = if of { first + 2 } else { first + 1 };
    let token = scene.doc.tokens.get(name).filter(|_| name < end)?;
    let fits = token.is_capitalised()
        && token.spaced
        && scene.doc.tokens[first].span.len() > 1
        && list.contains(scene.doc.folded(first).as_ref())
        && !within_hit(scene, first)
        && !scene.doc.in_headline(first);
    let next = scene.hits.get(scene.hit_at(name)).filter(|h| h.tokens.start == name);
    fits.then_some(first..next.map_or(name + 1, |h| h.tokens.end))
}

/// `in Parkland, Florida`: capitals between a preposition of place and a region behind a comma.
fn by_region(scene: &Scene<'_>, free: usize, first: usize, end: usize) -> Option<Range<usize>> {
    let governor = first.checked_sub(1).filter(|&g| g >= free)?;
    if !INSIDE.contains(scene.doc.word(governor)) || within_hit(scene, first) {
        return None;
    }
    let mut last = first;
    while last + 1 < end.min(first + LONGEST)
        && scene.doc.tokens[last + 1].is_capitalised()
        && !within_hit(scene, last + 1)
    {
        last += 1;
    }
    let behind = scene.hit_at(last + 1);
    let held = scene.doc.word(last + 1) == ","
        && scene.hits.get(behind).is_some_and(|h| h.tokens.start == last + 2)
        && scene.is_region(behind);
    held.then_some(first..last + 1)
}

/// Whether token `i` belongs to a hit of several tokens or is the name of a place by itself.
fn within_hit(scene: &Scene<'_>, i: usize) -> bool {
    scene.hits.get(scene.hit_at(i)).is_some_and(|h| h.tokens.contains(&i))
}

/// The country of a place by what is in its name or behind its comma.
fn country(scene: &Scene<'_>, tokens: &Range<usize>) -> Option<CountryCode> {
    let of = |h: usize| {
        scene.hits[h].senses.iter().find_map(|sense| match *sense {
            Sense::Place(code, _) | Sense::Capital(code) | Sense::Country(code, _) => Some(code),
            _ => None,
        })
    };
    let behind = scene.hit_at(tokens.end);
    if scene.doc.word(tokens.end) == "," && scene.hits.get(behind).is_some_and(|h| h.tokens.start == tokens.end + 1) {
        return of(behind).filter(|_| scene.is_region(behind));
    }
    if NAMED_AFTER.contains(scene.doc.folded(tokens.end - 1).as_ref()) {
        return None;
    }
    let inside = scene.hit_at(tokens.start);
    let within = scene.hits.get(inside).is_some_and(|h| h.tokens.end <= tokens.end);
    within.then(|| of(inside)).flatten()
}
