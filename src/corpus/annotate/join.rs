//! Who is who within one article: joins mentions into entities, counts them and weighs their salience.
//!
//! Does not look at other articles: `collection::entities` joins across them.

use super::geo::Marked;
use super::names::{Context, Name};
use crate::corpus::article::{CountryCode, Entity, Mention};
use crate::text::Segmented;

/// Mentions with their entities.
#[derive(Debug, Default)]
pub struct Joined {
    /// Sorted by start, then longest first.
    pub mentions: Vec<Mention>,
    /// Most salient first.
    pub entities: Vec<Entity>,
    /// Most salient first; those reached only through places last.
    pub countries: Vec<CountryCode>,
}

/// Joins names and places into entities.
#[must_use]
pub fn join(_doc: &Segmented<'_>, _names: Vec<Name>, _marked: Vec<Marked>, _context: &Context<'_>) -> Joined {
    Joined::default()
}
