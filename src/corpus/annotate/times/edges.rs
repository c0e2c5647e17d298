//! The productions of what divides a time: `early December`, `late on Tuesday`, `the early hours of Sunday`, `the end of 1990`,
//! `end-June`. What is divided is read elsewhere.

use super::grammar::{Phrase, Reader};
use super::lexicon::{Part, Unit, Which, Word};
use super::meaning::{Anchor, Clock, Name, Sense};
use crate::corpus::article::TimeMod;

impl Reader<'_, '_> {
    /// `early December`, `mid-1990s`, `late Tuesday`
    pub(super) fn edge(&self, i: usize, modifier: TimeMod) -> Option<Phrase> {
        let j = self.past_dash(i + 1);
        let phrase = match self.at(j) {
            Word::Month(month, _) => self.month_from(j, month)?,
            Word::The if !self.divides(j + 1) => self.definite(j + 1)?,
            Word::Which(which) => self.which(j, which, false)?,
            Word::Weekday(_) | Word::Deictic(_) | Word::Decade(_) | Word::Season(_) | Word::Ordinal(_) => {
                self.phrase(j)?
            }
            Word::Number(..) => match self.possessive_decade(j).or_else(|| self.spelled_century(j)) {
                Some(phrase) => phrase,
                None => Phrase::point(Anchor::Year(self.year(j)?), j + 1),
            },
            Word::Possessive => self.short_decade(j)?,
            Word::Tonight => self.phrase(j)?,
            // "late on Tuesday", as some write "late Tuesday"
            Word::Other if self.folded(j) == "on" => self.on_day(j + 1)?,
            Word::Other => return self.in_unit(i, modifier),
            // "in the early hours of Monday"
            Word::Units(Unit::Hour) if self.at(j + 1) == Word::Of => {
                self.on_day(j + 2).filter(|p| p.meaning.anchor().is_some())?
            }
            // "mid-year"
            Word::Unit(Unit::Year) if j > i + 1 => Phrase::point(Anchor::Shifted(Unit::Year, 0), j + 1),
            Word::Part(part) => match self.at(j + 1) {
                Word::Deictic(n) => Phrase::timed(Anchor::Shifted(Unit::Day, n), Clock::Part(part), j + 2),
                // "early morning of Sunday, June 26"
                Word::Of if self.part_of_day(j, part).is_some() => self.part_of_day(j, part)?,
                // "early evening Saturday", "late afternoon on Friday", "the early morning hours of Sunday"
                _ if self.day_of_part(j + 1).is_some() => {
                    let (anchor, end) = self.day_of_part(j + 1)?;
                    Phrase::timed(anchor, Clock::Part(part), end)
                }
                _ => Phrase::timed(Anchor::Then(Unit::Day, 0), Clock::Part(part), j + 1),
            },
            _ => return None,
        };
        let Sense::Point(anchor, clock) = phrase.meaning.sense else { return None };
        // News writes "late Tuesday" for the night of it.
        let day = matches!(anchor, Anchor::Named(Name::Weekday(_), _) | Anchor::Shifted(Unit::Day, _));
        if day && clock.is_none() && modifier == TimeMod::End {
            return Some(Phrase::timed(anchor, Clock::Part(Part::Night), phrase.end));
        }
        Some(phrase.with(modifier))
    }

    /// The day at `i` that a part of it is told of.
    fn on_day(&self, i: usize) -> Option<Phrase> {
        let day = match self.at(i) {
            Word::Deictic(_) => self.phrase(i),
            Word::Which(which @ (Which::Last | Which::This | Which::Next)) => self.which(i, which, false),
            _ => self.date_at(i),
        };
        day.filter(|p| self.at(p.end) != Word::Possessive && p.meaning.anchor().is_none_or(Anchor::is_day))
    }

    /// The day that a part of day has behind it, and where it ends: `Saturday`, `on Friday`, `hours of Sunday`.
    fn day_of_part(&self, i: usize) -> Option<(Anchor, usize)> {
        let j = match self.at(i) {
            Word::Weekday(_) => i,
            Word::Units(Unit::Hour) if self.at(i + 1) == Word::Of => i + 2,
            _ if self.folded(i) == "on" => i + 1,
            _ => return None,
        };
        let day = self.on_day(j)?;
        Some((day.meaning.anchor()?, day.end))
    }

    /// Whether `early` or `the end of` goes on at `i`: not divided twice, so that "the end of the end of …" does not
    /// descend for ever.
    fn divides(&self, i: usize) -> bool {
        matches!(self.at(i), Word::Edge(_) | Word::EdgeNoun(_))
    }

    /// `the end of 1990`, `the beginning of next month`; the noun is at `i`.
    pub(super) fn edge_of(&self, i: usize, modifier: TimeMod) -> Option<Phrase> {
        if let Some(phrase) = self.end_before(i) {
            return Some(phrase.with(modifier));
        }
        let the = self.at(i + 2) == Word::The;
        if self.at(i + 1) != Word::Of || self.divides(i + 2 + usize::from(the)) {
            return None;
        }
        let phrase = match self.at(i + 2) {
            Word::The => match self.at(i + 3) {
                Word::Unit(unit @ (Unit::Decade | Unit::Century)) => Phrase::point(Anchor::Shifted(unit, 0), i + 4),
                // "by the end of the year after the vote": it ends before what it is long after
                Word::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year)) if self.folded(i + 4) == "after" => {
                    Phrase::point(Anchor::Shifted(unit, 0), i + 4)
                }
                _ => self.definite(i + 3)?,
            },
            Word::Number(..) => Phrase::point(Anchor::Year(self.year(i + 2)?), i + 3),
            _ => self.phrase(i + 2)?,
        };
        matches!(phrase.meaning.sense, Sense::Point(_, None)).then(|| phrase.with(modifier))
    }

    /// `end-June`, `end-2026`, `by end December 2024`: what the noun at `i` stands before, as market reports write it.
    fn end_before(&self, i: usize) -> Option<Phrase> {
        let j = self.past_dash(i + 1);
        // "week-end May 5", "they end June with a loss", "set to end 2024 higher"
        let led = matches!(self.folded_before(i).as_ref(), "at" | "by" | "since" | "till" | "until");
        if self.before(i) == Word::Dash || j == i + 1 && !led {
            return None;
        }
        let phrase = match self.at(j) {
            Word::Month(month, _) => self.month_from(j, month)?,
            Word::Number(..) => Phrase::point(Anchor::Year(self.year(j)?), j + 1),
            Word::Quarter(quarter) => self.named(Name::Quarter(quarter), j + 1),
            _ => return None,
        };
        phrase.meaning.anchor().is_some().then_some(phrase)
    }
}
