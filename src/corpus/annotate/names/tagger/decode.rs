//! Tags and the best sequence of them (Viterbi 1967), each name's tokens tagged first, inside, last or alone.

use super::Tagged;
use super::model::{ROW, Transitions};

/// What the tagger tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A person.
    Person,
    /// An organisation.
    Organization,
    /// A place, a country by name included.
    Place,
    /// A people or what is theirs: `Kenyan`, `Asian`.
    Nationality,
    /// A name of another kind: an event, a prize, a work, a product.
    Other,
}

impl Kind {
    /// All of them, in the order of their tags.
    pub const ALL: [Kind; 5] = [Self::Person, Self::Organization, Self::Place, Self::Nationality, Self::Other];
}

/// The number of tags: none, and four a kind.
pub const LABELS: usize = 1 + 4 * Kind::ALL.len();

/// The tag of a token: 0 outside, else `1 + 4 * kind + part`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label(pub u8);

/// The parts of a name, in the order of their tags.
const FIRST: u8 = 0;
const LAST: u8 = 2;
const ALONE: u8 = 3;

impl Label {
    /// Outside every name.
    pub const OUTSIDE: Label = Label(0);

    /// The label of token `at` of a name of this kind with `length` tokens.
    #[must_use]
    pub fn of(kind: Kind, at: usize, length: usize) -> Self {
        let part = match at {
            _ if length == 1 => ALONE,
            0 => FIRST,
            _ if at + 1 == length => LAST,
            _ => 1,
        };
        Self(1 + 4 * kind as u8 + part)
    }

    fn part(self) -> Option<u8> {
        self.0.checked_sub(1).map(|n| n % 4)
    }

    fn kind(self) -> Option<Kind> {
        Kind::ALL.get(usize::from(self.0.checked_sub(1)? / 4)).copied()
    }

    /// Whether no name is open after it.
    #[must_use]
    pub fn closes(self) -> bool {
        !matches!(self.part(), Some(0 | 1))
    }

    /// Whether no name is open before it.
    #[must_use]
    pub fn opens(self) -> bool {
        !matches!(self.part(), Some(1 | 2))
    }

    /// Whether `next` can follow it.
    #[must_use]
    pub fn allows(self, next: Label) -> bool {
        if self.closes() { next.opens() } else { !next.opens() && next.kind() == self.kind() }
    }
}

/// The score of a sequence that cannot be. Scores are kept below zero, the best of each token at zero, and added up to
/// the ends of sixteen bits and no further: a sequence that far behind is none either.
pub(super) const NEVER: i16 = i16::MIN;

/// Scores of the tokens of one region, and room to decode them in.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    scores: Vec<[i16; ROW]>,
    back: Vec<[i16; ROW]>,
}

impl Decoder {
    pub(super) fn clear(&mut self) {
        self.scores.clear();
    }

    pub(super) fn push(&mut self, scores: [i16; ROW]) {
        self.scores.push(scores);
    }

    /// Adds the names of the best sequence to `found`; the first score is that of token `start`.
    pub(super) fn decode(&mut self, transitions: &Transitions, start: usize, found: &mut Vec<Tagged>) {
        let Some(first) = self.scores.first() else { return };
        let mut best = [NEVER; ROW];
        OPENING.iter().for_each(|&to| best[to] = first[to].saturating_add(transitions.rows[0][to]));
        best = from_the_best(best);
        self.back.clear();
        self.back.push([0; ROW]);
        for scores in &self.scores[1..] {
            let (next, back) = step(&best, transitions, scores);
            best = next;
            self.back.push(back);
        }
        let last = (0..LABELS).filter(|&t| Label(t as u8).closes()).max_by_key(|&t| (best[t], LABELS - t));
        let mut label = last.unwrap_or(0) as u8;
        let mut end = 0;
        let from = found.len();
        for (i, back) in self.back.iter().enumerate().rev() {
            let part = Label(label).part();
            if matches!(part, Some(LAST | ALONE)) {
                end = i + 1;
            }
            if let (Some(FIRST | ALONE), Some(kind)) = (part, Label(label).kind()) {
                found.push(Tagged { tokens: start + i..start + end, kind });
            }
            label = back[usize::from(label)] as u8;
        }
        found[from..].reverse();
    }
}

/// The best scores after one more token, and whence each comes.
fn step(best: &[i16; ROW], transitions: &Transitions, scores: &[i16; ROW]) -> ([i16; ROW], [i16; ROW]) {
    let (mut next, mut back) = ([NEVER; ROW], [0; ROW]);
    // A whole row of labels at a time, in registers, without a branch. One that leads by more than transitions can
    // make up for is where all come from: most often nothing.
    let rival = CLOSING[1..].iter().map(|&from| best[from]).max().unwrap_or(NEVER);
    let leads = best[0].saturating_sub(rival) > transitions.lead;
    for &from in if leads { &CLOSING[..1] } else { &CLOSING[..] } {
        let mut offered = transitions.rows[from];
        offered.iter_mut().for_each(|score| *score = score.saturating_add(best[from]));
        for ((next, back), &score) in next.iter_mut().zip(&mut back).zip(&offered) {
            let better = -i16::from(score > *next);
            *back = from as i16 & better | *back & !better;
            *next = score.max(*next);
        }
    }
    for first in (1..LABELS).step_by(4) {
        for to in [first + 1, first + 2] {
            let one = best[first].saturating_add(transitions.rows[first][to]);
            let two = best[first + 1].saturating_add(transitions.rows[first + 1][to]);
            next[to] = one.max(two);
            back[to] = first as i16 + i16::from(two > one);
        }
    }
    for (next, score) in next.iter_mut().zip(scores) {
        *next = next.saturating_add(*score);
    }
    (from_the_best(next), back)
}

/// Scores as they differ from the best.
fn from_the_best(mut scores: [i16; ROW]) -> [i16; ROW] {
    let most = scores.iter().copied().fold(NEVER, i16::max);
    scores.iter_mut().for_each(|score| *score = score.saturating_sub(most));
    scores
}

/// Labels after which no name is open.
const CLOSING: [usize; 11] = [0, 3, 4, 7, 8, 11, 12, 15, 16, 19, 20];
/// Labels before which no name is open.
const OPENING: [usize; 11] = [0, 1, 4, 5, 8, 9, 12, 13, 16, 17, 20];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_tables_are_those_of_the_labels() {
        assert!((0..LABELS).filter(|&t| Label(t as u8).closes()).eq(CLOSING));
        assert!((0..LABELS).filter(|&t| Label(t as u8).opens()).eq(OPENING));
        let pairs = (0..LABELS).flat_map(|a| (0..LABELS).map(move |b| (Label(a as u8), Label(b as u8))));
        assert_eq!(pairs.filter(|(a, b)| a.allows(*b)).count(), 11 * 11 + 4 * 5);
    }

    fn decoded(scores: &[[i16; ROW]], transitions: &Transitions) -> Vec<Tagged> {
        let mut decoder = Decoder::default();
        scores.iter().for_each(|s| decoder.push(*s));
        let mut found = Vec::new();
        decoder.decode(transitions, 7, &mut found);
        found
    }

    fn transitions(scores: &[i16]) -> Transitions {
        Transitions::new(|a, b| scores[a * LABELS + b])
    }

    #[test]
    fn a_name_needs_its_first_and_its_last_token() {
        let mut scores = [[0; ROW]; 4];
        scores[0][Label::OUTSIDE.0 as usize] = 1;
        for (at, score) in scores[1..].iter_mut().enumerate() {
            score[usize::from(Label::of(Kind::Organization, at, 3).0)] = 5;
        }
        let want = [Tagged { tokens: 8..11, kind: Kind::Organization }];
        assert_eq!(decoded(&scores, &transitions(&[0; LABELS * LABELS])), want);
    }

    proptest! {
        #[test]
        fn no_sequence_scores_better(scores in prop::collection::vec(prop::array::uniform32(-9i16..9), 1..4), outside in prop::sample::select(vec![0i16, 40]), noise in prop::collection::vec(-9i16..9, LABELS * LABELS)) {
            let beside = |k: usize| if k == 0 { outside } else { 0 };
            let scores: Vec<[i16; ROW]> =
                scores.iter().map(|s| std::array::from_fn(|k| s[k] + beside(k))).collect();
            let transitions = transitions(&noise);
            // Every sequence there is.
            let mut all: Vec<(i32, Vec<u8>)> = vec![(0, Vec::new())];
            for score in &scores {
                all = all.iter().flat_map(|(sum, tags)| {
                    let last = tags.last().map_or(Label::OUTSIDE, |&t| Label(t));
                    (0..LABELS as u8).filter(move |&t| last.allows(Label(t))).map(move |t| {
                        let more = i32::from(transitions.rows[usize::from(last.0)][usize::from(t)] + score[usize::from(t)]);
                        (sum + more, [tags.as_slice(), &[t]].concat())
                    })
                }).collect();
            }
            let most = all.iter().filter(|(_, tags)| Label(*tags.last().expect("a tag")).closes()).map(|(s, _)| *s).max();
            let found = decoded(&scores, &transitions);
            let mut tags = vec![0u8; scores.len()];
            for name in &found {
                for (at, i) in name.tokens.clone().enumerate() {
                    tags[i - 7] = Label::of(name.kind, at, name.tokens.len()).0;
                }
            }
            let sum = all.iter().find(|(_, t)| *t == tags).map(|(s, _)| *s);
            prop_assert_eq!(sum, most);
        }
    }
}
