//! Holds a collection: articles in, snapshots, listings, rows, texts and relations out.
//!
//! [`Library`] is the interface that everything above uses; [`Holdings`] is its implementation. [`ingest`] streams into it.
//!
//! **What is kept where.** A [`Place`] is a folder in the user's cache. The store (`articles.db`, SQLite) is the truth: a row
//! and a compressed body an article, in transactions. The search index (tantivy) and the columns follow from it and say how
//! many articles they know; opening rolls them forward, or makes them again where they are missing or damaged. A seal
//! tells whether anything touched the files since they were closed: if so, everything is checked first. Memory holds the
//! columns alone: flat vectors, bitmaps, the numbers of each article's entities.
//!
//! **What fails.** A store that cannot be written to keeps what it has; the rest of a reading stays in memory, and the
//! reader says so. One that is damaged is made again from the articles. What a person made is not here.

mod codec;
mod columns;
mod corrected;
mod db;
mod holdings;
mod names;
mod passes;
mod place;
mod saved;
pub mod scaling {
    #![doc = include_str!("scaling.md")]
}
mod ingest;
mod search;
mod shelf;

mod stream;
#[cfg(test)]
mod tests;
mod words;

pub use holdings::Holdings;
pub use ingest::{Progress, Report, Stage, ingest};
pub use place::Place;
pub use stream::{Ingest, Streamed, stream};

use super::article::{Annotated, ArticleKey, CountryCode, DocNo, PartialDate};
use super::collection::related::Related;
use super::corrections::Corrections;
use super::query::{Finder, Marked, Query, Snippet, Sort};
use roaring::RoaringBitmap;
use std::sync::Arc;

/// A collection of annotated articles. Every call answers from the state of one moment and never waits for ingest.
pub trait Library: Send + Sync {
    /// The columns as they stand.
    fn snapshot(&self) -> Arc<Snapshot>;
    /// The articles that a request lists, in order, with their facets.
    fn list(&self, request: &Request) -> Listing;
    /// What the list shows of each article; articles that are not there are left out.
    fn rows(&self, docs: &[DocNo]) -> Vec<Arc<Row>>;
    /// Why a query found them: where its words stand in articles that hold them.
    fn snippets(&self, docs: &[DocNo], words: &Finder) -> Vec<(DocNo, Snippet)> {
        let found = |&doc: &DocNo| Some((doc, Snippet::of(&self.article(doc)?, words)?));
        docs.iter().filter_map(found).collect()
    }
    /// An article with its layers.
    fn article(&self, doc: DocNo) -> Option<Annotated>;
    /// The `top` articles closest to `doc`, best first, with reasons.
    fn related(&self, doc: DocNo, top: usize) -> Vec<Related>;
    /// The articles of the story of `doc`, itself included, oldest first; undated last.
    fn story(&self, doc: DocNo) -> Vec<DocNo>;
    /// The number of the article with this key.
    fn find(&self, key: ArticleKey) -> Option<DocNo>;
}

/// What a library knows of its articles at one moment; immutable, replaced as batches arrive.
#[derive(Debug, Default)]
pub struct Snapshot {
    /// Grows with every change.
    pub generation: u64,
    /// The key of each article, by [`DocNo`].
    pub keys: Arc<Vec<ArticleKey>>,
    /// The articles that are not there any more.
    pub gone: RoaringBitmap,
    /// Every country that an article speaks of, with the number of articles, most first.
    pub countries: Vec<(CountryCode, u32)>,
    /// Articles a month of publication, as [`Listing::months`].
    pub months: Vec<((i32, u32), u32)>,
    /// How many have no date.
    pub undated: u32,
}

impl Snapshot {
    /// How many articles are there.
    #[must_use]
    pub fn len(&self) -> usize {
        self.keys.len() - self.gone.len() as usize
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// What to list. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Request {
    /// Which articles.
    pub query: Arc<Query>,
    /// In which order.
    pub sort: Sort,
    /// What a person marked, which a query may ask for.
    pub marked: Arc<Marked>,
    /// Who is who, as a person corrected it.
    pub corrections: Corrections,
    /// Whether people and sources are counted: that takes longer than the rest.
    pub facets: bool,
}

/// Most people and most sources that a listing counts.
pub const MOST_FACETS: usize = 50;

/// What a request lists.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// The articles, in order.
    pub docs: Arc<Vec<DocNo>>,
    /// Articles a country among them, most first.
    pub countries: Vec<(CountryCode, u32)>,
    /// Articles a month of publication among them, as `((year, month 1–12), count)`, newest first; those known to the
    /// year alone have month 0.
    pub months: Vec<((i32, u32), u32)>,
    /// How many of them have no date.
    pub undated: u32,
    /// Articles a person among them, as `(id, name, count)`, most first, where they were asked for; at most
    /// [`MOST_FACETS`].
    pub people: Vec<(String, String, u32)>,
    /// Articles a source among them, most first, where they were asked for; at most [`MOST_FACETS`].
    pub sources: Vec<(String, u32)>,
}

/// What the list shows of an article.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its number.
    pub doc: DocNo,
    /// Its key.
    pub key: ArticleKey,
    /// Its id, as printed.
    pub id: String,
    /// Where it came from.
    pub path: String,
    /// Headline.
    pub title: String,
    /// Publisher.
    pub source: Option<String>,
    /// Publication date.
    pub published: Option<PartialDate>,
    /// Whether the date is inferred.
    pub inferred: bool,
    /// Countries, most salient first.
    pub countries: Vec<CountryCode>,
    /// Words of its text, furniture apart.
    pub words: u32,
    /// Its language.
    pub language: String,
    /// The article that it is a copy of.
    pub duplicate_of: Option<DocNo>,
}

impl Row {
    /// The row without the countries that a person says are none; the same one where there are none.
    #[must_use]
    pub fn corrected(self: Arc<Self>, corrections: &Corrections) -> Arc<Self> {
        let ignored = |&code: &CountryCode| corrections.ignores(Some(self.key), code);
        if !self.countries.iter().any(ignored) {
            return self;
        }
        let countries = self.countries.iter().copied().filter(|code| !ignored(code)).collect();
        Arc::new(Self { countries, ..(*self).clone() })
    }
}
