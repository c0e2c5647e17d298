//! The shelf: where articles stand until somebody opens one. In the store as far as it takes them, in memory beyond.
//!
//! A store that cannot be written to, because its disk is full, keeps what it has; the articles that come after stand in
//! memory, packed as they would be in it. Does not annotate, and keeps no columns.

use super::codec::{self, Packed};
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
    memory: RwLock<Vec<Kept>>,
    /// Layers that pass 2 revised and the store does not hold.
    revised: RwLock<FxHashMap<DocNo, Arc<Annotations>>>,
}

#[derive(Debug)]
struct Kept {
    key: ArticleKey,
    head: Box<[u8]>,
    body: Box<[u8]>,
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

    /// How many articles.
    pub(crate) fn len(&self) -> usize {
        self.stored + self.memory.read().unwrap_or_else(PoisonError::into_inner).len()
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
        let memory = batch.articles.iter().map(|(_, packed): &(u32, Packed)| Kept {
            key: packed.key,
            head: packed.head.clone().into(),
            body: packed.body.clone().into(),
        });
        self.memory.write().unwrap_or_else(PoisonError::into_inner).extend(memory);
        kept
    }

    fn in_memory<T>(&self, doc: DocNo, read: impl FnOnce(&Kept) -> T) -> Option<T> {
        let at = doc.index().checked_sub(self.stored)?;
        self.memory.read().unwrap_or_else(PoisonError::into_inner).get(at).map(read)
    }

    /// The key and what a row shows of an article.
    pub(crate) fn head(&self, doc: DocNo) -> Result<(ArticleKey, codec::Head), StoreError> {
        if let Some((key, head)) = self.in_memory(doc, |kept| (kept.key, codec::head(&kept.head))) {
            return Ok((key, head?));
        }
        let (key, head) = self.db.as_ref().ok_or(StoreError::Damaged)?.head(doc)?;
        Ok((key, codec::head(&head)?))
    }

    /// An article as pass 1 left it.
    pub(crate) fn first(&self, doc: DocNo) -> Result<Annotated, StoreError> {
        let (key, head) = self.head(doc)?;
        if let Some(read) = self.in_memory(doc, |kept| codec::unpack(key, head.clone(), &kept.body)) {
            return Ok(read?);
        }
        let body = self.db.as_ref().ok_or(StoreError::Damaged)?.body(doc)?;
        Ok(codec::unpack(key, head, &body)?)
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
