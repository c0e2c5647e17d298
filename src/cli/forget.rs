//! `dateline forget`: removes what was kept of collections. Marks and notes are no cache, and stay.

use super::collect::tell;
use super::{Status, args};
use crate::corpus::formats::Source;
use crate::corpus::library::Place;
use crate::personal::{Bookmark, Folders};
use anyhow::{Context, Result};
use std::io;

/// Runs the command.
///
/// # Errors
/// Where something cannot be removed.
pub fn run(options: &args::Forget) -> Result<Status> {
    let Some(root) = Place::root() else {
        tell("there is no cache folder");
        return Ok(Status::NothingMatched);
    };
    if !options.all && options.paths.is_empty() {
        for (_, sources) in Place::all(&root) {
            tell(format_args!("kept: {}", sources.join(" ")));
        }
        tell("name a collection as it was opened, or --all");
        return Ok(Status::Usage);
    }
    let sources: Vec<Source> = options.paths.iter().cloned().map(Source::Path).collect();
    let places: Vec<Place> = if options.all {
        Place::all(&root).into_iter().map(|(place, _)| place).collect()
    } else {
        Place::of(&sources, None).into_iter().filter(|place| place.folder().exists()).collect()
    };
    let reading = forget_reading(options, &sources).context("cannot remove the place of the last reading")?;
    if places.is_empty() && !reading {
        tell("nothing is kept of this collection");
        return Ok(Status::NothingMatched);
    }
    for place in places {
        place.remove().with_context(|| format!("cannot remove {}", place.folder().display()))?;
        tell(format_args!("removed {}", place.folder().display()));
    }
    Ok(Status::Success)
}

/// Forgets where the collections were read last; says whether anything was kept of it.
fn forget_reading(options: &args::Forget, sources: &[Source]) -> io::Result<bool> {
    let Some(folder) = Folders::user().state else { return Ok(false) };
    let forgot = match options.all {
        true => Bookmark::remove_all(&folder)? > 0,
        false => Bookmark::of(&folder, sources).remove()?,
    };
    if forgot {
        tell("forgot where it was read last");
    }
    Ok(forgot)
}
