//! What single words and fixed phrases tell of names: given names, surnames, titles, heads of organisations.
//!
//! Facts only, from `assets/gazetteers/`; what they amount to in a sentence is for the rooms beside.

use crate::corpus::annotate::vocabulary::Vocabulary;
use crate::text::Segmented;
use rustc_hash::FxHashMap;
use std::ops::{BitOr, BitOrAssign};
use std::sync::LazyLock;

/// A set of classes that a word belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signs(u64);

impl Signs {
    /// All of `classes`.
    pub(super) const fn of(classes: &[Signs]) -> Signs {
        let (mut all, mut i) = (0, 0);
        while i < classes.len() {
            all |= classes[i].0;
            i += 1;
        }
        Signs(all)
    }

    /// As a number, a bit a class.
    pub(super) const fn bits(self) -> u64 {
        self.0
    }

    /// Whether it shares a class with `other`.
    pub(super) fn any(self, other: Signs) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Signs {
    type Output = Signs;
    fn bitor(self, other: Signs) -> Signs {
        Signs(self.0 | other.0)
    }
}

impl BitOrAssign for Signs {
    fn bitor_assign(&mut self, other: Signs) {
        self.0 |= other.0;
    }
}

macro_rules! classes {
    ($($name:ident $word:literal $doc:literal),* $(,)?) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Bit { $($name),* }
        $(#[doc = $doc] pub(super) const $name: Signs = Signs(1 << Bit::$name as u64);)*
        /// Classes of `name-signs.txt` by their name there.
        const CLASSES: &[(&str, Signs)] = &[$(($word, $name)),*];
    };
}

classes! {
    FUNCTION "function" "Never part of a name.",
    HONORIFIC "honorific" "Before a name, no office: `Mr`.",
    RANK "rank" "Before a name, a rank: `Gen.`",
    OFFICE "office" "A noun that names a role: `minister`.",
    PROFESSION "profession" "What people do: `analyst`.",
    KIN "kin" "`wife`, `counterpart`.",
    MODIFIER "modifier" "Before an office: `deputy`.",
    FIELD "field" "Of a ministry: `finance`.",
    ORG_HEAD "orghead" "First or last word of an organisation: `ministry`.",
    ORG_TAIL "orgtail" "`Inc`",
    ORG_ALONE "orgalone" "Names an organisation alone: `Parliament`.",
    ORG_POSSESSIVE "orgpossessive" "Before `'s` inside an organisation: `People's`.",
    PLACE_HEAD "placehead" "Last word of a place: `river`.",
    PLACE_FIRST "placefirst" "First word of a place: `Mount`.",
    COMPASS "compass" "`north`",
    EVENT_HEAD "eventhead" "`war`",
    AGREEMENT_HEAD "agreementhead" "`treaty`",
    OTHER_HEAD "otherhead" "Last word of names of other kinds: `act`.",
    CALENDAR "calendar" "Months and days.",
    PARTICLE "particle" "`van`, `bin`",
    SPEECH "speech" "What people do with words.",
    PERIOD "period" "Written with a period.",
    SUFFIX "suffix" "After a hyphen: `-led`.",
    ACRONYM "acronym" "Capitals that abbreviate no organisation.",
    ETHNIC "ethnic" "Peoples and faiths: `Muslim`.",
    COMMON "common" "News write it in lower case.",
    FIRST "first" "A given name.",
    LAST "last" "A surname.",
    ASIAN "asian" "A surname that stands before the given name.",
}

const WORDS: &str = include_str!("../../../../assets/gazetteers/name-signs.txt");
const COMMON_WORDS: &str = include_str!("../../../../assets/gazetteers/common-words.txt");
const FIRST_NAMES: &str = include_str!("../../../../assets/gazetteers/first-names.txt");
const SURNAMES: &str = include_str!("../../../../assets/gazetteers/surnames.txt");
const ORGANIZATIONS: &str = include_str!("../../../../assets/gazetteers/organisations.txt");
const LIKELY: &str = include_str!("../../../../assets/gazetteers/likely-organisations.txt");
const WEAPONS: &str = include_str!("../../../../assets/gazetteers/weapons.txt");

/// Chinese, Korean and Vietnamese surnames, in the usual romanisations: they come first, and are short.
const ASIAN_SURNAMES: &str = "ahn an bae baek bai bang ban byun cai cao cha chae chai chan chang chao chau chen cheng \
    cheon cheong cheung chi chien chin chiu cho choe choi chong chou chow choo chu chua chun chung cui dai dang deng dinh \
    ding do dong doan du duan duong eom fan fang feng fong fu gao ge geng gil go goh gong gong gu guan guo gwak ha hae \
    hahm ham han hang hao he heo ho hoang hong hou hsieh hsu hu hua huang hui hung hur huynh hwang im jang jeon jeong ji \
    jia jiang jin jo joo ju jun jung kang kao ki kil kim ko koh kong koo ku kuo kwak kwok kwon lai lam lau law le lee lei \
    leung lew li liang liao liem lim lin ling liu lo loh long lu lui luo luu lü ly lyu ma mai mao meng min mo moon mun na \
    nam nan ng ngo nguyen ni nie noh oh ong ouyang paik pan pang park peng pham phan pung qi qian qiao qin qiu quan ren \
    rhee ri rim ro roh ryang ryom ryoo ryu seo seok seol seong shao shen sheng shi shin shum sim sin siu so soh sohn son \
    song su suh sun sung tae tai tam tan tang tao teng thich tian to tran trinh truong tsai tsang tse tseng tso tsui tu u um \
    vo vu wan wang wei wen weng won wong woo wu xi xia xiang xiao xie xiong xu xue yan yang yao ye yee yeh yen yeo yeom \
    yeon yi yim yin ying yip yoo yoon you yu yuan yue yun zeng zhai zhan zhang zhao zheng zhong zhou zhu zhuang zou";

/// A kind of fixed phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    Organization,
    Weapon,
    /// An organisation more often than not.
    Likely,
}

/// A phrase of the lexicon: its words after the first, and what it names.
struct Phrase {
    rest: Vec<&'static str>,
    kind: Known,
}

struct Lexicon {
    signs: Vocabulary<Signs>,
    /// By first token, longest first.
    phrases: FxHashMap<&'static str, Vec<Phrase>>,
    /// The full name of an organisation by its other names.
    full: FxHashMap<&'static str, &'static str>,
}

/// Content lines of a gazetteer.
fn rows(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut signs: Vocabulary<Signs> = Vocabulary::with_capacity(64_000);
    for row in rows(WORDS) {
        let Some((class, words)) = row.split_once(" | ") else { continue };
        let Some(&(_, class)) = CLASSES.iter().find(|(name, _)| *name == class) else { continue };
        for word in words.split(' ') {
            *signs.entry(word) |= class;
        }
    }
    for (file, class) in [(COMMON_WORDS, COMMON), (FIRST_NAMES, FIRST), (SURNAMES, LAST)] {
        for word in rows(file) {
            *signs.entry(word) |= class;
        }
    }
    for word in ASIAN_SURNAMES.split_ascii_whitespace() {
        *signs.entry(word) |= ASIAN | LAST;
    }
    let mut phrases: FxHashMap<&'static str, Vec<Phrase>> = FxHashMap::default();
    let mut full = FxHashMap::default();
    let mut enter = |name: &'static str, kind| {
        let mut words = Segmented::new(name).tokens.into_iter().map(|t| t.span.of(name));
        if let Some(first) = words.next() {
            phrases.entry(first).or_default().push(Phrase { rest: words.collect(), kind });
        }
    };
    for (file, kind) in [(ORGANIZATIONS, Known::Organization), (WEAPONS, Known::Weapon)] {
        for row in rows(file) {
            let mut names = row.split(';');
            let head = names.next().unwrap_or_default();
            for name in row.split(';') {
                if name != head {
                    full.insert(name, head);
                }
                enter(name, kind);
            }
        }
    }
    rows(LIKELY).flat_map(|row| row.split(';')).for_each(|name| enter(name, Known::Likely));
    for list in phrases.values_mut() {
        list.sort_by_key(|p| std::cmp::Reverse(p.rest.len()));
    }
    Lexicon { signs, phrases, full }
});

/// The classes of `word`, whatever its case.
pub(super) fn signs(word: &str) -> Signs {
    LEXICON.signs.get(word).unwrap_or_default()
}

/// The longest fixed phrase that starts at token `i` and ends before `end`: its last token and kind.
pub(super) fn phrase(doc: &Segmented<'_>, i: usize, end: usize) -> Option<(usize, Known)> {
    let list = LEXICON.phrases.get(doc.word(i))?;
    list.iter().find_map(|p| {
        let stop = i + 1 + p.rest.len();
        let fits = stop <= end && p.rest.iter().enumerate().all(|(k, word)| doc.word(i + 1 + k) == *word);
        fits.then_some((stop, p.kind))
    })
}

/// The full name of a known organisation: `United Press International` for `UPI`.
pub(in crate::corpus::annotate) fn full_name(name: &str) -> Option<&'static str> {
    LEXICON.full.get(name).copied()
}

/// Whether `word` (any case) is a surname that stands before the given name.
pub(in crate::corpus::annotate) fn is_asian_surname(word: &str) -> bool {
    signs(word).any(ASIAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_of_the_file_is_known_and_none_is_empty() {
        for row in rows(WORDS) {
            let class = row.split(" | ").next().unwrap_or_default();
            assert!(CLASSES.iter().any(|(name, _)| *name == class), "{class} is no class");
        }
        for (name, class) in CLASSES {
            assert!(LEXICON.signs.values().any(|s| s.any(*class)), "{name} has no word");
        }
    }

    #[test]
    fn words_have_their_classes_in_any_case() {
        assert!(signs("Minister").any(OFFICE) && signs("MINISTER").any(OFFICE));
        assert!(signs("José").any(FIRST), "folded");
        assert!(signs("Kim").any(ASIAN) && !signs("Putin").any(ASIAN));
        assert!(signs("xyzzy") == Signs::default());
    }

    #[test]
    fn phrases_are_the_longest_and_keep_their_case() {
        let doc = Segmented::new("The New York Times and apple");
        assert_eq!(phrase(&doc, 0, 6), Some((4, Known::Organization)));
        assert_eq!(phrase(&doc, 5, 6), None);
        assert_eq!(full_name("UPI"), Some("United Press International"));
        let doc = Segmented::new("Kenya Airways and Reuters");
        assert_eq!(phrase(&doc, 0, 4), Some((2, Known::Likely)));
        assert_eq!(phrase(&doc, 3, 4), Some((4, Known::Organization)), "what is sure comes before what is likely");
    }
}
