//! User files, questions to the tables, and behaviour on arbitrary text.

// Tests may fail.
#![allow(clippy::unwrap_used)]

use jiff::civil::date;
use proptest::prelude::*;
use std::sync::LazyLock;
use weltlage_actors::{ActorError, ActorKind, Gazetteer, MentionKind};
use weltlage_ontology::{Code, Language, Sector};

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::bundled().unwrap());

fn code(text: &str) -> Code {
    Code::new(text).unwrap()
}

#[test]
fn tells_who_was_in_office() {
    let names = |state: &str, office: &str, day| -> Vec<String> {
        GAZETTEER.leaders_of(&code(state), office, day).iter().map(|holder| holder.german.to_string()).collect()
    };
    assert_eq!(names("RUS", "head-of-state", date(2010, 5, 5)), ["Dmitri Medwedew"]);
    assert_eq!(names("RUS", "head-of-state", date(2023, 5, 5)), ["Wladimir Putin"]);
    assert_eq!(names("DEU", "head-of-government", date(2000, 1, 1)), ["Gerhard Schröder"]);
    assert!(names("RUS", "beekeeper", date(2023, 5, 5)).is_empty());
    assert!(names("IGO:NOWHERE", "head-of-state", date(2023, 5, 5)).is_empty());
}

#[test]
fn knows_actors_by_code_and_name() {
    let nato = GAZETTEER.actor(&code("IGO:NATO")).unwrap();
    assert_eq!(nato.kind, ActorKind::Organisation);
    assert!(nato.members.as_ref().is_some_and(|members| members.contains(&code("TUR"))));
    assert_eq!(GAZETTEER.code_of("Türkei"), Some(&code("TUR")));
    assert_eq!(GAZETTEER.code_of("South Korea"), Some(&code("KOR")));
    assert_eq!(GAZETTEER.code_of("Atlantis"), None);
}

#[test]
fn works_without_a_date() {
    let found = GAZETTEER.mentions("Putin met Merkel and the Russian president.", Language::En, None);
    let codes: Vec<&str> = found.iter().map(|mention| mention.code.as_str()).collect();
    assert_eq!(codes, ["RUS", "DEU", "RUS"]);
    assert!(found.iter().all(|mention| !mention.former));
    assert!(found[2].person.is_none(), "nobody can say who");
}

#[test]
fn user_entries_win() {
    let toml = r#"
        [[group]]
        code = "NSA:GREYCOATS"
        kind = "armed"
        state = "RUS"
        de = ["Graumäntel"]
        en = ["Grey Coats"]

        [[territory]]
        de = ["Krim"]
        en = ["Crimea"]
        state = "RUS"
        status = "as seen by the user"
        source = "test"

        [[leader]]
        id = "doe-jane"
        de = ["Jane Doe"]
        en = ["Jane Doe"]
        gender = "f"
        terms = [{ state = "RUS", office = "head-of-state", from = "2030-01-01" }]
    "#;
    let own = GAZETTEER.clone().with_user_file("own.toml", toml).unwrap();
    let found = own.mentions("Graumäntel besetzten die Krim, Jane Doe schwieg.", Language::De, Some(date(2031, 1, 1)));
    let seen: Vec<(&str, &str, Sector)> =
        found.iter().map(|mention| (&*mention.name, mention.code.as_str(), mention.sector)).collect();
    assert_eq!(
        seen,
        [
            ("Graumäntel", "NSA:GREYCOATS", Sector::Rebels),
            ("Krim", "RUS", Sector::Government),
            ("Jane Doe", "RUS", Sector::Government)
        ]
    );
    assert_eq!(
        GAZETTEER.mentions("die Krim", Language::De, None)[0].code,
        code("UKR"),
        "the bundled tables stay as they are"
    );
}

#[test]
fn the_embedded_index_is_the_one_that_the_tables_give() {
    let rebuilt = GAZETTEER.clone().with_user_file("empty.toml", "").unwrap();
    assert_eq!(rebuilt.counts(), GAZETTEER.counts());
    let text =
        "Der russische Präsident Wladimir Putin drohte der Nato, sagte Außenministerin Annalena Baerbock in Kiew.";
    assert_eq!(
        rebuilt.mentions(text, Language::De, Some(date(2022, 5, 5))),
        GAZETTEER.mentions(text, Language::De, Some(date(2022, 5, 5)))
    );
}

#[test]
fn faults_of_user_files_name_the_place_and_the_way_out() {
    let cases = [
        ("[[group]]\ncode = \n", "own.toml, line 2"),
        ("[[group]]\ncode = \"NSA:X\"\ncolour = \"red\"\n", "own.toml, line 3"),
        ("[[group]]\ncode = \"grey\"\nde = [\"Grau\"]\n", "own.toml, group “grey”"),
        ("[[group]]\ncode = \"NSA:X\"\n", "own.toml, group “NSA:X”: it has no name"),
        (
            "[[leader]]\nid = \"a\"\nde = [\"Abel Baker\"]\nterms = [{ state = \"RUS\", office = \"x\", from = \"soon\" }]\n",
            "own.toml, leader “a”: “soon” is no date",
        ),
        (
            "[[leader]]\nid = \"a\"\nde = [\"Abel Baker\"]\nterms = [{ state = \"QQQ\", office = \"x\", from = \"2000\" }]\n",
            "“QQQ” is not in the tables",
        ),
        ("[[role]]\nid = \"r\"\nsector = \"XXX\"\n", "own.toml, role “r”: “XXX” is no sector"),
        (
            "[[leader]]\nid = \"a\"\nde = [\"Abel Baker\"]\nterms = [{ state = \"RUS\", office = \"x\", from = \"2000-05\", to = \"1999-01\" }]\n",
            "cannot end a term",
        ),
    ];
    for (toml, expected) in cases {
        let error: ActorError = GAZETTEER.clone().with_user_file("own.toml", toml).unwrap_err();
        assert!(error.to_string().contains(expected), "{error} should contain {expected}");
        assert!(!error.hint().is_empty());
    }
}

/// Pieces that provoke the grammar: names, roles, hyphens, odd characters.
const PIECES: &[&str] = &[
    "russische",
    "Präsident",
    "Putin",
    "der",
    "von",
    "of",
    "the",
    "-",
    "'s",
    ", ",
    ". ",
    "US",
    "Georgia",
    "U.S.",
    "Regierung",
    "Kim",
    "Jong",
    "Un",
    "in",
    "Kabul",
    "\u{308}",
    "İ",
    "🇩🇪",
    "\u{200d}",
    "Bundes",
    "Kremlsprecher",
    "May",
    "(",
    "\n",
    "ß",
    "government",
    "’",
    "Staats-",
    "und",
    "Xyz",
    "Abc",
    "\u{0}",
    "DEUTSCHLAND",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mentions_lie_in_the_text_in_order(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60), noise in any::<String>(), spaces in any::<bool>()) {
        let text = format!("{}{noise}", pieces.join(if spaces { " " } else { "" }));
        for language in Language::ALL {
            let mut end = 0;
            for mention in GAZETTEER.mentions(&text, language, Some(date(2023, 5, 5))) {
                prop_assert!(mention.start >= end && mention.end > mention.start);
                prop_assert!(text.get(mention.start..mention.end).is_some());
                prop_assert!(mention.kind != MentionKind::Given);
                end = mention.end;
            }
        }
    }
}

#[test]
fn long_texts_take_linear_time() {
    for piece in ["der Präsident der ", "russische und ", "Xyz Abc ", "Kim-", "US-Vize-"] {
        let text = piece.repeat(40_000);
        let begin = std::time::Instant::now();
        let _ = GAZETTEER.mentions(&text, Language::De, Some(date(2023, 5, 5)));
        assert!(begin.elapsed().as_secs() < 10, "{piece}");
    }
}
