//! People, organisations, agreements and named events in the text.
//!
//! Finds extents and kinds by titles, gazetteers, shape and wording. Who is the same as whom is for `join`, countries
//! and places are for `geo`.

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
    /// Person, organization, agreement, event or weapon.
    pub kind: EntityKind,
    /// A person's role, read off a title or apposition beside this mention: `defense minister`.
    pub role: Option<String>,
    /// The country that title or apposition gives.
    pub country: Option<CountryCode>,
}

/// Finds names; sorted by start; they nest or are apart.
#[must_use]
pub fn find(_doc: &Segmented<'_>, _hits: &[Hit], _context: &Context<'_>) -> Vec<Name> {
    Vec::new()
}
