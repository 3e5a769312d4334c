//! The shipped models on whole texts: what is written is valid CoNLL-U, and annotation leaves tokens where they are.

#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use common::{language, text};
use proptest::prelude::*;
use weltlage_language::segment::sentences;
use weltlage_language::tokenize::tokens;
use weltlage_language::{Model, Scratch, Sentence, conllu};
use weltlage_ontology::Language;

static GERMAN: LazyLock<Model> = LazyLock::new(|| model("german.model"));
static ENGLISH: LazyLock<Model> = LazyLock::new(|| model("english.model"));

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn model(name: &str) -> Model {
    Model::from_bytes(&std::fs::read(root().join("models").join(name)).unwrap()).unwrap()
}

fn shipped(language: Language) -> &'static Model {
    match language {
        Language::De => &GERMAN,
        Language::En => &ENGLISH,
    }
}

fn annotate(text: &str, language: Language) -> Vec<Sentence> {
    let mut scratch = Scratch::default();
    let annotated = sentences(text, language).into_iter().map(|range| {
        let mut sentence = tokens(text, range, language);
        shipped(language).tag(&mut sentence, &mut scratch).parse();
        sentence
    });
    annotated.collect()
}

/// Writes the sentences and checks each block against the format.
fn check_written(text: &str, sentences: &[Sentence]) -> Result<(), String> {
    for (index, sentence) in sentences.iter().enumerate() {
        let id = (index + 1).to_string();
        let mut block = String::new();
        conllu::write(sentence, &id, text, &mut block).map_err(|error| error.to_string())?;
        check_block(&block, &id).map_err(|problem| format!("{problem} in\n{block}"))?;
    }
    Ok(())
}

macro_rules! demand {
    ($condition:expr, $problem:literal) => {
        if !$condition {
            return Err(format!($problem));
        }
    };
}

/// The rules of the official validator up to level 2, except for those about the choice of tags.
fn check_block(block: &str, id: &str) -> Result<(), String> {
    let body = block.strip_suffix("\n\n").ok_or("no empty line at the end")?;
    let mut lines = body.split('\n');
    demand!(lines.next() == Some(&format!("# sent_id = {id}")), "no sentence identifier");
    let text = lines.next().and_then(|line| line.strip_prefix("# text = ")).ok_or("no text")?;
    demand!(text == text.trim() && !text.contains("  ") && !text.contains(char::is_control), "space in the text");
    let rows: Vec<Vec<&str>> = lines.map(|line| line.split('\t').collect()).collect();
    for row in &rows {
        let outer = row.iter().all(|column| !column.is_empty() && *column == column.trim());
        demand!(row.len() == 10 && outer, "not ten columns: {row:?}");
        demand!(row.iter().all(|column| !column.contains(char::is_control)), "control characters: {row:?}");
    }
    let words: Vec<&Vec<&str>> = rows.iter().filter(|row| !row[0].contains('-')).collect();
    demand!(!words.is_empty(), "no words");
    for (index, word) in words.iter().enumerate() {
        demand!(word[0] == (index + 1).to_string(), "words do not count from 1: {word:?}");
        check_word(word)?;
    }
    check_tree(&words)?;
    check_surface(text, &rows)
}

fn check_word(word: &[&str]) -> Result<(), String> {
    let parts = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X";
    demand!(parts.split(' ').any(|part| part == word[3]), "part of speech: {word:?}");
    demand!(word[4] == "_" && word[8] == "_", "a column that is not written: {word:?}");
    demand!(["_", "SpaceAfter=No"].contains(&word[9]), "last column: {word:?}");
    let relation = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase());
    demand!(word[7].split(':').count() <= 2 && word[7].split(':').all(relation), "relation: {word:?}");
    if word[5] == "_" {
        return Ok(());
    }
    let mut before = String::new();
    for feature in word[5].split('|') {
        let (name, value) = feature.split_once('=').ok_or_else(|| format!("features: {word:?}"))?;
        let capital = |text: &str| text.starts_with(|first: char| first.is_ascii_uppercase() || first.is_ascii_digit());
        let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        demand!(capital(name) && plain(name) && capital(value) && plain(value), "features: {word:?}");
        demand!(before < name.to_lowercase(), "order of features: {word:?}");
        before = name.to_lowercase();
    }
    Ok(())
}

/// One root, named so, and every word hangs on it.
fn check_tree(words: &[&Vec<&str>]) -> Result<(), String> {
    let heads: Vec<usize> = words.iter().map(|word| word[6].parse().unwrap_or(usize::MAX)).collect();
    demand!(heads.iter().all(|head| *head <= words.len()), "a head is outside the sentence");
    demand!(heads.iter().filter(|head| **head == 0).count() == 1, "not one root");
    demand!(words.iter().zip(&heads).all(|(word, head)| (word[7] == "root") == (*head == 0)), "root relation");
    let mut reached = vec![false; words.len() + 1];
    reached[0] = true;
    for start in 1..=words.len() {
        let mut path = BTreeSet::new();
        let mut word = start;
        while !reached[word] {
            demand!(path.insert(word), "a cycle at word {word}");
            word = heads[word - 1];
        }
        for word in path {
            reached[word] = true;
        }
    }
    Ok(())
}

/// Contractions cover two or more words and stand before them; forms and spaces make the text.
fn check_surface(text: &str, rows: &[Vec<&str>]) -> Result<(), String> {
    let mut surface = String::new();
    let (mut next, mut covered) = (1, 0);
    for row in rows {
        let inside = next <= covered;
        if let Some((first, last)) = row[0].split_once('-') {
            let (first, last) = (first.parse::<usize>().unwrap_or(0), last.parse::<usize>().unwrap_or(0));
            demand!(!inside && first == next && last > first, "range of a contraction: {row:?}");
            demand!(row[2..9].iter().all(|column| *column == "_"), "a contraction has tags: {row:?}");
            covered = last;
        } else {
            next += 1;
            if inside {
                demand!(row[9] == "_", "space inside a contraction: {row:?}");
                continue;
            }
        }
        surface.push_str(row[1]);
        if row[9] != "SpaceAfter=No" {
            surface.push(' ');
        }
    }
    demand!(covered < next, "a contraction reaches past the sentence");
    demand!(surface.trim_end() == text, "the forms make “{surface}”");
    Ok(())
}

#[test]
fn the_examples_are_written_as_valid_conllu() {
    for (folder, language) in [("de", Language::De), ("en", Language::En)] {
        let mut documents = 0;
        for entry in std::fs::read_dir(root().join("examples").join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let sentences = annotate(&text, language);
            assert!(sentences.len() > 5, "{}", path.display());
            check_written(&text, &sentences).unwrap_or_else(|problem| panic!("{}: {problem}", path.display()));
            documents += 1;
        }
        assert!(documents > 10);
    }
}

#[test]
fn model_cards_tell_the_size_of_their_models() {
    for name in ["german", "english"] {
        let size = std::fs::metadata(root().join(format!("models/{name}.model"))).unwrap().len();
        let card = std::fs::read_to_string(root().join(format!("models/{name}.md"))).unwrap();
        assert!(card.replace(',', "").contains(&format!("| {size} bytes |")), "{name}: {size}");
    }
}

#[test]
fn the_check_finds_what_is_wrong() {
    let right = "\
# sent_id = 1
# text = Im Mai.
1-2\tIm\t_\t_\t_\t_\t_\t_\t_\t_
1\tin\tin\tADP\t_\t_\t3\tcase\t_\t_
2\tdem\tder\tDET\t_\tCase=Dat|Definite=Def\t3\tdet\t_\t_
3\tMai\tMai\tPROPN\t_\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_

";
    check_block(right, "1").unwrap();
    for (from, to) in [
        ("# sent_id = 1", "# sent_id = 2"),
        ("Im Mai.", "Im Mai ."),
        ("Im Mai.", "Im  Mai."),
        ("1-2\t", "1-1\t"),
        ("1-2\t", "2-3\t"),
        ("1-2\t", "1-5\t"),
        ("\tADP", "\tPREP"),
        ("\tin\tADP", "\t\tADP"),
        ("4\t.", "5\t."),
        ("\t0\troot", "\t4\tdep"),
        ("\t0\troot", "\t0\tdep"),
        ("3\tpunct", "0\troot"),
        ("3\tpunct", "3\troot"),
        ("3\tpunct", "9\tpunct"),
        ("3\tpunct", "4\tpunct"),
        ("Case=Dat|Definite=Def", "Definite=Def|Case=Dat"),
        ("Case=Dat|Definite=Def", "Case=Dat|Case=Dat"),
        ("\tSpaceAfter=No", "\t_"),
        ("\t_\n2", "\n2"),
        ("\n\n", "\n"),
    ] {
        assert!(check_block(&right.replacen(from, to, 1), "1").is_err(), "{from} → {to}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn any_text_is_written_as_valid_conllu(text in text(), language in language()) {
        prop_assert_eq!(check_written(&text, &annotate(&text, language)), Ok(()));
    }

    #[test]
    fn annotation_leaves_tokens_where_they_are(text in text(), language in language()) {
        for sentence in annotate(&text, language) {
            prop_assert!(sentence.parsed);
            let plain = tokens(&text, sentence.start..sentence.end, language);
            let places = |sentence: &Sentence| -> Vec<_> {
                let place = |token: &weltlage_language::Token| (token.start, token.end, token.form.clone(), token.contraction);
                sentence.tokens.iter().map(place).collect()
            };
            prop_assert_eq!(places(&plain), places(&sentence));
        }
    }
}
