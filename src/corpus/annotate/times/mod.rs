//! Finds calendar expressions in English text and resolves them against the article's day (TIMEX3).
//!
//! [`find`] reads each expression into its meaning, once; [`resolve`] gives the meanings their place on the calendar and
//! can be called again when the article's date is learnt. Does not parse feed timestamps: `corpus::formats` does.

mod away;
mod calendar;
mod clocks;
mod dates;
mod deictic;
mod edges;
mod events;
mod fractions;
mod grammar;
mod history;
mod holidays;
mod lengths;
mod lexicon;
mod meaning;
mod months;
mod names;
mod numbers;
mod numeric;
mod periods;
mod relative;
mod resolve;
mod sets;
mod sharing;
mod tense;
mod values;
mod words;
mod years;

use super::addresses::Addresses;
use crate::corpus::article::{PartialDate, TimeExpression};
use crate::text::{Segmented, Span};
use chrono::{NaiveDate, Weekday};
use grammar::Reader;
use meaning::{Anchor, Meaning, Name, Sense, Told};
use resolve::Placer;
use std::cell::LazyCell;
use std::ops::Range;

/// An expression of time with its meaning, not yet on the calendar.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its extent.
    pub span: Span,
    /// What it tells about the day of publication.
    pub clue: Option<Clue>,
    meaning: Meaning,
}

/// What an expression tells about when its text was written; read by `dating`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clue {
    /// A full date: `Jan. 18, 2024`.
    Day(NaiveDate),
    /// A day without a year: `Sept. 8`, with the side of the article's day it lies on, as tense and wording tell.
    MonthDay(u32, u32, Side),
    /// A weekday, bare or with a part of day: `Monday`, `late Tuesday`.
    Weekday(Weekday, Side),
    /// `last Saturday`, `next Monday`: the weekday of the week before or after as well as the nearest.
    FarWeekday(Weekday, Side),
    /// A month with a year: `December 2023`.
    Month(i32, u32),
    /// A month alone: `in December`.
    BareMonth(u32, Side),
    /// A year: `2015`.
    Year(i32),
    /// `last month` (−1), `this month` (0), `next month` (+1).
    MonthOffset(i32),
    /// `last year`, `this year`, `next year`.
    YearOffset(i32),
    /// `yesterday`, `today`, `tomorrow`, `three days ago`.
    DayOffset(i32),
}

/// On which side of the article's day a time lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// On that day or before.
    Past,
    /// On that day or after.
    Future,
    /// Not told.
    Unknown,
}

/// Finds every expression of time; sorted, disjoint. Linear in the length of the text.
#[must_use]
pub fn find(doc: &Segmented<'_>) -> Vec<Found> {
    let reader = Reader::new(doc);
    // Most texts hold no time that could be in an address: what is in one has no space before it.
    let addresses = LazyCell::new(|| Addresses::of(doc.text));
    let mut found: Vec<Found> = Vec::new();
    let mut places: Vec<Range<usize>> = Vec::new();
    let mut i = reader.next(0);
    while i < doc.tokens.len() {
        let mut next = reader.read(i).map(|phrase| (i, phrase));
        if next.is_none() {
            i += 1;
        }
        while let Some((start, phrase)) = next {
            i = phrase.end;
            let span = doc.span(start..phrase.end);
            if reader.glued(start) && addresses.hold(span) {
                break;
            }
            let whole = found.last().zip(places.last()).filter(|(_, place)| reader.contains(place, start));
            let meaning = match whole.and_then(|(whole, _)| phrase.meaning.of_year(&whole.meaning)) {
                Some(meaning) => meaning,
                None => tensed(doc, phrase.meaning, start, phrase.end),
            };
            let told = Told::of(doc, start, places.last().map_or(0, |last| last.end));
            let meaning = Meaning { aside: meaning.aside || aside(doc, start), told, ..meaning };
            found.push(Found { span, clue: meaning.clue(), meaning });
            places.push(start..phrase.end);
            share_year(&reader, &mut found, &places);
            sharing::share_day(&reader, &mut found, &places);
            next = reader.continued(&phrase);
        }
        i = reader.next(i);
    }
    found
}

/// Whether token `i` is the first word of its sentence, behind a few marks at most (a bound keeps this constant in
/// time).
fn opens_sentence(doc: &Segmented<'_>, i: usize) -> bool {
    let first = doc.sentences.get(doc.sentence_of(i)).map_or(i, |s| s.tokens.start);
    i - first <= 3 && doc.starts_sentence(i)
}

/// Gives the year of the last expression to those that it ends a list or range of: `September and December 2017`,
/// `March 30 to April 2, 2019`. Each expression is given one at most once, so that this is linear.
fn share_year(reader: &Reader<'_, '_>, found: &mut [Found], places: &[Range<usize>]) {
    let mut last = found.len() - 1;
    while last > 0
        && reader.joins(places[last - 1].end..places[last].start)
        && let Some(anchor) = found[last - 1].meaning.anchor()
        && let Some(dated) = found[last].meaning.anchor().and_then(|after| anchor.with_year_of(after))
    {
        let earlier = &mut found[last - 1];
        earlier.meaning.sense = Sense::Point(dated, None);
        earlier.clue = earlier.meaning.clue();
        last -= 1;
    }
}

/// Whether what begins at token `start` only tells when something else ended: `the quarter ended Sept. 30`.
fn aside(doc: &Segmented<'_>, start: usize) -> bool {
    const PERIODS: &[&str] = &["half", "months", "period", "quarter", "season", "week", "weeks", "year"];
    start > 1
        && matches!(doc.folded(start - 1).as_ref(), "ended" | "ending")
        && (start.saturating_sub(3)..start - 1).any(|i| PERIODS.contains(&doc.folded(i).as_ref()))
}

/// The meaning with the side that tense tells, where it decides anything.
fn tensed(doc: &Segmented<'_>, meaning: Meaning, start: usize, end: usize) -> Meaning {
    let (Sense::Point(anchor, _) | Sense::Range(anchor, _)) = meaning.sense else { return meaning };
    if !anchor.depends_on_tense() {
        return meaning;
    }
    if let Sense::Point(Anchor::Named(name, _), None) = meaning.sense
        && !matches!(name, Name::Holiday(_) | Name::Half(_))
        && tense::recurs(doc, start, end)
    {
        return Meaning { sense: Sense::EachNamed(name, None), ..meaning };
    }
    let on = |anchor: Anchor| {
        let told = anchor.on(tense::side(doc, start, end));
        // "since May 1" is over even where that day of this year is near
        let since = start > 0 && doc.word(start - 1).eq_ignore_ascii_case("since");
        // "$4 billion at Dec. 31" stood there, "oil for February delivery" is yet to come
        let dated = matches!(meaning.sense, Sense::Point(Anchor::Named(Name::MonthDay(..), _), None));
        let since = since || dated && start > 0 && doc.word(start - 1) == "at";
        if matches!(doc.word(end), "contract" | "contracts" | "delivery" | "futures") {
            return anchor.on(Side::Future).surely();
        }
        let done = since || tense::told_of(doc, start);
        match told.over(done) {
            over if over != told && (done || tense::over(doc, start, end)) => over,
            _ if tense::will(doc, start) => told.surely(),
            _ => told,
        }
    };
    let sense = match meaning.sense {
        Sense::Point(anchor, clock) => Sense::Point(on(anchor), clock),
        Sense::Range(first, last) => Sense::Range(on(first), last),
        sense => sense,
    };
    Meaning { sense, ..meaning }
}

/// Places what was found on the calendar. Without a reference date, a value keeps `X` for what is not known
/// (`XXXX-WXX-1`).
#[must_use]
pub fn resolve(_doc: &Segmented<'_>, found: &[Found], reference: Option<PartialDate>) -> Vec<TimeExpression> {
    let mut placer = Placer::new(reference);
    found
        .iter()
        .map(|f| {
            let placed = placer.place(&f.meaning);
            TimeExpression {
                span: f.span,
                kind: placed.kind,
                value: placed.value,
                modifier: f.meaning.modifier,
                days: placed.days,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests;
