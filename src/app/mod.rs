//! What the reader knows and how it changes: selection, filters, history, panes, layout, keymap.
//!
//! Pure: no I/O, no threads, no clock, no terminal crate. [`update()`] takes a message and says which effects to carry
//! out; `runtime` carries them out and answers with messages; `view` draws the state.

pub mod card;
mod commands;
pub mod dates;
pub mod editor;
pub mod evidence;
pub mod filters;
pub mod find;
#[cfg(test)]
mod flows;
pub mod history;
pub mod hits;
pub mod key;
pub mod keymap;
pub mod layout;
mod located;
mod marking;
pub mod message;
mod mouse;
mod moving;
pub mod overlay;
pub mod prompt;
pub mod reading;
mod resume;
pub mod state;
#[cfg(test)]
pub(crate) mod testing;
mod update;

pub use key::{Key, KeyCode, Mouse, MouseKind};
pub use keymap::keys_markdown;
pub use marking::Undo;
pub use message::{Effect, Message};
pub use state::{State, update};
