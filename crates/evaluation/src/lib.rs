//! Scores statements against coded sentences.
//!
//! Three kinds of gold files can be scored: coded sentences ([`sentences`]), PLOVER gold standard records ([`records`]) and sentences
//! with a marked source and target ([`marked`]); [`errors`] sorts what was missed in them. Whole documents are scored against coded
//! commentaries ([`commentaries`]). Values only: callers read the files, read the documents, and print the scores, whose `Display` is the report.

pub mod agreement;
pub mod coded;
pub mod commentaries;
mod documents;
pub mod errors;
pub mod marked;
pub mod matching;
pub mod ratio;
pub mod records;
pub mod sentences;

pub use coded::{Actor, Coded, Participants};
pub use matching::Level;
pub use ratio::Counts;

/// Why a gold file could not be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EvaluationError {
    /// Not the JSON of this kind of file, or a name that is none of PLOVER's.
    #[error("is no gold file of this kind: {0}")]
    Json(#[from] serde_json::Error),
    /// Not a table with the wanted columns.
    #[error("is no table with the columns sentence, source, target and label: {0}")]
    Table(#[from] csv::Error),
    /// A label is none of the fifteen.
    #[error("record {record}: “{label}” is no label")]
    Label {
        /// Number of the record, from 0.
        record: usize,
        /// What stands there.
        label: String,
    },
    /// A coded sentence does not stand in its text after the sentence before it.
    #[error("{id}: sentence {sentence} does not follow in the text")]
    Sentence {
        /// The commentary.
        id: String,
        /// Number of the sentence, from 0.
        sentence: usize,
    },
    /// There is nothing in the file.
    #[error("holds no records")]
    Empty,
}

impl EvaluationError {
    /// What to do about it.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Json(_) | Self::Table(_) => "check the kind: gold and gsr are JSON arrays, plv is a table with tabs",
            Self::Label { .. } => "labels are PLOVER's event types, with YIELD for CONCEDE and RETREAT",
            Self::Sentence { .. } => "each sentence's text must stand in the commentary's text, in order and unchanged",
            Self::Empty => "give a file with at least one record",
        }
    }
}
