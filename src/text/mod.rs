//! Text as such: spans, sanitising, segmentation, folding, display width and wrapping.
//!
//! Knows nothing of news. Everything works on byte offsets ([`Span`]) over a text that never changes once it was
//! [sanitised](sanitize); nothing here copies what it can point at.

pub mod bytes;
pub mod fold;
pub mod sanitize;
pub mod segment;
pub mod span;
pub mod wrap;

pub use segment::{Line, Segmented, Sentence, Token, TokenKind};
pub use span::{CodePoints, Span};
