//! Which names of organisations are one: acronyms and their long forms, legal endings, countries before ministries.
//!
//! Does not guess at parts of names: "the Ministry" is no one's in particular.

use super::Item;
use super::groups::Group;
use crate::corpus::annotate::names::lexicon::full_name;
use crate::corpus::article::EntityKind;
use crate::text::Segmented;
use crate::text::fold::fold;
use rustc_hash::FxHashMap;

/// Endings that a name is written with and without, folded.
const ENDINGS: &[&str] = &[
    " news agency",
    " news service",
    " inc",
    " inc.",
    " ltd",
    " ltd.",
    " corp",
    " corp.",
    " co",
    " co.",
    " plc",
    " llc",
];

/// Sets the group of every organisation.
pub(super) fn group(doc: &Segmented<'_>, items: &mut [Item], groups: &mut Vec<Group>) {
    let places = |n: usize, items: &[Item]| -> Option<(usize, String)> {
        // A country at the head of the name, nested in it, is the next item.
        let (whole, inner) = (items[n].span, items.get(n + 1)?);
        let heads = inner.kind == EntityKind::Country && inner.span.start == whole.start && inner.span.end < whole.end;
        heads.then(|| (inner.span.end as usize, inner.country.map(|c| c.to_string()).unwrap_or_default()))
    };
    let orgs: Vec<usize> = (0..items.len()).filter(|&n| items[n].kind == EntityKind::Organization).collect();
    let keys: Vec<String> =
        orgs.iter().map(|&n| key(doc, items[n].span.of(doc.text), places(n, items), &items[n])).collect();
    let mut aliases: FxHashMap<String, String> = FxHashMap::default();
    for (&n, key) in orgs.iter().zip(&keys) {
        let name = items[n].span.of(doc.text);
        if let Some(acronym) = acronym_after(doc, items[n].span.end as usize) {
            aliases.entry(fold(acronym).into_owned()).or_insert_with(|| key.clone());
        }
        if name.split_whitespace().count() > 2 {
            aliases.entry(initials(name)).or_insert_with(|| key.clone());
        }
    }
    let mut by_key: FxHashMap<String, usize> = FxHashMap::default();
    for (n, key) in orgs.into_iter().zip(keys) {
        let text = items[n].span.of(doc.text);
        let short = is_acronym(text);
        let key = aliases.get(&key.replace('.', "")).filter(|_| short).cloned().unwrap_or(key);
        items[n].group = *by_key.entry(key).or_insert_with(|| {
            let name = full_name(text).map(str::to_owned);
            groups.push(Group { kind: EntityKind::Organization, name, items: Vec::new() });
            groups.len() - 1
        });
        groups[items[n].group].items.push(n);
    }
}

/// What an organisation is known by: its folded name without ending, its full name where the lexicon has one, the code
/// of a country at its head instead of the country's name.
fn key(doc: &Segmented<'_>, name: &str, country: Option<(usize, String)>, item: &Item) -> String {
    if let Some((end, code)) = country {
        let rest = doc.text.get(end..item.span.end as usize).unwrap_or_default();
        let rest = rest.trim_start_matches(['\'', '’']).trim_start_matches("s ").trim();
        return format!("{code} {}", fold(rest));
    }
    let name = fold(full_name(name).unwrap_or(name)).into_owned();
    let ending = ENDINGS.iter().find_map(|e| name.strip_suffix(e));
    ending.unwrap_or(&name).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The acronym in brackets that follows a name: `… Agency (NPA)`.
fn acronym_after<'a>(doc: &Segmented<'a>, end: usize) -> Option<&'a str> {
    let i = doc.token_at(end);
    let word = doc.word(i + 1);
    (doc.word(i) == "(" && doc.word(i + 2) == ")" && is_acronym(word)).then_some(word)
}

fn is_acronym(name: &str) -> bool {
    let letters = name.chars().filter(|&c| c != '.');
    (2..=8).contains(&letters.clone().count())
        && letters.filter(|c| c.is_lowercase()).count() <= 1
        && !name.contains(' ')
}

/// The folded initials of the capitalised words of a name.
fn initials(name: &str) -> String {
    let words = name.split(|c: char| c.is_whitespace() || c == '-');
    let initial = |w: &str| w.chars().next().filter(|c| c.is_uppercase());
    words.filter_map(initial).flat_map(char::to_lowercase).collect()
}
