//! The screen as ratatui writes to it: frames are collected and written in one piece, and the terminal is never asked.
//!
//! A frame that changes nothing writes nothing.

use super::guard::Tty;
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use std::io;
use std::sync::Arc;

/// Collects what a frame writes.
#[derive(Debug)]
pub(super) struct Painter {
    tty: Arc<Tty>,
    frame: Vec<u8>,
    size: Size,
    /// Where the cursor is shown; none where it is hidden.
    cursor: Option<Position>,
}

impl Painter {
    /// A painter of a screen of this size, empty and with its cursor hidden.
    pub(super) fn new(tty: Arc<Tty>, size: (u16, u16)) -> Self {
        Self { tty, frame: Vec::new(), size: size.into(), cursor: None }
    }

    /// The screen has this size now, in columns and rows.
    pub(super) fn resize(&mut self, size: (u16, u16)) {
        self.size = size.into();
    }

    /// Translates into the terminal's codes, at the end of the frame.
    fn codes(&mut self) -> CrosstermBackend<&mut Vec<u8>> {
        CrosstermBackend::new(&mut self.frame)
    }

    /// The terminal was taken again: its cursor is hidden.
    pub(super) fn forget(&mut self) {
        self.cursor = None;
    }
}

impl Backend for Painter {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut content = content.peekable();
        if content.peek().is_none() {
            return Ok(());
        }
        self.codes().draw(content)?;
        // Drawing moves the cursor away from where it is shown.
        match self.cursor {
            Some(at) => self.codes().set_cursor_position(at),
            None => Ok(()),
        }
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        match self.cursor.take() {
            Some(_) => self.codes().hide_cursor(),
            None => Ok(()),
        }
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.cursor.is_none() {
            self.cursor = Some(Position::ORIGIN);
            self.codes().show_cursor()?;
            self.codes().set_cursor_position(Position::ORIGIN)?;
        }
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        match &mut self.cursor {
            Some(at) if *at == position => Ok(()),
            Some(at) => {
                *at = position;
                self.codes().set_cursor_position(position)
            }
            // ratatui homes a hidden cursor before it clears; a hidden cursor's place is nobody's business.
            None => Ok(()),
        }
    }

    fn clear(&mut self) -> io::Result<()> {
        self.codes().clear()
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.codes().clear_region(region)
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.frame.is_empty() {
            return Ok(());
        }
        let written = self.tty.write(&self.frame);
        self.frame.clear();
        written
    }
}
