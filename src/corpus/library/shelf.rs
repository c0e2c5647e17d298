//! The shelf: where articles stand until somebody opens one. In the store as far as it takes them, in memory beyond.
//!
//! A store that cannot be written to, because its disk is full, keeps what it has; the articles that come after stand in
//! memory, packed as they would be in it. Does not annotate, and keeps no columns.

use super::codec::{self, Damaged};
use super::db::{Batch, Db, StoreError};
use crate::corpus::article::{Annotated, Annotations, ArticleKey, DocNo};
use rustc_hash::FxHashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// Articles by [`DocNo`].
#[derive(Debug, Default)]
pub(crate) struct Shelf {
    db: Option<Db>,
    /// Articles in the store; those from here on are in memory.
    stored: usize,
    heads: Vec<(ArticleKey, Box<[u8]>)>,
    blocks: Vec<(DocNo, Box<[u8]>)>,
    /// Layers that pass 2 revised and the store does not hold.
    revised: RwLock<FxHashMap<DocNo, Arc<Annotations>>>,
}

impl Shelf {
    /// The shelf of a store that holds `stored` articles.
    pub(crate) fn of(db: Db, stored: usize) -> Self {
        Self { db: Some(db), stored, ..Self::default() }
    }

    /// The store.
    pub(crate) fn db(&self) -> Option<&Db> {
        self.db.as_ref()
    }

    /// Whether every article is in the store.
    pub(crate) fn is_stored(&self) -> bool {
        self.db.is_some() && self.heads.is_empty()
    }

    /// How many articles.
    pub(crate) fn len(&self) -> usize {
        self.stored + self.heads.len()
    }

    /// Puts a batch on the shelf: into the store where `store` allows it. Whatever fails there, it is on the shelf; the
    /// error says why it is not in the store.
    pub(crate) fn put(&mut self, batch: &Batch<'_>, store: bool) -> Result<(), StoreError> {
        let mut kept = Ok(());
        if let Some(db) = self.db.as_ref().filter(|_| store) {
            kept = db.keep(batch);
            if kept.is_ok() {
                self.stored += batch.articles.len();
                return kept;
            }
        }
        self.heads.extend(batch.articles.iter().map(|(_, packed)| (packed.key, packed.head.clone().into())));
        self.blocks.extend(batch.blocks.iter().map(|(first, block)| (*first, block.clone().into())));
        kept
    }

    /// The key and what a row shows of an article.
    pub(crate) fn head(&self, doc: DocNo) -> Result<(ArticleKey, codec::Head), StoreError> {
        match doc.index().checked_sub(self.stored) {
            Some(at) => {
                let (key, head) = self.heads.get(at).ok_or(StoreError::Damaged)?;
                Ok((*key, codec::head(head)?))
            }
            None => {
                let (key, head) = self.db.as_ref().ok_or(StoreError::Damaged)?.head(doc)?;
                Ok((key, codec::head(&head)?))
            }
        }
    }

    /// An article as pass 1 left it.
    pub(crate) fn first(&self, doc: DocNo) -> Result<Annotated, StoreError> {
        let (key, head) = self.head(doc)?;
        self.with_block(doc, |first, bodies| {
            let body = bodies.get(doc.index() - first.index()).ok_or(Damaged)?;
            codec::unpack(key, head, body)
        })
    }

    /// Some articles as pass 1 left them, given in the order of their numbers; what cannot be read is left out. A block
    /// that holds several of them is unpacked once.
    pub(crate) fn firsts(&self, docs: &[DocNo]) -> Vec<(DocNo, Annotated)> {
        let mut read = Vec::with_capacity(docs.len());
        let mut rest = docs;
        while let Some(&doc) = rest.first() {
            let before = rest.len();
            // What fails is passed over, one article after the other.
            _ = self.with_block(doc, |first, bodies| {
                while let Some(&doc) = rest.first()
                    && let Some(body) = doc.index().checked_sub(first.index()).and_then(|at| bodies.get(at))
                {
                    rest = &rest[1..];
                    let unpacked = self.head(doc).ok().and_then(|(key, head)| codec::unpack(key, head, body).ok());
                    read.extend(unpacked.map(|annotated| (doc, annotated)));
                }
                Ok(())
            });
            if rest.len() == before {
                rest = &rest[1..];
            }
        }
        read
    }

    /// Gives `read` the number of the first article in the block that holds `doc`, and the bodies in it.
    fn with_block<T>(
        &self,
        doc: DocNo,
        read: impl FnOnce(DocNo, &[&[u8]]) -> Result<T, Damaged>,
    ) -> Result<T, StoreError> {
        let done = if doc.index() < self.stored {
            let (first, block) = self.db.as_ref().ok_or(StoreError::Damaged)?.block(doc)?;
            codec::unpack_block(&block, |bodies| read(first, bodies))
        } else {
            let at = self.blocks.partition_point(|(first, _)| *first <= doc).checked_sub(1);
            let (first, block) = at.and_then(|at| self.blocks.get(at)).ok_or(StoreError::Damaged)?;
            codec::unpack_block(block, |bodies| read(*first, bodies))
        };
        Ok(done?)
    }

    /// An article as it is known now, names apart.
    pub(crate) fn article(&self, doc: DocNo) -> Result<Annotated, StoreError> {
        let mut annotated = self.first(doc)?;
        let revised = self.revised.read().unwrap_or_else(PoisonError::into_inner).get(&doc).cloned();
        if let Some(layers) = revised {
            annotated.layers = layers;
        } else if let Some(db) = self.db.as_ref().filter(|_| doc.index() < self.stored)
            && let Some(layers) = db.revised(doc)?
        {
            annotated.layers = Arc::new(codec::unpack_layers(&layers)?);
        }
        Ok(annotated)
    }

    /// Sets or clears the layers that pass 2 revised.
    pub(crate) fn revise(&self, layers: Vec<(DocNo, Option<Arc<Annotations>>)>, store: bool) -> Result<(), StoreError> {
        let (stored, rest): (Vec<_>, Vec<_>) =
            layers.into_iter().partition(|(doc, _)| store && self.db.is_some() && doc.index() < self.stored);
        let mut revised = self.revised.write().unwrap_or_else(PoisonError::into_inner);
        for (doc, layers) in rest {
            match layers {
                Some(layers) => drop(revised.insert(doc, layers)),
                None => drop(revised.remove(&doc)),
            }
        }
        drop(revised);
        match &self.db {
            Some(db) if !stored.is_empty() => {
                let packed: Vec<_> =
                    stored.iter().map(|(doc, l)| (*doc, l.as_ref().map(|l| codec::pack_layers(l)))).collect();
                db.revise(&packed)
            }
            _ => Ok(()),
        }
    }

    /// Every article whose layers pass 2 revised.
    pub(crate) fn all_revised(&self) -> Result<Vec<DocNo>, StoreError> {
        let mut docs = self.db.as_ref().map_or(Ok(Vec::new()), Db::all_revised)?;
        docs.extend(self.revised.read().unwrap_or_else(PoisonError::into_inner).keys());
        Ok(docs)
    }
}
