//! Closed lists of a language that the reader consults: modals, negation, allegation, condition, time, links.
//!
//! They live in `data/lexicon/<language>/markers.toml`; the fields here are its schema. All words are lower-case lemmas or forms.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use serde::Deserialize;
use weltlage_ontology::LinkKind;

/// A set of lower-case words.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct WordSet(FxHashSet<String>);

impl WordSet {
    /// Whether the word is in the set.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        self.0.contains(word)
    }

    /// All words, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

/// What a modal or an adverb does to the act in its scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// May, might, could.
    Possible,
    /// Would.
    Conditional,
    /// Will, is to.
    Planned,
    /// Wants to, will: the actor's own intention.
    Intended,
    /// Must, should: in somebody's mouth a demand.
    Deontic,
    /// Is said to.
    Alleged,
    /// Not a modal of ours (ability, permission in the past).
    None,
}

/// A modal verb: its effect by mood and by the form of what it governs.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Modal {
    /// Lemma.
    pub lemma: String,
    /// Effect of the indicative ("kann", "will", "may").
    pub indicative: Effect,
    /// Effect of Konjunktiv II or the past form ("könnte", "sollte", "might"); the indicative's if left out.
    pub subjunctive: Option<Effect>,
    /// Effect with an infinitive perfect ("soll geliefert haben", "may have sent").
    pub perfect: Option<Effect>,
}

/// A connective and what it claims.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Connective {
    /// Its words, lower-case, separated by one space.
    pub words: String,
    /// Kind of link.
    pub kind: LinkKind,
    /// Whether it introduces the linked part itself ("because …"); else the part before it is linked ("therefore …").
    #[serde(default)]
    pub introduces: bool,
}

/// Words of time.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeWords {
    /// Month names and abbreviations to 1–12.
    pub months: BTreeMap<String, i8>,
    /// Weekday names and abbreviations to 1 (Monday) – 7.
    pub weekdays: BTreeMap<String, i8>,
    /// Seasons to their first month.
    pub seasons: BTreeMap<String, i8>,
    /// "today", "yesterday" … to days from the day of publication.
    pub days: BTreeMap<String, i32>,
    /// Units: day, week, month, year.
    pub units: BTreeMap<String, Unit>,
    /// "last", "past": the one before.
    pub last: WordSet,
    /// "next", "coming": the one after.
    pub next: WordSet,
    /// "this", "current".
    pub this: WordSet,
    /// "early", "Anfang".
    pub early: WordSet,
    /// "mid", "Mitte".
    pub middle: WordSet,
    /// "late", "end", "Ende".
    pub late: WordSet,
    /// "ago" after, "vor" before a count of units.
    pub ago: WordSet,
    /// "in", "within" before a count of units.
    pub ahead: WordSet,
    /// Number words.
    pub numbers: BTreeMap<String, i32>,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Unit {
    Day,
    Week,
    Month,
    Year,
    Decade,
}

/// All closed lists of a language.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Markers {
    /// Modal verbs.
    pub modals: Vec<Modal>,
    /// Words that negate their clause or noun phrase.
    pub negation: WordSet,
    /// Words that negate, but only almost ("kaum", "hardly").
    pub almost_negation: WordSet,
    /// Prepositions that negate what they govern ("ohne", "without").
    pub negative_prepositions: WordSet,
    /// Adverbs and adjectives of possibility.
    pub possible: WordSet,
    /// Adverbs and adjectives of allegation.
    pub alleged: WordSet,
    /// Adjectives and participles of what is planned.
    pub planned: WordSet,
    /// Conjunctions that open a condition.
    pub condition: WordSet,
    /// Words that place an act in an earlier period.
    pub historical: WordSet,
    /// Prepositions and phrases that name a source ("laut", "according to").
    pub attribution: WordSet,
    /// Nouns that name a source as a whole ("Berichten zufolge", "reports").
    pub hearsay: WordSet,
    /// Prepositions of place.
    pub place: WordSet,
    /// Prepositions that mark the agent of a passive or of a noun.
    pub agent: WordSet,
    /// Prepositions that commonly lead to the one acted upon.
    pub towards: WordSet,
    /// Words before "mit", "with" that make who follows take part in what the subject does.
    pub comitative: WordSet,
    /// Verbs whose subject, not their object, acts in an infinitive below them ("promise", "drohen").
    pub subject_control: WordSet,
    /// Prepositions of gerunds in which the object of the verb acts ("accuse … of", "stop … from").
    pub object_control: WordSet,
    /// Phrases of exchange ("im Gegenzug", "in return").
    pub exchange: Vec<String>,
    /// Nouns that refer back to a state ("das Land", "the country").
    pub state_nouns: WordSet,
    /// Verbs whose agent commands what their participle modifies ("led by Russia").
    pub leading: WordSet,
    /// First parts of separable verbs (German).
    #[serde(default)]
    pub particles: WordSet,
    /// Names of actors that take a feminine article (German).
    #[serde(default)]
    pub feminine_names: WordSet,
    /// Nouns that refer back to an armed group or movement ("die Miliz", "the group").
    pub group_nouns: WordSet,
    /// Nouns that refer back to an organisation of states ("das Bündnis", "the bloc").
    pub alliance_nouns: WordSet,
    /// Words that make a pair of a noun ("both", "beiden").
    pub both: WordSet,
    /// Nouns beside those of states that may name a pair of states ("sides", "Seiten").
    pub pair_nouns: WordSet,
    /// Connectives.
    pub links: Vec<Connective>,
    /// Words of time.
    pub time: TimeWords,
}

impl Markers {
    /// Whether a lower-case noun may refer back to an actor.
    #[must_use]
    pub fn refers_back(&self, noun: &str) -> bool {
        [&self.state_nouns, &self.group_nouns, &self.alliance_nouns].iter().any(|nouns| nouns.contains(noun))
    }
}
