//! Where statements go: JSON Lines, CSV, PLOVER's JSON, or a report through a pager.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::{Child, Command, Stdio};

use anyhow::Result;
use serde_json::{Value, json};
use weltlage_actors::ActorError;
use weltlage_language::ModelError;
use weltlage_ontology::{Event, Status, cameo_root};
use weltlage_reader::statement::Participant;
use weltlage_reader::{Document, Reading, Statement};

use crate::args::Format;
use crate::report::{self, Style, printable};

/// An output, perhaps through a pager.
pub enum Sink {
    /// Standard output.
    Plain(BufWriter<io::Stdout>),
    /// A pager's standard input.
    Paged(Child),
}

/// Opens the output; reports on a terminal go through `$PAGER` (or `less -FRX`).
///
/// # Errors
/// Never at present; a pager that cannot be started is done without.
pub fn open(format: Format, no_pager: bool) -> Result<Sink> {
    if format == Format::Report && !no_pager && io::stdout().is_terminal() {
        let pager = std::env::var("PAGER").unwrap_or_else(|_| "less -FRX".to_owned());
        let mut words = pager.split_whitespace();
        if let Some(program) = words.next()
            && let Ok(child) = Command::new(program).args(words).stdin(Stdio::piped()).spawn()
        {
            return Ok(Sink::Paged(child));
        }
    }
    Ok(Sink::Plain(BufWriter::with_capacity(1 << 16, io::stdout())))
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(out) => out.write(bytes),
            Self::Paged(child) => child.stdin.as_mut().map_or(Ok(bytes.len()), |pipe| pipe.write(bytes)),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(out) => out.flush(),
            Self::Paged(child) => child.stdin.as_mut().map_or(Ok(()), Write::flush),
        }
    }
}

impl Sink {
    /// Ends the output and waits for the pager.
    pub fn close(self) {
        if let Self::Paged(mut child) = self {
            drop(child.stdin.take());
            let _ = child.wait();
        }
    }
}

/// A reader that closes its end early (`| head`) is no failure.
///
/// # Errors
/// All other errors.
pub fn ignore_closed_pipe(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) }
}

/// Whether an error is that of a closed pipe.
#[must_use]
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io_error = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let csv_error = cause.downcast_ref::<csv::Error>().and_then(|error| match error.kind() {
            csv::ErrorKind::Io(error) => Some(error.kind()),
            _ => None,
        });
        let json_error = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        io_error.or(csv_error).or(json_error) == Some(io::ErrorKind::BrokenPipe)
    })
}

/// An error as one line for people: what it was about, the causes that the text does not tell already, and the way out. Errors quote
/// text from outside, so control and direction characters are left out.
#[must_use]
pub fn describe(error: &anyhow::Error) -> String {
    let mut line = String::new();
    for cause in error.chain() {
        let text = cause.to_string();
        if line.is_empty() {
            line = text;
        } else if !line.contains(&text) {
            line = format!("{line}: {text}");
        }
    }
    let hints = error.chain().filter_map(|cause| {
        let actors = cause.downcast_ref::<ActorError>().map(ActorError::hint);
        actors.or_else(|| cause.downcast_ref::<ModelError>().map(ModelError::hint))
    });
    for hint in hints {
        line = format!("{line}; {hint}");
    }
    printable(&line)
}

/// Drops statements below a confidence. Links to dropped statements lose their target.
pub fn keep_confident(reading: &mut Reading, least: f32) {
    if least <= 0.0 {
        return;
    }
    let mut new_index = Vec::with_capacity(reading.statements.len());
    let mut count = 0;
    for statement in &reading.statements {
        let keep = statement.confidence >= least;
        new_index.push(keep.then_some(count));
        count += usize::from(keep);
    }
    let keep: Vec<bool> = new_index.iter().map(Option::is_some).collect();
    let mut at = 0..;
    reading.statements.retain(|_| at.next().is_some_and(|index: usize| keep[index]));
    let mut at = 0..;
    reading.grounds.retain(|_| at.next().is_some_and(|index: usize| keep[index]));
    for link in reading.statements.iter_mut().flat_map(|statement| &mut statement.links) {
        link.to = link.to.and_then(|to| new_index.get(to).copied().flatten());
    }
}

/// Writes readings in one format.
pub enum Writer<'w> {
    /// One statement a line.
    Jsonl(&'w mut Sink),
    /// One row per pair.
    Csv(Box<csv::Writer<&'w mut Sink>>),
    /// PLOVER's field names.
    Plover(&'w mut Sink),
    /// For people.
    Report(&'w mut Sink, Style),
}

const COLUMNS: [&str; 25] = [
    "document",
    "published",
    "sentence",
    "start",
    "end",
    "event",
    "mode",
    "cameo_root",
    "quad",
    "score",
    "actor",
    "actor_sector",
    "actor_name",
    "recipient",
    "recipient_sector",
    "recipient_name",
    "status",
    "negated",
    "alleged",
    "historical",
    "attribution",
    "content",
    "trigger",
    "rule",
    "confidence",
];

impl<'w> Writer<'w> {
    /// Begins the output.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn new(format: Format, sink: &'w mut Sink) -> Result<Self> {
        Ok(match format {
            Format::Jsonl => Self::Jsonl(sink),
            Format::Plover => Self::Plover(sink),
            Format::Report => {
                let style = Style::for_terminal();
                Self::Report(sink, style)
            }
            Format::Csv => {
                let mut writer = csv::Writer::from_writer(sink);
                writer.write_record(COLUMNS)?;
                Self::Csv(Box::new(writer))
            }
        })
    }

    /// Writes what was read of a document.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn document(&mut self, document: &Document, reading: &Reading) -> Result<()> {
        match self {
            Self::Jsonl(sink) => {
                for statement in &reading.statements {
                    serde_json::to_writer(&mut **sink, statement)?;
                    sink.write_all(b"\n")?;
                }
            }
            Self::Plover(sink) => {
                for statement in &reading.statements {
                    serde_json::to_writer(&mut **sink, &plover(document, statement))?;
                    sink.write_all(b"\n")?;
                }
            }
            Self::Csv(writer) => {
                for statement in &reading.statements {
                    rows(writer, document, statement)?;
                }
            }
            Self::Report(sink, style) => report::write(&mut **sink, style, document, reading)?,
        }
        Ok(())
    }

    /// Ends the output.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn finish(self) -> Result<()> {
        if let Self::Csv(mut writer) = self {
            writer.flush()?;
        }
        Ok(())
    }
}

/// A side as a list that has at least one, perhaps empty, place.
fn side(participants: &[Participant]) -> Vec<Option<&Participant>> {
    if participants.is_empty() { vec![None] } else { participants.iter().map(Some).collect() }
}

/// One row per pair; of a symmetric act each pair of its actors once.
fn rows<W: Write>(writer: &mut csv::Writer<W>, document: &Document, statement: &Statement) -> Result<()> {
    let pairs: Vec<(Option<&Participant>, Option<&Participant>)> =
        if statement.recipients.is_empty() && statement.actors.len() > 1 && is_mutual(statement.event) {
            let actors = &statement.actors;
            (0..actors.len())
                .flat_map(|one| (one + 1..actors.len()).map(move |other| (Some(&actors[one]), Some(&actors[other]))))
                .collect()
        } else {
            let recipients = side(&statement.recipients);
            side(&statement.actors)
                .into_iter()
                .flat_map(|actor| recipients.iter().map(move |recipient| (actor, *recipient)))
                .collect()
        };
    let code = |participant: Option<&Participant>| participant.map_or(String::new(), |own| own.code.to_string());
    let sector = |participant: Option<&Participant>| participant.map_or("", |own| own.sector.as_str());
    // A cell that a spreadsheet would take for a formula is marked as text.
    let safe = |text: &str| {
        if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
    };
    let name = |participant: Option<&Participant>| participant.map_or(String::new(), |own| safe(&own.name));
    for (actor, recipient) in pairs {
        writer.write_record([
            safe(&statement.document),
            document.published.map_or(String::new(), |date| date.to_string()),
            statement.sentence.index.to_string(),
            statement.sentence.span.start.to_string(),
            statement.sentence.span.end.to_string(),
            statement.event.to_string(),
            statement.mode.map_or("", |mode| mode.as_str()).to_owned(),
            cameo_root(statement.event, statement.mode).to_owned(),
            statement.quad.to_string(),
            statement.score.to_string(),
            code(actor),
            sector(actor).to_owned(),
            name(actor),
            code(recipient),
            sector(recipient).to_owned(),
            name(recipient),
            statement.status.to_string(),
            statement.negated.to_string(),
            statement.alleged.to_string(),
            statement.historical.to_string(),
            statement.attribution.as_ref().map_or(String::new(), |own| own.code.to_string()),
            statement.content.as_ref().map_or(String::new(), |content| content.event.to_string()),
            safe(&statement.trigger.text),
            statement.rule.clone(),
            format!("{:.2}", statement.confidence),
        ])?;
    }
    Ok(())
}

/// PLOVER's own field names (manual, section on JSON formats), auxiliary modes filled.
fn plover(document: &Document, statement: &Statement) -> Value {
    let actors = |participants: &[Participant]| -> Vec<Value> {
        participants.iter().map(|own| json!({"actorText": own.name, "code": own.code, "sector": own.sector})).collect()
    };
    let mut auxiliary = Vec::new();
    match statement.status {
        Status::Planned => auxiliary.push("future"),
        Status::Possible | Status::Conditional => auxiliary.push("hypothetical"),
        Status::Actual => {}
    }
    if statement.negated {
        auxiliary.push("negation");
    }
    if statement.historical {
        auxiliary.push("historical");
    }
    let date = statement.when.as_ref().map(|when| when.from).or(document.published);
    json!({
        "id": format!("{}-{}-{}", statement.document, statement.sentence.index, statement.trigger.span.start),
        "date": date,
        "actor": actors(&statement.actors),
        "recipient": actors(&statement.recipients),
        "event": statement.event,
        "mode": statement.mode,
        "auxiliaryModes": auxiliary,
        "context": statement.contexts,
        "quad": statement.quad,
        "score": statement.score,
        "eventText": statement.trigger.text,
        "eventLoc": statement.place,
        "text": document.text.chars().skip(statement.sentence.span.start).take(statement.sentence.span.end - statement.sentence.span.start).collect::<String>(),
        "language": document.language,
        "publication": document.source,
        "publicationDate": document.published,
        "url": document.url,
        "coder": concat!("Weltlage ", env!("CARGO_PKG_VERSION")),
        "version": statement.rule,
    })
}

/// Acts that several actors without a recipient do with or to each other, not side by side.
const fn is_mutual(event: Event) -> bool {
    matches!(
        event,
        Event::Agree | Event::Assault | Event::Consult | Event::Cooperate | Event::Sanction | Event::Support
    )
}
