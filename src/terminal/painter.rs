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
    /// Whether the cursor is shown.
    shown: bool,
    /// Where it was set; none where drawing has moved it since.
    at: Option<Position>,
}

impl Painter {
    /// A painter of a screen of this size, empty and with its cursor hidden.
    pub(super) fn new(tty: Arc<Tty>, size: (u16, u16)) -> Self {
        Self { tty, frame: Vec::new(), size: size.into(), shown: false, at: None }
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
        self.shown = false;
        self.at = None;
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
        self.at = None;
        self.codes().draw(content)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.shown) { self.codes().hide_cursor() } else { Ok(()) }
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.shown, true) { Ok(()) } else { self.codes().show_cursor() }
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.at.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        if self.at.replace(position) == Some(position) { Ok(()) } else { self.codes().set_cursor_position(position) }
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

#[cfg(test)]
mod tests {
    use super::super::guard::tests::written;
    use super::*;
    use ratatui::Terminal;
    use std::fs::File;

    fn terminal(file: &File) -> Terminal<Painter> {
        Terminal::new(Painter::new(Arc::new(Tty::onto(file, false)), (20, 3))).unwrap()
    }

    #[test]
    fn a_frame_that_changes_nothing_writes_nothing() {
        let mut file = tempfile::tempfile().unwrap();
        let mut terminal = terminal(&file);
        let mut draw = |text: &str, cursor: Option<(u16, u16)>| {
            terminal
                .draw(|frame| {
                    frame.render_widget(text, frame.area());
                    if let Some(at) = cursor {
                        frame.set_cursor_position(at);
                    }
                })
                .unwrap();
            written(&mut file)
        };
        assert!(draw("Seoul", None).contains("Seoul"));
        assert_eq!(draw("Seoul", None), "");
        assert!(draw("Seoul", Some((2, 0))).ends_with("\x1b[?25h\x1b[1;3H"));
        assert_eq!(draw("Seoul", Some((2, 0))), "");
        assert_eq!(draw("Seoul", Some((3, 0))), "\x1b[1;4H");
        let changed = draw("Tokyo", Some((3, 0)));
        assert!(changed.ends_with("\x1b[1;4H") && !changed.contains("\x1b[?25"), "{changed:?}");
        assert!(draw("Tokyo", None).ends_with("\x1b[?25l"));
    }

    #[test]
    fn a_new_size_and_a_terminal_taken_again_are_drawn_whole() {
        let mut file = tempfile::tempfile().unwrap();
        let mut terminal = terminal(&file);
        terminal.draw(|frame| frame.render_widget("Seoul", frame.area())).unwrap();
        written(&mut file);
        terminal.backend_mut().resize((30, 5));
        let area = terminal.draw(|frame| frame.render_widget("Seoul", frame.area())).unwrap().area;
        assert_eq!((area.width, area.height), (30, 5));
        assert!(written(&mut file).contains("Seoul"));
        terminal.backend_mut().forget();
        terminal.clear().unwrap();
        terminal.draw(|frame| frame.render_widget("Seoul", frame.area())).unwrap();
        assert!(written(&mut file).contains("Seoul"));
    }
}
