//! From units to mentions: one pass from left to right, with a memory of whom the text has named.

use crate::mention::{Actor, ActorKind, Gender, Mention, MentionKind};
use crate::model::{
    ANY_NUMBER, COMMON_SURNAME, COURTESY, FEMININE, Form, GENITIVE, Model, NOT_GIVEN_NAME, PLURAL, Role,
    SURNAME_CONTEXT, WEAK_SURNAME,
};
use crate::persons::{Beside, Chooser, Chosen, Introduced, is_title, offices};
use crate::phrases::{Affiliation, Head, Office, Passage};
use crate::terms::Standing;
use crate::units::{Cutter, Unit, is_given_name};
use crate::words::Gap;
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::sync::Arc;
use weltlage_ontology::{Code, Language, Sector};

/// The mentions of a text, sorted and without overlap.
pub(crate) fn recognise(model: &Model, text: &str, language: Language, published: Option<Date>) -> Vec<Mention> {
    let (units, support) = Cutter::new(model, text, language).cut();
    let passage = Passage { model, text, language, units: &units };
    let chooser = Chooser { model, language, published, support };
    let mut reader = Reader { passage, chooser, memory: Memory::default(), found: Vec::new() };
    let mut at = 0;
    while at < units.len() {
        at = reader.read(at).max(at + 1);
    }
    reader.found
}

/// Whom the text has named so far.
#[derive(Default)]
struct Memory {
    introduced: Introduced,
    /// Surnames of people whom the tables do not know, with what the text said of them.
    strangers: FxHashMap<String, Stranger>,
    /// The last actor of each role.
    by_role: FxHashMap<u16, u16>,
    states: BTreeSet<u16>,
    /// States named as places: "in Syria", "Aleppo".
    located: BTreeSet<u16>,
}

#[derive(Clone)]
struct Stranger {
    actor: u16,
    sector: Sector,
    role: u16,
    gender: Option<Gender>,
    name: Arc<str>,
}

/// Most strangers remembered; a text with more is no news report.
const MOST_STRANGERS: usize = 500;

/// Sectors that name an actor within a state by themselves.
fn is_inner_actor(sector: Sector) -> bool {
    matches!(sector, Sector::Rebels | Sector::Opposition | Sector::Civilians)
}

/// Prepositions of place.
const IN: [&str; 8] = ["in", "In", "im", "Im", "aus", "from", "across", "inside"];

struct Reader<'a> {
    passage: Passage<'a>,
    chooser: Chooser<'a>,
    memory: Memory,
    found: Vec<Mention>,
}

impl<'a> Reader<'a> {
    fn model(&self) -> &'a Model {
        self.passage.model
    }

    /// Reads what begins at a unit; the unit after it.
    fn read(&mut self, at: usize) -> usize {
        let Some(unit) = self.passage.unit(at) else { return at + 1 };
        if unit.is_plain() && !unit.capitalised && unit.marks == 0 {
            return at + 1;
        }
        if self.passage.is_against(at) {
            return at + 1;
        }
        let ways =
            [Self::read_stranger, Self::read_title_of_person, Self::read_office, Self::read_person, Self::read_name];
        ways.iter().find_map(|way| way(self, at, unit)).unwrap_or(at + 1)
    }

    /// "Abbas Araghtschi, der iranische Außenminister," and, later, "Araghtschi".
    fn read_stranger(&mut self, at: usize, unit: &'a Unit) -> Option<usize> {
        if !unit.capitalised || !unit.is_plain() {
            return None;
        }
        let word = self.passage.word(unit);
        let known = self.memory.strangers.get(word).or_else(|| self.memory.strangers.get(word.strip_suffix('s')?));
        if let Some(stranger) = known.cloned()
            && !self.follows_given_name(at)
        {
            let mut mention = self.mention(MentionKind::Leader, unit.start, unit.end, Some(stranger.actor));
            mention.sector = stranger.sector;
            mention.role = Some(self.role_id(stranger.role));
            mention.gender = stranger.gender;
            mention.name = stranger.name;
            self.push(mention);
            return Some(at + 1);
        }
        let (after, surname) = self.passage.unknown_name(at, 2)?;
        let office = self.apposition(after, None)?;
        let actor = office.actor?;
        self.remember_stranger(at, surname, &office, actor);
        let mention = self.office_mention(&office, unit.start, actor);
        self.push(mention);
        Some(office.next)
    }

    /// The office in an apposition ", der russische Verteidigungsminister," that begins at the unit with the comma before it.
    fn apposition(&self, at: usize, actor: Option<u16>) -> Option<Office> {
        if self.passage.unit(at)?.gap != Gap::Comma {
            return None;
        }
        let article = ["der", "die", "the", "a", "ein", "eine"].contains(&self.passage.word(self.passage.unit(at)?));
        let begin = at + usize::from(article);
        let office = self.passage.office(begin).or_else(|| self.personal_office(begin))?;
        let person = self.model().roles.get(office.head.role as usize)?.person;
        let closed = self.passage.unit(office.next).is_none_or(|next| !matches!(next.gap, Gap::Space | Gap::Hyphen));
        let belongs = office.actor.is_some() && (actor.is_none() || actor == office.actor);
        // A person directly after the title is somebody else.
        (person && belongs && closed && !office.head.plural).then_some(office)
    }

    /// "Mr Putin": the courtesy title is no part of the mention, but makes short names safe.
    fn read_title_of_person(&mut self, at: usize, unit: &'a Unit) -> Option<usize> {
        if unit.marks & COURTESY == 0 || !unit.capitalised || unit.actor.is_some() {
            return None;
        }
        let name = self.passage.unit(at + 1).filter(|name| name.is_person && name.gap == Gap::Space)?;
        let chosen =
            self.chooser.choose(name, Beside { titled: true, ..Beside::default() }, &self.memory.introduced)?;
        let common = name.marks & (WEAK_SURNAME | COMMON_SURNAME) != 0 || is_given_name(name);
        let safe = !common && self.chooser.prominence(chosen.person) > 8 * 365;
        (safe || chosen.standing <= Standing::Near || self.memory.introduced.contains(&chosen.person))
            .then(|| self.finish_person(at + 1, at + 1, name, &chosen, None))
    }

    /// Role nouns with their states and with the persons they introduce.
    fn read_office(&mut self, at: usize, unit: &'a Unit) -> Option<usize> {
        if unit.is_plain() && unit.marks == 0 {
            return None;
        }
        if let Some(office) = self.passage.office(at) {
            return self.finish_office(at, unit, &office);
        }
        if let Some(office) = self.personal_office(at) {
            return self.finish_office(at, unit, &office);
        }
        self.read_elliptical(at, unit)
    }

    /// "Putins Regierung", "the Assad regime", "Merkel-Vertrauter".
    fn personal_office(&self, at: usize) -> Option<Office> {
        let unit = self.passage.unit(at).filter(|unit| unit.is_person && unit.actor.is_none())?;
        let next = self.passage.unit(at + 1)?;
        let hyphen = next.gap == Gap::Hyphen;
        let genitive = unit.possessive || self.is_genitive_of_person(unit);
        let government =
            |role: u16| self.model().roles.get(role as usize).is_some_and(|role| &*role.id == "government");
        let bare = !self.passage.german() && next.role.is_some_and(government);
        if !(hyphen || next.gap == Gap::Space && (genitive || bare)) {
            return None;
        }
        let beside = Beside { titled: hyphen || genitive || bare, ..Beside::default() };
        let chosen = self.chooser.choose(unit, beside, &self.memory.introduced)?;
        if chosen.standing > Standing::Near && !self.memory.introduced.contains(&chosen.person) && !hyphen && !bare {
            return None;
        }
        let affiliation = Affiliation { actor: chosen.employer?, next: at + 1, hyphen, sector: None, personal: true };
        self.passage.affiliated(&affiliation, at)
    }

    fn is_genitive_of_person(&self, unit: &Unit) -> bool {
        let bit = self.passage.language_bit();
        let mut senses = self
            .model()
            .index
            .values(unit.senses)
            .iter()
            .filter(|sense| sense.languages & bit != 0 && matches!(sense.form, Form::Full | Form::Short));
        senses.any(|sense| sense.is(GENITIVE)) && self.passage.german()
    }

    /// "amerikanische und russische Truppen": the first adjective shares the role noun of the second.
    fn read_elliptical(&mut self, at: usize, unit: &'a Unit) -> Option<usize> {
        let actor = unit.actor.filter(|_| unit.forms.has(Form::Adjective))?;
        let joint = self.passage.unit(at + 1)?;
        let is_joint =
            ["und", "sowie", "oder", "and", "or"].contains(&self.passage.word(joint)) || joint.gap == Gap::Comma;
        let second = if joint.gap == Gap::Comma { at + 1 } else { at + 2 };
        let second_unit = self.passage.unit(second).filter(|second| is_joint && second.forms.has(Form::Adjective))?;
        let office = match self.passage.office(second) {
            Some(office) => office,
            None => self.third_of_list(second, second_unit)?,
        };
        let mut mention = self.mention(MentionKind::Office, unit.start, unit.end, Some(actor));
        mention.sector = office.head.sector;
        mention.role = Some(self.role_id(office.head.role));
        mention.plural = office.head.plural;
        self.push(mention);
        Some(at + 1)
    }

    /// "amerikanische, britische und französische Truppen".
    fn third_of_list(&self, second: usize, unit: &Unit) -> Option<Office> {
        unit.actor?;
        let joint = self.passage.unit(second + 1)?;
        let third = if joint.gap == Gap::Comma { second + 1 } else { second + 2 };
        self.passage.unit(third).filter(|third| third.forms.has(Form::Adjective))?;
        self.passage.office(third)
    }

    fn finish_office(&mut self, at: usize, unit: &'a Unit, office: &Office) -> Option<usize> {
        let role = self.model().roles.get(office.head.role as usize)?;
        let single = role.person && !office.head.plural;
        if single && let Some((name_at, chosen)) = self.person_after(office) {
            let name = self.passage.unit(name_at)?;
            return Some(self.finish_person(at, name_at, name, &chosen, Some(office)));
        }
        let start = self.compound_start(at, unit);
        let stranger = if single && !office.head.possessive { self.stranger_after(office) } else { None };
        let context =
            if office.actor.is_none() { self.actor_from_context(at, office, stranger.is_some()) } else { None };
        let Some(actor) = office.actor.or(context) else {
            let part = self.is_part_of_a_title(at, unit, office);
            return Some(if part { office.next } else { self.finish_unknown_role(start, office) });
        };
        if office.actor.is_none()
            && stranger.is_none()
            && (self.passage.is_attribute(office) || self.is_part_of_a_title(at, unit, office))
        {
            return Some(office.next);
        }
        let actor = self.governed_state(actor, office.head.sector, role.person).unwrap_or(actor);
        let mut next = office.next;
        let mut mention = self.office_mention(office, start, actor);
        mention.inferred = office.actor.is_none();
        if let Some((after, surname)) = stranger {
            self.remember_stranger(office.next, surname, office, actor);
            mention.end = self.passage.unit(surname).map_or(mention.end, |unit| unit.end);
            mention.name = self.name_between(office.next, surname);
            mention.person = None;
            next = after;
        } else if mention.inferred {
            mention.kind = MentionKind::Role;
        } else if &*role.id == "state" {
            // "the Republic of North Macedonia"
            mention.kind = MentionKind::Name;
        }
        if !mention.inferred {
            self.memory.by_role.insert(office.head.role, actor);
        }
        self.push(mention);
        Some(next)
    }

    /// "Gates Foundation", "Washington Nationals": an English role noun in capitals, inside a sentence, is part of a longer name.
    fn is_part_of_a_title(&self, at: usize, unit: &Unit, office: &Office) -> bool {
        let next = self.passage.unit(office.next);
        let longer = next.is_some_and(|next| next.gap == Gap::Space && next.capitalised && next.is_plain());
        !self.passage.german()
            && unit.capitalised
            && !unit.shouted
            && (longer || !unit.opens && !self.after(at, &["the", "The"]))
    }

    /// A role noun of nobody knows which state: a mention only if it can stand alone.
    fn finish_unknown_role(&mut self, start: usize, office: &Office) -> usize {
        let standalone = |role: &&Role| role.standalone || is_inner_actor(office.head.sector);
        let role = self.model().roles.get(office.head.role as usize).filter(standalone);
        if let Some(role) = role.filter(|_| !self.passage.is_attribute(office)) {
            let mut mention = self.mention(MentionKind::Role, start, office.end, None);
            mention.sector = office.head.sector;
            mention.role = Some(role.id.clone());
            mention.plural = office.head.plural;
            mention.former = office.former;
            mention.gender = self.passage.gender(&office.head);
            mention.name = if self.passage.german() { role.german.clone() } else { role.english.clone() };
            self.push(mention);
        }
        office.next
    }

    /// Whose role a bare noun is: that of the last one of its kind, of the place behind it, or of the only state of the text.
    fn actor_from_context(&self, at: usize, office: &Office, named: bool) -> Option<u16> {
        let before = at.checked_sub(1).and_then(|before| self.passage.unit(before));
        let definite = self
            .after(at, &["der", "die", "das", "den", "dem", "des", "the", "The", "Der", "Die", "Das", "Den", "Dem"]);
        // "das Parlament in Ankara" is not the parliament that the text spoke of before.
        if let Some(actor) = self.place_behind(office) {
            return Some(actor);
        }
        if definite && let Some(actor) = self.memory.by_role.get(&office.head.role) {
            return Some(*actor);
        }
        let role = self.model().roles.get(office.head.role as usize)?;
        if role.person
            && named
            && let Some(actor) = self.coordinated(at)
        {
            return Some(actor);
        }
        let general = role.standalone
            || is_inner_actor(office.head.sector)
            || matches!(&*role.id, "government" | "parliament" | "court");
        let foreign =
            [Sector::Business, Sector::Media, Sector::NonGovernmental, Sector::Religious].contains(&office.head.sector);
        // "the Assad regime" of a name that is not known: not of the state that the text was about.
        let named = before
            .is_some_and(|before| before.capitalised && before.is_plain() && !before.opens && !self.passage.german());
        if !general || foreign || named || self.passage.unit(at).is_some_and(|unit| unit.gap == Gap::Hyphen) {
            return None;
        }
        self.only_state()
    }

    /// "Bundeskanzler Olaf Scholz und Außenministerin Annalena Baerbock": the state of the person named right before.
    fn coordinated(&self, at: usize) -> Option<u16> {
        let joint = self
            .passage
            .unit(at.checked_sub(1)?)
            .filter(|joint| ["und", "sowie", "and"].contains(&self.passage.word(joint)))?;
        let last = self.found.last().filter(|last| last.role.is_some() && last.end < joint.start)?;
        let adjacent = self.passage.unit(at.checked_sub(2)?).is_some_and(|before| before.end == last.end);
        if adjacent { self.model().by_code.get(&last.code).copied() } else { None }
    }

    /// "rebels in Syria", "Demonstranten in Teheran"; troops in a country are often another's.
    fn place_behind(&self, office: &Office) -> Option<u16> {
        let preposition = self
            .passage
            .unit(office.next)
            .filter(|unit| unit.gap == Gap::Space && IN.contains(&self.passage.word(unit)))?;
        let place =
            self.passage.unit(office.next + 1).filter(|place| place.gap == Gap::Space && preposition.role.is_none())?;
        let actor = place.actor.filter(|_| place.forms.any(&[Form::Name, Form::City, Form::Capital]))?;
        let state = self.model().actors.get(actor as usize)?.kind == ActorKind::State;
        (state && office.head.sector != Sector::Military).then_some(actor)
    }

    /// The only state of the text, once it was named as the place of events or again and again.
    fn only_state(&self) -> Option<u16> {
        let only = *self.memory.states.first().filter(|_| self.memory.states.len() == 1)?;
        let state = |actor: &&u16| {
            self.model().actors.get(**actor as usize).is_some_and(|actor| actor.kind == ActorKind::State)
        };
        let alone = self.chooser.support.keys().filter(state).all(|actor| *actor == only);
        let often = self.chooser.support.get(&only).is_some_and(|count| *count >= 3);
        (alone && (often || self.memory.located.contains(&only))).then_some(only)
    }

    /// The person named right behind a title, or after a comma: "Präsident Putin", "Iran's foreign minister, Abbas Araghchi,".
    fn person_after(&self, office: &Office) -> Option<(usize, Chosen)> {
        if office.head.possessive {
            return None;
        }
        let mut at = office.next;
        while self.passage.unit(at).is_some_and(|unit| unit.marks & COURTESY != 0 && unit.gap == Gap::Space) {
            at += 1;
        }
        let unit = self.passage.unit(at)?;
        let role = self.model().roles.get(office.head.role as usize)?;
        let titled = is_title(&role.id, office.head.sector) || office.actor.is_some();
        let beside = Beside { actor: office.actor, offices: self.offices(office), titled };
        match unit.gap {
            Gap::Space if unit.is_person => {
                let chosen = self.chooser.choose(unit, beside, &self.memory.introduced).or_else(|| {
                    let other = Beside { actor: None, ..beside };
                    // "Hamas leader Ismail Haniyeh" once headed a government; behind a state's title another's leader is an object.
                    let state = office
                        .actor
                        .and_then(|actor| self.model().actors.get(actor as usize))
                        .is_some_and(|actor| actor.kind == ActorKind::State);
                    (!state || office.guessed)
                        .then(|| self.chooser.choose(unit, other, &self.memory.introduced))
                        .flatten()
                })?;
                Some((at, chosen))
            }
            Gap::Comma if unit.is_person && office.actor.is_some() => {
                let closed = self
                    .passage
                    .unit(at + 1)
                    .is_none_or(|next| matches!(next.gap, Gap::Comma | Gap::Other | Gap::DotSpace));
                let chosen =
                    self.chooser.choose(unit, beside, &self.memory.introduced).filter(|_| closed && !unit.single)?;
                Some((at, chosen))
            }
            _ => None,
        }
    }

    fn offices(&self, office: &Office) -> &'static [&'static str] {
        self.model().roles.get(office.head.role as usize).map_or(&[], |role| offices(&role.id))
    }

    /// An unknown person's name behind a title: the unit after it and the unit of the surname.
    fn stranger_after(&self, office: &Office) -> Option<(usize, usize)> {
        let first = self.passage.unit(office.next)?;
        let german = self.passage.german();
        match first.gap {
            Gap::Space => {
                // In German a capitalised word may be any noun, unless the title stands without article and adjective: "Kremlsprecher Peskow".
                self.passage.unknown_name(office.next, if german && office.attributive { 2 } else { 1 })
            }
            Gap::Comma => {
                let (after, surname) = self.passage.unknown_name(office.next, 2)?;
                let closed = self
                    .passage
                    .unit(after)
                    .is_none_or(|next| matches!(next.gap, Gap::Comma | Gap::Other | Gap::DotSpace));
                let given = is_given_name(first) || !german;
                (closed && given && self.passage.unit(after).is_some_and(|next| next.gap == Gap::Comma))
                    .then_some((after, surname))
            }
            _ => None,
        }
    }

    fn remember_stranger(&mut self, from: usize, surname: usize, office: &Office, actor: u16) {
        let Some(unit) = self.passage.unit(surname) else { return };
        let word = self.passage.word(unit);
        if self.memory.strangers.len() >= MOST_STRANGERS || word.chars().count() < 3 {
            return;
        }
        let name = self.name_between(from, surname);
        let gender = self.passage.gender(&office.head);
        let stranger = Stranger { actor, sector: office.head.sector, role: office.head.role, gender, name };
        self.memory.strangers.insert(word.to_owned(), stranger);
    }

    fn name_between(&self, from: usize, to: usize) -> Arc<str> {
        let (Some(first), Some(last)) = (self.passage.unit(from), self.passage.unit(to)) else { return "".into() };
        self.passage.text.get(first.start..last.end).unwrap_or("").into()
    }

    /// Leaders by whole or short name.
    fn read_person(&mut self, at: usize, unit: &'a Unit) -> Option<usize> {
        if !unit.is_person || unit.actor.is_some() && unit.single && !self.is_introduced(unit) {
            return None;
        }
        if unit.single && !self.short_name_fits(at, unit) {
            return None;
        }
        let chosen = self.chooser.choose(unit, Beside::default(), &self.memory.introduced)?;
        Some(self.finish_person(at, at, unit, &chosen, None))
    }

    fn is_introduced(&self, unit: &Unit) -> bool {
        self.chooser
            .choose(unit, Beside::default(), &self.memory.introduced)
            .is_some_and(|chosen| self.memory.introduced.contains(&chosen.person))
    }

    /// Whether the words around a surname leave it alone: not "Ron Johnson", "Trump Tower", "in May", "Kurz vor dem Gipfel".
    fn short_name_fits(&self, at: usize, unit: &Unit) -> bool {
        if self.follows_given_name(at) {
            return false;
        }
        let before = at.checked_sub(1).and_then(|before| self.passage.unit(before)).filter(|_| unit.gap == Gap::Space);
        let weak = unit.marks & WEAK_SURNAME != 0;
        if weak && (unit.opens || before.is_some_and(|before| before.marks & SURNAME_CONTEXT != 0)) {
            return false;
        }
        if self.passage.german() {
            return true;
        }
        let other_person = before.is_some_and(|before| {
            before.capitalised && before.is_plain() && !before.opens && before.marks & NOT_GIVEN_NAME == 0
        });
        let after = self.passage.unit(at + 1).filter(|after| after.gap == Gap::Space && !unit.possessive);
        let longer_name = after.is_some_and(|after| after.capitalised && after.is_plain() && !after.shouted);
        !other_person && !longer_name
    }

    fn follows_given_name(&self, at: usize) -> bool {
        if self.passage.unit(at).is_none_or(|unit| unit.gap != Gap::Space) {
            return false;
        }
        let before = at.checked_sub(1).and_then(|before| self.passage.unit(before));
        let initial = |before: &Unit| {
            before.capitalised && before.single && self.passage.word(before).trim_end_matches('.').chars().count() == 1
        };
        before.is_some_and(|before| {
            before.capitalised && (before.is_plain() && is_given_name(before) || initial(before) && before.is_plain())
        })
    }

    /// The mention of a person, with the title before it and an apposition behind it.
    fn finish_person(
        &mut self,
        at: usize,
        name_at: usize,
        name: &'a Unit,
        chosen: &Chosen,
        office: Option<&Office>,
    ) -> usize {
        let model = self.model();
        let person = &model.persons[chosen.person as usize];
        let (mut end, mut next) = (name.end, name_at + 1);
        let actor = office.filter(|office| !office.guessed).and_then(|office| office.actor).or(chosen.employer);
        let mut head: Option<Head> = office.map(|office| office.head);
        if office.is_none()
            && let Some(office) = self.apposition(next, actor)
        {
            (end, next) = (office.end, office.next);
            head = Some(office.head);
        }
        let start = self.passage.unit(at).map_or(name.start, |unit| self.compound_start(at, unit));
        let says_former = office.is_some_and(|office| office.former) || self.passage.is_former(at);
        // "Hamas leader Ismail Haniyeh": the title counts, not the office once held elsewhere.
        let elsewhere = actor != chosen.employer;
        let dated = self.chooser.published.is_some() && !elsewhere;
        let former = says_former || dated && matches!(chosen.standing, Standing::Near | Standing::After);
        let mut mention = self.mention(MentionKind::Leader, start, end, actor);
        let titled = head.is_some() && !says_former;
        mention.sector = match head {
            // "Parteichef Xi" is still the head of state.
            Some(head) if titled && (former || head.sector != Sector::Party) => head.sector,
            _ if former || dated && chosen.standing == Standing::Before => Sector::Opposition,
            _ => Sector::Government,
        };
        if let Some(actor) = actor {
            mention.sector = self.sector_for(actor, mention.sector);
        }
        mention.former = former;
        mention.gender = person.gender;
        mention.person = Some(person.id.clone());
        mention.name = if self.passage.german() { person.german.clone() } else { person.english.clone() };
        mention.role = head.map(|head| self.role_id(head.role));
        if let (Some(head), Some(actor)) = (head, actor) {
            self.memory.by_role.insert(head.role, actor);
        }
        self.memory.introduced.insert(chosen.person);
        self.push(mention);
        next
    }

    /// Where a hyphenated compound begins whose last part is the role noun at `at`: "SPD-Abgeordnete".
    fn compound_start(&self, at: usize, unit: &Unit) -> usize {
        let mut at = at;
        let mut start = unit.start;
        while let Some(unit) = self.passage.unit(at).filter(|unit| unit.gap == Gap::Hyphen) {
            let before = at.checked_sub(1).and_then(|before| self.passage.unit(before));
            let Some(before) = before.filter(|before| self.found.last().is_none_or(|last| last.end <= before.start))
            else {
                break;
            };
            if unit.gap != Gap::Hyphen || before.actor.is_some() {
                break;
            }
            start = before.start;
            at -= 1;
        }
        start
    }

    /// Taliban in government: their ministers and their government act for the state.
    fn governed_state(&self, actor: u16, sector: Sector, person: bool) -> Option<u16> {
        let group = self
            .model()
            .actors
            .get(actor as usize)
            .filter(|actor| actor.kind == ActorKind::Group && sector == Sector::Government)?;
        let date = self.chooser.published?;
        let governs = group.governs.iter().find(|(_, from, to)| *from <= date && to.is_none_or(|to| date <= to))?;
        (!person).then(|| self.model().by_code.get(&governs.0).copied()).flatten()
    }

    fn office_mention(&self, office: &Office, start: usize, actor: u16) -> Mention {
        let mut mention = self.mention(MentionKind::Office, start, office.end, Some(actor));
        mention.sector = self.sector_for(actor, office.head.sector);
        mention.role = Some(self.role_id(office.head.role));
        mention.plural = office.head.plural;
        mention.former = office.former;
        mention.gender = self.passage.gender(&office.head);
        if office.former && mention.sector == Sector::Government {
            mention.sector = Sector::Opposition;
        }
        if !office.former
            && !office.head.other
            && !office.head.plural
            && let Some(person) = self.holder(actor, office)
        {
            let person = &self.model().persons[person as usize];
            // The form of the noun may rule the holder out: "die Außenministerin" of a man's term.
            if mention.gender.is_none() || person.gender.is_none() || mention.gender == person.gender {
                mention.person = Some(person.id.clone());
                mention.gender = person.gender.or(mention.gender);
                mention.name = if self.passage.german() { person.german.clone() } else { person.english.clone() };
            }
        }
        mention
    }

    /// Who held the office at the date of the text; of several the last to come.
    fn holder(&self, actor: u16, office: &Office) -> Option<u16> {
        let date = self.chooser.published?;
        let role = self.model().roles.get(office.head.role as usize)?;
        offices(&role.id).iter().find_map(|name| self.model().holder(actor, name, date))
    }

    /// Armed groups and parties keep their own sector: a "Hamas leader" is no government.
    fn sector_for(&self, actor: u16, sector: Sector) -> Sector {
        match self.model().actors.get(actor as usize) {
            Some(Actor { kind: ActorKind::Organisation, .. }) if sector == Sector::Party => Sector::Government,
            Some(Actor { kind: ActorKind::Group, armed, .. })
                if matches!(sector, Sector::Government | Sector::Military) =>
            {
                if *armed {
                    Sector::Rebels
                } else {
                    Sector::Party
                }
            }
            _ => sector,
        }
    }

    /// Names of states, organisations, places and peoples.
    fn read_name(&mut self, at: usize, unit: &'a Unit) -> Option<usize> {
        let actor = unit.actor?;
        if self.is_noise(at, unit) {
            return Some(at + 1);
        }
        if let Some(next) = self.read_officer(at, unit, actor) {
            return Some(next);
        }
        if let Some(next) = self.read_institution(at, unit, actor) {
            return Some(next);
        }
        let kind = self.kind(at, unit, actor)?;
        let mut mention = self.mention(kind, unit.start, unit.end, Some(actor));
        mention.sector = unit.sector;
        if kind == MentionKind::Demonym {
            mention.plural = unit.flags & PLURAL != 0
                || unit.flags & ANY_NUMBER != 0
                    && !self
                        .after(at, &["ein", "eines", "einem", "einen", "der", "des", "dem", "kein", "dieser", "jener"]);
            let collective = mention.plural && self.after(at, &["die", "Die", "the", "The", "den", "der"]);
            mention.sector = if collective { Sector::Government } else { Sector::Civilians };
            mention.gender = (unit.flags & FEMININE != 0).then_some(Gender::Female);
        }
        let place = matches!(kind, MentionKind::Place | MentionKind::Capital | MentionKind::Name)
            && (kind == MentionKind::Place || self.after(at, &IN));
        if place {
            self.memory.located.insert(actor);
        }
        self.push(mention);
        Some(at + 1)
    }

    /// "UN-Generalsekretär António Guterres", where the tables list the title as a name of the organisation.
    fn read_officer(&mut self, at: usize, unit: &'a Unit, actor: u16) -> Option<usize> {
        let name =
            self.passage.unit(at + 1).filter(|name| name.gap == Gap::Space && name.is_person && !unit.possessive)?;
        let title = !unit.single && self.model().actors.get(actor as usize)?.kind == ActorKind::Organisation;
        let beside = Beside { actor: Some(actor), titled: true, ..Beside::default() };
        let chosen = self.chooser.choose(name, beside, &self.memory.introduced).filter(|_| title)?;
        Some(self.finish_person(at, at + 1, name, &chosen, None))
    }

    /// "Iran's Revolutionary Guards", "die russische Duma": a state with its own institution.
    fn read_institution(&mut self, at: usize, unit: &'a Unit, actor: u16) -> Option<usize> {
        let affiliation =
            self.passage.affiliation(at).filter(|affiliation| !affiliation.hyphen && affiliation.sector.is_none())?;
        let next =
            self.passage.unit(affiliation.next).filter(|next| next.gap == Gap::Space && next.actor == Some(actor))?;
        if !next.forms.any(&[Form::StandIn, Form::Seat])
            || self.passage.unit(affiliation.next + 1).is_some_and(|after| after.gap == Gap::Hyphen)
        {
            return None;
        }
        let mut mention = self.mention(MentionKind::Institution, unit.start, next.end, Some(actor));
        mention.sector = next.sector;
        self.push(mention);
        Some(affiliation.next + 1)
    }

    fn after(&self, at: usize, words: &[&str]) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.passage.unit(before));
        before.is_some_and(|before| words.contains(&self.passage.word(before)))
            && self.passage.unit(at).is_some_and(|unit| unit.gap == Gap::Space)
    }

    /// Short acronyms in a line of capital letters: "TELL US MORE".
    fn is_noise(&self, at: usize, unit: &Unit) -> bool {
        let loud = |other: Option<&Unit>| {
            other.is_some_and(|other| other.shouted && other.is_plain() && other.end - other.start > 2)
        };
        let before = at.checked_sub(1).and_then(|before| self.passage.unit(before));
        unit.shouted && unit.end - unit.start <= 3 && (loud(before) || unit.opens) && loud(self.passage.unit(at + 1))
    }

    fn kind(&self, at: usize, unit: &Unit, actor: u16) -> Option<MentionKind> {
        match self.model().actors[actor as usize].kind {
            ActorKind::Organisation => return Some(MentionKind::Organisation),
            ActorKind::Group => return Some(MentionKind::Group),
            ActorKind::Bloc => return Some(MentionKind::Bloc),
            ActorKind::Territory => return Some(MentionKind::Territory),
            ActorKind::State => {}
        }
        let next_is_hyphen = self.passage.unit(at + 1).is_some_and(|next| next.gap == Gap::Hyphen);
        let forms = unit.forms;
        if forms.has(Form::Adjective) && forms.has(Form::Demonym) && self.passage.german() {
            return Some(if self.passage.noun_follows(at) { MentionKind::Adjective } else { MentionKind::Demonym });
        }
        // English "US" is listed as adjective too; before a noun it is one.
        if forms.has(Form::Name) && forms.has(Form::Adjective) && !self.passage.german() {
            return Some(if self.passage.noun_follows(at) { MentionKind::Adjective } else { MentionKind::Name });
        }
        let order = [
            (Form::Name, MentionKind::Name),
            (Form::Adjective, MentionKind::Adjective),
            (Form::Demonym, MentionKind::Demonym),
            (Form::Capital, MentionKind::Capital),
            (Form::Seat, MentionKind::Seat),
            (Form::StandIn, MentionKind::Institution),
            (Form::City, MentionKind::Place),
        ];
        if let Some((_, kind)) = order.iter().find(|(form, _)| forms.has(*form)) {
            return Some(*kind);
        }
        (forms.has(Form::Stem) && next_is_hyphen).then_some(MentionKind::Adjective)
    }

    fn role_id(&self, role: u16) -> Arc<str> {
        self.model().roles[role as usize].id.clone()
    }

    fn mention(&self, kind: MentionKind, start: usize, end: usize, actor: Option<u16>) -> Mention {
        let actor = actor.and_then(|actor| self.model().actors.get(actor as usize));
        let german = self.passage.german();
        Mention {
            start,
            end,
            kind,
            code: actor.map_or_else(Code::unknown, |actor| actor.code.clone()),
            sector: Sector::Government,
            name: actor
                .map_or_else(|| "".into(), |actor| if german { actor.german.clone() } else { actor.english.clone() }),
            person: None,
            gender: None,
            plural: false,
            role: None,
            former: false,
            inferred: false,
            members: actor.and_then(|actor| actor.members.clone()),
        }
    }

    /// Takes a mention, unless it would overlap the last one.
    fn push(&mut self, mention: Mention) {
        if mention.start >= mention.end || self.found.last().is_some_and(|last| last.end > mention.start) {
            return;
        }
        if !mention.inferred
            && mention.code.is_state()
            && let Some(actor) = self.model().by_code.get(&mention.code)
        {
            self.memory.states.insert(*actor);
        }
        self.found.push(mention);
    }
}
