//! Who and what a library speaks of: one number for one thing, joined by name over all articles.
//!
//! Grows with every article; [`Names::settle`] decides what needs all of them: the usual spelling, and whom a surname that
//! stands alone means. What makes two names one is `collection::entities`' to say. The result does not depend on the
//! order of the articles, the numbers do.

use crate::corpus::article::{ArticleKey, CountryCode, Entity, EntityKind};
use crate::corpus::collection::entities::{join_key, surname};
use crate::text::fold::{fold, slug};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use xxhash_rust::xxh3::xxh3_64;

/// Countries of an article that tell whom a surname alone means: those that it is about.
const ABOUT: usize = 2;

/// Bits of what tells entities of one name apart; the kind takes the other eight where they are saved.
const MARK: u32 = 0xff_ffff;

/// What the names take of an entity.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Named {
    pub(crate) kind: EntityKind,
    pub(crate) name: String,
    /// Hash of what makes it one with others.
    key: u64,
    /// Hash of the surname, for a person of whom the article says no more.
    surname: Option<u64>,
    /// Hashes of its role and country, where known.
    role: Option<u64>,
    country: Option<u64>,
    /// Hashes of the countries that its article is about, where it is a surname alone.
    about: Vec<u64>,
    /// What tells it from others of the same name: of a surname alone, else 0.
    mark: u32,
    /// Whether it is mentioned outside furniture.
    pub(crate) counts: bool,
}

impl Named {
    /// Of an entity of an article that speaks of these countries, the most salient first. A surname alone is nobody else's of that name, but for one with the same role in the
    /// same country: all the Kims of a collection are not one.
    pub(crate) fn of(entity: &Entity, article: ArticleKey, countries: &[CountryCode]) -> Self {
        let hash = |text: &str| xxh3_64(text.as_bytes());
        let surname = surname(entity);
        let key = join_key(entity).unwrap_or_else(|| match (&surname, &entity.role, entity.country) {
            (None, ..) => entity.id.clone(),
            (Some(_), Some(role), Some(country)) => format!("{} {role} {country}", entity.id),
            (Some(_), ..) => format!("{} {:x}", entity.id, article.0),
        });
        let about = countries.iter().take(ABOUT).map(|c| hash(c.as_str()));
        Self {
            kind: entity.kind,
            name: entity.name.clone(),
            key: xxhash_rust::xxh3::xxh3_64_with_seed(key.as_bytes(), entity.kind as u64),
            role: entity.role.as_deref().map(hash),
            country: entity.country.map(|c: CountryCode| hash(c.as_str())),
            about: if surname.is_some() { about.collect() } else { Vec::new() },
            mark: if surname.is_some() { hash(&key) as u32 & MARK | 1 } else { 0 },
            surname: surname.map(|s| hash(&s)),
            counts: entity.mentions > 0,
        }
    }
}

/// A surname that stood alone: which cell, as whom it was entered, and what else its article says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Alone {
    cell: u32,
    number: u32,
    surname: u64,
    role: Option<u64>,
    country: Option<u64>,
    about: Vec<u64>,
}

/// One entry.
#[derive(Clone, Debug, PartialEq)]
struct Entry {
    kind: EntityKind,
    /// What tells it from others of the same name; 0 where nothing must.
    mark: u32,
    /// Articles that use this spelling.
    count: u32,
    start: u32,
    end: u32,
}

/// The names of a library, by number.
#[derive(Debug, Default)]
pub(crate) struct Names {
    entries: Vec<Entry>,
    /// Names, one after the other.
    text: String,
    /// Slugs of the names as they were settled last, each after a line break; and where each starts.
    slugs: String,
    slug_starts: Vec<u32>,
    growth: Growth,
}

/// What names need to grow; reading does without.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Growth {
    keys: Vec<u64>,
    /// Other spellings, and how many articles use them.
    spellings: FxHashMap<u32, Vec<(String, u32)>>,
    /// What is known of people named in full: hashes of roles and countries.
    known: FxHashSet<(u32, u64)>,
    alone: Vec<Alone>,
    #[serde(skip)]
    by_key: FxHashMap<u64, u32>,
}

impl Names {
    /// The number of an entity, new or known; `cell` is where the columns keep it.
    pub(crate) fn number(&mut self, named: &Named, cell: usize) -> u32 {
        let growth = &mut self.growth;
        if growth.by_key.len() < self.entries.len() {
            growth.by_key = growth.keys.iter().enumerate().map(|(n, &key)| (key, n as u32)).collect();
        }
        let next = self.entries.len() as u32;
        let number = *growth.by_key.entry(named.key).or_insert(next);
        if number == next {
            let start = self.text.len() as u32;
            self.text.push_str(&named.name);
            self.entries.push(Entry {
                kind: named.kind,
                mark: named.mark,
                count: 1,
                start,
                end: self.text.len() as u32,
            });
            growth.keys.push(named.key);
        } else if self.name(number) == named.name {
            self.entries[number as usize].count += 1;
        } else {
            let others = self.growth.spellings.entry(number).or_default();
            match others.iter_mut().find(|(name, _)| *name == named.name) {
                Some((_, count)) => *count += 1,
                None => others.push((named.name.clone(), 1)),
            }
        }
        if named.kind == EntityKind::Person {
            match named.surname {
                Some(surname) => {
                    let (role, country, about) = (named.role, named.country, named.about.clone());
                    self.growth.alone.push(Alone { cell: cell as u32, number, surname, role, country, about });
                }
                None => {
                    self.growth.known.extend(named.role.into_iter().chain(named.country).map(|what| (number, what)))
                }
            }
        }
        number
    }

    /// Decides what needs all articles; returns the cells that mean somebody else from now on.
    pub(crate) fn settle(&mut self) -> Vec<(u32, u32)> {
        for (&number, others) in &mut self.growth.spellings {
            let Some(entry) = self.entries.get_mut(number as usize) else { continue };
            let now = self.text[entry.start as usize..entry.end as usize].to_owned();
            // The spelling of most articles; of equal ones the first in the alphabet, so that no order shows.
            let Some(best) = (0..others.len()).max_by_key(|&n| (others[n].1, Reverse(others[n].0.clone()))) else {
                continue;
            };
            if (others[best].1, Reverse(&others[best].0)) > (entry.count, Reverse(&now)) {
                let (name, count) = std::mem::replace(&mut others[best], (now, entry.count));
                entry.start = self.text.len() as u32;
                self.text.push_str(&name);
                (entry.end, entry.count) = (self.text.len() as u32, count);
            }
        }
        self.spell();
        let wanted: FxHashSet<u64> = self.growth.alone.iter().map(|a| a.surname).collect();
        if wanted.is_empty() {
            return Vec::new();
        }
        // Whom a surname can mean: the one person, if it is one, at either end of whose name it stands.
        let mut bearers: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for (number, entry) in self.entries.iter().enumerate().filter(|(_, e)| e.kind == EntityKind::Person) {
            let name = &self.text[entry.start as usize..entry.end as usize];
            let folded = fold(name);
            let mut words = folded.split(|c: char| c.is_whitespace() || c == '-');
            let (Some(first), Some(last)) = (words.next(), words.next_back()) else { continue };
            for word in [first, last] {
                let word = xxh3_64(word.as_bytes());
                if wanted.contains(&word) {
                    bearers.entry(word).or_default().push(number as u32);
                }
            }
        }
        let means = |alone: &Alone| {
            let [only] = bearers.get(&alone.surname)?[..] else { return None };
            let known = |what: u64| self.growth.known.contains(&(only, what));
            let sure = match (alone.role, alone.country) {
                // An article about the country that the one person of this surname is known to stand for.
                (None, None) => alone.about.iter().any(|&country| known(country)),
                (role, country) => role.is_none_or(known) && country.is_none_or(known),
            };
            sure.then_some(only)
        };
        self.growth.alone.iter().map(|alone| (alone.cell, means(alone).unwrap_or(alone.number))).collect()
    }

    /// The numbers that follow from all names: kind, count, start and end of each, four by four.
    pub(crate) fn parts(&self) -> (Vec<u32>, &str, &str, &[u32], &Growth) {
        let kind = |e: &Entry| EntityKind::ALL.iter().position(|k| *k == e.kind).unwrap_or(0) as u32;
        let entries = self.entries.iter().flat_map(|e| [kind(e) | e.mark << 8, e.count, e.start, e.end]).collect();
        (entries, &self.text, &self.slugs, &self.slug_starts, &self.growth)
    }

    /// Names as [`Names::parts`] gave them, not able to grow before [`Names::let_grow`].
    /// `None` where an entry is missing or leads outside.
    pub(crate) fn from_parts(
        entries: impl Iterator<Item = Option<[u32; 4]>>,
        text: String,
        slugs: String,
        slug_starts: Vec<u32>,
    ) -> Option<Self> {
        let entry = |entry: Option<[u32; 4]>| {
            let [kind, count, start, end] = entry?;
            text.get(start as usize..end as usize)?;
            Some(Entry { kind: *EntityKind::ALL.get((kind & 0xff) as usize)?, mark: kind >> 8, count, start, end })
        };
        let entries = entries.map(entry).collect::<Option<Vec<_>>>()?;
        Some(Self { entries, text, slugs, slug_starts, growth: Growth::default() })
    }

    /// Whether it knows what growing needs.
    pub(crate) fn grows(&self) -> bool {
        self.growth.keys.len() == self.entries.len()
    }

    /// Gives back what growing needs.
    pub(crate) fn let_grow(&mut self, growth: Growth) {
        self.growth = growth;
    }

    /// Makes the slugs anew.
    fn spell(&mut self) {
        let mut slugs = String::with_capacity(self.slugs.len());
        self.slug_starts.clear();
        for entry in &self.entries {
            slugs.push('\n');
            self.slug_starts.push(slugs.len() as u32);
            slugs.push_str(&marked(&self.text[entry.start as usize..entry.end as usize], entry.mark));
        }
        slugs.push('\n');
        self.slugs = slugs;
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(crate) fn kind(&self, number: u32) -> Option<EntityKind> {
        self.entries.get(number as usize).map(|e| e.kind)
    }

    pub(crate) fn name(&self, number: u32) -> &str {
        let entry = self.entries.get(number as usize);
        entry.and_then(|e| self.text.get(e.start as usize..e.end as usize)).unwrap_or_default()
    }

    /// As printed: `person:gen-nakatani`; of a surname alone `person:kim-3f20a1`.
    pub(crate) fn id(&self, number: u32) -> Option<String> {
        let kind = self.kind(number)?;
        Some(format!("{}:{}", kind.name(), self.slug(number)))
    }

    fn slug(&self, number: u32) -> String {
        marked(self.name(number), self.entries.get(number as usize).map_or(0, |e| e.mark))
    }

    /// The numbers of the entities that a name means: an id's slug, a name, or whole words of one; after `=` only an
    /// id's slug in full.
    pub(crate) fn find(&self, kind: Option<EntityKind>, name: &str) -> FxHashSet<u32> {
        let wanted = slug(name);
        let whole = name.starts_with('=');
        let mut found = FxHashSet::default();
        let fits = |number: u32| kind.is_none_or(|kind| self.kind(number) == Some(kind));
        if wanted.is_empty() {
            return found;
        }
        let bytes = self.slugs.as_bytes();
        let ends = |at: usize| bytes.get(at).is_none_or(|&b| b == b'\n' || b == b'-' && !whole);
        for at in memchr::memmem::find_iter(bytes, wanted.as_bytes()) {
            if ends(at.wrapping_sub(1)) && ends(at + wanted.len()) {
                let number = self.slug_starts.partition_point(|&s| s as usize <= at) as u32;
                found.extend(number.checked_sub(1).filter(|&n| fits(n)));
            }
        }
        // Entries that came after the slugs were made.
        let late = self.slug_starts.len() as u32..self.entries.len() as u32;
        found.extend(late.filter(|&n| {
            let slug = self.slug(n);
            fits(n) && means(&slug, name)
        }));
        found
    }
}

/// Whether an id's slug is meant by a name: it holds its words in a row, or after `=` is it.
pub(crate) fn means(of: &str, name: &str) -> bool {
    let wanted = slug(name);
    if name.starts_with('=') { of == wanted } else { format!("-{of}-").contains(&format!("-{wanted}-")) }
}

/// The slug of a name with what tells it from others of the same name.
fn marked(name: &str, mark: u32) -> String {
    if mark == 0 { slug(name) } else { format!("{}-{mark:06x}", slug(name)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn person(name: &str, role: Option<&str>) -> Named {
        of(name, role, None, 1, &[])
    }

    /// Somebody in an article with this key about these countries.
    fn of(name: &str, role: Option<&str>, country: Option<&str>, article: u128, about: &[&str]) -> Named {
        let code = |c: &str| CountryCode::new(c).expect("two letters");
        let about: Vec<CountryCode> = about.iter().map(|c| code(c)).collect();
        let entity = Entity {
            id: format!("person:{}", slug(name)),
            kind: EntityKind::Person,
            name: name.to_owned(),
            country: country.map(code),
            role: role.map(str::to_owned),
            basis: None,
            mentions: 1,
            salience: 0.1,
        };
        Named::of(&entity, ArticleKey(article), &about)
    }

    /// Enters names one after the other, settles, and tells who each is.
    fn who(entered: &[Named]) -> Vec<String> {
        let mut names = Names::default();
        let mut cells: Vec<u32> = entered.iter().enumerate().map(|(n, e)| names.number(e, n)).collect();
        for (cell, number) in names.settle() {
            cells[cell as usize] = number;
        }
        cells.into_iter().map(|n| names.id(n).unwrap()).collect()
    }

    #[test]
    fn spellings_of_one_person_are_one_under_the_usual_name() {
        let entered = ["Kim Jong Un", "Kim Jongun", "Kim Jong-un", "Kim Jong Un"].map(|n| person(n, None));
        assert!(who(&entered).iter().all(|id| id == "person:kim-jong-un"));
        let mut names = Names::default();
        for (n, entered) in entered.iter().rev().enumerate() {
            names.number(entered, n);
        }
        names.settle();
        assert_eq!(names.name(0), "Kim Jong Un", "whatever the order");
        assert_eq!(names.len(), 1);
    }

    #[test]
    fn a_surname_alone_is_the_one_person_it_must_be() {
        let entered = [
            person("Lavrov", Some("foreign minister")),
            person("Sergey Lavrov", Some("foreign minister")),
            person("Lavrov", Some("envoy")),
            person("Lavrov", None),
        ];
        let ids = who(&entered);
        assert_eq!(ids[..2], ["person:sergey-lavrov", "person:sergey-lavrov"]);
        assert!(ids[2..].iter().all(|id| id.starts_with("person:lavrov-")), "another role, or none: {ids:?}");
        let two = [person("Kim Gunn", Some("envoy")), person("Kim", Some("envoy")), person("Kim Jong Un", None)];
        assert!(who(&two)[1].starts_with("person:kim-"), "two people have the surname");
    }

    #[test]
    fn an_article_about_a_country_means_its_one_bearer_of_a_surname() {
        let entered = [
            of("Emmanuel Macron", Some("president"), Some("FR"), 1, &["FR"]),
            of("Macron", None, None, 2, &["DE", "FR"]),
            of("Macron", None, None, 3, &["US", "JP", "FR"]),
        ];
        let ids = who(&entered);
        assert_eq!(ids[1], "person:emmanuel-macron");
        assert!(ids[2].starts_with("person:macron-"), "France is spoken of in passing only: {ids:?}");
    }

    #[test]
    fn the_lone_surnames_of_different_articles_are_not_one() {
        let envoy = |article| of("Kim", Some("envoy"), Some("KR"), article, &["KR"]);
        let kims = [of("Kim", None, None, 1, &[]), of("Kim", None, None, 2, &[]), envoy(3), envoy(4)];
        let ids = who(&kims);
        assert_ne!(ids[0], ids[1]);
        assert_eq!(ids[2], ids[3], "the same role in the same country");
        assert!(ids.iter().all(|id| id.starts_with("person:kim-")));
        let mut names = Names::default();
        kims.iter().enumerate().for_each(|(n, kim)| _ = names.number(kim, n));
        names.settle();
        assert_eq!(names.find(Some(EntityKind::Person), "kim").len(), 3, "all are found by the surname");
        let one = ids[0].trim_start_matches("person:");
        assert_eq!(names.find(Some(EntityKind::Person), one).len(), 1, "one by its id");
        let (entries, text, slugs, starts, _) = names.parts();
        let again = Names::from_parts(
            entries.as_chunks().0.iter().map(|e| Some(*e)),
            text.to_owned(),
            slugs.to_owned(),
            starts.to_vec(),
        )
        .unwrap();
        assert_eq!(again.id(0), names.id(0), "kept and read again");
    }

    proptest! {
        #[test]
        fn ids_are_the_same_in_whatever_order_articles_come(
            people in proptest::collection::vec((0usize..8, 0usize..3, 0usize..3, 0u128..6), 1..14),
            order in any::<u64>(),
        ) {
            let all = ["Kim", "Kim Gunn", "Kim Jong Un", "Kim Jong-un", "Lavrov", "Sergey Lavrov", "Sergei Lavrov", "Cho"];
            let made: Vec<Named> = people
                .iter()
                .map(|&(name, role, country, article)| {
                    let role = [None, Some("envoy"), Some("president")][role];
                    let country = [None, Some("KR"), Some("RU")][country];
                    of(all[name], role, country, article, &["KR"])
                })
                .collect();
            let mut shuffled: Vec<usize> = (0..made.len()).collect();
            shuffled.sort_by_key(|&n| xxhash_rust::xxh3::xxh3_64_with_seed(&[n as u8], order));
            let before = who(&made);
            let after = who(&shuffled.iter().map(|&n| made[n].clone()).collect::<Vec<_>>());
            for (at, &n) in shuffled.iter().enumerate() {
                prop_assert_eq!(&after[at], &before[n]);
            }
        }
    }

    #[test]
    fn whole_words_of_a_name_find_it() {
        let mut names = Names::default();
        for (n, name) in ["Gen Nakatani", "Genevieve Nakata", "Ahn Gyu-back"].iter().enumerate() {
            names.number(&person(name, None), n);
        }
        let find = |names: &Names, what: &str| {
            let mut found: Vec<u32> = names.find(Some(EntityKind::Person), what).into_iter().collect();
            found.sort_unstable();
            found
        };
        let before = ["gen", "nakatani", "Gen Nakatani", "gen-nakatani", "ahn gyu", "back", "naka", ""]
            .map(|what| find(&names, what));
        assert_eq!(before, [vec![0], vec![0], vec![0], vec![0], vec![2], vec![2], vec![], vec![]]);
        names.settle();
        let after = ["gen", "nakatani", "Gen Nakatani", "gen-nakatani", "ahn gyu", "back", "naka", ""]
            .map(|what| find(&names, what));
        assert_eq!(after, before, "the same once slugs are there");
        assert!(names.find(Some(EntityKind::Place), "gen").is_empty());
        assert!(find(&names, "=gen").is_empty());
        assert_eq!(find(&names, "=gen-nakatani"), [0], "an id's slug in full");
    }
}
