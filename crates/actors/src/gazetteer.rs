//! The public face of the crate: load the tables, add a user's, find mentions, ask who held an office.

use crate::error::ActorError;
use crate::mention::{Actor, Gender, Mention, Officeholder};
use crate::model::{Compiler, Model, Origin, Target};
use crate::recognise::recognise;
use crate::tables::Tables;
use jiff::civil::Date;
use std::sync::Arc;
use weltlage_ontology::{Code, Language};

/// The records of `data/actors` as they are written, for building anew together with a user's.
static TABLES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/tables.json"));
/// The same made ready by the build script.
static RECORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/records.json"));
static INDEX: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/index.bin"));

/// Everything known by name. Cheap to clone and to share between threads.
#[derive(Clone, Debug)]
pub struct Gazetteer {
    model: Arc<Model>,
    user: Arc<Vec<(String, Tables)>>,
}

/// How much the tables hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Counts {
    pub actors: usize,
    pub roles: usize,
    pub persons: usize,
    pub terms: usize,
    /// Forms of names in the index, each with one meaning.
    pub forms: usize,
}

impl Gazetteer {
    /// The gazetteer that comes with the program.
    ///
    /// # Errors
    /// The embedded tables are faulty; a test keeps them from being so.
    pub fn bundled() -> Result<Self, ActorError> {
        Ok(Self { model: Arc::new(Model::embedded(RECORDS, INDEX)?), user: Arc::default() })
    }

    /// Adds a user's own entries, in the format of the files of `data/actors`. Where a name is known already, the user's meaning wins.
    /// `name` is the file's name for messages.
    ///
    /// # Errors
    /// The text is no TOML, has unknown fields, or an entry makes no sense: a bad code, date or sector, or a state that is nowhere defined.
    pub fn with_user_file(self, name: &str, toml: &str) -> Result<Self, ActorError> {
        let tables = Tables::parse(toml).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start).min(toml.len());
            let line = toml.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
            ActorError::Syntax { file: name.to_owned(), line, message: error.message().to_owned() }
        })?;
        let mut user = self.user.as_ref().clone();
        user.push((name.to_owned(), tables));
        Self::build(user)
    }

    fn build(user: Vec<(String, Tables)>) -> Result<Self, ActorError> {
        let bundled: Tables = serde_json::from_slice(TABLES)?;
        let mut compiler = Compiler::new();
        compiler.add(&bundled, Origin { file: "bundled tables", user: false })?;
        for (file, tables) in &user {
            compiler.add(tables, Origin { file, user: true })?;
        }
        Ok(Self { model: Arc::new(compiler.finish()), user: Arc::new(user) })
    }

    /// The actors named in a text: sorted, without overlap, by byte offsets. `published` decides who is in office.
    #[must_use]
    pub fn mentions(&self, text: &str, language: Language, published: Option<Date>) -> Vec<Mention> {
        recognise(&self.model, text, language, published)
    }

    /// Who held an office (`head-of-state`, `head-of-government`, `foreign-minister`, …) of a state or organisation on a day, latest first.
    #[must_use]
    pub fn leaders_of(&self, code: &Code, office: &str, date: Date) -> Vec<Officeholder> {
        let Some(actor) = self.model.by_code.get(code) else { return Vec::new() };
        let mut found: Vec<Officeholder> =
            self.model.holders(*actor, office, date).map(|(person, term)| self.officeholder(person, term)).collect();
        found.sort_by(|one, other| other.from.cmp(&one.from).then_with(|| one.id.cmp(&other.id)));
        found
    }

    fn officeholder(&self, person: u16, term: u8) -> Officeholder {
        let person = &self.model.persons[person as usize];
        let term = &person.terms[term as usize];
        Officeholder {
            id: person.id.clone(),
            german: person.german.clone(),
            english: person.english.clone(),
            gender: person.gender,
            office: term.office.clone(),
            from: term.from,
            to: term.to,
        }
    }

    /// The state, organisation, group or bloc with this code.
    #[must_use]
    pub fn actor(&self, code: &Code) -> Option<&Actor> {
        self.model.by_code.get(code).and_then(|number| self.model.actors.get(*number as usize))
    }

    /// All states, organisations, groups, blocs and territories, in the order of the tables.
    #[must_use]
    pub fn actors(&self) -> &[Actor] {
        &self.model.actors
    }

    /// The gender of a person by identity.
    #[must_use]
    pub fn gender(&self, person: &str) -> Option<Gender> {
        self.model.persons.iter().find(|known| &*known.id == person).and_then(|person| person.gender)
    }

    /// The code of exactly this name of a state, organisation or group, in either language; for reading other data sets.
    #[must_use]
    pub fn code_of(&self, name: &str) -> Option<&Code> {
        let numbers = self.model.index.get(name).iter().filter_map(|sense| match (sense.target, sense.form) {
            (Target::Actor(number), crate::model::Form::Name) => Some(number),
            _ => None,
        });
        numbers.min().and_then(|number| self.model.actors.get(number as usize)).map(|actor| &actor.code)
    }

    /// How much the tables hold.
    #[must_use]
    pub fn counts(&self) -> Counts {
        Counts {
            actors: self.model.actors.len(),
            roles: self.model.roles.len(),
            persons: self.model.persons.len(),
            terms: self.model.persons.iter().map(|person| person.terms.len()).sum(),
            forms: self.model.index.len(),
        }
    }
}

impl Model {
    /// The persons in an office on a day, with the numbers of their terms.
    pub(crate) fn holders(&self, actor: u16, office: &str, date: Date) -> impl Iterator<Item = (u16, u8)> {
        let all = self.holders.get(&(actor, office.into())).map_or(&[][..], Vec::as_slice);
        all.iter()
            .copied()
            .filter(move |(person, term)| self.persons[*person as usize].terms[*term as usize].covers(date))
    }

    /// The one who came to the office last.
    pub(crate) fn holder(&self, actor: u16, office: &str, date: Date) -> Option<u16> {
        let latest = self
            .holders(actor, office, date)
            .max_by_key(|(person, term)| self.persons[*person as usize].terms[*term as usize].from);
        latest.map(|(person, _)| person)
    }
}
