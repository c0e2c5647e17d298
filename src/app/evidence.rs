//! The evidence of what is selected: a publication date, a date in the text. An entity has its `card`.
//!
//! Only says what the annotation knows; does not find.

use super::dates::{DateRow, date_text, days_text};
use super::overlay::{OverlayLine, Tone, wrapped};
use super::state::{Pane, State};
use crate::corpus::article::{Annotations, Basis, TimeKind};
use crate::text::Span;
use crate::text::wrap::truncate;

/// Bytes of text shown on either side of a place.
const AROUND: usize = 60;

/// Evidence for one claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// What it is about.
    pub title: String,
    /// What is claimed, and how sure it is.
    pub facts: Vec<String>,
    /// From what: places in the text that one can go to.
    pub items: Vec<EvidenceItem>,
}

/// A place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceItem {
    /// Where.
    pub span: Span,
    /// What stands there.
    pub quote: String,
    /// What it says.
    pub says: String,
}

impl Evidence {
    pub(super) fn lines(&self, columns: usize) -> Vec<OverlayLine> {
        let mut lines: Vec<OverlayLine> = Vec::new();
        for fact in &self.facts {
            lines.extend(wrapped(fact, columns).into_iter().map(|l| OverlayLine::new(l, Tone::Plain)));
        }
        for (n, item) in self.items.iter().enumerate() {
            lines.push(OverlayLine::default());
            lines.push(OverlayLine::of(n, vec![(truncate(&item.quote, columns), Tone::Quote)]));
            let room = columns.saturating_sub(2);
            let says = wrapped(&item.says, room).into_iter().filter(|l| !l.is_empty());
            lines.extend(says.map(|l| OverlayLine::of(n, vec![(format!("  {l}"), Tone::Dim)])));
        }
        lines
    }
}

/// The evidence of what is selected in the focused pane; of the publication date elsewhere.
pub(super) fn of(state: &State) -> Evidence {
    let Some(reading) = &state.reading else { return Evidence::default() };
    let (text, layers) = (reading.text(), &reading.layers);
    match state.focus {
        Pane::Dates => match state.date_row(&state.timeline(), state.dates.at) {
            Some(DateRow::Item(n)) => reading.dates.get(n).map(|item| time(text, layers, &item.spans)),
            _ => None,
        },
        Pane::List | Pane::Article | Pane::Entities => None,
    }
    .unwrap_or_else(|| published(text, layers, &|id| article_named(state, id)))
}

/// How the reader knows another article: its headline where the list has it at hand, else its id.
fn article_named(state: &State, id: &str) -> String {
    let row = state.rows.values().map(|(_, row)| row).find(|row| row.id == id);
    row.map_or_else(|| format!("the article {id}"), |row| format!("“{}”", row.title))
}

fn published(text: &str, layers: &Annotations, named: &dyn Fn(&str) -> String) -> Evidence {
    let p = &layers.published;
    let title = match p.value {
        Some(value) => format!("Published {}", date_text(value)),
        None => "Publication date".to_owned(),
    };
    let known = match p.value.map(|v| v.precision()) {
        Some("month") => " The day is not known.",
        Some("year") => " Month and day are not known.",
        _ => "",
    };
    let fact = match p.basis {
        None => "Nothing tells when it was published.".to_owned(),
        Some(Basis::Metadata) => format!("The input states it.{known}"),
        Some(Basis::Stated) => format!("The text states it in full.{known}"),
        Some(Basis::Inferred) => {
            format!("≈ Inferred from the evidence below, {:.0} % sure.{known}", p.confidence * 100.0)
        }
    };
    let items = p.evidence.iter().map(|e| {
        let says = match &e.article {
            Some(id) => format!("{}, as dated by {}", e.says, named(id)),
            None => e.says.clone(),
        };
        EvidenceItem { span: e.span, quote: around(text, e.span), says }
    });
    Evidence { title, facts: vec![fact], items: items.collect() }
}

fn time(text: &str, layers: &Annotations, spans: &[Span]) -> Evidence {
    let at = |span: &Span| layers.times.iter().find(|t| t.span == *span);
    let Some(first) = spans.first().and_then(at) else { return Evidence::default() };
    let mut facts = Vec::new();
    if let Some(days) = first.days {
        facts.push(days_text(days, None));
    }
    let kind = match first.kind {
        TimeKind::Date => "date",
        TimeKind::Time => "time of day",
        TimeKind::Duration => "length of time",
        TimeKind::Set => "recurring time",
    };
    let modifier = first.modifier.map_or_else(String::new, |m| format!(" ({m:?})").to_lowercase());
    facts.push(format!("TIMEX3 {}: a {kind}{modifier}", first.value));
    if let Some(published) = layers.published.value {
        let sign = if layers.published.basis == Some(Basis::Inferred) { "≈ " } else { "" };
        facts.push(format!("Told on {sign}{}.", date_text(published)));
    }
    let items = spans.iter().map(|&span| EvidenceItem { span, quote: around(text, span), says: String::new() });
    Evidence { title: first.span.of(text).to_owned(), facts, items: items.filter(|i| !i.quote.is_empty()).collect() }
}

/// A place with the words around it, on one line.
fn around(text: &str, span: Span) -> String {
    let lead = span.of(text);
    if lead.is_empty() {
        return String::new();
    }
    let (start, end) = (span.start as usize, span.end as usize);
    let from = text.floor_char_boundary(start.saturating_sub(AROUND / 2));
    let to = text.floor_char_boundary((end + AROUND).min(text.len()));
    let line = text[..start].rfind('\n').map_or(0, |n| n + 1).max(from);
    // Whole words: what was cut at either end is dropped.
    let head = &text[line..start];
    let head = if line == from && from > 0 { head.split_once(' ').map_or("", |h| h.1) } else { head };
    let tail = &text[end..to];
    let tail = tail.split('\n').next().unwrap_or_default();
    let tail = if end + tail.len() == to && to < text.len() { tail.rsplit_once(' ').map_or("", |t| t.0) } else { tail };
    let lead_dots = if head.len() < start - line || line == from && from > 0 { "…" } else { "" };
    format!("{lead_dots}{head}{lead}{tail}")
}
