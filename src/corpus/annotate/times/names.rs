//! Names of events, papers, shows and things that hold a word of time: `Bloody Sunday`, `the Good Friday Agreement`, `the
//! October Revolution`, `the Six-Day War`, `now or never`, `the winter session`. Their words take no part in expressions
//! of time.
//!
//! General knowledge, written for this project. Names that a year or a person's name makes are where years and months
//! are read.

use super::grammar::Reader;
use super::lexicon::{Part, Unit, Word};
use chrono::Weekday;
use std::ops::Range;

/// What a weekday is called by and is then no day of this week.
const BEFORE_WEEKDAY: &[&str] = &["black", "bloody", "ruby", "sheffield", "super"];

/// Games, shows and events that are called after a weekday's night.
#[rustfmt::skip]
const NIGHTS: &[&str] = &["dinner", "fever", "football", "lights", "live", "massacre", "raw", "takeaway"];

/// What is called after a holiday and is not on it.
#[rustfmt::skip]
const AFTER_HOLIDAY: &[&str] = &[
    "bunny", "card", "cards", "carol", "carols", "egg", "eggs", "pudding", "tree", "trees",
];

/// The same of events and places, which have a capital.
const CALLED_AFTER_HOLIDAY: &[&str] =
    &["accord", "accords", "agreement", "island", "offensive", "rising", "seals", "war"];

/// What is called after a month: "the October Revolution"; `of`, `on` and `for` with what a march is for.
const AFTER_MONTH: &[&str] = &["madness", "movement", "revolution", "surprise"];
const MARCHES: &[(&str, &[&str])] = &[
    ("for", &["life", "our", "science"]),
    ("of", &["dimes"]),
    ("on", &["london", "rome", "versailles", "washington"]),
];

/// What is of a season in any year, wherever it stands.
const OF_SEASON: &[&str] =
    &["capital", "equinox", "palace", "quarters", "residence", "session", "solstice", "training"];

/// The same, unless the season has a place: "the winter coat", but "last winter coats sold well".
#[rustfmt::skip]
const AFTER_SEASON: &[&str] = &["camp", "camps", "clothes", "clothing", "coat", "coats", "crops", "house", "school", "schools", "sport", "sports", "wheat"];

/// What midnight is called with.
const AFTER_MIDNIGHT: &[&str] = &["cowboy", "express", "mass", "run", "sun"];

impl Reader<'_, '_> {
    /// The words of the name around token `i`, which holds a word of time; `None` where there is none. Looks at a bounded
    /// number of tokens.
    pub(super) fn name_around(&self, i: usize) -> Option<Range<usize>> {
        let one_of = |j: usize, words: &[&str]| words.binary_search(&self.folded(j).as_ref()).is_ok();
        let capital = self.capital(i);
        let named = match self.at(i) {
            Word::Now => self.idiom_of_now(i),
            Word::Season(_) => one_of(i + 1, OF_SEASON) || one_of(i + 1, AFTER_SEASON) && !self.has_place(i),
            _ if !capital => false,
            Word::Weekday(day) => {
                let called = i > 0 && self.capital(i - 1) && one_of(i - 1, BEFORE_WEEKDAY)
                    // "The Mail on Sunday"
                    || i > 1 && self.folded(i - 1) == "on" && self.folded(i - 2) == "mail" && self.capital(i - 2);
                let night = matches!(self.at(i + 1), Word::Part(Part::Night))
                    && self.capital(i + 1)
                    && self.capital(i + 2)
                    && (one_of(i + 2, NIGHTS) || self.at(i + 2) == Word::Other && !self.doc.in_headline(i));
                let thirteenth = self.at(i + 1) == Word::The && self.at(i + 2) == Word::Ordinal(13);
                let dated = matches!(self.at(i + 3), Word::Of | Word::Month(..));
                if night || thirteenth && !dated {
                    return Some(i..i + 3);
                }
                // "Black Friday" is a day that shops have each year
                called && (day != Weekday::Fri || self.folded_before(i) != "black")
                    || day == Weekday::Sun && self.folded(i + 1) == "school"
            }
            Word::Holiday => {
                let end = self.holiday(i)?.end;
                // "the Christmas tree", but "At Easter cards were sent"
                let thing = one_of(end, AFTER_HOLIDAY) && !matches!(self.folded_before(i).as_ref(), "at" | "by" | "on");
                let event = self.capital(end) && one_of(end, CALLED_AFTER_HOLIDAY);
                return (thing || event).then_some(i..end + 1);
            }
            Word::Month(month, _) => {
                let march = MARCHES.iter().find(|(on, _)| month == 3 && self.folded(i + 1) == *on);
                let numbered = matches!(self.at(i + 1), Word::Number(..) | Word::Ordinal(_));
                if numbered && self.folded(i + 2) == "movement" && self.capital(i + 2) {
                    return Some(i..i + 3);
                }
                march.is_some_and(|(_, whither)| self.capital(i + 2) && one_of(i + 2, whither))
                    || one_of(i + 1, AFTER_MONTH) && self.capital(i + 1)
                    || self.folded_before(i) == "black" && month == 9
            }
            Word::Part(Part::Midnight) => {
                let whose = self.at(i + 1) == Word::Possessive && self.folded(i + 2) == "children";
                whose || self.capital(i + 1) && one_of(i + 1, AFTER_MIDNIGHT)
            }
            Word::Oclock if self.folded(i + 1) == "news" && self.capital(i + 1) => {
                return Some(i.saturating_sub(1)..i + 1);
            }
            Word::Unit(unit) | Word::Units(unit) => return self.war_of_length(i, unit),
            _ => false,
        };
        named.then_some(i..i + 1)
    }

    /// Whether the season at `i` has a place in a year, as the words before it tell: `last summer`, `in the spring`.
    fn has_place(&self, i: usize) -> bool {
        let the = usize::from(self.before(i) == Word::The);
        let led = i.checked_sub(1 + the).map(|j| self.folded(j)).unwrap_or_default();
        matches!(self.before(i), Word::Which(_))
            || matches!(led.as_ref(), "by" | "during" | "in" | "over" | "since" | "through" | "until")
    }

    /// `every now and then`, `now or never`, `any day now`: the `now` at `i` is no moment.
    fn idiom_of_now(&self, i: usize) -> bool {
        let then = matches!(self.folded(i + 2).as_ref(), "again" | "then");
        self.at(i + 1) == Word::And && then
            || self.folded(i + 1) == "or" && self.folded(i + 2) == "never"
            || self.before(i) == Word::Every
            || self.before(i) == Word::Unit(Unit::Day) && i > 1 && self.folded(i - 2) == "any"
    }

    /// `the Six-Day War`, `the Hundred Years' War`, `Five-Year Plan`: the unit is at `i`.
    fn war_of_length(&self, i: usize, unit: Unit) -> Option<Range<usize>> {
        let thing = i + 1 + usize::from(self.at(i + 1) == Word::Possessive);
        let war = matches!(self.folded(thing).as_ref(), "plan" | "war") && self.capital(thing);
        if unit < Unit::Day || !war {
            return None;
        }
        // A number has three words at most, with the hyphens between them.
        let mut start = i;
        for _ in 0..5 {
            match self.before(start) {
                Word::Number(_, 0) | Word::Scale(_) | Word::Dash => start -= 1,
                _ => break,
            }
        }
        Some(start..i + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sorted_where_they_are_searched() {
        let listed = [
            BEFORE_WEEKDAY,
            NIGHTS,
            AFTER_HOLIDAY,
            CALLED_AFTER_HOLIDAY,
            OF_SEASON,
            AFTER_MONTH,
            AFTER_SEASON,
            AFTER_MIDNIGHT,
        ];
        assert!(listed.iter().all(|words| words.is_sorted()));
        assert!(MARCHES.iter().all(|(_, words)| words.is_sorted()));
    }
}
