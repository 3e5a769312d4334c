//! Splits raw text into sentences.
//!
//! Line breaks are judged first: a blank line always ends a sentence, a single break only if the writer made it on
//! purpose and not because the line was full. What remains between those breaks is split after end marks by rules
//! about abbreviations, ordinals, initials and quotations (`rules`). Edited news has no other boundaries. Texts whose
//! headlines were run into the body, messages and posts do: German function words with a capital show some of them,
//! and for English a small classifier with a high threshold finds some ([`learnt`]).
//!
//! Sentences are bounded: whatever exceeds [`MAX_BYTES`] bytes or [`MAX_WORDS`] words and signs is cut, at white space
//! if there is any. Time is linear in the length of the text.

mod abbreviations;
pub mod characters;
pub mod evaluate;
pub mod learnt;
mod rules;

use std::collections::BTreeSet;
use std::ops::Range;

use weltlage_ontology::Language;

pub(crate) use abbreviations::Lexicon;
use characters::{is_bullet, is_closer, is_dash, is_line_break, is_space, is_terminator, is_word, next_chunk};
use rules::{Gap, Opening, ending, ends_casually, ends_sentence, leading_word, opening};
pub(crate) use rules::{is_dotted, is_emoticon, is_separator};

/// The longest sentence in bytes; longer ones are cut.
pub const MAX_BYTES: usize = 20_000;

/// The longest sentence in words and single signs (runs of letters and digits count once, other characters each).
/// The number of tokens is at most twice as large, because a word can be a contraction of two.
pub const MAX_WORDS: usize = 2_000;

/// Lines at least this wide (in characters) may have been broken because they were full …
const NARROWEST_WRAP: usize = 45;
/// … and at most this wide; wider lines are whole paragraphs.
const WIDEST_WRAP: usize = 120;

/// The sentences of a text, as byte ranges.
///
/// Ranges are in order, do not overlap, lie on character boundaries, begin and end with characters that are not
/// [space](characters::is_space), and together contain all such characters.
#[must_use]
pub fn sentences(text: &str, language: Language) -> Vec<Range<usize>> {
    let casual = is_casual(text, language);
    let mut output = Vec::new();
    for passage in passages(text) {
        split_passage(text, passage, language, casual, &mut output);
    }
    output
}

/// A line of the text without its break and without space around it; empty lines have equal ends.
struct Line {
    range: Range<usize>,
    width: usize,
}

/// The stretches of text that no sentence reaches beyond: paragraphs, headings, items of lists.
fn passages(text: &str) -> Vec<Range<usize>> {
    let mut output = Vec::new();
    let mut block: Vec<Line> = Vec::new();
    let mut position = 0;
    while position < text.len() {
        let (end, next) = line_end(text, position);
        let line = trimmed(text, position..end);
        if line.is_empty() {
            close_block(text, &mut block, &mut output);
        } else {
            let width = text[line.clone()].chars().count();
            block.push(Line { range: line, width });
        }
        position = next;
    }
    close_block(text, &mut block, &mut output);
    output
}

/// Where the line that begins at `position` ends, and where the next one begins.
fn line_end(text: &str, position: usize) -> (usize, usize) {
    let Some((index, character)) = text[position..].char_indices().find(|(_, character)| is_line_break(*character))
    else {
        return (text.len(), text.len());
    };
    let end = position + index;
    let windows = character == '\r' && text[end + 1..].starts_with('\n');
    (end, end + character.len_utf8() + usize::from(windows))
}

/// The range without space at either end.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = text[range.clone()].trim_end_matches(is_space);
    let start = range.end - text[range.clone()].trim_start_matches(is_space).len();
    if inner.is_empty() { range.start..range.start } else { start..range.start + inner.len() }
}

/// Joins the lines of a block (lines without a blank one between) that a full line broke, and empties the block.
fn close_block(text: &str, block: &mut Vec<Line>, output: &mut Vec<Range<usize>>) {
    let widest = block.iter().map(|line| line.width).max().unwrap_or(0);
    let mut current: Option<Range<usize>> = None;
    let mut previous: Option<&Line> = None;
    for line in block.iter() {
        match (current.as_mut(), previous) {
            (Some(passage), Some(previous)) if !is_deliberate(text, previous, line, widest) => {
                passage.end = line.range.end
            }
            _ => output.extend(current.replace(line.range.clone())),
        }
        previous = Some(line);
    }
    output.extend(current);
    block.clear();
}

/// The writer meant the break between two lines; it did not happen because the first one was full.
fn is_deliberate(text: &str, line: &Line, next: &Line, widest: usize) -> bool {
    let (above, below) = (&text[line.range.clone()], &text[next.range.clone()]);
    if is_item(below) {
        return true;
    }
    let first_word = below.split(is_space).next().unwrap_or("").chars().take(WIDEST_WRAP).count();
    let fits = line.width + 1 + first_word <= widest || !(NARROWEST_WRAP..=WIDEST_WRAP).contains(&widest);
    let after = below.split(is_space).nth(1).unwrap_or("");
    let begins = match opening(below.split(is_space).next().unwrap_or(""), after) {
        Opening::Lower | Opening::Continuation => false,
        Opening::Upper | Opening::Digit | Opening::Other | Opening::Dash => true,
    };
    let continues = above.ends_with([',', ';', '-', '–', '—', '&', '/', '(']);
    fits && begins && !continues
}

/// The line is an item of a list: it begins with a bullet, or with a number or letter and a bracket or full stop.
fn is_item(line: &str) -> bool {
    let Some(first) = line.split(is_space).next() else { return false };
    let mut characters = first.chars();
    if let (Some(sign), None) = (characters.next(), characters.next()) {
        return is_bullet(sign);
    }
    let Some(number) = first.strip_suffix([')', '.']) else { return false };
    let number = number.strip_prefix('(').unwrap_or(number);
    let short = number.len() <= 2 && !number.is_empty();
    let counted = number.bytes().all(|byte| byte.is_ascii_digit()) || number.len() == 1 && first.ends_with(')');
    let followed =
        leading_word(line[first.len()..].trim_start_matches(is_space)).chars().next().is_some_and(char::is_uppercase);
    short
        && counted
        && followed
        && !Lexicon::of(Language::De).follows_ordinal(leading_word(line[first.len()..].trim_start_matches(is_space)))
}

/// Splits a passage after end marks, and where the classifier finds a boundary without one.
fn split_passage(text: &str, passage: Range<usize>, language: Language, casual: bool, output: &mut Vec<Range<usize>>) {
    let mut sentence = passage.clone();
    walk(text, passage, casual, |gap, length, end, next| {
        let boundary = ends_sentence(gap, language) || is_open(gap) && learnt::is_boundary(gap, length, language);
        if boundary {
            push_bounded(text, sentence.start..end, output);
            sentence.start = next;
        }
        boundary
    });
    if !sentence.is_empty() {
        push_bounded(text, sentence, output);
    }
}

/// The rules leave open whether a sentence ends here: there is neither a mark nor a sign that it goes on. Between two
/// words in lower case none ever ends.
fn is_open(gap: Gap<'_>) -> bool {
    let plain = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_lowercase());
    if plain(gap.left.bytes().next_back()) && plain(gap.right.bytes().next()) {
        return false;
    }
    !matches!(opening(gap.right, gap.after), Opening::Continuation)
        && !gap.left.ends_with(|last| is_dash(last) || matches!(last, '(' | '[' | '„' | '“' | '&' | '/'))
}

/// Visits the gaps between the chunks of a passage. `decide` gets the gap, the number of chunks of the sentence before
/// it, the end of the left and the start of the right chunk, and says whether the sentence ends.
fn walk(text: &str, passage: Range<usize>, casual: bool, mut decide: impl FnMut(Gap<'_>, usize, usize, usize) -> bool) {
    let Some(mut left) = next_chunk(text, passage.start, passage.end) else { return };
    let (mut before, mut length) = ((left.0, left.0), 1);
    let mut right = next_chunk(text, left.1, passage.end);
    while let Some(next) = right {
        let after = next_chunk(text, next.1, passage.end);
        let gap = Gap {
            before: &text[before.0..before.1],
            left: &text[left.0..left.1],
            right: &text[next.0..next.1],
            after: after.map_or("", |(from, to)| &text[from..to]),
            first: length == 1,
            casual,
        };
        (before, length) = if decide(gap, length, left.1, next.0) { ((next.0, next.0), 1) } else { (left, length + 1) };
        (left, right) = (next, after);
    }
}

/// Visits the gaps that the rules leave open in a text whose sentences are known, for training.
fn each_open_gap(
    text: &str,
    language: Language,
    reference: &[evaluate::ReferenceSentence],
    visit: &mut dyn FnMut(Gap<'_>, usize, bool),
) {
    let ends: BTreeSet<usize> = reference.iter().map(|sentence| sentence.range.end).collect();
    let casual = is_casual(text, language);
    for passage in passages(text) {
        walk(text, passage, casual, |gap, length, end, _| {
            let boundary = ends.contains(&end);
            if is_open(gap) && !ends_sentence(gap, language) {
                visit(gap, length, boundary);
            }
            boundary
        });
    }
}

/// Adds a sentence, cut into pieces if it is longer than the limits.
fn push_bounded(text: &str, sentence: Range<usize>, output: &mut Vec<Range<usize>>) {
    if sentence.len() <= MAX_WORDS {
        output.push(sentence);
        return;
    }
    let mut start = sentence.start;
    let mut space = None;
    let (mut words, mut in_word) = (0, false);
    let mut position = start;
    while position < sentence.end {
        let Some(character) = text[position..sentence.end].chars().next() else { break };
        let length = character.len_utf8();
        if is_space(character) {
            in_word = false;
            space = Some(position);
        } else {
            words += usize::from(!(in_word && is_word(character)));
            in_word = is_word(character);
        }
        if words > MAX_WORDS || position + length - start > MAX_BYTES {
            // A cut at white space returns to it and counts again; a word is looked at twice at most.
            let cut = space.filter(|space| *space > start).unwrap_or(position);
            let piece = trimmed(text, start..cut);
            if !piece.is_empty() {
                output.push(piece);
            }
            start = cut + text[cut..sentence.end].len() - text[cut..sentence.end].trim_start_matches(is_space).len();
            position = start;
            (space, words, in_word) = (None, 0, false);
        } else {
            position += length;
        }
    }
    let rest = trimmed(text, start..sentence.end);
    if !rest.is_empty() {
        output.push(rest);
    }
}

/// The text often begins sentences with lower case, as messages and forum posts do.
fn is_casual(text: &str, language: Language) -> bool {
    let lexicon = Lexicon::of(language);
    let (mut lower, mut upper) = (0_usize, 0_usize);
    let mut chunk = next_chunk(text, 0, text.len());
    while let Some((start, end)) = chunk {
        let next = next_chunk(text, end, text.len());
        let ending = ending(&text[start..end]);
        if let Some((from, to)) = next
            && !ending.mark.is_empty()
            && ending.closers.is_empty()
            && ends_casually(&ending, lexicon)
        {
            match text[from..to].chars().next() {
                Some(first) if first.is_lowercase() => lower += 1,
                Some(first) if first.is_uppercase() => upper += 1,
                _ => {}
            }
        }
        chunk = next;
    }
    lower >= 2 && lower * 4 >= lower + upper
}

/// The position after the last word of a sentence: what follows is end marks and closers only.
pub(crate) fn last_word_end(text: &str, sentence: &Range<usize>) -> usize {
    let words = text[sentence.clone()]
        .trim_end_matches(|character| is_closer(character) || is_terminator(character) || is_space(character));
    sentence.start + words.len()
}
