//! Places what comes round again by its name: which Monday, which May, which Christmas. Does not read tense.

use super::super::Side;
use super::super::calendar::{Stretch, add_days, monday};
use super::super::holidays::day_of;
use super::super::lexicon::Unit;
use super::super::meaning::{Anchor, Name, Occurrence};
use super::Placer;
use chrono::{Datelike, NaiveDate, Weekday};

/// Days beyond which a bare month or day is taken for the one in this year, whatever the tense: "in October", said in
/// July or August of what was, is last year's, said in September it may be either. From 306 on fewer of the development
/// articles' values are right.
const FAR_BACK: i64 = 305;

/// The same of what will be: "by the end of May", said in July, is mostly over.
const FAR_AHEAD: i64 = 300;

/// The same where no verb tells the tense.
const FAR_UNTOLD: i64 = 240;

/// Days beyond which, without tense, the other year's is nearer.
const HALF_YEAR: i64 = 183;

impl Placer {
    pub(super) fn named(&self, name: Name, occurrence: Occurrence) -> Option<Stretch> {
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
            Occurrence::InYear(n) => in_year(this_year()?.checked_add(n)?),
            Occurrence::InThatYear => match self.then.and_then(|t| t.within(Unit::Year)) {
                Some(Stretch::Year(year)) => in_year(year),
                _ => in_year(this_year()?),
            },
            // "The week after, he was back. That weekend he was shot."
            Occurrence::After if name == Name::Weekend && matches!(self.then, Some(Stretch::Week(_))) => {
                match self.then? {
                    Stretch::Week(monday) => Some(Stretch::Weekend(monday)),
                    _ => None,
                }
            }
            // "She won in 2021 and again the following May"
            Occurrence::After
                if matches!((self.then, name), (Some(Stretch::Year(_)), Name::Month(_) | Name::Season(_))) =>
            {
                let Some(Stretch::Year(year)) = self.then else { return None };
                in_year(year.checked_add(1)?)
            }
            Occurrence::Before | Occurrence::After => {
                let from = Self::at(self.then.or(self.reference));
                let side = match (occurrence, name) {
                    (Occurrence::Before, _) => Occurrence::Last,
                    // "On May 5 he fled. That weekend he was shot."
                    (_, Name::Weekend) => Occurrence::Nearest(Side::Future),
                    _ => Occurrence::Next,
                };
                from.named(name, side).or_else(|| self.named(name, side))
            }
            Occurrence::OfWeek(n) => match name {
                Name::Weekday(weekday) => {
                    let day = add_days(monday(self.today()?)?, weekday.num_days_from_monday().into())?;
                    Stretch::Day(day).step(n.checked_mul(7)?)
                }
                _ => None,
            },
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

    pub(super) fn weekday(&self, weekday: Weekday, occurrence: Occurrence) -> Option<NaiveDate> {
        let today = self.today()?;
        let back = i64::from((7 + today.weekday().num_days_from_monday() - weekday.num_days_from_monday()) % 7);
        let ahead = (7 - back) % 7;
        let strictly = |days: i64| if days == 0 { 7 } else { days };
        add_days(
            today,
            match occurrence {
                Occurrence::Nearest(Side::Future) | Occurrence::This => ahead,
                Occurrence::Last => -strictly(back),
                // nobody calls tomorrow "next Tuesday"
                Occurrence::Next if ahead == 1 => 8,
                Occurrence::Next => strictly(ahead),
                _ => -back,
            },
        )
    }

    /// What comes once a year, in the nearest year on its side.
    pub(super) fn yearly(&self, name: Name, occurrence: Occurrence) -> Option<Stretch> {
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
            Occurrence::Ahead => i32::from(ahead < 0),
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

    /// A bare date of the year in which it falls on its weekday, where the year that tense and distance tell is another: "The
    /// hearing was put off to Friday, Dec. 20". Of three years in a row it is one at most.
    pub(super) fn on_weekday(&self, anchor: Anchor, weekday: Weekday, placed: Stretch) -> Option<Stretch> {
        let Anchor::Named(name, Occurrence::Nearest(_) | Occurrence::Over | Occurrence::Ahead) = anchor else {
            return None;
        };
        let falls = |stretch: &Stretch| matches!(stretch, Stretch::Day(day) if day.weekday() == weekday);
        let Stretch::Year(now) = self.present(Unit::Year).filter(|_| !falls(&placed))? else { return None };
        [now, now - 1, now + 1].into_iter().find_map(|year| in_year(name, year).filter(falls))
    }

    pub(super) fn weekend(&self, occurrence: Occurrence) -> Option<Stretch> {
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

/// The first day of the month in which a stretch begins.
fn month_of(stretch: Stretch) -> Option<NaiveDate> {
    let first = stretch.days()?.from;
    NaiveDate::from_ymd_opt(first.year(), first.month(), 1)
}

/// What bears a name in a year.
pub(super) fn in_year(name: Name, year: i32) -> Option<Stretch> {
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
