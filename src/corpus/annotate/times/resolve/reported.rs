//! Places the periods that business speaks of: the quarter that is reported on, the same period of another year, and the last
//! day of a period. What a company's own year is, nobody here knows.

use super::super::Side;
use super::super::calendar::Stretch;
use super::super::lexicon::Unit;
use super::super::meaning::{Anchor, Name, Occurrence};
use super::Placer;
use super::occurring::in_year;
use chrono::Datelike;

/// Days beyond which what is told by its last day ("the year-ago quarter ended Sept. 30") was not this year's.
const FAR_FROM_PERIOD: i64 = 270;

impl Placer {
    /// The quarter that an article begins to report on with `anchor`: one with a name that has begun, no longer than
    /// two years ago.
    pub(super) fn reports(&self, anchor: Anchor, placed: Option<Stretch>) -> Option<Stretch> {
        placed.filter(|&p| matches!(anchor, Anchor::Named(Name::Quarter(_), _)) && self.has_begun(p))
    }

    /// Whether a quarter has begun, no longer than two years ago.
    pub(super) fn has_begun(&self, quarter: Stretch) -> bool {
        let Some((Stretch::Quarter(now, this), Stretch::Quarter(year, quarter))) =
            self.present(Unit::Quarter).map(|present| (present, quarter))
        else {
            return false;
        };
        (year, quarter) <= (now, this) && year >= now - 2
    }

    /// The quarter that is reported on, not one that was spoken of by the way: .3 points, and none was wrong for it. Else
    /// the one last spoken of, or the last that is complete.
    pub(super) fn latest_quarter(&self, n: i32) -> Option<Stretch> {
        match (self.reported, self.then, self.present(Unit::Quarter)) {
            (Some(quarter), ..) => quarter.step(n),
            (_, Some(quarter @ Stretch::Quarter(..)), present) if Some(quarter) != present => quarter.step(n),
            (.., present) => present?.step(n - 1),
        }
    }

    /// A year before what is reported: the latest quarter spoken of that has begun. What already lies a year before is what
    /// was compared with: "Last year's profit was higher. The year-earlier results included a gain."
    pub(super) fn year_earlier(&self) -> Option<Stretch> {
        let then = match (self.then, self.reported) {
            (Some(Stretch::Quarter(year, quarter)), Some(Stretch::Quarter(of, reported))) => {
                let later = (year, quarter) > (of, reported);
                self.then.filter(|&t| later && self.has_begun(t)).or(self.reported)
            }
            (then, reported) => then.or(reported),
        };
        let compared = self.reported.and_then(|quarter| quarter.within(Unit::Year)?.step(-1));
        if then.is_some() && then == compared { then } else { self.from(then, Unit::Year, -1) }
    }

    /// The period last spoken of, in another year.
    pub(super) fn period(&self, finest: Unit, occurrence: Occurrence) -> Option<Stretch> {
        let year = |of: i32| match occurrence {
            Occurrence::In(year) => Some(year),
            Occurrence::InYear(n) => of.checked_add(n),
            _ => None,
        };
        let spoken_of = match self.then {
            Some(Stretch::Quarter(..)) => self.reported.or(self.then),
            other => other,
        };
        match spoken_of {
            Some(Stretch::Quarter(of, quarter)) => Some(Stretch::Quarter(year(of)?, quarter)),
            Some(Stretch::Half(of, half)) => Some(Stretch::Half(year(of)?, half)),
            Some(Stretch::Month(of, month)) if finest == Unit::Month => Some(Stretch::Month(year(of)?, month)),
            // "the 1988 quarter": the one that is reported now, in that year
            _ if finest == Unit::Quarter && matches!(occurrence, Occurrence::In(_)) => {
                match self.stretch(Anchor::LatestQuarter(0))? {
                    Stretch::Quarter(of, quarter) => Some(Stretch::Quarter(year(of)?, quarter)),
                    _ => None,
                }
            }
            _ => match (occurrence, self.present(Unit::Year)) {
                (Occurrence::In(year), _) => Some(Stretch::Year(year)),
                (_, Some(Stretch::Year(now))) => year(now).map(Stretch::Year),
                _ => None,
            },
        }
    }

    /// Earnings are spoken of in the quarter after, whatever the tense; only what has not begun can lie ahead, and what is
    /// farther back with a verb that looks ahead is next year's: "expected to close in the first quarter", said in the fall.
    pub(super) fn quarter(&self, quarter: u32, occurrence: Occurrence) -> Option<Stretch> {
        let Stretch::Quarter(year, now) = self.present(Unit::Quarter)? else { return None };
        let ahead = occurrence == Occurrence::Nearest(Side::Future);
        let past = occurrence == Occurrence::Nearest(Side::Past);
        if ahead && now > quarter + 1 {
            return Some(Stretch::Quarter(year + 1, quarter));
        }
        let this_year = quarter <= now || ahead || (!past && quarter == now + 1);
        Some(Stretch::Quarter(if this_year { year } else { year - 1 }, quarter))
    }
}

/// The bare day that ends a period which was told of directly before, where the day that its name alone would tell is far
/// from it: the nearest to the end of the period.
pub(super) fn last_day(period: Stretch, anchor: Anchor, day: Option<Stretch>) -> Option<Stretch> {
    let Anchor::Named(name @ Name::MonthDay(..), Occurrence::Nearest(_) | Occurrence::Over) = anchor else {
        return None;
    };
    let end = period.days().filter(|_| period.unit() > Unit::Month)?.to;
    let from_end = |stretch: &Stretch| stretch.days().map(|d| (d.from - end).num_days().abs());
    if day.as_ref().and_then(from_end)? <= FAR_FROM_PERIOD {
        return None;
    }
    (-1..=1).filter_map(|n| in_year(name, end.year().checked_add(n)?)).min_by_key(|d| from_end(d).unwrap_or(i64::MAX))
}
