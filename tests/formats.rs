//! What can be loaded, and what happens to what cannot: through the library and through the commands.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use dateline::corpus::article::{Article, PartialDate};
use dateline::corpus::formats::{Loaded, Source, load};
use proptest::prelude::*;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

/// What loading a path yields: articles, and faults as printed.
fn loaded(path: &Path) -> (Vec<Article>, Vec<String>) {
    let (mut articles, mut faults) = (Vec::new(), Vec::new());
    load(&[Source::Path(path.to_owned())], &mut |loaded| {
        match loaded {
            Loaded::Article(article) => articles.push(article),
            Loaded::Fault(fault) => faults.push(fault.to_string()),
            _ => {}
        }
        ControlFlow::Continue(())
    });
    (articles, faults)
}

/// The one article of a file with this name and these bytes.
fn article(name: &str, bytes: &[u8]) -> Article {
    let folder = folder(&[(name, bytes)]);
    let (mut articles, faults) = loaded(&folder.path().join(name));
    assert_eq!((articles.len(), faults), (1, vec![]), "{name}");
    articles.remove(0)
}

fn dateline(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.current_dir(folder).args(arguments).stdin(Stdio::null()).env_remove("NO_COLOR").output().unwrap()
}

fn lines(bytes: &[u8]) -> Vec<String> {
    String::from_utf8(bytes.to_vec()).unwrap().lines().map(str::to_owned).collect()
}

fn titles(articles: &[Article]) -> Vec<&str> {
    articles.iter().map(|a| a.stated.title.as_deref().unwrap_or(&a.text)).collect()
}

// What is read

#[test]
fn a_folder_is_read_in_the_order_of_names_without_what_is_ignored_hidden_or_foreign() {
    let folder = folder(&[
        ("b.txt", b"second"),
        ("a.txt", b"first"),
        ("c/d.md", b"# third\n\ntext"),
        ("c/e", b"fourth, without an ending"),
        ("drafts/x.txt", b"ignored"),
        ("c/skip.txt", b"ignored"),
        (".gitignore", b"drafts/\n"),
        ("c/.ignore", b"skip.txt\n"),
        (".hidden.txt", b"hidden"),
        ("photo.jpg", b"\xFF\xD8\xFF\0"),
        ("page.html", b"<!doctype html><p>page"),
    ]);
    let (articles, faults) = loaded(folder.path());
    assert_eq!(faults, Vec::<String>::new());
    assert_eq!(titles(&articles), ["first", "second", "third", "fourth, without an ending"]);
    assert!(articles[2].path.ends_with("c/d.md"));
}

#[test]
fn json_lines_by_any_usual_name_of_a_field() {
    let folder = folder(&[(
        "feed.jsonl",
        concat!(
            r#"{"id": 7, "headline": "Talks", "body": "SEOUL -- The", "pubDate": "Mon, 08 Sep 2025 10:00:00 GMT","#,
            r#" "publisher": {"name": "UPI"}, "authors": ["Kim", {"name": "Sato"}], "link": "https://example.org/7", "x": 1}"#,
            "\n\n",
            r#"{"guid": "b", "Title": "T", "content": "text", "published_at": 1757326500000, "unknown": [1, 2]}"#,
            "\r\n",
            r#"{"text": "half a \ud83d pair", "date": "no date"}"#,
            "\n \n  ",
        )
        .as_bytes(),
    )]);
    let (articles, faults) = loaded(folder.path());
    assert_eq!(faults, Vec::<String>::new());
    let [talks, second, third] = articles.as_slice() else { panic!("{articles:?}") };
    let stated = &talks.stated;
    assert_eq!((talks.id.as_str(), talks.text.as_str()), ("7", "SEOUL -- The"));
    assert_eq!(stated.title.as_deref(), Some("Talks"));
    assert_eq!(stated.source.as_deref(), Some("UPI"));
    assert_eq!(stated.author.as_deref(), Some("Kim, Sato"));
    assert_eq!(stated.url.as_deref(), Some("https://example.org/7"));
    assert_eq!(stated.published, PartialDate::parse("2025-09-08"));
    assert!(talks.path.ends_with("feed.jsonl#1") && second.path.ends_with("feed.jsonl#3"), "numbered by line");
    assert_eq!(second.stated.published, PartialDate::parse("2025-09-08"));
    assert_eq!((third.text.as_str(), third.stated.published), ("half a \u{FFFD} pair", None));
}

#[test]
fn an_array_or_one_object_over_several_lines_is_read_too() {
    let folder = folder(&[
        ("array.json", br#"[ {"text": "one ] } \" {"}, {"text": "two", "nested": {"a": [1]}} ]"#),
        ("object.json", b"{\n  \"title\": \"three\",\n  \"text\": \"t\"\n}\n"),
    ]);
    let (articles, faults) = loaded(folder.path());
    assert_eq!(faults, Vec::<String>::new());
    assert_eq!(titles(&articles), ["one ] } \" {", "two", "three"]);
    assert!(articles[1].path.ends_with("array.json#2"));
}

#[test]
fn a_record_longer_than_a_read_is_one_record() {
    let text = "long ".repeat(50_000);
    let lines = format!("{{\"text\": \"{text}\"}}\n{{\"text\": \"short\"}}\n");
    let array = format!("[\n{{\"text\": \"{text}\"}}, {{\"text\": \"short\"}}]");
    for (name, bytes) in [("a.jsonl", &lines), ("a.json", &array), ("a", &lines)] {
        let folder = folder(&[(name, bytes.as_bytes())]);
        let (articles, faults) = loaded(folder.path());
        assert_eq!(faults, Vec::<String>::new(), "{name}");
        assert_eq!(articles.iter().map(|a| a.text.len()).collect::<Vec<_>>(), [250_000, 5], "{name}");
    }
}

#[test]
fn front_matter_states_and_is_no_text() {
    let markdown = article("a.md", b"---\ntitle: Talks\ndate: 2025-09-08\nauthor: Kim\n---\n\n# Heading\nText");
    assert_eq!(markdown.text, "# Heading\nText");
    assert_eq!(markdown.stated.title.as_deref(), Some("Talks"));
    assert_eq!(markdown.stated.published, PartialDate::parse("2025-09-08"));
    let plain = article("a.txt", b"+++\ntitle = \"Talks\"\n+++\nText");
    assert_eq!((plain.text.as_str(), plain.stated.title.as_deref()), ("Text", Some("Talks")));
}

#[test]
fn marks_encodings_and_line_ends() {
    assert_eq!(article("bom.txt", b"\xEF\xBB\xBFTalks").text, "Talks");
    assert_eq!(article("bom.jsonl", b"\xEF\xBB\xBF{\"text\": \"Talks\"}").text, "Talks");
    let wide: Vec<u8> = "\u{FEFF}{\"text\": \"Gespräche\"}\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(article("wide.jsonl", &wide).text, "Gespräche");
    let latin = b"Le pr\xE9sident a \xE9t\xE9 re\xE7u \xE0 S\xE9oul, o\xF9 il a \xE9voqu\xE9 la cr\xEEse.";
    assert!(article("latin.txt", latin).text.starts_with("Le président a été reçu à Séoul, où"));
    assert_eq!(article("dos.txt", b"one\r\ntwo\rthree").text, "one \ntwo\nthree");
    assert_eq!(article("evil.txt", "a\u{1b}[2J\u{202e}b".as_bytes()).text, "a␛[2J\u{FFFD}b");
}

#[test]
fn an_article_keeps_its_key_wherever_its_bytes_are_and_copies_differ() {
    let one = article("a.txt", b"The same text");
    let other = article("b/renamed.txt", b"The same text");
    assert_eq!((one.key, &one.id), (other.key, &other.id));
    let copies = folder(&[("a.txt", b"The same text"), ("b.txt", b"The same text")]);
    let (articles, _) = loaded(copies.path());
    assert_eq!(articles[0].key, one.key);
    assert_ne!(articles[0].key, articles[1].key);
    assert_ne!(articles[0].id, articles[1].id);
}

// What cannot be read

#[test]
fn each_bad_file_gets_its_line_and_harms_no_other() {
    let noise: Vec<u8> = (0..50_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
    let folder = folder(&[
        ("a.txt", b"A good one"),
        ("b-noise.bin", &noise),
        ("c-empty.txt", b""),
        ("d-blank.txt", b" \n\t\n"),
        ("f.jsonl", b"{\"text\": \"good\"}\nnonsense\n{\"title\": \"no text\"}\n{\"text\": \"cut off\n{\"text\": \"good too\"}\n"),
        ("z.txt", b"The last one"),
    ]);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("gone.txt", folder.path().join("e-vanished.txt")).unwrap();
        std::os::unix::fs::symlink(".", folder.path().join("g-circle")).unwrap();
    }
    let listed = dateline(folder.path(), &["list", "--format", "jsonl", "."]);
    assert_eq!(listed.status.code(), Some(3));
    assert_eq!(lines(&listed.stdout).len(), 4);
    let told = lines(&listed.stderr);
    let expected = [
        ("./b-noise.bin: ", "not text"),
        ("./c-empty.txt: ", "empty"),
        ("./d-blank.txt: ", "no text"),
        #[cfg(unix)]
        ("./e-vanished.txt: ", "gone"),
        ("./f.jsonl:2: ", "no JSON object"),
        ("./f.jsonl:3: ", r#"no "text""#),
        ("./f.jsonl:4: ", "no sound JSON object"),
    ];
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for (line, (place, why)) in told.iter().zip(expected) {
        assert!(line.starts_with(&format!("dateline: {place}")) && line.contains(why), "{line}");
    }
}

#[test]
fn a_line_of_100_mb_is_passed_over() {
    let folder = folder(&[("a.txt", b"A good one")]);
    let long = vec![b'x'; 100 << 20];
    fs::write(folder.path().join("long.txt"), &long).unwrap();
    let mut records = fs::File::create(folder.path().join("long.jsonl")).unwrap();
    for part in [b"{\"text\": \"before\"}\n{\"text\": \"" as &[u8], &long, b"\"}\n{\"text\": \"after\"}\n"] {
        records.write_all(part).unwrap();
    }
    let (articles, faults) = loaded(folder.path());
    assert_eq!(titles(&articles), ["A good one", "before", "after"]);
    assert!(faults[0].ends_with("long.jsonl:2: longer than 16 MB, too long for one article; skipped"), "{faults:?}");
    assert!(faults[1].contains("long.txt: longer than 16 MB"), "{faults:?}");
    assert_eq!(faults.len(), 2);
}

#[test]
fn a_name_that_promises_records_is_held_to_it_but_not_for_ever() {
    let prose = "A line of prose\n".repeat(1_000);
    let folder = folder(&[("a.jsonl", prose.as_bytes()), ("b.jsonl", b"nonsense\n{\"text\": \"good\"}\n")]);
    let (articles, faults) = loaded(folder.path());
    assert_eq!(titles(&articles), ["good"]);
    assert_eq!(faults.len(), 22);
    assert!(faults[20].ends_with("a.jsonl: none of 20 records is an article; the rest is skipped"), "{}", faults[20]);
}

#[test]
fn what_is_named_and_cannot_be_read_is_said_so() {
    let folder = folder(&[("photo.png", b"\x89PNG\r\n\x1a\n\0\0"), ("page.html", b"<!DOCTYPE html><p>Hi")]);
    for (name, why) in [
        ("photo.png", "not text in a format that is read"),
        ("page.html", "not text in a format that is read"),
        ("missing.txt", "no such file or folder"),
    ] {
        let (articles, faults) = loaded(&folder.path().join(name));
        assert!(articles.is_empty() && faults.len() == 1 && faults[0].contains(why), "{faults:?}");
    }
}

#[cfg(unix)]
#[test]
fn an_unreadable_folder_is_one_line() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("a.txt", b"A good one"), ("closed/x.txt", b"unreachable")]);
    let closed = folder.path().join("closed");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    // Who may do everything, as root may, finds nothing closed.
    let open = fs::read_dir(&closed).is_ok();
    let (articles, faults) = loaded(folder.path());
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
    if !open {
        assert_eq!(titles(&articles), ["A good one"]);
        assert!(faults.len() == 1 && faults[0].contains("closed: cannot list the folder"), "{faults:?}");
    }
}

// The commands

#[test]
fn the_bundled_articles_are_listed_and_one_is_shown() {
    let nowhere = folder(&[]);
    let listed = dateline(nowhere.path(), &["list", "--format", "csv"]);
    assert_eq!(listed.status.code(), Some(0), "{listed:?}");
    let rows = lines(&listed.stdout);
    assert_eq!(rows.len(), 6);
    assert!(rows[0].starts_with("id,path,published,"));
    let id = rows[1].split(',').next().unwrap();
    let path = rows[1].split(',').nth(1).unwrap();
    let by_path = dateline(nowhere.path(), &["show", path]);
    assert_eq!(by_path.status.code(), Some(0), "{by_path:?}");
    assert!(!by_path.stdout.contains(&0x1B), "no colour in a pipe");
    for name in [id, &id[..8], path.strip_prefix("seeds/").unwrap()] {
        assert_eq!(dateline(nowhere.path(), &["show", name]).stdout, by_path.stdout, "{name}");
    }
    let coloured = dateline(nowhere.path(), &["show", path, "--color", "always"]);
    assert!(coloured.stdout.contains(&0x1B));
    assert_eq!(dateline(nowhere.path(), &["show", "no-such-article"]).status.code(), Some(1));
    assert_eq!(dateline(nowhere.path(), &["show", "seeds/"]).status.code(), Some(1));
}

#[test]
fn an_id_that_fits_several_articles_names_them() {
    let folder = folder(&[("feed.jsonl", b"{\"id\":\"aa1\",\"text\":\"x\"}\n{\"id\":\"aa2\",\"text\":\"y\"}\n")]);
    let shown = dateline(folder.path(), &["show", "aa", "feed.jsonl"]);
    assert_eq!(shown.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&shown.stderr).contains("feed.jsonl#2"));
    let shown = dateline(folder.path(), &["show", "feed.jsonl#2"]);
    assert!(String::from_utf8_lossy(&shown.stdout).contains('y'), "{shown:?}");
}

#[test]
fn lists_are_sorted_and_limited() {
    let folder = folder(&[(
        "feed.jsonl",
        b"{\"title\":\"B\",\"text\":\"B\",\"date\":\"2024-01-02\",\"source\":\"Kyodo\"}\n\
          {\"title\":\"c\",\"text\":\"c\",\"date\":\"2025\",\"source\":\"UPI\"}\n\
          {\"title\":\"A\",\"text\":\"A\",\"date\":\"2024-01\",\"source\":\"UPI\"}\n\
          {\"title\":\"=1+1\",\"text\":\"=1+1\"}\n",
    )]);
    let order = |arguments: &[&str]| {
        let listed = dateline(folder.path(), &[&["list", "--format", "jsonl", "feed.jsonl"], arguments].concat());
        let title = |line: &String| {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            row["title"].as_str().unwrap().to_owned()
        };
        lines(&listed.stdout).iter().map(title).collect::<Vec<_>>().concat()
    };
    assert_eq!(order(&[]), "cBA=1+1");
    assert_eq!(order(&["--sort", "oldest"]), "ABc=1+1");
    assert_eq!(order(&["--sort", "title"]), "=1+1ABc");
    assert_eq!(order(&["--sort", "source", "--limit", "2"]), "Bc");
    let csv = dateline(folder.path(), &["list", "--format", "csv", "feed.jsonl"]);
    assert!(String::from_utf8_lossy(&csv.stdout).contains(",'=1+1,"));
}

#[test]
fn standard_input_is_records_or_text() {
    for (input, text) in [("{\"id\": \"7\", \"text\": \"Talks\"}\n", "Talks"), ("Talks in Seoul\n", "Talks in Seoul\n")]
    {
        for stream in [&["annotate", "-"] as &[&str], &["annotate", "--stream", "-"]] {
            let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
            let mut child = command.args(stream).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
            child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
            let output = child.wait_with_output().unwrap();
            assert_eq!(output.status.code(), Some(0));
            let printed: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
            assert_eq!(printed["text"], text);
        }
    }
}

#[test]
fn a_record_is_printed_before_the_next_is_written() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    let mut child =
        command.args(["annotate", "--stream", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    for id in ["1", "2"] {
        writeln!(input, "{{\"id\": \"{id}\", \"text\": \"Talks\"}}").unwrap();
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        assert_eq!(serde_json::from_str::<serde_json::Value>(&line).unwrap()["id"], id);
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[test]
fn annotations_come_in_the_order_of_the_input() {
    let records: String = (0..200).map(|n| format!("{{\"id\": \"{n}\", \"text\": \"Talks {n}\"}}\n")).collect();
    let folder = folder(&[("feed.jsonl", records.as_bytes())]);
    for arguments in [&["annotate", "feed.jsonl"] as &[&str], &["annotate", "--stream", "feed.jsonl"]] {
        let ids: Vec<String> = lines(&dateline(folder.path(), arguments).stdout)
            .iter()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(ids, (0..200).map(|n| n.to_string()).collect::<Vec<_>>());
    }
}

#[test]
fn a_closed_pipe_ends_it_quietly() {
    let records: String = (0..2_000).map(|n| format!("{{\"id\": \"{n}\", \"text\": \"Talks {n}\"}}\n")).collect();
    let folder = folder(&[("feed.jsonl", records.as_bytes())]);
    for arguments in [&["annotate"] as &[&str], &["annotate", "--stream"], &["list"], &["list", "--format", "csv"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.current_dir(folder.path()).args(arguments).arg("feed.jsonl");
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr), (Some(0), vec![]), "{arguments:?}");
    }
}

#[test]
fn nothing_to_read_is_nothing_matched() {
    let empty = folder(&[]);
    assert_eq!(dateline(empty.path(), &["list", "."]).status.code(), Some(1));
    assert_eq!(dateline(empty.path(), &["list", "missing"]).status.code(), Some(3));
    assert_eq!(dateline(empty.path(), &["list", "--format", "nonsense"]).status.code(), Some(2));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_load_without_harm(bytes in proptest::collection::vec(any::<u8>(), 0..400), n in 0..4usize) {
        let name = ["a.txt", "a.jsonl", "a.md", "a"][n];
        let folder = folder(&[(name, &bytes)]);
        let (articles, faults) = loaded(folder.path());
        prop_assert!(articles.len() + faults.len() > 0);
        for article in articles {
            prop_assert!(article.text.chars().all(|c| c == '\n' || c == '\t' || !c.is_control()));
        }
    }

    #[test]
    fn offsets_of_the_input_hold(text in "\\PC{1,60}[\\r\\n\u{0}-\u{1f}\u{202e}éß中😀]{0,9}\\PC{0,20}") {
        let record = serde_json::json!({"text": &text}).to_string();
        prop_assume!(!text.trim().is_empty());
        prop_assert_eq!(article("a.jsonl", record.as_bytes()).text.chars().count(), text.chars().count());
    }
}
