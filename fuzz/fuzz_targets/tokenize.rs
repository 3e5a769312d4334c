//! Any range of any text is tokenized; the tokens cover it, in order and on character boundaries.

#![no_main]

use libfuzzer_sys::fuzz_target;
use weltlage_language::segment::characters::is_space;
use weltlage_language::tokenize::tokens;
use weltlage_ontology::Language;

fuzz_target!(|input: (u16, u16, &str)| {
    let (start, end, text) = input;
    for language in Language::ALL {
        for range in [0..text.len(), usize::from(start)..usize::from(end)] {
            let sentence = tokens(text, range, language);
            let mut position = sentence.start;
            let mut span = (usize::MAX, 0);
            for token in &sentence.tokens {
                if (token.start, token.end) == span {
                    continue;
                }
                span = (token.start, token.end);
                assert!(token.start >= position && token.end > token.start && token.end <= sentence.end);
                assert!(text[position..token.start].chars().all(is_space));
                assert!(!text[token.start..token.end].is_empty() && !token.form.is_empty());
                position = token.end;
            }
            assert!(text[position..sentence.end].chars().all(is_space));
        }
    }
});
