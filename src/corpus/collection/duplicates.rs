//! Copies of one article: the same text again, or nearly.
//!
//! Shingles of five words, candidates by their smallest hashes (bottom-k MinHash, Broder 1997), each verified by the
//! shingles' Jaccard coefficient. Furniture is left out, so that a copy on another page is a copy.

use crate::corpus::article::{Annotated, DocNo};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

/// Words of a shingle.
const WORDS: usize = 5;
/// Two texts are copies where they share this part of their shingles.
const ALIKE: f64 = 0.8;
/// Smallest hashes by which candidates are found: at a Jaccard of .8 all miss in fewer than one pair of five hundred.
const SKETCH: usize = 4;
/// Originals that one hash can lead to; more would be boilerplate that many articles share.
const BUCKET: usize = 8;

/// For each article the one that it is a copy of: the earliest published, then the one with the smallest key.
/// `bodies` are their folded texts.
pub(super) fn find(articles: &[Annotated], bodies: &[String]) -> Vec<Option<DocNo>> {
    let shingles: Vec<Vec<u32>> = bodies.par_iter().map(|body| shingles(body)).collect();
    let mut order: Vec<usize> = (0..articles.len()).collect();
    order.sort_by_key(|&n| {
        let from = articles[n].layers.published.value.map(|p| p.days().from);
        (from.is_none(), from, articles[n].article.key, n)
    });
    let mut buckets: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    let mut original = vec![None; articles.len()];
    for n in order {
        let sketch = &shingles[n][..shingles[n].len().min(SKETCH)];
        let candidates = sketch.iter().filter_map(|h| buckets.get(h)).flatten().copied();
        let of = candidates
            .filter(|&m| jaccard(&shingles[m], &shingles[n]) >= ALIKE)
            .min_by_key(|&m| articles[m].article.key);
        if let Some(m) = of {
            original[n] = Some(DocNo(m as u32));
            continue;
        }
        for &hash in sketch {
            let bucket = buckets.entry(hash).or_default();
            if bucket.len() < BUCKET {
                bucket.push(n);
            }
        }
    }
    original
}

/// Hashes of the text's shingles, the smallest first, each once; of the whole text where it has fewer words.
fn shingles(text: &str) -> Vec<u32> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let hashes: Vec<u64> = words.map(|w| xxh3_64(w.as_bytes())).collect();
    let hash = |window: &[u64]| window.iter().fold(0, |seed, word| xxh3_64_with_seed(&word.to_le_bytes(), seed)) as u32;
    let mut shingles: Vec<u32> = match hashes.len() {
        0 => Vec::new(),
        n if n < WORDS => vec![hash(&hashes)],
        _ => hashes.windows(WORDS).map(hash).collect(),
    };
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

/// The part of two sorted sets that both share.
fn jaccard(a: &[u32], b: &[u32]) -> f64 {
    let (mut i, mut j, mut both) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        let (x, y) = (a[i], b[j]);
        both += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    both as f64 / (a.len() + b.len() - both).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::super::bodies;
    use super::super::samples::article;
    use super::*;

    const TEXT: &str = "The port will be rebuilt with money from three banks, the minister said in a speech on Friday. \
        Fishermen asked for a date, since the quay has been closed to their boats for most of the year. The banks \
        said that they would pay in four parts, the first of them in June, and the last when the cranes stand.";

    #[test]
    fn a_copy_with_another_page_around_it_is_a_copy() {
        let copy = format!("{}\n\nShare:", TEXT.replace("in June", "in July"));
        let other = TEXT
            .replace("port", "school")
            .replace("banks", "donors")
            .replace("boats", "pupils")
            .replace("said", "thought");
        let articles = [article(7, TEXT), article(9, &copy), article(3, &other), article(1, "")];
        assert_eq!(find(&articles, &bodies(&articles)), [None, Some(DocNo(0)), None, None]);
    }

    #[test]
    fn empty_texts_are_no_copies_of_one_another() {
        let articles = [article(1, ""), article(2, "")];
        assert_eq!(find(&articles, &bodies(&articles)), [None, None]);
    }
}
