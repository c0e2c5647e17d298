//! Addresses of the web in a text: what is in them names nothing.
//!
//! Only finds where they are; does not read them.

use crate::text::Span;
use memchr::memmem::Finder;
use std::sync::LazyLock;

/// What only an address holds. What looking for it needs is made once: most texts hold none.
static MARKS: LazyLock<[Finder<'static>; 2]> = LazyLock::new(|| ["://", "www."].map(Finder::new));

/// The addresses of a text, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Addresses(Vec<Span>);

impl Addresses {
    /// Finds every address: a mark and all that stands around it without a space.
    pub(super) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut marks: Vec<usize> = MARKS.iter().flat_map(|mark| mark.find_iter(bytes)).collect();
        marks.sort_unstable();
        let mut found: Vec<Span> = Vec::new();
        let mut reached = 0;
        for mark in marks {
            if mark < reached {
                continue;
            }
            let space = |b: &u8| b.is_ascii_whitespace();
            let start = bytes[reached..mark].iter().rposition(space).map_or(reached, |i| reached + i + 1);
            reached = bytes[mark..].iter().position(space).map_or(bytes.len(), |i| mark + i);
            found.push(Span::new(start, reached));
        }
        Self(found)
    }

    /// Whether `span` lies in an address.
    pub(super) fn hold(&self, span: Span) -> bool {
        let next = self.0.partition_point(|a| a.end <= span.start);
        self.0.get(next).is_some_and(|a| a.contains(span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reaches_from_space_to_space() {
        let text = "See https://example.org/Japan-visit and (www.example.com/Chad), not Chad://\nnor Japan.";
        let addresses = Addresses::of(text);
        let found: Vec<&str> = addresses.0.iter().map(|a| a.of(text)).collect();
        assert_eq!(found, ["https://example.org/Japan-visit", "(www.example.com/Chad),", "Chad://"]);
        let japan: Vec<bool> =
            text.match_indices("Japan").map(|(at, name)| addresses.hold(Span::new(at, at + name.len()))).collect();
        assert_eq!(japan, [true, false]);
    }
}
