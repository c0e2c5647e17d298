//! The JSON object of an annotated article, schema `dateline/article/1`, and of its relations.
//!
//! Offsets are code points of `text`. Field names and meanings are the documented interface for other programs.

use crate::corpus::article::{
    Annotated, CountryBasis, CountryForm, Entity, EntityKind, Evidence, FurnitureKind, TimeMod,
};
use crate::corpus::article::{Basis, Days, Mention, TimeKind, TitleBasis};
use crate::corpus::collection::related::{Reason, Related};
use crate::text::CodePoints;
use chrono::NaiveDate;
use serde::Serialize;

/// The schema that the first field names.
pub const SCHEMA: &str = "dateline/article/1";

/// The JSON object of an article; serialise it with `serde_json`.
#[must_use]
pub fn article(annotated: &Annotated) -> impl Serialize + '_ {
    let (article, layers) = (&*annotated.article, &*annotated.layers);
    let points = CodePoints::new(&article.text);
    let text = article.text.as_str();
    ArticleOut {
        schema: SCHEMA,
        id: &article.id,
        path: &article.path,
        url: article.stated.url.as_deref(),
        title: &layers.title.text,
        title_basis: layers.title.basis,
        source: layers.source.as_deref(),
        agency: layers.agency.as_deref(),
        byline: layers.byline.as_deref(),
        language: &layers.language,
        annotated: layers.annotated,
        dateline: layers.dateline.as_ref().map(|d| {
            let (start, end) = points.span(d.span);
            DatelineOut { place: &d.place, country: d.country.map(|c| c.to_string()), start, end }
        }),
        published: PublishedOut {
            value: layers.published.value.map(|v| v.to_string()),
            precision: layers.published.value.map(|v| v.precision()),
            basis: layers.published.basis,
            confidence: layers.published.value.map(|_| round(layers.published.confidence)),
            evidence: layers.published.evidence.iter().map(|e| evidence(e, &points)).collect(),
        },
        text,
        furniture: layers
            .furniture
            .iter()
            .map(|f| {
                let (start, end) = points.span(f.span);
                FurnitureOut { start, end, kind: f.kind }
            })
            .collect(),
        countries: layers.countries.iter().map(ToString::to_string).collect(),
        entities: layers.entities.iter().map(entity).collect(),
        mentions: layers.mentions.iter().map(|m| mention(m, text, &points, &layers.entities)).collect(),
        times: layers
            .times
            .iter()
            .map(|t| {
                let (start, end) = points.span(t.span);
                TimeOut {
                    start,
                    end,
                    text: t.span.of(text),
                    kind: t.kind,
                    value: &t.value,
                    modifier: t.modifier,
                    from: t.days.map(|d: Days| d.from),
                    to: t.days.map(|d| d.to),
                    in_furniture: layers.furniture.iter().any(|f| f.span.overlaps(t.span)),
                }
            })
            .collect(),
    }
}

/// The JSON object of an article's relations.
#[must_use]
pub fn related<'a>(
    article: &'a Annotated,
    story: String,
    duplicate_of: Option<String>,
    related: &'a [(Related, Annotated)],
) -> impl Serialize + 'a {
    RelatedOut {
        id: &article.article.id,
        path: &article.article.path,
        story,
        duplicate_of,
        related: related
            .iter()
            .map(|(r, to)| RelationOut {
                id: &to.article.id,
                path: &to.article.path,
                score: round(r.score),
                relation: r.relation.name(),
                reasons: r.reasons.iter().map(reason).collect(),
            })
            .collect(),
    }
}

/// Three decimals are what a score is worth.
fn round(x: f32) -> f64 {
    (f64::from(x) * 1000.0).round() / 1000.0
}

fn evidence(e: &Evidence, points: &CodePoints<'_>) -> EvidenceOut {
    let (start, end) = points.span(e.span);
    EvidenceOut { start, end, says: e.says.clone(), article: e.article.clone() }
}

fn entity(e: &Entity) -> EntityOut<'_> {
    let code = e.country.map(|c| c.to_string());
    let is_country = e.kind == EntityKind::Country;
    EntityOut {
        id: &e.id,
        kind: e.kind,
        code: code.clone().filter(|_| is_country),
        name: &e.name,
        role: e.role.as_deref(),
        country: code.filter(|_| !is_country),
        basis: e.basis,
        mentions: e.mentions,
        salience: round(e.salience),
    }
}

fn mention<'a>(m: &Mention, text: &'a str, points: &CodePoints<'_>, entities: &'a [Entity]) -> MentionOut<'a> {
    let (start, end) = points.span(m.span);
    MentionOut {
        start,
        end,
        text: m.span.of(text),
        kind: m.kind,
        form: m.form,
        entity: entities.get(usize::from(m.entity.0)).map(|e| e.id.as_str()),
        country: m.country.filter(|_| m.kind != EntityKind::Country).map(|c| c.to_string()),
        nested: m.nested,
        in_furniture: m.in_furniture,
    }
}

fn reason(r: &Reason) -> ReasonOut<'_> {
    match r {
        Reason::Entity { kind, id, .. } => ReasonOut { kind: kind.name(), entity: Some(id), terms: None, day: None },
        Reason::Terms(terms) => ReasonOut { kind: "terms", entity: None, terms: Some(terms), day: None },
        Reason::Day(day) => ReasonOut { kind: "day", entity: None, terms: None, day: Some(*day) },
    }
}

#[derive(Serialize)]
struct ArticleOut<'a> {
    schema: &'static str,
    id: &'a str,
    path: &'a str,
    url: Option<&'a str>,
    title: &'a str,
    title_basis: TitleBasis,
    source: Option<&'a str>,
    agency: Option<&'a str>,
    byline: Option<&'a str>,
    language: &'a str,
    annotated: bool,
    dateline: Option<DatelineOut<'a>>,
    published: PublishedOut,
    text: &'a str,
    furniture: Vec<FurnitureOut>,
    countries: Vec<String>,
    entities: Vec<EntityOut<'a>>,
    mentions: Vec<MentionOut<'a>>,
    times: Vec<TimeOut<'a>>,
}

#[derive(Serialize)]
struct DatelineOut<'a> {
    place: &'a str,
    country: Option<String>,
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct PublishedOut {
    value: Option<String>,
    precision: Option<&'static str>,
    basis: Option<Basis>,
    confidence: Option<f64>,
    evidence: Vec<EvidenceOut>,
}

#[derive(Serialize)]
struct EvidenceOut {
    start: u32,
    end: u32,
    says: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    article: Option<String>,
}

#[derive(Serialize)]
struct FurnitureOut {
    start: u32,
    end: u32,
    kind: FurnitureKind,
}

#[derive(Serialize)]
struct EntityOut<'a> {
    id: &'a str,
    kind: EntityKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<CountryBasis>,
    mentions: u32,
    salience: f64,
}

#[derive(Serialize)]
struct MentionOut<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    kind: EntityKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    form: Option<CountryForm>,
    entity: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    nested: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    in_furniture: bool,
}

#[derive(Serialize)]
struct TimeOut<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    #[serde(rename = "type")]
    kind: TimeKind,
    value: &'a str,
    #[serde(rename = "mod")]
    modifier: Option<TimeMod>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    in_furniture: bool,
}

#[derive(Serialize)]
struct RelatedOut<'a> {
    id: &'a str,
    path: &'a str,
    story: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    duplicate_of: Option<String>,
    related: Vec<RelationOut<'a>>,
}

#[derive(Serialize)]
struct RelationOut<'a> {
    id: &'a str,
    path: &'a str,
    score: f64,
    relation: &'static str,
    reasons: Vec<ReasonOut<'a>>,
}

#[derive(Serialize)]
struct ReasonOut<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    entity: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    terms: Option<&'a [String]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<NaiveDate>,
}
