//! A trained model of one language: its file format, and how it annotates sentences.
//!
//! A file is a header (magic, version, language, length and checksum of the rest) and the parts in the order in
//! which they are read. A file that is cut short, altered or foreign is an error.

use weltlage_ontology::Language;

use crate::bytes::{Reader, Writer};
use crate::classifier::{Classifier, mix};
use crate::labeller::{Tree, label};
use crate::lemma::Lemmatiser;
use crate::morphology::SuffixLexicon;
use crate::parser::{Node, Parser, ParserScratch};
use crate::tagger::{Analyses, TagSet, Tagger, TaggerScratch};
use crate::token::{Relation, Sentence, Token, Upos};
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
    tree: TreeScratch,
    nodes: Vec<Node>,
}

/// Working space of parsing and naming relations.
#[derive(Debug, Default)]
struct TreeScratch {
    parser: ParserScratch,
    tree: Tree,
}

/// A trained model. It is immutable and may be shared between threads.
#[derive(Debug)]
pub struct Model {
    language: Language,
    clusters: Clusters,
    lexicon: SuffixLexicon,
    tagger: Tagger,
    lemmatiser: Lemmatiser,
    parser: Parser,
    relations: Classifier,
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
        let parser = Parser::read(&mut reader)?;
        let relations = Classifier::read(&mut reader)?;
        if relations.classes() != Relation::ALL.len() || reader.remaining() != 0 {
            return Err(ModelError::Corrupt("the parser has the wrong relations or is followed by something else"));
        }
        Ok(Self { language, clusters, lexicon, tagger, lemmatiser, parser, relations })
    }

    /// The language that the model is for.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Sets part of speech, features and lemma of every token. Heads and relations follow with [`Tagged::parse`];
    /// until then the sentence counts as unparsed.
    pub fn tag<'a>(&'a self, sentence: &'a mut Sentence, scratch: &'a mut Scratch) -> Tagged<'a> {
        scratch.analyses.set(sentence.tokens.iter().map(|token| Word::new(&token.form, &self.clusters, &self.lexicon)));
        self.tagger.tag(&mut scratch.analyses, &mut scratch.tagger);
        for (index, token) in sentence.tokens.iter_mut().enumerate() {
            let analysis = scratch.analyses.get(index);
            token.upos = Upos::ALL.get(analysis.upos as usize).copied().unwrap_or(Upos::X);
            token.morphology = self.tagger.morphology(analysis);
            token.lemma = self.lemmatiser.lemma(self.language, &token.form, token.upos, &token.morphology);
        }
        sentence.parsed = false;
        Tagged { model: self, sentence, scratch }
    }

    fn parse_piece(&self, nodes: &[Node], start: usize, sentence: &mut Sentence, scratch: &mut TreeScratch) {
        let TreeScratch { parser, tree } = scratch;
        self.parser.parse(nodes, parser);
        tree.start(nodes, &parser.state.heads);
        label(&self.relations, tree, parser);
        for (index, token) in sentence.tokens[start..start + nodes.len()].iter_mut().enumerate() {
            let head = parser.state.heads[index] as usize;
            token.head = (head < nodes.len()).then_some((start + head) as u32);
            token.relation = Relation::ALL.get(tree.relations[index] as usize).copied().unwrap_or(Relation::Dep);
        }
    }
}

/// A sentence that has just been tagged, with what the tagger knows beyond its tags.
///
/// It holds on to the sentence and the working space, so neither can change before the parser has read them. Who
/// needs no tree drops it.
#[derive(Debug)]
pub struct Tagged<'a> {
    model: &'a Model,
    sentence: &'a mut Sentence,
    scratch: &'a mut Scratch,
}

impl Tagged<'_> {
    /// The tagged sentence.
    #[must_use]
    pub const fn sentence(&self) -> &Sentence {
        self.sentence
    }

    /// Replaces lemmas by those that somebody with a dictionary knows better. Nothing else of a token can change here.
    pub fn relemmatise(&mut self, mut better: impl FnMut(&Token) -> Option<String>) {
        for token in &mut self.sentence.tokens {
            if let Some(lemma) = better(token) {
                token.lemma = lemma.into();
            }
        }
    }

    /// Sets head and relation of every token.
    pub fn parse(self) {
        let Self { model, sentence, scratch: Scratch { analyses, nodes, tree, .. } } = self;
        nodes.clear();
        nodes.extend((0..analyses.len()).map(|index| node(analyses, index, sentence)));
        let count = nodes.len();
        for start in (0..count).step_by(LONGEST_PIECE) {
            let end = (start + LONGEST_PIECE).min(count);
            model.parse_piece(&nodes[start..end], start, sentence, tree);
        }
        join_pieces(sentence);
        if model.language == Language::De {
            crate::correct::german::correct(sentence);
        }
        sentence.parsed = true;
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
        suffix: analysis.word.suffixes[2],
        finite: analysis.finite,
        reflexive: morphology.reflexive,
        bare_nominal: matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Pron)
            && !after_preposition(analyses, index),
    }
}

/// Whether the noun phrase that ends at `index` follows a preposition.
fn after_preposition(analyses: &Analyses, index: usize) -> bool {
    let inside = [Upos::Det as u32, Upos::Adj as u32, Upos::Num as u32, Upos::Adv as u32];
    let before = (index.saturating_sub(6)..index).rev().map(|place| analyses.get(place).upos);
    before.into_iter().find(|upos| !inside.contains(upos)) == Some(Upos::Adp as u32)
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
    /// The parser, as written.
    pub parser: &'a [u8],
    /// The classifier of relations, as written.
    pub relations: &'a [u8],
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
        writer.bytes.extend_from_slice(self.parser);
        writer.bytes.extend_from_slice(self.relations);
        seal(self.language, &writer.bytes)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::{any, proptest};
    use weltlage_ontology::Language;

    use super::{Model, ModelError, Scratch};
    use crate::conllu;
    use crate::token::Sentence;
    use crate::train::{Options, TrainingFiles, train};

    /// Two sentences written for this test.
    const TREEBANK: &str = "\
# sent_id = one
1\tMoskau\tMoskau\tPROPN\tNE\tCase=Nom|Number=Sing\t2\tnsubj\t_\t_
2\tlehnt\tlehnen\tVERB\tVVFIN\tMood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin\t0\troot\t_\t_
3\tden\tder\tDET\tART\tCase=Acc|Definite=Def|Number=Sing|PronType=Art\t4\tdet\t_\t_
4\tVertrag\tVertrag\tNOUN\tNN\tCase=Acc|Number=Sing\t2\tobj\t_\t_
5\tab\tab\tADP\tPTKVZ\t_\t2\tcompound:prt\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t$.\t_\t2\tpunct\t_\t_

# sent_id = two
1\tSie\tsie\tPRON\tPPER\tCase=Nom|Number=Sing|Person=3|PronType=Prs\t3\tnsubj\t_\t_
2\twurde\twerden\tAUX\tVAFIN\tMood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin\t3\taux\t_\t_
3\tgewählt\twählen\tVERB\tVVPP\tVerbForm=Part\t0\troot\t_\t_
4\theute\theute\tADV\tADV\t_\t3\tadvmod\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t$.\t_\t3\tpunct\t_\t_

";

    static FILE: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let files = TrainingFiles {
            treebanks: vec![TREEBANK.to_owned(); 4],
            clusters: Some("{\n  \"Moskau\":5,\n  \"heute\":9\n}".to_owned()),
            lexicon: None,
        };
        let options = Options { threshold: 0.0, ..Options::for_language(Language::De) };
        train(Language::De, &files, &options, &mut |_| {}).unwrap()
    });

    fn annotate(model: &Model, sentence: &mut Sentence) {
        model.tag(sentence, &mut Scratch::default()).parse();
    }

    #[test]
    fn training_is_deterministic_and_learns_its_own_examples() {
        let files = TrainingFiles { treebanks: vec![TREEBANK.to_owned(); 4], ..TrainingFiles::default() };
        let run = || train(Language::De, &files, &Options::for_language(Language::De), &mut |_| {}).unwrap();
        assert_eq!(run(), run());
        let model = Model::from_bytes(&FILE).unwrap();
        let gold = conllu::read(TREEBANK).unwrap().remove(0).sentence;
        let mut sentence = gold.clone();
        annotate(&model, &mut sentence);
        let heads = |sentence: &Sentence| sentence.tokens.iter().map(|token| token.head).collect::<Vec<_>>();
        assert_eq!(heads(&sentence), heads(&gold));
        assert_eq!(sentence.tokens[1].lemma, "ablehnen");
    }

    #[test]
    fn a_sentence_of_many_words_is_parsed_in_pieces() {
        let model = Model::from_bytes(&FILE).unwrap();
        let token = conllu::read(TREEBANK).unwrap().remove(0).sentence.tokens.remove(3);
        let mut sentence = Sentence { tokens: vec![token; 100_000], ..Sentence::default() };
        annotate(&model, &mut sentence);
        assert_eq!(sentence.tokens.iter().filter(|token| token.head.is_none()).count(), 1);
        let mut empty = Sentence::default();
        annotate(&model, &mut empty);
        assert!(empty.parsed);
    }

    #[test]
    fn foreign_and_old_files_are_told_apart() {
        assert_eq!(Model::from_bytes(b"").unwrap_err(), ModelError::Foreign);
        assert_eq!(Model::from_bytes(b"PK\x03\x04 something else").unwrap_err(), ModelError::Foreign);
        let mut other = FILE.clone();
        other[8] = 99;
        assert_eq!(Model::from_bytes(&other).unwrap_err(), ModelError::Version { found: 99 });
        assert_eq!(Model::from_bytes(&FILE[..FILE.len() - 1]).unwrap_err(), ModelError::Truncated);
    }

    proptest! {
        #[test]
        fn a_damaged_file_is_an_error(place in any::<proptest::sample::Index>(), change in 1..=255_u8) {
            let mut file = FILE.clone();
            let place = place.index(file.len());
            file[place] ^= change;
            // The language in the header is not covered by the checksum.
            assert!(Model::from_bytes(&file).is_err() || (12..16).contains(&place));
            assert!(Model::from_bytes(&FILE[..place]).is_err());
        }

        #[test]
        fn damage_under_a_right_checksum_never_panics(place in any::<proptest::sample::Index>(), change in 1..=255_u8) {
            let mut payload = FILE[32..].to_vec();
            let place = place.index(payload.len());
            payload[place] ^= change;
            if let Ok(model) = Model::from_bytes(&super::seal(Language::De, &payload)) {
                let mut sentence = conllu::read(TREEBANK).unwrap().remove(0).sentence;
                annotate(&model, &mut sentence);
            }
        }
    }
}
