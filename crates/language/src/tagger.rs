//! Parts of speech and morphological features, in layers of greedy left-to-right classifiers.
//!
//! The first layer decides the part of speech, the second the form (of a verb, pronoun or adjective), the third, for
//! German, case, number and gender. Later layers see what earlier ones decided for the whole sentence.

use crate::bytes::{Reader, Writer};
use crate::classifier::{Classifier, Features, ScoreScratch};
use crate::conllu::{format_morphology, parse_morphology};
use crate::model::ModelError;
use crate::token::{Morphology, Upos, VerbForm};
use crate::words::Word;

/// Positions beyond each end of the sentence that features may look at.
pub(crate) const MARGIN: usize = 4;
/// Value of an annotation outside the sentence or not yet made.
const OUTSIDE: u32 = 999;

/// What the layers know of one token: its word, part of speech, form tag and nominal tag.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Analysis {
    pub word: Word,
    pub upos: u32,
    pub form: u32,
    pub nominal: u32,
    /// A finite verb or auxiliary, by its form.
    pub finite: bool,
}

/// A sentence under analysis, with a margin of empty positions on both sides.
#[derive(Clone, Debug, Default)]
pub(crate) struct Analyses {
    items: Vec<Analysis>,
}

impl Analyses {
    /// Starts a sentence.
    pub fn set(&mut self, words: impl Iterator<Item = Word>) {
        let outside = Analysis { word: Word::default(), upos: OUTSIDE, form: OUTSIDE, nominal: OUTSIDE, finite: false };
        self.items.clear();
        self.items.resize(MARGIN, outside);
        self.items.extend(words.map(|word| Analysis { word, ..outside }));
        self.items.resize(self.items.len() + MARGIN, outside);
    }

    /// Number of tokens.
    pub const fn len(&self) -> usize {
        self.items.len().saturating_sub(2 * MARGIN)
    }

    /// The token at `index`.
    pub fn get(&self, index: usize) -> &Analysis {
        &self.items[index + MARGIN]
    }

    /// The token at `index`, to change.
    pub fn get_mut(&mut self, index: usize) -> &mut Analysis {
        &mut self.items[index + MARGIN]
    }

    /// The token `offset` places from `index`, at most [`MARGIN`] away.
    #[inline]
    fn near(&self, index: usize, offset: isize) -> &Analysis {
        &self.items[(index + MARGIN).wrapping_add_signed(offset)]
    }
}

/// Which layer a classifier belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layer {
    Upos,
    Form,
    Nominal,
}

impl Layer {
    /// Fills in the features of the token at `index`.
    pub fn features(self, analyses: &Analyses, index: usize, features: &mut Features) {
        features.clear();
        match self {
            Self::Upos => upos_features(analyses, index, features),
            Self::Form => form_features(analyses, index, features),
            Self::Nominal => nominal_features(analyses, index, features),
        }
    }
}

fn upos_features(analyses: &Analyses, index: usize, features: &mut Features) {
    let at = |offset| analyses.near(index, offset);
    let word = &at(0).word;
    let (before, after) = (&at(-1).word, &at(1).word);
    let first = u32::from(index == 0);
    features.one(0);
    features.one(word.exact);
    features.one(word.form);
    for suffix in word.suffixes {
        features.one(suffix);
    }
    for prefix in word.prefixes {
        features.one(prefix);
    }
    features.two(word.shape, first);
    features.two(word.suffixes[2], word.shape);
    for bits in [4, 6, 10, 16] {
        features.one(word.cluster_prefix(bits));
    }
    features.two(word.reading.all(), first);
    features.two(word.reading.parts, u32::from(word.reading.known.min(6)));
    features.one(word.lower_reading.parts);
    for offset in [-2, -1, 1, 2] {
        let near = &at(offset).word;
        features.one(near.form);
        features.one(near.cluster_prefix(20));
        features.one(near.cluster_prefix(10));
        features.one(near.cluster_prefix(6));
        features.one(near.reading.parts);
        features.one(near.shape);
    }
    features.one(before.suffixes[2]);
    features.one(after.suffixes[2]);
    features.one(after.suffixes[1]);
    features.two(before.form, word.form);
    features.two(word.form, after.form);
    features.two(before.form, after.form);
    features.two(word.cluster_prefix(20), after.cluster_prefix(20));
    features.two(before.cluster_prefix(20), word.cluster_prefix(20));
    features.two(word.cluster_prefix(8), after.cluster_prefix(8));
    features.two(word.reading.parts, after.reading.parts);
    features.three(at(1).word.reading.parts, word.reading.parts, at(2).word.reading.parts);
    let (last, second) = (at(-1).upos, at(-2).upos);
    features.one(last);
    features.two(last, second);
    features.three(last, second, at(-3).upos);
    features.two(last, word.form);
    features.two(last, word.suffixes[2]);
    features.two(last, word.reading.parts);
    features.two(last, word.cluster_prefix(20));
    features.two(last, word.cluster_prefix(8));
    features.two(last, after.form);
    features.two(last, after.cluster_prefix(10));
    features.two(last, after.suffixes[2]);
    features.three(last, second, word.form);
    features.three(last, word.cluster_prefix(6), after.cluster_prefix(6));
    features.three(last, word.shape, first);
    features.two(last, word.suffixes[3]);
    features.two(word.form, after.suffixes[1]);
    features.two(word.form, after.cluster_prefix(10));
    features.two(word.form, before.cluster_prefix(10));
    features.three(before.shape, word.shape, after.shape);
    features.two(word.cluster_prefix(20), word.shape);
    features.three(last, word.cluster_prefix(10), after.cluster_prefix(10));
    features.three(second, last, word.cluster_prefix(10));
}

fn form_features(analyses: &Analyses, index: usize, features: &mut Features) {
    let at = |offset| analyses.near(index, offset);
    let here = at(0);
    let (word, upos) = (&here.word, here.upos);
    features.one(upos);
    features.two(upos, word.form);
    features.two(upos, word.exact);
    for suffix in word.suffixes {
        features.two(upos, suffix);
    }
    features.two(upos, word.prefixes[1]);
    features.two(upos, word.prefixes[2]);
    features.two(upos, word.shape);
    features.two(upos, word.cluster_prefix(20));
    features.two(upos, word.cluster_prefix(8));
    features.two(upos, word.lower_reading.all());
    features.two(upos, word.lower_reading.verbal);
    features.two(upos, word.lower_reading.parts);
    for offset in [-2, -1, 1, 2] {
        let near = at(offset);
        features.two(upos, near.word.form);
        features.two(upos, near.upos);
        features.three(upos, near.word.suffixes[1], near.upos);
        features.three(word.form, near.upos, upos);
        features.three(word.suffixes[1], near.upos, upos);
        features.three(word.lower_reading.verbal, near.word.form, upos);
    }
    features.three(upos, at(-1).upos, at(1).upos);
    features.three(upos, at(1).upos, at(2).upos);
    features.three(upos, at(-1).upos, at(-2).upos);
    features.two(upos, at(-1).form);
    features.three(upos, at(-1).form, at(-2).form);
    features.three(upos, at(-1).form, word.suffixes[2]);
    let (verb, auxiliary) = verbs_around(analyses, index);
    features.three(upos, verb.0, verb.1);
    features.three(upos, auxiliary.0, auxiliary.1);
    features.four(upos, verb.0, auxiliary.0, word.suffixes[1]);
    features.four(upos, verb.0, verb.1, word.lower_reading.parts);
}

/// The nearest auxiliary to the left and whether any verb stands to the right, each up to ten words off.
fn verbs_around(analyses: &Analyses, index: usize) -> ((u32, u32), (u32, u32)) {
    let verbal = |place: &usize| [Upos::Verb as u32, Upos::Aux as u32].contains(&analyses.get(*place).upos);
    let left = (index.saturating_sub(10)..index).rev().find(verbal);
    let right = (index + 1..analyses.len().min(index + 11)).find(verbal);
    let describe = |place: Option<usize>| {
        place.map_or((0, 0), |place| {
            let analysis = analyses.get(place);
            (
                analysis.upos + 1,
                if analysis.upos == Upos::Aux as u32 { analysis.word.form } else { analysis.word.suffixes[1] },
            )
        })
    };
    (describe(left), describe(right))
}

fn nominal_features(analyses: &Analyses, index: usize, features: &mut Features) {
    let at = |offset| analyses.near(index, offset);
    let here = at(0);
    let (word, upos) = (&here.word, here.upos);
    let phrase = Phrase::around(analyses, index);
    features.one(upos);
    features.two(upos, word.form);
    for suffix in word.suffixes {
        features.two(upos, suffix);
    }
    features.two(upos, word.cluster_prefix(20));
    features.two(upos, word.reading.nominal);
    features.three(upos, word.reading.nominal, phrase.determiner);
    features.three(upos, word.reading.nominal, phrase.preposition);
    features.four(upos, word.reading.nominal, phrase.preposition, phrase.determiner);
    features.three(upos, word.suffixes[1], phrase.determiner);
    features.three(upos, word.suffixes[1], phrase.preposition);
    features.four(upos, word.suffixes[1], phrase.preposition, phrase.determiner);
    features.three(upos, phrase.preposition, phrase.determiner);
    features.three(upos, word.form, phrase.preposition);
    features.three(upos, word.form, phrase.noun.reading.nominal);
    features.three(upos, word.form, phrase.noun.form);
    features.three(upos, word.form, phrase.noun.suffixes[2]);
    features.four(upos, word.form, phrase.noun.reading.nominal, phrase.preposition);
    features.four(upos, word.suffixes[1], phrase.noun.reading.nominal, phrase.preposition);
    features.four(upos, word.suffixes[1], phrase.adjective_ending, phrase.determiner);
    for offset in [-2, -1, 1, 2] {
        let near = at(offset);
        features.two(upos, near.word.form);
        features.two(upos, near.upos);
        features.three(upos, near.word.suffixes[1], near.upos);
        features.three(upos, near.word.reading.nominal, word.reading.nominal);
    }
    for offset in [-1, -2] {
        features.two(upos, at(offset).nominal);
        features.three(upos, at(offset).nominal, at(offset).upos);
        features.four(upos, at(offset).nominal, at(offset).upos, word.reading.nominal);
        features.four(upos, at(offset).nominal, at(offset).upos, word.suffixes[1]);
    }
    features.four(upos, at(-1).nominal, at(-2).nominal, at(-1).upos);
    features.three(upos, phrase.agreeing, word.reading.nominal);
    features.three(upos, phrase.agreeing, word.suffixes[1]);
    features.three(upos, phrase.agreeing, at(1).upos);
    clause_features(analyses, index, &phrase, features);
}

/// Features that tell subjects from objects: position to the finite verb, nominative already seen, other candidates.
fn clause_features(analyses: &Analyses, index: usize, phrase: &Phrase, features: &mut Features) {
    let here = analyses.get(index);
    let key = (here.upos, here.word.reading.nominal);
    let mut seen = 0_u32;
    let mut finite_left = (0, 0);
    for place in (index.saturating_sub(15)..index).rev() {
        let other = analyses.get(place);
        if other.upos == Upos::Punct as u32 || other.upos == Upos::Sconj as u32 {
            break;
        }
        if other.finite && finite_left.0 == 0 {
            finite_left = (other.form, other.word.form);
        }
        if matches!(other.upos, tag if tag == Upos::Noun as u32 || tag == Upos::Pron as u32 || tag == Upos::Propn as u32)
        {
            seen = seen.max(other.nominal.min(200));
        }
    }
    let right = (index + 1..analyses.len().min(index + 16)).find(|&place| analyses.get(place).finite);
    let finite_right = right.map_or((0, 0), |place| (analyses.get(place).form, analyses.get(place).word.form));
    features.three(key.0, finite_left.0, finite_right.0);
    features.four(key.0, finite_left.0, finite_right.0, phrase.preposition);
    features.four(key.0, finite_left.0, finite_right.0, seen);
    features.four(key.1, finite_left.0, finite_right.0, seen);
    features.four(key.0, finite_left.1, finite_right.1, phrase.preposition);
    features.four(key.0, finite_left.0, here.word.suffixes[1], phrase.preposition);
    features.four(key.0, finite_right.0, here.word.suffixes[1], phrase.preposition);
    features.four(phrase.determiner, finite_left.0, finite_right.0, phrase.preposition);
    features.four(phrase.determiner, seen, key.1, phrase.preposition);
}

/// The noun phrase around a word, as far as parts of speech show it.
#[derive(Debug, Default)]
struct Phrase {
    /// Form of the preposition before the phrase, 1 if there is none.
    preposition: u32,
    /// Form of the determiner before the word.
    determiner: u32,
    /// Case, number and gender that the nearest determiner or adjective before the word got.
    agreeing: u32,
    /// Ending of the next adjective.
    adjective_ending: u32,
    /// The noun that the phrase ends with.
    noun: Word,
}

impl Phrase {
    fn around(analyses: &Analyses, index: usize) -> Self {
        let mut phrase = Self { preposition: 1, determiner: 1, agreeing: OUTSIDE, ..Self::default() };
        for place in (index.saturating_sub(6)..index).rev() {
            let other = analyses.get(place);
            match other.upos {
                tag if tag == Upos::Adp as u32 => {
                    phrase.preposition = other.word.form;
                    break;
                }
                tag if tag == Upos::Det as u32 || tag == Upos::Adj as u32 => {
                    if phrase.agreeing == OUTSIDE {
                        phrase.agreeing = other.nominal;
                    }
                    if tag == Upos::Det as u32 {
                        phrase.determiner = other.word.form;
                    }
                }
                tag if tag == Upos::Num as u32 || tag == Upos::Adv as u32 => {}
                _ => break,
            }
        }
        for place in index + 1..analyses.len().min(index + 7) {
            let other = analyses.get(place);
            match other.upos {
                tag if tag == Upos::Noun as u32 || tag == Upos::Propn as u32 => {
                    phrase.noun = other.word;
                    break;
                }
                tag if tag == Upos::Adj as u32 => phrase.adjective_ending = other.word.suffixes[1],
                tag if tag == Upos::Num as u32 || tag == Upos::Adv as u32 || tag == Upos::Det as u32 => {}
                _ => break,
            }
        }
        phrase
    }
}

/// The tags of one layer: their morphology, and which tags go with which part of speech.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct TagSet {
    names: Vec<String>,
    morphologies: Vec<Morphology>,
    allowed: Vec<Vec<u16>>,
}

impl TagSet {
    /// Adds the tag for a part of speech, if it is new, and returns its number.
    pub fn add(&mut self, upos: Upos, morphology: &Morphology, extra: &str) -> u32 {
        let name = format!("{}/{extra}", format_morphology(morphology));
        let number = self.names.iter().position(|other| *other == name).unwrap_or_else(|| {
            self.push(name);
            self.names.len() - 1
        });
        self.allow(upos as usize, number as u16);
        number as u32
    }

    fn push(&mut self, name: String) {
        self.morphologies.push(parse_morphology(name.split('/').next().unwrap_or_default()));
        self.names.push(name);
    }

    fn allow(&mut self, upos: usize, number: u16) {
        self.allowed.resize(self.allowed.len().max(Upos::ALL.len()), Vec::new());
        if !self.allowed[upos].contains(&number) {
            self.allowed[upos].push(number);
        }
    }

    pub const fn len(&self) -> usize {
        self.names.len()
    }

    /// The features of a tag; none if there is no such tag.
    pub fn morphology(&self, tag: u32) -> Morphology {
        self.morphologies.get(tag as usize).copied().unwrap_or_default()
    }

    /// The tags that words of this part of speech can have.
    pub fn allowed(&self, upos: u32) -> &[u16] {
        self.allowed.get(upos as usize).map_or(&[], Vec::as_slice)
    }

    pub fn write(&self, writer: &mut Writer) {
        writer.length(self.names.len());
        for name in &self.names {
            writer.text(name);
        }
        for upos in 0..Upos::ALL.len() {
            let allowed = self.allowed(upos as u32);
            writer.length(allowed.len());
            for &tag in allowed {
                writer.unsigned(u64::from(tag));
            }
        }
    }

    pub fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let mut tags = Self::default();
        for _ in 0..reader.length(1)? {
            tags.push(reader.text()?.to_owned());
        }
        for upos in 0..Upos::ALL.len() {
            for _ in 0..reader.length(1)? {
                let tag = reader.unsigned32()?;
                if tag as usize >= tags.len() {
                    return Err(ModelError::Corrupt("a tag is out of range"));
                }
                tags.allow(upos, tag as u16);
            }
        }
        Ok(tags)
    }
}

/// Working space of tagging.
#[derive(Debug, Default)]
pub(crate) struct TaggerScratch {
    pub features: Features,
    pub scores: Vec<i32>,
    pub rows: ScoreScratch,
}

/// The layers of one language.
#[derive(Debug)]
pub(crate) struct Tagger {
    pub upos: Classifier,
    pub form: Classifier,
    pub form_tags: TagSet,
    pub nominal: Classifier,
    pub nominal_tags: TagSet,
}

impl Tagger {
    /// Fails if the classifiers and the tags do not fit together.
    pub fn check(&self) -> Result<(), ModelError> {
        let fits = self.upos.classes() == Upos::ALL.len()
            && self.form.classes() == self.form_tags.len().max(1)
            && self.nominal.classes() == self.nominal_tags.len().max(1);
        if fits { Ok(()) } else { Err(ModelError::Corrupt("a tagger has the wrong classes")) }
    }

    /// Sets part of speech, form and nominal tag of every word.
    pub fn tag(&self, analyses: &mut Analyses, scratch: &mut TaggerScratch) {
        for index in 0..analyses.len() {
            Layer::Upos.features(analyses, index, &mut scratch.features);
            self.upos.score(&scratch.features, &mut scratch.scores, &mut scratch.rows);
            analyses.get_mut(index).upos = best(&scratch.scores, 0..self.upos.classes()) as u32;
        }
        self.tag_layer(Layer::Form, analyses, scratch);
        self.tag_layer(Layer::Nominal, analyses, scratch);
    }

    /// Runs the second or third layer over a sentence.
    pub fn tag_layer(&self, layer: Layer, analyses: &mut Analyses, scratch: &mut TaggerScratch) {
        let (classifier, tags) = match layer {
            Layer::Upos | Layer::Form => (&self.form, &self.form_tags),
            Layer::Nominal => (&self.nominal, &self.nominal_tags),
        };
        for index in 0..analyses.len() {
            let allowed = tags.allowed(analyses.get(index).upos);
            let tag = match *allowed {
                [] => 0,
                [only] => u32::from(only),
                _ => {
                    layer.features(analyses, index, &mut scratch.features);
                    classifier.score(&scratch.features, &mut scratch.scores, &mut scratch.rows);
                    best(&scratch.scores, allowed.iter().map(|&tag| usize::from(tag))) as u32
                }
            };
            self.assign(layer, analyses.get_mut(index), tag);
        }
    }

    /// Notes a decision of the second or third layer.
    pub fn assign(&self, layer: Layer, analysis: &mut Analysis, tag: u32) {
        if layer == Layer::Nominal {
            analysis.nominal = tag;
        } else {
            assign_form(analysis, tag, &self.form_tags);
        }
    }

    /// All features of an analysed word.
    pub fn morphology(&self, analysis: &Analysis) -> Morphology {
        combined_morphology(analysis, &self.form_tags, &self.nominal_tags)
    }
}

/// The features that form tag and nominal tag give together.
pub(crate) fn combined_morphology(analysis: &Analysis, form_tags: &TagSet, nominal_tags: &TagSet) -> Morphology {
    let mut morphology = form_tags.morphology(analysis.form);
    if !nominal_tags.allowed(analysis.upos).is_empty() {
        let nominal = nominal_tags.morphology(analysis.nominal);
        morphology.case = nominal.case.or(morphology.case);
        morphology.number = nominal.number.or(morphology.number);
        morphology.gender = nominal.gender.or(morphology.gender);
    }
    morphology
}

/// Notes the form tag and whether it is a finite verb's.
pub(crate) fn assign_form(analysis: &mut Analysis, tag: u32, tags: &TagSet) {
    analysis.form = tag;
    analysis.finite = tags.morphology(tag).verb_form == Some(VerbForm::Fin);
}

/// The candidate with the highest score; the first of equals.
pub(crate) fn best<Score: PartialOrd + Copy>(scores: &[Score], candidates: impl Iterator<Item = usize>) -> usize {
    let mut best: Option<usize> = None;
    for candidate in candidates {
        if best.is_none_or(|current| scores[candidate] > scores[current]) {
            best = Some(candidate);
        }
    }
    best.unwrap_or(0)
}
