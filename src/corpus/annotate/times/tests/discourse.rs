//! What one expression tells of another, and what only looks like a time: an article of Monday, 9 December 2024.

use super::catalogue::check;
use super::times;

#[test]
fn a_part_is_of_the_year_that_opens_the_sentence() {
    check(&[
        ("In 1998, on May 3, he was shot.", "1998=1998 | May 3=1998-05-03"),
        ("Last year, in March, he went to Rome.", "Last year=2023 | March=2023-03"),
        ("In the same month last year, October, sales rose.", "the same month last year=2023 | October=2023-10"),
        ("In the summer of 2019, on July 4, he left.", "the summer of 2019=2019-SU | July 4=2019-07-04"),
        // a month is no part of a month, nor of a year that does not open the sentence
        ("In February 1947, in October and in May.", "February 1947=1947-02 | October=2024-10 | May=2024-05"),
        ("He came in 1998, in May he left.", "1998=1998 | May=2024-05"),
    ]);
}

#[test]
fn the_year_earlier_counts_from_what_is_reported() {
    let third = "It earned $5 million in the third quarter.";
    check(&[
        (
            &format!("{third} It expects less in the first quarter of 2025. In the year-ago period it lost money."),
            "the third quarter=2024-Q3 | the first quarter of 2025=2025-Q1 | the year-ago period=2023-Q3",
        ),
        (
            &format!("{third} The second quarter was flat. In the year-earlier period it lost money."),
            "the third quarter=2024-Q3 | The second quarter=2024-Q2 | the year-earlier period=2023-Q3",
        ),
        // what was compared with is not compared again
        (
            &format!("{third} Last year storms cost it $1 million. The year-earlier results were restated."),
            "the third quarter=2024-Q3 | Last year=2023 | year-earlier=2023",
        ),
        (
            &format!("{third} In the year-ago quarter ended Sept. 30, it lost money."),
            "the third quarter=2024-Q3 | the year-ago quarter=2023-Q3 | Sept. 30=2023-09-30",
        ),
        (
            &format!("{third} In the year-ago quarter, the second quarter ended Oct. 31, it lost money."),
            "the third quarter=2024-Q3 | the year-ago quarter=2023-Q3 | the second quarter=2023-Q2 | Oct. 31=2023-10-31",
        ),
        // after a year, "last year" is one
        (
            &format!("{third} For the year ended Aug. 31 it made $2 million, down from $9 million last year."),
            "the third quarter=2024-Q3 | the year=P1Y | Aug. 31=2024-08-31 | last year=2023",
        ),
    ]);
}

#[test]
fn lengths_lead_nowhere_from_nothing() {
    check(&[
        ("Ten years later, it is still there.", "Ten years later=P10Y"),
        ("It fell in 2001. Ten years later, it was rebuilt.", "2001=2001 | Ten years later=2011"),
        ("He was arrested a week ago Friday.", "a week ago Friday=2024-11-29"),
        ("It rose 2 percent in the year to November.", "the year=P1Y | November=2024-11"),
        ("He fled in 2008 hours after the vote.", "2008=2008"),
    ]);
}

#[test]
fn what_is_remembered_by_its_day_has_its_year() {
    check(&[
        ("Since the Sept. 11 terror attacks, it is closed.", "Sept. 11=2001-09-11"),
        ("The Oct. 7 attack changed it, the 9/11 attacks too.", "Oct. 7=2023-10-07 | 9/11=2001-09-11"),
        ("He was at the Jan. 6 riot.", "Jan. 6=2021-01-06"),
        ("It was said on Sept. 11. The attacks went on.", "Sept. 11=2024-09-11"),
        ("It holds 9/11/2023 and 9/110.", "9/11/2023=2023-09-11"),
    ]);
    assert_eq!(times("1999-10-20", "After the Sept. 11 attacks, he left."), ["Sept. 11=1999-09-11"]);
}

#[test]
fn times_of_day_told_twice_have_one_day() {
    check(&[
        (
            "It struck at 10:35 a.m. (0735 GMT) Friday.",
            "10:35 a.m.=2024-12-06T10:35 | 0735 GMT=2024-12-06T07:35 | Friday=2024-12-06",
        ),
        ("Bells rang at midnight on New Year's Eve.", "midnight on New Year's Eve=2024-12-31T24:00"),
    ]);
}

#[test]
fn tense_of_what_waits_and_of_ranges() {
    check(&[
        ("They will know when the case is heard in June.", "June=2025-06"),
        ("It grew from July through September.", "July=2024-07 | September=2024-09"),
        ("It stays shut through September.", "September=2025-09"),
        ("They play the Bulls on Wednesday.", "Wednesday=2024-12-11"),
        ("The play by the pupils was seen Wednesday.", "Wednesday=2024-12-04"),
        ("Islam will one day be the second.", "one day=FUTURE_REF"),
        ("In those days, all was well.", "days=PAST_REF"),
    ]);
    // two months ahead in this year, ten months back in the last
    assert_eq!(times("2022-07-01", "They formed a government in September."), ["September=2021-09"]);
    assert_eq!(times("2022-07-15", "Sales reached 11 million by the end of May."), ["the end of May=2022-05"]);
}

#[test]
fn what_names_a_thing_is_no_time() {
    check(&[
        ("He spoke at the annual meeting, an annual forum.", "annual=P1Y"),
        ("The average daily volume was low.", ""),
        ("They lost in the quarter-finals.", ""),
        ("On days when it rains they take their days off.", ""),
        ("Nobody knows the year in which it fell.", ""),
        ("It uses more current. The current plan is bad.", "current=PRESENT_REF"),
        ("He drove a 1998 Honda Civic. In 1998 Ford said no.", "1998=1998"),
        ("It is for today's youth what the war was.", ""),
        ("See https://example.org/2024-12-03/six-month-sentence/ on Friday.", "Friday=2024-12-06"),
        (
            "It was signed on 05-08-2021, not 12-25-2021 or 12/03/2021.",
            "05-08-2021=2021-08-05 | 12-25-2021=2021-12-25 | 12/03/2021=2021-12-03",
        ),
    ]);
}
