//! Takes the terminal's modes and gives them back: at the end, before a stop, before a panic speaks.
//!
//! Everything that reaches the terminal goes through [`Tty::write`], so that nothing is drawn on a terminal that was
//! given back.

use super::Abilities;
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::panic;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, TryLockError};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

/// A second screen; the first one and its cursor are kept.
const ALTERNATE: &str = "\x1b[?1049h";
/// Empty, with the cursor hidden.
const BLANK: &str = "\x1b[2J\x1b[?25l";
/// Plain attributes, cursor shown, the screen that was there before.
const LEAVE: &str = "\x1b[0m\x1b[?25h\x1b[?1049l";
/// Presses and the wheel in SGR coordinates. Motion is not asked for: nothing here follows the pointer, and each report
/// would be a message.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1000l";
const PASTE_ON: &str = "\x1b[?2004h";
const PASTE_OFF: &str = "\x1b[?2004l";
/// A frame between these two is shown at once; terminals that do not know them ignore them.
const FRAME_BEGIN: &str = "\x1b[?2026h";
const FRAME_END: &str = "\x1b[?2026l";

/// How long giving back waits for a write in progress, which a terminal stopped by Ctrl-S can hold up for ever.
const PATIENCE: Duration = Duration::from_millis(200);

/// The terminal as a whole, shared by whoever may have to give it back.
#[derive(Debug)]
pub(super) struct Tty {
    out: File,
    rich: bool,
    modes: Mutex<Modes>,
}

#[derive(Debug)]
struct Modes {
    taken: bool,
    mouse: bool,
}

impl Tty {
    /// The terminal on standard output, not taken yet; `rich` as in [`Abilities`].
    pub(super) fn open(rich: bool) -> io::Result<Self> {
        let out = File::from(io::stdout().as_fd().try_clone_to_owned()?);
        Ok(Self { out, rich, modes: Mutex::new(Modes { taken: false, mouse: rich }) })
    }

    /// Takes the terminal, or takes it again: the modes are set anew, since a shell may have changed them meanwhile.
    pub(super) fn take(&self) -> io::Result<()> {
        let mut modes = self.lock();
        let mut codes = String::new();
        if modes.taken {
            // crossterm does nothing where it believes to be in raw mode; a second save would lose the first screen's
            // cursor.
            disable_raw_mode()?;
        } else {
            codes += ALTERNATE;
        }
        enable_raw_mode()?;
        modes.taken = true;
        codes += BLANK;
        if self.rich {
            codes += PASTE_ON;
        }
        if modes.mouse {
            codes += MOUSE_ON;
        }
        (&self.out).write_all(codes.as_bytes())
    }

    /// Gives the terminal back; does nothing where that was done. Never fails: there is nobody left to be told.
    pub(super) fn give(&self) {
        let until = Instant::now() + PATIENCE;
        let modes = loop {
            match self.modes.try_lock() {
                Ok(modes) => break Some(modes),
                Err(TryLockError::Poisoned(modes)) => break Some(modes.into_inner()),
                Err(TryLockError::WouldBlock) if Instant::now() < until => thread::sleep(Duration::from_millis(1)),
                Err(TryLockError::WouldBlock) => break None,
            }
        };
        if let Some(mut modes) = modes
            && std::mem::take(&mut modes.taken)
        {
            let codes = if self.rich { [FRAME_END, MOUSE_OFF, PASTE_OFF, LEAVE].concat() } else { LEAVE.into() };
            let _ = (&self.out).write_all(codes.as_bytes());
        }
        let _ = disable_raw_mode();
    }

    /// Writes a frame, in one piece where the terminal can; writes nothing while the terminal is not ours.
    pub(super) fn write(&self, frame: &[u8]) -> io::Result<()> {
        let modes = self.lock();
        if !modes.taken {
            return Ok(());
        }
        if self.rich {
            let whole = [FRAME_BEGIN.as_bytes(), frame, FRAME_END.as_bytes()].concat();
            (&self.out).write_all(&whole)
        } else {
            (&self.out).write_all(frame)
        }
    }

    /// Takes the mouse, or leaves it to the terminal.
    pub(super) fn capture_mouse(&self, on: bool) -> io::Result<()> {
        let mut modes = self.lock();
        modes.mouse = on && self.rich;
        if modes.taken && self.rich {
            (&self.out).write_all(if on { MOUSE_ON } else { MOUSE_OFF }.as_bytes())?;
        }
        Ok(())
    }

    /// Columns and rows; 80 by 24 where the terminal does not know.
    pub(super) fn size(&self) -> (u16, u16) {
        match rustix::termios::tcgetwinsize(&self.out) {
            Ok(size) if size.ws_col > 0 && size.ws_row > 0 => (size.ws_col, size.ws_row),
            _ => (80, 24),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Modes> {
        self.modes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The taken terminal; dropping it gives it back.
#[derive(Debug)]
pub struct Guard {
    tty: Arc<Tty>,
}

/// The terminal that a panic has to give back first, and the thread that draws on it.
static TAKEN: OnceLock<(Arc<Tty>, ThreadId)> = OnceLock::new();

impl Guard {
    /// Takes the terminal on standard output for this thread to draw on.
    ///
    /// # Errors
    /// Where there is no terminal.
    pub fn take(abilities: Abilities) -> io::Result<Self> {
        Self::over(Arc::new(Tty::open(abilities.rich)?))
    }

    /// Takes this terminal.
    pub(super) fn over(tty: Arc<Tty>) -> io::Result<Self> {
        if TAKEN.set((Arc::clone(&tty), thread::current().id())).is_ok() {
            let speak = panic::take_hook();
            panic::set_hook(Box::new(move |info| {
                // Panics of other threads are caught and told on the screen: the reading goes on, and what the
                // default hook prints would spoil the screen.
                if let Some((tty, thread)) = TAKEN.get() {
                    if *thread != thread::current().id() && tty.lock().taken {
                        return;
                    }
                    tty.give();
                }
                speak(info);
            }));
        }
        // Made before the terminal is taken, so that half of the modes are given back too.
        let guard = Self { tty };
        guard.tty.take()?;
        Ok(guard)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.tty.give();
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use std::io::{Read, Seek, SeekFrom};

    impl Tty {
        /// A taken terminal that writes to a file.
        pub(in crate::terminal) fn onto(file: &File, rich: bool) -> Self {
            Self { out: file.try_clone().unwrap(), rich, modes: Mutex::new(Modes { taken: true, mouse: rich }) }
        }
    }

    /// What was written since the last call.
    pub(in crate::terminal) fn written(file: &mut File) -> String {
        let mut text = String::new();
        file.seek(SeekFrom::Start(0)).unwrap();
        file.read_to_string(&mut text).unwrap();
        file.set_len(0).unwrap();
        file.seek(SeekFrom::Start(0)).unwrap();
        text
    }

    #[test]
    fn a_terminal_that_was_given_back_is_left_alone() {
        let mut file = tempfile::tempfile().unwrap();
        let tty = Tty::onto(&file, true);
        tty.write(b"frame").unwrap();
        assert_eq!(written(&mut file), format!("{FRAME_BEGIN}frame{FRAME_END}"));
        tty.give();
        assert_eq!(written(&mut file), format!("{FRAME_END}{MOUSE_OFF}{PASTE_OFF}{LEAVE}"));
        tty.give();
        tty.write(b"frame").unwrap();
        tty.capture_mouse(true).unwrap();
        assert_eq!(written(&mut file), "");
    }

    #[test]
    fn a_mouse_that_was_released_stays_released() {
        let mut file = tempfile::tempfile().unwrap();
        let tty = Tty::onto(&file, true);
        tty.capture_mouse(false).unwrap();
        assert_eq!(written(&mut file), MOUSE_OFF);
        assert!(!tty.lock().mouse, "taken again, the terminal keeps its own selection");
    }
}
