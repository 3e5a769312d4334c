//! Short names of people: what the news call a leader after the first mention.

use crate::model::{TITLED, WEAK};

/// Words that belong to the surname after them.
const PARTICLES: &[&str] = &[
    "von", "van", "der", "den", "de", "da", "dos", "do", "di", "du", "del", "della", "bin", "ibn", "al", "el", "Al",
    "El", "Ould", "Abu", "ter", "la", "La", "Le", "Bin",
];
/// Generations; what stands before them is a name only beside a title.
const ORDINALS: &[&str] = &["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XII", "XIII", "XIV", "XVI"];
/// Endings of a name that are no surname.
const SUFFIXES: &[&str] = &["Jr", "Jr.", "junior", "jr.", "Sr.", "Sr"];

/// Short names of a name of several words, with flags of [`crate::model`]. Family names stand first in parts of Asia.
pub(crate) fn short_names(name: &str, family_first: bool) -> Vec<(&str, u8)> {
    let mut parts: Vec<(usize, &str)> = Vec::new();
    for part in name.split(' ').filter(|part| !part.is_empty()) {
        // The parts are slices of the name, so their distance is their offset.
        parts.push((part.as_ptr() as usize - name.as_ptr() as usize, part));
    }
    while parts.len() > 1 && parts.last().is_some_and(|(_, part)| SUFFIXES.contains(part)) {
        parts.pop();
    }
    // "Abdullah II of Jordan": what follows is a place.
    if parts.iter().skip(1).any(|(_, part)| *part == "of") {
        return Vec::new();
    }
    let (Some(first), Some(last)) = (parts.first().copied(), parts.last().copied()) else { return Vec::new() };
    if ORDINALS.contains(&last.1) {
        let end = name[..last.0].trim_end().len();
        return if parts.len() > 1 { vec![(&name[..end], TITLED)] } else { Vec::new() };
    }
    if parts.len() < 2 {
        return Vec::new();
    }
    if family_first {
        return vec![(first.1, if first.1.len() <= 2 && first.1 != "Xi" { WEAK } else { 0 })];
    }
    let end = last.0 + last.1.len();
    let bare = bare_surname(last.1);
    let mut found = vec![(bare, if bare.chars().count() <= 2 { WEAK } else { 0 })];
    if bare.len() < last.1.len() {
        found.push((last.1, 0));
    }
    let particles = parts[1..parts.len() - 1].iter().rev().take_while(|(_, part)| PARTICLES.contains(part)).last();
    if let Some((start, _)) = particles {
        found.push((&name[*start..end], 0));
    }
    found
}

/// Titles that the tables put before a name; they are role nouns of their own.
const TITLES: &[&str] = &[
    "Kronprinz ",
    "Kronprinzessin ",
    "König ",
    "Königin ",
    "Kaiser ",
    "Kaiserin ",
    "Prinz ",
    "Prinzessin ",
    "Papst ",
    "Emir ",
    "Sultan ",
    "Fürst ",
    "Großherzog ",
    "Scheich ",
    "Crown Prince ",
    "King ",
    "Queen ",
    "Emperor ",
    "Empress ",
    "Prince ",
    "Princess ",
    "Pope ",
    "Grand Duke ",
    "Sheikh ",
    "General ",
    "Oberst ",
    "Colonel ",
    "Präsident ",
    "President ",
    "Captain ",
    "Ayatollah ",
    "Ajatollah ",
    "Marschall ",
    "Marshal ",
];

/// The name behind a title: "Charles III." of "König Charles III.".
pub(crate) fn without_title(name: &str) -> Option<&str> {
    TITLES.iter().find_map(|title| name.strip_prefix(title)).filter(|rest| !rest.is_empty())
}

/// "Assad" for "al-Assad".
fn bare_surname(surname: &str) -> &str {
    ["al-", "el-", "Al-", "El-", "as-", "ar-", "an-", "es-"]
        .iter()
        .find_map(|article| surname.strip_prefix(article))
        .unwrap_or(surname)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortens() {
        assert_eq!(short_names("Angela Merkel", false), [("Merkel", 0)]);
        assert_eq!(short_names("Ursula von der Leyen", false), [("Leyen", 0), ("von der Leyen", 0)]);
        assert_eq!(short_names("Baschar al-Assad", false), [("Assad", 0), ("al-Assad", 0)]);
        assert_eq!(short_names("Kim Jong-un", true), [("Kim", 0)]);
        assert_eq!(short_names("Li Keqiang", true), [("Li", WEAK)]);
        assert_eq!(short_names("Charles III", false), [("Charles", TITLED)]);
        assert_eq!(short_names("Naruhito", false), []);
        assert_eq!(short_names("Philippe of Belgium", false), []);
        assert_eq!(without_title("König Charles III."), Some("Charles III."));
        assert_eq!(short_names("", false), []);
    }
}
