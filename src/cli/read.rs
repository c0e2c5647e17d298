//! `dateline`: opens the reader.

use super::{Status, args};
use crate::app::State;
use crate::corpus::formats::{Fault, Source};
use crate::corpus::library::Holdings;
use crate::personal::Folders;
use crate::runtime::Collection;
use crate::terminal::{self, Abilities};
use anyhow::Result;
use std::io::{self, IsTerminal};
use std::sync::Arc;

/// Runs the reader until it is left; `faults` are what could not be read so far.
///
/// # Errors
/// Where the terminal cannot be taken.
pub fn run(input: &args::Input, faults: Vec<Fault>) -> Result<Status> {
    let sources = input.sources();
    let piped = sources.contains(&Source::Stdin);
    if piped && io::stdin().is_terminal() {
        eprintln!("dateline: `-` reads articles from standard input, but that is the terminal: pipe them in");
        return Ok(Status::Usage);
    }
    if !terminal::available(piped) {
        eprintln!("dateline: the reader needs a terminal; `dateline list` and `dateline show` print without one");
        return Ok(Status::Usage);
    }
    let mut state = State::new(&name(&sources));
    state.filters.set(input.query.clone().unwrap_or_default());
    state.faults = faults;
    let mut folders = Folders::user();
    if folders.data.is_none() {
        state.unkept = Some("the system names no home folder".into());
    }
    if input.no_cache {
        // Marks are what a person made; the place tells what was read.
        folders.state = None;
    }
    let (library, beside) = (Arc::new(Holdings::kept(input.place())), Some(super::knowledge::changed as fn() -> _));
    let collection = Collection { sources, library, folders, beside };
    terminal::run(state, collection, Abilities::detect())?;
    Ok(Status::Success)
}

/// What the header calls the collection.
fn name(sources: &[Source]) -> String {
    match sources {
        [Source::Bundled] => "seeds".into(),
        [Source::Stdin] => "standard input".into(),
        [Source::Path(path)] => {
            // `.` and `/` have no name of their own until they are looked up.
            let full = path.canonicalize().unwrap_or_else(|_| path.clone());
            full.file_name().unwrap_or(full.as_os_str()).to_string_lossy().into_owned()
        }
        many => format!("{} sources", many.len()),
    }
}
