//! Dates articles by one another: an event that one article dates and another places on a weekday.
//!
//! An article without a sure date asks what happened "late Tuesday"; articles of known date answer by the words that
//! they use of a day. Answers join the article's own evidence in the same solver. Evidence from within one article is
//! `annotate::dating`'s.

use crate::corpus::annotate::dating::days::{Day, Steps, number};
use crate::corpus::annotate::dating::knowledge;
use crate::corpus::annotate::dating::reading::{Reading, Timed, clause, furniture};
use crate::corpus::annotate::dating::solver::{Constraint, Kind, Posterior, Shape};
use crate::corpus::annotate::dating::{self, clues, events};
use crate::corpus::annotate::times::{self, Clue};
use crate::corpus::article::{
    Annotated, Annotations, ArticleKey, DocNo, EntityKind, Evidence, Mention, PartialDate, Published, TimeKind,
};
use crate::text::{Segmented, Span, TokenKind};
use chrono::Weekday;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;
use xxhash_rust::xxh3::xxh3_64;

/// From this confidence on, a day is taken as known and dates others.
const KNOWN: f32 = 0.8;
/// What is claimed at most from what others say.
const MOST: f32 = 0.88;
/// How often two articles mean different events by one, two or more of the same rare pairs of words. One pair is often a
/// phrase of its trade: of 31 answers of one pair in a collection of look-alike stories 12 were to another event.
const MISTAKEN: [f64; 3] = [0.6, 0.12, 0.05];
/// A pair of words that belongs to events of more days than this says nothing of any.
const COMMON: usize = 8;
/// Least probability that the article's own evidence leaves to the days an answer points to.
const POSSIBLE: f64 = 1e-4;
/// Rounds in which articles that were dated date others.
const ROUNDS: usize = 4;
/// Days over which an answer that is mistaken would be spread.
const SPREAD: f64 = 11_000.0;

/// A pair of words, hashed.
type Pair = u64;

/// An article without a sure date, and what it asks.
struct Open {
    article: usize,
    /// Its own evidence, weighed when the first question is answered.
    own: Option<Vec<Constraint>>,
    questions: Vec<Question>,
    news: Option<Weekday>,
    published: Published,
}

/// Something that happened at a time which another article may date.
struct Question {
    span: Span,
    clue: Option<Clue>,
    text: String,
    pairs: Vec<(Pair, String)>,
}

/// What articles of known date say of the pairs that are asked for: the day and who says so, in order of day and key.
type Answers = FxHashMap<Pair, BTreeMap<Day, (ArticleKey, usize)>>;

/// The articles whose date others settle or sharpen, with their annotations in full (times resolved again).
///
/// Goes in rounds: each uses only what was known before it, so that the order of articles does not matter and no two
/// articles prove each other.
#[must_use]
pub fn date(articles: &[Annotated]) -> Vec<(DocNo, Annotations)> {
    if !articles.iter().any(|a| is_known(&a.layers.published)) {
        return Vec::new();
    }
    let mut open: Vec<Open> = (0..articles.len()).into_par_iter().filter_map(|i| ask(articles, i)).collect();
    let asked: FxHashSet<Pair> = open.iter().flat_map(|o| &o.questions).flat_map(|q| &q.pairs).map(|p| p.0).collect();
    if asked.is_empty() {
        return Vec::new();
    }
    let mut answers = Answers::default();
    for (i, annotated) in articles.iter().enumerate() {
        if is_known(&annotated.layers.published) {
            answer(articles, i, &known_days(&annotated.layers), &asked, &mut answers);
        }
    }
    let mut revised = BTreeMap::new();
    for _ in 0..ROUNDS {
        let mut settled = Vec::new();
        for (n, open) in open.iter_mut().enumerate() {
            if is_known(&open.published) {
                continue;
            }
            let Some(published) = solve(articles, open, &answers) else { continue };
            if is_better(&published, &open.published) {
                if is_known(&published) {
                    settled.push(n);
                }
                let annotated = &articles[open.article];
                let doc = Segmented::new(&annotated.article.text);
                let found = times::find(&doc);
                let times = times::resolve(&doc, &found, published.value);
                open.published = published.clone();
                let layers = Annotations { published, times, ..(*annotated.layers).clone() };
                revised.insert(open.article, layers);
            }
        }
        if settled.is_empty() {
            break;
        }
        for n in settled {
            let Some(layers) = revised.get(&open[n].article) else { continue };
            answer(articles, open[n].article, &known_days(layers), &asked, &mut answers);
        }
    }
    revised.into_iter().map(|(i, layers)| (DocNo(i as u32), layers)).collect()
}

fn is_known(published: &Published) -> bool {
    published.confidence >= KNOWN && matches!(published.value, Some(PartialDate::Day(_)))
}

/// Whether a date is finer than another, or as fine and surer.
fn is_better(new: &Published, old: &Published) -> bool {
    let fineness = |p: &Published| match p.value {
        None => 0,
        Some(PartialDate::Year(_)) => 1,
        Some(PartialDate::Month(..)) => 2,
        Some(PartialDate::Day(_)) => 3,
    };
    (fineness(new), new.confidence) > (fineness(old), old.confidence)
}

/// What article `i` asks, if its date is not known.
fn ask(articles: &[Annotated], i: usize) -> Option<Open> {
    let (article, layers) = (&articles[i].article, &articles[i].layers);
    if !layers.annotated || article.stated.published.is_some() || is_known(&layers.published) {
        return None;
    }
    let doc = Segmented::new(&article.text);
    let times: Vec<Timed> = times::find(&doc).iter().map(Timed::from).collect();
    let reading = Reading::new(&doc, layers, &times, knowledge::in_force());
    let question = |k: usize| {
        let Timed { span, clue } = times[k];
        let text = span.of(doc.text);
        let asks = matches!(clue, Some(Clue::Weekday(..) | Clue::FarWeekday(..) | Clue::DayOffset(_)));
        if !asks || !reading.counts(span) {
            return None;
        }
        let pairs = pairs(&doc, reading.clause(k), &layers.mentions);
        (!pairs.is_empty()).then(|| Question { span, clue, text: text.to_owned(), pairs })
    };
    let questions: Vec<Question> = (0..times.len()).filter_map(question).collect();
    (!questions.is_empty()).then(|| Open {
        article: i,
        own: None,
        questions,
        news: clues::lead_weekday(&reading).map(|(_, on)| on),
        published: layers.published.clone(),
    })
}

/// The dates and times of an article in order, with the day of those that are one.
fn known_days(layers: &Annotations) -> Vec<(Span, Option<Day>)> {
    let points = layers.times.iter().filter(|t| matches!(t.kind, TimeKind::Date | TimeKind::Time));
    points.map(|t| (t.span, t.days.filter(|d| d.from == d.to).map(|d| number(d.from)))).collect()
}

/// Enters what article `i`, whose `days` are known, says of the pairs that are asked for.
fn answer(
    articles: &[Annotated],
    i: usize,
    days: &[(Span, Option<Day>)],
    asked: &FxHashSet<Pair>,
    answers: &mut Answers,
) {
    let (article, layers) = (&articles[i].article, &articles[i].layers);
    if !layers.annotated || days.iter().all(|d| d.1.is_none()) {
        return;
    }
    let doc = Segmented::new(&article.text);
    for (k, &(span, day)) in days.iter().enumerate() {
        let Some(day) = day.filter(|_| furniture(&layers.furniture, span).is_none()) else { continue };
        let before = k.checked_sub(1).map(|k| days[k].0);
        let tokens = clause(&doc, span, before, days.get(k + 1).map(|d| d.0));
        for (pair, _) in pairs(&doc, tokens, &layers.mentions) {
            if asked.contains(&pair) {
                let said = answers.entry(pair).or_default().entry(day).or_insert((article.key, i));
                *said = (*said).min((article.key, i));
            }
        }
    }
}

/// The date of an open article after all answers to its questions; `None` where there are none.
fn solve(articles: &[Annotated], open: &mut Open, answers: &Answers) -> Option<Published> {
    // Most articles ask what nobody answers.
    if !open.questions.iter().flat_map(|q| &q.pairs).any(|(pair, _)| answers.contains_key(pair)) {
        return None;
    }
    let constraints = open.own.take().unwrap_or_else(|| evidence(&articles[open.article]));
    let own = Posterior::new(&constraints);
    let found: Vec<Constraint> =
        open.questions.iter().filter_map(|q| settle(articles, open, q, &own, answers)).collect();
    if found.is_empty() {
        open.own = Some(constraints);
        return None;
    }
    let all = [constraints.clone(), found].concat();
    open.own = Some(constraints);
    // As it stands: what makes the odds of an article's own evidence sharper was not counted on answers.
    let probability = Posterior::new(&all).claim().map_or(0.0, |claim| claim.1) as f32;
    Some(Published { confidence: probability.min(MOST), ..dating::solve(&all) })
}

/// All evidence that an article holds itself.
fn evidence(annotated: &Annotated) -> Vec<Constraint> {
    let doc = Segmented::new(&annotated.article.text);
    let times: Vec<Timed> = times::find(&doc).iter().map(Timed::from).collect();
    let reading = Reading::new(&doc, &annotated.layers, &times, knowledge::in_force());
    dating::evidence(&reading, &annotated.article)
}

/// What the answers to one question tell about the day of publication.
fn settle(
    articles: &[Annotated],
    open: &Open,
    question: &Question,
    own: &Posterior,
    answers: &Answers,
) -> Option<Constraint> {
    // Pairs that speak for a day, with the first article that says so.
    let mut days: BTreeMap<Day, (usize, (ArticleKey, usize), &str)> = BTreeMap::new();
    for (pair, words) in &question.pairs {
        let Some(said) = answers.get(pair).filter(|said| said.len() <= COMMON) else { continue };
        for (&day, &by) in said {
            let possible = || {
                let (from, to) = events::place(day, question.clue, &question.text)?;
                (own.probability(from, to) >= POSSIBLE).then_some(())
            };
            if by.1 != open.article && possible().is_some() && are_kin(&articles[open.article], &articles[by.1]) {
                let entry = days.entry(day).or_insert((0, by, words));
                entry.0 += 1;
                entry.1 = entry.1.min(by);
            }
        }
    }
    let most = days.values().map(|d| d.0).max()?;
    days.retain(|_, d| d.0 == most);
    let mistaken = MISTAKEN[most.clamp(1, MISTAKEN.len()) - 1];
    let (&day, &(_, (_, by), words)) = days.iter().next()?;
    let placed = || days.keys().filter_map(|&d| Some((d, events::place(d, question.clue, &question.text)?)));
    let inside: Day = placed().map(|(_, (from, to))| to - from + 1).sum();
    let ranges = placed().flat_map(|(day, range)| events::weights(day, range, open.news));
    let says = format!("{}: {words}, {}", question.text, events::in_words(day));
    Some(Constraint {
        kind: Kind::Event,
        shape: Shape::Steps(Steps::new(mistaken * f64::from(inside) / SPREAD, ranges)),
        evidence: vec![Evidence { span: question.span, says, article: Some(articles[by].article.id.clone()) }],
        in_full: false,
    })
}

/// Whether two articles speak of the same people, bodies or events, or of the same two countries.
fn are_kin(a: &Annotated, b: &Annotated) -> bool {
    let countries = a.layers.countries.iter().filter(|c| b.layers.countries.contains(c)).count();
    let telling = |kind| !matches!(kind, EntityKind::Country | EntityKind::Place);
    let ids: FxHashSet<&str> = a.layers.entities.iter().filter(|e| telling(e.kind)).map(|e| e.id.as_str()).collect();
    countries >= 2 || b.layers.entities.iter().any(|e| ids.contains(e.id.as_str()))
}

/// The pairs of neighbouring words that tell what a clause is about, names and common words apart.
fn pairs(doc: &Segmented<'_>, tokens: Range<usize>, mentions: &[Mention]) -> Vec<(Pair, String)> {
    let mut found = Vec::new();
    let mut last: Option<String> = None;
    for i in tokens {
        let token = &doc.tokens[i];
        let named = || {
            let from = mentions.partition_point(|m| m.span.end <= token.span.start);
            mentions[from..].iter().take(4).any(|m| m.span.contains(token.span))
        };
        if token.kind != TokenKind::Word {
            // A comma parts two words, a hyphen or a quote does not.
            if matches!(doc.word(i), "," | ";" | ":") {
                last = None;
            }
            continue;
        }
        let word = doc.folded(i);
        if SMALL.contains(&&*word) {
            continue;
        }
        if word.len() < 3 || COMMONPLACE.contains(&&*word) || named() {
            last = None;
            continue;
        }
        let stem = word.strip_suffix('s').unwrap_or(&word).to_owned();
        if let Some(last) = &last {
            let words = format!("{last} {stem}");
            found.push((xxh3_64(words.as_bytes()), words));
        }
        last = Some(stem);
    }
    found.sort();
    found.dedup();
    found
}

/// Words that stand between two others without parting them.
static SMALL: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| "a an the of its his her their on in to for by against".split(' ').collect());

/// Words of all news: two of them together tell no event.
static COMMONPLACE: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    "said say says told announced according reported added affirmed agreed called also that this these those which \
    who whom whose what was were are been being has have had will would could should may might can did does not \
    and with from into over under than then there here they them him she you our your about amid during between \
    among more most some any all other another such only just new first last next early late morning afternoon \
    evening night day days week month year years hours until both each one two three four five six million billion \
    percent people man woman men women official officials government country state states united national \
    international president prime minister ministry foreign defense defence secretary general chief leader leaders \
    spokesman spokeswoman senior met meet meeting talks held hold visit visited statement conference press news \
    agency reporters interview took take taken made make gave came come went got north south east west northern \
    southern eastern western sunday monday tuesday wednesday thursday friday saturday"
        .split(' ')
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::annotate;
    use crate::corpus::article::{Article, CountryCode, Stated};
    use std::sync::Arc;

    /// An article of two countries, dated by its input or not.
    fn article(id: &str, published: Option<&str>, text: &str) -> Annotated {
        let stated = Stated { published: published.and_then(PartialDate::parse), ..Stated::default() };
        let key = ArticleKey(u128::from(xxh3_64(id.as_bytes())));
        let article = Article { key, id: id.to_owned(), path: id.to_owned(), stated, text: text.to_owned() };
        let mut layers = annotate::annotate(&article);
        layers.countries = ["PE", "CL"].iter().filter_map(|c| CountryCode::new(c)).collect();
        Annotated { article: Arc::new(article), layers: Arc::new(layers) }
    }

    const DATED: &str = "The presidents spoke about border crossings and the rail strike of May 12, aides said.";
    const ASKING: &str = "The two neighbours agreed Monday to reopen their border for trade and for families again.\n\n\
        The rail strike that paralysed both capitals late Tuesday was not discussed, President Ollanta Humala said.";

    fn claims(articles: &[Annotated]) -> Vec<(u32, String, Vec<Option<String>>)> {
        let told = |p: &Published| p.evidence.iter().map(|e| e.article.clone()).filter(Option::is_some).collect();
        let revised = date(articles);
        revised
            .iter()
            .map(|(n, l)| (n.0, l.published.value.map(|v| v.to_string()).unwrap_or_default(), told(&l.published)))
            .collect()
    }

    #[test]
    fn an_event_that_another_article_dates_gives_the_weekday_its_day() {
        let articles = [article("dated", Some("2015-05-20"), DATED), article("asking", None, ASKING)];
        // 12 May 2015 was a Tuesday, so that the Monday is the 18th.
        assert_eq!(claims(&articles), [(1, "2015-05-18".to_owned(), vec![Some("dated".to_owned())])]);
        let layers = &date(&articles)[0].1;
        assert!(layers.published.confidence < 0.9, "what others say is never claimed as sure");
        let tuesday = layers.times.iter().find(|t| t.value.starts_with("2015-05-12"));
        assert!(tuesday.is_some(), "its times are resolved again: {:?}", layers.times);
    }

    #[test]
    fn the_order_of_articles_does_not_matter() {
        let late = "A curfew was lifted Sunday in the border towns of both countries, President Ollanta Humala said.\n\n\
            They had agreed Monday to reopen their border for trade, after weeks of silence.";
        let mut articles = vec![
            article("dated", Some("2015-05-20"), DATED),
            article("asking", None, ASKING),
            article("late", None, late),
        ];
        let dates = |articles: &[Annotated]| {
            let mut found: Vec<_> = date(articles)
                .into_iter()
                .map(|(n, l)| (articles[n.index()].article.id.clone(), l.published))
                .collect();
            found.sort_by(|a, b| a.0.cmp(&b.0));
            found
        };
        let first = dates(&articles);
        assert_eq!(first.len(), 2, "an article that was dated dates the next: {first:?}");
        articles.reverse();
        assert_eq!(dates(&articles), first);
    }

    #[test]
    fn another_weekday_is_another_event() {
        let articles =
            [article("dated", Some("2015-05-20"), &DATED.replace("12", "13")), article("asking", None, ASKING)];
        assert!(claims(&articles).is_empty());
        let alone = [article("asking", None, ASKING)];
        assert!(claims(&alone).is_empty());
        assert!(claims(&[]).is_empty());
    }
}
