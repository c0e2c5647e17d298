//! Articles with the names that people marked in them.

use anyhow::Context;
use dateline::corpus::annotate::names::tagger::{self, Kind, Label, Tagged, Words};
use dateline::text::Segmented;
use serde_json::Value;
use std::collections::HashMap;
use std::fmt;
use std::fs;
use std::iter::Sum;

/// A stretch of tokens with their features and their labels.
pub(crate) struct Sequence {
    pub(crate) features: Vec<Vec<u32>>,
    pub(crate) labels: Vec<u8>,
}

/// One article.
pub(crate) struct Article {
    id: String,
    text: String,
    /// Names by bytes; people, organisations and places alone are scored.
    gold: Vec<(u32, u32, Kind)>,
    pub(crate) sequences: Vec<Sequence>,
}

/// Reads articles and gold, files apart by commas in both.
pub(crate) fn read(articles: &str, gold: &str, words: &Words<'_>) -> anyhow::Result<Vec<Article>> {
    let mut marked: HashMap<String, Value> = HashMap::new();
    for row in rows(gold)? {
        marked.insert(row["id"].as_str().unwrap_or_default().to_owned(), row);
    }
    let article = |row: Value| {
        let id = row["id"].as_str()?.to_owned();
        Some(Article::new(row["text"].as_str()?.to_owned(), marked.get(&id)?, id, words))
    };
    Ok(rows(articles)?.into_iter().filter_map(article).collect())
}

fn rows(paths: &str) -> anyhow::Result<Vec<Value>> {
    let mut rows = Vec::new();
    for path in paths.split(',') {
        let text = fs::read_to_string(path).with_context(|| path.to_owned())?;
        for line in text.lines() {
            rows.push(serde_json::from_str(line).with_context(|| path.to_owned())?);
        }
    }
    Ok(rows)
}

fn kind(name: &str) -> Option<Kind> {
    match name {
        "person" => Some(Kind::Person),
        "organization" => Some(Kind::Organization),
        "place" | "facility" => Some(Kind::Place),
        "nationality" => Some(Kind::Nationality),
        "misc" | "product" => Some(Kind::Other),
        _ => None,
    }
}

impl Article {
    fn new(text: String, marked: &Value, id: String, words: &Words<'_>) -> Self {
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let byte = |at: &Value| at.as_u64().and_then(|at| bytes.get(at as usize)).map(|&b| b as u32);
        let mentions = marked["mentions"].as_array().map_or(&[][..], Vec::as_slice);
        let name = |m: &Value| Some((byte(&m["start"])?, byte(&m["end"])?, kind(m["kind"].as_str()?)?));
        let gold: Vec<(u32, u32, Kind)> = mentions.iter().filter_map(name).collect();
        let doc = Segmented::new(&text);
        let mut labels = vec![Label::OUTSIDE.0; doc.tokens.len()];
        for &(start, end, kind) in &gold {
            // What begins or ends inside a token cannot be learned.
            let first = doc.tokens.binary_search_by_key(&start, |t| t.span.start);
            let last = doc.tokens.binary_search_by_key(&end, |t| t.span.end);
            if let (Ok(first), Ok(last)) = (first, last)
                && first <= last
                && labels[first..=last].iter().all(|&l| l == 0)
            {
                for (at, i) in (first..=last).enumerate() {
                    labels[i] = Label::of(kind, at, last + 1 - first).0;
                }
            }
        }
        let sequence = |s: tagger::Sample| {
            let mut labels = labels[s.tokens].to_vec();
            outside_where_cut(&mut labels);
            Sequence { features: s.features, labels }
        };
        let sequences = tagger::samples(&doc, words).into_iter().map(sequence).collect();
        Self { id, text, gold, sequences }
    }

    /// What an article's id says of its source: all before the last underscore.
    pub(crate) fn source(&self) -> &str {
        self.id.rsplit_once('_').map_or(&self.id, |(source, _)| source)
    }

    /// What a model finds of it.
    pub(crate) fn score(&self, model: &[u8]) -> Score {
        let doc = Segmented::new(&self.text);
        let found = tagger::names_by(model, &doc).unwrap_or_default();
        let span = |t: &Tagged| {
            let span = doc.span(t.tokens.clone());
            (span.start, span.end, t.kind)
        };
        let found: Vec<_> = found.iter().map(span).collect();
        let mut score = Score::default();
        for (n, kind) in SCORED.into_iter().enumerate() {
            score.0[n] = [
                found.iter().filter(|f| f.2 == kind && self.gold.contains(f)).count(),
                found.iter().filter(|f| f.2 == kind).count(),
                self.gold.iter().filter(|g| g.2 == kind).count(),
            ];
        }
        score
    }
}

/// A name that reaches beyond its stretch is none.
fn outside_where_cut(labels: &mut [u8]) {
    let mut before = Label::OUTSIDE;
    for label in labels.iter_mut() {
        if !before.allows(Label(*label)) {
            *label = Label::OUTSIDE.0;
        }
        before = Label(*label);
    }
    if !before.closes() {
        let start = labels.iter().rposition(|&l| Label(l).opens()).unwrap_or(0);
        labels[start..].fill(Label::OUTSIDE.0);
    }
}

const SCORED: [Kind; 3] = [Kind::Person, Kind::Organization, Kind::Place];

/// For each kind that is scored: names found that are right, found, marked.
#[derive(Clone, Copy, Default)]
pub(crate) struct Score([[usize; 3]; 3]);

impl Sum for Score {
    fn sum<I: Iterator<Item = Score>>(scores: I) -> Score {
        let add = |a: Score, b: Score| Score(std::array::from_fn(|k| std::array::from_fn(|n| a.0[k][n] + b.0[k][n])));
        scores.fold(Score::default(), add)
    }
}

impl fmt::Display for Score {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let f1 = |[right, found, marked]: [usize; 3]| 2.0 * right as f64 / (found + marked).max(1) as f64;
        let all: [usize; 3] = std::array::from_fn(|n| self.0.iter().map(|k| k[n]).sum());
        let share = |n: usize| all[0] as f64 / all[n].max(1) as f64;
        write!(out, "F1 {:.4} (precision {:.4}, recall {:.4})", f1(all), share(1), share(2))?;
        SCORED.iter().zip(self.0).try_for_each(|(kind, counts)| write!(out, " {kind:?} {:.4}", f1(counts)))
    }
}
