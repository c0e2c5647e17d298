//! The words that expressions of time are made of, one class a token.
//!
//! Does not know how they combine: `grammar` does. Written for this program; the lists are closed classes of English.

use crate::corpus::article::TimeMod;
use crate::text::{Segmented, Token, TokenKind};
use chrono::Weekday;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Units of time, ascending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
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

/// Holidays, by the rule that places them in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holiday {
    /// Always month and day.
    Fixed(u32, u32),
    /// Month, weekday and its number; 0 counts as the last.
    Nth(u32, Weekday, u8),
    /// Days after Easter Sunday of the western churches.
    Easter(i64),
}

/// What a token can be in an expression of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Word {
    /// Nothing.
    Other,
    /// A number and how many characters it is written with (0: in words).
    Number(u32, u8),
    /// Tenths: `2.5`.
    Tenths(u32),
    /// `hundred`, `thousand`
    Scale(u32),
    /// `third`, `3rd`
    Ordinal(u32),
    /// `1990s` (199), `90s`, `nineties` (9)
    Decade(u32),
    /// `Q3`
    Quarter(u32),
    /// `5pm`, as an hour of 24
    Hour(u32),
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
    Weekend,
    Season(Season),
    Part(Part),
    Holiday(Holiday),
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
    Once,
    Times,
    /// `several`, `few`, `some`
    Vague,
    Couple,
    Half,
    /// `about`, `nearly`
    Bound(TimeMod),
    /// `more`, `less` (with `than`), `at` (with `least`)
    Comparative(TimeMod),
    At,
    Least(TimeMod),
    Than,
    Up,
    /// `a.m.`, `p.m.`: whether afternoon
    Meridiem(bool),
    Zone,
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

use Word as W;

/// Every word that can take part, folded, in groups that read like the grammar.
const WORDS: &[(&str, Word)] = &[
    ("january", W::Month(1, false)),
    ("february", W::Month(2, false)),
    ("march", W::Month(3, false)),
    ("april", W::Month(4, false)),
    ("may", W::Month(5, false)),
    ("june", W::Month(6, false)),
    ("july", W::Month(7, false)),
    ("august", W::Month(8, false)),
    ("september", W::Month(9, false)),
    ("october", W::Month(10, false)),
    ("november", W::Month(11, false)),
    ("december", W::Month(12, false)),
    ("jan", W::Month(1, true)),
    ("feb", W::Month(2, true)),
    ("mar", W::Month(3, true)),
    ("apr", W::Month(4, true)),
    ("jun", W::Month(6, true)),
    ("jul", W::Month(7, true)),
    ("aug", W::Month(8, true)),
    ("sep", W::Month(9, true)),
    ("sept", W::Month(9, true)),
    ("oct", W::Month(10, true)),
    ("nov", W::Month(11, true)),
    ("dec", W::Month(12, true)),
    ("monday", W::Weekday(Weekday::Mon)),
    ("tuesday", W::Weekday(Weekday::Tue)),
    ("wednesday", W::Weekday(Weekday::Wed)),
    ("thursday", W::Weekday(Weekday::Thu)),
    ("friday", W::Weekday(Weekday::Fri)),
    ("saturday", W::Weekday(Weekday::Sat)),
    ("sunday", W::Weekday(Weekday::Sun)),
    ("mondays", W::Weekdays(Weekday::Mon)),
    ("tuesdays", W::Weekdays(Weekday::Tue)),
    ("wednesdays", W::Weekdays(Weekday::Wed)),
    ("thursdays", W::Weekdays(Weekday::Thu)),
    ("fridays", W::Weekdays(Weekday::Fri)),
    ("saturdays", W::Weekdays(Weekday::Sat)),
    ("sundays", W::Weekdays(Weekday::Sun)),
    ("mon", W::WeekdayAbbreviation(Weekday::Mon)),
    ("tue", W::WeekdayAbbreviation(Weekday::Tue)),
    ("tues", W::WeekdayAbbreviation(Weekday::Tue)),
    ("wed", W::WeekdayAbbreviation(Weekday::Wed)),
    ("thu", W::WeekdayAbbreviation(Weekday::Thu)),
    ("thur", W::WeekdayAbbreviation(Weekday::Thu)),
    ("thurs", W::WeekdayAbbreviation(Weekday::Thu)),
    ("fri", W::WeekdayAbbreviation(Weekday::Fri)),
    ("sat", W::WeekdayAbbreviation(Weekday::Sat)),
    ("sun", W::WeekdayAbbreviation(Weekday::Sun)),
    ("second", W::Ordinal(2)),
    ("seconds", W::Units(Unit::Second)),
    ("minute", W::Unit(Unit::Minute)),
    ("minutes", W::Units(Unit::Minute)),
    ("hour", W::Unit(Unit::Hour)),
    ("hours", W::Units(Unit::Hour)),
    ("day", W::Unit(Unit::Day)),
    ("days", W::Units(Unit::Day)),
    ("week", W::Unit(Unit::Week)),
    ("weeks", W::Units(Unit::Week)),
    ("month", W::Unit(Unit::Month)),
    ("months", W::Units(Unit::Month)),
    ("quarter", W::Unit(Unit::Quarter)),
    ("quarters", W::Units(Unit::Quarter)),
    ("year", W::Unit(Unit::Year)),
    ("years", W::Units(Unit::Year)),
    ("decade", W::Unit(Unit::Decade)),
    ("decades", W::Units(Unit::Decade)),
    ("century", W::Unit(Unit::Century)),
    ("centuries", W::Units(Unit::Century)),
    ("millennium", W::Unit(Unit::Millennium)),
    ("millennia", W::Units(Unit::Millennium)),
    ("weekend", W::Weekend),
    ("spring", W::Season(Season::Spring)),
    ("summer", W::Season(Season::Summer)),
    ("fall", W::Season(Season::Fall)),
    ("autumn", W::Season(Season::Fall)),
    ("winter", W::Season(Season::Winter)),
    ("morning", W::Part(Part::Morning)),
    ("noon", W::Part(Part::Noon)),
    ("midday", W::Part(Part::Noon)),
    ("noontime", W::Part(Part::Noon)),
    ("afternoon", W::Part(Part::Afternoon)),
    ("evening", W::Part(Part::Evening)),
    ("night", W::Part(Part::Night)),
    ("overnight", W::Part(Part::Night)),
    ("midnight", W::Part(Part::Midnight)),
    ("christmas", W::Holiday(Holiday::Fixed(12, 25))),
    ("halloween", W::Holiday(Holiday::Fixed(10, 31))),
    ("juneteenth", W::Holiday(Holiday::Fixed(6, 19))),
    ("thanksgiving", W::Holiday(Holiday::Nth(11, Weekday::Thu, 4))),
    ("easter", W::Holiday(Holiday::Easter(0))),
    ("yesterday", W::Deictic(-1)),
    ("today", W::Deictic(0)),
    ("tomorrow", W::Deictic(1)),
    ("tonight", W::Tonight),
    ("last", W::Which(Which::Last)),
    ("previous", W::Which(Which::Last)),
    ("prior", W::Which(Which::Last)),
    ("preceding", W::Which(Which::Last)),
    ("past", W::Which(Which::Past)),
    ("latest", W::Which(Which::Latest)),
    ("this", W::Which(Which::This)),
    ("current", W::Which(Which::This)),
    ("next", W::Which(Which::Next)),
    ("coming", W::Which(Which::Coming)),
    ("upcoming", W::Which(Which::Coming)),
    ("that", W::Which(Which::That)),
    ("same", W::Which(Which::That)),
    ("following", W::Which(Which::Following)),
    ("recent", W::Which(Which::Recent)),
    ("future", W::Which(Which::Future)),
    ("recently", W::Reference(Reference::Past)),
    ("lately", W::Reference(Reference::Past)),
    ("now", W::Now),
    ("currently", W::Reference(Reference::Present)),
    ("presently", W::Reference(Reference::Present)),
    ("nowadays", W::Reference(Reference::Present)),
    ("soon", W::Soon),
    ("ago", W::Ago),
    ("earlier", W::Earlier),
    ("before", W::Earlier),
    ("later", W::Later),
    ("after", W::Later),
    ("early", W::Edge(TimeMod::Start)),
    ("mid", W::Edge(TimeMod::Mid)),
    ("late", W::Edge(TimeMod::End)),
    ("beginning", W::EdgeNoun(TimeMod::Start)),
    ("start", W::EdgeNoun(TimeMod::Start)),
    ("middle", W::EdgeNoun(TimeMod::Mid)),
    ("end", W::EdgeNoun(TimeMod::End)),
    ("the", W::The),
    ("a", W::An),
    ("an", W::An),
    ("of", W::Of),
    ("and", W::And),
    ("to", W::To),
    ("through", W::To),
    ("until", W::To),
    ("till", W::To),
    ("every", W::Every),
    ("each", W::Every),
    ("hourly", W::Frequency(Unit::Hour)),
    ("daily", W::Frequency(Unit::Day)),
    ("weekly", W::Frequency(Unit::Week)),
    ("monthly", W::Frequency(Unit::Month)),
    ("annual", W::Frequency(Unit::Year)),
    ("annually", W::Frequency(Unit::Year)),
    ("yearly", W::Frequency(Unit::Year)),
    ("once", W::Once),
    ("twice", W::Once),
    ("times", W::Times),
    ("several", W::Vague),
    ("few", W::Vague),
    ("many", W::Vague),
    ("some", W::Vague),
    ("couple", W::Couple),
    ("half", W::Half),
    ("about", W::Bound(TimeMod::Approx)),
    ("around", W::Bound(TimeMod::Approx)),
    ("approximately", W::Bound(TimeMod::Approx)),
    ("roughly", W::Bound(TimeMod::Approx)),
    ("nearly", W::Bound(TimeMod::Approx)),
    ("almost", W::Bound(TimeMod::LessThan)),
    ("over", W::Bound(TimeMod::MoreThan)),
    ("under", W::Bound(TimeMod::LessThan)),
    ("more", W::Comparative(TimeMod::MoreThan)),
    ("longer", W::Comparative(TimeMod::MoreThan)),
    ("less", W::Comparative(TimeMod::LessThan)),
    ("fewer", W::Comparative(TimeMod::LessThan)),
    ("at", W::At),
    ("least", W::Least(TimeMod::EqualOrMore)),
    ("most", W::Least(TimeMod::EqualOrLess)),
    ("than", W::Than),
    ("up", W::Up),
    ("a.m.", W::Meridiem(false)),
    ("a.m", W::Meridiem(false)),
    ("am", W::Meridiem(false)),
    ("p.m.", W::Meridiem(true)),
    ("p.m", W::Meridiem(true)),
    ("pm", W::Meridiem(true)),
    ("gmt", W::Zone),
    ("utc", W::Zone),
    ("est", W::Zone),
    ("edt", W::Zone),
    ("cst", W::Zone),
    ("cdt", W::Zone),
    ("mst", W::Zone),
    ("mdt", W::Zone),
    ("pst", W::Zone),
    ("pdt", W::Zone),
    ("bst", W::Zone),
    ("cet", W::Zone),
    ("cest", W::Zone),
    ("jst", W::Zone),
    ("kst", W::Zone),
    ("et", W::Zone),
    ("o'clock", W::Oclock),
    ("fiscal", W::Fiscal),
    ("period", W::Period),
    ("old", W::Old),
    ("moment", W::Moment),
    ("hundred", W::Scale(100)),
    ("thousand", W::Scale(1000)),
    ("zero", W::Number(0, 0)),
    ("one", W::Number(1, 0)),
    ("two", W::Number(2, 0)),
    ("three", W::Number(3, 0)),
    ("four", W::Number(4, 0)),
    ("five", W::Number(5, 0)),
    ("six", W::Number(6, 0)),
    ("seven", W::Number(7, 0)),
    ("eight", W::Number(8, 0)),
    ("nine", W::Number(9, 0)),
    ("ten", W::Number(10, 0)),
    ("eleven", W::Number(11, 0)),
    ("twelve", W::Number(12, 0)),
    ("dozen", W::Number(12, 0)),
    ("thirteen", W::Number(13, 0)),
    ("fourteen", W::Number(14, 0)),
    ("fifteen", W::Number(15, 0)),
    ("sixteen", W::Number(16, 0)),
    ("seventeen", W::Number(17, 0)),
    ("eighteen", W::Number(18, 0)),
    ("nineteen", W::Number(19, 0)),
    ("twenty", W::Number(20, 0)),
    ("thirty", W::Number(30, 0)),
    ("forty", W::Number(40, 0)),
    ("fifty", W::Number(50, 0)),
    ("sixty", W::Number(60, 0)),
    ("seventy", W::Number(70, 0)),
    ("eighty", W::Number(80, 0)),
    ("ninety", W::Number(90, 0)),
    ("first", W::Ordinal(1)),
    ("third", W::Ordinal(3)),
    ("fourth", W::Ordinal(4)),
    ("fifth", W::Ordinal(5)),
    ("sixth", W::Ordinal(6)),
    ("seventh", W::Ordinal(7)),
    ("eighth", W::Ordinal(8)),
    ("ninth", W::Ordinal(9)),
    ("tenth", W::Ordinal(10)),
    ("eleventh", W::Ordinal(11)),
    ("twelfth", W::Ordinal(12)),
    ("thirteenth", W::Ordinal(13)),
    ("fourteenth", W::Ordinal(14)),
    ("fifteenth", W::Ordinal(15)),
    ("sixteenth", W::Ordinal(16)),
    ("seventeenth", W::Ordinal(17)),
    ("eighteenth", W::Ordinal(18)),
    ("nineteenth", W::Ordinal(19)),
    ("twentieth", W::Ordinal(20)),
    ("thirtieth", W::Ordinal(30)),
    ("twenties", W::Decade(2)),
    ("thirties", W::Decade(3)),
    ("forties", W::Decade(4)),
    ("fifties", W::Decade(5)),
    ("sixties", W::Decade(6)),
    ("seventies", W::Decade(7)),
    ("eighties", W::Decade(8)),
    ("nineties", W::Decade(9)),
];

/// Longer words take no part in an expression of time.
const LONGEST: usize = 13;

static TABLE: LazyLock<FxHashMap<&'static [u8], Word>> =
    LazyLock::new(|| WORDS.iter().map(|&(word, class)| (word.as_bytes(), class)).collect());

/// The class of every token of `doc`.
pub(super) fn classes(doc: &Segmented<'_>) -> Vec<Word> {
    let table = &*TABLE;
    doc.tokens.iter().map(|token| class(table, token, token.span.of(doc.text))).collect()
}

fn class(table: &FxHashMap<&'static [u8], Word>, token: &Token, word: &str) -> Word {
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

fn letters(table: &FxHashMap<&'static [u8], Word>, word: &str) -> Word {
    let bytes = word.as_bytes();
    if bytes.len() > LONGEST {
        return W::Other;
    }
    let mut folded = [0u8; LONGEST];
    let mut capital = false;
    for (to, &from) in folded.iter_mut().zip(bytes) {
        capital |= from.is_ascii_uppercase();
        *to = from.to_ascii_lowercase();
    }
    let Some(&class) = table.get(&folded[..bytes.len()]) else { return W::Other };
    // "may", "march", "sat" and "sun" are other words unless they are written as names.
    let named = matches!(class, W::Month(..) | W::Weekday(_) | W::WeekdayAbbreviation(_) | W::Weekdays(_) | W::Zone);
    if named && !capital { W::Other } else { class }
}

fn number(word: &str) -> Word {
    let length = word.len().min(u8::MAX.into()) as u8;
    if let Some((whole, part)) = word.split_once('.') {
        return match (whole.parse::<u32>(), part.as_bytes()) {
            (Ok(n), &[d]) if n < 10_000 => W::Tenths(n * 10 + u32::from(d - b'0')),
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

/// `80th`, `1990s`, `5pm`, `Q3`.
fn mixed(word: &str) -> Word {
    if word.len() > 6 || !word.is_ascii() {
        return W::Other;
    }
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (head, tail) = word.split_at(digits);
    let Ok(n) = head.parse::<u32>() else {
        return match word.as_bytes() {
            [b'Q' | b'q', n @ b'1'..=b'4'] => W::Quarter(u32::from(n - b'0')),
            _ => W::Other,
        };
    };
    match tail.to_ascii_lowercase().as_str() {
        "st" | "nd" | "rd" | "th" => W::Ordinal(n),
        "s" if n % 10 == 0 && (digits == 4 || digits == 2) => W::Decade(n / 10),
        "am" if (1..=12).contains(&n) => W::Hour(n % 12),
        "pm" if (1..=12).contains(&n) => W::Hour(n % 12 + 12),
        _ => W::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_listed_once_folded_and_short_enough() {
        assert_eq!(TABLE.len(), WORDS.len());
        assert!(WORDS.iter().all(|(w, _)| w.len() <= LONGEST && !w.bytes().any(|b| b.is_ascii_uppercase())));
    }

    #[test]
    fn small_words_that_are_no_names_stay_small_words() {
        let doc = Segmented::new("they may march; May Sat, 1990s 80th Q3 5pm 2.5 1,200");
        let classes = classes(&doc);
        assert_eq!(&classes[..3], [W::Other; 3]);
        assert_eq!(classes[4], W::Month(5, false));
        let tail = [W::Decade(199), W::Ordinal(80), W::Quarter(3), W::Hour(17), W::Tenths(25), W::Number(1200, 5)];
        assert_eq!(&classes[7..], tail);
    }
}
