//! The productions of what goes on a length in another unit, and of its quarters: `two hours and 30 minutes`, `27 years and 155
//! days`, `three quarters of an hour`. The length itself is in `lengths`.

use super::grammar::{Phrase, Reader};
use super::lexicon::{Unit, Word};
use super::meaning::{Count, Sense};

impl Reader<'_, '_> {
    /// How many of the next finer unit go on a length at `i`, and where they end: `and 30 minutes`, `15 minutes`, `, 19 minutes`.
    pub(super) fn finer_part(&self, unit: Unit, i: usize) -> Option<(u32, usize)> {
        let joined = i + usize::from(matches!(self.at(i), Word::And | Word::Comma));
        let (n, end) = self.integer(joined)?;
        let (Word::Unit(part) | Word::Units(part)) = self.at(end) else { return None };
        let goes_on = matches!(self.at(end + 1), Word::Ago | Word::Earlier | Word::Later) && unit != Unit::Year
            // "six days, 12 hours a day"
            || matches!(self.at(end + 1), Word::An | Word::Every) && matches!(self.at(end + 2), Word::Unit(_));
        (finer_unit(unit) == Some(part) && n > 0 && !goes_on).then_some((n, end + 1))
    }

    /// How many days go on years at `i`, and where they end: `and 155 days`, `and a day`.
    pub(super) fn days_part(&self, unit: Unit, i: usize) -> Option<(u32, usize)> {
        if unit != Unit::Year || self.at(i) != Word::And {
            return None;
        }
        if self.at(i + 1) == Word::An && self.at(i + 2) == Word::Unit(Unit::Day) {
            return Some((1, i + 3));
        }
        let (n, end) = self.integer(i + 1)?;
        (n > 0 && self.at(end) == Word::Units(Unit::Day)).then_some((n, end + 1))
    }

    /// After `quarter` or `quarters`: `a quarter-century`, `three quarters of an hour`, and where they lead.
    pub(super) fn quarters_of(&self, count: Count, i: usize) -> Option<Phrase> {
        let joined = self.past_dash(i);
        let of = matches!((self.at(i), self.at(i + 1)), (Word::Of, Word::An));
        let whole = if of { i + 2 } else { joined };
        let n = u32::try_from(count.whole()?).ok()?;
        let (each, unit) = match self.at(whole) {
            Word::Unit(Unit::Century) => (25, Unit::Year),
            Word::Unit(Unit::Hour) if of => (15, Unit::Minute),
            _ => return None,
        };
        let count = Count::of(n.checked_mul(each)?);
        let away = self.away(count, unit, whole + 1);
        away.or_else(|| Some(Phrase::new(Sense::Length(count, unit), whole + 1)))
    }
}

/// The unit that the rest of a length is told in.
fn finer_unit(unit: Unit) -> Option<Unit> {
    match unit {
        Unit::Year => Some(Unit::Month),
        Unit::Week => Some(Unit::Day),
        Unit::Day => Some(Unit::Hour),
        Unit::Hour => Some(Unit::Minute),
        Unit::Minute => Some(Unit::Second),
        _ => None,
    }
}
