//! Texts for the property tests.

use proptest::prelude::*;
use weltlage_ontology::Language;

/// Texts of characters and words that the rules look at, mixed with arbitrary ones.
pub fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => prop::sample::select(vec![
            "Dr.", "U.S.", "z. B.", "5.", "im", "don't", "'s", "Er", "said", "…", "...", "?!", "„", "“", "\"", "''", "(", ")", ":-)",
            "***", "-", "–", "\n", "\n\n", "\r\n", " ", " ", " ", "\t", "http://a.b/c", "a@b.de", "$5bn", "10,000", "\u{200B}", "\u{202E}", "\u{AD}",
            "é", "e\u{301}", "🇩🇪", "👩\u{200D}🚀", "1.", "a)", "I.", "'90s", "-5", ".5", "'", "’", "!", "s'", "日本。", "U.", "A&B", "9-9-9", "non-EU",
        ])
        .prop_map(str::to_owned),
        2 => any::<char>().prop_map(String::from),
        1 => "[a-zA-Z0-9.,'/:&@_-]{0,12}",
        1 => ".{0,8}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// German or English.
pub fn language() -> impl Strategy<Value = Language> {
    prop::sample::select(Language::ALL.to_vec())
}
