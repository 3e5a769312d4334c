//! `weltlage train`: treebanks, clusters and a lexicon in, a model file out.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use weltlage_language::conllu::{self, TreebankSentence};
use weltlage_language::train::{self, Options, TrainingFiles};
use weltlage_ontology::Language;

use crate::args::TrainArgs;

/// Runs the command.
///
/// # Errors
/// A file cannot be read, is none of its kind, or the model cannot be written.
pub fn run(args: &TrainArgs) -> Result<bool> {
    let output = args.output.display();
    // Training takes long; a folder that is not there is better told before it.
    if let Some(folder) = args.output.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
        bail!("{output}: the folder {} does not exist", folder.display());
    }
    let mut progress = progress(String::new());
    let mut sentences = Vec::new();
    for path in &args.treebank {
        sentences.extend(treebank(path)?);
    }
    progress("learning clusters and lexicon");
    let learnt = Learnt::new(args.lang.into(), args.lexicon.as_deref(), args.clusters.as_deref())?;
    let model = learnt.train(sentences, &mut progress)?;
    std::fs::write(&args.output, &model).with_context(|| format!("{output}: cannot be written"))?;
    eprintln!("weltlage: wrote {output}, {} bytes", model.len());
    Ok(true)
}

/// What models of a language are trained with beside treebanks, learnt once.
pub struct Learnt {
    /// The language.
    pub language: Language,
    options: Options,
    resources: train::Resources,
}

impl Learnt {
    /// Learns from a morphological lexicon and word clusters, as far as they are given.
    ///
    /// # Errors
    /// A file cannot be read or is none of its kind.
    pub fn new(language: Language, lexicon: Option<&Path>, clusters: Option<&Path>) -> Result<Self> {
        let read = |path: Option<&Path>| path.map(read_text).transpose();
        let files = TrainingFiles { treebanks: Vec::new(), clusters: read(clusters)?, lexicon: read(lexicon)? };
        let options = Options::for_language(language);
        let resources = train::Resources::new(language, &files, &options)?;
        Ok(Self { language, options, resources })
    }

    /// Trains a model; returns its file.
    ///
    /// # Errors
    /// There is nothing to train on.
    pub fn train(&self, sentences: Vec<TreebankSentence>, progress: &mut dyn FnMut(&str)) -> Result<Vec<u8>> {
        Ok(train::train_sentences(&self.resources, sentences, &self.options, progress)?)
    }
}

/// The sentences of a treebank.
///
/// # Errors
/// The file cannot be read or is none.
pub fn treebank(path: &Path) -> Result<Vec<TreebankSentence>> {
    let name = path.display();
    let sentences = conllu::read(&read_text(path)?).with_context(|| format!("{name}: is no CoNLL-U"))?;
    if sentences.is_empty() {
        bail!("{name}: holds no sentences");
    }
    Ok(sentences)
}

/// Tells on the error stream what is being done, with the seconds since the beginning.
pub fn progress(what: String) -> impl FnMut(&str) {
    let start = Instant::now();
    move |step| eprintln!("{:7.1} s  {what}{step}", start.elapsed().as_secs_f64())
}

/// The text of a file.
///
/// # Errors
/// The file cannot be read or is not UTF-8.
pub fn read_text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))
}
