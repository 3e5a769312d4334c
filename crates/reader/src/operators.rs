//! Operators: negation, modality, mood, condition, allegation and attribution over a predicate.
//!
//! They are read off auxiliaries, markers and verb forms around the predicate, which taggers get right, rather than off clause
//! attachment, which parsers often get wrong.

use weltlage_language::{Mood, Relation, Tense, Upos, VerbForm};

use crate::lexicon::Lexicon;
use crate::markers::Effect;
use crate::parties::{Parties, Party};
use crate::tree::Tree;

/// What the words around a predicate say of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Operators {
    /// It did not or will not happen.
    pub negated: bool,
    /// It may happen.
    pub possible: bool,
    /// It would happen, or happens under a condition.
    pub conditional: bool,
    /// It is to happen: future tense, "is to".
    pub planned: bool,
    /// The subject wants it to happen.
    pub intended: bool,
    /// It must or should happen.
    pub deontic: bool,
    /// Passed on as an unconfirmed claim.
    pub alleged: bool,
    /// Told in Konjunktiv I: somebody else's words.
    pub reported: bool,
    /// The predicate stands in a question.
    pub question: bool,
    /// The predicate is in a past tense.
    pub past: bool,
    /// "would", "würde": conditional, or in reported speech a future seen from the past.
    pub would: bool,
    /// The words that say so, for explanations.
    pub words: Vec<usize>,
}

/// Reads the operators of a clause's predicate (verb or predicative adjective).
#[must_use]
pub fn of_clause(lexicon: &Lexicon, tree: &Tree<'_>, predicate: usize) -> Operators {
    let mut found = Operators::default();
    let markers = &lexicon.markers;
    let word = tree.token(predicate);
    for child in tree.children(predicate) {
        let token = tree.token(child);
        let lower = token.form.to_lowercase();
        match token.relation {
            Relation::Advmod | Relation::Det | Relation::Discourse | Relation::Cc
                if markers.negation.contains(&lower) =>
            {
                found.negate(child);
            }
            Relation::Advmod | Relation::Discourse | Relation::Obl => {
                found.adverb(lexicon, &lower, &token.lemma, child)
            }
            Relation::Mark if markers.condition.contains(&lower) => {
                found.conditional = true;
                found.words.push(child);
            }
            Relation::Mark if markers.negative_prepositions.contains(&lower) => found.negate(child),
            Relation::Nsubj | Relation::Obj | Relation::NsubjPass => {
                // "kein Staat liefert", "no country has agreed"
                if let Some(neg) =
                    tree.children(child).find(|at| markers.negation.contains(&tree.token(*at).form.to_lowercase()))
                {
                    found.negate(neg);
                }
                if markers.negation.contains(&lower) {
                    found.negate(child);
                }
            }
            _ => {}
        }
    }
    auxiliaries(lexicon, tree, shares_auxiliary(tree, predicate).unwrap_or(predicate), &mut found);
    if tree.finite(predicate) == Some(predicate) {
        match (word.morphology.mood, word.morphology.tense) {
            (Some(Mood::Sub), Some(Tense::Past)) if is_marked_subjunctive(&word.form) => found.conditional = true,
            (Some(Mood::Sub), _) => found.reported = true,
            (_, Some(Tense::Past)) => found.past = true,
            _ => {}
        }
    }
    found.question =
        tree.sentence.tokens.last().is_some_and(|last| last.form == "?") && word.relation == Relation::Root;
    conditions(lexicon, tree, predicate, &mut found);
    found
}

/// "will nach Russland reisen und Putin treffen": the first conjunct, whose auxiliary serves the second as well; "would have to send":
/// the verb of duty.
fn shares_auxiliary(tree: &Tree<'_>, predicate: usize) -> Option<usize> {
    let token = tree.token(predicate);
    let obliged = token.relation == Relation::Xcomp
        && tree
            .head(predicate)
            .is_some_and(|head| matches!(tree.token(head).lemma.as_str(), "have" | "need" | "haben"));
    if obliged {
        return tree.head(predicate);
    }
    let nonfinite = matches!(token.morphology.verb_form, Some(VerbForm::Inf | VerbForm::Part));
    if token.relation != Relation::Conj || !nonfinite || tree.auxiliaries(predicate).next().is_some() {
        return None;
    }
    let first = tree.head(predicate)?;
    let same_form = tree.token(first).morphology.verb_form == token.morphology.verb_form;
    (same_form && tree.auxiliaries(first).next().is_some()).then_some(first)
}

/// Forms that are Konjunktiv II beyond doubt; "lieferte" is as a rule a preterite.
fn is_marked_subjunctive(form: &str) -> bool {
    let lower = form.to_lowercase();
    lower.contains(['ä', 'ö', 'ü'])
}

fn auxiliaries(lexicon: &Lexicon, tree: &Tree<'_>, predicate: usize, found: &mut Operators) {
    // An infinitive perfect: "soll geliefert haben", "may have sent"; the form decides, since taggers take "haben" for a finite plural.
    let perfect = tree.auxiliaries(predicate).count() > 1
        && tree.auxiliaries(predicate).any(|aux| matches!(tree.token(aux).form.as_str(), "haben" | "sein" | "have"));
    for aux in tree.auxiliaries(predicate) {
        let token = tree.token(aux);
        let lower = token.form.to_lowercase();
        let subjunctive = token.morphology.mood == Some(Mood::Sub)
            || matches!(
                lower.as_str(),
                "könnte"
                    | "könnten"
                    | "dürfte"
                    | "dürften"
                    | "sollte"
                    | "sollten"
                    | "müsste"
                    | "müssten"
                    | "möchte"
                    | "möchten"
            );
        match token.lemma.as_str() {
            "werden"
                if matches!(token.relation, Relation::AuxPass)
                    || has_participle(tree, predicate) && !lower.starts_with("würd") && lower != "werde" =>
            {
                passive_auxiliary(tree, predicate, aux, found);
            }
            "werden" if lower.starts_with("würd") => {
                found.would = true;
                found.set(Effect::Conditional, aux);
            }
            "werden" => found.set(Effect::Planned, aux),
            "haben" | "sein" | "have" | "be" => {
                if matches!(lower.as_str(), "hätte" | "hätten" | "wäre" | "wären") {
                    found.set(Effect::Conditional, aux);
                } else if token.morphology.mood == Some(Mood::Sub) {
                    found.reported = true;
                } else if matches!(token.lemma.as_str(), "haben" | "have")
                    || token.morphology.tense == Some(Tense::Past)
                {
                    found.past = true;
                }
            }
            lemma => {
                found.would |= lower == "would" || lower == "'d";
                if let Some(modal) =
                    lexicon.markers.modals.iter().find(|modal| modal.lemma == lemma || modal.lemma == lower)
                {
                    let effect = match (perfect, subjunctive) {
                        (true, _) if modal.perfect.is_some() => modal.perfect,
                        (_, true) => modal.subjunctive,
                        _ => None,
                    };
                    found.set(effect.unwrap_or(modal.indicative), aux);
                }
            }
        }
        for child in tree.children(aux) {
            if lexicon.markers.negation.contains(&tree.token(child).form.to_lowercase()) {
                found.negate(child);
            }
        }
    }
    // English "is to visit", "is going to": the infinitive marker under a form of be.
    let has_to = tree.markers(predicate).any(|mark| tree.token(mark).form == "to");
    if has_to && tree.children_by(predicate, &[Relation::Aux, Relation::Cop]).any(|aux| tree.token(aux).lemma == "be") {
        found.planned = true;
    }
}

/// "wird geliefert" is present passive, "wird geliefert werden" future, "werde geliefert" reported.
fn passive_auxiliary(tree: &Tree<'_>, predicate: usize, aux: usize, found: &mut Operators) {
    let token = tree.token(aux);
    let others =
        tree.auxiliaries(predicate).filter(|other| *other != aux && tree.token(*other).lemma == "werden").count();
    if others > 0 && token.morphology.verb_form == Some(VerbForm::Fin) {
        found.set(Effect::Planned, aux);
    } else if token.morphology.tense == Some(Tense::Past) {
        found.past = true;
    }
}

fn has_participle(tree: &Tree<'_>, predicate: usize) -> bool {
    tree.token(predicate).morphology.verb_form == Some(VerbForm::Part)
}

/// A condition in the clause's surroundings: it hangs in a conditional clause, or one hangs below it.
fn conditions(lexicon: &Lexicon, tree: &Tree<'_>, predicate: usize, found: &mut Operators) {
    let is_condition = |clause: usize| {
        tree.markers(clause)
            .chain(tree.children_by(clause, &[Relation::Advmod]))
            .find(|mark| lexicon.markers.condition.contains(&tree.token(*mark).form.to_lowercase()))
    };
    let verb_first = |clause: usize| {
        // "Sollte Moskau liefern, …": a finite verb at the head of its clause, and no question.
        let finite = tree.finite(clause)?;
        let first = *tree.below(clause, |_| true).iter().find(|at| tree.token(**at).upos != Upos::Punct)?;
        let conditional_form = matches!(
            tree.token(finite).form.to_lowercase().as_str(),
            "sollte"
                | "sollten"
                | "should"
                | "were"
                | "had"
                | "hätte"
                | "wäre"
                | "käme"
                | "würde"
                | "würden"
                | "wären"
                | "hätten"
        );
        let question = tree.sentence.tokens.last().is_some_and(|last| last.form == "?");
        (finite == first && conditional_form && !question).then_some(finite)
    };
    if let Some(mark) = tree
        .children_by(predicate, &[Relation::Advcl])
        .find_map(|clause| is_condition(clause).or_else(|| verb_first(clause)))
    {
        found.words.push(mark);
        if found.possible || found.planned || found.intended || !found.past && tree.finite(predicate).is_some() {
            found.conditional = true;
        }
    }
    let above = std::iter::once(predicate).chain(tree.ancestors(predicate)).find(|at| tree.is_clause(*at));
    if let Some(mark) = above.and_then(verb_first) {
        found.conditional = true;
        found.deontic = false;
        found.words.push(mark);
    }
}

/// Reads the operators that stand at a noun: determiners, adjectives, and the preposition before it.
#[must_use]
pub fn of_noun(lexicon: &Lexicon, tree: &Tree<'_>, noun: usize) -> Operators {
    let mut found = Operators::default();
    let markers = &lexicon.markers;
    for child in tree.children(noun) {
        let token = tree.token(child);
        let lower = token.form.to_lowercase();
        match token.relation {
            Relation::Det | Relation::Advmod if markers.negation.contains(&lower) => found.negate(child),
            Relation::Case if markers.negative_prepositions.contains(&lower) => found.negate(child),
            Relation::Amod | Relation::Acl | Relation::Advmod => {
                found.adverb(lexicon, &lower, &token.lemma, child);
                // "der angekündigte Besuch": the participle's verb form
                for inner in tree.children_by(child, &[Relation::Advmod]) {
                    let inner_token = tree.token(inner);
                    found.adverb(lexicon, &inner_token.form.to_lowercase(), &inner_token.lemma, inner);
                }
            }
            _ => {}
        }
    }
    found
}

impl Operators {
    fn negate(&mut self, word: usize) {
        self.negated = !self.negated || self.words.contains(&word);
        self.words.push(word);
    }

    fn set(&mut self, effect: Effect, word: usize) {
        match effect {
            Effect::Possible => self.possible = true,
            Effect::Conditional => self.conditional = true,
            Effect::Planned => self.planned = true,
            Effect::Intended => self.intended = true,
            Effect::Deontic => self.deontic = true,
            Effect::Alleged => self.alleged = true,
            Effect::None => return,
        }
        self.words.push(word);
    }

    fn adverb(&mut self, lexicon: &Lexicon, form: &str, lemma: &str, word: usize) {
        let markers = &lexicon.markers;
        let lemma = lemma.to_lowercase();
        let is_in = |list: &crate::markers::WordSet| list.contains(form) || list.contains(&lemma);
        if is_in(&markers.negation) || is_in(&markers.almost_negation) {
            self.negate(word);
        } else if is_in(&markers.possible) {
            self.set(Effect::Possible, word);
        } else if is_in(&markers.alleged) {
            self.set(Effect::Alleged, word);
        } else if is_in(&markers.planned) {
            self.set(Effect::Planned, word);
        }
    }

    /// Both together: what holds of the outer predicate holds of the inner one. Two negations cancel out.
    #[must_use]
    pub fn over(&self, inner: &Self) -> Self {
        let mut both = inner.clone();
        both.negated ^= self.negated;
        both.possible |= self.possible;
        both.conditional |= self.conditional;
        both.planned |= self.planned;
        both.intended |= self.intended;
        both.alleged |= self.alleged;
        both.reported |= self.reported;
        both.question |= self.question;
        both.words.extend(&self.words);
        both
    }
}

/// Who says so: "laut Seoul", "according to the Kremlin", "nach Angaben der Regierung". The source and whether it is hearsay.
#[must_use]
pub fn source_phrase(
    lexicon: &Lexicon,
    tree: &Tree<'_>,
    parties: &Parties<'_>,
    clause: usize,
) -> (Option<Party>, bool) {
    let markers = &lexicon.markers;
    let mut hearsay = false;
    for child in tree.children_by(clause, &[Relation::Obl, Relation::Advmod, Relation::Parataxis, Relation::Nmod]) {
        let Some(preposition) = tree.preposition(child) else { continue };
        let noun = tree.token(child).lemma.to_lowercase();
        let with_noun = format!("{preposition} {}", tree.token(child).form.to_lowercase());
        let first = preposition.split(' ').next().unwrap_or_default();
        let phrase = markers.attribution.contains(&preposition)
            || markers.attribution.contains(&with_noun)
            || markers.attribution.contains(first) && first != "so";
        if !phrase {
            continue;
        }
        let source =
            parties.named(child).into_iter().chain(parties.possessors(child)).chain(parties.inside(child)).next();
        if source.is_some() {
            return (source, false);
        }
        hearsay |= markers.hearsay.contains(&noun)
            || lexicon.language == weltlage_ontology::Language::De
                && markers.hearsay.iter().any(|word| noun.ends_with(word));
    }
    (None, hearsay)
}
