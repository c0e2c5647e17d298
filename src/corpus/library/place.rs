//! Where a library is kept: a folder for each collection in the user's cache, readable by its owner alone.
//!
//! A lock tells who writes. A seal tells how every file was left: with the seal whole nothing has touched them since, and
//! nothing need be checked. Does not read what the files hold.

use super::db::StoreError;
use crate::corpus::formats::Source;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// Names of what lies in a library's folder.
const STORE: &str = "articles.db";
const SEARCH: &str = "search";
const COLUMNS: &str = "columns";
const SOURCES: &str = "sources.json";
const SEAL: &str = "seal.json";
const LOCK: &str = "lock";

/// The folder of one collection's library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    folder: PathBuf,
    sources: Vec<String>,
}

/// Held by the one who writes; given back when dropped.
#[derive(Debug)]
pub(crate) struct Lock(File);

impl Drop for Lock {
    /// Closing the file would do, were it not that a child which is just being started holds it open as well for a moment.
    fn drop(&mut self) {
        _ = self.0.unlock();
    }
}

/// Every file's size and time of its last change, in nanoseconds since 1970.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct Seal(BTreeMap<String, (u64, u128)>);

impl Place {
    /// Where the library of `sources` is kept: in `root`, or the user's cache folder. `None` for what is not kept:
    /// standard input and the bundled articles.
    #[must_use]
    pub fn of(sources: &[Source], root: Option<&Path>) -> Option<Self> {
        let mut paths = Vec::new();
        for source in sources {
            let Source::Path(path) = source else { return None };
            paths.push(absolute(path).to_string_lossy().into_owned());
        }
        paths.sort();
        paths.dedup();
        let root = root.map(Path::to_owned).or_else(Self::root)?;
        let name = format!("{:016x}", xxhash_rust::xxh3::xxh3_64(paths.join("\0").as_bytes()));
        (!paths.is_empty()).then(|| Self { folder: root.join(name), sources: paths })
    }

    /// The folder of all libraries.
    #[must_use]
    pub fn root() -> Option<PathBuf> {
        use etcetera::BaseStrategy;
        Some(etcetera::choose_base_strategy().ok()?.cache_dir().join("dateline").join("libraries"))
    }

    /// Every library that is kept, with the paths that it was made from.
    #[must_use]
    pub fn all(root: &Path) -> Vec<(Self, Vec<String>)> {
        let Ok(entries) = fs::read_dir(root) else { return Vec::new() };
        let folders = entries.filter_map(Result::ok).map(|entry| entry.path()).filter(|path| path.is_dir());
        let mut all: Vec<(Self, Vec<String>)> = folders
            .map(|folder| {
                let sources = fs::read(folder.join(SOURCES)).ok();
                let sources: Vec<String> = sources.and_then(|s| serde_json::from_slice(&s).ok()).unwrap_or_default();
                (Self { folder, sources: sources.clone() }, sources)
            })
            .collect();
        all.sort_by(|a, b| a.1.cmp(&b.1));
        all
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Makes the folder, for its owner alone.
    pub(crate) fn make(&self) -> io::Result<()> {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.folder)?;
        builder.create(self.search())?;
        let sources = self.folder.join(SOURCES);
        if !sources.exists() {
            fs::write(sources, serde_json::to_vec(&self.sources)?)?;
        }
        Ok(())
    }

    /// Takes the lock; `None` where another process has it.
    pub(crate) fn lock(&self) -> io::Result<Option<Lock>> {
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(self.folder.join(LOCK))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Lock(file))),
            Err(fs::TryLockError::WouldBlock) => Ok(None),
            Err(fs::TryLockError::Error(error)) => Err(error),
        }
    }

    /// Removes everything that is kept there.
    ///
    /// # Errors
    /// Where a file cannot be removed.
    pub fn remove(&self) -> io::Result<()> {
        match fs::remove_dir_all(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            done => done,
        }
    }

    /// Removes what was made from the articles and keeps the lock.
    pub(crate) fn clear(&self) -> io::Result<()> {
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            let name = entry.file_name();
            if name == LOCK || name == SOURCES {
                continue;
            }
            if entry.file_type()?.is_dir() { fs::remove_dir_all(entry.path())? } else { fs::remove_file(entry.path())? }
        }
        self.make()
    }

    pub(crate) fn store(&self) -> PathBuf {
        self.folder.join(STORE)
    }

    pub(crate) fn search(&self) -> PathBuf {
        self.folder.join(SEARCH)
    }

    pub(crate) fn columns(&self) -> PathBuf {
        self.folder.join(COLUMNS)
    }

    /// Whether a store is there at all.
    pub(crate) fn is_there(&self) -> bool {
        self.store().exists()
    }

    /// Whether every file is as it was left.
    pub(crate) fn is_sealed(&self) -> bool {
        let Ok(bytes) = fs::read(self.folder.join(SEAL)) else { return false };
        let Ok(seal) = serde_json::from_slice::<Seal>(&bytes) else { return false };
        self.state().is_ok_and(|now| now == seal)
    }

    /// Breaks the seal: something will be written.
    pub(crate) fn unseal(&self) -> io::Result<()> {
        match fs::remove_file(self.folder.join(SEAL)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            done => done,
        }
    }

    /// Seals the files as they are.
    pub(crate) fn seal(&self) -> io::Result<()> {
        let seal = serde_json::to_vec(&self.state()?)?;
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        io::Write::write_all(&mut file, &seal)?;
        file.persist(self.folder.join(SEAL))?;
        Ok(())
    }

    fn state(&self) -> io::Result<Seal> {
        let mut files = BTreeMap::new();
        let mut enter = |name: String, path: &Path| -> io::Result<()> {
            let about = fs::metadata(path)?;
            let time = about.modified()?.duration_since(UNIX_EPOCH).map_or(0, |t| t.as_nanos());
            files.insert(name, (about.len(), time));
            Ok(())
        };
        enter(STORE.to_owned(), &self.store())?;
        enter(COLUMNS.to_owned(), &self.columns())?;
        for entry in fs::read_dir(self.search())? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            // Its own locks say nothing.
            if !name.ends_with(".lock") {
                enter(format!("{SEARCH}/{name}"), &entry.path())?;
            }
        }
        Ok(Seal(files))
    }
}

/// The absolute path, links resolved where it is there.
pub(crate) fn absolute(path: &Path) -> PathBuf {
    fs::canonicalize(path).or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned())
}

/// What an error of the file system means for a store.
pub(crate) fn store_error(error: &io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => StoreError::Full,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly,
        _ => StoreError::Other(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_given_back_while_a_child_still_holds_the_file_open() {
        let root = tempfile::tempdir().unwrap();
        let place = Place::of(&[Source::Path(root.path().join("a.txt"))], Some(root.path())).unwrap();
        place.make().unwrap();
        let lock = place.lock().unwrap().unwrap();
        // What a child that is being started has until it is one of its own.
        let inherited = lock.0.try_clone().unwrap();
        assert!(place.lock().unwrap().is_none());
        drop(lock);
        assert!(place.lock().unwrap().is_some());
        drop(inherited);
    }
}
