//! The place of the last reading of a collection: one small file each.

use super::folders;
use crate::corpus::article::ArticleKey;
use crate::corpus::formats::Source;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::xxh3_128;

/// Where a reader was. Names that a later version may have kept are the application's to understand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// The article.
    pub article: Option<ArticleKey>,
    /// The byte of its text at the top of the screen.
    pub byte: u32,
    /// The query in force.
    pub query: String,
    /// The order of the list.
    pub sort: String,
    /// The pane with the focus.
    pub pane: String,
    /// What to do with page furniture.
    pub furniture: String,
    /// How wide text may be.
    pub width: String,
}

/// The file of a collection's place.
#[derive(Clone, Debug)]
pub struct Bookmark {
    folder: PathBuf,
    path: PathBuf,
}

impl Bookmark {
    /// The one of a collection, whatever the order of its sources and from wherever they are named.
    #[must_use]
    pub fn of(folder: &Path, sources: &[Source]) -> Self {
        let mut names: Vec<Vec<u8>> = sources.iter().map(name).collect();
        names.sort_unstable();
        names.dedup();
        let path = folder.join(format!("{:032x}.json", xxh3_128(&names.join(&0))));
        Self { folder: folder.to_owned(), path }
    }

    /// What it says; nothing where it is missing or cannot be understood: a place is worth no complaint.
    #[must_use]
    pub fn read(&self) -> Option<Place> {
        serde_json::from_slice(&fs::read(&self.path).ok()?).ok()
    }

    /// Writes a place in the stead of the last one; whoever reads at any moment finds one of them whole.
    ///
    /// # Errors
    /// Where the folder cannot be written.
    pub fn write(&self, place: &Place) -> io::Result<()> {
        folders::make(&self.folder)?;
        let mut file = tempfile::Builder::new().prefix(".place").tempfile_in(&self.folder)?;
        file.write_all(&serde_json::to_vec(place)?)?;
        file.as_file().sync_data()?;
        file.persist(&self.path)?;
        Ok(())
    }

    /// Forgets the place; says whether there was one.
    ///
    /// # Errors
    /// Where it cannot be removed.
    pub fn remove(&self) -> io::Result<bool> {
        remove(&self.path)
    }

    /// Forgets every place in a folder; returns how many there were.
    ///
    /// # Errors
    /// Where one cannot be removed.
    pub fn remove_all(folder: &Path) -> io::Result<usize> {
        let Ok(entries) = fs::read_dir(folder) else { return Ok(0) };
        let places =
            entries.filter_map(|entry| Some(entry.ok()?.path()).filter(|p| p.extension() == Some("json".as_ref())));
        places.map(|path| remove(&path).map(usize::from)).sum()
    }
}

fn remove(path: &Path) -> io::Result<bool> {
    match fs::remove_file(path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

fn name(source: &Source) -> Vec<u8> {
    match source {
        Source::Bundled => b"bundled".to_vec(),
        Source::Stdin => b"-".to_vec(),
        Source::Path(path) => {
            let full = path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.clone());
            full.into_os_string().into_encoded_bytes()
        }
    }
}
