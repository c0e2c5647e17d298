//! The columns in a file, in sections with a checksum each, read into memory whole.
//!
//! A file mapped while another process truncates it would end the program; one that is read cannot. What the first screen
//! needs is read first, the rest while it is looked at, and what only growing needs later still. Does not decide when to save.

use super::columns::{Columns, Rest, Speaks, When};
use super::names::{Growth, Names};
use crate::corpus::article::{ArticleKey, CountryCode, Days, DocNo};
use chrono::{Datelike, NaiveDate};
use roaring::RoaringBitmap;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Take, Write};
use std::path::Path;
use std::sync::Arc;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// Raised when the sections mean something else.
const VERSION: u32 = 4;
const MAGIC: &[u8; 8] = b"dtlncols";

/// The sections, in their order in the file.
const SECTIONS: usize = 22;

/// What the first screen needs.
#[derive(Debug)]
pub(crate) struct Front {
    /// Complete after [`Back::load`].
    pub(crate) columns: Columns,
    pub(crate) newest: Vec<DocNo>,
    pub(crate) back: Back,
}

/// Where the rest of the columns is. The file stays open twice, to be read at two places at once: another may have taken
/// its name meanwhile.
#[derive(Debug)]
pub(crate) struct Back {
    files: [File; 2],
    table: Vec<Place>,
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
        text.as_bytes().to_vec(),
        bytes_of(slug_starts.iter().copied()),
        columns.flags.clone(),
        bytes_of(columns.flag_ends.iter().copied()),
        columns.codes.iter().flat_map(|code| code.as_str().bytes()).collect(),
        postcard::to_allocvec(&(&columns.beside, &columns.first_days, &columns.windows)).map_err(io::Error::other)?,
        slugs.as_bytes().to_vec(),
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

/// Reads back what the first screen needs; `None` where the file is of another version or damaged.
pub(crate) fn load(path: &Path) -> Option<Front> {
    let mut file = File::open(path).ok()?;
    let (len, table) = head(&mut file)?;
    // Each vector is turned into another where it lies.
    let published = numbers(&mut file, table[0])?.into_iter().map(|n| When(u32::from_le(n))).collect();
    let keys = numbers(&mut file, table[1])?.into_iter().map(|key| ArticleKey(u128::from_le(key))).collect();
    let stories = words(&mut file, table[3])?;
    let newest = docs(&mut file, table[4])?;
    let duplicates = words(&mut file, table[7])?.as_chunks().0.iter().map(|&[a, b]| (a, b)).collect();
    let countries = made(&mut file, table[8], read_countries)?;
    let gone = RoaringBitmap::deserialize_from(&read(&mut file, table[9])?[..]).ok()?;
    let mut columns = Columns::default();
    (columns.keys, columns.published, columns.stories) = (Arc::new(keys), published, stories);
    (columns.duplicates, columns.countries, columns.gone) = (duplicates, countries, gone);
    let fits = columns.len() == len && columns.is_sound() && newest.len() == len;
    let back = Back { files: [file, File::open(path).ok()?], table };
    (fits && newest.iter().all(|d| d.index() < len)).then_some(Front { columns, newest, back })
}

impl Back {
    /// Reads the rest, and the order by headline, empty where it was not made; all but what growing needs. `None` where
    /// the file is damaged.
    pub(crate) fn load(mut self) -> Option<(Rest, Vec<DocNo>)> {
        let [one, other] = &mut self.files;
        let table = &self.table;
        let (entities, others) = rayon::join(|| Self::entities(one, table), || Self::others(other, table));
        let ((names, cells, cell_ends), (rest, titles)) = (entities?, others?);
        Some((Rest { names, cells, cell_ends, ..rest }, titles))
    }

    fn entities(file: &mut File, table: &[Place]) -> Option<(Names, Vec<u32>, Vec<u32>)> {
        let (cells, cell_ends) = (words(file, table[11])?, words(file, table[12])?);
        let (text, slugs, slug_starts) = (read(file, table[14])?, read(file, table[20])?, words(file, table[15])?);
        let (text, slugs) = (String::from_utf8(text).ok()?, String::from_utf8(slugs).ok()?);
        let entries = table[13].1 / 16;
        let names = made(file, table[13], |bytes| {
            let entry = || Some([number(bytes)?, number(bytes)?, number(bytes)?, number(bytes)?]);
            Names::from_parts(std::iter::repeat_with(entry).take(entries as usize), text, slugs, slug_starts)
        })?;
        Some((names, cells, cell_ends))
    }

    fn others(file: &mut File, table: &[Place]) -> Option<(Rest, Vec<DocNo>)> {
        let code = |code: &[u8; 2]| CountryCode::new(std::str::from_utf8(code).ok()?);
        let (beside, first_days, windows) = postcard::from_bytes(&read(file, table[19])?).ok()?;
        let rest = Rest {
            sources: words(file, table[2])?,
            source_names: postcard::from_bytes(&read(file, table[6])?).ok()?,
            flags: read(file, table[16])?,
            flag_ends: words(file, table[17])?,
            codes: read(file, table[18])?.as_chunks().0.iter().map(code).collect::<Option<Vec<_>>>()?,
            spoken: made(file, table[10], read_spoken)?,
            cells: Vec::new(),
            cell_ends: Vec::new(),
            names: Names::default(),
            beside,
            first_days,
            windows,
        };
        Some((rest, docs(file, table[5])?))
    }
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

/// A section of numbers as they lie in the file, the low byte first, read to where they stay.
fn numbers<N: bytemuck::Pod>(file: &mut File, (start, size, sum): Place) -> Option<Vec<N>> {
    let mut numbers = vec![N::zeroed(); size as usize / size_of::<N>()];
    file.seek(SeekFrom::Start(start)).ok()?;
    file.read_exact(bytemuck::cast_slice_mut(&mut numbers)).ok()?;
    let whole = (size as usize).is_multiple_of(size_of::<N>());
    (whole && xxh3_64(bytemuck::cast_slice(&numbers)) == sum).then_some(numbers)
}

fn words(file: &mut File, place: Place) -> Option<Vec<u32>> {
    Some(numbers(file, place)?.into_iter().map(u32::from_le).collect())
}

fn docs(file: &mut File, place: Place) -> Option<Vec<DocNo>> {
    Some(numbers(file, place)?.into_iter().map(|n| DocNo(u32::from_le(n))).collect())
}

/// Bytes of a section that are in memory at a time while something else is made of it.
const STRETCH: usize = 1 << 16;

/// A section that is read in stretches.
type Stretches<'f> = BufReader<Summed<'f>>;

/// Bytes of a file, and the checksum of those that were read.
struct Summed<'f> {
    bytes: Take<&'f mut File>,
    sum: Xxh3,
}

impl Read for Summed<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(out)?;
        self.sum.update(&out[..read]);
        Ok(read)
    }
}

/// What `make` makes of all bytes of a section, never all of them in memory: a fifth of what a library takes would lie
/// there as well while it is opened.
fn made<T>(
    file: &mut File,
    (start, size, sum): Place,
    make: impl FnOnce(&mut Stretches<'_>) -> Option<T>,
) -> Option<T> {
    file.seek(SeekFrom::Start(start)).ok()?;
    let mut bytes = BufReader::with_capacity(STRETCH, Summed { bytes: file.take(size), sum: Xxh3::new() });
    let made = make(&mut bytes)?;
    (is_over(&mut bytes)? && bytes.get_ref().sum.digest() == sum).then_some(made)
}

fn is_over(bytes: &mut Stretches<'_>) -> Option<bool> {
    Some(bytes.fill_buf().ok()?.is_empty())
}

fn number(bytes: &mut Stretches<'_>) -> Option<u32> {
    let mut number = [0; 4];
    bytes.read_exact(&mut number).ok()?;
    Some(u32::from_le_bytes(number))
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

fn read_countries(bytes: &mut Stretches<'_>) -> Option<BTreeMap<CountryCode, Speaks>> {
    let mut countries = BTreeMap::new();
    while !is_over(bytes)? {
        let mut code = [0; 2];
        bytes.read_exact(&mut code).ok()?;
        let code = CountryCode::new(std::str::from_utf8(&code).ok()?)?;
        let all = RoaringBitmap::deserialize_from(&mut *bytes).ok()?;
        let named = RoaringBitmap::deserialize_from(&mut *bytes).ok()?;
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

fn read_spoken(bytes: &mut Stretches<'_>) -> Option<BTreeMap<Days, RoaringBitmap>> {
    let mut spoken = BTreeMap::new();
    while !is_over(bytes)? {
        let mut day = || NaiveDate::from_num_days_from_ce_opt(number(bytes)? as i32);
        let days = Days { from: day()?, to: day()? };
        spoken.insert(days, RoaringBitmap::deserialize_from(&mut *bytes).ok()?);
    }
    Some(spoken)
}
