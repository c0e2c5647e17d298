//! Finds the extents and kinds of names: the part that a trained tagger can take the place of.
//!
//! Cuts every run at its titles and dates, then asks the rooms for organisations, works and people in turn. What is
//! left over gets a second look in the light of the whole article (`evidence`). Does not read roles.

use super::lexicon::{CALENDAR, COMMON, FIRST, FUNCTION, HONORIFIC, Known, OFFICE, ORG_ALONE, ORG_HEAD, RANK, Signs};
use super::lexicon::{KIN, PLACE_HEAD, PROFESSION, phrase};
use super::scene::Scene;
use super::{organizations, people, runs, titles, works};
use crate::corpus::annotate::geo::Sense;
use crate::corpus::article::EntityKind;
use std::ops::Range;

/// A name as a range of tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) tokens: Range<usize>,
    pub(super) kind: EntityKind,
}

/// What one look over the text yields.
#[derive(Debug, Default)]
pub(super) struct Spots {
    /// Names, disjoint.
    pub(super) found: Vec<Spot>,
    /// Stretches that may be names.
    pub(super) open: Vec<Range<usize>>,
}

impl Spots {
    pub(super) fn push(&mut self, tokens: Range<usize>, kind: EntityKind) {
        if !tokens.is_empty() {
            self.found.push(Spot { tokens, kind });
        }
    }
}

/// Signs that a capital at the start of a sentence may be more than the sentence's capital.
const TELLING: Signs = Signs::of(&[OFFICE, HONORIFIC, RANK, FIRST, ORG_HEAD, ORG_ALONE]);

/// Looks over the whole text.
pub(super) fn spot(scene: &Scene<'_>) -> Spots {
    let mut spots = Spots::default();
    works::agreements(scene, &mut spots);
    let agreements: Vec<Range<usize>> = spots.found.iter().map(|s| s.tokens.clone()).collect();
    let mut agreements = agreements.iter().peekable();
    let mut taken = 0;
    for run in runs::find(scene) {
        while agreements.next_if(|a| a.end <= run.start).is_some() {}
        if let Some(a) = agreements.peek().filter(|a| a.start < run.end) {
            let before = run.start.max(taken)..a.start.max(run.start.max(taken));
            taken = cut(scene, before, &mut spots).max(a.end);
        }
        let rest = run.start.max(taken)..run.end.max(taken);
        taken = cut(scene, rest, &mut spots).max(taken);
    }
    spots
}

/// Reads a run from left to right: dates and small words fall out, titles and fixed phrases cut it. The token up to
/// which the text is settled, which may lie behind the run.
fn cut(scene: &Scene<'_>, run: Range<usize>, spots: &mut Spots) -> usize {
    let mut i = run.start;
    let mut taken = run.start;
    let mut titled = i > 0 && titles::open_before(scene, i);
    while i < run.end {
        if skipped(scene, i, run.clone()) {
            titled = false;
            i += 1;
            continue;
        }
        if let Some(end) = titles::prefix(scene, i, run.end) {
            titled = true;
            i = end;
            continue;
        }
        if let Some(end) = bloc(scene, i, run.end) {
            spots.push(i..end, EntityKind::Organization);
            titled = false;
            i = end;
            continue;
        }
        if !titled
            && let Some((end, known)) = phrase(scene.doc, i, scene.doc.tokens.len())
            && end <= run.end.max(i + 1)
        {
            let kind = match known {
                Known::Organization => EntityKind::Organization,
                Known::Weapon => EntityKind::Weapon,
            };
            let goes_on = (end..run.end).any(|j| scene.is(j, ORG_HEAD));
            if !(goes_on && kind == EntityKind::Organization) && !plain_opener(scene, i, end) {
                let end = works::numbered(scene, end, kind).max(organizations::agency(scene, end));
                spots.push(i..end, kind);
                taken = taken.max(end);
                titled = false;
                i = end;
                continue;
            }
        }
        let end = segment_end(scene, i, run.end);
        let settled = segment(scene, i..end, titled, spots);
        taken = taken.max(settled);
        i = if settled > i { settled } else { end };
        // "National Security Secretariat Takeo Akiba": who follows an organisation directly is one of its people.
        let organization = spots.found.last().is_some_and(|s| s.kind == EntityKind::Organization && s.tokens.end == i);
        titled = organization
            && (2..=3).contains(&scene.words(i..run.end.max(i)))
            // "Marine Corps Air Station Futenma" is none.
            && (i..run.end).all(|j| !scene.is(j, COMMON | ORG_HEAD | PLACE_HEAD));
    }
    taken.max(run.end)
}

/// The end of the organisation of countries (`EU`, `United Nations`) that starts at token `i` and is not part of a
/// longer name of the run.
fn bloc(scene: &Scene<'_>, i: usize, end: usize) -> Option<usize> {
    let hit = scene.hit(i).filter(|h| h.tokens.start == i && h.tokens.end <= end)?;
    let longer = (hit.tokens.end..end).any(|j| scene.is(j, ORG_HEAD));
    (matches!(hit.senses.first(), Some(Sense::Bloc)) && !longer).then_some(hit.tokens.end)
}

/// Whether a fixed phrase of one word opens a sentence where the word is a common one ("Total", "Apple").
fn plain_opener(scene: &Scene<'_>, i: usize, end: usize) -> bool {
    end == i + 1 && scene.is(i, COMMON) && !scene.upper(i) && scene.opens(i)
}

/// Whether token `i` is no part of a name here: a mark, a day, a function word, the capital of a sentence.
fn skipped(scene: &Scene<'_>, i: usize, run: Range<usize>) -> bool {
    if scene.joint(i) {
        return true;
    }
    let next_named = i + 1 < run.end && scene.capital(i + 1);
    if scene.is(i, FUNCTION) && !scene.upper(i) && !(scene.is(i, FIRST) && next_named && !scene.opens(i)) {
        return true;
    }
    if scene.is(i, CALENDAR) {
        // "May" and "April" are given names before a surname.
        return !(scene.is(i, FIRST) && next_named && !scene.is(i + 1, COMMON) && !scene.place(i + 1));
    }
    if scene.opens(i) && scene.is(i, COMMON) && !scene.is(i, TELLING) && !scene.place(i) {
        // "National Assembly" keeps its first word, "Senior Kim" does not.
        let head = (i + 1..run.end).any(|j| scene.is(j, ORG_HEAD));
        return !(head && (next_named && scene.is(i + 1, COMMON)));
    }
    false
}

/// Where the segment that starts at `i` ends: before a title, a date or a fixed phrase.
fn segment_end(scene: &Scene<'_>, i: usize, end: usize) -> usize {
    (i + 1..end)
        .find(|&j| {
            (scene.is(j, CALENDAR) && !scene.is(j, FIRST))
                || (scene.capital(j) && titles::prefix(scene, j, end).is_some())
                || (scene.is(j, KIN | PROFESSION) && !scene.is(j, FIRST | OFFICE) && j + 1 == end)
        })
        .unwrap_or(end)
}

/// Decides what a segment is, in the order in which signs are sure. The token up to which the text is settled.
fn segment(scene: &Scene<'_>, tokens: Range<usize>, titled: bool, spots: &mut Spots) -> usize {
    let mut tokens = tokens;
    while tokens.end > tokens.start && scene.joint(tokens.end - 1) && scene.doc.word(tokens.end - 1) != "." {
        tokens.end -= 1;
    }
    if tokens.is_empty() {
        return tokens.end;
    }
    if let Some((span, kind)) = works::event(scene, tokens.clone()) {
        let end = span.end;
        if let Some(kind) = kind {
            spots.push(span, kind);
        }
        return end;
    }
    if let Some(span) = organizations::by_head(scene, tokens.clone(), titled) {
        let end = span.end;
        spots.push(span, EntityKind::Organization);
        return end;
    }
    if let Some((span, kind)) = works::by_last_word(scene, tokens.clone()) {
        if let Some(kind) = kind {
            spots.push(span.clone(), kind);
        }
        return span.end;
    }
    if let Some(span) = people::by_shape(scene, tokens.clone(), titled) {
        let end = span.end;
        spots.push(span, EntityKind::Person);
        return end;
    }
    if organizations::acronym(scene, tokens.clone()) {
        spots.push(tokens.clone(), EntityKind::Organization);
        return tokens.end;
    }
    spots.open.push(tokens.clone());
    tokens.end
}
