//! Regular inflections of words that the lexicon knows: a lemmatiser that never saw "blamed" may make "blam" of it, and "Granat" of
//! "Granaten"; the lexicon tells which of the possible lemmas is a word.

use weltlage_language::{Token, Upos};
use weltlage_ontology::Language;

use crate::lexicon::Lexicon;

/// Endings of regular forms and what stands in their place in the lemma; the second column is tried in order.
const VERB_ENDINGS: &[(&str, &[&str])] =
    &[("ied", &["y"]), ("ies", &["y"]), ("ed", &["", "e"]), ("ing", &["", "e"]), ("es", &["", "e"]), ("s", &[""])];
const GERMAN_NOUN_ENDINGS: &[(&str, &[&str])] =
    &[("n", &[""]), ("en", &[""]), ("ern", &[""]), ("er", &[""]), ("es", &[""]), ("e", &[""]), ("s", &[""])];
const NOUN_ENDINGS: &[(&str, &[&str])] = &[("ies", &["y"]), ("es", &["", "e"]), ("s", &[""])];

/// A regular lemma that the lexicon knows, for a word whose lemma it does not know.
#[must_use]
pub fn regular_lemma(lexicon: &Lexicon, token: &Token) -> Option<String> {
    let endings = match (token.upos, lexicon.language) {
        (Upos::Verb, Language::En) => VERB_ENDINGS,
        (Upos::Noun, Language::En) => NOUN_ENDINGS,
        (Upos::Noun, Language::De) => GERMAN_NOUN_ENDINGS,
        _ => return None,
    };
    if lexicon.knows(token.upos, &token.lemma) {
        return None;
    }
    // German nouns keep their capital.
    let form =
        if token.upos == Upos::Noun { String::from(token.form.as_str()) } else { token.form.to_lowercase().into() };
    candidates(&form, endings).find(|lemma| lexicon.knows(token.upos, lemma))
}

fn candidates<'f>(
    form: &'f str,
    endings: &'static [(&'static str, &'static [&'static str])],
) -> impl Iterator<Item = String> + 'f {
    const SHORTEST: usize = 3;
    endings.iter().filter_map(|(ending, lemmas)| Some((form.strip_suffix(ending)?, *lemmas))).flat_map(
        |(stem, lemmas)| {
            let undoubled = stem.char_indices().last().map(|(at, _)| &stem[..at]).filter(|short| {
                stem.chars().last().is_some_and(|last| short.ends_with(last) && !"aeiou".contains(last))
            });
            let whole = lemmas.iter().map(move |tail| format!("{stem}{tail}"));
            whole.chain(undoubled.map(str::to_owned)).filter(|lemma| lemma.len() >= SHORTEST)
        },
    )
}

#[cfg(test)]
mod tests {
    use super::{GERMAN_NOUN_ENDINGS, NOUN_ENDINGS, VERB_ENDINGS, candidates};

    #[test]
    fn candidates_hold_the_lemma() {
        for (form, lemma) in [("blamed", "blame"), ("denied", "deny"), ("banning", "ban"), ("attacks", "attack")] {
            assert!(candidates(form, VERB_ENDINGS).any(|own| own == lemma), "{form}");
        }
        assert!(candidates("treaties", NOUN_ENDINGS).any(|own| own == "treaty"));
        assert!(candidates("Granaten", GERMAN_NOUN_ENDINGS).any(|own| own == "Granate"));
        assert_eq!(candidates("s", NOUN_ENDINGS).count(), 0);
    }
}
