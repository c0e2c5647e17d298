//! Titles before names and the roles they tell: `South Korea's Acting President`, `the Japanese defense minister`,
//! `, director general of …`.
//!
//! Reads beside a person that was found; does not find people.

use super::lexicon::{FIELD, HONORIFIC, MODIFIER, OFFICE, PROFESSION, RANK, Signs};
use super::scene::Scene;
use crate::corpus::article::CountryCode;
use std::ops::Range;

/// Nouns before a name that make what follows a person.
const TITLE: Signs = Signs::of(&[OFFICE, HONORIFIC, RANK]);
/// The most tokens looked at on either side of a name.
const REACH: usize = 9;

/// Offices by their abbreviations.
const LONG_FORMS: &[(&str, &str)] = &[
    ("adm", "admiral"),
    ("amb", "ambassador"),
    ("brig", "brigadier"),
    ("capt", "captain"),
    ("ceo", "chief executive"),
    ("cfo", "chief financial officer"),
    ("cmdr", "commander"),
    ("col", "colonel"),
    ("coo", "chief operating officer"),
    ("gen", "general"),
    ("gov", "governor"),
    ("lt", "lieutenant"),
    ("maj", "major"),
    ("mp", "member of parliament"),
    ("pm", "prime minister"),
    ("pres", "president"),
    ("rep", "representative"),
    ("reps", "representative"),
    ("sec", "secretary"),
    ("sen", "senator"),
    ("sgt", "sergeant"),
];

/// What stands beside a name: its role and the country that gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Role {
    pub(super) role: Option<String>,
    pub(super) country: Option<CountryCode>,
}

/// Reads the title before and the apposition after a person's name.
pub(super) fn read(scene: &Scene<'_>, name: &Range<usize>) -> Role {
    let sentence = &scene.doc.sentences[scene.doc.sentence_of(name.start)].tokens;
    let before = before(scene, name.start, sentence.start);
    if before.role.is_some() && before.country.is_some() {
        return before;
    }
    let after = after(scene, name.end, sentence.end);
    if before.role.is_some() {
        let country = before.country.or(after.country.filter(|_| after.role.is_none()));
        return Role { country, ..before };
    }
    after
}

/// The title that ends right before token `end`.
fn before(scene: &Scene<'_>, end: usize, floor: usize) -> Role {
    let doc = scene.doc;
    let floor = floor.max(end.saturating_sub(REACH));
    let mut at = end;
    let mut words: Vec<usize> = Vec::new();
    while at > floor {
        let i = at - 1;
        let title = scene.is(i, TITLE | MODIFIER | PROFESSION | FIELD) && !scene.names_country(i);
        // "Secretary of State", "Minister of Foreign Affairs"
        let of = doc.word(i) == "of" && !words.is_empty() && i > floor && scene.is(i - 1, OFFICE);
        if title || of {
            words.push(i);
        } else if doc.word(i) == "." || (doc.word(i) == "-" && i > floor && scene.is(i - 1, TITLE | MODIFIER)) {
            // "Gen.", "vice-president"
        } else {
            break;
        }
        at = i;
    }
    let Some(role) = phrase(scene, words.iter().rev().copied()) else { return Role::default() };
    Role { role: Some(role), country: country_before(scene, at, floor) }
}

/// The country before token `at`: "South Korea's", "Japanese", "U.S.".
fn country_before(scene: &Scene<'_>, at: usize, floor: usize) -> Option<CountryCode> {
    let mut i = at.checked_sub(1).filter(|&i| i >= floor)?;
    if matches!(scene.doc.word(i), "'s" | "’s" | "'" | "’") {
        i = i.checked_sub(1)?;
    }
    scene.country(i)
}

/// The apposition that starts at token `start`: ", director general of the Japanese Foreign Ministry", ", Japan's
/// ambassador", " of the United States".
fn after(scene: &Scene<'_>, start: usize, ceiling: usize) -> Role {
    let doc = scene.doc;
    let ceiling = ceiling.min(start + 2 * REACH);
    if doc.word(start) == "of" {
        let at = if doc.word(start + 1) == "the" { start + 2 } else { start + 1 };
        let country = scene.hit(at).filter(|_| at < ceiling).and_then(|_| scene.country(at));
        return Role { role: None, country };
    }
    if doc.word(start) != "," {
        return Role::default();
    }
    let mut at = start + 1;
    while at < ceiling && matches!(doc.folded(at).as_ref(), "a" | "an" | "the" | "former" | "who" | "is" | "was") {
        at += 1;
    }
    let mut country = None;
    if let Some(hit) = scene.hit(at).filter(|_| at < ceiling) {
        country = scene.country(at);
        at = hit.tokens.end;
        if matches!(doc.word(at), "'s" | "’s") {
            at += 1;
        }
    }
    let mut words = Vec::new();
    while at < ceiling && words.len() < 6 && scene.is(at, TITLE | MODIFIER | PROFESSION | FIELD) {
        words.push(at);
        at += 1;
        if doc.word(at) == "-" {
            at += 1;
        }
    }
    // "Lavrov, Foreign Minister Sergey Lavrov's son": a title with a name behind it is that name's.
    if at < ceiling && scene.capital(at) && scene.capital(at - 1) {
        return Role::default();
    }
    // "assistant secretary of state", "minister of water and energy"
    if words.last().is_some_and(|&w| scene.is(w, OFFICE)) && doc.word(at) == "of" && scene.is(at + 1, FIELD) {
        words.extend([at, at + 1]);
    }
    let Some(role) = phrase(scene, words.iter().copied()) else { return Role::default() };
    if country.is_none() && matches!(doc.word(at), "of" | "for" | "at") {
        let near = (at..ceiling.min(at + 5)).take_while(|&i| doc.word(i) != ",");
        country = near.into_iter().find_map(|i| scene.country(i));
    }
    Role { role: Some(role), country }
}

/// Words of a title as a role in lower case, abbreviations in full; `None` where no office or profession is in it.
fn phrase(scene: &Scene<'_>, words: impl Iterator<Item = usize>) -> Option<String> {
    let mut role = String::new();
    let mut named = false;
    for i in words {
        let word = scene.doc.folded(i);
        if scene.is(i, HONORIFIC) && !scene.is(i, OFFICE | RANK) || matches!(word.as_ref(), "late" | "then") {
            continue;
        }
        named |= scene.is(i, OFFICE | RANK | PROFESSION);
        let long = LONG_FORMS.iter().find(|(short, _)| *short == word).map(|(_, long)| *long);
        let single = word.strip_suffix('s').filter(|w| w.ends_with("er") || w.ends_with("or") || w.ends_with("nt"));
        let hyphen = i > 0 && scene.doc.word(i - 1) == "-" && !scene.doc.tokens[i].spaced;
        if !role.is_empty() {
            role.push(if hyphen { '-' } else { ' ' });
        }
        role.push_str(long.or(single).unwrap_or(&word));
    }
    let role = role.trim_start_matches("former ").to_owned();
    (named && !role.is_empty()).then_some(role)
}
