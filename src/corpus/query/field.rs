//! The table of fields: the parser, completion, mistakes and the README read it. A new field is one row here.

use super::{Flag, WordField};
use crate::corpus::article::EntityKind;

/// What stands before a colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// Words of a certain place.
    Words(WordField),
    /// A country; where `named`, only where it is named itself.
    Country {
        /// Whether a place does not count for its country.
        named: bool,
    },
    /// An entity of a kind, or of any.
    Entity(Option<EntityKind>),
    /// The source.
    Source,
    /// The story.
    Story,
    /// A tag.
    Tag,
    /// A flag.
    Is,
    /// What the reader added.
    Has,
    /// Days of publication.
    On,
    /// The first day of publication that counts.
    After,
    /// The day of publication before which an article counts.
    Before,
    /// Days spoken of.
    Mentions,
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct FieldRow {
    /// As it is written, without its colon.
    pub name: &'static str,
    /// What it is.
    pub field: Field,
    /// What must follow the colon.
    pub expects: &'static str,
    /// An example of what follows.
    pub example: &'static str,
    /// What it finds.
    pub doc: &'static str,
}

const DATE: &str = "a date: 2024, 2024-12 or 2024-12-03";
const DAYS: &str = "a date or two: 2024, 2024-12, 2024-12-03 or 2024-11..2025";
const NAME: &str = "a name or a word of it";

macro_rules! fields {
    ($($name:literal $field:expr, $expects:expr, $example:literal, $doc:literal;)*) => {
        &[$(FieldRow { name: $name, field: $field, expects: $expects, example: $example, doc: $doc },)*]
    };
}

/// Every field, the most used first.
#[rustfmt::skip]
pub const FIELDS: &[FieldRow] = fields! {
    "country" Field::Country { named: false }, "a country: its code, name, capital or demonym", "KR", "speaks of a country: code, name, capital or demonym";
    "country!" Field::Country { named: true }, "a country: its code, name, capital or demonym", "KR", "the same, only where the country itself is named and not reached through a place";
    "person" Field::Entity(Some(EntityKind::Person)), NAME, "nakatani", "speaks of a person, by name or words of the name";
    "org" Field::Entity(Some(EntityKind::Organization)), NAME, "\"foreign ministry\"", "speaks of an organisation";
    "place" Field::Entity(Some(EntityKind::Place)), NAME, "tokyo", "speaks of a place that is no country";
    "title" Field::Words(WordField::Title), "a word, \"words\" or the beginning of a word and *", "missile", "words of the headline alone";
    "source" Field::Source, "the name of a source or a word of it", "kyodo", "from a source, by name or words of the name";
    "on" Field::On, DAYS, "2024-12", "published then: a year, a month, a day, or `2024-11..2025`";
    "after" Field::After, DATE, "2024-01", "published on its first day or later";
    "before" Field::Before, DATE, "2025", "published before its first day";
    "mentions" Field::Mentions, DAYS, "2024-12-03", "speaks of these days";
    "is" Field::Is, "unread, read, starred, undated or duplicate", "unread", "`unread`, `read`, `starred`, `undated` or `duplicate` (a copy of another)";
    "has" Field::Has, "note", "note", "`note`: carries a note of yours";
    "tag" Field::Tag, "a tag", "follow-up", "carries this tag of yours";
    "story" Field::Story, "the id of a story, as `dateline related` prints it", "3f2a…", "belongs to a story, by its id or the beginning of it";
    "agreement" Field::Entity(Some(EntityKind::Agreement)), NAME, "\"basic relations\"", "speaks of a treaty or an accord";
    "event" Field::Entity(Some(EntityKind::Event)), NAME, "olympics", "speaks of a named event";
    "weapon" Field::Entity(Some(EntityKind::Weapon)), NAME, "hwasong", "speaks of a named weapon";
    "entity" Field::Entity(None), NAME, "dialogue", "speaks of anything of that name";
};

/// The row of a field.
pub(super) fn named(name: &str) -> Option<&'static FieldRow> {
    FIELDS.iter().find(|row| row.name.eq_ignore_ascii_case(name))
}

/// How a field is written.
pub(super) fn name_of(field: Field) -> &'static str {
    FIELDS.iter().find(|row| row.field == field).map_or("entity", |row| row.name)
}

/// A flag by its name.
pub(super) fn flag(name: &str) -> Option<Flag> {
    Flag::ALL.into_iter().find(|flag| flag.name().eq_ignore_ascii_case(name))
}

/// The README's table of the query language.
#[must_use]
pub fn query_markdown() -> String {
    const SYNTAX: &[(&str, &str)] = &[
        ("`missile`", "the word in any of its forms, in headline or text"),
        ("`\"joint exercise\"`", "words in this order"),
        ("`nucle*`", "words that begin so"),
        ("`a b`", "both"),
        ("`a OR b`", "at least one; binds less than `a b`"),
        ("`-a`", "not"),
        ("`(a OR b) c`", "grouped"),
    ];
    let mut out = String::from("| query | finds what |\n|---|---|\n");
    for (query, doc) in SYNTAX {
        out.push_str(&format!("| {query} | {doc} |\n"));
    }
    for row in FIELDS {
        out.push_str(&format!("| `{}:{}` | {} |\n", row.name, row.example, row.doc));
    }
    out
}
