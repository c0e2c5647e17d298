//! Who says what of which day: the sentences of some articles that speak of a date, in time order.
//!
//! A pure function of the articles given; which those are, and how many, is for the caller to bound.

use crate::corpus::annotate::dating::reading::furniture;
use crate::corpus::article::{Annotated, Basis, Days, DocNo, FurnitureKind};
use crate::text::{Segmented, Span};
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;

/// Bytes of a sentence that are kept around what it says of a date: more than any screen shows of it.
const KEPT: usize = 700;

/// Letters beside its dates of the shortest sentence.
const FEW: u32 = 8;

/// Sayings of one sentence among which the same days are looked for: a bound keeps a list of a thousand dates linear.
const NEAR: usize = 16;

/// One line of a chronology: an article was published, or a sentence speaks of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saying {
    /// The days.
    pub days: Days,
    /// Whether they follow from a date that was inferred.
    pub inferred: bool,
    /// The article.
    pub doc: DocNo,
    /// Its publisher, where known.
    pub source: Option<String>,
    /// What it says.
    pub what: What,
    /// How many of the other articles say the same in the same words.
    pub also: u32,
}

/// What is said of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The article was published; its headline.
    Published(String),
    /// A sentence speaks of it.
    Said {
        /// The sentence, on one line.
        sentence: String,
        /// Where it speaks of the days, in `sentence`; sorted, disjoint.
        marks: Vec<Span>,
        /// Where the first of them stands in the article.
        at: u32,
    },
}

impl Saying {
    fn order(&self) -> (chrono::NaiveDate, std::cmp::Reverse<chrono::NaiveDate>, bool, DocNo, u32) {
        let at = match &self.what {
            What::Published(_) => 0,
            What::Said { at, .. } => *at,
        };
        // What is wider comes first, as a heading does; an article before what is said of its day.
        (self.days.from, std::cmp::Reverse(self.days.to), matches!(self.what, What::Said { .. }), self.doc, at)
    }
}

/// The chronology of these articles, earliest first.
#[must_use]
pub fn chronology(articles: &[(DocNo, Annotated)]) -> Vec<Saying> {
    let mut sayings: Vec<Saying> = Vec::new();
    let mut known: FxHashMap<(Days, String), usize> = FxHashMap::default();
    for (doc, annotated) in articles {
        sayings.extend(published(*doc, annotated));
        for saying in said(*doc, annotated) {
            let What::Said { sentence, .. } = &saying.what else { continue };
            match known.entry((saying.days, sentence.clone())) {
                Entry::Vacant(entry) => {
                    entry.insert(sayings.len());
                    sayings.push(saying);
                }
                // Agencies are copied word for word; within one article the same sentence is a caption or a headline.
                Entry::Occupied(entry) => {
                    let first = &mut sayings[*entry.get()];
                    first.also += u32::from(first.doc != saying.doc);
                }
            }
        }
    }
    sayings.sort_by_cached_key(Saying::order);
    sayings
}

fn published(doc: DocNo, annotated: &Annotated) -> Option<Saying> {
    let layers = &annotated.layers;
    Some(Saying {
        days: layers.published.value?.days(),
        inferred: layers.published.basis == Some(Basis::Inferred),
        doc,
        source: layers.source.clone(),
        what: What::Published(layers.title.text.clone()),
        also: 0,
    })
}

/// What one article says of days, in its own order: a saying for each sentence and stretch of days.
fn said(doc: DocNo, annotated: &Annotated) -> Vec<Saying> {
    let (text, layers) = (annotated.article.text.as_str(), &*annotated.layers);
    if layers.times.iter().all(|t| t.days.is_none()) {
        return Vec::new();
    }
    let segmented = Segmented::new(text);
    let inferred = layers.published.basis == Some(Basis::Inferred);
    let of_dateline = |span: Span| layers.dateline.as_ref().is_some_and(|d| d.whole.overlaps(span));
    let mut found: Vec<(Span, Days, Vec<Span>)> = Vec::new();
    for time in &layers.times {
        let Some(days) = time.days else { continue };
        // The dateline says when the article was written, which is told already.
        if of_dateline(time.span)
            || !matches!(furniture(&layers.furniture, time.span), None | Some(FurnitureKind::Caption))
        {
            continue;
        }
        let token = segmented.token_at(time.span.start as usize);
        let sentence = segmented.sentences.get(segmented.sentence_of(token)).map_or(time.span, |s| s.span);
        // Times stand in order, so that those of one sentence follow one another.
        let same = found.iter_mut().rev().take(NEAR).take_while(|f| f.0 == sentence).find(|f| f.1 == days);
        match same {
            Some((.., spans)) => spans.push(time.span),
            None => found.push((sentence, days, vec![time.span])),
        }
    }
    // A line that is all date (`Posted: 27 Sep 2013`) says nothing of its day. The sayings of one sentence follow one
    // another, so that each sentence is looked at once.
    let mut last: Option<(Span, bool)> = None;
    found.retain(|&(sentence, ..)| match last {
        Some((seen, speaks)) if seen == sentence => speaks,
        _ => {
            let first = layers.times.partition_point(|t| t.span.end <= sentence.start);
            let within = layers.times[first..].iter().take_while(|t| t.span.start < sentence.end);
            let dates: u32 = within.map(|t| t.span.end - t.span.start).sum();
            let speaks = sentence.of(text).chars().filter(|c| c.is_alphabetic()).count() as u32 > dates + FEW;
            last = Some((sentence, speaks));
            speaks
        }
    });
    let saying = |(sentence, days, spans): (Span, Days, Vec<Span>)| {
        let stated = spans.iter().any(|s| tells_year(s.of(text)));
        let at = spans.first().map_or(sentence.start, |s| s.start);
        let (sentence, marks) = one_line(text, sentence, &spans);
        let what = What::Said { sentence, marks, at };
        Saying { days, inferred: inferred && !stated, doc, source: layers.source.clone(), what, also: 0 }
    };
    found.into_iter().map(saying).collect()
}

/// Whether an expression holds its year, so that it does not depend on when the article was written.
fn tells_year(expression: &str) -> bool {
    let digits = |w: &str| w.len() == 4 && w.bytes().all(|b| b.is_ascii_digit());
    expression.split(|c: char| !c.is_ascii_digit()).any(digits)
}

/// A sentence with its white space as single spaces, and where `spans` of the text lie in it. Of a very long sentence only
/// the part around the first of them.
fn one_line(text: &str, sentence: Span, spans: &[Span]) -> (String, Vec<Span>) {
    let sentence = sentence.cover(spans.first().copied().unwrap_or(sentence));
    let (mut from, mut to) = (sentence.start as usize, sentence.end as usize);
    if to - from > KEPT {
        let at = spans.first().map_or(from, |s| s.start as usize);
        let start = text.floor_char_boundary(at.saturating_sub(KEPT / 2).max(from));
        to = text.floor_char_boundary((start + KEPT).min(to));
        from = start;
    }
    let mut line = String::new();
    let mut marks = Vec::new();
    let mut spans = spans.iter().peekable();
    let mut open: Option<usize> = None;
    for (i, c) in text.get(from..to).unwrap_or_default().char_indices() {
        let at = (from + i) as u32;
        if open.is_some() && spans.peek().is_some_and(|s| s.end <= at) {
            let start = open.take().unwrap_or_default();
            marks.push(Span::new(start, line.trim_end().len()));
            spans.next();
        }
        if c.is_whitespace() {
            if !line.is_empty() && !line.ends_with(' ') {
                line.push(' ');
            }
            continue;
        }
        if open.is_none() && spans.peek().is_some_and(|s| s.start <= at && at < s.end) {
            open = Some(line.len());
        }
        line.push(c);
    }
    let end = line.trim_end().len();
    line.truncate(end);
    marks.extend(open.map(|start| Span::new(start, end)));
    (line, marks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::annotate;
    use crate::corpus::article::{Article, ArticleKey, PartialDate, Stated};
    use std::sync::Arc;

    fn article(n: u32, published: &str, text: &str) -> (DocNo, Annotated) {
        let stated = Stated {
            published: PartialDate::parse(published),
            source: Some(format!("Paper {n}")),
            title: Some(format!("Story {n}")),
            ..Stated::default()
        };
        let (id, path) = (n.to_string(), String::new());
        let article = Article { key: ArticleKey(n.into()), id, path, stated, text: text.to_owned() };
        let layers = annotate::annotate(&article);
        (DocNo(n), Annotated { article: Arc::new(article), layers: Arc::new(layers) })
    }

    /// Day, source and sentence, with what speaks of the day in brackets.
    fn told(articles: &[(DocNo, Annotated)]) -> Vec<String> {
        let line = |s: Saying| {
            let what = match s.what {
                What::Published(title) => format!("= {title}"),
                What::Said { mut sentence, marks, .. } => {
                    for mark in marks.iter().rev() {
                        sentence.insert(mark.end as usize, ']');
                        sentence.insert(mark.start as usize, '[');
                    }
                    sentence
                }
            };
            let also = if s.also > 0 { format!(" +{}", s.also) } else { String::new() };
            format!("{} {}{also}: {what}", s.days.from, s.source.unwrap_or_default())
        };
        chronology(articles).into_iter().map(line).collect()
    }

    #[test]
    fn articles_speak_of_days_in_time_order() {
        let ferry = "The ferry sank  on Tuesday, the harbour office said. Divers will go down on Friday.\n\n\
            It was built in 1987 and was overhauled in 1987 and 2003.";
        let strike = "Dockers stopped work on Wednesday. The ferry had sunk the day before.";
        let found = told(&[article(1, "2015-05-13", ferry), article(2, "2015-05-14", strike)]);
        assert_eq!(found[0], "1987-01-01 Paper 1: It was built in [1987] and was overhauled in [1987] and 2003.");
        assert_eq!(found[2], "2015-05-12 Paper 1: The ferry sank on [Tuesday], the harbour office said.");
        let line = |text: &str| found.iter().position(|l| l.contains(text)).unwrap_or_else(|| panic!("{found:#?}"));
        assert!(line("= Story 1") < line("[Wednesday]") || line("= Story 1") < line("= Story 2"), "{found:#?}");
        assert!(line("= Story 2") < line("[Friday]"), "{found:#?}");
    }

    #[test]
    fn what_is_copied_is_said_once() {
        let text = "The ferry sank on Tuesday, the harbour office said.";
        let articles = [article(1, "2015-05-13", text), article(2, "2015-05-13", text)];
        assert_eq!(told(&articles)[0], "2015-05-12 Paper 1 +1: The ferry sank on [Tuesday], the harbour office said.");
        assert!(chronology(&[]).is_empty());
    }

    #[test]
    fn days_that_follow_from_an_inferred_date_are_marked() {
        let text = "OTTAWA, March 3 (Reuters) - Canada will cut taxes, the government said on Wednesday.\n\n\
            Prime Minister Jean Chretien told reporters in Ottawa that the plan of June 5, 1998, was dropped.\n";
        let (doc, mut annotated) = article(1, "", text);
        let mut layers = (*annotated.layers).clone();
        assert_eq!(layers.published.basis, Some(Basis::Inferred), "{:?}", layers.published);
        let sayings = chronology(&[(doc, annotated.clone())]);
        let inferred = |day: &str| sayings.iter().any(|s| s.days.from.to_string() == day && s.inferred);
        assert!(inferred("1999-03-03") && !inferred("1998-06-05"), "{sayings:#?}");
        layers.published.basis = Some(Basis::Metadata);
        annotated.layers = Arc::new(layers);
        assert!(chronology(&[(doc, annotated)]).iter().all(|s| !s.inferred));
    }

    #[test]
    fn a_sentence_without_an_end_is_cut_around_its_date() {
        let text = format!("It {} on May 5, 2011 {}", "rained é ".repeat(400), "and rained ".repeat(400));
        let sayings = chronology(&[article(1, "2015-05-13", &text)]);
        let said = sayings.iter().find(|s| s.days.from.to_string() == "2011-05-05").expect("the day is found");
        let What::Said { sentence, marks, .. } = &said.what else { panic!("{said:?}") };
        assert!(sentence.len() <= KEPT);
        assert_eq!(marks.iter().map(|m| m.of(sentence)).collect::<Vec<_>>(), ["May 5, 2011"]);
    }
}
