//! Reads articles from files, folders and standard input: a table of formats, detection, decoding, sanitising.
//!
//! One bad record never ends a run: it becomes a [`Fault`] with its place and the remedy. Does not annotate.

use super::article::Article;
use std::fmt;
use std::ops::ControlFlow;
use std::path::PathBuf;

/// Where to read articles from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The articles carried inside the program.
    Bundled,
    /// A file or a folder, recursively.
    Path(PathBuf),
    /// Standard input.
    Stdin,
}

/// Something that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where: `feed.jsonl:812`, `notes/x.txt`; sanitised.
    pub place: String,
    /// What and what now: `no "text"; article skipped`.
    pub why: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.why)
    }
}

/// What loading yields, in the order of reading.
#[derive(Debug)]
pub enum Loaded {
    /// An article.
    Article(Article),
    /// A fault; the rest goes on.
    Fault(Fault),
}

/// Reads `sources` one after the other and hands each article or fault to `sink`, which can stop the reading.
pub fn load(sources: &[Source], sink: &mut dyn FnMut(Loaded) -> ControlFlow<()>) {
    use crate::corpus::article::{ArticleKey, Stated};
    use xxhash_rust::xxh3::xxh3_128;
    // First light: plain files only; the table of formats takes this place.
    for source in sources {
        let Source::Path(path) = source else { continue };
        let Ok(bytes) = std::fs::read(path) else { continue };
        let text = crate::text::sanitize::sanitize(&String::from_utf8_lossy(&bytes)).into_owned();
        let key = ArticleKey(xxh3_128(&bytes));
        let path = path.display().to_string();
        if sink(Loaded::Article(Article { key, id: key.to_string(), path, stated: Stated::default(), text })).is_break()
        {
            return;
        }
    }
}
