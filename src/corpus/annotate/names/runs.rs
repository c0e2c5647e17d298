//! Runs: stretches of capitalised words that may be names, with the small words and marks inside them.
//!
//! Cuts the text up; what a run is, `spot` decides.

use super::lexicon::{COMMON, PARTICLE, PERIOD, SUFFIX};
use super::scene::Scene;
use std::ops::Range;

/// The most tokens of a run: longer stretches of capitals are no names, and work on a run need not be linear.
const LONGEST: usize = 14;

/// Every run of the text, in order.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    for sentence in &scene.doc.sentences {
        let (mut i, end) = (sentence.tokens.start, sentence.tokens.end);
        while i < end {
            if !starts(scene, i, end) {
                i += 1;
                continue;
            }
            let start = i;
            i += 1;
            while i < end && i - start < LONGEST {
                let next = step(scene, start, i, end);
                if next == i {
                    break;
                }
                i = next;
            }
            runs.push(start..i);
        }
    }
    runs
}

/// Whether a run starts at token `i`: at a capital, or at a small "al-", "el-", "bin" before one.
fn starts(scene: &Scene<'_>, i: usize, end: usize) -> bool {
    let article = |w: &str| matches!(w, "al" | "el" | "ul" | "as" | "ad");
    scene.capital(i)
        || (article(scene.doc.word(i)) && scene.doc.word(i + 1) == "-" && i + 2 < end && scene.capital(i + 2))
        || (matches!(scene.doc.word(i), "bin" | "van" | "von" | "de") && i + 1 < end && scene.capital(i + 1))
}

/// Where the run that began at `start` and reached `i` goes on to: `i` itself where it ends.
fn step(scene: &Scene<'_>, start: usize, i: usize, end: usize) -> usize {
    let doc = scene.doc;
    let token = &doc.tokens[i];
    let solid = |j: usize| j < end && !doc.tokens[j].spaced;
    if token.spaced && scene.capital(i) {
        // "defense chief. Kim" never gets here: a run lies in one sentence. A line break ends it.
        return if scene.same_line(i - 1) { i + 1 } else { i };
    }
    match doc.word(i) {
        "." if !token.spaced => {
            let initial = doc.tokens[i - 1].span.len() == 1;
            let abbreviation = scene.is(i - 1, PERIOD);
            // "Gen. Smith", "D.Ankhbayar"
            if (abbreviation || initial) && i + 1 < end && scene.capital(i + 1) { i + 1 } else { i }
        }
        "-" | "\u{2010}" | "\u{2011}" if !token.spaced && solid(i + 1) => {
            let next = i + 1;
            if scene.capital(next) {
                let countries = scene.names_country(i - 1) || scene.names_country(next);
                return if countries { i } else { next + 1 };
            }
            if inside_hyphen(scene, start, i) { next + 1 } else { i }
        }
        "&" if i + 1 < end && scene.capital(i + 1) && scene.same_line(i) => i + 2,
        _ if scene.capital(i) && doc.word(i - 1) == "." => i + 1,
        _ if token.spaced && particles(scene, i, end).is_some() => particles(scene, i, end).unwrap_or(i),
        _ => i,
    }
}

/// Whether the lower-case word after the hyphen at `i` belongs to a name ("Cho Tae-yong") and not to an adjective
/// ("Moscow-backed").
fn inside_hyphen(scene: &Scene<'_>, start: usize, i: usize) -> bool {
    let next = i + 1;
    let word = scene.doc.word(next);
    if scene.place(i - 1) || scene.upper(i - 1) && scene.doc.tokens[i - 1].span.len() > 1 || word.len() > 7 {
        return false;
    }
    if !word.starts_with(char::is_alphabetic) {
        return false;
    }
    // A given name of two syllables after a surname: "Ahn Gyu-back", "back" being a common word.
    let given = i >= start + 2 && scene.is(i - 2, super::lexicon::ASIAN) && !scene.is(i - 1, COMMON);
    given || !scene.is(next, COMMON | SUFFIX) && !scene.is(i - 1, COMMON)
}

/// The end of "de la Cruz", "bin Salman", "van der Bellen" or "al-Assad" from the particle at `i`.
fn particles(scene: &Scene<'_>, i: usize, end: usize) -> Option<usize> {
    let doc = scene.doc;
    let mut at = i;
    while at < end && at < i + 3 && doc.tokens[at].spaced && !scene.capital(at) && scene.is(at, PARTICLE) {
        at += 1;
    }
    if at == i || at >= end || matches!(doc.word(i), "as") && doc.word(at) != "-" {
        return None;
    }
    let hyphen = doc.word(at) == "-" && !doc.tokens[at].spaced;
    let name = if hyphen { at + 1 } else { at };
    // "as", "e" and "y" are words of other kinds too.
    let small = matches!(doc.word(at - 1), "as" | "e" | "y" | "ad") && !hyphen;
    (name < end && scene.capital(name) && !small && scene.same_line(i - 1)).then_some(name + 1)
}
