//! The productions of lengths of time: `nearly two months`, `10-year`, `years`. What goes on them in another
//! unit is in `fractions`, where they lead in `away`.

use super::deictic::AFTER_NOUN;
use super::grammar::{Phrase, Reader};
use super::lexicon::{Reference, Unit, Word};
use super::meaning::{Count, Sense};
use super::tense::side;
use super::{Side, opens_sentence};
use crate::corpus::article::TimeMod;

/// Words that may stand between a number and its unit: `two more weeks`, `five consecutive days`.
#[rustfmt::skip]
const BETWEEN: &[&str] =
    &[
    "additional", "business", "consecutive", "extra", "full", "further", "long", "more", "short", "solid",
    "straight", "trading", "whole", "working",
];

/// What hours of the day are called by.
#[rustfmt::skip]
const HOURS: &[&str] = &[
    "banking", "business", "calling", "dark", "early", "late", "morning", "office", "opening", "peak", "predawn", "rush", "small",
    "trading", "visiting", "waking", "wee", "working",
];

/// What years are called by that were no number of years but a time of life or of history.
#[rustfmt::skip]
const ERAS: &[&str] = &[
    "childhood", "college", "formative", "interwar", "postwar", "prewar", "school", "student", "teen", "teenage", "war",
    "wartime",
];

/// Who has an age.
#[rustfmt::skip]
const PERSONS: &[&str] = &[
    "babies", "baby", "boy", "brother", "child", "daughter", "girl", "granddaughter", "grandson", "infant", "infants",
    "nephew", "niece", "sister", "son", "sons", "toddler", "twin", "twins",
];

/// What goes on a word that `day` begins.
const DAY_NOUNS: &[&str] =
    &["care", "job", "laborer", "labourer", "nursery", "pass", "school", "shift", "trip", "tripper"];

/// Words after which `a day` is a length and no rate.
#[rustfmt::skip]
const BEFORE_LENGTH: &[&str] = &[
    "about", "after", "almost", "at", "before", "by", "every", "for", "half", "in", "just", "last", "lasted",
    "lasts", "least", "most", "nearly", "next", "of", "only", "over", "past", "quite", "roughly", "spend", "spent",
    "take", "takes", "than", "to", "took", "under", "waited", "within",
];

impl Reader<'_, '_> {
    /// A number in digits or words: `20`, `twenty-four`, `two hundred`.
    pub(super) fn integer(&self, i: usize) -> Option<(u32, usize)> {
        let (mut value, mut end) = match self.at(i) {
            Word::Number(n, 0) => {
                let ones = self.past_dash(i + 1);
                match self.at(ones) {
                    Word::Number(one @ 1..=9, 0) if n >= 20 && n % 10 == 0 => (n + one, ones + 1),
                    _ => (n, i + 1),
                }
            }
            Word::Number(n, _) => (n, i + 1),
            Word::Scale(scale) => return Some((scale, i + 1)),
            _ => return None,
        };
        // "two dozen"
        if let Word::Number(12, 0) = self.at(end)
            && self.folded(end) == "dozen"
        {
            value = value.saturating_mul(12);
            end += 1;
        }
        if let Word::Scale(scale) = self.at(end) {
            value = value.saturating_mul(scale);
            end += 1;
        }
        Some((value, end))
    }

    /// How many: `two`, `2.5`, `several`, `a couple of`, `a`, `half a`.
    fn count(&self, i: usize) -> Option<(Count, Option<TimeMod>, usize)> {
        let exact = |count, end| Some((count, None, end));
        match self.at(i) {
            // "3.8 billion years": more than can be counted here
            Word::Tenths(n) => match self.at(i + 1) {
                Word::Scale(scale) => exact(n.checked_mul(scale).map_or(Count::Some, Count::Tenths), i + 2),
                _ => exact(Count::Tenths(n), i + 1),
            },
            // "the third time in as many weeks"
            Word::Vague if self.folded_before(i) == "as" => None,
            Word::Vague => exact(Count::Some, i + 1),
            Word::Dozens if self.at(i + 1) == Word::Of => exact(Count::Some, i + 2),
            Word::Couple => {
                let of = usize::from(self.at(i + 1) == Word::Of);
                Some((Count::of(2), Some(TimeMod::Approx), i + 1 + of))
            }
            Word::An => match self.at(i + 1) {
                Word::Couple | Word::Vague | Word::Scale(_) => self.count(i + 1),
                Word::Number(12, 0) => exact(Count::of(12), i + 2),
                Word::Half => exact(Count::Tenths(5), i + 2),
                Word::Number(..) if self.hyphened(i + 1) => self.count(i + 1),
                _ => exact(Count::of(1), i + 1),
            },
            Word::Half => {
                let an = if self.at(i + 1) == Word::An { i + 2 } else { self.past_dash(i + 1) };
                exact(Count::Tenths(5), an)
            }
            _ => {
                let (n, end) = self.integer(i)?;
                // "2 1/2 years"
                if let (Word::Number(1, 1), Word::Slash, Word::Number(2, 1)) =
                    (self.at(end), self.at(end + 1), self.at(end + 2))
                {
                    return exact(Count::of(n).and_a_half(), end + 3);
                }
                // "one and a half years", "two-and-a-half years"
                let and = self.past_dash(end);
                let a = self.past_dash(and + 1);
                let half = self.past_dash(a + 1);
                if self.at(and) == Word::And && self.at(a) == Word::An && self.at(half) == Word::Half {
                    return exact(Count::of(n).and_a_half(), half + 1);
                }
                // "two and half years", as some write it
                if self.at(and) == Word::And && self.at(a) == Word::Half && matches!(self.at(half), Word::Units(_)) {
                    return exact(Count::of(n).and_a_half(), half);
                }
                // "50-plus years"
                if self.past_dash(end) > end && self.folded(end + 1) == "plus" {
                    return Some((Count::of(n), Some(TimeMod::MoreThan), end + 2));
                }
                // "10-15 years", "three or four days": so many at least
                if self.past_dash(end) > end
                    && let Word::Number(last, 1..) = self.at(end + 1)
                    && last > n
                {
                    return Some((Count::of(n), Some(TimeMod::Approx), end + 2));
                }
                if matches!((self.folded(end).as_ref(), self.at(end + 1)), ("or" | "to", Word::Number(..)))
                    && let Some((last, end)) = self.integer(end + 1)
                {
                    // "two to six million"
                    let least = if last > n && last < 1000 { n } else { last };
                    return Some((Count::of(least), Some(TimeMod::Approx), end));
                }
                exact(Count::of(n), end)
            }
        }
    }

    /// Whether the number at `i` is joined to a unit: `three-year`, `twenty-four-hour`.
    fn hyphened(&self, i: usize) -> bool {
        self.integer(i).is_some_and(|(_, end)| self.past_dash(end) > end && matches!(self.at(end + 1), Word::Unit(_)))
    }

    /// A length, or the time that it leads to: `two weeks`, `two weeks ago`. `led` tells that what comes before makes
    /// it one (`about`, `the past`).
    pub(super) fn length(&self, i: usize, led: bool) -> Option<Phrase> {
        if let Word::Unit(unit) | Word::Units(unit) = self.at(i) {
            // "the past decade" is handled where "past" is read
            let plural = matches!(self.at(i), Word::Units(_));
            return (led && plural).then(|| Phrase::new(Sense::Length(Count::Some, unit), i + 1));
        }
        let (mut count, modifier, mut j) = self.count(i)?;
        if BETWEEN.binary_search(&self.folded(j).as_ref()).is_ok() {
            j += 1;
        }
        let dash = self.past_dash(j);
        let (unit, plural) = match self.at(dash) {
            Word::Unit(unit) => (unit, false),
            Word::Units(unit) => (unit, true),
            Word::Ordinal(2) if dash > j => (Unit::Second, false),
            _ => return None,
        };
        // "a $3 billion year"
        let amount =
            matches!(self.at(i), Word::Scale(_)) && matches!(self.before(i), Word::Number(..) | Word::Tenths(_));
        if amount || self.doc.word(i.wrapping_sub(1)) == "$" {
            return None;
        }
        // "14 : 58 hrs"
        if self.before(i) == Word::Colon && i > 1 && matches!(self.at(i - 2), Word::Number(..)) {
            return None;
        }
        // "fled in 2008 hours after the vote"
        if self.year_and_length(i) {
            return None;
        }
        // "a zero-day attack"
        if count == Count::Tenths(0) {
            return None;
        }
        let article = self.at(i) == Word::An && count == Count::of(1);
        if unit == Unit::Quarter
            && let Some(quarters) = self.quarters_of(count, dash + 1)
        {
            return Some(quarters);
        }
        // "a decades-long feud", "a day-long meeting": read without the article
        if article && (plural || self.past_long(dash + 1).is_some()) {
            return None;
        }
        // "a quarter", "three quarters of": fractions
        let fraction = count != Count::Some && self.at(dash + 1) == Word::Of;
        let share = !plural && (count == Count::of(1) || count == Count::of(3));
        if unit == Unit::Quarter && (article || fraction || share || plural == (dash > j)) {
            return None;
        }
        // "a three-year period" is a length, "a several-year effort" an effort: the article belongs to it
        // "a half-century ago"
        if dash > j
            && count == Count::Tenths(5)
            && let Some(phrase) = self.away(count, unit, dash + 1)
        {
            return Some(phrase);
        }
        if dash > j && self.at(i) == Word::An && j > i + 1 {
            let period = matches!(self.at(dash + 1), Word::Period);
            return period.then(|| Phrase::new(Sense::Length(count, unit), dash + 2));
        }
        let mut end = dash + 1;
        // "44-year-old", "52 years old"
        let old = self.past_dash(end);
        if self.at(old) == Word::Old || self.folded(old) == "olds" {
            if unit == Unit::Year {
                return None;
            }
            // "her 19-month-old son", but "the 19-month-old war"
            let person = PERSONS.binary_search(&self.folded(old + 1).as_ref()).is_ok()
                || AFTER_NOUN.binary_search(&self.folded(old + 1).as_ref()).is_ok()
                || self.ends_clause(old + 1)
                || self.folded(old) == "olds";
            return (old > end && !person).then(|| Phrase::new(Sense::Length(count, unit), old + 1));
        }
        let mut length = Sense::Length(count, unit);
        if self.at(end) == Word::And && self.at(end + 1) == Word::An && self.at(end + 2) == Word::Half {
            count = count.and_a_half();
            length = Sense::Length(count, unit);
            end += 3;
        }
        // "two hours and 30 minutes", "a year and three months"
        if let (Count::Tenths(n), Some((m, past))) = (count, self.finer_part(unit, end))
            && n % 10 == 0
        {
            count = Count::Both(n / 10, m);
            length = Sense::Length(count, unit);
            end = past;
        }
        // "27 years and 155 days", "a year and a day"
        if let (Some(years), Some((days, past))) = (count.whole(), self.days_part(unit, end)) {
            count = Count::YearsDays(years.unsigned_abs(), days);
            length = Sense::Length(count, unit);
            end = past;
        }
        let mut modifier = modifier;
        if self.folded(end) == "or" {
            // "a week or so", "a day or two"
            if self.folded(end + 1) == "so" || article && self.at(end + 1) == Word::Number(2, 0) {
                modifier = Some(TimeMod::Approx);
                end += 2;
            }
        }
        if dash == j
            && let Some(phrase) = self.away(count, unit, end)
        {
            return Some(Phrase { meaning: phrase.meaning.with(modifier), ..phrase });
        }
        // "children under 2 years of age"
        if self.at(end) == Word::Of && self.folded(end + 1) == "age" {
            return None;
        }
        // "a day trip"
        if article && unit == Unit::Day && DAY_NOUNS.binary_search(&self.folded(end).as_ref()).is_ok() {
            return None;
        }
        // "24 hours a day", "seven days a week"
        if plural && self.at(end) == Word::An && matches!(self.at(end + 1), Word::Unit(_)) {
            return None;
        }
        let opens = opens_sentence(self.doc, i);
        let bound = end > dash + 1 || matches!(self.folded(end).as_ref(), "after" | "before" | "later" | "since");
        let leads = BEFORE_LENGTH.binary_search(&self.folded_before(i).as_ref()).is_ok();
        let rate = article && !led && !opens && !bound && !leads;
        // "hopes that he one day will": some day, no length
        let some_day = unit == Unit::Day && !plural && dash == j && self.folded(i) == "one" && !led && !bound && !leads;
        if some_day {
            // "It will one day be gone", "One day, it will be gone"
            let willed = matches!(self.folded_before(i).as_ref(), "will" | "would");
            if willed || opens && self.at(end) == Word::Comma && side(self.doc, i, end) == Side::Future {
                return Some(Phrase::new(Sense::Vague(Reference::Future), end));
            }
            if !self.ends_clause(end) {
                return None;
            }
        }
        // "60 Minutes", a name
        if self.capital(dash) && !self.capital(i) && !self.doc.in_headline(i) {
            return None;
        }
        if rate || self.at(i) == Word::Vague && self.folded(i) == "some" && !plural {
            return None;
        }
        let phrase = Phrase::new(length, end);
        Some(Phrase { meaning: phrase.meaning.with(modifier), ..phrase })
    }

    /// `years` alone: some of them.
    pub(super) fn bare_units(&self, i: usize, unit: Unit) -> Option<Phrase> {
        let counted = matches!(self.before(i), Word::Number(..) | Word::Tenths(_) | Word::Dash);
        // "in the early hours", "working hours": no length
        let daily = unit == Unit::Hour && HOURS.binary_search(&self.folded_before(i).as_ref()).is_ok();
        // "a matter of days", "the third time in as many weeks"
        let matter = i >= 2
            && match self.before(i) {
                Word::Of => self.folded(i - 2) == "matter",
                Word::Vague => self.folded(i - 2) == "as",
                _ => false,
            };
        // "her teenage years", "the Clinton years"
        let era = unit == Unit::Year
            && (ERAS.binary_search(&self.folded_before(i).as_ref()).is_ok()
                || i > 1 && self.at(i - 1) == Word::Other && self.capital(i - 1) && self.at(i - 2) == Word::The);
        // "The Good Old Days", a name
        let named = self.capital(i) && !opens_sentence(self.doc, i) && !self.doc.in_headline(i);
        if counted
            || matter
            || daily
            || era
            || named
            || self.at(i + 1) == Word::Old
            // "on days when it rains", "their days off"
            || unit == Unit::Day && matches!(self.folded(i + 1).as_ref(), "off" | "when")
            || unit == Unit::Year && self.year(i + 1).is_some()
            || unit < Unit::Hour && !(unit == Unit::Minute && self.momentary(i))
            || self.doc.word(i).len() < 5 && unit != Unit::Day
            || unit == Unit::Quarter
        {
            return None;
        }
        if self.at(i + 1) == Word::Ago {
            return Some(Phrase::new(Sense::Vague(Reference::Past), i + 2));
        }
        // "in those days"
        if unit == Unit::Day && self.folded_before(i) == "those" && self.ends_clause(i + 1) {
            return Some(Phrase::new(Sense::Vague(Reference::Past), i + 1));
        }
        let end = if self.folded(i + 1) == "later" { i + 2 } else { i + 1 };
        let end = self.past_long(end).unwrap_or(end);
        Some(Phrase::new(Sense::Length(Count::Some, unit), end))
    }

    /// Whether `minutes` at `i` tell how soon: `minutes after the blast`, `within minutes`.
    fn momentary(&self, i: usize) -> bool {
        matches!(self.folded(i + 1).as_ref(), "after" | "before" | "later") || self.folded_before(i) == "within"
    }

    /// `day-long`
    pub(super) fn unit_long(&self, i: usize, unit: Unit) -> Option<Phrase> {
        let end = self.past_long(i + 1).filter(|_| self.before(i) != Word::Dash)?;
        Some(Phrase::new(Sense::Length(Count::of(1), unit), end))
    }

    /// Past `-long` at `i`.
    fn past_long(&self, i: usize) -> Option<usize> {
        let dash = self.past_dash(i);
        (dash > i && self.folded(dash) == "long").then_some(dash + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sorted_where_they_are_searched() {
        assert!([BETWEEN, HOURS, ERAS, PERSONS, DAY_NOUNS, BEFORE_LENGTH].iter().all(|words| words.is_sorted()));
    }
}
