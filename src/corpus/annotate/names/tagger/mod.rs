//! The trained tagger: which stretches of a text name people, organisations, places, peoples and other things.
//!
//! A linear-chain conditional random field over hashed features (Lafferty, McCallum and Pereira 2001; feature hashing
//! after Weinberger et al. 2009), with the tags first, inside, last and alone of five kinds. `examples/tagger` trains
//! it, `assets/models/names.md` is its card. Extents and kinds only: what becomes of them is for `spot`.
//!
//! Work is linear in the text: `regions` leaves out what has no capital near (three fifths of news), a token has at
//! most some hundred features, and each is one row of a table.

mod agree;
mod decode;
mod features;
mod model;
mod regions;
mod words;

pub use decode::{Kind, LABELS, Label};
pub use model::{ROW, ROWS, write};
pub use words::{Words, hash};

use super::scene::Scene;
use crate::corpus::annotate::geo;
use crate::text::Segmented;
#[cfg(test)]
use features::MOST;
use model::Model;
use std::ops::Range;
use std::sync::LazyLock;

/// Made by `examples/tagger`.
static MODEL: &Aligned<[u8]> = &Aligned(*include_bytes!("../../../../../assets/models/names.bin"));

/// Rows of weights begin where lines of the caches do: none lies in two of them.
#[repr(C, align(64))]
struct Aligned<T: ?Sized>(T);

/// A model that cannot be read would find nothing; a test would tell.
static TAGGER: LazyLock<Option<Model<'static>>> = LazyLock::new(|| Model::read(&MODEL.0));

/// A name as the tagger sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tagged {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: Kind,
}

/// Every name of the text, in order; they are apart and each lies in one sentence.
pub(super) fn tag(scene: &Scene<'_>) -> Vec<Tagged> {
    TAGGER.as_ref().map_or_else(Vec::new, |model| tag_with(model, scene))
}

fn tag_with(model: &Model<'_>, scene: &Scene<'_>) -> Vec<Tagged> {
    let regions = regions::find(scene);
    let view = features::View::new(scene, &model.words, &regions);
    let mut found = Vec::new();
    let mut decoder = decode::Decoder::default();
    let mut hashes = features::Hashes::new();
    for region in &regions {
        decoder.clear();
        for i in region.tokens.clone() {
            view.features(i, region, |f| model.knows(f), &mut hashes);
            decoder.push(model.score(hashes.get()));
        }
        decoder.decode(&model.transitions, region.tokens.start, &mut found);
    }
    agree::agree(scene, &mut found);
    found
}

/// The names of a text by the committed model, for measuring it by itself.
#[must_use]
pub fn names(doc: &Segmented<'_>, hits: &[geo::Hit]) -> Vec<Tagged> {
    tag(&Scene::new(doc, hits))
}

/// The names of a text by a model in the form that [`write()`] makes; `None` where it is none.
#[must_use]
pub fn names_by(model: &[u8], doc: &Segmented<'_>) -> Option<Vec<Tagged>> {
    let model = Model::read(model)?;
    Some(tag_with(&model, &Scene::new(doc, &geo::candidates(doc))))
}

/// A stretch of a text that may hold names, with the features of its tokens: what the training program learns from.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The hashes of the features of each.
    pub features: Vec<Vec<u32>>,
}

/// Every stretch of `doc` that may hold names, with features that use `words`.
#[must_use]
pub fn samples(doc: &Segmented<'_>, words: &Words<'_>) -> Vec<Sample> {
    let hits = geo::candidates(doc);
    let scene = Scene::new(doc, &hits);
    let regions = regions::find(&scene);
    let view = features::View::new(&scene, words, &regions);
    let of = |region: &regions::Region, i| {
        let mut hashes = features::Hashes::new();
        view.features(i, region, |_| true, &mut hashes);
        hashes.get().to_vec()
    };
    let sample = |region: &regions::Region| Sample {
        tokens: region.tokens.clone(),
        features: region.tokens.clone().map(|i| of(region, i)).collect(),
    };
    regions.iter().map(sample).collect()
}

/// The table of words in the committed model, for training on it again.
#[must_use]
pub fn words() -> Words<'static> {
    TAGGER.as_ref().map_or_else(Words::default, |model| model.words.clone())
}

#[cfg(test)]
mod tests;
