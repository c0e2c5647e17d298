//! What the tagger reads, kind by kind: an article of Monday, 9 December 2024, a sentence, and every expression in it.

use super::super::*;
use crate::corpus::article::{TimeKind, TimeMod};

/// Text, value and `mod` of every expression of `text`, as one line: `early May=2024-05/Start`.
fn read(text: &str) -> String {
    let doc = Segmented::new(text);
    let times = resolve(&doc, &find(&doc), PartialDate::parse("2024-12-09"));
    let one = |t: &TimeExpression| {
        let modifier = t.modifier.map(|m| format!("/{m:?}")).unwrap_or_default();
        format!("{}={}{modifier}", t.span.of(text), t.value)
    };
    times.iter().map(one).collect::<Vec<_>>().join(" | ")
}

#[track_caller]
pub(super) fn check(rows: &[(&str, &str)]) {
    for (text, times) in rows {
        assert_eq!(read(text), *times, "{text}");
    }
}

#[test]
fn dates() {
    check(&[
        ("It was signed on Jan. 18, 2024.", "Jan. 18, 2024=2024-01-18"),
        ("It was signed on 18 January 2024.", "18 January 2024=2024-01-18"),
        ("It was signed on the 3rd of May.", "the 3rd of May=2024-05-03"),
        ("It was signed on the Fourth of July.", "the Fourth of July=2024-07-04"),
        ("It was signed on 2024-12-03.", "2024-12-03=2024-12-03"),
        ("It was signed on 12/24/2023, or 24/12/2023.", "12/24/2023=2023-12-24 | 24/12/2023=2023-12-24"),
        ("It was signed on Tuesday, Dec. 3.", "Tuesday, Dec. 3=2024-12-03"),
        ("CAIRO - 26 July 2022: The minister left.", "26 July 2022=2022-07-26"),
        ("It was signed in May 2019.", "May 2019=2019-05"),
        ("It was signed around Nov. 1.", "around Nov. 1=2024-11-01/Approx"),
        ("It was signed in the month of May.", "the month of May=2024-05"),
        (
            "It was signed in the year 2000, not in nineteen ninety-four.",
            "the year 2000=2000 | nineteen ninety-four=1994",
        ),
    ]);
}

#[test]
fn lists_and_ranges() {
    check(&[
        ("They met on Sept. 14 and 18.", "Sept. 14=2024-09-14 | 18=2024-09-18"),
        ("They met on May 3, 5 and 7.", "May 3=2024-05-03 | 5=2024-05-05 | 7=2024-05-07"),
        ("They met from 3 to 6 May.", "3=2024-05-03 | 6 May=2024-05-06"),
        ("They met from 12th to 17th July, 2022.", "12th=2022-07-12 | 17th July, 2022=2022-07-17"),
        ("They met from July 21 to 23 in Rome.", "July 21=2024-07-21 | 23=2024-07-23"),
        ("They met on May 3-5, 2019.", "May 3-5, 2019=2019-05-03/2019-05-05"),
        ("They met from May 15 to 20, 2022.", "May 15=2022-05-15 | 20, 2022=2022-05-20"),
        ("They met in September and December 2017.", "September=2017-09 | December 2017=2017-12"),
        ("They met from November to February 2018.", "November=2017-11 | February 2018=2018-02"),
        ("They met in April, May and June 2021.", "April=2021-04 | May=2021-05 | June 2021=2021-06"),
        ("They ruled in 1850-58 and from 1914 to 1918.", "1850=1850 | 58=1858 | 1914=1914 | 1918=1918"),
        ("in the April-June quarter", "April=2024-04 | June=2024-06"),
        ("They met from Monday to Wednesday.", "Monday to Wednesday=2024-12-09/2024-12-11"),
        // A number that counts what follows is no day.
        ("It killed three on May 3 and 20 people later.", "May 3=2024-05-03"),
        ("On May 3, 5 people died.", "May 3=2024-05-03"),
    ]);
}

#[test]
fn weekdays_with_parts_of_the_day() {
    check(&[
        ("He spoke on Friday morning.", "Friday morning=2024-12-06TMO"),
        ("He spoke late Tuesday.", "late Tuesday=2024-12-03TNI"),
        ("He spoke early Friday.", "early Friday=2024-12-06/Start"),
        ("Earlier Sunday, he spoke.", "Earlier Sunday=2024-12-08/Start"),
        (
            "He spoke yesterday afternoon and will speak tonight.",
            "yesterday afternoon=2024-12-08TAF | tonight=2024-12-09TNI",
        ),
        (
            "He spoke on Monday the 25th of November and the night before.",
            "Monday the 25th of November=2024-11-25 | the night before=2024-11-24TNI",
        ),
        ("They meet on the first Monday of each month, and at weekends.", "each month=P1M | weekends=XXXX-WXX-WE"),
        (
            "He spoke on the morning of January 31 and the night of last Tuesday.",
            "the morning of January 31=2024-01-31TMO | the night of last Tuesday=2024-12-03TNI",
        ),
        ("He spoke last Saturday evening.", "last Saturday evening=2024-12-07TEV"),
    ]);
}

#[test]
fn this_last_next() {
    check(&[
        ("last week, this week, next week", "last week=2024-W49 | this week=2024-W50 | next week=2024-W51"),
        ("last month, this month, next month", "last month=2024-11 | this month=2024-12 | next month=2025-01"),
        ("last summer, this winter, next spring", "last summer=2024-SU | this winter=2024-WI | next spring=2025-SP"),
        ("last March, next March", "last March=2024-03 | next March=2025-03"),
        ("this coming Friday, the past decade", "this coming Friday=2024-12-13 | the past decade=P10Y"),
        ("over the weekend and next weekend", "the weekend=2024-W49-WE | next weekend=2024-W51-WE"),
        ("the week after next, the week before last", "the week after next=2024-W52 | the week before last=2024-W48"),
        (
            "It fell on June 6, 2014, and again the following Monday.",
            "June 6, 2014=2014-06-06 | the following Monday=2014-06-09",
        ),
        ("He won on May 2, 1998, and lost that August.", "May 2, 1998=1998-05-02 | that August=1998-08"),
        (
            "It fell on Friday, June 6, 2014, by more than the previous Friday.",
            "Friday, June 6, 2014=2014-06-06 | the previous Friday=2014-05-30",
        ),
    ]);
}

#[test]
fn so_many_units_away() {
    check(&[
        (
            "10 days ago, two months ago, 40 years ago",
            "10 days ago=2024-11-29 | two months ago=2024-10 | 40 years ago=1984",
        ),
        ("two weeks from now", "two weeks from now=2024-W52"),
        (
            "a year and a half ago, half a century ago, a fortnight ago",
            "a year and a half ago=2023-06 | half a century ago=1974 | a fortnight ago=2024-W48",
        ),
        ("He left, over a century ago.", "over a century ago=1924/Before"),
        ("It failed on March 3. Two days later it worked.", "March 3=2024-03-03 | Two days later=2024-03-05"),
        ("He left in 1998 and returned five years later.", "1998=1998 | five years later=2003"),
        ("He left on May 4, 1998, and returned a few days later.", "May 4, 1998=1998-05-04 | a few days later=PXD"),
        (
            "less than a year ago, nearly four decades ago",
            "less than a year ago=2023/After | nearly four decades ago=1984/After",
        ),
        (
            "two weeks from yesterday, a week from Monday",
            "two weeks from yesterday=2024-12-22 | a week from Monday=2024-12-16",
        ),
        ("A few years ago it worked.", "A few years ago=PAST_REF"),
        (
            "the day after tomorrow, the day before yesterday",
            "the day after tomorrow=2024-12-11 | the day before yesterday=2024-12-07",
        ),
        ("It fell the day before Christmas.", "the day before Christmas=2024-12-24"),
        ("It rose the day after last Tuesday.", "the day after last Tuesday=2024-12-04"),
    ]);
}

#[test]
fn parts_of_months_and_years() {
    check(&[
        ("in early May, mid-June and late 2023", "early May=2024-05/Start | mid-June=2024-06/Mid | late 2023=2023/End"),
        (
            "at the beginning of 2023, by the end of next month",
            "the beginning of 2023=2023/Start | the end of next month=2025-01/End",
        ),
        ("by year-end, at mid-year", "year-end=2024-12-31 | mid-year=2024/Mid"),
        ("this year's summer", "this year's summer=2024-SU"),
        ("in the spring of 1991 and winter 2022-23", "the spring of 1991=1991-SP | winter 2022-23=2022-WI"),
        (
            "in the third quarter of 2023, Q3 2023 and 2023 Q3",
            "the third quarter of 2023=2023-Q3 | Q3 2023=2023-Q3 | 2023 Q3=2023-Q3",
        ),
        (
            "in H1 2023, FY 2022 and 2021's first quarter",
            "H1 2023=2023-H1 | FY 2022=2022 | 2021's first quarter=2021-Q1",
        ),
        ("in the first half of 2024", "the first half of 2024=2024-H1"),
        ("in the first and third quarters of 2022", "the first=2022-Q1 | third quarters of 2022=2022-Q3"),
        ("in fiscal 2023, fiscal year 2022 and FY2021", "fiscal 2023=2023 | fiscal year 2022=2022 | FY2021=2021"),
        ("in the 2023 fiscal year and the 2021 period", "the 2023 fiscal year=2023 | the 2021 period=2021"),
        ("the week of March 6, 2023", "the week of March 6, 2023=2023-W10"),
        ("the weekend of Dec. 14", "the weekend of Dec. 14=2024-W50-WE"),
    ]);
}

#[test]
fn earnings() {
    check(&[
        (
            "In the quarter ended Aug. 31, it lost less than in the year-ago quarter.",
            "the quarter=2024-Q3 | Aug. 31=2024-08-31 | the year-ago quarter=2023-Q3",
        ),
        ("Third-quarter profit rose from a year earlier.", "Third-quarter=2024-Q3 | a year earlier=2023-Q3"),
        ("For the quarter a year ago, it had a loss.", "the quarter a year ago=2023-Q3"),
        (
            "Profit rose in the latest quarter and the prior-year period.",
            "the latest quarter=2024-Q3 | the prior-year period=2023-Q3",
        ),
    ]);
}

#[test]
fn decades_centuries_and_eras() {
    check(&[
        (
            "in the 1990s, the nineties, the '90s and the early 90s",
            "the 1990s=199 | the nineties=199 | the '90s=199 | the early 90s=199/Start",
        ),
        ("in the 1980's and the 2020s", "the 1980's=198 | the 2020s=202"),
        ("in the 1800s and the 2000s", "the 1800s=18 | the 2000s=200"),
        (
            "in the 19th century and the early twenty-first century",
            "the 19th century=18 | the early twenty-first century=20/Start",
        ),
        ("in 44 B.C., 1500 BCE, A.D. 79 and 410 AD", "44 B.C.=BC0044 | 1500 BCE=BC1500 | A.D. 79=0079 | 410 AD=0410"),
        ("in the fifth century B.C.", "the fifth century B.C.=BC04"),
        ("a woman in her early 30s and his twenties", ""),
    ]);
}

#[test]
fn holidays() {
    check(&[
        (
            "It opened on Christmas Day; it will open on Christmas Day.",
            "Christmas Day=2023-12-25 | Christmas Day=2024-12-25",
        ),
        ("It opened on Christmas Eve 2022 and last Easter.", "Christmas Eve 2022=2022-12-24 | last Easter=2024-03-31"),
        ("It opened on Good Friday and on Whit Monday.", "Good Friday=2024-03-29 | Whit Monday=2024-05-20"),
        ("It opened on Thanksgiving and on Labor Day.", "Thanksgiving=2024-11-28 | Labor Day=2024-09-02"),
        ("It opened on Martin Luther King Jr. Day.", "Martin Luther King Jr. Day=2024-01-15"),
        (
            "It opened on St. Patrick's Day and on April Fools' Day.",
            "St. Patrick's Day=2024-03-17 | April Fools' Day=2024-04-01",
        ),
        ("It opened on Yom Kippur and at Passover.", "Yom Kippur=2024-10-12 | Passover=2024-04-23"),
        ("It will open on New Year's Eve.", "New Year's Eve=2024-12-31"),
        (
            "It opened on Bastille Day, on Anzac Day and on Mother's Day.",
            "Bastille Day=2024-07-14 | Anzac Day=2024-04-25 | Mother's Day=2024-05-12",
        ),
        ("It was a black friday, a good friday and a flag day.", ""),
    ]);
}

#[test]
fn references() {
    check(&[
        (
            "It is now, currently or these days at rest.",
            "now=PRESENT_REF | currently=PRESENT_REF | these days=PRESENT_REF",
        ),
        (
            "It rose recently, in recent weeks and months, and in the past.",
            "recently=PAST_REF | recent weeks and months=PAST_REF | the past=PAST_REF",
        ),
        (
            "It will soon fall, in the near future or in the coming days.",
            "soon=FUTURE_REF | the near future=FUTURE_REF | the coming days=FUTURE_REF",
        ),
        ("The trickle soon became a flood.", ""),
    ]);
}

#[test]
fn lengths() {
    check(&[
        (
            "a fortnight, a quarter-century, half a century",
            "a fortnight=P2W | a quarter-century=P25Y | half a century=P50Y",
        ),
        (
            "10-15 years, two or three days, a day or two",
            "10-15 years=P10Y/Approx | two or three days=P2D/Approx | a day or two=P1D/Approx",
        ),
        ("in the early hours, in working hours", ""),
        ("for six months, 72 hours, two decades", "six months=P6M | 72 hours=PT72H | two decades=P20Y"),
        ("for years, several weeks, dozens of years", "years=PXY | several weeks=PXW | dozens of years=PXY"),
        ("for a year and a half, two-and-a-half years", "a year and a half=P1Y6M | two-and-a-half years=P2Y6M"),
        ("a day-long meeting after a decades-long feud", "day-long=P1D | decades-long=PXE"),
        ("a three-day visit, a five-year period", "three-day=P3D | a five-year period=P5Y"),
        (
            "about two years, at least five days, up to 10 years",
            "about two years=P2Y/Approx | at least five days=P5D/EqualOrMore | up to 10 years=P10Y/EqualOrLess",
        ),
        (
            "for more than a month, no more than two days, almost a decade",
            "more than a month=P1M/MoreThan | no more than two days=P2D/EqualOrLess | almost a decade=P10Y/LessThan",
        ),
        // "over" is more than after "for", and during after a verb or a noun.
        ("It lasted for over three hours.", "over three hours=PT3H/MoreThan"),
        ("It can be paid over three years.", "three years=P3Y"),
        (
            "the past three years, the next few days, the weeks ahead",
            "the past three years=P3Y | the next few days=PXD | the weeks ahead=PXW",
        ),
        ("It is a matter of days.", ""),
        ("He hopes that he one day flies to the moon.", ""),
    ]);
}

#[test]
fn sets() {
    check(&[
        ("every Monday, each year, Sundays", "every Monday=XXXX-WXX-1 | each year=P1Y | Sundays=XXXX-WXX-7"),
        (
            "twice a month, three times a week, every other week",
            "twice a month=P1M | three times a week=P1W | every other week=P2W",
        ),
        ("daily, every two years, every few weeks", "daily=P1D | every two years=P2Y | every few weeks=PXW"),
        ("an annual forum that is held annually", "annual=P1Y | annually=P1Y"),
        (
            "It flies on Monday and Tuesday nights, and every Friday morning.",
            "Monday=XXXX-WXX-1TNI | Tuesday nights=XXXX-WXX-2TNI | every Friday morning=XXXX-WXX-5TMO",
        ),
        (
            "every weekend, every summer, every morning",
            "every weekend=XXXX-WXX-WE | every summer=XXXX-SU | every morning=XXXX-XX-XXTMO",
        ),
        // What is measured by the year is no time.
        ("annual sales grew at an annual rate of 3%, or 4 percent annually", ""),
    ]);
}

#[test]
fn clock_times() {
    check(&[
        ("It fell at 9 p.m.", "9 p.m.=2024-12-09T21:00"),
        ("It fell at 9:30 a.m. EST on Friday.", "9:30 a.m. EST on Friday=2024-12-06T09:30"),
        ("It fell at 0730 GMT.", "0730 GMT=2024-12-09T07:30"),
        (
            "It fell at 8:43 p.m. local time, or 10 a.m. Eastern time.",
            "8:43 p.m. local time=2024-12-09T20:43 | 10 a.m. Eastern time=2024-12-09T10:00",
        ),
        (
            "It fell at 21:45, 5pm, 10:46pm and 5.41am.",
            "21:45=2024-12-09T21:45 | 5pm=2024-12-09T17:00 | 10:46pm=2024-12-09T22:46 | 5.41am=2024-12-09T05:41",
        ),
        (
            "It fell at 4 in the morning, at half past six, at noon and at midnight.",
            "4 in the morning=2024-12-09T04:00 | half past six=2024-12-09T06:30 | noon=2024-12-09T12:00 | midnight=2024-12-09T24:00",
        ),
        ("It fell on March 3 at 6 o'clock.", "March 3=2024-03-03 | 6 o'clock=2024-03-03T06:00"),
        (
            "It fell at quarter to nine, or at 0800 local time.",
            "quarter to nine=2024-12-09T08:45 | 0800 local time=2024-12-09T08:00",
        ),
        ("They won 2:1, then 3:15 of the votes.", ""),
    ]);
}

#[test]
fn what_only_looks_like_a_time() {
    for text in [
        "A 59-year-old man and a woman, 45 years old, met a 12-year-old.",
        "They may march in spring-loaded shoes, and the march went on.",
        "The second man was second in line; a second look.",
        "An august body; the sun sat in a fall of prices.",
        "Theresa May and April Jones met Jan Novak.",
        "About 2000 people in 1500 houses paid $1999.",
        "See https://example.org/2022/07/11/abuse of Flight 1988.",
        "Children under 2 years of age found a zero-day flaw.",
        "He watched \"60 Minutes\" from room 1984.",
        "They sang of The Good Old Days at Horizon 2020.",
        "three quarters of the 1,998 members",
        "They won at the Winter Olympics and at the Spring Festival.",
    ] {
        assert_eq!(read(text), "", "{text}");
    }
}

#[test]
fn each_kind_of_expression_has_its_type() {
    let kinds = |text: &str| {
        let doc = Segmented::new(text);
        resolve(&doc, &find(&doc), None).iter().map(|t| t.kind).collect::<Vec<_>>()
    };
    assert_eq!(
        kinds("On Monday at noon, it took six hours, as every week."),
        [TimeKind::Date, TimeKind::Time, TimeKind::Duration, TimeKind::Set]
    );
    let doc = Segmented::new("It began in early May.");
    assert_eq!(resolve(&doc, &find(&doc), None)[0].modifier, Some(TimeMod::Start));
}

#[test]
fn tense_and_wording_tell_the_side() {
    check(&[
        ("They agreed on Thursday to talk.", "Thursday=2024-12-05"),
        ("They will talk on Thursday.", "Thursday=2024-12-12"),
        ("The chairman, who will retire in May, on Thursday dismissed it.", "May=2025-05 | Thursday=2024-12-05"),
        ("They would appeal Friday's ruling.", "Friday=2024-12-06"),
        ("They are expected to speak at Friday's meeting.", "Friday=2024-12-13"),
        ("The move follows Tuesday's offer by a firm that holds a stake.", "Tuesday=2024-12-03"),
        ("A vote is to be held on Saturday.", "Saturday=2024-12-14"),
        ("He spoke of a vote to be held on Saturday.", "Saturday=2024-12-14"),
        ("A text to be signed and formally adopted on Friday hung on the wall.", "Friday=2024-12-13"),
        ("They had to be moved on Saturday.", "Saturday=2024-12-07"),
        ("After being called names on Friday, he is set to leave.", "Friday=2024-12-06"),
        ("He revealed his plans for a park on Friday.", "Friday=2024-12-06"),
        ("On Thursday he rested; on Friday he will travel.", "Thursday=2024-12-05 | Friday=2024-12-13"),
        ("They won, and the winner of Friday's final will go on.", "Friday=2024-12-13"),
        ("They will vote in March, and in September.", "March=2025-03 | September=2025-09"),
        ("They could not land due to low light on Saturday.", "Saturday=2024-12-07"),
        ("The rules announced Thursday would allow it.", "Thursday=2024-12-05"),
        ("Police are investigating the fire on Friday.", "Friday=2024-12-06"),
        ("The king is meeting the pope on Friday.", "Friday=2024-12-13"),
        ("It was postponed until Tuesday.", "Tuesday=2024-12-10"),
        ("The water remained until Thursday.", "Thursday=2024-12-05"),
        ("By Friday, the firm knew it.", "Friday=2024-12-06"),
        ("The offer was open to those who answer by Friday.", "Friday=2024-12-13"),
        ("Funds were likely to buy as soon as trading opened Tuesday.", "Tuesday=2024-12-10"),
        ("The summit, which starts Saturday, will be long.", "Saturday=2024-12-14"),
    ]);
}
