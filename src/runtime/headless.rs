//! The whole program without a terminal: keys go in, and what the screen says comes out as text.
//!
//! For tests and benchmarks. Waits for a text, never for a time.

use super::{Collection, Event, Leave, Surface, run};
use crate::app::{Key, Message, State};
use crossbeam_channel::{Receiver, Sender, unbounded};
use std::io;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How long a text is waited for before the wait counts as failed.
const PATIENCE: Duration = Duration::from_secs(20);

/// One frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Screen {
    /// What it says.
    pub text: String,
    /// When it was complete.
    pub drawn: Option<Instant>,
}

/// A running reader.
#[derive(Debug)]
pub struct Headless {
    input: Sender<Event>,
    frames: Receiver<Screen>,
    last: Screen,
    reader: JoinHandle<io::Result<Leave>>,
}

impl Headless {
    /// Starts to read a collection at this size, in columns and rows; `draw` turns a state into text.
    ///
    /// # Errors
    /// Where the system has no thread to give.
    pub fn start<D>(collection: Collection, size: (u16, u16), draw: D) -> io::Result<Self>
    where
        D: FnMut(&State, (u16, u16)) -> String + Send + 'static,
    {
        let (input, events) = unbounded();
        let (show, frames) = unbounded();
        let reader = thread::Builder::new().name("reader".into()).spawn(move || {
            let mut surface = Page { draw, size, show };
            run(State::new("headless"), collection, size, &events, &mut surface)
        })?;
        Ok(Self { input, frames, last: Screen::default(), reader })
    }

    /// Presses a key. Keys pressed after the end are lost, as on a terminal.
    pub fn press(&self, key: Key) {
        self.send(Message::Key(key));
    }

    /// Types characters, each as a key.
    pub fn keys(&self, characters: &str) {
        characters.chars().for_each(|c| self.press(Key::char(c)));
    }

    /// Sends anything that a terminal can send.
    pub fn send(&self, message: Message) {
        let _ = self.input.send(Event::Message(message));
    }

    /// Waits until the screen satisfies a condition, and returns it.
    ///
    /// # Errors
    /// The last screen, where that does not happen in twenty seconds or the reader left before.
    pub fn wait(&mut self, mut holds: impl FnMut(&str) -> bool) -> Result<Screen, Screen> {
        let until = Instant::now() + PATIENCE;
        while !holds(&self.last.text) {
            match self.frames.recv_deadline(until) {
                Ok(screen) => self.last = screen,
                Err(_) => return Err(self.last.clone()),
            }
        }
        Ok(self.last.clone())
    }

    /// Waits until the screen contains a text.
    ///
    /// # Errors
    /// As [`Headless::wait`].
    pub fn wait_for(&mut self, text: &str) -> Result<Screen, Screen> {
        self.wait(|screen| screen.contains(text))
    }

    /// The frames drawn since the last call, oldest first.
    pub fn frames(&mut self) -> Vec<Screen> {
        let frames: Vec<Screen> = self.frames.try_iter().collect();
        if let Some(last) = frames.last() {
            self.last = last.clone();
        }
        frames
    }

    /// Waits for the end, and says why it came.
    ///
    /// # Errors
    /// Where the reader failed.
    pub fn left(self) -> io::Result<Leave> {
        self.reader.join().unwrap_or_else(|panic| Err(io::Error::other(super::panic_text(panic.as_ref()).to_owned())))
    }
}

/// A surface that keeps what is drawn as text.
struct Page<D> {
    draw: D,
    size: (u16, u16),
    show: Sender<Screen>,
}

impl<D: FnMut(&State, (u16, u16)) -> String> Surface for Page<D> {
    fn draw(&mut self, state: &State) -> io::Result<()> {
        let text = (self.draw)(state, self.size);
        self.show
            .send(Screen { text, drawn: Some(Instant::now()) })
            .map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))
    }

    fn resize(&mut self, columns: u16, rows: u16) {
        self.size = (columns, rows);
    }

    fn capture_mouse(&mut self, _on: bool) -> io::Result<()> {
        Ok(())
    }

    fn suspend(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn stop(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn resume(&mut self) -> io::Result<()> {
        Ok(())
    }
}
