//! The file that marks lie in: SQLite, a transaction a change, on the disk before it is told done.
//!
//! Several programs may have it open at once: each change touches only what it names, and while one of them repairs the
//! file the others wait. Does not mend what is damaged: `repair` does.

use super::marks::{Change, Marks, View, sort_name, sort_named};
use super::{folders, repair};
use crate::corpus::article::ArticleKey;
use crate::corpus::corrections::{Correction, Target};
use chrono::{DateTime, NaiveDate};
use rusqlite::{Connection, ErrorCode, OpenFlags, Row, Transaction, TransactionBehavior, params};
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

/// How long a change waits for another program's.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often a lock that somebody holds is tried again.
const AGAIN: Duration = Duration::from_millis(20);
/// Daily backups that are kept.
const BACKUPS: usize = 3;

/// What leads from each version of the file to the next; the first makes it. Only ever appended to.
pub(super) const MIGRATIONS: &[&str] = &[
    "
    CREATE TABLE read (key BLOB PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE starred (key BLOB PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE tagged (key BLOB NOT NULL, tag TEXT NOT NULL, PRIMARY KEY (key, tag)) STRICT, WITHOUT ROWID;
    CREATE TABLE note (key BLOB PRIMARY KEY NOT NULL, text TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE view (name TEXT PRIMARY KEY NOT NULL, query TEXT NOT NULL, sort TEXT NOT NULL) STRICT, WITHOUT ROWID;
",
    "
    CREATE TABLE correction (article BLOB NOT NULL, id TEXT NOT NULL, what TEXT NOT NULL, other TEXT NOT NULL,
        name TEXT NOT NULL, PRIMARY KEY (article, id)) STRICT, WITHOUT ROWID;
",
];

/// Why marks cannot be kept.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A folder or a file cannot be made, read or written.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// The database says no.
    #[error("{}", said(.0))]
    Database(#[from] rusqlite::Error),
    /// A later version of the program has made the file.
    #[error("they were written by a later version of dateline")]
    Later,
    /// Another program repairs the file, or hangs while it does.
    #[error("another dateline holds them")]
    Held,
    /// The file is not the one that was opened: another program has repaired it, or somebody has removed it.
    #[error("their file was replaced")]
    Replaced,
}

/// What the database says, in words for the reader.
fn said(error: &rusqlite::Error) -> String {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => "the disk is full".into(),
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            "their folder cannot be written".into()
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => "another program is writing".into(),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => "their file is damaged".into(),
        _ => error.to_string(),
    }
}

/// The files in the folder.
#[derive(Clone, Debug)]
pub(super) struct Files {
    pub(super) folder: PathBuf,
    /// The marks.
    pub(super) db: PathBuf,
    /// The marks made anew, until they take the place of the file above.
    pub(super) new: PathBuf,
    /// Held by whoever opens or repairs, and shared by whoever writes.
    lock: PathBuf,
}

impl Files {
    pub(super) fn of(folder: &Path) -> Self {
        let file = |name| folder.join(name);
        Self {
            folder: folder.to_owned(),
            db: file("personal.db"),
            new: file("personal.new.db"),
            lock: file("personal.lock"),
        }
    }
}

/// The marks of a person, open for changes.
#[derive(Debug)]
pub struct Personal {
    files: Files,
    db: Connection,
    /// Tells the file from one that took its place.
    identity: Option<(u64, u64)>,
    lock: File,
}

/// What opening has brought.
#[derive(Debug)]
pub struct Opened {
    /// The marks, open for changes.
    pub personal: Personal,
    /// What they are.
    pub marks: Marks,
    /// What the reader should know: a file that was damaged, and what became of it.
    pub notices: Vec<String>,
}

impl Personal {
    /// Opens the marks in a folder, which is made where it is missing. A damaged file is moved aside, and what can be
    /// read of it is taken over, with what the newest good backup has of the rest.
    ///
    /// # Errors
    /// Where nothing can be kept there; [`peek`] may still be able to read.
    pub fn open(folder: &Path) -> Result<Opened, Error> {
        Self::open_as(folder, MIGRATIONS)
    }

    pub(super) fn open_as(folder: &Path, migrations: &[&str]) -> Result<Opened, Error> {
        folders::make(folder)?;
        let files = Files::of(folder);
        let lock = folders::open_own(&files.lock)?;
        let held = Held::alone(&lock)?;
        repair::finish(&files, migrations)?;
        let mut notices = Vec::new();
        let (db, marks) = match examine(&files, migrations)? {
            Examined::Sound(sound) => *sound,
            Examined::Unsound(why) => {
                notices.extend(repair::repair(&files, migrations, why)?);
                match examine(&files, migrations)? {
                    Examined::Sound(sound) => *sound,
                    Examined::Unsound(_) => return Err(Error::Replaced),
                }
            }
        };
        drop(held);
        let identity = folders::identity(&files.db);
        Ok(Opened { personal: Self { files, db, identity, lock }, marks, notices })
    }

    /// Carries changes out in order, all of them or none; when this returns, they are on the disk.
    ///
    /// # Errors
    /// Where they could not be kept. After any of them, opening again finds out what can be done.
    pub fn apply(&mut self, changes: &[Change]) -> Result<(), Error> {
        let _held = Held::shared(&self.lock)?;
        if folders::identity(&self.files.db) != self.identity {
            return Err(Error::Replaced);
        }
        let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for change in changes {
            write(&transaction, change)?;
        }
        Ok(transaction.commit()?)
    }

    /// Keeps a copy of this day, unless there is one; the oldest go.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn back_up(&self) -> Result<(), Error> {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let today = DateTime::from_timestamp(since.as_secs().cast_signed(), 0).unwrap_or_default().date_naive();
        self.back_up_on(today)
    }

    pub(super) fn back_up_on(&self, day: NaiveDate) -> Result<(), Error> {
        let path = self.files.folder.join(format!("personal-{day}.bak.db"));
        if path.exists() {
            return Ok(());
        }
        copy(&self.db, &self.files.folder, &path)?;
        let mut daily: Vec<PathBuf> = repair::backups(&self.files.folder).filter(|p| is_daily(p)).collect();
        daily.sort_unstable();
        for old in daily.iter().rev().skip(BACKUPS) {
            fs::remove_file(old)?;
        }
        Ok(())
    }

    #[cfg(test)]
    pub(super) fn database(&self) -> &Connection {
        &self.db
    }
}

/// Whether a backup is one of the daily ones, not one from before a migration.
fn is_daily(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.strip_prefix("personal-").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Marks that can be read but not kept: of a folder without leave to write, or of a later version.
#[must_use]
pub fn peek(folder: &Path) -> Option<Marks> {
    let path = Files::of(folder).db;
    let read = |db: rusqlite::Result<Connection>| Some(repair::read_all(&db.ok()?)).filter(|read| read.1.is_empty());
    // Where not even the log's index can be made, the file is read as it lies, without the log.
    let read = read(Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY));
    Some(read.or_else(|| Some(repair::read_all(&repair::untouched(&path)?)).filter(|read| read.1.is_empty()))?.0)
}

/// What a file is found to be.
enum Examined {
    Sound(Box<(Connection, Marks)>),
    Unsound(repair::Fault),
}

/// Opens the file, sees whether it is whole, brings it to this version and reads it.
fn examine(files: &Files, migrations: &[&str]) -> Result<Examined, Error> {
    match fs::metadata(&files.db) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Examined::Unsound(repair::Fault::Missing)),
        Err(error) => return Err(error.into()),
        // It never was, since it is made under another name.
        Ok(data) if data.len() == 0 => return Ok(Examined::Unsound(repair::Fault::Damaged("it is empty".into()))),
        Ok(_) => {}
    }
    let opened = || -> Result<Examined, Error> {
        let mut db = connect(&files.db)?;
        // What a later version keeps is not ours to mend.
        if version(&db)? > migrations.len() {
            return Err(Error::Later);
        }
        let check: String = db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if check != "ok" {
            // Its first line only names the database.
            let why = check.lines().last().unwrap_or_default().to_owned();
            return Ok(Examined::Unsound(repair::Fault::Damaged(why)));
        }
        migrate(&mut db, &files.folder, migrations)?;
        let (marks, bad) = repair::read_all(&db);
        match bad.first() {
            None => Ok(Examined::Sound(Box::new((db, marks)))),
            Some(table) => Ok(Examined::Unsound(repair::Fault::Damaged(format!("the table {table} cannot be read")))),
        }
    };
    match opened() {
        Err(Error::Database(error)) if is_damage(&error) => {
            Ok(Examined::Unsound(repair::Fault::Damaged(error.to_string())))
        }
        other => other,
    }
}

fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
}

/// Opens a file that is there. Nothing told done is lost with the power: every commit is synced.
pub(super) fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags)?;
    db.busy_timeout(PATIENCE)?;
    db.pragma_update(None, "journal_mode", "WAL")?;
    db.pragma_update(None, "synchronous", "FULL")?;
    Ok(db)
}

/// The version of a file.
pub(super) fn version(db: &Connection) -> rusqlite::Result<usize> {
    db.query_row("PRAGMA user_version", [], |row| row.get::<_, u32>(0)).map(|v| v as usize)
}

/// Brings a file to this version, all the way or not at all; one that holds marks already is copied first.
pub(super) fn migrate(db: &mut Connection, folder: &Path, migrations: &[&str]) -> Result<(), Error> {
    let from = version(db)?;
    if from == migrations.len() {
        return Ok(());
    }
    if from > 0 {
        copy(db, folder, &folder.join(format!("personal-v{from}.bak.db")))?;
    }
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for step in &migrations[from..] {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", migrations.len() as u32)?;
    Ok(transaction.commit()?)
}

/// Copies a database as it stands. The copy has its name only when it is whole.
fn copy(db: &Connection, folder: &Path, to: &Path) -> Result<(), Error> {
    let file = tempfile::Builder::new().prefix(".personal").tempfile_in(folder)?;
    let path = file.path().to_str().ok_or_else(|| io::Error::other("the folder's name is not Unicode"))?;
    db.execute("VACUUM INTO ?1", [path])?;
    file.as_file().sync_all()?;
    file.persist(to).map_err(io::Error::from)?;
    folders::sync(folder);
    Ok(())
}

/// How a row of a table goes into the marks.
pub(super) type Take = fn(&Row<'_>, &mut Marks) -> rusqlite::Result<()>;

/// Every table, what is read of it in the order of its keys, and how.
pub(super) const TABLES: [(&str, &str, Take); 6] = [
    ("read", "key", |row, marks| {
        marks.read.insert(key(row)?);
        Ok(())
    }),
    ("starred", "key", |row, marks| {
        marks.starred.insert(key(row)?);
        Ok(())
    }),
    ("tagged", "key, tag", |row, marks| {
        marks.tags.entry(key(row)?).or_default().insert(row.get(1)?);
        Ok(())
    }),
    ("note", "key, text", |row, marks| {
        marks.notes.insert(key(row)?, row.get(1)?);
        Ok(())
    }),
    ("view", "name, query, sort", |row, marks| {
        let sort: String = row.get(2)?;
        marks.views.insert(row.get(0)?, View { query: row.get(1)?, sort: sort_named(&sort) });
        Ok(())
    }),
    ("correction", "article, id, what, other, name", |row, marks| {
        let article: Vec<u8> = row.get(0)?;
        let article = <[u8; 16]>::try_from(article).ok().map(|bytes| ArticleKey(u128::from_be_bytes(bytes)));
        let what: String = row.get(2)?;
        let correction = match what.as_str() {
            "is" => Some(Correction::Is { id: row.get(3)?, name: row.get(4)? }),
            "named" => Some(Correction::Named(row.get(4)?)),
            "ignored" => Some(Correction::Ignored),
            _ => None,
        };
        marks.corrections.set(Target { article, id: row.get(1)? }, correction);
        Ok(())
    }),
];

fn key(row: &Row<'_>) -> rusqlite::Result<ArticleKey> {
    row.get::<_, [u8; 16]>(0).map(|bytes| ArticleKey(u128::from_be_bytes(bytes)))
}

/// Writes a change.
pub(super) fn write(db: &Transaction<'_>, change: &Change) -> rusqlite::Result<()> {
    let blob = |key: &ArticleKey| key.0.to_be_bytes();
    match change {
        Change::Read(keys, on) => {
            let mut statement = db.prepare_cached(if *on {
                "INSERT OR IGNORE INTO read (key) VALUES (?1)"
            } else {
                "DELETE FROM read WHERE key = ?1"
            })?;
            // In the order of the table, a million of them take seconds and not minutes.
            let mut keys: Vec<[u8; 16]> = keys.iter().map(blob).collect();
            keys.sort_unstable();
            for key in keys {
                statement.execute([key])?;
            }
        }
        Change::Star(key, true) => {
            db.execute("INSERT OR IGNORE INTO starred (key) VALUES (?1)", [blob(key)])?;
        }
        Change::Star(key, false) => {
            db.execute("DELETE FROM starred WHERE key = ?1", [blob(key)])?;
        }
        Change::Tag(key, tag, true) => {
            db.execute("INSERT OR IGNORE INTO tagged (key, tag) VALUES (?1, ?2)", params![blob(key), tag])?;
        }
        Change::Tag(key, tag, false) => {
            db.execute("DELETE FROM tagged WHERE key = ?1 AND tag = ?2", params![blob(key), tag])?;
        }
        Change::Note(key, Some(text)) => {
            db.execute("INSERT OR REPLACE INTO note (key, text) VALUES (?1, ?2)", params![blob(key), text])?;
        }
        Change::Note(key, None) => {
            db.execute("DELETE FROM note WHERE key = ?1", [blob(key)])?;
        }
        Change::SaveView(name, view) => {
            let values = params![name, view.query, sort_name(view.sort)];
            db.execute("INSERT OR REPLACE INTO view (name, query, sort) VALUES (?1, ?2, ?3)", values)?;
        }
        Change::Correct(target, correction) => {
            // Everywhere is the empty key.
            let article = target.article.map_or_else(Vec::new, |key| blob(&key).to_vec());
            let Some(correction) = correction else {
                db.execute("DELETE FROM correction WHERE article = ?1 AND id = ?2", params![article, target.id])?;
                return Ok(());
            };
            let (what, other, name) = match correction {
                Correction::Is { id, name } => ("is", id.as_str(), name.as_str()),
                Correction::Named(name) => ("named", "", name.as_str()),
                Correction::Ignored => ("ignored", "", ""),
            };
            let values = params![article, target.id, what, other, name];
            let sql = "INSERT OR REPLACE INTO correction (article, id, what, other, name) VALUES (?1, ?2, ?3, ?4, ?5)";
            db.execute(sql, values)?;
        }
        Change::DropView(name) => {
            db.execute("DELETE FROM view WHERE name = ?1", [name])?;
        }
    }
    Ok(())
}

/// A lock on the folder, until it is dropped.
struct Held<'a>(&'a File);

impl<'a> Held<'a> {
    /// Waits until nobody else opens, repairs or writes.
    fn alone(file: &'a File) -> Result<Self, Error> {
        Self::wait(file, File::try_lock)
    }

    /// Waits until nobody opens or repairs.
    fn shared(file: &'a File) -> Result<Self, Error> {
        Self::wait(file, File::try_lock_shared)
    }

    fn wait(file: &'a File, lock: fn(&File) -> Result<(), TryLockError>) -> Result<Self, Error> {
        for _ in 0..PATIENCE.as_millis() / AGAIN.as_millis() {
            match lock(file) {
                Ok(()) => return Ok(Self(file)),
                Err(TryLockError::WouldBlock) => thread::sleep(AGAIN),
                // Some network folders know no locks; the database's own remain.
                Err(TryLockError::Error(_)) => return Ok(Self(file)),
            }
        }
        Err(Error::Held)
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        let _ = self.0.unlock();
    }
}
