//! What the project states about its five articles: every layer of each, in a form that a person can check against
//! the text line by line. The statements live in `tests/statements/`, one file an article.
//!
//! They were read off the texts, not off the program: where a rule changes an annotation, the text decides which of
//! the two is wrong.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use dateline::corpus::annotate;
use dateline::corpus::article::{Annotated, DocNo, EntityKind};
use dateline::corpus::formats::{self, Loaded, Source};
use dateline::corpus::library::{Holdings, Library};
use std::fmt::Write;
use std::ops::ControlFlow;
use std::sync::Arc;

/// The bundled articles, each annotated by itself.
fn alone() -> Vec<Annotated> {
    let mut articles = Vec::new();
    formats::load(&[Source::Bundled], &mut |loaded| {
        match loaded {
            Loaded::Article(article) => {
                let layers = Arc::new(annotate(&article));
                articles.push(Annotated { article: Arc::new(article), layers });
            }
            Loaded::Fault(fault) => panic!("{fault}"),
            _ => {}
        }
        ControlFlow::Continue(())
    });
    articles
}

/// The same, with what they tell of one another.
fn together() -> Vec<Annotated> {
    let library = Holdings::new();
    let articles = alone();
    library.extend(&articles);
    library.collate();
    (0..articles.len() as u32).map(|n| library.article(DocNo(n)).unwrap()).collect()
}

/// Every layer, a line a layer or an item.
fn statement(annotated: &Annotated) -> String {
    let (text, layers) = (annotated.article.text.as_str(), &*annotated.layers);
    let mut out = String::new();
    let show = |o: &Option<String>| o.clone().unwrap_or_else(|| "–".into());
    let value = layers.published.value.map_or("–".into(), |v| v.to_string());
    writeln!(out, "language   {}", layers.language).unwrap();
    writeln!(out, "title      {:?}: {}", layers.title.basis, layers.title.text).unwrap();
    writeln!(out, "source     {} · agency {}", show(&layers.source), show(&layers.agency)).unwrap();
    if let Some(d) = &layers.dateline {
        writeln!(out, "dateline   {} {}", d.place, d.country.map_or("–".into(), |c| c.to_string())).unwrap();
    }
    let basis = layers.published.basis.map_or(String::new(), |b| format!("{b:?}").to_lowercase());
    writeln!(out, "published  {value} {basis}").unwrap();
    let codes: Vec<_> = layers.countries.iter().map(ToString::to_string).collect();
    writeln!(out, "countries  {}", codes.join(" ")).unwrap();
    writeln!(out, "\nfurniture").unwrap();
    for f in &layers.furniture {
        writeln!(out, "  {:?}: {}", f.kind, f.span.of(text).replace('\n', " ⏎ ")).unwrap();
    }
    for kind in EntityKind::ALL {
        let mut heading = true;
        for (n, entity) in layers.entities.iter().enumerate().filter(|(_, e)| e.kind == kind) {
            if std::mem::take(&mut heading) {
                writeln!(out, "\n{}", kind.name()).unwrap();
            }
            write!(out, "  {}", entity.id.split_once(':').map_or("", |(_, id)| id)).unwrap();
            match (kind, entity.country, &entity.role) {
                (EntityKind::Country, ..) | (_, None, None) => {}
                (_, country, role) => {
                    let country = country.map(|c| c.to_string());
                    write!(out, " ({})", [role.clone(), country].into_iter().flatten().collect::<Vec<_>>().join(", "))
                        .unwrap();
                }
            }
            let mentions = layers.mentions.iter().filter(|m| usize::from(m.entity.0) == n);
            let words: Vec<_> = mentions
                .map(|m| {
                    let mark = if m.in_furniture { "░" } else { "" };
                    let form = m.form.map_or(String::new(), |f| format!("/{f:?}").to_lowercase());
                    format!("{mark}{}{form}", m.span.of(text))
                })
                .collect();
            writeln!(out, ": {}", words.join(" | ")).unwrap();
        }
    }
    writeln!(out, "\ntimes").unwrap();
    for t in &layers.times {
        let modifier = t.modifier.map_or(String::new(), |m| format!(" {m:?}"));
        writeln!(out, "  {}: {:?} {}{modifier}", t.span.of(text), t.kind, t.value).unwrap();
    }
    out
}

fn check(n: usize) {
    let articles = together();
    insta::with_settings!({ snapshot_path => "statements", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(format!("{n:03}"), statement(&articles[n]));
    });
}

#[test]
fn kyodo_on_the_talks_in_tokyo() {
    check(0);
}

#[test]
fn kyodo_on_the_talks_in_seoul() {
    check(1);
}

#[test]
fn ukrinform_on_the_security_advisers() {
    check(2);
}

#[test]
fn upi_on_the_defense_chiefs() {
    check(3);
}

#[test]
fn nationpress_on_the_phone_call() {
    check(4);
}

/// Evidence of article `n`, as one text.
fn evidence(articles: &[Annotated], n: usize) -> String {
    let says = articles[n].layers.published.evidence.iter().map(|e| {
        assert!(!e.says.is_empty() && !e.span.of(&articles[n].article.text).is_empty(), "evidence points at the text");
        e.says.clone()
    });
    says.collect::<Vec<_>>().join(" · ")
}

#[test]
fn undated_articles_are_dated_and_say_from_what() {
    let articles = together();
    let day = |n: usize| articles[n].layers.published.value.map(|v| v.to_string()).unwrap_or_default();
    assert_eq!([day(0), day(1), day(3), day(4)], ["2024-12-09", "2024-01-18", "2025-09-08", "2024-12-19"]);
    assert!(day(2).starts_with("2023-12"), "to the month at least: {}", day(2));
    assert!(evidence(&articles, 3).contains("Sept. 8"), "{}", evidence(&articles, 3));
    assert!(evidence(&articles, 4).contains("Dec 19"), "{}", evidence(&articles, 4));
    assert!(evidence(&articles, 1).contains("Thursday"), "{}", evidence(&articles, 1));
    assert!(
        evidence(&articles, 2).contains("Saturday"),
        "the weekday known is in the evidence: {}",
        evidence(&articles, 2)
    );
    let from = &articles[4].article.id;
    assert!(
        articles[0].layers.published.evidence.iter().any(|e| e.article.as_ref() == Some(from)),
        "000 is dated by the events that 004 dates: {}",
        evidence(&articles, 0)
    );
}

#[test]
fn read_alone_no_article_claims_a_wrong_day() {
    let truth = ["2024-12-09", "2024-01-18", "2023-12-09", "2025-09-08", "2024-12-19"];
    for (article, day) in alone().iter().zip(truth) {
        let published = &article.layers.published;
        let claimed = published.value.map(|v| v.to_string()).unwrap_or_default();
        assert!(day.starts_with(&claimed) || published.confidence <= 0.5, "{}: {claimed}", article.article.path);
    }
}

#[test]
fn every_span_slices_its_text_and_mentions_nest_or_are_apart() {
    for Annotated { article, layers } in together() {
        let text = &article.text;
        for m in &layers.mentions {
            assert!(!m.span.of(text).is_empty());
            assert!(usize::from(m.entity.0) < layers.entities.len());
            for other in &layers.mentions {
                let apart = !m.span.overlaps(other.span);
                assert!(apart || m.span.contains(other.span) || other.span.contains(m.span), "{}", m.span.of(text));
            }
        }
        assert!(layers.times.windows(2).all(|w| w[0].span.end <= w[1].span.start));
        assert!(layers.furniture.windows(2).all(|w| w[0].span.end <= w[1].span.start));
        let total: f32 = layers.entities.iter().map(|e| e.salience).sum();
        assert!(total <= 1.001, "salience sums to at most 1: {total}");
    }
}
