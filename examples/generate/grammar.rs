//! The grammar of `grammar.txt`: reads it, and writes symbols out.

use crate::random::Random;
use anyhow::{Context, ensure};
use std::collections::HashMap;

const GRAMMAR: &str = include_str!("grammar.txt");

/// What stands in a text for something of the story: its name in the grammar.
pub(crate) const SLOTS: &[(&str, Slot)] = &[
    ("noun", Slot::Noun),
    ("plural", Slot::Plural),
    ("adjective", Slot::Adjective),
    ("adverb", Slot::Adverb),
    ("doing", Slot::Doing),
    ("done", Slot::Done),
    ("rare", Slot::Rare),
    ("Rare", Slot::RareName),
    ("person", Slot::Person),
    ("other", Slot::Other),
    ("org", Slot::Organisation),
    ("country", Slot::Country),
    ("demonym", Slot::Demonym),
    ("city", Slot::City),
    ("CITY", Slot::DatelineCity),
    ("event", Slot::Event),
    ("source", Slot::Source),
    ("number", Slot::Number),
    ("small", Slot::Small),
    ("weekday", Slot::Weekday),
    ("day", Slot::Day),
    ("today", Slot::Today),
    ("fullday", Slot::FullDay),
    ("month", Slot::Month),
    ("year", Slot::Year),
];

/// Something that only the story knows.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Slot {
    Noun,
    Plural,
    Adjective,
    Adverb,
    Doing,
    Done,
    /// A word that few articles have.
    Rare,
    /// The same as a name.
    RareName,
    /// Someone of the story: the whole name the first time, then the surname.
    Person,
    /// Someone else, by the whole name.
    Other,
    Organisation,
    Country,
    Demonym,
    City,
    /// Where the article was written, in capitals.
    DatelineCity,
    /// What the story is about.
    Event,
    Source,
    Number,
    /// A number of two digits at most.
    Small,
    /// One of the days before the article's.
    Weekday,
    /// The same as `Sept. 8`.
    Day,
    /// The article's day, written so.
    Today,
    /// A day of the year before, as `September 8, 2015`.
    FullDay,
    Month,
    /// A year, a recent one more often.
    Year,
}

#[derive(Debug)]
enum Piece {
    Text(&'static str),
    Slot(Slot),
    Symbol(Symbol),
}

/// A symbol of the grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Symbol(usize);

/// The alternatives of every symbol; a likely one several times.
pub(crate) struct Grammar {
    names: HashMap<&'static str, Symbol>,
    symbols: Vec<Vec<Vec<Piece>>>,
}

impl Grammar {
    /// Reads the grammar.
    ///
    /// # Errors
    /// Where it is no grammar.
    pub(crate) fn new() -> anyhow::Result<Self> {
        let rows = GRAMMAR.lines().filter(|row| !row.is_empty() && !row.starts_with('#'));
        let rows: Vec<(&str, usize, &str)> = rows
            .map(|row| {
                let (head, text) = row.split_once(": ").with_context(|| row.to_owned())?;
                let (name, times) = head.split_once(' ').unwrap_or((head, "1"));
                Ok((name, times.parse().with_context(|| row.to_owned())?, text))
            })
            .collect::<anyhow::Result<_>>()?;
        let mut names = HashMap::new();
        for (name, ..) in &rows {
            let next = Symbol(names.len());
            names.entry(*name).or_insert(next);
        }
        let mut symbols: Vec<Vec<Vec<Piece>>> = names.iter().map(|_| Vec::new()).collect();
        for (name, times, text) in rows {
            for _ in 0..times {
                symbols[names[name].0].push(pieces(text, &names)?);
            }
        }
        Ok(Grammar { names, symbols })
    }

    /// The symbol of a name.
    ///
    /// # Errors
    /// Where the grammar has none.
    pub(crate) fn symbol(&self, name: &str) -> anyhow::Result<Symbol> {
        self.names.get(name).copied().with_context(|| format!("the grammar has no {name}"))
    }

    /// Writes one of a symbol's alternatives at the end of `to`; `fill` writes what its slots stand for.
    pub(crate) fn write(
        &self,
        symbol: Symbol,
        random: &mut Random,
        to: &mut String,
        fill: &mut dyn FnMut(Slot, &mut Random, &mut String),
    ) {
        let alternatives = &self.symbols[symbol.0];
        for piece in &alternatives[random.below(alternatives.len())] {
            let start = to.len();
            match piece {
                Piece::Text(text) => to.push_str(text),
                Piece::Slot(slot) => fill(*slot, random, to),
                Piece::Symbol(symbol) => self.write(*symbol, random, to, fill),
            }
            join(to, start);
        }
    }
}

/// The pieces of an alternative.
fn pieces(text: &'static str, names: &HashMap<&'static str, Symbol>) -> anyhow::Result<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut left = text;
    while let Some((before, rest)) = left.split_once('{') {
        let (name, after) = rest.split_once('}').with_context(|| text.to_owned())?;
        let slot = SLOTS.iter().find(|(n, _)| *n == name).map(|(_, slot)| Piece::Slot(*slot));
        let symbol = names.get(name).map(|symbol| Piece::Symbol(*symbol));
        ensure!(slot.is_some() != symbol.is_some(), "{name} is not one thing in: {text}");
        pieces.push(Piece::Text(before));
        pieces.extend(slot.or(symbol));
        left = after;
    }
    pieces.push(Piece::Text(left));
    Ok(pieces)
}

/// Fits what stands from `start` on to what comes before: chooses between "a" and "an" where that is `a~`, and leaves
/// a comma out before another mark.
fn join(to: &mut String, start: usize) {
    if to[..start].ends_with(',') && to[start..].starts_with(['.', ',']) {
        to.remove(start - 1);
    } else if let (true, Some(next)) = (to[..start].ends_with("~ "), to[start..].chars().next()) {
        let vowel = matches!(next.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u');
        to.replace_range(start - 2..start - 1, if vowel { "n" } else { "" });
    }
}
