//! People by the shape of their names: a given name first, a surname of East Asia first, a title before.
//!
//! Extents only. Surnames that stand alone are found in the light of the whole article, in `evidence`.

use super::lexicon::{
    ACRONYM, ASIAN, CALENDAR, COMMON, COMPASS, FIELD, FIRST, FUNCTION, LAST, MODIFIER, ORG_HEAD, ORG_TAIL, OTHER_HEAD,
    PARTICLE, PLACE_HEAD, SPEECH,
};
use super::organizations::shouting;
use super::scene::Scene;
use super::titles;
use crate::text::TokenKind;
use crate::text::segment::Case;
use std::ops::Range;

/// The most words of a person's name.
const LONGEST: usize = 6;

/// The person that a segment names, judged by its words.
pub(super) fn by_shape(scene: &Scene<'_>, tokens: Range<usize>, titled: bool) -> Option<Range<usize>> {
    let tokens = trimmed(scene, tokens);
    let words = scene.words(tokens.clone());
    if words == 0
        || words > LONGEST
        || tokens.clone().any(|i| scene.is(i, FUNCTION) && !scene.is(i, FIRST | LAST | PARTICLE))
    {
        return None;
    }
    if covered(scene, &tokens) && !(titled && words >= 1 && !scene.names_country(tokens.start)) {
        return None;
    }
    let first = tokens.start;
    if titled {
        let blocked = (scene.is(first, ORG_HEAD | ACRONYM | FIELD | CALENDAR) && words == 1)
            || (scene.doc.tokens[first].case == Case::Upper && words == 1 && !shouting(scene, first));
        return (!blocked && !plain(scene, &tokens)).then_some(tokens);
    }
    if words < 2 || any_word(scene, &tokens, |i| scene.doc.tokens[i].kind == TokenKind::Mixed) {
        return None;
    }
    let barred = any_word(scene, &tokens, |i| {
        scene.is(i, ORG_HEAD | ORG_TAIL | CALENDAR) && !scene.is(i, FIRST | LAST)
            || (scene.demonym(i) && !scene.is(i, LAST | FIRST))
            || scene.doc.tokens[i].case == Case::Upper && scene.doc.tokens[i].span.len() > 2 && !shouting(scene, i)
    });
    if barred || plain(scene, &tokens) {
        return None;
    }
    let last = (tokens.clone().rev()).find(|&i| !scene.joint(i)).unwrap_or(first);
    let given = scene.is(first, FIRST) && (!scene.is(first, COMMON) || scene.is(last, LAST));
    let initial = scene.doc.word(first).len() <= 2 && scene.doc.word(first).ends_with('.');
    let asian = scene.is(first, ASIAN) && (2..=4).contains(&words) && !scene.is(last, COMMON);
    let hyphened = scene.is(first, ASIAN) && tokens.clone().any(|i| scene.doc.word(i) == "-");
    let surname = scene.is(last, LAST) && !scene.is(first, COMMON | COMPASS) && !scene.place(first);
    let geographic = (scene.place(first) && !scene.is(first, FIRST)) || scene.names_country(last);
    let placed = scene.is(last, PLACE_HEAD | OTHER_HEAD) && !scene.is(last, LAST);
    ((given || initial || asian || hyphened || surname) && !geographic && !placed).then_some(tokens)
}

/// The segment without marks at its ends.
fn trimmed(scene: &Scene<'_>, mut tokens: Range<usize>) -> Range<usize> {
    while tokens.start < tokens.end && scene.joint(tokens.start) {
        tokens.start += 1;
    }
    while tokens.start < tokens.end && scene.joint(tokens.end - 1) {
        tokens.end -= 1;
    }
    tokens
}

fn any_word(scene: &Scene<'_>, tokens: &Range<usize>, test: impl Fn(usize) -> bool) -> bool {
    tokens.clone().any(|i| !scene.joint(i) && test(i))
}

/// Whether every word is a common one that is nobody's name.
fn plain(scene: &Scene<'_>, tokens: &Range<usize>) -> bool {
    !any_word(scene, tokens, |i| !scene.is(i, COMMON | FUNCTION | MODIFIER | FIELD) || scene.is(i, FIRST | LAST))
}

/// Whether one name of the gazetteer covers the whole of it.
fn covered(scene: &Scene<'_>, tokens: &Range<usize>) -> bool {
    scene.hit(tokens.start).is_some_and(|h| {
        let multiword = tokens.len() > 1 || scene.place(tokens.start);
        h.tokens.start <= tokens.start && tokens.end <= h.tokens.end && multiword
    })
}

/// Whether two or three unknown words side by side are rather a person: nothing speaks against it.
pub(super) fn unknown_pair(scene: &Scene<'_>, tokens: &Range<usize>) -> bool {
    let words = scene.words(tokens.clone());
    (2..=4).contains(&words)
        && !any_word(scene, tokens, |i| {
            scene.is(i, COMMON | COMPASS | ORG_HEAD | PLACE_HEAD | OTHER_HEAD | MODIFIER)
                || scene.hit(i).is_some()
                || scene.doc.tokens[i].case == Case::Upper && scene.doc.tokens[i].span.len() > 2
                || scene.doc.tokens[i].kind != TokenKind::Word
        })
}

/// How much the words around a single name say that it is a person: positive for, negative against.
pub(super) fn context(scene: &Scene<'_>, tokens: &Range<usize>) -> i32 {
    let doc = scene.doc;
    let (before, after) = (tokens.start.checked_sub(1), tokens.end);
    let mut score = 0;
    if scene.is(after, SPEECH) && !scene.capital(after) {
        score += 3;
    }
    if doc.word(after) == "," && matches!(doc.word(after + 1), "who" | "whose" | "aged") {
        score += 3;
    }
    let Some(before) = before else { return score };
    match doc.word(before) {
        "the" | "The" | "a" | "an" | "A" => score -= 4,
        "in" | "at" | "from" | "near" | "In" | "At" | "across" => score -= 3,
        "said" | "says" | "told" | "that" | "when" | "asked" | "explained" | "added" => score += 1,
        _ => {}
    }
    if titles::stands_before(scene, tokens.start) {
        score += 3;
    }
    score
}
