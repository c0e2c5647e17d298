//! Which personal names are one person's: full names in their spellings first, then surnames and given names alone.
//!
//! Two people with one surname stay two: a bare surname goes to the one with the same title, else to the one who was
//! spoken of last.

use super::Item;
use super::groups::Group;
use crate::corpus::annotate::names::lexicon::is_asian_surname;
use crate::corpus::article::EntityKind;
use crate::text::Segmented;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// The most people looked at for one word: more share it only in a text that is no article.
const NAMESAKES: usize = 16;

/// Sets the group of every person.
pub(super) fn group(doc: &Segmented<'_>, items: &mut [Item], groups: &mut Vec<Group>) {
    let people: Vec<usize> = (0..items.len()).filter(|&n| items[n].kind == EntityKind::Person).collect();
    let folded: Vec<Cow<'_, str>> = people.iter().map(|&n| doc.folded_span(items[n].span)).collect();
    let names: Vec<Vec<&str>> = folded.iter().map(|name| parts(name)).collect();
    let mut index = Index::default();
    for (&n, name) in people.iter().zip(&names).filter(|(_, name)| full(name)) {
        items[n].group = index.full_name(name, groups);
    }
    for (order, (&n, name)) in people.iter().zip(&names).enumerate() {
        if !full(name) {
            items[n].group = index.short_name(name, items[n].role.as_deref(), groups);
        }
        let group = items[n].group;
        index.spoken_of(group, order, items[n].role.as_deref());
        groups[group].items.push(n);
    }
}

/// The words of a folded name, at spaces and hyphens; `Jr.` and the periods of initials left out.
fn parts(name: &str) -> Vec<&str> {
    let words = name.split(|c: char| c.is_whitespace() || c == '-').map(|w| w.trim_matches('.'));
    words.filter(|w| !w.is_empty() && !matches!(*w, "jr" | "sr")).collect()
}

/// Whether a name has more than one word that is no particle: `al-Assad` has one.
fn full(name: &[&str]) -> bool {
    name.iter().filter(|w| !matches!(**w, "al" | "el" | "de" | "van" | "von" | "bin" | "ben" | "da" | "ul")).count() > 1
}

/// Somebody with a full name.
struct Person<'a> {
    words: &'a [&'a str],
    group: usize,
    /// When last spoken of, in the order of mentions; `None` before that.
    last: Option<usize>,
    role: Option<String>,
}

#[derive(Default)]
struct Index<'a> {
    people: Vec<Person<'a>>,
    /// By the whole name, and by first and last word where there are initials between.
    whole: FxHashMap<String, usize>,
    /// Who has a word in the name.
    by_word: FxHashMap<&'a str, Vec<usize>>,
    by_group: FxHashMap<usize, usize>,
}

impl<'a> Index<'a> {
    /// The group of a full name: that of its spelling variants where one was seen.
    fn full_name(&mut self, name: &'a [&'a str], groups: &mut Vec<Group>) -> usize {
        // "Kim Jong-un" and "Kim Jongun" are one, and "George W. Bush" and "George Bush".
        let long = || name.iter().copied().filter(|w| w.chars().nth(1).is_some());
        let key = if long().count() < 2 { name.concat() } else { long().collect() };
        if let Some(&person) = self.whole.get(&key) {
            return self.people[person].group;
        }
        let (group, person) = (groups.len(), self.people.len());
        groups.push(Group { kind: EntityKind::Person, name: None, items: Vec::new() });
        for word in name {
            let namesakes = self.by_word.entry(word).or_default();
            if namesakes.len() < NAMESAKES && namesakes.last() != Some(&person) {
                namesakes.push(person);
            }
        }
        self.people.push(Person { words: name, group, last: None, role: None });
        self.whole.insert(key, person);
        self.by_group.insert(group, person);
        group
    }

    /// The group of a surname, given name or other part of a name.
    fn short_name(&mut self, name: &'a [&'a str], role: Option<&str>, groups: &mut Vec<Group>) -> usize {
        let word = name.last().copied().unwrap_or_default();
        let namesakes = self.by_word.get(word).map_or(&[][..], Vec::as_slice);
        let fits = |p: &&usize| name.iter().all(|w| self.people[**p].words.contains(w));
        let best = namesakes.iter().filter(fits).max_by_key(|&&p| {
            let person = &self.people[p];
            let same = role.is_some() && person.role.as_deref() == role;
            (place_of(word, person.words), same, person.last.map_or(-1, |last| last as i64), -(p as i64))
        });
        if let Some(&person) = best {
            return self.people[person].group;
        }
        // Nobody yet: a person known by this alone, whom later mentions join.
        self.full_name(name, groups)
    }

    fn spoken_of(&mut self, group: usize, order: usize, role: Option<&str>) {
        let Some(&person) = self.by_group.get(&group) else { return };
        let person = &mut self.people[person];
        person.last = Some(order);
        if person.role.is_none() {
            person.role = role.map(str::to_owned);
        }
    }
}

/// How fit a word of a name is to stand for it alone: a surname, at its end or first in East Asia, more than a given
/// name.
fn place_of(word: &str, name: &[&str]) -> u8 {
    let last = name.last() == Some(&word);
    let asian = name.first() == Some(&word) && is_asian_surname(word);
    u8::from(last || asian)
}
