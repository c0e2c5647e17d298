//! The query prompt: what is typed, with a mistake underlined; above it what was expected, or ways to go on.

use super::footer::skip_columns;
use super::paint::{FrameKind, Painter};
use crate::app::layout::Rect;
use crate::app::prompt::Prompt;
use crate::text::wrap::{truncate, width};
use ratatui::style::{Modifier, Style};

/// What stands before the text.
const LEAD: &str = " query › ";

/// Columns of the longest completion, beyond which it is cut.
const WIDEST: usize = 36;

/// Draws the prompt in the footer, and what belongs to it above; returns where its cursor stands.
pub(super) fn draw(p: &mut Painter<'_>, prompt: &Prompt) -> (u16, u16) {
    let (rect, theme) = (p.layout.footer, p.theme);
    let hints = if prompt.completions.is_empty() {
        "Tab complete  Enter done  Esc undo"
    } else {
        "↑↓ choose  Enter take  Esc close"
    };
    let text = prompt.input.value();
    let start = p.put(rect.x, rect.y, rect.width, LEAD, theme.accent());
    let mut room = usize::from(rect.width).saturating_sub(width(LEAD) + 1);
    // Hints stand where there is room beside what is typed.
    if width(text) + width(hints) + 4 <= room {
        let x = (rect.x + rect.width).saturating_sub(width(hints) as u16 + 1);
        p.put(x, rect.y, rect.width, hints, theme.dim());
        room -= width(hints) + 2;
    }
    let scroll = prompt.input.visual_scroll(room);
    p.put(start, rect.y, room as u16, skip_columns(text, scroll), Style::new());
    let mut mark = start;
    if let Some(mistake) = &prompt.mistake {
        let from = width(&text[..mistake.at.start]).saturating_sub(scroll);
        mark = start + from.min(room) as u16;
        let wrong = match &text[mistake.at.clone()] {
            "" => " ",
            wrong => wrong,
        };
        let left = room.saturating_sub(from) as u16;
        let style = theme.fault().add_modifier(Modifier::UNDERLINED);
        p.put(mark, rect.y, left, skip_columns(wrong, scroll.saturating_sub(width(&text[..mistake.at.start]))), style);
    }
    if !prompt.completions.is_empty() {
        completions(p, prompt, start);
    } else if let Some(mistake) = &prompt.mistake {
        let says = format!(" ▾ expected {} ", mistake.expected);
        let says = truncate(&says, rect.width.into());
        let x = mark.saturating_sub(1).min((rect.x + rect.width).saturating_sub(width(&says) as u16));
        let y = rect.y.saturating_sub(1);
        p.clear(Rect::new(rect.x, y, rect.width, 1));
        p.put(x, y, rect.width, &says, theme.fault());
    }
    let cursor = prompt.input.visual_cursor().saturating_sub(scroll) as u16;
    (start + cursor, rect.y)
}

/// The ways to go on, in a frame above the prompt.
fn completions(p: &mut Painter<'_>, prompt: &Prompt, x: u16) {
    let theme = p.theme;
    let footer = p.layout.footer;
    let all = &prompt.completions;
    let with = |n: usize| truncate(all[n].with.trim_end(), WIDEST);
    let first = (0..all.len()).map(|n| width(&with(n))).max().unwrap_or(0);
    let second = all.iter().map(|c| width(&c.shows)).max().unwrap_or(0);
    let columns = (first + second + 6).min(footer.width.into()) as u16;
    let room = footer.y.saturating_sub(2).max(1);
    let rows = (all.len() as u16).min(room);
    let x = x.saturating_sub(2).min(footer.width - columns);
    let rect = Rect::new(x, footer.y.saturating_sub(rows + 2), columns, rows + 2);
    p.clear(rect);
    p.frame(rect, FrameKind::Whole, "", true);
    let inner = rect.inner();
    let top = (prompt.at + 1).saturating_sub(rows.into());
    for (line, n) in (top..all.len()).take(rows.into()).enumerate() {
        let y = inner.y + line as u16;
        let chosen = n == prompt.at;
        if chosen {
            p.put(inner.x, y, 1, "▌", theme.accent());
        }
        let style = if chosen { theme.accent_strong() } else { Style::new() };
        p.put(inner.x + 1, y, inner.width - 1, &with(n), style);
        let at = inner.x + first as u16 + 3;
        let left = (inner.x + inner.width).saturating_sub(at);
        p.put(at, y, left, &truncate(&all[n].shows, left.into()), theme.dim());
    }
}
