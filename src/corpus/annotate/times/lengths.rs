//! The productions of lengths of time and of what recurs: `nearly two months`, `10-year`, `three days ago`, `twice a week`.

use super::grammar::{Phrase, Reader};
use super::lexicon::{Reference, Unit, Which, Word};
use super::meaning::{Anchor, Count, Name, Relation, Sense};
use super::opens_sentence;
use crate::corpus::article::TimeMod;

/// Words that may stand between a number and its unit: `two more weeks`, `five consecutive days`.
#[rustfmt::skip]
const BETWEEN: &[&str] =
    &[
    "additional", "consecutive", "extra", "full", "further", "long", "more", "short", "solid", "straight", "whole",
];

/// What is measured a year: "annual" before them is no time.
#[rustfmt::skip]
const AMOUNTS: &[&str] = &[
    "average", "budget", "capacity", "cost", "costs", "deficit", "dividend", "dividends", "earnings", "fee", "fees",
    "growth", "income", "increase", "increases", "inflation", "interest", "loss", "losses", "output", "pace", "payment",
    "payments", "production", "profit", "profits", "rate", "rates", "rent", "return", "returns", "revenue", "revenues",
    "salaries", "salary", "sales", "savings", "turnover", "yield", "yields",
];

/// What hours of the day are called by.
#[rustfmt::skip]
const HOURS: &[&str] = &[
    "business", "early", "late", "morning", "office", "opening", "peak", "rush", "small", "trading", "visiting", "waking",
    "wee", "working",
];

/// Words after which `a day` is a length and no rate.
#[rustfmt::skip]
const BEFORE_LENGTH: &[&str] = &[
    "about", "after", "almost", "at", "before", "by", "every", "for", "half", "in", "just", "last", "lasted",
    "lasts", "least", "most", "nearly", "next", "of", "only", "over", "past", "quite", "roughly", "spend", "spent",
    "take", "takes", "than", "to", "took", "under", "waited", "within",
];

impl Reader<'_, '_> {
    /// A number in digits or words: `20`, `twenty-four`, `two hundred`.
    fn integer(&self, i: usize) -> Option<(u32, usize)> {
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
            Word::Tenths(n) => exact(Count::Tenths(n), i + 1),
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
                // "10-15 years", "three or four days": the last says it
                if self.past_dash(end) > end
                    && let Word::Number(last, 1..) = self.at(end + 1)
                    && last > n
                {
                    return exact(Count::of(last), end + 2);
                }
                if matches!((self.folded(end).as_ref(), self.at(end + 1)), ("or" | "to", Word::Number(..)))
                    && let Some((n, end)) = self.integer(end + 1)
                {
                    return exact(Count::of(n), end);
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
            Word::Weekend if count == Count::of(1) => return None,
            _ => return None,
        };
        // "a zero-day attack"
        if count == Count::Tenths(0) {
            return None;
        }
        let article = self.at(i) == Word::An && count == Count::of(1);
        // "a quarter-century", "a quarter of a century"
        if article && unit == Unit::Quarter {
            let joined = self.past_dash(dash + 1);
            let of = matches!((self.at(dash + 1), self.at(dash + 2)), (Word::Of, Word::An));
            let century = if of { dash + 3 } else { joined };
            if self.at(century) == Word::Unit(Unit::Century) {
                let ago = self.away(Count::of(25), Unit::Year, century + 1);
                return ago.or_else(|| Some(Phrase::new(Sense::Length(Count::of(25), Unit::Year), century + 1)));
            }
        }
        // "a decades-long feud", "a day-long meeting": read without the article
        if article && (plural || self.past_long(dash + 1).is_some()) {
            return None;
        }
        // "a quarter", "three quarters of": fractions
        let fraction = count != Count::Some && self.at(dash + 1) == Word::Of;
        if unit == Unit::Quarter && (article || fraction || (!plural && dash == j)) {
            return None;
        }
        // "a three-year period" is a length, "a several-year effort" an effort: the article belongs to it
        if dash > j && self.at(i) == Word::An && j > i + 1 {
            let period = matches!(self.at(dash + 1), Word::Period);
            return period.then(|| Phrase::new(Sense::Length(count, unit), dash + 2));
        }
        let mut end = dash + 1;
        // "44-year-old", "52 years old"
        let old = self.past_dash(end);
        if self.at(old) == Word::Old {
            if unit == Unit::Year {
                return None;
            }
            return (old > end).then(|| Phrase::new(Sense::Length(count, unit), old + 1));
        }
        let mut length = Sense::Length(count, unit);
        if self.at(end) == Word::And && self.at(end + 1) == Word::An && self.at(end + 2) == Word::Half {
            count = count.and_a_half();
            length = Sense::Length(count, unit);
            end += 3;
        }
        let mut modifier = modifier;
        if self.folded(end) == "or" {
            // "a week or so", "a day or two"
            if self.folded(end + 1) == "so" {
                modifier = Some(TimeMod::Approx);
                end += 2;
            } else if article && self.at(end + 1) == Word::Number(2, 0) {
                length = Sense::Length(Count::Some, unit);
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
        if some_day && !self.ends_clause(end) {
            return None;
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

    /// `two weeks from yesterday`, `a week from Monday`: what follows the length is at `i`.
    fn away_from_day(&self, count: Count, unit: Unit, i: usize) -> Option<Phrase> {
        let days = count.whole()?.checked_mul(match unit {
            Unit::Day => 1,
            Unit::Week => 7,
            Unit::Fortnight => 14,
            _ => return None,
        })?;
        let day = match self.at(i) {
            Word::Deictic(n) => return Some(Phrase::point(Anchor::Shifted(Unit::Day, n.checked_add(days)?), i + 1)),
            Word::Weekday(_) => self.weekday(i),
            Word::Which(which @ (Which::Last | Which::This | Which::Next)) => self.which(i, which, false),
            _ => None,
        }?;
        match day.meaning.sense {
            Sense::Point(Anchor::Named(name @ Name::Weekday(_), occurrence), None) => {
                Some(Phrase::point(Anchor::By(Relation::Days(days), name, occurrence), day.end))
            }
            _ => None,
        }
    }

    /// What follows a length and makes it a place: `ago`, `earlier`, `later`, `from now`.
    fn away(&self, count: Count, unit: Unit, i: usize) -> Option<Phrase> {
        let (sign, end, from_now) = match self.at(i) {
            Word::Ago => (-1, i + 1, true),
            Word::Earlier if self.folded(i) == "earlier" || self.ends_clause(i + 1) => (-1, i + 1, false),
            Word::Later if self.folded(i) == "later" => (1, i + 1, false),
            _ if self.folded(i) == "from" && self.at(i + 1) == Word::Now => (1, i + 2, true),
            _ if self.folded(i) == "from" => return self.away_from_day(count, unit, i + 1),
            _ => return None,
        };
        // "an hour later" is no more than an hour
        if unit < Unit::Day && !from_now {
            return None;
        }
        let (count, unit) = finer(count, unit);
        let Some(n) = count.whole() else {
            // "a few days later" is told from what was spoken of: how far is all that is known
            let sense = match (from_now, sign) {
                (false, _) => Sense::Length(count, unit),
                (true, ..0) => Sense::Vague(Reference::Past),
                (true, _) => Sense::Vague(Reference::Future),
            };
            return Some(Phrase::new(sense, end));
        };
        let anchor = if from_now { Anchor::Away(unit, sign * n) } else { Anchor::FromThen(unit, sign * n) };
        Some(Phrase::point(anchor, end))
    }

    /// `years` alone: some of them.
    pub(super) fn bare_units(&self, i: usize, unit: Unit) -> Option<Phrase> {
        let counted = matches!(self.before(i), Word::Number(..) | Word::Tenths(_) | Word::Dash);
        // "in the early hours", "working hours": no length
        let daily = unit == Unit::Hour && HOURS.binary_search(&self.folded_before(i).as_ref()).is_ok();
        let matter = self.before(i) == Word::Of && i >= 2 && self.folded(i - 2) == "matter";
        // "The Good Old Days", a name
        let named = self.capital(i) && !opens_sentence(self.doc, i) && !self.doc.in_headline(i);
        if counted
            || matter
            || daily
            || named
            || self.at(i + 1) == Word::Old
            || unit < Unit::Hour
            || unit == Unit::Quarter
        {
            return None;
        }
        if self.at(i + 1) == Word::Ago {
            return Some(Phrase::new(Sense::Vague(Reference::Past), i + 2));
        }
        let end = if self.folded(i + 1) == "later" { i + 2 } else { i + 1 };
        let end = self.past_long(end).unwrap_or(end);
        Some(Phrase::new(Sense::Length(Count::Some, unit), end))
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

    /// After `every` or `each`.
    pub(super) fn every(&self, i: usize) -> Option<Phrase> {
        let sense = match self.at(i) {
            Word::Unit(unit) => Sense::Each(Count::of(1), unit),
            Word::Weekday(day) => {
                let part = match self.at(i + 1) {
                    Word::Part(part) => Some(part),
                    _ => None,
                };
                let end = i + 1 + usize::from(part.is_some());
                return Some(Phrase::new(Sense::EachNamed(Name::Weekday(day), part), end));
            }
            Word::Month(month, _) => Sense::EachNamed(Name::Month(month), None),
            Word::Season(season) => Sense::EachNamed(Name::Season(season), None),
            Word::Weekend => Sense::EachNamed(Name::Weekend, None),
            Word::Part(part) => Sense::EachPart(part),
            Word::Number(n, _) => match self.at(i + 1) {
                Word::Units(unit) => return Some(Phrase::new(Sense::Each(Count::of(n), unit), i + 2)),
                _ => return None,
            },
            Word::Vague => match self.at(i + 1) {
                Word::Units(unit) => return Some(Phrase::new(Sense::Each(Count::Some, unit), i + 2)),
                _ => return None,
            },
            Word::Other if self.folded(i) == "other" => match self.at(i + 1) {
                Word::Unit(unit) => return Some(Phrase::new(Sense::Each(Count::of(2), unit), i + 2)),
                _ => return None,
            },
            _ => return None,
        };
        Some(Phrase::new(sense, i + 1))
    }

    /// `daily`, `annual`, where it is no attribute of an amount or a newspaper: "annual sales", "the daily Le Monde".
    pub(super) fn frequency(&self, i: usize, unit: Unit) -> Option<Phrase> {
        let amount = |j: usize| AMOUNTS.binary_search(&self.folded(j).as_ref()).is_ok();
        let attribute = match self.folded(i).as_ref() {
            "annual" => amount(i + 1) || amount(i + 2),
            // "grew 5 percent annually", "$2 million annually"
            "annually" => (i.saturating_sub(3)..i).any(|j| {
                matches!(self.at(j), Word::Number(..) | Word::Tenths(_)) || amount(j) || self.doc.word(j) == "%"
            }),
            _ => false,
        };
        let newspaper = !opens_sentence(self.doc, i) && self.capital(i + 1) && unit <= Unit::Month;
        (!attribute && !newspaper).then(|| Phrase::new(Sense::Each(Count::of(1), unit), i + 1))
    }

    /// `once a day`, `three times a week`
    pub(super) fn times_per(&self, i: usize) -> Option<Phrase> {
        let j = match (self.at(i), self.at(i + 1)) {
            (Word::Once, _) => i + 1,
            (Word::Number(..), Word::Times) => i + 2,
            _ => return None,
        };
        match (self.at(j), self.at(j + 1)) {
            (Word::An | Word::Every, Word::Unit(unit)) => Some(Phrase::new(Sense::Each(Count::of(1), unit), j + 2)),
            _ => None,
        }
    }
}

/// A count with a half in it, in whole smaller units where there are such: a year and a half is eighteen months.
fn finer(count: Count, unit: Unit) -> (Count, Unit) {
    let Count::Tenths(n) = count else { return (count, unit) };
    match unit {
        _ if n % 10 == 0 => (count, unit),
        Unit::Year => (Count::of(n.saturating_mul(12) / 10), Unit::Month),
        Unit::Decade => (Count::of(n), Unit::Year),
        Unit::Century => (Count::of(n.saturating_mul(10)), Unit::Year),
        _ => (count, unit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sorted_where_they_are_searched() {
        assert!([BETWEEN, AMOUNTS, HOURS, BEFORE_LENGTH].iter().all(|words| words.is_sorted()));
    }
}
