//! An entity's card: who it is, when it is spoken of, with whom, and its sentences.

use super::related::flow;
use super::{OverlayLine, Tone, country_name, wrapped};
use crate::app::card::{Card, Place, Role, Said, Subject};
use crate::app::dates::{MONTHS, date_text};
use crate::corpus::article::{CountryBasis, CountryCode, EntityKind};
use crate::text::Span;
use crate::text::wrap::{truncate, width, wrap};

/// Columns of the labels.
const LABEL: usize = 8;
/// Lines of one sentence.
const LINES: usize = 3;
/// Bars at most.
const BARS: usize = 48;
/// Bars from low to high; the first is for none.
const HEIGHTS: [char; 9] = ['·', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

pub(super) fn lines(subject: &Subject, card: &Card, found: bool, columns: usize) -> Vec<OverlayLine> {
    let mut lines = who(subject, card, found, columns);
    lines.extend(when(card, columns));
    if !card.company.is_empty() {
        let piece = |(kind, name, count): &(EntityKind, String, u32)| {
            let times = if *count > 1 { format!(" {count}") } else { String::new() };
            (format!("{name}{times}"), Tone::Kind(*kind))
        };
        lines.extend(labelled("With", card.company.iter().map(piece), columns, 3));
    }
    // The first item is the card's head; its sentences follow.
    let mut item = 1;
    for place in card.places.iter().filter(|p| !p.said.is_empty()) {
        lines.push(OverlayLine::default());
        lines.push(heading(place, place.said[0].doc == subject.from, columns));
        for said in &place.said {
            lines.extend(sentence(item, said, columns));
            item += 1;
        }
    }
    if !found {
        lines.push(OverlayLine::default());
        lines.push(OverlayLine::new("Looking through the collection…", Tone::Dim));
    }
    lines
}

/// Kind, role, country and counts; the sentence that says so; the names.
fn who(subject: &Subject, card: &Card, found: bool, columns: usize) -> Vec<OverlayLine> {
    let mut facts = vec![kind_text(subject.kind).to_owned()];
    match (subject.kind, subject.country) {
        (EntityKind::Country, Some(code)) => facts.push(code.to_string()),
        (EntityKind::Place, Some(code)) => facts.push(format!("in {}", country_name(code))),
        _ => {}
    }
    let mentions = counted(card.mentions, "mention", "mentions");
    facts.push(match (found, card.articles) {
        (false, _) => format!("{mentions} in this article"),
        (true, 1) => format!("{mentions} in 1 article"),
        (true, n) if n as usize > card.places.len() => {
            format!("{n} articles, {mentions} in {} of them", card.places.len())
        }
        (true, n) => format!("{mentions} in {n} articles"),
    });
    let mut lines: Vec<OverlayLine> =
        wrapped(&facts.join(" · "), columns).into_iter().map(|l| OverlayLine::of(0, vec![(l, Tone::Plain)])).collect();
    if let Some(basis) = card.basis.filter(|b| *b != CountryBasis::Named) {
        let why = match basis {
            CountryBasis::Place => "Here reached only through a place in it.",
            _ => "Here reached only through a capital or seat that stands for its government.",
        };
        lines.extend(wrapped(why, columns).into_iter().map(|l| OverlayLine::new(l, Tone::Dim)));
    }
    for (n, Role { role, country, articles, said }) in card.roles.iter().take(3).enumerate() {
        let label = if n == 0 { "Role" } else { "" };
        let times = if *articles > 1 { format!(", in {articles} articles") } else { String::new() };
        let text = format!("{role}{}{times}", country.map_or_else(String::new, |c| format!(", {}", country_name(c))));
        lines.extend(labelled(label, [(text, Tone::Strong)].into_iter(), columns, 1));
        let Some(said) = said else { continue };
        let room = columns.saturating_sub(LABEL);
        for line in excerpt(said, room, 2) {
            let mut parts = vec![(" ".repeat(LABEL), Tone::Plain)];
            parts.extend(line.into_iter().map(|(text, named)| (text, if named { Tone::Quote } else { Tone::Dim })));
            lines.push(OverlayLine { parts, item: None });
        }
    }
    if subject.kind == EntityKind::Person && card.roles.is_empty() && subject.country.is_some() {
        let country = subject.country.map(country_name).unwrap_or_default();
        lines.extend(labelled("For", [(country, Tone::Plain)].into_iter(), columns, 1));
    }
    if card.names.len() > 1 {
        let piece = |(name, count): &(String, u32)| (format!("{name} {count}"), Tone::Plain);
        lines.extend(labelled("Called", card.names.iter().map(piece), columns, 2));
    }
    if !card.members.is_empty() {
        let piece = |code: &CountryCode| (code.to_string(), Tone::Kind(EntityKind::Country));
        lines.extend(labelled("Members", card.members.iter().map(piece), columns, 4));
    }
    lines
}

/// Pieces behind a label, on at most `most` lines.
fn labelled(
    label: &str,
    pieces: impl Iterator<Item = (String, Tone)>,
    columns: usize,
    most: usize,
) -> Vec<OverlayLine> {
    let label = format!("{label:LABEL$}");
    // They belong to no item; a column is left for the comma at a line's end.
    flow(0, &label, pieces, columns.saturating_sub(1), most)
        .into_iter()
        .map(|l| OverlayLine { item: None, ..l })
        .collect()
}

/// When it is spoken of: bars from the first month to the last, and the month with most.
fn when(card: &Card, columns: usize) -> Vec<OverlayLine> {
    let months: Vec<(i32, u32)> =
        card.months.iter().filter(|m| m.0.1 > 0).map(|&((y, m), n)| (y * 12 + m as i32 - 1, n)).collect();
    let (Some(&(first, _)), Some(&(last, _))) = (months.first(), months.last()) else { return Vec::new() };
    let name = |month: i32| format!("{} {}", MONTHS[month.rem_euclid(12) as usize], month.div_euclid(12));
    if first == last {
        return labelled("When", [(name(first), Tone::Plain)].into_iter(), columns, 1);
    }
    let (from, to) = (name(first), name(last));
    let room = columns.saturating_sub(LABEL + width(&from) + width(&to) + 2).clamp(1, BARS);
    let span = (last - first + 1) as usize;
    let each = span.div_ceil(room).max(1);
    let mut counts = vec![0u32; span.div_ceil(each)];
    for &(month, count) in &months {
        counts[(month - first) as usize / each] += count;
    }
    let most = counts.iter().copied().max().unwrap_or(1).max(1);
    let bar = |count: u32| {
        let level = (u64::from(count) * (HEIGHTS.len() as u64 - 1)).div_ceil(u64::from(most)) as usize;
        HEIGHTS[level.min(HEIGHTS.len() - 1)]
    };
    let bars: String = counts.iter().map(|&c| bar(c)).collect();
    let label = format!("{:LABEL$}", "When");
    let parts = vec![
        (label, Tone::Dim),
        (format!("{from} "), Tone::Plain),
        (bars, Tone::Accent),
        (format!(" {to}"), Tone::Plain),
    ];
    let mut lines = vec![OverlayLine { parts, item: None }];
    let top = months.iter().max_by_key(|m| (m.1, m.0)).copied().unwrap_or((last, 1));
    let mut more = vec![format!("most in {} ({})", name(top.0), top.1)];
    if each > 1 {
        more.push(format!("a bar is {each} months"));
    }
    if card.undated > 0 {
        more.push(format!("{} without a date", card.undated));
    }
    let text = truncate(&more.join(" · "), columns.saturating_sub(LABEL));
    lines.push(OverlayLine { parts: vec![(" ".repeat(LABEL), Tone::Plain), (text, Tone::Dim)], item: None });
    lines
}

/// The article that sentences stand in.
fn heading(place: &Place, open: bool, columns: usize) -> OverlayLine {
    if open {
        return OverlayLine::new("In this article", Tone::Accent);
    }
    let sign = if place.inferred { " ≈" } else { "" };
    let date = place.published.map(|d| format!("{}{sign}", date_text(d)));
    let about: Vec<String> = [date, place.source.clone()].into_iter().flatten().collect();
    let about = if about.is_empty() { String::new() } else { format!("{} · ", about.join(" · ")) };
    let about = truncate(&about, columns);
    let title = truncate(&place.title, columns.saturating_sub(width(&about)));
    OverlayLine { parts: vec![(about, Tone::Dim), (title, Tone::Strong)], item: None }
}

/// A sentence, its mention raised.
fn sentence(item: usize, said: &Said, columns: usize) -> Vec<OverlayLine> {
    let lines = excerpt(said, columns.saturating_sub(2), LINES);
    let tone = |named| if named { Tone::Quote } else { Tone::Plain };
    let line = |(n, pieces): (usize, Vec<(String, bool)>)| {
        let lead = if n == 0 { "· " } else { "  " };
        let mut parts = vec![(lead.to_owned(), Tone::Dim)];
        parts.extend(pieces.into_iter().map(|(text, named)| (text, tone(named))));
        OverlayLine::of(item, parts)
    };
    lines.into_iter().enumerate().map(line).collect()
}

/// A sentence in at most `most` lines around its mention; each piece says whether it is the mention.
fn excerpt(said: &Said, columns: usize, most: usize) -> Vec<Vec<(String, bool)>> {
    let mut spans = Vec::new();
    wrap(&said.text, Span::new(0, said.text.len()), columns.saturating_sub(1).max(1), &mut spans);
    let named = spans.iter().position(|s| s.end >= said.mention.end).unwrap_or(0);
    let first = if named < most { 0 } else { named + 1 - most };
    let shown = spans.iter().skip(first).take(most);
    let mut lines: Vec<Vec<(String, bool)>> = shown
        .map(|&line| {
            let mut pieces = Vec::new();
            let cut = |from: u32, to: u32| said.text.get(from.max(line.start) as usize..to.min(line.end) as usize);
            let bounds = [(line.start, said.mention.start, false), (said.mention.start, said.mention.end, true)];
            for (from, to, named) in bounds.into_iter().chain([(said.mention.end, line.end, false)]) {
                if from.max(line.start) < to.min(line.end) {
                    pieces.extend(cut(from, to).map(|text| (text.to_owned(), named)));
                }
            }
            pieces
        })
        .collect();
    if first > 0
        && let Some(line) = lines.first_mut()
    {
        line.insert(0, ("…".to_owned(), false));
    }
    if first + most < spans.len()
        && let Some(line) = lines.last_mut()
    {
        line.push(("…".to_owned(), false));
    }
    lines
}

fn kind_text(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Country => "Country",
        EntityKind::Person => "Person",
        EntityKind::Organization => "Organisation",
        EntityKind::Place => "Place",
        EntityKind::Agreement => "Agreement",
        EntityKind::Event => "Event",
        EntityKind::Weapon => "Weapon",
    }
}

fn counted(count: u32, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::article::DocNo;

    fn text(lines: &[OverlayLine]) -> Vec<String> {
        lines.iter().map(|l| l.parts.iter().map(|p| p.0.as_str()).collect()).collect()
    }

    #[test]
    fn bars_stand_on_their_months_and_fit() {
        let months = vec![((2023, 12), 1), ((2024, 2), 4), ((2025, 9), 2)];
        let card = Card { months, undated: 3, ..Card::default() };
        let wide = text(&when(&card, 80));
        assert_eq!(wide[0], "When    Dec 2023 ▂·█··················▄ Sep 2025");
        assert_eq!(wide[1], "        most in Feb 2024 (4) · 3 without a date");
        for columns in 30..80 {
            assert!(text(&when(&card, columns)).iter().all(|l| width(l) <= columns), "{columns}");
        }
        let one = Card { months: vec![((2024, 0), 2), ((2024, 1), 1)], ..Card::default() };
        assert_eq!(text(&when(&one, 40)), ["When    Jan 2024"]);
    }

    #[test]
    fn a_long_sentence_is_shown_around_its_mention() {
        let long = format!("{}Kim Gunn {}", "word ".repeat(60), "more ".repeat(60));
        let at = long.find("Kim").unwrap_or_default();
        let said = Said { doc: DocNo(0), at: 0, text: long, mention: Span::new(at, at + 8) };
        let lines = excerpt(&said, 40, 3);
        let flat: String = lines.iter().flatten().filter(|p| p.1).map(|p| p.0.as_str()).collect();
        assert_eq!((lines.len(), flat.as_str()), (3, "Kim Gunn"));
        assert!(lines.iter().all(|l| l.iter().map(|p| width(&p.0)).sum::<usize>() <= 40));
        assert!(lines[0][0].0 == "…" && lines[2].last().is_some_and(|p| p.0 == "…"));
    }
}
