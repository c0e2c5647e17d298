//! Dateline reads collections of news articles in the terminal. This is the map of the house.
//!
//! An article's way through it is one line, and nobody walks back:
//!
//! ```text
//! bytes ─ formats ─▶ article ─ furniture ─▶ annotate ─▶ library ─▶ app ─▶ view ─▶ terminal
//! ```
//!
//! | room | job | may import |
//! |---|---|---|
//! | [`text`] | spans, sanitising, segmentation, folding, wrapping; knows nothing of news | – |
//! | [`corpus`] | loads and annotates articles, holds them, answers queries; knows nothing of terminals | text |
//! | [`personal`] | what a person made: marks, notes, tags, saved views; the place of the last reading | corpus, text |
//! | [`export`] | output for other programs, one file a format | corpus, text |
//! | [`app`] | state, messages, update: pure | corpus (data, queries, snapshots), personal (data), text |
//! | [`view`] | state → frame: pure, one file a pane | app, corpus (data), personal (data), text, ratatui |
//! | [`runtime`] | the loop, the threads, the effects; knows no terminal | app, corpus, personal, export, text |
//! | [`terminal`] | guard, input, drawing surface | runtime, app, view, ratatui, crossterm |
//! | [`cli`] | arguments, one file a command | all |
//!
//! `tests/layering.rs` keeps this table. Text is sanitised once, when loaded, before any offset exists, and never
//! changes afterwards; every layer is [spans](text::Span) over it.

pub mod app;
pub mod cli;
pub mod corpus;
pub mod export;
pub mod personal;
pub mod runtime;
pub mod terminal;
pub mod text;
pub mod view;
