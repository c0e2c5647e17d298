//! The productions of times of day: `9 a.m.`, `0730 GMT`, `noon Thursday`.

use super::grammar::{Phrase, Reader};
use super::lexicon::{Part, Unit, Which, Word, hour_of_day, meridiem};
use super::meaning::{Anchor, Clock, Sense};

/// Words before which two numbers with a colon are a time of day, not a score or a proportion.
#[rustfmt::skip]
const BEFORE_CLOCK: &[&str] = &[
    "about", "after", "and", "around", "at", "before", "between", "by", "from", "since", "till", "to", "until",
];

impl Reader<'_, '_> {
    /// A time of day with the day beside it: `9 p.m. EST Tuesday`, `noon Thursday`.
    pub(super) fn clock_phrase(&self, i: usize) -> Option<Phrase> {
        let (clock, end) = self.clock(i)?;
        let mut j = self.past_comma(end);
        if self.folded(j) == "on" {
            j += 1;
        }
        let dated = match self.at(j) {
            Word::Weekday(_) => self.weekday(j),
            Word::Month(month, _) => self.month_from(j, month),
            // "midnight on New Year's Eve"
            Word::Holiday => self.holiday(j),
            // "6am tomorrow morning"
            Word::Deictic(n) => Some(self.parted(Anchor::Shifted(Unit::Day, n), j + 1)),
            Word::Which(which @ (Which::Last | Which::This | Which::Next | Which::That)) => self.which(j, which, false),
            // "6 a.m. the next day"
            Word::The => match self.at(j + 1) {
                Word::Which(which @ (Which::Next | Which::Following | Which::That | Which::Last)) => {
                    self.which(j + 1, which, true)
                }
                _ => None,
            },
            _ => None,
        };
        if let Some(Phrase { meaning, end: last }) = dated
            && let Sense::Point(anchor, part @ (None | Some(Clock::Part(_)))) = meaning.sense
            && (anchor.is_day() || matches!(anchor, Anchor::Then(Unit::Day, _)))
        {
            let told = matches!(self.at(end - 1), Word::Meridiem(_) | Word::Hour(..) | Word::Zone);
            let clock = if told { clock } else { clock.in_part(part) };
            return Some(Phrase::timed(anchor, clock, last));
        }
        let day = self.day_beyond(end).unwrap_or(Anchor::Then(Unit::Day, 0));
        Some(Phrase::timed(day, clock, end))
    }

    /// The day that follows a time of day which is told once more in brackets: `10:35 a.m. (0735 GMT) Friday`. What follows
    /// the first or the second time is at `i`.
    fn day_beyond(&self, i: usize) -> Option<Anchor> {
        let close = match self.doc.word(i) {
            "(" => self.clock(i + 1)?.1,
            _ => i,
        };
        let on = close + 1 + usize::from(self.folded(close + 1) == "on");
        let Word::Weekday(_) = self.at(on) else { return None };
        match self.weekday(on).filter(|_| self.doc.word(close) == ")")?.meaning.sense {
            Sense::Point(anchor, None) => Some(anchor),
            _ => None,
        }
    }

    /// `morning of January 31`, `evening of last Monday`: the part is at `i`.
    pub(super) fn part_of_day(&self, i: usize, part: Part) -> Option<Phrase> {
        let day = match self.at(i + 2) {
            Word::Month(month, _) => self.month_from(i + 2, month),
            Word::Weekday(_) => self.weekday(i + 2),
            Word::Number(..) => self.day_month(i + 2),
            Word::Which(which @ (Which::Last | Which::This | Which::Next)) => self.which(i + 2, which, false),
            _ => None,
        }?;
        match day.meaning.sense {
            Sense::Point(anchor, None) if anchor.is_day() => Some(Phrase::timed(anchor, Clock::Part(part), day.end)),
            _ => None,
        }
    }

    /// `9 a.m.`, `10:30`, `0730 GMT`, `5pm`, `noon`, `six o'clock`
    pub(super) fn clock(&self, i: usize) -> Option<(Clock, usize)> {
        let (hour, minute, mut j, sure) = match self.at(i) {
            Word::Part(part @ (Part::Noon | Part::Midnight)) => return Some((Clock::Part(part), i + 1)),
            Word::Hour(hour, minute) => (hour, minute, i + 1, true),
            // "7.30 p.m.", "19.30 GMT"
            Word::Dotted(hour, minute) if matches!(self.at(i + 1), Word::Meridiem(_) | Word::Zone) => {
                (hour, minute, i + 1, true)
            }
            Word::Number(n, 4) if n / 100 < 24 && n % 100 < 60 && self.zone(i + 1) > i + 1 => {
                (n / 100, n % 100, i + 1, true)
            }
            Word::Number(hour @ 0..=23, 0..=2) => {
                let colon = self.at(i + 1) == Word::Colon && self.glued(i + 1) && self.glued(i + 2);
                match self.at(i + 2) {
                    Word::Number(minute @ 0..=59, 2) if colon => {
                        let longer = self.at(i + 3) == Word::Colon && self.glued(i + 3);
                        if longer || (self.glued(i) && self.at(i.wrapping_sub(1)) == Word::Colon) {
                            return None;
                        }
                        let known = hour > 12 || BEFORE_CLOCK.binary_search(&self.folded_before(i).as_ref()).is_ok();
                        (hour, minute, i + 3, known || hour * minute == 0)
                    }
                    // "10:46pm"
                    Word::Other | Word::Hour(..) if colon && hour <= 12 => {
                        let word = self.doc.word(i + 2);
                        let minute = word.get(..2).and_then(|minute| minute.parse().ok()).filter(|&m: &u32| m < 60)?;
                        let afternoon = meridiem(word.get(2..)?)?;
                        (hour_of_day(hour, afternoon), minute, i + 3, true)
                    }
                    _ => (hour, 0, i + 1, false),
                }
            }
            _ => return None,
        };
        let mut sure = sure;
        // "1-3 p.m.", "from 9 to 11 a.m."
        if let (1..=12, false, Some(afternoon)) = (hour, sure, self.half_of_range(hour, j)) {
            return Some((Clock::At(hour_of_day(hour, afternoon), minute), j));
        }
        let mut hour = hour;
        match self.at(j) {
            Word::Meridiem(afternoon) if (1..=12).contains(&hour) => {
                hour = hour_of_day(hour, afternoon);
                (sure, j) = (true, j + 1);
            }
            Word::Oclock if hour <= 12 => (sure, j) = (true, j + 1),
            Word::Part(part @ (Part::Noon | Part::Midnight)) if hour == 12 => {
                hour = if part == Part::Noon { 12 } else { 24 };
                (sure, j) = (true, j + 1);
            }
            _ => {}
        }
        // "4 in the morning", "10 at night"
        let told = match (self.folded(j).as_ref(), self.at(j + 1), self.at(j + 2)) {
            ("in", Word::The, Word::Part(part @ (Part::Morning | Part::Afternoon | Part::Evening))) => {
                Some((part, j + 3))
            }
            ("at", Word::Part(Part::Night), _) => Some((Part::Night, j + 2)),
            _ => None,
        };
        if let Some((part, end)) = told.filter(|_| (1..=12).contains(&hour)) {
            // "2 at night" is after midnight
            let afternoon = part != Part::Morning && !(part == Part::Night && hour < 6);
            hour = hour_of_day(hour, afternoon);
            (sure, j) = (true, end);
        }
        let zoned = self.zone(j);
        if sure || zoned > j && minute > 0 {
            (sure, j) = (true, zoned);
        }
        sure.then_some((Clock::At(hour, minute), j))
    }

    /// Whether `hour`, which a range begins with, is after noon, as the end of the range tells, whose sign is at `i`.
    fn half_of_range(&self, hour: u32, i: usize) -> Option<bool> {
        let joined = match self.at(i) {
            Word::To => self.folded(i) == "to",
            Word::Dash => self.glued(i) && self.glued(i + 1),
            _ => false,
        };
        let Word::Number(last @ 1..=12, 1..=2) = self.at(i + 1) else { return None };
        let minutes =
            self.at(i + 2) == Word::Colon && self.glued(i + 2) && matches!(self.at(i + 3), Word::Number(_, 2));
        match self.at(i + 2 + 2 * usize::from(minutes)) {
            // "11 to 1 p.m." begins before noon
            Word::Meridiem(afternoon) if joined => Some(afternoon != (hour % 12 > last % 12)),
            _ => None,
        }
    }

    /// Past an optional zone at `i`: `EST`, `local time`, `Eastern time`.
    fn zone(&self, i: usize) -> usize {
        if self.at(i) == Word::Zone {
            return i + 1;
        }
        let named = matches!(self.folded(i).as_ref(), "local" | "eastern" | "central" | "mountain" | "pacific");
        let standard = usize::from(matches!(self.folded(i + 1).as_ref(), "standard" | "daylight"));
        if named && self.folded(i + 1 + standard) == "time" { i + 2 + standard } else { i }
    }

    /// `half past six`, `quarter to nine`, `ten minutes to three`, `at twenty past noon`
    pub(super) fn spoken_clock(&self, i: usize) -> Option<Phrase> {
        let (minutes, j, told) = match self.at(i) {
            Word::Half => (30, i + 1, true),
            Word::Unit(Unit::Quarter) => (15, i + 1, true),
            Word::Number(n @ 1..=29, 0..=2) if self.at(i + 1) == Word::Units(Unit::Minute) => (n, i + 2, true),
            Word::Number(n @ 1..=29, 0) => (n, i + 1, self.before(i) == Word::At),
            _ => return None,
        };
        let hour = match self.at(j + 1) {
            Word::Number(hour @ 1..=12, 0..=2) => hour,
            Word::Part(Part::Noon) => 12,
            _ => return None,
        };
        let clock = match self.folded(j).as_ref() {
            "past" => Clock::At(hour, minutes),
            "after" if minutes < 30 => Clock::At(hour, minutes),
            "to" if minutes < 30 => Clock::At((hour + 23) % 24, 60 - minutes),
            _ => return None,
        };
        // "at five to eight places" counts
        let end = j + 2;
        let counts = matches!(self.at(end), Word::Units(_) | Word::Unit(_) | Word::Dash | Word::Meridiem(_))
            || minutes % 15 != 0 && !self.ends_clause(end) && !matches!(self.at(end), Word::Weekday(_));
        (told && !counts).then(|| Phrase::timed(Anchor::Then(Unit::Day, 0), clock, end))
    }
}
