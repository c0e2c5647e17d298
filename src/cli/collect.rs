//! What the commands share: loading with both passes, messages, closed pipes.
//!
//! Prints no data.

use super::{Status, args};
use crate::corpus::article::{Annotated, DocNo};
use crate::corpus::collection::related::Related;
use crate::corpus::library::{Holdings, Ingest, Library, Listing, Report, Request, Row, ingest};
use crate::corpus::query::{Marked, Query, Sort};
use crate::personal::{Corrections, Folders, Marks, peek};
use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::sync::Arc;

/// A collection that was read to its end.
pub(crate) struct Collected {
    pub(crate) library: Holdings,
    faults: usize,
    /// What the person marked, as far as the query asks for it.
    marked: Arc<Marked>,
    /// What the query finds, in the order of the input.
    found: Vec<DocNo>,
    /// Who is who, as its owner corrected it.
    corrections: Corrections,
}

impl Collected {
    /// How a command ends that printed so many results.
    pub(crate) fn status(&self, printed: usize) -> Status {
        status(self.faults, printed)
    }

    /// Every article that the query finds, in the order of the input.
    pub(crate) fn articles(&self) -> impl Iterator<Item = (DocNo, Annotated)> + '_ {
        self.found.iter().filter_map(|&doc| Some((doc, self.article(doc)?)))
    }

    /// An article, as corrected.
    pub(crate) fn article(&self, doc: DocNo) -> Option<Annotated> {
        let mut article = self.library.article(doc)?;
        article.layers = self.corrections.correct(article.article.key, &article.layers);
        Some(article)
    }

    /// What the query lists, in an order; by corrected names, too.
    pub(crate) fn list(&self, query: Query, sort: Sort) -> Listing {
        let (query, marked, corrections) = (Arc::new(query), Arc::clone(&self.marked), self.corrections.clone());
        self.library.list(&Request { query, sort, marked, corrections, facets: false })
    }

    /// What lists show of articles, as corrected.
    pub(crate) fn rows(&self, docs: &[DocNo]) -> Vec<Arc<Row>> {
        self.library.rows(docs).into_iter().map(|row| row.corrected(&self.corrections)).collect()
    }

    /// The `top` articles closest to one, with reasons as corrected.
    pub(crate) fn related(&self, to: &Annotated, doc: DocNo, top: usize) -> Vec<(Related, Annotated)> {
        let related = self.library.related(doc, top).into_iter();
        let with = related.filter_map(|r| self.library.article(r.doc).map(|other| (r, other)));
        let corrected = with.map(|(mut related, other)| {
            related.correct(to.article.key, other.article.key, &self.corrections);
            (related, other)
        });
        corrected.collect()
    }

    /// The number of every article that the query finds, in the order of the input.
    pub(crate) fn docs(&self) -> &[DocNo] {
        &self.found
    }
}

/// How a command ends that met so many faults and printed so many results.
pub(crate) fn status(faults: usize, printed: usize) -> Status {
    match (faults, printed) {
        (1.., _) => Status::Faults,
        (0, 0) => Status::NothingMatched,
        (0, _) => Status::Success,
    }
}

/// Reads everything, both passes; faults go to standard error as they come.
pub(crate) fn collect(input: &args::Input) -> Collected {
    let library = Holdings::kept(input.place());
    let progress = ingest(&input.sources(), &library, &Ingest::default(), &mut |report| match report {
        Report::Fault(fault) => tell(fault),
        Report::Notice(notice) => tell(notice),
        Report::Changed(_) => {}
    });
    if progress.articles == 0 && progress.faults == 0 {
        tell("no articles found");
    }
    let query = input.query.clone().unwrap_or_default();
    let marks = kept_marks();
    let marked = if query.asks_for_marks() { marked(&library, &marks) } else { Arc::default() };
    let (faults, corrections) = (progress.faults, marks.corrections);
    let mut collected = Collected { library, faults, marked, found: Vec::new(), corrections };
    collected.found = collected.list(query, Sort::default()).docs.to_vec();
    collected.found.sort_unstable();
    collected
}

/// What the person marked and corrected.
pub(crate) fn kept_marks() -> Marks {
    Folders::user().data.as_deref().and_then(peek).unwrap_or_default()
}

/// What the person marked of the articles, by their numbers.
fn marked(library: &Holdings, marks: &Marks) -> Arc<Marked> {
    let mut marked = Marked::default();
    for (doc, key) in library.snapshot().keys.iter().enumerate() {
        marks.locate(*key, doc as u32, &mut marked);
    }
    Arc::new(marked)
}

/// A message to standard error. Where that is closed, nobody wants to know.
pub(crate) fn tell(message: impl Display) {
    _ = writeln!(io::stderr(), "dateline: {message}");
}

/// Whether a command failed because its reader went away.
pub(crate) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(ErrorKind::BrokenPipe)
    })
}
