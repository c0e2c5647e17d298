//! Writes news articles that nobody wrote, as JSON Lines, to see how the program does with very many:
//! `cargo run --release --example generate -- COUNT [--seed N] > big.jsonl`.
//!
//! They are no sense, but have the statistics of news: words by Zipf's law over some ten thousand common words and an
//! endless number of rare ones, so that the vocabulary grows as that of real text; people, organisations, cities and all
//! countries, a few everywhere and most once; stories of 1 to 30 articles that share people, places, an event and a few
//! days out of twenty years, two in a hundred articles nearly copies; datelines, quotations, dates and page furniture. About
//! 2.5 KB of text each.
//!
//! The same seed writes the same articles; fewer of them are the start of more.

mod grammar;
mod random;
mod story;
mod words;
mod world;

use anyhow::{Context, bail};
use random::Random;
use std::io::{self, BufWriter, ErrorKind, Write};
use story::{Press, Story};

const USAGE: &str = "usage: generate COUNT [--seed N]";
/// Stories that go on at the same time, so that the articles of one do not follow each other.
const OPEN: usize = 50;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (count, seed) = match &arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [count] => (*count, "1"),
        [count, "--seed", seed] | ["--seed", seed, count] => (*count, *seed),
        _ => bail!(USAGE),
    };
    let count = count.parse().context(USAGE)?;
    let mut random = Random::new(seed.parse().context(USAGE)?);
    match write(count, &mut random, &mut BufWriter::with_capacity(1 << 20, io::stdout().lock())) {
        // Whoever reads has enough.
        Err(error) if error.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == ErrorKind::BrokenPipe) => Ok(()),
        written => written,
    }
}

fn write(count: usize, random: &mut Random, to: &mut impl Write) -> anyhow::Result<()> {
    let press = Press::new()?;
    let mut stories: Vec<Story> = (0..OPEN).map(|_| Story::new(&press, random)).collect();
    let mut number = 0;
    while number < count {
        let story = random.below(stories.len());
        let Some(article) = stories[story].next(number + 1, &press, random) else {
            stories[story] = Story::new(&press, random);
            continue;
        };
        serde_json::to_writer(&mut *to, &article).map_err(io::Error::from)?;
        to.write_all(b"\n")?;
        number += 1;
    }
    Ok(to.flush()?)
}
