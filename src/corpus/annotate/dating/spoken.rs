//! Evidence of dates, months and years that the article speaks of.
//!
//! What is told as past is a lower bound that fades, what is told as planned an upper one. The weights are densities: how
//! often an article is published so many days after the latest time that it speaks of. They were counted in 560 articles of
//! three kinds (business news of 1989, agencies of 1998 to 2000, papers from all over the world of 2018 and 2022) and
//! rounded towards the flat.

use super::clues::evidence_at;
use super::days::{Day, Steps, YEARS, new_year, number, weekday};
use super::events::in_words;
use super::reading::{Reading, Timed};
use super::solver::{Constraint, Kind, Shape};
use crate::corpus::annotate::times::Clue;
use crate::corpus::article::{FurnitureKind, PartialDate};
use crate::text::{Span, TokenKind};

/// How often a date is followed by publication within so many days (up to the first number), as a density a day.
type Fading = &'static [(Day, f64)];
/// A date in the text that is merely spoken of.
const SPOKEN: Fading = &[
    (1, 0.05),
    (7, 0.015),
    (30, 1.5e-3),
    (365, 4.5e-4),
    (1095, 3.4e-4),
    (3650, 6e-5),
    (14_600, 1.6e-5),
    (36_500, 5e-6),
];
/// The date of a caption: pictures are of the news.
const CAPTION: Fading = &[(0, 0.55), (2, 0.07), (7, 0.02), (30, 4e-3), (365, 3e-4), (3650, 3e-5), (36_500, 3e-6)];
/// The date of the lead.
const SHOWN: Fading =
    &[(0, 0.27), (2, 0.09), (7, 0.02), (30, 3.5e-3), (365, 5e-4), (1095, 2e-4), (3650, 3e-5), (36_500, 3e-6)];
/// From the first day of a month that is spoken of.
const MONTH: Fading = &[(30, 1.5e-3), (91, 1.3e-3), (365, 9e-4), (1095, 5e-4), (3650, 5e-5), (36_500, 5e-6)];
/// From the first day of a year that is spoken of: news seldom names its own.
const YEAR: Fading =
    &[(364, 6e-4), (730, 5e-4), (1095, 3.6e-4), (1460, 2e-4), (3650, 6e-5), (10_950, 1.4e-5), (36_500, 4e-6)];
/// Before a date that seemed past but was ahead: within so many days, as a density a day. One latest date in twelve is one
/// that the words around it do not tell as planned.
const AHEAD_OF_DAY: &[(Day, f64)] = &[(120, 5e-4), (730, 4e-5), (3650, 4e-6)];
const AHEAD_OF_YEAR: &[(Day, f64)] = &[(365, 1.2e-4), (730, 5e-5), (3650, 1e-5)];
/// Further ahead than those.
const UNBORN: f64 = 1e-6;

/// All evidence of what is spoken of.
pub fn evidence(reading: &Reading<'_>) -> Vec<Constraint> {
    let compared = compared(reading);
    let mut found: Vec<Constraint> = Vec::new();
    // The year of a comparison is the year before as a rule: its lag is known better than that of any year.
    let year = compared.as_ref().map(|c| c.1);
    found.extend(spoken(reading, year));
    found.extend(compared.map(|c| c.0));
    found.extend(planned(reading));
    found
}

/// The latest date, month or year that is spoken of as past: the article is not older. The year that is `compared` with
/// is not looked at.
fn spoken(reading: &Reading<'_>, compared: Option<i32>) -> Option<Constraint> {
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
        let fading = match days.day() {
            Some(_) if caption => CAPTION,
            Some(_) if reading.lead.contains(t.span) => SHOWN,
            _ => fading,
        };
        let fits = YEARS.contains(&days.year()) && reading.counts(t.span) && !is_ahead(reading, t.span);
        let other = compared != Some(days.year()) || days.day().is_some();
        (fits && other).then(|| (number(days.days().from), days, fading, t.span, caption))
    });
    // Of equal days the one that is shown counts; the rest cannot differ.
    let (from, value, fading, span, caption) = told.max_by_key(|t| (t.0, t.2[0].1.to_bits()))?;
    let before = if matches!(value, PartialDate::Year(_)) { AHEAD_OF_YEAR } else { AHEAD_OF_DAY };
    let mut ranges = Vec::new();
    let mut start = from;
    for &(to, weight) in fading {
        ranges.push((start, from + to, weight));
        start = from + to + 1;
    }
    ranges.extend(before.iter().map(|&(days, weight)| (from - days, from - 1, weight)));
    let text = span.of(reading.doc.text);
    let says = match (value.day(), caption) {
        (Some(_), true) => format!("caption of {}, {}", weekday_name(from), in_words(from)),
        (Some(_), false) => format!("{text}: {}, not earlier", weekday_name(from)),
        (None, _) => format!("{text}: not earlier"),
    };
    Some(Constraint {
        kind: Kind::Spoken,
        shape: Shape::Steps(Steps::new(UNBORN, ranges)),
        evidence: vec![evidence_at(span, says)],
        in_full: value.day().is_some(),
    })
}

/// The year of a period that the news is compared with: `from $4 million in the 1988 quarter` is said in 1989.
fn compared(reading: &Reading<'_>) -> Option<(Constraint, i32)> {
    let doc = reading.doc;
    let digits = |i: usize| {
        let word = doc.word(i);
        doc.tokens[i].kind == TokenKind::Number && word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
    };
    let found = (1..doc.tokens.len()).filter(|&i| digits(i)).filter_map(|i| {
        let year: i32 = doc.word(i).parse().ok().filter(|y| YEARS.contains(y))?;
        let definite = doc.folded(i - 1) == "the";
        let period = |i| matches!(&*doc.folded(i), "period" | "quarter" | "half" | "months");
        let of_period = (i + 1..i + 5).take_while(|&i| doc.word(i) != "." && doc.word(i) != ",").any(period);
        // "In the 1989 period interest was lower than a year ago" speaks of the period that is compared.
        let sentence = doc.sentences.get(doc.sentence_of(i))?.tokens.clone();
        let mut near = sentence.start.max(i.saturating_sub(30))..sentence.end.min(i + 30);
        let own = near.any(|i| doc.folded(i) == "year" && matches!(&*doc.folded(i + 1), "ago" | "earlier" | "before"));
        let span = doc.tokens[i].span;
        (definite && of_period && reading.counts(span)).then_some((year, own, span))
    });
    let (year, own, span) = found.max_by_key(|f| f.0)?;
    let weight = |years: i32, weight: f64| (new_year(year + years), new_year(year + years + 1) - 1, weight);
    // A report of 1989 compares with 1988, one of the last quarter of 1989 does so in 1990, and a few name their own year.
    let ranges = if own {
        [weight(0, 1.0), weight(1, 0.3), weight(2, 0.02)]
    } else {
        [weight(1, 1.0), weight(0, 0.1), weight(2, 0.09)]
    };
    let says = format!("compared with the period of {year}");
    let shape = Shape::Steps(Steps::new(6e-4, ranges));
    Some((Constraint { kind: Kind::Spoken, shape, evidence: vec![evidence_at(span, says)], in_full: false }, year))
}

/// Words that make a time one of plans when they stand before it in its sentence.
const PLANS: &[&str] =
    &["will", "expects", "expected", "plans", "planned", "scheduled", "expires", "matures", "maturing", "due", "aims"];

/// The earliest date, month or year for which something is planned: the article is hardly younger.
fn planned(reading: &Reading<'_>) -> Option<Constraint> {
    let doc = reading.doc;
    let told = reading.times.iter().filter_map(|t| {
        let days = match t.clue? {
            Clue::Day(on) => PartialDate::Day(on),
            Clue::Month(year, month) => PartialDate::Month(year, month),
            Clue::Year(year) => PartialDate::Year(year),
            _ => return None,
        };
        let here = doc.tokens_in(t.span).start;
        let sentence = doc.sentences.get(doc.sentence_of(here))?;
        let from = sentence.tokens.start.max(here.saturating_sub(10));
        let plans = (from..here).any(|i| PLANS.contains(&&*doc.folded(i)));
        (plans && YEARS.contains(&days.year()) && reading.counts(t.span)).then_some((number(days.days().to), t.span))
    });
    let (to, span) = told.min_by_key(|t| t.0)?;
    let year = 365;
    let ranges = [
        (to - 2 * year, to, 1.0),
        (to - 12 * year, to - 2 * year - 1, 0.6),
        (to - 30 * year, to - 12 * year - 1, 0.3),
        (to + 1, to + 2 * year, 0.15),
    ];
    let says = format!("{} is told as planned: not later", span.of(doc.text));
    Some(Constraint {
        kind: Kind::Spoken,
        shape: Shape::Steps(Steps::new(0.06, ranges)),
        evidence: vec![evidence_at(span, says)],
        in_full: false,
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

#[cfg(test)]
mod tests {
    use super::super::clues::prior;
    use super::super::knowledge::Knowledge;
    use super::super::reading::Timed;
    use super::super::solver::Posterior;
    use super::*;
    use crate::corpus::annotate::times;
    use crate::corpus::article::Annotations;
    use crate::text::Segmented;

    /// The probability of each of these years by what `text` speaks of, and what is said of it.
    fn years(text: &str, of: &[i32]) -> (Vec<f64>, Vec<String>) {
        let doc = Segmented::new(text);
        let layers = Annotations::default();
        let times: Vec<Timed> = times::find(&doc).iter().map(Timed::from).collect();
        let found = evidence(&Reading::new(&doc, &layers, &times, Knowledge::bundled()));
        let says = found.iter().flat_map(|c| &c.evidence).map(|e| e.says.clone()).collect();
        let all = Posterior::new(&[vec![prior(Knowledge::bundled())], found].concat());
        (of.iter().map(|&y| all.probability(new_year(y), new_year(y + 1) - 1)).collect(), says)
    }

    #[test]
    fn a_period_that_is_compared_with_is_of_the_year_before() {
        let text = "The shipyard earned 4 million marks in the quarter. It had lost 2 million in the 2003 quarter.";
        let (p, says) = years(text, &[2003, 2004, 2005]);
        assert!(p[1] > 0.75 && p[1] > 5.0 * p[0] && p[1] > 5.0 * p[2], "{p:?} {says:?}");
        let text = "In the 2003 quarter freight was cheaper than a year earlier, the shipyard said.";
        assert!(years(text, &[2003, 2004]).0[0] > 0.5, "the period itself, where it is compared with the year before");
    }

    #[test]
    fn what_is_planned_is_not_past() {
        let text = "The tunnel was begun in 2001. The city expects to open it in May 2006.";
        let (p, says) = years(text, &[2001, 2002, 2003, 2006, 2010]);
        assert!(p[1] > p[4] && p[0] > 3.0 * p[4], "{p:?}");
        assert!(says.iter().any(|s| s == "May 2006 is told as planned: not later"), "{says:?}");
    }

    #[test]
    fn a_year_that_is_spoken_of_is_no_date() {
        let (p, says) = years("The mill has stood empty since 1997, when the last miller left.", &[1997, 1998, 1999]);
        assert!(p.iter().all(|p| *p < 0.5), "{p:?}");
        assert_eq!(says, ["1997: not earlier"]);
    }
}
