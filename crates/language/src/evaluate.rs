//! Scores of a model against a treebank, with gold tokens and predicted tags.
//!
//! Relations are compared without subtypes and punctuation counts, as in the CoNLL 2018 shared task. A verb's core
//! arguments are its children with `nsubj`, `csubj`, `obj` and `iobj`; a verb counts as right if the tree has
//! exactly the gold tree's ones at it.

use std::fmt;

use weltlage_ontology::Language;

use crate::conllu::TreebankSentence;
use crate::model::{Model, Scratch};
use crate::token::{Relation, Sentence, Upos};
use crate::train::harmonise;

/// Counts of right answers. Displayed as one line of percentages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scores {
    /// Words.
    pub tokens: usize,
    /// Words with the right part of speech.
    pub upos: usize,
    /// Words with the right part of speech and the right case, number, gender, person, tense, mood and verb form.
    pub morphology: usize,
    /// Words with the right lemma.
    pub lemma: usize,
    /// Words with the right head.
    pub head: usize,
    /// Words with the right head and universal relation.
    pub labelled: usize,
    /// Gold verbs that have a core argument in the gold tree.
    pub verbs: usize,
    /// Those with exactly the right core arguments.
    pub verbs_right: usize,
}

impl Scores {
    /// Adds the counts of another part of the data.
    pub const fn add(&mut self, other: &Self) {
        self.tokens += other.tokens;
        self.upos += other.upos;
        self.morphology += other.morphology;
        self.lemma += other.lemma;
        self.head += other.head;
        self.labelled += other.labelled;
        self.verbs += other.verbs;
        self.verbs_right += other.verbs_right;
    }

    fn count(&mut self, gold: &Sentence, predicted: &Sentence) {
        for (index, (right, guess)) in gold.tokens.iter().zip(&predicted.tokens).enumerate() {
            let same_upos = right.upos == guess.upos;
            let same_head = right.head == guess.head;
            let key = |token: &crate::token::Token| {
                let m = token.morphology;
                (m.case, m.number, m.gender, m.person, m.tense, m.mood, m.verb_form)
            };
            self.tokens += 1;
            self.upos += usize::from(same_upos);
            self.morphology += usize::from(same_upos && key(right) == key(guess));
            self.lemma += usize::from(right.lemma == guess.lemma);
            self.head += usize::from(same_head);
            self.labelled += usize::from(same_head && right.relation.universal() == guess.relation.universal());
            if right.upos == Upos::Verb {
                let arguments = core_arguments(gold, index);
                if !arguments.is_empty() {
                    self.verbs += 1;
                    self.verbs_right += usize::from(arguments == core_arguments(predicted, index));
                }
            }
        }
    }
}

/// The core arguments of a word: their indices and universal relations.
#[must_use]
pub fn core_arguments(sentence: &Sentence, head: usize) -> Vec<(usize, Relation)> {
    let core = [Relation::Nsubj, Relation::Csubj, Relation::Obj, Relation::Iobj];
    sentence
        .children(head)
        .map(|child| (child, sentence.tokens[child].relation.universal()))
        .filter(|(_, relation)| core.contains(relation))
        .collect()
}

impl fmt::Display for Scores {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |right: usize, all: usize| 100.0 * right as f64 / all.max(1) as f64;
        write!(
            formatter,
            "{} words: UPOS {:.2}, features {:.2}, lemma {:.2}, UAS {:.2}, LAS {:.2}; {} verbs: all core arguments {:.2}",
            self.tokens,
            percent(self.upos, self.tokens),
            percent(self.morphology, self.tokens),
            percent(self.lemma, self.tokens),
            percent(self.head, self.tokens),
            percent(self.labelled, self.tokens),
            self.verbs,
            percent(self.verbs_right, self.verbs),
        )
    }
}

/// Scores a model on sentences with gold tokens.
#[must_use]
pub fn evaluate(model: &Model, sentences: &[TreebankSentence]) -> Scores {
    let mut scores = Scores::default();
    let mut scratch = Scratch::default();
    for sentence in sentences {
        let mut gold = sentence.clone();
        harmonise(model.language(), &mut gold);
        let mut predicted = sentence.sentence.clone();
        let tagged = model.tag(&mut predicted, &mut scratch);
        let lemmas: Vec<_> = tagged.sentence().tokens.iter().map(|token| token.lemma.clone()).collect();
        tagged.parse();
        // Treebanks do not join separated particles to the verb's lemma, the correction layer does.
        for (token, lemma) in predicted.tokens.iter_mut().zip(lemmas) {
            token.lemma = lemma;
        }
        scores.count(&gold.sentence, &predicted);
    }
    scores
}

/// The language's ISO code and scores, as one line of a report.
#[must_use]
pub fn report(language: Language, name: &str, scores: &Scores) -> String {
    format!("{} {name}: {scores}", language.code())
}
