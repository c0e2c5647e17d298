//! `dateline annotate`: annotations as JSON Lines.

use super::collect::{collect, kept_marks, status, tell};
use super::{Status, args};
use crate::corpus::article::Annotated;
use crate::corpus::formats::Waiting;
use crate::corpus::library::{Ingest, Streamed, stream};
use crate::export::annotations;
use anyhow::Result;
use std::io::{BufWriter, Write};
use std::ops::ControlFlow;

/// Runs the command.
///
/// # Errors
/// Where the output cannot be written.
pub fn run(options: &args::Annotate) -> Result<Status> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    if options.stream {
        return print_at_once(&options.input, &mut out);
    }
    let collected = collect(&options.input);
    let mut printed = 0;
    for (_, annotated) in collected.articles() {
        print(&mut out, &annotated)?;
        printed += 1;
    }
    out.flush()?;
    Ok(collected.status(printed))
}

/// Prints each article as soon as pass 1 is through with it, in the order of the input.
fn print_at_once(input: &args::Input, out: &mut impl Write) -> Result<Status> {
    let corrections = kept_marks().corrections;
    let (mut faults, mut printed) = (0, 0);
    let mut failed = Ok(());
    stream(&input.sources(), &Ingest::default(), &Waiting::default(), &mut |streamed| {
        match streamed {
            Streamed::Fault(fault) => {
                faults += 1;
                tell(fault);
            }
            Streamed::Article(mut annotated) => {
                printed += 1;
                annotated.layers = corrections.correct(annotated.article.key, &annotated.layers);
                failed = print(out, &annotated).and_then(|()| Ok(out.flush()?));
                if failed.is_err() {
                    return ControlFlow::Break(());
                }
            }
            _ => {}
        }
        ControlFlow::Continue(())
    });
    failed?;
    Ok(status(faults, printed))
}

fn print(out: &mut impl Write, annotated: &Annotated) -> Result<()> {
    serde_json::to_writer(&mut *out, &annotations::article(annotated))?;
    out.write_all(b"\n")?;
    Ok(())
}
