//! Lines, sentences and tokens of a text, all as spans.
//!
//! A tokenizer of our own, fast on ASCII, and sentence rules with a list of abbreviations: the Unicode rules cut
//! news at every "U.S." and "Sept.". Does not know what a token means.

use super::Span;
use super::fold::fold;
use std::borrow::Cow;
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner apostrophes (`O'Brien`) and the periods of initials (`U.S.`, `J.`); never a hyphen.
    Word,
    /// Digits, with inner thousands commas and a decimal point (`1,200`, `2.5`).
    Number,
    /// Letters and digits mixed (`80th`, `1990s`, `G7`).
    Mixed,
    /// The possessive ending (`'s`), or the apostrophe alone after a plural's s, is [`TokenKind::Punct`] too.
    Punct,
}

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Case {
    /// No cased letter.
    None,
    /// `korea`
    Lower,
    /// `Korea`, and a single capital letter.
    Title,
    /// `NATO`, `U.S.`
    Upper,
    /// `McDonald`, `eBay`
    Mixed,
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// How it is written.
    pub case: Case,
    /// Whether white space (or the start of the text) comes before it.
    pub spaced: bool,
}

impl Token {
    /// Whether it is a word or mixed token that starts with a capital.
    #[must_use]
    pub fn is_capitalised(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Mixed)
            && matches!(self.case, Case::Title | Case::Upper | Case::Mixed)
    }
}

/// A sentence: its span (without surrounding space) and its tokens, as indices into [`Segmented::tokens`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From its first token to its last.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Whether it is set like a headline, where capitals tell nothing: most of its longer words have one, three at least.
    pub headline: bool,
}

/// A line that is not blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Without surrounding space and without the line break.
    pub span: Span,
    /// Its tokens, as indices into [`Segmented::tokens`].
    pub tokens: Range<usize>,
    /// Whether a blank line (or the start of the text) comes before it.
    pub after_blank: bool,
}

/// A text with its lines, sentences and tokens.
#[derive(Debug)]
pub struct Segmented<'a> {
    /// The text.
    pub text: &'a str,
    /// All tokens, in order.
    pub tokens: Vec<Token>,
    /// All sentences, in order; every token belongs to exactly one.
    pub sentences: Vec<Sentence>,
    /// All lines that are not blank, in order.
    pub lines: Vec<Line>,
    /// Whether the text's lines are broken at a fixed width, so that a line break does not end a sentence.
    pub hard_wrapped: bool,
    /// The text with its ASCII letters in lower case: nearly every word, folded, at the offsets of the text.
    lower: String,
}

impl<'a> Segmented<'a> {
    /// Segments `text`, in time linear in its length.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let tokens = tokenize(text);
        let lines = lines(text, &tokens);
        let hard_wrapped = hard_wrapped(text, &lines);
        let sentences = sentences(text, &tokens, &lines, hard_wrapped);
        Self { text, tokens, sentences, lines, hard_wrapped, lower: text.to_ascii_lowercase() }
    }

    /// The text of token `i`; empty where there is none.
    #[must_use]
    pub fn word(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |t| t.span.of(self.text))
    }

    /// Token `i` [folded](fold); empty where there is none.
    #[must_use]
    pub fn folded(&self, i: usize) -> Cow<'_, str> {
        self.tokens.get(i).map_or(Cow::Borrowed(""), |t| self.folded_span(t.span))
    }

    /// What `span` covers, [folded](fold).
    #[must_use]
    pub fn folded_span(&self, span: Span) -> Cow<'_, str> {
        let lower = span.of(&self.lower);
        if lower.is_ascii() { Cow::Borrowed(lower) } else { fold(lower) }
    }

    /// The span of a non-empty range of tokens.
    #[must_use]
    pub fn span(&self, tokens: Range<usize>) -> Span {
        self.tokens[tokens.start].span.cover(self.tokens[tokens.end - 1].span)
    }

    /// The index of the first token that ends after the byte `at`.
    #[must_use]
    pub fn token_at(&self, at: usize) -> usize {
        self.tokens.partition_point(|t| t.span.end as usize <= at)
    }

    /// The tokens that lie within `span`.
    #[must_use]
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|t| t.span.start < span.start);
        let end = self.tokens.partition_point(|t| t.span.end <= span.end);
        start..end.max(start)
    }

    /// The index of the sentence that token `i` belongs to.
    #[must_use]
    pub fn sentence_of(&self, i: usize) -> usize {
        self.sentences.partition_point(|s| s.tokens.end <= i)
    }

    /// Whether token `i` stands in a sentence set like a headline.
    #[must_use]
    pub fn in_headline(&self, i: usize) -> bool {
        self.sentences.get(self.sentence_of(i)).is_some_and(|s| s.headline)
    }

    /// Whether token `i` is the first word of its sentence (opening quotes and brackets apart).
    #[must_use]
    pub fn starts_sentence(&self, i: usize) -> bool {
        let Some(s) = self.sentences.get(self.sentence_of(i)) else { return false };
        (s.tokens.start..i).all(|j| self.tokens[j].kind == TokenKind::Punct)
    }
}

/// What tokens are cut by.
#[derive(Clone, Copy, PartialEq)]
enum Class {
    Space,
    Letter,
    Digit,
    Other,
}

/// The classes of ASCII, so that the common path looks a byte up once.
const ASCII: [Class; 128] = {
    let mut classes = [Class::Other; 128];
    let mut c = 0;
    while c < 128 {
        classes[c as usize] = match c {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b' ' | b'\n' | b'\t' | b'\r' => Class::Space,
            _ => Class::Other,
        };
        c += 1;
    }
    classes
};

fn class(c: char) -> Class {
    match c {
        c if c.is_ascii() => ASCII[c as usize],
        // Quotes, dashes and dots of typography: the usual ones outside ASCII, so they are asked for first.
        '\u{2010}'..='\u{2027}' | '×' | '÷' => Class::Other,
        'À'..='ÿ' => Class::Letter,
        c if c.is_alphabetic() || is_combining_mark(c) => Class::Letter,
        c if c.is_whitespace() => Class::Space,
        c if c.is_numeric() => Class::Digit,
        _ => Class::Other,
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}

/// The character at byte `at`.
fn char_at(text: &str, at: usize) -> Option<char> {
    let b = *text.as_bytes().get(at)?;
    if b.is_ascii() { Some(b as char) } else { text[at..].chars().next() }
}

fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    let mut spaced = true;
    while let Some(c) = char_at(text, at) {
        let (end, kind) = match class(c) {
            Class::Space => {
                at += c.len_utf8();
                spaced = true;
                continue;
            }
            Class::Letter | Class::Digit => word_end(text, at),
            Class::Other => (punct_end(text, at, c, spaced, tokens.last()), TokenKind::Punct),
        };
        let case = if kind == TokenKind::Punct { Case::None } else { case_of(&text[at..end]) };
        tokens.push(Token { span: Span::new(at, end), kind, case, spaced });
        at = end;
        spaced = false;
    }
    tokens
}

/// The end of the word or number that starts at `start`, and its kind.
fn word_end(text: &str, start: usize) -> (usize, TokenKind) {
    let (mut letters, mut digits) = (false, false);
    let mut at = start;
    while let Some(c) = char_at(text, at) {
        match class(c) {
            Class::Letter => letters = true,
            Class::Digit => digits = true,
            Class::Space => break,
            Class::Other => {
                let next = char_at(text, at + c.len_utf8()).map(class);
                let inner = match c {
                    // 1,200 and 2.5, but not "in 1998,two"
                    ',' => digits && !letters && thousands(text, at + 1),
                    '.' if digits => !letters && next == Some(Class::Digit),
                    // O'Brien, not Japan's
                    c if is_apostrophe(c) => {
                        letters && next == Some(Class::Letter) && !contraction(text, at + c.len_utf8())
                    }
                    _ => false,
                };
                if !inner {
                    break;
                }
            }
        }
        at += c.len_utf8();
    }
    let kind = match (letters, digits) {
        (true, true) => TokenKind::Mixed,
        (false, true) => TokenKind::Number,
        _ => TokenKind::Word,
    };
    if kind == TokenKind::Word
        && let Some(end) = initials_end(text, start, at)
    {
        return (end, kind);
    }
    (at, kind)
}

/// Whether exactly three digits follow at `at`, as after a thousands comma.
fn thousands(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let digit = |i: usize| bytes.get(at + i).is_some_and(u8::is_ascii_digit);
    digit(0) && digit(1) && digit(2) && !digit(3)
}

/// Whether what follows an apostrophe at `at` is a possessive or contracted ending that is a token of its own.
fn contraction(text: &str, at: usize) -> bool {
    let rest = &text.as_bytes()[at..];
    let word = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let lower: [u8; 2] = std::array::from_fn(|i| rest.get(i).map_or(0, u8::to_ascii_lowercase));
    match word {
        1 => matches!(lower[0], b's' | b'd' | b'm'),
        2 => matches!(&lower, b"ll" | b"re" | b"ve"),
        _ => false,
    }
}

/// The end of an abbreviation of single letters with periods (`U.S.`, `p.m.`, `J.`) of which `start..end` is the
/// first letter; `None` where it is not one.
fn initials_end(text: &str, start: usize, end: usize) -> Option<usize> {
    let single = |at: usize| -> Option<usize> {
        let c = char_at(text, at)?;
        let next = at + c.len_utf8();
        (class(c) == Class::Letter && text.as_bytes().get(next) == Some(&b'.')).then_some(next + 1)
    };
    let mut at = single(start).filter(|_| char_at(text, start).is_some_and(|c| start + c.len_utf8() == end))?;
    let mut count = 1;
    while let Some(next) = single(at) {
        at = next;
        count += 1;
    }
    if count > 1 {
        // "U.S" without its last period, and "U.S.A" likewise
        return Some(at);
    }
    match char_at(text, at) {
        // "U.S" at a token's end
        Some(c) if class(c) == Class::Letter => {
            let after = char_at(text, at + c.len_utf8()).map(class);
            (c.is_uppercase() && after != Some(Class::Letter)).then(|| at + c.len_utf8())
        }
        // "George W. Bush", but "vitamin c." ends a sentence
        Some(' ') if char_at(text, start).is_some_and(char::is_uppercase) => Some(at),
        _ => None,
    }
}

/// The end of a punctuation token: `--`, `...` and `'s` are one token, anything else one character.
fn punct_end(text: &str, at: usize, c: char, spaced: bool, before: Option<&Token>) -> usize {
    let one = at + c.len_utf8();
    match c {
        '-' | '.' | '*' | '_' | '=' => {
            let run = text.as_bytes()[at..].iter().take_while(|&&b| b == c as u8).count();
            at + run
        }
        c if is_apostrophe(c)
            && !spaced
            && before.is_some_and(|t| t.kind != TokenKind::Punct)
            && contraction(text, one) =>
        {
            let rest = text.as_bytes()[one..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
            one + rest
        }
        _ => one,
    }
}

fn case_of(word: &str) -> Case {
    let (mut upper, mut lower, mut first) = (0usize, 0usize, None);
    for c in word.chars() {
        if c.is_ascii_lowercase() || (!c.is_ascii() && c.is_lowercase()) {
            lower += 1;
            first.get_or_insert(false);
        } else if c.is_ascii_uppercase() || (!c.is_ascii() && c.is_uppercase()) {
            upper += 1;
            first.get_or_insert(true);
        }
    }
    match (upper, lower, first) {
        (0, 0, _) => Case::None,
        (0, _, _) => Case::Lower,
        (1, _, Some(true)) => Case::Title,
        (_, 0, _) => Case::Upper,
        _ => Case::Mixed,
    }
}

fn lines(text: &str, tokens: &[Token]) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut start, mut token, mut blank) = (0, 0, true);
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let first = token;
        while tokens.get(token).is_some_and(|t| (t.span.end as usize) <= end) {
            token += 1;
        }
        if first == token {
            blank = true;
        } else {
            let span = tokens[first].span.cover(tokens[token - 1].span);
            lines.push(Line { span, tokens: first..token, after_blank: blank });
            blank = false;
        }
        start = end + 1;
    }
    debug_assert!(start > text.len());
    lines
}

/// Whether lines are broken at a fixed width: of the breaks between neighbouring lines, at least a quarter fall
/// inside a sentence (no closing mark before, a lower-case word after).
fn hard_wrapped(text: &str, lines: &[Line]) -> bool {
    let (mut breaks, mut inside) = (0, 0);
    for pair in lines.windows(2) {
        if pair[1].after_blank || pair[0].span.len() < 40 || pair[0].span.len() > 120 {
            continue;
        }
        breaks += 1;
        let open = pair[0].span.of(text).ends_with(|c: char| c.is_alphanumeric() || c == ',');
        inside += usize::from(open && pair[1].span.of(text).starts_with(char::is_lowercase));
    }
    breaks >= 2 && inside * 4 >= breaks
}

/// Abbreviations after which a capital does not start a sentence: titles and things that come before a name, folded.
const BEFORE_NAME: &[&str] = &[
    "adm", "amb", "asst", "atty", "brig", "capt", "cmdr", "col", "comm", "congr", "cpl", "det", "dr", "fr", "ft",
    "gen", "gov", "hon", "insp", "jan", "lt", "maj", "messrs", "mgr", "mr", "mrs", "ms", "mt", "mx", "no", "nos",
    "pfc", "pres", "prof", "pte", "pvt", "rep", "reps", "rev", "rt", "sec", "sen", "sens", "sgt", "spc", "sr", "st",
    "supt", "treas", "vs", "feb", "mar", "apr", "aug", "sept", "sep", "oct", "nov", "dec", "bros", "cf", "dept",
    "univ", "vol", "pp", "art",
];

/// Abbreviations that may end a sentence: a capital that starts a common word after them does, folded.
const AFTER_NAME: &[&str] = &[
    "ariz", "ark", "calif", "cal", "co", "colo", "conn", "corp", "del", "etc", "fla", "ga", "ill", "inc", "ind", "jr",
    "kan", "ky", "la", "ltd", "mass", "md", "mich", "minn", "miss", "mo", "mont", "neb", "nev", "okla", "ore", "pa",
    "plc", "tenn", "tex", "va", "vt", "wash", "wis", "wyo", "ave", "blvd", "rd", "bn", "mln", "est", "dist",
];

/// Words that, capitalised after an abbreviation, start a sentence rather than continue a name, folded.
const OPENERS: &[&str] = &[
    "a",
    "after",
    "all",
    "although",
    "an",
    "and",
    "as",
    "at",
    "because",
    "before",
    "both",
    "but",
    "by",
    "during",
    "each",
    "for",
    "from",
    "he",
    "her",
    "his",
    "however",
    "i",
    "if",
    "in",
    "it",
    "its",
    "many",
    "meanwhile",
    "most",
    "no",
    "officials",
    "on",
    "one",
    "other",
    "our",
    "she",
    "since",
    "so",
    "some",
    "that",
    "the",
    "their",
    "there",
    "these",
    "they",
    "this",
    "those",
    "to",
    "under",
    "we",
    "what",
    "when",
    "while",
    "who",
    "with",
    "you",
];

/// Whether most of the longer words start with a capital, three at least.
fn is_headline(tokens: &[Token]) -> bool {
    let long = tokens.iter().filter(|t| t.kind == TokenKind::Word && t.span.len() > 3);
    let (capitals, all) = long.fold((0, 0), |(c, n), t| (c + usize::from(t.is_capitalised()), n + 1));
    capitals >= 3 && capitals * 20 >= all * 17
}

fn sentences(text: &str, tokens: &[Token], lines: &[Line], wrapped: bool) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut close = |start: &mut usize, end: usize| {
        if *start < end {
            let span = tokens[*start].span.cover(tokens[end - 1].span);
            let headline = is_headline(&tokens[*start..end]);
            sentences.push(Sentence { span, tokens: *start..end, headline });
            *start = end;
        }
    };
    for (n, line) in lines.iter().enumerate() {
        let joined = !line.after_blank && n > 0 && continues(text, &lines[n - 1], line, wrapped);
        if !joined {
            close(&mut start, line.tokens.start);
        }
        let mut i = line.tokens.start;
        while i < line.tokens.end {
            // Closing quotes and brackets belong to the sentence they close.
            let mut end = i + 1;
            if ends_sentence(text, tokens, i) {
                while end < line.tokens.end && !tokens[end].spaced && is_closer(tokens[end].span.of(text)) {
                    end += 1;
                }
                if end >= tokens.len() || (tokens[end].spaced && opens(text, tokens, i, end)) {
                    close(&mut start, end);
                }
            }
            i = end;
        }
    }
    close(&mut start, tokens.len());
    sentences
}

/// Whether `line` goes on with the sentence of the line above it.
fn continues(text: &str, above: &Line, line: &Line, wrapped: bool) -> bool {
    let open = !above.span.of(text).ends_with(['.', '!', '?', '"', '\u{201D}', ':']);
    let lower = line.span.of(text).starts_with(char::is_lowercase);
    (wrapped && above.span.len() >= 40) || (open && lower && above.span.len() >= 20)
}

fn is_closer(word: &str) -> bool {
    matches!(word, "\"" | "'" | "''" | "\u{201D}" | "\u{2019}" | ")" | "]" | "»" | "\u{203A}")
}

/// Whether token `i` is a mark that can end a sentence.
fn ends_sentence(text: &str, tokens: &[Token], i: usize) -> bool {
    let word = tokens[i].span.of(text);
    match tokens[i].kind {
        TokenKind::Punct => word.starts_with(['.', '!', '?', '…', '。', '！', '？']) && word != "..",
        TokenKind::Word => word.ends_with('.') && word.len() > 2, // "in the U.S."
        _ => false,
    }
}

/// Whether the token `next`, after the mark `mark`, opens a sentence.
fn opens(text: &str, tokens: &[Token], mark: usize, next: usize) -> bool {
    let mut at = next;
    while at < tokens.len() && tokens[at].kind == TokenKind::Punct && at < next + 3 {
        at += 1;
    }
    let Some(token) = tokens.get(at) else { return true };
    let starts = token.is_capitalised() || token.kind == TokenKind::Number || token.case == Case::None;
    if !starts && !tokens[mark].span.of(text).starts_with(['!', '?', '。']) {
        return false;
    }
    let word = tokens[mark].span.of(text);
    let abbreviation = if tokens[mark].kind == TokenKind::Word {
        word
    } else if word == "." && mark > 0 && !tokens[mark].spaced {
        tokens[mark - 1].span.of(text)
    } else {
        return starts;
    };
    let folded = fold(abbreviation);
    let opener = || at > next || OPENERS.binary_search(&fold(token.span.of(text)).as_ref()).is_ok();
    if BEFORE_NAME.contains(&folded.as_ref()) {
        // "Dec." before a number goes on; "No." after a sentence is rare enough.
        return false;
    }
    if folded.contains('.') {
        return opener() || (matches!(folded.as_ref(), "a.m." | "p.m.") && token.is_capitalised());
    }
    if AFTER_NAME.contains(&folded.as_ref()) {
        return opener();
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&str> {
        tokenize(text).iter().map(|t| t.span.of(text)).collect()
    }

    fn split(text: &str) -> Vec<&str> {
        Segmented::new(text).sentences.iter().map(|s| s.span.of(text)).collect()
    }

    #[test]
    fn tokens_of_news() {
        assert_eq!(words("South Korea-U.S.-Japan"), ["South", "Korea", "-", "U.S.", "-", "Japan"]);
        assert_eq!(words("Japan's O'Brien won't"), ["Japan", "'s", "O'Brien", "won't"]);
        assert_eq!(words("ministers' 1,200 (2.5%)"), ["ministers", "'", "1,200", "(", "2.5", "%", ")"]);
        assert_eq!(words("George W. Bush, 80th -- G7"), ["George", "W.", "Bush", ",", "80th", "--", "G7"]);
        assert_eq!(words("Nov. 21"), ["Nov", ".", "21"]);
        assert_eq!(words("latter’s"), ["latter", "’s"]);
    }

    #[test]
    fn sentences_do_not_break_at_abbreviations() {
        assert_eq!(split("SEOUL, Sept. 8 (UPI) -- The chiefs met. They agreed.").len(), 2);
        assert_eq!(split("The U.S. State Department said so. U.S. Sen. John Doe of the U.S. He left.").len(), 3);
        assert_eq!(split("\"We agreed,\" he said. \"It is done.\" Then they left.").len(), 3);
        assert_eq!(split("Headline without a stop\nThe text begins."), ["Headline without a stop", "The text begins."]);
    }

    #[test]
    fn a_hard_wrapped_text_is_read_across_its_lines() {
        let text = "The ministers met on Monday in the capital to discuss the\nchange of plans that was announced last month and which the\nPresident opposes. They will meet again.";
        let seg = Segmented::new(text);
        assert!(seg.hard_wrapped);
        assert_eq!(seg.sentences.len(), 2);
    }

    #[test]
    fn word_lists_are_sorted_where_they_are_searched() {
        assert!(OPENERS.is_sorted());
    }

    proptest! {
        #[test]
        fn tokens_cover_everything_but_space(text in any::<String>()) {
            let seg = Segmented::new(&text);
            let solid: String = seg.tokens.iter().map(|t| t.span.of(&text)).collect();
            let expected: String = text.chars().filter(|&c| class(c) != Class::Space).collect();
            prop_assert_eq!(solid, expected);
            let mut next = 0;
            for s in &seg.sentences {
                prop_assert_eq!(s.tokens.start, next);
                next = s.tokens.end;
            }
            prop_assert_eq!(next, seg.tokens.len());
        }
    }
}
