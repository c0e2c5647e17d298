//! Small articles for the tests of this room.

use crate::corpus::annotate;
use crate::corpus::article::{Annotated, Article, ArticleKey, Stated};
use std::sync::Arc;

/// An annotated article of this text.
pub(super) fn article(key: u128, text: &str) -> Annotated {
    let article = Article {
        key: ArticleKey(key),
        id: key.to_string(),
        path: String::new(),
        stated: Stated::default(),
        text: text.to_owned(),
    };
    let layers = annotate(&article);
    Annotated { article: Arc::new(article), layers: Arc::new(layers) }
}

/// `n` articles of several subjects, made of few words so that many scores tie.
pub(super) fn collection(seed: u64, n: usize) -> Vec<Annotated> {
    let mut state = seed;
    let mut next = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let subjects = [
        ["herring", "quota", "harbour", "trawler", "net", "cod"],
        ["budget", "school", "teacher", "tax", "vote", "bill"],
        ["storm", "flood", "dam", "rain", "river", "rescue"],
    ];
    (0..n)
        .map(|_| {
            let subject = &subjects[next(3) as usize];
            let words: Vec<&str> = (0..6).map(|_| subject[next(6) as usize]).collect();
            article(u128::from(next(1 << 30)), &words.join(" "))
        })
        .collect()
}
