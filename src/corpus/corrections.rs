//! Corrections of who is who, made by hand: two that are one, one that is somebody else, another name, nobody.
//!
//! A layer over what the library knows: [`Corrections::resolve`] is the one place that says who somebody is, and layers,
//! lists, counts and reasons all ask it. Keyed by the ids of entities, which follow from names and are the same in whatever
//! order articles come. Does not keep them: they lie with what a person made.

use super::article::{Annotations, ArticleKey, CountryBasis, CountryCode, Entity, EntityNo, Mention};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Corrections that lead from one to the next before the rest is left alone: a circle has no end.
const CHAIN: usize = 8;

/// What is corrected: an entity everywhere, or in one article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    /// The article; everywhere without one.
    pub article: Option<ArticleKey>,
    /// The id of the entity as the library knows it.
    pub id: String,
}

/// A correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Correction {
    /// It is this one.
    Is {
        /// The other's id.
        id: String,
        /// The other's name.
        name: String,
    },
    /// It has this name.
    Named(String),
    /// It is nobody and nothing, and is not shown.
    Ignored,
}

/// Every correction. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections(Arc<BTreeMap<Target, Correction>>);

impl Corrections {
    /// The correction of a target.
    #[must_use]
    pub fn get(&self, target: &Target) -> Option<&Correction> {
        self.0.get(target)
    }

    /// Sets a correction, or takes it back.
    pub fn set(&mut self, target: Target, correction: Option<Correction>) {
        match correction {
            Some(correction) => drop(Arc::make_mut(&mut self.0).insert(target, correction)),
            None => drop(Arc::make_mut(&mut self.0).remove(&target)),
        }
    }

    /// Every one, in the order of its target.
    pub fn iter(&self) -> impl Iterator<Item = (&Target, &Correction)> {
        self.0.iter()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Who an entity is after every correction, in an article or everywhere: id and name; `None` for one that is ignored.
    #[must_use]
    pub fn resolve<'a>(
        &'a self,
        article: Option<ArticleKey>,
        id: &'a str,
        name: &'a str,
    ) -> Option<(&'a str, &'a str)> {
        let (mut id, mut name) = (id, name);
        let find = |article, id: &str| self.0.get(&Target { article, id: id.to_owned() });
        for _ in 0..CHAIN {
            let here = article.and_then(|key| find(Some(key), id));
            match here.or_else(|| find(None, id)) {
                Some(Correction::Is { id: other, name: called }) if other != id => (id, name) = (other, called),
                Some(Correction::Named(called)) => return Some((id, called)),
                Some(Correction::Ignored) => return None,
                Some(Correction::Is { .. }) | None => break,
            }
        }
        Some((id, name))
    }

    /// The layers of an article as corrected; the same ones where nothing in them is.
    #[must_use]
    pub fn correct(&self, article: ArticleKey, layers: &Arc<Annotations>) -> Arc<Annotations> {
        let who = |e: &Entity| self.resolve(Some(article), &e.id, &e.name).map(|(id, n)| (id.to_owned(), n.to_owned()));
        let same = |e: &Entity| who(e).is_some_and(|(id, name)| id == e.id && name == e.name);
        if self.is_empty() || layers.entities.iter().all(same) {
            return Arc::clone(layers);
        }
        let mut entities: Vec<Entity> = Vec::with_capacity(layers.entities.len());
        let mut places: Vec<Option<usize>> = Vec::with_capacity(layers.entities.len());
        for entity in &layers.entities {
            let Some((id, name)) = who(entity) else {
                places.push(None);
                continue;
            };
            match entities.iter().position(|e| e.id == id) {
                Some(at) => {
                    join(&mut entities[at], entity);
                    places.push(Some(at));
                }
                None => {
                    places.push(Some(entities.len()));
                    entities.push(Entity { id, name, ..entity.clone() });
                }
            }
        }
        // The most salient first, as everywhere.
        let mut order: Vec<usize> = (0..entities.len()).collect();
        order.sort_by(|&a, &b| entities[b].salience.total_cmp(&entities[a].salience));
        let mut new = vec![0; order.len()];
        order.iter().enumerate().for_each(|(at, &old)| new[old] = at);
        let mut corrected = (**layers).clone();
        let no = |old: EntityNo| places.get(usize::from(old.0)).copied().flatten().map(|at| EntityNo(new[at] as u16));
        corrected.mentions =
            layers.mentions.iter().filter_map(|m| Some(Mention { entity: no(m.entity)?, ..*m })).collect();
        corrected.countries.retain(|&code| !self.ignores(Some(article), code));
        corrected.entities = order.into_iter().map(|at| entities[at].clone()).collect();
        Arc::new(corrected)
    }

    /// Whether a country is none to the reader, in an article or everywhere.
    #[must_use]
    pub fn ignores(&self, article: Option<ArticleKey>, country: CountryCode) -> bool {
        !self.is_empty() && self.resolve(article, &format!("country:{country}"), "").is_none()
    }
}

/// Counts `other`, which is the same, with `entity`.
fn join(entity: &mut Entity, other: &Entity) {
    entity.mentions += other.mentions;
    entity.salience += other.salience;
    entity.role = entity.role.take().or_else(|| other.role.clone());
    entity.country = entity.country.or(other.country);
    entity.basis = match (entity.basis, other.basis) {
        (Some(CountryBasis::Named), _) | (_, Some(CountryBasis::Named)) => Some(CountryBasis::Named),
        (basis, other) => basis.or(other),
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::article::EntityKind;
    use crate::text::Span;
    use proptest::prelude::*;

    fn everywhere(id: &str) -> Target {
        Target { article: None, id: id.to_owned() }
    }

    fn is(id: &str, name: &str) -> Option<Correction> {
        Some(Correction::Is { id: id.to_owned(), name: name.to_owned() })
    }

    fn layers(ids: &[&str]) -> Arc<Annotations> {
        let entity = |id: &&str| Entity {
            id: (*id).to_owned(),
            kind: EntityKind::Person,
            name: id.trim_start_matches("person:").to_owned(),
            country: None,
            role: None,
            basis: None,
            mentions: 1,
            salience: 0.1,
        };
        let mention = |(n, _): (usize, &&str)| Mention {
            span: Span::new(n * 10, n * 10 + 5),
            kind: EntityKind::Person,
            form: None,
            entity: EntityNo(n as u16),
            country: None,
            nested: false,
            in_furniture: false,
        };
        let mentions = ids.iter().enumerate().map(mention).collect();
        Arc::new(Annotations { entities: ids.iter().map(entity).collect(), mentions, ..Annotations::default() })
    }

    const HERE: ArticleKey = ArticleKey(7);

    #[test]
    fn two_that_are_one_are_counted_together() {
        let mut all = Corrections::default();
        all.set(everywhere("person:kim-3f20a1"), is("person:kim-gunn", "Kim Gunn"));
        let before = layers(&["person:cho", "person:kim-3f20a1", "person:kim-gunn"]);
        let after = all.correct(HERE, &before);
        assert_eq!(after.entities.len(), 2);
        assert_eq!((after.entities[0].name.as_str(), after.entities[0].mentions), ("Kim Gunn", 2));
        assert_eq!(after.mentions.iter().filter(|m| m.entity == EntityNo(0)).count(), 2);
        all.set(everywhere("person:kim-3f20a1"), None);
        assert!(Arc::ptr_eq(&all.correct(HERE, &before), &before), "taken back");
    }

    #[test]
    fn one_is_somebody_else_in_one_article_only() {
        let mut all = Corrections::default();
        let here = Target { article: Some(HERE), id: "person:lee".to_owned() };
        all.set(here, is("person:lee-min", "Lee Min"));
        let before = layers(&["person:lee"]);
        assert_eq!(all.correct(HERE, &before).entities[0].id, "person:lee-min");
        assert_eq!(all.correct(ArticleKey(8), &before).entities[0].id, "person:lee");
    }

    #[test]
    fn who_is_ignored_is_gone_with_its_mentions() {
        let mut all = Corrections::default();
        all.set(everywhere("person:read-more"), Some(Correction::Ignored));
        let after = all.correct(HERE, &layers(&["person:read-more", "person:cho"]));
        assert_eq!((after.entities.len(), after.mentions.len()), (1, 1));
        assert_eq!(after.mentions[0].entity, EntityNo(0));
    }

    proptest! {
        #[test]
        fn corrected_layers_are_whole_whatever_the_corrections(
            made in proptest::collection::vec((0usize..5, 0usize..7, any::<bool>()), 0..12),
        ) {
            let ids = ["person:a", "person:b", "person:c", "person:d", "person:e"];
            let mut all = Corrections::default();
            for (from, what, local) in made {
                let article = local.then_some(HERE);
                let correction = match what {
                    5 => Correction::Ignored,
                    6 => Correction::Named("New".into()),
                    // Circles among them.
                    to => Correction::Is { id: ids[to].into(), name: ids[to].into() },
                };
                all.set(Target { article, id: ids[from].into() }, Some(correction));
            }
            let before = layers(&ids);
            let after = all.correct(HERE, &before);
            let unique: std::collections::HashSet<_> = after.entities.iter().map(|e| &e.id).collect();
            prop_assert_eq!(unique.len(), after.entities.len());
            let counted: u32 = after.entities.iter().map(|e| e.mentions).sum();
            prop_assert_eq!(counted as usize, after.mentions.len(), "a mention each");
            prop_assert!(after.mentions.iter().all(|m| usize::from(m.entity.0) < after.entities.len()));
            prop_assert!(after.entities.windows(2).all(|pair| pair[0].salience >= pair[1].salience));
        }
    }
}
