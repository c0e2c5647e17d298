//! Whatever the batches and the timing, a library holds and lists the same.

use super::*;
use crate::corpus::article::{
    Annotations, Article, Days, Entity, EntityKind, Published, Stated, TimeExpression, TimeKind,
};
use crate::corpus::query::{Expr, Flag, Term, WordField, WordKind, Words};
use crate::text::Span;
use chrono::NaiveDate;
use proptest::prelude::*;
use std::collections::BTreeSet;

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
    fn fits(&self, query: &Query) -> bool {
        self.holds(&query.root)
    }

    fn holds(&self, expr: &Expr) -> bool {
        match expr {
            Expr::All(operands) => operands.iter().all(|o| self.holds(o)),
            Expr::Any(operands) => operands.iter().any(|o| self.holds(o)),
            Expr::Not(inner) => !self.holds(inner),
            Expr::Term(Term::Country { code: wanted, .. }) => self.countries.iter().any(|&n| code(n) == *wanted),
            Expr::Term(Term::Entity { name, .. }) => self.people.iter().any(|p| p.to_string() == *name),
            Expr::Term(Term::Published(d)) => self.published.is_some_and(|p| p.days().overlaps(*d)),
            Expr::Term(Term::After(d)) => self.published.is_some_and(|p| p.days().to >= *d),
            Expr::Term(Term::Before(d)) => self.published.is_some_and(|p| p.days().from < *d),
            Expr::Term(Term::Mentions(d)) => self.spoken.iter().any(|&(from, len)| days(from, len).overlaps(*d)),
            Expr::Term(Term::Words(words)) => {
                self.title.eq_ignore_ascii_case(&words.text) || words.text == "text" && words.field == WordField::Any
            }
            Expr::Term(Term::Source(name)) => self.source.as_ref() == Some(name),
            Expr::Term(Term::Is(Flag::Undated)) => self.published.is_none(),
            Expr::Term(_) => false,
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
    let word = |text: &str, field| Term::Words(Words::new(field, text, WordKind::Word).unwrap());
    let term = prop_oneof![
        (0..4usize).prop_map(|c| Term::Country { code: code(c), named: false }),
        (0..7usize).prop_map(|p| Term::Entity { kind: Some(EntityKind::Person), name: p.to_string() }),
        (0..600u32, 0..90u32).prop_map(|(from, len)| Term::Published(days(from, len))),
        (0..600u32).prop_map(|n| Term::After(day(n))),
        (0..600u32).prop_map(|n| Term::Before(day(n))),
        (0..600u32, 0..90u32).prop_map(|(from, len)| Term::Mentions(days(from, len))),
        "[a-c]{1,2}".prop_map(move |text| word(&text, WordField::Title)),
        Just(word("text", WordField::Any)),
        "(UPI|Kyodo)".prop_map(Term::Source),
        Just(Term::Is(Flag::Undated)),
    ];
    let expr = term.prop_map(Expr::Term).prop_recursive(4, 16, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Expr::all),
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Expr::any),
            inner.prop_map(Expr::not),
        ]
    });
    expr.prop_map(|root| Query { root })
}

fn request(query: &Query, sort: Sort) -> Request {
    Request { query: Arc::new(query.clone()), sort, ..Request::default() }
}

const SORTS: [Sort; 5] = [Sort::Newest, Sort::Oldest, Sort::Title, Sort::Source, Sort::Best];

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn streamed_in_any_batches_equals_added_at_once(
        made in proptest::collection::vec(made(), 0..40),
        cuts in proptest::collection::vec((1..9usize, any::<bool>(), any::<bool>()), 40),
        query in query(),
    ) {
        let articles: Vec<Annotated> = made.iter().enumerate().map(|(n, m)| m.annotated(n)).collect();
        let (streamed, at_once) = (Memory::new(), Memory::new());
        at_once.add(articles.clone());
        at_once.collate();
        at_once.publish();

        let mut rest = articles.as_slice();
        for (size, collate, publish) in cuts {
            let (batch, later) = rest.split_at(size.min(rest.len()));
            streamed.add(batch.to_vec());
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
        prop_assert_eq!((&a.keys, &a.published, &a.countries), (&b.keys, &b.published, &b.countries));
        for sort in SORTS {
            let (a, b) = (streamed.list(&request(&query, sort)), at_once.list(&request(&query, sort)));
            prop_assert_eq!(&a.docs, &b.docs);
            prop_assert_eq!((a.countries, a.months, a.undated), (b.countries, b.months, b.undated));
            prop_assert_eq!((a.people, a.sources), (b.people, b.sources));
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
        let library = Memory::new();
        library.add(made.iter().enumerate().map(|(n, m)| m.annotated(n)).collect());
        library.publish();
        let listing = library.list(&request(&query, Sort::Newest));
        let fitting: BTreeSet<DocNo> =
            made.iter().enumerate().filter(|(_, m)| m.fits(&query)).map(|(n, _)| DocNo(n as u32)).collect();
        prop_assert_eq!(&listing.docs.iter().copied().collect::<BTreeSet<_>>(), &fitting);
        prop_assert_eq!(listing.docs.len(), fitting.len());
        let dated: u32 = listing.months.iter().map(|(_, count)| count).sum();
        prop_assert_eq!((dated + listing.undated) as usize, fitting.len());
        for (country, count) in listing.countries {
            let speaking = fitting.iter().filter(|d| made[d.index()].countries.iter().any(|&c| code(c) == country));
            prop_assert_eq!(speaking.count(), count as usize);
        }
        for (id, _, count) in listing.people {
            let person = |d: &&DocNo| made[d.index()].people.iter().any(|p| format!("person:{p}") == id);
            prop_assert_eq!(fitting.iter().filter(person).count(), count as usize);
        }
        for (source, count) in listing.sources {
            let from = fitting.iter().filter(|d| made[d.index()].source.as_ref() == Some(&source));
            prop_assert_eq!(from.count(), count as usize);
        }
    }
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
    let library = Memory::new();
    library.add(vec![one.annotated(0)]);
    assert!(library.list(&Request::default()).docs.is_empty() && library.snapshot().is_empty());
    library.publish();
    library.add(vec![one.annotated(1)]);
    let korea = request(&"country:KR".parse().unwrap(), Sort::Newest);
    assert_eq!(library.list(&korea).docs.len(), 1);
    assert_eq!(library.list(&korea).countries, [(code(0), 1)]);
    library.publish();
    assert_eq!(library.list(&korea).docs.len(), 2);
    assert_eq!(library.find(one.annotated(1).article.key), Some(DocNo(1)));
}
