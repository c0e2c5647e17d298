//! Tells from the words around an expression whether its verb looks back or ahead.
//!
//! A small finder over closed lists and endings, no tagger: the nearest verb before the expression in its sentence
//! decides, else the first one after it. Looks at a bounded number of tokens.

use super::Side;
use crate::text::{Segmented, TokenKind};

/// How far to look, in tokens, on either side.
const REACH: usize = 24;

/// Words that make what they govern lie ahead, sorted.
#[rustfmt::skip]
const AHEAD: &[&str] = &[
    "'ll", "anticipated", "beginning", "due", "expect", "expected", "expecting", "expects", "going", "hopes",
    "intend", "intends", "likely", "may", "plan", "planned", "planning", "plans", "scheduled", "shall", "should",
    "slated", "starting", "supposed", "upcoming", "will", "won't", "would", "’ll",
];

/// Prepositions and the like directly before an expression that tell its side, sorted.
const LEADS: &[(&str, Side)] = &[
    ("beginning", Side::Future),
    ("by", Side::Future),
    ("effective", Side::Future),
    ("payable", Side::Future),
    ("since", Side::Past),
    ("starting", Side::Future),
    ("through", Side::Future),
    ("till", Side::Future),
    ("until", Side::Future),
];

/// Present forms that announce a scheduled event, sorted.
#[rustfmt::skip]
const SCHEDULED: &[&str] = &[
    "arrive", "arrives", "begin", "begins", "closes", "concludes", "convene", "convenes", "ends", "expires",
    "holds", "kicks", "leave", "leaves", "meet", "meets", "opens", "resume", "resumes", "returns", "runs", "starts",
    "takes", "travels", "visits",
];

/// Past forms that do not end in -ed, sorted.
#[rustfmt::skip]
const IRREGULAR: &[&str] = &[
    "arose", "ate", "became", "began", "bought", "broke", "brought", "built", "came", "caught", "chose", "did",
    "died", "drew", "drove", "fell", "felt", "flew", "fought", "found", "fled", "gave", "got", "grew", "had", "has",
    "have", "heard", "held", "kept", "killed", "knew", "laid", "lay", "led", "left", "lost", "made", "meant", "met",
    "paid", "ran", "rose", "said", "sat", "saw", "sent", "shook", "shot", "slid", "sold", "sought", "spent",
    "spoke", "stood", "struck", "swore", "taken", "taught", "threw", "told", "took", "was", "went", "were",
    "withdrew", "won", "wrote", "'ve", "’ve", "set", "put", "cut", "hit", "let", "quit", "hurt", "split",
];

/// What a word tells of tense.
enum Verb {
    None,
    Past,
    Ahead,
}

/// The side of the reference on which the expression at the tokens `start..end` lies.
pub(super) fn side(doc: &Segmented<'_>, start: usize, end: usize) -> Side {
    let sentence = doc.sentences.get(doc.sentence_of(start)).map_or(start..end, |s| s.tokens.clone());
    if let Some(side) = lead(doc, sentence.start, start) {
        return side;
    }
    let before = (sentence.start.max(start.saturating_sub(REACH))..start).rev();
    let after = end..sentence.end.min(end + REACH);
    for i in before.chain(after) {
        match verb(doc, i) {
            Verb::None => {}
            Verb::Past => return Side::Past,
            Verb::Ahead => return Side::Future,
        }
    }
    Side::Unknown
}

/// What the words directly before the expression tell, in the sentence that begins at token `first`.
fn lead(doc: &Segmented<'_>, first: usize, start: usize) -> Option<Side> {
    let back = |n: usize| start.checked_sub(n).filter(|&i| i >= first).map(|i| doc.folded(i)).unwrap_or_default();
    let word = back(1);
    let ahead = match word.as_ref() {
        "the" => back(2) == "of" && back(3) == "ahead",
        "of" => back(2) == "ahead",
        // "as soon as Monday"
        "as" => matches!(back(2).as_ref(), "soon" | "early" | "late"),
        _ => false,
    };
    if ahead {
        return Some(Side::Future);
    }
    // "Until Monday, nobody knew" and "had filed reports by Monday" look back, as their verbs tell.
    let verbs = match word.as_ref() {
        "until" | "till" => start == first + 1,
        "by" => (first.max(start.saturating_sub(8))..start).any(|i| doc.word(i) == "had"),
        _ => false,
    };
    let at = LEADS.binary_search_by_key(&word.as_ref(), |l| l.0).ok().filter(|_| !verbs)?;
    Some(LEADS[at].1)
}

fn verb(doc: &Segmented<'_>, i: usize) -> Verb {
    let token = &doc.tokens[i];
    if token.kind == TokenKind::Punct && token.span.len() < 3 {
        return Verb::None;
    }
    let word = doc.folded(i);
    let word = word.as_ref();
    let after = |k: usize| doc.folded(i + k);
    if AHEAD.binary_search(&word).is_ok() {
        // "would have met" is past; "the May meeting" no verb
        let month = word == "may" && token.is_capitalised();
        return match () {
            () if month => Verb::None,
            () if after(1) == "have" => Verb::Past,
            // "had been due to expire"
            () if i > 1 && doc.folded(i - 1) == "been" && doc.folded(i - 2) == "had" => Verb::Past,
            () => Verb::Ahead,
        };
    }
    match word {
        // "is to resume", "is meeting", "set to start"
        "is" | "are" | "am" if after(1) == "to" || after(1).ends_with("ing") => return Verb::Ahead,
        "set" | "ready" if after(1) == "to" || after(1) == "for" => return Verb::Ahead,
        _ => {}
    }
    if SCHEDULED.binary_search(&word).is_ok() {
        // "flew to Rome to meet the pope": the purpose is no tense
        let infinitive = i > 0 && doc.folded(i - 1) == "to";
        return if infinitive { Verb::None } else { Verb::Ahead };
    }
    let past = IRREGULAR.contains(&word)
        || (word.len() > 3 && word.ends_with("ed") && !word.ends_with("eed") && !token.is_capitalised());
    // "will be held", "will set", "to put": what comes before decides
    let led = |word: &str| matches!(word, "be" | "being" | "to" | "will" | "would" | "not");
    if past && !(i > 0 && led(doc.folded(i - 1).as_ref())) { Verb::Past } else { Verb::None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side_of(text: &str, word: &str) -> Side {
        let doc = Segmented::new(text);
        let at = (0..doc.tokens.len()).find(|&i| doc.word(i) == word).unwrap();
        side(&doc, at, at + 1)
    }

    #[test]
    fn lists_are_sorted() {
        assert!(AHEAD.is_sorted() && SCHEDULED.is_sorted() && LEADS.is_sorted_by_key(|l| l.0));
    }

    #[test]
    fn the_nearest_verb_decides() {
        assert_eq!(side_of("The ministers met in Seoul on Monday to discuss trade.", "Monday"), Side::Past);
        assert_eq!(side_of("He said they will meet again on Friday.", "Friday"), Side::Future);
        assert_eq!(side_of("On Tuesday, the king will meet the president.", "Tuesday"), Side::Future);
        assert_eq!(side_of("The talks will be held Thursday.", "Thursday"), Side::Future);
        assert_eq!(side_of("The stock is to resume trading Tuesday.", "Tuesday"), Side::Future);
        assert_eq!(side_of("A forum that runs from Monday on.", "Monday"), Side::Future);
        assert_eq!(side_of("The rule, in force since Monday, is strict.", "Monday"), Side::Past);
        assert_eq!(side_of("Monday talks in Tokyo", "Monday"), Side::Unknown);
    }
}
