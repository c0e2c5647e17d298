//! A story: an event, those whom it concerns, and the articles about it.

use crate::grammar::{Grammar, Slot, Symbol};
use crate::random::Random;
use crate::words::{Class, capitalised, rare};
use crate::world::{Person, World};
use chrono::{Datelike, Days, NaiveDate};
use dateline::text::fold::slug;
use serde::Serialize;
use std::fmt::Write;

/// The most articles of a story.
const MOST: usize = 30;
/// Days over which stories begin: twenty years.
const DAYS: usize = 7_305;
/// Bytes of text that every article has, and that articles have beyond on average.
const SHORTEST: f64 = 600.0;
const BEYOND: f64 = 1_750.0;
/// The longest text, in bytes.
const LONGEST: f64 = 14_000.0;
/// How fast rare words grow rare: real text has about n to the power of 0.85 among n of them.
const RARE_TAIL: f64 = 0.17;
/// The same of words that become names of villages and ships.
const NAME_TAIL: f64 = 0.25;

/// What the news are about, as nouns with their cause before them.
const EVENTS: &[&str] = &[
    "dispute",
    "talks",
    "strike",
    "collapse",
    "fire",
    "election",
    "trial",
    "merger",
    "flood",
    "protest",
    "summit",
    "inquiry",
    "outbreak",
    "ceasefire",
    "crash",
    "scandal",
    "referendum",
    "blockade",
    "festival",
    "transfer",
    "earthquake",
    "blackout",
    "tournament",
    "raid",
    "embargo",
    "rescue",
    "shortage",
    "treaty",
    "resignation",
    "launch",
];

#[rustfmt::skip]
const MONTHS: &[(&str, &str)] = &[
    ("January", "Jan."), ("February", "Feb."), ("March", "March"), ("April", "April"), ("May", "May"), ("June", "June"),
    ("July", "July"), ("August", "Aug."), ("September", "Sept."), ("October", "Oct."), ("November", "Nov."),
    ("December", "Dec."),
];
const WEEKDAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// An article as it is written out.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Article {
    id: String,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    source: String,
    url: String,
    text: String,
}

/// The symbols that articles are made of.
pub(crate) struct Press {
    world: World,
    grammar: Grammar,
    title: Symbol,
    dateline: Symbol,
    opening: Symbol,
    sentence: Symbol,
    caption: Symbol,
    furniture: Symbol,
}

impl Press {
    /// Reads the grammar and the tables of names.
    ///
    /// # Errors
    /// Where the grammar is none or lacks a symbol.
    pub(crate) fn new() -> anyhow::Result<Self> {
        let grammar = Grammar::new()?;
        let symbol = |name| grammar.symbol(name);
        Ok(Press {
            title: symbol("title")?,
            dateline: symbol("dateline")?,
            opening: symbol("opening")?,
            sentence: symbol("sentence")?,
            caption: symbol("caption")?,
            furniture: symbol("furniture")?,
            world: World::new(),
            grammar,
        })
    }
}

/// A story that goes on.
pub(crate) struct Story {
    day: NaiveDate,
    left: usize,
    countries: Vec<usize>,
    cities: Vec<&'static str>,
    people: Vec<Person>,
    organisations: Vec<String>,
    event: String,
    /// Words that its articles share, of each class that has a slot.
    nouns: Vec<&'static str>,
    plurals: Vec<&'static str>,
    adjectives: Vec<&'static str>,
    /// The article that another paper may copy.
    last: Option<Article>,
}

impl Story {
    pub(crate) fn new(press: &Press, random: &mut Random) -> Self {
        let world = &press.world;
        let day = NaiveDate::from_ymd_opt(2005, 1, 1).unwrap_or_default();
        let countries: Vec<usize> = (0..1 + random.below(3)).map(|_| world.country(random)).collect();
        let cities = (0..3).map(|_| world.city(random.of(&countries), random)).collect();
        let people = (0..2 + random.below(5)).map(|_| world.person(random)).collect();
        let organisations = (0..1 + random.below(3)).map(|_| world.organisation(random)).collect();
        let noun = world.lexicon.draw(Class::Noun, random);
        let mut words = |class, n| (0..n).map(|_| world.lexicon.draw(class, random)).collect();
        let (nouns, plurals, adjectives) =
            (words(Class::Noun, 12), words(Class::Plural, 12), words(Class::Adjective, 8));
        Story {
            day: day + Days::new(random.below(DAYS) as u64),
            // Half of the stories have one article; twice as many, half as often.
            left: ((1.0 / (1.0 - random.unit())) as usize).min(MOST),
            countries,
            cities,
            people,
            organisations,
            event: format!("{noun} {}", random.of(EVENTS)),
            nouns,
            plurals,
            adjectives,
            last: None,
        }
    }

    /// The next article, `number` in all; `None` at the end of the story.
    pub(crate) fn next(&mut self, number: usize, press: &Press, random: &mut Random) -> Option<Article> {
        self.left = self.left.checked_sub(1)?;
        self.day = self.day + Days::new(random.zipf(6, 0.5) as u64);

        let mut article = match self.last.take() {
            Some(last) if random.percent(3) => self.copy(last, press, random),
            _ => self.article(press, random),
        };
        article.id = format!("{}-{number:07}", slug(&article.source));
        article.published = self.published(random);
        let (paper, day, title) = (slug(&article.source), self.day.format("%Y/%m/%d"), slug(&article.title));
        article.url = format!("https://{paper}.example/{day}/{title}-{number}");
        self.last = Some(article.clone());
        Some(article)
    }

    /// The date as papers state it: mostly the day, sometimes with the time, sometimes not at all.
    fn published(&self, random: &mut Random) -> Option<String> {
        let (hour, minute) = (random.below(24), random.below(60));
        match random.below(100) {
            0..5 => None,
            5..30 => Some(format!("{}T{hour:02}:{minute:02}:00Z", self.day)),
            _ => Some(self.day.to_string()),
        }
    }

    /// What another paper makes of an article: its name, a line of its own, maybe without the end.
    fn copy(&self, mut last: Article, press: &Press, random: &mut Random) -> Article {
        last.source = press.world.paper(random);
        if let (true, Some(end)) = (random.percent(50), last.text.rfind("\n\n")) {
            last.text.truncate(end);
        }
        if random.percent(50) {
            last.text.push_str("\n\n");
            Writer::new(self, press, &last.source).paragraph(press.furniture, random, &mut last.text);
        }
        last
    }

    fn article(&self, press: &Press, random: &mut Random) -> Article {
        let source = press.world.paper(random);
        let mut writer = Writer::new(self, press, &source);
        let length = (SHORTEST - BEYOND * (1.0 - random.unit()).ln()).min(LONGEST) as usize;
        let mut title = String::new();
        writer.paragraph(press.title, random, &mut title);
        let mut text = String::with_capacity(length + length / 4);
        // In the text they are named in full again.
        writer.named = 0;
        if random.percent(70) {
            press
                .grammar
                .write(press.dateline, random, &mut text, &mut |slot, random, to| writer.fill(slot, random, to));
            text.push(' ');
        }
        writer.paragraph(press.opening, random, &mut text);
        while text.len() < length {
            text.push_str("\n\n");
            let symbol = match random.below(100) {
                0..4 => press.furniture,
                4..6 => press.caption,
                _ => press.sentence,
            };
            writer.paragraph(symbol, random, &mut text);
            for _ in 0..if symbol == press.sentence { random.below(3) } else { 0 } {
                text.push(' ');
                writer.paragraph(press.sentence, random, &mut text);
            }
        }
        Article { id: String::new(), title, published: None, source, url: String::new(), text }
    }
}

/// Writes an article of a story.
struct Writer<'a> {
    story: &'a Story,
    press: &'a Press,
    source: &'a str,
    /// A bit for each of the story's people who has been named.
    named: u32,
}

impl<'a> Writer<'a> {
    fn new(story: &'a Story, press: &'a Press, source: &'a str) -> Self {
        Writer { story, press, source, named: 0 }
    }

    /// Writes a symbol that starts with a capital letter.
    fn paragraph(&mut self, symbol: Symbol, random: &mut Random, to: &mut String) {
        let start = to.len();
        let press = self.press;
        press.grammar.write(symbol, random, to, &mut |slot, random, to| self.fill(slot, random, to));
        if let Some(first) = to.get_mut(start..=start) {
            first.make_ascii_uppercase();
        }
    }

    /// Writes what a slot stands for.
    fn fill(&mut self, slot: Slot, random: &mut Random, to: &mut String) {
        let (story, world) = (self.story, &self.press.world);
        match slot {
            Slot::Noun => to.push_str(self.word(&story.nouns, Class::Noun, random)),
            Slot::Plural => to.push_str(self.word(&story.plurals, Class::Plural, random)),
            Slot::Adjective => to.push_str(self.word(&story.adjectives, Class::Adjective, random)),
            Slot::Adverb => to.push_str(world.lexicon.draw(Class::Adverb, random)),
            Slot::Doing => to.push_str(world.lexicon.draw(Class::Doing, random)),
            Slot::Done => to.push_str(world.lexicon.draw(Class::Done, random)),
            Slot::Rare => rare(random.endless(RARE_TAIL), to),
            Slot::RareName => {
                let mut name = String::new();
                rare(random.endless(NAME_TAIL), &mut name);
                to.push_str(&capitalised(&name));
            }
            Slot::Person => self.person(random, to),
            Slot::Other => {
                let other = world.person(random);
                push(to, &[&other.first, " ", &other.surname]);
            }
            Slot::Organisation if random.percent(70) => {
                to.push_str(&story.organisations[random.below(story.organisations.len())])
            }
            Slot::Organisation => to.push_str(&world.organisation(random)),
            Slot::Country => to.push_str(world.countries[self.country(random)].name),
            Slot::Demonym => to.push_str(world.countries[self.country(random)].demonym),
            Slot::City if random.percent(15) => to.push_str(world.countries[self.country(random)].capital),
            Slot::City if random.percent(75) => to.push_str(random.of(&story.cities)),
            Slot::City => to.push_str(world.city(self.country(random), random)),
            Slot::DatelineCity => to.push_str(&story.cities[0].to_uppercase()),
            Slot::Event => to.push_str(&story.event),
            Slot::Source => to.push_str(self.source),
            Slot::Number => number(random, to),
            Slot::Small => _ = write!(to, "{}", 2 + random.zipf(90, 4.0)),
            Slot::Weekday => to.push_str(WEEKDAYS[self.day(random, 7).weekday().num_days_from_monday() as usize]),
            Slot::Day => month_day(self.day(random, 25), to),
            Slot::Today => month_day(story.day, to),
            Slot::FullDay => {
                let day = self.day(random, 365);
                _ = write!(to, "{} {}, {}", MONTHS[day.month0() as usize].0, day.day(), day.year());
            }
            Slot::Month => to.push_str(random.of(MONTHS).0),
            Slot::Year => _ = write!(to, "{}", story.day.year() - random.zipf(60, 3.0) as i32),
        }
    }

    /// A word of the story's own or of all.
    fn word(&self, own: &[&'static str], class: Class, random: &mut Random) -> &'static str {
        if random.percent(30) { random.of(own) } else { self.press.world.lexicon.draw(class, random) }
    }

    /// A country of the story, sometimes another.
    fn country(&self, random: &mut Random) -> usize {
        if random.percent(80) { random.of(&self.story.countries) } else { self.press.world.country(random) }
    }

    /// A day up to so many days before the article's, the near ones more often.
    fn day(&self, random: &mut Random, days: usize) -> NaiveDate {
        self.story.day - Days::new(random.zipf(days, 1.0) as u64)
    }

    /// Someone of the story, by the whole name and the office or role the first time.
    fn person(&mut self, random: &mut Random, to: &mut String) {
        let number = random.zipf(self.story.people.len(), 2.0);
        let person = &self.story.people[number];
        let new = self.named & (1 << number) == 0;
        self.named |= 1 << number;
        match (new, person.title) {
            (false, _) => to.push_str(&person.surname),
            (true, "") => push(to, &[&person.first, " ", &person.surname, ", ", person.role, ","]),
            (true, title) => push(to, &[title, " ", &person.first, " ", &person.surname]),
        }
    }
}

fn push(to: &mut String, parts: &[&str]) {
    parts.iter().for_each(|part| to.push_str(part));
}

/// Writes a day as `Sept. 8`.
fn month_day(day: NaiveDate, to: &mut String) {
    _ = write!(to, "{} {}", MONTHS[day.month0() as usize].1, day.day());
}

/// Writes a number up to a million, of each length as often, with a comma before the thousands.
fn number(random: &mut Random, to: &mut String) {
    let number = 10f64.powf(1.0 + 5.0 * random.unit()) as u32;
    _ = match (number / 1000, number % 1000) {
        (0, small) => write!(to, "{small}"),
        (thousands, rest) => write!(to, "{thousands},{rest:03}"),
    };
}
