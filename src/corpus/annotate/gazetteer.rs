//! Facts about countries, capitals, places, names and titles, read from `assets/gazetteers/`.
//!
//! Only looks up. What a name means in its sentence is decided in `geo` and `names`.

use crate::corpus::article::CountryCode;

/// One country or territory.
#[derive(Debug)]
pub struct Country {
    /// Its code.
    pub code: CountryCode,
    /// Its usual English name: `South Korea`.
    pub name: &'static str,
    /// Its capital, where it has one.
    pub capital: Option<&'static str>,
}

/// Every country and territory, sorted by code.
#[must_use]
pub fn countries() -> &'static [Country] {
    &[]
}

/// The country with this code.
#[must_use]
pub fn country(code: CountryCode) -> Option<&'static Country> {
    let all = countries();
    all.binary_search_by_key(&code, |c| c.code).ok().map(|i| &all[i])
}

/// Countries that a person may mean by typing `text`: a prefix of a name, code, capital or demonym; best first.
#[must_use]
pub fn search(_text: &str) -> Vec<CountryCode> {
    Vec::new()
}
