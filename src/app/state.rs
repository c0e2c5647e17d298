//! Everything the reader knows. How it changes is `update`'s and `commands`'.

use super::dates::{self, DateRow};
use super::filters::Filters;
use super::find::Find;
use super::history::History;
use super::hits::Hits;
use super::layout::{Layout, Shape};
use super::located::Located;
use super::marking::Undo;
use super::message::Effect;
use super::overlay::Overlay;
use super::prompt::Prompt;
use super::reading::{EntityLine, FurnitureMode, Reading, TextWidth};
use crate::corpus::article::{ArticleKey, CountryCode, DocNo, EntityNo};
use crate::corpus::formats::Fault;
use crate::corpus::library::{Listing, Progress, Row, Snapshot};
use crate::corpus::query::Sort;
use crate::personal::{Marks, Place};
use rustc_hash::FxHashMap;
use std::sync::Arc;
use std::time::Duration;

pub use super::update::update;

/// The sign of a star.
pub const STAR: &str = "★";
/// The sign of a note.
pub const NOTE: &str = "✎";

/// A pane that can have the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pane {
    /// The article list.
    #[default]
    List,
    /// The article.
    Article,
    /// The entity panel.
    Entities,
    /// The date sidebar.
    Dates,
}

impl Pane {
    /// Every pane, from left to right.
    pub const ALL: [Pane; 4] = [Self::List, Self::Article, Self::Entities, Self::Dates];
}

/// The country bar: countries keep their numbers.
#[derive(Clone, Debug, Default)]
pub struct Bar {
    /// Countries by number.
    pub order: Vec<CountryCode>,
    /// Until when it may be ranked anew by itself, and the first row be selected: nobody can have read them yet.
    pub settles: Option<Duration>,
}

/// The article list.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// Whether people and sources were asked for with it.
    pub counted: bool,
    /// The generation of the last listing that was asked for.
    pub asked: u64,
    /// The generation of the one shown; 0 before the first.
    pub shown: u64,
    /// What is listed.
    pub listing: Listing,
    /// The article selected: a key, so that arrivals never move it.
    pub cursor: Option<ArticleKey>,
    /// The row where it is listed; `None` outside the filters.
    pub row: Option<usize>,
    /// The row where the cursor was last.
    pub last_row: usize,
    /// The first row on the screen.
    pub top: usize,
    /// Whether the next listing follows a change of the filters: then a cursor that it leaves out goes to its first row.
    pub follow: bool,
    /// Whether the cursor stays where it is even before anybody can have read the list: the last reading ended there.
    pub held: bool,
}

/// A cursor in a panel, and the first line on the screen.
#[derive(Clone, Copy, Debug, Default)]
pub struct PanelCursor {
    /// The line.
    pub at: usize,
    /// The first line on the screen.
    pub top: usize,
}

/// What `n` and `N` go through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Chosen {
    /// Nothing yet: the words of the query, where it has any.
    #[default]
    Nothing,
    /// The matches of the find.
    Find,
    /// The mentions of an entity of the open article.
    Entity(EntityNo),
}

/// A message to the reader, for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it says.
    pub text: String,
    /// Until when.
    pub until: Duration,
}

/// Everything the reader knows.
#[derive(Debug, Default)]
pub struct State {
    /// The collection's name, for the header.
    pub name: String,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// Time since the start.
    pub now: Duration,
    /// The library's columns.
    pub snapshot: Arc<Snapshot>,
    /// The months in which its articles were published, newest first.
    pub months: Vec<(i32, u32)>,
    /// How far loading is; `None` before it has begun.
    pub progress: Option<Progress>,
    /// Whether the loading waits.
    pub paused: bool,
    /// What could not be read.
    pub faults: Vec<Fault>,
    /// A message for a while.
    pub notice: Option<Notice>,
    /// The country bar.
    pub bar: Bar,
    /// The filters in force.
    pub filters: Filters,
    /// How to step back, the last step last.
    pub undo: Vec<Undo>,
    /// The query that is being typed.
    pub prompt: Option<Prompt>,
    /// The order of the list that the reader chose.
    pub sort: Option<Sort>,
    /// The article list.
    pub list: List,
    /// Rows by article, with the generation of the snapshot that they were asked under.
    pub rows: FxHashMap<DocNo, (u64, Arc<Row>)>,
    /// Rows that were asked for, by the generation of the snapshot.
    pub asked_rows: FxHashMap<DocNo, u64>,
    /// What the reader has marked.
    pub marks: Marks,
    /// Whether the marks that were kept are still on their way.
    pub marks_awaited: bool,
    /// Why marks are not kept.
    pub unkept: Option<String>,
    /// The same as queries ask for it.
    pub(super) located: Located,
    /// The article that was asked for last.
    pub wanted: Option<DocNo>,
    /// The open article.
    pub reading: Option<Reading>,
    /// Since when the open article is on the screen; `None` once it counts as read.
    pub since: Option<Duration>,
    /// Where the reader was in articles seen before.
    pub places: FxHashMap<ArticleKey, u32>,
    /// Where to go in an article that was asked for.
    pub(super) goal: Option<(DocNo, u32)>,
    /// Where the last reading ended, until its article has come.
    pub returning: Option<Place>,
    /// The articles visited.
    pub history: History,
    /// The pane with the focus.
    pub focus: Pane,
    /// The cursor of the entity panel.
    pub entities: PanelCursor,
    /// The cursor of the date sidebar.
    pub dates: PanelCursor,
    /// Years whose months are shown.
    pub open_years: Vec<i32>,
    /// What lies over the panes.
    pub overlay: Option<Overlay>,
    /// The find in force.
    pub find: Option<Find>,
    /// Where the words of the query stand in the open article.
    pub hits: Hits,
    /// What `n` and `N` go through.
    pub chosen: Chosen,
    /// The mention that was gone to last, among those of the chosen entity.
    pub mention: Option<usize>,
    /// What to do with page furniture.
    pub furniture: FurnitureMode,
    /// Whether the article stands alone.
    pub zen: bool,
    /// How wide text may be.
    pub text_width: TextWidth,
    /// Whether the mouse was left to the terminal.
    pub mouse_off: bool,
    /// Which way along the story the reader waits to go.
    pub story_step: Option<isize>,
    /// Until when a second Ctrl-c quits.
    pub quits: Option<Duration>,
    /// What is to be done outside, gathered while a message is taken in.
    pub(super) effects: Vec<Effect>,
}

impl State {
    /// The state before anything was loaded; `name` is the collection's, for the header.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), size: (80, 24), ..Self::default() }
    }

    /// The layout.
    #[must_use]
    pub fn layout(&self) -> Layout {
        Layout::of(self)
    }

    /// The key of an article.
    #[must_use]
    pub fn key_of(&self, doc: DocNo) -> Option<ArticleKey> {
        self.snapshot.keys.get(doc.index()).copied()
    }

    /// The number of an article.
    #[must_use]
    pub fn doc_of(&self, key: ArticleKey) -> Option<DocNo> {
        self.snapshot.keys.iter().position(|&k| k == key).map(|n| DocNo(n as u32))
    }

    /// What the list shows of an article, where it is known.
    #[must_use]
    pub fn row(&self, doc: DocNo) -> Option<&Arc<Row>> {
        self.rows.get(&doc).map(|(_, row)| row)
    }

    /// Whether an article was read.
    #[must_use]
    pub fn is_read(&self, doc: DocNo) -> bool {
        self.key_of(doc).is_some_and(|key| self.marks.read.contains(&key))
    }

    /// Articles listed that speak of a country.
    #[must_use]
    pub fn listing_count(&self, country: CountryCode) -> u32 {
        self.list.listing.countries.iter().find(|c| c.0 == country).map_or(0, |c| c.1)
    }

    /// Whether articles are still being read.
    #[must_use]
    pub fn loading(&self) -> bool {
        self.progress.as_ref().is_none_or(|p| !p.done)
    }

    /// The order of the list: what the reader chose, else the best first where the query has words.
    #[must_use]
    pub fn order(&self) -> Sort {
        match self.sort {
            None | Some(Sort::Best) => {
                if self.hits.any() {
                    Sort::Best
                } else {
                    Sort::Newest
                }
            }
            Some(chosen) => chosen,
        }
    }

    /// Whether the open article is not among those listed.
    #[must_use]
    pub fn outside(&self) -> bool {
        self.list.row.is_none() && self.list.cursor.is_some() && !self.filters.is_empty()
    }

    /// The rows of the date sidebar above the article's own dates.
    #[must_use]
    pub fn timeline(&self) -> Vec<DateRow> {
        let mut rows = dates::timeline(&self.months, &self.list.listing, &self.open_years);
        if self.reading.as_ref().is_some_and(|r| !r.dates.is_empty()) {
            rows.push(DateRow::Heading);
        }
        rows
    }

    /// How many rows the date sidebar has.
    #[must_use]
    pub fn date_rows(&self) -> usize {
        self.timeline().len() + self.reading.as_ref().map_or(0, |r| r.dates.len())
    }

    /// A row of the date sidebar, given its [timeline](Self::timeline).
    #[must_use]
    pub fn date_row(&self, timeline: &[DateRow], at: usize) -> Option<DateRow> {
        timeline.get(at).cloned().or_else(|| {
            let n = at - timeline.len();
            (n < self.reading.as_ref()?.dates.len()).then_some(DateRow::Item(n))
        })
    }

    /// The entity under the panel's cursor.
    #[must_use]
    pub fn entity_at_cursor(&self) -> Option<EntityNo> {
        match self.reading.as_ref()?.entities.get(self.entities.at)? {
            EntityLine::Entity(no) | EntityLine::Role(no) => Some(*no),
            EntityLine::Kind(_) => None,
        }
    }

    /// Whether the article pane is on the screen.
    #[must_use]
    pub fn article_shows(&self) -> bool {
        let layout = self.layout();
        layout.article.is_some() && layout.shape != Shape::TooSmall
    }

    /// What `n` and `N` go through, for the footer: its name, the number of the match, and how many.
    #[must_use]
    pub fn walk(&self) -> Option<(String, Option<usize>, usize)> {
        match self.chosen {
            Chosen::Nothing if self.hits.spans.is_empty() => None,
            Chosen::Nothing => Some(("query".to_owned(), self.hits.current, self.hits.spans.len())),
            Chosen::Find => {
                let find = self.find.as_ref()?;
                Some((format!("/{}", find.input.value()), find.current, find.count()))
            }
            Chosen::Entity(no) => {
                let reading = self.reading.as_ref()?;
                let entity = reading.layers.entities.get(usize::from(no.0))?;
                let count = reading.layers.mentions.iter().filter(|m| m.entity == no).count();
                Some((entity.name.clone(), self.mention, count))
            }
        }
    }
}
