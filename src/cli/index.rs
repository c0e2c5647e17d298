//! `dateline index`: prepares a collection, so that it opens at once.
//!
//! Shows progress on a terminal, in a line that it writes over; elsewhere it says what it did.

use super::collect::{status, tell};
use super::{Status, args};
use crate::corpus::formats::Source;
use crate::corpus::library::{Holdings, Ingest, Place, Progress, Report, ingest};
use anyhow::Result;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// Time between two updates of the progress.
const OFTEN: Duration = Duration::from_millis(200);

/// Runs the command.
///
/// # Errors
/// Never; what could not be read is told.
pub fn run(options: &args::Index) -> Result<Status> {
    let sources: Vec<Source> = options.paths.iter().cloned().map(Source::Path).collect();
    let library = Holdings::kept(Place::of(&sources, None));
    let shown = io::stderr().is_terminal();
    let mut told: Option<Instant> = None;
    let clear = |told: &mut Option<Instant>| {
        if told.take().is_some() {
            _ = write!(io::stderr(), "\r\x1b[K");
        }
    };
    let progress = ingest(&sources, &library, &Ingest::default(), &mut |report| match report {
        Report::Fault(fault) => {
            clear(&mut told);
            tell(fault);
        }
        Report::Notice(notice) => {
            clear(&mut told);
            tell(notice);
        }
        Report::Changed(progress) if shown && told.is_none_or(|told| told.elapsed() >= OFTEN) => {
            _ = write!(io::stderr(), "\r\x1b[K{}", line(&progress));
            told = Some(Instant::now());
        }
        Report::Changed(_) => {}
    });
    clear(&mut told);
    let seconds = progress.elapsed.as_secs_f64();
    let rate = progress.new as f64 / seconds.max(1e-3);
    tell(format_args!("{} articles, {} new, in {seconds:.1} s ({rate:.0} a second)", progress.articles, progress.new));
    Ok(status(progress.faults, progress.articles))
}

/// The progress in a line.
fn line(progress: &Progress) -> String {
    let doing = progress.doing();
    let mut line = format!("{doing}  {} articles", progress.articles);
    let rate = progress.rate();
    if rate > 0.0 {
        line.push_str(&format!("  {rate:.0} a second"));
    }
    if let Some(left) = progress.left() {
        line.push_str(&format!("  {left} left"));
    }
    line
}
