//! The help and the command palette: every key, and every command by name.

use super::{OverlayLine, Tone, wrapped};
use crate::app::keymap::{self, Group};
use crate::app::state::Pane;
use crate::text::fold::fold;
use crate::text::wrap::{truncate, width};

pub(super) fn help(columns: usize) -> Vec<OverlayLine> {
    // As wide as the widest keys of most rows; longer ones push their text on.
    let keys_width = 16.min(columns / 3);
    let mut lines = Vec::new();
    for group in Group::ALL {
        if !lines.is_empty() {
            lines.push(OverlayLine::default());
        }
        lines.push(OverlayLine::new(group.name(), Tone::Strong));
        for binding in keymap::KEYMAP.iter().filter(|b| b.group == group) {
            let keys = match keymap::keys_text(binding) {
                none if none.is_empty() => ":".to_owned(),
                keys => keys,
            };
            let room = columns.saturating_sub(keys_width + 1).max(10);
            for (n, part) in wrapped(binding.doc, room).into_iter().enumerate() {
                let label = if n == 0 { keys.as_str() } else { "" };
                let pad = (keys_width + 1).saturating_sub(width(label)).max(1);
                lines.push(OverlayLine {
                    parts: vec![(format!("{label}{}", " ".repeat(pad)), Tone::Accent), (part, Tone::Plain)],
                    item: None,
                });
            }
        }
    }
    lines
}

pub(super) fn commands_named(typed: &str, pane: Pane) -> Vec<&'static keymap::Binding> {
    let mut found: Vec<_> = keymap::named()
        .filter(|b| b.panes.is_empty() || b.panes.contains(&pane))
        .filter_map(|b| Some((fuzzy(typed, b.name)?, b)))
        .collect();
    found.sort_by_key(|f| f.0);
    found.into_iter().map(|f| f.1).collect()
}

pub(super) fn palette(typed: &str, pane: Pane, columns: usize) -> Vec<OverlayLine> {
    let found = commands_named(typed, pane);
    if found.is_empty() {
        return vec![OverlayLine::new("No command of this name.", Tone::Dim)];
    }
    found
        .iter()
        .enumerate()
        .map(|(n, b)| {
            let keys = keymap::keys_text(b);
            let name = truncate(b.name, columns.saturating_sub(width(&keys) + 1));
            let pad = columns.saturating_sub(width(&name) + width(&keys));
            OverlayLine::of(n, vec![(name, Tone::Plain), (" ".repeat(pad), Tone::Plain), (keys, Tone::Accent)])
        })
        .collect()
}

/// How well `typed` fits `name`, less is better: a prefix, the start of a word, a part, or its letters in order.
#[must_use]
pub fn fuzzy(typed: &str, name: &str) -> Option<usize> {
    let (typed, name) = (fold(typed.trim()), fold(name));
    if typed.is_empty() {
        return Some(0);
    }
    if let Some(at) = name.find(typed.as_ref()) {
        let word = at == 0 || !name[..at].ends_with(char::is_alphanumeric);
        return Some(at + if word { 0 } else { 100 });
    }
    let mut from = 0;
    let mut gaps = 0;
    for c in typed.chars().filter(|c| !c.is_whitespace()) {
        let at = name[from..].find(c)?;
        gaps += at;
        from += at + c.len_utf8();
    }
    Some(1000 + gaps)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_finds_by_prefix_then_word_then_letters() {
        assert!(fuzzy("rel", "related articles") < fuzzy("art", "related articles"));
        assert!(fuzzy("art", "related articles") < fuzzy("rlar", "related articles"));
        assert_eq!(fuzzy("xyz", "related articles"), None);
        assert!(fuzzy("tm", "text width").is_none());
    }
}
