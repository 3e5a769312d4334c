//! Decides by rule whether a sentence ends between two chunks of text (runs of characters without space).
//!
//! A sentence ends here after a full stop, question or exclamation mark, ellipsis, emoticon or separator line, and before
//! German function words whose capital has no other reason. Headings and list items end at line breaks, which are the
//! caller's matter.

use weltlage_ontology::Language;

use super::abbreviations::{Abbreviation, Lexicon};
use super::characters::{is_bullet, is_closer, is_dash, is_opener, is_quote, is_terminator};

/// The gap between two chunks with its surroundings.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Gap<'a> {
    /// The chunk before `left` in the same sentence; empty if there is none.
    pub before: &'a str,
    /// The chunk that may end the sentence.
    pub left: &'a str,
    /// The chunk that may begin the next one.
    pub right: &'a str,
    /// The chunk after `right`; empty if there is none.
    pub after: &'a str,
    /// `left` is the first chunk of its sentence.
    pub first: bool,
    /// The text is written without regard to capitals, so that lower case may begin a sentence.
    pub casual: bool,
}

/// A chunk taken apart: `word` + `mark` + `closers`, each possibly empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ending<'a> {
    /// The chunk without opening punctuation, end marks and closers.
    pub word: &'a str,
    /// The punctuation that ends sentences.
    pub mark: &'a str,
    /// Quotation marks and brackets after it.
    pub closers: &'a str,
}

/// What the chunk after a gap begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opening {
    Upper,
    Lower,
    Digit,
    /// A letter of a script without capitals, or a symbol.
    Other,
    /// A dash or bullet that stands alone.
    Dash,
    /// Punctuation that continues a sentence: comma, closing bracket …
    Continuation,
}

/// Chunks are only looked at this far from either end, so that a chunk of megabytes costs nothing.
const LOOK: usize = 64;

/// Takes the end of a chunk apart.
pub(crate) fn ending(chunk: &str) -> Ending<'_> {
    let chunk = tail(chunk);
    let unclosed = chunk.trim_end_matches(is_closer);
    let unmarked = unclosed.trim_end_matches(is_terminator);
    let word = unmarked.trim_start_matches(is_opener).trim_end_matches(is_closer);
    Ending { word, mark: &unclosed[unmarked.len()..], closers: &chunk[unclosed.len()..] }
}

/// The last bytes of a chunk.
fn tail(chunk: &str) -> &str {
    if chunk.len() <= LOOK {
        return chunk;
    }
    let mut start = chunk.len() - LOOK;
    while !chunk.is_char_boundary(start) {
        start += 1;
    }
    &chunk[start..]
}

/// The word that a chunk begins with, without opening punctuation and what follows its letters.
pub(crate) fn leading_word(chunk: &str) -> &str {
    let word = chunk.trim_start_matches(is_opener);
    let end = word
        .char_indices()
        .take(LOOK)
        .find(|(_, character)| !character.is_alphanumeric() && !matches!(character, '-' | '’' | '\''))
        .map_or_else(|| word.char_indices().nth(LOOK).map_or(word.len(), |(index, _)| index), |(index, _)| index);
    word[..end].trim_end_matches(['-', '’', '\''])
}

/// What the chunk `right` begins with; a lone dash counts as what follows it in `after`.
pub(crate) fn opening(right: &str, after: &str) -> Opening {
    let inner = right.trim_start_matches(is_opener);
    let Some(first) = inner.chars().next() else {
        // Only quotation marks or brackets: a detached opening mark before the sentence, or a detached closing one.
        return match after.chars().next() {
            Some(next) if next.is_uppercase() && !right.ends_with(['”', '»']) => Opening::Upper,
            _ => Opening::Continuation,
        };
    };
    if is_enumerator(right) {
        return match after.chars().next() {
            Some(next) if next.is_uppercase() => Opening::Dash,
            _ => Opening::Continuation,
        };
    }
    if first.is_lowercase() {
        if inner.starts_with("http://") || inner.starts_with("https://") || inner.starts_with("www.") {
            return Opening::Other;
        }
        // Names such as "iPhone" or "eBay" may begin a sentence.
        return match inner.chars().nth(1) {
            Some(second) if second.is_uppercase() => Opening::Upper,
            _ => Opening::Lower,
        };
    }
    if first.is_uppercase() {
        return Opening::Upper;
    }
    if first.is_numeric() {
        return Opening::Digit;
    }
    if is_dash(first) || is_bullet(first) {
        let rest = inner.trim_start_matches(|character| is_dash(character) || is_bullet(character));
        let next = if rest.is_empty() { after } else { rest };
        return match next.trim_start_matches(is_opener).chars().next() {
            Some(next) if next.is_lowercase() => Opening::Continuation,
            None => Opening::Continuation,
            Some(next) if next.is_alphanumeric() => Opening::Dash,
            _ => Opening::Other,
        };
    }
    if matches!(first, ',' | ';' | ':' | ')' | ']' | '}' | '%' | '/' | '&' | '=' | '+' | '|') || is_terminator(first) {
        return Opening::Continuation;
    }
    Opening::Other
}

/// A sentence ends in this gap.
pub(crate) fn ends_sentence(gap: Gap<'_>, language: Language) -> bool {
    let lexicon = Lexicon::of(language);
    let opening = opening(gap.right, gap.after);
    if is_separator(gap.left) || is_separator(gap.right) {
        return true;
    }
    if is_emoticon(gap.left) {
        return matches!(opening, Opening::Upper | Opening::Dash) || gap.casual && opening == Opening::Lower;
    }
    let ending = ending(gap.left);
    if ending.mark.is_empty() {
        let word = gap.left.ends_with(|last: char| last.is_alphanumeric() || last == ')');
        return word && !gap.first && lexicon.begins_unmarked(gap.right);
    }
    match opening {
        Opening::Continuation => false,
        Opening::Lower => ends_before_lower(gap, &ending, lexicon),
        _ if ending.mark == "." => ends_with_stop(gap, &ending, opening, language, lexicon),
        _ if ending.mark.contains('…') || ending.mark.starts_with("..") => {
            ends_with_ellipsis(gap, &ending, language, lexicon)
        }
        _ => ends_with_exclamation(gap, &ending, language, lexicon),
    }
}

/// The next word is in lower case: the sentence ends only after a plain word that is no abbreviation, and not when
/// the words that follow report what was said or asked.
fn ends_before_lower(gap: Gap<'_>, ending: &Ending<'_>, lexicon: &Lexicon) -> bool {
    if !ending.closers.is_empty() || !ends_casually(ending, lexicon) {
        return false;
    }
    let plain = ending.word.len() > 2 && ending.word.chars().all(char::is_lowercase) && ending.word.contains(is_vowel);
    let ellipsis = ending.mark.contains("..") || ending.mark.contains('…');
    let reported = lexicon.is_reporting(leading_word(gap.right)) || lexicon.is_reporting(leading_word(gap.after));
    gap.casual || plain && !ellipsis && !reported
}

fn is_vowel(character: char) -> bool {
    matches!(character, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ä' | 'ö' | 'ü')
}

/// In a text that neglects capitals: a mark after a plain word ends the sentence. Numbers of rulers are no such word.
pub(crate) fn ends_casually(ending: &Ending<'_>, lexicon: &Lexicon) -> bool {
    let plain = ending.word.chars().all(char::is_alphabetic) && ending.word.chars().nth(1).is_some();
    plain && !is_roman(ending.word) && (ending.mark != "." || lexicon.abbreviation(ending.word).is_none())
}

fn ends_with_exclamation(gap: Gap<'_>, ending: &Ending<'_>, language: Language, lexicon: &Lexicon) -> bool {
    // "(!)" and "(?)" comment on a word.
    if ending.word.is_empty() && !ending.closers.is_empty() && gap.left.starts_with(is_opener) {
        return false;
    }
    // The mark is part of the name.
    if matches!(ending.word, "Yahoo" | "Jeopardy") && ending.mark == "!" {
        return lexicon.is_starter(leading_word(gap.right));
    }
    // "What?" Trump asked. In German the verb comes first, in lower case.
    let quoted = ending.closers.chars().any(is_quote);
    !(language == Language::En && quoted && lexicon.is_reporting(leading_word(gap.after)))
}

fn ends_with_ellipsis(gap: Gap<'_>, ending: &Ending<'_>, language: Language, lexicon: &Lexicon) -> bool {
    let starter = lexicon.is_starter(leading_word(gap.right));
    // "[…]" and "(...)" leave something out, mostly inside of a sentence.
    if ending.word.is_empty() && !ending.closers.is_empty() && gap.left.starts_with(is_opener) {
        return starter;
    }
    // German writes nouns with a capital, so that only a function word tells after " …"; at the end of a word, the
    // ellipsis ends the sentence.
    let attached = ending.word.ends_with(char::is_lowercase);
    starter || attached || language == Language::En || ending.closers.chars().any(is_quote)
}

fn ends_with_stop(gap: Gap<'_>, ending: &Ending<'_>, opening: Opening, language: Language, lexicon: &Lexicon) -> bool {
    // "US-Gen." and "CDU/Dr." behave as their last part.
    let word = ending.word.rsplit(['/', '(', '„', '“', '"']).next().unwrap_or(ending.word);
    if word.is_empty() {
        return true;
    }
    let next = leading_word(gap.right);
    let starter = lexicon.is_starter(next);
    if word.chars().all(|character| character.is_ascii_digit()) {
        return ends_with_number(gap, word, next, starter, language, lexicon);
    }
    if language == Language::De && is_roman(word) && word.len() > 1 {
        return starter || lexicon.precedes_cardinal(gap.before);
    }
    let mut characters = word.chars();
    if let (Some(letter), None) = (characters.next(), characters.next()) {
        return !letter.is_alphabetic() || ends_with_letter(gap, letter, opening, starter, language, lexicon);
    }
    let kind = lexicon.abbreviation(word).or_else(|| {
        let last = word.rsplit(is_dash).next().unwrap_or(word);
        if last.len() < word.len() { lexicon.abbreviation(last) } else { None }
    });
    match kind {
        Some(Abbreviation::Leading) => false,
        Some(Abbreviation::Numbered) => !(opening == Opening::Digit || is_roman(next) && !next.is_empty()),
        Some(Abbreviation::Open) => opening != Opening::Digit && starter,
        Some(Abbreviation::Closing) => true,
        None if is_dotted(word) => opening != Opening::Digit && starter,
        None => true,
    }
}

/// A number with a full stop: an ordinal in German, an item of a list at the beginning, else the end of a sentence.
fn ends_with_number(
    gap: Gap<'_>,
    word: &str,
    next: &str,
    starter: bool,
    language: Language,
    lexicon: &Lexicon,
) -> bool {
    if gap.first && word.len() <= 3 {
        return false;
    }
    if language == Language::En || word.len() > 3 {
        return true;
    }
    if lexicon.follows_ordinal(next) {
        return false;
    }
    starter || lexicon.precedes_cardinal(gap.before.trim_start_matches(is_opener))
}

/// A single letter with a full stop: an initial, or a name such as in "Plan B."
fn ends_with_letter(
    gap: Gap<'_>,
    letter: char,
    opening: Opening,
    starter: bool,
    language: Language,
    lexicon: &Lexicon,
) -> bool {
    let before = gap.before.trim_start_matches(is_opener);
    if gap.first {
        return false;
    }
    if letter.is_lowercase() {
        // "u. a.", "z. B." and "d. h." are written apart; a lone small letter ends a sentence in formulas at most.
        return starter && before.len() == 2 && before.ends_with('.');
    }
    if language == Language::De && matches!(before, "z." | "d." | "i." | "o." | "u." | "m.") {
        return starter && letter != 'B';
    }
    if lexicon.precedes_letter(before) {
        return true;
    }
    if matches!(letter, 'S' | 'H') && language == Language::De && opening == Opening::Digit {
        return false;
    }
    // Degrees: "40 C."
    if matches!(letter, 'C' | 'F') && before.ends_with(|last: char| last.is_ascii_digit() || last == '°') {
        return true;
    }
    if letter == 'I' && language == Language::En {
        return before.chars().next().is_some_and(char::is_lowercase);
    }
    starter || opening == Opening::Digit && !before.is_empty()
}

/// Letters with full stops between: "U.S", "a.m", "z.B".
pub(crate) fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| matches!(part.chars().count(), 1 | 2) && part.chars().all(char::is_alphabetic))
}

/// A number in Roman letters up to some hundreds.
fn is_roman(word: &str) -> bool {
    word.len() <= 7 && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L' | b'C'))
}

/// A chunk that consists of one repeated sign and separates parts of a text: "***", "=====".
pub(crate) fn is_separator(chunk: &str) -> bool {
    let Some(first) = chunk.bytes().next() else { return false };
    let least = match first {
        b'*' | b'=' | b'~' | b'#' => 3,
        b'-' | b'+' => 5,
        b'_' => 15,
        _ => return false,
    };
    chunk.len() >= least && chunk.bytes().all(|byte| byte == first)
}

/// The sign before an item of a list inside of a line: "(a)", "b)", "(2)".
fn is_enumerator(chunk: &str) -> bool {
    let Some(inner) = chunk.strip_suffix(')') else { return false };
    let inner = inner.strip_prefix('(').unwrap_or(inner);
    matches!(inner.len(), 1 | 2) && inner.bytes().all(|byte| byte.is_ascii_digit())
        || inner.len() == 1 && inner.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// A face drawn with punctuation.
pub(crate) fn is_emoticon(chunk: &str) -> bool {
    matches!(
        chunk,
        ":)" | ":-)"
            | ":("
            | ":-("
            | ";)"
            | ";-)"
            | ":D"
            | ":-D"
            | ":P"
            | ":-P"
            | ";P"
            | "=)"
            | "=("
            | "^_^"
            | "-_-"
            | ":-/"
            | ":))"
            | ":o)"
            | "<3"
            | "=D"
            | ":O"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_endings_apart() {
        assert_eq!(ending("„Ende.“"), Ending { word: "Ende", mark: ".", closers: "“" });
        assert_eq!(ending("(Dr."), Ending { word: "Dr", mark: ".", closers: "" });
        assert_eq!(ending("?!)"), Ending { word: "", mark: "?!", closers: ")" });
        assert_eq!(ending("Wort"), Ending { word: "Wort", mark: "", closers: "" });
    }

    #[test]
    fn knows_what_a_chunk_begins_with() {
        assert_eq!(opening("„Er", ""), Opening::Upper);
        assert_eq!(opening("eBay", ""), Opening::Upper);
        assert_eq!(opening("–", "sagte"), Opening::Continuation);
        assert_eq!(opening("–", "Er"), Opening::Dash);
        assert_eq!(opening(",", "er"), Opening::Continuation);
    }
}
