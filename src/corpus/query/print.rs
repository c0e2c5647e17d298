//! Prints a query in its canonical syntax, which [`parse`](super::parse()) reads back.

use super::field::{Field, name_of};
use super::{Expr, Query, Term, WordField, WordKind, Words};
use crate::corpus::article::{Days, PartialDate};
use chrono::{Datelike, NaiveDate};
use std::fmt::{self, Display, Formatter, Write};

/// The words that join conditions.
pub(super) const OPERATORS: [&str; 3] = ["OR", "AND", "NOT"];

/// What opens or closes a quotation.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

/// What negates when it stands before a condition.
pub(super) fn is_minus(c: char) -> bool {
    matches!(c, '-' | '−')
}

/// What ends a run of letters.
pub(super) fn ends_run(c: char) -> bool {
    c.is_whitespace() || is_quote(c) || matches!(c, '(' | ')')
}

/// Whether a text can stand without quotes as a word.
pub(super) fn bare_word(text: &str) -> bool {
    bare_value(text)
        && !text.starts_with(is_minus)
        && !text.ends_with('*')
        && !text.contains(':')
        && !OPERATORS.contains(&text)
}

/// Whether a text can stand without quotes after a field's colon.
fn bare_value(text: &str) -> bool {
    !text.is_empty() && !text.contains(ends_run)
}

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.root {
            Expr::All(operands) => joined(f, operands, " "),
            Expr::Any(operands) => joined(f, operands, " OR "),
            other => write!(f, "{other}"),
        }
    }
}

impl Display for Expr {
    /// As an operand: what is made of several stands in parentheses.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (operands, joint) = match self {
            Self::All(operands) => (operands, " "),
            Self::Any(operands) => (operands, " OR "),
            Self::Not(inner) => return write!(f, "-{inner}"),
            Self::Term(term) => return write!(f, "{term}"),
        };
        f.write_char('(')?;
        joined(f, operands, joint)?;
        f.write_char(')')
    }
}

fn joined(f: &mut Formatter<'_>, operands: &[Expr], joint: &str) -> fmt::Result {
    for (n, operand) in operands.iter().enumerate() {
        if n > 0 {
            f.write_str(joint)?;
        }
        write!(f, "{operand}")?;
    }
    Ok(())
}

impl Display for Term {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(words) => write!(f, "{words}"),
            Self::Country { code, named } => write!(f, "{}:{code}", name_of(Field::Country { named: *named })),
            Self::Entity { kind, name } => value(f, Field::Entity(*kind), name),
            Self::Source(name) => value(f, Field::Source, name),
            Self::Story(id) => value(f, Field::Story, id),
            Self::Tag(tag) => value(f, Field::Tag, tag),
            Self::Is(flag) => write!(f, "{}:{}", name_of(Field::Is), flag.name()),
            Self::HasNote => write!(f, "{}:note", name_of(Field::Has)),
            Self::Published(days) => write!(f, "{}:{}", name_of(Field::On), days_text(*days)),
            Self::After(day) => write!(f, "{}:{}", name_of(Field::After), first_day_text(*day)),
            Self::Before(day) => write!(f, "{}:{}", name_of(Field::Before), first_day_text(*day)),
            Self::Mentions(days) => write!(f, "{}:{}", name_of(Field::Mentions), days_text(*days)),
        }
    }
}

impl Display for Words {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.field == WordField::Title {
            write!(f, "{}:", name_of(Field::Words(WordField::Title)))?;
        }
        match self.kind {
            WordKind::Word => f.write_str(&self.text),
            WordKind::Phrase => quoted(f, &self.text),
            WordKind::Prefix => {
                if bare_word(&self.text) {
                    f.write_str(&self.text)?;
                } else {
                    quoted(f, &self.text)?;
                }
                f.write_char('*')
            }
        }
    }
}

fn value(f: &mut Formatter<'_>, field: Field, text: &str) -> fmt::Result {
    write!(f, "{}:", name_of(field))?;
    if bare_value(text) { f.write_str(text) } else { quoted(f, text) }
}

fn quoted(f: &mut Formatter<'_>, text: &str) -> fmt::Result {
    f.write_char('"')?;
    for c in text.chars() {
        if is_quote(c) || c == '\\' {
            f.write_char('\\')?;
        }
        f.write_char(c)?;
    }
    f.write_char('"')
}

/// `2024`, `2024-12`, `2024-12-03`, else both ends: `2024-12-01..2024-12-07`.
fn days_text(days: Days) -> String {
    let Days { from, to } = days;
    let (year, month) = (PartialDate::Year(from.year()), PartialDate::Month(from.year(), from.month()));
    match days {
        _ if from == to => from.to_string(),
        _ if year.days() == days => year.to_string(),
        _ if month.days() == days => month.to_string(),
        _ => format!("{from}..{to}"),
    }
}

/// The shortest date whose first day this is.
fn first_day_text(day: NaiveDate) -> String {
    match (day.month(), day.day()) {
        (1, 1) => PartialDate::Year(day.year()),
        (month, 1) => PartialDate::Month(day.year(), month),
        _ => PartialDate::Day(day),
    }
    .to_string()
}
