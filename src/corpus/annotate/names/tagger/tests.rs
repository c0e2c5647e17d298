use super::*;
use proptest::prelude::*;

fn found(text: &str) -> Vec<String> {
    let doc = Segmented::new(text);
    let hits = geo::candidates(&doc);
    names(&doc, &hits).iter().map(|n| format!("{} {:?}", doc.span(n.tokens.clone()).of(text), n.kind)).collect()
}

#[test]
fn the_committed_model_is_whole() {
    let model = Model::read(&MODEL.0).expect("assets/models/names.bin");
    assert!(MODEL.0.len() <= 12 << 20, "at most twelve megabytes in the binary");
    assert!(model.words.parts().0.iter().filter(|s| s[2..] != [0, 0]).count() > 150_000);
    // What sixteen bits must hold.
    assert!(MOST * 127 <= i16::MAX as usize);
}

#[test]
fn names_are_told_apart_by_what_stands_around_them() {
    assert_eq!(
        found("Farmers in Mbarara told Grace Atukunda of the Ministry of Agriculture that a Ugandan buyer had paid."),
        ["Mbarara Place", "Grace Atukunda Person", "Ministry of Agriculture Organization", "Ugandan Nationality"]
    );
    assert_eq!(
        found("Victoria Okafor said on Monday that Victoria lies south of Melbourne."),
        ["Victoria Okafor Person", "Victoria Place", "Melbourne Place"]
    );
}

#[test]
fn the_article_settles_a_surname_alone() {
    let text =
        "Bright Mukasa has led the union since May. Neither side would yield, Mukasa said. The board wants Mukasa out.";
    assert_eq!(found(text), ["Bright Mukasa Person", "Mukasa Person", "Mukasa Person"]);
}

#[test]
fn stretches_without_capitals_are_not_looked_at() {
    let text = "the price of bread rose again and nobody in the street knew why, 3 sellers said.";
    let doc = Segmented::new(text);
    assert!(samples(&doc, &words()).is_empty());
    let capitals =
        "yesterday the price of bread rose again because Addis Ababa wanted it so, the sellers of bread said";
    let doc = Segmented::new(capitals);
    let regions: Vec<_> = samples(&doc, &words()).iter().map(|s| doc.span(s.tokens.clone()).of(capitals)).collect();
    assert_eq!(regions, ["because Addis Ababa wanted it"]);
}

#[test]
fn a_token_has_no_more_features_than_there_is_room_for() {
    let text =
        "Dr. Kim May-June Church of the North River Bank (UN), the King of Spain's General Prince Minister. ".repeat(3);
    let doc = Segmented::new(&text);
    let most = samples(&doc, &words()).iter().flat_map(|s| &s.features).map(Vec::len).max().expect("a token");
    assert!((60..=MOST).contains(&most), "{most}");
}

proptest! {
    #[test]
    fn any_text_gives_names_that_are_apart_and_lie_in_it(text in any::<String>()) {
        let doc = Segmented::new(&text);
        let names = names(&doc, &geo::candidates(&doc));
        prop_assert!(names.windows(2).all(|w| w[0].tokens.end <= w[1].tokens.start));
        prop_assert!(names.iter().all(|n| !n.tokens.is_empty() && n.tokens.end <= doc.tokens.len()));
    }

    #[test]
    fn news_like_words_give_regions_that_hold_every_capital(text in "((President|Kim|of|for|the|Bank|Japan|'s|said|and|-|NATO|al|Mr|Gen|\\.|,|&|Dr\\.|\\n) ?){0,60}") {
        let doc = Segmented::new(&text);
        let samples = samples(&doc, &words());
        prop_assert!(samples.windows(2).all(|w| w[0].tokens.end <= w[1].tokens.start));
        let inside = |i: usize| samples.iter().any(|s| s.tokens.contains(&i));
        prop_assert!((0..doc.tokens.len()).all(|i| !doc.tokens[i].is_capitalised() || inside(i)));
    }
}
