//! The productions of days and months: `Monday, Oct. 26`, `May 2024`, `Sept. 14 and 18`, `Christmas Eve`. Dates in
//! digits are in `numeric`.

use super::grammar::{BARE, Phrase, Reader};
use super::holidays::{HOLIDAYS, Holiday};
use super::lexicon::{Unit, Which, Word};
use super::meaning::{Anchor, Clock, Meaning, Name, Occurrence, Relation, Sense};
use super::{Side, opens_sentence};
use chrono::{Datelike, NaiveDate, Weekday};

/// Words before which a bare month that is a name or a verb too ("May", "March", "April") is a month.
#[rustfmt::skip]
const BEFORE_MONTH: &[&str] = &[
    "after", "before", "between", "by", "during", "each", "early", "every", "from", "in", "its", "last", "late", "mid",
    "next", "past", "since", "this", "through", "till", "until",
];

/// The same, unless the next word is written like the rest of a name: "and April Jones".
const MAYBE_BEFORE_MONTH: &[&str] = &["a", "and", "for", "of", "on", "or", "the", "to"];

/// What newspapers that have a weekday in their name are called.
#[rustfmt::skip]
const NEWSPAPERS: &[&str] = &[
    "express", "herald", "independent", "mail", "mirror", "observer", "post", "star", "telegraph", "times", "tribune",
    "world",
];

/// What can follow the last number of a list of days; a noun would be counted by it.
#[rustfmt::skip]
const AFTER_DAYS: &[&str] = &[
    "after", "and", "are", "as", "at", "before", "but", "by", "for", "from", "he", "in", "is", "it", "of", "on", "or",
    "respectively", "she", "that", "the", "they", "to", "was", "were", "when", "where", "which", "while", "with",
];

/// Words before the first of several days of a month.
#[rustfmt::skip]
const BEFORE_DAYS: &[&str] = &[
    "(", "between", "by", "for", "from", "in", "of", "on", "since", "the", "till", "until",
];

/// How many days of a month can stand in a list after the first.
const LISTED: usize = 4;

/// Days that news calls by month and day alone, years after: month, day, year, and the words one of which tells what
/// happened. General knowledge, written for this project.
#[rustfmt::skip]
const REMEMBERED: &[(u32, u32, i32, &[&str])] = &[
    (1, 6, 2021, &["attack", "attackers", "defendants", "insurrection", "riot", "rioters"]),
    (3, 11, 2004, &["bombers", "bombings"]),
    (3, 11, 2011, &["disaster", "earthquake", "quake", "tsunami"]),
    (6, 4, 1989, &["crackdown", "massacre"]),
    (7, 7, 2005, &["attacks", "bombers", "bombings"]),
    (9, 11, 2001, &["attack", "attacks", "era", "hijackers", "hijackings", "terrorist", "victims", "world"]),
    (10, 7, 2023, &["attack", "attacks", "hostages", "massacre", "onslaught"]),
    (11, 13, 2015, &["attackers", "attacks"]),
];

/// How many words can stand between such a day and what happened on it: "the Sept. 11 terror attacks".
const BETWEEN: usize = 2;

impl Reader<'_, '_> {
    /// What comes after a bare day tells its year where it is one that is remembered: "the Sept. 11 attacks", `end` being
    /// past the day.
    pub(super) fn remembered(&self, month: u32, day: u32, end: usize) -> Occurrence {
        let named = |words: &[&str]| {
            let plain = |j: &usize| self.at(*j) == Word::Other && !self.ends_clause(*j);
            (end..=end + BETWEEN).take_while(plain).any(|j| words.binary_search(&self.folded(j).as_ref()).is_ok())
        };
        let mut days = REMEMBERED.iter().filter(|&&(m, d, ..)| (m, d) == (month, day));
        days.find(|(.., words)| named(words)).map_or(BARE, |&(_, _, year, _)| Occurrence::Remembered(year))
    }

    /// Whether token `i` starts with a capital.
    pub(super) fn capital(&self, i: usize) -> bool {
        self.doc.tokens.get(i).is_some_and(crate::text::Token::is_capitalised)
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
        // "the first Monday of each month", "the last Sunday in March"
        let of_month = self.at(j) == Word::Of || self.folded(j) == "in" && matches!(self.at(j + 1), Word::Month(..));
        if matches!(self.before(i), Word::Ordinal(_) | Word::Which(Which::Last)) && of_month {
            return None;
        }
        // "the Sunday Times"
        if self.capital(j) && NEWSPAPERS.binary_search(&self.folded(j).as_ref()).is_ok() {
            return None;
        }
        let anchor = Anchor::Named(Name::Weekday(day), BARE);
        let mut clock = None;
        if let Word::Part(part) = self.at(j) {
            clock = Some(Clock::Part(part));
            j += 1;
        }
        // "Monday nights", "Monday and Tuesday nights"
        let nights = |j: usize| match self.at(j) {
            Word::Parts(part) => Some(part),
            _ => None,
        };
        if let Some(part) = nights(j) {
            return Some(Phrase::new(Sense::EachNamed(Name::Weekday(day), Some(part)), j + 1));
        }
        if let (Word::And, Word::Weekday(_), Some(part)) = (self.at(j), self.at(j + 1), nights(j + 2)) {
            return Some(Phrase::new(Sense::EachNamed(Name::Weekday(day), Some(part)), j));
        }
        // The date says more than the weekday.
        let the = self.past_comma(j) + 1;
        let dated = match self.at(the - 1) {
            Word::The if matches!(self.at(the), Word::Number(..) | Word::Ordinal(_)) => self.day_month(the),
            Word::Month(month, _) => self.month_from(self.past_comma(j), month),
            Word::Number(..) | Word::Ordinal(_) => self.day_month(self.past_comma(j)),
            _ => None,
        };
        if let Some(Phrase { meaning, end }) = dated
            && let Sense::Point(anchor @ (Anchor::Day(_) | Anchor::Named(Name::MonthDay(..), _)), _) = meaning.sense
        {
            let meaning = Meaning { weekday: Some(day), ..Meaning::new(Sense::Point(anchor, clock)) };
            return Some(Phrase { meaning, end });
        }
        if let Some((anchor, end)) = self.week_of_day(day, i, j) {
            return Some(Phrase::new(Sense::Point(anchor, clock), end));
        }
        if clock.is_none()
            && let Some((last, end)) = self.range_end(j)
        {
            return Some(Phrase::new(Sense::Range(anchor, Anchor::Named(Name::Weekday(last), BARE)), end));
        }
        Some(Phrase::new(Sense::Point(anchor, clock), j))
    }

    /// What follows a weekday, which begins at `i` and whose week it tells: `Wednesday last week`, `Monday of next week`, `Friday
    /// next`, `Tuesday week`.
    fn week_of_day(&self, day: Weekday, i: usize, j: usize) -> Option<(Anchor, usize)> {
        let name = Name::Weekday(day);
        let of = j + usize::from(self.at(j) == Word::Of);
        let shift = match self.at(of) {
            Word::Which(Which::Last) if self.folded(of) == "last" => -1,
            Word::Which(Which::This) if self.folded(of) == "this" => 0,
            Word::Which(Which::Next) => 1,
            // "on Tuesday week", as the British say for seven days on
            Word::Unit(Unit::Week) if of == j && self.ends_clause(j + 1) => {
                let on = matches!(self.folded_before(i).as_ref(), "by" | "from" | "on" | "till" | "until");
                let anchor = Anchor::By(Relation::Days(7), name, Occurrence::Nearest(Side::Future));
                return on.then_some((anchor, j + 1));
            }
            _ => return None,
        };
        if self.at(of + 1) == Word::Unit(Unit::Week) && self.at(of + 2) != Word::Possessive {
            return Some((Anchor::Named(name, Occurrence::OfWeek(shift)), of + 2));
        }
        let occurrence = if shift < 0 { Occurrence::Last } else { Occurrence::Next };
        (shift != 0 && of == j && self.ends_clause(j + 1)).then_some((Anchor::Named(name, occurrence), j + 1))
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
        let ranged = abbreviated && self.past_dash(i + 1) > i + 1 && matches!(self.at(i + 2), Word::Month(..));
        if abbreviated && phrase.end == i + 1 && !ranged {
            return None;
        }
        let ambiguous = abbreviated || (3..=6).contains(&month) || month == 8;
        let before = self.folded_before(i);
        let follows = self.capital(i + 1) && !self.glued(i + 1) && self.at(i + 1) == Word::Other;
        // "in April, May and June", "the April-June quarter"
        let listed =
            matches!(self.before(i), Word::Comma | Word::Dash) && i > 1 && matches!(self.at(i - 2), Word::Month(..));
        let leads = listed
            || BEFORE_MONTH.binary_search(&before.as_ref()).is_ok()
            || MAYBE_BEFORE_MONTH.binary_search(&before.as_ref()).is_ok() && !(ambiguous && follows);
        let name = i > 0 && !opens_sentence(self.doc, i) && self.capital(i - 1) && !leads;
        (leads || ranged || !(ambiguous || name && follows)).then_some(phrase)
    }

    /// The same without that doubt.
    pub(super) fn month_from(&self, i: usize, month: u32) -> Option<Phrase> {
        let abbreviated = matches!(self.at(i), Word::Month(_, true));
        let stop = abbreviated && self.at(i + 1) == Word::Stop && (self.glued(i + 1) || self.day(i + 2).is_some());
        let j = i + 1 + usize::from(stop);
        let dash = self.past_dash(j);
        if let Some(day) = self.day(dash)
            && !self.counts_on(dash)
        {
            return Some(self.month_day(month, day, dash + 1));
        }
        let comma = self.past_comma(j);
        // "July, 26, 1999", and as it is spoken: "December the eighth"
        if let Some(day) = self.day(j + 1).filter(|_| !self.glued(j + 1)) {
            let year = self.year(self.past_comma(j + 2)).is_some();
            // "In December the second, larger wave came"
            let on = self.folded_before(i) == "on"
                || matches!(self.before(i), Word::Weekday(_))
                || self.before(i) == Word::Comma && i > 1 && matches!(self.at(i - 2), Word::Weekday(_));
            let ordinal = self.at(j) == Word::The && matches!(self.at(j + 1), Word::Ordinal(_));
            let spoken = ordinal && on && self.ends_clause(j + 2);
            if year && matches!(self.at(j), Word::Comma | Word::The) || spoken {
                return Some(self.month_day(month, day, j + 2));
            }
        }
        if let Some(year) = self.year(comma) {
            return Some(Phrase::point(Anchor::Named(Name::Month(month), Occurrence::In(year)), comma + 1));
        }
        let end = if stop && self.doc.tokens.get(j).is_some() { j } else { i + 1 };
        Some(self.named(Name::Month(month), if self.occurrence(j).0 == BARE { end } else { j }))
    }

    /// After a month and its day: the year, or the last day of a range.
    pub(super) fn month_day(&self, month: u32, day: u32, end: usize) -> Phrase {
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
        let (mut occurrence, last) = self.occurrence(end);
        if occurrence == BARE {
            occurrence = self.remembered(month, day, end);
        }
        Phrase::point(Anchor::Named(Name::MonthDay(month, day), occurrence), last)
    }

    /// A day of a month: `3`, `3rd`, `third`.
    pub(super) fn day(&self, i: usize) -> Option<u32> {
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
        let Word::Month(month, abbreviated) = self.at(j) else {
            return self.first_of_days(i, day).or_else(|| self.day_of_month(i, day));
        };
        let stop = abbreviated && self.at(j + 1) == Word::Stop && self.glued(j + 1);
        // "the 3 May Day marches": a month that goes on as a name
        if self.at(j + 1) == Word::Unit(Unit::Day)
            || (self.glued(i) && self.before(i) != Word::Dash && !matches!(self.folded_before(i).as_ref(), "(" | "["))
        {
            return None;
        }
        let mut phrase = self.month_day(month, day, j + 1 + usize::from(stop));
        if stop && phrase.end == j + 2 && self.ends_clause(phrase.end) {
            phrase.end -= 1;
        }
        Some(phrase)
    }

    /// The first day of `from 3 to 6 May 2024`, `17 or 18 December`, `3, 10 and 17 March`, which has its month from the last.
    fn first_of_days(&self, i: usize, day: u32) -> Option<Phrase> {
        // "aged 15 and 16 March shoes" counts
        let dashed = self.at(i + 1) == Word::Dash && self.glued(i + 1) && self.glued(i + 2);
        let led = BEFORE_DAYS.binary_search(&self.folded_before(i).as_ref()).is_ok()
            || matches!(self.before(i), Word::Weekday(_) | Word::WeekdayAbbreviation(_) | Word::The)
            || self.before(i) == Word::Comma && i > 1 && self.day(i - 2).is_some();
        if !dashed && !led {
            return None;
        }
        let (mut k, mut last) = (i, day);
        for _ in 0..LISTED {
            // ", and"
            let j = k + 1 + usize::from(self.at(k + 1) == Word::Comma && self.at(k + 2) == Word::And);
            let joined = match self.at(j) {
                Word::To | Word::And | Word::Comma => true,
                Word::Dash => self.glued(j) && self.glued(j + 1),
                _ => matches!(self.folded(j).as_ref(), "or" | "&"),
            };
            (k, last) = (j + 1, self.day(j + 1).filter(|&next| joined && next > last)?);
            let Word::Month(month, _) = self.at(k + 1) else { continue };
            let anchor = match self.month_from_day(k, month, last)? {
                Anchor::Day(date) => Anchor::Day(date.with_day(day)?),
                Anchor::Named(_, occurrence) => Anchor::Named(Name::MonthDay(month, day), occurrence),
                _ => return None,
            };
            return Some(Phrase::point(anchor, i + 1));
        }
        None
    }

    /// The anchor of `6 May 2024`, the day at `i`.
    fn month_from_day(&self, i: usize, month: u32, day: u32) -> Option<Anchor> {
        let stop = usize::from(self.at(i + 2) == Word::Stop && self.glued(i + 2));
        match self.month_day(month, day, i + 2 + stop).meaning.sense {
            Sense::Point(anchor, _) => Some(anchor),
            _ => None,
        }
    }

    /// What goes on a list or a range that the phrase began, as `18` in `Sept. 14 and 18` or `58` in `1850-58`: its
    /// first token, and the phrase.
    pub(super) fn continued(&self, phrase: &Phrase) -> Option<(usize, Phrase)> {
        let Sense::Point(anchor, None) = phrase.meaning.sense else { return None };
        let i = phrase.end;
        if let Anchor::Year(first) = anchor {
            return self.short_year(i, first).map(|(last, end)| (i + 1, Phrase::point(Anchor::Year(last), end)));
        }
        let (month, first) = match anchor {
            Anchor::Named(Name::MonthDay(month, day), _) => (month, day),
            _ => return None,
        };
        let j = self.past_comma(i);
        let start = if matches!(self.at(j), Word::And | Word::To) || self.folded(j) == "or" { j + 1 } else { j };
        let last = self.day(start).filter(|&last| start > i && last > first)?;
        let end = start + 1;
        // A comma alone joins only what goes on with another day: "May 3, 5 and 7".
        let listed = match self.at(end) {
            Word::Comma => self.day(end + 1).is_some() || self.at(end + 1) == Word::And,
            Word::And => self.day(end + 1).is_some(),
            _ => false,
        };
        let dated = self.year(self.past_comma(end)).is_some();
        let closed = self.ends_clause(end) || AFTER_DAYS.binary_search(&self.folded(end).as_ref()).is_ok();
        let ordinal = matches!(self.at(start), Word::Ordinal(_)) == matches!(self.at(i - 1), Word::Ordinal(_));
        let joined = start > j && (dated || closed) || listed;
        (joined && ordinal && !self.counts_on(start)).then(|| (start, self.month_day(month, last, end)))
    }

    /// `Christmas`, `New Year's Eve`, `Election Day`
    pub(super) fn holiday(&self, i: usize) -> Option<Phrase> {
        if !self.capital(i) {
            return None;
        }
        let first = self.folded(i);
        let named = |name: &[&str]| name.iter().enumerate().all(|(k, word)| self.folded(i + k) == *word);
        let &(words, holiday) = HOLIDAYS.iter().find(|(words, _)| words[0] == first && named(words))?;
        let name = match holiday {
            Holiday::Fixed(month, day) => Name::MonthDay(month, day),
            _ => Name::Holiday(holiday),
        };
        let end = i + words.len();
        // "Easter week", "Labor Day weekend"
        let relation = match self.at(end) {
            Word::Unit(Unit::Week) => Some(Relation::Within(Unit::Week)),
            Word::Weekend => Some(Relation::Weekend),
            _ => None,
        };
        match relation {
            Some(relation) => {
                let (occurrence, end) = self.occurrence(end + 1);
                Some(Phrase::point(Anchor::By(relation, name, occurrence), end))
            }
            None => Some(match (self.holiday_date(end), self.holiday_year(end)) {
                (Some(date), _) => date,
                (_, Some((year, end))) => Phrase::point(Anchor::Named(name, Occurrence::In(year)), end),
                _ => self.named(name, end),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_are_sorted_where_they_are_searched() {
        assert!(super::REMEMBERED.iter().all(|(.., words)| words.is_sorted()));
        assert!(
            [super::BEFORE_MONTH, super::MAYBE_BEFORE_MONTH, super::NEWSPAPERS, super::AFTER_DAYS, super::BEFORE_DAYS]
                .iter()
                .all(|words| words.is_sorted())
        );
    }
}
