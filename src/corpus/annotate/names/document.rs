//! What an article as a whole tells of the names that the tagger found: an acronym is what its long form is, who has a
//! chief executive is a company, the wording of a headline names nothing, and nobody is called after the day.
//!
//! Looks at names and the words around them, before the reader's kinds are settled. That names of the same words are alike
//! the tagger sees to by itself.

use super::Context;
use super::lexicon::{self, COMMON, FIELD, FIRST, LAST, OFFICE, ORG_HEAD};
use super::scene::Scene;
use super::tagger::{Kind, Tagged};
use crate::corpus::annotate::addresses::Addresses;
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Words that an acronym leaves out, folded.
const LEFT_OUT: &[&str] = &[",", "-", "and", "for", "in", "of", "on", "the", "to", "with"];

/// Words that an acronym leaves out at most.
const MOST_LEFT_OUT: usize = 4;

/// Letters of the shortest stem of a headline's verb.
const SHORTEST_STEM: usize = 4;

/// Names of a headline that are looked for in the text: each takes a walk through all of it.
const MOST_IN_HEADLINE: usize = 16;

/// Makes the names of an article agree with what it says of them.
pub(super) fn settle(scene: &Scene<'_>, context: &Context<'_>, mut names: Vec<Tagged>) -> Vec<Tagged> {
    let addresses = Addresses::of(scene.doc.text);
    let titled = |span: Span| context.title.is_some_and(|title| title.contains(span));
    let mut looked_for = 0;
    names.retain_mut(|name| {
        without_day(scene, name);
        let span = scene.doc.span(name.tokens.clone());
        let title = titled(span) && looked_for < MOST_IN_HEADLINE;
        looked_for += usize::from(title);
        !addresses.hold(span) && !is_wording(scene, name, title)
    });
    acronyms(scene, &mut names);
    companies(scene, &mut names);
    ministries(scene, &mut names);
    names
}

/// Cuts the day off who did something on it: "Bush Tuesday vetoed the bill". A given name keeps it: "Gavin Friday".
fn without_day(scene: &Scene<'_>, name: &mut Tagged) {
    const DAYS: &[&str] = &["friday", "monday", "saturday", "sunday", "thursday", "tuesday", "wednesday"];
    let (first, last) = (name.tokens.start, name.tokens.end.saturating_sub(1));
    if name.kind != Kind::Person || last <= first || !DAYS.contains(&scene.doc.folded(last).as_ref()) {
        return;
    }
    if last - first > 1 || scene.is(first, LAST) || !scene.is(first, FIRST) {
        name.tokens.end = last;
    }
}

/// Whether an organisation of a headline is its wording: words that stand in lower case elsewhere in the article or, in its
/// `title`, common words that it writes so nowhere else. Somebody's office and a verb at its start are cut off.
fn is_wording(scene: &Scene<'_>, name: &mut Tagged, title: bool) -> bool {
    if name.kind != Kind::Organization || !scene.doc.in_headline(name.tokens.start) {
        return false;
    }
    // "Japan PM Joins Trade Council"
    let start = name.tokens.start;
    if name.tokens.len() > 2 && scene.names_country(start) && scene.is(start + 1, OFFICE) {
        name.tokens.start += 2;
    }
    if name.tokens.len() > 1 && name.tokens.clone().all(|i| scene.lowered(i)) {
        return true;
    }
    if !title || stands_elsewhere(scene, &name.tokens) {
        return false;
    }
    // "Japan PM Reaffirm": a verb follows its subject.
    let follows = |i: usize| i > 0 && scene.capital(i - 1);
    while name.tokens.len() > 1 && follows(name.tokens.start) && is_verb(scene, name.tokens.start) {
        name.tokens.start += 1;
    }
    let plain = |i: usize| (scene.is(i, COMMON) || scene.lowered(i)) && !scene.place(i);
    name.tokens.len() > 1 && name.tokens.clone().all(plain) && !stands_elsewhere(scene, &name.tokens)
}

/// Whether the same words stand in a sentence that is no headline.
fn stands_elsewhere(scene: &Scene<'_>, tokens: &Range<usize>) -> bool {
    let doc = scene.doc;
    let same = |at: usize| tokens.clone().zip(at..).all(|(a, b)| doc.word(a) == doc.word(b));
    (tokens.end..doc.tokens.len()).any(|i| same(i) && !doc.in_headline(i))
}

/// Whether a capitalised word is the present of a verb whose past is a common word.
fn is_verb(scene: &Scene<'_>, i: usize) -> bool {
    let word = scene.doc.folded(i);
    let stem = word.strip_suffix('s').unwrap_or(&word);
    let past = |ending: &str| lexicon::signs(&format!("{stem}{ending}")).any(COMMON);
    stem.len() >= SHORTEST_STEM && !scene.is(i, FIRST | LAST | ORG_HEAD) && (past("ed") || past("d"))
}

/// An acronym in parentheses is, everywhere in the article, what its long form before them is. On the training set this
/// mends forty names and breaks eight.
fn acronyms(scene: &Scene<'_>, names: &mut Vec<Tagged>) {
    let doc = scene.doc;
    let mut kinds: FxHashMap<&str, Kind> = FxHashMap::default();
    for open in (1..doc.tokens.len()).filter(|&i| doc.word(i) == "(" && doc.word(i + 2) == ")") {
        let acronym = doc.word(open + 1);
        if acronym.chars().filter(|c| c.is_uppercase()).count() > 1
            && let Some(kind) = kind_of_long_form(scene, names, open, acronym)
        {
            kinds.entry(acronym).or_insert(kind);
        }
    }
    if kinds.is_empty() {
        return;
    }
    let mut more = Vec::new();
    let mut reached = 0;
    for name in names.iter_mut() {
        more.extend(reached..name.tokens.start);
        reached = name.tokens.end;
        if let Some(&kind) = kinds.get(doc.word(name.tokens.start)).filter(|_| name.tokens.len() == 1) {
            name.kind = kind;
        }
    }
    more.extend(reached..doc.tokens.len());
    let alone = |i: usize| {
        let kind = *kinds.get(doc.word(i)).filter(|_| scene.hit(i).is_none())?;
        Some(Tagged { tokens: i..i + 1, kind })
    };
    names.extend(more.into_iter().filter_map(alone));
    names.sort_by_key(|n| n.tokens.start);
}

/// The kind of what an acronym abbreviates, which ends before the parenthesis at token `open`.
fn kind_of_long_form(scene: &Scene<'_>, names: &[Tagged], open: usize, acronym: &str) -> Option<Kind> {
    let doc = scene.doc;
    let letters: Vec<char> = acronym.chars().filter(|c| c.is_uppercase()).flat_map(char::to_lowercase).collect();
    let end = if matches!(doc.word(open - 1), "'s" | "’s" | "'" | "’" | "\"" | "”") { open - 1 } else { open };
    let at = names.partition_point(|n| n.tokens.end < end);
    if let Some(name) = names.get(at).filter(|n| n.tokens.end == end) {
        let mut left = letters.iter();
        let mut next = left.next();
        for i in name.tokens.clone() {
            if next.is_some_and(|&letter| doc.folded(i).starts_with(letter)) {
                next = left.next();
            }
        }
        let told = matches!(name.kind, Kind::Organization | Kind::Place | Kind::Other);
        return (next.is_none() && name.tokens.len() > 1 && told).then_some(name.kind);
    }
    // Words that are no name, by their initials: "consumer price index (CPI)". Those of an institution may be one.
    let floor = doc.sentences[doc.sentence_of(open)].tokens.start;
    let floor = floor.max(end.saturating_sub(letters.len() + MOST_LEFT_OUT));
    let mut letters = letters.iter().rev().peekable();
    for i in (floor..end).rev() {
        let word = doc.folded(i);
        match letters.peek() {
            Some(&&letter) if word.starts_with(letter) => drop(letters.next()),
            Some(_) if LEFT_OUT.contains(&word.as_ref()) => {}
            Some(_) => return None,
            None => break,
        }
    }
    (letters.peek().is_none() && end > floor && !scene.is(end - 1, ORG_HEAD)).then_some(Kind::Other)
}

/// Who has a chief executive is a company, however much its name looks like a person's: `Zorvabank chairman`.
fn companies(scene: &Scene<'_>, names: &mut [Tagged]) {
    let text = |name: &Tagged| scene.doc.span(name.tokens.clone()).of(scene.doc.text);
    let company = |name: &&Tagged| {
        name.kind == Kind::Person && has_officer(scene, name.tokens.end) && !scene.is(name.tokens.end - 1, FIRST | LAST)
    };
    let companies: FxHashSet<&str> = names.iter().filter(company).map(text).collect();
    for name in names.iter_mut().filter(|n| n.kind == Kind::Person && companies.contains(text(n))) {
        name.kind = Kind::Organization;
    }
}

/// A ministry with the country that it is of: `Kenya's Finance Ministry`. Of four of the training set three are marked so.
fn ministries(scene: &Scene<'_>, names: &mut Vec<Tagged>) {
    let possessive = |i: usize| matches!(scene.doc.word(i), "'s" | "’s");
    names.dedup_by(|later, earlier| {
        let Range { start, end } = later.tokens;
        let joined = later.kind == Kind::Organization
            && earlier.kind == Kind::Place
            && end - start == 2
            && earlier.tokens.end + 1 == start
            && possessive(start - 1)
            && scene.is(start, FIELD)
            && scene.doc.word(end - 1) == "Ministry"
            && scene.hit(earlier.tokens.start).is_some_and(|h| h.tokens == earlier.tokens)
            && scene.names_country(earlier.tokens.start);
        if joined {
            *earlier = Tagged { tokens: earlier.tokens.start..end, kind: Kind::Organization };
        }
        joined
    });
}

/// Whether an office that only companies have stands at token `i`.
fn has_officer(scene: &Scene<'_>, i: usize) -> bool {
    match scene.doc.word(i) {
        "CEO" | "CFO" | "COO" | "chairman" | "chairwoman" | "chairperson" => true,
        "chief" => matches!(scene.doc.word(i + 1), "executive" | "financial" | "operating"),
        "managing" => scene.doc.word(i + 1) == "director",
        _ => false,
    }
}
