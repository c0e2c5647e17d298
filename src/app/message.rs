//! What reaches the application, and what it asks for.

use super::card::{Card, Subject};
use super::key::{Key, Mouse};
use super::overlay::{Scope, Told};
use crate::corpus::article::{Annotated, DocNo};
use crate::corpus::collection::related::Related;
use crate::corpus::formats::Fault;
use crate::corpus::library::{Listing, Progress, Request, Row, Snapshot};
use crate::corpus::query::{Finder, Snippet};
use crate::personal::{Change, Corrections, Marks};
use std::sync::Arc;
use std::time::Duration;

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// The mouse did something.
    Mouse(Mouse),
    /// Text was pasted.
    Paste(String),
    /// The terminal has this size now, in columns and rows.
    Resize(u16, u16),
    /// Time since the start; sent when a wake-up that was asked for is due, and before every other message.
    Time(Duration),
    /// The library has changed.
    Library(Arc<Snapshot>),
    /// How far loading is.
    Progress(Progress),
    /// Something could not be read.
    Fault(Fault),
    /// The answer to [`Effect::List`], with its generation.
    Listed(u64, Listing),
    /// The answer to [`Effect::Rows`].
    Rows(Vec<Arc<Row>>),
    /// The answer to [`Effect::Snippets`], for these words.
    Snippets(Finder, Vec<(DocNo, Snippet)>),
    /// The answer to [`Effect::Open`].
    Opened(DocNo, Option<Annotated>),
    /// The answer to [`Effect::Related`].
    Related(DocNo, Vec<(Related, Arc<Row>)>),
    /// The answer to [`Effect::Story`]: its articles, oldest first.
    Story(DocNo, Vec<Arc<Row>>),
    /// The answer to [`Effect::Chronology`].
    Chronology(Scope, DocNo, Arc<Told>),
    /// The answer to [`Effect::Card`].
    Card(Subject, Box<Card>),
    /// The marks that were kept, once, where [`State::marks_awaited`](super::State::marks_awaited) says that they come.
    Marks(Box<Marks>),
    /// The answer to [`Effect::Keep`]: why it is not kept; none where it is on the disk.
    Kept(Option<String>),
    /// Something to tell the reader that went wrong outside.
    Notice(String),
}

/// Something to be done outside, answered by a message where the list says so.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// List what a query finds; answered by [`Message::Listed`] with the same generation, unless a later one follows.
    List {
        /// Grows with every request; an answer to an older one is stale.
        generation: u64,
        /// What to list.
        request: Request,
    },
    /// Fetch rows; answered by [`Message::Rows`].
    Rows(Vec<DocNo>),
    /// Fetch why the query found articles; answered by [`Message::Snippets`].
    Snippets(Vec<DocNo>, Finder),
    /// Fetch an article; answered by [`Message::Opened`].
    Open(DocNo),
    /// Rank related articles; answered by [`Message::Related`].
    Related(DocNo),
    /// Fetch the story of an article; answered by [`Message::Story`].
    Story(DocNo),
    /// Gather who says what of which day; answered by [`Message::Chronology`].
    Chronology {
        /// What it covers.
        scope: Scope,
        /// The article that it was asked for; its story where that is covered.
        doc: DocNo,
        /// The articles, a story apart.
        docs: Vec<DocNo>,
        /// How many there are, some of which may be left out.
        of: usize,
    },
    /// Gather an entity's card, as corrected; answered by [`Message::Card`].
    Card(Subject, Corrections),
    /// Keep a change of the marks; answered by [`Message::Kept`].
    Keep(Change),
    /// Stop loading; what was read stays.
    StopLoading,
    /// Lets the loading wait, or go on.
    PauseLoading(bool),
    /// Looks again for what changed in the collection.
    Rescan,
    /// Send [`Message::Time`] at this time since the start, if nothing else comes before.
    Wake(Duration),
    /// Take the mouse, or leave it to the terminal's own selection.
    CaptureMouse(bool),
    /// Give the terminal back and suspend (job control).
    Suspend,
    /// Leave.
    Quit,
}
