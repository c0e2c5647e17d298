//! The search index: which articles hold a word, a phrase or the beginning of a word, and which are about it most.
//!
//! tantivy does the work: stemmed English words with positions, in memory or in the library's folder. Texts are not kept in
//! it. It follows the store: [`Search::reflects`] says how many articles it knew at its last commit.

use super::words::{ANALYZER, Analyzer};
use crate::corpus::article::DocNo;
use crate::corpus::query::stem::{folded, stem, tokens};
use crate::corpus::query::{WordField, WordKind, Words};
use crate::text::Span;
use roaring::RoaringBitmap;
use rustc_hash::FxHashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::collector::{Collector, SegmentCollector, TopDocs};
use tantivy::columnar::Column;
use tantivy::index::SegmentId;
use tantivy::merge_policy::LogMergePolicy;
use tantivy::query::{BooleanQuery, Occur, PhrasePrefixQuery, PhraseQuery, Query, TermQuery};
use tantivy::schema::{FAST, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::TextAnalyzer;
use tantivy::{
    DocSet, Index, IndexReader, IndexWriter, ReloadPolicy, Score, SegmentOrdinal, SegmentReader, TantivyDocument,
    TantivyError, Term,
};

/// Bytes that the writer gathers before it makes a segment.
const GATHERED: usize = 96 << 20;
/// In memory, for small collections.
const GATHERED_SMALL: usize = 16 << 20;
/// Segments larger than this are left alone: merging them costs more than a search gains.
const LARGE: usize = 150_000;
/// How often the headline is entered besides where it stands in the text.
const HEADLINE: usize = 2;
/// Letters of which a prefix must keep at least this many, where no word begins with all of it.
const SHORTEST: usize = 4;

/// The index.
pub(crate) struct Search {
    index: Index,
    fields: Fields,
    reader: IndexReader,
    writer: Mutex<Option<IndexWriter>>,
    gathered: usize,
    /// By segment, the number of its first article where its articles are numbered one after the other.
    bases: Bases,
}

type Bases = Arc<Mutex<FxHashMap<SegmentId, Option<u32>>>>;

impl std::fmt::Debug for Search {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Search").finish_non_exhaustive()
    }
}

#[derive(Clone, Copy, Debug)]
struct Fields {
    doc: tantivy::schema::Field,
    title: tantivy::schema::Field,
    text: tantivy::schema::Field,
}

fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let words = |positions| {
        let indexing = TextFieldIndexing::default().set_tokenizer(ANALYZER).set_index_option(positions);
        TextOptions::default().set_indexing_options(indexing)
    };
    let fields = Fields {
        doc: schema.add_u64_field("doc", FAST),
        title: schema.add_text_field("title", words(IndexRecordOption::WithFreqsAndPositions)),
        text: schema.add_text_field("text", words(IndexRecordOption::WithFreqsAndPositions)),
    };
    (schema.build(), fields)
}

impl Search {
    /// An index in memory.
    pub(crate) fn in_memory() -> Result<Self, TantivyError> {
        Self::of(Index::create_in_ram(schema().0), GATHERED_SMALL)
    }

    /// The index in a folder, made where there is none.
    pub(crate) fn open(folder: &Path) -> Result<Self, TantivyError> {
        let index = if Index::exists(&tantivy::directory::MmapDirectory::open(folder)?)? {
            Index::open_in_dir(folder)?
        } else {
            Index::create_in_dir(folder, schema().0)?
        };
        if index.schema() != schema().0 {
            return Err(TantivyError::SchemaError("another schema".to_owned()));
        }
        Self::of(index, GATHERED)
    }

    fn of(index: Index, gathered: usize) -> Result<Self, TantivyError> {
        index.tokenizers().register(ANALYZER, TextAnalyzer::from(Analyzer));
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let writer = Mutex::new(None);
        Ok(Self { index, fields: schema().1, reader, writer, gathered, bases: Bases::default() })
    }

    /// How many articles it knew at its last commit.
    pub(crate) fn reflects(&self) -> usize {
        let payload = self.index.load_metas().ok().and_then(|metas| metas.payload);
        payload.and_then(|n| n.parse().ok()).unwrap_or(0)
    }

    /// Adds an article.
    pub(crate) fn add(&self, doc: DocNo, title: &str, text: &str) -> Result<(), TantivyError> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let writer = match &mut *writer {
            Some(writer) => writer,
            none => {
                let new: IndexWriter = self.index.writer_with_num_threads(1, self.gathered)?;
                let mut policy = LogMergePolicy::default();
                policy.set_max_docs_before_merge(LARGE);
                new.set_merge_policy(Box::new(policy));
                none.insert(new)
            }
        };
        let mut document = TantivyDocument::default();
        document.add_u64(self.fields.doc, u64::from(doc.0));
        // What the headline says counts twice: words are then found in one field.
        for _ in 0..HEADLINE {
            document.add_text(self.fields.text, title);
        }
        document.add_text(self.fields.title, title);
        document.add_text(self.fields.text, text);
        writer.add_document(document)?;
        Ok(())
    }

    /// Makes what was added findable; from now on it reflects `articles`.
    pub(crate) fn commit(&self, articles: usize) -> Result<(), TantivyError> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(writer) = &mut *writer {
            let mut commit = writer.prepare_commit()?;
            commit.set_payload(&articles.to_string());
            commit.commit()?;
            self.reader.reload()?;
        }
        Ok(())
    }

    /// Ends writing, after the merges under way.
    pub(crate) fn close(&self) -> Result<(), TantivyError> {
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(writer) = writer {
            writer.wait_merging_threads()?;
            self.reader.reload()?;
        }
        Ok(())
    }

    /// Whether its files are as they were written.
    pub(crate) fn is_sound(&self) -> bool {
        self.index.validate_checksum().is_ok_and(|bad| bad.is_empty())
    }

    /// The articles that hold the words. What cannot be read is found by nobody.
    pub(crate) fn find(&self, words: &Words) -> RoaringBitmap {
        let single = tokens(&words.text, 0).nth(1).is_none();
        let found = match words.kind {
            WordKind::Prefix if single => self.starting(words),
            _ => match self.query(words) {
                Some(query) => self.reader.searcher().search(&*query, &self.numbers()),
                None => Ok(RoaringBitmap::new()),
            },
        };
        found.unwrap_or_default()
    }

    fn numbers(&self) -> Numbers {
        Numbers(Arc::clone(&self.bases))
    }

    fn searched(&self, field: WordField) -> tantivy::schema::Field {
        match field {
            WordField::Title => self.fields.title,
            WordField::Any => self.fields.text,
        }
    }

    fn query(&self, words: &Words) -> Option<Box<dyn Query>> {
        let text = words.text.as_str();
        let prefix = words.kind == WordKind::Prefix;
        let spans: Vec<Span> = tokens(text, 0).collect();
        let form = |(n, span): (usize, &Span)| match prefix && n + 1 == spans.len() {
            true => folded(span.of(text)).into_owned(),
            false => stem(span.of(text)).into_owned(),
        };
        let forms: Vec<String> = spans.iter().enumerate().map(form).collect();
        if forms.is_empty() || forms.iter().any(String::is_empty) || (prefix && forms.len() == 1) {
            return None;
        }
        let field = self.searched(words.field);
        let terms: Vec<Term> = forms.iter().map(|form| Term::from_field_text(field, form)).collect();
        Some(match <[Term; 1]>::try_from(terms) {
            Ok([term]) => Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)),
            Err(terms) if prefix => Box::new(PhrasePrefixQuery::new(terms)),
            // A word that is written with a hyphen is a phrase as well.
            Err(terms) => Box::new(PhraseQuery::new(terms)),
        })
    }

    /// The articles with a word that starts so. Words are kept as stems: where none starts with all of it, those that
    /// it starts with are meant.
    fn starting(&self, words: &Words) -> Result<RoaringBitmap, TantivyError> {
        let Some(token) = tokens(&words.text, 0).next() else { return Ok(RoaringBitmap::new()) };
        let mut prefix = folded(token.of(&words.text)).into_owned();
        let mut found = RoaringBitmap::new();
        while !prefix.is_empty() {
            let searcher = self.reader.searcher();
            for (segment, reader) in searcher.segment_readers().iter().enumerate() {
                let mut docs = self.numbers().for_segment(segment as u32, reader)?;
                let inverted = reader.inverted_index(self.searched(words.field))?;
                let mut terms = inverted.terms().range().ge(prefix.as_bytes()).into_stream()?;
                while terms.advance() && terms.key().starts_with(prefix.as_bytes()) {
                    let mut postings = inverted.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?;
                    while postings.doc() != tantivy::TERMINATED {
                        docs.collect(postings.doc(), 0.0);
                        postings.advance();
                    }
                }
                found |= docs.harvest();
            }
            if !found.is_empty() || prefix.chars().count() <= SHORTEST {
                break;
            }
            prefix.pop();
        }
        Ok(found)
    }

    /// The `top` articles that are about the words most, best first.
    pub(crate) fn best(&self, words: &[Words], top: usize) -> Vec<DocNo> {
        self.top(words.iter().filter_map(|w| Some((Occur::Should, self.query(w)?))).collect(), top)
    }

    /// The `top` articles that share most of these words, given as they are folded.
    pub(crate) fn about(&self, words: &[String], top: usize) -> Vec<DocNo> {
        let query = |word: &String| -> Box<dyn Query> {
            Box::new(TermQuery::new(self.term(word), IndexRecordOption::WithFreqs))
        };
        self.top(words.iter().map(|word| (Occur::Should, query(word))).collect(), top)
    }

    /// How many articles hold a folded word in their texts.
    pub(crate) fn frequency(&self, word: &str) -> u64 {
        self.reader.searcher().doc_freq(&self.term(word)).unwrap_or(0)
    }

    fn term(&self, word: &str) -> Term {
        Term::from_field_text(self.fields.text, &stem(word))
    }

    fn top(&self, parts: Vec<(Occur, Box<dyn Query>)>, top: usize) -> Vec<DocNo> {
        if parts.is_empty() || top == 0 {
            return Vec::new();
        }
        let searcher = self.reader.searcher();
        let Ok(found) = searcher.search(&BooleanQuery::new(parts), &TopDocs::with_limit(top).order_by_score()) else {
            return Vec::new();
        };
        let mut columns: FxHashMap<SegmentOrdinal, Option<Column<u64>>> = FxHashMap::default();
        let mut number = |at: tantivy::DocAddress| {
            let open = || searcher.segment_reader(at.segment_ord).fast_fields().u64("doc").ok();
            let column = columns.entry(at.segment_ord).or_insert_with(open);
            column.as_ref()?.first(at.doc_id).map(|n| DocNo(n as u32))
        };
        found.into_iter().filter_map(|(_, at)| number(at)).collect()
    }
}

/// Gathers the numbers of articles.
struct Numbers(Bases);

struct Gathering {
    column: Column<u64>,
    /// Where the articles of the segment are numbered one after the other: the first of them.
    base: Option<u32>,
    found: Vec<u32>,
}

impl Gathering {
    fn harvest(mut self) -> RoaringBitmap {
        if self.base.is_none() && self.found.len() > FEW {
            // Bits need no order.
            let last = self.found.iter().max().map_or(0, |&n| n as usize);
            let mut bits = vec![0u8; last / 8 + 1];
            self.found.iter().for_each(|n| bits[*n as usize / 8] |= 1 << (n % 8));
            return RoaringBitmap::from_lsb0_bytes(0, &bits);
        }
        if self.base.is_none() {
            self.found.sort_unstable();
            self.found.dedup();
        }
        RoaringBitmap::from_sorted_iter(self.found).unwrap_or_default()
    }
}

/// Numbers that are sorted sooner than a bit is set for each article.
const FEW: usize = 2_000;

/// The first number of a column whose numbers follow one another.
fn base(column: &Column<u64>, docs: u32) -> Option<u32> {
    let first = column.first(0)?;
    let follows = |doc: u32| column.first(doc) == Some(first + u64::from(doc));
    (0..docs).all(follows).then_some(u32::try_from(first).ok()?)
}

impl Collector for Numbers {
    type Fruit = RoaringBitmap;
    type Child = Gathering;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<Gathering> {
        let column = segment.fast_fields().u64("doc")?;
        // Segments never change; whether one is in order is looked at once.
        let mut bases = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let base = *bases.entry(segment.segment_id()).or_insert_with(|| base(&column, segment.max_doc()));
        Ok(Gathering { column, base, found: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, fruits: Vec<RoaringBitmap>) -> tantivy::Result<RoaringBitmap> {
        Ok(fruits.into_iter().fold(RoaringBitmap::new(), |all, one| all | one))
    }
}

impl SegmentCollector for Gathering {
    type Fruit = RoaringBitmap;

    fn collect(&mut self, doc: u32, _: Score) {
        self.collect_block(&[doc]);
    }

    fn collect_block(&mut self, docs: &[u32]) {
        match self.base {
            Some(base) => self.found.extend(docs.iter().map(|doc| base + doc)),
            None => self.found.extend(docs.iter().filter_map(|&doc| self.column.first(doc)).map(|n| n as u32)),
        }
    }

    fn harvest(self) -> RoaringBitmap {
        Gathering::harvest(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::query::Query;

    /// Whether articles are in the order of their numbers, few or many, the same ones are found.
    #[test]
    fn numbers_are_found_in_whatever_order_they_are_indexed() {
        let many = 3 * FEW as u32;
        for step in [1, 7] {
            let search = Search::in_memory().unwrap();
            // 7 divides no power of 2 and 10: every number comes once.
            for doc in (0..many).map(|n| n * step % many) {
                let text = if doc % 3 == 0 { "herring in the harbour" } else { "a harbour" };
                search.add(DocNo(doc), "", if doc % 1_000 == 5 { "a quay" } else { text }).unwrap();
            }
            search.commit(many as usize).unwrap();
            let find = |words: &str| {
                let query: Query = words.parse().unwrap();
                search.find(query.positive_words()[0])
            };
            let all = |is: &dyn Fn(u32) -> bool| (0..many).filter(|&n| is(n)).collect::<RoaringBitmap>();
            assert_eq!(find("harbour"), all(&|n| n % 1_000 != 5), "step {step}");
            assert_eq!(find("herrings"), all(&|n| n % 3 == 0 && n % 1_000 != 5), "step {step}");
            assert_eq!(find("qua*"), all(&|n| n % 1_000 == 5), "step {step}");
        }
    }
}
