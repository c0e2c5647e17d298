//! Units of time that an event tells, not the calendar: `the year he died`, `the last week of the campaign`, `in the month since
//! the coup`. They have no place on the calendar of their own; at most a length. What a month
//! or a holiday tells, `the last week of May`, is in `months`.

use super::deictic::AFTER_NOUN;
use super::grammar::{Phrase, Reader};
use super::lexicon::{Unit, Which, Word};
use super::meaning::{Count, Sense};
use crate::corpus::article::TimeMod;

/// Who does what a unit is named for.
const PRONOUNS: &[&str] =
    &["he", "her", "his", "i", "it", "its", "my", "our", "she", "their", "they", "we", "you", "your"];

/// Words that begin a clause, of those that end the name of a thing.
const CLAUSES: &[&str] = &["how", "that", "what", "when", "where", "which", "who", "why"];

impl Reader<'_, '_> {
    /// After `the`, a unit at `i` that an event tells: nothing, or a length before `since`, `after` and `before`. `None` where
    /// it is none.
    pub(super) fn of_event(&self, i: usize, unit: Unit) -> Option<Option<Phrase>> {
        if !matches!(unit, Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century) {
            return None;
        }
        // "the week-long strike"
        let hyphened = self.past_dash(i + 1);
        if hyphened > i + 1 && matches!(self.folded(hyphened).as_ref(), "long" | "old") {
            return Some(None);
        }
        match self.folded(i + 1).as_ref() {
            "since" => Some(Some(Phrase::new(Sense::Length(Count::of(1), unit), i + 1))),
            // "the year of his death", but "a high for the year of $42"
            "of" if self.begins_event(i + 2) && self.date_at(i + 2).is_none() => Some(None),
            // "the week after the vote": so long
            "before" | "after" if self.begins_event(i + 2) && self.folded(i + 2) != "when" => {
                Some(Some(Phrase::new(Sense::Length(Count::of(1), unit), i + 1)))
            }
            "before" | "after" if matches!(self.at(i + 2), Word::Holiday | Word::Weekday(_)) => Some(None),
            "that" | "when" => Some(None),
            _ => (self.begins_clause(i + 1) && self.apposed(i - 1)).then_some(None),
        }
    }

    /// Whether what stands at `i` can begin the name of an event: `the strike`, `his death`, `he died`, `President Park took
    /// office`.
    fn begins_event(&self, i: usize) -> bool {
        match self.at(i) {
            Word::The => !matches!(self.at(i + 1), Word::Which(_) | Word::Unit(_)),
            Word::An => true,
            // "the last week of this campaign"
            Word::Which(Which::This | Which::That) => self.at(i + 1) == Word::Other,
            Word::Other => {
                let word = self.folded(i);
                let clause = CLAUSES.binary_search(&word.as_ref()).is_ok();
                word.bytes().all(|b| b.is_ascii_alphabetic())
                    && (clause || AFTER_NOUN.binary_search(&word.as_ref()).is_err())
            }
            _ => false,
        }
    }

    /// Whether a clause without a conjunction can begin at `i`: "the year he died", "the week Nixon resigned".
    fn begins_clause(&self, i: usize) -> bool {
        match self.at(i) {
            Word::The | Word::An => true,
            Word::Other => self.capital(i) || PRONOUNS.binary_search(&self.folded(i).as_ref()).is_ok(),
            _ => false,
        }
    }

    /// Whether the article at `i` can begin what a clause tells: "In 1990, the year the war ended", but "over the year the
    /// company cut jobs" and "by the end of the year the company".
    fn apposed(&self, i: usize) -> bool {
        let opens = i == 0 || self.doc.starts_sentence(i);
        let before = self.folded_before(i);
        opens
            || matches!(before.as_ref(), "in" | "was" | "is" | "from" | "until" | "since" | "and" | "not" | "(")
            || matches!(self.before(i), Word::Comma | Word::Dash)
    }

    /// `the last year of his life`, `his last year as coach`: the unit is at `j` after `last`, which
    /// is at `i`. `None` where no event tells it.
    pub(super) fn last_of(&self, i: usize, j: usize, definite: bool) -> Option<Option<Phrase>> {
        let (Word::Which(Which::Last), Word::Unit(unit)) = (self.at(i), self.at(j)) else { return None };
        let owner = self.folded_before(i);
        // "his last year as coach"
        if matches!(unit, Unit::Week | Unit::Month | Unit::Year)
            && matches!(owner.as_ref(), "her" | "his" | "my" | "their")
            && matches!(self.folded(j + 1).as_ref(), "as" | "at" | "in" | "of" | "with")
        {
            return Some(None);
        }
        if self.at(j + 1) != Word::Of || self.folded(i) != "last" {
            return None;
        }
        if !definite && self.before(i) != Word::The {
            return None;
        }
        if unit == Unit::Decade
            && let Some(century) = self.divided(j + 1)
        {
            return Some(Some(century.with(TimeMod::End)));
        }
        // "the last quarter of the game"
        let length = (unit != Unit::Quarter).then(|| Phrase::new(Sense::Length(Count::of(1), unit), j + 1));
        (self.begins_event(j + 2) && unit != Unit::Day).then_some(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sorted_where_they_are_searched() {
        assert!(PRONOUNS.is_sorted() && CLAUSES.is_sorted());
    }
}
