//! The place of the last reading: what is kept of it, and how the reader returns there.
//!
//! Never fights a reader who has already pressed a key.

use super::filters::Filters;
use super::reading::{FurnitureMode, TextWidth};
use super::state::{Pane, State};
use crate::corpus::query::{Mistake, parse};
use crate::personal::{Place, sort_name, sort_named};

/// Names of panes, as they are kept.
const PANES: [(Pane, &str); 4] =
    [(Pane::List, "list"), (Pane::Article, "article"), (Pane::Entities, "entities"), (Pane::Dates, "dates")];
/// Names of what is done to furniture.
const FURNITURE: [(FurnitureMode, &str); 3] =
    [(FurnitureMode::Dim, "dim"), (FurnitureMode::Fold, "fold"), (FurnitureMode::Show, "show")];
/// Names of widths.
const WIDTHS: [(TextWidth, &str); 3] =
    [(TextWidth::Book, "book"), (TextWidth::Narrow, "narrow"), (TextWidth::Full, "full")];

fn name_of<T: PartialEq>(table: &[(T, &str)], value: &T) -> String {
    table.iter().find(|row| row.0 == *value).map_or("", |row| row.1).to_owned()
}

/// What a name means; the usual where it is not known.
fn named<T: Copy + Default>(table: &[(T, &str)], name: &str) -> T {
    table.iter().find(|row| row.1 == name).map_or_else(T::default, |row| row.0)
}

impl State {
    /// Where the reader is.
    #[must_use]
    pub fn place(&self) -> Place {
        // Until the article of the last reading has come, that is where the reader is.
        let waiting = self.returning.as_ref();
        let reading = self.reading.as_ref().filter(|r| Some(r.key()) == self.list.cursor);
        let article = waiting.map_or(self.list.cursor, |place| place.article);
        let byte = reading.map_or_else(
            || article.and_then(|key| self.places.get(&key).copied()).unwrap_or(0),
            super::reading::Reading::place,
        );
        Place {
            article,
            byte: waiting.map_or(byte, |place| place.byte),
            query: self.filters.query().to_string(),
            sort: self.sort.map_or_else(String::new, |sort| sort_name(sort).to_owned()),
            pane: waiting.map_or_else(|| name_of(&PANES, &self.focus), |place| place.pane.clone()),
            furniture: name_of(&FURNITURE, &self.furniture),
            width: name_of(&WIDTHS, &self.text_width),
        }
    }

    /// Goes on where the last reading ended, as soon as its article is there. For a state that has seen no message.
    #[must_use]
    pub fn resuming(mut self, place: Place) -> Self {
        self.filters = filters_of(&place.query).unwrap_or_default();
        self.sort = (!place.sort.is_empty()).then(|| sort_named(&place.sort));
        self.furniture = named(&FURNITURE, &place.furniture);
        self.text_width = named(&WIDTHS, &place.width);
        self.returning = place.article.is_some().then_some(place);
        self
    }

    /// Opens the article of the last reading once it has come.
    pub(super) fn return_to_place(&mut self) {
        let Some(place) = &self.returning else { return };
        let found = place.article.and_then(|key| Some((key, self.doc_of(key)?)));
        let Some((key, doc)) = found else {
            // It is not in the collection any more.
            if self.progress.as_ref().is_some_and(|p| p.done) {
                self.returning = None;
            }
            return;
        };
        self.places.insert(key, place.byte);
        let pane = named(&PANES, &place.pane);
        self.returning = None;
        self.list.held = true;
        self.open(doc);
        self.focus = pane;
    }
}

/// The filters that a text asks for.
pub(super) fn filters_of(text: &str) -> Result<Filters, Mistake> {
    let mut filters = Filters::default();
    filters.set(parse(text)?);
    Ok(filters)
}
