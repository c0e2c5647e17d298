//! From what a format read to an article: sanitising, the article's key and its printed id.
//!
//! The one place where text is made harmless; formats hand over what the input holds.

use super::{Fault, Loaded};
use crate::corpus::article::{Article, ArticleKey, PartialDate, Stated};
use crate::text::sanitize::{sanitize, sanitize_line};
use rustc_hash::FxHashSet;
use std::ops::ControlFlow;
use xxhash_rust::xxh3::xxh3_128;

/// Bytes that one article may take in its input; what is longer is no article but a dump, and is reported.
pub(crate) const MAX_ARTICLE: usize = 16 << 20;

/// Characters of a headline, source, author, id or address that are kept.
const MAX_FIELD: usize = 2_000;

/// What an input says of one article, not yet sanitised.
#[derive(Debug, Default)]
pub(crate) struct Record {
    pub(crate) id: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) published: Option<PartialDate>,
    pub(crate) text: String,
}

/// Where a file's records come from.
#[derive(Debug)]
pub(crate) struct Place {
    /// As printed, sanitised: `seeds/x.txt`.
    pub(crate) shown: String,
    /// What makes the ids in it unique: its absolute path; `None` for standard input, which is another every time.
    pub(crate) origin: Option<String>,
}

/// Makes articles of records and hands them on; remembers the keys that it gave.
pub(crate) struct Desk<'a> {
    sink: &'a mut dyn FnMut(Loaded) -> ControlFlow<()>,
    given: FxHashSet<ArticleKey>,
}

impl<'a> Desk<'a> {
    pub(crate) fn new(sink: &'a mut dyn FnMut(Loaded) -> ControlFlow<()>) -> Self {
        Self { sink, given: FxHashSet::default() }
    }

    /// Hands on what is neither article nor fault.
    pub(crate) fn pass(&mut self, loaded: Loaded) -> ControlFlow<()> {
        (self.sink)(loaded)
    }

    /// Reports what could not be read: where, and why with the remedy.
    pub(crate) fn fault(&mut self, place: &str, why: impl Into<String>) -> ControlFlow<()> {
        (self.sink)(Loaded::Fault(Fault { place: sanitize_line(place), why: why.into() }))
    }

    /// Hands on the article of a record. `path` is printed; `raw` is what names it where nothing in it does.
    pub(crate) fn article(&mut self, record: Record, place: &Place, path: String, raw: &[u8]) -> ControlFlow<()> {
        let key = self.unique(key(&record, place, raw));
        let line = |field: Option<String>| field.map(|f| one_line(&f)).filter(|f| !f.is_empty());
        let stated = Stated {
            id: line(record.id),
            title: line(record.title),
            source: line(record.source),
            author: line(record.author),
            url: line(record.url),
            published: record.published,
        };
        let text = match sanitize(&record.text) {
            std::borrow::Cow::Owned(clean) => clean,
            std::borrow::Cow::Borrowed(_) => record.text,
        };
        let id = stated.id.clone().unwrap_or_else(|| key.to_string());
        (self.sink)(Loaded::Article(Article { key, id, path, stated, text }))
    }

    /// `key`, or for a further article of the same key one derived from it: copies are listed, and each needs a key
    /// of its own to be selected by.
    fn unique(&mut self, key: ArticleKey) -> ArticleKey {
        let mut unique = key;
        while !self.given.insert(unique) {
            unique = unique.next();
        }
        unique
    }
}

/// The key of a record: from its origin and own id, else from its canonical address, else from its bytes.
fn key(record: &Record, place: &Place, raw: &[u8]) -> ArticleKey {
    let stated = |field: &Option<String>| field.as_deref().map(str::trim).filter(|f| !f.is_empty()).map(str::to_owned);
    ArticleKey(match (stated(&record.id), &place.origin, stated(&record.url)) {
        (Some(id), Some(origin), _) => hash(&[b"id", origin.as_bytes(), id.as_bytes()]),
        (_, _, Some(url)) => hash(&[b"url", canonical(&url).as_bytes()]),
        _ => xxh3_128(raw),
    })
}

/// One hash of several parts, none of which can run into the next.
fn hash(parts: &[&[u8]]) -> u128 {
    let mut bytes = Vec::new();
    for part in parts {
        bytes.extend_from_slice(&(part.len() as u64).to_le_bytes());
        bytes.extend_from_slice(part);
    }
    xxh3_128(&bytes)
}

/// An address without what does not name the article: scheme, `www.`, fragment, tracking parameters, last slash;
/// the host in lower case.
fn canonical(url: &str) -> String {
    let url = url.split('#').next().unwrap_or_default();
    let url = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (address, parameters) = url.split_once('?').unwrap_or((url, ""));
    let (host, path) = address.split_once('/').unwrap_or((address, ""));
    let host = host.to_ascii_lowercase();
    let mut canonical = format!("{}/{}", host.strip_prefix("www.").unwrap_or(&host), path.trim_end_matches('/'));
    let tracks = |p: &str| p.is_empty() || p.starts_with("utm_") || p.starts_with("fbclid=") || p.starts_with("gclid=");
    for (n, parameter) in parameters.split('&').filter(|p| !tracks(p)).enumerate() {
        canonical.push(if n == 0 { '?' } else { '&' });
        canonical.push_str(parameter);
    }
    canonical
}

/// A field as one harmless line of bounded length, without space around it or runs of space in it.
fn one_line(field: &str) -> String {
    let head = field.char_indices().nth(MAX_FIELD).map_or(field, |(at, _)| &field[..at]);
    sanitize_line(head).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_an_article_however_it_is_shared() {
        let plain = canonical("https://www.Example.org/a/b?id=7");
        assert_eq!(plain, "example.org/a/b?id=7");
        assert_eq!(canonical("http://example.org/a/b/?utm_source=x&id=7&fbclid=1#top"), plain);
        assert_ne!(canonical("https://example.org/a/b?id=8"), plain);
    }

    #[test]
    fn an_id_counts_within_its_file_and_copies_have_keys_of_their_own() {
        let mut keys = Vec::new();
        let mut sink = |loaded| {
            if let Loaded::Article(article) = loaded {
                keys.push((article.key, article.id));
            }
            ControlFlow::Continue(())
        };
        let mut desk = Desk::new(&mut sink);
        let place = |origin: &str| Place { shown: origin.to_owned(), origin: Some(origin.to_owned()) };
        let record = || Record { id: Some("7".to_owned()), ..Record::default() };
        for origin in ["/a.jsonl", "/b.jsonl", "/a.jsonl"] {
            let _ = desk.article(record(), &place(origin), origin.to_owned(), b"raw");
        }
        assert!(keys.iter().all(|(_, id)| id == "7"));
        assert!(keys[0].0 != keys[1].0 && keys[0].0 != keys[2].0);
    }
}
