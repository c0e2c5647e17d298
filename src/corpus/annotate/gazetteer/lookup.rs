//! Looks names up in the text, token by token, in an automaton made ahead.
//!
//! Finds the longest name that starts at a token. Does not choose between a name's senses.

use super::compile::unpack;
use crate::corpus::annotate::geo::Sense;
use crate::text::Segmented;
use crate::text::fold::fold_chars;
use fst::raw::{CompiledAddr, Fst, Node, Output};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Every name with its senses, made by `examples/gazetteer.rs`.
const NAMES: &[u8] = include_bytes!("../../../../assets/gazetteers/names.fst");

/// An asset that cannot be read would be empty; a test would tell.
static TABLE: LazyLock<Option<Fst<&'static [u8]>>> = LazyLock::new(|| Fst::new(NAMES).ok());

/// Where the names go on that start with two bytes, and what was gathered till there: the automaton is widest at its
/// start, and most words are found not to be names there.
static STARTS: LazyLock<FxHashMap<[u8; 2], (CompiledAddr, Output)>> = LazyLock::new(|| {
    let Some(table) = TABLE.as_ref() else { return FxHashMap::default() };
    let root = table.root();
    let first = root.transitions().map(|a| (a, table.node(a.addr)));
    let second = first.flat_map(|(a, node)| node.transitions().map(|b| (a, b)).collect::<Vec<_>>());
    second.map(|(a, b)| ([a.inp, b.inp], (b.addr, a.out.cat(b.out)))).collect()
});

/// The longest name that starts at token `start` and ends before token `end`: one past its last token, and its
/// senses, the likeliest first.
///
/// Reads at most as far as the longest name of the table, whatever the text.
#[must_use]
pub fn longest(doc: &Segmented<'_>, start: usize, end: usize) -> Option<(usize, Vec<Sense>)> {
    let table = TABLE.as_ref()?;
    let (mut walk, rest) = Walk::start(table, doc.word(start))?;
    let mut best = None;
    for i in start..end {
        let token = doc.tokens[i];
        if i > start && token.spaced && !walk.step(b' ') {
            break;
        }
        if !walk.word(if i == start { rest } else { token.span.of(doc.text) }) {
            break;
        }
        if walk.node.is_final() {
            best = Some((i + 1, walk.value.cat(walk.node.final_output())));
        }
    }
    best.map(|(end, value)| (end, unpack(value.value()).collect()))
}

/// The senses of a name by itself.
#[must_use]
pub fn senses(name: &str) -> Vec<Sense> {
    let key: String = fold_chars(name).collect();
    let value = TABLE.as_ref().and_then(|table| table.get(key));
    value.map_or_else(Vec::new, |value| unpack(value.value()).collect())
}

/// A place in the automaton, and what was gathered on the way there.
struct Walk<'a> {
    table: &'a Fst<&'static [u8]>,
    node: Node<'a>,
    value: Output,
}

impl<'a> Walk<'a> {
    /// A walk that begins with a word, and what of the word is left to follow; `None` where no name starts with it.
    fn start<'w>(table: &'a Fst<&'static [u8]>, word: &'w str) -> Option<(Self, &'w str)> {
        let Some((two, rest)) = word.split_at_checked(2).filter(|(two, _)| two.is_ascii()) else {
            return Some((Walk { table, node: table.root(), value: Output::zero() }, word));
        };
        let bytes = two.as_bytes();
        let (addr, value) = *STARTS.get(&[bytes[0], bytes[1]].map(|b| b.to_ascii_lowercase()))?;
        Some((Walk { table, node: table.node(addr), value }, rest))
    }

    /// Follows one byte; false where no name goes on with it.
    fn step(&mut self, byte: u8) -> bool {
        let Some(i) = self.node.find_input(byte) else { return false };
        let t = self.node.transition(i);
        self.value = self.value.cat(t.out);
        self.node = self.table.node(t.addr);
        true
    }

    /// Follows a word, folded.
    fn word(&mut self, word: &str) -> bool {
        if word.is_ascii() {
            return word.bytes().all(|b| self.step(b.to_ascii_lowercase()));
        }
        let mut buffer = [0; 4];
        fold_chars(word).all(|c| c.encode_utf8(&mut buffer).bytes().all(|b| self.step(b)))
    }
}
