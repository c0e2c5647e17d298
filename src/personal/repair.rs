//! What becomes of marks whose file is damaged or gone: aside with it, what can be read, backups, a new file.
//!
//! Never deletes what it could not read. A repair that is killed is finished, or begun again, by the next opening.

use super::folders;
use super::marks::{Change, Marks};
use super::store::{Error, Files, TABLES, Take, version, write};
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Bytes of a page of the file, as SQLite makes it.
const PAGE: u64 = 4096;

/// Why a file cannot be used.
pub(super) enum Fault {
    /// It is not there: the first time, or somebody removed it.
    Missing,
    /// It is damaged, and how.
    Damaged(String),
}

/// Makes the file anew from what can be read of it and from the newest good backup; returns what to tell the reader.
pub(super) fn repair(files: &Files, migrations: &[&str], fault: Fault) -> Result<Option<String>, Error> {
    let (mut marks, bad, why) = match fault {
        Fault::Missing => (Marks::default(), TABLES.map(|t| t.0).to_vec(), None),
        Fault::Damaged(why) => {
            let aside = set_aside(files)?;
            let (marks, bad) = salvage(&files.db);
            (marks, bad, Some((why, aside)))
        }
    };
    let backup = if bad.is_empty() { None } else { newest_backup(&files.folder) };
    let used = backup.map(|(name, backup)| {
        supplement(&mut marks, backup, &bad);
        name
    });
    rebuild(files, migrations, &marks)?;
    let restored = used.map(|name| format!("what could not be read was taken from the backup {name}"));
    Ok(match (why, restored) {
        (Some((why, aside)), restored) => Some(format!(
            "Your marks were damaged ({why}); {}. The damaged file is kept: {}",
            restored.unwrap_or_else(|| if bad.is_empty() {
                "all were recovered"
            } else {
                "what can be read was recovered"
            }
            .into()),
            aside.display()
        )),
        (None, Some(_)) => Some("The file of your marks was gone; they are those of the newest backup.".into()),
        (None, None) => None,
    })
}

/// Copies the file, and the log that belongs to it, under a name of its own.
fn set_aside(files: &Files) -> Result<PathBuf, Error> {
    let name = |n: u32| files.folder.join(format!("personal.damaged-{n}.db"));
    let aside = (1..).map(name).find(|path| !path.exists()).unwrap_or_else(|| name(0));
    let log = with_suffix(&files.db, "-wal");
    if log.exists() {
        fs::copy(&log, with_suffix(&aside, "-wal"))?;
    }
    fs::copy(&files.db, &aside)?;
    Ok(aside)
}

/// `path` with something after its last letter: SQLite's log and its index are named so.
fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Everything that can be read of a damaged file, and the tables that could not be read to their end.
fn salvage(path: &Path) -> (Marks, Vec<&'static str>) {
    let all_bad = || (Marks::default(), TABLES.map(|t| t.0).to_vec());
    // What SQLite lacks of a last page it takes for zeros, and would read half a note as a whole one.
    if cut_to_pages(path).is_err() {
        return all_bad();
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let Ok(db) = Connection::open_with_flags(path, flags) else { return all_bad() };
    // Without it SQLite reads nothing of a file that is shorter than its head says.
    if db.pragma_update(None, "writable_schema", "ON").is_err() {
        return all_bad();
    }
    read_all(&db)
}

/// Cuts off a page that the file holds a part of only; a copy of the whole lies aside.
fn cut_to_pages(path: &Path) -> io::Result<()> {
    let file = folders::open_own(path)?;
    file.set_len(file.metadata()?.len() / PAGE * PAGE)
}

/// Everything that can be read, and the tables that could not be read to their end.
pub(super) fn read_all(db: &Connection) -> (Marks, Vec<&'static str>) {
    let mut marks = Marks::default();
    let mut bad = Vec::new();
    for (table, columns, take) in TABLES {
        // What lies behind a damaged page is reached from the other end.
        let whole = scan(db, table, columns, "ASC", take, &mut marks) || {
            scan(db, table, columns, "DESC", take, &mut marks);
            false
        };
        if !whole {
            bad.push(table);
        }
    }
    (marks, bad)
}

/// Reads a table until its end, or until it cannot be read any further; says whether all of it was read.
fn scan(db: &Connection, table: &str, columns: &str, direction: &str, take: Take, marks: &mut Marks) -> bool {
    let first = columns.split(',').next().unwrap_or(columns);
    let Ok(mut statement) = db.prepare(&format!("SELECT {columns} FROM {table} ORDER BY {first} {direction}")) else {
        return false;
    };
    let Ok(mut rows) = statement.query([]) else { return false };
    let mut whole = true;
    loop {
        match rows.next() {
            // A row that makes no sense costs itself alone.
            Ok(Some(row)) => whole &= take(row, marks).is_ok(),
            Ok(None) => return whole,
            Err(_) => return false,
        }
    }
}

/// Adds what a backup has of the tables that could not be read whole; what was read is newer and stays.
fn supplement(marks: &mut Marks, backup: Marks, bad: &[&str]) {
    let is_bad = |table| bad.contains(&table);
    if is_bad("read") {
        marks.read.extend(backup.read);
    }
    if is_bad("starred") {
        marks.starred.extend(backup.starred);
    }
    if is_bad("tagged") {
        for (key, tags) in backup.tags {
            marks.tags.entry(key).or_default().extend(tags);
        }
    }
    if is_bad("note") {
        for (key, text) in backup.notes {
            marks.notes.entry(key).or_insert(text);
        }
    }
    if is_bad("view") {
        for (name, view) in backup.views {
            marks.views.entry(name).or_insert(view);
        }
    }
    if is_bad("correction") {
        for (target, correction) in backup.corrections.iter() {
            if marks.corrections.get(target).is_none() {
                marks.corrections.set(target.clone(), Some(correction.clone()));
            }
        }
    }
}

/// The backups in a folder, in no order.
pub(super) fn backups(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let is_backup = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("personal-") && name.ends_with(".bak.db")
    };
    fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())).filter(is_backup)
}

/// The newest backup that is whole, and its name.
fn newest_backup(folder: &Path) -> Option<(String, Marks)> {
    let mut all: Vec<_> =
        backups(folder).filter_map(|path| Some((fs::metadata(&path).ok()?.modified().ok()?, path))).collect();
    all.sort_unstable();
    all.into_iter().rev().find_map(|(_, path)| {
        let db = untouched(&path)?;
        let check: String = db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).ok()?;
        let (marks, bad) = read_all(&db);
        let name = path.file_name()?.to_string_lossy().into_owned();
        (check == "ok" && bad.is_empty()).then_some((name, marks))
    })
}

/// Opens a file that nobody writes, without leaving anything beside it.
pub(super) fn untouched(path: &Path) -> Option<Connection> {
    let name = path.to_str()?.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(format!("file:{name}?immutable=1"), flags).ok()
}

/// Writes marks to a new file and puts it in the place of the old one.
fn rebuild(files: &Files, migrations: &[&str], marks: &Marks) -> Result<(), Error> {
    drop(folders::open_own(&files.new)?);
    // With a journal that is deleted the new file is complete in itself.
    let mut db = Connection::open(&files.new)?;
    db.pragma_update(None, "journal_mode", "DELETE")?;
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for step in migrations {
        transaction.execute_batch(step)?;
    }
    for change in changes(marks) {
        write(&transaction, &change)?;
    }
    // With it the file counts as complete.
    transaction.pragma_update(None, "user_version", migrations.len() as u32)?;
    transaction.commit()?;
    db.close().map_err(|(_, error)| error)?;
    install(files)
}

/// The changes that make these marks out of nothing.
fn changes(marks: &Marks) -> impl Iterator<Item = Change> + '_ {
    let read = Change::Read(marks.read.iter().copied().collect(), true);
    let starred = marks.starred.iter().map(|&key| Change::Star(key, true));
    let tagged =
        marks.tags.iter().flat_map(|(&key, tags)| tags.iter().map(move |tag| Change::Tag(key, tag.clone(), true)));
    let notes = marks.notes.iter().map(|(&key, text)| Change::Note(key, Some(text.clone())));
    let views = marks.views.iter().map(|(name, view)| Change::SaveView(name.clone(), view.clone()));
    let corrections = marks.corrections.iter().map(|(target, c)| Change::Correct(target.clone(), Some(c.clone())));
    std::iter::once(read).chain(starred).chain(tagged).chain(notes).chain(views).chain(corrections)
}

/// Finishes a repair that was killed after its new file was complete; one that was not is begun again.
pub(super) fn finish(files: &Files, migrations: &[&str]) -> Result<(), Error> {
    if !files.new.exists() {
        return Ok(());
    }
    let complete = Connection::open(&files.new).and_then(|db| version(&db)).is_ok_and(|v| v == migrations.len());
    if complete {
        return install(files);
    }
    remove(&with_suffix(&files.new, "-journal"))?;
    Ok(remove(&files.new)?)
}

/// Puts the new file in the place of the old one. The old one's log goes first: it would be taken for the new one's.
fn install(files: &Files) -> Result<(), Error> {
    for suffix in ["-wal", "-shm"] {
        remove(&with_suffix(&files.db, suffix))?;
    }
    fs::rename(&files.new, &files.db)?;
    folders::sync(&files.folder);
    Ok(())
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
