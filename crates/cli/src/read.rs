//! `weltlage read`: documents in, statements out, in the order of the documents whatever the number of threads.

use std::io::{IsTerminal, Write};
use std::time::Duration;

use anyhow::{Context, Result};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;
use weltlage_reader::{Document, Reading, Workspace};

use crate::args::{Format, ReadArgs};
use crate::input::{Documents, Incoming};
use crate::output::{self, Writer};
use crate::resources::{Readers, Resources};

/// Documents that are read together; their results are written before the next ones are taken.
const BATCH: usize = 128;
/// A batch ends early when it holds this many bytes of text.
const BATCH_BYTES: usize = 16 << 20;

/// Runs the command. `Ok(false)` means that some document could not be read.
///
/// # Errors
/// Nothing could be done at all, or the output cannot be written.
pub fn run(args: &ReadArgs) -> Result<bool> {
    let resources = Resources::load(&args.actors)?;
    let readers = Readers::new(&resources);
    let format = format(args);
    let mut sink = output::open(format, args.no_pager)?;
    let mut writer = Writer::new(format, &mut sink)?;
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(args.jobs.unwrap_or(0))
        .build()
        .context("threads cannot be started")?;
    let progress = progress(format);
    let mut failed = 0_usize;
    let mut documents = Documents::new(&args.input, args.jsonl);
    loop {
        let batch = take_batch(&mut documents);
        if batch.is_empty() {
            break;
        }
        let results: Vec<Result<(Document, Reading)>> = pool.install(|| {
            batch
                .into_par_iter()
                .map_init(Workspace::default, |workspace, incoming| read_one(&readers, incoming, workspace))
                .collect()
        });
        for result in results {
            match result {
                Ok((document, mut reading)) => {
                    output::keep_confident(&mut reading, args.min_confidence);
                    writer.document(&document, &reading)?;
                }
                Err(error) => {
                    failed += 1;
                    progress.suspend(|| eprintln!("weltlage: {}", output::describe(&error)));
                }
            }
            progress.inc(1);
        }
    }
    progress.finish_and_clear();
    writer.finish()?;
    sink.flush().or_else(output::ignore_closed_pipe)?;
    sink.close();
    if failed > 0 {
        eprintln!("weltlage: {failed} document{} could not be read", if failed == 1 { "" } else { "s" });
    }
    Ok(failed == 0 || args.keep_going)
}

fn format(args: &ReadArgs) -> Format {
    match (args.jsonl, args.report, args.format) {
        (true, ..) => Format::Jsonl,
        (_, true, _) => Format::Report,
        (.., Some(format)) => format,
        _ if std::io::stdout().is_terminal() => Format::Report,
        _ => Format::Jsonl,
    }
}

fn take_batch(documents: &mut Documents) -> Vec<Incoming> {
    let mut batch = Vec::new();
    let mut bytes = 0;
    while batch.len() < BATCH && bytes < BATCH_BYTES {
        let Some(incoming) = documents.next() else { break };
        bytes += incoming.as_ref().map_or(0, |document| document.text.len());
        batch.push(incoming);
    }
    batch
}

fn read_one(readers: &Readers<'_>, incoming: Incoming, workspace: &mut Workspace) -> Result<(Document, Reading)> {
    let document = incoming?;
    let reader = readers.for_document(&document).with_context(|| document.id.clone())?;
    let reading = reader.read(&document, workspace);
    Ok((document, reading))
}

/// A counter on the terminal's error stream; silent in a pipe, and where the report itself goes to the terminal.
fn progress(format: Format) -> ProgressBar {
    let to_terminal = format == Format::Report && std::io::stdout().is_terminal();
    if to_terminal || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(5));
    if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} documents, {per_sec}, {elapsed}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
