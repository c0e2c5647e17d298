//! The brush that every pane draws with: text at a cell, frames, bars. Knows no pane.

use super::theme::Theme;
use crate::app::State;
use crate::app::layout::{Layout, Rect};
use crate::text::wrap::{TAB, grapheme_width, truncate, width};
use ratatui::buffer::Buffer;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

/// What panes draw on, and what they draw.
pub(super) struct Painter<'a> {
    pub(super) buf: &'a mut Buffer,
    pub(super) theme: &'a Theme,
    pub(super) state: &'a State,
    pub(super) layout: &'a Layout,
}

/// A rectangle as ratatui's.
fn area(r: Rect) -> ratatui::layout::Rect {
    ratatui::layout::Rect::new(r.x, r.y, r.width, r.height)
}

/// The pieces of a frame's corners, for frames that join others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FrameKind {
    /// On its own.
    Whole,
    /// Without a lower edge: another one follows.
    Upper,
    /// Joined to the one above.
    Lower,
}

impl Painter<'_> {
    /// Writes `text` at a cell, at most `columns` wide; returns the column after it.
    pub(super) fn put(&mut self, x: u16, y: u16, columns: u16, text: &str, style: Style) -> u16 {
        let mut at = x;
        let end = x.saturating_add(columns).min(self.buf.area.right());
        if y >= self.buf.area.bottom() {
            return x;
        }
        for g in text.graphemes(true) {
            let w = grapheme_width(g) as u16;
            if at + w > end {
                break;
            }
            match (g, w) {
                ("\t", _) => {
                    for n in 0..TAB as u16 {
                        self.buf[(at + n, y)].set_symbol(" ").set_style(style);
                    }
                }
                // What takes no column of its own has no cell to stand in.
                (_, 0) => continue,
                _ => {
                    self.buf[(at, y)].set_symbol(g).set_style(style);
                    for n in 1..w {
                        self.buf[(at + n, y)].reset();
                    }
                }
            }
            at += w;
        }
        at
    }

    /// Writes pieces one after the other; returns the column after them.
    pub(super) fn pieces(&mut self, x: u16, y: u16, columns: u16, pieces: &[(String, Style)]) -> u16 {
        let mut at = x;
        for (text, style) in pieces {
            at = self.put(at, y, (x + columns).saturating_sub(at), text, *style);
        }
        at
    }

    /// Writes `text` in the middle of a rectangle's row.
    pub(super) fn centred(&mut self, rect: Rect, y: u16, text: &str, style: Style) {
        let text = truncate(text, rect.width.into());
        let x = rect.x + (rect.width.saturating_sub(width(&text) as u16)) / 2;
        self.put(x, y, rect.width, &text, style);
    }

    /// Writes lines in the middle of a rectangle.
    pub(super) fn message(&mut self, rect: Rect, lines: &[(String, Style)]) {
        let columns = usize::from(rect.width.saturating_sub(2)).max(1);
        let mut all = Vec::new();
        for (text, style) in lines {
            let mut spans = Vec::new();
            let whole = crate::text::Span::new(0, text.len());
            crate::text::wrap::wrap(text, whole, columns, &mut spans);
            all.extend(spans.into_iter().map(|s| (s.of(text).to_owned(), *style)));
        }
        let top = rect.y + rect.height.saturating_sub(all.len() as u16) / 3;
        for (n, (text, style)) in all.iter().enumerate().take(rect.height.into()) {
            self.centred(rect, top + n as u16, text, *style);
        }
    }

    /// Empties a rectangle.
    pub(super) fn clear(&mut self, rect: Rect) {
        let rect = area(rect).intersection(self.buf.area);
        for y in rect.top()..rect.bottom() {
            for x in rect.left()..rect.right() {
                self.buf[(x, y)].reset();
            }
        }
    }

    /// Draws a frame with its title.
    pub(super) fn frame(&mut self, rect: Rect, kind: FrameKind, title: &str, focused: bool) {
        if rect.width < 2 || rect.height < 2 {
            return;
        }
        let style = self.theme.frame(focused);
        let (left, right) = (rect.x, rect.x + rect.width - 1);
        let (top, bottom) = (rect.y, rect.y + rect.height - 1);
        let line = "─".repeat(usize::from(rect.width - 2));
        let edge = |ends: (&str, &str)| format!("{}{line}{}", ends.0, ends.1);
        let upper = if kind == FrameKind::Lower { ("├", "┤") } else { ("┌", "┐") };
        self.put(left, top, rect.width, &edge(upper), style);
        let open = kind == FrameKind::Upper;
        for y in top + 1..=bottom {
            self.put(left, y, 1, "│", style);
            self.put(right, y, 1, "│", style);
        }
        if !open {
            self.put(left, bottom, rect.width, &edge(("└", "┘")), style);
        }
        if !title.is_empty() && rect.width > 6 {
            let title = format!(" {} ", truncate(title, usize::from(rect.width) - 5));
            self.put(left + 1, top, rect.width - 2, &title, self.theme.title(focused));
        }
    }

    /// Shows on a frame's right edge which part of the whole is on the screen; nothing where all of it is.
    pub(super) fn scrolled(&mut self, rect: Rect, first: usize, shown: usize, count: usize, focused: bool) {
        let height = usize::from(rect.height);
        if shown >= count || height < 3 {
            return;
        }
        let thumb = (height * shown / count).clamp(1, height);
        let top = (first * (height - thumb)).div_ceil((count - shown).max(1)).min(height - thumb);
        for n in top..top + thumb {
            self.put(rect.x + rect.width, rect.y + n as u16, 1, "┃", self.theme.frame(focused));
        }
    }
}
