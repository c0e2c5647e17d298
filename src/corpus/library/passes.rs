//! Pass 2 over a library: in windows of articles that stand beside one another in time, those alone that have changed.
//!
//! What a collection tells of an article it tells from its neighbourhood: stories fade within weeks, copies follow within
//! days. So a window is a stretch of days with a few thousand articles, halved wherever there are more; a collection that
//! small is one window. The windows follow from the dates of the articles alone, not from the order of their arrival.
//! What a window tells is `collection`'s to say. Names are joined over the whole library, by `names`.

use super::db::StoreError;
use super::holdings::Holdings;
use crate::corpus::article::{Annotated, Annotations, DocNo};
use crate::corpus::collection::{Collated, collate};
use crossbeam_channel::bounded;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use xxhash_rust::xxh3::Xxh3;

/// Articles of a window, at most, unless one day has more.
pub(crate) const WINDOW: usize = 8_000;

/// Days that all articles lie in: 2^22 of them reach beyond the year 9999.
const BITS: u32 = 22;

/// Names a window: its first day, and the binary logarithm of its days. What has no day is beyond all days.
pub(crate) type WindowId = (u32, u32);

/// Articles among which an article without a date looks for the one that it stands beside.
const NEIGHBOURS: usize = 8;

/// A stretch of days with its articles.
struct Window {
    id: WindowId,
    docs: Vec<DocNo>,
    /// Hash of the articles: the same window is not looked at twice.
    signature: u64,
}

/// Runs pass 2 over the windows that have changed; `go_on` is asked before each. Returns what could not be kept.
pub(crate) fn run(holdings: &Holdings, go_on: &mut dyn FnMut(usize, usize) -> bool) -> Result<(), StoreError> {
    let len = holdings.len();
    if len > WINDOW {
        stand_beside(holdings, len);
    }
    let windows = windows(holdings, len);
    let known: FxHashMap<WindowId, u64> = holdings.read().columns.windows.clone();
    let ids: FxHashSet<WindowId> = windows.iter().map(|w| w.id).collect();
    let whole = windows.len() == 1;
    let changed: Vec<&Window> = windows.iter().filter(|w| known.get(&w.id) != Some(&w.signature)).collect();
    if changed.is_empty() && known.len() == ids.len() {
        return Ok(());
    }
    holdings.let_grow();
    {
        let mut state = holdings.write();
        state.columns.settle_names();
        state.columns.windows.retain(|id, _| ids.contains(id));
        state.generation += 1;
    }
    if !whole {
        holdings.write().related = None;
    }
    let mut revised: FxHashSet<DocNo> = holdings.shelf().all_revised()?.into_iter().collect();
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        // A window is looked at by one thread for the most part: as many at once as there are. None goes on to its next
        // one before the last was taken over, which bounds the memory.
        let (tell, told) = bounded::<(&Window, Seen)>(0);
        for _ in 0..rayon::current_num_threads().min(changed.len()) {
            let (tell, next, changed) = (tell.clone(), &next, &changed);
            scope.spawn(move || {
                while let Some(window) = changed.get(next.fetch_add(1, Ordering::Relaxed))
                    && tell.send((window, Seen::of(holdings, window))).is_ok()
                {}
            });
        }
        drop(tell);
        for done in 0..changed.len() {
            if !go_on(done, changed.len()) {
                break;
            }
            let Ok((window, seen)) = told.recv() else { break };
            seen.take_over(holdings, window, whole, &mut revised)?;
        }
        // Whoever waits to tell goes home.
        drop(told);
        Ok(())
    })
}

/// What a window tells.
struct Seen {
    docs: Vec<DocNo>,
    articles: Vec<Annotated>,
    collated: Collated,
}

impl Seen {
    fn of(holdings: &Holdings, window: &Window) -> Self {
        let (docs, articles): (Vec<DocNo>, Vec<Annotated>) = {
            let state = holdings.read();
            holdings.firsts(&state.columns, &window.docs).into_iter().unzip()
        };
        let collated = collate(&articles);
        Self { docs, articles, collated }
    }

    /// Enters what the window tells; `all_revised` are the articles whose layers were revised before, and then now.
    fn take_over(
        self,
        holdings: &Holdings,
        window: &Window,
        whole: bool,
        all_revised: &mut FxHashSet<DocNo>,
    ) -> Result<(), StoreError> {
        let Self { docs, articles, collated: Collated { revised, duplicate_of, stories, index } } = self;
        let revised: Vec<(DocNo, Arc<Annotations>)> =
            revised.into_iter().map(|(n, layers)| (docs[n.index()], layers)).collect();
        let now: FxHashSet<DocNo> = revised.iter().map(|r| r.0).collect();
        let place: FxHashMap<DocNo, usize> = docs.iter().copied().zip(0..).collect();
        let before: Vec<DocNo> =
            docs.iter().copied().filter(|doc| all_revised.contains(doc) && !now.contains(doc)).collect();
        before.iter().for_each(|doc| _ = all_revised.remove(doc));
        all_revised.extend(&now);
        let first_of: FxHashMap<_, DocNo> = articles.iter().map(|a| a.article.key).zip(docs.iter().copied()).collect();
        {
            let mut state = holdings.write();
            let columns = &mut state.columns;
            for &doc in &before {
                let first = &articles[place[&doc]];
                columns.redate(doc, first, first);
            }
            for (doc, layers) in &revised {
                let first = &articles[place[doc]];
                let now = Annotated { article: Arc::clone(&first.article), layers: Arc::clone(layers) };
                columns.redate(*doc, first, &now);
            }
            for (n, doc) in docs.iter().enumerate() {
                match duplicate_of[n] {
                    Some(of) => drop(columns.duplicates.insert(doc.0, docs[of.index()].0)),
                    None => drop(columns.duplicates.remove(&doc.0)),
                }
                columns.stories[doc.index()] = first_of.get(&stories[n].0).copied().unwrap_or(*doc).0;
            }
            columns.windows.insert(window.id, window.signature);
            // The index numbers articles by their places here, which are their numbers where all of them are.
            let all = docs.iter().enumerate().all(|(n, doc)| n == doc.index());
            state.related = (whole && all).then(|| Arc::new(index));
            state.generation += 1;
        }
        let layers = revised.into_iter().map(|(doc, layers)| (doc, Some(layers)));
        let layers = layers.chain(before.into_iter().map(|doc| (doc, None))).collect();
        holdings.shelf().revise(layers, holdings.keeps())
    }
}

/// Finds for each article without a date the one that it is looked at with.
fn stand_beside(holdings: &Holdings, len: usize) {
    let open: Vec<DocNo> = {
        let state = holdings.read();
        let columns = &state.columns;
        let undated = (0..len as u32).filter(|&n| columns.first_day(DocNo(n)).is_none());
        undated.filter(|n| !columns.gone.contains(*n) && !columns.beside.contains_key(n)).map(DocNo).collect()
    };
    let day = |&doc: &DocNo| {
        let article = holdings.shelf().first(doc).ok()?;
        let near = holdings.neighbours(&article, NEIGHBOURS);
        let state = holdings.read();
        Some((doc.0, near.into_iter().find_map(|d| state.columns.first_day(d)).unwrap_or(0)))
    };
    let days: Vec<(u32, u32)> = open.par_iter().filter_map(day).collect();
    holdings.write().columns.beside.extend(days);
}

/// The windows of the first `len` articles.
fn windows(holdings: &Holdings, len: usize) -> Vec<Window> {
    let state = holdings.read();
    let columns = &state.columns;
    let there = (0..len as u32).filter(|&n| !columns.gone.contains(n));
    let window = |id: WindowId, docs: Vec<DocNo>| {
        let mut keys: Vec<_> = docs.iter().map(|d| columns.keys[d.index()]).collect();
        keys.sort_unstable();
        let mut hash = Xxh3::new();
        keys.iter().for_each(|key| hash.update(&key.0.to_le_bytes()));
        // The same articles under other numbers are other rows.
        docs.iter().for_each(|doc| hash.update(&doc.0.to_le_bytes()));
        let mut docs = docs;
        // In the order in which they are stored.
        docs.sort_unstable();
        Window { id, docs, signature: hash.digest() }
    };
    let mut days: Vec<(u32, DocNo)> = there
        .map(|n| {
            let own = columns.first_day(DocNo(n));
            (own.or_else(|| columns.beside.get(&n).copied()).unwrap_or(0), DocNo(n))
        })
        .collect();
    if days.len() <= WINDOW {
        return if days.is_empty() {
            Vec::new()
        } else {
            vec![window((0, BITS), days.into_iter().map(|d| d.1).collect())]
        };
    }
    days.sort_unstable();
    let mut windows = Vec::new();
    let mut stretches = vec![(0u32, BITS, &days[..])];
    while let Some((first, bits, days)) = stretches.pop() {
        if days.len() <= WINDOW || bits == 0 {
            // One day may have any number of articles.
            for (n, part) in days.chunks(WINDOW).enumerate() {
                windows.push(window((first, bits | (n as u32) << 8), part.iter().map(|d| d.1).collect()));
            }
            continue;
        }
        let middle = first + (1 << (bits - 1));
        let at = days.partition_point(|d| d.0 < middle);
        stretches.push((middle, bits - 1, &days[at..]));
        stretches.push((first, bits - 1, &days[..at]));
    }
    windows
}
