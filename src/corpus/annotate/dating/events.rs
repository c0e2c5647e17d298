//! Evidence of events whose day is known: `the quake last week`, `the 80th anniversary of the end of World War II`.
//!
//! Events are in [`super::knowledge`]; those that another article dates come through [`place`] as well.

use super::begins::Begins;
use super::clues::lead_weekday;
use super::days::{Day, Steps, date, days_since, month, new_year, number, weekday};
use super::knowledge::{Event, fits};
use super::reading::Reading;
use super::solver::{Constraint, Kind, Shape};
use super::spoken::is_ahead;
use crate::corpus::annotate::times::{Clue, Side};
use crate::corpus::article::{Evidence, PartialDate};
use crate::text::{Segmented, Span};
use chrono::{Datelike, Weekday};
use std::ops::Range;

/// Days over which evidence that was misread would be spread: thirty years.
const SPREAD: f64 = 11_000.0;
/// How often a clause speaks of another event than the known one that it is taken for.
const MISTAKEN: f64 = 0.1;

/// All evidence of known events.
#[must_use]
pub fn evidence(reading: &Reading<'_>) -> Vec<Constraint> {
    let mut found: Vec<Constraint> = (0..reading.times.len()).filter_map(|k| dated(reading, k)).collect();
    if memchr::memmem::find(reading.doc.text.as_bytes(), b"nniversary").is_some() {
        found.extend(anniversaries(reading));
    }
    found.extend(bounds(reading));
    found
}

/// Weights of the days after an event that is spoken of without a time, up to so many days: in the first sentences it is
/// the news itself, or what came of it.
const AFTER_NEWS: [(Day, f64); 6] =
    [(14, 1.0), (60, 0.15), (365, 0.03), (3 * 365, 0.012), (10 * 365, 0.005), (100 * 365, 0.002)];
const AFTER_EVENT: [(Day, f64); 4] = [(365, 1.0), (3 * 365, 0.6), (10 * 365, 0.35), (100 * 365, 0.2)];
/// The weight of a day before an event that is spoken of: one such event in ten is another one. News that holds its words
/// is of another event more often, so that it takes other evidence to make it this one's.
const BEFORE_EVENT: f64 = 0.1;
const BEFORE_NEWS: f64 = 4e-3;
/// Tokens among which all words of an event must stand.
const WITHIN: usize = 16;

/// The latest known event that is spoken of: the article is not older.
fn bounds(reading: &Reading<'_>) -> Option<Constraint> {
    let doc = reading.doc;
    let mut latest: Option<(Day, &Event, Span)> = None;
    for sentence in &doc.sentences {
        for i in sentence.tokens.clone() {
            if !reading.begins()[i].any(Begins::EVENT) {
                continue;
            }
            let Some(candidates) = reading.known.events_by_word.get(&*doc.folded(i)) else { continue };
            let near = sentence.tokens.start.max(i.saturating_sub(WITHIN / 2))..sentence.tokens.end.min(i + WITHIN / 2);
            for event in candidates.iter().map(|&e| &reading.known.events[e]) {
                let Some(on) = event.when.day().map(number) else { continue };
                // A single word can mean anything; what is older than the latest tells nothing more.
                if event.terms.len() < 2 || latest.as_ref().is_some_and(|l| l.0 >= on) {
                    continue;
                }
                let span = doc.tokens[i].span;
                if speaks_of(doc, near.clone(), event) && reading.counts(span) && !is_ahead(reading, span) {
                    latest = Some((on, event, span));
                }
            }
        }
    }
    let (on, event, span) = latest?;
    let mut start = on;
    // What is told with its date, or stands in history, is no news.
    let sentence = doc.sentences.get(doc.sentence_of(doc.tokens_in(span).start)).map_or(span, |s| s.span);
    let is_dated = |clue: Option<Clue>| matches!(clue, Some(Clue::Day(_) | Clue::Month(..) | Clue::Year(_)));
    let first = reading.times.partition_point(|t| t.span.end <= sentence.start);
    // On another weekday something else happened.
    let other_day = |clue: Option<Clue>| match clue {
        Some(Clue::Weekday(w, Side::Past | Side::Unknown) | Clue::FarWeekday(w, Side::Past)) => days_since(on, w) != 0,
        _ => false,
    };
    let mut times = reading.times[first..].iter().take_while(|t| t.span.start < sentence.end);
    let dated = times.any(|t| is_dated(t.clue) || near_to(doc, t.span, span) && other_day(t.clue));
    let news = reading.opening().contains(span) && event.when.year() >= 1980 && !dated && !tells_of_years(doc, span);
    let (before, after) = if news { (BEFORE_NEWS, &AFTER_NEWS[..]) } else { (BEFORE_EVENT, &AFTER_EVENT[..]) };
    let ranges: Vec<_> =
        after.iter().map(|&(days, weight)| (std::mem::replace(&mut start, on + days + 1), on + days, weight)).collect();
    Some(Constraint {
        kind: Kind::Event,
        shape: Shape::Steps(Steps::new(before, ranges)),
        evidence: vec![Evidence { span, says: format!("{} ({}): not earlier", event.name, event.when), article: None }],
        in_full: false,
    })
}

/// Whether two spans of one sentence stand within a few words of one another.
fn near_to(doc: &Segmented<'_>, a: Span, b: Span) -> bool {
    doc.tokens_in(a).start.abs_diff(doc.tokens_in(b).start) <= WITHIN / 2
}

/// Whether the sentence at `span` looks back over years: an anniversary, a trial, a memorial.
fn tells_of_years(doc: &Segmented<'_>, span: Span) -> bool {
    const BACK: &[&str] = &[
        "anniversary",
        "trial",
        "court",
        "convicted",
        "sentenced",
        "memorial",
        "years",
        "decade",
        "since",
        "former",
        "history",
        "survivors",
        "commemorate",
        "remember",
        "extradition",
        "indicted",
        "report",
        "inquiry",
    ];
    let at = doc.tokens_in(span).start;
    let sentence = doc.sentences.get(doc.sentence_of(at)).map_or(at..at, |s| s.tokens.clone());
    let near = sentence.start.max(at.saturating_sub(40))..sentence.end.min(at + 40);
    near.into_iter().any(|i| BACK.contains(&&*doc.folded(i)))
}

/// Whether these tokens hold every word of an event after its first.
fn speaks_of(doc: &Segmented<'_>, tokens: Range<usize>, event: &Event) -> bool {
    event.terms[1..].iter().all(|choices| tokens.clone().any(|t| choices.iter().any(|c| fits(&doc.folded(t), c))))
}

/// Where the day of publication lies when something of day `event` is placed in time by `clue` (or, where that says
/// nothing, by the words `text`). `None` where the two do not go together.
#[must_use]
pub fn place(event: Day, clue: Option<Clue>, text: &str) -> Option<(Day, Day)> {
    let on = |w: Weekday| weekday(event) == w.num_days_from_monday() as usize;
    // Monday of the week of the event.
    let week = event - weekday(event) as Day;
    match clue {
        Some(Clue::Weekday(w, Side::Past | Side::Unknown)) if on(w) => Some((event, event + 6)),
        Some(Clue::FarWeekday(w, Side::Past | Side::Unknown)) if on(w) => Some((event + 1, event + 13)),
        Some(Clue::DayOffset(n)) if (-30..=0).contains(&n) => Some((event - n, event - n)),
        Some(Clue::MonthOffset(n)) if n <= 0 => Some(month(event, -n)),
        Some(Clue::YearOffset(n)) if n <= 0 => {
            let year = date(event).year() - n;
            Some((new_year(year), new_year(year + 1) - 1))
        }
        None if text.eq_ignore_ascii_case("last week") => Some((week + 7, week + 13)),
        None if text.eq_ignore_ascii_case("this week") => Some((event, week + 6)),
        _ => None,
    }
}

/// Weights for the days of publication between `from` and `to` when an event of day `event` lies behind the news, and
/// the news is of a weekday: what is told of its past seldom lies after it.
pub fn weights(event: Day, (from, to): (Day, Day), news: Option<Weekday>) -> Vec<(Day, Day, f64)> {
    match news {
        Some(news) if to - from < 14 => {
            let weight = |on: Day| if on - days_since(on, news) as Day >= event { 1.0 } else { 0.1 };
            (from..=to).map(|on| (on, on, weight(on))).collect()
        }
        _ => vec![(from, to, 1.0)],
    }
}

/// What the known events in the clause of time number `k` tell.
fn dated(reading: &Reading<'_>, k: usize) -> Option<Constraint> {
    let time = reading.times[k];
    // Most times are out of the question, whatever the event.
    if matches!(
        time.clue,
        Some(Clue::Day(_) | Clue::Month(..) | Clue::Year(_) | Clue::MonthDay(..) | Clue::BareMonth(..))
    ) {
        return None;
    }
    let text = time.span.of(reading.doc.text);
    if !reading.counts(time.span) || time.clue.is_none() && !text.to_ascii_lowercase().ends_with("week") {
        return None;
    }
    let mut placed: Vec<(&Event, (Day, Day))> = known(reading, reading.clause(k))
        .filter_map(|event| Some((event, place(number(event.when.day()?), time.clue, text)?)))
        .collect();
    placed.sort_by_key(|(_, days)| std::cmp::Reverse(*days));
    let inside: Day = placed.iter().map(|(_, (from, to))| to - from + 1).sum();
    let latest = placed.iter().map(|(event, _)| format!("{} ({})", event.name, event.when)).take(2);
    let says = format!("{text}: {}", latest.collect::<Vec<_>>().join(" or "));
    let news = lead_weekday(reading).map(|(_, on)| on);
    let ranges = placed.iter().filter_map(|(event, days)| Some(weights(number(event.when.day()?), *days, news)));
    (!placed.is_empty()).then(|| weighed(ranges.flatten(), inside, time.span, says))
}

/// Weights of 1 or less for `ranges` of `inside` days, and what is left for all others.
fn weighed(ranges: impl Iterator<Item = (Day, Day, f64)>, inside: Day, span: Span, says: String) -> Constraint {
    let elsewhere = (MISTAKEN * f64::from(inside) / SPREAD).min(0.3);
    Constraint {
        kind: Kind::Event,
        shape: Shape::Steps(Steps::new(elsewhere, ranges)),
        evidence: vec![Evidence { span, says, article: None }],
        in_full: false,
    }
}

/// The known events that these tokens speak of.
fn known<'a>(reading: &'a Reading<'_>, tokens: Range<usize>) -> impl Iterator<Item = &'a Event> + 'a {
    let (doc, known) = (reading.doc, reading.known);
    tokens.clone().filter(|&i| reading.begins()[i].any(Begins::EVENT)).flat_map(move |i| {
        let candidates = known.events_by_word.get(&*doc.folded(i)).map_or(&[][..], Vec::as_slice);
        let tokens = tokens.clone();
        candidates.iter().map(|&e| &known.events[e]).filter(move |event| speaks_of(doc, tokens.clone(), event))
    })
}

/// Tokens after `anniversary` in which the event is named.
const NAMED_WITHIN: usize = 14;

/// What anniversaries of known events tell: `80th anniversary of the end of World War II`.
fn anniversaries<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = Constraint> + 'a {
    let doc = reading.doc;
    (1..doc.tokens.len()).filter(|&i| doc.folded(i) == "anniversary").filter_map(move |i| {
        let sentence = doc.sentences.get(doc.sentence_of(i))?;
        let years = ordinal(&doc.folded(i - 1)).filter(|_| i > sentence.tokens.start)?;
        let end = sentence.tokens.end.min(i + NAMED_WITHIN);
        let span = doc.span(i - 1..i + 1);
        if !reading.counts(span) {
            return None;
        }
        let mut bases: Vec<i32> = known(reading, i + 1..end).map(|event| event.when.year()).collect();
        bases.sort_unstable();
        bases.dedup();
        let base = bases.first()?;
        // "next year" is said of the anniversary, and "upcoming" leaves it open whether it is this year's.
        let told = reading.times.iter().filter(|t| sentence.span.contains(t.span)).find_map(|t| match t.clue {
            Some(Clue::YearOffset(n)) => Some(n),
            _ => None,
        });
        let prepared = |t: usize| matches!(&*doc.folded(t), "ahead" | "prepare" | "preparing");
        let ahead = is_ahead(reading, span) || (sentence.tokens.start..i).any(prepared);
        let year = |y: i32, weight: f64| (new_year(y), new_year(y + 1) - 1, weight);
        let ranges = bases.iter().flat_map(|base| {
            let on = base + years;
            match told {
                Some(n) => vec![year(on - n, 1.0)],
                None if ahead => {
                    [(0, 1.0), (1, 0.6), (2, 0.3), (3, 0.2), (4, 0.1)].map(|(n, w)| year(on - n, w)).into()
                }
                None => vec![year(on, 1.0), year(on - 1, 0.06), year(on + 1, 0.06)],
            }
        });
        let says = format!("{years} years after {base}: {}", base + years);
        Some(weighed(ranges, 365 * bases.len() as Day, span, says))
    })
}

/// The number that an ordinal stands for: `80th`, `fiftieth`.
fn ordinal(word: &str) -> Option<i32> {
    const WORDS: &[(&str, i32)] = &[
        ("first", 1),
        ("second", 2),
        ("third", 3),
        ("fourth", 4),
        ("fifth", 5),
        ("sixth", 6),
        ("seventh", 7),
        ("eighth", 8),
        ("ninth", 9),
        ("tenth", 10),
        ("twentieth", 20),
        ("thirtieth", 30),
        ("fortieth", 40),
        ("fiftieth", 50),
        ("sixtieth", 60),
    ];
    let named = WORDS.iter().find(|w| w.0 == word).map(|w| w.1);
    let digits =
        || word.strip_suffix("th").or(word.strip_suffix("st")).or(word.strip_suffix("nd")).or(word.strip_suffix("rd"));
    named.or_else(|| digits()?.parse().ok().filter(|n| (1..=300).contains(n)))
}

/// A day in words: `8 September 2025`.
#[must_use]
pub fn in_words(day: Day) -> String {
    let day = date(day);
    let month = u8::try_from(day.month()).ok().and_then(|m| chrono::Month::try_from(m).ok());
    month.map_or_else(|| PartialDate::Day(day).to_string(), |m| format!("{} {} {}", day.day(), m.name(), day.year()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::annotate::dating::knowledge::Knowledge;
    use crate::corpus::annotate::dating::reading::Timed;
    use crate::corpus::annotate::dating::solver::Posterior;
    use crate::corpus::article::Annotations;

    /// What the events of a sentence leave, given one time expression in it.
    fn posterior(text: &str, time: &str, clue: Option<Clue>) -> Option<(Posterior, Vec<Constraint>)> {
        let doc = Segmented::new(text);
        let start = text.find(time).unwrap();
        let times = [Timed { span: Span::new(start, start + time.len()), clue }];
        let layers = Annotations::default();
        let found = evidence(&Reading::new(&doc, &layers, &times, Knowledge::bundled()));
        let all = [vec![crate::corpus::annotate::dating::clues::prior(Knowledge::bundled())], found.clone()].concat();
        (!found.is_empty()).then(|| (Posterior::new(&all), found))
    }

    fn claim(text: &str, time: &str, clue: Option<Clue>) -> String {
        posterior(text, time, clue).and_then(|p| p.0.claim()).map_or_else(String::new, |c| c.0.to_string())
    }

    #[test]
    fn an_event_of_last_month_dates_this_month() {
        let text = "Thousands are homeless since the earthquake that struck Morocco last month, the agency said.";
        assert_eq!(claim(text, "last month", Some(Clue::MonthOffset(-1))), "2023-10");
        let text = "The Beirut port explosion last week killed many.";
        assert_eq!(claim(text, "last week", None), "2020-08");
        let text = "Fans mourn Michael Jackson, whose death yesterday shook them.";
        assert_eq!(claim(text, "yesterday", Some(Clue::DayOffset(-1))), "2009-06-26");
    }

    #[test]
    fn a_weekday_must_be_the_event_s() {
        let text = "The earthquake that struck Morocco late Friday killed hundreds.";
        assert!(posterior(text, "Friday", Some(Clue::Weekday(Weekday::Fri, Side::Past))).is_some());
        let text = "The earthquake that struck Morocco late Tuesday killed nobody.";
        let found = posterior(text, "Tuesday", Some(Clue::Weekday(Weekday::Tue, Side::Past)));
        // It may be another earthquake: nothing is said of its day.
        assert!(found.is_none_or(|(p, _)| p.claim().is_none()));
    }

    #[test]
    fn an_event_without_a_time_is_a_bound() {
        let share = |text: &str, from: i32, to: i32| {
            let (found, said) = posterior(text, "x", None).expect("there is evidence");
            let says = said[0].evidence[0].says.clone();
            (found.probability(new_year(from), new_year(to + 1) - 1), says)
        };
        let (p, says) = share("The x of the Beirut port explosion killed two hundred in August.", 2020, 2021);
        assert!(p > 0.25 && says == "Beirut port explosion (2020-08-04): not earlier", "{p} {says}");
        // A trial comes years later.
        let (p, _) = share("In the x trial over the Beirut port explosion two officials were heard.", 2022, 2049);
        assert!(p > 0.4, "{p}");
    }

    #[test]
    fn anniversaries_are_counted_from_their_event() {
        let text = "They marked the 80th anniversary of the end of World War II this month.";
        let (found, said) = posterior(text, "this month", None).unwrap();
        assert_eq!(found.claim().unwrap().0.to_string(), "2025");
        assert_eq!(said[0].evidence[0].says, "80 years after 1945: 2025");
        let text = "Both prepare for the upcoming 60th anniversary of the independence of Kenya next year.";
        assert_eq!(claim(text, "next year", Some(Clue::YearOffset(1))), "2022");
        assert!(posterior("Its 60th anniversary of making jam was last year.", "last year", None).is_none());
        assert!(posterior("The anniversary was last year.", "last year", None).is_none());
    }
}
