//! Copies of one article: the same text again, or nearly.
