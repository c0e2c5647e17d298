//! The keymap: one table. Help, footer hints, the command palette and the README's keys derive from it.
//!
//! Does not carry commands out: `commands` does.

use super::key::{Key, KeyCode};
use super::state::Pane;

/// Everything the reader can be told to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the table's rows say what each does")]
pub enum Command {
    Down,
    Up,
    Top,
    Bottom,
    PageDown,
    PageUp,
    HalfDown,
    HalfUp,
    FocusNext,
    FocusPrevious,
    FocusLeft,
    FocusRight,
    FocusList,
    FocusEntities,
    FocusDates,
    Choose,
    FilterBy,
    Space,
    Country,
    ClearCountries,
    Countries,
    AnyAll,
    Undo,
    ClearFilters,
    RankCountries,
    ToggleRead,
    Star,
    Tag,
    Note,
    MarkAll,
    SaveView,
    Views,
    Related,
    Chronology,
    StoryNext,
    StoryPrevious,
    HistoryBack,
    HistoryForward,
    Evidence,
    Correct,
    Query,
    Facets,
    Find,
    Next,
    Previous,
    Sort,
    Furniture,
    Zen,
    Width,
    Mouse,
    Faults,
    Palette,
    Help,
    Back,
    Pause,
    Rescan,
    Interrupt,
    Suspend,
    Quit,
}

/// Groups of the help, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Moving and focus.
    Move,
    /// Reading.
    Read,
    /// Narrowing the list.
    Filter,
    /// Marks, notes and saved views.
    Mark,
    /// From article to article.
    Go,
    /// The program itself.
    Program,
}

impl Group {
    /// Every group.
    pub const ALL: [Group; 6] = [Self::Move, Self::Read, Self::Filter, Self::Mark, Self::Go, Self::Program];

    /// Its heading.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Move => "Move",
            Self::Read => "Read",
            Self::Filter => "Narrow the list",
            Self::Mark => "Mark and keep",
            Self::Go => "Go from article to article",
            Self::Program => "The program",
        }
    }
}

/// One row of the keymap.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// What it does.
    pub command: Command,
    /// The keys; none for what only the palette offers.
    pub keys: &'static [Key],
    /// Where it applies; empty is everywhere.
    pub panes: &'static [Pane],
    /// Group of the help.
    pub group: Group,
    /// Name in the command palette; empty where it is of no use there.
    pub name: &'static str,
    /// What it does, for the help.
    pub doc: &'static str,
    /// The footer's hint, as `j/k move`, and the panes where it is given; empty for none.
    pub hint: &'static str,
}

const fn c(c: char) -> Key {
    Key::char(c)
}

const fn k(code: KeyCode) -> Key {
    Key::plain(code)
}

const ANY: &[Pane] = &[];
const DIGITS: &[Key] = &[c('1'), c('2'), c('3'), c('4'), c('5'), c('6'), c('7'), c('8'), c('9')];

macro_rules! keymap {
    ($($command:ident $keys:expr, $panes:expr, $group:ident, $name:literal, $doc:literal, $hint:literal;)*) => {
        &[$(Binding { command: Command::$command, keys: $keys, panes: $panes, group: Group::$group, name: $name,
            doc: $doc, hint: $hint },)*]
    };
}

/// Every binding. Of two for one key the first that applies wins; hints are given in this order.
#[rustfmt::skip]
pub const KEYMAP: &[Binding] = keymap! {
    Down &[c('j'), k(KeyCode::Down)], ANY, Move, "", "down", "j/k move";
    Up &[c('k'), k(KeyCode::Up)], ANY, Move, "", "up", "";
    Top &[c('g'), k(KeyCode::Home)], ANY, Move, "go to the beginning", "to the beginning", "";
    Bottom &[c('G'), k(KeyCode::End)], ANY, Move, "go to the end", "to the end", "";
    PageDown &[k(KeyCode::PageDown)], ANY, Move, "", "a page down", "";
    PageUp &[k(KeyCode::PageUp)], ANY, Move, "", "a page up", "";
    HalfDown &[Key::ctrl('d')], ANY, Move, "", "half a page down", "";
    HalfUp &[Key::ctrl('u')], ANY, Move, "", "half a page up", "";
    FocusNext &[k(KeyCode::Tab)], ANY, Move, "", "to the next pane", "";
    FocusPrevious &[k(KeyCode::BackTab)], ANY, Move, "", "to the pane before", "";
    FocusLeft &[c('h'), k(KeyCode::Left)], ANY, Move, "", "to the pane on the left", "";
    FocusRight &[c('l'), k(KeyCode::Right)], ANY, Move, "", "to the pane on the right", "";
    FocusList &[c('a')], ANY, Move, "articles", "to the articles", "";
    FocusEntities &[c('e')], ANY, Move, "entities", "to the entities", "";
    FocusDates &[c('d')], ANY, Move, "dates", "to the dates", "";

    Choose &[k(KeyCode::Enter)], &[Pane::List], Read, "", "in the list: read the article", "Enter read";
    Choose &[k(KeyCode::Enter)], &[Pane::Entities], Filter, "", "on an entity: only articles that speak of it", "Enter filter";
    Choose &[k(KeyCode::Enter)], &[Pane::Dates], Read, "", "on a date: go to its sentence; on a year: its months", "Enter go";
    FilterBy &[c('+')], &[Pane::Dates], Filter, "filter by the selected date", "on a date: only articles that speak of it; on a year or month: only those published then", "+ filter";
    FilterBy &[c('+')], &[Pane::Entities], Filter, "filter by the selected entity", "on an entity: the same as Enter", "";
    Space &[c(' ')], ANY, Read, "", "a page down; at the end of the article, the next unread one", "Space page";
    Find &[c('/')], &[Pane::Article, Pane::Entities, Pane::Dates], Read, "find", "in the article: find in its text", "/ find";
    Next &[c('n')], ANY, Read, "next match", "next match of what was chosen last: find, entity, or the words of the query", "";
    Previous &[c('N')], ANY, Read, "previous match", "previous match", "";
    Evidence &[c('i')], &[Pane::Entities], Read, "", "on an entity: its card, who it is, when, with whom and where", "i card";
    Evidence &[c('i')], &[Pane::List, Pane::Article, Pane::Dates], Read, "evidence", "the evidence: of the publication date, or the selected date", "";
    Correct &[c('=')], &[Pane::Entities], Read, "correct the selected entity", "on an entity: it is another, somebody else here, has another name, is nobody", "= correct";
    Furniture &[c('f')], ANY, Read, "page furniture: dim, fold, show", "page furniture: dim, fold, show", "";
    Zen &[c('z')], ANY, Read, "zen mode", "zen: the article alone", "";
    Width &[c('w')], ANY, Read, "text width", "text width: 72 columns, 56, the whole pane", "";

    Country DIGITS, ANY, Filter, "", "the country at that number: require, then exclude, then clear", "1-9 country";
    ClearCountries &[c('0')], ANY, Filter, "clear countries", "clear all countries", "";
    Countries &[c('c')], ANY, Filter, "countries", "pick countries by name, code, capital or demonym", "c countries";
    Query &[c('/')], &[Pane::List], Filter, "", "in the list: the query, with completion (Tab); an empty one clears", "/ query";
    Query &[], ANY, Filter, "query", "the query", "";
    Facets &[c('F')], ANY, Filter, "facets", "countries, people, sources and months of what is listed, to filter by", "F facets";
    AnyAll &[c('C')], ANY, Filter, "countries: any or all", "any or all of the required countries", "";
    ClearFilters &[], ANY, Filter, "clear all filters", "clear all filters", "";
    RankCountries &[], ANY, Filter, "rank the country bar anew", "rank the country bar anew", "";
    Sort &[c('s')], ANY, Filter, "sort", "sort: newest, oldest, headline, source; best first where the query has words", "";

    ToggleRead &[c('u')], ANY, Mark, "read or unread", "mark the article unread, or read", "";
    Star &[c('m')], ANY, Mark, "star", "give the article a star, or take it", "";
    Tag &[c('T')], ANY, Mark, "tag", "give the article a tag, or take it", "";
    Note &[c('A')], ANY, Mark, "note", "write a note on the article", "";
    MarkAll &[], ANY, Mark, "mark all that is listed as read", "mark all that is listed as read", "";
    SaveView &[c('S')], ANY, Mark, "save this view", "save what is listed as a view", "";
    Views &[c('\'')], ANY, Mark, "saved views", "open a saved view", "";
    Undo &[c('U')], ANY, Mark, "undo", "undo the last mark, or the last change of the filters", "";

    Related &[c('r')], ANY, Go, "related articles", "related articles, each with its reasons", "r related";
    StoryNext &[c(']')], ANY, Go, "next of the story", "next article of the story, even outside the filters", "[ ] story";
    StoryPrevious &[c('[')], ANY, Go, "previous of the story", "previous article of the story", "";
    Chronology &[c('t')], ANY, Go, "chronology", "the chronology: who says what of which day, in the story, the article or what is listed", "t chronology";
    HistoryBack &[c('H'), k(KeyCode::Backspace)], ANY, Go, "back", "back through the articles visited", "";
    HistoryForward &[c('L')], ANY, Go, "forward", "forward", "";

    Mouse &[c('M')], ANY, Program, "mouse on or off", "mouse off, for the terminal's own selection, or on", "";
    Faults &[c('!')], ANY, Program, "what could not be read", "what could not be read", "";
    Palette &[c(':')], ANY, Program, "", "every command by name", "";
    Back &[k(KeyCode::Esc)], ANY, Program, "", "step back: overlay, find, pane, filter", "";
    Pause &[c('P')], ANY, Program, "pause loading", "pause loading, or go on", "";
    Rescan &[c('R')], ANY, Program, "look for changes", "look again for articles that came, changed or went", "";
    Interrupt &[Key::ctrl('c')], ANY, Program, "stop loading", "stop loading, or leave a prompt; twice quits", "";
    Suspend &[Key::ctrl('z')], ANY, Program, "suspend", "suspend", "";
    Quit &[c('q')], ANY, Program, "quit", "back from an overlay or pane; else quit", "";
    Help &[c('?'), k(KeyCode::F(1))], ANY, Program, "help", "every key", "? help";
};

/// What a key does in a pane; the number of the key in its row tells the digits apart.
#[must_use]
pub fn lookup(key: Key, pane: Pane) -> Option<(Command, usize)> {
    KEYMAP.iter().filter(|b| b.panes.is_empty() || b.panes.contains(&pane)).find_map(|b| {
        let n = b.keys.iter().position(|&k| k == key)?;
        Some((b.command, n))
    })
}

/// The footer's hints in a pane, in order.
pub fn hints(pane: Pane) -> impl Iterator<Item = &'static str> {
    KEYMAP
        .iter()
        .filter(move |b| b.panes.is_empty() || b.panes.contains(&pane))
        .map(|b| b.hint)
        .filter(|h| !h.is_empty())
        .flat_map(|h| h.split("  "))
}

/// What the command palette offers.
pub fn named() -> impl Iterator<Item = &'static Binding> {
    KEYMAP.iter().filter(|b| !b.name.is_empty())
}

/// A key as people write it: `j`, `Ctrl-d`, `PgDn`.
#[must_use]
pub fn key_name(key: Key) -> String {
    let name = match key.code {
        KeyCode::Char(' ') => "Space".to_owned(),
        KeyCode::Char(c) => c.to_string(),
        KeyCode::F(n) => format!("F{n}"),
        KeyCode::Enter => "Enter".to_owned(),
        KeyCode::Esc => "Esc".to_owned(),
        KeyCode::Tab => "Tab".to_owned(),
        KeyCode::BackTab => "S-Tab".to_owned(),
        KeyCode::Backspace => "Backspace".to_owned(),
        KeyCode::Delete => "Del".to_owned(),
        KeyCode::Up => "↑".to_owned(),
        KeyCode::Down => "↓".to_owned(),
        KeyCode::Left => "←".to_owned(),
        KeyCode::Right => "→".to_owned(),
        KeyCode::Home => "Home".to_owned(),
        KeyCode::End => "End".to_owned(),
        KeyCode::PageUp => "PgUp".to_owned(),
        KeyCode::PageDown => "PgDn".to_owned(),
    };
    format!("{}{}{name}", if key.ctrl { "Ctrl-" } else { "" }, if key.alt { "Alt-" } else { "" })
}

/// The keys of a row: `j ↓`, `1-9`.
#[must_use]
pub fn keys_text(binding: &Binding) -> String {
    if binding.command == Command::Country {
        return "1-9".to_owned();
    }
    binding.keys.iter().map(|&k| key_name(k)).collect::<Vec<_>>().join(" ")
}

/// The README's table of keys.
#[must_use]
pub fn keys_markdown() -> String {
    let mut out = String::from("| keys | does |\n|---|---|\n");
    for group in Group::ALL {
        for b in KEYMAP.iter().filter(|b| b.group == group && !b.keys.is_empty()) {
            let keys: Vec<String> = match b.command {
                Command::Country => vec!["`1`–`9`".to_owned()],
                _ => b.keys.iter().map(|&k| format!("`{}`", key_name(k))).collect(),
            };
            out.push_str(&format!("| {} | {} |\n", keys.join(" "), b.doc));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_key_means_two_things_in_one_pane() {
        for pane in Pane::ALL {
            let mut seen = HashSet::new();
            for b in KEYMAP.iter().filter(|b| b.panes.is_empty() || b.panes.contains(&pane)) {
                for key in b.keys {
                    assert!(seen.insert(key), "{} twice in {pane:?}", key_name(*key));
                }
            }
        }
    }

    #[test]
    fn every_row_is_documented_and_every_name_is_one_command() {
        let mut names = HashSet::new();
        for b in KEYMAP {
            assert!(!b.doc.is_empty());
            assert!(!b.keys.is_empty() || !b.name.is_empty(), "{} can't be reached", b.doc);
            assert!(b.name.is_empty() || names.insert(b.name), "{} twice", b.name);
        }
    }

    #[test]
    fn the_readme_lists_the_keys_as_they_are() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
        let Ok(readme) = std::fs::read_to_string(path) else { return };
        let Some(table) = readme.split("<!-- keys -->").nth(1) else { return };
        let table = table.split("<!-- /keys -->").next().unwrap_or_default();
        assert_eq!(table.trim(), keys_markdown().trim());
    }
}
