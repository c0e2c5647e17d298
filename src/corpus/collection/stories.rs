//! Stories: articles that tell of one course of events.
//!
//! Average-link clustering on the graph of nearest neighbours, so that a chain of articles each a little like the next
//! does not become one story. Works in rank order: the same stories for every order of arrival. What two articles
//! have in common is `vectors`' to say.

use super::vectors::Vectors;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Clusters closer than this are one story. On ECB+ (development set) .12 to .18 score the same within .01.
const CLOSE: f64 = 0.15;
/// Neighbours kept of each article, and how close they must be: bounds the graph.
const NEIGHBOURS: usize = 64;
const FAINT: f32 = 0.03;
/// Candidates are found by features of at most this many articles, and as many are compared in full: what is common
/// brings no two articles into one story, but reading its postings for every article would take most of the time.
const RARE: usize = 200;
const CANDIDATES: usize = 128;
/// Articles that one pad serves, at least: each part of the work begins with one of its own, of half a megabyte in a
/// window of ordinary size, which takes a hundredth of the time of so many articles.
const PART: usize = 128;
/// Days within which reports of one story follow one another; beyond, they fade with this half-life.
const FRESH: u32 = 14;
const FADE: f32 = 30.0;

/// The smallest rank of each article's story, by rank.
pub(super) fn find(vectors: &Vectors) -> Vec<u32> {
    let near: Vec<Vec<(u32, f32)>> = (0..vectors.len())
        .into_par_iter()
        .with_min_len(PART)
        .map_init(|| vectors.pad(), |pad, rank| neighbours(vectors, rank, pad))
        .collect();
    let mut graph = Graph::new(near);
    graph.merge();
    graph.stories()
}

/// How much two articles can belong to one story, by the days between them: 1 at once, falling with time.
pub(super) fn freshness(days_apart: Option<u32>) -> f32 {
    days_apart.map_or(1.0, |days| 1.0 / (1.0 + days.saturating_sub(FRESH) as f32 / FADE))
}

fn neighbours(vectors: &Vectors, rank: usize, pad: &mut super::vectors::Pad) -> Vec<(u32, f32)> {
    let order = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    let near = vectors.scores_by(rank, RARE, pad);
    strongest(near, CANDIDATES, order);
    let mut near = near.clone();
    vectors.cosines(rank, &mut near, pad);
    for (other, score) in &mut near {
        *score *= freshness(vectors.days_apart(rank, *other as usize));
    }
    near.retain(|&(_, score)| score >= FAINT);
    strongest(&mut near, NEIGHBOURS, order);
    near.sort_unstable_by_key(|n| n.0);
    near
}

/// Keeps the first `n` in an order, themselves in none.
fn strongest<T>(items: &mut Vec<T>, n: usize, order: impl Fn(&T, &T) -> std::cmp::Ordering) {
    if items.len() > n {
        items.select_nth_unstable_by(n, order);
        items.truncate(n);
    }
}

/// Clusters and the sums of the similarities between them.
struct Graph {
    /// Sum of the similarities to each other cluster; empty for one that was merged away.
    links: Vec<FxHashMap<u32, f64>>,
    /// Articles of each cluster; 0 for one that was merged away.
    sizes: Vec<u32>,
    /// The cluster into which each was merged.
    parents: Vec<u32>,
}

/// A link in the queue: the strongest first, then the smallest ranks.
type Link = (u64, Reverse<u32>, Reverse<u32>);

impl Graph {
    fn new(near: Vec<Vec<(u32, f32)>>) -> Self {
        let n = near.len();
        let mut links = vec![FxHashMap::default(); n];
        for (a, row) in near.into_iter().enumerate() {
            for (b, score) in row {
                // Either may have dropped the other from its neighbours; the cosines differ in their last bits.
                let (low, high) = ((a as u32).min(b), (a as u32).max(b));
                let kept: &mut f64 = links[low as usize].entry(high).or_insert(0.0);
                *kept = kept.max(f64::from(score));
                let kept = *kept;
                links[high as usize].insert(low, kept);
            }
        }
        Self { links, sizes: vec![1; n], parents: (0..n as u32).collect() }
    }

    /// The average similarity of two clusters, absent neighbours counted as 0.
    fn average(&self, a: u32, b: u32) -> Option<f64> {
        let sum = self.links[a as usize].get(&b)?;
        Some(sum / (f64::from(self.sizes[a as usize]) * f64::from(self.sizes[b as usize])))
    }

    fn link(&self, a: u32, b: u32) -> Option<Link> {
        // Bits of positive numbers order as the numbers do.
        let average = self.average(a, b).filter(|&x| x >= CLOSE)?;
        Some((average.to_bits(), Reverse(a.min(b)), Reverse(a.max(b))))
    }

    /// Merges the closest clusters until none are close.
    fn merge(&mut self) {
        let mut queue: BinaryHeap<Link> = BinaryHeap::new();
        for a in 0..self.links.len() as u32 {
            queue.extend(self.links[a as usize].keys().filter(|&&b| a < b).filter_map(|&b| self.link(a, b)));
        }
        while let Some(link) = queue.pop() {
            let (_, Reverse(a), Reverse(b)) = link;
            // A link whose cluster has grown or gone since is stale: its successor is in the queue.
            if self.link(a, b) != Some(link) {
                continue;
            }
            // The one with fewer links is merged into the other: each link moves log n times at most.
            let few = self.links[a as usize].len() < self.links[b as usize].len();
            let (into, from) = if few { (b, a) } else { (a, b) };
            for (other, sum) in std::mem::take(&mut self.links[from as usize]) {
                self.links[other as usize].remove(&from);
                if other != into {
                    *self.links[into as usize].entry(other).or_insert(0.0) += sum;
                    *self.links[other as usize].entry(into).or_insert(0.0) += sum;
                }
            }
            self.sizes[into as usize] += std::mem::take(&mut self.sizes[from as usize]);
            self.parents[from as usize] = into;
            queue.extend(self.links[into as usize].keys().filter_map(|&other| self.link(into, other)));
        }
    }

    fn root(&mut self, mut n: u32) -> u32 {
        while self.parents[n as usize] != n {
            // Halving the path keeps chains of merges short.
            let above = self.parents[self.parents[n as usize] as usize];
            self.parents[n as usize] = above;
            n = above;
        }
        n
    }

    /// The smallest member of each article's cluster.
    fn stories(mut self) -> Vec<u32> {
        let n = self.parents.len();
        let mut smallest = vec![u32::MAX; n];
        let roots: Vec<u32> = (0..n as u32).map(|a| self.root(a)).collect();
        for (rank, &root) in roots.iter().enumerate() {
            let least = &mut smallest[root as usize];
            *least = (*least).min(rank as u32);
        }
        roots.into_iter().map(|root| smallest[root as usize]).collect()
    }
}
