//! Trains the classifier for sentence boundaries without marks.
//!
//! Usage: `cargo run --release --example segmentation_train -- en TRAIN.conllu models/segment-english.bin`

#![allow(clippy::print_stdout)]

use weltlage_language::segment::evaluate::documents;
use weltlage_language::segment::learnt::train;
use weltlage_ontology::Language;

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, code, input, output] = arguments.as_slice() else {
        println!("usage: segmentation_train en TRAIN.conllu MODEL");
        return Ok(());
    };
    let language = Language::parse(code).unwrap_or(Language::En);
    std::fs::write(output, train(&documents(&std::fs::read_to_string(input)?), language))
}
