//! Numbers that look like years and decades and are none: `2000 people`, `Flight 1986`, `Horizon 2020`, `a 1998 Honda Civic`,
//! telephone numbers, `highs in the 50s`.

use super::grammar::Reader;
use super::lexicon::Word;
use super::opens_sentence;
use super::years::YEARS;

/// What a number of four digits counts when one of these follows.
#[rustfmt::skip]
const COUNTED: &[&str] = &[
    "children", "copies", "km", "men", "miles", "million", "people", "per", "percent", "police", "prisoners", "soldiers",
    "troops", "votes", "women",
];

/// Units of measure, which no year stands before.
#[rustfmt::skip]
const MEASURES: &[&str] = &[
    "acres", "feet", "ft", "hectares", "kg", "kilograms", "kilometers", "kilometres", "km", "meters", "metres", "miles",
    "mph", "pounds", "sq", "tonnes", "tons", "yards",
];

/// What is measured by a number that a hyphen joins: `a 2000-rupee note`.
#[rustfmt::skip]
const MEASURED: &[&str] = &[
    "acre", "foot", "kilometer", "kilometre", "meter", "metre", "mile", "page", "pound", "rupee", "seat", "square", "strong",
    "ton", "tonne", "word",
];

/// Words before a number that make it a name's or a thing's.
#[rustfmt::skip]
const NUMBERED: &[&str] = &[
    "boeing", "channel", "flight", "highway", "no", "nos", "number", "page", "resolution", "room", "route", "top",
];

/// Prepositions and conjunctions before a year, which are no part of a name even where they begin a clause inside a line:
/// "MOSCOW (Agency) - In 2014".
#[rustfmt::skip]
const BEFORE_YEAR: &[&str] = &[
    "although", "as", "because", "between", "but", "by", "during", "for", "from", "if", "in", "like", "of", "on", "since",
    "that", "though", "throughout", "unlike", "when", "while", "with",
];

/// Makes of cars, which a model year stands before: "a 1998 Honda Civic" is no time. General knowledge, written for this
/// project.
#[rustfmt::skip]
const MAKES: &[&str] = &[
    "acura", "audi", "bmw", "buick", "cadillac", "chevrolet", "chevy", "chrysler", "corvette", "dodge", "ferrari", "fiat",
    "ford", "gmc", "honda", "hyundai", "infiniti", "jaguar", "jeep", "kia", "lamborghini", "lexus", "lincoln", "mazda",
    "mercedes", "mercury", "mitsubishi", "nissan", "oldsmobile", "peugeot", "plymouth", "pontiac", "porsche", "ram",
    "renault", "saab", "saturn", "subaru", "suzuki", "tesla", "toyota", "volkswagen", "volvo",
];

/// What "the 50s" measure in weather and in golf, and how many tokens before.
#[rustfmt::skip]
const MEASURING: &[&str] = &[
    "degrees", "gusting", "gusts", "highs", "lows", "mercury", "readings", "rounds", "temperature", "temperatures",
    "thermometer", "winds",
];
const MEASURING_WITHIN: usize = 10;

impl Reader<'_, '_> {
    /// Whether the number at `i` is a part of a name, a model's or one of many numbers.
    pub(super) fn names_or_numbers(&self, i: usize) -> bool {
        let before = self.folded_before(i);
        if NUMBERED.binary_search(&before.as_ref()).is_ok() {
            return true;
        }
        // "a 1998 Honda Civic", but "In 1998 Ford said"
        let time = matches!(
            before.as_ref(),
            "after"
                | "and"
                | "before"
                | "between"
                | "by"
                | "during"
                | "from"
                | "in"
                | "of"
                | "since"
                | "throughout"
                | "to"
                | "until"
        );
        let make = self.folded(i + 1);
        // "a 2000 Ford Foundation grant"
        let name = matches!(make.as_ref(), "ford" | "jaguar" | "lincoln" | "mercury" | "ram" | "saturn")
            && self.capital(i + 2);
        if !time && !name && self.capital(i + 1) && MAKES.binary_search(&make.as_ref()).is_ok() {
            return true;
        }
        // "01632 960 1990", the last group of a telephone number
        if let Word::Number(n, 3..) = self.before(i)
            && !self.glued(i)
            && !YEARS.contains(&n)
        {
            return true;
        }
        // "Horizon 2020": the last part of a name; but a quotation that a line holds may begin `"In 2018, we met"`
        i > 0
            && self.at(i - 1) == Word::Other
            && self.capital(i - 1)
            && BEFORE_YEAR.binary_search(&before.as_ref()).is_err()
            && !self.glued(i)
            && !opens_sentence(self.doc, i - 1)
            && !self.doc.in_headline(i)
    }

    /// Whether the number at `i` counts something: `2000 people`, `1500 tonnes`, `1998 percent`.
    pub(super) fn counts(&self, i: usize, year: i32) -> bool {
        if self.year_and_length(i) {
            return false;
        }
        let next = self.folded(i + 1);
        let listed = |words: &[&str]| words.binary_search(&next.as_ref()).is_ok();
        let round = (year % 100 == 0 || year < 1800)
            && !self.glued(i + 1)
            && (listed(COUNTED) || (next.ends_with('s') && next.len() > 3 && !self.capital(i + 1)));
        // "arrested 1968 people", but "In 1968 people marched" and "the 1968 people's court"
        let led = matches!(self.before(i), Word::Of | Word::The | Word::To | Word::Earlier | Word::Later)
            || matches!(self.folded_before(i).as_ref(), "between" | "by" | "during" | "from" | "in" | "since");
        let counted = listed(COUNTED) && !led && !opens_sentence(self.doc, i);
        // "about 2000 were hurt", but "in about 2000"
        let near = matches!(self.before(i), Word::Bound(_)) && year % 100 == 0 && {
            let before = self.folded(i.saturating_sub(2));
            !matches!(before.as_ref(), "between" | "by" | "circa" | "from" | "in" | "of" | "since" | "until")
        };
        // "a 2000-rupee note", "the 1900 block of Main Street"
        let dash = self.past_dash(i + 1);
        let joined = dash > i + 1 && MEASURED.binary_search(&self.folded(dash).as_ref()).is_ok();
        let block = next == "block" && self.at(i + 2) == Word::Of;
        round
            || counted
            || near
            || joined
            || block
            || listed(MEASURES)
            || matches!(self.at(i + 1), Word::Unit(_) | Word::Units(_))
            || next == "percent"
    }

    /// Whether "the 50s", whose article is before `i`, measure something rather than tell a decade: "highs in the 50s".
    pub(super) fn measured_before(&self, i: usize) -> bool {
        let first = self.doc.sentences.get(self.doc.sentence_of(i)).map_or(i, |s| s.tokens.start);
        let mut near = first.max(i.saturating_sub(MEASURING_WITHIN))..i;
        // "unemployment was high in the eighties" measures nothing
        let digits = (i..i + 3).any(|j| self.doc.word(j).starts_with(|c: char| c.is_ascii_digit()));
        digits && near.any(|j| MEASURING.binary_search(&self.folded(j).as_ref()).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sorted_where_they_are_searched() {
        let listed = [COUNTED, MEASURES, MEASURED, NUMBERED, BEFORE_YEAR, MAKES, MEASURING];
        assert!(listed.iter().all(|words| words.is_sorted()));
    }
}
