//! Runs the ingest on a thread and passes on what it reports.
//!
//! Progress overwrites progress that nobody has looked at yet: however fast batches arrive, the loop sees the latest
//! one. Faults are told one by one.

use super::{Collection, panic_text};
use crate::app::Message;
use crate::corpus::library::{Ingest, Progress, Report, ingest};
use crossbeam_channel::{Receiver, Sender, bounded};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use std::{io, thread};

/// Messages that may wait for the loop before the ingest waits for it: a folder of a million unreadable files must not
/// fill the memory with complaints.
const BACKLOG: usize = 1024;

/// How long leaving waits for the library to be closed: it is whole without, but then it is checked the next time.
const PATIENCE: Duration = Duration::from_secs(1);

/// A running ingest; dropping it asks the ingest to stop.
#[derive(Debug)]
pub(super) struct Loading {
    ingest: Ingest,
    latest: Latest,
    /// What it tells.
    pub(super) news: Receiver<News>,
    /// Closed when it has ended.
    ended: Receiver<()>,
}

/// What the ingest tells the loop.
#[derive(Debug)]
pub(super) enum News {
    /// The library or the progress has changed: see [`Loading::latest`].
    Changed,
    /// A fault or a notice.
    Message(Message),
}

type Latest = Arc<Mutex<Option<Progress>>>;

impl Loading {
    /// Starts to read the sources of a collection into its library.
    ///
    /// # Errors
    /// Where the system has no thread to give.
    pub(super) fn start(collection: Collection) -> io::Result<Self> {
        let (tell, news) = bounded(BACKLOG);
        let (handle, latest) = (Ingest::default(), Latest::default());
        let teller = Teller { tell, latest: Arc::clone(&latest) };
        let ingest = handle.clone();
        let (ends, ended) = bounded(0);
        thread::Builder::new().name("ingest".into()).spawn(move || {
            load(&collection, &handle, &teller);
            // Dropped when it has ended: whoever waits hears of it.
            drop(ends);
        })?;
        Ok(Self { ingest, latest, news, ended })
    }

    /// Lets it wait, or go on.
    pub(super) fn pause(&self, pause: bool) {
        self.ingest.pause(pause);
    }

    /// Asks it to stop; what was read stays.
    pub(super) fn stop(&self) {
        self.ingest.stop();
    }

    /// The latest progress, once.
    pub(super) fn latest(&self) -> Option<Progress> {
        self.latest.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Drop for Loading {
    fn drop(&mut self) {
        self.ingest.stop();
        // What it tells is heard by nobody any more; closed, its channel keeps it from waiting.
        self.news = crossbeam_channel::never();
        let _ = self.ended.recv_timeout(PATIENCE);
    }
}

/// The ingest's end of the channel. A loop that has gone needs no news, so that a failed send is no error.
struct Teller {
    tell: Sender<News>,
    latest: Latest,
}

impl Teller {
    fn changed(&self, progress: Progress) {
        let seen = self.latest.lock().unwrap_or_else(PoisonError::into_inner).replace(progress).is_none();
        if seen {
            let _ = self.tell.send(News::Changed);
        }
    }

    fn message(&self, message: Message) {
        let _ = self.tell.send(News::Message(message));
    }
}

/// Lets the screen go first on a machine whose processors are all busy: this thread and those that it starts, which
/// annotate and collate. Loading takes no longer for it where nothing else runs.
fn stand_back() {
    // Elsewhere niceness is the process's and would slow the screen as well. A refusal costs nothing but this advantage.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::nice(10);
}

fn load(collection: &Collection, handle: &Ingest, teller: &Teller) {
    stand_back();
    let mut last = Progress::default();
    let ended = catch_unwind(AssertUnwindSafe(|| {
        ingest(&collection.sources, &collection.library, handle, &mut |report| match report {
            Report::Changed(progress) => {
                last = progress.clone();
                teller.changed(progress);
            }
            Report::Fault(fault) => teller.message(Message::Fault(fault)),
            Report::Notice(notice) => teller.message(Message::Notice(notice)),
        })
    }));
    match ended {
        Ok(progress) => teller.changed(progress),
        Err(panic) => {
            teller.message(Message::Notice(format!("Loading failed: {}", panic_text(panic.as_ref()))));
            teller.changed(Progress { done: true, stopped: true, ..last });
        }
    }
}
