//! Places meanings on the calendar, in the order of the text: against the reference and the time last spoken of.
//!
//! What is told from the time last spoken of ("that day", "a year earlier", a time of day) is right in two points more of
//! the values of the development articles than if it were told from the article's day. A bare weekday is not: told
//! from an older day spoken of before, one and a half points fewer were right.
//!
//! As HeidelTime documents it for news: a bare name is the latest on or before the reference unless tense looks
//! ahead; where the reference is known to the month or the year alone, a value says only what follows from it.

use super::Side;
use super::calendar::{Stretch, add_days, monday};
use super::holidays::day_of;
use super::lexicon::Unit;
use super::meaning::{Anchor, Clock, Count, Meaning, Name, Occurrence, Relation, Sense};
use super::values::{clock_value, length, reference_value, unknown};
use crate::corpus::article::{Days, PartialDate, TimeKind};
use chrono::{Datelike, NaiveDate, Weekday};

/// Days beyond which a bare month or day is taken for the one in this year, whatever the tense: "in October", said in
/// July or August of what was, is last year's, said in September it may be either. From 306 on fewer of the development
/// articles' values are right.
const FAR_BACK: i64 = 305;

/// The same of what will be: "by the end of May", said in July, is mostly over.
const FAR_AHEAD: i64 = 300;

/// Days beyond which what is told by its last day ("the year-ago quarter ended Sept. 30") was not this year's.
const FAR_FROM_PERIOD: i64 = 270;

/// The same where no verb tells the tense.
const FAR_UNTOLD: i64 = 240;

/// Days beyond which, without tense, the other year's is nearer.
const HALF_YEAR: i64 = 183;

/// What a meaning comes to.
pub(super) struct Placed {
    pub(super) kind: TimeKind,
    pub(super) value: String,
    pub(super) days: Option<Days>,
}

/// The calendar as the text has it so far.
#[derive(Default)]
pub(super) struct Placer {
    reference: Option<Stretch>,
    /// The time last spoken of.
    then: Option<Stretch>,
    /// The quarter that is reported on: the first one spoken of that has begun.
    reported: Option<Stretch>,
    /// What was placed last, whether it is spoken of or compared with.
    last: Option<Stretch>,
    /// Whether a length of many months or of a year was read last.
    long: bool,
}

impl Placer {
    pub(super) fn new(reference: Option<PartialDate>) -> Self {
        Self::at(reference.map(Stretch::from))
    }

    /// With nothing spoken of yet.
    fn at(reference: Option<Stretch>) -> Self {
        Self { reference, ..Self::default() }
    }

    /// Places the next meaning of the text.
    pub(super) fn place(&mut self, meaning: &Meaning) -> Placed {
        let plain = |kind, value| Placed { kind, value, days: None };
        let long = std::mem::take(&mut self.long);
        let last = std::mem::take(&mut self.last);
        match meaning.sense {
            Sense::Point(Anchor::Then(Unit::Day, 0), None) if self.then.is_some_and(|t| day_within(t).is_some()) => {
                Placed {
                    kind: TimeKind::Date,
                    value: self.then.and_then(day_within).unwrap_or_default(),
                    days: self.then.and_then(Stretch::days),
                }
            }
            // "Ten years later it is still there", where nothing was spoken of: how long is all that is known
            Sense::Point(Anchor::FromThen(unit, n @ 1..), None) if self.then.is_none() => {
                plain(TimeKind::Duration, length(Count::of(n.unsigned_abs()), unit))
            }
            Sense::Point(anchor, clock) => {
                let stretch = self.stretch(anchor);
                let stretch = last.filter(|_| meaning.aside).and_then(|p| last_day(p, anchor, stretch)).or(stretch);
                self.last = stretch;
                // What a text compares with ("a year earlier") is not what it goes on to speak of: .8 points.
                let compared = matches!(
                    anchor,
                    Anchor::FromThen(_, ..=-1)
                        | Anchor::Away(Unit::Year, -1)
                        | Anchor::LatestQuarter(..=-1)
                        | Anchor::YearEarlier
                ) || matches!(anchor, Anchor::Period(..)) && stretch != self.reported;
                self.reported = self.reported.or_else(|| self.reports(anchor, stretch));
                if !compared && !meaning.aside {
                    self.then = stretch.or(self.then);
                } else if meaning.aside && long {
                    // "For the six months ended July 31, it lost more than a year earlier"
                    self.then = stretch.and_then(|day| day.within(Unit::Year)).or(self.then);
                }
                let mut value = stretch.map_or_else(|| unknown(anchor), Stretch::value);
                if let Some(clock) = clock {
                    value.push_str(&clock_value(clock));
                }
                let kind = if clock.is_some() { TimeKind::Time } else { TimeKind::Date };
                Placed { kind, value, days: stretch.and_then(Stretch::days) }
            }
            Sense::Range(first, last) => self.range(first, last),
            Sense::Vague(reference) => plain(TimeKind::Date, reference_value(reference).to_owned()),
            Sense::Length(count, unit) => {
                // "In the nine months it lost more than a year earlier": no longer the quarter
                let months = unit == Unit::Month && count.whole().is_some_and(|n| n > 3);
                if let Some(quarter @ Stretch::Quarter(..)) = self.then.filter(|_| months) {
                    self.then = quarter.within(Unit::Year);
                }
                self.long = months || (count, unit) == (Count::of(1), Unit::Year);
                plain(TimeKind::Duration, length(count, unit))
            }
            Sense::Each(count, unit) => plain(TimeKind::Set, length(count, unit)),
            Sense::EachNamed(name, part) => {
                let mut value = unknown(Anchor::Named(name, Occurrence::This));
                value.extend(part.map(|part| clock_value(Clock::Part(part))));
                plain(TimeKind::Set, value)
            }
            Sense::EachPart(part) => plain(TimeKind::Set, "XXXX-XX-XX".to_owned() + &clock_value(Clock::Part(part))),
        }
    }

    /// The quarter that an article begins to report on with `anchor`: one with a name that has begun, no longer than
    /// two years ago.
    fn reports(&self, anchor: Anchor, placed: Option<Stretch>) -> Option<Stretch> {
        placed.filter(|&p| matches!(anchor, Anchor::Named(Name::Quarter(_), _)) && self.has_begun(p))
    }

    /// Whether a quarter has begun, no longer than two years ago.
    fn has_begun(&self, quarter: Stretch) -> bool {
        let Some((Stretch::Quarter(now, this), Stretch::Quarter(year, quarter))) =
            self.present(Unit::Quarter).map(|present| (present, quarter))
        else {
            return false;
        };
        (year, quarter) <= (now, this) && year >= now - 2
    }

    fn range(&mut self, first: Anchor, last: Anchor) -> Placed {
        let from = self.stretch(first);
        // The end follows its start.
        let to = match (from, last) {
            (Some(Stretch::Day(from)), Anchor::Named(name, Occurrence::Nearest(_))) => {
                let after = Self::at(Some(Stretch::Day(from)));
                after.stretch(Anchor::Named(name, Occurrence::Nearest(Side::Future)))
            }
            _ => self.stretch(last),
        };
        self.then = to.or(self.then);
        let value = |stretch: Option<Stretch>, anchor| stretch.map_or_else(|| unknown(anchor), Stretch::value);
        let days = from.and_then(Stretch::days).zip(to.and_then(Stretch::days));
        Placed {
            kind: TimeKind::Duration,
            value: format!("{}/{}", value(from, first), value(to, last)),
            days: days.map(|(from, to)| Days { from: from.from, to: to.to }).filter(|d| d.from <= d.to),
        }
    }

    /// The stretch of length `unit` that holds the reference.
    fn present(&self, unit: Unit) -> Option<Stretch> {
        self.reference?.within(unit)
    }

    fn today(&self) -> Option<NaiveDate> {
        match self.reference? {
            Stretch::Day(day) => Some(day),
            _ => None,
        }
    }

    /// Where an anchor lies; `None` where the reference does not tell.
    fn stretch(&self, anchor: Anchor) -> Option<Stretch> {
        match anchor {
            Anchor::Day(day) => Some(Stretch::Day(day)),
            Anchor::Year(year) => Some(Stretch::Year(year)),
            Anchor::Decade(decade) => Some(Stretch::Decade(decade)),
            Anchor::Century(century) => Some(Stretch::Century(century)),
            Anchor::Named(name, occurrence) => self.named(name, occurrence),
            Anchor::Shifted(unit, n) => self.present(unit)?.step(n),
            Anchor::Away(Unit::Year, n) => match self.then {
                // "a year ago", said of a quarter, is that quarter
                Some(quarter @ Stretch::Quarter(..)) if n == -1 => quarter.step(-4),
                _ => self.present(Unit::Year)?.step(n),
            },
            Anchor::Away(unit, n) => away(self.reference?, unit, n),
            Anchor::By(relation, name, occurrence) => related(relation, self.named(name, occurrence)?),
            Anchor::Then(unit, n) => self.then.and_then(|t| t.within(unit)).or_else(|| self.present(unit))?.step(n),
            Anchor::FromThen(unit, n) => self.from(self.then, unit, n),
            Anchor::YearEarlier => self.year_earlier(),
            // The quarter that is reported on, not one that was spoken of by the way: .3 points, and none was wrong for it.
            Anchor::LatestQuarter(n) if self.reported.is_some() => self.reported?.step(n),
            Anchor::LatestQuarter(n) => match (self.then, self.present(Unit::Quarter)) {
                (Some(quarter @ Stretch::Quarter(..)), present) if Some(quarter) != present => quarter.step(n),
                (_, present) => present?.step(n - 1),
            },
            Anchor::Period(finest, occurrence) => self.period(finest, occurrence),
        }
    }

    /// What lies `n` units from a time, else from the reference.
    fn from(&self, then: Option<Stretch>, unit: Unit, n: i32) -> Option<Stretch> {
        match (then, unit) {
            (Some(part @ Stretch::Quarter(..)), Unit::Year) => part.step(n.checked_mul(4)?),
            (Some(part @ Stretch::Half(..)), Unit::Year) => part.step(n.checked_mul(2)?),
            (Some(then), _) => away(then, unit, n).or_else(|| away(self.reference?, unit, n)),
            (None, _) => away(self.reference?, unit, n),
        }
    }

    /// A year before what is reported: the latest quarter spoken of that has begun. What already lies a year before is what
    /// was compared with: "Last year's profit was higher. The year-earlier results included a gain."
    fn year_earlier(&self) -> Option<Stretch> {
        let then = match (self.then, self.reported) {
            (Some(Stretch::Quarter(year, quarter)), Some(Stretch::Quarter(of, reported))) => {
                let later = (year, quarter) > (of, reported);
                self.then.filter(|&t| later && self.has_begun(t)).or(self.reported)
            }
            (then, reported) => then.or(reported),
        };
        let compared = self.reported.and_then(|quarter| quarter.within(Unit::Year)?.step(-1));
        if then.is_some() && then == compared { then } else { self.from(then, Unit::Year, -1) }
    }

    /// The period last spoken of, in another year.
    fn period(&self, finest: Unit, occurrence: Occurrence) -> Option<Stretch> {
        let year = |of: i32| match occurrence {
            Occurrence::In(year) => Some(year),
            Occurrence::InYear(n) => of.checked_add(n),
            _ => None,
        };
        let spoken_of = match self.then {
            Some(Stretch::Quarter(..)) => self.reported.or(self.then),
            other => other,
        };
        match spoken_of {
            Some(Stretch::Quarter(of, quarter)) => Some(Stretch::Quarter(year(of)?, quarter)),
            Some(Stretch::Half(of, half)) => Some(Stretch::Half(year(of)?, half)),
            Some(Stretch::Month(of, month)) if finest == Unit::Month => Some(Stretch::Month(year(of)?, month)),
            // "the 1988 quarter": the one that is reported now, in that year
            _ if finest == Unit::Quarter && matches!(occurrence, Occurrence::In(_)) => {
                match self.stretch(Anchor::LatestQuarter(0))? {
                    Stretch::Quarter(of, quarter) => Some(Stretch::Quarter(year(of)?, quarter)),
                    _ => None,
                }
            }
            _ => match (occurrence, self.present(Unit::Year)) {
                (Occurrence::In(year), _) => Some(Stretch::Year(year)),
                (_, Some(Stretch::Year(now))) => year(now).map(Stretch::Year),
                _ => None,
            },
        }
    }

    fn named(&self, name: Name, occurrence: Occurrence) -> Option<Stretch> {
        let in_year = |year| in_year(name, year);
        let this_year = || match self.present(Unit::Year)? {
            Stretch::Year(year) => Some(year),
            _ => None,
        };
        match occurrence {
            Occurrence::In(year) => in_year(year),
            Occurrence::Remembered(year) => {
                let first = |stretch: Option<Stretch>| stretch.and_then(Stretch::days).map(|days| days.from);
                let ahead = first(self.reference).zip(first(in_year(year))).is_some_and(|(now, day)| day > now);
                if ahead { self.yearly(name, Occurrence::Nearest(Side::Past)) } else { in_year(year) }
            }
            Occurrence::InYear(n) => in_year(this_year()? + n),
            Occurrence::InThatYear => match self.then.and_then(|t| t.within(Unit::Year)) {
                Some(Stretch::Year(year)) => in_year(year),
                _ => in_year(this_year()?),
            },
            Occurrence::Before | Occurrence::After => {
                let from = Self::at(self.then.or(self.reference));
                let side = if occurrence == Occurrence::Before { Occurrence::Last } else { Occurrence::Next };
                from.named(name, side).or_else(|| self.named(name, side))
            }
            _ => match name {
                Name::Weekend => self.weekend(occurrence),
                Name::Weekday(weekday) => self.weekday(weekday, occurrence).map(Stretch::Day),
                Name::Quarter(quarter) if matches!(occurrence, Occurrence::Nearest(_)) => {
                    self.quarter(quarter, occurrence)
                }
                _ => self.yearly(name, occurrence),
            },
        }
    }

    fn weekday(&self, weekday: Weekday, occurrence: Occurrence) -> Option<NaiveDate> {
        let today = self.today()?;
        let back = i64::from((7 + today.weekday().num_days_from_monday() - weekday.num_days_from_monday()) % 7);
        let ahead = (7 - back) % 7;
        let strictly = |days: i64| if days == 0 { 7 } else { days };
        add_days(
            today,
            match occurrence {
                Occurrence::Nearest(Side::Future) | Occurrence::This => ahead,
                Occurrence::Last => -strictly(back),
                Occurrence::Next => strictly(ahead),
                _ => -back,
            },
        )
    }

    /// Earnings are spoken of in the quarter after, whatever the tense; only what has not begun can lie ahead.
    fn quarter(&self, quarter: u32, occurrence: Occurrence) -> Option<Stretch> {
        let Stretch::Quarter(year, now) = self.present(Unit::Quarter)? else { return None };
        let ahead = occurrence == Occurrence::Nearest(Side::Future);
        let past = occurrence == Occurrence::Nearest(Side::Past);
        let this_year = quarter <= now || ahead || (!past && quarter == now + 1);
        Some(Stretch::Quarter(if this_year { year } else { year - 1 }, quarter))
    }

    /// What comes once a year, in the nearest year on its side.
    fn yearly(&self, name: Name, occurrence: Occurrence) -> Option<Stretch> {
        let reference = self.reference?;
        // A month is compared with a month, a day with a day as far as the reference is known.
        let unit = if matches!(reference, Stretch::Year(_)) { return None } else { Unit::Month };
        let Stretch::Year(year) = self.present(Unit::Year)? else { return None };
        let here = in_year(name, year)?;
        let (now, then) = match (reference, here) {
            (Stretch::Day(today), Stretch::Day(day)) => (today, day),
            _ => (reference.within(unit)?.days()?.from, month_of(here)?),
        };
        let ahead = (then - now).num_days();
        let shift = match occurrence {
            // "last fall", said in the fall, is the one before
            Occurrence::Last => -i32::from(here.days()?.to >= now),
            Occurrence::Next => i32::from(ahead <= 0),
            Occurrence::This => 0,
            Occurrence::Over => -i32::from(ahead > 0),
            // Tense yields to distance: what is called without its year is seldom farther away in another year than this.
            Occurrence::Nearest(Side::Future) => i32::from(ahead < 0 && 365 + ahead <= FAR_AHEAD),
            Occurrence::Nearest(Side::Unknown) if matches!(name, Name::MonthDay(..) | Name::Holiday(_)) => {
                i32::from(ahead < -HALF_YEAR) - i32::from(ahead > HALF_YEAR)
            }
            Occurrence::Nearest(Side::Past) => -i32::from(ahead > 0 && 365 - ahead <= FAR_BACK),
            _ => -i32::from(ahead > 0 && 365 - ahead <= FAR_UNTOLD),
        };
        if shift == 0 { Some(here) } else { in_year(name, year + shift) }
    }

    fn weekend(&self, occurrence: Occurrence) -> Option<Stretch> {
        let today = self.today()?;
        let week = monday(today)?;
        let began = matches!(today.weekday(), Weekday::Sat | Weekday::Sun);
        let weeks = match occurrence {
            Occurrence::Last => -1,
            Occurrence::Next => 1,
            Occurrence::Nearest(Side::Past | Side::Unknown) if !began => -1,
            _ => 0,
        };
        Stretch::Weekend(week).step(weeks)
    }
}

/// "That day", where no more than its month or year was spoken of.
fn day_within(then: Stretch) -> Option<String> {
    match then {
        Stretch::Month(..) => Some(then.value() + "-XX"),
        Stretch::Year(_) => Some(then.value() + "-XX-XX"),
        _ => None,
    }
}

/// The bare day that ends a period which was told of directly before, where the day that its name alone would tell is far
/// from it: the nearest to the end of the period.
fn last_day(period: Stretch, anchor: Anchor, day: Option<Stretch>) -> Option<Stretch> {
    let Anchor::Named(name @ Name::MonthDay(..), Occurrence::Nearest(_) | Occurrence::Over) = anchor else {
        return None;
    };
    let end = period.days().filter(|_| period.unit() > Unit::Month)?.to;
    let from_end = |stretch: &Stretch| stretch.days().map(|d| (d.from - end).num_days().abs());
    if day.as_ref().and_then(from_end)? <= FAR_FROM_PERIOD {
        return None;
    }
    (-1..=1).filter_map(|n| in_year(name, end.year().checked_add(n)?)).min_by_key(|d| from_end(d).unwrap_or(i64::MAX))
}

/// The first day of the month in which a stretch begins.
fn month_of(stretch: Stretch) -> Option<NaiveDate> {
    let first = stretch.days()?.from;
    NaiveDate::from_ymd_opt(first.year(), first.month(), 1)
}

/// What a named day tells of.
fn related(relation: Relation, day: Stretch) -> Option<Stretch> {
    match relation {
        Relation::Within(unit) => day.within(unit),
        Relation::Weekend => match (day.within(Unit::Week)?, day) {
            // "Labor Day weekend" comes before the Monday
            (Stretch::Week(monday), Stretch::Day(day)) if day == monday => Stretch::Weekend(monday).step(-1),
            (Stretch::Week(monday), _) => Some(Stretch::Weekend(monday)),
            _ => None,
        },
        Relation::Days(n) => match day {
            Stretch::Day(_) => day.step(n),
            _ => None,
        },
        // Half of the quarter before its last day lies its middle, in the calendar quarter that holds most of it.
        Relation::QuarterTo => match day {
            Stretch::Day(last) => Stretch::Day(add_days(last, -45)?).within(Unit::Quarter),
            _ => None,
        },
    }
}

/// `n` units away: to the day for days and weeks, to the unit for longer ones.
fn away(from: Stretch, unit: Unit, n: i32) -> Option<Stretch> {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => None,
        // "a week ago" is a day, "six weeks ago" no more than a week
        Unit::Week => match from {
            Stretch::Day(_) if n.abs() == 1 => from.step(n.checked_mul(7)?),
            _ => from.within(Unit::Week)?.step(n),
        },
        Unit::Fortnight => from.within(Unit::Week)?.step(n.checked_mul(2)?),
        Unit::Decade => from.within(Unit::Year)?.step(n.checked_mul(10)?),
        Unit::Century => from.within(Unit::Year)?.step(n.checked_mul(100)?),
        Unit::Millennium => from.within(Unit::Year)?.step(n.checked_mul(1000)?),
        _ => from.within(unit)?.step(n),
    }
}

fn in_year(name: Name, year: i32) -> Option<Stretch> {
    Some(match name {
        Name::Month(month) => Stretch::Month(year, month),
        Name::MonthDay(month, day) => Stretch::Day(NaiveDate::from_ymd_opt(year, month, day)?),
        Name::Season(season) => Stretch::Season(year, season),
        Name::Quarter(quarter) => Stretch::Quarter(year, quarter),
        Name::Half(half) => Stretch::Half(year, half),
        Name::Holiday(holiday) => Stretch::Day(day_of(holiday, year)?),
        Name::Weekday(_) | Name::Weekend => return None,
    })
}
