//! Character classes that sentence splitting and tokenization share. They are defined once so that both agree on
//! what separates words: a character is either space or ends up inside a token.

/// True for characters that separate tokens and belong to none: white space, control characters, the byte order
/// mark, zero-width spaces and the marks that switch the direction of writing.
#[must_use]
pub fn is_space(character: char) -> bool {
    match character {
        '!'..='~' => false,
        _ => {
            character.is_whitespace()
                || character.is_control()
                || matches!(character,
                    '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
        }
    }
}

/// True for characters that end a line by themselves. A carriage return before a line feed counts as part of it.
pub(crate) fn is_line_break(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// True for characters that words consist of: letters, digits and marks that modify the character before them.
pub(crate) fn is_word(character: char) -> bool {
    if character.is_ascii() {
        character.is_ascii_alphanumeric()
    } else {
        character.is_alphanumeric() || is_mark(character)
    }
}

/// True for marks that attach to the character before them: accents, joiners, soft hyphens, variation selectors.
pub(crate) fn is_mark(character: char) -> bool {
    matches!(character,
        '\u{AD}' | '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{200C}' | '\u{200D}'
        | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}' | '\u{1F3FB}'..='\u{1F3FF}')
}

/// True for punctuation that ends a sentence.
pub(crate) fn is_terminator(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉' | '。' | '！' | '？')
}

/// True for quotation marks, whichever side they stand on: German closes with the mark that opens in English.
pub(crate) fn is_quote(character: char) -> bool {
    matches!(character, '"' | '\'' | '`' | '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '‛' | '«' | '»' | '‹' | '›' | '″')
}

/// True for characters that may follow the stop of a sentence and still belong to it.
pub(crate) fn is_closer(character: char) -> bool {
    is_quote(character) || matches!(character, ')' | ']' | '}')
}

/// True for characters that may stand before the first word of a sentence.
pub(crate) fn is_opener(character: char) -> bool {
    is_quote(character) || matches!(character, '(' | '[' | '{' | '<' | '¿' | '¡')
}

/// True for dashes and hyphens.
pub(crate) fn is_dash(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// True for signs that mark an item of a list.
pub(crate) fn is_bullet(character: char) -> bool {
    matches!(character, '*' | '•' | '·' | '▪' | '●' | '◦' | '■' | '□' | '►' | '▶' | '‣' | '➢' | '✓' | '→')
}

/// The next chunk of text without space at or after `position`, as a byte range; `None` at the end.
pub(crate) fn next_chunk(text: &str, position: usize, end: usize) -> Option<(usize, usize)> {
    let rest = text.get(position..end)?;
    let start = position + rest.find(|character| !is_space(character))?;
    let stop = text.get(start..end)?.find(is_space).map_or(end, |length| start + length);
    Some((start, stop))
}

/// The largest character boundary of `text` that is not after `position`.
pub(crate) fn floor_boundary(text: &str, position: usize) -> usize {
    let mut position = position.min(text.len());
    while !text.is_char_boundary(position) {
        position -= 1;
    }
    position
}
