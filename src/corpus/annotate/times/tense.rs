//! Tells from the words around an expression whether its verb looks back or ahead.
//!
//! A small finder over closed lists and endings, no tagger. In this order decide: the words directly before the
//! expression ("since", "by"; `lead`), the verb directly after it ("on Monday dismissed"), the nearest verb before it in its
//! sentence, the first one after it; what a verb tells is in `verbs`. Looks at a bounded number of tokens. On the development
//! articles this raises the share of values that are right by one and a half points over taking every bare name for the latest.

mod lead;
mod verbs;

use super::Side;
use crate::text::{Segmented, TokenKind};
use lead::{begins_range, lead};
use verbs::{Verb, intended, listed, past_form, verb};

/// How far to look, in tokens, on either side.
const REACH: usize = 24;

/// How far after `Friday's` the verb of what it names can be.
const NEAR: usize = 4;

/// How far before an expression "will" can be that surely governs it.
const NEAR_WILL: usize = 8;

/// Adverbs of what recurs.
const HABITS: &[&str] = &["annually", "normally", "traditionally", "typically", "usually", "yearly"];

/// How far before what recurs the word can be that tells so.
const NEAR_HABIT: usize = 8;

/// Verbs that can stand outside of what they report.
const SPOKEN: &[&str] = &["according", "added", "announced", "believed", "explained", "noted", "said", "told", "wrote"];

/// What has a day long before it.
#[rustfmt::skip]
const PLANNED: &[&str] = &[
    "ballot", "ceremony", "conference", "convention", "deadline", "debate", "election", "elections", "general", "hearing",
    "inauguration", "launch", "meeting", "midterm", "midterms", "parliamentary", "poll", "polls", "presidential", "primaries",
    "primary", "referendum", "runoff", "summit", "trial", "vote", "wedding",
];

/// The side of the reference on which the expression at the tokens `start..end` lies.
pub(super) fn side(doc: &Segmented<'_>, start: usize, end: usize) -> Side {
    let sentence = doc.sentences.get(doc.sentence_of(start)).map_or(start..end, |s| s.tokens.clone());
    // "the Jan. 14 launch has been delayed": a date that what it has was given, whatever is said of it
    let month = |word: &str| begins_range(word) && !word.ends_with("day");
    let dated = doc.tokens.get(end.saturating_sub(1)).is_some_and(|t| t.kind == TokenKind::Number);
    if dated
        && (month(&doc.folded(start)) || doc.word(start + 1) == ".")
        && PLANNED.binary_search(&doc.word(end)).is_ok()
    {
        return Side::Unknown;
    }
    if let Some(side) = lead(doc, sentence.start, start..end) {
        return side;
    }
    let beside = start.checked_sub(1).map(|i| if doc.word(i) == "on" { i.saturating_sub(1) } else { i });
    let beside = beside.filter(|&i| i > sentence.start);
    // "the minister, who will retire in May, on Monday dismissed it": the verb beside it is its own.
    match verb(doc, end) {
        // but "a text to be adopted on Friday hung on the wall"
        Verb::Past if end < sentence.end && beside.is_none_or(|i| verb(doc, i) != Verb::Ahead) => return Side::Past,
        // "the rules announced Thursday would allow it"
        Verb::Ahead if end < sentence.end && !told_by(doc, sentence.start, start) => return Side::Future,
        _ => {}
    }
    if beside.is_some_and(|i| verbs::fixture(doc, i)) {
        return Side::Future;
    }
    // ", and in June he will move": a clause of its own, whose verb comes after
    let led = start.checked_sub(3).is_some_and(|i| {
        doc.word(i) == "," && matches!(doc.word(i + 1), "and" | "but") && matches!(doc.word(i + 2), "in" | "on")
    });
    let own = led && (end..sentence.end.min(end + NEAR)).any(|i| verb(doc, i) == Verb::Ahead);
    let from = if own { start } else { sentence.start.max(start.saturating_sub(REACH)) };
    let before = (from..start).rev();
    let possessive = doc.word(end).ends_with('s') && doc.tokens.get(end).is_some_and(|t| t.kind == TokenKind::Punct);
    // "they would appeal Friday's ruling": what has a day of its own was before what is said of it, unless it is a time
    // itself: "expected to speak at Friday's meeting".
    let led = start.checked_sub(1).filter(|&i| i >= sentence.start).map(|i| doc.folded(i)).unwrap_or_default();
    let thing = possessive && !matches!(led.as_ref(), "at" | "before" | "during" | "for" | "in");
    // "the side won, and the winner of Monday's final will go on"
    if possessive && (end..sentence.end.min(end + NEAR)).any(|i| doc.word(i) == "will") {
        return Side::Future;
    }
    for i in before {
        // What stands before a semicolon is another sentence but for its mark.
        if doc.word(i) == ";" {
            break;
        }
        if intended(doc, i, doc.word(start).ends_with("day")) {
            return Side::Future;
        }
        match verb(doc, i) {
            Verb::Awaited => return Side::Future,
            Verb::Ahead | Verb::Scheduled if thing && doc.folded(i) != "will" => {}
            // "likely to fall as soon as trading opened Monday": the clause has its time from the other
            Verb::Past if waits(doc, sentence.start, i) => {}
            Verb::Past => return Side::Past,
            Verb::Ahead | Verb::Scheduled => return Side::Future,
            _ => {}
        }
    }
    // "On Friday, the court meets": a present tense after it schedules only what the sentence opens with.
    let opens = start <= sentence.start + 3;
    for i in end..sentence.end.min(end + REACH) {
        match verb(doc, i) {
            Verb::Past => return Side::Past,
            Verb::Scheduled if thing || !opens => {}
            // "Friday's match will", but not "as for Friday's offer, nobody knows whether it will"
            Verb::Ahead if thing && i > end + NEAR => {}
            Verb::Ahead | Verb::Scheduled => return Side::Future,
            _ => {}
        }
    }
    if possessive {
        return Side::Past;
    }
    // "a warning is in place from Monday until Tuesday"
    let until = |i: usize| matches!(doc.word(i), "through" | "till" | "until");
    if start > sentence.start && (until(start - 1) || doc.word(start - 1) == "from" && until(end)) {
        return Side::Future;
    }
    let headline = start < sentence.start + REACH && verbs::infinitive_alone(doc, sentence.start..start);
    if headline { Side::Future } else { Side::Unknown }
}

/// Whether what recurs is told of at the expression: "usually held in May", "every year in June".
pub(super) fn recurs(doc: &Segmented<'_>, start: usize, end: usize) -> bool {
    // "on Dec. 1 each year"
    if matches!(doc.word(end), "each" | "every") && doc.word(end + 1) == "year" {
        return true;
    }
    let first = doc.sentences.get(doc.sentence_of(start)).map_or(start, |s| s.tokens.start);
    // Hardly any word ends like one that tells so: only then are the words between looked at.
    let tells = |i: &usize| match doc.word(*i) {
        "year" => *i > first && matches!(doc.folded(i - 1).as_ref(), "each" | "every"),
        word => word.ends_with("ly") && HABITS.binary_search(&doc.folded(*i).as_ref()).is_ok(),
    };
    let near = (first.max(start.saturating_sub(NEAR_HABIT))..start).rev().find(tells);
    near.is_some_and(|habit| {
        (habit + 1..start).all(|i| {
            let word = doc.folded(i);
            !matches!(word.as_ref(), ";" | "did" | "had" | "was" | "were")
                && listed(&word) != Verb::Ahead
                && SPOKEN.binary_search(&word.as_ref()).is_err()
        })
    })
}

/// Whether a sentence that the expression opens goes on with a past verb: "In May, the court ruled".
pub(super) fn over(doc: &Segmented<'_>, start: usize, end: usize) -> bool {
    let Some(sentence) = doc.sentences.get(doc.sentence_of(start)).map(|s| s.tokens.clone()) else { return false };
    let opens = start == sentence.start
        || start == sentence.start + 1 && matches!(doc.folded(start - 1).as_ref(), "during" | "in" | "on");
    let first = |i: &usize| verb(doc, *i) != Verb::None;
    opens && (end..sentence.end.min(end + REACH)).find(first).is_some_and(|i| done(doc, i))
}

/// Whether a past verb stands directly before the expression: "was arrested on Dec. 20".
pub(super) fn told_of(doc: &Segmented<'_>, start: usize) -> bool {
    let first = doc.sentences.get(doc.sentence_of(start)).map_or(start, |s| s.tokens.start);
    start > first + 1 && matches!(doc.word(start - 1), "in" | "on") && done(doc, start - 2)
}

/// Whether the verb at `i` tells what was done; what was said may be of another time: "In May, he said, they will meet".
fn done(doc: &Segmented<'_>, i: usize) -> bool {
    verb(doc, i) == Verb::Past && SPOKEN.binary_search(&doc.folded(i).as_ref()).is_err()
}

/// Whether what is told will surely be: `will` stands shortly before it and no other verb of its own between.
pub(super) fn will(doc: &Segmented<'_>, start: usize) -> bool {
    let first = doc.sentences.get(doc.sentence_of(start)).map_or(start, |s| s.tokens.start);
    let mut near = (first.max(start.saturating_sub(NEAR_WILL))..start).rev();
    near.find(|&i| !matches!(verb(doc, i), Verb::None | Verb::Scheduled))
        .is_some_and(|i| matches!(doc.word(i), "will" | "'ll" | "’ll"))
}

/// Whether a past form stands directly before the expression at `start`, but for "on".
fn told_by(doc: &Segmented<'_>, first: usize, start: usize) -> bool {
    let on = usize::from(start > first && doc.folded(start - 1) == "on");
    start.checked_sub(1 + on).filter(|&i| i >= first).is_some_and(|i| {
        let word = doc.folded(i);
        past_form(&word, listed(&word))
    })
}

/// Whether the past verb at `i` stands in a clause that waits for its time: after `as soon as`.
fn waits(doc: &Segmented<'_>, first: usize, i: usize) -> bool {
    (first.max(i.saturating_sub(4))..i)
        .any(|j| doc.folded(j) == "soon" && doc.folded(j + 1) == "as" && j > first && doc.folded(j - 1) == "as")
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
    fn words_are_sorted_where_they_are_searched() {
        assert!([SPOKEN, HABITS, PLANNED].iter().all(|words| words.is_sorted()));
    }

    #[test]
    fn the_nearest_verb_decides() {
        assert_eq!(side_of("The ministers met in Seoul on Monday to discuss trade.", "Monday"), Side::Past);
        assert_eq!(side_of("He said they will meet again on Friday.", "Friday"), Side::Future);
        assert_eq!(side_of("On Tuesday, the king will meet the president.", "Tuesday"), Side::Future);
        assert_eq!(side_of("The talks will be held Thursday.", "Thursday"), Side::Future);
        assert_eq!(side_of("The stock is to resume trading Tuesday.", "Tuesday"), Side::Future);
        assert_eq!(side_of("A forum that runs from Monday on.", "Monday"), Side::Future);
        assert_eq!(side_of("It had been due to expire Friday.", "Friday"), Side::Past);
        assert_eq!(side_of("Monday talks in Tokyo", "Monday"), Side::Unknown);
    }

    #[test]
    fn a_preposition_tells_before_the_verb() {
        assert_eq!(side_of("The rule, in force since Monday, is strict.", "Monday"), Side::Past);
        assert_eq!(side_of("The offer was extended to those who answered by Monday.", "Monday"), Side::Future);
        assert_eq!(side_of("The members had filed reports by Monday.", "Monday"), Side::Past);
        assert_eq!(side_of("The candidates argued ahead of Sunday.", "Sunday"), Side::Future);
        assert_eq!(side_of("They could come as soon as Tuesday.", "Tuesday"), Side::Future);
        assert_eq!(side_of("Until Thursday, nobody called him a suspect.", "Thursday"), Side::Past);
    }
}
