//! Examples of what names of countries and places mean where they stand, one sentence a rule.

use super::{MarkedSense, candidates, decide};
use crate::corpus::annotate::names::{self, Context};
use crate::corpus::article::EntityKind;
use crate::text::Segmented;

/// A text, and its country mentions as `Text form CODE` and places as `Text place CODE`, separated by semicolons.
const EXAMPLES: &[(&str, &str)] = &[
    // Names, official and former ones, abbreviations
    ("The United Arab Emirates and the U.A.E. signed.", "United Arab Emirates Name AE; U.A.E. Abbreviation AE"),
    ("Envoys of the Kingdom of Eswatini, once Swaziland, came.", "Kingdom of Eswatini Official SZ; Swaziland Name SZ"),
    (
        "Ceylon became Sri Lanka and Upper Volta Burkina Faso.",
        "Ceylon Name LK; Sri Lanka Name LK; Upper Volta Name BF; Burkina Faso Name BF",
    ),
    (
        "Cabo Verde, Côte d'Ivoire and Timor-Leste voted.",
        "Cabo Verde Name CV; Côte d'Ivoire Name CI; Timor-Leste Name TL",
    ),
    ("The DRC and the DPRK were absent.", "DRC Abbreviation CD; DPRK Abbreviation KP"),
    ("Türkiye and Czechia agreed.", "Türkiye Name TR; Czechia Name CZ"),
    ("Kosovo's police and St. Lucia's courts", "Kosovo Name XK; St. Lucia Name LC"),
    // Demonyms, several each
    (
        "A Briton, a Dutchman and two Filipinas were freed.",
        "Briton Demonym GB; Dutchman Demonym NL; Filipinas Demonym PH",
    ),
    (
        "Three Spaniards, a Dane, a Swede and a Finn won.",
        "Spaniards Demonym ES; Dane Demonym DK; Swede Demonym SE; Finn Demonym FI",
    ),
    (
        "Burkinabe, Malagasy, Basotho and Emirati players",
        "Burkinabe Demonym BF; Malagasy Demonym MG; Basotho Demonym LS; Emirati Demonym AE",
    ),
    (
        "Antiguan and Monegasque officials met New Zealanders.",
        "Antiguan Demonym AG; Monegasque Demonym MC; New Zealanders Demonym NZ",
    ),
    (
        "Texans and Quebecers disagree, Sicilian growers say.",
        "Texans Demonym US; Quebecers Demonym CA; Sicilian Demonym IT",
    ),
    ("Sino-Russian trade grew; the Sino approach is no country.", "Sino Demonym CN; Russian Demonym RU"),
    // Capitals and seats
    ("Nairobi said on Monday it would send troops.", "Nairobi Capital KE"),
    ("She was born in Nairobi.", "Nairobi place KE"),
    ("The Kremlin denied it, and Downing Street agreed.", "Kremlin Metonym RU; Downing Street Metonym GB"),
    ("Talks between Islamabad and New Delhi stalled.", "Islamabad Capital PK; New Delhi Capital IN"),
    ("Flights between Islamabad and New Delhi stalled.", "Islamabad place PK; New Delhi place IN"),
    ("The pope spoke in St. Peter's Square.", "St. Peter's Square place VA"),
    // Places, cues and the article's other places
    ("Police in Birmingham, Ala., said so.", "Birmingham, Ala. place US"),
    ("Police in Birmingham said so; the city in England is large.", "Birmingham place GB; England place GB"),
    // A place with the region or country that holds it is one mention; the country is named inside it.
    ("He moved from Paris, Texas, to Paris, France.", "Paris, Texas place US; Paris, France place FR; France Name FR"),
    (
        "Firms in Atlanta, Georgia, and Tbilisi, Georgia",
        "Atlanta, Georgia place US; Tbilisi, Georgia place GE; Georgia Name GE",
    ),
    ("Schools in Lagos, Kano and Kaduna closed.", "Lagos place NG; Kano place NG; Kaduna place NG"),
    ("A farm near Estey, N.B., burned.", "Estey, N.B. place CA"),
    ("Fires burned across Saskatchewan and Nunavut.", "Saskatchewan place CA; Nunavut place CA"),
    ("The Vistula rose in Masuria.", "Vistula place PL; Masuria place PL"),
    (
        "Storms hit Okayama, Ehime and Kagawa in Japan.",
        "Okayama place JP; Ehime place JP; Kagawa place JP; Japan Name JP",
    ),
    ("Roads in County Tipperary and in Kildare were closed.", "County Tipperary place IE; Kildare place IE"),
    // Small namesakes
    ("Boats sail from Saipan to Guam; Guam police said so.", "Saipan place MP; Guam Name GU; Guam Name GU"),
    ("Pupils of the Stephen Douglas High School in Ohio sang.", "Ohio place US"),
    ("A strong El Niño worries farmers in Peru.", "Peru Name PE"),
    // Ambiguity
    ("Georgia signed with Armenia in Tbilisi.", "Georgia Name GE; Armenia Name AM; Tbilisi place GE"),
    (
        "Voters in Atlanta, Savannah and the rest of Georgia wait.",
        "Atlanta place US; Savannah place US; Georgia place US",
    ),
    ("Georgian troops left Tskhinvali.", "Georgian Demonym GE; Tskhinvali place GE"),
    ("Michael Jordan spoke; Jordan's king listened in Amman.", "Jordan Name JO; Amman place JO"),
    ("Troops from Chad and Niger crossed Lake Chad.", "Chad Name TD; Niger Name NE; Lake Chad place"),
    (
        "Guinea-Bissau, Equatorial Guinea, Papua New Guinea and Guinea",
        "Guinea-Bissau Name GW; Equatorial Guinea Name GQ; Papua New Guinea Name PG; Guinea Name GN",
    ),
    (
        "Floods in the Republic of the Congo reached Brazzaville, and Congo asked for help.",
        "Republic of the Congo Name CG; Brazzaville place CG; Congo Name CG",
    ),
    ("Fighting near Goma goes on, and Congo asked for help.", "Goma place CD; Congo Name CD"),
    (
        "A ship crossed the South China Sea and the Korean Peninsula was calm.",
        "South China Sea place; Korean Peninsula place",
    ),
    ("Dominican police in Santo Domingo said so.", "Dominican Demonym DO; Santo Domingo place DO"),
    ("Dominican police in Roseau said so.", "Dominican Demonym DM; Roseau place DM"),
    ("Native Americans and the American Indian museum", "American Indian museum place"),
    ("Indian troops and the Indian Ocean", "Indian Demonym IN; Indian Ocean place"),
    ("The US told us that it concerns us all.", "US Abbreviation US"),
    ("It cost US$3.20, or 700 US dollars a week, in the US.", "US Abbreviation US"),
    ("See www.example.org/Japan/Kenya-visit for more.", ""),
    ("They ate turkey before Turkey voted.", "Turkey Name TR"),
    ("He speaks fluent Spanish after years there; the songs are in Spanish for her.", ""),
    ("St. George's Chapel was full.", ""),
    ("West Wales and the rest of Wales", "West Wales place GB; Wales place GB"),
];

#[test]
fn names_mean_what_their_sentence_says() {
    let context = Context { furniture: &[], dateline: None, title: None };
    let mut wrong = Vec::new();
    for (text, expected) in EXAMPLES {
        let doc = Segmented::new(text);
        let hits = candidates(&doc);
        let names = names::find(&doc, &hits, &context);
        let say = |m: &super::Marked| match m.sense {
            MarkedSense::Country(code, form) => format!("{} {form:?} {code}", m.span.of(text)),
            MarkedSense::Place(Some(code)) => format!("{} place {code}", m.span.of(text)),
            MarkedSense::Place(None) => format!("{} place", m.span.of(text)),
        };
        let marked = decide(&doc, &hits, &names, &context);
        let mut found: Vec<(u32, String)> = marked.iter().map(|m| (m.span.start, say(m))).collect();
        // A place that is found as a name, container and all, is one.
        for name in
            names.names.iter().filter(|n| n.kind == EntityKind::Place && marked.iter().all(|m| m.span != n.span))
        {
            let country = name.country.map(|code| format!(" {code}")).unwrap_or_default();
            found.push((name.span.start, format!("{} place{country}", name.span.of(text))));
        }
        found.sort();
        let found: Vec<String> = found.into_iter().map(|f| f.1).collect();
        let found = found.join("; ");
        if found != *expected {
            wrong.push(format!("{text}\n  expected {expected}\n  found    {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
