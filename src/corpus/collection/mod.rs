//! Pass 2: what only a collection can tell. Dates articles by one another, finds duplicates, relations and stories.
//!
//! A pure function of the articles, whatever their order. Does not store: `library` calls it as articles arrive.

mod background;
pub mod chronology;
pub mod dating;
pub mod duplicates;
pub(crate) mod entities;
pub mod related;
#[cfg(test)]
mod samples;
pub mod stories;
mod vectors;

use super::article::{Annotated, Annotations, DocNo};
use rayon::prelude::*;
use std::sync::Arc;

/// What pass 2 found; vectors are indexed by [`DocNo`].
#[derive(Debug, Default)]
pub struct Collated {
    /// Annotations that changed, in full: dates inferred from other articles, with the times resolved again.
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
    let dated = dating::date(articles).into_iter();
    let revised: Vec<(DocNo, Arc<Annotations>)> = dated.map(|(doc, layers)| (doc, Arc::new(layers))).collect();
    let mut articles = articles.to_vec();
    for (doc, layers) in &revised {
        articles[doc.index()].layers = Arc::clone(layers);
    }
    let bodies = bodies(&articles);
    let index = related::Index::new(&articles, &bodies);
    Collated { revised, duplicate_of: duplicates::find(&articles, &bodies), stories: index.stories(), index }
}

/// The folded texts of articles, without furniture.
fn bodies(articles: &[Annotated]) -> Vec<String> {
    articles.par_iter().map(vectors::folded_body).collect()
}
