//! The line of a text that is its headline.
//!
//! Only finds it where it stands. What to call an article without one is for `annotate::heading`.

use super::{Lines, letters, normal};
use crate::corpus::article::Stated;
use crate::text::fold::fold;

/// Words of lines that say when something was published and nothing else, folded, beside numbers.
const DATE_WORDS: &[&str] = &[
    "a.m.",
    "am",
    "apr",
    "april",
    "at",
    "aug",
    "august",
    "by",
    "cdt",
    "cest",
    "cet",
    "cst",
    "date",
    "dec",
    "december",
    "edt",
    "est",
    "feb",
    "february",
    "first",
    "fri",
    "friday",
    "gmt",
    "hrs",
    "ist",
    "jan",
    "january",
    "jul",
    "july",
    "jun",
    "june",
    "kst",
    "last",
    "mar",
    "march",
    "may",
    "mdt",
    "modified",
    "mon",
    "monday",
    "mst",
    "nov",
    "november",
    "oct",
    "october",
    "on",
    "originally",
    "p.m.",
    "pdt",
    "pm",
    "posted",
    "pst",
    "published",
    "sat",
    "saturday",
    "sep",
    "sept",
    "september",
    "sun",
    "sunday",
    "thu",
    "thur",
    "thurs",
    "thursday",
    "time",
    "tue",
    "tues",
    "tuesday",
    "update",
    "updated",
    "utc",
    "wed",
    "wednesday",
];

/// The line that is the headline: the one that is stated beside the text, else the first line of the body where it is
/// a headline by shape and text follows.
pub(super) fn find(lines: &Lines<'_>, stated: &Stated) -> Option<usize> {
    let head: Vec<usize> = lines.body().take(8).collect();
    if let Some(title) = stated.title.as_deref().map(normal).filter(|t| t.len() >= 8) {
        return head.into_iter().find(|&n| lines.text(n).len() < 1000 && letters(lines.text(n)).eq(title.chars()));
    }
    let first = head.iter().position(|&n| !is_date_line(lines.text(n)) && !is_byline(lines.text(n)))?;
    let (n, rest) = (head[first], &head[first + 1..]);
    let line = lines.text(n);
    let next = &lines.doc.lines.get(n + 1)?;
    // Where lines are broken at a width, the first of them is half a sentence.
    if lines.doc.hard_wrapped && !next.after_blank && next.span.of(lines.doc.text).len() >= 40 {
        return None;
    }
    let repeated = rest.first().is_some_and(|&m| letters(lines.text(m)).eq(letters(line)));
    let text_follows = rest.iter().any(|&m| is_paragraph(lines.text(m)));
    (text_follows && is_headline(line, repeated)).then_some(n)
}

/// Whether a line reads as a headline: some words, no full stop, no dateline's end.
fn is_headline(line: &str, repeated: bool) -> bool {
    let words = line.split_whitespace().count();
    let few = if repeated { 2 } else { 3 };
    let open = line.ends_with(['.', ':', ';', ',', '-', '_', '—', '–', '\u{FFFD}', ')', '…']);
    // "U.S." may end a headline, a full stop does not.
    let abbreviated = line.ends_with("U.S.") || line.ends_with("U.N.") || line.ends_with("U.K.");
    let starts = line.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "\"'“‘`#$€£¥".contains(c));
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    let inner_stop = line.match_indices(". ").any(|(at, _)| {
        // A sentence ends inside: at least four lower-case letters before the stop, a capital after it.
        let before = line[..at].chars().rev().take(4).filter(|c| c.is_lowercase()).count();
        before == 4 && line[at + 2..].starts_with(char::is_uppercase)
    });
    words >= few
        && line.len() <= 220
        && letters * 2 >= line.chars().count()
        && starts
        && (!open || abbreviated || line.ends_with(')') && !line.contains("--"))
        && (!inner_stop || repeated)
}

/// Whether a line reads as running text: long, or a sentence with its stop.
fn is_paragraph(line: &str) -> bool {
    let closed =
        line.trim_end_matches(['"', '”', '\'', '’', ')', ' ']).ends_with(['.', '!', '?']) || line.ends_with('"');
    (line.len() >= 60 && closed) || line.len() >= 200
}

/// Whether a line says when the article was published and little else.
pub(crate) fn is_date_line(line: &str) -> bool {
    if line.len() > 100 || !line.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let (mut dates, mut names, mut others) = (0, 0, 0);
    for word in line.split(|c: char| !c.is_alphanumeric() && c != '.').filter(|w| w.contains(char::is_alphanumeric)) {
        let folded = fold(word.trim_matches('.'));
        if folded.starts_with(|c: char| c.is_ascii_digit())
            || DATE_WORDS.binary_search(&folded.as_ref()).is_ok()
            || folded.len() == 1
        {
            dates += 1;
        } else if word.starts_with(char::is_uppercase) {
            names += 1;
        } else {
            others += 1;
        }
    }
    // "CTV Saskatoon Published Saturday, March 31, 2018 1:19PM"
    others == 0 && dates >= 2 && dates >= 2 * names
}

/// Whether a line names the author: `By Jane Doe`, `JANE DOE`.
pub(crate) fn is_byline(line: &str) -> bool {
    if line.len() > 120 || line.ends_with(['.', '!', '?']) {
        return false;
    }
    let name = ["By ", "BY ", "by "].iter().find_map(|by| line.strip_prefix(by));
    let words = name.unwrap_or(line).split_whitespace();
    let capital = |w: &str| w.starts_with(char::is_uppercase);
    match name {
        Some(_) => {
            words.clone().next().is_some_and(capital) && words.clone().count() <= 14 && {
                let lower = words.filter(|w| !capital(w)).count();
                lower <= 3
            }
        }
        None => {
            let count = words.clone().count();
            (2..=3).contains(&count) && words.clone().all(|w| w.chars().all(|c| c.is_uppercase() || "-'’.".contains(c)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_words_are_sorted() {
        assert!(DATE_WORDS.is_sorted());
    }

    #[test]
    fn lines_that_say_when_or_who() {
        assert!(is_date_line("Published 9 : 46 PM CDT Sep 26 , 2013"));
        assert!(is_date_line("CTV Saskatoon Published Saturday, March 31, 2018 1:19PM CST"));
        assert!(!is_date_line("Riots erupt on March 3 after death of teen"));
        assert!(is_byline("By Jane Doe and John Roe"));
        assert!(is_byline("SIYABONGA SITHOLE"));
        assert!(!is_byline("By any measure this was a defeat."));
        assert!(!is_byline("Riots Erupt"));
    }
}
