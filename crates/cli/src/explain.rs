//! `weltlage explain`: the tree, the frames, the operators, the spans and the rule behind a statement.

use std::io::{BufWriter, Write};

use anyhow::{Context, Result, bail};
use serde_json::json;
use weltlage_reader::{Document, Grounds, Reading, Statement, Workspace};

use crate::args::ExplainArgs;
use crate::input::Documents;
use crate::output::ignore_closed_pipe;
use crate::report::printable;
use crate::resources::{Readers, Resources};

/// Runs the command.
///
/// # Errors
/// There is no such statement, or the document cannot be read.
pub fn run(args: &ExplainArgs) -> Result<bool> {
    let resources = Resources::load(&args.actors)?;
    let readers = Readers::new(&resources);
    let document = Documents::new(&args.input, false).next().context("no document")??;
    let reader = readers.for_document(&document).with_context(|| document.id.clone())?;
    let reading = reader.read(&document, &mut Workspace::default());
    let count = reading.statements.len();
    let chosen = match args.statement {
        Some(number) if (1..=count).contains(&number) => number - 1..number,
        Some(number) => bail!("{}: there is no statement {number}; it has {count}, counted from 1", document.id),
        None => 0..count,
    };
    let mut out = BufWriter::new(std::io::stdout());
    for index in chosen {
        let (statement, grounds) = (&reading.statements[index], &reading.grounds[index]);
        if args.json {
            serde_json::to_writer(&mut out, &as_json(statement, grounds, &reading, &document))?;
            writeln!(out)?;
        } else {
            write(&mut out, index, statement, grounds, &reading, &document)?;
        }
    }
    out.flush().or_else(ignore_closed_pipe)?;
    Ok(true)
}

fn write(
    out: &mut impl Write,
    index: usize,
    statement: &Statement,
    grounds: &Grounds,
    reading: &Reading,
    document: &Document,
) -> Result<()> {
    let sentence = &reading.sentences[grounds.sentence];
    let mode = statement.mode.map_or(String::new(), |mode| format!("/{mode}"));
    writeln!(out, "Statement {}: {}{mode}", index + 1, statement.event)?;
    writeln!(out, "  sentence {}: {}", grounds.sentence + 1, printable(&document.text[sentence.start..sentence.end]))?;
    writeln!(out, "  rule: {}", statement.rule)?;
    writeln!(out, "  frames, outermost first: {}", grounds.frames.join(" > "))?;
    writeln!(
        out,
        "  trigger: {} [{}–{}]",
        printable(&statement.trigger.text),
        statement.trigger.span.start,
        statement.trigger.span.end
    )?;
    for (role, side) in [("actor", &statement.actors), ("recipient", &statement.recipients)] {
        for own in side {
            let person = own.person.as_ref().map_or(String::new(), |person| format!(", {person}"));
            writeln!(
                out,
                "  {role}: {} [{}–{}] = {}{person}",
                printable(&own.name),
                own.span.start,
                own.span.end,
                own.coded()
            )?;
        }
    }
    if let Some(content) = &statement.content {
        writeln!(
            out,
            "  content: {} {} → {} ({})",
            content.event,
            content.actors.join(", "),
            content.recipients.join(", "),
            content.status
        )?;
    }
    let words: Vec<String> = grounds
        .operators
        .iter()
        .filter_map(|token| sentence.tokens.get(*token))
        .map(|token| printable(&token.form))
        .collect();
    writeln!(out, "  operators: {}", if words.is_empty() { "none".to_owned() } else { words.join(", ") })?;
    writeln!(
        out,
        "  status: {}{}{}{}",
        statement.status,
        if statement.negated { ", negated" } else { "" },
        if statement.alleged { ", alleged" } else { "" },
        if statement.historical { ", historical" } else { "" }
    )?;
    writeln!(out, "  confidence: {:.2}", statement.confidence)?;
    for (name, weight) in &grounds.confidence {
        writeln!(out, "    {weight:+.1} {name}")?;
    }
    writeln!(out, "  tree:")?;
    for line in tree_lines(sentence, grounds.trigger) {
        writeln!(out, "    {line}")?;
    }
    writeln!(out)?;
    Ok(())
}

/// The tree as indented lines, in sentence order below each head; the trigger is marked.
fn tree_lines(sentence: &weltlage_language::Sentence, trigger: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let Some(root) = sentence.root() else { return lines };
    // Depth first with an explicit stack: trees can be as deep as sentences are long.
    let mut stack = vec![(root, 0_usize)];
    while let Some((index, depth)) = stack.pop() {
        let token = &sentence.tokens[index];
        let mark = if index == trigger { " ←" } else { "" };
        let indent = "  ".repeat(depth.min(40));
        lines.push(format!(
            "{indent}{} {} ({}, {}){mark}",
            token.relation.as_str(),
            printable(&token.form),
            token.upos.as_str(),
            printable(&token.lemma)
        ));
        let children: Vec<usize> = sentence.children(index).collect();
        stack.extend(children.into_iter().rev().map(|child| (child, depth + 1)));
    }
    lines
}

fn as_json(statement: &Statement, grounds: &Grounds, reading: &Reading, document: &Document) -> serde_json::Value {
    let sentence = &reading.sentences[grounds.sentence];
    let tokens: Vec<_> = sentence
        .tokens
        .iter()
        .map(|token| {
            json!({"form": token.form, "lemma": token.lemma, "upos": token.upos.as_str(), "head": token.head, "relation": token.relation.as_str()})
        })
        .collect();
    let confidence: Vec<_> =
        grounds.confidence.iter().map(|(name, weight)| json!({"name": name, "weight": weight})).collect();
    json!({
        "statement": statement,
        "text": &document.text[sentence.start..sentence.end],
        "frames": grounds.frames,
        "operators": grounds.operators,
        "trigger_token": grounds.trigger,
        "confidence": confidence,
        "tree": tokens,
    })
}
