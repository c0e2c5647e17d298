//! Plain text and Markdown: one file is one article, with front matter or without.
//!
//! Markdown is read as the text it is: its marks stay, so that offsets hold in the file. The front matter is no part
//! of the text, as a byte-order mark is none.

use super::decode::decode;
use super::front_matter;
use super::record::{Desk, MAX_ARTICLE, Place};
use std::io::{self, BufRead, Read};
use std::ops::ControlFlow;

/// Reads one article of plain text.
///
/// # Errors
/// Where `from` cannot be read on.
pub(crate) fn read(
    from: &mut dyn BufRead,
    _head: &[u8],
    place: &Place,
    desk: &mut Desk<'_>,
) -> io::Result<ControlFlow<()>> {
    article(from, place, desk, |_| None)
}

/// Reads one article of Markdown: its first line, where it is a heading, is its headline.
///
/// # Errors
/// Where `from` cannot be read on.
pub(crate) fn read_markdown(
    from: &mut dyn BufRead,
    _head: &[u8],
    place: &Place,
    desk: &mut Desk<'_>,
) -> io::Result<ControlFlow<()>> {
    article(from, place, desk, heading)
}

fn article(
    from: &mut dyn BufRead,
    place: &Place,
    desk: &mut Desk<'_>,
    title: fn(&str) -> Option<&str>,
) -> io::Result<ControlFlow<()>> {
    let mut raw = Vec::new();
    from.take(MAX_ARTICLE as u64 + 1).read_to_end(&mut raw)?;
    if raw.len() > MAX_ARTICLE {
        let why = format!("longer than {} MB, too long for one article; skipped (split it?)", MAX_ARTICLE >> 20);
        return Ok(desk.fault(&place.shown, why));
    }
    let text = decode(&raw);
    let (mut record, text) = front_matter::split(&text);
    if text.trim().is_empty() {
        return Ok(desk.fault(&place.shown, "holds no text; skipped"));
    }
    record.title = record.title.or_else(|| title(text).map(str::to_owned));
    record.text = text.to_owned();
    Ok(desk.article(record, place, place.shown.clone(), &raw))
}

/// The heading that a Markdown text opens with: `# Title`, or a line underlined with `=`.
fn heading(text: &str) -> Option<&str> {
    let mut lines = text.lines().skip_while(|line| line.trim().is_empty());
    let first = lines.next()?.trim();
    if let Some(title) = first.strip_prefix("# ") {
        return Some(title.trim_end_matches('#').trim()).filter(|t| !t.is_empty());
    }
    let underline = lines.next()?.trim_end();
    (underline.len() >= 3 && underline.bytes().all(|b| b == b'=')).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_markdown_text_opens_with_its_headline() {
        assert_eq!(heading("\n# Talks in Seoul #\n\nThe ministers"), Some("Talks in Seoul"));
        assert_eq!(heading("Talks in Seoul\n=====\nThe ministers"), Some("Talks in Seoul"));
        assert_eq!(heading("The ministers met.\n# Later"), None);
        assert_eq!(heading("#hashtag"), None);
    }
}
