//! Countries and places: every name of the gazetteer in the text, then what each means where it stands.
//!
//! Two steps, because people and organisations stand between them: [`candidates`] looks up, `names::find` reads the
//! candidates beside its own signs, and [`decide`] settles sense, form and nesting by the context. Does not join
//! mentions into entities: `join` does.

use super::gazetteer::lookup;
use super::names::{Context, Name};
use crate::corpus::article::{CountryCode, CountryForm};
use crate::text::segment::Case;
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
///
/// A name starts with a capital and lies in one sentence; an abbreviation of capitals is written in capitals.
#[must_use]
pub fn candidates(doc: &Segmented<'_>) -> Vec<Hit> {
    let mut hits = Vec::new();
    for sentence in &doc.sentences {
        let mut i = sentence.tokens.start;
        while i < sentence.tokens.end {
            if doc.tokens[i].is_capitalised()
                && let Some((end, senses)) = lookup::longest(doc, i, sentence.tokens.end)
                && let Some(hit) = hit(doc, i..end, senses)
            {
                hits.push(hit);
                i = end;
            } else {
                i += 1;
            }
        }
    }
    hits
}

/// The hit at these tokens, where its senses allow how it is written.
fn hit(doc: &Segmented<'_>, tokens: Range<usize>, mut senses: Vec<Sense>) -> Option<Hit> {
    // A prefix ("Franco-") ends before its hyphen.
    let prefix = tokens.len() > 1 && doc.word(tokens.end - 1) == "-";
    let tokens = if prefix { tokens.start..tokens.end - 1 } else { tokens };
    let span = doc.span(tokens.clone());
    let word = span.of(doc.text);
    // "Us", "Un" and "Who" are words; "Nato" and "Asean" are how some papers write the acronyms.
    if word.len() < 4 && doc.tokens[tokens.start].case != Case::Upper {
        senses.retain(|s| !matches!(s, Sense::Country(_, CountryForm::Abbreviation) | Sense::Bloc));
    }
    (!senses.is_empty()).then_some(Hit { tokens, span, senses })
}

/// Settles what each candidate means, given the people, organisations and agreements found.
#[must_use]
pub fn decide(_doc: &Segmented<'_>, _hits: &[Hit], _names: &[Name], _context: &Context<'_>) -> Vec<Marked> {
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let doc = Segmented::new(text);
        candidates(&doc).iter().map(|h| h.span.of(text).to_owned()).collect()
    }

    #[test]
    fn candidates_are_the_longest_names() {
        assert_eq!(
            found("The Democratic People's Republic of Korea's envoy met South Korea-U.S.-Japan officials."),
            ["Democratic People's Republic of Korea", "South Korea", "U.S.", "Japan"]
        );
        assert_eq!(
            found("Côte d’Ivoire and St. Lucia, off the South China Sea"),
            ["Côte d’Ivoire", "St. Lucia", "South China Sea"]
        );
        assert_eq!(found("Franco-German talks in Guinea-Bissau"), ["Franco", "German", "Guinea-Bissau"]);
    }

    #[test]
    fn acronyms_are_written_in_capitals() {
        assert_eq!(found("US envoys told us. Us two. Nato and the UN agree."), ["US", "Nato", "UN"]);
    }
}
