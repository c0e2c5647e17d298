//! Tells the article's text from the page's: duplicates, captions, credits, labels, links, share and form debris.
//!
//! By general signs only: position, repetition, shape, wording. Nothing is deleted; spans say what belongs to the page.

use super::article::{Furniture, Stated};
use crate::text::{Segmented, Span};

/// What [`find`] tells.
#[derive(Debug, Default)]
pub struct Found {
    /// Furniture, sorted and disjoint, whole lines.
    pub spans: Vec<Furniture>,
    /// The line of the text that is its headline: never furniture.
    pub title: Option<Span>,
}

/// Finds the furniture of a text, and its headline line where it has one.
#[must_use]
pub fn find(_doc: &Segmented<'_>, _stated: &Stated) -> Found {
    Found::default()
}
