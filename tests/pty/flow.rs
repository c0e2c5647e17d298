//! A morning with the reader, from the first key to the last.

use crate::person::{Person, dateline, reading_of};
use std::fs;

/// Three reports of one story and two of others, in JSON Lines.
const REPORTS: &str = r#"
{"id": "a1", "title": "Ferry aground near Turku", "published": "2024-03-02", "source": "Northern Wire", "text": "The ferry Aurora Borealis ran aground near Turku in Finland on Saturday with 412 passengers on board.\n\nCaptain Liisa Tamm said that the ferry from Estonia lost its steering in fog outside the harbour of Turku. Nobody was hurt. The coast guard of Finland sent tugs to the Aurora Borealis, and the shipping line Baltic Queen Lines said that the passengers from Estonia would be taken ashore."}
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

#[test]
fn filter_exclude_follow_the_story_come_back_find_and_leave() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("reports.jsonl");
    fs::write(&file, REPORTS.trim_start()).unwrap();
    let mut person = dateline(&[file.to_str().unwrap()]).size(120, 40).open();
    person.sees("5 of 5 articles").sees("FI 3").sees("EE 2").sees("SE 2");

    let (finland, estonia, sweden) = (digit_of(&person, "FI"), digit_of(&person, "EE"), digit_of(&person, "SE"));
    person.press(&finland).sees("FI · 3 of 5 articles");
    person.press(&estonia).sees("FI ∧ EE · 2 of 5 articles");
    person.press(&sweden).sees("FI ∧ EE ∧ SE · 1 of 5 articles");
    person.press(&sweden).sees("FI ∧ EE − SE · 1 of 5 articles");
    person.sees("┌ Ferry aground near Turku ─");

    person.press("]").sees("┌ Ferry freed near Turku ─").sees("2 of 3 of this story");
    person.press("]").sees("┌ Ferry inquiry opens ─");
    person.press("[").sees("┌ Ferry freed near Turku ─");
    person.press("H").sees("┌ Ferry inquiry opens ─");
    person.press("HH").sees("┌ Ferry aground near Turku ─");

    person.press("a/harbour\r").sees("n/N harbour 1 of 1");
    person.press("0").sees(" 5 of 5 articles");
    person.press("q");
    assert!(person.leaves().success());
    person.has_the_terminal_back();
}

#[test]
fn typed_ahead_keys_meet_the_result_of_the_filter_before_them() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("reports.jsonl");
    fs::write(&file, REPORTS.trim_start()).unwrap();
    let mut person = dateline(&[file.to_str().unwrap()]).size(120, 40).open();
    person.sees("5 of 5 articles").sees("BR 1");
    let brazil = digit_of(&person, "BR");
    person.press(&format!("g{brazil}\r")).sees("BR · 1 of 5 articles").sees("┌ Soybean harvest breaks records ─");
    person.press("q");
    assert!(person.leaves().success());
}

#[test]
fn a_new_size_keeps_the_place() {
    let mut person = dateline(&[]).size(60, 20).open();
    person.sees("5 of 5");
    person.press("\r ").sees("%");
    let place = person.reads();
    person.resizes(120, 40).sees("┌ Articles ─").sees("┌ Entities ─");
    person.resizes(60, 20).wait("the place before", |screen| reading_of(screen) == place);
    person.resizes(30, 8).sees("40x10");
    person.resizes(60, 20).wait("the place before", |screen| reading_of(screen) == place);
    person.press("\x1bq");
    person.sends(rustix::process::Signal::TERM);
    person.leaves();
    person.has_the_terminal_back();
}
