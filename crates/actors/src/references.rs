//! Checks of what one record says of another: codes of states and members, offices, languages, word lists.
//!
//! A reference that leads nowhere would not fail anywhere else; the record would just have no effect. All actors of a file must be known
//! before these checks, since records may refer to later ones.

use crate::error::ActorError;
use crate::mention::ActorKind;
use crate::model::{MARKS, Model, Origin};
use crate::tables::{Person, Tables};
use weltlage_ontology::Code;

/// Offices that a term may have: those of the tables, and those that readers of the news name most beside them.
pub(crate) const OFFICES: &[&str] = &[
    "administrator",
    "ambassador",
    "army-chief",
    "central-bank-president",
    "chancellor",
    "chief-inspector",
    "commission-chairperson",
    "commission-president",
    "commissioner-general",
    "council-president",
    "defence-minister",
    "deputy-head-of-government",
    "director-general",
    "economy-minister",
    "emergency-relief-coordinator",
    "energy-minister",
    "envoy",
    "executive-director",
    "executive-secretary",
    "finance-minister",
    "foreign-minister",
    "head-of-government",
    "head-of-state",
    "high-commissioner",
    "high-representative",
    "intelligence-chief",
    "interior-minister",
    "justice-minister",
    "leader",
    "managing-director",
    "minister",
    "monarch",
    "opposition-leader",
    "parliament-president",
    "president",
    "prime-minister",
    "prosecutor",
    "secretary-general",
    "security-adviser",
    "special-representative",
    "spokesperson",
    "trade-minister",
    "under-secretary-general",
    "vice-president",
];

const HINT_STATE: &str = "write the ISO 3166-1 alpha-3 code of a state of the tables (DEU), or add a [[state]] record for it to the same file";
const HINT_TERRITORY: &str =
    "write the ISO 3166-1 alpha-3 code of a state of the tables (DEU), or UNK where nobody can say whose it is";
const HINT_MEMBER: &str = "write codes of states (DEU), organisations (IGO:NATO) or groups of the tables, or add records for them to the same file";
const HINT_LANGUAGE: &str = "write de or en, or leave it out for both";
const HINT_GENDER: &str = "write f or m, or leave it out";

/// What a field that holds a code may refer to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Allowed {
    State,
    /// Also the unknown state.
    Territory,
    Member,
}

impl Allowed {
    fn hint(self) -> &'static str {
        match self {
            Self::State => HINT_STATE,
            Self::Territory => HINT_TERRITORY,
            Self::Member => HINT_MEMBER,
        }
    }

    fn has(self, model: &Model, code: &Code) -> bool {
        let actor = model.by_code.get(code).and_then(|number| model.actors.get(usize::from(*number)));
        match self {
            Self::Territory if code.is_unknown() => true,
            Self::State | Self::Territory => actor.is_some_and(|actor| actor.kind == ActorKind::State),
            Self::Member => actor.is_some(),
        }
    }
}

/// A field with a code: table, identity of the record, name of the field, the code, what it may be.
type Reference<'t> = (&'static str, &'t str, &'static str, &'t str, Allowed);

/// Checks the references of one file whose actors the model has already.
///
/// # Errors
/// The first reference that leads nowhere.
pub(crate) fn check(model: &Model, tables: &Tables, origin: Origin<'_>) -> Result<(), ActorError> {
    for (table, identity, field, code, allowed) in references(tables) {
        if !Code::new(code).is_ok_and(|code| allowed.has(model, &code)) {
            let what = if allowed == Allowed::Member { "actor" } else { "state" };
            let message = format!("{field}: no {what} has the code “{code}”");
            return Err(origin.error(table, identity, message, allowed.hint()));
        }
    }
    for (table, person) in people(tables) {
        check_person(table, person, origin)?;
    }
    let languages = tables.exclusion.iter().map(|own| ("exclusion", own.names.first(), &own.language));
    let ambiguous = tables.ambiguous.iter().map(|own| ("ambiguous", own.forms.first(), &own.language));
    for (table, name, language) in languages.chain(ambiguous) {
        if let Some(language) = language.as_deref().filter(|language| !matches!(*language, "de" | "en")) {
            let message = format!("language: “{language}” is not read");
            return Err(origin.error(table, name.map_or("", String::as_str), message, HINT_LANGUAGE));
        }
    }
    for list in &tables.words {
        if !MARKS.iter().any(|(id, _)| *id == list.id) {
            let known: Vec<&str> = MARKS.iter().map(|(id, _)| *id).collect();
            let hint = format!("word lists are {}", known.join(", "));
            return Err(origin.error("words", &list.id, "nothing reads a word list of this name".to_owned(), hint));
        }
    }
    Ok(())
}

/// Leaders and officers with the table they stand in.
pub(crate) fn people(tables: &Tables) -> impl Iterator<Item = (&'static str, &Person)> {
    let leaders = tables.leader.iter().map(|person| ("leader", person));
    leaders.chain(tables.officer.iter().map(|person| ("officer", person)))
}

fn check_person(table: &str, person: &Person, origin: Origin<'_>) -> Result<(), ActorError> {
    if let Some(gender) = person.gender.as_deref().filter(|gender| !matches!(*gender, "f" | "m")) {
        return Err(origin.error(table, &person.id, format!("gender: “{gender}” is not known"), HINT_GENDER));
    }
    for term in &person.terms {
        if !OFFICES.contains(&term.office.as_str()) {
            let hint = format!("offices are {}", OFFICES.join(", "));
            return Err(origin.error(table, &person.id, format!("“{}” is no office", term.office), hint));
        }
    }
    Ok(())
}

fn references(tables: &Tables) -> impl Iterator<Item = Reference<'_>> {
    let states = tables.state.iter().filter_map(|own| Some((own, own.part_of.as_ref()?)));
    let states = states.map(|(own, code)| ("state", own.code.as_str(), "part_of", code.as_str(), Allowed::State));
    let organisations = tables.organisation.iter().flat_map(|own| own.members.iter().map(move |code| (own, code)));
    let organisations =
        organisations.map(|(own, code)| ("organisation", own.code.as_str(), "members", code.as_str(), Allowed::Member));
    let groups = tables.group.iter().filter_map(|own| Some((own, own.state.as_ref()?)));
    let groups = groups.map(|(own, code)| ("group", own.code.as_str(), "state", code.as_str(), Allowed::State));
    let rulers = tables.group.iter().flat_map(|own| own.governs.iter().map(move |rule| (own, &rule.state)));
    let rulers = rulers.map(|(own, code)| ("group", own.code.as_str(), "governs", code.as_str(), Allowed::State));
    let blocs = tables.bloc.iter().flat_map(|own| own.members.iter().map(move |code| (own, code)));
    let blocs = blocs.map(|(own, code)| ("bloc", own.code.as_str(), "members", code.as_str(), Allowed::Member));
    let territories = tables.territory.iter().map(|own| {
        let name = own.de.first().or(own.en.first()).map_or("", String::as_str);
        ("territory", name, "state", own.state.as_str(), Allowed::Territory)
    });
    states.chain(organisations).chain(groups).chain(rulers).chain(blocs).chain(territories)
}
