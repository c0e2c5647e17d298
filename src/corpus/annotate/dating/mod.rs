//! The publication date of one article: metadata, a full date in the text, or inferred from evidence.
//!
//! All evidence becomes weights over days ([`stated`], [`clues`], [`spoken`], [`offices`], [`events`], [`eras`]),
//! [`solver`] multiplies them, and the finest date that is sure enough is claimed, never more. What other articles of the collection tell is in
//! `collection::dating`, which adds it to the same solver through [`solve`].

pub mod begins;
pub mod clues;
pub mod days;
pub mod eras;
pub mod events;
pub mod knowledge;
pub mod offices;
pub mod reading;
pub mod solver;
pub mod spoken;
pub mod stated;

use super::times::Found;
use crate::corpus::article::{Annotations, Article, Basis, Evidence, PartialDate, Published};
use crate::text::Segmented;
use knowledge::Knowledge;
use reading::{Reading, Timed};
use solver::{Constraint, Posterior, Shape};

/// What is claimed at most: evidence may be forged, a day misprinted.
const MOST: f64 = 0.97;
/// The power that the odds of a month or a year are raised to. The weights of evidence are rounded towards the flat, so
/// that together they say too little: of the months and years that had .75 to .9 without it, 47 of 48 were right (in 560
/// articles of four kinds). Days err in other ways, by a day or two, and are left as they are.
const SHARPER: f64 = 1.4;
/// Pieces of evidence that are kept.
const KEPT: usize = 6;
/// Days that a weekday leaves, in effect: one in seven of all, but nothing else tells the days of a week apart.
const OF_WEEKDAY: f64 = 60.0;

/// Dates an article by what it says itself.
#[must_use]
pub fn date(doc: &Segmented<'_>, article: &Article, layers: &Annotations, times: &[Found]) -> Published {
    date_with(knowledge::in_force(), doc, (article, layers), times)
}

/// The same with what is `known` of the world.
#[must_use]
pub fn date_with(
    known: &Knowledge,
    doc: &Segmented<'_>,
    (article, layers): (&Article, &Annotations),
    times: &[Found],
) -> Published {
    if article.stated.published.is_some() {
        return metadata(article);
    }
    let times: Vec<Timed> = times.iter().map(Timed::from).collect();
    solve(&evidence(&Reading::new(doc, layers, &times, known), article))
}

/// The date that the input states beside the text.
#[must_use]
pub fn metadata(article: &Article) -> Published {
    let value = article.stated.published;
    Published {
        value,
        basis: value.map(|_| Basis::Metadata),
        confidence: if value.is_some() { 1.0 } else { 0.0 },
        evidence: Vec::new(),
    }
}

/// All evidence that an article holds itself.
#[must_use]
pub fn evidence(reading: &Reading<'_>, article: &Article) -> Vec<Constraint> {
    let mut found = clues::evidence(reading, article);
    found.extend(offices::evidence(reading.doc, (reading.known, reading.begins()), &|span| reading.counts(span)));
    found.extend(events::evidence(reading));
    found.extend(eras::evidence(reading));
    found
}

/// The date that the evidence makes certain, with the pieces of it that speak for that date; without a date, all of it.
/// What leaves the fewest days comes first.
#[must_use]
pub fn solve(constraints: &[Constraint]) -> Published {
    let claim = Posterior::new(constraints).claim();
    let value = claim.map(|c| c.0);
    // A piece speaks for the date if it gives some day of it a fair part of its largest weight.
    let speaks = |c: &Constraint| match (&c.shape, value) {
        (Shape::Steps(steps), Some(value)) => {
            let days = value.days();
            (days::number(days.from)..=days::number(days.to)).any(|d| steps.at(d) >= 0.3 * steps.top())
        }
        _ => true,
    };
    let in_full = |c: &Constraint| match (&c.shape, value.and_then(|v| v.day())) {
        (Shape::Steps(steps), Some(day)) => c.in_full && steps.at(days::number(day)) >= steps.top(),
        _ => false,
    };
    let leaves = |c: &Constraint| match &c.shape {
        Shape::Steps(steps) => steps.leaves(),
        Shape::Week(_) => OF_WEEKDAY,
    };
    let mut speaking: Vec<(f64, &Constraint)> =
        constraints.iter().filter(|c| speaks(c)).map(|c| (leaves(c), c)).collect();
    let start = |c: &Constraint| c.evidence.first().map(|e| (e.span.start, e.says.clone()));
    speaking.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| start(a.1).cmp(&start(b.1))));
    let mut evidence: Vec<Evidence> = Vec::new();
    for piece in speaking.iter().flat_map(|(_, c)| &c.evidence) {
        // The same said in two places is said once.
        if evidence.len() < KEPT && !evidence.iter().any(|e| e.says == piece.says) {
            evidence.push(piece.clone());
        }
    }
    let basis = if constraints.iter().any(in_full) { Basis::Stated } else { Basis::Inferred };
    Published {
        value,
        basis: value.map(|_| basis),
        confidence: claim.map_or(0.0, |c| sure(c.0, c.1).min(MOST)) as f32,
        evidence,
    }
}

/// How often a claim of this probability is right.
fn sure(value: PartialDate, probability: f64) -> f64 {
    if value.day().is_some() {
        return probability;
    }
    let odds = (probability / (1.0 - probability).max(1e-9)).powf(SHARPER);
    odds / (1.0 + odds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::annotate::annotate;
    use crate::corpus::article::{ArticleKey, Stated};

    /// What the date of a text turns out to be, and the whole finding.
    fn dated(text: &str, url: Option<&str>) -> (String, Published) {
        let stated = Stated { url: url.map(str::to_owned), ..Stated::default() };
        let (id, path) = ("x".to_owned(), "x".to_owned());
        let published = annotate(&Article { key: ArticleKey(1), id, path, stated, text: text.to_owned() }).published;
        (published.value.map(|v| v.to_string()).unwrap_or_default(), published)
    }

    fn says(published: &Published) -> String {
        published.evidence.iter().map(|e| e.says.as_str()).collect::<Vec<_>>().join(" · ")
    }

    #[test]
    fn a_dateline_a_weekday_and_a_prime_minister_make_a_day() {
        let text = "OTTAWA, March 3 (Reuters) - Canada will cut taxes for small firms next year, the government said on \
            Wednesday.\n\nPrime Minister Jean Chretien told reporters in Ottawa that he was content with the plan.\n";
        let (value, found) = dated(text, None);
        assert_eq!(value, "1999-03-03", "{}", says(&found));
        assert_eq!(found.basis, Some(Basis::Inferred));
        assert!(found.confidence > 0.75 && found.confidence < 0.97, "{}", found.confidence);
        assert!(says(&found).contains("dateline March 3"), "{}", says(&found));
    }

    #[test]
    fn a_date_line_states_the_day() {
        let body = "Farmers in the valley have begun to bring in the harvest, which is better than the last one was.\n";
        let (value, found) = dated(&format!("A good harvest in the valley\n\nPublished: 12 May 2015\n\n{body}"), None);
        assert_eq!(value, "2015-05-12", "{}", says(&found));
        assert_eq!(found.basis, Some(Basis::Stated));
    }

    #[test]
    fn an_address_dates_its_article() {
        let body = "Farmers in the valley have begun to bring in the harvest, which is better than the last one was.";
        let (value, found) = dated(body, Some("https://example.org/news/2015/05/12/harvest"));
        assert_eq!((value.as_str(), found.basis), ("2015-05-12", Some(Basis::Inferred)));
        assert!(found.evidence.iter().all(|e| !e.span.is_empty()), "evidence points at the text");
    }

    #[test]
    fn a_saved_article_opens_with_its_address_or_its_date() {
        let body = "Farmers in the valley have begun to bring in the harvest, which is better than the last one was.";
        let (value, _) = dated(&format!("https://example.org/news/2015/05/12/harvest\n\n{body}\n"), None);
        assert_eq!(value, "2015-05-12");
        let (value, found) = dated(&format!("May 12, 2015 {body}\n"), None);
        assert_eq!(value, "2015-05-12", "{}", says(&found));
        let (value, found) = dated(&format!("On May 12, 2015, {}\n", body.replacen('F', "f", 1)), None);
        assert!(found.confidence < 0.9, "a sentence that begins with a date tells of it: {value}");
        let (value, _) = dated(&format!("{body} (Valley News Service May 12, 2015)\n"), None);
        assert_eq!(value, "2015-05-12");
        let (value, _) = dated(&format!("{body} The mill opened on May 12, 2015\n"), None);
        assert_ne!(value, "2015-05-12");
        let (value, _) = dated(&format!("Valley News Published Tuesday, May 12, 2015 1:19PM\n\n{body}\n"), None);
        assert_eq!(value, "2015-05-12");
    }

    #[test]
    fn a_date_that_is_spoken_of_is_not_the_day_of_publication() {
        let text = "The company has built bridges all over the country and employs a thousand people today.\n\n\
            It was founded by two brothers on March 14, 1996, in a small town, and moved to the capital soon after.\n";
        let (value, found) = dated(text, None);
        assert_eq!((value.as_str(), found.basis), ("", None));
    }

    #[test]
    fn what_leaves_the_fewest_days_is_named_first_and_once() {
        let text = "OTTAWA, March 3 (Reuters) - Canada will cut taxes, President Vladimir Putin heard on Wednesday.\n\n\
            President Vladimir Putin and Chancellor Angela Merkel were told by Prime Minister Jean Chretien, Prime \
            Minister Tony Blair, President Jacques Chirac, President George W. Bush and Prime Minister Goh Chok Tong.\n";
        let (_, found) = dated(text, None);
        let pieces: Vec<&str> = found.evidence.iter().map(|e| e.says.as_str()).collect();
        assert!(pieces[0].starts_with("dateline March 3") && pieces[1].starts_with("Wednesday"), "{pieces:?}");
        assert!(pieces.len() <= KEPT, "{pieces:?}");
        let mut once = pieces.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), pieces.len(), "{pieces:?}");
    }

    #[test]
    fn a_weekday_alone_is_evidence_and_no_date() {
        let text = "The mayor opened the new bridge over the river on Saturday and praised all who had built it.\n";
        let (value, found) = dated(text, None);
        assert_eq!(value, "");
        assert!(says(&found).contains("Saturday"), "{}", says(&found));
        assert_eq!(dated("", None).0, "");
    }
}
