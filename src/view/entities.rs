//! The entity panel: who and what the article speaks of, by kind, with counts and roles.

use super::paint::{FrameKind, Painter};
use super::text::language;
use crate::app::layout::Rect;
use crate::app::reading::EntityLine;
use crate::app::state::{Chosen, Pane};
use crate::corpus::article::{CountryBasis, EntityKind, EntityNo};
use crate::text::wrap::{truncate, width};
use ratatui::style::{Modifier, Style};

/// Columns of a country's code.
const CODE: usize = 3;

pub(super) fn draw(p: &mut Painter<'_>, rect: Rect) {
    let state = p.state;
    let focused = state.focus == Pane::Entities;
    let kind = if p.layout.joined() { FrameKind::Upper } else { FrameKind::Whole };
    p.frame(rect, kind, "Entities", focused);
    let Some(inner) = p.layout.inside(Pane::Entities) else { return };
    let Some(reading) = &state.reading else { return };
    if reading.entities.is_empty() {
        let why = if reading.layers.annotated {
            "No names in this article.".to_owned()
        } else {
            let language = language(&reading.layers.language);
            format!("Names and dates are looked for in English only; this article is in {language}.")
        };
        return p.message(inner, &[(why, p.theme.dim())]);
    }
    let top = state.entities.top;
    let lines = reading.entities.iter().enumerate().skip(top).take(inner.height.into());
    for (n, line) in lines {
        let y = inner.y + (n - top) as u16;
        match *line {
            EntityLine::Kind(kind) => {
                p.put(inner.x, y, inner.width, plural(kind), p.theme.dim().add_modifier(Modifier::BOLD));
            }
            EntityLine::Entity(no) => entity(p, inner, y, n, no),
            EntityLine::Role(no) => role(p, inner, y, n, no),
        }
    }
    p.scrolled(inner, top, inner.height.into(), reading.entities.len(), focused);
}

fn entity(p: &mut Painter<'_>, inner: Rect, y: u16, n: usize, no: EntityNo) {
    let (state, theme) = (p.state, p.theme);
    let Some(reading) = &state.reading else { return };
    let Some(entity) = reading.layers.entities.get(usize::from(no.0)) else { return };
    cursor(p, inner, y, n == state.entities.at);
    let filtered = match (entity.kind, entity.country) {
        (EntityKind::Country, Some(code)) => state.filters.want(code).is_some(),
        _ => state.filters.has_entity(&entity.id),
    };
    let count = entity.mentions.to_string();
    let columns = usize::from(inner.width).saturating_sub(3);
    let mut style = theme.kind(entity.kind);
    if state.chosen == Chosen::Entity(no) {
        style = style.add_modifier(Modifier::REVERSED);
    }
    let mut x = inner.x + 2;
    if filtered {
        p.put(inner.x + 1, y, 1, "+", theme.accent_strong());
    }
    let mut room = columns.saturating_sub(width(&count) + 1);
    if entity.kind == EntityKind::Country {
        let code = entity.country.map_or_else(String::new, |c| c.to_string());
        p.put(x, y, CODE as u16, &code, theme.dim());
        x += CODE as u16;
        room = room.saturating_sub(CODE);
    }
    // A country reached through its capital or a place alone says so.
    let through = matches!(entity.basis, Some(CountryBasis::Metonym | CountryBasis::Place));
    let name = truncate(&entity.name, room.saturating_sub(if through { 2 } else { 0 }));
    let at = p.put(x, y, inner.width, &name, style);
    if through {
        p.put(at, y, 2, " ≈", theme.dim());
    }
    let right = inner.x + inner.width - width(&count) as u16 - 1;
    p.put(right, y, inner.width, &count, theme.dim());
}

/// The cursor, while the panel has the focus or `n` and `N` go through what it stands on.
fn cursor(p: &mut Painter<'_>, inner: Rect, y: u16, here: bool) {
    let focused = p.state.focus == Pane::Entities;
    if here && (focused || matches!(p.state.chosen, Chosen::Entity(_))) {
        let style = if focused { p.theme.accent() } else { p.theme.dim() };
        p.put(inner.x, y, 1, "▌", style);
    }
}

/// The role of a person, and the country that he or she stands for.
fn role(p: &mut Painter<'_>, inner: Rect, y: u16, n: usize, no: EntityNo) {
    let state = p.state;
    let Some(reading) = &state.reading else { return };
    let Some(entity) = reading.layers.entities.get(usize::from(no.0)) else { return };
    cursor(p, inner, y, n == state.entities.at + 1);
    let country = entity.country.map(|c| c.to_string()).unwrap_or_default();
    let role = entity.role.as_deref().unwrap_or_default();
    let comma = if role.is_empty() || country.is_empty() { "" } else { ", " };
    // The role gives way, the country stays.
    let room = usize::from(inner.width).saturating_sub(4 + width(&country) + comma.len());
    let text = format!("{}{comma}{country}", truncate(role, room));
    p.put(inner.x + 3, y, inner.width.saturating_sub(3), &text, Style::new().patch(p.theme.dim()));
}

/// Kinds as headings.
fn plural(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Country => "Countries",
        EntityKind::Person => "People",
        EntityKind::Organization => "Organisations",
        EntityKind::Place => "Places",
        EntityKind::Agreement => "Agreements",
        EntityKind::Event => "Events",
        EntityKind::Weapon => "Weapons",
    }
}
