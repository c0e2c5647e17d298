//! The query prompt: the query in force in its syntax, edited while the list follows.
//!
//! A mistake is kept beside the text, and the last query that was none stays in force. Completion opens with Tab.

use super::filters::Filters;
use super::marking::Undo;
use super::state::{Pane, State};
use super::update::edit;
use super::{Key, KeyCode};
use crate::corpus::article::EntityKind;
use crate::corpus::query::{Completion, Field, Mistake, Query, Vocabulary, complete, finished};
use tui_input::{Input, InputRequest};

/// A query that is being typed.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// What is typed.
    pub input: Input,
    /// What keeps it from being a query.
    pub mistake: Option<Mistake>,
    /// The ways to go on, where they were asked for.
    pub completions: Vec<Completion>,
    /// The one of them that is selected.
    pub at: usize,
    before: Filters,
    /// People and sources of what was listed when it opened: half a word finds nothing to offer.
    offers: Option<(Vec<String>, Vec<String>)>,
}

impl Prompt {
    /// The byte of the input where the cursor stands.
    fn cursor(&self) -> usize {
        let text = self.input.value();
        text.char_indices().nth(self.input.cursor()).map_or(text.len(), |(n, _)| n)
    }
}

/// What the collection and the reader offer to complete with.
struct Offers<'a> {
    state: &'a State,
    prompt: &'a Prompt,
}

impl Vocabulary for Offers<'_> {
    fn values(&self, field: Field) -> Vec<String> {
        let Self { state, prompt } = self;
        match field {
            Field::Country { .. } => state.bar.order.iter().map(ToString::to_string).collect(),
            Field::Entity(Some(EntityKind::Person)) => prompt.offers.iter().flat_map(|o| o.0.iter().cloned()).collect(),
            Field::Entity(kind) => {
                let named = state.reading.iter().flat_map(|r| &r.layers.entities);
                let named = named.filter(|e| e.kind != EntityKind::Country && kind.is_none_or(|kind| kind == e.kind));
                named.map(|e| e.name.clone()).collect()
            }
            Field::Source => prompt.offers.iter().flat_map(|o| o.1.iter().cloned()).collect(),
            Field::Tag => state.marks.tag_counts().into_iter().map(|(tag, _)| tag.to_owned()).collect(),
            Field::On | Field::After | Field::Before => state.months.iter().map(|&m| month(m)).collect(),
            _ => Vec::new(),
        }
    }
}

/// A month as the query language writes it; month 0 is the year.
fn month((year, month): (i32, u32)) -> String {
    if month == 0 { format!("{year:04}") } else { format!("{year:04}-{month:02}") }
}

/// Opens the prompt with the query in force.
pub(super) fn open(state: &mut State) {
    let mut text = state.filters.query().to_string();
    if !text.is_empty() {
        text.push(' ');
    }
    state.prompt = Some(Prompt {
        input: Input::new(text),
        mistake: None,
        completions: Vec::new(),
        at: 0,
        before: state.filters.clone(),
        offers: None,
    });
    state.zen = false;
    state.focus = Pane::List;
}

/// Whether the prompt waits to know which people and sources are listed.
pub(super) fn wants_facets(state: &State) -> bool {
    state.prompt.as_ref().is_some_and(|prompt| prompt.offers.is_none())
}

/// Takes what the first listing after its opening offers to complete with.
pub(super) fn listed(state: &mut State) {
    let listing = &state.list.listing;
    if let Some(prompt) = state.prompt.as_mut().filter(|p| p.offers.is_none()) {
        let people = listing.people.iter().map(|p| p.1.clone()).collect();
        prompt.offers = Some((people, listing.sources.iter().map(|s| s.0.clone()).collect()));
    }
}

/// A key while the prompt is open.
pub(super) fn press(state: &mut State, key: Key) {
    let Some(prompt) = &mut state.prompt else { return };
    let count = prompt.completions.len();
    let offered = count > 0;
    match key.code {
        KeyCode::Esc if offered => prompt.completions.clear(),
        KeyCode::Esc => restore(state),
        KeyCode::Tab | KeyCode::Down if offered => prompt.at = (prompt.at + 1) % count,
        KeyCode::BackTab | KeyCode::Up if offered => prompt.at = (prompt.at + count - 1) % count,
        KeyCode::Tab => offer(state, true),
        KeyCode::Enter if offered => {
            let chosen = prompt.completions.swap_remove(prompt.at.min(count - 1));
            take(state, &chosen);
        }
        // What is no query yet stays to be mended.
        KeyCode::Enter if prompt.mistake.is_some() => {}
        KeyCode::Enter => accept(state),
        KeyCode::Backspace if prompt.input.value().is_empty() => accept(state),
        _ => {
            if let Some(request) = edit(key) {
                let changed = prompt.input.handle(request);
                if changed.as_ref().is_some_and(|c| c.value) {
                    typed(state);
                }
                if offered && changed.is_some() {
                    offer(state, false);
                }
            }
        }
    }
}

/// Inserts a text that was pasted.
pub(super) fn paste(state: &mut State, line: &str) {
    let Some(prompt) = &mut state.prompt else { return };
    for c in line.chars() {
        prompt.input.handle(InputRequest::InsertChar(c));
    }
    prompt.completions.clear();
    typed(state);
}

/// Leaves the prompt; the query in force stays, and can be undone.
pub(super) fn accept(state: &mut State) {
    let Some(prompt) = state.prompt.take() else { return };
    if prompt.before.query() != state.filters.query() {
        state.remember(Undo::Filters(prompt.before));
    }
}

/// Leaves the prompt, and goes back to the query before it.
pub(super) fn restore(state: &mut State) {
    let Some(prompt) = state.prompt.take() else { return };
    if prompt.before != state.filters {
        state.filters = prompt.before;
        state.list.follow = true;
        state.ask_list();
    }
}

/// Follows what is typed, where it is a query.
fn typed(state: &mut State) {
    let Some(prompt) = &mut state.prompt else { return };
    match prompt.input.value().parse::<Query>() {
        Ok(query) => {
            prompt.mistake = None;
            if query != *state.filters.query() {
                follow(state, query);
            }
        }
        Err(mistake) => {
            prompt.mistake = Some(mistake);
            // What stands before the condition that is being typed counts without it.
            let finished = finished(prompt.input.value(), prompt.cursor());
            if let Ok(query) = finished.parse::<Query>()
                && query != *state.filters.query()
            {
                follow(state, query);
            }
        }
    }
}

/// Lists what a query finds.
fn follow(state: &mut State, query: Query) {
    state.filters.set(query);
    state.list.follow = true;
    state.ask_list();
}

/// Looks for ways to go on; where there is but one and `take_one`, takes it.
fn offer(state: &mut State, take_one: bool) {
    let Some(prompt) = &state.prompt else { return };
    let found = complete(prompt.input.value(), prompt.cursor(), &Offers { state, prompt });
    if let ([one], true) = (found.as_slice(), take_one) {
        return take(state, &one.clone());
    }
    if let Some(prompt) = &mut state.prompt {
        prompt.completions = found;
        prompt.at = 0;
    }
}

/// Puts a completion in its place.
fn take(state: &mut State, completion: &Completion) {
    let Some(prompt) = &mut state.prompt else { return };
    let text = prompt.input.value();
    let (head, tail) = (&text[..completion.replace.start], &text[completion.replace.end..]);
    // Before a space, a second one would be too many.
    let with = if tail.starts_with(' ') { completion.with.trim_end() } else { &completion.with };
    let cursor = head.chars().count() + with.chars().count();
    prompt.input = Input::new(format!("{head}{with}{tail}")).with_cursor(cursor);
    prompt.completions.clear();
    typed(state);
    // A field wants a value.
    if completion.with.ends_with(':') {
        offer(state, false);
    }
}
