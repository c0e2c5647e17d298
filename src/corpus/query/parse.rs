//! Reads a query; a mistake says where it stands, what was found and what was expected.
//!
//! ```text
//! any   = all { "OR" all }
//! all   = unary { ["AND"] unary }
//! unary = ("-" | "NOT") unary | "(" any ")" | term
//! term  = [field ":"] (run | quoted) ["*"]
//! ```
//!
//! Linear in the length of the text. Does not evaluate.

use super::field::{self, FIELDS, Field, FieldRow};
use super::print::{OPERATORS, ends_run, is_minus, is_quote};
use super::{Expr, Query, Term, WordKind, Words, tidy};
use crate::corpus::annotate::gazetteer;
use crate::corpus::article::{CountryCode, Days, PartialDate};
use crate::text::wrap::{truncate, width};
use std::ops::Range;
use std::str::FromStr;

/// How deep parentheses and negations may nest.
pub const MOST_DEEP: usize = 64;

/// Columns of what was found that a message quotes.
const QUOTED: usize = 40;

/// Why a text is no query.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("found {found}; expected {expected}")]
pub struct Mistake {
    /// Where it stands, in bytes; empty where something is missing.
    pub at: Range<usize>,
    /// What stands there.
    pub found: String,
    /// What would have been right.
    pub expected: String,
}

impl Mistake {
    /// The query with a line below that points at the mistake, and what is wrong, for people on a command line.
    #[must_use]
    pub fn pointed(&self, text: &str) -> String {
        // A line break in it would put the pointer under another line.
        let line = |part: &str| part.replace(|c: char| c.is_control(), " ");
        let columns = |range: Range<usize>| width(&line(text.get(range).unwrap_or_default()));
        let carets = "^".repeat(columns(self.at.clone()).max(1));
        format!("{}\n{}{carets} {self}", line(text), " ".repeat(columns(0..self.at.start)))
    }
}

/// Reads a query.
///
/// # Errors
/// The first mistake in the text.
pub fn parse(text: &str) -> Result<Query, Mistake> {
    let mut parser = Parser { text, at: 0, depth: 0 };
    parser.space();
    if parser.at == text.len() {
        return Ok(Query::default());
    }
    let root = parser.any()?;
    match parser.peek() {
        None => Ok(Query { root }),
        Some(c) => Err(parser.mistake(parser.at..parser.at + c.len_utf8(), "a `(` before it")),
    }
}

impl FromStr for Query {
    type Err = Mistake;

    fn from_str(text: &str) -> Result<Self, Mistake> {
        parse(text)
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn space(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    /// The letters from here to what ends a run.
    fn run(&self) -> &'a str {
        let rest = self.rest();
        &rest[..rest.find(ends_run).unwrap_or(rest.len())]
    }

    fn operator(&self) -> Option<&'static str> {
        let run = self.run();
        OPERATORS.into_iter().find(|o| *o == run)
    }

    fn mistake(&self, at: Range<usize>, expected: impl Into<String>) -> Mistake {
        let found = match self.text.get(at.clone()).unwrap_or_default() {
            "" if at.end >= self.text.trim_end().len() => "the end".to_owned(),
            "" => "nothing".to_owned(),
            found => format!("`{}`", truncate(&tidy(found), QUOTED)),
        };
        Mistake { at, found, expected: expected.into() }
    }

    /// A mistake about what stands here, or the end.
    fn mistake_here(&self, expected: impl Into<String>) -> Mistake {
        let here = match (self.run(), self.peek()) {
            ("", None) => 0,
            ("", Some(c)) => c.len_utf8(),
            (run, _) => run.len(),
        };
        self.mistake(self.at..self.at + here, expected)
    }

    fn any(&mut self) -> Result<Expr, Mistake> {
        let mut operands = vec![self.all("a word or a field such as country:")?];
        while self.operator() == Some("OR") {
            self.at += "OR".len();
            self.space();
            operands.push(self.all("a condition after OR")?);
        }
        Ok(Expr::any(operands))
    }

    /// Conditions side by side, and the space behind them; `expected` names the first.
    fn all(&mut self, expected: &'static str) -> Result<Expr, Mistake> {
        let mut operands = Vec::new();
        // What must come next, where something must.
        let mut wanted = Some(expected);
        loop {
            let operator = self.operator();
            let ends = matches!(self.peek(), None | Some(')')) || operator == Some("OR");
            let and = operator == Some("AND");
            match wanted {
                Some(expected) if ends || and => return Err(self.mistake_here(expected)),
                None if ends => return Ok(Expr::all(operands)),
                None if and => {
                    self.at += "AND".len();
                    wanted = Some("a condition after AND");
                }
                _ => {
                    operands.push(self.unary()?);
                    wanted = None;
                }
            }
            self.space();
        }
    }

    fn unary(&mut self) -> Result<Expr, Mistake> {
        let start = self.at;
        let minus = self.peek().filter(|c| is_minus(*c)).map(char::len_utf8);
        let negates = minus.or_else(|| (self.operator() == Some("NOT")).then_some("NOT".len()));
        if let Some(len) = negates {
            self.at += len;
            if minus.is_none() {
                self.space();
            }
            if self.peek().is_none_or(|c| c.is_whitespace() || c == ')') {
                return Err(self.mistake(start..self.at, "what is not wanted right behind it"));
            }
            return self.deeper(start, |p| Ok(p.unary()?.not()));
        }
        if self.peek() != Some('(') {
            return self.term();
        }
        self.at += 1;
        self.space();
        let inner = self.deeper(start, Self::any)?;
        if self.peek() != Some(')') {
            return Err(self.mistake(start..start + 1, "a `)` for it"));
        }
        self.at += 1;
        Ok(inner)
    }

    /// Goes one level down, unless there are too many.
    fn deeper(
        &mut self,
        start: usize,
        inside: impl FnOnce(&mut Self) -> Result<Expr, Mistake>,
    ) -> Result<Expr, Mistake> {
        if self.depth == MOST_DEEP {
            let expected = format!("at most {MOST_DEEP} parentheses and negations in one another");
            return Err(self.mistake(start..self.at, expected));
        }
        self.depth += 1;
        let found = inside(self)?;
        self.depth -= 1;
        Ok(found)
    }

    fn term(&mut self) -> Result<Expr, Mistake> {
        let start = self.at;
        let run = self.run();
        let Some(colon) = run.find(':').filter(|&n| n > 0) else {
            return self.words(Field::Words(super::WordField::Any), "a word with letters or digits", start);
        };
        let name = &run[..colon];
        let Some(row) = field::named(name) else {
            // `10:30` is a word.
            if !name.chars().all(|c| c.is_alphabetic() || matches!(c, '!' | '_')) {
                return self.words(Field::Words(super::WordField::Any), "a word with letters or digits", start);
            }
            let near = nearest(name);
            let expected = format!("a field, perhaps {near}:, or quotes around the text");
            return Err(self.mistake(start..start + colon + 1, expected));
        };
        self.at += colon + 1;
        if matches!(row.field, Field::Words(_)) {
            return self.words(row.field, row.expects, start);
        }
        let from = self.at;
        let value = match self.peek().filter(|c| is_quote(*c)) {
            Some(_) => self.quotation()?,
            None => {
                self.at += self.run().len();
                self.text[from..self.at].to_owned()
            }
        };
        let value = tidy(&value);
        if value.is_empty() {
            return Err(self.mistake(from..self.at, row.expects));
        }
        match term(row, &value) {
            Ok(term) => Ok(Expr::Term(term)),
            Err(expected) => Err(self.mistake(from..self.at, expected)),
        }
    }

    /// A word, a quotation or a beginning; `start` is where its field begins.
    fn words(&mut self, field: Field, expects: &str, start: usize) -> Result<Expr, Mistake> {
        let from = self.at;
        let (text, kind) = match self.peek().filter(|c| is_quote(*c)) {
            Some(_) => {
                let text = self.quotation()?;
                let star = self.rest().starts_with('*');
                self.at += usize::from(star);
                (text, if star { WordKind::Prefix } else { WordKind::Phrase })
            }
            None => {
                let run = self.run();
                self.at += run.len();
                let stem = run.trim_end_matches('*');
                (stem.to_owned(), if stem.len() < run.len() { WordKind::Prefix } else { WordKind::Word })
            }
        };
        let place = if let Field::Words(place) = field { place } else { super::WordField::Any };
        match Words::new(place, &text, kind) {
            Some(words) => Ok(Expr::Term(Term::Words(words))),
            None if self.at == from && start == from => Err(self.mistake_here(expects)),
            None => Err(self.mistake(from..self.at, expects)),
        }
    }

    /// What stands between quotes; a backslash takes the next letter as it is.
    fn quotation(&mut self) -> Result<String, Mistake> {
        let start = self.at;
        let mut text = String::new();
        let mut letters = self.rest().char_indices().skip(1);
        while let Some((n, c)) = letters.next() {
            match c {
                '\\' => text.extend(letters.next().map(|(_, c)| c)),
                c if is_quote(c) => {
                    self.at = start + n + c.len_utf8();
                    return Ok(text);
                }
                c => text.push(c),
            }
        }
        Err(self.mistake(start..self.text.trim_end().len(), "a `\"` at its end"))
    }
}

/// The field that shares the longest beginning with a name.
fn nearest(name: &str) -> &'static str {
    let shared =
        |row: &&FieldRow| row.name.chars().zip(name.chars()).take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count();
    // Of equals the first: the one most used.
    FIELDS.iter().rev().max_by_key(shared).map_or("country", |row| row.name)
}

/// A condition from a field and what follows it; what was expected where that is nothing.
fn term(row: &FieldRow, value: &str) -> Result<Term, String> {
    let expected = || row.expects.to_owned();
    let text = value.to_owned();
    Ok(match row.field {
        Field::Country { named } => {
            Term::Country { code: country(value).map_err(|e| e.unwrap_or_else(expected))?, named }
        }
        Field::Entity(kind) => Term::Entity { kind, name: text },
        Field::Source => Term::Source(text),
        Field::Story => Term::Story(text),
        Field::Tag => Term::Tag(text),
        Field::Is => Term::Is(field::flag(value).ok_or_else(expected)?),
        Field::Has if value.eq_ignore_ascii_case("note") => Term::HasNote,
        Field::On => Term::Published(days(value).ok_or_else(expected)?),
        Field::After => Term::After(date(value).ok_or_else(expected)?.days().from),
        Field::Before => Term::Before(date(value).ok_or_else(expected)?.days().from),
        Field::Mentions => Term::Mentions(days(value).ok_or_else(expected)?),
        Field::Has | Field::Words(_) => return Err(expected()),
    })
}

/// The one country that a text means: by code, by a whole name, else by the beginning of one. Where it may mean
/// several, they are the error.
fn country(text: &str) -> Result<CountryCode, Option<String>> {
    if let Some(country) = CountryCode::new(text).and_then(gazetteer::country) {
        return Ok(country.code);
    }
    let mut found = gazetteer::called(text);
    if found.is_empty() {
        found = gazetteer::search(text);
    }
    match found.as_slice() {
        [] => Err(None),
        [one] => Ok(*one),
        several => {
            let name =
                |c: &CountryCode| gazetteer::country(*c).map_or_else(|| c.to_string(), |k| format!("{c} ({})", k.name));
            let names: Vec<String> = several.iter().take(4).map(name).collect();
            Err(Some(format!("one country: {}{}", names.join(", "), if several.len() > 4 { ", …" } else { "" })))
        }
    }
}

/// A year, a month or a day.
fn date(text: &str) -> Option<PartialDate> {
    let shaped = matches!(text.len(), 4 | 7 | 10) && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    PartialDate::parse(text).filter(|_| shaped)
}

/// The days of a date, or from the first of one to the last of another.
fn days(text: &str) -> Option<Days> {
    let (from, to) = text.split_once("..").unwrap_or((text, text));
    let days = Days { from: date(from)?.days().from, to: date(to)?.days().to };
    (days.from <= days.to).then_some(days)
}
