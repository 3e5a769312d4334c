//! Composition: propositions become acts, and what frames do with the acts in their content is decided here and nowhere else.
//!
//! "Refuse" with "aid" is REJECT/assist, "threaten" with "sanctions" THREATEN/restrict, "announce" with "a visit" AGREE, "cancel" with "a visit"
//! SANCTION; light verbs hand their subject to the noun. An act that is the content of another is no act of its own, except an
//! accusation's, which is also an (alleged) act.

mod act;
mod joint;
mod outcomes;

use weltlage_ontology::{Event, Mode, Status};

use crate::lexicon::{Compose, Kind, Lexicon, Role, Slot};
use crate::operators::{self, Operators};
use crate::parties::{Parties, Party, push_new};
use crate::proposition::{self, Proposition};
use crate::tree::Tree;

pub use act::{Act, Evidence};
pub use outcomes::within;

use joint::{answer_accusers, at_home, join_violence, mark};
use outcomes::{
    adopt, announced, apply, demanded, fill, intended, is_friendly, other_side, over, own_announcement, prevented,
    promised, request_mode, softened, supply, threat_mode, wished,
};

/// Everything that composition needs of a sentence.
pub struct Composer<'a> {
    lexicon: &'a Lexicon,
    tree: &'a Tree<'a>,
    parties: &'a Parties<'a>,
    propositions: Vec<Proposition<'a>>,
    at: Vec<Option<usize>>,
}

/// How many propositions may be nested.
const DEPTH: usize = 5;

impl<'a> Composer<'a> {
    /// Finds the propositions of a sentence.
    #[must_use]
    pub fn new(lexicon: &'a Lexicon, tree: &'a Tree<'a>, parties: &'a Parties<'a>) -> Self {
        let mut propositions = Vec::new();
        let mut at = vec![None; tree.len()];
        for (token, slot) in at.iter_mut().enumerate() {
            if let Some(proposition) = proposition::at(lexicon, tree, parties, token) {
                *slot = Some(propositions.len());
                propositions.push(proposition);
            }
        }
        Self { lexicon, tree, parties, propositions, at }
    }

    /// The propositions found.
    #[must_use]
    pub fn propositions(&self) -> &[Proposition<'a>] {
        &self.propositions
    }

    /// All acts of the sentence, in order of their triggers.
    #[must_use]
    pub fn acts(&self) -> Vec<Act> {
        let count = self.propositions.len();
        let contents: Vec<Vec<usize>> = (0..count).map(|index| self.contents(index)).collect();
        let mut done = vec![false; count];
        for index in 0..count {
            for topic in self.topics(index) {
                done[topic] = true;
            }
        }
        let inner: Vec<bool> = (0..count).map(|index| contents.iter().any(|list| list.contains(&index))).collect();
        let mut acts = Vec::new();
        // Outermost propositions first; what is then left over stands in cycles (each the content of the other) and is read on its own.
        for index in (0..count).filter(|index| !inner[*index]).chain(0..count) {
            if !done[index] {
                mark(&contents, index, &mut done);
                acts.extend(self.evaluate(index, DEPTH));
            }
        }
        answer_accusers(&mut acts);
        join_violence(&mut acts);
        acts.iter_mut().for_each(at_home);
        acts.sort_by_key(|act| act.trigger);
        acts
    }

    /// The propositions in the content role of another.
    fn contents(&self, index: usize) -> Vec<usize> {
        let proposition = &self.propositions[index];
        if proposition.frame.compose.is_none() {
            return Vec::new();
        }
        let mut found = Vec::new();
        for head in proposition.heads(Role::Content) {
            for conjunct in self.tree.conjuncts(head) {
                if let Some(content) =
                    self.proposition_of(conjunct).filter(|content| *content != index && !found.contains(content))
                {
                    found.push(content);
                }
            }
        }
        found
    }

    /// The propositions that another only speaks about: "talks on a ceasefire" report no ceasefire.
    fn topics(&self, index: usize) -> Vec<usize> {
        let proposition = &self.propositions[index];
        let is_content = proposition.frame.event.is_some();
        proposition
            .heads(Role::Topic)
            .filter(|_| is_content)
            .filter_map(|head| self.at[proposition::through(self.lexicon, self.tree, head)])
            .filter(|topic| *topic != index && self.propositions[*topic].kind == Kind::Noun)
            .collect()
    }

    /// The proposition that a phrase or clause comes down to: its head, what a transparent noun holds, or what an empty predicate governs.
    fn proposition_of(&self, head: usize) -> Option<usize> {
        let head = proposition::through(self.lexicon, self.tree, head);
        if let Some(index) = self.at[head] {
            return Some(index);
        }
        let word = self.tree.token(head);
        if matches!(word.upos, weltlage_language::Upos::Verb | weltlage_language::Upos::Aux) {
            // "begin to withdraw", "anfangen, Truppen abzuziehen" with a verb that the lexicon does not know
            return self
                .tree
                .children_by(head, &[weltlage_language::Relation::Xcomp, weltlage_language::Relation::Ccomp])
                .find_map(|child| self.at[child]);
        }
        None
    }

    /// The acts that a proposition amounts to.
    fn evaluate(&self, index: usize, depth: usize) -> Vec<Act> {
        let proposition = &self.propositions[index];
        let inner: Vec<Act> = if depth == 0 {
            Vec::new()
        } else {
            self.contents(index).into_iter().flat_map(|content| self.evaluate(content, depth - 1)).collect()
        };
        let operators = self.operators(proposition);
        let own = proposition.frame.event.map(|event| self.own_act(proposition, event, &operators));
        let mut acts = match proposition.frame.compose {
            None => own.into_iter().collect(),
            Some(compose) => self.compose(proposition, compose, own, inner, &operators),
        };
        for act in &mut acts {
            if !act.path.contains(&proposition.frame.id) {
                act.path.insert(0, proposition.frame.id.clone());
            }
        }
        acts
    }

    fn operators(&self, proposition: &Proposition<'_>) -> Operators {
        match proposition.kind {
            Kind::Verb => operators::of_clause(self.lexicon, self.tree, proposition.token),
            Kind::Adjective => {
                let own = operators::of_clause(self.lexicon, self.tree, proposition.token);
                own.over(&operators::of_noun(self.lexicon, self.tree, proposition.token))
            }
            Kind::Noun => {
                let own = operators::of_noun(self.lexicon, self.tree, proposition.token);
                match self.empty_predicate(proposition.token) {
                    Some(predicate) => operators::of_clause(self.lexicon, self.tree, predicate).over(&own),
                    None => own,
                }
            }
        }
    }

    /// A predicate without a frame whose subject or predicative the noun is: its operators hold of the noun ("ein Treffen ist möglich").
    fn empty_predicate(&self, noun: usize) -> Option<usize> {
        use weltlage_language::{Relation, Upos};
        let word = self.tree.token(noun);
        if self.tree.children_by(noun, &[Relation::Cop]).next().is_some() {
            return Some(noun);
        }
        let head = self.tree.head(noun)?;
        let governed = matches!(word.relation, Relation::Nsubj | Relation::NsubjPass | Relation::Obj);
        let definite = self
            .tree
            .children_by(noun, &[Relation::Det])
            .any(|det| self.tree.token(det).morphology.definite == Some(true));
        let is_free =
            self.at[head].is_none() && matches!(self.tree.token(head).upos, Upos::Verb | Upos::Adj | Upos::Aux);
        (governed && is_free && (!definite || word.relation != Relation::Obj)).then_some(head)
    }

    /// The act that the proposition's own frame describes.
    fn own_act(&self, proposition: &Proposition<'_>, event: Event, operators: &Operators) -> Act {
        let entry = proposition.entry;
        let mut act = Act {
            event,
            mode: entry.mode.or(proposition.frame.mode),
            contexts: entry.contexts.clone().unwrap_or_else(|| proposition.frame.contexts.clone()),
            actors: Vec::new(),
            recipients: Vec::new(),
            status: Status::Actual,
            negated: false,
            alleged: false,
            attribution: None,
            content: None,
            trigger: proposition.token,
            operators: operators.clone(),
            themes: proposition.heads(Role::Theme).collect(),
            path: vec![proposition.frame.id.clone()],
            evidence: Evidence {
                verb: proposition.kind == Kind::Verb,
                restricted: !entry.with.is_empty() || !entry.needs.is_empty() || entry.particle.is_some(),
                ..Evidence::default()
            },
            symmetric: proposition.frame.symmetric,
            open_recipient: false,
        };
        for argument in &proposition.arguments {
            match argument.role {
                Role::Actor => self.take(&mut act.actors, proposition, argument.head, &argument.slot, true),
                Role::Partner => self.take(&mut act.actors, proposition, argument.head, &argument.slot, false),
                Role::Recipient => self.take(&mut act.recipients, proposition, argument.head, &argument.slot, false),
                Role::Theme if act.recipients.is_empty() && argument.slot == Slot::Object => {}
                _ => {}
            }
        }
        if act.actors.is_empty() && proposition.kind == Kind::Verb && !proposition.passive {
            self.outer_subject(&mut act, proposition);
        }
        if proposition.kind == Kind::Noun {
            self.split_possessors(&mut act, proposition);
            self.bystander(&mut act, proposition.token);
        }
        if act.recipients.is_empty() {
            self.behind_the_object(&mut act, proposition);
        }
        let distinct = |party: &Party| {
            party.person.is_some()
                && !party.indirect
                && act.actors.iter().all(|actor| actor.start != party.start && actor.person != party.person)
        };
        act.recipients.retain(|party| distinct(party) || !act.actors.iter().any(|actor| actor.same(party)));
        act.evidence.actor_in_slot = !act.actors.is_empty();
        act.evidence.recipient_in_slot = !act.recipients.is_empty();
        self.unknown_actor(&mut act, proposition);
        act.open_recipient = act.recipients.is_empty() && entry.slots.iter().any(|(_, role)| *role == Role::Recipient);
        apply(&mut act, operators);
        act
    }

    /// A coordinated verb whose nearest subject names nobody acts for the subject of the main clause: attachment is what parsers get wrong most.
    fn outer_subject(&self, act: &mut Act, proposition: &Proposition<'_>) {
        use weltlage_language::Relation;
        let relation = self.tree.token(proposition.token).relation;
        let subject = proposition.filler(&Slot::Subject);
        let pronoun = subject.is_some_and(|subject| self.tree.token(subject).upos == weltlage_language::Upos::Pron);
        let acts = proposition.entry.slots.contains(&(Slot::Subject, Role::Actor));
        let inside = matches!(relation, Relation::Conj | Relation::Acl | Relation::Advcl);
        if !acts || !inside || subject.is_none() || pronoun {
            return;
        }
        let outer = self.tree.ancestors(proposition.token).filter(|up| self.tree.is_clause(*up));
        let mut named = outer
            .map(|clause| proposition::subjects(self.tree, self.parties, clause))
            .map(|subjects| subjects.into_iter().flat_map(|subject| self.parties.named(subject)).collect::<Vec<_>>());
        if let Some(parties) = named.find(|parties| !parties.is_empty()) {
            act.actors = parties;
            act.evidence.guessed = true;
        }
    }

    /// Somebody acts, but the text does not say who: a pronoun without a referent, persons, or the violence itself.
    fn unknown_actor(&self, act: &mut Act, proposition: &Proposition<'_>) {
        use weltlage_language::Upos;
        if act.symmetric && act.actors.len() == 1 {
            let stranger = proposition
                .heads(Role::Partner)
                .find(|head| self.tree.token(*head).upos == Upos::Propn && self.parties.named(*head).is_empty());
            if let Some(head) = stranger {
                let word = self.tree.token(head);
                act.actors.push(crate::parties::somebody(word.start, word.end));
            }
        }
        if !act.actors.is_empty() {
            return;
        }
        let is_somebody = |head: usize| {
            let word = self.tree.token(head);
            let personal = word.upos == Upos::Pron
                && matches!(
                    word.form.to_lowercase().as_str(),
                    "er" | "sie" | "he" | "she" | "they" | "his" | "her" | "their"
                );
            personal || word.upos == Upos::Propn && !act.symmetric || self.lexicon.is_a(&word.lemma, "person")
        };
        let head = proposition.heads(Role::Actor).find(|head| is_somebody(*head));
        let violence = matches!(act.event, Event::Assault)
            && !act.recipients.is_empty()
            && proposition.heads(Role::Actor).next().is_none();
        if let Some(head) = head {
            let word = self.tree.token(head);
            act.actors.push(crate::parties::somebody(word.start, word.end));
        } else if violence {
            let word = self.tree.token(proposition.token);
            act.actors.push(crate::parties::somebody(word.start, word.end));
        }
    }

    /// "taxing Chinese exports", "sperrte ukrainische Häfen": in conflicts, whoever stands behind the object is the one acted on.
    fn behind_the_object(&self, act: &mut Act, proposition: &Proposition<'_>) {
        use weltlage_ontology::Quad;
        let conflict = matches!(act.event.quad(), Quad::MaterialConflict | Quad::VerbalConflict)
            && !matches!(act.event, Event::Mobilize | Event::Protest);
        if proposition.kind != Kind::Verb
            || !conflict
            || !proposition.entry.slots.iter().any(|(_, role)| *role == Role::Recipient)
        {
            return;
        }
        let object = proposition
            .arguments
            .iter()
            .find(|argument| argument.slot == Slot::Object && matches!(argument.role, Role::Topic | Role::Theme));
        if let Some(argument) = object.filter(|argument| self.proposition_of(argument.head).is_none()) {
            act.recipients = self.inside(argument.head);
        }
    }

    /// Adds the parties of a phrase to a side.
    fn take(&self, side: &mut Vec<Party>, proposition: &Proposition<'_>, head: usize, slot: &Slot, actor: bool) {
        let found = if *slot == Slot::Itself {
            self.parties.named(head)
        } else if head == proposition.token || *slot == Slot::Possessor {
            let own = self.parties.named(head);
            if own.is_empty() || head == proposition.token { self.parties.possessors(proposition.token) } else { own }
        } else {
            let named = self.parties.named(head);
            match (named.is_empty(), actor) {
                (true, false) => self.inside(head),
                (true, true) if self.acts_for_its_owner(head) => self.parties.possessors(head),
                _ => named,
            }
        };
        for party in found {
            push_new(side, party);
        }
    }

    /// "Norwegian aircraft", "Houthi fighters": people and weapons act for those who own them.
    fn acts_for_its_owner(&self, head: usize) -> bool {
        let lemma = &self.tree.token(head).lemma;
        ["person", "troops", "vehicles", "missiles", "arms"].iter().any(|class| self.lexicon.is_a(lemma, class))
    }

    /// Who stands behind a thing: its possessor, else whoever is named first inside.
    fn inside(&self, head: usize) -> Vec<Party> {
        let possessors = self.parties.possessors(head);
        if possessors.is_empty() { self.parties.inside(head).into_iter().take(1).collect() } else { possessors }
    }

    /// A noun with two possessors names the actor first ("Russlands Ukraine-Krieg", "the US Iran sanctions").
    fn split_possessors(&self, act: &mut Act, proposition: &Proposition<'_>) {
        if act.symmetric || act.actors.len() != 2 || !act.recipients.is_empty() {
            return;
        }
        let compound =
            self.parties.mention(proposition.token).is_none() && self.parties.mention_at(proposition.token).is_some();
        if compound {
            act.recipients.extend(act.actors.pop());
        }
    }

    /// "nach Gesprächen mit Baerbock sagte Cavusoglu …", "during a visit to Kyiv, Macron …": the subject of the clause takes part.
    fn bystander(&self, act: &mut Act, noun: usize) {
        use weltlage_language::Relation;
        let lacking =
            if act.symmetric { act.actors.len() == 1 } else { act.actors.is_empty() && !act.recipients.is_empty() };
        let joins = act.event == Event::Consult || act.symmetric;
        let Some(head) = self.tree.head(noun) else { return };
        let hangs = match self.tree.token(noun).relation {
            Relation::Obl | Relation::Nmod => true,
            Relation::Ccomp | Relation::Advcl => !self.tree.is_bare(noun),
            // "following a meeting with …" is a preposition to the reader, a clause to many parsers.
            Relation::Obj => self.tree.token(head).relation == Relation::Advcl && self.at[head].is_none(),
            _ => false,
        };
        if !joins || !lacking || !hangs {
            return;
        }
        let subjects = proposition::subjects(self.tree, self.parties, self.tree.clause(head));
        for party in subjects.into_iter().flat_map(|subject| self.parties.named(subject)) {
            if !act.recipients.iter().any(|own| own.same(&party)) {
                push_new(&mut act.actors, party);
            }
        }
    }

    fn compose(
        &self,
        proposition: &Proposition<'_>,
        compose: Compose,
        own: Option<Act>,
        inner: Vec<Act>,
        operators: &Operators,
    ) -> Vec<Act> {
        let subject = self.side(proposition, Role::Actor);
        match compose {
            Compose::Do => inner.into_iter().map(|act| self.done(proposition, act, &subject, operators)).collect(),
            Compose::Undergo => inner.into_iter().map(|act| self.undergone(proposition, act, operators)).collect(),
            Compose::Plan => inner
                .into_iter()
                .map(|act| intended(proposition, adopt(act, &subject), operators, Status::Planned))
                .collect(),
            Compose::Consider => {
                inner.into_iter().map(|act| softened(adopt(act, &subject), operators, Status::Possible)).collect()
            }
            Compose::Want => inner
                .into_iter()
                .map(|act| {
                    let others = act.evidence.verb
                        && !act.actors.is_empty()
                        && !act.actors.iter().any(|party| subject.iter().any(|own| own.same(party)));
                    if others && !subject.is_empty() && !operators.negated {
                        demanded(act, &subject, proposition)
                    } else {
                        intended(proposition, adopt(act, &subject), operators, Status::Planned)
                    }
                })
                .collect(),
            Compose::Announce => {
                inner.into_iter().map(|act| announced(proposition, adopt(act, &subject), operators)).collect()
            }
            Compose::Possible => {
                let goods = self.goods_in_content(proposition);
                if inner.is_empty() {
                    return self.hoped_goods(proposition, goods, subject, operators).into_iter().collect();
                }
                inner
                    .into_iter()
                    .map(|mut act| {
                        act.themes.extend(&goods);
                        wished(act, &subject, operators)
                    })
                    .collect()
            }
            Compose::PossibleOther => inner.into_iter().map(|act| softened(act, operators, Status::Possible)).collect(),
            Compose::Negate => inner
                .into_iter()
                .map(|act| {
                    let preventers = self.preventers(proposition);
                    if !preventers.is_empty() && is_friendly(&act) {
                        return prevented(adopt(act, &subject), &subject, preventers, proposition, operators);
                    }
                    let mut act = adopt(act, &subject);
                    act.negated = !act.negated;
                    over(&mut act, operators);
                    if act.negated && act.event == Event::Agree && act.symmetric {
                        // "failed to reach agreement"
                        act.event = Event::Reject;
                        act.negated = false;
                    }
                    act
                })
                .collect(),
            Compose::Cancel => {
                inner.into_iter().map(|act| self.cancelled(proposition, act, &subject, operators)).collect()
            }
            Compose::Nothing => Vec::new(),
            Compose::Say | Compose::Alleged => self.said(proposition, compose, inner, operators),
            _ => own.into_iter().flat_map(|own| self.speech(proposition, compose, own, inner.clone())).collect(),
        }
    }

    /// The subject of a verb of preventing, which takes no part in what is prevented.
    fn preventers(&self, proposition: &Proposition<'_>) -> Vec<Party> {
        let subjects = proposition.arguments.iter().filter(|argument| {
            proposition.kind == Kind::Verb && argument.role == Role::Topic && argument.slot == Slot::Subject
        });
        subjects.flat_map(|argument| self.parties.named(argument.head)).collect()
    }

    /// Heads in the content role that name goods.
    fn goods_in_content(&self, proposition: &Proposition<'_>) -> Vec<usize> {
        proposition
            .heads(Role::Content)
            .flat_map(|head| self.tree.conjuncts(head))
            .filter(|head| self.at[*head].is_none() && self.lexicon.goods(&self.tree.token(*head).lemma).is_some())
            .collect()
    }

    /// "hofft auf Munition", "seeks missiles": goods that somebody hopes for are aid that may come.
    fn hoped_goods(
        &self,
        proposition: &Proposition<'_>,
        goods: Vec<usize>,
        subject: Vec<Party>,
        operators: &Operators,
    ) -> Option<Act> {
        let mut act = supply(*goods.first()?, goods, operators.clone());
        act.actors = self.side(proposition, Role::Recipient);
        act.recipients = subject;
        (!act.recipients.is_empty() && !operators.negated).then(|| softened(act, operators, Status::Possible))
    }

    /// The parties of a role, in order.
    fn side(&self, proposition: &Proposition<'_>, role: Role) -> Vec<Party> {
        let mut found = Vec::new();
        for argument in proposition.arguments.iter().filter(|argument| argument.role == role) {
            self.take(&mut found, proposition, argument.head, &argument.slot, role == Role::Actor);
        }
        found
    }

    /// A light verb: its subject does what the noun says; phrases of the verb that the noun would take are the noun's.
    fn done(&self, proposition: &Proposition<'_>, mut act: Act, subject: &[Party], operators: &Operators) -> Act {
        if act.symmetric || act.actors.is_empty() {
            for party in subject {
                push_new(&mut act.actors, party.clone());
            }
            act.evidence.actor_in_slot |= !subject.is_empty();
        } else if !subject.is_empty() && act.recipients.is_empty() {
            // "Die EU verhängte Russland-Sanktionen": what modified the noun is the one acted on.
            act.recipients = std::mem::replace(&mut act.actors, subject.to_vec());
            act.recipients.retain(|party| !subject.iter().any(|own| own.same(party)));
        }
        self.lend(proposition, &mut act);
        act.evidence.composed = true;
        act.evidence.verb = true;
        over(&mut act, operators);
        act
    }

    /// Gives a noun's act the phrases that hang at its light verb.
    fn lend(&self, proposition: &Proposition<'_>, act: &mut Act) {
        let Some(content) = self.at[act.trigger].map(|index| &self.propositions[index]) else { return };
        for (slot, head) in &proposition.fillers {
            let wanted =
                content.entry.slots.iter().find(|(own, _)| own == slot && matches!(slot, Slot::Preposition(_)));
            let role = match (wanted, slot) {
                (Some((_, role)), _) => *role,
                (None, Slot::Dative) => Role::Recipient,
                _ => continue,
            };
            let named = self.parties.named(*head);
            let parties = if named.is_empty() && role == Role::Recipient { self.inside(*head) } else { named };
            let side = match role {
                Role::Actor | Role::Partner => &mut act.actors,
                Role::Recipient => &mut act.recipients,
                _ => continue,
            };
            for party in parties {
                push_new(side, party);
            }
        }
        act.recipients.retain(|party| !act.actors.iter().any(|actor| actor.same(party)));
        act.evidence.recipient_in_slot |= !act.recipients.is_empty();
    }

    /// "come under attack from", "auf Kritik stoßen": the subject is acted on.
    fn undergone(&self, proposition: &Proposition<'_>, mut act: Act, operators: &Operators) -> Act {
        let recipients = self.side(proposition, Role::Recipient);
        for party in self.side(proposition, Role::Actor) {
            push_new(&mut act.actors, party);
        }
        act.actors.retain(|party| !recipients.iter().any(|own| own.same(party)));
        for party in recipients {
            push_new(if act.symmetric { &mut act.actors } else { &mut act.recipients }, party);
        }
        act.evidence.composed = true;
        over(&mut act, operators);
        act
    }

    /// Ending or calling off an act is an act of another type.
    fn cancelled(&self, proposition: &Proposition<'_>, act: Act, subject: &[Party], operators: &Operators) -> Act {
        let (event, mode) = match act.event {
            Event::Consult | Event::Cooperate | Event::Aid | Event::Agree | Event::Support => {
                (Event::Sanction, Some(Mode::Discontinue))
            }
            Event::Assault => (Event::Retreat, Some(Mode::Ceasefire)),
            Event::Protest | Event::Sanction | Event::Mobilize | Event::Coerce => (Event::Retreat, None),
            Event::Request | Event::Accuse | Event::Reject | Event::Threaten => (Event::Concede, None),
            Event::Concede | Event::Retreat => (Event::Reject, None),
        };
        let mut result = act.clone();
        result.event = event;
        result.mode = mode;
        result.contexts.clear();
        result.trigger = proposition.token;
        result.operators = operators.clone();
        result.symmetric = false;
        if !subject.is_empty() {
            let mut others = if act.recipients.is_empty() { act.actors.clone() } else { act.recipients.clone() };
            others.retain(|party| !subject.iter().any(|own| own.same(party)));
            result.actors = subject.to_vec();
            result.recipients = others;
        }
        for party in self.side(proposition, Role::Recipient) {
            push_new(&mut result.recipients, party);
        }
        result.status = Status::Actual;
        result.negated = false;
        result.evidence.composed = true;
        result.evidence.verb = proposition.kind == Kind::Verb;
        result.evidence.actor_in_slot = !subject.is_empty();
        result.content = None;
        apply(&mut result, operators);
        result
    }

    /// Reported speech: the acts stay what they are and get a source; what the source says must be done is a request.
    fn said(
        &self,
        proposition: &Proposition<'_>,
        compose: Compose,
        inner: Vec<Act>,
        operators: &Operators,
    ) -> Vec<Act> {
        let speakers = self.side(proposition, Role::Speaker);
        let mut acts: Vec<Act> = inner
            .into_iter()
            .map(|act| {
                let mut act = if act.operators.deontic && !speakers.is_empty() {
                    demanded(act, &speakers, proposition)
                } else {
                    act
                };
                act = own_announcement(act, &speakers, operators.past);
                if act.attribution.is_none() {
                    act.attribution = speakers.first().cloned();
                }
                act.alleged |= compose == Compose::Alleged;
                act.evidence.composed = true;
                act
            })
            .collect();
        if acts.is_empty() && compose == Compose::Say {
            acts.extend(self.duty(proposition, &speakers, operators));
        }
        if compose == Compose::Say && operators.negated {
            acts.iter_mut().for_each(|act| act.operators.words.extend(&operators.words));
        }
        acts
    }

    /// "Oslo said Danish ships had to leave": that another must do something is asked for, whatever it is.
    fn duty(&self, proposition: &Proposition<'_>, speakers: &[Party], operators: &Operators) -> Option<Act> {
        let clause = proposition.heads(Role::Content).find(|head| self.at[*head].is_none())?;
        let inner = operators::of_clause(self.lexicon, self.tree, clause);
        if !inner.deontic || operators.negated || inner.conditional || speakers.is_empty() {
            return None;
        }
        let mut obliged: Vec<Party> = Vec::new();
        for subject in proposition::subjects(self.tree, self.parties, clause) {
            obliged.extend(self.parties.named(subject));
        }
        obliged.retain(|party| !speakers.iter().any(|own| own.same(party)));
        let known = obliged.iter().any(|party| !party.code.is_unknown() || party.given.is_some());
        known.then(|| Act {
            event: Event::Request,
            mode: None,
            contexts: Vec::new(),
            actors: speakers.to_vec(),
            recipients: obliged,
            status: Status::Actual,
            negated: false,
            alleged: false,
            attribution: None,
            content: None,
            trigger: clause,
            operators: inner,
            themes: Vec::new(),
            path: vec!["request.deontic".into()],
            evidence: Evidence {
                verb: true,
                actor_in_slot: true,
                recipient_in_slot: true,
                composed: true,
                ..Evidence::default()
            },
            symmetric: false,
            open_recipient: false,
        })
    }

    /// Promises, requests, refusals, accusations, threats: the own act, with what it is about as content.
    fn speech(&self, proposition: &Proposition<'_>, compose: Compose, mut own: Act, inner: Vec<Act>) -> Vec<Act> {
        let mut more = Vec::new();
        let content = inner.into_iter().next();
        let object = proposition.heads(Role::Content).next();
        match (compose, &content) {
            (Compose::Promise, Some(act)) => promised(&mut own, act),
            // accepting a demand is giving in
            (Compose::Agree, Some(act)) if act.event == Event::Request && !own.symmetric => own.event = Event::Concede,
            (Compose::Threaten | Compose::Warn, Some(act)) if own.event == Event::Threaten => {
                own.mode = own.mode.or(threat_mode(act))
            }
            (Compose::Request | Compose::Refuse, _) => {
                own.mode = own.mode.or_else(|| self.request_mode(content.as_ref(), object))
            }
            _ => {}
        }
        let told_twice = |act: &Act| own.event == Event::Agree && act.event == Event::Agree && !act.evidence.verb;
        if let Some(act) = content.as_ref().filter(|act| told_twice(act)) {
            // "concluded an agreement with …": one act, told by verb and noun.
            for party in act.actors.iter().chain(&act.recipients) {
                push_new(&mut own.actors, party.clone());
            }
            own.recipients.retain(|party| !own.actors.iter().any(|actor| actor.same(party)));
            own.content.clone_from(&act.content);
            own.themes.extend(&act.themes);
        } else if let Some(mut act) = content {
            own.evidence.composed = true;
            self.complete(&mut own, &mut act, compose);
            if compose == Compose::Allege && act.event != Event::Accuse {
                let mut alleged = act.clone();
                alleged.alleged = true;
                alleged.attribution = own.actors.first().cloned();
                alleged.path.insert(0, proposition.frame.id.clone());
                more.push(alleged);
            }
            act.status = match (act.status, compose) {
                (Status::Actual, Compose::Promise | Compose::Agree | Compose::Threaten) => Status::Planned,
                (Status::Actual, Compose::Request | Compose::Refuse | Compose::Warn) => Status::Possible,
                (status, _) => status,
            };
            if !matches!(compose, Compose::Deny) {
                own.themes.extend(&act.themes);
            }
            own.content = Some(Box::new(act));
        } else if let Some(head) = object {
            // No act in the content: whoever stands behind the thing is addressed ("rejected the Russian version").
            if own.recipients.is_empty() && !matches!(compose, Compose::Promise) {
                let clause =
                    matches!(self.tree.token(head).upos, weltlage_language::Upos::Verb | weltlage_language::Upos::Aux);
                let named = |head: usize| self.parties.named(head);
                own.recipients = if clause {
                    // "urged that Belarus release …": whoever is to act is addressed.
                    proposition::subjects(self.tree, self.parties, head).into_iter().flat_map(named).collect()
                } else {
                    named(head)
                };
                if own.recipients.is_empty() {
                    // Somebody unknown inside the thing is not addressed by it.
                    own.recipients = self.inside(head);
                    own.recipients.retain(|party| !party.code.is_unknown() || party.given.is_some());
                }
                own.recipients.retain(|party| !own.actors.iter().any(|actor| actor.same(party)));
            }
            own.themes.push(head);
            let material = matches!(compose, Compose::Request | Compose::Promise | Compose::Refuse)
                && self.lexicon.goods(&self.tree.token(head).lemma).is_some();
            if material && own.content.is_none() {
                // "bat um Getreide", "versprach Munition": the goods stand for their delivery.
                own.content = Some(Box::new(supply(head, vec![head], Operators::default())));
            }
        }
        // Not agreeing, not promising, not giving in is refusing.
        if own.negated
            && matches!(own.event, Event::Agree | Event::Concede)
            && own.evidence.verb
            && !own.actors.is_empty()
            && !own.operators.possible
        {
            own.event = Event::Reject;
            own.mode = own.content.as_deref().and_then(request_mode);
            own.negated = false;
            own.status = Status::Actual;
            own.open_recipient = own.recipients.is_empty();
            own.symmetric = false;
        }
        more.insert(0, own);
        more
    }

    /// Lets an outer act and its content fill each other's empty sides.
    fn complete(&self, own: &mut Act, act: &mut Act, compose: Compose) {
        match compose {
            Compose::Promise | Compose::Threaten | Compose::Announce | Compose::Concede => {
                fill(&mut act.actors, &own.actors);
                if own.recipients.is_empty() && !own.symmetric {
                    own.recipients = other_side(act, &own.actors);
                } else {
                    fill(&mut act.recipients, &own.recipients);
                }
            }
            Compose::Agree => {
                fill(&mut act.actors, &own.actors);
                if own.actors.is_empty() {
                    own.actors = act.actors.clone();
                }
                // One side alone agrees to do something for another.
                if own.recipients.is_empty() && (!own.symmetric || own.actors.len() == 1) {
                    own.recipients = other_side(act, &own.actors);
                }
            }
            Compose::Request => {
                if own.recipients.is_empty() {
                    own.recipients = other_side(act, &own.actors);
                } else {
                    fill(&mut act.actors, &own.recipients);
                }
                if matches!(act.event, Event::Aid | Event::Cooperate | Event::Support) {
                    fill(&mut act.recipients, &own.actors);
                }
            }
            Compose::Refuse | Compose::Deny | Compose::Warn => {
                if own.recipients.is_empty() {
                    own.recipients = other_side(act, &own.actors);
                }
                if !matches!(act.event, Event::Request | Event::Accuse | Event::Threaten | Event::Reject)
                    && act.actors.is_empty()
                    && compose != Compose::Warn
                {
                    fill(&mut act.actors, &own.actors);
                }
            }
            Compose::Allege => {
                if act.actors.is_empty() {
                    fill(&mut act.actors, &own.recipients);
                } else if own.recipients.is_empty() {
                    own.recipients = act.actors.clone();
                }
            }
            _ => {}
        }
        act.recipients.retain(|party| !act.actors.iter().any(|actor| actor.same(party)) || act.actors.len() > 1);
        own.open_recipient &= own.recipients.is_empty();
    }

    /// Mode of a request or refusal: by its content, else by the class of its object.
    fn request_mode(&self, content: Option<&Act>, object: Option<usize>) -> Option<Mode> {
        if let Some(act) = content {
            return request_mode(act);
        }
        let lemma = &self.tree.token(proposition::through(self.lexicon, self.tree, object?)).lemma;
        const BY_CLASS: &[(&str, Mode)] = &[
            ("aid", Mode::Assist),
            ("talks", Mode::Meet),
            ("visit", Mode::Meet),
            ("ceasefire", Mode::Yield),
            ("prisoner", Mode::Yield),
            ("law", Mode::Change),
            ("election", Mode::Change),
        ];
        let by_class = BY_CLASS.iter().find(|(class, _)| self.lexicon.is_a(lemma, class)).map(|(_, mode)| *mode);
        by_class.or_else(|| self.lexicon.goods(lemma).map(|_| Mode::Assist))
    }
}
