//! The grammar of names: how adjectives, role nouns, names of states and of persons join to one mention.
//!
//! Every function reads from one unit and says where it stopped. Nothing here looks further back than the word before, so the whole is linear.

use crate::mention::Gender;
use crate::model::{
    AGAINST, COURTESY, ENGLISH, FEMININE, FORMER, Form, GENITIVE, GERMAN, MODIFIER, Model, NOT_MODIFIER, NOT_SURNAME,
    PARTICLE, PLURAL, PREFIX, TITLED, TOPIC_HEAD, WEAK, WEAK_ROLE,
};
use crate::units::{Unit, is_given_name};
use crate::words::Gap;
use weltlage_ontology::{Language, Sector};

/// A text as units, with what is needed to read them.
pub(crate) struct Passage<'a> {
    pub model: &'a Model,
    pub text: &'a str,
    pub language: Language,
    pub units: &'a [Unit],
}

/// A role noun, perhaps of several parts: *deputy foreign ministry spokesman*.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Head {
    pub next: usize,
    pub role: u16,
    pub sector: Sector,
    pub plural: bool,
    pub feminine: bool,
    pub former: bool,
    /// The deputy or another person than the holder of the office.
    pub other: bool,
    pub possessive: bool,
    /// The role noun itself names the state.
    pub state: Option<u16>,
}

/// What says to whom a role belongs: *russische*, *Russlands*, *US-*, *Putin's*.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Affiliation {
    pub actor: u16,
    /// First unit after it.
    pub next: usize,
    /// Joined by a hyphen.
    pub hyphen: bool,
    /// Named by one of its institutions, whose sector prevails.
    pub sector: Option<Sector>,
    /// Named by a person, so that only institutions can follow.
    pub personal: bool,
}

/// A role noun with its state or organisation, before persons are looked at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Office {
    pub head: Head,
    pub actor: Option<u16>,
    pub next: usize,
    pub former: bool,
    /// Byte after the last that belongs to it.
    pub end: usize,
    /// The actor is a guess ("Bundeskanzler") that a name may correct.
    pub guessed: bool,
    /// An adjective or article stands before the role noun, so that a capitalised German word behind it may be any noun.
    pub attributive: bool,
}

/// Most modifiers between an adjective and its role noun.
const MOST_MODIFIERS: usize = 4;
/// Deepest nesting: *Sprecher des Chefs der russischen Marine*.
const DEEPEST: usize = 3;

impl<'a> Passage<'a> {
    pub fn unit(&self, at: usize) -> Option<&'a Unit> {
        self.units.get(at)
    }

    pub fn word(&self, unit: &Unit) -> &'a str {
        self.text.get(unit.start..unit.end).unwrap_or("")
    }

    fn is_word(&self, at: usize, words: &[&str]) -> bool {
        self.unit(at).is_some_and(|unit| words.contains(&self.word(unit)))
    }

    fn gap(&self, at: usize) -> Gap {
        self.unit(at).map_or(Gap::Other, |unit| unit.gap)
    }

    pub fn german(&self) -> bool {
        self.language == Language::De
    }

    pub fn language_bit(&self) -> u8 {
        if self.german() { GERMAN } else { ENGLISH }
    }

    /// The role noun at a unit, with prefixes (*Ex-*, *vice-*) and further parts.
    pub fn head(&self, at: usize) -> Option<Head> {
        let unit = self.unit(at)?;
        if unit.role.is_none() && unit.marks & (PREFIX | FORMER) != 0 && self.gap(at + 1) == Gap::Hyphen {
            let head = self.head(at + 1)?;
            let former = head.former || unit.marks & FORMER != 0;
            return Some(Head { former, other: true, ..head });
        }
        let mut head = self.single_head(at)?;
        while let Some(more) = self.next_part(&head) {
            head = more;
        }
        // A compound with another head: "Polizei-Einsatz", "government-backed".
        if self.gap(head.next) == Gap::Hyphen {
            if !self.is_word(head.next, &["elect", "designate", "general", "in"]) {
                return None;
            }
            head = Head { next: head.next + 1, other: true, ..head };
        }
        // "US general election": the word is an adjective here.
        let last = self.unit(head.next - 1)?;
        let adjective = !self.german()
            && last.marks & WEAK_ROLE != 0
            && last.single
            && !last.capitalised
            && self.noun_follows(head.next - 1);
        (!adjective).then_some(head)
    }

    fn single_head(&self, at: usize) -> Option<Head> {
        let unit = self.unit(at)?;
        let number = unit.role?;
        let role = self.model.roles.get(number as usize)?;
        Some(Head {
            next: at + 1,
            role: number,
            sector: role.sector,
            plural: unit.role_flags & PLURAL != 0,
            feminine: unit.role_flags & FEMININE != 0,
            former: unit.role_flags & WEAK != 0,
            other: unit.role_flags & TITLED != 0,
            possessive: unit.possessive,
            state: role.state,
        })
    }

    /// One more part: "foreign ministry" + "spokesman", "Armee-" + "Sprecher", "president's" + "office".
    fn next_part(&self, head: &Head) -> Option<Head> {
        let joined = match self.gap(head.next) {
            Gap::Hyphen => true,
            Gap::Space => !self.german() && !head.plural,
            _ => false,
        };
        if !joined {
            return None;
        }
        let more = self.single_head(head.next)?;
        let (first, second) = (self.model.roles.get(head.role as usize)?, self.model.roles.get(more.role as usize)?);
        // "told the army protesters had gathered": people and civilians do not continue a role noun.
        let continues = head.possessive
            || self.gap(head.next) == Gap::Hyphen
            || (!first.person && second.sector != Sector::Civilians);
        continues.then_some(Head {
            sector: merged_sector(head.sector, more.sector),
            former: head.former,
            other: more.other || head.other,
            state: more.state.or(head.state),
            ..more
        })
    }

    /// Who a role noun may belong to, named before it.
    pub fn affiliation(&self, at: usize) -> Option<Affiliation> {
        let unit = self.unit(at)?;
        let actor = unit.actor?;
        let gap = self.gap(at + 1);
        let forms = unit.forms;
        let sector = forms.any(&[Form::StandIn]).then_some(unit.sector);
        let found = |hyphen| Some(Affiliation { actor, next: at + 1, hyphen, sector, personal: false });
        let named = forms.any(&[Form::Name, Form::Seat, Form::StandIn]);
        match gap {
            Gap::Hyphen if self.german() && (named || forms.has(Form::Stem)) => found(true),
            Gap::Space if forms.any(&[Form::Adjective, Form::Indeclinable]) => found(false),
            Gap::Space if unit.possessive || unit.flags & GENITIVE != 0 => forms
                .any(&[Form::Name, Form::Seat, Form::StandIn, Form::Capital])
                .then_some(())
                .and_then(|()| found(false)),
            Gap::Space if !self.german() && (named || forms.has(Form::Capital)) => found(false),
            Gap::Space if unit.shouted && named => found(false),
            _ => None,
        }
    }

    /// The first unit after the modifiers that may stand between an affiliation and its role noun, and whether one says "former".
    fn modifiers(&self, mut at: usize) -> (usize, bool) {
        let mut former = false;
        for _ in 0..MOST_MODIFIERS {
            at = self.after_suspended(at);
            at = self.after_topic(at);
            let joined = self.is_word(at, &["und", "and"]) && self.gap(at) == Gap::Space && self.is_modifier(at + 1);
            if joined {
                at += 1;
            }
            if !self.is_modifier(at)
                || self.gap(at + 1) == Gap::Hyphen && self.unit(at).is_some_and(|unit| unit.marks & PREFIX != 0)
            {
                break;
            }
            former |= self.unit(at).is_some_and(|unit| unit.marks & FORMER != 0);
            at += 1;
        }
        (at, former)
    }

    /// "Staats- und Parteichef": the role noun behind a suspended compound.
    fn after_suspended(&self, at: usize) -> usize {
        let joint =
            self.is_word(at + 1, &["und", "oder", "sowie", "bzw", "and", "or"]) && self.gap(at + 1) == Gap::Suspended;
        if joint && self.unit(at + 2).is_some_and(|unit| unit.role.is_some()) { at + 2 } else { at }
    }

    /// "der amerikanische Syrien-Gesandte": the subject of an envoy is no part of who he is.
    fn after_topic(&self, at: usize) -> usize {
        let subject = self.unit(at).is_some_and(|unit| unit.forms.any(&[Form::Name, Form::Stem]))
            && self.gap(at + 1) == Gap::Hyphen;
        let topic = self.unit(at + 1).is_some_and(|unit| unit.role.is_some() && unit.marks & TOPIC_HEAD != 0);
        if self.german() && subject && topic { at + 1 } else { at }
    }

    fn is_modifier(&self, at: usize) -> bool {
        let Some(unit) = self.unit(at) else { return false };
        if !matches!(unit.gap, Gap::Space | Gap::Hyphen) || unit.role.is_some() || unit.actor.is_some() {
            return false;
        }
        if unit.marks & (MODIFIER | FORMER) != 0 {
            return true;
        }
        let word = self.word(unit);
        // German attributive adjectives show by their endings; in English only a list can tell.
        self.german()
            && !unit.capitalised
            && unit.is_plain()
            && unit.marks & NOT_MODIFIER == 0
            && word.len() >= 5
            && ["e", "er", "es", "en", "em"].iter().any(|ending| word.ends_with(ending))
    }

    /// A role noun with its state, from the first word that belongs to it. `None` if there is no role noun.
    pub fn office(&self, at: usize) -> Option<Office> {
        self.office_at(at, 0)
    }

    fn office_at(&self, at: usize, depth: usize) -> Option<Office> {
        if depth > DEEPEST {
            return None;
        }
        if let Some(affiliation) = self.affiliation(at)
            && let Some(office) = self.affiliated(&affiliation, at)
        {
            return Some(office);
        }
        let (start, former) = if depth > 0 { self.modifiers(at) } else { (self.after_suspended(at), false) };
        let head = self.head(start)?;
        let former = former || head.former || self.is_former(at);
        let guess = if head.state.is_none() { self.federal(start) } else { None };
        let attributive = self.follows_determiner(at);
        let bare = Office {
            head,
            actor: head.state.or(guess),
            next: head.next,
            former,
            end: self.end(head.next),
            guessed: guess.is_some(),
            attributive,
        };
        if bare.actor.is_some() {
            return Some(bare);
        }
        Some(self.complement(&bare, depth).unwrap_or(bare))
    }

    /// The role noun that belongs to an affiliation before it.
    pub fn affiliated(&self, affiliation: &Affiliation, at: usize) -> Option<Office> {
        let (start, former) = if affiliation.hyphen {
            (self.inner_member(affiliation.next), false)
        } else {
            self.modifiers(affiliation.next)
        };
        let expected = if affiliation.hyphen { Gap::Hyphen } else { Gap::Space };
        let joined = self.gap(start) == expected
            || start > affiliation.next && matches!(self.gap(start), Gap::Space | Gap::Hyphen);
        if !joined {
            return None;
        }
        let mut head = self.head(start)?;
        if head.state.is_some_and(|state| state != affiliation.actor) || self.is_topic(affiliation, at, start) {
            return None;
        }
        if affiliation.personal && self.model.roles.get(head.role as usize)?.person && affiliation.hyphen {
            return None;
        }
        if let Some(sector) = affiliation.sector {
            // "Labour Party leader": of the institution, not of the state.
            head = Head { sector: merged_sector(sector, head.sector), other: true, ..head };
        }
        let former = former || head.former || self.is_former(at);
        let attributive = !affiliation.hyphen || self.follows_determiner(at);
        Some(Office {
            head,
            actor: Some(affiliation.actor),
            next: head.next,
            former,
            end: self.end(head.next),
            guessed: false,
            attributive,
        })
    }

    /// "US-Vize-Außenminister": one member between the first and the role noun.
    fn inner_member(&self, at: usize) -> usize {
        let skips = self.unit(at).is_some_and(|unit| unit.role.is_none())
            && self.gap(at + 1) == Gap::Hyphen
            && self.unit(at + 1).is_some_and(|unit| unit.role.is_some());
        at + usize::from(skips && self.unit(at).is_some_and(|unit| unit.marks & (PREFIX | FORMER) == 0))
    }

    /// "Russland-Beauftragter": the state is what the person deals with.
    fn is_topic(&self, affiliation: &Affiliation, at: usize, head: usize) -> bool {
        let (Some(first), Some(last)) = (self.unit(at), self.unit(head)) else { return false };
        affiliation.hyphen && !first.shouted && first.forms.has(Form::Name) && last.marks & TOPIC_HEAD != 0
    }

    /// "Bundeskanzler": of the German-speaking federal state that the text speaks of most.
    fn federal(&self, at: usize) -> Option<u16> {
        let unit = self.unit(at)?;
        if !self.german() || !self.word(unit).starts_with("Bundes") {
            return None;
        }
        let code = |code: &str| {
            weltlage_ontology::Code::new(code).ok().and_then(|code| self.model.by_code.get(&code).copied())
        };
        let federal = ["DEU", "AUT", "CHE"].map(code);
        let near = &self.units[at.saturating_sub(200)..self.units.len().min(at + 200)];
        let count = |actor: &Option<u16>| {
            near.iter()
                .filter(|unit| actor.is_some() && unit.actor == *actor && !unit.forms.any(&[Form::StandIn, Form::City]))
                .count()
        };
        let counts = federal.map(|actor| count(&actor));
        let best =
            (1..3).filter(|other| counts[*other] > counts[0] + 1).max_by_key(|other| counts[*other]).unwrap_or(0);
        federal[best]
    }

    /// What follows a role noun and says to whom it belongs: "of Russia", "der Türkei", "Russlands", "in Kabul".
    fn complement(&self, bare: &Office, depth: usize) -> Option<Office> {
        let next = bare.next;
        let direct = self.unit(next).filter(|unit| {
            unit.gap == Gap::Space
                && unit.flags & GENITIVE != 0
                && unit.forms.any(&[Form::Name, Form::Capital, Form::Seat])
        });
        if self.german()
            && let Some(unit) = direct
            && self.office_at(next, depth + 1).is_none_or(|inner| inner.next <= next + 1)
        {
            return Some(Office { actor: unit.actor, next: next + 1, end: unit.end, ..*bare });
        }
        if self.gap(next) != Gap::Space {
            return None;
        }
        let of: &[&str] = if self.german() { &["der", "des", "von", "vom"] } else { &["of"] };
        let speaks = self.is_word(next, &["for"])
            && self.model.roles.get(bare.head.role as usize).is_some_and(|role| &*role.id == "spokesperson");
        if self.is_word(next, of) || speaks {
            return self.of_complement(bare, next + 1, depth);
        }
        let capital = self
            .unit(next + 1)
            .filter(|unit| self.is_word(next, &["in"]) && unit.forms.has(Form::Capital) && !unit.possessive)?;
        let role = self.model.roles.get(bare.head.role as usize)?;
        let weak = next.checked_sub(1).and_then(|last| self.unit(last)).is_some_and(|last| last.marks & WEAK_ROLE != 0);
        let governs = bare.head.sector == Sector::Government
            && !weak
            && !matches!(&*role.id, "ambassador" | "diplomatic-mission" | "diplomat");
        governs.then(|| Office { actor: capital.actor, next: next + 2, end: capital.end, ..*bare })
    }

    fn of_complement(&self, bare: &Office, mut at: usize, depth: usize) -> Option<Office> {
        if self.is_word(at, &["the", "den", "der", "dem"]) {
            at += 1;
        }
        if self.gap(at) != Gap::Space {
            return None;
        }
        if let Some(inner) = self.office_at(at, depth + 1) {
            let sector = merged_sector(inner.head.sector, bare.head.sector);
            let head = Head { sector, other: true, ..bare.head };
            // "the leader of the opposition" belongs to no state, but is opposition.
            return Some(Office { head, actor: inner.actor, next: inner.next, end: inner.end, ..*bare });
        }
        let (name, _) = self.modifiers(at);
        let unit = self.unit(name)?;
        let named = unit.forms.any(&[Form::Name, Form::Seat, Form::StandIn, Form::Capital])
            && !unit.possessive
            && self.gap(name + 1) != Gap::Hyphen;
        let mut head = bare.head;
        if unit.forms.has(Form::StandIn) {
            head.sector = merged_sector(unit.sector, head.sector);
        }
        named
            .then_some(Office { head, actor: unit.actor, next: name + 1, end: unit.end, ..*bare })
            .filter(|office| office.actor.is_some())
    }

    /// Whether the word before says that the role is over: "ehemaliger", "former", "ex-".
    pub fn is_former(&self, at: usize) -> bool {
        at.checked_sub(1)
            .and_then(|before| self.unit(before))
            .is_some_and(|before| before.marks & FORMER != 0 && matches!(self.gap(at), Gap::Space | Gap::Hyphen))
    }

    /// Whether an article, a pronoun or an adjective stands before a unit.
    fn follows_determiner(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.unit(before)).filter(|_| self.gap(at) == Gap::Space);
        before.is_some_and(|before| {
            let word = self.word(before);
            ["der", "die", "das", "dem", "den", "des"].iter().any(|article| word.eq_ignore_ascii_case(article))
                || ["e", "er", "en", "em", "es", "ein"].iter().any(|ending| word.ends_with(ending))
                    && before.is_plain()
                    && !word.ends_with("te")
        })
    }

    /// Whether the word before turns the name into something else: "pro-Russian", "anti-government".
    pub fn is_against(&self, at: usize) -> bool {
        self.gap(at) == Gap::Hyphen
            && at.checked_sub(1).and_then(|before| self.unit(before)).is_some_and(|before| before.marks & AGAINST != 0)
    }

    /// End in bytes of what stops before a unit.
    fn end(&self, next: usize) -> usize {
        next.checked_sub(1).and_then(|last| self.unit(last)).map_or(0, |unit| unit.end)
    }

    /// The name of a person who is not in the tables: the unit after it, and the unit of the surname.
    pub fn unknown_name(&self, from: usize, least: usize) -> Option<(usize, usize)> {
        let mut at = from;
        let (mut capitals, mut surname) = (0, from);
        while at < from + 6 {
            let Some(unit) = self
                .unit(at)
                .filter(|unit| at == from || matches!(unit.gap, Gap::Space | Gap::Hyphen | Gap::Apostrophe))
            else {
                break;
            };
            let initial = self.word(unit).trim_end_matches('.').chars().count() == 1;
            let particle = unit.marks & PARTICLE != 0 && !unit.capitalised && capitals > 0;
            if !particle {
                let known = unit.actor.is_some() || at == from && unit.is_person && !is_given_name(unit);
                if !unit.capitalised
                    || known
                    || unit.role.is_some()
                    || unit.shouted && !initial
                    || unit.marks & (NOT_SURNAME | COURTESY) != 0
                    || self.is_german_noun(unit)
                {
                    break;
                }
                capitals += 1;
                surname = at;
            }
            at += 1;
            if unit.possessive {
                break;
            }
        }
        (capitals >= least).then_some((surname + 1, surname))
    }

    /// German nouns are capitalised like names; these endings give most of them away.
    fn is_german_noun(&self, unit: &Unit) -> bool {
        const ENDINGS: [&str; 16] = [
            "ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "tion", "tionen", "ismus",
            "nisse", "täten", "tät", "ierung", "onen",
        ];
        self.german() && ENDINGS.iter().any(|ending| self.word(unit).ends_with(ending))
    }

    /// Whether a noun phrase goes on behind an adjective.
    pub fn noun_follows(&self, at: usize) -> bool {
        let Some(next) = self.unit(at + 1) else { return false };
        if !matches!(next.gap, Gap::Space | Gap::Hyphen) {
            return false;
        }
        if self.german() {
            let word = self.word(next);
            let adjective = !next.capitalised
                && next.is_plain()
                && next.marks & NOT_MODIFIER == 0
                && word.len() >= 5
                && ["e", "er", "es", "en", "em"].iter().any(|ending| word.ends_with(ending));
            return next.capitalised
                || adjective && self.unit(at + 2).is_some_and(|noun| noun.capitalised && noun.gap == Gap::Space);
        }
        const FUNCTION: &[&str] = &[
            "and", "or", "but", "is", "was", "has", "had", "will", "would", "to", "in", "on", "at", "for", "with",
            "of", "from", "by", "said", "says", "that", "which", "who", "as", "are", "were", "have", "could", "can",
            "should", "may", "might", "must", "not", "also", "after", "before", "over", "than", "because", "if",
            "when", "while", "against", "into", "did", "does", "do", "the", "a", "its",
        ];
        next.gap == Gap::Hyphen || !FUNCTION.contains(&self.word(next))
    }

    /// "rebel stronghold", "civilian casualties", "public": an English role noun that is no actor by itself here.
    pub fn is_attribute(&self, office: &Office) -> bool {
        if self.german() {
            return false;
        }
        let Some(last) = office.next.checked_sub(1).and_then(|last| self.unit(last)) else { return false };
        let person = self.model.roles.get(office.head.role as usize).is_some_and(|role| role.person);
        let next = self.unit(office.next).map_or("", |next| self.word(next));
        let more = self.unit(office.next).is_some_and(|next| next.role.is_some() && next.gap == Gap::Space);
        // Past tenses and third persons end the noun phrase: "a gunman opened fire".
        let verb = !more && (next.ends_with("ed") || next.ends_with('s'));
        last.marks & WEAK_ROLE != 0
            || person && !office.head.plural && !last.possessive && !verb && self.noun_follows(office.next - 1)
    }

    /// Gender by the form of the role noun; only feminine forms tell.
    pub fn gender(&self, head: &Head) -> Option<Gender> {
        let person = self.model.roles.get(head.role as usize).is_some_and(|role| role.person);
        (person && head.feminine).then_some(Gender::Female)
    }
}

/// The sector of a role noun made of two: "army spokesman" speaks for the army, "rebel troops" are rebels.
pub(crate) fn merged_sector(first: Sector, second: Sector) -> Sector {
    match (first, second) {
        (first, Sector::Government) => first,
        (Sector::Rebels | Sector::Opposition, Sector::Military) => first,
        (_, second) => second,
    }
}
