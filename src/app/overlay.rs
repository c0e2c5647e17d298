//! What opens over the panes: its lines, its cursor and its keys.
//!
//! Every overlay is a list of lines, some of which belong to an item that can be chosen; drawing and mouse hits need
//! to know no more.

use super::commands;
use super::dates::date_text;
use super::editor::Editor;
use super::evidence::{self, Evidence};
use super::filters::Want;
use super::keymap::{self, Command, Group};
use super::layout::Layout;
use super::marking;
use super::moving::Step;
use super::state::{Pane, State};
use super::update::edit;
use super::{Key, KeyCode};
use crate::corpus::annotate::gazetteer;
use crate::corpus::article::{ArticleKey, CountryCode, DocNo, EntityKind};
use crate::corpus::collection::related::{Reason, Related, Relation};
use crate::corpus::library::Row;
use crate::corpus::query::Sort;
use crate::personal::View;
use crate::text::Span;
use crate::text::fold::fold;
use crate::text::wrap::{truncate, width, wrap};
use std::sync::Arc;
use tui_input::Input;

/// How a piece of text is meant; the theme says how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As it is.
    Plain,
    /// Beside the point.
    Dim,
    /// What one looks for.
    Strong,
    /// A heading or a key.
    Accent,
    /// The name of an entity.
    Kind(EntityKind),
    /// What stands in the text.
    Quote,
}

/// A line of an overlay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OverlayLine {
    /// Its pieces, from left to right.
    pub parts: Vec<(String, Tone)>,
    /// The item that it belongs to.
    pub item: Option<usize>,
}

impl OverlayLine {
    /// A line of one piece.
    pub(super) fn new(text: impl Into<String>, tone: Tone) -> Self {
        Self { parts: vec![(text.into(), tone)], item: None }
    }

    /// A line of an item.
    pub(super) fn of(item: usize, parts: Vec<(String, Tone)>) -> Self {
        Self { parts, item: Some(item) }
    }
}

/// What lies over the panes.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// Every key.
    Help {
        /// The first line on the screen.
        at: usize,
    },
    /// Every command by name.
    Palette {
        /// What is typed.
        input: Input,
        /// The selected item.
        at: usize,
    },
    /// The country picker.
    Countries {
        /// What is typed.
        input: Input,
        /// The selected item.
        at: usize,
        /// Whether a country was set since the last letter.
        set: bool,
    },
    /// Related articles.
    Related {
        /// Of which.
        doc: DocNo,
        /// What was found; `None` until it is.
        found: Option<Vec<(Related, Arc<Row>)>>,
        /// The selected item.
        at: usize,
    },
    /// Evidence for what was selected.
    Evidence {
        /// The evidence.
        evidence: Evidence,
        /// The selected item.
        at: usize,
    },
    /// What could not be read.
    Faults {
        /// The first line on the screen.
        at: usize,
    },
    /// A tag for an article.
    Tag {
        /// Which.
        key: ArticleKey,
        /// What is typed.
        input: Input,
        /// The selected item.
        at: usize,
    },
    /// The note on an article.
    Note {
        /// Which.
        key: ArticleKey,
        /// What is written.
        editor: Editor,
        /// The first line on the screen.
        at: usize,
    },
    /// Whether to mark everything listed as read.
    MarkAll {
        /// What is listed and unread.
        keys: Vec<ArticleKey>,
        /// The selected answer.
        at: usize,
    },
    /// A name for what is listed.
    SaveView {
        /// What is typed.
        input: Input,
        /// The first line on the screen.
        at: usize,
    },
    /// Saved views.
    Views {
        /// The selected one.
        at: usize,
    },
}

/// Where the lines of an overlay stand.
#[derive(Clone, Debug)]
pub struct OverlayView {
    /// Every line.
    pub lines: Vec<OverlayLine>,
    /// The first on the screen.
    pub top: usize,
    /// Lines above them that do not scroll: the prompt.
    pub head: u16,
}

impl Overlay {
    pub(super) fn countries() -> Self {
        Self::Countries { input: Input::default(), at: 0, set: false }
    }

    pub(super) fn palette() -> Self {
        Self::Palette { input: Input::default(), at: 0 }
    }

    pub(super) fn evidence(state: &State) -> Self {
        Self::Evidence { evidence: evidence::of(state), at: 0 }
    }

    /// Its title.
    #[must_use]
    pub fn title(&self) -> &str {
        match self {
            Self::Help { .. } => "Keys",
            Self::Palette { .. } => "Commands",
            Self::Countries { .. } => "Countries",
            Self::Related { .. } => "Related articles",
            Self::Evidence { evidence, .. } => &evidence.title,
            Self::Faults { .. } => "What could not be read",
            Self::Tag { .. } => "Tag",
            Self::Note { .. } => "Note",
            Self::MarkAll { .. } => "Mark as read",
            Self::SaveView { .. } => "Save this view",
            Self::Views { .. } => "Saved views",
        }
    }

    /// The keys that it knows, for its lower frame.
    #[must_use]
    pub fn hints(&self) -> &'static str {
        match self {
            Self::Help { .. } | Self::Faults { .. } => "j/k move  Esc close",
            Self::Palette { .. } => "Enter run  Esc close",
            Self::Countries { .. } => "Tab require, exclude, clear  Enter done",
            Self::Related { .. } => "Enter read  Esc close",
            Self::Evidence { evidence, .. } if evidence.items.is_empty() => "Esc close",
            Self::Evidence { .. } => "Enter go there  Esc close",
            Self::Tag { .. } => "Enter set or take  Tab complete  Esc close",
            Self::Note { .. } => "Esc save  Ctrl-c discard",
            Self::MarkAll { .. } => "y yes  n no",
            Self::SaveView { .. } => "Enter save  Esc close",
            Self::Views { .. } => "Enter open  d drop  Esc close",
        }
    }

    /// Columns and rows that it would take, frame included.
    #[must_use]
    pub fn wishes(&self, state: &State) -> (u16, u16) {
        let columns = match self {
            Self::Countries { .. } | Self::Tag { .. } | Self::MarkAll { .. } => 48,
            Self::Palette { .. } | Self::SaveView { .. } | Self::Views { .. } => 60,
            Self::Note { .. } => 72,
            _ => 84,
        };
        let columns = columns.min(state.size.0.saturating_sub(2));
        let head = if self.input().is_some() { 2 } else { 0 };
        let rows = match self {
            // They keep their size while one types.
            Self::Countries { .. } | Self::Palette { .. } => 18,
            Self::Tag { .. } | Self::Note { .. } => 10,
            _ => self.lines(state, columns.saturating_sub(4).into()).len(),
        };
        (columns, u16::try_from(rows + head + 2).unwrap_or(u16::MAX))
    }

    /// Its lines for `columns`.
    #[must_use]
    pub fn lines(&self, state: &State, columns: usize) -> Vec<OverlayLine> {
        match self {
            Self::Help { .. } => help(columns),
            Self::Palette { input, .. } => palette(input.value(), state.focus, columns),
            Self::Countries { input, .. } => countries(state, input.value(), columns),
            Self::Related { found, .. } => related(found.as_deref(), columns),
            Self::Evidence { evidence, .. } => evidence.lines(columns),
            Self::Faults { .. } => faults(state, columns),
            Self::Tag { key, input, .. } => tags(state, *key, input.value(), columns),
            Self::Note { editor, .. } => {
                editor.rows(columns).iter().map(|r| OverlayLine::new(r.of(editor.text()), Tone::Plain)).collect()
            }
            Self::MarkAll { keys, .. } => mark_all(keys.len(), columns),
            Self::SaveView { input, .. } => save_view(state, input.value(), columns),
            Self::Views { .. } => views(state, columns),
        }
    }

    /// Its line of input, where it has one.
    #[must_use]
    pub fn input(&self) -> Option<&Input> {
        match self {
            Self::Palette { input, .. }
            | Self::Countries { input, .. }
            | Self::Tag { input, .. }
            | Self::SaveView { input, .. } => Some(input),
            _ => None,
        }
    }

    pub(super) fn input_mut(&mut self) -> Option<&mut Input> {
        match self {
            Self::Palette { input, .. }
            | Self::Countries { input, .. }
            | Self::Tag { input, .. }
            | Self::SaveView { input, .. } => Some(input),
            _ => None,
        }
    }

    /// The selected item, or the first line of an overlay without items.
    #[must_use]
    pub fn at(&self) -> usize {
        match self {
            Self::Help { at }
            | Self::Palette { at, .. }
            | Self::Countries { at, .. }
            | Self::Related { at, .. }
            | Self::Evidence { at, .. }
            | Self::Tag { at, .. }
            | Self::Note { at, .. }
            | Self::MarkAll { at, .. }
            | Self::SaveView { at, .. }
            | Self::Views { at }
            | Self::Faults { at } => *at,
        }
    }

    fn at_mut(&mut self) -> &mut usize {
        match self {
            Self::Help { at }
            | Self::Palette { at, .. }
            | Self::Countries { at, .. }
            | Self::Related { at, .. }
            | Self::Evidence { at, .. }
            | Self::Tag { at, .. }
            | Self::Note { at, .. }
            | Self::MarkAll { at, .. }
            | Self::SaveView { at, .. }
            | Self::Views { at }
            | Self::Faults { at } => at,
        }
    }

    /// Row and column of the cursor among its lines, where one writes in them.
    #[must_use]
    pub fn caret(&self, columns: usize) -> Option<(usize, usize)> {
        match self {
            Self::Note { editor, .. } => Some(editor.caret(columns)),
            _ => None,
        }
    }

    /// Where its lines stand in the layout's rectangle.
    #[must_use]
    pub fn view(&self, state: &State, layout: &Layout) -> OverlayView {
        let inner = layout.overlay.unwrap_or_default().inner();
        let lines = self.lines(state, inner.width.saturating_sub(2).into());
        let head = if self.input().is_some() { 2 } else { 0 };
        let page = usize::from(inner.height.saturating_sub(head));
        let most = lines.len().saturating_sub(page);
        let top = match lines.iter().position(|l| l.item == Some(self.at())) {
            // The selected item stays near the middle.
            Some(first) => first.saturating_sub(page / 2).min(most),
            None => self.at().min(most),
        };
        OverlayView { lines, top, head }
    }

    /// How far the cursor can go.
    fn count(&self, state: &State, layout: &Layout) -> usize {
        let view = self.view(state, layout);
        match view.lines.iter().filter_map(|l| l.item).max() {
            Some(last) => last + 1,
            None => {
                let page = layout.overlay.unwrap_or_default().inner().height.saturating_sub(view.head);
                view.lines.len().saturating_sub(page.into()) + 1
            }
        }
    }
}

/// Keeps the cursor within what there is.
pub(super) fn settle(state: &mut State) {
    let Some(overlay) = &state.overlay else { return };
    let layout = state.layout();
    let mut at = overlay.at();
    let inner = layout.overlay.unwrap_or_default().inner();
    if let Some((row, _)) = overlay.caret(columns(inner.width)) {
        at = at.clamp((row + 1).saturating_sub(inner.height.into()), row);
    }
    let at = at.min(overlay.count(state, &layout).saturating_sub(1));
    if let Some(overlay) = &mut state.overlay {
        *overlay.at_mut() = at;
    }
}

/// Columns of text in an overlay that is so wide inside.
fn columns(inner: u16) -> usize {
    inner.saturating_sub(2).into()
}

/// Closes the overlay without doing what it was opened for.
pub(super) fn discard(state: &mut State) {
    if let Some(Overlay::Note { key, editor, .. }) = state.overlay.take() {
        marking::discard_note(state, key, editor.text());
    }
}

/// Closes the overlay; what was written in it is kept.
pub(super) fn close(state: &mut State) {
    if let Some(Overlay::Note { key, editor, .. }) = state.overlay.take() {
        marking::save_note(state, key, editor.text());
    }
}

/// A key that this overlay takes before those that all have in common; says whether it did.
fn press_own(state: &mut State, key: Key) -> bool {
    let room = columns(state.layout().overlay.unwrap_or_default().inner().width);
    match (&mut state.overlay, key.code) {
        (Some(Overlay::Note { .. }), _) if key == Key::ctrl('s') => close(state),
        (Some(Overlay::Note { editor, .. }), code) if code != KeyCode::Esc => editor.press(key, room),
        (Some(Overlay::MarkAll { .. }), KeyCode::Char('y')) => choose(state),
        (Some(Overlay::MarkAll { .. }), KeyCode::Char('n')) => state.overlay = None,
        (Some(Overlay::Views { at }), KeyCode::Char('d') | KeyCode::Delete) if !key.ctrl => {
            let at = *at;
            marking::drop_view(state, at);
        }
        // The key that opened it closes it.
        (Some(Overlay::Views { .. }), KeyCode::Char('\'')) => state.overlay = None,
        _ => return false,
    }
    true
}

/// A key while an overlay is open.
pub(super) fn press(state: &mut State, key: Key) {
    if press_own(state, key) {
        return;
    }
    let Some(overlay) = &state.overlay else { return };
    let typing = overlay.input().is_some();
    let plain = Key::plain(key.code);
    let command = match key {
        k if k == Key::ctrl('n') => Some(Command::Down),
        k if k == Key::ctrl('p') => Some(Command::Up),
        k if typing
            && (matches!(k.code, KeyCode::Char(_) | KeyCode::Home | KeyCode::End) || k == plain_backspace()) =>
        {
            None
        }
        k => keymap::lookup(k, Pane::List).map(|c| c.0),
    };
    let page = 8;
    let step = match command {
        Some(Command::Down) => Some(Step::Lines(1)),
        Some(Command::Up) => Some(Step::Lines(-1)),
        Some(Command::PageDown | Command::Space) => Some(Step::Pages(1)),
        Some(Command::PageUp) => Some(Step::Pages(-1)),
        Some(Command::HalfDown) => Some(Step::Halves(1)),
        Some(Command::HalfUp) => Some(Step::Halves(-1)),
        Some(Command::Top) => Some(Step::Start),
        Some(Command::Bottom) => Some(Step::End),
        _ => None,
    };
    if let Some(step) = step {
        let at = step.apply(overlay.at(), overlay.count(state, &state.layout()), page);
        if let Some(overlay) = &mut state.overlay {
            *overlay.at_mut() = at;
        }
        return;
    }
    match (plain.code, command) {
        (KeyCode::Esc, _) | (_, Some(Command::Quit)) => close(state),
        // The key that opened it closes it.
        (_, Some(Command::Help)) if matches!(overlay, Overlay::Help { .. }) => state.overlay = None,
        (_, Some(Command::Related)) if matches!(overlay, Overlay::Related { .. }) => state.overlay = None,
        (_, Some(Command::Evidence)) if matches!(overlay, Overlay::Evidence { .. }) => state.overlay = None,
        (KeyCode::Enter, _) => choose(state),
        (KeyCode::Tab, _) => tab(state),
        _ => {
            let Some(request) = edit(key) else { return };
            let Some(overlay) = &mut state.overlay else { return };
            let changed = overlay.input_mut().and_then(|i| i.handle(request)).is_some_and(|c| c.value);
            if changed {
                *overlay.at_mut() = 0;
                if let Overlay::Countries { set, .. } = overlay {
                    *set = false;
                }
            }
        }
    }
}

fn plain_backspace() -> Key {
    Key::plain(KeyCode::Backspace)
}

/// Selects an item, as a click does.
pub(super) fn point(state: &mut State, item: usize) {
    if let Some(overlay) = &mut state.overlay {
        *overlay.at_mut() = item;
        if matches!(overlay, Overlay::Countries { .. }) { cycle(state) } else { choose(state) }
    }
}

/// Completes the tag that is typed; in the picker, the country goes on.
fn tab(state: &mut State) {
    let Some(Overlay::Tag { key, input, at }) = &state.overlay else { return cycle(state) };
    let found = marking::tags(state, *key, input.value());
    // The first is what is typed itself.
    let at = if *at == 0 && found.len() > 1 && !input.value().trim().is_empty() { 1 } else { *at };
    let Some((tag, _)) = found.into_iter().nth(at) else { return };
    let sign = if input.value().trim_start().starts_with('-') { "-" } else { "" };
    if let Some(Overlay::Tag { input, at, .. }) = &mut state.overlay {
        (*input, *at) = (format!("{sign}{tag}").into(), 0);
    }
}

/// Requires, excludes or clears the country under the picker's cursor.
fn cycle(state: &mut State) {
    let Some(Overlay::Countries { input, at, .. }) = &state.overlay else { return };
    let Some(&country) = matching(state, input.value()).get(*at) else { return };
    commands::cycle_country(state, country);
    if let Some(Overlay::Countries { set, .. }) = &mut state.overlay {
        *set = true;
    }
}

fn choose(state: &mut State) {
    let Some(overlay) = state.overlay.take() else { return };
    match overlay {
        Overlay::Palette { input, at } => {
            let found = commands_named(input.value(), state.focus);
            match found.get(at) {
                Some(binding) => commands::run(state, binding.command, 0),
                None => state.overlay = Some(Overlay::Palette { input, at }),
            }
        }
        Overlay::Countries { input, at, set } => {
            // A name typed and confirmed is a country required.
            if !set && !input.value().is_empty() {
                match matching(state, input.value()).get(at) {
                    Some(&country) if state.filters.want(country) != Some(Want::Require) => {
                        commands::change(state, |f| f.toggle_country(country));
                    }
                    Some(_) => {}
                    None => state.overlay = Some(Overlay::Countries { input, at, set }),
                }
            }
        }
        Overlay::Related { found, at, .. } => {
            if let Some((related, _)) = found.as_deref().and_then(|f| f.get(at)) {
                state.visit(related.doc);
                state.focus = Pane::Article;
                if state.outside() {
                    state.say("This article is outside the filters; H goes back.");
                }
            }
        }
        Overlay::Evidence { evidence, at } => {
            if let (Some(item), Some(reading)) = (evidence.items.get(at), &mut state.reading) {
                reading.show(item.span.start);
                state.focus = Pane::Article;
            }
        }
        Overlay::Tag { key, input, at } => marking::tag(state, key, input.value(), at),
        Overlay::MarkAll { keys, at: 0 } => marking::mark_all(state, keys),
        Overlay::SaveView { input, at } => {
            if !marking::save_view(state, input.value()) {
                state.overlay = Some(Overlay::SaveView { input, at });
            }
        }
        Overlay::Views { at } => marking::apply_view(state, at),
        // A click into a note.
        Overlay::Note { key, editor, at } => state.overlay = Some(Overlay::Note { key, editor, at }),
        Overlay::Help { .. } | Overlay::Faults { .. } | Overlay::MarkAll { .. } => {}
    }
}

/// A line of an item: its text on the left, what is known of it on the right.
fn item_line(item: usize, left: (String, Tone), right: String, columns: usize) -> OverlayLine {
    let name = truncate(&left.0, columns.saturating_sub(width(&right) + 1));
    let pad = columns.saturating_sub(width(&name) + width(&right));
    OverlayLine::of(item, vec![(name, left.1), (" ".repeat(pad), Tone::Plain), (right, Tone::Dim)])
}

fn tags(state: &State, key: ArticleKey, typed: &str, columns: usize) -> Vec<OverlayLine> {
    let found = marking::tags(state, key, typed);
    if found.is_empty() {
        return vec![OverlayLine::new("No tags yet: type one.", Tone::Dim)];
    }
    let line = |(n, (tag, count)): (usize, &(String, usize))| {
        let own = state.marks.has_tag(key, tag);
        let sign = if own { "✓ " } else { "  " };
        let known = match count {
            0 => "new".to_owned(),
            1 => "1 article".to_owned(),
            n => format!("{n} articles"),
        };
        item_line(n, (format!("{sign}{tag}"), if own { Tone::Strong } else { Tone::Plain }), known, columns)
    };
    found.iter().enumerate().map(line).collect()
}

fn mark_all(count: usize, columns: usize) -> Vec<OverlayLine> {
    let many = if count == 1 { "1 article".to_owned() } else { format!("{count} articles") };
    let question = wrapped(&format!("Mark {many} that are listed as read?"), columns);
    let mut lines: Vec<OverlayLine> = question.into_iter().map(|l| OverlayLine::new(l, Tone::Plain)).collect();
    lines.push(OverlayLine::default());
    for (n, (key, answer)) in [("y", "yes"), ("n", "no")].into_iter().enumerate() {
        lines.push(OverlayLine::of(n, vec![(format!("{key}  "), Tone::Accent), (answer.into(), Tone::Plain)]));
    }
    lines
}

/// What a view lists, in words.
fn view_text(view: &View) -> String {
    let query = if view.query.is_empty() { "everything" } else { &view.query };
    format!("{query} · {}", sort_text(view.sort))
}

fn save_view(state: &State, typed: &str, columns: usize) -> Vec<OverlayLine> {
    let about = view_text(&marking::this_view(state));
    let mut lines: Vec<OverlayLine> =
        wrapped(&about, columns).into_iter().map(|l| OverlayLine::new(l, Tone::Dim)).collect();
    // It keeps its size while one types.
    let taken = state.marks.views.contains_key(typed.trim());
    let note = if taken { "In place of the view of this name." } else { "" };
    lines.push(OverlayLine::new(note, Tone::Plain));
    lines
}

fn views(state: &State, columns: usize) -> Vec<OverlayLine> {
    let mut lines = Vec::new();
    for (n, (name, view)) in state.marks.views.iter().enumerate() {
        lines.push(OverlayLine::of(n, vec![(truncate(name, columns), Tone::Strong)]));
        let about = truncate(&view_text(view), columns.saturating_sub(2));
        lines.push(OverlayLine::of(n, vec![(format!("  {about}"), Tone::Dim)]));
    }
    lines
}

/// The name of an order.
#[must_use]
pub fn sort_text(sort: Sort) -> &'static str {
    match sort {
        Sort::Newest => "newest first",
        Sort::Oldest => "oldest first",
        Sort::Title => "by headline",
        Sort::Source => "by source",
        Sort::Best => "best first",
    }
}

fn help(columns: usize) -> Vec<OverlayLine> {
    // As wide as the widest keys of most rows; longer ones push their text on.
    let keys_width = 16.min(columns / 3);
    let mut lines = Vec::new();
    for group in Group::ALL {
        if !lines.is_empty() {
            lines.push(OverlayLine::default());
        }
        lines.push(OverlayLine::new(group.name(), Tone::Strong));
        for binding in keymap::KEYMAP.iter().filter(|b| b.group == group) {
            let keys = match keymap::keys_text(binding) {
                none if none.is_empty() => ":".to_owned(),
                keys => keys,
            };
            let room = columns.saturating_sub(keys_width + 1).max(10);
            for (n, part) in wrapped(binding.doc, room).into_iter().enumerate() {
                let label = if n == 0 { keys.as_str() } else { "" };
                let pad = (keys_width + 1).saturating_sub(width(label)).max(1);
                lines.push(OverlayLine {
                    parts: vec![(format!("{label}{}", " ".repeat(pad)), Tone::Accent), (part, Tone::Plain)],
                    item: None,
                });
            }
        }
    }
    lines
}

fn commands_named(typed: &str, pane: Pane) -> Vec<&'static keymap::Binding> {
    let mut found: Vec<_> = keymap::named()
        .filter(|b| b.panes.is_empty() || b.panes.contains(&pane))
        .filter_map(|b| Some((fuzzy(typed, b.name)?, b)))
        .collect();
    found.sort_by_key(|f| f.0);
    found.into_iter().map(|f| f.1).collect()
}

fn palette(typed: &str, pane: Pane, columns: usize) -> Vec<OverlayLine> {
    let found = commands_named(typed, pane);
    if found.is_empty() {
        return vec![OverlayLine::new("No command of this name.", Tone::Dim)];
    }
    found
        .iter()
        .enumerate()
        .map(|(n, b)| {
            let keys = keymap::keys_text(b);
            let name = truncate(b.name, columns.saturating_sub(width(&keys) + 1));
            let pad = columns.saturating_sub(width(&name) + width(&keys));
            OverlayLine::of(n, vec![(name, Tone::Plain), (" ".repeat(pad), Tone::Plain), (keys, Tone::Accent)])
        })
        .collect()
}

/// The name of a country.
#[must_use]
pub fn country_name(code: CountryCode) -> String {
    gazetteer::country(code).map_or_else(|| code.to_string(), |c| c.name.to_owned())
}

/// The countries that the picker offers for what is typed: by the gazetteer's own search, then loosely by name; those
/// of the collection where nothing is typed.
fn matching(state: &State, typed: &str) -> Vec<CountryCode> {
    if typed.trim().is_empty() {
        let mut all = state.bar.order.clone();
        all.sort_by_key(|&c| state.filters.want(c).is_none());
        return all;
    }
    let mut found = gazetteer::search(typed);
    let own = state.bar.order.iter().copied();
    let mut loose: Vec<_> = own
        .chain(gazetteer::countries().iter().map(|c| c.code))
        .filter_map(|c| Some((fuzzy(typed, &country_name(c))?, c)))
        .collect();
    loose.sort_by_key(|l| l.0);
    for (_, code) in loose {
        if !found.contains(&code) {
            found.push(code);
        }
    }
    found
}

fn countries(state: &State, typed: &str, columns: usize) -> Vec<OverlayLine> {
    let found = matching(state, typed);
    if found.is_empty() {
        return vec![OverlayLine::new("No country of this name.", Tone::Dim)];
    }
    found
        .iter()
        .enumerate()
        .map(|(n, &code)| {
            let (sign, tone) = match state.filters.want(code) {
                Some(Want::Require) => ("+ ", Tone::Accent),
                Some(Want::Exclude) => ("− ", Tone::Accent),
                None => ("  ", Tone::Plain),
            };
            let count = match state.listing_count(code) {
                0 => String::new(),
                n => n.to_string(),
            };
            let name = truncate(&country_name(code), columns.saturating_sub(6 + width(&count)));
            let pad = columns.saturating_sub(5 + width(&name) + width(&count));
            OverlayLine::of(
                n,
                vec![
                    (sign.to_owned(), tone),
                    (format!("{code} "), Tone::Kind(EntityKind::Country)),
                    (name, Tone::Plain),
                    (" ".repeat(pad), Tone::Plain),
                    (count, Tone::Dim),
                ],
            )
        })
        .collect()
}

/// How one article relates to another, in words.
fn relation_text(relation: Relation) -> &'static str {
    match relation {
        Relation::SameEvent => "same event",
        Relation::SameStory => "same story",
        Relation::SameSubject => "same subject",
    }
}

fn reason_text(reason: &Reason) -> (String, Tone) {
    match reason {
        Reason::Entity { kind, name, .. } => (name.clone(), Tone::Kind(*kind)),
        Reason::Terms(terms) => (format!("“{}”", terms.join("”, “")), Tone::Plain),
        Reason::Day(day) => (date_text(crate::corpus::article::PartialDate::Day(*day)), Tone::Quote),
    }
}

fn related(found: Option<&[(Related, Arc<Row>)]>, columns: usize) -> Vec<OverlayLine> {
    let Some(found) = found else { return vec![OverlayLine::new("Looking…", Tone::Dim)] };
    if found.is_empty() {
        return vec![OverlayLine::new("No article is close to this one.", Tone::Dim)];
    }
    let mut lines = Vec::new();
    for (n, (related, row)) in found.iter().enumerate() {
        if n > 0 {
            lines.push(OverlayLine::default());
        }
        lines.push(OverlayLine::of(n, vec![(truncate(&row.title, columns), Tone::Strong)]));
        let sign = if row.inferred { " ≈" } else { "" };
        let date = row.published.map(|d| format!("{}{sign}", date_text(d)));
        let closeness = format!("{:.0} % close", related.score.clamp(0.0, 1.0) * 100.0);
        let about: Vec<String> =
            [Some(relation_text(related.relation).to_owned()), date, row.source.clone(), Some(closeness)]
                .into_iter()
                .flatten()
                .collect();
        lines.push(OverlayLine::of(n, vec![(truncate(&about.join(" · "), columns), Tone::Dim)]));
        lines.extend(flow(n, "both: ", related.reasons.iter().map(reason_text), columns, 2));
    }
    lines
}

/// Pieces joined by commas, on at most `most` lines; a piece that does not fit any more is left out whole.
fn flow(
    item: usize,
    lead: &str,
    pieces: impl Iterator<Item = (String, Tone)>,
    columns: usize,
    most: usize,
) -> Vec<OverlayLine> {
    let mut lines: Vec<OverlayLine> = Vec::new();
    let mut line = vec![(lead.to_owned(), Tone::Dim)];
    let mut used = width(lead);
    let mut any = false;
    for (text, tone) in pieces {
        let text = truncate(&text, columns.saturating_sub(width(lead)));
        let joint = if any { ", " } else { "" };
        if any && used + width(joint) + width(&text) > columns {
            if lines.len() + 1 == most {
                break;
            }
            line.push((",".to_owned(), Tone::Dim));
            lines.push(OverlayLine::of(item, std::mem::take(&mut line)));
            line.push((" ".repeat(width(lead)), Tone::Dim));
            used = width(lead);
        } else {
            line.push((joint.to_owned(), Tone::Dim));
            used += width(joint);
        }
        used += width(&text);
        line.push((text, tone));
        any = true;
    }
    if any {
        lines.push(OverlayLine::of(item, line));
    }
    lines
}

fn faults(state: &State, columns: usize) -> Vec<OverlayLine> {
    let mut lines = Vec::new();
    for fault in &state.faults {
        lines.extend(wrapped(&fault.place, columns).into_iter().map(|l| OverlayLine::new(l, Tone::Strong)));
        let room = columns.saturating_sub(2);
        lines.extend(wrapped(&fault.why, room).into_iter().map(|l| OverlayLine::new(format!("  {l}"), Tone::Plain)));
    }
    lines
}

/// A text of one paragraph in lines of at most `columns`.
pub(super) fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut spans = Vec::new();
    wrap(text, Span::new(0, text.len()), columns, &mut spans);
    spans.iter().map(|s| s.of(text).to_owned()).collect()
}

/// How well `typed` fits `name`, less is better: a prefix, the start of a word, a part, or its letters in order.
#[must_use]
pub fn fuzzy(typed: &str, name: &str) -> Option<usize> {
    let (typed, name) = (fold(typed.trim()), fold(name));
    if typed.is_empty() {
        return Some(0);
    }
    if let Some(at) = name.find(typed.as_ref()) {
        let word = at == 0 || !name[..at].ends_with(char::is_alphanumeric);
        return Some(at + if word { 0 } else { 100 });
    }
    let mut from = 0;
    let mut gaps = 0;
    for c in typed.chars().filter(|c| !c.is_whitespace()) {
        let at = name[from..].find(c)?;
        gaps += at;
        from += at + c.len_utf8();
    }
    Some(1000 + gaps)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_finds_by_prefix_then_word_then_letters() {
        assert!(fuzzy("rel", "related articles") < fuzzy("art", "related articles"));
        assert!(fuzzy("art", "related articles") < fuzzy("rlar", "related articles"));
        assert_eq!(fuzzy("xyz", "related articles"), None);
        assert!(fuzzy("tm", "text width").is_none());
    }

    #[test]
    fn reasons_flow_over_two_lines_and_none_is_cut() {
        let names = ["Gen Nakatani", "Ahn Gyu-back", "North Korea", "Seoul Defense Dialogue", "Japan"];
        let lines = flow(0, "both: ", names.iter().map(|n| (n.to_string(), Tone::Plain)), 30, 2);
        assert_eq!(lines.len(), 2);
        for line in &lines {
            let text: String = line.parts.iter().map(|p| p.0.as_str()).collect();
            assert!(width(&text) <= 31, "{text:?}");
        }
    }
}
