//! Countries and places inside longer names: `Japanese Foreign Ministry`, `Bank of England`, `Paris, France`, but not `The
//! Times of India` and `Michael Jordan`.

use super::place;
use super::scene::Scene;
use super::words::{Words, words};
use super::{MarkedSense, Sense};
use crate::corpus::article::{CountryForm, EntityKind};
use crate::text::Span;
use crate::text::fold::fold;
use std::sync::LazyLock;

/// Words in the names of newspapers, agencies and broadcasters, folded.
static MEDIA: Words = LazyLock::new(|| {
    words(
        "broadcasting bulletin chronicle courier daily dispatch examiner express gazette globe guardian herald \
         independent inquirer journal magazine mail media mirror monitor morning news newspaper observer press radio \
         record reporter review standard star telegraph television times today tribune tv voice wire post",
    )
});

/// The population from which a city inside an organisation's name is taken for the city.
const LARGE: u32 = 200_000;

/// The place that a name is as a whole, whatever it was taken for: a direction before a region (`West Cork`), a region's
/// abbreviation (`N.B.`).
pub(super) fn whole(scene: &Scene<'_>, h: usize, name: Span) -> Option<MarkedSense> {
    let hit = &scene.hits[h];
    let code = hit.senses.iter().find_map(|sense| match *sense {
        Sense::Place(code, 0) | Sense::Country(code, CountryForm::Name) => Some(code),
        _ => None,
    })?;
    let abbreviation = hit.span == name && hit.span.of(scene.doc.text).contains('.');
    let before = hit.tokens.start.checked_sub(1);
    let direction = hit.span.end == name.end
        && before.is_some_and(|i| scene.doc.tokens[i].span.start == name.start && place::is_direction(scene, i));
    (abbreviation || direction).then_some(MarkedSense::Place(Some(code)))
}

/// What hit `h` means inside a name of this kind.
pub(super) fn decide(scene: &Scene<'_>, h: usize, kind: EntityKind, name: Span) -> Option<MarkedSense> {
    let hit = &scene.hits[h];
    let media = || fold(name.of(scene.doc.text)).split(|c: char| !c.is_alphanumeric()).any(|w| MEDIA.contains(w));
    if kind == EntityKind::Place && is_container(scene, h, name) {
        return super::country::decide(scene, h).filter(|sense| matches!(sense, MarkedSense::Country(..)));
    }
    if matches!(kind, EntityKind::Person | EntityKind::Place) || kind == EntityKind::Organization && media() {
        return None;
    }
    match hit.senses[0] {
        Sense::Country(..) => super::country::choose(scene, h).map(|(code, form)| MarkedSense::Country(code, form)),
        Sense::Capital(code) if hit.span != name => {
            // What is called after a saint stands where the saint is honoured: `St. George's Chapel`.
            let saint = hit.span.of(scene.doc.text).starts_with("St.");
            // What is called after somebody of a capital's name is in another country: `Stephen Douglas High School`.
            let namesake = (saint || place::is_ambiguous(scene, h)) && scene.named(code) == 0;
            (!namesake).then_some(MarkedSense::Place(Some(code)))
        }
        Sense::Place(code, population) => {
            let large = population == 0 || population >= LARGE;
            let sure = large && hit.span != name && !place::is_ambiguous(scene, h);
            sure.then_some(MarkedSense::Place(Some(code)))
        }
        Sense::Capital(_) | Sense::Geographic | Sense::Bloc => None,
    }
}

/// Whether hit `h` is the country behind the last comma of a place's name: `Paris, France`.
fn is_container(scene: &Scene<'_>, h: usize, name: Span) -> bool {
    let hit = &scene.hits[h];
    let by_name = !matches!(hit.senses[0], Sense::Country(_, CountryForm::Demonym));
    hit.span.end == name.end && hit.span.start > name.start && by_name && scene.doc.word(hit.tokens.start - 1) == ","
}
