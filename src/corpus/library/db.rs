//! The store: articles in an SQLite database, the truth that everything else in a library's folder follows from.
//!
//! Written in transactions of whole batches; what was committed survives any end of the program. One connection writes, one
//! reads, so that neither waits for the other (write-ahead log). Knows nothing of search and columns.

use super::codec::{self, FORMAT, Packed};
use crate::corpus::article::{ArticleKey, DocNo};
use crate::corpus::formats::Stamp;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, Transaction, params};
use rustc_hash::FxHashMap;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use xxhash_rust::xxh3::xxh3_64;

/// Why the store cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum StoreError {
    /// Truncated, scribbled on, or no store at all.
    #[error("the library is damaged")]
    Damaged,
    /// Made by another version of the program.
    #[error("the library was made by another version")]
    Outdated,
    /// No room is left.
    #[error("the disk is full")]
    Full,
    /// Its folder cannot be written to.
    #[error("its folder cannot be written to")]
    ReadOnly,
    /// Anything else, in the system's words.
    #[error("{0}")]
    Other(String),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::TypeMismatch) => Self::Damaged,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => Self::ReadOnly,
            // A read or a write that falls short: the file ends before it should, or the disk.
            Some(ErrorCode::SystemIoFailure) => Self::Damaged,
            _ => match error {
                rusqlite::Error::InvalidColumnType(..) | rusqlite::Error::FromSqlConversionFailure(..) => Self::Damaged,
                error => Self::Other(error.to_string()),
            },
        }
    }
}

impl From<super::codec::Damaged> for StoreError {
    fn from(_: super::codec::Damaged) -> Self {
        Self::Damaged
    }
}

/// How the store is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// To read and write; made where it is not there.
    Write,
    /// To read, beside one who writes.
    Read,
    /// To read in a folder that cannot be written to, where nobody else writes.
    Frozen,
}

/// An SQLite database of articles.
#[derive(Debug)]
pub(crate) struct Db {
    writer: Option<Mutex<Connection>>,
    reader: Mutex<Connection>,
}

/// Marks the file as ours: `DtLn`.
const APPLICATION: i32 = 0x4474_4c6e;

const SCHEMA: &str = "
    CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE file (no INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, size INTEGER, modified INTEGER);
    CREATE TABLE article (doc INTEGER PRIMARY KEY, file INTEGER NOT NULL, key BLOB NOT NULL, content INTEGER NOT NULL,
        checksum INTEGER NOT NULL, head BLOB NOT NULL);
    CREATE INDEX article_of_file ON article (file);
    CREATE TABLE block (first INTEGER PRIMARY KEY, checksum INTEGER NOT NULL, bodies BLOB NOT NULL);
    CREATE TABLE gone (doc INTEGER PRIMARY KEY);
    CREATE TABLE revised (doc INTEGER PRIMARY KEY, layers BLOB NOT NULL);
";

/// What is kept in one step.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Batch<'a> {
    /// New files, with their numbers.
    pub(crate) files: &'a [(u32, String)],
    /// The number of the first of the articles.
    pub(crate) first: DocNo,
    /// Articles, and the files that they are of.
    pub(crate) articles: &'a [(u32, Packed)],
    /// Their bodies in blocks, with the number of the first article of each.
    pub(crate) blocks: &'a [(DocNo, Vec<u8>)],
    /// Files that were read to their ends.
    pub(crate) finished: &'a [(u32, Stamp)],
    /// Articles that are not in their files any more.
    pub(crate) gone: &'a [DocNo],
    /// Files that are not there any more.
    pub(crate) dropped: &'a [u32],
}

/// What is known of a file's articles: which article has this key and content.
pub(crate) type Contents = FxHashMap<(ArticleKey, u64), Vec<DocNo>>;

impl Db {
    /// Opens the store at `path`.
    pub(crate) fn open(path: &Path, access: Access) -> Result<Self, StoreError> {
        let writer = (access == Access::Write).then(|| Self::writer(path)).transpose()?;
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let reader = match access {
            Access::Frozen => {
                // What else stands in a path would be read as part of an address.
                let escape = |c: char| match c {
                    '%' | '?' | '#' => format!("%{:02x}", c as u32),
                    c => c.to_string(),
                };
                let address: String = path.to_string_lossy().chars().map(escape).collect();
                Connection::open_with_flags(format!("file:{address}?immutable=1"), flags | OpenFlags::SQLITE_OPEN_URI)?
            }
            _ => Connection::open_with_flags(path, flags)?,
        };
        reader.busy_timeout(Duration::from_secs(5))?;
        reader.execute_batch("PRAGMA cache_size = -8192; PRAGMA query_only = 1;")?;
        let db = Self { writer: writer.map(Mutex::new), reader: Mutex::new(reader) };
        let version = |about: &str| db.about(about).map(|v| v.and_then(|v| v.parse::<u64>().ok()));
        match (version("format")?, version("layers")?) {
            (Some(format), Some(layers)) if format == u64::from(FORMAT) && layers == codec::layers() => Ok(db),
            _ => Err(StoreError::Outdated),
        }
    }

    fn writer(path: &Path) -> Result<Connection, StoreError> {
        let mut writer = Connection::open(path)?;
        writer.busy_timeout(Duration::from_secs(5))?;
        let made: i32 = writer.query_row("PRAGMA application_id", [], |r| r.get(0))?;
        let tables: i64 = writer.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get(0))?;
        if tables == 0 {
            writer.execute_batch("PRAGMA page_size = 8192;")?;
        } else if made != APPLICATION {
            return Err(StoreError::Outdated);
        }
        // With a write-ahead log this loses no consistency, and after a power failure at most the last moments.
        writer.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16384;")?;
        if tables == 0 {
            let tx = writer.transaction()?;
            tx.execute_batch(SCHEMA)?;
            tx.execute_batch(&format!("PRAGMA application_id = {APPLICATION};"))?;
            for (name, version) in [("format", u64::from(FORMAT)), ("layers", codec::layers())] {
                tx.execute("INSERT INTO about VALUES (?, ?)", params![name, version.to_string()])?;
            }
            tx.commit()?;
        }
        Ok(writer)
    }

    fn reader(&self) -> MutexGuard<'_, Connection> {
        self.reader.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs `work` in one transaction.
    fn write<T>(&self, work: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let Some(writer) = &self.writer else { return Err(StoreError::ReadOnly) };
        let mut writer = writer.lock().unwrap_or_else(PoisonError::into_inner);
        let tx = writer.transaction()?;
        let done = work(&tx)?;
        tx.commit().map_err(|error| match StoreError::from(error) {
            // Our own pages were read a moment ago: what fails in writing is the disk.
            StoreError::Damaged => StoreError::Full,
            other => other,
        })?;
        Ok(done)
    }

    fn about(&self, name: &str) -> Result<Option<String>, StoreError> {
        let reader = self.reader();
        let found = reader.query_row("SELECT value FROM about WHERE name = ?", [name], |r| r.get(0)).optional();
        found.map_err(|error| match StoreError::from(error) {
            // A file without our tables.
            StoreError::Other(_) => StoreError::Outdated,
            error => error,
        })
    }

    /// How many articles there are, those that are gone included.
    pub(crate) fn len(&self) -> Result<usize, StoreError> {
        let last: Option<i64> = self.reader().query_row("SELECT max(doc) FROM article", [], |r| r.get(0))?;
        Ok(last.map_or(0, |n| n as usize + 1))
    }

    /// Keeps a batch: all of it or nothing.
    pub(crate) fn keep(&self, batch: &Batch<'_>) -> Result<(), StoreError> {
        self.write(|tx| {
            let mut file = tx.prepare_cached("INSERT OR IGNORE INTO file (no, path) VALUES (?, ?)")?;
            for (no, path) in batch.files {
                file.execute(params![no, path])?;
            }
            let mut article = tx.prepare_cached("INSERT INTO article VALUES (?, ?, ?, ?, ?, ?)")?;
            let mut block = tx.prepare_cached("INSERT INTO block VALUES (?, ?, ?)")?;
            for ((file, packed), doc) in batch.articles.iter().zip(batch.first.0..) {
                let key = packed.key.0.to_be_bytes();
                let checksum = xxh3_64(&packed.head) as i64;
                article.execute(params![doc, file, key, packed.content as i64, checksum, packed.head])?;
            }
            for (first, bodies) in batch.blocks {
                block.execute(params![first.0, xxh3_64(bodies) as i64, bodies])?;
            }
            let mut done = tx.prepare_cached("UPDATE file SET size = ?, modified = ? WHERE no = ?")?;
            for (no, stamp) in batch.finished {
                done.execute(params![stamp.size as i64, stamp.modified, no])?;
            }
            let mut gone = tx.prepare_cached("INSERT OR IGNORE INTO gone VALUES (?)")?;
            for doc in batch.gone {
                gone.execute([doc.0])?;
            }
            let mut dropped = tx.prepare_cached("DELETE FROM file WHERE no = ?")?;
            for no in batch.dropped {
                dropped.execute([no])?;
            }
            Ok(())
        })
    }

    /// Every file that was read to its end, with its stamp then.
    pub(crate) fn files(&self) -> Result<FxHashMap<String, (u32, Option<Stamp>)>, StoreError> {
        let reader = self.reader();
        let mut files = reader.prepare_cached("SELECT path, no, size, modified FROM file")?;
        let rows = files.query_map([], |r| {
            let stamp = match (r.get::<_, Option<i64>>(2)?, r.get::<_, Option<i64>>(3)?) {
                (Some(size), Some(modified)) => Some(Stamp { size: size as u64, modified }),
                _ => None,
            };
            Ok((r.get(0)?, (r.get(1)?, stamp)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The articles of a file that are there.
    pub(crate) fn contents(&self, file: u32) -> Result<Contents, StoreError> {
        let reader = self.reader();
        let mut select = reader.prepare_cached(
            "SELECT doc, key, content FROM article WHERE file = ? AND doc NOT IN (SELECT doc FROM gone) ORDER BY doc",
        )?;
        let mut rows = select.query([file])?;
        let mut contents = Contents::default();
        while let Some(row) = rows.next()? {
            let (doc, key, content) = (row.get(0)?, key(&row.get::<_, Vec<u8>>(1)?)?, row.get::<_, i64>(2)? as u64);
            contents.entry((key, content)).or_default().push(DocNo(doc));
        }
        Ok(contents)
    }

    /// The articles of a file, in order, those that are gone left out.
    pub(crate) fn docs_of(&self, file: u32) -> Result<Vec<DocNo>, StoreError> {
        let reader = self.reader();
        let mut select =
            reader.prepare_cached("SELECT doc FROM article WHERE file = ? AND doc NOT IN (SELECT doc FROM gone)")?;
        let docs = select.query_map([file], |r| r.get(0).map(DocNo))?;
        Ok(docs.collect::<Result<_, _>>()?)
    }

    /// Every article that is gone.
    pub(crate) fn gone(&self) -> Result<Vec<u32>, StoreError> {
        let reader = self.reader();
        let mut select = reader.prepare_cached("SELECT doc FROM gone ORDER BY doc")?;
        let docs = select.query_map([], |r| r.get(0))?;
        Ok(docs.collect::<Result<_, _>>()?)
    }

    /// The key and the head of an article.
    pub(crate) fn head(&self, doc: DocNo) -> Result<(ArticleKey, Vec<u8>), StoreError> {
        let reader = self.reader();
        let mut select = reader.prepare_cached("SELECT key, head FROM article WHERE doc = ?")?;
        let (bytes, head): (Vec<u8>, Vec<u8>) = select.query_row([doc.0], |r| Ok((r.get(0)?, r.get(1)?)))?;
        Ok((key(&bytes)?, head))
    }

    /// The block that holds the body of an article, and the number of its first article.
    pub(crate) fn block(&self, doc: DocNo) -> Result<(DocNo, Vec<u8>), StoreError> {
        let reader = self.reader();
        let mut select =
            reader.prepare_cached("SELECT first, bodies FROM block WHERE first <= ? ORDER BY first DESC LIMIT 1")?;
        Ok(select.query_row([doc.0], |r| Ok((DocNo(r.get(0)?), r.get(1)?)))?)
    }

    /// The layers that pass 2 revised, where it did.
    pub(crate) fn revised(&self, doc: DocNo) -> Result<Option<Vec<u8>>, StoreError> {
        let reader = self.reader();
        let mut select = reader.prepare_cached("SELECT layers FROM revised WHERE doc = ?")?;
        Ok(select.query_row([doc.0], |r| r.get(0)).optional()?)
    }

    /// Every article whose layers were revised.
    pub(crate) fn all_revised(&self) -> Result<Vec<DocNo>, StoreError> {
        let reader = self.reader();
        let mut select = reader.prepare_cached("SELECT doc FROM revised ORDER BY doc")?;
        let docs = select.query_map([], |r| r.get(0).map(DocNo))?;
        Ok(docs.collect::<Result<_, _>>()?)
    }

    /// Sets or clears revised layers.
    pub(crate) fn revise(&self, layers: &[(DocNo, Option<Vec<u8>>)]) -> Result<(), StoreError> {
        self.write(|tx| {
            let mut set = tx.prepare_cached("INSERT OR REPLACE INTO revised VALUES (?, ?)")?;
            let mut clear = tx.prepare_cached("DELETE FROM revised WHERE doc = ?")?;
            for (doc, layers) in layers {
                match layers {
                    Some(layers) => set.execute(params![doc.0, layers])?,
                    None => clear.execute([doc.0])?,
                };
            }
            Ok(())
        })
    }

    /// Looks at every page and every article. Takes a second or two for a gigabyte.
    pub(crate) fn check(&self) -> Result<(), StoreError> {
        let reader = self.reader();
        let said: String = reader.query_row("PRAGMA quick_check(1)", [], |r| r.get(0))?;
        if said != "ok" {
            return Err(StoreError::Damaged);
        }
        let mut select = reader.prepare("SELECT checksum, head, doc FROM article ORDER BY doc")?;
        let mut rows = select.query([])?;
        let mut next = 0;
        while let Some(row) = rows.next()? {
            let Ok(head) = row.get_ref(1)?.as_blob() else { return Err(StoreError::Damaged) };
            if row.get::<_, i64>(0)? != xxh3_64(head) as i64 || row.get::<_, u32>(2)? != next {
                return Err(StoreError::Damaged);
            }
            next += 1;
        }
        let mut select = reader.prepare("SELECT checksum, bodies FROM block")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let Ok(bodies) = row.get_ref(1)?.as_blob() else { return Err(StoreError::Damaged) };
            if row.get::<_, i64>(0)? != xxh3_64(bodies) as i64 {
                return Err(StoreError::Damaged);
            }
        }
        Ok(())
    }

    /// Moves the write-ahead log into the database, so that it is one file.
    pub(crate) fn settle(&self) -> Result<(), StoreError> {
        let Some(writer) = &self.writer else { return Ok(()) };
        let writer = writer.lock().unwrap_or_else(PoisonError::into_inner);
        writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }
}

fn key(bytes: &[u8]) -> Result<ArticleKey, StoreError> {
    let bytes: [u8; 16] = bytes.try_into().map_err(|_| StoreError::Damaged)?;
    Ok(ArticleKey(u128::from_be_bytes(bytes)))
}
