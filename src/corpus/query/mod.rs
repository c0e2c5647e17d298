//! What to list: a conjunction of clauses over countries, entities and dates.
//!
//! A query is data; `library` evaluates it. The filters that keys set are this same query.

mod evaluate;

pub use evaluate::{Columns, evaluate};

use super::article::{CountryCode, Days};
use std::fmt;

/// A query: every clause must hold. The empty query lists everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The clauses.
    pub clauses: Vec<Clause>,
}

/// One clause: any of its terms holds, or, negated, none does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Whether none may hold.
    pub not: bool,
    /// The terms.
    pub any: Vec<Term>,
}

/// One condition on an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// It speaks of a country.
    Country(CountryCode),
    /// It speaks of an entity, by id; the name is for showing.
    Entity {
        /// `person:gen-nakatani`
        id: String,
        /// `Gen Nakatani`
        name: String,
    },
    /// It was published in these days (a month known alone counts with all its days).
    Published(Days),
    /// It speaks of these days.
    Mentions(Days),
}

/// In which order to list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// By publication, newest first; undated last.
    #[default]
    Newest,
    /// By publication, oldest first; undated last.
    Oldest,
    /// By headline.
    Title,
    /// By source, then newest first.
    Source,
}

impl Query {
    /// Whether it lists everything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }
}

impl fmt::Display for Query {
    /// As the bar shows it: `KR ∧ JP − CN · Gen Nakatani`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, clause) in self.clauses.iter().enumerate() {
            if n > 0 {
                f.write_str(if clause.not { " − " } else { " ∧ " })?;
            } else if clause.not {
                f.write_str("− ")?;
            }
            for (m, term) in clause.any.iter().enumerate() {
                if m > 0 {
                    f.write_str(" ∨ ")?;
                }
                write!(f, "{term}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days = |f: &mut fmt::Formatter<'_>, d: &Days| {
            if d.from == d.to { write!(f, "{}", d.from) } else { write!(f, "{}…{}", d.from, d.to) }
        };
        match self {
            Self::Country(code) => write!(f, "{code}"),
            Self::Entity { name, .. } => f.write_str(name),
            Self::Published(d) => {
                f.write_str("on ")?;
                days(f, d)
            }
            Self::Mentions(d) => {
                f.write_str("speaks of ")?;
                days(f, d)
            }
        }
    }
}
