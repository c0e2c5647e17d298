//! Places the days, weeks and months of a month or a year, those beside a day, and what lies so many months on; reads
//! nothing.

use super::super::calendar::{Stretch, add_days, monday};
use super::super::lexicon::Unit;
use super::super::meaning::Piece;
use chrono::{Datelike, Months, NaiveDate, Weekday};

/// The n-th piece of a month or a year; number 0 is the last. A week is of the month that most of its days are of, as ISO 8601
/// counts those of a year; a weekend of that of its Saturday.
pub(super) fn nth(n: u32, piece: Piece, whole: Stretch) -> Option<Stretch> {
    let days = match whole {
        Stretch::Month(..) | Stretch::Year(_) => whole.days()?,
        _ => return None,
    };
    let steps = i64::from(n) - 1;
    let weekly = |weekday: Weekday| match n {
        0 => add_days(days.to, -i64::from(days.to.weekday().days_since(weekday))),
        _ => add_days(days.from, steps * 7 + i64::from(weekday.days_since(days.from.weekday()))),
    };
    let placed = match piece {
        Piece::Month => match (whole, n) {
            (Stretch::Year(year), 0) => Stretch::Month(year, 12),
            (Stretch::Year(year), 1..=12) => Stretch::Month(year, n),
            _ => return None,
        },
        Piece::Day if n == 0 => Stretch::Day(days.to),
        Piece::Day => Stretch::Day(add_days(days.from, steps)?),
        Piece::Weekday(weekday) => Stretch::Day(weekly(weekday)?),
        Piece::Week => Stretch::Week(monday(weekly(Weekday::Thu)?)?),
        Piece::Weekend => Stretch::Weekend(monday(weekly(Weekday::Sat)?)?),
    };
    // "the fifth Sunday" that a month has not
    let inside = |day: NaiveDate| day <= days.to;
    match placed {
        Stretch::Day(day) => inside(day),
        _ => inside(placed.days()?.from),
    }
    .then_some(placed)
}

/// The nearest piece after (1) or before (−1) a day.
pub(super) fn beside(side: i32, piece: Piece, day: Stretch) -> Option<Stretch> {
    let Stretch::Day(day) = day else { return None };
    let ahead = side > 0;
    match piece {
        Piece::Day => Stretch::Day(day).step(side),
        Piece::Week => Stretch::Week(monday(day)?).step(side),
        Piece::Month => Stretch::Day(day).within(Unit::Month)?.step(side),
        Piece::Weekday(weekday) => {
            let gap = if ahead { weekday.days_since(day.weekday()) } else { day.weekday().days_since(weekday) };
            let gap = if gap == 0 { 7 } else { i64::from(gap) };
            Some(Stretch::Day(add_days(day, if ahead { gap } else { -gap })?))
        }
        // what is of the weekend itself is beside the next one
        Piece::Weekend => {
            let within = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
            let weekend = Stretch::Weekend(monday(day)?);
            if ahead && !within { Some(weekend) } else { weekend.step(side) }
        }
    }
}

/// The unit that holds the first day of a stretch, months away from it.
pub(super) fn months_on(stretch: Stretch, months: i32, unit: Unit) -> Option<Stretch> {
    let first = stretch.days()?.from;
    let by = Months::new(months.unsigned_abs());
    let day = if months < 0 { first.checked_sub_months(by)? } else { first.checked_add_months(by)? };
    (0..=9999).contains(&day.year()).then_some(Stretch::Day(day))?.within(unit)
}
