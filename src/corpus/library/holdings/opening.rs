//! Opening a kept library: what the first screen needs at once, the rest on other threads while it is looked at, and what
//! can be made again where it is not whole.
//!
//! Does not read articles: that is for `ingest`.

use super::{Holdings, Searched, State, lock_of};
use crate::corpus::article::DocNo;
use crate::corpus::library::columns::{Columns, Facts};
use crate::corpus::library::db::{Access, Db, StoreError};
use crate::corpus::library::place::{Place, store_error};
use crate::corpus::library::saved::{self, Back};
use crate::corpus::library::search::Search;
use crate::corpus::library::shelf::Shelf;
use crate::corpus::query::Sort;
use rayon::prelude::*;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// What opening a library found.
#[derive(Debug, Default)]
pub(crate) struct Opened {
    /// For the reader: what is wrong and what was done about it.
    pub(crate) notices: Vec<String>,
    /// Whether new articles may come: no other process writes.
    pub(crate) may_grow: bool,
}

/// What [`Holdings::open_rest`] opens.
#[derive(Debug)]
pub(super) struct Pending {
    place: Place,
    /// The rest of the columns, where they are not whole.
    back: Option<Back>,
}

/// Whether everything is opened, for those who wait for them.
#[derive(Debug, Default)]
pub(super) struct Rest {
    awaited: Mutex<bool>,
    bell: Condvar,
}

impl Rest {
    pub(super) fn wait(&self) {
        let awaited = lock_of(&self.awaited);
        drop(self.bell.wait_while(awaited, |awaited| *awaited).unwrap_or_else(PoisonError::into_inner));
    }

    pub(super) fn set(&self, awaited: bool) {
        *lock_of(&self.awaited) = awaited;
        self.bell.notify_all();
    }
}

/// Tells at its end that everything is opened.
struct Ringing<'a>(&'a Rest);

impl Drop for Ringing<'_> {
    fn drop(&mut self) {
        self.0.set(false);
    }
}

impl Holdings {
    /// Opens the place and makes known what is kept there; `checking` is told when everything in it is looked at first,
    /// because it was not closed.
    pub(crate) fn open(&self, checking: &mut dyn FnMut()) -> Opened {
        let mut opened = Opened { may_grow: true, ..Opened::default() };
        if self.opened.swap(true, Ordering::Relaxed) {
            if self.keeps() {
                return opened;
            }
            if self.place.is_none() || !self.shelf().is_stored() {
                opened.may_grow = false;
                opened.notices.push("Changes are found only in a collection that is kept: open it again".into());
                return opened;
            }
        }
        if let Some(place) = &self.place {
            match self.open_place(place, &mut opened, checking) {
                Ok(()) => {}
                Err(error) => {
                    let why = match error {
                        StoreError::Full => "the disk is full".to_owned(),
                        StoreError::ReadOnly => "its folder cannot be written to".to_owned(),
                        error => error.to_string(),
                    };
                    let folder = place.folder().display();
                    opened.notices.push(format!("Nothing is kept this time: {why} ({folder})"));
                    *self.shelf_mut() = Shelf::default();
                    *self.write() = State::default();
                    *lock_of(&self.pending) = None;
                    self.rest.set(false);
                    self.keeps.store(false, Ordering::Relaxed);
                    opened.may_grow = true;
                }
            }
        }
        self.publish();
        opened
    }

    fn open_place(&self, place: &Place, opened: &mut Opened, checking: &mut dyn FnMut()) -> Result<(), StoreError> {
        let there = place.is_there();
        let lock = place.make().and_then(|()| place.lock());
        match lock {
            Ok(Some(lock)) => {
                *lock_of(&self.lock) = Some(lock);
                self.open_to_write(place, opened, checking)
            }
            Ok(None) => {
                opened.may_grow = false;
                opened.notices.push(
                    "Another dateline is reading this collection in; here is what it has read so far (R looks again)"
                        .into(),
                );
                self.fill(place, Db::open(&place.store(), Access::Read)?)
            }
            Err(error) if there => {
                // What was kept can still be read.
                opened.notices.push(match store_error(&error) {
                    StoreError::Full => "The disk is full: new articles are not kept".into(),
                    _ => format!("{} cannot be written to: new articles are not kept", place.folder().display()),
                });
                let frozen = Db::open(&place.store(), Access::Frozen);
                frozen.and_then(|db| self.fill(place, db)).map_err(|error| match error {
                    StoreError::Damaged | StoreError::Outdated => StoreError::ReadOnly,
                    error => error,
                })
            }
            Err(error) => Err(store_error(&error)),
        }
    }

    fn open_to_write(&self, place: &Place, opened: &mut Opened, checking: &mut dyn FnMut()) -> Result<(), StoreError> {
        let sealed = place.is_sealed();
        let there = place.is_there();
        let mut tried = Db::open(&place.store(), Access::Write);
        if there && !sealed {
            checking();
            tried = tried.and_then(|db| db.check().map(|()| db));
        }
        let mut db = tried;
        if let Err(error @ (StoreError::Damaged | StoreError::Outdated | StoreError::Other(_))) = &db {
            opened.notices.push(match error {
                StoreError::Outdated => "The library was made by another version: it is made again".into(),
                StoreError::Damaged => {
                    "The library was damaged: it is made again; marks and notes are kept apart".into()
                }
                error => format!("The library cannot be read ({error}): it is made again"),
            });
            drop(db);
            place.clear().map_err(|error| store_error(&error))?;
            db = Db::open(&place.store(), Access::Write);
        }
        self.keeps.store(true, Ordering::Relaxed);
        self.touched.store(!sealed, Ordering::Relaxed);
        let filled = self.fill(place, db?);
        if let Err(StoreError::Damaged) = filled {
            opened.notices.push("The library was damaged: it is made again; marks and notes are kept apart".into());
            *self.shelf_mut() = Shelf::default();
            *self.write() = State::default();
            place.clear().map_err(|error| store_error(&error))?;
            self.touched.store(true, Ordering::Relaxed);
            self.fill(place, Db::open(&place.store(), Access::Write)?)?;
        } else {
            filled?;
        }
        Ok(())
    }

    /// Takes over what a store holds: its columns, rolled forward where they lag behind, and its search index.
    fn fill(&self, place: &Place, db: Db) -> Result<(), StoreError> {
        let len = db.len()?;
        let gone = db.gone()?.into_iter().filter(|&doc| (doc as usize) < len).collect();
        let shelf = Shelf::of(db, len);
        let saved = saved::load(&place.columns()).filter(|saved| saved.columns.len() <= len);
        let (mut columns, newest, mut back) = match saved {
            Some(saved) => (saved.columns, saved.newest, Some(saved.back)),
            None => Default::default(),
        };
        if columns.len() < len {
            // Without what growing needs no name could be joined with one of before: begin again.
            let rest = back.take().and_then(Back::load);
            let whole = rest.is_some_and(|(rest, _)| {
                columns.complete(rest);
                columns.is_whole() && Self::grow(place, &mut columns)
            });
            if !whole {
                columns = Columns::default();
            }
            self.touched.store(true, Ordering::Relaxed);
            Self::roll_forward(&mut columns, &shelf, len)?;
        }
        columns.gone = gone;
        let generation = {
            let mut state = self.write();
            state.generation += 1;
            state.columns = columns;
            state.generation
        };
        *self.shelf_mut() = shelf;
        if newest.len() == len {
            lock_of(&self.orders).insert(Sort::Newest, ((generation, len), newest.into()));
        }
        *self.search_mut() = None;
        self.rest.set(true);
        *lock_of(&self.pending) = Some(Pending { place: place.clone(), back });
        Ok(())
    }

    /// Reads what the first screen did without, and opens the search index; until then, whoever asks for more than the first
    /// screen waits. Returns what is wrong and what was done about it.
    pub(crate) fn open_rest(&self) -> Option<String> {
        let Pending { place, back } = lock_of(&self.pending).take()?;
        // Whatever happens here, nobody waits for ever.
        let _bell = Ringing(&self.rest);
        if let Some(back) = back {
            let rest = back.load();
            let mut state = self.write();
            let len = state.columns.len();
            let whole = rest.is_some_and(|(rest, titles)| {
                state.columns.complete(rest);
                if titles.len() == len && titles.iter().all(|d| d.index() < len) {
                    // Headlines do not change.
                    lock_of(&self.orders).insert(Sort::Title, ((0, len), titles.into()));
                }
                state.columns.is_whole()
            });
            drop(state);
            if !whole {
                self.make_columns();
            }
        }
        let len = self.len();
        let mut notice = None;
        // Whether everything was closed well is known before anything is written.
        let checked = !self.touched.load(Ordering::Relaxed);
        match Search::open(&place.search()) {
            Ok(search) if search.reflects() <= len && (checked || search.is_sound()) => {
                *self.search_mut() = Some(Arc::new(search));
            }
            found if self.keeps() => {
                if found.is_ok_and(|search| search.reflects() > 0) {
                    notice = Some("The search index was damaged: it is made again".into());
                }
                self.rebuild_search(&place);
            }
            _ => {}
        }
        notice
    }

    /// Makes the columns again from what is stored.
    pub(super) fn make_columns(&self) {
        let mut columns = Columns::default();
        let len = {
            let state = self.read();
            columns.gone = state.columns.gone.clone();
            state.columns.len()
        };
        // What cannot be read is found damaged the next time the library is opened.
        _ = Self::roll_forward(&mut columns, &self.shelf(), len);
        let mut state = self.write();
        state.columns = columns;
        state.generation += 1;
        self.touched.store(true, Ordering::Relaxed);
    }

    /// Takes the articles into the columns that they do not hold yet.
    fn roll_forward(columns: &mut Columns, shelf: &Shelf, len: usize) -> Result<(), StoreError> {
        for start in (columns.len()..len).step_by(1024) {
            let docs: Vec<u32> = (start as u32..len.min(start + 1024) as u32).collect();
            let facts: Result<Vec<Facts>, StoreError> =
                docs.par_iter().map(|&doc| Ok(Facts::of(&shelf.first(DocNo(doc))?))).collect();
            facts?.iter().for_each(|facts| columns.push(facts));
        }
        Ok(())
    }

    pub(super) fn rebuild_search(&self, place: &Place) {
        *self.search_mut() = None;
        _ = std::fs::remove_dir_all(place.search());
        _ = place.make();
        *self.search_mut() = Search::open(&place.search()).ok().map(Arc::new);
        self.touched.store(true, Ordering::Relaxed);
    }

    /// Gives the names of columns that were loaded what they need to grow, and to be saved again; whether that was there.
    pub(super) fn grow(place: &Place, columns: &mut Columns) -> bool {
        if !columns.names.grows()
            && let Some(growth) = saved::load_growth(&place.columns())
        {
            columns.names.let_grow(growth);
        }
        columns.names.grows()
    }

    /// Whether the search index does not know all articles.
    pub(crate) fn search_lags(&self) -> bool {
        self.search().is_some_and(|search| search.reflects() < self.len())
    }

    /// Prepares for new articles: loads what growing needs, and brings the search index up to date.
    pub(crate) fn prepare(&self) {
        self.let_grow();
        self.write().columns.index_keys();
        if self.search().is_none() {
            *self.search_mut() = Search::in_memory().ok().map(Arc::new);
        }
        let Some(search) = self.search() else { return };
        let (from, to) = (search.reflects(), self.len());
        for doc in (from..to).map(|n| DocNo(n as u32)) {
            let Ok(annotated) = self.shelf().article(doc) else { continue };
            let packed = Searched::of(&annotated);
            _ = search.add(doc, packed.title, packed.text);
        }
        if from < to {
            _ = search.commit(to);
        }
    }

    /// Loads what growing needs.
    pub(crate) fn let_grow(&self) {
        if let Some(place) = &self.place {
            let grows = Self::grow(place, &mut self.write().columns);
            if !grows {
                self.make_columns();
            }
        }
    }
}
