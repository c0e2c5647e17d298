//! A morning with the reader, from the first key to the last.

use crate::person::{Person, dateline};
use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;

/// Three reports of one story and two of others, in JSON Lines.
const REPORTS: &str = r#"
{"id": "a1", "title": "Ferry aground near Turku", "published": "2024-03-02", "source": "Northern Wire", "text": "The ferry Aurora Borealis ran aground near Turku in Finland on Saturday with 412 passengers on board.\n\nCaptain Liisa Tamm said that the ferry from Estonia lost its steering in fog outside the harbour of Turku. Nobody was hurt. The coast guard of Finland sent tugs to the Aurora Borealis, and the shipping line Baltic Queen Lines said that the passengers from Estonia would be taken ashore at Turku."}
{"id": "a2", "title": "Ferry freed near Turku", "published": "2024-03-04", "source": "Northern Wire", "text": "Tugs from Sweden freed the ferry Aurora Borealis near Turku in Finland on Monday, two days after it ran aground.\n\nCaptain Liisa Tamm thanked the coast guard of Finland and the tugs from Sweden. The Aurora Borealis, which belongs to Baltic Queen Lines of Estonia, lost its steering in fog outside the harbour of Turku with 412 passengers on board."}
{"id": "a3", "title": "Ferry inquiry opens", "published": "2024-03-07", "source": "Northern Wire", "text": "Investigators in Finland opened an inquiry on Thursday into why the ferry Aurora Borealis ran aground near Turku.\n\nThey will hear Captain Liisa Tamm and the crews of the tugs from Sweden that freed the Aurora Borealis. Baltic Queen Lines said that the steering of the ferry was tested last month in the harbour of Turku."}
{"id": "b1", "title": "Soybean harvest breaks records", "published": "2024-05-01", "source": "Field Report", "text": "Farmers in Brazil brought in more soybeans than ever this year, the ministry of agriculture of Brazil said on Wednesday. Rain came late but plentifully."}
{"id": "c1", "title": "Museum shows lost scrolls", "published": "2024-06-01", "source": "Field Report", "text": "A museum in Japan shows from Saturday the painted scrolls that were believed lost for two centuries. Visitors came from all over Japan."}
"#;

/// The key of a country in the bar of the header: `3` in ` 3 FI 5 `.
fn digit_of(person: &Person, country: &str) -> String {
    let screen = person.screen();
    let bar = screen.rows(0, screen.size().1.get()).nth(1).unwrap();
    let words: Vec<&str> = bar.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let at = words.iter().position(|w| *w == country).unwrap_or_else(|| panic!("no {country} in {bar:?}"));
    words[at - 1].to_owned()
}

/// A reader at the reports, all of them loaded and looked at.
fn at_the_reports() -> (tempfile::TempDir, Person) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("reports.jsonl");
    fs::write(&file, REPORTS.trim_start()).unwrap();
    let mut person = dateline(&[file.to_str().unwrap()]).size(120, 40).open();
    person.has_loaded("5 of 5 articles");
    (folder, person)
}

#[test]
fn filter_by_two_countries_exclude_a_third_follow_the_story_come_back_find_and_leave() {
    let (_folder, mut person) = at_the_reports();
    person.sees("FI 3").sees("EE 2").sees("SE 2");

    let (finland, estonia, sweden) = (digit_of(&person, "FI"), digit_of(&person, "EE"), digit_of(&person, "SE"));
    person.press(&finland).sees("FI · 3 of 5 articles");
    person.press(&estonia).sees("FI ∧ EE · 2 of 5 articles");
    person.press(&sweden).sees("FI ∧ EE ∧ SE · 1 of 5 articles");
    person.press(&sweden).sees("FI ∧ EE − SE · 1 of 5 articles");
    person.sees("┌ Ferry aground near Turku ─");

    person.press("]").sees("┌ Ferry freed near Turku ─").sees("2 of 3 of this story, in time, outside the filters");
    person.press("]").sees("┌ Ferry inquiry opens ─").sees("3 of 3 of this story");
    person.press("]").sees("This is the latest article of its story.");
    person.press("[").sees("┌ Ferry freed near Turku ─").sees("2 of 3 of this story");
    person.press("H").sees("┌ Ferry inquiry opens ─");
    person.press("HH").sees("┌ Ferry aground near Turku ─").sees("FI ∧ EE − SE · 1 of 5 articles");
    person.press("L").sees("┌ Ferry freed near Turku ─");
    person.press("H").sees("┌ Ferry aground near Turku ─");

    person.press("\r/turku").sees("find /turku").sees("1 of 3");
    person.press("\r").sees("n/N /turku 1 of 3");
    person.press("n").sees("n/N /turku 2 of 3").press("n").sees("n/N /turku 3 of 3");
    person.press("n").sees("n/N /turku 1 of 3").press("N").sees("n/N /turku 3 of 3");
    person.press("\x1b").wait("the find to be over", |screen| !screen.contents().contains("n/N"));
    person.press("/xyzzy").sees("find /xyzzy").sees("none").press("\r").sees("No “xyzzy” here.");

    person.press("q");
    assert!(person.leaves().success());
    person.has_the_terminal_back();
}

#[test]
fn a_query_is_written_completed_mended_and_its_words_are_walked() {
    let (_folder, mut person) = at_the_reports();
    person.press("/FERRY").sees("query › FERRY").sees("FERRY · 3 of 5 articles").sees("best first");
    person.press(" country:finnland").sees("expected a country").sees("FERRY · 3 of 5 articles");
    person.press("\x15FERRY country:est\t").sees("country:EE").sees("FERRY ∧ EE · 2 of 5 articles");
    person.press("\r\r").sees("n/N query").press("n").sees("n/N query 1 of");
    person.press("F").sees("What is listed").sees("EE Estonia").press("\x1b");
    person.wait("the facets to be closed", |screen| !screen.contents().contains("What is listed"));
    // An article that has stood on the screen for a while is read: that may be what is undone first.
    person.press("U").press("U").sees("5 of 5 articles");
    person.press("q");
    assert!(person.leaves().success());
}

#[test]
fn the_bundled_articles_are_read_along_their_story() {
    let mut person = dateline(&[]).size(120, 40).open();
    person.has_loaded("5 of 5 articles");
    person.press("/title:acting\r").sees("┌ South Korea: Acting President ");
    person.press("[").sees("┌ Japan, the United States and South Korea ").sees("1 of 2 of this story");
    person.press("[").sees("This is the earliest article of its story.");
    person.press("]").sees("┌ South Korea: Acting President ").sees("2 of 2 of this story");
    person.press("H").sees("┌ Japan, the United States and South Korea ");
    person.press("q");
    assert!(person.leaves().success());
}

#[test]
fn typed_ahead_keys_meet_the_result_of_the_filter_before_them() {
    let (_folder, mut person) = at_the_reports();
    let brazil = digit_of(&person, "BR");
    person.press(&format!("g{brazil}\r")).sees("BR · 1 of 5 articles").sees("┌ Soybean harvest breaks records ─");
    person.press("q");
    assert!(person.leaves().success());
}

#[test]
fn what_cannot_be_read_is_told_and_keeps_nobody_from_reading() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let noise: Vec<u8> = (0..200_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    fs::write(path("noise.txt"), noise).unwrap();
    fs::write(path("empty.txt"), "").unwrap();
    // A hole of zeros would count as binary: this is one line of text, a hundred megabytes long.
    let line = "The ferry went on and on and on. ".repeat(4096);
    let mut long = fs::File::create(path("long.txt")).unwrap();
    (0..100_000_000 / line.len()).for_each(|_| long.write_all(line.as_bytes()).unwrap());
    std::os::unix::fs::symlink(path("nowhere"), path("gone.txt")).unwrap();
    fs::write(path("plain.txt"), "Ferry aground\n\nThe ferry from Estonia ran aground in Finland.\n").unwrap();
    let closed = path("closed");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o0)).unwrap();
    // Whoever may read everything has no folder that is closed.
    let faults = if fs::read_dir(&closed).is_ok() { 5 } else { 6 };

    let mut person =
        dateline(&[folder.path().to_str().unwrap(), path("missing.txt").to_str().unwrap()]).size(120, 40).open();
    // The keys work while everything else is looked at.
    person.sees("┌ Ferry aground").press("?").sees("Esc close").press("\x1b");
    person.sees("1 of 1 article").sees(&format!("{faults} not read: !")).press("!");
    person.sees("What could not be read").sees("missing.txt").sees("check the path");
    for (name, why) in [
        ("noise.txt", "not text"),
        ("empty.txt", "is empty"),
        ("long.txt", "too long for one article"),
        ("gone.txt", "is gone"),
    ] {
        person.sees(name).sees(why);
    }
    if faults == 6 {
        person.sees("closed");
    }
    person.press("\x1b").wait("the article", |screen| !screen.contents().contains("What could not be read"));
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).unwrap();
    person.press("q");
    assert!(person.leaves().success());
    person.has_the_terminal_back();
}

#[test]
fn a_new_size_keeps_the_place() {
    let top = |screen: &vt100::Screen| {
        let alone = !screen.contents().contains("┌ Articles");
        screen.rows(0, screen.size().1.get()).nth(5).filter(|line| alone && line.ends_with(['│', '┃']))
    };
    let mut person = dateline(&[]).size(60, 20).open();
    person.has_loaded("5 of 5 articles");
    person.press("\r").wait("the article alone", |screen| top(screen).is_some());
    let beginning = top(&person.sees_it_whole().screen());
    person.press("G").wait("the end", |screen| top(screen).is_some_and(|t| Some(t) != beginning));
    let place = top(&person.sees_it_whole().screen());

    // More than what is left fits on this one, so that it begins further up.
    person.resizes(120, 40).sees("┌ Articles ─").sees("┌ Entities ─");
    person.resizes(60, 20).wait("the place before", |screen| top(screen) == place);
    person.resizes(30, 8).sees("40x10");
    person.resizes(60, 20).wait("the place before", |screen| top(screen) == place);
    person.sends(rustix::process::Signal::TERM);
    person.leaves();
    person.has_the_terminal_back();
}

#[test]
fn looking_again_tells_that_the_knowledge_has_changed() {
    let (folder, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = folder.path().join("reports.jsonl");
    fs::write(&file, REPORTS.trim_start()).unwrap();
    let config = home.path().join("config/dateline");
    fs::create_dir_all(&config).unwrap();
    fs::write(config.join("knowledge.txt"), "# nothing yet\n").unwrap();
    let mut person = dateline(&[file.to_str().unwrap()]).home(home.path()).size(120, 40).open();
    person.has_loaded("5 of 5 articles");
    fs::write(config.join("knowledge.txt"), "2024-03-02 | aurora aground | the Aurora aground\n").unwrap();
    person.press("R").sees("knowledge.txt has changed: it counts when dateline is opened again.");
}
