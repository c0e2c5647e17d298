//! The library: columns in memory, articles on the shelf, words in the search index.
//!
//! In memory, or in a folder of the user's cache. Opened again it is as it was left; what changed meanwhile is read by
//! `ingest`. Locks are held while a batch is appended or a listing is made, never while articles are annotated or
//! collated. What fails in the folder is told, and the library goes on without it.

use super::codec::{self, BLOCK, Packed};
use super::columns::{Columns, Facts};
use super::corrected::Corrected;
use super::db::{Access, Batch, Db, StoreError};
use super::place::{Lock, Place, store_error};
use super::saved::{self, Back};
use super::search::Search;
use super::shelf::Shelf;
use super::{Library, Listing, MOST_FACETS, Request, Row, Snapshot};
use crate::corpus::article::{Annotated, Annotations, ArticleKey, CountryCode, Days, DocNo, EntityKind};
use crate::corpus::collection::related::{self, Related};
use crate::corpus::query::{self, Sort, Words, evaluate};
use crate::text::fold::fold;
use rayon::prelude::*;
use roaring::RoaringBitmap;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// A library of articles.
#[derive(Debug, Default)]
pub struct Holdings {
    place: Option<Place>,
    state: RwLock<State>,
    shelf: RwLock<Shelf>,
    search: RwLock<Option<Arc<Search>>>,
    /// Articles that were given to the search index since its last commit.
    unsearched: AtomicUsize,
    /// What readers know of: listings hold no article that is not in it.
    snapshot: RwLock<Arc<Snapshot>>,
    /// The last order made of each kind, with the change that it reflects.
    orders: Mutex<FxHashMap<Sort, (Change, Order)>>,
    /// Held while this process writes to the place.
    lock: Mutex<Option<Lock>>,
    opened: AtomicBool,
    /// Whether what comes is kept in the place.
    keeps: AtomicBool,
    /// Whether anything was written since the place was sealed.
    touched: AtomicBool,
    /// What is still to be opened of the place: until it is, only the first screen can be answered.
    pending: Mutex<Option<Pending>>,
    rest: Rest,
}

/// What [`Holdings::open_rest`] opens.
#[derive(Debug)]
struct Pending {
    place: Place,
    /// The rest of the columns, where they are not whole.
    back: Option<Back>,
}

/// Whether everything is opened, for those who wait for them.
#[derive(Debug, Default)]
struct Rest {
    awaited: Mutex<bool>,
    bell: Condvar,
}

impl Rest {
    fn wait(&self) {
        let awaited = lock_of(&self.awaited);
        drop(self.bell.wait_while(awaited, |awaited| *awaited).unwrap_or_else(PoisonError::into_inner));
    }

    fn set(&self, awaited: bool) {
        *lock_of(&self.awaited) = awaited;
        self.bell.notify_all();
    }
}

/// A moment of the library: how many changes it had seen, and how many articles its readers know of.
type Change = (u64, usize);

/// Articles in an order.
type Order = Arc<[DocNo]>;

#[derive(Debug, Default)]
pub(crate) struct State {
    /// Grows with every change.
    pub(crate) generation: u64,
    pub(crate) columns: Columns,
    /// Ranks related articles, as long as all articles were collated in one window.
    pub(crate) related: Option<Arc<related::Index>>,
}

/// What opening a library found.
#[derive(Debug, Default)]
pub(crate) struct Opened {
    /// For the reader: what is wrong and what was done about it.
    pub(crate) notices: Vec<String>,
    /// Whether new articles may come: no other process writes.
    pub(crate) may_grow: bool,
}

impl Holdings {
    /// An empty library in memory.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A library that is kept in a place, as far as the place allows; in memory without one. Nothing is read yet:
    /// [`ingest`](super::ingest) opens it.
    #[must_use]
    pub fn kept(place: Option<Place>) -> Self {
        let mut library = Self::default();
        library.place = place;
        library
    }

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
    fn make_columns(&self) {
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

    fn rebuild_search(&self, place: &Place) {
        *self.search_mut() = None;
        _ = std::fs::remove_dir_all(place.search());
        _ = place.make();
        *self.search_mut() = Search::open(&place.search()).ok().map(Arc::new);
        self.touched.store(true, Ordering::Relaxed);
    }

    /// Gives the names of columns that were loaded what they need to grow, and to be saved again; whether that was there.
    fn grow(place: &Place, columns: &mut Columns) -> bool {
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

    /// Whether what comes is kept.
    pub(crate) fn keeps(&self) -> bool {
        self.keeps.load(Ordering::Relaxed)
    }

    /// The library's store, while it is kept.
    pub(crate) fn with_db<T>(&self, read: impl FnOnce(&Db) -> T) -> Option<T> {
        self.shelf().db().map(read)
    }

    /// Appends a batch. Readers know of its articles after the next [`Holdings::publish`]. Where the store does not take it, it
    /// is kept in memory, and the message says so, once.
    pub(crate) fn add(&self, batch: &Batch<'_>) -> Option<String> {
        let first = DocNo(self.shelf().len() as u32);
        let starts = (first.0..).step_by(BLOCK);
        let bodies = |block: &[(u32, Packed)]| codec::pack_block(block.iter().map(|(_, packed)| &packed.body[..]));
        let blocks: Vec<(DocNo, Vec<u8>)> =
            starts.zip(batch.articles.chunks(BLOCK)).map(|(n, block)| (DocNo(n), bodies(block))).collect();
        let batch = Batch { first, blocks: &blocks, ..*batch };
        if self.keeps() && !self.touched.swap(true, Ordering::Relaxed) {
            _ = self.place.as_ref().map(Place::unseal);
        }
        let kept = self.shelf_mut().put(&batch, self.keeps());
        if let Some(search) = self.search() {
            for ((_, packed), doc) in batch.articles.iter().zip(first.0..) {
                _ = search.add(DocNo(doc), &packed.title, &packed.text);
            }
            self.unsearched.fetch_add(batch.articles.len(), Ordering::Relaxed);
        }
        let mut state = self.write();
        for (_, packed) in batch.articles {
            state.columns.push(&packed.facts);
        }
        state.columns.gone.extend(batch.gone.iter().map(|d| d.0));
        state.generation += 1;
        drop(state);
        kept.err().map(|error| {
            self.keeps.store(false, Ordering::Relaxed);
            let why = match error {
                StoreError::Full => "The disk is full".to_owned(),
                StoreError::ReadOnly => "The library's folder cannot be written to".to_owned(),
                error => format!("The library cannot be written ({error})"),
            };
            format!("{why}: {} articles are kept, the rest is read and not kept", first.0)
        })
    }

    /// Appends articles that are annotated already. Readers know of them after the next [`Holdings::publish`].
    pub fn extend(&self, articles: &[Annotated]) {
        if self.search().is_none() {
            self.prepare();
        }
        let pack = |annotated: &Annotated| (0, codec::pack(annotated, codec::words(annotated)));
        let packed: Vec<_> = articles.iter().map(pack).collect();
        self.add(&Batch { articles: &packed, ..Batch::default() });
        self.commit_search(true);
    }

    /// Runs pass 2 where something has changed.
    pub fn collate(&self) {
        // In memory nothing can fail.
        _ = super::passes::run(self, &mut |_, _| true);
    }

    /// Makes the words of new articles findable, where enough have come or at `last`.
    pub(crate) fn commit_search(&self, last: bool) -> Option<String> {
        let new = self.unsearched.load(Ordering::Relaxed);
        let due = new > 0 && (last || new >= 1_000.max(self.len() / 8));
        let search = self.search().filter(|_| due)?;
        self.unsearched.store(0, Ordering::Relaxed);
        let failed = search.commit(self.len()).err()?;
        Some(format!("Not every article can be searched: the search index cannot be written ({failed})"))
    }

    /// Lets readers know of every article that is there; returns the new snapshot.
    pub fn publish(&self) -> Arc<Snapshot> {
        let snapshot = {
            let state = self.read();
            let columns = &state.columns;
            let all = Self::all(columns, columns.len());
            let (months, undated) = columns.count_months(&all);
            Arc::new(Snapshot {
                generation: state.generation,
                keys: Arc::clone(&columns.keys),
                gone: columns.gone.clone(),
                countries: columns.count_countries(&all),
                months,
                undated,
            })
        };
        *self.snapshot.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&snapshot);
        snapshot
    }

    /// How many articles there are, those included that readers do not know of yet and those that are gone.
    #[must_use]
    pub fn len(&self) -> usize {
        self.read().columns.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Saves what follows from the store, so that opening it again is quick; at `last` seals it.
    pub(crate) fn save(&self, last: bool) -> Option<String> {
        let place = self.place.as_ref().filter(|_| self.keeps() && self.touched.load(Ordering::Relaxed))?;
        let failed = self.save_in(place, last).err()?;
        Some(match failed {
            StoreError::Full => "The disk is full: opening this collection will take longer next time".to_owned(),
            error => format!("The library could not be closed well ({error}); it will be checked next time"),
        })
    }

    fn save_in(&self, place: &Place, last: bool) -> Result<(), StoreError> {
        let failed = |error: std::io::Error| store_error(&error);
        if !Self::grow(place, &mut self.write().columns) {
            return Err(StoreError::Damaged);
        }
        if last {
            let search = self.search();
            let closed = search.map_or(Ok(()), |search| search.close());
            closed.map_err(|error| StoreError::Other(error.to_string()))?;
            let state = self.read();
            let len = state.columns.len();
            let newest = self.order(&state, Sort::Newest, len);
            let titles = self.order(&state, Sort::Title, len);
            saved::save(&place.columns(), &state.columns, &newest, &titles).map_err(failed)?;
            drop(state);
            self.with_db(Db::settle).unwrap_or(Ok(()))?;
            place.seal().map_err(failed)?;
            self.touched.store(false, Ordering::Relaxed);
            Ok(())
        } else {
            let state = self.read();
            let newest = self.order(&state, Sort::Newest, state.columns.len());
            saved::save(&place.columns(), &state.columns, &newest, &[]).map_err(failed)
        }
    }

    /// The first `len` articles by headline. `before` is that order of the first of them: new ones are put in their places.
    fn by_title(&self, len: usize, before: &[DocNo]) -> Order {
        let shelf = self.shelf();
        let title =
            |doc: DocNo| -> Box<str> { shelf.head(doc).map(|(_, head)| fold(&head.title).into()).unwrap_or_default() };
        let old: Vec<DocNo> = before.iter().copied().filter(|d| d.index() < len).collect();
        // Each look at a place in the old order reads a headline: where many are new, all are read instead.
        let few = len - old.len() < old.len() / 64;
        let from = if few { old.len() } else { 0 };
        let new = (from..len).map(|n| (title(DocNo(n as u32)), DocNo(n as u32)));
        let mut new: Vec<(Box<str>, DocNo)> = new.collect();
        new.par_sort_unstable();
        let mut docs = Vec::with_capacity(len);
        let mut old = if few { &old[..] } else { &[] };
        for (name, doc) in new {
            let (less, rest) = old.split_at(old.partition_point(|&d| (title(d), d) < (name.clone(), doc)));
            docs.extend_from_slice(less);
            docs.push(doc);
            old = rest;
        }
        docs.extend_from_slice(old);
        docs.into()
    }

    pub(crate) fn read(&self) -> RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn write(&self) -> RwLockWriteGuard<'_, State> {
        self.state.write().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn shelf(&self) -> RwLockReadGuard<'_, Shelf> {
        self.shelf.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn shelf_mut(&self) -> RwLockWriteGuard<'_, Shelf> {
        self.shelf.write().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn search(&self) -> Option<Arc<Search>> {
        self.search.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn search_mut(&self) -> RwLockWriteGuard<'_, Option<Arc<Search>>> {
        self.search.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// The first `len` articles that are there.
    fn all(columns: &Columns, len: usize) -> RoaringBitmap {
        let mut all = RoaringBitmap::new();
        all.insert_range(0..len as u32);
        all - &columns.gone
    }

    /// The first `len` articles in an order; made once for each change of the library.
    fn order(&self, state: &State, sort: Sort, len: usize) -> Order {
        // Headlines do not change.
        let change = if sort == Sort::Title { (0, len) } else { (state.generation, len) };
        let before = match lock_of(&self.orders).get(&sort) {
            Some((at, order)) if *at == change => return Arc::clone(order),
            Some((_, order)) => Arc::clone(order),
            None => Arc::default(),
        };
        let columns = &state.columns;
        let order: Order = match sort {
            Sort::Newest | Sort::Best => columns.newest(len, &before).into(),
            Sort::Oldest => columns.oldest(&self.order(state, Sort::Newest, len)).into(),
            Sort::Source => columns.by_source(&self.order(state, Sort::Newest, len)).into(),
            Sort::Title => self.by_title(len, &before),
        };
        lock_of(&self.orders).insert(sort, (change, Arc::clone(&order)));
        order
    }

    /// Makes the orders that follow from the columns before a key asks for them: at a million that is a frame or two.
    pub(crate) fn make_orders(&self) {
        let state = self.read();
        for sort in [Sort::Oldest, Sort::Source] {
            self.order(&state, sort, state.columns.len());
        }
    }

    /// The articles of `found`, `best` first, the others in an order of all articles.
    fn arranged(columns: &Columns, sort: Sort, order: &Order, found: &RoaringBitmap, best: Vec<DocNo>) -> Order {
        let len = order.len();
        if found.len() == len as u64 && best.is_empty() {
            return Arc::clone(order);
        }
        let ranked: RoaringBitmap = best.iter().map(|d| d.0).collect();
        let rest = if best.is_empty() { Cow::Borrowed(found) } else { Cow::Owned(found - &ranked) };
        if found.len() < len as u64 / 16 && matches!(sort, Sort::Newest | Sort::Best) {
            // A few are sorted faster than all are looked at.
            return best.into_iter().chain(columns.newest_of(&rest)).collect();
        }
        let mut listed = vec![0u64; len / 64 + 1];
        for doc in rest.as_ref() {
            listed[doc as usize / 64] |= 1 << (doc % 64);
        }
        let is_listed = |d: &DocNo| listed[d.index() / 64] >> (d.0 % 64) & 1 == 1;
        best.into_iter().chain(order.iter().copied().filter(is_listed)).collect()
    }

    /// An article with the names that the library knows its entities by.
    fn named(&self, columns: &Columns, doc: DocNo, mut annotated: Annotated) -> Annotated {
        let numbers: Vec<u32> = columns.entities_of(doc).collect();
        let others = |e: &crate::corpus::article::Entity| e.kind != EntityKind::Country;
        if annotated.layers.entities.iter().filter(|e| others(e)).count() != numbers.len() {
            return annotated;
        }
        let mut taken: FxHashSet<String> = annotated.layers.entities.iter().map(|e| e.id.clone()).collect();
        let mut layers: Option<Annotations> = None;
        let mut numbers = numbers.into_iter();
        for (n, entity) in annotated.layers.entities.iter().enumerate().filter(|(_, e)| others(e)) {
            let Some(number) = numbers.next() else { break };
            let Some(id) = columns.names.id(number) else { continue };
            let name = columns.names.name(number);
            let same = id == entity.id;
            // Two of one article stay two.
            if (same && name == entity.name) || (!same && !taken.insert(id.clone())) {
                continue;
            }
            let layers = layers.get_or_insert_with(|| (*annotated.layers).clone());
            layers.entities[n].id = id;
            layers.entities[n].name = name.to_owned();
        }
        if let Some(layers) = layers {
            annotated.layers = Arc::new(layers);
        }
        annotated
    }

    /// Some articles as pass 1 left them, in the order of their numbers, with the names that the library knows; what
    /// cannot be read is left out.
    pub(crate) fn firsts(&self, columns: &Columns, docs: &[DocNo]) -> Vec<(DocNo, Annotated)> {
        let read = self.shelf().firsts(docs);
        read.into_iter().map(|(doc, annotated)| (doc, self.named(columns, doc, annotated))).collect()
    }

    /// Articles found by what one is about, for an article that no window holds with its relatives.
    fn found_related(&self, doc: DocNo, top: usize) -> Vec<Related> {
        let Some(article) = self.article(doc) else { return Vec::new() };
        let candidates = self.neighbours(&article, related::CANDIDATES);
        let mut docs = vec![doc];
        docs.extend(candidates.into_iter().filter(|&d| d != doc));
        let read = docs.par_iter().filter_map(|&d| Some((d, self.article(d)?)));
        let (docs, articles): (Vec<DocNo>, Vec<Annotated>) = read.unzip();
        let state = self.read();
        let columns = &state.columns;
        let stories: Vec<u32> = docs.iter().map(|d| columns.stories[d.index()]).collect();
        let all = columns.len() - columns.gone.len() as usize;
        let search = self.search();
        let held = |word: &str| search.as_ref().map_or(0, |search| search.frequency(word)) as u32;
        let frequency = |name: &str, id: Option<&str>| match id {
            None => held(name),
            Some(id) => match id.strip_prefix("country:").and_then(CountryCode::new) {
                Some(code) => columns.country(code, false).len() as u32,
                // A name is no more frequent than the rarest of its words.
                None => name
                    .split(|c: char| !c.is_alphanumeric())
                    .filter(|w| w.len() > 1)
                    .map(|w| held(&fold(w)))
                    .min()
                    .unwrap_or(0),
            },
        };
        let mut found = related::among(&articles, &stories, all, &frequency, top);
        for one in &mut found {
            one.doc = docs[one.doc.index()];
        }
        found
    }

    /// The articles that share the words which tell most about one, itself perhaps among them.
    pub(crate) fn neighbours(&self, article: &Annotated, top: usize) -> Vec<DocNo> {
        let Some(search) = self.search() else { return Vec::new() };
        let terms = related::telling(article, self.len(), &|word| search.frequency(word));
        let state = self.read();
        let found = search.about(&terms, top);
        found.into_iter().filter(|d| d.index() < state.columns.len() && !state.columns.gone.contains(d.0)).collect()
    }
}

/// What words are searched in.
struct Searched<'a> {
    title: &'a str,
    text: &'a str,
}

impl<'a> Searched<'a> {
    fn of(annotated: &'a Annotated) -> Self {
        Self { title: &annotated.layers.title.text, text: &annotated.article.text }
    }
}

/// Tells at its end that everything is opened.
struct Ringing<'a>(&'a Rest);

impl Drop for Ringing<'_> {
    fn drop(&mut self) {
        self.0.set(false);
    }
}

fn lock_of<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What a query is evaluated over.
struct Stacks<'a> {
    columns: &'a Columns,
    corrected: &'a Corrected<'a>,
    search: Option<Arc<Search>>,
    len: u32,
}

impl query::Columns for Stacks<'_> {
    fn len(&self) -> u32 {
        self.len
    }
    fn country(&self, code: CountryCode, named: bool) -> Cow<'_, RoaringBitmap> {
        self.corrected.country(code, named)
    }
    fn entities(&self, kind: Option<EntityKind>, name: &str) -> RoaringBitmap {
        self.corrected.entities(kind, name)
    }
    fn source(&self, name: &str) -> RoaringBitmap {
        self.columns.of_source(name)
    }
    fn story(&self, id: &str) -> RoaringBitmap {
        self.columns.of_story(id)
    }
    fn published(&self, days: Days) -> RoaringBitmap {
        self.columns.published_in(days)
    }
    fn spoken(&self, days: Days) -> RoaringBitmap {
        self.columns.spoken_of(days)
    }
    fn undated(&self) -> RoaringBitmap {
        self.columns.undated()
    }
    fn duplicates(&self) -> RoaringBitmap {
        self.columns.copies()
    }
    fn words(&self, words: &Words) -> RoaringBitmap {
        self.search.as_ref().map(|search| search.find(words)).unwrap_or_default()
    }
}

/// Articles that are ranked by relevance; those after them come in the order of their dates.
const RANKED: usize = 1_000;

impl Library for Holdings {
    fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.snapshot.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn list(&self, request: &Request) -> Listing {
        // Everything in the order of days is the first screen.
        let first = request.query.root.is_everything() && request.sort == Sort::Newest && !request.facets;
        if !first {
            self.rest.wait();
        }
        let snapshot = self.snapshot();
        let len = snapshot.keys.len();
        let state = self.read();
        let columns = &state.columns;
        let order = self.order(&state, request.sort, len);
        let search = self.search();
        let corrected = Corrected::new(columns, &request.corrections);
        let stacks = Stacks { columns, corrected: &corrected, search: search.clone(), len: len as u32 };
        let words: Vec<Words> = match request.sort {
            Sort::Best => request.query.positive_words().into_iter().cloned().collect(),
            _ => Vec::new(),
        };
        let find = || evaluate(&request.query, &stacks, &request.marked) & Self::all(columns, len);
        let count = |found: &RoaringBitmap| {
            let whole = found.len() == (len as u64).saturating_sub(columns.gone.len());
            let (countries, months) = if whole {
                (snapshot.countries.clone(), (snapshot.months.clone(), snapshot.undated))
            } else {
                (columns.count_countries(found), columns.count_months(found))
            };
            let countries = corrected.count_countries(countries);
            let named = if request.facets {
                let people = corrected.count_entities(found, EntityKind::Person, MOST_FACETS);
                (people, columns.count_sources(found, MOST_FACETS))
            } else {
                Default::default()
            };
            (countries, months, named)
        };
        let arrange = |found: &RoaringBitmap, best: Vec<DocNo>| {
            let best: Vec<DocNo> = best.into_iter().filter(|d| found.contains(d.0)).collect();
            Self::arranged(columns, request.sort, &order, found, best)
        };
        let (docs, counts) = match search.filter(|_| !words.is_empty()) {
            Some(search) => {
                // Ranking takes longest: what does without it is done meanwhile.
                let counted = || {
                    let found = find();
                    let counts = count(&found);
                    (found, counts)
                };
                let ((found, counts), best) = rayon::join(counted, || search.best(&words, RANKED));
                (arrange(&found, best), counts)
            }
            None => {
                let found = find();
                rayon::join(|| arrange(&found, Vec::new()), || count(&found))
            }
        };
        let (countries, (months, undated), (people, sources)) = counts;
        Listing { docs, countries, months, undated, people, sources }
    }

    fn rows(&self, docs: &[DocNo]) -> Vec<Arc<Row>> {
        let (state, shelf) = (self.read(), self.shelf());
        let columns = &state.columns;
        let row = |&doc: &DocNo| {
            let when = *columns.published.get(doc.index())?;
            let (key, head) = shelf.head(doc).ok()?;
            Some(Arc::new(Row {
                doc,
                key,
                id: head.id,
                path: head.path,
                title: head.title,
                source: head.source,
                published: when.date(),
                inferred: when.inferred(),
                countries: head.countries,
                words: head.words,
                language: head.language,
                duplicate_of: columns.duplicates.get(&doc.0).map(|&n| DocNo(n)),
            }))
        };
        docs.iter().filter_map(row).collect()
    }

    fn article(&self, doc: DocNo) -> Option<Annotated> {
        let annotated = self.shelf().article(doc).ok()?;
        self.rest.wait();
        Some(self.named(&self.read().columns, doc, annotated))
    }

    fn related(&self, doc: DocNo, top: usize) -> Vec<Related> {
        self.rest.wait();
        let index = self.read().related.clone();
        match index {
            Some(index) if doc.index() < index.len() => index.related(doc, top),
            _ => self.found_related(doc, top),
        }
    }

    fn story(&self, doc: DocNo) -> Vec<DocNo> {
        self.read().columns.story(doc)
    }

    fn find(&self, key: ArticleKey) -> Option<DocNo> {
        self.read().columns.find(key)
    }
}

impl Drop for Holdings {
    fn drop(&mut self) {
        // Unfinished merges are no harm: the index is as it was at its last commit.
        if let Some(search) = self.search() {
            _ = search.close();
        }
    }
}
