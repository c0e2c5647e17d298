//! Clusters of word vectors: spherical k-means (Dhillon and Modha 2001), then clusters of the clusters.

use anyhow::Context;
use dateline::corpus::annotate::names::tagger::Words;
use std::fs;

/// Numbers of a vector, filled up to whole registers.
const WIDTH: usize = 56;
/// The commonest words, of which the clusters are made.
const LEARNED: usize = 60_000;
/// Clusters of words, of those, and of those again.
const CLUSTERS: [usize; 3] = [1024, 192, 48];
/// Log2 of the slots of the table: the commonest three quarters as many words are kept.
const SLOTS: u32 = 18;

type Vector = [f32; WIDTH];

/// The table of the words in this file.
pub(crate) fn words(path: &str) -> anyhow::Result<Words<'static>> {
    let (words, mut vectors) = read(path)?;
    let learned = LEARNED.min(vectors.len());
    let mut mean = [0f32; WIDTH];
    for vector in &vectors {
        mean.iter_mut().zip(vector).for_each(|(m, v)| *m += v / vectors.len() as f32);
    }
    for vector in &mut vectors {
        vector.iter_mut().zip(&mean).for_each(|(v, m)| *v -= m);
        unit(vector);
    }
    let common: Vec<f32> = (0..learned).map(|rank| 1.0 / (1.0 + rank as f32 / 20_000.0)).collect();
    let fine = centres(&vectors[..learned], &common, CLUSTERS[0], 15);
    let mut sizes = vec![0f32; fine.len()];
    nearest(&vectors[..learned], &fine).iter().for_each(|&c| sizes[usize::from(c)] += 1.0);
    let weights: Vec<f32> = sizes.iter().map(|s| s.sqrt()).collect();
    let [middle, wide] = [1, 2].map(|n| nearest(&fine, &centres(&fine, &weights, CLUSTERS[n], 30)));
    let parents: Vec<(u16, u16)> = middle.into_iter().zip(wide).collect();
    let clusters = nearest(&vectors, &fine);
    let words: Vec<(String, u16)> = words.into_iter().zip(clusters).collect();
    Ok(Words::build(SLOTS, &words, &parents))
}

/// Words with a letter and their vectors.
fn read(path: &str) -> anyhow::Result<(Vec<String>, Vec<Vector>)> {
    let text = fs::read_to_string(path).with_context(|| path.to_owned())?;
    let mut words = Vec::new();
    let mut vectors = Vec::new();
    for line in text.lines() {
        let mut parts = line.split(' ');
        let word = parts.next().unwrap_or_default();
        let mut vector = [0f32; WIDTH];
        for (place, number) in vector.iter_mut().zip(parts) {
            *place = number.parse().with_context(|| format!("{path}: {word}"))?;
        }
        if word.chars().any(char::is_alphabetic) || word.chars().count() == 1 {
            words.push(word.to_owned());
            vectors.push(vector);
        }
    }
    Ok((words, vectors))
}

fn unit(vector: &mut Vector) {
    let length = vector.iter().map(|v| v * v).sum::<f32>().sqrt().max(1e-9);
    vector.iter_mut().for_each(|v| *v /= length);
}

/// The centres of `count` clusters after so many rounds.
fn centres(points: &[Vector], weights: &[f32], count: usize, rounds: usize) -> Vec<Vector> {
    let mut centres: Vec<Vector> = (0..count).map(|i| points[i * points.len() / count / 2]).collect();
    for round in 0..rounds {
        let mut sums = vec![[0f32; WIDTH]; count];
        for ((point, weight), centre) in points.iter().zip(weights).zip(nearest(points, &centres)) {
            sums[usize::from(centre)].iter_mut().zip(point).for_each(|(s, p)| *s += weight * p);
        }
        for (n, sum) in sums.iter_mut().enumerate() {
            if sum.iter().all(|s| *s == 0.0) {
                *sum = points[(n * 7919 + round) % points.len()];
            }
            unit(sum);
        }
        centres = sums;
    }
    centres
}

/// The nearest centre of each point.
fn nearest(points: &[Vector], centres: &[Vector]) -> Vec<u16> {
    let near = |point: &Vector| {
        let mut best = (f32::MIN, 0);
        for (n, centre) in centres.iter().enumerate() {
            let mut sums = [0f32; 8];
            for (a, b) in point.as_chunks::<8>().0.iter().zip(centre.as_chunks::<8>().0) {
                sums.iter_mut().zip(a.iter().zip(b)).for_each(|(s, (a, b))| *s += a * b);
            }
            let cosine: f32 = sums.iter().sum();
            if cosine > best.0 {
                best = (cosine, n as u16);
            }
        }
        best.1
    };
    let half = points.len().div_ceil(2).max(1);
    std::thread::scope(|scope| {
        let halves: Vec<_> =
            points.chunks(half).map(|part| scope.spawn(move || part.iter().map(near).collect::<Vec<_>>())).collect();
        halves.into_iter().flat_map(|h| h.join().unwrap_or_default()).collect()
    })
}
