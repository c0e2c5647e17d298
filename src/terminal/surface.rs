//! The terminal as the loop draws on it.

use super::guard::Tty;
use super::painter::Painter;
use super::signals;
use crate::app::State;
use crate::runtime::Surface;
use crate::view::{self, theme::Theme};
use ratatui::Terminal;
use std::io;
use std::sync::Arc;

/// Draws states on a taken terminal.
#[derive(Debug)]
pub(super) struct TerminalSurface {
    tty: Arc<Tty>,
    terminal: Terminal<Painter>,
    theme: Theme,
}

impl TerminalSurface {
    pub(super) fn new(tty: Arc<Tty>, theme: Theme, size: (u16, u16)) -> io::Result<Self> {
        let terminal = Terminal::new(Painter::new(Arc::clone(&tty), size))?;
        Ok(Self { tty, terminal, theme })
    }
}

impl Surface for TerminalSurface {
    fn draw(&mut self, state: &State) -> io::Result<()> {
        self.terminal.draw(|frame| view::draw(state, &self.theme, frame)).map(drop)
    }

    fn resize(&mut self, columns: u16, rows: u16) {
        self.terminal.backend_mut().resize((columns, rows));
    }

    fn capture_mouse(&mut self, on: bool) -> io::Result<()> {
        self.tty.capture_mouse(on)
    }

    fn suspend(&mut self) -> io::Result<()> {
        signals::suspend()
    }

    fn stop(&mut self) -> io::Result<()> {
        self.tty.give();
        signals::stop()
    }

    fn resume(&mut self) -> io::Result<()> {
        self.tty.take()?;
        self.terminal.backend_mut().forget();
        self.terminal.clear()
    }
}
