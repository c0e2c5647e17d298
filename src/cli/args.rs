//! The arguments.

use crate::corpus::formats::Source;
use clap::{Parser, Subcommand};
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
}

/// Where articles come from.
#[derive(Debug, Default, clap::Args)]
pub struct Input {
    /// Files and folders; `-` is standard input; the bundled articles when there is none
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

impl Input {
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
    #[arg(long)]
    pub stream: bool,
}
