//! The door: takes the terminal, gives it back whatever happens, reads its input, draws on it.
//!
//! The only room that touches crossterm. Does not decide anything.

mod guard;
mod input;
mod painter;
mod signals;
mod surface;

pub use guard::Guard;

use crate::app::State;
use crate::runtime::{self, Collection, Leave};
use crate::view::theme::{Colours, Theme};
use anyhow::Context;
use crossbeam_channel::unbounded;
use guard::Tty;
use std::env;
use std::fs::File;
use std::io::{self, IsTerminal};
use std::sync::Arc;

/// What the program may use of a terminal, as the environment says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Abilities {
    /// What it can show.
    pub colours: Colours,
    /// Whether it knows a mouse, bracketed paste and synchronised updates, or ignores what it does not know;
    /// `TERM=dumb` gets none of them.
    pub rich: bool,
}

impl Abilities {
    /// What `NO_COLOR` (set and not empty) and `TERM` say.
    #[must_use]
    pub fn detect() -> Self {
        let dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
        let plain = dumb || env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self { colours: if plain { Colours::None } else { Colours::Ansi }, rich: !dumb }
    }
}

/// Whether there is a terminal to read on; `piped` where standard input brings articles, so that keys have to come
/// from the controlling terminal.
#[must_use]
pub fn available(piped: bool) -> bool {
    let keys = if piped { File::open("/dev/tty").is_ok() } else { io::stdin().is_terminal() };
    keys && io::stdout().is_terminal()
}

/// Columns of the terminal that standard output is, where it is one.
#[must_use]
pub fn columns() -> Option<usize> {
    if !io::stdout().is_terminal() {
        return None;
    }
    crossterm::terminal::size().ok().map(|(columns, _)| usize::from(columns)).filter(|&columns| columns > 0)
}

/// Opens the reader on the terminal; returns when the reader has left and the terminal was given back.
///
/// # Errors
/// Where the terminal cannot be taken or a thread cannot be started. A terminal that goes away is none.
pub fn run(state: State, collection: Collection, abilities: Abilities) -> anyhow::Result<()> {
    let (send, events) = unbounded();
    let tty = Arc::new(Tty::open(abilities.rich).context("cannot open the terminal")?);
    // Watched first: a signal must not find the terminal taken and nobody to give it back.
    signals::watch(Arc::clone(&tty), send.clone()).context("cannot watch signals")?;
    let guard = Guard::over(Arc::clone(&tty)).context("cannot take the terminal")?;
    input::read(send).context("cannot read the terminal")?;
    let size = tty.size();
    let mut surface = surface::TerminalSurface::new(tty, Theme::new(abilities.colours), size)?;
    let left = runtime::run(state, collection, size, &events, &mut surface);
    drop(guard);
    match left {
        Ok(Leave::Signal(signal)) => Ok(signals::end(signal)?),
        Ok(Leave::Quit | Leave::Closed) => Ok(()),
        Err(error) if is_gone(&error) => Ok(()),
        Err(error) => Err(error).context("the reader stopped"),
    }
}

/// Whether an error of the output only says that the terminal has gone: a closed window or connection.
fn is_gone(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
        || matches!(rustix::io::Errno::from_io_error(error), Some(rustix::io::Errno::IO | rustix::io::Errno::NXIO))
}
