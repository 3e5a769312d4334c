//! Acts of one sentence looked at together: denials answer accusations, a killing and the attack behind it are one act, and those who are
//! known by their role only belong to the state on the other side.

use weltlage_ontology::{Event, Sector};

use super::Act;
use crate::parties::{Party, push_new};

/// A denial without an addressee answers whoever accuses the denier in the same sentence ("an accusation that Cuba rejects").
pub(super) fn answer_accusers(acts: &mut [Act]) {
    for index in 0..acts.len() {
        let denial = &acts[index];
        if denial.event != Event::Reject || !denial.recipients.is_empty() || denial.actors.is_empty() {
            continue;
        }
        let accuser = acts.iter().find(|act| {
            act.event == Event::Accuse
                && !act.actors.is_empty()
                && act.recipients.iter().any(|party| denial.actors.iter().any(|own| own.same(party)))
        });
        if let Some(accuser) = accuser.map(|act| act.actors.clone()) {
            acts[index].recipients = accuser;
        }
    }
}

/// Marks a proposition and all that it holds.
pub(super) fn mark(contents: &[Vec<usize>], index: usize, done: &mut [bool]) {
    if !std::mem::replace(&mut done[index], true) {
        contents[index].iter().for_each(|content| mark(contents, *content, done));
    }
}

/// "bei einem US-Luftangriff getötet": the victims of the one are those of the other, and it is one act.
pub(super) fn join_violence(acts: &mut Vec<Act>) {
    let unknown = |side: &[Party]| side.iter().all(|party| party.code.is_unknown() && party.given.is_none());
    let killing = acts.iter().position(|act| {
        act.event == Event::Assault && unknown(&act.actors) && !act.recipients.is_empty() && act.evidence.verb
    });
    let attack = acts.iter().position(|act| {
        act.event == Event::Assault && !unknown(&act.actors) && act.recipients.is_empty() && !act.evidence.verb
    });
    if let (Some(killing), Some(attack)) = (killing, attack) {
        acts[attack].recipients = acts[killing].recipients.clone();
        acts[attack].evidence.recipient_in_slot = true;
        acts[attack].open_recipient = false;
        acts.remove(killing);
    }
}

/// Politics at home: "die Regierung kritisierte die Opposition", "protesters demanded that the Turkish government …". Somebody known by
/// role only belongs to the state on the other side. Not soldiers, rebels or civilians in war: those are as a rule another's.
pub(super) fn at_home(act: &mut Act) {
    let war = matches!(act.event, Event::Assault | Event::Mobilize | Event::Aid | Event::Cooperate | Event::Retreat);
    let homely = |party: &Party| {
        party.code.is_unknown()
            && party.given.is_none()
            && matches!(
                party.sector,
                Sector::Opposition
                    | Sector::Rebels
                    | Sector::Parliament
                    | Sector::Courts
                    | Sector::Media
                    | Sector::Party
                    | Sector::Business
                    | Sector::Police
                    | Sector::Civilians
            )
    };
    let state = |side: &[Party]| {
        side.iter()
            .find(|party| party.code.is_state() && party.sector != Sector::Military)
            .map(|party| party.code.clone())
    };
    if war {
        return;
    }
    if let Some(code) = state(&act.actors) {
        act.recipients.iter_mut().filter(|party| homely(party)).for_each(|party| party.code = code.clone());
    }
    if let Some(code) = state(&act.recipients) {
        act.actors.iter_mut().filter(|party| homely(party)).for_each(|party| party.code = code.clone());
    }
    for side in [&mut act.actors, &mut act.recipients] {
        for party in std::mem::take(side) {
            push_new(side, party);
        }
    }
}
