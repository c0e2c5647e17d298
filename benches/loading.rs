//! How long the screen is blocked while a large collection loads: keys arrive all the time, and the longest pause
//! between two frames is what a reader would feel.
//!
//! Without a terminal. `DATELINE_BENCH` names a collection to load; otherwise ten thousand articles are made of the
//! sentences of the bundled ones, in a folder that is removed at the end.

use dateline::app::{Key, State};
use dateline::corpus::formats::Source;
use dateline::corpus::library::{Library, Memory};
use dateline::runtime::headless::Headless;
use dateline::runtime::{Collection, Leave};
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
/// No news for so long means that the collection has settled.
const SETTLED: Duration = Duration::from_secs(3);

fn main() -> io::Result<()> {
    let made = tempfile::tempdir()?;
    let source = match std::env::var_os("DATELINE_BENCH") {
        Some(path) => path.into(),
        None => {
            make_articles(made.path())?;
            made.path().to_owned()
        }
    };
    let library = Arc::new(Memory::new());
    let collection = Collection { sources: vec![Source::Path(source)], library: Arc::clone(&library) };
    let mut terminal = Terminal::new(TestBackend::new(SIZE.0, SIZE.1)).map_err(io::Error::other)?;
    let theme = Theme::default();
    let started = Instant::now();
    let mut reader = Headless::start(collection, SIZE, move |state: &State, _| {
        let drawn = terminal.draw(|frame| view::draw(state, &theme, frame));
        drawn.map_or_else(|never| format!("{never}"), |frame| frame.buffer[(0, 0)].symbol().to_owned())
    })?;

    let (mut frames, mut loaded) = (Vec::new(), Duration::ZERO);
    let mut generation = library.snapshot().generation;
    for key in "jjjkjjjk]j[1j0".chars().cycle() {
        reader.press(Key::char(key));
        thread::sleep(BETWEEN_KEYS);
        frames.extend(reader.frames().into_iter().filter_map(|screen| screen.drawn));
        let now = library.snapshot().generation;
        if now != generation {
            (generation, loaded) = (now, started.elapsed());
        }
        if started.elapsed() > loaded + SETTLED {
            break;
        }
    }
    reader.send(dateline::app::Message::Key(Key::char('q')));
    assert_eq!(reader.left()?, Leave::Quit);

    let busy = frames.iter().position(|f| *f > started + loaded).unwrap_or(frames.len());
    let mut pauses: Vec<Duration> = frames[..busy].windows(2).map(|pair| pair[1] - pair[0]).collect();
    pauses.insert(0, frames.first().map_or(Duration::ZERO, |first| *first - started));
    let first = pauses[0];
    pauses.sort_unstable();
    let at = |percent: usize| pauses[(pauses.len() - 1) * percent / 100];
    let mut out = io::stdout().lock();
    writeln!(out, "{} articles in {loaded:.1?}, {} frames meanwhile", library.snapshot().len(), pauses.len())?;
    writeln!(out, "first frame after {first:.1?}")?;
    writeln!(out, "pause between frames: median {:.1?}, 99 % {:.1?}, longest {:.1?}", at(50), at(99), at(100))
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
