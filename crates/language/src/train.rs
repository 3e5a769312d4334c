//! Training of a language's model from treebanks, clusters and a lexicon.
//!
//! Each layer is trained on what the layers before it predict for sentences they have not seen (jackknifing), so
//! that it meets the errors it will meet in use. Training is deterministic.

use weltlage_ontology::Language;

use crate::bytes::{Reader, Writer};
use crate::classifier::{Classifier, Features, Perceptron};
use crate::conllu::{self, ConlluError, TreebankSentence};
use crate::labeller::{Tree, candidates};
use crate::lemma::{LemmaTrainer, Lemmatiser};
use crate::model::{ModelError, Parts, node};
use crate::morphology::SuffixLexicon;
use crate::oracle::GoldTree;
use crate::parser::{NONE, Node, State};
use crate::tagger::{Analyses, Layer, TagSet, TaggerScratch, assign_form, best};
use crate::token::{Morphology, PronounType, Relation, Sentence, Upos, VerbForm};
use crate::words::{Clusters, Word};

/// Why training failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TrainingError {
    /// A treebank is not CoNLL-U.
    #[error("the treebank cannot be read: {0}")]
    Treebank(#[from] ConlluError),
    /// There are no sentences.
    #[error("the treebanks have no sentences")]
    Empty,
    /// The cluster file is malformed.
    #[error("line {0} of the cluster file is not a word and a number")]
    Clusters(usize),
    /// What was trained cannot be read back.
    #[error("the trained model cannot be read back: {0}")]
    Model(#[from] ModelError),
}

/// The contents of the files that a model is trained from.
#[derive(Clone, Debug, Default)]
pub struct TrainingFiles {
    /// Treebanks in CoNLL-U.
    pub treebanks: Vec<String>,
    /// Brown clusters, most frequent word first: a JSON object of words and numbers, one pair a line.
    pub clusters: Option<String>,
    /// Full-form lexicon: form, lemma and tag on each line, separated by tabs.
    pub lexicon: Option<String>,
}

/// How training runs.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Passes over the data for the tagger.
    pub tagger_epochs: usize,
    /// Passes over the data for the parser.
    pub parser_epochs: usize,
    /// Passes over the data for the relations.
    pub relation_epochs: usize,
    /// Parts of the data for jackknifing.
    pub folds: usize,
    /// Classifiers that are trained from different orders of the data and averaged.
    pub members: u64,
    /// Averaged weights below this, over the root of the feature's frequency, are dropped.
    pub threshold: f32,
    /// How many of the most frequent words keep their cluster.
    pub cluster_words: usize,
}

impl Options {
    /// How the committed models were trained. English has more data and prunes harder.
    #[must_use]
    pub fn for_language(language: Language) -> Self {
        match language {
            Language::De => Self::default(),
            Language::En => Self { tagger_epochs: 7, parser_epochs: 7, threshold: 1.2, ..Self::default() },
        }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            tagger_epochs: 8,
            parser_epochs: 8,
            relation_epochs: 4,
            folds: 5,
            members: 4,
            threshold: 1.0,
            cluster_words: 100_000,
        }
    }
}

/// What does not depend on the treebank: learnt once, used for each model of a cross-validation.
#[derive(Debug)]
pub struct Resources {
    language: Language,
    clusters: Clusters,
    lexicon: SuffixLexicon,
    lexicon_text: String,
}

impl Resources {
    /// Learns clusters and lexicon.
    ///
    /// # Errors
    /// The cluster file is malformed.
    pub fn new(language: Language, files: &TrainingFiles, options: &Options) -> Result<Self, TrainingError> {
        let clusters = read_clusters(files.clusters.as_deref().unwrap_or_default(), options.cluster_words)?;
        let lexicon_text = files.lexicon.clone().unwrap_or_default();
        let lexicon = SuffixLexicon::learn(&lexicon_text);
        Ok(Self { language, clusters, lexicon, lexicon_text })
    }
}

/// Reads lines like `  "word":123,`; cluster 0 means none.
fn read_clusters(content: &str, limit: usize) -> Result<Clusters, TrainingError> {
    let mut words: Vec<(String, u32)> = Vec::new();
    for (index, line) in content.lines().enumerate() {
        let line = line.trim().trim_end_matches(',');
        if line.len() < 2 {
            continue;
        }
        let malformed = || TrainingError::Clusters(index + 1);
        let (word, cluster) = line.rsplit_once(':').ok_or_else(malformed)?;
        let word: String = serde_json::from_str(word.trim()).map_err(|_| malformed())?;
        let cluster: u32 = cluster.trim().parse().map_err(|_| malformed())?;
        if cluster != 0 && !word.trim().is_empty() {
            words.push((word, cluster));
        }
        if words.len() == limit {
            break;
        }
    }
    Ok(Clusters::new(words.iter().map(|(word, cluster)| (word.as_str(), *cluster))))
}

/// A small deterministic generator (splitmix64).
#[derive(Debug)]
struct Random(u64);

impl Random {
    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn shuffle(&mut self, items: &mut [usize]) {
        for last in (1..items.len()).rev() {
            items.swap(last, (self.next() % (last as u64 + 1)) as usize);
        }
    }
}

/// A training sentence: gold annotation and what has been predicted so far.
#[derive(Clone, Debug, Default)]
struct Sample {
    gold: Sentence,
    form_tags: Vec<u32>,
    nominal_tags: Vec<u32>,
    analyses: Analyses,
    nodes: Vec<Node>,
}

/// Brings the features of different treebanks to one scheme.
pub(crate) fn harmonise(language: Language, sentence: &mut TreebankSentence) {
    if language != Language::De {
        return;
    }
    for (token, xpos) in sentence.sentence.tokens.iter_mut().zip(&sentence.xpos) {
        let morphology = &mut token.morphology;
        if matches!(token.upos, Upos::Verb | Upos::Aux) {
            morphology.verb_form = match xpos.as_str() {
                "VBC" => Some(VerbForm::Fin),
                "VB" => Some(VerbForm::Inf),
                "VBN" => Some(VerbForm::Part),
                _ => morphology.verb_form,
            };
            if morphology.verb_form == Some(VerbForm::Part) {
                morphology.tense = None;
            }
        }
        morphology.pronoun_type = match xpos.as_str() {
            "PRELS" | "PRELAT" | "REL" => Some(PronounType::Rel),
            "PDS" | "PDAT" => Some(PronounType::Dem),
            "PWS" | "PWAT" => Some(PronounType::Int),
            _ => morphology.pronoun_type,
        };
        if token.upos == Upos::Adv {
            morphology.pronoun_type = None;
            morphology.degree = morphology.degree.filter(|&degree| degree != crate::token::Degree::Pos);
        }
    }
}

/// Parts of speech whose case, number and gender the third layer decides.
const fn is_nominal(upos: Upos) -> bool {
    matches!(upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Pron | Upos::Num)
}

/// The form tag: everything but what the third layer decides, and marks that only the parser needs.
fn form_tag(language: Language, sentence: &TreebankSentence, index: usize, tags: &mut TagSet) -> u32 {
    let token = &sentence.sentence.tokens[index];
    if language == Language::En {
        return tags.add(token.upos, &token.morphology, &sentence.xpos[index]);
    }
    let mut morphology = token.morphology;
    let mut extra = "";
    if is_nominal(token.upos) {
        if token.upos == Upos::Adj && morphology.case.is_some() {
            extra = "attributive";
        }
        (morphology.case, morphology.number, morphology.gender) = (None, None, None);
    }
    if token.relation == Relation::CompoundPrt && token.upos != Upos::Punct {
        extra = "particle";
    } else if ["PAV", "PWAV", "WRB", "PTKNEG", "PTKZU", "RP"].contains(&sentence.xpos[index].as_str()) {
        extra = match sentence.xpos[index].as_str() {
            "PAV" => "pronominal",
            "PWAV" | "WRB" => "interrogative",
            _ => "",
        };
    }
    tags.add(token.upos, &morphology, extra)
}

fn nominal_tag(language: Language, sentence: &TreebankSentence, index: usize, tags: &mut TagSet) -> u32 {
    let token = &sentence.sentence.tokens[index];
    if language == Language::En || !is_nominal(token.upos) {
        return 0;
    }
    let Morphology { case, number, gender, .. } = token.morphology;
    tags.add(token.upos, &Morphology { case, number, gender, ..Morphology::default() }, "")
}

/// Trains a model of one language and returns its file. `progress` is told what is being done.
///
/// # Errors
/// Files that cannot be read or have no sentences.
pub fn train(
    language: Language,
    files: &TrainingFiles,
    options: &Options,
    progress: &mut dyn FnMut(&str),
) -> Result<Vec<u8>, TrainingError> {
    progress("learning clusters and lexicon");
    let resources = Resources::new(language, files, options)?;
    let mut sentences = Vec::new();
    for treebank in &files.treebanks {
        sentences.extend(conllu::read(treebank)?);
    }
    train_sentences(&resources, sentences, options, progress)
}

/// Trains a model from sentences that have been read.
///
/// # Errors
/// There are no sentences.
pub fn train_sentences(
    resources: &Resources,
    mut sentences: Vec<TreebankSentence>,
    options: &Options,
    progress: &mut dyn FnMut(&str),
) -> Result<Vec<u8>, TrainingError> {
    if sentences.is_empty() {
        return Err(TrainingError::Empty);
    }
    let language = resources.language;
    let mut form_tags = TagSet::default();
    let mut nominal_tags = TagSet::default();
    for sentence in &mut sentences {
        harmonise(language, sentence);
    }
    let mut samples: Vec<Sample> = Vec::with_capacity(sentences.len());
    for sentence in &sentences {
        let indices = 0..sentence.sentence.tokens.len();
        let mut sample = Sample {
            form_tags: indices.clone().map(|index| form_tag(language, sentence, index, &mut form_tags)).collect(),
            nominal_tags: indices.map(|index| nominal_tag(language, sentence, index, &mut nominal_tags)).collect(),
            gold: sentence.sentence.clone(),
            ..Sample::default()
        };
        let words =
            sample.gold.tokens.iter().map(|token| Word::new(&token.form, &resources.clusters, &resources.lexicon));
        sample.analyses.set(words);
        samples.push(sample);
    }
    let tags = Tags { form: &form_tags, nominal: &nominal_tags };
    let mut layers = Vec::new();
    for layer in [Layer::Upos, Layer::Form, Layer::Nominal] {
        progress(&format!("training tagger layer {layer:?}"));
        layers.push(train_jackknifed(layer, &mut samples, &tags, options)?);
    }
    progress("learning lemmas");
    let lemmatiser = learn_lemmas(resources, &samples);
    predict_nodes(resources, &mut samples, &tags, &lemmatiser);
    progress("training the parser");
    let parser = train_transitions(&samples, options);
    progress("training the relations");
    let relations = train_relations(&samples, options);
    let parts = Parts {
        language,
        clusters: &resources.clusters,
        lexicon: &resources.lexicon,
        lemmatiser: &lemmatiser,
        form_tags: &form_tags,
        nominal_tags: &nominal_tags,
        layers: [&layers[0], &layers[1], &layers[2]],
        parser: &parser,
        relations: &relations,
    };
    Ok(parts.seal())
}

/// The tags of the second and third layer.
#[derive(Clone, Copy, Debug)]
struct Tags<'a> {
    form: &'a TagSet,
    nominal: &'a TagSet,
}

impl Tags<'_> {
    fn classes(&self, layer: Layer) -> usize {
        match layer {
            Layer::Upos => Upos::ALL.len(),
            Layer::Form => self.form.len().max(1),
            Layer::Nominal => self.nominal.len().max(1),
        }
    }

    /// Which tags the word may get.
    fn allowed(&self, layer: Layer, upos: u32) -> Vec<usize> {
        let tags = match layer {
            Layer::Upos => return (0..Upos::ALL.len()).collect(),
            Layer::Form => self.form.allowed(upos),
            Layer::Nominal => self.nominal.allowed(upos),
        };
        tags.iter().map(|&tag| usize::from(tag)).collect()
    }

    fn assign(&self, layer: Layer, analyses: &mut Analyses, index: usize, tag: u32) {
        let analysis = analyses.get_mut(index);
        match layer {
            Layer::Upos => analysis.upos = tag,
            Layer::Form => assign_form(analysis, tag, self.form),
            Layer::Nominal => analysis.nominal = tag,
        }
    }
}

impl Sample {
    fn gold_tag(&self, layer: Layer, index: usize) -> usize {
        match layer {
            Layer::Upos => self.gold.tokens[index].upos as usize,
            Layer::Form => self.form_tags[index] as usize,
            Layer::Nominal => self.nominal_tags[index] as usize,
        }
    }
}

/// A classifier as written, and the annotated sentences that it was not trained on.
type Jackknifed = (Vec<u8>, Vec<(usize, Analyses)>);

/// Trains a layer on everything, and on all folds but one to annotate that one. Returns the layer as written.
fn train_jackknifed(
    layer: Layer,
    samples: &mut [Sample],
    tags: &Tags<'_>,
    options: &Options,
) -> Result<Vec<u8>, TrainingError> {
    let folds = options.folds.min(samples.len()).max(1);
    let shared: &[Sample] = samples;
    let run = |fold: usize| -> Result<Jackknifed, TrainingError> {
        let (members, held_out): (Vec<usize>, Vec<usize>) =
            (0..shared.len()).partition(|sample| fold == folds || sample % folds != fold);
        let seeds = 0..if fold == folds { options.members } else { 1 };
        let perceptrons =
            in_parallel(seeds.collect(), &|seed| train_layer(layer, shared, &members, tags, seed, options));
        let mut writer = Writer::default();
        Perceptron::write(&perceptrons, &mut writer, options.threshold);
        let classifier = Classifier::read(&mut Reader::new(&writer.bytes))?;
        let mut scratch = TaggerScratch::default();
        let annotated = held_out.into_iter().map(|sample| {
            let mut analyses = shared[sample].analyses.clone();
            annotate(layer, &classifier, &mut analyses, tags, &mut scratch);
            (sample, analyses)
        });
        Ok((writer.bytes, annotated.collect()))
    };
    let mut results = in_parallel((0..=folds).collect(), &run);
    let complete = results.pop().ok_or(TrainingError::Empty)??.0;
    for result in results {
        for (sample, analyses) in result?.1 {
            samples[sample].analyses = analyses;
        }
    }
    Ok(complete)
}

/// Runs independent jobs on two threads and returns their results in order.
fn in_parallel<Job: Send + Copy + Sync, Output: Send>(
    jobs: Vec<Job>,
    run: &(impl Fn(Job) -> Output + Sync),
) -> Vec<Output> {
    use rayon::prelude::*;
    jobs.into_par_iter().map(run).collect()
}

fn annotate(
    layer: Layer,
    classifier: &Classifier,
    analyses: &mut Analyses,
    tags: &Tags<'_>,
    scratch: &mut TaggerScratch,
) {
    for index in 0..analyses.len() {
        layer.features(analyses, index, &mut scratch.features);
        classifier.score(&scratch.features, &mut scratch.scores, &mut scratch.rows);
        let allowed = tags.allowed(layer, analyses.get(index).upos);
        let tag = best(&scratch.scores, allowed.into_iter());
        tags.assign(layer, analyses, index, tag as u32);
    }
}

fn train_layer(
    layer: Layer,
    samples: &[Sample],
    members: &[usize],
    tags: &Tags<'_>,
    seed: u64,
    options: &Options,
) -> Perceptron {
    let mut perceptron = Perceptron::new(tags.classes(layer));
    let mut analyses: Vec<Analyses> = members.iter().map(|&member| samples[member].analyses.clone()).collect();
    let mut order: Vec<usize> = (0..members.len()).collect();
    let mut random = Random(17 + seed);
    let (mut features, mut scores) = (Features::default(), Vec::new());
    for _ in 0..options.tagger_epochs {
        random.shuffle(&mut order);
        for &place in &order {
            let sample = &samples[members[place]];
            let analyses = &mut analyses[place];
            for index in 0..analyses.len() {
                let allowed = tags.allowed(layer, analyses.get(index).upos);
                let gold = sample.gold_tag(layer, index);
                if allowed.len() < 2 && layer != Layer::Upos {
                    tags.assign(layer, analyses, index, allowed.first().map_or(0, |&tag| tag as u32));
                    continue;
                }
                layer.features(analyses, index, &mut features);
                perceptron.score(&features, &mut scores);
                let predicted = best(&scores, allowed.iter().copied());
                if predicted != gold && allowed.contains(&gold) {
                    perceptron.update(&features, gold, predicted);
                }
                perceptron.tick();
                tags.assign(layer, analyses, index, predicted as u32);
            }
        }
        perceptron.stop_counting();
    }
    perceptron
}

fn learn_lemmas(resources: &Resources, samples: &[Sample]) -> Lemmatiser {
    let mut trainer = LemmaTrainer::default();
    for line in resources.lexicon_text.lines() {
        let mut fields = line.split('\t');
        if let (Some(form), Some(lemma), Some(tag)) = (fields.next(), fields.next(), fields.next()) {
            trainer.lexicon_line(form, lemma, tag);
        }
    }
    for token in samples.iter().flat_map(|sample| &sample.gold.tokens) {
        trainer.word(resources.language, &token.form, token.upos, &token.morphology, &token.lemma);
    }
    trainer.finish()
}

/// Prepares what the parser sees, from predicted tags.
fn predict_nodes(resources: &Resources, samples: &mut [Sample], tags: &Tags<'_>, lemmatiser: &Lemmatiser) {
    for sample in samples {
        let mut predicted = sample.gold.clone();
        for (index, token) in predicted.tokens.iter_mut().enumerate() {
            let analysis = sample.analyses.get(index);
            token.upos = Upos::ALL.get(analysis.upos as usize).copied().unwrap_or(Upos::X);
            token.morphology = crate::tagger::combined_morphology(analysis, tags.form, tags.nominal);
            token.lemma = lemmatiser.lemma(resources.language, &token.form, token.upos, &token.morphology);
        }
        sample.nodes = (0..predicted.tokens.len()).map(|index| node(&sample.analyses, index, &predicted)).collect();
    }
}

/// Trains the classifiers of the parser, as written.
fn train_transitions(samples: &[Sample], options: &Options) -> Vec<u8> {
    let trees: Vec<GoldTree> = samples
        .iter()
        .map(|sample| {
            let tokens = &sample.gold.tokens;
            let heads: Vec<Option<u32>> = tokens.iter().map(|token| token.head).collect();
            let relations: Vec<u32> = tokens.iter().map(|token| token.relation as u32).collect();
            GoldTree::new(&heads, &relations)
        })
        .collect();
    let run = |seed: u64| {
        let mut trainer = TransitionTrainer::new();
        let mut random = Random(23 + seed);
        let mut order: Vec<usize> = (0..samples.len()).collect();
        for epoch in 0..options.parser_epochs {
            random.shuffle(&mut order);
            for &place in &order {
                trainer.sentence(&samples[place].nodes, &trees[place], epoch > 0, &mut random);
            }
            trainer.transitions.stop_counting();
            trainer.relations.stop_counting();
        }
        (trainer.transitions, trainer.relations)
    };
    let (transitions, relations): (Vec<_>, Vec<_>) =
        in_parallel((0..options.members).collect(), &run).into_iter().unzip();
    let mut writer = Writer::default();
    Perceptron::write(&transitions, &mut writer, options.threshold);
    Perceptron::write(&relations, &mut writer, options.threshold);
    writer.bytes
}

#[derive(Debug)]
struct TransitionTrainer {
    transitions: Perceptron,
    relations: Perceptron,
    state: State,
    features: Features,
    scores: Vec<f32>,
}

impl TransitionTrainer {
    fn new() -> Self {
        Self {
            transitions: Perceptron::new(3),
            relations: Perceptron::new(Relation::ALL.len()),
            state: State::default(),
            features: Features::default(),
            scores: Vec::new(),
        }
    }

    /// Parses a sentence with the current weights and learns from each wrong decision. When exploring, the parser
    /// mostly follows its own decisions, right or wrong.
    fn sentence(&mut self, nodes: &[Node], tree: &GoldTree, explore: bool, random: &mut Random) {
        self.state.start(nodes);
        while !self.state.finished() {
            let costs = tree.costs(&self.state);
            let transition = self.transition(costs, explore, random);
            let relation = self.relation(transition, tree);
            self.state.apply(transition, relation);
        }
    }

    fn transition(&mut self, costs: [Option<u32>; 3], explore: bool, random: &mut Random) -> usize {
        let possible = || (0..3).filter(|&transition| costs[transition].is_some());
        if let (Some(only), None) = (possible().next(), possible().nth(1)) {
            return only;
        }
        let least = costs.iter().flatten().copied().min().unwrap_or(0);
        self.state.transition_features(&mut self.features);
        self.transitions.score(&self.features, &mut self.scores);
        let predicted = best(&self.scores, possible());
        let right = best(&self.scores, possible().filter(|&transition| costs[transition] == Some(least)));
        if predicted != right {
            self.transitions.update(&self.features, right, predicted);
        }
        self.transitions.tick();
        if explore && !random.next().is_multiple_of(10) { predicted } else { right }
    }
}

impl TransitionTrainer {
    fn relation(&mut self, transition: usize, tree: &GoldTree) -> u32 {
        let Some((head, dependent)) = self.state.arc(transition) else { return NONE };
        if head as usize == self.state.count() {
            return Relation::Root as u32;
        }
        self.state.relation_features(head, dependent, &mut self.features);
        self.relations.score(&self.features, &mut self.scores);
        let predicted = best(&self.scores, candidates());
        if tree.heads[dependent as usize] == head {
            let right = tree.relations[dependent as usize] as usize;
            if right != predicted {
                self.relations.update(&self.features, right, predicted);
            }
            self.relations.tick();
        }
        predicted as u32
    }
}

/// Trains the classifier of relations on gold trees, as written.
fn train_relations(samples: &[Sample], options: &Options) -> Vec<u8> {
    let run = |seed: u64| {
        let mut perceptron = Perceptron::new(Relation::ALL.len());
        let (mut tree, mut features, mut scores) = (Tree::default(), Features::default(), Vec::new());
        let mut order: Vec<usize> = (0..samples.len()).collect();
        let mut random = Random(29 + seed);
        for _ in 0..options.relation_epochs {
            random.shuffle(&mut order);
            for &place in &order {
                learn_relations(&samples[place], &mut perceptron, &mut tree, &mut features, &mut scores);
            }
            perceptron.stop_counting();
        }
        perceptron
    };
    let perceptrons = in_parallel((0..options.members).collect(), &run);
    let mut writer = Writer::default();
    Perceptron::write(&perceptrons, &mut writer, options.threshold);
    writer.bytes
}

/// Names the relations of a gold tree with the current weights and learns from each wrong one.
fn learn_relations(
    sample: &Sample,
    perceptron: &mut Perceptron,
    tree: &mut Tree,
    features: &mut Features,
    scores: &mut Vec<f32>,
) {
    let count = sample.nodes.len() as u32;
    let heads: Vec<u32> = sample.gold.tokens.iter().map(|token| token.head.unwrap_or(count)).collect();
    tree.start(&sample.nodes, &heads);
    for place in 0..tree.order.len() {
        let word = tree.order[place] as usize;
        let gold = sample.gold.tokens[word].relation as usize;
        if heads[word] == count {
            tree.relations[word] = Relation::Root as u32;
            continue;
        }
        tree.features(word as u32, features);
        perceptron.score(features, scores);
        let predicted = best(scores, candidates());
        if predicted != gold {
            perceptron.update(features, gold, predicted);
        }
        perceptron.tick();
        tree.relations[word] = predicted as u32;
    }
}
