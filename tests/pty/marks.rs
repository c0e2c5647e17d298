//! Marks and places outlive whatever ends the program.

use crate::person::{Person, dateline};
use dateline::personal::Personal;
use rustix::process::Signal;
use std::collections::hash_map::RandomState;
use std::fs;
use std::hash::BuildHasher;
use std::path::Path;
use std::time::Duration;
use tempfile::TempDir;

/// Articles that a list of 40 rows shows in full.
const ARTICLES: u16 = 8;

fn articles() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for n in 0..ARTICLES {
        let text =
            format!("Ferry number {n} aground\n\nThe ferry from Estonia ran aground in Finland on 3 May 202{n}.\n");
        fs::write(folder.path().join(format!("{n}.txt")), text).unwrap();
    }
    folder
}

fn open(articles: &Path, home: &Path) -> Person {
    let mut person = dateline(&[articles.to_str().unwrap()]).home(home).size(120, 40).open();
    person.has_loaded(&format!("{ARTICLES} of {ARTICLES} articles"));
    person
}

/// Which articles of the list carry a star, from the top.
fn stars(screen: &vt100::Screen) -> Vec<bool> {
    (0..ARTICLES).map(|n| screen.cell(4 + 4 * n, 2).is_some_and(|cell| cell.contents() == "★")).collect()
}

#[test]
fn killed_at_any_moment_it_has_kept_every_mark_that_the_screen_has_shown() {
    let (articles, home) = (articles(), tempfile::tempdir().unwrap());
    let mut shown: Option<(bool, Vec<bool>)> = None;
    for round in 0..20_u32 {
        let kept = Personal::open(&home.path().join("data/dateline")).unwrap();
        assert!(kept.notices.is_empty(), "round {round}: {:?}", kept.notices);
        let count = kept.marks.starred.len();
        drop(kept);
        let mut person = open(articles.path(), home.path());
        person.wait("the marks", |screen| stars(screen).iter().filter(|s| **s).count() == count);
        let now = stars(&person.screen());
        if let Some((on, shown)) = shown {
            for (n, shown) in shown.into_iter().enumerate().filter(|s| s.1 == on) {
                assert_eq!(now[n], shown, "round {round}, article {n}");
            }
        }
        // One round gives stars from the top to the end, the next takes them.
        let on = round % 2 == 0;
        person.press("ag");
        let moment = RandomState::new().hash_one(round) % 40;
        for (n, has) in now.iter().enumerate() {
            if n as u64 * 5 > moment {
                break;
            }
            person.press(if *has == on { "j" } else { "mj" });
            std::thread::sleep(Duration::from_millis(moment % 7));
        }
        person.sends(Signal::KILL).leaves();
        let screen = person.screen();
        shown = (!screen.contents().contains("Saving your marks")).then(|| (on, stars(&screen)));
    }
}

#[test]
fn reading_goes_on_where_a_signal_ended_it_with_the_note_that_was_being_written() {
    let (articles, home) = (articles(), tempfile::tempdir().unwrap());
    for (signal, keys) in [(Signal::TERM, "aG"), (Signal::HUP, "ag")] {
        let mut person = open(articles.path(), home.path());
        let title = |screen: &vt100::Screen| screen.rows(0, 120).nth(2).unwrap_or_default();
        let first = title(&person.screen());
        person
            .press(keys)
            .wait("another article", |screen| title(screen) != first && title(screen).contains("┌ Ferry"));
        let last = title(&person.sees_it_whole().screen());
        person.press("A").sees("Esc save").press("Ask the harbour.").sees("Ask the harbour.");
        person.sends(signal).leaves();
        person.has_the_terminal_back();

        let mut person = open(articles.path(), home.path());
        person.sees("✎ Ask the harbour.").wait("the same article", |screen| title(screen) == last);
        person.press("A").sees("Esc save").press("\x15\x1b").sees("The note is gone.").press("q");
        assert!(person.leaves().success());
    }
}

#[test]
fn what_is_marked_is_found_on_the_command_line() {
    let (articles, home) = (articles(), tempfile::tempdir().unwrap());
    let mut person = open(articles.path(), home.path());
    person.press("agm").wait("a star", |screen| stars(screen)[0]);
    person.press("q").leaves();
    let listed = |query: &str| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.args(["list", "--format", "jsonl", "-q", query]).arg(articles.path());
        command.env("XDG_DATA_HOME", home.path().join("data")).env("XDG_CACHE_HOME", home.path().join("cache"));
        String::from_utf8(command.output().unwrap().stdout).unwrap().lines().count()
    };
    assert_eq!(["is:starred", "-is:starred"].map(listed), [1, usize::from(ARTICLES) - 1]);
}
