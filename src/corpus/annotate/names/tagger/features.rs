//! What is told of each token, as hashes: its word, shape, affixes and clusters, those of its neighbours and of the run
//! of capitals that it is part of, the lists and gazetteers, and what the article says where the word stands elsewhere.
//!
//! The model knows a feature by its hash alone: whoever changes a line here trains again.

use super::super::lexicon::{
    self, ACRONYM, ASIAN, CALENDAR, COMMON, COMPASS, ETHNIC, EVENT_HEAD, FIELD, FIRST, FUNCTION, HONORIFIC, KIN, LAST,
    MODIFIER, OFFICE, ORG_ALONE, ORG_HEAD, ORG_TAIL, OTHER_HEAD, PARTICLE, PLACE_FIRST, PLACE_HEAD, PROFESSION, RANK,
    SPEECH, Signs,
};
use super::super::scene::Scene;
use super::regions::Region;
use super::words::{Words, hash, mix};
use crate::corpus::annotate::geo::Sense;
use crate::corpus::article::CountryForm;
use crate::text::segment::Case;
use crate::text::{Token, TokenKind};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Room for the features of a token; those with a capital have some sixty, the others twenty. A word that a long text has in
/// every company, and every list, has some two hundred.
pub(super) const MOST: usize = 256;

/// Rows kept for features of few values, less one.
const NARROW: u32 = (1 << 13) - 1;

/// How far a token's neighbours are looked at.
const REACH: usize = 2;

/// The most tokens without a capital between a run and the one before it.
const APART: usize = 3;

/// The bit of a word's evidence, after those of [`View::evidence`], that tells that it is also written in lower case.
const LOWERED: u32 = 27;

/// Classes that are combined with those of neighbours.
const KEY: Signs = Signs::of(&[
    FUNCTION,
    HONORIFIC,
    RANK,
    OFFICE,
    PROFESSION,
    FIELD,
    ORG_HEAD,
    ORG_TAIL,
    PLACE_HEAD,
    CALENDAR,
    ETHNIC,
    COMMON,
    FIRST,
    LAST,
    ASIAN,
    EVENT_HEAD,
    OTHER_HEAD,
    COMPASS,
    PLACE_FIRST,
    PARTICLE,
    ORG_ALONE,
    ACRONYM,
    MODIFIER,
]);

/// What is known of a token before its neighbours are looked at. Words are told by half of their hashes, so that two of
/// them are one number.
#[derive(Clone, Copy, Default)]
struct Word {
    signs: u64,
    exact: u32,
    folded: u32,
    /// Its classes and its shape.
    key: u32,
    shape: u32,
    /// Kind of its gazetteer entry and place in it.
    listed: u32,
    /// The kind of a fixed phrase that starts here, goes on here, or is this token alone; zero where none does.
    known: u32,
    fine: u32,
    middle: u32,
    wide: u32,
}

/// The bits of evidence seen once or more, and twice or more.
#[derive(Clone, Copy, Default)]
struct Seen {
    once: u32,
    twice: u32,
}

impl Seen {
    fn add(&mut self, bits: u32) {
        self.twice |= self.once & bits;
        self.once |= bits;
    }

    /// What is seen where these bits, one of those added, are left out.
    fn without(self, bits: u32) -> u32 {
        self.twice | self.once & !bits
    }
}

/// Beyond the ends of a sentence.
const BEYOND: Word =
    Word { signs: 0, exact: 1, folded: 1, key: 1, shape: 1, listed: 0, known: 0, fine: 1, middle: 1, wide: 1 };

/// A text with everything that features are made of.
pub(super) struct View<'s, 'a> {
    scene: &'s Scene<'a>,
    words: Vec<Word>,
    /// For each capitalised token its word's place in `seen`, plus one, and what its own neighbours tell.
    own: Vec<(u32, u32)>,
    /// For each capitalised word which bits of evidence were seen.
    seen: Vec<Seen>,
    /// The run of capitals that each token is part of; empty outside.
    runs: Vec<Range<u32>>,
}

impl<'s, 'a> View<'s, 'a> {
    /// Looks the words of the regions and their neighbours up, once.
    pub(super) fn new(scene: &'s Scene<'a>, table: &Words<'_>, regions: &[Region]) -> Self {
        let tokens = scene.doc.tokens.len();
        let mut words = vec![Word::default(); tokens];
        let mut done = 0;
        for region in regions {
            let Range { start, end } = region.tokens;
            let from = start.saturating_sub(REACH).max(region.sentence.start).max(done);
            done = (end + REACH).min(region.sentence.end);
            for (i, word) in words.iter_mut().enumerate().take(done).skip(from) {
                *word = look(scene, i, table);
            }
            for i in region.tokens.clone().filter(|&i| scene.capital(i)) {
                if let Some((to, kind)) = lexicon::phrase(scene.doc, i, end).filter(|_| words[i].known == 0) {
                    let kind = 1 + 4 * kind as u32;
                    words[i].known = kind + 2 * u32::from(to == i + 1);
                    words[i + 1..to].iter_mut().for_each(|w| w.known = kind + 1);
                }
            }
        }
        let mut view = Self { scene, words, own: vec![(0, 0); tokens], seen: Vec::new(), runs: vec![0..0; tokens] };
        view.gather(regions);
        regions.iter().for_each(|r| view.find_runs(r));
        view
    }

    /// Counts what the neighbours of each capitalised word tell over the whole text.
    fn gather(&mut self, regions: &[Region]) {
        let mut places: FxHashMap<u32, u32> = FxHashMap::default();
        for region in regions {
            for i in region.tokens.clone().filter(|&i| self.scene.capital(i)) {
                let next = self.seen.len() as u32 + 1;
                let place = *places.entry(self.words[i].folded).or_insert(next);
                if place == next {
                    self.seen.push(Seen::default());
                }
                let bits = self.evidence(i, region.headline);
                self.own[i] = (place, bits);
                self.seen[place as usize - 1].add(bits);
            }
        }
        // Most words of a text begin otherwise or are longer or shorter than all of these, and need not be looked up.
        let doc = self.scene.doc;
        let mut alike = [0u64; 32];
        for i in regions.iter().flat_map(|r| r.tokens.clone()).filter(|&i| self.scene.capital(i)) {
            let word = doc.word(i).as_bytes();
            alike[usize::from(word[0] & 31)] |= 1 << (word.len() & 63);
        }
        for (i, token) in doc.tokens.iter().enumerate() {
            if token.kind != TokenKind::Word || token.case != Case::Lower {
                continue;
            }
            let word = doc.word(i).as_bytes();
            if alike[usize::from(word[0] & 31)] >> (word.len() & 63) & 1 == 1
                && let Some(&place) = places.get(&half(hash(doc.folded(i).as_bytes())))
            {
                self.seen[place as usize - 1].add(1 << LOWERED);
            }
        }
    }

    /// Runs: capitals side by side, marks inside them included.
    fn find_runs(&mut self, region: &Region) {
        let s = self.scene;
        let Range { start, end } = region.tokens;
        let mut i = start;
        while i < end {
            let from = i;
            while i < end
                && (s.capital(i)
                    || i > from && s.joint(i) && !s.doc.tokens[i].spaced && i + 1 < end && s.capital(i + 1))
            {
                i += 1;
            }
            self.runs[from..i].fill(from as u32..i as u32);
            i = i.max(from + 1);
        }
    }

    /// What the words beside capitalised token `i` tell, a bit each.
    fn evidence(&self, i: usize, headline: bool) -> u32 {
        let (s, doc) = (self.scene, self.scene.doc);
        let inside = !s.opens(i);
        let before = i.wrapping_sub(1);
        let titled = if i > 0 && doc.word(before) == "." { i.wrapping_sub(2) } else { before };
        let (previous, next) = (doc.word(before), doc.word(i + 1));
        let is = |i: usize, classes: &[Signs]| s.is(i, Signs::of(classes));
        let officer = |i: usize| !s.capital(i) && is(i, &[OFFICE, PROFESSION]);
        let told = [
            inside && !headline,
            inside && is(titled, &[HONORIFIC, RANK, OFFICE]),
            inside && !headline && s.capital(before) && s.is(before, FIRST),
            inside && !headline && s.capital(before),
            !headline && s.capital(i + 1),
            !s.capital(i + 1) && s.is(i + 1, SPEECH),
            matches!(previous, "in" | "at" | "near" | "In" | "At"),
            matches!(previous, "the" | "The"),
            s.capital(i + 1) && is(i + 1, &[ORG_HEAD, ORG_TAIL]),
            s.capital(i + 1) && s.is(i + 1, PLACE_HEAD),
            previous == "(" && next == ")",
            matches!(next, "'s" | "’s"),
            next == "," && s.place(i + 2),
            next == "," && matches!(doc.word(i + 2), "who" | "whose"),
            matches!(previous, "of" | "from" | "to"),
            matches!(previous, "by" | "said" | "with"),
            inside && is(before, &[PROFESSION, KIN]) && !s.capital(before),
            next == "(",
            s.upper(i),
            !s.capital(i + 1) && s.is(i + 1, ORG_HEAD),
            !s.capital(before) && s.is(before, ORG_HEAD),
            officer(i + 1) || matches!(next, "'s" | "’s") && officer(i + 2),
            matches!(previous, "at" | "At"),
            next == "-" && matches!(doc.word(i + 2), "based" | "born"),
            next == "-" && matches!(doc.word(i + 2), "owned" | "led" | "backed" | "run" | "affiliated" | "linked"),
            matches!(previous, "against" | "beat" | "joined" | "owns" | "bought"),
            next == "," && matches!(doc.word(i + 2), "which" | "whose" | "a" | "the"),
        ];
        told.iter().enumerate().fold(0, |bits, (b, &told)| bits | u32::from(told) << b)
    }

    /// The hashes of the features of token `i` of `region`, of those that are `known`.
    #[inline]
    pub(super) fn features(&self, i: usize, region: &Region, known: impl Fn(u32) -> bool, out: &mut Hashes) {
        out.len = 0;
        let mut f = Sink { out, known, template: 0 };
        self.neighbours(i, region, &mut f);
        f.template = 50;
        self.lists(i, region, &mut f);
        f.template = 100;
        self.run(i, region, &mut f);
        f.template = 150;
        self.elsewhere(i, region, &mut f);
    }

    /// The token at distance `k` from `i`.
    fn word(&self, i: usize, k: isize, sentence: &Range<usize>) -> &Word {
        let at = i.wrapping_add_signed(k);
        if sentence.contains(&at) { self.words.get(at).unwrap_or(&BEYOND) } else { &BEYOND }
    }

    /// Words, shapes, affixes and clusters.
    fn neighbours(&self, i: usize, region: &Region, f: &mut Sink<'_, impl Fn(u32) -> bool>) {
        let at = |k| self.word(i, k, &region.sentence);
        let (p2, p1, w, n1, n2) = (at(-2), at(-1), at(0), at(1), at(2));
        f.add_narrow(0);
        f.add(w.exact.into());
        f.add(w.folded.into());
        f.add(p1.folded.into());
        f.add(n1.folded.into());
        f.add(p2.folded.into());
        f.add(n2.folded.into());
        f.add(two(p1.folded, w.folded));
        f.add(two(w.folded, n1.folded));
        let (shape, after) = (w.shape, n1.shape);
        f.add_narrow(shape.into());
        f.add(two(shape, after));
        f.add(two(p1.folded, shape));
        f.add(two(n1.folded, shape));
        // Small words between and beside names need no more, and are half of what is looked at.
        let middle = [p2, p1, w, n1, n2].map(|w| w.middle);
        f.add_narrow(middle[1].into());
        f.add_narrow(middle[3].into());
        f.add(two(p1.folded, n1.folded));
        f.add(three(middle[1], middle[3], w.folded));
        if !self.scene.capital(i) {
            return;
        }
        let folded = self.scene.doc.folded(i);
        let bytes = folded.as_bytes();
        for k in 1..=4 {
            f.add_if(bytes.len() > k, || hash(&bytes[bytes.len() - k..]));
            f.add_if(bytes.len() > k && k > 1, || hash(&bytes[..k]));
        }
        f.add(w.fine.into());
        f.add(p1.fine.into());
        f.add(n1.fine.into());
        [0, 2, 4].iter().for_each(|&k| f.add_narrow(middle[k].into()));
        let wide = [p2, p1, w, n1, n2].map(|w| w.wide);
        f.add_narrow(wide[2].into());
        f.add(two(middle[1], middle[2]));
        f.add(two(middle[2], middle[3]));
        f.add(three(wide[1], wide[2], wide[3]));
        f.add(two(p1.folded, wide[2]));
        f.add(two(n1.folded, wide[2]));
        f.add(two(middle[2], shape));
        f.add(three(wide[0], wide[1], wide[2]));
        f.add(three(wide[4], wide[3], wide[2]));
    }

    /// Classes of the lexicon, entries of the gazetteer, the place in the sentence.
    fn lists(&self, i: usize, region: &Region, f: &mut Sink<'_, impl Fn(u32) -> bool>) {
        let at = |k| self.word(i, k, &region.sentence);
        let (p1, w, n1) = (at(-1), at(0), at(1));
        f.add(w.key.into());
        f.add(two(p1.key, w.key));
        f.add(two(w.key, n1.key));
        if !self.scene.capital(i) {
            return;
        }
        for word in [w, p1, n1] {
            f.each(word.signs);
        }
        let [before, listed, after] = [p1, w, n1].map(|w| w.listed);
        f.add_narrow(listed.into());
        f.add(two(before, listed));
        f.add(two(listed, after));
        f.add(two(listed, w.key));
        f.add(two(listed, p1.folded));
        f.add(two(listed, n1.folded));
        f.add(three(listed, p1.wide, n1.wide));
        f.add_if(w.known > 0, || w.known.into());
        f.add_if(w.known > 0, || two(w.known, n1.known));
        f.add(two(self.position(i, region), w.key));
    }

    /// Whether a token opens its sentence, and whether that is a headline.
    fn position(&self, i: usize, region: &Region) -> u32 {
        u32::from(self.scene.opens(i)) | u32::from(region.headline) << 1
    }

    /// The run of capitals around a token.
    fn run(&self, i: usize, region: &Region, f: &mut Sink<'_, impl Fn(u32) -> bool>) {
        let sentence = &region.sentence;
        let w = &self.words[i];
        let Range { start, end } = self.runs[i];
        let (start, end) = (start as usize, end as usize);
        if start == end {
            return;
        }
        let at = |i, k| self.word(i, k, sentence);
        let (before2, before, first) = (at(start, -2), at(start, -1), &self.words[start]);
        let (head, after) = (&self.words[end - 1], at(end, 0));
        let place = u32::from(i == start) | u32::from(i + 1 == end) << 1 | ((end - start).min(5) as u32) << 2;
        f.add_narrow(place.into());
        f.add(two(place, w.key));
        f.add(head.folded.into());
        f.add(two(head.key, place));
        f.add(two(before.folded, place));
        f.add(two(after.folded, place));
        f.add(two(before.middle, after.middle));
        f.add(two(before.folded, after.folded));
        f.add(two(before.folded, before2.folded));
        f.add(two(first.key, head.key));
        f.add(two(first.listed, head.listed));
        // The run before "of", "for", "and".
        let earlier = (sentence.start.max(start.saturating_sub(APART + 1))..start).rev();
        if let Some(j) = earlier.into_iter().find(|&j| self.scene.capital(j)) {
            let earlier = &self.words[j];
            f.add(two(earlier.folded, before.folded));
        }
    }

    /// What the other occurrences of a capitalised word tell.
    fn elsewhere(&self, i: usize, region: &Region, f: &mut Sink<'_, impl Fn(u32) -> bool>) {
        let (place, own) = self.own[i];
        let Some(seen) = (place as usize).checked_sub(1).and_then(|n| self.seen.get(n)) else { return };
        let bits = seen.without(own);
        let position = self.position(i, region);
        f.each(bits.into());
        f.each_with(bits.into(), position.into());
        f.add_narrow((bits & 0x1ff).into());
        let lowered = bits >> LOWERED & 1 | (bits & 1) << 1;
        f.add(three(lowered, position, self.words[i].key));
    }
}

/// The features of a token by their hashes.
#[derive(Debug)]
pub(super) struct Hashes {
    hashes: [u32; MOST],
    len: usize,
}

impl Hashes {
    pub(super) fn new() -> Self {
        Self { hashes: [0; MOST], len: 0 }
    }

    pub(super) fn get(&self) -> &[u32] {
        self.hashes.get(..self.len.min(MOST)).unwrap_or_default()
    }
}

/// Takes features: each call is a template of its own.
struct Sink<'o, K> {
    out: &'o mut Hashes,
    /// Whether a feature was learned.
    known: K,
    template: u64,
}

impl<K: Fn(u32) -> bool> Sink<'_, K> {
    /// Without a branch on what is known, which would be a guess each time.
    fn push(&mut self, value: u64) {
        let feature = self.hash(value);
        self.out.hashes[self.out.len % MOST] = feature;
        self.out.len += usize::from((self.known)(feature));
    }

    /// Features of few values share the last rows: they are half of all that are looked up, and so stay in the nearest
    /// cache. All of them are as good as learned.
    fn push_narrow(&mut self, value: u64) {
        self.out.hashes[self.out.len % MOST] = !NARROW | self.hash(value) & NARROW;
        self.out.len += 1;
    }

    /// Another function for each template.
    fn hash(&self, value: u64) -> u32 {
        mix(value ^ (self.template + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15)) as u32
    }

    fn add(&mut self, value: u64) {
        self.push(value);
        self.template += 1;
    }

    /// A feature of few values.
    fn add_narrow(&mut self, value: u64) {
        self.push_narrow(value);
        self.template += 1;
    }

    fn add_if(&mut self, there: bool, value: impl FnOnce() -> u64) {
        if there {
            self.push(value());
        }
        self.template += 1;
    }

    /// A feature for each bit that is set.
    fn each(&mut self, bits: u64) {
        self.each_with(bits, 0);
    }

    /// A feature for each bit that is set, in company of `other`.
    fn each_with(&mut self, mut bits: u64, other: u64) {
        while bits != 0 {
            self.push_narrow(u64::from(bits.trailing_zeros()) | other << 8);
            bits &= bits - 1;
        }
        self.template += 1;
    }
}

/// Two values in one, in this order.
fn two(a: u32, b: u32) -> u64 {
    u64::from(a) | u64::from(b) << 32
}

/// Three values in one, in this order.
fn three(a: u32, b: u32, c: u32) -> u64 {
    mix(two(a, b)).wrapping_add(u64::from(c).wrapping_mul(0xA24B_AED4_963E_E407))
}

/// Half of a hash.
fn half(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// Looks token `i` up.
fn look(scene: &Scene<'_>, i: usize, table: &Words<'_>) -> Word {
    let folded = hash(scene.doc.folded(i).as_bytes());
    let token = &scene.doc.tokens[i];
    let exact = if token.case == Case::Lower { folded } else { hash(scene.doc.word(i).as_bytes()) };
    let clusters = table.get(folded);
    // Zero is an unknown word, one is beyond the sentence.
    let number = |cluster: u16| if cluster == 0 { 0 } else { u32::from(cluster) + 1 };
    let signs = scene.signs(i).bits();
    let shape = shape(token, scene.doc.word(i));
    Word {
        signs,
        exact: half(exact),
        folded: half(folded),
        key: half(mix((signs & KEY.bits()) << 8 | u64::from(shape & 0xff))),
        shape,
        listed: listed(scene, i),
        known: 0,
        fine: number(clusters.fine),
        middle: number(clusters.middle),
        wide: number(clusters.wide),
    }
}

/// How a token is written; which mark it is.
fn shape(token: &Token, word: &str) -> u32 {
    let case = match token.case {
        Case::None => 0,
        Case::Lower => 1,
        Case::Title => 2,
        Case::Upper => 3,
        Case::Mixed => 4,
    };
    let (kind, mark) = match token.kind {
        TokenKind::Word => (0, 0),
        TokenKind::Number => (1, 0),
        TokenKind::Mixed => (2, 0),
        TokenKind::Punct => (3, mark(word)),
    };
    let dotted = u32::from(token.kind == TokenKind::Word && word.ends_with('.'));
    let length = match token.case {
        Case::Upper => word.len().min(5) as u32,
        _ => u32::from(word.len() <= 2) + u32::from(word.len() <= 1),
    };
    case | kind << 3 | dotted << 5 | u32::from(token.spaced) << 6 | mark << 8 | length << 12 | 1 << 20
}

fn mark(word: &str) -> u32 {
    const MARKS: &[&[&str]] = &[
        &[","],
        &["."],
        &["-", "–", "—"],
        &["'s", "’s"],
        &["("],
        &[")"],
        &["\"", "“", "”"],
        &["'", "’"],
        &["&"],
        &["/"],
        &[":"],
    ];
    MARKS.iter().position(|m| m.contains(&word)).map_or(12, |n| n as u32 + 1)
}

/// The likeliest sense of the gazetteer's entry over token `i`, and where in it the token stands.
fn listed(scene: &Scene<'_>, i: usize) -> u32 {
    let Some(hit) = scene.hit(i) else { return 0 };
    let sense = match hit.senses.first() {
        Some(Sense::Country(_, CountryForm::Demonym)) => 1,
        Some(Sense::Country(_, CountryForm::Abbreviation)) => 2,
        Some(Sense::Country(..)) => 3,
        Some(Sense::Capital(_)) => 4,
        Some(Sense::Place(_, 0)) => 5,
        Some(Sense::Place(_, 1_000_000..)) => 6,
        Some(Sense::Place(_, 100_000..)) => 7,
        Some(Sense::Place(..)) => 8,
        Some(Sense::Geographic) => 9,
        Some(Sense::Bloc) => 10,
        None => 0,
    };
    let place = match (i - hit.tokens.start, hit.tokens.len()) {
        (_, 1) => 0,
        (0, _) => 1,
        (at, length) if at + 1 == length => 3,
        _ => 2,
    };
    1 + sense * 4 + place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_too_many_costs_no_other_its_place() {
        let mut out = Hashes::new();
        let mut sink = Sink { out: &mut out, known: |_| true, template: 0 };
        (0..MOST as u64 + 9).for_each(|value| sink.push(value));
        assert_eq!(out.get().len(), MOST);
    }
}
