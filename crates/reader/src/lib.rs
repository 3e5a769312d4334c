//! From text to statements: who did, asked, promised, refused or threatened what to whom.
//!
//! Trees become propositions ([`proposition`]: a word that evokes a frame, with its arguments), propositions become acts
//! ([`compose`]), acts become statements ([`reading`]). Words and frames are data ([`lexicon`]); what is said of syntax is
//! asked of [`tree`], what is said of names of [`parties`]. No I/O.

pub mod compose;
pub mod confidence;
mod dateline;
mod discourse;
pub mod document;
pub mod exchange;
pub mod goods;
pub mod lexicon;
pub mod links;
pub mod markers;
mod mend;
pub mod operators;
pub mod parties;
pub mod proposition;
pub mod reading;
pub mod reference;
pub mod statement;
pub mod time;
pub mod tree;

pub use document::{Document, DocumentError, GivenMention};
pub use lexicon::{Lexicon, LexiconError};
pub use reading::{Grounds, Reader, Reading, Workspace};
pub use statement::Statement;
