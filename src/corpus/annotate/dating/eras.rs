//! Evidence of names: what is spoken of had come up, and what is over is hardly spoken of.
//!
//! `West Germany`, `the World Trade Organization`, `Covid-19`, the names of a scandal: [`super::knowledge`] holds from when
//! to when. What came up later than the article cannot stand in it; what is over may, as history.

use super::begins::Begins;
use super::days::{Day, Steps, YEARS, new_year};
use super::knowledge::{Era, Wording, fits};
use super::reading::Reading;
use super::solver::{Constraint, Kind, Shape};
use crate::corpus::article::{Evidence, PartialDate};
use crate::text::{Segmented, Span};
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
        let found = if reading.begins()[i].any(Begins::ERA) { era_at(reading, i) } else { None };
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

#[cfg(test)]
mod tests {
    use super::super::days::day;
    use super::super::knowledge::Knowledge;
    use super::super::solver::Posterior;
    use super::*;
    use crate::corpus::article::Annotations;

    /// The share that the names in `text` leave to the days between two dates, and what is said of them.
    fn share(text: &str, from: (i32, u32, u32), to: (i32, u32, u32)) -> (f64, Vec<String>) {
        let doc = Segmented::new(text);
        let layers = Annotations::default();
        let found = evidence(&Reading::new(&doc, &layers, &[], Knowledge::bundled()));
        let says = found.iter().flat_map(|c| &c.evidence).map(|e| e.says.clone()).collect();
        let number = |d: (i32, u32, u32)| day(d.0, d.1, d.2).unwrap();
        (Posterior::new(&found).probability(number(from), number(to)), says)
    }

    #[test]
    fn what_had_not_come_up_is_not_spoken_of() {
        let (p, says) = share("The mayor of the town has caught Covid-19 again.", (2020, 2, 11), (2049, 12, 31));
        assert!(p > 0.98, "{p}");
        assert_eq!(says, ["Covid-19: since February 2020"]);
    }

    #[test]
    fn states_that_ended_are_spoken_of_as_history() {
        let text = "The firm sells its looms to East German mills.";
        let before = share(text, (1950, 1, 1), (1990, 10, 3)).0;
        let later = share(text, (1993, 1, 1), (2049, 12, 31)).0;
        assert!(before > 0.85 && later > 0.01, "{before} {later}");
        assert!(
            share("It was built in the former East Germany, in Soviet-era style.", (1950, 1, 1), (1951, 1, 1))
                .1
                .is_empty()
        );
    }

    #[test]
    fn news_fades_and_a_recollection_is_none() {
        let news = "The relatives of Elian Gonzalez went to court again.";
        assert!(share(news, (1999, 11, 1), (2000, 12, 31)).0 > 0.7);
        let text = "The law school has opened a new library.\n\nIt is the work of one architect.\n\nHe has built \
            churches.\n\nHe likes stone.\n\nHe dislikes glass.\n\nHe is seventy.\n\nHe has won prizes for them.\n\n\
            Its dean was counsel in the Elian Gonzalez case.";
        assert!(share(text, (1999, 11, 1), (2000, 12, 31)).0 < 0.6);
    }

    #[test]
    fn a_name_with_a_capital_is_no_common_word() {
        assert!(
            share("The birds twitter, and the facebook of the class lies open.", (1950, 1, 1), (1951, 1, 1))
                .1
                .is_empty()
        );
    }
}
