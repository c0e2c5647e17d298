//! Draws the state: one file a pane, and the theme. Changes nothing and decides nothing: sizes come from `app::layout`.

pub mod theme;

use crate::app::State;
use ratatui::Frame;
use theme::Theme;

/// Draws the whole screen.
pub fn draw(_state: &State, _theme: &Theme, frame: &mut Frame<'_>) {
    frame.render_widget("dateline", frame.area());
}
