//! Lists the files of a folder: recursively, in the order of their names, honouring ignore files.
//!
//! Does not open them. Hidden files are passed over, links to folders are not followed (so that none can lead in a
//! circle), links to files are.

use super::Fault;
use ignore::{DirEntry, Error, WalkBuilder};
use std::path::{Path, PathBuf};

/// A file to read, or what could not be listed.
pub(crate) type Listed = Result<PathBuf, Fault>;

/// The files under `folder`, one after the other. Only ignore files within it count: who names a folder wants it,
/// whatever the folders above say.
pub(crate) fn files(folder: &Path) -> impl Iterator<Item = Listed> {
    let mut builder = WalkBuilder::new(folder);
    builder.parents(false).git_global(false).git_exclude(false).require_git(false).sort_by_file_name(Ord::cmp);
    builder.build().filter_map(|entry| match entry {
        Ok(entry) => file(&entry).then(|| Ok(entry.into_path())),
        Err(error) => Some(Err(explain(&error))),
    })
}

/// Whether it can be read: a file, or a link that is none to a folder. A link to nothing is reported when it is read.
fn file(entry: &DirEntry) -> bool {
    let Some(kind) = entry.file_type() else { return false };
    kind.is_file() || (kind.is_symlink() && std::fs::metadata(entry.path()).map_or(true, |m| m.is_file()))
}

/// Where, and why with what to do.
fn explain(error: &Error) -> Fault {
    fn path(error: &Error) -> Option<&Path> {
        match error {
            Error::WithPath { path, .. } => Some(path),
            Error::WithDepth { err, .. } | Error::WithLineNumber { err, .. } => path(err),
            Error::Partial(errors) => errors.first().and_then(path),
            _ => None,
        }
    }
    let place = path(error).map_or_else(|| "?".to_owned(), |p| p.display().to_string());
    let why = match error.io_error() {
        Some(io) => format!("cannot list the folder ({}); skipped, check its permissions", super::short(io)),
        None => format!("cannot list: {error}"),
    };
    Fault { place, why }
}
