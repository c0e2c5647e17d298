//! What a query that is being typed may go on with: fields, and what may follow their colon.
//!
//! Does not parse: what is typed is no query yet.

use super::field::{FIELDS, Field, FieldRow, name_of, named};
use super::print::{ends_run, is_minus, is_quote};
use super::{Expr, Flag, Term};
use crate::corpus::annotate::gazetteer;
use crate::corpus::article::{CountryCode, EntityKind};
use crate::text::fold::fold;
use std::ops::Range;

/// Most that are offered at once.
const MOST: usize = 12;

/// Most of one sort beside the fields, where no field was typed.
const FEW: usize = 4;

/// One way to go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The bytes of the text that it replaces.
    pub replace: Range<usize>,
    /// What stands there then; a condition that is complete ends with a space.
    pub with: String,
    /// What it is, for people.
    pub shows: String,
}

/// The values that a collection and its reader give to fields.
pub trait Vocabulary {
    /// What may follow a field's colon, the likeliest first; not asked for flags and for countries by name.
    fn values(&self, field: Field) -> Vec<String>;
}

/// The ways to go on from the byte `cursor` of a text, the likeliest first.
#[must_use]
pub fn complete(text: &str, cursor: usize, vocabulary: &dyn Vocabulary) -> Vec<Completion> {
    let cursor = text.floor_char_boundary(cursor);
    let start = term_start(&text[..cursor]);
    let typed = &text[start..cursor];
    let offer = |with: String, shows: String| Completion { replace: start..cursor, with, shows };
    let mut found: Vec<Completion> = match typed.split_once(':').and_then(|(name, value)| Some((named(name)?, value))) {
        Some((row, value)) => {
            let value = value.trim_start_matches(is_quote);
            values(row, value, vocabulary).into_iter().map(|(term, shows)| offer(format!("{term} "), shows)).collect()
        }
        None if typed.contains(is_quote) => Vec::new(),
        None => {
            let wanted = fold(typed);
            let fields = FIELDS.iter().filter(|row| row.name.starts_with(&*wanted));
            let mut found: Vec<Completion> =
                fields.map(|row| offer(format!("{}:", row.name), row.doc.replace('`', ""))).collect();
            if !typed.is_empty() {
                for row in FIELDS.iter().filter(|row| OFFERED_BARE.contains(&row.field)) {
                    let few = values(row, typed, vocabulary).into_iter().take(FEW);
                    found.extend(few.map(|(term, shows)| offer(format!("{term} "), shows)));
                }
            }
            found
        }
    };
    found.truncate(MOST);
    found
}

/// Fields whose values are offered before a field was typed.
const OFFERED_BARE: [Field; 5] =
    [Field::Country { named: false }, Field::Is, Field::Entity(Some(EntityKind::Person)), Field::Source, Field::Tag];

/// What stands before the condition that is being typed at the byte `cursor`.
#[must_use]
pub fn finished(text: &str, cursor: usize) -> &str {
    let before = &text[..text.floor_char_boundary(cursor)];
    before[..term_start(before)].trim_end_matches(is_minus)
}

/// Where the condition begins that is being typed at the end of `text`, its minus left out.
fn term_start(text: &str) -> usize {
    let mut start = None;
    let (mut quoted, mut escaped) = (false, false);
    for (n, c) in text.char_indices() {
        if quoted {
            quoted = escaped || !is_quote(c);
            escaped = !escaped && c == '\\';
        } else if c.is_whitespace() || matches!(c, '(' | ')') {
            start = None;
        } else if start.is_some() || !is_minus(c) {
            start.get_or_insert(n);
            quoted = is_quote(c);
        }
    }
    start.unwrap_or(text.len())
}

/// The conditions of a field whose value fits what is typed, and what each is.
fn values(row: &FieldRow, typed: &str, vocabulary: &dyn Vocabulary) -> Vec<(Expr, String)> {
    let given = || {
        let wanted = fold(typed.trim()).into_owned();
        let fits = move |value: &String| {
            let value = fold(value);
            value.starts_with(&wanted) || value.match_indices(&wanted).any(|(at, _)| value[..at].ends_with(ends_word))
        };
        vocabulary.values(row.field).into_iter().filter(fits)
    };
    let term = |term: Term, shows: String| (Expr::Term(term), shows);
    match row.field {
        Field::Country { named } => {
            let codes = match typed.trim() {
                "" => given().filter_map(|code| CountryCode::new(&code)).collect(),
                name => gazetteer::search(name),
            };
            let name = |code: CountryCode| gazetteer::country(code).map_or("", |c| c.name);
            codes.into_iter().map(|code| term(Term::Country { code, named }, name(code).to_owned())).collect()
        }
        Field::Is => {
            let wanted = fold(typed);
            let flags = Flag::ALL.into_iter().filter(|flag| flag.name().starts_with(&*wanted));
            flags.map(|flag| term(Term::Is(flag), flag.name().to_owned())).collect()
        }
        Field::Has if "note".starts_with(&*fold(typed)) => vec![term(Term::HasNote, "note".to_owned())],
        Field::Has | Field::Words(_) | Field::Story => Vec::new(),
        Field::Entity(kind) => given().map(|name| term(Term::Entity { kind, name: name.clone() }, name)).collect(),
        Field::Source => given().map(|name| term(Term::Source(name.clone()), name)).collect(),
        Field::Tag => given().map(|tag| term(Term::Tag(tag.clone()), tag)).collect(),
        Field::On | Field::After | Field::Before | Field::Mentions => given()
            .filter_map(|date| {
                let query: super::Query = format!("{}:{date}", name_of(row.field)).parse().ok()?;
                Some((query.root, date))
            })
            .collect(),
    }
}

fn ends_word(c: char) -> bool {
    ends_run(c) || !c.is_alphanumeric()
}
