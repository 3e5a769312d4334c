//! Which class a miss falls into.

use std::collections::BTreeSet;

use weltlage_ontology::Event;

use super::{Case, Class, Detail, Evidence, Example, Found};
use crate::coded::{Coded, VALUES};

type Codes = BTreeSet<String>;

/// A code for somebody who cannot be identified; nobody need be mentioned for it.
const UNKNOWN: &str = "UNK";

/// What a gold file wants of a sentence, in a form common to all kinds of files.
pub(super) struct Wanted<'g> {
    pub(super) id: &'g str,
    pub(super) text: &'g str,
    /// The gold statement as it is shown.
    pub(super) shown: String,
    /// The coder's trigger; empty where none is given.
    pub(super) trigger: &'g str,
    /// Name of the event.
    pub(super) event: &'static str,
    /// Event types that will do.
    pub(super) events: Vec<Event>,
    pub(super) actors: Codes,
    pub(super) recipients: Codes,
    /// One code of a side is enough, and others beside it do no harm.
    pub(super) one_will_do: bool,
    /// The form in which this kind of file compares codes.
    pub(super) compared: fn(&str) -> String,
}

/// The gold parties that a side lacks, and those that it has beyond them.
struct Gap {
    missing: Codes,
    extra: Codes,
}

impl Wanted<'_> {
    fn has(&self, event: Option<Event>) -> bool {
        event.is_some_and(|event| self.events.contains(&event))
    }

    pub(super) fn side(&self, codes: &Codes) -> Codes {
        codes.iter().map(|code| (self.compared)(code)).collect()
    }

    fn gap(&self, gold: &Codes, found: &Codes) -> Gap {
        let found = self.side(found);
        let met = self.one_will_do && !gold.is_disjoint(&found);
        let missing = if met { Codes::new() } else { gold.difference(&found).cloned().collect() };
        Gap { missing, extra: found.difference(gold).cloned().collect() }
    }

    /// A code among these that no mention carries.
    fn unmentioned(&self, codes: &Codes, evidence: &Evidence) -> Option<String> {
        let mentioned: Codes = evidence.mentioned.iter().map(|own| (self.compared)(&own.code)).collect();
        let unknown = codes.iter().find(|code| *code != UNKNOWN && !mentioned.contains(*code));
        let enough = self.one_will_do && codes.iter().any(|code| mentioned.contains(code));
        unknown.filter(|_| !enough).cloned()
    }

    fn case(&self, class: Class, details: Vec<Detail>, found: Vec<String>, rule: &str, evidence: &Evidence) -> Case {
        let places = evidence.places(self.text, self.trigger);
        let evokes = |at: &usize| &evidence.words[*at].evokes;
        let right = places.iter().find(|at| evokes(at).iter().any(|(_, event)| self.has(*event)));
        let start = right.or_else(|| places.iter().find(|at| !evokes(at).is_empty())).or(places.first());
        let mut paths: Vec<String> = start.map(|at| format!("trigger: {}", evidence.path(*at))).into_iter().collect();
        for own in &evidence.mentioned {
            let code = (self.compared)(&own.code);
            let takes_part = self.actors.contains(&code) || self.recipients.contains(&code);
            if let Some(head) = evidence.head_of(own).filter(|_| takes_part) {
                paths.push(format!("{code}: {}", evidence.path(head)));
            }
        }
        let example = Example {
            id: self.id.to_owned(),
            text: self.text.to_owned(),
            gold: self.shown.clone(),
            found,
            trigger: self.trigger.to_owned(),
            rule: rule.to_owned(),
            paths,
        };
        Case { class, details, example }
    }
}

/// A gold statement whose event was not found. `free` tells which found statements stand for no other gold statement. The second value is
/// the statement of another event that stands in its place.
pub(super) fn missed(wanted: &Wanted<'_>, evidence: &Evidence, free: &[bool]) -> (Case, Option<usize>) {
    let places = evidence.places(wanted.text, wanted.trigger);
    let instead = in_place(wanted, evidence, free, &places);
    let (class, detail) = why_missed(wanted, evidence, &places, instead);
    let all = evidence.found.iter().map(shown).collect();
    let mut details = vec![("event", wanted.event.to_owned())];
    details.extend(detail);
    let case = wanted.case(class, details, all, "", evidence);
    (case, instead.filter(|_| matches!(class, Class::WrongFrame | Class::FrameMissing)))
}

fn why_missed(
    wanted: &Wanted<'_>,
    evidence: &Evidence,
    places: &[usize],
    instead: Option<usize>,
) -> (Class, Option<Detail>) {
    let parties: Codes = wanted.actors.union(&wanted.recipients).cloned().collect();
    let unmentioned = wanted.unmentioned(&wanted.actors, evidence);
    if let Some(code) = unmentioned.or_else(|| wanted.unmentioned(&wanted.recipients, evidence)) {
        return (Class::ActorNotKnown, Some(("code", code)));
    }
    if parties.is_empty() {
        return (Class::ActorNotKnown, Some(("code", "none".to_owned())));
    }
    if is_content(wanted, evidence, places) {
        return (Class::ContentOrAttribution, Some(("found as", "content".to_owned())));
    }
    let reading = |other: &str| Some(("reading", format!("{} as {other}", wanted.event)));
    let at_trigger = instead.filter(|at| places.contains(&evidence.found[*at].trigger));
    if let Some(found) = at_trigger.map(|at| &evidence.found[at]) {
        return (Class::WrongFrame, reading(found.statement.event.as_str()));
    }
    let looked_at: Vec<usize> = if places.is_empty() { (0..evidence.words.len()).collect() } else { places.to_vec() };
    let frames = || looked_at.iter().flat_map(|at| evidence.words[*at].evokes.iter().map(move |frame| (*at, frame)));
    let right = frames().find(|(_, (_, event))| wanted.has(*event));
    let evokes_any = frames().next().is_some();
    match (right, instead) {
        (None, instead) if places.is_empty() || !evokes_any => {
            let other = instead.map_or("nothing", |at| evidence.found[at].statement.event.as_str());
            (Class::FrameMissing, Some(("found instead", other.to_owned())))
        }
        (None, _) => (Class::WrongFrame, reading(&other_reading(frames().map(|(_, frame)| frame)))),
        (Some(_), Some(at)) if places.is_empty() => {
            (Class::WrongFrame, reading(evidence.found[at].statement.event.as_str()))
        }
        (Some(_), _) if is_source(wanted, evidence) => {
            (Class::ContentOrAttribution, Some(("found as", "attribution".to_owned())))
        }
        (Some((at, (frame, _))), _) => {
            let parsed = !evidence.words[at].relation.is_empty();
            let frame = if parsed { frame.clone() } else { "not parsed".to_owned() };
            (Class::GatedOrDropped, Some(("frame", frame)))
        }
    }
}

/// The free statement of another event at the trigger; without a trigger, one between the same parties.
fn in_place(wanted: &Wanted<'_>, evidence: &Evidence, free: &[bool], places: &[usize]) -> Option<usize> {
    let same_parties = |own: &Found| {
        let (actors, recipients) = (wanted.side(&own.actors), wanted.side(&own.recipients));
        let open = wanted.recipients.is_empty() || recipients.is_empty();
        let acts = wanted.actors.is_empty() || !wanted.actors.is_disjoint(&actors);
        acts && (open || !wanted.recipients.is_disjoint(&recipients))
    };
    let stands = |at: &usize| {
        let own = &evidence.found[*at];
        let here = if places.is_empty() { same_parties(own) } else { places.contains(&own.trigger) };
        here && !wanted.has(Some(own.statement.event))
    };
    (0..evidence.found.len()).filter(|at| free[*at]).find(stands)
}

/// The event that the first frame with one stands for, else the first operator.
fn other_reading<'e>(mut frames: impl Iterator<Item = &'e (String, Option<Event>)> + Clone) -> String {
    let event = frames.clone().find_map(|(_, event)| *event);
    event.map_or_else(|| frames.next().map(|(id, _)| id.clone()).unwrap_or_default(), |event| event.to_string())
}

/// Whether the act is inside another statement: at the same place, or with an actor in common.
fn is_content(wanted: &Wanted<'_>, evidence: &Evidence, places: &[usize]) -> bool {
    evidence.found.iter().any(|own| {
        own.statement.content.as_ref().is_some_and(|content| {
            let actors: Codes = content.actors.codes().into_iter().map(|code| (wanted.compared)(code)).collect();
            let here = own.content.is_some_and(|at| places.contains(&at));
            wanted.has(Some(content.event)) && (here || !wanted.actors.is_disjoint(&actors))
        })
    })
}

/// Whether an actor was read as the source of a statement, and as nothing else.
fn is_source(wanted: &Wanted<'_>, evidence: &Evidence) -> bool {
    let takes_part = |code: &String| {
        let on = |side: &Codes| wanted.side(side).contains(code);
        evidence.found.iter().any(|own| on(&own.actors) || on(&own.recipients))
    };
    let sources = evidence.found.iter().filter_map(|own| own.statement.attribution.as_ref());
    let sources: Codes = sources.map(|source| (wanted.compared)(&source.code)).collect();
    wanted.actors.intersection(&sources).any(|code| !takes_part(code))
}

/// A found statement of the right event with wrong roles; `None` if the roles are right but for sectors.
pub(super) fn roles(wanted: &Wanted<'_>, found: &Found, evidence: &Evidence) -> Option<Case> {
    let (actors, recipients) =
        (wanted.gap(&wanted.actors, &found.actors), wanted.gap(&wanted.recipients, &found.recipients));
    let unmentioned = wanted.unmentioned(&actors.missing, evidence);
    let unmentioned = unmentioned.or_else(|| wanted.unmentioned(&recipients.missing, evidence));
    let went = !actors.missing.is_disjoint(&recipients.extra);
    let came = !recipients.missing.is_disjoint(&actors.extra);
    let extra = |side: &Gap| !wanted.one_will_do && !side.extra.is_empty();
    let class = if unmentioned.is_some() {
        Class::PartyNotKnown
    } else if went && came {
        Class::RoleSwapped
    } else if went || came {
        Class::WrongSide
    } else if !actors.missing.is_empty() {
        if actors.extra.is_empty() { Class::ActorNotLinked } else { Class::OtherActor }
    } else if extra(&actors) {
        Class::OtherActor
    } else if !recipients.missing.is_empty() {
        if recipients.extra.is_empty() { Class::RecipientMissing } else { Class::OtherActor }
    } else if extra(&recipients) {
        Class::RecipientTooMany
    } else {
        return None;
    };
    let code = unmentioned.map(|code| ("code", code));
    Some(paired(wanted, class, code.into_iter().collect(), found, evidence))
}

/// A miss of a gold statement that has a found one.
pub(super) fn paired(
    wanted: &Wanted<'_>,
    class: Class,
    mut details: Vec<Detail>,
    found: &Found,
    evidence: &Evidence,
) -> Case {
    details.insert(0, ("event", wanted.event.to_owned()));
    let mut case = wanted.case(class, details, vec![shown(found)], &found.statement.origin, evidence);
    if wanted.trigger.is_empty() {
        case.example.trigger = evidence.words.get(found.trigger).map(|word| word.form.clone()).unwrap_or_default();
        case.example.paths.insert(0, format!("trigger: {}", evidence.path(found.trigger)));
    }
    case
}

/// A match with the right roles: wrong in status, negation, allegation or history, or else in mode.
pub(super) fn values(wanted: &Wanted<'_>, gold: &Coded, found: &Found, evidence: &Evidence) -> Option<Case> {
    let got = &found.statement;
    if !gold.same_flags(got) {
        let wrong = VALUES.iter().filter(|(_, holds)| holds(gold) != holds(got));
        let told = |(name, holds): &(&str, fn(&Coded) -> bool)| {
            ("value", format!("{name} {}", if holds(gold) { "not found" } else { "without gold" }))
        };
        return Some(paired(wanted, Class::StatusWrong, wrong.map(told).collect(), found, evidence));
    }
    if gold.mode.is_none() || gold.mode == got.mode {
        return None;
    }
    let name = |mode: Option<weltlage_ontology::Mode>| mode.map_or_else(|| "none".to_owned(), |mode| mode.to_string());
    let detail = ("mode", format!("{} as {}", name(gold.mode), name(got.mode)));
    Some(paired(wanted, Class::ModeWrong, vec![detail], found, evidence))
}

/// A found statement without gold.
pub(super) fn spurious(id: &str, text: &str, class: Class, found: &Found, evidence: &Evidence) -> Case {
    let rule = &found.statement.origin;
    let frame = rule.rsplit(['/', '+']).next().unwrap_or_default().trim_end_matches("~near");
    let word = evidence.words.get(found.trigger);
    let example = Example {
        id: id.to_owned(),
        text: text.to_owned(),
        gold: String::new(),
        found: vec![shown(found)],
        trigger: word.map(|word| word.form.clone()).unwrap_or_default(),
        rule: rule.clone(),
        paths: vec![format!("trigger: {}", evidence.path(found.trigger))],
    };
    let details = vec![("event", found.statement.event.to_string()), ("frame", frame.to_owned())];
    Case { class, details, example }
}

pub(super) fn shown(found: &Found) -> String {
    found.statement.to_string()
}
