//! What stands at an article's head and foot: language, title, dateline, source and agency.
//!
//! Does not find furniture (`corpus::furniture` does) nor dates (`dating`).

mod language;
mod opening;
mod title;

use super::geo::{self, Sense};
use crate::corpus::article::{Article, CountryCode, Dateline, Furniture, FurnitureKind, Stated, Title, TitleBasis};
use crate::corpus::furniture::{is_byline, is_date_line, outlets};
use crate::text::fold::fold;
use crate::text::{Line, Segmented, Span};
use opening::Opening;

pub use language::language;

/// The headline: stated beside the text, standing in it at `line`, or derived from the first sentence.
#[must_use]
pub fn title(doc: &Segmented<'_>, stated: &Stated, line: Option<Span>, furniture: &[Furniture]) -> Title {
    let said = stated.title.as_deref().map(title::one_line).filter(|t| !t.is_empty());
    if let Some(text) = said.or_else(|| line.map(|l| title::one_line(l.of(doc.text)))) {
        return Title { text, span: line, basis: TitleBasis::Stated };
    }
    let Some(first) = body(doc, furniture, None).find(|l| !is_aside(l, doc)) else {
        // Nothing but furniture: better its first line than nothing.
        let line = doc.lines.first().map_or("", |l| l.span.of(doc.text));
        return Title { text: crate::text::wrap::truncate(&title::one_line(line), 90), ..Title::default() };
    };
    let start = opening::read(doc, first.tokens.start, true, &is_city)
        .map_or(first.tokens.start, |o| doc.token_at(o.whole.end as usize));
    // The dateline can fill the line, or the text: then the sentence is the one that holds it.
    let start = if start < doc.tokens.len() { start } else { first.tokens.start };
    let sentence = &doc.sentences[doc.sentence_of(start)];
    let span = Span { start: doc.tokens[start].span.start, end: sentence.span.end };
    Title { text: title::shorten(doc, span), span: None, basis: TitleBasis::Derived }
}

/// The dateline, where the text opens with one. `title` is the headline's line.
#[must_use]
pub fn dateline(doc: &Segmented<'_>, title: Option<Span>, furniture: &[Furniture]) -> Option<Dateline> {
    let opening = first_opening(doc, title, furniture)?;
    let span = opening.place?;
    let place = normal_case(span.of(doc.text));
    let region = opening.region.map(|r| normal_case(r.of(doc.text)));
    let country = region.as_deref().and_then(country_of).or_else(|| country_of(&place));
    Some(Dateline { place, country, span, whole: opening.whole, date: opening.date })
}

/// Source and agency.
///
/// The source is who published the text: stated beside it, else on a label, in a copyright line, in the dateline, in a
/// credit, in the address. That a text quotes an agency ("Yonhap reported") makes it nobody's.
#[must_use]
pub fn source(
    doc: &Segmented<'_>,
    article: &Article,
    title: Option<Span>,
    furniture: &[Furniture],
) -> (Option<String>, Option<String>) {
    let of_kind = |kind| furniture.iter().filter(move |f| f.kind == kind).flat_map(|f| f.span.of(doc.text).lines());
    let label = of_kind(FurnitureKind::Source).filter(|l| outlets::of_url(l).is_none()).find_map(label);
    let copyright = of_kind(FurnitureKind::Copyright).find_map(copyright_holder);
    let opening = first_opening(doc, title, furniture);
    let opened = opening.and_then(|o| o.source).map(|s| printed(s.of(doc.text)));
    let credit = || {
        let captions = of_kind(FurnitureKind::Caption).chain(of_kind(FurnitureKind::Credit));
        captions.rev().find_map(last_bracket).or_else(|| signature(doc, furniture))
    };
    let address = || {
        let urls = article.stated.url.as_deref().into_iter().chain(of_kind(FurnitureKind::Source));
        urls.filter_map(outlets::of_url).next()
    };
    let named = [label, copyright, opened.clone()];
    let credited = if named.iter().all(Option::is_none) { credit() } else { None };
    let agency = opened
        .filter(|o| outlets::known(o).is_none_or(|o| o.agency))
        .or_else(|| named.iter().chain([&credited]).flatten().find(|n| is_agency(n)).cloned());
    let source = article.stated.source.clone().filter(|s| !s.trim().is_empty());
    let source = source.or_else(|| named.into_iter().flatten().next()).or(credited).or_else(address);
    let agency = agency.or_else(|| source.as_deref().filter(|s| is_agency(s)).map(printed));
    (source, agency)
}

/// The lines that are neither furniture nor headline.
fn body<'a>(
    doc: &'a Segmented<'_>,
    furniture: &'a [Furniture],
    title: Option<Span>,
) -> impl Iterator<Item = &'a Line> + 'a {
    let mut next = 0;
    doc.lines.iter().filter(move |l| {
        while furniture.get(next).is_some_and(|f| f.span.end <= l.span.start) {
            next += 1;
        }
        !furniture.get(next).is_some_and(|f| f.span.overlaps(l.span)) && title != Some(l.span)
    })
}

/// Whether a line says who wrote the article or when, and is no part of its text.
fn is_aside(line: &Line, doc: &Segmented<'_>) -> bool {
    let text = line.span.of(doc.text);
    is_date_line(text) || is_byline(text) || text == "(Undated)"
}

/// The opening of the first lines of the body. Below the first, only where no text comes before it.
fn first_opening(doc: &Segmented<'_>, title: Option<Span>, furniture: &[Furniture]) -> Option<Opening> {
    let mut lines = body(doc, furniture, title).take(6).filter(|l| !is_aside(l, doc));
    let first = lines.next()?;
    opening::read(doc, first.tokens.start, true, &is_city).or_else(|| {
        // A headline that was not told from the text, a byline, a summary.
        let open = |l: &&Line| l.span.len() < 200;
        let second = lines.next().filter(|_| open(&first))?;
        opening::read(doc, second.tokens.start, false, &is_city).filter(|o| o.source.is_some() || o.date.is_some())
    })
}

/// Whether a name in title case is a city's.
fn is_city(name: &str) -> bool {
    senses(name).iter().any(|s| matches!(s, Sense::Capital(_) | Sense::Place(..)))
}

/// What the gazetteer knows of a name that it knows as a whole.
fn senses(name: &str) -> Vec<Sense> {
    let doc = Segmented::new(name);
    let mut hits = geo::candidates(&doc);
    match hits.pop() {
        Some(hit) if hits.is_empty() && hit.span.len() + 1 >= name.len() => hit.senses,
        _ => Vec::new(),
    }
}

/// The country that a place or region is or lies in.
fn country_of(name: &str) -> Option<CountryCode> {
    let folded = fold(name);
    let short = folded.trim_end_matches('.');
    let state = STATES.iter().find(|(names, _)| names.split(' ').any(|n| n == short));
    state.and_then(|(_, code)| CountryCode::new(code)).or_else(|| {
        senses(name).into_iter().find_map(|s| match s {
            Sense::Country(code, _) | Sense::Capital(code) | Sense::Place(code, _) => Some(code),
            _ => None,
        })
    })
}

/// Abbreviations of states and provinces in datelines, folded, by country.
const STATES: &[(&str, &str)] = &[
    (
        "ala ariz ark calif colo conn d.c del fla ga ill ind kan ky la mass md mich minn miss mo mont n.c n.d n.h n.j \
         n.m n.y neb nev okla ore pa r.i s.c s.d tenn tex va vt w.va wash wis wyo",
        "US",
    ),
    ("alta b.c man n.b n.s n.w.t nfld ont p.e.i que sask", "CA"),
    ("n.s.w n.t qld tas vic", "AU"),
];

/// A name in normal case: `DAR ES SALAAM` is `Dar es Salaam`, `D.C.` stays.
fn normal_case(name: &str) -> String {
    const SMALL: [&str; 9] = ["AND", "DE", "DEL", "DU", "ES", "OF", "ON", "THE", "UPON"];
    let name = title::one_line(name);
    if name.chars().any(char::is_lowercase) || (name.contains('.') && name.len() <= 4) {
        return name;
    }
    let mut out = String::with_capacity(name.len());
    let mut word_start = true;
    for word in name.split_inclusive([' ', '-', '/', '&']) {
        let small = SMALL.contains(&word.trim_end_matches([' ', '-']));
        if small && !out.is_empty() {
            out.push_str(&word.to_lowercase());
            continue;
        }
        for c in word.chars() {
            if word_start {
                out.push(c);
            } else {
                out.extend(c.to_lowercase());
            }
            word_start = !c.is_alphanumeric() && c != '\'' && c != '’';
        }
    }
    out
}

/// A publisher's usual name, or the name as it stands.
fn printed(name: &str) -> String {
    outlets::known(name).map_or_else(|| title::one_line(name), |o| o.name.to_owned())
}

fn is_agency(name: &str) -> bool {
    outlets::known(name).is_some_and(|o| o.agency)
}

/// The name on a source label.
fn label(line: &str) -> Option<String> {
    let line = line.trim();
    let name = line.split_once(':').filter(|(l, _)| l.eq_ignore_ascii_case("source")).map_or(line, |(_, name)| name);
    let name = name.trim().trim_matches(['(', ')', '[', ']', '-', '–', '—', ' ']);
    (!name.is_empty()).then(|| printed(name))
}

/// Who a copyright line names: `© KYODO`, `(Copyright ©2018 by The Associated Press. All Rights Reserved.)`.
fn copyright_holder(line: &str) -> Option<String> {
    let marks = ["©", "copyright", "Copyright", "COPYRIGHT", "(c)", "(C)"];
    let at = marks.iter().filter_map(|m| Some(line.find(m)? + m.len())).max()?;
    let rest = line[at..].trim_start_matches(|c: char| !c.is_alphabetic());
    let rest = rest.strip_prefix("by ").unwrap_or(rest);
    let end = rest.find(['.', ',', ';', '|', ')', '©']).unwrap_or(rest.len());
    let name = rest[..end].trim().trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '-');
    let lower = fold(name);
    let name = lower.find(" all rights").and_then(|at| name.get(..at)).unwrap_or(name).trim();
    (!name.is_empty() && name.len() <= 60 && !lower.starts_with("all rights")).then(|| printed(name))
}

/// The publisher that the last bracket of a line names: `(Pool photo)(Kyodo)`, `(AP Photo/Jane Doe)`.
fn last_bracket(line: &str) -> Option<String> {
    let line = line.trim_end().trim_end_matches('.');
    let inside = line.strip_suffix([')', ']']).map(|l| &l[l.rfind(['(', '[']).map_or(0, |at| at + 1)..]);
    let name = inside.or_else(|| line.rsplit_once(": ").map(|(_, name)| name))?;
    let whole = outlets::known(name);
    let part = || name.split(['/', ',', ' ']).find_map(outlets::known);
    whole.or_else(part).map(|o| o.name.to_owned())
}

/// The known publisher whose name in brackets, or after a dash, ends the text: `… next month. (Xinhua)`.
fn signature(doc: &Segmented<'_>, furniture: &[Furniture]) -> Option<String> {
    let last = body(doc, furniture, None).last()?.span.of(doc.text);
    let name = match last.strip_suffix(')') {
        Some(open) => &open[open.rfind('(')? + 1..],
        None => last.rsplit_once(['–', '—'])?.1,
    };
    outlets::known(name).map(|o| o.name.to_owned())
}

#[cfg(test)]
mod tests;
