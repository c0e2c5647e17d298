//! Periods of business, and ways of writing that newspapers of many countries have: an article of Monday, 9 December
//! 2024, a sentence, and every expression in it.

use super::catalogue::check;

#[test]
fn the_same_period_of_another_year() {
    check(&[
        (
            "In the third quarter, sales beat those of the same period last year.",
            "the third quarter=2024-Q3 | the same period last year=2023-Q3",
        ),
        (
            "In the third quarter, sales beat the corresponding period a year ago.",
            "the third quarter=2024-Q3 | the corresponding period a year ago=2023-Q3",
        ),
        ("In May, exports fell from the same month last year.", "May=2024-05 | the same month last year=2023-05"),
        ("It earned more than in the same quarter last year.", "the same quarter last year=2023-Q3"),
        (
            "In the third quarter it earned more than in the 2022 quarter.",
            "the third quarter=2024-Q3 | the 2022 quarter=2022-Q3",
        ),
        (
            "Profit fell in the second quarter from the 2022 period.",
            "the second quarter=2024-Q2 | the 2022 period=2022-Q2",
        ),
        ("It beat last year's third quarter.", "last year's third quarter=2023-Q3"),
        (
            "It earned less than in last year's quarter, and than in the prior year's quarter.",
            "last year's quarter=2023-Q3 | the prior year's quarter=2023-Q3",
        ),
    ]);
}

#[test]
fn an_amount_of_last_year_is_of_the_quarter_spoken_of() {
    check(&[
        (
            "In the third quarter, profit rose to $3 million from $2 million last year.",
            "the third quarter=2024-Q3 | last year=2023-Q3",
        ),
        (
            "In the third quarter it opened mines that it bought last year.",
            "the third quarter=2024-Q3 | last year=2023",
        ),
        ("It fell in the third quarter. It grew 3 percent last year.", "the third quarter=2024-Q3 | last year=2023"),
    ]);
}

#[test]
fn an_article_reports_on_the_first_quarter_that_it_names() {
    check(&[
        // "The quarter" is not the one that it was compared with by the way.
        (
            "In the third quarter sales fell, after a good second quarter. The quarter was cold, as the year-ago quarter was not.",
            "the third quarter=2024-Q3 | second quarter=2024-Q2 | The quarter=2024-Q3 | the year-ago quarter=2023-Q3",
        ),
        (
            "Sales fell in the third quarter, and may rise in the fourth quarter of 2025. In the 2023 period they rose, as in the latest quarter they did not.",
            "the third quarter=2024-Q3 | the fourth quarter of 2025=2025-Q4 | the 2023 period=2023-Q3 | the latest quarter=2024-Q3",
        ),
        // A company's own year: its fourth quarter is over before the calendar's is.
        (
            "Its fourth quarter was good. In the latest period it sold more.",
            "fourth quarter=2024-Q4 | the latest period=2024-Q4",
        ),
        // What was long ago is not reported on.
        (
            "It has paid nothing since the first quarter of 1994. It lost money in the latest quarter.",
            "the first quarter of 1994=1994-Q1 | the latest quarter=1994-Q1",
        ),
    ]);
}

#[test]
fn nine_months_are_no_quarter() {
    check(&[(
        "In the third quarter and the first nine months it lost money, as it did a year earlier.",
        "the third quarter=2024-Q3 | the first nine months=P9M | a year earlier=2023",
    )]);
}

#[test]
fn months_that_ended_are_compared_with_those_of_a_year_before() {
    check(&[(
        "It was founded in 1985. For the six months ended July 31, its loss was $3 million, against $2 million a year earlier.",
        "1985=1985 | the six months=P6M | July 31=2024-07-31 | a year earlier=2023",
    )]);
}

#[test]
fn quarters_and_halves() {
    check(&[
        (
            "It grew in the last half of 2023 and the first two quarters of 2024.",
            "the last half of 2023=2023-H2 | the first two quarters of 2024=2024-H1",
        ),
        (
            "It grew in the second half of the 1990s and the first half of the 20th century.",
            "the second half of the 1990s=199/End | the first half of the 20th century=19/Start",
        ),
        ("It grew in the first quarter of the 19th century.", "the first quarter of the 19th century=18/Start"),
        ("Claims fell in the week to 30 November.", "the week=2024-W48 | 30 November=2024-11-30"),
        (
            "It grew in the first half of the year and the third quarter of the year.",
            "the first half of the year=2024-H1 | the third quarter of the year=2024-Q3",
        ),
        (
            "It grew in the last quarter of 2023 and the final quarter of last year.",
            "the last quarter of 2023=2023-Q4 | the final quarter of last year=2023-Q4",
        ),
        ("Q3: What did you sell in Q3?", "Q3=2024-Q3"),
        ("It was signed on the 24th day of November, 1954.", "the 24th day of November, 1954=1954-11-24"),
        ("Sales fell in the June quarter.", "the June quarter=2024-Q2"),
        ("Claims fell in the week ended Nov. 30.", "the week=2024-W48 | Nov. 30=2024-11-30"),
        ("It opened a half-century ago.", "a half-century ago=1974"),
        (
            "It will be done by year-end, and was begun before year-end 2022.",
            "year-end=2024-12-31 | year-end 2022=2022-12-31",
        ),
        ("It rose since year-end, but fell by year's end.", "year-end=2023-12-31 | year's end=2024/End"),
        ("It hopes for profit throughout the fiscal year.", "the fiscal year=P1Y"),
        // A game has quarters too.
        ("They scored in the fourth quarter and lost by ten yards.", ""),
    ]);
}

#[test]
fn centuries_and_seasons_in_lists() {
    check(&[
        ("It was built in the 18th and 19th centuries.", "the 18th=17 | 19th centuries=18"),
        ("It was built in the spring and summer of 2023.", "the spring=2023-SP | summer of 2023=2023-SU"),
        ("In the years 2010 to 2012 it stood empty.", "2010=2010 | 2012=2012"),
        ("It ends by the end of the decade.", "the end of the decade=202/End"),
    ]);
}

#[test]
fn early_and_late_in_something() {
    check(&[
        (
            "It fell later in the week, early in the year and late in the day.",
            "later in the week=2024-W50/End | early in the year=2024/Start",
        ),
        (
            "They spoke earlier today and late tonight.",
            "earlier today=2024-12-09/Start | late tonight=2024-12-09TNI/End",
        ),
        ("It fell in the early morning of Sunday, Dec. 1.", "the early morning of Sunday, Dec. 1=2024-12-01TMO/Start"),
    ]);
}

#[test]
fn times_of_day_as_some_write_them() {
    check(&[
        ("It opens at 7.30 pm and at 19.30 GMT.", "7.30 pm=2024-12-09T19:30 | 19.30 GMT=2024-12-09T19:30"),
        (
            "It was sent at 2013-03-22T10:00 and 2013-03-22T10:30:15Z.",
            "2013-03-22T10:00=2013-03-22T10:00 | 2013-03-22T10:30:15Z=2013-03-22T10:30",
        ),
        (
            "It runs from 1-3 p.m. and from 11 to 1 p.m.",
            "1=2024-12-09T13:00 | 3 p.m.=2024-12-09T15:00 | 11=2024-12-09T11:00 | 1 p.m.=2024-12-09T13:00",
        ),
        ("It cost 7.30 euros, or 19.30 dollars.", ""),
        ("The road will open at 6am tomorrow morning.", "6am tomorrow morning=2024-12-10T06:00"),
        ("They will vote next Wednesday, Jan. 8.", "next Wednesday, Jan. 8=2025-01-08"),
    ]);
}

#[test]
fn lengths_with_a_rest() {
    check(&[
        ("It lasted 3½ years and 2½ hours.", "3½ years=P3Y6M | 2½ hours=PT2H30M"),
        (
            "He waited two and half years, and a year and three months.",
            "two and half years=P2Y6M | a year and three months=P1Y3M",
        ),
        (
            "It lasted an hour and 20 minutes, then two days and six hours.",
            "an hour and 20 minutes=PT1H20M | two days and six hours=P2DT6H",
        ),
        ("It fell a year and three months ago.", "a year and three months ago=2023-09"),
        ("It fell in recent weeks and in recent years.", "recent weeks=PXW | recent years=PAST_REF"),
        ("It took eight trading days, or ten working days.", "eight trading days=P8D | ten working days=P10D"),
        (
            "It lived 66 million years ago, at a loss of $2 million a year ago.",
            "66 million years ago=PAST_REF | a year ago=2023",
        ),
    ]);
}

#[test]
fn last_the_verb_and_following_the_preposition() {
    check(&[
        (
            "It is expected to last a week or two, could last years and did last two days.",
            "a week or two=P1W/Approx | years=PXY | two days=P2D",
        ),
        ("He resigned following Tuesday's vote.", "Tuesday=2024-12-03"),
        ("In its latest July report it saw growth.", "July=2024-07"),
    ]);
}

#[test]
fn what_recurs() {
    check(&[
        ("They meet once every four years.", "once every four years=P4Y"),
        ("They meet twice weekly and every third Tuesday.", "twice weekly=P1W | every third Tuesday=XXXX-WXX-2"),
        ("He was hurt two Sundays ago.", "two Sundays ago=2024-12-01"),
        ("They meet every other Friday.", "every other Friday=XXXX-WXX-5"),
        // Shares of a whole.
        ("It fell by nearly one-quarter, or almost three-quarters.", ""),
        // Names of newspapers and programmes.
        (
            "He told a reporter of the People's Daily and then a man of Us Weekly that he had been seen on This Week in Asia.",
            "",
        ),
        ("The paper is a weekly since 2020, and was a daily.", "2020=2020"),
        ("Its yearly earnings fell.", ""),
    ]);
}
