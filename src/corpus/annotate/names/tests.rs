use super::super::geo;
use super::*;
use proptest::prelude::*;

const PLAIN: Context<'static> = Context { furniture: &[], dateline: None, title: None };

fn names(text: &str) -> Vec<Name> {
    let doc = Segmented::new(text);
    let hits = geo::candidates(&doc);
    find(&doc, &hits, &PLAIN).names
}

fn of(text: &str, kind: EntityKind) -> Vec<String> {
    names(text).iter().filter(|n| n.kind == kind).map(|n| n.span.of(text).to_owned()).collect()
}

fn people(text: &str) -> Vec<String> {
    of(text, EntityKind::Person)
}

fn organizations(text: &str) -> Vec<String> {
    of(text, EntityKind::Organization)
}

#[test]
fn titles_are_outside_and_parts_of_names_inside() {
    assert_eq!(
        people("Prime Minister Shigeru Ishiba met President Yoon Suk Yeol."),
        ["Shigeru Ishiba", "Yoon Suk Yeol"]
    );
    assert_eq!(people("South Korea's Defense Minister Ahn Gyu-back spoke."), ["Ahn Gyu-back"]);
    assert_eq!(
        people("Crown Prince Mohammed bin Salman and Bashar al-Assad met."),
        ["Mohammed bin Salman", "Bashar al-Assad"]
    );
    assert_eq!(people("The envoy told Sen. John Doe so."), ["John Doe"]);
}

#[test]
fn nobody_is_called_after_the_day() {
    assert_eq!(
        people("President George Bush vetoed it. On Friday, Bush Tuesday said, he had thought."),
        ["George Bush", "Bush"]
    );
    assert_eq!(people("Police said Smith Monday was arrested on Sunday."), ["Smith"]);
}

#[test]
fn a_surname_alone_needs_its_full_name() {
    assert_eq!(people("Sergey Lavrov came on Tuesday. Lavrov's visit was short."), ["Sergey Lavrov", "Lavrov"]);
    assert_eq!(people("Senior diplomats met. Meanwhile the Summit began."), Vec::<String>::new());
}

#[test]
fn an_abbreviation_without_its_period_is_a_name_where_others_have_theirs() {
    assert_eq!(people("SEOUL, Sept. 8 -- His counterpart, Gen Nakatani, arrived."), ["Gen Nakatani"]);
}

#[test]
fn organizations_have_their_modifiers() {
    assert_eq!(
        organizations("The Japanese Foreign Ministry's Asian and Oceanian Affairs Bureau said so."),
        ["Japanese Foreign Ministry", "Asian and Oceanian Affairs Bureau"]
    );
    assert_eq!(
        organizations("The Ministry of Health's Disease Control Bureau in Nairobi warned of cholera."),
        ["Ministry of Health", "Disease Control Bureau"]
    );
    assert_eq!(organizations("according to Japan's Foreign Ministry."), ["Japan's Foreign Ministry"]);
    assert_eq!(organizations("A note from Kenya's Finance Ministry came late."), ["Kenya's Finance Ministry"]);
    assert_eq!(organizations("a session of the Supreme People's Assembly was held"), ["Supreme People's Assembly"]);
    assert_eq!(organizations("the Ministry of Trade and Industry said"), ["Ministry of Trade and Industry"]);
    assert_eq!(organizations("as reported by Yonhap news agency."), ["Yonhap news agency"]);
    assert_eq!(organizations("news agency Yonhap reported."), ["Yonhap"]);
}

#[test]
fn an_amount_of_money_is_no_organisation() {
    assert_eq!(
        organizations("The EU and UNICEF said that they had spent USD160,300 and ZAR30 million on it."),
        ["EU", "UNICEF"]
    );
}

/// Names of a text whose first line is its headline.
fn under_headline(text: &str, kind: EntityKind) -> Vec<String> {
    let doc = Segmented::new(text);
    let hits = geo::candidates(&doc);
    let title = Span::new(0, text.find('\n').unwrap_or(text.len()));
    let found = find(&doc, &hits, &Context { title: Some(title), ..PLAIN });
    found.names.iter().filter(|n| n.kind == kind).map(|n| n.span.of(text).to_owned()).collect()
}

#[test]
fn the_wording_of_a_headline_names_nothing() {
    let text = "Peru: Acting Minister Rojas and Chile PM Extend Regional Fisheries Alliance with Ecuador\n\n\
                The two signed it on Monday, officials said, and spoke of regional ties and of fisheries.";
    assert_eq!(under_headline(text, EntityKind::Organization), Vec::<String>::new());
    let text = "Chile PM Praises Regional Fisheries Alliance\n\nThe Regional Fisheries Alliance met on Monday.";
    assert!(under_headline(text, EntityKind::Organization).contains(&"Regional Fisheries Alliance".to_owned()));
}

#[test]
fn an_acronym_is_what_its_long_form_is() {
    let text = "Prices rose, and the consumer price index (CPI) with them, said the Housing Workers Union (HWU). \
                CPI was up in May. HWU called for a strike.";
    assert_eq!(organizations(text), ["Housing Workers Union", "HWU", "HWU"]);
    let text = "The Line of Actual Calm (LAC) was quiet. Troops left the LAC.";
    assert!(!organizations(text).contains(&"LAC".to_owned()));
}

#[test]
fn who_has_a_chairman_is_a_company() {
    let text = "Zorvabank grew. Zorvabank chairman Peter Smith said that Zorvabank would lend more.";
    assert_eq!(people(text), ["Peter Smith"]);
}

#[test]
fn nothing_in_an_address_is_a_name() {
    let text = "Read more: https://example.org/United-Nations/Angela-Merkel/Kenya-visit and thank the United Nations.";
    assert_eq!(names(text).iter().map(|n| n.span.of(text)).collect::<Vec<_>>(), ["United Nations"]);
}

#[test]
fn a_verb_of_a_headline_starts_no_organisation() {
    let headline = "Ministers Reaffirm Trilateral Security Alliance\n\n";
    let text = format!("{headline}The three ministers reaffirmed their trilateral alliance on security, they said.");
    assert_eq!(organizations(&text), Vec::<String>::new());
    let text = "Investors Reject Orlen Energy Company Offer\n\nThe investors rejected what the company offered.";
    assert_eq!(organizations(text), ["Orlen Energy Company"]);
}

#[test]
fn who_follows_an_organisation_is_its_person() {
    let text = "Secretary General of the National Security Secretariat Takeo Akibana said so.";
    assert_eq!(people(text), ["Takeo Akibana"]);
    assert!(people("Troops of the Marine Corps Air Station Futenma left.").is_empty());
}

#[test]
fn agreements_and_events_are_named_or_nothing() {
    let text = "A North Korea-Russia defense cooperation treaty and the Camp David agreements followed World War II.";
    assert_eq!(
        of(text, EntityKind::Agreement),
        ["North Korea-Russia defense cooperation treaty", "Camp David agreements"]
    );
    assert_eq!(of(text, EntityKind::Event), ["World War II"]);
    assert!(of("The agreement was signed. This treaty holds.", EntityKind::Agreement).is_empty());
}

#[test]
fn titles_and_appositions_tell_role_and_country() {
    let role = |text: &str| {
        let all = names(text);
        let name = all.iter().find(|n| n.kind == EntityKind::Person).expect("a person");
        (name.role.clone().unwrap_or_default(), name.country.map(|c| c.to_string()).unwrap_or_default())
    };
    let told = |role: &str, country: &str| (role.to_owned(), country.to_owned());
    assert_eq!(role("South Korea's Defense Minister Ahn Gyu-back spoke."), told("defense minister", "KR"));
    assert_eq!(role("Japanese Prime Minister Shigeru Ishiba left."), told("prime minister", "JP"));
    assert_eq!(
        role("talks with Cho Koo Rae, South Korea's vice foreign minister, began"),
        told("vice foreign minister", "KR")
    );
    assert_eq!(
        role("Hiroyuki Namazu, director general of the Japanese Foreign Ministry, came"),
        told("director general", "JP")
    );
}

#[test]
fn a_known_organisation_and_a_country_are_what_the_lists_say() {
    assert_eq!(organizations("Ukrinform wrote that Moldova had won."), ["Ukrinform"]);
    assert_eq!(people("Fans of Moldova cheered as Moldova beat Latvia."), Vec::<String>::new());
    assert_eq!(organizations("Fans of Moldova cheered as Moldova beat Latvia."), Vec::<String>::new());
}

#[test]
fn a_place_has_the_country_of_the_region_in_its_name() {
    let text = "Rain fell over South Bavaria on Monday and in the village of Kangulo.";
    let country = |name: &Name| name.country.map(|c| c.to_string());
    let places: Vec<_> = names(text)
        .iter()
        .filter(|n| n.kind == EntityKind::Place)
        .map(|n| (n.span.of(text).to_owned(), country(n)))
        .collect();
    assert_eq!(places, [("South Bavaria".to_owned(), Some("DE".to_owned())), ("Kangulo".to_owned(), None)]);
}

#[test]
fn a_place_is_not_cut_where_the_gazetteer_knows_more_of_it() {
    let text = "Patrols in the East and South China seas went on.";
    assert!(of(text, EntityKind::Place).iter().all(|place| place.ends_with("China seas")), "{:?}", names(text));
}

#[test]
fn the_office_of_a_headline_is_no_part_of_an_organisation() {
    let text = "Moldova PM Joins Orlen Energy Council\n\nThe prime minister of Moldova did so on Monday.";
    assert!(organizations(text).iter().all(|name| !name.contains("PM")), "{:?}", organizations(text));
}

#[test]
fn a_given_name_goes_on_behind_its_hyphen() {
    assert_eq!(people("Minister Ahn Gyu-back met Lee Jae-myung."), ["Ahn Gyu-back", "Lee Jae-myung"]);
}

#[test]
fn long_runs_of_capitals_are_read_in_linear_time() {
    let text = "Kim Of The Bank President Al ".repeat(40_000);
    let started = std::time::Instant::now();
    let _ = names(&text);
    let quotes = "\" ".repeat(100_000) + &"Kim Xyz ".repeat(40_000);
    let _ = names(&quotes);
    assert!(started.elapsed().as_secs() < 60, "quadratic");
}

proptest! {
    #[test]
    fn any_text_gives_spans_that_slice_it_and_are_apart(text in any::<String>()) {
        let names = names(&text);
        prop_assert!(names.windows(2).all(|w| w[0].span.end <= w[1].span.start));
        prop_assert!(names.iter().all(|n| text.get(n.span.range()).is_some_and(|s| !s.is_empty())));
    }

    #[test]
    fn news_like_words_give_spans_that_are_apart(text in "((President|Kim|Jong|of|for|the|Bank|Ministry|Foreign|Japan|'s|said|and|-|NATO|Treaty|War|al|Mr|Gen|\\.|,|&|Land|Dr\\.|II|bin|\\n) ?){0,60}") {
        let names = names(&text);
        prop_assert!(names.windows(2).all(|w| w[0].span.end <= w[1].span.start));
    }
}
