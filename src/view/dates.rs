//! The date sidebar: the collection by year and month, then the dates of the article in time order.

use super::paint::{FrameKind, Painter};
use super::text::{counted, thousands};
use crate::app::dates::{DateRow, MONTHS, NO_MONTH, in_force, inline_months};
use crate::app::layout::Rect;
use crate::app::state::Pane;
use crate::corpus::query::Term;
use crate::text::wrap::{truncate, width};
use ratatui::style::{Modifier, Style};

/// Bars from low to high.
const BARS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

pub(super) fn draw(p: &mut Painter<'_>, rect: Rect) {
    let state = p.state;
    let focused = state.focus == Pane::Dates;
    let kind = if p.layout.joined() { FrameKind::Lower } else { FrameKind::Whole };
    p.frame(rect, kind, "Dates", focused);
    let Some(inner) = p.layout.inside(Pane::Dates) else { return };
    let timeline = state.timeline();
    let count = state.date_rows();
    if count == 0 {
        if state.reading.is_some() {
            p.message(inner, &[("No dates.".to_owned(), p.theme.dim())]);
        }
        return;
    }
    let scale = Scale::of(&timeline);
    let top = state.dates.top;
    for n in top..count.min(top + usize::from(inner.height)) {
        let Some(row) = state.date_row(&timeline, n) else { break };
        let y = inner.y + (n - top) as u16;
        if focused && n == state.dates.at && row.selectable() {
            p.put(inner.x, y, 1, "▌", p.theme.accent());
        }
        line(p, inner, y, &row, &scale);
    }
    p.scrolled(inner, top, inner.height.into(), count, focused);
}

/// The highest counts, which bars are measured by.
struct Scale {
    year: u32,
    month: u32,
}

impl Scale {
    fn of(rows: &[DateRow]) -> Self {
        let mut scale = Self { year: 1, month: 1 };
        for row in rows {
            if let DateRow::Year { count, months, .. } = row {
                scale.year = scale.year.max(*count);
                scale.month = months.iter().map(|m| m.1).max().unwrap_or(1).max(scale.month);
            }
        }
        scale
    }
}

/// A bar for `count` of at most `most`.
fn bar(count: u32, most: u32) -> &'static str {
    if count == 0 {
        return " ";
    }
    let level = (u64::from(count) * BARS.len() as u64).div_ceil(u64::from(most.max(1))).max(1) as usize;
    BARS[level.min(BARS.len()) - 1]
}

fn line(p: &mut Painter<'_>, inner: Rect, y: u16, row: &DateRow, scale: &Scale) {
    let (state, theme) = (p.state, p.theme);
    let x = inner.x + 1;
    let columns = inner.width.saturating_sub(2);
    let on = in_force(row, &state.filters);
    let empty = matches!(row, DateRow::Year { count: 0, .. } | DateRow::Month { count: 0, .. });
    let name_style = match (on, empty) {
        (true, _) => theme.accent_strong(),
        (false, true) => theme.dim(),
        (false, false) => Style::new(),
    };
    match row {
        DateRow::Year { year, count, months, open } => {
            let at = p.put(x, y, columns, &format!("{year} "), name_style);
            let at = p.put(at, y, columns, bar(*count, scale.year), theme.accent());
            let room = (x + columns).saturating_sub(at + 1);
            let words = inline_months(months).filter(|w| width(w) <= room.into() && !open);
            match words {
                Some(words) => drop(p.put(at + 1, y, room, &words, theme.dim())),
                None => {
                    let total = thousands(*count as usize);
                    if !open && usize::from(room) >= 13 + total.len() {
                        months_bar(p, at + 1, y, months, scale);
                    }
                    right(p, inner, y, &total, theme.dim());
                }
            }
        }
        DateRow::Month { month, count, .. } => {
            let name = MONTHS.get((*month as usize).wrapping_sub(1)).copied().unwrap_or(NO_MONTH);
            let at = p.put(x + 2, y, columns, &format!("{name} "), name_style);
            if *month > 0 {
                p.put(at, y, 1, bar(*count, scale.month), theme.accent());
            }
            right(p, inner, y, &thousands(*count as usize), theme.dim());
        }
        DateRow::Undated(n) => {
            let text = format!("{} undated", counted(*n as usize, "article"));
            p.put(x, y, columns, &truncate(&text, columns.into()), theme.dim());
        }
        DateRow::Heading => {
            p.put(inner.x, y, inner.width, "In this article", theme.dim().add_modifier(Modifier::BOLD));
        }
        DateRow::Item(n) => item(p, inner, y, *n),
    }
}

/// The year's months as bars, January first; months without articles are blank.
fn months_bar(p: &mut Painter<'_>, x: u16, y: u16, months: &[(u32, u32)], scale: &Scale) {
    let style = p.theme.dim();
    for &(month, count) in months {
        if (1..=12).contains(&month) {
            p.put(x + month as u16 - 1, y, 1, bar(count, scale.month), style);
        }
    }
}

fn item(p: &mut Painter<'_>, inner: Rect, y: u16, n: usize) {
    let (state, theme) = (p.state, p.theme);
    let Some(item) = state.reading.as_ref().and_then(|r| r.dates.get(n)) else { return };
    let filtered = state.filters.has(&Term::Mentions(item.days));
    if filtered {
        p.put(inner.x + 1, y, 1, "+", theme.accent_strong());
    }
    let columns = usize::from(inner.width).saturating_sub(3);
    // The resolved date is what one looks for: the words give way to it.
    let when = truncate(&item.when, columns);
    let room = columns.saturating_sub(width(&when) + 1);
    let words = truncate(&item.text, room);
    p.put(inner.x + 2, y, room as u16, &words, theme.date());
    right(p, inner, y, &when, Style::new());
}

fn right(p: &mut Painter<'_>, inner: Rect, y: u16, text: &str, style: Style) {
    let x = (inner.x + inner.width).saturating_sub(width(text) as u16 + 1);
    p.put(x.max(inner.x), y, inner.width, text, style);
}
