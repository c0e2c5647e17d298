//! The loop: one turn takes in what happened, then draws one frame if anything changed.
//!
//! Input is served first. A key's effects are given a moment to be answered before the frame, so that a filter shows
//! its result at once; everything else is drained for a moment only, so that no flood of news keeps the screen.

use super::keeper::{Answer, Keeper};
use super::librarian::{self, Librarian};
use super::loading::{Loading, News};
use super::{Collection, Event, Input, Leave, Surface};
use crate::app::{Effect, Message, State, update};
use crate::corpus::library::{Holdings, Library};
use crate::personal::{Bookmark, Change, Folders, Place};
use crossbeam_channel::{Select, TryRecvError};
use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long the frame after a key waits for the library's answers: half a frame at 60 Hz.
const ANSWERS: Duration = Duration::from_millis(8);
/// How long what is no input is taken in before a frame.
const NEWS: Duration = Duration::from_millis(4);
/// How long a frame waits until the marks that it shows are on the disk; then it says that they are not yet.
const KEPT: Duration = Duration::from_millis(250);
/// How long the reader can be somewhere before the place is kept.
const PLACE: Duration = Duration::from_secs(3);
/// How long a stop waits until everything is kept: a stopped process must not hold the marks.
const REST: Duration = Duration::from_secs(2);

/// Reads a collection until the reader leaves, drawing on `surface`, whose size is columns and rows.
///
/// # Errors
/// Where the output is gone or a thread cannot be started.
pub fn run(
    mut state: State,
    collection: Collection,
    size: (u16, u16),
    input: &Input,
    surface: &mut dyn Surface,
) -> io::Result<Leave> {
    let keeper = keeper(&collection)?;
    if let Some(place) = last_place(&collection) {
        state = state.resuming(place);
    }
    state.marks_awaited = keeper.is_some() && collection.folders.data.is_some();
    let library = Arc::clone(&collection.library);
    let mut wheel = Wheel {
        state,
        surface,
        input,
        librarian: Librarian::start(Arc::clone(&library) as Arc<dyn Library>)?,
        loading: Loading::start(collection.clone())?,
        collection,
        library,
        keeper,
        owed: 0,
        held: None,
        place: Place::default(),
        place_due: None,
        draft: None,
        started: Instant::now(),
        wakes: BTreeSet::new(),
        awaited: 0,
        listing: 0,
        snapshot: 0,
        changed: false,
        leave: None,
    };
    let left = wheel.turn(size);
    // Whatever has ended it.
    wheel.keep_place();
    left
}

/// Whoever keeps marks and places, where there are folders for any.
fn keeper(collection: &Collection) -> io::Result<Option<Keeper>> {
    if collection.folders == Folders::default() {
        return Ok(None);
    }
    Keeper::start(&collection.folders, &collection.sources).map(Some)
}

/// Where the last reading of a collection ended.
fn last_place(collection: &Collection) -> Option<Place> {
    Bookmark::of(collection.folders.state.as_ref()?, &collection.sources).read()
}

struct Wheel<'a> {
    state: State,
    surface: &'a mut dyn Surface,
    input: &'a Input,
    librarian: Librarian,
    loading: Loading,
    library: Arc<Holdings>,
    collection: Collection,
    keeper: Option<Keeper>,
    /// Changes of marks that the keeper has not answered.
    owed: usize,
    /// Since when a frame waits for them.
    held: Option<Instant>,
    /// The place that was kept last.
    place: Place,
    /// When the place is kept next.
    place_due: Option<Instant>,
    /// What of an unfinished note was kept last.
    draft: Option<Change>,
    started: Instant,
    /// When the application wants to be told the time.
    wakes: BTreeSet<Duration>,
    /// Answers that the librarian owes.
    awaited: usize,
    /// Generation of the latest listing asked for; answers to older ones are stale.
    listing: u64,
    /// Generation of the snapshot that the application has.
    snapshot: u64,
    /// Whether the screen may differ from the state.
    changed: bool,
    leave: Option<Leave>,
}

impl Wheel<'_> {
    /// Turns until the reader leaves.
    fn turn(&mut self, size: (u16, u16)) -> io::Result<Leave> {
        self.event(Event::Message(Message::Resize(size.0, size.1)))?;
        loop {
            if let Some(leave) = self.leave {
                return Ok(leave);
            }
            if self.changed && !self.frame_waits()? {
                self.changed = false;
                self.surface.draw(&self.state)?;
            }
            if self.place_due.is_some_and(|due| due <= Instant::now()) {
                self.keep_place();
            }
            self.wait();
            self.serve_input()?;
            self.serve_news()?;
            self.serve_wakes()?;
        }
    }

    /// Whether the frame would show a mark that is not on the disk: what was seen must outlive a power cut.
    fn frame_waits(&mut self) -> io::Result<bool> {
        if self.owed == 0 {
            self.held = None;
            return Ok(false);
        }
        let waits = self.held.get_or_insert_with(Instant::now).elapsed() < KEPT;
        if !waits {
            self.take(Message::Notice("Saving your marks…".into()))?;
        }
        Ok(waits)
    }

    /// Has the place kept, and what is being written, where they have changed.
    fn keep_place(&mut self) {
        self.place_due = None;
        let Some(keeper) = &self.keeper else { return };
        let place = self.state.place();
        if place != self.place {
            keeper.place(place.clone());
            self.place = place;
        }
        let draft = self.state.unsaved();
        if draft != self.draft {
            self.draft.clone_from(&draft);
            if let Some(change) = draft {
                keeper.keep(change);
                self.owed += 1;
            }
        }
    }

    /// Blocks until there is something to do.
    fn wait(&self) {
        let mut select = Select::new();
        select.recv(self.input);
        select.recv(&self.librarian.answers);
        select.recv(&self.loading.news);
        if let Some(keeper) = &self.keeper {
            select.recv(&keeper.answers);
        }
        let now = Instant::now();
        let wake = self.wakes.first().map(|wake| self.started + *wake);
        let frame = self.held.filter(|_| self.changed).map(|since| since + KEPT);
        match [wake, frame, self.place_due].into_iter().flatten().min() {
            Some(due) => drop(select.ready_timeout(due.saturating_duration_since(now))),
            None => drop(select.ready()),
        }
    }

    /// Takes in what the reader did, and gives the library a moment to answer.
    fn serve_input(&mut self) -> io::Result<()> {
        let until = Instant::now() + ANSWERS;
        while self.leave.is_none() {
            match self.input.try_recv() {
                Ok(event) => self.event(event)?,
                Err(TryRecvError::Empty) => return Ok(()),
                Err(TryRecvError::Disconnected) => self.leave = Some(Leave::Closed),
            }
            while self.awaited > 0 && self.leave.is_none() {
                let Ok(answer) = self.librarian.answers.recv_deadline(until) else { break };
                self.answered(answer)?;
            }
            if Instant::now() >= until {
                break;
            }
        }
        Ok(())
    }

    /// Takes in what the library and the ingest say, for a moment.
    fn serve_news(&mut self) -> io::Result<()> {
        let until = Instant::now() + NEWS;
        while self.leave.is_none() {
            if let Ok(answer) = self.librarian.answers.try_recv() {
                self.answered(answer)?;
            } else if let Ok(news) = self.loading.news.try_recv() {
                self.news(news)?;
            } else if let Some(kept) = self.keeper.as_ref().map(|keeper| keeper.answers.try_recv()) {
                match kept {
                    Ok(Answer { changes, message }) => {
                        self.owed = self.owed.saturating_sub(changes);
                        self.take(message)?;
                    }
                    Err(TryRecvError::Empty) => break,
                    // It has said why.
                    Err(TryRecvError::Disconnected) => (self.keeper, self.owed) = (None, 0),
                }
            } else {
                break;
            }
            if Instant::now() >= until {
                break;
            }
        }
        Ok(())
    }

    /// Tells the time where the application asked for it.
    fn serve_wakes(&mut self) -> io::Result<()> {
        if self.wakes.first().is_some_and(|wake| *wake <= self.started.elapsed()) {
            self.changed = true;
            self.tell_time()?;
        }
        Ok(())
    }

    fn event(&mut self, event: Event) -> io::Result<()> {
        match event {
            Event::Message(message) => {
                if let Message::Resize(columns, rows) = message {
                    self.surface.resize(columns, rows);
                }
                self.take(message)?;
            }
            Event::Stop => {
                self.keep_place();
                if let Some(keeper) = &self.keeper {
                    keeper.rest(REST);
                }
                self.surface.stop()?;
            }
            Event::Resume => {
                self.surface.resume()?;
                self.changed = true;
            }
            Event::Leave(leave) => self.leave = Some(leave),
        }
        Ok(())
    }

    fn answered(&mut self, answer: Message) -> io::Result<()> {
        self.awaited = self.awaited.saturating_sub(1);
        match answer {
            Message::Listed(generation, _) if generation < self.listing => Ok(()),
            answer => self.take(answer),
        }
    }

    fn news(&mut self, news: News) -> io::Result<()> {
        match news {
            News::Message(message) => self.take(message),
            News::Changed => {
                let Some(progress) = self.loading.latest() else { return Ok(()) };
                let snapshot = self.library.snapshot();
                if snapshot.generation != self.snapshot {
                    self.snapshot = snapshot.generation;
                    self.take(Message::Library(snapshot))?;
                }
                self.take(Message::Progress(progress))
            }
        }
    }

    /// Hands a message to the application, after the time.
    fn take(&mut self, message: Message) -> io::Result<()> {
        self.changed = true;
        self.place_due.get_or_insert_with(|| Instant::now() + PLACE);
        self.tell_time()?;
        self.update(message)
    }

    fn tell_time(&mut self) -> io::Result<()> {
        let now = self.started.elapsed();
        self.wakes.retain(|wake| *wake > now);
        self.update(Message::Time(now))
    }

    fn update(&mut self, message: Message) -> io::Result<()> {
        for effect in update(&mut self.state, message) {
            match effect {
                Effect::StopLoading => self.loading.stop(),
                Effect::Keep(change) => {
                    if let Some(keeper) = &self.keeper {
                        keeper.keep(change);
                        self.owed += 1;
                    }
                }
                Effect::PauseLoading(pause) => self.loading.pause(pause),
                Effect::Rescan => {
                    self.loading = Loading::start(self.collection.clone())?;
                    if let Some(told) = self.collection.beside.and_then(|asked| asked()) {
                        self.update(Message::Notice(told))?;
                    }
                }
                Effect::Wake(at) => drop(self.wakes.insert(at)),
                Effect::CaptureMouse(on) => self.surface.capture_mouse(on)?,
                Effect::Suspend => self.surface.suspend()?,
                Effect::Quit => self.leave = Some(Leave::Quit),
                request => self.ask(request),
            }
        }
        Ok(())
    }

    fn ask(&mut self, request: Effect) {
        debug_assert!(librarian::answers(&request), "{request:?} is carried out by nobody");
        if let Effect::List { generation, .. } = request {
            self.listing = self.listing.max(generation);
        }
        self.awaited += self.librarian.ask(request);
    }
}
