//! The command line, defined once: help, man page and completions come from here.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Reads German and English news and codes who did, asked, promised, refused or threatened what to whom.
#[derive(Debug, Parser)]
#[command(name = "weltlage", version, max_term_width = 100, arg_required_else_help = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read articles into coded statements
    Read(ReadArgs),
    /// Show how a statement came about: tree, frame, operators, spans, rule
    Explain(ExplainArgs),
    /// Print sentences, tags and dependency trees as CoNLL-U
    Parse(ParseArgs),
    /// Make a model file from treebanks
    Train(TrainArgs),
    /// Measure against coded sentences and treebanks
    Eval(EvalArgs),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the man page (roff)
    Man,
}

/// How documents are taken in.
#[derive(Debug, Args, Clone)]
pub struct InputArgs {
    /// Files to read: plain text, Markdown (.md, with or without front matter), or JSON Lines documents (.jsonl); "-" is standard input, plain text or JSON Lines
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Language of the text; detected where not given
    #[arg(long, value_enum)]
    pub lang: Option<Lang>,
    /// Day of publication (YYYY-MM-DD), against which "last month" is resolved; a document's own date wins
    #[arg(long, value_name = "DATE")]
    pub published: Option<jiff::civil::Date>,
}

/// Arguments of `read`.
#[derive(Debug, Args)]
pub struct ReadArgs {
    /// Documents.
    #[command(flatten)]
    pub input: InputArgs,
    /// A file with your own actors (TOML, see docs/actors.md); repeatable, later files win
    #[arg(long, value_name = "FILE")]
    pub actors: Vec<PathBuf>,
    /// JSON Lines out, one statement a line; files of any name that hold JSON documents are read as such
    #[arg(long, conflicts_with_all = ["format", "report"])]
    pub jsonl: bool,
    /// Output format; the default is a report on a terminal and JSON Lines elsewhere
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// A report for people, grouped by status (the default on a terminal)
    #[arg(long, conflicts_with = "format")]
    pub report: bool,
    /// Threads; all processors by default
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<usize>,
    /// Leave out statements with less confidence, 0 to 1
    #[arg(long, value_name = "P", default_value_t = 0.0, value_parser = confidence)]
    pub min_confidence: f32,
    /// Documents that cannot be read are reported, but do not make the exit code 2
    #[arg(long)]
    pub keep_going: bool,
    /// Do not page long reports
    #[arg(long)]
    pub no_pager: bool,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// One document.
    #[command(flatten)]
    pub input: InputArgs,
    /// A file with your own actors (TOML, see docs/actors.md); repeatable, later files win
    #[arg(long, value_name = "FILE")]
    pub actors: Vec<PathBuf>,
    /// Number of the statement, from 1, as the report counts; all statements without it
    #[arg(long, value_name = "N")]
    pub statement: Option<usize>,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `parse`.
#[derive(Debug, Args)]
pub struct ParseArgs {
    /// Documents.
    #[command(flatten)]
    pub input: InputArgs,
}

/// Arguments of `train`.
#[derive(Debug, Args)]
pub struct TrainArgs {
    /// Language of the model
    #[arg(long, value_enum)]
    pub lang: Lang,
    /// Treebanks to train on (CoNLL-U); repeatable
    #[arg(long, required = true, value_name = "FILE")]
    pub treebank: Vec<PathBuf>,
    /// Morphological lexicon: form TAB lemma TAB tag (German)
    #[arg(long, value_name = "FILE")]
    pub lexicon: Option<PathBuf>,
    /// Word clusters: a JSON object of words and cluster numbers, one pair a line, most frequent word first
    #[arg(long, value_name = "FILE")]
    pub clusters: Option<PathBuf>,
    /// Where to write the model
    #[arg(long, short, value_name = "FILE")]
    pub output: PathBuf,
}

/// Arguments of `eval`.
#[derive(Debug, Args)]
pub struct EvalArgs {
    /// What to measure.
    #[command(subcommand)]
    pub what: EvalCommand,
}

/// What can be measured.
#[derive(Debug, Subcommand)]
pub enum EvalCommand {
    /// Statements against coded sentences
    Statements {
        /// Kind of gold file
        #[arg(value_enum)]
        kind: GoldKind,
        /// The file
        gold: PathBuf,
        /// Print every record that missed, with what was produced
        #[arg(long)]
        misses: bool,
    },
    /// What goes wrong with coded sentences, by its kind (see eval/ERRORS.md)
    Errors {
        /// Kind of gold file
        #[arg(value_enum)]
        kind: GoldKind,
        /// The file
        gold: PathBuf,
        /// Show up to this many examples of each kind, with their trees
        #[arg(long, value_name = "N", default_value_t = 0)]
        examples: usize,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Whole documents against coded commentaries
    Commentaries {
        /// Folder with the coded commentaries
        #[arg(default_value = "eval/commentaries")]
        folder: PathBuf,
        /// Print every sentence that missed, with what was produced
        #[arg(long)]
        misses: bool,
    },
    /// The same sentences in German and in English, one a line, against each other
    Agreement {
        /// German sentences
        german: PathBuf,
        /// Their English counterparts, line by line
        english: PathBuf,
        /// Day of publication of all sentences
        #[arg(long, value_name = "DATE")]
        published: Option<jiff::civil::Date>,
    },
    /// Tags, lemmas and trees of a model on gold tokens
    Trees {
        /// Language
        #[arg(value_enum)]
        lang: Lang,
        /// Treebank to test on
        treebank: PathBuf,
    },
    /// Tags, lemmas and trees in ten folds: sentence number mod 10 over the files in turn
    Folds {
        /// Language
        #[arg(value_enum)]
        lang: Lang,
        /// Treebanks
        #[arg(required = true)]
        treebanks: Vec<PathBuf>,
        /// Morphological lexicon (German)
        #[arg(long)]
        lexicon: Option<PathBuf>,
        /// Word clusters (see train)
        #[arg(long)]
        clusters: Option<PathBuf>,
        /// How many of the ten folds to run
        #[arg(long, default_value_t = 10)]
        folds: usize,
    },
    /// Sentence boundaries and tokens on raw text
    Segmentation {
        /// Language
        #[arg(value_enum)]
        lang: Lang,
        /// Treebank to test on
        treebank: PathBuf,
    },
    /// Tokens per second from text to statements, one thread
    Speed {
        /// Documents (text or JSON Lines)
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// How often to read them
        #[arg(long, default_value_t = 5)]
        rounds: usize,
    },
}

/// Reads a confidence, which is a probability.
fn confidence(text: &str) -> Result<f32, String> {
    match text.parse() {
        Ok(value) if (0.0..=1.0).contains(&value) => Ok(value),
        _ => Err("give a number from 0 to 1, such as 0.5".to_owned()),
    }
}

/// Languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// German
    De,
    /// English
    En,
}

impl From<Lang> for weltlage_ontology::Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::De => Self::De,
            Lang::En => Self::En,
        }
    }
}

/// Output formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One statement a line, as documented in docs/formats.md
    Jsonl,
    /// One row per actor–recipient pair, with CAMEO root and quad class
    Csv,
    /// PLOVER's own JSON field names
    Plover,
    /// For people
    Report,
}

/// Kinds of gold files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GoldKind {
    /// Coded sentences
    Gold,
    /// PLOVER gold standard records
    Gsr,
    /// Marked source and target
    Plv,
}
