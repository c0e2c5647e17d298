//! What neighbours tell of one another: the first time of a range is of the day of the second, a time in brackets of the day of
//! the one before them, a weekday of the date that it stands beside.
//!
//! Looks at the last two expressions alone, so that it is linear, but for lists of weekdays and of times of day, of which each
//! is given its week or its day once at most.

use super::Found;
use super::clocks::days_between;
use super::grammar::Reader;
use super::lexicon::{Part, Unit, Word};
use super::meaning::{Anchor, Clock, Name, Occurrence, Sense};
use std::ops::Range;

/// How many words part a day from the times that are of it: "Friday from 9 a.m. to".
const NEAR: usize = 2;

/// Lets the last expression and those before it tell each other's day.
pub(super) fn share_day(reader: &Reader<'_, '_>, found: &mut [Found], places: &[Range<usize>]) {
    let Some(n) = found.len().checked_sub(2) else { return };
    let gap = places[n].end..places[n + 1].start;
    tonight(reader, found, places, n);
    if gap.len() > NEAR + 1 {
        return;
    }
    let (Sense::Point(one, first), Sense::Point(other, second)) = (found[n].meaning.sense, found[n + 1].meaning.sense)
    else {
        return;
    };
    if let Some(anchor) = other.as_told_of(one).filter(|_| in_brackets(reader, &gap)) {
        // "9 p.m. EST (0200 GMT) on Friday": Saturday in Greenwich
        let days = first.zip(second).map_or(0, |(first, second)| days_between(first, second));
        set(&mut found[n + 1], anchor.day_on(days), second);
    }
    if first.is_none() && second.is_none() && beside(reader, &gap, places[n + 1].end) {
        match (one, other) {
            (Anchor::Named(Name::Weekday(_), Occurrence::Nearest(_)), date) if date.is_date() => {
                set(&mut found[n], date, None);
                set_weekday(found, n, one);
            }
            (date, Anchor::Named(Name::Weekday(_), Occurrence::Nearest(_))) if date.is_date() => {
                set(&mut found[n + 1], date, None);
                set_weekday(found, n, other);
            }
            _ => {}
        }
    }
    if let (Some(first), Some(second)) = (first.filter(told), second.filter(told)) {
        let ranged = ranges(reader, &gap, places[n].start);
        let listed = ranged || reader.joins(gap.clone());
        let past_midnight = ranged && minutes(second) < minutes(first);
        match (one, other) {
            // "between 11 p.m. and 1 a.m. on Friday", "opens at 7 a.m. and closes at 8 p.m. Friday"
            (Anchor::Then(Unit::Day, 0), day)
                if day.is_day()
                    && (listed || again(reader, &gap))
                    && !of_a_day(reader, &found[..=n], places, listed) =>
            {
                set(&mut found[n], day.day_on(-i32::from(past_midnight)), Some(first));
                // "at 9 a.m., noon and 3 p.m. Friday"
                let mut k = n;
                while k > 0
                    && reader.joins(places[k - 1].end..places[k].start)
                    && let Sense::Point(Anchor::Then(Unit::Day, 0), Some(clock)) = found[k - 1].meaning.sense
                    && told(&clock)
                {
                    k -= 1;
                    set(&mut found[k], day, Some(clock));
                }
            }
            // "from 11 p.m. on Friday to 1 a.m."
            (day, Anchor::Then(Unit::Day, 0)) if past_midnight && day.is_day() => {
                set(&mut found[n + 1], Anchor::Then(Unit::Day, 1), Some(second));
            }
            _ => {}
        }
    }
    // "on Monday and Tuesday last week"
    if let Anchor::Named(Name::Weekday(_), week @ Occurrence::OfWeek(_)) = other {
        let mut k = n + 1;
        while k > 0
            && reader.joins(places[k - 1].end..places[k].start)
            && let Sense::Point(Anchor::Named(day @ Name::Weekday(_), Occurrence::Nearest(_)), clock) =
                found[k - 1].meaning.sense
        {
            k -= 1;
            set(&mut found[k], Anchor::Named(day, week), clock);
        }
    }
}

/// An hour of twelve in a sentence that speaks of an evening is one of it: "Tonight's game starts at 7:30."
fn tonight(reader: &Reader<'_, '_>, found: &mut [Found], places: &[Range<usize>], n: usize) {
    let (Sense::Point(_, Some(part @ Clock::Part(Part::Evening | Part::Night))), Sense::Point(anchor, Some(hour))) =
        (found[n].meaning.sense, found[n + 1].meaning.sense)
    else {
        return;
    };
    let bare = matches!(reader.at(places[n + 1].end - 1), Word::Number(_, 2)) && anchor == Anchor::Then(Unit::Day, 0);
    if bare && reader.doc.sentence_of(places[n].start) == reader.doc.sentence_of(places[n + 1].start) {
        set(&mut found[n + 1], anchor, Some(hour.in_part(Some(part))));
    }
}

/// A date and the weekday beside it, `n` and the one after it, are of the year in which the date falls on it.
fn set_weekday(found: &mut [Found], n: usize, weekday: Anchor) {
    if let Anchor::Named(Name::Weekday(day), _) = weekday {
        found[n].meaning.weekday = Some(day);
        found[n + 1].meaning.weekday = Some(day);
    }
}

fn set(found: &mut Found, anchor: Anchor, clock: Option<Clock>) {
    found.meaning.sense = Sense::Point(anchor, clock);
    found.clue = found.meaning.clue();
}

/// Whether it is a time of the clock, not a part of the day.
fn told(clock: &Clock) -> bool {
    matches!(clock, Clock::At(..) | Clock::Part(Part::Noon | Part::Midnight))
}

fn minutes(clock: Clock) -> u32 {
    match clock {
        Clock::At(hour, minute) => hour * 60 + minute,
        Clock::Part(Part::Noon) => 12 * 60,
        Clock::Part(_) => 24 * 60,
    }
}

/// Whether these tokens lead from a time to one in brackets, or out of them to its day: `(`, `) on`.
fn in_brackets(reader: &Reader<'_, '_>, gap: &Range<usize>) -> bool {
    match (reader.doc.word(gap.start), gap.len()) {
        ("(", 1) | (")", 1) => true,
        (")", 2) => reader.folded(gap.start + 1) == "on",
        _ => false,
    }
}

/// Whether these tokens join a weekday and its date: `Dec. 20 (Friday)`, `Nov. 29, a Friday`; what follows is at `end`.
fn beside(reader: &Reader<'_, '_>, gap: &Range<usize>, end: usize) -> bool {
    match gap.len() {
        1 => reader.doc.word(gap.start) == "(" && reader.doc.word(end) == ")",
        2 => reader.at(gap.start) == Word::Comma && reader.folded(gap.start + 1) == "a" && reader.ends_clause(end),
        _ => false,
    }
}

/// Whether these tokens make a range of what they part, which begins at `start`.
fn ranges(reader: &Reader<'_, '_>, gap: &Range<usize>, start: usize) -> bool {
    gap.len() == 1
        && match reader.at(gap.start) {
            Word::To | Word::Dash => true,
            Word::And => reader.folded_before(start) == "between",
            _ => false,
        }
}

/// Whether these tokens go on with what happens at another time: `and closes at`.
fn again(reader: &Reader<'_, '_>, gap: &Range<usize>) -> bool {
    let verb = |i: usize| reader.at(i) == Word::Other;
    gap.len() == 3 && reader.at(gap.start) == Word::And && verb(gap.start + 1) && reader.at(gap.start + 2) == Word::At
}

/// Whether the last of `earlier` has its day from the one before it: a day directly before a range, one of the same sentence
/// before what is told on.
fn of_a_day(reader: &Reader<'_, '_>, earlier: &[Found], places: &[Range<usize>], listed: bool) -> bool {
    let Some(k) = earlier.len().checked_sub(2) else { return false };
    let day = matches!(earlier[k].meaning.sense, Sense::Point(anchor, _) if anchor.is_day());
    let mut gap = places[k].end..places[k + 1].start;
    let leads = |i: usize| {
        matches!(reader.at(i), Word::Comma | Word::At) || matches!(reader.folded(i).as_ref(), "between" | "from")
    };
    let near = gap.len() <= NEAR && gap.all(leads);
    let same = || reader.doc.sentence_of(places[k].start) == reader.doc.sentence_of(places[k + 1].start);
    day && if listed { near } else { same() }
}
