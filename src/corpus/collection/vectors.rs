//! Articles as vectors of weighted terms and entities (TF-IDF, cosine normalised), with their postings.
//!
//! Everything is numbered by rank, the order of the articles' keys: whatever is computed from it is then the same for
//! every order of arrival, to the last bit. Furniture counts for nothing. Does not decide what is related.

use super::background;
use crate::corpus::article::{Annotated, ArticleKey, Days, DocNo, EntityKind, PartialDate};
use crate::text::Span;
use crate::text::fold::fold_chars;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;
use xxhash_rust::xxh3::xxh3_64;

/// Terms in more articles than this tell little and would make scoring quadratic: their postings are not read.
const CAP: usize = 1000;

/// Articles of ordinary news that are counted with the collection: they decide in a small one, and vanish in a large.
const BACKGROUND: f32 = 50.0;

/// What an entity weighs beside a word: its words count as well.
const ENTITY_WEIGHT: f32 = 0.5;

/// Words without a subject of their own, and those of every report, folded.
const STOPWORDS: &[&str] = &[
    "about",
    "according",
    "added",
    "after",
    "again",
    "all",
    "also",
    "amid",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "be",
    "been",
    "before",
    "being",
    "both",
    "but",
    "by",
    "can",
    "could",
    "did",
    "do",
    "does",
    "down",
    "each",
    "few",
    "for",
    "from",
    "had",
    "has",
    "have",
    "he",
    "her",
    "here",
    "him",
    "his",
    "how",
    "if",
    "in",
    "including",
    "into",
    "is",
    "it",
    "its",
    "just",
    "last",
    "may",
    "might",
    "more",
    "most",
    "must",
    "new",
    "no",
    "nor",
    "not",
    "of",
    "off",
    "on",
    "one",
    "only",
    "or",
    "other",
    "our",
    "out",
    "over",
    "own",
    "said",
    "same",
    "say",
    "says",
    "shall",
    "she",
    "should",
    "so",
    "some",
    "such",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "to",
    "told",
    "too",
    "two",
    "under",
    "up",
    "very",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "whom",
    "why",
    "will",
    "with",
    "would",
    "year",
    "years",
    "you",
    "your",
];

/// Their hashes: a word is hashed once, and compared by its hash from then on.
static STOPPED: LazyLock<FxHashSet<u64>> = LazyLock::new(|| STOPWORDS.iter().map(|w| xxh3_64(w.as_bytes())).collect());

/// What one dimension of the vectors stands for.
#[derive(Clone, Debug)]
pub(super) enum Feature {
    /// A folded word.
    Term(Box<str>),
    /// An entity, with what is printed of it.
    Entity { kind: EntityKind, id: Box<str>, name: Box<str> },
}

/// The vectors of a collection.
#[derive(Debug, Default)]
pub(super) struct Vectors {
    /// The article of each rank, and the rank of each article.
    pub(super) docs: Vec<DocNo>,
    ranks: Vec<u32>,
    pub(super) keys: Vec<ArticleKey>,
    /// Publication, where known.
    published: Vec<Option<PartialDate>>,
    /// Single days that the text speaks of, sorted.
    days: Vec<Box<[chrono::NaiveDate]>>,
    features: Vec<Feature>,
    /// How rare each feature is, in the collection and in ordinary news.
    idf: Vec<f32>,
    /// In how many articles of the whole collection each feature is, and how many it has.
    frequency: Vec<u32>,
    articles: usize,
    /// Vectors: `(feature, weight)`, sorted by feature.
    forward: Rows,
    /// Postings: `(rank, weight)`, by feature.
    postings: Rows,
}

/// Rows of `(number, weight)` in two flat vectors.
#[derive(Debug, Default)]
struct Rows {
    ends: Vec<u32>,
    cells: Vec<(u32, f32)>,
}

impl Rows {
    fn row(&self, n: usize) -> &[(u32, f32)] {
        let start = n.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.cells[start..self.ends[n] as usize]
    }
}

/// A scratch pad for scoring: one number an article, and which are in use; one article's vector, a number a feature; and
/// what was found last.
pub(super) struct Pad {
    scores: Vec<f32>,
    touched: Vec<u32>,
    spread: Vec<f32>,
    found: Vec<(u32, f32)>,
}

/// A larger collection that articles are of.
pub(super) struct Whole<'a> {
    /// Its articles.
    pub(super) articles: usize,
    /// In how many of them a feature is.
    pub(super) frequency: &'a (dyn Fn(&Feature) -> u32 + Sync),
}

impl Vectors {
    /// The vectors of a collection, or of some articles of a larger one; `bodies` are their texts as [`folded_body`]
    /// gives them.
    pub(super) fn new(articles: &[Annotated], bodies: &[String], of: Option<&Whole<'_>>) -> Self {
        let mut docs: Vec<DocNo> = (0..articles.len()).map(|n| DocNo(n as u32)).collect();
        docs.sort_by_key(|d| (articles[d.index()].article.key, *d));
        let mut ranks = vec![0; docs.len()];
        for (rank, doc) in docs.iter().enumerate() {
            ranks[doc.index()] = rank as u32;
        }
        let of_rank = |rank: usize| &articles[docs[rank].index()];
        let body_of = |rank: usize| bodies[docs[rank].index()].as_str();
        let counted: Vec<Vec<Term>> = (0..docs.len())
            .into_par_iter()
            .map_init(FxHashMap::default, |numbers, rank| count(body_of(rank), numbers))
            .collect();

        let mut features = Vec::new();
        // By hash: among a hundred million names two would share one with a probability of .0003.
        let mut numbers: FxHashMap<u64, u32> = FxHashMap::default();
        let mut frequency: Vec<u32> = Vec::new();
        let mut forward = Rows::default();
        for (rank, counted) in counted.into_iter().enumerate() {
            let mut add = |hash: u64, weight: f32, feature: &dyn Fn() -> Feature| {
                let number = *numbers.entry(hash).or_insert_with(|| {
                    features.push(feature());
                    frequency.push(0);
                    features.len() as u32 - 1
                });
                frequency[number as usize] += 1;
                forward.cells.push((number, weight));
            };
            for term in counted {
                let word = || &body_of(rank)[term.start as usize..term.end as usize];
                add(term.hash, 1.0 + (term.count as f32).ln(), &|| Feature::Term(word().into()));
            }
            for e in of_rank(rank).layers.entities.iter().filter(|e| e.mentions > 0) {
                // No term holds a colon, every entity's id does.
                let weight = ENTITY_WEIGHT * (1.0 + (e.mentions as f32).ln());
                add(xxh3_64(e.id.as_bytes()), weight, &|| Feature::Entity {
                    kind: e.kind,
                    id: e.id.as_str().into(),
                    name: e.name.as_str().into(),
                });
            }
            forward.ends.push(forward.cells.len() as u32);
        }
        let postings_of = frequency.clone();
        if let Some(whole) = of {
            features
                .par_iter()
                .zip(&mut frequency)
                .for_each(|(feature, df)| *df = (*df).max((whole.frequency)(feature)));
        }
        let articles_of = of.map_or(docs.len(), |whole| whole.articles);
        let idf = idf(&features, &frequency, articles_of);
        weigh(&mut forward, &idf);
        let postings = invert(&forward, &postings_of);
        let layers = |rank: usize| &of_rank(rank).layers;
        Self {
            keys: (0..docs.len()).map(|r| of_rank(r).article.key).collect(),
            published: (0..docs.len()).map(|r| layers(r).published.value).collect(),
            days: (0..docs.len()).map(|r| days(layers(r).times.iter().filter_map(|t| t.days))).collect(),
            docs,
            ranks,
            features,
            idf,
            frequency,
            articles: articles_of,
            forward,
            postings,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.docs.len()
    }

    /// How many articles the whole collection has.
    pub(super) fn articles(&self) -> usize {
        self.articles
    }

    pub(super) fn rank(&self, doc: DocNo) -> Option<usize> {
        self.ranks.get(doc.index()).map(|&r| r as usize)
    }

    pub(super) fn feature(&self, n: u32) -> &Feature {
        &self.features[n as usize]
    }

    /// How rare a feature is: its smoothed inverse document frequency.
    pub(super) fn rarity(&self, feature: u32) -> f32 {
        self.idf[feature as usize]
    }

    pub(super) fn pad(&self) -> Pad {
        Pad {
            scores: vec![0.0; self.len()],
            touched: Vec::new(),
            spread: vec![0.0; self.features.len()],
            found: Vec::new(),
        }
    }

    /// Cosine of `rank` with every article that shares a feature with it: `(rank, cosine)`, in no order.
    pub(super) fn scores<'a>(&self, rank: usize, pad: &'a mut Pad) -> &'a mut Vec<(u32, f32)> {
        self.scores_by(rank, CAP, pad)
    }

    /// The same by features of at most `cap` articles alone: a lower bound of the cosine, in a fraction of the time.
    pub(super) fn scores_by<'a>(&self, rank: usize, cap: usize, pad: &'a mut Pad) -> &'a mut Vec<(u32, f32)> {
        for &(feature, weight) in self.forward.row(rank) {
            let postings = self.postings.row(feature as usize);
            if postings.len() > cap {
                continue;
            }
            for &(other, theirs) in postings {
                let score = &mut pad.scores[other as usize];
                if *score == 0.0 {
                    pad.touched.push(other);
                }
                *score += weight * theirs;
            }
        }
        // In memory that is there: a fresh vector for each article cost as much as the sums.
        pad.found.clear();
        for r in pad.touched.drain(..) {
            let score = std::mem::take(&mut pad.scores[r as usize]);
            if r as usize != rank {
                pad.found.push((r, score));
            }
        }
        &mut pad.found
    }

    /// The features that two articles share, with what each adds to their cosine.
    pub(super) fn shared(&self, a: usize, b: usize) -> Vec<(u32, f32)> {
        let (a, b) = (self.forward.row(a), self.forward.row(b));
        let (mut i, mut j) = (0, 0);
        let mut shared = Vec::new();
        while i < a.len() && j < b.len() {
            let (x, y) = (a[i], b[j]);
            if x.0 == y.0 {
                shared.push((x.0, x.1 * y.1));
            }
            i += usize::from(x.0 <= y.0);
            j += usize::from(y.0 <= x.0);
        }
        shared
    }

    /// Cosines of an article with others, by all that they share: the second number of each of `others` becomes theirs.
    pub(super) fn cosines(&self, a: usize, others: &mut [(u32, f32)], pad: &mut Pad) {
        // With one vector spread out, each of the others is read once, and nothing is compared.
        for &(feature, weight) in self.forward.row(a) {
            pad.spread[feature as usize] = weight;
        }
        for (other, cosine) in others {
            let theirs = self.forward.row(*other as usize);
            *cosine = theirs.iter().map(|&(feature, weight)| pad.spread[feature as usize] * weight).sum();
        }
        for &(feature, _) in self.forward.row(a) {
            pad.spread[feature as usize] = 0.0;
        }
    }

    /// In how many articles a feature is.
    pub(super) fn frequency(&self, feature: u32) -> usize {
        self.frequency[feature as usize] as usize
    }

    /// Days between the publications of two articles; `None` where one is not known.
    pub(super) fn days_apart(&self, a: usize, b: usize) -> Option<u32> {
        let (a, b) = (self.published[a]?.days(), self.published[b]?.days());
        let gap = if a.overlaps(b) { 0 } else { (b.from - a.to).num_days().max((a.from - b.to).num_days()) };
        Some(gap.max(0) as u32)
    }

    /// The days that both speak of, the latest first.
    pub(super) fn shared_days(&self, a: usize, b: usize) -> impl Iterator<Item = chrono::NaiveDate> + '_ {
        let theirs = &self.days[b];
        self.days[a].iter().rev().copied().filter(|d| theirs.binary_search(d).is_ok())
    }
}

/// The `top` words that tell most about an article of a collection of `articles`, most first: folded, and weighed by
/// `frequency`, in how many of them a word is.
pub(super) fn telling(
    annotated: &Annotated,
    articles: usize,
    frequency: &dyn Fn(&str) -> u64,
    top: usize,
) -> Vec<String> {
    let body = folded_body(annotated);
    let counted = count(&body, &mut FxHashMap::default());
    let all = articles as f32 + BACKGROUND + 1.0;
    let weigh = |term: &Term| {
        let word = &body[term.start as usize..term.end as usize];
        let frequency = frequency(word);
        let held = frequency as f32 + BACKGROUND * background::share(word) + 1.0;
        // What no other article holds finds none.
        (frequency > 1).then(|| ((1.0 + (term.count as f32).ln()) * ((all / held).ln() + 1.0), word))
    };
    let mut words: Vec<(f32, &str)> = counted.iter().filter_map(weigh).collect();
    words.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    words.into_iter().take(top).map(|(_, word)| word.to_owned()).collect()
}

/// A word of a text.
struct Term {
    hash: u64,
    /// Where it stands first, in bytes.
    start: u32,
    end: u32,
    /// How often it is there.
    count: u32,
}

/// The words of a folded text, in the order of first use. `numbers` is memory to work with.
fn count(text: &str, numbers: &mut FxHashMap<u64, u32>) -> Vec<Term> {
    numbers.clear();
    let mut terms: Vec<Term> = Vec::with_capacity(text.len() / 12);
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| (2..=64).contains(&w.len())) {
        let hash = xxh3_64(word.as_bytes());
        if STOPPED.contains(&hash) {
            continue;
        }
        let next = terms.len() as u32;
        let at = *numbers.entry(hash).or_insert(next);
        if at == next {
            let start = (word.as_ptr() as usize - text.as_ptr() as usize) as u32;
            terms.push(Term { hash, start, end: start + word.len() as u32, count: 1 });
        } else {
            terms[at as usize].count += 1;
        }
    }
    terms
}

/// The text without furniture, and the stated headline where it does not stand in the text, folded.
pub(super) fn folded_body(annotated: &Annotated) -> String {
    let (text, layers) = (annotated.article.text.as_str(), &annotated.layers);
    let mut out = String::with_capacity(text.len());
    let mut push = |part: &str| {
        if part.is_ascii() {
            out.push_str(part);
            let start = out.len() - part.len();
            out[start..].make_ascii_lowercase();
        } else {
            out.extend(fold_chars(part));
        }
        out.push('\n');
    };
    if layers.title.span.is_none() && annotated.article.stated.title.is_some() {
        push(&layers.title.text);
    }
    let mut start = 0;
    for f in &layers.furniture {
        push(Span { start, end: f.span.start.max(start) }.of(text));
        start = f.span.end.max(start);
    }
    push(text.get(start as usize..).unwrap_or_default());
    out
}

fn days(spans: impl Iterator<Item = Days>) -> Box<[chrono::NaiveDate]> {
    let mut days: Vec<_> = spans.filter(|d| d.from == d.to).map(|d| d.from).collect();
    days.sort_unstable();
    days.dedup();
    days.into()
}

impl Feature {
    /// The share of ordinary articles that it is in.
    pub(super) fn background(&self) -> f32 {
        background::share(match self {
            Self::Term(name) | Self::Entity { id: name, .. } => name,
        })
    }
}

/// The smoothed inverse document frequency of every feature, ordinary news counted with the collection.
fn idf(features: &[Feature], frequency: &[u32], articles: usize) -> Vec<f32> {
    let all = articles as f32 + BACKGROUND + 1.0;
    let held = |(feature, df): (&Feature, &u32)| *df as f32 + BACKGROUND * feature.background() + 1.0;
    features.iter().zip(frequency).map(|both| (all / held(both)).ln() + 1.0).collect()
}

/// Term frequencies to weights: times the inverse document frequency, each row of length one.
fn weigh(forward: &mut Rows, idf: &[f32]) {
    let mut start = 0;
    for &end in &forward.ends {
        let row = &mut forward.cells[start..end as usize];
        row.sort_unstable_by_key(|c| c.0);
        let mut square = 0.0;
        for (feature, weight) in row.iter_mut() {
            *weight *= idf[*feature as usize];
            square += *weight * *weight;
        }
        let length = square.sqrt().max(f32::MIN_POSITIVE);
        row.iter_mut().for_each(|(_, weight)| *weight /= length);
        start = end as usize;
    }
}

/// Postings from vectors.
fn invert(forward: &Rows, frequency: &[u32]) -> Rows {
    let mut ends = Vec::with_capacity(frequency.len());
    let mut total = 0;
    let mut next: Vec<u32> = Vec::with_capacity(frequency.len());
    for &df in frequency {
        next.push(total);
        total += df;
        ends.push(total);
    }
    let mut cells = vec![(0, 0.0); total as usize];
    for rank in 0..forward.ends.len() {
        for &(feature, weight) in forward.row(rank) {
            let at = &mut next[feature as usize];
            cells[*at as usize] = (rank as u32, weight);
            *at += 1;
        }
    }
    Rows { ends, cells }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_where_they_stand_first() {
        let body = "the quay of gdańsk: the herring, herring at the quay\n";
        let counted: Vec<_> = count(body, &mut FxHashMap::default())
            .iter()
            .map(|t| (&body[t.start as usize..t.end as usize], t.start, t.count))
            .collect();
        assert_eq!(counted, [("quay", 4, 2), ("gdańsk", 12, 1), ("herring", 25, 2)]);
    }
}
