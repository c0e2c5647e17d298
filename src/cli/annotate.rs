//! `dateline annotate`: annotations as JSON Lines.

use super::{Status, args};
use crate::corpus::article::Annotated;
use crate::corpus::formats::{self, Loaded};
use crate::corpus::{annotate, collection};
use crate::export::annotations;
use anyhow::Result;
use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::sync::Arc;

/// Runs the command.
///
/// # Errors
/// Where the output cannot be written.
pub fn run(options: &args::Annotate) -> Result<Status> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut articles = Vec::new();
    let mut faults = 0;
    let mut failed = Ok(());
    formats::load(&options.input.sources(), &mut |loaded| {
        match loaded {
            Loaded::Fault(fault) => {
                faults += 1;
                eprintln!("dateline: {fault}");
            }
            Loaded::Article(article) => {
                let layers = Arc::new(annotate(&article));
                let annotated = Annotated { article: Arc::new(article), layers };
                if options.stream {
                    failed = print(&mut out, &annotated).and_then(|()| out.flush().map_err(Into::into));
                    if failed.is_err() {
                        return ControlFlow::Break(());
                    }
                } else {
                    articles.push(annotated);
                }
            }
        }
        ControlFlow::Continue(())
    });
    failed?;
    for (doc, layers) in collection::collate(&articles).revised {
        articles[doc.index()].layers = layers;
    }
    for annotated in &articles {
        print(&mut out, annotated)?;
    }
    out.flush()?;
    Ok(if faults > 0 { Status::Faults } else { Status::Success })
}

fn print(out: &mut impl Write, annotated: &Annotated) -> Result<()> {
    serde_json::to_writer(&mut *out, &annotations::article(annotated))?;
    out.write_all(b"\n")?;
    Ok(())
}
