//! Solves for the day of publication: every piece of evidence weighs every day, the product tells what is certain.
//!
//! A naive Bayes over days in which no day is ever visited alone: weights change only at the edges of the evidence, and
//! what the days of the week tell is a vector of seven, so that the weight of any stretch of days is a short sum. Where
//! evidence comes from, and what it weighs, is for the other files of this room.

use super::days::{Day, Steps, YEARS, date, day, new_year, weekday};
use crate::corpus::article::{Evidence, PartialDate};
use chrono::Datelike;

/// What a piece of evidence says about the day of publication.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A weight for every day.
    Steps(Steps),
    /// A weight for every day of the week, from Monday.
    Week([f64; 7]),
}

/// Kinds of evidence. Pieces of one kind tend to err together, so that all of a kind can only do so much against a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Before anything is read.
    Prior,
    /// The article names its day: dateline, date line, caption, address.
    Stated,
    /// Times that it speaks of.
    Spoken,
    /// Who held an office.
    Office,
    /// Events and anniversaries whose day is known.
    Event,
    /// Names that came up and went.
    Name,
}

impl Kind {
    const COUNT: usize = 6;

    /// The least weight that all evidence of the kind together gives a day.
    fn floor(self) -> f64 {
        match self {
            Self::Prior => 0.0,
            Self::Stated => 1e-9,
            Self::Spoken => 1e-7,
            Self::Office => 1e-5,
            Self::Event => 1e-6,
            Self::Name => 1e-4,
        }
    }
}

/// A piece of evidence, weighed.
#[derive(Clone, Debug)]
pub struct Constraint {
    /// What kind it is of.
    pub kind: Kind,
    /// What it says.
    pub shape: Shape,
    /// Where it stands and what it says, for people.
    pub evidence: Vec<Evidence>,
    /// Whether the text holds the day in full.
    pub in_full: bool,
}

/// The probability of every day.
#[derive(Debug)]
pub struct Posterior {
    /// First day, last day, weight a day before the week is looked at; in order, without gaps.
    segments: Vec<(Day, Day, f64)>,
    /// Weights of Monday to Sunday.
    week: [f64; 7],
    total: f64,
}

/// Least probability of a date that is claimed.
const SURE: f64 = 0.75;

impl Posterior {
    /// Multiplies the evidence, in time proportional to n log n in the number of its edges.
    #[must_use]
    pub fn new(constraints: &[Constraint]) -> Self {
        let first = new_year(*YEARS.start());
        let last = new_year(*YEARS.end() + 1) - 1;
        let mut week = [1.0; 7];
        // Logarithms of the weights at the sweep's day, by kind; kept as sums, so that an edge costs one addition.
        let mut sums = [0.0; Kind::COUNT];
        let mut floors = [f64::NEG_INFINITY; Kind::COUNT];
        let mut edges: Vec<(Day, usize, f64)> = Vec::new();
        for c in constraints {
            let kind = c.kind as usize;
            floors[kind] = log(c.kind.floor());
            match &c.shape {
                Shape::Week(weights) => (0..7).for_each(|i| week[i] *= weights[i]),
                Shape::Steps(steps) => {
                    let (base, changes) = steps.changes();
                    sums[kind] += log(base);
                    let mut before = log(base);
                    for (at, weight) in changes {
                        edges.push((at, kind, log(weight) - before));
                        before = log(weight);
                    }
                }
            }
        }
        edges.sort_by_key(|e| e.0);
        let mut segments: Vec<(Day, Day, f64)> = Vec::with_capacity(edges.len() + 1);
        let weight = |sums: &[f64; Kind::COUNT]| -> f64 { sums.iter().zip(&floors).map(|(&s, &f)| s.max(f)).sum() };
        let mut from = first;
        for (at, kind, change) in edges {
            if at > last {
                break;
            }
            if at > from {
                segments.push((from, at - 1, weight(&sums)));
                from = at;
            }
            sums[kind] += change;
        }
        segments.push((from, last, weight(&sums)));
        let top = segments.iter().map(|s| s.2).fold(f64::NEG_INFINITY, f64::max);
        segments.iter_mut().for_each(|s| s.2 = (s.2 - top).exp());
        let mut posterior = Self { segments, week, total: 1.0 };
        posterior.total = posterior.weight(first, last).max(f64::MIN_POSITIVE);
        posterior
    }

    /// The probability that the day lies between these, both included.
    #[must_use]
    pub fn probability(&self, from: Day, to: Day) -> f64 {
        self.weight(from, to) / self.total
    }

    fn weight(&self, from: Day, to: Day) -> f64 {
        let start = self.segments.partition_point(|s| s.1 < from);
        self.segments[start..]
            .iter()
            .take_while(|s| s.0 <= to)
            .map(|&(a, b, weight)| weight * self.week_weight(a.max(from), b.min(to)))
            .sum()
    }

    /// The sum of the week's weights from one day to another.
    fn week_weight(&self, from: Day, to: Day) -> f64 {
        let days = to - from + 1;
        let rest = (0..days % 7).map(|i| self.week[weekday(from + i)]).sum::<f64>();
        f64::from(days / 7) * self.week.iter().sum::<f64>() + rest
    }

    /// The finest date that is sure enough, with its probability: the likeliest day of the likeliest month of the
    /// likeliest year.
    #[must_use]
    pub fn claim(&self) -> Option<(PartialDate, f64)> {
        let best = |parts: &mut dyn Iterator<Item = (Day, Day)>| {
            parts.map(|(a, b)| (a, b, self.probability(a, b))).max_by(|x, y| x.2.total_cmp(&y.2))
        };
        let (from, to, of_year) = best(&mut YEARS.map(|y| (new_year(y), new_year(y + 1) - 1)))?;
        if of_year < SURE {
            return None;
        }
        let year = date(from).year();
        let months = (1..=12).filter_map(|m| day(year, m, 1)).collect::<Vec<_>>();
        let ends = months.iter().skip(1).map(|d| d - 1).chain([to]);
        let (from, to, of_month) = best(&mut months.iter().copied().zip(ends))?;
        if of_month < SURE {
            return Some((PartialDate::Year(year), of_year));
        }
        let (on, _, of_day) = best(&mut (from..=to).map(|d| (d, d)))?;
        Some(if of_day < SURE {
            (PartialDate::Month(year, date(from).month()), of_month)
        } else {
            (PartialDate::Day(date(on)), of_day)
        })
    }
}

/// A logarithm that stays finite, so that sums of it can be undone.
fn log(weight: f64) -> f64 {
    weight.max(1e-30).ln()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn steps(kind: Kind, base: f64, ranges: &[(Day, Day, f64)]) -> Constraint {
        let shape = Shape::Steps(Steps::new(base, ranges.iter().copied()));
        Constraint { kind, shape, evidence: Vec::new(), in_full: false }
    }

    fn week(weights: [f64; 7]) -> Constraint {
        Constraint { kind: Kind::Spoken, shape: Shape::Week(weights), evidence: Vec::new(), in_full: false }
    }

    /// The first days of September of some years, one of them a Monday, in a term of office.
    #[test]
    fn a_month_day_a_weekday_and_a_term_make_a_date() {
        let days = (2015..2030).map(|y| day(y, 9, 8).unwrap()).map(|d| (d, d, 1.0)).collect::<Vec<_>>();
        let term = (day(2024, 10, 1).unwrap(), day(2025, 10, 21).unwrap(), 1.0);
        let found = Posterior::new(&[steps(Kind::Stated, 1e-5, &days), steps(Kind::Office, 1e-3, &[term])]);
        let (value, probability) = found.claim().unwrap();
        assert_eq!(value.to_string(), "2025-09-08");
        assert!(probability > 0.95);
        // A year in which that day is a Friday does not fit the Monday.
        let days: Vec<_> = [2023, 2025].map(|y| day(y, 9, 8).unwrap()).map(|d| (d, d, 1.0)).into();
        let mut monday = [0.01; 7];
        monday[0] = 1.0;
        let found = Posterior::new(&[steps(Kind::Stated, 1e-7, &days), week(monday)]);
        assert_eq!(found.claim().unwrap().0.to_string(), "2025-09-08");
    }

    #[test]
    fn only_what_is_certain_is_claimed() {
        let december = (day(2023, 12, 1).unwrap(), day(2023, 12, 31).unwrap(), 1.0);
        let found = Posterior::new(&[steps(Kind::Spoken, 1e-7, &[december])]);
        assert_eq!(found.claim().unwrap().0.to_string(), "2023-12");
        let years = (day(2022, 5, 10).unwrap(), day(2025, 4, 4).unwrap(), 1.0);
        assert_eq!(Posterior::new(&[steps(Kind::Office, 1e-4, &[years])]).claim(), None);
    }

    #[test]
    fn evidence_of_one_kind_can_only_do_so_much() {
        let (a, b) = (day(1999, 1, 1).unwrap(), day(1999, 12, 31).unwrap());
        let wrong = vec![steps(Kind::Office, 1e-4, &[(a, b, 1.0)]); 30];
        let stated = day(2012, 3, 4).unwrap();
        let right = steps(Kind::Stated, 1e-12, &[(stated, stated, 1.0)]);
        let found = Posterior::new(&[wrong, vec![right]].concat());
        assert_eq!(found.claim().unwrap().0.to_string(), "2012-03-04");
    }

    fn any_constraint() -> impl Strategy<Value = Constraint> {
        let kinds = prop_oneof![
            Just(Kind::Prior),
            Just(Kind::Stated),
            Just(Kind::Spoken),
            Just(Kind::Office),
            Just(Kind::Event),
            Just(Kind::Name)
        ];
        // Days reach beyond both ends of the years that count.
        let range = (710_000i32..750_000, 0i32..3000, 0.0f64..1.0).prop_map(|(from, n, w)| (from, from + n, w));
        let stepped = (kinds, 1e-6f64..1.0, proptest::collection::vec(range, 0..6))
            .prop_map(|(kind, base, ranges)| steps(kind, base, &ranges));
        prop_oneof![3 => stepped, 1 => proptest::array::uniform7(0.01f64..1.0).prop_map(week)]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn the_sweep_equals_weighing_every_day(constraints in proptest::collection::vec(any_constraint(), 0..8),
                                               from in 711_000i32..748_000, length in 0i32..4000) {
            let mut total = 0.0;
            let mut part = 0.0;
            for at in new_year(*YEARS.start())..new_year(*YEARS.end() + 1) {
                let mut weight = 1.0;
                for kind in [Kind::Prior, Kind::Stated, Kind::Spoken, Kind::Office, Kind::Event, Kind::Name] {
                    let stepped = constraints.iter().filter(|c| c.kind == kind).filter_map(|c| match &c.shape {
                        Shape::Steps(steps) => Some(steps.at(at).max(1e-30)),
                        Shape::Week(_) => None,
                    });
                    weight *= stepped.product::<f64>().max(kind.floor());
                }
                for c in &constraints {
                    if let Shape::Week(week) = c.shape {
                        weight *= week[weekday(at)];
                    }
                }
                total += weight;
                part += if (from..=from + length).contains(&at) { weight } else { 0.0 };
            }
            let found = Posterior::new(&constraints).probability(from, from + length);
            prop_assert!((found - part / total).abs() < 1e-6, "{found} is not {}", part / total);
        }
    }
}
