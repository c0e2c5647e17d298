//! An article as the evidence of its date is read from it: its times, its lead, what counts, and clauses.
//!
//! Weighs nothing.

use super::begins::Begins;
use super::knowledge::Knowledge;
use crate::corpus::annotate::times::{Clue, Found};
use crate::corpus::article::{Annotations, Furniture, FurnitureKind};
use crate::text::{Segmented, Span, TokenKind};
use std::cell::OnceCell;
use std::ops::Range;

/// A time expression that tells something about the day of its article.
#[derive(Clone, Copy, Debug)]
pub struct Timed {
    /// Its extent.
    pub span: Span,
    /// What it tells, where it does.
    pub clue: Option<Clue>,
}

impl From<&Found> for Timed {
    fn from(found: &Found) -> Self {
        Self { span: found.span, clue: found.clue }
    }
}

/// An article to be dated.
pub struct Reading<'a> {
    /// Its text.
    pub doc: &'a Segmented<'a>,
    /// Its layers so far.
    pub layers: &'a Annotations,
    /// Its times, in order.
    pub times: &'a [Timed],
    /// What is known of the world.
    pub known: &'a Knowledge,
    /// What each of its words begins, once it was asked for.
    begins: OnceCell<Vec<Begins>>,
    /// Its first sentence of some length that is neither headline nor furniture.
    pub lead: Span,
}

/// Words of the shortest sentence that counts as a lead.
const LEAD_WORDS: usize = 8;
/// Times among which the neighbours of one are looked for.
const NEIGHBOURS: usize = 6;
/// Sentences of the opening.
const OPENING: usize = 6;
/// Tokens of a clause before and after a time.
const BEFORE: usize = 24;
const AFTER: usize = 8;

impl<'a> Reading<'a> {
    /// Finds the lead.
    #[must_use]
    pub fn new(doc: &'a Segmented<'a>, layers: &'a Annotations, times: &'a [Timed], known: &'a Knowledge) -> Self {
        let begins = OnceCell::new();
        let mut reading = Self { doc, layers, times, known, begins, lead: Span::new(0, 0) };
        let body = |span: Span| {
            reading.furniture(span).is_none() && !layers.title.span.is_some_and(|title| title.contains(span))
        };
        let words = |tokens: &Range<usize>| {
            doc.tokens[tokens.clone()].iter().filter(|t| t.kind != TokenKind::Punct).take(LEAD_WORDS).count()
        };
        let lead = doc.sentences.iter().find(|s| words(&s.tokens) == LEAD_WORDS && body(s.span));
        if let Some(lead) = lead {
            reading.lead = lead.span;
        }
        reading
    }

    /// What each token of the text begins.
    #[must_use]
    pub fn begins(&self) -> &[Begins] {
        self.begins.get_or_init(|| self.known.first_words.in_text(self.doc))
    }

    /// The lead and the sentences after it in which the news is still told.
    #[must_use]
    pub fn opening(&self) -> Span {
        let first = self.doc.sentences.partition_point(|s| s.span.end <= self.lead.start);
        let last = self.doc.sentences.get(first..).and_then(|rest| rest.get(..rest.len().min(OPENING))?.last());
        last.map_or(self.lead, |last| self.lead.cover(last.span))
    }

    /// The kind of furniture that `span` lies in.
    #[must_use]
    pub fn furniture(&self, span: Span) -> Option<FurnitureKind> {
        furniture(&self.layers.furniture, span)
    }

    /// Whether what stands at `span` belongs to the article or to a caption of it.
    #[must_use]
    pub fn counts(&self, span: Span) -> bool {
        matches!(self.furniture(span), None | Some(FurnitureKind::Caption))
    }

    /// The tokens of the clause that time number `k` stands in: bounded by its sentence, by other days and weeks, and by
    /// the words that join clauses.
    #[must_use]
    pub fn clause(&self, k: usize) -> Range<usize> {
        let marks = |t: &&Timed| t.clue.is_some() || t.span.of(self.doc.text).ends_with("week");
        // Durations in between do not tell events apart; a clause holds few of them.
        let before = self.times[..k].iter().rev().take(NEIGHBOURS).find(marks);
        let after = self.times[k + 1..].iter().take(NEIGHBOURS).find(marks);
        clause(self.doc, self.times[k].span, before.map(|t| t.span), after.map(|t| t.span))
    }
}

/// The kind of the furniture that `span` lies in.
#[must_use]
pub fn furniture(furniture: &[Furniture], span: Span) -> Option<FurnitureKind> {
    let i = furniture.partition_point(|f| f.span.end <= span.start);
    furniture.get(i).filter(|f| f.span.overlaps(span)).map(|f| f.kind)
}

/// The tokens of the clause around the time at `span`, given the times before and after it.
#[must_use]
pub fn clause(doc: &Segmented<'_>, span: Span, before: Option<Span>, after: Option<Span>) -> Range<usize> {
    let here = doc.tokens_in(span);
    let Some(sentence) = doc.sentences.get(doc.sentence_of(here.start)).map(|s| s.tokens.clone()) else { return here };
    let first = before.map_or(0, |b| doc.tokens_in(b).end).max(sentence.start).max(here.start.saturating_sub(BEFORE));
    let last = after.map_or(usize::MAX, |a| doc.tokens_in(a).start).min(sentence.end).min(here.end + AFTER);
    let start = (first..here.start).rev().find(|&i| joins(&doc.folded(i))).map_or(first, |i| i + 1);
    let end = (here.end..last).find(|&i| doc.word(i) == "," || joins(&doc.folded(i))).unwrap_or(last);
    start..end.max(here.end)
}

/// Whether a word parts what happened at one time from what happened at another.
fn joins(word: &str) -> bool {
    matches!(word, "after" | "before" | "since" | "while" | "when" | "but" | "following" | "although" | ";")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_ends_at_its_neighbours() {
        let doc = Segmented::new("They met Monday after the quake that killed many late Tuesday, and left.");
        let at = |text: &str| {
            let start = doc.text.find(text).unwrap();
            Span::new(start, start + text.len())
        };
        let (monday, tuesday) = (at("Monday"), at("Tuesday"));
        let text = |tokens: Range<usize>| doc.span(tokens).of(doc.text);
        assert_eq!(text(clause(&doc, monday, None, Some(tuesday))), "They met Monday");
        assert_eq!(text(clause(&doc, tuesday, Some(monday), None)), "the quake that killed many late Tuesday");
    }
}
