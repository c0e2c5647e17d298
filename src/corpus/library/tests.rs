//! Whatever the batches and the timing, a library holds and lists the same.

use super::*;
use crate::corpus::article::{
    Annotations, Article, Days, Entity, EntityKind, Published, Stated, TimeExpression, TimeKind,
};
use crate::corpus::corrections::{Correction, Target};
use crate::corpus::query::{Expr, Query, Sort, Term, WordField, WordKind, Words};
use crate::text::Span;
use chrono::NaiveDate;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const COUNTRIES: [&str; 4] = ["KR", "JP", "KP", "US"];

fn code(n: usize) -> CountryCode {
    CountryCode::new(COUNTRIES[n % 4]).unwrap()
}

fn day(n: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + chrono::Days::new(u64::from(n))
}

fn days(from: u32, len: u32) -> Days {
    Days { from: day(from), to: day(from + len) }
}

/// What an invented article is made of.
#[derive(Clone, Debug)]
struct Made {
    countries: BTreeSet<usize>,
    people: BTreeSet<usize>,
    published: Option<PartialDate>,
    spoken: Vec<(u32, u32)>,
    title: String,
    source: Option<String>,
}

impl Made {
    fn annotated(&self, n: usize) -> Annotated {
        let entity = |p: &usize| Entity {
            id: format!("person:{p}"),
            kind: EntityKind::Person,
            name: format!("Person {p}"),
            country: None,
            role: None,
            basis: None,
            mentions: 1,
            salience: 0.1,
        };
        let time = |&(from, len): &(u32, u32)| TimeExpression {
            span: Span::new(0, 1),
            kind: TimeKind::Date,
            value: String::new(),
            modifier: None,
            days: Some(days(from, len)),
        };
        let layers = Annotations {
            title: crate::corpus::article::Title { text: self.title.clone(), ..Default::default() },
            source: self.source.clone(),
            published: Published { value: self.published, ..Published::default() },
            countries: self.countries.iter().map(|&c| code(c)).collect(),
            entities: self.people.iter().map(entity).collect(),
            times: self.spoken.iter().map(time).collect(),
            ..Annotations::default()
        };
        let text = format!("{} text {n}", self.title);
        let key = ArticleKey(n as u128 * 7919 % 1000);
        let article = Article { key, id: n.to_string(), path: n.to_string(), stated: Stated::default(), text };
        Annotated { article: Arc::new(article), layers: Arc::new(layers) }
    }

    /// What a query asks, said plainly.
    fn fits(&self, expr: &Expr) -> bool {
        match expr {
            Expr::All(of) => of.iter().all(|e| self.fits(e)),
            Expr::Any(of) => of.iter().any(|e| self.fits(e)),
            Expr::Not(inner) => !self.fits(inner),
            Expr::Term(Term::Country { code: c, .. }) => self.countries.iter().any(|&n| code(n) == *c),
            Expr::Term(Term::Entity { name, .. }) => self.people.iter().any(|p| format!("person-{p}") == *name),
            Expr::Term(Term::Published(d)) => self.published.is_some_and(|p| p.days().overlaps(*d)),
            Expr::Term(Term::Mentions(d)) => self.spoken.iter().any(|&(from, len)| days(from, len).overlaps(*d)),
            Expr::Term(Term::Words(words)) => {
                let text = format!("{} text", self.title).to_lowercase();
                text.split(' ').any(|word| word == words.text.to_lowercase())
            }
            other => panic!("{other:?} is not asked here"),
        }
    }
}

fn made() -> impl Strategy<Value = Made> {
    let date = prop_oneof![
        Just(None),
        (0..600u32).prop_map(|n| Some(PartialDate::Day(day(n)))),
        (1..13u32).prop_map(|m| Some(PartialDate::Month(2024, m))),
        Just(Some(PartialDate::Year(2024))),
    ];
    let sets = (proptest::collection::btree_set(0..4usize, 0..4), proptest::collection::btree_set(0..6usize, 0..4));
    let rest = (proptest::collection::vec((0..600u32, 0..40u32), 0..4), "[a-cA-C]{1,3}", "(UPI|Kyodo)?");
    (sets, date, rest).prop_map(|((countries, people), published, (spoken, title, source))| Made {
        countries,
        people,
        published,
        spoken,
        title,
        source: Some(source).filter(|s| !s.is_empty()),
    })
}

fn query() -> impl Strategy<Value = Query> {
    let person = |p| Term::Entity { kind: Some(EntityKind::Person), name: format!("person-{p}") };
    let word = |text: String| Words::new(WordField::Any, &text, WordKind::Word).map(Term::Words).unwrap();
    let term = prop_oneof![
        (0..4usize).prop_map(|c| Term::Country { code: code(c), named: false }),
        (0..7usize).prop_map(person),
        (0..600u32, 0..90u32).prop_map(|(from, len)| Term::Published(days(from, len))),
        (0..600u32, 0..90u32).prop_map(|(from, len)| Term::Mentions(days(from, len))),
        "[a-cA-C]{2,3}".prop_map(word),
    ];
    let clause = (any::<bool>(), proptest::collection::vec(term, 1..3)).prop_map(|(not, any)| {
        let any = Expr::any(any.into_iter().map(Expr::from));
        if not { any.not() } else { any }
    });
    proptest::collection::vec(clause, 0..4).prop_map(Query::of)
}

fn request(query: &Query, sort: Sort) -> Request {
    Request { query: Arc::new(query.clone()), sort, ..Request::default() }
}

const SORTS: [Sort; 4] = [Sort::Newest, Sort::Oldest, Sort::Title, Sort::Source];

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn streamed_in_any_batches_equals_added_at_once(
        made in proptest::collection::vec(made(), 0..40),
        cuts in proptest::collection::vec((1..9usize, any::<bool>(), any::<bool>()), 40),
        query in query(),
    ) {
        let articles: Vec<Annotated> = made.iter().enumerate().map(|(n, m)| m.annotated(n)).collect();
        let (streamed, at_once) = (Holdings::new(), Holdings::new());
        at_once.extend(&articles);
        at_once.collate();
        at_once.publish();

        let mut rest = articles.as_slice();
        for (size, collate, publish) in cuts {
            let (batch, later) = rest.split_at(size.min(rest.len()));
            streamed.extend(batch);
            rest = later;
            if collate {
                streamed.collate();
            }
            if publish {
                streamed.publish();
                // An order made now is mended later.
                for sort in SORTS {
                    streamed.list(&request(&query, sort));
                }
            }
        }
        streamed.collate();
        streamed.publish();

        let (a, b) = (streamed.snapshot(), at_once.snapshot());
        prop_assert_eq!((&a.keys, &a.months, &a.countries), (&b.keys, &b.months, &b.countries));
        for sort in SORTS {
            let (a, b) = (streamed.list(&request(&query, sort)), at_once.list(&request(&query, sort)));
            prop_assert_eq!(&a.docs, &b.docs);
            prop_assert_eq!((a.countries, a.months, a.undated), (b.countries, b.months, b.undated));
        }
        for n in 0..articles.len() {
            let doc = DocNo(n as u32);
            prop_assert_eq!(streamed.story(doc), at_once.story(doc));
            prop_assert_eq!(streamed.related(doc, 5), at_once.related(doc, 5));
            prop_assert!(streamed.story(doc).contains(&doc));
        }
    }

    #[test]
    fn a_listing_holds_what_fits_and_counts_it(made in proptest::collection::vec(made(), 0..40), query in query()) {
        let library = Holdings::new();
        library.extend(&made.iter().enumerate().map(|(n, m)| m.annotated(n)).collect::<Vec<_>>());
        library.publish();
        let listing = library.list(&request(&query, Sort::Newest));
        let fitting: BTreeSet<DocNo> =
            made.iter().enumerate().filter(|(_, m)| m.fits(&query.root)).map(|(n, _)| DocNo(n as u32)).collect();
        prop_assert_eq!(&listing.docs.iter().copied().collect::<BTreeSet<_>>(), &fitting);
        prop_assert_eq!(listing.docs.len(), fitting.len());
        let dated: u32 = listing.months.iter().map(|(_, count)| count).sum();
        prop_assert_eq!((dated + listing.undated) as usize, fitting.len());
        for (country, count) in listing.countries {
            let speaking = fitting.iter().filter(|d| made[d.index()].countries.iter().any(|&c| code(c) == country));
            prop_assert_eq!(speaking.count(), count as usize);
        }
    }
}

/// Corrections as a person may make them, circles among them: of whom, in which article, and what.
fn corrections() -> impl Strategy<Value = Vec<(usize, Option<usize>, usize)>> {
    proptest::collection::vec((0..6usize, proptest::option::of(0..12usize), 0..9usize), 0..6)
}

proptest! {
    #[test]
    fn who_is_corrected_is_found_and_counted_as_layers_say(
        made in proptest::collection::vec(made(), 0..12),
        by_hand in corrections(),
        query in query(),
    ) {
        let library = Holdings::new();
        let articles: Vec<Annotated> = made.iter().enumerate().map(|(n, m)| m.annotated(n)).collect();
        library.extend(&articles);
        library.publish();
        let id = |p: usize| format!("person:person-{p}");
        let mut corrections = Corrections::default();
        for (of, article, what) in by_hand {
            let target = Target { article: article.map(|n| ArticleKey(n as u128 * 7919 % 1000)), id: id(of) };
            let correction = match what {
                7 => Correction::Named("Another Name".into()),
                8 => Correction::Ignored,
                // The last one is in no article.
                to => Correction::Is { id: id(to), name: format!("Person {to}") },
            };
            corrections.set(target, Some(correction));
        }
        let corrected = |doc: DocNo| {
            let article = library.article(doc).unwrap();
            corrections.correct(article.article.key, &article.layers)
        };
        let list = |query: &Query| {
            let request = request(query, Sort::Newest);
            library.list(&Request { corrections: corrections.clone(), facets: true, ..request })
        };
        let docs: Vec<DocNo> = (0..made.len() as u32).map(DocNo).collect();
        for p in 0..7 {
            let who = id(p);
            if corrections.resolve(None, &who, "").is_none_or(|(other, _)| other != who) {
                continue;
            }
            let term = Term::Entity { kind: Some(EntityKind::Person), name: format!("=person-{p}") };
            let mut found = list(&Query::of([term.into()])).docs.to_vec();
            found.sort_unstable();
            let speaks = |doc: &DocNo| corrected(*doc).entities.iter().any(|e| e.id == who);
            prop_assert_eq!(found, docs.iter().copied().filter(speaks).collect::<Vec<_>>(), "{}", who);
        }
        let listing = list(&query);
        let mut counted: BTreeMap<String, u32> = BTreeMap::new();
        for entity in listing.docs.iter().flat_map(|&doc| corrected(doc).entities.clone()) {
            *counted.entry(entity.id).or_default() += 1;
        }
        let people: BTreeMap<String, u32> = listing.people.into_iter().map(|(id, _, count)| (id, count)).collect();
        prop_assert_eq!(people, counted);
    }
}

#[test]
fn an_ignored_country_is_neither_counted_nor_found() {
    let of = |countries: &[usize]| Made {
        countries: countries.iter().copied().collect(),
        people: [].into(),
        published: None,
        spoken: vec![],
        title: "a".into(),
        source: None,
    };
    let library = Holdings::new();
    library.extend(&[of(&[0, 1]).annotated(0), of(&[1]).annotated(1)]);
    library.publish();
    let mut corrections = Corrections::default();
    corrections.set(Target { article: None, id: "country:JP".into() }, Some(Correction::Ignored));
    let list = |terms: &[Term]| {
        let query = Query::of(terms.iter().cloned().map(Expr::from));
        library.list(&Request { corrections: corrections.clone(), ..request(&query, Sort::Newest) })
    };
    assert_eq!(list(&[]).countries, [(code(0), 1)]);
    assert!(list(&[Term::Country { code: code(1), named: false }]).docs.is_empty());
    let rows = library.rows(&[DocNo(0), DocNo(1)]);
    let shown: Vec<Vec<CountryCode>> = rows.into_iter().map(|r| r.corrected(&corrections).countries.clone()).collect();
    assert_eq!(shown, [vec![code(0)], vec![]]);
}

#[test]
fn readers_know_of_no_article_that_was_not_published() {
    let one = Made {
        countries: [0].into(),
        people: [1].into(),
        published: None,
        spoken: vec![],
        title: "a".into(),
        source: None,
    };
    let library = Holdings::new();
    library.extend(&[one.annotated(0)]);
    assert!(library.list(&Request::default()).docs.is_empty() && library.snapshot().is_empty());
    library.publish();
    library.extend(&[one.annotated(1)]);
    let korea = Query::of([Term::Country { code: code(0), named: false }.into()]);
    assert_eq!(library.list(&request(&korea, Sort::Newest)).docs.len(), 1);
    assert_eq!(library.list(&request(&korea, Sort::Newest)).countries, [(code(0), 1)]);
    library.publish();
    assert_eq!(library.list(&request(&korea, Sort::Newest)).docs.len(), 2);
    assert_eq!(library.find(one.annotated(1).article.key), Some(DocNo(1)));
}
