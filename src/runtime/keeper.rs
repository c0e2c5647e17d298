//! Keeps marks and places, on a thread of its own and in order.
//!
//! A change is answered when it is on the disk. What cannot be kept waits in memory and is tried again, also at the
//! end; the file is opened anew for it, which mends it where it is damaged. Dropping the keeper waits for everything.

use super::panic_text;
use crate::app::Message;
use crate::corpus::formats::Source;
use crate::personal::{Bookmark, Change, Folders, Opened, Personal, Place, peek};
use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded, unbounded};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How long what could not be kept waits before it is tried again.
const AGAIN: Duration = Duration::from_secs(5);

/// What the keeper says, and how many changes it answers with it.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) changes: usize,
    pub(super) message: Message,
}

#[derive(Debug)]
enum Request {
    Keep(Change),
    Place(Place),
    /// To be told when everything before it is done.
    Rest(Sender<()>),
}

/// The thread.
#[derive(Debug)]
pub(super) struct Keeper {
    requests: Option<Sender<Request>>,
    pub(super) answers: Receiver<Answer>,
    thread: Option<JoinHandle<()>>,
}

impl Keeper {
    /// Starts the thread; its first answer are the marks, where there is a folder for them.
    ///
    /// # Errors
    /// Where the system has no thread to give.
    pub(super) fn start(folders: &Folders, sources: &[Source]) -> io::Result<Self> {
        let (requests, asked) = unbounded();
        let (answer, answers) = unbounded();
        let bookmark = folders.state.as_ref().map(|folder| Bookmark::of(folder, sources));
        let mut shelf = Shelf { folder: folders.data.clone(), bookmark, personal: None, waiting: Vec::new(), answer };
        let thread = thread::Builder::new().name("keeper".into()).spawn(move || {
            let served = catch_unwind(AssertUnwindSafe(|| shelf.serve(&asked)));
            if let Err(panic) = served {
                let why = format!("the program has a fault ({})", panic_text(panic.as_ref()));
                shelf.tell(0, Message::Kept(Some(why)));
            }
        })?;
        Ok(Self { requests: Some(requests), answers, thread: Some(thread) })
    }

    /// Has a change kept; answered.
    pub(super) fn keep(&self, change: Change) {
        self.send(Request::Keep(change));
    }

    /// Has a place kept; not answered.
    pub(super) fn place(&self, place: Place) {
        self.send(Request::Place(place));
    }

    /// Waits until everything asked so far is done, at most so long.
    pub(super) fn rest(&self, patience: Duration) {
        let (tell, told) = bounded(1);
        self.send(Request::Rest(tell));
        let _ = told.recv_timeout(patience);
    }

    /// A thread that failed has said so; what it is asked then is lost.
    fn send(&self, request: Request) {
        if let Some(requests) = &self.requests {
            let _ = requests.send(request);
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.requests = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What the thread works on.
struct Shelf {
    folder: Option<PathBuf>,
    bookmark: Option<Bookmark>,
    personal: Option<Personal>,
    /// Changes that are not on the disk yet.
    waiting: Vec<Change>,
    answer: Sender<Answer>,
}

impl Shelf {
    fn serve(&mut self, asked: &Receiver<Request>) {
        self.begin();
        loop {
            let first = if self.waiting.is_empty() {
                asked.recv().map_err(|_| RecvTimeoutError::Disconnected)
            } else {
                asked.recv_timeout(AGAIN)
            };
            let ends = matches!(first, Err(RecvTimeoutError::Disconnected));
            // What has gathered meanwhile goes to the disk in one step.
            let requests: Vec<Request> = first.into_iter().chain(asked.try_iter()).collect();
            self.take(requests);
            if ends {
                return;
            }
        }
    }

    fn take(&mut self, requests: Vec<Request>) {
        let (mut changes, mut place, mut resting) = (0, None, Vec::new());
        for request in requests {
            match request {
                Request::Keep(change) => {
                    self.waiting.push(change);
                    changes += 1;
                }
                Request::Place(last) => place = Some(last),
                Request::Rest(tell) => resting.push(tell),
            }
        }
        if !self.waiting.is_empty() {
            let why_not = self.write();
            self.tell(changes, Message::Kept(why_not));
        }
        if let (Some(place), Some(bookmark)) = (place, &self.bookmark)
            && let Err(error) = bookmark.write(&place)
        {
            self.tell(0, Message::Notice(format!("The place of this reading is not kept: {error}")));
            self.bookmark = None;
        }
        for tell in resting {
            let _ = tell.send(());
        }
    }

    /// Reads the marks.
    fn begin(&mut self) {
        let Some(folder) = self.folder.clone() else { return };
        match Personal::open(&folder) {
            Ok(Opened { personal, marks, notices }) => {
                self.tell(0, Message::Marks(Box::new(marks)));
                for notice in notices {
                    self.tell(0, Message::Notice(notice));
                }
                if let Err(error) = personal.back_up() {
                    self.tell(0, Message::Notice(format!("Your marks have no backup of today: {error}")));
                }
                self.personal = Some(personal);
            }
            Err(error) => {
                self.tell(0, Message::Marks(Box::new(peek(&folder).unwrap_or_default())));
                self.tell(0, Message::Kept(Some(error.to_string())));
            }
        }
    }

    /// Writes what waits; says why it could not.
    fn write(&mut self) -> Option<String> {
        let Some(folder) = self.folder.clone() else { return Some("the system names no home folder".into()) };
        let mut why = None;
        // A file that was replaced or damaged is opened anew once.
        for _ in 0..2 {
            if self.personal.is_none() {
                match Personal::open(&folder) {
                    Ok(opened) => {
                        self.personal = Some(opened.personal);
                        opened.notices.into_iter().for_each(|notice| self.tell(0, Message::Notice(notice)));
                    }
                    Err(error) => return Some(error.to_string()),
                }
            }
            match self.personal.as_mut().map(|personal| personal.apply(&self.waiting)) {
                Some(Err(error)) => why = Some(error.to_string()),
                _ => {
                    self.waiting.clear();
                    return None;
                }
            }
            self.personal = None;
        }
        why
    }

    /// A loop that has gone needs no answer.
    fn tell(&self, changes: usize, message: Message) {
        let _ = self.answer.send(Answer { changes, message });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::article::ArticleKey;
    use crate::personal::Marks;
    use std::fs;

    const PATIENCE: Duration = Duration::from_secs(20);

    fn keeper(data: PathBuf, state: PathBuf) -> Keeper {
        Keeper::start(&Folders { data: Some(data), state: Some(state), config: None }, &[Source::Bundled]).unwrap()
    }

    fn star(n: u128) -> Change {
        Change::Star(ArticleKey(n), true)
    }

    /// Its next answer: how many marks there are, or why they are not kept.
    fn next(keeper: &Keeper) -> (usize, Result<usize, String>) {
        let Answer { changes, message } = keeper.answers.recv_timeout(PATIENCE).unwrap();
        match message {
            Message::Marks(marks) => (changes, Ok(marks.starred.len())),
            Message::Kept(None) => (changes, Ok(0)),
            Message::Kept(Some(why)) => (changes, Err(why)),
            other => (changes, Err(format!("{other:?}"))),
        }
    }

    #[test]
    fn what_was_asked_before_the_end_is_on_the_disk_after_it() {
        let home = tempfile::tempdir().unwrap();
        let (data, state) = (home.path().join("data"), home.path().join("state"));
        let first = keeper(data.clone(), state.clone());
        assert_eq!(next(&first), (0, Ok(0)));
        first.keep(star(1));
        assert_eq!(next(&first), (1, Ok(0)));
        first.rest(PATIENCE);
        (2..50).for_each(|n| first.keep(star(n)));
        let place = Place { byte: 812, ..Place::default() };
        first.place(Place::default());
        first.place(place.clone());
        drop(first);
        assert_eq!(next(&keeper(data, state.clone())), (0, Ok(49)));
        assert_eq!(Bookmark::of(&state, &[Source::Bundled]).read(), Some(place));
    }

    #[test]
    fn what_cannot_be_kept_is_said_and_tried_again() {
        let home = tempfile::tempdir().unwrap();
        let data = home.path().join("data");
        fs::write(&data, "in the way").unwrap();
        let first = keeper(data.clone(), home.path().join("state"));
        assert_eq!(next(&first), (0, Ok(0)));
        assert!(next(&first).1.is_err());
        first.keep(star(1));
        let (answered, why) = next(&first);
        assert!(answered == 1 && why.is_err());
        fs::remove_file(&data).unwrap();
        first.keep(star(2));
        while next(&first).1.is_err() {}
        let kept: Marks = peek(&data).unwrap();
        assert_eq!(kept.starred.len(), 2);
    }
}
