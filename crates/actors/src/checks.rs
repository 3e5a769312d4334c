//! Checks of the data files themselves: what the build script would only notice as an odd mention.

// Tests may fail.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::tables::{Person, Tables};
use crate::terms;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use weltlage_ontology::{Code, Sector};

fn files() -> Vec<(String, Tables)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/actors");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let name = |file: &Path| file.file_name().unwrap().to_string_lossy().into_owned();
    files.retain(|file| name(file).ends_with(".toml") && !name(file).starts_with("leader-differences"));
    files
        .iter()
        .map(|file| {
            (
                name(file),
                Tables::parse(&std::fs::read_to_string(file).unwrap())
                    .unwrap_or_else(|error| panic!("{}: {error}", file.display())),
            )
        })
        .collect()
}

fn check(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn codes_and_sectors_are_known() {
    let mut faults = Vec::new();
    let files = files();
    let states: BTreeSet<&str> =
        files.iter().flat_map(|(_, tables)| &tables.state).map(|state| state.code.as_str()).collect();
    for (file, tables) in &files {
        let codes =
            tables.state.iter().map(|record| &record.code).chain(tables.organisation.iter().map(|record| &record.code));
        let codes = codes
            .chain(tables.group.iter().map(|record| &record.code))
            .chain(tables.bloc.iter().map(|record| &record.code));
        let codes = codes.chain(tables.territory.iter().map(|record| &record.state));
        faults.extend(codes.filter(|code| Code::new(code).is_err()).map(|code| format!("{file}: “{code}” is no code")));
        let members = tables
            .organisation
            .iter()
            .flat_map(|record| &record.members)
            .chain(tables.bloc.iter().flat_map(|record| &record.members));
        let members = members
            .chain(tables.group.iter().filter_map(|record| record.state.as_ref()))
            .chain(tables.state.iter().filter_map(|record| record.part_of.as_ref()));
        faults.extend(
            members
                .filter(|code| !states.contains(code.as_str()) && !code.contains(':'))
                .map(|code| format!("{file}: no state has the code “{code}”")),
        );
        let sectors = tables
            .role
            .iter()
            .map(|role| &role.sector)
            .chain(tables.state.iter().flat_map(|state| &state.stand_ins).map(|stand_in| &stand_in.sector));
        faults.extend(
            sectors
                .filter(|sector| Sector::parse(sector).is_none())
                .map(|sector| format!("{file}: “{sector}” is no sector")),
        );
    }
    check(&faults);
}

#[test]
fn codes_and_identities_are_given_once() {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    let mut faults = Vec::new();
    for (file, tables) in &files() {
        let codes = tables.state.iter().map(|record| format!("state {}", record.code));
        let codes = codes
            .chain(tables.organisation.iter().map(|record| format!("code {}", record.code)))
            .chain(tables.group.iter().map(|record| format!("code {}", record.code)));
        let codes = codes
            .chain(tables.bloc.iter().map(|record| format!("code {}", record.code)))
            .chain(tables.role.iter().map(|record| format!("role {}", record.id)));
        // A person may stand in several files, with all terms of one kind in each.
        let people =
            tables.leader.iter().chain(&tables.officer).map(|record| format!("person {} in {file}", record.id));
        for identity in codes.chain(people) {
            if let Some(other) = seen.insert(identity.clone(), file.clone()) {
                faults.push(format!("{file}: {identity} is in {other} already"));
            }
        }
    }
    check(&faults);
}

#[test]
fn records_of_one_person_agree() {
    let mut seen: BTreeMap<String, (Option<String>, BTreeSet<String>)> = BTreeMap::new();
    let mut faults = Vec::new();
    for (file, tables) in files() {
        for person in tables.leader.into_iter().chain(tables.officer) {
            let names: BTreeSet<String> = person.en.into_iter().collect();
            let Some((gender, known)) = seen.get(&person.id) else {
                seen.insert(person.id, (person.gender, names));
                continue;
            };
            if *gender != person.gender || known.is_disjoint(&names) {
                faults.push(format!("{file}: {} is another person in another file", person.id));
            }
        }
    }
    check(&faults);
}

#[test]
fn people_have_names_gender_sources_and_sane_terms() {
    let mut faults = Vec::new();
    for (file, tables) in &files() {
        for person in tables.leader.iter().chain(&tables.officer) {
            let mut fault = |message: String| faults.push(format!("{file}: {}: {message}", person.id));
            if person.de.is_empty() || person.en.is_empty() {
                fault("a name is missing in a language".to_owned());
            }
            if !matches!(person.gender.as_deref(), Some("f" | "m")) {
                fault("the gender is neither f nor m".to_owned());
            }
            term_faults(person, &tables.sources).into_iter().for_each(fault);
        }
    }
    check(&faults);
}

fn term_faults(person: &Person, sources: &BTreeMap<String, toml::Value>) -> Vec<String> {
    let mut faults = Vec::new();
    if person.terms.is_empty() {
        faults.push("there is no term".to_owned());
    }
    for term in &person.terms {
        let from = terms::date(&term.from, false);
        let to = term.to.as_ref().map(|to| terms::date(to, true));
        match (from, to) {
            (None, _) | (_, Some(None)) => faults.push(format!("{} to {:?} are no dates", term.from, term.to)),
            (Some(from), _) if !(1900..=2026).contains(&from.year()) => faults.push(format!("{from} is out of range")),
            (Some(from), Some(Some(to))) if to < from => faults.push(format!("{from} to {to} runs backwards")),
            _ => {}
        }
        if !sources.contains_key(&term.source) {
            faults.push(format!("source “{}” is not declared in the file", term.source));
        }
        if term.state.is_none() == term.organisation.is_none() {
            faults.push("a term needs a state or an organisation".to_owned());
        }
    }
    faults
}

#[test]
fn names_of_two_actors_are_marked_as_ambiguous() {
    let files = files();
    let mut owners: BTreeMap<(bool, &str), BTreeSet<&str>> = BTreeMap::new();
    let mut marked: BTreeSet<&str> = BTreeSet::new();
    for (_, tables) in &files {
        for state in &tables.state {
            let ambiguous: BTreeSet<&str> = state.ambiguous.iter().map(String::as_str).collect();
            marked.extend(ambiguous);
            for (german, names) in
                [(true, &state.de), (false, &state.en), (true, &state.capital.de), (false, &state.capital.en)]
            {
                for name in names {
                    owners.entry((german, name)).or_default().insert(&state.code);
                }
            }
        }
        for (code, de, en) in tables
            .organisation
            .iter()
            .map(|record| (&record.code, &record.de, &record.en))
            .chain(tables.group.iter().map(|record| (&record.code, &record.de, &record.en)))
        {
            for (german, name) in de.iter().map(|name| (true, name)).chain(en.iter().map(|name| (false, name))) {
                owners.entry((german, name)).or_default().insert(code);
            }
        }
        marked.extend(tables.ambiguous.iter().flat_map(|entry| &entry.forms).map(String::as_str));
    }
    let faults: Vec<String> = owners
        .iter()
        .filter(|((_, name), codes)| codes.len() > 1 && !marked.contains(name))
        .map(|((_, name), codes)| format!("“{name}” stands for {codes:?}"))
        .collect();
    check(&faults);
}

#[test]
fn word_lists_have_known_uses() {
    let known: BTreeSet<&str> = crate::model::MARKS.iter().map(|(id, _)| *id).collect();
    let mut used = BTreeSet::new();
    for (file, tables) in &files() {
        for list in &tables.words {
            assert!(known.contains(list.id.as_str()), "{file}: nothing reads the word list “{}”", list.id);
            used.insert(list.id.clone());
        }
    }
    assert_eq!(known.len(), used.len(), "a word list is missing");
}
