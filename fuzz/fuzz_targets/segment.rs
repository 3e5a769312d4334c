//! Any text is split into sentences that cover it, in order and within the limits.

#![no_main]

use libfuzzer_sys::fuzz_target;
use weltlage_language::segment::characters::is_space;
use weltlage_language::segment::{MAX_BYTES, sentences};
use weltlage_ontology::Language;

fuzz_target!(|text: &str| {
    for language in Language::ALL {
        let mut position = 0;
        for range in sentences(text, language) {
            assert!(range.start >= position && range.end > range.start && range.len() <= MAX_BYTES);
            assert!(text[position..range.start].chars().all(is_space));
            position = range.end;
        }
        assert!(text[position..].chars().all(is_space));
    }
});
