//! The productions of days and weeks that are told by a month, a date or a holiday: `the first Tuesday in November`, `the last
//! week of May`, `the 14th of this month`, `the Monday after Christmas`, `Christmas Eve, 1931`. Where they lie is in `resolve`.

use super::Side;
use super::grammar::{Phrase, Reader};
use super::lexicon::{Unit, Which, Word};
use super::meaning::{Anchor, Name, Occurrence, Piece, Relation, Sense};

impl Reader<'_, '_> {
    /// A day by its date or name at `i`: `May 3`, `4 July 2024`, `the 5th of December`, `Friday, Dec. 20`, `Christmas`.
    pub(super) fn date_at(&self, i: usize) -> Option<Phrase> {
        match self.at(i) {
            Word::Weekday(_) | Word::WeekdayAbbreviation(_) => self.weekday(i),
            Word::Month(month, _) => self.month_from(i, month),
            Word::Number(..) | Word::Ordinal(_) => self.numeric_date(i).or_else(|| self.day_month(i)),
            Word::The if matches!(self.at(i + 1), Word::Number(..) | Word::Ordinal(_)) => self.day_month(i + 1),
            // "midnight on New Year's Eve"
            Word::Holiday => self.holiday(i),
            _ => None,
        }
    }

    /// What a month or a year is divided in, at `i`.
    fn piece(&self, i: usize) -> Option<Piece> {
        Some(match self.at(i) {
            Word::Unit(Unit::Day) => Piece::Day,
            Word::Unit(Unit::Week) => Piece::Week,
            Word::Unit(Unit::Month) => Piece::Month,
            Word::Weekend => Piece::Weekend,
            Word::Weekday(day) => Piece::Weekday(day),
            _ => return None,
        })
    }

    /// `first Tuesday in November`, `last week of May 2023`, `final day of 1999`, after `the`: which one is told at `i`.
    pub(super) fn piece_of(&self, i: usize) -> Option<Phrase> {
        let n = match self.at(i) {
            Word::Ordinal(n @ 1..=5) => n,
            Word::Which(Which::Last) if self.folded(i) == "last" => 0,
            Word::Other if self.folded(i) == "final" => 0,
            _ => return None,
        };
        // "last full week of May" is none
        let piece = self.piece(i + 1)?;
        // "the 24th day of November" is a date
        if piece == Piece::Day && n > 1 || !(self.at(i + 2) == Word::Of || self.folded(i + 2) == "in") {
            return None;
        }
        let (relation, j) = (Relation::Nth(n, piece), i + 3);
        if let Some(year) = self.year(j) {
            if piece == Piece::Month {
                let month = if n == 0 { 12 } else { n };
                return Some(Phrase::point(Anchor::Named(Name::Month(month), Occurrence::In(year)), j + 1));
            }
            let month = if n == 0 { 12 } else { 1 };
            return Some(Phrase::point(Anchor::By(relation, Name::Month(month), Occurrence::In(year)), j + 1));
        }
        if let Word::Month(month, _) = self.at(j)
            && piece != Piece::Month
        {
            let Phrase { meaning, end } = self.month_from(j, month)?;
            return match meaning.sense {
                Sense::Point(Anchor::Named(name @ Name::Month(_), occurrence), None) => {
                    Some(Phrase::point(Anchor::By(relation, name, occurrence), end))
                }
                _ => None,
            };
        }
        let (unit, shift, end) = self.counted_unit(j)?;
        let told = match piece {
            Piece::Month => unit == Unit::Year,
            _ => true,
        };
        told.then(|| Phrase::point(Anchor::ByUnit(relation, unit, shift), end))
    }

    /// `this month`, `last year`, `the month` at `i`, as counted from the article's, and where it ends.
    fn counted_unit(&self, i: usize) -> Option<(Unit, i32, usize)> {
        let shift = match self.at(i) {
            Word::The | Word::Which(Which::This) => 0,
            Word::Which(Which::Last) if self.folded(i) == "last" => -1,
            Word::Which(Which::Next) => 1,
            _ => return None,
        };
        match self.at(i + 1) {
            Word::Unit(unit @ (Unit::Month | Unit::Year)) if self.past_dash(i + 2) == i + 2 => {
                Some((unit, shift, i + 2))
            }
            _ => None,
        }
    }

    /// `14th of this month`; the number of the day is at `i`.
    pub(super) fn day_of_month(&self, i: usize, day: u32) -> Option<Phrase> {
        let (unit, shift, end) = self.counted_unit(i + 2).filter(|_| self.at(i + 1) == Word::Of)?;
        let told = unit == Unit::Month && self.at(i + 2) != Word::The;
        told.then(|| Phrase::point(Anchor::ByUnit(Relation::Nth(day, Piece::Day), unit, shift), end))
    }

    /// `Monday after Thanksgiving`, `week before Christmas`, `weekend before last`, after `the`: the piece is at `i`.
    pub(super) fn piece_beside(&self, i: usize) -> Option<Phrase> {
        let piece = self.piece(i).filter(|&piece| !matches!(piece, Piece::Day | Piece::Month))?;
        let side = match self.folded(i + 1).as_ref() {
            "before" => -1,
            "after" => 1,
            _ => return None,
        };
        let name = match piece {
            Piece::Weekday(day) => Some(Name::Weekday(day)),
            Piece::Weekend => Some(Name::Weekend),
            _ => None,
        };
        let twice = match self.at(i + 2) {
            Word::Which(Which::Last) if side < 0 => Some(Occurrence::Last),
            Word::Which(Which::Next) if side > 0 => Some(Occurrence::Next),
            _ => None,
        };
        // "the week before last Christmas" is another
        let goes_on = matches!(
            self.at(i + 3),
            Word::Possessive
                | Word::Weekday(_)
                | Word::Month(..)
                | Word::Holiday
                | Word::Unit(_)
                | Word::Units(_)
                | Word::Weekend
                | Word::Season(_)
                | Word::Part(_)
        );
        if let Some(occurrence) = twice.filter(|_| !goes_on) {
            let anchor = match name {
                Some(name) => Anchor::By(Relation::Days(7 * side), name, occurrence),
                None => Anchor::Shifted(Unit::Week, 2 * side),
            };
            return Some(Phrase::point(anchor, i + 3));
        }
        let Phrase { meaning, end } = match self.at(i + 2) {
            Word::Holiday | Word::Month(..) | Word::Number(..) => self.date_at(i + 2),
            _ => None,
        }?;
        let relation = Relation::Beside(side, piece);
        match meaning.sense {
            Sense::Point(Anchor::Named(name @ (Name::MonthDay(..) | Name::Holiday(_)), occurrence), None) => {
                Some(Phrase::point(Anchor::By(relation, name, occurrence), end))
            }
            Sense::Point(Anchor::Day(day), None) => Some(Phrase::point(Anchor::by_day(relation, day), end)),
            _ => None,
        }
    }

    /// After `the`: `new year`, which begins ahead of what is told: `in the new year`, `until the New Year`.
    pub(super) fn new_year(&self, i: usize) -> Option<Phrase> {
        let year =
            self.folded(i) == "new" && self.at(i + 1) == Word::Unit(Unit::Year) && self.at(i + 2) != Word::Possessive;
        let led = matches!(self.folded(i.checked_sub(2)?).as_ref(), "by" | "during" | "in" | "into" | "of" | "until");
        let first = Anchor::By(Relation::Within(Unit::Year), Name::MonthDay(1, 1), Occurrence::Nearest(Side::Future));
        (year && led).then(|| Phrase::point(first, i + 2))
    }

    /// The year that binds a holiday which ends before `end`, and where the expression ends: `in YEAR`, `, YEAR`; in "the Easter
    /// Sunday bombings in 2019" the year is an expression of its own.
    pub(super) fn holiday_year(&self, end: usize) -> Option<(i32, usize)> {
        if self.at(end) == Word::Comma {
            // "at Christmas, 1500 people came"
            return self.year(end + 1).filter(|_| self.ends_clause(end + 2)).map(|year| (year, end + 2));
        }
        let plain = |j: usize| self.at(j) == Word::Other && self.folded(j) != "in" && !self.ends_clause(j);
        let nouns = (end..end + 2).take_while(|&j| plain(j)).count();
        let year = self.year(end + nouns + 1).filter(|_| self.folded(end + nouns) == "in")?;
        Some((year, if nouns == 0 { end + 2 } else { end }))
    }

    /// The day after a holiday that tells which it is: `Election Day, Nov. 8, 2016`.
    pub(super) fn holiday_date(&self, end: usize) -> Option<Phrase> {
        if self.at(end) != Word::Comma {
            return None;
        }
        let date = match self.at(end + 1) {
            Word::Month(month, _) => self.month_from(end + 1, month),
            Word::Number(..) => self.day_month(end + 1),
            _ => None,
        }?;
        let day =
            matches!(date.meaning.sense, Sense::Point(Anchor::Day(_) | Anchor::Named(Name::MonthDay(..), _), None));
        day.then_some(date)
    }
}
