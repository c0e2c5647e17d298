use super::*;
use proptest::prelude::*;

/// Each furniture line with its kind, and the headline.
fn read(text: &str) -> (Vec<(FurnitureKind, String)>, Option<String>) {
    let doc = Segmented::new(text);
    let found = find(&doc, &Stated::default());
    let spans = found.spans.iter().map(|f| (f.kind, f.span.of(text).to_owned())).collect();
    (spans, found.title.map(|t| t.of(text).to_owned()))
}

const BODY: &str = "The port will be rebuilt with money from three banks, the minister said in a speech on Friday.";
const MORE: &str = "Fishermen asked for a date, since the quay has been closed to their boats for most of the year.";

#[test]
fn the_first_of_two_titles_is_the_headline() {
    let (spans, title) = read(&format!("Banks to rebuild the port\n\nBanks to rebuild the port\n\nReuters\n{BODY}"));
    assert_eq!(title.as_deref(), Some("Banks to rebuild the port"));
    assert_eq!(
        spans,
        [(FurnitureKind::Duplicate, "Banks to rebuild the port".into()), (FurnitureKind::Source, "Reuters".into())]
    );
}

#[test]
fn of_two_leads_the_one_with_the_dateline_stays() {
    let (spans, title) = read(&format!("{BODY}\nOSLO, May 3 (UPI) -- {BODY}\nWork begins in June."));
    assert_eq!(spans, [(FurnitureKind::Duplicate, BODY.into())]);
    assert_eq!(title, None);
}

#[test]
fn a_label_is_known_by_what_the_text_says_of_it() {
    let text =
        format!("Banks to rebuild the port\n\nGanda Post\n{BODY}\nAs Ganda Post reported earlier, work is late.");
    assert_eq!(read(&text).0, [(FurnitureKind::Source, "Ganda Post".into())]);
    let text = format!("Banks to rebuild the port\n\nOld Harbour\n{BODY}\nWork at Old Harbour is late.");
    assert_eq!(read(&text).0, [], "a place is no source");
}

#[test]
fn links_below_their_heading_are_furniture_and_text_after_them_is_not() {
    let text = format!("{BODY}\n\nRelated coverage:\n\nPort closed by storm\n\nBank posts a loss\n\n{MORE}");
    assert_eq!(
        read(&text).0,
        [(FurnitureKind::Related, "Related coverage:\n\nPort closed by storm\n\nBank posts a loss".into())]
    );
    let text = format!("{BODY}\n\nRead more\n\nA long wait\n\n{MORE}");
    assert_eq!(read(&text).0, [(FurnitureKind::Related, "Read more".into())], "a subheading is not taken for a link");
}

#[test]
fn a_dash_is_furniture_only_among_furniture() {
    let text = format!("{BODY}\n\nBy period:\n-\nShare:");
    let kinds: Vec<_> = read(&text).0.into_iter().map(|(k, t)| (k, t.replace('\n', "|"))).collect();
    assert_eq!(kinds, [(FurnitureKind::Navigation, "By period:|-".into()), (FurnitureKind::Share, "Share:".into())]);
    assert_eq!(read(&format!("{BODY}\n* * *\n{MORE}")).0, []);
}

#[test]
fn a_headline_that_was_stated_stands_in_the_text() {
    let text = format!("Port\nBanks to rebuild the port.\n{BODY}");
    let stated = Stated { title: Some("Banks to rebuild the port".into()), ..Stated::default() };
    let doc = Segmented::new(&text);
    assert_eq!(find(&doc, &stated).title.map(|t| t.of(&text)), Some("Banks to rebuild the port."));
}

proptest! {
    /// Lines told apart by how they begin are those that comparing every line with all before it finds.
    #[test]
    fn what_is_said_again_is_found_as_if_all_were_compared(
        picked in prop::collection::vec((0usize..9, 0usize..4), 1..14), title in prop::option::of(0usize..4),
    ) {
        const STARTS: [&str; 3] = ["The banks of the north", "The Banks of the North -- the", "Élan"];
        const ENDS: [&str; 3] = ["ern town pay for the port and its cranes.", "ern town pay for no port, nor cranes.", ""];
        let written = |&(n, how): &(usize, usize)| {
            let line = format!("{}{}", STARTS[n / 3], ENDS[n % 3]);
            [line.clone(), line.to_uppercase(), format!("  «{line}»"), line.replace(' ', " - ")][how].clone()
        };
        let text = picked.iter().map(written).collect::<Vec<_>>().join("\n\n");
        let doc = Segmented::new(&text);
        let title = title.filter(|&t| t < doc.lines.len());
        let mut lines = Lines::new(&doc);
        lines.repetitions(title);
        let mut slow = Lines::new(&doc);
        slow.repeated_lead(title);
        let mut seen = FxHashSet::default();
        for n in 0..doc.lines.len() {
            let key = normal(slow.text(n));
            let of_title = title.is_some_and(|t| t < n && key.len() >= 12 && key == normal(slow.text(t)));
            if slow.kinds[n].is_none() && (of_title || key.len() >= 40 && !seen.insert(key)) {
                slow.kinds[n] = Some(FurnitureKind::Duplicate);
            }
        }
        prop_assert_eq!(lines.kinds, slow.kinds);
    }

    #[test]
    fn a_lead_said_again_begins_where_it_would(lead in "[A-Za-zé ,.]{40,90}", by in "[A-Za-z é,-]{0,90}", cut in any::<bool>()) {
        let text = format!("{lead}{}\n\n{by}{lead} It said more.", if cut { "..." } else { "" });
        let doc = Segmented::new(&text);
        prop_assume!(doc.lines.len() == 2);
        let mut lines = Lines::new(&doc);
        lines.repeated_lead(None);
        let at = normal(lines.text(1)).find(&normal(lines.text(0)));
        prop_assert_eq!(lines.kinds[0].is_some(), lines.text(0).len() >= 40 && at.is_some_and(|at| at <= LEAD_BY));
    }

    #[test]
    fn spans_are_whole_lines_in_order(parts in prop::collection::vec(
        prop::sample::select(vec!["Share:", "-", "Read more", "Reuters", "", BODY, "Étude (Pool photo)", "© X", "「", "http://a.b"]), 0..12)
    ) {
        let text = parts.join("\n");
        let doc = Segmented::new(&text);
        let found = find(&doc, &Stated::default());
        let mut end = 0;
        for f in &found.spans {
            prop_assert!(f.span.start >= end && !f.span.is_empty());
            end = f.span.end;
            prop_assert!(doc.lines.iter().any(|l| l.span.start == f.span.start));
            prop_assert!(doc.lines.iter().any(|l| l.span.end == f.span.end));
            prop_assert!(found.title.is_none_or(|t| !t.overlaps(f.span)), "the headline is no furniture");
        }
    }
}
