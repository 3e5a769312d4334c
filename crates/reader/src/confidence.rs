//! Confidence: how likely it is that event, actors and recipients are right.
//!
//! A logistic sum of what speaks for the reading. The weights are documented in `docs/confidence.md`.

use crate::compose::Act;

const BASE: f32 = -0.6;

/// The confidence, 0 to 1, and its parts in log-odds.
#[must_use]
pub fn of(act: &Act) -> (f32, Vec<(&'static str, f32)>) {
    let evidence = &act.evidence;
    let mut parts = vec![("base", BASE)];
    let mut add = |holds: bool, name, weight| {
        if holds {
            parts.push((name, weight));
        }
    };
    add(evidence.verb, "carried by a verb", 0.4);
    add(evidence.restricted, "entry restricted to this use", 0.4);
    add(evidence.actor_in_slot && !act.actors.is_empty(), "actor in a slot of the frame", 0.6);
    add(evidence.recipient_in_slot && !act.recipients.is_empty(), "recipient in a slot of the frame", 0.6);
    add(evidence.composed, "composed of several words", 0.1);
    add(evidence.guessed, "a side found by proximity", -0.6);
    add(act.actors.iter().chain(&act.recipients).any(|party| party.indirect), "a side found by reference", -0.5);
    let sum: f32 = parts.iter().map(|(_, weight)| weight).sum();
    (1.0 / (1.0 + (-sum).exp()), parts)
}
