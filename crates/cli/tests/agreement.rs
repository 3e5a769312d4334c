//! `weltlage eval agreement` on two small parallel files.

// Tests may fail.
#![allow(clippy::unwrap_used)]

use std::process::{Command, Output};

fn run(name: &str, german: &str, english: &str) -> Output {
    let folder = std::env::temp_dir().join(format!("weltlage-agreement-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (one, other) = (folder.join("one.de"), folder.join("one.en"));
    std::fs::write(&one, german).unwrap();
    std::fs::write(&other, english).unwrap();
    let output =
        Command::new(env!("CARGO_BIN_EXE_weltlage")).args(["eval", "agreement"]).args([one, other]).output().unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    output
}

#[test]
fn the_same_sentences_agree() {
    let output = run(
        "same",
        "Russland griff die Ukraine an.\nDas Wetter ist schön.\n",
        "Russia attacked Ukraine.\nThe weather is fine.\n",
    );
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.starts_with("sentences 2, with a statement on either side 1, statements 1 and 1\n"), "{text}");
    assert!(text.contains("relaxed  agreement 1.000"), "{text}");
}

#[test]
fn files_of_different_length_are_refused() {
    let output = run("lengths", "Russland griff die Ukraine an.\n", "Russia attacked Ukraine.\nMore.\n");
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(error.contains("one.de has 1 lines") && error.contains("one sentence a line"), "{error}");
}
