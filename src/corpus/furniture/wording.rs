//! What one line says of itself by its wording and shape: a share button, a link, a credit, a caption.
//!
//! Looks at one line at a time, in tables of wording. Position and repetition are for the parent module.

use super::outlets;
use crate::corpus::article::FurnitureKind::{self, *};
use crate::text::fold::fold;
use memchr::memmem::Finder;
use std::sync::LazyLock;

/// Lines longer than this (bytes) are running text whatever they say; it also bounds the work on a hostile line.
pub(super) const LONGEST: usize = 700;

/// Phrases of menus, forms and buttons. A line that consists of nothing else is furniture; those marked `false` are
/// words of running text and headings too, and count only beside another.
const BUTTONS: &[(&str, FurnitureKind, bool)] = &[
    ("add a comment", Share, true),
    ("advanced search", Navigation, true),
    ("all news", Navigation, true),
    ("all sections", Navigation, true),
    ("all topics", Navigation, true),
    ("back to top", Navigation, true),
    ("bookmark", Share, false),
    ("breadcrumb", Navigation, true),
    ("by date", Navigation, false),
    ("by period", Navigation, true),
    ("close menu", Navigation, true),
    ("comment", Share, false),
    ("comments", Share, false),
    ("copy link", Share, true),
    ("copy url", Share, true),
    ("email", Share, false),
    ("email this article", Share, true),
    ("expand all", Navigation, true),
    ("extended search", Navigation, true),
    ("facebook", Share, false),
    ("font size", Navigation, true),
    ("gift article", Share, true),
    ("hide extended search", Navigation, true),
    ("hide search", Navigation, true),
    ("home", Navigation, false),
    ("instagram", Share, false),
    ("leave a comment", Share, true),
    ("leave a reply", Share, true),
    ("like", Share, false),
    ("like us on facebook", Share, true),
    ("linkedin", Share, false),
    ("listen to this article", Navigation, true),
    ("load more", Navigation, true),
    ("log in", Navigation, false),
    ("main menu", Navigation, true),
    ("menu", Navigation, false),
    ("messenger", Share, false),
    ("more", Navigation, false),
    ("news", Navigation, false),
    ("next article", Navigation, true),
    ("next page", Navigation, true),
    ("open menu", Navigation, true),
    ("pinterest", Share, false),
    ("post a comment", Share, true),
    ("previous article", Navigation, true),
    ("print", Share, false),
    ("print this article", Share, true),
    ("reddit", Share, false),
    ("register", Navigation, false),
    ("reset filters", Navigation, true),
    ("save", Share, false),
    ("save article", Share, true),
    ("search", Navigation, false),
    ("search form", Navigation, true),
    ("send by email", Share, true),
    ("share", Share, true),
    ("share on facebook", Share, true),
    ("share on linkedin", Share, true),
    ("share on twitter", Share, true),
    ("share on whatsapp", Share, true),
    ("share on x", Share, true),
    ("share this", Share, true),
    ("share this article", Share, true),
    ("share this page", Share, true),
    ("share this post", Share, true),
    ("share this story", Share, true),
    ("share via email", Share, true),
    ("show comments", Share, true),
    ("show extended search", Navigation, true),
    ("show less", Navigation, true),
    ("show more", Navigation, true),
    ("sign in", Navigation, false),
    ("site search", Navigation, true),
    ("skip to content", Navigation, true),
    ("skip to main content", Navigation, true),
    ("sort by", Navigation, true),
    ("tags", Navigation, false),
    ("telegram", Share, false),
    ("text size", Navigation, true),
    ("toggle navigation", Navigation, true),
    ("topics", Navigation, false),
    ("tweet", Share, true),
    ("twitter", Share, false),
    ("view all", Navigation, true),
    ("view comments", Share, true),
    ("view more", Navigation, true),
    ("whatsapp", Share, false),
];

/// Headings of links to other articles: the line says nothing else.
const LINK_HEADINGS: &[&str] = &[
    "also read",
    "also see",
    "don't miss",
    "editor's picks",
    "editors' picks",
    "further reading",
    "in case you missed it",
    "latest headlines",
    "latest news",
    "more from this author",
    "more headlines",
    "more news",
    "more on this",
    "more on this story",
    "more on this topic",
    "more stories",
    "most popular",
    "most read",
    "most viewed",
    "other news",
    "popular stories",
    "promoted stories",
    "read also",
    "read more",
    "read next",
    "recommended",
    "recommended for you",
    "recommended reading",
    "recommended stories",
    "related",
    "related article",
    "related articles",
    "related content",
    "related coverage",
    "related links",
    "related news",
    "related posts",
    "related reading",
    "related stories",
    "related story",
    "related topics",
    "see also",
    "top stories",
    "trending",
    "trending now",
    "up next",
    "what to read next",
    "you may also like",
    "you might also like",
    "you might be interested in",
];

/// Pictures and films of a page that are no part of its article.
const OFFERS: &[&str] = &[
    "cartoon of the day",
    "image of the day",
    "photo of the day",
    "photos of the day",
    "picture of the day",
    "pictures of the day",
    "quote of the day",
    "video of the day",
    "video of the week",
];

/// How lines begin that link to one other article: a colon, a bar or an arrow must follow, or they are in capitals.
const LINK_OPENERS: &[&str] = &[
    "also read",
    "also see",
    "more on this",
    "more on this topic",
    "read also",
    "read more",
    "read next",
    "read our story",
    "related",
    "related article",
    "related coverage",
    "related news",
    "related story",
    "see also",
    "see more",
    "watch also",
    "watch more",
];

/// How advertisements and calls to subscribe, follow or accept begin.
const CALLS: &[&str] = &[
    "advertisement",
    "already a subscriber",
    "article continues after",
    "article continues below",
    "become a member",
    "become a subscriber",
    "by clicking",
    "by signing up",
    "click here to",
    "continue reading",
    "download our app",
    "download the app",
    "enjoying this article?",
    "follow us on",
    "for the latest news, follow",
    "for unlimited access",
    "get our newsletter",
    "get the latest news delivered",
    "join our telegram",
    "join our whatsapp",
    "join us on",
    "like us on",
    "paid content",
    "please enable javascript",
    "please subscribe",
    "sign up for",
    "sign up here",
    "sign up to",
    "sponsored",
    "story continues below",
    "subscribe now",
    "subscribe to",
    "subscribe today",
    "support our journalism",
    "this article is for subscribers",
    "this site uses cookies",
    "this website uses cookies",
    "to continue reading",
    "to read the full",
    "we use cookies",
    "your browser does not support",
];

/// Calls whose words are also those of running text: they count only as a line of their own.
const BARE_CALLS: &[&str] = &["advertisement", "sponsored", "paid content", "continue reading"];

/// How credits of pictures and texts begin.
const CREDITS: &[&str] = &[
    "additional reporting by",
    "credit:",
    "editing by",
    "graphic:",
    "illustration:",
    "image:",
    "image credit:",
    "image source:",
    "photo:",
    "photo by",
    "photo courtesy",
    "photo credit",
    "photo source:",
    "photograph:",
    "photographs:",
    "photography by",
    "photos:",
    "photos by",
    "picture:",
    "pictures:",
    "reporting by",
    "this article was written by",
    "writing by",
];

/// Words of a bracket or ending that make it the credit of a picture.
const PICTURE_WORDS: &[&str] =
    &["credit", "getty", "image", "images", "photo", "photograph", "photos", "picture", "screenshot", "shutterstock"];

/// Words that do so alone, or at the end (`Yonhap/file`).
const PICTURE_TAGS: &[&str] = &["courtesy", "file", "handout", "pool", "supplied"];

/// What captions say of their picture and running text hardly does.
const CAPTION_CUES: &[&str] = &[
    "(2nd from",
    "(back ",
    "(bottom",
    "(c)",
    "(center)",
    "(centre)",
    "(front ",
    "(l)",
    "(left)",
    "(r)",
    "(right)",
    "(top)",
    "(from left",
    ", center,",
    ", centre,",
    ", left,",
    ", right,",
    "attend a meeting",
    "file photo",
    "from left",
    "hold talks in this",
    "in this file",
    "in this photo",
    "in this undated",
    "is pictured",
    "is seen in",
    "pose for",
    "poses for",
    "seen in this",
    "shake hands",
    "shakes hands",
    "speaks to reporters",
    "this photo",
];

/// How captions begin.
const CAPTION_OPENERS: &[&str] = &[
    "a file photo",
    "caption:",
    "file - ",
    "file photo",
    "file — ",
    "file – ",
    "file:",
    "in this file photo",
    "in this handout",
    "in this image",
    "in this photo",
    "in this undated",
    "photo shows",
    "photo taken",
    "this file photo",
    "this handout",
    "this image from",
    "this photo ",
    "this photograph ",
];

/// A phrase that is looked for anywhere in every line: what that needs is made once, and most lines are passed over many
/// bytes at a time.
struct Phrase(LazyLock<Finder<'static>>);

macro_rules! phrases {
    ($($name:ident $phrase:literal),* $(,)?) => {
        $(static $name: Phrase = Phrase(LazyLock::new(|| Finder::new($phrase)));)*
    };
}

phrases! {
    RIGHTS "all rights reserved",
    NO_REPRINT "may not be published, broadcast, rewritten",
    CONTRIBUTED "contributed ",
    POSE "pose for a photo",
    COLON ": ",
    PHOTO_BY "photo by ",
}

impl Phrase {
    fn is_in(&self, line: &str) -> bool {
        self.0.find(line.as_bytes()).is_some()
    }
}

/// What a line says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// It is furniture.
    Is(FurnitureKind),
    /// It heads a list of links.
    Heads,
    /// A lone `Read more`, which heads links only where nothing but links follows.
    MayHead,
    /// It has no letter or digit: what its neighbours are.
    Rule,
}

/// Reads a line of at most [`LONGEST`] bytes.
pub(super) fn read(line: &str) -> Option<Sign> {
    let folded = fold(line);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | ')' | '©'));
    if !line.contains(char::is_alphanumeric) {
        return Some(Sign::Rule);
    }
    if line.len() <= 120 {
        if let Some(kind) = buttons(bare) {
            return Some(Sign::Is(kind));
        }
        if LINK_HEADINGS.contains(&bare) {
            let colon = line.ends_with(':') || bare.starts_with("related ") || line.chars().all(|c| !c.is_lowercase());
            return Some(if colon { Sign::Heads } else { Sign::MayHead });
        }
        if OFFERS.contains(&bare) {
            return Some(Sign::Is(Related));
        }
    }
    let kind = if is_link(line, &folded) {
        Related
    } else if is_copyright(&folded) {
        Copyright
    } else if is_call(&folded, bare) {
        Advertisement
    } else if is_credit(line, &folded) {
        Credit
    } else if is_caption(line, &folded) {
        Caption
    } else {
        return None;
    };
    Some(Sign::Is(kind))
}

/// Whether the line is phrases of [`BUTTONS`] and nothing else, side by side as pages run them together.
fn buttons(bare: &str) -> Option<FurnitureKind> {
    let (mut rest, mut strong, mut count, mut kind) = (bare, false, 0, None);
    while !rest.is_empty() {
        let (phrase, k, s) =
            BUTTONS.iter().filter(|(phrase, ..)| rest.starts_with(phrase)).max_by_key(|(phrase, ..)| phrase.len())?;
        strong |= s;
        count += 1;
        kind.get_or_insert(*k);
        rest = rest[phrase.len()..].trim_start_matches(|c: char| !c.is_alphanumeric());
    }
    // Two weak words can be a heading ("Home News"); three are a menu.
    kind.filter(|_| strong || count >= 3)
}

/// The phrases that a text starts with. Most differ in the first byte, which is far sooner asked than all.
fn openers<'a>(text: &'a str, phrases: &'a [&'static str]) -> impl Iterator<Item = &'static str> + 'a {
    let first = text.as_bytes().first();
    phrases.iter().copied().filter(move |p| p.as_bytes().first() == first && text.starts_with(p))
}

fn is_link(line: &str, folded: &str) -> bool {
    if line.len() > 300 {
        return false;
    }
    openers(folded, LINK_OPENERS).any(|opener| {
        let rest = &folded[opener.len()..];
        let mark = rest.trim_start().starts_with([':', '|', '>', '»', '→', '›']);
        let capitals = line.get(..opener.len()).is_some_and(|o| o.bytes().all(|b| !b.is_ascii_lowercase()))
            && rest.starts_with(' ');
        (mark || (capitals && opener.contains(' '))) && rest.contains(char::is_alphanumeric)
    })
}

fn is_copyright(folded: &str) -> bool {
    let text = folded.trim_start_matches(['(', '[', '*', ' ']);
    let after = |mark: &str| text.strip_prefix(mark).map(|rest| rest.trim_start_matches([' ', ':', ',']));
    text.starts_with('©')
        || after("copyright").is_some_and(|r| r.starts_with(['©', '(', '1', '2']) || r.starts_with("by "))
        || after("(c)").is_some_and(|r| r.starts_with(['1', '2']))
        || text.starts_with("all rights reserved")
        || (folded.len() <= 400 && (RIGHTS.is_in(folded) && (folded.contains('©') || folded.contains("copyright")))
            || NO_REPRINT.is_in(folded))
}

fn is_call(folded: &str, bare: &str) -> bool {
    folded.len() <= 300
        && openers(folded, CALLS).any(|call| {
            let rest = &folded[call.len()..];
            let whole = !rest.starts_with(char::is_alphanumeric);
            whole && (!BARE_CALLS.contains(&call) || bare == call || rest.trim_start().starts_with(':'))
        })
}

fn is_credit(line: &str, folded: &str) -> bool {
    let text = folded.trim_start_matches(['(', '[']);
    let bracketed = text.len() < folded.len();
    if folded.len() <= 250
        && CONTRIBUTED.is_in(folded)
        && (folded.contains("contributed to this report") || folded.contains("contributed reporting"))
    {
        return folded.trim_end_matches(['.', ')']).ends_with("report") || folded.contains("contributed reporting");
    }
    let Some(opener) = openers(text, CREDITS).next() else { return false };
    let words = line.split_whitespace().count();
    // "Photos by satellites show …" is a sentence: without bracket or colon a credit has no full stop.
    words <= 40
        && if opener.ends_with(':') || bracketed {
            line.len() <= 250
        } else {
            words <= 14 && is_credit_name(&text[opener.len()..])
        }
}

/// Whether what follows `Photo by` can be a name: nothing of a sentence in it.
fn is_credit_name(rest: &str) -> bool {
    !rest.contains(" is ") && !rest.contains(" are ") && !rest.contains(" was ") && !rest.contains(" show")
}

fn is_caption(line: &str, folded: &str) -> bool {
    if openers(folded, CAPTION_OPENERS).next().is_some() {
        return line.len() <= 500
            && (credit_at_end(folded).is_some() || folded.starts_with("file") || line.len() <= 200);
    }
    let cues = || CAPTION_CUES.iter().filter(|cue| folded.contains(**cue)).count();
    match credit_at_end(folded) {
        Some(Ending::Picture) => true,
        Some(Ending::Agency) => cues() >= 1,
        None => POSE.is_in(folded) && cues() >= 2,
    }
}

/// What a line's ending credits.
#[derive(Clone, Copy, PartialEq)]
enum Ending {
    /// A picture, by a word that says so.
    Picture,
    /// An agency: a caption's credit, or the signature of a text.
    Agency,
}

/// The credit that ends a line: `(Pool photo)(Kyodo)`, `(AP Photo/Jane Doe)`, `Photo: Bloomberg`.
fn credit_at_end(folded: &str) -> Option<Ending> {
    let mut rest = folded.trim_end().trim_end_matches('.');
    let mut found = None;
    while let Some(open) = rest.strip_suffix([')', ']']).and_then(|_| rest.rfind(['(', '['])) {
        let inside = &rest[open + 1..rest.len() - 1];
        let mut words = inside.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        let tagged = words.clone().count() <= 3 && words.clone().next_back().is_some_and(|w| PICTURE_TAGS.contains(&w));
        let says =
            words.clone().count() <= 8 && words.any(|w| PICTURE_WORDS.contains(&w)) && !inside.starts_with("see ");
        let picture = inside.len() <= 80 && (tagged || says || inside.starts_with("source:"));
        if picture {
            found = Some(Ending::Picture);
        } else if inside.split(['/', ',', '-']).any(|name| outlets::known(name).is_some()) {
            found = found.or(Some(Ending::Agency));
        } else {
            break;
        }
        rest = rest[..open].trim_end();
    }
    // Most lines hold none of these, and to look from the front is many times faster.
    if !COLON.is_in(folded) && !PHOTO_BY.is_in(folded) {
        return found;
    }
    // "… earlier this month. Photo: Bloomberg"
    let tail = ["photo: ", "picture: ", "image: ", "photo by ", "photograph: ", "photo credit: ", " credit: "]
        .iter()
        .filter_map(|mark| Some((folded.rfind(mark)?, mark)))
        .find(|(at, mark)| {
            let before = folded[..*at].trim_end();
            let name = &folded[at + mark.len()..];
            (before.ends_with(['.', '"', '!', ')', '|', ']']) || mark.ends_with(": "))
                && name.split_whitespace().count() <= 6
                && !name.trim_end_matches('.').contains(". ")
        });
    found.or(tail.map(|_| Ending::Picture))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(line: &str) -> Option<FurnitureKind> {
        match read(line) {
            Some(Sign::Is(kind)) => Some(kind),
            _ => None,
        }
    }

    #[test]
    fn buttons_run_together_are_buttons() {
        assert_eq!(kind("Advanced searchHide search"), Some(Navigation));
        assert_eq!(kind("Share on Facebook Tweet"), Some(Share));
        assert_eq!(kind("Facebook Twitter WhatsApp Email"), Some(Share));
        assert_eq!(kind("By period:"), Some(Navigation));
        assert_eq!(kind("Facebook"), None, "a heading may be one word");
        assert_eq!(kind("Share prices fell on Monday."), None);
        assert_eq!(kind("Tweets by the minister were deleted."), None);
    }

    #[test]
    fn links_open_with_their_wording() {
        assert_eq!(kind("Read also: Bank to fund new port"), Some(Related));
        assert_eq!(kind("ALSO READ  Minister opens training centre"), Some(Related));
        assert_eq!(kind("Video of the day"), Some(Related));
        assert_eq!(kind("Read more books, the minister told pupils."), None);
        assert_eq!(kind("Related industries have been told to save power."), None);
        assert_eq!(read("Related coverage:"), Some(Sign::Heads));
        assert_eq!(read("Read more"), Some(Sign::MayHead));
    }

    #[test]
    fn captions_carry_a_credit() {
        assert_eq!(
            kind("Ann Lee (R) and Bo Chan pose for a photo in Oslo on May 3, 2021. (Pool photo)(Kyodo)"),
            Some(Caption)
        );
        assert_eq!(kind("The skyline of Kuala Lumpur. Photo: Bloomberg"), Some(Caption));
        assert_eq!(kind("The pool in which he fell (Picture: City police)"), Some(Caption));
        assert_eq!(kind("He spoke to reporters in the pool of the hotel (built in 1990)."), None);
        assert_eq!(kind("The two sides agreed to meet again next month. (Xinhua)"), None, "a text's signature");
        assert_eq!(kind("He was charged under the law (see file 12 of the court)."), None);
    }

    #[test]
    fn copyright_lines_are_not_talk_of_copyright() {
        assert_eq!(kind("© KYODO"), Some(Copyright));
        assert_eq!(kind("Copyright 2018 Example Media, Inc. All rights reserved."), Some(Copyright));
        assert_eq!(kind("Copyright law was changed in 2018, the court said."), None);
    }

    #[test]
    fn calls_and_credits() {
        assert_eq!(kind("Sign up for our daily newsletter"), Some(Advertisement));
        assert_eq!(kind("ADVERTISEMENT"), Some(Advertisement));
        assert_eq!(kind("Advertisement revenue fell by a third."), None);
        assert_eq!(kind("Reporting by Jane Doe; Editing by John Roe"), Some(Credit));
        assert_eq!(kind("Photos by satellites show the damage."), None);
    }
}
