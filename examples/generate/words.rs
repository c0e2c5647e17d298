//! Words in lower case, by part of speech and by how common they are, and an endless supply of rare ones.

use crate::random::{Random, mix};
use std::collections::HashMap;

/// What stands before these is read as their counts: how many of 987 articles hold a word.
const COUNTS: &str = include_str!("../../assets/models/background-df.txt");
const WORDS: &str = include_str!("../../assets/gazetteers/common-words.txt");
const SIGNS: &str = include_str!("../../assets/gazetteers/name-signs.txt");

/// Parts of speech, told by the ending; the first that fits. Good enough for sentences that nobody reads closely.
const ENDINGS: &[(Class, &[&str])] = &[
    (Class::Adverb, &["ly"]),
    (Class::Doing, &["ing"]),
    (Class::Done, &["ed"]),
    (Class::Adjective, &["al", "ive", "ous", "ful", "ic", "able", "ible", "ary", "less", "ish"]),
    (Class::Noun, &["ss", "us", "is"]),
    (Class::Plural, &["s"]),
    (Class::Noun, &[""]),
];

/// A part of speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Noun,
    Plural,
    Adjective,
    Adverb,
    Doing,
    Done,
}

/// How many parts of speech there are.
const CLASSES: usize = 6;
/// The shortest word that its ending tells the part of speech of.
const SHORTEST: usize = 5;
/// Evens out the first ranks: no single noun is in every article.
const FLAT: f64 = 12.0;

/// Words of each part of speech, the most common first.
pub(crate) struct Lexicon([Vec<&'static str>; CLASSES]);

impl Lexicon {
    pub(crate) fn new() -> Self {
        let counts: HashMap<&str, u32> = COUNTS
            .lines()
            .filter_map(|line| line.split_once(' '))
            .filter_map(|(word, count)| Some((word, count.parse().ok()?)))
            .collect();
        let function: Vec<&str> = SIGNS
            .lines()
            .filter_map(|line| line.strip_prefix("function | "))
            .flat_map(str::split_ascii_whitespace)
            .collect();
        let mut classes: [Vec<&str>; CLASSES] = Default::default();
        for word in WORDS.lines().filter(|word| word.len() >= SHORTEST && !word.starts_with('#')) {
            let plain = word.bytes().all(|b| b.is_ascii_lowercase());
            let class = ENDINGS.iter().find(|(_, endings)| endings.iter().any(|e| word.ends_with(e)));
            if let Some((class, _)) = class.filter(|_| plain && !function.contains(&word)) {
                classes[*class as usize].push(word);
            }
        }
        for class in &mut classes {
            // Words that no article of the counts held stand in no order that means anything.
            class.sort_by_key(|word| (std::cmp::Reverse(counts.get(word).copied().unwrap_or(0)), hash(word)));
        }
        Lexicon(classes)
    }

    /// A word of a part of speech, common ones more often.
    pub(crate) fn draw(&self, class: Class, random: &mut Random) -> &'static str {
        let words = &self.0[class as usize];
        words[random.zipf(words.len(), FLAT)]
    }
}

/// A number for a word, the same everywhere.
pub(crate) fn hash(word: &str) -> u64 {
    word.bytes().fold(0, |hash, b| mix(hash ^ u64::from(b)))
}

/// Consonants before and after the vowel of a syllable.
const ONSETS: &[&str] = &[
    "b", "br", "c", "ch", "d", "dr", "f", "g", "gr", "h", "j", "k", "kl", "l", "m", "n", "p", "pr", "r", "s", "sh",
    "st", "t", "tr", "v", "w", "y", "z",
];
const VOWELS: &[&str] = &["a", "e", "i", "o", "u", "ai", "ea", "ou"];
const CODAS: &[&str] = &["", "", "", "n", "r", "l", "s", "m", "t", "k", "nd", "sk"];

/// Writes word number `rank` of all that can be made of syllables: the rarer, the longer.
pub(crate) fn rare(rank: u64, to: &mut String) {
    let (onsets, vowels, codas) = (ONSETS.len() as u64, VOWELS.len() as u64, CODAS.len() as u64);
    let syllables = onsets * vowels * codas;
    // The first rank has two syllables, as nearly every name has.
    let mut left = rank + syllables;
    let mut last = 0;
    while left > 0 {
        // Shifted by the one before, so that not all short words end alike.
        let syllable = (left + 7 * last) % syllables;
        to.push_str(ONSETS[(syllable % onsets) as usize]);
        to.push_str(VOWELS[(syllable / onsets % vowels) as usize]);
        to.push_str(CODAS[(syllable / onsets / vowels) as usize]);
        left /= syllables;
        last = syllable;
    }
}

/// `word` with its first letter as a capital.
pub(crate) fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
