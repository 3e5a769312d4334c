//! English sentences with a marked source and target and one of fifteen labels (kind `plv`).
//!
//! The marked words come along as given mentions; the label of a sentence is that of the statement with both of them. The figure is the
//! macro-average of F1 over the labels.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use weltlage_ontology::{Event, Quad};
use weltlage_reader::{Document, DocumentError};

use crate::EvaluationError;
use crate::coded::Coded;
use crate::documents::{MarkedSpan, document};
use crate::ratio::{Counts, share};

/// Identifiers of the two given mentions.
pub(crate) const SOURCE: &str = "source";
pub(crate) const TARGET: &str = "target";

/// One of the fifteen labels: an event type, with CONCEDE and RETREAT as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label(Event);

impl Label {
    /// The label with this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        if name == "YIELD" { Some(Self(Event::Retreat)) } else { Event::parse(name).map(Self::from) }
    }

    /// The name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self.0 {
            Event::Retreat => "YIELD",
            event => event.as_str(),
        }
    }

    /// The event types that have this label.
    #[must_use]
    pub fn events(self) -> Vec<Event> {
        Event::ALL.iter().copied().filter(|event| Self::from(*event) == self).collect()
    }

    /// The quad class; of YIELD that of RETREAT, material cooperation.
    #[must_use]
    pub fn quad(self) -> Quad {
        self.0.quad()
    }
}

impl From<Event> for Label {
    fn from(event: Event) -> Self {
        Self(if event == Event::Concede { Event::Retreat } else { event })
    }
}

impl fmt::Display for Label {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

/// A sentence with its marks.
#[derive(Clone, Debug)]
pub struct MarkedSentence {
    /// `plv-` and the number in the file, from 0.
    pub id: String,
    /// The sentence.
    pub text: String,
    /// Words of the source; may be empty.
    pub source: String,
    /// Words of the target; may be empty.
    pub target: String,
    /// The label.
    pub label: Label,
}

#[derive(Deserialize)]
struct Row {
    sentence: String,
    source: String,
    target: String,
    label: String,
}

impl MarkedSentence {
    /// Reads a file: a table with tabs and the columns sentence, source, target and label.
    ///
    /// # Errors
    /// The text is no such file, a label is unknown, or there are no rows.
    pub fn read(table: &str) -> Result<Vec<Self>, EvaluationError> {
        let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').from_reader(table.as_bytes());
        let sentence = |(record, row): (usize, Result<Row, csv::Error>)| {
            let Row { sentence: text, source, target, label } = row?;
            let label = Label::parse(&label).ok_or(EvaluationError::Label { record, label })?;
            Ok(Self { id: format!("plv-{record}"), text, source, target, label })
        };
        let sentences: Vec<Self> =
            reader.deserialize().enumerate().map(sentence).collect::<Result<_, EvaluationError>>()?;
        if sentences.is_empty() { Err(EvaluationError::Empty) } else { Ok(sentences) }
    }

    /// The document to be read, with the first place where each marked text stands as whole words.
    ///
    /// # Errors
    /// Source and target overlap.
    pub fn document(&self) -> Result<Document, DocumentError> {
        let marks = [(SOURCE, &self.source), (TARGET, &self.target)];
        let span =
            |(id, words): (&'static str, &String)| find_words(&self.text, words).map(|(start, end)| (start, end, id));
        let mentions: Vec<MarkedSpan> = marks.into_iter().filter_map(span).collect();
        document(&self.id, &self.text, "en", None, &mentions)
    }

    /// The label that the statements give, and whether it comes from a statement with both marks. Of the statements the first with the source
    /// among the actors and the target on either side decides; else the first with a mark in any role; else the first.
    #[must_use]
    pub fn labelled_by(found: &[Coded]) -> (Option<Label>, bool) {
        let best = found.iter().map(|own| (rank(own), own)).min_by_key(|(rank, _)| *rank);
        (best.map(|(_, own)| own.event.into()), best.is_some_and(|(rank, _)| rank == 0))
    }
}

/// 0 for a statement with both marks, 1 for one with a mark in any role, 2 for others.
pub(crate) fn rank(found: &Coded) -> u8 {
    let (actors, recipients) = (&found.actors.mentions, &found.recipients.mentions);
    let anywhere = |mark| actors.contains(mark) || recipients.contains(mark);
    if actors.contains(SOURCE) && anywhere(TARGET) {
        0
    } else if anywhere(SOURCE) || anywhere(TARGET) {
        1
    } else {
        2
    }
}

/// The first place where words stand in a text without a letter, digit or underscore right before or after, in code points.
pub(crate) fn find_words(text: &str, words: &str) -> Option<(usize, usize)> {
    let in_word = |c: char| c.is_alphanumeric() || c == '_';
    if words.is_empty() {
        return None;
    }
    let mut before = None;
    for (point, (at, c)) in text.char_indices().enumerate() {
        let follows = |rest: &str| rest.chars().next().is_some_and(in_word);
        if !before.is_some_and(in_word) && text[at..].strip_prefix(words).is_some_and(|rest| !follows(rest)) {
            return Some((point, point + words.chars().count()));
        }
        before = Some(c);
    }
    None
}

/// Counts over marked sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkedScores {
    /// Sentences.
    pub sentences: usize,
    /// Sentences with the right label.
    pub right: usize,
    /// Sentences whose label comes from a statement with both marks.
    pub both_marks: usize,
    /// Labels that occur in the file, in the order in which they do.
    pub labels: Vec<(Label, Counts)>,
    /// Quad classes that occur in the file.
    pub quads: BTreeMap<Quad, Counts>,
}

impl MarkedScores {
    fn count(&mut self, wanted: Label, found: Option<Label>) {
        self.sentences += 1;
        self.right += usize::from(Some(wanted) == found);
        for (label, counts) in &mut self.labels {
            counts.place(wanted == *label, found == Some(*label), true);
        }
        for (quad, counts) in &mut self.quads {
            counts.place(wanted.quad() == *quad, found.map(Label::quad) == Some(*quad), true);
        }
    }

    /// Mean F1 over the labels that occur in the file.
    #[must_use]
    pub fn macro_f1(&self) -> f64 {
        mean_f1(self.labels.iter().map(|(_, counts)| *counts))
    }

    /// Mean F1 over the quad classes that occur in the file.
    #[must_use]
    pub fn quad_macro_f1(&self) -> f64 {
        mean_f1(self.quads.values().copied())
    }
}

#[allow(clippy::cast_precision_loss)]
fn mean_f1(counts: impl ExactSizeIterator<Item = Counts>) -> f64 {
    let number = counts.len().max(1) as f64;
    counts.map(Counts::f1).sum::<f64>() / number
}

impl fmt::Display for MarkedScores {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut labels = self.labels.clone();
        labels.sort_by(|(_, one), (_, other)| one.f1().total_cmp(&other.f1()));
        for (label, counts) in labels {
            writeln!(formatter, "{label:10} n {:4} F1 {:.3}", counts.wanted, counts.f1())?;
        }
        writeln!(
            formatter,
            "records {}, both given actors in the statement {:.3}, quad macro-F1 {:.3}, accuracy {:.3}",
            self.sentences,
            share(self.both_marks, self.sentences),
            self.quad_macro_f1(),
            share(self.right, self.sentences),
        )?;
        write!(formatter, "headline: root macro-F1 {:.3}", self.macro_f1())
    }
}

/// Scores what was found in each sentence; the second value tells of each sentence with a wrong label.
#[must_use]
pub fn score(sentences: &[MarkedSentence], found: &[Vec<Coded>]) -> (MarkedScores, Vec<String>) {
    let mut scores = MarkedScores::default();
    for sentence in sentences {
        if !scores.labels.iter().any(|(label, _)| *label == sentence.label) {
            scores.labels.push((sentence.label, Counts::default()));
        }
        scores.quads.entry(sentence.label.quad()).or_default();
    }
    let mut misses = Vec::new();
    for (sentence, found) in sentences.iter().zip(found) {
        let (label, both) = MarkedSentence::labelled_by(found);
        scores.both_marks += usize::from(both);
        scores.count(sentence.label, label);
        if label != Some(sentence.label) {
            let got = label.map_or("none", Label::as_str);
            let MarkedSentence { id, label, source, target, text } = sentence;
            misses.push(format!("# {id} wanted {label} got {got} | {source} → {target} | {text}"));
        }
    }
    (scores, misses)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::coded::tests::coded;

    fn with_marks(event: Event, actors: &[&str], recipients: &[&str]) -> Coded {
        let mut own = coded(event, &["UNK"], &["UNK"]);
        own.actors.mentions = actors.iter().map(ToString::to_string).collect();
        own.recipients.mentions = recipients.iter().map(ToString::to_string).collect();
        own
    }

    #[test]
    fn the_statement_with_both_marks_gives_the_label() {
        let label = |found: &[Coded]| {
            let (label, both) = MarkedSentence::labelled_by(found);
            (label.map(Label::as_str), both)
        };
        let none = with_marks(Event::Consult, &[], &[]);
        let one = with_marks(Event::Aid, &[], &[SOURCE]);
        let reversed = with_marks(Event::Accuse, &[TARGET], &[SOURCE]);
        let together = with_marks(Event::Agree, &[SOURCE, TARGET], &[]);
        let both = with_marks(Event::Concede, &[SOURCE], &[TARGET]);
        assert_eq!(label(&[]), (None, false));
        assert_eq!(label(std::slice::from_ref(&none)), (Some("CONSULT"), false));
        assert_eq!(label(&[none.clone(), one.clone(), reversed.clone()]), (Some("AID"), false));
        assert_eq!(label(&[none.clone(), reversed, one, both, together.clone()]), (Some("YIELD"), true));
        assert_eq!(label(&[none, together]), (Some("AGREE"), true));
    }

    #[test]
    fn words_are_found_whole() {
        assert_eq!(find_words("Die USA", "USA"), Some((4, 7)));
        assert_eq!(find_words("Iranian leaders met Iran's", "Iran"), Some((20, 24)));
        assert_eq!(find_words("Çanakkale and Türkiye", "Türkiye"), Some((14, 21)));
        assert_eq!(find_words("IrÄn_x Iran", "Iran"), Some((7, 11)));
        assert_eq!(find_words("U.S. and U.S.A", "U.S."), Some((0, 4)));
        assert_eq!(find_words("Irans", "Iran"), None);
        assert_eq!(find_words("text", ""), None);
    }

    #[test]
    fn overlapping_marks_are_refused() {
        let table = "id\tsentence\tsource\ttarget\tlabel\n1\tThe US army left.\tThe US army\tUS\tYIELD\n2\tIran left.\tIran\t\tAID\n";
        let gold = MarkedSentence::read(table).unwrap();
        assert!(gold[0].document().is_err());
        let document = gold[1].document().unwrap();
        assert_eq!(
            (document.id.as_str(), document.mentions.len(), document.mentions[0].id.as_str()),
            ("plv-1", 1, SOURCE)
        );
        assert!(matches!(
            MarkedSentence::read(&table.replace("YIELD", "YELL")),
            Err(EvaluationError::Label { record: 0, .. })
        ));
        assert!(matches!(MarkedSentence::read("id\tsentence\tsource\ttarget\tlabel\n"), Err(EvaluationError::Empty)));
        assert!(matches!(MarkedSentence::read("a,b\n1,2\n"), Err(EvaluationError::Table(_))));
    }

    #[test]
    fn macro_averages() {
        let sentence = |label| MarkedSentence {
            id: "plv-0".to_owned(),
            text: "…".to_owned(),
            source: "a".to_owned(),
            target: "b".to_owned(),
            label: Label::parse(label).unwrap(),
        };
        let gold = ["AID", "AID", "YIELD", "ACCUSE"].map(sentence);
        let found = [Event::Aid, Event::Retreat, Event::Retreat, Event::Protest]
            .map(|event| vec![with_marks(event, &[SOURCE], &[TARGET])]);
        let (scores, misses) = score(&gold, &found);
        // AID: P 1, R 1/2; YIELD: P 1/2, R 1; ACCUSE: 0. Material cooperation is right three times of three, verbal conflict never.
        let expected = "\
ACCUSE     n    1 F1 0.000
AID        n    2 F1 0.667
YIELD      n    1 F1 0.667
records 4, both given actors in the statement 1.000, quad macro-F1 0.500, accuracy 0.500
headline: root macro-F1 0.444";
        assert_eq!(scores.to_string(), expected);
        assert_eq!(
            misses,
            ["# plv-0 wanted AID got YIELD | a → b | …", "# plv-0 wanted ACCUSE got PROTEST | a → b | …"]
        );
    }
}
