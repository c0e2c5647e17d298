//! Countries called by their direction where the article has named them: `the North successfully test-fired`, `North and
//! South Korea`.

use super::scene::{Cover, Scene};
use super::words::{Words, words};
use super::{Marked, MarkedSense, Sense};
use crate::corpus::annotate::gazetteer;
use crate::corpus::article::{CountryCode, CountryForm};
use crate::text::TokenKind;
use std::sync::LazyLock;

/// Directions and the countries they are short for.
const DIRECTIONS: [(&str, &[&str]); 2] = [("North", &["KP"]), ("South", &["KR"])];

/// Countries that must be named for a direction to be one of theirs: the pair that news calls so.
const PAIR: [&str; 2] = ["KP", "KR"];

/// Words after a direction that make it a part of the sky.
static OF_THE_SKY: Words = LazyLock::new(|| words("of and or side coast bank shore end wing tower pole"));

/// Every mention by direction.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Marked> {
    let mut found = Vec::new();
    let codes: Vec<CountryCode> = PAIR.iter().filter_map(|code| CountryCode::new(code)).collect();
    if codes.iter().all(|&code| scene.named(code) == 0) {
        return found;
    }
    for sentence in &scene.doc.sentences {
        for i in sentence.tokens.clone() {
            let token = scene.doc.tokens[i];
            let Some((_, codes)) = (token.span.len() == 5)
                .then(|| DIRECTIONS.iter().find(|(word, _)| token.span.of(scene.doc.text) == *word))
                .flatten()
            else {
                continue;
            };
            let Some(code) = codes.iter().find_map(|code| CountryCode::new(code)) else { continue };
            if is_short(scene, i, sentence.tokens.end, code) {
                let sense = MarkedSense::Country(code, CountryForm::Short);
                let name = gazetteer::country(code).map_or_else(String::new, |c| c.name.to_owned());
                found.push(Marked { span: token.span, sense, name, nested: false });
            }
        }
    }
    found
}

/// Whether the direction at token `i` is short for `code`.
fn is_short(scene: &Scene<'_>, i: usize, end: usize, code: CountryCode) -> bool {
    let h = scene.hit_at(i);
    if scene.hits.get(h).is_some_and(|hit| hit.tokens.contains(&i)) {
        return false;
    }
    // "North and South Korea": the other direction's country follows.
    let joined = i + 2 < end && matches!(scene.doc.word(i + 1), "and" | "or" | "-" | "/");
    if joined && let Some(next) = scene.hits.get(h).filter(|hit| hit.tokens.start == i + 2) {
        return scene.cover(h) == Cover::Open && next.senses.iter().any(|s| opposite(s, code));
    }
    let article = i > 0 && matches!(scene.doc.word(i - 1), "the" | "The");
    let next = scene.doc.tokens.get(i + 1).filter(|_| i + 1 < end);
    let named = next.is_some_and(|t| t.is_capitalised() && t.spaced && t.kind == TokenKind::Word);
    let word = if i + 1 < end { scene.doc.folded(i + 1) } else { Default::default() };
    article && !named && scene.named(code) > 0 && word != "-" && !OF_THE_SKY.contains(word.as_ref())
}

fn opposite(sense: &Sense, code: CountryCode) -> bool {
    matches!(*sense, Sense::Country(other, _) if other != code && PAIR.contains(&other.as_str()))
}
