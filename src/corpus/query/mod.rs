//! What to list: a tree of conditions on articles, its syntax, its evaluation and its completion.
//!
//! A query is data; `library` evaluates it over its columns. The filters that keys set are this same query.
//!
//! ```
//! use dateline::corpus::query::Query;
//! let query: Query = "country:\"south korea\" (missile* OR \"joint drill\") -country:RU after:2024-01-01".parse()?;
//! assert_eq!(query.to_string(), "country:KR (missile* OR \"joint drill\") -country:RU after:2024");
//! # Ok::<(), dateline::corpus::query::Mistake>(())
//! ```

mod complete;
mod evaluate;
mod field;
mod parse;
mod print;
mod snippet;
pub mod stem;
#[cfg(test)]
mod tests;
mod words;

pub use complete::{Completion, Vocabulary, complete, finished};
pub use evaluate::{Columns, Marked, evaluate};
pub use field::{FIELDS, Field, FieldRow, query_markdown};
pub use parse::{MOST_DEEP, Mistake, parse};
pub use snippet::Snippet;
pub use words::{Finder, holds_words};

use super::article::{CountryCode, Days, EntityKind};
use chrono::NaiveDate;

/// A query. The default lists everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Query {
    /// What must hold.
    pub root: Expr,
}

/// A condition made of conditions.
///
/// In normal form, which the constructors [`all`](Self::all), [`any`](Self::any) and [`not`](Self::not) keep, no
/// operand of `All` is an `All` and none of `Any` an `Any`, both have at least two operands, nothing is negated
/// twice, and the empty `All` stands alone. `parse(print(q)) == q` for every query in normal form.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Expr {
    /// All of them hold; without any, nothing is asked.
    All(Vec<Expr>),
    /// At least one of them holds.
    Any(Vec<Expr>),
    /// It does not hold.
    Not(Box<Expr>),
    /// A single condition.
    Term(Term),
}

/// One condition on an article.
///
/// In normal form a text in it is [`tidy`] and not empty, a country is one of the gazetteer's, days end no sooner
/// than they begin and lie in the years 0 to 9999, and no entity is of the kind country.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Term {
    /// It holds words.
    Words(Words),
    /// It speaks of a country.
    Country {
        /// Which.
        code: CountryCode,
        /// Only where the country itself is named, not reached through a place.
        named: bool,
    },
    /// It speaks of an entity.
    Entity {
        /// Of which kind; any where it is not said.
        kind: Option<EntityKind>,
        /// The slug of its id, its name, or whole words of its name.
        name: String,
    },
    /// Its source's name holds these words.
    Source(String),
    /// It belongs to the story with this id.
    Story(String),
    /// The reader gave it this tag.
    Tag(String),
    /// A flag is up.
    Is(Flag),
    /// The reader wrote a note on it.
    HasNote,
    /// It was published in these days (a month known alone counts with all its days).
    Published(Days),
    /// It was published on this day or later.
    After(NaiveDate),
    /// It was published before this day.
    Before(NaiveDate),
    /// It speaks of these days.
    Mentions(Days),
}

/// Yes or no about an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flag {
    /// Not read yet.
    Unread,
    /// Read.
    Read,
    /// Starred.
    Starred,
    /// Without a date of publication.
    Undated,
    /// A copy of another article.
    Duplicate,
}

impl Flag {
    /// Every flag.
    pub const ALL: [Flag; 5] = [Self::Unread, Self::Read, Self::Starred, Self::Undated, Self::Duplicate];

    /// Its name, as `is:` takes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unread => "unread",
            Self::Read => "read",
            Self::Starred => "starred",
            Self::Undated => "undated",
            Self::Duplicate => "duplicate",
        }
    }
}

/// Where words are looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum WordField {
    /// In headline and text.
    #[default]
    Any,
    /// In the headline alone.
    Title,
}

/// How words are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WordKind {
    /// A word in any of its forms. What the index takes for several words must stand in this order: `Jong-un`.
    Word,
    /// Words one after the other, each in any of its forms.
    Phrase,
    /// The same, of which the last is the beginning of a word.
    Prefix,
}

/// Words to look for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Words {
    /// Where.
    pub field: WordField,
    /// As they were typed, without quotes and star; [`tidy`].
    pub text: String,
    /// How.
    pub kind: WordKind,
}

impl Words {
    /// Words in normal form: what cannot stand without quotes is a phrase. `None` without any letter or digit.
    #[must_use]
    pub fn new(field: WordField, text: &str, kind: WordKind) -> Option<Self> {
        let text = tidy(text);
        if !text.contains(char::is_alphanumeric) {
            return None;
        }
        let kind = if kind == WordKind::Word && !print::bare_word(&text) { WordKind::Phrase } else { kind };
        Some(Self { field, text, kind })
    }
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
    /// By relevance to the words of the query, then newest first.
    Best,
}

/// A text with single spaces and none at its ends.
#[must_use]
pub fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Default for Expr {
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

impl Expr {
    /// All of these; operands that ask nothing are left out.
    #[must_use]
    pub fn all(operands: impl IntoIterator<Item = Expr>) -> Self {
        Self::join(operands, |e| match e {
            Self::All(inner) => Ok(inner),
            other => Err(other),
        })
        .unwrap_or_else(Self::All)
    }

    /// Any of these; operands that ask nothing are left out.
    #[must_use]
    pub fn any(operands: impl IntoIterator<Item = Expr>) -> Self {
        Self::join(operands, |e| match e {
            Self::Any(inner) => Ok(inner),
            Self::All(inner) if inner.is_empty() => Ok(inner),
            other => Err(other),
        })
        .unwrap_or_else(|flat| if flat.is_empty() { Self::default() } else { Self::Any(flat) })
    }

    /// The opposite; nothing asked stays nothing asked.
    #[must_use]
    #[expect(clippy::should_implement_trait, reason = "an operator on conditions reads no better")]
    pub fn not(self) -> Self {
        match self {
            Self::Not(inner) => *inner,
            everything if everything.is_everything() => everything,
            other => Self::Not(Box::new(other)),
        }
    }

    /// Joins operands in one list, opening those that `open` can; one alone stands for itself.
    fn join(
        operands: impl IntoIterator<Item = Expr>,
        open: impl Fn(Expr) -> Result<Vec<Expr>, Expr>,
    ) -> Result<Self, Vec<Expr>> {
        let mut flat = Vec::new();
        for operand in operands {
            match open(operand) {
                // Taking the first list as it is keeps nested lists linear.
                Ok(inner) if flat.is_empty() => flat = inner,
                Ok(inner) => flat.extend(inner),
                Err(single) => flat.push(single),
            }
        }
        match flat.pop() {
            Some(only) if flat.is_empty() => Ok(only),
            Some(last) => {
                flat.push(last);
                Err(flat)
            }
            None => Err(flat),
        }
    }

    /// Whether it asks nothing.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        matches!(self, Self::All(operands) if operands.is_empty())
    }
}

impl From<Term> for Expr {
    fn from(term: Term) -> Self {
        Self::Term(term)
    }
}

impl Query {
    /// Whether it lists everything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.root.is_everything()
    }

    /// Whether what it lists depends on marks.
    #[must_use]
    pub fn asks_for_marks(&self) -> bool {
        fn asks(expr: &Expr) -> bool {
            match expr {
                Expr::All(operands) | Expr::Any(operands) => operands.iter().any(asks),
                Expr::Not(inner) => asks(inner),
                Expr::Term(Term::Tag(_) | Term::HasNote | Term::Is(Flag::Read | Flag::Unread | Flag::Starred)) => true,
                Expr::Term(_) => false,
            }
        }
        asks(&self.root)
    }

    /// What must hold, each by itself.
    #[must_use]
    pub fn conjuncts(&self) -> &[Expr] {
        match &self.root {
            Expr::All(operands) => operands,
            single => std::slice::from_ref(single),
        }
    }

    /// The query of what must hold, each by itself.
    #[must_use]
    pub fn of(conjuncts: impl IntoIterator<Item = Expr>) -> Self {
        Self { root: Expr::all(conjuncts) }
    }

    /// The words that it looks for, those apart that must not occur: what to rank by and to highlight.
    #[must_use]
    pub fn positive_words(&self) -> Vec<&Words> {
        fn gather<'a>(expr: &'a Expr, positive: bool, found: &mut Vec<&'a Words>) {
            match expr {
                Expr::All(operands) | Expr::Any(operands) => operands.iter().for_each(|o| gather(o, positive, found)),
                Expr::Not(inner) => gather(inner, !positive, found),
                Expr::Term(Term::Words(words)) if positive => found.push(words),
                Expr::Term(_) => {}
            }
        }
        let mut found = Vec::new();
        gather(&self.root, true, &mut found);
        found
    }
}
