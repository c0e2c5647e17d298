//! What the reader adds to the knowledge of the world: `knowledge.txt` in the configuration folder, read at start and
//! looked at again with the collection.
//!
//! Does not read its lines: `corpus::annotate::dating::knowledge` does.

use crate::corpus::annotate::dating::knowledge::{Knowledge, fingerprint, in_force, put_in_force};
use crate::corpus::formats::Fault;
use crate::personal::Folders;
use crate::text::sanitize::sanitize_line;
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::Path;

/// Its name.
const FILE: &str = "knowledge.txt";

/// Bytes of it that are read: thirty thousand terms of office. More is a mistake of another kind.
const MOST: u64 = 2 << 20;

/// Puts the reader's knowledge in force, where the configuration folder holds any. Returns what of it could not be read:
/// the rest counts.
#[must_use]
pub(super) fn load(config: Option<&Path>) -> Vec<Fault> {
    let Some(path) = config.map(|folder| folder.join(FILE)) else { return Vec::new() };
    let place = sanitize_line(&path.to_string_lossy());
    let fault = |why: String| vec![Fault { place: place.clone(), why }];
    let text = match read(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Vec::new(),
        Err(error) if error.kind() == ErrorKind::InvalidData => {
            return fault("not text in UTF-8; dates are told without it".to_owned());
        }
        Err(error) => return fault(format!("{error}; dates are told without it")),
    };
    let Some(text) = text else {
        return fault(format!("larger than {} MB; dates are told without it", MOST >> 20));
    };
    let (known, mistakes) = Knowledge::extended(&place, &text);
    put_in_force(known);
    let told = |m: crate::corpus::annotate::dating::knowledge::Mistake| Fault {
        place: format!("{}:{}", m.file, m.line),
        why: sanitize_line(&m.what),
    };
    mistakes.into_iter().map(told).collect()
}

/// What to tell the reader where the file says something else by now than what is in force: layers of one collection are
/// made with one knowledge, so that the new one counts from the next start on.
pub(super) fn changed() -> Option<String> {
    let path = Folders::user().config?.join(FILE);
    let now = match read(&path) {
        Ok(text) => fingerprint(&text?),
        Err(error) if error.kind() == ErrorKind::NotFound => 0,
        Err(_) => return None,
    };
    (now != in_force().fingerprint).then(|| format!("{FILE} has changed: it counts when dateline is opened again."))
}

/// The text of a file; `None` where it is too large.
fn read(path: &Path) -> std::io::Result<Option<String>> {
    // A folder, a pipe or a device of that name is no file of knowledge: some would never end.
    if !fs::metadata(path)?.is_file() {
        return Err(std::io::Error::other("not a file"));
    }
    let mut text = String::new();
    File::open(path)?.take(MOST + 1).read_to_string(&mut text)?;
    Ok((text.len() as u64 <= MOST).then_some(text))
}
