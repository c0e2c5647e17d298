//! The library in memory.

use super::{Library, Listing, Row, Snapshot};
use crate::corpus::article::{Annotated, ArticleKey, DocNo};
use crate::corpus::collection::related::Related;
use crate::corpus::query::{Query, Sort};
use std::sync::{Arc, RwLock};

/// A library in memory: cheap to open, gone when dropped.
#[derive(Debug, Default)]
pub struct Memory {
    articles: RwLock<Vec<Annotated>>,
}

impl Memory {
    /// An empty library.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Library for Memory {
    fn snapshot(&self) -> Arc<Snapshot> {
        Arc::default()
    }

    fn list(&self, _query: &Query, _sort: Sort) -> Listing {
        Listing::default()
    }

    fn rows(&self, _docs: &[DocNo]) -> Vec<Arc<Row>> {
        Vec::new()
    }

    fn article(&self, doc: DocNo) -> Option<Annotated> {
        self.articles.read().ok()?.get(doc.index()).cloned()
    }

    fn related(&self, _doc: DocNo, _top: usize) -> Vec<Related> {
        Vec::new()
    }

    fn story(&self, doc: DocNo) -> Vec<DocNo> {
        vec![doc]
    }

    fn find(&self, _key: ArticleKey) -> Option<DocNo> {
        None
    }
}
