//! Find: in the text of the open article. Folded, live, and in bounded steps.
//!
//! Does not query: what is listed does not change, and the words of the query are [`hits`](super::hits).

use crate::text::Span;
use crate::text::fold::fold_chars;
use memchr::{memchr2_iter, memchr3_iter};
use tui_input::Input;

/// Comparisons of one step: a few milliseconds.
pub const STEP: usize = 4_000_000;

/// Matches after which counting stops.
pub const MOST: usize = 100_000;

/// Characters of a needle that count.
const LONGEST: usize = 100;

/// A find in force.
#[derive(Clone, Debug)]
pub struct Find {
    /// What is typed.
    pub input: Input,
    /// Whether it is being typed.
    pub typing: bool,
    /// Where it was found.
    pub spans: Vec<Span>,
    /// The match that was gone to last.
    pub current: Option<usize>,
    /// Bytes of the text that were looked at.
    pub scanned: usize,
    /// Whether everything was looked at.
    pub done: bool,
    /// Where the reader was when the find began: a byte of the text.
    pub origin: usize,
    needle: Vec<char>,
}

impl Find {
    /// A find that begins at `origin`.
    #[must_use]
    pub fn new(origin: usize) -> Self {
        Self {
            input: Input::default(),
            typing: true,
            spans: Vec::new(),
            current: None,
            scanned: 0,
            done: true,
            origin,
            needle: Vec::new(),
        }
    }

    /// Starts anew: for a needle that changed, or another article.
    pub fn restart(&mut self) {
        self.needle = needle(self.input.value());
        self.spans.clear();
        self.current = None;
        self.scanned = 0;
        self.done = self.needle.is_empty();
    }

    /// Matches so far.
    #[must_use]
    pub fn count(&self) -> usize {
        self.spans.len()
    }

    /// Looks at the next stretch of a text.
    pub fn extend(&mut self, text: &str) {
        let mut budget = STEP;
        let (mut spans, needle) = (std::mem::take(&mut self.spans), std::mem::take(&mut self.needle));
        let mut free = spans.last().map_or(0, |s| s.end as usize);
        self.scanned = scan(text, self.scanned, &needle, &mut budget, &mut |span| {
            if (span.start as usize) >= free && spans.len() < MOST {
                free = span.end as usize;
                spans.push(span);
            }
        });
        (self.spans, self.needle) = (spans, needle);
        self.done = self.scanned >= text.len() || self.spans.len() >= MOST;
    }

    /// The first match at or after `origin`, else the first of all.
    #[must_use]
    pub fn nearest(&self) -> Option<usize> {
        let at = self.spans.partition_point(|s| (s.start as usize) < self.origin);
        let count = self.count();
        (count > 0).then_some(if at < count { at } else { 0 })
    }
}

fn needle(typed: &str) -> Vec<char> {
    fold_chars(typed).take(LONGEST).map(|c| if c.is_whitespace() { ' ' } else { c }).collect()
}

/// Looks for `needle` from the byte `from` on; returns how far it came before the budget was spent.
fn scan(text: &str, from: usize, needle: &[char], budget: &mut usize, found: &mut dyn FnMut(Span)) -> usize {
    let Some(&first) = needle.first() else { return text.len() };
    // A stretch at a time, so that the budget is kept where the needle's first letter is rare.
    let end = text.floor_char_boundary(from.saturating_add(*budget));
    let window = &text.as_bytes()[from..end];
    let mut try_at = |at: usize| {
        if text.is_char_boundary(at)
            && let Some(stop) = match_at(text, at, needle, budget)
        {
            found(Span::new(at, stop));
        }
        *budget > 0
    };
    let step = |n: usize| n + from;
    let mut last = None;
    // ASCII first letters are looked up at memory speed; where the stretch holds others, they may fold to it.
    if first.is_ascii_alphanumeric() && window.is_ascii() {
        for n in memchr2_iter(first as u8, first.to_ascii_uppercase() as u8, window).map(step) {
            if !try_at(n) {
                last = Some(n + 1);
                break;
            }
        }
    } else if first == ' ' && window.is_ascii() {
        for n in memchr3_iter(b' ', b'\n', b'\t', window).map(step) {
            if !try_at(n) {
                last = Some(n + 1);
                break;
            }
        }
    } else {
        for n in from..end {
            if !try_at(n) {
                last = Some(n + 1);
                break;
            }
        }
    }
    last.map_or(end, |n| (n..=text.len()).find(|&n| text.is_char_boundary(n)).unwrap_or(text.len()))
}

/// The end of the needle where it stands at byte `at`.
fn match_at(text: &str, at: usize, needle: &[char], budget: &mut usize) -> Option<usize> {
    let mut wanted = needle.iter().copied().peekable();
    let mut end = at;
    for (n, c) in text[at..].char_indices() {
        *budget = budget.saturating_sub(1);
        let mut buffer = [0; 4];
        let ascii = c.is_ascii().then(|| if c.is_whitespace() { ' ' } else { c.to_ascii_lowercase() });
        match ascii {
            Some(c) => {
                if wanted.next_if_eq(&c).is_none() {
                    // Nothing more is wanted: combining marks may follow, other characters end it.
                    return wanted.peek().is_none().then_some(end);
                }
            }
            None => {
                for folded in fold_chars(c.encode_utf8(&mut buffer)) {
                    let folded = if folded.is_whitespace() { ' ' } else { folded };
                    if wanted.next_if_eq(&folded).is_none() {
                        return (wanted.peek().is_none() && end > at).then_some(end);
                    }
                }
            }
        }
        end = at + n + c.len_utf8();
    }
    wanted.peek().is_none().then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str, typed: &str) -> Vec<String> {
        let mut find = Find::new(0);
        find.input = typed.into();
        find.restart();
        while !find.done {
            find.extend(text);
        }
        find.spans.iter().map(|s| s.of(text).to_owned()).collect()
    }

    #[test]
    fn case_accents_and_line_breaks_do_not_matter() {
        assert_eq!(found("Kim Jong\nUn met KIM JONG UN", "kim jong un"), ["Kim Jong\nUn", "KIM JONG UN"]);
        assert_eq!(found("Émigrés and emigres", "emigre"), ["Émigré", "emigre"]);
        assert_eq!(found("aaaa", "aa"), ["aa", "aa"]);
        assert!(found("anything", "").is_empty());
    }

    proptest! {
        #[test]
        fn what_is_found_folds_to_the_needle(text in "[a-cÀÉé \n中]{0,80}", typed in "[a-ce]{1,3}") {
            for hit in found(&text, &typed) {
                prop_assert_eq!(fold_chars(&hit).collect::<String>(), typed.clone());
            }
            let plain: String = fold_chars(&text).collect();
            prop_assert_eq!(found(&text, &typed).len(), plain.matches(&typed).count());
        }
    }
}
