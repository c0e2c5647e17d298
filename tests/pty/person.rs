//! A person at a terminal: a real pseudo-terminal, what stands on it, and its modes.
//!
//! Waits for what is to be seen, never for a time; the patience only bounds a failure.

use filedescriptor::{POLLIN, pollfd};
use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(30);

/// A terminal with a program on it.
pub(crate) struct Person {
    /// None when the window was closed.
    master: Option<Box<dyn MasterPty + Send>>,
    /// Kept, so that the modes can be asked when the program has left.
    slave: Option<Box<dyn SlavePty + Send>>,
    keyboard: Option<Box<dyn Write + Send>>,
    /// Held while the window is open.
    window: Option<Arc<()>>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
    modes_before: String,
    /// What it keeps is nobody else's.
    _home: TempDir,
}

struct Seen {
    screen: vt100::Parser,
    bytes: Vec<u8>,
}

/// What is started, and where.
pub(crate) struct Opening {
    command: CommandBuilder,
    home: TempDir,
    size: (u16, u16),
}

/// The program itself, with arguments.
pub(crate) fn dateline(arguments: &[&str]) -> Opening {
    command(env!("CARGO_BIN_EXE_dateline"), arguments)
}

/// Any program, at 80 columns by 24 rows.
pub(crate) fn command(program: &str, arguments: &[&str]) -> Opening {
    let mut command = CommandBuilder::new(program);
    command.args(arguments);
    command.cwd(env!("CARGO_MANIFEST_DIR"));
    command.env("TERM", "xterm-256color");
    command.env("RUST_BACKTRACE", "0");
    for inherited in ["NO_COLOR", "COLUMNS", "LINES"] {
        command.env_remove(inherited);
    }
    let home = tempfile::tempdir().unwrap();
    let opening = Opening { command, size: (80, 24), home };
    let path = opening.home.path().to_owned();
    opening.home(&path)
}

impl Opening {
    /// With what an earlier program has kept there.
    pub(crate) fn home(mut self, home: &Path) -> Self {
        let folders = [("DATA", "data"), ("STATE", "state"), ("CACHE", "cache"), ("CONFIG", "config")];
        for (name, folder) in folders {
            self.command.env(format!("XDG_{name}_HOME"), home.join(folder));
        }
        self
    }

    pub(crate) fn size(mut self, columns: u16, rows: u16) -> Self {
        self.size = (columns, rows);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// As in a session that no hang-up signal reaches.
    pub(crate) fn without_controlling_terminal(mut self) -> Self {
        self.command.set_controlling_tty(false);
        self
    }

    pub(crate) fn open(self) -> Person {
        let (columns, rows) = self.size;
        let pty = native_pty_system().openpty(pty_size(columns, rows)).unwrap();
        let modes_before = modes(pty.master.as_ref());
        let seen = Seen { screen: vt100::Parser::new(cells(rows), cells(columns), 0), bytes: Vec::new() };
        let seen = Arc::new((Mutex::new(seen), Condvar::new()));
        let mut reader = pty.master.try_clone_reader().unwrap();
        let writing = Arc::clone(&seen);
        let window = Arc::new(());
        let (watched, fd) = (Arc::downgrade(&window), pty.master.as_raw_fd().unwrap());
        thread::spawn(move || {
            let mut buffer = [0; 16 * 1024];
            loop {
                // A read that waited would keep the window open for ever.
                let mut ready = [pollfd { fd, events: POLLIN, revents: 0 }];
                let waited = filedescriptor::poll(&mut ready, Some(Duration::from_millis(20)));
                if watched.upgrade().is_none() {
                    return;
                }
                if matches!(waited, Ok(0)) {
                    continue;
                }
                let Ok(n @ 1..) = reader.read(&mut buffer) else { return };
                let mut seen = writing.0.lock().unwrap();
                seen.screen.process(&buffer[..n]);
                seen.bytes.extend_from_slice(&buffer[..n]);
                writing.1.notify_all();
            }
        });
        let child = pty.slave.spawn_command(self.command).unwrap();
        let keyboard = pty.master.take_writer().unwrap();
        Person {
            master: Some(pty.master),
            slave: Some(pty.slave),
            keyboard: Some(keyboard),
            window: Some(window),
            child,
            seen,
            modes_before,
            _home: self.home,
        }
    }
}

impl Person {
    /// Types; `\r` is Enter, `\x1b` Escape.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        let keyboard = self.keyboard.as_mut().unwrap();
        keyboard.write_all(keys.as_bytes()).unwrap();
        keyboard.flush().unwrap();
        self
    }

    /// Waits until the screen holds.
    pub(crate) fn wait(&mut self, what: &str, mut holds: impl FnMut(&vt100::Screen) -> bool) -> &mut Self {
        self.wait_seen(what, |seen| holds(seen.screen.screen()))
    }

    /// Waits until the frame that has begun to show is there to its end.
    pub(crate) fn sees_it_whole(&mut self) -> &mut Self {
        self.wait_seen("the end of the frame", |seen| seen.bytes.ends_with(b"\x1b[?2026l"))
    }

    fn wait_seen(&mut self, what: &str, mut holds: impl FnMut(&Seen) -> bool) -> &mut Self {
        let until = Instant::now() + PATIENCE;
        let mut seen = self.seen.0.lock().unwrap();
        while !holds(&seen) {
            let left = until.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "waited in vain for {what}; on the screen:\n{}", contents(&seen));
            seen = self.seen.1.wait_timeout(seen, left).unwrap().0;
        }
        drop(seen);
        self
    }

    /// Waits until a text stands on the screen.
    pub(crate) fn sees(&mut self, text: &str) -> &mut Self {
        self.wait(text, |screen| screen.contents().contains(text))
    }

    /// Waits until the reader has taken the terminal and drawn.
    pub(crate) fn sees_the_reader(&mut self) -> &mut Self {
        self.wait("the reader", |screen| screen.alternate_screen() && screen.contents().contains("dateline"))
    }

    /// Waits until everything is loaded, both passes, and the header says how much: then nothing changes by itself but
    /// an article that comes to count as read.
    pub(crate) fn has_loaded(&mut self, how_much: &str) -> &mut Self {
        self.wait(how_much, |screen| {
            let header = screen.rows(0, screen.size().1.get()).next().unwrap_or_default();
            header.contains(how_much) && !header.contains("Ctrl-c stops") && !header.ends_with(how_much)
        })
    }

    /// What stands on the screen.
    pub(crate) fn screen(&self) -> vt100::Screen {
        self.seen().screen.screen().clone()
    }

    /// Everything that was written so far.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.seen().bytes.clone()
    }

    pub(crate) fn resizes(&mut self, columns: u16, rows: u16) -> &mut Self {
        {
            let mut seen = self.seen.0.lock().unwrap();
            seen.screen.screen_mut().set_size(cells(rows), cells(columns));
        }
        self.master.as_ref().unwrap().resize(pty_size(columns, rows)).unwrap();
        self
    }

    pub(crate) fn sends(&mut self, signal: Signal) -> &mut Self {
        let pid = self.child.process_id().and_then(|id| Pid::from_raw(i32::try_from(id).ok()?)).unwrap();
        kill_process(pid, signal).unwrap();
        self
    }

    /// Closes the window.
    pub(crate) fn closes_the_window(&mut self) {
        self.window = None;
        self.keyboard = None;
        self.slave = None;
        self.master = None;
    }

    /// Waits for the end of the program.
    pub(crate) fn leaves(&mut self) -> ExitStatus {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            if Instant::now() >= until {
                let screen = contents(&self.seen());
                self.child.kill().unwrap();
                panic!("the program did not leave; on the screen:\n{screen}");
            }
            // There is no event to wait for: the terminal stays open when its program has left.
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Asserts that the terminal is as it was before the program came.
    #[track_caller]
    pub(crate) fn has_the_terminal_back(&mut self) {
        self.wait("the screen before", |screen| !screen.alternate_screen() && !screen.hide_cursor());
        let screen = self.screen();
        assert!(!screen.bracketed_paste(), "bracketed paste is still on");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert_eq!((screen.bold(), screen.fgcolor()), (false, vt100::Color::Default));
        assert_eq!(modes(self.master.as_ref().unwrap().as_ref()), self.modes_before);
    }

    /// Asserts that the program holds the terminal, so that giving it back means something.
    #[track_caller]
    pub(crate) fn lent_the_terminal(&mut self) -> &mut Self {
        let screen = self.screen();
        assert!(screen.alternate_screen() && screen.bracketed_paste());
        assert_ne!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert_ne!(modes(self.master.as_ref().unwrap().as_ref()), self.modes_before);
        self
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.0.lock().unwrap()
    }
}

impl Drop for Person {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

fn contents(seen: &Seen) -> String {
    seen.screen.screen().contents()
}

fn cells(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).unwrap()
}

fn pty_size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().unwrap())
}
