//! What becomes of marks, told as stories.

use super::store::{Files, MIGRATIONS};
use super::*;
use crate::corpus::article::ArticleKey;
use crate::corpus::formats::Source;
use crate::corpus::query::Sort;
use chrono::NaiveDate;
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn open(folder: &Path) -> Opened {
    Personal::open(folder).unwrap()
}

fn key(n: u128) -> ArticleKey {
    ArticleKey(n.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835))
}

/// Marks of many pages, some of every kind.
fn many() -> Vec<Change> {
    let note = |n| format!("Ask about the hotline, {n}. {}", "And the harbour. ".repeat(20));
    let mut changes = vec![Change::Read((0..20_000).map(key).collect(), true)];
    changes.extend((0..200).map(|n| Change::Star(key(n), true)));
    changes.extend((0..200).map(|n| Change::Tag(key(n), format!("tag {}", n % 7), true)));
    changes.extend((0..200).map(|n| Change::Note(key(n), Some(note(n)))));
    changes.push(Change::SaveView("Korea".into(), View { query: "country:KR".into(), sort: Sort::Oldest }));
    changes.extend(corrections());
    changes
}

/// A correction of every kind, one of them in one article only.
fn corrections() -> Vec<Change> {
    let target = |article, id: &str| Target { article, id: id.into() };
    let is = Correction::Is { id: "person:kim-gunn".into(), name: "Kim Gunn".into() };
    vec![
        Change::Correct(target(None, "person:kim-3f20a1"), Some(is.clone())),
        Change::Correct(target(Some(key(3)), "person:kim"), Some(is)),
        Change::Correct(target(None, "person:gen-nakatani"), Some(Correction::Named("Nakatani Gen".into()))),
        Change::Correct(target(None, "organization:read-more"), Some(Correction::Ignored)),
    ]
}

fn marked(changes: &[Change]) -> Marks {
    let mut marks = Marks::default();
    changes.iter().for_each(|change| marks.apply(change));
    marks
}

/// A folder with many marks, closed, and what they are.
fn full() -> (TempDir, Marks) {
    let folder = folder();
    open(folder.path()).personal.apply(&many()).unwrap();
    (folder, marked(&many()))
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn db(folder: &Path) -> PathBuf {
    Files::of(folder).db
}

#[test]
fn what_was_marked_is_there_when_opened_again_and_nobody_else_can_look() {
    let home = folder();
    let folder = home.path().join("share").join("dateline");
    assert_eq!(peek(&folder), None);
    let first = open(&folder);
    assert_eq!(first.marks, Marks::default());
    assert!(first.notices.is_empty());
    drop(first);
    open(&folder).personal.apply(&many()).unwrap();
    assert_eq!(open(&folder).marks, marked(&many()));
    assert_eq!(peek(&folder), Some(marked(&many())));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let opened = open(&folder);
        opened.personal.back_up().unwrap();
        assert_eq!(mode(&folder), 0o700);
        for name in names(&folder) {
            assert_eq!(mode(&folder.join(&name)), 0o600, "{name}");
        }
    }
}

#[test]
fn two_readers_at_once_lose_nothing_of_each_other() {
    let folder = folder();
    let (mut one, mut two) = (open(folder.path()).personal, open(folder.path()).personal);
    std::thread::scope(|scope| {
        for (handle, from) in [(&mut one, 0), (&mut two, 1000)] {
            scope.spawn(move || {
                for n in from..from + 20 {
                    handle.apply(&[Change::Star(key(n), true), Change::Read(vec![key(n)], true)]).unwrap();
                }
            });
        }
    });
    let marks = open(folder.path()).marks;
    assert_eq!((marks.starred.len(), marks.read.len()), (40, 40));
}

#[test]
fn a_damaged_file_is_kept_and_everything_that_can_be_read_is_taken_over() {
    type Damage = fn(&mut Vec<u8>);
    let damages: [(&str, Damage); 5] = [
        ("cut in half", |bytes| bytes.truncate(bytes.len() / 2)),
        ("cut off", |bytes| bytes.truncate(bytes.len() - 5000)),
        ("nothing left", Vec::clear),
        ("another head", |bytes| bytes[..100].fill(b'x')),
        ("scribbled on", |bytes| {
            let at = bytes.len() / 2 / 4096 * 4096;
            bytes[at..at + 4096].fill(0xA5);
        }),
    ];
    for (name, damage) in damages {
        for backed_up in [false, true] {
            let (folder, marks) = full();
            let path = folder.path();
            if backed_up {
                open(path).personal.back_up().unwrap();
            }
            let mut bytes = fs::read(db(path)).unwrap();
            damage(&mut bytes);
            fs::write(db(path), &bytes).unwrap();
            let opened = open(path);
            let said = opened.notices.join(" ");
            assert!(said.contains("damaged"), "{name}: {said:?}");
            assert_eq!(fs::read(path.join("personal.damaged-1.db")).unwrap(), bytes, "{name}");
            if backed_up {
                assert!(opened.marks == marks, "{name}");
                assert!(said.contains("backup personal-"), "{name}: {said:?}");
            } else if ["cut off", "scribbled on"].contains(&name) {
                assert!(opened.marks.read.len() > 10_000, "{name}: {}", opened.marks.read.len());
                assert!(opened.marks.read.is_subset(&marks.read));
            }
            drop(opened);
            // What was mended is sound, and kept on.
            let mut again = open(path);
            assert!(again.notices.is_empty());
            again.personal.apply(&[Change::Star(key(7_000_000), true)]).unwrap();
            drop(again);
            assert!(open(path).marks.starred.contains(&key(7_000_000)));
        }
    }
}

#[test]
fn a_file_that_was_removed_comes_back_from_its_backup() {
    let (folder, marks) = full();
    open(folder.path()).personal.back_up().unwrap();
    fs::remove_file(db(folder.path())).unwrap();
    let opened = open(folder.path());
    assert!(opened.notices[0].contains("gone"));
    assert_eq!(opened.marks, marks);
}

#[test]
fn a_backup_is_made_once_a_day_and_three_are_kept() {
    let (folder, _) = full();
    let personal = open(folder.path()).personal;
    for day in [1, 1, 2, 3, 4] {
        personal.back_up_on(NaiveDate::from_ymd_opt(2025, 9, day).unwrap()).unwrap();
    }
    let kept: Vec<String> = names(folder.path()).into_iter().filter(|n| n.contains("bak")).collect();
    assert_eq!(kept, ["personal-2025-09-02.bak.db", "personal-2025-09-03.bak.db", "personal-2025-09-04.bak.db"]);
}

#[test]
fn a_repair_that_was_killed_is_finished_or_begun_again() {
    let (elsewhere, marks) = full();
    let folder = folder();
    let files = Files::of(folder.path());
    // Complete, but not yet in its place.
    fs::copy(db(elsewhere.path()), &files.new).unwrap();
    fs::write(&files.db, b"damaged").unwrap();
    assert_eq!(open(folder.path()).marks, marks);
    // Begun only.
    fs::write(&files.new, b"").unwrap();
    let opened = open(folder.path());
    assert_eq!(opened.marks, marks);
    assert!(!files.new.exists());
}

#[test]
fn whoever_has_the_file_open_while_it_is_replaced_notices() {
    let (folder, _) = full();
    let mut old = open(folder.path()).personal;
    fs::write(db(folder.path()), b"scribbled").unwrap();
    let mut new = open(folder.path()).personal;
    assert!(matches!(old.apply(&[Change::Star(key(900), true)]), Err(Error::Replaced)));
    new.apply(&[Change::Star(key(901), true)]).unwrap();
}

#[test]
fn a_new_version_of_the_file_is_made_after_a_copy_and_a_later_one_is_left_alone() {
    let (folder, marks) = full();
    let later = [MIGRATIONS[0], MIGRATIONS[1], "CREATE TABLE list (key BLOB PRIMARY KEY) WITHOUT ROWID;"];
    let opened = Personal::open_as(folder.path(), &later).unwrap();
    assert_eq!(opened.marks, marks);
    drop(opened);
    let copy = folder.path().join("personal-v2.bak.db");
    assert!(copy.exists());
    let bytes = fs::read(db(folder.path())).unwrap();
    assert!(matches!(Personal::open(folder.path()), Err(Error::Later)));
    assert_eq!(fs::read(db(folder.path())).unwrap(), bytes);
    assert_eq!(peek(folder.path()), Some(marks));
    // A migration that fails leaves the file as it was.
    let broken = [later[0], later[1], later[2], "CREATE TABLE read (key);"];
    assert!(Personal::open_as(folder.path(), &broken).is_err());
    assert!(Personal::open_as(folder.path(), &later).is_ok());
}

#[test]
fn a_full_disk_is_told_and_costs_no_earlier_mark() {
    let (folder, marks) = full();
    let mut opened = open(folder.path());
    let pages: i64 = opened.personal.database().query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
    opened.personal.database().pragma_update(None, "max_page_count", pages).unwrap();
    let flood = Change::Note(key(5), Some("x".repeat(1_000_000)));
    let error = opened.personal.apply(&[Change::Star(key(999), true), flood]).unwrap_err();
    assert_eq!(error.to_string(), "the disk is full");
    drop(opened);
    assert_eq!(open(folder.path()).marks, marks, "all of them or none");
}

#[test]
fn a_folder_that_cannot_be_made_is_an_error_and_one_without_leave_to_write_can_be_read() {
    let home = folder();
    fs::write(home.path().join("file"), "").unwrap();
    assert!(matches!(Personal::open(&home.path().join("file").join("dateline")), Err(Error::Io(_))));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let (folder, marks) = full();
        let leave = |mode| fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode)).unwrap();
        leave(0o500);
        // Whoever may write everything has no folder that is closed.
        if fs::write(folder.path().join("try"), "").is_err() {
            assert!(Personal::open(folder.path()).is_err());
            assert_eq!(peek(folder.path()), Some(marks));
        }
        leave(0o700);
    }
}

#[test]
fn the_place_of_a_collection_is_found_again_from_anywhere() {
    let (folder, articles) = (folder(), folder());
    let state = folder.path().join("state");
    let path = |name: &str| Source::Path(articles.path().join(name));
    fs::create_dir(articles.path().join("a")).unwrap();
    let bookmark = Bookmark::of(&state, &[path("a"), path("b")]);
    assert_eq!(bookmark.read(), None);
    let place = Place { article: Some(key(3)), byte: 812, query: "country:KR".into(), ..Place::default() };
    bookmark.write(&place).unwrap();
    assert_eq!(Bookmark::of(&state, &[path("b"), path("a/../a")]).read(), Some(place));
    assert_eq!(Bookmark::of(&state, &[path("a")]).read(), None);
    let file = state.join(&names(&state)[0]);
    fs::write(&file, "{\"byte\": 4, \"later\": true}").unwrap();
    assert_eq!(bookmark.read().map(|p| p.byte), Some(4));
    fs::write(&file, "{\"byte\": 4").unwrap();
    assert_eq!(bookmark.read(), None);
    assert!(bookmark.remove().unwrap() && !bookmark.remove().unwrap());
    Bookmark::of(&state, &[path("a")]).write(&Place::default()).unwrap();
    bookmark.write(&Place::default()).unwrap();
    assert_eq!(Bookmark::remove_all(&state).unwrap(), 2);
    assert_eq!(Bookmark::remove_all(&state.join("nowhere")).unwrap(), 0);
}

fn change() -> impl Strategy<Value = Change> {
    let key = (0..6_u128).prop_map(key);
    let word = "[ab é☃'\n]{0,3}";
    let on = any::<bool>();
    prop_oneof![
        (prop::collection::vec(key.clone(), 0..5), on).prop_map(|(keys, on)| Change::Read(keys, on)),
        (key.clone(), on).prop_map(|(key, on)| Change::Star(key, on)),
        (key.clone(), word, on).prop_map(|(key, tag, on)| Change::Tag(key, tag, on)),
        (key, prop::option::of(word)).prop_map(|(key, text)| Change::Note(key, text)),
        (word, word).prop_map(|(name, query)| Change::SaveView(name, View { query, sort: Sort::Title })),
        (0u128..4, word, any::<bool>(), proptest::option::of(word)).prop_map(|(n, id, everywhere, name)| {
            let article = (!everywhere).then_some(self::key(n));
            Change::Correct(Target { article, id }, name.map(Correction::Named))
        }),
        word.prop_map(Change::DropView),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn every_change_can_be_undone_and_the_file_says_what_memory_says(changes in prop::collection::vec(change(), 1..20)) {
        let folder = folder();
        let mut personal = open(folder.path()).personal;
        let mut marks = Marks::default();
        for change in &changes {
            let before = marks.clone();
            marks.apply(change);
            match change.inverse(&before) {
                Some(inverse) => {
                    let mut undone = marks.clone();
                    undone.apply(&inverse);
                    prop_assert_eq!(undone, before);
                }
                None => prop_assert_eq!(&marks, &before),
            }
            personal.apply(std::slice::from_ref(change)).unwrap();
        }
        drop(personal);
        prop_assert_eq!(open(folder.path()).marks, marks);
    }
}
