//! Streams articles into a library: in batches, small first, with pass 2 on a thread of its own.
//!
//! Does not read or annotate (`stream` does). What the library holds in the end does not depend on timing.

use super::stream::{Ingest, Streamed, stream};
use super::{Library, Memory};
use crate::corpus::article::Annotated;
use crate::corpus::formats::{Fault, Source, Waiting};
use crossbeam_channel::{Receiver, Sender, bounded};
use std::ops::ControlFlow;
use std::thread;
use std::time::{Duration, Instant};

/// How far an ingest is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// Articles in the library.
    pub articles: usize,
    /// Bytes of text read.
    pub bytes: u64,
    /// Files seen but not yet read, where known.
    pub waiting: Option<usize>,
    /// Faults so far.
    pub faults: usize,
    /// Time spent.
    pub elapsed: Duration,
    /// Whether it has ended, by itself or because it was stopped.
    pub done: bool,
    /// Whether it was stopped before its end.
    pub stopped: bool,
}

/// What an ingest reports while it runs.
#[derive(Debug)]
pub enum Report {
    /// The library has changed: a new snapshot is there.
    Changed(Progress),
    /// Something could not be read.
    Fault(Fault),
}

/// Articles of the first batch, what each is times the one before it, and of the largest.
const BATCH: (usize, usize, usize) = (1, 4, 256);

/// Snapshots of large libraries take time to make: no more of them than eyes can follow.
const BETWEEN_SNAPSHOTS: Duration = Duration::from_millis(100);

/// Below this many articles a snapshot costs next to nothing, and the first ones should be there at once.
const SMALL: usize = 1_000;

/// Articles at which pass 2 runs for the first time; then each time there are [`GROWTH`] times as many.
const FIRST_COLLATION: usize = 16;

/// With four, all runs of pass 2 together take a third more than the last one alone; with two it was twice as long.
const GROWTH: usize = 4;

/// Reads `sources` into `library`, both passes; returns when all is done or stopped. Reports from this thread.
pub fn ingest(sources: &[Source], library: &Memory, handle: &Ingest, report: &mut dyn FnMut(Report)) -> Progress {
    thread::scope(|scope| {
        let (ask, asked) = bounded::<()>(1);
        let (tell, collated) = bounded::<usize>(1);
        scope.spawn(move || {
            for () in asked {
                if tell.send(library.collate()).is_err() {
                    return;
                }
            }
        });
        Filling::new(library, report, ask, collated).run(sources, handle)
    })
}

/// An ingest under way.
struct Filling<'a> {
    library: &'a Memory,
    report: &'a mut dyn FnMut(Report),
    started: Instant,
    progress: Progress,
    waiting: Waiting,
    batch: Vec<Annotated>,
    batch_size: usize,
    committed: Instant,
    /// When the last snapshot was made, and whether anything has changed since.
    published: Instant,
    changed: bool,
    /// Asks for pass 2, and hears how many articles it saw.
    ask: Sender<()>,
    collated: Receiver<usize>,
    collating: bool,
    /// Articles that the last pass 2 saw, and at how many to run it next.
    collated_articles: usize,
    collate_at: usize,
}

impl<'a> Filling<'a> {
    fn new(library: &'a Memory, report: &'a mut dyn FnMut(Report), ask: Sender<()>, collated: Receiver<usize>) -> Self {
        let now = Instant::now();
        Self {
            library,
            report,
            started: now,
            progress: Progress::default(),
            waiting: Waiting::default(),
            batch: Vec::new(),
            batch_size: BATCH.0,
            committed: now,
            published: now,
            changed: false,
            ask,
            collated,
            collating: false,
            collated_articles: 0,
            collate_at: FIRST_COLLATION.max(library.len() * GROWTH),
        }
    }

    fn run(mut self, sources: &[Source], handle: &Ingest) -> Progress {
        let waiting = self.waiting.clone();
        stream(sources, handle, &waiting, &mut |streamed| {
            match streamed {
                Streamed::Article(annotated) => {
                    self.progress.bytes += annotated.article.text.len() as u64;
                    self.batch.push(annotated);
                    if self.batch.len() >= self.batch_size || self.committed.elapsed() >= BETWEEN_SNAPSHOTS {
                        self.commit();
                        self.batch_size = (self.batch_size * BATCH.1).min(BATCH.2);
                    }
                }
                Streamed::Fault(fault) => {
                    self.progress.faults += 1;
                    (self.report)(Report::Fault(fault));
                }
                // Whoever writes slowly into a pipe wants to see what came.
                Streamed::Pause => self.commit(),
            }
            self.collate();
            self.publish();
            ControlFlow::Continue(())
        });
        self.commit();
        self.finish(handle)
    }

    /// Moves the batch into the library.
    fn commit(&mut self) {
        if !self.batch.is_empty() {
            self.library.add(std::mem::take(&mut self.batch));
            self.changed = true;
        }
        self.committed = Instant::now();
    }

    /// Takes note of a pass 2 that ended, and starts the next where it is time.
    fn collate(&mut self) {
        if let Ok(seen) = self.collated.try_recv() {
            self.took_over(seen);
        }
        if !self.collating && self.library.len() >= self.collate_at {
            self.collating = self.ask.send(()).is_ok();
        }
    }

    fn took_over(&mut self, seen: usize) {
        self.collating = false;
        self.collated_articles = seen;
        self.collate_at = seen.max(FIRST_COLLATION / GROWTH) * GROWTH;
        self.changed = true;
    }

    /// Publishes and reports what has changed, if the last time is long enough ago.
    fn publish(&mut self) {
        let due = self.library.snapshot().len() < SMALL || self.published.elapsed() >= BETWEEN_SNAPSHOTS;
        if self.changed && due {
            self.publish_now();
        }
    }

    fn publish_now(&mut self) {
        self.progress.articles = self.library.publish().len();
        self.progress.waiting = self.waiting.get();
        self.progress.elapsed = self.started.elapsed();
        self.published = Instant::now();
        self.changed = false;
        (self.report)(Report::Changed(self.progress.clone()));
    }

    /// The last pass 2 over everything, and the last report.
    fn finish(mut self, handle: &Ingest) -> Progress {
        if self.changed {
            self.publish_now();
        }
        if self.collating
            && let Ok(seen) = self.collated.recv()
        {
            self.took_over(seen);
        }
        if self.collated_articles < self.library.len() && self.ask.send(()).is_ok() {
            _ = self.collated.recv();
        }
        self.progress.done = true;
        self.progress.stopped = handle.stopping();
        self.publish_now();
        self.progress
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::library::{Listing, Request};

    fn list(library: &Memory) -> Listing {
        library.list(&Request::default())
    }

    #[test]
    fn the_bundled_articles_arrive_one_first() {
        let library = Memory::new();
        let mut seen = Vec::new();
        let progress = ingest(&[Source::Bundled], &library, &Ingest::default(), &mut |report| match report {
            Report::Changed(progress) => seen.push(progress.articles),
            Report::Fault(fault) => panic!("{fault}"),
        });
        assert_eq!((progress.articles, progress.faults, progress.done, progress.stopped), (5, 0, true, false));
        assert_eq!(seen.first(), Some(&1), "the first one is there before the rest: {seen:?}");
        assert_eq!(list(&library).docs.len(), 5);
        assert_eq!(library.snapshot().len(), 5);
    }

    #[test]
    fn a_stop_keeps_what_was_read() {
        let library = Memory::new();
        let handle = Ingest::default();
        let progress = ingest(&vec![Source::Bundled; 200], &library, &handle, &mut |_| handle.stop());
        assert!(progress.stopped && progress.done);
        assert!((1..1000).contains(&progress.articles));
        assert_eq!(list(&library).docs.len(), progress.articles);
    }
}
