//! The columns of the library in memory, as queries see them: what has no bitmap is found by looking at every article.

use super::index::Index;
use crate::corpus::article::{Annotated, CountryCode, Days, EntityKind};
use crate::corpus::collection::StoryId;
use crate::corpus::query::{Columns, Finder, Words, holds_words};
use roaring::RoaringBitmap;
use std::borrow::Cow;

/// The articles that readers know of.
pub(super) struct Scan<'a> {
    pub(super) index: &'a Index,
    pub(super) articles: &'a [Annotated],
    pub(super) stories: &'a [StoryId],
}

impl Scan<'_> {
    fn those(&self, holds: impl Fn(usize) -> bool) -> RoaringBitmap {
        (0..self.len()).filter(|&doc| holds(doc as usize)).collect()
    }
}

impl Columns for Scan<'_> {
    fn len(&self) -> u32 {
        self.articles.len() as u32
    }

    fn country(&self, code: CountryCode, named: bool) -> Cow<'_, RoaringBitmap> {
        let countries = if named { &self.index.named } else { &self.index.countries };
        countries.get(&code).map_or_else(Cow::default, Cow::Borrowed)
    }

    fn entities(&self, kind: Option<EntityKind>, name: &str) -> RoaringBitmap {
        let mut found = RoaringBitmap::new();
        for (id, entry) in &self.index.entities {
            let slug = id.split_once(':').map_or(&**id, |(_, slug)| slug);
            let fits = || holds_words(slug, name) || holds_words(&entry.name, name);
            if kind.is_none_or(|kind| kind == entry.kind) && fits() {
                found |= &entry.docs;
            }
        }
        found
    }

    fn source(&self, name: &str) -> RoaringBitmap {
        let fitting = self.index.sources.iter().filter(|(source, _)| holds_words(source, name));
        fitting.fold(RoaringBitmap::new(), |all, (_, docs)| all | docs)
    }

    fn story(&self, id: &str) -> RoaringBitmap {
        self.those(|doc| self.stories.get(doc).is_some_and(|story| story.0.to_string().starts_with(id)))
    }

    fn published(&self, days: Days) -> RoaringBitmap {
        self.those(|doc| self.index.published[doc].is_some_and(|date| date.days().overlaps(days)))
    }

    fn spoken(&self, days: Days) -> RoaringBitmap {
        self.those(|doc| self.index.spoken(doc).iter().any(|d| d.overlaps(days)))
    }

    fn undated(&self) -> RoaringBitmap {
        self.those(|doc| self.index.published[doc].is_none())
    }

    fn duplicates(&self) -> RoaringBitmap {
        self.index.duplicates.clone()
    }

    fn words(&self, words: &Words) -> RoaringBitmap {
        let finder = Finder::new([words]);
        self.those(|doc| occurrences(&finder, &self.articles[doc]) != (0, 0))
    }
}

/// How well an article fits words: in the headline they count most, and each further time in the text less.
pub(super) fn relevance(finder: &Finder, annotated: &Annotated) -> u32 {
    let (title, text) = occurrences(finder, annotated);
    let length = (annotated.article.text.len() as f64).max(500.0);
    let score = 3.0 * f64::from(title).ln_1p() + (f64::from(text) / (f64::from(text) + length / 1000.0));
    (score * 1e6) as u32
}

/// How often words stand in the headline, and how often in the text.
fn occurrences(finder: &Finder, annotated: &Annotated) -> (u32, u32) {
    let count = |text: &str, title: bool| {
        let mut count = 0;
        finder.find(text, title, 0, text.len(), &mut |_| count += 1);
        count
    };
    (count(&annotated.layers.title.text, true), count(&annotated.article.text, false))
}
