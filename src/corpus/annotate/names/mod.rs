//! People, organisations, agreements and named events in the text.
//!
//! Finds extents and kinds by titles, gazetteers, shape and wording. Who is the same as whom is for `join`, countries
//! and places are for `geo`, but for places that only their last word tells (`Padma Bridge`).
//!
//! [`find`] works in two steps: extents and kinds (`spot`, which cuts runs of capitals and asks `organizations`,
//! `works` and `people`; then `evidence`, which settles the rest by the whole article), and what stands beside each
//! person (`titles`).

mod evidence;
pub(in crate::corpus::annotate) mod lexicon;
mod organizations;
mod people;
mod runs;
mod scene;
mod spot;
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

/// A name that is no place.
#[derive(Clone, Debug)]
pub struct Name {
    /// Its extent, without title, article or possessive.
    pub span: Span,
    /// Person, organization, agreement, event or weapon; a place where only its last word tells it.
    pub kind: EntityKind,
    /// A person's role, read off a title or apposition beside this mention: `defense minister`.
    pub role: Option<String>,
    /// The country that title or apposition gives.
    pub country: Option<CountryCode>,
}

/// Finds names; sorted by start; they are apart.
#[must_use]
pub fn find(doc: &Segmented<'_>, hits: &[Hit], _context: &Context<'_>) -> Vec<Name> {
    let scene = scene::Scene::new(doc, hits);
    let mut spots = spot::spot(&scene);
    evidence::settle(&scene, &mut spots);
    spots.found.sort_by_key(|s| s.tokens.start);
    let mut names: Vec<Name> = Vec::with_capacity(spots.found.len());
    for spot in spots.found {
        let span = doc.span(spot.tokens.clone());
        if names.last().is_some_and(|n| n.span.overlaps(span)) {
            continue;
        }
        let beside = match spot.kind {
            EntityKind::Person => titles::read(&scene, &spot.tokens),
            _ => titles::Role::default(),
        };
        names.push(Name { span, kind: spot.kind, role: beside.role, country: beside.country });
    }
    names
}

#[cfg(test)]
mod tests;
