//! Which country a name means, and whether it means one here: `Georgia`, `Korean`, `in English`, `Michael Jordan`.

use super::place;
use super::scene::Scene;
use super::words::{Words, words};
use super::{MarkedSense, Sense};
use crate::corpus::article::{CountryCode, CountryForm};
use crate::text::TokenKind;
use std::sync::LazyLock;

/// Words of the sea and the land after a country's name that make of both the name of a place.
static WATERS: Words = LazyLock::new(|| words("sea seas strait straits ocean gulf peninsula channel river basin"));

/// Demonyms that name a language as well, folded.
static LANGUAGES: Words = LazyLock::new(|| {
    words(
        "afghan arabic chinese danish dutch english finnish french german greek hungarian icelandic indonesian italian \
         japanese korean persian polish portuguese russian spanish swedish thai turkish ukrainian vietnamese welsh \
         cantonese catalan gujarati javanese tibetan assamese odia sindhi",
    )
});

/// Before a bare language.
static SPOKEN: Words = LazyLock::new(|| {
    words(
        "in speak speaks speaking spoke spoken learn learning into fluent from broken study studying studied teach \
         teaches teaching taught",
    )
});

/// Words after a language that stands by itself; a noun would make of it what belongs to a country.
static ALONE: Words = LazyLock::new(|| {
    words(
        "and or as with at to but on in by from for when while because than that is was were are has had who which about \
         after before during into instead only rather so since until very well fluently online",
    )
});

/// Prefixes that say a country only before the name of another one, folded.
const PREFIXES: &[&str] =
    &["anglo", "austro", "belgo", "franco", "greco", "hispano", "indo", "italo", "luso", "russo", "sino", "turco"];

/// What hit `h`, which covers no longer name, means where its likeliest sense is a country.
pub(super) fn decide(scene: &Scene<'_>, h: usize) -> Option<MarkedSense> {
    let hit = &scene.hits[h];
    let sentence = scene.sentence(h);
    let next = scene.word(&sentence, hit.tokens.end);
    if WATERS.contains(next.as_ref()) && !scene.doc.word(hit.tokens.end).ends_with(char::is_uppercase) {
        // "the East and South China seas": capitalised ones are in the table or a name of their own.
        return None;
    }
    if let Some(state) = as_state(scene, h) {
        return Some(state);
    }
    if is_currency(scene, h) {
        return None;
    }
    if is_language(scene, h) || place::is_ambiguous(scene, h) && place::part_of_name(scene, h) {
        return None;
    }
    let (code, form) = choose(scene, h)?;
    if form == CountryForm::Abbreviation && shouted(scene, h) {
        return None;
    }
    if form == CountryForm::Demonym && scene.doc.word(hit.tokens.end) == "-" && next == "-" {
        let prefix = scene.doc.folded(hit.tokens.start);
        let other = scene.hits.get(h + 1).is_some_and(|o| o.tokens.start == hit.tokens.end + 1);
        if PREFIXES.contains(&prefix.as_ref()) && !other {
            return None;
        }
    }
    Some(MarkedSense::Country(code, form))
}

/// The country and form: of several countries the one the article speaks of, of those the likeliest.
pub(super) fn choose(scene: &Scene<'_>, h: usize) -> Option<(CountryCode, CountryForm)> {
    let countries = scene.hits[h].senses.iter().filter_map(|sense| match sense {
        &Sense::Country(code, form) => Some((code, form)),
        _ => None,
    });
    let mut all = countries.clone();
    let first = all.next()?;
    if all.next().is_none() {
        return Some(first);
    }
    // "Korea" is the South unless the article speaks of the North alone; where it speaks of both, the name is short.
    let spoken_of = |&(code, _): &(CountryCode, CountryForm)| scene.named(code) + scene.placed(code) > 0;
    let (code, form) = countries.clone().find(spoken_of).unwrap_or(first);
    let short = countries.filter(spoken_of).count() > 1 && matches!(form, CountryForm::Name | CountryForm::Demonym);
    Some((code, if short { CountryForm::Short } else { form }))
}

/// The place that shares its name with a country (Georgia), where the article is about that place's country.
fn as_state(scene: &Scene<'_>, h: usize) -> Option<MarkedSense> {
    let hit = &scene.hits[h];
    let [Sense::Country(code, CountryForm::Name), .., Sense::Place(other, population)] = hit.senses[..] else {
        return None;
    };
    if let Some(container) = place::container(scene, h) {
        return (container != code && scene.is_region(h + 1)).then_some(MarkedSense::Place(Some(container)));
    }
    let large = population == 0;
    let contained = h > 0 && place::contains(scene, h - 1, other);
    let state =
        contained || large && scene.placed(other) > scene.placed(code) && scene.around(code) < scene.placed(other);
    state.then_some(MarkedSense::Place(Some(other)))
}

/// `US$3.20`, `700 US dollars`: what things cost speaks of no country. On the training set 88 mentions less, six of them
/// in the gold.
fn is_currency(scene: &Scene<'_>, h: usize) -> bool {
    let hit = &scene.hits[h];
    let short = matches!(hit.senses[0], Sense::Country(_, CountryForm::Abbreviation));
    short && matches!(scene.doc.folded(hit.tokens.end).as_ref(), "$" | "dollar" | "dollars")
}

/// `in English`, `English-language`, `speaks Korean`
fn is_language(scene: &Scene<'_>, h: usize) -> bool {
    let hit = &scene.hits[h];
    let sentence = scene.sentence(h);
    if hit.tokens.len() > 1 || !LANGUAGES.contains(scene.doc.folded(hit.tokens.start).as_ref()) {
        return false;
    }
    let end = hit.tokens.end;
    let after = scene.word(&sentence, end);
    let after = if after == "-" { scene.word(&sentence, end + 1) } else { after };
    if matches!(after.as_ref(), "language" | "languages" | "speaking" | "speaker" | "speakers" | "translation") {
        return true;
    }
    let alone = after.is_empty()
        || ALONE.contains(after.as_ref())
        || scene.doc.tokens.get(end).is_some_and(|t| t.kind == TokenKind::Punct) && after != "'s";
    let before = hit.tokens.start.checked_sub(1).map(|i| scene.word(&sentence, i)).unwrap_or_default();
    alone && SPOKEN.contains(before.as_ref())
}

/// `GIVE US A BREAK`: a short abbreviation in a line of capitals may be a word.
fn shouted(scene: &Scene<'_>, h: usize) -> bool {
    let hit = &scene.hits[h];
    if hit.span.of(scene.doc.text) != "US" {
        return false;
    }
    let tokens = scene.sentence(h);
    let window = tokens.start.max(hit.tokens.start.saturating_sub(6))..tokens.end.min(hit.tokens.end + 6);
    let mut words =
        scene.doc.tokens[window].iter().filter(|t| t.kind == TokenKind::Word && t.span.len() > 2).peekable();
    words.peek().is_some() && words.all(|t| t.case == crate::text::segment::Case::Upper)
}
