//! Evaluates a query over the columns of a library and the marks of its reader.
//!
//! Set operations on bitmaps only; does not sort, and knows no storage.

use super::{Expr, Flag, Query, Term, Words};
use crate::corpus::article::{CountryCode, Days, EntityKind};
use crate::text::fold::fold;
use chrono::NaiveDate;
use roaring::RoaringBitmap;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What a query is evaluated over: sets of articles by their numbers, of which none is `len` or more.
pub trait Columns {
    /// How many articles there are.
    fn len(&self) -> u32;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The articles that speak of a country; where `named`, only those that name it.
    fn country(&self, code: CountryCode, named: bool) -> Cow<'_, RoaringBitmap>;
    /// The articles that speak of an entity whose id's slug or name holds the words of `name`
    /// ([`holds_words`](super::holds_words)); not asked for countries.
    fn entities(&self, kind: Option<EntityKind>, name: &str) -> RoaringBitmap;
    /// The articles of sources whose name holds the words of `name`, folded.
    fn source(&self, name: &str) -> RoaringBitmap;
    /// The articles of the stories whose id begins with `id`.
    fn story(&self, id: &str) -> RoaringBitmap;
    /// The articles whose publication date shares a day with `days`.
    fn published(&self, days: Days) -> RoaringBitmap;
    /// The articles that speak of a day of `days`.
    fn spoken(&self, days: Days) -> RoaringBitmap;
    /// The articles without a publication date.
    fn undated(&self) -> RoaringBitmap;
    /// The articles that are copies of others.
    fn duplicates(&self) -> RoaringBitmap;
    /// The articles that hold words.
    fn words(&self, words: &Words) -> RoaringBitmap;
}

/// What a person marked, by the numbers of the articles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marked {
    /// Articles read.
    pub read: RoaringBitmap,
    /// Articles starred.
    pub starred: RoaringBitmap,
    /// Articles with a note.
    pub noted: RoaringBitmap,
    /// Articles by tag.
    pub tags: BTreeMap<String, RoaringBitmap>,
}

impl Marked {
    /// The articles with a tag, in whatever case it is written.
    fn tagged(&self, tag: &str) -> RoaringBitmap {
        let wanted = fold(tag);
        self.tags
            .iter()
            .filter(|(name, _)| fold(name) == wanted)
            .fold(RoaringBitmap::new(), |all, (_, some)| all | some)
    }
}

/// The articles for which the query holds.
#[must_use]
pub fn evaluate(query: &Query, columns: &impl Columns, marked: &Marked) -> RoaringBitmap {
    let mut found = everything(columns);
    narrow(&query.root, columns, marked, &mut found);
    found
}

/// Leaves those of `found` for which `expr` holds.
fn narrow(expr: &Expr, columns: &impl Columns, marked: &Marked, found: &mut RoaringBitmap) {
    match expr {
        Expr::All(operands) => {
            for operand in operands {
                narrow(operand, columns, marked, found);
                if found.is_empty() {
                    return;
                }
            }
        }
        Expr::Any(operands) => {
            let mut any = RoaringBitmap::new();
            for operand in operands {
                match operand {
                    Expr::Term(term) => any |= &*term_set(term, columns, marked),
                    other => {
                        let mut some = found.clone();
                        narrow(other, columns, marked, &mut some);
                        any |= some;
                    }
                }
            }
            *found &= any;
        }
        Expr::Not(inner) => match &**inner {
            Expr::Term(term) => *found -= &*term_set(term, columns, marked),
            other => {
                let mut some = found.clone();
                narrow(other, columns, marked, &mut some);
                *found -= some;
            }
        },
        Expr::Term(term) => *found &= &*term_set(term, columns, marked),
    }
}

fn everything(columns: &impl Columns) -> RoaringBitmap {
    let mut all = RoaringBitmap::new();
    all.insert_range(0..columns.len());
    all
}

fn term_set<'a>(term: &Term, columns: &'a impl Columns, marked: &'a Marked) -> Cow<'a, RoaringBitmap> {
    Cow::Owned(match term {
        Term::Words(words) => columns.words(words),
        Term::Country { code, named } => return columns.country(*code, *named),
        Term::Entity { kind, name } => columns.entities(*kind, name),
        Term::Source(name) => columns.source(name),
        Term::Story(id) => columns.story(id),
        Term::Tag(tag) => marked.tagged(tag),
        Term::Is(Flag::Read) => return Cow::Borrowed(&marked.read),
        Term::Is(Flag::Unread) => everything(columns) - &marked.read,
        Term::Is(Flag::Starred) => return Cow::Borrowed(&marked.starred),
        Term::Is(Flag::Undated) => columns.undated(),
        Term::Is(Flag::Duplicate) => columns.duplicates(),
        Term::HasNote => return Cow::Borrowed(&marked.noted),
        Term::Published(days) => columns.published(*days),
        Term::After(day) => columns.published(Days { from: *day, to: NaiveDate::MAX }),
        Term::Before(day) => match day.pred_opt() {
            Some(last) => columns.published(Days { from: NaiveDate::MIN, to: last }),
            None => RoaringBitmap::new(),
        },
        Term::Mentions(days) => columns.spoken(*days),
    })
}
