//! What is listed by country, person, source and month, to filter by: four columns, or one list where there is no
//! room for them.
//!
//! Shows counts that the library made; follows every change of the filters.

use super::{OverlayLine, Tone, country_name};
use crate::app::commands;
use crate::app::dates::date_text;
use crate::app::filters::{Filters, Want};
use crate::app::state::State;
use crate::corpus::article::{CountryCode, EntityKind, PartialDate};
use crate::corpus::query::{Term, tidy};
use crate::text::wrap::{truncate, width};

/// Columns of the terminal from which the facets stand side by side.
const WIDE: u16 = 100;

/// Columns between two facets.
const GAP: usize = 2;

/// The headings, from left to right.
const TITLES: [&str; 4] = ["Countries", "People", "Sources", "Months"];

/// Where the cursor stands.
#[derive(Clone, Debug, Default)]
pub struct Facets {
    /// The facet, from left to right.
    pub column: usize,
    /// The value: in its facet where they stand side by side, else among all.
    pub at: usize,
    /// What stands there: the cursor stays on it when counts change.
    value: Option<Value>,
    /// The listing that it was found in.
    shown: u64,
}

/// Something to filter by.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    Country(CountryCode),
    Person { id: String, name: String },
    Source(String),
    Month(PartialDate),
}

impl Value {
    fn label(&self) -> (String, Tone) {
        match self {
            Self::Country(code) => (format!("{code} {}", country_name(*code)), Tone::Kind(EntityKind::Country)),
            Self::Person { name, .. } => (name.clone(), Tone::Kind(EntityKind::Person)),
            Self::Source(name) => (name.clone(), Tone::Plain),
            Self::Month(date) => (date_text(*date), Tone::Plain),
        }
    }

    fn is_set(&self, filters: &Filters) -> bool {
        match self {
            Self::Country(code) => filters.want(*code) == Some(Want::Require),
            Self::Person { id, .. } => filters.has_entity(id),
            Self::Source(name) => filters.has(&Term::Source(tidy(name))),
            Self::Month(date) => filters.published() == Some(date.days()),
        }
    }

    fn toggle(&self, filters: &mut Filters) {
        match self {
            Self::Country(code) => filters.toggle_country(*code),
            Self::Person { id, name } => filters.toggle_entity(EntityKind::Person, id, name),
            Self::Source(name) => filters.toggle(Term::Source(tidy(name))),
            Self::Month(date) => filters.toggle_published(date.days()),
        }
    }
}

/// The values of every facet with their counts.
fn values(state: &State) -> [Vec<(Value, u32)>; 4] {
    let listing = &state.list.listing;
    let date = |(year, month)| if month == 0 { PartialDate::Year(year) } else { PartialDate::Month(year, month) };
    let person = |(id, name, n): &(String, String, u32)| (Value::Person { id: id.clone(), name: name.clone() }, *n);
    [
        listing.countries.iter().map(|&(code, n)| (Value::Country(code), n)).collect(),
        listing.people.iter().map(person).collect(),
        listing.sources.iter().map(|(name, n)| (Value::Source(name.clone()), *n)).collect(),
        listing.months.iter().map(|&(month, n)| (Value::Month(date(month)), n)).collect(),
    ]
}

/// Whether they stand side by side.
pub(super) fn is_wide(state: &State) -> bool {
    state.size.0 >= WIDE
}

/// Columns of one facet among four.
fn cell(columns: usize) -> usize {
    (columns.saturating_sub(3 * GAP) / 4).max(1)
}

/// The line above them, where they stand side by side.
pub(super) fn heading(state: &State, columns: usize) -> Option<OverlayLine> {
    let cell = cell(columns);
    let title = |title: &&str| (format!(" {title:<wide$}", wide = cell - 1 + GAP), Tone::Strong);
    is_wide(state).then(|| OverlayLine { parts: TITLES.iter().map(title).collect(), item: None })
}

impl Facets {
    /// The cursor on the first value of the first facet that has one.
    pub(super) fn new(state: &State) -> Self {
        let column = values(state).iter().position(|v| !v.is_empty()).unwrap_or(0);
        Self { column: if is_wide(state) { column } else { 0 }, ..Self::default() }
    }

    pub(super) fn lines(&self, state: &State, columns: usize) -> Vec<OverlayLine> {
        let values = values(state);
        if values.iter().all(Vec::is_empty) {
            return vec![OverlayLine::new("Nothing is listed.", Tone::Dim)];
        }
        if !is_wide(state) {
            return one_list(&values, &state.filters, columns);
        }
        let cell = cell(columns);
        let rows = values.iter().map(Vec::len).max().unwrap_or(0);
        let line = |row: usize| {
            let mut parts = Vec::new();
            for (column, values) in values.iter().enumerate() {
                let here = (self.column, self.at) == (column, row);
                match values.get(row) {
                    Some((value, count)) => parts.extend(entry(value, *count, &state.filters, here, cell)),
                    None => parts.push((" ".repeat(cell), Tone::Plain)),
                }
                parts.push((" ".repeat(GAP), Tone::Plain));
            }
            OverlayLine::of(row, parts)
        };
        (0..rows).map(line).collect()
    }

    /// How many values the cursor can stand on without changing the facet.
    pub(super) fn count(&self, state: &State) -> usize {
        let values = values(state);
        if is_wide(state) { values[self.column.min(3)].len() } else { values.iter().map(Vec::len).sum() }
    }

    /// Goes to the next facet that has values, or to the one before.
    pub(super) fn across(&mut self, state: &State, by: isize) {
        let values = values(state);
        let starts: Vec<usize> = values
            .iter()
            .scan(0, |sum, v| {
                *sum += v.len();
                Some(*sum - v.len())
            })
            .collect();
        let here = if is_wide(state) { self.column } else { starts.iter().rposition(|&s| s <= self.at).unwrap_or(0) };
        let mut to = here;
        for _ in 0..4 {
            to = (to as isize + by).rem_euclid(4) as usize;
            if !values[to].is_empty() {
                break;
            }
        }
        self.column = to;
        self.at = if is_wide(state) { self.at.min(values[to].len().saturating_sub(1)) } else { starts[to] };
    }

    /// Puts the cursor under a click: the column of the line, and the line's item.
    pub(super) fn point(&mut self, state: &State, columns: usize, x: usize, item: usize) {
        self.at = item;
        if is_wide(state) {
            let column = (x / (cell(columns) + GAP)).min(3);
            let len = values(state)[column].len();
            if len > 0 {
                (self.column, self.at) = (column, item.min(len - 1));
            }
        }
    }

    fn value_at(&self, state: &State) -> Option<Value> {
        let values = values(state);
        let found =
            if is_wide(state) { values.get(self.column)?.get(self.at) } else { values.iter().flatten().nth(self.at) };
        found.map(|(value, _)| value.clone())
    }

    /// Keeps the cursor on its value when the listing changed, and on a value in any case.
    pub(super) fn settle(&mut self, state: &State) {
        if self.shown != state.list.shown {
            self.shown = state.list.shown;
            let values = values(state);
            let is = |v: &(Value, u32)| Some(&v.0) == self.value.as_ref();
            if !is_wide(state) {
                self.at = values.iter().flatten().position(is).unwrap_or(self.at);
            } else if let Some((column, at)) =
                values.iter().enumerate().find_map(|(column, v)| Some((column, v.iter().position(is)?)))
            {
                (self.column, self.at) = (column, at);
            }
        }
        if self.count(state) == 0 && is_wide(state) {
            self.across(state, 1);
        }
        self.at = self.at.min(self.count(state).saturating_sub(1));
        self.value = self.value_at(state).or(self.value.take());
    }
}

/// Filters by what is under the cursor, or no longer; the facets stay open.
pub(super) fn choose(state: &mut State, facets: &Facets) {
    if let Some(value) = facets.value_at(state) {
        commands::change(state, |filters| value.toggle(filters));
    }
}

fn one_list(values: &[Vec<(Value, u32)>; 4], filters: &Filters, columns: usize) -> Vec<OverlayLine> {
    let mut lines = Vec::new();
    let mut item = 0;
    for (title, values) in TITLES.iter().zip(values).filter(|(_, values)| !values.is_empty()) {
        if !lines.is_empty() {
            lines.push(OverlayLine::default());
        }
        lines.push(OverlayLine::new(*title, Tone::Strong));
        for (value, count) in values {
            lines.push(OverlayLine::of(item, entry(value, *count, filters, false, columns).into()));
            item += 1;
        }
    }
    lines
}

/// A value in `columns`: the cursor, a sign where it is filtered by, its name, its count.
fn entry(value: &Value, count: u32, filters: &Filters, here: bool, columns: usize) -> [(String, Tone); 5] {
    let set = value.is_set(filters);
    let count = count.to_string();
    let (label, tone) = value.label();
    let label = truncate(&label, columns.saturating_sub(width(&count) + 4));
    let pad = columns.saturating_sub(width(&count) + width(&label) + 3);
    [
        (if here { "▌" } else { " " }.to_owned(), Tone::Accent),
        (if set { "+ " } else { "  " }.to_owned(), Tone::Accent),
        (label, if set { Tone::Accent } else { tone }),
        (" ".repeat(pad), Tone::Plain),
        (count, Tone::Dim),
    ]
}
