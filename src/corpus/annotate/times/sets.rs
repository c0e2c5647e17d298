//! The productions of what recurs: `every Monday`, `twice a week`, `daily`, `annual`.

use super::deictic::AFTER_NOUN;
use super::grammar::{Phrase, Reader};
use super::lexicon::{Unit, Word};
use super::meaning::{Count, Name, Sense};
use super::opens_sentence;

/// What is measured a year: "annual" before them is no time.
#[rustfmt::skip]
const AMOUNTS: &[&str] = &[
    "average", "budget", "capacity", "cost", "costs", "deficit", "dividend", "dividends", "earnings", "fee", "fees",
    "growth", "income", "increase", "increases", "inflation", "interest", "loss", "losses", "output", "pace", "payment",
    "payments", "production", "profit", "profits", "rate", "rates", "rent", "return", "returns", "revenue", "revenues",
    "salaries", "salary", "sales", "savings", "turnover", "yield", "yields",
];

impl Reader<'_, '_> {
    /// After `every` or `each`.
    pub(super) fn every(&self, i: usize) -> Option<Phrase> {
        let sense = match self.at(i) {
            Word::Unit(unit) => Sense::Each(Count::of(1), unit),
            Word::Weekday(day) => {
                let part = match self.at(i + 1) {
                    Word::Part(part) => Some(part),
                    _ => None,
                };
                let end = i + 1 + usize::from(part.is_some());
                return Some(Phrase::new(Sense::EachNamed(Name::Weekday(day), part), end));
            }
            Word::Month(month, _) => Sense::EachNamed(Name::Month(month), None),
            // "every third Tuesday"
            Word::Ordinal(_) => match self.at(i + 1) {
                Word::Weekday(day) => {
                    return Some(Phrase::new(Sense::EachNamed(Name::Weekday(day), None), i + 2));
                }
                _ => return None,
            },
            Word::Season(season) => Sense::EachNamed(Name::Season(season), None),
            Word::Weekend => Sense::EachNamed(Name::Weekend, None),
            Word::Part(part) => Sense::EachPart(part),
            Word::Number(n, _) => match self.at(i + 1) {
                Word::Units(unit) => return Some(Phrase::new(Sense::Each(Count::of(n), unit), i + 2)),
                _ => return None,
            },
            Word::Vague => match self.at(i + 1) {
                Word::Units(unit) => return Some(Phrase::new(Sense::Each(Count::Some, unit), i + 2)),
                _ => return None,
            },
            Word::Other if self.folded(i) == "other" => match self.at(i + 1) {
                Word::Unit(unit) => return Some(Phrase::new(Sense::Each(Count::of(2), unit), i + 2)),
                Word::Weekday(day) => {
                    return Some(Phrase::new(Sense::EachNamed(Name::Weekday(day), None), i + 2));
                }
                _ => return None,
            },
            _ => return None,
        };
        Some(Phrase::new(sense, i + 1))
    }

    /// `daily`, `annual`, where it is no attribute of an amount or a newspaper: "annual sales", "the daily Le Monde".
    pub(super) fn frequency(&self, i: usize, unit: Unit) -> Option<Phrase> {
        let amount = |j: usize| AMOUNTS.binary_search(&self.folded(j).as_ref()).is_ok();
        let attribute = match self.folded(i).as_ref() {
            // "at the annual meeting" names it; "an annual forum" tells that it recurs. Of seven in the development articles
            // that are not such, the gold marks none.
            "annual" | "yearly" => self.before(i) == Word::The || amount(i + 1) || amount(i + 2),
            "daily" => self.folded_before(i) == "average" || self.folded(i + 1) == "average",
            // "grew 5 percent annually", "$2 million annually"
            "annually" => (i.saturating_sub(3)..i).any(|j| {
                matches!(self.at(j), Word::Number(..) | Word::Tenths(_)) || amount(j) || self.doc.word(j) == "%"
            }),
            _ => false,
        };
        let inside = !opens_sentence(self.doc, i);
        // "the daily Le Monde", "People's Daily"
        let newspaper = inside
            && unit <= Unit::Month
            && (self.capital(i + 1)
                || self.capital(i)
                    && (self.capital(i - 1) || self.before(i) == Word::Possessive)
                    && !self.doc.in_headline(i));
        // "the paper is a weekly"
        let paper = unit <= Unit::Month
            && matches!(self.before(i), Word::An | Word::The)
            && self.at(i + 1) != Word::Comma
            && (self.ends_clause(i + 1) || AFTER_NOUN.binary_search(&self.folded(i + 1).as_ref()).is_ok());
        (!attribute && !newspaper && !paper).then(|| Phrase::new(Sense::Each(Count::of(1), unit), i + 1))
    }

    /// `half-yearly`, `half-hourly`: the half is at `i`.
    pub(super) fn half_yearly(&self, i: usize) -> Option<Phrase> {
        let j = self.past_dash(i + 1);
        let sense = match self.at(j) {
            Word::Frequency(Unit::Year) => Sense::Each(Count::of(6), Unit::Month),
            Word::Frequency(Unit::Hour) => Sense::Each(Count::of(30), Unit::Minute),
            _ => return None,
        };
        (j > i + 1).then(|| Phrase::new(sense, j + 1))
    }

    /// `once a day`, `three times a week`
    pub(super) fn times_per(&self, i: usize) -> Option<Phrase> {
        let j = match (self.at(i), self.at(i + 1)) {
            (Word::Once, _) => i + 1,
            (Word::Number(..), Word::Times) => i + 2,
            _ => return None,
        };
        match (self.at(j), self.at(j + 1)) {
            (Word::An | Word::Every, Word::Unit(unit)) => Some(Phrase::new(Sense::Each(Count::of(1), unit), j + 2)),
            // "once every four years"
            (Word::Every, _) => self.every(j + 1),
            // "twice weekly"
            (Word::Frequency(unit), _) => Some(Phrase::new(Sense::Each(Count::of(1), unit), j + 1)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_are_sorted_where_they_are_searched() {
        assert!(super::AMOUNTS.is_sorted());
    }
}
