//! The filters in force, as keys set them, and the query that they make.
//!
//! Does not evaluate: the library does.

use crate::corpus::article::{CountryCode, Days};
use crate::corpus::query::{Clause, Query, Term};

/// What is wanted of a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// Articles that speak of it.
    Require,
    /// Articles that do not.
    Exclude,
}

/// One filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// By a country.
    Country(CountryCode, Want),
    /// By anything else; never negated.
    Term(Term),
}

/// The filters in force, in the order in which they were set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// The filters.
    pub all: Vec<Filter>,
    /// Whether any of the required countries is enough.
    pub any: bool,
}

impl Filters {
    /// What is wanted of a country.
    #[must_use]
    pub fn want(&self, country: CountryCode) -> Option<Want> {
        self.all.iter().find_map(|f| match f {
            Filter::Country(c, want) if *c == country => Some(*want),
            _ => None,
        })
    }

    /// Requires a country, excludes it, or clears it, one after the other.
    pub fn cycle(&mut self, country: CountryCode) {
        match self.all.iter_mut().find(|f| matches!(f, Filter::Country(c, _) if *c == country)) {
            None => self.all.push(Filter::Country(country, Want::Require)),
            Some(f) if *f == Filter::Country(country, Want::Require) => *f = Filter::Country(country, Want::Exclude),
            Some(_) => self.all.retain(|f| !matches!(f, Filter::Country(c, _) if *c == country)),
        }
    }

    /// Requires a country, or clears it where it is required.
    pub fn toggle_country(&mut self, country: CountryCode) {
        let required = self.want(country) == Some(Want::Require);
        self.all.retain(|f| !matches!(f, Filter::Country(c, _) if *c == country));
        if !required {
            self.all.push(Filter::Country(country, Want::Require));
        }
    }

    /// Sets a filter, or drops it where it is set.
    pub fn toggle(&mut self, term: Term) {
        let filter = Filter::Term(term);
        match self.all.iter().position(|f| *f == filter) {
            Some(at) => drop(self.all.remove(at)),
            None => self.all.push(filter),
        }
    }

    /// Filters by days of publication; a second such filter takes the place of the first, the same again drops it.
    pub fn toggle_published(&mut self, days: Days) {
        let same = self.published() == Some(days);
        self.all.retain(|f| !matches!(f, Filter::Term(Term::Published(_))));
        if !same {
            self.all.push(Filter::Term(Term::Published(days)));
        }
    }

    /// The days of publication that are filtered by.
    #[must_use]
    pub fn published(&self) -> Option<Days> {
        self.all.iter().find_map(|f| match f {
            Filter::Term(Term::Published(days)) => Some(*days),
            _ => None,
        })
    }

    /// Whether an entity is filtered by.
    #[must_use]
    pub fn has_entity(&self, wanted: &str) -> bool {
        self.all.iter().any(|f| matches!(f, Filter::Term(Term::Entity { id, .. }) if id == wanted))
    }

    /// Drops every filter by country.
    pub fn clear_countries(&mut self) {
        self.all.retain(|f| !matches!(f, Filter::Country(..)));
    }

    /// The query that they make.
    #[must_use]
    pub fn query(&self) -> Query {
        let mut clauses: Vec<Clause> = Vec::new();
        let mut either: Option<usize> = None;
        for filter in &self.all {
            match filter {
                Filter::Country(c, Want::Require) if self.any => {
                    let at = *either.get_or_insert_with(|| {
                        clauses.push(Clause { not: false, any: Vec::new() });
                        clauses.len() - 1
                    });
                    clauses[at].any.push(Term::Country(*c));
                }
                Filter::Country(c, want) => {
                    clauses.push(Clause { not: *want == Want::Exclude, any: vec![Term::Country(*c)] });
                }
                Filter::Term(term) => clauses.push(Clause { not: false, any: vec![term.clone()] }),
            }
        }
        Query { clauses }
    }

    /// The filter that was set last, as the screen names it.
    #[must_use]
    pub fn last(&self) -> Option<String> {
        self.all.last().map(|f| match f {
            Filter::Country(c, Want::Require) => c.to_string(),
            Filter::Country(c, Want::Exclude) => format!("− {c}"),
            Filter::Term(term) => term_text(term),
        })
    }

    /// As the header shows them: `KR ∧ JP − CN · Gen Nakatani`.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        for clause in &self.query().clauses {
            let country = matches!(clause.any.first(), Some(Term::Country(_)));
            let joint = match (out.is_empty(), clause.not, country) {
                (true, false, _) => "",
                (true, true, _) => "− ",
                (false, true, _) => " − ",
                (false, false, true) => " ∧ ",
                (false, false, false) => " · ",
            };
            out.push_str(joint);
            let terms: Vec<String> = clause.any.iter().map(term_text).collect();
            out.push_str(&terms.join(" ∨ "));
        }
        out
    }
}

/// A term for people: months and years as such, not as ranges of days.
fn term_text(term: &Term) -> String {
    match term {
        Term::Published(days) => format!("published {}", super::dates::days_text(*days, None)),
        Term::Mentions(days) => format!("speaks of {}", super::dates::days_text(*days, None)),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(c: &str) -> CountryCode {
        CountryCode::new(c).unwrap()
    }

    #[test]
    fn a_country_goes_from_required_to_excluded_to_neither() {
        let mut f = Filters::default();
        f.cycle(code("KR"));
        assert_eq!(f.text(), "KR");
        f.cycle(code("KR"));
        assert_eq!(f.text(), "− KR");
        f.cycle(code("KR"));
        assert!(f.query().is_empty());
    }

    #[test]
    fn any_joins_the_required_countries_and_leaves_the_excluded_alone() {
        let mut f = Filters::default();
        for c in ["KR", "CN", "CN", "JP"] {
            f.cycle(code(c));
        }
        assert_eq!(f.text(), "KR − CN ∧ JP");
        f.any = true;
        assert_eq!(f.text(), "KR ∨ JP − CN");
        assert_eq!(f.query().clauses.len(), 2);
    }

    #[test]
    fn months_and_years_are_named_as_such() {
        use crate::corpus::article::PartialDate;
        let mut f = Filters::default();
        f.toggle_published(PartialDate::Month(2024, 12).days());
        assert_eq!(f.text(), "published Dec 2024");
        f.toggle_published(PartialDate::Year(2024).days());
        assert_eq!(f.text(), "published 2024");
        f.toggle_published(PartialDate::Year(2024).days());
        assert!(f.query().is_empty());
    }
}
