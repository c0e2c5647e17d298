//! Which personal names are one person's: full names in their spellings first, then surnames and given names alone.
//!
//! Two people with one surname stay two: a bare surname goes to the one with the same title, else to the one who was
//! spoken of last. When two full names are one is `spelling`'s to say.

use super::Item;
use super::groups::Group;
use super::spelling::{can_be_one, is_full, parts, spelling};
use crate::corpus::annotate::names::lexicon::is_asian_surname;
use crate::corpus::article::EntityKind;
use crate::text::Segmented;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::cmp::Reverse;

/// The most people looked at for one word: more share it only in a text that is no article.
const NAMESAKES: usize = 16;

/// Sets the group of every person.
pub(super) fn group(doc: &Segmented<'_>, items: &mut [Item], groups: &mut Vec<Group>) {
    let people: Vec<usize> = (0..items.len()).filter(|&n| items[n].kind == EntityKind::Person).collect();
    let folded: Vec<Cow<'_, str>> = people.iter().map(|&n| doc.folded_span(items[n].span)).collect();
    let names: Vec<Vec<&str>> = folded.iter().map(|name| parts(name)).collect();
    let mut index = Index::default();
    // The longest first, so that a shorter form finds whose it is wherever it stands.
    let mut full: Vec<usize> = (0..people.len()).filter(|&i| is_full(&names[i])).collect();
    full.sort_by_key(|&i| (Reverse(names[i].len()), i));
    let mut who: Vec<Option<usize>> = vec![None; people.len()];
    for i in full {
        who[i] = Some(index.full_name(&names[i]));
    }
    for (order, (&n, name)) in people.iter().zip(&names).enumerate() {
        let role = items[n].role.as_deref();
        let person = who[order].unwrap_or_else(|| index.short_name(name, role));
        let person = &mut index.people[person];
        person.last = Some(order);
        if person.role.is_none() {
            person.role = role.map(str::to_owned);
        }
        // Groups stand in the order in which their people are first spoken of.
        let group = *person.group.get_or_insert_with(|| {
            groups.push(Group { kind: EntityKind::Person, name: None, items: Vec::new() });
            groups.len() - 1
        });
        items[n].group = group;
        groups[group].items.push(n);
    }
}

/// Somebody with a name.
struct Person<'a> {
    words: &'a [&'a str],
    /// Once spoken of.
    group: Option<usize>,
    /// When last spoken of, in the order of mentions; `None` before that.
    last: Option<usize>,
    role: Option<String>,
}

#[derive(Default)]
struct Index<'a> {
    people: Vec<Person<'a>>,
    /// By the whole name as it is written.
    whole: FxHashMap<&'a [&'a str], usize>,
    /// Who has a word in the name, in the word's one spelling; hyphenated given names also in one word.
    by_word: FxHashMap<String, Vec<usize>>,
}

impl<'a> Index<'a> {
    /// Whose a full name is: that of its spelling variants where one was seen.
    fn full_name(&mut self, name: &'a [&'a str]) -> usize {
        if let Some(&person) = self.whole.get(name) {
            return person;
        }
        // Whoever it can be has its first or last word.
        let ends = [name.last(), name.first()];
        let mut namesakes = ends.into_iter().flatten().filter_map(|w| self.by_word.get(&spelling(w))).flatten();
        let known = namesakes.find(|&&p| can_be_one(self.people[p].words, name)).copied();
        let person = known.unwrap_or_else(|| self.enter(name));
        self.whole.insert(name, person);
        person
    }

    /// Somebody new.
    fn enter(&mut self, name: &'a [&'a str]) -> usize {
        let person = self.people.len();
        for word in name {
            let namesakes = self.by_word.entry(spelling(word)).or_default();
            if namesakes.len() < NAMESAKES && namesakes.last() != Some(&person) {
                namesakes.push(person);
            }
        }
        self.people.push(Person { words: name, group: None, last: None, role: None });
        person
    }

    /// Whose a surname, given name or other part of a name is.
    fn short_name(&mut self, name: &'a [&'a str], role: Option<&str>) -> usize {
        let word = name.last().copied().unwrap_or_default();
        let namesakes = self.by_word.get(&spelling(word)).map_or(&[][..], Vec::as_slice);
        let same = |a: &str, b: &str| a == b || spelling(a) == spelling(b);
        let fits = |p: &&usize| name.iter().all(|w| self.people[**p].words.iter().any(|o| same(w, o)));
        let best = namesakes.iter().filter(fits).max_by_key(|&&p| {
            let person = &self.people[p];
            let titled = role.is_some() && person.role.as_deref() == role;
            (place_of(word, person.words), titled, person.last.map_or(-1, |last| last as i64), -(p as i64))
        });
        // Nobody yet: a person known by this alone, whom later mentions join.
        best.copied().unwrap_or_else(|| self.enter(name))
    }
}

/// How fit a word of a name is to stand for it alone: a surname, at its end or first in East Asia, more than a given
/// name.
fn place_of(word: &str, name: &[&str]) -> u8 {
    let last = name.last() == Some(&word);
    let asian = name.first() == Some(&word) && is_asian_surname(word);
    u8::from(last || asian)
}
