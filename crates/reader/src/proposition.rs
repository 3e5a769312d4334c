//! Propositions: a word that evokes a frame, with the phrases that fill its slots.
//!
//! Voice, relative clauses, coordination, control and participles are undone here, so that slots always mean the same:
//! `Subject` is who acts, `Object` who or what is acted on.

use weltlage_language::{Case, PronounType, Relation, Upos, VerbForm};

use weltlage_actors::MentionKind;

use crate::lexicon::{Entry, Frame, Kind, Lexicon, Restriction, Role, Slot};
use crate::parties::Parties;
use crate::tree::Tree;

/// A phrase in a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// Its role.
    pub role: Role,
    /// The slot that it fills.
    pub slot: Slot,
    /// Its head.
    pub head: usize,
}

/// A word that evokes a frame.
#[derive(Clone, Debug)]
pub struct Proposition<'l> {
    /// The word.
    pub token: usize,
    /// Its kind.
    pub kind: Kind,
    /// The lexicon's entry.
    pub entry: &'l Entry,
    /// The frame.
    pub frame: &'l Frame,
    /// Filled roles, in the entry's order.
    pub arguments: Vec<Argument>,
    /// All filled slots, also those without a role.
    pub fillers: Vec<(Slot, usize)>,
    /// The predicate is passive.
    pub passive: bool,
}

impl Proposition<'_> {
    /// Heads in a role.
    pub fn heads(&self, role: Role) -> impl Iterator<Item = usize> + '_ {
        self.arguments.iter().filter(move |argument| argument.role == role).map(|argument| argument.head)
    }

    /// The first filler of a slot.
    #[must_use]
    pub fn filler(&self, slot: &Slot) -> Option<usize> {
        self.fillers.iter().find(|(own, _)| own == slot).map(|(_, head)| *head)
    }
}

/// How far subjects are sought through coordination and control.
const DEPTH: usize = 6;

/// Finds the proposition at a token, if its word evokes a frame there.
#[must_use]
pub fn at<'l>(lexicon: &'l Lexicon, tree: &Tree<'_>, parties: &Parties<'_>, token: usize) -> Option<Proposition<'l>> {
    let word = tree.token(token);
    let is_name = parties.covers(token) && !matches!(word.upos, Upos::Verb | Upos::Aux);
    if is_name && word.upos != Upos::Noun {
        return None;
    }
    let kinds: &[Kind] = match word.upos {
        Upos::Verb => &[Kind::Verb],
        Upos::Aux if tree.auxiliaries(token).next().is_none() && !is_auxiliary(tree, token) => &[Kind::Verb],
        Upos::Noun | Upos::Propn => &[Kind::Noun],
        Upos::Adj | Upos::Adv => &[Kind::Adjective, Kind::Verb],
        _ => return None,
    };
    let joined = joined_lemma(lexicon, tree, token);
    let found = kinds.iter().find_map(|kind| match kind {
        Kind::Verb if joined.is_some() => {
            choose(lexicon, tree, parties, token, *kind, lexicon.verb(joined.as_deref().unwrap_or_default()))
        }
        Kind::Verb => choose(lexicon, tree, parties, token, *kind, lexicon.verb(&word.lemma)),
        Kind::Adjective => choose(lexicon, tree, parties, token, *kind, lexicon.adjective(&word.lemma)),
        Kind::Noun => choose(lexicon, tree, parties, token, *kind, lexicon.noun(&word.lemma).map(|(entry, _)| entry)),
    });
    // A name evokes nothing, unless it says what its bearer does: "protesters".
    found.filter(|proposition| !is_name || proposition.entry.slots.iter().any(|(slot, _)| *slot == Slot::Itself))
}

/// "wirft … vor" → "vorwerfen": the lemma of a German verb with its separated particle, if the lexicon knows the whole.
fn joined_lemma(lexicon: &Lexicon, tree: &Tree<'_>, token: usize) -> Option<String> {
    if lexicon.language != weltlage_ontology::Language::De {
        return None;
    }
    let word = tree.token(token);
    let particle = tree.children_by(token, &[Relation::CompoundPrt]).next()?;
    let joined = format!("{}{}", tree.token(particle).form.to_lowercase(), word.lemma);
    lexicon.may_evoke(Upos::Verb, &joined).then_some(joined)
}

fn is_auxiliary(tree: &Tree<'_>, token: usize) -> bool {
    matches!(tree.token(token).relation, Relation::Aux | Relation::AuxPass | Relation::Cop)
}

fn choose<'l>(
    lexicon: &'l Lexicon,
    tree: &Tree<'_>,
    parties: &Parties<'_>,
    token: usize,
    kind: Kind,
    entries: impl Iterator<Item = &'l Entry>,
) -> Option<Proposition<'l>> {
    let mut entries = entries.peekable();
    entries.peek()?;
    let passive = kind == Kind::Verb && tree.is_passive(token);
    let mut fillers = fillers(tree, parties, token, kind, DEPTH);
    fillers.retain(|(slot, head)| !names_source(lexicon, tree, slot, *head));
    let holds = |restriction: &Restriction| {
        fillers.iter().any(|(slot, head)| {
            *slot == restriction.slot
                && tree.conjuncts(*head).into_iter().any(|head| satisfies(lexicon, tree, parties, restriction, head))
        })
    };
    // "Russland stellte den Angriff | in Abrede": a phrase of the verb that the parser hung at its object.
    let under_object = |restriction: &Restriction| {
        let Slot::Preposition(preposition) = &restriction.slot else { return false };
        kind == Kind::Verb
            && fillers.iter().filter(|(slot, _)| matches!(slot, Slot::Object | Slot::Dative)).any(|(_, object)| {
                tree.children_by(*object, &[Relation::Nmod, Relation::Obl]).any(|child| {
                    tree.preposition(child).is_some_and(|own| *own == **preposition)
                        && satisfies(lexicon, tree, parties, restriction, child)
                })
            })
    };
    let fits = |entry: &&Entry| {
        entry.particle.as_ref().is_none_or(|particle| has_particle(tree, token, particle))
            && entry.needs.iter().all(|slot| fillers.iter().any(|(own, _)| own == slot))
            && entry.with.iter().all(|restriction| holds(restriction) || under_object(restriction))
            && !entry.without.iter().any(holds)
    };
    let entry = entries.find(fits)?;
    let fillers = agents_first(lexicon, tree, parties, entry, passive, fillers);
    let mut fillers = in_the_verbs_case(tree, parties, entry, fillers);
    if kind == Kind::Noun {
        fillers.extend(adjacent(tree, entry, token, &fillers));
    } else {
        fillers.extend(behind_object(tree, entry, &fillers));
    }
    let arguments = arguments(entry, kind, &fillers);
    Some(Proposition { token, kind, entry, frame: lexicon.frame(entry.frame), arguments, fillers, passive })
}

/// "nach Gesprächen | mit dem König": a phrase right behind the noun that the parser hung at the verb, where the noun takes it.
fn adjacent(tree: &Tree<'_>, entry: &Entry, noun: usize, fillers: &[(Slot, usize)]) -> Option<(Slot, usize)> {
    let head = tree.head(noun).unwrap_or(noun);
    let end = tree.phrase(noun).into_iter().max()?;
    let follows = |child: &usize| {
        *child > end
            && matches!(tree.token(*child).relation, Relation::Obl | Relation::OblArg | Relation::Nmod)
            && tree.children_by(*child, &[Relation::Case]).min() == Some(end + 1)
    };
    let takes = |child: usize| {
        let slot = Slot::Preposition(tree.preposition(child)?.into());
        let fits = entry.slots.iter().any(|(own, role)| {
            *own == slot && matches!(role, Role::Actor | Role::Partner | Role::Recipient | Role::Content)
        });
        (fits && !fillers.iter().any(|(own, _)| *own == slot)).then_some((slot, child))
    };
    // "der Besuch des Ministers | in Kiew": hung at the possessor, though it says where the visit went.
    let inner = || {
        tree.possessors(noun)
            .flat_map(|possessor| {
                tree.children_by(possessor, &[Relation::Nmod]).filter(move |child| *child > possessor)
            })
            .find_map(takes)
    };
    tree.children(head).find(follows).and_then(takes).or_else(inner)
}

/// "Panzer an die Ukraine liefern": a phrase that the parser hung at the object, where the verb takes it.
/// Not "in": that is as a rule where the object is.
fn behind_object(tree: &Tree<'_>, entry: &Entry, fillers: &[(Slot, usize)]) -> Option<(Slot, usize)> {
    let object = fillers.iter().find(|(slot, _)| *slot == Slot::Object).map(|(_, head)| *head)?;
    tree.children_by(object, &[Relation::Nmod]).filter(|child| *child > object).find_map(|child| {
        let preposition = tree.preposition(child).filter(|preposition| preposition != "in")?;
        let slot = Slot::Preposition(preposition.into());
        let takes = entry.slots.iter().any(|(own, role)| *own == slot && *role == Role::Recipient);
        (takes && !fillers.iter().any(|(own, _)| *own == slot)).then_some((slot, child))
    })
}

/// Dative and accusative look alike in many noun phrases; where the verb takes only one of them, that one was meant. Where it takes both,
/// and an infinitive says what is promised, somebody who looks like the object is the one it is promised to.
fn in_the_verbs_case(
    tree: &Tree<'_>,
    parties: &Parties<'_>,
    entry: &Entry,
    mut fillers: Vec<(Slot, usize)>,
) -> Vec<(Slot, usize)> {
    let takes = |slot: &Slot| entry.slots.iter().any(|(own, _)| own == slot);
    let has = |slot: &Slot| fillers.iter().any(|(own, _)| own == slot);
    let told = entry.slots.contains(&(Slot::Dative, Role::Recipient))
        && entry.slots.contains(&(Slot::Object, Role::Content))
        && !has(&Slot::Dative)
        && [Slot::Infinitive, Slot::Clause].iter().any(|slot| takes(slot) && has(slot));
    if told
        && let Some(filler) = fillers.iter_mut().find(|(slot, _)| *slot == Slot::Object)
        && !parties.named(filler.1).is_empty()
    {
        filler.0 = Slot::Dative;
    }
    // "offered North Korea food aid": a name right behind the verb that the parser took for a part of the object.
    if entry.slots.contains(&(Slot::Dative, Role::Recipient))
        && entry.slots.contains(&(Slot::Object, Role::Content))
        && !fillers.iter().any(|(slot, _)| *slot == Slot::Dative)
        && let Some(object) = fillers.iter().find(|(slot, _)| *slot == Slot::Object).map(|(_, head)| *head)
        && let Some(verb) = tree.head(object)
    {
        let name = tree.children_by(object, &[Relation::Compound]).find(|child| {
            let behind = parties.mention(*child).is_some_and(|mention| {
                mention.kind == MentionKind::Name && tree.token(verb + 1).start == mention.start
            });
            behind && verb < object
        });
        fillers.extend(name.map(|name| (Slot::Dative, name)));
    }
    for (found, meant) in [(Slot::Dative, Slot::Object), (Slot::Object, Slot::Dative)] {
        if takes(&meant) && !takes(&found) && !fillers.iter().any(|(slot, _)| *slot == meant) {
            if let Some(filler) = fillers.iter_mut().find(|(slot, _)| *slot == found) {
                filler.0 = meant;
            }
            break;
        }
    }
    fillers
}

/// "nach Angaben aus Seoul", "laut Kiew", "according to Washington": who says so takes no part in the act.
fn names_source(lexicon: &Lexicon, tree: &Tree<'_>, slot: &Slot, head: usize) -> bool {
    let Slot::Preposition(preposition) = slot else { return false };
    let with_noun = format!("{preposition} {}", tree.token(head).form.to_lowercase());
    lexicon.markers.attribution.contains(preposition) || lexicon.markers.attribution.contains(&with_noun)
}

/// German word order is free, and names have no case: where the subject is a thing and the object somebody, and the verb wants somebody
/// who acts on a thing, the parser had them the wrong way round ("ein Vorwurf, den Kuba zurückweist").
fn agents_first(
    lexicon: &Lexicon,
    tree: &Tree<'_>,
    parties: &Parties<'_>,
    entry: &Entry,
    passive: bool,
    mut fillers: Vec<(Slot, usize)>,
) -> Vec<(Slot, usize)> {
    let role = |slot: &Slot| entry.slots.iter().find(|(own, _)| own == slot).map(|(_, role)| *role);
    let wants_agent = role(&Slot::Subject) == Some(Role::Actor);
    let takes_thing = matches!(role(&Slot::Object), Some(Role::Content | Role::Theme | Role::Topic));
    let position = |slot: &Slot| fillers.iter().position(|(own, _)| own == slot);
    if lexicon.language != weltlage_ontology::Language::De || passive || !wants_agent || !takes_thing {
        return fillers;
    }
    if let (Some(subject), Some(object)) = (position(&Slot::Subject), position(&Slot::Object)) {
        let (thing, somebody) = (fillers[subject].1, fillers[object].1);
        let is_thing = (tree.token(thing).upos == Upos::Noun || tree.token(thing).form == "was")
            && parties.named(thing).is_empty()
            && !lexicon.is_a(&tree.token(thing).lemma, "person");
        if is_thing && !parties.named(somebody).is_empty() && !tree.is_oblique(somebody) {
            fillers[subject].1 = somebody;
            fillers[object].1 = thing;
        }
    }
    fillers
}

/// Whether the head of a slot, seen through "a series of …", satisfies a restriction.
fn satisfies(
    lexicon: &Lexicon,
    tree: &Tree<'_>,
    parties: &Parties<'_>,
    restriction: &Restriction,
    head: usize,
) -> bool {
    let head = through(lexicon, tree, head);
    lexicon.satisfies(restriction, &tree.token(head).lemma, parties.covers(head) || !parties.named(head).is_empty())
}

/// Looks through transparent nouns: "a round of talks" → "talks".
#[must_use]
pub fn through(lexicon: &Lexicon, tree: &Tree<'_>, head: usize) -> usize {
    let word = tree.token(head);
    if !lexicon.is_a(&word.lemma, "transparent")
        && !matches!(word.upos, Upos::Num | Upos::Sym)
        && !lexicon.is_a(&word.lemma, "measure")
    {
        return head;
    }
    tree.children_by(head, &[Relation::Nmod, Relation::Appos, Relation::Flat])
        .find(|child| {
            tree.is_bare(*child)
                || tree.has_preposition(*child, "of")
                || tree.has_preposition(*child, "von")
                || tree.has_preposition(*child, "an")
        })
        .unwrap_or(head)
}

fn has_particle(tree: &Tree<'_>, token: usize, particle: &str) -> bool {
    let child = tree.children(token).any(|child| {
        let word = tree.token(child);
        word.lemma == particle
            && matches!(
                word.relation,
                Relation::CompoundPrt | Relation::Advmod | Relation::Case | Relation::Obl | Relation::Mark
            )
    });
    child || (token + 1..(token + 2).min(tree.len())).any(|next| tree.token(next).lemma == particle)
}

fn arguments(entry: &Entry, kind: Kind, fillers: &[(Slot, usize)]) -> Vec<Argument> {
    let mut found = Vec::new();
    for (slot, role) in &entry.slots {
        for (own, head) in fillers {
            if own == slot && !found.iter().any(|argument: &Argument| argument.head == *head) {
                found.push(Argument { role: *role, slot: slot.clone(), head: *head });
            }
        }
    }
    if kind == Kind::Noun {
        // "of"/"von" and "by"/"durch" are possessors and agents unless the entry says otherwise.
        let possessor = entry.slots.iter().find(|(slot, _)| *slot == Slot::Possessor).map(|(_, role)| *role);
        for (slot, head) in fillers {
            let Slot::Preposition(preposition) = slot else { continue };
            let role = match &**preposition {
                "of" | "von" => possessor,
                "by" | "durch" | "seitens" | "from" | "aus" => Some(Role::Actor),
                _ => None,
            };
            if let Some(role) = role.filter(|_| !entry.slots.iter().any(|(own, _)| own == slot)) {
                found.push(Argument { role, slot: slot.clone(), head: *head });
            }
        }
    }
    found
}

/// The phrases around a predicate by slot.
fn fillers(tree: &Tree<'_>, parties: &Parties<'_>, token: usize, kind: Kind, depth: usize) -> Vec<(Slot, usize)> {
    match kind {
        Kind::Noun => noun_fillers(tree, parties, token),
        Kind::Verb | Kind::Adjective => {
            let mut found = clause_fillers(tree, parties, token);
            if !found.iter().any(|(slot, _)| *slot == Slot::Subject) {
                found.extend(inherited(tree, parties, token, depth));
            }
            found
        }
    }
}

fn noun_fillers(tree: &Tree<'_>, parties: &Parties<'_>, token: usize) -> Vec<(Slot, usize)> {
    let mut found = vec![(Slot::Itself, token)];
    for child in tree.children(token) {
        let word = tree.token(child);
        match word.relation {
            Relation::Nmod | Relation::Obl | Relation::OblArg | Relation::OblAgent
                if !tree.is_bare(child) && !tree.possessors(token).any(|own| own == child) =>
            {
                if let Some(preposition) = tree.preposition(child) {
                    found.push((Slot::Preposition(preposition.into()), child));
                }
            }
            Relation::Acl | Relation::Xcomp | Relation::Ccomp | Relation::Advcl => {
                let finite = tree.finite(child).is_some();
                let infinitive =
                    !finite && (word.morphology.verb_form == Some(VerbForm::Inf) || has_infinitive_marker(tree, child));
                if infinitive {
                    found.push((Slot::Infinitive, child));
                } else if finite
                    && tree.markers(child).any(|mark| matches!(tree.token(mark).lemma.as_str(), "dass" | "that" | "ob"))
                {
                    found.push((Slot::Clause, child));
                }
            }
            _ => {}
        }
    }
    for child in tree.possessors(token) {
        found.push((Slot::Possessor, child));
    }
    for child in tree.children_by(token, &[Relation::Amod, Relation::Compound]) {
        // Also those that name nobody: "trade war", "air strike" are told apart from other wars and strikes by them.
        if !found.iter().any(|(_, head)| *head == child) {
            found.push((Slot::Possessor, child));
        }
    }
    // "Libya's disarmament steps": whose steps they are, disarms.
    if tree.token(token).relation == Relation::Compound
        && let Some(whole) = tree.head(token).filter(|whole| parties.mention_at(*whole).is_none())
    {
        for child in tree.possessors(whole).chain(tree.children_by(whole, &[Relation::Amod, Relation::Compound])) {
            if child != token && !found.iter().any(|(_, head)| *head == child) && parties.mention_at(child).is_some() {
                found.push((Slot::Possessor, child));
            }
        }
    }
    if parties.mention(token).is_none() && parties.mention_at(token).is_some() {
        // The first part of the compound: "US-Sanktionen".
        found.push((Slot::Possessor, token));
    }
    found
}

fn has_infinitive_marker(tree: &Tree<'_>, predicate: usize) -> bool {
    tree.children_by(predicate, &[Relation::Mark, Relation::Aux])
        .any(|mark| matches!(tree.token(mark).form.as_str(), "to" | "zu"))
        || tree.token(predicate).upos == Upos::Verb && tree.token(predicate).morphology.verb_form == Some(VerbForm::Inf)
}

/// What hangs below a verb or a predicative adjective, with voice undone.
fn clause_fillers(tree: &Tree<'_>, parties: &Parties<'_>, token: usize) -> Vec<(Slot, usize)> {
    let passive = tree.is_passive(token);
    let mut found: Vec<(Slot, usize)> = Vec::new();
    let has_object = tree.children_by(token, &[Relation::Obj]).any(|child| !tree.token(child).morphology.reflexive);
    for child in tree.children(token) {
        let word = tree.token(child);
        let at = antecedent(tree, child, token);
        match word.relation {
            Relation::Nsubj | Relation::NsubjPass if passive && has_object => found.push((Slot::Dative, at)),
            Relation::Nsubj | Relation::NsubjPass if passive => found.push((Slot::Object, at)),
            Relation::Nsubj | Relation::NsubjPass => found.push((Slot::Subject, at)),
            Relation::Csubj | Relation::CsubjPass => found.push((clause_slot(tree, child), child)),
            Relation::Obj | Relation::ExplPv | Relation::Expl if is_reflexive(tree, child) => {
                found.push((Slot::Reflexive, child))
            }
            Relation::Obj => found.push((Slot::Object, at)),
            Relation::Iobj if is_reflexive(tree, child) => found.push((Slot::Reflexive, child)),
            Relation::Iobj => found.push((Slot::Dative, at)),
            Relation::OblAgent if passive => found.push((Slot::Subject, at)),
            Relation::Obl | Relation::OblArg | Relation::OblAgent | Relation::Nmod => match tree.preposition(child) {
                Some(_) if is_comitative(tree, parties, child) => found.push((Slot::Subject, at)),
                Some(preposition) => {
                    let agent = passive && matches!(preposition.as_str(), "by" | "von" | "durch" | "seitens");
                    // "called off | a strike": the particle of a verb, taken for the preposition of its object.
                    if !has_object && is_particle(tree, parties.lexicon(), token, child, &preposition) {
                        found.push((Slot::Object, at));
                    }
                    let slot = if agent { Slot::Subject } else { Slot::Preposition(preposition.into()) };
                    found.push((slot, at));
                }
                None if word.morphology.case == Some(Case::Dat) || word.relation == Relation::OblArg => {
                    found.push((Slot::Dative, at))
                }
                // A bare name is no adverbial: the parser lost an object.
                None if !has_object && parties.covers(child) => found.push((Slot::Object, at)),
                None => {}
            },
            Relation::Xcomp | Relation::Ccomp if is_purpose(tree, child) => {}
            Relation::Xcomp => found.push((Slot::Infinitive, child)),
            Relation::Ccomp => found.push((clause_slot(tree, child), child)),
            Relation::Advcl => {
                let plain = !tree.markers(child).any(|mark| !matches!(tree.token(mark).form.as_str(), "zu" | "to"));
                let no_preposition = tree.is_bare(child);
                if plain && no_preposition && tree.finite(child).is_none() && has_infinitive_marker(tree, child) {
                    found.push((Slot::Infinitive, child));
                }
                if let Some(preposition) = gerund_preposition(tree, child) {
                    found.push((Slot::Preposition(preposition.into()), child));
                }
            }
            Relation::Parataxis if tree.finite(child).is_some() => found.push((Slot::Clause, child)),
            _ => {}
        }
    }
    let word = tree.token(token);
    if word.relation == Relation::Parataxis
        && let Some(head) = tree.head(token)
    {
        found.push((Slot::Clause, head));
    }
    one_subject(tree, passive, &mut found);
    found
}

/// Whether the preposition of a phrase stands right behind the verb and is the particle that the lexicon knows the verb with.
fn is_particle(tree: &Tree<'_>, lexicon: &Lexicon, verb: usize, phrase: usize, preposition: &str) -> bool {
    tree.children_by(phrase, &[Relation::Case]).next() == Some(verb + 1)
        && lexicon.verb(&tree.token(verb).lemma).any(|entry| entry.particle.as_deref() == Some(preposition))
}

/// "gemeinsam mit China", "together with its allies": whoever is named takes part in what the subject does.
fn is_comitative(tree: &Tree<'_>, parties: &Parties<'_>, phrase: usize) -> bool {
    let Some(case) = tree.children_by(phrase, &[Relation::Case]).next() else { return false };
    let before = case.checked_sub(1).map(|before| tree.token(before).form.to_lowercase());
    before.is_some_and(|word| parties.lexicon().markers.comitative.contains(&word))
}

/// Of two subjects one is the object, which the parser took for a subject because German names have no case: the one with
/// a case that no subject has, else the later one.
fn one_subject(tree: &Tree<'_>, passive: bool, found: &mut [(Slot, usize)]) {
    let subjects: Vec<usize> =
        (0..found.len()).filter(|at| found[*at].0 == Slot::Subject && tree.is_bare(found[*at].1)).collect();
    let object = (0..found.len()).find(|at| found[*at].0 == Slot::Object);
    if let (&[subject], Some(object), false) = (subjects.as_slice(), object, passive) {
        if tree.is_oblique(found[subject].1) && !tree.is_oblique(found[object].1) {
            found[subject].0 = Slot::Object;
            found[object].0 = Slot::Subject;
        }
        return;
    }
    if passive || subjects.len() < 2 || found.iter().any(|(slot, _)| *slot == Slot::Object) {
        return;
    }
    let oblique = |at: &&usize| {
        tree.is_oblique(found[**at].1)
            || matches!(tree.token(found[**at].1).morphology.case, Some(Case::Acc | Case::Dat))
    };
    let object = subjects.iter().find(oblique).or(subjects.last()).copied();
    if let Some(at) = object {
        let dative = tree.token(found[at].1).morphology.case == Some(Case::Dat);
        found[at].0 = if dative { Slot::Dative } else { Slot::Object };
    }
}

/// "um … zu", "ohne … zu", "in order to": no complement, whatever the parser calls it.
fn is_purpose(tree: &Tree<'_>, clause: usize) -> bool {
    tree.markers(clause).any(|mark| {
        matches!(tree.token(mark).form.to_lowercase().as_str(), "um" | "ohne" | "statt" | "anstatt" | "order")
    })
}

/// "accused of attacking", "warned against supplying": the preposition of a gerund clause.
fn gerund_preposition(tree: &Tree<'_>, clause: usize) -> Option<String> {
    let word = tree.token(clause);
    if word.morphology.verb_form == Some(VerbForm::Ger) || word.form.ends_with("ing") {
        return tree
            .children_by(clause, &[Relation::Mark, Relation::Case])
            .map(|mark| tree.token(mark).lemma.to_lowercase().into())
            .next();
    }
    None
}

fn clause_slot(tree: &Tree<'_>, clause: usize) -> Slot {
    if tree.finite(clause).is_none() && has_infinitive_marker(tree, clause) { Slot::Infinitive } else { Slot::Clause }
}

fn is_reflexive(tree: &Tree<'_>, token: usize) -> bool {
    let word = tree.token(token);
    word.morphology.reflexive
        || word.form.eq_ignore_ascii_case("sich")
        || word.form.ends_with("self")
        || word.form.ends_with("selves")
}

/// The noun that a relative pronoun stands for; the token itself otherwise.
fn antecedent(tree: &Tree<'_>, token: usize, clause: usize) -> usize {
    let word = tree.token(token);
    let relative = word.morphology.pronoun_type == Some(PronounType::Rel)
        || word.upos == Upos::Pron
            && matches!(word.lemma.as_str(), "who" | "which" | "that" | "whom" | "welche" | "welcher");
    if !relative {
        return token;
    }
    std::iter::once(clause)
        .chain(tree.ancestors(clause))
        .find(|at| matches!(tree.token(*at).relation, Relation::AclRelcl | Relation::Acl))
        .and_then(|at| tree.head(at))
        .unwrap_or(token)
}

/// Subjects (and objects of participles) that stand at another verb or at the noun that the clause modifies.
fn inherited(tree: &Tree<'_>, parties: &Parties<'_>, token: usize, depth: usize) -> Vec<(Slot, usize)> {
    let Some(head) = tree.head(token).filter(|_| depth > 0) else { return Vec::new() };
    let word = tree.token(token);
    let passive = tree.is_passive(token);
    let own = if passive { Slot::Object } else { Slot::Subject };
    match word.relation {
        Relation::Conj => {
            let surface = surface_subjects(tree, parties, head, depth - 1);
            surface.into_iter().map(|subject| (own.clone(), subject)).collect()
        }
        Relation::Xcomp | Relation::Ccomp | Relation::Advcl if tree.finite(token).is_none() => {
            let objects: Vec<usize> = clause_fillers(tree, parties, head)
                .into_iter()
                .filter(|(slot, _)| matches!(slot, Slot::Object | Slot::Dative))
                .map(|(_, object)| object)
                .collect();
            let markers = &parties.lexicon().markers;
            let by_subject = markers.subject_control.contains(&tree.token(head).lemma)
                || word.relation == Relation::Advcl
                    && !gerund_preposition(tree, token).is_some_and(|word| markers.object_control.contains(&word));
            let controllers = if objects.is_empty() || by_subject {
                surface_subjects(tree, parties, head, depth - 1)
            } else {
                objects
            };
            controllers.into_iter().map(|subject| (own.clone(), subject)).collect()
        }
        Relation::Acl | Relation::Amod
            if matches!(tree.token(head).upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num) =>
        {
            if passive {
                vec![(Slot::Object, head)]
            } else if word.morphology.verb_form == Some(VerbForm::Inf) || has_infinitive_marker(tree, token) {
                Vec::new()
            } else {
                vec![(Slot::Subject, head)]
            }
        }
        Relation::Aux | Relation::Cop | Relation::AuxPass => Vec::new(),
        _ => Vec::new(),
    }
}

/// The surface subjects of a clause, through coordination and control.
fn surface_subjects(tree: &Tree<'_>, parties: &Parties<'_>, clause: usize, depth: usize) -> Vec<usize> {
    let own: Vec<usize> = tree
        .children_by(clause, &[Relation::Nsubj, Relation::NsubjPass])
        .map(|child| antecedent(tree, child, clause))
        .collect();
    if own.is_empty() {
        inherited(tree, parties, clause, depth).into_iter().map(|(_, head)| head).collect()
    } else {
        own
    }
}

/// Who acts in a clause: its surface subjects, found through coordination and control.
#[must_use]
pub fn subjects(tree: &Tree<'_>, parties: &Parties<'_>, clause: usize) -> Vec<usize> {
    surface_subjects(tree, parties, clause, DEPTH)
}
