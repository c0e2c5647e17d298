//! What stands around a candidate: the words beside it, the list it is part of, the names that cover it, and how often
//! the article speaks of each country. Only looks; the neighbours judge.

use super::super::gazetteer::country;
use super::super::names::{Context, Found, Name};
use super::place;
use super::words::{Words, words};
use super::{Hit, Sense};
use crate::corpus::article::{CountryCode, EntityKind};
use crate::text::{Segmented, Span, TokenKind};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

/// An article's candidates with their surroundings.
pub(super) struct Scene<'a> {
    pub(super) doc: &'a Segmented<'a>,
    pub(super) hits: &'a [Hit],
    pub(super) context: &'a Context<'a>,
    /// For each hit, the name that covers it.
    covers: Vec<Cover>,
    /// For each hit, the hits of the list it is part of: `Lagos, Kano and Kaduna`.
    lists: Vec<Range<usize>>,
    /// How often each country is named, unmistakably.
    named: FxHashMap<CountryCode, u32>,
    /// How often a large place in each country is named, unmistakably.
    placed: FxHashMap<CountryCode, u32>,
}

/// What covers a hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cover {
    /// Nothing.
    Open,
    /// A longer name of this kind.
    Inside(EntityKind, Span),
    /// A name that cuts across it.
    Cut,
    /// A name of a kind that the reader is not told of.
    Other,
}

/// Words between a preposition and a place: `in central Moscow`, `near the Syrian city of Homs` apart.
static MODIFIERS: Words = LazyLock::new(|| {
    words(
        "the a central downtown northern southern eastern western north south east west northeastern northwestern \
         southeastern southwestern northeast northwest southeast southwest nearby neighboring neighbouring occupied rural \
         suburban greater mainland upper lower inner coastal both either then war-torn upstate metropolitan old modern",
    )
});

impl<'a> Scene<'a> {
    pub(super) fn new(doc: &'a Segmented<'a>, hits: &'a [Hit], found: &Found, context: &'a Context<'a>) -> Self {
        let covers = covers(hits, found);
        let (named, placed) = counts(doc, hits, &covers);
        Self { doc, hits, context, covers, lists: lists(doc, hits), named, placed }
    }

    pub(super) fn cover(&self, h: usize) -> Cover {
        self.covers[h]
    }

    /// The list that hit `h` is part of, itself included.
    pub(super) fn list(&self, h: usize) -> &Range<usize> {
        &self.lists[h]
    }

    /// How often a country is named.
    pub(super) fn named(&self, code: CountryCode) -> u32 {
        self.named.get(&code).copied().unwrap_or(0)
    }

    /// How often a place in a country is named.
    pub(super) fn placed(&self, code: CountryCode) -> u32 {
        self.placed.get(&code).copied().unwrap_or(0)
    }

    /// Whether the article speaks of any country, by its name or its places.
    pub(super) fn speaks(&self) -> bool {
        !self.named.is_empty() || !self.placed.is_empty()
    }

    /// How often a country, its places or its neighbours are named.
    pub(super) fn around(&self, code: CountryCode) -> u32 {
        let neighbours = country(code).map_or(&[][..], |c| &c.neighbours);
        self.named(code) + self.placed(code) + neighbours.iter().map(|&n| self.named(n)).sum::<u32>()
    }

    /// Whether the article speaks of several countries.
    pub(super) fn is_international(&self) -> bool {
        let only_placed = self.placed.keys().filter(|code| !self.named.contains_key(code)).count();
        self.named.len() + only_placed > 1
    }

    /// Whether hit `h` can be a region: a state or province that holds cities.
    pub(super) fn is_region(&self, h: usize) -> bool {
        self.hits.get(h).is_some_and(|hit| hit.senses.iter().any(|s| matches!(s, Sense::Place(_, 0))))
    }

    /// The tokens of the sentence that hit `h` stands in.
    pub(super) fn sentence(&self, h: usize) -> Range<usize> {
        let at = self.hits[h].tokens.start;
        self.doc.sentences.get(self.doc.sentence_of(at)).map_or(at..at, |s| s.tokens.clone())
    }

    /// The folded word of token `i` where it lies in `sentence`, else the empty string.
    pub(super) fn word(&self, sentence: &Range<usize>, i: usize) -> Cow<'a, str> {
        if sentence.contains(&i) { self.doc.folded(i) } else { Cow::Borrowed("") }
    }

    /// The token before `at` that governs it: modifiers and opening quotes are passed over. `None` at the start of
    /// the sentence.
    pub(super) fn governor(&self, sentence: &Range<usize>, at: usize) -> Option<usize> {
        let first = sentence.start.max(at.saturating_sub(4));
        (first..at).rev().find(|&i| {
            let word = self.doc.folded(i);
            !MODIFIERS.contains(word.as_ref()) && !matches!(word.as_ref(), "\"" | "“" | "'" | "‘")
        })
    }

    /// Whether token `i` is a capitalised word that belongs to no hit, directly beside another: part of a name.
    pub(super) fn is_bare_capital(&self, i: usize) -> bool {
        let Some(token) = self.doc.tokens.get(i) else { return false };
        token.is_capitalised()
            && token.kind == TokenKind::Word
            && !self.hits.get(self.hit_at(i)).is_some_and(|h| h.tokens.contains(&i))
    }

    /// The first hit that ends after token `i`.
    pub(super) fn hit_at(&self, i: usize) -> usize {
        self.hits.partition_point(|h| h.tokens.end <= i)
    }
}

/// The names that cover hits: a person before anything else, then the longest.
fn covers(hits: &[Hit], found: &Found) -> Vec<Cover> {
    let Found { names, others } = found;
    let other = |hit: &Hit| {
        let next = others.partition_point(|o| o.end <= hit.span.start);
        others.get(next).is_some_and(|o| o.contains(hit.span))
    };
    let mut open: Vec<&Name> = Vec::new();
    let mut next = 0;
    hits.iter()
        .map(|hit| {
            while let Some(name) = names.get(next).filter(|n| n.span.start < hit.span.end) {
                open.push(name);
                next += 1;
            }
            open.retain(|n| n.span.end > hit.span.start);
            let inside = |n: &&&Name| n.span.contains(hit.span);
            let person = open.iter().filter(inside).find(|n| n.kind == EntityKind::Person);
            match person.or_else(|| open.iter().find(inside)) {
                Some(name) => Cover::Inside(name.kind, name.span),
                None if open.iter().any(|n| n.span.overlaps(hit.span)) => Cover::Cut,
                None if other(hit) => Cover::Other,
                None => Cover::Open,
            }
        })
        .collect()
}

/// How often each country is named and placed where nothing else can be meant.
fn counts(
    doc: &Segmented<'_>,
    hits: &[Hit],
    covers: &[Cover],
) -> (FxHashMap<CountryCode, u32>, FxHashMap<CountryCode, u32>) {
    let (mut named, mut placed) = (FxHashMap::default(), FxHashMap::default());
    // "In" is no sign of Indiana.
    let ambiguous = |hit: &Hit| {
        hit.tokens.len() == 1 && (hit.span.len() <= 3 || place::is_also_a_word(&doc.folded(hit.tokens.start)))
    };
    for (hit, cover) in hits.iter().zip(covers) {
        if matches!(cover, Cover::Inside(EntityKind::Person, _)) {
            continue;
        }
        match hit.senses[..] {
            [Sense::Country(code, _)] => *named.entry(code).or_default() += 1,
            [Sense::Capital(code), ..] => *placed.entry(code).or_default() += 1,
            [Sense::Place(code, 0)] if !ambiguous(hit) => *placed.entry(code).or_default() += 1,
            [Sense::Place(code, 100_000..)] => *placed.entry(code).or_default() += 1,
            _ => {}
        }
    }
    (named, placed)
}

/// For each hit the list it is part of: hits joined by commas, `and` and `or`.
fn lists(doc: &Segmented<'_>, hits: &[Hit]) -> Vec<Range<usize>> {
    let joined = |a: &Hit, b: &Hit| {
        let mut gap = a.tokens.end..b.tokens.start;
        !gap.is_empty() && gap.len() <= 2 && gap.all(|i| matches!(doc.word(i), "," | "and" | "or" | "&" | "nor"))
    };
    let mut lists = Vec::with_capacity(hits.len());
    let mut start = 0;
    for i in 0..hits.len() {
        if i + 1 == hits.len() || !joined(&hits[i], &hits[i + 1]) {
            lists.resize(i + 1, start..i + 1);
            start = i + 1;
        }
    }
    lists
}
