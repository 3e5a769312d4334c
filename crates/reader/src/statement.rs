//! Statements: what one sentence of one document says, in the form that leaves the reader.
//!
//! The JSON form is documented in `docs/formats.md`. Offsets count Unicode code points of the document's text; dates are ISO 8601.

use jiff::civil::Date;
use serde::{Serialize, Serializer};
use weltlage_ontology::{Code, Context, Event, Goods, LinkKind, Mode, Quad, Sector, Side, Status};

/// A span of the document in code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Span {
    /// First code point.
    pub start: usize,
    /// Code point after the last one.
    pub end: usize,
}

/// The sentence that a statement comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct SentenceRef {
    /// Number of the sentence in the document, from 0.
    pub index: usize,
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
}

/// One actor or recipient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Participant {
    /// Code without the sector.
    pub code: Code,
    /// Sector; `GOV` when the state or organisation itself acts.
    pub sector: Sector,
    /// The words of the text.
    pub name: String,
    /// Where they stand; of a pronoun, the pronoun itself.
    #[serde(flatten)]
    pub span: Span,
    /// The person meant, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// Identifier of the given mention.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mention: Option<String>,
    /// Members of a bloc.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<Code>,
}

/// Goods named in a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct GoodsSpan {
    /// Class.
    pub class: Goods,
    /// Where they are named.
    #[serde(flatten)]
    pub span: Span,
}

/// A time, resolved against the day of publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct When {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// The words of the text.
    pub text: String,
}

/// A place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Where {
    /// State in which it lies, by international law.
    pub code: Code,
    /// The words of the text.
    pub name: String,
}

/// The act that is promised, asked for, refused, threatened or agreed on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Content {
    /// Event type.
    pub event: Event,
    /// Mode.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
    /// Codes of the actors, sectors after a colon.
    pub actors: Vec<String>,
    /// Codes of the recipients.
    pub recipients: Vec<String>,
    /// Classes of goods.
    pub goods: Vec<Goods>,
    /// When it is to happen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
    /// Status: `planned` for what is promised or agreed, `possible` for what is asked for or refused, `conditional` under a condition.
    pub status: Status,
    /// The word that carries the act.
    pub trigger: Trigger,
}

/// One side of an exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Exchange {
    /// Number of the exchange in the document, from 1; two statements share it.
    pub id: usize,
    /// What is given, or what is got for it.
    pub side: Side,
}

/// A motive, deterrent, cause or consequence that the text claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Kind.
    pub kind: LinkKind,
    /// Where it is told.
    #[serde(flatten)]
    pub span: Span,
    /// Index of the statement it is, if it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<usize>,
}

/// The words that carry an act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Trigger {
    /// Where.
    #[serde(flatten)]
    pub span: Span,
    /// The words.
    pub text: String,
}

/// What one sentence says of one act.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Statement {
    /// Identifier of the document.
    pub document: String,
    /// The sentence.
    pub sentence: SentenceRef,
    /// PLOVER event type.
    pub event: Event,
    /// PLOVER mode.
    pub mode: Option<Mode>,
    /// PLOVER contexts, sorted.
    pub contexts: Vec<Context>,
    /// Quad class.
    pub quad: Quad,
    /// PLOVER's conflict–cooperation score, −10 to +10.
    pub score: f32,
    /// Who acts.
    pub actors: Vec<Participant>,
    /// Towards whom.
    pub recipients: Vec<Participant>,
    /// The act asked for, promised, refused or threatened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<Content>,
    /// Goods.
    pub goods: Vec<GoodsSpan>,
    /// Whether it has happened.
    pub status: Status,
    /// The sentence says that it did not or will not happen.
    pub negated: bool,
    /// Passed on as an unconfirmed claim.
    pub alleged: bool,
    /// Recalled from an earlier period.
    pub historical: bool,
    /// Who says so, if not the narrator.
    pub attribution: Option<Participant>,
    /// When.
    pub when: Option<When>,
    /// Where.
    #[serde(rename = "where")]
    pub place: Option<Where>,
    /// Side of an exchange.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exchange: Option<Exchange>,
    /// Claims of why and what for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// The words that carry the act.
    pub trigger: Trigger,
    /// Name of the rule: language, frame and the way the act was reached.
    pub rule: String,
    /// Probability, as far as it is known, that event, actors and recipients are right; 0 to 1, see `docs/confidence.md`.
    #[serde(serialize_with = "two_digits")]
    pub confidence: f32,
}

fn two_digits<S: Serializer>(value: &f32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64((f64::from(*value) * 100.0).round() / 100.0)
}

impl Participant {
    /// The code with its sector after a colon, as the gold files write it; `GOV` is left out.
    #[must_use]
    pub fn coded(&self) -> String {
        if self.sector == Sector::Government || !self.code.is_state() {
            self.code.to_string()
        } else {
            format!("{}:{}", self.code, self.sector)
        }
    }
}
