//! How TIMEX3 writes what has no place on the calendar: times of day, lengths, vague references, and what is left of a
//! date whose place is not known.

use super::calendar::season_code;
use super::lexicon::{Part, Reference, Unit};
use super::meaning::{Anchor, Clock, Count, Name, Piece, Relation};

/// The value of an anchor whose place is not known.
pub(super) fn unknown(anchor: Anchor) -> String {
    let of_unit = |unit| match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => "XXXX-XX-XX",
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century | Unit::Millennium => "XX",
    };
    let of_piece = |piece| match piece {
        Piece::Day | Piece::Weekday(_) => of_unit(Unit::Day),
        Piece::Week => of_unit(Unit::Week),
        Piece::Month => of_unit(Unit::Month),
        Piece::Weekend => "XXXX-WXX-WE",
    };
    match anchor {
        Anchor::Named(name, _) => match name {
            Name::Month(month) => format!("XXXX-{month:02}"),
            Name::MonthDay(month, day) => format!("XXXX-{month:02}-{day:02}"),
            Name::Weekday(day) => format!("XXXX-WXX-{}", day.number_from_monday()),
            Name::Weekend => "XXXX-WXX-WE".to_owned(),
            Name::Season(season) => format!("XXXX-{}", season_code(season)),
            Name::Quarter(quarter) => format!("XXXX-Q{quarter}"),
            Name::Half(half) => format!("XXXX-H{half}"),
            Name::Holiday(_) => "XXXX-XX-XX".to_owned(),
        },
        Anchor::By(relation, ..) => match relation {
            Relation::Within(unit) => of_unit(unit),
            Relation::Weekend => "XXXX-WXX-WE",
            Relation::Days(_) | Relation::Months(_) => of_unit(Unit::Day),
            Relation::QuarterTo => of_unit(Unit::Quarter),
            Relation::Nth(_, piece) | Relation::Beside(_, piece) => of_piece(piece),
        }
        .to_owned(),
        Anchor::ByUnit(Relation::Nth(_, piece), ..) => of_piece(piece).to_owned(),
        Anchor::Anniversary(_, unit, _) => of_unit(unit).to_owned(),
        Anchor::LatestQuarter(_) => of_unit(Unit::Quarter).to_owned(),
        Anchor::Shifted(unit, n) | Anchor::Away(unit, n) | Anchor::Then(unit, n) | Anchor::FromThen(unit, n) => {
            // Beyond the calendar, or an hour: no more than the direction.
            if unit < Unit::Day || n.unsigned_abs() > 1000 {
                return reference_value(if n < 0 { Reference::Past } else { Reference::Future }).to_owned();
            }
            of_unit(unit).to_owned()
        }
        _ => "XXXX".to_owned(),
    }
}

pub(super) fn reference_value(reference: Reference) -> &'static str {
    match reference {
        Reference::Past => "PAST_REF",
        Reference::Present => "PRESENT_REF",
        Reference::Future => "FUTURE_REF",
    }
}

pub(super) fn clock_value(clock: Clock) -> String {
    match clock {
        Clock::At(hour, minute) => format!("T{hour:02}:{minute:02}"),
        Clock::Part(part) => match part {
            Part::Morning => "TMO",
            Part::Noon => "T12:00",
            Part::Afternoon => "TAF",
            Part::Evening => "TEV",
            Part::Night => "TNI",
            Part::Midnight => "T24:00",
        }
        .to_owned(),
    }
}

/// `P6M`, `PT6H`, `PT1H30M`, `PXD`
pub(super) fn length(count: Count, unit: Unit) -> String {
    let (time, letter) = match unit {
        Unit::Second => ("T", 'S'),
        Unit::Minute => ("T", 'M'),
        Unit::Hour => ("T", 'H'),
        Unit::Day => ("", 'D'),
        Unit::Week | Unit::Fortnight => ("", 'W'),
        Unit::Month => ("", 'M'),
        Unit::Quarter => ("", 'Q'),
        Unit::Year => ("", 'Y'),
        Unit::Decade => ("", 'E'),
        Unit::Century => ("", 'C'),
        Unit::Millennium => ("", 'L'),
    };
    let n = match (count, unit) {
        (Count::Some, _) => return format!("P{time}X{letter}"),
        (Count::YearsDays(years, days), _) => return format!("P{years}Y{days}D"),
        (Count::Both(n, m), _) => {
            return match unit {
                Unit::Year => format!("P{n}Y{m}M"),
                Unit::Week => format!("P{n}W{m}D"),
                Unit::Day => format!("P{n}DT{m}H"),
                Unit::Hour => format!("PT{n}H{m}M"),
                _ => format!("PT{n}M{m}S"),
            };
        }
        // "two decades" and "half a century" are written in years, "decades" as itself.
        (Count::Tenths(n), Unit::Decade) => return format!("P{n}Y"),
        (Count::Tenths(n), Unit::Century) if n % 10 != 0 => return format!("P{}Y", n.saturating_mul(10)),
        (Count::Tenths(n), Unit::Fortnight) => n.saturating_mul(2),
        (Count::Tenths(n), _) => n,
    };
    // A half is written in the next smaller unit, where there is one with a whole number for it.
    let half = match unit {
        Unit::Minute => "30S",
        Unit::Hour => "30M",
        Unit::Year => "6M",
        _ => "",
    };
    match (n / 10, n % 10) {
        (whole, 0) => format!("P{time}{whole}{letter}"),
        (0, 5) if !half.is_empty() => format!("P{time}{half}"),
        (whole, 5) if !half.is_empty() => format!("P{time}{whole}{letter}{half}"),
        (whole, part) => format!("P{time}{whole}.{part}{letter}"),
    }
}
