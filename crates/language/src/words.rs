//! What taggers and parsers see of a word form: hashes of the form, its ends and its shape, its cluster.
//!
//! Words are compared by 32-bit hashes; no list of words is needed at run time.

use crate::bytes::{Reader, Writer};
use crate::classifier::mix;
use crate::model::ModelError;
use crate::morphology::{Reading, SuffixLexicon};

/// Longest prefix and suffix, in characters, that are features.
const LONGEST_PREFIX: usize = 4;
pub(crate) const LONGEST_SUFFIX: usize = 5;

/// Hash of a string, never 0.
pub(crate) fn hash_text(text: &str) -> u32 {
    let mut hash = text.len() as u64;
    for chunk in text.as_bytes().chunks(8) {
        let mut block = [0_u8; 8];
        block[..chunk.len()].copy_from_slice(chunk);
        hash = mix(hash, u64::from_le_bytes(block));
    }
    (hash >> 32) as u32 | 1
}

/// The features of one form.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Word {
    /// The form as written.
    pub exact: u32,
    /// The form in lower case, digits as 0.
    pub form: u32,
    /// First characters of the lower-case form, one to four.
    pub prefixes: [u32; LONGEST_PREFIX],
    /// Last characters of the lower-case form, one to five.
    pub suffixes: [u32; LONGEST_SUFFIX],
    /// Pattern of upper case, lower case, digits and other characters.
    pub shape: u32,
    /// Brown cluster, 0 if unknown; low bits are the top of the cluster tree.
    pub cluster: u32,
    /// Readings by the lexicon's suffix model, as written.
    pub reading: Reading,
    /// The same, for the form in lower case (sentences begin with a capital).
    pub lower_reading: Reading,
}

impl Word {
    /// Analyses a form.
    pub fn new(form: &str, clusters: &Clusters, lexicon: &SuffixLexicon) -> Self {
        let capital = form.chars().next().is_some_and(char::is_uppercase);
        let mut lower = String::with_capacity(form.len());
        for character in form.chars() {
            match character {
                '0'..='9' => lower.push('0'),
                _ => lower.extend(character.to_lowercase()),
            }
        }
        let mut word = Self {
            exact: hash_text(form),
            form: hash_text(&lower),
            shape: shape(form),
            cluster: clusters.get(form).or_else(|| clusters.get(&lower)).unwrap_or(0),
            reading: lexicon.lookup(&lower, capital),
            ..Self::default()
        };
        word.lower_reading = if capital { lexicon.lookup(&lower, false) } else { word.reading };
        for (length, (end, _)) in lower.char_indices().skip(1).take(LONGEST_PREFIX).enumerate() {
            word.prefixes[length] = hash_text(&lower[..end]);
        }
        for (length, (start, _)) in lower.char_indices().rev().take(LONGEST_SUFFIX).enumerate() {
            word.suffixes[length] = hash_text(&lower[start..]);
        }
        word
    }

    /// The cluster's first `bits` bits, told apart from other lengths.
    #[inline]
    pub const fn cluster_prefix(&self, bits: u32) -> u32 {
        if self.cluster == 0 { 0 } else { (self.cluster & ((1 << bits) - 1)) | 1 << bits }
    }
}

/// Runs of the same kind of character, at most two long, make up the shape.
fn shape(form: &str) -> u32 {
    let mut shape = 1_u32;
    let mut previous = (0, 0);
    for character in form.chars().take(40) {
        let kind = match character {
            _ if character.is_uppercase() => 1,
            _ if character.is_lowercase() => 2,
            _ if character.is_numeric() => 3,
            '-' | '–' => 4,
            '.' | ',' | '\'' | '’' => 5,
            '%' | '$' | '€' | '£' => 6,
            _ => 7,
        };
        let run = if kind == previous.0 { previous.1 + 1 } else { 1 };
        if run <= 2 {
            shape = shape.wrapping_mul(8).wrapping_add(kind);
        }
        previous = (kind, run);
    }
    shape
}

/// Brown clusters of frequent words: sorted word hashes and their clusters.
#[derive(Debug, Default)]
pub(crate) struct Clusters {
    hashes: Vec<u32>,
    clusters: Vec<u32>,
    /// First entry for each value of the hash's top 16 bits.
    starts: Vec<u32>,
}

impl Clusters {
    /// Builds the table; of words with the same hash, the first stays.
    pub fn new<'a>(words: impl Iterator<Item = (&'a str, u32)>) -> Self {
        let mut entries: Vec<(u32, u32)> = words.map(|(word, cluster)| (hash_text(word), cluster)).collect();
        entries.sort_by_key(|entry| entry.0);
        entries.dedup_by_key(|entry| entry.0);
        Self::from_entries(&entries)
    }

    fn from_entries(entries: &[(u32, u32)]) -> Self {
        let mut starts = vec![0_u32; (1 << 16) + 1];
        for (hash, _) in entries {
            starts[(hash >> 16) as usize + 1] += 1;
        }
        for index in 1..starts.len() {
            starts[index] += starts[index - 1];
        }
        Self {
            hashes: entries.iter().map(|entry| entry.0).collect(),
            clusters: entries.iter().map(|entry| entry.1).collect(),
            starts,
        }
    }

    fn get(&self, word: &str) -> Option<u32> {
        let hash = hash_text(word);
        let bucket = (hash >> 16) as usize;
        let range = *self.starts.get(bucket)? as usize..*self.starts.get(bucket + 1)? as usize;
        let place = range.start + self.hashes[range.clone()].iter().position(|&entry| entry == hash)?;
        Some(self.clusters[place])
    }

    pub fn write(&self, writer: &mut Writer) {
        writer.length(self.hashes.len());
        let mut previous = 0;
        for (&hash, &cluster) in self.hashes.iter().zip(&self.clusters) {
            writer.unsigned(u64::from(hash - previous));
            writer.unsigned(u64::from(cluster));
            previous = hash;
        }
    }

    pub fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let count = reader.length(2)?;
        let mut entries = Vec::with_capacity(count);
        let mut hash = 0_u32;
        for _ in 0..count {
            hash = hash.checked_add(reader.unsigned32()?).ok_or(ModelError::Corrupt("a word is out of range"))?;
            let cluster = reader.unsigned32()?;
            entries.push((hash, cluster));
        }
        Ok(Self::from_entries(&entries))
    }
}
