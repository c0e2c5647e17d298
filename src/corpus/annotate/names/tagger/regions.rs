//! Which tokens can belong to a name at all: those with a capital, and what stands between and right beside.

use super::super::scene::Scene;
use std::ops::Range;

/// The most tokens without a capital between two with one in a name: `Institute of the West`.
const GAP: usize = 3;

/// The most tokens without a capital after the last one with a capital: `Yonhap news agency`, `Ahn Gyu-back`.
const BEHIND: usize = 2;

/// A stretch of one sentence that may hold names.
#[derive(Clone, Debug)]
pub(super) struct Region {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// The tokens of its sentence.
    pub(super) sentence: Range<usize>,
    /// Whether the sentence is set like a headline.
    pub(super) headline: bool,
}

/// Every stretch that may hold names, in order; they are apart.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Region> {
    let mut found: Vec<Region> = Vec::new();
    for sentence in &scene.doc.sentences {
        let Range { start, end } = sentence.tokens.clone();
        let mut reached = start;
        for i in (start..end).filter(|&i| scene.capital(i)) {
            // One word before is looked at ("northern Luzon"), and a small article before a hyphen ("al-Assad").
            let article = i >= start + 2 && scene.doc.word(i - 1) == "-" && !scene.doc.tokens[i].spaced;
            let from = i.saturating_sub(if article { 2 } else { 1 }).max(start);
            let to = (i + 1 + BEHIND).min(end);
            match found.last_mut().filter(|r| r.tokens.start >= start && from <= reached + GAP) {
                Some(region) => region.tokens.end = to,
                None => {
                    let tokens = from..to;
                    found.push(Region { tokens, sentence: sentence.tokens.clone(), headline: sentence.headline });
                }
            }
            reached = i + 1;
        }
    }
    found
}
