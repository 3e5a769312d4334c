//! Discourse: who spoke last, who acted last, and which two parties the text last told something of.
//!
//! "Im Gegenzug hofft er auf Hilfe", "ein Gipfel könnte folgen": some sentences name one party of a pair or none, since the sentences
//! before them named both. What is taken from there counts as guessed.

use weltlage_language::Relation;
use weltlage_ontology::{Event, Quad, Status};

use crate::compose::Act;
use crate::exchange;
use crate::parties::{Parties, Party, somebody};
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
    /// Who was told to deal with whom, the latest last.
    dyads: Vec<Dyad>,
    /// Who acted last.
    last: Option<(Vec<Party>, usize)>,
}

/// Two sides of which something was told, with the sentence.
#[derive(Clone, Debug)]
struct Dyad {
    sides: [Vec<Party>; 2],
    sentence: usize,
}

impl Discourse {
    /// Keeps the known sides of an act; two who act together are two sides.
    pub fn remember(&mut self, act: &Act, sentence: usize) {
        let actors = known(&act.actors);
        if !actors.is_empty() {
            self.last = Some((actors, sentence));
        }
        let mut sides = [known(&act.actors), known(&act.recipients)];
        if sides[1].is_empty() && act.symmetric && sides[0].len() == 2 {
            let [one, other] = &mut sides;
            other.extend(one.pop());
        }
        let apart = sides[0].iter().all(|one| sides[1].iter().all(|other| one.code != other.code));
        if apart && sides.iter().all(|side| !side.is_empty()) {
            self.dyads.retain(|dyad| dyad.sentence + EXCHANGE_REACH >= sentence);
            self.dyads.push(Dyad { sides, sentence });
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
                act.actors = self.others(recipient, sentence, reach);
                if act.actors.is_empty() {
                    act.actors.push(somebody(word.start, word.end));
                }
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
    fn addressee(&self, act: &Act, tree: &Tree<'_>, parties: &Parties<'_>, sentence: usize) -> Vec<Party> {
        let [actor] = act.actors.as_slice() else { return Vec::new() };
        let addressed = act.event.quad() == Quad::VerbalConflict || act.event == Event::Agree && !act.symmetric;
        if !addressed && act.event != Event::Support {
            return Vec::new();
        }
        let reaction = matches!(act.event, Event::Reject | Event::Accuse | Event::Support);
        if reaction && reacts(act, tree, parties) {
            let last = self.last_but(actor, sentence);
            return if last.is_empty() { self.others(actor, sentence, REACH) } else { last };
        }
        if addressed && self.is_fresh(sentence) { self.others(actor, sentence, REACH) } else { Vec::new() }
    }

    /// Whether the last dyad stands in this sentence or the one before.
    fn is_fresh(&self, sentence: usize) -> bool {
        self.dyads.last().is_some_and(|dyad| dyad.sentence + 1 >= sentence)
    }

    fn near(&self, sentence: usize) -> Option<&Dyad> {
        self.dyads.last().filter(|dyad| dyad.sentence + REACH >= sentence)
    }

    /// The other side of the latest dyad that a party belongs to.
    fn others(&self, party: &Party, sentence: usize, reach: usize) -> Vec<Party> {
        let recent = self.dyads.iter().rev().take_while(|dyad| dyad.sentence + reach >= sentence);
        let side = recent.filter_map(|dyad| {
            let [one, other] = &dyad.sides;
            let on = |side: &[Party]| side.iter().any(|own| own.code == party.code);
            if on(one) { Some(other) } else { on(other).then_some(one) }
        });
        side.map(|side| side.iter().map(indirect).collect()).next().unwrap_or_default()
    }

    /// Who acted in this sentence or the one before, if that was somebody else.
    fn last_but(&self, actor: &Party, sentence: usize) -> Vec<Party> {
        let last = self
            .last
            .as_ref()
            .filter(|(last, at)| at + 1 >= sentence && last.iter().all(|party| party.code != actor.code));
        last.map_or_else(Vec::new, |(last, _)| last.iter().map(indirect).collect())
    }

    fn both(&self, sentence: usize) -> Vec<Party> {
        self.near(sentence).map_or_else(Vec::new, |dyad| dyad.sides.iter().flatten().map(indirect).collect())
    }
}

/// The known parties of a side, each actor once.
fn known(side: &[Party]) -> Vec<Party> {
    let mut found: Vec<Party> = Vec::new();
    for party in side.iter().filter(|party| !party.code.is_unknown()) {
        if !found.iter().any(|own| own.code == party.code) {
            found.push(party.clone());
        }
    }
    found
}

/// A party that the text named before.
fn indirect(party: &Party) -> Party {
    Party { indirect: true, ..party.clone() }
}

/// Whether an act's object is a definite act of somebody: "praised the offer", "wies die Einladung zurück".
fn reacts(act: &Act, tree: &Tree<'_>, parties: &Parties<'_>) -> bool {
    tree.children_by(act.trigger, &[Relation::Obj, Relation::Iobj, Relation::OblArg]).any(|object| {
        let definite =
            tree.children_by(object, &[Relation::Det]).any(|det| tree.token(det).morphology.definite == Some(true));
        definite && parties.lexicon().noun(&tree.token(object).lemma).next().is_some()
    })
}
