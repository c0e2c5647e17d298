//! Countries and places: every name of the gazetteer in the text, then what each means where it stands.
//!
//! Two steps, because people and organisations stand between them: [`candidates`] looks up, `names::find` reads the
//! candidates beside its own signs, and [`decide`] settles sense, form and nesting by the context. Does not join
//! mentions into entities: `join` does.

mod capital;
mod country;
mod nested;
mod place;
mod scene;
mod shape;
mod short;
mod words;

use super::addresses::Addresses;
use super::gazetteer::lookup;
use super::names::{Context, Found};
use super::single_spaced;
use crate::corpus::article::{CountryCode, CountryForm, EntityKind};
use crate::text::segment::Case;
use crate::text::{Segmented, Span};
use scene::{Cover, Scene};
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
    /// A city of a country with its population, to a power of two; or with 0 a region, river or other place.
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
    let mut hits: Vec<Hit> = Vec::new();
    for sentence in &doc.sentences {
        let mut i = sentence.tokens.start;
        while i < sentence.tokens.end {
            if doc.tokens[i].is_capitalised()
                && let Some((end, found)) = longest(doc, i, sentence.tokens.end)
            {
                hits.extend(found);
                i = end;
            } else {
                i += 1;
            }
        }
    }
    let addresses = Addresses::of(doc.text);
    hits.retain(|hit| !addresses.hold(hit.span));
    hits
}

/// The end of the longest name at token `start` that is written like one, and its hit; a fixed phrase has an end and no
/// hit: its words name no place.
fn longest(doc: &Segmented<'_>, start: usize, mut limit: usize) -> Option<(usize, Option<Hit>)> {
    while start < limit {
        let (end, senses) = lookup::longest(doc, start, limit)?;
        if senses.is_empty() {
            return Some((end, None));
        }
        if let Some(hit) = hit(doc, start..end, senses) {
            return Some((end, Some(hit)));
        }
        limit = end - 1;
    }
    None
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
    // "The gap" is no town.
    if tokens.len() > 1 && doc.tokens[tokens.end - 1].case == Case::Lower {
        senses.retain(|s| !matches!(s, Sense::Place(_, 1..)));
    }
    (!senses.is_empty()).then_some(Hit { tokens, span, senses })
}

/// Settles what each candidate means, given the people, organisations and agreements found; sorted by start.
///
/// Places that the gazetteer does not hold are known by their shape. What lies inside a person's, a place's or an
/// outlet's name is no mention; what lies inside another name is a nested one.
#[must_use]
pub fn decide(doc: &Segmented<'_>, hits: &[Hit], found: &Found, context: &Context<'_>) -> Vec<Marked> {
    let scene = Scene::new(doc, hits, found, context);
    let shaped = shape::find(&scene, &found.names);
    let judged: Vec<Option<place::Judged>> = (0..hits.len()).map(|h| place::judge(&scene, h)).collect();
    let mut known = place::Known::default();
    for (hit, judged) in hits.iter().zip(&judged) {
        known.note(hit, doc.text, *judged);
    }
    let mut marked: Vec<Marked> = Vec::with_capacity(hits.len());
    let mut shapes = shaped.iter().peekable();
    for (h, hit) in hits.iter().enumerate() {
        while shapes.peek().is_some_and(|s| s.span.end <= hit.span.start) {
            marked.extend(shapes.next().map(|s| s.marked(doc)));
        }
        if shapes.peek().is_some_and(|s| s.span.overlaps(hit.span)) {
            continue;
        }
        // A name that is a place as a whole is one, whatever its signs.
        let named = scene.cover(h) == Cover::Inside(EntityKind::Place, hit.span);
        // The country of a weak one is believed where the article names it.
        let accepted = |j: &place::Judged| known.accepts(hit, doc.text, *j) || named && scene.named(j.country) > 0;
        let place = judged[h].filter(accepted).map(|j| j.country);
        let (sense, span, nested) = match scene.cover(h) {
            Cover::Cut => continue,
            Cover::Open => (open(&scene, h, place), hit.span, false),
            // "The Road to Lake Turkana" is a film; "the Brazil Open" is in a country all the same.
            Cover::Other if !matches!(hit.senses[0], Sense::Country(..)) => continue,
            Cover::Other => (open(&scene, h, place), hit.span, false),
            Cover::Inside(..) if named => (open(&scene, h, place).or(Some(MarkedSense::Place(None))), hit.span, false),
            Cover::Inside(kind, whole) => match nested::whole(&scene, h, whole) {
                Some(sense) => (Some(sense), whole, false),
                None => (nested::decide(&scene, h, kind, whole), hit.span, true),
            },
        };
        marked.extend(sense.map(|sense| Marked { span, sense, name: name(doc, span, sense), nested }));
    }
    marked.extend(shapes.map(|s| s.marked(doc)));
    marked.extend(short::find(&scene));
    marked.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    marked
}

/// What a hit means that no longer name covers; `place` is the country of the place that it is, if it is one.
fn open(scene: &Scene<'_>, h: usize, place: Option<CountryCode>) -> Option<MarkedSense> {
    match scene.hits[h].senses[0] {
        Sense::Bloc => None,
        Sense::Geographic => Some(MarkedSense::Place(None)),
        Sense::Country(..) => country::decide(scene, h),
        Sense::Capital(code) if place == Some(code) && capital::is_government(scene, h) => {
            Some(MarkedSense::Country(code, CountryForm::Capital))
        }
        Sense::Capital(_) | Sense::Place(..) => place.map(|code| MarkedSense::Place(Some(code))),
    }
}

/// The name of what is meant: of a country its usual one, of a place the words of the text, without its container.
fn name(doc: &Segmented<'_>, span: Span, sense: MarkedSense) -> String {
    if let MarkedSense::Country(code, _) = sense
        && let Some(country) = super::gazetteer::country(code)
    {
        return country.name.to_owned();
    }
    let text = span.of(doc.text);
    let text = text.split_once(", ").map_or(text, |(place, _)| place);
    if text.len() < 4 || text.contains(char::is_lowercase) {
        return single_spaced(text);
    }
    // Capitals throughout: "SEOUL", "NEW DELHI"
    let title = |word: &str| {
        let mut chars = word.chars();
        chars.next().into_iter().chain(chars.flat_map(char::to_lowercase)).collect::<String>()
    };
    text.split_whitespace().map(title).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod examples;

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

    /// Every mention as `text form CODE`, a place as `text place CODE`.
    fn decided(text: &str) -> Vec<String> {
        let doc = Segmented::new(text);
        let hits = candidates(&doc);
        let context = Context { furniture: &[], dateline: None, title: None };
        let say = |m: &Marked| match m.sense {
            MarkedSense::Country(code, form) => format!("{} {form:?} {code}", m.span.of(text)),
            MarkedSense::Place(Some(code)) => format!("{} place {code}", m.span.of(text)),
            MarkedSense::Place(None) => format!("{} place", m.span.of(text)),
        };
        decide(&doc, &hits, &Found::default(), &context).iter().map(say).collect()
    }

    #[test]
    fn a_capital_is_its_government_where_it_acts_or_is_dealt_with() {
        assert_eq!(
            decided(
                "Relations between Seoul and Tokyo have thawed, and Moscow denied that its envoy met officials in Pyongyang."
            ),
            ["Seoul Capital KR", "Tokyo Capital JP", "Moscow Capital RU", "Pyongyang place KP"]
        );
        assert_eq!(decided("Seoul said on Tuesday that Moscow-backed militia met the Beijing government.").len(), 3);
        assert_eq!(
            decided("He flew to Seoul, according to state media in Beijing."),
            ["Seoul place KR", "Beijing place CN"]
        );
        assert_eq!(decided("Tokyo's mayor spoke."), ["Tokyo place JP"]);
    }

    #[test]
    fn a_name_that_several_bear_is_settled_by_its_sentence_and_article() {
        assert_eq!(
            decided(
                "Georgia and Russia signed it. Michael Jordan flew to Jordan. Police in Atlanta, Georgia, said so."
            ),
            ["Georgia Name GE", "Russia Name RU", "Jordan Name JO", "Atlanta place US", "Georgia place US"]
        );
        assert_eq!(decided("He was Reading a nice book in Nice."), ["Nice place FR"]);
    }

    #[test]
    fn directions_are_short_for_the_koreas_and_seas_are_no_country() {
        let text =
            "North Korea fired a missile. South Korea said the North had warned it, and the Korean official agreed.";
        assert_eq!(decided(text), ["North Korea Name KP", "South Korea Name KR", "North Short KP", "Korean Short KR"]);
        assert_eq!(
            decided(
                "Ships sailed the East and South China seas and the Taiwan Strait to help in Moscow's war against Ukraine."
            ),
            ["South China seas place", "Taiwan Strait place", "Moscow Capital RU", "Ukraine Name UA"]
        );
        assert_eq!(decided("He spoke in English."), Vec::<String>::new());
    }
}
