//! From text to dependency trees, for German and English.
//!
//! Text is split into sentences ([`segment`]), sentences into tokens, tokens get tags, features and lemmas,
//! and sentences get Universal Dependencies trees. Offsets are bytes of the document's text, always on character
//! boundaries. Everything here is deterministic and does no I/O but reading and writing model bytes.

mod bytes;
mod classifier;
pub mod conllu;
mod correct;
pub mod evaluate;
mod labeller;
mod lemma;
mod model;
mod morphology;
mod oracle;
mod parser;
pub mod segment;
mod tagger;
mod ternary;
pub mod token;
pub mod tokenize;
pub mod train;
mod words;

pub use model::{Model, ModelError, Scratch, Tagged};

pub use token::{
    Case, Degree, Gender, Mood, Morphology, Number, Person, PronounType, Relation, Sentence, Tense, Token, Upos,
    VerbForm,
};
