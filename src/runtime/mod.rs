//! Turns the wheel: threads and channels, the loop, effects carried out and answered. Knows no terminal.

use crate::app::{Message, State};
use crossbeam_channel::Receiver;
use std::io;

/// What the loop draws on; a terminal, or a buffer in tests.
pub trait Surface {
    /// Draws the state.
    ///
    /// # Errors
    /// Where the output is gone.
    fn draw(&mut self, state: &State) -> io::Result<()>;
    /// Takes the mouse, or leaves it.
    ///
    /// # Errors
    /// Where the output is gone.
    fn capture_mouse(&mut self, on: bool) -> io::Result<()>;
    /// Gives the terminal back, stops the process, and takes it again when it continues.
    ///
    /// # Errors
    /// Where the output is gone.
    fn suspend(&mut self) -> io::Result<()>;
}

/// Where keys, mouse and sizes come from.
pub type Input = Receiver<Message>;
