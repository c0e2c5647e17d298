//! Evaluates a query over the columns of a library.
//!
//! Set operations on bitmaps only; does not sort, and knows no storage.

use super::{Clause, Query, Term};
use crate::corpus::article::{CountryCode, Days, DocNo, PartialDate};
use roaring::RoaringBitmap;

/// What a query is evaluated over: columns and bitmaps by [`DocNo`].
pub trait Columns {
    /// The articles that speak of a country.
    fn country(&self, code: CountryCode) -> Option<&RoaringBitmap>;
    /// The articles that speak of an entity, by its id; not asked for countries.
    fn entity(&self, id: &str) -> Option<&RoaringBitmap>;
    /// The publication dates.
    fn published(&self) -> &[Option<PartialDate>];
    /// The days that an article speaks of.
    fn spoken(&self, doc: DocNo) -> &[Days];
}

/// The articles among the first `len` for which every clause holds.
#[must_use]
pub fn evaluate(query: &Query, columns: &impl Columns, len: u32) -> RoaringBitmap {
    let mut found = RoaringBitmap::new();
    found.insert_range(0..len);
    // Bitmaps cost least and leave less for the columns to be read for.
    let (scanned, mapped): (Vec<&Clause>, Vec<&Clause>) = query.clauses.iter().partition(|c| c.any.iter().any(is_scan));
    for clause in mapped.into_iter().chain(scanned) {
        let mut any = RoaringBitmap::new();
        for term in &clause.any {
            match term {
                Term::Country(code) => unite(&mut any, columns.country(*code)),
                Term::Entity { id, .. } => match id.strip_prefix("country:").and_then(CountryCode::new) {
                    Some(code) => unite(&mut any, columns.country(code)),
                    None => unite(&mut any, columns.entity(id)),
                },
                Term::Published(days) => {
                    let dates = columns.published();
                    let date = |doc: u32| dates.get(doc as usize).copied().flatten();
                    any.extend(found.iter().filter(|&doc| date(doc).is_some_and(|d| d.days().overlaps(*days))));
                }
                Term::Mentions(days) => {
                    any.extend(
                        found.iter().filter(|&doc| columns.spoken(DocNo(doc)).iter().any(|d| d.overlaps(*days))),
                    );
                }
            }
        }
        if clause.not { found -= any } else { found &= any }
    }
    found
}

fn is_scan(term: &Term) -> bool {
    matches!(term, Term::Published(_) | Term::Mentions(_))
}

fn unite(any: &mut RoaringBitmap, with: Option<&RoaringBitmap>) {
    if let Some(with) = with {
        *any |= with;
    }
}
