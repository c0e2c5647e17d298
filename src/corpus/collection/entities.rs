//! What makes entities of different articles one: their names.
//!
//! Says what is compared; `library` joins. Does not join within an article: `annotate::join` does.

use crate::corpus::annotate::join::spelling;
use crate::corpus::article::{Entity, EntityKind};
use crate::text::fold::fold;

/// Endings that a company or agency is written with and without, folded.
const ENDINGS: &[&str] = &[" inc", " ltd", " corp", " co", " plc", " llc", " news agency"];

/// Words that American and British papers spell apart, folded.
const SPELLINGS: &[(&str, &str)] = &[
    ("centre", "center"),
    ("defence", "defense"),
    ("labour", "labor"),
    ("organisation", "organization"),
    ("us", "u.s"),
];

/// What makes two entities of different articles one: for a person the full name, whatever its spelling; for an
/// organisation its name without ending. `None` where the name does not settle it: a surname alone.
pub(crate) fn join_key(entity: &Entity) -> Option<String> {
    match entity.kind {
        EntityKind::Person => spelling::key(&entity.name),
        EntityKind::Organization => {
            let name = fold(&entity.name);
            let name = name.trim_end_matches('.').trim_start_matches("the ");
            let name = ENDINGS.iter().find_map(|e| name.strip_suffix(e)).unwrap_or(name);
            let words = name.split(|c: char| c.is_whitespace() || c == '-').map(|w| w.trim_end_matches('.'));
            let one = |word| SPELLINGS.iter().find(|(a, _)| *a == word).map_or(word, |(_, b)| *b);
            Some(words.filter(|w| !w.is_empty()).map(one).collect::<Vec<_>>().join(" "))
        }
        _ => None,
    }
}

/// A surname that stands alone in an article.
pub(crate) fn surname(entity: &Entity) -> Option<String> {
    let alone = entity.kind == EntityKind::Person && !entity.name.contains([' ', '-']);
    alone.then(|| fold(&entity.name).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(kind: EntityKind, name: &str) -> Option<String> {
        let entity = Entity {
            id: String::new(),
            kind,
            name: name.to_owned(),
            country: None,
            role: None,
            basis: None,
            mentions: 1,
            salience: 0.1,
        };
        join_key(&entity)
    }

    #[test]
    fn spellings_of_one_name_have_one_key() {
        let same = |kind, a, b| assert_eq!(key(kind, a), key(kind, b), "{a} is {b}");
        same(EntityKind::Organization, "U.S. Defense Department", "US Defence Department");
        same(EntityKind::Organization, "Acme Inc.", "Acme");
        same(EntityKind::Organization, "World Health Organisation", "The World Health Organization");
        same(EntityKind::Person, "Kim Jong-un", "Kim Jong Un");
        same(EntityKind::Person, "Shigeru B. Ishiba", "Shigeru Ishiba");
        assert_ne!(key(EntityKind::Person, "Kim Gunn"), key(EntityKind::Person, "Kim Jong Un"));
        assert_eq!(key(EntityKind::Person, "Kim"), None);
        assert_eq!(key(EntityKind::Place, "Seoul"), None);
    }
}
