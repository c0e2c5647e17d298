//! Facts about countries, capitals and places, read from `assets/gazetteers/`.
//!
//! Only looks up. What a name means in its sentence is decided in `geo` and `names`. Country facts are read from their
//! table when first asked for; the names that occur in text are in an automaton made ahead ([`compile`]), so that
//! nothing is parsed at start.

pub mod compile;
pub mod lookup;
mod search;

pub use search::{called, search};

use crate::corpus::article::CountryCode;
use crate::text::fold::fold;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The table of countries.
const COUNTRIES: &str = include_str!("../../../../assets/gazetteers/countries.txt");

/// One country or territory.
#[derive(Debug)]
pub struct Country {
    /// Its code.
    pub code: CountryCode,
    /// Its usual English name: `South Korea`.
    pub name: &'static str,
    /// Its capital, where it has one.
    pub capital: Option<&'static str>,
    /// Its official names: `Republic of Korea`.
    pub official: Vec<&'static str>,
    /// Its other and former names: `Burma`.
    pub also: Vec<&'static str>,
    /// Its abbreviations: `ROK`.
    pub abbreviations: Vec<&'static str>,
    /// What its people and things are called: `Briton`, `British`; one that ends in a hyphen is a prefix.
    pub demonyms: Vec<&'static str>,
    /// Its capitals and seats of government, in every usual spelling.
    pub capitals: Vec<&'static str>,
    /// Its population.
    pub population: u32,
    /// The countries it has a land border with.
    pub neighbours: Vec<CountryCode>,
}

static TABLE: LazyLock<Vec<Country>> =
    LazyLock::new(|| rows(COUNTRIES).filter_map(|row| read(&row.collect::<Vec<_>>())).collect());

/// Every country and territory, sorted by code.
#[must_use]
pub fn countries() -> &'static [Country] {
    &TABLE
}

/// The country with this code.
#[must_use]
pub fn country(code: CountryCode) -> Option<&'static Country> {
    let all = countries();
    all.binary_search_by_key(&code, |c| c.code).ok().map(|i| &all[i])
}

/// The table of organisations of countries.
const BLOCS: &str = include_str!("../../../../assets/gazetteers/blocs.txt");

/// Members by every folded name of an organisation of countries.
static MEMBERS: LazyLock<FxHashMap<String, Vec<CountryCode>>> = LazyLock::new(|| {
    let mut members = FxHashMap::default();
    for mut row in rows(BLOCS) {
        let names = row.next().unwrap_or_default();
        let codes: Vec<CountryCode> = list(row.next().unwrap_or_default()).filter_map(CountryCode::new).collect();
        members.extend(list(names).map(|name| (fold(name).into_owned(), codes.clone())));
    }
    members
});

/// The member countries of an organisation of countries, by any of its names: `NATO`, `Group of Seven`. Empty where the
/// name is no such organisation's, or the table does not list its members.
#[must_use]
pub fn members(name: &str) -> &'static [CountryCode] {
    MEMBERS.get(fold(name).as_ref()).map_or(&[], Vec::as_slice)
}

/// The rows of a gazetteer file, each as its fields; comments and blank lines left out.
fn rows(file: &str) -> impl Iterator<Item = impl Iterator<Item = &str>> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| line.split('|'))
}

/// The items of a field that is a list.
fn list(field: &str) -> impl Iterator<Item = &str> {
    field.split(';').filter(|item| !item.is_empty())
}

fn read(fields: &[&'static str]) -> Option<Country> {
    let &[code, name, official, also, abbreviations, demonyms, capitals, population, neighbours] = fields else {
        return None;
    };
    Some(Country {
        code: CountryCode::new(code)?,
        name,
        capital: list(capitals).next(),
        official: list(official).collect(),
        also: list(also).collect(),
        abbreviations: list(abbreviations).collect(),
        demonyms: list(demonyms).collect(),
        capitals: list(capitals).collect(),
        population: population.parse().ok()?,
        neighbours: list(neighbours).filter_map(CountryCode::new).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    fn code(text: &str) -> CountryCode {
        CountryCode::new(text).expect("two letters")
    }

    #[test]
    fn every_row_parses_and_codes_rise() {
        assert_eq!(rows(COUNTRIES).count(), countries().len(), "a row did not parse");
        assert_eq!(countries().len(), 250, "ISO 3166-1 has 249 codes, and XK");
        assert!(countries().windows(2).all(|pair| pair[0].code < pair[1].code));
        for c in countries() {
            assert!(c.neighbours.iter().all(|&n| country(n).is_some()), "{} has an unknown neighbour", c.name);
        }
    }

    #[test]
    fn names_that_several_countries_share_are_known() {
        let mut owners: HashMap<String, Vec<&str>> = HashMap::new();
        for c in countries() {
            let names = [&[c.name], &c.official[..], &c.also, &c.abbreviations, &c.demonyms, &c.capitals].concat();
            for name in names {
                owners.entry(crate::text::fold::fold(name).into_owned()).or_default().push(c.code.as_str());
            }
        }
        let mut shared: Vec<_> = owners.into_iter().filter(|(_, o)| o.len() > 1).collect();
        shared.sort();
        let shared: Vec<String> = shared.into_iter().map(|(name, o)| format!("{name} {}", o.join(" "))).collect();
        let known =
            ["congo CD CG", "congolese CD CG", "dominican DM DO", "kingston JM NF", "korea KP KR", "korean KP KR"];
        assert_eq!(shared, known);
    }

    #[test]
    fn every_code_has_names_demonyms_and_a_capital_where_there_are_any() {
        // Uninhabited, or its people are called after another country.
        let no_people = ["AQ", "BV", "GS", "HM", "SJ", "TF", "UM", "VA"];
        // Uninhabited, or a city that is its own capital.
        let no_capital = ["AQ", "BV", "CC", "GI", "HK", "HM", "IO", "MO", "MV", "TF", "TK", "UM", "VA"];
        let mut without: Vec<String> = Vec::new();
        for c in countries() {
            assert!(!c.name.is_empty() && c.name.len() > 2, "{}", c.code);
            let code = c.code.as_str();
            if c.demonyms.iter().all(|d| d.ends_with('-')) && !no_people.contains(&code) {
                without.push(format!("{code}: no demonym"));
            }
            if c.capital.is_none() && !no_capital.contains(&code) {
                without.push(format!("{code}: no capital"));
            }
        }
        assert_eq!(without, Vec::<String>::new());
    }

    #[test]
    fn organisations_of_countries_know_their_members() {
        assert_eq!(members("EU").len(), 27);
        assert_eq!(members("nato").len(), 32);
        assert_eq!(members("Group of Seven"), members("G7"));
        assert!(members("ASEAN").contains(&code("TL")) && members("Five Eyes").contains(&code("NZ")));
        assert!(members("BRICS").contains(&code("ZA")) && members("World Bank").is_empty());
        let sorted = |name: &str| members(name).windows(2).all(|pair| pair[0] < pair[1]);
        assert!(["EU", "NATO", "African Union", "OECD", "Commonwealth of Nations"].iter().all(|name| sorted(name)));
    }

    #[test]
    fn a_country_is_found_by_its_code() {
        assert_eq!(country(code("KR")).map(|c| c.name), Some("South Korea"));
        assert_eq!(country(code("XK")).and_then(|c| c.capital), Some("Pristina"));
        assert!(country(code("ZZ")).is_none());
    }
}
