//! The library: columns in memory, articles on the shelf, words in the search index.
//!
//! In memory, or in a folder of the user's cache. Opened again it is as it was left; what changed meanwhile is read by
//! `ingest`. Locks are held while a batch is appended or a listing is made, never while articles are annotated or
//! collated. What fails in the folder is told, and the library goes on without it.

mod answering;
mod opening;

use super::Snapshot;
use super::codec::{self, BLOCK, Packed};
use super::columns::Columns;
use super::db::{Batch, Db, StoreError};
use super::place::{Lock, Place, store_error};
use super::saved;
use super::search::Search;
use super::shelf::Shelf;
use crate::corpus::article::{Annotated, DocNo};
use crate::corpus::collection::related;
use crate::corpus::query::Sort;
use opening::{Pending, Rest};
use rustc_hash::FxHashMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

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

/// A moment of the library: how many changes it had seen, and how many articles its readers know of.
type Change = (u64, usize);

/// Articles in an order: a vector, so that one of a million takes no second place while it is made.
type Order = Arc<Vec<DocNo>>;

#[derive(Debug, Default)]
pub(crate) struct State {
    /// Grows with every change.
    pub(crate) generation: u64,
    pub(crate) columns: Columns,
    /// Ranks related articles, as long as all articles were collated in one window.
    pub(crate) related: Option<Arc<related::Index>>,
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

fn lock_of<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Drop for Holdings {
    fn drop(&mut self) {
        // Unfinished merges are no harm: the index is as it was at its last commit.
        if let Some(search) = self.search() {
            _ = search.close();
        }
    }
}
