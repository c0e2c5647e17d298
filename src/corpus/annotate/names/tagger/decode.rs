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

/// The number of tags: none, four for each of the three kinds that are told best, one for peoples, two for the rest. They
/// fill sixteen bytes.
pub const LABELS: usize = 16;

/// The tag of a token: 0 outside, then first, inside, last, alone of people, organisations and places; a people; first and
/// later of other names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label(pub u8);

/// A people: tokens side by side are one name.
const PEOPLE: u8 = 13;
const OTHER: u8 = 14;
const OTHER_ON: u8 = 15;

/// The parts of a name, in the order of their tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    First,
    Inside,
    Last,
    Alone,
}

impl Label {
    /// Outside every name.
    pub const OUTSIDE: Label = Label(0);

    /// The label of token `at` of a name of this kind with `length` tokens.
    #[must_use]
    pub fn of(kind: Kind, at: usize, length: usize) -> Self {
        let part = match at {
            _ if length == 1 => Part::Alone,
            0 => Part::First,
            _ if at + 1 == length => Part::Last,
            _ => Part::Inside,
        };
        match kind {
            Kind::Person | Kind::Organization | Kind::Place => Self(1 + 4 * kind as u8 + part as u8),
            Kind::Nationality => Self(PEOPLE),
            Kind::Other if at == 0 => Self(OTHER),
            Kind::Other => Self(OTHER_ON),
        }
    }

    fn part(self) -> Option<Part> {
        let of_four = (1..PEOPLE).contains(&self.0);
        of_four.then(|| [Part::First, Part::Inside, Part::Last, Part::Alone][usize::from(self.0 - 1) % 4])
    }

    fn kind(self) -> Option<Kind> {
        match self.0 {
            0 => None,
            PEOPLE => Some(Kind::Nationality),
            OTHER.. => Some(Kind::Other),
            n => Kind::ALL.get(usize::from(n - 1) / 4).copied(),
        }
    }

    /// Whether the name before it may end there.
    #[must_use]
    pub fn closes(self) -> bool {
        !matches!(self.part(), Some(Part::First | Part::Inside))
    }

    /// Whether it needs no name open before it.
    #[must_use]
    pub fn opens(self) -> bool {
        self.0 != OTHER_ON && !matches!(self.part(), Some(Part::Inside | Part::Last))
    }

    /// Whether `next` can follow it.
    #[must_use]
    pub fn allows(self, next: Label) -> bool {
        (self.closes() && next.opens()) || !next.opens() && self.goes_on(next)
    }

    /// Whether `next`, which follows it, belongs to the same name.
    fn goes_on(self, next: Label) -> bool {
        match next.0 {
            PEOPLE => self.0 == PEOPLE,
            OTHER_ON => self.0 >= OTHER,
            _ => !next.opens() && !self.closes() && next.kind() == self.kind(),
        }
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
    /// The best labels, the last one first.
    labels: Vec<u8>,
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
        self.labels.clear();
        for back in self.back.iter().rev() {
            self.labels.push(label);
            label = back[usize::from(label)] as u8;
        }
        let mut before = Label::OUTSIDE;
        for (i, &label) in self.labels.iter().rev().enumerate() {
            let label = Label(label);
            if let Some(kind) = label.kind() {
                let tokens = start + i..start + i + 1;
                match found.last_mut().filter(|_| before.goes_on(label)) {
                    Some(name) => name.tokens.end = tokens.end,
                    None => found.push(Tagged { tokens, kind }),
                }
            }
            before = label;
        }
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
    for (first, on) in [(1, 2), (1, 3), (5, 6), (5, 7), (9, 10), (9, 11), (14, 15)] {
        let one = best[first].saturating_add(transitions.rows[first][on]);
        let two = best[first + 1].saturating_add(transitions.rows[first + 1][on]);
        next[on] = one.max(two);
        back[on] = first as i16 + i16::from(two > one);
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
const CLOSING: [usize; 10] = [0, 3, 4, 7, 8, 11, 12, 13, 14, 15];
/// Labels before which no name is open.
const OPENING: [usize; 9] = [0, 1, 4, 5, 8, 9, 12, 13, 14];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_tables_are_those_of_the_labels() {
        assert!((0..LABELS).filter(|&t| Label(t as u8).closes()).eq(CLOSING));
        assert!((0..LABELS).filter(|&t| Label(t as u8).opens()).eq(OPENING));
        let pairs = (0..LABELS).flat_map(|a| (0..LABELS).map(move |b| (Label(a as u8), Label(b as u8))));
        assert_eq!(pairs.filter(|(a, b)| a.allows(*b)).count(), 10 * 9 + 4 * 3 + 2);
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
        fn no_sequence_scores_better(scores in prop::collection::vec(prop::array::uniform16(-9i16..9), 1..4), outside in prop::sample::select(vec![0i16, 40]), noise in prop::collection::vec(-9i16..9, LABELS * LABELS)) {
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
