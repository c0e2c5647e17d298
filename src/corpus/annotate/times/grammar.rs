//! Reads an expression of time that begins at a token: the productions that choose between the others.
//!
//! A hand-written descent over word classes. Every production looks at a bounded number of tokens, so that reading a
//! text is linear. Days and months are in `dates`, dates in digits in `numeric`, what is told by a month or beside a
//! date in `months`, years and what divides or gathers them in `years`, quarters and halves in `periods`, what divides a
//! time in `edges`, times of day in `clocks`, lengths in `lengths` and where they lead in `away`, what recurs in `sets`,
//! what points from the article's day in `deictic`, what is told from another time in `relative`, what an event tells in
//! `events`, eras in `history`, the rest of a length in `fractions`. What only looks like a time is turned away by `names`
//! and `numbers`.

use super::Side;
use super::lexicon::{Part, Reference, Season, Unit, Which, Word, classes};
use super::meaning::{Anchor, Clock, Count, Meaning, Name, Occurrence, Relation, Sense};
use crate::corpus::article::TimeMod;
use crate::text::Segmented;
use std::borrow::Cow;

/// A bare name: on the side that tense will tell.
pub(super) const BARE: Occurrence = Occurrence::Nearest(Side::Unknown);

/// Prepositions that a season follows.
const SPANNING: &[&str] = &["by", "during", "for", "in", "of", "over", "since", "through", "until"];

/// Words after which "over" is more than, not during.
#[rustfmt::skip]
const OVER: &[&str] = &[
    "after", "and", "by", "every", "for", "in", "is", "just", "last", "lasted", "lasting", "lasts", "of", "or", "spend",
    "spent", "take", "takes", "taking", "than", "to", "took", "was", "well", "with", "within",
];

/// What was read, and one past its last token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phrase {
    pub(super) meaning: Meaning,
    pub(super) end: usize,
}

impl Phrase {
    pub(super) fn new(sense: Sense, end: usize) -> Self {
        Self { meaning: Meaning::new(sense), end }
    }

    pub(super) fn point(anchor: Anchor, end: usize) -> Self {
        Self { meaning: Meaning::point(anchor), end }
    }

    pub(super) fn timed(anchor: Anchor, clock: Clock, end: usize) -> Self {
        Self::new(Sense::Point(anchor, Some(clock)), end)
    }

    pub(super) fn with(self, modifier: TimeMod) -> Self {
        Self { meaning: self.meaning.with(Some(modifier)), ..self }
    }
}

/// A text with the class of every token.
pub(super) struct Reader<'a, 't> {
    pub(super) doc: &'a Segmented<'t>,
    words: Vec<Word>,
}

impl<'a, 't> Reader<'a, 't> {
    pub(super) fn new(doc: &'a Segmented<'t>) -> Self {
        let mut reader = Self { doc, words: classes(doc) };
        for i in 0..reader.words.len() {
            if reader.at(i) != Word::Other
                && let Some(name) = reader.name_around(i)
                && let Some(words) = reader.words.get_mut(name)
            {
                words.fill(Word::Other);
            }
        }
        reader
    }

    /// The class of token `i`; [`Word::Other`] where there is none.
    pub(super) fn at(&self, i: usize) -> Word {
        self.words.get(i).copied().unwrap_or(Word::Other)
    }

    /// The class of the token before `i`.
    pub(super) fn before(&self, i: usize) -> Word {
        i.checked_sub(1).map_or(Word::Other, |j| self.at(j))
    }

    /// Token `i`, folded.
    pub(super) fn folded(&self, i: usize) -> Cow<'a, str> {
        self.doc.folded(i)
    }

    /// The token before `i`, folded; empty at the start of a sentence.
    pub(super) fn folded_before(&self, i: usize) -> Cow<'a, str> {
        i.checked_sub(1).map_or(Cow::Borrowed(""), |j| self.folded(j))
    }

    /// Whether no white space comes before token `i`.
    pub(super) fn glued(&self, i: usize) -> bool {
        self.doc.tokens.get(i).is_some_and(|t| !t.spaced)
    }

    /// Past an optional hyphen at `i` that joins two words.
    pub(super) fn past_dash(&self, i: usize) -> usize {
        if self.at(i) == Word::Dash && self.glued(i) && self.glued(i + 1) { i + 1 } else { i }
    }

    /// Past an optional comma at `i`.
    pub(super) fn past_comma(&self, i: usize) -> usize {
        if self.at(i) == Word::Comma { i + 1 } else { i }
    }

    /// Whether these tokens join what stands around them to a list or a range: `,`, `and`, `to`, `, and`.
    pub(super) fn joins(&self, mut tokens: std::ops::Range<usize>) -> bool {
        let short = (1..=2).contains(&tokens.len());
        short
            && tokens.all(|i| {
                matches!(self.at(i), Word::Comma | Word::And | Word::To | Word::Dash) || self.folded(i) == "or"
            })
    }

    /// Whether what stands at `whole` opens its sentence and holds what begins at token `part` after a comma: "Last year, in
    /// March, he left".
    pub(super) fn contains(&self, whole: &std::ops::Range<usize>, part: usize) -> bool {
        let gap = part - whole.end;
        let led = gap == 1 || gap == 2 && matches!(self.folded(part - 1).as_ref(), "during" | "in" | "on");
        let sentence = self.doc.sentence_of(part);
        led && self.at(whole.end) == Word::Comma
            && self
                .doc
                .sentences
                .get(sentence)
                .is_some_and(|s| s.tokens.start <= whole.start && whole.start <= s.tokens.start + 1)
    }

    /// Whether token `i` ends a clause: a mark, or the end of the text.
    pub(super) fn ends_clause(&self, i: usize) -> bool {
        i >= self.words.len() || matches!(self.at(i), Word::Comma | Word::Stop) || {
            let word = self.doc.word(i);
            matches!(word.as_bytes().first(), Some(b'.' | b'!' | b'?' | b';' | b')' | b'"')) || word == "''"
        }
    }

    /// The first token from `i` on that can begin an expression; the number of tokens where none can. Four words of
    /// five cannot.
    pub(super) fn next(&self, i: usize) -> usize {
        let rest = self.words.get(i..).unwrap_or_default();
        rest.iter().position(|word| !matches!(word, Word::Other)).map_or(self.words.len(), |n| i + n)
    }

    /// The expression that begins at token `i`.
    pub(super) fn read(&self, i: usize) -> Option<Phrase> {
        match self.at(i) {
            // "used over three years" is during them
            Word::Bound(m @ TimeMod::MoreThan) if OVER.binary_search(&self.folded_before(i).as_ref()).is_err() => {
                let ago = |p: &Phrase| matches!(p.meaning.sense, Sense::Point(Anchor::Away(..), None));
                self.length(i + 1, true).filter(ago).map(|p| p.with(of_point(&p, m)))
            }
            Word::Bound(m) => self.bounded(i + 1, m, false),
            Word::Comparative(m) if self.at(i + 1) == Word::Than => self.bounded(i + 2, m, true),
            Word::At => match self.at(i + 1) {
                Word::Least(m) => self.bounded(i + 2, m, true),
                _ => None,
            },
            Word::Up if self.at(i + 1) == Word::To => self.bounded(i + 2, TimeMod::EqualOrLess, true),
            Word::The => self.definite(i + 1),
            Word::Possessive => self.short_decade(i).or_else(|| self.clipped_year_phrase(i)),
            // "no more than two days", "not less than"
            Word::Not => match (self.at(i + 1), self.at(i + 2)) {
                (Word::Comparative(TimeMod::MoreThan), Word::Than) => self.bounded(i + 3, TimeMod::EqualOrLess, true),
                (Word::Comparative(TimeMod::LessThan), Word::Than) => self.bounded(i + 3, TimeMod::EqualOrMore, true),
                _ => None,
            },
            _ => self.phrase(i),
        }
    }

    /// After `about`, `more than`, `at least`: mostly a length.
    fn bounded(&self, i: usize, modifier: TimeMod, articled: bool) -> Option<Phrase> {
        let phrase = match self.at(i) {
            Word::The if articled => self.definite(i + 1)?,
            Word::The => return None,
            _ => self.length(i, true).or_else(|| {
                (modifier == TimeMod::Approx).then(|| {
                    let clock = self.clock_phrase(i).or_else(|| self.year_end(i));
                    clock.or_else(|| self.near_day(i)).or_else(|| self.near_year(i))
                })?
            })?,
        };
        let bounds = match phrase.meaning.sense {
            Sense::Length(..) => true,
            // "more than the first quarter" compares
            Sense::Point(..) if self.at(i) == Word::The => false,
            Sense::Point(..) => modifier != TimeMod::MoreThan || self.folded(i - 1) == "than",
            _ => false,
        };
        bounds.then(|| phrase.with(of_point(&phrase, modifier)))
    }

    /// A day that `around` comes near: `around Nov. 1`.
    fn near_day(&self, i: usize) -> Option<Phrase> {
        let Word::Month(month, _) = self.at(i) else { return None };
        self.month_from(i, month).filter(|p| {
            matches!(p.meaning.sense, Sense::Point(Anchor::Day(_) | Anchor::Named(Name::MonthDay(..), _), None))
        })
    }

    /// After `the`.
    pub(super) fn definite(&self, i: usize) -> Option<Phrase> {
        if let Some(phrase) = self.piece_of(i).or_else(|| self.piece_beside(i)) {
            return Some(phrase);
        }
        match self.at(i) {
            Word::EdgeNoun(m) => self.edge_of(i, m),
            // "in the year ahead"
            Word::Unit(unit) if self.folded(i + 1) == "ahead" && self.folded(i + 2) != "of" => {
                Some(Phrase::new(Sense::Length(Count::of(1), unit), i + 2))
            }
            Word::Unit(unit) => self.definite_unit(i, unit),
            Word::Weekend => self
                .of_day(i, Relation::Weekend)
                .or_else(|| Some(Phrase::point(Anchor::Named(Name::Weekend, BARE), i + 1))),
            Word::Season(season) => Some(self.dated_season(i, season)).filter(|p| {
                // "in the fall", but not "the fall in prices" or "the spring of a clock"
                let of = self.at(i + 1) == Word::Of && p.end == i + 1;
                let time = SPANNING.contains(&self.folded_before(i - 1).as_ref());
                !of && !self.titled(i) && (time || p.end > i + 1 || season != Season::Fall)
            }),
            Word::Part(part) if self.at(i + 1) == Word::Of && self.part_of_day(i, part).is_some() => {
                self.part_of_day(i, part)
            }
            // "the night before last"
            Word::Part(part) if self.folded(i + 1) == "before" && self.folded(i + 2) == "last" => {
                Some(Phrase::timed(Anchor::Shifted(Unit::Day, -2), Clock::Part(part), i + 3))
            }
            // "the night before"
            Word::Part(part) if self.at(i + 1) == Word::Earlier && self.ends_clause(i + 2) => {
                Some(Phrase::timed(Anchor::Then(Unit::Day, -1), Clock::Part(part), i + 2))
            }
            Word::Part(part @ (Part::Morning | Part::Afternoon | Part::Evening)) => {
                // "the morning after" and the like tell no day of their own
                Some(Phrase::timed(Anchor::Then(Unit::Day, 0), Clock::Part(part), i + 1)).filter(|_| {
                    !matches!(self.at(i + 1), Word::Earlier | Word::Later | Word::Of | Word::Other)
                        || self.ends_clause(i + 1)
                })
            }
            Word::Which(which) => self.which(i, which, true).filter(|p| !self.without_article(i, p)),
            Word::Month(..) => self.month_quarter(i),
            Word::Possessive => self.short_decade(i),
            Word::Holiday => self.new_year(i),
            Word::Ordinal(_) if self.past_dash(i + 1) > i + 1 => None,
            // "the late-November storm" has the article
            Word::Edge(_)
                if self.past_dash(i + 1) > i + 1 && matches!(self.at(i + 2), Word::Month(..) | Word::Part(_)) =>
            {
                None
            }
            Word::Edge(_) | Word::Ordinal(_) | Word::Decade(_) | Word::Fiscal => self.phrase(i),
            // "the 2004 Boxing Day wave" has the article
            Word::Number(_, 4) if self.at(i + 1) == Word::Holiday => None,
            Word::Number(_, 4) => self.possessive_decade(i).or_else(|| {
                // "the 1988 results" and "the 2023/24 campaign", but "the 1988 period"
                self.phrase(i).filter(|p| match p.meaning.sense {
                    Sense::Point(Anchor::Year(_), _) => p.end > i + 1,
                    Sense::Range(Anchor::Year(_), _) => false,
                    _ => true,
                })
            }),
            // "the weeks ahead"
            Word::Units(unit) if self.folded(i + 1) == "ahead" => {
                Some(Phrase::new(Sense::Length(Count::Some, unit), i + 2))
            }

            Word::Number(20, 0) if self.spelled_century(i).is_some() => self.spelled_century(i),
            // "the nine months", but no article with "the 14-day truce"
            Word::Number(..) => self.length(i, true).filter(|p| {
                let plural = matches!(self.at(p.end - 1), Word::Units(_));
                plural && matches!(p.meaning.sense, Sense::Length(..))
            }),
            Word::Moment if self.folded_before(i - 1) == "at" => {
                Some(Phrase::new(Sense::Vague(Reference::Present), i + 1))
            }
            Word::Other => match self.folded(i).as_ref() {
                "comparable" | "corresponding" | "equivalent" | "like" | "similar" => {
                    self.year_earlier(i + 1).or_else(|| self.same_period(i))
                }
                "latter" | "final" => self.last_part(i + 1),
                "full" if self.at(i + 1) == Word::Unit(Unit::Year) => {
                    Some(Phrase::point(Anchor::Shifted(Unit::Year, 0), i + 2))
                }
                "near" if self.at(i + 1) == Word::Which(Which::Future) => {
                    Some(Phrase::new(Sense::Vague(Reference::Future), i + 2))
                }
                "near" | "short" if self.folded(i + 1) == "term" => {
                    Some(Phrase::new(Sense::Vague(Reference::Future), i + 2))
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// Without an article before it.
    pub(super) fn phrase(&self, i: usize) -> Option<Phrase> {
        match self.at(i) {
            Word::Weekday(_) | Word::WeekdayAbbreviation(_) => self.weekday(i),
            Word::Month(..) => self.holiday(i).or_else(|| self.month_quarter(i)).or_else(|| self.month(i)),
            Word::Weekends => Some(Phrase::new(Sense::EachNamed(Name::Weekend, None), i + 1)),
            Word::Weekdays(day) => Some(Phrase::new(Sense::EachNamed(Name::Weekday(day), None), i + 1)),
            Word::Number(..) => self
                .clock_phrase(i)
                .or_else(|| self.spoken_clock(i))
                .or_else(|| self.numeric_date(i))
                .or_else(|| self.day_month(i))
                .or_else(|| self.times_per(i))
                .or_else(|| self.weekdays_ago(i))
                .or_else(|| self.length(i, false))
                .or_else(|| self.spelled_century(i))
                .or_else(|| self.era(i))
                .or_else(|| self.year_phrase(i)),
            Word::Half => self.spoken_clock(i).or_else(|| self.half_yearly(i)).or_else(|| self.length(i, false)),
            Word::Long(unit, many) => {
                let count = if many { Count::Some } else { Count::of(1) };
                Some(Phrase::new(Sense::Length(count, unit), i + 1))
            }
            Word::Nightly => Some(Phrase::new(Sense::EachPart(Part::Night), i + 1)),
            Word::Tenths(_) | Word::Vague | Word::Couple | Word::Dozens | Word::Scale(_) | Word::An => {
                self.length(i, false)
            }
            // "High Noon", a film, and what is called after it
            Word::Part(Part::Noon) if self.folded_before(i) == "high" => None,
            Word::Hour(..) | Word::Dotted(..) | Word::Part(Part::Noon | Part::Midnight) => self.clock_phrase(i),
            Word::Part(_) if self.folded(i) == "overnight" => Some(self.overnight(i)),
            Word::Ordinal(n) => self.ordinal(i, n),
            // "Q3:" asks a question
            Word::Quarter(_) if self.at(i + 1) == Word::Colon => None,
            Word::Quarter(q) => Some(self.named(Name::Quarter(q), i + 1)),
            Word::HalfYear(half) => Some(self.named(Name::Half(half), i + 1)).filter(|p| p.end > i + 1),
            Word::Decade(n) => self.decade(i, n),
            Word::Era(_) => self.era(i),
            Word::Season(season) => self.season(i, season),
            Word::Unit(Unit::Year) => {
                self.year_end(i).or_else(|| self.year_earlier(i)).or_else(|| self.unit_long(i, Unit::Year))
            }
            Word::Unit(unit) => self.spoken_clock(i).or_else(|| self.unit_long(i, unit)),
            Word::Units(unit) => self.bare_units(i, unit),
            Word::Holiday => self.holiday(i),
            Word::Deictic(n) => self.deictic(i, n),
            Word::Tonight => Some(Phrase::timed(Anchor::Shifted(Unit::Day, 0), Clock::Part(Part::Night), i + 1)),
            Word::Which(which) => self.which(i, which, false),
            Word::Reference(reference) => Some(Phrase::new(Sense::Vague(reference), i + 1)),
            Word::Now => self.now(i),
            Word::Soon => self.soon(i),
            Word::Every => self.every(i + 1),
            Word::Frequency(unit) => self.frequency(i, unit),
            Word::Once => self.times_per(i),
            Word::Edge(m) => self.edge(i, m),
            Word::EdgeNoun(m) => self.edge_of(i, m),
            Word::Earlier => self.earlier(i),
            Word::Later if self.folded(i) == "later" => {
                self.within(i + 1).map(|p| p.with(TimeMod::End)).or_else(|| self.in_unit(i, TimeMod::End))
            }
            Word::Fiscal => match self.at(i + 1) {
                Word::Ordinal(n) => self.ordinal(i + 1, n),
                Word::Number(..) => self.year(i + 1).map(|y| Phrase::point(Anchor::Year(y), i + 2)),
                Word::Unit(Unit::Year) => match self.year(i + 2) {
                    Some(year) => Some(Phrase::point(Anchor::Year(year), i + 3)),
                    // Where it begins is the company's own, so that it has no place on the calendar.
                    None => (self.before(i) == Word::The)
                        .then(|| Phrase::new(Sense::Length(Count::of(1), Unit::Year), i + 2)),
                },
                _ => None,
            },
            _ => None,
        }
    }
}

/// What a bound on a length says of the day that the length leads to: more than a year ago is before it.
fn of_point(phrase: &Phrase, modifier: TimeMod) -> TimeMod {
    let Sense::Point(Anchor::Away(_, n) | Anchor::FromThen(_, n), _) = phrase.meaning.sense else { return modifier };
    match (modifier, n < 0) {
        (TimeMod::MoreThan, true) | (TimeMod::LessThan, false) => TimeMod::Before,
        (TimeMod::LessThan, true) | (TimeMod::MoreThan, false) => TimeMod::After,
        (TimeMod::EqualOrMore, true) | (TimeMod::EqualOrLess, false) => TimeMod::OnOrBefore,
        (TimeMod::EqualOrLess, true) | (TimeMod::EqualOrMore, false) => TimeMod::OnOrAfter,
        _ => modifier,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_are_sorted_where_they_are_searched() {
        assert!(super::OVER.is_sorted());
    }
}
