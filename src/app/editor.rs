//! A small editor of several lines, for notes. Knows its text and its cursor, not where it stands on the screen.

use super::{Key, KeyCode};
use crate::text::Span;
use crate::text::sanitize::sanitize;
use crate::text::wrap::{grapheme_width, width, wrap};
use unicode_segmentation::UnicodeSegmentation;

/// Bytes of the longest note: many pages.
const LONGEST: usize = 64 * 1024;
/// Rows that a page moves.
const PAGE: isize = 8;

/// A text being written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Editor {
    text: String,
    /// The byte before which the cursor stands, between two graphemes.
    at: usize,
    /// The column that moving up and down tries to keep.
    goal: Option<usize>,
}

impl Editor {
    /// Goes on with a text, at its end.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), at: text.len(), goal: None }
    }

    /// What is written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text in rows of at most `columns`.
    #[must_use]
    pub fn rows(&self, columns: usize) -> Vec<Span> {
        let mut rows = Vec::new();
        let mut start = 0;
        for line in self.text.split('\n') {
            wrap(&self.text, Span::new(start, start + line.len()), columns, &mut rows);
            start += line.len() + 1;
        }
        rows
    }

    /// Row and column of the cursor.
    #[must_use]
    pub fn caret(&self, columns: usize) -> (usize, usize) {
        self.caret_in(&self.rows(columns), columns)
    }

    fn caret_in(&self, rows: &[Span], columns: usize) -> (usize, usize) {
        let row = rows.partition_point(|r| r.start as usize <= self.at).saturating_sub(1);
        let start = rows.get(row).map_or(0, |r| r.start as usize);
        // Spaces at the end of a full row take no room of their own.
        (row, width(&self.text[start..self.at]).min(columns))
    }

    /// Puts text in at the cursor.
    pub(super) fn insert(&mut self, text: &str) {
        let clean = sanitize(text);
        let room = LONGEST.saturating_sub(self.text.len());
        let fitting = &clean[..clean.floor_char_boundary(room)];
        self.text.insert_str(self.at, fitting);
        self.at += fitting.len();
        self.goal = None;
    }

    /// Does what a key says, in rows of `columns`; keys that mean nothing here do nothing.
    pub(super) fn press(&mut self, key: Key, columns: usize) {
        let vertical = match (key.code, key.ctrl) {
            (KeyCode::Up, _) => Some(-1),
            (KeyCode::Down, _) => Some(1),
            (KeyCode::PageUp, _) => Some(-PAGE),
            (KeyCode::PageDown, _) => Some(PAGE),
            _ => None,
        };
        if let Some(by) = vertical {
            return self.move_rows(by, columns);
        }
        self.goal = None;
        match (key.code, key.ctrl, key.alt) {
            (KeyCode::Char(c), false, false) => self.insert(c.encode_utf8(&mut [0; 4])),
            (KeyCode::Enter, ..) => self.insert("\n"),
            (KeyCode::Backspace, false, false) | (KeyCode::Char('h'), true, _) => self.delete(self.before(), self.at),
            (KeyCode::Delete, ..) => self.delete(self.at, self.after()),
            (KeyCode::Char('w'), true, _) | (KeyCode::Backspace, ..) => self.delete(self.word_start(), self.at),
            (KeyCode::Char('u'), true, _) => self.delete(self.line().0, self.at),
            (KeyCode::Char('k'), true, _) => self.delete(self.at, self.line().1),
            (KeyCode::Left, false, false) => self.at = self.before(),
            (KeyCode::Left, ..) => self.at = self.word_start(),
            (KeyCode::Right, false, false) => self.at = self.after(),
            (KeyCode::Right, ..) => self.at = self.word_end(),
            (KeyCode::Home, ..) | (KeyCode::Char('a'), true, _) => self.at = self.line().0,
            (KeyCode::End, ..) | (KeyCode::Char('e'), true, _) => self.at = self.line().1,
            _ => {}
        }
    }

    fn delete(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.at = from;
    }

    fn before(&self) -> usize {
        self.text[..self.at].graphemes(true).next_back().map_or(0, |g| self.at - g.len())
    }

    fn after(&self) -> usize {
        self.text[self.at..].graphemes(true).next().map_or(self.at, |g| self.at + g.len())
    }

    fn word_start(&self) -> usize {
        let before = self.text[..self.at].trim_end_matches(char::is_whitespace);
        before.rfind(char::is_whitespace).map_or(0, |n| n + before[n..].chars().next().map_or(1, char::len_utf8))
    }

    fn word_end(&self) -> usize {
        let rest = &self.text[self.at..];
        let word = rest.len() - rest.trim_start_matches(char::is_whitespace).len();
        self.at + rest[word..].find(char::is_whitespace).map_or(rest.len(), |n| word + n)
    }

    /// Where the line of the cursor begins and ends, between line breaks.
    fn line(&self) -> (usize, usize) {
        let start = self.text[..self.at].rfind('\n').map_or(0, |n| n + 1);
        let end = self.text[self.at..].find('\n').map_or(self.text.len(), |n| self.at + n);
        (start, end)
    }

    fn move_rows(&mut self, by: isize, columns: usize) {
        let rows = self.rows(columns);
        let (row, column) = self.caret_in(&rows, columns);
        let goal = self.goal.unwrap_or(column);
        let to = row.saturating_add_signed(by).min(rows.len().saturating_sub(1));
        let Some(span) = rows.get(to) else { return };
        let mut used = 0;
        let mut at = span.start as usize;
        for g in span.of(&self.text).graphemes(true) {
            used += grapheme_width(g);
            if used > goal {
                break;
            }
            at += g.len();
        }
        (self.at, self.goal) = (at, Some(goal));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(keys: &[Key]) -> Editor {
        let mut editor = Editor::default();
        keys.iter().for_each(|&key| editor.press(key, 20));
        editor
    }

    fn write(editor: &mut Editor, text: &str) {
        text.chars().for_each(|c| editor.press(Key::char(c), 20));
    }

    #[test]
    fn lines_are_written_corrected_and_gone_through() {
        let mut e = Editor::new("Ask about");
        write(&mut e, " the hotlime");
        e.press(Key::plain(KeyCode::Left), 20);
        e.press(Key::plain(KeyCode::Backspace), 20);
        write(&mut e, "n");
        e.press(Key::plain(KeyCode::End), 20);
        e.press(Key::plain(KeyCode::Enter), 20);
        write(&mut e, "né 中文 x");
        assert_eq!(e.text(), "Ask about the hotline\nné 中文 x");
        // Three rows of twenty columns: the first line is wrapped.
        assert_eq!(e.rows(20).len(), 3);
        assert_eq!(e.caret(20), (2, 9));
        e.press(Key::plain(KeyCode::Up), 20);
        assert_eq!(e.caret(20), (1, 7), "as far as the row goes");
        e.press(Key::plain(KeyCode::Down), 20);
        assert_eq!(e.caret(20), (2, 9), "back in the column where it was");
        e.press(Key::ctrl('w'), 20);
        e.press(Key::ctrl('w'), 20);
        assert_eq!(e.text(), "Ask about the hotline\nné ");
        e.press(Key::ctrl('u'), 20);
        e.press(Key::plain(KeyCode::Backspace), 20);
        assert_eq!(e.text(), "Ask about the hotline");
    }

    #[test]
    fn nothing_harmful_and_nothing_endless_is_taken_in() {
        let mut e = Editor::default();
        e.insert("a\u{1b}[31m\r\nb");
        assert_eq!(e.text(), "a␛[31m \nb");
        e.insert(&"é".repeat(LONGEST));
        assert!(e.text().len() <= LONGEST);
    }

    fn key() -> impl Strategy<Value = Key> {
        let codes = [
            KeyCode::Enter,
            KeyCode::Backspace,
            KeyCode::Delete,
            KeyCode::Left,
            KeyCode::Right,
            KeyCode::Up,
            KeyCode::Down,
            KeyCode::Home,
            KeyCode::End,
            KeyCode::PageUp,
            KeyCode::PageDown,
        ];
        let chars = prop::sample::select(vec!['a', ' ', '-', 'é', '中', '\u{301}', '\u{200d}', '👩']);
        prop_oneof![
            3 => chars.prop_map(Key::char),
            3 => (prop::sample::select(codes.to_vec()), any::<bool>())
                .prop_map(|(code, ctrl)| Key { ctrl, ..Key::plain(code) }),
            1 => prop::sample::select(vec!['a', 'e', 'w', 'u', 'k', 'h']).prop_map(Key::ctrl),
        ]
    }

    proptest! {
        #[test]
        fn whatever_is_pressed_the_cursor_stands_in_the_text(keys in prop::collection::vec(key(), 0..60)) {
            let editor = typed(&keys);
            for columns in [1, 7, 20] {
                let (row, column) = editor.caret(columns);
                prop_assert!(row < editor.rows(columns).len() && column <= columns);
            }
        }
    }
}
