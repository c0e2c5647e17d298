//! The chronology: who says what of which day, in the open article, in its story, or in what is listed.
//!
//! Wraps and words what `corpus::collection::chronology` found; asks for it by effect, so that nothing waits for it.

use super::{Overlay, OverlayLine, Tone, columns};
use crate::app::dates::days_text;
use crate::app::message::Effect;
use crate::app::state::{Pane, State};
use crate::corpus::article::{Days, DocNo};
use crate::corpus::collection::chronology::{Saying, What};
use crate::text::Span;
use crate::text::wrap::{truncate, width, wrap};
use chrono::Datelike;
use std::sync::Arc;

/// Articles of a listing that are looked at: more than anyone reads at a sitting, and read within a tenth of a second.
const MOST_LISTED: usize = 100;

/// Columns from which the source has a column of its own.
const WIDE: usize = 64;
/// The narrowest and the widest column of sources.
const SOURCE: (usize, usize) = (6, 16);
/// Lines of a sentence.
const SENTENCE: usize = 3;
/// The fewest columns of a sentence that its lead may leave.
const LEAST: usize = 20;
/// The fewest lines of text: it does not shrink to nothing where little is said.
pub(super) const ROWS: usize = 12;

/// What a chronology covers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// The open article.
    Article,
    /// Its story.
    #[default]
    Story,
    /// What is listed, from its top.
    Listed,
}

impl Scope {
    const ALL: [Self; 3] = [Self::Article, Self::Story, Self::Listed];

    fn beside(self, by: isize) -> Self {
        let here = Self::ALL.iter().position(|s| *s == self).unwrap_or(0);
        Self::ALL[(here as isize + by).rem_euclid(3) as usize]
    }
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// What is said, earliest first.
    pub sayings: Vec<Saying>,
    /// Articles that were looked at.
    pub covered: usize,
    /// Articles that there are.
    pub of: usize,
}

/// A chronology on the screen.
#[derive(Clone, Debug, Default)]
pub struct Chronology {
    /// What it covers.
    pub scope: Scope,
    /// The article that it was opened on.
    pub doc: Option<DocNo>,
    /// What was found; `None` until it is.
    pub told: Option<Arc<Told>>,
    /// The selected saying.
    pub at: usize,
    /// Whether the reader has chosen what it covers: a story of one article is shown as the article until then.
    chosen: bool,
    /// The lines for so many columns: hundreds of sentences are not wrapped anew for every key.
    wrapped: (usize, Vec<OverlayLine>),
}

/// Opens the chronology of the article's story.
pub(in crate::app) fn open(state: &mut State) {
    let chronology = Chronology { doc: state.wanted, ..Chronology::default() };
    if chronology.doc.is_none() {
        return;
    }
    ask(state, &chronology);
    state.overlay = Some(Overlay::Chronology(chronology));
}

/// Covers something else.
pub(super) fn turn(state: &mut State, by: isize) {
    let Some(Overlay::Chronology(old)) = &state.overlay else { return };
    let new = Chronology { scope: old.scope.beside(by), doc: old.doc, chosen: true, ..Chronology::default() };
    ask(state, &new);
    state.overlay = Some(Overlay::Chronology(new));
}

fn ask(state: &mut State, chronology: &Chronology) {
    let Some(doc) = chronology.doc else { return };
    let docs: Vec<DocNo> = match chronology.scope {
        Scope::Article => vec![doc],
        Scope::Story => Vec::new(),
        Scope::Listed => state.list.listing.docs.iter().take(MOST_LISTED).copied().collect(),
    };
    let of = if chronology.scope == Scope::Listed { state.list.listing.docs.len() } else { docs.len() };
    // One that waits still is of no use any more.
    state.effects.retain(|e| !matches!(e, Effect::Chronology { .. }));
    state.effects.push(Effect::Chronology { scope: chronology.scope, doc, docs, of });
}

/// Takes in what was found.
pub(in crate::app) fn told(state: &mut State, scope: Scope, doc: DocNo, told: Arc<Told>) {
    let Some(Overlay::Chronology(shown)) = &mut state.overlay else { return };
    if shown.scope != scope || shown.doc != Some(doc) {
        return;
    }
    if scope == Scope::Story && told.covered < 2 && !shown.chosen {
        shown.scope = Scope::Article;
    }
    // Where the reader stands: the article itself among the others.
    let is_here = |s: &Saying| s.doc == doc && matches!(s.what, What::Published(_));
    shown.at = told.sayings.iter().position(is_here).unwrap_or(0);
    shown.wrapped = (0, Vec::new());
    shown.told = Some(told);
}

/// Goes to what is selected.
pub(super) fn choose(state: &mut State, chronology: &Chronology) {
    let Some(saying) = chronology.told.as_ref().and_then(|t| t.sayings.get(chronology.at)) else { return };
    let at = match &saying.what {
        What::Published(_) => 0,
        What::Said { at, .. } => *at,
    };
    state.go_to(saying.doc, at);
    state.focus = Pane::Article;
    if state.outside() {
        state.say("This article is outside the filters; H goes back.");
    }
}

/// Wraps its sentences to its width, where that has changed.
pub(super) fn settle(state: &mut State) {
    let inner = state.layout().overlay.unwrap_or_default().inner();
    let columns = columns(inner.width);
    let Some(Overlay::Chronology(shown)) = &state.overlay else { return };
    let lines = (shown.wrapped.0 != columns).then(|| shown.fresh(state, columns));
    if let (Some(lines), Some(Overlay::Chronology(shown))) = (lines, &mut state.overlay) {
        shown.wrapped = (columns, lines);
    }
}

impl Chronology {
    /// The line above: what can be covered, what is, and how much of it.
    pub(super) fn heading(&self, columns: usize) -> OverlayLine {
        let mut parts = Vec::new();
        let mut used = 0;
        for scope in Scope::ALL {
            let name = match scope {
                Scope::Article => "Article",
                Scope::Story => "Story",
                Scope::Listed => "Listed",
            };
            let here = scope == self.scope;
            let tab = if here { format!("[{name}]") } else { format!(" {name} ") };
            used += width(&tab) + 1;
            parts.push((tab, if here { Tone::Accent } else { Tone::Dim }));
            parts.push((" ".to_owned(), Tone::Plain));
        }
        let covers = self.covers();
        if used + width(&covers) < columns {
            parts.push((" ".repeat(columns - used - width(&covers)), Tone::Plain));
            parts.push((covers, Tone::Dim));
        }
        OverlayLine { parts, item: None }
    }

    /// How much is covered, in words.
    fn covers(&self) -> String {
        let Some(told) = &self.told else { return String::new() };
        let many = |n: usize| if n == 1 { "1 article".to_owned() } else { format!("{n} articles") };
        match self.scope {
            Scope::Article => String::new(),
            _ if told.covered == told.of => many(told.of),
            Scope::Story => format!("{} of {}", told.covered, many(told.of)),
            Scope::Listed => format!("the first {} of {}", told.covered, told.of),
        }
    }

    pub(super) fn lines(&self, state: &State, columns: usize) -> Vec<OverlayLine> {
        if self.wrapped.0 == columns { self.wrapped.1.clone() } else { self.fresh(state, columns) }
    }

    fn fresh(&self, state: &State, columns: usize) -> Vec<OverlayLine> {
        let says = |text: &str| {
            let lines = super::wrapped(text, columns).into_iter();
            lines.map(|l| OverlayLine::new(l, Tone::Dim)).collect::<Vec<_>>()
        };
        let Some(told) = &self.told else { return says("Looking…") };
        let alone = self.scope == Scope::Story && told.covered < 2;
        let mut lines = match () {
            () if alone && state.loading() => says("Stories are told once everything is read."),
            () if alone => says("No other article tells this story."),
            () => Vec::new(),
        };
        if told.sayings.iter().all(|s| matches!(s.what, What::Published(_))) {
            let annotated = state.reading.as_ref().is_none_or(|r| r.layers.annotated);
            let nothing = match self.scope {
                Scope::Listed if told.covered == 0 => "Nothing is listed.",
                Scope::Article | Scope::Story if alone && !annotated => "Dates are found in English articles alone.",
                Scope::Article if !annotated => "Dates are found in English articles alone.",
                Scope::Article => "The article speaks of no date.",
                Scope::Story | Scope::Listed => "None of the articles speaks of a date.",
            };
            lines.extend(says(nothing));
        }
        // Where nobody is named, a column of nothing helps nobody.
        let named = self.scope != Scope::Article && told.sayings.iter().any(|s| s.source.is_some());
        let sources = told.sayings.iter().map(|s| width(&source(s))).max().unwrap_or(0).clamp(SOURCE.0, SOURCE.1);
        let room = if named && columns >= WIDE { Room::Beside(sources) } else { Room::Before(named) };
        let days = told.sayings.chunk_by(|a, b| a.days == b.days);
        let mut n = 0;
        for of_day in days {
            if !lines.is_empty() {
                lines.push(OverlayLine::default());
            }
            let all = of_day.iter().all(|s| s.inferred);
            lines.push(OverlayLine::new(heading(of_day[0].days, all), Tone::Strong));
            for saying in of_day {
                lines.extend(entry(n, saying, (saying.inferred && !all, room), columns));
                n += 1;
            }
        }
        lines
    }
}

/// Where the source of a saying stands.
#[derive(Clone, Copy)]
enum Room {
    /// In a column of this width.
    Beside(usize),
    /// Before the sentence, if at all.
    Before(bool),
}

/// The days of some sayings, as their heading.
fn heading(days: Days, inferred: bool) -> String {
    let sign = if inferred { " ≈" } else { "" };
    let weekday = if days.from == days.to { format!("{} ", days.from.weekday()) } else { String::new() };
    format!("{weekday}{}{sign}", days_text(days, None))
}

/// Who says it, and how many say the same.
fn source(saying: &Saying) -> String {
    let name = saying.source.as_deref().unwrap_or("–");
    let also = if saying.also > 0 { format!(" +{}", saying.also) } else { String::new() };
    format!("{}{also}", truncate(name, SOURCE.1.saturating_sub(width(&also))))
}

/// The lines of one saying; `inferred` where its day is and those beside it are not.
fn entry(item: usize, saying: &Saying, (inferred, room): (bool, Room), columns: usize) -> Vec<OverlayLine> {
    const INDENT: usize = 2;
    let source = source(saying);
    let (left, gap) = match room {
        Room::Beside(sources) => (INDENT + sources, 2),
        Room::Before(_) => (INDENT, 0),
    };
    let mut lead: Vec<(String, Tone)> = Vec::new();
    if let Room::Before(true) = room {
        lead.push((format!("{source} · "), Tone::Dim));
    }
    if inferred {
        lead.push(("≈ ".to_owned(), Tone::Dim));
    }
    let (text, marks, tone) = match &saying.what {
        What::Published(title) => {
            lead.push(("Published: ".to_owned(), Tone::Dim));
            (title.as_str(), &[][..], Tone::Strong)
        }
        What::Said { sentence, marks, .. } => (sentence.as_str(), marks.as_slice(), Tone::Plain),
    };
    let mut lines = Vec::new();
    let wrapped = excerpt(&lead, (text, marks, tone), columns.saturating_sub(left + gap).max(8));
    for (n, pieces) in wrapped.into_iter().enumerate() {
        let mut parts = vec![match room {
            Room::Beside(sources) if n == 0 => (
                format!("{:INDENT$}{source}{:pad$}", "", "", pad = sources + gap - width(&source).min(sources)),
                Tone::Dim,
            ),
            _ => (" ".repeat(left + gap), Tone::Plain),
        }];
        parts.extend(pieces);
        lines.push(OverlayLine::of(item, parts));
    }
    lines
}

/// A text behind its lead, wrapped; of a long one the lines around its first mark, cut between words.
fn excerpt(
    lead: &[(String, Tone)],
    (text, marks, tone): (&str, &[Span], Tone),
    columns: usize,
) -> Vec<Vec<(String, Tone)>> {
    let prefix: String = lead.iter().map(|l| l.0.as_str()).collect();
    let whole = format!("{prefix}{text}");
    let fit = |columns: usize| {
        let mut lines = Vec::new();
        wrap(&whole, Span::new(0, whole.len()), columns, &mut lines);
        lines
    };
    let mut lines = fit(columns);
    let marks: Vec<Span> =
        marks.iter().map(|m| Span::new(m.start as usize + prefix.len(), m.end as usize + prefix.len())).collect();
    let mut cut = (false, false);
    let mut again = false;
    if lines.len() > SENTENCE {
        let around = |lines: &[Span]| {
            let of_mark = marks.first().and_then(|m| lines.iter().position(|l| m.start < l.end)).unwrap_or(0);
            of_mark.saturating_sub(1).min(lines.len().saturating_sub(SENTENCE))
        };
        // Room for the dots, and for the lead where it stands before a later line.
        let room = columns.saturating_sub(2).max(1);
        lines = fit(room);
        if around(&lines) > 0 {
            again = room.saturating_sub(width(&prefix)) >= LEAST;
            lines = fit(room.saturating_sub(if again { width(&prefix) } else { 0 } + 2).max(1));
        }
        let first = around(&lines);
        cut = (first > 0, first + SENTENCE < lines.len());
        lines = lines.into_iter().skip(first).take(SENTENCE).collect();
    }
    let last = lines.len().saturating_sub(1);
    let mut out = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        let mut pieces = Vec::new();
        if n == 0 && cut.0 {
            pieces.extend(lead.iter().filter(|_| again).cloned());
            pieces.push(("… ".to_owned(), Tone::Dim));
        }
        let mut at = line.start as usize;
        let end = line.end as usize;
        let put = |from: usize, to: usize, tone: Tone, pieces: &mut Vec<(String, Tone)>| {
            if let Some(piece) = whole.get(from..to).filter(|p| !p.is_empty()) {
                pieces.push((piece.to_owned(), tone));
            }
        };
        let mut passed = 0;
        for (text, tone) in lead {
            let (from, to) = (passed, passed + text.len());
            passed = to;
            if at >= from && at < to {
                put(at, to.min(end), *tone, &mut pieces);
                at = to.min(end);
            }
        }
        for mark in &marks {
            let (from, to) = ((mark.start as usize).max(at), (mark.end as usize).min(end));
            if from < to {
                put(at, from, tone, &mut pieces);
                put(from, to, Tone::Quote, &mut pieces);
                at = to;
            }
        }
        put(at, end, tone, &mut pieces);
        if n == last && cut.1 {
            if let Some(piece) = pieces.last_mut() {
                piece.0.truncate(piece.0.trim_end().len());
            }
            pieces.push((" …".to_owned(), Tone::Dim));
        }
        out.push(pieces);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, mark: &str, columns: usize) -> Vec<String> {
        let start = text.find(mark).unwrap();
        let marks = [Span::new(start, start + mark.len())];
        let lines = excerpt(&[("Post · ".to_owned(), Tone::Dim)], (text, &marks, Tone::Plain), columns);
        let line = |pieces: &Vec<(String, Tone)>| {
            let mark = |(text, tone): &(String, Tone)| {
                if *tone == Tone::Quote { format!("[{text}]") } else { text.clone() }
            };
            pieces.iter().map(mark).collect::<String>()
        };
        lines.iter().map(line).collect()
    }

    #[test]
    fn a_sentence_is_wrapped_with_its_date_marked() {
        let lines = shown("The bridge was opened on 2 May 2011 by the mayor.", "2 May 2011", 30);
        assert_eq!(
            lines,
            ["Post · The bridge was opened ", "on [2 May 2011] by the mayor."].map(str::trim_end).to_vec()
        );
    }

    #[test]
    fn of_a_long_sentence_the_lines_around_the_date_are_left_and_no_word_is_cut() {
        let text = format!("{}on 2 May 2011 {}", "it rained hard ".repeat(20), "and it snowed ".repeat(20));
        for columns in [12, 20, 33, 60] {
            let lines = shown(text.trim(), "2 May 2011", columns);
            assert_eq!(lines.len(), SENTENCE);
            assert!(lines.iter().any(|l| l.contains("[2")), "{lines:?}");
            assert!(lines[0].starts_with(if columns > 30 { "Post · … " } else { "… " }), "{lines:?}");
            assert!(lines[2].ends_with(" …"), "{lines:?}");
            assert!(lines.iter().all(|l| width(&l.replace(['[', ']'], "")) <= columns), "{lines:?}");
            let words = lines.join(" ").replace(['[', ']'], "");
            let known = ["Post", "·", "…", "it", "rained", "hard", "on", "2", "May", "2011", "and", "snowed"];
            assert!(words.split_whitespace().all(|w| known.contains(&w)), "{lines:?}");
        }
    }

    #[test]
    fn a_heading_names_weekday_and_days() {
        let days = |from: &str, to: &str| Days { from: from.parse().unwrap(), to: to.parse().unwrap() };
        assert_eq!(heading(days("2025-09-08", "2025-09-08"), true), "Mon 8 Sep 2025 ≈");
        assert_eq!(heading(days("2015-01-01", "2015-12-31"), false), "2015");
    }
}
