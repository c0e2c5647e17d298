//! Reads and annotates (pass 1) on several threads, in the order of the input.
//!
//! Does not store: `ingest` does, and commands that print each article at once need no library.

use super::codec::{self, Packed};
use crate::corpus::annotate;
use crate::corpus::article::{Annotated, Article, ArticleKey, DocNo};
use crate::corpus::formats::{Fault, Loaded, Origin, Reading, Source, Waiting, load_as};
use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// Articles that wait between two stages: enough that no thread idles, and little memory when articles are large.
const QUEUE: usize = 64;

/// Results that wait to be kept: those of a quarter of a second, about as long as a commit may take; a few megabytes.
const RESULTS: usize = 512;

/// How long nothing may come before [`Streamed::Pause`] says so.
const PAUSE: Duration = Duration::from_millis(50);

/// The handle of a running ingest: progress and a way to stop.
#[derive(Clone, Debug, Default)]
pub struct Ingest {
    stop: Arc<AtomicBool>,
    pause: Arc<AtomicBool>,
}

impl Ingest {
    /// Asks it to stop after the article at hand; what was read stays.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Asks it to wait after the articles at hand, or to go on.
    pub fn pause(&self, pause: bool) {
        self.pause.store(pause, Ordering::Relaxed);
    }

    /// Whether it was asked to wait.
    #[must_use]
    pub fn pausing(&self) -> bool {
        self.pause.load(Ordering::Relaxed)
    }

    /// Whether it was asked to stop.
    #[must_use]
    pub fn stopping(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// What a stream yields, in the order of the input.
#[derive(Debug)]
pub enum Streamed<T = Annotated> {
    /// An article, after pass 1.
    Article(T),
    /// Something could not be read.
    Fault(Fault),
    /// A file is opened: what follows is its. With the articles of it that the library has.
    Opened(Origin, Vec<DocNo>),
    /// An article that the library has already.
    Kept(DocNo),
    /// The file was read to its end.
    Finished,
    /// A file that need not be read.
    Unchanged(Origin),
    /// Nothing came for a moment.
    Pause,
}

/// What is known from before: a file's articles by key and content.
pub(crate) trait Known: Sync {
    /// Whether a file need not be read.
    fn is_unchanged(&self, origin: &Origin) -> bool;
    /// A file is opened; what follows is its. Returns the articles of it that are known.
    fn open(&self, origin: &Origin) -> Vec<DocNo>;
    /// The article of the open file with this key and content, once.
    fn take(&self, key: ArticleKey, content: u64) -> Option<DocNo>;
}

/// Nothing is.
pub(crate) struct Unknown;

impl Known for Unknown {
    fn is_unchanged(&self, _: &Origin) -> bool {
        false
    }
    fn open(&self, _: &Origin) -> Vec<DocNo> {
        Vec::new()
    }
    fn take(&self, _: ArticleKey, _: u64) -> Option<DocNo> {
        None
    }
}

/// One thing that was read, by its number in the input.
type Numbered<T> = (u64, T);

/// Reads `sources` and hands on what they hold; `each` can stop it, and so can the handle. Returns when all is done.
/// `waiting` counts the files that are known but not yet read.
pub fn stream(
    sources: &[Source],
    handle: &Ingest,
    waiting: &Waiting,
    each: &mut dyn FnMut(Streamed) -> ControlFlow<()>,
) {
    Stream { sources, handle, waiting, known: &Unknown, finish: &|annotated| annotated }.run(each);
}

/// The same for a library: what it knows is not annotated again, the rest comes packed.
pub(crate) fn stream_packed(
    sources: &[Source],
    handle: &Ingest,
    waiting: &Waiting,
    known: &dyn Known,
    each: &mut dyn FnMut(Streamed<Packed>) -> ControlFlow<()>,
) {
    let finish = &|annotated: Annotated| codec::pack(&annotated, codec::words(&annotated));
    Stream { sources, handle, waiting, known, finish }.run(each);
}

struct Stream<'a, T> {
    sources: &'a [Source],
    handle: &'a Ingest,
    waiting: &'a Waiting,
    known: &'a dyn Known,
    /// Makes of an annotated article what is handed on, on the threads that annotate.
    finish: &'a (dyn Fn(Annotated) -> T + Sync),
}

impl<T: Send> Stream<'_, T> {
    fn run(&self, each: &mut dyn FnMut(Streamed<T>) -> ControlFlow<()>) {
        let workers = thread::available_parallelism().map_or(1, usize::from);
        thread::scope(|scope| {
            let (to_workers, articles) = bounded::<Numbered<Article>>(QUEUE);
            let (to_us, results) = bounded::<Numbered<Streamed<T>>>(RESULTS);
            let others = to_us.clone();
            scope.spawn(move || self.read(&to_workers, &others));
            for _ in 0..workers {
                let (articles, to_us) = (articles.clone(), to_us.clone());
                scope.spawn(move || self.work(&articles, &to_us));
            }
            drop((articles, to_us));
            if in_order(&results, each).is_break() {
                self.handle.stop();
            }
            // Dropping the receiver lets every thread that waits to send go.
            drop(results);
        });
    }

    fn read(&self, articles: &Sender<Numbered<Article>>, others: &Sender<Numbered<Streamed<T>>>) {
        let mut number = 0;
        let unchanged = |origin: &Origin| self.known.is_unchanged(origin);
        let how = Reading { waiting: self.waiting.clone(), unchanged: Some(&unchanged) };
        load_as(self.sources, &how, &mut |loaded| {
            let other = match loaded {
                Loaded::Article(article) => match self.known.take(article.key, codec::content(&article)) {
                    Some(doc) => Ok(Streamed::Kept(doc)),
                    None => Err(article),
                },
                Loaded::Fault(fault) => Ok(Streamed::Fault(fault)),
                Loaded::Opened(origin) => {
                    let known = self.known.open(&origin);
                    Ok(Streamed::Opened(origin, known))
                }
                Loaded::Finished => Ok(Streamed::Finished),
                Loaded::Unchanged(origin) => Ok(Streamed::Unchanged(origin)),
            };
            let sent = match other {
                Ok(other) => others.send((number, other)).is_ok(),
                Err(article) => articles.send((number, article)).is_ok(),
            };
            number += 1;
            while self.handle.pausing() && !self.handle.stopping() {
                thread::sleep(PAUSE);
            }
            if sent && !self.handle.stopping() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
    }

    fn work(&self, articles: &Receiver<Numbered<Article>>, results: &Sender<Numbered<Streamed<T>>>) {
        for (number, article) in articles {
            if self.handle.stopping() {
                return;
            }
            if results.send((number, self.pass_1(article))).is_err() {
                return;
            }
        }
    }

    /// Annotates an article. A defect of ours costs that article, not the collection.
    fn pass_1(&self, article: Article) -> Streamed<T> {
        let place = article.path.clone();
        let done = catch_unwind(AssertUnwindSafe(|| {
            let layers = Arc::new(annotate(&article));
            (self.finish)(Annotated { article: Arc::new(article), layers })
        }));
        done.map(Streamed::Article).unwrap_or_else(|_| {
            let why = "dateline failed on this article; skipped, please report it".to_owned();
            Streamed::Fault(Fault { place, why })
        })
    }
}

/// Hands on what comes in the order of its numbers.
fn in_order<T>(
    results: &Receiver<Numbered<Streamed<T>>>,
    each: &mut dyn FnMut(Streamed<T>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut early: BTreeMap<u64, Streamed<T>> = BTreeMap::new();
    let mut next = 0;
    loop {
        match results.recv_timeout(PAUSE) {
            Ok((number, streamed)) => {
                early.insert(number, streamed);
                while let Some(streamed) = early.remove(&next) {
                    next += 1;
                    each(streamed)?;
                }
            }
            Err(RecvTimeoutError::Timeout) => each(Streamed::Pause)?,
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    // A stop leaves gaps: what was annotated stays all the same, but no file was read to its end.
    early.into_values().filter(|s| !matches!(s, Streamed::Finished)).try_for_each(each)
}
