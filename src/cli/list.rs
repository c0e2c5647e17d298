//! `dateline list`: articles, one a line.

use super::collect::collect;
use super::{Status, args};
use crate::corpus::article::{CountryCode, DocNo, PartialDate};
use crate::corpus::library::Row;
use crate::corpus::query::Sort;
use crate::text::wrap::{truncate, width};
use anyhow::Result;
use serde::Serialize;
use std::io::{self, BufWriter, Write};
use std::sync::Arc;

/// Columns of an id, of a source and of the countries beyond which they no longer widen their column.
const WIDEST: (usize, usize, usize) = (24, 18, 12);

/// Columns of a date with its mark.
const DATE: usize = 12;

/// Countries shown in a line of text; the others are counted.
const COUNTRIES: usize = 3;

/// Runs the command.
///
/// # Errors
/// Where the output cannot be written.
pub fn run(options: &args::List) -> Result<Status> {
    let collected = collect(&options.input);
    let query = options.input.query.clone().unwrap_or_default();
    let best = if query.positive_words().is_empty() { Sort::Newest } else { Sort::Best };
    let sort = options.sort.map_or(best, Sort::from);
    let listing = collected.list(query, sort);
    let docs = &listing.docs[..options.limit.unwrap_or(usize::MAX).min(listing.docs.len())];
    let rows = collected.rows(docs);
    let id = |doc: DocNo| collected.rows(&[doc]).first().map(|row| row.id.clone());
    let mut out = BufWriter::new(io::stdout().lock());
    match options.format {
        args::ListFormat::Text => text(&mut out, &rows, crate::terminal::columns())?,
        args::ListFormat::Jsonl => {
            for row in &rows {
                serde_json::to_writer(&mut out, &Listed::new(row, row.duplicate_of.and_then(id)))?;
                out.write_all(b"\n")?;
            }
        }
        args::ListFormat::Csv => {
            csv(&mut out, &HEADER.map(str::to_owned))?;
            for row in &rows {
                csv(&mut out, &Listed::new(row, row.duplicate_of.and_then(id)).cells())?;
            }
        }
    }
    out.flush()?;
    Ok(collected.status(rows.len()))
}

/// Prints columns; the headline is cut where the terminal ends.
fn text(out: &mut impl Write, rows: &[Arc<Row>], columns: Option<usize>) -> io::Result<()> {
    let source = |row: &Row| truncate(row.source.as_deref().unwrap_or("–"), WIDEST.1);
    let widest = |cell: &dyn Fn(&Row) -> usize, most: usize| rows.iter().map(|r| cell(r)).max().unwrap_or(0).min(most);
    let ids = widest(&|r| width(&r.id), WIDEST.0);
    let sources = widest(&|r| width(&source(r)), WIDEST.1);
    let countries = widest(&|r| width(&shown(&r.countries)), WIDEST.2);
    for row in rows {
        let date = row.published.map_or_else(|| "–".to_owned(), |date| date.to_string());
        let date = if row.inferred { format!("{date} ≈") } else { date };
        let mut line = String::new();
        for (cell, wide) in
            [(&row.id, ids), (&date, DATE), (&source(row), sources), (&shown(&row.countries), countries)]
        {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', wide.saturating_sub(width(cell)) + 2));
        }
        // Whoever pipes the list gets all of the headline.
        let room = columns.map_or(usize::MAX, |columns| columns.saturating_sub(width(&line)).max(20));
        line.push_str(&truncate(&row.title, room));
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// The first countries, and how many more.
fn shown(countries: &[CountryCode]) -> String {
    let mut shown = codes(&countries[..COUNTRIES.min(countries.len())]);
    if countries.len() > COUNTRIES {
        shown.push_str(&format!(" +{}", countries.len() - COUNTRIES));
    }
    shown
}

fn codes(countries: &[CountryCode]) -> String {
    countries.iter().map(CountryCode::as_str).collect::<Vec<_>>().join(" ")
}

/// An article of a list, for programs.
#[derive(Serialize)]
struct Listed<'a> {
    id: &'a str,
    path: &'a str,
    published: Option<String>,
    precision: Option<&'static str>,
    inferred: bool,
    source: Option<&'a str>,
    title: &'a str,
    countries: Vec<&'a str>,
    words: u32,
    language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    duplicate_of: Option<String>,
}

/// The header of the comma-separated list; the cells follow it.
const HEADER: [&str; 11] = [
    "id",
    "path",
    "published",
    "precision",
    "inferred",
    "source",
    "title",
    "countries",
    "words",
    "language",
    "duplicate_of",
];

impl<'a> Listed<'a> {
    fn new(row: &'a Row, duplicate_of: Option<String>) -> Self {
        Self {
            id: &row.id,
            path: &row.path,
            published: row.published.map(|date| date.to_string()),
            precision: row.published.map(PartialDate::precision),
            inferred: row.inferred,
            source: row.source.as_deref(),
            title: &row.title,
            countries: row.countries.iter().map(CountryCode::as_str).collect(),
            words: row.words,
            language: &row.language,
            duplicate_of,
        }
    }

    fn cells(self) -> [String; HEADER.len()] {
        [
            self.id.to_owned(),
            self.path.to_owned(),
            self.published.unwrap_or_default(),
            self.precision.unwrap_or_default().to_owned(),
            self.inferred.to_string(),
            self.source.unwrap_or_default().to_owned(),
            self.title.to_owned(),
            self.countries.join(" "),
            self.words.to_string(),
            self.language.to_owned(),
            self.duplicate_of.unwrap_or_default(),
        ]
    }
}

/// Prints a record of comma-separated values (RFC 4180, with line feeds).
fn csv(out: &mut impl Write, cells: &[String]) -> io::Result<()> {
    let line: Vec<String> = cells.iter().map(|cell| csv_cell(cell)).collect();
    writeln!(out, "{}", line.join(","))
}

/// A cell, quoted where it must be. A spreadsheet would run one that starts like a formula: an apostrophe in front
/// makes it text.
fn csv_cell(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guarded = format!("{}{cell}", if formula { "'" } else { "" });
    if guarded.contains([',', '"', '\n', '\r']) { format!("\"{}\"", guarded.replace('"', "\"\"")) } else { guarded }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_are_no_formulas() {
        assert_eq!(csv_cell("Talks in Seoul"), "Talks in Seoul");
        assert_eq!(csv_cell("Talks, \"a step\""), "\"Talks, \"\"a step\"\"\"");
        assert_eq!(csv_cell("=HYPERLINK(\"x\",1)"), "\"'=HYPERLINK(\"\"x\"\",1)\"");
        for formula in ["=1", "+1", "-1", "@a", "\t=1"] {
            assert!(csv_cell(formula).starts_with('\''), "{formula:?}");
        }
    }

    #[test]
    fn countries_beyond_the_third_are_counted() {
        let codes: Vec<_> = ["KR", "JP", "KP", "RU", "US"].iter().filter_map(|c| CountryCode::new(c)).collect();
        assert_eq!(shown(&codes), "KR JP KP +2");
        assert_eq!(shown(&codes[..1]), "KR");
    }
}
