//! Tells what a word tells of tense: verbs by closed lists and endings, with the words around them.
//!
//! Which of several verbs governs an expression is `tense`'s to decide.

use super::super::opens_sentence;
use crate::text::{Segmented, Token, TokenKind};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

/// What a word tells of tense.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Verb {
    /// Nothing.
    None,
    /// `said`
    Past,
    /// `will`, `due`: what it governs lies ahead.
    Ahead,
    /// `awaited`: what it governs lies ahead, even where it has a day of its own.
    Awaited,
    /// `opens`: in the present, a scheduled event.
    Scheduled,
    /// `hosts`, `face`: the same where its subject stands directly before it; else a noun as well.
    Fixture,
    /// `is`: ahead before "to" or a participle.
    Be,
    /// `set`: ahead before "to" or "for", or of a date, else past.
    Set,
}

/// Verbs and what stands for them, by what they tell. Past forms in -ed need no list.
#[rustfmt::skip]
const VERBS: &[(Verb, &[&str])] = &[
    (Verb::Ahead, &[
        "'ll", "’ll", "anticipated", "beginning", "can", "could", "due", "expect", "expected", "expecting", "expects",
        "going", "hopes", "intend", "intends", "likely", "may", "might", "must", "need", "needs", "plan", "planned",
        "planning", "plans", "scheduled", "shall", "should", "slated", "starting", "supposed", "upcoming", "will", "won't",
        "won’t", "would",
    ]),
    (Verb::Awaited, &["await", "awaited", "awaiting", "awaits", "brace", "braced", "braces", "bracing"]),
    (Verb::Scheduled, &[
        "arrive", "arrives", "begin", "begins", "closes", "concludes", "convene", "convenes", "ends", "expires",
        "holds", "kicks", "leave", "leaves", "meet", "meets", "opens", "play", "plays", "reconvenes", "resume", "resumes",
        "returns", "runs", "starts", "takes", "travels", "visits",
    ]),
    (Verb::Fixture, &[
        "addresses", "airs", "clash", "close", "debates", "decides", "depart", "departs", "elect", "elects", "end", "expire",
        "face", "faces", "falls", "flies", "fly", "goes", "heads", "host", "hosts", "joins", "marks", "moves", "open", "pits",
        "premieres", "release", "releases", "retires", "return", "rules", "sits", "start", "steps", "swears", "tackle",
        "tackles", "take", "testifies", "travel", "turns", "unveils", "visit", "vote", "votes", "welcome", "welcomes",
    ]),
    (Verb::Be, &["is", "are", "am"]),
    (Verb::Set, &["set", "ready"]),
    (Verb::Past, &[
        "'ve", "’ve", "agreed", "arose", "ate", "awoke", "beat", "became", "began", "bent", "bit", "blew", "bought",
        "broke", "brought", "built", "burst", "came", "cast", "caught", "chose", "clung", "crept", "cut", "dealt", "did",
        "died", "disagreed", "drank", "drew", "drove", "dug", "fed", "fell", "felt", "fled", "flew", "flung", "forbade",
        "forgave", "forgot", "fought", "found", "freed", "froze", "gave", "got", "grew", "ground", "guaranteed", "had", "has",
        "have", "heard", "held", "hid", "hit", "hung", "hurt", "kept", "knelt", "knew", "laid", "lay", "leapt", "learnt",
        "led", "left", "lent", "let", "lit", "lost", "made", "meant", "met", "outran", "overcame", "overran", "oversaw",
        "overthrew", "overtook", "paid", "put", "quit", "ran", "rang", "rode", "rose", "said", "sang", "sank", "sat", "saw",
        "sent", "shook", "shot", "shrank", "shut", "slept", "slid", "slung", "sold", "sought", "spat", "spent", "split",
        "spoke", "sprang", "spread", "spun", "stole", "stood", "strode", "struck", "stuck", "stung", "swam", "swept", "swore",
        "swung", "taken", "taught", "thought", "threw", "told", "took", "tore", "understood", "undertook", "underwent",
        "upheld", "was", "went", "wept", "were", "withdrew", "withheld", "withstood", "woke", "won", "wore", "wrote",
    ]),
];

/// Past forms that are nouns too, and what stands before those.
const NOUNS: &[&str] = &["beat", "bit", "burst", "cast", "cut", "found", "ground", "hit", "set", "split", "spread"];
#[rustfmt::skip]
const BEFORE_NOUN: &[&str] = &[
    "a", "an", "another", "any", "big", "first", "further", "her", "his", "its", "job", "my", "no", "of", "our", "pay",
    "price", "rate", "second", "tax", "that", "the", "their", "this",
];

/// What is said to be doing a thing will do it: "is meeting the king on Friday". Others go on now.
#[rustfmt::skip]
const COMING: &[&str] = &[
    "arriving", "attending", "beginning", "coming", "competing", "convening", "departing", "facing", "flying", "going",
    "heading", "holding", "hosting", "joining", "launching", "leaving", "meeting", "moving", "opening", "playing",
    "presenting", "releasing", "resuming", "returning", "speaking", "starting", "traveling", "travelling",
    "visiting", "voting",
];

/// What is yet to be done is told of with these and "to": "the agreement to buy it in May".
#[rustfmt::skip]
const INTENTIONS: &[&str] = &[
    "accord", "agreed", "agreement", "bid", "bill", "bound", "commitment", "contract", "deal", "decided", "decision",
    "expected", "forecast", "hoped", "intended", "intention", "invited", "motion", "offer", "offered", "option",
    "order", "ordered", "pact", "plan", "plans", "pledge", "pledged", "poised", "predicted", "prepared", "projected",
    "promise", "promised", "proposal", "proposed", "refused", "resolution", "right", "summoned", "threatened",
    "tipped", "vowed", "wanted",
];

/// Verbs that ask for what is yet to be done.
const REQUESTS: &[&str] =
    &["allowed", "asked", "directed", "instructed", "permitted", "required", "told", "urged", "voted"];

/// Words after "to" that are no verb, or one whose own tense decides.
const AFTER_TO: &[&str] = &["a", "an", "be", "have", "her", "his", "its", "the", "their", "these", "this"];

/// What a clause in the present tense begins with that is yet to come.
const AWAITED: &[&str] = &["before", "if", "once", "unless", "until", "when"];

/// How far before a verb what its clause begins with can be, in tokens.
const NEAR: usize = 8;

static TABLE: LazyLock<FxHashMap<&'static str, Verb>> =
    LazyLock::new(|| VERBS.iter().flat_map(|&(verb, words)| words.iter().map(move |&w| (w, verb))).collect());

/// What a folded word tells by itself.
pub(super) fn listed(folded: &str) -> Verb {
    TABLE.get(folded).copied().unwrap_or(Verb::None)
}

/// Whether `to` at `i` tells what is intended: "agreed to sell the mine", "an offer to buy it".
/// What was asked for on a weekday may have been done on it, on a date it was asked for: "voted to close it on Monday", "asked
/// to appear on Jan. 9".
pub(super) fn intended(doc: &Segmented<'_>, i: usize, weekday: bool) -> bool {
    if doc.word(i) != "to" {
        return false;
    }
    let listed = |j: usize, words: &[&str]| words.binary_search(&doc.folded(j).as_ref()).is_ok();
    let lower = doc.word(i + 1).bytes().all(|b| b.is_ascii_lowercase());
    // "ordered him to return"
    let whom = i > 1 && matches!(doc.word(i - 1), "her" | "him" | "it" | "them" | "us");
    let governor = i.checked_sub(if whom { 2 } else { 1 });
    let intends = |j: usize| listed(j, INTENTIONS) || !weekday && listed(j, REQUESTS);
    lower && governor.is_some_and(intends) && !listed(i + 1, AFTER_TO)
}

/// What token `i` tells, with the words around it: [`Verb::Past`], [`Verb::Ahead`], [`Verb::Scheduled`] or
/// [`Verb::None`].
pub(super) fn verb(doc: &Segmented<'_>, i: usize) -> Verb {
    let Some(token) = doc.tokens.get(i) else { return Verb::None };
    let word = doc.word(i);
    if token.kind != TokenKind::Word && word.len() < 3 || token.is_capitalised() && !opens_sentence(doc, i) {
        return Verb::None;
    }
    let folded = doc.folded(i);
    let before = |n: usize| i.checked_sub(n).map_or(Cow::Borrowed(""), |j| doc.folded(j));
    let after = || doc.folded(i + 1);
    let listed = self::listed(&folded);
    match listed {
        Verb::Ahead => {
            // "It could not be reached on Monday"
            // and what can be is no plan: "can be found in the May issue"
            if matches!(folded.as_ref(), "can" | "could") && (after() == "not" || denied(doc, i))
                || folded == "can" && after() == "be"
            {
                return Verb::None;
            }
            // "would have met", "had been due to expire"
            let past = after() == "have" || (before(1) == "been" && before(2) == "had");
            // "his plans for a park"
            let noun = matches!(folded.as_ref(), "plan" | "plans" | "hopes")
                && (past_form(&before(1), Verb::None)
                    || matches!(
                        before(1).as_ref(),
                        "a" | "her" | "his" | "its" | "our" | "the" | "their" | "'s" | "of"
                    )
                    || doc.tokens.get(i.wrapping_sub(1)).is_some_and(|t| t.kind == TokenKind::Punct));
            // "due to bad weather", but "is due to meet"
            let cause = folded == "due"
                && after() == "to"
                && !matches!(before(1).as_ref(), "are" | "be" | "been" | "is" | "was" | "were");
            match (past, noun || cause) {
                (_, true) => Verb::None,
                (true, _) => Verb::Past,
                _ => Verb::Ahead,
            }
        }
        Verb::Awaited => Verb::Awaited,
        // "flew to Rome to meet the pope": a purpose has no tense, and a noun has none: "the play", "two home runs"
        Verb::Scheduled if after_article(&before(1)) || counted(doc, i) => Verb::None,
        Verb::Scheduled => Verb::Scheduled,
        // "They face charges"
        Verb::Fixture if after().ends_with('s') && folded.starts_with("face") => Verb::None,
        Verb::Fixture if has_subject(doc, i) => Verb::Scheduled,
        Verb::Fixture => Verb::None,
        Verb::Be if after() == "to" || COMING.binary_search(&after().as_ref()).is_ok() => Verb::Ahead,
        Verb::Be => Verb::None,
        Verb::Set if matches!(after().as_ref(), "to" | "for") || dates(doc, i) => Verb::Ahead,
        // "a rate cut in March"
        Verb::Past | Verb::Set
            if NOUNS.binary_search(&folded.as_ref()).is_ok()
                && BEFORE_NOUN.binary_search(&before(1).as_ref()).is_ok() =>
        {
            Verb::None
        }
        // "The two were to meet on Friday"
        Verb::Past if matches!(folded.as_ref(), "was" | "were") && after() == "to" && lower(doc, i + 2) => Verb::Ahead,
        _ if past_form(&folded, listed) => led(doc, i),
        _ => Verb::None,
    }
}

/// Whether a word is a past form: listed, or regular.
pub(super) fn past_form(folded: &str, listed: Verb) -> bool {
    let regular = folded.len() > 3 && folded.ends_with("ed") && !folded.ends_with("eed");
    matches!(listed, Verb::Past | Verb::Set) && folded != "ready" || regular
}

/// What the past form at `i` tells, as what comes before it decides: `will be held`, `to put`, `was formally opened`.
fn led(doc: &Segmented<'_>, i: usize) -> Verb {
    let mut at = i;
    // Over adverbs, and over another form that it is joined to: "to be signed and formally opened".
    for _ in 0..4 {
        let before = at.checked_sub(1).map_or(Cow::Borrowed(""), |j| doc.folded(j));
        let form = |n: usize| {
            at.checked_sub(n).is_some_and(|j| {
                let word = doc.folded(j);
                past_form(&word, self::listed(&word))
            })
        };
        at = match before.as_ref() {
            adverb if adverb.len() > 4 && adverb.ends_with("ly") => at - 1,
            // "will remain closed"
            "get" | "keep" | "remain" | "stay" => at - 1,
            "and" | "or" if form(2) => at - 2,
            _ => break,
        };
    }
    let before = |n: usize| at.checked_sub(n).map_or(Cow::Borrowed(""), |j| doc.folded(j));
    match before(1).as_ref() {
        // "a vote to be held", "was to be held", but "had to be moved"
        "be" if before(2) == "to" => {
            let governor = before(3);
            match TABLE.get(governor.as_ref()) {
                Some(Verb::Past) if matches!(governor.as_ref(), "was" | "were") => Verb::Ahead,
                Some(Verb::Past) => Verb::Past,
                None if past_form(&governor, Verb::None) => Verb::None,
                None | Some(Verb::Fixture) => Verb::Ahead,
                Some(_) => Verb::None,
            }
        }
        // "is being held", "after being held"
        "being" if !matches!(before(2).as_ref(), "are" | "is") => Verb::Past,
        "be" | "being" | "can" | "cannot" | "could" | "may" | "might" | "must" | "not" | "shall" | "should" | "to"
        | "will" | "would" => Verb::None,
        // "when the case is heard in May", but "is accused of it" tells nothing
        "are" | "is" => {
            let first = doc.sentences.get(doc.sentence_of(i)).map_or(at, |s| s.tokens.start);
            let near = first.max(at.saturating_sub(NEAR))..at;
            let waits = near.rev().any(|j| AWAITED.contains(&doc.folded(j).as_ref()));
            if waits { Verb::Ahead } else { Verb::None }
        }
        _ => Verb::Past,
    }
}

/// Whether an infinitive is the only verb of these tokens, as headlines have it: "Blair to meet Bush".
pub(super) fn infinitive_alone(doc: &Segmented<'_>, mut tokens: Range<usize>) -> bool {
    let verb_at = |i: usize| lower(doc, i) && (AFTER_TO.binary_search(&doc.word(i)).is_err() || doc.word(i) == "be");
    let Some(to) = (tokens.start + 1..tokens.end).find(|&i| doc.word(i) == "to" && verb_at(i + 1)) else {
        return false;
    };
    let finite = |i: usize| {
        let folded = doc.folded(i);
        !matches!(listed(&folded), Verb::None | Verb::Fixture) || past_form(&folded, Verb::None)
    };
    doc.tokens.get(to - 1).is_some_and(Token::is_capitalised) && tokens.all(|i| i == to + 1 || !finite(i))
}

/// Whether a word of lower case stands at `i` that can be a verb.
fn lower(doc: &Segmented<'_>, i: usize) -> bool {
    doc.word(i).bytes().all(|b| b.is_ascii_lowercase()) && !doc.word(i).is_empty()
}

/// Whether what is told at `i` is denied before it: "neither could be reached".
fn denied(doc: &Segmented<'_>, i: usize) -> bool {
    const DENIALS: &[&str] = &["neither", "never", "no", "nobody", "none", "nor", "nothing"];
    let first = doc.sentences.get(doc.sentence_of(i)).map_or(i, |s| s.tokens.start);
    (first.max(i.saturating_sub(NEAR))..i).any(|j| DENIALS.contains(&doc.folded(j).as_ref()))
}

/// Whether a noun stands after this, no verb.
fn after_article(before: &str) -> bool {
    matches!(before, "a" | "her" | "his" | "its" | "our" | "the" | "their" | "to")
}

/// Whether what stands at `i` is counted: "106 runs", "two home runs".
fn counted(doc: &Segmented<'_>, i: usize) -> bool {
    const NUMBERS: &[&str] = &[
        "all", "both", "eight", "few", "five", "four", "home", "nine", "more", "one", "seven", "several", "six", "ten",
        "three", "two",
    ];
    i.checked_sub(1).is_some_and(|j| {
        doc.tokens.get(j).is_some_and(|t| t.kind == TokenKind::Number) || NUMBERS.contains(&doc.folded(j).as_ref())
    })
}

/// Whether a subject stands directly before `i`: a name, or a pronoun.
fn has_subject(doc: &Segmented<'_>, i: usize) -> bool {
    // Nouns as well, which a plural alone governs: "Democrats vote", but "after the House vote"
    const NOUNS: &[&str] = &["close", "end", "open", "release", "return", "start", "travel", "visit", "vote"];
    const PRONOUNS: &[&str] = &["he", "i", "it", "she", "they", "we", "who", "you"];
    let Some(j) = i.checked_sub(1) else { return false };
    let Some(token) = doc.tokens.get(j) else { return false };
    let name = token.kind == TokenKind::Word && token.is_capitalised() && !opens_sentence(doc, j);
    // What opens a sentence has a capital anyway: no article, no preposition.
    let first = token.kind == TokenKind::Word
        && token.is_capitalised()
        && doc.word(j).len() > 3
        && !doc.word(j).ends_with("ly");
    let agrees = doc.word(j).ends_with('s') || NOUNS.binary_search(&doc.word(i)).is_err();
    agrees && (name || first) || PRONOUNS.contains(&doc.folded(j).as_ref())
}

/// Whether a verb of a fixture stands at `i` directly before its day, a noun its subject: "the court rules Friday".
pub(super) fn fixture(doc: &Segmented<'_>, i: usize) -> bool {
    let Some(j) = i.checked_sub(1).filter(|_| listed(&doc.folded(i)) == Verb::Fixture) else { return false };
    let subject = doc.word(j);
    let plural = subject.ends_with('s') && !subject.ends_with("ss");
    const ADJECTIVES: &[&str] = &["al", "an", "ary", "ed", "ern", "ese", "ful", "ic", "ing", "ive", "ous"];
    let adjective = ADJECTIVES.iter().any(|ending| subject.ends_with(ending));
    let noun = subject.len() > 3 && lower(doc, j) && !BEFORE_NOUN.contains(&subject) && !adjective;
    // A plural governs the base form, a singular the other: "polls open", "the film airs".
    noun && plural != doc.word(i).ends_with('s')
}

/// Whether what is set at `i` is a date: "set a hearing for", "set sentencing".
fn dates(doc: &Segmented<'_>, i: usize) -> bool {
    const DATES: &[&str] =
        &["date", "deadline", "election", "elections", "hearing", "referendum", "sentencing", "trial", "vote"];
    (i + 1..i + 4).any(|j| DATES.contains(&doc.folded(j).as_ref()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_verb_is_listed_once() {
        assert!([COMING, INTENTIONS, REQUESTS, AFTER_TO, NOUNS, BEFORE_NOUN].iter().all(|words| words.is_sorted()));
        assert_eq!(TABLE.len(), VERBS.iter().map(|(_, words)| words.len()).sum::<usize>());
    }
}
