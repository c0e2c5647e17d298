//! The productions of years, their seasons and what they are gathered in: `1989`, `summer`, `the 1990s`. Quarters and
//! halves are in `periods`, eras and years long past in `history`.

use super::grammar::{BARE, Phrase, Reader};
use super::lexicon::{Season, Unit, Which, Word};
use super::meaning::{Anchor, Name, Occurrence, Sense};

/// Years that news speaks of by number.
pub(super) const YEARS: std::ops::RangeInclusive<u32> = 1500..=2199;

impl Reader<'_, '_> {
    /// A bare name that comes round again.
    pub(super) fn named(&self, name: Name, end: usize) -> Phrase {
        let (occurrence, end) = self.occurrence(end);
        Phrase::point(Anchor::Named(name, occurrence), end)
    }

    /// The year that follows a name: `1989`, `of 1989`, `of last year`, `next year`; else the name is bare.
    pub(super) fn occurrence(&self, i: usize) -> (Occurrence, usize) {
        let of = usize::from(self.at(i) == Word::Of);
        let mut j = i + of;
        // "the third quarter of fiscal 1989"
        if self.at(j) == Word::Fiscal {
            j += 1;
        }
        let year = self.year(j).map(|y| (y, j + 1));
        if let Some((year, end)) = year.or_else(|| self.spelled_year(j)).or_else(|| self.clipped_year(j)) {
            return (Occurrence::In(year), end);
        }
        let the = usize::from(of == 1 && self.at(j) == Word::The);
        // "the third quarter of the year"
        if the == 1 && self.at(j + 1) == Word::Unit(Unit::Year) && self.past_dash(j + 2) == j + 2 {
            return (Occurrence::InYear(0), j + 2);
        }
        // "that same year"
        let the = the + usize::from(self.at(j + the + 1) == Word::Which(Which::That));
        if let (Word::Which(which), Word::Unit(Unit::Year)) = (self.at(j + the), self.at(j + the + 1)) {
            let occurrence = match which {
                Which::Last => Occurrence::InYear(-1),
                Which::This => Occurrence::InYear(0),
                Which::Next => Occurrence::InYear(1),
                Which::That | Which::Following => Occurrence::InThatYear,
                _ => return (BARE, i),
            };
            return (occurrence, j + the + 2);
        }
        (BARE, i)
    }

    /// A year in digits.
    pub(super) fn year(&self, i: usize) -> Option<i32> {
        let Word::Number(n, 4) = self.at(i) else { return None };
        // "2022:30", "1998%", but a dateline "26 July 2022:"
        let clock = self.at(i + 1) == Word::Colon && self.glued(i + 2) && matches!(self.at(i + 2), Word::Number(..));
        let inside = self.glued(i + 1) && (clock || matches!(self.doc.word(i + 1), "%" | "$"));
        (YEARS.contains(&n) && !inside).then_some(n as i32)
    }

    /// A year that `about` comes near: `about 1985`, `since around 1900`; but "about 2000 were killed".
    pub(super) fn near_year(&self, i: usize) -> Option<Phrase> {
        let phrase = self.year_phrase(i).filter(|p| p.end == i + 1)?;
        let led = i >= 2 && matches!(self.folded(i - 2).as_ref(), "by" | "from" | "in" | "of" | "since" | "until");
        let closed = self.goes_on_after_year(phrase.end);
        let exact = matches!(self.at(i), Word::Number(n, _) if n % 100 != 0) || self.folded(i - 1) == "circa";
        ((led || exact) && closed).then_some(phrase)
    }

    /// A year that stands alone, which other numbers could be mistaken for.
    pub(super) fn year_phrase(&self, i: usize) -> Option<Phrase> {
        if let Some((year, end)) = self.spelled_year(i) {
            return Some(Phrase::point(Anchor::Year(year), end));
        }
        let Some(year) = self.year(i) else { return self.told_early_year(i) };
        let after = self.doc.word(i.wrapping_sub(1));
        if self.glued(i) && !matches!(after, "(" | "\"" | "'" | "-" | "–" | "/" | "\u{201C}" | "—" | "--" | "[") {
            return None;
        }
        // "555-1998", "F-1500", but "pre-1998"
        if self.before(i) == Word::Dash && self.glued(i) {
            let joined = i.checked_sub(2).filter(|_| self.glued(i - 1));
            let era = joined.is_some_and(|j| matches!(self.folded(j).as_ref(), "pre" | "post" | "mid"));
            if !era && joined.is_none_or(|j| self.year(j).is_none() && self.told_early_year(j).is_none()) {
                return None;
            }
        }
        if self.names_or_numbers(i) {
            return None;
        }
        // A part of an address: "/2022/07/11/", but "2021/2022"
        let path = |dash: usize, beyond: usize| {
            self.at(dash) == Word::Slash && self.glued(dash) && !matches!(self.at(beyond), Word::Number(_, 2 | 4))
        };
        if self.glued(i) && i >= 2 && path(i - 1, i - 2) {
            return None;
        }
        let period = self.before(i) == Word::The && self.at(i + 1) == Word::Unit(Unit::Quarter);
        if self.counts(i, year) && !period {
            return None;
        }
        // "the 1988 third quarter", "2023 Q1", "1998 summer"
        let within = |name, end| Some(Phrase::point(Anchor::Named(name, Occurrence::In(year)), end));
        match self.at(i + 1) {
            Word::Ordinal(n) => {
                if let Some(phrase) = self.ordinal(i + 1, n)
                    && let Sense::Point(Anchor::Named(name @ (Name::Quarter(_) | Name::Half(_)), BARE), _) =
                        phrase.meaning.sense
                {
                    return within(name, phrase.end);
                }
            }
            Word::Quarter(quarter) => return within(Name::Quarter(quarter), i + 2),
            // "2013's first quarter"
            Word::Possessive => {
                if let Word::Ordinal(n @ 1..=4) = self.at(i + 2)
                    && self.at(i + 3) == Word::Unit(Unit::Quarter)
                {
                    return within(Name::Quarter(n), i + 4);
                }
            }
            Word::Season(season) if (self.before(i) == Word::The || self.capital(i + 1)) && !self.titled(i + 1) => {
                return within(Name::Season(season), i + 2);
            }
            // "the 2004 Boxing Day tsunami"
            Word::Holiday => {
                if let Some(Phrase { meaning, end }) = self.holiday(i + 1)
                    && let Sense::Point(Anchor::Named(name, BARE), None) = meaning.sense
                {
                    return within(name, end);
                }
            }
            // "the 1988 period", "the 1988 quarter", "the 1988 fiscal year"
            Word::Period if self.before(i) == Word::The => {
                return Some(Phrase::point(Anchor::Period(Unit::Month, Occurrence::In(year)), i + 2));
            }
            Word::Unit(Unit::Quarter) if self.before(i) == Word::The => {
                return Some(Phrase::point(Anchor::Period(Unit::Quarter, Occurrence::In(year)), i + 2));
            }
            Word::Fiscal if self.at(i + 2) == Word::Unit(Unit::Year) => {
                return Some(Phrase::point(Anchor::Year(year), i + 3));
            }
            _ => {}
        }
        // "the 2023/24 campaign", "in 2023-24": one year, which the calendar's cuts
        if let Some(end) = self.season_year(i + 1, year) {
            return Some(Phrase::new(Sense::Range(Anchor::Year(year), Anchor::Year(year + 1)), end));
        }
        Some(Phrase::point(Anchor::Year(year), i + 1))
    }

    /// Whether a year stands at `i` and a length without a number after it: "he left in 2008 hours after the vote".
    pub(super) fn year_and_length(&self, i: usize) -> bool {
        matches!(self.at(i), Word::Number(n, 4) if YEARS.contains(&n))
            && self.folded_before(i) == "in"
            && matches!(self.at(i + 1), Word::Units(_))
            && matches!(self.folded(i + 2).as_ref(), "after" | "before")
    }

    /// `nineteen ninety-four`, `two thousand` (after `the year`, see `definite_unit`).
    pub(super) fn spelled_year(&self, i: usize) -> Option<(i32, usize)> {
        match (self.at(i), self.at(i + 1)) {
            (Word::Number(century @ (18..=20), 0), Word::Number(tens, 0)) if tens >= 10 => {
                let mut end = i + 2;
                let mut year = century * 100 + tens;
                let ones = self.past_dash(end);
                if let (0, Word::Number(n @ 1..=9, 0)) = (tens % 10, self.at(ones)) {
                    year += n;
                    end = ones + 1;
                }
                Some((year as i32, end))
            }
            (Word::Number(2, 0), Word::Scale(1000)) if self.folded_before(i) == "year" => Some((2000, i + 2)),
            _ => None,
        }
    }

    /// The end of `2023/24` or `2023-24`, of which the first year is told and `i` is past it.
    fn season_year(&self, i: usize, first: i32) -> Option<usize> {
        let Word::Number(n, 2) = self.at(i + 1) else { return None };
        let tight = matches!(self.at(i), Word::Dash | Word::Slash) && self.glued(i) && self.glued(i + 1);
        let goes_on = self.glued(i + 2) && matches!(self.at(i + 2), Word::Dash | Word::Slash | Word::Number(..));
        (tight && !goes_on && (first + 1).rem_euclid(100) == n as i32).then_some(i + 2)
    }

    /// The second year of `1850-58` or `winter 1944-45`, written with two digits: `i` is past the first.
    pub(super) fn short_year(&self, i: usize, first: i32) -> Option<(i32, usize)> {
        let Word::Number(n, 2) = self.at(i + 1) else { return None };
        let tight = self.at(i) == Word::Dash && self.glued(i) && self.glued(i + 1);
        let goes_on = self.glued(i + 2) && matches!(self.at(i + 2), Word::Dash | Word::Slash | Word::Number(..));
        let last = first - first.rem_euclid(100) + n as i32;
        (tight && !goes_on && last > first).then_some((last, i + 2))
    }

    /// `1990s`, `'90s`, `nineties`, where what comes before does not make it an age: `in her early 30s`.
    pub(super) fn decade(&self, i: usize, n: u32) -> Option<Phrase> {
        let written = self.doc.word(i).len() == 5 && n >= 100;
        // "the 1970s and 80s", "the 80s and 90s"
        if self.before(i) == Word::And
            && n < 10
            && let Some(Word::Decade(first)) = i.checked_sub(2).map(|j| self.at(j))
            && (first >= 100 || self.before(i - 2) == Word::The && !self.measured_before(i - 2))
        {
            return Some(decade(if first >= 100 { first / 10 * 10 + n } else { n }, i + 1));
        }
        let (mut j, mut led) = (i, false);
        // A bounded walk back over "mid-" and "early".
        for _ in 0..3 {
            match self.before(j) {
                Word::Edge(_) | Word::Dash => (j, led) = (j - 1, true),
                Word::The => return (written || !self.measured_before(j)).then(|| decade(n, i + 1)),
                _ => break,
            }
        }
        let age = matches!(self.folded_before(j).as_ref(), "her" | "his" | "its" | "my" | "our" | "their" | "your");
        (!age && (written || led)).then(|| decade(n, i + 1))
    }

    /// `the '90s`, the apostrophe at `i`.
    pub(super) fn short_decade(&self, i: usize) -> Option<Phrase> {
        match self.at(i + 1) {
            Word::Decade(n) if self.glued(i + 1) && self.doc.word(i).len() < 4 => Some(decade(n, i + 2)),
            _ => None,
        }
    }

    /// `'69`, the apostrophe at `i`; of the century in which news would call it so.
    fn clipped_year(&self, i: usize) -> Option<(i32, usize)> {
        let Word::Number(n, 2) = self.at(i + 1) else { return None };
        let mark = matches!(self.doc.word(i), "'" | "\u{2019}") && !self.glued(i) && self.glued(i + 1);
        let alone = self.ends_clause(i + 2) || matches!(self.at(i + 2), Word::And) || self.folded(i + 2).len() < 6;
        let counts =
            self.glued(i + 2) && !self.ends_clause(i + 2) || matches!(self.at(i + 2), Word::Unit(_) | Word::Units(_));
        let year = n as i32 + if n < 30 { 2000 } else { 1900 };
        (mark && alone && !counts).then_some((year, i + 2))
    }

    /// The same after a preposition: `in '69`.
    pub(super) fn clipped_year_phrase(&self, i: usize) -> Option<Phrase> {
        let led = matches!(self.folded_before(i).as_ref(), "by" | "from" | "in" | "of" | "since" | "until");
        let (year, end) = self.clipped_year(i).filter(|_| led)?;
        Some(Phrase::point(Anchor::Year(year), end))
    }

    /// `1990's`, after an article or `early`, as some newspapers write the decade.
    pub(super) fn possessive_decade(&self, i: usize) -> Option<Phrase> {
        let Word::Number(n, 2 | 4) = self.at(i) else { return None };
        let plural = self.at(i + 1) == Word::Possessive && self.glued(i + 1) && self.doc.word(i + 1).len() > 1;
        let span = n % 10 == 0 && plural && (YEARS.contains(&n) || (20..=90).contains(&n));
        span.then(|| decade(n / 10, i + 2))
    }

    /// `summer`, `fall 1998`, `winter 1944-45`; alone only where it is no verb and no kind: `since spring`.
    pub(super) fn season(&self, i: usize, season: Season) -> Option<Phrase> {
        let phrase = self.dated_season(i, season);
        let leads = matches!(
            self.folded_before(i).as_ref(),
            "in" | "since" | "by" | "until" | "during" | "early" | "late" | "mid"
        );
        let compound = self.past_dash(i + 1) > i + 1;
        (phrase.end > i + 1 || (leads && !compound)).then_some(phrase)
    }

    /// Whether the word at `i` goes on as a name: "the Winter Olympics".
    pub(super) fn titled(&self, i: usize) -> bool {
        self.capital(i) && self.capital(i + 1) && !self.glued(i + 1) && self.at(i + 1) == Word::Other
    }

    /// A season with the year that may follow.
    pub(super) fn dated_season(&self, i: usize, season: Season) -> Phrase {
        let mut phrase = self.named(Name::Season(season), i + 1);
        if let Sense::Point(Anchor::Named(_, Occurrence::In(year)), _) = phrase.meaning.sense
            && let Some((last, end)) = self.short_year(phrase.end, year)
            && last == year + 1
        {
            phrase.end = end;
        }
        phrase
    }
}

/// A decade by its number: `199`, or `9` in the latest century in which news would call it so; `180` is a century.
fn decade(n: u32, end: usize) -> Phrase {
    let n = n as i32;
    let anchor = match n {
        // "the 1800s" last a hundred years, "the 2000s" ten
        100..200 if n % 10 == 0 => Anchor::Century(n / 10),
        100.. => Anchor::Decade(n),
        ..=2 => Anchor::Decade(200 + n),
        _ => Anchor::Decade(190 + n),
    };
    Phrase::point(anchor, end)
}
