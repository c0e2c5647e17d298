//! A library that is kept: opened again, after changes, after an end at any moment, and after damage.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use dateline::corpus::article::{Annotated, DocNo};
use dateline::corpus::formats::Source;
use dateline::corpus::library::{Holdings, Ingest, Library, Listing, Place, Progress, Report, Request, ingest};
use dateline::corpus::query::{Query, Sort};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

/// Articles made of the bundled ones' sentences, as lines of JSON: all different, the same on every run.
fn lines(count: usize, seed: u64) -> Vec<String> {
    let mut sentences = Vec::new();
    let mut seeds: Vec<PathBuf> = fs::read_dir("seeds").unwrap().map(|entry| entry.unwrap().path()).collect();
    seeds.sort();
    for path in seeds {
        let text = fs::read_to_string(path).unwrap();
        sentences.extend(text.lines().filter(|line| line.len() > 80).map(str::to_owned));
    }
    let mut state = seed;
    let mut pick = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    let line = |n: usize| {
        let text: Vec<&str> = (0..2).map(|_| sentences[pick(sentences.len())].as_str()).collect();
        let day = format!("20{:02}-{:02}-{:02}", 10 + pick(15), 1 + pick(12), 1 + pick(28));
        let source = ["Kyodo", "UPI", "Ukrinform"][pick(3)];
        let title = format!("Report {n} of the {}", ["day", "night", "week"][pick(3)]);
        let text = text.join("\n\n");
        serde_json::json!({"id": format!("a{n}"), "title": title, "published": day, "source": source, "text": text})
            .to_string()
    };
    (0..count).map(line).collect()
}

/// A collection in a file, and a cache beside it.
struct Bench {
    folder: tempfile::TempDir,
}

impl Bench {
    fn new(lines: &[String]) -> Self {
        let bench = Self { folder: tempfile::tempdir().unwrap() };
        bench.write(lines);
        bench
    }

    fn articles(&self) -> PathBuf {
        self.folder.path().join("articles.jsonl")
    }

    fn cache(&self) -> PathBuf {
        self.folder.path().join("cache")
    }

    fn write(&self, lines: &[String]) {
        fs::write(self.articles(), lines.join("\n")).unwrap();
    }

    fn sources(&self) -> Vec<Source> {
        vec![Source::Path(self.articles())]
    }

    fn place(&self) -> Place {
        Place::of(&self.sources(), Some(&self.cache())).unwrap()
    }

    /// Opens the library and reads what changed.
    fn open(&self) -> Opened {
        let library = Holdings::kept(Some(self.place()));
        let mut notices = Vec::new();
        let progress = ingest(&self.sources(), &library, &Ingest::default(), &mut |report| match report {
            Report::Notice(notice) => notices.push(notice),
            Report::Fault(fault) => panic!("{fault}"),
            Report::Changed(_) => {}
        });
        Opened { library, progress, notices }
    }

    /// What is there without a cache.
    fn in_memory(&self) -> Opened {
        let library = Holdings::new();
        let progress = ingest(&self.sources(), &library, &Ingest::default(), &mut |_| {});
        Opened { library, progress, notices: Vec::new() }
    }
}

struct Opened {
    library: Holdings,
    progress: Progress,
    notices: Vec<String>,
}

impl Opened {
    fn list(&self, query: &str, sort: Sort) -> Listing {
        let query: Query = query.parse().unwrap();
        self.library.list(&Request { query: Arc::new(query), sort, facets: true, ..Request::default() })
    }

    fn article(&self, doc: DocNo) -> Annotated {
        self.library.article(doc).unwrap()
    }

    fn ids(&self, docs: &[DocNo]) -> Vec<String> {
        docs.iter().map(|&doc| self.article(doc).article.id.clone()).collect()
    }

    /// Everything that it holds, by id: text, layers, story and original, whatever their numbers.
    fn everything(&self) -> BTreeMap<String, String> {
        let listing = self.list("", Sort::Newest);
        let all = listing.docs.iter().map(|&doc| {
            let annotated = self.article(doc);
            let mut story = self.ids(&self.library.story(doc));
            story.sort();
            let row = self.library.rows(&[doc])[0].clone();
            let original = row.duplicate_of.map(|doc| self.article(doc).article.id.clone());
            let article = &annotated.article;
            let seen = format!(
                "{} {} {:?} {story:?} {original:?} {:?} {:?}",
                article.key, article.text, annotated.layers, row.title, row.published
            );
            (article.id.clone(), seen)
        });
        let all: BTreeMap<String, String> = all.collect();
        assert_eq!(all.len(), listing.docs.len(), "no article is there twice");
        all
    }
}

const QUERIES: &[&str] = &[
    "",
    "country:KR -country:US",
    "\"foreign minister\" OR missiles",
    "secur*",
    "person:kim title:night",
    "source:kyodo after:2015-06 before:2020",
    "mentions:2023-12",
];

/// Both hold and find the same.
fn assert_same(one: &Opened, other: &Opened) {
    let (a, b) = (one.everything(), other.everything());
    assert_eq!(a.keys().collect::<Vec<_>>(), b.keys().collect::<Vec<_>>());
    for (id, article) in &a {
        assert_eq!(article, &b[id], "{id}");
    }
    for query in QUERIES {
        for sort in [Sort::Newest, Sort::Oldest, Sort::Title, Sort::Source] {
            let (a, b) = (one.list(query, sort), other.list(query, sort));
            let sorted = |mut ids: Vec<String>| {
                ids.sort();
                ids
            };
            assert_eq!(sorted(one.ids(&a.docs)), sorted(other.ids(&b.docs)), "{query} {sort:?}");
            assert_eq!((a.countries, a.months, a.undated), (b.countries, b.months, b.undated), "{query}");
            assert_eq!(a.sources, b.sources);
        }
    }
    for n in 0..3 {
        let find = |of: &Opened| {
            let docs = of.list("", Sort::Newest).docs;
            let mut docs: Vec<DocNo> = docs.to_vec();
            docs.sort_by_key(|&doc| of.article(doc).article.key);
            let related = of.library.related(docs[n * 7], 5);
            (of.ids(&[docs[n * 7]]), related.iter().map(|r| r.relation).collect::<Vec<_>>())
        };
        assert_eq!(find(one).0, find(other).0);
    }
}

#[test]
fn opened_again_it_is_as_it_was_and_nothing_is_read() {
    let bench = Bench::new(&lines(120, 1));
    let first = bench.open();
    assert_eq!((first.progress.new, first.progress.articles), (120, 120));
    assert!(first.notices.is_empty(), "{:?}", first.notices);
    let memory = bench.in_memory();
    assert_same(&first, &memory);
    drop(first);
    let again = bench.open();
    assert_eq!((again.progress.new, again.progress.articles, again.notices.len()), (0, 120, 0));
    assert_same(&again, &memory);
}

#[test]
fn only_what_changed_is_read() {
    let mut articles = lines(60, 2);
    let bench = Bench::new(&articles);
    drop(bench.open());
    articles[10] = articles[10].replace("Report 10 of", "Another report 10 of");
    articles.remove(30);
    articles.extend(lines(63, 3).split_off(60));
    bench.write(&articles);
    let opened = bench.open();
    assert_eq!((opened.progress.new, opened.progress.articles), (4, 62));
    assert_same(&opened, &bench.in_memory());
    drop(opened);
    let again = bench.open();
    assert_eq!(again.progress.new, 0);
    assert_same(&again, &bench.in_memory());
}

#[test]
fn files_that_come_and_go_in_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let cache = tempfile::tempdir().unwrap();
    let sources = [Source::Path(folder.path().to_owned())];
    let file = |name: &str, lines: &[String]| fs::write(folder.path().join(name), lines.join("\n")).unwrap();
    let articles = lines(30, 4);
    let open = || {
        let library = Holdings::kept(Place::of(&sources, Some(cache.path())));
        let progress = ingest(&sources, &library, &Ingest::default(), &mut |_| {});
        Opened { library, progress, notices: Vec::new() }
    };
    file("a.jsonl", &articles[..10]);
    file("b.jsonl", &articles[10..20]);
    assert_eq!(open().progress.articles, 20);
    fs::remove_file(folder.path().join("a.jsonl")).unwrap();
    file("c.jsonl", &articles[20..]);
    let opened = open();
    assert_eq!((opened.progress.new, opened.progress.articles), (10, 20));
    let ids = opened.everything();
    assert!(!ids.contains_key("a3") && ids.contains_key("a13") && ids.contains_key("a23"));
    assert!(opened.list("\"report 3\"", Sort::Newest).docs.is_empty(), "what is gone is not found");
}

#[test]
fn a_stop_loses_nothing_and_the_rest_is_read_next_time() {
    let bench = Bench::new(&lines(200, 5));
    let library = Holdings::kept(Some(bench.place()));
    let handle = Ingest::default();
    let progress = ingest(&bench.sources(), &library, &handle, &mut |report| {
        if matches!(report, Report::Changed(progress) if progress.articles >= 20) {
            handle.stop();
        }
    });
    assert!(progress.stopped && progress.articles >= 20, "{progress:?}");
    drop(library);
    let rest = bench.open();
    assert_eq!(rest.progress.new, 200 - progress.articles, "what was kept is not annotated again");
    assert_same(&rest, &bench.in_memory());
}

#[test]
fn a_second_one_reads_beside_the_first() {
    let bench = Bench::new(&lines(40, 6));
    let first = bench.open();
    let second = bench.open();
    assert_eq!(second.progress.articles, 40);
    assert!(second.notices.iter().any(|n| n.contains("Another dateline")), "{:?}", second.notices);
    assert_same(&first, &second);
    drop((first, second));
    assert!(bench.open().notices.is_empty());
}

/// Every file of a library, the lock and the list of its sources apart.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else if !path.to_string_lossy().ends_with("lock") && !path.ends_with("sources.json") {
            files.push(path);
        }
    }
    files.sort();
    files
}

#[test]
fn whatever_is_damaged_is_found_and_made_again() {
    let bench = Bench::new(&lines(60, 7));
    let sound = bench.open();
    let everything = sound.everything();
    let folder = bench.place().folder().to_owned();
    drop(sound);
    let names: Vec<PathBuf> = files(&folder);
    assert!(names.len() > 5, "{names:?}");
    let mut said = 0;
    for path in names.iter().filter(|path| fs::metadata(path).is_ok_and(|about| about.len() > 0)) {
        for how in ["truncated", "scribbled", "removed"] {
            let Ok(bytes) = fs::read(path) else { continue };
            let middle = bytes.len() / 2;
            match how {
                "truncated" => fs::write(path, &bytes[..middle]).unwrap(),
                "scribbled" => {
                    let mut bytes = bytes;
                    // Here and there: much of a file may be empty.
                    bytes.iter_mut().skip(37).step_by(211).for_each(|b| *b ^= 0x5a);
                    fs::write(path, bytes).unwrap();
                }
                _ => fs::remove_file(path).unwrap(),
            }
            let opened = bench.open();
            assert_eq!(opened.progress.articles, 60, "{how} {}", path.display());
            assert!(opened.everything() == everything, "{how} {}", path.display());
            assert_eq!(opened.list("missiles", Sort::Newest).docs.len(), found(&bench), "{how} {}", path.display());
            said += opened.notices.len();
            let store = path.to_string_lossy().ends_with("articles.db");
            assert!(!store || how == "removed" || !opened.notices.is_empty(), "{how} store is said");
            drop(opened);
            let notices = bench.open().notices;
            assert!(notices.is_empty(), "{how} {}: sound again, but {notices:?}", path.display());
        }
    }
    assert!(said > 0);
}

fn found(bench: &Bench) -> usize {
    bench.in_memory().list("missiles", Sort::Newest).docs.len()
}

#[cfg(unix)]
#[test]
fn only_its_owner_can_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let bench = Bench::new(&lines(3, 8));
    drop(bench.open());
    let mode = fs::metadata(bench.place().folder()).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0, "{mode:o}");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_to_is_said_and_the_reader_reads() {
    use std::os::unix::fs::PermissionsExt;
    let bench = Bench::new(&lines(20, 9));
    // Whoever may write anywhere cannot be kept from it by permissions: a file in the way of the folder does.
    fs::write(bench.cache(), "in the way").unwrap();
    let opened = bench.open();
    assert_eq!(opened.progress.articles, 20);
    assert!(opened.notices.iter().any(|n| n.contains("Nothing is kept")), "{:?}", opened.notices);
    assert_same(&opened, &bench.in_memory());
    drop(opened);

    fs::remove_file(bench.cache()).unwrap();
    drop(bench.open());
    let folder = bench.place().folder().to_owned();
    let permit = |mode| fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).unwrap();
    permit(0o500);
    let refused = fs::write(folder.join("probe"), "").is_err();
    if refused {
        let opened = bench.open();
        assert_eq!(opened.progress.articles, 20);
        assert!(!opened.notices.is_empty());
    }
    permit(0o700);
}

/// Starts `dateline index` on the articles, and ends it at once or after a while.
fn index(bench: &Bench, cache: &Path, kill_after: Option<Duration>) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .arg("index")
        .arg(bench.articles())
        .env("XDG_CACHE_HOME", cache)
        .env("HOME", cache)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    if let Some(time) = kill_after {
        std::thread::sleep(time);
        // SIGKILL.
        child.kill().unwrap();
    }
    child.wait().unwrap();
}

#[cfg(target_os = "linux")]
#[test]
fn killed_at_any_moment_it_goes_on_from_there() {
    let bench = Bench::new(&lines(600, 10));
    let cache = bench.folder.path().join("xdg");
    let root = cache.join("dateline/libraries");
    let mut wait = 7;
    let mut before = 0;
    for _ in 0..20 {
        wait = wait * 31 % 211;
        index(&bench, &cache, Some(Duration::from_millis(20 + wait)));
        // What is there is whole, and nothing of before is lost.
        let place = Place::of(&bench.sources(), Some(&root)).unwrap();
        if place.folder().join("articles.db").exists() {
            let library = Holdings::kept(Some(place));
            let stop = Ingest::default();
            stop.stop();
            let progress = ingest(&bench.sources(), &library, &stop, &mut |report| {
                assert!(!matches!(&report, Report::Notice(n) if n.contains("damaged")), "{report:?}");
            });
            let opened = Opened { library, progress, notices: Vec::new() };
            assert!(opened.everything().len() >= before, "nothing is lost");
            before = opened.everything().len();
        }
    }
    index(&bench, &cache, None);
    let library = Holdings::kept(Place::of(&bench.sources(), Some(&root)));
    let progress = ingest(&bench.sources(), &library, &Ingest::default(), &mut |_| {});
    assert_eq!((progress.new, progress.articles), (0, 600));
    let opened = Opened { library, progress, notices: Vec::new() };
    assert_same(&opened, &bench.in_memory());
}

#[test]
fn the_first_screen_is_whole_before_the_rest_is_there() {
    let bench = Bench::new(&lines(40, 11));
    let all = bench.open().library.snapshot();
    let library = Holdings::kept(Some(bench.place()));
    let mut first = None;
    ingest(&bench.sources(), &library, &Ingest::default(), &mut |_| {
        first.get_or_insert_with(|| {
            let listed = library.list(&Request::default());
            // The first article waits for what else it needs, on the thread that brings the news.
            let article = library.article(listed.docs[0]).unwrap();
            (library.snapshot(), listed.docs.len(), listed.countries, article)
        });
    });
    let (snapshot, count, countries, article) = first.unwrap();
    assert!(!all.countries.is_empty());
    assert_eq!((count, &countries, &snapshot.countries), (40, &all.countries, &all.countries));
    assert_eq!((&snapshot.months, snapshot.undated), (&all.months, all.undated));
    let now = library.article(library.list(&Request::default()).docs[0]).unwrap();
    assert_eq!(article.layers, now.layers, "with the names that the library knows");
}
