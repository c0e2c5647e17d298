//! What the words directly before an expression tell of its side: `since`, `by`, `adjourned to`.

use super::super::Side;
use super::REACH;
use super::verbs::{Verb, verb};
use crate::text::{Segmented, TokenKind};
use std::borrow::Cow;
use std::ops::Range;

/// Past verbs of what went on until a day; others set one: "postponed until Monday".
const LASTED: &[&str] = &[
    "continued",
    "deliberated",
    "fought",
    "lasted",
    "lay",
    "lived",
    "met",
    "ran",
    "remained",
    "sat",
    "searched",
    "served",
    "slept",
    "spoke",
    "stayed",
    "talked",
    "traded",
    "waited",
    "worked",
];

/// Past verbs of what had been reached by a day; others set it: "demanded an answer by Monday".
const REACHED: &[&str] = &[
    "amounted",
    "burned",
    "climbed",
    "confirmed",
    "counted",
    "declined",
    "died",
    "dropped",
    "fell",
    "grew",
    "increased",
    "killed",
    "reached",
    "recovered",
    "registered",
    "restored",
    "rose",
    "spread",
    "stood",
    "totaled",
    "totalled",
    "was",
    "were",
];

/// Past verbs of what a day had, or was: "reported three cases for Monday", "apologised for Monday".
const COUNTED: &[&str] =
    &["apologised", "apologized", "confirmed", "counted", "logged", "posted", "recorded", "registered", "reported"];

/// What a day has when it is over: "the loss for Tuesday".
#[rustfmt::skip]
const FIGURES: &[&str] = &[
    "average", "cases", "count", "data", "deaths", "figure", "figures", "gain", "gains", "high", "loss", "losses", "low",
    "number", "numbers", "record", "sales", "tally", "toll", "total", "volume",
];

/// Words that go on after an expression which no noun follows: "for Friday and", not "for Friday prayers".
#[rustfmt::skip]
const AFTER: &[&str] = &[
    "after", "and", "as", "at", "because", "before", "but", "by", "from", "if", "in", "on", "or", "over", "that", "to", "unless",
    "when", "which", "while", "with",
];

/// How far before `by` such a verb can be.
const NEAR_REACHED: usize = 6;

/// Past verbs of what is put on a day to come: "adjourned to Jan. 15".
const DEFERRED: &[&str] =
    &["adjourned", "brought", "delayed", "deferred", "extended", "moved", "postponed", "pushed", "put", "rescheduled"];

/// Words of what is not so until a day: "was not found until Sunday".
const DENIALS: &[&str] =
    &["didn't", "didn’t", "never", "no", "nobody", "none", "not", "wasn't", "wasn’t", "weren't", "weren’t"];

/// How far before a preposition a denial or "had" can be.
const NEAR_DENIAL: usize = 8;

/// Parts of a day, which a weekday stands before.
const PARTS: &[&str] = &["afternoon", "evening", "morning", "night"];

/// What a range begins with: "from July through September" has the tense of its verb.
#[rustfmt::skip]
const BEGINNINGS: &[&str] = &[
    "april", "august", "december", "february", "friday", "january", "july", "june", "march", "may", "monday", "november",
    "october", "saturday", "september", "sunday", "thursday", "tuesday", "wednesday",
];

/// What can go through a month, and have done so.
const PERIODS: &[&str] = &["half", "months", "period", "quarter", "season", "weeks", "year"];

/// Words directly before an expression that tell its side.
fn preposition(word: &str) -> Option<Side> {
    match word {
        "beginning" | "by" | "effective" | "payable" | "starting" | "through" | "till" | "until" => Some(Side::Future),
        "since" => Some(Side::Past),
        _ => None,
    }
}

/// What the words directly before the expression tell, in the sentence that begins at token `first`.
pub(super) fn lead(doc: &Segmented<'_>, first: usize, expression: Range<usize>) -> Option<Side> {
    let Range { start, end } = expression;
    let back = |n: usize| start.checked_sub(n).filter(|&i| i >= first).map(|i| doc.folded(i)).unwrap_or_default();
    let word = back(1);
    let ahead = match word.as_ref() {
        "the" => back(2) == "of" && back(3) == "ahead",
        "of" => back(2) == "ahead",
        // "the deadline is Sunday", "the vote is on May 4"
        "is" | "are" => true,
        "at" | "for" | "in" | "on" => matches!(back(2).as_ref(), "is" | "are"),
        // "as soon as Monday"
        "as" => matches!(back(2).as_ref(), "soon" | "early" | "late"),
        _ => false,
    };
    if ahead {
        return Some(Side::Future);
    }
    let before = Before { doc, first, start };
    if before.is_put() && ends(doc, end) && verb(doc, end) != Verb::Past {
        return Some(Side::Future);
    }
    preposition(&word).filter(|_| !before.leaves_it_to_verbs())
}

/// Whether a folded word is a month's or a weekday's name.
pub(super) fn begins_range(word: &str) -> bool {
    BEGINNINGS.binary_search(&word).is_ok()
}

/// Whether an expression that ends at token `end` stands for itself: no noun and no `'s` follows.
fn ends(doc: &Segmented<'_>, end: usize) -> bool {
    let lower = doc.word(end).bytes().next().is_some_and(|b| b.is_ascii_lowercase());
    !matches!(doc.word(end), "'s" | "’s")
        && (!lower || AFTER.binary_search(&doc.word(end)).is_ok() || doc.word(end).ends_with("ly"))
}

/// What stands before an expression, in its sentence.
struct Before<'a, 't> {
    doc: &'a Segmented<'t>,
    /// The first token of the sentence.
    first: usize,
    /// The first token of the expression.
    start: usize,
}

impl<'a> Before<'a, '_> {
    /// The `n`-th token before the expression, folded.
    fn word(&self, n: usize) -> Cow<'a, str> {
        self.start.checked_sub(n).filter(|&i| i >= self.first).map(|i| self.doc.folded(i)).unwrap_or_default()
    }

    /// The nearest verb before the preposition.
    fn governor(&self) -> Option<usize> {
        let near = self.first.max(self.start.saturating_sub(REACH))..self.start.saturating_sub(1);
        near.rev().find(|&i| verb(self.doc, i) != Verb::None)
    }

    fn governed(&self, words: &[&str]) -> bool {
        self.governor().is_some_and(|i| words.contains(&self.doc.folded(i).as_ref()))
    }

    /// Whether something was counted before: "reported three cases for Monday".
    fn counted(&self) -> bool {
        let near = self.first.max(self.start.saturating_sub(REACH))..self.start;
        near.rev().any(|i| COUNTED.contains(&self.doc.folded(i).as_ref()))
    }

    /// Whether something is put on a day: "adjourned to Jan. 15", "called an election for June 8"; a month alone has its figures:
    /// "sales for March".
    fn is_put(&self) -> bool {
        let (doc, start) = (self.doc, self.start);
        let name = begins_range(&doc.folded(start));
        let numbered = |i: usize| doc.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Number);
        let month = name && !doc.word(start).ends_with("day");
        let day = name || doc.word(start + 1) == "." && numbered(start + 2);
        match self.word(1).as_ref() {
            "to" => day && self.governed(DEFERRED),
            "for" => {
                day && FIGURES.binary_search(&self.word(2).as_ref()).is_err()
                    && (!month || numbered(start + 1) || numbered(start + 2))
                    && !self.counted()
            }
            _ => false,
        }
    }

    /// Whether the preposition leaves it to the verbs: "Until Monday, nobody knew", "By Friday, it was known" and "had filed
    /// reports by Monday" look back.
    fn leaves_it_to_verbs(&self) -> bool {
        let (doc, first, start) = (self.doc, self.first, self.start);
        let opens = start == first + 1;
        match self.word(1).as_ref() {
            "through" if opens => true,
            // "from July through September"
            "through" | "until" | "till" if self.ends_range() => true,
            // "it lasted until Monday", "it was not found until Monday"
            "until" | "till" => {
                let near = first.max(start.saturating_sub(NEAR_DENIAL))..start;
                let denied = near.rev().any(|i| DENIALS.contains(&doc.folded(i).as_ref()));
                opens || self.governed(LASTED) || denied && self.governor().is_some_and(|i| verb(doc, i) == Verb::Past)
            }
            // "the fiscal year through March", "this year through August"
            "through" => PERIODS.contains(&self.word(2).as_ref()),
            "by" => {
                opens
                    || self.governed(REACHED) && self.governor().is_some_and(|i| i + NEAR_REACHED >= start)
                    || (first.max(start.saturating_sub(NEAR_DENIAL))..start).any(|i| doc.word(i) == "had")
            }
            _ => false,
        }
    }

    /// Whether a day or a month stands before the preposition: "from Friday evening through Saturday".
    fn ends_range(&self) -> bool {
        let begins = self.word(if PARTS.contains(&self.word(2).as_ref()) { 3 } else { 2 });
        begins_range(&begins) || !begins.is_empty() && begins.bytes().all(|b| b.is_ascii_digit())
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_are_sorted_where_they_are_searched() {
        assert!(super::BEGINNINGS.is_sorted() && super::AFTER.is_sorted() && super::FIGURES.is_sorted());
    }
}
