//! Who is who: states, organisations, groups, leaders with their terms, and the linking of names in text to codes.
//!
//! Reading order: `tables` is what people write, `references` whether it fits together, `model` what is made of it, `index` finds names; `words` and `units` cut a text,
//! `phrases` joins names to mentions, `persons` decides whom a name means at a date, `recognise` does the whole. The work is on strings
//! only; grammar beyond names is the reader's.

mod error;
mod gazetteer;
mod index;
mod mention;
mod model;
mod persons;
mod phrases;
mod recognise;
mod references;
mod short_names;
mod tables;
mod terms;
mod units;
mod words;

#[cfg(test)]
mod checks;

pub use error::ActorError;
pub use gazetteer::{Counts, Gazetteer};
pub use mention::{Actor, ActorKind, Gender, Mention, MentionKind, Officeholder};
