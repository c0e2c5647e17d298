//! For tests: articles annotated by hand, and a reader without a terminal that answers effects from a library.
//!
//! Marks in the text: `«KR:South Korea»` a country, `«p:Gen Nakatani»` a person (`o:` organisation, `l:` place, `t:`
//! agreement), `‹2025-09-08:Monday›` a date; a line that begins with `░` is furniture.

use super::card::Card;
use super::message::{Effect, Message};
use super::overlay::{Scope, Told};
use super::state::{State, update};
use super::{Key, KeyCode, Mouse, MouseKind};
use crate::corpus::article::{
    Annotated, Annotations, Article, ArticleKey, Basis, CountryBasis, CountryCode, CountryForm, Dateline, DocNo,
    Entity, EntityKind, EntityNo, Evidence, Furniture, FurnitureKind, Mention, PartialDate, Published, Stated,
    TimeExpression, TimeKind, Title, TitleBasis,
};
use crate::corpus::collection::chronology::chronology;
use crate::corpus::collection::related::{Reason, Related, Relation};
use crate::corpus::formats::Fault;
use crate::corpus::library::{Holdings, Library, Progress, Request, Row};
use crate::text::Span;
use crate::text::fold::slug;
use std::sync::Arc;
use std::time::Duration;

/// Roles of the people in the test articles.
const ROLES: &[(&str, &str, &str)] = &[
    ("Gen Nakatani", "defense minister", "JP"),
    ("Ahn Gyu-back", "defense minister", "KR"),
    ("Kim Jong Un", "leader", "KP"),
];

/// An article marked by hand.
pub(crate) fn article(id: &str, source: &str, published: &str, marked: &str) -> Annotated {
    let (inferred, published) = match published.strip_prefix('≈') {
        Some(rest) => (true, rest),
        None => (false, published),
    };
    let value = PartialDate::parse(published);
    let mut layers = Annotations { language: "en".into(), annotated: true, ..Annotations::default() };
    let mut text = String::new();
    for line in marked.lines() {
        let (line, furniture) = match line.strip_prefix('░') {
            Some(rest) => (rest, true),
            None => (line, false),
        };
        let start = text.len();
        marked_line(line, &mut text, &mut layers, furniture);
        if furniture {
            layers.furniture.push(Furniture { span: Span::new(start, text.len()), kind: FurnitureKind::Duplicate });
        }
        text.push('\n');
    }
    finish(&mut layers);
    let first = text.lines().next().unwrap_or_default().to_owned();
    let words: Vec<&str> = first.split_whitespace().take(9).collect();
    layers.title = Title { text: words.join(" "), span: None, basis: TitleBasis::Derived };
    layers.source = (!source.is_empty()).then(|| source.to_owned());
    if let Some(at) = text.find("(UPI) --") {
        let whole = Span::new(text[..at].rfind('\n').map_or(0, |n| n + 1), at + 8);
        let span = Span::new(whole.start as usize, whole.start as usize + 5);
        layers.dateline =
            Some(Dateline { place: "Seoul".into(), country: CountryCode::new("KR"), span, whole, date: None });
    }
    let evidence = layers.times.iter().take(2).filter(|_| inferred);
    layers.published = Published {
        value,
        basis: value.map(|_| if inferred { Basis::Inferred } else { Basis::Metadata }),
        confidence: if inferred { 0.97 } else { 1.0 },
        evidence: evidence
            .map(|t| Evidence { span: t.span, says: format!("{}: {}", t.span.of(&text), t.value), article: None })
            .collect(),
    };
    let key = ArticleKey(u128::from_le_bytes(std::array::from_fn(|n| id.as_bytes().get(n).copied().unwrap_or(0))));
    let path = format!("seeds/{id}.txt");
    let article = Article { key, id: id.into(), path, stated: Stated::default(), text };
    Annotated { article: Arc::new(article), layers: Arc::new(layers) }
}

fn marked_line(line: &str, text: &mut String, layers: &mut Annotations, in_furniture: bool) {
    let mut rest = line;
    while let Some(at) = rest.find(['«', '‹']) {
        text.push_str(&rest[..at]);
        let is_name = rest[at..].starts_with('«');
        let close = if is_name { '»' } else { '›' };
        let body = &rest[at + if is_name { '«' } else { '‹' }.len_utf8()..];
        let end = body.find(close).expect("a mark is closed");
        let (tag, name) = body[..end].split_once(':').expect("a mark has a colon");
        let start = text.len();
        text.push_str(name);
        let span = Span::new(start, text.len());
        if is_name {
            name_mark(tag, name, span, layers, in_furniture);
        } else {
            let days = PartialDate::parse(tag).map(PartialDate::days);
            let value = tag.to_owned();
            layers.times.push(TimeExpression { span, kind: TimeKind::Date, value, modifier: None, days });
        }
        rest = &body[end + close.len_utf8()..];
    }
    text.push_str(rest);
}

fn name_mark(tag: &str, name: &str, span: Span, layers: &mut Annotations, in_furniture: bool) {
    let country = CountryCode::new(tag);
    let kind = match tag {
        "p" => EntityKind::Person,
        "o" => EntityKind::Organization,
        "l" => EntityKind::Place,
        "t" => EntityKind::Agreement,
        _ => EntityKind::Country,
    };
    let id = match country {
        Some(code) => format!("country:{code}"),
        None => format!("{}:{}", kind.name(), slug(name)),
    };
    let no = layers.entities.iter().position(|e| e.id == id).unwrap_or_else(|| {
        let role = ROLES.iter().find(|r| r.0 == name);
        layers.entities.push(Entity {
            id,
            kind,
            name: country.map_or_else(|| name.to_owned(), super::overlay::country_name),
            country: country.or_else(|| CountryCode::new(role?.2)),
            role: role.map(|r| r.1.to_owned()),
            basis: country.map(|_| if name == "Seoul" { CountryBasis::Metonym } else { CountryBasis::Named }),
            mentions: 0,
            salience: 0.0,
        });
        layers.entities.len() - 1
    });
    layers.entities[no].mentions += u32::from(!in_furniture);
    let form = country.map(|_| CountryForm::Name);
    let entity = EntityNo(no as u16);
    layers.mentions.push(Mention { span, kind, form, entity, country, nested: false, in_furniture });
}

/// Orders entities by mentions and lists the countries.
fn finish(layers: &mut Annotations) {
    let mut order: Vec<usize> = (0..layers.entities.len()).collect();
    order.sort_by_key(|&n| std::cmp::Reverse(layers.entities[n].mentions));
    let total: u32 = layers.entities.iter().map(|e| e.mentions).sum::<u32>().max(1);
    let mut entities: Vec<Entity> = order.iter().map(|&n| layers.entities[n].clone()).collect();
    for e in &mut entities {
        e.salience = e.mentions as f32 / total as f32;
    }
    for m in &mut layers.mentions {
        let new = order.iter().position(|&n| n == usize::from(m.entity.0)).expect("every entity is there");
        m.entity = EntityNo(new as u16);
    }
    let counted = entities.iter().filter(|e| e.kind == EntityKind::Country && e.mentions > 0);
    layers.countries = counted.filter_map(|e| e.country).collect();
    layers.entities = entities;
}

/// Five articles of two stories, as wire stories arrive.
pub(crate) fn five() -> Vec<Annotated> {
    let chiefs = "░Defense chiefs of «KR:South Korea» and «JP:Japan» met in Seoul on Monday.
SEOUL, Sept. 8 (UPI) -- Defense chiefs of «KR:South Korea» and «JP:Japan» met in «l:Seoul» on ‹2025-09-08:Monday› to discuss cooperation across a range of issues, including «KP:North Korea»'s missile threats.
The meeting between «p:Ahn Gyu-back» and his counterpart, «p:Gen Nakatani», was the first visit by a «JP:Japanese» defense minister to «l:Seoul» since ‹2015:2015›. «p:Gen Nakatani» attends a forum that runs to ‹2025-09-10:Wednesday›.
They spoke of the ‹2025-08:last month› parade that «p:Kim Jong Un» watched, and of «KP:Pyongyang»'s deepening ties with «RU:Russia», which worry «o:the Defense Ministry» of «KR:South Korea».

\"We will go on together,\" said «p:Gen Nakatani» about the «US:United States», «CN:China» and the war in «UA:Ukraine». The ministers agreed that a hotline between their capitals should be staffed day and night, that exercises at sea will be announced to all neighbours ahead of time, and that talks go on next spring.
The «t:Treaty on Basic Relations» was signed in ‹1965:1965›, and its anniversary was celebrated on ‹2025-06-22:June 22›.";
    let phone = "«KR:South Korea»'s acting president and the prime minister of «JP:Japan» spoke on the telephone on ‹2024-12-19:Thursday› about the deployment of troops by «KP:North Korea» to «RU:Russia».
Both sides keep in touch with the «US:United States», an official of «o:the Foreign Ministry» said.";
    let tokyo = "Officials of «JP:Japan», the «US:United States» and «KR:South Korea» met in «l:Tokyo» on ‹2024-12-09:Monday› after a defense treaty between «KP:North Korea» and «RU:Russia» took effect.
They reiterated serious concerns over the missile program of «KP:Pyongyang».";
    let january = "Senior diplomats of «JP:Japan», «KR:South Korea» and the «US:United States» affirmed on ‹2024-01-18:Thursday› closer cooperation after «KP:North Korea» fired a missile.
«p:Kim Jong Un» called for a constitutional change on ‹2024-01-15:Monday›.";
    let advisers = "«US:U.S.» and allies strengthen ties in light of the satellite that «KP:North Korea» launched with help from «RU:Russia» ‹2023-11:last month›.
The war in «UA:Ukraine» was discussed in «l:Seoul» with «KR:South Korea» and «JP:Japan» on ‹2023-12-09:Saturday›.";
    vec![
        article("tokyo", "Kyodo", "≈2024-12-09", tokyo),
        article("january", "Kyodo", "2024-01-18", january),
        article("advisers", "Ukrinform", "≈2023-12", advisers),
        article("chiefs", "UPI", "≈2025-09-08", chiefs),
        article("phone", "NationPress", "≈2024-12-19", phone),
    ]
}

/// A reader without a terminal.
pub(crate) struct Reader {
    pub(crate) state: State,
    library: Holdings,
    now: Duration,
    pub(crate) asked: Vec<Effect>,
}

/// A reader of the five articles at 120x40.
pub(crate) fn reader() -> Reader {
    reader_of(five())
}

/// A reader of these articles at 120x40, everything loaded.
pub(crate) fn reader_of(articles: Vec<Annotated>) -> Reader {
    let mut reader = empty();
    reader.arrive(articles);
    reader.done(&[]);
    reader
}

/// A reader before anything was loaded.
pub(crate) fn empty() -> Reader {
    let mut reader =
        Reader { state: State::new("seeds"), library: Holdings::new(), now: Duration::ZERO, asked: Vec::new() };
    reader.take(Message::Resize(120, 40));
    reader
}

impl Reader {
    /// Hands a message in and carries out what it asks for, until nothing more is asked.
    pub(crate) fn take(&mut self, message: Message) {
        let mut queue = std::collections::VecDeque::from([Message::Time(self.now), message]);
        while let Some(message) = queue.pop_front() {
            for effect in update(&mut self.state, message) {
                queue.extend(self.answer(&effect));
                self.asked.push(effect);
            }
        }
    }

    fn answer(&self, effect: &Effect) -> Option<Message> {
        Some(match effect {
            Effect::List { generation, request } => Message::Listed(*generation, self.library.list(request)),
            Effect::Rows(docs) => Message::Rows(self.library.rows(docs)),
            Effect::Snippets(docs, words) => Message::Snippets(words.clone(), self.library.snippets(docs, words)),
            Effect::Open(doc) => Message::Opened(*doc, self.library.article(*doc)),
            Effect::Card(subject, corrections) => {
                let (query, corrections) = (Arc::new(subject.query()), corrections.clone());
                let request = Request { query, corrections: corrections.clone(), ..Request::default() };
                let listing = self.library.list(&request);
                let others = listing.docs.iter().copied().filter(|&doc| doc != subject.from);
                let articles: Vec<_> = std::iter::once(subject.from)
                    .chain(others)
                    .filter_map(|doc| {
                        let mut article = self.library.article(doc)?;
                        article.layers = corrections.correct(article.article.key, &article.layers);
                        Some((doc, article))
                    })
                    .collect();
                Message::Card(subject.clone(), Box::new(Card::gather(subject, &articles, Some(&listing))))
            }
            Effect::Related(doc) => Message::Related(*doc, self.related(*doc)),
            Effect::Story(doc) => Message::Story(*doc, self.story(*doc)),
            Effect::Chronology { scope, doc, docs, of } => {
                let story: Vec<DocNo> = self.story(*doc).iter().map(|r| r.doc).collect();
                let (docs, of) = if *scope == Scope::Story { (&story, story.len()) } else { (docs, *of) };
                let articles: Vec<_> = docs.iter().filter_map(|&d| Some((d, self.library.article(d)?))).collect();
                let told = Told { sayings: chronology(&articles), covered: articles.len(), of };
                Message::Chronology(*scope, *doc, Arc::new(told))
            }
            _ => return None,
        })
    }

    /// The articles of January to December 2024 are one story; every other one stands alone.
    fn story(&self, doc: DocNo) -> Vec<Arc<Row>> {
        let story = ["january", "tokyo", "phone"];
        let all: Vec<DocNo> = (0..self.library.len() as u32).map(DocNo).collect();
        let rows = self.library.rows(&all);
        let mut found: Vec<_> = rows.iter().filter(|r| story.contains(&r.id.as_str())).cloned().collect();
        if !found.iter().any(|r| r.doc == doc) {
            found = rows.into_iter().filter(|r| r.doc == doc).collect();
        }
        found.sort_by_key(|r| r.published);
        found
    }

    fn related(&self, doc: DocNo) -> Vec<(Related, Arc<Row>)> {
        let reasons = vec![
            Reason::Entity { kind: EntityKind::Person, id: "person:kim-jong-un".into(), name: "Kim Jong Un".into() },
            Reason::Terms(vec!["missile".into(), "treaty".into()]),
            Reason::Entity { kind: EntityKind::Country, id: "country:KP".into(), name: "North Korea".into() },
        ];
        let docs: Vec<DocNo> = (0..self.library.len() as u32).map(DocNo).filter(|d| *d != doc).collect();
        let relations = [Relation::SameEvent, Relation::SameStory, Relation::SameSubject];
        self.library
            .rows(&docs)
            .into_iter()
            .enumerate()
            .map(|(n, row)| {
                let relation = relations[n.min(2)];
                let score = 0.9 - 0.2 * n as f32;
                (Related { doc: row.doc, score, relation, reasons: reasons.clone() }, row)
            })
            .collect()
    }

    /// More articles arrive.
    pub(crate) fn arrive(&mut self, articles: Vec<Annotated>) {
        self.library.extend(&articles);
        let snapshot = self.library.publish();
        self.take(Message::Library(snapshot));
    }

    /// Loading has ended, with these faults.
    pub(crate) fn done(&mut self, faults: &[(&str, &str)]) {
        for (place, why) in faults {
            self.take(Message::Fault(Fault { place: (*place).into(), why: (*why).into() }));
        }
        let articles = self.library.len();
        self.take(Message::Progress(Progress { articles, faults: faults.len(), done: true, ..Progress::default() }));
    }

    /// Presses keys, written as the help writes them: `j ⏎ [ Ctrl-c Tab`.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for name in keys.split_whitespace() {
            self.take(Message::Key(key(name)));
        }
        self
    }

    /// Types a text, letter by letter.
    pub(crate) fn types(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.take(Message::Key(Key::char(c)));
        }
        self
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.take(Message::Resize(columns, rows));
        self
    }

    pub(crate) fn click(&mut self, column: u16, row: u16) -> &mut Self {
        self.take(Message::Mouse(Mouse { kind: MouseKind::Press, column, row }));
        self
    }

    /// Lets time pass, with the wake-ups that were asked for.
    pub(crate) fn wait(&mut self, milliseconds: u64) -> &mut Self {
        self.now += Duration::from_millis(milliseconds);
        self.take(Message::Time(self.now));
        self
    }

    /// What of the article is on the screen.
    pub(crate) fn article_text(&self) -> String {
        let Some(reading) = &self.state.reading else { return String::new() };
        reading.visible().iter().map(|l| l.span.of(reading.text())).collect::<Vec<_>>().join("\n")
    }

    pub(crate) fn article_shows(&mut self, text: &str) -> &mut Self {
        let shown = self.article_text();
        assert!(shown.contains(text), "{text:?} is not in\n{shown}");
        self
    }

    /// Ids of what is listed, in order.
    pub(crate) fn lists(&mut self, ids: &str) -> &mut Self {
        let rows = self.library.rows(&self.state.list.listing.docs);
        let listed: Vec<&str> = rows.iter().map(|r| r.id.as_str()).collect();
        assert_eq!(listed.join(" "), ids);
        self
    }

    pub(crate) fn selected(&mut self, id: &str) -> &mut Self {
        assert_eq!(self.state.reading.as_ref().map(|r| r.article.id.as_str()), Some(id));
        self
    }

    pub(crate) fn says(&mut self, text: &str) -> &mut Self {
        let said = self.state.notice.as_ref().map_or("", |n| n.text.as_str());
        assert!(said.contains(text), "{text:?} is not in {said:?}");
        self
    }

    /// Whether an effect was asked for since the last look.
    pub(crate) fn did(&mut self, effect: &Effect) -> bool {
        let did = self.asked.contains(effect);
        self.asked.clear();
        did
    }
}

fn key(name: &str) -> Key {
    let code = match name {
        "⏎" | "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "S-Tab" => KeyCode::BackTab,
        "Space" => KeyCode::Char(' '),
        "Backspace" => KeyCode::Backspace,
        "PgDn" => KeyCode::PageDown,
        "PgUp" => KeyCode::PageUp,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "Down" => KeyCode::Down,
        "Up" => KeyCode::Up,
        _ => match name.strip_prefix("Ctrl-") {
            Some(c) => return Key::ctrl(c.chars().next().expect("a letter follows Ctrl-")),
            None => KeyCode::Char(name.chars().next().expect("a key has a name")),
        },
    };
    Key::plain(code)
}
