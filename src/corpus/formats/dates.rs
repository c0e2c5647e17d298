//! Reads the publication dates that feeds, exports and front matter state, in their many spellings.
//!
//! Does not look for dates in running text: `annotate::times` does. What is ambiguous is claimed no further than it
//! is known: `09/08/2025` gives the year alone. The day is the one written, in the publisher's own time zone.

use crate::corpus::article::PartialDate;
use chrono::{DateTime, NaiveDate};

/// Years that a publication date can have; what lies outside is a placeholder (`0001-01-01`, `9999-12-31`).
const YEARS: std::ops::RangeInclusive<i32> = 1600..=2199;

/// Reads a date: ISO 8601, RFC 2822, `8 September 2025`, `Sept. 8, 2025`, `2025/09/08`, `20250908T101500`, seconds
/// or milliseconds since 1970, and the like; `None` where it is none.
pub(crate) fn parse(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    // Times of day, zones and weekdays may follow, novels may not.
    if text.len() > 100 || text.starts_with("1970-01-01T00:00:00") {
        return None;
    }
    digits(text).or_else(|| spelled(text)).filter(|date| YEARS.contains(&date.year()))
}

/// Reads a number: a year, a compact date, or seconds, milli-, micro- or nanoseconds since 1970.
pub(crate) fn number(n: i64) -> Option<PartialDate> {
    if n < 0 { None } else { parse(&n.to_string()) }
}

/// A date written in digits without separators: `2025`, `202509`, `20250908`, `20250908T1015…`, `1757325600`.
fn digits(text: &str) -> Option<PartialDate> {
    let run = text.bytes().take_while(u8::is_ascii_digit).count();
    let (head, rest) = text.split_at(run);
    let n: i64 = head.parse().ok()?;
    let epoch = |seconds: i64| Some(PartialDate::Day(DateTime::from_timestamp(seconds, 0)?.date_naive()));
    match (run, rest.bytes().next()) {
        (4, None) => Some(PartialDate::Year(n as i32)),
        (6, None) => month(n as i32 / 100, n as u32 % 100),
        (8, None | Some(b'T' | b'_' | b' ')) | (14, None | Some(b'Z')) => {
            let day = head.get(..8)?.parse::<u32>().ok()?;
            ymd((day / 10_000) as i32, day / 100 % 100, day % 100)
        }
        (9..=10, None | Some(b'.')) => epoch(n),
        (12..=13, None | Some(b'.')) => epoch(n / 1_000),
        (15..=16, None) => epoch(n / 1_000_000),
        (18..=19, None) => epoch(n / 1_000_000_000),
        _ => None,
    }
}

/// A date written in parts: numbers and the name of a month, in any usual order.
fn spelled(text: &str) -> Option<PartialDate> {
    let mut numbers: Vec<(u32, usize)> = Vec::new();
    let mut named = None;
    let mut separator = b' ';
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() && numbers.len() < 3 {
        let same = |f: fn(&u8) -> bool| at + bytes[at..].iter().take_while(|b| f(b)).count();
        if bytes[at].is_ascii_digit() {
            let end = same(u8::is_ascii_digit);
            // A time of day is no part of the date, and may stand before the year: `Mon Sep  8 10:15:00 2025`.
            let time = bytes.get(end) == Some(&b':') || (at > 0 && bytes[at - 1] == b':');
            if !time && end - at <= 4 {
                numbers.push((text[at..end].parse().ok()?, end - at));
                if numbers.len() == 1 {
                    separator = bytes.get(end).copied().unwrap_or(b' ');
                }
            }
            at = end;
        } else if bytes[at].is_ascii_alphabetic() {
            let end = same(u8::is_ascii_alphabetic);
            named = named.or_else(|| month_named(&text[at..end]));
            at = end;
        } else {
            at += 1;
        }
    }
    let year = |(n, digits): (u32, usize)| match digits {
        4 => Some(n as i32),
        // RFC 2822, 4.3: two digits up to 49 are of this century.
        2 => Some(if n < 50 { 2000 } else { 1900 } + n as i32),
        _ => None,
    };
    match (named, numbers.as_slice()) {
        (Some(m), &[(y, 4), (d, 1..=2), ..]) => ymd(y as i32, m, d),
        (Some(m), &[(d, 1..=2), y, ..]) => ymd(year(y)?, m, d),
        (Some(m), &[(y, 4)]) => month(y as i32, m),
        (None, &[(y, 4), (m, 1..=2), (d, 1..=2)]) => ymd(y as i32, m, d),
        (None, &[(y, 4), (m, 1..=2)]) => month(y as i32, m),
        (None, &[(a, 1..=2), (b, 1..=2), (y, 4)]) => {
            let y = y as i32;
            match (a, b) {
                // With dots the day comes first everywhere.
                _ if separator == b'.' || a == b || a > 12 => ymd(y, b, a),
                _ if b > 12 => ymd(y, a, b),
                // Day or month first? Not known.
                _ => (a > 0 && b > 0).then_some(PartialDate::Year(y)),
            }
        }
        _ => None,
    }
}

fn ymd(y: i32, m: u32, d: u32) -> Option<PartialDate> {
    NaiveDate::from_ymd_opt(y, m, d).map(PartialDate::Day)
}

fn month(y: i32, m: u32) -> Option<PartialDate> {
    (1..=12).contains(&m).then_some(PartialDate::Month(y, m))
}

/// 1–12 for the English name of a month or its first three or more letters.
fn month_named(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_ascii_lowercase();
    let at = MONTHS.iter().position(|name| word.len() >= 3 && name.starts_with(&word))?;
    Some(at as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_day_in_many_spellings() {
        for spelling in [
            "2025-09-08",
            "2025-09-08T10:15:00Z",
            "2025-09-08T23:15:00.000-05:00",
            "2025-09-08 10:15:00 UTC",
            "2025/09/08",
            "2025.9.8",
            "20250908",
            "20250908T101500Z",
            "20250908101500",
            "Mon, 08 Sep 2025 10:15:00 GMT",
            "Mon, 8 Sep 25 10:15 +0900",
            "Mon Sep  8 10:15:00 2025",
            "Mon Sep  8 10:15:00 UTC 2025",
            "8 September 2025",
            "8th of Sept. 2025",
            "September 8, 2025 at 3:04 PM",
            "Sept. 8, 2025",
            "2025 September 8",
            "8-Sep-2025",
            "8.9.2025",
            "1757326500",
            "1757326500.25",
            "1757326500000",
            "1757326500000000",
            " 2025-09-08\n",
        ] {
            assert_eq!(parse(spelling), PartialDate::parse("2025-09-08"), "{spelling}");
        }
        assert_eq!(number(1_757_326_500), PartialDate::parse("2025-09-08"));
    }

    #[test]
    fn no_more_is_claimed_than_is_known() {
        assert_eq!(parse("2025"), Some(PartialDate::Year(2025)));
        assert_eq!(parse("September 2025"), Some(PartialDate::Month(2025, 9)));
        assert_eq!(parse("2025-09"), Some(PartialDate::Month(2025, 9)));
        assert_eq!(parse("09/08/2025"), Some(PartialDate::Year(2025)), "day or month first?");
        assert_eq!(parse("25/08/2025"), PartialDate::parse("2025-08-25"));
        assert_eq!(parse("08/25/2025"), PartialDate::parse("2025-08-25"));
        for none in
            ["", "yesterday", "2025-13-45", "2025-02-30", "0001-01-01T00:00:00", "1970-01-01T00:00:00Z", "0", "12"]
        {
            assert_eq!(parse(none), None, "{none}");
        }
        assert_eq!(number(-5), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in any::<String>(), like in "[0-9a-zA-Z:/. -]{0,30}", n in any::<i64>()) {
            parse(&text);
            parse(&like);
            number(n);
        }
    }
}
