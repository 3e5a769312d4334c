//! PLOVER gold standard records (kind `gsr`): one event a record, with the countries of its sources and targets.
//!
//! A record is right when some statement has its event, a source among the actors and a target among the recipients. The records
//! say nothing of precision, so statements per record are told beside the share of records that are right.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use weltlage_ontology::Event;
use weltlage_reader::{Document, DocumentError};

use crate::EvaluationError;
use crate::coded::{Actor, Coded, Participants};
use crate::documents::document;
use crate::ratio::share;

/// A record.
#[derive(Clone, Debug)]
pub struct GoldRecord {
    /// The record's identifier, a hash sign and its number in the file; identifiers are not unique.
    pub id: String,
    /// The sentence.
    pub text: String,
    /// The event, in today's names.
    pub event: Event,
    /// The words that carry it, which need not stand side by side; may be empty.
    pub trigger: String,
    /// Countries of the sources.
    pub sources: BTreeSet<String>,
    /// Countries of the targets.
    pub targets: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Record {
    id: String,
    text: String,
    event: String,
    #[serde(default, rename = "eventText")]
    trigger: String,
    #[serde(default, deserialize_with = "countries")]
    source: BTreeSet<String>,
    #[serde(default, deserialize_with = "countries")]
    target: BTreeSet<String>,
}

#[derive(Deserialize)]
struct RecordActor {
    code: Option<String>,
}

/// Event types of the draft that the records were coded by, and what they are now.
const OLD_EVENTS: [(&str, Event); 4] = [
    ("DEMAND", Event::Request),
    ("DISAPPROVE", Event::Accuse),
    ("INVESTIGATE", Event::Accuse),
    ("FIGHT", Event::Assault),
];

/// Country codes of the records that are not those of ISO 3166.
const OLD_CODES: [(&str, &str); 3] = [("JAP", "JPN"), ("ITL", "ITA"), ("VTN", "VNM")];

/// The country of a code; all organisations of states count as one.
pub(crate) fn country(code: &str) -> String {
    if code.starts_with("IGO") {
        return "IGO".to_owned();
    }
    let base = Actor::parse(code).code;
    OLD_CODES.iter().find(|(old, _)| *old == base).map_or(base, |(_, new)| (*new).to_owned())
}

/// Countries of a list of actors; some records have an empty string for nobody.
fn countries<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeSet<String>, D::Error> {
    let value = Value::deserialize(deserializer)?;
    if value.is_null() || value.as_str() == Some("") {
        return Ok(BTreeSet::new());
    }
    let actors: Vec<RecordActor> = serde_json::from_value(value).map_err(D::Error::custom)?;
    Ok(actors
        .into_iter()
        .filter_map(|actor| actor.code)
        .filter(|code| !code.is_empty())
        .map(|code| country(&code))
        .collect())
}

fn found_countries(side: &Participants) -> BTreeSet<String> {
    side.codes().into_iter().map(country).collect()
}

impl GoldRecord {
    /// Reads a file: a JSON array of records.
    ///
    /// # Errors
    /// The text is no such file, an event type is unknown, or there are no records.
    pub fn read(json: &str) -> Result<Vec<Self>, EvaluationError> {
        let records: Vec<Record> = serde_json::from_str(json)?;
        if records.is_empty() {
            return Err(EvaluationError::Empty);
        }
        let record = |(number, record): (usize, Record)| {
            let renamed = OLD_EVENTS.iter().find(|(old, _)| *old == record.event).map(|(_, new)| *new);
            let Some(event) = renamed.or_else(|| Event::parse(&record.event)) else {
                return Err(EvaluationError::Label { record: number, label: record.event });
            };
            let id = format!("{}#{number}", record.id);
            let Record { text, trigger, source: sources, target: targets, .. } = record;
            Ok(Self { id, text, event, trigger, sources, targets })
        };
        records.into_iter().enumerate().map(record).collect()
    }

    /// The document to be read.
    ///
    /// # Errors
    /// Never at present; the text is taken as it is.
    pub fn document(&self) -> Result<Document, DocumentError> {
        document(&self.id, &self.text, "en", None, &[])
    }

    /// Whether a statement has the record's countries on the right sides. Where the statement has no recipients, a target may be
    /// among several actors, or be the only source too; where the record has no target, its sources may have any role.
    #[must_use]
    pub fn countries_met_by(&self, found: &Coded) -> bool {
        let (actors, recipients) = (found_countries(&found.actors), found_countries(&found.recipients));
        if self.targets.is_empty() {
            return !self.sources.is_disjoint(&actors) || !self.sources.is_disjoint(&recipients);
        }
        let one_country = self.sources.union(&self.targets).count() == 1;
        let target_met = if recipients.is_empty() {
            (actors.len() > 1 || one_country) && !self.targets.is_disjoint(&actors)
        } else {
            !self.targets.is_disjoint(&recipients)
        };
        !self.sources.is_disjoint(&actors) && target_met
    }
}

/// Counts over records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RecordScores {
    /// Records.
    pub records: usize,
    /// Statements found.
    pub statements: usize,
    /// Records whose event some statement has.
    pub label: usize,
    /// Records for which such a statement also has the countries.
    pub both: usize,
}

impl fmt::Display for RecordScores {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = |part| share(part, self.records);
        writeln!(
            formatter,
            "records {}, statements per record {:.2}, label right in some statement {:.3}",
            self.records,
            of(self.statements),
            of(self.label),
        )?;
        write!(formatter, "headline: label and both countries {:.3}", of(self.both))
    }
}

/// Scores what was found in each record; the second value tells of each record that is not right.
#[must_use]
pub fn score(records: &[GoldRecord], found: &[Vec<Coded>]) -> (RecordScores, Vec<String>) {
    let mut scores = RecordScores::default();
    let mut misses = Vec::new();
    for (record, found) in records.iter().zip(found) {
        let label = found.iter().any(|own| own.event == record.event);
        let both = found.iter().any(|own| own.event == record.event && record.countries_met_by(own));
        scores.records += 1;
        scores.statements += found.len();
        scores.label += usize::from(label);
        scores.both += usize::from(both);
        if !both {
            misses.push(miss(record, found));
        }
    }
    (scores, misses)
}

fn miss(record: &GoldRecord, found: &[Coded]) -> String {
    let list = |countries: &BTreeSet<String>| countries.iter().cloned().collect::<Vec<_>>().join(", ");
    let GoldRecord { id, event, text, .. } = record;
    let head = format!("# {id} {event} [{}] → [{}] {text}", list(&record.sources), list(&record.targets));
    let found =
        found.iter().map(|own| format!("   found {} {} → {} {}", own.event, own.actors, own.recipients, own.origin));
    std::iter::once(head).chain(found).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::coded::tests::coded;

    fn record(sources: &[&str], targets: &[&str]) -> GoldRecord {
        let set = |codes: &[&str]| codes.iter().map(|code| country(code)).collect();
        GoldRecord {
            id: "r#0".to_owned(),
            text: "…".to_owned(),
            event: Event::Accuse,
            trigger: String::new(),
            sources: set(sources),
            targets: set(targets),
        }
    }

    #[test]
    fn countries_on_their_sides() {
        type Codes = &'static [&'static str];
        let cases: [(Codes, Codes, Codes, Codes, bool); 11] = [
            (&["USA"], &["IRN"], &["USA"], &["IRN"], true),
            (&["USA"], &["IRN"], &["IRN"], &["USA"], false),
            (&["USA"], &["IRN"], &["USA", "GBR"], &["IRN", "RUS"], true),
            // Without recipients, a target among several actors will do, and one alone only where it is the source too.
            (&["USA"], &["IRN"], &["USA", "IRN"], &[], true),
            (&["USA"], &["IRN"], &["USA"], &[], false),
            (&["USA"], &["USA"], &["USA:OPP"], &[], true),
            (&["USA"], &["IRN"], &["USA", "IRN"], &["RUS"], false),
            // Without a target, the source may have any role.
            (&["USA"], &[], &["GBR"], &["USA"], true),
            (&["USA"], &[], &["GBR"], &[], false),
            // Old country codes, and organisations as one.
            (&["JAP"], &["ITL"], &["JPN"], &["ITA"], true),
            (&["IGO"], &["VTN"], &["IGO:UNO"], &["VNM:MIL"], true),
        ];
        for (sources, targets, actors, recipients, right) in cases {
            let found = coded(Event::Accuse, actors, recipients);
            assert_eq!(
                record(sources, targets).countries_met_by(&found),
                right,
                "{sources:?} {targets:?} {actors:?} {recipients:?}"
            );
        }
    }

    #[test]
    fn label_and_countries_must_be_of_one_statement() {
        let gold = [record(&["USA"], &["IRN"]), record(&["USA"], &["IRN"]), record(&["USA"], &["IRN"])];
        let found = [
            vec![coded(Event::Accuse, &["GBR"], &["IRN"]), coded(Event::Request, &["USA"], &["IRN"])],
            vec![coded(Event::Request, &["USA"], &["IRN"]), coded(Event::Accuse, &["USA"], &["IRN"])],
            vec![],
        ];
        let (scores, misses) = score(&gold, &found);
        assert_eq!(scores, RecordScores { records: 3, statements: 4, label: 2, both: 1 });
        assert_eq!(misses.len(), 2);
        let expected = "records 3, statements per record 1.33, label right in some statement 0.667\nheadline: label and both countries 0.333";
        assert_eq!(scores.to_string(), expected);
    }

    #[test]
    fn old_names_and_empty_sides_are_read() {
        let json = r#"[{"id": "a", "text": "x", "event": "DEMAND", "source": [{"code": "JAP"}, {"actorText": "rebels"}], "target": ""},
            {"id": "a", "text": "x", "event": "FIGHT", "target": [{"code": "IGO:UNO"}]}]"#;
        let gold = GoldRecord::read(json).unwrap();
        assert_eq!((gold[0].id.as_str(), gold[1].id.as_str()), ("a#0", "a#1"));
        assert_eq!((gold[0].event, gold[1].event), (Event::Request, Event::Assault));
        assert_eq!(gold[0].sources, BTreeSet::from(["JPN".to_owned()]));
        assert!(gold[0].targets.is_empty() && gold[1].sources.is_empty());
        assert_eq!(gold[1].targets, BTreeSet::from(["IGO".to_owned()]));
        assert!(matches!(
            GoldRecord::read(&json.replace("FIGHT", "BRAWL")),
            Err(EvaluationError::Label { record: 1, .. })
        ));
        assert!(GoldRecord::read(&json.replace("\"\"", "\"IRN\"")).is_err());
    }
}
