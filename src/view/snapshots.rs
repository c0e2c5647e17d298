//! Pictures of the screen: its text, and below it a map of its styles, a letter a style.

use super::draw;
use super::theme::{Colours, Theme};
use crate::app::Message;
use crate::app::State;
use crate::app::testing::{Reader, article, empty, five, reader, reader_of};
use crate::corpus::article::{Annotations, Title, TitleBasis};
use crate::corpus::library::Progress;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::style::Style;
use std::sync::Arc;

fn buffer(state: &State, colours: Colours) -> Buffer {
    let (w, h) = state.size;
    let mut terminal = Terminal::new(TestBackend::new(w, h)).unwrap();
    terminal.draw(|frame| draw(state, &Theme::new(colours), frame)).unwrap();
    terminal.backend().buffer().clone()
}

fn text(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in buffer.area.top()..buffer.area.bottom() {
        let mut line = String::new();
        let mut skip = 0;
        for x in buffer.area.left()..buffer.area.right() {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let symbol = buffer[(x, y)].symbol();
            skip = crate::text::wrap::width(symbol).saturating_sub(1);
            line.push_str(symbol);
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// The styles of every cell as letters, with what each means.
fn styles(buffer: &Buffer) -> String {
    const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let mut seen: Vec<Style> = Vec::new();
    let mut map = String::new();
    for y in buffer.area.top()..buffer.area.bottom() {
        let mut line = String::new();
        for x in buffer.area.left()..buffer.area.right() {
            let cell = &buffer[(x, y)];
            let style = Style::new().fg(cell.fg).bg(cell.bg).add_modifier(cell.modifier);
            if style == Style::new().fg(ratatui::style::Color::Reset).bg(ratatui::style::Color::Reset) {
                line.push(' ');
                continue;
            }
            let n = seen.iter().position(|s| *s == style).unwrap_or_else(|| {
                seen.push(style);
                seen.len() - 1
            });
            line.push(LETTERS.get(n).copied().unwrap_or(b'#') as char);
        }
        map.push_str(line.trim_end());
        map.push('\n');
    }
    for (n, style) in seen.iter().enumerate() {
        let fg = style.fg.unwrap_or_default();
        map.push_str(&format!("{}: {fg:?} {:?}\n", LETTERS[n] as char, style.add_modifier));
    }
    map
}

fn screen(reader: &Reader) -> String {
    let buffer = buffer(&reader.state, Colours::Ansi);
    format!("{}\n{}", text(&buffer), styles(&buffer))
}

fn plain(reader: &Reader) -> String {
    text(&buffer(&reader.state, Colours::Ansi))
}

fn sized(columns: u16, rows: u16) -> Reader {
    let mut r = reader();
    r.resize(columns, rows);
    r
}

#[test]
fn the_whole_screen_at_every_size() {
    for (w, h) in [(160, 45), (120, 40), (80, 24), (60, 20), (40, 10)] {
        insta::assert_snapshot!(format!("main_{w}x{h}"), screen(&sized(w, h)));
    }
    insta::assert_snapshot!("too_small", plain(&sized(39, 9)));
}

#[test]
fn every_pane_with_the_focus() {
    for (w, h) in [(120, 40), (80, 24), (60, 20), (40, 10)] {
        for pane in ["⏎", "e", "d"] {
            let mut r = sized(w, h);
            r.press(pane);
            let name = if pane == "⏎" { "article" } else { pane };
            insta::assert_snapshot!(format!("focus_{name}_{w}x{h}"), plain(&r));
        }
    }
}

#[test]
fn every_overlay() {
    for (name, keys) in [
        ("help", "?"),
        ("palette", ": r e l"),
        ("countries", "c"),
        ("related", "r"),
        ("chronology_story", "j t"),
        ("chronology_article", "t"),
        ("chronology_listed", "t Tab Tab G"),
        ("facets", "F l ⏎"),
        ("evidence_date", "i"),
        ("card_country", "e j i"),
        ("card_person", "e j j j j j j j i"),
        ("card_sentence", "e j i j j j"),
        ("correct", "e j j j j j j j ="),
        ("evidence_time", "d G i"),
    ] {
        for (w, h) in [(120, 40), (60, 20), (40, 10)] {
            let mut r = sized(w, h);
            r.press(keys);
            insta::assert_snapshot!(format!("overlay_{name}_{w}x{h}"), plain(&r));
        }
    }
}

/// A reader that has made marks of every kind.
fn marked(columns: u16, rows: u16) -> Reader {
    let mut r = sized(columns, rows);
    r.press("m A").types("Ask about the hotline.").press("⏎").types("And the forum.").press("Esc");
    for tag in ["asia", "to quote"] {
        r.press("T").types(tag).press("⏎");
    }
    r.press("j ⏎ a j m T").types("a tag that is too long for one line").press("⏎ k k");
    r.press("3 S").types("Korea").press("⏎ 6 6 s S").types("Without Ukraine").press("⏎ 0 s s s g").wait(10_000);
    r
}

#[test]
fn marks_stand_out_where_there_is_room() {
    for (w, h) in [(120, 40), (80, 24), (60, 20), (40, 10)] {
        insta::assert_snapshot!(format!("marks_{w}x{h}"), screen(&marked(w, h)));
    }
    let mut r = marked(60, 20);
    r.press("⏎");
    insta::assert_snapshot!("marks_in_the_article", plain(&r));
}

#[test]
fn every_prompt_for_marks() {
    for (name, keys) in [
        ("tag", "T a"),
        ("note", "A"),
        ("mark_all", ": a l l Space r e a d ⏎"),
        ("save_view", "S K o r e a"),
        ("views", "' j"),
    ] {
        for (w, h) in [(120, 40), (40, 10)] {
            let mut r = marked(w, h);
            r.press(keys);
            insta::assert_snapshot!(format!("overlay_{name}_{w}x{h}"), plain(&r));
        }
    }
}

#[test]
fn filters_find_and_entities_are_marked() {
    let mut r = sized(120, 40);
    r.press("3 6 6 6 2 5 5 e j j ");
    insta::assert_snapshot!("filters", screen(&r));
    let mut r = sized(120, 40);
    r.press("⏎ /").types("minist");
    insta::assert_snapshot!("find", screen(&r));
    let mut r = sized(120, 40);
    r.press("3 /").types("\"missile threats\" OR treaty");
    insta::assert_snapshot!("query", screen(&r));
    let mut r = sized(120, 40);
    r.press("7 ⏎ H j");
    r.press("0 7 a").press("r j j ⏎");
    insta::assert_snapshot!("outside_the_filters", plain(&r));
}

#[test]
fn a_query_is_pointed_at_and_completed() {
    for (w, h) in [(120, 40), (60, 20), (40, 10)] {
        for (name, typed) in [("mistake", "missile country:korea -is:read"), ("unfinished", "missile country:")] {
            let mut r = sized(w, h);
            r.press("/").types(typed);
            insta::assert_snapshot!(format!("query_{name}_{w}x{h}"), screen(&r));
        }
        let mut r = sized(w, h);
        r.press("/").types("missile co").press("Tab Down");
        insta::assert_snapshot!(format!("query_completed_{w}x{h}"), plain(&r));
    }
}

#[test]
fn furniture_folded_zen_and_widths() {
    let mut r = sized(120, 40);
    r.press("f");
    insta::assert_snapshot!("folded", plain(&r));
    let mut r = sized(120, 40);
    r.press("z w").wait(10_000);
    insta::assert_snapshot!("zen", plain(&r));
}

#[test]
fn loading_nothing_and_faults() {
    let mut r = empty();
    insta::assert_snapshot!("before_anything", plain(&r));
    let progress = Progress { articles: 0, bytes: 640_000, waiting: Some(10_000), ..Progress::default() };
    r.take(Message::Progress(progress.clone()));
    insta::assert_snapshot!("loading_nothing_yet", plain(&r));
    r.arrive(five());
    r.take(Message::Progress(Progress { articles: 5, ..progress }));
    insta::assert_snapshot!("loading", plain(&r));
    let faults = [("seeds/x.bin", "not text; skipped"), ("feed.jsonl:812", "no \"text\"; article skipped")];
    r.done(&faults);
    insta::assert_snapshot!("loaded_with_faults", plain(&r));
    r.press("!");
    insta::assert_snapshot!("overlay_faults", plain(&r));
    let mut r = empty();
    r.done(&faults);
    insta::assert_snapshot!("nothing_could_be_read", plain(&r));
    let mut r = empty();
    r.done(&[]);
    insta::assert_snapshot!("nothing_there", plain(&r));
    let mut r = reader();
    r.press("7 6 6");
    insta::assert_snapshot!("nothing_matches", plain(&r));
}

#[test]
fn an_unannotated_language_and_a_very_long_headline() {
    let mut german = article("german", "Tagesblatt", "2024-05-01", "Die Minister trafen sich am Montag in Seoul.");
    let mut layers = Annotations { language: "de".into(), annotated: false, ..(*german.layers).clone() };
    layers.title = Title {
        text: "Minister beraten über Zusammenarbeit und ".repeat(12).trim().into(),
        span: None,
        basis: TitleBasis::Stated,
    };
    german.layers = Arc::new(layers);
    for (w, h) in [(120, 40), (60, 20)] {
        let mut r = reader_of(vec![german.clone()]);
        r.resize(w, h).press("⏎");
        insta::assert_snapshot!(format!("german_{w}x{h}"), plain(&r));
    }
    let mut r = reader_of(vec![german]);
    r.press("e");
    insta::assert_snapshot!("german_entities", plain(&r));
}

#[test]
fn wide_letters_stand_in_their_cells() {
    let text = "首脳会談が「东京」で行われた。👩\u{200d}👩\u{200d}👧 e\u{301}tude\t| ที่กรุงเทพฯ\n".repeat(3);
    let mut r = reader_of(vec![article("wide", "読売", "2024-05-01", &text)]);
    r.press("⏎");
    insta::assert_snapshot!("wide", plain(&r));
}

#[test]
fn without_colour_kinds_differ_by_attributes() {
    let r = sized(80, 24);
    let buffer = buffer(&r.state, Colours::None);
    assert!(buffer.content.iter().all(|c| c.fg == ratatui::style::Color::Reset));
    insta::assert_snapshot!("without_colour", styles(&buffer));
}

#[test]
fn every_size_draws() {
    let mut r = reader();
    for w in (1..200).step_by(7) {
        for h in (1..60).step_by(3) {
            r.resize(w, h);
            buffer(&r.state, Colours::Ansi);
        }
    }
    for keys in ["?", "c", ":", "r", "i", "t", "j t Tab", "/", "F", "/ Tab", "/ c o : x", "T", "A", "S", "'"] {
        let mut r = marked(120, 40);
        r.press(keys);
        for (w, h) in [(40, 10), (41, 11), (70, 10), (110, 10), (160, 10), (300, 100)] {
            r.resize(w, h);
            buffer(&r.state, Colours::Ansi);
        }
    }
}
