//! `weltlage parse`: sentences, tags and trees as CoNLL-U.

use std::io::{BufWriter, Write};

use anyhow::{Context, Result};
use weltlage_language::conllu;
use weltlage_reader::Workspace;

use crate::args::ParseArgs;
use crate::input::Documents;
use crate::output::{describe, ignore_closed_pipe};
use crate::resources::{Readers, Resources};

/// Runs the command. `Ok(false)` means that some document could not be read.
///
/// # Errors
/// The output cannot be written.
pub fn run(args: &ParseArgs) -> Result<bool> {
    let resources = Resources::load(&[])?;
    let readers = Readers::new(&resources);
    let mut workspace = Workspace::default();
    let mut out = BufWriter::new(std::io::stdout());
    let mut all_read = true;
    // Sentence identifiers are unique in a CoNLL-U file, whatever the number of documents.
    let mut count = 0_usize;
    for incoming in Documents::new(&args.input, false) {
        let read = incoming.and_then(|document| {
            let reader = readers.for_document(&document).with_context(|| document.id.clone())?;
            Ok((reader.parse(&document.text, &mut workspace), document))
        });
        match read {
            Ok((sentences, document)) => {
                writeln!(out, "# newdoc id = {}", document.id.replace(['\n', '\r'], " "))?;
                for sentence in &sentences {
                    count += 1;
                    let mut block = String::new();
                    conllu::write(sentence, &count.to_string(), &document.text, &mut block)?;
                    out.write_all(block.as_bytes())?;
                }
            }
            Err(error) => {
                all_read = false;
                eprintln!("weltlage: {}", describe(&error));
            }
        }
    }
    out.flush().or_else(ignore_closed_pipe)?;
    Ok(all_read)
}
