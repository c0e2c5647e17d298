//! What clicks and the wheel do, by the rectangles of `layout`.

use super::commands;
use super::key::{Mouse, MouseKind};
use super::layout::{self, Layout};
use super::moving::{self, Step};
use super::overlay;
use super::reading::EntityLine;
use super::state::{Pane, State};
use crate::corpus::article::Mention;

/// Lines that one turn of the wheel moves the article.
const WHEEL: isize = 3;

pub(super) fn event(state: &mut State, event: Mouse) {
    if state.mouse_off {
        return;
    }
    let layout = state.layout();
    let turn = match event.kind {
        MouseKind::Press => 0,
        MouseKind::WheelUp => -1,
        MouseKind::WheelDown => 1,
    };
    match (state.overlay.is_some(), turn) {
        (true, 0) => press_overlay(state, &layout, event),
        (true, turn) => {
            let key = if turn > 0 { super::KeyCode::Down } else { super::KeyCode::Up };
            overlay::press(state, super::Key::plain(key));
        }
        (false, 0) => press(state, &layout, event),
        (false, turn) => wheel(state, &layout, event, turn),
    }
}

fn press_overlay(state: &mut State, layout: &Layout, event: Mouse) {
    let (Some(over), Some(rect)) = (&state.overlay, layout.overlay) else { return };
    if !rect.holds(event.column, event.row) {
        return overlay::close(state);
    }
    let inner = rect.inner();
    let view = over.view(state, layout);
    let first = inner.y + view.head;
    if event.row < first || !inner.holds(event.column, event.row) {
        return;
    }
    if let Some(item) = view.lines.get(view.top + usize::from(event.row - first)).and_then(|l| l.item) {
        let columns = usize::from(inner.width.saturating_sub(2));
        overlay::point(state, item, columns, usize::from((event.column - inner.x).saturating_sub(1)));
    }
}

fn wheel(state: &mut State, layout: &Layout, event: Mouse, turn: isize) {
    let Some(pane) = layout.at(event.column, event.row) else { return };
    if pane == Pane::Article {
        if let Some(reading) = &mut state.reading {
            reading.scroll(turn * WHEEL);
        }
        return;
    }
    // The wheel turns what is under it, and leaves the focus where it is.
    let focus = std::mem::replace(&mut state.focus, pane);
    moving::step(state, Step::Lines(turn));
    state.focus = focus;
}

fn press(state: &mut State, layout: &Layout, event: Mouse) {
    commands::leave_prompt(state);
    let hit = layout::bar(state, layout.header).0.into_iter().find(|i| i.rect.holds(event.column, event.row));
    if let Some(item) = hit {
        return commands::cycle_country(state, item.country);
    }
    let Some(pane) = layout.at(event.column, event.row) else { return };
    let Some(inner) = layout.inside(pane) else { return };
    moving::focus(state, pane);
    if !inner.holds(event.column, event.row) {
        return;
    }
    let line = usize::from(event.row - inner.y);
    match pane {
        Pane::List => {
            let row = state.list.top + line / layout::list_step(inner.height);
            if row < state.list.listing.docs.len() {
                state.select(row);
            }
        }
        Pane::Article => press_text(state, layout, event),
        Pane::Entities => {
            let at = state.entities.top + line;
            let Some(reading) = &state.reading else { return };
            match reading.entities.get(at) {
                Some(EntityLine::Entity(_)) => state.entities.at = at,
                Some(EntityLine::Role(_)) => state.entities.at = at - 1,
                _ => return,
            }
            moving::choose_entity(state);
        }
        Pane::Dates => {
            let at = state.dates.top + line;
            if state.date_row(&state.timeline(), at).is_some_and(|r| r.selectable()) {
                state.dates.at = at;
                commands::run(state, super::keymap::Command::Choose, 0);
            }
        }
    }
}

/// A click on a name in the text chooses its entity.
fn press_text(state: &mut State, layout: &Layout, event: Mouse) {
    let Some(inner) = layout.inside(Pane::Article) else { return };
    let area = layout::article_area(state, inner).text;
    let Some(reading) = &state.reading else { return };
    let (Some(row), Some(column)) = (event.row.checked_sub(area.y), event.column.checked_sub(area.x + layout::GUTTER))
    else {
        return;
    };
    let visible = reading.visible();
    let Some(line) = visible.get(usize::from(row)) else { return };
    let text = reading.text();
    let mut used = 0;
    let mut at = line.span.start as usize;
    for c in line.span.of(text).chars() {
        if used >= usize::from(column) {
            break;
        }
        used += crate::text::wrap::grapheme_width(c.encode_utf8(&mut [0; 4]));
        at += c.len_utf8();
    }
    let hit = |m: &&Mention| m.span.holds(at);
    let Some(entity) = reading.layers.mentions.iter().find(hit).map(|m| m.entity) else { return };
    let line = reading.entities.iter().position(|l| *l == EntityLine::Entity(entity));
    if let Some(line) = line {
        state.entities.at = line;
        moving::choose_entity(state);
    }
}
