//! The terminal is always given back.

use crate::person::{Person, command, dateline};
use dateline::terminal::{Abilities, Guard};
use rustix::process::Signal;
use std::io::{self, Read, Write};
use std::process::{Command, Stdio};
use std::thread;

fn reader() -> Person {
    let mut person = dateline(&[]).open();
    person.has_loaded("5 of 5 articles").lent_the_terminal();
    person
}

#[test]
fn leaving_gives_the_terminal_back() {
    let mut person = reader();
    person.press("q");
    assert!(person.leaves().success());
    person.has_the_terminal_back();
}

#[test]
fn ending_signals_give_the_terminal_back_and_are_seen_by_the_parent() {
    for (signal, name) in
        [(Signal::TERM, "Terminated"), (Signal::HUP, "Hangup"), (Signal::INT, "Interrupt"), (Signal::QUIT, "Quit")]
    {
        let mut person = reader();
        let status = person.sends(signal).leaves();
        assert!(status.signal().is_some_and(|s| s.starts_with(name)), "{name}: {status:?}");
        person.has_the_terminal_back();
    }
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_speaks() {
    let mut person = this_test("panics_on_the_drawing_thread").open();
    assert!(!person.leaves().success());
    person.has_the_terminal_back();
    person.sees("the sky fell down");
}

#[test]
fn a_panic_of_a_worker_leaves_the_screen_alone() {
    let mut person = this_test("panics_on_a_worker").open();
    person.sees("still reading").lent_the_terminal();
    assert!(!person.screen().contents().contains("tripped"), "{}", person.screen().contents());
    person.press("q");
    assert!(person.leaves().success());
    person.has_the_terminal_back();
}

/// What stands on a screen and how it looks, wherever the hidden cursor is. A cell that was never written is a space.
fn cells(screen: &vt100::Screen) -> Vec<(String, vt100::Color, vt100::Color, [bool; 3])> {
    let (rows, columns) = screen.size();
    let places = (0..rows.get()).flat_map(|row| (0..columns.get()).map(move |column| (row, column)));
    let look = |cell: &vt100::Cell| {
        let text = if cell.has_contents() { cell.contents().to_owned() } else { " ".to_owned() };
        (text, cell.fgcolor(), cell.bgcolor(), [cell.bold(), cell.underline(), cell.inverse()])
    };
    places.filter_map(|(row, column)| screen.cell(row, column).map(look)).collect()
}

#[test]
fn suspended_it_gives_the_terminal_to_the_shell_and_comes_back_as_it_was() {
    let mut person = command("/bin/sh", &["-i"]).env("PS1", "shell> ").env("ENV", "").open();
    person.sees("shell> ").press(&format!("{}\n", env!("CARGO_BIN_EXE_dateline"))).has_loaded("5 of 5 articles");
    // Opened, it counts as read at once: nothing on the screen changes by itself from here on.
    person.press("\r").sees("┌ The defense chiefs").wait("it to be read", |screen| {
        let list = screen.contents();
        list.contains("▌  8 Sep 2025") && !list.contains("▌• 8 Sep 2025")
    });
    let before = person.sees_it_whole().screen();
    for _ in 0..2 {
        person.press("\x1a").wait("the shell", |screen| !screen.alternate_screen()).sees("topped");
        let screen = person.screen();
        assert!(!screen.hide_cursor() && !screen.bracketed_paste());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        person.press("stty -a\n").sees(" icanon").sees(" echo ");
        person.press("clear; fg\n").sees_the_reader();
        person.wait("the same screen", |screen| cells(screen) == cells(&before));
        person.lent_the_terminal();
    }
    person.press("j").wait("the keys to work", |screen| screen.contents() != before.contents());
    // What is typed before the shell has the terminal back is lost.
    person
        .press("q")
        .wait("the shell", |screen| !screen.alternate_screen() && screen.contents().trim_end().ends_with("shell>"));
    person.press("exit\n");
    person.leaves();
}

#[test]
fn without_a_shell_to_return_to_it_does_not_suspend() {
    let mut person = reader();
    person.press("\x1aq");
    assert!(person.leaves().success());
    person.has_the_terminal_back();
}

#[test]
fn a_closed_window_ends_it() {
    let mut person = reader();
    person.closes_the_window();
    person.leaves();
}

#[test]
fn a_closed_window_ends_it_quietly_where_no_signal_says_so() {
    let mut person = dateline(&[]).without_controlling_terminal().open();
    person.sees_the_reader();
    person.closes_the_window();
    assert!(person.leaves().success());
}

#[test]
fn without_a_terminal_it_names_the_commands_that_need_none() {
    let run = Command::new(env!("CARGO_BIN_EXE_dateline")).stdin(Stdio::null()).output().unwrap();
    assert_eq!(run.status.code(), Some(2));
    assert!(run.stdout.is_empty());
    let said = String::from_utf8(run.stderr).unwrap();
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains("`dateline list`") && said.contains("`dateline show`"), "{said}");
}

#[test]
fn articles_piped_in_leave_the_keys_to_the_terminal() {
    let pipe = format!("cat seeds/*.txt | {} -", env!("CARGO_BIN_EXE_dateline"));
    let mut person = command("/bin/sh", &["-c", &pipe]).open();
    person.sees_the_reader().lent_the_terminal().press("q");
    assert!(person.leaves().success());
    person.has_the_terminal_back();
}

#[test]
fn the_terminal_is_no_source_of_articles() {
    let mut person = dateline(&["-"]).open();
    assert_eq!(person.leaves().exit_code(), 2);
    person.sees("pipe them in").has_the_terminal_back();
}

#[test]
fn a_dumb_terminal_gets_no_more_than_it_needs() {
    let mut person = dateline(&[]).env("TERM", "dumb").open();
    person.sees_the_reader().press("q");
    assert!(person.leaves().success());
    person.has_the_terminal_back();
    let written = String::from_utf8(person.bytes()).unwrap();
    for code in ["\x1b[?1000h", "\x1b[?1006h", "\x1b[?2004h", "\x1b[?2026h"] {
        assert!(!written.contains(code), "{code:?}");
    }
    assert_no_colour(&written);
}

#[test]
fn no_color_is_honoured() {
    let mut person = dateline(&[]).env("NO_COLOR", "1").open();
    person.sees_the_reader().lent_the_terminal().press("q");
    assert!(person.leaves().success());
    assert_no_colour(&String::from_utf8(person.bytes()).unwrap());
}

#[track_caller]
fn assert_no_colour(written: &str) {
    for sequence in written.split("\x1b[").skip(1) {
        let end = sequence.find(|c: char| c.is_ascii_alphabetic()).unwrap();
        let colours = sequence[..end].split(';').filter(|p| p.len() == 2 && ["3", "4"].contains(&&p[..1]));
        // 39, 49 and 59 take colours back.
        assert!(!sequence[end..].starts_with('m') || colours.clone().all(|p| p.ends_with('9')), "{sequence:?}");
    }
}

/// This test program, to run one of the helpers below on the terminal.
fn this_test(helper: &str) -> crate::person::Opening {
    let program = std::env::current_exe().unwrap();
    command(
        program.to_str().unwrap(),
        &["--ignored", "--exact", &format!("door::{helper}"), "--nocapture", "--test-threads=1"],
    )
}

fn take() -> Guard {
    let guard = Guard::take(Abilities::detect()).unwrap();
    io::stdout().write_all(b"taken").unwrap();
    guard
}

#[test]
#[ignore = "a helper: runs on the terminal of another test"]
fn panics_on_the_drawing_thread() {
    let _guard = take();
    panic!("the sky fell down");
}

#[test]
#[ignore = "a helper: runs on the terminal of another test"]
fn panics_on_a_worker() {
    let _guard = take();
    thread::spawn(|| panic!("a worker tripped")).join().unwrap_err();
    write!(io::stdout(), "still reading").unwrap();
    io::stdout().flush().unwrap();
    io::stdin().read_exact(&mut [0]).unwrap();
}
