//! Whatever a file holds, annotating it ends, in good time, with spans that slice the text and mentions that nest.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use dateline::corpus::annotate;
use dateline::corpus::article::{Annotations, Article, ArticleKey, Stated};
use dateline::text::{Span, sanitize::sanitize};
use proptest::prelude::*;

fn article(text: &str) -> Article {
    let text = sanitize(text).into_owned();
    Article { key: ArticleKey(1), id: "1".into(), path: "-".into(), stated: Stated::default(), text }
}

/// What holds for the annotations of any text.
fn check(text: &str) -> Annotations {
    let article = article(text);
    let layers = annotate(&article);
    let slices = |span: Span| !span.is_empty() && article.text.get(span.range()).is_some();
    for m in &layers.mentions {
        assert!(slices(m.span), "{:?}", m.span);
        assert!(usize::from(m.entity.0) < layers.entities.len());
    }
    // Sorted by start, then longest first: a stack tells whether they nest.
    let mut open: Vec<Span> = Vec::new();
    for m in &layers.mentions {
        while open.last().is_some_and(|o| o.end <= m.span.start) {
            open.pop();
        }
        assert!(open.last().is_none_or(|o| o.contains(m.span)), "{:?} crosses {open:?}", m.span);
        open.push(m.span);
    }
    let disjoint =
        |spans: Vec<Span>| spans.iter().all(|s| slices(*s)) && spans.windows(2).all(|w| w[0].end <= w[1].start);
    assert!(disjoint(layers.times.iter().map(|t| t.span).collect()));
    assert!(disjoint(layers.furniture.iter().map(|f| f.span).collect()));
    assert!(layers.published.evidence.iter().all(|e| slices(e.span)));
    assert!(layers.entities.iter().map(|e| e.salience).sum::<f32>() <= 1.001);
    assert!(!layers.title.text.contains('\n'));
    layers
}

/// Pieces that rules react to, so that random texts reach deep into them.
const PIECES: &[&str] = &[
    "Seoul",
    "SEOUL",
    "Sept.",
    "8",
    "(UPI)",
    "--",
    "Monday",
    "the",
    "North",
    "Korea",
    "'s",
    "President",
    "Kim",
    "Jong",
    "Un",
    "Foreign",
    "Minister",
    "of",
    "and",
    ",",
    ".",
    "\n",
    "\n\n",
    "U.S.",
    "last",
    "week",
    "Dec",
    "19",
    "2024",
    "said",
    "in",
    "met",
    "Ministry",
    "Read also:",
    "Related coverage:",
    "©",
    "KYODO",
    "Share:",
    "Georgia",
    "Jordan",
    "treaty",
    "-",
    "“",
    "”",
    "’s",
    "a.m.",
    "to",
    "from",
    "between",
    "1990s",
    "every",
    "year",
    "ago",
    "three",
    "Inc.",
    "Mr.",
    "van",
    "der",
    "Photo:",
    "é",
    "中文",
    "👩\u{200d}🚀",
    "\u{301}",
    "(",
    ")",
    "World",
    "War",
    "II",
    "80th",
    "anniversary",
    "spring",
    "/",
];

proptest! {
    #[test]
    fn words_of_news_in_any_order(picks in prop::collection::vec((0..PIECES.len(), any::<bool>()), 0..80)) {
        let mut text = String::new();
        for (n, glued) in picks {
            if !glued {
                text.push(' ');
            }
            text.push_str(PIECES[n]);
        }
        check(&text);
    }

    #[test]
    fn any_text_at_all(text in any::<String>()) {
        check(&text);
    }
}

#[test]
fn long_runs_of_one_thing_are_read_in_linear_time() {
    // Each takes milliseconds where work is linear and minutes where it is quadratic: the test suite would hang.
    for piece in
        ["9", "Monday ", "Korea-", "Kim ", "(", "the North ", "Seoul, ", "A. ", "1990-", "’", "\n", "and Kim, "]
    {
        check(&piece.repeat(400_000 / piece.len()));
    }
}

#[test]
fn megabytes_without_an_end_of_line_are_read_in_linear_time() {
    for piece in
        ["Kim Of The Bank President Al Foreign ", "Monday ", "\" ", "“Kim” ", "Seoul-Tokyo-", "Ministry of ", "'s "]
    {
        check(&piece.repeat(2_000_000 / piece.len()));
    }
}
