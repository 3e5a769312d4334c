//! English clauses that parsers get wrong in agency prose: the main verb taken for a participle, what was said hung at the day, the subject
//! of a clause of time taken for a phrase of time, and the one who said it hung below what was said.

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
        let speaks = speaks(lexicon, &sentence.tokens[verb].lemma);
        let complement =
            sentence.children(verb).any(|child| matches!(sentence.tokens[child].relation, Relation::Ccomp));
        if conjunction && subject && oblique && speaks && !complement {
            attach(sentence, clause, verb, Relation::Ccomp);
        }
    }
}

/// "a day after Moscow and Kyiv had signed": a verb without a subject right behind a phrase of time has its subject there.
pub fn subject_of_time(sentence: &mut Sentence) {
    for verb in 1..sentence.tokens.len() {
        let token = &sentence.tokens[verb];
        if token.upos != Upos::Verb
            || !matches!(token.relation, Relation::Conj | Relation::Acl | Relation::AclRelcl | Relation::Advcl)
        {
            continue;
        }
        let mut first = verb;
        let mut finite = token.morphology.verb_form == Some(VerbForm::Fin);
        let mut bare = true;
        for child in sentence.children(verb) {
            let below = &sentence.tokens[child];
            match below.relation {
                Relation::Aux | Relation::AuxPass => {
                    first = first.min(child);
                    finite = true;
                }
                Relation::Nsubj | Relation::NsubjPass | Relation::Cc | Relation::Mark => bare = false,
                _ => {}
            }
        }
        if !finite || !bare {
            continue;
        }
        let Some((noun, preposition)) = phrase_of_time(sentence, first) else { continue };
        let Some(above) = sentence.tokens[noun].head.map(|head| head as usize).filter(|head| *head != verb) else {
            continue;
        };
        if attach(sentence, verb, above, Relation::Advcl) && attach(sentence, noun, verb, Relation::Nsubj) {
            attach(sentence, preposition, verb, Relation::Mark);
        }
    }
}

/// The noun phrase that ends right before a token and is governed by a preposition that may be a conjunction as well.
fn phrase_of_time(sentence: &Sentence, end: usize) -> Option<(usize, usize)> {
    let mut top = end.checked_sub(1)?;
    loop {
        let token = &sentence.tokens[top];
        let preposition = sentence.children(top).find(|child| {
            let below = &sentence.tokens[*child];
            below.relation == Relation::Case
                && matches!(below.form.as_str(), "after" | "before" | "since" | "until" | "as")
        });
        if !matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Pron) {
            return None;
        }
        if let Some(preposition) = preposition {
            return Some((top, preposition));
        }
        if !matches!(
            token.relation,
            Relation::Conj | Relation::Flat | Relation::Compound | Relation::Appos | Relation::Nmod
        ) {
            return None;
        }
        top = token.head.map(|head| head as usize).filter(|head| *head < end)?;
    }
}

/// "…, Sullivan warned on Tuesday.": a verb of speech with its subject behind what was said.
pub fn said_last(lexicon: &Lexicon, sentence: &mut Sentence) {
    for verb in 2..sentence.tokens.len() {
        let token = &sentence.tokens[verb];
        let hangs = matches!(token.relation, Relation::Advcl | Relation::Conj | Relation::Dep | Relation::AclRelcl);
        if token.upos != Upos::Verb || !hangs || token.head.is_none_or(|head| head as usize > verb) {
            continue;
        }
        let mut subject = None;
        let mut plain = true;
        for child in sentence.children(verb) {
            match sentence.tokens[child].relation {
                Relation::Nsubj if child < verb => subject = Some(child),
                Relation::Mark | Relation::Cc | Relation::Ccomp | Relation::Xcomp | Relation::Obj => plain = false,
                _ => {}
            }
        }
        let Some(subject) = subject.filter(|_| plain) else { continue };
        let mut start = subject;
        for child in sentence.children(subject) {
            start = start.min(child);
        }
        let set_off = (start.saturating_sub(5)..start)
            .any(|at| matches!(sentence.tokens[at].form.as_str(), "," | "\"" | "”" | "''"));
        if set_off && speaks(lexicon, &sentence.tokens[verb].lemma) {
            sentence.tokens[verb].relation = Relation::Parataxis;
        }
    }
}

/// Whether a verb may introduce what somebody said.
fn speaks(lexicon: &Lexicon, lemma: &str) -> bool {
    lexicon.verb(lemma).any(|entry| {
        matches!(
            lexicon.frame(entry.frame).compose,
            Some(
                Compose::Say
                    | Compose::Announce
                    | Compose::Alleged
                    | Compose::Promise
                    | Compose::Warn
                    | Compose::Threaten
                    | Compose::Request
            )
        )
    })
}

/// "Norway yesterday joined …": the day is no subject; whoever the parser hung at it is.
pub fn day_subjects(sentence: &mut Sentence) {
    for day in 1..sentence.tokens.len() {
        let token = &sentence.tokens[day];
        if token.relation != Relation::Nsubj || !is_day(&token.form) {
            continue;
        }
        let Some(verb) = token.head.map(|head| head as usize) else { continue };
        let name = sentence.children(day).find(|child| {
            let below = &sentence.tokens[*child];
            *child < day && matches!(below.upos, Upos::Noun | Upos::Propn) && below.relation != Relation::Case
        });
        if let Some(name) = name
            && attach(sentence, name, verb, Relation::Nsubj)
        {
            sentence.tokens[day].relation = Relation::Obl;
        }
    }
}

/// "and in return the EU will release …": what follows the phrase without a preposition is the subject.
pub fn subject_behind_phrase(sentence: &mut Sentence) {
    for phrase in 0..sentence.tokens.len() {
        let token = &sentence.tokens[phrase];
        if !matches!(token.form.as_str(), "return" | "exchange") || token.relation != Relation::Obl {
            continue;
        }
        let Some(verb) = token.head.map(|head| head as usize).filter(|verb| *verb > phrase) else { continue };
        let has_subject = sentence
            .children(verb)
            .any(|child| matches!(sentence.tokens[child].relation, Relation::Nsubj | Relation::NsubjPass));
        let name = sentence.children(phrase).find(|child| {
            let below = &sentence.tokens[*child];
            let bare = !sentence.children(*child).any(|at| sentence.tokens[at].relation == Relation::Case);
            *child > phrase && matches!(below.upos, Upos::Noun | Upos::Propn | Upos::Pron) && bare
        });
        if let Some(name) = name.filter(|_| !has_subject) {
            attach(sentence, name, verb, Relation::Nsubj);
        }
    }
}

fn is_day(form: &str) -> bool {
    form.ends_with("day") || matches!(form, "today" | "yesterday" | "tomorrow")
}
