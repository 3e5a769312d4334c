//! The report for people: statements grouped by status, each with its sentence and the spans marked.

use std::io::{self, IsTerminal, Write};

use anstyle::{AnsiColor, Style as Ansi};
use weltlage_ontology::{Language, Status};
use weltlage_reader::statement::{Participant, Span};
use weltlage_reader::{Document, Reading, Statement};

/// Colours, or none.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    colour: bool,
}

impl Style {
    /// Colours on a terminal, unless `NO_COLOR` is set or the terminal is dumb.
    #[must_use]
    pub fn for_terminal() -> Self {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        Self { colour: io::stdout().is_terminal() && !refused }
    }

    fn paint(self, style: Ansi, text: &str) -> String {
        if self.colour { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    fn heading(self, text: &str) -> String {
        self.paint(Ansi::new().bold().underline(), text)
    }

    fn strong(self, text: &str) -> String {
        self.paint(Ansi::new().bold(), text)
    }

    fn faint(self, text: &str) -> String {
        self.paint(Ansi::new().dimmed(), text)
    }

    /// Marks a span of the sentence: by colour, or by brackets where there is none.
    fn mark(self, kind: Mark, text: &str) -> String {
        if self.colour {
            let colour = match kind {
                Mark::Trigger => Ansi::new().fg_color(Some(AnsiColor::Yellow.into())).bold(),
                Mark::Actor => Ansi::new().fg_color(Some(AnsiColor::Green.into())),
                Mark::Recipient => Ansi::new().fg_color(Some(AnsiColor::Cyan.into())),
            };
            self.paint(colour, text)
        } else {
            match kind {
                Mark::Trigger => format!("[{text}]"),
                Mark::Actor => format!("<{text}"),
                Mark::Recipient => format!("{text}>"),
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Mark {
    Trigger,
    Actor,
    Recipient,
}

/// A group of a report: its heading in German and in English, and which statements belong to it.
type Group = (&'static str, &'static str, fn(&Statement) -> bool);

/// The groups of a report, in order.
const GROUPS: [Group; 6] = [
    ("Geschehen", "Happened", |s| s.status == Status::Actual && !s.negated && !s.alleged && !s.historical),
    ("Behauptet", "Alleged", |s| s.alleged && !s.negated),
    ("Geplant", "Planned", |s| s.status == Status::Planned && !s.negated && !s.alleged),
    ("Möglich oder bedingt", "Possible or conditional", |s| {
        matches!(s.status, Status::Possible | Status::Conditional) && !s.negated && !s.alleged
    }),
    ("Nicht geschehen", "Did not happen", |s| s.negated),
    ("Rückblick", "Looking back", |s| s.historical && s.status == Status::Actual && !s.negated && !s.alleged),
];

/// Writes the report of one document.
///
/// # Errors
/// The output cannot be written.
pub fn write(out: &mut impl Write, style: &Style, document: &Document, reading: &Reading) -> io::Result<()> {
    let german = document.language.map_or_else(|| looks_german(reading), |language| language == Language::De);
    let title = document.title.as_deref().unwrap_or(&document.id);
    let date = document.published.map_or(String::new(), |date| format!(" ({date})"));
    writeln!(out, "{}", style.heading(&printable(&format!("{title}{date}"))))?;
    let count = reading.statements.len();
    let summary = if german {
        format!("{} Sätze, {count} Aussagen", reading.sentences.len())
    } else {
        format!("{} sentences, {count} statements", reading.sentences.len())
    };
    writeln!(out, "{}\n", style.faint(&summary))?;
    let characters: Vec<char> = document.text.chars().collect();
    for (heading_de, heading_en, belongs) in GROUPS {
        let members: Vec<(usize, &Statement)> =
            reading.statements.iter().enumerate().filter(|(_, statement)| belongs(statement)).collect();
        if members.is_empty() {
            continue;
        }
        writeln!(out, "{}", style.strong(if german { heading_de } else { heading_en }))?;
        for (index, statement) in members {
            self::statement(out, *style, index, statement, &characters, german)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn looks_german(reading: &Reading) -> bool {
    reading.statements.first().is_some_and(|statement| statement.rule.starts_with("de/"))
}

fn statement(
    out: &mut impl Write,
    style: Style,
    index: usize,
    statement: &Statement,
    text: &[char],
    german: bool,
) -> io::Result<()> {
    let mode = statement.mode.map_or(String::new(), |mode| format!("/{mode}"));
    let mut line = format!(
        "{} {} → {}",
        style.strong(&format!("{}{mode}", statement.event)),
        names(&statement.actors),
        names(&statement.recipients)
    );
    if let Some(content) = &statement.content {
        let mode = content.mode.map_or(String::new(), |mode| format!("/{mode}"));
        line.push_str(&format!(
            ": {}{mode} {} → {}",
            content.event,
            codes(&content.actors),
            codes(&content.recipients)
        ));
    }
    writeln!(out, "{:>4}. {line}", index + 1)?;
    let details = details(statement, german);
    if !details.is_empty() {
        writeln!(out, "      {}", printable(&details.join("; ")))?;
    }
    writeln!(out, "      {}", sentence(style, statement, text))?;
    writeln!(out, "      {}", style.faint(&format!("{}, {:.2}", statement.rule, statement.confidence)))
}

fn names(side: &[Participant]) -> String {
    if side.is_empty() {
        "–".to_owned()
    } else {
        side.iter().map(|own| format!("{} ({})", printable(&own.name), own.coded())).collect::<Vec<_>>().join(", ")
    }
}

fn codes(side: &[String]) -> String {
    if side.is_empty() { "–".to_owned() } else { side.join(", ") }
}

fn details(statement: &Statement, german: bool) -> Vec<String> {
    let word = |de: &str, en: &str| if german { de.to_owned() } else { en.to_owned() };
    let mut found = Vec::new();
    if statement.status != Status::Actual {
        found.push(match statement.status {
            Status::Planned => word("geplant", "planned"),
            Status::Possible => word("möglich", "possible"),
            Status::Conditional => word("bedingt", "conditional"),
            Status::Actual => String::new(),
        });
    }
    if statement.negated {
        found.push(word("verneint", "negated"));
    }
    if let Some(source) = &statement.attribution {
        found.push(format!("{} {} ({})", word("laut", "according to"), source.name, source.coded()));
    }
    if let Some(when) = &statement.when {
        let days = if when.from == when.to { when.from.to_string() } else { format!("{} – {}", when.from, when.to) };
        found.push(format!("{} {days} (“{}”)", word("wann:", "when:"), when.text));
    }
    if let Some(place) = &statement.place {
        found.push(format!("{} {} ({})", word("wo:", "where:"), place.name, place.code));
    }
    if !statement.goods.is_empty() {
        let classes: Vec<&str> = statement.goods.iter().map(|goods| goods.class.as_str()).collect();
        found.push(format!("{} {}", word("Güter:", "goods:"), classes.join(", ")));
    }
    if let Some(exchange) = &statement.exchange {
        found.push(format!("{} {} ({})", word("Tausch", "exchange"), exchange.id, exchange.side));
    }
    for link in &statement.links {
        let to = link.to.map_or(String::new(), |to| format!(" → {}", to + 1));
        found.push(format!("{}{to}", link.kind));
    }
    found
}

/// The sentence with trigger, actors and recipients marked.
fn sentence(style: Style, statement: &Statement, text: &[char]) -> String {
    let bounds = statement.sentence.span;
    let mut marks: Vec<(Span, Mark)> = vec![(statement.trigger.span, Mark::Trigger)];
    marks.extend(statement.actors.iter().map(|own| (own.span, Mark::Actor)));
    marks.extend(statement.recipients.iter().map(|own| (own.span, Mark::Recipient)));
    marks.retain(|(span, _)| span.start >= bounds.start && span.end <= bounds.end);
    marks.sort_by_key(|(span, _)| (span.start, span.end));
    let piece = |start: usize, end: usize| {
        text.get(start..end).map_or(String::new(), |part| printable(&part.iter().collect::<String>()))
    };
    let mut line = String::new();
    let mut at = bounds.start;
    for (span, kind) in marks {
        if span.start < at {
            continue;
        }
        line.push_str(&piece(at, span.start));
        line.push_str(&style.mark(kind, &piece(span.start, span.end)));
        at = span.end;
    }
    line.push_str(&piece(at, bounds.end));
    line
}

/// Text from outside without control and direction characters; line breaks become spaces.
#[must_use]
pub fn printable(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '\n' | '\r' | '\t' => Some(' '),
            '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
            c if c.is_control() => None,
            c => Some(c),
        })
        .collect()
}
