//! Whether a name of the gazetteer is a place here, and in which country.
//!
//! Signs are weighed: a preposition, a country behind a comma, what stands beside it, how large and how unmistakable
//! the place is. A name that is also a word, a first name or a surname needs more of them.

use super::super::gazetteer;
use super::scene::Scene;
use super::words::{Words, words};
use super::{Hit, Sense};
use crate::corpus::article::{CountryCode, CountryForm};
use crate::text::TokenKind;
use crate::text::segment::Case;
use rustc_hash::FxHashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// Names that are also words or names of people, folded.
static AMBIGUOUS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let file = include_str!("../../../../assets/gazetteers/ambiguous.txt");
    file.lines().filter(|line| !line.starts_with('#')).collect()
});

/// Points that make a place.
const ENOUGH: i32 = 2;

/// Points after which a name is taken for a place in the rest of the article, too.
const SURE: i32 = 3;

/// The population that a region counts as.
const REGION: u32 = 4_000_000;

/// A town of fewer people has a namesake, or is a person's or a horse's name, more often than it is meant in an article that
/// speaks of other countries only: half a point of precision on real news, at no cost.
const SMALL: u32 = 20_000;

/// Prepositions that hardly anything but a place or a time follows.
static INSIDE: Words =
    LazyLock::new(|| words("in near outside across around throughout inside within via downtown nearby"));

/// Words that a place often follows, as other names do.
static TOWARDS: Words = LazyLock::new(|| {
    words(
        "at from to of between through into leave left leaving visit visited visiting reach reached entered toward \
         towards off over for against with fled on",
    )
});

/// Common nouns before `of` and a place, or right before a place.
static KINDS: Words = LazyLock::new(|| {
    words(
        "city town village province state region district port island capital county municipality suburb outskirts \
         neighborhood neighbourhood area coast streets prefecture governorate mayor governor people residents cities \
         towns villages provinces states suburbs peninsula valley hub resort enclave borough township settlement south \
         north east west stronghold metropolis oblast university",
    )
});

/// Common nouns after a place.
static AFTER: Words = LazyLock::new(|| {
    words(
        "residents police airport mayor suburb suburbs city province state region district area coast border county \
         neighborhood neighbourhood court hospital governor island port town village prefecture metro valley native \
         resident office headquarters governorate municipality street streets peninsula time",
    )
});

/// Buildings that bear the names of saints, which are names of towns, too.
static BUILDINGS: Words =
    LazyLock::new(|| words("abbey basilica cathedral chapel church college hall hospice parish priory school"));

/// Words that, capitalised, stand before a place without being part of another name.
static DIRECTIONS: Words = LazyLock::new(|| {
    words(
        "north south east west northern southern eastern western central downtown upper lower greater inner outer metro \
         northeast northwest southeast southwest",
    )
});

/// Words that, capitalised at the start of a sentence or in a headline, stand before anything.
static FUNCTION: Words = LazyLock::new(|| {
    words(
        "a after an and as at before but by for from in into near of off on or over since the to when while with where \
         that this outside inside across",
    )
});

/// The places found so far by sure signs, folded.
#[derive(Default)]
pub(super) struct Known(FxHashSet<String>);

/// What a place hit turned out to be: its country and how sure that it is a place at all.
#[derive(Clone, Copy, Debug)]
pub(super) struct Judged {
    pub(super) country: CountryCode,
    points: i32,
}

impl Known {
    /// Remembers a place that is sure.
    pub(super) fn note(&mut self, hit: &Hit, text: &str, judged: Option<Judged>) {
        if judged.is_some_and(|j| j.points >= SURE) {
            self.0.insert(crate::text::fold::fold(hit.span.of(text)).into_owned());
        }
    }

    /// Whether hit is a place, also for what the rest of the article tells.
    pub(super) fn accepts(&self, hit: &Hit, text: &str, judged: Judged) -> bool {
        judged.points >= ENOUGH
            || judged.points >= 0 && self.0.contains(crate::text::fold::fold(hit.span.of(text)).as_ref())
    }
}

/// Weighs hit `h`, one of whose senses is a place or a capital; `None` where it cannot be one.
pub(super) fn judge(scene: &Scene<'_>, h: usize) -> Option<Judged> {
    let hit = &scene.hits[h];
    let sentence = scene.sentence(h);
    let container = container(scene, h);
    let (country, population) = country(scene, hit, container)?;
    let word = hit.span.of(scene.doc.text);
    let ambiguous = is_ambiguous(scene, h);
    // Postal codes of states ("OR", "IN") are places behind a comma only.
    if word.len() <= 2 && !after_comma(scene, h) {
        return None;
    }
    let mut points = match population {
        1..200_000 => 0,
        200_000..1_000_000 => 1,
        _ => 2,
    };
    points += if hit.tokens.len() > 1 && !word.contains('-') { 2 } else { 0 };
    points += surroundings(scene, h, &sentence);
    points += if container.is_some() { 3 } else { 0 };
    points += if after_comma(scene, h) { 2 } else { 0 };
    points += i32::from(scene.named(country) + scene.placed(country) > 0);
    points -= if ambiguous { 2 } else { 0 };
    points -= if population < SMALL && container.is_none() && is_elsewhere(scene, h, country) { 2 } else { 0 };
    points -= if is_of_a_building(scene, h) { 6 } else { 0 };
    points -= if container.is_none() && part_of_name(scene, h) { if ambiguous { 6 } else { 3 } } else { 0 };
    let acronym = hit.tokens.len() == 1 && scene.doc.tokens[hit.tokens.start].case == Case::Upper && word.len() <= 5;
    points -= if acronym && !word.ends_with('.') && !scene.doc.in_headline(hit.tokens.start) { 3 } else { 0 };
    Some(Judged { country, points })
}

/// Whether the article speaks of countries, and of this one by this place alone. An unmistakable capital is no namesake.
fn is_elsewhere(scene: &Scene<'_>, h: usize, country: CountryCode) -> bool {
    let capital = scene.hits[h].senses.contains(&Sense::Capital(country));
    let apart = !capital || is_ambiguous(scene, h);
    apart && scene.speaks() && scene.named(country) == 0 && scene.placed(country) <= u32::from(capital)
}

/// Points for the words beside hit `h`.
fn surroundings(scene: &Scene<'_>, h: usize, sentence: &Range<usize>) -> i32 {
    let hit = &scene.hits[h];
    if scene.context.dateline.is_some_and(|d| d.whole.contains(hit.span)) {
        return 4;
    }
    let first = &scene.hits[scene.list(h).start];
    let governor = scene.governor(sentence, first.tokens.start);
    let before = governor.map(|g| scene.doc.folded(g)).unwrap_or_default();
    let mut points = if KINDS.contains(before.as_ref()) || INSIDE.contains(before.as_ref()) {
        3
    } else if before == "of"
        && governor.is_some_and(|g| g > sentence.start && KINDS.contains(scene.doc.folded(g - 1).as_ref()))
    {
        4
    } else if TOWARDS.contains(before.as_ref()) {
        if before == "at" || before == "from" || before == "to" { 2 } else { 1 }
    } else {
        0
    };
    let after = scene.word(sentence, hit.tokens.end);
    points += i32::from(AFTER.contains(after.as_ref())) * 2;
    if after == "-" && matches!(scene.word(sentence, hit.tokens.end + 1).as_ref(), "based" | "born" | "area" | "bound")
    {
        points += 4;
    }
    points
}

/// The country of a place, and its population: the one behind the comma, else the one the article speaks of, else the
/// largest. Of a capital's population the table knows nothing: a tenth of the country's is near enough.
fn country(scene: &Scene<'_>, hit: &Hit, container: Option<CountryCode>) -> Option<(CountryCode, u32)> {
    let places = hit.senses.iter().filter_map(|sense| match *sense {
        Sense::Place(code, population) => Some((code, population)),
        Sense::Capital(code) => Some((code, gazetteer::country(code).map_or(1, |c| c.population / 10).max(1))),
        _ => None,
    });
    let places = places.map(|(code, population)| (code, if population == 0 { REGION } else { population }));
    let largest = places.clone().max_by_key(|&(_, population)| population)?;
    if let Some(code) = container {
        return Some(places.clone().find(|&(c, _)| c == code).unwrap_or((code, 1)));
    }
    // A namesake twenty times smaller is not meant without its country; one of two hundred times, only where the article
    // speaks of its country and never of the other.
    let other_is_near = scene.named(largest.0) + scene.placed(largest.0) > 0;
    let spoken_of = |&(code, population): &(CountryCode, u32)| {
        let spoken = scene.named(code).min(3) + 2 * scene.placed(code);
        let share = if spoken >= 2 && !other_is_near { 200 } else { 20 };
        (population >= largest.1 / share, spoken, population)
    };
    places.max_by_key(spoken_of)
}

/// Whether hit `h` is one of the names that are also words or names of people.
pub(super) fn is_ambiguous(scene: &Scene<'_>, h: usize) -> bool {
    let hit = &scene.hits[h];
    hit.tokens.len() == 1
        && (hit.span.len() <= 3 || is_also_a_word(&scene.doc.folded(hit.tokens.start)))
        && !hit.span.of(scene.doc.text).contains('.')
}

/// Whether a folded name of a place is also a word or a name of people.
pub(super) fn is_also_a_word(name: &str) -> bool {
    AMBIGUOUS.contains(name)
}

/// Whether hit `h` stands directly beside another capitalised word that is no place: `Michael Jordan`, `Paris Hilton`.
pub(super) fn part_of_name(scene: &Scene<'_>, h: usize) -> bool {
    let hit = &scene.hits[h];
    let sentence = scene.sentence(h);
    let beside =
        |i: usize, later: usize| sentence.contains(&i) && scene.doc.tokens[later].spaced && scene.is_bare_capital(i);
    if scene.doc.in_headline(hit.tokens.start) {
        return false;
    }
    let (start, end) = (hit.tokens.start, hit.tokens.end);
    let before = start > sentence.start && beside(start - 1, start) && {
        let word = scene.doc.folded(start - 1);
        let passed = DIRECTIONS.contains(word.as_ref()) || FUNCTION.contains(word.as_ref());
        // A shouted word before it is a label: "UPDATE London".
        !passed && !(scene.doc.tokens[start - 1].case == Case::Upper && word.len() > 4)
    };
    let after = end < sentence.end && beside(end, end) && !AFTER.contains(scene.doc.folded(end).as_ref());
    before || after
}

/// Whether token `i` is a direction: `West`, `Upper`.
pub(super) fn is_direction(scene: &Scene<'_>, i: usize) -> bool {
    DIRECTIONS.contains(scene.doc.folded(i).as_ref())
}

/// `St. George's Chapel`: the name of a saint's town that a building has, too.
fn is_of_a_building(scene: &Scene<'_>, h: usize) -> bool {
    let hit = &scene.hits[h];
    let next = scene.doc.tokens.get(hit.tokens.end);
    next.is_some_and(|t| t.is_capitalised() && t.spaced)
        && BUILDINGS.contains(scene.doc.folded(hit.tokens.end).as_ref())
}

/// The country of the region or country that follows hit `h` behind a comma: `Paris, Texas`.
pub(super) fn container(scene: &Scene<'_>, h: usize) -> Option<CountryCode> {
    let (hit, next) = (&scene.hits[h], scene.hits.get(h + 1)?);
    if next.tokens.start != hit.tokens.end + 1 || scene.doc.word(hit.tokens.end) != "," {
        return None;
    }
    // "Paris, London and Rome" is a list; a container is a country by name, or a region.
    let own = |code| hit.senses.iter().any(|s| matches!(*s, Sense::Place(c, _) | Sense::Capital(c) if c == code));
    let region = next.senses.iter().find_map(|sense| match *sense {
        Sense::Place(code, 0) => Some(code),
        _ => None,
    });
    // "Atlanta, Georgia": the region that holds a city of this name, before the country of the region's name.
    if let Some(code) = region.filter(|&code| own(code)) {
        return Some(code);
    }
    let listed = scene.list(h).len() > 2;
    match next.senses[0] {
        Sense::Country(code, CountryForm::Name | CountryForm::Abbreviation | CountryForm::Official) => {
            (own(code) || !listed && !matches!(hit.senses[0], Sense::Country(..) | Sense::Capital(_))).then_some(code)
        }
        _ => region.filter(|_| !listed),
    }
}

/// Whether hit `h` is a place in `country` with hit `h + 1` behind a comma as what holds it.
pub(super) fn contains(scene: &Scene<'_>, h: usize, country: CountryCode) -> bool {
    let (hit, next) = (&scene.hits[h], &scene.hits[h + 1]);
    next.tokens.start == hit.tokens.end + 1
        && scene.doc.word(hit.tokens.end) == ","
        && hit.senses.iter().any(|s| matches!(*s, Sense::Place(c, _) if c == country))
        && !matches!(hit.senses[0], Sense::Country(..))
}

/// Whether a place stands before hit `h` and its comma: `Portland, Ore.`, or any name: `Parkland, Florida`.
fn after_comma(scene: &Scene<'_>, h: usize) -> bool {
    let start = scene.hits[h].tokens.start;
    let sentence = scene.sentence(h);
    start >= sentence.start + 2
        && scene.doc.word(start - 1) == ","
        && scene.doc.tokens[start - 2].is_capitalised()
        && scene.doc.tokens[start - 2].kind == TokenKind::Word
        && scene.is_region(h)
}
