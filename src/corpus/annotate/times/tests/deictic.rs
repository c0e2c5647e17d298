//! What points from the day of the article, and what only looks so: an article of Monday, 9 December 2024, a sentence, and
//! every expression in it.

use super::super::find;
use super::catalogue::check;
use super::times;
use crate::text::Segmented;

#[test]
fn a_name_is_no_day() {
    check(&[
        ("He told USA Today and Democracy Now about the Tomorrow Institute.", ""),
        ("\"Today we won,\" she said.", "Today=2024-12-09"),
        ("The slogan read: Tomorrow is ours.", "Tomorrow=2024-12-10"),
        ("He was named Footballer of the Year and Coach of the Decade.", ""),
        ("It was the hottest part of the year.", "the year=2024"),
        ("The poster of High Noon hung there at noon.", "noon=2024-12-09T12:00"),
    ]);
}

#[test]
fn what_an_age_has_is_not_of_today() {
    check(&[
        ("Today's youth and today's mobile phones differ from yesterday's.", "yesterday=2024-12-08"),
        ("In today's world, nobody waits.", ""),
        ("They train the leaders of tomorrow, as of today.", "today=2024-12-09"),
        ("He read today's editions before today's vote.", "today=2024-12-09 | today=2024-12-09"),
        ("He left today, as did today's peace talks.", "today=2024-12-09 | today=2024-12-09"),
    ]);
}

#[test]
fn that_joins_a_clause_or_points() {
    check(&[
        ("Observers said that Sunday's ballot was fair.", "Sunday=2024-12-08"),
        ("They hoped that February would be warmer.", "February=2025-02"),
        ("On Dec. 2 it rained. On that Friday it snowed.", "Dec. 2=2024-12-02 | that Friday=2024-12-06"),
    ]);
}

#[test]
fn this_friday_may_be_over() {
    check(&[
        ("The minister resigned this Friday.", "this Friday=2024-12-06"),
        ("The minister will resign this Friday.", "this Friday=2024-12-13"),
        ("She said this Friday's vote was fair.", "this Friday=2024-12-13"),
        ("They agreed to meet this Friday morning.", "this Friday morning=2024-12-13TMO"),
    ]);
}

#[test]
fn overnight_is_the_night_before() {
    check(&[
        ("Shells fell on the town overnight.", "overnight=2024-12-08TNI"),
        (
            "On Friday, prices were hurt by overnight losses in Asia, and they fell again that day.",
            "Friday=2024-12-06 | overnight=2024-12-05TNI | that day=2024-12-06",
        ),
        ("Snow will fall overnight.", "overnight=2024-12-09TNI"),
    ]);
}

#[test]
fn what_is_intended_lies_ahead() {
    check(&[
        ("It signed an agreement to buy the mine in March.", "March=2025-03"),
        ("They agreed to close the border in May.", "May=2025-05"),
        ("They agreed in May to close the border.", "May=2024-05"),
        ("They agreed to the plan in May.", "May=2024-05"),
        ("They plan to strike again soon.", "soon=FUTURE_REF"),
    ]);
}

#[test]
fn what_is_over_lies_behind() {
    check(&[
        ("The fiscal year through March was good.", "The fiscal year=P1Y | March=2024-03"),
        ("The show runs through March.", "March=2025-03"),
        ("The rain is forecast to last until Friday.", "Friday=2024-12-13"),
        ("Temperatures are predicted to fall on Friday.", "Friday=2024-12-13"),
        ("It was hit by the late-November storm.", "late-November=2024-11/End"),
        ("He won a second one-year term for his first 100 days.", "one-year=P1Y | first 100 days=P100D"),
        ("These midnight calls will end.", "midnight=2024-12-09T24:00"),
    ]);
    let july = "2022-07-22";
    assert_eq!(times(july, "In August, the council chose its first mayor."), ["August=2021-08"]);
    assert_eq!(times(july, "In July, the council chose its first mayor."), ["July=2022-07"]);
    assert_eq!(times(july, "In August, he said, they will meet."), ["August=2022-08"]);
    assert_eq!(times(july, "It has been closed since Aug. 1."), ["Aug. 1=2021-08-01"]);
    // Here the verb is not that of the month, and what is near is likelier.
    assert_eq!(times(july, "They announced a cut of supplies in August."), ["August=2022-08"]);
}

#[test]
fn ranges_of_lengths_last_so_long_at_least() {
    check(&[
        (
            "It takes three to five weeks, or 10 to 14 months.",
            "three to five weeks=P3W/Approx | 10 to 14 months=P10M/Approx",
        ),
        ("It fell three or four days ago.", "three or four days ago=2024-12-06/Approx"),
        ("It lived two to six million years ago.", "two to six million years ago=PAST_REF/Approx"),
        ("It asked 18-24 year olds on a day trip.", ""),
    ]);
}

#[test]
fn a_part_of_the_day_tells_the_half() {
    check(&[
        (
            "It fell at 9:45 last night, at 3:15 this afternoon and at 8:15 on Friday night.",
            "9:45 last night=2024-12-08T21:45 | 3:15 this afternoon=2024-12-09T15:15 | 8:15 on Friday night=2024-12-06T20:15",
        ),
        (
            "On Dec. 3 it fell at 11:30 that night, then at 10 p.m. last night.",
            "Dec. 3=2024-12-03 | 11:30 that night=2024-12-03T23:30 | 10 p.m. last night=2024-12-08T22:00",
        ),
    ]);
}

#[test]
fn a_clock_time_has_the_day_beside_it() {
    check(&[
        (
            "On Friday it began at 6 p.m. and ended at 6 a.m. the next day.",
            "Friday=2024-12-06 | 6 p.m.=2024-12-06T18:00 | 6 a.m. the next day=2024-12-07T06:00",
        ),
        ("On Dec. 1 they left at 9 p.m. that day.", "Dec. 1=2024-12-01 | 9 p.m. that day=2024-12-01T21:00"),
    ]);
}

#[test]
fn that_day_is_no_finer_than_what_was_spoken_of() {
    check(&[
        ("It ended in May 2019. That day, nobody slept.", "May 2019=2019-05 | That day=2019-05-XX"),
        ("It ended in 1998. On that same day it began.", "1998=1998 | that same day=1998-XX-XX"),
        ("It ended on Dec. 3. That day, nobody slept.", "Dec. 3=2024-12-03 | That day=2024-12-03"),
    ]);
}

#[test]
fn what_usually_happens_recurs() {
    check(&[
        ("The fair is usually held in the first and third quarters.", "the first=XXXX-Q1 | third quarters=XXXX-Q3"),
        ("They spawn every year in May.", "every year=P1Y | May=XXXX-05"),
        ("It is celebrated annually on July 25.", "annually=P1Y | July 25=XXXX-07-25"),
        ("They typically meet on Friday.", "Friday=XXXX-WXX-5"),
        ("They usually rest, but they will meet on Friday.", "Friday=2024-12-13"),
        ("The port works normally, he said on Friday.", "Friday=2024-12-06"),
    ]);
    let doc = Segmented::new("They typically meet on Friday.");
    assert_eq!(find(&doc)[0].clue, None, "what recurs tells of no day");
}

#[test]
fn the_week_and_the_weekend_of_a_holiday() {
    check(&[
        ("It fell in Christmas week.", "Christmas week=2024-W52"),
        ("It fell on Labor Day weekend.", "Labor Day weekend=2024-W35-WE"),
        ("It fell on Thanksgiving weekend 2023.", "Thanksgiving weekend 2023=2023-W47-WE"),
    ]);
}

#[test]
fn years_of_two_digits() {
    check(&[
        ("He came in the summer of '69 and left in '72.", "the summer of '69=1969-SU | '72=1972"),
        ("They won in '04.", "'04=2004"),
        ("She read '50 Letters' and the '21 report.", ""),
    ]);
}

#[test]
fn what_begins_like_a_holiday_may_be_none() {
    check(&[
        ("The current president met the current election's winner.", "current=PRESENT_REF | current=PRESENT_REF"),
        ("They met last Christmas.", "last Christmas=2023-12-25"),
    ]);
}

#[test]
fn the_time_ahead_is_a_length() {
    check(&[("It will grow in the year ahead and in the months ahead.", "the year ahead=P1Y | the months ahead=PXM")]);
}

#[test]
fn what_is_on_a_day_lies_ahead() {
    check(&[
        ("The deadline is midnight on Sunday.", "midnight on Sunday=2024-12-15T24:00"),
        ("The vote is on Friday, and the next one is in the fall.", "Friday=2024-12-13 | the fall=2025-FA"),
        ("The Sunday Times wrote of it.", ""),
    ]);
}

#[test]
fn compared_with_nothing_that_has_a_place() {
    check(&[
        ("It began about a month earlier than usual.", "about a month=P1M/Approx"),
        ("It was the third time in as many weeks.", ""),
        ("They march on the last Sunday in March.", "the last Sunday in March=2024-03-31"),
        ("It was 7 percent the month before and 8 percent now.", "the month before=2024-11 | now=PRESENT_REF"),
    ]);
}
