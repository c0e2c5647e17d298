//! Queries as people write them, and as properties.

use super::*;
use crate::corpus::article::PartialDate;
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn printed(text: &str) -> String {
    match parse(text) {
        Ok(query) => query.to_string(),
        Err(mistake) => panic!("{}", mistake.pointed(text)),
    }
}

#[test]
fn what_people_write_is_understood() {
    for (text, canonical) in [
        ("", ""),
        ("  missile   test ", "missile test"),
        ("Kim AND Park", "Kim Park"),
        ("NOT russia", "-russia"),
        ("−country:ru", "-country:RU"),
        ("“missile  warning”", "\"missile warning\""),
        ("country:\"south korea\" -country:moscow", "country:KR -country:RU"),
        ("country!:Korea,", "!"),
        ("COUNTRY:uk", "country:GB"),
        ("country:ukr", "country:UA"),
        ("a b OR c", "(a b) OR c"),
        ("a (b OR c) -(d e)", "a (b OR c) -(d e)"),
        ("((a)) (b (c))", "a b c"),
        ("--a", "a"),
        ("nucle* title:miss* \"north kor\"*", "nucle* title:miss* \"north kor\"*"),
        ("after:2024-01-01 before:2025-02-01 on:2024-12", "after:2024 before:2025-02 on:2024-12"),
        ("on:2024-12-01..2024-12-31", "on:2024-12"),
        ("mentions:2024-11..2025", "mentions:2024-11-01..2025-12-31"),
        ("person:\"Gen Nakatani\" org:ministry", "person:\"Gen Nakatani\" org:ministry"),
        ("is:UNREAD has:note tag:x-1", "is:unread has:note tag:x-1"),
        ("10:30 Jong-un", "\"10:30\" Jong-un"),
        ("\"OR\" \"say \\\"no\\\"\"", "\"OR\" \"say \\\"no\\\"\""),
    ] {
        if canonical == "!" {
            assert!(parse(text).is_err(), "{text}");
        } else {
            assert_eq!(printed(text), canonical, "{text}");
        }
    }
}

#[test]
fn a_mistake_is_pointed_at_with_what_was_expected() {
    for (text, at, expected) in [
        ("contry:KR", "contry:", "perhaps country:"),
        ("a country:atlantis", "atlantis", "a country: its code"),
        ("country:korea", "korea", "one country: KP (North Korea), KR (South Korea)"),
        ("country: a", "", "a country: its code"),
        ("(a OR b", "(", "a `)`"),
        ("a) b", ")", "a `(`"),
        ("a OR", "", "after OR"),
        ("OR a", "OR", "a word or a field"),
        ("a AND OR b", "OR", "after AND"),
        ("a ()", ")", "a word or a field"),
        ("a - b", "-", "right behind it"),
        ("\"no end", "\"no end", "at its end"),
        ("on:yesterday", "yesterday", "a date or two"),
        ("on:2024-13", "2024-13", "a date or two"),
        ("on:2025..2024", "2025..2024", "a date or two"),
        ("after:2024-1", "2024-1", "a date: 2024"),
        ("is:nice", "nice", "unread, read"),
        ("has:friends", "friends", "note"),
        ("a ... b", "...", "letters or digits"),
        ("\"\"", "\"\"", "letters or digits"),
        ("title:(a b)", "", "a word, \"words\""),
    ] {
        let mistake = parse(text).expect_err(text);
        assert_eq!(&text[mistake.at.clone()], at, "{text}: {mistake}");
        assert!(mistake.expected.contains(expected), "{text}: {mistake}");
    }
    let text = "東京 country:xx";
    assert_eq!(
        parse(text).unwrap_err().pointed(text),
        "東京 country:xx\n             ^^ found `xx`; expected a country: its code, name, capital or demonym"
    );
    assert!(parse("a OR").unwrap_err().to_string().starts_with("found the end"));
}

#[test]
fn nesting_has_a_bound_and_long_queries_take_no_time() {
    let deep = |n: usize| format!("{}a{}", "(".repeat(n), ")".repeat(n));
    assert!(parse(&deep(MOST_DEEP)).is_ok());
    let mistake = parse(&deep(MOST_DEEP + 1)).unwrap_err();
    assert_eq!(mistake.at, MOST_DEEP..MOST_DEEP + 1);
    assert!(mistake.expected.contains("at most 64"), "{mistake}");
    let start = Instant::now();
    assert!(parse(&deep(1_000_000)).is_err());
    assert!(parse(&"-".repeat(1_000_000)).is_err());
    assert!(parse(&"\"a ".repeat(300_000)).is_ok_and(|q| q.conjuncts().len() == 300_000) || cfg!(debug_assertions));
    assert!(parse(&"(a b) ".repeat(100_000)).is_ok());
    assert!(parse(&"a:".repeat(500_000)).is_err());
    assert!(start.elapsed() < Duration::from_secs(20));
}

#[test]
fn words_to_rank_by_are_those_that_must_not_be_missing() {
    let query = parse("a -b (c OR -(d -e)) -(-f) title:g").unwrap();
    let words: Vec<&str> = query.positive_words().iter().map(|w| w.text.as_str()).collect();
    assert_eq!(words, ["a", "c", "e", "f", "g"]);
}

struct Seeds;

impl Vocabulary for Seeds {
    fn values(&self, field: Field) -> Vec<String> {
        let values: &[&str] = match field {
            Field::Source => &["Kyodo News", "UPI"],
            Field::Entity(Some(crate::corpus::article::EntityKind::Person)) => &["Gen Nakatani", "Kim Jong Un"],
            Field::Tag => &["to check"],
            Field::On => &["2024-12", "2025"],
            Field::Country { .. } => &["JP"],
            _ => &[],
        };
        values.iter().map(|v| (*v).to_owned()).collect()
    }
}

#[test]
fn typing_goes_on_with_fields_and_what_they_take() {
    let offered = |text: &str| -> Vec<String> {
        let all = complete(text, text.len(), &Seeds);
        all.iter().map(|c| format!("{}{}", &text[..c.replace.start], c.with)).collect()
    };
    assert_eq!(offered("")[0], "country:");
    assert!(offered("cou").starts_with(&["country:".into(), "country!:".into()]));
    assert_eq!(offered("a -country:seo"), ["a -country:KR "]);
    assert_eq!(offered("country:"), ["country:JP "]);
    assert_eq!(offered("(naka"), ["(person:\"Gen Nakatani\" "]);
    assert_eq!(offered("person:\"gen n"), ["person:\"Gen Nakatani\" "]);
    assert_eq!(offered("person:jong"), ["person:\"Kim Jong Un\" "], "a word inside");
    assert_eq!(offered("-is:un"), ["-is:unread ", "-is:undated "]);
    assert_eq!(offered("unr"), ["is:unread "]);
    assert_eq!(offered("on:2024"), ["on:2024-12 "]);
    assert_eq!(offered("source:ky"), ["source:\"Kyodo News\" "]);
    assert_eq!(offered("tag:"), ["tag:\"to check\" "]);
    assert_eq!(offered("has:"), ["has:note "]);
    assert!(offered("\"a quotation").is_empty() && offered("title:x").is_empty());
    for c in complete("a -country:seo", 14, &Seeds) {
        assert_eq!((c.replace, c.shows.as_str()), (3..14, "South Korea"));
    }
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z0-9]{1,6}",
        "[a-zÀ-ÿ0-9 *:()\"“\\\\.\\-]{1,12}",
        "(OR|AND|NOT|-a|a\\*|country:KR|한국|東京 で)",
    ]
    .prop_map(|t| tidy(&t))
    .prop_filter("says something", |t| t.contains(char::is_alphanumeric))
}

fn days() -> impl Strategy<Value = Days> {
    let day = |n: u32| NaiveDate::from_ymd_opt(1, 1, 1).unwrap() + chrono::Days::new(u64::from(n));
    prop_oneof![
        (0..9999i32).prop_map(|y| PartialDate::Year(y).days()),
        (0..9999i32, 1..13u32).prop_map(|(y, m)| PartialDate::Month(y, m).days()),
        (0..3_000_000u32).prop_map(move |n| Days { from: day(n), to: day(n) }),
        (0..3_000_000u32, 0..1000u32).prop_map(move |(n, len)| Days { from: day(n), to: day(n + len) }),
    ]
}

fn term() -> impl Strategy<Value = Term> {
    let kinds = EntityKind::ALL.into_iter().filter(|k| *k != EntityKind::Country).map(Some).chain([None]);
    let kinds: Vec<_> = kinds.collect();
    let place = prop_oneof![Just(WordField::Any), Just(WordField::Title)];
    let kind = prop_oneof![Just(WordKind::Word), Just(WordKind::Phrase), Just(WordKind::Prefix)];
    let country = proptest::sample::select(vec!["KR", "US", "GB", "IN", "NO"]);
    prop_oneof![
        4 => (place, text(), kind).prop_map(|(p, t, k)| Term::Words(Words::new(p, &t, k).unwrap())),
        2 => (country, any::<bool>())
            .prop_map(|(c, named)| Term::Country { code: CountryCode::new(c).unwrap(), named }),
        2 => (proptest::sample::select(kinds), text()).prop_map(|(kind, name)| Term::Entity { kind, name }),
        1 => text().prop_map(Term::Source),
        1 => text().prop_map(Term::Story),
        1 => text().prop_map(Term::Tag),
        1 => proptest::sample::select(Flag::ALL.to_vec()).prop_map(Term::Is),
        1 => Just(Term::HasNote),
        1 => days().prop_map(Term::Published),
        1 => days().prop_map(|d| Term::After(d.from)),
        1 => days().prop_map(|d| Term::Before(d.from)),
        1 => days().prop_map(Term::Mentions),
    ]
}

fn query() -> impl Strategy<Value = Query> {
    let expr = term().prop_map(Expr::Term).prop_recursive(6, 40, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Expr::all),
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Expr::any),
            inner.prop_map(Expr::not),
        ]
    });
    expr.prop_map(|root| Query { root })
}

/// Whether a tree is in normal form; `inside` says where it stands.
fn normal(expr: &Expr, inside: Option<char>) -> bool {
    match expr {
        Expr::All(operands) if operands.is_empty() => inside.is_none(),
        Expr::All(operands) => {
            inside != Some('&') && operands.len() > 1 && operands.iter().all(|o| normal(o, Some('&')))
        }
        Expr::Any(operands) => {
            inside != Some('|') && operands.len() > 1 && operands.iter().all(|o| normal(o, Some('|')))
        }
        Expr::Not(inner) => inside != Some('-') && normal(inner, Some('-')),
        Expr::Term(_) => true,
    }
}

proptest! {
    #[test]
    fn what_is_printed_reads_back_the_same(query in query()) {
        prop_assert!(normal(&query.root, None), "{query:?}");
        let printed = query.to_string();
        let read = parse(&printed);
        prop_assert_eq!(read.as_ref(), Ok(&query), "{}", printed);
    }

    #[test]
    fn no_text_breaks_the_parser(text in "([a-z:\"“()*−\\\\ .-]|OR|AND|NOT|on:|country:|\\PC){0,40}") {
        match parse(&text) {
            Ok(query) => {
                prop_assert!(normal(&query.root, None));
                prop_assert_eq!(parse(&query.to_string()), Ok(query));
            }
            Err(mistake) => {
                prop_assert!(text.get(mistake.at.clone()).is_some(), "{mistake:?}");
                prop_assert!(!mistake.pointed(&text).is_empty());
            }
        }
        for cursor in 0..=text.len() {
            for c in complete(&text, cursor, &Seeds) {
                prop_assert!(text.get(c.replace.clone()).is_some());
            }
        }
    }
}
