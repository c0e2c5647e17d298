//! The productions of what is told from the day of the article or from what was spoken of: `last week`, `that day`,
//! `this year's third quarter`, `recent`, `earlier this month`.

use super::Side;
use super::deictic::AFTER_NOUN;
use super::grammar::{BARE, Phrase, Reader};
use super::lexicon::{Part, Reference, Unit, Which, Word};
use super::meaning::{Anchor, Clock, Count, Meaning, Name, Occurrence, Relation, Sense};
use super::tense::side;
use crate::corpus::article::TimeMod;

impl Reader<'_, '_> {
    /// `last week`, `this year's third quarter`, `the past two years`, `recent`: the word at `i` is `which`.
    pub(super) fn which(&self, i: usize, which: Which, definite: bool) -> Option<Phrase> {
        let mut j = i + 1;
        let mut which = which;
        // "the prior-year quarter"
        if self.at(j) == Word::Dash {
            return self.year_earlier(i);
        }
        let plural = self.folded(i) != "these" || matches!(self.at(j), Word::Units(_) | Word::Which(_));
        if !plural || self.joins_clause(i) {
            return None;
        }
        // "this past spring", "this coming Sunday", "that same day"
        if let (Which::This | Which::That, Word::Which(inner)) = (which, self.at(j)) {
            which = match (which, inner) {
                (Which::This, Which::Past | Which::Last) => Which::Last,
                (Which::This, Which::Coming) => Which::Coming,
                (Which::This, Which::Next) => Which::Next,
                (_, Which::That) => Which::That,
                _ => return None,
            };
            j += 1;
        }
        if self.at(j) == Word::Fiscal {
            j += 1;
        }
        // "he resigned following Tuesday's vote"
        if which == Which::Following && !definite {
            return None;
        }
        // "the previous Friday" is told from the time last spoken of, "last Friday" from the article's day.
        let spoken_of = self.spoken_of(i);
        let (last, occurrence) = match which {
            Which::Last if spoken_of => (-1, Occurrence::Before),
            Which::Following => (1, Occurrence::After),
            Which::Last | Which::Past | Which::Latest => (-1, Occurrence::Last),
            // "that August" is told from what was spoken of: the August of its year, the Friday after it
            Which::That => match self.at(j) {
                Word::Weekday(_) | Word::Weekend => (0, Occurrence::After),
                _ => (0, Occurrence::InThatYear),
            },
            Which::This => (0, Occurrence::This),
            Which::Next if matches!(self.at(j), Word::Season(_) | Word::Month(..)) && self.next_told(i, j + 1) => {
                (1, Occurrence::After)
            }
            Which::Next | Which::Coming => (1, Occurrence::Next),
            Which::Recent | Which::Future => return self.vague(i, which, definite),
        };
        match self.at(j) {
            // "the same quarter last year"
            Word::Period | Word::Unit(_) if self.folded(i) == "same" && self.same_period(i).is_some() => {
                self.same_period(i)
            }
            // "the last half of 1989"
            Word::Half | Word::Unit(Unit::Quarter) if which == Which::Last && self.last_part(j).is_some() => {
                self.last_part(j)
            }
            Word::Unit(unit) => match self.last_of(i, j, definite) {
                Some(told) => told,
                None => self.which_unit(i, j, which, unit, last),
            },
            Word::Units(Unit::Day) if self.folded(i) == "these" => {
                Some(Phrase::new(Sense::Vague(Reference::Present), j + 1))
            }
            Word::Units(_) if which == Which::Coming => Some(Phrase::new(Sense::Vague(Reference::Future), j + 1)),
            Word::Units(_) if which == Which::Past => Some(Phrase::new(Sense::Vague(Reference::Past), j + 1)),
            Word::Weekday(day) => {
                let dated = self.weekday(j)?;
                match dated.meaning.sense {
                    // "next Wednesday, April 11" is that day
                    Sense::Point(Anchor::Named(Name::Weekday(_), _), clock) => {
                        // "he resigned this Friday", as some write it of what was
                        let over = which == Which::This
                            && self.folded(i) == "this"
                            && self.at(dated.end) != Word::Possessive
                            && side(self.doc, i, dated.end) == Side::Past;
                        let occurrence = if over { Occurrence::Nearest(Side::Past) } else { occurrence };
                        let anchor = Anchor::Named(Name::Weekday(day), occurrence);
                        Some(Phrase::new(Sense::Point(anchor, clock), dated.end))
                    }
                    _ => Some(dated),
                }
            }
            // "its latest July report": July
            Word::Month(..) if which == Which::Latest => None,
            Word::Month(month, _) => {
                let dated = self.month_from(j, month)?;
                match dated.meaning.sense {
                    Sense::Point(Anchor::Named(name, BARE), _) => {
                        Some(Phrase::point(Anchor::Named(name, occurrence), dated.end))
                    }
                    _ => Some(dated),
                }
            }
            Word::Season(season) => Some(Phrase::point(Anchor::Named(Name::Season(season), occurrence), j + 1)),
            // "the current president" goes on without a day
            Word::Holiday if self.holiday(j).is_some() => {
                let holiday = self.holiday(j)?;
                match holiday.meaning.sense {
                    Sense::Point(Anchor::Named(name, _), clock) => {
                        Some(Phrase::new(Sense::Point(Anchor::Named(name, occurrence), clock), holiday.end))
                    }
                    _ => None,
                }
            }
            // "the last weekend of October"
            Word::Weekend if self.at(j + 1) == Word::Of && (definite || self.before(i) == Word::The) => None,
            // "the coming weekend" is the next to come
            Word::Weekend => {
                let occurrence = if which == Which::Coming { Occurrence::Nearest(Side::Future) } else { occurrence };
                Some(Phrase::point(Anchor::Named(Name::Weekend, occurrence), j + 1))
            }
            Word::Part(part) => self.which_part(j, which, part),
            Word::Period if which == Which::Latest => Some(Phrase::point(Anchor::LatestQuarter(0), j + 1)),
            Word::Moment if which == Which::This => Some(Phrase::new(Sense::Vague(Reference::Present), j + 1)),
            _ if matches!(which, Which::Past | Which::Last | Which::Latest | Which::Next | Which::Coming) => {
                // "the war lasted and will last years", "expected to last a week": no "last" of a week
                let verb = !definite && (matches!(self.at(j), Word::Units(_)) || self.infinitive(i));
                if which == Which::Last && verb || self.at(j) == Word::An {
                    return None;
                }
                // "the past two years": a stretch, not a place
                let length = self.length(j, true).filter(|p| matches!(p.meaning.sense, Sense::Length(..)));
                length.or_else(|| {
                    let spoken_of = which == Which::Past && definite && self.folded_before(i - 1) == "in";
                    spoken_of.then(|| Phrase::new(Sense::Vague(Reference::Past), j))
                })
            }
            // "the current president", but "it takes more current."
            _ if which == Which::This && self.folded(i) == "current" && !self.ends_clause(j) => {
                Some(Phrase::new(Sense::Vague(Reference::Present), i + 1))
            }
            _ => None,
        }
    }

    /// `last year`, `the past decade`, `that day`: the unit is at `j`.
    pub(super) fn which_unit(&self, i: usize, j: usize, which: Which, unit: Unit, shift: i32) -> Option<Phrase> {
        if unit < Unit::Day {
            // "the past hour" is a length, "this hour" tells nothing
            let past = matches!(which, Which::Past | Which::Last | Which::Next);
            return past.then(|| Phrase::new(Sense::Length(Count::of(1), unit), j + 1));
        }
        // "This Week in Asia", a name
        if self.capital(i) && self.capital(j) && !self.doc.in_headline(j) {
            return None;
        }
        let spoken_of = self.spoken_of(i);
        let anchor = match which {
            Which::Past => return Some(Phrase::new(Sense::Length(Count::of(1), unit), j + 1)),
            Which::Last | Which::This | Which::Coming if unit == Unit::Day && !spoken_of => return None,
            Which::Latest if unit == Unit::Quarter => Anchor::LatestQuarter(0),
            Which::That => Anchor::Then(unit, 0),
            Which::Following => Anchor::Then(unit, 1),
            Which::Next if unit == Unit::Day || self.next_told(i, j + 1) => Anchor::Then(unit, 1),
            Which::Last if spoken_of => Anchor::Then(unit, -1),
            _ => Anchor::Shifted(unit, shift),
        };
        // "this year's third quarter"
        if let (Anchor::Shifted(Unit::Year, n), Word::Possessive, Word::Ordinal(q)) =
            (anchor, self.at(j + 1), self.at(j + 2))
            && let Some(Phrase { meaning: Meaning { sense: Sense::Point(Anchor::Named(name, _), _), .. }, end }) =
                self.ordinal(j + 2, q)
        {
            return Some(Phrase::point(Anchor::Named(name, Occurrence::InYear(n)), end));
        }
        // "this year's summer"
        if let (Anchor::Shifted(Unit::Year, n), Word::Possessive, Word::Season(season)) =
            (anchor, self.at(j + 1), self.at(j + 2))
            && !self.titled(j + 2)
        {
            return Some(Phrase::point(Anchor::Named(Name::Season(season), Occurrence::InYear(n)), j + 3));
        }
        if unit == Unit::Year && which == Which::Last {
            // "last year's quarter"
            if self.at(j + 1) == Word::Possessive {
                match self.at(j + 2) {
                    Word::Period => {
                        return Some(Phrase::point(Anchor::Period(Unit::Month, Occurrence::InYear(-1)), j + 3));
                    }
                    Word::Unit(Unit::Quarter) => return Some(Phrase::point(Anchor::LatestQuarter(-4), j + 3)),
                    _ => {}
                }
            }
            // "a loss, compared with a profit of $3 million last year"
            if !spoken_of && self.compared_before(i) {
                return Some(Phrase::point(Anchor::Period(Unit::Quarter, Occurrence::InYear(-1)), j + 1));
            }
        }
        Some(Phrase::point(anchor, j + 1))
    }

    /// Whether "next" at `i` is told from what was spoken of: "He fled in 2013 and returned the next year", but "over the next
    /// year" and "the next year will tell".
    fn next_told(&self, i: usize, end: usize) -> bool {
        let ahead = |j: usize| {
            matches!(
                self.folded(j).as_ref(),
                "by" | "during" | "for" | "in" | "into" | "of" | "over" | "through" | "throughout" | "until" | "within"
            )
        };
        i > 0 && self.before(i) == Word::The && !(i > 1 && ahead(i - 2)) && side(self.doc, i, end) != Side::Future
    }

    /// Whether a verb at `i` would be an infinitive: "expected to last two days".
    fn infinitive(&self, i: usize) -> bool {
        matches!(
            self.folded_before(i).as_ref(),
            "can" | "could" | "did" | "may" | "might" | "must" | "not" | "only" | "should" | "to" | "will" | "would"
        )
    }

    /// Whether the word at `i` tells from the time last spoken of: `previous`.
    fn spoken_of(&self, i: usize) -> bool {
        matches!(self.folded(i).as_ref(), "previous" | "prior" | "preceding")
    }

    /// `last night`, `this morning`, `that evening`
    pub(super) fn which_part(&self, j: usize, which: Which, part: Part) -> Option<Phrase> {
        let anchor = match which {
            Which::Last if part == Part::Night => Anchor::Shifted(Unit::Day, -1),
            Which::This => Anchor::Shifted(Unit::Day, 0),
            Which::That => Anchor::Then(Unit::Day, 0),
            Which::Next | Which::Following => Anchor::Then(Unit::Day, 1),
            Which::Last => Anchor::Then(Unit::Day, -1),
            _ => return None,
        };
        Some(Phrase::timed(anchor, Clock::Part(part), j + 1))
    }

    /// `recent`, `recent years`, `the future`
    pub(super) fn vague(&self, i: usize, which: Which, definite: bool) -> Option<Phrase> {
        let units = usize::from(matches!(self.at(i + 1), Word::Units(_)));
        // "recent weeks and months"
        let pair = units == 1 && self.at(i + 2) == Word::And && matches!(self.at(i + 3), Word::Units(_));
        let units = if pair { 3 } else { units };
        if which == Which::Recent {
            // "recent weeks" last so long, "recent years" are but the past
            let sense = match self.at(i + 1) {
                Word::Units(unit) if !pair && unit < Unit::Year => Sense::Length(Count::Some, unit),
                _ => Sense::Vague(Reference::Past),
            };
            return Some(Phrase::new(sense, i + 1 + units));
        }
        // "future earnings" tells no time; "the future of the alliance" does, as a thing without its article.
        let of = self.at(i + 1) == Word::Of;
        let kind = units == 0 && !definite && !of && !self.ends_clause(i + 1);
        let thing = definite && of;
        (!(kind || thing) && self.folded_before(i) != "foreseeable")
            .then(|| Phrase::new(Sense::Vague(Reference::Future), i + 1 + units))
    }

    /// Whether the article before `i` stays outside of what was read: `the recent talks`, `the current chairman`.
    pub(super) fn without_article(&self, i: usize, phrase: &Phrase) -> bool {
        let vague = matches!(phrase.meaning.sense, Sense::Vague(_));
        let headed = matches!(self.at(phrase.end - 1), Word::Units(_));
        vague && !headed && matches!(self.at(i), Word::Which(Which::Recent | Which::This | Which::Coming))
    }

    /// `earlier this year`; or `reported earlier`, which tells no more than the past.
    pub(super) fn earlier(&self, i: usize) -> Option<Phrase> {
        if self.folded(i) != "earlier" {
            return None;
        }
        if let Some(phrase) = self.within(i + 1).or_else(|| self.in_unit(i, TimeMod::Start)) {
            return Some(phrase.with(TimeMod::Start));
        }
        let verb = self.folded_before(i);
        let reported = verb.len() > 4 && verb.ends_with("ed") || verb == "said";
        (reported && self.ends_clause(i + 1)).then(|| Phrase::new(Sense::Vague(Reference::Past), i + 1))
    }

    /// `earlier in the week`, `late in the year`: the word that divides is at `i`. "Later in the day" tells no day.
    pub(super) fn in_unit(&self, i: usize, modifier: TimeMod) -> Option<Phrase> {
        if self.folded(i + 1) != "in" {
            return None;
        }
        let phrase = match (self.at(i + 2), self.at(i + 3)) {
            (Word::The, Word::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year)))
                if self.past_dash(i + 4) == i + 4
                    && !matches!(self.at(i + 4), Word::Of | Word::Earlier | Word::Later) =>
            {
                Phrase::point(Anchor::Then(unit, 0), i + 4)
            }
            (Word::Which(which @ (Which::This | Which::That | Which::Last)), Word::Unit(_)) => {
                self.which(i + 2, which, false).filter(|p| matches!(p.meaning.sense, Sense::Point(..)))?
            }
            _ => return None,
        };
        Some(phrase.with(modifier))
    }

    /// What `earlier` and `later` can divide: `this month`, `yesterday`.
    pub(super) fn within(&self, i: usize) -> Option<Phrase> {
        match self.at(i) {
            Word::Which(which @ (Which::This | Which::That | Which::Last | Which::Next)) => self.which(i, which, false),
            Word::Deictic(_) | Word::Weekday(_) => self.phrase(i),
            // "earlier on Thursday"
            Word::Other if self.folded(i) == "on" && matches!(self.at(i + 1), Word::Weekday(_)) => self.weekday(i + 1),
            _ => None,
        }
        .filter(|p| matches!(p.meaning.sense, Sense::Point(..)))
    }

    /// `the week`, `the quarter`, `the year 2000`, `the day after tomorrow`; the unit is at `i`.
    pub(super) fn definite_unit(&self, i: usize, unit: Unit) -> Option<Phrase> {
        let next = self.at(i + 1);
        let step = match next {
            Word::Earlier => -1,
            Word::Later => 1,
            _ => 0,
        };
        // "Footballer of the Year"
        if self.capital(i) && self.folded_before(i - 1) == "of" && !self.doc.in_headline(i) {
            return None;
        }
        if let Some(told) = self.of_event(i, unit) {
            return told;
        }
        match unit {
            Unit::Day => {
                if let (true, Word::Deictic(n)) = (step != 0, self.at(i + 2)) {
                    return Some(Phrase::point(Anchor::Shifted(Unit::Day, n + step), i + 3));
                }
                if step != 0
                    && let Some(phrase) = self.beside(i + 2, step)
                {
                    return Some(phrase);
                }
                (step != 0 && self.ends_clause(i + 2)).then(|| Phrase::point(Anchor::Then(Unit::Day, step), i + 2))
            }
            // "the week after next", "the year before last"
            Unit::Week | Unit::Month | Unit::Year
                if (step == 1 && self.at(i + 2) == Word::Which(Which::Next)
                    || step == -1 && self.at(i + 2) == Word::Which(Which::Last))
                    && self.ends_clause(i + 3) =>
            {
                Some(Phrase::point(Anchor::Shifted(unit, 2 * step), i + 3))
            }
            Unit::Week if self.of_day(i, Relation::Within(unit)).is_some() => self.of_day(i, Relation::Within(unit)),
            // "the week ended March 6"
            Unit::Week if self.ended(i + 1, Relation::Within(unit)).is_some() => {
                self.ended(i + 1, Relation::Within(unit)).map(|anchor| Phrase::point(anchor, i + 1))
            }
            // "the month of May"
            Unit::Month if next == Word::Of && matches!(self.at(i + 2), Word::Month(..)) => {
                let Word::Month(month, _) = self.at(i + 2) else { return None };
                self.month_from(i + 2, month)
            }
            // "7 percent the month before and 8 a year ago", but "the year before and after"
            Unit::Week | Unit::Month | Unit::Year
                if step != 0
                    && (self.ends_clause(i + 2)
                        || AFTER_NOUN.binary_search(&self.folded(i + 2).as_ref()).is_ok()
                            && !matches!(self.at(i + 3), Word::Earlier | Word::Later)) =>
            {
                Some(Phrase::point(Anchor::Then(unit, step), i + 2))
            }
            Unit::Year => {
                if let Some(phrase) = self.era(i + 1) {
                    return Some(phrase);
                }
                let year = || self.year(i + 1).or_else(|| self.early_year(i + 1)).map(|year| (year, i + 2));
                if let Some((year, end)) = self.spelled_year(i + 1).or_else(year) {
                    return Some(Phrase::point(Anchor::Year(year), end));
                }
                let earlier = || self.year_earlier(i).filter(|p| p.end > i + 3);
                self.year_end(i).or_else(earlier).or_else(|| {
                    if self.past_dash(i + 1) > i + 1 {
                        return None;
                    }
                    // "the year in which it fell"
                    if self.folded(i + 1) == "in" && self.folded(i + 2) == "which" {
                        return None;
                    }
                    // "in the year to March"
                    let to = self.folded(i + 1) == "to" && matches!(self.at(i + 2), Word::Month(..));
                    let ended = to || matches!(self.folded(i + 1).as_ref(), "ended" | "ending");
                    Some(if ended {
                        Phrase::new(Sense::Length(Count::of(1), Unit::Year), i + 1)
                    } else {
                        Phrase::point(Anchor::Shifted(Unit::Year, 0), i + 1)
                    })
                })
            }
            Unit::Week | Unit::Month => Some(Phrase::point(Anchor::Then(unit, 0), i + 1)),
            // "the quarter-finals", "the quarter-to-quarter comparison"
            Unit::Quarter if self.past_dash(i + 1) > i + 1 => None,
            // "the quarter a year ago"
            Unit::Quarter if self.at(i + 1) == Word::An && self.at(i + 2) == Word::Unit(Unit::Year) => {
                let away = matches!(self.at(i + 3), Word::Ago | Word::Earlier);
                Some(Phrase::point(Anchor::LatestQuarter(if away { -4 } else { 0 }), if away { i + 4 } else { i + 1 }))
            }
            Unit::Quarter => {
                Some(Phrase::point(self.ended(i + 1, Relation::QuarterTo).unwrap_or(Anchor::LatestQuarter(0)), i + 1))
            }
            _ => None,
        }
    }

    /// `the week of March 6`, `the weekend of Dec. 14`, `the week of Christmas`: the noun is at `i`.
    pub(super) fn of_day(&self, i: usize, relation: Relation) -> Option<Phrase> {
        let phrase = self.date_at(i + 2).filter(|_| self.at(i + 1) == Word::Of)?;
        let anchor = match phrase.meaning.sense {
            // "the weekend of Jan. 11-13"
            Sense::Point(Anchor::Named(name @ (Name::MonthDay(..) | Name::Holiday(_)), occurrence), None)
            | Sense::Range(Anchor::Named(name @ Name::MonthDay(..), occurrence), _) => {
                Anchor::By(relation, name, occurrence)
            }
            Sense::Point(Anchor::Day(day), None) | Sense::Range(Anchor::Day(day), _) => Anchor::by_day(relation, day),
            _ => return None,
        };
        Some(Phrase::point(anchor, phrase.end))
    }

    /// After `the day before`: a day that bears a name, `Christmas`, `last Tuesday`, `the election` not.
    fn beside(&self, i: usize, step: i32) -> Option<Phrase> {
        let phrase = match self.at(i) {
            Word::Which(which @ (Which::Last | Which::Next | Which::This)) => self.which(i, which, false),
            Word::Holiday | Word::Weekday(_) => self.phrase(i),
            Word::Month(month, _) => self.month_from(i, month),
            _ => None,
        }?;
        let anchor = match phrase.meaning.sense {
            Sense::Point(Anchor::Named(name @ (Name::MonthDay(..) | Name::Weekday(_) | Name::Holiday(_)), o), None) => {
                Anchor::By(Relation::Days(step), name, o)
            }
            Sense::Point(Anchor::Day(day), None) => Anchor::by_day(Relation::Days(step), day),
            _ => return None,
        };
        Some(Phrase::point(anchor, phrase.end))
    }
}
