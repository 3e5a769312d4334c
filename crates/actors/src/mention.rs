//! What the gazetteer finds in a text.

use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weltlage_ontology::{Code, Sector};

/// How a mention names its actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MentionKind {
    /// Name of a state: *Russia*, *Russlands*.
    Name,
    /// Adjective of a state without a role noun: *russisch-*, *Russian*.
    Adjective,
    /// People of a state: *die Russen*, *two Russians*.
    Demonym,
    /// Capital, which may stand for the government; grammar decides: *in Moskau* is a place.
    Capital,
    /// Seat of a government: *der Kreml*, *the White House*.
    Seat,
    /// National institution: *Pentagon*, *Bundestag*.
    Institution,
    /// City or region.
    Place,
    /// A person who holds or held an office, with or without title.
    Leader,
    /// Role noun together with its state or organisation: *der russische Präsident*, *US troops*, *government in Kabul*.
    Office,
    /// Role noun alone: *the rebels*, *Demonstranten*. The code is unknown or [inferred](Mention::inferred).
    Role,
    /// International organisation.
    Organisation,
    /// Armed group, party or movement.
    Group,
    /// Several states at once; see [`Mention::members`].
    Bloc,
    /// Territory; the code is that of the state it is counted to.
    Territory,
    /// Given from outside by the caller; the gazetteer never makes these.
    Given,
}

/// Grammatical or known gender of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Gender {
    Female,
    Male,
}

/// A name in a text and whom it stands for.
///
/// The sector is that of the role noun or institution; `Government` for names of states and leaders in office; `Civilians` for people
/// of a state, but `Government` for a plural with the definite article (*die Russen*, *the Russians*); for armed groups `Rebels`, for parties `Party`.
/// A leader out of office keeps the code of the state last served, and is `Opposition`: of the sectors there are, this is what
/// news report of former heads of government most often.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// How the actor is named.
    pub kind: MentionKind,
    /// State, organisation or group; `UNK` where the text does not tell.
    pub code: Code,
    /// For whom within the state.
    pub sector: Sector,
    /// Canonical name of the person, else of the actor, in the language of the text; of a bare role the role noun.
    pub name: Arc<str>,
    /// Identity of the person in the tables, if the person is known. For an office this is who held it at the date of the text.
    pub person: Option<Arc<str>>,
    /// Of a person, known from the tables or from the form of the role noun (*Außenministerin*).
    pub gender: Option<Gender>,
    /// Whether the form is a plural for certain: *troops*, *Amerikanern*.
    pub plural: bool,
    /// Identity of the role noun in the tables: `foreign-minister`, `troops`.
    pub role: Option<Arc<str>>,
    /// Out of office: the text says so (*Ex-Präsident*), or the date of the text lies more than a month outside all terms.
    pub former: bool,
    /// The code comes from earlier mentions of the text, not from this one: *der Präsident* after *der russische Präsident*.
    pub inferred: bool,
    /// Codes of the members of a bloc or of an organisation, sorted; empty where the tables have none.
    pub members: Option<Arc<[Code]>>,
}

/// A state, organisation, group, bloc or territory of the tables.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Actor {
    /// Code; of a territory that of its state.
    pub code: Code,
    /// What it is.
    pub kind: ActorKind,
    /// Canonical German name.
    pub german: Arc<str>,
    /// Canonical English name.
    pub english: Arc<str>,
    /// Codes of members, sorted; `None` where the tables have none.
    pub members: Option<Arc<[Code]>>,
    /// The state to which a group or a dependent territory belongs.
    pub state: Option<Code>,
    pub(crate) armed: bool,
    pub(crate) governs: Vec<(Code, jiff::civil::Date, Option<jiff::civil::Date>)>,
}

/// Classes of actors in the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum ActorKind {
    State,
    Organisation,
    Group,
    Bloc,
    Territory,
}

/// A person of the tables with the office held.
#[derive(Clone, Debug, PartialEq)]
pub struct Officeholder {
    /// Identity in the tables.
    pub id: Arc<str>,
    /// Canonical German name.
    pub german: Arc<str>,
    /// Canonical English name.
    pub english: Arc<str>,
    /// Gender, if the tables have it.
    pub gender: Option<Gender>,
    /// Office as the tables name it: `president`.
    pub office: Box<str>,
    /// First day in office.
    pub from: jiff::civil::Date,
    /// Last day in office; `None` while it lasts.
    pub to: Option<jiff::civil::Date>,
}
