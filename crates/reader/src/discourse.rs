//! Discourse: who spoke last, who acted last, and which two parties the text last told something of.
//!
//! "Im Gegenzug hofft er auf Hilfe", "ein Gipfel könnte folgen": some sentences name one party of a pair or none, since the sentences
//! before them named both. What is taken from there counts as guessed.

use weltlage_language::Relation;
use weltlage_ontology::{Event, Quad, Status};

use crate::compose::Act;
use crate::exchange;
use crate::parties::{Parties, Party, push_new, somebody};
use crate::tree::Tree;

/// How many sentences back a pair still counts.
const REACH: usize = 3;
/// How many sentences back "im Gegenzug" may look for who gives.
const EXCHANGE_REACH: usize = 12;

/// What a document has told so far.
#[derive(Clone, Debug, Default)]
pub struct Discourse {
    /// The last source of reported speech.
    pub speaker: Option<Party>,
    /// Pairs that were told of, the latest last.
    pairs: Vec<(Party, Party, usize)>,
    last: Option<(Party, usize)>,
}

impl Discourse {
    /// Keeps the two parties of an act, if there are exactly two known ones.
    pub fn remember(&mut self, act: &Act, sentence: usize) {
        if let Some(actor) = act.actors.iter().find(|party| !party.code.is_unknown()) {
            self.last = Some((actor.clone(), sentence));
        }
        let mut known: Vec<Party> = Vec::new();
        for party in act.actors.iter().chain(&act.recipients) {
            if !party.code.is_unknown() && !known.iter().any(|own| own.code == party.code) {
                push_new(&mut known, party.clone());
            }
        }
        if let [one, other] = known.as_slice() {
            self.pairs.retain(|(_, _, at)| at + EXCHANGE_REACH >= sentence);
            self.pairs.push((one.clone(), other.clone(), sentence));
        }
    }

    /// Fills a side that the sentence leaves open: who is to give what is hoped for, who meets, of whom something is demanded.
    pub fn complete(&self, act: &mut Act, tree: &Tree<'_>, parties: &Parties<'_>, sentence: usize) {
        let before = act.actors.len() + act.recipients.len();
        let gift = matches!(act.event, Event::Aid | Event::Cooperate | Event::Support) && !act.symmetric;
        let hoped = act.status == Status::Possible;
        if gift && hoped && act.actors.is_empty() {
            if let [recipient] = act.recipients.as_slice() {
                let word = tree.token(act.trigger);
                let reach = if exchange::looks_back(parties.lexicon(), tree) { EXCHANGE_REACH } else { REACH };
                let giver = self.other(recipient, sentence, reach).unwrap_or_else(|| somebody(word.start, word.end));
                act.actors.push(giver);
            }
        } else if act.event == Event::Consult && act.symmetric && act.actors.is_empty() && !parties.any() {
            act.actors = self.both(sentence);
        } else if act.open_recipient && act.recipients.is_empty() {
            act.recipients.extend(self.addressee(act, tree, parties, sentence));
        }
        act.evidence.guessed |= act.actors.len() + act.recipients.len() > before;
    }

    /// Whether two parties that may meet were told of lately.
    #[must_use]
    pub fn has_pair(&self, sentence: usize) -> bool {
        self.near(sentence).is_some()
    }

    /// Of whom something is demanded, or whose act is praised or refused, where the sentence does not say so. "Kairo lobte das Angebot":
    /// of the one who acted last. "Kiew verlangt Garantien": of the one whom the text just told it of.
    fn addressee(&self, act: &Act, tree: &Tree<'_>, parties: &Parties<'_>, sentence: usize) -> Option<Party> {
        let [actor] = act.actors.as_slice() else { return None };
        let addressed = act.event.quad() == Quad::VerbalConflict || act.event == Event::Agree && !act.symmetric;
        if !addressed && act.event != Event::Support {
            None
        } else if reacts(act, tree, parties) {
            self.last_but(actor, sentence).or_else(|| self.other(actor, sentence, REACH))
        } else if addressed && self.is_fresh(sentence) {
            self.other(actor, sentence, REACH)
        } else {
            None
        }
    }

    /// Whether the pair stands in this sentence or the one before.
    fn is_fresh(&self, sentence: usize) -> bool {
        self.pairs.last().is_some_and(|(_, _, at)| at + 1 >= sentence)
    }

    fn near(&self, sentence: usize) -> Option<(&Party, &Party)> {
        let (one, other, at) = self.pairs.last()?;
        (at + REACH >= sentence).then_some((one, other))
    }

    /// The other one of the latest pair that a party belongs to.
    fn other(&self, party: &Party, sentence: usize, reach: usize) -> Option<Party> {
        let recent = self.pairs.iter().rev().take_while(|(_, _, at)| at + reach >= sentence);
        let found = recent.filter_map(|(one, other, _)| {
            if one.code == party.code { Some(other) } else { (other.code == party.code).then_some(one) }
        });
        found.map(|other| Party { indirect: true, ..other.clone() }).next()
    }

    /// Who acted in this sentence or the one before, if that was somebody else.
    fn last_but(&self, actor: &Party, sentence: usize) -> Option<Party> {
        let (last, at) = self.last.as_ref()?;
        let other = last.code != actor.code && at + 1 >= sentence;
        other.then(|| Party { indirect: true, ..last.clone() })
    }

    fn both(&self, sentence: usize) -> Vec<Party> {
        let pair = self.near(sentence).map(|(one, other)| [one.clone(), other.clone()]);
        pair.into_iter().flatten().map(|party| Party { indirect: true, ..party }).collect()
    }
}

/// Whether an act's object is a definite act of somebody: "praised the offer", "wies die Einladung zurück".
fn reacts(act: &Act, tree: &Tree<'_>, parties: &Parties<'_>) -> bool {
    tree.children_by(act.trigger, &[Relation::Obj, Relation::Iobj, Relation::OblArg]).any(|object| {
        let definite =
            tree.children_by(object, &[Relation::Det]).any(|det| tree.token(det).morphology.definite == Some(true));
        definite && parties.lexicon().noun(&tree.token(object).lemma).next().is_some()
    })
}
