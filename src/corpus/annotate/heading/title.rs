//! A headline for an article that has none: its first sentence, shortened at the end of a clause.

use crate::text::wrap::{truncate, width};
use crate::text::{Segmented, Span, TokenKind};

/// Columns that a headline may take; a little more where that ends a clause.
const COLUMNS: usize = 90;
const MOST: usize = 102;
/// A clause that ends before this says too little; one of `ENOUGH` needs no more.
const FEWEST: usize = 36;
const ENOUGH: usize = 54;
/// A phrase that ends before this leaves out more than it keeps: then the sentence is cut and says so with `…`.
const PHRASE_ENOUGH: usize = 66;

/// Words that open a clause or phrase that a headline can do without.
const CLAUSE: &[&str] = &[
    "according",
    "after",
    "although",
    "amid",
    "as",
    "because",
    "before",
    "but",
    "despite",
    "following",
    "if",
    "including",
    "saying",
    "since",
    "that",
    "though",
    "unless",
    "until",
    "where",
    "when",
    "which",
    "while",
    "who",
    "whose",
];
const PHRASE: &[&str] = &[
    "across", "against", "along", "among", "at", "between", "by", "during", "for", "from", "in", "into", "near", "on",
    "over", "through", "to", "under", "with",
];
/// Words that a headline cannot end with.
const OPEN: &[&str] = &[
    "a",
    "agree",
    "agreed",
    "agrees",
    "aim",
    "aimed",
    "aims",
    "all",
    "an",
    "and",
    "are",
    "as",
    "at",
    "be",
    "been",
    "began",
    "begin",
    "being",
    "both",
    "but",
    "by",
    "called",
    "can",
    "continue",
    "continues",
    "could",
    "decided",
    "due",
    "each",
    "expect",
    "expected",
    "for",
    "forced",
    "from",
    "going",
    "had",
    "has",
    "have",
    "he",
    "her",
    "his",
    "in",
    "into",
    "is",
    "it",
    "its",
    "likely",
    "may",
    "might",
    "more",
    "most",
    "must",
    "need",
    "needs",
    "no",
    "not",
    "of",
    "on",
    "or",
    "over",
    "plan",
    "planned",
    "plans",
    "ready",
    "said",
    "say",
    "says",
    "set",
    "she",
    "should",
    "so",
    "such",
    "than",
    "that",
    "the",
    "their",
    "these",
    "they",
    "this",
    "those",
    "to",
    "told",
    "trying",
    "under",
    "until",
    "used",
    "vowed",
    "wants",
    "was",
    "were",
    "what",
    "where",
    "which",
    "who",
    "will",
    "with",
    "would",
];

/// A headline made of the sentence at `sentence`, which may be of any length.
pub(super) fn shorten(doc: &Segmented<'_>, sentence: Span) -> String {
    let whole = one_line(sentence.of(doc.text));
    let whole = whole.strip_suffix('.').filter(|w| !w.ends_with('.') && !ends_with_initials(w)).unwrap_or(&whole);
    let whole = whole.trim_end();
    if width(whole) <= COLUMNS {
        return whole.to_owned();
    }
    let tokens = doc.tokens_in(sentence);
    let (mut clause, mut phrase) = (None, None);
    let mut quotes = 0;
    for i in tokens.clone().skip(1) {
        let token = &doc.tokens[i];
        let before = Span { start: sentence.start, end: doc.tokens[i - 1].span.end };
        // Columns are no fewer than a quarter of the bytes: what lies further is not looked at.
        if before.len() > 4 * MOST {
            break;
        }
        let previous = doc.word(i - 1);
        if matches!(previous, "\"" | "“" | "”" | "''" | "``") {
            quotes += 1;
        }
        let columns = width(&one_line(before.of(doc.text)));
        if columns > MOST {
            break;
        }
        let word = doc.folded(i);
        let word = word.as_ref();
        let last = doc.folded(i - 1);
        if columns < FEWEST || quotes % 2 == 1 || OPEN.binary_search(&last.as_ref()).is_ok() {
            continue;
        }
        let closes = doc.tokens[i - 1].kind != TokenKind::Punct || matches!(previous, ")" | "\"" | "”" | "%");
        if !closes {
            continue;
        }
        let is_word = token.kind == TokenKind::Word;
        let ends_clause = match word {
            ";" | "—" | "–" | "--" => true,
            "," => {
                CLAUSE.contains(&doc.folded(i + 1).as_ref())
                    || (columns <= COLUMNS && has_verb_like(doc, tokens.start..i))
            }
            word => is_word && CLAUSE.contains(&word) && word != "that",
        };
        if ends_clause {
            clause = Some((columns, before));
        } else if is_word && PHRASE.contains(&word) && columns <= COLUMNS {
            phrase = Some((columns, before));
        }
    }
    // A clause that says little gives way to a phrase that says more.
    let best = clause.filter(|c| c.0 >= ENOUGH).or(clause.max(phrase.filter(|p| p.0 >= PHRASE_ENOUGH)));
    match best {
        Some((_, span)) => one_line(span.of(doc.text)),
        None => cut_at_word(whole),
    }
}

/// The beginning of `whole`, cut between words, with `…`.
fn cut_at_word(whole: &str) -> String {
    let cut = truncate(whole, COLUMNS);
    let kept = cut.strip_suffix('…').unwrap_or(&cut);
    let words = match whole.strip_prefix(kept) {
        Some(rest) if !rest.starts_with(' ') => kept.rsplit_once(' ').map_or(kept, |(words, _)| words),
        _ => kept,
    };
    format!("{}…", words.trim_end_matches([' ', ',', ';', ':', '-', '–', '—']))
}

/// Whether a lower-case word that is no small word stands in the tokens: a list of names has none.
fn has_verb_like(doc: &Segmented<'_>, tokens: std::ops::Range<usize>) -> bool {
    let plain = tokens.filter(|&i| {
        let word = doc.word(i);
        word.starts_with(char::is_lowercase) && word.len() > 3 && OPEN.binary_search(&word).is_err()
    });
    plain.count() >= 3
}

/// Whether a text ends with an abbreviation of initials whose last period it has lost: `U.S`.
fn ends_with_initials(text: &str) -> bool {
    let mut back = text.chars().rev();
    back.next().is_some_and(char::is_uppercase) && back.next() == Some('.')
}

/// `text` with every run of white space as one space.
pub(super) fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn title(text: &str) -> String {
        let doc = Segmented::new(text);
        shorten(&doc, doc.sentences[0].span)
    }

    #[test]
    fn a_short_sentence_is_a_headline_without_its_stop() {
        assert_eq!(title("Ministers met in Oslo on Friday."), "Ministers met in Oslo on Friday");
        assert_eq!(title("Ministers left for the U.S."), "Ministers left for the U.S.");
    }

    #[test]
    fn a_long_one_ends_with_a_clause() {
        assert_eq!(
            title(
                "The ministers of the two countries met in Oslo on Friday for talks about fish, after boats were seized in waters that both claim."
            ),
            "The ministers of the two countries met in Oslo on Friday for talks about fish"
        );
    }

    #[test]
    fn one_that_ends_nowhere_is_cut_between_words_and_says_so() {
        assert_eq!(
            title(
                "The company said it is calling for the redemption of all the remaining shares of its convertible preferred stock outstanding."
            ),
            "The company said it is calling for the redemption of all the remaining shares of its…"
        );
    }

    #[test]
    fn word_lists_are_sorted_where_they_are_searched() {
        assert!(OPEN.is_sorted());
    }

    proptest! {
        #[test]
        fn no_headline_is_too_wide(text in "[a-zA-Z中 ,;.\"]{1,600}") {
            let doc = Segmented::new(&text);
            for s in &doc.sentences {
                prop_assert!(width(&shorten(&doc, s.span)) <= MOST);
            }
        }
    }
}
