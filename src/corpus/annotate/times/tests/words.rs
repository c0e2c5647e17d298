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
    assert_eq!(times(MONDAY, "It fell in the week after the vote."), ["the week=P1W"]);
    assert_eq!(times(MONDAY, "In the month since the coup, 500 have died."), ["the month=P1M"]);
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
    assert_eq!(times(MONDAY, "In the last week of November it snowed."), ["the last week of November=2024-W48"]);
    assert_eq!(times(MONDAY, "It snowed in the first week of November."), ["the first week of November=2024-W45"]);
    assert_eq!(times(MONDAY, "The last month of 2023 was cold."), ["The last month of 2023=2023-12"]);
    assert_eq!(times(MONDAY, "It ended on the last day of 1999."), ["the last day of 1999=1999-12-31"]);
    assert_eq!(times(MONDAY, "It began on the first day of 2023."), ["the first day of 2023=2023-01-01"]);
    assert_eq!(times(MONDAY, "He fell ill in the last quarter of the game."), [""; 0]);
    assert_eq!(times(MONDAY, "He will come the week before Christmas."), ["the week before Christmas=2024-W51"]);
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
    assert_eq!(
        times(MONDAY, "In the Easter Sunday bombings in 2019, 250 died."),
        ["Easter Sunday=2019-04-21", "2019=2019"]
    );
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
    assert_eq!(times(MONDAY, "Profit was up 5-10 percent in the first quarter."), ["the first quarter=2024-Q1"]);
    assert_eq!(times(MONDAY, "They kicked off the first quarter with a profit."), ["the first quarter=2024-Q1"]);
    assert_eq!(times(MONDAY, "It was built in the 50s."), ["the 50s=195"]);
    assert_eq!(times(MONDAY, "In 1968 people marched."), ["1968=1968"]);
    assert_eq!(times(MONDAY, "The 19-month-old war went on."), ["19-month-old=P19M"]);
    assert_eq!(times(MONDAY, "It took two dozen years."), ["two dozen years=P24Y"]);
    assert_eq!(times(MONDAY, "He told the paper years later."), ["years later=PXY"]);
    let plus = super::only(MONDAY, "He has 50-plus years of experience.");
    assert_eq!((plus.value.as_str(), plus.modifier), ("P50Y", Some(super::TimeMod::MoreThan)));
}

#[test]
fn years_long_past_and_their_ranges() {
    assert_eq!(times(MONDAY, "In 1066, they sailed; the city fell in 1453."), ["1066=1066", "1453=1453"]);
    assert_eq!(times(MONDAY, "It ruled from 1368 to 1644."), ["1368=1368", "1644=1644"]);
    assert_eq!(times(MONDAY, "a vase of the Song Dynasty (960-1279)"), ["960=0960", "1279=1279"]);
    assert_eq!(times(MONDAY, "a vase of the Ming Dynasty (1368-1644)"), ["1368=1368", "1644=1644"]);
    assert_eq!(times(MONDAY, "the Magna Carta of 1215"), ["1215=1215"]);
    assert_eq!(times(MONDAY, "Emperor Qin (259-210 BC)"), ["259=BC0259", "210 BC=BC0210"]);
    assert_eq!(times(MONDAY, "between 5000 and 3000 B.C."), ["5000=BC5000", "3000 B.C.=BC3000"]);
    for text in [
        "In 1200 homes the light went out.",
        "It was a crowd of 1215, and more came.",
        "The index rose from 1245 to 1300.",
        "They cut from 1200 to 1600 jobs.",
        "The bill failed (213-217) and he paid 1368.",
        "Call Smith (555-1279).",
    ] {
        assert_eq!(times(MONDAY, text), [""; 0], "{text}");
    }
}

#[test]
fn centuries_and_decades_in_pairs() {
    assert_eq!(times(MONDAY, "It was built in the 1400s."), ["the 1400s=14"]);
    assert_eq!(times(MONDAY, "in the 1970s and 80s"), ["the 1970s=197", "80s=198"]);
    assert_eq!(times(MONDAY, "in the 80s and 90s"), ["the 80s=198", "90s=199"]);
    assert_eq!(
        times(MONDAY, "in the late 19th and early 20th centuries"),
        ["the late 19th=18", "early 20th centuries=19"]
    );
    assert_eq!(times(MONDAY, "He was in his 70s and 80s."), [""; 0]);
    assert_eq!(times(MONDAY, "in the 18th and 19th centuries"), ["the 18th=17", "19th centuries=18"]);
}

#[test]
fn lengths_in_one_word_and_in_two_units() {
    assert_eq!(
        times(MONDAY, "the monthslong standoff, a weeklong truce, an hourlong talk"),
        ["monthslong=PXM", "weeklong=P1W", "hourlong=PT1H"]
    );
    assert_eq!(times(MONDAY, "Minutes after the blast, police came."), ["Minutes=PTXM"]);
    assert_eq!(times(MONDAY, "It took 45 hrs, then 10 mins."), ["45 hrs=PT45H", "10 mins=PT10M"]);
    assert_eq!(times(MONDAY, "It took 2 hours 15 minutes."), ["2 hours 15 minutes=PT2H15M"]);
    assert_eq!(times(MONDAY, "It took two hours, 15 minutes."), ["two hours, 15 minutes=PT2H15M"]);
    assert_eq!(times(MONDAY, "He got 27 years and 155 days."), ["27 years and 155 days=P27Y155D"]);
    assert_eq!(times(MONDAY, "after a year and a day"), ["a year and a day=P1Y1D"]);
    assert_eq!(times(MONDAY, "for three quarters of an hour"), ["three quarters of an hour=PT45M"]);
    assert_eq!(times(MONDAY, "for a quarter of an hour"), ["a quarter of an hour=PT15M"]);
    assert_eq!(times(MONDAY, "three quarters of a mile"), [""; 0]);
    assert_eq!(times(MONDAY, "Life began 3.8 billion years ago."), ["3.8 billion years ago=PAST_REF"]);
    assert_eq!(times(MONDAY, "It took 1.2 million years."), ["1.2 million years=P1200000Y"]);
    assert_eq!(times(MONDAY, "It was a $3 billion year, and its minutes were read."), [""; 0]);
    assert_eq!(
        times(MONDAY, "half-yearly reports, fortnightly talks and nightly protests"),
        ["half-yearly=P6M", "fortnightly=P2W", "nightly=XXXX-XX-XXTNI"]
    );
}

#[test]
fn years_of_business_and_years_about() {
    assert_eq!(times(MONDAY, "The FY24 deficit fell."), ["FY24=2024"]);
    assert_eq!(times(MONDAY, "In 1Q 2025 and Q1 FY25 it grew."), ["1Q 2025=2025-Q1", "Q1 FY25=2025-Q1"]);
    assert_eq!(times(MONDAY, "In 2023-24 it grew."), ["2023-24=2023/2024"]);
    assert_eq!(times(MONDAY, "The 2023/24 campaign was long."), ["2023/24=2023/2024"]);
    assert_eq!(times(MONDAY, "the war of 1850-58"), ["1850=1850", "58=1858"]);
    assert_eq!(times(MONDAY, "First-half profit fell."), ["First-half=2024-H1"]);
    assert_eq!(times(MONDAY, "He scored two first-half goals, one late in the first half."), [""; 0]);
    assert_eq!(times(MONDAY, "He will be back in the new year."), ["the new year=2025"]);
    assert_eq!(times(MONDAY, "The new year holds hope."), [""; 0]);
    let about = super::only(MONDAY, "It was built in about 1985.");
    assert_eq!((about.value.as_str(), about.modifier), ("1985", Some(super::TimeMod::Approx)));
    assert_eq!(times(MONDAY, "About 2000 were hurt."), [""; 0]);
}

#[test]
fn days_that_are_called_by_numbers() {
    assert_eq!(times(MONDAY, "the 9-11 attacks"), ["9-11=2001-09-11"]);
    assert_eq!(times(MONDAY, "in the post-9/11 world"), ["9/11=2001-09-11"]);
    assert_eq!(times(MONDAY, "the 7/7 bombings"), ["7/7=2005-07-07"]);
    assert_eq!(times(MONDAY, "They lost 9-11 and got 7/7 for it."), [""; 0]);
}

#[test]
fn what_cannot_be_counted_is_some() {
    assert_eq!(times(MONDAY, "It took four billion years."), ["four billion years=PXY"]);
    assert_eq!(times(MONDAY, "It was felt at 14 : 58 hrs."), [""; 0]);
}

#[test]
fn a_word_beside_a_time_makes_no_name_of_it() {
    for (text, found) in [
        ("On Monday school officials said no.", "Monday=2024-12-09"),
        ("Last summer schools were closed.", "Last summer=2024-SU"),
        ("In the summer house prices fell.", "the summer=2024-SU"),
        ("At Easter cards were sent.", "Easter=2024-03-31"),
        ("He came in March for our party.", "March=2024-03"),
        ("She attended high school in the 60s.", "the 60s=196"),
        ("Unemployment was high in the eighties.", "the eighties=198"),
        ("After 2008 Ford recovered.", "2008=2008"),
        ("He got a 2000 Ford Foundation grant.", "2000=2000"),
        ("They work six days, 12 hours a day.", "six days=P6D"),
        ("It fell in the week of the 24th of December.", "the week of the 24th of December=2024-W52"),
        ("It rose in the last week of the year.", "the last week of the year=2024-W52"),
        ("He spoke of the last week of this campaign.", "the last week=P1W"),
        ("The shop shut at 12 at night.", "12 at night=2024-12-09T00:00"),
        ("It raised the total for Friday to 12.", "Friday=2024-12-06"),
        ("Shares rose after the House vote on Tuesday.", "Tuesday=2024-12-03"),
        ("Lawmakers voted to impeach him on Tuesday.", "Tuesday=2024-12-03"),
        ("He will mark one week on Saturday.", "one week=P1W | Saturday=2024-12-14"),
    ] {
        assert_eq!(times(MONDAY, text).join(" | "), found, "{text}");
    }
}
