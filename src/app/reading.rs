//! The open article: its wrapped lines, made as they are needed, and the place in it.
//!
//! A text is divided once into blocks of some kilobytes at line breaks; a block is wrapped when it comes to the screen.
//! So that a screen costs the same in an article of one line, of 100,000 lines and of 100 MB. Does not style.

use super::dates::{self, DateItem};
use crate::corpus::article::{Annotated, Annotations, Article, ArticleKey, DocNo, EntityKind, EntityNo, TitleBasis};
use crate::text::Span;
use crate::text::wrap::{truncate, wrap};
use memchr::{memchr, memrchr};
use std::sync::Arc;

/// Bytes of a block: wrapped in well under a millisecond.
const BLOCK: usize = 32 * 1024;

/// Wrapped blocks that are kept before all are dropped.
const KEPT_BLOCKS: usize = 512;

/// What to do with page furniture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FurnitureMode {
    /// Show it dimmed, behind a sign.
    #[default]
    Dim,
    /// One line for each stretch.
    Fold,
    /// Show it like the article's own text.
    Show,
}

/// How wide text may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextWidth {
    /// 72 columns.
    #[default]
    Book,
    /// 56 columns.
    Narrow,
    /// The whole pane.
    Full,
}

impl TextWidth {
    /// The columns, unless the pane alone decides.
    #[must_use]
    pub fn columns(self) -> Option<u16> {
        match self {
            Self::Book => Some(72),
            Self::Narrow => Some(56),
            Self::Full => None,
        }
    }
}

/// What a line of the screen shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// The article's text.
    Text,
    /// Page furniture.
    Furniture,
    /// In place of folded furniture; the line's span is the whole stretch.
    Folded,
}

/// A line of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// What of the text it shows.
    pub span: Span,
    /// How.
    pub kind: LineKind,
}

/// A line by its block and its number there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    block: usize,
    line: usize,
}

/// A line of the entity panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntityLine {
    /// The heading of a kind.
    Kind(EntityKind),
    /// An entity.
    Entity(EntityNo),
    /// The role of the person above.
    Role(EntityNo),
}

/// The open article.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Its number.
    pub doc: DocNo,
    /// The article.
    pub article: Arc<Article>,
    /// Its layers.
    pub layers: Arc<Annotations>,
    /// The entity panel, line by line.
    pub entities: Vec<EntityLine>,
    /// Its dates in time order.
    pub dates: Vec<DateItem>,
    blocks: Vec<Span>,
    lines: Vec<Option<Box<[Line]>>>,
    wrapped: usize,
    columns: u16,
    height: usize,
    mode: FurnitureMode,
    top: Place,
    /// The byte at which the reader has put the top of the screen. The top itself may stand above it for as long as
    /// the rest of the text fits on the screen; a smaller screen goes back to it.
    chosen: u32,
}

impl Reading {
    /// Opens an article at its beginning.
    #[must_use]
    pub fn new(doc: DocNo, opened: Annotated) -> Self {
        let blocks = divide(&opened.article.text);
        Self {
            doc,
            entities: entity_lines(&opened.layers),
            dates: dates::items(&opened.article.text, &opened.layers),
            lines: vec![None; blocks.len()],
            blocks,
            article: opened.article,
            layers: opened.layers,
            wrapped: 0,
            columns: 0,
            height: 0,
            mode: FurnitureMode::default(),
            top: Place::default(),
            chosen: 0,
        }
    }

    /// The key of the article.
    #[must_use]
    pub fn key(&self) -> ArticleKey {
        self.article.key
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.article.text
    }

    /// The headline in lines to show above the text, where the text itself does not hold it; at most three.
    #[must_use]
    pub fn headline(&self, columns: u16, height: u16) -> Vec<String> {
        let title = &self.layers.title;
        if title.span.is_some() || title.basis == TitleBasis::Derived || title.text.is_empty() {
            return Vec::new();
        }
        let most = if height < 12 { 1 } else { 3 };
        // Longer headlines are cut, so that only what can be shown is wrapped.
        let shown = truncate(&title.text, usize::from(columns) * most);
        let mut spans = Vec::new();
        wrap(&shown, Span::new(0, shown.len()), columns.into(), &mut spans);
        let mut lines: Vec<String> = spans.iter().take(most).map(|s| s.of(&shown).to_owned()).collect();
        if spans.len() > most
            && let Some(last) = lines.last_mut()
        {
            *last = truncate(&format!("{last} {}", spans[most].of(&shown)), columns.into());
        }
        lines
    }

    /// Wraps to a text of `columns` by `height` lines; the place stays.
    pub fn fit(&mut self, columns: u16, height: u16, mode: FurnitureMode) {
        let (columns, height) = (columns.max(1), usize::from(height));
        if (columns, height, mode) == (self.columns, self.height, self.mode) {
            return;
        }
        if (columns, mode) != (self.columns, self.mode) {
            self.lines.fill(None);
            self.wrapped = 0;
        }
        (self.columns, self.height, self.mode) = (columns, height, mode);
        self.top = self.locate(self.chosen as usize);
        self.clamp();
    }

    /// The byte at which the reader has put the top of the screen.
    #[must_use]
    pub fn place(&self) -> u32 {
        self.chosen
    }

    /// The byte at which the screen begins.
    fn start(&self) -> u32 {
        self.line(self.top).map_or_else(|| self.blocks.get(self.top.block).map_or(0, |b| b.start), |l| l.span.start)
    }

    /// Begins the screen with the line that holds the byte `at`.
    pub fn set_place(&mut self, at: u32) {
        self.chosen = at;
        self.top = self.locate(at as usize);
        self.clamp();
    }

    /// Scrolls by lines; says whether anything moved.
    pub fn scroll(&mut self, by: isize) -> bool {
        let before = self.top;
        for _ in 0..by.unsigned_abs() {
            let next = if by > 0 { self.after(self.top) } else { self.before(self.top) };
            match next {
                Some(place) => self.top = place,
                None => break,
            }
        }
        self.choose();
        self.top != before
    }

    /// Goes to the beginning.
    pub fn to_start(&mut self) {
        self.top = self.first();
        self.choose();
    }

    /// Goes to the end.
    pub fn to_end(&mut self) {
        self.top = self.last_top();
        self.choose();
    }

    /// Brings the byte `at` to the screen: where it is not there already, a third from the top.
    pub fn show(&mut self, at: u32) {
        let seen = self.visible();
        if let (Some(first), Some(last)) = (seen.first(), seen.last())
            && first.span.start <= at
            && at < last.span.end
        {
            return;
        }
        self.top = self.locate(at as usize);
        self.scroll(-(self.height as isize / 3));
    }

    /// How many blocks are wrapped.
    #[cfg(test)]
    pub(crate) fn wrapped_blocks(&self) -> usize {
        self.wrapped
    }

    /// Whether the end of the text is on the screen.
    #[must_use]
    pub fn at_end(&mut self) -> bool {
        let last = self.last_top();
        self.top >= last
    }

    /// How far the last line of the screen is in the text, 0–100.
    #[must_use]
    pub fn percent(&self) -> u8 {
        let Some(last) = self.visible().last().copied() else { return 100 };
        let len = self.text().trim_end().len().max(1) as u64;
        (u64::from(last.span.end) * 100 / len).min(100) as u8
    }

    /// The lines on the screen.
    #[must_use]
    pub fn visible(&self) -> Vec<Line> {
        let mut out = Vec::with_capacity(self.height);
        let mut place = self.top;
        while out.len() < self.height {
            let Some(Some(lines)) = self.lines.get(place.block) else { break };
            let room = self.height - out.len();
            out.extend(lines.iter().skip(place.line).take(room));
            place = Place { block: place.block + 1, line: 0 };
        }
        out
    }

    fn line(&self, place: Place) -> Option<Line> {
        self.lines.get(place.block)?.as_ref()?.get(place.line).copied()
    }

    /// Wraps a block unless it is; returns its number of lines.
    fn ensure(&mut self, block: usize) -> usize {
        if let Some(Some(lines)) = self.lines.get(block) {
            return lines.len();
        }
        let Some(&span) = self.blocks.get(block) else { return 0 };
        let lines = self.wrap_block(span);
        let count = lines.len();
        self.lines[block] = Some(lines.into_boxed_slice());
        self.wrapped += 1;
        count
    }

    fn wrap_block(&self, block: Span) -> Vec<Line> {
        let text = self.article.text.as_str();
        let furniture = &self.layers.furniture;
        let mut lines = Vec::new();
        let mut spans = Vec::new();
        let mut next = furniture.partition_point(|f| f.span.end <= block.start);
        // One empty line parts two paragraphs, however many there are, and none stands above the first.
        let mut parted = block.start == 0;
        let mut at = block.start as usize;
        let end = block.end as usize;
        while at < end {
            let stop = memchr(b'\n', &text.as_bytes()[at..end]).map_or(end, |n| at + n);
            while furniture.get(next).is_some_and(|f| (f.span.end as usize) <= at && f.span.end > f.span.start) {
                next += 1;
            }
            let inside = furniture.get(next).filter(|f| (f.span.start as usize) < stop);
            let empty = text[at..stop].trim().is_empty() && (inside.is_none() || self.mode != FurnitureMode::Fold);
            if std::mem::replace(&mut parted, empty) && empty {
                at = stop + 1;
                continue;
            }
            match (inside, self.mode) {
                (Some(f), FurnitureMode::Fold) => {
                    if (f.span.start as usize) >= at {
                        lines.push(Line { span: f.span, kind: LineKind::Folded });
                    }
                }
                (inside, mode) => {
                    let dim = inside.is_some() && mode == FurnitureMode::Dim;
                    let kind = if dim { LineKind::Furniture } else { LineKind::Text };
                    spans.clear();
                    wrap(text, Span::new(at, stop), self.columns.into(), &mut spans);
                    lines.extend(spans.iter().map(|&span| Line { span, kind }));
                }
            }
            at = stop + 1;
        }
        lines
    }

    /// The line that holds the byte `at`, or the last one before it.
    fn locate(&mut self, at: usize) -> Place {
        let block = self.blocks.partition_point(|b| (b.start as usize) <= at).saturating_sub(1);
        let count = self.ensure(block);
        let found = match self.lines.get(block) {
            Some(Some(lines)) => lines.partition_point(|l| (l.span.start as usize) <= at),
            _ => 0,
        };
        let place = Place { block, line: found.saturating_sub(1).min(count.saturating_sub(1)) };
        if count > 0 { place } else { self.before(place).or_else(|| self.after(place)).unwrap_or_default() }
    }

    fn after(&mut self, place: Place) -> Option<Place> {
        if place.line + 1 < self.ensure(place.block) {
            return Some(Place { line: place.line + 1, ..place });
        }
        let block = (place.block + 1..self.blocks.len()).find(|&b| self.ensure(b) > 0)?;
        Some(Place { block, line: 0 })
    }

    fn before(&mut self, place: Place) -> Option<Place> {
        if place.line > 0 {
            return Some(Place { line: place.line - 1, ..place });
        }
        let block = (0..place.block.min(self.blocks.len())).rev().find(|&b| self.ensure(b) > 0)?;
        Some(Place { block, line: self.ensure(block) - 1 })
    }

    fn first(&mut self) -> Place {
        let start = Place::default();
        if self.ensure(0) > 0 { start } else { self.after(start).unwrap_or_default() }
    }

    /// Where the screen begins when it shows the end.
    fn last_top(&mut self) -> Place {
        let mut place = Place { block: self.blocks.len(), line: 0 };
        for _ in 0..self.height.max(1) {
            match self.before(place) {
                Some(before) => place = before,
                None => break,
            }
        }
        if place.block >= self.blocks.len() { Place::default() } else { place }
    }

    /// The reader has put the top here.
    fn choose(&mut self) {
        self.clamp();
        self.chosen = self.start();
    }

    /// Keeps the screen filled, and wraps what it shows.
    fn clamp(&mut self) {
        if self.wrapped >= KEPT_BLOCKS {
            self.lines.fill(None);
            self.wrapped = 0;
        }
        self.top = self.top.min(self.last_top());
        let mut count = self.ensure(self.top.block).saturating_sub(self.top.line);
        let mut block = self.top.block + 1;
        while count < self.height && block < self.blocks.len() {
            count += self.ensure(block);
            block += 1;
        }
    }
}

/// Divides a text into blocks of at most [`BLOCK`] bytes, at line breaks, else at a space, else anywhere.
fn divide(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut blocks = Vec::with_capacity(text.len() / BLOCK + 1);
    let mut at = 0;
    while at < text.len() {
        let mut end = (at + BLOCK).min(text.len());
        if end < text.len() {
            let window = &bytes[at..end];
            end = match memrchr(b'\n', window).or_else(|| memrchr(b' ', window)) {
                Some(n) => at + n + 1,
                None => text.floor_char_boundary(end),
            };
        }
        blocks.push(Span::new(at, end));
        at = end;
    }
    blocks
}

/// The entity panel: kinds in their order, entities by salience, roles under persons.
fn entity_lines(layers: &Annotations) -> Vec<EntityLine> {
    let mut lines = Vec::new();
    for kind in EntityKind::ALL {
        let mut heading = false;
        for (n, e) in layers.entities.iter().enumerate().take(usize::from(u16::MAX)) {
            // What stands in furniture alone is not what the article speaks of.
            if e.kind != kind || e.mentions == 0 {
                continue;
            }
            if !heading {
                lines.push(EntityLine::Kind(kind));
                heading = true;
            }
            let no = EntityNo(n as u16);
            lines.push(EntityLine::Entity(no));
            if kind == EntityKind::Person && (e.role.is_some() || e.country.is_some()) {
                lines.push(EntityLine::Role(no));
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::article;

    fn shown(text: &str) -> Vec<String> {
        let mut reading = Reading::new(DocNo(0), article("x", "", "", text));
        reading.fit(40, 12, FurnitureMode::Dim);
        reading.to_start();
        reading.visible().iter().map(|line| line.span.of(text).to_owned()).collect()
    }

    #[test]
    fn one_empty_line_parts_two_paragraphs_and_none_stands_above_the_first() {
        let text = "\n\n  \nThe port was closed on Monday.\n\n\n \nIt opens again in May.\nSo the minister said.\n";
        let want = ["The port was closed on Monday.", "", "It opens again in May.", "So the minister said."];
        assert_eq!(shown(text), want);
        assert!(shown("\n \n\n").is_empty());
        let mut reading = Reading::new(DocNo(0), article("x", "", "", text));
        reading.fit(40, 1, FurnitureMode::Dim);
        reading.show(text.find("It opens").unwrap() as u32);
        assert_eq!(reading.visible()[0].span.of(text), "It opens again in May.");
    }
}
