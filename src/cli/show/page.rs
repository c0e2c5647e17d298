//! One article as a page of text: head, text with its highlights, what was found in it.
//!
//! On a terminal the text is wrapped, and furniture is marked `░`; in a pipe it stands as it is.

use crate::corpus::article::{Annotated, Basis, EntityKind, Evidence, TitleBasis};
use crate::text::Span;
use crate::text::wrap::{width, wrap};
use std::io::{self, Write};

/// What is highlighted, as SGR attributes of the terminal's own colours: readable on light and dark.
const KINDS: &[(EntityKind, &str)] = &[
    (EntityKind::Country, "1;34"),
    (EntityKind::Person, "35"),
    (EntityKind::Organization, "36"),
    (EntityKind::Place, "32"),
    (EntityKind::Agreement, "4"),
    (EntityKind::Event, "4"),
    (EntityKind::Weapon, "31"),
];
const TIME: &str = "33";
const TITLE: &str = "1";
const FAINT: &str = "2";

/// Headings of what was found.
const LISTS: &[(EntityKind, &str)] = &[
    (EntityKind::Country, "Countries"),
    (EntityKind::Person, "People"),
    (EntityKind::Organization, "Organisations"),
    (EntityKind::Place, "Places"),
    (EntityKind::Agreement, "Agreements"),
    (EntityKind::Event, "Events"),
    (EntityKind::Weapon, "Weapons"),
];

/// What marks a line of furniture.
const MARK: &str = "░ ";

/// An article to be printed.
pub(super) struct Page<'a> {
    pub(super) annotated: &'a Annotated,
    pub(super) colours: bool,
    /// Columns to wrap to; `None` to leave the lines as they are.
    pub(super) columns: Option<usize>,
}

impl Page<'_> {
    /// Prints it.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub(super) fn print(&self, out: &mut impl Write) -> io::Result<()> {
        self.head(out)?;
        self.text(out)?;
        self.found(out)
    }

    fn head(&self, out: &mut impl Write) -> io::Result<()> {
        let (article, layers) = (&self.annotated.article, &self.annotated.layers);
        self.prose(out, &layers.title.text, TITLE)?;
        let published = layers.published.value.map(|date| {
            let mark = if layers.published.basis == Some(Basis::Inferred) { " ≈" } else { "" };
            format!("{date}{mark}")
        });
        let place = layers.dateline.as_ref().map(|d| d.place.clone());
        let facts = [layers.source.clone(), place, published, layers.byline.clone(), Some(article.path.clone())];
        let title = if layers.title.basis == TitleBasis::Derived { Some("headline derived".to_owned()) } else { None };
        let language = (!layers.annotated).then(|| format!("not annotated: language {}", layers.language));
        let facts: Vec<String> = facts.into_iter().chain([title, language]).flatten().collect();
        self.prose(out, &facts.join(" · "), FAINT)?;
        writeln!(out)
    }

    fn text(&self, out: &mut impl Write) -> io::Result<()> {
        let text = self.annotated.article.text.as_str();
        let marks = self.marks();
        let furniture = &self.annotated.layers.furniture;
        let (mut next, mut passed) = (0, 0);
        let mut at = 0;
        let mut lines = Vec::new();
        for line in text.split_inclusive('\n') {
            let within = Span::new(at, at + line.trim_end().len());
            at += line.len();
            passed += furniture[passed..].iter().take_while(|f| f.span.end <= within.start).count();
            let dim = furniture.get(passed).is_some_and(|f| f.span.overlaps(within));
            lines.clear();
            match self.columns {
                Some(columns) if dim => wrap(text, within, columns.saturating_sub(width(MARK)), &mut lines),
                Some(columns) => wrap(text, within, columns, &mut lines),
                None => lines.push(within),
            }
            for &line in &lines {
                if dim {
                    let mark = if self.columns.is_some() { MARK } else { "" };
                    self.styled(out, &format!("{mark}{}", line.of(text)), FAINT)?;
                } else {
                    self.highlighted(out, line, &marks, &mut next)?;
                }
                writeln!(out)?;
            }
        }
        Ok(())
    }

    /// What is highlighted, outermost only: sorted, disjoint.
    fn marks(&self) -> Vec<(Span, &'static str)> {
        let layers = &self.annotated.layers;
        let style = |kind| KINDS.iter().find(|(k, _)| *k == kind).map_or(TITLE, |(_, style)| *style);
        let mentions = layers.mentions.iter().filter(|m| !m.nested).map(|m| (m.span, style(m.kind)));
        let mut marks: Vec<_> = mentions.chain(layers.times.iter().map(|t| (t.span, TIME))).collect();
        marks.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
        let mut end = 0;
        marks.retain(|(span, _)| {
            let apart = span.start >= end;
            end = if apart { span.end } else { end };
            apart
        });
        marks
    }

    /// Prints a line with its marks; `next` is the first mark that may lie in it, and moves on.
    fn highlighted(
        &self,
        out: &mut impl Write,
        line: Span,
        marks: &[(Span, &str)],
        next: &mut usize,
    ) -> io::Result<()> {
        let text = self.annotated.article.text.as_str();
        *next += marks[*next..].iter().take_while(|(span, _)| span.end <= line.start).count();
        let mut at = line.start;
        for (span, style) in marks[*next..].iter().take_while(|(span, _)| span.start < line.end) {
            let (start, end) = (span.start.max(line.start), span.end.min(line.end));
            out.write_all(Span { start: at, end: start }.of(text).as_bytes())?;
            self.styled(out, Span { start, end }.of(text), style)?;
            at = end;
        }
        out.write_all(Span { start: at, end: line.end }.of(text).as_bytes())
    }

    /// What was found, with how often, and what the date and the times were resolved to.
    fn found(&self, out: &mut impl Write) -> io::Result<()> {
        let (text, layers) = (self.annotated.article.text.as_str(), &self.annotated.layers);
        if !layers.published.evidence.is_empty() {
            writeln!(out)?;
            let evidence = |e: &Evidence| match &e.article {
                Some(article) => format!("{} (article {article})", e.says),
                None => e.says.clone(),
            };
            let says: Vec<String> = layers.published.evidence.iter().map(evidence).collect();
            self.list(out, "Published", &says, "; ", FAINT)?;
        }
        writeln!(out)?;
        for (kind, heading) in LISTS {
            let names = layers.entities.iter().filter(|e| e.kind == *kind && e.mentions > 0).map(|e| {
                let code = e.country.filter(|_| e.kind == EntityKind::Country).map(|c| format!("{c} "));
                let role = e.role.as_ref().map(|r| format!(" ({r})"));
                format!("{}{}{} {}", code.unwrap_or_default(), e.name, role.unwrap_or_default(), e.mentions)
            });
            let style = KINDS.iter().find(|(k, _)| k == kind).map_or(TITLE, |(_, style)| style);
            self.list(out, heading, &names.collect::<Vec<_>>(), " · ", style)?;
        }
        let mut times: Vec<_> = layers.times.iter().filter(|t| t.days.is_some()).collect();
        times.sort_by_key(|t| t.days);
        let mut dates: Vec<String> =
            times.iter().map(|t| format!("{} = {}", one_line(t.span.of(text)), t.value)).collect();
        dates.dedup();
        self.list(out, "Dates", &dates, " · ", TIME)
    }

    fn list(
        &self,
        out: &mut impl Write,
        heading: &str,
        items: &[String],
        between: &str,
        style: &str,
    ) -> io::Result<()> {
        if items.is_empty() {
            return Ok(());
        }
        let items = format!("{heading}: {}", items.join(between));
        self.prose(out, &items, style)
    }

    /// Prints a paragraph in one style, wrapped where lines are.
    fn prose(&self, out: &mut impl Write, text: &str, style: &str) -> io::Result<()> {
        let whole = Span::new(0, text.len());
        let mut lines = Vec::new();
        match self.columns {
            Some(columns) => wrap(text, whole, columns, &mut lines),
            None => lines.push(whole),
        }
        for line in lines {
            self.styled(out, line.of(text), style)?;
            writeln!(out)?;
        }
        Ok(())
    }

    fn styled(&self, out: &mut impl Write, text: &str, style: &str) -> io::Result<()> {
        if self.colours && !text.is_empty() { write!(out, "\x1b[{style}m{text}\x1b[0m") } else { write!(out, "{text}") }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
