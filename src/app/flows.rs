//! What people do with the reader, told as stories.

use super::card::Subject;
use super::message::{Effect, Message};
use super::overlay::{Overlay, Scope};
use super::reading::EntityLine;
use super::state::{Pane, State};
use super::testing::{Reader, article, empty, five, reader, reader_of};
use crate::corpus::article::{CountryCode, EntityKind};
use crate::corpus::query::Sort;
use crate::personal::{Change, Correction, Marks, Target};
use proptest::prelude::*;

#[test]
fn narrow_by_two_countries_exclude_a_third_and_undo() {
    let mut r = reader();
    r.lists("chiefs phone tokyo january advisers").selected("chiefs");
    let order: Vec<String> = r.state.bar.order.iter().map(CountryCode::to_string).collect();
    assert_eq!(order.join(" "), "JP KP KR US RU UA CN");
    r.press("3 5").lists("chiefs phone tokyo advisers");
    r.press("6 6").lists("phone tokyo").selected("phone");
    assert_eq!(r.state.filters.text(), "KR ∧ RU − UA");
    r.press("U").lists("chiefs advisers");
    r.press("0").lists("chiefs phone tokyo january advisers");
    r.press("U U U U").lists("chiefs phone tokyo january advisers").press("U").says("Nothing to undo");
}

#[test]
fn any_of_the_required_countries() {
    let mut r = reader();
    r.press("6 7").lists("chiefs").press("C").lists("chiefs advisers");
    assert_eq!(r.state.filters.text(), "UA ∨ CN");
}

#[test]
fn the_numbers_of_the_country_bar_stay_when_articles_arrive() {
    let mut r = reader();
    let before = r.state.bar.order.clone();
    r.wait(1000);
    let more = "«CN:China» and «VN:Vietnam» signed a border agreement with «CN:Beijing».";
    r.arrive((0..9).map(|n| article(&format!("more-{n}"), "", "2020-01-01", more)).collect());
    assert_eq!(r.state.bar.order[..before.len()], before);
    assert_eq!(r.state.bar.order.last(), CountryCode::new("VN").as_ref());
    r.press(":").types("rank").press("⏎");
    assert_eq!(r.state.bar.order.first(), CountryCode::new("CN").as_ref());
}

#[test]
fn along_a_story_outside_the_filter_and_back() {
    let mut r = reader();
    r.press("j ⏎").selected("phone").article_shows("spoke on the telephone");
    r.press("[").selected("tokyo").says("2 of 3");
    r.press("[").selected("january").press("[").says("earliest article");
    r.press("H H").selected("phone").press("L").selected("tokyo").press("H");
    // Only the telephone call speaks of the ministry.
    r.press("e g").press("/ Esc");
    r.press("5").press("4 4").press("0").lists("chiefs phone tokyo january advisers");
    r.press("7").lists("chiefs").selected("chiefs").press("H").selected("phone");
    assert!(r.state.outside());
    r.press("]").says("latest article").press("a j").selected("chiefs");
    assert!(!r.state.outside());
}

/// The selected line of the chronology: its day is not part of it.
fn chronology_line(r: &Reader) -> String {
    let overlay = r.state.overlay.as_ref().expect("the chronology is open");
    let lines = overlay.lines(&r.state, 100);
    let of = lines.iter().filter(|l| l.item == Some(overlay.at()));
    of.flat_map(|l| &l.parts).map(|p| p.0.trim()).filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ")
}

#[test]
fn who_says_what_of_which_day() {
    let mut r = reader();
    r.press("j ⏎").selected("phone").press("t");
    // The cursor stands on the article itself, among those of its story.
    assert!(chronology_line(&r).contains("Published: South Korea's acting president"), "{}", chronology_line(&r));
    r.press("k");
    assert!(chronology_line(&r).contains("met in Tokyo on Monday after a defense treaty"), "{}", chronology_line(&r));
    r.press("⏎").selected("tokyo").article_shows("met in Tokyo on Monday");
    assert!(r.state.overlay.is_none() && r.state.focus == Pane::Article);
    // A story of one article is the article.
    r.press("H a g").selected("chiefs").press("t");
    let scope = |r: &Reader| match &r.state.overlay {
        Some(Overlay::Chronology(c)) => c.scope,
        other => panic!("{other:?}"),
    };
    assert_eq!(scope(&r), Scope::Article);
    r.press("g");
    assert!(chronology_line(&r).contains("was signed in 1965"), "{}", chronology_line(&r));
    r.press("⏎").article_shows("was signed in 1965");
    r.press("t Tab Tab");
    assert_eq!(scope(&r), Scope::Listed);
    r.press("g");
    assert!(chronology_line(&r).contains("was signed in 1965"));
    r.press("S-Tab");
    assert_eq!(scope(&r), Scope::Story);
    r.press("t");
    assert!(r.state.overlay.is_none(), "the key that opens it closes it");
    r.press("t Esc");
    assert!(r.state.overlay.is_none());
}

#[test]
fn a_chronology_of_nothing_says_so() {
    let mut r = empty();
    r.press("t");
    assert!(r.state.overlay.is_none(), "without an article there is nothing to tell");
    let mut r = reader_of(vec![article("mute", "Post", "2020-05-01", "The mill is closed.")]);
    r.press("t");
    let lines: Vec<String> = r
        .state
        .overlay
        .as_ref()
        .unwrap()
        .lines(&r.state, 60)
        .into_iter()
        .map(|l| l.parts.into_iter().map(|p| p.0).collect())
        .collect();
    assert_eq!(lines[0], "The article speaks of no date.");
    assert!(lines.iter().any(|l| l.contains("Fri 1 May 2020")), "{lines:?}");
}

#[test]
fn a_listing_s_chronology_covers_its_top() {
    let news = |n: i32| {
        article(&format!("a-{n}"), "Post", &format!("2001-01-{:02}", n % 28 + 1), "On ‹2000-12-24:Sunday› it snowed.")
    };
    let mut r = reader_of((0..230).map(news).collect());
    r.press("t Tab Tab");
    let Some(Overlay::Chronology(c)) = &r.state.overlay else { panic!("it is open") };
    let told = c.told.as_ref().unwrap();
    assert_eq!((told.covered, told.of), (100, 230));
    let heading: String =
        r.state.overlay.as_ref().unwrap().heading(&r.state, 80).unwrap().parts.into_iter().map(|p| p.0).collect();
    assert!(heading.ends_with("the first 100 of 230"), "{heading}");
    // What all of them say in the same words is said once.
    let said = told.sayings.iter().filter(|s| s.days.from.to_string() == "2000-12-24").map(|s| s.also);
    assert_eq!(said.collect::<Vec<_>>(), [99]);
}

#[test]
fn arrivals_never_move_the_cursor() {
    let mut r = reader();
    r.press("j j").selected("tokyo");
    r.wait(1000).press("j k");
    let on_screen = r.state.list.row.unwrap() - r.state.list.top;
    let news = |n: i32| {
        let date = if n % 2 == 0 { "2026-01-01" } else { "2001-01-01" };
        article(&format!("new-{n}"), "", date, "News of «JP:Japan».")
    };
    r.arrive((0..100).map(news).collect());
    r.selected("tokyo");
    assert_eq!(r.state.list.row, Some(52));
    assert_eq!(r.state.list.row.unwrap() - r.state.list.top, on_screen);
}

#[test]
fn the_first_row_is_selected_until_somebody_can_have_read_it() {
    let mut r = empty();
    let old = |n: i32| article(&format!("old-{n}"), "", "2001-01-01", "News of «JP:Japan».");
    let new = |n: i32| article(&format!("new-{n}"), "", "2026-01-01", "News of «JP:Japan».");
    r.arrive(vec![old(1)]);
    r.selected("old-1").arrive(vec![new(1)]);
    r.selected("new-1").wait(1000);
    r.arrive(vec![article("newest", "", "2027-01-01", "Late.")]);
    r.selected("new-1").lists("newest new-1 old-1");
    let mut r = empty();
    r.arrive(vec![old(1)]);
    r.press("?").arrive(vec![new(1)]);
    r.selected("old-1");
}

#[test]
fn an_article_is_read_when_opened_or_seen_for_two_seconds_but_not_by_passing() {
    let mut r = reader();
    r.press("j j").wait(500);
    assert!(r.state.marks.read.is_empty());
    r.wait(1500);
    assert_eq!(r.state.marks.read.len(), 1);
    r.press("j ⏎");
    assert_eq!(r.state.marks.read.len(), 2);
    // In one pane the article is not on the screen while the list is.
    let mut r = reader();
    r.resize(60, 20).press("j").wait(5000);
    assert!(r.state.marks.read.is_empty());
}

#[test]
fn space_pages_through_an_article_and_on_to_the_next_unread() {
    let mut r = reader();
    r.resize(80, 20).selected("chiefs").press("Space").selected("chiefs");
    for _ in 0..10 {
        if r.state.reading.as_ref().unwrap().article.id == "chiefs" {
            r.press("Space");
        }
    }
    r.selected("phone");
    assert_eq!(r.state.marks.read.len(), 1);
}

#[test]
fn find_is_live_counts_and_goes_round() {
    let mut r = reader();
    r.press("⏎ /").types("minist");
    let count = r.state.find.as_ref().unwrap().spans.len();
    assert_eq!(count, 3, "Defense Ministry, ministers, minister");
    r.press("⏎ n");
    assert_eq!(r.state.walk().unwrap(), ("/minist".into(), Some(1), 3));
    r.press("n n");
    assert_eq!(r.state.find.as_ref().unwrap().current, Some(0));
    r.press("N");
    assert_eq!(r.state.find.as_ref().unwrap().current, Some(2));
    r.press("Esc");
    assert!(r.state.find.is_none());
    r.press("/").types("xyzzy").press("⏎").says("No “xyzzy”");
}

#[test]
fn the_list_follows_a_query_as_it_is_typed() {
    let mut r = reader();
    r.press("/").types("treaty").lists("tokyo chiefs").selected("chiefs");
    assert_eq!(r.state.order(), Sort::Best);
    r.types(" -ukraine").lists("tokyo").selected("tokyo").press("⏎").lists("tokyo");
    assert!(r.state.prompt.is_none());
    // Done, it can be undone; and what keys add is part of it.
    r.press("U").lists("chiefs phone tokyo january advisers");
    r.press("3 5 /");
    assert_eq!(r.state.prompt.as_ref().unwrap().input.value(), "country:KR country:RU ");
    r.types("-country:kyiv").press("⏎").lists("phone tokyo");
    assert_eq!(r.state.filters.text(), "KR ∧ RU − UA");
    r.press("6").lists("chiefs phone tokyo advisers");
    // Emptied, it clears.
    r.press("/ Ctrl-u ⏎").lists("chiefs phone tokyo january advisers");
    assert!(r.state.filters.is_empty());
}

#[test]
fn a_mistake_leaves_the_last_good_result_and_esc_the_query_before() {
    let mut r = reader();
    r.press("7 /").types("missiles (").lists("chiefs");
    let mistake = r.state.prompt.as_ref().unwrap().mistake.clone().unwrap();
    assert_eq!(mistake.at, 21..21);
    r.press("⏎");
    assert!(r.state.prompt.is_some(), "what is no query stays to be mended");
    r.types("a OR chiefs)").lists("chiefs");
    // A condition half typed does not count, and what stands before it does.
    r.types(" source").lists("").types(":").lists("chiefs");
    r.press("Ctrl-w");
    assert_eq!(r.state.filters.text(), "CN · missiles · (a ∨ chiefs)");
    r.press("Esc").lists("chiefs");
    assert_eq!(r.state.filters.text(), "CN");
    r.press("/").types("x").lists("").press("Ctrl-c").lists("chiefs");
    assert!(r.state.prompt.is_none());
}

#[test]
fn tab_completes_fields_and_what_they_take() {
    let mut r = reader();
    r.press("/").types("naka").press("Tab").lists("chiefs");
    assert_eq!(r.state.filters.text(), "Gen Nakatani");
    r.press("Ctrl-u").types("so").press("Tab");
    let offered = |r: &super::testing::Reader| {
        let prompt = r.state.prompt.as_ref().unwrap();
        prompt.completions.iter().map(|c| c.with.trim().to_owned()).collect::<Vec<_>>().join(", ")
    };
    assert!(offered(&r).starts_with("source:, country:SO, "), "{}", offered(&r));
    r.press("⏎");
    assert!(offered(&r).starts_with("source:Kyodo, "), "the most frequent first: {}", offered(&r));
    r.types("u");
    assert_eq!(offered(&r).split(", ").count(), 2, "UPI and Ukrinform: {}", offered(&r));
    r.types("k");
    assert_eq!(offered(&r), "source:Ukrinform");
    r.press("Down ⏎").lists("advisers").press("⏎").lists("advisers");
    // Esc closes what is offered before it leaves.
    r.press("/ Tab Esc");
    assert!(r.state.prompt.is_some());
}

#[test]
fn the_words_of_the_query_are_walked_in_the_article() {
    let mut r = reader();
    r.press("/").types("missiles").press("⏎ ⏎");
    assert_eq!(r.state.walk().unwrap(), ("query".into(), None, 1));
    r.press("n");
    assert_eq!(r.state.walk().unwrap().1, Some(0));
    r.press("/").types("the").press("⏎ Esc").press("n");
    assert_eq!(r.state.hits.current, Some(0), "without a find, the query's words are gone through again");
    // An order that was chosen stays.
    r.press("s");
    assert_eq!(r.state.order(), Sort::Newest);
    r.press("a /").types(" japan").press("⏎");
    assert_eq!(r.state.order(), Sort::Newest);
    r.press("s s s s");
    assert_eq!(r.state.order(), Sort::Best);
    r.press("U U");
    assert_eq!(r.state.order(), Sort::Newest, "nothing to be best at");
}

#[test]
fn facets_count_what_is_listed_and_filter_by_it() {
    for columns in [120, 80] {
        let mut r = reader();
        r.resize(columns, 40);
        r.press("F ⏎");
        assert_eq!(r.state.filters.text(), "JP");
        r.press("l ⏎").lists("chiefs january");
        assert_eq!(r.state.filters.text(), "JP · Kim Jong Un");
        r.press("l ⏎");
        assert_eq!(r.state.filters.text(), "JP · Kim Jong Un · source:Kyodo");
        r.lists("january").press("⏎ h ⏎").lists("chiefs phone tokyo january advisers");
        r.press("h h ⏎").lists("chiefs").press("Esc");
        assert!(r.state.overlay.is_none());
        assert_eq!(r.state.filters.text(), "JP · published Sep 2025");
    }
}

#[test]
fn an_entity_filters_and_its_mentions_are_walked() {
    let mut r = reader();
    r.press("e");
    assert_eq!(r.state.walk().unwrap().0, "South Korea");
    r.press("n");
    assert_eq!(r.state.walk().unwrap().1, Some(0));
    for _ in 0..12 {
        if r.state.walk().unwrap().0 != "Gen Nakatani" {
            r.press("j");
        }
    }
    r.press("⏎").lists("chiefs");
    assert_eq!(r.state.filters.text(), "Gen Nakatani");
    r.press("⏎").lists("chiefs phone tokyo january advisers");
}

#[test]
fn dates_lead_to_their_sentence_and_filter_by_month_and_by_what_is_spoken_of() {
    let mut r = reader();
    r.press("d j +").lists("phone tokyo january").press("+").lists("chiefs phone tokyo january advisers");
    r.press("⏎ j ⏎").lists("phone tokyo").press("U");
    r.selected("phone").press("a g d G");
    r.press("k ⏎").article_shows("on Monday").press("+").lists("chiefs");
    assert!(r.state.filters.text().starts_with("speaks of 8 Sep 2025"), "{}", r.state.filters.text());
}

#[test]
fn related_articles_jump_and_h_comes_back() {
    let mut r = reader();
    r.press("r j ⏎").selected("january").press("H").selected("chiefs");
    r.press("r Esc");
    assert!(r.state.overlay.is_none());
}

#[test]
fn the_country_picker_requires_excludes_and_closes() {
    let mut r = reader();
    r.press("c").types("ukr").press("Tab Tab ⏎").lists("phone tokyo january");
    assert!(r.state.overlay.is_none());
    r.press("U U c").types("china").press("⏎").lists("chiefs");
}

#[test]
fn nothing_matches_and_esc_drops_the_last_filter() {
    let mut r = reader();
    r.press("7 6 6").lists("").press("Esc").lists("chiefs").press("Esc").lists("chiefs phone tokyo january advisers");
    assert!(!r.did(&Effect::Quit));
    r.press("Esc Esc Esc");
    assert!(!r.did(&Effect::Quit), "Esc never quits");
}

#[test]
fn q_goes_back_before_it_quits_and_ctrl_c_twice_quits() {
    let mut r = reader();
    r.resize(60, 20).press("⏎ q");
    assert!(!r.did(&Effect::Quit));
    r.press("? q");
    assert!(!r.did(&Effect::Quit));
    r.press("q");
    assert!(r.did(&Effect::Quit));
    let mut r = reader();
    r.press("Ctrl-c").says("again quits").wait(3000).press("Ctrl-c");
    assert!(!r.did(&Effect::Quit));
    r.press("Ctrl-c");
    assert!(r.did(&Effect::Quit));
    let mut r = empty();
    r.press("Ctrl-c");
    assert!(r.did(&Effect::StopLoading));
}

#[test]
fn the_place_is_kept_when_the_terminal_changes_and_when_one_returns() {
    let long = (0..400).map(|n| format!("Sentence {n} of a long article that goes on.\n")).collect::<String>();
    let mut r = reader_of(vec![article("long", "", "2024-01-01", &long), article("short", "", "2023-01-01", "Brief.")]);
    r.press("⏎ PgDn PgDn PgDn");
    let first = |r: &super::testing::Reader| r.article_text().lines().next().unwrap().to_owned();
    let place = first(&r);
    r.resize(60, 20).resize(30, 8).resize(160, 45).resize(120, 40);
    assert_eq!(first(&r), place);
    r.press("a j").selected("short").press("k");
    assert_eq!(first(&r), place);
}

#[test]
fn furniture_is_dimmed_folded_and_shown() {
    let mut r = reader();
    r.article_shows("Seoul on Monday.\nSEOUL, Sept. 8");
    let lines = |r: &super::testing::Reader| r.state.reading.as_ref().unwrap().visible();
    use super::reading::LineKind;
    assert_eq!(lines(&r)[0].kind, LineKind::Furniture);
    r.press("f");
    assert_eq!(lines(&r)[0].kind, LineKind::Folded);
    assert_eq!(lines(&r)[1].kind, LineKind::Text);
    r.press("f");
    assert_eq!(lines(&r)[0].kind, LineKind::Text);
}

#[test]
fn clicks_select_what_is_under_them() {
    let mut r = reader();
    // The second article of the list, then the first country of the bar.
    r.click(5, 8).selected("phone").click(3, 1).lists("chiefs phone tokyo january advisers");
    assert_eq!(r.state.filters.text(), "JP");
    r.press("M").click(5, 3).selected("phone");
}

#[test]
fn an_article_of_a_hundred_megabytes_opens_and_scrolls_at_once() {
    // Ten megabytes here; the work is the same for any size.
    let mut text = "word ".repeat(2_000_000);
    text.push_str("the end");
    let mut r = reader_of(vec![article("huge", "", "2024-01-01", &text)]);
    r.press("⏎ PgDn G").article_shows("the end").press("g PgDn").resize(70, 20);
    let wrapped = r.state.reading.as_ref().unwrap().wrapped_blocks();
    assert!(wrapped < 10, "{wrapped} blocks were wrapped for two screens");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_keys_in_any_order_break_the_reader(keys in proptest::collection::vec(0usize..71, 0..60), size in 0usize..6) {
        const KEYS: &str = "j k g G h l a e d Enter + Space 1 2 3 4 7 0 c C U r ] [ H L i / n N s f z w M ! : ? Esc q \
            Tab S-Tab PgDn PgUp Ctrl-d Ctrl-u Home End Down Up Backspace x o Ctrl-c F";
        let names: Vec<&str> = KEYS.split_whitespace().collect();
        let (w, h) = [(160, 45), (120, 40), (80, 24), (60, 20), (40, 10), (20, 5)][size];
        let mut r = reader_of(five());
        r.resize(w, h);
        for k in keys {
            r.press(names[k % names.len()]);
            if let Some(row) = r.state.list.row {
                prop_assert!(row < r.state.list.listing.docs.len());
            }
        }
    }

    #[test]
    fn lazily_wrapped_lines_are_those_of_wrapping_everything(
        paragraphs in proptest::collection::vec("[a-z ]{0,90}", 1..40), down in 0isize..80, up in 0isize..80,
    ) {
        use super::reading::{FurnitureMode, Reading};
        let text = paragraphs.join("\n");
        let mut whole = Vec::new();
        let (mut at, mut parted) = (0, true);
        for line in text.lines() {
            let empty = line.trim().is_empty();
            if !(std::mem::replace(&mut parted, empty) && empty) {
                let span = crate::text::Span::new(at, at + line.len());
                crate::text::wrap::wrap(&text, span, 30, &mut whole);
            }
            at += line.len() + 1;
        }
        let mut reading = Reading::new(crate::corpus::article::DocNo(0), article("x", "", "", &text));
        reading.fit(30, 10, FurnitureMode::Dim);
        reading.scroll(down);
        reading.scroll(-up);
        let top = (down.min(whole.len().saturating_sub(10) as isize) - up).max(0) as usize;
        let seen: Vec<_> = reading.visible().iter().map(|l| l.span).collect();
        let end = (top + 10).min(whole.len());
        prop_assert_eq!(&seen[..], &whole[top.min(end)..end]);
    }
}

/// Every change that was asked to be kept, made to empty marks: what a later reading finds.
fn kept(r: &Reader) -> Marks {
    let mut marks = Marks::default();
    for effect in &r.asked {
        if let Effect::Keep(change) = effect {
            marks.apply(change);
        }
    }
    marks
}

#[test]
fn marks_are_made_kept_and_undone_one_by_one_with_the_filters() {
    let mut r = reader();
    r.press("m").says("starred").press("T").types("asia").press("⏎").says("Tagged “asia”");
    r.press("7").lists("chiefs").press("u").says("Read.");
    assert_eq!(r.state.marks_text().as_deref(), Some("★  #asia"));
    assert_eq!(kept(&r), r.state.marks);
    r.press("U").says("Unread again.").press("U").lists("chiefs phone tokyo january advisers");
    r.press("j j U").selected("tokyo").says("The tag “asia” is gone: ").says("Defense chiefs");
    r.press("U").says("The star is gone").press("U").says("Nothing to undo");
    assert_eq!(r.state.marks, Marks::default());
    assert_eq!(kept(&r), r.state.marks);
}

#[test]
fn an_article_marked_unread_stays_so_while_one_looks_at_it() {
    let mut r = reader();
    r.wait(2500);
    assert_eq!(r.state.marks.read.len(), 1);
    r.press("u").says("Unread.").wait(10_000);
    assert!(r.state.marks.read.is_empty());
    // What came to be read by itself is no step back.
    r.press("j").wait(2500).press("U").says("Read again").press("U").says("Nothing to undo");
}

#[test]
fn a_tag_is_completed_given_and_taken() {
    let mut r = reader();
    r.press("T").types(" East   Asia ").press("⏎").press("T").types("north").press("⏎");
    r.press("j T").types("ea").press("Tab ⏎").says("Tagged “East Asia”");
    // Neither case nor accents make another tag of it.
    r.press("j T").types("éast asia").press("⏎").says("Tagged “East Asia”");
    r.press("T").types("EAST ASIA").press("⏎").says("No longer tagged “East Asia”");
    r.press("T").types("-north").press("⏎").says("has no tag “north”");
    r.press("k T").types("-e").press("Tab ⏎").says("No longer tagged “East Asia”");
    assert_eq!(r.state.marks.tag_counts(), [("East Asia", 1), ("north", 1)]);
    // Nothing typed: the list is gone through, the article's own tags first.
    r.press("k T Down ⏎").says("No longer tagged “north”");
    r.press("T Esc");
    assert_eq!(r.state.marks.tag_counts(), [("East Asia", 1)]);
    assert_eq!(kept(&r), r.state.marks);
}

#[test]
fn a_note_is_written_kept_discarded_and_dropped() {
    let mut r = reader();
    r.press("A").types("Ask about").press("⏎").types("the hotline").press("Esc").says("Noted");
    assert_eq!(r.state.marks.notes.values().next().map(String::as_str), Some("Ask about\nthe hotline"));
    r.press("A").types(" again");
    // Whatever ends the reading now, this is what is kept.
    let draft = r.state.unsaved().unwrap();
    assert!(matches!(&draft, Change::Note(_, Some(text)) if text.ends_with("hotline again")));
    r.asked.push(Effect::Keep(draft));
    r.press("Ctrl-c").says("as it was");
    assert_eq!(kept(&r), r.state.marks, "also where the draft was kept meanwhile");
    assert_eq!(r.state.unsaved(), None);
    // A paste keeps its lines, and q is a letter here.
    r.press("A ⏎").take(Message::Paste("one\ntwo".into()));
    r.press("q").press("Ctrl-s").says("Noted");
    assert_eq!(r.state.marks_text().as_deref(), Some("✎ Ask about the hotline one twoq"));
    r.press("A Ctrl-u Backspace Ctrl-u Backspace Ctrl-u Backspace Ctrl-u Esc").says("The note is gone");
    r.press("U").says("The note is as it was");
    assert_eq!(kept(&r), r.state.marks);
}

#[test]
fn everything_listed_is_marked_as_read_when_asked_twice_and_undone_at_once() {
    let mut r = reader();
    r.press("j ⏎ a 6").lists("chiefs advisers").press(":").types("all read").press("⏎ n");
    assert_eq!(r.state.marks.read.len(), 1);
    r.press(":").types("mark all").press("⏎ y").says("2 articles marked as read");
    assert_eq!(r.state.marks.read.len(), 3);
    r.press(":").types("mark all").press("⏎").says("Everything that is listed is read");
    r.press("U").says("2 articles are unread again");
    assert_eq!(r.state.marks.read.len(), 1);
}

#[test]
fn a_view_is_saved_opened_replaced_dropped_and_all_of_it_undone() {
    let mut r = reader();
    r.press("'").says("No saved views");
    r.press("3 6 6 s S ⏎").types("Korea without Ukraine").press("⏎").says("Saved as");
    let saved = r.state.filters.clone();
    r.press("0 s s s S").types("All").press("⏎").press("' j ⏎").says("“Korea without Ukraine”");
    assert_eq!(r.state.filters, saved);
    r.lists("january tokyo phone");
    r.press("U").lists("chiefs phone tokyo january advisers");
    r.press("' j d").says("dropped").press("Esc");
    assert_eq!(r.state.marks.views.len(), 1);
    r.press("U").says("as it was");
    r.press("s S").types("All").press("⏎").press("U").says("as it was");
    assert_eq!(r.state.marks.views.keys().collect::<Vec<_>>(), ["All", "Korea without Ukraine"]);
    assert_eq!(kept(&r), r.state.marks);
}

#[test]
fn marks_that_come_late_meet_what_was_read_before() {
    let mut r = reader();
    r.state.marks_awaited = true;
    r.press("m").says("still being read");
    assert!(r.state.marks.starred.is_empty());
    r.press("⏎");
    let mut marks = Marks::default();
    let phone = r.state.key_of(r.state.list.listing.docs[1]).unwrap();
    marks.apply(&Change::Read(vec![phone], true));
    marks.apply(&Change::Star(phone, true));
    r.take(Message::Marks(Box::new(marks)));
    assert_eq!((r.state.marks.read.len(), r.state.marks.starred.len()), (2, 1));
    r.press("a j m").says("No star");
}

#[test]
fn marks_that_cannot_be_kept_are_there_while_one_reads_and_said_not_to_be_kept() {
    let mut r = reader();
    r.take(Message::Kept(Some("the disk is full".into())));
    r.says("not kept: the disk is full").press("m").says("★ starred. Not kept: the disk is full");
    assert_eq!(r.state.marks.starred.len(), 1);
    r.take(Message::Kept(None));
    r.says("kept again").press("m").says("No star");
}

#[test]
fn reading_goes_on_where_it_ended() {
    let mut r = reader();
    r.resize(60, 20).press("3 s j f w ⏎ Space");
    let place = r.state.place();
    assert!(place.byte > 0, "{place:?}");
    let (article, text) = (r.state.reading.as_ref().unwrap().article.id.clone(), r.article_text());
    let mut again = empty();
    again.state = State::new("seeds").resuming(place.clone());
    again.resize(60, 20);
    assert_eq!(again.state.place(), place, "also before anything has come");
    // Articles that come before it are not opened in its stead for good, and none that come later take its place.
    let mut articles = five();
    let last = articles.iter().position(|a| a.article.id == article).unwrap();
    let last = articles.remove(last);
    again.arrive(articles);
    again.arrive(vec![last]);
    again.selected(&article);
    again.arrive(vec![article_of_tomorrow()]);
    again.done(&[]);
    again.selected(&article);
    assert_eq!((again.state.focus, again.article_text()), (Pane::Article, text));
    assert_eq!(again.state.place(), place);
}

fn article_of_tomorrow() -> crate::corpus::article::Annotated {
    article("tomorrow", "", "2026-01-01", "News of «KR:South Korea».")
}

#[test]
fn whoever_has_moved_is_not_moved_back() {
    let mut r = reader();
    r.press("j j j").selected("january");
    let place = r.state.place();
    let mut again = empty();
    again.state = State::new("seeds").resuming(place.clone());
    again.resize(120, 40);
    again.arrive(five()[3..].to_vec());
    again.press("j").arrive(five()[..3].to_vec());
    again.done(&[]);
    again.selected("phone");
    // An article that is gone leaves the reader at the top.
    let mut gone = empty();
    gone.state = State::new("seeds").resuming(place);
    gone.resize(120, 40);
    gone.arrive(five()[3..].to_vec());
    gone.done(&[]);
    gone.selected("chiefs");
    assert!(gone.state.returning.is_none());
}

#[test]
fn queries_ask_for_marks_and_the_list_follows_them() {
    let mut r = reader();
    r.press("m j T").types("asia").press("⏎ j A").types("Why?").press("Esc");
    r.press("/").types("is:starred").press("⏎").lists("chiefs").selected("chiefs");
    r.press("m").says("No star").lists("").selected("chiefs").press("U").lists("chiefs");
    r.press("/ Ctrl-u").types("tag:ASIA OR has:note").press("⏎").lists("phone tokyo");
    r.arrive(vec![article("late", "", "2026-01-01", "News of «JP:Japan».")]);
    r.lists("phone tokyo").press("j A Ctrl-u Esc").says("The note is gone").lists("phone");
    // Marks that come late are asked for as well.
    let mut r = reader();
    r.press("/").types("is:starred").press("⏎").lists("");
    let mut marks = Marks::default();
    marks.apply(&Change::Star(r.state.snapshot.keys[0], true));
    r.take(Message::Marks(Box::new(marks)));
    r.lists("tokyo");
}

/// Puts the cursor of the entity panel on an entity.
fn on_entity<'r>(r: &'r mut Reader, name: &str) -> &'r mut Reader {
    r.press("e");
    let reading = r.state.reading.as_ref().unwrap();
    let is = |line: &EntityLine| matches!(line, EntityLine::Entity(no) if reading.layers.entities[usize::from(no.0)].name == name);
    r.state.entities.at = reading.entities.iter().position(is).unwrap();
    r
}

/// The entities of the open article that are people.
fn people(r: &Reader) -> Vec<String> {
    let entities = &r.state.reading.as_ref().unwrap().layers.entities;
    entities.iter().filter(|e| e.kind == EntityKind::Person).map(|e| e.name.clone()).collect()
}

#[test]
fn a_card_tells_of_all_articles_and_its_sentences_lead_to_them() {
    let mut r = reader();
    on_entity(&mut r, "Kim Jong Un").press("i");
    let Some(Overlay::Card { card, found: true, .. }) = &r.state.overlay else { panic!("no card") };
    assert_eq!((card.articles, card.places.len(), card.said().count()), (2, 2, 2));
    assert_eq!(card.months, [((2024, 1), 1), ((2025, 9), 1)]);
    assert_eq!(card.company[0].2, 2, "who stands in both articles comes first");
    r.press("j j ⏎").selected("january");
    assert_eq!(r.state.focus, Pane::Article);
    r.press("H").selected("chiefs");
    // The one key opens and closes it, and what was selected stays.
    on_entity(&mut r, "Gen Nakatani").press("i i");
    assert!(r.state.overlay.is_none() && r.state.focus == Pane::Entities);
    // A card of before that comes late does not take the place of another.
    let late = Subject { id: "person:somebody".into(), ..subject(&r) };
    r.press("i").take(Message::Card(late, Box::default()));
    assert!(matches!(&r.state.overlay, Some(Overlay::Card { card, .. }) if card.articles == 1));
    // On other panes the key tells the evidence.
    r.press("Esc a i");
    assert!(matches!(r.state.overlay, Some(Overlay::Evidence { .. })));
}

/// Whose card the panel's cursor would open.
fn subject(r: &Reader) -> Subject {
    let reading = r.state.reading.as_ref().unwrap();
    let no = r.state.entity_at_cursor().unwrap();
    Subject::of(&reading.layers.entities[usize::from(no.0)], reading.doc)
}

#[test]
fn who_is_who_is_corrected_by_hand_and_undone() {
    let mut r = reader();
    assert_eq!(people(&r), ["Gen Nakatani", "Ahn Gyu-back", "Kim Jong Un"]);
    // Another name, by which it is found from now on.
    on_entity(&mut r, "Gen Nakatani")
        .press("=")
        .types("Nakatani Gen")
        .press("⏎")
        .says("is called Nakatani Gen. U undoes it");
    assert_eq!(people(&r)[0], "Nakatani Gen");
    r.press("a /")
        .types("person:\"Nakatani Gen\"")
        .press("⏎")
        .lists("chiefs")
        .press("U U")
        .says("as it was found again");
    assert_eq!(people(&r)[0], "Gen Nakatani");
    // Two that are one: counted together, listed together.
    on_entity(&mut r, "Ahn Gyu-back")
        .press("=")
        .types("kim jong")
        .press("Down Down ⏎")
        .says("Ahn Gyu-back is Kim Jong Un");
    assert_eq!(people(&r), ["Gen Nakatani", "Kim Jong Un"]);
    on_entity(&mut r, "Kim Jong Un").press("i");
    assert!(matches!(&r.state.overlay, Some(Overlay::Card { card, .. }) if card.names.len() == 2));
    // Taken back from the card of the one that it became.
    r.press("= Down Down ⏎").says("as it was found");
    assert_eq!(people(&r).len(), 3);
    // No name at all.
    on_entity(&mut r, "Kim Jong Un").press("= Down Down ⏎").says("Kim Jong Un is ignored");
    assert_eq!(people(&r), ["Gen Nakatani", "Ahn Gyu-back"]);
    r.press("U");
    assert_eq!(people(&r).len(), 3);
    // Somebody else in this article only.
    on_entity(&mut r, "Kim Jong Un").press("=").types("Kim Gunn").press("Down ⏎").says("in this article");
    assert_eq!(people(&r)[2], "Kim Gunn");
    r.press("a j j j");
    assert!(people(&r).contains(&"Kim Jong Un".to_owned()), "{:?}", people(&r));
    assert_eq!(kept(&r), r.state.marks);
}

#[test]
fn a_filter_lists_by_who_is_who_as_corrected() {
    let mut r = reader();
    on_entity(&mut r, "Kim Jong Un").press("=").types("Kim Gunn").press("Down ⏎").says("in this article");
    let here = r.state.wanted.unwrap();
    // The article where it is somebody else is listed under the other's name, and no longer under the first.
    r.press("a /").types("person:\"Kim Gunn\"").press("⏎");
    assert_eq!(r.state.list.listing.docs.to_vec(), [here]);
    r.press("a /").press("Ctrl-u").types("person:\"Kim Jong Un\"").press("⏎");
    let others = &r.state.list.listing.docs;
    assert!(!others.is_empty() && !others.contains(&here), "{others:?}");
}

#[test]
fn an_ignored_country_leaves_bar_list_and_panel_until_it_is_taken_back() {
    let mut r = reader();
    let code = CountryCode::new("KP").unwrap();
    let listed = |r: &Reader| {
        let docs = r.state.list.listing.docs.clone();
        docs.iter().filter_map(|&doc| r.state.row(doc)).any(|row| row.countries.contains(&code))
    };
    assert!(r.state.bar.order.contains(&code) && listed(&r));
    on_entity(&mut r, "North Korea").press("= ⏎").says("North Korea is ignored");
    assert!(!r.state.bar.order.contains(&code) && !listed(&r));
    assert!(r.state.list.listing.countries.iter().all(|c| c.0 != code));
    r.press("U").says("as it was found again");
    assert!(r.state.bar.order.contains(&code) && listed(&r));
}

#[test]
fn reasons_name_people_as_corrected() {
    let mut r = reader();
    on_entity(&mut r, "Kim Jong Un").press("=").types("Kim the Third").press("⏎").press("a r");
    let Some(Overlay::Related { found: Some(found), .. }) = &r.state.overlay else { panic!("{:?}", r.state.overlay) };
    let reasons = format!("{:?}", found[0].0.reasons);
    assert!(reasons.contains("Kim the Third") && !reasons.contains("Kim Jong Un"), "{reasons}");
}

#[test]
fn corrections_that_were_kept_are_applied_when_they_come() {
    let mut r = reader();
    r.state.marks_awaited = true;
    on_entity(&mut r, "Gen Nakatani").press("=").says("still being read");
    let mut marks = Marks::default();
    let target = Target { article: None, id: "person:gen-nakatani".into() };
    marks.apply(&Change::Correct(target, Some(Correction::Named("Nakatani".into()))));
    r.take(Message::Marks(Box::new(marks)));
    assert_eq!(people(&r)[0], "Nakatani");
}
