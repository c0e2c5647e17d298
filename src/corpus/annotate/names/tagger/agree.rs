//! What the whole article says of a name: the same words name the same thing, and a surname alone is the person's.
//!
//! Looks at names that were found; the features have looked at words already.

use super::super::lexicon::COMMON;
use super::super::scene::Scene;
use super::{Kind, Tagged};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;

/// Makes the names of a text agree.
pub(super) fn agree(scene: &Scene<'_>, names: &mut Vec<Tagged>) {
    vote(scene, names);
    surnames(scene, names);
}

/// A name is of the kind that most mentions of the same words are of.
fn vote(scene: &Scene<'_>, names: &mut [Tagged]) {
    let text = |name: &Tagged| scene.doc.span(name.tokens.clone()).of(scene.doc.text);
    let mut votes: FxHashMap<&str, [u16; Kind::ALL.len()]> = FxHashMap::default();
    for name in names.iter() {
        let count = &mut votes.entry(text(name)).or_default()[name.kind as usize];
        *count = count.saturating_add(1);
    }
    for name in names {
        let Some(votes) = votes.get(text(name)) else { continue };
        let most = Kind::ALL.into_iter().max_by_key(|&k| votes[k as usize]).unwrap_or(name.kind);
        if votes[most as usize] > votes[name.kind as usize] {
            name.kind = most;
        }
    }
}

/// One word that ends somebody's full name is that person, also where it was taken for something else or for nothing.
fn surnames(scene: &Scene<'_>, names: &mut Vec<Tagged>) {
    let full = names.iter().filter(|n| n.kind == Kind::Person && scene.words(n.tokens.clone()) > 1);
    let last: FxHashSet<Cow<'_, str>> = full.map(|n| scene.doc.folded(n.tokens.end - 1)).collect();
    if last.is_empty() {
        return;
    }
    let theirs = |i: usize| scene.capital(i) && scene.hit(i).is_none() && last.contains(scene.doc.folded(i).as_ref());
    let mut more = Vec::new();
    let mut reached = 0;
    for name in names.iter_mut() {
        more.extend((reached..name.tokens.start).filter(|&i| theirs(i)));
        reached = name.tokens.end;
        if name.tokens.len() == 1 && name.kind != Kind::Person && theirs(name.tokens.start) {
            name.kind = Kind::Person;
        }
    }
    more.extend((reached..scene.doc.tokens.len()).filter(|&i| theirs(i)));
    let alone = |i: &usize| {
        let beside = |j: usize| scene.capital(j);
        !scene.is(*i, COMMON) && !beside(i.wrapping_sub(1)) && !beside(i + 1) && scene.doc.word(i + 1) != "-"
    };
    names.extend(more.into_iter().filter(alone).map(|i| Tagged { tokens: i..i + 1, kind: Kind::Person }));
    names.sort_by_key(|n| n.tokens.start);
}
