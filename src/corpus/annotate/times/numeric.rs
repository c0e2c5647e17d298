//! The productions of dates in digits: `2024-12-03`, `12/24/2024`, `05-Dec-24`, `2024-12-03T10:30`. Dates with a word in them are in
//! `dates`.

use super::grammar::{BARE, Phrase, Reader};
use super::lexicon::Word;
use super::meaning::{Anchor, Clock, Name, Occurrence};
use super::years::YEARS;
use chrono::NaiveDate;

impl Reader<'_, '_> {
    /// `2024-12-03`, `12/03/2024` (month first unless it can't be), `03-12-2024` (day first unless it can't be).
    pub(super) fn numeric_date(&self, i: usize) -> Option<Phrase> {
        let Word::Number(a, a_len) = self.at(i) else { return None };
        let separator = self.at(i + 1);
        // "9/11", "the 9-11 attacks", "the post-9/11 world", "the 7/7 bombings"
        let after = i > 1 && self.past_dash(i - 1) == i && matches!(self.folded(i - 2).as_ref(), "post" | "pre");
        if let (7, 1, Word::Slash, Word::Number(7, 1)) = (a, a_len, separator, self.at(i + 2))
            && !self.glued(i)
            && (1..3).all(|k| self.glued(i + k))
            && let year @ Occurrence::Remembered(_) = self.remembered(7, 7, i + 3)
        {
            return Some(Phrase::point(Anchor::Named(Name::MonthDay(7, 7), year), i + 3));
        }
        let dashed = separator == Word::Dash && self.remembered(9, 11, i + 3) != BARE;
        if let (9, 1, Word::Number(11, 2)) = (a, a_len, self.at(i + 2))
            && (separator == Word::Slash || dashed)
            && (!self.glued(i) || after)
            && self.glued(i + 1)
            && self.glued(i + 2)
            && (!self.glued(i + 3) || self.ends_clause(i + 3) || self.at(i + 3) == Word::Possessive)
        {
            let anchor = Anchor::Named(Name::MonthDay(9, 11), Occurrence::Remembered(2001));
            return Some(Phrase::point(anchor, i + 3));
        }
        // "05-Dec-24"
        if let (Word::Dash, Word::Month(month, _), Word::Number(year, 2 | 4)) =
            (separator, self.at(i + 2), self.at(i + 4))
            && self.at(i + 3) == separator
            && (1..5).all(|k| self.glued(i + k))
        {
            return full_date(year, month, a, i + 5);
        }
        if !matches!(separator, Word::Dash | Word::Slash) || self.at(i + 3) != separator {
            return None;
        }
        let Word::Number(b, 1..=2) = self.at(i + 2) else { return None };
        let (c, c_len) = match self.at(i + 4) {
            Word::Number(c, length) => (c, length),
            Word::DayHour(day, hour) if a_len == 4 => return self.date_time(i, (a, b, day), hour),
            _ => return None,
        };
        let tight = (1..5).all(|k| self.glued(i + k));
        let goes_on = self.at(i + 5) == separator && self.glued(i + 5);
        if !tight || goes_on {
            return None;
        }
        let (year, month, day) = match (a_len, c_len) {
            (4, 1..=2) => (a, b, c),
            // "05-08-2021": news that writes the month first writes it with a slash
            (1..=2, 4) if a > 12 || separator == Word::Dash && b <= 12 => (c, b, a),
            (1..=2, 4) => (c, a, b),
            (1..=2, 2) if separator == Word::Slash => (c, a, b),
            _ => return None,
        };
        full_date(year, month, day, i + 5)
    }

    /// `2024-12-03T10:30`, `2024-12-03T10:30:00Z`, as standards write it
    fn date_time(&self, i: usize, (year, month, day): (u32, u32, u32), hour: u32) -> Option<Phrase> {
        let part = |j: usize| {
            let word = self.doc.word(j + 1);
            let number = word.get(..2).and_then(|n| n.parse().ok()).filter(|&n: &u32| n < 60);
            let tight = self.at(j) == Word::Colon && self.glued(j) && self.glued(j + 1);
            number.filter(|_| tight && matches!(&word[2..], "" | "Z"))
        };
        let minute = part(i + 5)?;
        let end = if part(i + 7).is_some() { i + 9 } else { i + 7 };
        let tight = (1..5).all(|k| self.glued(i + k));
        let date = NaiveDate::from_ymd_opt(year as i32, month, day)?;
        (tight && YEARS.contains(&year)).then(|| Phrase::timed(Anchor::Day(date), Clock::At(hour, minute), end))
    }
}

/// A full date; a year of two digits is of the last century from 50 on.
fn full_date(year: u32, month: u32, day: u32, end: usize) -> Option<Phrase> {
    let year = match year {
        0..50 => 2000 + year,
        50..100 => 1900 + year,
        _ => year,
    };
    let day = YEARS.contains(&year).then(|| NaiveDate::from_ymd_opt(year as i32, month, day))??;
    Some(Phrase::point(Anchor::Day(day), end))
}
