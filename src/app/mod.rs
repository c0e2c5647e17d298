//! What the reader knows and how it changes: selection, filters, history, panes, layout, keymap.
//!
//! Pure: no I/O, no threads, no clock, no terminal crate. [`update`] takes a message and says which effects to carry
//! out; `runtime` carries them out and answers with messages; `view` draws the state.

pub mod key;
pub mod message;
pub mod state;

pub use key::{Key, KeyCode, Mouse, MouseKind};
pub use message::{Effect, Message};
pub use state::{State, update};
