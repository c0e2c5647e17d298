//! Marks as the reader makes them: which article, what changes, what is said, and how it is undone.
//!
//! Does not keep them: the runtime does, and says where it cannot.

use super::filters::Filters;
use super::located::Located;
use super::message::Effect;
use super::overlay::Overlay;
use super::resume::filters_of;
use super::state::{NOTE, STAR, State};
use crate::corpus::article::ArticleKey;
use crate::corpus::query::Sort;
use crate::personal::{Change, Marks, View};
use crate::text::fold::fold;
use crate::text::sanitize::sanitize_line;
use crate::text::wrap::truncate;

/// Letters of the longest tag or name of a view.
const LONGEST_NAME: usize = 64;
/// Steps back that are kept.
const KEPT_STEPS: usize = 1000;

/// A step back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undo {
    /// To the filters before.
    Filters(Filters),
    /// To the filters and the order before a saved view.
    View(Filters, Option<Sort>),
    /// To the marks before.
    Mark(Change),
}

impl State {
    /// Remembers how to step back.
    pub(super) fn remember(&mut self, step: Undo) {
        if self.undo.len() == KEPT_STEPS {
            self.undo.remove(0);
        }
        self.undo.push(step);
    }

    /// The article that marks go to: the selected one.
    fn marked_article(&self) -> Option<ArticleKey> {
        self.list.cursor
    }

    /// Carries a change of the marks out, and has it kept.
    pub(super) fn keep(&mut self, change: Change) {
        self.marks.apply(&change);
        self.located = Located::default();
        if matches!(change, Change::Correct(..)) {
            self.corrected();
        }
        self.effects.push(Effect::Keep(change));
    }

    /// Shows everything by the corrections as they are now.
    fn corrected(&mut self) {
        if let Some(doc) = self.wanted {
            self.effects.push(Effect::Open(doc));
        }
        self.complete_bar();
        // Rows name countries: they stay until they are asked for anew, as they are looked at.
        self.rows.values_mut().for_each(|(generation, _)| *generation = u64::MAX);
        self.asked_rows.clear();
        self.ask_list();
    }

    /// Changes the marks so that it can be undone, and says so.
    pub(super) fn mark(&mut self, change: Change, says: impl Into<String>) {
        let Some(inverse) = change.inverse(&self.marks) else { return self.say(says) };
        self.keep(change);
        self.remember(Undo::Mark(inverse));
        self.list_by_marks();
        self.say_marked(says.into());
    }

    /// Lists anew what a query finds by marks; the selected article stays where it is.
    fn list_by_marks(&mut self) {
        if self.filters.query().asks_for_marks() {
            self.ask_list();
        }
    }

    /// What was done to the marks, and whether it is kept.
    fn say_marked(&mut self, says: String) {
        match &self.unkept {
            Some(why) => self.say(format!("{says} Not kept: {why}.")),
            None => self.say(says),
        }
    }

    /// Whether marks can be changed; says why not.
    pub(super) fn can_mark(&mut self) -> bool {
        if self.marks_awaited {
            self.say("Your marks are still being read.");
        }
        !self.marks_awaited
    }

    /// The headline of an article where it is known, for messages.
    fn headline_of(&self, key: ArticleKey) -> Option<&str> {
        if let Some(reading) = self.reading.as_ref().filter(|r| r.key() == key) {
            return Some(&reading.layers.title.text);
        }
        Some(&self.row(self.doc_of(key)?)?.title)
    }

    /// Takes in the marks that were kept. Articles that came to be read before are read all the same.
    pub(super) fn take_marks(&mut self, marks: Marks) {
        let early = std::mem::replace(&mut self.marks, marks);
        self.marks.read.extend(early.read);
        self.marks_awaited = false;
        self.located = Located::default();
        self.list_by_marks();
        if !self.marks.corrections.is_empty() {
            self.corrected();
        }
    }

    /// Takes in whether marks are kept, and why not.
    pub(super) fn kept(&mut self, why_not: Option<String>) {
        match (&self.unkept, &why_not) {
            (None, Some(why)) => self.say(format!("Your marks are not kept: {why}. Reading goes on with them.")),
            (Some(_), None) => self.say("Your marks are kept again."),
            _ => {}
        }
        self.unkept = why_not;
    }

    /// Star, tags and note of the open article on one line; `None` without any.
    #[must_use]
    pub fn marks_text(&self) -> Option<String> {
        let key = self.reading.as_ref()?.key();
        let star = self.marks.starred.contains(&key).then(|| STAR.to_owned());
        let tags = self.marks.tags.get(&key).into_iter().flatten().map(|tag| format!("#{tag}"));
        let words = |text: &String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let note = self.marks.notes.get(&key).map(|text| format!("{NOTE} {}", words(text)));
        let parts: Vec<String> = star.into_iter().chain(tags).chain(note).collect();
        (!parts.is_empty()).then(|| parts.join("  "))
    }

    /// What is being written and not kept yet, so that it can be kept whatever ends the reading.
    #[must_use]
    pub fn unsaved(&self) -> Option<Change> {
        match &self.overlay {
            Some(Overlay::Note { key, editor, .. }) => note_change(&self.marks, *key, editor.text()),
            _ => None,
        }
    }
}

/// Read or unread.
pub(super) fn toggle_read(state: &mut State) {
    let Some(key) = state.marked_article().filter(|_| state.can_mark()) else { return };
    let on = !state.marks.read.contains(&key);
    // Marked by hand, it does not come to be read by standing there.
    state.since = None;
    state.mark(Change::Read(vec![key], on), if on { "Read." } else { "Unread." });
}

/// A star or none.
pub(super) fn toggle_star(state: &mut State) {
    let Some(key) = state.marked_article().filter(|_| state.can_mark()) else { return };
    let on = !state.marks.starred.contains(&key);
    state.mark(Change::Star(key, on), if on { "★ starred." } else { "No star." });
}

/// Asks for a tag.
pub(super) fn ask_tag(state: &mut State) {
    let Some(key) = state.marked_article().filter(|_| state.can_mark()) else { return };
    state.overlay = Some(Overlay::Tag { key, input: Default::default(), at: 0 });
}

/// What the tag prompt offers: the tag that is typed, then those there are, the article's own and the frequent first.
#[must_use]
pub(super) fn tags(state: &State, key: ArticleKey, typed: &str) -> Vec<(String, usize)> {
    let counts = state.marks.tag_counts();
    let typed = name(typed.trim_start().trim_start_matches('-'));
    let same = counts.iter().find(|(tag, _)| fold(tag) == fold(&typed));
    let first = match same {
        _ if typed.is_empty() => None,
        Some(&(tag, count)) => Some((tag.to_owned(), count)),
        None => Some((typed.clone(), 0)),
    };
    let mut others: Vec<_> = counts
        .iter()
        .filter(|(tag, _)| first.as_ref().is_none_or(|f| f.0 != *tag))
        .filter_map(|&(tag, count)| {
            Some((super::overlay::fuzzy(&typed, tag)?, !state.marks.has_tag(key, tag), tag, count))
        })
        .collect();
    others.sort_by_key(|&(score, foreign, ..)| (score, foreign));
    first.into_iter().chain(others.into_iter().map(|(_, _, tag, count)| (tag.to_owned(), count))).collect()
}

/// Gives the article the tag that was chosen, or takes it; typed with `-`, it is only ever taken.
pub(super) fn tag(state: &mut State, key: ArticleKey, typed: &str, at: usize) {
    let Some((tag, _)) = tags(state, key, typed).into_iter().nth(at) else { return };
    let on = !typed.trim_start().starts_with('-') && !state.marks.has_tag(key, &tag);
    if !on && !state.marks.has_tag(key, &tag) {
        return state.say(format!("This article has no tag “{tag}”."));
    }
    let says = if on { format!("Tagged “{tag}”.") } else { format!("No longer tagged “{tag}”.") };
    state.mark(Change::Tag(key, tag, on), says);
}

/// Opens the note.
pub(super) fn write_note(state: &mut State) {
    let Some(key) = state.marked_article().filter(|_| state.can_mark()) else { return };
    let editor = super::editor::Editor::new(state.marks.notes.get(&key).map_or("", String::as_str));
    state.overlay = Some(Overlay::Note { key, editor, at: 0 });
}

/// What makes `text` the note on an article; `None` where it is already. A blank note is none.
fn note_change(marks: &Marks, key: ArticleKey, text: &str) -> Option<Change> {
    let text = text.trim_end();
    let note = (!text.is_empty()).then(|| text.to_owned());
    (marks.notes.get(&key) != note.as_ref()).then_some(Change::Note(key, note))
}

/// Keeps the note that was written.
pub(super) fn save_note(state: &mut State, key: ArticleKey, text: &str) {
    let Some(change) = note_change(&state.marks, key, text) else { return };
    let says = if matches!(change, Change::Note(_, None)) { "The note is gone." } else { "Noted." };
    state.mark(change, says);
}

/// Leaves the note as it was, also where a draft of it was kept meanwhile.
pub(super) fn discard_note(state: &mut State, key: ArticleKey, text: &str) {
    if note_change(&state.marks, key, text).is_some() {
        let before = state.marks.notes.get(&key).cloned();
        state.keep(Change::Note(key, before));
        state.say("The note is as it was.");
    }
}

/// Asks whether everything listed is read.
pub(super) fn ask_mark_all(state: &mut State) {
    if !state.can_mark() {
        return;
    }
    let listed = state.list.listing.docs.iter().filter_map(|&doc| state.key_of(doc));
    let keys: Vec<ArticleKey> = listed.filter(|key| !state.marks.read.contains(key)).collect();
    if keys.is_empty() {
        return state.say("Everything that is listed is read.");
    }
    state.overlay = Some(Overlay::MarkAll { keys, at: 0 });
}

/// Marks articles as read.
pub(super) fn mark_all(state: &mut State, keys: Vec<ArticleKey>) {
    let says = match keys.len() {
        1 => "1 article marked as read; U undoes it.".to_owned(),
        n => format!("{n} articles marked as read; U undoes it."),
    };
    state.mark(Change::Read(keys, true), says);
}

/// Asks for the name of a view.
pub(super) fn ask_view(state: &mut State) {
    if state.can_mark() {
        state.overlay = Some(Overlay::SaveView { input: Default::default(), at: 0 });
    }
}

/// What a view saved now would list.
#[must_use]
pub(super) fn this_view(state: &State) -> View {
    View { query: state.filters.query().to_string(), sort: state.order() }
}

/// Saves the view; without a name nothing happens.
pub(super) fn save_view(state: &mut State, typed: &str) -> bool {
    let name = name(typed);
    if name.is_empty() {
        return false;
    }
    let view = this_view(state);
    let says = format!("Saved as “{name}”; ' opens saved views.");
    state.mark(Change::SaveView(name, view), says);
    true
}

/// The saved views, by name.
pub(super) fn open_views(state: &mut State) {
    if state.marks.views.is_empty() {
        return state.say("No saved views; S saves what is listed.");
    }
    state.overlay = Some(Overlay::Views { at: 0 });
}

/// Lists what the view at a place of the picker lists.
pub(super) fn apply_view(state: &mut State, at: usize) {
    let Some((name, view)) = state.marks.views.iter().nth(at) else { return };
    let (name, view) = (name.clone(), view.clone());
    match filters_of(&view.query) {
        Ok(filters) => {
            state.remember(Undo::View(state.filters.clone(), state.sort));
            (state.filters, state.sort) = (filters, Some(view.sort));
            state.list.follow = true;
            state.ask_list();
            state.say(format!("The view “{name}”."));
        }
        Err(mistake) => state.say(format!("The view “{name}” cannot be read ({mistake}): {}", view.query)),
    }
}

/// Drops the view at a place of the picker.
pub(super) fn drop_view(state: &mut State, at: usize) {
    let Some(name) = state.marks.views.keys().nth(at).cloned() else { return };
    let says = format!("The view “{name}” is dropped; U brings it back.");
    state.mark(Change::DropView(name), says);
    if state.marks.views.is_empty() {
        state.overlay = None;
    }
}

/// Steps back: the last mark made by hand, or the last change of the filters.
pub(super) fn undo(state: &mut State) {
    match state.undo.pop() {
        Some(Undo::Filters(filters)) => relist(state, filters, state.sort),
        Some(Undo::View(filters, sort)) => relist(state, filters, sort),
        Some(Undo::Mark(change)) => {
            let says = undone(state, &change);
            state.keep(change);
            state.since = None;
            state.list_by_marks();
            state.say_marked(says);
        }
        None => state.say("Nothing to undo."),
    }
}

fn relist(state: &mut State, filters: Filters, sort: Option<Sort>) {
    (state.filters, state.sort) = (filters, sort);
    state.list.follow = true;
    state.ask_list();
}

/// What undoing has done.
fn undone(state: &State, change: &Change) -> String {
    let (key, says) = match change {
        Change::Read(keys, on) if keys.len() != 1 => {
            let how = if *on { "read" } else { "unread" };
            return format!("{} articles are {how} again.", keys.len());
        }
        Change::Read(keys, on) => (keys.first(), if *on { "Read again".to_owned() } else { "Unread again".to_owned() }),
        Change::Star(key, on) => (Some(key), format!("The star is {}", back(*on))),
        Change::Tag(key, tag, on) => (Some(key), format!("The tag “{tag}” is {}", back(*on))),
        Change::Note(key, Some(_)) => (Some(key), "The note is as it was".to_owned()),
        Change::Note(key, None) => (Some(key), "The note is gone".to_owned()),
        Change::SaveView(name, _) => return format!("The view “{name}” is as it was."),
        Change::DropView(name) => return format!("The view “{name}” is gone."),
        Change::Correct(_, None) => return "It is as it was found again.".to_owned(),
        Change::Correct(..) => return "It is corrected as before.".to_owned(),
    };
    // Of another article than the selected one it is said which.
    let elsewhere = key.filter(|key| state.list.cursor != Some(**key)).and_then(|key| state.headline_of(*key));
    match elsewhere {
        Some(headline) => format!("{says}: {}", truncate(headline, 40)),
        None => format!("{says}."),
    }
}

fn back(on: bool) -> &'static str {
    if on { "back" } else { "gone" }
}

/// A tag or a name as it is kept: one line without needless spaces.
pub(super) fn name(typed: &str) -> String {
    let line = sanitize_line(typed);
    line.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST_NAME).collect()
}
