//! The article: where it comes from, then its text with names, dates and finds marked.

use super::paint::{FrameKind, Painter};
use super::text::{counted, language};
use crate::app::dates::date_text;
use crate::app::layout::{ArticleArea, GUTTER, Rect, Shape, article_area};
use crate::app::reading::{Line, LineKind, Reading};
use crate::app::state::{Chosen, Pane};
use crate::corpus::article::{Basis, FurnitureKind, Mention, PartialDate};
use crate::text::Span;
use crate::text::wrap::{truncate, width};
use chrono::Datelike;
use ratatui::style::{Modifier, Style};

pub(super) fn draw(p: &mut Painter<'_>, rect: Rect) {
    let state = p.state;
    let focused = state.focus == Pane::Article;
    let zen = p.layout.shape == Shape::Zen;
    let title = state.reading.as_ref().map_or("", |r| r.layers.title.text.as_str());
    if !zen {
        p.frame(rect, FrameKind::Whole, title, focused);
        if state.outside() && rect.height > 2 {
            let sign = " outside the filters ";
            let x = (rect.x + rect.width).saturating_sub(width(sign) as u16 + 2).max(rect.x + 1);
            p.put(x, rect.y + rect.height - 1, rect.width - 2, sign, p.theme.accent_strong());
        }
    }
    let Some(inner) = p.layout.inside(Pane::Article) else { return };
    let Some(reading) = &state.reading else {
        if state.list.listing.docs.is_empty() && state.loading() {
            p.message(inner, &[("The first article comes here.".to_owned(), p.theme.dim())]);
        }
        return;
    };
    let area = article_area(state, inner);
    head(p, reading, area, inner.height);
    if reading.text().trim().is_empty() {
        return p.message(area.text, &[("This article has no text.".to_owned(), p.theme.dim())]);
    }
    let marks = Marks::new(p, reading);
    let lines = reading.visible();
    for (n, line) in lines.iter().enumerate() {
        text_line(p, reading, &marks, area.text, n as u16, *line);
    }
    if !zen && let (Some(first), Some(last)) = (lines.first(), lines.last()) {
        let len = reading.text().len();
        let (from, to) = (first.span.start as usize, last.span.end as usize);
        // By lines a long text can't be measured without wrapping all of it; by bytes it can.
        if to < reading.text().trim_end().len() || from > 0 {
            p.scrolled(inner, from, (to - from).max(1), len, focused);
        }
    }
}

/// Headline where the text lacks it, then source, place, date and length, then star, tags and note.
fn head(p: &mut Painter<'_>, reading: &Reading, area: ArticleArea, height: u16) {
    let rect = area.head;
    let columns = rect.width.saturating_sub(GUTTER);
    let x = rect.x + GUTTER;
    let mut y = rect.y;
    for line in reading.headline(columns, height) {
        p.put(x, y, columns, &line, p.theme.strong());
        for span in p.state.hits.in_title(&line) {
            let at = x + width(&line[..span.start as usize]) as u16;
            p.put(at, y, columns, span.of(&line), p.theme.word());
        }
        y += 1;
    }
    let layers = &reading.layers;
    let words = p.state.row(reading.doc).map(|row| counted(row.words as usize, "word"));
    let date = match layers.published.value {
        Some(date) => format!("{}{}", long_date(date), if is_inferred(reading) { " ≈" } else { "" }),
        None => "undated".to_owned(),
    };
    let unannotated = (!layers.annotated).then(|| format!("{}, not annotated", language(&layers.language)));
    let copy = p.state.row(reading.doc).and_then(|r| r.duplicate_of).map(|_| "a copy".to_owned());
    // The less telling parts go whole where there is no room.
    let mut parts: Vec<(u8, String)> = [
        (1, layers.source.clone()),
        (2, layers.dateline.as_ref().map(|d| d.place.clone())),
        (0, Some(date)),
        (0, unannotated),
        (2, copy),
        (3, words),
        (4, layers.byline.clone()),
    ]
    .into_iter()
    .filter_map(|(weight, text)| Some((weight, text.filter(|t| !t.is_empty())?)))
    .collect();
    let joined = |parts: &[(u8, String)]| parts.iter().map(|p| p.1.as_str()).collect::<Vec<_>>().join(" · ");
    while width(&joined(&parts)) > columns.into() && parts.len() > 1 {
        let heaviest = parts.iter().map(|p| p.0).max().unwrap_or(0);
        let Some(at) = parts.iter().rposition(|p| p.0 == heaviest) else { break };
        parts.remove(at);
    }
    p.put(x, y, columns, &truncate(&joined(&parts), columns.into()), p.theme.dim());
    if let Some(marks) = p.state.marks_text() {
        p.put(x, y + 1, columns, &truncate(&marks, columns.into()), p.theme.accent());
    }
}

fn is_inferred(reading: &Reading) -> bool {
    reading.layers.published.basis == Some(Basis::Inferred)
}

/// `Mon 8 Sep 2025`
fn long_date(date: PartialDate) -> String {
    match date {
        PartialDate::Day(day) => format!("{} {}", day.weekday(), date_text(date)),
        other => date_text(other),
    }
}

/// What is marked beyond the annotations.
struct Marks {
    chosen: Option<crate::corpus::article::EntityNo>,
    /// The mention that was gone to last.
    here: Option<Span>,
}

impl Marks {
    fn new(p: &Painter<'_>, reading: &Reading) -> Self {
        let chosen = match p.state.chosen {
            Chosen::Entity(no) => Some(no),
            _ => None,
        };
        let here = chosen
            .zip(p.state.mention)
            .and_then(|(no, at)| reading.layers.mentions.iter().filter(|m| m.entity == no).nth(at).map(|m| m.span));
        Self { chosen, here }
    }
}

fn text_line(p: &mut Painter<'_>, reading: &Reading, marks: &Marks, area: Rect, n: u16, line: Line) {
    let y = area.y + n;
    let x = area.x + GUTTER;
    let columns = area.width.saturating_sub(GUTTER);
    let dim = p.theme.dim();
    match line.kind {
        LineKind::Folded => {
            p.put(area.x, y, GUTTER, "░", dim);
            let what = folded_text(reading, line.span);
            p.put(x, y, columns, &truncate(&what, columns.into()), dim);
            return;
        }
        LineKind::Furniture => {
            p.put(area.x, y, GUTTER, "░", dim);
        }
        LineKind::Text => {}
    }
    let text = reading.text();
    let mut at = x;
    for (span, style) in pieces(p, reading, marks, line) {
        let piece = span.of(text);
        at = p.put(at, y, (x + columns).saturating_sub(at), piece, style);
    }
}

/// What a folded stretch was: `photo caption`.
fn folded_text(reading: &Reading, span: Span) -> String {
    let kind = reading.layers.furniture.iter().find(|f| f.span == span).map(|f| f.kind);
    let what = match kind {
        Some(FurnitureKind::Duplicate) => "repeated text",
        Some(FurnitureKind::Caption) => "photo caption",
        Some(FurnitureKind::Credit) => "credit",
        Some(FurnitureKind::Source) => "source label",
        Some(FurnitureKind::Copyright) => "copyright line",
        Some(FurnitureKind::Related) => "links to other articles",
        Some(FurnitureKind::Share) => "share buttons",
        Some(FurnitureKind::Navigation) => "navigation",
        Some(FurnitureKind::Advertisement) => "advertisement",
        None => "page furniture",
    };
    format!("{what}, folded")
}

/// The line cut where styles change.
fn pieces(p: &Painter<'_>, reading: &Reading, marks: &Marks, line: Line) -> Vec<(Span, Style)> {
    let theme = p.theme;
    let layers = &reading.layers;
    let furniture = line.kind == LineKind::Furniture;
    let mut layer: Vec<(Span, Style)> = Vec::new();
    let base = if furniture { theme.dim() } else { Style::new() };
    if let Some(span) = layers.title.span.filter(|s| s.overlaps(line.span) && !furniture) {
        layer.push((span, theme.strong()));
    }
    for time in overlapping(&layers.times, |t| t.span, line.span) {
        if !furniture {
            layer.push((time.span, theme.date()));
        }
    }
    for mention in mentions(&layers.mentions, line.span) {
        let mut style = if furniture { theme.dim() } else { theme.kind(mention.kind) };
        if marks.chosen == Some(mention.entity) {
            style = theme.kind(mention.kind).add_modifier(Modifier::REVERSED);
            if marks.here == Some(mention.span) {
                style = theme.found_here();
            }
        }
        layer.push((mention.span, style));
    }
    let hits = &p.state.hits;
    let word_here = hits.current.filter(|_| p.state.chosen == Chosen::Nothing).and_then(|c| hits.spans.get(c)).copied();
    for &span in overlapping(&hits.spans, |s| *s, line.span) {
        layer.push((span, if Some(span) == word_here { theme.found_here() } else { theme.word() }));
    }
    if let Some(find) = &p.state.find {
        let here = find.current.and_then(|c| find.spans.get(c)).copied();
        for &span in overlapping(&find.spans, |s| *s, line.span) {
            layer.push((span, if Some(span) == here { theme.found_here() } else { theme.found() }));
        }
    }
    cut(line.span, base, &layer)
}

/// Items, sorted and disjoint, that overlap a line.
fn overlapping<T>(items: &[T], span: impl Fn(&T) -> Span, line: Span) -> &[T] {
    let from = items.partition_point(|i| span(i).end <= line.start);
    let to = items.partition_point(|i| span(i).start < line.end);
    &items[from..to.max(from)]
}

/// Mentions that overlap a line, outer ones first. They nest or are apart, so that looking back ends at the first
/// outer one that ends before the line.
fn mentions(all: &[Mention], line: Span) -> impl Iterator<Item = &Mention> {
    let to = all.partition_point(|m| m.span.start < line.end);
    let back = all[..to].iter().rposition(|m| !m.nested && m.span.end <= line.start);
    all[back.map_or(0, |b| b + 1)..to].iter().filter(move |m| m.span.overlaps(line))
}

/// Cuts a line at the edges of its layers; later layers lie over earlier ones.
fn cut(line: Span, base: Style, layers: &[(Span, Style)]) -> Vec<(Span, Style)> {
    let mut edges: Vec<u32> = vec![line.start, line.end];
    for (span, _) in layers {
        edges.extend([span.start, span.end].into_iter().filter(|e| line.start < *e && *e < line.end));
    }
    edges.sort_unstable();
    edges.dedup();
    edges
        .windows(2)
        .map(|w| {
            let piece = Span { start: w[0], end: w[1] };
            let over = layers.iter().filter(|(span, _)| span.contains(piece));
            (piece, over.fold(base, |style, (_, layer)| style.patch(*layer)))
        })
        .collect()
}
