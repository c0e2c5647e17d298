//! Pass 1: everything that one article tells by itself. Pure: no clock, no files, no other article.
//!
//! The layers build on one another in the order in which [`annotate`] calls them. What only a collection can tell is
//! in `corpus::collection`.

mod addresses;
pub mod dating;
pub mod gazetteer;
pub mod geo;
pub mod heading;
pub mod join;
pub mod names;
pub mod times;
mod vocabulary;

use super::article::{Annotations, Article};
use super::furniture;
use crate::text::Segmented;

/// `text` with one space for every stretch of white space, none around it.
fn single_spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push_str(word);
    }
    spaced
}

/// Annotates one article. The text should be sanitised; any text gives a result, in time linear in its length.
#[must_use]
pub fn annotate(article: &Article) -> Annotations {
    let doc = Segmented::new(&article.text);
    let language = heading::language(&doc, &article.stated);
    let found = furniture::find(&doc, &article.stated);
    let annotated = language == "en";
    let mut layers = Annotations {
        title: heading::title(&doc, &article.stated, found.title, &found.spans),
        furniture: found.spans,
        byline: article.stated.author.clone(),
        language,
        annotated,
        ..Annotations::default()
    };
    if annotated {
        layers.dateline = heading::dateline(&doc, layers.title.span, &layers.furniture);
        let context = names::Context {
            furniture: &layers.furniture,
            dateline: layers.dateline.as_ref(),
            title: layers.title.span,
        };
        let hits = geo::candidates(&doc);
        let found = names::find(&doc, &hits, &context);
        let marked = geo::decide(&doc, &hits, &found, &context);
        let joined = join::join(&doc, found.names, marked, &context);
        layers.mentions = joined.mentions;
        layers.entities = joined.entities;
        layers.countries = joined.countries;
        let found = times::find(&doc);
        layers.published = dating::date(&doc, article, &layers, &found);
        layers.times = times::resolve(&doc, &found, layers.published.value);
    } else {
        layers.published = dating::metadata(article);
    }
    let (source, agency) = heading::source(&doc, article, layers.title.span, &layers.furniture);
    layers.source = source;
    layers.agency = agency;
    layers
}
