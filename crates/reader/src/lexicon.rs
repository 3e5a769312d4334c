//! The frame lexicons: which word evokes which frame under which restrictions.
//!
//! `data/lexicon/README.md` documents the files. They are embedded; loading checks every reference, so a mistake in a
//! file is an error that names the file and the entry.

use std::str::FromStr;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use weltlage_language::Upos;
use weltlage_ontology::{Context, Event, Goods, Language, Mode};

use crate::markers::Markers;

/// A frame lexicon could not be loaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LexiconError {
    /// A file is no TOML of the documented form.
    #[error("{file} is no frame lexicon")]
    Toml {
        /// The file.
        file: &'static str,
        /// What is wrong where.
        #[source]
        source: Box<toml::de::Error>,
    },
    /// An entry refers to something that does not exist, or contradicts itself.
    #[error("{file}: entry “{entry}”: {problem}")]
    Entry {
        /// The file.
        file: &'static str,
        /// The entry's lemma or id.
        entry: String,
        /// What is wrong.
        problem: String,
    },
}

/// What a frame does with an act in its content role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Compose {
    Promise,
    Agree,
    Concede,
    Request,
    Refuse,
    Deny,
    Allege,
    Threaten,
    Warn,
    Announce,
    Do,
    Undergo,
    Plan,
    Consider,
    Want,
    Possible,
    PossibleOther,
    Negate,
    Cancel,
    Say,
    Alleged,
    Nothing,
}

/// What an argument is to the act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Role {
    Actor,
    Recipient,
    Partner,
    Content,
    Theme,
    Topic,
    Place,
    Speaker,
}

/// Where in the clause or noun phrase an argument stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Slot {
    /// Subject (of the active clause).
    Subject,
    /// Direct object.
    Object,
    /// Dative or indirect object.
    Dative,
    /// Infinitive clause.
    Infinitive,
    /// Finite complement clause.
    Clause,
    /// Possessive, genitive, adjective or first part of a compound.
    Possessor,
    /// Reflexive pronoun (only in `needs`).
    Reflexive,
    /// The word itself: "protesters" act by being named.
    Itself,
    /// Prepositional phrase.
    Preposition(Box<str>),
}

/// Slots and their roles, in order of preference.
pub type Slots = Vec<(Slot, Role)>;

/// A frame of the shared list.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Identifier, such as `request.demand`.
    pub id: Box<str>,
    /// Event type; `None` for operators.
    pub event: Option<Event>,
    /// Mode.
    pub mode: Option<Mode>,
    /// Contexts.
    pub contexts: Vec<Context>,
    /// What it does with its content.
    pub compose: Option<Compose>,
    /// All parties on one side.
    pub symmetric: bool,
    args: Slots,
    noun: Slots,
}

/// Index of a frame in the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FrameId(u16);

/// One alternative of a restriction.
#[derive(Clone, Debug)]
enum Choice {
    /// Whoever is known as an actor, and human beings in general.
    Actor,
    Class(u16),
    Lemma(Box<str>),
}

/// "The head of this slot is one of these."
#[derive(Clone, Debug)]
pub struct Restriction {
    /// The slot.
    pub slot: Slot,
    choices: Vec<Choice>,
}

/// One word with one frame.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Dictionary form.
    pub lemma: Box<str>,
    /// Second word of an English phrasal verb.
    pub particle: Option<Box<str>>,
    /// The frame.
    pub frame: FrameId,
    /// Slots.
    pub slots: Slots,
    /// Restrictions that must all hold.
    pub with: Vec<Restriction>,
    /// Restrictions of which none may hold.
    pub without: Vec<Restriction>,
    /// Slots that must all be filled.
    pub needs: Vec<Slot>,
    /// A noun that matches as a whole word only, not as the last part of a compound.
    pub exact: bool,
    /// Mode in place of the frame's.
    pub mode: Option<Mode>,
    /// Contexts in place of the frame's.
    pub contexts: Option<Vec<Context>>,
}

/// Kind of word that evokes a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Kind {
    Verb,
    Noun,
    Adjective,
}

/// Frames, words, classes and markers of one language.
#[derive(Debug)]
pub struct Lexicon {
    /// The language.
    pub language: Language,
    /// Closed lists.
    pub markers: Markers,
    frames: Vec<Frame>,
    entries: Vec<Entry>,
    verbs: FxHashMap<Box<str>, Vec<u32>>,
    nouns: FxHashMap<Box<str>, Vec<u32>>,
    adjectives: FxHashMap<Box<str>, Vec<u32>>,
    /// For the second parts of German separable verbs, their particles.
    separable: FxHashMap<Box<str>, Vec<Box<str>>>,
    class_names: Vec<Box<str>>,
    class_of: FxHashMap<Box<str>, Vec<u16>>,
    longest_noun: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrameFile {
    frame: Vec<FrameLine>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrameLine {
    id: String,
    event: Option<Event>,
    mode: Option<Mode>,
    #[serde(default)]
    contexts: Vec<Context>,
    compose: Option<Compose>,
    #[serde(default)]
    symmetric: bool,
    #[serde(default)]
    args: String,
    #[serde(default)]
    noun: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryFile {
    #[serde(default)]
    verbs: Vec<EntryLine>,
    #[serde(default)]
    nouns: Vec<EntryLine>,
    #[serde(default)]
    adjectives: Vec<EntryLine>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryLine {
    lemma: String,
    frame: String,
    args: Option<String>,
    with: Option<String>,
    without: Option<String>,
    needs: Option<String>,
    #[serde(default)]
    exact: bool,
    mode: Option<Mode>,
    contexts: Option<Vec<Context>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClassLine {
    lemmas: Vec<String>,
}

macro_rules! embedded {
    ($($name:literal),+ $(,)?) => { &[$(($name, include_str!(concat!("../../../data/lexicon/", $name)))),+] };
}

const FRAMES: &[(&str, &str)] = embedded!("frames.toml");
const GERMAN: &[(&str, &str)] =
    embedded!("de/classes.toml", "de/markers.toml", "de/operators.toml", "de/verbal.toml", "de/material.toml");
const ENGLISH: &[(&str, &str)] =
    embedded!("en/classes.toml", "en/markers.toml", "en/operators.toml", "en/verbal.toml", "en/material.toml");

impl FromStr for Role {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Ok(match text {
            "actor" => Self::Actor,
            "recipient" => Self::Recipient,
            "partner" => Self::Partner,
            "content" => Self::Content,
            "theme" => Self::Theme,
            "topic" => Self::Topic,
            "place" => Self::Place,
            "speaker" => Self::Speaker,
            _ => return Err(format!("“{text}” is no role")),
        })
    }
}

impl Slot {
    fn parse(text: &str) -> Self {
        match text {
            "subj" => Self::Subject,
            "obj" => Self::Object,
            "iobj" => Self::Dative,
            "inf" => Self::Infinitive,
            "that" => Self::Clause,
            "poss" => Self::Possessor,
            "refl" => Self::Reflexive,
            "self" => Self::Itself,
            preposition => Self::Preposition(preposition.into()),
        }
    }
}

fn slots(text: &str) -> Result<Slots, String> {
    text.split_whitespace()
        .map(|pair| {
            let (slot, role) = pair.split_once('=').ok_or_else(|| format!("“{pair}” is not slot=role"))?;
            Ok((Slot::parse(slot), role.parse()?))
        })
        .collect()
}

impl Lexicon {
    /// The embedded lexicon of a language.
    ///
    /// # Errors
    /// A file is broken; the suite holds the bundled ones to their form.
    pub fn bundled(language: Language) -> Result<Self, LexiconError> {
        let files = match language {
            Language::De => GERMAN,
            Language::En => ENGLISH,
        };
        let mut lexicon = Self {
            language,
            markers: Markers::default(),
            frames: load_frames(FRAMES[0].0, FRAMES[0].1)?,
            entries: Vec::new(),
            verbs: FxHashMap::default(),
            nouns: FxHashMap::default(),
            adjectives: FxHashMap::default(),
            separable: FxHashMap::default(),
            class_names: Vec::new(),
            class_of: FxHashMap::default(),
            longest_noun: 0,
        };
        for (file, text) in files {
            let broken = |source| LexiconError::Toml { file, source: Box::new(source) };
            if file.ends_with("classes.toml") {
                lexicon.add_classes(toml::from_str(text).map_err(broken)?);
            } else if file.ends_with("markers.toml") {
                lexicon.markers = toml::from_str(text).map_err(broken)?;
            } else {
                lexicon.add_entries(file, toml::from_str(text).map_err(broken)?)?;
            }
        }
        lexicon.order();
        lexicon.find_separable();
        lexicon.inherit_classes();
        Ok(lexicon)
    }

    /// Fills the table of separable verbs: which verbs are known with which particle before them.
    fn find_separable(&mut self) {
        for verb in self.verbs.keys() {
            for (at, _) in verb.char_indices().skip(2) {
                let (particle, base) = verb.split_at(at);
                if base.len() > 3 && self.markers.particles.contains(particle) {
                    self.separable.entry(base.into()).or_default().push(particle.into());
                }
            }
        }
        self.separable.values_mut().for_each(|particles| particles.sort_unstable());
    }

    /// A listed German compound is also what its last part is ("Kampfflugzeug" → Flugzeug), as an unlisted one would be.
    fn inherit_classes(&mut self) {
        const SHORTEST: usize = 5;
        if self.language != Language::De {
            return;
        }
        let inherited: Vec<(Box<str>, Vec<u16>)> = self
            .class_of
            .keys()
            .filter_map(|noun| {
                let mut ends =
                    noun.char_indices().map(|(at, _)| at).filter(|at| *at >= 2 && noun.len() - at >= SHORTEST);
                let ids = ends.find_map(|at| self.class_of.get(&noun[at..]))?;
                Some((noun.clone(), ids.clone()))
            })
            .collect();
        for (noun, ids) in inherited {
            let own = self.class_of.entry(noun).or_default();
            own.extend(ids.iter().filter(|id| !own.contains(id)).copied().collect::<Vec<_>>());
        }
    }

    /// Whether a German verb evokes a frame together with a particle that stands apart from it ("lehnte … ab").
    #[must_use]
    pub fn evokes_with(&self, verb: &str, mut has: impl FnMut(&str) -> bool) -> bool {
        self.separable.get(verb).is_some_and(|particles| particles.iter().any(|particle| has(particle)))
    }

    fn add_classes(&mut self, classes: std::collections::BTreeMap<String, ClassLine>) {
        for (name, line) in classes {
            let id = self.class_names.len() as u16;
            self.class_names.push(name.into());
            for lemma in line.lemmas {
                self.longest_noun = self.longest_noun.max(lemma.len());
                let ids = self.class_of.entry(lemma.to_lowercase().into()).or_default();
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
        }
    }

    fn add_entries(&mut self, file: &'static str, lines: EntryFile) -> Result<(), LexiconError> {
        let by_id: FxHashMap<Box<str>, u16> =
            self.frames.iter().enumerate().map(|(index, frame)| (frame.id.clone(), index as u16)).collect();
        let kinds = [(Kind::Verb, lines.verbs), (Kind::Noun, lines.nouns), (Kind::Adjective, lines.adjectives)];
        for (kind, lines) in kinds {
            for line in lines {
                let lemma = line.lemma.clone();
                let fail = |problem| LexiconError::Entry { file, entry: lemma.clone(), problem };
                let entry = self.entry(kind, line, &by_id).map_err(fail)?;
                let id = self.entries.len() as u32;
                let key = if kind == Kind::Noun { entry.lemma.to_lowercase().into() } else { entry.lemma.clone() };
                if kind == Kind::Noun {
                    self.longest_noun = self.longest_noun.max(entry.lemma.len());
                }
                self.entries.push(entry);
                self.index(kind).entry(key).or_default().push(id);
            }
        }
        Ok(())
    }

    fn index(&mut self, kind: Kind) -> &mut FxHashMap<Box<str>, Vec<u32>> {
        match kind {
            Kind::Verb => &mut self.verbs,
            Kind::Noun => &mut self.nouns,
            Kind::Adjective => &mut self.adjectives,
        }
    }

    fn entry(&self, kind: Kind, line: EntryLine, frames: &FxHashMap<Box<str>, u16>) -> Result<Entry, String> {
        let frame_index = *frames.get(line.frame.as_str()).ok_or_else(|| format!("no frame “{}”", line.frame))?;
        let frame = &self.frames[usize::from(frame_index)];
        if let (Some(mode), Some(event)) = (line.mode, frame.event)
            && !event.has_mode(mode)
        {
            return Err(format!("{event} has no mode “{mode}”"));
        }
        let slots = match (&line.args, kind) {
            (Some(args), _) => slots(args)?,
            (None, Kind::Noun) => frame.noun.clone(),
            (None, _) => frame.args.clone(),
        };
        let (lemma, particle) = match (kind, line.lemma.split_once(' ')) {
            (Kind::Verb, Some((verb, particle))) => (verb.into(), Some(particle.into())),
            _ => (line.lemma.as_str().into(), None),
        };
        Ok(Entry {
            lemma,
            particle,
            frame: FrameId(frame_index),
            slots,
            with: self.restrictions(line.with.as_deref())?,
            without: self.restrictions(line.without.as_deref())?,
            needs: line.needs.as_deref().unwrap_or_default().split_whitespace().map(Slot::parse).collect(),
            exact: line.exact,
            mode: line.mode,
            contexts: line.contexts,
        })
    }

    fn restrictions(&self, text: Option<&str>) -> Result<Vec<Restriction>, String> {
        let parse_choice = |choice: &str| match choice.strip_prefix('@') {
            Some("actor") => Ok(Choice::Actor),
            Some(class) => self.class(class).map(Choice::Class).ok_or_else(|| format!("no class “{class}”")),
            None => Ok(Choice::Lemma(choice.to_lowercase().into())),
        };
        text.unwrap_or_default()
            .split_whitespace()
            .map(|part| {
                let (slot, choices) =
                    part.split_once('=').ok_or_else(|| format!("“{part}” is not slot=alternatives"))?;
                let choices = choices.split('|').map(parse_choice).collect::<Result<_, _>>()?;
                Ok(Restriction { slot: Slot::parse(slot), choices })
            })
            .collect()
    }

    /// Puts entries with more conditions first; file order otherwise.
    fn order(&mut self) {
        let entries = &self.entries;
        for ids in self.verbs.values_mut().chain(self.nouns.values_mut()).chain(self.adjectives.values_mut()) {
            ids.sort_by_key(|id| {
                let entry = &entries[*id as usize];
                let conditions = 2 * (entry.with.len() + entry.without.len())
                    + entry.needs.len()
                    + 3 * usize::from(entry.particle.is_some());
                (std::cmp::Reverse(conditions), *id)
            });
        }
    }

    /// The frame of this index.
    #[must_use]
    pub fn frame(&self, id: FrameId) -> &Frame {
        &self.frames[usize::from(id.0)]
    }

    /// All frames, in file order.
    #[must_use]
    pub fn frames(&self) -> &[Frame] {
        &self.frames
    }

    /// All entries.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Whether a word may evoke a frame: the gate in front of the parser. `lemma` may be a form or a lemma.
    #[must_use]
    pub fn may_evoke(&self, upos: Upos, lemma: &str) -> bool {
        match upos {
            Upos::Verb | Upos::Aux => self.verbs.contains_key(lemma),
            Upos::Noun | Upos::Propn => !self.noun_ids(lemma).is_empty(),
            Upos::Adj | Upos::Adv => self.adjectives.contains_key(lemma) || self.verbs.contains_key(lemma),
            _ => false,
        }
    }

    /// Whether a lemma evokes a frame or, for a noun, belongs to a class.
    #[must_use]
    pub fn knows(&self, upos: Upos, lemma: &str) -> bool {
        self.may_evoke(upos, lemma) || upos == Upos::Noun && !self.classes(lemma).is_empty()
    }

    /// Entries of a verb, most specific first.
    pub fn verb(&self, lemma: &str) -> impl Iterator<Item = &Entry> {
        self.verbs.get(lemma).into_iter().flatten().map(|id| &self.entries[*id as usize])
    }

    /// Entries of an adjective, most specific first.
    pub fn adjective(&self, lemma: &str) -> impl Iterator<Item = &Entry> {
        self.adjectives.get(lemma).into_iter().flatten().map(|id| &self.entries[*id as usize])
    }

    /// Entries of a noun, most specific first, with the length of the first part of a compound that is no part of the entry (0 for a whole match).
    pub fn noun<'a>(&'a self, lemma: &str) -> impl Iterator<Item = (&'a Entry, usize)> + use<'a> {
        let lower = lemma.to_lowercase();
        let (rest, ids) = self.longest_suffix(&lower, &self.nouns).unwrap_or((0, &[]));
        ids.iter().map(move |id| (&self.entries[*id as usize], rest)).filter(|(entry, rest)| *rest == 0 || !entry.exact)
    }

    fn noun_ids(&self, lemma: &str) -> &[u32] {
        self.longest_suffix(&lemma.to_lowercase(), &self.nouns).map_or(&[], |(_, ids)| ids)
    }

    /// The longest listed noun that `lower` is or, in German, ends in; the part before it must be at least two letters long.
    fn longest_suffix<'m, T>(&self, lower: &str, map: &'m FxHashMap<Box<str>, Vec<T>>) -> Option<(usize, &'m [T])> {
        if let Some(ids) = map.get(lower) {
            return Some((0, ids));
        }
        let hyphen = lower.rfind('-').map(|at| at + 1);
        if self.language == Language::En {
            let at = hyphen?;
            return map.get(&lower[at..]).map(|ids| (at, ids.as_slice()));
        }
        let first = lower.len().saturating_sub(self.longest_noun).max(2);
        lower
            .char_indices()
            .map(|(at, _)| at)
            .filter(|at| *at >= first && lower.len() - at >= 4 || Some(*at) == hyphen)
            .find_map(|at| map.get(&lower[at..]).map(|ids| (at, ids.as_slice())))
    }

    /// The class of this name.
    #[must_use]
    pub fn class(&self, name: &str) -> Option<u16> {
        self.class_names.iter().position(|own| &**own == name).and_then(|index| u16::try_from(index).ok())
    }

    /// Classes of a noun.
    #[must_use]
    pub fn classes(&self, lemma: &str) -> &[u16] {
        self.longest_suffix(&lemma.to_lowercase(), &self.class_of).map_or(&[], |(_, ids)| ids)
    }

    /// Whether a noun belongs to the class of this name; a class that does not exist has no members.
    #[must_use]
    pub fn is_a(&self, lemma: &str, class: &str) -> bool {
        self.class(class).is_some_and(|id| self.classes(lemma).contains(&id))
    }

    /// The class of goods that a noun names.
    #[must_use]
    pub fn goods(&self, lemma: &str) -> Option<Goods> {
        self.classes(lemma).iter().find_map(|id| Goods::parse(&self.class_names[usize::from(*id)]))
    }

    /// The class of goods whose list has exactly this noun (lower-case).
    #[must_use]
    pub fn goods_exactly(&self, lower: &str) -> Option<Goods> {
        self.class_of.get(lower)?.iter().find_map(|id| Goods::parse(&self.class_names[usize::from(*id)]))
    }

    /// Whether the head of a phrase satisfies a restriction: by its lemma, or by naming an actor.
    #[must_use]
    pub fn satisfies(&self, restriction: &Restriction, lemma: &str, names_actor: bool) -> bool {
        let lower = lemma.to_lowercase();
        restriction.choices.iter().any(|choice| match choice {
            Choice::Actor => names_actor,
            Choice::Class(id) => self.classes(&lower).contains(id),
            Choice::Lemma(own) => {
                **own == *lower || self.language == Language::De && lower.ends_with(&**own) && own.len() > 3
            }
        })
    }
}

fn load_frames(file: &'static str, text: &str) -> Result<Vec<Frame>, LexiconError> {
    let lines: FrameFile =
        toml::from_str(text).map_err(|source| LexiconError::Toml { file, source: Box::new(source) })?;
    let mut seen = FxHashSet::default();
    lines
        .frame
        .into_iter()
        .map(|line| {
            let fail = |problem| LexiconError::Entry { file, entry: line.id.clone(), problem };
            if !seen.insert(line.id.clone()) {
                return Err(fail("the id stands twice".to_owned()));
            }
            match (line.event, line.mode) {
                (Some(event), Some(mode)) if !event.has_mode(mode) => {
                    return Err(fail(format!("{event} has no mode “{mode}”")));
                }
                (None, Some(_)) => return Err(fail("a mode without an event".to_owned())),
                (None, None) if line.compose.is_none() => return Err(fail("neither event nor compose".to_owned())),
                _ => {}
            }
            Ok(Frame {
                event: line.event,
                mode: line.mode,
                compose: line.compose,
                symmetric: line.symmetric,
                args: slots(&line.args).map_err(fail)?,
                noun: slots(&line.noun).map_err(fail)?,
                contexts: line.contexts,
                id: line.id.into(),
            })
        })
        .collect()
}
