//! Who and what the news are about: countries, cities, people, organisations, papers. All of them follow from their
//! number, so that none has to be kept.

use crate::random::{Random, mix};
use crate::words::{Class, Lexicon, capitalised, rare};
use std::cmp::Reverse;
use std::collections::HashMap;

const COUNTRIES: &str = include_str!("../../assets/gazetteers/countries.txt");
const CITIES: &str = include_str!("../../assets/gazetteers/cities.txt");
const FIRST_NAMES: &str = include_str!("../../assets/gazetteers/first-names.txt");
const SURNAMES: &str = include_str!("../../assets/gazetteers/surnames.txt");
const ORGANISATIONS: &str = include_str!("../../assets/gazetteers/organisations.txt");

/// People that are ever spoken of.
const PEOPLE: usize = 60_000;
/// Organisations that are made up, beside those of the gazetteer.
const MADE_UP: usize = 20_000;
/// Papers that print the articles.
const PAPERS: usize = 400;

/// Offices, before a name.
const TITLES: &[&str] = &[
    "Prime Minister",
    "Foreign Minister",
    "Defense Minister",
    "Finance Minister",
    "Interior Minister",
    "President",
    "Mayor",
    "Governor",
    "Senator",
    "Judge",
    "Ambassador",
    "General",
    "Dr.",
    "Professor",
    "Health Minister",
    "Bishop",
];
/// What people are, after a name.
const ROLES: &[&str] = &[
    "a spokesman for the ministry",
    "the chief prosecutor",
    "an analyst",
    "a lawyer for the families",
    "a resident",
    "head of the inquiry",
    "a shop owner",
    "who leads the opposition",
    "a researcher",
    "deputy director of the agency",
    "a union leader",
    "the coach",
    "chief executive of the company",
    "a former diplomat",
    "a witness",
    "an economist",
];
const PAPER_NAMES: &[&str] = &[
    "Herald",
    "Times",
    "Post",
    "Courier",
    "Daily News",
    "Observer",
    "Gazette",
    "Tribune",
    "Chronicle",
    "Morning Star",
];
/// The last part of an organisation's name, after a place or a made-up name.
const KINDS: &[&str] = &[
    "University",
    "Institute",
    "Council",
    "Chamber of Commerce",
    "Port Authority",
    "Police Department",
    "Court of Appeal",
    "Hospital",
    "Central Bank",
    "Transport Agency",
    "Museum",
    "Football Club",
];
const FIRMS: &[&str] =
    &["Corp.", "Group", "Inc.", "Holdings", "Energy", "Airlines", "Motors", "Foundation", "Bank", "Media"];

/// A country, its adjective, its capital, and its cities, the largest first.
#[derive(Debug)]
pub(crate) struct Country {
    pub(crate) name: &'static str,
    pub(crate) demonym: &'static str,
    pub(crate) capital: &'static str,
    pub(crate) cities: Vec<&'static str>,
}

/// A person; the name of a given number is always the same.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) first: String,
    pub(crate) surname: String,
    pub(crate) title: &'static str,
    pub(crate) role: &'static str,
}

/// Everything that names are drawn from.
pub(crate) struct World {
    /// The most populous first.
    pub(crate) countries: Vec<Country>,
    pub(crate) lexicon: Lexicon,
    first_names: Vec<&'static str>,
    surnames: Vec<&'static str>,
    organisations: Vec<&'static str>,
}

impl World {
    pub(crate) fn new() -> Self {
        let mut cities: HashMap<&str, Vec<(u32, &str)>> = HashMap::new();
        for row in rows(CITIES) {
            if let [name, code, population] = row.split('|').collect::<Vec<_>>()[..] {
                // Counties have no population, and nobody writes a dateline from one.
                let people = population.parse().unwrap_or(0);
                cities.entry(code).or_default().extend((people > 0).then_some((people, name)));
            }
        }
        let mut countries: Vec<(u64, Country)> = rows(COUNTRIES)
            .filter_map(|row| {
                let fields: Vec<&str> = row.split('|').collect();
                let first = |n: usize| fields.get(n).and_then(|field| field.split(';').next()).unwrap_or_default();
                let mut cities = cities.remove(fields[0]).unwrap_or_default();
                cities.sort_by_key(|&(people, name)| (Reverse(people), name));
                let cities: Vec<&str> = cities.into_iter().map(|(_, name)| name).collect();
                let (name, demonym, capital) = (first(1), first(5), first(6));
                let country = Country {
                    name,
                    demonym: if demonym.is_empty() { name } else { demonym },
                    capital: if capital.is_empty() { name } else { capital },
                    cities: if cities.is_empty() { vec![name] } else { cities },
                };
                (!name.is_empty()).then(|| (first(7).parse().unwrap_or(0), country))
            })
            .collect();
        countries.sort_by_key(|(people, country)| (Reverse(*people), country.name));
        World {
            countries: countries.into_iter().map(|(_, country)| country).collect(),
            lexicon: Lexicon::new(),
            first_names: names(FIRST_NAMES),
            surnames: names(SURNAMES),
            organisations: rows(ORGANISATIONS).filter_map(|row| row.split(';').next()).collect(),
        }
    }

    /// The number of a country, of any in the news: the populous ones more often.
    pub(crate) fn country(&self, random: &mut Random) -> usize {
        random.zipf(self.countries.len(), 6.0)
    }

    /// A city of a country.
    pub(crate) fn city(&self, country: usize, random: &mut Random) -> &'static str {
        let cities = &self.countries[country].cities;
        cities[random.zipf(cities.len(), 2.0)]
    }

    /// Someone in the news: a few are everywhere, most appear once.
    pub(crate) fn person(&self, random: &mut Random) -> Person {
        let number = random.zipf(PEOPLE, 40.0);
        let mut own = Random::new(mix(number as u64));
        Person {
            first: capitalised(self.first_names[own.zipf(self.first_names.len(), 200.0)]),
            surname: capitalised(self.surnames[own.zipf(self.surnames.len(), 400.0)]),
            title: if own.percent(40) { own.of(TITLES) } else { "" },
            role: own.of(ROLES),
        }
    }

    /// An organisation in the news.
    pub(crate) fn organisation(&self, random: &mut Random) -> String {
        let number = random.zipf(self.organisations.len() + MADE_UP, 30.0);
        if let Some(known) = self.organisations.get(number) {
            return (*known).to_owned();
        }
        let mut own = Random::new(mix(number as u64));
        match own.below(4) {
            0 => format!("{} {}", self.city(own.below(self.countries.len()), &mut own), own.of(KINDS)),
            1 => {
                let mut name = String::new();
                rare(own.endless(0.3), &mut name);
                format!("{} {}", capitalised(&name), own.of(FIRMS))
            }
            2 => format!("Ministry of {}", capitalised(self.lexicon.draw(Class::Noun, &mut own))),
            _ => {
                let demonym = self.countries[self.country(&mut own)].demonym;
                format!("{demonym} {} Agency", capitalised(self.lexicon.draw(Class::Noun, &mut own)))
            }
        }
    }

    /// The name of a paper; a few print much.
    pub(crate) fn paper(&self, random: &mut Random) -> String {
        let mut own = Random::new(mix(random.zipf(PAPERS, 5.0) as u64));
        let country = self.country(&mut own);
        format!("{} {}", self.city(country, &mut own), own.of(PAPER_NAMES))
    }
}

/// The rows of a table, without its head.
fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|row| !row.is_empty() && !row.starts_with('#'))
}

/// The names of a list that look like names when capitalised, in no order that means anything.
fn names(list: &'static str) -> Vec<&'static str> {
    let plain = |name: &str| (3..=12).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_lowercase());
    let mut names: Vec<&str> = rows(list).filter(|name| plain(name)).collect();
    names.sort_by_key(|name| crate::words::hash(name));
    names
}
