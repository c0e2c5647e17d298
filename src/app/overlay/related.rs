//! Related articles, each with its reasons.

use super::{OverlayLine, Tone};
use crate::app::dates::date_text;
use crate::corpus::article::PartialDate;
use crate::corpus::collection::related::{Reason, Related, Relation};
use crate::corpus::library::Row;
use crate::text::wrap::{truncate, width};
use std::sync::Arc;

/// How one article relates to another, in words.
fn relation_text(relation: Relation) -> &'static str {
    match relation {
        Relation::SameEvent => "same event",
        Relation::SameStory => "same story",
        Relation::SameSubject => "same subject",
    }
}

fn reason_text(reason: &Reason) -> (String, Tone) {
    match reason {
        Reason::Entity { kind, name, .. } => (name.clone(), Tone::Kind(*kind)),
        Reason::Terms(terms) => (format!("“{}”", terms.join("”, “")), Tone::Plain),
        Reason::Day(day) => (date_text(PartialDate::Day(*day)), Tone::Quote),
    }
}

pub(super) fn related(found: Option<&[(Related, Arc<Row>)]>, columns: usize) -> Vec<OverlayLine> {
    let Some(found) = found else { return vec![OverlayLine::new("Looking…", Tone::Dim)] };
    if found.is_empty() {
        return vec![OverlayLine::new("No article is close to this one.", Tone::Dim)];
    }
    let mut lines = Vec::new();
    for (n, (related, row)) in found.iter().enumerate() {
        if n > 0 {
            lines.push(OverlayLine::default());
        }
        lines.push(OverlayLine::of(n, vec![(truncate(&row.title, columns), Tone::Strong)]));
        let sign = if row.inferred { " ≈" } else { "" };
        let date = row.published.map(|d| format!("{}{sign}", date_text(d)));
        let closeness = format!("{:.0} % close", related.score.clamp(0.0, 1.0) * 100.0);
        let about: Vec<String> =
            [Some(relation_text(related.relation).to_owned()), date, row.source.clone(), Some(closeness)]
                .into_iter()
                .flatten()
                .collect();
        lines.push(OverlayLine::of(n, vec![(truncate(&about.join(" · "), columns), Tone::Dim)]));
        lines.extend(flow(n, "both: ", related.reasons.iter().map(reason_text), columns, 2));
    }
    lines
}

/// Pieces joined by commas, on at most `most` lines; a piece that does not fit any more is left out whole.
pub(super) fn flow(
    item: usize,
    lead: &str,
    pieces: impl Iterator<Item = (String, Tone)>,
    columns: usize,
    most: usize,
) -> Vec<OverlayLine> {
    let mut lines: Vec<OverlayLine> = Vec::new();
    let mut line = vec![(lead.to_owned(), Tone::Dim)];
    let mut used = width(lead);
    let mut any = false;
    for (text, tone) in pieces {
        let text = truncate(&text, columns.saturating_sub(width(lead)));
        let joint = if any { ", " } else { "" };
        if any && used + width(joint) + width(&text) > columns {
            if lines.len() + 1 == most {
                break;
            }
            line.push((",".to_owned(), Tone::Dim));
            lines.push(OverlayLine::of(item, std::mem::take(&mut line)));
            line.push((" ".repeat(width(lead)), Tone::Dim));
            used = width(lead);
        } else {
            line.push((joint.to_owned(), Tone::Dim));
            used += width(joint);
        }
        used += width(&text);
        line.push((text, tone));
        any = true;
    }
    if any {
        lines.push(OverlayLine::of(item, line));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_flow_over_two_lines_and_none_is_cut() {
        let names = ["Gen Nakatani", "Ahn Gyu-back", "North Korea", "Seoul Defense Dialogue", "Japan"];
        let lines = flow(0, "both: ", names.iter().map(|n| (n.to_string(), Tone::Plain)), 30, 2);
        assert_eq!(lines.len(), 2);
        for line in &lines {
            let text: String = line.parts.iter().map(|p| p.0.as_str()).collect();
            assert!(width(&text) <= 31, "{text:?}");
        }
    }
}
