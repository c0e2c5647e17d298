//! Reads and annotates (pass 1) on several threads, in the order of the input.
//!
//! Does not store: `ingest` does, and commands that print each article at once need no library.

use crate::corpus::annotate;
use crate::corpus::article::{Annotated, Article};
use crate::corpus::formats::{Fault, Loaded, Source, Waiting, load_counting};
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

/// How long nothing may come before [`Streamed::Pause`] says so.
const PAUSE: Duration = Duration::from_millis(50);

/// The handle of a running ingest: progress and a way to stop.
#[derive(Clone, Debug, Default)]
pub struct Ingest {
    stop: Arc<AtomicBool>,
}

impl Ingest {
    /// Asks it to stop after the article at hand; what was read stays.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked to stop.
    #[must_use]
    pub fn stopping(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// What a stream yields, in the order of the input.
#[derive(Debug)]
pub enum Streamed {
    /// An article, after pass 1.
    Article(Annotated),
    /// Something could not be read.
    Fault(Fault),
    /// Nothing came for a moment.
    Pause,
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
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let (to_workers, articles) = bounded::<Numbered<Article>>(QUEUE);
        let (to_us, results) = bounded::<Numbered<Streamed>>(QUEUE);
        let faults = to_us.clone();
        scope.spawn(move || read(sources, handle, waiting, &to_workers, &faults));
        for _ in 0..workers {
            let (articles, to_us) = (articles.clone(), to_us.clone());
            scope.spawn(move || work(handle, &articles, &to_us));
        }
        drop((articles, to_us));
        if in_order(&results, each).is_break() {
            handle.stop();
        }
        // Dropping the receiver lets every thread that waits to send go.
        drop(results);
    });
}

fn read(
    sources: &[Source],
    handle: &Ingest,
    waiting: &Waiting,
    articles: &Sender<Numbered<Article>>,
    faults: &Sender<Numbered<Streamed>>,
) {
    let mut number = 0;
    load_counting(sources, waiting, &mut |loaded| {
        let sent = match loaded {
            Loaded::Article(article) => articles.send((number, article)).is_ok(),
            Loaded::Fault(fault) => faults.send((number, Streamed::Fault(fault))).is_ok(),
        };
        number += 1;
        if sent && !handle.stopping() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
}

fn work(handle: &Ingest, articles: &Receiver<Numbered<Article>>, results: &Sender<Numbered<Streamed>>) {
    for (number, article) in articles {
        if handle.stopping() {
            return;
        }
        if results.send((number, pass_1(article))).is_err() {
            return;
        }
    }
}

/// Annotates an article. A defect of ours costs that article, not the collection.
fn pass_1(article: Article) -> Streamed {
    match catch_unwind(AssertUnwindSafe(|| annotate(&article))) {
        Ok(layers) => Streamed::Article(Annotated { article: Arc::new(article), layers: Arc::new(layers) }),
        Err(_) => Streamed::Fault(Fault {
            place: article.path,
            why: "dateline failed on this article; skipped, please report it".to_owned(),
        }),
    }
}

/// Hands on what comes in the order of its numbers.
fn in_order(
    results: &Receiver<Numbered<Streamed>>,
    each: &mut dyn FnMut(Streamed) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut early: BTreeMap<u64, Streamed> = BTreeMap::new();
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
    // A stop leaves gaps: what was annotated stays all the same.
    early.into_values().try_for_each(each)
}
