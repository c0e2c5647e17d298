//! The productions of years long past and of eras: `in 1066`, `from 1368 to 1644`, `the Song Dynasty (960-1279)`, `44 B.C.`,
//! `the 20th century`. Years that news speaks of every day are in `years`.

use super::deictic::AFTER_NOUN;
use super::grammar::{Phrase, Reader};
use super::lexicon::{Unit, Word};
use super::meaning::Anchor;
use super::opens_sentence;
use super::years::YEARS;

impl Reader<'_, '_> {
    /// A year before those that news speaks of, after a word that makes it one or in a range: `in 1066`, `since 1215`, `from
    /// 1368 to 1644`, `(960-1279)`. What is counted or measured is none.
    pub(super) fn told_early_year(&self, i: usize) -> Option<Phrase> {
        let year = self.early_year(i).filter(|_| !self.glued(i) || matches!(self.doc.word(i - 1), "(" | "-" | "–"))?;
        let phrase = Phrase::point(Anchor::Year(year), i + 1);
        let beyond = |j: usize| self.year(j).is_some_and(|last| last > year) && self.year_phrase(j).is_some();
        if i > 0 && self.years_of_rule(i - 1) || i > 2 && self.past_dash(i - 1) == i && self.years_of_rule(i - 3) {
            return Some(phrase);
        }
        if year < 1000 || self.doc.word(i).len() != 4 {
            return None;
        }
        let to = self.at(i + 1) == Word::To && beyond(i + 2);
        let closed = self.goes_on_after_year(i + 1);
        let told = match self.folded_before(i).as_ref() {
            "in" | "since" => closed || to,
            "from" | "between" => to || self.at(i + 1) == Word::And && beyond(i + 2),
            // "the Magna Carta of 1215", "a crowd of 1215"
            "of" => i > 1 && self.capital(i - 2) && closed,
            _ => false,
        };
        told.then_some(phrase)
    }

    /// Whether the years of a dynasty or of a life stand in brackets, the first of which is at `i`: `the Song Dynasty
    /// (960-1279)`, but "call Smith (555-1279)".
    fn years_of_rule(&self, i: usize) -> bool {
        let (Word::Number(first, from @ 3..=4), Word::Number(last, to @ 3..=4)) = (self.at(i + 1), self.at(i + 3))
        else {
            return false;
        };
        let before = i.wrapping_sub(1);
        let dynasty = matches!(self.folded(before).as_ref(), "dynasty" | "empire" | "kingdom" | "period");
        let named = self.capital(before) && !opens_sentence(self.doc, before) && (to == 4 && from == 4 || dynasty);
        let span = (1..=500).contains(&last.saturating_sub(first)) && last <= *YEARS.end();
        self.doc.word(i) == "(" && self.past_dash(i + 2) == i + 3 && (named || dynasty) && span
    }

    /// Whether what stands at `i` can follow a year: no noun that it would count.
    pub(super) fn goes_on_after_year(&self, i: usize) -> bool {
        let next = self.folded(i);
        self.ends_clause(i)
            || self.at(i) == Word::The
            || self.capital(i)
            || AFTER_NOUN.binary_search(&next.as_ref()).is_ok()
            || matches!(next.as_ref(), "he" | "his" | "it" | "she" | "they" | "we")
    }

    /// A year that news seldom speaks of, which only what stands around can tell: `the year 1066`.
    pub(super) fn early_year(&self, i: usize) -> Option<i32> {
        let Word::Number(n, 1..=4) = self.at(i) else { return None };
        let counts = matches!(self.at(i + 1), Word::Unit(_) | Word::Units(_) | Word::Scale(_))
            || self.glued(i + 1) && self.at(i + 1) != Word::Dash && !self.ends_clause(i + 1);
        ((1..*YEARS.start()).contains(&n) && !counts).then_some(n as i32)
    }

    /// `44 B.C.`, `79 AD`, `A.D. 79`, as an astronomical year: 1 B.C. is 0.
    pub(super) fn era(&self, i: usize) -> Option<Phrase> {
        let marked = |j: usize| match self.at(j) {
            Word::Era(before) if !self.doc.word(j).bytes().any(|b| b.is_ascii_lowercase()) => Some(before),
            _ => None,
        };
        let joined = |j: usize| match self.at(j) {
            Word::Dash => self.past_dash(j) > j,
            word => matches!(word, Word::And | Word::To),
        };
        let (n, before, end) = match (self.at(i), self.at(i + 1)) {
            (Word::Number(n, 1..=4), Word::Era(_)) => (n, marked(i + 1)?, i + 2),
            // "259-210 BC", "between 5000 and 3000 B.C."
            (Word::Number(n, 1..=4), Word::Dash | Word::And | Word::To)
                if joined(i + 1) && matches!(self.at(i + 3), Word::Era(_)) =>
            {
                let Word::Number(last, 1..=4) = self.at(i + 2) else { return None };
                let before = marked(i + 3)?;
                if before == (n < last) {
                    return None;
                }
                (n, before, i + 1)
            }
            (Word::Era(false), Word::Number(n, 1..=4)) => (n, marked(i)?, i + 2),
            _ => return None,
        };
        let year = if before { 1 - n as i32 } else { n as i32 };
        (n > 0).then(|| Phrase::point(Anchor::Year(year), end))
    }

    /// After the n-th `century`: the era that it may have.
    pub(super) fn century(&self, n: u32, end: usize) -> Phrase {
        let n = n.min(99) as i32;
        match self.at(end) {
            Word::Era(true) => Phrase::point(Anchor::Century(-n), end + 1),
            Word::Era(false) => Phrase::point(Anchor::Century(n - 1), end + 1),
            _ => Phrase::point(Anchor::Century(n - 1), end),
        }
    }

    /// `twenty-first century`
    pub(super) fn spelled_century(&self, i: usize) -> Option<Phrase> {
        let Word::Number(20, 0) = self.at(i) else { return None };
        let j = self.past_dash(i + 1);
        let Word::Ordinal(n @ 1..=9) = self.at(j) else { return None };
        let k = self.past_dash(j + 1);
        (self.at(k) == Word::Unit(Unit::Century)).then(|| Phrase::point(Anchor::Century(19 + n as i32), k + 1))
    }
}
