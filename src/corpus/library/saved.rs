//! The columns in a file, in sections with a checksum each, read into memory whole.
//!
//! A file mapped while another process truncates it would end the program; one that is read cannot. What only growing needs
//! is a section that is read later. Does not decide when to save.

use super::columns::{Columns, Speaks, When};
use super::names::{Growth, Names};
use crate::corpus::article::{ArticleKey, CountryCode, Days, DocNo};
use chrono::{Datelike, NaiveDate};
use roaring::RoaringBitmap;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use xxhash_rust::xxh3::xxh3_64;

/// Raised when the sections mean something else.
const VERSION: u32 = 3;
const MAGIC: &[u8; 8] = b"dtlncols";

/// The sections, in their order in the file.
const SECTIONS: usize = 21;

/// Columns with the orders that take long to make.
#[derive(Debug, Default)]
pub(crate) struct Saved {
    pub(crate) columns: Columns,
    pub(crate) newest: Vec<DocNo>,
    /// By headline; empty where it was not made.
    pub(crate) titles: Vec<DocNo>,
}

/// Writes the columns to a file, in whose place the old one stays until the new one is whole.
pub(crate) fn save(path: &Path, columns: &Columns, newest: &[DocNo], titles: &[DocNo]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    let (entries, text, slugs, slug_starts, growth) = columns.names.parts();
    let sections: [Vec<u8>; SECTIONS] = [
        bytes_of(columns.published.iter().map(|w| w.0)),
        columns.keys.iter().flat_map(|k| k.0.to_le_bytes()).collect(),
        bytes_of(columns.sources.iter().copied()),
        bytes_of(columns.stories.iter().copied()),
        bytes_of(newest.iter().map(|d| d.0)),
        bytes_of(titles.iter().map(|d| d.0)),
        postcard::to_allocvec(&columns.source_names).map_err(io::Error::other)?,
        bytes_of(columns.duplicates.iter().flat_map(|(&a, &b)| [a, b])),
        countries(&columns.countries)?,
        bitmap(&columns.gone)?,
        spoken(&columns.spoken)?,
        bytes_of(columns.cells.iter().copied()),
        bytes_of(columns.cell_ends.iter().copied()),
        bytes_of(entries.into_iter()),
        [&(text.len() as u64).to_le_bytes()[..], text.as_bytes(), slugs.as_bytes()].concat(),
        bytes_of(slug_starts.iter().copied()),
        columns.flags.clone(),
        bytes_of(columns.flag_ends.iter().copied()),
        columns.codes.iter().flat_map(|code| code.as_str().bytes()).collect(),
        postcard::to_allocvec(&(columns.passes(), &columns.windows)).map_err(io::Error::other)?,
        postcard::to_allocvec(growth).map_err(io::Error::other)?,
    ];
    let mut head = Vec::new();
    head.extend_from_slice(MAGIC);
    head.extend_from_slice(&VERSION.to_le_bytes());
    head.extend_from_slice(&(columns.len() as u32).to_le_bytes());
    for section in &sections {
        head.extend_from_slice(&(section.len() as u64).to_le_bytes());
        head.extend_from_slice(&xxh3_64(section).to_le_bytes());
    }
    head.extend_from_slice(&xxh3_64(&head).to_le_bytes());
    file.write_all(&head)?;
    for section in &sections {
        file.write_all(section)?;
    }
    file.persist(path)?;
    Ok(())
}

/// Reads columns back, all but what growing needs; `None` where the file is of another version or damaged.
pub(crate) fn load(path: &Path) -> Option<Saved> {
    let mut file = File::open(path).ok()?;
    let (len, table) = head(&mut file)?;
    let mut section = |n: usize| -> Option<Vec<u8>> { read(&mut file, table[n]) };
    let published = numbers(&section(0)?).into_iter().map(When).collect();
    let key = |k: &[u8]| k.try_into().map(u128::from_le_bytes).map(ArticleKey).ok();
    let keys = section(1)?.chunks(16).map(key).collect::<Option<Vec<_>>>()?;
    let (sources, stories) = (numbers(&section(2)?), numbers(&section(3)?));
    let newest = numbers(&section(4)?).into_iter().map(DocNo).collect::<Vec<_>>();
    let titles = numbers(&section(5)?).into_iter().map(DocNo).collect::<Vec<_>>();
    let source_names: Vec<String> = postcard::from_bytes(&section(6)?).ok()?;
    let duplicates = numbers(&section(7)?).chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
    let countries = read_countries(&section(8)?)?;
    let gone = RoaringBitmap::deserialize_from(&section(9)?[..]).ok()?;
    let spoken = read_spoken(&section(10)?)?;
    let (cells, cell_ends) = (numbers(&section(11)?), numbers(&section(12)?));
    let (entries, text, slug_starts) = (numbers(&section(13)?), section(14)?, numbers(&section(15)?));
    let (names, slugs) = text.split_at_checked(8).and_then(|(len, rest)| {
        let len = u64::from_le_bytes(len.try_into().ok()?) as usize;
        let (names, slugs) = rest.split_at_checked(len)?;
        Some((String::from_utf8(names.to_vec()).ok()?, String::from_utf8(slugs.to_vec()).ok()?))
    })?;
    let names = Names::from_parts(&entries, names, slugs, slug_starts)?;
    let (flags, flag_ends, codes) = (section(16)?, numbers(&section(17)?), section(18)?);
    let code = |code: &[u8; 2]| CountryCode::new(std::str::from_utf8(code).ok()?);
    let codes = codes.as_chunks().0.iter().map(code).collect::<Option<Vec<_>>>()?;
    let (passes, windows) = postcard::from_bytes(&section(19)?).ok()?;
    let mut columns = Columns::of(
        keys,
        published,
        sources,
        source_names,
        stories,
        duplicates,
        countries,
        gone,
        spoken,
        (cells, cell_ends),
        names,
    );
    columns.set_passes(passes, windows);
    columns.set_flags(flags, flag_ends, codes);
    let fits = columns.len() == len && columns.is_whole() && newest.len() == len && [0, len].contains(&titles.len());
    let inside = |docs: &[DocNo]| docs.iter().all(|d| d.index() < len);
    (fits && inside(&newest) && inside(&titles)).then_some(Saved { columns, newest, titles })
}

/// Reads what growing needs.
pub(crate) fn load_growth(path: &Path) -> Option<Growth> {
    let mut file = File::open(path).ok()?;
    let (_, table) = head(&mut file)?;
    postcard::from_bytes(&read(&mut file, table[SECTIONS - 1])?).ok()
}

/// Where a section starts, how long it is, its checksum.
type Place = (u64, u64, u64);

fn head(file: &mut File) -> Option<(usize, Vec<Place>)> {
    const HEAD: usize = 8 + 4 + 4 + SECTIONS * 16 + 8;
    let mut head = [0; HEAD];
    file.read_exact(&mut head).ok()?;
    let (head, sum) = head.split_at(HEAD - 8);
    let number = |at: usize| Some(u64::from_le_bytes(head.get(at..at + 8)?.try_into().ok()?));
    let sound = head.starts_with(MAGIC) && head[8..12] == VERSION.to_le_bytes() && sum == xxh3_64(head).to_le_bytes();
    if !sound {
        return None;
    }
    let len = u32::from_le_bytes(head[12..16].try_into().ok()?) as usize;
    let mut start = HEAD as u64;
    let mut table = Vec::with_capacity(SECTIONS);
    for n in 0..SECTIONS {
        let (size, sum) = (number(16 + n * 16)?, number(24 + n * 16)?);
        table.push((start, size, sum));
        start = start.checked_add(size)?;
    }
    (file.metadata().ok()?.len() == start).then_some((len, table))
}

fn read(file: &mut File, (start, size, sum): Place) -> Option<Vec<u8>> {
    file.seek(SeekFrom::Start(start)).ok()?;
    let mut bytes = vec![0; size as usize];
    file.read_exact(&mut bytes).ok()?;
    (xxh3_64(&bytes) == sum).then_some(bytes)
}

fn bytes_of(numbers: impl Iterator<Item = u32>) -> Vec<u8> {
    numbers.flat_map(u32::to_le_bytes).collect()
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks().0.iter().map(|n| u32::from_le_bytes(*n)).collect()
}

fn bitmap(docs: &RoaringBitmap) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(docs.serialized_size());
    docs.serialize_into(&mut bytes)?;
    Ok(bytes)
}

fn countries(countries: &BTreeMap<CountryCode, Speaks>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for (code, speaks) in countries {
        bytes.extend_from_slice(code.as_str().as_bytes());
        speaks.all.serialize_into(&mut bytes)?;
        speaks.named.serialize_into(&mut bytes)?;
    }
    Ok(bytes)
}

fn read_countries(mut bytes: &[u8]) -> Option<BTreeMap<CountryCode, Speaks>> {
    let mut countries = BTreeMap::new();
    while !bytes.is_empty() {
        let code = CountryCode::new(std::str::from_utf8(bytes.get(..2)?).ok()?)?;
        bytes = &bytes[2..];
        let all = RoaringBitmap::deserialize_from(&mut bytes).ok()?;
        let named = RoaringBitmap::deserialize_from(&mut bytes).ok()?;
        countries.insert(code, Speaks { all, named });
    }
    Some(countries)
}

fn spoken(spoken: &BTreeMap<Days, RoaringBitmap>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for (days, docs) in spoken {
        bytes.extend_from_slice(&days.from.num_days_from_ce().to_le_bytes());
        bytes.extend_from_slice(&days.to.num_days_from_ce().to_le_bytes());
        docs.serialize_into(&mut bytes)?;
    }
    Ok(bytes)
}

fn read_spoken(mut bytes: &[u8]) -> Option<BTreeMap<Days, RoaringBitmap>> {
    let mut spoken = BTreeMap::new();
    while !bytes.is_empty() {
        let day = |at: usize| {
            let number = i32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?);
            NaiveDate::from_num_days_from_ce_opt(number)
        };
        let days = Days { from: day(0)?, to: day(4)? };
        bytes = &bytes[8..];
        spoken.insert(days, RoaringBitmap::deserialize_from(&mut bytes).ok()?);
    }
    Some(spoken)
}
