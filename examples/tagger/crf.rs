//! Trains the conditional random field: stochastic gradient ascent of the likelihood, steps by AdaGrad (Duchi, Hazan
//! and Singer 2011) with one rate a row, weights averaged over the second half, features dropped at random.
//!
//! Deterministic: one thread, a generator of its own with a fixed seed.

use crate::data::{Article, Sequence};
use dateline::corpus::annotate::names::tagger::{self, LABELS, Label, ROW, ROWS, Words};
use rustc_hash::{FxHashMap, FxHashSet};

/// Times that all sequences are seen.
const EPOCHS: usize = 10;
/// AdaGrad's rate. With .1 the folds score .8362, with .03 .8448.
const RATE: f32 = 0.03;
/// The share of features that is left out each time, so that no weight leans on one word: .8336 without, .8400 with.
const DROPPED: f32 = 0.6;
/// Log-odds of names that are not to be scored below those of a sequence that cannot be.
const NEVER: f32 = -1e9;

/// Features seen in fewer tokens are not learned.
const FEWEST: u32 = 3;
/// The share of the greatest weight that eight bits hold; the few weights beyond it are cut. The folds score .8511 with it,
/// .8508 with all: the steps between weights are half as wide.
const KEPT: f32 = 0.5;
/// Runs whose weights are averaged.
const RUNS: u64 = 3;

type Matrix = [[f32; LABELS]; LABELS];

/// What was learned.
pub(crate) struct Learned {
    /// Features that were learned.
    features: FxHashSet<u32>,
    rows: Vec<[f32; ROW]>,
    transitions: Matrix,
}

impl Learned {
    fn empty(features: FxHashSet<u32>) -> Self {
        Self { features, rows: vec![[0.0; ROW]; ROWS], transitions: [[0.0; LABELS]; LABELS] }
    }

    /// Adds a share of another's weights.
    fn add(&mut self, other: &Learned, share: f32) {
        self.rows.iter_mut().flatten().zip(other.rows.iter().flatten()).for_each(|(s, w)| *s += w * share);
        let all = self.transitions.iter_mut().flatten().zip(other.transitions.iter().flatten());
        all.for_each(|(s, w)| *s += w * share);
    }

    /// The model's file: weights in eight bits.
    pub(crate) fn file(&self, words: &Words<'_>) -> Vec<u8> {
        let most = self.rows.iter().flatten().fold(0f32, |most, w| most.max(w.abs()));
        let scale = 127.0 / (most * KEPT).max(f32::MIN_POSITIVE);
        let rows: Vec<[i8; ROW]> = self.rows.iter().map(|r| r.map(|w| (w * scale).round() as i8)).collect();
        let transitions = self.transitions.map(|row| row.map(|w| (w * scale).round() as i16));
        tagger::write(words, &transitions, self.features.iter().copied(), &rows)
    }
}

/// Xorshift (Marsaglia 2003).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as u32
    }

    fn chance(&mut self) -> f32 {
        (self.roll() & 0xff_ffff) as f32 / 16_777_216.0
    }
}

fn row_of(feature: u32) -> usize {
    feature as usize % ROWS
}

/// Learns from these articles: the mean of several runs, which differ by their dice.
pub(crate) fn train(articles: &[&Article]) -> Learned {
    let mut mean = Learned::empty(common(articles));
    for run in 0..RUNS {
        let mut learner = Learner::new(run);
        let mut order: Vec<&Sequence> = articles.iter().flat_map(|a| &a.sequences).collect();
        for epoch in 0..EPOCHS {
            for i in (1..order.len()).rev() {
                order.swap(i, learner.dice.roll() as usize % (i + 1));
            }
            order.iter().for_each(|sequence| learner.learn(sequence, &mean.features));
            if epoch >= EPOCHS / 2 {
                mean.add(&learner.now, 1.0 / (RUNS as f32 * (EPOCHS - EPOCHS / 2) as f32));
            }
        }
    }
    mean
}

/// Weights on their way.
struct Learner {
    now: Learned,
    allowed: [[bool; LABELS]; LABELS],
    /// Sums of squared gradients of each row, and of the transitions.
    squares: Vec<f32>,
    squares_between: f32,
    dice: Dice,
}

impl Learner {
    fn new(run: u64) -> Self {
        let allowed = std::array::from_fn(|a| std::array::from_fn(|b| Label(a as u8).allows(Label(b as u8))));
        Self {
            now: Learned::empty(FxHashSet::default()),
            allowed,
            squares: vec![1e-4; ROWS],
            squares_between: 1e-2,
            dice: Dice(88_172_645_463_333_171 ^ run << 32),
        }
    }

    /// One step up the likelihood of a sequence.
    fn learn(&mut self, sequence: &Sequence, learned: &FxHashSet<u32>) {
        let kept: Vec<Vec<u32>> = sequence.features.iter().map(|f| thinned(f, learned, &mut self.dice)).collect();
        let scores: Vec<[f32; LABELS]> = kept.iter().map(|f| score(&self.now.rows, f)).collect();
        let (gradients, between) = gradient(&scores, &self.now.transitions, &self.allowed, &sequence.labels);
        for (features, gradient) in kept.iter().zip(&gradients) {
            let square: f32 = gradient.iter().map(|g| g * g).sum();
            if square < 1e-7 {
                continue;
            }
            for &feature in features {
                let row = row_of(feature);
                self.squares[row] += square * 0.25;
                let rate = RATE / self.squares[row].sqrt();
                self.now.rows[row].iter_mut().zip(gradient).for_each(|(w, g)| *w += rate * g);
            }
        }
        self.squares_between += between.iter().flatten().map(|g| g * g).sum::<f32>() * 0.05;
        let rate = RATE / self.squares_between.sqrt();
        let all = self.now.transitions.iter_mut().flatten().zip(between.iter().flatten());
        all.for_each(|(w, g)| *w += rate * g);
    }
}

/// The features of several tokens.
fn common(articles: &[&Article]) -> FxHashSet<u32> {
    let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
    for feature in articles.iter().flat_map(|a| &a.sequences).flat_map(|s| s.features.iter().flatten()) {
        *counts.entry(*feature).or_default() += 1;
    }
    counts.into_iter().filter(|&(_, count)| count >= FEWEST).map(|(feature, _)| feature).collect()
}

/// The features that are learned and not dropped this time.
fn thinned(features: &[u32], learned: &FxHashSet<u32>, dice: &mut Dice) -> Vec<u32> {
    features.iter().copied().filter(|f| learned.contains(f) && dice.chance() >= DROPPED).collect()
}

/// The scores of a token's labels, made up for what was dropped.
fn score(rows: &[[f32; ROW]], features: &[u32]) -> [f32; LABELS] {
    let mut sums = [0f32; ROW];
    for &feature in features {
        sums.iter_mut().zip(&rows[row_of(feature)]).for_each(|(s, w)| *s += w);
    }
    std::array::from_fn(|k| sums[k] / (1.0 - DROPPED))
}

/// The gradient of the log-likelihood by the scores of each token and by the transitions (forward-backward).
fn gradient(
    scores: &[[f32; LABELS]],
    transitions: &Matrix,
    allowed: &[[bool; LABELS]; LABELS],
    labels: &[u8],
) -> (Vec<[f32; LABELS]>, Matrix) {
    let (n, odds) = (scores.len(), transitions.map(|row| row.map(f32::exp)));
    let odds = |from: usize, to: usize| if allowed[from][to] { odds[from][to] } else { 0.0 };
    let mut forward = vec![[NEVER; LABELS]; n];
    let mut backward = vec![[NEVER; LABELS]; n];
    for t in 0..LABELS {
        if Label(t as u8).opens() {
            forward[0][t] = scores[0][t] + transitions[0][t];
        }
        if Label(t as u8).closes() {
            backward[n - 1][t] = 0.0;
        }
    }
    for i in 1..n {
        let (most, shares) = shares(&forward[i - 1]);
        forward[i] = std::array::from_fn(|to| {
            let sum: f32 = (0..LABELS).map(|from| shares[from] * odds(from, to)).sum();
            if sum > 0.0 { sum.ln() + most + scores[i][to] } else { NEVER }
        });
    }
    for i in (1..n).rev() {
        let (most, shares) = shares(&std::array::from_fn(|to| backward[i][to] + scores[i][to]));
        backward[i - 1] = std::array::from_fn(|from| {
            let sum: f32 = (0..LABELS).map(|to| shares[to] * odds(from, to)).sum();
            if sum > 0.0 { sum.ln() + most } else { NEVER }
        });
    }
    let (most, last) = shares(&std::array::from_fn(|t| forward[n - 1][t] + backward[n - 1][t]));
    let whole = most + last.iter().sum::<f32>().ln();
    let mut gradients = vec![[0f32; LABELS]; n];
    let mut between = [[0f32; LABELS]; LABELS];
    for i in 0..n {
        let right = usize::from(labels[i]);
        gradients[i] = std::array::from_fn(|t| -(forward[i][t] + backward[i][t] - whole).exp());
        gradients[i][right] += 1.0;
        if i == 0 {
            between[0].iter_mut().zip(&gradients[0]).for_each(|(b, g)| *b += g);
            continue;
        }
        for from in 0..LABELS {
            for to in (0..LABELS).filter(|&to| allowed[from][to]) {
                let joint = forward[i - 1][from] + transitions[from][to] + scores[i][to] + backward[i][to];
                between[from][to] -= (joint - whole).exp();
            }
        }
        between[usize::from(labels[i - 1])][right] += 1.0;
    }
    (gradients, between)
}

/// The largest logarithm, and each value as a share of it.
fn shares(logs: &[f32; LABELS]) -> (f32, [f32; LABELS]) {
    let most = logs.iter().copied().fold(NEVER, f32::max);
    (most, logs.map(|l| (l - most).exp()))
}
