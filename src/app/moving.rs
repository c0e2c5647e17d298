//! Moving in panes and between them.

use super::layout::{self, Layout, Shape};
use super::reading::{EntityLine, Reading};
use super::state::{Chosen, Pane, PanelCursor, State};

/// How far to move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Lines or items.
    Lines(isize),
    /// Pages.
    Pages(isize),
    /// Half pages.
    Halves(isize),
    /// To the beginning.
    Start,
    /// To the end.
    End,
}

impl Step {
    /// From `at` among `count`, with `page` on the screen.
    pub(super) fn apply(self, at: usize, count: usize, page: usize) -> usize {
        let page = page.max(1) as isize;
        let by = match self {
            Self::Lines(n) => n,
            Self::Pages(n) => n * page,
            Self::Halves(n) => n * (page / 2).max(1),
            Self::Start => return 0,
            Self::End => return count.saturating_sub(1),
        };
        at.saturating_add_signed(by).min(count.saturating_sub(1))
    }
}

/// Lines that a page of the article moves: all but one, which stays to hold on to.
pub(super) fn page(reading: &Reading) -> isize {
    (reading.visible().len() as isize - 1).max(1)
}

/// Moves in the focused pane.
pub(super) fn step(state: &mut State, step: Step) {
    let layout = state.layout();
    let height = layout.inside(state.focus).map_or(1, |r| r.height);
    match state.focus {
        Pane::List => {
            let count = state.list.listing.docs.len();
            if count == 0 {
                return;
            }
            let to = match (state.list.row, step) {
                (Some(row), _) => step.apply(row, count, layout::list_page(height)),
                // From an article outside the filters, the list goes on where it was left.
                (None, Step::Start | Step::End) => step.apply(0, count, 1),
                (None, _) => state.list.last_row.min(count - 1),
            };
            state.select(to);
        }
        Pane::Article => {
            let Some(reading) = &mut state.reading else { return };
            let page = page(reading);
            match step {
                Step::Lines(n) => drop(reading.scroll(n)),
                Step::Pages(n) => drop(reading.scroll(n * page)),
                Step::Halves(n) => drop(reading.scroll(n * (page / 2).max(1))),
                Step::Start => reading.to_start(),
                Step::End => reading.to_end(),
            }
        }
        Pane::Entities => {
            let Some(reading) = &state.reading else { return };
            let to = step.apply(state.entities.at, reading.entities.len(), height.into());
            state.entities.at = nearest_entity(&reading.entities, state.entities.at, to);
            choose_entity(state);
        }
        Pane::Dates => {
            let timeline = state.timeline();
            let to = step.apply(state.dates.at, state.date_rows(), height.into());
            let can = |n: usize| state.date_row(&timeline, n).is_some_and(|r| r.selectable());
            let down = to >= state.dates.at && !matches!(step, Step::Start);
            let found = if down { (to..state.date_rows()).find(|&n| can(n)) } else { (0..=to).rev().find(|&n| can(n)) };
            state.dates.at = found.unwrap_or(state.dates.at);
            state.mention = None;
        }
    }
}

/// The entity line nearest to `to`, on in the direction of the move.
fn nearest_entity(lines: &[EntityLine], from: usize, to: usize) -> usize {
    let is = |n: &usize| matches!(lines.get(*n), Some(EntityLine::Entity(_)));
    let on = if to >= from { (to..lines.len()).find(is) } else { (0..=to).rev().find(is) };
    on.or_else(|| (0..lines.len()).min_by_key(|n| (!is(n), n.abs_diff(to)))).unwrap_or(0)
}

/// What stands under the cursor of the entity panel is what `n` and `N` go through.
pub(super) fn choose_entity(state: &mut State) {
    if let Some(no) = state.entity_at_cursor()
        && state.chosen != Chosen::Entity(no)
    {
        state.chosen = Chosen::Entity(no);
        state.mention = None;
    }
}

/// Gives a pane the focus.
pub(super) fn focus(state: &mut State, pane: Pane) {
    if pane != Pane::List && state.reading.is_none() {
        return;
    }
    state.zen &= pane == Pane::Article;
    state.focus = pane;
    if pane == Pane::Entities {
        if let Some(reading) = &state.reading {
            state.entities.at = nearest_entity(&reading.entities, 0, state.entities.at);
        }
        choose_entity(state);
    }
}

/// Goes to the pane on the right (1) or the left (−1); at the end around, where wanted.
pub(super) fn focus_by(state: &mut State, by: isize, around: bool) {
    let at = Pane::ALL.iter().position(|&p| p == state.focus).unwrap_or(0) as isize + by;
    let count = Pane::ALL.len() as isize;
    let at = if around { at.rem_euclid(count) } else { at.clamp(0, count - 1) };
    focus(state, Pane::ALL[at as usize]);
}

/// Keeps the cursors of the panels within them and on the screen.
pub(super) fn keep_cursors(state: &mut State, layout: &Layout) {
    if layout.shape == Shape::TooSmall {
        return;
    }
    if let (Some(inner), Some(reading)) = (layout.inside(Pane::Entities), &state.reading) {
        // The line of a role belongs to the one above, and a heading to the one below.
        let lines = &reading.entities;
        if !lines.is_empty() && !matches!(lines.get(state.entities.at), Some(EntityLine::Entity(_))) {
            state.entities.at = nearest_entity(lines, 0, state.entities.at);
        }
        let at = state.entities.at;
        let last = at + usize::from(matches!(lines.get(at + 1), Some(EntityLine::Role(_))));
        let first = at - usize::from(at > 0 && matches!(lines.get(at - 1), Some(EntityLine::Kind(_))));
        scroll(&mut state.entities, first, last, lines.len(), inner.height.into());
    }
    if let Some(inner) = layout.inside(Pane::Dates) {
        let timeline = state.timeline();
        let count = state.date_rows();
        let at = state.dates.at.min(count.saturating_sub(1));
        let can = |n: &usize| state.date_row(&timeline, *n).is_some_and(|r| r.selectable());
        state.dates.at = (at..count).find(can).or_else(|| (0..at).rev().find(can)).unwrap_or(0);
        let at = state.dates.at;
        let first = if at > 0 && timeline.get(at - 1) == Some(&super::dates::DateRow::Heading) { at - 1 } else { at };
        scroll(&mut state.dates, first, at, count, inner.height.into());
    }
}

/// Scrolls so that lines `first` to `last` are on a screen of `height`.
fn scroll(cursor: &mut PanelCursor, first: usize, last: usize, count: usize, height: usize) {
    let height = height.max(1);
    cursor.top = cursor.top.clamp((last + 1).saturating_sub(height).min(first), first);
    cursor.top = cursor.top.min(count.saturating_sub(height));
}
