//! How much of an article's attention each mention takes, and which countries the article speaks of.
//!
//! Headline and lead weigh more; furniture weighs nothing.

use super::{Item, country_name};
use crate::corpus::annotate::names::Context;
use crate::corpus::article::{CountryBasis, CountryCode, Entity, EntityKind};
use crate::text::Segmented;
use rustc_hash::FxHashMap;

/// The share of the attention that entities divide among them; rounding in the output must not lift the sum over 1.
pub(super) const SHARED: f32 = 0.999;
/// Weights of a mention in the headline, in the lead and further down.
const HEADLINE: f32 = 3.0;
const LEAD: f32 = 2.0;
const BODY: f32 = 1.0;
/// A mention inside another name is spoken of in passing.
const NESTED: f32 = 0.5;

/// The weight of each item.
pub(super) fn weights(doc: &Segmented<'_>, items: &[Item], context: &Context<'_>) -> Vec<f32> {
    let lead = lead_end(doc, context);
    let weight = |item: &Item| {
        if item.in_furniture || in_dateline(item, context) {
            return 0.0;
        }
        let place = match context.title {
            Some(title) if title.contains(item.span) => HEADLINE,
            _ if (item.span.start as usize) < lead => LEAD,
            _ => BODY,
        };
        if item.nested { place * NESTED } else { place }
    };
    items.iter().map(weight).collect()
}

/// Where the lead ends: after the first two sentences that are neither furniture nor the headline.
fn lead_end(doc: &Segmented<'_>, context: &Context<'_>) -> usize {
    let text = |s: &&crate::text::Sentence| {
        !context.in_furniture(s.span) && !context.title.is_some_and(|t| t.overlaps(s.span))
    };
    doc.sentences.iter().filter(text).take(2).last().map_or(0, |s| s.span.end as usize)
}

fn in_dateline(item: &Item, context: &Context<'_>) -> bool {
    context.dateline.is_some_and(|d| d.whole.contains(item.span))
}

/// The countries that the article speaks of: those it mentions by salience, then those reached only through places,
/// which get an entity of their own.
pub(super) fn countries(
    items: &[Item],
    weights: &[f32],
    entities: &mut Vec<Entity>,
    context: &Context<'_>,
) -> Vec<CountryCode> {
    let mut spoken: Vec<(f32, CountryCode)> = entities
        .iter()
        .filter(|e| e.kind == EntityKind::Country && e.mentions > 0)
        .filter_map(|e| Some((e.salience, e.country?)))
        .collect();
    spoken.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut countries: Vec<CountryCode> = spoken.into_iter().map(|(_, code)| code).collect();
    let mut reached: FxHashMap<CountryCode, (f32, usize)> = FxHashMap::default();
    for (n, item) in items.iter().enumerate() {
        if let (EntityKind::Place, Some(code), false) = (item.kind, item.country, item.in_furniture)
            && !in_dateline(item, context)
            && !countries.contains(&code)
        {
            reached.entry(code).or_insert((0.0, n)).0 += weights[n];
        }
    }
    let mut reached: Vec<_> = reached.into_iter().collect();
    reached.sort_by(|(_, a), (_, b)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    for (code, _) in reached {
        countries.push(code);
        match entities.iter_mut().find(|e| e.kind == EntityKind::Country && e.country == Some(code)) {
            // Named in furniture alone, and reached by a place in the text.
            Some(entity) => entity.basis = Some(CountryBasis::Place),
            None => entities.push(Entity {
                id: format!("country:{code}"),
                kind: EntityKind::Country,
                name: country_name(code),
                country: Some(code),
                role: None,
                basis: Some(CountryBasis::Place),
                mentions: 0,
                salience: 0.0,
            }),
        }
    }
    countries
}
