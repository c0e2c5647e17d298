//! What makes entities of different articles one: their names.
//!
//! Says what is compared; `library` joins. Does not join within an article: `annotate::join` does.

use crate::corpus::article::{Entity, EntityKind};
use crate::text::fold::fold;

/// Endings that a company or agency is written with and without, folded.
const ENDINGS: &[&str] = &[" inc", " ltd", " corp", " co", " plc", " llc", " news agency"];

/// What makes two entities of different articles one: for a person the letters of the full name, initials apart; for an
/// organisation its name without ending. `None` where the name does not settle it.
pub(crate) fn join_key(entity: &Entity) -> Option<String> {
    let name = fold(&entity.name);
    Some(match entity.kind {
        EntityKind::Person => {
            let words: Vec<&str> = name.split(|c: char| c.is_whitespace() || c == '-').collect();
            let words: Vec<&str> = words.into_iter().map(|w| w.trim_matches('.')).filter(|w| w.len() > 1).collect();
            (words.len() > 1).then(|| words.concat())?
        }
        EntityKind::Organization => {
            let name = name.trim_end_matches('.');
            ENDINGS.iter().find_map(|e| name.strip_suffix(e)).unwrap_or(name).to_owned()
        }
        _ => return None,
    })
}

/// A surname that stands alone in an article.
pub(crate) fn surname(entity: &Entity) -> Option<String> {
    let alone = entity.kind == EntityKind::Person && !entity.name.contains([' ', '-']);
    alone.then(|| fold(&entity.name).into_owned())
}
