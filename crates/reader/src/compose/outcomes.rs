//! What becomes of an act under an operator: planned, hoped for, demanded, prevented, promised; and which mode that has.

use weltlage_ontology::{Event, Mode, Status};

use super::{Act, Evidence};
use crate::lexicon::Kind;
use crate::operators::Operators;
use crate::parties::{Party, push_new};
use crate::proposition::Proposition;

/// Sets an act's status and flags from the operators at its own predicate.
pub(super) fn apply(act: &mut Act, operators: &Operators) {
    act.negated ^= operators.negated;
    act.alleged |= operators.alleged;
    let verbal = matches!(act.event, Event::Request | Event::Accuse | Event::Reject | Event::Threaten | Event::Agree);
    act.status = if operators.conditional {
        Status::Conditional
    } else if operators.possible {
        Status::Possible
    } else if (operators.planned || operators.intended) && !verbal {
        Status::Planned
    } else if operators.question && !verbal {
        Status::Possible
    } else {
        act.status
    };
    if act.evidence.verb && (operators.planned || operators.intended) && !operators.conditional && !operators.possible {
        *act = settled(act.clone());
    }
}

/// A future act of the actor's own: help, deals and visits to come are agreed; a retreat to come is conceded; "will not" refuses.
fn settled(act: Act) -> Act {
    if act.actors.is_empty() {
        return act;
    }
    if act.negated {
        if matches!(
            act.event,
            Event::Aid
                | Event::Cooperate
                | Event::Support
                | Event::Consult
                | Event::Retreat
                | Event::Concede
                | Event::Agree
        ) {
            let mode = request_mode(&act);
            return wrap(act, Event::Reject, mode);
        }
        return act;
    }
    match act.event {
        Event::Aid | Event::Cooperate | Event::Consult | Event::Support => wrap(act, Event::Agree, None),
        Event::Retreat => wrap(act, Event::Concede, None),
        _ => act,
    }
}

/// Makes an act the content of another of the same sides.
fn wrap(act: Act, event: Event, mode: Option<Mode>) -> Act {
    let mut content = act.clone();
    content.status = Status::Planned;
    content.negated = false;
    let open_recipient = act.recipients.is_empty() && !act.symmetric && event != Event::Concede;
    let name = match event {
        Event::Reject => "reject.future",
        Event::Concede => "concede.future",
        _ => "agree.future",
    };
    let path = std::iter::once(name.into()).chain(act.path.iter().cloned()).collect();
    Act {
        path,
        event,
        mode,
        status: Status::Actual,
        negated: false,
        content: Some(Box::new(content)),
        contexts: act.contexts.clone(),
        open_recipient,
        ..act
    }
}

/// Adds the operators of an outer predicate to a finished act.
pub(super) fn over(act: &mut Act, operators: &Operators) {
    let inner = act.operators.clone();
    act.operators = operators.over(&inner);
    apply(act, operators);
}

/// Gives an act without actors the subject of its operator.
pub(super) fn adopt(mut act: Act, subject: &[Party]) -> Act {
    if act.symmetric {
        for party in subject {
            push_new(&mut act.actors, party.clone());
        }
        return act;
    }
    if act.actors.is_empty() {
        act.actors = subject.to_vec();
    } else if !subject.is_empty()
        && act.recipients.is_empty()
        && !act.actors.iter().any(|party| subject.iter().any(|own| own.same(party)))
        && !act.evidence.verb
    {
        act.recipients = std::mem::replace(&mut act.actors, subject.to_vec());
    }
    act.recipients.retain(|party| !act.actors.iter().any(|actor| actor.same(party)));
    act
}

/// Plans and intentions.
pub(super) fn intended(proposition: &Proposition<'_>, mut act: Act, operators: &Operators, status: Status) -> Act {
    act.evidence.composed = true;
    if operators.negated || operators.possible || operators.conditional {
        act.status = status;
        over(&mut act, operators);
        return act;
    }
    act.alleged |= operators.alleged;
    let trigger = act.trigger;
    act = settled(act);
    if act.status == Status::Actual && !matches!(act.event, Event::Agree | Event::Concede | Event::Reject) {
        act.status = status;
    } else if proposition.kind == Kind::Verb && matches!(act.event, Event::Agree | Event::Concede) {
        act.trigger = trigger;
    }
    act
}

/// Announcements: verbal acts are done by being announced; the rest as in plans.
pub(super) fn announced(proposition: &Proposition<'_>, act: Act, operators: &Operators) -> Act {
    if matches!(
        act.event,
        Event::Request | Event::Accuse | Event::Reject | Event::Threaten | Event::Agree | Event::Concede
    ) {
        let mut act = act;
        over(&mut act, operators);
        act.evidence.composed = true;
        return act;
    }
    intended(proposition, act, operators, Status::Planned)
}

/// Hopes and wishes: the act is possible; its actor is the one who wishes only if nobody else is named.
pub(super) fn wished(mut act: Act, subject: &[Party], operators: &Operators) -> Act {
    let given = matches!(
        act.event,
        Event::Aid | Event::Cooperate | Event::Support | Event::Concede | Event::Retreat | Event::Agree
    );
    let own = |party: &Party| subject.iter().any(|own| own.same(party));
    if !act.evidence.verb && given && !act.symmetric && act.actors.is_empty() && act.recipients.iter().all(own) {
        // Who hopes for help is to receive it.
        act.recipients = subject.to_vec();
        return softened(act, operators, Status::Possible);
    }
    let mut act = if act.actors.is_empty() || act.symmetric {
        adopt(act, subject)
    } else {
        let mut act = act;
        if act.recipients.is_empty() && !act.actors.iter().any(|party| subject.iter().any(|own| own.same(party))) {
            act.recipients = subject.to_vec();
        }
        act
    };
    act = softened(act, operators, Status::Possible);
    act
}

pub(super) fn softened(mut act: Act, operators: &Operators, status: Status) -> Act {
    if act.status == Status::Actual || act.status == Status::Planned {
        act.status = status;
    }
    act.negated ^= operators.negated;
    act.alleged |= operators.alleged;
    if operators.conditional {
        act.status = Status::Conditional;
    }
    act.operators = operators.over(&act.operators);
    act.evidence.composed = true;
    act
}

/// Acts that somebody may want to prevent without being at war.
pub(super) const fn is_friendly(act: &Act) -> bool {
    matches!(act.event, Event::Aid | Event::Cooperate | Event::Support | Event::Consult | Event::Agree)
}

/// "Turkey prevented NATO from opening talks": whoever keeps others from dealing with each other refuses them that.
pub(super) fn prevented(
    act: Act,
    kept: &[Party],
    preventers: Vec<Party>,
    proposition: &Proposition<'_>,
    operators: &Operators,
) -> Act {
    let mut content = act.clone();
    content.status = Status::Possible;
    let mode = request_mode(&content);
    let mut result = Act {
        event: Event::Reject,
        mode,
        contexts: act.contexts.clone(),
        actors: preventers,
        recipients: if kept.is_empty() { act.actors.clone() } else { kept.to_vec() },
        status: Status::Actual,
        negated: false,
        trigger: proposition.token,
        symmetric: false,
        open_recipient: false,
        evidence: Evidence { verb: true, composed: true, ..act.evidence },
        content: Some(Box::new(content)),
        ..act
    };
    apply(&mut result, operators);
    result
}

/// "X said Y must withdraw": a request of X to Y.
pub(super) fn demanded(act: Act, speakers: &[Party], proposition: &Proposition<'_>) -> Act {
    if matches!(act.event, Event::Request) || act.actors.iter().any(|party| speakers.iter().any(|own| own.same(party)))
    {
        return act;
    }
    let mut content = act.clone();
    content.status = Status::Possible;
    content.negated = false;
    let mode = request_mode(&content);
    let mut path = act.path.clone();
    path.insert(0, "request.deontic".into());
    Act {
        event: Event::Request,
        mode,
        contexts: act.contexts.clone(),
        actors: speakers.to_vec(),
        recipients: act.actors.clone(),
        status: Status::Actual,
        negated: false,
        alleged: false,
        attribution: None,
        trigger: act.trigger.max(proposition.token),
        content: Some(Box::new(content)),
        path,
        symmetric: false,
        open_recipient: false,
        ..act
    }
}

/// "X said it will send aid": an announcement of X.
pub(super) fn own_announcement(mut act: Act, speakers: &[Party], told_in_past: bool) -> Act {
    let own =
        !act.actors.is_empty() && act.actors.iter().all(|party| speakers.iter().any(|speaker| speaker.same(party)));
    if own && told_in_past && act.operators.would && act.status == Status::Conditional {
        act.status = Status::Planned;
    }
    if own && act.status == Status::Planned { settled(act) } else { act }
}

/// Promising hostile acts is threatening, promising a retreat conceding.
pub(super) fn promised(own: &mut Act, act: &Act) {
    match act.event {
        Event::Sanction | Event::Assault | Event::Coerce | Event::Mobilize | Event::Protest => {
            own.event = Event::Threaten;
            own.mode = threat_mode(act);
        }
        Event::Retreat | Event::Concede => own.event = Event::Concede,
        _ => {}
    }
}

pub(super) fn threat_mode(act: &Act) -> Option<Mode> {
    match (act.event, act.mode) {
        (Event::Assault | Event::Mobilize, _) => Some(Mode::Violence),
        (Event::Coerce, Some(Mode::Arrest)) => Some(Mode::Arrest),
        (Event::Sanction, Some(Mode::Expel)) | (Event::Coerce, Some(Mode::Deport)) => Some(Mode::Expel),
        (Event::Sanction, Some(Mode::Withdraw)) => Some(Mode::Relations),
        (Event::Sanction | Event::Coerce | Event::Protest, _) => Some(Mode::Restrict),
        _ => None,
    }
}

pub(super) fn request_mode(act: &Act) -> Option<Mode> {
    match act.event {
        Event::Aid | Event::Cooperate | Event::Support => Some(Mode::Assist),
        Event::Consult => Some(Mode::Meet),
        Event::Retreat | Event::Concede => Some(Mode::Yield),
        Event::Agree => act.content.as_deref().and_then(request_mode),
        Event::Sanction | Event::Coerce | Event::Mobilize | Event::Assault | Event::Protest => Some(Mode::Change),
        Event::Request | Event::Accuse | Event::Reject | Event::Threaten => None,
    }
}

/// The delivery of goods that a text only names.
pub(super) fn supply(trigger: usize, goods: Vec<usize>, operators: Operators) -> Act {
    Act {
        event: Event::Aid,
        mode: None,
        contexts: Vec::new(),
        actors: Vec::new(),
        recipients: Vec::new(),
        status: Status::Possible,
        negated: false,
        alleged: false,
        attribution: None,
        content: None,
        trigger,
        operators,
        themes: goods,
        path: vec!["aid.goods".into()],
        evidence: Evidence { recipient_in_slot: true, composed: true, ..Evidence::default() },
        symmetric: false,
        open_recipient: false,
    }
}

/// The content of a finished act, with the sides that the act decides: what is promised, refused or threatened, the actor does to the
/// recipient; what is asked for, the recipient does, for the one who asks if it is help.
#[must_use]
pub fn within(outer: &Act, mut content: Act) -> Act {
    let own = matches!(outer.event, Event::Agree | Event::Concede | Event::Reject | Event::Threaten);
    let asked = outer.event == Event::Request;
    let others = matches!(
        content.event,
        Event::Request
            | Event::Accuse
            | Event::Reject
            | Event::Threaten
            | Event::Agree
            | Event::Concede
            | Event::Protest
    );
    if others || !own && !asked {
        return content;
    }
    if content.symmetric {
        for party in outer.actors.iter().chain(&outer.recipients) {
            push_new(&mut content.actors, party.clone());
        }
        return content;
    }
    let same = |one: &[Party], other: &[Party]| {
        !one.is_empty() && one.len() == other.len() && one.iter().all(|party| other.iter().any(|own| own.same(party)))
    };
    if own
        && matches!(content.event, Event::Aid | Event::Cooperate | Event::Support)
        && same(&content.actors, &outer.recipients)
    {
        // "offered North Korea food aid": what modifies the noun is whom it is for.
        content.actors.clone_from(&outer.actors);
        content.recipients.clone_from(&outer.recipients);
    }
    let (doer, receiver) = if own { (&outer.actors, &outer.recipients) } else { (&outer.recipients, &outer.actors) };
    if content.actors.is_empty() && !content.recipients.iter().any(|party| doer.iter().any(|own| own.same(party))) {
        content.actors.clone_from(doer);
    }
    let given = matches!(content.event, Event::Aid | Event::Cooperate | Event::Support | Event::Consult);
    let hostile = matches!(content.event, Event::Assault | Event::Sanction | Event::Coerce);
    let reaches = given || own && hostile;
    if reaches
        && content.recipients.is_empty()
        && !receiver.iter().any(|party| content.actors.iter().any(|own| own.same(party)))
    {
        content.recipients.clone_from(receiver);
    }
    content
}

/// The parties of an act that are not ours: its actors first, else its recipients.
pub(super) fn other_side(act: &Act, ours: &[Party]) -> Vec<Party> {
    let others = |side: &[Party]| -> Vec<Party> {
        side.iter().filter(|party| !ours.iter().any(|own| own.same(party))).cloned().collect()
    };
    let actors = others(&act.actors);
    if actors.is_empty() { others(&act.recipients) } else { actors }
}

pub(super) fn fill(side: &mut Vec<Party>, from: &[Party]) {
    if side.is_empty() {
        *side = from.to_vec();
    }
}
