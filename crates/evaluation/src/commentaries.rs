//! Coded commentaries: whole documents, read in one piece and compared sentence by sentence.
//!
//! Beyond what coded sentences tell, they measure the act inside a statement, who it is ascribed to, what is exchanged for what, and the
//! goods. All but the exchanges are measured on relaxed matches.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Deserialize;
use weltlage_ontology::Side;
use weltlage_reader::{Document, DocumentError, Statement};

use crate::EvaluationError;
use crate::coded::{Coded, CodedContent, GoldStatement};
use crate::documents::document;
use crate::ratio::Counts;
use crate::sentences::{Outcome, SentenceScores, miss};

/// A coded commentary.
#[derive(Clone, Debug)]
pub struct Commentary {
    /// Identifier.
    pub id: String,
    /// Language, as the file gives it.
    pub lang: String,
    /// Day of publication, as the file gives it.
    pub published: Option<String>,
    /// The text.
    pub text: String,
    /// Its sentences, in order.
    pub sentences: Vec<CommentarySentence>,
}

/// A sentence of a commentary.
#[derive(Clone, Debug)]
pub struct CommentarySentence {
    /// The sentence.
    pub text: String,
    /// First code point in the commentary's text.
    pub start: usize,
    /// What it should give.
    pub statements: Vec<Coded>,
}

/// A found statement and where its trigger begins, in code points.
#[derive(Clone, Debug)]
pub struct Found {
    /// First code point of the trigger.
    pub trigger: usize,
    /// The statement.
    pub statement: Coded,
}

impl From<&Statement> for Found {
    fn from(statement: &Statement) -> Self {
        Self { trigger: statement.trigger.span.start, statement: statement.into() }
    }
}

#[derive(Deserialize)]
struct File {
    id: String,
    lang: String,
    published: Option<String>,
    text: String,
    sentences: Vec<FileSentence>,
}

#[derive(Deserialize)]
struct FileSentence {
    text: String,
    statements: Vec<GoldStatement>,
}

impl Commentary {
    /// Reads a file.
    ///
    /// # Errors
    /// The text is no commentary, or its sentences do not follow each other in its text.
    pub fn read(json: &str) -> Result<Self, EvaluationError> {
        let file: File = serde_json::from_str(json)?;
        if file.sentences.is_empty() {
            return Err(EvaluationError::Empty);
        }
        let (mut byte, mut point) = (0, 0);
        let mut sentences = Vec::with_capacity(file.sentences.len());
        for (index, sentence) in file.sentences.into_iter().enumerate() {
            let Some(gap) = file.text[byte..].find(&sentence.text) else {
                return Err(EvaluationError::Sentence { id: file.id, sentence: index });
            };
            let start = point + file.text[byte..byte + gap].chars().count();
            byte += gap + sentence.text.len();
            point = start + sentence.text.chars().count();
            let statements = sentence.statements.into_iter().map(Coded::from).collect();
            sentences.push(CommentarySentence { text: sentence.text, start, statements });
        }
        Ok(Self { id: file.id, lang: file.lang, published: file.published, text: file.text, sentences })
    }

    /// The document to be read.
    ///
    /// # Errors
    /// Language or date are none.
    pub fn document(&self) -> Result<Document, DocumentError> {
        document(&self.id, &self.text, &self.lang, self.published.as_deref(), &[])
    }

    /// Found statements by the sentence in which their trigger stands.
    #[must_use]
    pub fn by_sentence(&self, found: &[Found]) -> Vec<Vec<Coded>> {
        let mut sentences = vec![Vec::new(); self.sentences.len()];
        for own in found {
            let after = self.sentences.partition_point(|sentence| sentence.start <= own.trigger);
            if let Some(statements) = sentences.get_mut(after.saturating_sub(1)) {
                statements.push(own.statement.clone());
            }
        }
        sentences
    }
}

/// Counts over commentaries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommentaryScores {
    /// Commentaries.
    pub documents: usize,
    /// Statements, values, modes and spurious statements.
    pub sentences: SentenceScores,
    /// Contents with the right event.
    pub content_events: Counts,
    /// Contents with the right event, actors and recipients.
    pub contents: Counts,
    /// Statements ascribed to the right actor.
    pub attributions: Counts,
    /// Pairs of what is given and what is got for it.
    pub exchanges: Counts,
    /// Classes of goods.
    pub goods: Counts,
}

/// A statement by the number of its sentence and its number in it.
type Place = (usize, usize);

impl CommentaryScores {
    /// Counts a commentary; returns what became of each sentence.
    pub fn count(&mut self, commentary: &Commentary, found: &[Vec<Coded>]) -> Vec<Outcome> {
        self.documents += 1;
        let gold: Vec<&[Coded]> = commentary.sentences.iter().map(|sentence| sentence.statements.as_slice()).collect();
        let mut partners = BTreeMap::new();
        let mut outcomes = Vec::with_capacity(gold.len());
        for (number, (gold, found)) in gold.iter().zip(found).enumerate() {
            let outcome = self.sentences.count(gold, found);
            for &(wanted, got) in &outcome.relaxed {
                partners.insert((number, wanted), (number, got));
                self.count_match(&gold[wanted], &found[got]);
            }
            outcomes.push(outcome);
        }
        let (wanted, got) = (exchanges(gold.into_iter()), exchanges(found.iter().map(Vec::as_slice)));
        let right = |(give, get): &&(Place, Place)| match (partners.get(give), partners.get(get)) {
            (Some(give), Some(get)) => got.contains(&(*give, *get)),
            _ => false,
        };
        self.exchanges.add(Counts {
            right: wanted.iter().filter(right).count(),
            found: got.len(),
            wanted: wanted.len(),
        });
        outcomes
    }

    fn count_match(&mut self, gold: &Coded, found: &Coded) {
        let (wanted, got) = (gold.content.as_ref(), found.content.as_ref());
        let both = |equal: fn(&CodedContent, &CodedContent) -> bool| {
            wanted.zip(got).is_some_and(|(wanted, got)| equal(wanted, got))
        };
        let event = both(|wanted, got| wanted.event == got.event);
        let sides =
            both(|wanted, got| wanted.actors.is_met_by(&got.actors) && wanted.recipients.is_met_by(&got.recipients));
        self.content_events.place(wanted.is_some(), got.is_some(), event);
        self.contents.place(wanted.is_some(), got.is_some(), event && sides);
        let (wanted, got) = (gold.attribution.as_ref(), found.attribution.as_ref());
        let same = wanted.zip(got).is_some_and(|(wanted, got)| wanted.code == got.code);
        self.attributions.place(wanted.is_some(), got.is_some(), same);
        let right = gold.goods.intersection(&found.goods).count();
        self.goods.add(Counts { right, found: found.goods.len(), wanted: gold.goods.len() });
    }

    /// Adds the counts of other commentaries.
    pub fn add(&mut self, other: &Self) {
        self.documents += other.documents;
        self.sentences.add(&other.sentences);
        self.content_events.add(other.content_events);
        self.contents.add(other.contents);
        self.attributions.add(other.attributions);
        self.exchanges.add(other.exchanges);
        self.goods.add(other.goods);
    }
}

/// All pairs of a given and a got statement of the same exchange.
fn exchanges<'c>(sentences: impl Iterator<Item = &'c [Coded]>) -> BTreeSet<(Place, Place)> {
    let mut sides: BTreeMap<usize, (Vec<Place>, Vec<Place>)> = BTreeMap::new();
    for (number, statements) in sentences.enumerate() {
        for (index, statement) in statements.iter().enumerate() {
            let Some((id, side)) = statement.exchange else { continue };
            let (give, get) = sides.entry(id).or_default();
            if side == Side::Give { give } else { get }.push((number, index));
        }
    }
    let products = |(give, get): (Vec<Place>, Vec<Place>)| {
        give.into_iter().flat_map(move |give| get.clone().into_iter().map(move |get| (give, get)))
    };
    sides.into_values().flat_map(products).collect()
}

impl fmt::Display for CommentaryScores {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "documents {}, ", self.documents)?;
        self.sentences.write(formatter)?;
        let rows = [
            ("content: event", self.content_events),
            ("content: event, actors, recipients", self.contents),
            ("attribution", self.attributions),
            ("exchange", self.exchanges),
            ("goods", self.goods),
        ];
        for (name, counts) in rows {
            let (precision, recall, f1) = (counts.precision(), counts.recall(), counts.f1());
            writeln!(
                formatter,
                "{name:34} P {precision:.3} R {recall:.3} F1 {f1:.3} (n {}, found {})",
                counts.wanted, counts.found
            )?;
        }
        write!(formatter, "headline: full F1 {:.3}", self.sentences.headline())
    }
}

/// The sentences of a commentary that are not complete, each with its coded and its found statements.
#[must_use]
pub fn misses(commentary: &Commentary, found: &[Vec<Coded>], outcomes: &[Outcome]) -> Vec<String> {
    let mut output = Vec::new();
    for (number, ((sentence, found), outcome)) in commentary.sentences.iter().zip(found).zip(outcomes).enumerate() {
        if !outcome.complete {
            output.push(miss(
                &format!("{}/{}", commentary.id, number + 1),
                &sentence.text,
                &sentence.statements,
                found,
            ));
        }
    }
    output
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use weltlage_ontology::{Event, Goods};

    use super::*;
    use crate::coded::tests::coded;

    const FILE: &str = r#"{"id": "c", "lang": "de", "published": "2025-01-01", "title": "T", "text": "Größer. Größer.\n\nNein.",
        "sentences": [{"text": "Größer.", "statements": []}, {"text": "Größer.", "statements": []}, {"text": "Nein.", "statements": []}]}"#;

    #[test]
    fn sentences_are_found_in_order_and_in_code_points() {
        let commentary = Commentary::read(FILE).unwrap();
        assert_eq!(commentary.sentences.iter().map(|sentence| sentence.start).collect::<Vec<_>>(), [0, 8, 17]);
        let found = [0, 7, 8, 16, 17, 99].map(|trigger| Found { trigger, statement: coded(Event::Aid, &[], &[]) });
        assert_eq!(commentary.by_sentence(&found).iter().map(Vec::len).collect::<Vec<_>>(), [2, 2, 2]);
        let broken = FILE.replace(r#"{"text": "Nein.""#, r#"{"text": "Ja.""#);
        assert!(matches!(Commentary::read(&broken), Err(EvaluationError::Sentence { sentence: 2, .. })));
    }

    fn content(event: Event, actors: &[&str]) -> CodedContent {
        use crate::coded::Participants;
        CodedContent { event, actors: Participants::parse(actors), recipients: Participants::default() }
    }

    #[test]
    fn contents_attributions_and_goods_of_matches() {
        let mut commentary = Commentary::read(FILE).unwrap();
        let statement = |event, content, source: Option<&str>, goods: &[Goods]| Coded {
            content,
            attribution: source.map(crate::coded::Actor::parse),
            goods: goods.iter().copied().collect(),
            ..coded(event, &["TUR"], &[])
        };
        commentary.sentences[0].statements = vec![
            statement(Event::Agree, Some(content(Event::Aid, &["TUR"])), Some("USA"), &[Goods::Arms, Goods::Money]),
            statement(Event::Request, Some(content(Event::Aid, &["TUR"])), None, &[]),
            statement(Event::Reject, None, Some("RUS"), &[]),
        ];
        let found = vec![
            vec![
                statement(
                    Event::Agree,
                    Some(content(Event::Aid, &["TUR"])),
                    Some("USA:OPP"),
                    &[Goods::Arms, Goods::Food],
                ),
                statement(Event::Request, Some(content(Event::Aid, &["QAT"])), Some("USA"), &[]),
                statement(Event::Reject, Some(content(Event::Aid, &[])), None, &[]),
                // Not coded, so it does not take part.
                statement(Event::Accuse, Some(content(Event::Aid, &[])), Some("USA"), &[Goods::Fuel]),
            ],
            vec![],
            vec![],
        ];
        let mut scores = CommentaryScores::default();
        let outcomes = scores.count(&commentary, &found);
        assert_eq!(scores.content_events, Counts { right: 2, found: 3, wanted: 2 });
        assert_eq!(scores.contents, Counts { right: 1, found: 3, wanted: 2 });
        assert_eq!(scores.attributions, Counts { right: 1, found: 2, wanted: 2 });
        assert_eq!(scores.goods, Counts { right: 1, found: 2, wanted: 2 });
        assert_eq!(scores.sentences.levels.map(|level| level.right), [3, 3, 3, 3]);
        assert_eq!((scores.sentences.empty, scores.sentences.spurious), (2, 0));
        assert_eq!(misses(&commentary, &found, &outcomes).len(), 1);
        assert!(misses(&commentary, &found, &outcomes)[0].starts_with("# c/1 Größer."));
    }

    #[test]
    fn exchanges_need_both_statements_on_their_sides() {
        let side = |event, exchange| Coded { exchange, ..coded(event, &["TUR"], &["SOM"]) };
        let mut commentary = Commentary::read(FILE).unwrap();
        commentary.sentences[0].statements =
            vec![side(Event::Aid, Some((1, Side::Give))), side(Event::Concede, Some((1, Side::Get)))];
        let exchange_counts = |found: Vec<Coded>| {
            let mut scores = CommentaryScores::default();
            scores.count(&commentary, &[found, vec![], vec![]]);
            scores.exchanges
        };
        let right = vec![side(Event::Concede, Some((7, Side::Get))), side(Event::Aid, Some((7, Side::Give)))];
        assert_eq!(exchange_counts(right), Counts { right: 1, found: 1, wanted: 1 });
        let reversed = vec![side(Event::Concede, Some((7, Side::Give))), side(Event::Aid, Some((7, Side::Get)))];
        assert_eq!(exchange_counts(reversed), Counts { right: 0, found: 1, wanted: 1 });
        let of_two = vec![side(Event::Concede, Some((7, Side::Get))), side(Event::Aid, Some((8, Side::Give)))];
        assert_eq!(exchange_counts(of_two), Counts { right: 0, found: 0, wanted: 1 });
        let one = vec![side(Event::Concede, None), side(Event::Aid, Some((7, Side::Give)))];
        assert_eq!(exchange_counts(one), Counts { right: 0, found: 0, wanted: 1 });
    }
}
