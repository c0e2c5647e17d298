//! Takes messages in: one place where state changes, and where what the screen needs is asked for.
//!
//! What keys mean is in `keymap`, what commands do in `commands`.

use super::commands;
use super::keymap;
use super::layout::{self, Layout, Shape};
use super::message::{Effect, Message};
use super::mouse;
use super::overlay::{self, Overlay};
use super::prompt;
use super::reading::{EntityLine, Reading};
use super::state::{Chosen, Notice, Pane, PanelCursor, State};
use super::{Key, KeyCode};
use crate::corpus::article::{Annotated, ArticleKey, CountryCode, DocNo};
use crate::corpus::library::{Listing, Request, Row, Snapshot};
use crate::personal::Change;
use std::sync::Arc;
use std::time::Duration;
use tui_input::InputRequest;

/// An article counts as read when it stood on the screen for this long.
const READ_AFTER: Duration = Duration::from_secs(2);
/// How long a notice stays.
const NOTICE: Duration = Duration::from_secs(6);
/// How long a second Ctrl-c quits after the first.
const TWICE: Duration = Duration::from_secs(2);
/// How long after the first articles the country bar ranks itself and the first row is selected: nobody has read them
/// yet.
const SETTLES: Duration = Duration::from_millis(400);
/// Rows that are kept before those off the screen are dropped.
const KEPT_ROWS: usize = 50_000;

/// Takes a message in; returns what is to be done outside, in order. Pure.
pub fn update(state: &mut State, message: Message) -> Vec<Effect> {
    match message {
        Message::Key(key) => press(state, key),
        Message::Mouse(event) => {
            touched(state);
            mouse::event(state, event);
        }
        Message::Paste(text) => paste(state, &text),
        Message::Resize(columns, rows) => state.size = (columns, rows),
        Message::Time(now) => state.now = now,
        Message::Library(snapshot) => library(state, snapshot),
        Message::Progress(progress) => {
            state.progress = Some(progress);
            state.return_to_place();
        }
        Message::Fault(fault) => state.faults.push(fault),
        Message::Listed(generation, listing) => listed(state, generation, listing),
        Message::Rows(rows) => state.take_rows(rows),
        Message::Snippets(words, found) => state.hits.told(&words, found),
        Message::Opened(doc, opened) => state.opened(doc, opened),
        Message::Related(doc, mut found) => {
            if let Some(key) = state.key_of(doc) {
                let corrections = &state.marks.corrections;
                found.iter_mut().for_each(|(related, row)| related.correct(key, row.key, corrections));
            }
            for (_, row) in &found {
                let row = Arc::clone(row).corrected(&state.marks.corrections);
                state.rows.insert(row.doc, (state.snapshot.generation, row));
            }
            if let Some(Overlay::Related { doc: asked, found: slot, .. }) = &mut state.overlay
                && *asked == doc
            {
                *slot = Some(found);
            }
        }
        Message::Card(subject, card) => {
            if let Some(Overlay::Card { subject: asked, card: slot, found, .. }) = &mut state.overlay
                && *asked == subject
            {
                (*slot, *found) = (card, true);
            }
        }
        Message::Story(doc, rows) => commands::story(state, doc, &rows),
        Message::Chronology(scope, doc, told) => overlay::chronology_told(state, scope, doc, told),
        Message::Marks(marks) => state.take_marks(*marks),
        Message::Kept(why_not) => state.kept(why_not),
        Message::Notice(text) => state.say(text),
    }
    settle(state);
    std::mem::take(&mut state.effects)
}

fn press(state: &mut State, key: Key) {
    state.notice = None;
    touched(state);
    if key == Key::ctrl('c') {
        return interrupt(state);
    }
    if key == Key::ctrl('z') {
        return state.effects.push(Effect::Suspend);
    }
    if state.overlay.is_some() {
        return overlay::press(state, key);
    }
    if state.prompt.is_some() {
        return prompt::press(state, key);
    }
    if state.find.as_ref().is_some_and(|f| f.typing) {
        return type_find(state, key);
    }
    if let Some((command, n)) = keymap::lookup(key, state.focus) {
        commands::run(state, command, n);
    }
}

/// From now on nothing moves by itself.
fn touched(state: &mut State) {
    state.bar.settles = state.bar.settles.map(|_| Duration::ZERO);
    state.returning = None;
}

/// Ctrl-c stops what runs, nearest first; pressed twice it quits.
fn interrupt(state: &mut State) {
    if state.quits.is_some_and(|until| state.now < until) {
        return state.effects.push(Effect::Quit);
    }
    state.quits = Some(state.now + TWICE);
    if state.overlay.is_some() {
        overlay::discard(state);
    } else if state.prompt.is_some() {
        prompt::restore(state);
    } else if state.find.as_ref().is_some_and(|f| f.typing) {
        leave_find(state);
    } else if state.loading() {
        state.effects.push(Effect::StopLoading);
        state.say("Loading stops; what was read stays. Ctrl-c again quits.");
    } else {
        state.say("Ctrl-c again quits.");
    }
}

fn paste(state: &mut State, text: &str) {
    if let Some(Overlay::Note { editor, .. }) = &mut state.overlay {
        return editor.insert(text);
    }
    let line = crate::text::sanitize::sanitize_line(text);
    let line: String = line.chars().take(200).collect();
    if state.overlay.is_none() && state.prompt.is_some() {
        return prompt::paste(state, &line);
    }
    let input = match (&mut state.overlay, &mut state.find) {
        (Some(overlay), _) => overlay.input_mut(),
        (None, Some(find)) if find.typing => Some(&mut find.input),
        _ => None,
    };
    let Some(input) = input else { return };
    for c in line.chars() {
        input.handle(InputRequest::InsertChar(c));
    }
    if state.overlay.is_none() {
        find_changed(state);
    }
}

/// What a key does to a line of input; `None` for keys that are not its own.
#[must_use]
pub(super) fn edit(key: Key) -> Option<InputRequest> {
    Some(match (key.code, key.ctrl, key.alt) {
        (KeyCode::Char(c), false, false) => InputRequest::InsertChar(c),
        (KeyCode::Backspace, false, false) | (KeyCode::Char('h'), true, _) => InputRequest::DeletePrevChar,
        (KeyCode::Delete, ..) => InputRequest::DeleteNextChar,
        (KeyCode::Left, ..) => InputRequest::GoToPrevChar,
        (KeyCode::Right, ..) => InputRequest::GoToNextChar,
        (KeyCode::Home, ..) | (KeyCode::Char('a'), true, _) => InputRequest::GoToStart,
        (KeyCode::End, ..) | (KeyCode::Char('e'), true, _) => InputRequest::GoToEnd,
        (KeyCode::Char('w'), true, _) | (KeyCode::Backspace, ..) => InputRequest::DeletePrevWord,
        (KeyCode::Char('u'), true, _) => InputRequest::DeleteLine,
        _ => return None,
    })
}

fn type_find(state: &mut State, key: Key) {
    let Some(find) = &mut state.find else { return };
    match key.code {
        KeyCode::Esc => leave_find(state),
        KeyCode::Enter if find.input.value().is_empty() => leave_find(state),
        KeyCode::Enter => {
            find.typing = false;
            // Where nothing is found, there is nothing to walk through.
            if find.done && find.count() == 0 {
                let text = format!("No “{}” here.", find.input.value());
                state.find = None;
                state.chosen = Chosen::Nothing;
                state.say(text);
            }
        }
        KeyCode::Backspace if find.input.value().is_empty() => leave_find(state),
        _ => {
            if let Some(request) = edit(key)
                && find.input.handle(request).is_some_and(|change| change.value)
            {
                find_changed(state);
            }
        }
    }
}

/// Leaves the prompt and goes back to where the find began.
pub(super) fn leave_find(state: &mut State) {
    let Some(find) = state.find.take() else { return };
    if state.chosen == Chosen::Find {
        state.chosen = Chosen::Nothing;
    }
    if let Some(reading) = &mut state.reading {
        reading.set_place(find.origin as u32);
    }
}

fn find_changed(state: &mut State) {
    if let Some(find) = &mut state.find {
        find.restart();
        state.chosen = Chosen::Find;
    }
}

fn library(state: &mut State, snapshot: Arc<Snapshot>) {
    let revised = state.snapshot.generation != snapshot.generation;
    state.snapshot = snapshot;
    state.months = state.snapshot.months.iter().map(|m| m.0).collect();
    if state.focus != Pane::Dates {
        state.dates = PanelCursor::default();
    }
    if !state.snapshot.is_empty() {
        let until = *state.bar.settles.get_or_insert(state.now + SETTLES);
        if state.now < until {
            state.bar.order.clear();
        }
    }
    state.complete_bar();
    if revised {
        state.ask_list();
        // The second pass may have dated it, or joined its names with others'.
        if let Some(doc) = state.wanted {
            state.effects.push(Effect::Open(doc));
        }
    }
}

fn listed(state: &mut State, generation: u64, listing: Listing) {
    if generation != state.list.asked || generation == state.list.shown {
        return;
    }
    let before = state.list.row;
    let settling = state.bar.settles.is_some_and(|until| state.now < until);
    if settling && !state.list.held {
        state.list.cursor = None;
    }
    state.list.shown = generation;
    state.list.listing = listing;
    if state.list.counted {
        prompt::listed(state);
    }
    let docs = Arc::clone(&state.list.listing.docs);
    let found = state.list.cursor.and_then(|key| docs.iter().position(|&doc| state.key_of(doc) == Some(key)));
    state.list.row = found;
    let follow = std::mem::take(&mut state.list.follow);
    match (before, found) {
        // What arrives above moves the list, not the cursor on the screen.
        (Some(was), Some(row)) => state.list.top = (state.list.top + row).saturating_sub(was),
        (None, Some(_)) => {}
        (_, None) if state.list.cursor.is_none() || follow => {
            state.list.top = 0;
            if !docs.is_empty() {
                state.select(0);
            }
        }
        (_, None) => {}
    }
    if let Some(row) = state.list.row {
        state.list.last_row = row;
    }
    state.return_to_place();
}

impl State {
    /// Puts the countries of the collection that are missing at the end of the bar, and takes out those that a person says
    /// are none.
    pub(super) fn complete_bar(&mut self) {
        let ignored = |code: CountryCode| self.marks.corrections.ignores(None, code);
        self.bar.order.retain(|&code| !ignored(code));
        for &(country, _) in &self.snapshot.countries {
            if !self.bar.order.contains(&country) && !ignored(country) {
                self.bar.order.push(country);
            }
        }
    }

    /// Says something to the reader, for a while.
    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), until: self.now + NOTICE });
    }

    /// Asks for the list anew.
    pub(super) fn ask_list(&mut self) {
        self.list.asked += 1;
        let marked = if self.filters.query().asks_for_marks() {
            self.located.of(&self.marks, &self.snapshot.keys)
        } else {
            Arc::default()
        };
        self.hits.set(self.filters.query());
        let request = Request {
            query: Arc::new(self.filters.query().clone()),
            sort: self.order(),
            marked,
            corrections: self.marks.corrections.clone(),
            facets: self.shows_counts(),
        };
        self.list.counted = request.facets;
        // A later request takes the place of one that was not sent yet.
        self.effects.retain(|e| !matches!(e, Effect::List { .. }));
        self.effects.push(Effect::List { generation: self.list.asked, request });
    }

    /// Whether something on the screen shows how many articles there are of each person and source.
    fn shows_counts(&self) -> bool {
        prompt::wants_facets(self) || matches!(self.overlay, Some(Overlay::Facets(_)))
    }

    /// Selects a row of the list and opens its article.
    pub(super) fn select(&mut self, row: usize) {
        let Some(&doc) = self.list.listing.docs.get(row) else { return };
        let Some(key) = self.key_of(doc) else { return };
        (self.list.row, self.list.last_row) = (Some(row), row);
        self.list.cursor = Some(key);
        self.open(doc);
    }

    /// Opens an article, listed or not.
    pub(super) fn open(&mut self, doc: DocNo) {
        if self.wanted == Some(doc) {
            return;
        }
        if let Some(reading) = &self.reading {
            self.places.insert(reading.key(), reading.place());
        }
        if let Some(key) = self.key_of(doc) {
            let docs = &self.list.listing.docs;
            let here = self.list.row.is_some_and(|r| docs.get(r) == Some(&doc));
            self.list.row = if here { self.list.row } else { docs.iter().position(|&d| d == doc) };
            self.list.last_row = self.list.row.unwrap_or(self.list.last_row);
            self.list.cursor = Some(key);
        }
        self.wanted = Some(doc);
        self.since = None;
        self.effects.retain(|e| !matches!(e, Effect::Open(_)));
        self.effects.push(Effect::Open(doc));
    }

    /// Goes to an article so that one can come back: a visit.
    pub(super) fn visit(&mut self, doc: DocNo) {
        let Some(key) = self.key_of(doc) else { return };
        self.history.visit(self.list.cursor, key);
        self.open(doc);
    }

    /// Goes to a place of an article: a visit, where it is not the open one.
    pub(super) fn go_to(&mut self, doc: DocNo, at: u32) {
        match &mut self.reading {
            Some(reading) if reading.doc == doc && self.wanted == Some(doc) => reading.show(at),
            _ => {
                self.goal = Some((doc, at));
                self.visit(doc);
            }
        }
    }

    /// Goes to an article by its key, if the library has it still.
    pub(super) fn open_key(&mut self, key: ArticleKey) {
        if let Some(doc) = self.doc_of(key) {
            self.open(doc);
        }
    }

    /// Notes that the open article was read.
    pub(super) fn mark_read(&mut self) {
        let Some(key) = self.reading.as_ref().map(Reading::key) else { return };
        self.since = None;
        if !self.marks.read.contains(&key) {
            self.keep(Change::Read(vec![key], true));
        }
    }

    fn take_rows(&mut self, rows: Vec<Arc<Row>>) {
        let generation = self.snapshot.generation;
        for row in rows {
            self.asked_rows.remove(&row.doc);
            self.rows.insert(row.doc, (generation, row.corrected(&self.marks.corrections)));
        }
    }

    fn opened(&mut self, doc: DocNo, opened: Option<Annotated>) {
        if self.wanted != Some(doc) {
            return;
        }
        let Some(mut opened) = opened else {
            self.wanted = None;
            return self.say("This article is not in the collection any more.");
        };
        opened.layers = self.marks.corrections.correct(opened.article.key, &opened.layers);
        let again = self.reading.as_ref().filter(|r| r.doc == doc);
        // Corrected layers are made anew each time; then they are compared.
        let same_layers = |r: &Reading| Arc::ptr_eq(&r.layers, &opened.layers) || *r.layers == *opened.layers;
        if again.is_some_and(same_layers) {
            return;
        }
        let place = again.map(Reading::place);
        let place = place.or_else(|| self.places.get(&opened.article.key).copied()).unwrap_or(0);
        let same = again.is_some();
        let entity = self
            .entity_at_cursor()
            .and_then(|no| Some(self.reading.as_ref()?.layers.entities.get(usize::from(no.0))?.id.clone()));
        let reading = Reading::new(doc, opened);
        if !same {
            self.since = (!self.marks.read.contains(&reading.key())).then_some(self.now);
        }
        self.mention = None;
        let in_timeline = self.dates.at < self.timeline().len();
        self.reading = Some(reading);
        if !same && !in_timeline {
            self.dates = PanelCursor::default();
        }
        self.follow_entity(entity.as_deref());
        fit(self);
        if let Some(reading) = &mut self.reading {
            reading.set_place(place);
            if let Some((_, at)) = self.goal.take_if(|goal| goal.0 == doc) {
                reading.show(at);
            }
        }
        if same {
            return;
        }
        self.hits.restart();
        if let Some(find) = &mut self.find {
            find.restart();
            find.origin = 0;
        }
    }

    /// Puts the entity panel's cursor on the same entity in the article that was opened, where it speaks of it.
    fn follow_entity(&mut self, id: Option<&str>) {
        let Some(reading) = &self.reading else { return };
        let is = |line: &EntityLine| match line {
            EntityLine::Entity(no) => {
                reading.layers.entities.get(usize::from(no.0)).is_some_and(|e| Some(&*e.id) == id)
            }
            _ => false,
        };
        // Without the focus the cursor means nothing yet.
        let wanted = self.focus == Pane::Entities || matches!(self.chosen, Chosen::Entity(_));
        let found = reading.entities.iter().position(is).filter(|_| wanted);
        self.entities = PanelCursor { at: found.unwrap_or(0), top: 0 };
        if matches!(self.chosen, Chosen::Entity(_)) {
            self.chosen = match found.map(|at| &reading.entities[at]) {
                Some(EntityLine::Entity(no)) => Chosen::Entity(*no),
                _ => Chosen::Nothing,
            };
        }
    }

    /// Brings the match that was gone to last to the screen.
    pub(super) fn show_match(&mut self) {
        let at = self.find.as_ref().and_then(|f| f.spans.get(f.current?)).map(|span| span.start);
        if let (Some(at), Some(reading)) = (at, &mut self.reading) {
            reading.show(at);
        }
    }
}

/// Wraps the open article to its pane.
fn fit(state: &mut State) {
    let layout = state.layout();
    let Some(inner) = layout.inside(Pane::Article) else { return };
    let area = layout::article_area(state, inner);
    let mode = state.furniture;
    if let Some(reading) = &mut state.reading {
        reading.fit(area.text.width.saturating_sub(layout::GUTTER), area.text.height, mode);
    }
}

/// After every message: what follows from it, and what the screen needs.
fn settle(state: &mut State) {
    let layout = state.layout();
    if state.notice.as_ref().is_some_and(|n| n.until <= state.now) {
        state.notice = None;
    }
    fit(state);
    list_window(state, &layout);
    if state.shows_counts() && !state.list.counted {
        state.ask_list();
    }
    search(state);
    overlay::settle(state);
    super::moving::keep_cursors(state, &layout);
    let shows = state.article_shows();
    let current = state.reading.as_ref().is_some_and(|r| state.wanted == Some(r.doc));
    if !shows || !current {
        state.since = state.since.map(|_| state.now);
    } else if state.since.is_some_and(|since| state.now >= since + READ_AFTER) {
        state.mark_read();
    }
    wake(state, shows);
}

/// Keeps the cursor on the screen, and asks for the rows that are on it.
fn list_window(state: &mut State, layout: &Layout) {
    let Some(inner) = layout.inside(Pane::List).filter(|_| layout.shape != Shape::TooSmall) else { return };
    let page = layout::list_page(inner.height);
    let count = state.list.listing.docs.len();
    if let Some(row) = state.list.row {
        state.list.top = state.list.top.clamp((row + 1).saturating_sub(page), row);
    }
    state.list.top = state.list.top.min(count.saturating_sub(page));
    // One more than fits: it may stand half on the screen.
    let rows = state.list.top..(state.list.top + page + 1).min(count);
    let generation = state.snapshot.generation;
    let shown = Arc::clone(&state.list.listing.docs);
    if let Some((docs, words)) = state.hits.ask(&shown[rows.clone()]) {
        state.effects.push(Effect::Snippets(docs, words));
    }
    let docs: Vec<DocNo> = shown[rows]
        .iter()
        .copied()
        .filter(|doc| state.rows.get(doc).is_none_or(|(g, _)| *g != generation))
        .filter(|doc| state.asked_rows.get(doc) != Some(&generation))
        .collect();
    if state.rows.len() > KEPT_ROWS {
        state.rows.clear();
        state.asked_rows.clear();
    }
    ask_rows(state, docs);
}

fn ask_rows(state: &mut State, docs: Vec<DocNo>) {
    if docs.is_empty() {
        return;
    }
    for &doc in &docs {
        state.asked_rows.insert(doc, state.snapshot.generation);
    }
    state.effects.push(Effect::Rows(docs));
}

/// Goes on with a find and with the words of the query, a bounded step at a time.
fn search(state: &mut State) {
    if let Some(reading) = &state.reading
        && !state.hits.done()
    {
        state.hits.extend(reading.text());
    }
    let Some(mut find) = state.find.take() else { return };
    if let Some(reading) = &state.reading
        && !find.done
    {
        find.extend(reading.text());
    }
    let jump = find.typing && find.current.is_none() && find.count() > 0;
    if jump {
        find.current = find.nearest();
    }
    state.find = Some(find);
    if jump {
        state.show_match();
        fit(state);
    }
}

/// Asks to be woken at the next moment when something changes by itself.
fn wake(state: &mut State, shows: bool) {
    let soon = state.now + Duration::from_millis(1);
    let searching = state.find.as_ref().is_some_and(|f| !f.done) || state.reading.is_some() && !state.hits.done();
    let next = [
        searching.then_some(soon),
        state.notice.as_ref().map(|n| n.until),
        state.since.filter(|_| shows).map(|since| since + READ_AFTER),
    ];
    if let Some(at) = next.into_iter().flatten().min() {
        state.effects.push(Effect::Wake(at));
    }
}
