//! Pass 1 on real articles: megabytes a second on one core, in all and layer by layer.
//!
//! Reads the bundled articles, or the JSON Lines, files and folders that `DATELINE_BENCH` names.

use dateline::corpus::annotate::{self, geo, heading, join, names, times};
use dateline::corpus::article::Article;
use dateline::corpus::formats::{self, Loaded, Source};
use dateline::corpus::furniture;
use dateline::text::Segmented;
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use std::ops::ControlFlow;

// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

fn articles() -> Vec<Article> {
    let source = std::env::var_os("DATELINE_BENCH").map_or(Source::Bundled, |path| Source::Path(path.into()));
    let mut articles = Vec::new();
    formats::load(&[source], &mut |loaded| {
        if let Loaded::Article(article) = loaded {
            articles.push(article);
        }
        ControlFlow::Continue(())
    });
    articles
}

/// Runs `work` over every article and counts their bytes.
fn over<T>(bencher: Bencher<'_, '_>, mut work: impl FnMut(&Article) -> T) {
    let articles = articles();
    let bytes: usize = articles.iter().map(|a| a.text.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        for article in &articles {
            divan::black_box(work(article));
        }
    });
}

#[divan::bench]
fn whole(bencher: Bencher<'_, '_>) {
    over(bencher, annotate::annotate);
}

#[divan::bench]
fn segmentation(bencher: Bencher<'_, '_>) {
    over(bencher, |a| Segmented::new(&a.text).tokens.len());
}

/// The tagger of names by itself, in tokens: segmentation and gazetteer are done before.
#[divan::bench]
fn tagger(bencher: Bencher<'_, '_>) {
    let articles = articles();
    let docs: Vec<_> = articles.iter().map(|a| Segmented::new(&a.text)).map(|d| (geo::candidates(&d), d)).collect();
    let tokens: usize = docs.iter().map(|(_, doc)| doc.tokens.len()).sum();
    bencher.counter(ItemsCount::new(tokens)).bench_local(|| {
        for (hits, doc) in &docs {
            divan::black_box(names::tagger::names(doc, hits));
        }
    });
}

/// The layers one by one, each with the segmentation it stands on.
#[divan::bench(args = ["furniture", "language", "candidates", "names", "geo", "join", "times"])]
fn up_to(bencher: Bencher<'_, '_>, last: &str) {
    over(bencher, |a| {
        let doc = Segmented::new(&a.text);
        let found = furniture::find(&doc, &a.stated);
        if last == "furniture" {
            return 0;
        }
        if last == "language" {
            return heading::language(&doc, &a.stated).len();
        }
        let dateline = heading::dateline(&doc, found.title, &found.spans);
        let context = names::Context { furniture: &found.spans, dateline: dateline.as_ref(), title: found.title };
        if last == "times" {
            let found = times::find(&doc);
            return times::resolve(&doc, &found, a.stated.published).len();
        }
        let hits = geo::candidates(&doc);
        if last == "candidates" {
            return hits.len();
        }
        let names = names::find(&doc, &hits, &context);
        if last == "names" {
            return names.names.len();
        }
        let marked = geo::decide(&doc, &hits, &names, &context);
        if last == "geo" {
            return marked.len();
        }
        join::join(&doc, names.names, marked, &context).mentions.len()
    });
}
