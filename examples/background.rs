//! Makes `assets/models/background-df.txt`: in how many articles each word and each country is.
//! `cargo run --release --example background -- PATH...`, with JSON Lines or anything else that the program reads.

use anyhow::Context;
use dateline::corpus::annotate;
use dateline::corpus::article::EntityKind;
use dateline::corpus::formats::{self, Loaded, Source};
use dateline::text::fold::fold_chars;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::ops::ControlFlow;

/// Fewest articles of a word that is listed.
const FEWEST: u32 = 10;

fn main() -> anyhow::Result<()> {
    let sources: Vec<Source> = std::env::args().skip(1).map(|path| Source::Path(path.into())).collect();
    anyhow::ensure!(!sources.is_empty(), "usage: background PATH...");
    let mut articles = 0u32;
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    formats::load(&sources, &mut |loaded| {
        match loaded {
            Loaded::Article(article) => {
                articles += 1;
                let folded: String = fold_chars(&article.text).collect();
                let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| (2..=64).contains(&w.len()));
                let mut names: BTreeSet<String> = words.map(str::to_owned).collect();
                let entities = annotate(&article).entities;
                let countries = entities.into_iter().filter(|e| e.kind == EntityKind::Country && e.mentions > 0);
                names.extend(countries.map(|e| e.id));
                names.into_iter().for_each(|name| *counts.entry(name).or_default() += 1);
            }
            Loaded::Fault(fault) => eprintln!("{fault}"),
            _ => {}
        }
        ControlFlow::Continue(())
    });
    let mut out = format!(
        "# How common words and countries are in ordinary English news, for the weights of small collections.\n\
         #\n\
         # Source: document counts over {articles} news articles, made by examples/background.rs; no text.\n\
         # Licence: MIT OR Apache-2.0, as the project; counts are facts. After the number of articles one name a row,\n\
         # with the number of articles that hold it, for names in {FEWEST} articles or more.\n\
         articles {articles}\n"
    );
    for (name, count) in counts.iter().filter(|(_, count)| **count >= FEWEST) {
        writeln!(out, "{name} {count}")?;
    }
    fs::write("assets/models/background-df.txt", out).context("assets/models/background-df.txt")
}
