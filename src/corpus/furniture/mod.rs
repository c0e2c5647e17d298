//! Tells the article's text from the page's: duplicates, captions, credits, labels, links, share and form debris.
//!
//! By general signs only: position, repetition, shape, wording. Nothing is deleted; spans say what belongs to the page.

mod headline;
pub(crate) mod outlets;
mod wording;

use super::article::{Furniture, FurnitureKind, Stated};
use crate::text::fold::{fold, fold_chars};
use crate::text::{Segmented, Span};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::collections::hash_map::Entry;
use std::hash::Hasher;
use wording::{LONGEST, Sign};

pub(crate) use headline::{is_byline, is_date_line};

/// What [`find`] tells.
#[derive(Debug, Default)]
pub struct Found {
    /// Furniture, sorted and disjoint, whole lines.
    pub spans: Vec<Furniture>,
    /// The line of the text that is its headline: never furniture.
    pub title: Option<Span>,
}

/// Finds the furniture of a text, and its headline line where it has one.
#[must_use]
pub fn find(doc: &Segmented<'_>, stated: &Stated) -> Found {
    let mut lines = Lines::new(doc);
    lines.wording();
    lines.sources(stated);
    let title = headline::find(&lines, stated);
    lines.repetitions(title);
    lines.rules();
    Found { spans: lines.spans(), title: title.map(|n| doc.lines[n].span) }
}

/// The lines of a text with what is known of each.
struct Lines<'a> {
    doc: &'a Segmented<'a>,
    kinds: Vec<Option<FurnitureKind>>,
    /// Lines without a letter or digit.
    bare: Vec<bool>,
}

impl<'a> Lines<'a> {
    fn new(doc: &'a Segmented<'a>) -> Self {
        let n = doc.lines.len();
        Self { doc, kinds: vec![None; n], bare: vec![false; n] }
    }

    fn text(&self, n: usize) -> &'a str {
        self.doc.lines.get(n).map_or("", |l| l.span.of(self.doc.text))
    }

    /// The lines that are no furniture, from the first.
    fn body(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.kinds.len()).filter(|&n| self.kinds[n].is_none() && !self.bare[n])
    }

    /// Marks what wording alone tells, and the links below a heading of links.
    fn wording(&mut self) {
        let count = self.kinds.len();
        let mut n = 0;
        while n < count {
            let line = self.text(n);
            // A line broken in a sentence says nothing by itself.
            let whole = !self.doc.hard_wrapped || self.stands_alone(n);
            let sign = if line.len() <= LONGEST && whole { wording::read(line) } else { None };
            match sign {
                Some(Sign::Is(kind)) => self.kinds[n] = Some(kind),
                Some(Sign::Rule) => self.bare[n] = true,
                Some(heading @ (Sign::Heads | Sign::MayHead)) => {
                    let end = self.links_end(n + 1);
                    self.kinds[n] = Some(FurnitureKind::Related);
                    if heading == Sign::Heads || end == count {
                        self.kinds[n..end].fill(Some(FurnitureKind::Related));
                        n = end - 1;
                    }
                }
                None => {}
            }
            n += 1;
        }
        // A copyright mark within the text credits what stands there; at the foot it closes the article.
        for n in 0..count {
            if self.kinds[n] == Some(FurnitureKind::Copyright)
                && self.text(n).len() <= 80
                && !self.text(n).contains(|c: char| c.is_ascii_digit())
                && (n + 1..count).filter(|&m| self.kinds[m].is_none()).nth(1).is_some()
            {
                self.kinds[n] = Some(FurnitureKind::Credit);
            }
        }
    }

    fn stands_alone(&self, n: usize) -> bool {
        let after = self.doc.lines.get(n + 1).is_none_or(|l| l.after_blank);
        (self.doc.lines[n].after_blank || n > 0 && self.text(n - 1).len() < 40) && (after || self.text(n).len() < 40)
    }

    /// The end of the run of link texts that starts at line `n`: headlines, without a full stop, none too long.
    fn links_end(&self, n: usize) -> usize {
        (n..self.kinds.len()).find(|&m| !is_link_text(self.text(m))).unwrap_or(self.kinds.len())
    }

    /// Marks addresses at the head and foot, and labels that name the source.
    fn sources(&mut self, stated: &Stated) {
        let count = self.kinds.len();
        let ends = (0..count.min(2)).chain(count.saturating_sub(2)..count);
        for n in ends {
            let line = self.text(n);
            let address = line.starts_with("http://") || line.starts_with("https://") || line.starts_with("www.");
            if address && line.len() <= LONGEST && !line.contains(' ') {
                self.kinds[n] = Some(FurnitureKind::Source);
            }
        }
        let head: Vec<usize> = self.body().take(6).collect();
        let last = self.body().last();
        for n in head.into_iter().chain(last) {
            let line = self.text(n);
            if line.len() <= 48 && self.kinds[n].is_none() && self.is_source_label(line, stated) {
                self.kinds[n] = Some(FurnitureKind::Source);
            }
        }
    }

    /// Whether a short line names who published the text: a known name, the stated one, or one that the text itself
    /// has reporting ("Example News reports").
    fn is_source_label(&self, line: &str, stated: &Stated) -> bool {
        let name = line.strip_prefix("Source:").or_else(|| line.strip_prefix("SOURCE:")).unwrap_or(line);
        let name = name.trim().trim_matches(['(', ')', '[', ']', '-', '–', '—', ' ']);
        if outlets::known(name).is_some() || name.len() < line.trim().len() && line.starts_with(['S', 's']) {
            return true;
        }
        if stated.source.as_deref().is_some_and(|s| s.eq_ignore_ascii_case(name)) {
            return true;
        }
        let words = name.split_whitespace();
        let proper = words.clone().count() <= 4 && words.clone().all(|w| w.starts_with(char::is_uppercase));
        const REPORTS: [&str; 5] = [" reports", " reported", " reporting", " has learned", " correspondent"];
        proper
            && name.len() >= 3
            && self.doc.text.match_indices(name).take(20).any(|(at, _)| {
                let after = &self.doc.text[at + name.len()..];
                REPORTS.iter().any(|verb| after.starts_with(verb))
            })
    }

    /// Marks what is said twice: the headline below or again, a lead before its copy with dateline, any long line.
    fn repetitions(&mut self, title: Option<usize>) {
        self.repeated_lead(title);
        let headline = title.map(|t| (t, self.text(t)));
        // Hardly any line begins as another does: only those that do are compared, each with all before it at once.
        let mut starts: FxHashMap<u64, Option<usize>> = FxHashMap::default();
        let mut seen: FxHashSet<String> = FxHashSet::default();
        let long = |line: &str| Some(normal(line)).filter(|key| key.len() >= 40);
        for n in 0..self.kinds.len() {
            let line = self.text(n);
            if self.bare[n] || line.len() > 4 * LONGEST || !matches!(self.kinds[n], None | Some(FurnitureKind::Caption))
            {
                continue;
            }
            let of_title = headline
                .is_some_and(|(t, title)| t < n && letters(title).eq(letters(line)) && normal(line).len() >= 12);
            let again = match starts.entry(start(line)) {
                Entry::Vacant(first) => {
                    first.insert(Some(n));
                    false
                }
                Entry::Occupied(mut first) => {
                    seen.extend(first.get_mut().take().and_then(|m| long(self.text(m))));
                    long(line).is_some_and(|key| !seen.insert(key))
                }
            };
            if of_title || again {
                self.kinds[n].get_or_insert(FurnitureKind::Duplicate);
            }
        }
    }

    /// A lead that the next paragraph says again, in full and after its dateline: the first copy is the page's.
    fn repeated_lead(&mut self, title: Option<usize>) {
        let head: Vec<usize> = self.body().filter(|&n| Some(n) != title).take(4).collect();
        let Some((&first, rest)) = head.split_first() else { return };
        let line = self.text(first);
        if line.len() < 40 || line.len() > 4 * LONGEST {
            return;
        }
        let cut = line.ends_with('…') || line.ends_with("...");
        let lead = normal(line);
        let opening: String = letters(line).take(START).collect();
        for &n in rest {
            let below = self.text(n);
            // Most paragraphs are told from the lead by where it would begin.
            if !letters(below).take(LEAD_BY + START).collect::<String>().contains(&opening) {
                continue;
            }
            // The dateline that the first copy lacks takes some bytes; more would be another text.
            let room = line.len() + 120;
            let window = normal(&below[..floor(below, room)]);
            let at = window.find(&lead);
            let same_length = below.len() == line.len();
            if at.is_some_and(|at| at <= LEAD_BY && (at > 0 || cut || !same_length)) {
                self.kinds[first] = Some(FurnitureKind::Duplicate);
                return;
            }
        }
    }

    /// Lines without a letter or digit are what both their neighbours are, or the last furniture before the end.
    fn rules(&mut self) {
        for n in 0..self.kinds.len() {
            if !self.bare[n] {
                continue;
            }
            let before = n.checked_sub(1).and_then(|m| self.kinds[m]);
            let after = (n + 1..self.kinds.len()).find(|&m| !self.bare[m]).and_then(|m| self.kinds[m]);
            let ends = n + 1 == self.kinds.len();
            if before.is_some() && (after.is_some() || ends) {
                self.kinds[n] = before;
            }
        }
    }

    /// The marks as spans; neighbouring lines of one kind are one span.
    fn spans(&self) -> Vec<Furniture> {
        let mut spans: Vec<Furniture> = Vec::new();
        let mut previous = None;
        for (line, &kind) in self.doc.lines.iter().zip(&self.kinds) {
            if let Some(kind) = kind {
                match spans.last_mut() {
                    Some(last) if previous == Some(kind) => last.span.end = line.span.end,
                    _ => spans.push(Furniture { span: line.span, kind }),
                }
            }
            previous = kind;
        }
        spans
    }
}

/// Whether a line below a heading of links can be a link: a headline and no paragraph.
fn is_link_text(line: &str) -> bool {
    line.len() <= 200 && !line.ends_with(['.', ':', '"', '”']) && line.contains(char::is_alphanumeric)
}

/// Letters and digits of a line, folded: equal for copies that differ in space, case and punctuation.
fn normal(line: &str) -> String {
    if line.is_ascii() {
        let letters = line.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_lowercase());
        let mut normal = Vec::with_capacity(line.len());
        normal.extend(letters);
        return String::from_utf8(normal).unwrap_or_default();
    }
    let mut normal = fold(line).into_owned();
    normal.retain(char::is_alphanumeric);
    normal
}

/// The same one after the other, for what ends at the first that differs.
fn letters(line: &str) -> impl Iterator<Item = char> + '_ {
    fold_chars(line).filter(|c| c.is_alphanumeric())
}

/// Letters and digits by which lines are told apart before they are compared as a whole.
const START: usize = 16;

/// Letters and digits that a dateline may take before a lead that is said again.
const LEAD_BY: usize = 60;

/// A hash of the first letters and digits of a line.
fn start(line: &str) -> u64 {
    let mut hash = FxHasher::default();
    letters(line).take(START).for_each(|c| hash.write_u32(c.into()));
    hash.finish()
}

/// The last character boundary of `text` at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

#[cfg(test)]
mod tests;
