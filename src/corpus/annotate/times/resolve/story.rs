//! Goes on with a story of the past: "In 1989 it began to crumble. In May, they cut the fence." is May 1989.
//!
//! Only months and days without a year take part, told of in the past, in the sentence of the one that has its year or in the
//! one after it, and only forwards; weekdays do not, for news says them of this week beside any year.

use super::super::Side;
use super::super::calendar::Stretch;
use super::super::lexicon::Unit;
use super::super::meaning::{Anchor, Name, Occurrence, Told};
use super::Placer;
use super::occurring::in_year;
use chrono::Datelike;

/// How many years ago what a story begins with is at least: of last year's, this year's months are spoken of too.
const YEARS_AGO: i32 = 2;

impl Placer {
    /// Where a bare name lies in the story that is being told; `None` outside of one.
    pub(super) fn in_story(&self, anchor: Anchor, told: Told) -> Option<Stretch> {
        let Anchor::Named(name, Occurrence::Over | Occurrence::Nearest(Side::Past)) = anchor else { return None };
        if !matches!(name, Name::Month(_) | Name::MonthDay(..) | Name::Holiday(_) | Name::Season(_)) {
            return None;
        }
        let (begun, from) = self.story?;
        let here = told.sentence == from.sentence;
        let days = matches!((begun, name), (Stretch::Day(_), Name::MonthDay(..)));
        let next = told.sentence == from.sentence + 1 && told.opens && (from.opens || days);
        // What opens a sentence holds what it tells of; "the law, passed on May 3, 1998, ended in June" is of two times.
        let held = from.opens || told.joined && begun.unit() < Unit::Year;
        if told.aloof || from.aloof || !(here && held || next) {
            return None;
        }
        let year = begun.days()?.from.year();
        let stretch = in_year(name, year)?;
        let forwards = stretch.days()?.to >= begun.days()?.from;
        forwards.then_some(stretch)
    }

    /// Remembers what a story can go on from.
    pub(super) fn goes_on(&mut self, anchor: Anchor, placed: Option<Stretch>, told: Told) {
        let own_year = matches!(
            anchor,
            Anchor::Day(_)
                | Anchor::Year(_)
                | Anchor::FromThen(..)
                | Anchor::Then(..)
                | Anchor::Named(_, Occurrence::In(_) | Occurrence::Over | Occurrence::Nearest(Side::Past))
        );
        let now = self.reference.and_then(Stretch::days).map(|days| days.from.year());
        let old = |stretch: &Stretch| {
            let begins = stretch.days().map(|days| days.from.year());
            begins.zip(now).is_some_and(|(year, now)| year <= now - YEARS_AGO) && stretch.unit() <= Unit::Year
        };
        self.story = placed.filter(|stretch| own_year && old(stretch)).map(|stretch| (stretch, told));
    }
}
