//! One text with the signs of its tokens: what the rooms beside look at.
//!
//! Only looks; decides nothing about names.

use super::super::geo::{Hit, Sense};
use super::lexicon::{self, FIRST, Signs};
use crate::corpus::article::CountryCode;
use crate::text::segment::Case;
use crate::text::{Segmented, Token, TokenKind};
use rustc_hash::FxHashSet;
use std::cell::{Cell, OnceCell};
use std::ops::Range;

/// What a verb may end in.
const ENDINGS: &[&str] = &["", "s", "es", "d", "ed", "ing"];

/// A text, the classes of its capitalised words and the candidates of the gazetteer over it.
pub(super) struct Scene<'a> {
    pub(super) doc: &'a Segmented<'a>,
    pub(super) hits: &'a [Hit],
    /// Classes of words: of capitalised ones all, of the others those that were asked for.
    signs: Vec<Cell<Option<Signs>>>,
    /// Index of the hit over a token, plus one.
    over: Vec<u32>,
    /// Whether a token is the first word of its sentence, or a mark before it.
    opens: Vec<bool>,
    /// Words that the text writes in lower case, and their stems; gathered when first asked for.
    lowered: OnceCell<FxHashSet<&'a str>>,
}

impl<'a> Scene<'a> {
    /// Looks every capitalised word up, once.
    pub(super) fn new(doc: &'a Segmented<'a>, hits: &'a [Hit]) -> Self {
        let looked_up = |t: &Token| t.is_capitalised().then(|| lexicon::signs(t.span.of(doc.text)));
        let signs = doc.tokens.iter().map(|t| Cell::new(looked_up(t)));
        let mut over = vec![0; doc.tokens.len()];
        for (n, hit) in hits.iter().enumerate() {
            over[hit.tokens.clone()].fill(n as u32 + 1);
        }
        let mut opens = vec![false; doc.tokens.len()];
        for sentence in &doc.sentences {
            let words = sentence.tokens.clone().take_while(|&i| doc.tokens[i].kind == TokenKind::Punct).count();
            let first = (sentence.tokens.start + words + 1).min(sentence.tokens.end);
            opens[sentence.tokens.start..first].fill(true);
        }
        let signs = signs.collect();
        let mut scene = Self { doc, hits, signs, over, opens, lowered: OnceCell::new() };
        scene.read_style();
        scene
    }

    /// A text that writes its abbreviations with periods ("Sept.", "Gov.") does not abbreviate without: there "Gen"
    /// and "Rev" are names.
    fn read_style(&mut self) {
        let bare = |i: usize| self.capital(i) && self.is(i, lexicon::PERIOD);
        let dotted = |i: usize| self.doc.word(i + 1) == "." && self.doc.tokens.get(i + 1).is_some_and(|t| !t.spaced);
        let short = |i: usize| bare(i) || matches!(self.doc.word(i), "Sept" | "Nov" | "Dec" | "Jan");
        let with = (0..self.doc.tokens.len()).any(|i| dotted(i) && short(i));
        if with {
            let names: Vec<usize> = (0..self.doc.tokens.len())
                .filter(|&i| bare(i) && !dotted(i) && self.doc.tokens[i].case == Case::Title)
                .filter(|&i| !matches!(self.doc.word(i), "No" | "St" | "Mt" | "Co"))
                .collect();
            for i in names {
                self.signs[i].set(Some(FIRST));
            }
        }
    }

    /// The classes of token `i`.
    pub(super) fn signs(&self, i: usize) -> Signs {
        match self.doc.tokens.get(i) {
            Some(t) if t.is_capitalised() || t.kind == TokenKind::Word => self.signs[i].get().unwrap_or_else(|| {
                let signs = lexicon::signs(t.span.of(self.doc.text));
                self.signs[i].set(Some(signs));
                signs
            }),
            _ => Signs::default(),
        }
    }

    /// Whether token `i` belongs to one of the classes.
    pub(super) fn is(&self, i: usize, classes: Signs) -> bool {
        self.signs(i).any(classes)
    }

    /// Whether token `i` is the first word of its sentence (or a mark before it).
    pub(super) fn opens(&self, i: usize) -> bool {
        self.opens.get(i).copied().unwrap_or_default()
    }

    /// Whether the text writes the word of token `i` in lower case elsewhere, be it with a verb's ending.
    pub(super) fn lowered(&self, i: usize) -> bool {
        let words = self.lowered.get_or_init(|| {
            let lower = self.doc.tokens.iter().filter(|t| t.kind == TokenKind::Word && t.case == Case::Lower);
            let words = lower.map(|t| t.span.of(self.doc.text)).filter(|w| w.len() > 3);
            words.flat_map(|w| ENDINGS.iter().filter_map(|e| w.strip_suffix(e))).collect()
        });
        words.contains(self.doc.folded(i).as_ref())
    }

    /// Whether token `i` starts with a capital.
    pub(super) fn capital(&self, i: usize) -> bool {
        self.doc.tokens.get(i).is_some_and(|t| t.is_capitalised())
    }

    /// Whether token `i` is written in capitals throughout.
    pub(super) fn upper(&self, i: usize) -> bool {
        self.doc.tokens.get(i).is_some_and(|t| t.case == Case::Upper)
    }

    /// The candidate over token `i`.
    pub(super) fn hit(&self, i: usize) -> Option<&'a Hit> {
        let n = *self.over.get(i)?;
        self.hits.get((n as usize).checked_sub(1)?)
    }

    /// The country that token `i` names, in one of its forms or by its capital.
    pub(super) fn country(&self, i: usize) -> Option<CountryCode> {
        self.hit(i)?.senses.iter().find_map(|s| match s {
            Sense::Country(code, _) | Sense::Capital(code) => Some(*code),
            _ => None,
        })
    }

    /// Whether token `i` belongs to a country's name, demonym or abbreviation.
    pub(super) fn names_country(&self, i: usize) -> bool {
        self.hit(i).is_some_and(|h| matches!(h.senses.first(), Some(Sense::Country(..))))
    }

    /// Whether token `i` belongs to a place that is likely meant: a country, a capital, a sea or
    /// continent, a large city. A region alone is weaker than the signs of a person.
    pub(super) fn place(&self, i: usize) -> bool {
        self.hit(i).and_then(|h| h.senses.first()).is_some_and(|s| match s {
            Sense::Country(..) | Sense::Capital(_) | Sense::Geographic => true,
            Sense::Place(_, people) => *people >= 300_000,
            Sense::Bloc => false,
        })
    }

    /// Whether token `i` is a period, hyphen or ampersand that joins what stands around it.
    pub(super) fn joint(&self, i: usize) -> bool {
        matches!(self.doc.word(i), "." | "-" | "&" | "\u{2010}" | "\u{2011}")
    }

    /// The number of words in a range of tokens; joints do not count.
    pub(super) fn words(&self, tokens: Range<usize>) -> usize {
        tokens.filter(|&i| self.doc.tokens[i].kind != TokenKind::Punct).count()
    }
}
