//! Answers what the application asks of the library, on a thread of its own.
//!
//! Requests wait on a desk. A listing takes the place of one that waits and is served first, since it is what the
//! reader's key was for; everything else keeps its order. A panic costs one answer, never the thread.

use super::panic_text;
use crate::app::card::{Card, LOOKED_INTO, Subject};
use crate::app::overlay::{Scope, Told};
use crate::app::{Effect, Message};
use crate::corpus::article::DocNo;
use crate::corpus::collection::chronology;
use crate::corpus::library::{Library, Request};
use crate::personal::Corrections;
use crossbeam_channel::{Receiver, Sender, unbounded};
use rustc_hash::FxHashMap;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::{io, thread};

/// Articles of a story that its chronology looks at.
const STORY: usize = 100;

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
    use Effect::{Card, Chronology, List, Open, Related, Rows, Snippets, Story};
    matches!(
        effect,
        Chronology { .. } | List { .. } | Rows(_) | Snippets(..) | Open(_) | Related(_) | Story(_) | Card(..)
    )
}

fn answer(library: &dyn Library, request: &Effect) -> Message {
    match request {
        Effect::List { generation, request } => Message::Listed(*generation, library.list(request)),
        Effect::Rows(docs) => Message::Rows(library.rows(docs)),
        Effect::Snippets(docs, words) => Message::Snippets(words.clone(), library.snippets(docs, words)),
        Effect::Open(doc) => Message::Opened(*doc, library.article(*doc)),
        Effect::Related(doc) => related(library, *doc),
        Effect::Card(subject, corrections) => card(library, subject, corrections),
        Effect::Story(doc) => Message::Story(*doc, library.rows(&library.story(*doc))),
        Effect::Chronology { scope, doc, docs, of } => {
            Message::Chronology(*scope, *doc, Arc::new(chronology(library, (*scope, *doc), docs, *of)))
        }
        other => Message::Notice(format!("The library was asked for {other:?}")),
    }
}

/// Who says what of which day in these articles; of a long story, in those nearest to the one it was asked for.
fn chronology(library: &dyn Library, (scope, doc): (Scope, DocNo), docs: &[DocNo], of: usize) -> Told {
    let story = if scope == Scope::Story { library.story(doc) } else { Vec::new() };
    let (docs, of) = if scope == Scope::Story {
        let here = story.iter().position(|d| *d == doc).unwrap_or(0);
        let from = here.saturating_sub(STORY / 2).min(story.len().saturating_sub(STORY));
        (&story[from..(from + STORY).min(story.len())], story.len())
    } else {
        (docs, of)
    };
    let articles: Vec<_> = docs.iter().filter_map(|&doc| Some((doc, library.article(doc)?))).collect();
    Told { sayings: chronology::chronology(&articles), covered: articles.len(), of }
}

/// The card of an entity: everything is counted, the open article and the newest of the others are looked into.
fn card(library: &dyn Library, subject: &Subject, corrections: &Corrections) -> Message {
    let (query, corrections) = (Arc::new(subject.query()), corrections.clone());
    let request = Request { query, corrections: corrections.clone(), ..Request::default() };
    let listing = library.list(&request);
    let others = listing.docs.iter().copied().filter(|&doc| doc != subject.from).take(LOOKED_INTO - 1);
    let articles = std::iter::once(subject.from).chain(others).filter_map(|doc| {
        let mut article = library.article(doc)?;
        article.layers = corrections.correct(article.article.key, &article.layers);
        Some((doc, article))
    });
    let articles: Vec<_> = articles.collect();
    Message::Card(subject.clone(), Box::new(Card::gather(subject, &articles, Some(&listing))))
}

fn related(library: &dyn Library, doc: DocNo) -> Message {
    let related = library.related(doc, RELATED);
    let docs: Vec<DocNo> = related.iter().map(|r| r.doc).collect();
    // Rows of articles that are gone are left out, hence by number and not by position.
    let rows: FxHashMap<DocNo, _> = library.rows(&docs).into_iter().map(|row| (row.doc, row)).collect();
    let pairs = related.into_iter().filter_map(|r| rows.get(&r.doc).map(|row| (r, Arc::clone(row)))).collect();
    Message::Related(doc, pairs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::article::{Annotated, ArticleKey};
    use crate::corpus::collection::related::Related;
    use crate::corpus::library::{Listing, Row, Snapshot};
    use std::sync::mpsc;
    use std::time::Duration;

    const PATIENCE: Duration = Duration::from_secs(20);

    /// Holds no article; a listing takes until the test allows it, and article 13 is cursed.
    struct Slow {
        allowed: Mutex<mpsc::Receiver<()>>,
    }

    impl Library for Slow {
        fn snapshot(&self) -> Arc<Snapshot> {
            Arc::default()
        }
        fn list(&self, _request: &Request) -> Listing {
            self.allowed.lock().unwrap().recv_timeout(PATIENCE).unwrap();
            Listing::default()
        }
        fn rows(&self, _docs: &[DocNo]) -> Vec<Arc<Row>> {
            Vec::new()
        }
        fn article(&self, doc: DocNo) -> Option<Annotated> {
            assert!(doc != DocNo(13), "cursed");
            None
        }
        fn related(&self, _doc: DocNo, _top: usize) -> Vec<Related> {
            Vec::new()
        }
        fn story(&self, _doc: DocNo) -> Vec<DocNo> {
            Vec::new()
        }
        fn find(&self, _key: ArticleKey) -> Option<DocNo> {
            None
        }
    }

    fn slow() -> (Librarian, mpsc::Sender<()>) {
        let (allow, allowed) = mpsc::channel();
        (Librarian::start(Arc::new(Slow { allowed: Mutex::new(allowed) })).unwrap(), allow)
    }

    fn list(generation: u64) -> Effect {
        Effect::List { generation, request: Request::default() }
    }

    fn next(librarian: &Librarian) -> String {
        match librarian.answers.recv_timeout(PATIENCE).unwrap() {
            Message::Listed(generation, _) => format!("listing {generation}"),
            Message::Opened(doc, _) => format!("article {}", doc.0),
            Message::Notice(text) => text,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_listing_replaces_one_that_waits_and_goes_before_everything_else() {
        let mut waiting = Waiting::default();
        assert_eq!(waiting.add(Effect::Open(DocNo(1))), 1);
        assert_eq!(waiting.add(list(1)), 1);
        assert_eq!(waiting.add(Effect::Open(DocNo(2))), 1);
        assert_eq!(waiting.add(list(2)), 0, "takes the place of the first");
        assert_eq!(waiting.add(Effect::Open(DocNo(1))), 0, "waits already");
        assert_eq!(waiting.requests, [list(2), Effect::Open(DocNo(1)), Effect::Open(DocNo(2))]);
    }

    #[test]
    fn as_many_answers_come_as_were_promised() {
        let (librarian, allow) = slow();
        let mut promised = librarian.ask(list(1));
        for generation in 2..50 {
            promised += librarian.ask(list(generation));
            promised += librarian.ask(Effect::Open(DocNo(1)));
        }
        for _ in 0..50 {
            allow.send(()).unwrap();
        }
        let answers: Vec<String> = (0..promised).map(|_| next(&librarian)).collect();
        assert!(answers.contains(&"listing 49".to_owned()), "{answers:?}");
        drop(allow);
        assert!(librarian.answers.recv_timeout(Duration::from_millis(50)).is_err(), "an answer that nobody expects");
    }

    #[test]
    fn a_panic_costs_one_answer_and_is_told() {
        let (librarian, _allow) = slow();
        for doc in [1, 13, 2] {
            assert_eq!(librarian.ask(Effect::Open(DocNo(doc))), 1);
        }
        assert_eq!(next(&librarian), "article 1");
        assert_eq!(next(&librarian), "The library failed on one request: cursed");
        assert_eq!(next(&librarian), "article 2");
    }
}
