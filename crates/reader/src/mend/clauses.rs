//! English clauses that parsers get wrong in agency prose: the main verb taken for a participle, and what was said hung at the day.

use weltlage_language::{Relation, Sentence, Tense, Upos, VerbForm};

use super::attach;
use crate::lexicon::{Compose, Lexicon};

/// "Chile's envoy later refused the offer.": a sentence with a noun for its root and no finite verb has its verb among the
/// participles that modify the root.
pub fn finite_root(sentence: &mut Sentence) {
    let Some(root) = sentence.tokens.iter().position(|token| token.relation == Relation::Root) else { return };
    let is_nominal = |token: usize| matches!(sentence.tokens[token].upos, Upos::Noun | Upos::Propn);
    let full_stop =
        sentence.tokens.last().is_some_and(|last| last.form == "." || last.form == "”" || last.form == "\"");
    let copula = sentence.children(root).any(|child| sentence.tokens[child].relation == Relation::Cop);
    if !is_nominal(root) || !full_stop || copula {
        return;
    }
    let participle = sentence.children(root).find(|child| {
        let token = &sentence.tokens[*child];
        let bare = !sentence.children(*child).any(|below| {
            matches!(
                sentence.tokens[below].relation,
                Relation::Aux | Relation::AuxPass | Relation::Nsubj | Relation::NsubjPass | Relation::OblAgent
            )
        });
        *child > root
            && token.relation == Relation::Acl
            && token.morphology.verb_form == Some(VerbForm::Part)
            && token.morphology.tense != Some(Tense::Pres)
            && !token.form.ends_with("ing")
            && bare
    });
    let Some(verb) = participle else { return };
    let followers: Vec<usize> = sentence
        .children(root)
        .filter(|child| *child != verb && (*child > verb || sentence.tokens[*child].upos == Upos::Punct))
        .collect();
    sentence.tokens[verb].head = None;
    sentence.tokens[verb].relation = Relation::Root;
    let morphology = &mut sentence.tokens[verb].morphology;
    morphology.verb_form = Some(VerbForm::Fin);
    morphology.tense = Some(Tense::Past);
    morphology.passive = false;
    attach(sentence, root, verb, Relation::Nsubj);
    for follower in followers {
        let relation = match sentence.tokens[follower].relation {
            Relation::Nmod => Relation::Obl,
            Relation::Acl => Relation::Advcl,
            relation => relation,
        };
        attach(sentence, follower, verb, relation);
    }
    // "rejected the proposal": the bare noun behind the verb is its object.
    let object = sentence.children(verb).find(|child| {
        let token = &sentence.tokens[*child];
        *child > verb
            && token.relation == Relation::Obl
            && matches!(token.upos, Upos::Noun | Upos::Propn)
            && !sentence
                .children(*child)
                .any(|below| sentence.tokens[below].relation == Relation::Case && below < *child)
            && !is_day(&token.form)
    });
    let has_object = sentence.children(verb).any(|child| sentence.tokens[child].relation == Relation::Obj);
    if let Some(object) = object.filter(|_| !has_object) {
        sentence.tokens[object].relation = Relation::Obj;
    }
}

/// "announced on Friday that Cuba will …": a clause with "that" and a subject of its own says nothing about the day; it is what was said.
pub fn said_that(lexicon: &Lexicon, sentence: &mut Sentence) {
    for clause in 0..sentence.tokens.len() {
        let token = &sentence.tokens[clause];
        if !matches!(token.relation, Relation::AclRelcl | Relation::Acl | Relation::Advcl) {
            continue;
        }
        let Some(noun) = token.head.map(|head| head as usize) else { continue };
        let mut conjunction = false;
        let mut subject = false;
        for child in sentence.children(clause) {
            let child = &sentence.tokens[child];
            conjunction |= child.relation == Relation::Mark && child.form == "that";
            subject |= matches!(child.relation, Relation::Nsubj | Relation::NsubjPass) && child.form != "that";
        }
        let oblique = matches!(sentence.tokens[noun].relation, Relation::Obl | Relation::Nmod);
        let Some(verb) = sentence.tokens[noun].head.map(|head| head as usize) else { continue };
        let speaks = lexicon.verb(&sentence.tokens[verb].lemma).any(|entry| {
            matches!(
                lexicon.frame(entry.frame).compose,
                Some(
                    Compose::Say
                        | Compose::Announce
                        | Compose::Alleged
                        | Compose::Promise
                        | Compose::Warn
                        | Compose::Request
                )
            )
        });
        let complement =
            sentence.children(verb).any(|child| matches!(sentence.tokens[child].relation, Relation::Ccomp));
        if conjunction && subject && oblique && speaks && !complement {
            attach(sentence, clause, verb, Relation::Ccomp);
        }
    }
}

fn is_day(form: &str) -> bool {
    form.ends_with("day") || matches!(form, "today" | "yesterday" | "tomorrow")
}
