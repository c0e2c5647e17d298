//! How long a key waits for the screen while a large collection loads: keys are pressed all the time, and each has to
//! show its effect.
//!
//! Without a terminal. `DATELINE_BENCH` names a collection to load; otherwise ten thousand articles are made of the
//! sentences of the bundled ones, in a folder that is removed at the end.

use dateline::app::{Key, State};
use dateline::corpus::formats::Source;
use dateline::corpus::library::Holdings;
use dateline::runtime::Collection;
use dateline::runtime::headless::Headless;
use dateline::view::{self, theme::Theme};
use ratatui::{Terminal, backend::TestBackend};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{fs, io, thread};

const ARTICLES: usize = 10_000;
const SIZE: (u16, u16) = (160, 45);
/// Faster than any key repeats.
const BETWEEN_KEYS: Duration = Duration::from_millis(3);
/// Articles that are there when the first key is pressed: enough to move among.
const ENOUGH: usize = 32;

/// Keys, and what each changes on the screen.
const KEYS: &[(&str, Effect)] =
    &[("?", Effect::Help), ("q", Effect::Help), ("jjjjkkkk", Effect::Cursor), ("111", Effect::Filter)];

/// What a key changes, by its place in the text that stands for a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Effect {
    Articles,
    Loading,
    Help,
    Cursor,
    Filter,
}

fn main() -> io::Result<()> {
    let made = tempfile::tempdir()?;
    let source = match std::env::var_os("DATELINE_BENCH") {
        Some(path) => path.into(),
        None => {
            make_articles(made.path())?;
            made.path().to_owned()
        }
    };
    let collection =
        Collection { sources: vec![Source::Path(source)], library: Arc::new(Holdings::new()), ..Collection::default() };
    let mut terminal = Terminal::new(TestBackend::new(SIZE.0, SIZE.1)).map_err(io::Error::other)?;
    let theme = Theme::default();
    let started = Instant::now();
    let mut reader = Headless::start(collection, SIZE, move |state: &State, _| {
        let drawn = terminal.draw(|frame| view::draw(state, &theme, frame));
        assert!(drawn.is_ok(), "a frame in memory");
        let (all, loading, help) = (state.snapshot.len(), state.loading(), state.overlay.is_some());
        format!("{all}|{loading}|{help}|{:?}|{}", state.list.cursor, state.filters.text())
    })?;

    let first = reader.wait(|screen| !screen.is_empty()).ok().and_then(|screen| screen.drawn).unwrap_or(started);
    let part = |screen: &str, which: Effect| screen.split('|').nth(which as usize).unwrap_or_default().to_owned();
    let mut last = reader
        .wait(|screen| part(screen, Effect::Articles).parse::<usize>().is_ok_and(|n| n >= ENOUGH))
        .map_err(|screen| io::Error::other(screen.text))?;
    let mut waits: Vec<(Duration, char)> = Vec::new();
    let keys = KEYS.iter().flat_map(|(keys, effect)| keys.chars().map(|key| (key, *effect)));
    for (key, effect) in keys.cycle() {
        thread::sleep(BETWEEN_KEYS);
        if let Some(screen) = reader.frames().into_iter().next_back() {
            last = screen;
        }
        if part(&last.text, Effect::Loading) == "false" {
            break;
        }
        let before = part(&last.text, effect);
        let pressed = Instant::now();
        reader.press(Key::char(key));
        last = reader.wait(|screen| part(screen, effect) != before).map_err(|screen| io::Error::other(screen.text))?;
        waits.push((last.drawn.map_or(Duration::ZERO, |drawn| drawn.saturating_duration_since(pressed)), key));
    }
    let loaded = started.elapsed();
    drop(reader);

    waits.sort_unstable();
    let at = |percent: usize| waits.get(waits.len().saturating_sub(1) * percent / 100).copied().unwrap_or_default().0;
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "{} articles in {loaded:.1?}; first frame after {:.1?}",
        part(&last.text, Effect::Articles),
        first - started
    )?;
    writeln!(out, "{} keys: median {:.1?}, 99 % {:.1?}, longest {:.1?}", waits.len(), at(50), at(99), at(100))?;
    let slow: Vec<String> = waits.iter().rev().take(8).map(|(wait, key)| format!("{key} {wait:.1?}")).collect();
    writeln!(out, "slowest: {}", slow.join(", "))
}

/// Writes articles of eight paragraphs each, all different.
fn make_articles(folder: &Path) -> io::Result<()> {
    let mut paragraphs = Vec::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds"))? {
        let text = fs::read_to_string(entry?.path())?;
        paragraphs.extend(text.lines().filter(|line| line.len() > 80).map(str::to_owned));
    }
    paragraphs.sort_unstable();
    let mut state = 1_u64;
    let mut pick = |below: usize| {
        // Multiplicative congruence (Knuth's MMIX constants): the same articles on every run.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or_default() % below
    };
    for number in 0..ARTICLES {
        let day = (1 + pick(28), 1 + pick(12), 2020 + pick(5));
        let mut text = format!("Report {number} of the day\n\n{:02}.{:02}.{}\n", day.0, day.1, day.2);
        for _ in 0..8 {
            text = text + "\n" + &paragraphs[pick(paragraphs.len())] + "\n";
        }
        fs::write(folder.join(format!("{number:05}.txt")), text)?;
    }
    Ok(())
}
