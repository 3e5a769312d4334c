//! The bundled lexicons keep to the form that `data/lexicon/README.md` describes. What loading does not check is checked here, on the
//! files themselves.

// Tests may fail.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use toml::{Table, Value};
use weltlage_language::Upos;
use weltlage_ontology::Language;
use weltlage_reader::Lexicon;

const ENTRY_FILES: [&str; 3] = ["verbal.toml", "material.toml", "operators.toml"];
const KINDS: [&str; 3] = ["verbs", "nouns", "adjectives"];

/// Frames that a language may do without: "none" only blocks what would otherwise match.
const MAY_BE_UNUSED: [&str; 1] = ["none"];

/// Slots that are no preposition.
const SLOTS: [&str; 8] = ["subj", "obj", "iobj", "inf", "that", "poss", "refl", "self"];

fn file(name: &str) -> Table {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/lexicon").join(name);
    std::fs::read_to_string(&path).unwrap().parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// An entry with the list it stands in ("de/verbal.toml, nouns").
struct Entry {
    list: String,
    kind: &'static str,
    fields: Table,
}

impl Entry {
    fn text(&self, key: &str) -> &str {
        self.fields.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    fn place(&self) -> String {
        format!("{}: {}", self.list, self.text("lemma"))
    }

    /// The slots of `args`, `with`, `without` and `needs`.
    fn slots(&self) -> impl Iterator<Item = &str> {
        let before_equals = |part| str::split(part, '=').next().unwrap_or_default();
        ["args", "with", "without", "needs"]
            .into_iter()
            .flat_map(|key| self.text(key).split_whitespace())
            .map(before_equals)
    }

    /// What the slots of `with` and `without` may hold.
    fn choices(&self) -> impl Iterator<Item = &str> {
        let choices = |part| str::split_once(part, '=').map_or("", |(_, choices)| choices).split('|');
        ["with", "without"].into_iter().flat_map(|key| self.text(key).split_whitespace()).flat_map(choices)
    }
}

fn entries(language: Language) -> Vec<Entry> {
    let mut found = Vec::new();
    for name in ENTRY_FILES {
        let name = format!("{}/{name}", language.code());
        let table = file(&name);
        for kind in KINDS {
            for fields in table.get(kind).and_then(Value::as_array).into_iter().flatten() {
                found.push(Entry { list: format!("{name}, {kind}"), kind, fields: fields.as_table().unwrap().clone() });
            }
        }
    }
    found
}

/// Every problem at once, or nothing.
fn none(problems: Vec<String>) {
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn both_lexicons_load_whole() {
    for language in Language::ALL {
        let lexicon = Lexicon::bundled(language).unwrap();
        let written = entries(language);
        assert_eq!(lexicon.entries().len(), written.len());
        let count = |kind| written.iter().filter(|entry| entry.kind == kind).count();
        println!(
            "{}: {} frames, {} verbs, {} nouns, {} adjectives",
            language.code(),
            lexicon.frames().len(),
            count("verbs"),
            count("nouns"),
            count("adjectives")
        );
    }
}

#[test]
fn every_frame_is_used_in_both_languages() {
    for language in Language::ALL {
        let lexicon = Lexicon::bundled(language).unwrap();
        let used: BTreeSet<&str> = lexicon.entries().iter().map(|entry| &*lexicon.frame(entry.frame).id).collect();
        let unused: Vec<&str> = lexicon
            .frames()
            .iter()
            .map(|frame| &*frame.id)
            .filter(|id| !used.contains(id) && !MAY_BE_UNUSED.contains(id))
            .collect();
        assert!(unused.is_empty(), "{}: no entry for {unused:?}", language.code());
    }
}

#[test]
fn lists_are_sorted_by_lemma() {
    let mut problems = Vec::new();
    for language in Language::ALL {
        for pair in entries(language).windows(2) {
            if pair[0].list == pair[1].list && pair[0].text("lemma") > pair[1].text("lemma") {
                problems.push(format!("{} stands after “{}”", pair[1].place(), pair[0].text("lemma")));
            }
        }
    }
    none(problems);
}

#[test]
fn no_entry_stands_twice() {
    let mut problems = Vec::new();
    for language in Language::ALL {
        let mut seen: BTreeMap<Vec<String>, String> = BTreeMap::new();
        for entry in entries(language) {
            let mut key = vec![entry.kind.to_owned()];
            key.extend(
                ["lemma", "frame", "with", "without", "needs", "args"].map(|field| entry.text(field).to_owned()),
            );
            if let Some(first) = seen.insert(key, entry.list.clone()) {
                problems.push(format!("{} stands in {first} already", entry.place()));
            }
        }
    }
    none(problems);
}

#[test]
fn lemmas_are_written_as_the_language_writes_them() {
    let mut problems = Vec::new();
    for language in Language::ALL {
        for entry in entries(language) {
            let lemma = entry.text("lemma");
            let tidy = !lemma.is_empty() && lemma == lemma.split_whitespace().collect::<Vec<_>>().join(" ");
            let starts_upper = lemma.starts_with(char::is_uppercase);
            let case = match (language, entry.kind) {
                (Language::De, "nouns") => starts_upper,
                (Language::De, _) => !starts_upper,
                _ => lemma == lemma.to_lowercase(),
            };
            if !tidy || !case {
                problems.push(entry.place());
            }
        }
    }
    none(problems);
}

#[test]
fn slots_are_known_or_lower_case_prepositions() {
    let mut problems = Vec::new();
    for language in Language::ALL {
        for entry in entries(language) {
            for slot in entry.slots().filter(|slot| !SLOTS.contains(slot)) {
                if slot.is_empty() || !slot.chars().all(|c| c.is_lowercase() || c == '-' || c == '_') {
                    problems.push(format!("{}: “{slot}” is no preposition", entry.place()));
                }
            }
        }
    }
    none(problems);
}

#[test]
fn classes_exist_and_hold_each_noun_once() {
    let mut problems = Vec::new();
    for language in Language::ALL {
        let name = format!("{}/classes.toml", language.code());
        let classes = file(&name);
        for entry in entries(language) {
            for class in entry.choices().filter_map(|choice| choice.strip_prefix('@')) {
                if class != "actor" && !classes.contains_key(class) {
                    problems.push(format!("{}: no class “{class}”", entry.place()));
                }
            }
        }
        for (class, fields) in &classes {
            let lemmas: Vec<&str> = fields["lemmas"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
            let distinct: BTreeSet<&str> = lemmas.iter().copied().collect();
            if lemmas.is_empty() || distinct.len() != lemmas.len() {
                problems.push(format!("{name}: class {class} is empty or holds a noun twice"));
            }
        }
        println!("{name}: {} classes", classes.len());
    }
    none(problems);
}

#[test]
fn both_languages_share_one_list_of_class_names() {
    let names = |language: Language| -> BTreeSet<String> {
        file(&format!("{}/classes.toml", language.code())).into_iter().map(|(name, _)| name).collect()
    };
    let (german, english) = (names(Language::De), names(Language::En));
    let one_sided: Vec<&String> = german.symmetric_difference(&english).collect();
    assert!(one_sided.is_empty(), "in one language only: {one_sided:?}");
}

/// Slots and what they may hold, of a `with` or `without`.
fn restrictions(text: &str) -> BTreeMap<&str, Vec<&str>> {
    text.split_whitespace()
        .filter_map(|part| part.split_once('='))
        .map(|(slot, own)| (slot, own.split('|').collect()))
        .collect()
}

/// The entry's conditions, counted as the loader does; the particle counts for all entries of a lemma alike.
fn conditions(entry: &Entry) -> usize {
    2 * (restrictions(entry.text("with")).len() + restrictions(entry.text("without")).len())
        + entry.text("needs").split_whitespace().count()
}

/// Whether `general`, which only excludes words, leaves `restricted` the words that it is for.
fn leaves_room(general: &Entry, restricted: &Entry, classes: &Table) -> bool {
    let members = |class: &str| -> Vec<String> {
        let lemmas = classes.get(class).and_then(|fields| fields["lemmas"].as_array());
        lemmas.into_iter().flatten().filter_map(Value::as_str).map(str::to_lowercase).collect()
    };
    let without = restrictions(general.text("without"));
    let excluded = |slot: &str, choice: &str| {
        without.get(slot).is_some_and(|own| {
            own.contains(&choice)
                || own.iter().any(|other| {
                    let class = other.strip_prefix('@').map(members).unwrap_or_default();
                    class.contains(&choice.to_lowercase())
                })
        })
    };
    let with = restrictions(restricted.text("with"));
    let needs: Vec<&str> = restricted.text("needs").split_whitespace().collect();
    let needed = |slot: &str| needs.contains(&slot) || with.contains_key(slot);
    general.text("needs").split_whitespace().any(|slot| !needed(slot))
        || with.iter().any(|(slot, choices)| choices.iter().all(|choice| excluded(slot, choice)))
}

#[test]
fn general_entries_leave_room_for_restricted_ones() {
    let mut problems = Vec::new();
    for language in Language::ALL {
        let classes = file(&format!("{}/classes.toml", language.code()));
        let mut by_lemma: BTreeMap<(&str, String), Vec<Entry>> = BTreeMap::new();
        for entry in entries(language) {
            by_lemma.entry((entry.kind, entry.text("lemma").to_owned())).or_default().push(entry);
        }
        for own in by_lemma.values() {
            for general in own.iter().filter(|entry| entry.text("with").is_empty()) {
                let shadowed = own.iter().filter(|entry| {
                    !entry.text("with").is_empty()
                        && conditions(general) > conditions(entry)
                        && !leaves_room(general, entry, &classes)
                });
                problems.extend(
                    shadowed.map(|entry| format!("{} with {} is never reached", entry.place(), entry.text("with"))),
                );
            }
        }
    }
    none(problems);
}

#[test]
fn a_word_is_found_by_its_lemma_and_a_compound_by_its_end() {
    let german = Lexicon::bundled(Language::De).unwrap();
    assert!(german.may_evoke(Upos::Verb, "auffordern"));
    assert!(german.may_evoke(Upos::Noun, "Besuch"));
    let (_, before) = german.noun("Russlandbesuch").next().unwrap();
    assert_eq!(before, "russland".len());
    assert!(!german.may_evoke(Upos::Noun, "Stuhl"));
    let english = Lexicon::bundled(Language::En).unwrap();
    assert!(english.may_evoke(Upos::Verb, "demand"));
    assert!(!english.may_evoke(Upos::Noun, "chair"));
    // English writes compounds apart: only a hyphen begins a part.
    assert!(english.may_evoke(Upos::Noun, "counter-attack"));
    assert!(!english.may_evoke(Upos::Noun, "heartattack"));
}
