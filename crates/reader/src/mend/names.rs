//! Names of different actors are not parts of one name: "…, weil Kuba Spanien eingeladen hatte".
//!
//! Where the parser hangs one name as a part of another, the second one is an argument of the clause: its object, if it has none.

use weltlage_language::{Case, Relation, Sentence, Upos};
use weltlage_ontology::Sector;

use super::attach;
use crate::lexicon::Lexicon;
use crate::parties::Known;
use weltlage_actors::MentionKind;

/// "Ungarn liefert der Ukraine …": a feminine name after "der" is no subject; a name without an article that the parser took for the
/// object is.
pub fn datives(lexicon: &Lexicon, sentence: &mut Sentence, known: &[Known]) {
    for token in 1..sentence.tokens.len() {
        let word = &sentence.tokens[token];
        let feminine = word.relation == Relation::Nsubj
            && lexicon.markers.feminine_names.contains(&word.form.to_lowercase())
            && sentence.children(token).any(|child| sentence.tokens[child].form.eq_ignore_ascii_case("der"));
        let Some(verb) = word.head.map(|head| head as usize).filter(|_| feminine) else { continue };
        let subject = sentence.children(verb).find(|child| {
            sentence.tokens[*child].relation == Relation::Obj
                && mention(sentence, known, *child).is_some()
                && !sentence.children(*child).any(|below| sentence.tokens[below].relation == Relation::Det)
        });
        sentence.tokens[token].relation = Relation::Iobj;
        if let Some(subject) = subject {
            sentence.tokens[subject].relation = Relation::Nsubj;
        }
    }
}

/// Joins the words of one name that the parser hung apart ("die Vereinten" as subject, "Nationen" as object).
pub fn join(sentence: &mut Sentence, known: &[Known]) {
    let mut token = 0;
    while token < sentence.tokens.len() {
        let Some(own) = mention(sentence, known, token) else {
            token += 1;
            continue;
        };
        let end = (token..sentence.tokens.len())
            .find(|at| sentence.tokens[*at].start >= own.end)
            .unwrap_or(sentence.tokens.len());
        let inside = |head: Option<u32>| head.is_some_and(|head| (token..end).contains(&(head as usize)));
        let tops: Vec<usize> = (token..end)
            .filter(|at| !inside(sentence.tokens[*at].head) && sentence.tokens[*at].upos != Upos::Punct)
            .collect();
        let rank = |at: usize| match sentence.tokens[at].relation {
            Relation::Root => 0,
            Relation::Nsubj | Relation::NsubjPass => 1,
            Relation::Obj | Relation::Iobj => 2,
            Relation::Obl | Relation::Nmod | Relation::Conj => 3,
            _ => 4,
        };
        let body = own.given.is_none()
            && matches!(own.kind, MentionKind::Name | MentionKind::Organisation | MentionKind::Group);
        if let Some(top) = tops.iter().copied().min_by_key(|at| rank(*at)).filter(|_| tops.len() > 1 && body) {
            for other in tops.into_iter().filter(|other| *other != top) {
                attach(sentence, other, top, Relation::Flat);
            }
        }
        token = end.max(token + 1);
    }
}

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

/// "von Kanzler Merz' erster Reise", "auf Polens neue Vorschläge": a German name in the genitive before a noun without an
/// article belongs to that noun, and the noun stands in its place.
pub fn genitives(sentence: &mut Sentence, known: &[Known]) {
    for name in 0..sentence.tokens.len() {
        let Some(noun) = possessed(sentence, known, name) else { continue };
        let mut top = name;
        while let Some(up) = sentence.tokens[top].head.map(|head| head as usize).filter(|up| {
            *up < name
                && mention(sentence, known, *up)
                    .is_some_and(|own| Some(own.start) == mention(sentence, known, name).map(|own| own.start))
        }) {
            top = up;
        }
        if sentence.tokens[noun].head == u32::try_from(top).ok() {
            // The noun hangs below the name: they change places.
            let (head, relation) = (sentence.tokens[top].head, sentence.tokens[top].relation);
            sentence.tokens[noun].head = head;
            sentence.tokens[noun].relation = relation;
        } else if sentence.tokens[top].head == u32::try_from(noun).ok() {
            continue;
        }
        if !attach(sentence, top, noun, Relation::Nmod) {
            continue;
        }
        let prepositions: Vec<usize> =
            sentence.children(top).filter(|child| sentence.tokens[*child].relation == Relation::Case).collect();
        for preposition in prepositions {
            sentence.tokens[preposition].head = u32::try_from(noun).ok();
        }
    }
}

/// The noun right behind a name in the genitive, adjectives between them aside, that has neither article nor another possessor.
fn possessed(sentence: &Sentence, known: &[Known], name: usize) -> Option<usize> {
    let word = &sentence.tokens[name];
    let own = mention(sentence, known, name).filter(|own| own.end == word.end)?;
    let genitive = word.upos == Upos::Propn
        && own.given.is_none()
        && (word.morphology.case == Some(Case::Gen) || word.lemma != word.form)
        && word.form.ends_with(['s', '’', '\'']);
    if !genitive {
        return None;
    }
    let noun = (name + 1..sentence.tokens.len().min(name + 5)).find(|at| sentence.tokens[*at].upos != Upos::Adj)?;
    let free = sentence.tokens[noun].upos == Upos::Noun
        && mention(sentence, known, noun).is_none_or(|other| other.start >= own.end)
        && !sentence.children(noun).any(|child| {
            child < noun
                && matches!(sentence.tokens[child].relation, Relation::Det | Relation::DetPoss | Relation::Case)
        });
    free.then_some(noun)
}

/// The mention that covers a token.
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
