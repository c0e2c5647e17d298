//! The country picker.

use super::keys::fuzzy;
use super::{OverlayLine, Tone, country_name};
use crate::app::filters::Want;
use crate::app::state::State;
use crate::corpus::annotate::gazetteer;
use crate::corpus::article::{CountryCode, EntityKind};
use crate::text::wrap::{truncate, width};

/// The countries that the picker offers for what is typed: by the gazetteer's own search, then loosely by name; those
/// of the collection where nothing is typed.
pub(super) fn matching(state: &State, typed: &str) -> Vec<CountryCode> {
    if typed.trim().is_empty() {
        let mut all = state.bar.order.clone();
        all.sort_by_key(|&c| state.filters.want(c).is_none());
        return all;
    }
    let mut found = gazetteer::search(typed);
    let own = state.bar.order.iter().copied();
    let mut loose: Vec<_> = own
        .chain(gazetteer::countries().iter().map(|c| c.code))
        .filter_map(|c| Some((fuzzy(typed, &country_name(c))?, c)))
        .collect();
    loose.sort_by_key(|l| l.0);
    for (_, code) in loose {
        if !found.contains(&code) {
            found.push(code);
        }
    }
    found
}

pub(super) fn countries(state: &State, typed: &str, columns: usize) -> Vec<OverlayLine> {
    let found = matching(state, typed);
    if found.is_empty() {
        return vec![OverlayLine::new("No country of this name.", Tone::Dim)];
    }
    found
        .iter()
        .enumerate()
        .map(|(n, &code)| {
            let (sign, tone) = match state.filters.want(code) {
                Some(Want::Require) => ("+ ", Tone::Accent),
                Some(Want::Exclude) => ("− ", Tone::Accent),
                None => ("  ", Tone::Plain),
            };
            let count = match state.listing_count(code) {
                0 => String::new(),
                n => n.to_string(),
            };
            let name = truncate(&country_name(code), columns.saturating_sub(6 + width(&count)));
            let pad = columns.saturating_sub(5 + width(&name) + width(&count));
            OverlayLine::of(
                n,
                vec![
                    (sign.to_owned(), tone),
                    (format!("{code} "), Tone::Kind(EntityKind::Country)),
                    (name, Tone::Plain),
                    (" ".repeat(pad), Tone::Plain),
                    (count, Tone::Dim),
                ],
            )
        })
        .collect()
}
