//! The columns of a library: what filters, orders and counts read, in memory, by [`DocNo`].
//!
//! Twenty bytes an article in flat vectors, a bitmap a country and a stretch of days, and the numbers of the entities of each
//! article one after the other. Articles are only ever appended; what pass 2 finds is set. Does not lock, and reads no file.

pub(super) mod facets;

use super::names::{Named, Names};
use super::passes::WindowId;
use crate::corpus::article::{
    Annotated, ArticleKey, Basis, CountryBasis, CountryCode, Days, DocNo, EntityKind, PartialDate,
};
use chrono::{Datelike, NaiveDate};
use rayon::prelude::*;
use roaring::RoaringBitmap;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the columns take of an article.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub(crate) key: ArticleKey,
    pub(crate) published: When,
    source: Option<String>,
    /// Countries, and whether each is named or only reached through a place.
    countries: Vec<(CountryCode, bool)>,
    /// The days that it speaks of, furniture apart.
    days: Vec<Days>,
    /// Its entities that are no countries, in the order of its layers.
    pub(crate) entities: Vec<Named>,
}

impl Facts {
    pub(crate) fn of(annotated: &Annotated) -> Self {
        let layers = &annotated.layers;
        let named = |code: CountryCode| {
            let is = |e: &&crate::corpus::article::Entity| e.kind == EntityKind::Country && e.country == Some(code);
            layers.entities.iter().find(is).is_some_and(|e| e.basis == Some(CountryBasis::Named))
        };
        Self {
            key: annotated.article.key,
            published: When::new(layers.published.value, layers.published.basis == Some(Basis::Inferred)),
            source: layers.source.clone(),
            countries: layers.countries.iter().map(|&code| (code, named(code))).collect(),
            days: days(annotated),
            entities: layers
                .entities
                .iter()
                .filter(|e| e.kind != EntityKind::Country)
                .map(|e| Named::of(e, annotated.article.key, &layers.countries))
                .collect(),
        }
    }
}

/// The days that an article speaks of outside its furniture, each once.
fn days(annotated: &Annotated) -> Vec<Days> {
    let furniture = &annotated.layers.furniture;
    let mut days = Vec::new();
    let mut next = 0;
    for time in &annotated.layers.times {
        // Both are sorted, so that one look at each suffices.
        next += furniture[next..].iter().take_while(|f| f.span.end <= time.span.start).count();
        if furniture.get(next).is_none_or(|f| !f.span.overlaps(time.span)) {
            days.extend(time.days);
        }
    }
    days.sort_unstable();
    days.dedup();
    days
}

/// A publication date in four bytes: first day, precision, whether inferred. Orders by the day; undated is least.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct When(pub(crate) u32);

impl When {
    pub(crate) fn new(date: Option<PartialDate>, inferred: bool) -> Self {
        let Some(date) = date else { return Self(0) };
        let precision = match date {
            PartialDate::Year(_) => YEAR,
            PartialDate::Month(..) => 2,
            PartialDate::Day(_) => DAY,
        };
        let day = date.days().from.num_days_from_ce().clamp(1, (1 << 28) - 1) as u32;
        Self(day << 3 | precision << 1 | u32::from(inferred))
    }

    pub(crate) fn date(self) -> Option<PartialDate> {
        let day = self.day()?;
        match self.0 >> 1 & 3 {
            1 => Some(PartialDate::Year(day.year())),
            2 => Some(PartialDate::Month(day.year(), day.month())),
            3 => Some(PartialDate::Day(day)),
            _ => None,
        }
    }

    pub(crate) fn inferred(self) -> bool {
        self.0 & 1 == 1
    }

    /// The first day.
    pub(crate) fn day(self) -> Option<NaiveDate> {
        NaiveDate::from_num_days_from_ce_opt(self.day_number().filter(|&d| d > 0)? as i32)
    }

    /// Whether it is known to the day.
    pub(crate) fn is_day(self) -> bool {
        self.0 >> 1 & 3 == DAY
    }

    /// Whether the year alone is known.
    fn is_year(self) -> bool {
        self.0 >> 1 & 3 == YEAR
    }

    /// The number of the first day; undated has none.
    pub(crate) fn day_number(self) -> Option<u32> {
        (self.0 != 0).then_some(self.0 >> 3)
    }

    /// The month that it counts in: `(year, month 1–12)`, month 0 where only the year is known.
    fn month(self) -> Option<(i32, u32)> {
        let day = self.day()?;
        Some((day.year(), if self.is_year() { 0 } else { day.month() }))
    }
}

/// Precisions in a [`When`].
const YEAR: u32 = 1;
const DAY: u32 = 3;

/// The days of most news, from 1950 to about 2130, by their numbers from the first day of the common era on.
const USUAL: std::ops::Range<u32> = 711_858..777_394;

/// A source that an article does not have.
const NONE: u32 = u32::MAX;

/// Cells that are looked at together.
const SCANNED: usize = 256;

/// Articles from which on countries are counted by their bitmaps.
const MANY: u64 = 150_000;

/// On a cell: mentioned in furniture alone, counts for nothing.
const IDLE: u32 = 1 << 31;

/// The articles that speak of a country.
#[derive(Clone, Debug, Default)]
pub(crate) struct Speaks {
    pub(crate) all: RoaringBitmap,
    /// Those that name it.
    pub(crate) named: RoaringBitmap,
}

/// Everything that listings are made from, by [`DocNo`].
#[derive(Debug, Default)]
pub(crate) struct Columns {
    pub(crate) keys: Arc<Vec<ArticleKey>>,
    pub(crate) published: Vec<When>,
    pub(crate) sources: Vec<u32>,
    pub(crate) source_names: Vec<String>,
    source_numbers: FxHashMap<String, u32>,
    /// The first article of each one's story.
    pub(crate) stories: Vec<u32>,
    pub(crate) duplicates: FxHashMap<u32, u32>,
    pub(crate) countries: BTreeMap<CountryCode, Speaks>,
    /// The countries of all articles by their places in `codes`, and where those of each end: a few articles are counted
    /// faster by them, many by the bitmaps.
    pub(crate) flags: Vec<u8>,
    pub(crate) flag_ends: Vec<u32>,
    pub(crate) codes: Vec<CountryCode>,
    /// Articles that are no longer in their files.
    pub(crate) gone: RoaringBitmap,
    /// The articles that speak of each stretch of days.
    pub(crate) spoken: BTreeMap<Days, RoaringBitmap>,
    /// The entities of all articles, and where those of each end.
    pub(crate) cells: Vec<u32>,
    pub(crate) cell_ends: Vec<u32>,
    pub(crate) names: Names,
    /// Where an article without a date is looked at: beside one of this day.
    pub(crate) beside: FxHashMap<u32, u32>,
    /// The windows that pass 2 looked at, with the signatures of their articles.
    pub(crate) windows: FxHashMap<WindowId, u64>,
    /// The days of publication that pass 1 found, where pass 2 found others.
    pub(crate) first_days: FxHashMap<u32, u32>,
    /// Numbers by key, sorted; those that came later are looked for one by one.
    by_key: Vec<u32>,
}

/// A month, month 0 where only the year is known, and how many articles were published in it.
type Month = ((i32, u32), u32);

/// What of the columns the first screen does without.
pub(crate) struct Rest {
    pub(crate) sources: Vec<u32>,
    pub(crate) source_names: Vec<String>,
    pub(crate) flags: Vec<u8>,
    pub(crate) flag_ends: Vec<u32>,
    pub(crate) codes: Vec<CountryCode>,
    pub(crate) spoken: BTreeMap<Days, RoaringBitmap>,
    pub(crate) cells: Vec<u32>,
    pub(crate) cell_ends: Vec<u32>,
    pub(crate) names: Names,
    pub(crate) beside: FxHashMap<u32, u32>,
    pub(crate) first_days: FxHashMap<u32, u32>,
    pub(crate) windows: FxHashMap<WindowId, u64>,
}

impl Columns {
    /// Takes in what the first screen did without.
    pub(crate) fn complete(&mut self, rest: Rest) {
        (self.sources, self.source_names) = (rest.sources, rest.source_names);
        (self.flags, self.flag_ends, self.codes) = (rest.flags, rest.flag_ends, rest.codes);
        (self.spoken, self.cells, self.cell_ends) = (rest.spoken, rest.cells, rest.cell_ends);
        (self.names, self.beside, self.first_days) = (rest.names, rest.beside, rest.first_days);
        self.windows = rest.windows;
    }

    /// Whether the columns of the first screen have an entry for each article, and no entry leads outside.
    pub(crate) fn is_sound(&self) -> bool {
        let len = self.len();
        let inside = |docs: &RoaringBitmap| docs.max().is_none_or(|n| (n as usize) < len);
        [self.published.len(), self.stories.len()] == [len; 2]
            && self.stories.iter().all(|&n| (n as usize) < len)
            && self.duplicates.iter().all(|(&a, &b)| (a.max(b) as usize) < len)
            && inside(&self.gone)
            && self.countries.values().all(|s| inside(&s.all) && inside(&s.named))
    }

    /// The same of all of them.
    pub(crate) fn is_whole(&self) -> bool {
        let len = self.len();
        let inside = |docs: &RoaringBitmap| docs.max().is_none_or(|n| (n as usize) < len);
        self.is_sound()
            && [self.sources.len(), self.cell_ends.len(), self.flag_ends.len()] == [len; 3]
            && self.cell_ends.is_sorted()
            && self.cell_ends.last().is_none_or(|&end| end as usize == self.cells.len())
            && self.flag_ends.is_sorted()
            && self.flag_ends.last().is_none_or(|&end| end as usize == self.flags.len())
            && self.flags.iter().all(|&flag| usize::from(flag) < self.codes.len())
            && self.spoken.values().all(inside)
    }

    /// How many articles, those that are gone included.
    pub(crate) fn len(&self) -> usize {
        self.keys.len()
    }

    /// Takes in the next article.
    pub(crate) fn push(&mut self, facts: &Facts) {
        let doc = self.keys.len() as u32;
        Arc::make_mut(&mut self.keys).push(facts.key);
        self.published.push(facts.published);
        let source = facts.source.as_ref().map_or(NONE, |source| self.source(source));
        self.sources.push(source);
        self.stories.push(doc);
        for &(code, named) in &facts.countries {
            let speaks = self.countries.entry(code).or_default();
            speaks.all.insert(doc);
            if named {
                speaks.named.insert(doc);
            }
            let known = self.codes.iter().position(|&c| c == code);
            let place = known.unwrap_or_else(|| {
                self.codes.push(code);
                self.codes.len() - 1
            });
            // ISO 3166 has 249 codes, and XK.
            self.flags.extend(u8::try_from(place));
        }
        self.flag_ends.push(self.flags.len() as u32);
        for &days in &facts.days {
            self.spoken.entry(days).or_default().insert(doc);
        }
        for named in &facts.entities {
            let number = self.names.number(named, self.cells.len());
            self.cells.push(if named.counts { number } else { number | IDLE });
        }
        self.cell_ends.push(self.cells.len() as u32);
    }

    fn source(&mut self, name: &str) -> u32 {
        if self.source_numbers.len() < self.source_names.len() {
            self.source_numbers = self.source_names.iter().cloned().zip(0..).collect();
        }
        if let Some(&number) = self.source_numbers.get(name) {
            return number;
        }
        let number = self.source_names.len() as u32;
        self.source_names.push(name.to_owned());
        self.source_numbers.insert(name.to_owned(), number);
        number
    }

    /// Sets the date that pass 2 found, and the days that the article speaks of by it.
    /// `first` is the article as pass 1 left it.
    pub(crate) fn redate(&mut self, doc: DocNo, first: &Annotated, annotated: &Annotated) {
        let published = &annotated.layers.published;
        if self.first_days.contains_key(&doc.0) {
            // It was dated before, and may be entered under any days.
            self.spoken.values_mut().for_each(|docs| _ = docs.remove(doc.0));
        }
        for days in days(first) {
            self.spoken.get_mut(&days).map(|docs| docs.remove(doc.0));
        }
        if let Some(when) = self.published.get_mut(doc.index()) {
            self.first_days.entry(doc.0).or_insert(when.day_number().unwrap_or(0));
            *when = When::new(published.value, published.basis == Some(Basis::Inferred));
        }
        for days in days(annotated) {
            self.spoken.entry(days).or_default().insert(doc.0);
        }
    }

    /// The first day of publication as pass 1 found it; 0 days are none.
    pub(crate) fn first_day(&self, doc: DocNo) -> Option<u32> {
        let first = self.first_days.get(&doc.0).copied();
        first.map_or_else(|| self.published[doc.index()].day_number(), |day| Some(day).filter(|&d| d > 0))
    }

    /// Joins entities over all articles.
    pub(crate) fn settle_names(&mut self) {
        for (cell, number) in self.names.settle() {
            if let Some(cell) = self.cells.get_mut(cell as usize) {
                *cell = *cell & IDLE | number;
            }
        }
    }

    /// The entities of an article, furniture's included, in the order of its layers.
    pub(crate) fn entities_of(&self, doc: DocNo) -> impl Iterator<Item = u32> + '_ {
        self.cells_of(doc).iter().map(|cell| cell & !IDLE)
    }

    /// The entities of an article that count, those outside its furniture.
    pub(crate) fn counted(&self, doc: DocNo) -> impl Iterator<Item = u32> + '_ {
        self.cells_of(doc).iter().copied().filter(|cell| cell & IDLE == 0)
    }

    fn cells_of(&self, doc: DocNo) -> &[u32] {
        let (start, end) = bounds(&self.cell_ends, doc.index());
        self.cells.get(start..end).unwrap_or_default()
    }

    /// Makes finding by key quick for what is there now.
    pub(crate) fn index_keys(&mut self) {
        let mut by_key: Vec<u32> = (0..self.keys.len() as u32).collect();
        by_key.sort_unstable_by_key(|&n| (self.keys[n as usize], n));
        self.by_key = by_key;
    }

    /// The article with this key among those that were there when the keys were indexed.
    pub(crate) fn find_before(&self, key: ArticleKey) -> Option<DocNo> {
        let start = self.by_key.partition_point(|&n| self.keys[n as usize] < key);
        let same = self.by_key[start..].iter().copied().take_while(|&n| self.keys[n as usize] == key);
        same.into_iter().find(|&n| !self.gone.contains(n)).map(DocNo)
    }

    /// The article with this key that is there.
    pub(crate) fn find(&self, key: ArticleKey) -> Option<DocNo> {
        let late = (self.by_key.len()..self.keys.len()).filter(|&n| self.keys[n] == key).map(|n| n as u32);
        self.find_before(key).or_else(|| late.into_iter().find(|&n| !self.gone.contains(n)).map(DocNo))
    }

    /// The articles that speak of a country, or only those that name it.
    pub(crate) fn country(&self, code: CountryCode, named: bool) -> Cow<'_, RoaringBitmap> {
        match self.countries.get(&code) {
            Some(speaks) if named => Cow::Borrowed(&speaks.named),
            Some(speaks) => Cow::Borrowed(&speaks.all),
            None => Cow::Owned(RoaringBitmap::new()),
        }
    }

    /// The articles that speak of an entity with one of these numbers.
    pub(crate) fn holding(&self, wanted: &FxHashSet<u32>) -> RoaringBitmap {
        let mut found = Vec::new();
        if wanted.is_empty() {
            return RoaringBitmap::new();
        }
        let mut is = vec![false; self.names.len()];
        wanted.iter().for_each(|&n| is[n as usize] = true);
        let one = wanted.iter().next().copied().filter(|_| wanted.len() == 1);
        // Idle cells are out of range: they count for nothing.
        let holds = |cells: &[u32]| match one {
            // Compared many at a time.
            Some(one) => cells.contains(&one),
            None => cells.iter().any(|&cell| is.get(cell as usize) == Some(&true)),
        };
        let hits: Vec<usize> = self
            .cells
            .par_chunks(SCANNED)
            .enumerate()
            .filter(|(_, cells)| holds(cells))
            .flat_map_iter(|(n, cells)| {
                let hit =
                    move |(at, cell): (usize, &u32)| holds(std::slice::from_ref(cell)).then_some(n * SCANNED + at);
                cells.iter().enumerate().filter_map(hit)
            })
            .collect();
        for cell in hits {
            let doc = self.cell_ends.partition_point(|&end| end as usize <= cell) as u32;
            if found.last() != Some(&doc) {
                found.push(doc);
            }
        }
        RoaringBitmap::from_sorted_iter(found).unwrap_or_default()
    }

    fn filter(&self, keep: impl Fn(usize) -> bool) -> RoaringBitmap {
        let found = (0..self.keys.len()).filter(|&n| keep(n)).map(|n| n as u32);
        RoaringBitmap::from_sorted_iter(found).unwrap_or_default()
    }

    /// The articles of sources in whose name all words of `name` stand, one after the other.
    pub(crate) fn of_source(&self, name: &str) -> RoaringBitmap {
        let slug = |text: &str| format!("-{}-", crate::text::fold::slug(text));
        let wanted = slug(name);
        let is: Vec<bool> = self.source_names.iter().map(|s| slug(s).contains(&wanted)).collect();
        self.filter(|n| is.get(self.sources[n] as usize) == Some(&true))
    }

    /// The articles of the story that the article with this printed key belongs to.
    pub(crate) fn of_story(&self, id: &str) -> RoaringBitmap {
        let Ok(wanted) = u64::from_str_radix(id, 16) else { return RoaringBitmap::new() };
        let Some(of) = self.keys.iter().position(|key| (key.0 >> 64) as u64 == wanted) else {
            return RoaringBitmap::new();
        };
        let story = self.stories[of];
        self.filter(|n| self.stories[n] == story)
    }

    /// The articles published in these days; a month known alone counts with all its days.
    pub(crate) fn published_in(&self, days: Days) -> RoaringBitmap {
        let number = |day: NaiveDate| day.num_days_from_ce().max(0) as u32;
        let (from, to) = (number(days.from), number(days.to));
        self.filter(|n| {
            let when = self.published[n];
            match when.day_number() {
                Some(day) if when.is_day() => from <= day && day <= to,
                Some(_) => when.date().is_some_and(|date| date.days().overlaps(days)),
                None => false,
            }
        })
    }

    /// The articles that speak of one of these days.
    pub(crate) fn spoken_of(&self, days: Days) -> RoaringBitmap {
        let mut found = RoaringBitmap::new();
        for docs in self.spoken.iter().filter(|(d, _)| d.overlaps(days)).map(|(_, docs)| docs) {
            found |= docs;
        }
        found
    }

    pub(crate) fn undated(&self) -> RoaringBitmap {
        self.filter(|n| self.published[n] == When::default())
    }

    pub(crate) fn copies(&self) -> RoaringBitmap {
        self.duplicates.keys().copied().collect()
    }

    /// The articles of a story, oldest first; undated last.
    pub(crate) fn story(&self, doc: DocNo) -> Vec<DocNo> {
        let Some(&story) = self.stories.get(doc.index()) else { return vec![doc] };
        let members = (0..self.stories.len() as u32).filter(|&n| self.stories[n as usize] == story);
        let mut members: Vec<DocNo> = members.filter(|&n| !self.gone.contains(n)).map(DocNo).collect();
        members.sort_by_key(|d| {
            let when = self.published[d.index()];
            (when == When::default(), when.day_number(), *d)
        });
        members
    }

    /// The articles in the order of publication, newest first, undated last; then in the order of arrival. `before` is
    /// an earlier such order of the first of them, which is quicker to mend than to make again.
    pub(crate) fn newest(&self, len: usize, before: &[DocNo]) -> Vec<DocNo> {
        let mut docs: Vec<DocNo> = before.iter().copied().filter(|d| d.index() < len).collect();
        docs.extend((docs.len()..len).map(|n| DocNo(n as u32)));
        docs.sort_by_key(|d| (std::cmp::Reverse(self.published[d.index()].day_number()), *d));
        docs
    }

    /// By source, articles without one last; newest first within a source.
    pub(crate) fn by_source(&self, newest: &[DocNo]) -> Vec<DocNo> {
        let folded = |n: &u32| crate::text::fold::fold(&self.source_names[*n as usize]).into_owned();
        let mut order: Vec<u32> = (0..self.source_names.len() as u32).collect();
        order.sort_by_cached_key(|n| (folded(n), *n));
        let mut places = vec![0u32; order.len()];
        order.iter().zip(0..).for_each(|(&n, place)| places[n as usize] = place);
        let last = places.len();
        let place = |d: DocNo| places.get(self.sources[d.index()] as usize).map_or(last, |&place| place as usize);
        // Counted into their places: sources are few.
        let mut starts = vec![0usize; last + 2];
        newest.iter().for_each(|&d| starts[place(d) + 1] += 1);
        (1..starts.len()).for_each(|n| starts[n] += starts[n - 1]);
        let mut docs = vec![DocNo::default(); newest.len()];
        for &doc in newest {
            let start = &mut starts[place(doc)];
            docs[*start] = doc;
            *start += 1;
        }
        docs
    }

    /// Some articles, the newest first, undated last.
    pub(crate) fn newest_of(&self, found: &RoaringBitmap) -> Vec<DocNo> {
        let mut docs: Vec<DocNo> = found.iter().map(DocNo).collect();
        docs.sort_by_key(|d| (std::cmp::Reverse(self.published[d.index()].day_number()), *d));
        docs
    }

    /// From the earliest on, undated last.
    pub(crate) fn oldest(&self, newest: &[DocNo]) -> Vec<DocNo> {
        let dated = newest.partition_point(|d| self.published[d.index()] != When::default());
        let mut docs = Vec::with_capacity(newest.len());
        // Articles of one day stay in the order of arrival.
        for day in newest[..dated].chunk_by(|a, b| self.day(*a) == self.day(*b)).rev() {
            docs.extend_from_slice(day);
        }
        docs.extend_from_slice(&newest[dated..]);
        docs
    }

    fn day(&self, doc: DocNo) -> Option<u32> {
        self.published[doc.index()].day_number()
    }
}

/// Where the entries of the `n`th article start and end.
fn bounds(ends: &[u32], n: usize) -> (usize, usize) {
    let Some(&end) = ends.get(n) else { return (0, 0) };
    (n.checked_sub(1).map_or(0, |before| ends[before]) as usize, end as usize)
}
