//! The date sidebar: the collection's months of publication, and the dates that the open article speaks of.

use super::filters::Filters;
use crate::corpus::article::{Annotations, Days, PartialDate};
use crate::corpus::library::Listing;
use crate::text::Span;
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, HashMap};

/// Months, as the screen names them.
pub const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// In place of a month where the year alone is known.
pub const NO_MONTH: &str = "no month";

/// Most inline months of a year.
const INLINE: usize = 2;

/// A date that an article speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateItem {
    /// As it stands in the text.
    pub text: String,
    /// The days that it covers.
    pub days: Days,
    /// The days for people, without the year where it is the article's own.
    pub when: String,
    /// Everywhere it stands, in order.
    pub spans: Vec<Span>,
}

/// The dates of an article in time order; the same words for the same days once.
#[must_use]
pub fn items(text: &str, layers: &Annotations) -> Vec<DateItem> {
    let year = layers.published.value.map(PartialDate::year);
    let mut items: Vec<DateItem> = Vec::new();
    let mut known: HashMap<(Days, String), usize> = HashMap::new();
    for time in &layers.times {
        let Some(days) = time.days else { continue };
        let words: String = time.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        match known.entry((days, words.to_lowercase())) {
            std::collections::hash_map::Entry::Occupied(e) => items[*e.get()].spans.push(time.span),
            std::collections::hash_map::Entry::Vacant(e) => {
                e.insert(items.len());
                items.push(DateItem { text: words, days, when: days_text(days, year), spans: vec![time.span] });
            }
        }
    }
    items.sort_by_key(|i| (i.days.from, std::cmp::Reverse(i.days.to), i.spans[0].start));
    items
}

/// A row of the date sidebar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateRow {
    /// Articles of a year.
    Year {
        /// Which.
        year: i32,
        /// How many.
        count: u32,
        /// Its months (1–12, 0 where only the year is known) with their articles, newest first.
        months: Vec<(u32, u32)>,
        /// Whether its months stand below.
        open: bool,
    },
    /// Articles of a month.
    Month {
        /// Year.
        year: i32,
        /// Month, 1–12; 0 for articles whose year alone is known.
        month: u32,
        /// How many.
        count: u32,
    },
    /// Articles without a date.
    Undated(u32),
    /// "In this article".
    Heading,
    /// A date of the open article, by its number.
    Item(usize),
}

impl DateRow {
    /// Whether the cursor can stand on it.
    #[must_use]
    pub fn selectable(&self) -> bool {
        !matches!(self, Self::Undated(_) | Self::Heading)
    }

    /// The days of publication that it stands for.
    #[must_use]
    pub fn published(&self) -> Option<Days> {
        match *self {
            Self::Year { year, .. } | Self::Month { year, month: 0, .. } => Some(PartialDate::Year(year).days()),
            Self::Month { year, month, .. } => Some(PartialDate::Month(year, month).days()),
            _ => None,
        }
    }
}

/// The rows above the dates of the article: the collection's years, newest first, and the months of those that are
/// open. Rows stay when filters change; the counts are of what is listed.
#[must_use]
pub fn timeline(months: &[(i32, u32)], listing: &Listing, open: &[i32]) -> Vec<DateRow> {
    let counts: BTreeMap<(i32, u32), u32> = listing.months.iter().copied().collect();
    let mut rows: Vec<DateRow> = Vec::new();
    let mut years: Vec<(i32, Vec<(u32, u32)>)> = Vec::new();
    for &(year, month) in months {
        let count = counts.get(&(year, month)).copied().unwrap_or(0);
        match years.last_mut() {
            Some((y, months)) if *y == year => months.push((month, count)),
            _ => years.push((year, vec![(month, count)])),
        }
    }
    for (year, months) in years {
        let count = months.iter().map(|m| m.1).sum();
        let is_open = open.contains(&year);
        rows.push(DateRow::Year { year, count, months: months.clone(), open: is_open });
        if is_open {
            rows.extend(months.into_iter().map(|(month, count)| DateRow::Month { year, month, count }));
        }
    }
    if listing.undated > 0 {
        rows.push(DateRow::Undated(listing.undated));
    }
    rows
}

/// The months of a year in words where they are few: `Dec 2  Jan 1`.
#[must_use]
pub fn inline_months(months: &[(u32, u32)]) -> Option<String> {
    let words = |&(month, count): &(u32, u32)| match MONTHS.get((month as usize).wrapping_sub(1)) {
        Some(name) => format!("{name} {count}"),
        None => format!("{NO_MONTH} {count}"),
    };
    let some: Vec<_> = months.iter().filter(|m| m.1 > 0).collect();
    (1..=INLINE).contains(&some.len()).then(|| some.into_iter().map(words).collect::<Vec<_>>().join("  "))
}

/// Days for people: `8 Sep`, `1–7 Sep`, `Aug 2025`, `2015`; days of `year` go without it.
#[must_use]
pub fn days_text(days: Days, year: Option<i32>) -> String {
    let Days { from, to } = days;
    let whole_month = from.day() == 1 && (from.year(), from.month()) == (to.year(), to.month()) && is_month_end(to);
    if (from.year(), from.month(), from.day(), to.month(), to.day()) == (to.year(), 1, 1, 12, 31) {
        return from.year().to_string();
    }
    if whole_month {
        return format!("{} {}", month_name(from), from.year());
    }
    let tail = |d: NaiveDate| {
        if Some(d.year()) == year { month_name(d).to_owned() } else { format!("{} {}", month_name(d), d.year()) }
    };
    if from == to {
        format!("{} {}", from.day(), tail(from))
    } else if (from.year(), from.month()) == (to.year(), to.month()) {
        format!("{}–{} {}", from.day(), to.day(), tail(from))
    } else if from.day() == 1 && is_month_end(to) {
        if from.year() == to.year() {
            format!("{}–{} {}", month_name(from), month_name(to), to.year())
        } else if from.month() == 1 && to.month() == 12 {
            format!("{}–{}", from.year(), to.year())
        } else {
            format!("{} {}–{} {}", month_name(from), from.year(), month_name(to), to.year())
        }
    } else if from.year() == to.year() {
        format!("{} {}–{} {}", from.day(), month_name(from), to.day(), tail(to))
    } else {
        format!("{} {} {}–{} {} {}", from.day(), month_name(from), from.year(), to.day(), month_name(to), to.year())
    }
}

/// A publication date for people: `8 Sep 2025`, `Dec 2023`, `2023`.
#[must_use]
pub fn date_text(date: PartialDate) -> String {
    match date {
        PartialDate::Day(d) => format!("{} {} {}", d.day(), month_name(d), d.year()),
        PartialDate::Month(y, m) => format!("{} {y}", MONTHS.get((m as usize).wrapping_sub(1)).unwrap_or(&"?")),
        PartialDate::Year(y) => y.to_string(),
    }
}

/// Whether the list is narrowed to what a row stands for.
#[must_use]
pub fn in_force(row: &DateRow, filters: &Filters) -> bool {
    row.published().is_some() && row.published() == filters.published()
}

fn month_name(date: NaiveDate) -> &'static str {
    MONTHS[date.month0() as usize]
}

fn is_month_end(date: NaiveDate) -> bool {
    date.succ_opt().is_none_or(|next| next.month() != date.month())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(from: &str, to: &str) -> Days {
        Days { from: from.parse().unwrap(), to: to.parse().unwrap() }
    }

    #[test]
    fn days_read_as_people_write_them() {
        for (from, to, text) in [
            ("2025-09-08", "2025-09-08", "8 Sep"),
            ("2025-09-01", "2025-09-07", "1–7 Sep"),
            ("2025-08-01", "2025-08-31", "Aug 2025"),
            ("2015-01-01", "2015-12-31", "2015"),
            ("2024-12-03", "2024-12-03", "3 Dec 2024"),
            ("2025-08-30", "2025-09-02", "30 Aug–2 Sep"),
            ("2024-12-30", "2025-01-02", "30 Dec 2024–2 Jan 2025"),
            ("2024-07-01", "2024-09-30", "Jul–Sep 2024"),
            ("1990-01-01", "1999-12-31", "1990–1999"),
        ] {
            assert_eq!(days_text(days(from, to), Some(2025)), text);
        }
    }

    #[test]
    fn months_stand_under_an_open_year() {
        let listing =
            Listing { months: vec![((2025, 9), 1), ((2024, 12), 2), ((2024, 1), 1)], undated: 1, ..Listing::default() };
        let months = [(2025, 9), (2024, 12), (2024, 6), (2024, 1)];
        assert_eq!(timeline(&months, &listing, &[]).len(), 3);
        let rows = timeline(&months, &listing, &[2024]);
        assert_eq!(rows[2], DateRow::Month { year: 2024, month: 12, count: 2 });
        assert_eq!(rows[3], DateRow::Month { year: 2024, month: 6, count: 0 });
        assert_eq!(inline_months(&[(12, 2), (1, 1)]).unwrap(), "Dec 2  Jan 1");
    }
}
