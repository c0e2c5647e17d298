//! Reads a file of knowledge line by line, and says of a line that it cannot read where it stands and what would be right.
//!
//! A line with bars is an event (`2014-06-02 | flood millbrook | the Millbrook flood`); other lines belong to the section
//! above them: `[FR president]` for terms of office, `[news]` and `[things]` for eras. The heads of the assets document
//! the rest.

use super::super::offices;
use super::{Alias, Era, Event, Knowledge, Mistake, Term, Wording};
use crate::corpus::article::PartialDate;
use crate::text::fold::fold;

/// A section of a file.
#[derive(Clone, Copy)]
enum Section {
    None,
    Office(&'static str),
    /// Eras, and whether they fade.
    Eras(bool),
}

/// The lines that tell something, by number from 1: without comments and blanks.
pub fn lines(file: &str) -> impl Iterator<Item = (usize, &str)> {
    let told = file.lines().map(|l| l.split('#').next().unwrap_or_default().trim());
    (1..).zip(told).filter(|(_, l)| !l.is_empty())
}

/// Adds what a file tells; the lines that tell nothing are returned, and the others count.
pub fn read(known: &mut Knowledge, file: &str, text: &str) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    let mut section = Section::None;
    // A byte order mark is no part of the first line.
    for (line, told) in lines(text.trim_start_matches('\u{feff}')) {
        let read = if told.starts_with('[') {
            self::section(told).map(|found| section = found)
        } else if told.contains('|') {
            event(told).map(|event| add_event(known, event))
        } else {
            match section {
                Section::None => Err("a line outside any section: put `[US president]`, `[news]` or `[things]` above \
                    it, or write an event as `2014-06-02 | words | name`"
                    .to_owned()),
                Section::Office(office) => {
                    spell(told).map(|(from, to, names)| add_term(known, office, from, to, names))
                }
                Section::Eras(fades) => {
                    spell(told).and_then(|(from, to, names)| add_era(known, fades, from, to, names))
                }
            }
        };
        if let Err(what) = read {
            mistakes.push(Mistake { file: file.to_owned(), line, what });
        }
    }
    mistakes
}

/// The section that a heading opens.
fn section(told: &str) -> Result<Section, String> {
    let name = told.trim_start_matches('[').trim_end_matches(']').trim();
    match name {
        "news" => return Ok(Section::Eras(true)),
        "things" => return Ok(Section::Eras(false)),
        _ => {}
    }
    let office = name.split_once(' ').map_or("", |(_, office)| office.trim());
    offices::known(office).map(Section::Office).ok_or_else(|| {
        let all: Vec<&str> = offices::all().collect();
        format!("no such section: write `[news]`, `[things]`, or a country and one of: {}", all.join(", "))
    })
}

/// A day, month or year as the files write it.
fn date(text: &str) -> Result<PartialDate, String> {
    PartialDate::parse(text)
        .filter(|_| matches!(text.len(), 4 | 7 | 10))
        .ok_or_else(|| format!("`{text}` is no date: write `2014-06-02`, `2014-06` or `2014`"))
}

/// First date, last date and names of a term or an era.
fn spell(told: &str) -> Result<(PartialDate, Option<PartialDate>, &str), String> {
    let mut parts = told.splitn(3, char::is_whitespace);
    let (Some(from), Some(to), Some(names)) = (parts.next(), parts.next(), parts.next().map(str::trim)) else {
        return Err("write first day, last day (`-` where there is none yet) and name".to_owned());
    };
    let (from, to) = (date(from)?, if to == "-" { None } else { Some(date(to)?) });
    if to.is_some_and(|to| to.days().to <= from.days().from) {
        return Err("the last day is not after the first: change the two".to_owned());
    }
    Ok((from, to, names))
}

/// The words of a name, folded; hyphens and quotes part words, so that `Ki-moon` is `Ki Moon`.
fn words(name: &str) -> Vec<String> {
    let parts = name.split(|c: char| c.is_whitespace() || matches!(c, '-' | '"'));
    parts.filter(|w| !w.is_empty()).map(|w| fold(w).into_owned()).collect()
}

fn add_term(known: &mut Knowledge, office: &'static str, from: PartialDate, to: Option<PartialDate>, names: &str) {
    let term = known.terms.len();
    for (i, name) in names.split(';').map(str::trim).enumerate() {
        // The family name: from the mark to the next space (`*Kim Jong Un`), or to the end of a compound
        // (`al-*Assad`); without a mark the last word.
        let family = name.split_once('*').map_or_else(|| name.rsplit(' ').next(), |(_, f)| f.split(' ').next());
        let plain = name.replace('*', "");
        if i == 0 {
            known.terms.push(Term { office, name: plain.clone(), from, to });
        }
        let full = words(&plain);
        let family = words(family.unwrap_or_default());
        for (words, is_family) in [(full.clone(), full == family), (family, true)] {
            let Some(first) = words.first() else { continue };
            let aliases = known.aliases.entry(first.clone()).or_default();
            if !aliases.iter().any(|a| a.term == term && a.words == words) {
                aliases.push(Alias { words, family: is_family, term });
            }
        }
    }
}

fn add_era(
    known: &mut Knowledge,
    fades: bool,
    from: PartialDate,
    to: Option<PartialDate>,
    names: &str,
) -> Result<(), String> {
    let era = known.eras.len();
    let wordings: Vec<(&str, Vec<String>)> = names.split(';').map(|n| (n.trim(), words(n))).collect();
    if let Some((name, _)) = wordings.iter().find(|(_, w)| w.first().is_none_or(|first| first.contains('*'))) {
        return Err(format!("`{name}`: the first word is looked up whole and takes no `*`"));
    }
    let name = wordings.first().map(|(name, _)| name.replace('*', "")).unwrap_or_default();
    known.eras.push(Era { fades, name, from, to });
    for (name, words) in wordings {
        let capital = name.starts_with(char::is_uppercase);
        let Some(first) = words.first() else { continue };
        known.wordings.entry(first.clone()).or_default().push(Wording { words, capital, era });
    }
    Ok(())
}

fn event(told: &str) -> Result<Event, String> {
    let parts: Vec<&str> = told.split('|').map(str::trim).collect();
    let [when, terms, name] = parts[..] else {
        return Err("an event has three parts: `2014-06-02 | words | name`".to_owned());
    };
    let terms: Vec<Vec<String>> =
        terms.split_whitespace().map(|t| t.split('/').map(|word| fold(word).into_owned()).collect()).collect();
    match terms.first() {
        None => return Err("an event needs words that tell it: `2014-06-02 | flood millbrook | name`".to_owned()),
        Some(first) if first.iter().any(|w| w.contains('*')) => {
            return Err("the first word is looked up whole and takes no `*`: put another one first".to_owned());
        }
        Some(_) => {}
    }
    if name.is_empty() {
        return Err("the event has no name: write what it is called after the second bar".to_owned());
    }
    Ok(Event { when: date(when)?, terms, name: name.to_owned() })
}

fn add_event(known: &mut Knowledge, event: Event) {
    for word in event.terms.first().into_iter().flatten() {
        known.events_by_word.entry(word.clone()).or_default().push(known.events.len());
    }
    known.events.push(event);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistakes(text: &str) -> Vec<String> {
        read(&mut Knowledge::default(), "k.txt", text).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_mistake_is_told_with_its_place_and_its_remedy() {
        let found = mistakes("# head\n\n[XX gardener]\n2011 2012 Nobody\n");
        assert!(
            found[0].starts_with("k.txt:3: no such section: write `[news]`") && found[0].contains("prime minister")
        );
        assert!(found[1].starts_with("k.txt:4: a line outside any section"), "{found:?}");
        let found = mistakes("[news]\n2011-13 - Flood\n2012 2011 Storm\n2011 -\n2011-02-30 - Fire\n2011 - *fire\n");
        assert!(found[0].contains("k.txt:2: `2011-13` is no date: write `2014-06-02`"), "{found:?}");
        assert!(found[1].contains("k.txt:3: the last day is not after the first"), "{found:?}");
        assert!(found[2].contains("k.txt:4: write first day, last day"), "{found:?}");
        assert!(found[3].contains("k.txt:5: `2011-02-30` is no date"), "{found:?}");
        assert!(found[4].contains("k.txt:6: `*fire`: the first word"), "{found:?}");
        let found = mistakes("2014-06-02 | | flood\n2014-06-02 | flood*\n2014-06-02 | flood* x | it\n2014 | flood |\n");
        assert_eq!(found.len(), 4, "{found:?}");
        assert!(found.iter().all(|f| f.contains("`")) || found[3].contains("after the second bar"), "{found:?}");
    }

    #[test]
    fn the_good_lines_of_a_file_with_mistakes_count() {
        let mut known = Knowledge::default();
        let found =
            read(&mut known, "k.txt", "\u{feff}[news]\nnonsense\n2011-03 2012-01 Flood of Millbrook; Great Flood\n");
        assert_eq!((found.len(), known.eras.len()), (1, 1));
        assert_eq!(known.wordings["flood"][0].words, ["flood", "of", "millbrook"]);
        assert!(known.wordings["great"][0].capital);
    }
}
