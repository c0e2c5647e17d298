//! Extents and kinds of all names: the tagger's, and what it was not trained on (agreements, weapons).
//!
//! The tagger decides; this room settles where the two meet and what the tagger's kinds are to the reader. Does not read
//! roles.

use super::lexicon::{self, ASIAN, COMMON, ETHNIC, FIELD, Known, MODIFIER, ORG_HEAD, ORG_TAIL, PLACE_HEAD, Signs};
use super::scene::Scene;
use super::tagger::{self, Kind, Tagged};
use super::works;
use super::{Context, document};
use crate::corpus::annotate::gazetteer::lookup;
use crate::corpus::annotate::geo::{Hit, Sense};
use crate::corpus::article::{CountryCode, CountryForm, EntityKind};
use crate::text::segment::Case;
use std::ops::Range;

/// The most letters of a syllable of a Korean name: `hyeong`.
const LONGEST_SYLLABLE: usize = 6;

/// A name as a range of tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) tokens: Range<usize>,
    pub(super) kind: EntityKind,
    /// Of a place.
    pub(super) country: Option<CountryCode>,
}

/// What was found.
pub(super) struct Spotted {
    /// Sorted; they are apart.
    pub(super) spots: Vec<Spot>,
    /// Names of several words of which nothing is told.
    pub(super) others: Vec<Range<usize>>,
}

/// Looks over the whole text.
pub(super) fn spot(scene: &Scene<'_>, context: &Context<'_>) -> Spotted {
    let mut own = works::agreements(scene);
    own.extend(weapons(scene));
    own.sort_by_key(|s| s.tokens.start);
    own.dedup_by(|later, earlier| later.tokens.start < earlier.tokens.end);
    let mut spots = Vec::new();
    let mut others = Vec::new();
    let mut next = 0;
    for tagged in document::settle(scene, context, tagger::tag(scene)) {
        while let Some(spot) = own.get(next).filter(|s| s.tokens.end <= tagged.tokens.start) {
            spots.push(spot.clone());
            next += 1;
        }
        if own.get(next).is_none_or(|s| tagged.tokens.end <= s.tokens.start) {
            let other = (tagged.kind == Kind::Other && tagged.tokens.len() > 1).then(|| tagged.tokens.clone());
            let before = spots.len();
            spots.extend(settle(scene, tagged));
            others.extend(other.filter(|_| spots.len() == before));
        }
    }
    spots.extend(own.drain(next..));
    // What was made longer may reach into its neighbour.
    spots.dedup_by(|later, earlier| later.tokens.start < earlier.tokens.end);
    add_blocs(scene, &mut spots);
    Spotted { spots, others }
}

/// Adds the organisations of countries (`EU`, `G20`) that the tagger overlooked.
fn add_blocs(scene: &Scene<'_>, spots: &mut Vec<Spot>) {
    let blocs = scene.hits.iter().filter(|h| matches!(h.senses.first(), Some(Sense::Bloc)));
    let mut more: Vec<Spot> = Vec::new();
    for tokens in blocs.map(|h| h.tokens.clone()) {
        let next = spots.partition_point(|s| s.tokens.end <= tokens.start);
        if spots.get(next).is_none_or(|s| tokens.end <= s.tokens.start) {
            more.push(Spot { tokens, kind: EntityKind::Organization, country: None });
        }
    }
    spots.extend(more);
    spots.sort_by_key(|s| s.tokens.start);
}

/// What the reader is told of a name that the tagger found.
fn settle(scene: &Scene<'_>, tagged: Tagged) -> Vec<Spot> {
    let Tagged { tokens, kind } = tagged;
    let spot = |tokens, kind| vec![Spot { tokens, kind, country: None }];
    let known = lexicon::phrase(scene.doc, tokens.start, tokens.end);
    if known == Some((tokens.end, Known::Organization)) && kind != Kind::Organization {
        return settle(scene, Tagged { tokens, kind: Kind::Organization });
    }
    let whole = scene.hit(tokens.start).filter(|h| h.tokens == tokens);
    match kind {
        Kind::Person => spot(with_hyphen(scene, tokens), EntityKind::Person),
        // A country that acts is a country; the tagger learned from articles where its team is an organisation.
        Kind::Organization if whole.is_some_and(is_country) => Vec::new(),
        Kind::Organization => match person_behind(scene, &tokens) {
            Some(at) => {
                [spot(tokens.start..at, EntityKind::Organization), spot(at..tokens.end, EntityKind::Person)].concat()
            }
            None => match possessor(scene, &tokens) {
                Some(at) => {
                    let halves = [tokens.start..at, at + 1..tokens.end];
                    halves.map(|half| spot(half, EntityKind::Organization)).concat()
                }
                None => spot(tokens.start..agency(scene, tokens.end), EntityKind::Organization),
            },
        },
        // Countries side by side are no place of their own; `geo` marks each.
        Kind::Place if are_countries(scene, &tokens) || is_phrase(scene, &tokens) => Vec::new(),
        Kind::Place if let Some(at) = comma_of_list(scene, &tokens) => {
            [tokens.start..at, at + 1..tokens.end].map(|tokens| settle(scene, Tagged { tokens, kind })).concat()
        }
        Kind::Place => {
            let tokens = with_container(scene, with_last_entry(scene, tokens));
            let country = country_inside(scene, &tokens);
            vec![Spot { tokens, kind: EntityKind::Place, country }]
        }
        Kind::Other => works::event(scene, tokens).into_iter().collect(),
        Kind::Nationality => Vec::new(),
    }
}

/// A person with the second syllable of a given name, where that is a common word: `Ahn Gyu-back`.
fn with_hyphen(scene: &Scene<'_>, tokens: Range<usize>) -> Range<usize> {
    let (doc, end) = (scene.doc, tokens.end);
    let solid = |i: usize| doc.tokens.get(i).is_some_and(|t| !t.spaced);
    let syllable = doc.tokens.get(end + 1).is_some_and(|t| t.case == Case::Lower && t.span.len() <= LONGEST_SYLLABLE);
    let given = tokens.len() > 1 && scene.is(tokens.start, ASIAN) && !scene.is(end - 1, COMMON);
    if given && doc.word(end) == "-" && solid(end) && solid(end + 1) && syllable {
        return tokens.start..end + 2;
    }
    tokens
}

/// A place with the whole of the gazetteer's entry that it ends in: `the East and South China seas`.
fn with_last_entry(scene: &Scene<'_>, tokens: Range<usize>) -> Range<usize> {
    let entry = scene.hit(tokens.end - 1).filter(|h| h.tokens.start >= tokens.start);
    tokens.start..entry.map_or(tokens.end, |h| h.tokens.end)
}

/// Whether these tokens are a fixed phrase that names no place: `El Niño`.
fn is_phrase(scene: &Scene<'_>, tokens: &Range<usize>) -> bool {
    scene.hit(tokens.start).is_none()
        && lookup::longest(scene.doc, tokens.start, tokens.end)
            .is_some_and(|(end, senses)| end == tokens.end && senses.is_empty())
}

/// Whether these tokens are the names of two countries or more and what joins a list: `Upper Volta Burkina Faso`.
fn are_countries(scene: &Scene<'_>, tokens: &Range<usize>) -> bool {
    let (mut at, mut countries) = (tokens.start, 0);
    while at < tokens.end {
        match scene.hit(at).filter(|h| h.tokens.start == at && is_country(h)) {
            Some(hit) => (at, countries) = (hit.tokens.end, countries + 1),
            None if countries > 0 && matches!(scene.doc.word(at), "," | "and" | "or" | "&" | "/") => at += 1,
            None => return false,
        }
    }
    countries > 1 && at == tokens.end
}

/// The comma between two towns of a list, of which neither holds the other: `Kampala, Entebbe`.
fn comma_of_list(scene: &Scene<'_>, tokens: &Range<usize>) -> Option<usize> {
    let at = tokens.clone().find(|&i| scene.doc.word(i) == ",")?;
    let entry = |tokens: Range<usize>| scene.hit(tokens.start).filter(|h| h.tokens == tokens);
    let (_, behind) = entry(tokens.start..at).zip(entry(at + 1..tokens.end))?;
    let holds = |sense: &Sense| matches!(sense, Sense::Country(..) | Sense::Place(_, 0) | Sense::Geographic);
    (!behind.senses.iter().any(holds)).then_some(at)
}

/// A place with the region or country behind its comma that holds it: `Birmingham, Ala.`, `Paris, France`. Of a list of
/// places that are regions, too (`Lagos, Kano and Kaduna`), none holds another.
fn with_container(scene: &Scene<'_>, tokens: Range<usize>) -> Range<usize> {
    let Some(hit) = scene.hit(tokens.end - 1).filter(|h| h.tokens == tokens && !is_country(h)) else { return tokens };
    let Some(behind) = scene.hit(tokens.end + 1).filter(|h| h.tokens.start == tokens.end + 1) else { return tokens };
    let country =
        is_country(behind) && behind.senses.iter().any(|s| matches!(*s, Sense::Country(c, _) if can_be_in(hit, c)));
    let region = || behind.senses.iter().any(|s| matches!(*s, Sense::Place(c, 0) if can_be_in(hit, c)));
    let joined = |i: usize| matches!(scene.doc.word(i), "," | "and" | "or" | "&");
    let listed = || {
        let before = tokens.start.checked_sub(2).filter(|&i| joined(i + 1) && scene.hit(i).is_some());
        let end = behind.tokens.end;
        let after = (end..end + 2).take_while(|&i| joined(i)).last();
        before.is_some() || after.is_some_and(|i| scene.hit(i + 1).is_some())
    };
    let abbreviated = behind.span.of(scene.doc.text).ends_with('.');
    let holds = country || region() && (abbreviated || !listed());
    if scene.doc.word(tokens.end) == "," && holds { tokens.start..behind.tokens.end } else { tokens }
}

/// Classes of words that are part of no personal name.
const NO_NAME: Signs = Signs::of(&[COMMON, PLACE_HEAD, ORG_TAIL, FIELD, ETHNIC, MODIFIER]);

/// Where somebody's name starts that follows an organisation's without a word between: `the National Security
/// Secretariat Takeo Akiba`.
fn person_behind(scene: &Scene<'_>, tokens: &Range<usize>) -> Option<usize> {
    let head = tokens.clone().rev().find(|&i| scene.is(i, ORG_HEAD))?;
    let name = head + 1..tokens.end;
    let person = (2..=3).contains(&name.len())
        && name
            .clone()
            .all(|i| scene.capital(i) && !scene.upper(i) && !scene.is(i, NO_NAME) && !scene.names_country(i));
    (person && head > tokens.start).then_some(name.start)
}

/// Where the possessive stands that parts an organisation from one of its own: `the Ministry of Health's Disease Control
/// Bureau`. The training set parts a dozen of these and leaves four together.
fn possessor(scene: &Scene<'_>, tokens: &Range<usize>) -> Option<usize> {
    let possessive = |i: usize| matches!(scene.doc.word(i), "'s" | "’s");
    let at = tokens.clone().skip(1).find(|&i| possessive(i))?;
    let headed = tokens.start < at - 1 && scene.is(at - 1, ORG_HEAD | FIELD) && scene.is(tokens.end - 1, ORG_HEAD);
    (headed && at + 2 < tokens.end).then_some(at)
}

/// The end of "Yonhap news agency" and "Kyodo news service" after the agency's name, which ends before token `end`.
fn agency(scene: &Scene<'_>, end: usize) -> usize {
    let kind = matches!(scene.doc.word(end + 1), "agency" | "service");
    if scene.doc.word(end) == "news" && kind { end + 2 } else { end }
}

fn is_country(hit: &Hit) -> bool {
    matches!(hit.senses.first(), Some(Sense::Country(_, form)) if *form != CountryForm::Demonym)
}

/// The country of a place by the last name of the gazetteer in it: `southern Luzon`; of one with its container by what
/// both can mean: `Atlanta, Georgia`.
fn country_inside(scene: &Scene<'_>, tokens: &Range<usize>) -> Option<CountryCode> {
    let hit = tokens.clone().rev().find_map(|i| scene.hit(i))?;
    if hit.tokens.end != tokens.end && !matches!(hit.senses.first(), Some(Sense::Place(_, 0))) {
        return None;
    }
    let mut countries = hit.senses.iter().filter_map(|sense| match *sense {
        Sense::Country(code, _) | Sense::Capital(code) | Sense::Place(code, 0 | 100_000..) => Some(code),
        _ => None,
    });
    let comma = hit.tokens.start.checked_sub(1).filter(|&i| i > tokens.start && scene.doc.word(i) == ",");
    let held = comma.and_then(|i| scene.hit(i - 1));
    let shared = held.and_then(|h| countries.clone().find(|&code| can_be_in(h, code)));
    shared.or_else(|| countries.next())
}

/// Whether a city or region of this name is in `country`.
fn can_be_in(hit: &Hit, country: CountryCode) -> bool {
    hit.senses.iter().any(|s| matches!(*s, Sense::Place(code, _) | Sense::Capital(code) if code == country))
}

/// Weapons that the lexicon knows, with their numbers.
fn weapons(scene: &Scene<'_>) -> Vec<Spot> {
    let capitals = (0..scene.doc.tokens.len()).filter(|&i| scene.capital(i));
    let found = capitals.filter_map(|i| {
        let (end, known) = lexicon::phrase(scene.doc, i, scene.doc.tokens.len())?;
        (known == Known::Weapon).then(|| works::numbered(scene, i..end))
    });
    found.map(|tokens| Spot { tokens, kind: EntityKind::Weapon, country: None }).collect()
}
