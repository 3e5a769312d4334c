//! Properties of segmentation and tokenization that hold for any text, and the lists of hard sentence boundaries.

mod common;

use common::{language, text};
use proptest::prelude::*;
use weltlage_language::segment::characters::is_space;
use weltlage_language::segment::{MAX_BYTES, MAX_WORDS, sentences};
use weltlage_language::tokenize::tokens;
use weltlage_ontology::Language;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn sentences_cover_the_text_in_order(text in text(), language in language()) {
        let mut position = 0;
        for range in sentences(&text, language) {
            prop_assert!(range.start >= position && range.end > range.start);
            prop_assert!(text[position..range.start].chars().all(is_space));
            let sentence = &text[range.clone()];
            prop_assert!(!sentence.starts_with(is_space) && !sentence.ends_with(is_space));
            position = range.end;
        }
        prop_assert!(text[position..].chars().all(is_space));
    }

    #[test]
    fn splitting_twice_changes_nothing(text in text(), language in language()) {
        // Without line breaks, whose meaning depends on the width of the lines around them.
        let line: String = text.chars().map(|character| if is_space(character) { ' ' } else { character }).collect();
        let once: Vec<&str> = sentences(&line, language).into_iter().map(|range| &line[range]).collect();
        let joined = once.join("\n\n");
        let twice: Vec<&str> = sentences(&joined, language).into_iter().map(|range| &joined[range]).collect();
        prop_assert_eq!(once, twice);
    }

    #[test]
    fn tokens_cover_the_sentence_in_order(text in text(), language in language()) {
        for range in sentences(&text, language) {
            let sentence = tokens(&text, range.clone(), language);
            prop_assert_eq!((sentence.start, sentence.end), (range.start, range.end));
            let mut position = range.start;
            let mut pending = 0;
            for (index, token) in sentence.tokens.iter().enumerate() {
                if pending > 0 {
                    let previous = &sentence.tokens[index - 1];
                    prop_assert_eq!((previous.start, previous.end), (token.start, token.end));
                    prop_assert_eq!(token.contraction, 0);
                    pending -= 1;
                    continue;
                }
                prop_assert!(token.start >= position && token.end > token.start && token.end <= range.end);
                prop_assert!(text[position..token.start].chars().all(is_space));
                prop_assert!(!text[token.start..token.end].contains(is_space));
                prop_assert!(!token.form.is_empty());
                if token.contraction == 0 {
                    prop_assert_eq!(&text[token.start..token.end], token.form.as_str());
                }
                pending = token.contraction.saturating_sub(1);
                position = token.end;
            }
            prop_assert_eq!(pending, 0);
            prop_assert!(text[position..range.end].chars().all(is_space));
        }
    }

    #[test]
    fn what_stands_before_a_paragraph_only_shifts_its_tokens(text in text(), language in language()) {
        let before = "Äpfel 🇩🇪 (e\u{301}).\n\n";
        let longer = format!("{before}{text}");
        for range in sentences(&text, language) {
            let mut shifted = tokens(&text, range.clone(), language);
            for token in &mut shifted.tokens {
                (token.start, token.end) = (token.start + before.len(), token.end + before.len());
            }
            let later = tokens(&longer, range.start + before.len()..range.end + before.len(), language);
            prop_assert_eq!(shifted.tokens, later.tokens);
        }
    }

    #[test]
    fn any_range_can_be_tokenized(text in text(), start in 0_usize..200, end in 0_usize..200, language in language()) {
        let sentence = tokens(&text, start..end, language);
        prop_assert!(sentence.end <= text.len() && sentence.start <= sentence.end);
    }
}

#[test]
fn long_texts_are_cut_and_stay_fast() {
    let words = "wort ".repeat(100_000);
    let line = "x".repeat(5_000_000);
    let stops = ".".repeat(1_000_000);
    let quotes = "\"(".repeat(500_000);
    let short = "a. ".repeat(500_000);
    let hyphens = "a-".repeat(500_000);
    let mails = "a@".repeat(500_000);
    let breaks = "a\n".repeat(500_000);
    let begin = std::time::Instant::now();
    for text in [words, line, stops, quotes, short, hyphens, mails, breaks] {
        for language in Language::ALL {
            let ranges = sentences(&text, language);
            for range in ranges {
                assert!(range.len() <= MAX_BYTES);
                assert!(tokens(&text, range, language).tokens.len() <= 2 * MAX_WORDS);
            }
        }
    }
    // Far above what it takes, far below what anything quadratic would.
    assert!(begin.elapsed().as_secs() < 60);
}

/// The cases of a list of hard boundaries, as text and the expected sentences.
fn hard_cases(list: &str) -> Vec<(String, Vec<String>)> {
    list.split("\n\n")
        .map(|block| block.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join(" "))
        .filter(|block| !block.trim().is_empty())
        .map(|block| {
            let block = block.replace('¶', "\n");
            let expected = block.split('|').map(|sentence| sentence.trim().to_owned()).collect();
            // The space before the mark goes with it; a line break that stands there stays.
            (block.replace(" | ", " ").replace("\n ", "\n").trim_end().to_owned(), expected)
        })
        .collect()
}

fn check_hard_cases(list: &str, language: Language) {
    let cases = hard_cases(list);
    assert_eq!(cases.len(), 150);
    let mut failures = Vec::new();
    for (text, expected) in cases {
        let found: Vec<&str> = sentences(&text, language).into_iter().map(|range| &text[range]).collect();
        if found != expected {
            failures.push(found.join(" | "));
        }
    }
    assert!(failures.is_empty(), "{} cases are split wrongly:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn hard_german_boundaries_are_found() {
    check_hard_cases(include_str!("data/hard-boundaries-de.txt"), Language::De);
}

#[test]
fn hard_english_boundaries_are_found() {
    check_hard_cases(include_str!("data/hard-boundaries-en.txt"), Language::En);
}

/// The forms of a sentence's tokens; the words of a contraction are joined by "+".
fn forms(text: &str, language: Language) -> String {
    let mut output = String::new();
    let mut pending = 0;
    for token in tokens(text, 0..text.len(), language).tokens {
        if !output.is_empty() {
            output.push(if pending > 0 { '+' } else { ' ' });
        }
        pending = if pending > 0 { pending - 1 } else { token.contraction.saturating_sub(1) };
        output.push_str(&token.form);
    }
    output
}

#[test]
fn german_tokens_follow_the_treebank() {
    for (text, expected) in [
        ("Der US-Präsident sprach im Kreml.", "Der US - Präsident sprach in+dem Kreml ."),
        ("„Wir sind zur Hilfe bereit“, sagte er.", "„ Wir sind zu+der Hilfe bereit “ , sagte er ."),
        ("Am 5. September, d. h. um 20.30 Uhr", "An+dem 5. September , d. h. um 20.30 Uhr"),
        ("z. B. SPD/CDU, z.B. ARD", "z. B. SPD / CDU , z.B. ARD"),
        ("Rund 5.000 Menschen und 3,5 Prozent.", "Rund 5.000 Menschen und 3,5 Prozent ."),
        ("Das gibt's ca. 5 Mio. Euro wert.", "Das gibt 's ca. 5 Mio. Euro wert ."),
        ("Trumps Rede und Hans' Buch", "Trumps Rede und Hans' Buch"),
        ("Nord- und Südkorea (dpa) – 80% der 20-Jährigen", "Nord - und Südkorea ( dpa ) – 80 % der 20 - Jährigen"),
        ("Dr. Müller, St. Gallen, Nr. 5.", "Dr. Müller , St. Gallen , Nr. 5 ."),
        ("Das war's!!", "Das war 's ! !"),
        ("Papst Johannes Paul II. kam vom Petersdom...", "Papst Johannes Paul II. kam von+dem Petersdom ..."),
        (
            "fürs Volk, aufs Land, ins Haus, ans Meer, beim Arzt",
            "für+das Volk , auf+das Land , in+das Haus , an+das Meer , bei+dem Arzt",
        ),
    ] {
        assert_eq!(forms(text, Language::De), expected);
    }
}

#[test]
fn english_tokens_follow_the_treebank() {
    for (text, expected) in [
        ("They don't and cannot agree.", "They do+n't and can+not agree ."),
        ("Germany’s $5bn U.S. deal", "Germany+’s $ 5 bn U.S. deal"),
        ("It cost 10,000 dollars on Nov. 6.", "It cost 10,000 dollars on Nov. 6 ."),
        ("The US-based anti-war group's e-mail", "The US - based anti-war group+'s e-mail"),
        ("\"We're here,\" he said.", "\" We+'re here , \" he said ."),
        ("the workers' union", "the workers+' union"),
        ("'the workers' he said", "' the workers ' he said"),
        ("AT&T rose 3.5% at 9:30 a.m. Monday.", "AT&T rose 3.5 % at 9:30 a.m. Monday ."),
        ("He moved to the U.S.", "He moved to the U.S."),
        ("South Korea (AP) -- Kim Jong-un said", "South Korea ( AP ) -- Kim Jong - un said"),
        ("in the 1990s, the 60's and the '80s", "in the 1990s , the 60's and the '80s"),
        ("See https://example.org/a-b?c=d.", "See https://example.org/a-b?c=d ."),
        ("He won't ... what?!", "He wo+n't ... what ?!"),
        ("1.5m people, 20km away, 5th place", "1.5 m people , 20 km away , 5th place"),
        ("9/11 and and/or, al-Qaeda", "9/11 and and / or , al - Qaeda"),
    ] {
        assert_eq!(forms(text, Language::En), expected);
    }
}
