//! What lies over the panes: a frame, a prompt where there is one, and lines.

use super::footer::skip_columns;
use super::paint::{FrameKind, Painter};
use crate::app::layout::Rect;
use crate::app::overlay::OverlayLine;
use crate::text::wrap::{truncate, width};
use ratatui::style::Style;

/// Draws the overlay; returns where the cursor of its prompt stands.
pub(super) fn draw(p: &mut Painter<'_>, rect: Rect) -> Option<(u16, u16)> {
    let state = p.state;
    let overlay = state.overlay.as_ref()?;
    let theme = p.theme;
    p.clear(rect);
    p.frame(rect, FrameKind::Whole, overlay.title(), true);
    let hints = truncate(&format!(" {} ", overlay.hints()), usize::from(rect.width.saturating_sub(3)));
    let x = (rect.x + rect.width).saturating_sub(width(&hints) as u16 + 2);
    p.put(x, rect.y + rect.height - 1, rect.width - 2, &hints, theme.dim());
    let inner = rect.inner();
    let view = overlay.view(state, p.layout);
    let mut cursor = None;
    if let Some(input) = overlay.input() {
        let at = p.put(inner.x + 1, inner.y, inner.width, "› ", theme.accent());
        let room = (inner.x + inner.width).saturating_sub(at + 1);
        let scroll = input.visual_scroll(room.into());
        p.put(at, inner.y, room, skip_columns(input.value(), scroll), Style::new());
        cursor = Some((at + input.visual_cursor().saturating_sub(scroll) as u16, inner.y));
    }
    if let Some(heading) = overlay.heading(state, inner.width.saturating_sub(2).into()) {
        line(p, inner, inner.y, &heading);
    }
    let first = inner.y + view.head;
    if let Some((row, column)) = overlay.caret(inner.width.saturating_sub(2).into()) {
        cursor = Some((inner.x + 1 + column as u16, first + row.saturating_sub(view.top) as u16));
    }
    let page = usize::from(inner.height.saturating_sub(view.head));
    let table = overlay.is_table(state);
    for (n, shown) in view.lines.iter().enumerate().skip(view.top).take(page) {
        let y = first + (n - view.top) as u16;
        if !table && shown.item.is_some_and(|item| item == overlay.at()) {
            p.put(inner.x, y, 1, "▌", theme.accent());
        }
        line(p, inner, y, shown);
    }
    let lines = Rect::new(inner.x, first, inner.width, inner.height.saturating_sub(view.head));
    p.scrolled(lines, view.top, page, view.lines.len(), true);
    cursor
}

fn line(p: &mut Painter<'_>, inner: Rect, y: u16, line: &OverlayLine) {
    let pieces: Vec<(String, Style)> =
        line.parts.iter().map(|(text, tone)| (text.clone(), p.theme.tone(*tone))).collect();
    p.pieces(inner.x + 1, y, inner.width.saturating_sub(2), &pieces);
}
