//! Groups mentions that name one thing, and makes an entity of each group.
//!
//! How two names of a person or an organisation are one is in the rooms beside.

use super::{Item, country_name, organizations, people, weigh};
use crate::corpus::annotate::single_spaced;
use crate::corpus::article::{CountryBasis, CountryCode, CountryForm, Entity, EntityKind};
use crate::text::Segmented;
use crate::text::fold::{fold, slug};
use rustc_hash::{FxHashMap, FxHashSet};

/// What a group of mentions has in common.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) kind: EntityKind,
    /// Its name, where the group's kind knows one; else the most usual of its mentions.
    pub(super) name: Option<String>,
    pub(super) items: Vec<usize>,
}

/// Sets the group of every item.
pub(super) fn group(doc: &Segmented<'_>, items: &mut [Item]) -> Vec<Group> {
    let mut groups = Vec::new();
    people::group(doc, items, &mut groups);
    organizations::group(doc, items, &mut groups);
    let mut by_key: FxHashMap<(EntityKind, Option<CountryCode>, String), usize> = FxHashMap::default();
    for (n, item) in items.iter_mut().enumerate() {
        let text = item.name.as_deref().unwrap_or_else(|| item.span.of(doc.text));
        // A place goes by its name without what holds it: "Birmingham, Ala."
        let container = (item.kind == EntityKind::Place).then(|| text.split_once(", ")).flatten();
        let text = container.map_or(text, |(place, _)| place);
        let key = match (item.kind, item.country) {
            (EntityKind::Person | EntityKind::Organization, _) => continue,
            (EntityKind::Country, Some(code)) => (item.kind, Some(code), String::new()),
            (EntityKind::Place, country) => (item.kind, country, fold(text).into_owned()),
            _ => (item.kind, None, doc.folded_span(item.span).into_owned()),
        };
        item.group = *by_key.entry(key).or_insert_with(|| {
            let name = match (item.kind, item.country) {
                (EntityKind::Country, Some(code)) => Some(country_name(code)),
                (EntityKind::Place, _) => Some(text.to_owned()),
                _ => None,
            };
            groups.push(Group { kind: item.kind, name, items: Vec::new() });
            groups.len() - 1
        });
        groups[item.group].items.push(n);
    }
    groups
}

/// An entity for each group, in the order of the groups.
pub(super) fn entities(doc: &Segmented<'_>, items: &[Item], groups: &[Group], weights: &[f32]) -> Vec<Entity> {
    let total: f32 = weights.iter().sum::<f32>().max(f32::MIN_POSITIVE);
    let mut ids = FxHashSet::default();
    let mut entities: Vec<Entity> = groups.iter().map(|g| entity(doc, items, g, weights, total)).collect();
    for entity in &mut entities {
        entity.id = unique(&mut ids, entity);
    }
    entities
}

fn entity(doc: &Segmented<'_>, items: &[Item], group: &Group, weights: &[f32], total: f32) -> Entity {
    let counted = |&&n: &&usize| !items[n].in_furniture;
    let name = group.name.clone().unwrap_or_else(|| usual(doc, items, &group.items));
    let place = matches!(group.kind, EntityKind::Country | EntityKind::Place);
    let country = match group.kind {
        EntityKind::Person => most(group.items.iter().filter_map(|&n| items[n].country)),
        _ if place => group.items.first().and_then(|&n| items[n].country),
        _ => None,
    };
    Entity {
        id: String::new(),
        kind: group.kind,
        name,
        country,
        role: most(group.items.iter().filter_map(|&n| items[n].role.as_deref())).map(str::to_owned),
        basis: (group.kind == EntityKind::Country).then(|| basis(items, &group.items)),
        mentions: group.items.iter().filter(counted).count() as u32,
        salience: group.items.iter().map(|&n| weights[n]).sum::<f32>() / total * weigh::SHARED,
    }
}

/// How a country is spoken of: by name anywhere outside furniture, else by what stands for it.
fn basis(items: &[Item], group: &[usize]) -> CountryBasis {
    let stands = |f| matches!(f, CountryForm::Capital | CountryForm::Metonym);
    let named = |&n: &usize| !items[n].in_furniture && items[n].form.is_some_and(|f| !stands(f));
    let anywhere = group.iter().all(|&n| items[n].in_furniture)
        && group.iter().any(|&n| items[n].form.is_some_and(|f| !stands(f)));
    if anywhere || group.iter().any(named) { CountryBasis::Named } else { CountryBasis::Metonym }
}

/// The value that occurs most, the first of them where several do.
fn most<T: Copy + Eq + std::hash::Hash>(values: impl Iterator<Item = T> + Clone) -> Option<T> {
    let first = values.clone().next()?;
    if values.clone().all(|value| value == first) {
        // As nearly always; nothing need be counted.
        return Some(first);
    }
    let mut counts: FxHashMap<T, (usize, usize)> = FxHashMap::default();
    for (n, value) in values.enumerate() {
        counts.entry(value).or_insert((0, n)).0 += 1;
    }
    counts.into_iter().max_by_key(|(_, (count, first))| (*count, std::cmp::Reverse(*first))).map(|(value, _)| value)
}

/// The name of a group as its mentions write it: the fullest, and of these the most usual.
pub(super) fn usual(doc: &Segmented<'_>, items: &[Item], group: &[usize]) -> String {
    let text = |n: usize| items[n].span.of(doc.text);
    let words = |s: &str| s.split(|c: char| c.is_whitespace() || c == '-').count();
    let names: Vec<(&str, usize)> = group.iter().map(|&n| (text(n), words(text(n)))).collect();
    let fullest = names.iter().map(|(_, words)| *words).max().unwrap_or_default();
    let fullest = names.iter().filter(|(_, words)| *words == fullest);
    single_spaced(most(fullest.map(|(name, _)| *name)).unwrap_or_default())
}

/// An id that no other entity of the article has.
fn unique(ids: &mut FxHashSet<String>, entity: &Entity) -> String {
    let base = id(entity);
    if ids.insert(base.clone()) {
        return base;
    }
    let code = entity.country.map_or_else(String::new, |c| c.as_str().to_ascii_lowercase());
    let tries = std::iter::once(code).chain((2..).map(|n: u32| n.to_string())).filter(|s| !s.is_empty());
    let mut tries = tries.map(|suffix| format!("{base}-{suffix}"));
    tries.find(|id| ids.insert(id.clone())).unwrap_or(base)
}

/// `person:gen-nakatani`, `country:KR`
fn id(entity: &Entity) -> String {
    match (entity.kind, entity.country) {
        (EntityKind::Country, Some(code)) => format!("country:{code}"),
        _ => [entity.kind.name(), &slug(&entity.name)].join(":"),
    }
}
