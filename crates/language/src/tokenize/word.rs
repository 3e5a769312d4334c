//! Where words end: which signs inside of a word belong to it, and when a full stop does.

use std::ops::Range;

use weltlage_ontology::Language;

use crate::segment::characters::{is_closer, is_opener, is_word};
use crate::segment::{Lexicon, is_dotted};

/// First parts after which English keeps the hyphen inside of the token: "non-proliferation", "anti-American".
const PREFIXES: &[&str] = &[
    "anti", "arch", "bi", "co", "counter", "cross", "de", "e", "ex", "extra", "hyper", "inter", "intra", "macro",
    "mega", "meta", "micro", "mid", "mini", "mis", "multi", "neo", "non", "over", "para", "post", "pre", "pro",
    "proto", "pseudo", "psycho", "quasi", "re", "semi", "socio", "sub", "super", "trans", "tri", "uber", "ultra", "un",
    "under",
];

/// Units that English separates from the number before them.
const UNITS: &[&str] = &[
    "AM", "B", "C", "F", "GB", "GW", "GWh", "Hz", "K", "KM", "KW", "M", "MB", "MHz", "MM", "MW", "MWh", "PM", "TB",
    "a.m", "am", "b", "bbl", "bn", "cc", "cm", "f", "ft", "g", "h", "ha", "hh", "hr", "hrs", "k", "kHz", "kW", "kWh",
    "kg", "km", "kmh", "kph", "kt", "l", "lb", "lbs", "m", "mg", "mins", "ml", "mm", "mn", "mph", "oz", "p", "p.m",
    "percent", "pm", "sq", "t", "tn", "trn", "watt", "x", "yrs",
];

/// The address (web, mail, path) in a chunk, as a byte range; punctuation around it does not belong to it.
pub(super) fn address(chunk: &str) -> Option<Range<usize>> {
    // Every address has one of these signs or begins with "www.".
    if chunk.len() < 4 || !chunk.bytes().any(|byte| matches!(byte, b'@' | b'/' | b'w' | b'W' | b':')) {
        return None;
    }
    let start = match chunk.find("://") {
        // The scheme may stand after other text: "below:<http://example.org>".
        Some(index) => chunk[..index].trim_end_matches(|character: char| character.is_ascii_alphabetic()).len(),
        None => chunk.len() - chunk.trim_start_matches(|character| is_opener(character) || character == '>').len(),
    };
    let inner = &chunk[start..];
    let end = inner
        .trim_end_matches(|character| {
            is_closer(character) || matches!(character, '.' | ',' | ';' | ':' | '!' | '?' | '>' | '…')
        })
        .len();
    let inner = &inner[..end];
    let scheme =
        inner.find(':').filter(|index| *index <= 8 && inner[..*index].bytes().all(|byte| byte.is_ascii_alphabetic()));
    let prefixed = scheme
        .is_some_and(|index| inner[index..].starts_with("://") || inner[..index].eq_ignore_ascii_case("mailto"))
        || inner.get(..4).is_some_and(|prefix| prefix.eq_ignore_ascii_case("www."));
    if prefixed && inner.len() > 6 {
        return Some(start..start + end);
    }
    mail_address(chunk)
}

/// The mail address or name on a social network in a chunk.
fn mail_address(chunk: &str) -> Option<Range<usize>> {
    let at = chunk.find('@')?;
    let belongs = |character: char| is_word(character) || matches!(character, '.' | '_' | '-' | '%' | '+');
    let (before, after) = (&chunk[..at], &chunk[at + 1..]);
    let start = before.trim_end_matches(belongs).len();
    let length = after.find(|character| !belongs(character)).unwrap_or(after.len());
    let host = after[..length].trim_end_matches(['.', '-', '_']);
    // A name on a social network has nothing before the sign.
    let valid = host.len() > 1 && host.starts_with(char::is_alphabetic) && !after[host.len()..].starts_with('@');
    valid.then_some(start..at + 1 + host.len())
}

/// Where the word that begins at `start` ends, without a full stop after it.
pub(super) fn end(text: &str, start: usize, language: Language) -> usize {
    // `segment` is where the part since the last joining sign begins.
    let (mut position, mut segment) = (start, start);
    let mut kept_hyphens = 0_usize;
    loop {
        position += word_characters(&text[position..]);
        let mut rest = text[position..].chars();
        let (Some(sign), Some(next)) = (rest.next(), rest.next()) else { return position };
        if !is_word(next) {
            return position;
        }
        let context = Joint { text, start, segment, position, sign, next, kept_hyphens };
        if !context.joins(language) {
            return position;
        }
        kept_hyphens += usize::from(sign == '-');
        position += sign.len_utf8();
        segment = position;
    }
}

/// The number of bytes of letters, digits and marks that the text begins with.
fn word_characters(text: &str) -> usize {
    text.find(|character| !is_word(character)).unwrap_or(text.len())
}

/// A sign between two parts of a possible word.
struct Joint<'a> {
    text: &'a str,
    start: usize,
    segment: usize,
    position: usize,
    sign: char,
    next: char,
    kept_hyphens: usize,
}

impl Joint<'_> {
    fn left(&self) -> &str {
        &self.text[self.segment..self.position]
    }

    /// What follows the sign, up to the next one.
    fn right(&self) -> &str {
        let rest = &self.text[self.position + self.sign.len_utf8()..];
        // Long words need no exact end: only short ones are compared.
        let end = rest
            .char_indices()
            .take(24)
            .find(|(_, character)| !is_word(*character))
            .map_or_else(|| rest.char_indices().nth(24).map_or(rest.len(), |(index, _)| index), |(index, _)| index);
        &rest[..end]
    }

    fn joins(&self, language: Language) -> bool {
        let before = self.left().chars().next_back().unwrap_or(' ');
        let digits = before.is_numeric() && self.next.is_numeric();
        match self.sign {
            '\'' | '’' | '`' => self.next.is_alphabetic() && !before.is_numeric() || self.next == 's',
            '.' => digits || self.joins_stop(before),
            ',' | ':' => digits,
            '_' => true,
            '&' => self.left().len() <= 4 && before.is_uppercase() && self.next.is_uppercase(),
            '-' => match language {
                Language::De => digits && is_number(self.left()) && is_number(self.right()),
                Language::En => self.joins_hyphen(),
            },
            '/' => {
                digits && is_number(self.left())
                    || self.start == self.segment
                        && self.left().len() == 1
                        && self.right().len() <= 2
                        && language == Language::En
                        && before.is_alphabetic()
            }
            _ => false,
        }
    }

    /// "U.S", "example.com" and "file.doc", but not two sentences without a space between.
    fn joins_stop(&self, before: char) -> bool {
        if !self.next.is_alphanumeric() {
            return false;
        }
        let left = self.left();
        let right = self.right();
        if self.next.is_lowercase() || self.next.is_numeric() {
            // "end.the" is a typing error, "example.com" is not: the part before a stop is no number.
            return !(before.is_numeric() && is_number(left) && right.len() > 4);
        }
        let initial = left.chars().nth(1).is_none();
        let chained = self.start == self.segment || self.text[self.start..self.segment].contains('.');
        let extension = right.len() <= 4 && right.chars().all(char::is_uppercase) && before.is_uppercase();
        let degree = left.chars().nth(2).is_none() && right.len() == 1;
        (initial && right.len() <= 2 || degree) && chained || extension
    }

    fn joins_hyphen(&self) -> bool {
        let (left, right) = (self.left(), self.right());
        if is_number(left) && is_number(right) {
            // Telephone numbers and dates; a range of numbers is divided.
            let more = self.text[self.position + 1 + right.len()..]
                .strip_prefix('-')
                .is_some_and(|rest| rest.starts_with(|next: char| next.is_ascii_digit()));
            return self.kept_hyphens > 0 || more || left.len() == 3 && right.len() == 4;
        }
        self.start == self.segment && left.len() <= 7 && {
            let lower = left.to_lowercase();
            PREFIXES.binary_search(&lower.as_str()).is_ok() && (left.len() > 1 || right.len() > 2)
        }
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A full stop after `word` belongs to it; `rest` is what follows the stop in the chunk, `last` means that the word is
/// the last one of the sentence.
pub(super) fn keeps_stop(word: &str, rest: &str, last: bool, language: Language) -> bool {
    if rest.starts_with(is_word) {
        return false;
    }
    if is_ordinal(word) {
        return language == Language::De && !last && !rest.starts_with(is_closer);
    }
    let mut characters = word.chars();
    if let (Some(letter), None) = (characters.next(), characters.next()) {
        return letter.is_alphabetic() && !last;
    }
    if is_dotted(word.trim_start_matches(|character: char| character.is_ascii_digit())) {
        // At the end of a sentence, "U.S." needs its stop more than the sentence does.
        return !last || word.bytes().all(|byte| byte == b'.' || byte.is_ascii_uppercase());
    }
    if language == Language::De
        && word.len() <= 6
        && !last
        && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
    {
        return true;
    }
    !last && Lexicon::of(language).abbreviation(word).is_some()
}

/// Digits, or digits with a full stop between ("13.5"), as in ordinals and dates.
fn is_ordinal(word: &str) -> bool {
    word.len() <= 5 && word.split('.').all(|part| matches!(part.len(), 1..=3) && is_number(part))
}

/// The length of the number in a word that is a number with a unit: "5bn".
pub(super) fn number_before_unit(word: &str) -> Option<usize> {
    if !word.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let length = word.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b':')).count();
    let unit = &word[length..];
    UNITS.binary_search(&unit.strip_suffix('.').unwrap_or(unit)).is_ok().then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(PREFIXES.is_sorted());
        assert!(UNITS.is_sorted());
    }

    #[test]
    fn finds_addresses() {
        assert_eq!(address("(http://example.org/a?b=c)."), Some(1..25));
        assert_eq!(address("<anna@example.org>,"), Some(1..17));
        assert_eq!(address("and/or"), None);
        assert_eq!(address("@5.10"), None);
    }
}
