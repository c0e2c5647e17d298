//! A kept library: how long it takes to make, to open again, and to answer what keys ask, and how much it takes.
//!
//! `DATELINE_BENCH` names the collection (`examples/generate.rs` writes one of any size), `DATELINE_BENCH_CACHE` the folder in
//! which its library stays, so that a second run opens what the first one made. Without them a thousand copies of the bundled
//! articles, each a little different, are made in a folder that is removed at the end.

#![allow(clippy::print_stdout, reason = "a bench tells what it measured")]

use dateline::corpus::article::DocNo;
use dateline::corpus::formats::Source;
use dateline::corpus::library::{Holdings, Ingest, Library, Place, Report, Request, ingest};
use dateline::corpus::query::{Query, Sort};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{env, fs, io};

/// Rows of a screen.
const SCREEN: usize = 16;
/// Searches of two words.
const SEARCHES: usize = 300;

// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> io::Result<()> {
    let made = tempfile::tempdir()?;
    let source = match env::var_os("DATELINE_BENCH") {
        Some(path) => PathBuf::from(path),
        None => make_articles(made.path())?,
    };
    let cache = env::var_os("DATELINE_BENCH_CACHE").map_or_else(|| made.path().join("cache"), PathBuf::from);
    let sources = vec![Source::Path(source)];
    let place = || Place::of(&sources, Some(&cache));
    let read = |library: &Holdings| {
        let started = Instant::now();
        let mut first = None;
        let mut collating = None;
        let progress = ingest(&sources, library, &Ingest::default(), &mut |report| match report {
            Report::Changed(progress) => {
                if progress.articles > 0 && first.is_none() {
                    // What the first screen shows: the list, and then its first article.
                    let listing = library.list(&Request::default());
                    let rows = library.rows(&listing.docs[..SCREEN.min(listing.docs.len())]);
                    let listed = started.elapsed();
                    rows.first().and_then(|row| library.article(row.doc));
                    first = Some((listed, started.elapsed(), progress.articles));
                }
                if progress.stage.is_some() {
                    collating.get_or_insert(started.elapsed());
                }
            }
            Report::Fault(fault) => eprintln!("{fault}"),
            Report::Notice(notice) => eprintln!("{notice}"),
        });
        (progress, first.unwrap_or_default(), collating.unwrap_or_default())
    };

    let library = Holdings::kept(place());
    let (progress, _, collating) = read(&library);
    let bytes = progress.bytes;
    if progress.new > 0 {
        let rate = |time: Duration| progress.new as f64 / time.as_secs_f64();
        println!(
            "made    {} articles of {} MB: read, annotated and indexed in {collating:.1?} ({:.0} a second), with pass 2 in {:.1?} ({:.0})",
            progress.new,
            bytes >> 20,
            rate(collating),
            progress.elapsed,
            rate(progress.elapsed),
        );
        if let Some(place) = place() {
            let kept = size(place.folder());
            println!(
                "kept    {} MB, {:.2} times the text; {} MB in memory",
                kept >> 20,
                kept as f64 / bytes as f64,
                anonymous() >> 20
            );
        }
    }
    drop(library);

    let library = Holdings::kept(place());
    let (progress, (listed, first, articles), _) = read(&library);
    println!(
        "opened  {articles} articles: listed after {listed:.1?}, the first one there after {first:.1?}; nothing new found after {:.1?}, {} MB in memory",
        progress.elapsed,
        anonymous() >> 20
    );
    ask(&library);
    println!("memory  {} MB", anonymous() >> 20);
    Ok(())
}

/// Asks what keys ask, and tells how long each took.
fn ask(library: &Holdings) {
    let list = |query: &str, sort: Sort, facets: bool| {
        let query: Query = query.parse().unwrap_or_default();
        library.list(&Request { query: Arc::new(query), sort, facets, ..Request::default() })
    };
    let all = list("", Sort::Newest, false);
    let countries: Vec<String> = all.countries.iter().take(9).map(|(code, _)| code.to_string()).collect();
    let screen = |docs: &[DocNo], at: usize| library.rows(&docs[at.min(docs.len())..(at + SCREEN).min(docs.len())]);
    let times = |name: &str, each: &mut dyn FnMut(usize), count: usize| {
        let mut took: Vec<(Duration, usize)> = (0..count)
            .map(|n| {
                let started = Instant::now();
                each(n);
                (started.elapsed(), n)
            })
            .collect();
        took.sort_unstable();
        let at = |percent: usize| took[(count - 1) * percent / 100].0;
        println!("{name:24} median {:8.2?}  99 % {:8.2?}  longest {:8.2?}", at(50), at(99), at(100));
    };
    if countries.is_empty() {
        return;
    }
    times(
        "a country",
        &mut |n| {
            drop(screen(&list(&format!("country:{}", countries[n % countries.len()]), Sort::Newest, false).docs, 0))
        },
        90,
    );
    times(
        "two countries",
        &mut |n| {
            let (a, b) = (&countries[n % countries.len()], &countries[(n + 1) % countries.len()]);
            drop(screen(&list(&format!("country:{a} -country:{b}"), Sort::Newest, false).docs, 0));
        },
        90,
    );
    let sorts = [Sort::Oldest, Sort::Title, Sort::Source, Sort::Newest];
    times("a sort, the first time", &mut |n| drop(screen(&list("", sorts[n], false).docs, 0)), 4);
    times("a sort", &mut |n| drop(screen(&list("", sorts[n % 4], false).docs, 0)), 40);
    times("to the end", &mut |_| drop(screen(&all.docs, all.docs.len() - SCREEN.min(all.docs.len()))), 40);
    times("a month", &mut |n| drop(list(&format!("on:20{:02}-0{}", 10 + n % 10, 1 + n % 9), Sort::Newest, false)), 40);

    let words = words(library, &all.docs);
    let pair = |n: usize| format!("{} {}", words[n % words.len()], words[(n * 7 + 3) % words.len()]);
    times("two words", &mut |n| drop(screen(&list(&pair(n), Sort::Best, false).docs, 0)), SEARCHES);
    times("two words, with facets", &mut |n| drop(list(&pair(n), Sort::Best, true)), SEARCHES);
    times(
        "two common words",
        &mut |n| {
            drop(list(["minister government", "president talks", "said people", "the of"][n % 4], Sort::Best, false))
        },
        40,
    );
    times("a phrase", &mut |n| drop(list(["\"prime minister\"", "\"said on\""][n % 2], Sort::Best, false)), 40);
    times("a beginning", &mut |n| drop(list(["min*", "gov*", "pre*", "co*"][n % 4], Sort::Best, false)), 40);
    times("facets of everything", &mut |_| drop(list("", Sort::Newest, true)), 20);
    times("an article", &mut |n| drop(library.article(all.docs[n * 7919 % all.docs.len()])), 100);
    times("related", &mut |n| drop(library.related(all.docs[n * 7919 % all.docs.len()], 24)), 20);
    times("a story", &mut |n| drop(library.story(all.docs[n * 7919 % all.docs.len()])), 40);
}

/// Words of headlines, as people search for them.
fn words(library: &Holdings, docs: &[DocNo]) -> Vec<String> {
    let some: Vec<DocNo> = (0..SEARCHES).map(|n| docs[n * 104_729 % docs.len()]).collect();
    let mut words = Vec::new();
    for row in library.rows(&some) {
        let long = row.title.split(|c: char| !c.is_alphabetic()).filter(|w| w.len() > 3);
        words.extend(long.map(str::to_lowercase).take(2));
    }
    words
}

/// Bytes of memory that belong to no file; 0 where the system does not tell.
fn anonymous() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"));
    line.and_then(|kb| kb.trim().trim_end_matches(" kB").parse::<u64>().ok()).map_or(0, |kb| kb << 10)
}

/// Bytes of the files in a folder.
fn size(folder: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    let of = |path: PathBuf| if path.is_dir() { size(&path) } else { path.metadata().map_or(0, |about| about.len()) };
    entries.filter_map(Result::ok).map(|entry| of(entry.path())).sum()
}

/// Writes the bundled articles over and over, under other headlines and dates.
fn make_articles(folder: &Path) -> io::Result<PathBuf> {
    let mut seeds = Vec::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds"))? {
        seeds.push(fs::read_to_string(entry?.path())?);
    }
    let mut lines = String::new();
    for n in 0..1_000 {
        let text = &seeds[n % seeds.len()];
        let day = format!("20{:02}-{:02}-{:02}", 10 + n % 15, 1 + n % 12, 1 + n % 28);
        let article = serde_json::json!({"id": n.to_string(), "title": format!("Report {n} of {day}"), "published": day, "text": text});
        lines.push_str(&article.to_string());
        lines.push('\n');
    }
    let path = folder.join("articles.jsonl");
    fs::write(&path, lines)?;
    Ok(path)
}
