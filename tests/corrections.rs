//! What a person corrected holds in what the commands print.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use dateline::personal::{Change, Correction, Personal, Target};
use std::fs;
use std::path::Path;
use std::process::Command;

const ARTICLES: [(&str, &str); 3] = [
    (
        "one",
        "Anna Lindqvist of Sweden met the fishermen of Gdansk over herring quotas.\n\nThe harbour was blocked by trawlers on Monday.\n",
    ),
    (
        "two",
        "The fishermen of Gdansk blocked the harbour with trawlers, Anna Lindqvist said in Sweden.\n\nHerring quotas divide them.\n",
    ),
    ("three", "Anna Lindqvist sang at the opera of Vienna, and Austria applauded.\n\nThe premiere was sold out.\n"),
];

/// A folder of articles, and a home with these corrections.
fn bench(corrections: &[(&str, Correction)]) -> (tempfile::TempDir, tempfile::TempDir) {
    let (articles, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for (name, text) in ARTICLES {
        fs::write(articles.path().join(format!("{name}.txt")), text).unwrap();
    }
    let data = home.path().join("data/dateline");
    fs::create_dir_all(&data).unwrap();
    let mut personal = Personal::open(&data).unwrap().personal;
    let change = |(id, what): &(&str, Correction)| {
        Change::Correct(Target { article: None, id: (*id).to_owned() }, Some(what.clone()))
    };
    personal.apply(&corrections.iter().map(change).collect::<Vec<_>>()).unwrap();
    (articles, home)
}

fn dateline(home: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(arguments).arg("--no-cache").env("HOME", home).env("XDG_DATA_HOME", home.join("data"));
    String::from_utf8(command.output().unwrap().stdout).unwrap()
}

#[test]
fn every_command_names_people_as_corrected() {
    let named = [("person:anna-lindqvist", Correction::Named("Anna Berg".to_owned()))];
    let (articles, home) = bench(&named);
    let folder = articles.path().to_str().unwrap();
    for arguments in [&["annotate", folder][..], &["annotate", "--stream", folder]] {
        let printed = dateline(home.path(), arguments);
        assert!(printed.contains("\"name\":\"Anna Berg\""), "{arguments:?}: {printed}");
        assert!(!printed.contains("\"name\":\"Anna Lindqvist\""), "{arguments:?}: {printed}");
    }
    assert_eq!(dateline(home.path(), &["list", folder, "-q", "person:\"anna berg\""]).lines().count(), 3);
}

#[test]
fn related_gives_no_reason_that_was_corrected_away() {
    let related = |corrections: &[(&str, Correction)]| {
        let (articles, home) = bench(corrections);
        dateline(home.path(), &["related", articles.path().to_str().unwrap()])
    };
    assert!(related(&[]).contains("person:anna-lindqvist"));
    let merged = Correction::Is { id: "person:anna-berg".to_owned(), name: "Anna Berg".to_owned() };
    let printed = related(&[("person:anna-lindqvist", merged)]);
    assert!(printed.contains("person:anna-berg") && !printed.contains("person:anna-lindqvist"), "{printed}");
    let printed = related(&[("person:anna-lindqvist", Correction::Ignored)]);
    assert!(!printed.contains("person:anna"), "{printed}");
}

#[test]
fn an_ignored_country_is_listed_nowhere() {
    let (articles, home) = bench(&[("country:AT", Correction::Ignored)]);
    let folder = articles.path().to_str().unwrap();
    let listed = dateline(home.path(), &["list", "--format", "jsonl", folder]);
    assert!(listed.contains("\"SE\"") && !listed.contains("\"AT\""), "{listed}");
    assert!(dateline(home.path(), &["list", folder, "-q", "country:AT"]).is_empty());
}
