//! Finds the words of a query in a text: for highlighting, and where there is no index.
//!
//! Compares as the index does ([`stem`](super::stem)); does not rank.

use super::stem::{folded, stem, tokens};
use super::{WordField, WordKind, Words};
use crate::text::Span;
use crate::text::fold::slug;

/// Words to be found in texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finder {
    patterns: Vec<Pattern>,
}

/// Tokens that must stand one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Pattern {
    title_only: bool,
    /// The stems of all but, where it is a beginning, the last, which is folded only.
    tokens: Vec<String>,
    prefix: bool,
}

impl Pattern {
    fn new(words: &Words) -> Self {
        let text = words.text.as_str();
        let prefix = words.kind == WordKind::Prefix;
        let spans: Vec<Span> = tokens(text, 0).collect();
        let tokens = spans.iter().enumerate().map(|(n, span)| {
            let token = span.of(text);
            if prefix && n + 1 == spans.len() { folded(token).into_owned() } else { stem(token).into_owned() }
        });
        Self { title_only: words.field == WordField::Title, tokens: tokens.collect(), prefix }
    }

    /// The end of the pattern where its first token is the one that begins at byte `at`.
    fn ends(&self, text: &str, at: usize) -> Option<usize> {
        let mut end = at;
        let mut found = tokens(text, at);
        for (n, wanted) in self.tokens.iter().enumerate() {
            let span = found.next()?;
            let token = span.of(text);
            let last = n + 1 == self.tokens.len();
            let fits = if self.prefix && last { folded(token).starts_with(wanted) } else { stem(token) == *wanted };
            if !fits {
                return None;
            }
            end = span.end as usize;
        }
        Some(end)
    }
}

impl Finder {
    /// A finder of these words.
    #[must_use]
    pub fn new<'a>(words: impl IntoIterator<Item = &'a Words>) -> Self {
        let patterns = words.into_iter().map(Pattern::new).filter(|p| p.tokens.iter().all(|t| !t.is_empty()));
        Self { patterns: patterns.filter(|p| !p.tokens.is_empty()).collect() }
    }

    /// Whether there is nothing to find.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// Finds matches that begin in the `most` bytes after the byte `from`, which begins a token or lies between two;
    /// in order and without overlaps. Returns where to go on: the text's length at its end.
    ///
    /// Linear in the bytes looked at, times the words of the longest phrase.
    pub fn find(&self, text: &str, title: bool, from: usize, most: usize, found: &mut dyn FnMut(Span)) -> usize {
        let wanted: Vec<&Pattern> = self.patterns.iter().filter(|p| title || !p.title_only).collect();
        let Some(end) = from.checked_add(most).filter(|_| !wanted.is_empty()) else { return text.len() };
        let mut free = from;
        for token in tokens(text, from) {
            let start = token.start as usize;
            if start >= end {
                return start.max(free);
            }
            if start < free || !wanted.iter().any(|p| may_begin(p, token.of(text))) {
                continue;
            }
            let longest = wanted.iter().filter_map(|p| p.ends(text, start)).max();
            if let Some(stop) = longest {
                found(Span::new(start, stop));
                free = stop;
            }
        }
        text.len()
    }

    /// Every match in a short text.
    #[must_use]
    pub fn all(&self, text: &str, title: bool) -> Vec<Span> {
        let mut spans = Vec::new();
        self.find(text, title, 0, text.len(), &mut |span| spans.push(span));
        spans
    }
}

/// Whether a token can be the first of a pattern. No stem has another first letter than its word, so that most tokens
/// need not be stemmed.
fn may_begin(pattern: &Pattern, token: &str) -> bool {
    let first = crate::text::fold::fold_chars(token).next();
    first == pattern.tokens.first().and_then(|t| t.chars().next())
}

/// Whether the name `text` holds the words of `wanted`, whole, one after the other and folded. The slug of a name
/// stands for the name.
#[must_use]
pub fn holds_words(text: &str, wanted: &str) -> bool {
    let (text, wanted) = (slug(text), slug(wanted));
    let edge = |at: Option<u8>| at.is_none_or(|b| b == b'-');
    !wanted.is_empty()
        && text.match_indices(&wanted).any(|(at, _)| {
            let bytes = text.as_bytes();
            edge(at.checked_sub(1).map(|n| bytes[n])) && edge(bytes.get(at + wanted.len()).copied())
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn finder(query: &str) -> Finder {
        let query: crate::corpus::query::Query = query.parse().unwrap();
        Finder::new(query.positive_words())
    }

    fn found<'a>(text: &'a str, query: &str) -> Vec<&'a str> {
        finder(query).all(text, true).iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn words_phrases_and_beginnings_are_found_in_any_form() {
        let text = "Missiles were fired; a missile test by Kim Jong-un. Testing of nuclear warheads in the nucleus";
        assert_eq!(found(text, "missile"), ["Missiles", "missile"]);
        assert_eq!(found(text, "\"missile tests\""), ["missile test"]);
        assert_eq!(found(text, "nucle*"), ["nuclear", "nucleus"]);
        assert_eq!(found(text, "\"nuclear war\"*"), ["nuclear warheads"]);
        assert_eq!(found(text, "\"Jong Un\" jong"), ["Jong-un"]);
        assert_eq!(found(text, "missile -tests (kim OR \"fired a\")"), ["Missiles", "fired; a", "missile", "Kim"]);
        assert_eq!(found("東京で会談", "東京"), ["東京"]);
        assert!(found(text, "issile").is_empty());
        assert!(finder("title:kim").all(text, false).is_empty());
    }

    #[test]
    fn words_of_a_name_are_whole_ones() {
        assert!(holds_words("Gen Nakatani", "nakatani") && holds_words("gen-nakatani", "Gen Nakatani"));
        assert!(holds_words("Côte d’Ivoire News", "cote d'ivoire"));
        assert!(!holds_words("Gen Nakatani", "naka") && !holds_words("Gen Nakatani", "--"));
    }

    proptest! {
        #[test]
        fn stretch_by_stretch_finds_what_one_look_finds(text in "[ab ,]{0,60}", query in "(a|b|\"a b\"|ab\\*| ){1,5}", step in 1usize..9) {
            let finder = finder(&query);
            let mut spans: Vec<Span> = Vec::new();
            let mut at = 0;
            while at < text.len() {
                let next = finder.find(&text, true, at, step, &mut |s| spans.push(s));
                prop_assert!(next > at);
                at = next;
            }
            prop_assert_eq!(spans, finder.all(&text, true));
        }
    }
}
