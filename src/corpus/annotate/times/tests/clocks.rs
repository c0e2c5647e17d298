//! Times of day and the days they are of: an article of Monday, 9 December 2024, a sentence, and every
//! expression in it.

use super::catalogue::check;

#[test]
fn a_time_of_day_has_the_day_that_follows() {
    check(&[
        ("The bomb went off at 8.15am on 6 August 1945.", "8.15am on 6 August 1945=1945-08-06T08:15"),
        (
            "Polls closed at 10pm on 4 July, and at 2.30pm on 8th September.",
            "10pm on 4 July=2024-07-04T22:00 | 2.30pm on 8th September=2024-09-08T14:30",
        ),
        ("He died at 5:30 p.m. on the 5th of December.", "5:30 p.m. on the 5th of December=2024-12-05T17:30"),
        ("It ended at midnight on 31 January 2020.", "midnight on 31 January 2020=2020-01-31T24:00"),
        (
            "Held back until 00:01 HOURS, TUESDAY 10 DECEMBER 2024.",
            "00:01 HOURS, TUESDAY 10 DECEMBER 2024=2024-12-10T00:01",
        ),
        ("He came home at 11:40 p.m. the night before.", "11:40 p.m. the night before=2024-12-08T23:40"),
        ("The index closed at 2000 on Monday.", "2000=2000 | Monday=2024-12-09"),
        ("He counted 12 on 6 August and 14 last night.", "6 August=2024-08-06 | last night=2024-12-08TNI"),
    ]);
}

#[test]
fn brackets_share_the_day_and_its_side() {
    check(&[
        (
            "The quake struck at 10:44 a.m. (18:44 GMT) on Dec. 5.",
            "10:44 a.m.=2024-12-05T10:44 | 18:44 GMT=2024-12-05T18:44 | Dec. 5=2024-12-05",
        ),
        (
            "Voting will begin at 8:00 a.m. (0500 GMT) on Friday.",
            "8:00 a.m.=2024-12-13T08:00 | 0500 GMT=2024-12-13T05:00 | Friday=2024-12-13",
        ),
        (
            "He will speak at 9 p.m. EST (0200 GMT Wednesday).",
            "9 p.m. EST=2024-12-10T21:00 | 0200 GMT Wednesday=2024-12-12T02:00",
        ),
        (
            "He spoke at 9 p.m. EST Tuesday (0200 GMT Wednesday).",
            "9 p.m. EST Tuesday=2024-12-03T21:00 | 0200 GMT Wednesday=2024-12-05T02:00",
        ),
        (
            "He will speak at 8 a.m. in Seoul (2300 GMT Tuesday).",
            "8 a.m.=2024-12-09T08:00 | 2300 GMT Tuesday=2024-12-10T23:00",
        ),
        ("It fell at 12:10 p.m. (local time) Sunday.", "12:10 p.m. (local time) Sunday=2024-12-08T12:10"),
        (
            "It will begin at 9 p.m. EST (0200 GMT) on Friday.",
            "9 p.m. EST=2024-12-13T21:00 | 0200 GMT=2024-12-14T02:00 | Friday=2024-12-13",
        ),
        (
            "Polls will open at 0700 (0500 GMT) on Sunday and close at 2000 (1800 GMT).",
            "0700=2024-12-15T07:00 | 0500 GMT=2024-12-15T05:00 | Sunday=2024-12-15 | 2000=2024-12-15T20:00 | 1800 GMT=2024-12-15T18:00",
        ),
    ]);
}

#[test]
fn the_first_time_of_a_range_is_of_the_day_of_the_second() {
    check(&[
        (
            "Police were called between 3 a.m. and 4 a.m. on Sunday.",
            "3 a.m.=2024-12-08T03:00 | 4 a.m. on Sunday=2024-12-08T04:00",
        ),
        ("He was seen between 8:30 and 9 p.m. Friday.", "8:30=2024-12-06T20:30 | 9 p.m. Friday=2024-12-06T21:00"),
        (
            "Police said Monday that between 11 p.m. and 1 a.m. on Sunday a window broke.",
            "Monday=2024-12-09 | 11 p.m.=2024-12-07T23:00 | 1 a.m. on Sunday=2024-12-08T01:00",
        ),
        (
            "Roads closed from 11 p.m. on Friday to 6 a.m., they said.",
            "11 p.m. on Friday=2024-12-06T23:00 | 6 a.m.=2024-12-07T06:00",
        ),
        (
            "The show ran from 7-9pm on Friday, and from 9 until noon on Saturday.",
            "7=2024-12-06T19:00 | 9pm on Friday=2024-12-06T21:00 | 9=2024-12-07T09:00 | noon on Saturday=2024-12-07T12:00",
        ),
        (
            "Shops opened at 7 a.m. and closed at 8 p.m. local time on Sunday.",
            "7 a.m.=2024-12-08T07:00 | 8 p.m. local time on Sunday=2024-12-08T20:00",
        ),
        (
            "They came Friday from 9 a.m. to 5 p.m. Saturday.",
            "Friday=2024-12-06 | 9 a.m.=2024-12-06T09:00 | 5 p.m. Saturday=2024-12-07T17:00",
        ),
        (
            "He came Friday at 9 a.m. and left at 5 p.m. Saturday.",
            "Friday=2024-12-06 | 9 a.m.=2024-12-06T09:00 | 5 p.m. Saturday=2024-12-07T17:00",
        ),
        (
            "It opens from 9 a.m. to 5 p.m. He came on Friday.",
            "9 a.m.=2024-12-09T09:00 | 5 p.m.=2024-12-09T17:00 | Friday=2024-12-06",
        ),
        (
            "At 7 and 9 p.m. on Saturday. At 9 a.m., noon and 3 p.m. Friday.",
            "7=2024-12-07T19:00 | 9 p.m. on Saturday=2024-12-07T21:00 | 9 a.m.=2024-12-06T09:00 | noon=2024-12-06T12:00 | 3 p.m. Friday=2024-12-06T15:00",
        ),
        ("They won by 9 to 7 on Friday.", "Friday=2024-12-06"),
    ]);
}

#[test]
fn a_zone_is_told_by_a_place() {
    check(&[
        (
            "The offer will remain open until 5 p.m. New York time on Dec. 20.",
            "5 p.m. New York time on Dec. 20=2024-12-20T17:00",
        ),
        ("It expired at 8 a.m. Moscow time on Wednesday.", "8 a.m. Moscow time on Wednesday=2024-12-04T08:00"),
        ("The deadline is 1700 London time on Dec. 30.", "1700 London time on Dec. 30=2024-12-30T17:00"),
        ("At 0815 hours it fell, at 1430 hours it rose.", "0815 hours=2024-12-09T08:15 | 1430 hours=2024-12-09T14:30"),
        ("They worked 1500 hours, then for 2000 hours of sunshine.", "1500 hours=PT1500H | 2000 hours=PT2000H"),
        ("He read it at 5 p.m. Time magazine had it on the cover.", "5 p.m.=2024-12-09T17:00"),
    ]);
}

#[test]
fn a_part_of_the_day_makes_an_hour_of_a_number() {
    check(&[
        (
            "It ended at 7.30 last night, and at half past ten last night.",
            "7.30 last night=2024-12-08T19:30 | half past ten last night=2024-12-08T22:30",
        ),
        (
            "It began at nine this morning, at ten to six this morning and at 3.30 in the morning.",
            "nine this morning=2024-12-09T09:00 | ten to six this morning=2024-12-09T05:50 | 3.30 in the morning=2024-12-09T03:30",
        ),
        (
            "Kickoff is at 7:45 tonight, the ceremony at 8 tonight.",
            "7:45 tonight=2024-12-09T19:45 | 8 tonight=2024-12-09T20:00",
        ),
        (
            "It began at 10 Saturday night and at 9 on Monday night.",
            "10 Saturday night=2024-12-07T22:00 | 9 on Monday night=2024-12-09T21:00",
        ),
        ("Shares closed at 7.30 on Monday and at 8 Friday.", "Monday=2024-12-09 | Friday=2024-12-06"),
        ("They hired nine last night.", "last night=2024-12-08TNI"),
    ]);
}

#[test]
fn the_small_hours_after_an_evening() {
    check(&[
        (
            "Police were called at 10 p.m. on Saturday. By 4 a.m. it was over; they left at 7 a.m.",
            "10 p.m. on Saturday=2024-12-07T22:00 | 4 a.m.=2024-12-08T04:00 | 7 a.m.=2024-12-08T07:00",
        ),
        (
            "On the night of 23 June 2016, he conceded. By 4am he was gone.",
            "the night of 23 June 2016=2016-06-23TNI | 4am=2016-06-24T04:00",
        ),
        (
            "He met them at 3 p.m. on Saturday; at 4 a.m. he rose.",
            "3 p.m. on Saturday=2024-12-07T15:00 | 4 a.m.=2024-12-07T04:00",
        ),
        (
            "Shortly after midnight, police arrived. The offer ends at midnight Friday.",
            "midnight=2024-12-09T00:00 | midnight Friday=2024-12-13T24:00",
        ),
    ]);
}

#[test]
fn a_time_is_stamped_or_of_the_evening_spoken_of() {
    check(&[
        ("09:15 The market opened lower.", "09:15=2024-12-09T09:15"),
        ("Tonight's game against Dallas starts at 7:30.", "Tonight=2024-12-09TNI | 7:30=2024-12-09T19:30"),
        (
            "This morning he rose at 7:30. Tonight he reads. He slept at 7:30.",
            "This morning=2024-12-09TMO | 7:30=2024-12-09T07:30 | Tonight=2024-12-09TNI | 7:30=2024-12-09T07:30",
        ),
        (
            "Sent on 9 December 2024 10:12:33, it came at 02:20:57 UTC on Monday.",
            "9 December 2024=2024-12-09 | 10:12:33=2024-12-09T10:12 | 02:20:57 UTC on Monday=2024-12-09T02:20",
        ),
        ("Smith ran 09:15 in Oslo. In 2008 2:04:30 was a record.", "2008=2008"),
    ]);
}
