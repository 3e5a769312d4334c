//! The tables made ready for look-up: actors, roles and persons by number, and the index of all their names in all their forms.

use crate::error::ActorError;
use crate::index::{Builder, Index, Packed, WordId};
use crate::mention::{Actor, ActorKind, Gender};
use crate::references;
use crate::short_names::{short_names, without_title};
use crate::tables::{self, Tables};
use crate::terms::{self, Term};
use crate::words::{key, plain_key, words};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;
use weltlage_ontology::{Code, Language, Sector};

/// What a name stands for, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Target {
    Actor(u16),
    Role(u16),
    Person(u16),
    Ambiguous(u16),
    /// A name that hides the names within it.
    Nothing,
}

/// How a name stands for its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Form {
    Name,
    Adjective,
    /// Adjective before a role only: *Moskauer*, *Schweizer*.
    Indeclinable,
    /// First member of a hyphenated compound only: *deutsch-*, *Franco-*.
    Stem,
    Demonym,
    Capital,
    Seat,
    StandIn,
    City,
    Role,
    /// A whole name of a person.
    Full,
    /// Surname or other short name of a person.
    Short,
    Other,
}

impl Form {
    const ALL: [Self; 13] = [
        Self::Name,
        Self::Adjective,
        Self::Indeclinable,
        Self::Stem,
        Self::Demonym,
        Self::Capital,
        Self::Seat,
        Self::StandIn,
        Self::City,
        Self::Role,
        Self::Full,
        Self::Short,
        Self::Other,
    ];
}

pub(crate) const PLURAL: u8 = 1;
pub(crate) const GENITIVE: u8 = 2;
pub(crate) const FEMININE: u8 = 4;
/// The name often means something else and needs support from the rest of the text.
pub(crate) const NEEDS_SUPPORT: u8 = 8;
/// A short name that needs the whole name earlier in the text, or a title. Of a role noun: a former holder of the office.
pub(crate) const WEAK: u8 = 16;
/// A short name that needs a title: *König Charles*. Of a role noun: not the holder of the office, but a deputy or servant.
pub(crate) const TITLED: u8 = 32;
/// Number not told by the form: *Amerikaner*.
pub(crate) const ANY_NUMBER: u8 = 64;

pub(crate) const GERMAN: u8 = 1;
pub(crate) const ENGLISH: u8 = 2;
pub(crate) const BOTH: u8 = GERMAN | ENGLISH;

/// One meaning of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sense {
    pub target: Target,
    pub form: Form,
    pub sector: Sector,
    pub languages: u8,
    pub flags: u8,
}

impl Packed for Sense {
    fn pack(&self) -> u64 {
        let (kind, number) = match self.target {
            Target::Actor(number) => (0, number),
            Target::Role(number) => (1, number),
            Target::Person(number) => (2, number),
            Target::Ambiguous(number) => (3, number),
            Target::Nothing => (4, 0),
        };
        let form = Form::ALL.iter().position(|form| *form == self.form).unwrap_or(0) as u64;
        let sector = Sector::ALL.iter().position(|sector| *sector == self.sector).unwrap_or(0) as u64;
        u64::from(number)
            | kind << 16
            | form << 24
            | sector << 32
            | u64::from(self.languages) << 40
            | u64::from(self.flags) << 48
    }

    fn unpack(packed: u64) -> Option<Self> {
        let byte = |at: u32| (packed >> at) as u8;
        let number = packed as u16;
        let target = match byte(16) {
            0 => Target::Actor(number),
            1 => Target::Role(number),
            2 => Target::Person(number),
            3 => Target::Ambiguous(number),
            4 => Target::Nothing,
            _ => return None,
        };
        let form = *Form::ALL.get(usize::from(byte(24)))?;
        let sector = *Sector::ALL.get(usize::from(byte(32)))?;
        Some(Self { target, form, sector, languages: byte(40), flags: byte(48) })
    }
}

impl Sense {
    pub fn is(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }
}

/// A role noun.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Role {
    pub id: Arc<str>,
    pub sector: Sector,
    pub person: bool,
    pub standalone: bool,
    pub state: Option<u16>,
    pub german: Arc<str>,
    pub english: Arc<str>,
}

/// A leader or officer.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Person {
    pub id: Arc<str>,
    pub german: Arc<str>,
    pub english: Arc<str>,
    pub gender: Option<Gender>,
    pub terms: Vec<Term>,
    /// Of a person in office in several states: the one that the news mean.
    pub home: Option<u16>,
}

/// A name with several readings, by number of the actor; `None` reads as no actor.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Ambiguous {
    pub default: Choice,
    pub readings: Vec<(Choice, FxHashSet<WordId>)>,
}

/// What an ambiguous name turns out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Choice {
    Nothing,
    Name(u16),
    Place(u16),
}

/// Bits of words in the grammar of names, one per word list. English marks stand in the upper half of a word's marks.
macro_rules! marks {
    ($($name:ident = $id:literal),+ $(,)?) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum MarkNumber { $($name),+ }
        $(pub(crate) const $name: u32 = 1 << MarkNumber::$name as u32;)+
        /// Word lists by the `id` they have in the tables.
        pub(crate) const MARKS: &[(&str, u32)] = &[$(($id, $name)),+];
    };
}

/// How far English marks are shifted.
const ENGLISH_MARKS: u32 = 32;

/// The marks of a word in one language.
pub(crate) fn marks_in(marks: u64, language: Language) -> u32 {
    match language {
        Language::De => marks as u32,
        Language::En => (marks >> ENGLISH_MARKS) as u32,
    }
}

marks!(
    GIVEN_NAME = "given-names",
    NOT_GIVEN_NAME = "not-given-names",
    MODIFIER = "modifiers",
    NOT_MODIFIER = "not-modifiers",
    NOT_SURNAME = "not-surnames",
    FORMER = "former",
    PREFIX = "compound-prefixes",
    AGAINST = "against",
    WEAK_SURNAME = "weak-surnames",
    COURTESY = "courtesy-titles",
    PARTICLE = "name-particles",
    TOPIC_HEAD = "topic-heads",
    COMPOUND_HEAD = "compound-heads",
    PLACE_NOUN = "place-nouns",
    WEAK_ROLE = "weak-roles",
    NO_ROLE = "no-roles",
    SURNAME_CONTEXT = "weak-surname-blockers",
    COMMON_SURNAME = "common-surnames",
);

/// Everything the gazetteer knows.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Model {
    pub actors: Vec<Actor>,
    pub roles: Vec<Role>,
    pub persons: Vec<Person>,
    pub ambiguous: Vec<Ambiguous>,
    #[serde(skip, default = "no_index")]
    pub index: Index<Sense>,
    /// Actors that have a code of their own, so not territories.
    #[serde(skip)]
    pub by_code: FxHashMap<Code, u16>,
    #[serde(skip)]
    /// Holders of each office: (actor, office) → persons with the number of the term.
    pub holders: Holders,
}

/// Persons with the number of the term, by actor and office.
pub(crate) type Holders = FxHashMap<(u16, Box<str>), Vec<(u16, u8)>>;

fn no_index() -> Index<Sense> {
    Builder::new().finish()
}

impl Model {
    /// The model that the build script embedded: the records as JSON, the index as bytes.
    pub fn embedded(records: &[u8], index: &[u8]) -> Result<Self, ActorError> {
        let mut model: Self = serde_json::from_slice(records)?;
        model.index = Index::from_bytes(index).ok_or(ActorError::BundledIndex)?;
        model.look_ups();
        Ok(model)
    }

    /// Fills the tables that follow from the records.
    fn look_ups(&mut self) {
        for (number, actor) in self.actors.iter().enumerate().filter(|(_, actor)| actor.kind != ActorKind::Territory) {
            self.by_code.entry(actor.code.clone()).or_insert(number as u16);
        }
        for (number, person) in self.persons.iter().enumerate() {
            for (term_number, term) in person.terms.iter().enumerate() {
                let holders = self.holders.entry((term.employer, term.office.clone())).or_default();
                holders.push((number as u16, term_number as u8));
            }
        }
    }
}

/// Where records come from, for messages and precedence.
#[derive(Clone, Copy)]
pub(crate) struct Origin<'a> {
    pub file: &'a str,
    pub user: bool,
}

impl Origin<'_> {
    pub fn error(
        &self,
        table: &str,
        identity: &str,
        message: String,
        hint: impl Into<Cow<'static, str>>,
    ) -> ActorError {
        let entry = format!("{table} “{identity}”");
        ActorError::Entry { file: self.file.to_owned(), entry, message, hint: hint.into() }
    }
}

const HINT_CODE: &str = "write an ISO 3166-1 alpha-3 code (PRK), IGO:NAME or NSA:NAME in capital letters";
const HINT_SECTOR: &str = "write one of GOV MIL OPP REB CVL LEG JUD COP SPY BUS MED PTY REL NGO";
const HINT_DATE: &str = "write dates as YYYY-MM-DD or YYYY-MM, the end not before the beginning";
const HINT_KNOWN: &str = "use a code of the tables, or add a record for it to the same file";
const HINT_NAMES: &str = "give at least one name in `de` or `en`";

/// Builds a [`Model`] from tables, bundled ones first.
pub(crate) struct Compiler {
    model: Model,
    builder: Builder<Sense>,
    person_numbers: FxHashMap<Arc<str>, u16>,
    /// First words of whole names, and names of one word.
    given_names: BTreeSet<String>,
    surnames: BTreeSet<String>,
}

impl Compiler {
    pub fn new() -> Self {
        let model = Model {
            actors: Vec::new(),
            by_code: FxHashMap::default(),
            roles: Vec::new(),
            persons: Vec::new(),
            ambiguous: Vec::new(),
            index: no_index(),
            holders: FxHashMap::default(),
        };
        Self {
            model,
            builder: Builder::new(),
            person_numbers: FxHashMap::default(),
            given_names: BTreeSet::new(),
            surnames: BTreeSet::new(),
        }
    }

    /// Takes the records of one file. The files of one call chain may refer to earlier ones. Where a user's file names what is named
    /// already, by the tables or by a file before it, it wins.
    pub fn add(&mut self, tables: &Tables, origin: Origin<'_>) -> Result<(), ActorError> {
        let first_own = self.builder.len();
        self.add_actors(tables, origin)?;
        self.add_names(tables, origin)?;
        if origin.user {
            self.builder.override_before(first_own, |earlier, own| {
                // What only chooses between the meanings of a name does not replace them.
                let chooses = |sense: &Sense| matches!(sense.target, Target::Ambiguous(_));
                if !chooses(own) || chooses(earlier) {
                    earlier.languages &= !own.languages;
                }
                earlier.languages != 0
            });
        }
        Ok(())
    }

    /// States, organisations, groups, blocs and territories, to which the other records refer.
    fn add_actors(&mut self, tables: &Tables, origin: Origin<'_>) -> Result<(), ActorError> {
        self.add_word_lists(&tables.words);
        for state in &tables.state {
            self.add_state(state, origin)?;
        }
        for organisation in &tables.organisation {
            self.add_organisation(organisation, origin)?;
        }
        for group in &tables.group {
            self.add_group(group, origin)?;
        }
        for bloc in &tables.bloc {
            self.add_bloc(bloc, origin)?;
        }
        references::check(&self.model, tables, origin)?;
        for territory in &tables.territory {
            self.add_territory(territory, origin)?;
        }
        Ok(())
    }

    /// Roles, people, and names that are built from others or are none.
    fn add_names(&mut self, tables: &Tables, origin: Origin<'_>) -> Result<(), ActorError> {
        for role in &tables.role {
            self.add_role(role, origin)?;
        }
        let special: FxHashMap<&str, &tables::ShortName> =
            tables.short_name.iter().map(|entry| (entry.id.as_str(), entry)).collect();
        for (table, person) in references::people(tables) {
            self.add_person(person, special.get(person.id.as_str()).copied(), (table, origin))?;
        }
        for combining in &tables.combining {
            let number = self.known(&combining.code).ok_or_else(|| {
                let message = format!("“{}” is not in the tables", combining.code);
                origin.error("combining", &combining.code, message, HINT_KNOWN)
            })?;
            let mut add = Forms::plain(&mut self.builder, Target::Actor(number), Sector::Government);
            for name in &combining.en {
                add.one(name, Form::Stem, ENGLISH, 0);
            }
        }
        for exclusion in &tables.exclusion {
            self.add_exclusion(exclusion);
        }
        for ambiguous in &tables.ambiguous {
            self.add_ambiguous(ambiguous, origin)?;
        }
        Ok(())
    }

    /// The finished model.
    pub fn finish(mut self) -> Model {
        // A word that the news use as a surname is no sign of a given name: "Obama" of "Obama Asue".
        for name in self.given_names.difference(&self.surnames) {
            self.builder.mark(name, u64::from(GIVEN_NAME) | u64::from(GIVEN_NAME) << ENGLISH_MARKS);
        }
        let mut model = self.model;
        model.index = self.builder.finish();
        model.look_ups();
        model
    }

    fn add_word_lists(&mut self, lists: &[tables::WordList]) {
        for list in lists {
            // The check of the references names a list that nothing reads.
            let Some((_, bit)) = MARKS.iter().find(|(id, _)| *id == list.id) else { continue };
            for word in list.de.iter().chain(&list.both) {
                self.builder.mark(word, u64::from(*bit));
                // German surnames have a genitive.
                if *bit & (WEAK_SURNAME | COMMON_SURNAME) != 0 {
                    self.builder.mark(&format!("{word}s"), u64::from(*bit));
                }
            }
            for word in list.en.iter().chain(&list.both) {
                self.builder.mark(word, u64::from(*bit) << ENGLISH_MARKS);
            }
        }
    }

    fn add_state(&mut self, state: &tables::State, origin: Origin<'_>) -> Result<(), ActorError> {
        let number = self.actor(&state.code, ActorKind::State, &state.de, &state.en, ("state", origin))?;
        if let Some(part_of) = &state.part_of {
            let code =
                Code::new(part_of).map_err(|error| origin.error("state", &state.code, error.to_string(), HINT_CODE))?;
            self.model.actors[number as usize].state = Some(code);
        }
        let ambiguous: FxHashSet<&str> = state.ambiguous.iter().map(String::as_str).collect();
        let mut add = Forms {
            builder: &mut self.builder,
            target: Target::Actor(number),
            sector: Sector::Government,
            ambiguous: &ambiguous,
        };
        add.names(Form::Name, &state.de, &state.de_inflected, &state.en);
        add.adjectives(&state.de_adjective, &state.en_adjective);
        for stem in &state.de_compound {
            add.one(stem, Form::Stem, GERMAN, 0);
        }
        add.german_demonyms(&state.de, &state.de_demonym, &state.de_demonym_forms);
        add.english_demonyms(&state.en_demonym);
        add.names(Form::Capital, &state.capital.de, &state.capital.inflected, &state.capital.en);
        add.indeclinable(&state.capital.de, &state.capital.inflected);
        add.names(Form::Seat, &state.seats.de, &state.seats.inflected, &state.seats.en);
        add.names(Form::City, &state.cities.de, &state.cities.inflected, &state.cities.en);
        for former in &state.former {
            add.names(Form::Name, &former.de, &former.inflected, &former.en);
            add.adjectives(&former.de_adjective, &former.en_adjective);
        }
        for stand_in in &state.stand_ins {
            let Some(sector) = Sector::parse(&stand_in.sector) else {
                return Err(origin.error(
                    "state",
                    &state.code,
                    format!("“{}” is no sector", stand_in.sector),
                    HINT_SECTOR,
                ));
            };
            add.sector = sector;
            add.names(Form::StandIn, &stand_in.de, &stand_in.inflected, &stand_in.en);
        }
        Ok(())
    }

    fn add_organisation(&mut self, organisation: &tables::Organisation, origin: Origin<'_>) -> Result<(), ActorError> {
        let number = self.actor(
            &organisation.code,
            ActorKind::Organisation,
            &organisation.de,
            &organisation.en,
            ("organisation", origin),
        )?;
        self.set_members(number, &organisation.members, ("organisation", &organisation.code, origin))?;
        let mut add = Forms::plain(&mut self.builder, Target::Actor(number), Sector::Government);
        add.names(Form::Name, &organisation.de, &organisation.de_inflected, &organisation.en);
        add.acronyms(&organisation.acronyms);
        Ok(())
    }

    fn add_group(&mut self, group: &tables::Group, origin: Origin<'_>) -> Result<(), ActorError> {
        let known = self.known(&group.code).is_some();
        let number = self.actor(&group.code, ActorKind::Group, &group.de, &group.en, ("group", origin))?;
        // A record that only adds names to a group leaves the rest as it is.
        let adds_names = group.kind.is_empty() && known;
        let unarmed = if adds_names { !self.model.actors[usize::from(number)].armed } else { is_civil(&group.kind) };
        let sector = if unarmed { Sector::Party } else { Sector::Rebels };
        let fault = |message: String, hint| origin.error("group", &group.code, message, hint);
        let mut governs = Vec::new();
        for rule in &group.governs {
            let code = Code::new(&rule.state).map_err(|error| fault(error.to_string(), HINT_CODE))?;
            let from = terms::date(&rule.from, false)
                .ok_or_else(|| fault(format!("“{}” is no date", rule.from), HINT_DATE))?;
            let to = match &rule.to {
                Some(to) => Some(terms::date(to, true).ok_or_else(|| fault(format!("“{to}” is no date"), HINT_DATE))?),
                None => None,
            };
            governs.push((code, from, to));
        }
        let actor = &mut self.model.actors[number as usize];
        actor.armed = sector == Sector::Rebels;
        if !governs.is_empty() {
            actor.governs = governs;
        }
        if let Some(state) = &group.state {
            actor.state = Some(Code::new(state).map_err(|error| fault(error.to_string(), HINT_CODE))?);
        }
        let mut add = Forms::plain(&mut self.builder, Target::Actor(number), sector);
        add.names(Form::Name, &group.de, &group.de_inflected, &group.en);
        add.acronyms(&group.acronyms);
        Ok(())
    }

    fn add_bloc(&mut self, bloc: &tables::Bloc, origin: Origin<'_>) -> Result<(), ActorError> {
        let number = self.actor(&bloc.code, ActorKind::Bloc, &bloc.de, &bloc.en, ("bloc", origin))?;
        self.set_members(number, &bloc.members, ("bloc", &bloc.code, origin))?;
        Forms::plain(&mut self.builder, Target::Actor(number), Sector::Government).names(
            Form::Name,
            &bloc.de,
            &bloc.de_inflected,
            &bloc.en,
        );
        Ok(())
    }

    /// Sets the members of an actor; a record that only adds names to it has none and leaves them.
    fn set_members(
        &mut self,
        number: u16,
        codes: &[String],
        place: (&str, &str, Origin<'_>),
    ) -> Result<(), ActorError> {
        let (table, identity, origin) = place;
        let codes: Result<Vec<Code>, _> = codes.iter().map(|code| Code::new(code)).collect();
        let mut codes = codes.map_err(|error| origin.error(table, identity, error.to_string(), HINT_CODE))?;
        codes.sort();
        codes.dedup();
        if !codes.is_empty() {
            self.model.actors[usize::from(number)].members = Some(codes.into());
        }
        Ok(())
    }

    fn add_territory(&mut self, territory: &tables::Territory, origin: Origin<'_>) -> Result<(), ActorError> {
        let number =
            self.actor(&territory.state, ActorKind::Territory, &territory.de, &territory.en, ("territory", origin))?;
        let mut add = Forms::plain(&mut self.builder, Target::Actor(number), Sector::Government);
        add.names(Form::Name, &territory.de, &territory.de_inflected, &territory.en);
        Ok(())
    }

    /// The number of an actor with this code and kind, new if need be. Territories are never shared.
    fn actor(
        &mut self,
        code: &str,
        kind: ActorKind,
        de: &[String],
        en: &[String],
        place: (&str, Origin<'_>),
    ) -> Result<u16, ActorError> {
        let (table, origin) = place;
        let identity = de.first().or(en.first()).map_or(code, |name| if code.is_empty() { name } else { code });
        let code = Code::new(code).map_err(|error| origin.error(table, identity, error.to_string(), HINT_CODE))?;
        let (Some(german), Some(english)) = (de.first().or(en.first()), en.first().or(de.first())) else {
            return Err(origin.error(table, identity, "it has no name".to_owned(), HINT_NAMES));
        };
        if kind != ActorKind::Territory
            && let Some(number) = self.model.by_code.get(&code)
        {
            return Ok(*number);
        }
        let number = number(self.model.actors.len(), origin)?;
        let (german, english) = (german.as_str().into(), english.as_str().into());
        self.model.actors.push(Actor {
            code: code.clone(),
            kind,
            german,
            english,
            members: None,
            state: None,
            armed: false,
            governs: Vec::new(),
        });
        if kind != ActorKind::Territory {
            self.model.by_code.insert(code, number);
        }
        Ok(number)
    }

    fn add_role(&mut self, role: &tables::Role, origin: Origin<'_>) -> Result<(), ActorError> {
        let fault = |message: String, hint| origin.error("role", &role.id, message, hint);
        let sector =
            Sector::parse(&role.sector).ok_or_else(|| fault(format!("“{}” is no sector", role.sector), HINT_SECTOR))?;
        let state = match &role.state {
            Some(state) => Some(
                self.known(state).ok_or_else(|| fault(format!("state “{state}” is not in the tables"), HINT_KNOWN))?,
            ),
            None => None,
        };
        let id: Arc<str> = role.id.as_str().into();
        let name = |names: &[String]| names.first().map_or_else(|| id.clone(), |name| name.as_str().into());
        let (german, english) = (name(&role.de), name(&role.en));
        let number = number(self.model.roles.len(), origin)?;
        let person = role.person;
        self.model.roles.push(Role { id, sector, person, standalone: role.standalone, state, german, english });
        let mut add = Forms::plain(&mut self.builder, Target::Role(number), sector);
        for name in role.de.iter().chain(&role.de_forms) {
            let feminine = person && (name.ends_with("in") || name.ends_with("innen") || name.contains("in der "));
            let plural = name.ends_with("innen") || (!role.de.contains(name) && name.ends_with("en") && !person);
            let flags = if feminine { FEMININE } else { 0 } | if plural { PLURAL } else { 0 } | other_office(name);
            add.one(name, Form::Role, GERMAN, flags);
        }
        for name in &role.en {
            add.english_role(name, other_office(name) | if is_english_plural(name) { PLURAL } else { 0 });
        }
        for name in &role.en_forms {
            add.english_role(name, other_office(name) | if is_english_plural(name) { PLURAL } else { 0 });
        }
        Ok(())
    }

    fn add_person(
        &mut self,
        person: &tables::Person,
        special: Option<&tables::ShortName>,
        place: (&str, Origin<'_>),
    ) -> Result<(), ActorError> {
        let (table, origin) = place;
        let fault = |message: String, hint| origin.error(table, &person.id, message, hint);
        let (Some(german), Some(english)) =
            (person.de.first().or(person.en.first()), person.en.first().or(person.de.first()))
        else {
            return Err(fault("it has no name".to_owned(), HINT_NAMES));
        };
        let mut terms = Vec::with_capacity(person.terms.len());
        for term in &person.terms {
            terms.push(self.term(term, fault)?);
        }
        terms.sort_by_key(|term: &Term| term.from);
        let gender = match person.gender.as_deref().and_then(|gender| gender.chars().next()) {
            Some('f' | 'F' | 'w') => Some(Gender::Female),
            Some('m' | 'M') => Some(Gender::Male),
            _ => None,
        };
        let family_first = terms.iter().any(|term| is_family_first(&self.model.actors[term.employer as usize].code));
        let number = match self.person_numbers.get(person.id.as_str()) {
            // A minister who became head of government is in two files.
            Some(known) => {
                let known_terms = &mut self.model.persons[*known as usize].terms;
                known_terms.append(&mut terms);
                known_terms.sort_by_key(|term| term.from);
                *known
            }
            None => {
                let number = number(self.model.persons.len(), origin)?;
                let (id, german, english): (Arc<str>, _, _) =
                    (person.id.as_str().into(), german.as_str().into(), english.as_str().into());
                self.person_numbers.insert(id.clone(), number);
                let home = special.and_then(|special| special.home.as_ref()).and_then(|home| self.known(home));
                self.model.persons.push(Person { id, german, english, gender, terms, home });
                number
            }
        };
        let mut add = Forms::plain(&mut self.builder, Target::Person(number), Sector::Government);
        // A list that has a name of one word says itself how the news call the person.
        let says_short = special.is_some() || person.de.iter().chain(&person.en).any(|name| !name.contains(' '));
        for name in person.de.iter().chain(&person.en) {
            if special.is_none() || name.contains(' ') {
                add.person(name, family_first, says_short);
            }
            match name.split_once(' ') {
                Some((first, _)) if !family_first && without_title(name).is_none() => {
                    self.given_names.insert(first.to_owned())
                }
                Some(_) => false,
                None => self.surnames.insert(name.clone()),
            };
        }
        for name in special.map_or(&[][..], |special| &special.names) {
            add.short(name, 0);
        }
        Ok(())
    }

    fn term(
        &self,
        term: &tables::Term,
        fault: impl Fn(String, &'static str) -> ActorError,
    ) -> Result<Term, ActorError> {
        let employer = term.organisation.as_ref().or(term.state.as_ref());
        let Some(employer) = employer.and_then(|code| self.known(code)) else {
            let code = employer.map_or("", String::as_str);
            return Err(fault(format!("state or organisation “{code}” is not in the tables"), HINT_KNOWN));
        };
        let from =
            terms::date(&term.from, false).ok_or_else(|| fault(format!("“{}” is no date", term.from), HINT_DATE))?;
        let to = match &term.to {
            Some(to) => Some(
                terms::date(to, true)
                    .filter(|to| *to >= from)
                    .ok_or_else(|| fault(format!("“{to}” cannot end a term from {from}"), HINT_DATE))?,
            ),
            None => None,
        };
        Ok(Term { employer, office: term.office.as_str().into(), from, to, open: term.source == "last-known" })
    }

    fn known(&self, code: &str) -> Option<u16> {
        self.model.by_code.get(&Code::new(code).ok()?).copied()
    }

    fn add_exclusion(&mut self, exclusion: &tables::Exclusion) {
        let languages = languages(exclusion.language.as_deref());
        for name in &exclusion.names {
            self.builder.add(
                name,
                Sense { target: Target::Nothing, form: Form::Other, sector: Sector::Government, languages, flags: 0 },
            );
        }
    }

    fn add_ambiguous(&mut self, ambiguous: &tables::Ambiguous, origin: Origin<'_>) -> Result<(), ActorError> {
        let identity = ambiguous.forms.first().map_or("", String::as_str);
        let choice = |code: &str, place: bool| -> Result<Choice, ActorError> {
            if code == "none" {
                return Ok(Choice::Nothing);
            }
            let known = self.known(code).ok_or_else(|| {
                origin.error("ambiguous", identity, format!("“{code}” is not in the tables"), HINT_KNOWN)
            })?;
            Ok(if place { Choice::Place(known) } else { Choice::Name(known) })
        };
        let default = choice(&ambiguous.default, false)?;
        let choices = ambiguous
            .reading
            .iter()
            .map(|reading| choice(&reading.code, reading.place))
            .collect::<Result<Vec<_>, _>>()?;
        let readings = choices.into_iter().zip(&ambiguous.reading);
        let readings = readings
            .map(|(choice, reading)| (choice, reading.cues.iter().map(|cue| self.builder.intern(&key(cue))).collect()))
            .collect();
        let target = Target::Ambiguous(number(self.model.ambiguous.len(), origin)?);
        self.model.ambiguous.push(Ambiguous { default, readings });
        let languages = languages(ambiguous.language.as_deref());
        for form in &ambiguous.forms {
            self.builder
                .add(form, Sense { target, form: Form::Other, sector: Sector::Government, languages, flags: 0 });
        }
        Ok(())
    }
}

fn number(count: usize, origin: Origin<'_>) -> Result<u16, ActorError> {
    u16::try_from(count).map_err(|_| ActorError::TooMany { file: origin.file.to_owned(), limit: usize::from(u16::MAX) })
}

fn languages(language: Option<&str>) -> u8 {
    match language {
        Some("de") => GERMAN,
        Some("en") => ENGLISH,
        _ => BOTH,
    }
}

fn is_civil(kind: &str) -> bool {
    ["party", "movement", "political", "opposition"].iter().any(|civil| kind.contains(civil)) && !kind.contains("armed")
}

/// States whose people the news call by a family name that stands first.
fn is_family_first(code: &Code) -> bool {
    matches!(code.as_str(), "PRK" | "KOR" | "CHN" | "TWN" | "VNM" | "SGP" | "HKG" | "MAC" | "KHM")
}

/// Adds the forms of the names of one target.
struct Forms<'a> {
    builder: &'a mut Builder<Sense>,
    target: Target,
    sector: Sector,
    ambiguous: &'a FxHashSet<&'a str>,
}

/// Endings of German attributive adjectives.
const ENDINGS: [&str; 5] = ["e", "er", "es", "en", "em"];

impl<'a> Forms<'a> {
    fn plain(builder: &'a mut Builder<Sense>, target: Target, sector: Sector) -> Self {
        static NONE: std::sync::LazyLock<FxHashSet<&'static str>> = std::sync::LazyLock::new(FxHashSet::default);
        Self { builder, target, sector, ambiguous: &NONE }
    }

    fn one(&mut self, name: &str, form: Form, languages: u8, flags: u8) {
        let sense = Sense { target: self.target, form, sector: self.sector, languages, flags };
        self.builder.add(name, sense);
        // English texts drop the dots: "Gul" for "Gül". In German only people's names lose them.
        if !name.is_ascii()
            && (languages & ENGLISH != 0 || matches!(form, Form::Full | Form::Short))
            && plain_key(name).is_some()
        {
            self.builder.add_with(name, sense, |word| plain_key(word).unwrap_or_else(|| key(word).into_owned()));
        }
    }

    fn flags_of(&self, name: &str) -> u8 {
        if self.ambiguous.contains(name) { NEEDS_SUPPORT } else { 0 }
    }

    fn names(&mut self, form: Form, de: &[String], inflected: &[String], en: &[String]) {
        for name in de {
            let flags = self.flags_of(name);
            self.one(name, form, GERMAN, flags);
            self.genitive(name, form, flags);
            self.at_sentence_start(name, form, GERMAN, flags);
        }
        for name in inflected.iter().filter(|name| form != Form::Capital || !name.ends_with("er")) {
            let flags = self.flags_of(name) | if is_genitive(name, de) { GENITIVE } else { 0 };
            self.one(name, form, GERMAN, flags);
            self.at_sentence_start(name, form, GERMAN, flags);
        }
        for name in en {
            let flags = self.flags_of(name);
            self.one(name, form, ENGLISH, flags);
            self.at_sentence_start(name, form, ENGLISH, flags);
        }
    }

    /// Names that begin with a small letter ("the West", "baltische Staaten") begin sentences with a capital one.
    fn at_sentence_start(&mut self, name: &str, form: Form, languages: u8, flags: u8) {
        if name.starts_with(char::is_lowercase) {
            self.one(&capitalised(name), form, languages, flags);
        }
    }

    /// The German genitive of a name of one word.
    fn genitive(&mut self, name: &str, form: Form, flags: u8) {
        let shouted = name.chars().all(|character| !character.is_lowercase());
        if !name.ends_with(['s', 'x', 'z', 'ß']) && !name.contains([' ', '.']) && !shouted {
            self.one(&format!("{name}s"), form, GERMAN, flags | GENITIVE);
        }
    }

    fn acronyms(&mut self, acronyms: &[String]) {
        for acronym in acronyms {
            self.one(acronym, Form::Name, BOTH, 0);
            // Many papers write acronyms that are spoken as words like names: Nato, Unesco.
            if acronym.len() > 3 && acronym.bytes().all(|byte| byte.is_ascii_uppercase()) {
                let name = format!("{}{}", &acronym[..1], acronym[1..].to_ascii_lowercase());
                self.one(&name, Form::Name, BOTH, 0);
            }
        }
    }

    fn adjectives(&mut self, de: &[String], en: &[String]) {
        for stem in de {
            let flags = self.flags_of(stem);
            let upper = capitalised(stem);
            for ending in ENDINGS {
                self.one(&format!("{stem}{ending}"), Form::Adjective, GERMAN, flags);
                self.one(&format!("{upper}{ending}"), Form::Adjective, GERMAN, flags);
            }
            self.one(stem, Form::Stem, GERMAN, flags);
            self.one(&upper, Form::Stem, GERMAN, flags);
        }
        for adjective in en {
            let flags = self.flags_of(adjective);
            self.one(adjective, Form::Adjective, ENGLISH, flags);
        }
    }

    fn german_demonyms(&mut self, names: &[String], singular: &[String], forms: &[String]) {
        for name in singular {
            let number = if name.ends_with("er") { ANY_NUMBER } else { 0 };
            let flags = self.flags_of(name) | number | if name.ends_with("in") { FEMININE } else { 0 };
            self.one(name, Form::Demonym, GERMAN, flags);
            // Schweizer, Luxemburger: also adjectives that are not inflected, as of cities.
            if names.first().is_some_and(|state| is_like_a_city(state) && name.strip_suffix("er") == Some(state)) {
                self.one(name, Form::Indeclinable, GERMAN, 0);
            }
        }
        for name in forms {
            let plural = if name.ends_with('s') { 0 } else { PLURAL };
            let flags = self.flags_of(name) | plural | if name.ends_with("innen") { FEMININE } else { 0 };
            self.one(name, Form::Demonym, GERMAN, flags);
        }
    }

    fn english_demonyms(&mut self, names: &[String]) {
        for name in names {
            let plural = if name.ends_with('s') && !name.ends_with("ss") || name.ends_with("men") { PLURAL } else { 0 };
            let flags = self.flags_of(name) | plural;
            self.one(name, Form::Demonym, ENGLISH, flags);
        }
    }

    /// Adjectives of the capital that are not inflected: *Moskauer*.
    fn indeclinable(&mut self, capitals: &[String], inflected: &[String]) {
        for name in inflected.iter().filter(|name| name.ends_with("er")) {
            self.one(name, Form::Indeclinable, GERMAN, 0);
        }
        for name in capitals.iter().filter(|name| !name.contains(' ')) {
            let adjective = if name.ends_with('e') { format!("{name}r") } else { format!("{name}er") };
            self.one(&adjective, Form::Indeclinable, GERMAN, 0);
        }
    }

    /// English role nouns, also with capital letters as in titles.
    fn english_role(&mut self, name: &str, flags: u8) {
        self.one(name, Form::Role, ENGLISH, flags);
        let title: Vec<String> = name
            .split(' ')
            .map(|word| {
                if matches!(word, "of" | "the" | "for" | "and" | "in" | "to") {
                    word.to_owned()
                } else {
                    capitalised(word)
                }
            })
            .collect();
        self.one(&title.join(" "), Form::Role, ENGLISH, flags);
        if let Some((first, rest)) = name.split_once(' ') {
            self.one(&format!("{} {rest}", capitalised(first)), Form::Role, ENGLISH, flags);
        }
    }

    fn person(&mut self, name: &str, family_first: bool, says_short: bool) {
        if let Some(rest) = without_title(name) {
            let titled = if words(rest).len() == 1 { TITLED } else { 0 };
            self.one(rest, if titled > 0 { Form::Short } else { Form::Full }, BOTH, titled);
            return;
        }
        let parts = name.split(' ').count();
        let weak = if name.chars().count() <= 2 && name != "Xi" { WEAK } else { 0 };
        let (form, flags) = if parts > 1 { (Form::Full, 0) } else { (Form::Short, weak) };
        self.one(name, form, BOTH, flags);
        self.genitive_of_person(name, form, flags);
        if parts > 1 && (!says_short || name.ends_with(['I', 'V', 'X', '.'])) {
            for (short, flags) in short_names(name, family_first) {
                self.short(short, flags);
            }
        }
    }

    fn short(&mut self, name: &str, flags: u8) {
        self.one(name, Form::Short, BOTH, flags);
        self.genitive_of_person(name, Form::Short, flags);
    }

    fn genitive_of_person(&mut self, name: &str, form: Form, flags: u8) {
        if !name.ends_with(['s', 'x', 'z', 'ß']) {
            self.one(&format!("{name}s"), form, GERMAN, flags | GENITIVE);
        }
    }
}

/// Beginnings of role nouns that name the deputy, the predecessor or the successor of the office.
const OTHER_OFFICE: &[&str] = &[
    "Vize",
    "Ex-",
    "Alt",
    "Stellvertret",
    "stellvertret",
    "Ehemalig",
    "Designiert",
    "deputy",
    "vice",
    "former",
    "ex-",
    "incoming",
    "outgoing",
    "assistant",
    "ousted",
    "shadow",
];

/// Beginnings of role nouns that name a former holder.
const FORMER_OFFICE: &[&str] = &["Ex-", "Alt", "Ehemalig", "former", "ex-", "ousted"];

/// Parts of role nouns that speak or work for the office.
const FOR_OFFICE: &[&str] = &[
    "sprecher",
    "spokes",
    "berater",
    "advis",
    "beauftragt",
    "envoy",
    "staatssekretär",
    "press secretary",
    "official",
    "candidate",
    "kandidat",
    "office",
    "stellvertret",
];

fn other_office(name: &str) -> u8 {
    let other = OTHER_OFFICE.iter().any(|beginning| name.starts_with(beginning))
        || FOR_OFFICE.iter().any(|part| name.contains(part));
    let former = FORMER_OFFICE.iter().any(|beginning| name.starts_with(beginning));
    if former {
        TITLED | WEAK
    } else if other {
        TITLED
    } else {
        0
    }
}

/// English plurals among the role nouns: "troops", "rebel forces".
fn is_english_plural(name: &str) -> bool {
    let singular = name.ends_with("ss")
        || name.ends_with("is")
        || name.ends_with("us")
        || name.ends_with("customs")
        || name.ends_with("headquarters");
    !singular && name.ends_with('s') || name.ends_with("men") || name.ends_with("people")
}

fn is_like_a_city(state: &str) -> bool {
    ["Schweiz", "Luxemburg", "Liechtenstein", "Hongkong", "Singapur", "Gibraltar"].contains(&state)
}

fn is_genitive(name: &str, of: &[String]) -> bool {
    of.iter()
        .any(|base| name.strip_prefix(base.as_str()).is_some_and(|ending| matches!(ending, "s" | "es" | "'" | "’")))
}

fn capitalised(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
