//! Which person a name means: by the date of the text, by title, and by whom the text has named before.

use crate::model::{COMMON_SURNAME, ENGLISH, Form, GERMAN, Model, Sense, TITLED, Target, WEAK, WEAK_SURNAME};
use crate::terms::{Standing, Term};
use crate::units::{Support, Unit, is_given_name};
use jiff::civil::Date;
use rustc_hash::FxHashSet;
use weltlage_ontology::{Language, Sector};

/// A person chosen for a name, with the term that decides the code.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chosen {
    pub person: u16,
    /// State or organisation of the term; `None` for a person without terms.
    pub employer: Option<u16>,
    /// How the date of the text stands to the term; `InOffice` where there is no date.
    pub standing: Standing,
}

/// What stands beside the name.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Beside {
    /// State or organisation of the title.
    pub actor: Option<u16>,
    /// Offices that the title may mean.
    pub offices: &'static [&'static str],
    /// Whether there is a title at all.
    pub titled: bool,
}

/// Whom the text has introduced by a whole name.
pub(crate) type Introduced = FxHashSet<u16>;

/// Offices that count most when nothing else decides.
const TOP_OFFICES: [&str; 5] = ["head-of-state", "head-of-government", "president", "prime-minister", "chancellor"];

/// The date up to which a term without end is counted when a text has no date.
const TODAY: Date = jiff::civil::date(2100, 1, 1);

pub(crate) struct Chooser<'a> {
    pub model: &'a Model,
    pub language: Language,
    pub published: Option<Date>,
    pub support: Support,
}

impl Chooser<'_> {
    /// The person that a unit names, if the name may stand for a person here.
    pub fn choose(&self, unit: &Unit, beside: Beside, introduced: &Introduced) -> Option<Chosen> {
        let bit = if self.language == Language::De { GERMAN } else { ENGLISH };
        let senses = self.model.index.values(unit.senses);
        let own = senses.iter().filter(|sense| sense.languages & bit != 0);
        let mut best: Option<(Rank, Chosen)> = None;
        for sense in own {
            let Target::Person(person) = sense.target else { continue };
            let Some(candidate) = self.candidate(person, beside) else { continue };
            let known = introduced.contains(&person);
            let accepted = if sense.form == Form::Short {
                self.accepts(unit, sense, &candidate, beside, known)
            } else {
                self.is_no_namesake(unit, &candidate, beside) || known
            };
            if !accepted {
                continue;
            }
            let rank =
                (sense.form != Form::Full, !known, candidate.standing, std::cmp::Reverse(self.prominence(person)));
            if best.as_ref().is_none_or(|(other, _)| rank < *other) {
                best = Some((rank, candidate));
            }
        }
        best.map(|(_, chosen)| chosen)
    }

    /// The person with the term that fits date and title best; `None` if the title belongs to another state.
    fn candidate(&self, person: u16, beside: Beside) -> Option<Chosen> {
        let home = self.model.persons.get(person as usize)?.home;
        let terms = &self.model.persons.get(person as usize)?.terms;
        if terms.is_empty() {
            return Some(Chosen { person, employer: None, standing: Standing::InOffice });
        }
        let fitting = terms.iter().filter(|term| beside.actor.is_none_or(|actor| actor == term.employer));
        let by_rank = |term: &&Term| {
            let standing = self.standing(term);
            let office = !beside.offices.is_empty() && !beside.offices.contains(&&*term.office);
            (standing, office, home.is_some_and(|home| home != term.employer), std::cmp::Reverse(term.from))
        };
        let term = fitting.min_by_key(by_rank)?;
        Some(Chosen { person, employer: Some(term.employer), standing: self.standing(term) })
    }

    fn standing(&self, term: &Term) -> Standing {
        match self.published {
            Some(date) => term.standing(date),
            None if term.to.is_none() || term.open => Standing::InOffice,
            None => Standing::Near,
        }
    }

    /// "David Thompson" years after the prime minister of that name: common surnames need some sign that it is the one.
    fn is_no_namesake(&self, unit: &Unit, candidate: &Chosen, beside: Beside) -> bool {
        let common = unit.marks & (COMMON_SURNAME | WEAK_SURNAME) != 0;
        let named = candidate.employer.is_some_and(|employer| self.support.contains_key(&employer));
        let gone = self.published.is_some() && matches!(candidate.standing, Standing::After | Standing::Before);
        !(common && gone) || named || !beside.offices.is_empty()
    }

    /// Whether a short name may stand for this person here.
    fn accepts(&self, unit: &Unit, sense: &Sense, candidate: &Chosen, beside: Beside, introduced: bool) -> bool {
        let top = self.prominence(candidate.person) > 0;
        let current = match candidate.standing {
            Standing::InOffice | Standing::Near => true,
            Standing::Soon => top,
            Standing::After | Standing::Before => false,
        };
        if sense.is(TITLED) {
            return beside.offices.contains(&"head-of-state") && current || introduced;
        }
        if beside.titled || introduced {
            return true;
        }
        let weak = sense.is(WEAK) || unit.single && unit.marks & WEAK_SURNAME != 0;
        // Surnames that are given names as well belong to many.
        let common = unit.single && (unit.marks & COMMON_SURNAME != 0 || is_given_name(unit));
        let named = candidate.employer.is_some_and(|employer| self.support.contains_key(&employer));
        match self.published {
            _ if weak || common && !named => false,
            Some(_) => current,
            // Without a date: those in office today and those who were at the top for years.
            None => candidate.standing == Standing::InOffice || self.prominence(candidate.person) > 4 * 365,
        }
    }

    /// Days at the top of a state, for choosing between people of one name.
    pub fn prominence(&self, person: u16) -> i64 {
        let Some(person) = self.model.persons.get(person as usize) else { return 0 };
        let top = person.terms.iter().filter(|term| TOP_OFFICES.contains(&&*term.office));
        top.map(|term| term.length(self.published.unwrap_or(TODAY))).max().unwrap_or(0)
    }
}

/// Whole names first, then who was introduced, then who is in office, then who was longest.
type Rank = (bool, bool, Standing, std::cmp::Reverse<i64>);

/// Roles in government that are no titles: they stand before the names of many people.
const NO_TITLES: [&str; 5] = ["official", "diplomat", "spokesperson", "ambassador", "counterpart"];

/// Whether a role noun before a surname says that it is the leader of that name: "Präsident Bush", but not "company president Scott".
pub(crate) fn is_title(role: &str, sector: Sector) -> bool {
    sector == Sector::Government && !NO_TITLES.contains(&role)
}

/// Offices of the tables that a role noun may mean.
pub(crate) fn offices(role: &str) -> &'static [&'static str] {
    const TABLE: &[(&str, &[&str])] = &[
        ("head-of-state", &["head-of-state", "president"]),
        ("us-president", &["head-of-state", "president"]),
        ("kremlin-chief", &["head-of-state", "president"]),
        ("federal-president-germany", &["head-of-state", "president"]),
        ("monarch", &["head-of-state", "monarch"]),
        ("head-of-government", &["head-of-government", "prime-minister", "chancellor"]),
        ("leader", &["leader"]),
        ("foreign-minister", &["foreign-minister"]),
        ("us-secretary-of-state", &["foreign-minister"]),
        ("defence-minister", &["defence-minister", "defense-minister"]),
        ("us-defence-secretary", &["defence-minister", "defense-minister"]),
        ("party-figures", &["secretary-general"]),
    ];
    TABLE.iter().find(|(id, _)| *id == role).map_or(&[], |(_, offices)| offices)
}
