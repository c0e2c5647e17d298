//! The filters in force: one query, which keys edit as well as the prompt.
//!
//! Does not evaluate: the library does.

use crate::corpus::article::{CountryCode, Days, EntityKind};
use crate::corpus::query::{Expr, Query, Term, tidy};
use crate::text::fold::slug;

/// What is wanted of a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// Articles that speak of it.
    Require,
    /// Articles that do not.
    Exclude,
}

/// The filters in force: what must hold, in the order in which it was set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    query: Query,
    /// Whether any of the required countries is enough.
    any: bool,
}

impl Filters {
    /// The query that they are.
    #[must_use]
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.query.is_empty()
    }

    /// Whether any of the required countries is enough.
    #[must_use]
    pub fn any(&self) -> bool {
        self.any
    }

    /// Takes a query that was written.
    pub fn set(&mut self, query: Query) {
        let groups = query.conjuncts().iter().any(|c| countries(c).is_some_and(|codes| codes.len() > 1));
        let single = query.conjuncts().iter().filter(|c| countries(c).is_some()).count();
        self.any = groups || self.any && single < 2;
        self.query = query;
    }

    /// What is wanted of a country.
    #[must_use]
    pub fn want(&self, country: CountryCode) -> Option<Want> {
        self.query.conjuncts().iter().find_map(|c| match c {
            _ if countries(c).is_some_and(|codes| codes.contains(&country)) => Some(Want::Require),
            Expr::Not(inner) if **inner == term(country) => Some(Want::Exclude),
            _ => None,
        })
    }

    /// Requires a country, excludes it, or clears it, one after the other.
    pub fn cycle(&mut self, country: CountryCode) {
        let want = self.want(country);
        if want != Some(Want::Require) {
            self.drop_country(country);
        }
        match want {
            None => self.require(country),
            Some(Want::Require) => self.exclude(country),
            Some(Want::Exclude) => {}
        }
    }

    /// Requires a country, or clears it where it is required.
    pub fn toggle_country(&mut self, country: CountryCode) {
        let required = self.want(country) == Some(Want::Require);
        self.drop_country(country);
        if !required {
            self.require(country);
        }
    }

    /// Sets a filter, or drops it where it is set.
    pub fn toggle(&mut self, term: Term) {
        let wanted = Expr::Term(term);
        self.edit(|all| match all.iter().position(|c| *c == wanted) {
            Some(at) => drop(all.remove(at)),
            None => all.push(wanted),
        });
    }

    /// Filters by an entity that is no country, or no longer.
    pub fn toggle_entity(&mut self, kind: EntityKind, id: &str, name: &str) {
        // The name reads better; the id's slug is sure to be found.
        let name = if slug(name) == slug_of(id) { tidy(name) } else { slug_of(id).to_owned() };
        let set = |c: &Expr| matches!(c, Expr::Term(term) if is_entity(term, id));
        match self.query.conjuncts().iter().position(set) {
            Some(at) => self.edit(|all| drop(all.remove(at))),
            None => self.toggle(Term::Entity { kind: Some(kind), name }),
        }
    }

    /// Filters by days of publication; a second such filter takes the place of the first, the same again drops it.
    pub fn toggle_published(&mut self, days: Days) {
        let same = self.published() == Some(days);
        self.edit(|all| {
            all.retain(|c| !matches!(c, Expr::Term(Term::Published(_))));
            if !same {
                all.push(Expr::Term(Term::Published(days)));
            }
        });
    }

    /// The days of publication that are filtered by.
    #[must_use]
    pub fn published(&self) -> Option<Days> {
        self.query.conjuncts().iter().find_map(|c| match c {
            Expr::Term(Term::Published(days)) => Some(*days),
            _ => None,
        })
    }

    /// Whether an entity is filtered by.
    #[must_use]
    pub fn has_entity(&self, id: &str) -> bool {
        self.query.conjuncts().iter().any(|c| matches!(c, Expr::Term(term) if is_entity(term, id)))
    }

    /// Whether a condition is filtered by.
    #[must_use]
    pub fn has(&self, term: &Term) -> bool {
        self.query.conjuncts().iter().any(|c| matches!(c, Expr::Term(set) if set == term))
    }

    /// Drops every filter by country.
    pub fn clear_countries(&mut self) {
        self.edit(|all| {
            all.retain(|c| match c {
                Expr::Not(inner) => countries(inner).is_none(),
                other => countries(other).is_none(),
            });
        });
    }

    /// Drops every filter.
    pub fn clear(&mut self) {
        self.query = Query::default();
    }

    /// Drops the filter that was set last.
    pub fn pop(&mut self) {
        self.edit(|all| {
            let Some(last) = all.pop() else { return };
            if let Expr::Any(mut operands) = last
                && operands.iter().all(|o| countries(o).is_some())
            {
                operands.pop();
                all.push(Expr::any(operands));
            }
        });
    }

    /// Any of the required countries is enough, or all are required.
    pub fn toggle_any(&mut self) {
        self.any = !self.any;
        let any = self.any;
        self.edit(|all| {
            let required: Vec<CountryCode> = all.iter().filter_map(countries).flatten().collect();
            let Some(first) = all.iter().position(|c| countries(c).is_some()) else { return };
            if any {
                all[first] = Expr::any(required.into_iter().map(term));
                let mut n = 0;
                all.retain(|c| {
                    n += 1;
                    n - 1 <= first || countries(c).is_none()
                });
            } else {
                let split = |c: Expr| match countries(&c) {
                    Some(codes) => codes.into_iter().map(term).collect(),
                    None => vec![c],
                };
                *all = std::mem::take(all).into_iter().flat_map(split).collect();
            }
        });
    }

    /// The filter that was set last, as the screen names it.
    #[must_use]
    pub fn last(&self) -> Option<String> {
        self.query.conjuncts().last().map(|c| expr_text(c, true))
    }

    /// As the header shows them: `KR ∧ JP − CN · Gen Nakatani`.
    #[must_use]
    pub fn text(&self) -> String {
        let conjuncts = self.query.conjuncts();
        let mut out = String::new();
        for conjunct in conjuncts {
            if !out.is_empty() {
                out.push_str(match conjunct {
                    Expr::Not(_) => " ",
                    other if countries(other).is_some() => " ∧ ",
                    _ => " · ",
                });
            }
            out.push_str(&expr_text(conjunct, conjuncts.len() == 1 || countries(conjunct).is_some()));
        }
        out
    }

    fn require(&mut self, country: CountryCode) {
        let any = self.any;
        self.edit(|all| {
            // A group that there is takes it in; else the first that is required alone becomes one.
            let group = all.iter().position(|c| matches!(c, Expr::Any(_)) && countries(c).is_some());
            let at = group.or_else(|| all.iter().position(|c| countries(c).is_some())).filter(|_| any);
            match at {
                Some(at) => all[at] = Expr::any([std::mem::take(&mut all[at]), term(country)]),
                None => all.push(term(country)),
            }
        });
    }

    fn exclude(&mut self, country: CountryCode) {
        let excluded = term(country).not();
        let place = self.query.conjuncts().iter().position(|c| *c == term(country));
        match place {
            Some(at) => self.edit(|all| all[at] = excluded),
            None => {
                self.drop_country(country);
                self.edit(|all| all.push(excluded));
            }
        }
    }

    fn drop_country(&mut self, country: CountryCode) {
        self.edit(|all| {
            for conjunct in all.iter_mut().filter(|c| matches!(c, Expr::Any(_)) && countries(c).is_some()) {
                let codes = countries(conjunct).unwrap_or_default();
                *conjunct = Expr::any(codes.into_iter().filter(|c| *c != country).map(term));
            }
            all.retain(|c| *c != term(country) && *c != term(country).not());
        });
    }

    fn edit(&mut self, how: impl FnOnce(&mut Vec<Expr>)) {
        let mut all = match std::mem::take(&mut self.query.root) {
            Expr::All(operands) => operands,
            single => vec![single],
        };
        how(&mut all);
        self.query = Query::of(all);
    }
}

fn term(code: CountryCode) -> Expr {
    Expr::Term(Term::Country { code, named: false })
}

/// The countries of which a condition requires one, where it asks for nothing else.
fn countries(expr: &Expr) -> Option<Vec<CountryCode>> {
    let code = |e: &Expr| match e {
        Expr::Term(Term::Country { code, named: false }) => Some(*code),
        _ => None,
    };
    match expr {
        Expr::Any(operands) => operands.iter().map(code).collect(),
        other => code(other).map(|c| vec![c]),
    }
}

/// `gen-nakatani` of `person:gen-nakatani`
fn slug_of(id: &str) -> &str {
    id.split_once(':').map_or(id, |(_, slug)| slug)
}

fn is_entity(term: &Term, id: &str) -> bool {
    let of_kind = |kind: &str| id.split_once(':').is_some_and(|(k, _)| k == kind);
    matches!(term, Term::Entity { kind: Some(kind), name } if of_kind(kind.name()) && slug(name) == slug_of(id))
}

/// A condition for people; several stand in parentheses unless they stand alone.
fn expr_text(expr: &Expr, alone: bool) -> String {
    let (operands, joint) = match expr {
        Expr::Term(term) => return term_text(term),
        Expr::Not(inner) => return format!("− {}", expr_text(inner, false)),
        Expr::All(operands) => (operands, " · "),
        Expr::Any(operands) => (operands, " ∨ "),
    };
    let joined = operands.iter().map(|o| expr_text(o, false)).collect::<Vec<_>>().join(joint);
    if alone { joined } else { format!("({joined})") }
}

/// A term for people: months and years as such, not as ranges of days.
fn term_text(term: &Term) -> String {
    match term {
        Term::Country { code, named } => format!("{code}{}", if *named { "!" } else { "" }),
        Term::Entity { name, .. } => name.clone(),
        Term::Published(days) => format!("published {}", super::dates::days_text(*days, None)),
        Term::Mentions(days) => format!("speaks of {}", super::dates::days_text(*days, None)),
        Term::After(_) | Term::Before(_) => term.to_string().replace(':', " "),
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
        f.toggle_any();
        assert_eq!(f.text(), "KR ∨ JP − CN");
        assert_eq!(f.query().to_string(), "(country:KR OR country:JP) -country:CN");
        f.toggle_any();
        assert_eq!(f.text(), "KR ∧ JP − CN");
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
