//! Places meanings on the calendar, in the order of the text: against the reference and the time last spoken of.
//!
//! What is told from the time last spoken of ("that day", "a year earlier", a time of day) is right in two points more of
//! the values of the development articles than if it were told from the article's day. A bare weekday is not: told
//! from an older day spoken of before, one and a half points fewer were right.
//!
//! As HeidelTime documents it for news: a bare name is the latest on or before the reference unless tense looks
//! ahead; where the reference is known to the month or the year alone, a value says only what follows from it.
//!
//! Which of those that bear a name is meant is in `occurring`, the periods that business speaks of are in `reported`.

mod occurring;
mod reported;
mod story;

use super::Side;
use super::calendar::{Stretch, add_days};
use super::lexicon::Unit;
use super::meaning::{Anchor, Clock, Count, Meaning, Occurrence, Relation, Sense, Told};
use super::values::{clock_value, length, reference_value, unknown};
use crate::corpus::article::{Days, PartialDate, TimeKind};
use chrono::NaiveDate;
use reported::last_day;

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
    /// A time that was told of with its year, two years ago and more, and where: what a story goes on from.
    story: Option<(Stretch, Told)>,
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
            // "Ten years later it is still there", where nothing was spoken of, or not so finely: how long is all that is known
            Sense::Point(Anchor::FromThen(unit, n @ 1..), None) if self.lost(unit, n) => {
                plain(TimeKind::Duration, length(Count::of(n.unsigned_abs()), unit))
            }
            Sense::Point(anchor, clock) => {
                let stretch = self.stretch(anchor);
                let stretch = last.filter(|_| meaning.aside).and_then(|p| last_day(p, anchor, stretch)).or(stretch);
                let stretch = self.in_story(anchor, meaning.told).or(stretch);
                self.goes_on(anchor, stretch, meaning.told);
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
            Anchor::LatestQuarter(n) => self.latest_quarter(n),
            Anchor::Period(finest, occurrence) => self.period(finest, occurrence),
        }
    }

    /// Whether `n` units later leads nowhere: from no time so fine, or from one that is over to one that is to come.
    fn lost(&self, unit: Unit, n: i32) -> bool {
        let later = self.then.and_then(|then| away(then, unit, n));
        let days = |stretch: Option<Stretch>| stretch.and_then(Stretch::days);
        match (days(self.then), days(later), days(self.reference)) {
            (Some(then), Some(later), Some(now)) => then.to < now.from && later.from > now.to,
            _ => later.is_none(),
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
}

/// "That day", where no more than its month or year was spoken of.
fn day_within(then: Stretch) -> Option<String> {
    match then {
        Stretch::Month(..) => Some(then.value() + "-XX"),
        Stretch::Year(_) => Some(then.value() + "-XX-XX"),
        _ => None,
    }
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
        Relation::Beside(n) => match day {
            Stretch::Day(_) => day.step(n.checked_mul(4)?)?.within(Unit::Week),
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
