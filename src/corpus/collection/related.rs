//! Related articles: TF-IDF and entity cosine on an inverted index, with reasons.
//!
//! Ranks; where a story ends is `stories`' to say.

use super::vectors::{self, Feature, Vectors, Whole};
use super::{StoryId, bodies, stories};
use crate::corpus::article::{Annotated, ArticleKey, DocNo, EntityKind};
use crate::corpus::corrections::Corrections;
use crate::text::fold::fold_chars;

/// One related article.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    /// Which.
    pub doc: DocNo,
    /// How close, 0–1.
    pub score: f32,
    /// How it relates.
    pub relation: Relation,
    /// Why, weightiest first.
    pub reasons: Vec<Reason>,
}

impl Related {
    /// Names its reasons as a person corrected who is who in the articles `from` and `to`; those that are no longer in both
    /// are dropped.
    pub fn correct(&mut self, from: ArticleKey, to: ArticleKey, corrections: &Corrections) {
        if corrections.is_empty() {
            return;
        }
        let mut seen: Vec<String> = Vec::new();
        self.reasons.retain_mut(|reason| {
            let Reason::Entity { id, name, .. } = reason else { return true };
            let who = corrections.resolve(Some(from), id, name);
            let Some((other, called)) = who
                .filter(|&(other, _)| corrections.resolve(Some(to), id, name).is_some_and(|(same, _)| same == other))
            else {
                return false;
            };
            let (other, called) = (other.to_owned(), called.to_owned());
            let again = seen.contains(&other);
            seen.push(other.clone());
            (*id, *name) = (other, called);
            !again
        });
    }
}

/// How one article relates to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// Reports the same event.
    SameEvent,
    /// Belongs to the same story.
    SameStory,
    /// Shares its subject.
    SameSubject,
}

impl Relation {
    /// As printed: `same-event`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::SameEvent => "same-event",
            Self::SameStory => "same-story",
            Self::SameSubject => "same-subject",
        }
    }
}

/// Why two articles are related.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// Both speak of an entity.
    Entity {
        /// Its kind.
        kind: EntityKind,
        /// Its id.
        id: String,
        /// Its name.
        name: String,
    },
    /// Both use these rare words.
    Terms(Vec<String>),
    /// Both speak of this day.
    Day(chrono::NaiveDate),
}

/// Ranks the articles of a collection by closeness to one of them.
#[derive(Debug, Default)]
pub struct Index {
    vectors: Vectors,
    /// The story of each rank, by its smallest rank.
    stories: Vec<u32>,
}

/// Reports of one event are this close, or copies, and published within this many days.
const EVENT: f32 = 0.35;
const EVENT_DAYS: u32 = 3;
/// Below this, what is shared is chance.
const FAINTEST: f32 = 0.02;
/// Part of the score that fades with the days between two articles: it decides between equals.
const FADING: f32 = 0.35;
/// Terms, entities and days that are given as reasons.
const TERMS: usize = 5;
const ENTITIES: usize = 4;
const DAYS: usize = 2;
/// Words that this part of ordinary news uses are no reasons: weekdays and months are among them.
const COMMON: f32 = 0.04;
/// What a reason still weighs that every article of the collection has.
const EVERYWHERE: f32 = 0.1;
/// Letters of a name whose derivatives are recognised.
const STEM: usize = 4;
/// In collections smaller than this, a word of every article may still be what they are about.
const SMALL: usize = 20;

/// Articles that are compared with one in full, and words that they are found by.
pub(crate) const CANDIDATES: usize = 160;
const TELLING: usize = 32;

/// The words by which the relatives of an article are found in a collection of `articles`, where `frequency` says how
/// many of them hold a folded word.
pub(crate) fn telling(annotated: &Annotated, articles: usize, frequency: &dyn Fn(&str) -> u64) -> Vec<String> {
    vectors::telling(annotated, articles, frequency, TELLING)
}

/// The `top` articles closest to the first of `articles`, some of a collection of `all`; numbered by their places. Their
/// stories are given, and in how many of all articles a folded word or an entity, given by its id and name, is.
pub(crate) fn among(
    articles: &[Annotated],
    stories: &[u32],
    all: usize,
    frequency: &(dyn Fn(&str, Option<&str>) -> u32 + Sync),
    top: usize,
) -> Vec<Related> {
    let of = |feature: &Feature| match feature {
        Feature::Term(term) => frequency(term, None),
        Feature::Entity { id, name, .. } => frequency(name, Some(id)),
    };
    let vectors = Vectors::new(articles, &bodies(articles), Some(&Whole { articles: all, frequency: &of }));
    let stories = vectors.docs.iter().filter_map(|d| stories.get(d.index()).copied()).collect();
    Index { vectors, stories }.related(DocNo(0), top)
}

impl Index {
    /// Indexes the articles and finds their stories; `bodies` are their folded texts.
    pub(super) fn new(articles: &[Annotated], bodies: &[String]) -> Self {
        let vectors = Vectors::new(articles, bodies, None);
        let stories = stories::find(&vectors);
        Self { vectors, stories }
    }

    /// How many articles it ranks.
    pub(crate) fn len(&self) -> usize {
        self.vectors.len()
    }

    /// The story of each article, by [`DocNo`].
    pub(super) fn stories(&self) -> Vec<StoryId> {
        let mut ids = vec![StoryId(ArticleKey(0)); self.vectors.len()];
        for (rank, &first) in self.stories.iter().enumerate() {
            ids[self.vectors.docs[rank].index()] = StoryId(self.vectors.keys[first as usize]);
        }
        ids
    }

    /// The `top` articles closest to `doc`, best first.
    #[must_use]
    pub fn related(&self, doc: DocNo, top: usize) -> Vec<Related> {
        let Some(rank) = self.vectors.rank(doc) else { return Vec::new() };
        let mut pad = self.vectors.pad();
        let scores = self.vectors.scores(rank, &mut pad);
        for (other, score) in scores.iter_mut() {
            let fresh = stories::freshness(self.vectors.days_apart(rank, *other as usize));
            *score = (*score * (1.0 - FADING + FADING * fresh)).min(1.0);
        }
        scores.retain(|&(_, score)| score >= FAINTEST);
        // Ranks are in the order of the keys: ties fall the same way for every order of arrival.
        let order = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if scores.len() > top {
            scores.select_nth_unstable_by(top, order);
            scores.truncate(top);
        }
        scores.sort_unstable_by(order);
        scores
            .iter()
            .map(|&(other, score)| Related {
                doc: self.vectors.docs[other as usize],
                score,
                relation: self.relation(rank, other as usize, score),
                reasons: self.reasons(rank, other as usize),
            })
            .collect()
    }

    fn relation(&self, a: usize, b: usize, score: f32) -> Relation {
        let together = self.vectors.days_apart(a, b).is_none_or(|days| days <= EVENT_DAYS);
        match self.stories[a] == self.stories[b] {
            true if score >= EVENT && together => Relation::SameEvent,
            true => Relation::SameStory,
            false => Relation::SameSubject,
        }
    }

    /// What two articles share, weightiest first: what both make much of, and the rarer the better.
    fn reasons(&self, a: usize, b: usize) -> Vec<Reason> {
        let mut shared = self.vectors.shared(a, b);
        // A country of most of the news is in many vectors; a person or an agreement says more. What every article of
        // the collection has tells least of these two.
        let all = self.vectors.articles() as f32 + 1.0;
        for (feature, weight) in &mut shared {
            let apart = (all / (self.vectors.frequency(*feature) as f32 + 1.0)).ln();
            *weight *= self.vectors.rarity(*feature).powi(2) * (EVERYWHERE + apart);
        }
        shared.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        let mut reasons = Vec::new();
        let mut names = String::new();
        for &(feature, weight) in &shared {
            if let Feature::Entity { kind, id, name } = self.vectors.feature(feature) {
                names.extend(fold_chars(name).chain([' ']));
                if reasons.len() < ENTITIES {
                    reasons.push((weight, Reason::Entity { kind: *kind, id: id.to_string(), name: name.to_string() }));
                }
            }
        }
        // Words of most of the collection or of all news, numbers, and those of the names above are no reason of
        // their own.
        let all = self.vectors.articles();
        let most = if all < SMALL { all } else { all / 2 };
        // "Korean" beside Korea is its adjective.
        let is = |name: &str, term: &str| name == term || (name.len() >= STEM && term.starts_with(name));
        let named = |term: &str| names.split(|c: char| !c.is_alphanumeric()).any(|n| is(n, term));
        let (mut terms, mut sum) = (Vec::new(), 0.0);
        for &(feature, weight) in &shared {
            let about = self.vectors.feature(feature);
            if let Feature::Term(term) = about
                && terms.len() < TERMS
                && self.vectors.frequency(feature) <= most
                && about.background() < COMMON
                && !term.starts_with(|c: char| c.is_ascii_digit())
                && !named(term)
            {
                terms.push(term.to_string());
                sum += weight;
            }
        }
        if !terms.is_empty() {
            reasons.push((sum, Reason::Terms(terms)));
        }
        reasons.sort_by(|x, y| y.0.total_cmp(&x.0));
        let days = self.vectors.shared_days(a, b).take(DAYS).map(Reason::Day);
        reasons.into_iter().map(|(_, reason)| reason).chain(days).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{article, collection};
    use super::*;
    use proptest::prelude::*;

    fn index(articles: &[Annotated]) -> Index {
        Index::new(articles, &bodies(articles))
    }

    #[test]
    fn the_closest_come_first_and_say_why() {
        let articles = [
            article(1, "Fishermen blocked the harbour of Gdansk over herring quotas."),
            article(2, "Herring quotas brought fishermen to the harbour again."),
            article(3, "Parliament passed the budget for schools."),
            article(4, "The harbour was quiet."),
        ];
        let related = index(&articles).related(DocNo(0), 9);
        let docs: Vec<_> = related.iter().map(|r| r.doc).collect();
        assert_eq!(docs, [DocNo(1), DocNo(3)]);
        assert_eq!(related[0].relation, Relation::SameEvent);
        let Some(Reason::Terms(terms)) = related[0].reasons.first() else { panic!("no terms") };
        assert!(terms.contains(&"herring".to_owned()), "{terms:?}");
    }

    #[test]
    fn words_of_all_news_are_no_reasons() {
        let text = "On Wednesday, February 3, first seen trawlers agreed to leave the harbour in the evening.";
        let articles = [article(1, text), article(2, text)];
        let related = index(&articles).related(DocNo(0), 9);
        let terms: Vec<_> = related[0]
            .reasons
            .iter()
            .filter_map(|r| match r {
                Reason::Terms(terms) => Some(terms.join(" ")),
                _ => None,
            })
            .collect();
        assert_eq!(terms.len(), 1, "{:?}", related[0].reasons);
        assert!(terms[0].contains("trawlers"), "{terms:?}");
        let calendar = "january february march april june july august september october november december monday \
            tuesday wednesday thursday friday saturday sunday first seen agreed";
        for word in calendar.split(' ') {
            assert!(!terms[0].split(' ').any(|t| t == word), "{terms:?}");
            assert!(Feature::Term(word.into()).background() >= COMMON, "{word}");
        }
    }

    #[test]
    fn an_empty_collection_has_no_relations() {
        assert!(Index::default().related(DocNo(0), 5).is_empty());
        assert!(index(&[article(1, "")]).related(DocNo(0), 5).is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn stories_and_relations_are_the_same_for_every_order_of_arrival(seed in 0u64..1_000_000, shift in 1usize..30) {
            let articles = collection(seed, 30);
            let mut moved = articles.clone();
            moved.rotate_left(shift);
            moved.swap(0, shift / 2);
            let of = |list: &[Annotated]| {
                let index = index(list);
                let stories = index.stories();
                let mut rows: Vec<_> = list.iter().enumerate().map(|(n, a)| {
                    let related: Vec<_> = index.related(DocNo(n as u32), 5).into_iter()
                        .map(|r| (list[r.doc.index()].article.key, r.score.to_bits(), r.relation, r.reasons)).collect();
                    (a.article.key, stories[n], related)
                }).collect();
                rows.sort_by_key(|r| r.0);
                rows
            };
            prop_assert_eq!(of(&articles), of(&moved));
        }

        #[test]
        fn a_story_is_named_by_its_smallest_key(seed in 0u64..1_000_000) {
            let articles = collection(seed, 25);
            let stories = index(&articles).stories();
            for (n, story) in stories.iter().enumerate() {
                let members = articles.iter().zip(&stories).filter(|(_, s)| *s == story);
                prop_assert_eq!(members.map(|(a, _)| a.article.key).min(), Some(story.0), "{}", n);
            }
        }
    }
}
