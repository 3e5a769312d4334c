//! Dictionary forms: edit scripts chosen by form and ending, learnt from treebank and lexicon.
//!
//! A script drops the end of the form, appends another, and may drop the *ge* or *zu* inside a German verb form.
//! Whole forms are learnt from the treebank only; from the lexicon, endings that several forms share.

use std::collections::BTreeMap;

use compact_str::CompactString;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::bytes::{Reader, Writer};
use crate::classifier::mix;
use weltlage_ontology::Language;

use crate::model::ModelError;
use crate::token::{Degree, Morphology, Number, Upos, VerbForm};
use crate::words::hash_text;

const LONGEST: usize = 10;
/// Mark of the beginning of a form, so that whole forms differ from endings.
const BEGINNING: u64 = 1 << 40;

/// How a form becomes its lemma.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Script {
    /// Characters dropped from the end.
    drop: u8,
    /// What is appended then.
    append: String,
    /// Syllable dropped inside the word first, or nothing.
    infix: u8,
}

/// Syllables that German verb forms insert.
const INFIXES: [&str; 3] = ["", "ge", "zu"];
/// Particles after which the syllable may stand.
const PARTICLES: [&str; 40] = [
    "", "ab", "an", "auf", "aus", "bei", "durch", "ein", "fort", "her", "heran", "heraus", "herum", "hin", "hinaus",
    "hinzu", "los", "mit", "nach", "nieder", "statt", "teil", "über", "um", "unter", "vor", "voran", "voraus",
    "vorbei", "weg", "weiter", "wieder", "zu", "zurück", "zusammen", "fest", "frei", "bekannt", "bereit", "bevor",
];

/// Removes the first inserted syllable that follows a particle (the longest that fits) or begins the word.
fn without_infix(form: &str, infix: &str) -> Option<String> {
    if infix.is_empty() {
        return Some(form.to_owned());
    }
    let particle =
        PARTICLES.iter().filter(|particle| form.strip_prefix(**particle).is_some_and(|rest| rest.starts_with(infix)));
    let particle = particle.max_by_key(|particle| particle.len())?;
    Some(format!("{particle}{}", &form[particle.len() + infix.len()..]))
}

impl Script {
    /// The shortest script that makes `lemma` of `form`.
    fn between(form: &str, lemma: &str) -> Self {
        INFIXES
            .iter()
            .enumerate()
            .filter_map(|(infix, syllable)| {
                let stem = without_infix(form, syllable)?;
                let common = stem.chars().zip(lemma.chars()).take_while(|(left, right)| left == right).count();
                let drop = u8::try_from(stem.chars().count() - common).ok()?;
                Some(Self { drop, append: lemma.chars().skip(common).collect(), infix: infix as u8 })
            })
            .min_by_key(|script| {
                (
                    usize::from(script.drop) + script.append.chars().count() + 2 * usize::from(script.infix.min(1)),
                    script.infix,
                )
            })
            .unwrap_or_default()
    }

    fn apply(&self, form: &str) -> Option<CompactString> {
        let shortened;
        let stem = match INFIXES.get(usize::from(self.infix)) {
            Some(infix) if !infix.is_empty() => {
                shortened = without_infix(form, infix)?;
                shortened.as_str()
            }
            _ => form,
        };
        let end = match self.drop {
            0 => stem.len(),
            drop => stem.char_indices().rev().nth(usize::from(drop) - 1)?.0,
        };
        let mut lemma = CompactString::from(&stem[..end]);
        lemma.push_str(&self.append);
        (!lemma.is_empty()).then_some(lemma)
    }
}

/// The group of readings that share scripts.
fn category(upos: Upos, morphology: &Morphology) -> u64 {
    let form = match upos {
        Upos::Verb | Upos::Aux => match morphology.verb_form {
            Some(VerbForm::Fin) => 1,
            Some(VerbForm::Inf) => 2,
            Some(VerbForm::Part | VerbForm::Ger) => 3,
            None => 0,
        },
        Upos::Noun | Upos::Propn => match morphology.number {
            Some(Number::Plur) => 1,
            _ => 0,
        },
        Upos::Adj | Upos::Adv => match morphology.degree {
            Some(Degree::Cmp) => 1,
            Some(Degree::Sup) => 2,
            _ => 0,
        },
        _ => 0,
    };
    upos as u64 * 8 + form
}

/// The group of all readings of a part of speech.
const fn any_form(upos: Upos) -> u64 {
    upos as u64 * 8 + 7
}

/// The form as scripts see it: in lower case where its capital says nothing about the lemma.
fn normalise(language: Language, form: &str, upos: Upos) -> CompactString {
    let keeps_case = match upos {
        Upos::Propn | Upos::X | Upos::Sym => true,
        Upos::Noun => language == Language::De || form.chars().skip(1).any(char::is_uppercase),
        _ => false,
    };
    if keeps_case { CompactString::from(form) } else { CompactString::from(form.to_lowercase()) }
}

/// Finds lemmas.
#[derive(Debug, Default)]
pub(crate) struct Lemmatiser {
    scripts: Vec<Script>,
    rules: FxHashMap<u64, u16>,
}

fn key(category: u64, text: &str) -> u64 {
    mix(u64::from(hash_text(text)), category) >> 24
}

fn suffixes(form: &str) -> impl Iterator<Item = &str> {
    form.char_indices().rev().take(LONGEST).map(|(start, _)| &form[start..])
}

impl Lemmatiser {
    /// The lemma of a form.
    pub fn lemma(&self, language: Language, form: &str, upos: Upos, morphology: &Morphology) -> CompactString {
        let normal = normalise(language, form, upos);
        let category = category(upos, morphology);
        let whole = self.rules.get(&key(category | BEGINNING, &normal));
        let general = || self.rules.get(&key(any_form(upos) | BEGINNING, &normal));
        let ending = || suffixes(&normal).filter_map(|suffix| self.rules.get(&key(category, suffix))).last();
        let script = whole.or_else(general).or_else(ending).and_then(|&script| self.scripts.get(usize::from(script)));
        script.and_then(|script| script.apply(&normal)).unwrap_or(normal)
    }

    pub fn write(&self, writer: &mut Writer) {
        writer.length(self.scripts.len());
        for script in &self.scripts {
            writer.bytes.push(script.drop);
            writer.bytes.push(script.infix);
            writer.text(&script.append);
        }
        let rules: BTreeMap<u64, u16> = self.rules.iter().map(|(&rule, &script)| (rule, script)).collect();
        writer.length(rules.len());
        let mut previous = 0;
        for (rule, script) in rules {
            writer.unsigned(rule - previous);
            writer.unsigned(u64::from(script));
            previous = rule;
        }
    }

    pub fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let mut lemmatiser = Self::default();
        for _ in 0..reader.length(3)? {
            let (drop, infix) = (reader.byte()?, reader.byte()?);
            lemmatiser.scripts.push(Script { drop, infix, append: reader.text()?.to_owned() });
        }
        let count = reader.length(2)?;
        lemmatiser.rules.reserve(count);
        let mut rule = 0_u64;
        for _ in 0..count {
            rule = rule.wrapping_add(reader.unsigned()?);
            let script = u16::try_from(reader.unsigned32()?);
            lemmatiser.rules.insert(rule, script.map_err(|_| ModelError::Corrupt("a script is out of range"))?);
        }
        Ok(lemmatiser)
    }
}

/// Counts scripts for forms and endings.
#[derive(Debug, Default)]
pub(crate) struct LemmaTrainer {
    scripts: BTreeMap<Script, u16>,
    whole: FxHashMap<u64, FxHashMap<u16, u32>>,
    endings: FxHashMap<u64, FxHashMap<u16, u32>>,
    parents: FxHashMap<u64, u64>,
    /// Forms of the lexicon already counted, by category and script.
    counted: FxHashSet<u64>,
}

impl LemmaTrainer {
    fn script(&mut self, form: &str, lemma: &str) -> u16 {
        let script = Script::between(form, lemma);
        let next = self.scripts.len().min(usize::from(u16::MAX)) as u16;
        *self.scripts.entry(script).or_insert(next)
    }

    fn count_endings(&mut self, category: u64, form: &str, script: u16, weight: u32) {
        let mut parent = 0;
        for suffix in suffixes(form).filter(|suffix| suffix.len() < form.len()) {
            let rule = key(category, suffix);
            *self.endings.entry(rule).or_default().entry(script).or_default() += weight;
            self.parents.insert(rule, parent);
            parent = rule;
        }
    }

    /// Counts a word of a treebank.
    pub fn word(&mut self, language: Language, form: &str, upos: Upos, morphology: &Morphology, lemma: &str) {
        let normal = normalise(language, form, upos);
        let script = self.script(&normal, lemma);
        let category = category(upos, morphology);
        for category in [category, any_form(upos)] {
            *self.whole.entry(key(category | BEGINNING, &normal)).or_default().entry(script).or_default() += 1;
        }
        self.count_endings(category, &normal, script, 2);
    }

    /// Counts a line of the lexicon: form, lemma and tag.
    pub fn lexicon_line(&mut self, form: &str, lemma: &str, tag: &str) {
        let mut morphology = Morphology::default();
        let has = |field: &str| tag.split(':').any(|part| part == field);
        let upos = match tag.split(':').next() {
            Some("SUB") => Upos::Noun,
            Some("EIG") => Upos::Propn,
            Some("ADJ" | "PA1" | "PA2") => Upos::Adj,
            Some("VER") => Upos::Verb,
            _ => return,
        };
        morphology.number = has("PLU").then_some(Number::Plur);
        morphology.degree = if has("KOM") { Some(Degree::Cmp) } else { has("SUP").then_some(Degree::Sup) };
        morphology.verb_form = Some(match tag {
            _ if has("INF") || has("EIZ") => VerbForm::Inf,
            _ if has("PA1") || has("PA2") => VerbForm::Part,
            _ => VerbForm::Fin,
        });
        let script = self.script(form, lemma);
        let category = category(upos, &morphology);
        if self.counted.insert(mix(key(category, form), u64::from(script))) {
            self.count_endings(category, form, script, 1);
        }
    }

    /// Chooses the most frequent scripts.
    pub fn finish(self) -> Lemmatiser {
        let majority = |counts: &FxHashMap<u16, u32>| {
            counts.iter().max_by_key(|&(&script, &count)| (count, std::cmp::Reverse(script))).map(|(&script, _)| script)
        };
        let ending_best: FxHashMap<u64, u16> = self
            .endings
            .iter()
            .filter(|(_, counts)| counts.values().sum::<u32>() >= 3)
            .filter_map(|(&rule, counts)| majority(counts).map(|script| (rule, script)))
            .collect();
        let mut rules: FxHashMap<u64, u16> = ending_best
            .iter()
            .filter(|(rule, script)| self.parents.get(rule).and_then(|parent| ending_best.get(parent)) != Some(script))
            .map(|(&rule, &script)| (rule, script))
            .collect();
        rules.extend(self.whole.iter().filter_map(|(&rule, counts)| majority(counts).map(|script| (rule, script))));
        let mut scripts = vec![Script::default(); self.scripts.len()];
        for (script, number) in self.scripts {
            if let Some(place) = scripts.get_mut(usize::from(number)) {
                *place = script;
            }
        }
        Lemmatiser { scripts, rules }
    }
}
