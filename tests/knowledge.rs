//! What a reader adds to the knowledge of the world: found in the configuration folder, told where it is mistaken, and
//! noticed by what was kept without it.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// An article that nobody can date who does not know its mayor.
const ARTICLE: &str = "President Anna Beispiel opened the new library of Millbrook on Tuesday, March 4, before a small \
    crowd that had waited in the rain for most of the morning.\n\nPresident Anna Beispiel thanked the builders and the \
    teachers, and left early because of a cold, her office said in the afternoon.\n";

/// A home with an article in it.
fn home() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("a.txt"), ARTICLE).unwrap();
    fs::create_dir_all(home.path().join("config/dateline")).unwrap();
    home
}

fn know(home: &Path, text: &[u8]) {
    fs::write(home.join("config/dateline/knowledge.txt"), text).unwrap();
}

fn run(home: &Path) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.current_dir(home).args(["annotate", "a.txt"]).stdin(Stdio::null());
    for (name, folder) in [("XDG_CONFIG_HOME", "config"), ("XDG_CACHE_HOME", "cache"), ("XDG_DATA_HOME", "data")] {
        command.env(name, home.join(folder));
    }
    let Output { status, stdout, stderr } = command.output().unwrap();
    assert_eq!(status.code(), Some(0), "{}", String::from_utf8_lossy(&stderr));
    let printed: serde_json::Value = serde_json::from_slice(&stdout).unwrap();
    (printed["published"]["value"].as_str().unwrap_or_default().to_owned(), String::from_utf8(stderr).unwrap())
}

const MAYOR: &str = "[XX president]\n2008-01-01 2009-12-31 Anna Beispiel\n2014-01-01 2014-12-31 Karl Muster\n";

#[test]
fn a_reader_s_knowledge_dates_what_was_kept_without_it() {
    let home = home();
    let (value, said) = run(home.path());
    assert!(value.is_empty() && said.is_empty(), "{value} {said}");
    // 4 March was a Tuesday in 2008.
    know(home.path(), MAYOR.as_bytes());
    assert!(run(home.path()).0.starts_with("2008"), "what was kept is looked at again");
    assert!(run(home.path()).0.starts_with("2008"));
    know(home.path(), b"# nothing is known any more\n");
    assert!(run(home.path()).0.is_empty());
}

#[test]
fn mistakes_are_told_with_their_line_and_the_rest_counts() {
    let home = home();
    know(home.path(), format!("[XX gardener]\n{MAYOR}2009-13 - Nobody\n").as_bytes());
    let (value, said) = run(home.path());
    assert!(value.starts_with("2008"));
    let lines: Vec<&str> = said.lines().filter(|l| l.contains("knowledge.txt")).collect();
    assert_eq!(lines.len(), 2, "{said}");
    assert!(lines[0].contains("knowledge.txt:1: no such section: write `[news]`"), "{said}");
    assert!(lines[1].contains("knowledge.txt:5: `2009-13` is no date: write `2014-06-02`"), "{said}");
}

#[test]
fn what_cannot_be_read_is_told_and_does_no_harm() {
    let home = home();
    know(home.path(), b"\xff\xfe\x00");
    let (value, said) = run(home.path());
    assert!(value.is_empty() && said.contains("not text in UTF-8"), "{said}");
    know(home.path(), "x".repeat(3 << 20).as_bytes());
    assert!(run(home.path()).1.contains("larger than 2 MB"));
    fs::remove_file(home.path().join("config/dateline/knowledge.txt")).unwrap();
    fs::create_dir(home.path().join("config/dateline/knowledge.txt")).unwrap();
    assert!(run(home.path()).1.contains("not a file"));
}
