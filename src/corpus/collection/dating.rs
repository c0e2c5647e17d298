//! Dates articles by one another: an event that one article dates and another places on a weekday.
//!
//! Evidence from within one article is `annotate::dating`'s.

use crate::corpus::article::{Annotated, Annotations, DocNo};

/// The articles whose date others settle or sharpen, with their annotations in full (times resolved again).
#[must_use]
pub fn date(_articles: &[Annotated]) -> Vec<(DocNo, Annotations)> {
    Vec::new()
}
