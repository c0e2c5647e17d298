//! Whether a capital stands for its government (`Seoul said`) or for the city (`met in Seoul`).
//!
//! Read off the words beside it, or beside the list it is part of. Without a sign it is the city.

use super::place;
use super::scene::Scene;
use super::words::{Words, words};
use super::{Hit, Sense};
use crate::corpus::article::CountryCode;
use crate::text::TokenKind;
use std::ops::Range;
use std::sync::LazyLock;

/// Capitals in which other bodies sit that are meant as often, folded.
const SHARED: &[&str] = &["brussels", "the hague", "bonn"];

/// After these a capital is a place.
static LOCATIVE: Words = LazyLock::new(|| {
    words(
        "in at near outside around across inside into throughout via through within over leave leaves leaving left visit \
         visits visited visiting reach reached reaching entered entering toured touring fled fleeing capital city town \
         downtown from of to for on bombed bombing shelled shelling hit attacked struck",
    )
});

/// After these a capital is a government.
static POLITICAL: Words = LazyLock::new(|| {
    words(
        "with against by toward towards versus upon without about under than unlike like accuse accused accuses accusing \
         urge urged urges urging tell told warn warned warns warning blame blamed blames blaming condemn condemned \
         criticize criticized criticise criticised pressure pressured pressuring press pressing help helped helping arm \
         arming support supported supporting supports back backed backing anger angered angering deter counter isolate \
         punish sanction provoke provoked persuade convince convinced force forced forcing allow allowed let ask asked \
         asking give gave giving assure assured sees regards views calls infuriated alarmed alarming rattled irked pro \
         anti if that whether because after as while since before but says said although though what when where which \
         until",
    )
});

/// Nouns that make of the `from`, `to`, `of`, `on` or `for` that follows them one of politics, not of travel.
static TIES: Words = LazyLock::new(|| {
    words(
        "pressure support aid orders order independence response backing approval funding threat threats help reaction \
         criticism condemnation signal signals message messages concessions close closer loyal loyalty weapons arms \
         warning warnings allied opposed assistance rival ally allies hostile friendly supplies ties tied links linked \
         sanctions government governments behalf supporters influence control critics critic intentions sell sold \
         deliveries supply denial demands demand challenge policy approach dependence dependent reliance reliant tariffs \
         guarantees commitment costs victory defeat setback blow boost win problem problems reply protest protests answer \
         permission accusations allegiance exports imports missiles ammunition shipments part side interests interest \
         need needed stance position role attitude",
    )
});

/// Nouns of what governments have between one another.
static RELATIONS: Words = LazyLock::new(|| {
    words(
        "relations relationship relationships ties talks tensions tension war wars conflict dispute disputes cooperation \
         co-operation alliance rift agreement agreements deal deals trust mistrust distrust differences dialogue \
         negotiations friction frictions diplomacy summit channel channels standoff row feud treaty pact partnership \
         exchanges exchange communication communications contacts contact rapprochement détente detente rivalry \
         competition accord truce ceasefire peace understanding consultations coordination collaboration gap divide split \
         thaw spat hostility hostilities struggle",
    )
});

/// Nouns of travel and distance.
static TRAVEL: Words = LazyLock::new(|| {
    words(
        "flight flights train trains road route routes highway distance railway rail link line drive travel travelling \
         traveling ferry bus way shuttle shuttled shuttling",
    )
});

/// After an attack, `on` leads to a place.
static ATTACKS: Words = LazyLock::new(|| {
    words(
        "attack attacks strike strikes assault raid raids bombing shelling march advance barrage drones missile rockets \
         fired closing descended bombardment live based",
    )
});

/// What a city has: after its possessive the city is meant.
static OF_A_CITY: Words = LazyLock::new(|| {
    words(
        "roads road zoo mission chamber mosque set fashion marathon court prison jail apartment shares bureau airport airports airspace architecture area areas cathedral center centre church churches cinema coast court \
         courts district districts downtown eastern hospital hospitals hotel hotels inhabitants landmark main mayor metro \
         mosque municipal museum museums neighborhood neighborhoods neighbourhood neighbourhoods night northern oldest \
         old opera outskirts park parks police population port public railway residents restaurants river schools shops \
         skyline southern square squares stadium station stock street streets suburb suburbs subway theater theatre \
         traffic university urban waterfront western zoo largest biggest central busiest famous historic",
    )
});

/// Capitalised words that a government's possessive leads to.
static OF_A_GOVERNMENT: Words = LazyLock::new(|| {
    words(
        "ambassador cabinet defence defense embassy foreign government minister ministry nato parliament president prime \
         un",
    )
});

/// Nouns before which a capital is its government.
static GOVERNMENT: Words = LazyLock::new(|| words("government regime administration leadership officials authorities"));

/// After a capital and a hyphen: what governments do.
static DONE_BY: Words = LazyLock::new(|| {
    words(
        "aligned allied appointed approved backed brokered controlled friendly funded imposed installed led leaning loyal \
         mediated ordered proposed ruled run sponsored supplied supported",
    )
});

/// Adverbs between a subject and its verb, beside those in -ly.
static ADVERBS: Words = LazyLock::new(|| words("also still now then again once never always long soon even"));

/// Verbs of a subject that acts and speaks, beside those in -ed.
static VERBS: Words = LazyLock::new(|| {
    words(
        "accuses aims appears argues became began begins believes blames called calls can cannot claims considers \
         continues could cut cuts demands denies did does expects faces fears felt gave gets gives got had has have holds \
         hopes insists intends is keeps kept knew knows lost made maintains makes may might must needs opposes ought \
         plans pledges prefers put refuses regards rejects remains said saw says seeks seems sees sent sets should \
         supports takes told took tries uses views vows wants warns was were are will wishes withdrew won would does do \
         hit spent fought sought thinks thought wields signs stands struck urges threatens provides shares agrees \
         proposes recognizes responds",
    )
});

/// What a city suffers: after `was` or `were`, or directly.
static SUFFERED: Words = LazyLock::new(|| {
    words(
        "attacked bombed captured covered destroyed flooded founded hit located rocked shaken shelled struck home \
         situated once recorded",
    )
});

/// Words that no verb is, after a list of capitals.
static NO_VERBS: Words = LazyLock::new(|| {
    words(
        "a about according after against an and as at before but by during for from if in into is it last next of on or \
         over respectively since than that the this through to under until when where which while who with talks summit \
         summits meeting meetings earlier later early late airport airports streets",
    )
});

/// Whether the capital at hit `h` stands for its government.
pub(super) fn is_government(scene: &Scene<'_>, h: usize) -> bool {
    let hit = &scene.hits[h];
    let sentence = scene.sentence(h);
    if SHARED.contains(&scene.doc.folded(hit.tokens.start).as_ref())
        || hit.tokens.len() > 2 && scene.doc.word(hit.tokens.start + 1) == ","
        || in_dateline(scene, hit)
        || place::container(scene, h).is_some()
        || h > 0 && scene.hits[h].senses.iter().any(|s| country_of(s).is_some_and(|c| place::contains(scene, h - 1, c)))
    {
        return false;
    }
    if let Some(answer) = beside_hyphen(scene, hit, &sentence) {
        return answer;
    }
    let list = peers(scene, h);
    let (start, end) = (scene.hits[list.start].tokens.start, scene.hits[list.end - 1].tokens.end);
    let governor = scene.governor(&sentence, start);
    let before = governor.map(|i| scene.doc.folded(i)).unwrap_or_default();
    if let Some(answer) = after_possessive(scene, hit, &sentence) {
        return answer;
    }
    if modifies(scene, hit, &sentence, end) {
        return governs(scene, &sentence, end);
    }
    if before == "between" {
        return governor.is_some_and(|g| between(scene, &sentence, g, list.len()));
    }
    if LOCATIVE.contains(before.as_ref()) {
        return governor.is_some_and(|g| tied(scene, &sentence, g, &before));
    }
    if POLITICAL.contains(before.as_ref()) && !is_conjunction(&before) {
        return !travels(scene, &sentence, governor, &before);
    }
    acts(scene, &sentence, end, list.len()) || governs(scene, &sentence, end)
}

fn in_dateline(scene: &Scene<'_>, hit: &Hit) -> bool {
    scene.context.dateline.is_some_and(|d| d.whole.contains(hit.span))
}

/// The part of the list around hit `h` whose members are all capitals or countries.
fn peers(scene: &Scene<'_>, h: usize) -> Range<usize> {
    let political = |i: &usize| matches!(scene.hits[*i].senses[0], Sense::Capital(_) | Sense::Country(..));
    let list = scene.list(h);
    // Bounded: a list of a thousand capitals must not be walked a thousand times.
    let start = (list.start.max(h.saturating_sub(4))..h).rev().take_while(political).last().unwrap_or(h);
    let end = (h..list.end.min(h + 5)).take_while(political).last().unwrap_or(h);
    start..end + 1
}

/// Words that open a clause: what follows is its subject, and its verb decides.
fn is_conjunction(word: &str) -> bool {
    matches!(
        word,
        "if" | "that"
            | "whether"
            | "because"
            | "after"
            | "as"
            | "while"
            | "since"
            | "before"
            | "but"
            | "says"
            | "said"
            | "although"
            | "though"
            | "what"
            | "when"
            | "where"
            | "which"
            | "until"
    )
}

/// `Moscow-backed`, `pro-Moscow`, `Moscow-based`.
fn beside_hyphen(scene: &Scene<'_>, hit: &Hit, sentence: &Range<usize>) -> Option<bool> {
    let (start, end) = (hit.tokens.start, hit.tokens.end);
    let tight = |i: usize| scene.doc.word(i) == "-" && !scene.doc.tokens[i].spaced;
    if start >= sentence.start + 2 && tight(start - 1) && !scene.doc.tokens[start].spaced {
        let before = scene.word(sentence, start - 2);
        if matches!(before.as_ref(), "pro" | "anti") {
            return Some(true);
        }
    }
    if end + 1 < sentence.end && tight(end) && !scene.doc.tokens[end + 1].spaced {
        let after = scene.word(sentence, end + 1);
        // "Seoul-Tokyo ties"
        let related = (end + 2..end + 4).any(|i| RELATIONS.contains(scene.word(sentence, i).as_ref()));
        return Some(DONE_BY.contains(after.as_ref()) || related);
    }
    None
}

/// `Moscow's war`, but `Moscow's streets`.
fn after_possessive(scene: &Scene<'_>, hit: &Hit, sentence: &Range<usize>) -> Option<bool> {
    let end = hit.tokens.end;
    if !matches!(scene.word(sentence, end).as_ref(), "'s" | "’s" | "'" | "’") || scene.doc.tokens[end].spaced {
        return None;
    }
    let next = scene.word(sentence, end + 1);
    if scene.is_bare_capital(end + 1) && !scene.doc.in_headline(end) {
        return Some(OF_A_GOVERNMENT.contains(next.as_ref()));
    }
    let city = (end + 1..end + 4)
        .map(|i| scene.word(sentence, i))
        .take_while(|w| w.starts_with(char::is_alphabetic))
        .any(|w| OF_A_CITY.contains(w.as_ref()));
    // News of one country speaks of its capital as a city.
    Some(!city && scene.is_international())
}

/// `relations between Seoul and Tokyo`, but `flights between Seoul and Tokyo`.
fn between(scene: &Scene<'_>, sentence: &Range<usize>, governor: usize, members: usize) -> bool {
    let near = nearby(scene, sentence, governor);
    !near.clone().any(|w| TRAVEL.contains(w.as_str()))
        && (members > 1 || { near }.any(|w| RELATIONS.contains(w.as_str())))
}

/// The four words before token `at`.
fn nearby<'s>(
    scene: &'s Scene<'_>,
    sentence: &'s Range<usize>,
    at: usize,
) -> impl Iterator<Item = String> + Clone + use<'s> {
    (sentence.start.max(at.saturating_sub(4))..at).rev().map(|i| scene.doc.folded(i).into_owned())
}

/// Whether a preposition that is one of place leads to politics after all: `pressure on Moscow`, `loyal to Moscow`.
fn tied(scene: &Scene<'_>, sentence: &Range<usize>, governor: usize, before: &str) -> bool {
    let mut near = nearby(scene, sentence, governor).take(3);
    match before {
        "from" | "to" | "of" | "for" => near.any(|w| TIES.contains(w.as_str())),
        "on" => near.all(|w| !ATTACKS.contains(w.as_str())),
        _ => false,
    }
}

/// `by train with Moscow`: a political preposition that travel turns into one of place.
fn travels(scene: &Scene<'_>, sentence: &Range<usize>, governor: Option<usize>, before: &str) -> bool {
    matches!(before, "toward" | "towards" | "by")
        && governor.is_some_and(|g| {
            nearby(scene, sentence, g).take(2).any(|w| TRAVEL.contains(w.as_str()) || ATTACKS.contains(w.as_str()))
        })
}

/// Whether a verb of acting or speaking follows at `end`.
fn acts(scene: &Scene<'_>, sentence: &Range<usize>, end: usize, members: usize) -> bool {
    let adverb = |w: &str| ADVERBS.contains(w) || (w.ends_with("ly") && w.len() > 4);
    let at = (end..sentence.end.min(end + 3)).find(|&i| !adverb(scene.doc.folded(i).as_ref()));
    let Some(at) = at else { return false };
    let token = scene.doc.tokens[at];
    let verb = scene.doc.folded(at);
    if token.is_capitalised() && !scene.doc.in_headline(at) || !verb.starts_with(char::is_alphabetic) {
        return false;
    }
    let then = scene.word(sentence, at + 1);
    if SUFFERED.contains(then.as_ref()) && matches!(verb.as_ref(), "is" | "was" | "were" | "are") {
        return false;
    }
    VERBS.contains(verb.as_ref())
        || verb.len() > 4 && verb.ends_with("ed") && !SUFFERED.contains(verb.as_ref())
        || members > 1 && !NO_VERBS.contains(verb.as_ref()) && !verb.ends_with("ing")
}

/// Whether the capital describes the noun behind it: `the Seoul court`, `with Beijing zoo`.
fn modifies(scene: &Scene<'_>, hit: &Hit, sentence: &Range<usize>, end: usize) -> bool {
    let Some(next) = scene.doc.tokens.get(end).filter(|t| end < sentence.end && t.kind == TokenKind::Word) else {
        return false;
    };
    if next.is_capitalised() {
        return next.spaced && scene.is_bare_capital(end) && !scene.doc.in_headline(end);
    }
    let article = hit.tokens.start > sentence.start
        && matches!(scene.word(sentence, hit.tokens.start - 1).as_ref(), "the" | "a" | "an");
    let word = scene.doc.folded(end);
    article || OF_A_CITY.contains(word.as_ref()) || GOVERNMENT.contains(word.as_ref())
}

fn country_of(sense: &Sense) -> Option<CountryCode> {
    match *sense {
        Sense::Place(code, _) | Sense::Capital(code) => Some(code),
        _ => None,
    }
}

/// `the Damascus government`
fn governs(scene: &Scene<'_>, sentence: &Range<usize>, end: usize) -> bool {
    GOVERNMENT.contains(scene.word(sentence, end).as_ref())
}
