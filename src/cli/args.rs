//! The arguments.

use crate::corpus::formats::Source;
use crate::corpus::library::Place;
use crate::corpus::query::{Mistake, Query, Sort};
use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Reads collections of news articles: countries, people and dates highlighted, and one key away.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, args_conflicts_with_subcommands = true)]
pub struct Args {
    /// What to do; without one, read.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// What to read.
    #[command(flatten)]
    pub input: Input,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print annotations, one JSON object a line
    Annotate(Annotate),
    /// Print related articles and stories, one JSON object a line
    Related(Related),
    /// List articles, one a line
    List(List),
    /// Show one article, highlighted, in the pager
    Show(Show),
    /// Prepare a collection ahead, with progress
    Index(Index),
    /// Remove what was kept of a collection
    Forget(Forget),
}

/// Where articles come from.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Input {
    /// Files and folders; `-` is standard input; the bundled articles when there is none
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Keep nothing of the collection, and use nothing that was kept
    #[arg(long)]
    pub no_cache: bool,
    /// Only articles that a query finds: `-q 'country:KR missile* -is:duplicate'`
    #[arg(short, long, value_name = "QUERY", value_parser = query, allow_hyphen_values = true)]
    pub query: Option<Query>,
}

/// Reads a query; a mistake is pointed at.
fn query(text: &str) -> Result<Query, String> {
    text.parse().map_err(|mistake: Mistake| format!("\n\n{}", mistake.pointed(text)))
}

impl Input {
    /// Where their library is kept, if it is.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        Place::of(&self.sources(), None).filter(|_| !self.no_cache)
    }

    /// As sources.
    #[must_use]
    pub fn sources(&self) -> Vec<Source> {
        if self.paths.is_empty() {
            return vec![Source::Bundled];
        }
        self.paths.iter().map(|p| if p.as_os_str() == "-" { Source::Stdin } else { Source::Path(p.clone()) }).collect()
    }
}

/// Options of `annotate`.
#[derive(Debug, Default, clap::Args)]
pub struct Annotate {
    /// What to annotate.
    #[command(flatten)]
    pub input: Input,
    /// Print each article at once, without what other articles tell of it
    #[arg(long, conflicts_with = "query")]
    pub stream: bool,
}

/// Options of `list`.
#[derive(Debug, Default, clap::Args)]
pub struct List {
    /// What to list.
    #[command(flatten)]
    pub input: Input,
    /// How to print the list
    #[arg(long, value_enum, default_value_t)]
    pub format: ListFormat,
    /// In which order; the best first where the query has words, else the newest
    #[arg(long, value_enum)]
    pub sort: Option<SortBy>,
    /// Print at most so many articles
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

/// How to print a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// Columns for people
    #[default]
    Text,
    /// One JSON object a line
    Jsonl,
    /// Comma-separated values with a header
    Csv,
}

/// The order of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SortBy {
    /// By publication, newest first
    Newest,
    /// By publication, oldest first
    Oldest,
    /// By headline
    Title,
    /// By source, then newest first
    Source,
    /// By relevance to the words of the query, then newest first
    Best,
}

impl From<SortBy> for Sort {
    fn from(by: SortBy) -> Self {
        match by {
            SortBy::Newest => Self::Newest,
            SortBy::Oldest => Self::Oldest,
            SortBy::Title => Self::Title,
            SortBy::Source => Self::Source,
            SortBy::Best => Self::Best,
        }
    }
}

/// Options of `show`.
#[derive(Debug, Default, clap::Args)]
pub struct Show {
    /// Which article: its id or the start of it, its path, or its file's name
    #[arg(value_name = "ID")]
    pub id: String,
    /// Where to look for it.
    #[command(flatten)]
    pub input: Input,
    /// When to colour
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    pub color: When,
}

/// When to do something that suits terminals only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal that can
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Options of `index`.
#[derive(Debug, Default, clap::Args)]
pub struct Index {
    /// What to prepare.
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
}

/// Options of `forget`.
#[derive(Debug, Default, clap::Args)]
pub struct Forget {
    /// The collection, as it was opened: the same files and folders
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Everything that is kept of all collections
    #[arg(long, conflicts_with = "paths")]
    pub all: bool,
}

/// Options of `related`.
#[derive(Debug, clap::Args)]
pub struct Related {
    /// What to relate.
    #[command(flatten)]
    pub input: Input,
    /// Related articles to print of each
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub top: usize,
}
