//! What the prompts for marks and views show.

use super::{OverlayLine, Tone, wrapped};
use crate::app::marking;
use crate::app::state::State;
use crate::corpus::article::ArticleKey;
use crate::corpus::query::Sort;
use crate::personal::View;
use crate::text::wrap::{truncate, width};

/// A line of an item: its text on the left, what is known of it on the right.
fn item_line(item: usize, left: (String, Tone), right: String, columns: usize) -> OverlayLine {
    let name = truncate(&left.0, columns.saturating_sub(width(&right) + 1));
    let pad = columns.saturating_sub(width(&name) + width(&right));
    OverlayLine::of(item, vec![(name, left.1), (" ".repeat(pad), Tone::Plain), (right, Tone::Dim)])
}

pub(super) fn tags(state: &State, key: ArticleKey, typed: &str, columns: usize) -> Vec<OverlayLine> {
    let found = marking::tags(state, key, typed);
    if found.is_empty() {
        return vec![OverlayLine::new("No tags yet: type one.", Tone::Dim)];
    }
    let line = |(n, (tag, count)): (usize, &(String, usize))| {
        let own = state.marks.has_tag(key, tag);
        let sign = if own { "✓ " } else { "  " };
        let known = match count {
            0 => "new".to_owned(),
            1 => "1 article".to_owned(),
            n => format!("{n} articles"),
        };
        item_line(n, (format!("{sign}{tag}"), if own { Tone::Strong } else { Tone::Plain }), known, columns)
    };
    found.iter().enumerate().map(line).collect()
}

pub(super) fn mark_all(count: usize, columns: usize) -> Vec<OverlayLine> {
    let many = if count == 1 { "1 article".to_owned() } else { format!("{count} articles") };
    let question = wrapped(&format!("Mark {many} that are listed as read?"), columns);
    let mut lines: Vec<OverlayLine> = question.into_iter().map(|l| OverlayLine::new(l, Tone::Plain)).collect();
    lines.push(OverlayLine::default());
    for (n, (key, answer)) in [("y", "yes"), ("n", "no")].into_iter().enumerate() {
        lines.push(OverlayLine::of(n, vec![(format!("{key}  "), Tone::Accent), (answer.into(), Tone::Plain)]));
    }
    lines
}

/// What a view lists, in words.
fn view_text(view: &View) -> String {
    let query = if view.query.is_empty() { "everything" } else { &view.query };
    format!("{query} · {}", sort_text(view.sort))
}

pub(super) fn save_view(state: &State, typed: &str, columns: usize) -> Vec<OverlayLine> {
    let about = view_text(&marking::this_view(state));
    let mut lines: Vec<OverlayLine> =
        wrapped(&about, columns).into_iter().map(|l| OverlayLine::new(l, Tone::Dim)).collect();
    // It keeps its size while one types.
    let taken = state.marks.views.contains_key(typed.trim());
    let note = if taken { "In place of the view of this name." } else { "" };
    lines.push(OverlayLine::new(note, Tone::Plain));
    lines
}

pub(super) fn views(state: &State, columns: usize) -> Vec<OverlayLine> {
    let mut lines = Vec::new();
    for (n, (name, view)) in state.marks.views.iter().enumerate() {
        lines.push(OverlayLine::of(n, vec![(truncate(name, columns), Tone::Strong)]));
        let about = truncate(&view_text(view), columns.saturating_sub(2));
        lines.push(OverlayLine::of(n, vec![(format!("  {about}"), Tone::Dim)]));
    }
    lines
}

/// The name of an order.
#[must_use]
pub fn sort_text(sort: Sort) -> &'static str {
    match sort {
        Sort::Newest => "newest first",
        Sort::Oldest => "oldest first",
        Sort::Title => "by headline",
        Sort::Source => "by source",
        Sort::Best => "best first",
    }
}
