use super::*;
use crate::corpus::article::ArticleKey;
use crate::corpus::furniture;

/// Title, place of the dateline, source and agency.
fn read(text: &str) -> (String, String, String, String) {
    let article = Article {
        key: ArticleKey(0),
        id: String::new(),
        path: String::new(),
        stated: Stated::default(),
        text: text.to_owned(),
    };
    let doc = Segmented::new(text);
    let found = furniture::find(&doc, &article.stated);
    let title = title(&doc, &article.stated, found.title, &found.spans);
    let dateline = dateline(&doc, title.span, &found.spans);
    let (source, agency) = source(&doc, &article, title.span, &found.spans);
    (title.text, dateline.map_or(String::new(), |d| d.place), source.unwrap_or_default(), agency.unwrap_or_default())
}

const BODY: &str = "The ministers met on Friday to talk about fish, officials said after the meeting of the two.";

fn owned(parts: [&str; 4]) -> (String, String, String, String) {
    let [a, b, c, d] = parts.map(str::to_owned);
    (a, b, c, d)
}

#[test]
fn a_headline_stands_above_its_dateline() {
    let text = format!("Norway: Ministers talk about fish\n\nOSLO, May 3 (UPI) -- {BODY}");
    assert_eq!(read(&text), owned(["Norway: Ministers talk about fish", "Oslo", "UPI", "UPI"]));
}

#[test]
fn a_derived_title_leaves_dateline_and_byline_out() {
    let text = format!("By Jane Doe\n\nDAR ES SALAAM, Tanzania (AP) _\n\n{BODY}");
    assert_eq!(read(&text), owned(["The ministers met on Friday to talk about fish", "Dar es Salaam", "AP", "AP"]));
}

#[test]
fn a_quotation_is_no_source() {
    let text = format!("{BODY} \"It went well,\" one of them said, Yonhap reported. They told Reuters the same.");
    let (_, _, source, agency) = read(&text);
    assert_eq!((source.as_str(), agency.as_str()), ("", ""));
}

#[test]
fn sources_from_label_copyright_credit_and_signature() {
    let source = |text: String| read(&text).2;
    assert_eq!(source(format!("{BODY}\n\n© KYODO")), "Kyodo News");
    assert_eq!(source(format!("{BODY}\n\nCopyright 2018 by The Associated Press. All rights reserved.")), "AP");
    assert_eq!(
        source(format!("{BODY}\n\nAnn Lee (R) and Bo Li pose for a photo. (Pool photo)(Kyodo)\n\n{BODY} So.")),
        "Kyodo News"
    );
    assert_eq!(source(format!("{BODY} They will meet again next year. (Xinhua)")), "Xinhua");
    assert_eq!(source(format!("https://www.example.org/a/b\n\n{BODY}")), "example.org");
    assert_eq!(source(format!("Seoul, Dec 19 (NationPress) {BODY}")), "NationPress", "an unknown name as it stands");
}

#[test]
fn a_text_of_furniture_alone_still_has_a_title() {
    assert_eq!(read("Share:").0, "Share:");
    assert_eq!(read("").0, "");
    assert_eq!(read("OSLO (AP) --").1, "Oslo");
}

#[test]
fn names_in_capitals_get_normal_case() {
    for (shouted, normal) in [
        ("RIO DE JANEIRO", "Rio de Janeiro"),
        ("ST. LOUIS", "St. Louis"),
        ("D.C.", "D.C."),
        ("McALLEN", "McALLEN"),
        ("LA PAZ", "La Paz"),
        ("GUINEA-BISSAU", "Guinea-Bissau"),
    ] {
        assert_eq!(normal_case(shouted), normal);
    }
}
