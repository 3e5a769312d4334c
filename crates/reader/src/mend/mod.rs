//! Mending: what the lexicon and the names know better than the parser.
//!
//! The parser sees words and tags. The reader knows besides which words are names of different actors, and which verbs take modals,
//! clauses and particles; a few trees that contradict this knowledge are changed here before anything is read off them.

mod bracket;
mod clauses;
mod lemmas;
mod names;

pub use lemmas::regular_lemma;

use weltlage_language::Sentence;
use weltlage_ontology::Language;

use crate::lexicon::Lexicon;
use crate::parties::Known;

/// Mends a parsed sentence. `known` are the mentions of the document, sorted.
pub fn mend(lexicon: &Lexicon, sentence: &mut Sentence, known: &[Known]) {
    names::part(sentence, known);
    match lexicon.language {
        Language::De => {
            names::genitives(sentence, known);
            bracket::mend(lexicon, sentence);
        }
        Language::En => {
            clauses::finite_root(sentence);
            clauses::said_that(lexicon, sentence);
        }
    }
}

/// Hangs a token elsewhere, unless that would make a circle.
fn attach(sentence: &mut Sentence, token: usize, head: usize, relation: weltlage_language::Relation) -> bool {
    let mut up = Some(head);
    while let Some(at) = up {
        if at == token {
            return false;
        }
        up = sentence.tokens[at].head.map(|head| head as usize);
    }
    sentence.tokens[token].head = u32::try_from(head).ok();
    sentence.tokens[token].relation = relation;
    true
}
