//! The productions of where a length of time leads: `three days ago`, `a year earlier`, `two weeks from Monday`, `two Sundays
//! ago`. The lengths are read in `lengths`.

use super::Side;
use super::grammar::{BARE, Phrase, Reader};
use super::lexicon::{Part, Reference, Unit, Which, Word};
use super::meaning::{Anchor, Clock, Count, Name, Occurrence, Relation, Sense};

impl Reader<'_, '_> {
    /// What follows a length and makes it a place: `ago`, `earlier`, `later`, `from now`.
    pub(super) fn away(&self, count: Count, unit: Unit, i: usize) -> Option<Phrase> {
        // "a week ago Friday"
        if let (Word::Ago, Unit::Week | Unit::Fortnight, Word::Weekday(day), Some(n)) =
            (self.at(i), unit, self.at(i + 1), count.whole())
            && self.at(i + 2) != Word::Possessive
        {
            let days = Relation::Days(n.checked_mul(if unit == Unit::Week { -7 } else { -14 })?);
            return Some(Phrase::point(Anchor::By(days, Name::Weekday(day), Occurrence::Nearest(Side::Past)), i + 2));
        }
        if let Some(phrase) = self.anniversary(count, unit, i) {
            return Some(phrase);
        }
        let (sign, end, from_now) = match self.at(i) {
            Word::Ago => (-1, i + 1, true),
            // "a month earlier than usual" is no time, but so long
            Word::Earlier | Word::Later if self.at(i + 1) == Word::Than => return None,
            Word::Earlier if self.folded(i) == "earlier" || self.ends_clause(i + 1) => (-1, i + 1, false),
            Word::Later if self.folded(i) == "later" => (1, i + 1, false),
            _ if self.folded(i) == "from" && self.at(i + 1) == Word::Now => (1, i + 2, true),
            // "in two weeks' time"
            Word::Possessive
                if self.folded(i + 1) == "time" && (2..=5).any(|k| i >= k && self.folded(i - k) == "in") =>
            {
                (1, i + 2, true)
            }
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

    /// A length back from a day or week that it names: `ten years ago this week`, `a year ago today`, `a week on Monday`. What
    /// follows the length is at `i`.
    fn anniversary(&self, count: Count, unit: Unit, i: usize) -> Option<Phrase> {
        let n = count.whole()?;
        let weeks = match unit {
            Unit::Week => Some(n),
            Unit::Fortnight => n.checked_mul(2),
            _ => None,
        };
        if let (Some(1..=2), "on", Word::Weekday(day)) = (weeks, self.folded(i).as_ref(), self.at(i + 1)) {
            let days = Relation::Days(weeks?.checked_mul(7)?);
            let ahead = Occurrence::Nearest(Side::Future);
            // "it has been a week on Sunday since" is none, "he will mark one week on Saturday" a length
            let marked = i.checked_sub(3).map(|j| self.folded(j)).unwrap_or_default();
            let length = matches!(marked.as_ref(), "been" | "for" | "mark" | "marked" | "marks");
            if length {
                return None;
            }
            return self.ends_clause(i + 2).then(|| Phrase::point(Anchor::By(days, Name::Weekday(day), ahead), i + 2));
        }
        if self.at(i) != Word::Ago {
            return None;
        }
        let months = n.checked_mul(match unit {
            Unit::Month => -1,
            Unit::Year => -12,
            Unit::Decade => -120,
            Unit::Century => -1200,
            _ => 0,
        })?;
        let told = months != 0;
        match (self.at(i + 1), self.at(i + 2)) {
            (_, Word::Possessive) => None,
            (Word::Deictic(day), _) => match weeks {
                Some(weeks) => {
                    let days = day.checked_sub(weeks.checked_mul(7)?)?;
                    Some(Phrase::point(Anchor::Shifted(Unit::Day, days), i + 2))
                }
                None => told.then(|| Phrase::point(Anchor::Anniversary(months, Unit::Day, day), i + 2)),
            },
            // "five years ago Saturday"
            (Word::Weekday(day), _) if told => {
                Some(Phrase::point(Anchor::By(Relation::Months(months), Name::Weekday(day), BARE), i + 2))
            }
            (Word::Tonight, _) if told => {
                Some(Phrase::timed(Anchor::Anniversary(months, Unit::Day, 0), Clock::Part(Part::Night), i + 2))
            }
            (Word::Which(which), Word::Unit(whole @ (Unit::Week | Unit::Month))) if told && unit > whole => {
                let shift = match which {
                    Which::Last => -1,
                    Which::This => 0,
                    Which::Next => 1,
                    _ => return None,
                };
                Some(Phrase::point(Anchor::Anniversary(months, whole, shift), i + 3))
            }
            // "ten years ago this summer"
            (Word::Which(Which::This), part @ (Word::Season(_) | Word::Month(..))) if months % 12 == 0 && told => {
                let name = match part {
                    Word::Season(season) => Name::Season(season),
                    Word::Month(month, _) if self.day(i + 3).is_none() => Name::Month(month),
                    _ => return None,
                };
                Some(Phrase::point(Anchor::Named(name, Occurrence::InYear(months / 12)), i + 3))
            }
            _ => None,
        }
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

    /// `two Sundays ago`, `three nights ago`
    pub(super) fn weekdays_ago(&self, i: usize) -> Option<Phrase> {
        let (Word::Number(n @ 1..=52, _), Word::Ago) = (self.at(i), self.at(i + 2)) else { return None };
        let day = match self.at(i + 1) {
            Word::Weekdays(day) => day,
            Word::Parts(part) => {
                return Some(Phrase::timed(Anchor::Shifted(Unit::Day, -(n as i32)), Clock::Part(part), i + 3));
            }
            _ => return None,
        };
        let days = Relation::Days(-7 * (n as i32 - 1));
        Some(Phrase::point(Anchor::By(days, Name::Weekday(day), Occurrence::Last), i + 3))
    }
}

/// A count with a half in it, in whole smaller units where there are such: a year and a half is eighteen months.
fn finer(count: Count, unit: Unit) -> (Count, Unit) {
    let n = match count {
        Count::Tenths(n) => n,
        Count::Both(years, months) if unit == Unit::Year => {
            return (Count::of(years.saturating_mul(12).saturating_add(months)), Unit::Month);
        }
        _ => return (count, unit),
    };
    match unit {
        _ if n % 10 == 0 => (count, unit),
        Unit::Year => (Count::of(n.saturating_mul(12) / 10), Unit::Month),
        Unit::Decade => (Count::of(n), Unit::Year),
        Unit::Century => (Count::of(n.saturating_mul(10)), Unit::Year),
        _ => (count, unit),
    }
}
