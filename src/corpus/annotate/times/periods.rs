//! The productions of the periods that business speaks of: quarters, halves, the ends of years, and the same period of
//! another year: `third quarter of 1984`, `the June quarter`, `year-end`, `the year-ago quarter`, `the same period last year`.

use super::Side;
use super::grammar::{BARE, Phrase, Reader};
use super::lexicon::{Unit, Which, Word};
use super::meaning::{Anchor, Name, Occurrence, Relation, Sense};
use crate::corpus::article::TimeMod;

/// How far to look for a word of a game, in tokens.
const REACH: usize = 24;

/// Words of games that are played in quarters.
#[rustfmt::skip]
const GAME: &[&str] = &[
    "3-pointer", "3-pointers", "dunk", "field-goal", "fumble", "halftime", "interception", "interceptions", "kicked", "layup",
    "layups", "outscored", "overtime", "playoff", "playoffs", "quarterback", "rebounds", "scored", "scoreless", "touchdown",
    "touchdowns", "turnovers", "yard", "yards",
];

/// Words beside a score: "led 21-7".
#[rustfmt::skip]
const SCORING: &[&str] = &[
    "advantage", "ahead", "behind", "deficit", "lead", "leading", "leads", "led", "run", "trail", "trailed",
    "trailing", "win", "won",
];

/// What business reports of half a year.
#[rustfmt::skip]
const REPORTED: &[&str] = &[
    "earnings", "growth", "income", "loss", "losses", "net", "operating", "output", "pretax", "profit", "profits", "result",
    "results", "revenue", "revenues", "sales", "turnover",
];

/// What an amount ends with.
const AMOUNT: &[&str] = &["%", "billion", "cents", "million", "pence", "percent", "share", "trillion"];

/// What an amount that is compared with begins with, and how many tokens it can be long: "from a loss of $3.2 million, or
/// 21 cents a share".
const COMPARED: &[&str] = &["against", "compared", "from", "than", "versus", "vs"];
const COMPARED_WITHIN: usize = 16;

impl Reader<'_, '_> {
    /// `third quarter of 1984`, `20th century`, `first half of 2024`, `3rd of December`, `first nine months`.
    pub(super) fn ordinal(&self, i: usize, n: u32) -> Option<Phrase> {
        let j = self.past_dash(i + 1);
        match self.at(j) {
            Word::Unit(Unit::Quarter) if (1..=4).contains(&n) => {
                let part = [TimeMod::Start, TimeMod::Mid, TimeMod::Mid, TimeMod::End][n as usize - 1];
                let quarter =
                    || Some(self.named(Name::Quarter(n), j + 1)).filter(|p| p.end > j + 1 || !self.of_a_game(i));
                self.divided(j + 1).map(|whole| whole.with(part)).or_else(quarter)
            }
            // "the second and fourth quarters"
            Word::Units(Unit::Quarter) if (1..=4).contains(&n) && self.before(i) == Word::And => {
                Some(self.named(Name::Quarter(n), j + 1))
            }
            Word::And
                if (1..=4).contains(&n)
                    && matches!(self.at(j + 1), Word::Ordinal(_))
                    && self.at(j + 2) == Word::Units(Unit::Quarter) =>
            {
                let (occurrence, _) = self.occurrence(j + 3);
                Some(Phrase::point(Anchor::Named(Name::Quarter(n), occurrence), i + 1))
            }
            // "the 24th day of November 1954"
            Word::Unit(Unit::Day) if (1..=31).contains(&n) && self.at(j + 1) == Word::Of => {
                let Word::Month(month, false) = self.at(j + 2) else { return None };
                Some(self.month_day(month, n, j + 3))
            }
            Word::Half if (1..=2).contains(&n) => self.half(n, j + 1),
            Word::Unit(Unit::Century) => Some(self.century(n, j + 1)),
            // "the 18th and 19th centuries"
            Word::Units(Unit::Century) => {
                let led = if matches!(self.before(i), Word::Edge(_)) { i - 1 } else { i };
                matches!(self.before(led), Word::And | Word::To).then(|| self.century(n, j + 1))
            }
            // "the late 19th and early 20th centuries"
            Word::And | Word::To if self.centuries_end(j + 1) => Some(self.century(n, i + 1)),
            // "the first two quarters of 1990"
            Word::Number(2, _) if n == 1 && self.at(j + 1) == Word::Units(Unit::Quarter) => {
                Some(self.named(Name::Half(1), j + 2)).filter(|p| p.end > j + 2).or_else(|| self.length(j, true))
            }
            Word::Number(..) | Word::Vague | Word::Couple if j == i + 1 => {
                // "the first 100 days", but "a second one-year term"
                let plural = |p: &Phrase| matches!(self.at(p.end - 1), Word::Units(_));
                let length = self.length(j, true).filter(plural);
                length.filter(|p| matches!(p.meaning.sense, Sense::Length(_, unit) if unit >= Unit::Day))
            }
            _ => self.day_month(i),
        }
    }

    /// Whether the second of two centuries stands at `i`: `20th century`, `early 20th centuries`.
    fn centuries_end(&self, i: usize) -> bool {
        let j = i + usize::from(matches!(self.at(i), Word::Edge(_)));
        let unit = self.at(self.past_dash(j + 1));
        matches!(self.at(j), Word::Ordinal(_)) && matches!(unit, Word::Unit(Unit::Century) | Word::Units(Unit::Century))
    }

    /// `year-end`, `year end`, `year's end`
    pub(super) fn year_end(&self, i: usize) -> Option<Phrase> {
        let j = if self.at(i + 1) == Word::Possessive { i + 2 } else { self.past_dash(i + 1) };
        let end = self.at(i) == Word::Unit(Unit::Year) && self.at(j) == Word::EdgeNoun(TimeMod::End);
        if !end {
            return None;
        }
        // "year-end 1989", "by year end"; "since year-end" is the end of the year before
        let (occurrence, end) = self.occurrence(j + 1);
        let occurrence = match occurrence {
            Occurrence::In(_) | Occurrence::InYear(_) => occurrence,
            _ => Occurrence::InYear(-i32::from(self.folded_before(i) == "since")),
        };
        if self.at(i + 1) == Word::Possessive {
            let anchor = match occurrence {
                Occurrence::In(year) => Anchor::Year(year),
                Occurrence::InYear(n) => Anchor::Shifted(Unit::Year, n),
                _ => return None,
            };
            return Some(Phrase::point(anchor, end).with(TimeMod::End));
        }
        Some(Phrase::point(Anchor::Named(Name::MonthDay(12, 31), occurrence), end))
    }

    /// `year-earlier period`, `year-ago third quarter`, `prior-year quarter`, `year-earlier`
    pub(super) fn year_earlier(&self, i: usize) -> Option<Phrase> {
        let dash = self.past_dash(i + 1);
        let hyphened = dash == i + 2
            && matches!(
                (self.at(i), self.at(dash)),
                (Word::Unit(Unit::Year), Word::Ago | Word::Earlier)
                    | (Word::Which(Which::Last), Word::Unit(Unit::Year))
            );
        if !hyphened {
            return None;
        }
        let j = i + 3;
        let end = match self.at(j) {
            Word::Unit(Unit::Quarter) => return Some(Phrase::point(Anchor::LatestQuarter(-4), j + 1)),
            Word::Period => j + 1,
            Word::Ordinal(n) => match self.ordinal(j, n) {
                Some(phrase) if matches!(phrase.meaning.sense, Sense::Point(..)) => phrase.end,
                _ => j,
            },
            Word::Number(..) => {
                if let Some(length) = self.length(j, true).filter(|p| matches!(p.meaning.sense, Sense::Length(..))) {
                    return Some(length);
                }
                j
            }
            _ => j,
        };
        Some(Phrase::point(Anchor::YearEarlier, end))
    }

    /// After `quarter` or `week`: told by the day that ends it, `ended Sept. 30`. The expression itself ends before.
    pub(super) fn ended(&self, i: usize, relation: Relation) -> Option<Anchor> {
        // "the week to March 9"
        let to = relation == Relation::Within(Unit::Week) && self.folded(i) == "to";
        let week = relation == Relation::Within(Unit::Week);
        let begins = week && matches!(self.folded(i).as_ref(), "beginning" | "commencing" | "starting");
        if !to && !begins && !matches!(self.folded(i).as_ref(), "ended" | "ending") {
            return None;
        }
        let j = i + 1 + usize::from(self.folded(i + 1) == "on");
        let last = match self.at(j) {
            Word::Month(month, _) => self.month_from(j, month),
            Word::Number(..) => self.day_month(j),
            Word::Weekday(_) if week => self.weekday(j),
            Word::Which(Which::Last) if week => self.which(j, Which::Last, false),
            _ => None,
        };
        match last?.meaning.sense {
            // "the week ended Saturday"
            Sense::Point(Anchor::Named(name @ Name::Weekday(_), occurrence), None) => {
                let over = occurrence == BARE && self.folded(i) == "ended";
                Some(Anchor::By(relation, name, if over { Occurrence::Nearest(Side::Past) } else { occurrence }))
            }
            Sense::Point(Anchor::Named(name @ Name::MonthDay(..), occurrence), _) => {
                Some(Anchor::By(relation, name, occurrence))
            }
            Sense::Point(Anchor::Day(day), _) => Some(Anchor::by_day(relation, day)),
            _ => None,
        }
    }

    /// Whether the words around token `i` are of a game, which has quarters too.
    fn of_a_game(&self, i: usize) -> bool {
        let sentence = self.doc.sentences.get(self.doc.sentence_of(i)).map_or(i..i, |s| s.tokens.clone());
        let near = sentence.start.max(i.saturating_sub(REACH))..sentence.end.min(i + REACH);
        let word = |j: usize| {
            let game = self.at(j) == Word::Other && GAME.binary_search(&self.folded(j).as_ref()).is_ok();
            // "kicked off the first quarter"
            game && (self.folded(j) != "kicked" || self.folded(j + 1) != "off")
        };
        near.clone().any(word) || near.into_iter().any(|j| self.scores(j))
    }

    /// Whether a score begins at `i`: `led 21-7`, `a 14-10 lead`.
    fn scores(&self, i: usize) -> bool {
        let number = |j: usize| matches!(self.at(j), Word::Number(0..=199, 1..=3));
        let score = number(i) && self.past_dash(i + 1) > i + 1 && number(i + 2);
        let beside = |j: usize| SCORING.binary_search(&self.folded(j).as_ref()).is_ok();
        score && (i > 0 && beside(i - 1) || beside(i + 3))
    }

    /// What is longer than a year and divided, from `of` at `end` on: `the second half of the 1990s`, `the first quarter of
    /// the 19th century`.
    pub(super) fn divided(&self, end: usize) -> Option<Phrase> {
        if self.at(end) != Word::Of {
            return None;
        }
        let k = end + 1 + usize::from(self.at(end + 1) == Word::The);
        match self.at(k) {
            Word::Decade(n) => self.decade(k, n),
            Word::Possessive => self.short_decade(k),
            Word::Ordinal(n) if self.at(self.past_dash(k + 1)) == Word::Unit(Unit::Century) => self.ordinal(k, n),
            Word::Number(..) => self.possessive_decade(k).or_else(|| self.spelled_century(k)),
            _ => None,
        }
    }

    /// After `first half`, `last half`: what is halved, from `end` on.
    pub(super) fn half(&self, n: u32, end: usize) -> Option<Phrase> {
        if let Some(whole) = self.divided(end) {
            return Some(whole.with(if n == 1 { TimeMod::Start } else { TimeMod::End }));
        }
        // "first-half profit", but "the first half" of a game too
        let reported =
            self.at(end.saturating_sub(2)) == Word::Dash && REPORTED.binary_search(&self.folded(end).as_ref()).is_ok();
        Some(self.named(Name::Half(n), end)).filter(|p| p.end > end || reported || self.at(end) == Word::Dash)
    }

    /// `last quarter of 1989`, `latter half of this year`: what comes last of a year that is told.
    pub(super) fn last_part(&self, i: usize) -> Option<Phrase> {
        match self.at(i) {
            Word::Half => self.half(2, i + 1),
            Word::Unit(Unit::Quarter) => {
                let whole = self.divided(i + 1).map(|whole| whole.with(TimeMod::End));
                whole.or_else(|| Some(self.named(Name::Quarter(4), i + 1)))
            }
            _ => None,
        }
        .filter(|p| p.end > i + 1)
    }

    /// `June quarter`, as the three months up to the end of June are called.
    pub(super) fn month_quarter(&self, i: usize) -> Option<Phrase> {
        let Word::Month(month, _) = self.at(i) else { return None };
        let named = month % 3 == 0 && self.at(self.past_dash(i + 1)) == Word::Unit(Unit::Quarter);
        // "the April-June quarter"
        (named && self.before(i) != Word::Dash).then(|| self.named(Name::Quarter(month / 3), self.past_dash(i + 1) + 1))
    }

    /// `same period last year`, `corresponding quarter a year ago`: the adjective is at `i`.
    pub(super) fn same_period(&self, i: usize) -> Option<Phrase> {
        let finest = match self.at(i + 1) {
            Word::Period | Word::Unit(Unit::Month) => Unit::Month,
            Word::Unit(Unit::Quarter) => Unit::Quarter,
            _ => return None,
        };
        let ago = |word| matches!(word, Word::Ago | Word::Earlier);
        let (year, end) = match (self.at(i + 2), self.at(i + 3), self.at(i + 4)) {
            (Word::An | Word::The, Word::Unit(Unit::Year), word) if ago(word) => (Occurrence::InYear(-1), i + 5),
            _ => self.occurrence(i + 2),
        };
        match year {
            Occurrence::InYear(-1) if finest == Unit::Quarter => Some(Phrase::point(Anchor::LatestQuarter(-4), end)),
            Occurrence::In(_) | Occurrence::InYear(_) => Some(Phrase::point(Anchor::Period(finest, year), end)),
            _ => None,
        }
    }

    /// Whether an amount that something is compared with stands directly before `i`: "up from $3 million last year". What
    /// "grew 3 percent last year" grew in the whole year.
    pub(super) fn compared_before(&self, i: usize) -> bool {
        let amount = AMOUNT.binary_search(&self.folded_before(i).as_ref()).is_ok();
        let mut near = i.saturating_sub(COMPARED_WITHIN)..i;
        amount && near.any(|j| COMPARED.binary_search(&self.folded(j).as_ref()).is_ok())
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_are_sorted_where_they_are_searched() {
        assert!(
            [super::GAME, super::SCORING, super::REPORTED, super::AMOUNT, super::COMPARED]
                .iter()
                .all(|words| words.is_sorted())
        );
    }
}
