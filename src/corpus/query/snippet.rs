//! The sentence or two that show why a query found an article.
//!
//! Pure; which articles need one is the reader's business.

use super::Finder;
use crate::corpus::article::Annotated;
use crate::text::Span;

/// Bytes around the words that are shown: two lines of a wide list.
const BEFORE: usize = 60;
const AFTER: usize = 220;
/// Matches that are weighed against each other.
const WEIGHED: usize = 400;

/// A stretch of an article's text in one line, with the words found in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The text, whole words, in one line.
    pub text: String,
    /// Where the words stand in it.
    pub spans: Vec<Span>,
    /// Whether it begins within the text.
    pub cut: bool,
}

impl Snippet {
    /// The stretch of an article where most of the words stand together, furniture apart; none where only the headline
    /// holds them.
    #[must_use]
    pub fn of(annotated: &Annotated, finder: &Finder) -> Option<Self> {
        let (text, layers) = (annotated.article.text.as_str(), &annotated.layers);
        let mut found: Vec<Span> = Vec::new();
        finder.find(text, false, 0, text.len(), &mut |span| {
            let furniture = layers.furniture.iter().any(|f| f.span.overlaps(span));
            let title = layers.title.span.is_some_and(|title| title.overlaps(span));
            if !furniture && !title && found.len() < WEIGHED {
                found.push(span);
            }
        });
        // Most different words first: of two stretches with as many matches the one that says more.
        let within = |n: usize| {
            let first = found[n];
            let near = found[n..].iter().take_while(|s| s.end as usize <= first.start as usize + AFTER - BEFORE);
            let mut words: Vec<String> = near.map(|s| s.of(text).to_lowercase()).collect();
            let all = words.len();
            words.sort_unstable();
            words.dedup();
            (words.len(), all)
        };
        let best = (0..found.len()).max_by_key(|&n| (within(n), std::cmp::Reverse(n)))?;
        Some(Self::around(text, &found[best..]))
    }

    /// The stretch that begins a little before the first of `found`.
    fn around(text: &str, found: &[Span]) -> Self {
        let first = found[0].start as usize;
        let line = text[..first].rfind('\n').map_or(0, |at| at + 1);
        let mut start = text.floor_char_boundary(first.saturating_sub(BEFORE)).max(line);
        let cut = start > line;
        if cut {
            // From the next whole word on.
            start += text[start..first].find(' ').map_or(0, |at| at + 1);
        }
        let mut end = text.floor_char_boundary((first + AFTER).min(text.len())).max(found[0].end as usize);
        if end < text.len() {
            end = text[found[0].end as usize..end].rfind(' ').map_or(end, |at| found[0].end as usize + at);
        }
        let mut snippet = Self { cut, ..Self::default() };
        let mut at = start;
        let mut push = |to: usize, text_out: &mut String| {
            // In one line, with single spaces.
            for c in text[at..to].chars() {
                if !c.is_whitespace() {
                    text_out.push(c);
                } else if !text_out.ends_with(' ') {
                    text_out.push(' ');
                }
            }
            at = to;
            text_out.len()
        };
        for span in found.iter().take_while(|s| s.end as usize <= end) {
            let from = push(span.start as usize, &mut snippet.text);
            let to = push(span.end as usize, &mut snippet.text);
            snippet.spans.push(Span::new(from, to));
        }
        push(end, &mut snippet.text);
        snippet
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::annotate;
    use crate::corpus::article::{Article, ArticleKey, Stated};
    use crate::corpus::query::Query;
    use std::sync::Arc;

    fn snippet(text: &str, query: &str) -> Option<Snippet> {
        let (id, path) = (String::new(), String::new());
        let article = Article { key: ArticleKey(1), id, path, stated: Stated::default(), text: text.to_owned() };
        let layers = Arc::new(annotate(&article));
        let query: Query = query.parse().unwrap();
        Snippet::of(&Annotated { article: Arc::new(article), layers }, &Finder::new(query.positive_words()))
    }

    const TEXT: &str = "The port of Gdansk will be rebuilt with money from three banks in the next years.\n\n\
        Fishermen asked the minister in Gdansk on Friday for a date, since the quay has been closed to their boats for \
        most of the year, and nobody had told them why; the minister promised an answer by the end of the week, after \
        talks with the port's owners, who were not in the room and could not be reached by telephone on the same day.";

    #[test]
    fn most_words_together_are_shown_with_what_stands_around() {
        let shown = snippet(TEXT, "minister fishermen").unwrap();
        assert!(shown.text.starts_with("Fishermen asked the minister in Gdansk"), "{shown:?}");
        assert!(!shown.cut);
        let words: Vec<&str> = shown.spans.iter().map(|s| s.of(&shown.text)).collect();
        assert_eq!(words, ["Fishermen", "minister", "minister"]);
        assert!(shown.text.len() <= AFTER + BEFORE && !shown.text.ends_with(' '));
        let both = snippet(TEXT, "years fishermen").unwrap();
        assert!(both.text.contains("next years. Fishermen asked"), "one line, single spaces: {both:?}");
        // "most of the year" is the word again.
        assert_eq!(both.spans.iter().map(|s| s.of(&both.text)).collect::<Vec<_>>(), ["years", "Fishermen", "year"]);
    }

    #[test]
    fn a_word_far_into_a_line_is_shown_from_a_whole_word_on() {
        let shown = snippet(TEXT, "telephone").unwrap();
        assert!(shown.cut && shown.text.len() < TEXT.len());
        assert_eq!(shown.spans.iter().map(|s| s.of(&shown.text)).collect::<Vec<_>>(), ["telephone"]);
        assert!(TEXT.contains(&format!(" {}", shown.text)));
        assert_eq!(snippet(TEXT, "warship"), None);
    }
}
