//! Makes `assets/gazetteers/names.fst` from the plain tables beside it. Run it after a change to one of them:
//! `cargo run --example gazetteer`.

use anyhow::Context;
use dateline::corpus::annotate::gazetteer::compile::{Sources, compile};
use std::fs;

fn main() -> anyhow::Result<()> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/gazetteers");
    let read = |name: &str| fs::read_to_string(format!("{folder}/{name}")).context(name.to_owned());
    let [metonyms, peoples, blocs, geographic, phrases, regions, cities] =
        ["metonyms.txt", "peoples.txt", "blocs.txt", "geographic.txt", "phrases.txt", "regions.txt", "cities.txt"]
            .map(read);
    let made = compile(&Sources {
        metonyms: &metonyms?,
        peoples: &peoples?,
        blocs: &blocs?,
        geographic: &geographic?,
        phrases: &phrases?,
        regions: &regions?,
        cities: &cities?,
    })?;
    fs::write(format!("{folder}/names.fst"), made).context("names.fst")
}
