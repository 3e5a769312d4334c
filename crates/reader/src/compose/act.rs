//! An act that a sentence speaks of, and what speaks for its reading.

use weltlage_ontology::{Context, Event, Mode, Status};

use crate::operators::Operators;
use crate::parties::Party;

/// An act that a sentence speaks of, before it becomes a statement.
#[derive(Clone, Debug)]
pub struct Act {
    /// Event type.
    pub event: Event,
    /// Mode.
    pub mode: Option<Mode>,
    /// Contexts.
    pub contexts: Vec<Context>,
    /// Who acts.
    pub actors: Vec<Party>,
    /// Towards whom.
    pub recipients: Vec<Party>,
    /// Status.
    pub status: Status,
    /// Negated.
    pub negated: bool,
    /// Alleged.
    pub alleged: bool,
    /// Who says so.
    pub attribution: Option<Party>,
    /// The act asked for, promised, refused …
    pub content: Option<Box<Act>>,
    /// The word that carries the act.
    pub trigger: usize,
    /// Operators that were read, for explanations.
    pub operators: Operators,
    /// Heads of phrases that name goods.
    pub themes: Vec<usize>,
    /// Frames from the outermost to the innermost, the last being the act's own.
    pub path: Vec<Box<str>>,
    /// What speaks for the reading.
    pub evidence: Evidence,
    /// All parties stand on one side.
    pub symmetric: bool,
    /// The frame has a slot for a recipient that was not filled.
    pub open_recipient: bool,
}

/// What speaks for a reading; see `docs/confidence.md`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The act is carried by a verb, not by a noun.
    pub verb: bool,
    /// The lexicon's entry is restricted to this use of the word.
    pub restricted: bool,
    /// The actor fills a slot of the frame.
    pub actor_in_slot: bool,
    /// The recipient fills a slot of the frame.
    pub recipient_in_slot: bool,
    /// Some actor or recipient was found by proximity only.
    pub guessed: bool,
    /// Some actor or recipient was found through a pronoun.
    pub indirect: bool,
    /// The act was composed from two or more propositions.
    pub composed: bool,
}
