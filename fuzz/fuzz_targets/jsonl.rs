//! Any line is a document or an error; the mentions of a document lie in its text and apart.

#![no_main]

use libfuzzer_sys::fuzz_target;
use weltlage_reader::Document;

fuzz_target!(|line: &str| {
    let Ok(document) = Document::from_json(line) else { return };
    let length = document.text.chars().count();
    let mut position = 0;
    for mention in &document.mentions {
        assert!(mention.start >= position && mention.start < mention.end && mention.end <= length);
        position = mention.end;
    }
});
