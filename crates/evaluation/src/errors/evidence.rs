//! What the reader made of a gold sentence, as far as it tells why a statement was missed: its words with the frames that they evoke, who is
//! mentioned, and the statements with their triggers.

use std::collections::BTreeSet;

use weltlage_actors::Mention;
use weltlage_language::{Relation, Sentence, Token, Upos};
use weltlage_ontology::{Event, Language};
use weltlage_reader::lexicon::Entry;
use weltlage_reader::reading::Offsets;
use weltlage_reader::statement::Participant;
use weltlage_reader::{Document, Lexicon, Reading, Statement};

use crate::coded::Coded;

/// How far up a tree a path is told.
const LONGEST_PATH: usize = 40;

/// A word of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// First byte.
    pub start: usize,
    /// Byte after the last one.
    pub end: usize,
    /// The word.
    pub form: String,
    /// Its relation to its head; empty where the gate kept the sentence from the parser.
    pub relation: &'static str,
    /// Its head among the words of the text.
    pub head: Option<usize>,
    /// Frames that its lemma can evoke, with their events; operators have none.
    pub evokes: Vec<(String, Option<Event>)>,
}

/// A mention of an actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mentioned {
    /// First byte.
    pub start: usize,
    /// Byte after the last one.
    pub end: usize,
    /// Code without sector; of a given mention its identifier.
    pub code: String,
}

/// A found statement.
#[derive(Clone, Debug)]
pub struct Found {
    /// As it is compared.
    pub statement: Coded,
    /// Who acts: codes, or identifiers of given mentions.
    pub actors: BTreeSet<String>,
    /// Towards whom.
    pub recipients: BTreeSet<String>,
    /// Number of the trigger's word.
    pub trigger: usize,
    /// The trigger's word of the act inside.
    pub content: Option<usize>,
}

/// The reading of a gold sentence. The default stands for a document that was refused.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// All words, in order.
    pub words: Vec<Word>,
    /// Who is mentioned.
    pub mentioned: Vec<Mentioned>,
    /// What was found.
    pub found: Vec<Found>,
}

impl Evidence {
    /// Gathers the evidence of a reading; `mentions` are those that the gazetteer finds in the document.
    #[must_use]
    pub fn new(document: &Document, reading: &Reading, mentions: &[Mention], lexicon: &Lexicon) -> Self {
        let offsets = Offsets::new(&document.text);
        let (words, firsts) = words(&reading.sentences, lexicon);
        let given = document.mentions.iter().map(|own| Mentioned {
            start: offsets.byte(own.start),
            end: offsets.byte(own.end),
            code: own.id.clone(),
        });
        let named = mentions.iter().map(|own| Mentioned { start: own.start, end: own.end, code: own.code.to_string() });
        let mut evidence = Self { words, mentioned: given.chain(named).collect(), found: Vec::new() };
        for (statement, grounds) in reading.statements.iter().zip(&reading.grounds) {
            let trigger = firsts.get(grounds.sentence).map_or(0, |first| first + grounds.trigger);
            let content = statement.content.as_ref().map(|content| offsets.byte(content.trigger.span.start));
            let content = content.and_then(|byte| evidence.words.iter().position(|word| word.end > byte));
            evidence.found.push(found(statement, trigger, content));
        }
        evidence
    }

    /// The words at which a coder's trigger stands: wherever it stands as a whole, else each of its words. None for an empty trigger and for
    /// one that is not in the text.
    #[must_use]
    pub fn places(&self, text: &str, trigger: &str) -> Vec<usize> {
        if trigger.is_empty() {
            return Vec::new();
        }
        let mut spans: Vec<(usize, usize)> =
            text.match_indices(trigger).map(|(start, part)| (start, start + part.len())).collect();
        let in_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let whole_words = |(start, end): &(usize, usize)| {
            !in_word(text[..*start].chars().next_back()) && !in_word(text[*end..].chars().next())
        };
        if spans.iter().any(whole_words) {
            spans.retain(whole_words);
        }
        let inside = |word: &Word| spans.iter().any(|(start, end)| word.start < *end && word.end > *start);
        let whole: Vec<usize> = (0..self.words.len()).filter(|at| inside(&self.words[*at])).collect();
        if !whole.is_empty() {
            return whole;
        }
        let parts: BTreeSet<String> = trigger.split_whitespace().map(str::to_lowercase).collect();
        (0..self.words.len()).filter(|at| parts.contains(&self.words[*at].form.to_lowercase())).collect()
    }

    /// The way from a word up to the root of its tree, each word with its relation.
    #[must_use]
    pub fn path(&self, word: usize) -> String {
        let steps = std::iter::successors(Some(word), |at| self.words.get(*at).and_then(|own| own.head));
        let step = |at: usize| self.words.get(at).map(|own| format!("{} ({})", own.form, own.relation));
        steps.take(LONGEST_PATH).filter_map(step).collect::<Vec<_>>().join(" < ")
    }

    /// The word of a mention that the others hang on.
    #[must_use]
    pub fn head_of(&self, mention: &Mentioned) -> Option<usize> {
        let inside = |word: &Word| word.start < mention.end && word.end > mention.start;
        self.words.iter().position(|word| {
            inside(word) && word.head.and_then(|head| self.words.get(head)).is_none_or(|head| !inside(head))
        })
    }
}

fn found(statement: &Statement, trigger: usize, content: Option<usize>) -> Found {
    let code = |own: &Participant| own.mention.clone().unwrap_or_else(|| own.code.to_string());
    Found {
        statement: Coded::from(statement),
        actors: statement.actors.iter().map(code).collect(),
        recipients: statement.recipients.iter().map(code).collect(),
        trigger,
        content,
    }
}

/// The words of all sentences, and the number of the first word of each.
fn words(sentences: &[Sentence], lexicon: &Lexicon) -> (Vec<Word>, Vec<usize>) {
    let (mut words, mut firsts) = (Vec::new(), Vec::new());
    for sentence in sentences {
        let first = words.len();
        firsts.push(first);
        words.extend(sentence.tokens.iter().enumerate().map(|(at, token)| Word {
            start: token.start,
            end: token.end,
            form: token.form.to_string(),
            relation: if sentence.parsed { token.relation.as_str() } else { "" },
            head: token.head.filter(|_| sentence.parsed).map(|head| first + head as usize),
            evokes: evoked(lexicon, sentence, at),
        }));
    }
    (words, firsts)
}

/// Frames of the entries of a word. Restrictions are not looked at: whether they hold is a question for the tree.
fn evoked(lexicon: &Lexicon, sentence: &Sentence, at: usize) -> Vec<(String, Option<Event>)> {
    let token = &sentence.tokens[at];
    let lemma = joined(lexicon, sentence, at).unwrap_or_else(|| token.lemma.to_string());
    let entries: Vec<&Entry> = match token.upos {
        Upos::Verb | Upos::Aux => lexicon.verb(&lemma).collect(),
        Upos::Noun | Upos::Propn => lexicon.noun(&lemma).map(|(entry, _)| entry).collect(),
        Upos::Adj | Upos::Adv => lexicon.adjective(&lemma).chain(lexicon.verb(&lemma)).collect(),
        _ => Vec::new(),
    };
    let has_word = |word: &str| sentence.tokens.iter().any(|own| own.form.eq_ignore_ascii_case(word));
    let mut frames = Vec::new();
    for entry in entries.into_iter().filter(|entry| entry.particle.as_deref().is_none_or(has_word)) {
        let frame = lexicon.frame(entry.frame);
        let own = (frame.id.to_string(), frame.event);
        if !frames.contains(&own) {
            frames.push(own);
        }
    }
    frames
}

/// The lemma of a German verb with its separated particle, if the lexicon knows the whole.
fn joined(lexicon: &Lexicon, sentence: &Sentence, at: usize) -> Option<String> {
    if lexicon.language != Language::De || !sentence.parsed {
        return None;
    }
    let is_particle = |token: &&Token| token.relation == Relation::CompoundPrt && token.head == u32::try_from(at).ok();
    let particle = sentence.tokens.iter().find(is_particle)?;
    let joined = format!("{}{}", particle.form.to_lowercase(), sentence.tokens[at].lemma);
    lexicon.may_evoke(Upos::Verb, &joined).then_some(joined)
}
