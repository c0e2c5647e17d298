//! What is known about the world: terms of office and events, read from `assets/gazetteers/` once.
//!
//! The head of each file documents its format. Only reads and looks up; what a mention means is for `offices` and
//! `events`.

use super::days::{Day, YEARS, new_year, number};
use crate::corpus::article::PartialDate;
use crate::text::fold::fold;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A term of office.
#[derive(Debug)]
pub struct Term {
    /// Which office, as the file and [`super::offices`] call it.
    pub office: &'static str,
    /// The holder's usual name.
    pub name: String,
    /// First day.
    pub from: PartialDate,
    /// Last day; `None` where the term had not ended at the horizon.
    pub to: Option<PartialDate>,
}

impl Term {
    /// First and last day; a term without an end lasts as long as days are weighed.
    #[must_use]
    pub fn days(&self) -> (Day, Day) {
        let end = new_year(*YEARS.end() + 1) - 1;
        (number(self.from.days().from), self.to.map_or(end, |to| number(to.days().to)))
    }
}

/// A name under which the holder of a term goes.
#[derive(Debug)]
pub struct Alias {
    /// Folded words, without hyphens.
    pub words: Vec<String>,
    /// Whether it is the family name alone, which tells something only right after a title.
    pub family: bool,
    /// Index of the term.
    pub term: usize,
}

/// Terms of office by the first word of the holder's names.
#[derive(Debug, Default)]
pub struct Offices {
    /// Every term, in the order of the file.
    pub terms: Vec<Term>,
    /// Names by their first folded word.
    pub aliases: FxHashMap<String, Vec<Alias>>,
}

/// Something that happened, or began, on a known day.
#[derive(Debug)]
pub struct Event {
    /// When: a day, or a year for what is only remembered by its year.
    pub when: PartialDate,
    /// Words that a clause about it holds; each is a choice of folded words, `*` stands for any ending.
    pub terms: Vec<Vec<String>>,
    /// What it is called, for people.
    pub name: &'static str,
}

/// Events by the choices of their first term.
#[derive(Debug, Default)]
pub struct Events {
    /// Every event, in the order of the file.
    pub events: Vec<Event>,
    /// Indices of events by each word of their first term.
    pub by_word: FxHashMap<String, Vec<usize>>,
}

/// Who held which office when.
pub static OFFICES: LazyLock<Offices> =
    LazyLock::new(|| offices(include_str!("../../../../assets/gazetteers/offices.txt")));

/// What happened when.
pub static EVENTS: LazyLock<Events> =
    LazyLock::new(|| events(include_str!("../../../../assets/gazetteers/events.txt")));

/// The last day that is covered: the head of the file of offices names it.
pub static HORIZON: LazyLock<Day> = LazyLock::new(|| {
    let head = include_str!("../../../../assets/gazetteers/offices.txt").split_once("# horizon: ");
    let day = head.and_then(|(_, rest)| PartialDate::parse(rest.get(..10)?));
    day.map_or(new_year(*YEARS.end()), |day| number(day.days().to))
});

/// The lines of a knowledge file without comments and blanks.
fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().map(|l| l.split('#').next().unwrap_or_default().trim()).filter(|l| !l.is_empty())
}

/// The words of a name, folded; hyphens and quotes part words, so that `Ki-moon` is `Ki Moon`.
fn words(name: &str) -> Vec<String> {
    let parts = name.split(|c: char| c.is_whitespace() || matches!(c, '-' | '"'));
    parts.filter(|w| !w.is_empty()).map(|w| fold(w).into_owned()).collect()
}

fn offices(file: &'static str) -> Offices {
    let mut found = Offices::default();
    let mut office = "";
    for line in lines(file) {
        if let Some(section) = line.strip_prefix('[') {
            office = section.trim_end_matches(']').split_once(' ').map_or("", |(_, office)| office);
            continue;
        }
        let mut parts = line.splitn(3, ' ');
        let (Some(from), Some(to), Some(names)) = (parts.next(), parts.next(), parts.next()) else { continue };
        let Some(from) = PartialDate::parse(from) else { continue };
        let term = found.terms.len();
        for (i, name) in names.split(';').map(str::trim).enumerate() {
            // The family name: from the mark to the next space (`*Kim Jong Un`), or to the end of a compound
            // (`al-*Assad`); without a mark the last word.
            let family = name.split_once('*').map_or_else(|| name.rsplit(' ').next(), |(_, f)| f.split(' ').next());
            let plain = name.replace('*', "");
            if i == 0 {
                found.terms.push(Term { office, name: plain.clone(), from, to: PartialDate::parse(to) });
            }
            let full = words(&plain);
            let family = words(family.unwrap_or_default());
            for (words, is_family) in [(full.clone(), full == family), (family, true)] {
                let Some(first) = words.first() else { continue };
                let known = found.aliases.entry(first.clone()).or_default();
                if !known.iter().any(|a| a.term == term && a.words == words) {
                    known.push(Alias { words, family: is_family, term });
                }
            }
        }
    }
    // The longest name first, so that a full name is never taken for the family name that it starts with.
    found.aliases.values_mut().for_each(|names| names.sort_by_key(|a| std::cmp::Reverse(a.words.len())));
    found
}

fn events(file: &'static str) -> Events {
    let mut found = Events::default();
    for line in lines(file) {
        let mut parts = line.split('|').map(str::trim);
        let (Some(when), Some(terms), Some(name)) = (parts.next(), parts.next(), parts.next()) else { continue };
        let Some(when) = PartialDate::parse(when) else { continue };
        let terms: Vec<Vec<String>> =
            terms.split_whitespace().map(|t| t.split('/').map(str::to_owned).collect()).collect();
        for word in terms.first().into_iter().flatten() {
            found.by_word.entry(word.clone()).or_default().push(found.events.len());
        }
        found.events.push(Event { when, terms, name });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every line that is no comment is read: a term has an office and days in order, an event has words.
    #[test]
    fn every_line_of_the_files_is_knowledge() {
        let rows = |file: &'static str| lines(file).filter(|l| !l.starts_with('[')).count();
        assert!(*HORIZON < new_year(*YEARS.end()), "the file of offices names its horizon");
        assert_eq!(OFFICES.terms.len(), rows(include_str!("../../../../assets/gazetteers/offices.txt")));
        for term in &OFFICES.terms {
            let (from, to) = term.days();
            assert!(from < to, "{term:?}");
            assert!(super::super::offices::is_known(term.office), "{term:?}");
        }
        assert_eq!(EVENTS.events.len(), rows(include_str!("../../../../assets/gazetteers/events.txt")));
        for event in &EVENTS.events {
            assert!(!event.terms.is_empty() && !event.name.is_empty(), "{event:?}");
            assert!(!event.terms[0].iter().any(|w| w.contains('*')), "the first term is looked up whole: {event:?}");
            assert!(
                event.terms.iter().flatten().all(|w| fold(w) == *w && !w.contains('-')),
                "one token each: {event:?}"
            );
        }
    }

    /// One person does not hold one office twice at a time, and one office is not listed twice for a day by mistake.
    #[test]
    fn terms_of_one_person_do_not_overlap() {
        for (i, a) in OFFICES.terms.iter().enumerate() {
            for b in OFFICES.terms[i + 1..].iter().filter(|b| a.office == b.office && a.name == b.name) {
                assert!(a.days().1 <= b.days().0 || b.days().1 <= a.days().0, "{a:?} and {b:?}");
            }
        }
    }
}
