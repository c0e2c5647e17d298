//! Turns the wheel: threads and channels, the loop, effects carried out and answered. Knows no terminal.
//!
//! Threads send what happens; the loop takes it in with [`app::update`](crate::app::update), carries the effects out
//! and draws on a [`Surface`]. With a surface in memory the whole program runs headless: see [`headless`].

pub mod headless;
mod keeper;
mod librarian;
mod loading;
mod wheel;

pub use wheel::run;

use crate::app::{Message, State};
use crate::corpus::formats::Source;
use crate::corpus::library::Holdings;
use crate::personal::Folders;
use crossbeam_channel::Receiver;
use std::io;
use std::sync::Arc;

/// What the loop draws on; a terminal, or a buffer in tests.
pub trait Surface {
    /// Draws the state.
    ///
    /// # Errors
    /// Where the output is gone.
    fn draw(&mut self, state: &State) -> io::Result<()>;
    /// Draws at this size from now on, in columns and rows.
    fn resize(&mut self, columns: u16, rows: u16);
    /// Takes the mouse, or leaves it.
    ///
    /// # Errors
    /// Where the output is gone.
    fn capture_mouse(&mut self, on: bool) -> io::Result<()>;
    /// Asks job control to suspend the program; answered by [`Event::Stop`] where there is a shell to return to.
    ///
    /// # Errors
    /// Where it cannot be asked.
    fn suspend(&mut self) -> io::Result<()>;
    /// Gives the terminal back and stops the process; [`Event::Resume`] follows when it continues, and until then
    /// nothing is drawn.
    ///
    /// # Errors
    /// Where the process cannot be stopped.
    fn stop(&mut self) -> io::Result<()>;
    /// Takes the terminal again after the process was continued, and forgets what is on the screen.
    ///
    /// # Errors
    /// Where the output is gone.
    fn resume(&mut self) -> io::Result<()>;
}

/// What comes from the terminal.
#[derive(Clone, Debug)]
pub enum Event {
    /// A key, the mouse, a paste or a size: for the application.
    Message(Message),
    /// Job control asks the process to stop.
    Stop,
    /// The process was continued.
    Resume,
    /// Something outside ends the reading.
    Leave(Leave),
}

/// Where keys, mouse and sizes come from; the reading ends when it is closed.
pub type Input = Receiver<Event>;

/// Why the reading ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// The reader left.
    Quit,
    /// A signal, by its number, asks the process to end.
    Signal(i32),
    /// The terminal is gone.
    Closed,
}

/// What is read.
#[derive(Clone, Debug, Default)]
pub struct Collection {
    /// Where its articles come from.
    pub sources: Vec<Source>,
    /// Where they go.
    pub library: Arc<Holdings>,
    /// Where marks and the place of the last reading are kept; nowhere, unless said.
    pub folders: Folders,
    /// Asked when the reader looks again: what to tell of what lies beside the articles, their knowledge.
    pub beside: Option<fn() -> Option<String>>,
}

/// What a panic said, for a message.
fn panic_text(payload: &(dyn std::any::Any + Send)) -> &str {
    payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message")
}
