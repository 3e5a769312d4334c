//! Whole-document readings of the example dispatches: the text with its statements below each sentence, one golden file per dispatch.
//!
//! A change to the reader shows here as a change of readings. Review it with `cargo insta review`, or write all anew with
//! `INSTA_UPDATE=always cargo test -p weltlage --test readings`.

#![allow(clippy::unwrap_used, missing_docs)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn examples(language: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(language);
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "md"));
    files.sort();
    files
}

fn side(statement: &Value, name: &str) -> String {
    let codes: Vec<String> = statement[name]
        .as_array()
        .unwrap()
        .iter()
        .map(|own| match own["sector"].as_str().unwrap() {
            "GOV" => own["code"].as_str().unwrap().to_owned(),
            sector => format!("{}:{sector}", own["code"].as_str().unwrap()),
        })
        .collect();
    if codes.is_empty() { "–".to_owned() } else { codes.join(", ") }
}

fn line(statement: &Value) -> String {
    let mut line = statement["event"].as_str().unwrap().to_owned();
    if let Some(mode) = statement["mode"].as_str() {
        write!(line, "/{mode}").unwrap();
    }
    write!(line, " {} → {}", side(statement, "actors"), side(statement, "recipients")).unwrap();
    if let Some(content) = statement.get("content") {
        let list = |name: &str| {
            content[name].as_array().unwrap().iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", ")
        };
        write!(line, " {{{} {} → {}}}", content["event"].as_str().unwrap(), list("actors"), list("recipients"))
            .unwrap();
    }
    if statement["status"] != "actual" {
        write!(line, " {}", statement["status"].as_str().unwrap()).unwrap();
    }
    for flag in ["negated", "alleged", "historical"] {
        if statement[flag] == true {
            write!(line, " {flag}").unwrap();
        }
    }
    if let Some(code) = statement["attribution"]["code"].as_str() {
        write!(line, " says:{code}").unwrap();
    }
    if let Some(when) = statement["when"]["from"].as_str() {
        write!(line, " when:{when}–{}", statement["when"]["to"].as_str().unwrap()).unwrap();
    }
    if let Some(exchange) = statement.get("exchange") {
        write!(line, " exchange:{}:{}", exchange["id"], exchange["side"].as_str().unwrap()).unwrap();
    }
    for goods in statement["goods"].as_array().unwrap() {
        write!(line, " goods:{}", goods["class"].as_str().unwrap()).unwrap();
    }
    write!(line, " “{}” {}", statement["trigger"]["text"].as_str().unwrap(), statement["rule"].as_str().unwrap())
        .unwrap();
    line
}

/// The sentences that say something, each followed by its statements.
fn reading(file: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_weltlage")).args(["read", "--jsonl"]).arg(file).output().unwrap();
    assert!(output.status.success(), "{}: {}", file.display(), String::from_utf8_lossy(&output.stderr));
    let text: Vec<char> = std::fs::read_to_string(file).unwrap().chars().collect();
    let mut result = String::new();
    let mut last = None;
    for json in String::from_utf8(output.stdout).unwrap().lines() {
        let statement: Value = serde_json::from_str(json).unwrap();
        let at = |name: &str| usize::try_from(statement["sentence"][name].as_u64().unwrap()).unwrap();
        if last != Some(at("start")) {
            last = Some(at("start"));
            let sentence: String = text[at("start")..at("end")].iter().collect();
            writeln!(result, "\n{}", sentence.replace('\n', " ")).unwrap();
        }
        writeln!(result, "    {}", line(&statement)).unwrap();
    }
    result
}

fn check(language: &str) {
    let files = examples(language);
    assert!(files.len() >= 12, "{language}: {} examples", files.len());
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(format!("readings/{language}"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for file in files {
            let name = file.file_stem().unwrap().to_str().unwrap();
            insta::assert_snapshot!(name, reading(&file));
        }
    });
}

#[test]
fn german_dispatches() {
    check("de");
}

#[test]
fn english_dispatches() {
    check("en");
}
