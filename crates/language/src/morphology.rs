//! What a form can be, judged by its ending: a suffix model learnt from a full-form lexicon.
//!
//! For each suffix that several forms of the lexicon share, the model knows the most frequent set of readings. It
//! holds hashes of suffixes only, never a whole form, and answers for unknown compounds as well as for known words.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::bytes::{Reader, Writer};
use crate::classifier::mix;
use crate::model::ModelError;
use crate::words::hash_text;

/// Longest suffix in the model, in characters.
const LONGEST: usize = 12;
/// A suffix needs this many distinct longer forms.
const SUPPORT: u32 = 3;

/// The readings of a form: sets of parts of speech, of case × number × gender, of verb forms; all empty if unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Reading {
    /// Bit set of lexicon parts of speech, in the order of [`PARTS`].
    pub parts: u32,
    /// Bit set: ((number × 4) + case) × 3 + gender.
    pub nominal: u32,
    /// Bit set: (tense and mood × 6) + number × 3 + person.
    pub verbal: u32,
    /// Length of the suffix that decided, in characters.
    pub known: u8,
}

/// The lexicon's tags that matter, by the start of the tag.
const PARTS: [&str; 20] = [
    "SUB", "EIG", "ADJ", "PA1", "PA2", "VER:INF", "VER:EIZ", "VER:PA2", "VER:PA1", "VER:IMP", "VER:AUX", "VER:MOD",
    "VER", "ADV", "PRO", "ART", "PRP", "KON", "ZUS", "ZAL",
];
const CASES: [&str; 4] = ["NOM", "AKK", "DAT", "GEN"];
const NUMBERS: [&str; 2] = ["SIN", "PLU"];
const GENDERS: [&str; 3] = ["MAS", "FEM", "NEU"];
const TENSES: [&str; 4] = ["PRÄ", "PRT", "KJ1", "KJ2"];
const PERSONS: [&str; 3] = ["1", "2", "3"];

impl Reading {
    /// Adds the reading that a tag of the lexicon stands for, e.g. `SUB:NOM:SIN:FEM`.
    fn add(&mut self, tag: &str) {
        if let Some(part) = PARTS.iter().position(|part| tag.starts_with(part)) {
            self.parts |= 1 << part;
        }
        let fields: Vec<&str> = tag.split(':').collect();
        let find = |values: &[&str]| values.iter().position(|value| fields.contains(value));
        if let (Some(case), Some(number)) = (find(&CASES), find(&NUMBERS)) {
            for gender in find(&GENDERS).map_or(0..3, |gender| gender..gender + 1) {
                self.nominal |= 1 << ((number * 4 + case) * 3 + gender);
            }
        }
        if let (Some(tense), Some(number), Some(person)) = (find(&TENSES), find(&NUMBERS), find(&PERSONS)) {
            self.verbal |= 1 << (tense * 6 + number * 3 + person);
        }
    }

    /// Hash of all readings.
    pub fn all(&self) -> u32 {
        (mix(u64::from(self.parts) | u64::from(self.nominal) << 32, u64::from(self.verbal)) >> 32) as u32
    }
}

/// Suffixes and the sets of readings they stand for.
#[derive(Debug, Default)]
pub(crate) struct SuffixLexicon {
    readings: Vec<Reading>,
    suffixes: FxHashMap<u64, u16>,
}

/// Key of a suffix in the table.
fn key(suffix: &str, capital: bool) -> u64 {
    mix(u64::from(hash_text(suffix)), suffix.len() as u64 * 2 + u64::from(capital)) >> 24
}

/// The suffixes of a form, shortest first, each with whether it is the whole form.
fn suffixes(form: &str) -> impl Iterator<Item = (&str, bool)> {
    form.char_indices().rev().take(LONGEST).map(|(start, _)| (&form[start..], start == 0))
}

impl SuffixLexicon {
    /// The readings of a lower-case form; `capital` tells how it was written.
    pub fn lookup(&self, lower: &str, capital: bool) -> Reading {
        if self.suffixes.is_empty() {
            return Reading::default();
        }
        let mut best = Reading::default();
        for (length, (suffix, _)) in suffixes(lower).enumerate() {
            if let Some(&reading) = self.suffixes.get(&key(suffix, capital)) {
                best = Reading { known: length as u8 + 1, ..self.readings[usize::from(reading)] };
            }
        }
        best
    }

    /// Learns from lines of form, lemma and tag, separated by tabs.
    pub fn learn(lexicon: &str) -> Self {
        let mut forms: BTreeMap<&str, Reading> = BTreeMap::new();
        for line in lexicon.lines() {
            let mut fields = line.split('\t');
            if let (Some(form), Some(_), Some(tag)) = (fields.next(), fields.next(), fields.next()) {
                forms.entry(form).or_default().add(tag);
            }
        }
        let mut identifiers: BTreeMap<Reading, u32> = BTreeMap::new();
        let mut counts: FxHashMap<u64, FxHashMap<u32, u32>> = FxHashMap::default();
        let mut parents: FxHashMap<u64, u64> = FxHashMap::default();
        for (form, reading) in &forms {
            let next = identifiers.len() as u32;
            let identifier = *identifiers.entry(*reading).or_insert(next);
            let capital = form.chars().next().is_some_and(char::is_uppercase);
            let lower = form.to_lowercase();
            let mut parent = 0;
            for (suffix, _) in suffixes(&lower).filter(|(_, whole)| !whole) {
                let suffix = key(suffix, capital);
                *counts.entry(suffix).or_default().entry(identifier).or_default() += 1;
                parents.insert(suffix, parent);
                parent = suffix;
            }
        }
        let readings: BTreeMap<u32, Reading> =
            identifiers.iter().map(|(reading, &identifier)| (identifier, *reading)).collect();
        Self::prune(&readings, &counts, &parents)
    }

    /// Keeps the suffixes with enough support whose answer differs from that of the next shorter suffix.
    fn prune(
        readings: &BTreeMap<u32, Reading>,
        counts: &FxHashMap<u64, FxHashMap<u32, u32>>,
        parents: &FxHashMap<u64, u64>,
    ) -> Self {
        let majority: FxHashMap<u64, u32> = counts
            .iter()
            .filter(|(_, counts)| counts.values().sum::<u32>() >= SUPPORT)
            .filter_map(|(&suffix, counts)| {
                counts
                    .iter()
                    .max_by_key(|&(&reading, &count)| (count, std::cmp::Reverse(reading)))
                    .map(|(&best, _)| (suffix, best))
            })
            .collect();
        let kept: BTreeMap<u64, u32> = majority
            .iter()
            .filter(|(suffix, best)| parents.get(suffix).and_then(|parent| majority.get(parent)) != Some(best))
            .map(|(&suffix, &best)| (suffix, best))
            .collect();
        let used: FxHashSet<u32> = kept.values().copied().collect();
        let mut lexicon = Self::default();
        let mut renumbered: FxHashMap<u32, u16> = FxHashMap::default();
        for (identifier, reading) in readings.iter().filter(|(identifier, _)| used.contains(identifier)) {
            if let Ok(place) = u16::try_from(lexicon.readings.len()) {
                renumbered.insert(*identifier, place);
                lexicon.readings.push(*reading);
            }
        }
        lexicon.suffixes =
            kept.iter().filter_map(|(&suffix, best)| renumbered.get(best).map(|&place| (suffix, place))).collect();
        lexicon
    }

    pub fn write(&self, writer: &mut Writer) {
        writer.length(self.readings.len());
        for reading in &self.readings {
            writer.unsigned(u64::from(reading.parts));
            writer.unsigned(u64::from(reading.nominal));
            writer.unsigned(u64::from(reading.verbal));
        }
        let suffixes: BTreeMap<u64, u16> = self.suffixes.iter().map(|(&suffix, &reading)| (suffix, reading)).collect();
        writer.length(suffixes.len());
        let mut previous = 0;
        for (suffix, reading) in suffixes {
            writer.unsigned(suffix - previous);
            writer.unsigned(u64::from(reading));
            previous = suffix;
        }
    }

    pub fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let count = reader.length(3)?;
        let mut lexicon = Self::default();
        for _ in 0..count {
            let (parts, nominal, verbal) = (reader.unsigned32()?, reader.unsigned32()?, reader.unsigned32()?);
            lexicon.readings.push(Reading { parts, nominal, verbal, known: 0 });
        }
        let count = reader.length(2)?;
        lexicon.suffixes.reserve(count);
        let mut suffix = 0_u64;
        for _ in 0..count {
            suffix = suffix.wrapping_add(reader.unsigned()?);
            let reading = reader.unsigned32()?;
            if reading as usize >= lexicon.readings.len() {
                return Err(ModelError::Corrupt("a suffix has no reading"));
            }
            lexicon.suffixes.insert(suffix, reading as u16);
        }
        Ok(lexicon)
    }
}
