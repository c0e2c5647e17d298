//! Evidence of the day itself: dateline, date line, the date that opens the text, the article's address.
//!
//! The weights are densities, as in [`super::clues`].

use super::clues::{every_year, evidence_at, on_weekday, stated};
use super::days::{Day, Steps, YEARS, date, day, days_since, number};
use super::events::in_words;
use super::reading::{Reading, Timed};
use super::solver::Constraint;
use crate::corpus::annotate::times::Clue;
use crate::corpus::article::{Article, FurnitureKind, PartialDate};
use crate::text::Span;
use chrono::Weekday;

/// The day of a dateline after the weekday of its lead.
const DATELINE_AFTER_WEEKDAY: [f64; 7] = [0.86, 0.08, 0.02, 0.01, 0.01, 0.01, 0.01];
/// Publication after the day of a dateline, and where the agency's clock is hours ahead of the place.
const AFTER_DATELINE: [f64; 3] = [0.94, 0.04, 0.005];
const AFTER_DATELINE_AHEAD: [f64; 3] = [0.55, 0.4, 0.01];
/// The weight of a day that contradicts a full date in an address, a date line or a dateline: one such date in thirty
/// is not that of publication and may then be any of thirty years, though most lie near.
const AGAINST_DAY: f64 = 3e-6;
/// The weight of a day that contradicts the month and day of a dateline: one dateline in a hundred does, and may then
/// hold any day of the year; a weekday with it could be any of seven.
const AGAINST_DATELINE: f64 = 3e-5;
const AGAINST_WEEKDAY: f64 = AGAINST_DATELINE / 7.0;

/// Dates that the article gives itself, its dateline apart.
pub fn evidence(reading: &Reading<'_>, article: &Article) -> Vec<Constraint> {
    let mut found: Vec<Constraint> = address(reading, article).into_iter().collect();
    let named = |t: &Timed| date_line(reading, t).or_else(|| opening(reading, t)).or_else(|| closing(reading, t));
    found.extend(reading.times.iter().filter_map(named));
    found
}

/// The date of the dateline: publication follows within two days, and the weekday of the lead is on it or just before.
pub fn dateline(reading: &Reading<'_>, weekday: Option<(Span, Weekday)>) -> Option<Constraint> {
    let dateline = reading.layers.dateline.as_ref()?;
    let span = dateline.date?;
    let time = reading.times.iter().find(|t| t.span.overlaps(span))?;
    let after = if agency_is_ahead(reading) { AFTER_DATELINE_AHEAD } else { AFTER_DATELINE };
    let says = format!("dateline {}", span.of(reading.doc.text));
    let lagged = |on: Day, weight: f64| (0..).zip(after).map(move |(lag, w)| (on + lag, on + lag, w * weight));
    match time.clue? {
        Clue::Day(on) => {
            Some(stated(Steps::new(AGAINST_DAY, lagged(number(on), 1.0)), vec![evidence_at(span, says)], true))
        }
        Clue::MonthDay(month, of_month, _) => {
            let weight = |on: Day| weekday.map_or(0.3, |(_, w)| DATELINE_AFTER_WEEKDAY[days_since(on, w)]);
            let ranges = every_year(month, of_month).flat_map(|on| lagged(on, weight(on)));
            let mut evidence = vec![evidence_at(span, says)];
            if let Some((span, w)) = weekday {
                let says =
                    format!("{}: {}", span.of(reading.doc.text), on_weekday(reading.known, (month, of_month), w));
                evidence.push(evidence_at(span, says));
            }
            let against = if weekday.is_some() { AGAINST_WEEKDAY } else { AGAINST_DATELINE };
            Some(stated(Steps::new(against, ranges), evidence, false))
        }
        _ => None,
    }
}

/// Whether the agency of a dateline sits in East Asia and its place does not: the desk then dates by a later clock.
fn agency_is_ahead(reading: &Reading<'_>) -> bool {
    const EAST: &[&str] = &["Xinhua", "Kyodo", "Yonhap", "China Daily", "Jiji"];
    const NEAR: &[&str] = &[
        "CN", "HK", "MO", "TW", "JP", "KR", "KP", "MN", "PH", "SG", "MY", "TH", "VN", "KH", "LA", "MM", "ID", "AU",
        "NZ",
    ];
    let Some(dateline) = &reading.layers.dateline else { return false };
    let whole = dateline.whole.of(reading.doc.text);
    EAST.iter().any(|agency| whole.to_ascii_lowercase().contains(&agency.to_ascii_lowercase()))
        && !dateline.country.is_some_and(|c| NEAR.contains(&c.as_str()))
}

/// The date in the article's address: `/2024/12/19/`, `/2024-12-19-`, `/2024/12/`. An address that stands beside the
/// text has its evidence at the headline, or at the first line; saved articles often open with theirs.
fn address(reading: &Reading<'_>, article: &Article) -> Option<Constraint> {
    let first = || reading.doc.lines.iter().map(|line| line.span).find(|span| !span.is_empty());
    let in_text = || {
        let line = first()?.of(reading.doc.text).trim();
        let is_address = line.starts_with("https://") || line.starts_with("http://");
        (is_address && !line.contains(char::is_whitespace)).then_some(line)
    };
    let url = article.stated.url.as_deref().or_else(in_text)?;
    let digits = |part: &str, n: usize| (part.len() == n).then(|| part.parse::<u32>().ok()).flatten();
    let parts: Vec<&str> = url.split(['/', '-', '_', '?', '#']).collect();
    let (from, to, said) = parts.windows(2).enumerate().find_map(|(i, w)| {
        let year = digits(w[0], 4).and_then(|y| i32::try_from(y).ok()).filter(|y| (1990..=*YEARS.end()).contains(y))?;
        let month = digits(w[1], 2).filter(|m| (1..=12).contains(m))?;
        let of_month = parts.get(i + 2).and_then(|d| digits(d, 2)).and_then(|d| day(year, month, d));
        Some(match of_month {
            Some(on) => (on, on, PartialDate::Day(date(on))),
            None => {
                let days = PartialDate::Month(year, month).days();
                (number(days.from), number(days.to), PartialDate::Month(year, month))
            }
        })
    })?;
    let ranges = [(from, to, 1.0), (from - 1, from - 1, 0.03), (to + 1, to + 1, 0.03)];
    let says = format!("the address holds {said}");
    let at = if article.stated.url.is_some() { reading.layers.title.span.or_else(first) } else { first() };
    let evidence = at.map(|span| evidence_at(span, says)).into_iter().collect();
    Some(stated(Steps::new(AGAINST_DAY, ranges), evidence, false))
}

/// Lines from the top and from the end where a date line stands.
const HEAD_LINES: usize = 8;
const FOOT_LINES: usize = 4;

/// A line that is a date, or says when the article was published.
fn date_line(reading: &Reading<'_>, time: &Timed) -> Option<Constraint> {
    let Some(Clue::Day(on)) = time.clue else { return None };
    let lines = &reading.doc.lines;
    let i = lines.partition_point(|l| l.span.end <= time.span.start);
    let line = lines.get(i).filter(|l| l.span.contains(time.span))?;
    if i >= HEAD_LINES && i + FOOT_LINES < lines.len() {
        return None;
    }
    if matches!(
        reading.furniture(line.span),
        Some(FurnitureKind::Caption | FurnitureKind::Related | FurnitureKind::Credit)
    ) {
        return None;
    }
    let text = line.span.of(reading.doc.text).to_ascii_lowercase();
    let updated = ["updated", "modified"].iter().any(|w| text.starts_with(w));
    let published = ["published", "posted", "first published", "publication date", "date:", "issued"];
    // A short line may name its outlet first: `Town Gazette Published Saturday, March 31, 2018`.
    let says_so = |w: &&str| text.starts_with(*w) || (text.len() < 80 && text.contains(&format!(" {w} ")));
    let labelled = text.len() < 120 && (updated || published.iter().any(says_so));
    // Beside a date alone there is room for a weekday and a time of day, but not for a sentence.
    let alone = line.span.len() <= time.span.len() + 24 && i < HEAD_LINES;
    if !labelled && !alone {
        return None;
    }
    let on = number(on);
    let ranges = if updated {
        vec![(on, on, 1.0), (on - 7, on - 1, 0.08)]
    } else {
        vec![(on, on, 1.0), (on - 1, on - 1, 0.02), (on + 1, on + 2, 0.01)]
    };
    let says = format!("date line {}", in_words(on));
    Some(stated(Steps::new(AGAINST_DAY, ranges), vec![evidence_at(time.span, says)], true))
}

/// Bytes before a date that opens the text: a weekday, a place.
const BEFORE_OPENING: usize = 40;

/// A full date before the first word of the news: `April 5, 2018 Honolulu`, `LIMA: 5 May 2019 –`.
fn opening(reading: &Reading<'_>, time: &Timed) -> Option<Constraint> {
    let Some(Clue::Day(on)) = time.clue else { return None };
    let of_dateline = reading.layers.dateline.as_ref().is_some_and(|d| d.whole.overlaps(time.span));
    if of_dateline || time.span.start < reading.lead.start || time.span.end > reading.lead.end {
        return None;
    }
    let text = reading.doc.text;
    let before = Span::new(reading.lead.start as usize, time.span.start as usize).of(text);
    // A sentence that begins with its date has a comma after it ("On May 5, 2019, …"), or goes on with a small letter.
    let after = text[time.span.end as usize..].trim_start_matches([' ', '\t', '\u{a0}']);
    let parts = after.starts_with(['-', '–', '—', ':', '|', '/', '(', '\n']) || after.starts_with(char::is_uppercase);
    let plain = |w: &str| w.parse::<Weekday>().is_ok() || w.starts_with(char::is_uppercase);
    let words: Vec<&str> = before.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(5).collect();
    let is_label = before.len() <= BEFORE_OPENING && words.iter().all(|w| plain(w)) && words.first() != Some(&"On");
    if !parts || !is_label {
        return None;
    }
    let on = number(on);
    let says = format!("the text opens with {}", in_words(on));
    let ranges = [(on, on, 1.0), (on + 1, on + 1, 0.15), (on - 1, on - 1, 0.03), (on + 2, on + 4, 0.02)];
    Some(stated(Steps::new(AGAINST_DAY, ranges), vec![evidence_at(time.span, says)], true))
}

/// Tokens of the signature that ends a text, its date apart: an agency, brackets, a place.
const SIGNATURE: usize = 7;

/// A full date that ends the text behind a name: `… next month. (Xinhua News Agency April 6, 2018)`.
fn closing(reading: &Reading<'_>, time: &Timed) -> Option<Constraint> {
    let Some(Clue::Day(on)) = time.clue else { return None };
    let doc = reading.doc;
    // The last sentences of a text are few, so that most dates are done with here.
    let after = doc.text.get(time.span.end as usize..)?;
    if after.len() > 24 || after.chars().any(char::is_alphanumeric) || !reading.counts(time.span) {
        return None;
    }
    let tokens = doc.tokens_in(time.span);
    let first = doc.sentences.get(doc.sentence_of(tokens.start))?.tokens.start;
    let bracket = (first..tokens.start).rev().take(SIGNATURE).find(|&i| matches!(doc.word(i), "(" | "["));
    let start = bracket.unwrap_or(first);
    // A sentence that ends with a date ("It opens on 5 May 2019.") has words of its own.
    let name = |i: usize| !doc.word(i).starts_with(char::is_lowercase);
    if tokens.start - start > SIGNATURE || !(start..tokens.start).all(name) || after.starts_with('.') {
        return None;
    }
    let on = number(on);
    let says = format!("the text ends with {}", in_words(on));
    let ranges = [(on, on, 1.0), (on + 1, on + 1, 0.1), (on - 1, on - 1, 0.02), (on + 2, on + 4, 0.01)];
    Some(stated(Steps::new(AGAINST_DAY, ranges), vec![evidence_at(time.span, says)], true))
}
