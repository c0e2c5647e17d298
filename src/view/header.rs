//! The header: name, filters and counts, sort; the country bar below.

use super::paint::Painter;
use super::text::{bytes, counted, thousands};
use crate::app::filters::Want;
use crate::app::layout;
use crate::app::overlay::sort_text;
use crate::corpus::library::Progress;
use crate::text::wrap::{truncate, width};
use ratatui::style::{Modifier, Style};

pub(super) fn draw(p: &mut Painter<'_>) {
    first_line(p);
    country_bar(p);
}

fn first_line(p: &mut Painter<'_>) {
    let (state, rect, theme) = (p.state, p.layout.header, p.theme);
    let columns = usize::from(rect.width);
    let right = match progress(p) {
        Some(text) => text,
        None => format!("{} ▾ ", sort_text(state.order())),
    };
    let listed = state.list.listing.docs.len();
    let all = state.snapshot.len();
    let counts = if state.list.shown == 0 && all == 0 {
        String::new()
    } else {
        format!("{} of {}", thousands(listed), counted(all, "article"))
    };
    let filters = state.filters.text();
    let centre = match (filters.is_empty(), counts.is_empty()) {
        (true, _) => counts,
        (false, true) => filters.clone(),
        // The filters give way first: how many are left is always said.
        (false, false) => {
            let room = columns.saturating_sub(width(&counts) + 5);
            format!("{} · {counts}", truncate(&filters, room))
        }
    };
    let name = truncate(&state.name, columns / 3);
    // What does not fit goes, the least telling first.
    let lefts = [format!(" dateline  {name}"), format!(" {name}"), String::new()];
    let rights = [right.as_str(), ""];
    let fits = |l: &str, r: &str| width(l) + width(&centre) + width(r) + 4 <= columns;
    let chosen = lefts
        .iter()
        .flat_map(|l| rights.iter().map(move |r| (l.as_str(), *r)))
        .filter(|(l, r)| fits(l, r))
        .max_by_key(|(l, r)| (!r.is_empty() as u8 + !l.is_empty() as u8, !r.is_empty(), width(l)))
        .unwrap_or(("", ""));
    let (left, right) = chosen;
    let y = rect.y;
    if let Some(rest) = left.strip_prefix(" dateline") {
        let x = p.put(rect.x, y, rect.width, " dateline", theme.accent_strong());
        p.put(x, y, rect.width, rest, Style::new());
    } else {
        p.put(rect.x, y, rect.width, left, Style::new());
    }
    let middle = columns.saturating_sub(width(&centre)) / 2;
    let last = columns.saturating_sub(width(&centre) + width(right) + 1);
    let x = rect.x + middle.min(last).max(width(left) + 1) as u16;
    let style = if filters.is_empty() { Style::new() } else { theme.accent_strong() };
    p.put(x, y, rect.width, &centre, style);
    let x = rect.x + (columns - width(right)) as u16;
    p.put(x, y, rect.width, right, theme.dim());
}

/// What is being loaded, and what could not be read.
fn progress(p: &Painter<'_>) -> Option<String> {
    let state = p.state;
    let progress = state.progress.as_ref()?;
    if !progress.done {
        return Some(format!("{} ", under_way(progress, state.paused)));
    }
    let faults = progress.faults.max(state.faults.len());
    match (progress.stopped, faults) {
        (true, _) => Some("stopped early ".to_owned()),
        (false, 0) => None,
        (false, n) => Some(format!("{} not read: ! ", thousands(n))),
    }
}

/// What the ingest does, how fast, and how long it will take: as much of it as is known.
fn under_way(progress: &Progress, paused: bool) -> String {
    if paused {
        return "paused: P goes on".to_owned();
    }
    let mut said = progress.doing();
    if progress.stage.is_none() {
        said = format!("{said} {}", bytes(progress.bytes));
        if progress.rate() >= 1.0 {
            said = format!("{said} · {}/s", thousands(progress.rate() as usize));
        }
        if let Some(left) = progress.left() {
            said = format!("{said} · {left} left");
        } else if let Some(n) = progress.waiting {
            said = format!("{said} · {} files wait", thousands(n));
        }
    }
    said + " · Ctrl-c stops"
}

fn country_bar(p: &mut Painter<'_>) {
    let (items, hidden) = layout::bar(p.state, p.layout.header);
    let theme = p.theme;
    let mut end = 0;
    for item in items {
        let (x, y, columns) = (item.rect.x, item.rect.y, item.rect.width);
        let want = p.state.filters.want(item.country);
        let digit = item.digit.map_or_else(String::new, |d| format!("{d} "));
        let mut at = p.put(x, y, columns, &digit, theme.dim());
        let (code, count) = (item.country.to_string(), format!(" {}", item.count));
        let (code_style, count_style) = match want {
            Some(Want::Require) => {
                let on = theme.accent_strong().add_modifier(Modifier::REVERSED);
                (on, on)
            }
            Some(Want::Exclude) => (theme.excluded(), theme.excluded()),
            None if item.count == 0 => (theme.dim(), theme.dim()),
            None => (Style::new().add_modifier(Modifier::BOLD), theme.dim()),
        };
        // Brackets stand where the spaces are, so that nothing moves.
        let brackets = match want {
            Some(Want::Require) => Some(("[", "]")),
            Some(Want::Exclude) => Some(("−", " ")),
            None => None,
        };
        if let Some((open, _)) = brackets
            && at > x
        {
            p.put(at - 1, y, 1, open, code_style);
        }
        at = p.put(at, y, columns, &code, code_style);
        at = p.put(at, y, columns, &count, count_style);
        if let Some((_, close)) = brackets {
            p.put(at, y, 1, close, code_style);
        }
        end = x + columns + 1;
    }
    if hidden > 0 {
        let y = p.layout.header.y + 1;
        p.put(end, y, 6, &format!("+{hidden}"), theme.dim());
    }
}
