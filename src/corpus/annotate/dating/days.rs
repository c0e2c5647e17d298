//! Weights over days: step functions and the calendar arithmetic behind them.
//!
//! Knows no evidence; days are counted from the common era, as `chrono` numbers them.

use chrono::{Datelike, NaiveDate, Weekday};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// A day, counted from the common era.
pub type Day = i32;

/// The years that a publication date may lie in; outside them nothing is inferred.
pub const YEARS: RangeInclusive<i32> = 1950..=2049;

/// The number of a day.
#[must_use]
pub fn number(date: NaiveDate) -> Day {
    date.num_days_from_ce()
}

/// The day with this number.
#[must_use]
pub fn date(day: Day) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(day).unwrap_or_default()
}

/// The number of a calendar day; `None` for 30 February and its like.
#[must_use]
pub fn day(year: i32, month: u32, day: u32) -> Option<Day> {
    NaiveDate::from_ymd_opt(year, month, day).map(number)
}

/// The first day of a year.
#[must_use]
pub fn new_year(year: i32) -> Day {
    day(year, 1, 1).unwrap_or_default()
}

/// The first and last day of the month `offset` months after the one that holds `of`.
#[must_use]
pub fn month(of: Day, offset: i32) -> (Day, Day) {
    let from = date(of);
    let months = from.year() * 12 + from.month0() as i32 + offset;
    let first = |n: i32| day(n.div_euclid(12), n.rem_euclid(12) as u32 + 1, 1).unwrap_or_default();
    (first(months), first(months + 1) - 1)
}

/// The place of a day in its week: Monday is 0.
#[must_use]
pub fn weekday(day: Day) -> usize {
    // Day 1 of the common era was a Monday.
    (day - 1).rem_euclid(7) as usize
}

/// How many days lie between the latest `earlier` weekday and `day`: 0 to 6.
#[must_use]
pub fn days_since(day: Day, earlier: Weekday) -> usize {
    (weekday(day) + 7 - earlier.num_days_from_monday() as usize) % 7
}

/// A weight for every day: `base`, but for the steps.
#[derive(Clone, Debug, PartialEq)]
pub struct Steps {
    base: f64,
    /// First day, last day, weight; sorted, disjoint.
    ranges: Vec<(Day, Day, f64)>,
}

impl Steps {
    /// `base` everywhere but on `ranges` (first day, last day, weight); where those overlap, the largest weight holds.
    /// Takes time proportional to n log n.
    #[must_use]
    pub fn new(base: f64, ranges: impl IntoIterator<Item = (Day, Day, f64)>) -> Self {
        let mut edges: Vec<(Day, f64, bool)> = Vec::new();
        for (from, to, weight) in ranges {
            if from <= to {
                edges.push((from, weight, true));
                edges.push((to + 1, weight, false));
            }
        }
        edges.sort_by_key(|e| e.0);
        // Weights are never negative, so that their bits order as they do.
        let mut open: BTreeMap<u64, u32> = BTreeMap::new();
        let mut ranges: Vec<(Day, Day, f64)> = Vec::with_capacity(edges.len());
        let mut start = Day::MIN;
        for (at, weight, opens) in edges {
            if at > start
                && let Some((&top, _)) = open.last_key_value()
            {
                ranges.push((start, at - 1, f64::from_bits(top)));
            }
            start = at;
            let count = open.entry(weight.to_bits()).or_default();
            *count = if opens { *count + 1 } else { count.saturating_sub(1) };
            if *count == 0 {
                open.remove(&weight.to_bits());
            }
        }
        Self { base, ranges }
    }

    /// The weight of one day.
    #[must_use]
    pub fn at(&self, day: Day) -> f64 {
        let i = self.ranges.partition_point(|r| r.1 < day);
        self.ranges.get(i).filter(|r| r.0 <= day).map_or(self.base, |r| r.2)
    }

    /// The largest weight of all days.
    #[must_use]
    pub fn top(&self) -> f64 {
        self.ranges.iter().fold(self.base, |top, r| top.max(r.2))
    }

    /// How many days the steps leave, in effect: the sum of their weights over the largest, the base apart.
    #[must_use]
    pub fn leaves(&self) -> f64 {
        let sum: f64 = self.ranges.iter().map(|&(from, to, weight)| f64::from(to - from + 1) * weight).sum();
        sum / self.top()
    }

    /// The weight before the first change, and every change as (day, weight from there on), in order.
    pub(super) fn changes(&self) -> (f64, Vec<(Day, f64)>) {
        let mut changes = Vec::with_capacity(self.ranges.len() * 2);
        for (i, &(from, to, weight)) in self.ranges.iter().enumerate() {
            changes.push((from, weight));
            if self.ranges.get(i + 1).is_none_or(|next| next.0 > to + 1) {
                changes.push((to + 1, self.base));
            }
        }
        (self.base, changes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn monday_is_monday() {
        let day = day(2025, 9, 8).unwrap();
        assert_eq!(weekday(day), 0);
        assert_eq!(days_since(day, Weekday::Mon), 0);
        assert_eq!(days_since(day, Weekday::Sun), 1);
        assert_eq!(days_since(day, Weekday::Tue), 6);
    }

    #[test]
    fn months_are_counted_across_the_year() {
        let december = day(2023, 12, 9).unwrap();
        assert_eq!(month(december, 1), (day(2024, 1, 1).unwrap(), day(2024, 1, 31).unwrap()));
        assert_eq!(month(december, -12).0, day(2022, 12, 1).unwrap());
    }

    #[test]
    fn the_largest_of_overlapping_steps_holds() {
        let steps = Steps::new(0.1, [(10, 20, 0.5), (15, 30, 0.9), (18, 19, 0.2), (40, 40, 1.0)]);
        let seen: Vec<f64> = [9, 10, 14, 15, 30, 31, 40, 41].map(|d| steps.at(d)).into();
        assert_eq!(seen, [0.1, 0.5, 0.5, 0.9, 0.9, 0.1, 1.0, 0.1]);
        assert_eq!(steps.top(), 1.0);
        assert!((steps.leaves() - (5.0 * 0.5 + 16.0 * 0.9 + 1.0)).abs() < 1e-9);
    }
}
