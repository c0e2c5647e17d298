//! Days, weeks and what they are told by: an article of Monday, 9 December 2024, a sentence, and every
//! expression in it.

use super::catalogue::check;

#[test]
fn late_and_early_on_a_day() {
    check(&[
        ("The court ruled late on Tuesday.", "late on Tuesday=2024-12-03TNI"),
        ("The army said early on Wednesday that it had won.", "early on Wednesday=2024-12-04/Start"),
        (
            "It came early on New Year's Day, and early on Friday morning.",
            "early on New Year's Day=2024-01-01/Start | early on Friday morning=2024-12-06TMO/Start",
        ),
        ("He had left by early evening Saturday.", "early evening Saturday=2024-12-07TEV/Start"),
        ("It broke out in the late afternoon on Friday.", "the late afternoon on Friday=2024-12-06TAF/End"),
        (
            "In the early morning hours of Saturday, they left.",
            "the early morning hours of Saturday=2024-12-07TMO/Start",
        ),
        (
            "They left in the predawn hours of Monday, and in the early hours of Sunday.",
            "Monday=2024-12-09 | the early hours of Sunday=2024-12-08/Start",
        ),
        ("He said earlier on Thursday that it was over.", "earlier on Thursday=2024-12-05/Start"),
        ("She was late on Friday's call. Early on in May she was not.", "Friday=2024-12-06 | May=2024-05"),
    ]);
}

#[test]
fn the_night_of_a_day() {
    check(&[
        ("The city was struck overnight on Tuesday.", "overnight on Tuesday=2024-12-03TNI"),
        ("Fighting went on overnight Sunday.", "overnight Sunday=2024-12-08TNI"),
        (
            "It fell overnight. Overnight Friday's storm grew.",
            "overnight=2024-12-08TNI | Overnight=2024-12-08TNI | Friday=2024-12-06",
        ),
    ]);
}

#[test]
fn a_weekday_of_a_week() {
    check(&[
        ("He died on Wednesday last week.", "Wednesday last week=2024-12-04"),
        ("On Monday and Tuesday last week, 12 died.", "Monday=2024-12-02 | Tuesday last week=2024-12-03"),
        (
            "On Monday, Tuesday and Friday night last week, 12 died.",
            "Monday=2024-12-02 | Tuesday=2024-12-03 | Friday night last week=2024-12-06TNI",
        ),
        ("It starts on Monday of next week.", "Monday of next week=2024-12-16"),
        ("He died on Thursday last. It starts on Friday next.", "Thursday last=2024-12-05 | Friday next=2024-12-13"),
        (
            "It starts on Tuesday week, and opens a week on Monday.",
            "Tuesday week=2024-12-17 | a week on Monday=2024-12-16",
        ),
        ("It began a week ago yesterday.", "a week ago yesterday=2024-12-01"),
        (
            "He won on Friday last week's prize. It is loud on Friday next door.",
            "Friday=2024-12-06 | last week=2024-W49 | Friday=2024-12-06",
        ),
        (
            "They spent a week on Monday's bill. On Monday week three begins.",
            "a week=P1W | Monday=2024-12-09 | Monday=2024-12-09",
        ),
        (
            "The film opens next Tuesday, the play next Wednesday.",
            "next Tuesday=2024-12-17 | next Wednesday=2024-12-11",
        ),
    ]);
}

#[test]
fn a_date_and_its_weekday() {
    check(&[
        (
            "It will be on Dec. 20 (Friday). He spoke on November 29, a Friday.",
            "Dec. 20=2024-12-20 | Friday=2024-12-20 | November 29=2024-11-29 | Friday=2024-11-29",
        ),
        ("He spoke on Friday (6 December).", "Friday=2024-12-06 | 6 December=2024-12-06"),
        (
            "He spoke on Thursday, 5th December. It is on Sunday, December the eighth.",
            "Thursday, 5th December=2024-12-05 | Sunday, December the eighth=2024-12-08",
        ),
        ("It came on Friday (Saturday in Asia).", "Friday=2024-12-06 | Saturday=2024-12-07"),
        ("On May 5, a Friday paper said so.", "May 5=2024-05-05 | Friday=2024-12-06"),
        ("In December the second, larger wave came.", "December=2024-12"),
    ]);
}

#[test]
fn a_date_is_of_the_year_of_its_weekday() {
    check(&[
        ("The hearing was put off to Friday, Dec. 20.", "Friday, Dec. 20=2024-12-20"),
        ("The hearing, set for 9 a.m. on Friday, Dec. 20, was put off.", "9 a.m. on Friday, Dec. 20=2024-12-20T09:00"),
        ("He spoke on Dec. 20 (Wednesday).", "Dec. 20=2023-12-20 | Wednesday=2023-12-20"),
        ("He spoke on Tuesday, Dec. 20.", "Tuesday, Dec. 20=2023-12-20"),
    ]);
}

#[test]
fn a_day_of_this_month() {
    check(&[
        ("He will speak on the 14th of this month.", "the 14th of this month=2024-12-14"),
        ("He spoke on the 5th of last month.", "the 5th of last month=2024-11-05"),
        ("On the 14th of their protests he left.", ""),
    ]);
}

#[test]
fn days_that_share_a_month() {
    check(&[
        (
            "It is scheduled for 15 and 16 March. They will vote on 17 or 18 December.",
            "15=2025-03-15 | 16 March=2025-03-16 | 17=2024-12-17 | 18 December=2024-12-18",
        ),
        ("It met on 3, 10 and 17 March 2025.", "3=2025-03-03 | 10=2025-03-10 | 17 March 2025=2025-03-17"),
        (
            "Nelson Mandela (18 July 1918 - 5 December 2013) was born in Mvezo.",
            "18 July 1918=1918-07-18 | 5 December 2013=2013-12-05",
        ),
        ("It rose in Jan-Nov 2024.", "Jan=2024-01 | Nov 2024=2024-11"),
        (
            "It was on July, 26, 1999, on 05-Dec-24 and on 5-Dec-2024.",
            "July, 26, 1999=1999-07-26 | 05-Dec-24=2024-12-05 | 5-Dec-2024=2024-12-05",
        ),
        ("The ages were 15 and 16. Between 5 and 6 million came.", ""),
    ]);
}

#[test]
fn the_end_of_a_period() {
    check(&[
        ("It aims to cut debt by end-2026. At end-2023 it was 3 billion.", "end-2026=2026/End | end-2023=2023/End"),
        (
            "It had cash at end-September, and in the 12 months to end-March.",
            "end-September=2024-09/End | the 12 months=P12M | end-March=2024-03/End",
        ),
        ("It was done by end December 2023.", "end December 2023=2023-12/End"),
        (
            "It is set to end 2024 higher. They end June with a loss. Every week-end May Jones sang.",
            "2024=2024 | Every week=P1W",
        ),
    ]);
}

#[test]
fn which_day_or_week_of_a_month() {
    check(&[
        ("The runoff is set for the second Sunday in May.", "the second Sunday in May=2025-05-11"),
        ("The clocks went back on the last Sunday of October.", "the last Sunday of October=2024-10-27"),
        ("It was held on the first Tuesday in November 2020.", "the first Tuesday in November 2020=2020-11-03"),
        (
            "In the last week of August, he fled. The first week of January 2025 is free.",
            "the last week of August=2024-W35 | The first week of January 2025=2025-W01",
        ),
        ("On the last weekend of October, clashes broke out.", "the last weekend of October=2024-W43-WE"),
        (
            "On the last day of 1999, he resigned. He left on the final day of last month.",
            "the last day of 1999=1999-12-31 | the final day of last month=2024-11-30",
        ),
        ("He will leave on the first Monday of next month.", "the first Monday of next month=2025-01-06"),
        ("It fell on the first day of school, in the first weekend of Lent.", ""),
    ]);
}

#[test]
fn the_week_of_a_day_and_the_days_beside_it() {
    check(&[
        ("In the week ended Saturday, claims rose.", "the week=2024-W49 | Saturday=2024-12-07"),
        ("It is for the week beginning 16 December.", "the week=2024-W51 | 16 December=2024-12-16"),
        (
            "They met in the week of Thanksgiving. It is open the weekend of Jan. 11-13.",
            "the week of Thanksgiving=2024-W48 | the weekend of Jan. 11-13=2025-W02-WE",
        ),
        ("They met on the Monday after Thanksgiving.", "the Monday after Thanksgiving=2024-12-02"),
        ("They will meet in the week before Christmas.", "the week before Christmas=2024-W51"),
        (
            "He went the weekend before last. It fell the Friday before last.",
            "the weekend before last=2024-W48-WE | the Friday before last=2024-11-29",
        ),
        ("He will go the weekend after next.", "the weekend after next=2024-W52-WE"),
        ("The Friday before Christmas last year was cold.", "The Friday before Christmas last year=2023-12-22"),
        ("The Monday after he left, it rained.", "Monday=2024-12-09"),
    ]);
}

#[test]
fn how_long_ago_a_day_was() {
    check(&[
        (
            "Twenty-five years ago today, he won. Eighty years ago this month, they met.",
            "Twenty-five years ago today=1999-12-09 | Eighty years ago this month=1944-12",
        ),
        (
            "Fifty years ago this week he won. Ten years ago this summer, he lost.",
            "Fifty years ago this week=1974-W50 | Ten years ago this summer=2014-SU",
        ),
        (
            "It was 20 years ago tomorrow. He died five years ago tonight.",
            "20 years ago tomorrow=2004-12-10 | five years ago tonight=2019-12-09TNI",
        ),
        ("A year ago today's rules were new.", "A year ago=2023"),
        ("Three weeks ago this month seemed far.", "Three weeks ago=2024-W47 | this month=2024-12"),
        ("It was 25 years ago Saturday that he fell.", "25 years ago Saturday=1999-12-07"),
    ]);
}

#[test]
fn the_one_before_last() {
    check(&[
        (
            "He left the night before last and came back two nights ago.",
            "the night before last=2024-12-07TNI | two nights ago=2024-12-07TNI",
        ),
        (
            "The week after next is free. The week before last was wet.",
            "The week after next=2024-W52 | The week before last=2024-W48",
        ),
        (
            "The weekend before last year's vote. The week before last Christmas he fell.",
            "The weekend=2024-W49-WE | last year=2023 | The week=2024-W50 | last Christmas=2023-12-25",
        ),
    ]);
}

#[test]
fn what_has_no_place_on_the_calendar() {
    check(&[
        (
            "In the last week of the campaign, he fell. In the last year of his life, he was blind.",
            "the last week=P1W | the last year=P1Y",
        ),
        (
            "The last month of 1999 was wet. The first month of the year was dry.",
            "The last month of 1999=1999-12 | The first month of the year=2024-01",
        ),
        (
            "The week after the vote was calm. It fell in the month before his arrest, and in the week of the vote.",
            "The week=P1W | the month=P1M",
        ),
        (
            "It was calm the week before, and the week after Easter.",
            "the week before=2024-W49 | the week after Easter=2024-W14",
        ),
        (
            "In the year since he took office, nine have left. In the week since the quake, it rained.",
            "the year=P1Y | the week=P1W",
        ),
    ]);
}

#[test]
fn what_time_there_is_left() {
    check(&[
        (
            "He will be back in two weeks' time. In a few weeks' time he will go.",
            "two weeks' time=2024-W52 | a few weeks' time=FUTURE_REF",
        ),
        ("It was granted for a year's time. He took 5 minutes' time.", "a year=P1Y | 5 minutes=PT5M"),
        (
            "On May 5, 2013, he fled. The following week, he was back. That weekend he was shot.",
            "May 5, 2013=2013-05-05 | The following week=2013-W19 | That weekend=2013-W19-WE",
        ),
        (
            "More is forecast this coming weekend. The coming weekend is cold.",
            "this coming weekend=2024-W50-WE | The coming weekend=2024-W50-WE",
        ),
    ]);
}

#[test]
fn the_end_of_a_year_is_no_length() {
    check(&[("It will be gone by the end of the year after the vote.", "the end of the year=2024/End")]);
}
