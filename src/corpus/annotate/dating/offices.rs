//! Evidence of office: who is given which title, and when they held it.
//!
//! Reads title and name as they are written, so that it needs no entity to be joined: `Acting President Han Duck-soo`,
//! `national security advisers Jake Sullivan of the United States, …`. Terms are in [`super::knowledge`].

use super::begins::Begins;
use super::days::{Day, Steps, YEARS, new_year};
use super::knowledge::{Alias, Knowledge, Term};
use super::solver::{Constraint, Kind, Shape};
use crate::corpus::article::{Evidence, PartialDate};
use crate::text::{Segmented, Span, TokenKind};
use chrono::Month;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// How offices are worded: an office of the knowledge file, and titles of its holders (folded; a plural counts as well).
/// Of the titles that start at one word the longest counts; those without an office keep the ones within them apart.
const TITLES: &[(&str, &[&str])] = &[
    ("vice president", &["vice president"]),
    ("acting president", &["acting president", "acting south korean president", "interim president"]),
    ("president", &["president"]),
    ("", &["deputy prime minister", "vice foreign minister", "deputy foreign minister", "deputy defense minister"]),
    (
        "",
        &[
            "vice premier",
            "shadow chancellor",
            "shadow foreign secretary",
            "vice chancellor",
            "shadow defense secretary",
        ],
    ),
    ("", &["deputy secretary of state", "assistant secretary of state", "under secretary of state"]),
    ("", &["deputy national security adviser", "deputy national security advisor", "deputy attorney general"]),
    (
        "",
        &[
            "deputy secretary - general",
            "deputy secretary general",
            "assistant secretary - general",
            "vice defense minister",
        ],
    ),
    ("prime minister", &["prime minister", "premier", "taoiseach"]),
    ("finance minister", &["finance minister", "chancellor of the exchequer", "minister of finance"]),
    ("chancellor", &["chancellor"]),
    ("foreign minister", &["foreign minister", "minister of foreign affairs", "foreign affairs minister"]),
    ("foreign minister", &["foreign secretary", "secretary of state", "minister for foreign affairs"]),
    ("foreign minister", &["foreign policy chief", "top diplomat", "external affairs minister"]),
    ("defense minister", &["defense minister", "defence minister", "minister of defense", "minister of defence"]),
    (
        "defense minister",
        &["secretary of defense", "defense secretary", "defence secretary", "minister of national defense"],
    ),
    ("defense minister", &["defense chief", "defence chief", "pentagon chief"]),
    (
        "national security adviser",
        &["national security adviser", "national security advisor", "national security director"],
    ),
    ("national security adviser", &["secretary general of japan 's national security secretariat"]),
    ("treasury minister", &["treasury secretary", "secretary of the treasury"]),
    ("attorney general", &["attorney general"]),
    ("parliament speaker", &["house speaker", "speaker of the house"]),
    ("unification minister", &["unification minister", "minister of unification"]),
    ("cabinet secretary", &["chief cabinet secretary"]),
    ("central bank chief", &["fed chairman", "fed chair", "federal reserve chairman", "federal reserve chair"]),
    (
        "central bank chief",
        &["central bank governor", "bank of japan governor", "boj governor", "central bank president"],
    ),
    ("central bank chief", &["ecb president", "european central bank president"]),
    ("secretary-general", &["secretary - general", "secretary general", "u.n. chief", "un chief", "nato chief"]),
    ("human rights chief", &["human rights chief", "high commissioner for human rights", "rights chief"]),
    (
        "director",
        &["managing director", "director - general", "director general", "imf chief", "who chief", "iaea chief"],
    ),
    ("chief executive", &["chief executive"]),
    ("leader", &["leader", "supreme leader", "chairman"]),
    ("monarch", &["king", "queen", "emperor"]),
    ("crown prince", &["crown prince"]),
    ("pope", &["pope"]),
];

/// The office of this name.
#[must_use]
pub fn known(office: &str) -> Option<&'static str> {
    all().find(|name| *name == office)
}

/// The name of every office, once.
pub fn all() -> impl Iterator<Item = &'static str> {
    let named = |i: usize| !TITLES[i].0.is_empty() && !TITLES[..i].iter().any(|t| t.0 == TITLES[i].0);
    (0..TITLES.len()).filter(move |&i| named(i)).map(|i| TITLES[i].0)
}

/// How a title is limited.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
enum Tense {
    /// `former President Barack Obama`
    Past,
    /// `President Barack Obama`
    Present,
    /// `President-elect Barack Obama`
    Coming,
    /// `Barack Obama`, who is known for an office but given none
    Untitled,
}

/// A title in a sentence.
struct Title {
    office: &'static str,
    tokens: Range<usize>,
    tense: Tense,
}

/// Words of a sentence that a title may reach over to its name: `national security advisers Jake Sullivan of the United
/// States, Cho Tae-yong of South Korea`.
const REACH: usize = 12;

/// All evidence of office in the sentences that `counts` lets through.
#[must_use]
pub fn evidence(
    doc: &Segmented<'_>,
    (known, begins): (&Knowledge, &[Begins]),
    counts: &dyn Fn(Span) -> bool,
) -> Vec<Constraint> {
    // Terms by what is said of whom, with the first place that says it; sorted, so that evidence comes in order.
    let mut said: BTreeMap<(Tense, Vec<usize>), Span> = BTreeMap::new();
    for sentence in &doc.sentences {
        let mut title: Option<Title> = None;
        let mut i = sentence.tokens.start;
        while i < sentence.tokens.end {
            let token = &doc.tokens[i];
            if !matches!(token.kind, TokenKind::Word) {
                i += 1;
                continue;
            }
            if begins[i].any(Begins::TITLE)
                && let Some(found) = title_at(doc, i, &sentence.tokens)
            {
                i = found.tokens.end;
                title = Some(found);
                continue;
            }
            let named = begins[i].any(Begins::NAME) && token.is_capitalised();
            let names = if named { known.aliases.get(&*doc.folded(i)) } else { None };
            if let Some((length, tense, terms)) =
                names.and_then(|names| untitled(doc, i, (known, names), title.as_ref()))
            {
                let span = doc.span(i..i + length);
                if counts(span) {
                    said.entry((tense, terms)).or_insert(span);
                }
                i += length;
                continue;
            }
            let Some((length, terms)) = names.and_then(|names| holders(doc, i, (known, names), title.as_ref())) else {
                i += 1;
                continue;
            };
            if let Some(title) = &title {
                let name = doc.span(i..i + length);
                let span = if i - title.tokens.end <= 1 { doc.span(title.tokens.clone()).cover(name) } else { name };
                if counts(span) {
                    said.entry((title.tense, terms)).or_insert(span);
                }
            }
            i += length;
        }
    }
    said.into_iter().map(|((tense, terms), span)| weigh(doc, known, (tense, &terms), span)).collect()
}

/// A wording of an office: its words, and the office.
type Wording = (Vec<&'static str>, &'static str);

/// Wordings by their first word, the longest first.
static WORDINGS: LazyLock<FxHashMap<&'static str, Vec<Wording>>> = LazyLock::new(|| {
    let mut found: FxHashMap<&'static str, Vec<Wording>> = FxHashMap::default();
    for (office, wordings) in TITLES {
        for wording in *wordings {
            let words: Vec<_> = wording.split(' ').collect();
            found.entry(words[0]).or_default().push((words, office));
        }
    }
    found.values_mut().for_each(|w| w.sort_by_key(|w| std::cmp::Reverse(w.0.len())));
    found
});

/// Tells every word that a title begins with, folded, and its plural.
pub fn first_words(tell: &mut dyn FnMut(&str)) {
    for word in WORDINGS.keys() {
        tell(word);
        tell(&format!("{word}s"));
    }
}

/// The title that starts at token `i`.
fn title_at(doc: &Segmented<'_>, i: usize, sentence: &Range<usize>) -> Option<Title> {
    let first = doc.folded(i);
    let wordings = WORDINGS.get(&*first).or_else(|| WORDINGS.get(first.strip_suffix('s')?))?;
    let (office, end) = wordings.iter().find_map(|(words, office)| {
        let end = i + words.len();
        let is = |at: usize, word: &str| {
            let here = doc.folded(at);
            here == word || (at + 1 == end && here.strip_suffix('s') == Some(word))
        };
        (end <= sentence.end && words.iter().zip(i..).all(|(word, at)| is(at, word))).then_some((*office, end))
    })?;
    // Up to four words: "former South Korean President", "ex-President".
    let gone = |n: usize| {
        let word = i.checked_sub(n).filter(|&at| at >= sentence.start).map(|at| doc.folded(at));
        let word = word.as_deref().unwrap_or_default();
        matches!(word, "former" | "ex" | "late" | "then" | "onetime" | "ousted" | "deposed" | "past")
    };
    let (tense, end) = if doc.word(end) == "-" && matches!(&*doc.folded(end + 1), "elect" | "designate") {
        (Tense::Coming, end + 2)
    } else {
        (if (1..=4).any(gone) { Tense::Past } else { Tense::Present }, end)
    };
    Some(Title { office, tokens: i..end.min(sentence.end), tense })
}

/// The terms of someone who is named without an office, and the length of the name: in full (`Angela Merkel`), or with the
/// government that is called by it (`the Clinton administration`).
fn untitled(
    doc: &Segmented<'_>,
    i: usize,
    (known, names): (&Knowledge, &[Alias]),
    title: Option<&Title>,
) -> Option<(usize, Tense, Vec<usize>)> {
    let longest = names.iter().find_map(|name| length_of(doc, i, &name.words))?;
    let of_length = names.iter().filter(|name| length_of(doc, i, &name.words) == Some(longest));
    let gather = |terms: &mut dyn Iterator<Item = usize>| {
        let mut terms: Vec<usize> = terms.collect();
        terms.sort_unstable();
        terms.dedup();
        terms
    };
    if doc.folded(i + longest) == "administration" {
        let president = |a: &&Alias| matches!(known.terms[a.term].office, "president");
        let terms = gather(&mut of_length.filter(president).map(|a| a.term));
        return (!terms.is_empty()).then_some((longest + 1, Tense::Present, terms));
    }
    // Near a title the name belongs to it, or to another office than the one that is known.
    let titled = title.is_some_and(|t| i - t.tokens.end <= REACH);
    if titled || longest < 2 || goes_on(doc, i + longest) {
        return None;
    }
    let terms = gather(&mut of_length.filter(|a| !a.family && a.words.len() > 1).map(|a| a.term));
    // Monarchs and the like are spoken of all their lives, and a term of decades tells nothing.
    let brief = |&t: &usize| {
        let (from, to) = known.terms[t].days();
        to - from < 15 * 365
    };
    (!terms.is_empty() && terms.iter().all(brief)).then_some((longest, Tense::Untitled, terms))
}

/// The terms in the titled office of those whose name stands at token `i`, and the length of the name in tokens.
fn holders(
    doc: &Segmented<'_>,
    i: usize,
    (known, names): (&Knowledge, &[Alias]),
    title: Option<&Title>,
) -> Option<(usize, Vec<usize>)> {
    let mut longest = 0;
    let mut terms = Vec::new();
    for name in names {
        let Some(length) = length_of(doc, i, &name.words) else { continue };
        if length < longest {
            break;
        }
        longest = length;
        let Some(title) = title else { continue };
        let near = i - title.tokens.end;
        // A family name alone could be anyone's: it must follow its title at once, and end the name.
        let fits = if name.family { near == 0 && !goes_on(doc, i + length) } else { near <= REACH };
        if fits && known.terms[name.term].office == title.office {
            terms.push(name.term);
        }
    }
    terms.sort_unstable();
    terms.dedup();
    (longest > 0).then_some((longest, terms)).filter(|(_, terms)| !terms.is_empty())
}

/// Whether a capitalised word follows directly, so that the name is longer than what was read.
fn goes_on(doc: &Segmented<'_>, i: usize) -> bool {
    let hyphen = doc.word(i) == "-" && !doc.tokens[i].spaced;
    hyphen || doc.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word && t.is_capitalised())
}

/// How many tokens the words of a name take at token `i`, where it stands there.
fn length_of(doc: &Segmented<'_>, i: usize, words: &[String]) -> Option<usize> {
    let mut at = i;
    for (n, word) in words.iter().enumerate() {
        if n > 0 && doc.word(at) == "-" {
            at += 1;
        }
        if doc.folded(at) != word.as_str() {
            return None;
        }
        at += 1;
    }
    Some(at - i)
}

/// Weighs the days by the terms of everyone who may be meant.
fn weigh(doc: &Segmented<'_>, known: &Knowledge, (tense, terms): (Tense, &[usize]), span: Span) -> Constraint {
    let end: Day = new_year(*YEARS.end() + 1) - 1;
    let held = terms.iter().map(|&t| &known.terms[t]);
    let ranges = held.clone().flat_map(|term| {
        let (from, to) = term.days();
        match tense {
            // Titles stay for a while, and history speaks of its presidents as if they were in office.
            Tense::Present => vec![(from, to, 1.0), (to + 1, to + 60, 0.1), (to + 61, end, 0.02)],
            // "then" and "late" look back from within a term as well.
            Tense::Past => vec![(from, to, 0.03), (to + 1, end, 1.0)],
            Tense::Coming => vec![(from - 120, from, 1.0), (from + 1, end, 0.003)],
            // Careers begin before an office and go on after it, and other people bear the name.
            Tense::Untitled => vec![
                (from - 365, to + 365, 1.0),
                (from - 5 * 365, from - 366, 0.4),
                (to + 366, to + 6 * 365, 0.4),
                (to + 6 * 365 + 1, end, 0.2),
            ],
        }
    });
    let steps = Steps::new(if tense == Tense::Untitled { 0.12 } else { 0.0005 }, ranges);
    let first = held.clone().map(|t| t.days().0).min().unwrap_or_default();
    let mut held: Vec<String> = held.map(words).collect();
    // Two offices of one term are said once.
    held.dedup();
    let who = span.of(doc.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let says = match tense {
        Tense::Present => format!("{who}: in office {}", held.join(" and ")),
        Tense::Past => format!("{who} after the office held {}", held.join(" and ")),
        Tense::Coming => format!("{who}: took office on {}", super::days::date(first)),
        Tense::Untitled => format!("{who}, in office {}", held.join(" and ")),
    };
    Constraint {
        kind: Kind::Office,
        shape: Shape::Steps(steps),
        evidence: vec![Evidence { span, says, article: None }],
        in_full: false,
    }
}

/// `October 2024 to October 2025`, `since June 2025`.
fn words(term: &Term) -> String {
    match term.to {
        Some(to) => match (month_and_year(term.from), month_and_year(to)) {
            (from, to) if from == to => format!("in {from}"),
            (from, to) => format!("{from} to {to}"),
        },
        None => format!("since {}", month_and_year(term.from)),
    }
}

/// `October 2024`, or the year alone.
pub(super) fn month_and_year(date: PartialDate) -> String {
    let month = match date {
        PartialDate::Year(_) => None,
        PartialDate::Month(_, m) => u8::try_from(m).ok(),
        PartialDate::Day(d) => u8::try_from(chrono::Datelike::month(&d)).ok(),
    };
    match month.and_then(|m| Month::try_from(m).ok()) {
        Some(month) => format!("{} {}", month.name(), date.year()),
        None => date.year().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::annotate::dating::days::day;
    use crate::corpus::annotate::dating::solver::Posterior;

    fn told(text: &str) -> Vec<Constraint> {
        let (doc, known) = (Segmented::new(text), Knowledge::bundled());
        evidence(&doc, (known, &known.first_words.in_text(&doc)), &|_| true)
    }

    /// The share of probability that the offices in `text` leave to the days between two dates.
    fn share(text: &str, from: (i32, u32, u32), to: (i32, u32, u32)) -> f64 {
        let found = told(text);
        assert!(!found.is_empty(), "no office in {text:?}");
        let number = |d: (i32, u32, u32)| day(d.0, d.1, d.2).unwrap();
        Posterior::new(&found).probability(number(from), number(to))
    }

    fn says(text: &str) -> Vec<String> {
        let found = told(text);
        found.into_iter().flat_map(|c| c.evidence).map(|e| e.says).collect()
    }

    #[test]
    fn titles_with_names_give_terms() {
        assert!(share("Japanese Prime Minister Fumio Kishida said", (2021, 10, 4), (2024, 10, 1)) > 0.6);
        let together = "Acting President Choi Sang-mok met Prime Minister Shigeru Ishiba.";
        assert!(share(together, (2024, 12, 27), (2025, 3, 24)) > 0.8);
        assert!(share("Chancellor Kohl spoke.", (1982, 10, 1), (1998, 10, 27)) > 0.9);
    }

    #[test]
    fn one_title_serves_a_list_of_names() {
        let list =
            "It was discussed by foreign ministers Antony Blinken of the United States and Park Jin of South Korea.";
        assert_eq!(says(list).len(), 2);
        assert!(share(list, (2022, 5, 12), (2024, 1, 10)) > 0.9);
    }

    #[test]
    fn a_former_president_gives_only_a_lower_bound() {
        assert!(share("The former U.S. President Bill Clinton arrived.", (2001, 1, 21), (2049, 12, 31)) > 0.95);
        assert!(share("President-elect Joe Biden arrived.", (2020, 9, 22), (2021, 1, 20)) > 0.5);
    }

    #[test]
    fn a_known_name_without_a_title_gives_a_hint() {
        let p = share("Aides of Stephen Harper were not there.", (2005, 1, 1), (2016, 12, 31));
        assert!(p > 0.35 && p < 0.9, "{p}");
        assert!(says("Angela Merkel-Meier of the choir sang.").is_empty());
        assert!(says("Fidel Castro spoke.").is_empty(), "decades tell nothing");
        assert!(share("The Obama administration said so.", (2009, 1, 20), (2017, 1, 20)) > 0.8);
    }

    #[test]
    fn what_is_no_title_of_the_person_says_nothing() {
        for text in [
            "The president of the club, Mike Johnson, said so.",
            "Deputy Prime Minister Liz Truss was not there.",
            "President Clinton Baptiste of the academy spoke.",
            "",
        ] {
            assert_eq!(says(text), Vec::<String>::new(), "{text:?}");
        }
    }

    #[test]
    fn evidence_is_worded_for_people() {
        let said = says("Prime Minister Keir Starmer and Prime Minister Naoto Kan did not meet.");
        let prime = "Prime Minister Naoto Kan: in office June 2010 to September 2011";
        assert!(said.contains(&prime.to_owned()), "{said:?}");
        assert!(said.contains(&"Prime Minister Keir Starmer: in office since July 2024".to_owned()), "{said:?}");
    }
}
