//! The columns, bitmaps and rows of a library, as articles arrive.
//!
//! Follows from the articles alone: grown article by article it equals the one built at once. Does not lock.

use super::{Listing, MOST_FACETS, Row, month};
use crate::corpus::article::{
    Annotated, ArticleKey, Basis, CountryBasis, CountryCode, Days, DocNo, EntityKind, PartialDate,
};
use crate::corpus::query::Sort;
use crate::text::fold::fold;
use roaring::RoaringBitmap;
use rustc_hash::FxHashMap;
use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;
use std::sync::Arc;

/// An entity of the collection.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) kind: EntityKind,
    pub(crate) name: String,
    pub(crate) docs: RoaringBitmap,
}

/// Everything that listings are made from, by [`DocNo`].
#[derive(Debug, Default)]
pub(crate) struct Index {
    pub(crate) rows: Vec<Arc<Row>>,
    pub(crate) published: Vec<Option<PartialDate>>,
    pub(crate) countries: FxHashMap<CountryCode, RoaringBitmap>,
    /// Those of the countries that are named, not reached through a place.
    pub(crate) named: FxHashMap<CountryCode, RoaringBitmap>,
    /// By id.
    pub(crate) entities: FxHashMap<Box<str>, Entry>,
    pub(crate) sources: BTreeMap<String, RoaringBitmap>,
    pub(crate) duplicates: RoaringBitmap,
    /// The days that all articles speak of, one after the other, and where those of each article end.
    days: Vec<Days>,
    days_end: Vec<usize>,
    keys: FxHashMap<ArticleKey, DocNo>,
}

impl Index {
    /// Takes in the next article; `words` as [`words`] counts them.
    pub(crate) fn add(&mut self, annotated: &Annotated, words: u32, duplicate_of: Option<DocNo>) {
        let (article, layers) = (&*annotated.article, &*annotated.layers);
        let doc = DocNo(self.rows.len() as u32);
        self.published.push(layers.published.value);
        for &code in &layers.countries {
            self.countries.entry(code).or_default().insert(doc.0);
        }
        // What is named in furniture alone has no mentions and counts for nothing.
        for entity in layers.entities.iter().filter(|e| e.mentions > 0) {
            if let (EntityKind::Country, Some(code)) = (entity.kind, entity.country) {
                if entity.basis == Some(CountryBasis::Named) {
                    self.named.entry(code).or_default().insert(doc.0);
                }
                continue;
            }
            match self.entities.get_mut(entity.id.as_str()) {
                Some(entry) => _ = entry.docs.insert(doc.0),
                None => {
                    let docs = RoaringBitmap::from_iter([doc.0]);
                    let entry = Entry { kind: entity.kind, name: entity.name.clone(), docs };
                    self.entities.insert(entity.id.as_str().into(), entry);
                }
            }
        }
        if let Some(source) = &layers.source {
            self.sources.entry(source.clone()).or_default().insert(doc.0);
        }
        if duplicate_of.is_some() {
            self.duplicates.insert(doc.0);
        }
        let furniture = &layers.furniture;
        let mut next = 0;
        for time in &layers.times {
            // Both are sorted, so that one look at each suffices.
            next += furniture[next..].iter().take_while(|f| f.span.end <= time.span.start).count();
            if furniture.get(next).is_none_or(|f| !f.span.overlaps(time.span)) {
                self.days.extend(time.days);
            }
        }
        self.days_end.push(self.days.len());
        self.keys.entry(article.key).or_insert(doc);
        self.rows.push(Arc::new(Row {
            doc,
            key: article.key,
            id: article.id.clone(),
            path: article.path.clone(),
            title: layers.title.text.clone(),
            source: layers.source.clone(),
            published: layers.published.value,
            inferred: layers.published.basis == Some(Basis::Inferred),
            countries: layers.countries.clone(),
            words,
            language: layers.language.clone(),
            duplicate_of,
        }));
    }

    /// The first article with this key.
    pub(crate) fn find(&self, key: ArticleKey) -> Option<DocNo> {
        self.keys.get(&key).copied()
    }

    /// The first `len` articles in an order. `before` is an earlier order of some of them, which is quicker to mend
    /// than to make again: the sort finds the runs in it.
    pub(crate) fn order(&self, sort: Sort, len: usize, before: &[DocNo]) -> Vec<DocNo> {
        let mut docs: Vec<DocNo> = before.iter().copied().filter(|d| d.index() < len).collect();
        docs.extend((docs.len()..len).map(|n| DocNo(n as u32)));
        match sort {
            // Relevance is of a query: `list` ranks, and what is equal follows newest first.
            Sort::Newest | Sort::Best => docs.sort_by(|a, b| self.newest(*a, *b)),
            Sort::Oldest => docs.sort_by(|a, b| self.oldest(*a, *b)),
            Sort::Title => docs.sort_by_cached_key(|d| (fold(&self.rows[d.index()].title).into_owned(), *d)),
            Sort::Source => {
                let source = |d: &DocNo| self.rows[d.index()].source.as_deref().map(|s| fold(s).into_owned());
                docs.sort_by(|a, b| self.newest(*a, *b));
                // Stable: newest first within a source. Articles without one come last.
                docs.sort_by_cached_key(|d| source(d).map_or((true, String::new()), |s| (false, s)));
            }
        }
        docs
    }

    /// By first day of publication, latest first, undated last; then in the order of arrival.
    fn newest(&self, a: DocNo, b: DocNo) -> Ordering {
        let key = |d: DocNo| (Reverse(self.published[d.index()].map(|p| p.days().from)), d);
        key(a).cmp(&key(b))
    }

    /// By first day of publication, earliest first, undated last; then in the order of arrival.
    pub(crate) fn oldest(&self, a: DocNo, b: DocNo) -> Ordering {
        let key = |d: DocNo| {
            let from = self.published[d.index()].map(|p| p.days().from);
            (from.is_none(), from, d)
        };
        key(a).cmp(&key(b))
    }
}

impl Index {
    /// The days that an article speaks of.
    pub(crate) fn spoken(&self, doc: usize) -> &[Days] {
        let Some(&end) = self.days_end.get(doc) else { return &[] };
        let start = doc.checked_sub(1).map_or(0, |before| self.days_end[before]);
        &self.days[start..end]
    }

    /// What `found` holds of everything that is counted; lists nothing.
    pub(crate) fn facets(&self, found: &RoaringBitmap) -> Listing {
        let count = |docs: &RoaringBitmap| docs.intersection_len(found) as u32;
        let mut countries: Vec<_> = self.countries.iter().map(|(code, docs)| (*code, count(docs))).collect();
        countries.retain(|c| c.1 > 0);
        countries.sort_by_key(|&(code, count)| (Reverse(count), code));
        let mut months: BTreeMap<(i32, u32), u32> = BTreeMap::new();
        let mut undated = 0;
        for doc in found {
            match self.published[doc as usize] {
                Some(date) => *months.entry(month(date)).or_default() += 1,
                None => undated += 1,
            }
        }
        let mut people: Vec<(Reverse<u32>, &str, &str)> = self
            .entities
            .iter()
            .filter(|(_, entry)| entry.kind == EntityKind::Person)
            .map(|(id, entry)| (Reverse(count(&entry.docs)), &**id, entry.name.as_str()))
            .filter(|person| person.0.0 > 0)
            .collect();
        people.sort_unstable();
        people.truncate(MOST_FACETS);
        let mut sources: Vec<_> = self.sources.iter().map(|(name, docs)| (name.clone(), count(docs))).collect();
        sources.retain(|s| s.1 > 0);
        sources.sort_by_key(|s| Reverse(s.1));
        sources.truncate(MOST_FACETS);
        Listing {
            docs: Arc::default(),
            countries,
            months: months.into_iter().rev().collect(),
            undated,
            people: people.into_iter().map(|(count, id, name)| (id.to_owned(), name.to_owned(), count.0)).collect(),
            sources,
        }
    }
}

/// Words of an article's text, furniture apart.
pub(crate) fn words(annotated: &Annotated) -> u32 {
    let text = annotated.article.text.as_str();
    let count = |part: &str| part.split_whitespace().count() as u32;
    let mut words = 0;
    let mut at = 0;
    for furniture in &annotated.layers.furniture {
        let range = furniture.span.range();
        words += text.get(at..range.start).map_or(0, count);
        at = range.end;
    }
    words + text.get(at..).map_or(0, count)
}
