//! `weltlage eval`: scores against coded sentences, coded commentaries and treebanks, and speed.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use weltlage_actors::Gazetteer;
use weltlage_evaluation::agreement::Agreement;
use weltlage_evaluation::commentaries::{self, Commentary, CommentaryScores, Found};
use weltlage_evaluation::errors::{self, Evidence};
use weltlage_evaluation::marked::{self, MarkedSentence};
use weltlage_evaluation::records::{self, GoldRecord};
use weltlage_evaluation::sentences::{self, CodedSentence};
use weltlage_evaluation::{Coded, EvaluationError};
use weltlage_language::Model;
use weltlage_language::conllu::TreebankSentence;
use weltlage_language::evaluate::{Scores, evaluate};
use weltlage_language::segment::evaluate as segmentation;
use weltlage_ontology::Language;
use weltlage_reader::{Document, DocumentError, Reader, Statement, Workspace};

use crate::args::{EvalArgs, EvalCommand, GoldKind, InputArgs};
use crate::input::Documents;
use crate::resources::{Readers, Resources, detect};
use crate::train::{Learnt, progress, read_text, treebank};

/// Parts of a cross-validation.
const FOLDS: usize = 10;

/// Runs the command.
///
/// # Errors
/// Data are missing or of another kind, or the output cannot be written.
pub fn run(args: &EvalArgs) -> Result<bool> {
    let mut out = BufWriter::new(std::io::stdout());
    match &args.what {
        EvalCommand::Statements { kind, gold, misses } => statements(&mut out, *kind, gold, *misses)?,
        EvalCommand::Errors { kind, gold, examples, json } => errors(&mut out, *kind, gold, *examples, *json)?,
        EvalCommand::Commentaries { folder, misses } => commentaries(&mut out, folder, *misses)?,
        EvalCommand::Agreement { german, english, published } => agreement(&mut out, german, english, *published)?,
        EvalCommand::Trees { lang, treebank } => trees(&mut out, (*lang).into(), treebank)?,
        EvalCommand::Folds { lang, treebanks, lexicon, clusters, folds } => {
            let resources = Learnt::new((*lang).into(), lexicon.as_deref(), clusters.as_deref())?;
            cross_validate(&mut out, &resources, treebanks, *folds)?;
        }
        EvalCommand::Segmentation { lang, treebank } => segments(&mut out, (*lang).into(), treebank)?,
        EvalCommand::Speed { files, rounds } => speed(&mut out, files, *rounds)?,
    }
    out.flush()?;
    Ok(true)
}

/// Says which gold file an error is about, and what to do about it.
fn in_file<T>(path: &Path, result: Result<T, EvaluationError>) -> Result<T> {
    result.map_err(|error| {
        let hint = error.hint();
        anyhow::anyhow!("{}: {error}; {hint}", path.display())
    })
}

fn statements(out: &mut impl Write, kind: GoldKind, path: &Path, misses: bool) -> Result<()> {
    let text = read_text(path)?;
    match kind {
        GoldKind::Gold => {
            let gold = in_file(path, CodedSentence::read(&text))?;
            let found = coded(&gold, |own| (&own.id, own.document()))?;
            write_scores(out, &sentences::score(&gold, &found), misses)
        }
        GoldKind::Gsr => {
            let gold = in_file(path, GoldRecord::read(&text))?;
            let found = coded(&gold, |own| (&own.id, own.document()))?;
            write_scores(out, &records::score(&gold, &found), misses)
        }
        GoldKind::Plv => {
            let gold = in_file(path, MarkedSentence::read(&text))?;
            let found = coded(&gold, |own| (&own.id, own.document()))?;
            write_scores(out, &marked::score(&gold, &found), misses)
        }
    }
}

fn write_scores(out: &mut impl Write, (scores, missed): &(impl Display, Vec<String>), misses: bool) -> Result<()> {
    for miss in missed.iter().filter(|_| misses) {
        writeln!(out, "{miss}")?;
    }
    writeln!(out, "{scores}")?;
    Ok(())
}

fn errors(out: &mut impl Write, kind: GoldKind, path: &Path, examples: usize, json: bool) -> Result<()> {
    let text = read_text(path)?;
    let errors = match kind {
        GoldKind::Gold => {
            let gold = in_file(path, CodedSentence::read(&text))?;
            errors::sentences(&gold, &evidence(&gold, |own| (&own.id, own.document()))?)
        }
        GoldKind::Gsr => {
            let gold = in_file(path, GoldRecord::read(&text))?;
            errors::records(&gold, &evidence(&gold, |own| (&own.id, own.document()))?)
        }
        GoldKind::Plv => {
            let gold = in_file(path, MarkedSentence::read(&text))?;
            errors::marked(&gold, &evidence(&gold, |own| (&own.id, own.document()))?)
        }
    };
    let report = errors.report(examples);
    if json {
        serde_json::to_writer_pretty(&mut *out, &report)?;
        writeln!(out)?;
    } else {
        writeln!(out, "{report}")?;
    }
    Ok(())
}

/// Reads gold records and gathers what tells why something was missed.
fn evidence<T>(gold: &[T], document: impl Fn(&T) -> (&str, Result<Document, DocumentError>)) -> Result<Vec<Evidence>> {
    let gazetteer = Gazetteer::bundled()?;
    read_with(documents(gold, document), |reader, document, workspace| {
        let reading = reader.read(document, workspace);
        let mentions = gazetteer.mentions(&document.text, reader.language(), document.published);
        Evidence::new(document, &reading, &mentions, reader.lexicon())
    })
}

fn coded<T>(gold: &[T], document: impl Fn(&T) -> (&str, Result<Document, DocumentError>)) -> Result<Vec<Vec<Coded>>> {
    let found = read(documents(gold, document))?;
    Ok(found.iter().map(|statements| statements.iter().map(Coded::from).collect()).collect())
}

/// The documents of gold records; errors name the record.
fn documents<T>(gold: &[T], document: impl Fn(&T) -> (&str, Result<Document, DocumentError>)) -> Vec<Result<Document>> {
    let with_id = |own| {
        let (id, document) = document(own);
        document.with_context(|| id.to_owned())
    };
    gold.iter().map(with_id).collect()
}

fn read(documents: Vec<Result<Document>>) -> Result<Vec<Vec<Statement>>> {
    read_with(documents, |reader, document, workspace| reader.read(document, workspace).statements)
}

/// Reads documents in parallel. One that is refused gives nothing, as it does not in use, and is reported.
fn read_with<T: Default + Send>(
    documents: Vec<Result<Document>>,
    take: impl Fn(&Reader<'_>, &Document, &mut Workspace) -> T + Sync,
) -> Result<Vec<T>> {
    let resources = Resources::load(&[])?;
    let readers = Readers::new(&resources);
    let refused: Vec<String> =
        documents.iter().filter_map(|document| document.as_ref().err()).map(|error| format!("{error:#}")).collect();
    if let Some(first) = refused.first() {
        eprintln!(
            "weltlage: {} of {} records were refused and count as missed; the first: {first}",
            refused.len(),
            documents.len()
        );
    }
    documents
        .into_par_iter()
        .map_init(Workspace::default, |workspace, document| match document {
            Ok(document) => Ok(take(readers.for_document(&document)?, &document, workspace)),
            Err(_) => Ok(T::default()),
        })
        .collect()
}

fn commentaries(out: &mut impl Write, folder: &Path, misses: bool) -> Result<()> {
    let gold: Vec<Commentary> = json_files(folder)?
        .iter()
        .map(|path| in_file(path, Commentary::read(&read_text(path)?)))
        .collect::<Result<_>>()?;
    let found = read(gold.iter().map(|own| own.document().with_context(|| own.id.clone())).collect())?;
    let mut scores: BTreeMap<&str, CommentaryScores> = BTreeMap::new();
    for (commentary, statements) in gold.iter().zip(&found) {
        let placed: Vec<Found> = statements.iter().map(Found::from).collect();
        let by_sentence = commentary.by_sentence(&placed);
        let outcomes = scores.entry(&commentary.lang).or_default().count(commentary, &by_sentence);
        for miss in commentaries::misses(commentary, &by_sentence, &outcomes).iter().filter(|_| misses) {
            writeln!(out, "{miss}")?;
        }
    }
    let mut total = CommentaryScores::default();
    for (language, own) in &scores {
        writeln!(out, "{language}\n{own}\n")?;
        total.add(own);
    }
    writeln!(out, "all\n{total}")?;
    Ok(())
}

/// The JSON files of a folder, by name.
fn json_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let name = folder.display();
    let entries = std::fs::read_dir(folder)
        .with_context(|| format!("{name}: cannot be opened; name the folder with the coded commentaries"))?;
    let mut files: Vec<PathBuf> = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<std::io::Result<_>>()
        .with_context(|| format!("{name}: cannot be read"))?;
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    if files.is_empty() {
        bail!("{name}: holds no coded commentaries (.json)");
    }
    Ok(files)
}

/// Reads parallel sentences, each as a document of its own.
fn agreement(out: &mut impl Write, german: &Path, english: &Path, published: Option<jiff::civil::Date>) -> Result<()> {
    let mut sides = Vec::new();
    for (path, language) in [(german, Language::De), (english, Language::En)] {
        let text = read_text(path)?;
        let document = |(index, line): (usize, &str)| {
            Ok(Document {
                id: format!("{}:{}", path.display(), index + 1),
                text: line.to_owned(),
                language: Some(language),
                published,
                ..Document::default()
            })
        };
        sides.push(read(text.lines().enumerate().map(document).collect())?);
    }
    if sides[0].len() != sides[1].len() {
        bail!(
            "{} has {} lines, {} has {}; give one sentence a line, in the same order",
            german.display(),
            sides[0].len(),
            english.display(),
            sides[1].len()
        );
    }
    let mut agreement = Agreement::default();
    let coded = |statements: &[Statement]| statements.iter().map(Coded::from).collect::<Vec<_>>();
    for (one, other) in sides[0].iter().zip(&sides[1]) {
        agreement.count(&coded(one), &coded(other));
    }
    writeln!(out, "{agreement}")?;
    Ok(())
}

fn trees(out: &mut impl Write, language: Language, path: &Path) -> Result<()> {
    let sentences = treebank(path)?;
    let resources = Resources::load(&[])?;
    let scores = evaluate(resources.model(language)?, &sentences);
    writeln!(out, "{}", format_args!("{} {}: {scores}", language.code(), path.display()))?;
    Ok(())
}

/// Trains on nine tenths and tests on the tenth, sentence number mod 10 over the files in turn. Told for each file and for all.
fn cross_validate(out: &mut impl Write, learnt: &Learnt, paths: &[PathBuf], folds: usize) -> Result<()> {
    if !(1..=FOLDS).contains(&folds) {
        bail!("--folds {folds}: give 1 to {FOLDS}");
    }
    let mut sentences = Vec::new();
    for (file, path) in paths.iter().enumerate() {
        sentences.extend(treebank(path)?.into_iter().map(|sentence| (file, sentence)));
    }
    let mut by_file = vec![Scores::default(); paths.len()];
    for fold in 0..folds {
        let (test, train): (Vec<_>, Vec<_>) =
            sentences.iter().cloned().enumerate().partition(|(number, _)| number % FOLDS == fold);
        let train = train.into_iter().map(|(_, (_, sentence))| sentence).collect();
        let mut progress = progress(format!("fold {}: ", fold + 1));
        let model = Model::from_bytes(&learnt.train(train, &mut progress)?)?;
        let mut own = Scores::default();
        for (file, total) in by_file.iter_mut().enumerate() {
            let part: Vec<TreebankSentence> =
                test.iter().filter(|(_, (from, _))| *from == file).map(|(_, (_, sentence))| sentence.clone()).collect();
            let scores = evaluate(&model, &part);
            own.add(&scores);
            total.add(&scores);
        }
        writeln!(out, "{}", format_args!("{} fold {}: {own}", learnt.language.code(), fold + 1))?;
        out.flush()?;
    }
    let mut all = Scores::default();
    for (path, scores) in paths.iter().zip(&by_file) {
        writeln!(out, "{}", format_args!("{} {}: {scores}", learnt.language.code(), path.display()))?;
        all.add(scores);
    }
    writeln!(out, "{}", format_args!("{} {folds} of {FOLDS} folds: {all}", learnt.language.code()))?;
    Ok(())
}

fn segments(out: &mut impl Write, language: Language, path: &Path) -> Result<()> {
    let documents = segmentation::documents(&read_text(path)?);
    if documents.is_empty() {
        bail!("{}: holds no sentences; give a treebank in CoNLL-U", path.display());
    }
    let score = segmentation::evaluate(&documents, language);
    let rows = [
        ("sentence boundaries", score.boundaries),
        ("boundaries within paragraphs", score.inner_boundaries),
        ("whole sentences", score.spans),
        ("tokens", score.tokens),
        ("words", score.words),
    ];
    for (name, own) in rows {
        let [precision, recall, f1] = [own.precision(), own.recall(), own.f1()].map(|share| 100.0 * share);
        writeln!(out, "{} {name:28} P {precision:.2} R {recall:.2} F1 {f1:.2} (n {})", language.code(), own.reference)?;
    }
    Ok(())
}

/// Reads all documents in one thread, a first time to warm up. Seconds are those of the clock, and beside them, where the system tells
/// them, those that the thread was given a processor: on a busy machine the two differ.
fn speed(out: &mut impl Write, files: &[PathBuf], rounds: usize) -> Result<()> {
    if rounds == 0 {
        bail!("--rounds 0: give at least 1");
    }
    let documents = by_language(files)?;
    let begin = Instant::now();
    let mut first_statement = None;
    let (resources, seconds) = timed(|| Resources::load(&[]));
    let resources = resources?;
    writeln!(out, "loading   actors {:.3} s", seconds.clock)?;
    let readers = Readers::new(&resources);
    let mut rates: BTreeMap<Language, Vec<Rate>> = BTreeMap::new();
    let mut workspace = Workspace::default();
    for (language, own) in &documents {
        let code = language.code();
        let (model, of_model) = timed(|| resources.model(*language).map(drop));
        let (reader, of_lexicon) = timed(|| readers.get(*language));
        model?;
        writeln!(out, "loading   {code} model {:.3} s, lexicon {:.3} s", of_model.clock, of_lexicon.clock)?;
        let reader = reader?;
        if first_statement.is_none() {
            let told = own.iter().any(|document| !reader.read(document, &mut workspace).statements.is_empty());
            first_statement = told.then(|| begin.elapsed());
        }
        let mut tokens_read = || own.iter().map(|document| reader.read(document, &mut workspace).tokens).sum::<usize>();
        let (_, first) = timed(&mut tokens_read);
        writeln!(out, "warm-up   {code} {:.3} s, {} documents", first.clock, own.len())?;
        for round in 1..=rounds {
            let (tokens, seconds) = timed(&mut tokens_read);
            let rate = Rate::new(tokens, seconds);
            writeln!(out, "round {round:<3} {code} {tokens} tokens, {:.3} s, {rate}", seconds.clock)?;
            out.flush()?;
            rates.entry(*language).or_default().push(rate);
        }
    }
    for (language, rates) in rates {
        writeln!(out, "median    {} {}", language.code(), Rate::median(&rates))?;
    }
    if let Some(first) = first_statement {
        writeln!(out, "start-up  {:.3} s from an empty memory to the first statement", first.as_secs_f64())?;
    }
    if let Some(peak) = peak_memory() {
        writeln!(out, "memory    {peak} MB at most")?;
    }
    Ok(())
}

/// Largest resident memory so far in MB, where the system tells it.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes / 1024)
}

/// The documents of files by their language, given or detected.
fn by_language(files: &[PathBuf]) -> Result<BTreeMap<Language, Vec<Document>>> {
    let input = InputArgs { files: files.to_vec(), lang: None, published: None };
    let mut documents: BTreeMap<Language, Vec<Document>> = BTreeMap::new();
    for document in Documents::new(&input, true) {
        let document = document?;
        let language =
            document.language.map_or_else(|| detect(&document.text), Ok).with_context(|| document.id.clone())?;
        documents.entry(language).or_default().push(document);
    }
    if documents.is_empty() {
        bail!("the files hold no documents");
    }
    Ok(documents)
}

/// Seconds of the clock, and those of the processor where known.
#[derive(Clone, Copy)]
struct Seconds {
    clock: f64,
    processor: Option<f64>,
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Seconds) {
    let (start, before) = (Instant::now(), processor_seconds());
    let result = work();
    let clock = start.elapsed().as_secs_f64();
    let processor = processor_seconds().zip(before).map(|(after, before)| after - before);
    (result, Seconds { clock, processor })
}

/// Seconds this thread has been given a processor; Linux only.
fn processor_seconds() -> Option<f64> {
    let nanoseconds =
        std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse::<f64>().ok()?;
    Some(nanoseconds / 1e9)
}

/// Tokens per second of the clock and of the processor.
struct Rate {
    clock: f64,
    processor: Option<f64>,
}

impl Rate {
    #[allow(clippy::cast_precision_loss)]
    fn new(tokens: usize, seconds: Seconds) -> Self {
        let rate = |seconds: f64| tokens as f64 / seconds.max(1e-9);
        Self { clock: rate(seconds.clock), processor: seconds.processor.map(rate) }
    }

    /// The middle one; of an even number the lower of the two.
    fn median(rates: &[Self]) -> Self {
        let middle = |mut values: Vec<f64>| {
            values.sort_by(f64::total_cmp);
            values.get(values.len().saturating_sub(1) / 2).copied()
        };
        let clock = middle(rates.iter().map(|rate| rate.clock).collect()).unwrap_or_default();
        Self { clock, processor: middle(rates.iter().filter_map(|rate| rate.processor).collect()) }
    }
}

impl Display for Rate {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:.0} tokens/s", self.clock)?;
        self.processor.map_or(Ok(()), |rate| write!(formatter, " ({rate:.0} per second of processor time)"))
    }
}
