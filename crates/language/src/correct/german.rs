//! Corrections of German trees: case and agreement decide between subject and object, *werden* with a participle
//! makes a passive, and separated particles join the verb's lemma. A finite clause has one subject, an infinitive none.
//!
//! Only what the forms leave no doubt about is changed: "den Minister" is no subject, "er" is no object, and of two
//! arguments that both could be either, the one that agrees with the finite verb is the subject.

use crate::token::{Case, Gender, Mood, Number, Person, PronounType, Relation, Sentence, Token, Upos, VerbForm};

/// The cases that a noun phrase can have, as bits.
type Cases = u8;
const NOMINATIVE: Cases = 1;
const ACCUSATIVE: Cases = 2;
const DATIVE: Cases = 4;
const GENITIVE: Cases = 8;
const ANY: Cases = 15;

/// Pronouns that show their case.
const PRONOUNS: [(&str, Cases); 22] = [
    ("ich", NOMINATIVE),
    ("du", NOMINATIVE),
    ("er", NOMINATIVE),
    ("wir", NOMINATIVE),
    ("man", NOMINATIVE),
    ("jemand", NOMINATIVE),
    ("niemand", NOMINATIVE),
    ("wer", NOMINATIVE),
    ("mich", ACCUSATIVE),
    ("dich", ACCUSATIVE),
    ("ihn", ACCUSATIVE),
    ("wen", ACCUSATIVE),
    ("mir", DATIVE),
    ("dir", DATIVE),
    ("ihm", DATIVE),
    ("ihnen", DATIVE),
    ("wem", DATIVE),
    ("denen", DATIVE),
    ("uns", ACCUSATIVE | DATIVE),
    ("euch", ACCUSATIVE | DATIVE),
    ("sich", ACCUSATIVE | DATIVE),
    ("einander", ACCUSATIVE | DATIVE),
];

/// Stems of determiners that are declined like *dieser* or *ein*.
const DETERMINER_STEMS: [&str; 19] = [
    "dies", "jen", "jed", "welch", "solch", "manch", "all", "ein", "kein", "mein", "dein", "sein", "ihr", "unser",
    "unsr", "euer", "eur", "einig", "mehrer",
];
/// Endings of these determiners, in the singular and in the plural, and the cases they show. The feminine *-er* is
/// dative or genitive, the masculine nominative: only the noun's gender tells, so it counts as any of the three.
const DETERMINER_ENDINGS: [(&str, Number, Cases); 9] = [
    ("em", Number::Sing, DATIVE),
    ("es", Number::Sing, NOMINATIVE | ACCUSATIVE | GENITIVE),
    ("en", Number::Sing, ACCUSATIVE),
    ("en", Number::Plur, DATIVE),
    ("e", Number::Sing, NOMINATIVE | ACCUSATIVE),
    ("e", Number::Plur, NOMINATIVE | ACCUSATIVE),
    ("er", Number::Plur, GENITIVE),
    ("er", Number::Sing, NOMINATIVE | DATIVE | GENITIVE),
    ("", Number::Sing, NOMINATIVE | ACCUSATIVE),
];
/// The definite article.
const ARTICLES: [(&str, Number, Cases); 9] = [
    ("der", Number::Sing, NOMINATIVE | DATIVE | GENITIVE),
    ("die", Number::Sing, NOMINATIVE | ACCUSATIVE),
    ("das", Number::Sing, NOMINATIVE | ACCUSATIVE),
    ("den", Number::Sing, ACCUSATIVE),
    ("dem", Number::Sing, DATIVE),
    ("des", Number::Sing, GENITIVE),
    ("die", Number::Plur, NOMINATIVE | ACCUSATIVE),
    ("den", Number::Plur, DATIVE),
    ("der", Number::Plur, GENITIVE),
];

/// Corrects a parsed sentence.
pub(crate) fn correct(sentence: &mut Sentence) {
    free_auxiliaries(sentence);
    part_nouns_from_verbs(sentence);
    attach_relative_clauses(sentence);
    elided_subjects(sentence);
    let children = children(sentence);
    for verb in 0..sentence.tokens.len() {
        if matches!(sentence.tokens[verb].upos, Upos::Verb | Upos::Aux | Upos::Adj | Upos::Noun) {
            correct_arguments(sentence, verb, &children[verb]);
            correct_passive(sentence, verb, &children);
        }
    }
    finite_complements(sentence);
    join_particles(sentence);
}

/// "Kiew leugnete und warf Russland vor, …": a finite verb right behind "und" shares the subject that stands before the first verb; a
/// noun behind it that could be either is its object.
fn elided_subjects(sentence: &mut Sentence) {
    for verb in 2..sentence.tokens.len() {
        let token = &sentence.tokens[verb];
        let Some(first) = token.head.map(|head| head as usize).filter(|first| *first < verb) else { continue };
        let shares = token.relation == Relation::Conj
            && token.morphology.verb_form == Some(VerbForm::Fin)
            && sentence.tokens[verb - 1].upos == Upos::Cconj
            && matches!(sentence.tokens[first].upos, Upos::Verb | Upos::Aux | Upos::Adj);
        let leads = |token: &Token| matches!(token.relation, Relation::Nsubj | Relation::NsubjPass);
        let before = sentence.tokens[..first].iter().any(|token| token.head == Some(first as u32) && leads(token));
        if !shares || !before {
            continue;
        }
        let has_object =
            sentence.tokens.iter().any(|token| token.head == Some(verb as u32) && token.relation == Relation::Obj);
        let subject = (verb + 1..sentence.tokens.len())
            .find(|at| sentence.tokens[*at].head == Some(verb as u32) && leads(&sentence.tokens[*at]));
        if let Some(subject) = subject.filter(|subject| cases(sentence, *subject) != NOMINATIVE) {
            sentence.tokens[subject].relation = if has_object { Relation::Iobj } else { Relation::Obj };
        }
    }
}

/// A clause with a finite verb and a conjunction of its own is no open complement.
fn finite_complements(sentence: &mut Sentence) {
    for mark in 0..sentence.tokens.len() {
        let token = &sentence.tokens[mark];
        let Some(clause) = token.head.map(|head| head as usize) else { continue };
        let conjunction = token.relation == Relation::Mark && token.upos == Upos::Sconj;
        if !conjunction || sentence.tokens[clause].relation != Relation::Xcomp {
            continue;
        }
        let finite = sentence.tokens.iter().enumerate().any(|(index, token)| {
            token.morphology.verb_form == Some(VerbForm::Fin) && (index == clause || token.head == Some(clause as u32))
        });
        if finite {
            sentence.tokens[clause].relation =
                if matches!(token.lemma.as_str(), "dass" | "ob") { Relation::Ccomp } else { Relation::Advcl };
        }
    }
}

/// A clause with a relative pronoun modifies a noun before the pronoun: the nearest that agrees with it in gender and number.
fn attach_relative_clauses(sentence: &mut Sentence) {
    for pronoun in 1..sentence.tokens.len() {
        if !is_relative(&sentence.tokens[pronoun]) {
            continue;
        }
        let Some(clause) = clause_of(sentence, pronoun) else { continue };
        let modifies = matches!(sentence.tokens[clause].relation, Relation::Acl | Relation::AclRelcl);
        if modifies || clause < pronoun || sentence.tokens[clause].relation == Relation::Conj {
            continue;
        }
        if swallowed(sentence, pronoun, clause)
            || antecedent(sentence, pronoun, clause).is_some_and(|noun| {
                sentence.tokens[clause].head = Some(noun as u32);
                true
            })
        {
            sentence.tokens[clause].relation = Relation::AclRelcl;
        }
    }
}

/// "Russland, das sich … hält, bittet": the noun right before the pronoun's comma is no part of the relative clause but of the one
/// above it; where the parser drew it in, it moves up and takes the clause along. Returns whether that was so.
fn swallowed(sentence: &mut Sentence, pronoun: usize, clause: usize) -> bool {
    let comma = pronoun - 1;
    if comma == 0 || sentence.tokens[comma].form != "," {
        return false;
    }
    let Some(noun) = (comma.saturating_sub(6)..comma).rev().find(|at| {
        sentence.tokens[*at].head == Some(clause as u32) && !matches!(sentence.tokens[*at].upos, Upos::Punct)
    }) else {
        return false;
    };
    let nominal = matches!(sentence.tokens[noun].upos, Upos::Noun | Upos::Propn);
    let subject = matches!(sentence.tokens[noun].relation, Relation::Nsubj | Relation::NsubjPass | Relation::Obj);
    if !nominal || !subject || !agree(&sentence.tokens[pronoun], &sentence.tokens[noun]) {
        return false;
    }
    let above = sentence.tokens[clause].head.map(|head| head as usize).filter(|head| *head > clause).or_else(|| {
        let main = sentence.tokens.iter().enumerate().skip(clause + 1).find(|(_, token)| {
            token.head == Some(clause as u32)
                && matches!(token.upos, Upos::Verb | Upos::Aux)
                && token.morphology.verb_form == Some(VerbForm::Fin)
        })?;
        Some(main.0)
    });
    let Some(above) = above else { return false };
    if sentence.tokens[above].head == Some(clause as u32) {
        (sentence.tokens[above].head, sentence.tokens[above].relation) =
            (sentence.tokens[clause].head, sentence.tokens[clause].relation);
    }
    sentence.tokens[noun].head = Some(above as u32);
    sentence.tokens[clause].head = Some(noun as u32);
    true
}

/// Whether a relative pronoun can stand for a noun, by number and gender.
fn agree(pronoun: &Token, noun: &Token) -> bool {
    let (wanted, own) = (&pronoun.morphology, &noun.morphology);
    let number = wanted.number.is_none() || own.number.is_none() || wanted.number == own.number;
    let plural = own.number == Some(Number::Plur);
    number && (plural || wanted.gender.is_none() || own.gender.is_none() || wanted.gender == own.gender)
}

/// Forms of *der* and *welcher* that the tagger took for relative pronouns.
fn is_relative(token: &Token) -> bool {
    token.upos == Upos::Pron
        && token.morphology.pronoun_type == Some(PronounType::Rel)
        && (token.form.starts_with(['d', 'D']) || token.form.starts_with("welch"))
}

/// The predicate of the clause that a relative pronoun opens, directly or from within a phrase.
fn clause_of(sentence: &Sentence, pronoun: usize) -> Option<usize> {
    const LONGEST: usize = 4;
    let mut at = pronoun;
    for _ in 0..LONGEST {
        at = sentence.tokens[at].head? as usize;
        if matches!(sentence.tokens[at].upos, Upos::Verb | Upos::Aux | Upos::Adj) {
            return Some(at);
        }
    }
    None
}

/// The noun before the pronoun's comma that the pronoun stands for, outside the clause itself.
fn antecedent(sentence: &Sentence, pronoun: usize, clause: usize) -> Option<usize> {
    const FURTHEST: usize = 20;
    let comma = (pronoun.saturating_sub(4)..pronoun).rev().find(|at| sentence.tokens[*at].form == ",")?;
    let outside = |noun: usize| {
        let mut up = Some(noun);
        while let Some(at) = up {
            if at == clause {
                return false;
            }
            up = sentence.tokens[at].head.map(|head| head as usize);
        }
        true
    };
    let mut nouns = (comma.saturating_sub(FURTHEST)..comma)
        .rev()
        .filter(|at| matches!(sentence.tokens[*at].upos, Upos::Noun | Upos::Propn))
        .filter(|at| sentence.tokens[*at].relation != Relation::Flat && outside(*at));
    nouns.find(|noun| agree(&sentence.tokens[pronoun], &sentence.tokens[*noun]))
}

/// Arguments stand at the verb, not at its auxiliary.
fn free_auxiliaries(sentence: &mut Sentence) {
    for token in 0..sentence.tokens.len() {
        let argument = matches!(
            sentence.tokens[token].relation,
            Relation::Nsubj
                | Relation::Obj
                | Relation::Iobj
                | Relation::Obl
                | Relation::OblArg
                | Relation::Xcomp
                | Relation::Ccomp
        );
        let Some(auxiliary) = sentence.tokens[token].head.map(|head| head as usize).filter(|_| argument) else {
            continue;
        };
        let above = &sentence.tokens[auxiliary];
        if matches!(above.relation, Relation::Aux | Relation::AuxPass) && above.head != Some(token as u32) {
            sentence.tokens[token].head = above.head;
        }
    }
}

/// "… einbestellt und Moskau aufgefordert": a noun is not joined to a verb; it is the object of the second verb.
fn part_nouns_from_verbs(sentence: &mut Sentence) {
    for noun in 1..sentence.tokens.len().saturating_sub(1) {
        let token = &sentence.tokens[noun];
        let Some(first) = token.head.map(|head| head as usize) else { continue };
        let joined = token.relation == Relation::Conj
            && matches!(token.upos, Upos::Noun | Upos::Propn)
            && sentence.tokens[first].upos == Upos::Verb
            && first < noun;
        if !joined {
            continue;
        }
        let second = (noun + 1..sentence.tokens.len()).find(|at| {
            let verb = &sentence.tokens[*at];
            verb.head == Some(first as u32) && verb.relation == Relation::Conj && verb.upos == Upos::Verb
        });
        if let Some(second) = second {
            sentence.tokens[noun].head = Some(second as u32);
            sentence.tokens[noun].relation = Relation::Obj;
            for conjunction in 0..noun {
                let token = &mut sentence.tokens[conjunction];
                if token.head == Some(noun as u32) && token.relation == Relation::Cc {
                    token.head = Some(second as u32);
                }
            }
        }
    }
}

/// Children by head.
fn children(sentence: &Sentence) -> Vec<Vec<usize>> {
    let mut children = vec![Vec::new(); sentence.tokens.len()];
    for (index, token) in sentence.tokens.iter().enumerate() {
        if let Some(children) = token.head.and_then(|head| children.get_mut(head as usize)) {
            children.push(index);
        }
    }
    children
}

/// The cases that the word's form and its determiner allow.
fn cases(sentence: &Sentence, word: usize) -> Cases {
    let token = &sentence.tokens[word];
    let form = token.form.to_lowercase();
    if token.upos == Upos::Pron {
        return PRONOUNS.iter().find(|(pronoun, _)| *pronoun == form).map_or(ANY, |(_, cases)| *cases);
    }
    let number = token.morphology.number;
    let determiner = sentence.tokens[word.saturating_sub(8)..word]
        .iter()
        .find(|other| other.head == Some(word as u32) && other.upos == Upos::Det);
    determiner.map_or(ANY, |determiner| {
        let form = determiner.form.to_lowercase();
        match (form.as_str(), number, token.morphology.gender) {
            ("der", Some(Number::Sing), Some(Gender::Fem)) => DATIVE | GENITIVE,
            ("der", Some(Number::Sing), Some(Gender::Masc)) => NOMINATIVE,
            _ => determiner_cases(&form, number),
        }
    })
}

fn determiner_cases(form: &str, number: Option<Number>) -> Cases {
    let fits = |entry: Number| number.is_none_or(|number| number == entry);
    let article = ARTICLES.iter().filter(|(article, entry, _)| *article == form && fits(*entry));
    let declined = DETERMINER_ENDINGS.iter().filter(|(ending, entry, _)| {
        form.strip_suffix(ending).is_some_and(|stem| DETERMINER_STEMS.contains(&stem)) && fits(*entry)
    });
    match article.chain(declined).fold(0, |cases, entry| cases | entry.2) {
        0 => ANY,
        cases => cases,
    }
}

/// Relabels subjects and objects that their case rules out, then lets agreement decide between the two.
fn correct_arguments(sentence: &mut Sentence, verb: usize, children: &[usize]) {
    for &child in children {
        let cases = cases(sentence, child);
        let token = &mut sentence.tokens[child];
        token.relation = match token.relation {
            Relation::Nsubj | Relation::NsubjPass if cases & NOMINATIVE == 0 => oblique(cases),
            Relation::Obj | Relation::Iobj | Relation::OblArg if cases == NOMINATIVE => Relation::Nsubj,
            Relation::Obj if cases == DATIVE => Relation::OblArg,
            relation => relation,
        };
    }
    match finite_form(sentence, verb, children) {
        Some(finite) => settle_subject(sentence, verb, finite, children),
        None => infinitive_takes_objects(sentence, verb, children),
    }
}

/// Gives a finite clause exactly one subject, where the forms allow it.
fn settle_subject(sentence: &mut Sentence, verb: usize, finite: usize, children: &[usize]) {
    let find = |sentence: &Sentence, wanted: &[Relation]| -> Vec<usize> {
        children.iter().copied().filter(|&child| wanted.contains(&sentence.tokens[child].relation)).collect()
    };
    let subjects = find(sentence, &[Relation::Nsubj, Relation::NsubjPass]);
    let objects = find(sentence, &[Relation::Obj]);
    match (subjects.as_slice(), objects.as_slice()) {
        (&[subject], _) if cases(sentence, subject) & NOMINATIVE == 0 => {
            let dative = cases(sentence, subject) & ACCUSATIVE == 0;
            let best = objects.iter().copied().find(|&object| {
                cases(sentence, object) & NOMINATIVE != 0
                    && !sentence.tokens[object].morphology.reflexive
                    && agrees(sentence, object, finite)
            });
            if let Some(best) = best {
                sentence.tokens[best].relation = sentence.tokens[subject].relation;
                sentence.tokens[subject].relation = if dative { Relation::Iobj } else { Relation::Obj };
            }
        }
        (&[subject], &[object]) => {
            let free = cases(sentence, object) & NOMINATIVE != 0 && cases(sentence, subject) & ACCUSATIVE != 0;
            if free && !agrees(sentence, subject, finite) && agrees(sentence, object, finite) {
                sentence.tokens[object].relation = sentence.tokens[subject].relation;
                sentence.tokens[subject].relation = Relation::Obj;
            }
        }
        (&[_, _, ..], _) => {
            let best =
                subjects.iter().copied().rev().max_by_key(|&subject| subject_evidence(sentence, subject, finite));
            for &other in subjects.iter().filter(|&&subject| Some(subject) != best) {
                let cases = cases(sentence, other);
                if cases & ACCUSATIVE != 0 {
                    sentence.tokens[other].relation = Relation::Obj;
                } else if cases & NOMINATIVE == 0 && cases & DATIVE != 0 {
                    sentence.tokens[other].relation = Relation::Iobj;
                }
            }
        }
        (&[], &[_, ..]) if needs_subject(sentence, verb, finite, children) => {
            let possible = |object: &usize| {
                cases(sentence, *object) & NOMINATIVE != 0
                    && !sentence.tokens[*object].morphology.reflexive
                    && agrees(sentence, *object, finite)
            };
            let candidates = objects.iter().copied().rev().filter(possible);
            let best = candidates.max_by_key(|&object| subject_evidence(sentence, object, finite));
            if let Some(best) = best {
                sentence.tokens[best].relation = Relation::Nsubj;
            }
        }
        _ => {}
    }
}

/// How much speaks for a nominal as the subject; of equals, the first is taken.
fn subject_evidence(sentence: &Sentence, nominal: usize, finite: usize) -> i32 {
    let sure = 4 * i32::from(cases(sentence, nominal) == NOMINATIVE);
    let agreement = 2 * i32::from(agrees(sentence, nominal, finite));
    let case = match sentence.tokens[nominal].morphology.case {
        Some(Case::Nom) => 1,
        Some(_) => -1,
        None => 0,
    };
    sure + agreement + case
}

/// A finite clause needs a subject of its own unless it shares one, has a clause for it, or is a command.
fn needs_subject(sentence: &Sentence, verb: usize, finite: usize, children: &[usize]) -> bool {
    let other = [Relation::Csubj, Relation::CsubjPass, Relation::Expl];
    sentence.tokens[verb].relation != Relation::Conj
        && sentence.tokens[finite].morphology.mood != Some(Mood::Imp)
        && !children.iter().any(|&child| other.contains(&sentence.tokens[child].relation))
}

/// An infinitive with *zu* and without an auxiliary has no subject; what the parser took for it is the object.
fn infinitive_takes_objects(sentence: &mut Sentence, verb: usize, children: &[usize]) {
    let has = |sentence: &Sentence, relations: &[Relation]| {
        children.iter().any(|&child| relations.contains(&sentence.tokens[child].relation))
    };
    let infinitive = sentence.tokens[verb].morphology.verb_form == Some(VerbForm::Inf);
    let marked = children.iter().any(|&child| sentence.tokens[child].form == "zu");
    if !infinitive || !marked || has(sentence, &[Relation::Aux, Relation::AuxPass, Relation::Cop, Relation::Obj]) {
        return;
    }
    let subjects = children.iter().copied().filter(|&child| sentence.tokens[child].relation == Relation::Nsubj);
    let subjects: Vec<usize> = subjects.filter(|&child| cases(sentence, child) & ACCUSATIVE != 0).collect();
    if let &[subject] = subjects.as_slice() {
        sentence.tokens[subject].relation = Relation::Obj;
    }
}

/// The relation of an argument that is not in the nominative.
const fn oblique(cases: Cases) -> Relation {
    if cases & ACCUSATIVE != 0 { Relation::Obj } else { Relation::OblArg }
}

/// The finite verb of a clause: the predicate itself or one of its auxiliaries.
fn finite_form(sentence: &Sentence, verb: usize, children: &[usize]) -> Option<usize> {
    let finite = |&word: &usize| sentence.tokens[word].morphology.verb_form == Some(VerbForm::Fin);
    let auxiliary =
        |child: &usize| matches!(sentence.tokens[*child].relation, Relation::Aux | Relation::AuxPass | Relation::Cop);
    Some(verb).filter(finite).or_else(|| children.iter().copied().filter(auxiliary).find(finite))
}

/// Whether a nominal can be the subject of a finite verb, by number and person.
fn agrees(sentence: &Sentence, nominal: usize, finite: usize) -> bool {
    let verb = &sentence.tokens[finite].morphology;
    let token = &sentence.tokens[nominal];
    let coordinated =
        sentence.tokens.iter().any(|other| other.head == Some(nominal as u32) && other.relation == Relation::Conj);
    let number = match (verb.number, token.morphology.number) {
        (Some(Number::Plur), Some(Number::Sing)) => coordinated,
        (Some(Number::Sing), Some(Number::Plur)) => false,
        _ => true,
    };
    let third = |person: Option<Person>| person.is_none_or(|person| person == Person::Third);
    let person = token.upos == Upos::Pron || third(verb.person);
    number && person
}

/// Names the subtypes of the passive: *werden* with a participle, its subject, and its agent.
fn correct_passive(sentence: &mut Sentence, verb: usize, children: &[Vec<usize>]) {
    let participle = sentence.tokens[verb].morphology.verb_form == Some(VerbForm::Part);
    let mut passive = false;
    for &child in &children[verb] {
        let token = &mut sentence.tokens[child];
        if matches!(token.relation, Relation::Aux | Relation::AuxPass) {
            let becomes = participle && token.lemma == "werden";
            token.relation = if becomes { Relation::AuxPass } else { Relation::Aux };
            passive |= becomes;
        }
    }
    for &child in &children[verb] {
        let agent = || {
            children[child].iter().any(|&word| {
                let token = &sentence.tokens[word];
                token.relation == Relation::Case && ["von", "durch"].contains(&token.lemma.as_str())
            })
        };
        let relation = match (sentence.tokens[child].relation, passive) {
            (Relation::Nsubj, true) => Relation::NsubjPass,
            (Relation::NsubjPass, false) => Relation::Nsubj,
            (Relation::Obl, true) if agent() => Relation::OblAgent,
            (Relation::OblAgent, false) => Relation::Obl,
            (relation, _) => relation,
        };
        sentence.tokens[child].relation = relation;
    }
}

/// Joins separated particles to the lemma of their verb: "sagte … zu" is *zusagen*.
fn join_particles(sentence: &mut Sentence) {
    for index in 0..sentence.tokens.len() {
        let particle = &sentence.tokens[index];
        let Some(head) = particle.head.filter(|_| particle.relation == Relation::CompoundPrt) else { continue };
        let form = particle.form.to_lowercase();
        let Some(verb) = sentence.tokens.get_mut(head as usize) else { continue };
        if takes_particle(verb, &form) {
            verb.lemma.insert_str(0, &form);
        }
    }
}

/// Infinitives and participles carry their particle already.
fn takes_particle(verb: &Token, particle: &str) -> bool {
    matches!(verb.upos, Upos::Verb | Upos::Aux)
        && verb.morphology.verb_form == Some(VerbForm::Fin)
        && particle.chars().all(char::is_alphabetic)
        && !verb.lemma.starts_with(particle)
}

#[cfg(test)]
mod tests {
    use super::{ACCUSATIVE, ANY, DATIVE, NOMINATIVE, correct, determiner_cases};
    use crate::conllu;
    use crate::token::{Number, Relation, Sentence};

    fn sentence(rows: &[&str]) -> Sentence {
        let lines: Vec<String> = rows
            .iter()
            .enumerate()
            .map(|(index, row)| {
                let columns: Vec<&str> = row.split(' ').collect();
                let [form, lemma, upos, features, head, relation] = columns.as_slice() else { panic!("{row}") };
                format!("{}\t{form}\t{lemma}\t{upos}\t_\t{features}\t{head}\t{relation}\t_\t_", index + 1)
            })
            .collect();
        conllu::read(&lines.join("\n")).unwrap().remove(0).sentence
    }

    #[test]
    fn determiners_show_their_cases() {
        assert_eq!(determiner_cases("den", Some(Number::Sing)), ACCUSATIVE);
        assert_eq!(determiner_cases("keinem", Some(Number::Sing)), DATIVE);
        assert_eq!(determiner_cases("ein", Some(Number::Sing)), NOMINATIVE | ACCUSATIVE);
        assert_eq!(determiner_cases("fünf", Some(Number::Plur)), ANY);
    }

    #[test]
    fn the_accusative_is_no_subject_and_the_particle_joins() {
        let mut sentence = sentence(&[
            "Den der DET Case=Acc|Number=Sing 2 det",
            "Vertrag Vertrag NOUN Number=Sing 3 nsubj",
            "lehnt lehnen VERB Number=Sing|Person=3|VerbForm=Fin 0 root",
            "Moskau Moskau PROPN Number=Sing 3 nsubj",
            "ab ab ADP _ 3 compound:prt",
        ]);
        correct(&mut sentence);
        assert_eq!(sentence.tokens[1].relation, Relation::Obj);
        assert_eq!(sentence.tokens[3].relation, Relation::Nsubj);
        assert_eq!(sentence.tokens[2].lemma, "ablehnen");
    }

    #[test]
    fn agreement_finds_the_subject() {
        let mut sentence = sentence(&[
            "Das der DET Number=Sing 2 det",
            "Abkommen Abkommen NOUN Number=Sing 3 nsubj",
            "begrüßen begrüßen VERB Number=Plur|Person=3|VerbForm=Fin 0 root",
            "beide beide DET Number=Plur 5 det",
            "Staaten Staat NOUN Number=Plur 3 obj",
        ]);
        correct(&mut sentence);
        assert_eq!(sentence.tokens[1].relation, Relation::Obj);
        assert_eq!(sentence.tokens[4].relation, Relation::Nsubj);
    }

    #[test]
    fn a_clause_has_one_subject() {
        let mut sentence = sentence(&[
            "Das das PRON Case=Acc|Number=Sing 2 nsubj",
            "nennt nennen VERB Number=Sing|Person=3|VerbForm=Fin 0 root",
            "man man PRON Case=Nom|Number=Sing 2 nsubj",
        ]);
        correct(&mut sentence);
        assert_eq!(sentence.tokens[0].relation, Relation::Obj);
        assert_eq!(sentence.tokens[2].relation, Relation::Nsubj);
    }

    #[test]
    fn a_finite_clause_finds_its_subject_and_an_infinitive_its_object() {
        let mut clause = sentence(&[
            "Die der DET Number=Sing 2 det",
            "Lage Lage NOUN Number=Sing 4 obj",
            "sich sich PRON Reflex=Yes 4 obj",
            "verschärft verschärfen VERB Number=Sing|Person=3|VerbForm=Fin 0 root",
        ]);
        correct(&mut clause);
        assert_eq!(clause.tokens[1].relation, Relation::Nsubj);
        let mut infinitive = sentence(&[
            "versuchte versuchen VERB Number=Sing|Person=3|VerbForm=Fin 0 root",
            "das der DET Number=Sing 3 det",
            "Lager Lager NOUN Number=Sing 5 nsubj",
            "zu zu PART _ 5 mark",
            "räumen räumen VERB VerbForm=Inf 1 xcomp",
        ]);
        correct(&mut infinitive);
        assert_eq!(infinitive.tokens[2].relation, Relation::Obj);
    }

    #[test]
    fn werden_with_a_participle_is_passive() {
        let mut sentence = sentence(&[
            "Er er PRON Number=Sing 5 nsubj",
            "wurde werden AUX Number=Sing|VerbForm=Fin 5 aux",
            "von von ADP _ 4 case",
            "Soldaten Soldat NOUN Number=Plur 5 obl",
            "verhaftet verhaften VERB VerbForm=Part 0 root",
        ]);
        correct(&mut sentence);
        assert_eq!(sentence.tokens[0].relation, Relation::NsubjPass);
        assert_eq!(sentence.tokens[1].relation, Relation::AuxPass);
        assert_eq!(sentence.tokens[3].relation, Relation::OblAgent);
    }
}
