//! JSON: one object a line (JSON Lines), one array of objects, or one object.
//!
//! Read record by record, whatever the size of the file; a record that is broken or too long harms no other. Which
//! names a field goes by is one table, [`FIELDS`].

use super::dates;
use super::decode::decode;
use super::record::{Desk, MAX_ARTICLE, Place, Record};
use crate::corpus::article::PartialDate;
use serde_json::{Map, Value};
use std::io::{self, BufRead};
use std::ops::ControlFlow;

/// What a record can state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Id,
    Title,
    Text,
    Published,
    Source,
    Author,
    Url,
}

/// The names that each field goes by, as [`normal`] writes them; where a record has several, the first counts.
pub(crate) const FIELDS: &[(Field, &[&str])] = &[
    (Field::Id, &["id", "guid", "uuid", "uid", "articleid", "docid", "docno", "documentid", "messageid"]),
    (Field::Title, &["title", "headline", "heading", "name"]),
    (
        Field::Text,
        &[
            "text",
            "body",
            "content",
            "contenttext",
            "maintext",
            "fulltext",
            "articletext",
            "articlebody",
            "bodytext",
            "article",
            "story",
            "contents",
            "description",
            "summary",
            "abstract",
        ],
    ),
    (
        Field::Published,
        &[
            "published",
            "date",
            "pubdate",
            "publishedat",
            "publishedon",
            "publisheddate",
            "datepublished",
            "datepublish",
            "publishdate",
            "publicationdate",
            "publicationtime",
            "webpublicationdate",
            "firstpublished",
            "datetime",
            "time",
            "dcdate",
            "issued",
            "createdat",
            "created",
        ],
    ),
    (
        Field::Source,
        &[
            "source",
            "publisher",
            "publication",
            "site",
            "sitename",
            "sourcename",
            "outlet",
            "newspaper",
            "provider",
            "feedtitle",
            "feed",
            "sourcedomain",
            "domain",
        ],
    ),
    (Field::Author, &["author", "authors", "byline", "creator", "dccreator", "writer", "by"]),
    (Field::Url, &["url", "link", "permalink", "canonicalurl", "canonical", "weburl", "sourceurl", "href"]),
];

/// So many bad records before the first good one, and a file holds something else: one line for each says no more.
const HOPELESS: usize = 20;

/// The field that a name stands for, with its rank among that field's names, 0 first.
pub(crate) fn field(name: &str) -> Option<(Field, usize)> {
    let name = normal(name);
    FIELDS.iter().find_map(|(field, names)| Some((*field, names.iter().position(|n| **n == *name)?)))
}

/// A field's name in lower case, without `_`, `-`, `:`, `.` and spaces: `pub_date`, `pubDate`, `dc:date`.
fn normal(name: &str) -> String {
    name.chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| c.to_ascii_lowercase()).take(32).collect()
}

/// Whether the start of a file is JSON that can hold articles.
pub(crate) fn looks_like(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let mut solid = head.iter().filter(|b| !b.is_ascii_whitespace());
    match solid.next() {
        Some(b'{') => matches!(solid.next(), Some(b'"' | b'}')),
        Some(b'[') => matches!(solid.next(), Some(b'{' | b']')),
        _ => false,
    }
}

/// Reads every record of `from`.
///
/// # Errors
/// Where `from` cannot be read on.
pub(crate) fn read(
    from: &mut dyn BufRead,
    head: &[u8],
    place: &Place,
    desk: &mut Desk<'_>,
) -> io::Result<ControlFlow<()>> {
    let lines = is_lines(head);
    let mut raw = Vec::new();
    let mut reader = Reader { from, line: 1 };
    let (mut number, mut articles, mut faults) = (0, 0, 0);
    loop {
        let start = reader.line;
        let end = if lines { reader.line(&mut raw)? } else { reader.value(&mut raw)? };
        if end == End::Input && raw.is_empty() {
            if number == 0 {
                return Ok(desk.fault(&place.shown, "holds no record; skipped"));
            }
            return Ok(ControlFlow::Continue(()));
        }
        if raw.iter().all(u8::is_ascii_whitespace) && end != End::TooLong {
            raw.clear();
            continue;
        }
        number = if lines { start } else { number + 1 };
        let at = || format!("{}{}{number}", place.shown, if lines { ':' } else { '#' });
        let record = if end == End::TooLong {
            Err(format!("longer than {} MB, too long for one article; skipped", MAX_ARTICLE >> 20))
        } else {
            parse(&raw).map_err(|why| format!("{why}; article skipped"))
        };
        let going = match record {
            Ok(record) => {
                articles += 1;
                desk.article(record, place, format!("{}#{number}", place.shown), &raw)
            }
            Err(why) => {
                faults += 1;
                desk.fault(&at(), why)
            }
        };
        if going.is_break() {
            return Ok(going);
        }
        if articles == 0 && faults == HOPELESS {
            return Ok(
                desk.fault(&place.shown, format!("none of {HOPELESS} records is an article; the rest is skipped"))
            );
        }
        raw.clear();
    }
}

/// Whether each line is a record, rather than an array or an object that goes on over several lines.
fn is_lines(head: &[u8]) -> bool {
    if !looks_like(head) {
        // Only its name says JSON: line by line, what is broken costs least.
        return true;
    }
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let first = head.split(|&b| b == b'\n').next().unwrap_or_default();
    // A first line longer than the head is one record.
    head.first() == Some(&b'{') && (first.len() == head.len() || first.trim_ascii_end().last() == Some(&b'}'))
}

/// How the reading of a record ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// With the record.
    Record,
    /// With the input.
    Input,
    /// The record was longer than an article may be, and was passed over without being kept.
    TooLong,
}

/// Cuts records out of a stream; counts lines.
struct Reader<'a> {
    from: &'a mut dyn BufRead,
    /// The line at which the next record starts, from 1.
    line: usize,
}

impl Reader<'_> {
    /// Reads a line, without its end.
    fn line(&mut self, raw: &mut Vec<u8>) -> io::Result<End> {
        let mut too_long = false;
        loop {
            let buffer = self.from.fill_buf()?;
            if buffer.is_empty() {
                return Ok(if too_long { End::TooLong } else { End::Input });
            }
            let end = memchr::memchr(b'\n', buffer);
            let part = &buffer[..end.unwrap_or(buffer.len())];
            too_long |= raw.len() + part.len() > MAX_ARTICLE;
            if too_long {
                raw.clear();
            } else {
                raw.extend_from_slice(part);
            }
            let used = part.len() + usize::from(end.is_some());
            self.from.consume(used);
            if end.is_some() {
                self.line += 1;
                return Ok(if too_long { End::TooLong } else { End::Record });
            }
        }
    }

    /// Reads an object that may go over several lines, in an array or alone: up to the bracket that closes it.
    fn value(&mut self, raw: &mut Vec<u8>) -> io::Result<End> {
        let (mut depth, mut quoted, mut escaped, mut too_long) = (0usize, false, false, false);
        loop {
            let buffer = self.from.fill_buf()?;
            if buffer.is_empty() {
                return Ok(if too_long { End::TooLong } else { End::Input });
            }
            let mut used = 0;
            let mut closed = false;
            let mut from = None;
            for &byte in buffer {
                if depth > 0 && from.is_none() {
                    from = Some(used);
                }
                used += 1;
                match byte {
                    _ if escaped => escaped = false,
                    b'\\' if quoted => escaped = true,
                    b'"' if depth > 0 => quoted = !quoted,
                    _ if quoted => {}
                    b'{' => {
                        depth += 1;
                        from = from.or(Some(used - 1));
                    }
                    b'}' if depth > 0 => {
                        depth -= 1;
                        closed = depth == 0;
                    }
                    _ => {}
                }
                if closed {
                    break;
                }
            }
            let part = &buffer[from.unwrap_or(used)..used];
            too_long |= raw.len() + part.len() > MAX_ARTICLE;
            if too_long {
                raw.clear();
            } else {
                raw.extend_from_slice(part);
            }
            self.from.consume(used);
            if closed {
                return Ok(if too_long { End::TooLong } else { End::Record });
            }
        }
    }
}

/// The record that a JSON object states, or why it is none.
fn parse(raw: &[u8]) -> Result<Record, String> {
    let text = decode(raw);
    let object: Map<String, Value> = match serde_json::from_str(&text) {
        Ok(object) => object,
        // Some programs write half of a surrogate pair, which no text can hold: the rest of the article is sound.
        Err(error) => serde_json::from_str(&without_lone_surrogates(&text)).map_err(|_| explain(&text, &error))?,
    };
    let mut found: [Option<(usize, Value)>; FIELDS.len()] = Default::default();
    for (name, value) in object {
        let Some((field, rank)) = field(&name) else { continue };
        let slot = &mut found[field as usize];
        if is_stated(&value) && slot.as_ref().is_none_or(|(best, _)| rank < *best) {
            *slot = Some((rank, value));
        }
    }
    let mut take = |field: Field| found[field as usize].take().map(|(_, value)| value);
    let text = take(Field::Text).and_then(|v| words(v, "\n\n")).filter(|t| !t.trim().is_empty());
    Ok(Record {
        id: take(Field::Id).and_then(|v| words(v, " ")),
        title: take(Field::Title).and_then(|v| words(v, " ")),
        source: take(Field::Source).and_then(|v| words(v, ", ")),
        author: take(Field::Author).and_then(|v| words(v, ", ")),
        url: take(Field::Url).and_then(|v| words(v, " ")),
        published: take(Field::Published).and_then(|v| date(&v)),
        text: text.ok_or(r#"no "text" (nor "body", "content" or the like)"#)?,
    })
}

/// Whether a value says anything.
fn is_stated(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(_) => false,
        Value::String(s) => !s.trim().is_empty(),
        Value::Array(a) => a.iter().any(is_stated),
        Value::Object(o) => !o.is_empty(),
        Value::Number(_) => true,
    }
}

/// The text of a value: a string, a number, a list of them, or an object that wraps one (`{"name": "UPI"}`).
fn words(value: Value, between: &str) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Number(n) => Some(n.to_string()),
        Value::Array(values) => {
            let parts: Vec<String> = values.into_iter().filter_map(|v| words(v, between)).collect();
            (!parts.is_empty()).then(|| parts.join(between))
        }
        Value::Object(mut object) => ["name", "title", "text", "rendered", "value", "$oid", "#text", "_"]
            .iter()
            .find_map(|name| object.remove(*name))
            .and_then(|v| words(v, between)),
        Value::Null | Value::Bool(_) => None,
    }
}

/// The date that a value states.
fn date(value: &Value) -> Option<PartialDate> {
    match value {
        Value::String(text) => dates::parse(text),
        Value::Number(n) => dates::number(n.as_i64().or_else(|| n.as_f64().map(|f| f as i64))?),
        Value::Array(values) => values.iter().find_map(date),
        Value::Object(object) => {
            ["$date", "$numberLong", "value", "date"].iter().find_map(|name| date(object.get(*name)?))
        }
        Value::Null | Value::Bool(_) => None,
    }
}

/// Why a text is no JSON object, for people.
fn explain(text: &str, error: &serde_json::Error) -> String {
    if text.trim_start().starts_with('{') {
        format!("no sound JSON object (column {}: {})", error.column(), reason(error))
    } else {
        "no JSON object".to_owned()
    }
}

/// The error without its position, which the place of the fault says.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rfind(" at line ").map_or(text.clone(), |at| text[..at].to_owned())
}

/// The text with every `\uD800`–`\uDFFF` that is not half of a pair as `\uFFFD`.
fn without_lone_surrogates(text: &str) -> String {
    let unit = |at: usize| {
        let escape = text.get(at..at + 6)?;
        let digits = escape.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let mut sound = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'\\', &text.as_bytes()[at..]) {
        let escape = at + found;
        sound.push_str(&text[at..escape]);
        let (length, replaced) = match (unit(escape), unit(escape + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => (12, false),
            (Some(0xD800..=0xDFFF), _) => (6, true),
            // Whatever is escaped is no start of another escape.
            _ => (1 + text[escape + 1..].chars().next().map_or(0, char::len_utf8), false),
        };
        sound.push_str(if replaced { "\\uFFFD" } else { &text[escape..escape + length] });
        at = escape + length;
    }
    sound.push_str(&text[at..]);
    sound
}
