//! The productions of times of day: `9 a.m.`, `0730 GMT`, `noon Thursday`. Parts of a day alone are where days are read.

use super::grammar::{Phrase, Reader};
use super::lexicon::{Part, Unit, Which, Word, hour_of_day, meridiem};
use super::meaning::{Anchor, Clock, Meaning, Sense};
use super::opens_sentence;
use crate::corpus::article::TimeMod;

/// Words before which two numbers with a colon are a time of day, not a score or a proportion.
#[rustfmt::skip]
const BEFORE_CLOCK: &[&str] = &[
    "about", "after", "and", "around", "at", "before", "between", "by", "from", "since", "till", "to", "until",
];

impl Reader<'_, '_> {
    /// A time of day with the day beside it: `9 p.m. EST Tuesday`, `noon on 4 July`, `nine this morning`.
    pub(super) fn clock_phrase(&self, i: usize) -> Option<Phrase> {
        let Some((clock, end)) = self.clock(i) else { return self.untold_hour(i) };
        // "12:10 p.m. (local time) Sunday"
        let zoned = self.zone(end + 1);
        let zoned =
            if self.doc.word(end) == "(" && zoned > end + 1 && self.doc.word(zoned) == ")" { zoned + 1 } else { end };
        if let Some(day) = self.day_after(self.past_comma(zoned)) {
            let told = matches!(self.at(end - 1), Word::Meridiem(_) | Word::Hour(..) | Word::Zone);
            return Some(day.at(clock, told));
        }
        let day = self.day_beyond(clock, end).unwrap_or(Anchor::Then(Unit::Day, 0));
        Some(Phrase::timed(day, clock, end))
    }

    /// The day that goes on a time of day at `i`, behind `on` or at once, and the part of it that is told: `Tuesday`, `on May 3`, `on 4 July`, `last night`, `the next day`.
    fn day_after(&self, i: usize) -> Option<Phrase> {
        let j = i + usize::from(self.folded(i) == "on");
        let day = match self.at(j) {
            // "6am tomorrow morning"
            Word::Deictic(n) => Some(self.parted(Anchor::Shifted(Unit::Day, n), j + 1)),
            Word::Tonight => self.phrase(j),
            Word::Which(which @ (Which::Last | Which::This | Which::Next | Which::That)) => self.which(j, which, false),
            Word::The => match self.at(j + 1) {
                // "11:40 p.m. the night before"
                Word::Part(part) if self.folded(j + 2) == "before" && self.ends_clause(j + 3) => {
                    Some(Phrase::timed(Anchor::Then(Unit::Day, -1), Clock::Part(part), j + 3))
                }
                // "6 a.m. the next day"
                Word::Which(which @ (Which::Next | Which::Following | Which::That | Which::Last)) => {
                    self.which(j + 1, which, true)
                }
                _ => self.date_at(j),
            },
            _ => self.date_at(j),
        }?;
        let told = match day.meaning.sense {
            Sense::Point(anchor, None | Some(Clock::Part(_))) => {
                anchor.is_day() || matches!(anchor, Anchor::Then(Unit::Day, _))
            }
            _ => false,
        };
        told.then_some(day)
    }

    /// `at nine this morning`, `at 7.30 last night`: an hour, as the part of the day beside it tells.
    fn untold_hour(&self, i: usize) -> Option<Phrase> {
        let clock = match self.at(i) {
            Word::Number(hour @ 1..=12, 0..=2) => Clock::At(hour, 0),
            Word::Dotted(hour @ 1..=12, minute) => Clock::At(hour, minute),
            _ => return None,
        };
        let near = usize::from(matches!(self.before(i), Word::Bound(TimeMod::Approx)));
        if self.before(i - near) != Word::At {
            return None;
        }
        let day = self.day_after(i + 1)?;
        matches!(day.meaning.sense, Sense::Point(_, Some(_))).then(|| day.at(clock, false))
    }

    /// The day of a time of day that is told once more in brackets, where the day stands in them or after them: `10:35 a.m.
    /// (0735 GMT) Friday`, `9 p.m. EST (0200 GMT Wednesday)`. What follows the first or the second time is at `i`.
    fn day_beyond(&self, clock: Clock, i: usize) -> Option<Anchor> {
        let mut close = i;
        if self.doc.word(i) == "(" {
            let (inner, end) = self.clock(i + 1)?;
            close = end;
            if let Some(day) = self.day_after(self.past_comma(end)).filter(|day| self.doc.word(day.end) == ")") {
                let anchor = day.meaning.anchor().filter(|anchor| anchor.is_day())?;
                return Some(anchor.day_on(days_between(inner, clock)));
            }
        }
        let day = self.day_after(close + 1).filter(|_| self.doc.word(close) == ")")?;
        match day.meaning.sense {
            Sense::Point(anchor, _) if anchor.is_day() => Some(anchor),
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
            // "shortly after midnight"
            Word::Part(Part::Midnight) if matches!(self.folded_before(i).as_ref(), "after" | "past") => {
                return Some((Clock::At(0, 0), self.zone(i + 1)));
            }
            Word::Part(part @ (Part::Noon | Part::Midnight)) => return Some((Clock::Part(part), self.zone(i + 1))),
            Word::Hour(hour, minute) => (hour, minute, i + 1, true),
            // "7.30 p.m.", "19.30 GMT"
            Word::Dotted(hour, minute) if matches!(self.at(i + 1), Word::Meridiem(_) | Word::Zone) => {
                (hour, minute, i + 1, true)
            }
            Word::Dotted(hour, minute) => (hour, minute, i + 1, false),
            Word::Number(n, 4) if n / 100 < 24 && n % 100 < 60 => match self.four_digits(i) {
                Some(end) => (n / 100, n % 100, end, true),
                None => return None,
            },
            Word::Number(hour @ 0..=23, 0..=2) => {
                let colon = self.at(i + 1) == Word::Colon && self.glued(i + 1) && self.glued(i + 2);
                match self.at(i + 2) {
                    Word::Number(minute @ 0..=59, 2) if colon => {
                        // "10 December 2024 10:12:33", "02:20:57 UTC", but "2:04:30" is how long it took
                        let longer = self.at(i + 3) == Word::Colon && self.glued(i + 3);
                        let end = if longer { i + 5 } else { i + 3 };
                        let dated = matches!((self.before(i), self.at(i)), (Word::Number(_, 4), Word::Number(_, 2)));
                        let seconds = longer
                            && self.glued(i + 4)
                            && matches!(self.at(i + 4), Word::Number(0..=59, 2))
                            && (dated || self.zone(end) > end);
                        if longer && !seconds || (self.glued(i) && self.at(i.wrapping_sub(1)) == Word::Colon) {
                            return None;
                        }
                        // "09:15 The market opened lower", as it is told live
                        let stamp = matches!(self.at(i), Word::Number(_, 2))
                            && opens_sentence(self.doc, i)
                            && self.capital(i + 3)
                            && !self.glued(i + 3);
                        let known = stamp
                            || dated
                            || seconds
                            || hour > 12
                            || BEFORE_CLOCK.binary_search(&self.folded_before(i).as_ref()).is_ok();
                        (hour, minute, end, known || hour * minute == 0)
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
        let twelve = matches!(self.at(i), Word::Number(1..=12, 1..=2) | Word::Dotted(1..=12, _));
        if let (true, Some(afternoon)) = (twelve, self.half_of_range(i, hour, j)) {
            return Some((Clock::At(hour_of_day(hour, afternoon), minute), j));
        }
        let mut hour = hour;
        match self.at(j) {
            Word::Meridiem(afternoon) if (1..=12).contains(&hour) => {
                hour = hour_of_day(hour, afternoon);
                (sure, j) = (true, j + 1);
            }
            // "00:01 hours"
            Word::Units(Unit::Hour)
                if minute > 0 && self.at(j - 1) == Word::Number(minute, 2) && self.at(j - 2) == Word::Colon =>
            {
                (sure, j) = (true, j + 1);
            }
            Word::Oclock if hour <= 12 => (sure, j) = (true, j + 1),
            Word::Part(part @ (Part::Noon | Part::Midnight)) if hour == 12 => {
                hour = if part == Part::Noon { 12 } else { 24 };
                (sure, j) = (true, j + 1);
            }
            _ => {}
        }
        let told = self.told_part(j);
        if let Some((part, end)) = told.filter(|_| (1..=12).contains(&hour)) {
            hour = hour_of_day(hour, after_noon(hour, part));
            (sure, j) = (true, end);
        }
        let zoned = self.zone(j);
        if sure || zoned > j && minute > 0 {
            (sure, j) = (true, zoned);
        }
        sure.then_some((Clock::At(hour, minute), j))
    }

    /// Past the time of day that four digits at `i` are, as what stands beside them tells: `1700 London time`, `0815
    /// hours`, `at 0700`, `at 2000 (1800 GMT)`.
    fn four_digits(&self, i: usize) -> Option<usize> {
        if self.zone(i + 1) > i + 1 {
            return Some(i + 1);
        }
        let at = self.before(i) == Word::At;
        let zero = self.doc.word(i).starts_with('0');
        let led = at || matches!(self.folded_before(i).as_ref(), "between" | "from" | "till" | "until");
        if matches!(self.folded(i + 1).as_ref(), "hours" | "hrs") {
            // "0815 hours", but "at 1500 hours of work"
            return (zero || led && self.at(i + 2) != Word::Of).then_some(i + 2);
        }
        let again =
            self.doc.word(i + 1) == "(" && matches!(self.at(i + 2), Word::Number(_, 4)) && self.zone(i + 3) > i + 3;
        (led && zero || at && again).then_some(i + 1)
    }

    /// Whether `hour` at `start`, which a range begins with, is after noon, as the end of the range tells, whose sign is at
    /// `i`.
    fn half_of_range(&self, start: usize, hour: u32, i: usize) -> Option<bool> {
        let before = self.folded_before(start);
        let joined = match self.at(i) {
            Word::To => self.folded(i) == "to" || before == "from",
            Word::Dash => self.glued(i) && self.glued(i + 1),
            Word::And => matches!(before.as_ref(), "at" | "between"),
            _ => before == "at" && self.folded(i) == "or",
        };
        let (last, afternoon) = match self.at(i + 1) {
            Word::Hour(last, _) => (last, last >= 12),
            // "from 9 to noon"
            Word::Part(Part::Noon) if before == "from" => (12, true),
            Word::Part(Part::Midnight) if before == "from" => (12, false),
            Word::Number(last @ 1..=12, 1..=2) => {
                let minutes =
                    self.at(i + 2) == Word::Colon && self.glued(i + 2) && matches!(self.at(i + 3), Word::Number(_, 2));
                match self.at(i + 2 + 2 * usize::from(minutes)) {
                    Word::Meridiem(afternoon) => (last, afternoon),
                    _ => return None,
                }
            }
            Word::Dotted(last @ 1..=12, _) => match self.at(i + 2) {
                Word::Meridiem(afternoon) => (last, afternoon),
                _ => return None,
            },
            _ => return None,
        };
        // "11 to 1 p.m." begins before noon
        joined.then_some(afternoon != (hour % 12 > last % 12))
    }

    /// The part of the day that goes on an hour at `i`, and where it ends: `4 in the morning`, `10 at night`.
    fn told_part(&self, i: usize) -> Option<(Part, usize)> {
        match (self.folded(i).as_ref(), self.at(i + 1), self.at(i + 2)) {
            ("in", Word::The, Word::Part(part @ (Part::Morning | Part::Afternoon | Part::Evening))) => {
                Some((part, i + 3))
            }
            ("at", Word::Part(Part::Night), _) => Some((Part::Night, i + 2)),
            _ => None,
        }
    }

    /// Past an optional zone at `i`: `EST`, `local time`, `Eastern time`, `New York time`.
    fn zone(&self, i: usize) -> usize {
        if self.at(i) == Word::Zone {
            return i + 1;
        }
        let named = matches!(self.folded(i).as_ref(), "local" | "eastern" | "central" | "mountain" | "pacific");
        let standard = usize::from(matches!(self.folded(i + 1).as_ref(), "standard" | "daylight"));
        if named && self.folded(i + 1 + standard) == "time" {
            return i + 2 + standard;
        }
        // a place of one word or two
        let place = |j: usize| self.capital(j) && matches!(self.at(j), Word::Other | Word::Holiday);
        let words = (1..=2).find(|&n| self.doc.word(i + n) == "time");
        let words = words.filter(|&n| (i..i + n).all(place));
        words.map_or(i, |n| i + n + 1)
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
        let mut clock = match self.folded(j).as_ref() {
            "past" => Clock::At(hour, minutes),
            "after" if minutes < 30 => Clock::At(hour, minutes),
            "to" if minutes < 30 => Clock::At((hour + 23) % 24, 60 - minutes),
            _ => return None,
        };
        let mut end = j + 2;
        if let Some((part, past)) = self.told_part(end) {
            (clock, end) = (clock.in_part(Some(Clock::Part(part))), past);
        }
        let day = self.day_after(end);
        // "at five to eight places" counts
        let counts = matches!(self.at(end), Word::Units(_) | Word::Unit(_) | Word::Dash | Word::Meridiem(_))
            || minutes % 15 != 0 && !self.ends_clause(end) && end == j + 2 && day.is_none();
        if !told || counts {
            return None;
        }
        Some(day.unwrap_or_else(|| Phrase::point(Anchor::Then(Unit::Day, 0), end)).at(clock, false))
    }
}

impl Phrase {
    /// The time of day on a day, whose part tells the half of the day unless the time was `told` in full.
    fn at(self, clock: Clock, told: bool) -> Self {
        let Sense::Point(anchor, part) = self.meaning.sense else { return self };
        let clock = if told { clock } else { clock.in_part(part) };
        Self { meaning: Meaning { sense: Sense::Point(anchor, Some(clock)), ..self.meaning }, ..self }
    }
}

/// Whether an hour of twelve in a part of the day is after noon; "2 at night" is after midnight.
fn after_noon(hour: u32, part: Part) -> bool {
    part != Part::Morning && !(part == Part::Night && (hour < 6 || hour == 12))
}

/// How many days the day of the second of two clocks, which tell one moment in two zones, is from the day of the first.
pub(super) fn days_between(first: Clock, second: Clock) -> i32 {
    match (first, second) {
        (Clock::At(first, _), Clock::At(second, _)) if second > first + 12 => -1,
        (Clock::At(first, _), Clock::At(second, _)) if first > second + 12 => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_are_sorted_where_they_are_searched() {
        assert!(super::BEFORE_CLOCK.is_sorted());
    }
}
