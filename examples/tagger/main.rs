//! Makes `assets/models/names.bin`, the model of the tagger, and measures it: see `assets/models/names.md`.
//!
//! `cargo run --release --example tagger -- COMMAND NAME=VALUE...`
//!
//! * `train`: trains on all of `articles` and writes `assets/models/names.bin`.
//! * `folds`: trains on four fifths and measures on the rest, five times; whole sources stay together.
//! * `measure`: measures the committed model on `articles`.
//!
//! `articles` and `gold` are JSON Lines (`id`, `text`; `id`, `mentions` of `start`, `end` in code points and `kind`),
//! several files apart by commas. `vectors` is a text of word vectors, a word and its numbers a line, the commonest first
//! (GloVe); without it the words of the committed model are kept.

#![allow(clippy::print_stdout, reason = "its measure is its output")]

mod crf;
mod data;
mod vectors;

use anyhow::Context;
use data::{Article, Score};
use dateline::corpus::annotate::names::tagger::{self, Words};
use std::collections::HashMap;
use std::fs;
use std::time::Instant;

/// Where the model is kept.
const MODEL: &str = "assets/models/names.bin";

/// Parts of the cross-validation.
const FOLDS: u64 = 5;

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let values: HashMap<String, String> =
        arguments.filter_map(|a| a.split_once('=').map(|(k, v)| (k.to_owned(), v.to_owned()))).collect();
    let (articles, gold) = values
        .get("articles")
        .zip(values.get("gold"))
        .context("usage: tagger train|folds|measure articles=FILE gold=FILE [vectors=FILE]")?;
    let started = Instant::now();
    let words = match values.get("vectors") {
        Some(path) => vectors::words(path)?,
        None => tagger::words(),
    };
    eprintln!("words: {:.0?}", started.elapsed());
    let articles = data::read(articles, gold, &words)?;
    eprintln!("{} articles: {:.0?}", articles.len(), started.elapsed());
    match command.as_str() {
        "train" => {
            let learned = crf::train(&articles.iter().collect::<Vec<_>>());
            fs::write(MODEL, learned.file(&words)).context(MODEL)?;
        }
        "folds" => println!("{}", folds(&articles, &words)),
        "measure" => {
            let model = fs::read(MODEL).context(MODEL)?;
            println!("{}", articles.iter().map(|a| a.score(&model)).sum::<Score>());
        }
        other => anyhow::bail!("{other:?} is no command"),
    }
    eprintln!("{:.0?}", started.elapsed());
    Ok(())
}

/// The score over all parts, each by a model that saw no article of its sources.
fn folds(articles: &[Article], words: &Words<'_>) -> Score {
    let part = |a: &Article| tagger::hash(a.source().as_bytes()) % FOLDS;
    let fold = |n: u64| {
        let learned = crf::train(&articles.iter().filter(|a| part(a) != n).collect::<Vec<_>>());
        let model = learned.file(words);
        articles.iter().filter(|a| part(a) == n).map(|a| a.score(&model)).sum::<Score>()
    };
    std::thread::scope(|scope| {
        let parts: Vec<_> = (0..FOLDS).map(|n| scope.spawn(move || fold(n))).collect();
        parts.into_iter().filter_map(|p| p.join().ok()).sum()
    })
}
