//! Draws the state: one file a pane, and the theme. Changes nothing and decides nothing: sizes come from `app::layout`.

mod article;
mod dates;
mod entities;
mod footer;
mod header;
mod list;
mod overlays;
mod paint;
mod prompt;
#[cfg(test)]
mod snapshots;
mod text;
pub mod theme;

use crate::app::State;
use crate::app::layout::{Layout, SMALLEST, Shape};
use crate::app::state::Pane;
use paint::Painter;
use ratatui::Frame;
use theme::Theme;

/// Draws the whole screen.
pub fn draw(state: &State, theme: &Theme, frame: &mut Frame<'_>) {
    // The state may not know of a change of size yet: never draw outside the buffer.
    let size = frame.area();
    if (size.width, size.height) != state.size {
        return;
    }
    let layout = Layout::of(state);
    let cursor = {
        let mut p = Painter { buf: frame.buffer_mut(), theme, state, layout: &layout };
        screen(&mut p)
    };
    if let Some(position) = cursor {
        frame.set_cursor_position(position);
    }
}

/// Draws everything; returns where the cursor of a prompt stands.
fn screen(p: &mut Painter<'_>) -> Option<(u16, u16)> {
    let layout = p.layout;
    if layout.shape == Shape::TooSmall {
        too_small(p);
        return None;
    }
    if layout.header.height > 0 {
        header::draw(p);
    }
    // Panels last: they may lie over the article.
    for pane in Pane::ALL {
        let Some(rect) = layout.pane(pane) else { continue };
        p.clear(rect);
        match pane {
            Pane::List => list::draw(p, rect),
            Pane::Article => article::draw(p, rect),
            Pane::Entities => entities::draw(p, rect),
            Pane::Dates => dates::draw(p, rect),
        }
    }
    let prompt = footer::draw(p);
    match layout.overlay {
        Some(rect) => overlays::draw(p, rect),
        None => prompt,
    }
}

fn too_small(p: &mut Painter<'_>) {
    let (w, h) = p.state.size;
    let lines = [format!("{w}x{h} is too small."), format!("Please enlarge to {}x{}.", SMALLEST.0, SMALLEST.1)];
    let screen = crate::app::layout::Rect::new(0, 0, w, h);
    let top = h.saturating_sub(lines.len() as u16) / 2;
    for (n, line) in lines.iter().enumerate() {
        let row = top + n as u16;
        if row < h {
            p.centred(screen, row, line, ratatui::style::Style::new());
        }
    }
}
