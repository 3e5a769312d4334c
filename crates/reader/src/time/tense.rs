//! Whether the clause of a time expression speaks of the past, the present or what is to come.
//!
//! Read off auxiliaries and verb forms like the operators. An infinitive looks forward from the verb that governs it ("agreed to meet"),
//! except where that verb says that it happened ("managed to meet"). Parsed sentences only: trees of others mean nothing.

use weltlage_language::{Mood, Relation, Tense, Upos, VerbForm};

use super::words;
use crate::tree::Tree;

/// The time of a clause, seen from the day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outlook {
    Past,
    Present,
    Future,
    /// No verb says.
    Unknown,
}

/// Clauses looked at before giving up.
const DEPTH: usize = 8;

/// The outlook of the clause in which a token stands.
pub(super) fn of_token(tree: &Tree<'_>, at: usize) -> Outlook {
    if !tree.sentence.parsed || at >= tree.len() {
        return Outlook::Unknown;
    }
    if ["für", "for"].iter().any(|word| tree.has_preposition(at, word)) {
        return Outlook::Future;
    }
    // "eine Stellungnahme vom Sonntag"
    if tree.token(at).relation == Relation::Nmod && tree.has_preposition(at, "von") {
        return Outlook::Past;
    }
    of_clause(tree, at)
}

/// The same whatever preposition stands at the token.
pub(super) fn of_clause(tree: &Tree<'_>, at: usize) -> Outlook {
    if !tree.sentence.parsed || at >= tree.len() {
        return Outlook::Unknown;
    }
    let clause = tree.clause(at);
    for up in tree.ancestors(at).take_while(|up| *up != clause) {
        let planned =
            std::iter::once(up).chain(tree.children_by(up, &[Relation::Amod])).any(|word| is_planned(tree, word));
        if planned {
            return Outlook::Future;
        }
        // "das am Montag unterzeichnete Abkommen"
        if tree.token(up).relation == Relation::Amod && tree.token(up).upos != Upos::Noun {
            let present = tree.token(up).lemma.ends_with("end");
            return if present { Outlook::Present } else { Outlook::Past };
        }
    }
    let mut predicate = clause;
    for _ in 0..DEPTH {
        // A time before "dass", "that" or "to" is of the clause above, whatever the parser says.
        let outside = tree.markers(predicate).any(|mark| mark > at && tree.token(mark).lemma != "zu");
        if let Some(outlook) = of_predicate(tree, predicate).filter(|_| !outside || tree.head(predicate).is_none()) {
            return outlook;
        }
        let Some(head) = tree.head(predicate) else { break };
        predicate = tree.clause(head);
    }
    Outlook::Unknown
}

/// Whether the clause of a token has a perfect: "have fought".
pub(super) fn is_perfect(tree: &Tree<'_>, at: usize) -> bool {
    at < tree.len() && tree.auxiliaries(tree.clause(at)).any(|aux| tree.token(aux).lemma == "have")
}

fn is_planned(tree: &Tree<'_>, word: usize) -> bool {
    let token = tree.token(word);
    let form = token.form.to_lowercase();
    matches!(token.upos, Upos::Adj | Upos::Verb)
        && token.morphology.verb_form != Some(VerbForm::Fin)
        && words::PLANNED.iter().any(|stem| form.starts_with(stem))
}

/// What a predicate and its auxiliaries say; `None` if that is up to the clause above.
fn of_predicate(tree: &Tree<'_>, predicate: usize) -> Option<Outlook> {
    let token = tree.token(predicate);
    let lemma = |at: usize| tree.token(at).lemma.to_lowercase();
    if is_planned(tree, predicate) {
        return Some(Outlook::Future);
    }
    let auxiliaries: Vec<usize> = tree.auxiliaries(predicate).collect();
    if auxiliaries
        .iter()
        .any(|aux| matches!(lemma(*aux).as_str(), "have" | "haben") || tree.token(*aux).form == "worden")
    {
        return Some(Outlook::Past);
    }
    let participle = token.morphology.verb_form == Some(VerbForm::Part);
    let to_be = |aux: usize| tree.token(aux).relation == Relation::Aux && lemma(aux) == "sein";
    if participle && auxiliaries.iter().any(|aux| to_be(*aux)) {
        return Some(Outlook::Past);
    }
    match tree.finite(predicate).or_else(|| finite_english_modal(tree, &auxiliaries)) {
        Some(finite) if finite == predicate => Some(of_finite(tree, finite)),
        Some(finite) => Some(of_auxiliary(tree, predicate, finite, auxiliaries.len())),
        None => without_finite(tree, predicate, participle),
    }
}

fn finite_english_modal(tree: &Tree<'_>, auxiliaries: &[usize]) -> Option<usize> {
    auxiliaries
        .iter()
        .copied()
        .find(|aux| words::ENGLISH_MODALS.contains(&tree.token(*aux).form.to_lowercase().as_str()))
}

fn of_finite(tree: &Tree<'_>, finite: usize) -> Outlook {
    let morphology = &tree.token(finite).morphology;
    match (morphology.mood, morphology.tense) {
        (Some(Mood::Imp), _) | (Some(Mood::Sub), Some(Tense::Past)) => Outlook::Future,
        (_, Some(Tense::Past)) => Outlook::Past,
        (_, Some(Tense::Pres)) => Outlook::Present,
        _ => Outlook::Unknown,
    }
}

/// The finite auxiliary with its infinitive or participle.
fn of_auxiliary(tree: &Tree<'_>, predicate: usize, finite: usize, count: usize) -> Outlook {
    let token = tree.token(finite);
    let lemma = token.lemma.to_lowercase();
    let past = token.morphology.tense == Some(Tense::Past);
    let indicative = token.morphology.mood != Some(Mood::Sub);
    let infinitive = tree.token(predicate).morphology.verb_form == Some(VerbForm::Inf);
    if words::ENGLISH_MODALS.contains(&token.form.to_lowercase().as_str()) {
        return Outlook::Future;
    }
    if words::GERMAN_MODALS.contains(&lemma.as_str()) {
        // "sollte" and "wollte" announce even in the past tense; "musste" and "konnte" tell.
        let announces = matches!(lemma.as_str(), "sollen" | "wollen");
        return if past && indicative && !announces { Outlook::Past } else { Outlook::Future };
    }
    let to = tree.markers(predicate).any(|mark| tree.token(mark).form == "to");
    if lemma == "werden" && (infinitive || count > 1) || lemma == "be" && infinitive && to {
        return Outlook::Future;
    }
    of_finite(tree, finite)
}

/// Infinitives and participles without an auxiliary.
fn without_finite(tree: &Tree<'_>, predicate: usize, participle: bool) -> Option<Outlook> {
    let token = tree.token(predicate);
    let infinitive = token.morphology.verb_form == Some(VerbForm::Inf);
    match token.relation {
        // "will meet on Monday and leave on Tuesday" share the auxiliary.
        Relation::Conj | Relation::Advcl => None,
        _ if infinitive => {
            let governor = tree.head(predicate).map(|head| tree.token(head).lemma.to_lowercase());
            let tells = governor.is_some_and(|lemma| words::IMPLICATIVE.contains(&lemma.as_str()));
            (!tells).then_some(Outlook::Future)
        }
        _ if participle && token.morphology.tense != Some(Tense::Pres) => Some(Outlook::Past),
        Relation::Root => Some(Outlook::Unknown),
        _ => None,
    }
}
