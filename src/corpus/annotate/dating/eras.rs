//! Evidence of names: what is spoken of had come up, and what is over is hardly spoken of.
//!
//! `West Germany`, `the World Trade Organization`, `Covid-19`, the names of a scandal: [`super::knowledge`] holds from when
//! to when. What came up later than the article cannot stand in it; what is over may, as history.

use super::days::{Day, Steps, YEARS, new_year};
use super::knowledge::{Era, Wording, fits};
use super::reading::Reading;
use super::solver::{Constraint, Kind, Shape};
use crate::corpus::article::{Evidence, PartialDate};
use crate::text::{Segmented, Span, TokenKind};
use rustc_hash::FxHashMap;

/// The weight of a day before the name came up: some names had a life before, some dates here are late.
const BEFORE: f64 = 2e-3;
/// Weights after a thing has ended: within two years, and as history.
const ENDED: (f64, f64) = (0.3, 0.06);
/// Weights after the news has moved on: within two months, within two years, later; for a name in the first sentences or
/// said twice, and for one that is merely mentioned.
const FADED: (f64, f64, f64) = (0.12, 0.015, 0.0015);
const RECALLED: (f64, f64, f64) = (0.4, 0.2, 0.05);
/// The power of those weights where several such things are named: history speaks of them together.
const TOGETHER: f64 = 0.5;

/// A name in the text.
struct Named {
    first: Span,
    times: u32,
}

/// All evidence of names.
#[must_use]
pub fn evidence(reading: &Reading<'_>) -> Vec<Constraint> {
    let doc = reading.doc;
    let mut named: FxHashMap<usize, Named> = FxHashMap::default();
    let mut i = 0;
    while i < doc.tokens.len() {
        let found = if doc.tokens[i].kind == TokenKind::Punct { None } else { era_at(reading, i) };
        let Some((end, eras)) = found else {
            i += 1;
            continue;
        };
        let span = doc.span(i..end);
        if reading.counts(span) && !is_history(doc, i, end) {
            for era in eras {
                named.entry(era).or_insert(Named { first: span, times: 0 }).times += 1;
            }
        }
        i = end;
    }
    let mut named: Vec<(usize, Named)> = named.into_iter().collect();
    named.sort_by_key(|(era, _)| *era);
    let era = |i: usize| &reading.known.eras[i];
    let ended = named.iter().filter(|(i, _)| !era(*i).fades && era(*i).to.is_some()).count();
    named.iter().map(|(i, n)| weigh(reading, era(*i), n, if ended > 1 { TOGETHER } else { 1.0 })).collect()
}

/// The eras that the words from token `i` on name, and where those end.
fn era_at(reading: &Reading<'_>, i: usize) -> Option<(usize, Vec<usize>)> {
    let doc = reading.doc;
    let wordings = reading.known.wordings.get(&*doc.folded(i))?;
    let end = |w: &Wording| {
        let mut at = i;
        for (n, word) in w.words.iter().enumerate() {
            if n > 0 && doc.word(at) == "-" {
                at += 1;
            }
            if at >= doc.tokens.len() || !fits(&doc.folded(at), word) {
                return None;
            }
            at += 1;
        }
        (!w.capital || doc.tokens[i].is_capitalised()).then_some(at)
    };
    // The longest comes first.
    let longest = wordings.iter().find_map(end)?;
    Some((longest, wordings.iter().filter(|w| end(w) == Some(longest)).map(|w| w.era).collect()))
}

/// Whether a name is told as one of the past, or is part of a compound: `the former Soviet Union`, `Soviet-era`.
fn is_history(doc: &Segmented<'_>, start: usize, end: usize) -> bool {
    let before = |n: usize| start.checked_sub(n).map(|i| doc.folded(i));
    let past = |w: &str| matches!(w, "former" | "ex" | "post" | "late" | "old" | "onetime" | "defunct" | "formerly");
    let compound = doc.word(end) == "-" && doc.tokens.get(end).is_some_and(|t| !t.spaced);
    compound || (1..=2).filter_map(before).any(|w| past(&w))
}

/// Weighs the days by one name; `power` eases the weights after a thing has ended.
fn weigh(reading: &Reading<'_>, era: &Era, named: &Named, power: f64) -> Constraint {
    let end: Day = new_year(*YEARS.end() + 1) - 1;
    let (from, to) = era.days();
    let mut ranges = vec![(from, to, 1.0)];
    if era.fades {
        let told = named.times > 1 || reading.opening().contains(named.first);
        let (soon, later, long) = if told { FADED } else { RECALLED };
        ranges.push((to + 1, to + 60, soon));
        ranges.push((to + 61, to + 730, later));
        ranges.push((to + 731, end, long));
    } else {
        ranges.push((to + 1, to + 730, ENDED.0.powf(power)));
        ranges.push((to + 731, end, ENDED.1.powf(power)));
    }
    let text = named.first.of(reading.doc.text);
    let says = match era.to {
        Some(to) if era.fades => format!("{text}: in the news {} to {}", words(era.from), words(to)),
        Some(to) => format!("{text}: so called until {}", words(to)),
        None => format!("{text}: since {}", words(era.from)),
    };
    Constraint {
        kind: Kind::Name,
        shape: Shape::Steps(Steps::new(BEFORE, ranges)),
        evidence: vec![Evidence { span: named.first, says, article: None }],
        in_full: false,
    }
}

fn words(date: PartialDate) -> String {
    super::offices::month_and_year(date)
}
