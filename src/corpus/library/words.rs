//! The words of the search index: tokens and stems as queries have them, in tantivy's terms.
//!
//! What a word is, is `query::stem`'s to say.

use crate::corpus::query::stem::{stem, tokens};
use crate::text::Span;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The name by which fields ask for it.
pub(crate) const ANALYZER: &str = "news";

/// Words whose stems are remembered: most of a text is few words.
const REMEMBERED: usize = 50_000;

thread_local! {
    static STEMS: RefCell<FxHashMap<Box<str>, Box<str>>> = RefCell::default();
}

/// Makes stemmed tokens of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Analyzer;

/// The tokens of one text.
#[derive(Debug)]
pub(crate) struct Stems<'a> {
    text: &'a str,
    at: usize,
    token: Token,
}

impl Tokenizer for Analyzer {
    type TokenStream<'a> = Stems<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stems<'a> {
        Stems { text, at: 0, token: Token::default() }
    }
}

impl TokenStream for Stems<'_> {
    fn advance(&mut self) -> bool {
        let Some(span) = tokens(self.text, self.at).next() else { return false };
        self.at = span.end as usize;
        self.token.offset_from = span.start as usize;
        self.token.offset_to = self.at;
        // From the largest number on to 0: positions count from there.
        self.token.position = self.token.position.wrapping_add(1);
        self.token.text.clear();
        push_stem(self.text, span, &mut self.token.text);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

fn push_stem(text: &str, span: Span, into: &mut String) {
    let word = span.of(text);
    STEMS.with_borrow_mut(|stems| {
        if let Some(known) = stems.get(word) {
            into.push_str(known);
            return;
        }
        let stem = stem(word);
        into.push_str(&stem);
        if stems.len() < REMEMBERED {
            stems.insert(word.into(), stem.into());
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_words_and_offsets_bytes() {
        let mut analyzer = Analyzer;
        let mut stream = analyzer.token_stream("The Missiles, émigrés");
        let mut seen = Vec::new();
        while let Some(token) = stream.next() {
            seen.push((token.position, token.offset_from, token.offset_to, token.text.clone()));
        }
        let expected = [(0, 0, 3, "the"), (1, 4, 12, "missil"), (2, 14, 23, "emigr")];
        assert_eq!(seen, expected.map(|(p, f, t, s)| (p, f, t, s.to_owned())));
    }
}
