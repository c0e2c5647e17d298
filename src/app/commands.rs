//! What each command does.

use super::card::Subject;
use super::dates::DateRow;
use super::filters::Filters;
use super::find::Find;
use super::keymap::Command;
use super::layout::Shape;
use super::marking::{self, Undo};
use super::message::Effect;
use super::moving::{self, Step};
use super::overlay::{self, Overlay};
use super::prompt;
use super::reading::{FurnitureMode, TextWidth};
use super::state::{Chosen, Pane, State};
use super::update::leave_find;
use crate::corpus::article::{CountryCode, DocNo, EntityKind};
use crate::corpus::library::Row;
use crate::corpus::query::{Sort, Term};
use std::sync::Arc;

/// Carries a command out; `n` is the number of the key in its row.
pub(super) fn run(state: &mut State, command: Command, n: usize) {
    match command {
        Command::Down => moving::step(state, Step::Lines(1)),
        Command::Up => moving::step(state, Step::Lines(-1)),
        Command::Top => moving::step(state, Step::Start),
        Command::Bottom => moving::step(state, Step::End),
        Command::PageDown => moving::step(state, Step::Pages(1)),
        Command::PageUp => moving::step(state, Step::Pages(-1)),
        Command::HalfDown => moving::step(state, Step::Halves(1)),
        Command::HalfUp => moving::step(state, Step::Halves(-1)),
        Command::FocusNext => moving::focus_by(state, 1, true),
        Command::FocusPrevious => moving::focus_by(state, -1, true),
        Command::FocusLeft => moving::focus_by(state, -1, false),
        Command::FocusRight => moving::focus_by(state, 1, false),
        Command::FocusList => moving::focus(state, Pane::List),
        Command::FocusEntities => moving::focus(state, Pane::Entities),
        Command::FocusDates => moving::focus(state, Pane::Dates),
        Command::Choose => choose(state),
        Command::FilterBy => filter_by(state),
        Command::Space => space(state),
        Command::Country => {
            if let Some(&country) = state.bar.order.get(n) {
                change(state, |f| f.cycle(country));
            }
        }
        Command::ClearCountries => change(state, Filters::clear_countries),
        Command::Countries => state.overlay = Some(Overlay::countries()),
        Command::AnyAll => change(state, Filters::toggle_any),
        Command::Undo => marking::undo(state),
        Command::ClearFilters => change(state, Filters::clear),
        Command::ToggleRead => marking::toggle_read(state),
        Command::Star => marking::toggle_star(state),
        Command::Tag => marking::ask_tag(state),
        Command::Note => marking::write_note(state),
        Command::MarkAll => marking::ask_mark_all(state),
        Command::SaveView => marking::ask_view(state),
        Command::Views => marking::open_views(state),
        Command::RankCountries => {
            state.bar.order.clear();
            state.complete_bar();
        }
        Command::Related => related(state),
        Command::Chronology => overlay::open_chronology(state),
        Command::StoryNext => ask_story(state, 1),
        Command::StoryPrevious => ask_story(state, -1),
        Command::HistoryBack => match state.history.back(state.list.cursor) {
            Some(key) => state.open_key(key),
            None => state.say("Nothing further back."),
        },
        Command::HistoryForward => match state.history.forward() {
            Some(key) => state.open_key(key),
            None => state.say("Nothing further on."),
        },
        Command::Evidence => evidence(state),
        Command::Correct => correct(state),
        Command::Find => find(state),
        Command::Query => prompt::open(state),
        Command::Facets => state.overlay = Some(Overlay::facets(state)),
        Command::Next => walk(state, 1),
        Command::Previous => walk(state, -1),
        Command::Sort => sort(state),
        Command::Furniture => furniture(state),
        Command::Zen => zen(state),
        Command::Width => {
            state.text_width = match state.text_width {
                TextWidth::Book => TextWidth::Narrow,
                TextWidth::Narrow => TextWidth::Full,
                TextWidth::Full => TextWidth::Book,
            };
        }
        Command::Mouse => {
            state.mouse_off = !state.mouse_off;
            state.effects.push(Effect::CaptureMouse(!state.mouse_off));
            state.say(if state.mouse_off { "The mouse is the terminal's." } else { "The mouse is on." });
        }
        Command::Faults => {
            if state.faults.is_empty() {
                state.say("Everything could be read.");
            } else {
                state.overlay = Some(Overlay::Faults { at: 0 });
            }
        }
        Command::Palette => state.overlay = Some(Overlay::palette()),
        Command::Help => state.overlay = Some(Overlay::Help { at: 0 }),
        Command::Back => back(state),
        Command::Suspend => state.effects.push(Effect::Suspend),
        Command::Interrupt => state.effects.push(Effect::StopLoading),
        Command::Pause if state.loading() => {
            state.paused = !state.paused;
            state.effects.push(Effect::PauseLoading(state.paused));
        }
        Command::Pause => state.say("Nothing is being loaded."),
        Command::Rescan if state.loading() => state.say("Loading still: what changed is found by itself."),
        Command::Rescan => {
            state.paused = false;
            state.effects.push(Effect::Rescan);
        }
        Command::Quit => {
            if !leave(state) {
                state.effects.push(Effect::Quit);
            }
        }
    }
}

/// Changes the filters so that it can be undone, and lists anew.
pub(super) fn change(state: &mut State, how: impl FnOnce(&mut Filters)) {
    let before = state.filters.clone();
    how(&mut state.filters);
    if state.filters == before {
        return;
    }
    if state.filters.query() == before.query() {
        let any = if state.filters.any() { "Any" } else { "All" };
        state.say(format!("{any} of the required countries."));
        return;
    }
    state.remember(Undo::Filters(before));
    state.list.follow = true;
    state.ask_list();
}

fn choose(state: &mut State) {
    match state.focus {
        Pane::List => {
            let Some(key) = state.list.cursor else { return };
            state.history.visit(None, key);
            state.mark_read();
            state.focus = Pane::Article;
        }
        Pane::Article => {}
        Pane::Entities => filter_by(state),
        Pane::Dates => {
            let timeline = state.timeline();
            match state.date_row(&timeline, state.dates.at) {
                Some(DateRow::Year { year, open, .. }) => {
                    if open {
                        state.open_years.retain(|&y| y != year);
                    } else {
                        state.open_years.push(year);
                    }
                }
                Some(DateRow::Month { .. }) => filter_by(state),
                Some(DateRow::Item(n)) => go_to_date(state, n),
                _ => {}
            }
        }
    }
}

/// Goes to the sentence of a date; again, to the next place where it stands.
fn go_to_date(state: &mut State, n: usize) {
    let Some(reading) = &mut state.reading else { return };
    let Some(item) = reading.dates.get(n) else { return };
    let last = state.mention.filter(|_| state.chosen == Chosen::Nothing);
    let next = last.map_or(0, |m| (m + 1) % item.spans.len().max(1));
    let Some(span) = item.spans.get(next) else { return };
    let at = span.start;
    reading.show(at);
    state.chosen = Chosen::Nothing;
    state.mention = Some(next);
    // Where the panel hides the text, the text comes forward.
    if matches!(state.layout().shape, Shape::One | Shape::Two) {
        state.focus = Pane::Article;
    }
}

fn filter_by(state: &mut State) {
    match state.focus {
        Pane::Entities => {
            let Some(no) = state.entity_at_cursor() else { return };
            let Some(entity) = state.reading.as_ref().and_then(|r| r.layers.entities.get(usize::from(no.0))) else {
                return;
            };
            match (entity.kind, entity.country) {
                (EntityKind::Country, Some(code)) => change(state, |f| f.toggle_country(code)),
                _ => {
                    let entity = entity.clone();
                    change(state, |f| f.toggle_entity(entity.kind, &entity.id, &entity.name));
                }
            }
        }
        Pane::Dates => {
            let timeline = state.timeline();
            let Some(row) = state.date_row(&timeline, state.dates.at) else { return };
            if let Some(days) = row.published() {
                return change(state, |f| f.toggle_published(days));
            }
            let DateRow::Item(n) = row else { return };
            let Some(days) = state.reading.as_ref().and_then(|r| r.dates.get(n)).map(|d| d.days) else { return };
            change(state, |f| f.toggle(Term::Mentions(days)));
        }
        Pane::List | Pane::Article => {}
    }
}

fn space(state: &mut State) {
    if state.layout().article.is_none() || state.reading.is_none() {
        return moving::step(state, Step::Pages(1));
    }
    let moved = state.reading.as_mut().is_some_and(|r| !r.at_end() && r.scroll(moving::page(r)));
    if moved {
        return;
    }
    state.mark_read();
    let from = state.list.row.map_or(state.list.last_row, |r| r + 1);
    let next = state.list.listing.docs.iter().skip(from).find(|&&doc| !state.is_read(doc)).copied();
    match next {
        Some(doc) => {
            state.visit(doc);
            state.focus = Pane::Article;
        }
        None => state.say("No unread article follows."),
    }
}

/// The card of the selected entity, or the evidence of what else is selected.
fn evidence(state: &mut State) {
    let card = if state.focus == Pane::Entities { Overlay::card(state) } else { None };
    match card {
        Some(Overlay::Card { subject, card, found, at }) => {
            state.effects.push(Effect::Card(subject.clone(), state.marks.corrections.clone()));
            state.overlay = Some(Overlay::Card { subject, card, found, at });
        }
        _ if state.reading.is_some() => state.overlay = Some(Overlay::evidence(state)),
        _ => {}
    }
}

/// Asks how the selected entity is to be corrected.
fn correct(state: &mut State) {
    let Some(reading) = &state.reading else { return };
    let entity = state.entity_at_cursor().and_then(|no| reading.layers.entities.get(usize::from(no.0)));
    if let Some(subject) = entity.map(|e| Subject::of(e, reading.doc)) {
        super::overlay::ask_correction(state, subject);
    }
}

fn related(state: &mut State) {
    let Some(doc) = state.wanted else { return };
    state.overlay = Some(Overlay::Related { doc, found: None, at: 0 });
    state.effects.push(Effect::Related(doc));
}

fn ask_story(state: &mut State, step: isize) {
    let Some(doc) = state.wanted else { return };
    state.story_step = Some(step);
    state.effects.push(Effect::Story(doc));
}

/// Goes along the story that was asked for.
pub(super) fn story(state: &mut State, doc: DocNo, rows: &[Arc<Row>]) {
    for row in rows {
        let row = Arc::clone(row).corrected(&state.marks.corrections);
        state.rows.insert(row.doc, (state.snapshot.generation, row));
    }
    let Some(step) = state.story_step.take().filter(|_| state.wanted == Some(doc)) else { return };
    let here = rows.iter().position(|row| row.doc == doc);
    let next = here.and_then(|h| h.checked_add_signed(step));
    match next.and_then(|n| Some((n, rows.get(n)?.doc))) {
        Some((n, to)) => {
            state.visit(to);
            let outside = if state.outside() { ", outside the filters" } else { "" };
            state.say(format!("{} of {} of this story, in time{outside}.", n + 1, rows.len()));
        }
        // The whole collection is looked at before it is told which articles belong together.
        None if rows.len() < 2 && state.loading() => state.say("Stories are told once everything is read."),
        None if rows.len() < 2 => state.say("No other article of this story."),
        None if step > 0 => state.say("This is the latest article of its story."),
        None => state.say("This is the earliest article of its story."),
    }
}

fn find(state: &mut State) {
    let Some(reading) = &state.reading else { return };
    state.find = Some(Find::new(reading.place() as usize));
    if matches!(state.layout().shape, Shape::One | Shape::Two) {
        state.focus = Pane::Article;
    }
}

/// The next or previous of what was chosen last.
fn walk(state: &mut State, step: isize) {
    let around = |at: Option<usize>, count: usize, fresh: usize| match at {
        None => fresh,
        Some(at) => (at as isize + step).rem_euclid(count as isize) as usize,
    };
    match state.chosen {
        Chosen::Nothing => {
            let Some(reading) = state.reading.as_mut().filter(|_| !state.hits.spans.is_empty()) else {
                return state.say("Nothing chosen: find with /, or select an entity.");
            };
            let spans = &state.hits.spans;
            let place = reading.place();
            let fresh = spans.partition_point(|s| s.start < place) % spans.len();
            let at = around(state.hits.current, spans.len(), fresh);
            reading.show(spans[at].start);
            state.hits.current = Some(at);
            if state.layout().article.is_none() {
                state.focus = Pane::Article;
            }
        }
        Chosen::Find => {
            let Some(find) = &mut state.find else { return };
            let count = find.count();
            if count == 0 {
                let text = format!("No “{}” here.", find.input.value());
                return state.say(text);
            }
            let fresh = find.nearest().unwrap_or(0);
            find.current = Some(around(find.current, count, fresh));
            state.show_match();
        }
        Chosen::Entity(no) => {
            let Some(reading) = &mut state.reading else { return };
            let spans: Vec<u32> =
                reading.layers.mentions.iter().filter(|m| m.entity == no).map(|m| m.span.start).collect();
            if spans.is_empty() {
                return;
            }
            let place = reading.place();
            let fresh = spans.partition_point(|&s| s < place).min(spans.len() - 1);
            let at = around(state.mention, spans.len(), fresh);
            reading.show(spans[at]);
            state.mention = Some(at);
        }
    }
}

fn sort(state: &mut State) {
    state.sort = Some(match state.order() {
        Sort::Best => Sort::Newest,
        Sort::Newest => Sort::Oldest,
        Sort::Oldest => Sort::Title,
        Sort::Title => Sort::Source,
        Sort::Source if state.hits.any() => Sort::Best,
        Sort::Source => Sort::Newest,
    });
    state.ask_list();
}

fn furniture(state: &mut State) {
    let (mode, says) = match state.furniture {
        FurnitureMode::Dim => (FurnitureMode::Fold, "Page furniture is folded."),
        FurnitureMode::Fold => (FurnitureMode::Show, "Page furniture is shown like the text."),
        FurnitureMode::Show => (FurnitureMode::Dim, "Page furniture is dimmed."),
    };
    state.furniture = mode;
    state.say(says);
}

fn zen(state: &mut State) {
    if state.reading.is_none() {
        return;
    }
    state.zen = !state.zen;
    if state.zen {
        state.focus = Pane::Article;
    }
}

/// Leaves zen, a panel that lies over others, or a pane that stands alone; says whether there was one.
fn leave(state: &mut State) -> bool {
    match (state.layout().shape, state.focus) {
        (Shape::Zen, _) => state.zen = false,
        (Shape::One | Shape::Two, Pane::Entities | Pane::Dates) => state.focus = Pane::Article,
        (Shape::One, Pane::Article) => state.focus = Pane::List,
        _ => return false,
    }
    true
}

/// Steps back: find, chosen entity, pane, filter.
fn back(state: &mut State) {
    if state.find.is_some() {
        // The place stays where the find led.
        state.find = None;
        if state.chosen == Chosen::Find {
            state.chosen = Chosen::Nothing;
        }
    } else if matches!(state.chosen, Chosen::Entity(_)) {
        state.chosen = Chosen::Nothing;
        if state.focus == Pane::Entities {
            state.focus = Pane::Article;
        }
    } else if !leave(state) {
        change(state, Filters::pop);
    }
}

/// Cycles a country, as the bar and the picker do.
pub(super) fn cycle_country(state: &mut State, country: CountryCode) {
    change(state, |f| f.cycle(country));
}

/// Leaves whatever is being typed, when the mouse goes elsewhere.
pub(super) fn leave_prompt(state: &mut State) {
    prompt::accept(state);
    if state.find.as_ref().is_some_and(|f| f.typing) {
        leave_find(state);
    }
}
