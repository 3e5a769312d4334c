//! The three kinds of gold files, each matched as its native scorer does.

use std::collections::BTreeSet;

use super::sort::{self, Wanted};
use super::{Class, Errors, Evidence, Found};
use crate::coded::{Coded, Participants};
use crate::marked::{self, Label, MarkedSentence};
use crate::matching::{Level, maximum};
use crate::records::{GoldRecord, country};
use crate::sentences::CodedSentence;

/// Sorts the misses of coded sentences; one piece of evidence for each sentence.
///
/// Gold and found statements are paired as well as can be: equal ones first, then by roles, by a shared party, by the trigger, by the event
/// alone. As many are paired as at the level `event` of the scores.
#[must_use]
pub fn sentences(gold: &[CodedSentence], evidence: &[Evidence]) -> Errors {
    let mut errors = Errors::default();
    for (sentence, evidence) in gold.iter().zip(evidence) {
        errors.records += 1;
        errors.wanted += sentence.statements.len();
        errors.found += evidence.found.len();
        errors.sentence(sentence, evidence);
    }
    errors
}

impl Errors {
    fn sentence(&mut self, sentence: &CodedSentence, evidence: &Evidence) {
        let partners = partners(sentence, evidence);
        let mut free = vec![true; evidence.found.len()];
        partners.iter().flatten().for_each(|at| free[*at] = false);
        let mut in_place = BTreeSet::new();
        for (gold, partner) in sentence.statements.iter().zip(&partners) {
            let wanted = of_statement(sentence, gold);
            let case = if let Some(found) = partner.map(|at| &evidence.found[at]) {
                against(&wanted, gold, found, evidence)
            } else {
                let (case, instead) = sort::missed(&wanted, evidence, &free);
                in_place.extend(instead);
                Some(case)
            };
            self.right += usize::from(case.is_none());
            self.cases.extend(case);
        }
        for at in (0..evidence.found.len()).filter(|at| free[*at]) {
            let class = if sentence.statements.is_empty() {
                Class::SpuriousWithoutGold
            } else if in_place.contains(&at) {
                Class::SpuriousInPlace
            } else {
                Class::SpuriousBesideGold
            };
            self.cases.push(sort::spurious(&sentence.id, &sentence.text, class, &evidence.found[at], evidence));
        }
    }
}

/// Whether a found statement can stand for a gold one.
type Fits<'f> = dyn Fn(&Coded, &Found) -> bool + 'f;

/// For each gold statement the found one that stands for it.
fn partners(sentence: &CodedSentence, evidence: &Evidence) -> Vec<Option<usize>> {
    let gold = &sentence.statements;
    let mut partners: Vec<Option<usize>> = vec![None; gold.len()];
    let same_place = |own: &Coded, found: &Found| {
        own.event == found.statement.event && evidence.places(&sentence.text, &own.origin).contains(&found.trigger)
    };
    let stages: [&Fits<'_>; 5] = [
        &|own, found| Level::Full.fits(own, &found.statement),
        &|own, found| Level::Strict.fits(own, &found.statement),
        &|own, found| Level::Relaxed.fits(own, &found.statement),
        &same_place,
        &|own, found| Level::Event.fits(own, &found.statement),
    ];
    for fits in stages {
        let candidates = |own: usize| {
            let fitting = |at: &usize| !partners.contains(&Some(*at)) && fits(&gold[own], &evidence.found[*at]);
            if partners[own].is_some() { Vec::new() } else { (0..evidence.found.len()).filter(fitting).collect() }
        };
        let candidates: Vec<Vec<usize>> = (0..gold.len()).map(candidates).collect();
        for (own, at) in maximum(&candidates, evidence.found.len()) {
            partners[own] = Some(at);
        }
    }
    partners
}

fn of_statement<'g>(sentence: &'g CodedSentence, gold: &'g Coded) -> Wanted<'g> {
    let codes = |side: &Participants| side.codes().into_iter().map(str::to_owned).collect();
    Wanted {
        id: &sentence.id,
        text: &sentence.text,
        shown: gold.to_string(),
        trigger: &gold.origin,
        event: gold.event.as_str(),
        events: vec![gold.event],
        actors: codes(&gold.actors),
        recipients: codes(&gold.recipients),
        one_will_do: false,
        compared: str::to_owned,
    }
}

/// What is wrong with a statement of the right event, if anything.
fn against(wanted: &Wanted<'_>, gold: &Coded, found: &Found, evidence: &Evidence) -> Option<super::Case> {
    if Level::Strict.fits(gold, &found.statement) {
        return sort::values(wanted, gold, found, evidence);
    }
    let sector = || sort::paired(wanted, Class::SectorWrong, Vec::new(), found, evidence);
    Some(sort::roles(wanted, found, evidence).unwrap_or_else(sector))
}

/// Sorts the misses of PLOVER records; one piece of evidence for each. Further statements are not counted as spurious, since the records say
/// nothing of them; nor do they say anything of status.
#[must_use]
pub fn records(gold: &[GoldRecord], evidence: &[Evidence]) -> Errors {
    let mut errors = Errors { records: gold.len(), wanted: gold.len(), ..Errors::default() };
    for (record, evidence) in gold.iter().zip(evidence) {
        errors.found += evidence.found.len();
        let of_event = || evidence.found.iter().filter(|own| own.statement.event == record.event);
        if of_event().any(|own| record.countries_met_by(&own.statement)) {
            errors.right += 1;
            continue;
        }
        let wanted = of_record(record);
        let shared = |own: &&Found| {
            let on = |gold: &BTreeSet<String>, found: &BTreeSet<String>| !gold.is_disjoint(&wanted.side(found));
            usize::from(on(&wanted.actors, &own.actors)) + usize::from(on(&wanted.recipients, &own.recipients))
        };
        // The first of those that share most.
        let nearest = of_event().rev().max_by_key(shared);
        let not_coded = |found| sort::paired(&wanted, Class::PartyNotKnown, Vec::new(), found, evidence);
        errors.cases.push(match nearest {
            Some(found) => sort::roles(&wanted, found, evidence).unwrap_or_else(|| not_coded(found)),
            None => sort::missed(&wanted, evidence, &vec![true; evidence.found.len()]).0,
        });
    }
    errors
}

fn of_record(record: &GoldRecord) -> Wanted<'_> {
    let side = |codes: &BTreeSet<String>| Participants::parse(&codes.iter().collect::<Vec<_>>());
    Wanted {
        id: &record.id,
        text: &record.text,
        shown: format!("{} {} → {} {}", record.event, side(&record.sources), side(&record.targets), record.trigger),
        trigger: &record.trigger,
        event: record.event.as_str(),
        events: vec![record.event],
        actors: record.sources.clone(),
        recipients: record.targets.clone(),
        one_will_do: true,
        compared: country,
    }
}

/// Sorts the misses of marked sentences; one piece of evidence for each. A sentence with the right label is right only if source and target have
/// their roles in that statement, while the score counts the label alone. Further statements are not counted as spurious.
#[must_use]
pub fn marked(gold: &[MarkedSentence], evidence: &[Evidence]) -> Errors {
    let mut errors = Errors { records: gold.len(), wanted: gold.len(), ..Errors::default() };
    for (sentence, evidence) in gold.iter().zip(evidence) {
        errors.found += evidence.found.len();
        let wanted = of_marks(sentence);
        let by_rank = |own: &&Found| marked::rank(&own.statement);
        let chosen = evidence.found.iter().min_by_key(by_rank);
        let labelled = |own: &&Found| Label::from(own.statement.event) == sentence.label;
        // A statement with both marks decides, whatever other statements say.
        let decided = chosen.filter(|own| marked::rank(&own.statement) == 0);
        let nearest = decided.or_else(|| evidence.found.iter().filter(labelled).min_by_key(by_rank));
        let case = match nearest.filter(labelled) {
            Some(found) if marked::rank(&found.statement) == 0 => None,
            Some(found) => sort::roles(&wanted, found, evidence),
            None => Some(sort::missed(&wanted, evidence, &vec![true; evidence.found.len()]).0),
        };
        errors.right += usize::from(case.is_none());
        errors.cases.extend(case);
    }
    errors
}

fn of_marks(sentence: &MarkedSentence) -> Wanted<'_> {
    let MarkedSentence { id, text, source, target, label } = sentence;
    // A mark that is not in the text stands for nobody: "a recipient".
    let mark = |id: &str, words: &str| marked::find_words(text, words).map(|_| id.to_owned()).into_iter().collect();
    Wanted {
        id,
        text,
        shown: format!("{label} {source} → {target}"),
        trigger: "",
        event: label.as_str(),
        events: label.events(),
        actors: mark(marked::SOURCE, source),
        recipients: mark(marked::TARGET, target),
        one_will_do: true,
        compared: str::to_owned,
    }
}
