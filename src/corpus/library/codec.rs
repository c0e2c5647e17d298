//! Articles as bytes: what the shelf keeps of one.
//!
//! Two parts, so that a list reads little and an opened article all: the *head* is what a row shows, the *body* text and
//! layers, compressed with those of its neighbours. Knows no storage. [`LAYERS`] counts the changes of annotation, [`FORMAT`] those of the bytes.

use super::columns::Facts;
use crate::corpus::annotate::dating::knowledge::in_force;
use crate::corpus::article::{Annotated, Annotations, Article, ArticleKey, CountryCode, Stated};
use serde::{Deserialize, Serialize};
use std::cell::{Cell, RefCell};
use std::sync::Arc;

/// Raised when the bytes of a stored part mean something else: what was kept is made anew.
pub(crate) const FORMAT: u32 = 1;

/// Raised when annotation finds something else: what was kept is annotated anew.
pub(crate) const LAYERS: u32 = 10;

/// What kept layers were made with: the annotation, and the knowledge that the reader added to it.
pub(crate) fn layers() -> u64 {
    u64::from(LAYERS) ^ in_force().fingerprint
}

/// Level 3 is zstd's default; higher ones gain a few hundredths and cost as much as annotation.
const LEVEL: i32 = 3;

/// Decompressed bytes that are believed: an article is 16 MB at most, and its layers are smaller still.
const MOST: usize = 256 << 20;

/// What a row shows of an article, as pass 1 found it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Head {
    pub(crate) id: String,
    pub(crate) path: String,
    pub(crate) title: String,
    pub(crate) source: Option<String>,
    pub(crate) countries: Vec<CountryCode>,
    pub(crate) words: u32,
    pub(crate) language: String,
}

/// An article ready for the shelf.
#[derive(Debug)]
pub(crate) struct Packed {
    pub(crate) key: ArticleKey,
    /// Hash of everything that was read of it: it is the same article as long as this is.
    pub(crate) content: u64,
    pub(crate) head: Vec<u8>,
    /// Not compressed yet: a block of them is.
    pub(crate) body: Vec<u8>,
    pub(crate) facts: Facts,
    /// What words are searched in.
    pub(crate) title: String,
    pub(crate) text: String,
}

#[derive(Serialize)]
struct BodyOut<'a> {
    stated: &'a Stated,
    text: &'a str,
    layers: &'a Annotations,
}

#[derive(Deserialize)]
struct BodyIn {
    stated: Stated,
    text: String,
    layers: Annotations,
}

thread_local! {
    // Contexts are large and slow to make.
    static COMPRESS: RefCell<Option<zstd::bulk::Compressor<'static>>> = const { RefCell::new(None) };
    static DECOMPRESS: RefCell<Option<zstd::bulk::Decompressor<'static>>> = const { RefCell::new(None) };
    // So is fresh memory: what a block was unpacked into serves the next one.
    static UNPACKED: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Bytes of unpacked memory that a thread keeps: some dozen ordinary blocks.
const RETAINED: usize = 1 << 20;

/// Why stored bytes could not be read: they are damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a stored article is damaged")]
pub(crate) struct Damaged;

/// Hash of what was read of an article, its place apart.
pub(crate) fn content(article: &Article) -> u64 {
    let mut hash = xxhash_rust::xxh3::Xxh3::new();
    let stated = &article.stated;
    let published = stated.published.map(|p| p.to_string());
    for field in [&stated.id, &stated.title, &stated.source, &stated.author, &stated.url, &published] {
        hash.update(&field.as_ref().map_or(u64::MAX, |f| f.len() as u64).to_le_bytes());
        hash.update(field.as_deref().unwrap_or_default().as_bytes());
    }
    hash.update(article.text.as_bytes());
    hash.digest()
}

/// Packs an article.
pub(crate) fn pack(annotated: &Annotated, words: u32) -> Packed {
    let (article, layers) = (&*annotated.article, &*annotated.layers);
    let head = Head {
        id: article.id.clone(),
        path: article.path.clone(),
        title: layers.title.text.clone(),
        source: layers.source.clone(),
        countries: layers.countries.clone(),
        words,
        language: layers.language.clone(),
    };
    Packed {
        key: article.key,
        content: content(article),
        head: encode(&head),
        body: encode(&BodyOut { stated: &article.stated, text: &article.text, layers }),
        facts: Facts::of(annotated),
        title: layers.title.text.clone(),
        text: article.text.clone(),
    }
}

/// The row's part.
pub(crate) fn head(bytes: &[u8]) -> Result<Head, Damaged> {
    postcard::from_bytes(bytes).map_err(|_| Damaged)
}

/// The article and its layers.
pub(crate) fn unpack(key: ArticleKey, head: Head, body: &[u8]) -> Result<Annotated, Damaged> {
    let BodyIn { stated, text, layers } = postcard::from_bytes(body).map_err(|_| Damaged)?;
    let article = Article { key, id: head.id, path: head.path, stated, text };
    Ok(Annotated { article: Arc::new(article), layers: Arc::new(layers) })
}

/// Bodies that are compressed together: layers are alike, and so is news. More of them take less room, and longer to open.
pub(crate) const BLOCK: usize = 8;

/// Compresses bodies together.
pub(crate) fn pack_block<'a>(bodies: impl IntoIterator<Item = &'a [u8]>) -> Vec<u8> {
    let bodies: Vec<&[u8]> = bodies.into_iter().collect();
    compress(&encode(&bodies))
}

/// Gives `read` the bodies of a block.
pub(crate) fn unpack_block<T>(block: &[u8], read: impl FnOnce(&[&[u8]]) -> Result<T, Damaged>) -> Result<T, Damaged> {
    decompress(block, |bytes| read(&postcard::from_bytes::<Vec<&[u8]>>(bytes).map_err(|_| Damaged)?))
}

/// Layers alone: those that pass 2 revised.
pub(crate) fn pack_layers(layers: &Annotations) -> Vec<u8> {
    compress(&encode(layers))
}

/// Reads them back.
pub(crate) fn unpack_layers(bytes: &[u8]) -> Result<Annotations, Damaged> {
    decompress(bytes, |bytes| postcard::from_bytes(bytes).map_err(|_| Damaged))
}

/// Words of an article's text, furniture apart.
pub(crate) fn words(annotated: &Annotated) -> u32 {
    let text = annotated.article.text.as_str();
    let count = |part: &str| part.split_whitespace().count() as u32;
    let mut words = 0;
    let mut at = 0;
    for furniture in &annotated.layers.furniture {
        let range = furniture.span.range();
        words += text.get(at..range.start).map_or(0, count);
        at = range.end;
    }
    words + text.get(at..).map_or(0, count)
}

fn encode<T: Serialize>(value: &T) -> Vec<u8> {
    // Into a vector nothing can fail but a type that serde cannot describe, and these it can.
    postcard::to_allocvec(value).unwrap_or_default()
}

/// Compressed, with a checksum of the content.
fn compress(bytes: &[u8]) -> Vec<u8> {
    COMPRESS.with_borrow_mut(|compressor| {
        if compressor.is_none() {
            *compressor = zstd::bulk::Compressor::new(LEVEL).ok();
            if let Some(compressor) = compressor {
                _ = compressor.include_checksum(true);
            }
        }
        // It fails for want of memory alone; an empty frame is found damaged when read.
        compressor.as_mut().and_then(|c| c.compress(bytes).ok()).unwrap_or_default()
    })
}

fn decompress<T>(bytes: &[u8], read: impl FnOnce(&[u8]) -> Result<T, Damaged>) -> Result<T, Damaged> {
    let size = zstd::bulk::Decompressor::upper_bound(bytes).filter(|&size| size <= MOST).ok_or(Damaged)?;
    let mut unpacked = UNPACKED.take();
    unpacked.clear();
    unpacked.reserve(size);
    let done = DECOMPRESS.with_borrow_mut(|decompressor| {
        let new = || zstd::bulk::Decompressor::new().map_err(|_| Damaged);
        let decompressor = match decompressor {
            Some(decompressor) => decompressor,
            none => none.insert(new()?),
        };
        decompressor.decompress_to_buffer(bytes, &mut unpacked).map_err(|_| Damaged)
    });
    let result = done.and_then(|_| read(&unpacked));
    if unpacked.capacity() <= RETAINED {
        UNPACKED.set(unpacked);
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::formats::{Loaded, Source, load};
    use std::ops::ControlFlow;

    fn seeds() -> Vec<Annotated> {
        let mut seeds = Vec::new();
        load(&[Source::Bundled], &mut |loaded| {
            if let Loaded::Article(article) = loaded {
                let layers = Arc::new(crate::corpus::annotate(&article));
                seeds.push(Annotated { article: Arc::new(article), layers });
            }
            ControlFlow::Continue(())
        });
        seeds
    }

    #[test]
    fn articles_come_back_as_they_were() {
        let seeds = seeds();
        let packed: Vec<Packed> = seeds.iter().map(|annotated| pack(annotated, 7)).collect();
        let block = pack_block(packed.iter().map(|packed| &packed.body[..]));
        assert!(block.len() < seeds.iter().map(|a| a.article.text.len()).sum(), "less than the texts alone");
        for (n, (annotated, packed)) in seeds.iter().zip(&packed).enumerate() {
            let head = head(&packed.head).unwrap();
            let back = unpack_block(&block, |bodies| unpack(packed.key, head, bodies[n])).unwrap();
            assert_eq!(back.layers, annotated.layers);
            let (a, b) = (&back.article, &annotated.article);
            assert_eq!((&a.id, &a.path, &a.text, &a.stated), (&b.id, &b.path, &b.text, &b.stated));
            assert_eq!(unpack_layers(&pack_layers(&annotated.layers)).as_ref(), Ok(&*annotated.layers));
        }
    }

    #[test]
    fn a_flipped_bit_is_found() {
        let annotated = &seeds()[0];
        let packed = pack(annotated, 7);
        let block = pack_block([&packed.body[..]]);
        for at in (0..block.len()).step_by(97) {
            let mut damaged = block.clone();
            damaged[at] ^= 4;
            let read = unpack_block(&damaged, |bodies| Ok(bodies[0] == packed.body));
            assert!(matches!(read, Err(Damaged) | Ok(true)), "byte {at}");
        }
    }
}
