//! The productions of calendar dates and clock times: `Monday, Oct. 26`, `9 p.m. EST Tuesday`, `the third quarter of 1984`.

use super::grammar::{BARE, Phrase, Reader};
use super::lexicon::{Holiday, Season, Unit, Which, Word};
use super::meaning::{Anchor, Clock, Name, Occurrence, Sense};
use super::opens_sentence;
use super::words::HOLIDAYS;
use crate::corpus::article::TimeMod;
use chrono::{NaiveDate, Weekday};

/// Years that news speaks of by number.
const YEARS: std::ops::RangeInclusive<u32> = 1500..=2199;

/// Words before which a bare month that is a name or a verb too ("May", "March", "April") is a month.
#[rustfmt::skip]
const BEFORE_MONTH: &[&str] = &[
    "a", "after", "and", "before", "between", "by", "during", "each", "early", "every", "for", "from", "in", "its",
    "last", "late", "mid", "next", "of", "on", "or", "past", "since", "the", "this", "through", "till", "to",
    "until",
];

/// What a round number of four digits counts when one of these, or a plural, follows.
#[rustfmt::skip]
const COUNTED: &[&str] = &[
    "people", "men", "women", "children", "police", "percent", "per", "km", "miles", "million",
];

impl Reader<'_, '_> {
    /// A bare name that comes round again.
    pub(super) fn named(&self, name: Name, end: usize) -> Phrase {
        let (occurrence, end) = self.occurrence(end);
        Phrase::point(Anchor::Named(name, occurrence), end)
    }

    /// The year that follows a name: `1989`, `of 1989`, `of last year`, `next year`; else the name is bare.
    fn occurrence(&self, i: usize) -> (Occurrence, usize) {
        let of = usize::from(self.at(i) == Word::Of);
        let j = i + of;
        if let Some((year, end)) = self.year(j).map(|y| (y, j + 1)).or_else(|| self.spelled_year(j)) {
            return (Occurrence::In(year), end);
        }
        let the = usize::from(of == 1 && self.at(j) == Word::The);
        if let (Word::Which(which), Word::Unit(Unit::Year)) = (self.at(j + the), self.at(j + the + 1)) {
            let occurrence = match which {
                Which::Last => Occurrence::InYear(-1),
                Which::This => Occurrence::InYear(0),
                Which::Next => Occurrence::InYear(1),
                Which::That | Which::Following => Occurrence::InThatYear,
                _ => return (BARE, i),
            };
            return (occurrence, j + the + 2);
        }
        (BARE, i)
    }

    /// A year in digits.
    pub(super) fn year(&self, i: usize) -> Option<i32> {
        let Word::Number(n, 4) = self.at(i) else { return None };
        let inside = self.glued(i + 1) && (self.at(i + 1) == Word::Colon || matches!(self.doc.word(i + 1), "%" | "$"));
        (YEARS.contains(&n) && !inside).then_some(n as i32)
    }

    /// A year that stands alone, which other numbers could be mistaken for.
    pub(super) fn year_phrase(&self, i: usize) -> Option<Phrase> {
        if let Some((year, end)) = self.spelled_year(i) {
            return Some(Phrase::point(Anchor::Year(year), end));
        }
        let year = self.year(i)?;
        if self.glued(i)
            && !matches!(self.doc.word(i - 1), "(" | "\"" | "'" | "-" | "–" | "/" | "\u{201C}" | "—" | "--" | "[")
        {
            return None;
        }
        // "555-1998", "F-1500"
        if self.before(i) == Word::Dash && self.glued(i) && i.checked_sub(2).is_none_or(|j| self.year(j).is_none()) {
            return None;
        }
        let next = self.folded(i + 1);
        let counts = (year % 100 == 0 || year < 1800)
            && !self.glued(i + 1)
            && (COUNTED.contains(&next.as_ref()) || (next.ends_with('s') && next.len() > 3 && !self.capital(i + 1)));
        let unit = matches!(self.at(i + 1), Word::Unit(_) | Word::Units(_)) || next == "percent";
        let numbered =
            matches!(self.folded_before(i).as_ref(), "no" | "nos" | "number" | "flight" | "room" | "page" | "top");
        if counts || unit || numbered {
            return None;
        }
        // "the 1988 third quarter", "1998 summer"
        match self.at(i + 1) {
            Word::Ordinal(n) => {
                if let Some(phrase) = self.ordinal(i + 1, n)
                    && let Sense::Point(Anchor::Named(name @ (Name::Quarter(_) | Name::Half(_)), BARE), _) =
                        phrase.meaning.sense
                {
                    return Some(Phrase::point(Anchor::Named(name, Occurrence::In(year)), phrase.end));
                }
            }
            Word::Season(season) if self.before(i) == Word::The || self.capital(i + 1) => {
                return Some(Phrase::point(Anchor::Named(Name::Season(season), Occurrence::In(year)), i + 2));
            }
            _ => {}
        }
        Some(Phrase::point(Anchor::Year(year), i + 1))
    }

    fn capital(&self, i: usize) -> bool {
        self.doc.tokens.get(i).is_some_and(crate::text::Token::is_capitalised)
    }

    /// `nineteen ninety-four`, `two thousand` (after `the year`, see `definite_unit`).
    pub(super) fn spelled_year(&self, i: usize) -> Option<(i32, usize)> {
        match (self.at(i), self.at(i + 1)) {
            (Word::Number(century @ (18..=20), 0), Word::Number(tens, 0)) if tens >= 10 => {
                let mut end = i + 2;
                let mut year = century * 100 + tens;
                let ones = self.past_dash(end);
                if let (0, Word::Number(n @ 1..=9, 0)) = (tens % 10, self.at(ones)) {
                    year += n;
                    end = ones + 1;
                }
                Some((year as i32, end))
            }
            (Word::Number(2, 0), Word::Scale(1000)) if self.folded_before(i) == "year" => Some((2000, i + 2)),
            _ => None,
        }
    }

    /// `Monday`, `Friday night`, `Monday, Oct. 26`, `Monday to Wednesday`.
    pub(super) fn weekday(&self, i: usize) -> Option<Phrase> {
        let (day, mut j) = match self.at(i) {
            Word::Weekday(day) => (day, i + 1),
            Word::WeekdayAbbreviation(day) => {
                let j = if self.at(i + 1) == Word::Stop && self.glued(i + 1) { i + 2 } else { i + 1 };
                let dated = matches!(self.at(self.past_comma(j)), Word::Month(..) | Word::Number(..));
                if !dated {
                    return None;
                }
                (day, j)
            }
            _ => return None,
        };
        let anchor = Anchor::Named(Name::Weekday(day), BARE);
        let mut clock = None;
        if let Word::Part(part) = self.at(j) {
            clock = Some(Clock::Part(part));
            j += 1;
        }
        // The date says more than the weekday.
        let dated = match self.at(self.past_comma(j)) {
            Word::Month(month, _) => self.month_from(self.past_comma(j), month),
            Word::Number(..) => self.day_month(self.past_comma(j)),
            _ => None,
        };
        if let Some(Phrase { meaning, end }) = dated
            && let Sense::Point(anchor @ (Anchor::Day(_) | Anchor::Named(Name::MonthDay(..), _)), _) = meaning.sense
        {
            return Some(Phrase::new(Sense::Point(anchor, clock), end));
        }
        if clock.is_none()
            && let Some((last, end)) = self.range_end(j)
        {
            return Some(Phrase::new(Sense::Range(anchor, Anchor::Named(Name::Weekday(last), BARE)), end));
        }
        Some(Phrase::new(Sense::Point(anchor, clock), j))
    }

    /// The weekday after `to`, `through` or a hyphen.
    fn range_end(&self, i: usize) -> Option<(Weekday, usize)> {
        let joined = match self.at(i) {
            Word::To => matches!(self.folded(i).as_ref(), "to" | "through"),
            Word::Dash => self.glued(i) && self.glued(i + 1),
            _ => false,
        };
        match self.at(i + 1) {
            Word::Weekday(day) if joined && !matches!(self.at(i + 2), Word::Part(_)) => Some((day, i + 2)),
            _ => None,
        }
    }

    /// `May`, `May 3`, `May 3, 2024`, `May 2024`, `May of last year`, where the month is no verb and no name.
    pub(super) fn month(&self, i: usize) -> Option<Phrase> {
        let Word::Month(month, abbreviated) = self.at(i) else { return None };
        let phrase = self.month_from(i, month)?;
        let alone = phrase.meaning.sense == Sense::Point(Anchor::Named(Name::Month(month), BARE), None);
        if !alone {
            return Some(phrase);
        }
        // "Jan" is a name too, "in Jan." none.
        if abbreviated && phrase.end == i + 1 {
            return None;
        }
        let ambiguous = abbreviated || (3..=6).contains(&month) || month == 8;
        let leads = BEFORE_MONTH.binary_search(&self.folded_before(i).as_ref()).is_ok();
        let name = i > 0 && !opens_sentence(self.doc, i) && self.capital(i - 1) && !leads;
        let follows = self.capital(i + 1) && !self.glued(i + 1) && self.at(i + 1) == Word::Other;
        (leads || !(ambiguous || name && follows)).then_some(phrase)
    }

    /// The same without that doubt.
    pub(super) fn month_from(&self, i: usize, month: u32) -> Option<Phrase> {
        let abbreviated = matches!(self.at(i), Word::Month(_, true));
        let stop = abbreviated && self.at(i + 1) == Word::Stop && self.glued(i + 1);
        let j = i + 1 + usize::from(stop);
        let dash = self.past_dash(j);
        if let Some(day) = self.day(dash)
            && !self.counts_on(dash)
        {
            return Some(self.month_day(month, day, dash + 1));
        }
        let comma = self.past_comma(j);
        if let Some(year) = self.year(comma) {
            return Some(Phrase::point(Anchor::Named(Name::Month(month), Occurrence::In(year)), comma + 1));
        }
        let end = if stop && self.doc.tokens.get(j).is_some() { j } else { i + 1 };
        Some(self.named(Name::Month(month), if self.occurrence(j).0 == BARE { end } else { j }))
    }

    /// After a month and its day: the year, or the last day of a range.
    fn month_day(&self, month: u32, day: u32, end: usize) -> Phrase {
        let bare = Anchor::Named(Name::MonthDay(month, day), BARE);
        let comma = self.past_comma(end);
        if let Some(year) = self.year(comma)
            && let Some(date) = NaiveDate::from_ymd_opt(year, month, day)
        {
            return Phrase::point(Anchor::Day(date), comma + 1);
        }
        if self.at(end) == Word::Dash
            && self.glued(end)
            && let Some(last) = self.day(end + 1).filter(|&last| last > day)
        {
            let last_end = self.past_comma(end + 2);
            if let Some(year) = self.year(last_end)
                && let (Some(from), Some(to)) =
                    (NaiveDate::from_ymd_opt(year, month, day), NaiveDate::from_ymd_opt(year, month, last))
            {
                return Phrase::new(Sense::Range(Anchor::Day(from), Anchor::Day(to)), last_end + 1);
            }
            return Phrase::new(Sense::Range(bare, Anchor::Named(Name::MonthDay(month, last), BARE)), end + 2);
        }
        let (occurrence, end) = self.occurrence(end);
        Phrase::point(Anchor::Named(Name::MonthDay(month, day), occurrence), end)
    }

    /// A day of a month: `3`, `3rd`, `third`.
    fn day(&self, i: usize) -> Option<u32> {
        match self.at(i) {
            Word::Number(n @ 1..=31, 1..=2) | Word::Ordinal(n @ 1..=31) => Some(n),
            _ => None,
        }
    }

    /// Whether the number at `i` goes on as something else than a day: `May 10 percent`, `May 5:30`.
    fn counts_on(&self, i: usize) -> bool {
        (self.at(i + 1) == Word::Colon && self.glued(i + 1) && self.glued(i + 2))
            || matches!(self.doc.word(i + 1), "%" | "percent" | "million" | "billion")
            || matches!(self.at(i + 1), Word::Units(_))
    }

    /// `3 December 2024`, `3rd of December`
    pub(super) fn day_month(&self, i: usize) -> Option<Phrase> {
        let day = self.day(i)?;
        let j = if self.at(i + 1) == Word::Of { i + 2 } else { i + 1 };
        let Word::Month(month, abbreviated) = self.at(j) else { return None };
        let stop = abbreviated && self.at(j + 1) == Word::Stop && self.glued(j + 1);
        // "the 3 May Day marches": a month that goes on as a name
        if self.at(j + 1) == Word::Unit(Unit::Day) || (self.glued(i) && self.before(i) != Word::Dash) {
            return None;
        }
        let mut phrase = self.month_day(month, day, j + 1 + usize::from(stop));
        if stop && phrase.end == j + 2 && self.ends_clause(phrase.end) {
            phrase.end -= 1;
        }
        Some(phrase)
    }

    /// `2024-12-03`, `12/03/2024` (month first unless it can't be), `03.12.2024`.
    pub(super) fn numeric_date(&self, i: usize) -> Option<Phrase> {
        let Word::Number(a, a_len) = self.at(i) else { return None };
        let separator = self.at(i + 1);
        if !matches!(separator, Word::Dash | Word::Slash) || self.at(i + 3) != separator {
            return None;
        }
        let (Word::Number(b, 1..=2), Word::Number(c, c_len)) = (self.at(i + 2), self.at(i + 4)) else { return None };
        let tight = (1..5).all(|k| self.glued(i + k));
        let goes_on = self.at(i + 5) == separator && self.glued(i + 5);
        if !tight || goes_on {
            return None;
        }
        let (year, month, day) = match (a_len, c_len) {
            (4, 1..=2) => (a, b, c),
            (1..=2, 4) if a > 12 => (c, b, a),
            (1..=2, 4) => (c, a, b),
            (1..=2, 2) if separator == Word::Slash => (if c < 50 { 2000 + c } else { 1900 + c }, a, b),
            _ => return None,
        };
        let day = YEARS.contains(&year).then(|| NaiveDate::from_ymd_opt(year as i32, month, day))??;
        Some(Phrase::point(Anchor::Day(day), i + 5))
    }

    /// `third quarter of 1984`, `20th century`, `first half of 2024`, `3rd of December`, `first nine months`.
    pub(super) fn ordinal(&self, i: usize, n: u32) -> Option<Phrase> {
        let j = self.past_dash(i + 1);
        match self.at(j) {
            Word::Unit(Unit::Quarter) if (1..=4).contains(&n) => Some(self.named(Name::Quarter(n), j + 1)),
            Word::Half if (1..=2).contains(&n) => {
                Some(self.named(Name::Half(n), j + 1)).filter(|p| p.end > j + 1 || self.at(j + 1) == Word::Dash)
            }
            Word::Unit(Unit::Century) => Some(Phrase::point(Anchor::Century(n as i32 - 1), j + 1)),
            Word::Number(..) | Word::Vague | Word::Couple if j == i + 1 => {
                self.length(j, true).filter(|p| matches!(p.meaning.sense, Sense::Length(_, unit) if unit >= Unit::Day))
            }
            _ => self.day_month(i),
        }
    }

    /// `twenty-first century`
    pub(super) fn century(&self, i: usize) -> Option<Phrase> {
        let Word::Number(20, 0) = self.at(i) else { return None };
        let j = self.past_dash(i + 1);
        let Word::Ordinal(n @ 1..=9) = self.at(j) else { return None };
        let k = self.past_dash(j + 1);
        (self.at(k) == Word::Unit(Unit::Century)).then(|| Phrase::point(Anchor::Century(19 + n as i32), k + 1))
    }

    /// `summer`, `fall 1998`; alone only where it is no verb and no kind: `since spring`.
    pub(super) fn season(&self, i: usize, season: Season) -> Option<Phrase> {
        let phrase = self.named(Name::Season(season), i + 1);
        let leads = matches!(
            self.folded_before(i).as_ref(),
            "in" | "since" | "by" | "until" | "during" | "early" | "late" | "mid"
        );
        let compound = self.past_dash(i + 1) > i + 1;
        (phrase.end > i + 1 || (leads && !compound)).then_some(phrase)
    }

    /// `Christmas`, `New Year's Eve`, `Election Day`
    pub(super) fn holiday(&self, i: usize) -> Option<Phrase> {
        if !self.capital(i) {
            return None;
        }
        let named = |name: &[&str]| name.iter().enumerate().all(|(k, word)| self.folded(i + k) == *word);
        let &(words, holiday) = HOLIDAYS.iter().find(|(words, _)| named(words))?;
        let name = match holiday {
            Holiday::Fixed(month, day) => Name::MonthDay(month, day),
            _ => Name::Holiday(holiday),
        };
        Some(self.named(name, i + words.len()))
    }

    /// `year-end`, `year end`, `year's end`
    pub(super) fn year_end(&self, i: usize) -> Option<Phrase> {
        let j = if self.at(i + 1) == Word::Possessive { i + 2 } else { self.past_dash(i + 1) };
        let end = self.at(i) == Word::Unit(Unit::Year) && self.at(j) == Word::EdgeNoun(TimeMod::End);
        end.then(|| self.named(Name::MonthDay(12, 31), j + 1))
    }

    /// `year-earlier period`, `year-ago third quarter`, `year-earlier`
    pub(super) fn year_earlier(&self, i: usize) -> Option<Phrase> {
        let hyphened = self.at(i) == Word::Unit(Unit::Year) && self.past_dash(i + 1) == i + 2;
        if !hyphened || !matches!(self.at(i + 2), Word::Ago | Word::Earlier) {
            return None;
        }
        let j = i + 3;
        let end = match self.at(j) {
            Word::Period | Word::Unit(Unit::Quarter) => j + 1,
            Word::Ordinal(n) => match self.ordinal(j, n) {
                Some(phrase) if matches!(phrase.meaning.sense, Sense::Point(..)) => phrase.end,
                _ => j,
            },
            Word::Number(..) => {
                if let Some(length) = self.length(j, true).filter(|p| matches!(p.meaning.sense, Sense::Length(..))) {
                    return Some(length);
                }
                j
            }
            _ => j,
        };
        Some(Phrase::point(Anchor::FromThen(Unit::Year, -1), end))
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_are_sorted_where_they_are_searched() {
        assert!(super::BEFORE_MONTH.is_sorted());
    }
}
