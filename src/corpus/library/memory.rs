//! The library in memory.
//!
//! Articles are only ever appended, and pass 2 replaces what it revises in one step. Locks are held while a batch is
//! appended or a listing is made, never while articles are annotated, collated or indexed anew.

use super::index::{Index, words};
use super::scan::{Scan, relevance};
use super::{Library, Listing, Request, Row, Snapshot};
use crate::corpus::article::{Annotated, ArticleKey, DocNo};
use crate::corpus::collection::related::Related;
use crate::corpus::collection::{Collated, StoryId, collate};
use crate::corpus::query::{Finder, Sort, evaluate};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// A library in memory: cheap to open, gone when dropped.
#[derive(Debug, Default)]
pub struct Memory {
    state: RwLock<State>,
    /// What readers know of: listings hold no article that is not in it.
    snapshot: RwLock<Arc<Snapshot>>,
    /// The last order made of each kind, with the change that it reflects.
    orders: Mutex<FxHashMap<Sort, (Change, Order)>>,
    /// Held by the one who collates.
    collating: Mutex<()>,
}

/// A moment of the library: how many changes it had seen, and how many articles its readers know of.
type Change = (u64, usize);

/// Articles in an order.
type Order = Arc<[DocNo]>;

#[derive(Debug, Default)]
struct State {
    /// Grows with every change.
    generation: u64,
    /// The articles as pass 1 left them: what pass 2 starts from, every time.
    first: Vec<Annotated>,
    /// The articles as they are known now.
    articles: Vec<Annotated>,
    index: Index,
    collated: Arc<Collated>,
    /// The articles of each story, oldest first.
    stories: Arc<FxHashMap<StoryId, Vec<DocNo>>>,
}

impl State {
    fn append(&mut self, annotated: Annotated, words: u32) {
        self.index.add(&annotated, words, None);
        self.first.push(annotated.clone());
        self.articles.push(annotated);
    }
}

impl Memory {
    /// An empty library.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends articles. Readers know of them after the next [`Memory::publish`].
    pub fn add(&self, batch: Vec<Annotated>) {
        let counted: Vec<u32> = batch.iter().map(words).collect();
        let mut state = self.write();
        for (annotated, words) in batch.into_iter().zip(counted) {
            state.append(annotated, words);
        }
        state.generation += 1;
    }

    /// Runs pass 2 over the articles that are there and takes its result over in one step; returns how many they were.
    /// Articles that arrive meanwhile stay as they are until the next time.
    pub fn collate(&self) -> usize {
        let _one_at_a_time = lock(&self.collating);
        let (first, counts) = {
            let state = self.read();
            (state.first.clone(), state.index.rows.iter().map(|r| r.words).collect::<Vec<_>>())
        };
        let collated = collate(&first);
        let mut articles = first;
        for (doc, layers) in &collated.revised {
            if let Some(annotated) = articles.get_mut(doc.index()) {
                annotated.layers = Arc::clone(layers);
            }
        }
        let mut index = Index::default();
        for (n, annotated) in articles.iter().enumerate() {
            index.add(annotated, counts[n], collated.duplicate_of.get(n).copied().flatten());
        }
        let mut stories: FxHashMap<StoryId, Vec<DocNo>> = FxHashMap::default();
        for (n, story) in collated.stories.iter().enumerate() {
            stories.entry(*story).or_default().push(DocNo(n as u32));
        }
        for docs in stories.values_mut() {
            docs.sort_by(|a, b| index.oldest(*a, *b));
        }
        let done = articles.len();
        let mut late = self.read().first[done..].to_vec();
        let mut counted: Vec<u32> = late.iter().map(words).collect();
        let mut old = {
            let mut state = self.write();
            // What arrived while the late ones were counted are a batch or none.
            let known = done + late.len();
            counted.extend(state.first[known..].iter().map(words));
            late.extend_from_slice(&state.first[known..]);
            for (annotated, words) in late.into_iter().zip(counted) {
                index.add(&annotated, words, None);
                articles.push(annotated);
            }
            state.generation += 1;
            let generation = state.generation;
            let first = std::mem::take(&mut state.first);
            let (collated, stories) = (Arc::new(collated), Arc::new(stories));
            std::mem::replace(&mut *state, State { generation, first, articles, index, collated, stories })
        };
        // Freeing takes as long as building: not under the lock.
        old.articles.clear();
        done
    }

    /// Lets readers know of every article that is there; returns the new snapshot.
    pub fn publish(&self) -> Arc<Snapshot> {
        let snapshot = {
            let state = self.read();
            let mut countries: Vec<_> = state.index.countries.iter().map(|(c, docs)| (*c, docs.len() as u32)).collect();
            countries.sort_by_key(|&(code, count)| (std::cmp::Reverse(count), code));
            Arc::new(Snapshot {
                generation: state.generation,
                keys: state.index.rows.iter().map(|r| r.key).collect(),
                published: state.index.published.clone(),
                countries,
            })
        };
        *self.snapshot.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&snapshot);
        snapshot
    }

    /// The key of the story that an article belongs to; its own where it stands alone.
    #[must_use]
    pub fn story_id(&self, doc: DocNo) -> Option<StoryId> {
        let state = self.read();
        let own = || state.articles.get(doc.index()).map(|a| StoryId(a.article.key));
        state.collated.stories.get(doc.index()).copied().or_else(own)
    }

    /// How many articles there are, those included that readers do not know of yet.
    #[must_use]
    pub fn len(&self) -> usize {
        self.read().articles.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn read(&self) -> RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, State> {
        self.state.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// The first `len` articles in an order; made once for each change of the library.
    fn order(&self, state: &State, sort: Sort, len: usize) -> Order {
        let change = (state.generation, len);
        let before = match lock(&self.orders).get(&sort) {
            Some((at, order)) if *at == change => return Arc::clone(order),
            Some((_, order)) => Arc::clone(order),
            None => Arc::default(),
        };
        let order: Order = state.index.order(sort, len, &before).into();
        lock(&self.orders).insert(sort, (change, Arc::clone(&order)));
        order
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Library for Memory {
    fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.snapshot.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn list(&self, request: &Request) -> Listing {
        let len = self.snapshot().len();
        let state = self.read();
        let order = self.order(&state, request.sort, len);
        let scan = Scan { index: &state.index, articles: &state.articles[..len], stories: &state.collated.stories };
        let found = evaluate(&request.query, &scan, &request.marked);
        let mut docs = if found.len() == len as u64 {
            order
        } else {
            order.iter().copied().filter(|d| found.contains(d.0)).collect()
        };
        let finder = Finder::new(request.query.positive_words());
        if request.sort == Sort::Best && !finder.is_empty() {
            let mut ranked = docs.to_vec();
            // Stable: what is equally relevant stays newest first.
            ranked.sort_by_cached_key(|d| state.articles.get(d.index()).map(|a| Reverse(relevance(&finder, a))));
            docs = ranked.into();
        }
        Listing { docs, ..state.index.facets(&found) }
    }

    fn rows(&self, docs: &[DocNo]) -> Vec<Arc<Row>> {
        let state = self.read();
        docs.iter().filter_map(|d| state.index.rows.get(d.index()).cloned()).collect()
    }

    fn article(&self, doc: DocNo) -> Option<Annotated> {
        self.read().articles.get(doc.index()).cloned()
    }

    fn related(&self, doc: DocNo, top: usize) -> Vec<Related> {
        let collated = Arc::clone(&self.read().collated);
        // An article that came after the last pass 2 is not in its index yet.
        if doc.index() < collated.stories.len() { collated.index.related(doc, top) } else { Vec::new() }
    }

    fn story(&self, doc: DocNo) -> Vec<DocNo> {
        let state = self.read();
        let story = state.collated.stories.get(doc.index());
        story.and_then(|id| state.stories.get(id)).cloned().unwrap_or_else(|| vec![doc])
    }

    fn find(&self, key: ArticleKey) -> Option<DocNo> {
        self.read().index.find(key)
    }
}
