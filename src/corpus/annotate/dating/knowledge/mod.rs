//! What is known about the world: terms of office, events, and names that were spoken of from one day to another.
//!
//! Three files of `assets/gazetteers/` and, in the same format, what a reader adds to them. Only holds and looks up: how
//! lines are read is in [`parse`], what a mention means is for `offices`, `events` and `eras`. Knowledge is read once,
//! by the edge of the program, and stays the same as long as it runs: [`put_in_force`].

pub mod parse;

use super::begins::{Begins, FirstWords};
use super::days::{Day, YEARS, new_year, number};
use crate::corpus::article::PartialDate;
use rustc_hash::FxHashMap;
use std::fmt;
use std::sync::{LazyLock, OnceLock};
use xxhash_rust::xxh3::xxh3_64;

/// A term of office.
#[derive(Clone, Debug)]
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
        span_of(self.from, self.to)
    }
}

/// First and last day; without an end, as long as days are weighed.
fn span_of(from: PartialDate, to: Option<PartialDate>) -> (Day, Day) {
    let end = new_year(*YEARS.end() + 1) - 1;
    (number(from.days().from), to.map_or(end, |to| number(to.days().to)))
}

/// A name under which the holder of a term goes.
#[derive(Clone, Debug)]
pub struct Alias {
    /// Folded words, without hyphens.
    pub words: Vec<String>,
    /// Whether it is the family name alone, which tells something only right after a title.
    pub family: bool,
    /// Index of the term.
    pub term: usize,
}

/// Something that happened, or began, on a known day.
#[derive(Clone, Debug)]
pub struct Event {
    /// When: a day, or a year for what is only remembered by its year.
    pub when: PartialDate,
    /// Words that a clause about it holds; each is a choice of folded words, `*` stands for any ending.
    pub terms: Vec<Vec<String>>,
    /// What it is called, for people.
    pub name: String,
}

/// A name that was spoken of from one day to another.
#[derive(Clone, Debug)]
pub struct Era {
    /// Whether it was a subject of the news and faded with it; what existed is spoken of long after.
    pub fades: bool,
    /// What it is called, for people.
    pub name: String,
    /// When it came up.
    pub from: PartialDate,
    /// When it ended; `None` where it had not at the horizon.
    pub to: Option<PartialDate>,
}

impl Era {
    /// First and last day; an era without an end lasts as long as days are weighed.
    #[must_use]
    pub fn days(&self) -> (Day, Day) {
        span_of(self.from, self.to)
    }
}

/// A wording of an era.
#[derive(Clone, Debug)]
pub struct Wording {
    /// Words that follow one another, folded; `*` stands for any ending.
    pub words: Vec<String>,
    /// Whether it is written with a capital.
    pub capital: bool,
    /// Index of the era.
    pub era: usize,
}

/// All that is known.
#[derive(Clone, Debug, Default)]
pub struct Knowledge {
    /// Every term, in the order of the files.
    pub terms: Vec<Term>,
    /// Names of holders by their first folded word, the longest first.
    pub aliases: FxHashMap<String, Vec<Alias>>,
    /// Every event, in the order of the files.
    pub events: Vec<Event>,
    /// Indices of events by each word of their first term.
    pub events_by_word: FxHashMap<String, Vec<usize>>,
    /// Every era, in the order of the files.
    pub eras: Vec<Era>,
    /// Wordings of eras by their first folded word, the longest first.
    pub wordings: FxHashMap<String, Vec<Wording>>,
    /// Every word that an entry of these tables, or a title, begins with.
    pub first_words: FirstWords,
    /// The last day that the bundled files cover.
    pub horizon: Day,
    /// Tells knowledge that a reader added from other knowledge; 0 where nothing was added.
    pub fingerprint: u64,
}

/// A line that is no knowledge: where it stands, what is wrong and what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The file, as the reader calls it.
    pub file: String,
    /// Its line, from 1.
    pub line: usize,
    /// What is wrong with it, and what to write instead.
    pub what: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

/// The bundled files: name and content. The head of the first names the horizon.
const FILES: [(&str, &str); 3] = [
    ("offices.txt", include_str!("../../../../../assets/gazetteers/offices.txt")),
    ("events.txt", include_str!("../../../../../assets/gazetteers/events.txt")),
    ("eras.txt", include_str!("../../../../../assets/gazetteers/eras.txt")),
];

static BUNDLED: LazyLock<Knowledge> = LazyLock::new(|| {
    let mut known = Knowledge { horizon: horizon(FILES[0].1), ..Knowledge::default() };
    for (name, text) in FILES {
        parse::read(&mut known, name, text);
    }
    known.settle();
    known
});

/// The last day that a file covers, as its head says.
fn horizon(file: &str) -> Day {
    let head = file.split_once("# horizon: ");
    let day = head.and_then(|(_, rest)| PartialDate::parse(rest.get(..10)?));
    day.map_or(new_year(*YEARS.end()), |day| number(day.days().to))
}

static IN_FORCE: OnceLock<Knowledge> = OnceLock::new();

/// Makes `known` what every article is annotated with from now on. Only the first call of a process counts, and only
/// before anything was annotated; returns whether this one did.
pub fn put_in_force(known: Knowledge) -> bool {
    IN_FORCE.set(known).is_ok()
}

/// What articles are annotated with: the bundled knowledge, unless the edge of the program put more in force.
#[must_use]
pub fn in_force() -> &'static Knowledge {
    IN_FORCE.get().unwrap_or_else(|| Knowledge::bundled())
}

impl Knowledge {
    /// What the program carries.
    #[must_use]
    pub fn bundled() -> &'static Knowledge {
        &BUNDLED
    }

    /// What the program carries and what the text of a reader's file adds to it, with the lines of that file which are
    /// no knowledge.
    #[must_use]
    pub fn extended(file: &str, text: &str) -> (Knowledge, Vec<Mistake>) {
        let mut known = Self::bundled().clone();
        let mistakes = parse::read(&mut known, file, text);
        known.settle();
        known.fingerprint = fingerprint(text);
        (known, mistakes)
    }

    /// The longest name first, so that a full name is never taken for the family name that it starts with; and the first
    /// words of all.
    fn settle(&mut self) {
        self.aliases.values_mut().for_each(|names| names.sort_by_key(|a| std::cmp::Reverse(a.words.len())));
        self.wordings.values_mut().for_each(|names| names.sort_by_key(|a| std::cmp::Reverse(a.words.len())));
        let first = &mut self.first_words;
        self.aliases.keys().for_each(|word| first.add(word, Begins::NAME));
        self.events_by_word.keys().for_each(|word| first.add(word, Begins::EVENT));
        self.wordings.keys().for_each(|word| first.add(word, Begins::ERA));
        super::offices::first_words(&mut |word| first.add(word, Begins::TITLE));
    }
}

/// Tells what the text of a reader's file adds from what another adds: comments tell nothing, so that to mend them costs
/// no new annotation.
#[must_use]
pub fn fingerprint(text: &str) -> u64 {
    let told: Vec<&str> = parse::lines(text).map(|(_, line)| line).collect();
    if told.is_empty() { 0 } else { xxh3_64(told.join("\n").as_bytes()) }
}

/// Whether a folded word fits a word of the files.
#[must_use]
pub fn fits(word: &str, pattern: &str) -> bool {
    pattern.strip_suffix('*').map_or(word == pattern, |stem| word.starts_with(stem))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    /// Every line that is no comment is read: a term has an office and days in order, an event has words.
    #[test]
    fn every_line_of_the_files_is_knowledge() {
        for (name, text) in FILES {
            let mistakes = parse::read(&mut Knowledge::default(), name, text);
            assert!(mistakes.is_empty(), "{}", mistakes[0]);
        }
        let known = Knowledge::bundled();
        assert!(known.horizon < new_year(*YEARS.end()), "the file of offices names its horizon");
        assert_eq!(known.fingerprint, 0);
        assert!(known.terms.iter().all(|term| term.days().0 < term.days().1));
        for event in &known.events {
            assert!(
                event.terms.iter().flatten().all(|w| fold(w) == *w && !w.contains('-')),
                "one token each: {event:?}"
            );
        }
    }

    /// One person does not hold one office twice at a time, and one office is not listed twice for a day by mistake.
    #[test]
    fn terms_of_one_person_do_not_overlap() {
        let terms = &Knowledge::bundled().terms;
        for (i, a) in terms.iter().enumerate() {
            for b in terms[i + 1..].iter().filter(|b| a.office == b.office && a.name == b.name) {
                assert!(a.days().1 <= b.days().0 || b.days().1 <= a.days().0, "{a:?} and {b:?}");
            }
        }
    }

    #[test]
    fn a_reader_adds_offices_events_and_eras() {
        let (known, mistakes) = Knowledge::extended(
            "knowledge.txt",
            "# my town\n[XX president]\n2011-05-01 2015-05-01 Anna *Muster Beispiel\n\
             2014-06-02 | flood millbrook | the Millbrook flood\n\n[news]\n2019-03 2020-01 Millbrook affair\n",
        );
        assert_eq!(mistakes, []);
        let bundled = Knowledge::bundled();
        assert_eq!(known.terms.len(), bundled.terms.len() + 1);
        assert_eq!(known.events.len(), bundled.events.len() + 1);
        assert_eq!(known.eras.len(), bundled.eras.len() + 1);
        assert!(known.eras.last().is_some_and(|era| era.fades && era.name == "Millbrook affair"));
        assert_ne!(known.fingerprint, 0, "what was annotated without it is not what is annotated with it");
        let same = "[XX president]\n\n2011-05-01 2015-05-01 Anna *Muster Beispiel  # since the merger\n\
             2014-06-02 | flood millbrook | the Millbrook flood\n[news]\n2019-03 2020-01 Millbrook affair";
        assert_eq!(Knowledge::extended("x", same).0.fingerprint, known.fingerprint, "comments tell nothing");
        assert_eq!(Knowledge::extended("x", "# nothing yet\n").0.fingerprint, 0);
    }
}
