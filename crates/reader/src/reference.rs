//! Reference: whom pronouns and "the country" stand for, where it is unambiguous.
//!
//! A short memory of the actors of this sentence and the one before, subjects preferred. A pronoun gets an actor only if its gender,
//! number and kind leave one candidate; otherwise it stays empty, since a wrong actor is worse than none.

use weltlage_actors::{Gender, MentionKind};
use weltlage_language::{Number, Person, PronounType, Relation, Sentence, Upos};
use weltlage_ontology::{Language, Sector};

use crate::lexicon::{Lexicon, Role, Slot};
use crate::parties::{Known, Parties, Party};
use crate::tree::Tree;

/// How many sentences back a pronoun looks.
const PRONOUN_REACH: usize = 2;
/// How many sentences back "the country" or "the group" looks.
const NOUN_REACH: usize = 5;

/// What an expression asks of its referent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Person(Gender),
    AnyPerson,
    State,
    Body,
    Plural,
    Feminine,
    Masculine,
    Pair,
    Group,
    Alliance,
    /// "his country": the state of a person.
    Homeland,
}

#[derive(Clone, Debug)]
struct Candidate {
    party: Party,
    kind: MentionKind,
    gender: Option<Gender>,
    plural: bool,
    subject: bool,
    /// Subject of a plural verb, alone or with others.
    plural_subject: bool,
    sentence: usize,
    token: usize,
}

/// The actors that were mentioned lately.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    recent: Vec<Candidate>,
    /// The two states that were last named side by side, however long ago.
    last_pair: Vec<Party>,
    sentence: usize,
}

impl Memory {
    /// For each token of a sentence, whom it stands for by reference; afterwards the sentence's own actors are remembered.
    #[must_use]
    pub fn resolve(&mut self, lexicon: &Lexicon, tree: &Tree<'_>, known: &[Known]) -> Vec<Vec<Party>> {
        let parties = Parties::new(tree, lexicon, known, vec![Vec::new(); tree.len()]);
        self.sentence += 1;
        self.recent.retain(|candidate| candidate.sentence + NOUN_REACH >= self.sentence);
        let mut referents = vec![Vec::new(); tree.len()];
        let mut last_start = usize::MAX;
        let mut taken: Vec<Party> = Vec::new();
        for (token, referent) in referents.iter_mut().enumerate() {
            if let Some(mention) = parties.mention_at(token) {
                if mention.start != last_start {
                    last_start = mention.start;
                    taken.push(mention.party());
                    self.remember(tree, mention, token);
                }
                continue;
            }
            let Some(wanted) = wanted(lexicon, tree, token) else { continue };
            let mut found = governing_subject(tree, &parties, token, wanted);
            if found.is_empty() && wanted == Wanted::Pair {
                found = self.pair(&taken);
            } else if found.is_empty() {
                let reach = if tree.token(token).upos == Upos::Noun { NOUN_REACH } else { PRONOUN_REACH };
                if let Some(candidate) = self.choose(wanted, token, reach).cloned() {
                    found.push(candidate.party.clone());
                    // Who is referred to stays in mind.
                    let relation = tree.token(token).relation;
                    let subject = matches!(relation, Relation::Nsubj | Relation::NsubjPass);
                    self.recent.push(Candidate { sentence: self.sentence, token, subject, ..candidate });
                }
                if found.is_empty() && wanted == Wanted::Plural {
                    found = self.side_by_side(self.sentence, &[]);
                }
                if found.is_empty() && wanted == Wanted::Plural {
                    found = self.plural_subject();
                }
            }
            let word = tree.token(token);
            *referent = found
                .into_iter()
                .map(|party| match wanted {
                    Wanted::Homeland => Party { sector: Sector::Government, person: None, ..party },
                    _ => party,
                })
                .map(|party| Party { start: word.start, end: word.end, indirect: true, ..party })
                .collect();
            taken.extend_from_slice(referent);
        }
        let pair = self.side_by_side(self.sentence, &[]);
        if pair.len() == 2 {
            self.last_pair = pair;
        }
        referents
    }

    /// Remembers the actors of a sentence that was not parsed; the first one named counts as its subject.
    pub fn skim(&mut self, sentence: &Sentence, known: &[Known]) {
        self.sentence += 1;
        self.recent.retain(|candidate| candidate.sentence + NOUN_REACH >= self.sentence);
        let first = known.partition_point(|mention| mention.end <= sentence.start);
        for (index, mention) in known[first..].iter().take_while(|mention| mention.start < sentence.end).enumerate() {
            self.keep(mention, index == 0, false, index);
        }
    }

    fn remember(&mut self, tree: &Tree<'_>, mention: &Known, token: usize) {
        let mut head = token;
        while let Some(up) =
            tree.head(head).filter(|up| tree.token(*up).start >= mention.start && tree.token(*up).end <= mention.end)
        {
            head = up;
        }
        let subject = matches!(tree.token(head).relation, Relation::Nsubj | Relation::NsubjPass);
        // A conjunct shares the place of the first one; the verb's form tells the number.
        let mut first = head;
        while let Some(up) = tree.head(first).filter(|_| tree.token(first).relation == Relation::Conj) {
            first = up;
        }
        let plural_subject = tree.token(first).relation == Relation::Nsubj
            && tree
                .head(first)
                .and_then(|verb| tree.finite(verb))
                .is_some_and(|finite| tree.token(finite).morphology.number == Some(Number::Plur));
        self.keep(mention, subject, plural_subject, token);
    }

    fn keep(&mut self, mention: &Known, subject: bool, plural_subject: bool, token: usize) {
        if mention.code.is_unknown() && mention.given.is_none() {
            return;
        }
        self.recent.push(Candidate {
            party: mention.party(),
            kind: mention.kind,
            gender: mention.gender,
            plural: mention.plural,
            subject,
            plural_subject,
            sentence: self.sentence,
            token,
        });
    }

    /// The two states named side by side last ("Sweden and Finland"), or the only two of a sentence; neither may be `taken`.
    fn pair(&self, taken: &[Party]) -> Vec<Party> {
        for sentence in [self.sentence, self.sentence.saturating_sub(1), self.sentence.saturating_sub(2)] {
            let taken = if sentence == self.sentence { &[] } else { taken };
            let mut found = self.side_by_side(sentence, taken);
            if found.is_empty() {
                found = distinct(self.states(sentence));
            }
            if found.len() == 2 && !found.iter().any(|party| taken.iter().any(|own| own.code == party.code)) {
                return found;
            }
        }
        let free = |party: &Party| !taken.iter().any(|own| own.code == party.code);
        if self.last_pair.iter().all(free) { self.last_pair.clone() } else { Vec::new() }
    }

    fn states(&self, sentence: usize) -> Vec<&Candidate> {
        self.recent.iter().filter(|own| own.sentence == sentence && own.party.code.is_state()).collect()
    }

    /// Two states of a sentence that stand next to each other, and no third beside them.
    fn side_by_side(&self, sentence: usize, taken: &[Party]) -> Vec<Party> {
        const SIDE_BY_SIDE: usize = 3;
        let free = |own: &Candidate| !taken.iter().any(|party| party.code == own.party.code);
        let joined = |one: &Candidate, other: &Candidate| other.token.abs_diff(one.token) <= SIDE_BY_SIDE;
        let states = self.states(sentence);
        let two = states.windows(2).enumerate().rev().find(|(at, two)| {
            let [one, other] = two else { return false };
            let longer =
                *at > 0 && joined(states[at - 1], one) || states.get(at + 2).is_some_and(|next| joined(other, next));
            !longer && one.party.code != other.party.code && joined(one, other) && free(one) && free(other)
        });
        two.map_or_else(Vec::new, |(_, two)| distinct(two.to_vec()))
    }

    /// Those who were together, or in the plural form ("die USA haben"), the subject of the sentence before.
    fn plural_subject(&self) -> Vec<Party> {
        let mut found: Vec<Party> = Vec::new();
        let subjects = self.recent.iter().filter(|own| own.sentence + 1 == self.sentence && own.plural_subject);
        for candidate in subjects {
            if !found.iter().any(|own| own.same(&candidate.party)) {
                found.push(candidate.party.clone());
            }
        }
        found
    }

    /// The candidate that alone fits, in this sentence before the token or in one of the `reach` sentences before it; of several the
    /// one that was a subject.
    fn choose(&self, wanted: Wanted, token: usize, reach: usize) -> Option<&Candidate> {
        let fits = |candidate: &&Candidate| {
            candidate.fits(wanted) && (candidate.sentence < self.sentence || candidate.token < token)
        };
        for sentence in (self.sentence.saturating_sub(reach)..=self.sentence).rev() {
            let mut found: Vec<&Candidate> = Vec::new();
            for candidate in self.recent.iter().filter(|candidate| candidate.sentence == sentence).filter(fits) {
                if !found.iter().any(|own| own.party.same(&candidate.party)) {
                    found.push(candidate);
                }
            }
            // A pronoun in subject position does not mean somebody named in the same clause before it.
            if found.len() > 1 {
                found.retain(|candidate| candidate.subject);
            }
            match found.as_slice() {
                [] => {}
                [only] => return Some(only),
                _ => return None,
            }
        }
        None
    }
}

/// The states of candidates, each once, as such.
fn distinct(candidates: Vec<&Candidate>) -> Vec<Party> {
    let mut found: Vec<Party> = Vec::new();
    for candidate in candidates {
        if !found.iter().any(|own| own.code == candidate.party.code) {
            found.push(Party { sector: Sector::Government, ..candidate.party.clone() });
        }
    }
    found
}

impl Candidate {
    fn is_person(&self) -> bool {
        matches!(self.kind, MentionKind::Leader)
            || matches!(self.kind, MentionKind::Office) && self.party.person.is_some()
            || self.gender.is_some()
    }

    fn fits(&self, wanted: Wanted) -> bool {
        let is_state = self.party.code.is_state()
            && self.party.sector == Sector::Government
            && matches!(self.kind, MentionKind::Name | MentionKind::Capital | MentionKind::Seat)
            && !self.plural;
        let is_body = matches!(self.kind, MentionKind::Organisation | MentionKind::Institution | MentionKind::Group)
            || self.kind == MentionKind::Office && !self.is_person() && !self.plural;
        match wanted {
            Wanted::Person(gender) => self.is_person() && !self.plural && self.gender.is_none_or(|own| own == gender),
            Wanted::AnyPerson | Wanted::Homeland => self.is_person() && !self.plural,
            Wanted::State => is_state,
            Wanted::Body => is_state || is_body,
            Wanted::Plural => {
                self.plural || matches!(self.kind, MentionKind::Group | MentionKind::Demonym | MentionKind::Bloc)
            }
            Wanted::Pair => false,
            Wanted::Group => self.party.code.as_str().starts_with("NSA:"),
            Wanted::Alliance => self.party.code.as_str().starts_with("IGO:"),
            Wanted::Feminine => self.is_person() && self.gender == Some(Gender::Female) || is_body,
            Wanted::Masculine => self.is_person() && self.gender != Some(Gender::Female) && !self.plural,
        }
    }
}

/// A subject that grammar prefers: "Sweden and Finland say they …" means those who say so, "Russland öffnete seine Grenze" its own.
fn governing_subject(tree: &Tree<'_>, parties: &Parties<'_>, token: usize, wanted: Wanted) -> Vec<Party> {
    let word = tree.token(token);
    let clause = tree.clause(token);
    let governor = if word.morphology.possessive || matches!(word.relation, Relation::NmodPoss | Relation::DetPoss) {
        Some(clause)
    } else if matches!(word.relation, Relation::Nsubj | Relation::NsubjPass) {
        let first = first_conjunct(tree, clause);
        tree.head(first).filter(|_| tree.token(first).relation == Relation::Ccomp)
    } else {
        None
    };
    let Some(governor) = governor else { return Vec::new() };
    let inside = |subject: usize| subject == token || tree.ancestors(token).any(|up| up == subject);
    let Some(subject) = tree.children_by(governor, &[Relation::Nsubj]).find(|subject| !inside(*subject)) else {
        return Vec::new();
    };
    let found = parties.named(subject);
    let mention = parties.mention_at(subject);
    let person = mention.is_some_and(|own| own.gender.is_some() || own.person.is_some());
    let plural = found.len() > 1 || mention.is_some_and(|own| own.plural || own.kind == MentionKind::Group);
    let gender = mention.and_then(|own| own.gender);
    let fits = match wanted {
        Wanted::Person(wanted) => person && !plural && gender.is_none_or(|own| own == wanted),
        Wanted::AnyPerson | Wanted::Homeland => !plural,
        Wanted::Masculine => person && !plural && gender != Some(Gender::Female),
        Wanted::Feminine => !plural && gender != Some(Gender::Male),
        // "the minister said the country would …": his own.
        Wanted::State if word.upos == Upos::Noun => found.iter().all(|party| party.code.is_state()) && !plural,
        Wanted::State | Wanted::Body => !person && !plural,
        Wanted::Plural => plural,
        Wanted::Pair | Wanted::Group | Wanted::Alliance => false,
    };
    if !fits {
        return Vec::new();
    }
    if matches!(wanted, Wanted::State | Wanted::Homeland) {
        return found.into_iter().map(|party| Party { sector: Sector::Government, person: None, ..party }).collect();
    }
    found
}

/// The first of coordinated clauses.
fn first_conjunct(tree: &Tree<'_>, mut clause: usize) -> usize {
    while let Some(up) = tree.head(clause).filter(|_| tree.token(clause).relation == Relation::Conj) {
        clause = up;
    }
    clause
}

/// What a token asks for, if it refers back.
fn wanted(lexicon: &Lexicon, tree: &Tree<'_>, token: usize) -> Option<Wanted> {
    let word = tree.token(token);
    let lower = word.form.to_lowercase();
    let personal = matches!(word.upos, Upos::Pron | Upos::Det)
        && !matches!(word.morphology.pronoun_type, Some(PronounType::Rel | PronounType::Int))
        && !matches!(word.morphology.person, Some(Person::First | Person::Second));
    if personal && !word.morphology.reflexive {
        let plural = word.morphology.number == Some(Number::Plur);
        return match (lexicon.language, lower.as_str()) {
            (Language::En, "he" | "him" | "his") => Some(Wanted::Person(Gender::Male)),
            (Language::En, "she" | "her" | "hers") => Some(Wanted::Person(Gender::Female)),
            (Language::En, "it" | "its") if !is_expletive(tree, token) => Some(Wanted::Body),
            (Language::En, "they" | "them" | "their") => Some(Wanted::Plural),
            (Language::De, "er" | "ihn" | "ihm") => Some(Wanted::Masculine),
            (Language::De, "sie") if plural => Some(Wanted::Plural),
            (Language::De, "sie") => Some(Wanted::Feminine),
            (Language::De, form) if form.starts_with("sein") && (form.len() == 4 || word.morphology.possessive) => {
                Some(Wanted::AnyPerson)
            }
            (Language::De, "dieser" | "dieses") if word.upos == Upos::Pron => Some(Wanted::Body),
            (Language::De, "es") if acts_itself(lexicon, tree, token) => Some(Wanted::Body),
            (Language::De, "dessen" | "deren") => None,
            _ => None,
        };
    }
    if is_pair(lexicon, tree, token) {
        return Some(Wanted::Pair);
    }
    if word.upos != Upos::Noun {
        return None;
    }
    let lemma = word.lemma.to_lowercase();
    let markers = &lexicon.markers;
    let wanted = [
        (&markers.state_nouns, Wanted::State),
        (&markers.group_nouns, Wanted::Group),
        (&markers.alliance_nouns, Wanted::Alliance),
    ];
    let wanted = wanted.into_iter().find(|(nouns, _)| nouns.contains(&lemma)).map(|(_, wanted)| wanted)?;
    let owned = tree.children(token).any(|child| {
        let child = tree.token(child);
        child.upos != Upos::Propn && (child.morphology.possessive || matches!(child.relation, Relation::DetPoss))
    });
    if owned {
        return (wanted == Wanted::State).then_some(Wanted::Homeland);
    }
    let modified = tree.children_by(token, &[Relation::Nmod, Relation::AclRelcl, Relation::Amod]).next().is_some();
    (is_definite(tree, token) && !modified).then_some(wanted)
}

/// "das Land", "this group": with an article or a demonstrative that points back.
fn is_definite(tree: &Tree<'_>, token: usize) -> bool {
    tree.children_by(token, &[Relation::Det]).any(|det| {
        let det = tree.token(det);
        det.morphology.definite == Some(true)
            || det.morphology.pronoun_type == Some(PronounType::Dem)
            || matches!(
                det.form.to_lowercase().as_str(),
                "the" | "this" | "das" | "dem" | "des" | "der" | "die" | "dieses" | "diesem"
            )
    })
}

/// "both countries", "die beiden Seiten", "both" by itself as subject or object.
fn is_pair(lexicon: &Lexicon, tree: &Tree<'_>, token: usize) -> bool {
    let markers = &lexicon.markers;
    let word = tree.token(token);
    let lemma = word.lemma.to_lowercase();
    let both = |at: usize| markers.both.contains(&tree.token(at).form.to_lowercase());
    let noun = word.upos == Upos::Noun
        && (markers.state_nouns.contains(&lemma) || markers.pair_nouns.iter().any(|own| lemma.ends_with(own)));
    let alone = matches!(word.upos, Upos::Pron | Upos::Det)
        && both(token)
        && matches!(
            word.relation,
            Relation::Nsubj | Relation::NsubjPass | Relation::Obj | Relation::Iobj | Relation::Obl
        );
    let modified = || tree.children_by(token, &[Relation::Det, Relation::Nummod, Relation::Amod]).any(both);
    alone || noun && modified()
}

/// "Es verpflichtete sich …": the subject of a verb that wants somebody who acts, not of "es gibt", "es geht um".
fn acts_itself(lexicon: &Lexicon, tree: &Tree<'_>, token: usize) -> bool {
    const IMPERSONAL: &[&str] = &["geben", "gehen", "handeln", "heißen", "kommen", "scheinen"];
    let word = tree.token(token);
    let Some(verb) = tree.head(token).map(|head| tree.token(head)).filter(|_| word.relation == Relation::Nsubj) else {
        return false;
    };
    verb.upos == Upos::Verb
        && !IMPERSONAL.contains(&verb.lemma.as_str())
        && lexicon.verb(&verb.lemma).any(|entry| entry.slots.contains(&(Slot::Subject, Role::Actor)))
}

fn is_expletive(tree: &Tree<'_>, token: usize) -> bool {
    let word = tree.token(token);
    word.relation == Relation::Expl
        || tree.head(token).is_some_and(|head| {
            word.relation == Relation::Nsubj
                && (tree.token(head).upos == Upos::Adj || tree.children_by(head, &[Relation::Csubj]).next().is_some())
        })
}
