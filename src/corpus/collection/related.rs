//! Related articles: TF-IDF and entity cosine on an inverted index, with reasons.
//!
//! Ranks; where a story ends is `stories`' to say.

use crate::corpus::article::{DocNo, EntityKind};

/// One related article.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    /// Which.
    pub doc: DocNo,
    /// How close, 0–1.
    pub score: f32,
    /// How it relates.
    pub relation: Relation,
    /// Why, weightiest first.
    pub reasons: Vec<Reason>,
}

/// How one article relates to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// Reports the same event.
    SameEvent,
    /// Belongs to the same story.
    SameStory,
    /// Shares its subject.
    SameSubject,
}

impl Relation {
    /// As printed: `same-event`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::SameEvent => "same-event",
            Self::SameStory => "same-story",
            Self::SameSubject => "same-subject",
        }
    }
}

/// Why two articles are related.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// Both speak of an entity.
    Entity {
        /// Its kind.
        kind: EntityKind,
        /// Its id.
        id: String,
        /// Its name.
        name: String,
    },
    /// Both use these rare words.
    Terms(Vec<String>),
    /// Both speak of this day.
    Day(chrono::NaiveDate),
}

/// Ranks the articles of a collection by closeness to one of them.
#[derive(Debug, Default)]
pub struct Index {}

impl Index {
    /// The `top` articles closest to `doc`, best first.
    #[must_use]
    pub fn related(&self, _doc: DocNo, _top: usize) -> Vec<Related> {
        Vec::new()
    }
}
