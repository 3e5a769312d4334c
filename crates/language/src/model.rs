//! A trained model of one language: its file format, and how it annotates sentences.
//!
//! A file is a header (magic, version, language, length and checksum of the rest) and the parts in the order in
//! which they are read. A file that is cut short, altered or foreign is an error.

use weltlage_ontology::Language;

use crate::bytes::{Reader, Writer};
use crate::classifier::{Classifier, mix};
use crate::lemma::Lemmatiser;
use crate::morphology::SuffixLexicon;
use crate::parser::{Direction, Node, ParserScratch};
use crate::tagger::{Analyses, Tagger, TaggerScratch, TagSet};
use crate::token::{Relation, Sentence, Upos};
use crate::words::{Clusters, Word};

const MAGIC: &[u8; 8] = b"wltglang";
const VERSION: u32 = 1;
/// Longer sentences are parsed in pieces of this many words.
const LONGEST_PIECE: usize = 300;

/// Why a model file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// The bytes are no language model.
    #[error("this is not a language model")]
    Foreign,
    /// The model was written by another version of the program.
    #[error("the model has format {found}, this program reads format {VERSION}")]
    Version {
        /// The format that the file declares.
        found: u32,
    },
    /// The file ends too early.
    #[error("the model is cut short")]
    Truncated,
    /// The checksum does not match.
    #[error("the model's checksum does not match its content")]
    Checksum,
    /// The content contradicts itself.
    #[error("the model is damaged: {0}")]
    Corrupt(&'static str),
}

impl ModelError {
    /// What to do about it.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Foreign => "models are written by `weltlage train`",
            Self::Version { .. } => "train the model again with this version",
            Self::Truncated | Self::Checksum | Self::Corrupt(_) => "restore the file or train the model again",
        }
    }
}

/// Working space that is used again from sentence to sentence; one per thread.
#[derive(Debug, Default)]
pub struct Scratch {
    pub(crate) analyses: Analyses,
    tagger: TaggerScratch,
    parser: ParserScratch,
    nodes: Vec<Node>,
}

/// A trained model. It is immutable and may be shared between threads.
#[derive(Debug)]
pub struct Model {
    language: Language,
    clusters: Clusters,
    lexicon: SuffixLexicon,
    tagger: Tagger,
    lemmatiser: Lemmatiser,
    directions: Vec<Direction>,
}

fn checksum(bytes: &[u8]) -> u64 {
    let (blocks, rest) = bytes.as_chunks::<8>();
    let mut sum = bytes.len() as u64;
    for block in blocks {
        sum = mix(sum, u64::from_le_bytes(*block));
    }
    for &byte in rest {
        sum = mix(sum, u64::from(byte) + 1);
    }
    sum
}

/// Puts the header before the parts of a model.
pub(crate) fn seal(language: Language, payload: &[u8]) -> Vec<u8> {
    let mut file = MAGIC.to_vec();
    file.extend_from_slice(&VERSION.to_le_bytes());
    file.extend_from_slice(&u32::from(language == Language::En).to_le_bytes());
    file.extend_from_slice(&(payload.len() as u64).to_le_bytes());
    file.extend_from_slice(&checksum(payload).to_le_bytes());
    file.extend_from_slice(payload);
    file
}

/// Checks the header and returns the language and the parts.
fn unseal(bytes: &[u8]) -> Result<(Language, &[u8]), ModelError> {
    let mut reader = Reader::new(bytes);
    if reader.take(MAGIC.len()).map_err(|_| ModelError::Foreign)? != MAGIC {
        return Err(ModelError::Foreign);
    }
    let mut number = |length: usize| -> Result<u64, ModelError> {
        Ok(reader.take(length)?.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte)))
    };
    let version = number(4)? as u32;
    if version != VERSION {
        return Err(ModelError::Version { found: version });
    }
    let language = match number(4)? {
        0 => Language::De,
        1 => Language::En,
        _ => return Err(ModelError::Corrupt("the language is unknown")),
    };
    let (length, sum) = (number(8)?, number(8)?);
    if (reader.remaining() as u64) < length {
        return Err(ModelError::Truncated);
    }
    let payload = reader.take(reader.remaining())?;
    if payload.len() as u64 != length || checksum(payload) != sum {
        return Err(ModelError::Checksum);
    }
    Ok((language, payload))
}

impl Model {
    /// Reads a model file.
    ///
    /// # Errors
    /// The bytes are not a model of this version, or are damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let (language, payload) = unseal(bytes)?;
        let mut reader = Reader::new(payload);
        let clusters = Clusters::read(&mut reader)?;
        let lexicon = SuffixLexicon::read(&mut reader)?;
        let lemmatiser = Lemmatiser::read(&mut reader)?;
        let tagger = Tagger {
            form_tags: TagSet::read(&mut reader)?,
            nominal_tags: TagSet::read(&mut reader)?,
            upos: Classifier::read(&mut reader)?,
            form: Classifier::read(&mut reader)?,
            nominal: Classifier::read(&mut reader)?,
        };
        tagger.check()?;
        let count = reader.length(1)?;
        let directions = (0..count).map(|_| Direction::read(&mut reader)).collect::<Result<Vec<_>, _>>()?;
        if directions.is_empty() || reader.remaining() != 0 {
            return Err(ModelError::Corrupt("the parser is missing or followed by something else"));
        }
        Ok(Self { language, clusters, lexicon, tagger, lemmatiser, directions })
    }

    /// The language that the model is for.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Sets part of speech, features and lemma of every token.
    pub fn tag(&self, sentence: &mut Sentence, scratch: &mut Scratch) {
        scratch.analyses.set(sentence.tokens.iter().map(|token| Word::new(&token.form, &self.clusters, &self.lexicon)));
        self.tagger.tag(&mut scratch.analyses, &mut scratch.tagger);
        for (index, token) in sentence.tokens.iter_mut().enumerate() {
            let analysis = scratch.analyses.get(index);
            token.upos = Upos::ALL.get(analysis.upos as usize).copied().unwrap_or(Upos::X);
            token.morphology = self.tagger.morphology(analysis);
            token.lemma = self.lemmatiser.lemma(self.language, &token.form, token.upos, &token.morphology);
        }
    }

    /// Sets head and relation of every token of a sentence that [`Self::tag`] has just tagged with the same scratch;
    /// tags it again if that was another sentence.
    pub fn parse(&self, sentence: &mut Sentence, scratch: &mut Scratch) {
        if scratch.analyses.len() != sentence.tokens.len() {
            self.tag(sentence, scratch);
        }
        let Scratch { analyses, nodes, parser, .. } = scratch;
        nodes.clear();
        nodes.extend((0..analyses.len()).map(|index| node(analyses, index, sentence)));
        let count = nodes.len();
        for start in (0..count).step_by(LONGEST_PIECE) {
            let end = (start + LONGEST_PIECE).min(count);
            self.parse_piece(&nodes[start..end], start, sentence, parser);
        }
        join_pieces(sentence);
        sentence.parsed = true;
    }

    fn parse_piece(&self, nodes: &[Node], start: usize, sentence: &mut Sentence, scratch: &mut ParserScratch) {
        let Some(direction) = self.directions.first() else { return };
        direction.parse(nodes, scratch);
        for (index, token) in sentence.tokens[start..start + nodes.len()].iter_mut().enumerate() {
            let head = scratch.state.heads[index] as usize;
            token.head = (head < nodes.len()).then_some((start + head) as u32);
            token.relation = Relation::ALL.get(scratch.state.relations[index] as usize).copied().unwrap_or(Relation::Dep);
        }
    }
}

/// Attaches the roots of later pieces to the first root.
fn join_pieces(sentence: &mut Sentence) {
    let mut first = None;
    for (index, token) in sentence.tokens.iter_mut().enumerate() {
        if token.head.is_none() {
            match first {
                None => {
                    first = Some(index as u32);
                    token.relation = Relation::Root;
                }
                Some(_) => {
                    token.head = first;
                    token.relation = Relation::Parataxis;
                }
            }
        }
    }
}

/// What the parser sees of a tagged token.
pub(crate) fn node(analyses: &Analyses, index: usize, sentence: &Sentence) -> Node {
    let analysis = analyses.get(index);
    let token = &sentence.tokens[index];
    let morphology = &token.morphology;
    let case = morphology.case.map_or(0, |case| case as u32 + 1);
    let number = morphology.number.map_or(0, |number| number as u32 + 1);
    let person = morphology.person.map_or(0, |person| person as u32 + 1);
    let gender = morphology.gender.map_or(0, |gender| gender as u32 + 1);
    let tag = analysis.upos * 1024 + analysis.form;
    Node {
        form: analysis.word.form,
        lemma: crate::words::hash_text(&token.lemma),
        upos: analysis.upos,
        tag,
        nominal: (case * 4 + number) * 4 + gender,
        tag_case: tag * 8 + case,
        agreement: (case * 4 + number) * 4 + person,
        cluster: analysis.word.cluster_prefix(6),
        cluster_long: analysis.word.cluster_prefix(20),
        cluster_short: analysis.word.cluster_prefix(4),
        suffix: analysis.word.suffixes[2],
    }
}

/// The parts of a model in training.
pub(crate) struct Parts<'a> {
    pub language: Language,
    pub clusters: &'a Clusters,
    pub lexicon: &'a SuffixLexicon,
    pub lemmatiser: &'a Lemmatiser,
    pub form_tags: &'a TagSet,
    pub nominal_tags: &'a TagSet,
    /// The three classifiers of the tagger, as written.
    pub layers: [&'a [u8]; 3],
    /// The directions of the parser, as written.
    pub directions: &'a [Vec<u8>],
}

impl Parts<'_> {
    /// The model file.
    pub fn seal(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        self.clusters.write(&mut writer);
        self.lexicon.write(&mut writer);
        self.lemmatiser.write(&mut writer);
        self.form_tags.write(&mut writer);
        self.nominal_tags.write(&mut writer);
        for layer in self.layers {
            writer.bytes.extend_from_slice(layer);
        }
        writer.length(self.directions.len());
        for direction in self.directions {
            writer.bytes.extend_from_slice(direction);
        }
        seal(self.language, &writer.bytes)
    }
}
