//! Evidence of times that hold no full date: the weekday of the lead, months and days without a year, copyright lines.
//!
//! The weights are densities: how often news of that kind is published so many days after the day it names. What names its
//! day is in `stated`, dates that are merely spoken of are in `spoken`.

use super::days::{Day, Steps, YEARS, date, day, days_since, new_year};
use super::events::in_words;
use super::knowledge::Knowledge;
use super::reading::{Reading, Timed};
use super::solver::{Constraint, Kind, Shape};
use super::{spoken, stated};
use crate::corpus::annotate::times::{Clue, Side};
use crate::corpus::article::{Article, Evidence, FurnitureKind};
use crate::text::Span;
use chrono::Weekday;

/// Weights of a lag in days, from 0: publication after a weekday in the lead, without a date beside it; the third day
/// bridges a weekend.
const AFTER_LEAD: [f64; 7] = [0.67, 0.15, 0.04, 0.07, 0.03, 0.02, 0.02];
/// Publication after the first weekday of the sentences that follow the lead.
const AFTER_WEEKDAY: [f64; 7] = [0.3, 0.22, 0.14, 0.18, 0.06, 0.05, 0.05];

/// All evidence of times, and what was believed before.
#[must_use]
pub fn evidence(reading: &Reading<'_>, article: &Article) -> Vec<Constraint> {
    let weekday = lead_weekday(reading);
    let dateline = stated::dateline(reading, weekday);
    let mut found = vec![prior(reading.known)];
    // A dateline weighs the weekday beside its own day; alone the weekday is told from publication.
    match dateline {
        Some(dateline) => found.push(dateline),
        None => found.extend(weekday_alone(reading)),
    }
    found.extend(stated::evidence(reading, article));
    found.extend(reading.times.iter().filter_map(|t| month_day(reading, t)));
    found.extend(copyright(reading));
    found.extend(spoken::evidence(reading));
    found
}

/// News is mostly recent; how recent nobody tells us, so that years after the horizon of our knowledge count half.
#[must_use]
pub fn prior(known: &Knowledge) -> Constraint {
    let end = new_year(*YEARS.end() + 1) - 1;
    let horizon = known.horizon;
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

/// Evidence of the day itself.
pub(super) fn stated(steps: Steps, evidence: Vec<Evidence>, in_full: bool) -> Constraint {
    Constraint { kind: Kind::Stated, shape: Shape::Steps(steps), evidence, in_full }
}

/// One piece of evidence.
pub(super) fn evidence_at(span: Span, says: String) -> Evidence {
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
pub(super) fn every_year(month: u32, of_month: u32) -> impl Iterator<Item = Day> {
    YEARS.filter_map(move |year| day(year, month, of_month))
}

/// `8 September 2025, 2014, 2008, …`: the years in which a day falls on a weekday, latest first.
pub(super) fn on_weekday(known: &Knowledge, (month, of_month): (u32, u32), on: Weekday) -> String {
    let latest = known.horizon + 365;
    let mut days: Vec<Day> = every_year(month, of_month).filter(|&d| d <= latest && days_since(d, on) == 0).collect();
    days.reverse();
    let Some(&first) = days.first() else { return String::new() };
    let more = days.iter().skip(1).take(2).map(|&d| chrono::Datelike::year(&date(d)).to_string());
    [in_words(first)].into_iter().chain(more).chain(["…".to_owned()]).collect::<Vec<_>>().join(", ")
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
    let says = on.map_or_else(
        || format!("{text} in the lead"),
        |w| format!("{text}: {}", on_weekday(reading.known, (month, of_month), w)),
    );
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
