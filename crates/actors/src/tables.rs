//! The shape of the data files under `data/actors` and of a user's own file: what people write in TOML.
//!
//! The build script shares this module: it reads the TOML once and embeds the same records as JSON, which loads much faster.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One file; every list may be absent.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Tables {
    /// Where the facts of this file come from: short key → description. Not embedded.
    #[serde(skip_serializing)]
    pub sources: BTreeMap<String, toml::Value>,
    /// States and territories with a code of their own.
    pub state: Vec<State>,
    /// Offices, institutions and groups of people inside a state.
    pub role: Vec<Role>,
    /// International organisations.
    pub organisation: Vec<Organisation>,
    /// People who hold an office in an organisation.
    pub officer: Vec<Person>,
    /// Armed groups, parties and movements.
    pub group: Vec<Group>,
    /// Blocs of states without a code that acts for them: "the West", "the Baltic states".
    pub bloc: Vec<Bloc>,
    /// Territories that belong, or are said to belong, to a state.
    pub territory: Vec<Territory>,
    /// Heads of state and government, ministers.
    pub leader: Vec<Person>,
    /// Names that contain the name of an actor and are none.
    pub exclusion: Vec<Exclusion>,
    /// Names with several readings that the surrounding words decide.
    pub ambiguous: Vec<Ambiguous>,
    /// Word lists of the grammar of names.
    pub words: Vec<WordList>,
    /// Combining forms of states in English compounds: "Franco-German".
    pub combining: Vec<Combining>,
    /// Short names of leaders where the last word is not what the news call them.
    pub short_name: Vec<ShortName>,
}

/// A state or a territory with an ISO 3166-1 alpha-3 code.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs)]
pub struct State {
    pub code: String,
    pub kind: String,
    pub part_of: Option<String>,
    pub de: Vec<String>,
    pub de_article: Option<String>,
    pub de_adjective: Vec<String>,
    pub de_demonym: Vec<String>,
    pub de_demonym_forms: Vec<String>,
    pub de_inflected: Vec<String>,
    pub de_compound: Vec<String>,
    pub en: Vec<String>,
    pub en_adjective: Vec<String>,
    pub en_demonym: Vec<String>,
    pub capital: Names,
    pub seats: Names,
    pub stand_ins: Vec<StandIn>,
    pub cities: Names,
    pub ambiguous: Vec<String>,
    pub former: Vec<Former>,
}

/// Names of one thing in both languages, with German inflected forms.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs)]
pub struct Names {
    pub de: Vec<String>,
    pub en: Vec<String>,
    pub inflected: Vec<String>,
}

/// An institution or building that stands for a branch of the state: Pentagon, Bundestag.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs)]
pub struct StandIn {
    pub de: Vec<String>,
    pub en: Vec<String>,
    pub inflected: Vec<String>,
    pub sector: String,
}

/// A former name of a state, and when it ended.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs)]
pub struct Former {
    pub de: Vec<String>,
    pub en: Vec<String>,
    pub inflected: Vec<String>,
    pub de_adjective: Vec<String>,
    pub en_adjective: Vec<String>,
    pub to: Option<String>,
}

/// A role noun.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs)]
pub struct Role {
    pub id: String,
    pub sector: String,
    pub person: bool,
    pub de: Vec<String>,
    pub de_forms: Vec<String>,
    pub en: Vec<String>,
    pub en_forms: Vec<String>,
    pub standalone: bool,
    pub state: Option<String>,
}

/// An international organisation.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs)]
pub struct Organisation {
    pub code: String,
    pub kind: String,
    pub de: Vec<String>,
    pub de_inflected: Vec<String>,
    pub en: Vec<String>,
    pub acronyms: Vec<String>,
    pub seat: Option<String>,
    pub members: Vec<String>,
    pub ambiguous_seat: Option<toml::Value>,
}

/// An armed group, party or movement.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs)]
pub struct Group {
    pub code: String,
    pub kind: String,
    pub state: Option<String>,
    pub de: Vec<String>,
    pub de_inflected: Vec<String>,
    pub en: Vec<String>,
    pub acronyms: Vec<String>,
    pub governs: Vec<Governs>,
}

/// That a group governs a state, and when.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs)]
pub struct Governs {
    pub state: String,
    pub from: String,
    pub to: Option<String>,
}

/// A bloc of states.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs)]
pub struct Bloc {
    pub code: String,
    pub de: Vec<String>,
    pub de_inflected: Vec<String>,
    pub en: Vec<String>,
    pub members: Vec<String>,
    pub source: String,
}

/// A territory whose state is disputed or that news name apart from its state.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs)]
pub struct Territory {
    pub de: Vec<String>,
    pub de_inflected: Vec<String>,
    pub en: Vec<String>,
    pub state: String,
    pub status: String,
    pub source: String,
}

/// A leader, minister or officer of an organisation. Several records with one `id` are one person.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs)]
pub struct Person {
    pub id: String,
    pub de: Vec<String>,
    pub en: Vec<String>,
    pub gender: Option<String>,
    pub terms: Vec<Term>,
}

/// One term of office, in a state or in an organisation. Dates are `YYYY-MM-DD` or `YYYY-MM`. Of a term with the source `last-known`
/// the end is only the last date at which it is known to run.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs)]
pub struct Term {
    pub state: Option<String>,
    pub organisation: Option<String>,
    pub office: String,
    #[serde(skip_serializing)]
    pub title: Option<String>,
    pub from: String,
    pub to: Option<String>,
    pub source: String,
    #[serde(skip_serializing)]
    pub checked: Option<String>,
}

/// A name that contains an actor's name and is no actor: a company, a club, a newspaper.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs)]
pub struct Exclusion {
    pub language: Option<String>,
    pub kind: String,
    pub names: Vec<String>,
}

/// A name whose reading the surrounding words decide.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs)]
pub struct Ambiguous {
    pub language: Option<String>,
    pub forms: Vec<String>,
    pub default: String,
    pub reading: Vec<Reading>,
}

/// One reading of an ambiguous name: a code, or `none` for no actor at all, and the words that speak for it.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs)]
pub struct Reading {
    pub code: String,
    pub place: bool,
    pub cues: Vec<String>,
}

/// A word list of the grammar of names; `id` says what it is used for.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs)]
pub struct WordList {
    pub id: String,
    pub both: Vec<String>,
    pub de: Vec<String>,
    pub en: Vec<String>,
}

/// English combining forms of a state: Sino-, Russo-.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs)]
pub struct Combining {
    pub code: String,
    pub en: Vec<String>,
}

/// How the news call a person, where the names of the record mislead: short names instead of those of one word there, and the state that
/// a person in office in several states is counted to.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs)]
pub struct ShortName {
    pub id: String,
    pub names: Vec<String>,
    pub home: Option<String>,
}

impl Tables {
    /// Reads one TOML file.
    ///
    /// # Errors
    /// The text is no TOML or has fields that this module does not know.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }
}
