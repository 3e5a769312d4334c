//! Coded sentences (kind `gold`): each sentence is a document of its own, with the statements that it should give.

use std::fmt;

use serde::Deserialize;
use weltlage_reader::{Document, DocumentError};

use crate::EvaluationError;
use crate::coded::{Coded, GoldStatement, VALUES, Value};
use crate::documents::document;
use crate::matching::{Level, pairs};
use crate::ratio::{Counts, share};

/// A coded sentence.
#[derive(Clone, Debug)]
pub struct CodedSentence {
    /// Identifier.
    pub id: String,
    /// The sentence.
    pub text: String,
    /// Language, as the file gives it.
    pub lang: String,
    /// Day of publication, as the file gives it.
    pub published: Option<String>,
    /// What it should give.
    pub statements: Vec<Coded>,
}

#[derive(Deserialize)]
struct Record {
    id: String,
    text: String,
    lang: String,
    published: Option<String>,
    statements: Vec<GoldStatement>,
}

impl CodedSentence {
    /// Reads a file: a JSON array of records.
    ///
    /// # Errors
    /// The text is no such file, or is empty.
    pub fn read(json: &str) -> Result<Vec<Self>, EvaluationError> {
        let records: Vec<Record> = serde_json::from_str(json)?;
        if records.is_empty() {
            return Err(EvaluationError::Empty);
        }
        let sentence = |record: Record| Self {
            id: record.id,
            text: record.text,
            lang: record.lang,
            published: record.published,
            statements: record.statements.into_iter().map(Coded::from).collect(),
        };
        Ok(records.into_iter().map(sentence).collect())
    }

    /// The document to be read.
    ///
    /// # Errors
    /// Language or date are none.
    pub fn document(&self) -> Result<Document, DocumentError> {
        document(&self.id, &self.text, &self.lang, self.published.as_deref(), &[])
    }
}

/// Counts over sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SentenceScores {
    /// Sentences.
    pub sentences: usize,
    /// Statements at each level, in the order of [`Level::ALL`].
    pub levels: [Counts; 4],
    /// Each value of [`VALUES`] over relaxed matches.
    pub values: [Counts; 6],
    /// Relaxed matches whose coder gave a mode.
    pub modes: usize,
    /// Those with the right mode.
    pub modes_right: usize,
    /// Sentences that should give nothing.
    pub empty: usize,
    /// Statements found in them.
    pub spurious: usize,
}

/// What became of one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Relaxed matches: indices of coded and found statements.
    pub relaxed: Vec<(usize, usize)>,
    /// Whether coded and found statements are the same, at the level `full`.
    pub complete: bool,
}

impl SentenceScores {
    /// Counts a sentence.
    pub fn count(&mut self, gold: &[Coded], found: &[Coded]) -> Outcome {
        self.sentences += 1;
        if gold.is_empty() {
            self.empty += 1;
            self.spurious += found.len();
        }
        let matches = Level::ALL.map(|level| pairs(level, gold, found));
        for (counts, matches) in self.levels.iter_mut().zip(&matches) {
            counts.add(Counts { right: matches.len(), found: found.len(), wanted: gold.len() });
        }
        let [_, relaxed, _, full] = matches;
        for &(wanted, got) in &relaxed {
            let (wanted, got) = (&gold[wanted], &found[got]);
            if wanted.mode.is_some() {
                self.modes += 1;
                self.modes_right += usize::from(wanted.mode == got.mode);
            }
            for (counts, (_, holds)) in self.values.iter_mut().zip(VALUES) {
                counts.place(holds(wanted), holds(got), true);
            }
        }
        Outcome { relaxed, complete: full.len() == gold.len() && full.len() == found.len() }
    }

    /// Adds the counts of other sentences.
    pub fn add(&mut self, other: &Self) {
        self.sentences += other.sentences;
        self.levels.iter_mut().zip(&other.levels).for_each(|(own, other)| own.add(*other));
        self.values.iter_mut().zip(&other.values).for_each(|(own, other)| own.add(*other));
        self.modes += other.modes;
        self.modes_right += other.modes_right;
        self.empty += other.empty;
        self.spurious += other.spurious;
    }

    /// The figure that stands for all: F1 at the level `full`.
    #[must_use]
    pub fn headline(&self) -> f64 {
        self.levels[3].f1()
    }

    /// All figures but the headline.
    pub(crate) fn write(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.levels[0];
        writeln!(formatter, "sentences {}, gold statements {}, found {}", self.sentences, all.wanted, all.found)?;
        for (level, counts) in Level::ALL.iter().zip(self.levels) {
            writeln!(
                formatter,
                "{level:8} P {:.3} R {:.3} F1 {:.3}",
                counts.precision(),
                counts.recall(),
                counts.f1()
            )?;
        }
        let value =
            |(counts, (name, _)): (&Counts, &Value)| format!("{name} F1 {:.2} (n {})", counts.f1(), counts.wanted);
        let values: Vec<_> = self.values.iter().zip(&VALUES).map(value).collect();
        let mode = share(self.modes_right, self.modes);
        writeln!(formatter, "on relaxed matches: {} , mode {mode:.2} (n {})", values.join(", "), self.modes)?;
        let spurious = share(self.spurious, self.empty);
        writeln!(formatter, "spurious statements per sentence without gold {spurious:.3} (n {})", self.empty)
    }
}

impl fmt::Display for SentenceScores {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(formatter)?;
        write!(formatter, "headline: full F1 {:.3}", self.headline())
    }
}

/// Scores what was found in each sentence; the second value tells of each sentence that is not complete.
#[must_use]
pub fn score(sentences: &[CodedSentence], found: &[Vec<Coded>]) -> (SentenceScores, Vec<String>) {
    let mut scores = SentenceScores::default();
    let mut misses = Vec::new();
    for (sentence, found) in sentences.iter().zip(found) {
        if !scores.count(&sentence.statements, found).complete {
            misses.push(miss(&sentence.id, &sentence.text, &sentence.statements, found));
        }
    }
    (scores, misses)
}

/// A sentence with its coded and its found statements.
pub(crate) fn miss(id: &str, text: &str, gold: &[Coded], found: &[Coded]) -> String {
    let head = std::iter::once(format!("# {id} {text}"));
    let gold = gold.iter().map(|own| format!("   gold  {own}"));
    let found = found.iter().map(|own| format!("   found {own}"));
    head.chain(gold).chain(found).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use weltlage_ontology::{Event, Mode, Status};

    use super::*;
    use crate::coded::tests::{coded, negated};

    fn sentence(statements: Vec<Coded>) -> CodedSentence {
        CodedSentence { id: "s".to_owned(), text: "…".to_owned(), lang: "en".to_owned(), published: None, statements }
    }

    #[test]
    fn figures_of_three_sentences() {
        let promise = |status, mode| Coded { status, mode, ..coded(Event::Request, &["TUR"], &["SOM"]) };
        let gold = [
            sentence(vec![
                promise(Status::Planned, Some(Mode::Change)),
                negated(coded(Event::Aid, &["TUR"], &["SOM"])),
            ]),
            sentence(vec![]),
            sentence(vec![promise(Status::Planned, Some(Mode::Meet))]),
        ];
        let found = [
            vec![promise(Status::Planned, Some(Mode::Change)), coded(Event::Aid, &["TUR"], &["SOM"])],
            vec![coded(Event::Accuse, &["USA"], &["IRN"])],
            vec![promise(Status::Possible, None)],
        ];
        let (scores, misses) = score(&gold, &found);
        // Three coded, four found; three match up to strict, one of them with its flags.
        assert_eq!(scores.levels.map(|level| level.right), [3, 3, 3, 1]);
        assert_eq!((scores.levels[0].found, scores.levels[0].wanted), (4, 3));
        assert_eq!(misses.len(), 3);
        let expected = "\
sentences 3, gold statements 3, found 4
event    P 0.750 R 1.000 F1 0.857
relaxed  P 0.750 R 1.000 F1 0.857
strict   P 0.750 R 1.000 F1 0.857
full     P 0.250 R 0.333 F1 0.286
on relaxed matches: planned F1 0.67 (n 2), possible F1 0.00 (n 0), conditional F1 0.00 (n 0), negated F1 0.00 (n 1), alleged F1 0.00 (n 0), historical F1 0.00 (n 0) , mode 0.50 (n 2)
spurious statements per sentence without gold 1.000 (n 1)
headline: full F1 0.286";
        assert_eq!(scores.to_string(), expected);
        let mut twice = scores.clone();
        twice.add(&scores);
        assert_eq!((twice.sentences, twice.levels[3].right, twice.modes, twice.spurious), (6, 2, 4, 2));
    }

    #[test]
    fn a_file_becomes_documents() {
        let json = r#"[{"id": "a", "lang": "de", "text": "Ankara lehnt ab.", "published": "2023-09-05", "statements": [
            {"event": "REJECT", "actors": ["TUR"], "recipients": [], "status": "actual", "negated": false, "alleged": false, "historical": false}]}]"#;
        let gold = CodedSentence::read(json).unwrap();
        assert_eq!(gold[0].statements, [coded(Event::Reject, &["TUR"], &[])]);
        let document = gold[0].document().unwrap();
        assert_eq!((document.id.as_str(), document.published.unwrap().to_string().as_str()), ("a", "2023-09-05"));
        assert!(matches!(CodedSentence::read("[]"), Err(EvaluationError::Empty)));
        assert!(matches!(CodedSentence::read(&json.replace("REJECT", "REFUSE")), Err(EvaluationError::Json(_))));
    }
}
