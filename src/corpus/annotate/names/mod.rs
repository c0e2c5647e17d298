//! People, organisations, agreements and named events in the text.
//!
//! Who is the same as whom is for `join`; which country a name means is for `geo`, which settles places in sight of the
//! ones found here.
//!
//! [`find`] works in two steps: extents and kinds (`spot`, by the trained [`tagger`], with `document` for what the whole
//! article tells and `works` for what it was not trained on), and what stands beside each person (`titles`).

mod document;
pub(in crate::corpus::annotate) mod lexicon;
mod scene;
mod spot;
pub mod tagger;
mod titles;
mod works;

use super::geo::Hit;
use crate::corpus::article::{CountryCode, Dateline, EntityKind, Furniture};
use crate::text::{Segmented, Span};

/// What is known of an article before its names are.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Its furniture.
    pub furniture: &'a [Furniture],
    /// Its dateline.
    pub dateline: Option<&'a Dateline>,
    /// Its headline in the text.
    pub title: Option<Span>,
}

impl Context<'_> {
    /// Whether `span` lies in furniture.
    #[must_use]
    pub fn in_furniture(&self, span: Span) -> bool {
        let i = self.furniture.partition_point(|f| f.span.end <= span.start);
        self.furniture.get(i).is_some_and(|f| f.span.overlaps(span))
    }
}

/// A name: of a place, too, as far as its words alone tell.
#[derive(Clone, Debug)]
pub struct Name {
    /// Its extent, without title, article or possessive.
    pub span: Span,
    /// Person, organization, place, agreement, event or weapon.
    pub kind: EntityKind,
    /// A person's role, read off a title or apposition beside this mention: `defense minister`.
    pub role: Option<String>,
    /// The country that title or apposition gives; of a place, the one that a region or city in its name gives.
    pub country: Option<CountryCode>,
}

/// The names of a text.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Sorted by start; they are apart.
    pub names: Vec<Name>,
    /// The extents of names of kinds that the reader is not told of, works and prizes: a place in one is none.
    pub others: Vec<Span>,
}

/// Finds names.
#[must_use]
pub fn find(doc: &Segmented<'_>, hits: &[Hit], context: &Context<'_>) -> Found {
    let scene = scene::Scene::new(doc, hits);
    let named = |spot: spot::Spot| {
        let span = doc.span(spot.tokens.clone());
        let beside = match spot.kind {
            EntityKind::Person => titles::read(&scene, &spot.tokens),
            _ => titles::Role { role: None, country: spot.country },
        };
        Name { span, kind: spot.kind, role: beside.role, country: beside.country }
    };
    let spotted = spot::spot(&scene, context);
    let others = spotted.others.into_iter().map(|tokens| doc.span(tokens)).collect();
    Found { names: spotted.spots.into_iter().map(named).collect(), others }
}

#[cfg(test)]
mod tests;
