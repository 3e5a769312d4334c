//! Written sentences and the mentions found in them, one golden file a language.
//!
//! Each sentence stands on a line with its date before it; indented below come the mentions: words, kind, code and sector, then person,
//! role and marks where there are any. After a deliberate change write the files anew with `UPDATE_GOLDEN=1 cargo test` and read the difference.

// Tests may fail.
#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::path::Path;
use weltlage_actors::{Gazetteer, Gender, Mention};
use weltlage_ontology::Language;

fn line(text: &str, mention: &Mention) -> String {
    let mut line =
        format!("    {} | {:?} {}:{}", &text[mention.start..mention.end], mention.kind, mention.code, mention.sector);
    if let Some(person) = &mention.person {
        let _ = write!(line, " | {person}");
    }
    if let Some(role) = &mention.role {
        let _ = write!(line, " | {role}");
    }
    let marks = [
        (mention.plural, "plural"),
        (mention.former, "former"),
        (mention.inferred, "inferred"),
        (mention.gender == Some(Gender::Female), "female"),
        (mention.members.is_some(), "members"),
    ];
    let marks: Vec<&str> = marks.iter().filter(|(set, _)| *set).map(|(_, name)| *name).collect();
    if !marks.is_empty() {
        let _ = write!(line, " | {}", marks.join(" "));
    }
    line
}

fn check(language: Language, file: &str) {
    let gazetteer = Gazetteer::bundled().unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(file);
    let expected = std::fs::read_to_string(&path).unwrap();
    let mut found = String::new();
    let mut sentences = 0;
    for sentence in expected.lines().filter(|line| !line.starts_with(' ') && !line.is_empty()) {
        let (date, text) = sentence.split_once(' ').unwrap();
        let mentions = gazetteer.mentions(text, language, Some(date.parse().unwrap()));
        let _ = writeln!(found, "{sentence}");
        for mention in &mentions {
            let _ = writeln!(found, "{}", line(text, mention));
        }
        sentences += 1;
    }
    assert!(sentences >= 80, "{sentences} sentences");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, found).unwrap();
        return;
    }
    for (number, (found, expected)) in found.lines().zip(expected.lines()).enumerate() {
        assert_eq!(found, expected, "{file}, line {}", number + 1);
    }
    assert_eq!(found.lines().count(), expected.lines().count());
}

#[test]
fn german() {
    check(Language::De, "german.txt");
}

#[test]
fn english() {
    check(Language::En, "english.txt");
}
