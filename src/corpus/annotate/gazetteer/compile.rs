//! Makes the automaton that `lookup` reads from the plain tables of `assets/gazetteers/`.
//!
//! Run by `examples/gazetteer.rs` when a table changed, and by a test that keeps both in step; never at run time.
//! A name's value holds up to three senses of 19 bits each, the likeliest lowest: kind and form (4 bits), country
//! (two letters of 5 bits), and the binary logarithm of the population (5 bits), so that few values differ and the
//! automaton stays small.

use super::{countries, list, rows};
use crate::corpus::annotate::geo::Sense;
use crate::corpus::article::{CountryCode, CountryForm};
use crate::text::fold::fold_chars;
use std::collections::BTreeMap;

/// The tables beside that of the countries.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'a> {
    /// Seats of power that stand for governments.
    pub metonyms: &'a str,
    /// What the people of a part of a country are called.
    pub peoples: &'a str,
    /// Organisations of countries.
    pub blocs: &'a str,
    /// Places that belong to no one country.
    pub geographic: &'a str,
    /// Fixed words that hold a name and mean none.
    pub phrases: &'a str,
    /// Provinces, states and other places that a country holds, by hand.
    pub regions: &'a str,
    /// Cities, from GeoNames.
    pub cities: &'a str,
}

/// Bits of one sense.
const SENSE: u32 = 19;

/// Senses that a name can have.
const SENSES: usize = 3;

/// Forms by their number, from 1.
const FORMS: [CountryForm; 7] = [
    CountryForm::Name,
    CountryForm::Official,
    CountryForm::Abbreviation,
    CountryForm::Demonym,
    CountryForm::Short,
    CountryForm::Capital,
    CountryForm::Metonym,
];

/// Number of the sense kinds that are no country, after the forms.
const CAPITAL: u64 = 8;
const PLACE: u64 = 9;
const GEOGRAPHIC: u64 = 10;
const BLOC: u64 = 11;

/// The value of a phrase that means no place: no sense follows.
const PHRASE: u64 = 12;

/// The names of all sources with their senses, as the bytes of an automaton.
///
/// # Errors
/// When the automaton cannot be written, which memory alone can cause.
pub fn compile(sources: &Sources<'_>) -> Result<Vec<u8>, fst::Error> {
    let mut builder = fst::raw::Builder::memory();
    let mut names: BTreeMap<String, u64> =
        names(sources).into_iter().map(|(name, senses)| (name, pack(&senses))).collect();
    names.extend(rows(sources.phrases).filter_map(|mut row| Some((fold_chars(row.next()?).collect(), PHRASE))));
    for (name, value) in names {
        builder.insert(name, value)?;
    }
    builder.into_inner()
}

/// Every folded name with its senses and their populations, the likeliest first.
fn names(sources: &Sources<'_>) -> BTreeMap<String, Vec<(Sense, u32)>> {
    let mut all = Names::default();
    for c in countries() {
        let form = |form| (Sense::Country(c.code, form), c.population);
        all.add(&[&[c.name], &c.also[..]].concat(), form(CountryForm::Name));
        all.add(&c.official, form(CountryForm::Official));
        all.add(&c.abbreviations, form(CountryForm::Abbreviation));
        all.add(&c.demonyms, form(CountryForm::Demonym));
        let plurals: Vec<String> = c.demonyms.iter().filter_map(|d| plural(d)).collect();
        all.add(&plurals, form(CountryForm::Demonym));
        all.add(&c.capitals, (Sense::Capital(c.code), c.population));
    }
    for (file, form) in [(sources.metonyms, CountryForm::Metonym), (sources.peoples, CountryForm::Demonym)] {
        for mut row in rows(file) {
            let names: Vec<&str> = list(row.next().unwrap_or_default()).collect();
            let Some(code) = row.next().and_then(CountryCode::new) else { continue };
            all.add(&names, (Sense::Country(code, form), 0));
            if form == CountryForm::Demonym {
                let plurals: Vec<String> = names.iter().filter_map(|d| plural(d)).collect();
                all.add(&plurals, (Sense::Country(code, form), 0));
            }
        }
    }
    for (file, sense) in [(sources.blocs, Sense::Bloc), (sources.geographic, Sense::Geographic)] {
        for mut row in rows(file) {
            all.add(&list(row.next().unwrap_or_default()).collect::<Vec<_>>(), (sense.clone(), 0));
        }
    }
    for row in rows(sources.regions).chain(rows(sources.cities)) {
        if let [names, code, population] = row.collect::<Vec<_>>()[..]
            && let (Some(code), Ok(population)) = (CountryCode::new(code), population.parse())
        {
            all.add(&list(names).collect::<Vec<_>>(), (Sense::Place(code, population), population));
        }
    }
    all.0
}

/// Names under way.
#[derive(Default)]
struct Names(BTreeMap<String, Vec<(Sense, u32)>>);

impl Names {
    fn add<S: AsRef<str>>(&mut self, names: &[S], sense: (Sense, u32)) {
        for name in names {
            for key in spellings(name.as_ref()) {
                self.insert(key, sense.clone());
            }
        }
    }

    /// Keeps one sense a country, and the likeliest of all: countries before capitals before other places, then by
    /// population.
    fn insert(&mut self, key: String, sense: (Sense, u32)) {
        let senses = self.0.entry(key).or_default();
        // A town that is called like an organisation of countries is never meant.
        if matches!(sense.0, Sense::Place(..)) && senses.iter().any(|(s, _)| *s == Sense::Bloc) {
            return;
        }
        let weight = |(sense, population): &(Sense, u32)| (rank(sense), std::cmp::Reverse(*population));
        if let Some(same) = senses.iter_mut().find(|(s, _)| country_of(s) == country_of(&sense.0)) {
            if weight(&sense) < weight(same) {
                *same = sense;
            }
        } else {
            senses.push(sense);
        }
        senses.sort_by_key(weight);
        senses.truncate(SENSES);
    }
}

/// The spellings under which a name is looked up, folded: with `Saint` as `St.`, with the last period of an
/// abbreviation left out.
fn spellings(name: &str) -> Vec<String> {
    let key: String = fold_chars(name).collect();
    let mut keys = vec![key.clone()];
    if key.starts_with("saint ") {
        keys.push(key.replacen("saint ", "st. ", 1));
        keys.push(key.replacen("saint ", "st ", 1));
    }
    if key.starts_with("st. ") {
        keys.push(key.replacen("st. ", "saint ", 1));
        keys.push(key.replacen("st. ", "st ", 1));
    }
    if key.matches('.').count() > 1 && key.ends_with('.') {
        keys.push(key.trim_end_matches('.').to_owned());
    }
    keys
}

/// The plural of a demonym that has one of its own: `Koreans`, not of `Japanese` or `British`.
fn plural(demonym: &str) -> Option<String> {
    let none = ["ese", "sh", "ch", "s", "x", "men", "women", "ois", "-"];
    let adjectives = ["Dutch", "Thai", "Czech", "Greek", "Slovak"];
    if adjectives[1..].contains(&demonym) || !none.iter().any(|end| demonym.ends_with(end)) {
        return Some(format!("{demonym}s"));
    }
    None
}

fn country_of(sense: &Sense) -> Option<CountryCode> {
    match *sense {
        Sense::Country(code, _) | Sense::Capital(code) | Sense::Place(code, _) => Some(code),
        Sense::Geographic | Sense::Bloc => None,
    }
}

fn rank(sense: &Sense) -> u8 {
    match sense {
        Sense::Bloc => 0,
        Sense::Geographic => 1,
        Sense::Country(..) => 2,
        Sense::Capital(_) => 3,
        // A region holds the city of its name.
        Sense::Place(_, 0) => 4,
        Sense::Place(..) => 5,
    }
}

fn pack(senses: &[(Sense, u32)]) -> u64 {
    senses.iter().rev().fold(0, |value, (sense, population)| {
        let kind = match sense {
            Sense::Country(_, form) => FORMS.iter().position(|f| f == form).map_or(1, |i| i as u64 + 1),
            Sense::Capital(_) => CAPITAL,
            Sense::Place(..) => PLACE,
            Sense::Geographic => GEOGRAPHIC,
            Sense::Bloc => BLOC,
        };
        let letters = country_of(sense).map_or(0, |code| {
            let [a, b] = [0, 1].map(|i| u64::from(code.as_str().as_bytes()[i] - b'A'));
            a << 5 | b
        });
        let size = if kind == PLACE { u64::from(population.checked_ilog2().unwrap_or(0)) } else { 0 };
        value << SENSE | size << 14 | letters << 4 | kind
    })
}

/// The senses that a value of the automaton holds.
pub(super) fn unpack(value: u64) -> impl Iterator<Item = Sense> {
    (0..SENSES as u32).map_while(move |i| {
        let bits = value >> (i * SENSE);
        let letter = |shift: u32| char::from(b'A' + (bits >> shift & 31) as u8);
        let code = CountryCode::new(&[letter(9), letter(4)].iter().collect::<String>())?;
        match bits & 15 {
            form @ 1..=7 => Some(Sense::Country(code, FORMS[form as usize - 1])),
            CAPITAL => Some(Sense::Capital(code)),
            PLACE => {
                let size = bits >> 14 & 31;
                Some(Sense::Place(code, if size == 0 { 0 } else { 1 << size }))
            }
            GEOGRAPHIC => Some(Sense::Geographic),
            BLOC => Some(Sense::Bloc),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::lookup::senses;
    use super::*;

    macro_rules! asset {
        ($name:literal) => {
            include_str!(concat!("../../../../assets/gazetteers/", $name))
        };
    }

    const SOURCES: Sources<'static> = Sources {
        metonyms: asset!("metonyms.txt"),
        peoples: asset!("peoples.txt"),
        blocs: asset!("blocs.txt"),
        geographic: asset!("geographic.txt"),
        phrases: asset!("phrases.txt"),
        regions: asset!("regions.txt"),
        cities: asset!("cities.txt"),
    };

    #[test]
    fn the_automaton_is_made_from_the_tables_as_they_are() {
        let made = compile(&SOURCES).expect("memory");
        let stored: &[u8] = include_bytes!("../../../../assets/gazetteers/names.fst");
        assert!(made == stored, "a table changed: run `cargo run --example gazetteer`");
    }

    #[test]
    fn every_row_of_every_table_parses() {
        for (file, fields) in [(SOURCES.metonyms, 2), (SOURCES.peoples, 2), (SOURCES.blocs, 2), (SOURCES.geographic, 1)]
        {
            for row in rows(file) {
                let row: Vec<&str> = row.collect();
                assert_eq!(row.len(), fields, "{row:?}");
                let known = |code: &str| CountryCode::new(code).and_then(super::super::country).is_some();
                assert!(fields == 1 || list(row[1]).all(known), "{row:?}");
            }
        }
        for row in rows(SOURCES.regions).chain(rows(SOURCES.cities)) {
            let row: Vec<&str> = row.collect();
            let known = CountryCode::new(row[1]).and_then(super::super::country);
            assert!(row.len() == 3 && known.is_some() && row[2].parse::<u32>().is_ok(), "{row:?}");
        }
    }

    #[test]
    fn a_name_keeps_its_senses() {
        let code = |c| CountryCode::new(c).expect("a code");
        assert_eq!(senses("Burma"), [Sense::Country(code("MM"), CountryForm::Name)]);
        assert_eq!(senses("U.S"), [Sense::Country(code("US"), CountryForm::Abbreviation)]);
        assert_eq!(senses("St Lucia"), [Sense::Country(code("LC"), CountryForm::Name)]);
        assert_eq!(senses("Moscow")[0], Sense::Capital(code("RU")));
        assert_eq!(senses("South China Sea"), [Sense::Geographic]);
        assert_eq!(senses("NATO"), [Sense::Bloc]);
        assert!(senses("Georgia").contains(&Sense::Country(code("GE"), CountryForm::Name)));
        assert!(senses("Georgia").iter().any(|s| matches!(s, Sense::Place(c, _) if *c == code("US"))));
        assert!(senses("Native American").is_empty());
        assert_eq!(senses("Koreans").len(), 2, "which Korea is for the sentence");
    }
}
