//! `dateline related`: related articles and stories as JSON Lines, one object for each article, copies included.

use super::{Status, args};
use crate::corpus::article::{Annotated, DocNo};
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
pub fn run(options: &args::Related) -> Result<Status> {
    let mut articles = Vec::new();
    let mut faults = 0;
    formats::load(&options.input.sources(), &mut |loaded| {
        match loaded {
            Loaded::Fault(fault) => {
                faults += 1;
                eprintln!("dateline: {fault}");
            }
            Loaded::Article(article) => {
                let layers = Arc::new(annotate(&article));
                articles.push(Annotated { article: Arc::new(article), layers });
            }
        }
        ControlFlow::Continue(())
    });
    let collated = collection::collate(&articles);
    let mut out = BufWriter::new(std::io::stdout().lock());
    for (n, article) in articles.iter().enumerate() {
        let related = collated.index.related(DocNo(n as u32), options.top);
        let related: Vec<_> = related
            .into_iter()
            .map(|r| {
                let to = articles[r.doc.index()].clone();
                (r, to)
            })
            .collect();
        let original = collated.duplicate_of[n].map(|doc| articles[doc.index()].article.id.clone());
        let story = collated.stories[n].0.to_string();
        serde_json::to_writer(&mut out, &annotations::related(article, story, original, &related))?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(if faults > 0 { Status::Faults } else { Status::Success })
}
