//! Words that stand for two: German prepositions with an article, English verbs with "not" and possessives.

use compact_str::CompactString;

/// German contractions with the preposition and article they stand for.
const GERMAN: &[(&str, &str, &str)] = &[
    ("am", "an", "dem"),
    ("ans", "an", "das"),
    ("aufm", "auf", "dem"),
    ("aufs", "auf", "das"),
    ("außerm", "außer", "dem"),
    ("beim", "bei", "dem"),
    ("durchs", "durch", "das"),
    ("fürs", "für", "das"),
    ("hinterm", "hinter", "dem"),
    ("hinters", "hinter", "das"),
    ("im", "in", "dem"),
    ("ins", "in", "das"),
    ("nebens", "neben", "das"),
    ("ums", "um", "das"),
    ("unterm", "unter", "dem"),
    ("unters", "unter", "das"),
    ("vom", "von", "dem"),
    ("vorm", "vor", "dem"),
    ("vors", "vor", "das"),
    ("zum", "zu", "dem"),
    ("zur", "zu", "der"),
    ("überm", "über", "dem"),
    ("übers", "über", "das"),
];

/// The longest form above in bytes.
const LONGEST_GERMAN: usize = 9;

/// English words without an apostrophe that are contractions, and the length of their first part. Words that are more
/// often something else ("its", "id", "wed", "well") are not here.
const ENGLISH: &[(&str, usize)] = &[
    ("aint", 2),
    ("alot", 1),
    ("arent", 3),
    ("cannot", 3),
    ("cant", 2),
    ("couldnt", 5),
    ("didnt", 3),
    ("doesnt", 4),
    ("dont", 2),
    ("gonna", 3),
    ("gotta", 3),
    ("hadnt", 3),
    ("hasnt", 3),
    ("havent", 4),
    ("im", 1),
    ("isnt", 2),
    ("ive", 1),
    ("outta", 3),
    ("shouldnt", 6),
    ("thats", 4),
    ("theres", 5),
    ("theyre", 4),
    ("theyve", 4),
    ("wanna", 3),
    ("wasnt", 3),
    ("werent", 4),
    ("wouldnt", 5),
    ("youre", 3),
    ("youve", 3),
];

/// Clitics after an apostrophe.
const CLITICS: &[&str] = &["s", "m", "d", "re", "ve", "ll"];

/// The preposition and article of a German contraction, in the case in which it is written.
pub(super) fn german(word: &str) -> Option<[CompactString; 2]> {
    if word.len() > LONGEST_GERMAN || !word.ends_with(['m', 's', 'r', 'M', 'S', 'R']) {
        return None;
    }
    let lower = word.to_lowercase();
    let (_, preposition, article) = GERMAN.iter().find(|(form, ..)| *form == lower)?;
    if word == lower {
        return Some([CompactString::from(*preposition), CompactString::from(*article)]);
    }
    if word.chars().skip(1).all(char::is_lowercase) {
        let mut characters = preposition.chars();
        let first = characters.next().into_iter().flat_map(char::to_uppercase);
        return Some([first.chain(characters).collect(), CompactString::from(*article)]);
    }
    // "IM", "AM" and "INS" are names of things more often than prepositions in a headline.
    let capitals = word.chars().all(char::is_uppercase) && matches!(lower.as_str(), "zum" | "zur" | "vom" | "beim");
    capitals.then(|| [CompactString::from(preposition.to_uppercase()), CompactString::from(article.to_uppercase())])
}

/// The length of a German "'s" that stands for "es" or marks a genitive: "gibt's". Abbreviations ("TV's") keep it.
pub(super) fn german_enclitic(word: &str) -> Option<usize> {
    let host = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"))?;
    host.ends_with(char::is_lowercase).then(|| word.len() - host.len())
}

/// Where an English contraction is divided, in bytes.
pub(super) fn english(word: &str) -> Option<usize> {
    if !word.is_ascii() || word.contains(['\'', '`']) {
        return with_apostrophe(word);
    }
    if word.len() > 8 || !word.starts_with(|first: char| "acdghiostwyACDGHIOSTWY".contains(first)) {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    let (_, cut) = ENGLISH.iter().find(|(form, _)| *form == lower)?;
    // "IVE", "IM" and "CANT" in capitals are abbreviations and names.
    (word.len() > 4 || !word.bytes().all(|byte| byte.is_ascii_uppercase())).then_some(*cut)
}

fn with_apostrophe(word: &str) -> Option<usize> {
    let (cut, apostrophe) = word.char_indices().rev().find(|(_, character)| matches!(character, '\'' | '’' | '`'))?;
    let clitic = &word[cut + apostrophe.len_utf8()..];
    if clitic.eq_ignore_ascii_case("t") && word[..cut].ends_with(['n', 'N']) && cut > 1 {
        return Some(cut - 1);
    }
    // "60's" is a plural of a number.
    let host = word[..cut].chars().any(char::is_alphabetic);
    (host && CLITICS.iter().any(|known| clitic.eq_ignore_ascii_case(known))).then_some(cut)
}

/// The length of a clitic that stands after an apostrophe by itself, as in tokenized text: "Elena 's".
pub(super) fn clitic_alone(rest: &str) -> Option<usize> {
    CLITICS
        .iter()
        .chain(["em", "til", "n"].iter())
        .find(|clitic| rest.eq_ignore_ascii_case(clitic))
        .map(|clitic| clitic.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn german_contractions_keep_their_case() {
        assert_eq!(german("im"), Some(["in".into(), "dem".into()]));
        assert_eq!(german("Zur"), Some(["Zu".into(), "der".into()]));
        assert_eq!(german("Übers"), Some(["Über".into(), "das".into()]));
        assert_eq!(german("ZUM"), Some(["ZU".into(), "DEM".into()]));
        assert_eq!(german("IM"), None);
        assert_eq!(german("Kim"), None);
    }

    #[test]
    fn english_contractions_are_divided() {
        assert_eq!(english("don't"), Some(2));
        assert_eq!(english("Can’t"), Some(2));
        assert_eq!(english("Germany's"), Some(7));
        assert_eq!(english("cannot"), Some(3));
        assert_eq!(english("O'Rourke"), None);
        assert_eq!(english("60's"), None);
        assert_eq!(english("its"), None);
    }
}
