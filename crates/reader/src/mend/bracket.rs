//! The German verb bracket: modals and their infinitives belong together however far apart they stand.
//!
//! Parsers that read from left to right often take the modal for the main verb and hang the infinitive below it, or take the first noun for the
//! root. Here the infinitive becomes the head and the modal its auxiliary, as in the treebanks.

use weltlage_language::{Relation, Sentence, Upos, VerbForm};

use crate::lexicon::Lexicon;

/// Mends the trees of modals in a parsed German sentence.
pub fn mend(lexicon: &Lexicon, sentence: &mut Sentence) {
    for index in 0..sentence.tokens.len() {
        let token = &sentence.tokens[index];
        let is_modal =
            token.lemma == "werden" || lexicon.markers.modals.iter().any(|modal| modal.lemma == token.lemma.as_str());
        let is_finite = token.morphology.verb_form == Some(VerbForm::Fin);
        if !is_modal || !is_finite || !matches!(token.upos, Upos::Verb | Upos::Aux) {
            continue;
        }
        if let Some(infinitive) = bare_infinitive(sentence, index) {
            exchange(sentence, index, infinitive);
        } else if matches!(token.relation, Relation::Aux | Relation::Nmod | Relation::Acl | Relation::Appos) {
            lift(sentence, index);
        }
    }
}

/// "sagten die Vereinten Nationen zu, …": a lone particle before a comma or the end closes the bracket of the last finite verb, if the
/// lexicon knows the two as one verb.
pub fn particles(lexicon: &Lexicon, sentence: &mut Sentence) {
    for particle in 1..sentence.tokens.len() {
        let token = &sentence.tokens[particle];
        let lone = matches!(token.upos, Upos::Adp | Upos::Part | Upos::Adv)
            && token.relation != Relation::CompoundPrt
            && sentence
                .tokens
                .get(particle + 1)
                .is_none_or(|next| matches!(next.form.as_str(), "," | "." | ":" | ";" | "und" | "–"));
        if !lone {
            continue;
        }
        let form = token.form.to_lowercase();
        let verb = (0..particle).rev().find(|at| {
            let verb = &sentence.tokens[*at];
            matches!(verb.upos, Upos::Verb | Upos::Aux) && verb.morphology.verb_form == Some(VerbForm::Fin)
        });
        let Some(verb) = verb.filter(|verb| {
            let own = &sentence.tokens[*verb];
            let free = !sentence.children(*verb).any(|child| sentence.tokens[child].relation == Relation::CompoundPrt);
            free && own.upos == Upos::Verb && lexicon.knows(Upos::Verb, &format!("{form}{}", own.lemma))
        }) else {
            continue;
        };
        if super::attach(sentence, particle, verb, Relation::CompoundPrt) {
            sentence.tokens[verb].lemma.insert_str(0, &form);
        }
    }
}

/// "bekannt gegeben", "frei gelassen": a first part written apart joins its verb, if the lexicon knows the two as one.
pub fn first_parts(lexicon: &Lexicon, sentence: &mut Sentence) {
    for part in 0..sentence.tokens.len() {
        let token = &sentence.tokens[part];
        let Some(verb) = token.head.map(|head| head as usize) else { continue };
        let apart = matches!(token.upos, Upos::Adj | Upos::Adv)
            && matches!(token.relation, Relation::Advmod | Relation::Xcomp)
            && part + 1 == verb
            && sentence.tokens[verb].upos == Upos::Verb;
        let joined = format!("{}{}", token.form.to_lowercase(), sentence.tokens[verb].lemma);
        if apart && lexicon.knows(Upos::Verb, &joined) {
            sentence.tokens[part].relation = Relation::CompoundPrt;
            sentence.tokens[verb].lemma = joined.into();
        }
    }
}

/// The infinitive without *zu* that hangs below a modal.
fn bare_infinitive(sentence: &Sentence, modal: usize) -> Option<usize> {
    let has_zu = |verb: usize| {
        sentence
            .children(verb)
            .any(|child| sentence.tokens[child].form == "zu" && sentence.tokens[child].upos == Upos::Part)
    };
    sentence.children(modal).find(|child| {
        let token = &sentence.tokens[*child];
        let clause = matches!(
            token.relation,
            Relation::Xcomp
                | Relation::Ccomp
                | Relation::Acl
                | Relation::Advcl
                | Relation::Obj
                | Relation::Dep
                | Relation::Parataxis
                | Relation::Obl
        );
        clause && token.upos == Upos::Verb && token.morphology.verb_form == Some(VerbForm::Inf) && !has_zu(*child)
    })
}

/// Makes the infinitive the head of the clause and the modal its auxiliary.
fn exchange(sentence: &mut Sentence, modal: usize, infinitive: usize) {
    let (head, relation) = (sentence.tokens[modal].head, sentence.tokens[modal].relation);
    let new_head = u32::try_from(infinitive).ok();
    for index in 0..sentence.tokens.len() {
        if index != infinitive && sentence.tokens[index].head == u32::try_from(modal).ok() {
            sentence.tokens[index].head = new_head;
        }
    }
    sentence.tokens[infinitive].head = head;
    sentence.tokens[infinitive].relation = relation;
    sentence.tokens[modal].head = new_head;
    sentence.tokens[modal].relation = Relation::Aux;
}

/// A modal below a noun that is no predicate is itself the verb: "Sowohl Kim als auch Trump wollen einen Gipfel".
fn lift(sentence: &mut Sentence, modal: usize) {
    let Some(noun) = sentence.tokens[modal].head.map(|head| head as usize) else { return };
    let is_noun = matches!(sentence.tokens[noun].upos, Upos::Noun | Upos::Propn | Upos::Pron);
    let has_copula = sentence.children(noun).any(|child| sentence.tokens[child].relation == Relation::Cop);
    let has_object = sentence.children(modal).any(|child| sentence.tokens[child].relation == Relation::Obj);
    if !is_noun || has_copula || !has_object {
        return;
    }
    let (head, relation) = (sentence.tokens[noun].head, sentence.tokens[noun].relation);
    sentence.tokens[modal].head = head;
    sentence.tokens[modal].relation = relation;
    sentence.tokens[noun].head = u32::try_from(modal).ok();
    sentence.tokens[noun].relation = Relation::Nsubj;
}
