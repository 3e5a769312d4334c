//! Who does what to whom, where grammar, reference or the text before decides: each row has a text and the statements that must come out,
//! as `EVENT actors → recipients`, with the status and flags that are not the default.

#![allow(clippy::unwrap_used, missing_docs)]

use weltlage_actors::Gazetteer;
use weltlage_language::Model;
use weltlage_ontology::{Language, Status};
use weltlage_reader::{Document, Reader, Statement, Workspace};

fn model(language: Language) -> Model {
    let name = match language {
        Language::De => "german",
        Language::En => "english",
    };
    let path = format!("{}/../../models/{name}.model", env!("CARGO_MANIFEST_DIR"));
    Model::from_bytes(&std::fs::read(path).unwrap()).unwrap()
}

fn line(statement: &Statement) -> String {
    let side = |own: &[weltlage_reader::statement::Participant]| {
        let codes: Vec<&str> = own.iter().map(|participant| participant.code.as_str()).collect();
        if codes.is_empty() { "–".to_owned() } else { codes.join(", ") }
    };
    let mut line = format!("{} {} → {}", statement.event, side(&statement.actors), side(&statement.recipients));
    if statement.status != Status::Actual {
        line.push_str(&format!(" {}", statement.status));
    }
    for (name, holds) in [("negated", statement.negated), ("alleged", statement.alleged)] {
        if holds {
            line.push_str(&format!(" {name}"));
        }
    }
    line
}

fn check(language: Language, table: &[(&str, &[&str])]) {
    let (model, gazetteer) = (model(language), Gazetteer::bundled().unwrap());
    let reader = Reader::new(&model, &gazetteer).unwrap();
    let mut workspace = Workspace::default();
    let mut wrong = Vec::new();
    for (text, expected) in table {
        let document = Document {
            id: "test".to_owned(),
            text: (*text).to_owned(),
            language: Some(language),
            published: Some("2023-09-05".parse().unwrap()),
            ..Document::default()
        };
        let found: Vec<String> = reader.read(&document, &mut workspace).statements.iter().map(line).collect();
        let missing: Vec<&&str> = expected.iter().filter(|own| !found.iter().any(|line| line == **own)).collect();
        if !missing.is_empty() {
            wrong.push(format!("{text}\n  missing {missing:?}\n  found   {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn german() {
    check(
        Language::De,
        &[
            ("Russland, das sich für eine Großmacht hält, bittet Nordkorea um Granaten.", &["REQUEST RUS → PRK"]),
            ("Ungarn liefert der Ukraine keine Waffen.", &["AID HUN → UKR negated"]),
            (
                "Kiew bekannte sich nicht zu dem Angriff und warf Russland vor, einen Vorwand gesucht zu haben.",
                &["ACCUSE UKR → RUS"],
            ),
            (
                "Die Türkei, die Ukraine und die Vereinten Nationen hatten sich darauf verständigt.",
                &["AGREE IGO:UNO, TUR, UKR → –"],
            ),
            ("Am Freitag endete die Debatte über Präsident Macrons zweiten Besuch in China.", &["CONSULT FRA → CHN"]),
            ("Die von Russland geführten Truppen griffen Kiew an.", &["ASSAULT RUS → UKR"]),
            ("Der Besuch eines russischen Ministers in Nordkorea dauerte drei Tage.", &["CONSULT RUS → PRK"]),
            ("Die USA prüfen die Bestrafung El Salvadors.", &["SANCTION USA → SLV possible"]),
            ("Die USA haben Nordkorea davor gewarnt, Russland Waffen zu verkaufen.", &["THREATEN USA → PRK"]),
            ("Russland versprach Nordkorea, Weizen zu liefern.", &["AGREE RUS → PRK"]),
            ("Der russisch-türkische Deal hält.", &["AGREE RUS, TUR → –"]),
            ("WARSCHAU (dpa) – Polen hat neue Sanktionen gegen Belarus verlangt.", &["REQUEST POL → BLR"]),
            (
                "Die Regierung bestellte den russischen Botschafter ein. Die USA beschuldigten Russland. Sie drohten mit Sanktionen.",
                &["THREATEN USA → RUS"],
            ),
            (
                "Schweden und Ungarn verhandelten in Budapest. Beide Länder vereinbarten einen Kauf von Kampfflugzeugen.",
                &["AGREE SWE, HUN → –"],
            ),
            (
                "Ankara wirft Finnland und Schweden vor, Rebellen zu beherbergen. Es verlangt die Auslieferung mehrerer Verdächtiger.",
                &["ACCUSE TUR → FIN, SWE", "REQUEST TUR → FIN, SWE"],
            ),
            (
                "Russland bittet Nordkorea um Granaten. Im Gegenzug hofft Kim Jong Un auf Hilfe. Nun könnte ein Gipfel folgen.",
                &["REQUEST RUS → PRK", "AID RUS → PRK possible", "CONSULT RUS, PRK → – possible"],
            ),
        ],
    );
}

#[test]
fn english() {
    check(
        Language::En,
        &[
            ("Turkey's foreign minister Hakan Fidan yesterday criticised the Greek government.", &["ACCUSE TUR → GRC"]),
            ("Poland said on Friday that Belarus must release the journalist.", &["REQUEST POL → BLR"]),
            ("Greek and Italian frigates attacked Libya.", &["ASSAULT GRC, ITA → LBY"]),
            ("Norway demanded that Belarus respect the border.", &["REQUEST NOR → BLR"]),
            ("Turkey prevented NATO from opening talks with Finland.", &["REJECT TUR → IGO:NATO"]),
            (
                "Estonia accused Russia of trying to interfere in Estonian elections.",
                &["ACCUSE EST → RUS", "COERCE RUS → EST possible alleged"],
            ),
            ("Sweden and Finland say they condemn the attack on Turkey.", &["ACCUSE SWE, FIN → TUR"]),
            ("A trade war between Japan and South Korea would hurt both.", &["SANCTION JPN, KOR → – conditional"]),
            ("Armenia blamed Azerbaijan for the shelling.", &["ACCUSE ARM → AZE"]),
            ("Russia fired missiles a day after Moscow and Kyiv had signed agreements.", &["AGREE RUS, UKR → –"]),
            ("France promised Ukraine to deliver tanks.", &["AGREE FRA → UKR"]),
            ("Washington froze part of its aid to Ethiopia.", &["SANCTION USA → ETH"]),
            (
                "Colombia suspended talks with the ELN. The group rejected the accusation. It attacked two towns.",
                &["SANCTION COL → NSA:ELN", "ASSAULT NSA:ELN → –"],
            ),
        ],
    );
}
