//! Display width and greedy wrapping over byte ranges, so that spans survive.
//!
//! Works by grapheme cluster and terminal column. Does not style: the view maps spans onto the lines.

use super::Span;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns that a tab takes; the view draws it as that many spaces.
pub const TAB: usize = 4;

/// Width of `text` in terminal columns.
#[must_use]
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.bytes().map(|b| if b == b'\t' { TAB } else { 1 }).sum();
    }
    text.graphemes(true).map(grapheme_width).sum()
}

/// Width of one grapheme cluster in terminal columns.
#[must_use]
pub fn grapheme_width(grapheme: &str) -> usize {
    if grapheme == "\t" { TAB } else { grapheme.width() }
}

/// `text` cut to at most `columns` with `…` at the end where something was cut; whole graphemes only.
///
/// ```
/// use dateline::text::wrap::truncate;
/// assert_eq!(truncate("The defense chiefs", 12), "The defense…");
/// ```
#[must_use]
pub fn truncate(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut used = 0;
    let mut out = String::new();
    for g in text.graphemes(true) {
        let w = grapheme_width(g);
        if used + w + 1 > columns {
            break;
        }
        used += w;
        out.push_str(g);
    }
    if columns > 0 {
        out.truncate(out.trim_end().len());
        out.push('…');
    }
    out
}

/// Wraps one paragraph (`within`, without line breaks) greedily to `columns`; pushes one span a line.
///
/// Breaks after spaces and hyphens between letters; a word wider than a line is cut between graphemes. The space
/// at a break belongs to no line. An empty paragraph gives one empty line.
pub fn wrap(text: &str, within: Span, columns: usize, lines: &mut Vec<Span>) {
    let columns = columns.max(1);
    let base = within.start as usize;
    let body = within.of(text);
    let mut start = 0; // of the line
    let mut used = 0; // columns of the line so far
    let mut break_at: Option<(usize, usize)> = None; // (end of line if broken here, start of the next)
    let mut at = 0;
    let push = |lines: &mut Vec<Span>, a: usize, b: usize| lines.push(Span::new(base + a, base + b));
    while at < body.len() {
        let (len, w, space, hyphen) = next_cluster(body, at);
        if space {
            break_at = Some((at, at + len));
        } else {
            // What a break at a hyphen leaves can be too wide still: then it is cut here.
            while used + w > columns && at > start {
                let (end, next) = break_at.take().filter(|&(_, next)| next > start).unwrap_or((at, at));
                push(lines, start, trim_end(body, start, end));
                start = next;
                used = width(&body[start..at]);
            }
        }
        used += w;
        at += len;
        if hyphen && at < body.len() {
            break_at = Some((at, at));
        }
    }
    push(lines, start, trim_end(body, start, body.len()));
}

fn trim_end(body: &str, start: usize, end: usize) -> usize {
    start + body[start..end].trim_end_matches([' ', '\t']).len()
}

/// Length in bytes, width, whether a space and whether a hyphen, of the cluster at byte `at`.
fn next_cluster(body: &str, at: usize) -> (usize, usize, bool, bool) {
    let bytes = body.as_bytes();
    let b = bytes[at];
    // ASCII followed by ASCII is a cluster of its own (CR LF does not occur after sanitising).
    if b.is_ascii() && bytes.get(at + 1).is_none_or(u8::is_ascii) {
        let w = if b == b'\t' { TAB } else { 1 };
        return (1, w, b == b' ' || b == b'\t', b == b'-');
    }
    let g = body[at..].graphemes(true).next().unwrap_or_default();
    (g.len().max(1), grapheme_width(g), g == " ", matches!(g, "-" | "\u{2010}" | "—" | "–"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wrapped(text: &str, columns: usize) -> Vec<&str> {
        let mut lines = Vec::new();
        wrap(text, Span::new(0, text.len()), columns, &mut lines);
        lines.iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn breaks_at_spaces_then_hyphens_then_anywhere() {
        assert_eq!(wrapped("met in Seoul on Monday", 12), ["met in Seoul", "on Monday"]);
        assert_eq!(wrapped("South Korea-U.S.-Japan", 14), ["South Korea-", "U.S.-Japan"]);
        assert_eq!(wrapped("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrapped("首脳会談 東京", 5), ["首脳", "会談", "東京"]);
        assert_eq!(wrapped("", 5), [""]);
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_only_space_is_lost(text in "[a-z\\-é中\u{301}👩\u{200d} ]{0,120}", columns in 2usize..20) {
            let lines = wrapped(&text, columns);
            for line in &lines {
                prop_assert!(width(line) <= columns || line.graphemes(true).count() == 1, "{line:?}");
            }
            let solid = |s: &str| s.replace(' ', "");
            prop_assert_eq!(solid(&lines.concat()), solid(&text));
        }
    }
}
