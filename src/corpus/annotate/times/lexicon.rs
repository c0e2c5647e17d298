//! The words that expressions of time are made of, one class a token.
//!
//! Does not know how they combine: `grammar` does. Written for this program; the lists are closed classes of English.

use crate::corpus::annotate::vocabulary::packed;
use crate::corpus::article::TimeMod;
use crate::text::{Segmented, Token, TokenKind};
use chrono::Weekday;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

use super::holidays::HOLIDAYS;
use super::words::WORDS;
use Word as W;

/// Units of time, ascending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

/// Seasons as TIMEX3 has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Fall,
    Winter,
}

/// Parts of a day as TIMEX3 has them, and the two that have an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Morning,
    Noon,
    Afternoon,
    Evening,
    Night,
    Midnight,
}

/// Which of several: `last`, `this`, `next`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// `last`, `previous`: the one before.
    Last,
    /// `past`: the stretch that ends now.
    Past,
    /// `latest`: the last that is complete.
    Latest,
    /// `this`, `current`
    This,
    /// `next`
    Next,
    /// `coming`, `upcoming`: the stretch that begins now.
    Coming,
    /// `that`, `same`: the one spoken of.
    That,
    /// `following`: the one after the one spoken of.
    Following,
    /// `recent`: vague, before.
    Recent,
    /// `future`: vague, after.
    Future,
}

/// Vague references.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reference {
    Past,
    Present,
    Future,
}

/// What a token can be in an expression of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Word {
    /// Nothing.
    Other,
    /// A number and how many characters it is written with (0: in words).
    Number(u32, u8),
    /// Tenths: `2.5`, `2½`.
    Tenths(u32),
    /// `7.30`, as hour and minute where `p.m.` follows
    Dotted(u32, u32),
    /// The day and the hour in `2024-12-03T10:30`
    DayHour(u32, u32),
    /// `hundred`, `thousand`
    Scale(u32),
    /// `third`, `3rd`
    Ordinal(u32),
    /// `1990s` (199), `90s`, `nineties` (9)
    Decade(u32),
    /// `Q3`
    Quarter(u32),
    /// `H1`, before a year
    HalfYear(u32),
    /// `5pm`, `5.41pm`, as hour of 24 and minute
    Hour(u32, u32),
    /// January is 1; whether it is an abbreviation
    Month(u32, bool),
    Weekday(Weekday),
    /// `Mon`, where its period or a date follows
    WeekdayAbbreviation(Weekday),
    /// `Mondays`
    Weekdays(Weekday),
    /// `year`
    Unit(Unit),
    /// `years`
    Units(Unit),
    /// `monthlong`, `monthslong`: whether many
    Long(Unit, bool),
    Weekend,
    Weekends,
    Season(Season),
    Part(Part),
    /// `nights`
    Parts(Part),
    /// A word that begins a holiday's name.
    Holiday,
    /// `yesterday` −1, `today` 0, `tomorrow` 1
    Deictic(i32),
    Tonight,
    Which(Which),
    Reference(Reference),
    /// `soon`
    Soon,
    Ago,
    /// `earlier`, `before`
    Earlier,
    /// `later`, `after`
    Later,
    /// `early`, `mid`, `late`
    Edge(TimeMod),
    /// `beginning`, `middle`, `end`
    EdgeNoun(TimeMod),
    The,
    An,
    Of,
    And,
    /// `to`, `through`, `until`
    To,
    /// `every`, `each`
    Every,
    /// `daily`, `annual`
    Frequency(Unit),
    Nightly,
    Once,
    Times,
    /// `several`, `few`, `some`
    Vague,
    Couple,
    /// `dozens`, before "of"
    Dozens,
    Half,
    /// `about`, `nearly`
    Bound(TimeMod),
    /// `more`, `less` (with `than`), `at` (with `least`)
    Comparative(TimeMod),
    At,
    /// `no`, `not`, before a comparative
    Not,
    Least(TimeMod),
    Than,
    Up,
    /// `a.m.`, `p.m.`: whether afternoon
    Meridiem(bool),
    Zone,
    /// `B.C.`, `A.D.`: whether before the year 1
    Era(bool),
    Oclock,
    Fiscal,
    Period,
    Old,
    Moment,
    Now,
    /// `-`
    Dash,
    Comma,
    Stop,
    Colon,
    Slash,
    Possessive,
}

/// Longer words take no part in an expression of time.
const LONGEST: usize = 13;

/// The words, and by which first letters and lengths there are any.
struct Table {
    words: FxHashMap<[u64; 2], Word>,
    /// Bit n: some word of n bytes begins with that letter. Turns most words away before they are packed and
    /// hashed, which saves a twelfth of the instructions.
    lengths: [u16; 256],
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let firsts = HOLIDAYS.iter().map(|(name, _)| (name[0], W::Holiday));
    // What is listed on its own comes last and stays: "May Day" is read where months are.
    let listed = || firsts.clone().chain(WORDS.iter().copied());
    let mut lengths = [0; 256];
    for (word, _) in listed() {
        for letter in [word.as_bytes()[0], word.as_bytes()[0].to_ascii_uppercase()] {
            lengths[usize::from(letter)] |= 1 << word.len();
        }
    }
    Table { words: listed().filter_map(|(word, class)| Some((packed(word)?, class))).collect(), lengths }
});

/// The class of every token of `doc`.
pub(super) fn classes(doc: &Segmented<'_>) -> Vec<Word> {
    let table = &*TABLE;
    doc.tokens.iter().map(|token| class(table, token, token.span.of(doc.text))).collect()
}

fn class(table: &Table, token: &Token, word: &str) -> Word {
    match token.kind {
        TokenKind::Word => letters(table, word),
        TokenKind::Number => number(word),
        TokenKind::Mixed => mixed(word),
        TokenKind::Punct => match word {
            "-" | "\u{2010}" | "\u{2011}" | "\u{2013}" => W::Dash,
            "," => W::Comma,
            "." => W::Stop,
            ":" => W::Colon,
            "/" => W::Slash,
            "'s" | "\u{2019}s" | "'" | "\u{2019}" => W::Possessive,
            _ => W::Other,
        },
    }
}

fn letters(table: &Table, word: &str) -> Word {
    let Some(&first) = word.as_bytes().first() else { return W::Other };
    if word.len() > LONGEST || table.lengths[usize::from(first)] & 1 << word.len() == 0 {
        return W::Other;
    }
    let Some(&class) = packed(word).and_then(|key| table.words.get(&key)) else { return W::Other };
    // "may", "march", "sat" and "sun" are other words unless they are written as names.
    let named = matches!(
        class,
        W::Month(..) | W::Weekday(_) | W::WeekdayAbbreviation(_) | W::Weekdays(_) | W::Zone | W::Era(_)
    );
    if named && !word.bytes().any(|b| b.is_ascii_uppercase()) { W::Other } else { class }
}

fn number(word: &str) -> Word {
    if let Some(whole) = word.strip_suffix('½') {
        return whole.parse().ok().filter(|&n: &u32| n < 1000).map_or(W::Other, |n| W::Tenths(n * 10 + 5));
    }
    let length = word.len().min(u8::MAX.into()) as u8;
    if let Some((whole, part)) = word.split_once('.') {
        return match (whole.parse::<u32>(), part.as_bytes()) {
            (Ok(n), &[d]) if n < 10_000 => W::Tenths(n * 10 + u32::from(d - b'0')),
            (Ok(hour @ 0..24), &[m, _]) if m < b'6' => W::Dotted(hour, part.parse().unwrap_or_default()),
            _ => W::Other,
        };
    }
    let mut value = 0u32;
    for b in word.bytes() {
        match b {
            b'0'..=b'9' if value < 100_000_000 => value = value * 10 + u32::from(b - b'0'),
            b',' => {}
            _ => return W::Other,
        }
    }
    W::Number(value, length)
}

/// `80th`, `1990s`, `5pm`, `5.41pm`, `Q3`, `FY2024`.
fn mixed(word: &str) -> Word {
    if word.len() > 7 || !word.is_ascii() {
        return W::Other;
    }
    if let Some((hour, rest)) = word.split_once('.') {
        let minute = rest.get(..2).and_then(|minute| minute.parse().ok());
        return match (hour.parse(), minute.zip(meridiem(rest.get(2..).unwrap_or_default()))) {
            (Ok(hour @ 1..=12), Some((minute @ 0..=59, afternoon))) => W::Hour(hour_of_day(hour, afternoon), minute),
            _ => W::Other,
        };
    }
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (head, tail) = word.split_at(digits);
    let Ok(n) = head.parse::<u32>() else {
        return match word.as_bytes() {
            [b'Q' | b'q', n @ b'1'..=b'4'] => W::Quarter(u32::from(n - b'0')),
            [b'H', n @ b'1'..=b'2'] => W::HalfYear(u32::from(n - b'0')),
            [b'F', b'Y', year @ ..] if year.len() == 4 => number(&word[2..]),
            // "FY24"
            [b'F', b'Y', tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => {
                W::Number(2000 + u32::from(tens - b'0') * 10 + u32::from(ones - b'0'), 4)
            }
            _ => W::Other,
        };
    };
    if let Some(Ok(hour @ 0..24)) = tail.strip_prefix('T').filter(|h| h.len() == 2).map(str::parse)
        && digits == 2
    {
        return W::DayHour(n, hour);
    }
    match tail.to_ascii_lowercase().as_str() {
        "st" | "nd" | "rd" | "th" => W::Ordinal(n),
        // "4Q"
        "q" if (1..=4).contains(&n) && tail == "Q" && digits == 1 => W::Quarter(n),
        "s" if n % 10 == 0 && (digits == 4 || digits == 2) => W::Decade(n / 10),
        tail if (1..=12).contains(&n) => {
            meridiem(tail).map_or(W::Other, |afternoon| W::Hour(hour_of_day(n, afternoon), 0))
        }
        _ => W::Other,
    }
}

/// Whether `pm` rather than `am`; `None` for anything else.
pub(super) fn meridiem(word: &str) -> Option<bool> {
    [("am", false), ("pm", true)].into_iter().find_map(|(m, pm)| word.eq_ignore_ascii_case(m).then_some(pm))
}

/// The hour of 24 that an hour of 12 is.
pub(super) fn hour_of_day(hour: u32, afternoon: bool) -> u32 {
    hour % 12 + if afternoon { 12 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_listed_once_folded_and_short_enough() {
        let listed: rustc_hash::FxHashSet<_> = WORDS.iter().map(|(word, _)| word).collect();
        assert_eq!(listed.len(), WORDS.len());
        let words = WORDS.iter().map(|(w, _)| w).chain(HOLIDAYS.iter().map(|(name, _)| &name[0]));
        assert!(words.into_iter().all(|w| w.len() <= LONGEST && !w.bytes().any(|b| b.is_ascii_uppercase())));
    }

    #[test]
    fn small_words_that_are_no_names_stay_small_words() {
        let doc = Segmented::new("they may march; May Sat, 1990s 80th Q3 5pm 2.5 1,200");
        let classes = classes(&doc);
        assert_eq!(&classes[..3], [W::Other; 3]);
        assert_eq!(classes[4], W::Month(5, false));
        let tail = [W::Decade(199), W::Ordinal(80), W::Quarter(3), W::Hour(17, 0), W::Tenths(25), W::Number(1200, 5)];
        assert_eq!(&classes[7..], tail);
    }
}
