//! Statements in the form in which they are compared, whether they come from a coder or from the reader.

use std::collections::BTreeSet;
use std::fmt;

use serde::Deserialize;
use weltlage_ontology::{Event, Goods, Mode, Sector, Side, Status};
use weltlage_reader::Statement;
use weltlage_reader::statement::Participant;

/// A code and the sector beside it, which is empty for the state itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Actor {
    /// `TUR`, `IGO:UNO`, `NSA:ISIS`, `UNK`.
    pub code: String,
    /// `OPP`; empty for `GOV` and where none is given.
    pub sector: String,
}

impl Actor {
    /// Splits a code as coders write it: `TUR:OPP` into state and sector; `IGO:UNO` and `NSA:ISIS` stay whole.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let (code, sector) = if text.starts_with("IGO:") || text.starts_with("NSA:") {
            (text, "")
        } else {
            text.split_once(':').unwrap_or((text, ""))
        };
        let sector = if sector == Sector::Government.as_str() { "" } else { sector };
        Self { code: code.to_owned(), sector: sector.to_owned() }
    }
}

impl From<&Participant> for Actor {
    fn from(participant: &Participant) -> Self {
        let sector = if participant.sector == Sector::Government { "" } else { participant.sector.as_str() };
        Self { code: participant.code.to_string(), sector: sector.to_owned() }
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let colon = if self.sector.is_empty() { "" } else { ":" };
        write!(formatter, "{}{colon}{}", self.code, self.sector)
    }
}

/// One side of a statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Participants {
    /// Who they are.
    pub actors: BTreeSet<Actor>,
    /// Identifiers of the given mentions among them.
    pub mentions: BTreeSet<String>,
}

impl Participants {
    /// Sides from codes as coders write them.
    #[must_use]
    pub fn parse<T: AsRef<str>>(codes: &[T]) -> Self {
        Self { actors: codes.iter().map(|code| Actor::parse(code.as_ref())).collect(), mentions: BTreeSet::new() }
    }

    fn found(participants: &[Participant]) -> Self {
        Self {
            actors: participants.iter().map(Actor::from).collect(),
            mentions: participants.iter().filter_map(|participant| participant.mention.clone()).collect(),
        }
    }

    /// The codes without sectors.
    #[must_use]
    pub fn codes(&self) -> BTreeSet<&str> {
        self.actors.iter().map(|actor| actor.code.as_str()).collect()
    }

    /// Whether nobody is on this side.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.actors.is_empty()
    }

    /// Whether a code is on both sides.
    #[must_use]
    pub fn shares(&self, other: &Self) -> bool {
        !self.codes().is_disjoint(&other.codes())
    }

    /// Whether a found side has the codes of this, coded one; where a coder gave a sector, it must have been found too.
    #[must_use]
    pub fn is_met_by(&self, found: &Self) -> bool {
        self.codes() == found.codes()
            && self.actors.iter().all(|actor| actor.sector.is_empty() || found.actors.contains(actor))
    }
}

impl fmt::Display for Participants {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.actors.iter().map(ToString::to_string).collect();
        write!(formatter, "[{}]", names.join(", "))
    }
}

/// An act that is promised, asked for, refused, threatened or agreed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodedContent {
    /// Event type.
    pub event: Event,
    /// Who is to act.
    pub actors: Participants,
    /// Towards whom.
    pub recipients: Participants,
}

/// A statement as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coded {
    /// Event type.
    pub event: Event,
    /// Mode.
    pub mode: Option<Mode>,
    /// Who acts.
    pub actors: Participants,
    /// Towards whom.
    pub recipients: Participants,
    /// Whether it has happened.
    pub status: Status,
    /// Said not to have happened or not to be going to.
    pub negated: bool,
    /// An unconfirmed claim.
    pub alleged: bool,
    /// Recalled from an earlier period.
    pub historical: bool,
    /// The act inside.
    pub content: Option<CodedContent>,
    /// Who says so.
    pub attribution: Option<Actor>,
    /// Goods of the statement and of its content.
    pub goods: BTreeSet<Goods>,
    /// Number of the exchange in the document, and its side.
    pub exchange: Option<(usize, Side)>,
    /// Where it comes from: the coder's trigger, or the reader's rule.
    pub origin: String,
}

/// A value that a statement can have: its name, and whether a statement has it.
pub type Value = (&'static str, fn(&Coded) -> bool);

/// The values that a statement does not have by default.
pub const VALUES: [Value; 6] = [
    ("planned", |own| own.status == Status::Planned),
    ("possible", |own| own.status == Status::Possible),
    ("conditional", |own| own.status == Status::Conditional),
    ("negated", |own| own.negated),
    ("alleged", |own| own.alleged),
    ("historical", |own| own.historical),
];

impl Coded {
    /// Whether status, negation, allegation and history are equal.
    #[must_use]
    pub fn same_flags(&self, other: &Self) -> bool {
        let flags = |own: &Self| (own.status, own.negated, own.alleged, own.historical);
        flags(self) == flags(other)
    }
}

impl From<&Statement> for Coded {
    fn from(statement: &Statement) -> Self {
        let content = statement.content.as_ref();
        let inner = content.iter().flat_map(|content| content.goods.iter().copied());
        Self {
            event: statement.event,
            mode: statement.mode,
            actors: Participants::found(&statement.actors),
            recipients: Participants::found(&statement.recipients),
            status: statement.status,
            negated: statement.negated,
            alleged: statement.alleged,
            historical: statement.historical,
            content: content.map(|content| CodedContent {
                event: content.event,
                actors: Participants::parse(&content.actors),
                recipients: Participants::parse(&content.recipients),
            }),
            attribution: statement.attribution.as_ref().map(Actor::from),
            goods: statement.goods.iter().map(|goods| goods.class).chain(inner).collect(),
            exchange: statement.exchange.map(|exchange| (exchange.id, exchange.side)),
            origin: statement.rule.clone(),
        }
    }
}

impl fmt::Display for Coded {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let values: Vec<_> = VALUES.iter().filter(|(_, holds)| holds(self)).map(|(name, _)| *name).collect();
        write!(
            formatter,
            "{} {} → {} [{}] {}",
            self.event,
            self.actors,
            self.recipients,
            values.join(", "),
            self.origin
        )
    }
}

/// A coded statement as it stands in a gold file.
#[derive(Debug, Deserialize)]
pub(crate) struct GoldStatement {
    event: Event,
    mode: Option<Mode>,
    actors: Vec<String>,
    recipients: Vec<String>,
    status: Status,
    #[serde(default)]
    negated: bool,
    #[serde(default)]
    alleged: bool,
    #[serde(default)]
    historical: bool,
    trigger: Option<String>,
    content: Option<GoldContent>,
    attribution: Option<String>,
    #[serde(default)]
    goods: BTreeSet<Goods>,
    exchange: Option<GoldExchange>,
}

#[derive(Debug, Deserialize)]
struct GoldContent {
    event: Event,
    #[serde(default)]
    actors: Vec<String>,
    #[serde(default)]
    recipients: Vec<String>,
    #[serde(default)]
    goods: BTreeSet<Goods>,
}

#[derive(Debug, Deserialize)]
struct GoldExchange {
    id: usize,
    side: Side,
}

impl From<GoldStatement> for Coded {
    fn from(gold: GoldStatement) -> Self {
        let mut goods = gold.goods;
        goods.extend(gold.content.iter().flat_map(|content| content.goods.iter().copied()));
        Self {
            event: gold.event,
            mode: gold.mode,
            actors: Participants::parse(&gold.actors),
            recipients: Participants::parse(&gold.recipients),
            status: gold.status,
            negated: gold.negated,
            alleged: gold.alleged,
            historical: gold.historical,
            content: gold.content.map(|content| CodedContent {
                event: content.event,
                actors: Participants::parse(&content.actors),
                recipients: Participants::parse(&content.recipients),
            }),
            attribution: gold.attribution.map(|code| Actor::parse(&code)),
            goods,
            exchange: gold.exchange.map(|exchange| (exchange.id, exchange.side)),
            origin: gold.trigger.unwrap_or_default(),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(crate) mod tests {
    use super::*;

    /// An actual statement.
    pub(crate) fn coded(event: Event, actors: &[&str], recipients: &[&str]) -> Coded {
        Coded {
            event,
            mode: None,
            actors: Participants::parse(actors),
            recipients: Participants::parse(recipients),
            status: Status::Actual,
            negated: false,
            alleged: false,
            historical: false,
            content: None,
            attribution: None,
            goods: BTreeSet::new(),
            exchange: None,
            origin: String::new(),
        }
    }

    /// The same, negated.
    pub(crate) fn negated(statement: Coded) -> Coded {
        Coded { negated: true, ..statement }
    }

    #[test]
    fn codes_are_split() {
        for (text, code, sector) in [
            ("TUR", "TUR", ""),
            ("TUR:OPP", "TUR", "OPP"),
            ("TUR:GOV", "TUR", ""),
            ("IGO:UNO", "IGO:UNO", ""),
            ("NSA:ISIS", "NSA:ISIS", ""),
        ] {
            let actor = Actor::parse(text);
            assert_eq!((actor.code.as_str(), actor.sector.as_str()), (code, sector), "{text}");
        }
        assert_eq!(Participants::parse(&["TUR:OPP", "IGO:UNO"]).to_string(), "[IGO:UNO, TUR:OPP]");
    }

    #[test]
    fn a_gold_statement_keeps_what_the_coder_wrote() {
        let json = r#"{"event": "AGREE", "actors": ["TUR"], "recipients": ["SOM"], "status": "actual", "negated": true, "trigger": "sagte zu",
            "attribution": "SOM:OPP", "goods": ["arms"], "exchange": {"id": 1, "side": "get"},
            "content": {"event": "AID", "actors": ["TUR"], "recipients": ["SOM"], "goods": ["food"]}}"#;
        let gold: GoldStatement = serde_json::from_str(json).unwrap();
        let own = Coded::from(gold);
        assert_eq!(own.to_string(), "AGREE [TUR] → [SOM] [negated] sagte zu");
        assert_eq!(own.goods, BTreeSet::from([Goods::Arms, Goods::Food]));
        assert_eq!(own.exchange, Some((1, Side::Get)));
        assert_eq!(own.content.unwrap().event, Event::Aid);
        assert_eq!(own.attribution.unwrap().to_string(), "SOM:OPP");
    }
}
