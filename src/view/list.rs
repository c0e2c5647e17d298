//! The article list: three lines an article.

use super::paint::{FrameKind, Painter};
use super::text::{bytes, counted, minutes};
use crate::app::dates::date_text;
use crate::app::layout::{ITEM, Rect, list_page, list_step};
use crate::app::state::{NOTE, Pane, STAR};
use crate::corpus::article::DocNo;
use crate::corpus::library::Row;
use crate::corpus::query::Snippet;
use crate::text::wrap::{truncate, width};
use ratatui::style::{Modifier, Style};

/// Columns left of an article: the cursor, and the signs of unread, star and note below each other.
const SIGNS: u16 = 3;

pub(super) fn draw(p: &mut Painter<'_>, rect: Rect) {
    let focused = p.state.focus == Pane::List;
    p.frame(rect, FrameKind::Whole, "Articles", focused);
    let Some(inner) = p.layout.inside(Pane::List) else { return };
    let docs = &p.state.list.listing.docs;
    if docs.is_empty() {
        return nothing(p, inner);
    }
    let step = list_step(inner.height);
    let top = p.state.list.top;
    let rows = usize::from(inner.height).div_ceil(step);
    for (n, &doc) in docs.iter().enumerate().skip(top).take(rows) {
        let y = inner.y + ((n - top) * step) as u16;
        // An article that does not fit is shown as far as it does; its headline must.
        if y + 1 >= inner.y + inner.height {
            break;
        }
        article(p, inner, y, n, doc);
    }
    p.scrolled(inner, top, list_page(inner.height), docs.len(), focused);
}

fn article(p: &mut Painter<'_>, inner: Rect, y: u16, n: usize, doc: DocNo) {
    let (state, theme) = (p.state, p.theme);
    let selected = state.list.row == Some(n);
    let height = ITEM.min(usize::from(inner.y + inner.height - y)) as u16;
    if selected {
        for line in 0..height {
            p.put(inner.x, y + line, 1, "▌", theme.accent());
        }
    }
    let x = inner.x + SIGNS;
    let columns = inner.width.saturating_sub(SIGNS + 1);
    let Some(row) = state.row(doc) else {
        p.put(x, y + 1, columns, "…", theme.dim());
        return;
    };
    let unread = !state.is_read(doc);
    if unread {
        p.put(inner.x + 1, y, 1, "•", theme.accent_strong());
    }
    if state.marks.starred.contains(&row.key) {
        p.put(inner.x + 1, y + 1, 1, STAR, theme.accent_strong());
    }
    if height > 2 && state.marks.notes.contains_key(&row.key) {
        p.put(inner.x + 1, y + 2, 1, NOTE, theme.accent_strong());
    }
    first_line(p, x, y, columns, row);
    let mut style = if unread { theme.strong() } else { Style::new() };
    if selected && state.focus == Pane::List {
        style = style.patch(theme.accent());
    }
    headline(p, x, y + 1, columns, row, style);
    if height > 2 {
        match state.hits.snippets.get(&doc) {
            Some(Some(snippet)) => why(p, x, y + 2, columns, snippet),
            _ => third_line(p, x, y + 2, columns, row),
        }
    }
}

/// Date, source, minutes.
fn first_line(p: &mut Painter<'_>, x: u16, y: u16, columns: u16, row: &Row) {
    let dim = p.theme.dim();
    let time = minutes(row.words);
    let date = match row.published {
        Some(date) => format!("{}{}", date_text(date), if row.inferred { " ≈" } else { "" }),
        None => "undated".to_owned(),
    };
    let room = usize::from(columns).saturating_sub(width(&date) + width(&time) + 3);
    let source = truncate(row.source.as_deref().unwrap_or_default(), room);
    let at = p.put(x, y, columns, &date, Style::new());
    p.put(at + 2, y, columns, &source, dim);
    let right = x + columns - (width(&time) as u16).min(columns);
    p.put(right, y, columns, &time, dim);
}

fn headline(p: &mut Painter<'_>, x: u16, y: u16, columns: u16, row: &Row, style: Style) {
    let title = if row.title.is_empty() { "Without a headline" } else { &row.title };
    let title = truncate(title, columns.into());
    p.put(x, y, columns, &title, style);
    let found = p.theme.word();
    for span in p.state.hits.in_title(&title) {
        let at = x + width(&title[..span.start as usize]) as u16;
        p.put(at, y, (x + columns).saturating_sub(at), span.of(&title), found);
    }
}

/// Why the query found it: its words where they stand, the first of them in sight.
fn why(p: &mut Painter<'_>, x: u16, y: u16, columns: u16, snippet: &Snippet) {
    let first = snippet.spans.first().map_or(0, |s| s.start as usize);
    let lead = usize::from(columns) / 4;
    let (mut start, mut cut) = (0, snippet.cut);
    // Whole words before it, as many as leave it in the first part of the line.
    while width(&snippet.text[start..first]) > lead {
        let Some(space) = snippet.text[start..first].find(' ') else { break };
        (start, cut) = (start + space + 1, true);
    }
    let (dim, found) = (p.theme.dim(), p.theme.word());
    let x = if cut { p.put(x, y, columns, "…", dim) } else { x };
    let columns = columns - u16::from(cut);
    let text = truncate(&snippet.text[start..], columns.into());
    p.put(x, y, columns, &text, dim);
    for span in &snippet.spans {
        let (Some(from), to) = ((span.start as usize).checked_sub(start), span.end as usize - start) else { continue };
        let Some(word) = text.get(from..to) else { break };
        let at = x + width(&text[..from]) as u16;
        p.put(at, y, (x + columns).saturating_sub(at), word, found);
    }
}

/// Countries as far as they fit, then how many more; tags where there is room for them; a copy says so.
fn third_line(p: &mut Painter<'_>, x: u16, y: u16, columns: u16, row: &Row) {
    let (state, theme) = (p.state, p.theme);
    let copy = if row.duplicate_of.is_some() { "copy" } else { "" };
    p.put(x + columns - copy.len() as u16, y, columns, copy, theme.dim());
    let room = usize::from(columns).saturating_sub(copy.len() + 5);
    let fit = if row.countries.len() * 3 <= room + 5 { row.countries.len() } else { room / 3 };
    let mut at = x;
    for &country in row.countries.iter().take(fit) {
        let style = match state.filters.want(country) {
            Some(_) => theme.accent_strong().add_modifier(Modifier::UNDERLINED),
            None => theme.dim(),
        };
        at = p.put(at, y, 2, country.as_str(), style) + 1;
    }
    if fit < row.countries.len() {
        at = p.put(at, y, 4, &format!("+{}", row.countries.len() - fit), theme.dim()) + 1;
    } else if row.countries.is_empty() && row.language != "en" && !row.language.is_empty() {
        at = p.put(at, y, columns, &super::text::language(&row.language), theme.dim()) + 1;
    }
    let end = usize::from(x + columns) - if copy.is_empty() { 0 } else { copy.len() + 1 };
    for tag in state.marks.tags.get(&row.key).into_iter().flatten() {
        let label = format!("#{tag}");
        if usize::from(at) + width(&label) > end {
            break;
        }
        at = p.put(at, y, columns, &label, theme.accent()) + 1;
    }
}

/// Nothing is listed: because nothing is loaded yet, nothing could be, or nothing matches.
fn nothing(p: &mut Painter<'_>, inner: Rect) {
    let (state, theme) = (p.state, p.theme);
    let (strong, dim, plain) = (theme.strong(), theme.dim(), Style::new());
    let loading = state.loading();
    let mut lines: Vec<(String, Style)> = Vec::new();
    if let Some(last) = state.filters.last().filter(|_| !state.snapshot.is_empty()) {
        lines.push(("No article matches".to_owned(), strong));
        lines.push((state.filters.text(), theme.accent_strong()));
        // In the prompt the keys mean something else.
        if state.prompt.is_none() {
            lines.push((String::new(), plain));
            lines.push((format!("Esc drops “{last}”"), plain));
            lines.push(("U undoes · 0 clears countries".to_owned(), dim));
        }
        if loading {
            lines.push((String::new(), plain));
            lines.push(("Articles are still arriving.".to_owned(), dim));
        }
    } else if loading {
        lines.push(("Reading…".to_owned(), strong));
        if let Some(progress) = &state.progress {
            lines.push((String::new(), plain));
            lines.push((counted(progress.articles, "article"), plain));
            lines.push((bytes(progress.bytes), dim));
            if let Some(n) = progress.waiting {
                lines.push((format!("{} to read", counted(n, "file")), dim));
            }
            if progress.faults > 0 {
                lines.push((format!("{} not read", super::text::thousands(progress.faults)), theme.fault()));
            }
            lines.push((String::new(), plain));
            lines.push(("Ctrl-c stops".to_owned(), dim));
        }
    } else {
        let (title, what) = match state.faults.len() {
            0 => ("No article here", "Nothing that was opened holds an article."),
            _ => ("No article could be read", "What stood in the way:"),
        };
        lines.push((title.to_owned(), strong));
        lines.push((String::new(), plain));
        lines.push((what.to_owned(), plain));
        let room = usize::from(inner.height / 4);
        for fault in state.faults.iter().take(room) {
            lines.push((String::new(), plain));
            lines.push((fault.place.clone(), theme.fault()));
            lines.push((fault.why.clone(), plain));
        }
        if state.faults.len() > room {
            lines.push((String::new(), plain));
            lines.push((format!("! shows all {}", state.faults.len()), dim));
        }
        lines.push((String::new(), plain));
        lines.push(("q quits".to_owned(), dim));
    }
    p.message(inner, &lines);
}
