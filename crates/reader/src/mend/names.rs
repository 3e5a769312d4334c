//! Names of different actors are not parts of one name: "…, weil Kuba Spanien eingeladen hatte".
//!
//! Where the parser hangs one name as a part of another, the second one is an argument of the clause: its object, if it has none.

use weltlage_language::{Relation, Sentence, Upos};
use weltlage_ontology::Sector;

use super::attach;
use crate::parties::Known;

/// Parts names of different states that the parser took for one.
pub fn part(sentence: &mut Sentence, known: &[Known]) {
    for token in 0..sentence.tokens.len() {
        let word = &sentence.tokens[token];
        if word.relation != Relation::Flat {
            continue;
        }
        let Some(head) = word.head.map(|head| head as usize) else { continue };
        let (Some(own), Some(other)) = (mention(sentence, known, token), mention(sentence, known, head)) else {
            continue;
        };
        let state = |mention: &Known| mention.code.is_state() && mention.sector == Sector::Government;
        if own.start == other.start || own.code == other.code || !state(own) || !state(other) || own.start < other.end {
            continue;
        }
        if let Some(verb) = predicate(sentence, head) {
            let has_object =
                sentence.children(verb).any(|child| matches!(sentence.tokens[child].relation, Relation::Obj));
            let relation = if has_object { Relation::Obl } else { Relation::Obj };
            attach(sentence, token, verb, relation);
        }
    }
}

/// The state named by exactly this token.
fn mention<'k>(sentence: &Sentence, known: &'k [Known], token: usize) -> Option<&'k Known> {
    let word = &sentence.tokens[token];
    let at = known.partition_point(|mention| mention.end <= word.start);
    known.get(at).filter(|mention| mention.start <= word.start && word.end <= mention.end)
}

/// The verb of the clause that a nominal belongs to.
fn predicate(sentence: &Sentence, from: usize) -> Option<usize> {
    let mut at = sentence.tokens[from].head;
    for _ in 0..sentence.tokens.len() {
        let head = at? as usize;
        if sentence.tokens[head].upos == Upos::Verb {
            return Some(head);
        }
        at = sentence.tokens[head].head;
    }
    None
}
