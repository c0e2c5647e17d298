//! The publication date of one article: metadata, a full date in the text, or inferred from evidence.
//!
//! All evidence becomes weights over days ([`clues`], [`offices`], [`events`]), [`solver`] multiplies them, and the
//! finest date that is sure enough is claimed, never more. What other articles of the collection tell is in
//! `collection::dating`, which adds it to the same solver through [`solve`].

pub mod clues;
pub mod days;
pub mod events;
pub mod knowledge;
pub mod offices;
pub mod reading;
pub mod solver;

use super::times::Found;
use crate::corpus::article::{Annotations, Article, Basis, Evidence, Published};
use crate::text::Segmented;
use reading::{Reading, Timed};
use solver::{Constraint, Posterior, Shape};

/// What is claimed at most: evidence may be forged, a day misprinted.
const MOST: f64 = 0.97;
/// Pieces of evidence that are kept.
const KEPT: usize = 10;

/// Dates an article by what it says itself.
#[must_use]
pub fn date(doc: &Segmented<'_>, article: &Article, layers: &Annotations, times: &[Found]) -> Published {
    if article.stated.published.is_some() {
        return metadata(article);
    }
    let times: Vec<Timed> = times.iter().map(Timed::from).collect();
    solve(&evidence(&Reading::new(doc, layers, &times), article))
}

/// The date that the input states beside the text.
#[must_use]
pub fn metadata(article: &Article) -> Published {
    let value = article.stated.published;
    Published {
        value,
        basis: value.map(|_| Basis::Metadata),
        confidence: if value.is_some() { 1.0 } else { 0.0 },
        evidence: Vec::new(),
    }
}

/// All evidence that an article holds itself.
#[must_use]
pub fn evidence(reading: &Reading<'_>, article: &Article) -> Vec<Constraint> {
    let mut found = clues::evidence(reading, article);
    found.extend(offices::evidence(reading.doc, &|span| reading.counts(span)));
    found.extend(events::evidence(reading));
    found
}

/// The date that the evidence makes certain, with the pieces of it that speak for that date; without a date, all of it.
#[must_use]
pub fn solve(constraints: &[Constraint]) -> Published {
    let claim = Posterior::new(constraints).claim();
    let value = claim.map(|c| c.0);
    // A piece speaks for the date if it gives some day of it a fair part of its largest weight.
    let speaks = |c: &Constraint| match (&c.shape, value) {
        (Shape::Steps(steps), Some(value)) => {
            let days = value.days();
            (days::number(days.from)..=days::number(days.to)).any(|d| steps.at(d) >= 0.3 * steps.top())
        }
        _ => true,
    };
    let in_full = |c: &Constraint| match (&c.shape, value.and_then(|v| v.day())) {
        (Shape::Steps(steps), Some(day)) => c.in_full && steps.at(days::number(day)) >= steps.top(),
        _ => false,
    };
    let mut evidence: Vec<Evidence> =
        constraints.iter().filter(|c| speaks(c)).flat_map(|c| c.evidence.iter().cloned()).collect();
    evidence.sort_by(|a, b| (a.span.start, &a.says).cmp(&(b.span.start, &b.says)));
    evidence.dedup();
    evidence.truncate(KEPT);
    let basis = if constraints.iter().any(in_full) { Basis::Stated } else { Basis::Inferred };
    Published { value, basis: value.map(|_| basis), confidence: claim.map_or(0.0, |c| c.1.min(MOST)) as f32, evidence }
}
