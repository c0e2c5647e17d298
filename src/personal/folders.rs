//! Where on this machine a person's things lie, and that nobody else may look into them.

use etcetera::base_strategy::{BaseStrategy, choose_base_strategy};
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// The folders of a person's things; `None` where they are not kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folders {
    /// For marks, notes, tags and saved views.
    pub data: Option<PathBuf>,
    /// For the places of the last reading.
    pub state: Option<PathBuf>,
    /// For what the reader tells the program: only read.
    pub config: Option<PathBuf>,
}

impl Folders {
    /// The user's own: `dateline` in the XDG data, state and configuration folders. Nothing is made yet.
    #[must_use]
    pub fn user() -> Self {
        let Ok(base) = choose_base_strategy() else { return Self::default() };
        let data = base.data_dir();
        // Systems without a state folder have the data folder for everything.
        let state = base.state_dir().unwrap_or_else(|| data.clone());
        let config = base.config_dir().join("dateline");
        Self { data: Some(data.join("dateline")), state: Some(state.join("dateline")), config: Some(config) }
    }
}

/// Makes a folder that only its owner may enter, with those above it where they are missing.
pub(super) fn make(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
        builder.mode(0o700).create(folder)?;
        // One that was there already, made by hand or restored from a copy, may be open to others.
        if fs::metadata(folder)?.permissions().mode() & 0o077 != 0 {
            fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
        }
    }
    #[cfg(not(unix))]
    builder.create(folder)?;
    Ok(())
}

/// Opens a file for writing, made for its owner alone where it is missing.
pub(super) fn open_own(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// What tells a file from another that took its name; `None` where the system does not say.
pub(super) fn identity(path: &Path) -> Option<(u64, u64)> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        fs::metadata(path).ok().map(|m| (m.dev(), m.ino()))
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}

/// Makes what was renamed in a folder durable. Systems that cannot sync a folder do it by themselves.
pub(super) fn sync(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}
