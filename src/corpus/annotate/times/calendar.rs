//! Stretches of the calendar: a day, a week, a quarter, a decade; their TIMEX3 values, their days, and steps between
//! them.
//!
//! Knows nothing of text. Weeks are ISO 8601 weeks.

use super::lexicon::{Season, Unit};
use crate::corpus::article::{Days, PartialDate};
use chrono::{Datelike, Duration, NaiveDate};

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stretch {
    Day(NaiveDate),
    /// The week of this Monday.
    Week(NaiveDate),
    /// The weekend of the week of this Monday.
    Weekend(NaiveDate),
    /// Year and month.
    Month(i32, u32),
    /// Year and quarter.
    Quarter(i32, u32),
    /// Year and half.
    Half(i32, u32),
    Season(i32, Season),
    /// 0 is the year 1 B.C.
    Year(i32),
    /// `199`
    Decade(i32),
    /// `19`; the first century B.C. is −1
    Century(i32),
}

impl From<PartialDate> for Stretch {
    fn from(date: PartialDate) -> Self {
        match date {
            PartialDate::Day(day) => Self::Day(day),
            PartialDate::Month(year, month) => Self::Month(year, month),
            PartialDate::Year(year) => Self::Year(year),
        }
    }
}

/// The Monday of the week of `day`.
pub(super) fn monday(day: NaiveDate) -> Option<NaiveDate> {
    day.checked_sub_signed(Duration::days(i64::from(day.weekday().num_days_from_monday())))
}

/// `day` shifted by whole days.
pub(super) fn add_days(day: NaiveDate, n: i64) -> Option<NaiveDate> {
    day.checked_add_signed(Duration::try_days(n)?)
}

fn month_days(year: i32, first: u32, count: u32) -> Option<Days> {
    let from = NaiveDate::from_ymd_opt(year, first, 1)?;
    let after = first + count;
    let (year, month) = if after > 12 { (year + 1, after - 12) } else { (year, after) };
    Some(Days { from, to: NaiveDate::from_ymd_opt(year, month, 1)?.pred_opt()? })
}

impl Stretch {
    /// First and last day; `None` beyond the calendar.
    pub(super) fn days(self) -> Option<Days> {
        let years = |first: i32, last: i32| {
            // Years before the first have a value but no days: the calendar of their time was another.
            (first >= 0).then_some(())?;
            Some(Days { from: NaiveDate::from_ymd_opt(first, 1, 1)?, to: NaiveDate::from_ymd_opt(last, 12, 31)? })
        };
        match self {
            Self::Day(day) => Some(Days { from: day, to: day }),
            Self::Week(monday) => Some(Days { from: monday, to: add_days(monday, 6)? }),
            Self::Weekend(monday) => Some(Days { from: add_days(monday, 5)?, to: add_days(monday, 6)? }),
            Self::Month(year, month) => month_days(year, month, 1),
            Self::Quarter(year, quarter) => month_days(year, quarter * 3 - 2, 3),
            Self::Half(year, half) => month_days(year, half * 6 - 5, 6),
            Self::Season(year, season) => month_days(year, season_month(season), 3),
            Self::Year(year) => years(year, year),
            Self::Decade(decade) => years(decade.checked_mul(10)?, decade.checked_mul(10)? + 9),
            Self::Century(century) => years(century.checked_mul(100)?, century.checked_mul(100)? + 99),
        }
    }

    /// The TIMEX3 value.
    pub(super) fn value(self) -> String {
        let week = |monday: NaiveDate| format!("{:04}-W{:02}", monday.iso_week().year(), monday.iso_week().week());
        match self {
            Self::Day(day) => day.to_string(),
            Self::Week(monday) => week(monday),
            Self::Weekend(monday) => week(monday) + "-WE",
            Self::Month(year, month) => format!("{year:04}-{month:02}"),
            Self::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
            Self::Half(year, half) => format!("{year:04}-H{half}"),
            Self::Season(year, season) => format!("{year:04}-{}", season_code(season)),
            Self::Year(year @ ..=0) => format!("BC{:04}", 1 - year),
            Self::Year(year) => format!("{year:04}"),
            Self::Decade(decade) => format!("{decade:03}"),
            Self::Century(century @ ..0) => format!("BC{:02}", -1 - century),
            Self::Century(century) => format!("{century:02}"),
        }
    }

    /// How fine it is.
    pub(super) fn unit(self) -> Unit {
        match self {
            Self::Day(_) => Unit::Day,
            Self::Week(_) | Self::Weekend(_) => Unit::Week,
            Self::Month(..) => Unit::Month,
            Self::Quarter(..) | Self::Half(..) | Self::Season(..) => Unit::Quarter,
            Self::Year(_) => Unit::Year,
            Self::Decade(_) => Unit::Decade,
            Self::Century(_) => Unit::Century,
        }
    }

    /// The stretch of length `unit` that holds it; `None` where it is itself longer.
    pub(super) fn within(self, unit: Unit) -> Option<Self> {
        if unit < self.unit() {
            return None;
        }
        // What is as coarse as a year may lie before the calendar's first day.
        let year = match self {
            Self::Year(year) => year,
            Self::Decade(decade) => decade.checked_mul(10)?,
            Self::Century(century) => century.checked_mul(100)?,
            _ => self.days()?.from.year(),
        };
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => {
                return matches!(self, Self::Day(_)).then_some(self);
            }
            Unit::Week | Unit::Fortnight => Self::Week(monday(self.days()?.from)?),
            Unit::Month => Self::Month(year, self.days()?.from.month()),
            Unit::Quarter => Self::Quarter(year, self.days()?.from.month0() / 3 + 1),
            Unit::Year => Self::Year(year),
            Unit::Decade => Self::Decade(year.div_euclid(10)),
            Unit::Century | Unit::Millennium => Self::Century(year.div_euclid(100)),
        })
    }

    /// `n` stretches of its own kind on; `None` beyond years 0 to 9999.
    pub(super) fn step(self, n: i32) -> Option<Self> {
        let cycle = |year: i32, part: u32, parts: i32| -> Option<(i32, u32)> {
            let all = year.checked_mul(parts)?.checked_add(part as i32 - 1)?.checked_add(n)?;
            Some((all.div_euclid(parts), all.rem_euclid(parts) as u32 + 1))
        };
        let moved = match self {
            Self::Day(day) => Self::Day(add_days(day, n.into())?),
            Self::Week(monday) => Self::Week(add_days(monday, i64::from(n) * 7)?),
            Self::Weekend(monday) => Self::Weekend(add_days(monday, i64::from(n) * 7)?),
            Self::Month(year, month) => cycle(year, month, 12).map(|(y, m)| Self::Month(y, m))?,
            Self::Quarter(year, quarter) => cycle(year, quarter, 4).map(|(y, q)| Self::Quarter(y, q))?,
            Self::Half(year, half) => cycle(year, half, 2).map(|(y, h)| Self::Half(y, h))?,
            Self::Season(year, season) => Self::Season(year.checked_add(n)?, season),
            Self::Year(year) => Self::Year(year.checked_add(n)?),
            Self::Decade(decade) => Self::Decade(decade.checked_add(n)?),
            Self::Century(century) => Self::Century(century.checked_add(n)?),
        };
        let year = match moved {
            Self::Decade(decade) => decade.checked_mul(10)?,
            Self::Century(century) => century.checked_mul(100)?,
            Self::Year(year) | Self::Month(year, _) | Self::Quarter(year, _) | Self::Half(year, _) => year,
            Self::Season(year, _) => year,
            Self::Day(day) | Self::Week(day) | Self::Weekend(day) => day.year(),
        };
        (0..=9999).contains(&year).then_some(moved)
    }
}

/// The first month of a season.
pub(super) fn season_month(season: Season) -> u32 {
    match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Fall => 9,
        Season::Winter => 12,
    }
}

/// The TIMEX3 code of a season.
pub(super) fn season_code(season: Season) -> &'static str {
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Fall => "FA",
        Season::Winter => "WI",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn values_and_days() {
        let week = Stretch::Day(day("2024-12-09")).within(Unit::Week).and_then(|w| w.step(-1)).unwrap();
        assert_eq!(week.value(), "2024-W49");
        assert_eq!(week.days().unwrap(), Days { from: day("2024-12-02"), to: day("2024-12-08") });
        assert_eq!(Stretch::Month(2024, 1).step(-1).unwrap().value(), "2023-12");
        assert_eq!(Stretch::Quarter(1989, 4).step(1).unwrap().value(), "1990-Q1");
        assert_eq!(Stretch::Season(2023, Season::Winter).days().unwrap().to, day("2024-02-29"));
        assert_eq!(Stretch::Year(2).step(-3), None);
    }
}
