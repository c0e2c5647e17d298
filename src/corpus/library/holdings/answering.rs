//! Answers what readers ask: lists, counts, rows, articles, and what is related to one.
//!
//! Changes nothing but the orders that it keeps for the next question.

use super::{Holdings, Order, State, lock_of};
use crate::corpus::article::{Annotated, Annotations, ArticleKey, CountryCode, Days, DocNo, EntityKind};
use crate::corpus::collection::related::{self, Related};
use crate::corpus::library::columns::Columns;
use crate::corpus::library::corrected::Corrected;
use crate::corpus::library::search::Search;
use crate::corpus::library::{Library, Listing, MOST_FACETS, Request, Row, Snapshot};
use crate::corpus::query::{self, Sort, Words, evaluate};
use crate::text::fold::fold;
use rayon::prelude::*;
use roaring::RoaringBitmap;
use rustc_hash::FxHashSet;
use std::borrow::Cow;
use std::sync::{Arc, PoisonError};

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
            let general = || {
                if whole {
                    (snapshot.countries.clone(), (snapshot.months.clone(), snapshot.undated))
                } else {
                    (columns.count_countries(found), columns.count_months(found))
                }
            };
            let named = || {
                let people = corrected.count_entities(found, EntityKind::Person, MOST_FACETS);
                (people, columns.count_sources(found, MOST_FACETS))
            };
            let (named, (countries, months)) = match request.facets {
                true => rayon::join(named, general),
                false => (Default::default(), general()),
            };
            (corrected.count_countries(countries), months, named)
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

impl Holdings {
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

    /// The first `len` articles that are there.
    pub(super) fn all(columns: &Columns, len: usize) -> RoaringBitmap {
        let mut all = RoaringBitmap::new();
        all.insert_range(0..len as u32);
        all - &columns.gone
    }

    /// The first `len` articles in an order; made once for each change of the library.
    pub(super) fn order(&self, state: &State, sort: Sort, len: usize) -> Order {
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
            return Arc::new(best.into_iter().chain(columns.newest_of(&rest)).collect());
        }
        let mut listed = vec![0u64; len / 64 + 1];
        for doc in rest.as_ref() {
            listed[doc as usize / 64] |= 1 << (doc % 64);
        }
        let is_listed = |d: &DocNo| listed[d.index() / 64] >> (d.0 % 64) & 1 == 1;
        let mut docs = best;
        docs.reserve_exact(rest.len() as usize);
        docs.extend(order.iter().copied().filter(is_listed));
        Arc::new(docs)
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
