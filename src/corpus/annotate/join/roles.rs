//! Roles that one person has of another: `Foreign Minister Cho Tae-yul and his Japanese counterpart, Takeshi Iwaya`.
//!
//! Titles and appositions of one's own are read in `names`; this only hands on what somebody beside was called.

use super::Item;
use crate::corpus::article::{CountryCode, EntityKind};
use crate::text::Segmented;
use std::ops::Range;

/// Tokens before a name among which `counterpart` and what belongs to it stand.
const BEFORE: usize = 5;

/// Tokens after a name within which it may be called somebody's counterpart.
const AFTER: usize = 6;

/// Gives everybody who is called a counterpart the role of the one spoken of last before in the sentence, and the country
/// that is said with it.
pub(super) fn counterparts(doc: &Segmented<'_>, items: &mut [Item]) {
    let mut last: Option<(usize, String)> = None;
    for n in 0..items.len() {
        if items[n].kind != EntityKind::Person {
            continue;
        }
        let tokens = doc.token_at(items[n].span.start as usize)..doc.token_at(items[n].span.end as usize);
        let at = doc.sentence_of(tokens.start);
        let sentence = doc.sentences.get(at).map_or(0..0, |s| s.tokens.clone());
        if let Some(said) = said_before(doc, &sentence, tokens.start).or_else(|| said_after(doc, &sentence, tokens.end))
        {
            if items[n].role.is_none() {
                // Of the sentence before as well: "Cho spoke first. His counterpart, Iwaya, …"
                items[n].role = last.as_ref().filter(|(s, _)| *s + 1 >= at).map(|(_, role)| role.clone());
            }
            if items[n].country.is_none() {
                items[n].country = country_in(doc, items, n, &said);
            }
        }
        if let Some(role) = &items[n].role {
            last = Some((at, role.clone()));
        }
    }
}

/// `his Japanese counterpart, X`: the tokens from the possessive to the name.
fn said_before(doc: &Segmented<'_>, sentence: &Range<usize>, start: usize) -> Option<Range<usize>> {
    let floor = sentence.start.max(start.saturating_sub(BEFORE));
    let word = (floor..start).rev().find(|&i| doc.folded(i) == "counterpart")?;
    // Only a comma may stand between.
    let close = (word + 1..start).all(|i| doc.word(i) == ",");
    close.then_some(floor..word)
}

/// `X, his Japanese counterpart`
fn said_after(doc: &Segmented<'_>, sentence: &Range<usize>, end: usize) -> Option<Range<usize>> {
    if doc.word(end) != "," || !matches!(doc.folded(end + 1).as_ref(), "his" | "her" | "their" | "the" | "its") {
        return None;
    }
    let ceiling = sentence.end.min(end + AFTER);
    let word = (end + 2..ceiling).find(|&i| doc.folded(i) == "counterpart")?;
    Some(end + 1..word)
}

/// The country named among these tokens.
fn country_in(doc: &Segmented<'_>, items: &[Item], near: usize, tokens: &Range<usize>) -> Option<CountryCode> {
    let (first, last) = (doc.tokens.get(tokens.start)?, doc.tokens.get(tokens.end.checked_sub(1)?)?);
    let inside = |i: &&Item| i.span.start >= first.span.start && i.span.end <= last.span.end;
    // Items are sorted: it is one of the few beside.
    let beside = items[near.saturating_sub(BEFORE)..items.len().min(near + AFTER)].iter();
    beside.filter(inside).find_map(|i| i.country.filter(|_| i.kind == EntityKind::Country))
}
