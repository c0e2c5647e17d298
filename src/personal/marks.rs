//! Marks in memory, and changes of them, each with its inverse.
//!
//! Keeps nothing: `store` does.

use crate::corpus::article::ArticleKey;
use crate::corpus::corrections::{Correction, Corrections, Target};
use crate::corpus::query::{Marked, Sort};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that a person marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Articles read.
    pub read: FxHashSet<ArticleKey>,
    /// Articles with a star.
    pub starred: FxHashSet<ArticleKey>,
    /// The tags of an article; no entry is empty.
    pub tags: FxHashMap<ArticleKey, BTreeSet<String>>,
    /// The note on an article.
    pub notes: FxHashMap<ArticleKey, String>,
    /// Saved views by name.
    pub views: BTreeMap<String, View>,
    /// Who is who, as corrected by hand.
    pub corrections: Corrections,
}

/// A saved view: what to list, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The query, as one types it.
    pub query: String,
    /// The order.
    pub sort: Sort,
}

/// A change of the marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Articles become read, or unread.
    Read(Vec<ArticleKey>, bool),
    /// An article gets a star, or loses it.
    Star(ArticleKey, bool),
    /// An article gets a tag, or loses it.
    Tag(ArticleKey, String, bool),
    /// An article gets a note in place of the one that it had, or loses it.
    Note(ArticleKey, Option<String>),
    /// A view is saved, in place of one of this name.
    SaveView(String, View),
    /// A saved view is dropped.
    DropView(String),
    /// An entity is corrected in place of how it was, or is as it was found.
    Correct(Target, Option<Correction>),
}

impl Marks {
    /// Carries out a change.
    pub fn apply(&mut self, change: &Change) {
        match change {
            Change::Read(keys, true) => self.read.extend(keys),
            Change::Read(keys, false) => {
                for key in keys {
                    self.read.remove(key);
                }
            }
            Change::Star(key, true) => drop(self.starred.insert(*key)),
            Change::Star(key, false) => drop(self.starred.remove(key)),
            Change::Tag(key, tag, true) => drop(self.tags.entry(*key).or_default().insert(tag.clone())),
            Change::Tag(key, tag, false) => {
                if let Some(tags) = self.tags.get_mut(key) {
                    tags.remove(tag);
                    if tags.is_empty() {
                        self.tags.remove(key);
                    }
                }
            }
            Change::Note(key, Some(text)) => drop(self.notes.insert(*key, text.clone())),
            Change::Note(key, None) => drop(self.notes.remove(key)),
            Change::SaveView(name, view) => drop(self.views.insert(name.clone(), view.clone())),
            Change::DropView(name) => drop(self.views.remove(name)),
            Change::Correct(target, correction) => self.corrections.set(target.clone(), correction.clone()),
        }
    }

    /// Whether an article has a tag.
    #[must_use]
    pub fn has_tag(&self, key: ArticleKey, tag: &str) -> bool {
        self.tags.get(&key).is_some_and(|tags| tags.contains(tag))
    }

    /// Enters what is marked of the article with this key, which has the number `doc` in a library, as queries ask for it.
    pub fn locate(&self, key: ArticleKey, doc: u32, marked: &mut Marked) {
        if self.read.contains(&key) {
            marked.read.insert(doc);
        }
        if self.starred.contains(&key) {
            marked.starred.insert(doc);
        }
        if self.notes.contains_key(&key) {
            marked.noted.insert(doc);
        }
        for tag in self.tags.get(&key).into_iter().flatten() {
            marked.tags.entry(tag.clone()).or_default().insert(doc);
        }
    }

    /// Every tag with the number of articles that have it, most first.
    #[must_use]
    pub fn tag_counts(&self) -> Vec<(&str, usize)> {
        let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
        for tag in self.tags.values().flatten() {
            *counts.entry(tag).or_default() += 1;
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|&(tag, count)| (std::cmp::Reverse(count), tag));
        counts
    }
}

impl Change {
    /// The change that leads back to `before`, the marks before this one; `None` where this one changes nothing.
    #[must_use]
    pub fn inverse(&self, before: &Marks) -> Option<Change> {
        match self {
            Self::Read(keys, on) => {
                let changed: Vec<_> = keys.iter().copied().filter(|key| before.read.contains(key) != *on).collect();
                (!changed.is_empty()).then_some(Self::Read(changed, !on))
            }
            Self::Star(key, on) => (before.starred.contains(key) != *on).then_some(Self::Star(*key, !on)),
            Self::Tag(key, tag, on) => (before.has_tag(*key, tag) != *on).then(|| Self::Tag(*key, tag.clone(), !on)),
            Self::Note(key, text) => {
                let old = before.notes.get(key);
                (old != text.as_ref()).then(|| Self::Note(*key, old.cloned()))
            }
            Self::SaveView(name, view) => match before.views.get(name) {
                Some(old) if old == view => None,
                Some(old) => Some(Self::SaveView(name.clone(), old.clone())),
                None => Some(Self::DropView(name.clone())),
            },
            Self::DropView(name) => before.views.get(name).map(|old| Self::SaveView(name.clone(), old.clone())),
            Self::Correct(target, correction) => {
                let old = before.corrections.get(target);
                (old != correction.as_ref()).then(|| Self::Correct(target.clone(), old.cloned()))
            }
        }
    }
}

/// Orders by the name that is kept of them.
const SORTS: [(Sort, &str); 5] = [
    (Sort::Newest, "newest"),
    (Sort::Oldest, "oldest"),
    (Sort::Title, "title"),
    (Sort::Source, "source"),
    (Sort::Best, "best"),
];

/// The name under which an order is kept.
#[must_use]
pub fn sort_name(sort: Sort) -> &'static str {
    SORTS.iter().find(|s| s.0 == sort).map_or("newest", |s| s.1)
}

/// The order of a name; the usual one where a later version has kept one that is not known here.
#[must_use]
pub fn sort_named(name: &str) -> Sort {
    SORTS.iter().find(|s| s.1 == name).map_or_else(Sort::default, |s| s.0)
}
