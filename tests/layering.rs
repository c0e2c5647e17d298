//! Keeps the house in order: which room may import which, and which crates each may name.
//!
//! Reads the sources as tokens, resolves every path that starts at `crate`, `super`, a dependency or `std`, and
//! compares it with the table. What only tests import is their own business.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A room and what it may name.
struct Room {
    name: &'static str,
    /// Rooms of the house; itself always.
    rooms: &'static [&'static str],
    /// Dependencies, as Rust spells them.
    crates: &'static [&'static str],
    /// Whether it may touch the world: files, threads, the clock, the environment.
    worldly: bool,
}

/// The table of `src/lib.rs`, with the dependencies.
const ROOMS: &[Room] = &[
    Room {
        name: "text",
        rooms: &[],
        crates: &["memchr", "serde", "unicode_normalization", "unicode_segmentation", "unicode_width"],
        worldly: false,
    },
    Room {
        name: "corpus",
        rooms: &["text"],
        crates: &[
            "bytemuck",
            "chardetng",
            "chrono",
            "crossbeam_channel",
            "encoding_rs",
            "fst",
            "etcetera",
            "frostem",
            "ignore",
            "memchr",
            "postcard",
            "rayon",
            "roaring",
            "rusqlite",
            "rustc_hash",
            "serde",
            "serde_json",
            "tantivy",
            "tempfile",
            "thiserror",
            "unicode_normalization",
            "unicode_segmentation",
            "whatlang",
            "xxhash_rust",
            "zstd",
        ],
        worldly: true,
    },
    Room {
        name: "personal",
        rooms: &["corpus", "text"],
        crates: &[
            "chrono",
            "etcetera",
            "rusqlite",
            "rustc_hash",
            "serde",
            "serde_json",
            "tempfile",
            "thiserror",
            "xxhash_rust",
        ],
        worldly: true,
    },
    Room {
        name: "export",
        rooms: &["corpus", "text"],
        crates: &["chrono", "serde", "serde_json", "thiserror"],
        worldly: true,
    },
    Room {
        name: "app",
        rooms: &["corpus", "personal", "text"],
        crates: &["chrono", "memchr", "rustc_hash", "tui_input", "unicode_segmentation", "unicode_width"],
        worldly: false,
    },
    Room {
        name: "view",
        rooms: &["app", "corpus", "personal", "text"],
        crates: &["chrono", "ratatui", "unicode_segmentation", "unicode_width"],
        worldly: false,
    },
    Room {
        name: "runtime",
        rooms: &["app", "corpus", "personal", "export", "text"],
        crates: &["crossbeam_channel", "rustc_hash", "rustix"],
        worldly: true,
    },
    Room {
        name: "terminal",
        rooms: &["runtime", "app", "view"],
        crates: &["anyhow", "crossbeam_channel", "crossterm", "filedescriptor", "ratatui", "rustix", "signal_hook"],
        worldly: true,
    },
    Room {
        name: "cli",
        rooms: &["text", "corpus", "personal", "export", "app", "view", "runtime", "terminal"],
        crates: &["anyhow", "chrono", "clap", "rustc_hash", "serde", "serde_json", "signal_hook", "unicode_width"],
        worldly: true,
    },
];

/// The floors of `corpus`: each may import the ones it names.
const FLOORS: &[(&str, &[&str])] = &[
    ("article", &[]),
    ("query", &["article", "annotate"]),
    ("formats", &["article"]),
    ("furniture", &["article"]),
    ("annotate", &["article", "furniture"]),
    ("corrections", &["article"]),
    ("collection", &["article", "annotate", "corrections"]),
    ("library", &["article", "query", "corrections", "formats", "furniture", "annotate", "collection"]),
];

/// Of the standard library, what a pure room may not name.
const WORLD: &[&str] = &["env", "fs", "io", "net", "os", "process", "thread"];
const CLOCKS: &[&str] = &["Instant", "SystemTime"];

#[test]
fn every_room_imports_only_what_the_table_allows() {
    let dependencies = dependencies();
    assert!(dependencies.contains("ratatui") && dependencies.contains("crossbeam_channel"), "{dependencies:?}");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files: Vec<(PathBuf, Vec<String>, String)> = rust_files(&source)
        .into_iter()
        .map(|file| {
            let place = file.strip_prefix(&source).unwrap().to_owned();
            let module = module_of(&place);
            (place, module, fs::read_to_string(&file).unwrap())
        })
        .collect();
    let tests: Vec<Vec<String>> = files.iter().flat_map(|(_, module, code)| test_modules(module, code)).collect();
    let mut seen = BTreeSet::new();
    let mut wrong = Vec::new();
    for (place, module, code) in &files {
        let Some(first) = module.first() else { continue };
        seen.insert(first.clone());
        if !tests.iter().any(|test| module.starts_with(test)) {
            let found = offences(module, code, &dependencies);
            wrong.extend(found.iter().map(|why| format!("{}: {why}", place.display())));
        }
    }
    let table: BTreeSet<String> = ROOMS.iter().map(|room| room.name.to_owned()).collect();
    assert_eq!(seen, table, "the table names every room and no other");
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn the_map_in_the_crate_docs_is_this_table() {
    let docs = include_str!("../src/lib.rs");
    for room in ROOMS {
        assert!(docs.contains(&format!("//! | [`{}`] |", room.name)), "{} is missing on the map", room.name);
    }
}

#[test]
fn a_wall_walked_through_is_reported() {
    let dependencies = dependencies();
    let found = |module: &[&str], code: &str| {
        let module: Vec<String> = module.iter().map(|s| (*s).to_owned()).collect();
        offences(&module, code, &dependencies)
    };
    for (module, code) in [
        (&["text", "span"][..], "use crate::corpus::article::Article;"),
        (&["text", "span"], "use crate::{text::fold, corpus::{self, article}};"),
        (&["text", "span"], "fn f(_: super::super::corpus::Article) {}"),
        (&["app", "state"], "use std::fs;"),
        (&["app", "state"], "use std::{fmt, time::{Duration, Instant}};"),
        (&["app", "state"], "fn f() { std::thread::yield_now() }"),
        (&["app", "state"], "use ratatui::Frame;"),
        (&["view", "list"], "use crate::runtime::Event;"),
        (&["view", "list"], "fn f() { crossterm::terminal::size(); }"),
        (&["runtime", "wheel"], "use crate::terminal::Abilities as A;"),
        (&["corpus", "annotate", "times"], "use crate::corpus::library::Library;"),
        (&["corpus", "article"], "use super::annotate;"),
    ] {
        assert!(!found(module, code).is_empty(), "{module:?}: {code}");
    }
    for (module, code) in [
        (&["app", "state"][..], "use crate::corpus::query::Query; use super::key::Key; use std::time::Duration;"),
        (&["app", "state"], "// use ratatui::Frame;\n/* crate::view */ const S: &str = \"crate::view::draw\";"),
        (&["app", "state"], "const S: &str = r#\"\"crate::view\"\"#; const C: char = '\"'; fn f<'a>(_: &'a str) {}"),
        (&["app", "state"], "#[cfg(test)]\nmod tests { use crate::view; fn f() { std::fs::read(\"x\"); } }"),
        (&["corpus", "annotate", "times"], "use super::super::article::Article; use super::gazetteer;"),
    ] {
        assert_eq!(found(module, code), Vec::<String>::new(), "{module:?}: {code}");
    }
    let own = test_modules(&["app".to_owned()], "#[cfg(test)]\npub(crate) mod flows; mod keymap;");
    assert_eq!(own, [["app", "flows"]], "a file that only tests see");
}

/// The dependencies of the program itself, as Rust spells them.
fn dependencies() -> BTreeSet<String> {
    let manifest = include_str!("../Cargo.toml");
    let start = manifest.find("[dependencies]").expect("the manifest has dependencies");
    manifest[start..]
        .lines()
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, _)| name.trim().replace('-', "_"))
        .collect()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files
}

/// `app/key.rs` → `app`, `key`; nothing for `lib.rs` and `main.rs`.
fn module_of(place: &Path) -> Vec<String> {
    let mut module: Vec<String> =
        place.with_extension("").components().map(|c| c.as_os_str().to_string_lossy().into_owned()).collect();
    if module.last().is_some_and(|last| ["mod", "lib", "main"].contains(&last.as_str())) {
        module.pop();
    }
    module
}

/// What a module names and may not.
fn offences(module: &[String], code: &str, dependencies: &BTreeSet<String>) -> Vec<String> {
    let room = ROOMS.iter().find(|room| room.name == module[0]).expect("the table names every room");
    let mut wrong = BTreeSet::new();
    for path in paths(&without_tests(&tokens(code))) {
        let first = path[0].as_str();
        if let Some(target) = inside(module, &path) {
            let Some(other) = target.first() else { continue };
            let known = ROOMS.iter().any(|room| room.name == other);
            if known && other != room.name && !room.rooms.contains(&other.as_str()) {
                wrong.insert(format!("{} may not import {other} ({})", room.name, path.join("::")));
            }
            if let (true, [_, here, ..], [_, there, ..]) = (other == "corpus", module, &target[..])
                && let Some((_, below)) = FLOORS.iter().find(|(floor, _)| room.name == "corpus" && floor == here)
                && FLOORS.iter().any(|(floor, _)| floor == there)
                && there != here
                && !below.contains(&there.as_str())
            {
                wrong.insert(format!("corpus::{here} may not import corpus::{there} ({})", path.join("::")));
            }
        } else if dependencies.contains(first) {
            if !room.crates.contains(&first) {
                wrong.insert(format!("{} may not name the crate {first}", room.name));
            }
        } else if first == "std" && !room.worldly {
            let world = path.get(1).is_some_and(|m| WORLD.contains(&m.as_str()));
            if world || path.iter().any(|s| CLOCKS.contains(&s.as_str())) {
                wrong.insert(format!("{} is pure and may not name {}", room.name, path.join("::")));
            }
        }
    }
    wrong.into_iter().collect()
}

/// The path from the root of the crate, where a path says one.
fn inside(module: &[String], path: &[String]) -> Option<Vec<String>> {
    if path[0] == "crate" {
        return Some(path[1..].to_vec());
    }
    let up = path.iter().take_while(|s| *s == "super").count();
    let base = module.len().checked_sub(up)?;
    (up > 0).then(|| [&module[..base], &path[up..]].concat())
}

/// Identifiers and single marks; `::` is one token. Comments and strings are left out.
fn tokens(code: &str) -> Vec<String> {
    let chars: Vec<char> = code.chars().collect();
    let at = |i: usize| chars.get(i).copied().unwrap_or('\0');
    let mut tokens: Vec<String> = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let c = chars[i];
        if c == '/' && at(i + 1) == '/' {
            while i < chars.len() && chars[i] != '\n' {
                i += 1;
            }
        } else if c == '/' && at(i + 1) == '*' {
            let mut depth = 0;
            while i < chars.len() {
                match (at(i), at(i + 1)) {
                    ('/', '*') => depth += 1,
                    ('*', '/') => depth -= 1,
                    _ => {
                        i += 1;
                        continue;
                    }
                }
                i += 2;
                if depth == 0 {
                    break;
                }
            }
        } else if c == '"' {
            i += 1;
            while i < chars.len() && chars[i] != '"' {
                i += if chars[i] == '\\' { 2 } else { 1 };
            }
            i += 1;
        } else if c == '\'' {
            // A character, or a lifetime.
            if at(i + 1) == '\\' {
                i += 3;
                while i < chars.len() && chars[i] != '\'' {
                    i += 1;
                }
                i += 1;
            } else {
                i += if at(i + 2) == '\'' { 3 } else { 1 };
            }
        } else if c.is_alphabetic() || c == '_' {
            let start = i;
            while at(i).is_alphanumeric() || at(i) == '_' {
                i += 1;
            }
            let word: String = chars[start..i].iter().collect();
            let hashes = chars[i..].iter().take_while(|c| **c == '#').count();
            if ["r", "br"].contains(&word.as_str()) && at(i + hashes) == '"' {
                let end: Vec<char> = format!("\"{}", "#".repeat(hashes)).chars().collect();
                i += hashes + 1;
                while i < chars.len() && !chars[i..].starts_with(&end) {
                    i += 1;
                }
                i += end.len();
            } else {
                tokens.push(word);
            }
        } else if c == ':' && at(i + 1) == ':' {
            tokens.push("::".into());
            i += 2;
        } else {
            if !c.is_whitespace() {
                tokens.push(c.into());
            }
            i += 1;
        }
    }
    tokens
}

const TEST_MARK: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];

/// The modules in files of their own that a module has for its tests alone.
fn test_modules(module: &[String], code: &str) -> Vec<Vec<String>> {
    let tokens = tokens(code);
    let visible = ["pub", "(", "crate", ")", "super"];
    let mut modules = Vec::new();
    for at in 0..tokens.len() {
        if let Some(item) = tokens[at..].strip_prefix(&TEST_MARK.map(str::to_owned)[..]) {
            let mut words = item.iter().skip_while(|t| visible.contains(&t.as_str()));
            if let (Some("mod"), Some(name), Some(";")) =
                (words.next().map(String::as_str), words.next(), words.next().map(String::as_str))
            {
                modules.push([module, std::slice::from_ref(name)].concat());
            }
        }
    }
    modules
}

/// Leaves out each item under `#[cfg(test)]`.
fn without_tests(tokens: &[String]) -> Vec<String> {
    let mut kept = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        if !tokens[i..].iter().take(TEST_MARK.len()).eq(TEST_MARK.iter()) {
            kept.push(tokens[i].clone());
            i += 1;
            continue;
        }
        let mut depth = 0;
        for token in &tokens[i..] {
            i += 1;
            match token.as_str() {
                "{" => depth += 1,
                "}" => depth -= 1,
                _ => {}
            }
            if depth == 0 && (token == ";" || token == "}") {
                break;
            }
        }
    }
    kept
}

/// Every path, with groups spelled out.
fn paths(tokens: &[String]) -> Vec<Vec<String>> {
    let word = |t: &String| t.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let mut paths = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        let starts = word(&tokens[i]) && (i == 0 || (tokens[i - 1] != "::" && tokens[i - 1] != "."));
        if starts {
            path(tokens, &mut i, &[], &mut paths);
        } else {
            i += 1;
        }
    }
    paths.retain(|path| path.len() > 1);
    paths
}

/// Reads one path, or one of a group, that continues `before`.
fn path(tokens: &[String], i: &mut usize, before: &[String], paths: &mut Vec<Vec<String>>) {
    let mut segments = before.to_vec();
    loop {
        match tokens.get(*i).map(String::as_str) {
            Some("{") if *i > 0 && tokens[*i - 1] == "::" => {
                *i += 1;
                while *i < tokens.len() && tokens[*i] != "}" {
                    if tokens[*i] == "," {
                        *i += 1;
                    } else {
                        path(tokens, i, &segments, paths);
                        // A name after `as` is no path.
                        while tokens.get(*i).is_some_and(|t| t != "," && t != "}") {
                            *i += 1;
                        }
                    }
                }
                *i += 1;
                return;
            }
            Some(token) if token.starts_with(|c: char| c.is_alphabetic() || c == '_') => {
                segments.push(token.to_owned());
                *i += 1;
            }
            _ => break,
        }
        if tokens.get(*i).is_some_and(|t| t == "::") {
            *i += 1;
        } else {
            break;
        }
    }
    if segments.len() == before.len() {
        // `*`, or a turbofish: the path ends before it.
        *i += 1;
    }
    paths.push(segments);
}
