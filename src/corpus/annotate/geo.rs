//! Countries and places: every name of the gazetteer in the text, then what each means where it stands.
//!
//! Two steps, because people and organisations stand between them: [`candidates`] looks up, `names::find` reads the
//! candidates beside its own signs, and [`decide`] settles sense, form and nesting by the context. Does not join
//! mentions into entities: `join` does.

use super::names::{Context, Name};
use crate::corpus::article::{CountryCode, CountryForm};
use crate::text::{Segmented, Span};
use std::ops::Range;

/// A name of the gazetteer in the text, with everything it can mean.
#[derive(Clone, Debug)]
pub struct Hit {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its extent: without possessive, with the period of an abbreviation.
    pub span: Span,
    /// What it can mean, the likeliest first.
    pub senses: Vec<Sense>,
}

/// One meaning of a name.
#[derive(Clone, Debug, PartialEq)]
pub enum Sense {
    /// A country in one of its forms.
    Country(CountryCode, CountryForm),
    /// A capital: a city, or its government.
    Capital(CountryCode),
    /// A city, region, river or other place of a country, with its population or 0.
    Place(CountryCode, u32),
    /// A place that belongs to no one country (`Korean Peninsula`, `Asia`).
    Geographic,
    /// An organisation of countries (`EU`, `NATO`).
    Bloc,
}

/// What a geographic mention turned out to be.
#[derive(Clone, Debug)]
pub struct Marked {
    /// Its extent.
    pub span: Span,
    /// A country mention with its form, or a place.
    pub sense: MarkedSense,
    /// The name of the place or country for its entity.
    pub name: String,
    /// Whether it lies inside a longer mention.
    pub nested: bool,
}

/// A decided sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkedSense {
    /// A country mention.
    Country(CountryCode, CountryForm),
    /// A place mention, with its country where known.
    Place(Option<CountryCode>),
}

/// Every name of the gazetteer in the text; longest matches, sorted, disjoint.
#[must_use]
pub fn candidates(_doc: &Segmented<'_>) -> Vec<Hit> {
    Vec::new()
}

/// Settles what each candidate means, given the people, organisations and agreements found.
#[must_use]
pub fn decide(_doc: &Segmented<'_>, _hits: &[Hit], _names: &[Name], _context: &Context<'_>) -> Vec<Marked> {
    Vec::new()
}
