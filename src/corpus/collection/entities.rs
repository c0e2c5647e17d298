//! Joins entities across articles, by name: gives one thing one id and one name in the whole collection.
//!
//! A pure function of the articles, whatever their order. Does not join within an article: `annotate::join` does.

use crate::corpus::article::{Annotated, Annotations, CountryCode, DocNo, Entity, EntityKind};
use crate::text::fold::{fold, slug};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;

/// Endings that a company or agency is written with and without, folded.
const ENDINGS: &[&str] = &[" inc", " ltd", " corp", " co", " plc", " llc", " news agency"];

/// Gives the entities of all articles their ids and names in the collection.
///
/// `revised` holds annotations that an earlier step of the pass changed already; they are changed in place, and an
/// article that only this step changes is added. Sorted by article.
#[must_use]
pub fn join(articles: &[Annotated], revised: Vec<(DocNo, Annotations)>) -> Vec<(DocNo, Annotations)> {
    let names = Names::gather(articles);
    let mut revised: FxHashMap<DocNo, Annotations> = revised.into_iter().collect();
    for (n, annotated) in articles.iter().enumerate() {
        let doc = DocNo(n as u32);
        let entities = revised.get(&doc).map_or(&annotated.layers.entities, |layers| &layers.entities);
        let changes = names.changes(entities);
        if changes.is_empty() {
            continue;
        }
        let layers = revised.entry(doc).or_insert_with(|| (*annotated.layers).clone());
        for (at, id, name) in changes {
            layers.entities[at].id = id;
            layers.entities[at].name = name;
        }
    }
    let mut revised: Vec<_> = revised.into_iter().collect();
    revised.sort_by_key(|(doc, _)| *doc);
    revised
}

/// What makes two entities of different articles one: for a person the letters of the full name, initials apart; for an
/// organisation its name without ending. `None` where the name does not settle it.
fn key(entity: &Entity) -> Option<(EntityKind, String)> {
    let name = fold(&entity.name);
    let key = match entity.kind {
        EntityKind::Person => {
            let words: Vec<&str> = name.split(|c: char| c.is_whitespace() || c == '-').collect();
            let words: Vec<&str> = words.into_iter().map(|w| w.trim_matches('.')).filter(|w| w.len() > 1).collect();
            (words.len() > 1).then(|| words.concat())?
        }
        EntityKind::Organization => {
            let name = name.trim_end_matches('.');
            ENDINGS.iter().find_map(|e| name.strip_suffix(e)).unwrap_or(name).to_owned()
        }
        _ => return None,
    };
    Some((entity.kind, key))
}

/// A surname that stands alone in an article.
fn surname(entity: &Entity) -> Option<String> {
    let alone = entity.kind == EntityKind::Person && !entity.name.contains([' ', '-']);
    alone.then(|| fold(&entity.name).into_owned())
}

/// Somebody whom articles name in full.
#[derive(Debug)]
struct Known {
    id: String,
    name: String,
    roles: FxHashSet<String>,
    countries: FxHashSet<CountryCode>,
}

/// The names of a collection.
#[derive(Debug, Default)]
struct Names {
    by_key: FxHashMap<(EntityKind, String), Known>,
    /// Keys of the people who share a word at either end of their names.
    by_surname: FxHashMap<String, Vec<(EntityKind, String)>>,
}

impl Names {
    fn gather(articles: &[Annotated]) -> Self {
        let mut spellings: FxHashMap<(EntityKind, String), FxHashMap<&str, u32>> = FxHashMap::default();
        let mut names = Self::default();
        for entity in articles.iter().flat_map(|a| &a.layers.entities) {
            let Some(key) = key(entity) else { continue };
            *spellings.entry(key.clone()).or_default().entry(&entity.name).or_default() += 1;
            let known = names.by_key.entry(key).or_insert_with(|| Known {
                id: String::new(),
                name: String::new(),
                roles: FxHashSet::default(),
                countries: FxHashSet::default(),
            });
            known.roles.extend(entity.role.clone());
            known.countries.extend(entity.country);
        }
        for (key, known) in &mut names.by_key {
            // The spelling of most articles; of equal ones the first in the alphabet, so that no order shows.
            let best = spellings.get(key).and_then(|s| s.iter().max_by_key(|(name, count)| (**count, Reverse(**name))));
            known.name = best.map_or_else(String::new, |(name, _)| (*name).to_owned());
            known.id = format!("{}:{}", key.0.name(), slug(&known.name));
            if key.0 == EntityKind::Person {
                let folded = fold(&known.name);
                let mut words = folded.split(|c: char| c.is_whitespace() || c == '-');
                let (first, last) = (words.next(), words.next_back());
                for word in first.into_iter().chain(last) {
                    names.by_surname.entry(word.to_owned()).or_default().push(key.clone());
                }
            }
        }
        names
    }

    /// The entities of one article that the collection knows under another id or name: index, id, name.
    fn changes(&self, entities: &[Entity]) -> Vec<(usize, String, String)> {
        let mut taken: FxHashSet<&str> = entities.iter().map(|e| e.id.as_str()).collect();
        let mut changes = Vec::new();
        for (n, entity) in entities.iter().enumerate() {
            let Some(known) = self.known(entity) else { continue };
            let same = known.id == entity.id;
            // Two of one article stay two.
            if (same && known.name == entity.name) || (!same && !taken.insert(&known.id)) {
                continue;
            }
            changes.push((n, known.id.clone(), known.name.clone()));
        }
        changes
    }

    /// Who an entity is in the collection. A surname alone is the one person of that surname whose role or country it
    /// shares; where several have it, or nothing confirms it, it stays apart.
    fn known(&self, entity: &Entity) -> Option<&Known> {
        if let Some(key) = key(entity) {
            return self.by_key.get(&key);
        }
        let [only] = &self.by_surname.get(&surname(entity)?)?[..] else { return None };
        let known = self.by_key.get(only)?;
        let role = entity.role.as_ref().map(|r| known.roles.contains(r));
        let country = entity.country.map(|c| known.countries.contains(&c));
        (role != Some(false) && country != Some(false) && (role.is_some() || country.is_some())).then_some(known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::article::{Article, ArticleKey, Stated};
    use std::sync::Arc;

    fn person(name: &str, role: Option<&str>) -> Entity {
        Entity {
            id: format!("person:{}", slug(name)),
            kind: EntityKind::Person,
            name: name.to_owned(),
            country: None,
            role: role.map(str::to_owned),
            basis: None,
            mentions: 1,
            salience: 0.1,
        }
    }

    fn article(n: u128, entities: Vec<Entity>) -> Annotated {
        let article = Article {
            key: ArticleKey(n),
            id: n.to_string(),
            path: String::new(),
            stated: Stated::default(),
            text: String::new(),
        };
        let layers = Annotations { entities, ..Annotations::default() };
        Annotated { article: Arc::new(article), layers: Arc::new(layers) }
    }

    /// The ids of the people of each article after joining, in the order of the articles' keys.
    fn ids(articles: &[Annotated]) -> Vec<Vec<String>> {
        let revised: FxHashMap<_, _> = join(articles, Vec::new()).into_iter().collect();
        let of = |(n, a): (usize, &Annotated)| {
            let layers = revised.get(&DocNo(n as u32)).unwrap_or(&a.layers);
            (a.article.key, layers.entities.iter().map(|e| e.id.clone()).collect::<Vec<_>>())
        };
        let mut ids: Vec<_> = articles.iter().enumerate().map(of).collect();
        ids.sort();
        ids.into_iter().map(|(_, ids)| ids).collect()
    }

    #[test]
    fn spellings_of_one_person_join_whatever_the_order() {
        let a = article(1, vec![person("Kim Jong Un", None)]);
        let b = article(2, vec![person("Kim Jongun", None)]);
        let c = article(3, vec![person("Kim Jong-un", None)]);
        let forth = ids(&[a.clone(), b.clone(), c.clone()]);
        assert_eq!(forth, ids(&[c, a, b]));
        assert!(forth.iter().all(|e| e == &forth[0]), "{forth:?}");
    }

    #[test]
    fn a_surname_alone_joins_only_the_one_it_must_be() {
        let full = article(1, vec![person("Sergey Lavrov", Some("foreign minister"))]);
        let short = article(2, vec![person("Lavrov", Some("foreign minister"))]);
        let bare = article(3, vec![person("Lavrov", None)]);
        let found = ids(&[full, short, bare]);
        assert_eq!(found[1], ["person:sergey-lavrov"]);
        assert_eq!(found[2], ["person:lavrov"], "nothing confirms it");
        let kims = [
            article(1, vec![person("Kim Jong Un", Some("leader")), person("Kim Gunn", Some("envoy"))]),
            article(2, vec![person("Kim", Some("leader"))]),
        ];
        assert_eq!(ids(&kims)[1], ["person:kim"], "two people have the surname");
    }

    #[test]
    fn two_of_one_article_stay_two() {
        let articles = [
            article(1, vec![person("Ann Lee", Some("mayor"))]),
            article(2, vec![person("Ann Lee", Some("mayor")), person("Lee", Some("mayor"))]),
        ];
        let found = ids(&articles);
        assert_ne!(found[1][0], found[1][1]);
    }
}
