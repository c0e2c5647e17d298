//! Evidence of times: dateline, date line, caption, address, weekday of the lead, and the dates that are spoken of.
//!
//! The weights are densities: how often news of that kind is published so many days after the day it names. A date that
//! is merely spoken of is a lower bound that fades, and only a weekday that agrees makes it the day of the news.

use super::days::{Day, Steps, YEARS, date, day, days_since, new_year, number, weekday};
use super::events::in_words;
use super::knowledge::HORIZON;
use super::reading::{Reading, Timed};
use super::solver::{Constraint, Kind, Shape};
use crate::corpus::annotate::times::{Clue, Side};
use crate::corpus::article::{Article, Evidence, FurnitureKind, PartialDate};
use crate::text::Span;
use chrono::Weekday;

/// Weights of a lag in days, from 0: publication after a weekday in the lead, without a date beside it; the third day
/// bridges a weekend.
const AFTER_LEAD: [f64; 7] = [0.67, 0.15, 0.04, 0.07, 0.03, 0.02, 0.02];
/// Publication after the first weekday of the sentences that follow the lead.
const AFTER_WEEKDAY: [f64; 7] = [0.3, 0.22, 0.14, 0.18, 0.06, 0.05, 0.05];
/// The day of a dateline after the weekday of its lead.
const DATELINE_AFTER_WEEKDAY: [f64; 7] = [0.86, 0.08, 0.02, 0.01, 0.01, 0.01, 0.01];
/// Publication after the day of a dateline, and where the agency's clock is hours ahead of the place.
const AFTER_DATELINE: [f64; 3] = [0.94, 0.04, 0.005];
const AFTER_DATELINE_AHEAD: [f64; 3] = [0.55, 0.4, 0.01];
/// The weight of a day that contradicts a full date in an address, a date line or a dateline: one such date in thirty
/// is not that of publication and may then be any of thirty years, though most lie near.
const AGAINST_DAY: f64 = 3e-6;
/// The weight of a day that contradicts the month and day of a dateline: one dateline in a hundred does, and may then
/// hold any day of the year; a weekday with it could be any of seven.
const AGAINST_DATELINE: f64 = 3e-5;
const AGAINST_WEEKDAY: f64 = AGAINST_DATELINE / 7.0;

/// How often a date is followed by publication within so many days (up to the first number), as a density a day.
type Fading = &'static [(Day, f64)];
/// A date in the text that is merely spoken of.
const SPOKEN: Fading = &[(0, 0.08), (7, 0.02), (30, 9e-3), (365, 9e-4), (3650, 6e-5), (36_500, 5e-6)];
/// The date of a caption or of the lead.
const SHOWN: Fading = &[(0, 0.55), (2, 0.07), (7, 0.02), (30, 4e-3), (365, 3e-4), (3650, 3e-5), (36_500, 3e-6)];
/// From the first day of a month that is spoken of.
const MONTH: Fading = &[(30, 5e-3), (91, 3.3e-3), (365, 1.3e-3), (1095, 2e-4), (3650, 4e-5), (36_500, 5e-6)];
/// From the first day of a year that is spoken of: news seldom names its own.
const YEAR: Fading = &[(364, 5e-4), (730, 6e-4), (1095, 3.5e-4), (3650, 1.2e-4), (10_950, 3e-5), (36_500, 5e-6)];
/// Before a date that seemed past: the year before, and earlier.
const UNBORN: (f64, f64) = (6e-5, 5e-6);

/// All evidence of times, and what was believed before.
#[must_use]
pub fn evidence(reading: &Reading<'_>, article: &Article) -> Vec<Constraint> {
    let weekday = lead_weekday(reading);
    let dateline = dateline(reading, weekday);
    let mut found = vec![prior()];
    // A dateline weighs the weekday beside its own day; alone the weekday is told from publication.
    match dateline {
        Some(dateline) => found.push(dateline),
        None => found.extend(weekday_alone(reading)),
    }
    found.extend(address(reading, article));
    found.extend(reading.times.iter().filter_map(|t| date_line(reading, t)));
    found.extend(reading.times.iter().filter_map(|t| month_day(reading, t)));
    found.extend(copyright(reading));
    found.extend(spoken(reading));
    found
}

/// News is mostly recent; how recent nobody tells us, so that years after the horizon of our knowledge count half.
#[must_use]
pub fn prior() -> Constraint {
    let end = new_year(*YEARS.end() + 1) - 1;
    let horizon = *HORIZON;
    let ranges = [
        (new_year(1980), new_year(1995) - 1, 0.3),
        (new_year(1995), horizon, 1.0),
        (horizon + 1, horizon + 8 * 365, 0.5),
        (horizon + 8 * 365 + 1, end, 0.05),
    ];
    Constraint {
        kind: Kind::Prior,
        shape: Shape::Steps(Steps::new(0.03, ranges)),
        evidence: Vec::new(),
        in_full: false,
    }
}

fn stated(steps: Steps, evidence: Vec<Evidence>, in_full: bool) -> Constraint {
    Constraint { kind: Kind::Stated, shape: Shape::Steps(steps), evidence, in_full }
}

fn evidence_at(span: Span, says: String) -> Evidence {
    Evidence { span, says, article: None }
}

/// The weekday that the lead gives its news.
#[must_use]
pub fn lead_weekday(reading: &Reading<'_>) -> Option<(Span, Weekday)> {
    past_weekday(reading, reading.lead)
}

/// The first weekday in `within` that lies in the past.
fn past_weekday(reading: &Reading<'_>, within: Span) -> Option<(Span, Weekday)> {
    let counts = |t: &&Timed| within.contains(t.span) && reading.counts(t.span);
    // Times stand in the order of the text: to look no further keeps a text of a thousand times linear.
    let times = reading.times.iter().take_while(|t| t.span.start < within.end);
    times.filter(counts).find_map(|t| match t.clue {
        Some(Clue::Weekday(day, Side::Past | Side::Unknown)) => Some((t.span, day)),
        _ => None,
    })
}

/// Publication after a weekday, of the lead or else of what follows it.
fn weekday_alone(reading: &Reading<'_>) -> Option<Constraint> {
    let (after, (span, on)) = match lead_weekday(reading) {
        Some(found) => (AFTER_LEAD, found),
        None => (AFTER_WEEKDAY, past_weekday(reading, reading.opening())?),
    };
    let mut week = [0.0; 7];
    for (i, weight) in after.iter().enumerate() {
        week[(on.num_days_from_monday() as usize + i) % 7] = *weight;
    }
    let says = format!("{}: published that day or within a week after", span.of(reading.doc.text));
    Some(Constraint {
        kind: Kind::Stated,
        shape: Shape::Week(week),
        evidence: vec![evidence_at(span, says)],
        in_full: false,
    })
}

/// The days of every year on which this month and day fall.
fn every_year(month: u32, of_month: u32) -> impl Iterator<Item = Day> {
    YEARS.filter_map(move |year| day(year, month, of_month))
}

/// `8 September 2025, 2014, 2008, …`: the years in which a day falls on a weekday, latest first.
fn on_weekday(month: u32, of_month: u32, on: Weekday) -> String {
    let known = *HORIZON + 365;
    let mut days: Vec<Day> = every_year(month, of_month).filter(|&d| d <= known && days_since(d, on) == 0).collect();
    days.reverse();
    let Some(&first) = days.first() else { return String::new() };
    let more = days.iter().skip(1).take(2).map(|&d| chrono::Datelike::year(&date(d)).to_string());
    [in_words(first)].into_iter().chain(more).chain(["…".to_owned()]).collect::<Vec<_>>().join(", ")
}

/// The date of the dateline: publication follows within two days, and the weekday of the lead is on it or just before.
fn dateline(reading: &Reading<'_>, weekday: Option<(Span, Weekday)>) -> Option<Constraint> {
    let dateline = reading.layers.dateline.as_ref()?;
    let span = dateline.date?;
    let time = reading.times.iter().find(|t| t.span.overlaps(span))?;
    let after = if agency_is_ahead(reading) { AFTER_DATELINE_AHEAD } else { AFTER_DATELINE };
    let says = format!("dateline {}", span.of(reading.doc.text));
    let lagged = |on: Day, weight: f64| (0..).zip(after).map(move |(lag, w)| (on + lag, on + lag, w * weight));
    match time.clue? {
        Clue::Day(on) => {
            Some(stated(Steps::new(AGAINST_DAY, lagged(number(on), 1.0)), vec![evidence_at(span, says)], true))
        }
        Clue::MonthDay(month, of_month, _) => {
            let weight = |on: Day| weekday.map_or(0.3, |(_, w)| DATELINE_AFTER_WEEKDAY[days_since(on, w)]);
            let ranges = every_year(month, of_month).flat_map(|on| lagged(on, weight(on)));
            let mut evidence = vec![evidence_at(span, says)];
            if let Some((span, w)) = weekday {
                let says = format!("{}: {}", span.of(reading.doc.text), on_weekday(month, of_month, w));
                evidence.push(evidence_at(span, says));
            }
            let against = if weekday.is_some() { AGAINST_WEEKDAY } else { AGAINST_DATELINE };
            Some(stated(Steps::new(against, ranges), evidence, false))
        }
        _ => None,
    }
}

/// Whether the agency of a dateline sits in East Asia and its place does not: the desk then dates by a later clock.
fn agency_is_ahead(reading: &Reading<'_>) -> bool {
    const EAST: &[&str] = &["Xinhua", "Kyodo", "Yonhap", "China Daily", "Jiji"];
    const NEAR: &[&str] = &[
        "CN", "HK", "MO", "TW", "JP", "KR", "KP", "MN", "PH", "SG", "MY", "TH", "VN", "KH", "LA", "MM", "ID", "AU",
        "NZ",
    ];
    let Some(dateline) = &reading.layers.dateline else { return false };
    let whole = dateline.whole.of(reading.doc.text);
    EAST.iter().any(|agency| whole.to_ascii_lowercase().contains(&agency.to_ascii_lowercase()))
        && !dateline.country.is_some_and(|c| NEAR.contains(&c.as_str()))
}

/// The date in the article's address: `/2024/12/19/`, `/2024-12-19-`, `/2024/12/`.
///
/// It stands beside the text: its evidence points at the headline, or at the first line.
fn address(reading: &Reading<'_>, article: &Article) -> Option<Constraint> {
    let url = article.stated.url.as_deref()?;
    let digits = |part: &str, n: usize| (part.len() == n).then(|| part.parse::<u32>().ok()).flatten();
    let parts: Vec<&str> = url.split(['/', '-', '_', '?', '#']).collect();
    let (from, to, said) = parts.windows(2).enumerate().find_map(|(i, w)| {
        let year = digits(w[0], 4).and_then(|y| i32::try_from(y).ok()).filter(|y| (1990..=*YEARS.end()).contains(y))?;
        let month = digits(w[1], 2).filter(|m| (1..=12).contains(m))?;
        let of_month = parts.get(i + 2).and_then(|d| digits(d, 2)).and_then(|d| day(year, month, d));
        Some(match of_month {
            Some(on) => (on, on, PartialDate::Day(date(on))),
            None => {
                let days = PartialDate::Month(year, month).days();
                (number(days.from), number(days.to), PartialDate::Month(year, month))
            }
        })
    })?;
    let ranges = [(from, to, 1.0), (from - 1, from - 1, 0.03), (to + 1, to + 1, 0.03)];
    let says = format!("the address holds {said}");
    let first = || reading.doc.lines.iter().map(|line| line.span).find(|span| !span.is_empty());
    let at = reading.layers.title.span.or_else(first);
    let evidence = at.map(|span| evidence_at(span, says)).into_iter().collect();
    Some(stated(Steps::new(AGAINST_DAY, ranges), evidence, false))
}

/// Lines from the top and from the end where a date line stands.
const HEAD_LINES: usize = 8;
const FOOT_LINES: usize = 4;

/// A line that is a date, or says when the article was published.
fn date_line(reading: &Reading<'_>, time: &Timed) -> Option<Constraint> {
    let Some(Clue::Day(on)) = time.clue else { return None };
    let lines = &reading.doc.lines;
    let i = lines.partition_point(|l| l.span.end <= time.span.start);
    let line = lines.get(i).filter(|l| l.span.contains(time.span))?;
    if i >= HEAD_LINES && i + FOOT_LINES < lines.len() {
        return None;
    }
    if matches!(
        reading.furniture(line.span),
        Some(FurnitureKind::Caption | FurnitureKind::Related | FurnitureKind::Credit)
    ) {
        return None;
    }
    let text = line.span.of(reading.doc.text).to_ascii_lowercase();
    let updated = ["updated", "modified"].iter().any(|w| text.starts_with(w));
    let published = ["published", "posted", "first published", "publication date", "date:", "issued"];
    let labelled = text.len() < 120 && (updated || published.iter().any(|w| text.starts_with(w)));
    // Beside a date alone there is room for a weekday and a time of day, but not for a sentence.
    let alone = line.span.len() <= time.span.len() + 24 && i < HEAD_LINES;
    if !labelled && !alone {
        return None;
    }
    let on = number(on);
    let ranges = if updated {
        vec![(on, on, 1.0), (on - 7, on - 1, 0.08)]
    } else {
        vec![(on, on, 1.0), (on - 1, on - 1, 0.02), (on + 1, on + 2, 0.01)]
    };
    let says = format!("date line {}", in_words(on));
    Some(stated(Steps::new(AGAINST_DAY, ranges), vec![evidence_at(time.span, says)], true))
}

/// A month and day without a year: beside a weekday it leaves one year in six, in the lead it is near publication.
fn month_day(reading: &Reading<'_>, time: &Timed) -> Option<Constraint> {
    let Some(Clue::MonthDay(month, of_month, side)) = time.clue else { return None };
    let of_dateline = reading.layers.dateline.as_ref().is_some_and(|d| d.whole.overlaps(time.span));
    let in_lead = reading.lead.contains(time.span);
    if of_dateline || !reading.counts(time.span) {
        return None;
    }
    let on = weekday_beside(reading, time.span);
    if on.is_none() && !(in_lead && side == Side::Past) {
        return None;
    }
    let days = every_year(month, of_month).filter(|&d| on.is_none_or(|w| days_since(d, w) == 0));
    let (base, near): (f64, &[(Day, Day, f64)]) = if in_lead && side != Side::Future {
        (1e-4, &[(0, 0, 0.5), (-1, 2, 0.1), (-3, 6, 0.02), (-60, 120, 2e-3)])
    } else if side == Side::Future {
        (0.05, &[(-180, 0, 1.0)])
    } else {
        (0.05, &[(-30, 240, 1.0)])
    };
    let steps = Steps::new(base, days.flat_map(|d| near.iter().map(move |(a, b, w)| (d + a, d + b, *w))));
    let text = time.span.of(reading.doc.text);
    let says =
        on.map_or_else(|| format!("{text} in the lead"), |w| format!("{text}: {}", on_weekday(month, of_month, w)));
    Some(stated(steps, vec![evidence_at(time.span, says)], false))
}

/// The weekday that stands in `span` or directly before it: `Thursday, Jan. 6`.
fn weekday_beside(reading: &Reading<'_>, span: Span) -> Option<Weekday> {
    let tokens = reading.doc.tokens_in(span);
    (tokens.start.saturating_sub(2)..tokens.end).find_map(|i| {
        let word = reading.doc.folded(i);
        // Abbreviations are left out: "Sun" and "Sat" are words of their own.
        if word.ends_with("day") { word.parse().ok() } else { None }
    })
}

/// The year of a copyright line: that of publication, or of the page's last change.
fn copyright(reading: &Reading<'_>) -> Option<Constraint> {
    let lines = reading.layers.furniture.iter().filter(|f| f.kind == FurnitureKind::Copyright);
    let (span, year) = lines.flat_map(|f| reading.doc.tokens_in(f.span)).find_map(|i| {
        let year = reading.doc.word(i).parse().ok().filter(|y| (1990..=*YEARS.end()).contains(y))?;
        Some((reading.doc.tokens[i].span, year))
    })?;
    let ranges = [(new_year(year), new_year(year + 1) - 1, 1.0), (new_year(year - 10), new_year(year) - 1, 0.08)];
    Some(Constraint {
        kind: Kind::Spoken,
        shape: Shape::Steps(Steps::new(2e-3, ranges)),
        evidence: vec![evidence_at(span, format!("copyright {year}"))],
        in_full: false,
    })
}

/// The latest date, month or year that is spoken of as past: the article is not older.
fn spoken(reading: &Reading<'_>) -> Option<Constraint> {
    let of_dateline = |t: &Timed| reading.layers.dateline.as_ref().is_some_and(|d| d.whole.overlaps(t.span));
    let told = reading.times.iter().filter(|t| !of_dateline(t)).filter_map(|t| {
        let (days, fading) = match t.clue? {
            Clue::Day(on) => (PartialDate::Day(on), SPOKEN),
            Clue::Month(year, month) => (PartialDate::Month(year, month), MONTH),
            Clue::Year(year) => (PartialDate::Year(year), YEAR),
            _ => return None,
        };
        let caption = reading.furniture(t.span) == Some(FurnitureKind::Caption);
        // A full date in the caption or the lead is that of the news more often than not.
        let shown = days.day().is_some() && (caption || reading.lead.contains(t.span));
        let fits = YEARS.contains(&days.year()) && reading.counts(t.span) && !is_ahead(reading, t.span);
        fits.then(|| (number(days.days().from), days, if shown { SHOWN } else { fading }, t.span, caption))
    });
    // Of equal days the one that is shown counts; the rest cannot differ.
    let (from, value, fading, span, caption) = told.max_by_key(|t| (t.0, t.2[0].1.to_bits()))?;
    let mut start = from;
    let mut ranges = vec![(from - 365, from - 1, UNBORN.0)];
    for &(to, weight) in fading {
        ranges.push((start, from + to, weight));
        start = from + to + 1;
    }
    let text = span.of(reading.doc.text);
    let says = match (value.day(), caption) {
        (Some(_), true) => format!("caption of {}, {}", weekday_name(from), in_words(from)),
        (Some(_), false) => format!("{text}: {}, not earlier", weekday_name(from)),
        (None, _) => format!("{text}: not earlier"),
    };
    Some(Constraint {
        kind: Kind::Spoken,
        shape: Shape::Steps(Steps::new(UNBORN.1, ranges)),
        evidence: vec![evidence_at(span, says)],
        in_full: value.day().is_some(),
    })
}

fn weekday_name(day: Day) -> &'static str {
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][weekday(day)]
}

/// Whether a time is told as still to come: bonds fall due, plans are made.
pub fn is_ahead(reading: &Reading<'_>, span: Span) -> bool {
    const AHEAD: &[&str] = &[
        "will",
        "would",
        "due",
        "until",
        "till",
        "through",
        "expire",
        "expires",
        "expiring",
        "mature",
        "matures",
        "maturing",
        "ending",
        "plans",
        "planned",
        "expected",
        "expects",
        "scheduled",
        "projected",
        "forecast",
        "deadline",
        "upcoming",
        "next",
        "by",
        "effective",
        "could",
        "target",
    ];
    let doc = reading.doc;
    let tokens = doc.tokens_in(span);
    let Some(sentence) = doc.sentences.get(doc.sentence_of(tokens.start)) else { return false };
    let from = sentence.tokens.start.max(tokens.start.saturating_sub(12));
    let to = sentence.tokens.end.min(tokens.end + 4);
    (from..to).any(|i| AHEAD.contains(&&*doc.folded(i)))
}
