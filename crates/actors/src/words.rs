//! Cutting text into words and comparing them: a word is a run of letters and digits, what stands between two words is a gap.
//!
//! Names are compared by their key: umlauts as ae, oe, ue, other accents dropped, case kept. So "Erdoğan" meets "Erdogan", and
//! "Türkei" meets "Tuerkei", but "Räte" does not meet "Rate".

use std::borrow::Cow;

/// What stands before a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Blank space, at most one line break.
    Space,
    /// A hyphen alone.
    Hyphen,
    /// A hyphen and a blank: "Staats- und Parteichef".
    Suspended,
    /// An apostrophe alone: "Russia's", "d'Ivoire".
    Apostrophe,
    /// An apostrophe and a blank: "the rebels' leader".
    ApostropheSpace,
    /// A full stop alone: "U.S".
    Dot,
    /// A full stop and blank space: the end of a sentence, or an abbreviation.
    DotSpace,
    /// A comma and perhaps blank space.
    Comma,
    /// Anything else, and the start of the text.
    Other,
}

/// A word of the text, by byte offsets.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub start: usize,
    pub end: usize,
    pub gap: Gap,
    pub capitalised: bool,
    pub shouted: bool,
}

/// The words of a text in order.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::with_capacity(text.len() / 6 + 1);
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut end_of_last = None;
    while at < bytes.len() {
        let start = at;
        at = word_end(text, at);
        if at > start {
            let gap = end_of_last.map_or(Gap::Other, |end: usize| gap(&text[end..start]));
            let (capitalised, shouted) = shape(&text[start..at]);
            found.push(Word { start, end: at, gap, capitalised, shouted });
            end_of_last = Some(at);
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}

/// End of the run of word characters that starts at `at`; `at` itself if there is none.
fn word_end(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    while at < bytes.len() {
        if bytes[at].is_ascii() {
            if !bytes[at].is_ascii_alphanumeric() {
                break;
            }
            at += 1;
        } else {
            match text[at..].chars().next() {
                Some(character) if is_word_character(character) => at += character.len_utf8(),
                _ => break,
            }
        }
    }
    at
}

fn is_word_character(character: char) -> bool {
    character.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&character) || character == '\u{ad}'
}

fn shape(word: &str) -> (bool, bool) {
    let mut characters = word.chars();
    let capitalised = characters.next().is_some_and(char::is_uppercase);
    let shouted = capitalised && word.len() > 1 && characters.all(|character| character.is_uppercase());
    (capitalised, shouted)
}

fn gap(between: &str) -> Gap {
    match between {
        " " | "\u{a0}" | "\n" => return Gap::Space,
        "-" | "\u{2010}" | "\u{2011}" => return Gap::Hyphen,
        "'" | "’" | "ʼ" | "`" | "´" | "‘" => return Gap::Apostrophe,
        "- " | "\u{2010} " | "\u{2011} " => return Gap::Suspended,
        "." => return Gap::Dot,
        ".-" => return Gap::Hyphen,
        ".'" | ".’" => return Gap::Apostrophe,
        ".," | "., " => return Gap::Comma,
        ", " | "," => return Gap::Comma,
        ". " => return Gap::DotSpace,
        "' " | "’ " => return Gap::ApostropheSpace,
        _ => {}
    }
    let trimmed = between.trim();
    let breaks = between.bytes().filter(|byte| *byte == b'\n').count();
    match trimmed {
        _ if breaks > 1 => Gap::Other,
        "" => Gap::Space,
        "." => Gap::DotSpace,
        "," => Gap::Comma,
        _ => Gap::Other,
    }
}

/// The key under which a word is compared. Borrowed where the word is plain ASCII.
pub(crate) fn key(word: &str) -> Cow<'_, str> {
    if word.is_ascii() { Cow::Borrowed(word) } else { Cow::Owned(fold(word, true)) }
}

/// The key with umlauts dropped like other accents ("Gul" for "Gül"); `None` if that makes no difference.
pub(crate) fn plain_key(word: &str) -> Option<String> {
    let has_umlaut = word.chars().any(|character| "äöüÄÖÜ".contains(character));
    has_umlaut.then(|| fold(word, false))
}

fn fold(word: &str, spell_umlauts: bool) -> String {
    let mut key = String::with_capacity(word.len() + 2);
    for character in word.chars() {
        match character {
            'ä' | 'ö' | 'ü' | 'Ä' | 'Ö' | 'Ü' => {
                key.push(base_letter(character));
                if spell_umlauts {
                    key.push('e');
                }
            }
            'ß' => key.push_str("ss"),
            'æ' => key.push_str("ae"),
            'Æ' => key.push_str("Ae"),
            'œ' => key.push_str("oe"),
            'þ' => key.push_str("th"),
            'Þ' => key.push_str("Th"),
            '\u{308}' => {
                if spell_umlauts && key.ends_with(['a', 'o', 'u', 'A', 'O', 'U']) {
                    key.push('e');
                }
            }
            '\u{300}'..='\u{36f}' | '\u{ad}' => {}
            other => key.push(base_letter(other)),
        }
    }
    key
}

/// Accented Latin letters and the letter they are compared as.
const BASES: &[(&str, char)] = &[
    ("àáâãäåāăąǎạảấầẩẫậắằẳẵặ", 'a'),
    ("ÀÁÂÃÄÅĀĂĄẠẢẤẦẨẪẬẮẰẲẴẶ", 'A'),
    ("çćĉċč", 'c'),
    ("ÇĆĈĊČ", 'C'),
    ("ďđð", 'd'),
    ("ĎĐÐ", 'D'),
    ("èéêëēĕėęěəẹẻẽếềểễệ", 'e'),
    ("ÈÉÊËĒĔĖĘĚƏẸẺẼẾỀỂỄỆ", 'E'),
    ("ĝğġģǧ", 'g'),
    ("ĜĞĠĢǦ", 'G'),
    ("ĥħḥ", 'h'),
    ("ĤĦḤ", 'H'),
    ("ìíîïĩīĭįıịỉ", 'i'),
    ("ÌÍÎÏĨĪĬĮİỊỈ", 'I'),
    ("ĵ", 'j'),
    ("ķ", 'k'),
    ("Ķ", 'K'),
    ("ĺļľł", 'l'),
    ("ĹĻĽŁ", 'L'),
    ("ñńņňŋ", 'n'),
    ("ÑŃŅŇŊ", 'N'),
    ("òóôõöøōŏőơọỏốồổỗộớờởỡợ", 'o'),
    ("ÒÓÔÕÖØŌŎŐƠỌỎỐỒỔỖỘỚỜỞỠỢ", 'O'),
    ("ŕŗř", 'r'),
    ("ŔŖŘ", 'R'),
    ("śŝşšșṣ", 's'),
    ("ŚŜŞŠȘṢ", 'S'),
    ("ţťŧțṭ", 't'),
    ("ŢŤŦȚṬ", 'T'),
    ("ùúûüũūŭůűųưụủứừửữự", 'u'),
    ("ÙÚÛÜŨŪŬŮŰŲƯỤỦỨỪỬỮỰ", 'U'),
    ("ŵ", 'w'),
    ("Ŵ", 'W'),
    ("ýÿŷỳỵỷỹ", 'y'),
    ("ÝŸŶỲỴỶỸ", 'Y'),
    ("źżžẓ", 'z'),
    ("ŹŻŽẒ", 'Z'),
];

fn base_letter(character: char) -> char {
    if character.is_ascii() || !is_accented_latin(character) {
        return character;
    }
    BASES.iter().find(|(accented, _)| accented.contains(character)).map_or(character, |(_, base)| *base)
}

fn is_accented_latin(character: char) -> bool {
    matches!(character, '\u{c0}'..='\u{24f}' | '\u{259}' | '\u{1e00}'..='\u{1eff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_words_with_their_gaps() {
        let text = "Russia's U.S.-led «Ex-Präsident», x. Y";
        let found: Vec<(&str, Gap)> = words(text).iter().map(|word| (&text[word.start..word.end], word.gap)).collect();
        assert_eq!(
            found,
            [
                ("Russia", Gap::Other),
                ("s", Gap::Apostrophe),
                ("U", Gap::Space),
                ("S", Gap::Dot),
                ("led", Gap::Hyphen),
                ("Ex", Gap::Other),
                ("Präsident", Gap::Hyphen),
                ("x", Gap::Other),
                ("Y", Gap::DotSpace),
            ]
        );
    }

    #[test]
    fn keys_bridge_spellings() {
        for (one, other) in [
            ("Erdoğan", "Erdogan"),
            ("Türkei", "Tuerkei"),
            ("Tu\u{308}rkei", "Türkei"),
            ("Orbán", "Orban"),
            ("Tô", "To"),
        ] {
            assert_eq!(key(one), key(other));
        }
        assert_ne!(key("Räte"), key("Rate"));
        assert_eq!(plain_key("Gül").as_deref(), Some("Gul"));
        assert_eq!(plain_key("Merkel"), None);
    }
}
