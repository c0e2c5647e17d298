//! The footer: the prompt while one types, a notice for a while, else the keys of the pane; the place on the right.

use super::paint::Painter;
use super::text::thousands;
use crate::app::find::MOST;
use crate::app::keymap::hints;
use crate::app::state::{Chosen, Pane};
use crate::text::wrap::{truncate, width};
use ratatui::style::Style;

/// Draws the footer; returns where the cursor of the prompt stands.
pub(super) fn draw(p: &mut Painter<'_>) -> Option<(u16, u16)> {
    let (state, rect, theme) = (p.state, p.layout.footer, p.theme);
    p.clear(rect);
    let (y, columns) = (rect.y, rect.width);
    if let Some(prompt) = &state.prompt {
        return Some(super::prompt::draw(p, prompt));
    }
    if let Some(find) = state.find.as_ref().filter(|f| f.typing) {
        let what = " find /";
        let at = p.put(rect.x, y, columns, what, theme.accent());
        let count =
            if find.input.value().is_empty() { String::new() } else { counts(find.current, find.count(), find.done) };
        let room = usize::from(columns).saturating_sub(width(what) + width(&count) + 3);
        // What is typed scrolls, so that its cursor is always seen.
        let scroll = find.input.visual_scroll(room);
        let typed = skip_columns(find.input.value(), scroll);
        p.put(at, y, room as u16, typed, Style::new());
        right(p, &count, if find.count() == 0 && find.done { theme.fault() } else { theme.dim() });
        let cursor = find.input.visual_cursor().saturating_sub(scroll) as u16;
        return Some((at + cursor, y));
    }
    let mut place = place(p);
    if let Some(notice) = &state.notice {
        let room = usize::from(columns).saturating_sub(2);
        let text = truncate(&notice.text, room);
        p.put(rect.x + 1, y, columns, &text, theme.accent());
        if width(&text) + width(&place) + 4 <= columns.into() {
            right(p, &place, theme.dim());
        }
        return None;
    }
    if let Some((name, at, count)) = state.walk() {
        let done = match state.chosen {
            Chosen::Find => state.find.as_ref().is_none_or(|f| f.done),
            Chosen::Nothing => state.hits.done(),
            Chosen::Entity(_) => true,
        };
        let name = truncate(&name, usize::from(columns) / 3);
        let walk = format!("n/N {name} {}", counts(at, count, done));
        place = format!("{walk}   {place}");
    }
    right(p, &place, theme.dim());
    let room = usize::from(columns).saturating_sub(width(&place) + 4);
    draw_hints(p, room);
    None
}

/// As many hints as fit, whole; `? help` is always among them.
fn draw_hints(p: &mut Painter<'_>, room: usize) {
    let all: Vec<&str> = hints(p.state.focus).collect();
    let Some((last, rest)) = all.split_last() else { return };
    let mut used = width(last);
    let mut shown: Vec<&str> = Vec::new();
    for hint in rest {
        if used + width(hint) + 2 > room {
            break;
        }
        used += width(hint) + 2;
        shown.push(hint);
    }
    shown.push(last);
    let (rect, theme) = (p.layout.footer, p.theme);
    let mut x = rect.x + 1;
    for hint in shown {
        // The last word says what it does; keys come before it.
        let (keys, does) = hint.rsplit_once(' ').unwrap_or((hint, ""));
        x = p.put(x, rect.y, rect.width, keys, theme.accent());
        x = p.put(x + 1, rect.y, rect.width, does, theme.dim()) + 2;
    }
}

/// `2 of 14`, and `+` while more may come.
fn counts(at: Option<usize>, count: usize, done: bool) -> String {
    let more = if done && count < MOST { "" } else { "+" };
    match (at, count) {
        (_, 0) if done => "none".to_owned(),
        (_, 0) => "…".to_owned(),
        (Some(at), _) => format!("{} of {}{more}", thousands(at + 1), thousands(count)),
        (None, _) => format!("{}{more}", thousands(count)),
    }
}

/// How far one has read, or where in the list one is.
fn place(p: &Painter<'_>) -> String {
    let state = p.state;
    match (state.focus, &state.reading) {
        (Pane::List, _) if p.layout.article.is_none() => {
            let count = state.list.listing.docs.len();
            state.list.row.map_or_else(String::new, |r| format!("{} of {}", thousands(r + 1), thousands(count)))
        }
        (_, Some(reading)) if p.layout.article.is_some() => format!("{} %", reading.percent()),
        _ => String::new(),
    }
}

fn right(p: &mut Painter<'_>, text: &str, style: Style) {
    let rect = p.layout.footer;
    let x = (rect.x + rect.width).saturating_sub(width(text) as u16 + 1);
    p.put(x, rect.y, rect.width, text, style);
}

/// `text` without its first `columns` columns.
pub(super) fn skip_columns(text: &str, columns: usize) -> &str {
    let mut used = 0;
    for (at, c) in text.char_indices() {
        if used >= columns {
            return &text[at..];
        }
        used += crate::text::wrap::grapheme_width(c.encode_utf8(&mut [0; 4]));
    }
    ""
}
