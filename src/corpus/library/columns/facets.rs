//! Facets: how many of some articles speak of a country or a person, are of a month or of a source.
//!
//! Counts only; which articles is decided elsewhere.

use super::{Columns, DAY, MANY, Month, Speaks, USUAL, When, YEAR, bounds};
use crate::corpus::DocNo;
use crate::corpus::article::{CountryCode, EntityKind};
use rayon::prelude::*;
use roaring::RoaringBitmap;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

impl Columns {
    /// Articles a country among `found`, most first.
    pub(crate) fn count_countries(&self, found: &RoaringBitmap) -> Vec<(CountryCode, u32)> {
        // The countries of each article come with the rest of a library that is being opened.
        let each = self.flag_ends.len() == self.len();
        let mut counts: Vec<(CountryCode, u32)> = if each && found.len() < MANY {
            let mut counts = vec![0; self.codes.len()];
            for doc in found {
                let (start, end) = bounds(&self.flag_ends, doc as usize);
                self.flags[start..end].iter().for_each(|&flag| counts[usize::from(flag)] += 1);
            }
            self.codes.iter().copied().zip(counts).collect()
        } else {
            let count = |speaks: &Speaks| speaks.all.intersection_len(found) as u32;
            self.countries.par_iter().map(|(&code, speaks)| (code, count(speaks))).collect()
        };
        counts.retain(|c| c.1 > 0);
        counts.sort_by_key(|&(code, count)| (std::cmp::Reverse(count), code));
        counts
    }

    /// Articles a month among `found`, newest first, and how many have no date.
    pub(crate) fn count_months(&self, found: &RoaringBitmap) -> (Vec<Month>, u32) {
        // Counted by day first, in a row where days are those of most news: a calendar is slower than an addition.
        let mut usual = vec![[0u32; 2]; USUAL.len()];
        let mut dates: FxHashMap<When, u32> = FxHashMap::default();
        for doc in found {
            let when = self.published.get(doc as usize).copied().unwrap_or_default();
            match when.day_number().filter(|day| USUAL.contains(day)) {
                Some(day) => usual[(day - USUAL.start) as usize][usize::from(when.is_year())] += 1,
                None => *dates.entry(when).or_default() += 1,
            }
        }
        for (day, counts) in USUAL.zip(usual) {
            for (precision, count) in [DAY, YEAR].into_iter().zip(counts).filter(|c| c.1 > 0) {
                *dates.entry(When(day << 3 | precision << 1)).or_default() += count;
            }
        }
        let mut months: BTreeMap<(i32, u32), u32> = BTreeMap::new();
        let mut undated = 0;
        for (when, count) in dates {
            match when.month() {
                Some(month) => *months.entry(month).or_default() += count,
                None => undated += count,
            }
        }
        months.retain(|_, count| *count > 0);
        (months.into_iter().rev().collect(), undated)
    }

    /// Articles a source among `found`, the `top` ones, most first.
    pub(crate) fn count_sources(&self, found: &RoaringBitmap, top: usize) -> Vec<(String, u32)> {
        let mut counts = vec![0u32; self.source_names.len()];
        for doc in found {
            if let Some(count) = counts.get_mut(self.sources[doc as usize] as usize) {
                *count += 1;
            }
        }
        let all = most((0..).zip(counts), top, |_| true).into_iter();
        all.map(|(n, count)| (self.source_names[n as usize].clone(), count)).collect()
    }

    /// Articles an entity of a kind among `found`, as id, name and number; the `top` ones, most first.
    pub(crate) fn count_entities(
        &self,
        found: &RoaringBitmap,
        kind: EntityKind,
        top: usize,
    ) -> Vec<(String, String, u32)> {
        let docs: Vec<u32> = found.iter().collect();
        let (first, second) = docs.split_at(docs.len() / 2);
        let (counts, more) = rayon::join(|| self.count_cells(first), || self.count_cells(second));
        let wanted = |n: u32| self.names.kind(n) == Some(kind);
        let both = counts.par_chunks(STRETCH).zip(more.par_chunks(STRETCH)).enumerate();
        let each = both.map(|(n, (counts, more))| {
            let numbers = (n * STRETCH) as u32..;
            most(numbers.zip(counts.iter().zip(more).map(|(a, b)| a + b)), top, wanted)
        });
        let first: Vec<(u32, u32)> = each.flatten_iter().collect();
        let shown = |(n, count)| Some((self.names.id(n)?, self.names.name(n).to_owned(), count));
        most(first.into_iter(), top, |_| true).into_iter().filter_map(shown).collect()
    }

    /// How many of these articles speak of each entity, by its number.
    pub(crate) fn count_cells(&self, docs: &[u32]) -> Vec<u32> {
        let mut counts = vec![0u32; self.names.len()];
        for &doc in docs {
            for &cell in self.cells_of(DocNo(doc)) {
                if let Some(count) = counts.get_mut(cell as usize) {
                    *count += 1;
                }
            }
        }
        counts
    }
}

/// Entities whose counts one task looks through.
const STRETCH: usize = 1 << 16;

/// The `top` wanted numbers that count most, and their counts; of equal counts the lower numbers. They come in order.
pub(crate) fn most(
    counts: impl Iterator<Item = (u32, u32)>,
    top: usize,
    wanted: impl Fn(u32) -> bool,
) -> Vec<(u32, u32)> {
    let order = |a: &(u32, u32), b: &(u32, u32)| b.1.cmp(&a.1).then(a.0.cmp(&b.0));
    let mut most: Vec<(u32, u32)> = Vec::with_capacity(4 * top);
    // What does not count more than so many that came before it is not looked at: nearly all.
    let mut floor = 0;
    for (number, count) in counts {
        if count <= floor || !wanted(number) {
            continue;
        }
        most.push((number, count));
        if most.len() >= 4 * top {
            most.select_nth_unstable_by(top, order);
            most.truncate(top);
            floor = most.iter().map(|m| m.1).min().unwrap_or(0);
        }
    }
    most.sort_unstable_by(order);
    most.truncate(top);
    most
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn those_that_count_most_are_those_of_a_whole_sort(counts in prop::collection::vec(0u32..9, 0..200), top in 0usize..12) {
            let wanted = |n: u32| !n.is_multiple_of(3);
            let mut all: Vec<(u32, u32)> = (0..).zip(counts.iter().copied()).filter(|c| c.1 > 0 && wanted(c.0)).collect();
            all.sort_by_key(|&(n, count)| (std::cmp::Reverse(count), n));
            all.truncate(top);
            prop_assert_eq!(most((0..).zip(counts.iter().copied()), top, wanted), all);
        }
    }
}
