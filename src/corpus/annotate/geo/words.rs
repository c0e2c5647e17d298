//! Closed lists of words, written as running text and looked up by hash.

use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// A list of folded words, read when first asked.
pub(super) type Words = LazyLock<FxHashSet<&'static str>>;

/// The words of a text, separated by white space.
pub(super) fn words(text: &'static str) -> FxHashSet<&'static str> {
    text.split_whitespace().collect()
}
