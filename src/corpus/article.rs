//! The data that everything else passes on: articles, and the layers of annotation that stand off their text.
//!
//! Only data and its invariants. Finding lives in `annotate` and `collection`, printing in `export`.

use crate::text::Span;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

/// What names an article for ever: made from its origin and its own id where the input has one, else from its
/// canonical address, else from its bytes. Marks and history hold it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ArticleKey(pub u128);

impl ArticleKey {
    /// The key of a further copy of the same article.
    #[must_use]
    pub fn next(self) -> Self {
        Self(xxhash_rust::xxh3::xxh3_128(&self.0.to_le_bytes()))
    }
}

impl fmt::Display for ArticleKey {
    /// Sixteen hexadecimal digits: the id that is printed where the input has none.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", (self.0 >> 64) as u64)
    }
}

/// The number of an article in one library, from 0, in the order of arrival.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocNo(pub u32);

impl DocNo {
    /// As an index.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// An ISO 3166-1 alpha-2 code in capitals, or `XK`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryCode([u8; 2]);

impl CountryCode {
    /// The code made of two ASCII letters; `None` for anything else.
    #[must_use]
    pub fn new(code: &str) -> Option<Self> {
        match code.as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Some(Self([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
            }
            _ => None,
        }
    }

    /// The two letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??")
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for CountryCode {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for CountryCode {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let code = <&str>::deserialize(d)?;
        Self::new(code).ok_or_else(|| serde::de::Error::custom("a country code has two letters"))
    }
}

/// A day for serde: as chrono has it where people read it, else its number, days since 31 December 1 BCE.
mod day {
    use chrono::{Datelike, NaiveDate};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(day: &NaiveDate, s: S) -> Result<S::Ok, S::Error> {
        if s.is_human_readable() { day.serialize(s) } else { day.num_days_from_ce().serialize(s) }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<NaiveDate, D::Error> {
        if d.is_human_readable() {
            return NaiveDate::deserialize(d);
        }
        let number = i32::deserialize(d)?;
        NaiveDate::from_num_days_from_ce_opt(number).ok_or_else(|| serde::de::Error::custom("no such day"))
    }
}

/// A date known to the year, the month or the day. Orders by its first day, the less precise one first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PartialDate {
    /// `2023`
    Year(i32),
    /// `2023-12`: year and month (1–12).
    Month(i32, u32),
    /// `2023-12-09`
    Day(#[serde(with = "day")] NaiveDate),
}

impl PartialDate {
    /// Reads `2023`, `2023-12` or `2023-12-09` (anything after a full day is ignored).
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<u32>().ok();
        let year = number(0..4)? as i32;
        match text.len() {
            4 => Some(Self::Year(year)),
            7 if text.as_bytes()[4] == b'-' => {
                let month = number(5..7)?;
                (1..=12).contains(&month).then_some(Self::Month(year, month))
            }
            n if n >= 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-' => {
                Some(Self::Day(NaiveDate::from_ymd_opt(year, number(5..7)?, number(8..10)?)?))
            }
            _ => None,
        }
    }

    /// First and last day that it covers.
    #[must_use]
    pub fn days(self) -> Days {
        let (from, to) = match self {
            Self::Day(day) => (Some(day), Some(day)),
            Self::Month(y, m) => {
                let next = if m == 12 { (y + 1, 1) } else { (y, m + 1) };
                (
                    NaiveDate::from_ymd_opt(y, m, 1),
                    NaiveDate::from_ymd_opt(next.0, next.1, 1).and_then(|d| d.pred_opt()),
                )
            }
            Self::Year(y) => (NaiveDate::from_ymd_opt(y, 1, 1), NaiveDate::from_ymd_opt(y, 12, 31)),
        };
        Days { from: from.unwrap_or_default(), to: to.unwrap_or_default() }
    }

    /// The day, where it is known to the day.
    #[must_use]
    pub fn day(self) -> Option<NaiveDate> {
        if let Self::Day(day) = self { Some(day) } else { None }
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        match self {
            Self::Year(y) | Self::Month(y, _) => y,
            Self::Day(d) => d.year(),
        }
    }

    /// `day`, `month` or `year`.
    #[must_use]
    pub fn precision(self) -> &'static str {
        match self {
            Self::Year(_) => "year",
            Self::Month(..) => "month",
            Self::Day(_) => "day",
        }
    }
}

impl Ord for PartialDate {
    fn cmp(&self, other: &Self) -> Ordering {
        let (a, b) = (self.days(), other.days());
        a.from.cmp(&b.from).then(b.to.cmp(&a.to))
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(y) => write!(f, "{y:04}"),
            Self::Month(y, m) => write!(f, "{y:04}-{m:02}"),
            Self::Day(d) => write!(f, "{d}"),
        }
    }
}

/// An inclusive range of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Days {
    /// First day.
    #[serde(with = "day")]
    pub from: NaiveDate,
    /// Last day.
    #[serde(with = "day")]
    pub to: NaiveDate,
}

impl Days {
    /// Whether the two share a day.
    #[must_use]
    pub fn overlaps(self, other: Days) -> bool {
        self.from <= other.to && other.from <= self.to
    }
}

/// What the input itself states about an article, beside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// Its id in the input.
    pub id: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Publisher or feed.
    pub source: Option<String>,
    /// Author.
    pub author: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Publication date, parsed.
    pub published: Option<PartialDate>,
}

/// An article as loaded: sanitised text and what the input states. Never changes afterwards.
#[derive(Clone, Debug)]
pub struct Article {
    /// Names it for ever.
    pub key: ArticleKey,
    /// What is printed as its id: the input's own, else the key in hex.
    pub id: String,
    /// Where it came from, as printed: `seeds/x.txt`, `file.jsonl#12`, `-`.
    pub path: String,
    /// What the input states, sanitised.
    pub stated: Stated,
    /// The text, sanitised, at most 4 GiB.
    pub text: String,
}

/// An article with all its layers.
#[derive(Clone, Debug)]
pub struct Annotated {
    /// The article.
    pub article: Arc<Article>,
    /// What was found in it.
    pub layers: Arc<Annotations>,
}

/// Every layer over one article's text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Annotations {
    /// ISO 639-1 code of the language, or ISO 639-3 where there is none.
    pub language: String,
    /// Whether names and times were looked for: only in English.
    pub annotated: bool,
    /// Headline.
    pub title: Title,
    /// Publisher as far as known: from the input, a source label, a copyright line, else the agency.
    pub source: Option<String>,
    /// News agency that the text names in its dateline, copyright line or credit.
    pub agency: Option<String>,
    /// Author.
    pub byline: Option<String>,
    /// `SEOUL, Sept. 8 (UPI) --`
    pub dateline: Option<Dateline>,
    /// When it was published.
    pub published: Published,
    /// What belongs to the page and not to the article; sorted, disjoint.
    pub furniture: Vec<Furniture>,
    /// Countries that the article speaks of, most salient first.
    pub countries: Vec<CountryCode>,
    /// Who and what it speaks of, most salient first.
    pub entities: Vec<Entity>,
    /// Where it does; sorted by start, then longest first. Mentions nest or are apart.
    pub mentions: Vec<Mention>,
    /// Expressions of time; sorted, disjoint.
    pub times: Vec<TimeExpression>,
}

/// A headline.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Title {
    /// Its text, one line.
    pub text: String,
    /// Where it is in the article's text, for a headline that stands there.
    pub span: Option<Span>,
    /// Whether it stands in the input or was made from the first sentence.
    pub basis: TitleBasis,
}

/// Where a headline comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TitleBasis {
    /// It stands in the input.
    Stated,
    /// Shortened from the first sentence.
    #[default]
    Derived,
}

/// The place and day that a wire story opens with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dateline {
    /// The place, in normal case: `Seoul`.
    pub place: String,
    /// Its country, where known.
    pub country: Option<CountryCode>,
    /// The place's name in the text.
    pub span: Span,
    /// The whole of it, up to the dash or the closing bracket.
    pub whole: Span,
    /// Its date, in the text.
    pub date: Option<Span>,
}

/// Publication date with its basis and evidence.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Published {
    /// What is known, and not more.
    pub value: Option<PartialDate>,
    /// How it is known; `None` where the value is.
    pub basis: Option<Basis>,
    /// Probability that the value is right, 0–1.
    pub confidence: f32,
    /// From what; metadata needs none.
    pub evidence: Vec<Evidence>,
}

/// How a publication date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// The input states it beside the text.
    Metadata,
    /// The text holds it in full.
    Stated,
    /// It follows from evidence.
    Inferred,
}

/// One piece of evidence for a date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Where it stands in the text of this article.
    pub span: Span,
    /// What it says, for people: `Monday: 8 September 2025, 2014, 2008, …`.
    pub says: String,
    /// The id of the other article that dates what stands here, where one does.
    pub article: Option<String>,
}

/// A stretch of page furniture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Furniture {
    /// Whole lines, without the last line break.
    pub span: Span,
    /// What it is.
    pub kind: FurnitureKind,
}

/// Kinds of page furniture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FurnitureKind {
    /// A repeated headline or lead.
    Duplicate,
    /// A photo caption.
    Caption,
    /// A photo or text credit.
    Credit,
    /// A source label.
    Source,
    /// A copyright or agency line.
    Copyright,
    /// Links to other articles.
    Related,
    /// Share buttons and what is left of them.
    Share,
    /// Menus, search forms, sections.
    Navigation,
    /// Advertisements, calls to subscribe.
    Advertisement,
}

/// Index of an entity in [`Annotations::entities`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntityNo(pub u16);

/// Something named in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The name, without article, title or possessive.
    pub span: Span,
    /// Kind of what is named.
    pub kind: EntityKind,
    /// How a country is named; `None` for other kinds.
    pub form: Option<CountryForm>,
    /// The entity that it names.
    pub entity: EntityNo,
    /// The country of a place, or of a country mention.
    pub country: Option<CountryCode>,
    /// Whether it lies inside a longer mention.
    pub nested: bool,
    /// Whether it stands in furniture, and counts for nothing.
    pub in_furniture: bool,
}

/// Kinds of entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A country or territory.
    Country,
    /// A person.
    Person,
    /// An organisation, institution, company, outlet.
    Organization,
    /// A place that is no country.
    Place,
    /// A treaty, accord or declaration.
    Agreement,
    /// A named event.
    Event,
    /// A named weapon.
    Weapon,
}

impl EntityKind {
    /// Every kind, in the order of the entity panel.
    pub const ALL: [EntityKind; 7] =
        [Self::Country, Self::Person, Self::Organization, Self::Place, Self::Agreement, Self::Event, Self::Weapon];

    /// The kind with this name, as ids have it.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Its name in ids and output: `organization`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Place => "place",
            Self::Agreement => "agreement",
            Self::Event => "event",
            Self::Weapon => "weapon",
        }
    }
}

/// How a country is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CountryForm {
    /// Japan
    Name,
    /// Democratic People's Republic of Korea
    Official,
    /// U.S., DPRK
    Abbreviation,
    /// Japanese
    Demonym,
    /// the North
    Short,
    /// Seoul, for the government
    Capital,
    /// the Kremlin
    Metonym,
}

/// How an article comes to speak of a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CountryBasis {
    /// By name, abbreviation or demonym.
    Named,
    /// Only by a capital or seat that stands for the government.
    Metonym,
    /// Only by a place in it.
    Place,
}

/// What mentions name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// `country:KR`, `person:gen-nakatani`
    pub id: String,
    /// Its kind.
    pub kind: EntityKind,
    /// Its fullest or most usual name.
    pub name: String,
    /// Its own code (a country), the country it is in (a place) or stands for (a person), where known.
    pub country: Option<CountryCode>,
    /// A person's role: `defense minister`.
    pub role: Option<String>,
    /// How the article comes to speak of a country; `None` for other kinds.
    pub basis: Option<CountryBasis>,
    /// Mentions outside furniture, nested ones included.
    pub mentions: u32,
    /// Share of the article's attention, 0–1; all entities of an article sum to at most 1.
    pub salience: f32,
}

/// A TIMEX3 time expression.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeExpression {
    /// Its extent.
    pub span: Span,
    /// DATE, TIME, DURATION or SET.
    pub kind: TimeKind,
    /// Its TIMEX3 value, ISO 8601 based: `2024-12-03TNI`, `2024-W49-WE`, `PXD`, `PAST_REF`.
    pub value: String,
    /// TIMEX3 `mod`, where it has one.
    pub modifier: Option<TimeMod>,
    /// Days that the value covers, where it has a place on the calendar.
    pub days: Option<Days>,
}

/// TIMEX3 `type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimeKind {
    /// A calendar date.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
}

/// TIMEX3 `mod`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TimeMod {
    /// before June
    Before,
    /// after June
    After,
    /// no earlier than June
    OnOrBefore,
    /// no later than June
    OnOrAfter,
    /// less than two years
    LessThan,
    /// more than two years
    MoreThan,
    /// at most
    EqualOrLess,
    /// at least
    EqualOrMore,
    /// early June
    Start,
    /// mid-June
    Mid,
    /// late June
    End,
    /// about two years
    Approx,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_order_by_their_first_day_whatever_their_precision() {
        let mut dates = ["2024-01-18", "2023-12", "2024", "2023-12-01"].map(|d| PartialDate::parse(d).unwrap());
        dates.sort();
        assert_eq!(dates.map(|d| d.to_string()), ["2023-12", "2023-12-01", "2024", "2024-01-18"]);
        assert_eq!(PartialDate::parse("2024-13"), None);
        assert_eq!(PartialDate::parse("2024-02-30"), None);
    }
}
