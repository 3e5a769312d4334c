//! Reads `data/actors/*.toml` once, at build time. What it makes of them is embedded ready for use, because building the index of
//! names takes longer than a command-line program may take to start; the records themselves are embedded as JSON beside it.

// The modules are shared with the crate, which uses all of them.
#![allow(dead_code)]

#[path = "src/error.rs"]
mod error;
#[path = "src/index.rs"]
mod index;
#[path = "src/mention.rs"]
mod mention;
#[path = "src/model.rs"]
mod model;
#[path = "src/references.rs"]
mod references;
#[path = "src/short_names.rs"]
mod short_names;
#[path = "src/tables.rs"]
mod tables;
#[path = "src/terms.rs"]
mod terms;
#[path = "src/words.rs"]
mod words;

use std::{env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../data/actors");
    println!("cargo:rerun-if-changed={}", folder.display());
    let mut files: Vec<_> =
        fs::read_dir(&folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
    // Differences from other lists of leaders are a matter of the tests.
    files.retain(|file| !file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("leader-differences")));
    files.sort();
    let mut all = tables::Tables::default();
    for file in files {
        println!("cargo:rerun-if-changed={}", file.display());
        let read = tables::Tables::parse(&fs::read_to_string(&file)?);
        append(&mut all, read.map_err(|error| format!("{}: {error}", file.display()))?);
    }
    let mut compiler = model::Compiler::new();
    let compiled = compiler.add(&all, model::Origin { file: "data/actors", user: false });
    compiled.map_err(|error| format!("{error}; {}", error.hint()))?;
    let model = compiler.finish();
    let target = env::var("OUT_DIR")?;
    let target = Path::new(&target);
    fs::write(target.join("tables.json"), serde_json::to_vec(&all)?)?;
    fs::write(target.join("records.json"), serde_json::to_vec(&model)?)?;
    fs::write(target.join("index.bin"), model.index.to_bytes())?;
    Ok(())
}

/// Adds the records of one file to those of the files before it.
fn append(all: &mut tables::Tables, mut file: tables::Tables) {
    all.state.append(&mut file.state);
    all.role.append(&mut file.role);
    all.organisation.append(&mut file.organisation);
    all.officer.append(&mut file.officer);
    all.group.append(&mut file.group);
    all.bloc.append(&mut file.bloc);
    all.territory.append(&mut file.territory);
    all.leader.append(&mut file.leader);
    all.exclusion.append(&mut file.exclusion);
    all.ambiguous.append(&mut file.ambiguous);
    all.words.append(&mut file.words);
    all.combining.append(&mut file.combining);
    all.short_name.append(&mut file.short_name);
}
