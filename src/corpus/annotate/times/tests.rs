//! Stories: a sentence, the day it was published, and what it says.

mod catalogue;
mod clocks;
mod days;
mod deictic;
mod discourse;
mod periods;
mod tense;
mod words;

use super::*;
use crate::corpus::article::{TimeKind, TimeMod};
use proptest::prelude::*;

/// Text and value of every expression, `text=value`, for an article of that day (or month, or year; "" for none).
fn times(published: &str, text: &str) -> Vec<String> {
    let doc = Segmented::new(text);
    let found = find(&doc);
    resolve(&doc, &found, PartialDate::parse(published))
        .iter()
        .map(|t| format!("{}={}", t.span.of(text), t.value))
        .collect()
}

/// The one expression of a text.
fn only(published: &str, text: &str) -> TimeExpression {
    let doc = Segmented::new(text);
    let mut times = resolve(&doc, &find(&doc), PartialDate::parse(published));
    assert_eq!(times.len(), 1, "{text}: {times:?}");
    times.remove(0)
}

#[test]
fn a_bare_weekday_is_the_latest_unless_the_verb_looks_ahead() {
    let monday = "2024-12-09";
    assert_eq!(times(monday, "The ministers affirmed Monday they agree."), ["Monday=2024-12-09"]);
    assert_eq!(times(monday, "The treaty took effect Wednesday."), ["Wednesday=2024-12-04"]);
    assert_eq!(times(monday, "They will meet again on Wednesday."), ["Wednesday=2024-12-11"]);
    assert_eq!(times("2024-12-19", "He was impeached last Saturday."), ["last Saturday=2024-12-14"]);
    assert_eq!(times("2024-12-19", "Talks resume next Thursday."), ["next Thursday=2024-12-26"]);
    assert_eq!(times(monday, "the hearing, due as early as Tuesday"), ["Tuesday=2024-12-10"]);
}

#[test]
fn parts_of_the_day_and_clocks_make_a_time() {
    let monday = "2024-12-09";
    assert_eq!(
        times(monday, "It lasted six hours from late Tuesday."),
        ["six hours=PT6H", "late Tuesday=2024-12-03TNI"]
    );
    assert_eq!(times(monday, "He spoke on Friday morning."), ["Friday morning=2024-12-06TMO"]);
    assert_eq!(times(monday, "It fell at 9 p.m. EST Tuesday."), ["9 p.m. EST Tuesday=2024-12-03T21:00"]);
    assert_eq!(
        times(monday, "It began at 10:30 a.m. (0130 GMT)."),
        ["10:30 a.m.=2024-12-09T10:30", "0130 GMT=2024-12-09T01:30"]
    );
    assert_eq!(
        times(monday, "They left at noon Thursday, he said last night."),
        ["noon Thursday=2024-12-05T12:00", "last night=2024-12-08TNI"]
    );
    assert_eq!(only(monday, "Shots were heard this morning.").kind, TimeKind::Time);
    assert_eq!(times(monday, "They won 2:1 and ran 2:04:30."), [""; 0]);
}

#[test]
fn dates_in_full_in_part_and_in_numbers() {
    let day = "2025-09-08";
    assert_eq!(times(day, "SEOUL, Sept. 8 (UPI) -- The chiefs met."), ["Sept. 8=2025-09-08"]);
    assert_eq!(times(day, "in Seoul on Jan. 18, 2024."), ["Jan. 18, 2024=2024-01-18"]);
    assert_eq!(
        times(day, "born on 3 December 1961 and on the 4th of May, 1963"),
        ["3 December 1961=1961-12-03", "the 4th of May, 1963=1963-05-04"]
    );
    assert_eq!(
        times(day, "on 2024-12-03, 12/24/2024 and 24/12/2024"),
        ["2024-12-03=2024-12-03", "12/24/2024=2024-12-24", "24/12/2024=2024-12-24"]
    );
    assert_eq!(times(day, "Monday, Oct. 26, 1998"), ["Monday, Oct. 26, 1998=1998-10-26"]);
    assert_eq!(
        times("2024-12-19", "on December 3 and on November 29"),
        ["December 3=2024-12-03", "November 29=2024-11-29"]
    );
    assert_eq!(times("1999-01-07", "He must testify before it on Feb. 10."), ["Feb. 10=1999-02-10"]);
    assert_eq!(times("2024-01-10", "It was signed on Dec. 20."), ["Dec. 20=2023-12-20"]);
}

#[test]
fn months_years_and_what_divides_them() {
    let day = "1989-10-27";
    assert_eq!(
        times(day, "in February 1947, in October and since May"),
        ["February 1947=1947-02", "October=1989-10", "May=1989-05"]
    );
    let early = only(day, "It began in early December 1988.");
    assert_eq!((early.value.as_str(), early.modifier), ("1988-12", Some(TimeMod::Start)));
    let end = only(day, "It will last until the end of 1990.");
    assert_eq!((end.value.as_str(), end.modifier), ("1990", Some(TimeMod::End)));
    let earlier = only(day, "It failed earlier this year.");
    assert_eq!((earlier.value.as_str(), earlier.modifier), ("1989", Some(TimeMod::Start)));
    assert_eq!(times(day, "in the mid-1990s and the '80s"), ["the mid-1990s=199", "the '80s=198"]);
    assert_eq!(times(day, "a 20th century democrat"), ["20th century=19"]);
    assert_eq!(
        times(day, "last fall, this summer and in the spring of 1991"),
        ["last fall=1988-FA", "this summer=1989-SU", "the spring of 1991=1991-SP"]
    );
    assert_eq!(times(day, "in the first half of 1989"), ["the first half of 1989=1989-H1"]);
    assert_eq!(
        times(day, "in May last year and in March of next year"),
        ["May last year=1988-05", "March of next year=1990-03"]
    );
}

#[test]
fn holidays_are_days() {
    let day = "1999-11-26";
    assert_eq!(
        times(day, "He was found on Thanksgiving Day, after Election Day and before Christmas Eve."),
        ["Thanksgiving Day=1999-11-25", "Election Day=1999-11-02", "Christmas Eve=1999-12-24"]
    );
    assert_eq!(
        times(day, "They will meet before New Year’s Eve, on Good Friday or May Day."),
        ["New Year’s Eve=1999-12-31", "Good Friday=2000-04-21", "May Day=2000-05-01"]
    );
    assert_eq!(times(day, "a good friday and a new year, the new Labor Party"), [""; 0]);
}

#[test]
fn earnings_compare_a_quarter_with_the_one_a_year_before() {
    let text = "Net income rose in the third quarter, from $2 million a year earlier. Sales rose, too, from a year \
                earlier. In the quarter, it bought a rival.";
    assert_eq!(
        times("1989-10-27", text),
        ["the third quarter=1989-Q3", "a year earlier=1988-Q3", "a year earlier=1988-Q3", "the quarter=1989-Q3"]
    );
}

#[test]
fn units_before_and_after_the_day() {
    let day = "2024-12-09";
    assert_eq!(
        times(day, "last week, next month, this year, the year"),
        ["last week=2024-W49", "next month=2025-01", "this year=2024", "the year=2024"]
    );
    assert_eq!(
        times(day, "over the weekend and last weekend"),
        ["the weekend=2024-W49-WE", "last weekend=2024-W49-WE"]
    );
    assert_eq!(
        times(day, "10 days ago, two months ago, 40 years ago, several years ago"),
        ["10 days ago=2024-11-29", "two months ago=2024-10", "40 years ago=1984", "several years ago=PAST_REF"]
    );
    assert_eq!(
        times(day, "It failed on March 3. Two days later it worked."),
        ["March 3=2024-03-03", "Two days later=2024-03-05"]
    );
    assert_eq!(
        times(day, "yesterday, the day after tomorrow"),
        ["yesterday=2024-12-08", "the day after tomorrow=2024-12-11"]
    );
}

#[test]
fn what_is_vague_stays_vague() {
    let day = "2024-12-09";
    assert_eq!(
        times(day, "its recent dispatch, in recent years, recently"),
        ["recent=PAST_REF", "recent years=PAST_REF", "recently=PAST_REF"]
    );
    assert_eq!(
        times(day, "the future of relations, in the future, now"),
        ["future=FUTURE_REF", "the future=FUTURE_REF", "now=PRESENT_REF"]
    );
    assert_eq!(times(day, "As the agency reported earlier, it failed."), ["earlier=PAST_REF"]);
}

#[test]
fn lengths_and_what_recurs() {
    let day = "2024-12-09";
    assert_eq!(
        times(day, "nearly two months, a 10-year plan, years of strain, half an hour"),
        ["nearly two months=P2M", "10-year=P10Y", "years=PXY", "half an hour=PT30M"]
    );
    assert_eq!(
        times(day, "a minute and a half, 2 1/2 years, twenty-four days, two decades"),
        ["a minute and a half=PT1M30S", "2 1/2 years=P2Y6M", "twenty-four days=P24D", "two decades=P20Y"]
    );
    assert_eq!(
        times(day, "over the past three years and the next few days"),
        ["the past three years=P3Y", "the next few days=PXD"]
    );
    assert_eq!(
        times(day, "an annual forum, every Monday, twice a month, every two weeks, daily"),
        ["annual=P1Y", "every Monday=XXXX-WXX-1", "twice a month=P1M", "every two weeks=P2W", "daily=P1D"]
    );
    assert_eq!(only(day, "for at least 72 hours").modifier, Some(TimeMod::EqualOrMore));
}

#[test]
fn the_end_of_a_range_follows_its_start() {
    let range = only("2025-09-08", "A forum that runs from Monday to Wednesday.");
    assert_eq!(range.value, "2025-09-08/2025-09-10");
    assert_eq!(range.kind, TimeKind::Duration);
    let days = range.days.unwrap();
    assert_eq!((days.from.to_string(), days.to.to_string()), ("2025-09-08".to_owned(), "2025-09-10".to_owned()));
}

#[test]
fn words_that_only_look_like_times_are_left_alone() {
    for text in [
        "They may march in spring-loaded shoes.",
        "The second man sat in the sun.",
        "Prices fall; the fall in prices hurt.",
        "A 44-year-old man and his son, 6 years old.",
        "Theresa May said so.",
        "About 2000 people in 1500 houses paid $1999.",
        "three quarters of the 1,998 members",
    ] {
        assert_eq!(times("2024-12-09", text), [""; 0], "{text}");
    }
}

#[test]
fn without_a_reference_what_is_not_known_is_x() {
    let text = "On Monday, last month and on Sept. 8, and in 2015.";
    assert_eq!(times("", text), ["Monday=XXXX-WXX-1", "last month=XXXX-XX", "Sept. 8=XXXX-09-08", "2015=2015"]);
}

#[test]
fn a_month_as_reference_yields_only_what_follows_from_it() {
    let text = "discussed on Saturday, launched last month, failed earlier this year, last week";
    assert_eq!(
        times("2023-12", text),
        ["Saturday=XXXX-WXX-6", "last month=2023-11", "earlier this year=2023", "last week=XXXX-WXX"]
    );
    assert_eq!(times("2023", "last month, in May, next year"), ["last month=XXXX-XX", "May=XXXX-05", "next year=2024"]);
}

#[test]
fn clues_for_dating() {
    let clues = |text: &str| find(&Segmented::new(text)).iter().filter_map(|f| f.clue).collect::<Vec<_>>();
    assert_eq!(
        clues("SEOUL, Sept. 8 (UPI) -- They met on Monday."),
        [Clue::MonthDay(9, 8, Side::Past), Clue::Weekday(Weekday::Mon, Side::Past)]
    );
    assert_eq!(clues("They will meet next year, he said yesterday."), [Clue::YearOffset(1), Clue::DayOffset(-1)]);
    assert_eq!(clues("He was impeached last Saturday."), [Clue::FarWeekday(Weekday::Sat, Side::Past)]);
    assert_eq!(clues("since December 2023, in 2015"), [Clue::Month(2023, 12), Clue::Year(2015)]);
}

#[test]
fn long_runs_of_the_same_end() {
    for unit in [
        "1",
        "1 ",
        "9:",
        "3-",
        "-",
        "\" ",
        "May ",
        "May, ",
        "Monday ",
        "Monday, ",
        "1999 ",
        "the ",
        "early the ",
        "the end of ",
        "end of ",
        "last ",
        "last year's ",
        "two or ",
        "twenty-",
        "half a ",
        "a couple of ",
        "at least the ",
        "year-earlier ",
        "9 p.m. on ",
        "earlier this ",
        "third third ",
        "May 3, 5, ",
        "May 3, May ",
        "from 3 to ",
        "1850-58-",
        "1850-",
        "Monday and Tuesday ",
        "the week of ",
        "the day before ",
        "the day before last ",
        "a year and a half ",
        "two-and-a-",
        "dozens of ",
        "no more than ",
        "44 B.C. ",
        "half past six ",
        "10:46pm ",
        "recent weeks and ",
        "first and second ",
        "Martin Luther ",
        "1066 to ",
        "(960-1279) ",
        "Easter in ",
        "the Mail on ",
        "Hundred-Years ",
        "the last week of ",
        "three quarters of an ",
        "2023/24 ",
        "late 19th and early ",
        "April, ",
    ] {
        let text = format!("\"{} Monday", unit.repeat(20_000));
        let doc = Segmented::new(&text);
        assert_eq!(resolve(&doc, &find(&doc), None).len(), find(&doc).len(), "{unit}");
    }
}

/// Words of the grammar as they are written, with numbers and marks that could upset it.
fn word() -> impl Strategy<Value = String> {
    let listed = super::words::WORDS.iter().map(|(word, class)| match class {
        lexicon::Word::Month(..) | lexicon::Word::Weekday(_) | lexicon::Word::Zone => {
            word[..1].to_uppercase() + &word[1..]
        }
        _ => (*word).to_owned(),
    });
    let others = [
        "said",
        "will",
        "Smith",
        "-",
        ",",
        ".",
        ":",
        "/",
        "'s",
        "'90s",
        "1990s",
        "4th",
        "31",
        "1989",
        "0",
        "2.5",
        "99999999",
        "99999999",
        "10:30",
        "2024-12-03",
        "5pm",
        "Q3",
        "é",
        "(",
    ];
    prop::sample::select(listed.chain(others.map(str::to_owned)).collect::<Vec<_>>())
}

proptest! {
    #[test]
    fn any_words_give_disjoint_spans_and_values(
        words in prop::collection::vec((word(), any::<bool>()), 0..40),
        reference in prop::sample::select(vec!["", "2024", "2023-12", "2024-02-29", "0001-01-01", "9999-12-31"]),
    ) {
        let text: String = words.iter().map(|(w, spaced)| format!("{w}{}", if *spaced { " " } else { "" })).collect();
        let doc = Segmented::new(&text);
        let times = resolve(&doc, &find(&doc), PartialDate::parse(reference));
        let mut end = 0;
        for t in times {
            prop_assert!(t.span.start >= end && !t.span.of(&text).is_empty() && !t.value.is_empty());
            prop_assert!(t.days.is_none_or(|d| d.from <= d.to));
            end = t.span.end;
        }
    }

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        let doc = Segmented::new(&text);
        prop_assert_eq!(resolve(&doc, &find(&doc), None).len(), find(&doc).len());
    }
}
