//! `dateline show`: one article with its annotations, highlighted, in the pager.
//!
//! Finds the article and prints it; does not browse.

mod page;
mod pager;

use super::collect::{Collected, collect, tell};
use super::{Status, args};
use crate::corpus::article::{Annotated, DocNo};
use crate::corpus::library::Row;
use crate::terminal::{self, Abilities};
use crate::view::theme::Colours;
use anyhow::Result;
use page::Page;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

/// Articles that a message names when an id fits several.
const NAMED: usize = 10;

/// Rows that are looked through at a time.
const ROWS: usize = 1_000;

/// Columns that a line of text takes at most on a terminal: longer ones are hard to read.
const WIDEST: usize = 100;

/// Runs the command.
///
/// # Errors
/// Where the output cannot be written.
pub fn run(options: &args::Show) -> Result<Status> {
    let mut collected = collect(&options.input);
    let mut found = find(&collected, &options.id);
    if found.is_empty()
        && let Some(file) = file(options)
    {
        collected = collect(&args::Input { paths: vec![file], ..options.input.clone() });
        found = find(&collected, &options.id);
    }
    let annotated = match found.as_slice() {
        [] => {
            tell(format_args!("no article {:?}: give an id, its start, a path or a file name", options.id));
            return Ok(collected.status(0));
        }
        [one] => one,
        several => {
            tell(format_args!("{:?} fits {} articles; one of them is meant by its path:", options.id, several.len()));
            for annotated in several.iter().take(NAMED) {
                tell(format_args!("  {}  {}", annotated.article.path, annotated.layers.title.text));
            }
            return Ok(Status::Usage);
        }
    };
    let columns = terminal::columns();
    let abilities = Abilities::detect();
    let colours = match options.color {
        args::When::Always => true,
        args::When::Never => false,
        args::When::Auto => columns.is_some() && abilities.colours != Colours::None,
    };
    let page = Page { annotated, colours, columns: columns.map(|c| c.min(WIDEST)) };
    if columns.is_some() && abilities.rich {
        let mut text = Vec::new();
        page.print(&mut text)?;
        pager::show(&text)?;
    } else {
        let mut out = BufWriter::new(io::stdout().lock());
        page.print(&mut out)?;
        out.flush()?;
    }
    Ok(collected.status(1))
}

/// The file that an id names where no path says where to look: `dateline show feed.jsonl#12`.
fn file(options: &args::Show) -> Option<PathBuf> {
    let id = options.id.as_str();
    let files = [id, id.rsplit_once('#').map_or("", |(file, _)| file)];
    let file = files.into_iter().map(PathBuf::from).find(|file| file.is_file());
    file.filter(|_| options.input.paths.is_empty())
}

/// The articles that an id means: those that it names in full, else by their file's name, else by the start of their
/// id.
fn find(collected: &Collected, id: &str) -> Vec<Annotated> {
    let name = |row: &Row| row.path.rsplit('/').next().unwrap_or_default().to_owned();
    // A path names its file's articles, however many: `feed.jsonl` fits `feed.jsonl#1`.
    let file = |path: &str| path.rsplit_once('#').map_or(path, |(file, _)| file) == id;
    let rules: [&dyn Fn(&Row) -> bool; 4] = [
        &|row| row.path == id,
        &|row| row.id == id,
        &|row| name(row) == id || file(&row.path) || file(&name(row)),
        &|row| !id.is_empty() && row.id.starts_with(id),
    ];
    let mut found: [Vec<DocNo>; 4] = Default::default();
    for row in collected.docs().chunks(ROWS).flat_map(|docs| collected.rows(docs)) {
        for (found, _) in found.iter_mut().zip(rules).filter(|(_, rule)| rule(&row)) {
            found.push(row.doc);
        }
    }
    let best = found.into_iter().find(|found| !found.is_empty()).unwrap_or_default();
    best.into_iter().filter_map(|doc| collected.article(doc)).collect()
}
