//! `dateline related`: related articles and stories as JSON Lines, one object for each article, copies included.

use super::collect::collect;
use super::{Status, args};
use crate::corpus::article::{ArticleKey, DocNo};
use crate::corpus::library::Library;
use crate::export::annotations;
use anyhow::Result;
use rustc_hash::FxHashMap;
use std::io::{BufWriter, Write};

/// Runs the command.
///
/// # Errors
/// Where the output cannot be written.
pub fn run(options: &args::Related) -> Result<Status> {
    let collected = collect(&options.input);
    let library = &collected.library;
    let snapshot = library.snapshot();
    let key = |doc: DocNo| snapshot.keys.get(doc.index()).copied();
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut stories: FxHashMap<DocNo, ArticleKey> = FxHashMap::default();
    let mut printed = 0;
    for (doc, article) in collected.articles() {
        // A story is named once for all its members: it may be as long as the collection.
        if !stories.contains_key(&doc) {
            let members = library.story(doc);
            let name = members.iter().filter_map(|&d| key(d)).min().unwrap_or(article.article.key);
            stories.extend(members.into_iter().chain([doc]).map(|member| (member, name)));
        }
        let related = collected.related(&article, doc, options.top);
        let original = library.rows(&[doc]).first().and_then(|row| row.duplicate_of);
        let original = original.and_then(|doc| library.article(doc)).map(|a| a.article.id.clone());
        let line = annotations::related(&article, stories[&doc].to_string(), original, &related);
        serde_json::to_writer(&mut out, &line)?;
        out.write_all(b"\n")?;
        printed += 1;
    }
    out.flush()?;
    Ok(collected.status(printed))
}
