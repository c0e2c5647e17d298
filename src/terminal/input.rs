//! Reads keys, mouse and pastes on a thread of its own, and says them in the application's words.

use crate::app::{Key, KeyCode, Message, Mouse, MouseKind};
use crate::runtime::{Event, Leave};
use crossbeam_channel::Sender;
use crossterm::event::{self, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};
use filedescriptor::{POLLERR, POLLHUP, POLLIN, pollfd};
use std::fs::File;
use std::io::{self, IsTerminal};
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;
use std::time::Duration;

/// Starts to send what the terminal sends; the channel is told when the terminal is gone.
///
/// # Errors
/// Where there is no terminal to read, or no thread to read it on.
pub(super) fn read(send: Sender<Event>) -> io::Result<()> {
    let tty = keyboard()?;
    thread::Builder::new().name("input".into()).spawn(move || {
        // A panic of the parser costs the input at hand, not the keyboard.
        while catch_unwind(AssertUnwindSafe(|| pump(&tty, &send))).is_err() {}
        let _ = send.send(Event::Leave(Leave::Closed));
    })?;
    Ok(())
}

/// Where keys come from: standard input, or the controlling terminal where standard input brings articles. crossterm
/// makes the same choice.
fn keyboard() -> io::Result<OwnedFd> {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        stdin.as_fd().try_clone_to_owned()
    } else {
        Ok(File::options().read(true).write(true).open("/dev/tty")?.into())
    }
}

/// Sends events until the terminal or the loop is gone.
fn pump(tty: &OwnedFd, send: &Sender<Event>) -> io::Result<()> {
    loop {
        // crossterm spins for ever on a terminal that was closed, so it reads only when there is something to read.
        let mut ready = [pollfd { fd: tty.as_raw_fd(), events: POLLIN, revents: 0 }];
        match filedescriptor::poll(&mut ready, None) {
            Ok(_) => {}
            Err(filedescriptor::Error::Poll(error)) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(io::Error::other(error)),
        }
        if ready[0].revents & (POLLHUP | POLLERR) != 0 {
            return Ok(());
        }
        // One read may bring many events. A poll without any time would not even look.
        while event::poll(Duration::from_millis(1))? {
            if let Some(message) = translate(event::read()?)
                && send.send(Event::Message(message)).is_err()
            {
                return Ok(());
            }
        }
    }
}

/// A terminal's event in the application's words; none for what it has no use for. Sizes come by signal.
fn translate(event: event::Event) -> Option<Message> {
    match event {
        event::Event::Key(key) if key.kind != KeyEventKind::Release => translate_key(key).map(Message::Key),
        event::Event::Mouse(mouse) => {
            let kind = match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => MouseKind::Press,
                MouseEventKind::ScrollUp => MouseKind::WheelUp,
                MouseEventKind::ScrollDown => MouseKind::WheelDown,
                _ => return None,
            };
            Some(Message::Mouse(Mouse { kind, column: mouse.column, row: mouse.row }))
        }
        // Terminals send a line break as a carriage return. No other control character may reach the screen.
        event::Event::Paste(text) => {
            let lines = text.replace("\r\n", "\n").replace('\r', "\n");
            Some(Message::Paste(lines.replace(|c: char| c.is_control() && c != '\n', " ")))
        }
        _ => None,
    }
}

fn translate_key(key: event::KeyEvent) -> Option<Key> {
    use event::KeyCode as From;
    let code = match key.code {
        From::Char(c) => KeyCode::Char(c),
        From::Enter => KeyCode::Enter,
        From::Esc => KeyCode::Esc,
        From::Tab => KeyCode::Tab,
        From::BackTab => KeyCode::BackTab,
        From::Backspace => KeyCode::Backspace,
        From::Delete => KeyCode::Delete,
        From::Up => KeyCode::Up,
        From::Down => KeyCode::Down,
        From::Left => KeyCode::Left,
        From::Right => KeyCode::Right,
        From::Home => KeyCode::Home,
        From::End => KeyCode::End,
        From::PageUp => KeyCode::PageUp,
        From::PageDown => KeyCode::PageDown,
        From::F(n) => KeyCode::F(n),
        _ => return None,
    };
    let with = |modifier| key.modifiers.contains(modifier);
    Some(Key { code, ctrl: with(KeyModifiers::CONTROL), alt: with(KeyModifiers::ALT) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::{Event as Theirs, KeyCode as Code, KeyEvent, MouseEvent};

    fn key(code: Code, modifiers: KeyModifiers) -> String {
        format!("{:?}", translate(Theirs::Key(KeyEvent::new(code, modifiers))))
    }

    fn ours(message: Message) -> String {
        format!("{:?}", Some(message))
    }

    #[test]
    fn keys_keep_their_character_control_and_alt() {
        let none = KeyModifiers::NONE;
        for (code, modifiers, expected) in [
            (Code::Char('j'), none, Key::char('j')),
            (Code::Char('G'), KeyModifiers::SHIFT, Key::char('G')),
            (Code::Char('ß'), none, Key::char('ß')),
            (Code::Char('c'), KeyModifiers::CONTROL, Key::ctrl('c')),
            (Code::Char('x'), KeyModifiers::ALT, Key { alt: true, ..Key::char('x') }),
            (Code::BackTab, KeyModifiers::SHIFT, Key::plain(KeyCode::BackTab)),
            (Code::Enter, none, Key::plain(KeyCode::Enter)),
            (Code::F(5), none, Key::plain(KeyCode::F(5))),
        ] {
            assert_eq!(key(code, modifiers), ours(Message::Key(expected)));
        }
        assert_eq!(key(Code::CapsLock, none), "None");
    }

    #[test]
    fn only_presses_count() {
        let mut event = KeyEvent::new(Code::Char('j'), KeyModifiers::NONE);
        event.kind = KeyEventKind::Release;
        assert!(translate(Theirs::Key(event)).is_none());
    }

    #[test]
    fn the_mouse_presses_and_turns() {
        let mouse = |kind| {
            translate(Theirs::Mouse(MouseEvent { kind, column: 7, row: 3, modifiers: KeyModifiers::NONE }))
                .map(|m| format!("{m:?}"))
        };
        let expected = |kind| Some(format!("{:?}", Message::Mouse(Mouse { kind, column: 7, row: 3 })));
        assert_eq!(mouse(MouseEventKind::Down(MouseButton::Left)), expected(MouseKind::Press));
        assert_eq!(mouse(MouseEventKind::ScrollUp), expected(MouseKind::WheelUp));
        assert_eq!(mouse(MouseEventKind::ScrollDown), expected(MouseKind::WheelDown));
        assert_eq!(mouse(MouseEventKind::Down(MouseButton::Right)), None);
        assert_eq!(mouse(MouseEventKind::Moved), None);
    }

    #[test]
    fn a_paste_keeps_its_lines_and_no_escapes() {
        let pasted = translate(Theirs::Paste("Kim\r\x1b[31mJong\r\nUn".into()));
        assert_eq!(format!("{pasted:?}"), ours(Message::Paste("Kim\n [31mJong\nUn".into())));
    }
}
