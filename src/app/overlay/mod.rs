//! What opens over the panes: its lines, its cursor and its keys.
//!
//! Every overlay is a list of lines, some of which belong to an item that can be chosen; drawing and mouse hits need
//! to know no more.

mod card;
mod chronology;
mod correct;
mod countries;
mod facets;
mod keys;
mod marks;
mod related;

pub use chronology::{Chronology, Scope, Told};
pub(super) use chronology::{open as open_chronology, told as chronology_told};
pub use facets::Facets;
pub use keys::fuzzy;
pub use marks::sort_text;

use super::card::{Card, Subject};
use super::commands;
use super::editor::Editor;
use super::evidence::{self, Evidence};
use super::filters::Want;
use super::keymap::{self, Command};
use super::layout::Layout;
use super::marking;
use super::moving::Step;
use super::state::{Pane, State};
use super::update::edit;
use super::{Key, KeyCode};
use crate::corpus::annotate::gazetteer;
use crate::corpus::article::{Annotated, ArticleKey, CountryCode, DocNo, EntityKind};
use crate::corpus::collection::related::Related;
use crate::corpus::library::Row;
use crate::text::Span;
use crate::text::wrap::wrap;
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
    /// Who says what of which day.
    Chronology(Chronology),
    /// An entity's card.
    Card {
        /// Whose.
        subject: Subject,
        /// What is known so far: first of the open article alone.
        card: Box<Card>,
        /// Whether the whole collection was asked.
        found: bool,
        /// The selected sentence.
        at: usize,
    },
    /// A correction of who an entity is.
    Correct {
        /// Whose.
        subject: Subject,
        /// What is typed.
        input: Input,
        /// The selected item.
        at: usize,
    },
    /// What is listed by country, person, source and month.
    Facets(Facets),
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

    /// The card of the entity under the panel's cursor, of what the open article tells; the rest is to be asked for.
    pub(super) fn card(state: &State) -> Option<Self> {
        let reading = state.reading.as_ref()?;
        let entity = reading.layers.entities.get(usize::from(state.entity_at_cursor()?.0))?;
        let subject = Subject::of(entity, reading.doc);
        let article = Annotated { article: Arc::clone(&reading.article), layers: Arc::clone(&reading.layers) };
        let card = Box::new(Card::gather(&subject, &[(reading.doc, article)], None));
        Some(Self::Card { subject, card, found: false, at: 0 })
    }

    pub(super) fn facets(state: &State) -> Self {
        Self::Facets(Facets::new(state))
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
            Self::Chronology(_) => "Chronology",
            Self::Card { subject, .. } => &subject.name,
            Self::Correct { .. } => "Correct who it is",
            Self::Facets(_) => "What is listed",
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
            Self::Chronology(_) => "Tab story, listed, article  Enter go there  Esc close",
            Self::Facets(_) => "h/l column  Enter filter  Esc close",
            Self::Evidence { evidence, .. } if evidence.items.is_empty() => "Esc close",
            Self::Evidence { .. } => "Enter go there  Esc close",
            Self::Card { .. } => "Enter go there  = correct  Esc close",
            Self::Correct { .. } => "Enter do  Esc close",
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
            Self::Correct { .. } => 64,
            Self::Note { .. } => 72,
            Self::Chronology(_) => 110,
            Self::Facets(_) if facets::is_wide(state) => 132,
            Self::Facets(_) => 60,
            _ => 84,
        };
        let columns = columns.min(state.size.0.saturating_sub(2));
        let head = self.head(state);
        let rows = match self {
            // They keep their size while one types.
            Self::Countries { .. } | Self::Palette { .. } => 18,
            Self::Tag { .. } | Self::Note { .. } => 10,
            Self::Correct { .. } => 14,
            Self::Facets(_) => 24,
            Self::Chronology(c) => c.lines(state, columns.saturating_sub(4).into()).len().max(chronology::ROWS),
            _ => self.lines(state, columns.saturating_sub(4).into()).len(),
        };
        (columns, u16::try_from(rows + 2).unwrap_or(u16::MAX).saturating_add(head))
    }

    /// Its lines for `columns`.
    #[must_use]
    pub fn lines(&self, state: &State, columns: usize) -> Vec<OverlayLine> {
        match self {
            Self::Help { .. } => keys::help(columns),
            Self::Palette { input, .. } => keys::palette(input.value(), state.focus, columns),
            Self::Countries { input, .. } => countries::countries(state, input.value(), columns),
            Self::Related { found, .. } => related::related(found.as_deref(), columns),
            Self::Chronology(chronology) => chronology.lines(state, columns),
            Self::Facets(facets) => facets.lines(state, columns),
            Self::Evidence { evidence, .. } => evidence.lines(columns),
            Self::Card { subject, card, found, .. } => card::lines(subject, card, *found, columns),
            Self::Correct { subject, input, .. } => correct::lines(state, subject, input.value(), columns),
            Self::Faults { .. } => faults(state, columns),
            Self::Tag { key, input, .. } => marks::tags(state, *key, input.value(), columns),
            Self::Note { editor, .. } => {
                editor.rows(columns).iter().map(|r| OverlayLine::new(r.of(editor.text()), Tone::Plain)).collect()
            }
            Self::MarkAll { keys, .. } => marks::mark_all(keys.len(), columns),
            Self::SaveView { input, .. } => marks::save_view(state, input.value(), columns),
            Self::Views { .. } => marks::views(state, columns),
        }
    }

    /// A line above the others that does not scroll.
    #[must_use]
    pub fn heading(&self, state: &State, columns: usize) -> Option<OverlayLine> {
        match self {
            Self::Facets(_) => facets::heading(state, columns),
            Self::Chronology(chronology) => Some(chronology.heading(columns)),
            _ => None,
        }
    }

    /// Whether its lines are a table, in which a cell is selected and not a line.
    #[must_use]
    pub fn is_table(&self, state: &State) -> bool {
        matches!(self, Self::Facets(_)) && facets::is_wide(state)
    }

    /// Lines above those that scroll: prompt or heading, and a blank one.
    fn head(&self, state: &State) -> u16 {
        if self.input().is_some() || self.is_table(state) || matches!(self, Self::Chronology(_)) { 2 } else { 0 }
    }

    /// Its line of input, where it has one.
    #[must_use]
    pub fn input(&self) -> Option<&Input> {
        match self {
            Self::Palette { input, .. }
            | Self::Countries { input, .. }
            | Self::Tag { input, .. }
            | Self::Correct { input, .. }
            | Self::SaveView { input, .. } => Some(input),
            _ => None,
        }
    }

    pub(super) fn input_mut(&mut self) -> Option<&mut Input> {
        match self {
            Self::Palette { input, .. }
            | Self::Countries { input, .. }
            | Self::Tag { input, .. }
            | Self::Correct { input, .. }
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
            | Self::Card { at, .. }
            | Self::Correct { at, .. }
            | Self::Tag { at, .. }
            | Self::Note { at, .. }
            | Self::MarkAll { at, .. }
            | Self::SaveView { at, .. }
            | Self::Views { at }
            | Self::Faults { at } => *at,
            Self::Facets(facets) => facets.at,
            Self::Chronology(chronology) => chronology.at,
        }
    }

    fn at_mut(&mut self) -> &mut usize {
        match self {
            Self::Help { at }
            | Self::Palette { at, .. }
            | Self::Countries { at, .. }
            | Self::Related { at, .. }
            | Self::Evidence { at, .. }
            | Self::Card { at, .. }
            | Self::Correct { at, .. }
            | Self::Tag { at, .. }
            | Self::Note { at, .. }
            | Self::MarkAll { at, .. }
            | Self::SaveView { at, .. }
            | Self::Views { at }
            | Self::Faults { at } => at,
            Self::Facets(facets) => &mut facets.at,
            Self::Chronology(chronology) => &mut chronology.at,
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
        let head = self.head(state);
        let page = usize::from(inner.height.saturating_sub(head));
        let most = lines.len().saturating_sub(page);
        let top = match lines.iter().position(|l| l.item == Some(self.at())) {
            // A card is read from its head on.
            Some(_) if matches!(self, Self::Card { at: 0, .. }) => 0,
            // The selected item stays near the middle.
            Some(first) => first.saturating_sub(page / 2).min(most),
            None => self.at().min(most),
        };
        OverlayView { lines, top, head }
    }

    /// How far the cursor can go.
    fn count(&self, state: &State, layout: &Layout) -> usize {
        if let Self::Facets(facets) = self {
            return facets.count(state);
        }
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
    if let Some(Overlay::Facets(mut facets)) = state.overlay.take_if(|o| matches!(o, Overlay::Facets(_))) {
        facets.settle(state);
        state.overlay = Some(Overlay::Facets(facets));
        return;
    }
    chronology::settle(state);
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
    let across = match command {
        Some(Command::FocusRight | Command::FocusNext) => 1,
        Some(Command::FocusLeft | Command::FocusPrevious) => -1,
        _ => 0,
    };
    if let (Overlay::Facets(facets), true) = (overlay, across != 0) {
        let mut facets = facets.clone();
        facets.across(state, across);
        state.overlay = Some(Overlay::Facets(facets));
        return;
    }
    if matches!(overlay, Overlay::Chronology(_)) && across != 0 {
        return chronology::turn(state, across);
    }
    match (plain.code, command) {
        (KeyCode::Esc, _) | (_, Some(Command::Quit)) => close(state),
        // The key that opened it closes it.
        (_, Some(Command::Help)) if matches!(overlay, Overlay::Help { .. }) => state.overlay = None,
        (_, Some(Command::Related)) if matches!(overlay, Overlay::Related { .. }) => state.overlay = None,
        (_, Some(Command::Evidence)) if matches!(overlay, Overlay::Evidence { .. } | Overlay::Card { .. }) => {
            state.overlay = None;
        }
        (KeyCode::Char('='), _) if matches!(overlay, Overlay::Card { .. }) => {
            if let Some(Overlay::Card { subject, .. }) = state.overlay.take() {
                correct::ask(state, subject);
            }
        }
        (_, Some(Command::Facets)) if matches!(overlay, Overlay::Facets(_)) => state.overlay = None,
        (_, Some(Command::Chronology)) if matches!(overlay, Overlay::Chronology(_)) => state.overlay = None,
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

/// Selects an item, as a click does `x` columns into the lines of `columns`.
pub(super) fn point(state: &mut State, item: usize, columns: usize, x: usize) {
    if let Some(Overlay::Facets(mut facets)) = state.overlay.take_if(|o| matches!(o, Overlay::Facets(_))) {
        facets.point(state, columns, x, item);
        state.overlay = Some(Overlay::Facets(facets));
        return choose(state);
    }
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
    let Some(&country) = countries::matching(state, input.value()).get(*at) else { return };
    commands::cycle_country(state, country);
    if let Some(Overlay::Countries { set, .. }) = &mut state.overlay {
        *set = true;
    }
}

fn choose(state: &mut State) {
    let Some(overlay) = state.overlay.take() else { return };
    match overlay {
        Overlay::Palette { input, at } => {
            let found = keys::commands_named(input.value(), state.focus);
            match found.get(at) {
                Some(binding) => commands::run(state, binding.command, 0),
                None => state.overlay = Some(Overlay::Palette { input, at }),
            }
        }
        Overlay::Countries { input, at, set } => {
            // A name typed and confirmed is a country required.
            if !set && !input.value().is_empty() {
                match countries::matching(state, input.value()).get(at) {
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
        Overlay::Card { card, at, .. } => {
            // The card's head leads to the first of its sentences.
            if let Some(said) = card.said().nth(at.saturating_sub(1)) {
                go_to(state, said.doc, said.at);
            }
        }
        Overlay::Correct { subject, input, at } => {
            if !correct::carry_out(state, &subject, input.value(), at) {
                state.overlay = Some(Overlay::Correct { subject, input, at });
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
        Overlay::Facets(facets) => {
            self::facets::choose(state, &facets);
            state.overlay = Some(Overlay::Facets(facets));
        }
        Overlay::Chronology(chronology) => chronology::choose(state, &chronology),
        Overlay::Help { .. } | Overlay::Faults { .. } | Overlay::MarkAll { .. } => {}
    }
}

/// Goes to a place in an article, perhaps another than the open one.
fn go_to(state: &mut State, doc: DocNo, at: u32) {
    state.focus = Pane::Article;
    match &mut state.reading {
        Some(reading) if reading.doc == doc => reading.show(at),
        _ => {
            if let Some(key) = state.key_of(doc) {
                state.places.insert(key, at);
            }
            state.visit(doc);
            if state.outside() {
                state.say("This article is outside the filters; H goes back.");
            }
        }
    }
}

pub(super) use correct::ask as ask_correction;

/// The name of a country.
#[must_use]
pub fn country_name(code: CountryCode) -> String {
    gazetteer::country(code).map_or_else(|| code.to_string(), |c| c.name.to_owned())
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
