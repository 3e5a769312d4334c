//! Hostile input to the edges of the reader: whatever comes in, nothing panics and offsets agree with the text.

// Tests may fail.
#![allow(clippy::unwrap_used)]

use std::sync::LazyLock;

use proptest::prelude::*;
use weltlage_language::tokenize::tokens;
use weltlage_language::{Sentence, Token};
use weltlage_ontology::Language;
use weltlage_reader::reading::Offsets;
use weltlage_reader::time::expressions;
use weltlage_reader::tree::Tree;
use weltlage_reader::{Document, Lexicon};

/// Pieces that time expressions are made of, so that arbitrary sequences come close to real ones.
const PIECES: [&str; 40] = [
    "vor",
    "in",
    "seit",
    "ago",
    "last",
    "next",
    "this",
    "nächste",
    "letzten",
    "diesem",
    "zwei",
    "two",
    "300",
    "1",
    "31.",
    "5th",
    "31",
    "0",
    "2017",
    "2199",
    "1800",
    "Jahren",
    "years",
    "Jahrzehnten",
    "decades",
    "week",
    "Tag",
    "August",
    "May",
    "Februar",
    "Ende",
    "mid",
    "-",
    "of",
    "bis",
    ",",
    "Sommer",
    "winter",
    "Dienstag",
    "29.02.2023",
];

static LEXICONS: LazyLock<Vec<Lexicon>> =
    LazyLock::new(|| Language::ALL.iter().map(|language| Lexicon::bundled(*language).unwrap()).collect());

fn words() -> impl Strategy<Value = Vec<String>> {
    let piece = prop_oneof![4 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(piece, 0..12)
}

fn day() -> impl Strategy<Value = Option<jiff::civil::Date>> {
    let inside =
        (-9999_i16..=9999, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| jiff::civil::date(year, month, day));
    prop::option::of(prop_oneof![8 => inside, 1 => Just(jiff::civil::Date::MIN), 1 => Just(jiff::civil::Date::MAX)])
}

/// A JSON value of the shape of a document, with fields that may be wrong in any way.
fn json_line() -> impl Strategy<Value = String> {
    let number = prop_oneof![
        any::<u64>().prop_map(|n| n.to_string()),
        (-3_i64..12).prop_map(|n| n.to_string()),
        Just("1e400".to_owned())
    ];
    let quoted = any::<String>().prop_map(|text| serde_json::to_string(&text).unwrap());
    let value = prop_oneof![
        number.clone(),
        quoted.clone(),
        Just("null".to_owned()),
        Just("[]".to_owned()),
        Just("\"2023-02-30\"".to_owned())
    ]
    .boxed();
    let mention = (number.clone(), number, quoted)
        .prop_map(|(start, end, id)| format!("{{\"start\": {start}, \"end\": {end}, \"id\": {id}}}"));
    let mentions = prop::collection::vec(mention, 0..4).prop_map(|all| format!("[{}]", all.join(",")));
    (value.clone(), value.clone(), value.clone(), value, mentions).prop_map(|(id, text, lang, published, mentions)| {
        format!(
            "{{\"id\": {id}, \"text\": {text}, \"lang\": {lang}, \"published\": {published}, \"mentions\": {mentions}}}"
        )
    })
}

proptest! {
    #[test]
    fn any_line_is_a_document_or_an_error(line in any::<String>()) {
        let _ = Document::from_json(&line);
    }

    #[test]
    fn mentions_of_a_document_lie_in_its_text_and_apart(line in json_line()) {
        if let Ok(document) = Document::from_json(&line) {
            let length = document.text.chars().count();
            let mut position = 0;
            for mention in &document.mentions {
                prop_assert!(mention.start >= position && mention.start < mention.end && mention.end <= length);
                position = mention.end;
            }
        }
    }

    #[test]
    fn offsets_round_trip(text in "\\PC{0,300}|[aé€😀\\n]{0,300}") {
        let offsets = Offsets::new(&text);
        let mut count = 0;
        for (point, (byte, _)) in text.char_indices().enumerate() {
            prop_assert_eq!(offsets.point(byte), point);
            prop_assert_eq!(offsets.byte(point), byte);
            count = point + 1;
        }
        prop_assert_eq!(offsets.point(text.len()), count);
        prop_assert_eq!(offsets.byte(count), text.len());
        prop_assert_eq!(offsets.byte(count + 1), text.len());
    }

    #[test]
    fn any_words_have_times_in_order(words in words(), published in day()) {
        for lexicon in LEXICONS.iter() {
            let sentence = untagged(&words, lexicon.language);
            let mut position = 0;
            for found in expressions(&lexicon.markers.time, &Tree::new(&sentence), published) {
                prop_assert!(found.first >= position && found.first < found.last && found.last <= sentence.tokens.len());
                prop_assert!(found.from <= found.to, "{:?}: {} to {}", words, found.from, found.to);
                position = found.last;
            }
        }
    }
}

/// A sentence with exactly these words as its tokens.
fn untagged(words: &[String], language: Language) -> Sentence {
    let blank: Token = tokens("x", 0..1, language).tokens[0].clone();
    let tokens = words.iter().map(|word| Token { form: word.as_str().into(), ..blank.clone() }).collect();
    Sentence { tokens, ..Sentence::default() }
}
