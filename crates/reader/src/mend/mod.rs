//! Mending: what the lexicon and the names know better than the parser.
//!
//! The parser sees words and tags. The reader knows besides which words are names of different actors, and which verbs take modals,
//! clauses and particles; a few trees that contradict this knowledge are changed here before anything is read off them.

mod bracket;
mod clauses;
mod lemmas;
mod names;

pub use lemmas::regular_lemma;

use weltlage_language::{Relation, Sentence, Upos};
use weltlage_ontology::Language;

use crate::lexicon::Lexicon;
use crate::parties::Known;

/// Mends a parsed sentence. `known` are the mentions of the document, sorted.
pub fn mend(lexicon: &Lexicon, sentence: &mut Sentence, known: &[Known]) {
    names::join(sentence, known);
    names::part(sentence, known);
    before_conjunction(sentence);
    match lexicon.language {
        Language::De => {
            names::datives(lexicon, sentence, known);
            names::genitives(sentence, known);
            bracket::particles(lexicon, sentence);
            bracket::first_parts(lexicon, sentence);
            bracket::mend(lexicon, sentence);
        }
        Language::En => {
            clauses::finite_root(sentence);
            clauses::day_subjects(sentence);
            clauses::subject_behind_phrase(sentence);
            clauses::subject_of_time(sentence);
            clauses::said_last(lexicon, sentence);
            clauses::said_that(lexicon, sentence);
        }
    }
}

/// What stands before the conjunction of a second predicate belongs to the first: "bekannte sich nicht und warf …".
fn before_conjunction(sentence: &mut Sentence) {
    for conjunction in 1..sentence.tokens.len() {
        let token = &sentence.tokens[conjunction];
        let Some(second) = token.head.map(|head| head as usize).filter(|_| token.relation == Relation::Cc) else {
            continue;
        };
        let verb = &sentence.tokens[second];
        let Some(first) = verb
            .head
            .map(|head| head as usize)
            .filter(|first| *first < conjunction && verb.relation == Relation::Conj && verb.upos == Upos::Verb)
        else {
            continue;
        };
        for child in first + 1..conjunction {
            let word = &sentence.tokens[child];
            let adverbial = matches!(word.relation, Relation::Advmod | Relation::Obl | Relation::Obj | Relation::Iobj);
            if adverbial && word.head == u32::try_from(second).ok() {
                let relation = word.relation;
                attach(sentence, child, first, relation);
            }
        }
    }
}

/// Hangs a token elsewhere, unless that would make a circle.
fn attach(sentence: &mut Sentence, token: usize, head: usize, relation: Relation) -> bool {
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
