//! Stories of the words of time: years, lengths and names, and what only looks like one.

use super::times;

const MONDAY: &str = "2024-12-09";

#[test]
fn a_year_after_a_preposition_that_begins_a_clause_inside_a_line() {
    for text in [
        "MOSCOW (Agency) - In 2014, Russia took the peninsula.",
        "Mr. Kim said, \"In 2014, we met.\"",
        "On this date: In 2014, the bridge was opened.",
        "\"Look,\" he said, \"Since 2014 we have tried.\"",
        "He said, \"By 2014, it was over.\"",
        "LONDON - Between 2014 and the vote, prices rose.",
    ] {
        assert_eq!(times(MONDAY, text), ["2014=2014"], "{text}");
    }
    assert_eq!(times(MONDAY, "It was paid for by Horizon 2020, which the EU set up."), [""; 0]);
}

#[test]
fn a_unit_that_an_event_tells_is_not_counted_from_the_day_of_the_paper() {
    for text in [
        "He was born in 1926, the year of the General Strike.",
        "In 1926, the year the strike began, he was born.",
        "He fled in 1926, the year before his father died.",
        "It opened in 1926, the year Nixon went to school.",
    ] {
        assert_eq!(times(MONDAY, text), ["1926=1926"], "{text}");
    }
    for text in
        ["He went home on the morning of the attack.", "It was the week of the vote.", "the month of the long march"]
    {
        assert_eq!(times(MONDAY, text), [""; 0], "{text}");
    }
    assert_eq!(times(MONDAY, "In the year since he took office, prices fell."), ["the year=P1Y"]);
    assert_eq!(times(MONDAY, "In the month since the coup, 500 have died."), ["the month=P1M"]);
    assert_eq!(times(MONDAY, "In the last year of his life, he was blind."), ["the last year=P1Y"]);
    assert_eq!(times(MONDAY, "It was the last week of the campaign."), ["the last week=P1W"]);
    assert_eq!(times(MONDAY, "The week-long festival ended."), ["week-long=P1W"]);
    assert_eq!(times(MONDAY, "It was built in the year 1066."), ["the year 1066=1066"]);
}

#[test]
fn a_unit_that_the_calendar_tells_stays_where_it_is() {
    assert_eq!(times(MONDAY, "Sales rose from $3 million the year before to $4 million."), ["the year before=2023"]);
    assert_eq!(times(MONDAY, "By the end of the year the company expects a profit."), ["the end of the year=2024"]);
    assert_eq!(times(MONDAY, "It rose to a high for the year of $42."), ["the year=2024"]);
    assert_eq!(times(MONDAY, "He earned less last year of the two."), ["last year=2023"]);
    assert_eq!(times(MONDAY, "in the last quarter of the 18th century"), ["the last quarter of the 18th century=17"]);
    assert_eq!(times(MONDAY, "In the last week of November it snowed."), ["the last week of November=2024-11"]);
    assert_eq!(times(MONDAY, "It snowed in the first week of November."), ["the first week of November=2024-11"]);
    assert_eq!(times(MONDAY, "He left in the week of Christmas 2022."), ["the week of Christmas 2022=2022-W51"]);
}

#[test]
fn names_that_hold_a_word_of_time() {
    for text in [
        "The Good Friday Agreement was signed after Bloody Sunday.",
        "He was a hero of the Yom Kippur War and the Six-Day War.",
        "The Easter Rising, the October Revolution and the March on Washington were remembered.",
        "She was in Saturday Night Live and he in Monday Night Football.",
        "The Mail on Sunday reported that Sheffield Wednesday won.",
        "The crash of Black Monday and the voting of Super Tuesday came up.",
        "The Hundred Years' War was long, and so is the Five-Year Plan.",
        "He fears Friday the 13th.",
        "Every now and then it rains; it is now or never, and it may come any day now.",
        "The winter session began after the summer solstice in the summer capital.",
        "They put up Christmas trees on Easter Island.",
        "He watched the Six O'Clock News and read Midnight's Children.",
    ] {
        assert_eq!(times(MONDAY, text), [""; 0], "{text}");
    }
    assert_eq!(times(MONDAY, "They met on Good Friday."), ["Good Friday=2024-03-29"]);
    assert_eq!(times(MONDAY, "It rained on a black Monday."), ["Monday=2024-12-09"]);
    assert_eq!(times(MONDAY, "They spoke on Saturday night."), ["Saturday night=2024-12-07TNI"]);
    assert_eq!(times(MONDAY, "In the winter the session began."), ["the winter=2024-WI"]);
    assert_eq!(times(MONDAY, "It is now."), ["now=PRESENT_REF"]);
}

#[test]
fn a_holiday_is_of_the_year_that_is_told_with_it() {
    assert_eq!(times(MONDAY, "The attack on Yom Kippur in 1973 was a surprise."), ["Yom Kippur in 1973=1973-10-06"]);
    assert_eq!(times(MONDAY, "He was born on Christmas Eve, 1931."), ["Christmas Eve, 1931=1931-12-24"]);
    assert_eq!(times(MONDAY, "On Election Day, Nov. 8, 2016, he won."), ["Election Day, Nov. 8, 2016=2016-11-08"]);
    assert_eq!(times(MONDAY, "The 2004 Boxing Day wave killed them."), ["2004 Boxing Day=2004-12-26"]);
    assert_eq!(times(MONDAY, "They marched on Remembrance Sunday."), ["Remembrance Sunday=2024-11-10"]);
    assert_eq!(times(MONDAY, "On Christmas Day, 1500 people came."), ["Christmas Day=2024-12-25"]);
}

#[test]
fn quarters_of_a_game_decades_of_the_thermometer_and_numbers_that_are_no_years() {
    for text in [
        "In the third quarter Carlton kicked six goals.",
        "The Bears led 21-7 in the first quarter.",
        "They took a 14-10 lead in the second quarter.",
        "Highs will be in the 50s.",
        "The temperature dropped into the 20s.",
        "Call +44 20 7946 1958 or 01632 960 1990.",
        "Resolution 1701 was adopted.",
        "He got 1984 votes and flew at 1990 feet.",
        "Wheat sold at 1930 per quintal, for a 2000-rupee note.",
        "Police arrested 1968 people.",
        "Her teenage years were hard, and so were the Clinton years.",
        "Her 19-month-old son died.",
        "A 6-week-old was found.",
    ] {
        assert_eq!(times(MONDAY, text), [""; 0], "{text}");
    }
    assert_eq!(times(MONDAY, "Profit rose 5-10 percent in the first quarter."), ["the first quarter=2024-Q1"]);
    assert_eq!(times(MONDAY, "They kicked off the first quarter with a profit."), ["the first quarter=2024-Q1"]);
    assert_eq!(times(MONDAY, "It was built in the 50s."), ["the 50s=195"]);
    assert_eq!(times(MONDAY, "In 1968 people marched."), ["1968=1968"]);
    assert_eq!(times(MONDAY, "The 19-month-old war went on."), ["19-month-old=P19M"]);
    assert_eq!(times(MONDAY, "It took two dozen years."), ["two dozen years=P24Y"]);
    assert_eq!(times(MONDAY, "He told the paper years later."), ["years later=PXY"]);
    let plus = super::only(MONDAY, "He has 50-plus years of experience.");
    assert_eq!((plus.value.as_str(), plus.modifier), ("P50Y", Some(super::TimeMod::MoreThan)));
}
