//! Finds English sentence boundaries that no end mark shows, as in messages and forum posts ("Thanks, Anna",
//! "Sent: Monday Hello all"), with a small linear classifier.
//!
//! It is asked only about gaps that the rules leave open, and its threshold is high: news without marks between
//! sentences does not exist, so a doubtful gap is none. Features are hashed shapes and words around the gap; the model
//! is one signed byte per feature. Training is deterministic.

use weltlage_ontology::Language;

use super::evaluate::Document;
use super::rules::Gap;

/// Number of feature weights; a power of two.
const SIZE: usize = 1 << 14;
/// A weight of 1 is stored as this.
const SCALE: f32 = 16.0;
/// Sum of weights from which on a gap is a boundary.
const THRESHOLD: f32 = 2.5;
/// Passes over the training data.
const EPOCHS: usize = 12;
/// Bytes of a chunk that features look at.
const LOOK: usize = 24;

/// Weights trained on EWT (CC BY-SA 4.0), see the model card beside the file.
static ENGLISH: &[u8] = include_bytes!("../../../../models/segment-english.bin");

/// The classifier takes the gap for a boundary. `length` is the number of chunks in the sentence before the gap.
pub(crate) fn is_boundary(gap: Gap<'_>, length: usize, language: Language) -> bool {
    // A wrong length means a damaged file; without weights the rules decide alone.
    if language != Language::En || ENGLISH.len() != SIZE {
        return false;
    }
    let sum: i32 = features(gap, length).iter().map(|index| i32::from(ENGLISH[*index].cast_signed())).sum();
    #[allow(clippy::cast_precision_loss)]
    let score = sum as f32 / SCALE;
    score > THRESHOLD
}

/// Number of features of a gap.
const FEATURES: usize = 16;

/// The indices of the features of a gap.
fn features(gap: Gap<'_>, length: usize) -> [usize; FEATURES] {
    let [before, left, right, after] = [gap.before, gap.left, gap.right, gap.after].map(shape);
    let [left_word, right_word] = [gap.left, gap.right].map(word);
    let position = match length {
        0..=3 => length as u64,
        4..=6 => 4,
        7..=12 => 5,
        13..=24 => 6,
        _ => 7,
    };
    let casual = u64::from(gap.casual);
    [
        index(0, 0, 0, 0),
        index(1, left, 0, 0),
        index(2, right, 0, 0),
        index(3, left, right, 0),
        index(4, before, left, 0),
        index(5, right, after, 0),
        index(6, left_word, 0, 0),
        index(7, right_word, 0, 0),
        index(8, left_word, right, 0),
        index(9, left, right_word, 0),
        index(10, position, right, 0),
        index(11, position, left, right),
        index(12, casual, left, right),
        index(13, before, left, right),
        index(14, left, right, after),
        index(15, position, right_word, 0),
    ]
}

fn index(kind: u64, first: u64, second: u64, third: u64) -> usize {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for value in [kind, first, second, third] {
        hash = (hash ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        hash ^= hash >> 29;
    }
    usize::try_from(hash & (SIZE as u64 - 1)).unwrap_or(0)
}

/// The first bytes of a chunk in lower case, as a number.
fn word(chunk: &str) -> u64 {
    let mut hash = chunk.len().min(LOOK) as u64;
    for byte in chunk.bytes().take(LOOK) {
        let byte = if byte.is_ascii_digit() { b'0' } else { byte.to_ascii_lowercase() };
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash
}

/// The kinds of characters in a chunk, repeated ones once: "Xx" for "Anna", "0/0/0" for dates.
fn shape(chunk: &str) -> u64 {
    let mut hash = 7_u64;
    let mut last = 0_u8;
    for byte in chunk.bytes().take(LOOK) {
        let kind = match byte {
            b'a'..=b'z' | 0x80.. => b'x',
            b'A'..=b'Z' => b'X',
            b'0'..=b'9' => b'0',
            other => other,
        };
        if kind != last {
            hash = (hash ^ u64::from(kind)).wrapping_mul(0x0000_0100_0000_01b3);
            last = kind;
        }
    }
    hash
}

/// Trains the classifier on the documents of a treebank; returns the bytes of the model.
#[must_use]
pub fn train(documents: &[Document], language: Language) -> Vec<u8> {
    let mut examples: Vec<([usize; FEATURES], bool)> = Vec::new();
    for document in documents {
        super::each_open_gap(&document.text, language, &document.sentences, &mut |gap, length, boundary| {
            examples.push((features(gap, length), boundary));
        });
    }
    let mut weights = vec![0.0_f32; SIZE];
    let mut order = 12_345_usize;
    for epoch in 0..EPOCHS {
        #[allow(clippy::cast_precision_loss)]
        let rate = 0.2 / (1.0 + epoch as f32);
        for _ in 0..examples.len() {
            // A linear congruential step visits the examples in an order that is mixed but always the same.
            order = order.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let (features, boundary) = &examples[(order >> 24) % examples.len()];
            let sum: f32 = features.iter().map(|index| weights[*index]).sum();
            let error = f32::from(u8::from(*boundary)) - 1.0 / (1.0 + (-sum).exp());
            for index in features {
                weights[*index] += rate * error;
            }
        }
    }
    #[allow(clippy::cast_possible_truncation)]
    weights.iter().map(|weight| ((weight * SCALE).round().clamp(-127.0, 127.0) as i8).cast_unsigned()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::evaluate::documents;
    use super::*;

    #[test]
    fn the_model_fits_the_features() {
        assert_eq!(ENGLISH.len(), SIZE);
        assert!(ENGLISH.iter().any(|weight| *weight != 0));
    }

    #[test]
    fn training_twice_gives_the_same_model() {
        let rows = |text: &str| {
            let words = text.split(' ').enumerate().map(|(index, word)| format!("{}\t{word}\t_\n", index + 1));
            format!("# text = {text}\n{}\n", words.collect::<String>())
        };
        let treebank = documents(&["Best regards", "Anna", "Call me on Monday", "Hello Ben"].map(rows).concat());
        assert_eq!(treebank.len(), 1);
        let model = train(&treebank, Language::En);
        assert_eq!(model.len(), SIZE);
        assert!(model.iter().any(|weight| *weight != 0));
        assert_eq!(model, train(&treebank, Language::En));
    }
}
