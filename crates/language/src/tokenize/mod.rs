//! Splits a sentence into tokens, the way the Universal Dependencies treebanks do: English as in EWT ("do" + "n't",
//! "Germany" + "'s", "US" + "-" + "based"), German as in GSD ("in" + "dem" for "im", "US" + "-" + "Präsident", "5." as
//! one ordinal).
//!
//! A chunk (characters without space) is read from left to right: addresses and faces are one token, then words with the
//! signs they may contain (`word`), then punctuation. Contractions become several tokens with the same span.

mod contraction;
mod word;

use std::ops::Range;

use compact_str::CompactString;
use weltlage_ontology::Language;

use crate::segment::characters::{floor_boundary, is_mark, is_opener, is_quote, is_terminator, is_word, next_chunk};
use crate::segment::{is_emoticon, is_separator, last_word_end};
use crate::token::{Morphology, Relation, Sentence, Token, Upos};

/// Tokenizes one sentence of a text.
///
/// Token offsets are bytes of `text`. The lemma is the form, the part of speech is `X`, there are no heads yet. A range
/// that is not within the text or not on character boundaries is moved to the nearest that is. The tokens together
/// contain every character of the range that is not [space](crate::segment::characters::is_space).
#[must_use]
pub fn tokens(text: &str, range: Range<usize>, language: Language) -> Sentence {
    let start = floor_boundary(text, range.start);
    let end = floor_boundary(text, range.end.max(start));
    let mut tokenizer = Tokenizer {
        text,
        language,
        last_word: last_word_end(text, &(start..end)),
        open_quote: false,
        // News has five to six bytes a token.
        output: Vec::with_capacity((end - start) / 5 + 1),
    };
    let mut chunk = next_chunk(text, start, end);
    while let Some((from, to)) = chunk {
        tokenizer.chunk(from, to);
        chunk = next_chunk(text, to, end);
    }
    Sentence { start, end, tokens: tokenizer.output, parsed: false }
}

/// The state of the tokenizer inside of a sentence.
struct Tokenizer<'a> {
    text: &'a str,
    language: Language,
    /// Where the last word of the sentence ends; a full stop there ends the sentence.
    last_word: usize,
    /// A single quotation mark was opened and not yet closed.
    open_quote: bool,
    output: Vec<Token>,
}

impl Tokenizer<'_> {
    fn chunk(&mut self, start: usize, end: usize) {
        let chunk = &self.text[start..end];
        if is_emoticon(chunk) || is_separator(chunk) {
            self.push(start, end);
            return;
        }
        let mut position = start;
        if let Some(address) = word::address(chunk) {
            self.plain(start, start + address.start, end);
            self.push(start + address.start, start + address.end);
            position = start + address.end;
        }
        self.plain(position, end, end);
    }

    /// Tokenizes a part of a chunk that ends at `chunk_end` and has no address in it.
    fn plain(&mut self, start: usize, end: usize, chunk_end: usize) {
        let mut position = start;
        while let Some(first) = self.text[position..end].chars().next() {
            position = if is_word(first) && !is_mark(first) {
                self.word(position, end, chunk_end)
            } else {
                self.sign(position, end, start)
            };
        }
    }

    /// Reads a word with the signs it contains; the position after it.
    fn word(&mut self, start: usize, end: usize, chunk_end: usize) -> usize {
        let text = &self.text[..end];
        let mut stop = word::end(text, start, self.language);
        if text[stop..].starts_with('.')
            && !text[stop + 1..].starts_with('.')
            && word::keeps_stop(
                &text[start..stop],
                &self.text[stop + 1..chunk_end],
                stop >= self.last_word,
                self.language,
            )
        {
            stop += 1;
        }
        self.split_word(start, stop);
        stop
    }

    /// Divides a word into number and unit or into the parts of a contraction.
    fn split_word(&mut self, start: usize, end: usize) {
        let form = &self.text[start..end];
        match self.language {
            Language::De => {
                if let Some(parts) = contraction::german(form) {
                    self.push_contraction(start, end, &parts);
                } else if let Some(length) = contraction::german_enclitic(form) {
                    self.push(start, end - length);
                    self.push(end - length, end);
                } else {
                    self.push(start, end);
                }
            }
            Language::En => {
                if let Some(length) = word::number_before_unit(form) {
                    self.push(start, start + length);
                    self.push(start + length, end);
                } else if let Some(cut) = contraction::english(form) {
                    let (left, right) = form.split_at(cut);
                    self.push_contraction(start, end, &[CompactString::from(left), CompactString::from(right)]);
                } else {
                    self.push(start, end);
                }
            }
        }
    }

    /// Reads punctuation; the position after it.
    fn sign(&mut self, start: usize, end: usize, part_start: usize) -> usize {
        let rest = &self.text[start..end];
        let Some(first) = rest.chars().next() else { return end };
        let mut length = first.len_utf8();
        if is_emoticon(rest.trim_end_matches(['.', ',', ')'])) || is_emoticon(rest) {
            length = if is_emoticon(rest) { rest.len() } else { rest.trim_end_matches(['.', ',', ')']).len() };
        } else if let Some(joined) = self.joined_sign(rest, start, part_start) {
            length = joined;
        } else if matches!(
            first,
            '.' | '!' | '?' | '-' | '*' | '=' | '_' | '~' | '#' | '+' | '<' | '>' | '\'' | '`' | '’'
        ) {
            length = self.run(rest, first);
        }
        if matches!(first, '\'' | '‘' | '’') && length == first.len_utf8() {
            if self.possessive(start, start + length) {
                return start + length;
            }
            self.open_quote = start == part_start || !self.open_quote && first == '‘';
        }
        length += rest[length..].chars().take_while(|character| is_mark(*character)).map(char::len_utf8).sum::<usize>();
        self.push(start, start + length);
        start + length
    }

    /// How many bytes of repeated punctuation make one token.
    fn run(&self, rest: &str, first: char) -> usize {
        let same = |character: char| match first {
            // English mixes them in one token ("?!"), German writes each by itself.
            '.' | '!' | '?' => match self.language {
                Language::En => is_terminator(character),
                Language::De => first == '.' && character == '.',
            },
            _ => character == first,
        };
        let length = rest.find(|character| !same(character)).unwrap_or(rest.len()).max(first.len_utf8());
        match first {
            '\'' | '`' | '’' => {
                if length == 2 * first.len_utf8() {
                    length
                } else {
                    first.len_utf8()
                }
            }
            // Words are separated by two or more hyphens, "<" only doubles.
            _ => length,
        }
    }

    /// Signs that belong to what follows them: "'90s", "'em", "-5", ".5", "#topic".
    fn joined_sign(&self, rest: &str, start: usize, part_start: usize) -> Option<usize> {
        let first = rest.chars().next()?;
        let inner = &rest[first.len_utf8()..];
        let alone = start == part_start || self.text[..start].ends_with(is_opener);
        let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
        match first {
            '\'' | '’' => {
                if let Some(length) = contraction::clitic_alone(inner)
                    && !alone | (start == part_start)
                    && self.language == Language::En
                {
                    return Some(first.len_utf8() + length);
                }
                let years = inner[digits..].strip_prefix('s').unwrap_or(&inner[digits..]);
                let ends = !years.starts_with(is_word) && !years.starts_with(is_quote);
                (alone && digits == 2 && ends).then(|| rest.len() - years.len())
            }
            '-' | '+' | '−' | '.' => {
                let joins = start == part_start && digits > 0 && (first != '.' || self.language == Language::En);
                joins.then(|| {
                    word::end(self.text, start + first.len_utf8(), self.language).min(start + rest.len()) - start
                })
            }
            '#' => {
                let tag = start == part_start && inner.starts_with(char::is_alphabetic);
                tag.then(|| word::end(self.text, start + 1, self.language).min(start + rest.len()) - start)
            }
            _ => None,
        }
    }

    /// Makes a possessive of the word before an apostrophe ("travellers'"), unless the apostrophe closes a quotation.
    fn possessive(&mut self, start: usize, end: usize) -> bool {
        if let [.., first, second] = self.output.as_slice()
            && first.end == second.end
        {
            return false;
        }
        let Some(owner) = self.output.last_mut() else { return false };
        let plural = owner.form.ends_with(['s', 'S', 'x', 'z']) && owner.form.len() > 1 && owner.end == start;
        if self.open_quote
            || !plural
            || owner.contraction > 0
            || start >= self.last_word && self.language == Language::De
        {
            return false;
        }
        owner.end = end;
        match self.language {
            Language::De => owner.form = CompactString::from(&self.text[owner.start..end]),
            Language::En => {
                owner.contraction = 2;
                let mut clitic = owner.clone();
                clitic.form = CompactString::from(&self.text[start..end]);
                clitic.contraction = 0;
                clitic.lemma = clitic.form.clone();
                self.output.push(clitic);
                return true;
            }
        }
        owner.lemma = owner.form.clone();
        true
    }

    fn push(&mut self, start: usize, end: usize) {
        if start < end {
            self.output.push(token(start, end, CompactString::from(&self.text[start..end]), 0));
        }
    }

    fn push_contraction(&mut self, start: usize, end: usize, parts: &[CompactString]) {
        for (index, part) in parts.iter().enumerate() {
            let count = if index == 0 { u8::try_from(parts.len()).unwrap_or(0) } else { 0 };
            self.output.push(token(start, end, part.clone(), count));
        }
    }
}

fn token(start: usize, end: usize, form: CompactString, contraction: u8) -> Token {
    Token {
        start,
        end,
        lemma: form.clone(),
        form,
        upos: Upos::X,
        morphology: Morphology::default(),
        head: None,
        relation: Relation::Dep,
        contraction,
    }
}
