//! Where everything stands: rectangles from the size and the state, for pages and mouse hits as for drawing.
//!
//! Does not draw.

use super::state::{Pane, State};
use crate::corpus::article::CountryCode;
use crate::text::wrap::width;

/// The smallest terminal that the reader draws on, columns and rows.
pub const SMALLEST: (u16, u16) = (40, 10);

/// Lines of an article in the list, the blank one between two apart.
pub const ITEM: usize = 3;

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rect {
    /// First column.
    pub x: u16,
    /// First row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Rect {
    /// The rectangle at `x`, `y`.
    #[must_use]
    pub const fn new(x: u16, y: u16, width: u16, height: u16) -> Self {
        Self { x, y, width, height }
    }

    /// Without a frame of one cell.
    #[must_use]
    pub fn inner(self) -> Self {
        Self::new(self.x + 1, self.y + 1, self.width.saturating_sub(2), self.height.saturating_sub(2))
    }

    /// Whether it holds the cell.
    #[must_use]
    pub fn holds(self, column: u16, row: u16) -> bool {
        column >= self.x && row >= self.y && column - self.x < self.width && row - self.y < self.height
    }

    /// A rectangle of at most this size in the middle of this one.
    #[must_use]
    pub fn centre(self, width: u16, height: u16) -> Self {
        let (w, h) = (width.min(self.width), height.min(self.height));
        Self::new(self.x + (self.width - w) / 2, self.y + (self.height - h) / 2, w, h)
    }
}

/// How the panes share the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Under [`SMALLEST`]: nothing but the wish for more room.
    TooSmall,
    /// One pane at a time.
    One,
    /// List and article; the panels open over them.
    Two,
    /// List, article, and one column for both panels.
    Three,
    /// A column for each.
    Four,
    /// The article alone.
    Zen,
}

/// The rectangle of everything on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// How the panes share it.
    pub shape: Shape,
    /// Name, filters, counts; and the country bar below where there is room.
    pub header: Rect,
    /// The panes' area.
    pub body: Rect,
    /// The article list.
    pub list: Option<Rect>,
    /// The article.
    pub article: Option<Rect>,
    /// The entity panel; without a lower frame where the date sidebar stands under it.
    pub entities: Option<Rect>,
    /// The date sidebar.
    pub dates: Option<Rect>,
    /// Hints, prompts and notices.
    pub footer: Rect,
    /// The overlay, where one is open.
    pub overlay: Option<Rect>,
}

impl Layout {
    /// The layout of a state.
    #[must_use]
    pub fn of(state: &State) -> Self {
        let (w, h) = state.size;
        let header = Rect::new(0, 0, w, if h < 14 { 1 } else { 2 });
        let footer = Rect::new(0, h.saturating_sub(1), w, 1);
        let body = Rect::new(0, header.height, w, h.saturating_sub(header.height + 1));
        let mut l = Self {
            shape: shape(state),
            header,
            body,
            list: None,
            article: None,
            entities: None,
            dates: None,
            footer,
            overlay: None,
        };
        match l.shape {
            Shape::TooSmall => return l,
            Shape::Zen => {
                l.header.height = 0;
                l.body = Rect::new(0, 0, w, h - 1);
                l.article = Some(l.body);
            }
            Shape::One => *l.pane_mut(state.focus) = Some(body),
            Shape::Two => {
                let list = (w * 2 / 5).clamp(28, 40);
                l.columns(&[(Pane::List, list), (Pane::Article, w - list)]);
                if matches!(state.focus, Pane::Entities | Pane::Dates) {
                    let drawer = 36.min(w - list);
                    *l.pane_mut(state.focus) = Some(Rect::new(w - drawer, body.y, drawer, body.height));
                }
            }
            Shape::Three => {
                let side = if w < 140 { 26 } else { 30 };
                let list = 36 + (w - 110) / 5;
                l.columns(&[(Pane::List, list), (Pane::Article, w - list - side), (Pane::Entities, side)]);
                // The entity panel gives its last line to the date sidebar's frame.
                let upper = body.height * 11 / 20;
                l.entities = Some(Rect::new(w - side, body.y, side, upper));
                l.dates = Some(Rect::new(w - side, body.y + upper, side, body.height - upper));
            }
            Shape::Four => {
                let list = 40 + ((w - 160) / 6).min(12);
                let side = 28 + ((w - 160) / 10).min(6);
                l.columns(&[
                    (Pane::List, list),
                    (Pane::Article, w - list - 2 * side),
                    (Pane::Entities, side),
                    (Pane::Dates, side),
                ]);
            }
        }
        l.overlay = state.overlay.as_ref().map(|overlay| {
            let (columns, rows) = overlay.wishes(state);
            let room = Rect::new(0, 0, w, h - 1);
            let room = Rect { x: 1, width: room.width - 2, ..room };
            room.centre(columns, rows)
        });
        l
    }

    /// The rectangle of a pane, where it is on the screen.
    #[must_use]
    pub fn pane(&self, pane: Pane) -> Option<Rect> {
        match pane {
            Pane::List => self.list,
            Pane::Article => self.article,
            Pane::Entities => self.entities,
            Pane::Dates => self.dates,
        }
    }

    /// What a pane has inside its frame.
    #[must_use]
    pub fn inside(&self, pane: Pane) -> Option<Rect> {
        let outer = self.pane(pane)?;
        let mut inner = outer.inner();
        if pane == Pane::Entities && self.joined() {
            inner.height += 1;
        }
        if self.shape == Shape::Zen {
            inner = Rect { x: outer.x, width: outer.width, ..inner };
        }
        Some(inner)
    }

    /// Whether entity panel and date sidebar share one frame.
    #[must_use]
    pub fn joined(&self) -> bool {
        self.shape == Shape::Three
    }

    /// The pane at a cell; what lies over others first.
    #[must_use]
    pub fn at(&self, column: u16, row: u16) -> Option<Pane> {
        [Pane::Entities, Pane::Dates, Pane::Article, Pane::List]
            .into_iter()
            .find(|&p| self.pane(p).is_some_and(|r| r.holds(column, row)))
    }

    fn pane_mut(&mut self, pane: Pane) -> &mut Option<Rect> {
        match pane {
            Pane::List => &mut self.list,
            Pane::Article => &mut self.article,
            Pane::Entities => &mut self.entities,
            Pane::Dates => &mut self.dates,
        }
    }

    fn columns(&mut self, panes: &[(Pane, u16)]) {
        let mut x = 0;
        for &(pane, width) in panes {
            *self.pane_mut(pane) = Some(Rect::new(x, self.body.y, width, self.body.height));
            x += width;
        }
    }
}

fn shape(state: &State) -> Shape {
    match state.size {
        (w, h) if w < SMALLEST.0 || h < SMALLEST.1 => Shape::TooSmall,
        _ if state.zen && state.reading.is_some() => Shape::Zen,
        (..70, _) => Shape::One,
        (..110, _) => Shape::Two,
        (..160, _) => Shape::Three,
        _ => Shape::Four,
    }
}

/// Rows from one article of the list to the next: with a blank line between two, unless the pane is low.
#[must_use]
pub fn list_step(inner_height: u16) -> usize {
    if inner_height >= 11 { ITEM + 1 } else { ITEM }
}

/// How many articles the list shows in full.
#[must_use]
pub fn list_page(inner_height: u16) -> usize {
    let step = list_step(inner_height);
    ((inner_height as usize + step - ITEM) / step).max(1)
}

/// The article pane inside its frame: the lines above the text, and the text itself with its gutter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArticleArea {
    /// Headline, where it is not in the text; the line of source, place and date; that of star, tags and note.
    pub head: Rect,
    /// The text and, left of it, [`GUTTER`] columns for signs.
    pub text: Rect,
}

/// Columns left of the text, for the sign of furniture.
pub const GUTTER: u16 = 2;

/// Divides the article pane. The text column is at most as wide as the reader chose, and stands in the middle.
#[must_use]
pub fn article_area(state: &State, inner: Rect) -> ArticleArea {
    // One column stays free on the right, so that no word touches the frame.
    let room = inner.width.saturating_sub(1);
    let columns = state.text_width.columns().map_or(room, |c| (c + GUTTER).min(room));
    let x = inner.x + (inner.width - columns) / 2;
    let headline = state.reading.as_ref().map_or(0, |r| r.headline(columns.saturating_sub(GUTTER), inner.height).len());
    // A low pane has no room for a blank line.
    let blank = u16::from(inner.height >= 8);
    let marks = u16::from(state.marks_text().is_some());
    let head = (headline as u16 + 1 + marks + blank).min(inner.height);
    ArticleArea {
        head: Rect::new(x, inner.y, columns, head),
        text: Rect::new(x, inner.y + head, columns, inner.height - head),
    }
}

/// One country of the country bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BarItem {
    /// Which.
    pub country: CountryCode,
    /// Its digit, for the first nine.
    pub digit: Option<u8>,
    /// Articles among those listed.
    pub count: u32,
    /// Where it stands.
    pub rect: Rect,
}

/// The country bar, from left to right; and how many countries found no room.
#[must_use]
pub fn bar(state: &State, header: Rect) -> (Vec<BarItem>, usize) {
    let mut items = Vec::new();
    if header.height < 2 {
        return (items, 0);
    }
    let mut x = header.x + 1;
    let order = &state.bar.order;
    for (n, &country) in order.iter().enumerate() {
        let count = state.listing_count(country);
        let digit = (n < 9).then_some(n as u8 + 1);
        let columns = width(&bar_label(digit, country, count)) as u16;
        // Room for " +123" stays until the last.
        let spare = if n + 1 == order.len() { 0 } else { 6 };
        if x + columns + spare > header.x + header.width {
            return (items, order.len() - n);
        }
        items.push(BarItem { country, digit, count, rect: Rect::new(x, header.y + 1, columns, 1) });
        x += columns + 1;
    }
    (items, 0)
}

/// A country in the bar: `1 JP 5`, a space on either side for the brackets of a filter.
#[must_use]
pub fn bar_label(digit: Option<u8>, country: CountryCode, count: u32) -> String {
    match digit {
        Some(d) => format!("{d} {country} {count} "),
        None => format!("{country} {count} "),
    }
}
