//! The productions of what points from the day of the article: `today`, `tomorrow morning`, `overnight`, `now`, `soon`;
//! and what only looks so: `USA Today`, `today's youth`, `said that Monday's vote`.

use super::grammar::{BARE, Phrase, Reader};
use super::lexicon::{Part, Reference, Unit, Word};
use super::meaning::{Anchor, Clock, Name, Sense};
use super::tense::side;
use super::{Side, opens_sentence};
use crate::text::TokenKind;

/// Singular nouns that tell what an age has, where `today's` stands before them; plurals need no list.
#[rustfmt::skip]
const OF_AN_AGE: &[&str] = &[
    "children", "climate", "culture", "economy", "environment", "generation", "landscape", "marketplace", "men", "people",
    "society", "technology", "women", "world", "youth",
];

/// Plural nouns that tell what a day has.
#[rustfmt::skip]
const OF_A_DAY: &[&str] = &[
    "announcements", "arrests", "attacks", "bombings", "celebrations", "ceremonies", "comments", "deaths", "developments",
    "editions", "elections", "events", "figures", "findings", "gains", "games", "headlines", "hearings", "losses",
    "matches", "meetings", "newspapers", "numbers", "papers", "proceedings", "protests", "remarks", "results", "rulings",
    "statements", "strikes", "talks", "votes",
];

/// Words that end a noun phrase.
#[rustfmt::skip]
pub(super) const AFTER_NOUN: &[&str] = &[
    "after", "against", "and", "are", "around", "as", "at", "be", "because", "before", "between", "but", "by",
    "could", "did", "do", "does", "during", "for", "from", "had", "has", "have", "how", "if", "in", "into", "is",
    "may", "must", "not", "of", "on", "or", "out", "over", "since", "so", "than", "that", "through", "to", "under",
    "until", "up", "was", "were", "what", "when", "where", "which", "while", "who", "why", "will", "with", "within",
    "without", "would",
];

/// Verbs whose "that" begins a clause.
#[rustfmt::skip]
const TELLING: &[&str] = &[
    "announced", "argued", "believe", "believes", "claimed", "confirmed", "hope", "hopes", "insisted", "noted", "reported",
    "said", "say", "saying", "says", "warned",
];

/// Words after which "that" points whatever follows, and verbs that follow what begins a clause.
const POINTING: &[&str] = &["after", "before", "by", "during", "for", "from", "in", "of", "on", "since", "until"];
const FINITE: &[&str] = &["could", "had", "has", "is", "may", "might", "should", "was", "will", "would"];

impl Reader<'_, '_> {
    /// `today`, `yesterday afternoon`: the word at `i` is `days` from the article's day.
    pub(super) fn deictic(&self, i: usize, days: i32) -> Option<Phrase> {
        let told = !self.of_a_name(i) && !(days == 0 && self.of_our_time(i)) && !self.ages_of(i);
        told.then(|| self.parted(Anchor::Shifted(Unit::Day, days), i + 1))
    }

    /// `now`, but not `Democracy Now`
    pub(super) fn now(&self, i: usize) -> Option<Phrase> {
        (!self.of_a_name(i)).then(|| Phrase::new(Sense::Vague(Reference::Present), i + 1))
    }

    /// `overnight`: the night before the day spoken of, unless it lies ahead.
    pub(super) fn overnight(&self, i: usize) -> Phrase {
        // "overnight Sunday", "overnight on Tuesday"
        let on = i + 1 + usize::from(self.folded(i + 1) == "on");
        if let Word::Weekday(day) = self.at(on)
            && !matches!(self.at(on + 1), Word::Possessive | Word::Part(_))
        {
            return Phrase::timed(Anchor::Named(Name::Weekday(day), BARE), Clock::Part(Part::Night), on + 1);
        }
        // "hurt by overnight losses" names who did it, not until when
        let ahead = self.folded_before(i) != "by" && side(self.doc, i, i + 1) == Side::Future;
        let before = -i32::from(!ahead);
        let mut phrase = Phrase::timed(Anchor::Then(Unit::Day, before), Clock::Part(Part::Night), i + 1);
        // The text goes on to speak of the day after it.
        phrase.meaning.aside = true;
        phrase
    }

    /// `soon`, but not `as soon as Tuesday`, `soon after` or, of the past, `soon became`
    pub(super) fn soon(&self, i: usize) -> Option<Phrase> {
        let compared = self.folded_before(i) == "as" || matches!(self.at(i + 1), Word::Later);
        let past = !compared && side(self.doc, i, i + 1) == Side::Past;
        (!compared && !past).then(|| Phrase::new(Sense::Vague(Reference::Future), i + 1))
    }

    /// An anchor to the day with the part of day that may follow: `yesterday morning`.
    pub(super) fn parted(&self, anchor: Anchor, end: usize) -> Phrase {
        match self.at(end) {
            Word::Part(part) => Phrase::timed(anchor, Clock::Part(part), end + 1),
            _ => Phrase::point(anchor, end),
        }
    }

    /// Whether `that` at `i` joins a clause that a day begins, "they said that Monday's vote was fair", rather than points
    /// to the day: "on that Monday".
    pub(super) fn joins_clause(&self, i: usize) -> bool {
        let named = matches!(self.at(i + 1), Word::Weekday(_) | Word::Month(..) | Word::Weekend);
        if self.folded(i) != "that" || !named || opens_sentence(self.doc, i) {
            return false;
        }
        let listed = |j: usize, words: &[&str]| words.binary_search(&self.folded(j).as_ref()).is_ok();
        let begins = self.at(i + 2) == Word::Possessive || listed(i + 2, FINITE);
        listed(i - 1, TELLING) || begins && !listed(i - 1, POINTING)
    }

    /// Whether the word at `i` is written like a part of a name: "USA Today", "the Tomorrow Institute".
    fn of_a_name(&self, i: usize) -> bool {
        let word = |j: usize| self.doc.tokens.get(j).is_some_and(|t| t.kind == TokenKind::Word);
        i > 0
            && self.capital(i)
            && word(i - 1)
            && (self.capital(i - 1) || self.capital(i + 1) && word(i + 1))
            && !opens_sentence(self.doc, i)
            && !self.doc.in_headline(i)
    }

    /// Whether `tomorrow` at `i` is an age that something is of: "the leaders of tomorrow".
    fn ages_of(&self, i: usize) -> bool {
        let Some(head) = i.checked_sub(2).filter(|_| self.before(i) == Word::Of) else { return false };
        self.at(head) == Word::Other && !self.capital(head) && ages(&self.folded(head))
    }

    /// Whether `today's` at `i` is said of the times, not of the day: "today's youth", "today's mobile phones". Of
    /// what the development articles call so, the gold marks none.
    fn of_our_time(&self, i: usize) -> bool {
        let noun = |j: usize| {
            let plain = self.at(j) == Word::Other && !self.capital(j);
            plain && self.doc.tokens.get(j).is_some_and(|t| t.kind == TokenKind::Word)
        };
        if self.at(i + 1) != Word::Possessive || self.doc.word(i + 1).len() < 2 || !noun(i + 2) {
            return false;
        }
        let compound = noun(i + 3) && AFTER_NOUN.binary_search(&self.folded(i + 3).as_ref()).is_err();
        ages(&self.folded(if compound { i + 3 } else { i + 2 }))
    }
}

/// Whether a noun tells what an age has rather than a day.
fn ages(noun: &str) -> bool {
    let plural = noun.len() > 3 && noun.ends_with('s') && !noun.ends_with("ss");
    OF_AN_AGE.binary_search(&noun).is_ok() || plural && OF_A_DAY.binary_search(&noun).is_err()
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_are_sorted_where_they_are_searched() {
        assert!(
            [super::OF_AN_AGE, super::OF_A_DAY, super::AFTER_NOUN, super::TELLING, super::POINTING, super::FINITE]
                .iter()
                .all(|words| words.is_sorted())
        );
    }
}
