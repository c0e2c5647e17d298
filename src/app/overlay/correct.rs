//! Corrections of who an entity is: it is another one, somebody else in this article, has another name, or is nobody.

use super::{Overlay, OverlayLine, Tone, wrapped};
use crate::app::card::Subject;
use crate::app::marking::name;
use crate::app::state::State;
use crate::corpus::article::EntityKind;
use crate::personal::{Change, Correction, Target};
use crate::text::fold::slug;
use crate::text::wrap::truncate;

/// Others that are offered.
const OTHERS: usize = 8;
/// Corrections that are offered to be taken back.
const BACK: usize = 4;

/// Something that can be done.
struct Choice {
    text: String,
    says: String,
    target: Target,
    correction: Option<Correction>,
}

/// Asks what is to be corrected.
pub(in crate::app) fn ask(state: &mut State, subject: Subject) {
    if state.can_mark() {
        state.overlay = Some(Overlay::Correct { subject, input: Default::default(), at: 0 });
    }
}

pub(super) fn lines(state: &State, subject: &Subject, typed: &str, columns: usize) -> Vec<OverlayLine> {
    let help = format!("{}: type a name, or choose.", subject.name);
    let mut lines: Vec<OverlayLine> =
        wrapped(&help, columns).into_iter().map(|l| OverlayLine::new(l, Tone::Dim)).collect();
    lines.push(OverlayLine::default());
    for (n, choice) in choices(state, subject, typed).into_iter().enumerate() {
        lines.push(OverlayLine::of(n, vec![(truncate(&choice.text, columns), Tone::Plain)]));
    }
    lines
}

/// Carries out the choice at a place; says whether there was one.
pub(super) fn carry_out(state: &mut State, subject: &Subject, typed: &str, at: usize) -> bool {
    let Some(choice) = choices(state, subject, typed).into_iter().nth(at) else { return false };
    state.mark(Change::Correct(choice.target, choice.correction), format!("{} U undoes it.", choice.says));
    true
}

/// What can be done about an entity, given what is typed.
fn choices(state: &State, subject: &Subject, typed: &str) -> Vec<Choice> {
    let typed = name(typed);
    let everywhere = || Target { article: None, id: subject.id.clone() };
    let here = state.key_of(subject.from).map(|key| Target { article: Some(key), id: subject.id.clone() });
    let mut choices = Vec::new();
    // What a country is called and which it is are not a matter of opinion here; that it is none can be.
    if subject.kind != EntityKind::Country {
        let else_ = if subject.kind == EntityKind::Person { "somebody else" } else { "something else" };
        if !typed.is_empty() && typed != subject.name {
            choices.push(Choice {
                text: format!("Call it “{typed}” everywhere"),
                says: format!("{} is called {typed}.", subject.name),
                target: everywhere(),
                correction: Some(Correction::Named(typed.clone())),
            });
            choices.extend(here.map(|target| Choice {
                text: format!("In this article it is {else_}: “{typed}”"),
                says: format!("{} is {typed} in this article.", subject.name),
                target,
                correction: Some(Correction::Is {
                    id: format!("{}:{}", subject.kind.name(), slug(&typed)),
                    name: typed.clone(),
                }),
            }));
        }
        choices.extend(others(state, subject, &typed).into_iter().map(|(id, other)| Choice {
            text: format!("It is the same as {other}"),
            says: format!("{} is {other}.", subject.name),
            target: everywhere(),
            correction: Some(Correction::Is { id, name: other }),
        }));
    }
    if typed.is_empty() {
        choices.push(Choice {
            text: "It is no name: ignore it everywhere".to_owned(),
            says: format!("{} is ignored.", subject.name),
            target: everywhere(),
            correction: Some(Correction::Ignored),
        });
        choices.extend(taken_back(state, subject));
    }
    choices
}

/// Others of its kind that it may be: those of the open article, then people who are listed.
fn others(state: &State, subject: &Subject, typed: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let entities = state.reading.as_ref().map_or(&[][..], |r| &r.layers.entities);
    let near = entities.iter().filter(|e| e.kind == subject.kind).map(|e| (&e.id, &e.name));
    let people = state.list.listing.people.iter().map(|(id, name, _)| (id, name));
    for (id, name) in near.chain(people.filter(|_| subject.kind == EntityKind::Person)) {
        let fits = typed.is_empty() || super::fuzzy(typed, name).is_some();
        if fits && *id != subject.id && found.len() < OTHERS && !found.iter().any(|f| f.0 == *id) {
            found.push((id.clone(), name.clone()));
        }
    }
    found
}

/// Corrections that led to this entity, and the last that made others disappear.
fn taken_back(state: &State, subject: &Subject) -> Vec<Choice> {
    let key = state.key_of(subject.from);
    let concerns = |(target, correction): &(&Target, &Correction)| {
        let leads = target.id == subject.id || matches!(correction, Correction::Is { id, .. } if *id == subject.id);
        (target.article.is_none() || target.article == key) && (leads || **correction == Correction::Ignored)
    };
    let own_name = |id: &str| id.split_once(':').map_or(id, |(_, slug)| slug).replace('-', " ");
    let back = |(target, correction): (&Target, &Correction)| {
        let was = own_name(&target.id);
        let what = match correction {
            Correction::Is { name, .. } if target.article.is_some() => format!("{was} is {name} in this article"),
            Correction::Is { name, .. } => format!("{was} is {name}"),
            Correction::Named(name) => format!("{was} is called {name}"),
            Correction::Ignored => format!("{was} is ignored"),
        };
        let says = "It is as it was found.".to_owned();
        Choice { text: format!("Take back: {what}"), says, target: target.clone(), correction: None }
    };
    state.marks.corrections.iter().filter(concerns).take(BACK).map(back).collect()
}
