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
