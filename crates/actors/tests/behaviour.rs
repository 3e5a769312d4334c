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

/// A user's file with a group of this code and name.
fn group(code: &str, name: &str) -> String {
    format!("[[group]]\ncode = \"NSA:{code}\"\nkind = \"armed\"\nde = [\"{name}\"]\nen = [\"{name}\"]\n")
}

/// The codes found in a text after these user files.
fn codes_with(files: &[&str], text: &str, language: Language) -> Vec<String> {
    let gazetteer = files.iter().fold(GAZETTEER.clone(), |own, file| own.with_user_file("own.toml", file).unwrap());
    let found = gazetteer.mentions(text, language, Some(date(2031, 1, 1)));
    found.iter().map(|mention| mention.code.to_string()).collect()
}

#[test]
fn the_last_user_file_wins() {
    let (red, blue) = (group("RED", "Grey Coats"), group("BLUE", "Grey Coats"));
    let text = "Grey Coats attacked.";
    assert_eq!(codes_with(&[&red, &blue], text, Language::En), ["NSA:BLUE"]);
    assert_eq!(codes_with(&[&blue, &red], text, Language::En), ["NSA:RED"]);
    assert_eq!(codes_with(&[&blue, &red, &blue], text, Language::En), ["NSA:BLUE"]);
    let exclusion = "[[exclusion]]\nkind = \"company\"\nnames = [\"Grey Coats\"]\n";
    assert!(codes_with(&[&red, exclusion], text, Language::En).is_empty());
    assert_eq!(codes_with(&[exclusion, &red], text, Language::En), ["NSA:RED"]);
}

#[test]
fn the_last_user_file_wins_in_its_languages_only() {
    let german = group("BLUE", "Grey Coats").replace("en =", "# en =");
    let files = [&*group("RED", "Grey Coats"), &german];
    assert_eq!(codes_with(&files, "Grey Coats attacked.", Language::En), ["NSA:RED"]);
    assert_eq!(codes_with(&files, "Grey Coats griffen an.", Language::De), ["NSA:BLUE"]);
}

#[test]
fn people_of_the_last_user_file_win() {
    let leader = |id: &str, state: &str| {
        format!(
            "[[leader]]\nid = \"{id}\"\nde = [\"Jane Doe\", \"Doe\"]\nen = [\"Jane Doe\", \"Doe\"]\ngender = \"f\"\n\
             terms = [{{ state = \"{state}\", office = \"head-of-state\", from = \"2030-01-01\" }}]\n"
        )
    };
    let (one, other) = (leader("one", "RUS"), leader("other", "FRA"));
    for text in ["Jane Doe arrived.", "President Doe arrived."] {
        assert_eq!(codes_with(&[&one, &other], text, Language::En), ["FRA"], "{text}");
        assert_eq!(codes_with(&[&other, &one], text, Language::En), ["RUS"], "{text}");
    }
}

#[test]
fn user_entries_win_over_ambiguous_names() {
    assert_eq!(codes_with(&[&group("PEACHES", "Georgia")], "Georgia attacked.", Language::En), ["NSA:PEACHES"]);
    let ambiguous = "[[ambiguous]]\nforms = [\"Georgia\"]\ndefault = \"none\"\n\
        [[ambiguous.reading]]\ncode = \"GEO\"\ncues = [\"attacked\"]\n";
    assert!(codes_with(&[ambiguous], "Georgia and Tbilisi.", Language::En).iter().all(|code| code == "GEO"));
    assert!(codes_with(&[ambiguous], "Georgia smiled.", Language::En).is_empty());
    assert_eq!(codes_with(&[ambiguous], "Georgia attacked.", Language::En), ["GEO"]);
}

#[test]
fn a_record_that_adds_names_leaves_the_rest() {
    let toml = "[[organisation]]\ncode = \"IGO:NATO\"\nen = [\"Northern Shield\"]\n\
        [[group]]\ncode = \"NSA:TALIBAN\"\nen = [\"Turban Boys\"]\n";
    let own = GAZETTEER.clone().with_user_file("own.toml", toml).unwrap();
    for code in ["IGO:NATO", "NSA:TALIBAN"].map(code) {
        let (before, after) = (GAZETTEER.actor(&code).unwrap(), own.actor(&code).unwrap());
        assert_eq!(before.members, after.members);
        assert_eq!(before.state, after.state);
    }
    let seen = |gazetteer: &Gazetteer, text: &str| -> Vec<(String, Sector)> {
        let found = gazetteer.mentions(text, Language::En, Some(date(2010, 5, 5)));
        found.iter().map(|mention| (mention.code.to_string(), mention.sector)).collect()
    };
    assert_eq!(
        seen(&own, "The Northern Shield condemned the Turban Boys."),
        seen(&GAZETTEER, "The NATO condemned the Taliban.")
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
            "[[leader]]\nid = \"a\"\nde = [\"Abel Baker\"]\nterms = [{ state = \"RUS\", office = \"minister\", from = \"soon\" }]\n",
            "own.toml, leader “a”: “soon” is no date",
        ),
        (
            "[[leader]]\nid = \"a\"\nde = [\"Abel Baker\"]\nterms = [{ state = \"QQQ\", office = \"minister\", from = \"2000\" }]\n",
            "“QQQ” is not in the tables",
        ),
        ("[[role]]\nid = \"r\"\nsector = \"XXX\"\n", "own.toml, role “r”: “XXX” is no sector"),
        (
            "[[leader]]\nid = \"a\"\nde = [\"Abel Baker\"]\nterms = [{ state = \"RUS\", office = \"minister\", from = \"2000-05\", to = \"1999-01\" }]\n",
            "cannot end a term",
        ),
        (
            "[[group]]\ncode = \"NSA:X\"\nkind = \"armed\"\nde = [\"Graue\"]\nstate = \"GER\"\n",
            "own.toml, group “NSA:X”: state: no state has the code “GER”",
        ),
        (
            "[[group]]\ncode = \"NSA:X\"\nkind = \"armed\"\nde = [\"Graue\"]\nstate = \"IGO:NATO\"\n",
            "own.toml, group “NSA:X”: state: no state has the code “IGO:NATO”",
        ),
        (
            "[[group]]\ncode = \"NSA:X\"\nkind = \"armed\"\nde = [\"Graue\"]\ngoverns = [{ state = \"QQQ\", from = \"2000-01\" }]\n",
            "group “NSA:X”: governs: no state has the code “QQQ”",
        ),
        (
            "[[organisation]]\ncode = \"IGO:X\"\nde = [\"Grauer Rat\"]\nmembers = [\"DEU\", \"QQQ\"]\n",
            "own.toml, organisation “IGO:X”: members: no actor has the code “QQQ”",
        ),
        (
            "[[bloc]]\ncode = \"IGO:X\"\nde = [\"graue Staaten\"]\nmembers = [\"IGO:NOWHERE\"]\n",
            "own.toml, bloc “IGO:X”: members: no actor has the code “IGO:NOWHERE”",
        ),
        (
            "[[territory]]\nde = [\"Grauland\"]\nstate = \"QQQ\"\n",
            "own.toml, territory “Grauland”: state: no state has the code “QQQ”",
        ),
        (
            "[[leader]]\nid = \"a\"\nde = [\"Abel Baker\"]\nterms = [{ state = \"RUS\", office = \"presidnt\", from = \"2000-05\" }]\n",
            "own.toml, leader “a”: “presidnt” is no office",
        ),
        (
            "[[officer]]\nid = \"a\"\nde = [\"Abel Baker\"]\nterms = [{ organisation = \"IGO:NATO\", office = \"\", from = \"2000-05\" }]\n",
            "own.toml, officer “a”: “” is no office",
        ),
        ("[[leader]]\nid = \"a\"\nde = [\"Abel Baker\"]\ngender = \"male\"\n", "gender: “male” is not known"),
        ("[[exclusion]]\nkind = \"club\"\nnames = [\"Grau\"]\nlanguage = \"fr\"\n", "exclusion “Grau”: language: “fr”"),
        ("[[words]]\nid = \"colours\"\nde = [\"grau\"]\n", "own.toml, words “colours”"),
    ];
    for (toml, expected) in cases {
        let error: ActorError = GAZETTEER.clone().with_user_file("own.toml", toml).unwrap_err();
        assert!(error.to_string().contains(expected), "{error} should contain {expected}");
        assert!(!error.hint().is_empty());
    }
}

#[test]
fn a_record_may_refer_to_a_later_one_of_its_file() {
    let toml = "[[organisation]]\ncode = \"IGO:X\"\nde = [\"Grauer Rat\"]\nmembers = [\"DEU\", \"NSA:GREY\", \"QAA\"]\n\
        [[group]]\ncode = \"NSA:GREY\"\nkind = \"armed\"\nde = [\"Graue\"]\nstate = \"QAA\"\n\
        [[state]]\ncode = \"QAA\"\nde = [\"Grauland\"]\n[[territory]]\nde = [\"Grauinsel\"]\nstate = \"QAA\"\n\
        [[territory]]\nde = [\"Nebelinsel\"]\nstate = \"UNK\"\n";
    assert!(GAZETTEER.clone().with_user_file("own.toml", toml).is_ok());
}

#[test]
fn the_offices_that_are_allowed_are_told() {
    let toml = "[[leader]]\nid = \"a\"\nde = [\"Abel Baker\"]\nterms = [{ state = \"RUS\", office = \"x\", from = \"2000-05\" }]\n";
    let error = GAZETTEER.clone().with_user_file("own.toml", toml).unwrap_err();
    assert!(error.hint().contains("head-of-state") && error.hint().contains("foreign-minister"), "{}", error.hint());
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
