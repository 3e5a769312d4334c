//! Sorts what the reader misses by its kind, so that one sees where work is worth most.
//!
//! Matching follows the native scorers ([`sentences`](crate::sentences), [`records`](crate::records), [`marked`](crate::marked)); each gold
//! statement that is not right, and each found one without gold, falls into exactly one [`Class`]. Whether a tree is wrong or the guidelines
//! leave a case open cannot be told by a program: examples show the way from the words to the root of the tree, so that a person can.

mod evidence;
mod kinds;
mod report;
mod sort;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::Serialize;

pub use evidence::{Evidence, Found, Mentioned, Word};
pub use kinds::{marked, records, sentences};
pub use report::{Example, Report, Row};

/// What kind of miss it is; the first that holds of those of its group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Missed: a gold code that no mention carries.
    ActorNotKnown,
    /// Missed: found only as the act inside another statement, or its actor only as the source of one.
    ContentOrAttribution,
    /// Missed: no word of the trigger evokes a frame; without a trigger, no word of the sentence evokes one of the event.
    FrameMissing,
    /// Missed: a statement or a frame of another event is where the act is told.
    WrongFrame,
    /// Missed: a frame of the right event is evoked, but no statement came out.
    GatedOrDropped,
    /// Wrong roles: a missing gold code that no mention carries.
    PartyNotKnown,
    /// Wrong roles: actors stand among the recipients and recipients among the actors.
    RoleSwapped,
    /// Wrong roles: a party stands on the other side, but none came back for it.
    WrongSide,
    /// Wrong roles: an actor is mentioned, but stands on neither side, and nobody in its place.
    ActorNotLinked,
    /// Wrong roles: a wrong party acts, or is acted on in place of the right one.
    OtherActor,
    /// Wrong roles: a recipient is missing, and nobody in its place.
    RecipientMissing,
    /// Wrong roles: there are more recipients.
    RecipientTooMany,
    /// Wrong roles: the codes are right, a sector is not.
    SectorWrong,
    /// Right roles: status, negation, allegation or history is wrong.
    StatusWrong,
    /// Right roles and status: the mode that the coder gave is not there.
    ModeWrong,
    /// Without gold, in a sentence that should give nothing.
    SpuriousWithoutGold,
    /// Without gold, where a gold statement was missed for a wrong or missing frame.
    SpuriousInPlace,
    /// Without gold, beside gold statements.
    SpuriousBesideGold,
}

/// Groups of classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// Gold statements whose event was not found.
    Missed,
    /// The event was found with wrong roles.
    Roles,
    /// Event and roles are right, something else is not.
    Values,
    /// Found statements without gold.
    Spurious,
}

/// All classes in the order of reports: group and name.
const CLASSES: [(Class, Group, &str); 18] = [
    (Class::ActorNotKnown, Group::Missed, "actor not known"),
    (Class::FrameMissing, Group::Missed, "frame missing"),
    (Class::WrongFrame, Group::Missed, "wrong frame"),
    (Class::GatedOrDropped, Group::Missed, "gated or dropped"),
    (Class::ContentOrAttribution, Group::Missed, "content or attribution"),
    (Class::PartyNotKnown, Group::Roles, "actor not known"),
    (Class::RoleSwapped, Group::Roles, "role swapped"),
    (Class::WrongSide, Group::Roles, "wrong side"),
    (Class::ActorNotLinked, Group::Roles, "actor not linked"),
    (Class::OtherActor, Group::Roles, "other actor"),
    (Class::RecipientMissing, Group::Roles, "recipient missing"),
    (Class::RecipientTooMany, Group::Roles, "recipient too many"),
    (Class::SectorWrong, Group::Roles, "sector wrong"),
    (Class::StatusWrong, Group::Values, "status wrong"),
    (Class::ModeWrong, Group::Values, "mode wrong"),
    (Class::SpuriousWithoutGold, Group::Spurious, "in sentences without gold"),
    (Class::SpuriousInPlace, Group::Spurious, "in place of a missed one"),
    (Class::SpuriousBesideGold, Group::Spurious, "beside gold"),
];

/// What is told of a case beyond its class: a question and its answer, such as the event or the frame.
pub type Detail = (&'static str, String);

/// A miss.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// What kind it is.
    pub class: Class,
    /// Event, frame and the like, by which the cases of a class are counted.
    pub details: Vec<Detail>,
    /// The case itself.
    pub example: Example,
}

/// What became of a gold file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Errors {
    /// Records of the file.
    pub records: usize,
    /// Gold statements; of records and marked sentences there is one each.
    pub wanted: usize,
    /// Found statements.
    pub found: usize,
    /// Gold statements without a miss.
    pub right: usize,
    /// The misses, in the order of the file.
    pub cases: Vec<Case>,
}

impl Errors {
    /// The report, with this many examples of each class.
    #[must_use]
    pub fn report(&self, examples: usize) -> Report {
        let row = |&(class, group, name): &(Class, Group, &'static str)| {
            let own: Vec<&Case> = self.cases.iter().filter(|case| case.class == class).collect();
            let mut details: BTreeMap<&'static str, BTreeMap<String, usize>> = BTreeMap::new();
            for (question, answer) in own.iter().flat_map(|case| &case.details) {
                *details.entry(question).or_default().entry(answer.clone()).or_default() += 1;
            }
            let whole = if group == Group::Spurious { self.found } else { self.wanted };
            let examples = own.iter().take(examples).map(|case| case.example.clone()).collect();
            Row {
                group,
                class: name,
                count: own.len(),
                share: crate::ratio::share(own.len(), whole),
                details,
                examples,
            }
        };
        Report {
            records: self.records,
            wanted: self.wanted,
            found: self.found,
            right: self.right,
            rows: CLASSES.iter().map(row).collect(),
        }
    }
}
