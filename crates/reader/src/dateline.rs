//! Datelines: "MOSKAU/SEOUL (dpa) – " before the first sentence names where a report was filed, and takes no part in what it says.

use weltlage_language::{Sentence, Token};

/// Drops a dateline from a sentence that has not been tagged yet.
pub fn drop(sentence: &mut Sentence) {
    let count = words(&sentence.tokens);
    if let Some(first) = sentence.tokens.get(count).filter(|_| count > 0) {
        sentence.start = first.start;
        sentence.tokens.drain(..count);
    }
}

/// Tokens of a dateline ("MOSKAU/SEOUL (dpa) – ", "WASHINGTON – "), which names nobody who acts.
fn words(tokens: &[Token]) -> usize {
    const LONGEST: usize = 10;
    let is_dash = |index: usize| {
        let token = &tokens[index];
        let spaced = index > 0
            && index + 1 < tokens.len()
            && tokens[index - 1].end < token.start
            && token.end < tokens[index + 1].start;
        spaced && matches!(token.form.as_str(), "-" | "–" | "—" | "--")
    };
    let Some(dash) = (1..tokens.len().min(LONGEST)).find(|index| is_dash(*index)) else { return 0 };
    let names_only = tokens[..dash].iter().all(|token| {
        token.form.chars().all(|c| !c.is_alphanumeric())
            || token.form.starts_with(char::is_uppercase)
            || matches!(token.form.as_str(), "dpa" | "epd" | "sda")
    });
    if names_only { dash + 1 } else { 0 }
}
