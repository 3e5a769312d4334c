//! `weltlage eval errors` from a gold file to the table, with the reader in between.

// Tests may fail.
#![allow(clippy::unwrap_used)]

use std::path::PathBuf;
use std::process::Command;

use serde_json::{Value, json};

/// A gold sentence with one statement.
fn sentence(id: &str, text: &str, statement: &Value) -> Value {
    let mut whole = json!({"status": "actual", "negated": false, "alleged": false, "historical": false});
    whole.as_object_mut().unwrap().extend(statement.as_object().unwrap().clone());
    json!({"id": id, "lang": "en", "text": text, "statements": [whole]})
}

fn run(gold: &Value, name: &str, more: &[&str]) -> String {
    let path: PathBuf = std::env::temp_dir().join(format!("weltlage-errors-{}-{name}.json", std::process::id()));
    std::fs::write(&path, gold.to_string()).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_weltlage"))
        .args(["eval", "errors", "gold", path.to_str().unwrap()])
        .args(more)
        .output()
        .unwrap();
    std::fs::remove_file(&path).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn condemned(trigger: &str, event: &str, actor: &str, recipient: &str) -> Value {
    let statement = json!({"event": event, "actors": [actor], "recipients": [recipient], "trigger": trigger});
    sentence(&format!("{event}-{actor}"), "China condemned Japan on Tuesday.", &statement)
}

#[test]
fn misses_are_sorted_with_what_the_reader_knows() {
    let gold = json!([
        condemned("condemned", "ACCUSE", "CHN", "JPN"),
        condemned("condemned", "ACCUSE", "JPN", "CHN"),
        condemned("condemned", "AID", "CHN", "JPN"),
        condemned("Tuesday", "AID", "CHN", "JPN"),
        condemned("condemned", "AID", "BOL", "JPN"),
    ]);
    let report: Value = serde_json::from_str(&run(&gold, "json", &["--json", "--examples", "1"])).unwrap();
    let misses: Vec<(String, u64)> = report["classes"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["count"] != 0)
        .map(|row| (row["class"].as_str().unwrap().to_owned(), row["count"].as_u64().unwrap()))
        .collect();
    let expected = [
        ("actor not known", 1),
        ("frame missing", 1),
        ("wrong frame", 1),
        ("role swapped", 1),
        ("in place of a missed one", 1),
        ("beside gold", 2),
    ];
    assert_eq!(misses, expected.map(|(class, count)| (class.to_owned(), count)));
    assert_eq!((&report["right"], &report["wanted"], &report["found"]), (&1.into(), &5.into(), &5.into()));
}

#[test]
fn examples_show_the_tree() {
    let gold = json!([condemned("condemned", "ACCUSE", "JPN", "CHN")]);
    let table = run(&gold, "table", &["--examples", "1"]);
    for line in [
        "  role swapped                     1 100.0 %",
        "tree    trigger: condemned (root)",
        "tree    CHN: China (nsubj) < condemned (root)",
    ] {
        assert!(table.contains(line), "{table}");
    }
    assert!(!run(&gold, "short", &[]).contains("tree"));
}
