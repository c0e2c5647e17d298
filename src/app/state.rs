//! The reader's state and how messages change it.

use super::message::{Effect, Message};
use super::{Key, KeyCode};

/// Everything the reader knows.
#[derive(Debug, Default)]
pub struct State {
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
}

impl State {
    /// The state before anything was loaded; `name` is the collection's, for the header.
    #[must_use]
    pub fn new(_name: &str) -> Self {
        Self::default()
    }
}

/// Takes a message in; returns what is to be done outside, in order. Pure.
pub fn update(state: &mut State, message: Message) -> Vec<Effect> {
    match message {
        Message::Resize(columns, rows) => state.size = (columns, rows),
        Message::Key(Key { code: KeyCode::Char('q'), .. }) => return vec![Effect::Quit],
        _ => {}
    }
    Vec::new()
}
