//! Who is who within one article: joins mentions into entities, counts them and weighs their salience.
//!
//! Does not look at other articles: `collection::entities` joins across them.

mod groups;
mod organizations;
mod people;
mod roles;
pub(crate) mod spelling;
mod weigh;

use super::gazetteer;
use super::geo::{Marked, MarkedSense};
use super::names::{Context, Name};
use crate::corpus::article::{CountryCode, CountryForm, Entity, EntityKind, EntityNo, Mention};
use crate::text::{Segmented, Span};
use std::cmp::Reverse;

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

/// A mention on its way to its entity.
#[derive(Clone, Debug)]
struct Item {
    span: Span,
    kind: EntityKind,
    form: Option<CountryForm>,
    /// Of a place or country; of a person, as the title tells.
    country: Option<CountryCode>,
    role: Option<String>,
    /// The gazetteer's name of a place.
    name: Option<String>,
    nested: bool,
    in_furniture: bool,
    /// Its group; groups become entities.
    group: usize,
}

/// Joins names and places into entities.
#[must_use]
pub fn join(doc: &Segmented<'_>, names: Vec<Name>, marked: Vec<Marked>, context: &Context<'_>) -> Joined {
    let mut items = nest(items(names, marked));
    for item in &mut items {
        item.in_furniture = context.in_furniture(item.span);
    }
    roles::counterparts(doc, &mut items);
    let groups = groups::group(doc, &mut items);
    let weights = weigh::weights(doc, &items, context);
    let mut entities = groups::entities(doc, &items, &groups, &weights);
    let countries = weigh::countries(&items, &weights, &mut entities, context);
    let mut order: Vec<usize> = (0..entities.len()).collect();
    order.sort_by(|&a, &b| entities[b].salience.total_cmp(&entities[a].salience));
    // Entities are numbered in sixteen bits: of a text that names more, the least salient stay out.
    order.truncate(usize::from(u16::MAX));
    let mut number = vec![None; entities.len()];
    for (new, &old) in order.iter().enumerate() {
        number[old] = u16::try_from(new).ok().map(EntityNo);
    }
    let mention = |item: Item| {
        let country = matches!(item.kind, EntityKind::Country | EntityKind::Place);
        Some(Mention {
            span: item.span,
            kind: item.kind,
            form: item.form,
            entity: number[item.group]?,
            country: item.country.filter(|_| country),
            nested: item.nested,
            in_furniture: item.in_furniture,
        })
    };
    let mentions = items.into_iter().filter_map(mention).collect();
    let mut slots: Vec<Option<Entity>> = entities.into_iter().map(Some).collect();
    let entities = order.into_iter().filter_map(|old| slots[old].take()).collect();
    Joined { mentions, entities, countries }
}

/// Names and marks as items.
fn items(names: Vec<Name>, marked: Vec<Marked>) -> Vec<Item> {
    let blank = |span, kind| Item {
        span,
        kind,
        form: None,
        country: None,
        role: None,
        name: None,
        nested: false,
        in_furniture: false,
        group: 0,
    };
    let names = names.into_iter().map(|n| Item { role: n.role, country: n.country, ..blank(n.span, n.kind) });
    let marked = marked.into_iter().map(|m| match m.sense {
        MarkedSense::Country(code, form) => {
            Item { country: Some(code), form: Some(form), ..blank(m.span, EntityKind::Country) }
        }
        MarkedSense::Place(country) => Item { country, name: Some(m.name), ..blank(m.span, EntityKind::Place) },
    });
    names.chain(marked).filter(|i| !i.span.is_empty()).collect()
}

/// Sorts by start, then longest first, and drops what crosses or repeats an earlier mention; the rest nest or are
/// apart.
fn nest(mut items: Vec<Item>) -> Vec<Item> {
    // Of two readings of one span the geographic one, which was decided in sight of the other, stands.
    items.sort_by_key(|i| (i.span.start, Reverse(i.span.end), i.name.is_none() && i.form.is_none()));
    let mut around: Vec<Span> = Vec::new();
    items.retain_mut(|item| {
        while around.last().is_some_and(|s| s.end <= item.span.start) {
            around.pop();
        }
        if around.last().is_some_and(|s| !s.contains(item.span) || *s == item.span) {
            return false;
        }
        item.nested = !around.is_empty();
        around.push(item.span);
        true
    });
    items
}

/// The name of a country for its entity.
fn country_name(code: CountryCode) -> String {
    gazetteer::country(code).map_or_else(|| code.to_string(), |c| c.name.to_owned())
}

#[cfg(test)]
mod tests;
