//! Reads articles from files, folders and standard input: a table of formats, detection, decoding, sanitising.
//!
//! One bad record never ends a run: it becomes a [`Fault`] with its place and the remedy. Does not annotate.
//!
//! **What is read.** The table of formats: JSON Lines (also an array, or one object), Markdown, plain text. A name
//! with the ending of a format decides, else what the file holds. Files of other kinds (pictures, archives, web pages, programs) are passed over
//! in a folder without a word, and reported where they are named; what has a name that could be an article's and is no
//! text is always reported.
//!
//! **Limits.** An article takes at most 16 MB in its input; a longer line, record or file is reported without being
//! kept. JSON Lines files have no limit of their own: one record is in memory at a time.
//!
//! **What `text` is.** The input's text without its byte-order mark and front matter, sanitised code point by code
//! point.

mod bundled;
mod dates;
mod decode;
mod front_matter;
mod jsonl;
mod plain;
mod record;
mod walk;

use super::article::Article;
use record::{Desk, Place};
use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{SendError, SyncSender, sync_channel};
use std::thread;

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
    /// A file is opened: what follows is its.
    Opened(Origin),
    /// The file was read to its end.
    Finished,
    /// A file that need not be read.
    Unchanged(Origin),
}

/// A file that articles come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Its absolute path, links resolved.
    pub path: String,
    /// Its state when it was opened.
    pub stamp: Stamp,
}

/// What tells the state of a file: as long as both are the same, so is what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Bytes.
    pub size: u64,
    /// When it was changed last, in nanoseconds since 1970.
    pub modified: i64,
}

impl Stamp {
    fn of(about: &std::fs::Metadata) -> Self {
        let since = about.modified().ok().and_then(|t| t.duration_since(std::time::UNIX_EPOCH).ok());
        Self { size: about.len(), modified: since.map_or(0, |t| t.as_nanos() as i64) }
    }
}

/// How a collection is read.
#[derive(Clone, Default)]
pub struct Reading<'a> {
    /// Counts the files that are known but not yet read.
    pub waiting: Waiting,
    /// Which files need not be read again.
    pub unchanged: Option<&'a (dyn Fn(&Origin) -> bool + Sync)>,
}

impl fmt::Debug for Reading<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reading").field("waiting", &self.waiting).finish_non_exhaustive()
    }
}

/// Reads every article of an input whose start is at hand.
type ReadRecords = fn(&mut dyn BufRead, &[u8], &Place, &mut Desk<'_>) -> io::Result<ControlFlow<()>>;

/// An input format.
struct Format {
    /// Endings of file names that promise it, in lower case.
    extensions: &'static [&'static str],
    /// Whether the start of a text whose name says nothing is it.
    looks_like: fn(&[u8]) -> bool,
    /// Reads it.
    read: ReadRecords,
}

/// Every format. The one that a file is called is taken, else the first that it looks like.
const FORMATS: &[Format] = &[
    Format { extensions: &["jsonl", "ndjson", "json"], looks_like: jsonl::looks_like, read: jsonl::read },
    Format { extensions: &["txt", "text"], looks_like: |_| true, read: plain::read },
    Format { extensions: &["md", "markdown", "mdown", "mkd"], looks_like: |_| true, read: plain::read_markdown },
];

/// Endings of names of files that hold no articles in a format of the table.
#[rustfmt::skip]
const FOREIGN: &[&str] = &[
    // pictures, sound, film, fonts
    "jpg", "jpeg", "png", "gif", "webp", "avif", "heic", "svg", "ico", "bmp", "tif", "tiff", "psd", "mp3", "m4a", "ogg",
    "wav", "flac", "mp4", "m4v", "mov", "avi", "mkv", "webm", "ttf", "otf", "woff", "woff2",
    // archives, images of disks, databases, compiled programs
    "zip", "gz", "tgz", "bz2", "xz", "zst", "7z", "rar", "tar", "warc", "iso", "dmg", "sqlite", "db", "parquet", "exe", "dll",
    "so", "dylib", "o", "a", "class", "jar", "pyc", "wasm",
    // documents and pages in formats of their own
    "pdf", "ps", "doc", "docx", "odt", "rtf", "xls", "xlsx", "ods", "ppt", "pptx", "epub", "mobi", "html", "htm", "xhtml",
    "mht", "mhtml", "xml", "rss", "atom", "opml", "eml", "mbox", "csv", "tsv", "bib", "ris",
    // programs and their settings
    "js", "mjs", "ts", "css", "scss", "py", "rs", "c", "h", "cpp", "hpp", "java", "go", "rb", "php", "sh", "bat", "ps1", "sql",
    "toml", "yaml", "yml", "ini", "cfg", "conf", "lock", "log", "map",
];

/// How much is known but not yet read; shared with whoever shows progress.
#[derive(Clone, Debug, Default)]
pub struct Waiting(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    files: AtomicUsize,
    read: AtomicU64,
    all: AtomicU64,
}

impl Waiting {
    /// The number of files; `None` where none are waited for.
    #[must_use]
    pub fn get(&self) -> Option<usize> {
        Some(self.0.files.load(Ordering::Relaxed)).filter(|&n| n > 0)
    }

    /// Bytes that were read of all files that are known, and bytes that they have.
    #[must_use]
    pub fn bytes(&self) -> (u64, u64) {
        let all = self.0.all.load(Ordering::Relaxed);
        (self.0.read.load(Ordering::Relaxed).min(all), all)
    }

    fn read(&self, bytes: u64) {
        self.0.read.fetch_add(bytes, Ordering::Relaxed);
    }
}

/// Counts what is read.
struct Counted<'a, R> {
    from: R,
    waiting: &'a Waiting,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(into)?;
        self.waiting.read(read as u64);
        Ok(read)
    }
}

/// Files that are listed ahead of reading, at most: a bound on memory, not on the size of a collection.
const AHEAD: usize = 100_000;

/// Reads `sources` one after the other and hands each article or fault to `sink`, which can stop the reading.
pub fn load(sources: &[Source], sink: &mut dyn FnMut(Loaded) -> ControlFlow<()>) {
    load_as(sources, &Reading::default(), sink);
}

/// The same, files left out that have not changed, and those that wait counted.
pub fn load_as(sources: &[Source], how: &Reading<'_>, sink: &mut dyn FnMut(Loaded) -> ControlFlow<()>) {
    let waiting = &how.waiting;
    let mut desk = Desk::new(sink);
    _ = thread::scope(|scope| {
        let (listed, files) = sync_channel(AHEAD);
        // Listing runs ahead of reading, so that progress knows what is left.
        scope.spawn(move || _ = list(sources, waiting, &listed));
        // The receiver goes with this closure: when reading stops, so does listing.
        files.into_iter().try_for_each(|entry| {
            if matches!(entry, Entry::File { .. }) {
                waiting.0.files.fetch_sub(1, Ordering::Relaxed);
            }
            read(entry, how, &mut desk)
        })
    });
    waiting.0.files.store(0, Ordering::Relaxed);
}

/// One thing to read.
enum Entry {
    Bundled,
    Stdin,
    /// A file; `named` says that it was asked for by name and not found in a folder.
    File {
        path: PathBuf,
        named: bool,
    },
    Fault(Fault),
}

/// Lists what `sources` hold; ends when nobody listens any more.
fn list(sources: &[Source], waiting: &Waiting, to: &SyncSender<Entry>) -> Result<(), SendError<Entry>> {
    let file = |path: PathBuf, named| {
        waiting.0.files.fetch_add(1, Ordering::Relaxed);
        waiting.0.all.fetch_add(path.metadata().map_or(0, |about| about.len()), Ordering::Relaxed);
        to.send(Entry::File { path, named })
    };
    for source in sources {
        match source {
            Source::Bundled => to.send(Entry::Bundled)?,
            Source::Stdin => to.send(Entry::Stdin)?,
            Source::Path(path) if path.is_dir() => walk::files(path).try_for_each(|listed| match listed {
                Ok(path) => file(path, false),
                Err(fault) => to.send(Entry::Fault(fault)),
            })?,
            Source::Path(path) => file(path.clone(), true)?,
        }
    }
    Ok(())
}

fn read(entry: Entry, how: &Reading<'_>, desk: &mut Desk<'_>) -> ControlFlow<()> {
    match entry {
        Entry::Bundled => bundled::ARTICLES.iter().try_for_each(|(name, bytes)| {
            let place = Place { shown: (*name).to_owned(), origin: Some((*name).to_owned()) };
            stream(*bytes, &place, true, desk)
        }),
        Entry::Stdin => stream(io::stdin().lock(), &Place { shown: "-".to_owned(), origin: None }, true, desk),
        Entry::File { path, named } => file(&path, named, how, desk),
        Entry::Fault(fault) => desk.fault(&fault.place, fault.why),
    }
}

/// Reads a file; `named` says that it was asked for by name and not found in a folder.
fn file(path: &Path, named: bool, how: &Reading<'_>, desk: &mut Desk<'_>) -> ControlFlow<()> {
    if !named && FOREIGN.contains(&extension(path).as_str()) {
        return ControlFlow::Continue(());
    }
    let shown = crate::text::sanitize::sanitize_line(&path.display().to_string());
    let opened = match File::open(path) {
        Ok(opened) => opened,
        Err(error) => {
            let why = match error.kind() {
                io::ErrorKind::NotFound if named => "no such file or folder; check the path".to_owned(),
                io::ErrorKind::NotFound => "was listed, but is gone; skipped".to_owned(),
                io::ErrorKind::PermissionDenied => "permission denied; skipped, check its permissions".to_owned(),
                _ => format!("cannot be opened ({}); skipped", short(&error)),
            };
            return desk.fault(&shown, why);
        }
    };
    let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()).display().to_string();
    let place = Place { shown, origin: Some(path.clone()) };
    // What is no file on a disk, a pipe say, cannot be known from before.
    let Some(about) = opened.metadata().ok().filter(std::fs::Metadata::is_file) else {
        return stream(opened, &place, named, desk);
    };
    let origin = Origin { path, stamp: Stamp::of(&about) };
    if how.unchanged.is_some_and(|unchanged| unchanged(&origin)) {
        how.waiting.read(about.len());
        return desk.pass(Loaded::Unchanged(origin));
    }
    desk.pass(Loaded::Opened(origin))?;
    stream(Counted { from: opened, waiting: &how.waiting }, &place, named, desk)?;
    desk.pass(Loaded::Finished)
}

/// Reads an input from its start: finds its encoding and format.
fn stream(mut from: impl Read, place: &Place, named: bool, desk: &mut Desk<'_>) -> ControlFlow<()> {
    let read = head(&mut from).and_then(|first| {
        let Some(encoding) = decode::utf16(&first) else {
            return records(first, from, place, named, desk);
        };
        let mut text = decode::Recoded::new(io::Cursor::new(first).chain(from), encoding);
        let first = head(&mut text)?;
        records(first, text, place, named, desk)
    });
    read.unwrap_or_else(|error| {
        desk.fault(&place.shown, format!("cannot be read on ({}); the rest is skipped", short(&error)))
    })
}

/// Reads an input in UTF-8 or a legacy encoding, of which the start is at hand.
fn records(
    first: Vec<u8>,
    from: impl Read,
    place: &Place,
    named: bool,
    desk: &mut Desk<'_>,
) -> io::Result<ControlFlow<()>> {
    let name = extension(Path::new(&place.shown));
    if first.is_empty() {
        return Ok(desk.fault(&place.shown, "is empty; skipped"));
    }
    if decode::is_binary(&first) || is_page(&first) {
        if !named && FOREIGN.contains(&name.as_str()) {
            return Ok(ControlFlow::Continue(()));
        }
        return Ok(desk.fault(&place.shown, "not text in a format that is read; skipped"));
    }
    let called = FORMATS.iter().find(|f| f.extensions.contains(&name.as_str()));
    let format = called.or_else(|| FORMATS.iter().find(|f| (f.looks_like)(&first)));
    let read = format.map_or(plain::read as ReadRecords, |f| f.read);
    // One buffer for the head and the rest, so that a record that spans both is read as one.
    let mut whole = BufReader::with_capacity(decode::HEAD, io::Cursor::new(first.clone()).chain(from));
    read(&mut whole, &first, place, desk)
}

/// The first bytes of an input: a line at least, where it has one that short. A pipe is not waited on for more, so that
/// its first article can be shown before the second is written.
fn head(from: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut first = vec![0; decode::HEAD];
    let mut len = 0;
    while len < first.len() {
        match from.read(&mut first[len..]) {
            Ok(0) => break,
            Ok(read) => len += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
        if memchr::memchr(b'\n', &first[..len]).is_some() {
            break;
        }
    }
    first.truncate(len);
    Ok(first)
}

/// Whether the start of a text is that of a web page, feed or document in RTF or PDF.
fn is_page(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    ["<!doctype", "<html", "<?xml", "<rss", "<feed", "{\\rtf", "%pdf-"]
        .iter()
        .any(|sign| head.get(..sign.len()).is_some_and(|h| h.eq_ignore_ascii_case(sign.as_bytes())))
}

/// The ending of a file's name in lower case, or nothing.
fn extension(path: &Path) -> String {
    path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default()
}

/// An input error in words, without the system's number for it.
fn short(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.rfind(" (os error").map_or(text.as_str(), |at| &text[..at]);
    text.to_lowercase()
}
