//! Made-up sentences for every class.

use std::collections::BTreeSet;

use weltlage_ontology::{Event, Mode, Status};

use super::*;
use crate::coded::tests::coded;
use crate::coded::{Actor, Coded, CodedContent, Participants};
use crate::marked::MarkedSentence;
use crate::records::GoldRecord;
use crate::sentences::CodedSentence;

/// A sentence: `China@CHN` is a mention, `condemned=ACCUSE` evokes a frame of this event, `plans=op` an operator. All words hang on the first.
fn sentence(words: &str) -> (String, Evidence) {
    let (mut text, mut evidence) = (String::new(), Evidence::default());
    for (at, word) in words.split(' ').enumerate() {
        let (form, code) = word.split_once('@').unwrap_or((word, ""));
        let (form, event) = form.split_once('=').unwrap_or((form, ""));
        let start = text.len();
        text.push_str(form);
        let end = text.len();
        text.push(' ');
        if !code.is_empty() {
            evidence.mentioned.push(Mentioned { start, end, code: code.to_owned() });
        }
        let evokes = (!event.is_empty()).then(|| (event.to_lowercase(), Event::parse(event)));
        evidence.words.push(Word {
            start,
            end,
            form: form.to_owned(),
            relation: if at == 0 { "root" } else { "dep" },
            head: (at > 0).then_some(0),
            evokes: evokes.into_iter().collect(),
        });
    }
    (text, evidence)
}

/// A found statement with its trigger at a word.
fn at(trigger: usize, statement: Coded) -> Found {
    let side = |own: &Participants| {
        let codes: BTreeSet<String> = own.codes().into_iter().map(str::to_owned).collect();
        if own.mentions.is_empty() { codes } else { own.mentions.clone() }
    };
    let (actors, recipients) = (side(&statement.actors), side(&statement.recipients));
    let origin = format!("en/op.say+{}.test~near", statement.event.as_str().to_lowercase());
    Found { statement: Coded { origin, ..statement }, actors, recipients, trigger, content: None }
}

fn told(trigger: &str, statement: Coded) -> Coded {
    Coded { origin: trigger.to_owned(), ..statement }
}

/// The classes of the misses of one sentence, as group and name.
fn classes(errors: &Errors) -> Vec<(Group, &'static str)> {
    let name =
        |case: &Case| CLASSES.iter().find(|(class, ..)| *class == case.class).map(|(_, group, name)| (*group, *name));
    errors.cases.iter().filter_map(name).collect()
}

fn sorted(words: &str, gold: Vec<Coded>, found: Vec<Found>) -> Errors {
    let (text, mut evidence) = sentence(words);
    evidence.found = found;
    let coded = CodedSentence { id: "s".to_owned(), text, lang: "en".to_owned(), published: None, statements: gold };
    sentences(&[coded], &[evidence])
}

/// China accuses Japan, by the word "condemned".
fn accusation() -> Coded {
    told("condemned", coded(Event::Accuse, &["CHN"], &["JPN"]))
}

const ACCUSATION: &str = "China@CHN condemned=ACCUSE Japan@JPN and India@IND";

#[test]
fn missed_by_a_trigger() {
    let retreat = || vec![at(1, coded(Event::Retreat, &["CHN"], &[]))];
    let cases = [
        ("China@CHN condemned=ACCUSE them", vec![], "actor not known"),
        ("China@CHN condemned Japan@JPN by=ACCUSE", vec![], "frame missing"),
        ("China@CHN condemned=REQUEST Japan@JPN by=ACCUSE", vec![], "wrong frame"),
        ("China@CHN condemned=op Japan@JPN", vec![], "wrong frame"),
        ("China@CHN condemned Japan@JPN", retreat(), "wrong frame"),
        ("China@CHN condemned=ACCUSE Japan@JPN", vec![], "gated or dropped"),
    ];
    for (words, found, class) in cases {
        let errors = sorted(words, vec![accusation()], found);
        assert_eq!(classes(&errors)[0], (Group::Missed, class), "{words}");
    }
}

#[test]
fn missed_without_a_trigger() {
    let untold = || vec![coded(Event::Accuse, &["CHN"], &["JPN"])];
    let other = || vec![at(1, coded(Event::Reject, &["CHN"], &["JPN"]))];
    let others = || vec![at(1, coded(Event::Reject, &["IND"], &["JPN"]))];
    let cases = [
        ("China@CHN slams=REJECT Japan@JPN", vec![], "frame missing"),
        ("China@CHN slams=REJECT Japan@JPN", other(), "frame missing"),
        ("China@CHN slams=REJECT Japan@JPN blame=ACCUSE", other(), "wrong frame"),
        ("China@CHN slams=REJECT Japan@JPN blame=ACCUSE", others(), "gated or dropped"),
    ];
    for (words, found, class) in cases {
        let errors = sorted(words, untold(), found);
        assert_eq!(classes(&errors)[0], (Group::Missed, class), "{words}");
    }
}

#[test]
fn missed_as_content_or_source() {
    let content = CodedContent {
        event: Event::Accuse,
        actors: Participants::parse(&["CHN"]),
        recipients: Participants::default(),
    };
    let inside = Coded { content: Some(content), ..coded(Event::Request, &["IND"], &[]) };
    let source = Coded { attribution: Some(Actor::parse("CHN")), ..coded(Event::Assault, &["JPN"], &["IND"]) };
    for found in [inside, source] {
        let errors = sorted(ACCUSATION, vec![accusation()], vec![at(3, found)]);
        assert_eq!(classes(&errors)[0], (Group::Missed, "content or attribution"));
    }
    // Who is the source of one statement and acts in another was not lost as a source.
    let both = Coded { attribution: Some(Actor::parse("CHN")), ..coded(Event::Assault, &["CHN"], &["IND"]) };
    let errors = sorted(ACCUSATION, vec![accusation()], vec![at(3, both)]);
    assert_eq!(classes(&errors)[0], (Group::Missed, "gated or dropped"));
}

#[test]
fn wrong_roles() {
    type Codes = &'static [&'static str];
    let cases: [(Codes, Codes, &str); 10] = [
        (&["JPN"], &["CHN"], "role swapped"),
        (&["JPN"], &[], "wrong side"),
        (&["CHN", "JPN"], &[], "wrong side"),
        (&[], &["JPN"], "actor not linked"),
        (&["IND"], &["JPN"], "other actor"),
        (&["CHN", "IND"], &["JPN"], "other actor"),
        (&["CHN"], &["IND"], "other actor"),
        (&["CHN"], &[], "recipient missing"),
        (&["CHN"], &["JPN", "IND"], "recipient too many"),
        (&["CHN"], &["JPN", "UNK"], "recipient too many"),
    ];
    for (actors, recipients, class) in cases {
        let errors = sorted(ACCUSATION, vec![accusation()], vec![at(1, coded(Event::Accuse, actors, recipients))]);
        assert_eq!(classes(&errors), [(Group::Roles, class)], "{actors:?} {recipients:?}");
    }
    let found = vec![at(1, coded(Event::Accuse, &["CHN"], &[]))];
    let errors = sorted("China@CHN condemned=ACCUSE them", vec![accusation()], found);
    assert_eq!(classes(&errors), [(Group::Roles, "actor not known")]);
    let army = coded(Event::Accuse, &["CHN:MIL"], &["JPN"]);
    let errors = sorted(ACCUSATION, vec![army], vec![at(1, accusation())]);
    assert_eq!(classes(&errors), [(Group::Roles, "sector wrong")]);
}

#[test]
fn wrong_values() {
    let planned = || Coded { status: Status::Planned, mode: Some(Mode::Allege), ..accusation() };
    let errors = sorted(ACCUSATION, vec![planned()], vec![at(1, accusation())]);
    assert_eq!(classes(&errors), [(Group::Values, "status wrong")]);
    assert_eq!(errors.cases[0].details[1], ("value", "planned not found".to_owned()));
    let denied = Coded { negated: true, ..planned() };
    let errors = sorted(ACCUSATION, vec![planned()], vec![at(1, denied)]);
    assert_eq!(errors.cases[0].details[1], ("value", "negated without gold".to_owned()));
    let errors = sorted(ACCUSATION, vec![planned()], vec![at(1, Coded { mode: None, ..planned() })]);
    assert_eq!(classes(&errors), [(Group::Values, "mode wrong")]);
    // Where the coder gave no mode, any will do.
    let errors = sorted(ACCUSATION, vec![Coded { mode: None, ..planned() }], vec![at(1, planned())]);
    assert_eq!((errors.right, errors.cases.len()), (1, 0));
}

#[test]
fn without_gold() {
    let aid = || coded(Event::Aid, &["CHN"], &["IND"]);
    let errors = sorted(ACCUSATION, vec![], vec![at(1, aid())]);
    assert_eq!(classes(&errors), [(Group::Spurious, "in sentences without gold")]);
    assert_eq!(errors.cases[0].details, [("event", "AID".to_owned()), ("frame", "aid.test".to_owned())]);
    let errors = sorted(ACCUSATION, vec![accusation()], vec![at(1, accusation()), at(3, aid())]);
    assert_eq!(classes(&errors), [(Group::Spurious, "beside gold")]);
    let errors = sorted(ACCUSATION, vec![accusation()], vec![at(1, aid())]);
    assert_eq!(classes(&errors), [(Group::Missed, "wrong frame"), (Group::Spurious, "in place of a missed one")]);
}

#[test]
fn the_best_partner_is_taken() {
    // Both have the event; the one at the trigger is meant.
    let gold = vec![told("condemned", coded(Event::Accuse, &["CHN"], &["JPN"]))];
    let found = vec![at(0, coded(Event::Accuse, &["IND"], &[])), at(1, coded(Event::Accuse, &["IND"], &["CHN"]))];
    let errors = sorted(ACCUSATION, gold, found);
    assert_eq!(errors.cases[0].example.found, ["ACCUSE [IND] → [CHN] [] en/op.say+accuse.test~near"]);
    // A gold statement does not take what fits another one better.
    let gold = vec![coded(Event::Accuse, &["IND"], &["JPN"]), coded(Event::Accuse, &["CHN"], &["JPN"])];
    let errors = sorted(ACCUSATION, gold, vec![at(1, accusation())]);
    assert_eq!((errors.right, classes(&errors)), (1, vec![(Group::Missed, "gated or dropped")]));
}

#[test]
fn triggers_are_found_in_the_text() {
    let (text, evidence) = sentence("The war against a warlord is war");
    assert_eq!(evidence.places(&text, "war"), [1, 6]);
    assert_eq!(evidence.places(&text, "war against"), [1, 2]);
    assert_eq!(evidence.places(&text, "lord"), [4]);
    assert_eq!(evidence.places(&text, "is The"), [0, 5]);
    assert!(evidence.places(&text, "").is_empty() && evidence.places(&text, "peace").is_empty());
}

#[test]
fn records_ask_for_one_code_of_each_side() {
    let json = r#"[{"id": "a", "text": "China condemned Japan and India", "event": "ACCUSE", "eventText": "condemned",
        "source": [{"code": "CHN"}], "target": [{"code": "JAP"}, {"code": "IND"}]}]"#;
    let gold = GoldRecord::read(json).unwrap();
    let sorted = |found: Vec<Found>| records(&gold, &[Evidence { found, ..sentence(ACCUSATION).1 }]);
    let with = |actors: &[&str], recipients: &[&str]| sorted(vec![at(1, coded(Event::Accuse, actors, recipients))]);
    assert_eq!(with(&["CHN", "USA"], &["JPN", "USA"]).right, 1);
    assert_eq!(classes(&with(&["CHN", "USA"], &["USA"])), [(Group::Roles, "other actor")]);
    assert_eq!(classes(&with(&["CHN"], &[])), [(Group::Roles, "recipient missing")]);
    assert_eq!(classes(&with(&["JPN"], &["CHN"])), [(Group::Roles, "role swapped")]);
    assert_eq!(classes(&sorted(vec![])), [(Group::Missed, "gated or dropped")]);
    // Nothing is spurious in a record.
    let both = sorted(vec![at(1, accusation()), at(1, coded(Event::Aid, &["CHN"], &["IND"]))]);
    assert_eq!((both.right, both.found, both.cases.len()), (1, 2, 0));
    let nobody = GoldRecord::read(&json.replace("CHN", "").replace("JAP", "").replace("IND", "")).unwrap();
    let errors = records(&nobody, &[sentence(ACCUSATION).1]);
    assert_eq!(classes(&errors), [(Group::Missed, "actor not known")]);
}

#[test]
fn marks_have_roles() {
    let table = "sentence\tsource\ttarget\tlabel\nChina left Japan and India\tChina\tJapan\tYIELD\nChina left Japan and India\tChina\ta recipient\tYIELD\n";
    let gold = MarkedSentence::read(table).unwrap();
    let sorted = |number: usize, event, actors: &[&str], recipients: &[&str]| {
        let mut statement = coded(event, &["UNK"], &["UNK"]);
        statement.actors.mentions = actors.iter().map(ToString::to_string).collect();
        statement.recipients.mentions = recipients.iter().map(ToString::to_string).collect();
        let words = sentence("China@source left=CONCEDE Japan@target and India@IND").1;
        marked(&gold[number..=number], &[Evidence { found: vec![at(1, statement)], ..words }])
    };
    assert_eq!(sorted(0, Event::Retreat, &["source"], &["target"]).right, 1);
    assert_eq!(sorted(0, Event::Concede, &["source", "target"], &[]).right, 1);
    assert_eq!(sorted(1, Event::Concede, &["source"], &[]).right, 1);
    let swapped = sorted(0, Event::Concede, &["target"], &["source"]);
    assert_eq!(classes(&swapped), [(Group::Roles, "role swapped")]);
    let other = sorted(0, Event::Aid, &["source"], &["target"]);
    assert_eq!(classes(&other), [(Group::Missed, "wrong frame")]);
    let refused = marked(&gold[..1], &[Evidence::default()]);
    assert_eq!(classes(&refused), [(Group::Missed, "actor not known")]);
}

#[test]
fn the_report_counts_and_shows() {
    let found = vec![at(1, coded(Event::Accuse, &["CHN"], &[])), at(3, coded(Event::Aid, &["CHN"], &["IND"]))];
    let errors = sorted(ACCUSATION, vec![accusation()], found);
    let table = errors.report(0).to_string();
    assert!(
        table.starts_with(
            "records 1, gold statements 1, found 2\nright                              0   0.0 % of gold\n"
        )
    );
    assert!(table.contains("\n  recipient missing                1 100.0 %\n      by event: ACCUSE 1\n"), "{table}");
    assert!(table.contains("\n  beside gold                      1  50.0 %\n"), "{table}");
    let table = errors.report(1).to_string();
    for line in ["gold    ACCUSE [CHN] → [JPN] [] condemned", "tree    trigger: condemned (dep) < China (root)"] {
        assert!(table.contains(line), "{table}");
    }
    let json = serde_json::to_value(errors.report(1)).unwrap();
    let row = json["classes"].as_array().unwrap().iter().find(|row| row["class"] == "recipient missing").unwrap();
    assert_eq!(
        (&row["group"], &row["count"], &row["details"]["event"]["ACCUSE"]),
        (&"roles".into(), &1.into(), &1.into())
    );
    assert_eq!(row["examples"][0]["rule"], "en/op.say+accuse.test~near");
}
