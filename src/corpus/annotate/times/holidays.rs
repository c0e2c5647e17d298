//! Holidays: the names that English news calls them by, and the rule that places each in a year.
//!
//! Only those that fall on one day wherever news speaks of them by that name; feasts that a sighting of the moon
//! decides are left out, for their day is not known ahead. The rules are those of the holidays themselves: federal
//! holidays of the United States (5 U.S.C. 6103), the computus of Easter, the arithmetic of the Hebrew calendar
//! (Reingold and Dershowitz, *Calendrical Calculations*).

use super::calendar::add_days;
use chrono::{Datelike, NaiveDate, Weekday};

/// The rule that places a holiday in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holiday {
    /// Always month and day.
    Fixed(u32, u32),
    /// Days after the n-th of a weekday in a month; number 0 is the last.
    Nth(u32, Weekday, u8, i64),
    /// Days after Easter Sunday of the western churches.
    Easter(i64),
    /// Days after Easter Sunday of the Orthodox churches.
    OrthodoxEaster(i64),
    /// Days after the Hebrew New Year that falls in the year.
    Hebrew(i64),
    /// The first day of Hanukkah, which the length of a month moves.
    Hanukkah,
}

/// Names as folded tokens, by their first word; a longer name stands before one that begins it.
pub(super) const HOLIDAYS: &[(&[&str], Holiday)] = &[
    (&["all", "saints", "'", "day"], Holiday::Fixed(11, 1)),
    (&["all", "saints", "day"], Holiday::Fixed(11, 1)),
    (&["all", "souls", "'", "day"], Holiday::Fixed(11, 2)),
    (&["all", "souls", "day"], Holiday::Fixed(11, 2)),
    (&["anzac", "day"], Holiday::Fixed(4, 25)),
    (&["april", "fool", "'s", "day"], Holiday::Fixed(4, 1)),
    (&["april", "fools", "'", "day"], Holiday::Fixed(4, 1)),
    (&["april", "fools", "day"], Holiday::Fixed(4, 1)),
    (&["armistice", "day"], Holiday::Fixed(11, 11)),
    (&["ascension", "day"], Holiday::Easter(39)),
    (&["ash", "wednesday"], Holiday::Easter(-46)),
    (&["australia", "day"], Holiday::Fixed(1, 26)),
    (&["bastille", "day"], Holiday::Fixed(7, 14)),
    (&["black", "friday"], Holiday::Nth(11, Weekday::Thu, 4, 1)),
    (&["boxing", "day"], Holiday::Fixed(12, 26)),
    (&["canada", "day"], Holiday::Fixed(7, 1)),
    (&["christmas", "day"], Holiday::Fixed(12, 25)),
    (&["christmas", "eve"], Holiday::Fixed(12, 24)),
    (&["christmas"], Holiday::Fixed(12, 25)),
    (&["cinco", "de", "mayo"], Holiday::Fixed(5, 5)),
    (&["columbus", "day"], Holiday::Nth(10, Weekday::Mon, 2, 0)),
    (&["cyber", "monday"], Holiday::Nth(11, Weekday::Thu, 4, 4)),
    (&["earth", "day"], Holiday::Fixed(4, 22)),
    (&["easter", "monday"], Holiday::Easter(1)),
    (&["easter", "sunday"], Holiday::Easter(0)),
    (&["easter"], Holiday::Easter(0)),
    (&["election", "day"], Holiday::Nth(11, Weekday::Mon, 1, 1)),
    (&["fat", "tuesday"], Holiday::Easter(-47)),
    (&["father", "'s", "day"], Holiday::Nth(6, Weekday::Sun, 3, 0)),
    (&["flag", "day"], Holiday::Fixed(6, 14)),
    (&["giving", "tuesday"], Holiday::Nth(11, Weekday::Thu, 4, 5)),
    (&["good", "friday"], Holiday::Easter(-2)),
    (&["groundhog", "day"], Holiday::Fixed(2, 2)),
    (&["guy", "fawkes", "day"], Holiday::Fixed(11, 5)),
    (&["guy", "fawkes", "night"], Holiday::Fixed(11, 5)),
    (&["halloween"], Holiday::Fixed(10, 31)),
    (&["hanukkah"], Holiday::Hanukkah),
    (&["holy", "saturday"], Holiday::Easter(-1)),
    (&["holy", "thursday"], Holiday::Easter(-3)),
    (&["inauguration", "day"], Holiday::Fixed(1, 20)),
    (&["international", "women", "'s", "day"], Holiday::Fixed(3, 8)),
    (&["juneteenth"], Holiday::Fixed(6, 19)),
    (&["labor", "day"], Holiday::Nth(9, Weekday::Mon, 1, 0)),
    (&["mardi", "gras"], Holiday::Easter(-47)),
    (&["martin", "luther", "king", "day"], Holiday::Nth(1, Weekday::Mon, 3, 0)),
    (&["martin", "luther", "king", "jr", ".", "day"], Holiday::Nth(1, Weekday::Mon, 3, 0)),
    (&["maundy", "thursday"], Holiday::Easter(-3)),
    (&["may", "day"], Holiday::Fixed(5, 1)),
    (&["memorial", "day"], Holiday::Nth(5, Weekday::Mon, 0, 0)),
    (&["mother", "'s", "day"], Holiday::Nth(5, Weekday::Sun, 2, 0)),
    (&["new", "year", "'s", "day"], Holiday::Fixed(1, 1)),
    (&["new", "year", "'s", "eve"], Holiday::Fixed(12, 31)),
    (&["orthodox", "christmas"], Holiday::Fixed(1, 7)),
    (&["orthodox", "easter"], Holiday::OrthodoxEaster(0)),
    (&["palm", "sunday"], Holiday::Easter(-7)),
    (&["passover"], Holiday::Hebrew(-163)),
    (&["pentecost"], Holiday::Easter(49)),
    (&["president", "'s", "day"], Holiday::Nth(2, Weekday::Mon, 3, 0)),
    (&["presidents", "'", "day"], Holiday::Nth(2, Weekday::Mon, 3, 0)),
    (&["presidents", "day"], Holiday::Nth(2, Weekday::Mon, 3, 0)),
    (&["purim"], Holiday::Hebrew(-193)),
    (&["remembrance", "day"], Holiday::Fixed(11, 11)),
    (&["remembrance", "sunday"], Holiday::Nth(11, Weekday::Sun, 2, 0)),
    (&["rosh", "hashana"], Holiday::Hebrew(0)),
    (&["rosh", "hashanah"], Holiday::Hebrew(0)),
    (&["shavuot"], Holiday::Hebrew(-113)),
    (&["shrove", "tuesday"], Holiday::Easter(-47)),
    (&["st", ".", "patrick", "'s", "day"], Holiday::Fixed(3, 17)),
    (&["st", "patrick", "'s", "day"], Holiday::Fixed(3, 17)),
    (&["st", ".", "valentine", "'s", "day"], Holiday::Fixed(2, 14)),
    (&["sukkot"], Holiday::Hebrew(14)),
    (&["thanksgiving", "day"], Holiday::Nth(11, Weekday::Thu, 4, 0)),
    (&["thanksgiving"], Holiday::Nth(11, Weekday::Thu, 4, 0)),
    (&["valentine", "'s", "day"], Holiday::Fixed(2, 14)),
    (&["veterans", "'", "day"], Holiday::Fixed(11, 11)),
    (&["veterans", "day"], Holiday::Fixed(11, 11)),
    (&["victory", "day"], Holiday::Fixed(5, 9)),
    (&["whit", "monday"], Holiday::Easter(50)),
    (&["whit", "sunday"], Holiday::Easter(49)),
    (&["yom", "kippur"], Holiday::Hebrew(9)),
];

/// The day of a holiday in a year of the Gregorian calendar; `None` beyond the calendar.
pub(super) fn day_of(holiday: Holiday, year: i32) -> Option<NaiveDate> {
    match holiday {
        Holiday::Fixed(month, day) => NaiveDate::from_ymd_opt(year, month, day),
        Holiday::Nth(month, weekday, 0, days) => add_days(last_weekday(year, month, weekday)?, days),
        Holiday::Nth(month, weekday, n, days) => {
            add_days(NaiveDate::from_weekday_of_month_opt(year, month, weekday, n)?, days)
        }
        Holiday::Easter(days) => add_days(easter(year)?, days),
        Holiday::OrthodoxEaster(days) => add_days(orthodox_easter(year)?, days),
        Holiday::Hebrew(days) => add_days(hebrew_new_year(year)?, days),
        Holiday::Hanukkah => {
            let new_year = hebrew_new_year(year)?;
            let length = (hebrew_new_year(year + 1)? - new_year).num_days();
            // The second month has a day more in the longest years.
            add_days(new_year, if length % 10 == 5 { 84 } else { 83 })
        }
    }
}

fn last_weekday(year: i32, month: u32, weekday: Weekday) -> Option<NaiveDate> {
    (4..=5).rev().find_map(|n| NaiveDate::from_weekday_of_month_opt(year, month, weekday, n))
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm, Nature 1876).
fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - b / 4 - g + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, (n / 31) as u32, (n % 31 + 1) as u32)
}

/// Easter Sunday of the Julian calendar (Meeus's form), as a Gregorian day of the years 1900 to 2099.
fn orthodox_easter(year: i32) -> Option<NaiveDate> {
    let d = (19 * (year % 19) + 15) % 30;
    let e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
    let n = d + e + 114;
    let julian = NaiveDate::from_ymd_opt(year, (n / 31) as u32, (n % 31 + 1) as u32)?;
    add_days(julian, 13).filter(|day| (1900..=2099).contains(&day.year()))
}

/// The Hebrew New Year (1 Tishri) that falls in a Gregorian year: the mean conjunction and its four postponements.
fn hebrew_new_year(year: i32) -> Option<NaiveDate> {
    let hebrew = i64::from(year) + 3761;
    let elapsed = |year: i64| {
        let months = (235 * year - 234).div_euclid(19);
        let day = 29 * months + (12_084 + 13_753 * months).div_euclid(25_920);
        day + i64::from((3 * (day + 1)).rem_euclid(7) < 3)
    };
    let (before, this, after) = (elapsed(hebrew - 1), elapsed(hebrew), elapsed(hebrew + 1));
    let delay = if after - this == 356 { 2 } else { i64::from(this - before == 382) };
    // Day 0 of that count lies 1,373,427 days before the first of January of the year 1, which is day 1.
    let days = this + delay - 1_373_427;
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(days).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_longer_name_stands_before_one_that_begins_it() {
        for (n, (name, _)) in HOLIDAYS.iter().enumerate() {
            let hidden = HOLIDAYS[..n].iter().find(|(earlier, _)| name.starts_with(earlier));
            assert_eq!(hidden, None, "{name:?}");
        }
    }

    #[test]
    fn fixed_and_counted_days() {
        assert_eq!(day_of(Holiday::Fixed(12, 25), 2024), Some(day("2024-12-25")));
        assert_eq!(day_of(Holiday::Nth(11, Weekday::Thu, 4, 0), 1999), Some(day("1999-11-25")));
        assert_eq!(day_of(Holiday::Nth(11, Weekday::Mon, 1, 1), 2022), Some(day("2022-11-08")));
        assert_eq!(day_of(Holiday::Nth(5, Weekday::Mon, 0, 0), 2024), Some(day("2024-05-27")));
    }

    #[test]
    fn easter_and_what_hangs_on_it() {
        assert_eq!(day_of(Holiday::Easter(0), 2024), Some(day("2024-03-31")));
        assert_eq!(day_of(Holiday::Easter(0), 1998), Some(day("1998-04-12")));
        assert_eq!(day_of(Holiday::Easter(-46), 2021), Some(day("2021-02-17")));
        assert_eq!(day_of(Holiday::OrthodoxEaster(0), 2024), Some(day("2024-05-05")));
        assert_eq!(day_of(Holiday::OrthodoxEaster(0), 2017), Some(day("2017-04-16")));
    }

    #[test]
    fn the_hebrew_year() {
        assert_eq!(day_of(Holiday::Hebrew(0), 2024), Some(day("2024-10-03")));
        assert_eq!(day_of(Holiday::Hebrew(9), 1973), Some(day("1973-10-06")));
        assert_eq!(day_of(Holiday::Hebrew(-163), 2024), Some(day("2024-04-23")));
        assert_eq!(day_of(Holiday::Hanukkah, 2023), Some(day("2023-12-08")));
        assert_eq!(day_of(Holiday::Hanukkah, 2024), Some(day("2024-12-26")));
    }
}
