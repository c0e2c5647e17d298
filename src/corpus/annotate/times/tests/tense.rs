//! What looks back and what looks ahead, and how a story of the past goes on: an article of Monday, 9 December 2024.

use super::catalogue::check;

#[test]
fn what_may_be_lies_ahead() {
    check(&[
        ("The bank may cut rates on Thursday.", "Thursday=2024-12-12"),
        ("England can seal the series on Saturday.", "Saturday=2024-12-14"),
        ("Winds could reach 80 mph on Wednesday.", "Wednesday=2024-12-11"),
        ("Neither could be reached on Friday.", "Friday=2024-12-06"),
        ("They could not agree on Friday.", "Friday=2024-12-06"),
        ("The two were to meet Wednesday at the palace.", "Wednesday=2024-12-11"),
        ("Schools will remain closed on Thursday.", "Thursday=2024-12-12"),
        ("Investors awaited Wednesday's data.", "Wednesday=2024-12-11"),
        ("Traders expect a rate cut in March.", "March=2025-03"),
        ("The deal is expected to close in the first quarter.", "the first quarter=2025-Q1"),
        ("It will report results for the third quarter.", "the third quarter=2024-Q3"),
        ("The trial will begin in November.", "November=2025-11"),
        ("He has lived here since May 2010, and in June he will move.", "May 2010=2010-05 | June=2025-06"),
        ("They came on Thursday, and on Friday they left.", "Thursday=2024-12-05 | Friday=2024-12-06"),
    ]);
}

#[test]
fn fixtures_are_told_in_the_present() {
    check(&[
        ("England host Wales on Friday.", "Friday=2024-12-13"),
        ("She faces the champion on Tuesday.", "Tuesday=2024-12-10"),
        ("The court rules Friday on his appeal.", "Friday=2024-12-13"),
        ("Court to rule on ban Friday", "Friday=2024-12-13"),
        // nouns of the same letters
        ("They scored 106 runs on Saturday.", "Saturday=2024-12-07"),
        ("He hit two home runs on Sunday.", "Sunday=2024-12-08"),
        ("He spoke of the vote on Friday.", "Friday=2024-12-06"),
        ("They face charges after a fight on Friday.", "Friday=2024-12-06"),
    ]);
}

#[test]
fn what_is_put_on_a_day_is_to_come() {
    check(&[
        ("The judge set sentencing for Jan. 10.", "Jan. 10=2025-01-10"),
        ("The judge set a trial date of March 4.", "March 4=2025-03-04"),
        ("The trial was adjourned to Jan. 10.", "Jan. 10=2025-01-10"),
        ("The unions called a strike for Friday.", "Friday=2024-12-13"),
        ("A service planned for Saturday was canceled.", "Saturday=2024-12-07"),
        ("He was charged for Friday's attack.", "Friday=2024-12-06"),
        ("The agency reported sales for March.", "March=2024-03"),
        ("He was ordered to report to prison on Friday.", "Friday=2024-12-13"),
        ("The judge ordered him to return on Jan. 6.", "Jan. 6=2025-01-06"),
        ("The Jan. 14 launch was delayed.", "Jan. 14=2025-01-14"),
        (
            "The city reported 11 locally transmitted cases for Friday after a week of none.",
            "Friday=2024-12-06 | a week=P1W",
        ),
        ("He was shot as he came for Friday prayers.", "Friday=2024-12-06"),
        ("Crude for February delivery rose.", "February=2025-02"),
        ("It held $3 million, compared with $4 million at Dec. 31.", "Dec. 31=2023-12-31"),
    ]);
}

#[test]
fn what_lasted_until_a_day_is_over() {
    check(&[
        ("He did not return until Sunday.", "Sunday=2024-12-08"),
        ("The bodies were not found until April.", "April=2024-04"),
        ("Ministers met until Saturday.", "Saturday=2024-12-07"),
        ("The toll rose to 12 by Sunday morning.", "Sunday morning=2024-12-08TMO"),
        ("They demanded an answer by Tuesday.", "Tuesday=2024-12-10"),
        ("Through Sunday's games, he leads the league.", "Sunday=2024-12-08"),
        (
            "It rained from Friday evening through Saturday afternoon.",
            "Friday evening=2024-12-06TEV | Saturday afternoon=2024-12-07TAF",
        ),
        (
            "A warning is in place from 3pm on Tuesday until 9am on Thursday.",
            "3pm on Tuesday=2024-12-10T15:00 | 9am on Thursday=2024-12-12T09:00",
        ),
        ("India beat Pakistan on March 23; a ship sank on April 15.", "March 23=2024-03-23 | April 15=2024-04-15"),
        ("He was arrested on Dec. 20.", "Dec. 20=2023-12-20"),
        ("It is held on Dec. 1 each year.", "Dec. 1=XXXX-12-01 | each year=P1Y"),
        ("The summit ended Saturday. A day earlier, it stalled.", "Saturday=2024-12-07 | A day earlier=2024-12-06"),
    ]);
}

#[test]
fn a_story_of_the_past_goes_on_in_its_year() {
    check(&[
        (
            "In 1989, it began to crumble. In May, they cut the fence. On Nov. 9, the wall fell.",
            "1989=1989 | May=1989-05 | Nov. 9=1989-11-09",
        ),
        (
            "He was arrested on April 1, 2001, and handed over on June 28.",
            "April 1, 2001=2001-04-01 | June 28=2001-06-28",
        ),
        (
            "He was shot on Oct. 26, 1979. On Dec. 12, another took over.",
            "Oct. 26, 1979=1979-10-26 | Dec. 12=1979-12-12",
        ),
        ("In 2011 the wave struck in March.", "2011=2011 | March=2011-03"),
        (
            "He was killed in 1983. Three years later, on Feb. 25, they fled.",
            "1983=1983 | Three years later=1986 | Feb. 25=1986-02-25",
        ),
        ("He fled in 2013 and returned the next year.", "2013=2013 | the next year=2014"),
        ("On May 5, 2013, he fled. The next week, he was back.", "May 5, 2013=2013-05-05 | The next week=2013-W19"),
        ("She won in 2021 and again the following May.", "2021=2021 | the following May=2022-05"),
        // no stories: origins, what was said of late, what is not long ago, and what is to come
        ("He was born in 1952. In March he resigned.", "1952=1952 | March=2024-03"),
        ("He was born on April 1, 1950, and died on June 28.", "April 1, 1950=1950-04-01 | June 28=2024-06-28"),
        ("The firm, founded in May 1985, said in June it would close.", "May 1985=1985-05 | June=2024-06"),
        ("He was crowned in May 2023. In February, he fell ill.", "May 2023=2023-05 | February=2024-02"),
        ("It was passed in May 2019. In March, it was changed.", "May 2019=2019-05 | March=2024-03"),
        ("The treaty, signed on May 3, 1998, expired in June.", "May 3, 1998=1998-05-03 | June=2024-06"),
        ("He was elected in 2013. The next year will tell.", "2013=2013 | The next year=2025"),
        ("He was elected in 2013. Over the next year he will rest.", "2013=2013 | the next year=2025"),
        // nothing leads from the past beyond today
        ("He came in May. Fifty weeks later he left.", "May=2024-05 | Fifty weeks later=P50W"),
    ]);
}
