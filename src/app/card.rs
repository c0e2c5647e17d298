//! An entity's card: who it is and by what the articles say so, when it is spoken of, with whom, and in which sentences.
//!
//! Only gathers, from articles that it is given: the runtime fetches a bounded number of them. Drawing is the overlay's.

use crate::corpus::annotate::gazetteer;
use crate::corpus::article::PartialDate;
use crate::corpus::article::{Annotated, Annotations, CountryBasis, CountryCode, DocNo, Entity, EntityKind, EntityNo};
use crate::corpus::library::Listing;
use crate::corpus::query::{Expr, Query, Term};
use crate::text::{Segmented, Span};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// Articles that are looked into for names, company and sentences: the newest, and the open one.
pub const LOOKED_INTO: usize = 60;

/// Sentences of the open article, and of every other.
const SENTENCES: (usize, usize) = (12, 2);

/// Names and companions that are told.
const MOST: usize = 24;

/// Bytes on either side of a mention in which its sentence is looked for.
const AROUND: usize = 600;

/// Whose card it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Its kind.
    pub kind: EntityKind,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its country: its own, the one it is in or stands for.
    pub country: Option<CountryCode>,
    /// The article that it was asked from.
    pub from: DocNo,
}

/// A sentence that speaks of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// In which article.
    pub doc: DocNo,
    /// Where the mention stands in it.
    pub at: u32,
    /// The sentence on one line.
    pub text: String,
    /// The mention in it.
    pub mention: Span,
}

/// An article with what it says of the subject.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Headline.
    pub title: String,
    /// When it was published.
    pub published: Option<PartialDate>,
    /// Whether that is inferred.
    pub inferred: bool,
    /// Publisher.
    pub source: Option<String>,
    /// Its sentences, in the order of the text.
    pub said: Vec<Said>,
}

/// A role of a person.
#[derive(Clone, Debug, PartialEq)]
pub struct Role {
    /// `defense minister`
    pub role: String,
    /// The country for which it is held.
    pub country: Option<CountryCode>,
    /// Articles that say so.
    pub articles: u32,
    /// A sentence that does.
    pub said: Option<Said>,
}

/// What is known of an entity.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Card {
    /// Names that it goes by, with the number of mentions, most first.
    pub names: Vec<(String, u32)>,
    /// Its roles, those of most articles first.
    pub roles: Vec<Role>,
    /// How the open article comes to speak of a country.
    pub basis: Option<CountryBasis>,
    /// The members of an organisation of countries.
    pub members: Vec<CountryCode>,
    /// Mentions in the articles looked into.
    pub mentions: u32,
    /// Articles that speak of it.
    pub articles: u32,
    /// Articles a month among them, oldest first.
    pub months: Vec<((i32, u32), u32)>,
    /// Articles among them without a date.
    pub undated: u32,
    /// Entities that stand in the same articles, with the number of articles, most first.
    pub company: Vec<(EntityKind, String, u32)>,
    /// Articles looked into, the open one first, then the newest.
    pub places: Vec<Place>,
}

impl Subject {
    /// The subject that an entity of an article is.
    #[must_use]
    pub fn of(entity: &Entity, from: DocNo) -> Self {
        let (id, name) = (entity.id.clone(), entity.name.clone());
        Self { kind: entity.kind, id, name, country: entity.country, from }
    }

    /// What finds the articles that speak of it.
    #[must_use]
    pub fn query(&self) -> Query {
        let term = match (self.kind, self.country) {
            (EntityKind::Country, Some(code)) => Term::Country { code, named: false },
            _ => {
                let slug = self.id.split_once(':').map_or(self.id.as_str(), |(_, slug)| slug);
                Term::Entity { kind: Some(self.kind), name: format!("={slug}") }
            }
        };
        Query::of([Expr::Term(term)])
    }
}

impl Card {
    /// Gathers the card from articles, the open one first; `listing` is what [`Subject::query`] lists, where it is known.
    #[must_use]
    pub fn gather(subject: &Subject, articles: &[(DocNo, Annotated)], listing: Option<&Listing>) -> Self {
        let mut card = Self::default();
        let mut names: FxHashMap<String, u32> = FxHashMap::default();
        let mut company: FxHashMap<&str, (EntityKind, &str, u32)> = FxHashMap::default();
        for (doc, article) in articles {
            let layers = &article.layers;
            let Some(at) = layers.entities.iter().position(|e| e.id == subject.id) else { continue };
            let (no, entity) = (EntityNo(at as u16), &layers.entities[at]);
            card.mentions += entity.mentions;
            for mention in layers.mentions.iter().filter(|m| m.entity == no) {
                let name = mention.span.of(&article.article.text).split_whitespace().collect::<Vec<_>>().join(" ");
                *names.entry(name).or_default() += 1;
            }
            let most = if *doc == subject.from { SENTENCES.0 } else { SENTENCES.1 };
            if let Some(role) = &entity.role {
                card.holds(role, entity.country, || saying(*doc, article, no, role));
            }
            if *doc == subject.from {
                card.basis = entity.basis;
            }
            for other in layers.entities.iter().filter(|e| e.mentions > 0 && e.id != subject.id) {
                company.entry(&other.id).or_insert((other.kind, &other.name, 0)).2 += 1;
            }
            card.places.push(place(*doc, article, no, most));
        }
        card.names = names.into_iter().collect();
        card.names.sort_by(|a, b| (Reverse(a.1), &a.0).cmp(&(Reverse(b.1), &b.0)));
        card.names.truncate(MOST);
        card.roles.sort_by_key(|role| Reverse(role.articles));
        let mut company: Vec<_> = company.into_values().collect();
        company.sort_by_key(|&(kind, name, count)| (Reverse(count), kind, name));
        company.truncate(MOST);
        card.company = company.into_iter().map(|(kind, name, count)| (kind, name.to_owned(), count)).collect();
        card.articles = card.places.len() as u32;
        if let Some(listing) = listing {
            card.articles = card.articles.max(listing.docs.len() as u32);
            card.months = listing.months.iter().rev().copied().collect();
            card.undated = listing.undated;
        }
        if subject.kind == EntityKind::Organization {
            card.members = gazetteer::members(&subject.name).to_vec();
        }
        card
    }

    /// Takes in that one more article tells this role.
    fn holds(&mut self, role: &str, country: Option<CountryCode>, said: impl FnOnce() -> Option<Said>) {
        let at = self.roles.iter().position(|r| r.role == role && r.country == country).unwrap_or_else(|| {
            self.roles.push(Role { role: role.to_owned(), country, articles: 0, said: None });
            self.roles.len() - 1
        });
        let known = &mut self.roles[at];
        known.articles += 1;
        known.said = known.said.take().or_else(said);
    }

    /// Every sentence, in the order in which they are shown.
    pub fn said(&self) -> impl Iterator<Item = &Said> {
        self.places.iter().flat_map(|p| &p.said)
    }
}

fn place(doc: DocNo, article: &Annotated, no: EntityNo, most: usize) -> Place {
    let layers = &article.layers;
    let mut said: Vec<Said> = Vec::new();
    let mentions = layers.mentions.iter().filter(|m| m.entity == no && !m.in_furniture);
    let mut end = 0;
    for mention in mentions {
        // One sentence is told once.
        if said.len() == most || mention.span.start < end {
            continue;
        }
        let (sentence, whole) = sentence(doc, &article.article.text, mention.span);
        end = whole.end;
        said.push(sentence);
    }
    Place {
        title: title(layers),
        published: layers.published.value,
        inferred: layers.published.basis == Some(crate::corpus::article::Basis::Inferred),
        source: layers.source.clone(),
        said,
    }
}

fn title(layers: &Annotations) -> String {
    layers.title.text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The sentence that says an entity's role: the first that holds the words of the role beside a mention, or calls it
/// somebody's counterpart.
fn saying(doc: DocNo, article: &Annotated, no: EntityNo, role: &str) -> Option<Said> {
    let text = &article.article.text;
    let last = role.rsplit(' ').next().unwrap_or(role);
    let mentions = article.layers.mentions.iter().filter(|m| m.entity == no && !m.in_furniture);
    mentions.map(|m| sentence(doc, text, m.span).0).find(|said| {
        let lower = said.text.to_lowercase();
        lower.contains(last) || lower.contains("counterpart")
    })
}

/// The sentence around a mention on one line, and its extent in the text. Looks a bounded way in either direction.
fn sentence(doc: DocNo, text: &str, mention: Span) -> (Said, Span) {
    let (start, end) = (mention.start as usize, mention.end as usize);
    let mut from = text.floor_char_boundary(start.saturating_sub(AROUND));
    let mut to = text.ceil_char_boundary((end + AROUND).min(text.len()));
    // A paragraph ends a sentence.
    from = text[from..start].rfind("\n\n").map_or(from, |n| from + n + 2);
    to = text[end..to].find("\n\n").map_or(to, |n| end + n);
    let window = &text[from..to];
    let doc_window = Segmented::new(window);
    let inside =
        |s: &&crate::text::Sentence| (s.span.start as usize) <= start - from && (s.span.end as usize) >= end - from;
    let (first, last) = match doc_window.sentences.iter().find(inside) {
        Some(s) => (from + s.span.start as usize, from + s.span.end as usize),
        None => (start, end),
    };
    let spaced = |part: &str| part.split_whitespace().collect::<Vec<_>>().join(" ");
    let gap = |at: usize| text[..at].ends_with(char::is_whitespace);
    let mut line = spaced(&text[first..start]);
    if !line.is_empty() && gap(start) {
        line.push(' ');
    }
    let at = line.len();
    line.push_str(&spaced(&text[start..end]));
    let upto = line.len();
    let rest = &text[end..last];
    if rest.starts_with(char::is_whitespace) && !rest.trim().is_empty() {
        line.push(' ');
    }
    line.push_str(&spaced(rest));
    (Said { doc, at: mention.start, text: line, mention: Span::new(at, upto) }, Span::new(first, last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::five;

    fn docs() -> Vec<(DocNo, Annotated)> {
        five().into_iter().enumerate().map(|(n, a)| (DocNo(n as u32), a)).collect()
    }

    fn subject(id: &str) -> Subject {
        let docs = docs();
        let found = docs.iter().find_map(|(doc, a)| Some((*doc, a.layers.entities.iter().find(|e| e.id == id)?)));
        found.map(|(doc, e)| Subject::of(e, doc)).expect("one of the articles speaks of it")
    }

    #[test]
    fn a_card_tells_who_it_is_and_by_what() {
        let card = Card::gather(&subject("person:gen-nakatani"), &docs(), None);
        assert_eq!(card.names, [("Gen Nakatani".to_owned(), 3)]);
        let role = &card.roles[0];
        assert_eq!((role.role.as_str(), role.articles), ("defense minister", 1));
        assert_eq!(role.country.map(|c| c.to_string()).as_deref(), Some("JP"));
        let said = role.said.as_ref().expect("the article says so");
        assert!(said.text.contains("his counterpart, Gen Nakatani"), "{said:?}");
        assert_eq!(said.mention.of(&said.text), "Gen Nakatani");
        assert_eq!(card.articles, 1);
        assert!(card.company.iter().any(|c| c.1 == "Ahn Gyu-back"));
        assert!(card.company.iter().all(|c| c.1 != "Gen Nakatani"));
    }

    #[test]
    fn sentences_are_whole_on_one_line_and_told_once() {
        let card = Card::gather(&subject("country:KR"), &docs(), None);
        assert_eq!(card.places.len(), 5);
        let mut seen = std::collections::HashSet::new();
        for said in card.said() {
            assert!(!said.text.contains('\n') && !said.text.contains("  "), "{said:?}");
            assert!(said.mention.end as usize <= said.text.len());
            assert!(seen.insert((said.doc, said.text.clone())), "twice: {said:?}");
            let article = &docs()[said.doc.index()].1;
            assert!(article.article.text[said.at as usize..].starts_with(said.mention.of(&said.text)));
        }
        assert!(
            card.places
                .iter()
                .skip(1)
                .all(|p| p.said.len() <= SENTENCES.1 || p.said[0].doc == subject("country:KR").from)
        );
    }

    #[test]
    fn an_organisation_of_countries_knows_its_members() {
        let from = DocNo(0);
        let subject = Subject {
            kind: EntityKind::Organization,
            id: "organization:group-of-seven".into(),
            name: "Group of Seven".into(),
            country: None,
            from,
        };
        assert_eq!(Card::gather(&subject, &[], None).members.len(), 7);
        let term = Term::Entity { kind: Some(EntityKind::Organization), name: "=group-of-seven".into() };
        assert_eq!(subject.query(), Query::of([Expr::Term(term)]));
    }
}
