//! Signals: what asks the process to end, to stop and to go on, and the terminal's new size.

use super::guard::Tty;
use crate::app::Message;
use crate::runtime::{Event, Leave};
use crossbeam_channel::Sender;
use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;
use std::io;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// How long the loop may take to leave when a signal asks it to, before the signal's thread does it without.
const PATIENCE: Duration = Duration::from_secs(1);

/// Passes signals on to the loop as events, from a thread of its own.
///
/// # Errors
/// Where the system has no thread to give.
pub(super) fn watch(tty: Arc<Tty>, send: Sender<Event>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
    thread::Builder::new().name("signals".into()).spawn(move || {
        let tell = |event| send.send(event).is_ok();
        let resized = || {
            let (columns, rows) = tty.size();
            tell(Event::Message(Message::Resize(columns, rows)))
        };
        for signal in signals.forever() {
            match signal {
                SIGWINCH => resized(),
                SIGCONT => tell(Event::Resume) && resized(),
                SIGTSTP => tell(Event::Stop),
                ending => {
                    tell(Event::Leave(Leave::Signal(ending)));
                    thread::sleep(PATIENCE);
                    tty.give();
                    end(ending).is_ok()
                }
            };
        }
    })?;
    Ok(())
}

/// Ends the process as the signal would have without us, so that whoever waits for it sees the signal.
pub(super) fn end(signal: i32) -> io::Result<()> {
    emulate_default_handler(signal)
}

/// Asks the whole job to stop, as Ctrl-Z does on a terminal in its own mode: a pipe that feeds us, or a `make` that
/// started us, has to stop as well. Our own share comes back as a signal.
///
/// Does nothing in the process group of the session's leader: no shell would ever continue it.
pub(super) fn suspend() -> io::Result<()> {
    if getsid(None)? == getpgrp() {
        return Ok(());
    }
    Ok(kill_current_process_group(Signal::TSTP)?)
}

/// Stops this process until it is continued.
pub(super) fn stop() -> io::Result<()> {
    emulate_default_handler(SIGTSTP)
}
