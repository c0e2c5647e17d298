//! Streams articles into a library: opens it, reads what changed, keeps it in batches, runs pass 2.
//!
//! Batches are small first, so that the first article is there at once. Whatever ends it, what was kept is whole, and the
//! next time goes on from there: a file that was not read to its end is read again, and what is known of it is not
//! annotated again. Does not annotate (`stream` does). What the library holds in the end does not depend on timing.

use super::codec::Packed;
use super::db::{Batch, Contents};
use super::holdings::Holdings;
use super::stream::{Ingest, Known, Streamed, stream_packed};
use super::{Library, passes};
use crate::corpus::article::{ArticleKey, DocNo};
use crate::corpus::formats::{Fault, Origin, Source, Stamp, Waiting};
use crossbeam_channel::{Receiver, Sender, bounded};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};
use xxhash_rust::xxh3::xxh3_64;

/// How far an ingest is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// Articles in the library.
    pub articles: usize,
    /// Articles that were new this time.
    pub new: usize,
    /// Bytes of text read.
    pub bytes: u64,
    /// Bytes of the files read so far, and of all that are known; 0 where there are none.
    pub input: (u64, u64),
    /// Files seen but not yet read, where known.
    pub waiting: Option<usize>,
    /// Faults so far.
    pub faults: usize,
    /// Time spent.
    pub elapsed: Duration,
    /// What it does, where that is not reading.
    pub stage: Option<Stage>,
    /// Whether it has ended, by itself or because it was stopped.
    pub done: bool,
    /// Whether it was stopped before its end.
    pub stopped: bool,
}

impl Progress {
    /// New articles a second.
    #[must_use]
    pub fn rate(&self) -> f64 {
        let seconds = self.elapsed.as_secs_f64();
        if seconds > 0.2 { self.new as f64 / seconds } else { 0.0 }
    }

    /// The time until everything is read, where that can be told: `2:05`, or `1:02:05` with hours.
    #[must_use]
    pub fn left(&self) -> Option<String> {
        let (read, all) = self.input;
        if self.stage.is_some() || self.elapsed.as_secs() < 2 || read == 0 || self.done {
            return None;
        }
        let seconds = self.elapsed.mul_f64(all.saturating_sub(read) as f64 / read as f64).as_secs();
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        Some(if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") })
    }

    /// What it does, in a word or two: `reading`.
    #[must_use]
    pub fn doing(&self) -> String {
        match self.stage {
            None if self.done => "done".to_owned(),
            None => "reading".to_owned(),
            Some(Stage::Checking) => "checking".to_owned(),
            Some(Stage::Collating(done, all)) if all > 1 => format!("comparing {done} of {all}"),
            Some(Stage::Collating(..)) => "comparing".to_owned(),
            Some(Stage::Closing) => "saving".to_owned(),
        }
    }
}

/// What an ingest does before and after it reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Makes sure that a library which was not closed is whole.
    Checking,
    /// Looks at articles together: so many of so many stretches of time are done.
    Collating(usize, usize),
    /// Makes what opens quickly the next time.
    Closing,
}

/// What an ingest reports while it runs.
#[derive(Debug)]
pub enum Report {
    /// The library or the progress has changed: perhaps a new snapshot is there.
    Changed(Progress),
    /// Something could not be read.
    Fault(Fault),
    /// Something to know about the library.
    Notice(String),
}

/// Articles of the first batch, what each is times the one before it, and of the largest.
const BATCH: (usize, usize, usize) = (1, 4, 512);

/// Snapshots of large libraries take time to make: no more of them than eyes can follow, and no more than this share of
/// the time.
const BETWEEN_SNAPSHOTS: Duration = Duration::from_millis(100);
const SNAPSHOT_SHARE: u32 = 20;

/// Below this many articles a snapshot costs next to nothing, and the first ones should be there at once.
const SMALL: usize = 1_000;

/// Articles at which pass 2 runs for the first time; then each time there are [`GROWTH`] times as many.
const FIRST_COLLATION: usize = 16;

/// With four, all runs of pass 2 together take a third more than the last one alone; with two it was twice as long.
const GROWTH: usize = 4;

/// Beyond this pass 2 waits for the end: it looks at stretches of time, and articles rarely come in their order.
const LAST_COLLATION: usize = passes::WINDOW;

/// New articles after which the columns are saved, as a share of all: as many are rolled forward after an abrupt end.
const BETWEEN_SAVES: usize = 4;
const FIRST_SAVE: usize = 50_000;

/// Reads `sources` into `library`, both passes; returns when all is done or stopped. Reports from this thread.
pub fn ingest(sources: &[Source], library: &Holdings, handle: &Ingest, report: &mut dyn FnMut(Report)) -> Progress {
    let started = Instant::now();
    let opened = library.open(&mut || {
        report(Report::Changed(Progress { stage: Some(Stage::Checking), ..Progress::default() }));
    });
    for notice in opened.notices {
        report(Report::Notice(notice));
    }
    let articles = library.snapshot().len();
    let progress = Progress { articles, elapsed: started.elapsed(), done: !opened.may_grow, ..Progress::default() };
    let notice = thread::scope(|scope| {
        // On a thread of its own: whoever hears of the first screen may ask for more, and then waits for the rest.
        let rest = scope.spawn(|| library.open_rest());
        if articles > 0 || !opened.may_grow {
            report(Report::Changed(progress.clone()));
        }
        rest.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    });
    if let Some(notice) = notice {
        report(Report::Notice(notice));
    }
    library.make_orders();
    if !opened.may_grow {
        return progress;
    }
    thread::scope(|scope| {
        let (ask, asked) = bounded::<()>(1);
        let (tell, collated) = bounded::<usize>(1);
        scope.spawn(move || {
            for () in asked {
                let seen = library.len();
                // What fails here fails again at the end, and is told there.
                _ = passes::run(library, &mut |_, _| !handle.stopping());
                if tell.send(seen).is_err() {
                    return;
                }
            }
        });
        Filling::new(library, report, ask, collated, started).run(sources, handle)
    })
}

/// What the library knows of its files.
struct Files<'a> {
    library: &'a Holdings,
    known: FxHashMap<String, (u32, Option<Stamp>)>,
    /// The articles of the file that is open, as far as they were not met again.
    open: Mutex<Contents>,
    /// Hashes of the paths that were opened this time: a file that is named twice is read once.
    opened: Mutex<FxHashSet<u64>>,
}

impl<'a> Files<'a> {
    fn of(library: &'a Holdings) -> Self {
        let known = library.with_db(|db| db.files().unwrap_or_default()).unwrap_or_default();
        Self { library, known, open: Mutex::default(), opened: Mutex::default() }
    }
}

impl Known for Files<'_> {
    fn is_unchanged(&self, origin: &Origin) -> bool {
        lock(&self.opened).contains(&xxh3_64(origin.path.as_bytes()))
            || self.known.get(&origin.path).is_some_and(|known| known.1 == Some(origin.stamp))
    }

    fn open(&self, origin: &Origin) -> Vec<DocNo> {
        lock(&self.opened).insert(xxh3_64(origin.path.as_bytes()));
        let contents = self
            .known
            .get(&origin.path)
            .and_then(|known| self.library.with_db(|db| db.contents(known.0).unwrap_or_default()))
            .unwrap_or_default();
        let docs = contents.values().flatten().copied().collect();
        *lock(&self.open) = contents;
        docs
    }

    fn take(&self, key: ArticleKey, content: u64) -> Option<DocNo> {
        let mut open = lock(&self.open);
        let docs = open.get_mut(&(key, content))?;
        let doc = docs.pop();
        if docs.is_empty() {
            open.remove(&(key, content));
        }
        doc
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The file that is being read.
struct Reading {
    no: u32,
    stamp: Stamp,
    /// Its articles of before, as far as they were not met again.
    before: FxHashSet<DocNo>,
}

/// An ingest under way.
struct Filling<'a> {
    library: &'a Holdings,
    report: &'a mut dyn FnMut(Report),
    started: Instant,
    progress: Progress,
    waiting: Waiting,
    /// Files by number, those that were seen this time, and the next number.
    seen: FxHashSet<u32>,
    next_file: u32,
    reading: Option<Reading>,
    /// What the next batch keeps.
    files: Vec<(u32, String)>,
    batch: Vec<(u32, Packed)>,
    finished: Vec<(u32, Stamp)>,
    gone: Vec<DocNo>,
    batch_size: usize,
    committed: Instant,
    /// When the last snapshot was made, how long that took, and whether anything has changed since.
    published: Instant,
    publishing: Duration,
    changed: bool,
    /// Whether articles came or went.
    grown: bool,
    /// Asks for pass 2, and hears how many articles it saw.
    ask: Sender<()>,
    collated: Receiver<usize>,
    collating: bool,
    /// At how many articles pass 2 runs next, and the columns are saved next.
    collate_at: usize,
    save_at: usize,
}

impl<'a> Filling<'a> {
    fn new(
        library: &'a Holdings,
        report: &'a mut dyn FnMut(Report),
        ask: Sender<()>,
        collated: Receiver<usize>,
        started: Instant,
    ) -> Self {
        let now = Instant::now();
        let len = library.len();
        Self {
            library,
            report,
            started,
            progress: Progress::default(),
            waiting: Waiting::default(),
            seen: FxHashSet::default(),
            next_file: 0,
            reading: None,
            files: Vec::new(),
            batch: Vec::new(),
            finished: Vec::new(),
            gone: Vec::new(),
            batch_size: BATCH.0,
            committed: now,
            published: now,
            publishing: Duration::ZERO,
            changed: false,
            grown: false,
            ask,
            collated,
            collating: false,
            collate_at: FIRST_COLLATION.max(len * GROWTH),
            save_at: FIRST_SAVE.max(len + len / BETWEEN_SAVES),
        }
    }

    fn run(mut self, sources: &[Source], handle: &Ingest) -> Progress {
        let waiting = self.waiting.clone();
        let files = Files::of(self.library);
        self.next_file = files.known.values().map(|known| known.0 + 1).max().unwrap_or(0);
        let mut prepared = self.library.search_lags();
        if prepared {
            self.library.prepare();
        }
        stream_packed(sources, handle, &waiting, &files, &mut |streamed| {
            match streamed {
                Streamed::Article(packed) => {
                    if !std::mem::replace(&mut prepared, true) {
                        self.library.prepare();
                    }
                    self.article(packed);
                }
                Streamed::Kept(doc) => {
                    if let Some(reading) = &mut self.reading {
                        reading.before.remove(&doc);
                    }
                }
                Streamed::Opened(origin, before) => self.open(&files, origin, before),
                Streamed::Finished => self.finish_file(),
                Streamed::Unchanged(origin) => self.seen.extend(files.known.get(&origin.path).map(|known| known.0)),
                Streamed::Fault(fault) => {
                    self.progress.faults += 1;
                    (self.report)(Report::Fault(fault));
                }
                // Whoever writes slowly into a pipe wants to see what came.
                Streamed::Pause => {
                    self.commit();
                    self.search(false);
                }
            }
            self.collate();
            self.publish();
            ControlFlow::Continue(())
        });
        self.reading = None;
        if !handle.stopping() {
            self.drop_files(&files);
        }
        self.commit();
        self.finish(handle, prepared)
    }

    fn article(&mut self, mut packed: Packed) {
        let file = self.reading.as_ref().map_or(0, |reading| reading.no);
        // Two files may hold the same article; each needs a key of its own to be selected by.
        while self.is_taken(packed.key) {
            packed.key = packed.key.next();
            packed.facts.key = packed.key;
        }
        self.progress.new += 1;
        self.progress.bytes += packed.text.len() as u64;
        self.batch.push((file, packed));
        if self.batch.len() >= self.batch_size || self.committed.elapsed() >= BETWEEN_SNAPSHOTS * 5 {
            self.commit();
            self.batch_size = (self.batch_size * BATCH.1).min(BATCH.2);
        }
    }

    /// Whether an article of before has this key and stays.
    fn is_taken(&self, key: ArticleKey) -> bool {
        let replaced = |doc: &DocNo| self.reading.as_ref().is_some_and(|reading| reading.before.contains(doc));
        self.library.read().columns.find_before(key).is_some_and(|doc| !replaced(&doc))
    }

    fn open(&mut self, files: &Files<'_>, origin: Origin, before: Vec<DocNo>) {
        let known = files.known.get(&origin.path).map(|known| known.0);
        let no = known.unwrap_or_else(|| {
            self.files.push((self.next_file, origin.path));
            self.next_file += 1;
            self.next_file - 1
        });
        self.seen.insert(no);
        self.reading = Some(Reading { no, stamp: origin.stamp, before: before.into_iter().collect() });
    }

    fn finish_file(&mut self) {
        let Some(reading) = self.reading.take() else { return };
        self.finished.push((reading.no, reading.stamp));
        self.gone.extend(reading.before);
        if self.finished.len() >= BATCH.2 {
            self.commit();
        }
    }

    /// Articles of files that are not there any more are gone.
    fn drop_files(&mut self, files: &Files<'_>) {
        let mut dropped = Vec::new();
        for (path, &(no, _)) in &files.known {
            if !self.seen.contains(&no) && !Path::new(path).exists() {
                dropped.push(no);
                self.gone.extend(self.library.with_db(|db| db.docs_of(no).unwrap_or_default()).unwrap_or_default());
            }
        }
        if !dropped.is_empty() {
            self.keep(&dropped);
        }
    }

    /// Moves the batch into the library.
    fn commit(&mut self) {
        if !(self.batch.is_empty() && self.finished.is_empty() && self.gone.is_empty()) {
            self.keep(&[]);
        }
        self.committed = Instant::now();
    }

    fn keep(&mut self, dropped: &[u32]) {
        let batch = Batch {
            files: &self.files,
            first: DocNo::default(),
            articles: &self.batch,
            blocks: &[],
            finished: &self.finished,
            gone: &self.gone,
            dropped,
        };
        if let Some(notice) = self.library.add(&batch) {
            (self.report)(Report::Notice(notice));
        }
        self.changed |= !(self.batch.is_empty() && self.gone.is_empty());
        self.grown |= self.changed;
        self.files.clear();
        self.batch.clear();
        self.finished.clear();
        self.gone.clear();
        self.search(false);
        if self.library.len() >= self.save_at {
            self.save_at = self.library.len() + self.library.len() / BETWEEN_SAVES;
            // What fails here is told at the end.
            _ = self.library.save(false);
        }
    }

    fn search(&mut self, last: bool) {
        if let Some(notice) = self.library.commit_search(last) {
            (self.report)(Report::Notice(notice));
        }
    }

    /// Takes note of a pass 2 that ended, and starts the next where it is time.
    fn collate(&mut self) {
        if let Ok(seen) = self.collated.try_recv() {
            self.took_over(seen);
        }
        let len = self.library.len();
        if !self.collating && len >= self.collate_at && len <= LAST_COLLATION {
            self.collating = self.ask.send(()).is_ok();
        }
    }

    fn took_over(&mut self, seen: usize) {
        self.collating = false;
        self.collate_at = seen.max(FIRST_COLLATION / GROWTH) * GROWTH;
        self.changed = true;
    }

    /// Publishes and reports what has changed, if the last time is long enough ago.
    fn publish(&mut self) {
        let often = BETWEEN_SNAPSHOTS.max(self.publishing * SNAPSHOT_SHARE);
        let due = self.library.snapshot().len() < SMALL || self.published.elapsed() >= often;
        if self.changed && due {
            self.publish_now();
        }
    }

    fn publish_now(&mut self) {
        let started = Instant::now();
        self.progress.articles = self.library.publish().len();
        self.publishing = started.elapsed();
        self.published = Instant::now();
        self.changed = false;
        self.tell();
    }

    fn tell(&mut self) {
        self.progress.waiting = self.waiting.get();
        self.progress.input = self.waiting.bytes();
        self.progress.elapsed = self.started.elapsed();
        (self.report)(Report::Changed(self.progress.clone()));
    }

    /// The last pass 2 over everything, and the last report.
    fn finish(mut self, handle: &Ingest, prepared: bool) -> Progress {
        self.search(true);
        if self.changed {
            self.publish_now();
        }
        if self.collating
            && let Ok(seen) = self.collated.recv()
        {
            self.took_over(seen);
        }
        if !handle.stopping() {
            if !prepared && self.grown {
                self.library.prepare();
            }
            if self.grown {
                // Before the first stretch is done, articles without a date are put beside others: a while, in a large library.
                self.progress.stage = Some(Stage::Collating(0, 1));
                self.tell();
            }
            let library = self.library;
            let done = passes::run(library, &mut |n, all| {
                if n > 0 {
                    self.changed = true;
                    self.publish();
                }
                self.progress.stage = Some(Stage::Collating(n, all));
                self.tell();
                !handle.stopping()
            });
            if let Err(error) = done {
                (self.report)(Report::Notice(format!("Not all that other articles tell could be kept: {error}")));
            }
        }
        self.progress.stage = Some(Stage::Closing);
        self.publish_now();
        if let Some(notice) = self.library.save(true) {
            (self.report)(Report::Notice(notice));
        }
        self.progress.stage = None;
        self.progress.done = true;
        self.progress.stopped = handle.stopping();
        self.tell();
        self.progress
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::library::{Listing, Request};

    fn list(library: &Holdings) -> Listing {
        library.list(&Request::default())
    }

    #[test]
    fn the_bundled_articles_arrive_one_first() {
        let library = Holdings::new();
        let mut seen = Vec::new();
        let progress = ingest(&[Source::Bundled], &library, &Ingest::default(), &mut |report| match report {
            Report::Changed(progress) => seen.push(progress.articles),
            Report::Fault(fault) => panic!("{fault}"),
            Report::Notice(notice) => panic!("{notice}"),
        });
        assert_eq!((progress.articles, progress.faults, progress.done, progress.stopped), (5, 0, true, false));
        assert_eq!(seen.first(), Some(&1), "the first one is there before the rest: {seen:?}");
        assert_eq!(list(&library).docs.len(), 5);
        assert_eq!(library.snapshot().len(), 5);
    }

    #[test]
    fn a_stop_keeps_what_was_read() {
        let library = Holdings::new();
        let handle = Ingest::default();
        let progress = ingest(&vec![Source::Bundled; 200], &library, &handle, &mut |_| handle.stop());
        assert!(progress.stopped && progress.done);
        assert!((1..1000).contains(&progress.articles));
        assert_eq!(list(&library).docs.len(), progress.articles);
    }
}
