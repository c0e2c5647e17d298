//! The entities of a library as a person corrected them: found and counted as who they are said to be.
//!
//! Lays [`Corrections`] over the columns for one request and changes nothing in them. Without corrections every question goes
//! straight to the columns.

use super::columns::Columns;
use super::columns::facets::most;
use super::names;
use crate::corpus::article::{ArticleKey, CountryCode, DocNo, EntityKind};
use crate::corpus::corrections::{Correction, Corrections};
use roaring::RoaringBitmap;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;

/// Who entities are, by their numbers; nobody where it is `None`.
type Answers = FxHashMap<u32, Option<u32>>;

/// Columns under corrections.
pub(super) struct Corrected<'a> {
    columns: &'a Columns,
    corrections: &'a Corrections,
    /// Who is who in every article.
    everywhere: Answers,
    /// Who is who in single articles.
    here: FxHashMap<u32, Answers>,
    /// Ids and names that no article of the library has; numbered after those of the columns.
    others: Vec<(String, String)>,
    /// Names that differ from the library's.
    called: FxHashMap<u32, String>,
}

impl<'a> Corrected<'a> {
    /// Looks up what the corrections speak of.
    pub(super) fn new(columns: &'a Columns, corrections: &'a Corrections) -> Self {
        let (everywhere, here) = Default::default();
        let mut corrected =
            Self { columns, corrections, everywhere, here, others: Vec::new(), called: FxHashMap::default() };
        // Whom everybody else is said to be: a correction in one article concerns those as well.
        let mut into: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
        for (target, correction) in corrections.iter().filter(|(target, _)| target.article.is_none()) {
            if let Correction::Is { id, .. } = correction {
                into.entry(id).or_default().push(&target.id);
            }
        }
        for (target, _) in corrections.iter() {
            let doc = target.article.map(|key| columns.find(key));
            if doc == Some(None) {
                continue;
            }
            let mut concerned = vec![target.id.as_str()];
            let mut next = 0;
            while let Some(id) = concerned.get(next).copied().filter(|_| doc.is_some()) {
                let more = into.get(id).into_iter().flatten().copied();
                concerned.extend(more.filter(|more| !concerned.contains(more)).collect::<Vec<_>>());
                next += 1;
            }
            for id in concerned {
                let Some(number) = corrected.known(id) else { continue };
                let answer = corrected.answer(target.article, id, number);
                let answers = match doc.flatten() {
                    Some(doc) => corrected.here.entry(doc.0).or_default(),
                    None => &mut corrected.everywhere,
                };
                answers.insert(number, answer);
            }
        }
        corrected
    }

    /// The number of the entity with this id.
    fn known(&self, id: &str) -> Option<u32> {
        let (kind, slug) = id.split_once(':')?;
        let kind = EntityKind::named(kind)?;
        self.columns.names.find(Some(kind), &format!("={slug}")).into_iter().min()
    }

    /// Who the entity with this id and number is.
    fn answer(&mut self, article: Option<ArticleKey>, id: &str, number: u32) -> Option<u32> {
        let columns = self.columns;
        let (to, name) = self.corrections.resolve(article, id, columns.names.name(number))?;
        let other = |s: &Self| s.others.iter().position(|o| o.0 == to).map(|at| (columns.names.len() + at) as u32);
        let who = self.known(to).or_else(|| other(self)).unwrap_or_else(|| {
            self.others.push((to.to_owned(), name.to_owned()));
            (columns.names.len() + self.others.len() - 1) as u32
        });
        // By the name that it has everywhere, whatever led to it.
        if let Some((same, called)) = self.corrections.resolve(None, to, self.name(who))
            && same == to
            && called != self.name(who)
        {
            self.called.insert(who, called.to_owned());
        }
        Some(who)
    }

    fn other(&self, number: u32) -> Option<&(String, String)> {
        self.others.get((number as usize).checked_sub(self.columns.names.len())?)
    }

    fn name(&self, number: u32) -> &str {
        let own = || self.other(number).map_or_else(|| self.columns.names.name(number), |o| &o.1);
        self.called.get(&number).map_or_else(own, String::as_str)
    }

    fn id(&self, number: u32) -> Option<String> {
        self.other(number).map(|o| o.0.clone()).or_else(|| self.columns.names.id(number))
    }

    fn kind(&self, number: u32) -> Option<EntityKind> {
        match self.other(number) {
            Some((id, _)) => EntityKind::named(id.split_once(':')?.0),
            None => self.columns.names.kind(number),
        }
    }

    /// Whether a country is none to the reader.
    pub(super) fn ignores(&self, code: CountryCode) -> bool {
        self.corrections.ignores(None, code)
    }

    /// The articles that speak of a country, or only those that name it.
    pub(super) fn country(&self, code: CountryCode, named: bool) -> Cow<'a, RoaringBitmap> {
        if self.ignores(code) { Cow::Owned(RoaringBitmap::new()) } else { self.columns.country(code, named) }
    }

    /// The articles that speak of whom a name means. One that is another is found by the names of both; one that is
    /// somebody else in an article, there by the other's alone; one that is ignored by none.
    pub(super) fn entities(&self, kind: Option<EntityKind>, name: &str) -> RoaringBitmap {
        let mut wanted = self.columns.names.find(kind, name);
        if self.everywhere.is_empty() && self.here.is_empty() {
            return self.columns.holding(&wanted);
        }
        let fits = |n: &u32| kind.is_none_or(|kind| self.kind(*n) == Some(kind));
        let slug = |n: u32| self.id(n).and_then(|id| id.split_once(':').map(|(_, slug)| slug.to_owned()));
        let others = (0..self.others.len()).map(|n| (self.columns.names.len() + n) as u32);
        let mut means: FxHashSet<u32> = wanted.clone();
        means.extend(others.filter(fits).filter(|&n| slug(n).is_some_and(|slug| names::means(&slug, name))));
        let called = self.called.iter().filter(|(n, _)| fits(n));
        means.extend(called.filter(|(_, called)| names::means(&crate::text::fold::slug(called), name)).map(|(n, _)| n));
        means.extend(self.everywhere.iter().filter(|(n, _)| wanted.contains(n)).filter_map(|(_, who)| *who));
        wanted.extend(means.iter().filter(|&&n| (n as usize) < self.columns.names.len()));
        for (&number, answer) in &self.everywhere {
            match answer {
                Some(who) if means.contains(who) => drop(wanted.insert(number)),
                Some(_) => {}
                None => drop(wanted.remove(&number)),
            }
        }
        let mut found = self.columns.holding(&wanted);
        for (&doc, answers) in &self.here {
            let is = |n: u32| match answers.get(&n) {
                Some(answer) => answer.is_some_and(|who| means.contains(&who)),
                None => wanted.contains(&n),
            };
            if self.columns.counted(DocNo(doc)).any(is) {
                found.insert(doc)
            } else {
                found.remove(doc)
            };
        }
        found
    }

    /// Articles a country among `found`, most first.
    pub(super) fn count_countries(&self, mut counts: Vec<(CountryCode, u32)>) -> Vec<(CountryCode, u32)> {
        if !self.corrections.is_empty() {
            counts.retain(|&(code, _)| !self.ignores(code));
        }
        counts
    }

    /// Articles an entity of a kind among `found`, as id, name and number; the `top` ones, most first. Who is one is
    /// counted once an article.
    pub(super) fn count_entities(
        &self,
        found: &RoaringBitmap,
        kind: EntityKind,
        top: usize,
    ) -> Vec<(String, String, u32)> {
        if self.everywhere.is_empty() && self.here.is_empty() {
            return self.columns.count_entities(found, kind, top);
        }
        // Only articles that hold somebody who is corrected are looked into one by one.
        let concerned = self.everywhere.iter().flat_map(|(&n, &who)| std::iter::once(n).chain(who));
        let concerned = concerned.filter(|&n| (n as usize) < self.columns.names.len()).collect();
        let mut looked_into = self.columns.holding(&concerned);
        looked_into.extend(self.here.keys());
        looked_into &= found;
        let others: Vec<u32> = (found - &looked_into).iter().collect();
        let mut counts = self.columns.count_cells(&others);
        counts.resize(self.columns.names.len() + self.others.len(), 0);
        let mut who: Vec<u32> = Vec::new();
        for doc in looked_into {
            let here = self.here.get(&doc);
            let answer = |n: u32| {
                let corrected = here.and_then(|here| here.get(&n)).or_else(|| self.everywhere.get(&n));
                corrected.map_or(Some(n), |answer| *answer)
            };
            who.clear();
            who.extend(self.columns.counted(DocNo(doc)).filter_map(answer));
            who.sort_unstable();
            who.dedup();
            who.iter().for_each(|&n| counts[n as usize] += 1);
        }
        let wanted = |n: u32| self.kind(n) == Some(kind);
        let shown = |(n, count)| Some((self.id(n)?, self.name(n).to_owned(), count));
        most((0..).zip(counts), top, wanted).into_iter().filter_map(shown).collect()
    }
}
