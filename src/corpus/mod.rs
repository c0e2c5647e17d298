//! Loads and annotates articles: formats, furniture, annotation of one article (pass 1) and of a collection (pass 2),
//! the library that holds them and the queries over it.
//!
//! Knows nothing of terminals. An article's way is one line, and nobody walks back:
//! `formats → furniture → annotate → collection → library`, and `query` on the library's snapshots.

pub mod annotate;
pub mod article;
pub mod collection;
pub mod corrections;
pub mod formats;
pub mod furniture;
pub mod library;
pub mod query;

pub use annotate::annotate;
pub use article::{Annotated, Annotations, Article, ArticleKey, CountryCode, DocNo};
