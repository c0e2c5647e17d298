use super::*;
use crate::corpus::annotate::{geo, names};
use crate::corpus::article::CountryBasis;
use proptest::prelude::*;

const PLAIN: Context<'static> = Context { furniture: &[], dateline: None, title: None };

fn joined(text: &str) -> Joined {
    let doc = Segmented::new(text);
    let hits = geo::candidates(&doc);
    let names = names::find(&doc, &hits, &PLAIN);
    join(&doc, names.names, Vec::new(), &PLAIN)
}

/// Each mention as `text = entity id`.
fn who(text: &str) -> Vec<String> {
    let joined = joined(text);
    let line = |m: &Mention| format!("{} = {}", m.span.of(text), joined.entities[usize::from(m.entity.0)].id);
    joined.mentions.iter().map(line).collect()
}

#[test]
fn a_surname_is_its_full_names() {
    let text = "Defense Minister Ahn Gyu-back met Shigeru Ishiba. Ahn said Ishiba agreed.";
    assert_eq!(
        who(text),
        [
            "Ahn Gyu-back = person:ahn-gyu-back",
            "Shigeru Ishiba = person:shigeru-ishiba",
            "Ahn = person:ahn-gyu-back",
            "Ishiba = person:shigeru-ishiba",
        ]
    );
}

#[test]
fn two_people_with_one_surname_stay_two() {
    let text = "Kim Gunn met reporters before leader Kim Jong Un spoke. Kim said no. Kim Gunn left, Kim added.";
    let ids: Vec<String> = who(text).into_iter().map(|w| w.rsplit(' ').next().unwrap_or_default().to_owned()).collect();
    assert_eq!(ids[0], "person:kim-gunn");
    assert_eq!(ids[1], "person:kim-jong-un");
    assert_eq!(ids[2], "person:kim-jong-un", "the one spoken of last");
    assert_eq!(ids.last().map(String::as_str), Some("person:kim-gunn"));
}

#[test]
fn spellings_and_acronyms_are_one() {
    let text =
        "Leader Kim Jong-un spoke. Later Kim Jong Un left. The National Police Agency (NPA) knew. The NPA waits.";
    let joined = joined(text);
    let names: Vec<&str> = joined.entities.iter().map(|e| e.id.as_str()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(names.contains(&"person:kim-jong-un") && names.contains(&"organization:national-police-agency"));
}

#[test]
fn a_person_goes_by_many_names_within_an_article() {
    let text = "Former President Andrés Manuel López Obrador spoke. López Obrador thanked Volodymyr Zelenskyy. \
                Mr. Zelensky smiled.";
    let ids: Vec<String> = who(text).into_iter().map(|w| w.rsplit(' ').next().unwrap_or_default().to_owned()).collect();
    assert_eq!(
        ids,
        [
            "person:andres-manuel-lopez-obrador",
            "person:andres-manuel-lopez-obrador",
            "person:volodymyr-zelenskyy",
            "person:volodymyr-zelenskyy"
        ]
    );
}

#[test]
fn a_counterpart_has_the_role_of_the_other() {
    let text = "Foreign Minister Cho Tae-yul met his counterpart, Takeshi Iwaya, on Monday.";
    let joined = joined(text);
    let role = |id: &str| joined.entities.iter().find(|e| e.id == id).and_then(|e| e.role.clone());
    assert_eq!(role("person:takeshi-iwaya").as_deref(), Some("foreign minister"));
    assert_eq!(role("person:cho-tae-yul").as_deref(), Some("foreign minister"));
}

#[test]
fn an_agency_is_one_by_its_short_and_its_full_name() {
    let text = "Kyodo News reported it. Kyodo said so on Monday.";
    let ids: Vec<String> = who(text).into_iter().map(|w| w.rsplit(' ').next().unwrap_or_default().to_owned()).collect();
    assert_eq!(ids, ["organization:kyodo-news", "organization:kyodo-news"]);
    assert_eq!(who("Kyodo said so on Monday.")[0], "Kyodo = organization:kyodo-news", "and where it stands alone");
}

#[test]
fn a_place_with_its_container_is_the_place() {
    let text = "Police in Birmingham, Ala., said so. The mayor of Birmingham agreed.";
    let doc = Segmented::new(text);
    let hits = geo::candidates(&doc);
    let names = names::find(&doc, &hits, &PLAIN);
    let marked = geo::decide(&doc, &hits, &names, &PLAIN);
    let joined = join(&doc, names.names, marked, &PLAIN);
    let mentions: Vec<&str> = joined.mentions.iter().map(|m| m.span.of(text)).collect();
    assert_eq!(mentions, ["Birmingham, Ala.", "Birmingham"]);
    let place = joined.entities.iter().find(|e| e.kind == EntityKind::Place).expect("one place");
    assert_eq!((place.id.as_str(), place.country, place.mentions), ("place:birmingham", CountryCode::new("US"), 2));
}

#[test]
fn a_country_that_only_places_reach_comes_last() {
    let text = "Kyoto hosts talks. Seoul and France agree.";
    let doc = Segmented::new(text);
    let code = |c: &str| CountryCode::new(c).expect("two letters");
    let place = |from: usize, to: usize, sense, name: &str| Marked {
        span: Span::new(from, to),
        sense,
        name: name.to_owned(),
        nested: false,
    };
    let marked = vec![
        place(0, 5, MarkedSense::Place(Some(code("JP"))), "Kyoto"),
        place(19, 24, MarkedSense::Country(code("KR"), CountryForm::Capital), "South Korea"),
        place(29, 35, MarkedSense::Country(code("FR"), CountryForm::Name), "France"),
    ];
    let joined = join(&doc, Vec::new(), marked, &PLAIN);
    assert_eq!(joined.countries.last(), Some(&code("JP")));
    let basis = |c: &str| joined.entities.iter().find(|e| e.id == format!("country:{c}")).and_then(|e| e.basis);
    assert_eq!(basis("KR"), Some(CountryBasis::Metonym));
    assert_eq!(basis("FR"), Some(CountryBasis::Named));
    assert_eq!(basis("JP"), Some(CountryBasis::Place));
}

proptest! {
    #[test]
    fn mentions_nest_or_are_apart_and_shares_sum_to_one(text in "((President|Kim|Jong|of|the|Bank|Ministry|Foreign|Japan|'s|said|and|-|NATO|Treaty|War|al|Mr|\\.|,|Paris) ?){0,60}") {
        let joined = joined(&text);
        for pair in joined.mentions.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            prop_assert!(a.span.start < b.span.start || (a.span.start == b.span.start && a.span.end > b.span.end));
            prop_assert!(a.span.contains(b.span) || !a.span.overlaps(b.span));
        }
        let sum: f32 = joined.entities.iter().map(|e| e.salience).sum();
        prop_assert!(sum <= 1.0);
        prop_assert!(joined.mentions.iter().all(|m| usize::from(m.entity.0) < joined.entities.len()));
        let ids: std::collections::HashSet<_> = joined.entities.iter().map(|e| &e.id).collect();
        prop_assert_eq!(ids.len(), joined.entities.len());
    }
}
