//! Answers what the application asks of the library, on a thread of its own.
//!
//! Requests wait on a desk. A listing takes the place of one that waits and is served first, since it is what the
//! reader's key was for; everything else keeps its order. A panic costs one answer, never the thread.

use super::panic_text;
use crate::app::{Effect, Message};
use crate::corpus::article::DocNo;
use crate::corpus::library::Library;
use crossbeam_channel::{Receiver, Sender, unbounded};
use rustc_hash::FxHashMap;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::{io, thread};

/// Related articles offered for one article: more than a screen of them nobody reads.
const RELATED: usize = 24;

/// The thread and its desk; dropping it lets the thread end.
#[derive(Debug)]
pub(super) struct Librarian {
    desk: Arc<Desk>,
    /// One message for each request that was accepted.
    pub(super) answers: Receiver<Message>,
}

#[derive(Debug, Default)]
struct Desk {
    waiting: Mutex<Waiting>,
    bell: Condvar,
}

#[derive(Debug, Default)]
struct Waiting {
    requests: VecDeque<Effect>,
    closed: bool,
}

impl Librarian {
    /// Starts the thread.
    ///
    /// # Errors
    /// Where the system has no thread to give.
    pub(super) fn start(library: Arc<dyn Library>) -> io::Result<Self> {
        let desk = Arc::new(Desk::default());
        let (answer, answers) = unbounded();
        let served = Arc::clone(&desk);
        thread::Builder::new().name("librarian".into()).spawn(move || serve(&served, library.as_ref(), &answer))?;
        Ok(Self { desk, answers })
    }

    /// Puts a request on the desk. Returns how many more answers will come for it: none where the same request waits
    /// already, or a listing that it replaces.
    pub(super) fn ask(&self, request: Effect) -> usize {
        let more = self.desk.lock().add(request);
        self.desk.bell.notify_one();
        more
    }
}

impl Drop for Librarian {
    fn drop(&mut self) {
        self.desk.lock().closed = true;
        self.desk.bell.notify_one();
    }
}

impl Desk {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        // Nothing can panic while the desk is held, so that a poisoned desk is whole all the same.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for the next request; none when the desk was closed.
    fn next(&self) -> Option<Effect> {
        let mut waiting = self.lock();
        loop {
            if waiting.closed {
                return None;
            }
            if let Some(request) = waiting.requests.pop_front() {
                return Some(request);
            }
            waiting = self.bell.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Waiting {
    fn add(&mut self, request: Effect) -> usize {
        if matches!(request, Effect::List { .. }) {
            // At most one listing waits, and it stands in front.
            let replaced = match self.requests.front_mut() {
                Some(front @ Effect::List { .. }) => {
                    *front = request;
                    return 0;
                }
                _ => request,
            };
            self.requests.push_front(replaced);
        } else if self.requests.contains(&request) {
            return 0;
        } else {
            self.requests.push_back(request);
        }
        1
    }
}

fn serve(desk: &Desk, library: &dyn Library, answer: &Sender<Message>) {
    while let Some(request) = desk.next() {
        let message = catch_unwind(AssertUnwindSafe(|| self::answer(library, &request))).unwrap_or_else(|panic| {
            Message::Notice(format!("The library failed on one request: {}", panic_text(panic.as_ref())))
        });
        if answer.send(message).is_err() {
            return;
        }
    }
}

/// Whether the library answers an effect.
pub(super) fn answers(effect: &Effect) -> bool {
    use Effect::{List, Open, Related, Rows, Story};
    matches!(effect, List { .. } | Rows(_) | Open(_) | Related(_) | Story(_))
}

fn answer(library: &dyn Library, request: &Effect) -> Message {
    match request {
        Effect::List { generation, query, sort } => Message::Listed(*generation, library.list(query, *sort)),
        Effect::Rows(docs) => Message::Rows(library.rows(docs)),
        Effect::Open(doc) => Message::Opened(*doc, library.article(*doc)),
        Effect::Related(doc) => related(library, *doc),
        Effect::Story(doc) => Message::Story(*doc, library.rows(&library.story(*doc))),
        other => Message::Notice(format!("The library was asked for {other:?}")),
    }
}

fn related(library: &dyn Library, doc: DocNo) -> Message {
    let related = library.related(doc, RELATED);
    let docs: Vec<DocNo> = related.iter().map(|r| r.doc).collect();
    // Rows of articles that are gone are left out, hence by number and not by position.
    let rows: FxHashMap<DocNo, _> = library.rows(&docs).into_iter().map(|row| (row.doc, row)).collect();
    let pairs = related.into_iter().filter_map(|r| rows.get(&r.doc).map(|row| (r, Arc::clone(row)))).collect();
    Message::Related(doc, pairs)
}
