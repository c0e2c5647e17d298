//! What an expression of time means before it has a place on the calendar.
//!
//! Only data and what follows from it; reading is `grammar`, placing is `resolve`.

use super::calendar::{add_days, season_month};
use super::holidays::Holiday;
use super::lexicon::{Part, Reference, Season, Unit};
use super::{Clue, Side};
use crate::corpus::article::TimeMod;
use crate::text::Segmented;
use chrono::{Datelike, NaiveDate, Weekday};

/// A meaning with its TIMEX3 `mod`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Meaning {
    pub(super) sense: Sense,
    pub(super) modifier: Option<TimeMod>,
    /// The weekday that is told beside a date.
    pub(super) weekday: Option<Weekday>,
    /// Told by the way, as the day in `the quarter ended Sept. 30`: what follows is not spoken of it.
    pub(super) aside: bool,
    /// Where the text tells it.
    pub(super) told: Told,
}

/// Where in the text an expression stands, as far as a story goes on with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Told {
    /// The number of its sentence.
    pub(super) sentence: usize,
    /// Whether it opens its sentence: `In May`, `On Nov. 9`.
    pub(super) opens: bool,
    /// Whether it is joined to what was told before it: "was arrested on April 1, 2001, and freed on June 28".
    pub(super) joined: bool,
    /// Whether the sentence has told of a birth or a founding before it: what follows is no part of that story.
    pub(super) aloof: bool,
}

impl Told {
    /// How far before an expression a birth can be told of, in tokens.
    const REACH: usize = 16;

    /// Where the expression stands whose first token is `start`, after one that ends at token `last`.
    pub(super) fn of(doc: &Segmented<'_>, start: usize, last: usize) -> Self {
        const JOINS: &[&str] = &["and", "before", "then", "until"];
        const ORIGINS: &[&str] = &["born", "created", "established", "founded", "since"];
        let sentence = doc.sentence_of(start);
        let first = doc.sentences.get(sentence).map_or(start, |s| s.tokens.start);
        let led = start == first + 1 && matches!(doc.folded(first).as_ref(), "by" | "during" | "in" | "on");
        let near = first.max(start.saturating_sub(Self::REACH))..start;
        let aloof = near.rev().any(|i| ORIGINS.contains(&doc.word(i)));
        let between = last.max(start.saturating_sub(Self::REACH))..start;
        let joined = between.rev().any(|i| JOINS.contains(&doc.word(i)));
        Self { sentence, opens: start == first || led, joined, aloof }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Sense {
    /// A day, month, year … on the calendar, with the time of day where told.
    Point(Anchor, Option<Clock>),
    /// From one to the other.
    Range(Anchor, Anchor),
    /// `recently`
    Vague(Reference),
    /// `six hours`
    Length(Count, Unit),
    /// `annual`, `every two weeks`
    Each(Count, Unit),
    /// `every Monday`, `Monday nights`
    EachNamed(Name, Option<Part>),
    /// `every morning`
    EachPart(Part),
}

/// How many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Count {
    /// In tenths.
    Tenths(u32),
    /// Whole ones and how many of the next finer unit: `two hours and 30 minutes`.
    Both(u32, u32),
    /// `27 years and 155 days`
    YearsDays(u32, u32),
    /// `several`
    Some,
}

impl Count {
    /// So many; more than can be counted in tenths are some.
    pub(super) fn of(n: u32) -> Self {
        n.checked_mul(10).map_or(Self::Some, Self::Tenths)
    }

    /// A half more.
    pub(super) fn and_a_half(self) -> Self {
        match self {
            Self::Tenths(n) => Self::Tenths(n.saturating_add(5)),
            other => other,
        }
    }

    /// The whole number that it is.
    pub(super) fn whole(self) -> Option<i32> {
        match self {
            Self::Tenths(n) if n % 10 == 0 => i32::try_from(n / 10).ok(),
            _ => None,
        }
    }
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clock {
    /// Hour (0–24) and minute.
    At(u32, u32),
    Part(Part),
}

impl Clock {
    /// Whether it is an evening or night, or an hour of one.
    pub(super) fn is_late(self) -> bool {
        matches!(self, Self::At(18.., _) | Self::Part(Part::Evening | Part::Night))
    }

    /// An hour of twelve in the part of the day that stands beside it: half past nine "last night" is after noon.
    pub(super) fn in_part(self, part: Option<Self>) -> Self {
        match (self, part) {
            (Self::At(hour @ 1..12, minute), Some(Self::Part(Part::Afternoon | Part::Evening))) => {
                Self::At(hour + 12, minute)
            }
            (Self::At(hour @ 5..12, minute), Some(Self::Part(Part::Night))) => Self::At(hour + 12, minute),
            _ => self,
        }
    }
}

/// What comes round again, by its name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Name {
    Month(u32),
    MonthDay(u32, u32),
    Weekday(Weekday),
    Weekend,
    Season(Season),
    Quarter(u32),
    Half(u32),
    Holiday(Holiday),
}

impl Name {
    /// How long it lasts.
    fn unit(self) -> Unit {
        match self {
            Self::MonthDay(..) | Self::Weekday(_) | Self::Weekend | Self::Holiday(_) => Unit::Day,
            Self::Month(_) => Unit::Month,
            Self::Season(_) | Self::Quarter(_) | Self::Half(_) => Unit::Quarter,
        }
    }
}

/// Which one of those that bear a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Occurrence {
    /// Bare: on the side that tense and wording tell.
    Nearest(Side),
    /// Bare, of what is surely over: `In May, the court ruled`.
    Over,
    /// Bare, of what will surely be: `will be held in May`.
    Ahead,
    /// `last May`
    Last,
    /// `this May`
    This,
    /// `next May`
    Next,
    /// `May 2023`
    In(i32),
    /// `May of last year`: years from the reference.
    InYear(i32),
    /// `May of that year`
    InThatYear,
    /// `the previous Friday`: the last one before the time last spoken of.
    Before,
    /// `the following May`: the first one after it.
    After,
    /// `the Sept. 11 attacks`: of that year, for who writes after it.
    Remembered(i32),
    /// `Wednesday last week`: of a week, counted from that of the reference.
    OfWeek(i32),
}

/// What a month or a year is divided in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Day,
    Weekday(Weekday),
    Week,
    Weekend,
    Month,
}

/// What a day that bears a name is named for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// `the week of March 6`: the unit that holds it.
    Within(Unit),
    /// `the weekend of March 6`
    Weekend,
    /// `the day before Christmas`: so many days on.
    Days(i32),
    /// `five years ago Saturday`: so many months on.
    Months(i32),
    /// `the quarter ended Sept. 30`: the calendar quarter that holds most of the three months up to it.
    QuarterTo,
    /// `the first Tuesday in November`, `the last week of May`: which piece of a month or a year; number 0 is the last.
    Nth(u32, Piece),
    /// `the Monday after Christmas`, `the week before Easter`: the nearest such piece after (1) or before (−1) a day.
    Beside(i32, Piece),
}

/// A place on the calendar, as the words tell it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Anchor {
    Day(NaiveDate),
    Year(i32),
    /// `199` is the nineties.
    Decade(i32),
    /// `19` is the twentieth.
    Century(i32),
    Named(Name, Occurrence),
    /// `last week`: the unit that holds the reference, shifted.
    Shifted(Unit, i32),
    /// `three weeks ago`: the unit that holds the reference, shifted; but a week ago is a day.
    Away(Unit, i32),
    /// `the week of March 6`: told by a day that bears a name.
    By(Relation, Name, Occurrence),
    /// `the 14th of this month`: what is told by a unit that is counted from the reference.
    ByUnit(Relation, Unit, i32),
    /// `ten years ago this week`: so many months from the unit that holds the reference, shifted.
    Anniversary(i32, Unit, i32),
    /// `that year`, `the day after`: the unit that holds the time last spoken of, shifted.
    Then(Unit, i32),
    /// `a year earlier`: the time last spoken of, shifted.
    FromThen(Unit, i32),
    /// `the year-earlier period`: a year before what is reported.
    YearEarlier,
    /// `the quarter`, `the latest quarter`: the one last spoken of, else the last that is complete; shifted (`the
    /// year-ago quarter`).
    LatestQuarter(i32),
    /// `the same period last year`, `the 1988 period`: the period last spoken of, but in another year; a month only
    /// where the unit is one, and the year where no period was spoken of.
    Period(Unit, Occurrence),
}

impl Anchor {
    /// Whether it is a day with a name of its own, which a time of day can stand beside.
    pub(super) fn is_day(self) -> bool {
        matches!(
            self,
            Self::Day(_)
                | Self::Named(Name::Weekday(_) | Name::MonthDay(..) | Name::Holiday(_), _)
                | Self::Shifted(Unit::Day, _)
        )
    }

    /// Whether it is a day with month and number.
    pub(super) fn is_date(self) -> bool {
        matches!(self, Self::Day(_) | Self::Named(Name::MonthDay(..), _))
    }

    /// The day so many days on from a day; itself where it is none.
    pub(super) fn day_on(self, days: i32) -> Self {
        match self {
            _ if days == 0 => self,
            Self::Day(day) => add_days(day, days.into()).map_or(self, Self::Day),
            Self::Named(name, occurrence) => Self::By(Relation::Days(days), name, occurrence),
            Self::Shifted(Unit::Day, n) => Self::Shifted(Unit::Day, n.saturating_add(days)),
            _ => self,
        }
    }

    /// A bare day as it is told of along with `other`: on the same side of the article's day.
    pub(super) fn as_told_of(self, other: Self) -> Option<Self> {
        let (Self::Named(whole, occurrence) | Self::By(Relation::Days(_), whole, occurrence)) = other else {
            return None;
        };
        let days = |name| matches!(name, Name::Weekday(_)) == matches!(whole, Name::Weekday(_));
        match self {
            Self::Named(name, Occurrence::Nearest(_))
                if days(name) && (name == whole || matches!(name, Name::Weekday(_))) =>
            {
                Some(Self::Named(name, occurrence))
            }
            _ => None,
        }
    }

    /// Told by a day of the calendar.
    pub(super) fn by_day(relation: Relation, day: NaiveDate) -> Self {
        Self::By(relation, Name::MonthDay(day.month(), day.day()), Occurrence::In(day.year()))
    }

    /// A bare month or day with the year of the one that ends its list or range: that year where it comes before that
    /// one in the calendar, else the year before.
    pub(super) fn with_year_of(self, last: Self) -> Option<Self> {
        let place = |name| match name {
            Name::Month(month) => Some((month, 0)),
            Name::MonthDay(month, day) => Some((month, day)),
            Name::Season(season) => Some((season_month(season), 0)),
            _ => None,
        };
        let Self::Named(name, Occurrence::Nearest(_) | Occurrence::Over | Occurrence::Ahead) = self else {
            return None;
        };
        let (occurrence, end) = match last {
            Self::Day(day) => (Occurrence::In(day.year()), (day.month(), day.day())),
            Self::Named(name, occurrence) => (occurrence, place(name)?),
            _ => return None,
        };
        let start = place(name)?;
        let back = i32::from(start > end);
        Some(Self::Named(
            name,
            match occurrence {
                Occurrence::In(year) => Occurrence::In(year - back),
                Occurrence::InYear(n) => Occurrence::InYear(n - back),
                _ => return None,
            },
        ))
    }

    /// The anchor with the side that tense tells, where its meaning depends on it.
    pub(super) fn on(self, side: Side) -> Self {
        const BARE: Occurrence = Occurrence::Nearest(Side::Unknown);
        match self {
            Self::Named(name, BARE) => Self::Named(name, Occurrence::Nearest(side)),
            Self::By(relation, name, BARE) => Self::By(relation, name, Occurrence::Nearest(side)),
            other => other,
        }
    }

    /// The anchor where what it tells of is surely over: a month or a season, and a day where `days` says so.
    pub(super) fn over(self, days: bool) -> Self {
        match self {
            Self::Named(name @ (Name::Month(_) | Name::Season(_)), Occurrence::Nearest(Side::Past)) => {
                Self::Named(name, Occurrence::Over)
            }
            Self::Named(name @ Name::MonthDay(..), Occurrence::Nearest(Side::Past)) if days => {
                Self::Named(name, Occurrence::Over)
            }
            other => other,
        }
    }

    /// The anchor where what it tells of will surely be.
    pub(super) fn surely(self) -> Self {
        match self {
            Self::Named(
                name @ (Name::Month(_) | Name::MonthDay(..) | Name::Season(_)),
                Occurrence::Nearest(Side::Future),
            ) => Self::Named(name, Occurrence::Ahead),
            other => other,
        }
    }

    /// Whether tense decides where it is.
    pub(super) fn depends_on_tense(self) -> bool {
        matches!(self, Self::Named(_, o) | Self::By(_, _, o) if o == Occurrence::Nearest(Side::Unknown))
    }

    /// What it tells about the day of publication.
    fn clue(self) -> Option<Clue> {
        Some(match self {
            Self::Day(day) => Clue::Day(day),
            Self::Year(year) if year > 0 => Clue::Year(year),
            Self::Named(Name::Month(month), Occurrence::In(year)) => Clue::Month(year, month),
            Self::Named(Name::Month(month), Occurrence::Over) => Clue::BareMonth(month, Side::Past),
            Self::Named(Name::MonthDay(month, day), Occurrence::Over) => Clue::MonthDay(month, day, Side::Past),
            Self::Named(Name::Month(month), Occurrence::Ahead) => Clue::BareMonth(month, Side::Future),
            Self::Named(Name::MonthDay(month, day), Occurrence::Ahead) => Clue::MonthDay(month, day, Side::Future),
            Self::Named(Name::Month(month), Occurrence::Nearest(side)) => Clue::BareMonth(month, side),
            Self::Named(Name::MonthDay(month, day), Occurrence::Nearest(side)) => Clue::MonthDay(month, day, side),
            Self::Named(Name::Weekday(day), Occurrence::Nearest(side)) => Clue::Weekday(day, side),
            Self::Named(Name::Weekday(day), Occurrence::Last) => Clue::FarWeekday(day, Side::Past),
            Self::Named(Name::Weekday(day), Occurrence::Next) => Clue::FarWeekday(day, Side::Future),
            Self::Period(_, Occurrence::In(year)) => Clue::Year(year),
            Self::Period(_, Occurrence::InYear(n)) => Clue::YearOffset(n),
            Self::Shifted(Unit::Month, n) => Clue::MonthOffset(n),
            Self::Shifted(Unit::Year, n) => Clue::YearOffset(n),
            Self::Shifted(Unit::Day, n) | Self::Away(Unit::Day, n) => Clue::DayOffset(n),
            _ => return None,
        })
    }
}

impl Meaning {
    pub(super) fn new(sense: Sense) -> Self {
        Self { sense, modifier: None, weekday: None, aside: false, told: Told::default() }
    }

    pub(super) fn point(anchor: Anchor) -> Self {
        Self::new(Sense::Point(anchor, None))
    }

    /// Where it is, of a point without a time of day.
    pub(super) fn anchor(&self) -> Option<Anchor> {
        match self.sense {
            Sense::Point(anchor, None) => Some(anchor),
            _ => None,
        }
    }

    pub(super) fn with(self, modifier: Option<TimeMod>) -> Self {
        Self { modifier: modifier.or(self.modifier), ..self }
    }

    /// A bare name of what comes once a year, in the year that `whole` tells: "in 1998, on May 3".
    pub(super) fn of_year(self, whole: &Self) -> Option<Self> {
        let Sense::Point(Anchor::Named(part, Occurrence::Nearest(_)), clock) = self.sense else { return None };
        let year = match whole.anchor()? {
            Anchor::Year(year) => Occurrence::In(year),
            Anchor::Shifted(Unit::Year, n) | Anchor::Away(Unit::Year, n) => Occurrence::InYear(n),
            Anchor::YearEarlier | Anchor::LatestQuarter(-4) => Occurrence::InYear(-1),
            Anchor::Period(_, year) => year,
            Anchor::Named(whole, year @ (Occurrence::In(_) | Occurrence::InYear(_))) if whole.unit() > part.unit() => {
                year
            }
            _ => return None,
        };
        let anchor = match (part, year) {
            (Name::Weekday(_) | Name::Weekend, _) => return None,
            (Name::MonthDay(month, day), Occurrence::In(year)) => {
                Anchor::Day(NaiveDate::from_ymd_opt(year, month, day)?)
            }
            _ => Anchor::Named(part, year),
        };
        Some(Self { sense: Sense::Point(anchor, clock), ..self })
    }

    /// What it tells about the day of publication.
    pub(super) fn clue(&self) -> Option<Clue> {
        match self.sense {
            Sense::Point(anchor, _) | Sense::Range(anchor, _) => anchor.clue(),
            _ => None,
        }
    }
}
