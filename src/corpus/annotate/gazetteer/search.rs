//! The country picker's search. Does not read text: `geo` does.

use super::{Country, countries};
use crate::corpus::article::CountryCode;
use crate::text::fold::fold;
use std::sync::LazyLock;

/// What of a country the typed text begins, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Match {
    Code,
    Name,
    OtherName,
    Demonym,
    Capital,
    /// A later word of a name: `korea`.
    Inside,
}

/// Every folded text that finds a country.
static KEYS: LazyLock<Vec<(String, Match, &'static Country)>> = LazyLock::new(|| {
    let mut keys = Vec::new();
    for c in countries() {
        let mut add = |names: &[&str], kind| keys.extend(names.iter().map(|n| (fold(n).into_owned(), kind, c)));
        add(&[c.code.as_str()], Match::Code);
        add(&c.abbreviations, Match::Code);
        add(&[c.name], Match::Name);
        add(&c.official, Match::OtherName);
        add(&c.also, Match::OtherName);
        add(&c.demonyms, Match::Demonym);
        add(&c.capitals, Match::Capital);
        let words: Vec<&str> = c.name.split([' ', '-']).skip(1).collect();
        add(&words, Match::Inside);
    }
    keys
});

/// Countries that a person may mean by typing `text`: a prefix of a name, code, capital or demonym; best first.
///
/// A code or abbreviation typed in full comes first, then names, demonyms, capitals and words inside names; among
/// equals the more populous country. Nothing typed finds nothing.
#[must_use]
pub fn search(text: &str) -> Vec<CountryCode> {
    let typed = fold(text.trim());
    if typed.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(Match, std::cmp::Reverse<u32>, CountryCode)> = KEYS
        .iter()
        .filter(|(key, kind, _)| if *kind == Match::Code { *key == typed } else { key.starts_with(typed.as_ref()) })
        .map(|&(_, kind, c)| (kind, std::cmp::Reverse(c.population), c.code))
        .collect();
    found.sort_unstable();
    let mut codes = Vec::new();
    for (.., code) in found {
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}

/// Countries that are called `text` in full: by code, abbreviation, name, demonym or capital. In the order of their
/// codes; `Korea` is two.
#[must_use]
pub fn called(text: &str) -> Vec<CountryCode> {
    let typed = fold(text.trim());
    let mut codes: Vec<CountryCode> =
        KEYS.iter().filter(|(key, kind, _)| *kind != Match::Inside && *key == typed).map(|(.., c)| c.code).collect();
    codes.dedup();
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        search(text).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_person_types_what_comes_to_mind() {
        assert_eq!(found("kr")[0], "KR", "a code");
        assert_eq!(found("uk")[0], "GB", "an abbreviation before Ukraine");
        assert_eq!(found("ukr"), ["UA"]);
        assert_eq!(found("filipi")[0], "PH", "a demonym");
        assert_eq!(found("pyong"), ["KP"], "a capital");
        assert_eq!(found("korea"), ["KR", "KP"], "a word inside the name; the more populous first");
        assert_eq!(found("COTE D’I"), ["CI"], "any case, accent and apostrophe");
        assert_eq!(found("burma"), ["MM"]);
        assert_eq!(found("in")[0], "IN", "the code before Indonesia");
        assert!(found("").is_empty() && found("qq").is_empty());
    }

    #[test]
    fn a_name_in_full_means_its_country_alone() {
        let called = |text| called(text).iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        assert_eq!(called("South Korea"), "KR");
        assert_eq!(called("seoul"), "KR");
        assert_eq!(called("american"), "US", "and not American Samoa");
        assert_eq!(called("korea"), "KP KR");
        assert_eq!(called("sou"), "");
    }
}
