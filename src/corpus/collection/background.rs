//! How common words and countries are in ordinary news: a prior for collections too small to tell.
//!
//! Counts only, made by `examples/background.rs`; their file documents itself. Weighs nothing.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Share of ordinary articles that a feature of this name is in: a folded word, or the id of a country. What the file
/// does not list counts as in half as many articles as it takes to be listed.
#[must_use]
pub(super) fn share(name: &str) -> f32 {
    COUNTS.shares.get(name).copied().unwrap_or(COUNTS.unlisted)
}

#[derive(Debug)]
struct Counts {
    shares: FxHashMap<&'static str, f32>,
    unlisted: f32,
}

static COUNTS: LazyLock<Counts> = LazyLock::new(|| read(include_str!("../../../assets/models/background-df.txt")));

/// Reads the file: comments, then `articles N`, then a name and its count in each row.
fn read(file: &'static str) -> Counts {
    let mut rows = file.lines().filter(|l| !l.starts_with('#')).filter_map(|l| {
        let (name, count) = l.split_once(' ')?;
        Some((name, count.parse::<f32>().ok()?))
    });
    let articles = rows.next().map_or(1.0, |(_, n)| n).max(1.0);
    let shares: FxHashMap<&str, f32> = rows.map(|(name, count)| (name, count / articles)).collect();
    let unlisted = shares.values().copied().fold(f32::INFINITY, f32::min).min(1.0) / 2.0;
    Counts { shares, unlisted }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_all_news_are_common_and_others_are_not() {
        assert!(share("first") > 0.3 && share("wednesday") > 0.05);
        assert!(share("trawler") < 0.01 && share("trawler") > 0.0);
        assert!(share("country:US") > share("country:PE"));
    }

    #[test]
    fn a_file_without_rows_tells_nothing() {
        assert_eq!(read("# nothing\n").unlisted, 0.5);
    }
}
