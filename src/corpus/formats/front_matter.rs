//! Front matter: what a text file states of itself before its text, between lines of `---` (YAML) or `+++` (TOML).
//!
//! Reads flat `key: value` and `key = value` lines and no more: people write titles with colons and stray quotes,
//! which a strict YAML reader would refuse together with the article's date. Keys are those of JSON Lines.

use super::dates;
use super::jsonl::{Field, field};
use super::record::Record;

/// Lines that front matter may have; a rule of `---` far below the first one encloses text.
const MAX_LINES: usize = 200;

/// What the front matter of `text` states, and the text after it; all of the text where there is none.
pub(crate) fn split(text: &str) -> (Record, &str) {
    within(text).map_or_else(|| (Record::default(), text), |(inside, separator, rest)| (read(inside, separator), rest))
}

/// The front matter without its fences, what separates keys from values, and what follows: the blank lines after the
/// closing fence belong to it.
fn within(text: &str) -> Option<(&str, char, &str)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next()?;
    let (separator, closing): (char, &[&str]) = match first.trim_end() {
        "---" => (':', &["---", "..."]),
        "+++" => ('=', &["+++"]),
        _ => return None,
    };
    let mut end = first.len();
    let mut pairs = 0;
    for line in lines.take(MAX_LINES) {
        if closing.contains(&line.trim_end()) {
            let rest = &text[end + line.len()..];
            let blank = rest.split_inclusive('\n').take_while(|l| l.ends_with('\n') && l.trim().is_empty());
            let skip: usize = blank.map(str::len).sum();
            return (pairs > 0).then(|| (&text[first.len()..end], separator, &rest[skip..]));
        }
        let is_pair = pair(line, separator).is_some();
        pairs += usize::from(is_pair);
        // Two rules around running text are no front matter.
        if !is_pair && !goes_on(line) && !line.trim().is_empty() && !line.starts_with(['#', '[', ']']) {
            return None;
        }
        end += line.len();
    }
    None
}

/// Whether a line belongs to the value of the one before it.
fn goes_on(line: &str) -> bool {
    line.starts_with([' ', '\t']) || line.starts_with("- ")
}

/// The key and the value of a line; `None` for comments, continuations and anything else.
fn pair(line: &str, separator: char) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(separator)?;
    let key = key.trim_end().trim_matches('"');
    let plain = key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':'));
    (plain && !key.is_empty()).then(|| (key, value.trim()))
}

fn read(inside: &str, separator: char) -> Record {
    let mut record = Record::default();
    let mut ranks = [usize::MAX; super::jsonl::FIELDS.len()];
    let mut lines = inside.lines().peekable();
    while let Some(line) = lines.next() {
        let Some((key, value)) = pair(line, separator) else { continue };
        let mut parts = Vec::new();
        // `key: >` and `key:` go on in the indented lines or list items that follow.
        if matches!(value, "" | "|" | ">" | "|-" | ">-" | "|+" | ">+") {
            while let Some(more) = lines.next_if(|l| goes_on(l)) {
                parts.push(more.trim());
            }
        }
        let value = if parts.is_empty() { list(value) } else { join(&parts) };
        let Some((field, rank)) = field(key) else { continue };
        if value.is_empty() || rank >= ranks[field as usize] {
            continue;
        }
        ranks[field as usize] = rank;
        match field {
            Field::Id => record.id = Some(value),
            Field::Title => record.title = Some(value),
            Field::Source => record.source = Some(value),
            Field::Author => record.author = Some(value),
            Field::Url => record.url = Some(value),
            Field::Published => record.published = dates::parse(&value),
            // The text is what follows.
            Field::Text => {}
        }
    }
    record
}

/// A value, or the items of a list written in one line.
fn list(value: &str) -> String {
    match value.strip_prefix('[').and_then(|v| v.split_once(']')) {
        Some((items, _)) => items.split(',').map(scalar).filter(|i| !i.is_empty()).collect::<Vec<_>>().join(", "),
        None => scalar(value),
    }
}

/// Lines of one value, or items of one list.
fn join(parts: &[&str]) -> String {
    let items: Option<Vec<String>> = parts.iter().map(|p| p.strip_prefix("- ").map(scalar)).collect();
    items.map_or_else(|| parts.join(" "), |items| items.join(", "))
}

/// A value without its quotes, escapes and comment.
fn scalar(value: &str) -> String {
    let value = value.trim();
    for quote in ['"', '\''] {
        let Some(inside) = value.strip_prefix(quote) else { continue };
        let mut out = String::with_capacity(inside.len());
        let mut chars = inside.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '\\' if quote == '"' => out.extend(chars.next()),
                '\'' if quote == '\'' && chars.next_if_eq(&'\'').is_some() => out.push('\''),
                c if c == quote => return out,
                c => out.push(c),
            }
        }
    }
    value.split(" #").next().unwrap_or_default().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::article::PartialDate;

    #[test]
    fn yaml_as_people_write_it() {
        let (record, text) = split(
            "---\ntitle: Talks: \"a first step\"\nlayout: post\ndate: 2025-09-08 10:00:00 +0900 # local\n\
             authors:\n  - Kim, Min\n  - \"Sato\"\ntags: [a, b]\nurl: https://example.org/a#b\n---\n\nSEOUL -- The",
        );
        assert_eq!(record.title.as_deref(), Some("Talks: \"a first step\""));
        assert_eq!(record.published, PartialDate::parse("2025-09-08"));
        assert_eq!(record.author.as_deref(), Some("Kim, Min, Sato"));
        assert_eq!(record.url.as_deref(), Some("https://example.org/a#b"));
        assert_eq!(text, "SEOUL -- The");
        let (record, _) = split("---\r\ntitle: >-\r\n  Talks\r\n  in Seoul\r\nsource: 'Kim''s paper'\r\n---\r\nText");
        assert_eq!(record.title.as_deref(), Some("Talks in Seoul"));
        assert_eq!(record.source.as_deref(), Some("Kim's paper"));
    }

    #[test]
    fn toml_too() {
        let (record, text) =
            split("+++\ntitle = \"Talks = a step\"\ndate = 2025-09-08T10:00:00Z\n[extra]\nx = 1\n+++\nText");
        assert_eq!(record.title.as_deref(), Some("Talks = a step"));
        assert_eq!(record.published, PartialDate::parse("2025-09-08"));
        assert_eq!(text, "Text");
    }

    #[test]
    fn rules_around_text_are_text() {
        for text in
            ["---\nSEOUL, a city.\nIt said: no.\n---\nMore", "---\ntitle: never closed\nText", "---", "+++\n+++\nText"]
        {
            assert_eq!(split(text).1, text);
        }
    }
}
