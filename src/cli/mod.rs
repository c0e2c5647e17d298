//! The command line: arguments, one file a subcommand, exit statuses.
//!
//! Data goes to standard output, messages to standard error.

pub mod annotate;
pub mod args;
mod collect;
pub mod forget;
pub mod index;
mod knowledge;
pub mod list;
pub mod read;
pub mod related;
pub mod show;

use crate::personal::Folders;
use args::{Args, Command};
use clap::Parser;
use std::process::ExitCode;

/// How a command ended, as its exit status says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Done.
    Success = 0,
    /// Nothing matched.
    NothingMatched = 1,
    /// Wrong usage, or no terminal.
    Usage = 2,
    /// Some input could not be read; the rest was done.
    Faults = 3,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        ExitCode::from(status as u8)
    }
}

/// Parses the arguments and runs the command.
#[must_use]
pub fn main() -> ExitCode {
    let args = Args::parse();
    let faults = match args.command {
        Some(Command::Forget(_)) => Vec::new(),
        _ => knowledge::load(Folders::user().config.as_deref()),
    };
    if args.command.is_some() {
        faults.iter().for_each(collect::tell);
    }
    let ended = match args.command {
        Some(Command::Annotate(options)) => annotate::run(&options),
        Some(Command::Related(options)) => related::run(&options),
        Some(Command::List(options)) => list::run(&options),
        Some(Command::Show(options)) => show::run(&options),
        Some(Command::Index(options)) => index::run(&options),
        Some(Command::Forget(options)) => forget::run(&options),
        None => read::run(&args.input, faults),
    };
    match ended {
        Ok(status) => status.into(),
        // Whoever reads no further, as `head` does, wants no message.
        Err(error) if collect::is_closed_pipe(&error) => Status::Success.into(),
        Err(error) => {
            collect::tell(format_args!("{error:#}"));
            Status::Usage.into()
        }
    }
}
