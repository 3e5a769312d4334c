//! Prints how well sentence boundaries and tokens agree with a treebank, and how fast they are found.
//!
//! Usage: `cargo run --release --example segmentation_score -- en|de FILE.conllu [errors]`

#![allow(clippy::print_stdout)]

use std::time::Instant;

use weltlage_language::segment::evaluate::{Agreement, Document, documents, evaluate, tokenized};
use weltlage_language::segment::sentences;
use weltlage_language::tokenize::tokens;
use weltlage_ontology::Language;

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let (Some(code), Some(path)) = (arguments.get(1), arguments.get(2)) else {
        println!("usage: segmentation_score en|de FILE.conllu [boundaries|tokens]");
        return Ok(());
    };
    let language = Language::parse(code).unwrap_or(Language::En);
    let documents = documents(&std::fs::read_to_string(path)?);
    let score = evaluate(&documents, language);
    for (name, agreement) in [
        ("boundaries", score.boundaries),
        ("inner boundaries", score.inner_boundaries),
        ("sentence spans", score.spans),
        ("tokens", score.tokens),
        ("words", score.words),
    ] {
        print_agreement(name, agreement);
    }
    match arguments.get(3).map(String::as_str) {
        Some("boundaries") => print_boundaries(&documents, language),
        Some("tokens") => print_tokens(&documents, language),
        _ => print_speed(&documents, language),
    }
    Ok(())
}

fn print_agreement(name: &str, agreement: Agreement) {
    println!(
        "{name:18} P {:6.2}  R {:6.2}  F1 {:6.2}  ({} of {}, {} found)",
        100.0 * agreement.precision(),
        100.0 * agreement.recall(),
        100.0 * agreement.f1(),
        agreement.correct,
        agreement.reference,
        agreement.found
    );
}

fn print_boundaries(documents: &[Document], language: Language) {
    for document in documents {
        let found: Vec<usize> = sentences(&document.text, language).iter().map(|range| range.end).collect();
        let reference: Vec<usize> = document.sentences.iter().map(|sentence| sentence.range.end).collect();
        let around = |end: usize| {
            let before: String =
                document.text[..end].chars().rev().take(45).collect::<Vec<_>>().into_iter().rev().collect();
            let after: String = document.text[end..].chars().take(40).collect();
            format!("{before} ||| {after}").replace('\n', "¶")
        };
        for end in found.iter().filter(|end| !reference.contains(end)) {
            println!("extra   {}", around(*end));
        }
        for end in reference.iter().filter(|end| !found.contains(end)) {
            println!("missing {}", around(*end));
        }
    }
}

fn print_tokens(documents: &[Document], language: Language) {
    for document in documents {
        for sentence in &document.sentences {
            let reference = sentence.words.iter().cloned().collect();
            let (_, found) = tokenized(&document.text, sentence.range.clone(), language);
            let show = |words: Vec<&(usize, usize, usize, String)>| {
                words.iter().map(|(.., form)| form.as_str()).collect::<Vec<_>>().join("|")
            };
            if found != reference {
                println!(
                    "{}   <>   {}",
                    show(reference.difference(&found).collect()),
                    show(found.difference(&reference).collect())
                );
            }
        }
    }
}

fn print_speed(documents: &[Document], language: Language) {
    let (mut count, start) = (0_usize, Instant::now());
    let mut rounds = 0;
    while start.elapsed().as_secs() < 3 {
        for document in documents {
            for range in sentences(&document.text, language) {
                count += tokens(&document.text, range, language).tokens.len();
            }
        }
        rounds += 1;
    }
    let seconds = start.elapsed().as_secs_f64();
    #[allow(clippy::cast_precision_loss)]
    let rate = count as f64 / seconds / 1e6;
    println!("{rate:.2} million tokens/s ({rounds} rounds)");
}
