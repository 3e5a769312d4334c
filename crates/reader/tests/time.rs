//! Expressions of time and the days they stand for: one table, read by people as well.
//!
//! The first tables are of parsed sentences, with the text that was read, for the tense tells which Friday is meant. Those after them are of
//! sentences that are tokenized but not parsed: there the scanner looks at words only and takes all to be past. Unless a line says
//! otherwise the day of publication is Wednesday, 18 October 2023.

// Tests may fail.
#![allow(clippy::unwrap_used)]

use std::sync::LazyLock;

use proptest::prelude::*;
use weltlage_language::tokenize::tokens;
use weltlage_language::{Model, Relation, Scratch, Sentence, Token, Upos, VerbForm};
use weltlage_ontology::Language::{self, De, En};
use weltlage_reader::Lexicon;
use weltlage_reader::time::{TimeExpression, expressions};
use weltlage_reader::tree::Tree;

const PUBLISHED: &str = "2023-10-18";

fn model(language: Language) -> Model {
    let name = match language {
        De => "german",
        En => "english",
    };
    let path = format!("{}/../../models/{name}.model", env!("CARGO_MANIFEST_DIR"));
    Model::from_bytes(&std::fs::read(path).unwrap()).unwrap()
}

/// All expressions of a sentence as "first..last text" or, where that is one day, "day text".
fn told(lexicon: &Lexicon, sentence: &Sentence, published: &str, text: &str) -> String {
    let published = Some(published.parse().unwrap());
    let all = expressions(&lexicon.markers.time, &Tree::new(sentence), published);
    let line = |found: &TimeExpression| {
        let words = &text[sentence.tokens[found.first].start..sentence.tokens[found.last - 1].end];
        if found.from == found.to {
            format!("{} {words}", found.from)
        } else {
            format!("{}..{} {words}", found.from, found.to)
        }
    };
    all.iter().map(line).collect::<Vec<_>>().join(" | ")
}

/// Sentence, day of publication, expressions.
fn check_parsed(language: Language, table: &[(&str, &str, &str)]) {
    let (model, lexicon) = (model(language), Lexicon::bundled(language).unwrap());
    let mut scratch = Scratch::default();
    let mut wrong = Vec::new();
    for (text, published, expected) in table {
        let mut sentence = tokens(text, 0..text.len(), language);
        model.tag(&mut sentence, &mut scratch).parse();
        let found = told(&lexicon, &sentence, published, text);
        if found != *expected {
            wrong.push(format!("{published}: {text}\n  {found}\n  not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[rustfmt::skip]
const GERMAN: &[(&str, &str, &str)] = &[
    ("Im Januar lieferte Deutschland Waffen an die Ukraine.", "2023-08-15", "2023-01-01..2023-01-31 Januar"),
    ("Im Januar wird Deutschland Waffen an die Ukraine liefern.", "2023-08-15", "2024-01-01..2024-01-31 Januar"),
    ("Im Dezember lieferte Deutschland Waffen an die Ukraine.", "2024-01-10", "2023-12-01..2023-12-31 Dezember"),
    ("Im Dezember wird der Präsident nach Moskau reisen.", "2024-01-10", "2024-12-01..2024-12-31 Dezember"),
    ("Im Januar hat der Minister Kiew besucht.", "2023-08-15", "2023-01-01..2023-01-31 Januar"),
    ("Russland plant, im Januar Truppen zu entsenden.", "2023-08-15", "2024-01-01..2024-01-31 Januar"),
    ("Der Minister soll im Januar Waffen geliefert haben.", "2023-08-15", "2023-01-01..2023-01-31 Januar"),
    ("Im Mai trifft sich der Rat in Genf.", "2023-08-15", "2023-05-01..2023-05-31 Mai"),
    ("Im Oktober trifft sich der Rat in Genf.", "2023-08-15", "2023-10-01..2023-10-31 Oktober"),
    ("Anfang 2022 zog Russland Truppen zusammen.", "2023-10-18", "2022-01-01..2022-04-30 Anfang 2022"),
    ("Mitte 2022 zog Russland Truppen ab.", "2023-10-18", "2022-05-01..2022-08-31 Mitte 2022"),
    ("Ende 2022 zog Russland seine Truppen ab.", "2023-10-18", "2022-09-01..2022-12-31 Ende 2022"),
    ("Am 5.9. reiste der Minister ab.", "2023-10-18", "2023-09-05 5.9."),
    ("Der Minister kam am 5.9.", "2023-10-18", "2023-09-05 5.9"),
    ("Am 5.9.2023 reiste der Minister ab.", "2023-10-18", "2023-09-05 5.9.2023"),
    ("Am 5. September reiste der Minister ab.", "2023-10-18", "2023-09-05 5. September"),
    ("Am 5. September wird der Minister abreisen.", "2023-10-18", "2024-09-05 5. September"),
    ("Bis Ende des Jahres will Deutschland Panzer liefern.", "2023-10-18", "2023-09-01..2023-12-31 Ende des Jahres"),
    ("Anfang der Woche forderte Kiew neue Waffen.", "2023-10-18", "2023-10-16..2023-10-17 Anfang der Woche"),
    ("Am Dienstagmorgen griff Russland Kiew an.", "2023-10-18", "2023-10-17 Dienstagmorgen"),
    ("Am Dienstagabend griff Russland Kiew an.", "2023-10-18", "2023-10-17 Dienstagabend"),
    ("Am Dienstagabend wird Scholz den Präsidenten treffen.", "2023-10-18", "2023-10-24 Dienstagabend"),
    ("Die USA hatten 2017 mit einem Angriff gedroht.", "2023-10-18", "2017-01-01..2017-12-31 2017"),
    ("Nordkorea hatte 2017 gedroht.", "2023-10-18", "2017-01-01..2017-12-31 2017"),
    ("Russland annektierte 2014 die Krim.", "2023-10-18", "2014-01-01..2014-12-31 2014"),
    ("Die 2014 annektierte Krim gehört zur Ukraine.", "2023-10-18", "2014-01-01..2014-12-31 2014"),
    ("Vor 2014 lieferte Russland Gas an die Ukraine.", "2023-10-18", "2004-01-01..2013-12-31 Vor 2014"),
    ("Seit drei Jahren verhandeln die Staaten.", "2023-10-18", "2020-10-18..2023-10-18 Seit drei Jahren"),
    ("Drei Wochen zuvor hatte Russland Kiew angegriffen.", "2023-10-18", "2023-09-25..2023-10-01 Drei Wochen zuvor"),
    ("Vor zwei Tagen griff Russland Kiew an.", "2023-10-18", "2023-10-16 Vor zwei Tagen"),
    ("In zehn Tagen reist der Minister nach Paris.", "2023-10-18", "2023-10-28 In zehn Tagen"),
    ("Binnen einer Woche soll Iran antworten.", "2023-10-18", "2023-10-18..2023-10-25 Binnen einer Woche"),
    ("Im vergangenen Sommer griff Russland Kiew an.", "2023-10-18", "2023-06-01..2023-08-31 vergangenen Sommer"),
    ("Im vergangenen Sommer griff Russland Kiew an.", "2024-02-10", "2023-06-01..2023-08-31 vergangenen Sommer"),
    ("Im nächsten Frühjahr will Paris Panzer liefern.", "2023-10-18", "2024-03-01..2024-05-31 nächsten Frühjahr"),
    ("Deutschland schickt 2000 Soldaten nach Litauen.", "2023-10-18", ""),
    ("2000 Soldaten verließen Syrien.", "2023-10-18", ""),
    ("In 2000 Fällen half die Polizei.", "2023-10-18", ""),
    ("Am Freitag reiste der Minister nach Moskau.", "2023-10-18", "2023-10-13 Freitag"),
    ("Am Freitag wird der Minister nach Moskau reisen.", "2023-10-18", "2023-10-20 Freitag"),
    ("Am Mittwoch traf Scholz den Präsidenten.", "2023-10-18", "2023-10-18 Mittwoch"),
    ("Am vergangenen Mittwoch traf Scholz den Präsidenten.", "2023-10-18", "2023-10-11 vergangenen Mittwoch"),
    ("Am kommenden Mittwoch will Scholz den Präsidenten treffen.", "2023-10-18", "2023-10-25 kommenden Mittwoch"),
    ("Der Minister sagte am Montag, er werde am Freitag nach Moskau reisen.", "2023-10-18", "2023-10-16 Montag | 2023-10-20 Freitag"),
    ("Das für Freitag geplante Treffen wurde abgesagt.", "2023-10-18", "2023-10-20 Freitag"),
    ("Das am Freitag unterzeichnete Abkommen gilt.", "2023-10-18", "2023-10-13 Freitag"),
    ("Am 31. Februar griff Russland Kiew an.", "2023-10-18", ""),
    ("Am 31. Februar 2023 griff Russland Kiew an.", "2023-10-18", ""),
    ("Am Samstag (29. September) sprach Erdogan in Köln.", "2023-10-18", "2023-09-29 Samstag (29. September)"),
    ("Am Dienstag, dem 5. September 2023, sprach Scholz in Berlin.", "2023-10-18", "2023-09-05 Dienstag, dem 5. September 2023"),
    ("Ende vergangener Woche griff Russland Kiew an.", "2023-10-18", "2023-10-13..2023-10-15 Ende vergangener Woche"),
    ("Im Mai vergangenen Jahres griff Russland Kiew an.", "2023-10-18", "2022-05-01..2022-05-31 Mai vergangenen Jahres"),
    ("In den vergangenen drei Wochen griff Russland Kiew an.", "2023-10-18", "2023-09-27..2023-10-18 vergangenen drei Wochen"),
    ("In den vergangenen Jahren lieferte Deutschland Waffen.", "2023-10-18", ""),
    ("In den 1990er Jahren lieferte Deutschland Waffen.", "2023-10-18", "1990-01-01..1999-12-31 1990er Jahren"),
    ("Von 2014 bis 2016 verhandelten die Staaten.", "2023-10-18", "2014-01-01..2016-12-31 2014 bis 2016"),
    ("Mit der Resolution 1973 erlaubte der Rat die Angriffe.", "2023-10-18", ""),
    ("Gestern Abend griff Russland Kiew an, heute Morgen noch einmal.", "2023-10-18", "2023-10-17 Gestern Abend | 2023-10-18 heute Morgen"),
    ("Am Wochenende trafen sich die Minister.", "2023-10-18", "2023-10-14..2023-10-15 Wochenende"),
    ("Das Abkommen von 2015 ist tot.", "2023-10-18", "2015-01-01..2015-12-31 2015"),
    ("Vor mehr als drei Jahren kündigte Iran den Vertrag.", "2023-10-18", "2020-01-01..2020-12-31 Vor mehr als drei Jahren"),
    ("Am Mittwoch vergangener Woche trafen sich die Minister.", "2023-10-18", "2023-10-11 Mittwoch vergangener Woche"),
    ("Seit 2014 herrscht dort Krieg.", "2023-10-18", "2014-01-01..2023-10-18 Seit 2014"),
    ("Seit Montag greift Russland Kiew an.", "2023-10-18", "2023-10-16..2023-10-18 Seit Montag"),
    ("Die Minister sollen sich am Freitag treffen.", "2023-10-18", "2023-10-20 Freitag"),
    ("Am Freitag unterzeichnen beide Staaten das Abkommen.", "2023-10-18", "2023-10-20 Freitag"),
    ("Der Kanzler wollte am Freitag nach Paris reisen.", "2023-10-18", "2023-10-20 Freitag"),
    ("Scholz forderte Iran auf, bis Freitag zu antworten.", "2023-10-18", "2023-10-20 Freitag"),
    ("Er ist am Freitag nach Kiew gereist.", "2023-10-18", "2023-10-13 Freitag"),
    ("Der Vertrag wird im Januar unterzeichnet.", "2023-10-18", "2024-01-01..2024-01-31 Januar"),
    ("Der Vertrag wurde im Januar unterzeichnet.", "2023-10-18", "2023-01-01..2023-01-31 Januar"),
    ("Zum Jahresende zieht Frankreich seine Soldaten ab.", "2023-10-18", "2023-09-01..2023-12-31 Jahresende"),
    ("Am 31.2.2023 griff Russland Kiew an.", "2023-10-18", ""),
    ("Bis 2030 will Deutschland 2000 Panzer liefern.", "2023-10-18", "2030-01-01..2030-12-31 2030"),
    ("Vor Ende des Jahres will Deutschland Panzer liefern.", "2023-10-18", "2023-09-01..2023-12-31 Ende des Jahres"),
    ("Ende des Jahres griff Russland Kiew an.", "2024-01-10", "2023-09-01..2023-12-31 Ende des Jahres"),
    ("Ende des Jahres will Russland Kiew angreifen.", "2024-01-10", "2024-09-01..2024-12-31 Ende des Jahres"),
    ("Russland und die Ukraine hatten 2014 und 2015 in Minsk verhandelt.", "2023-10-18", "2014-01-01..2014-12-31 2014 | 2015-01-01..2015-12-31 2015"),
    ("Der 2015 geschlossene Vertrag verbietet 2023 gebaute Raketen.", "2023-10-18", "2015-01-01..2015-12-31 2015 | 2023-01-01..2023-12-31 2023"),
    ("Die Agenda 2030 und die WM 2022 in Katar waren Thema.", "2023-10-18", ""),
    ("Er wolle 2024 als Kandidat antreten, sagte Erdogan.", "2023-10-18", "2024-01-01..2024-12-31 2024"),
    ("Die Nato schickt weitere 2000 Soldaten und 1900 Panzer.", "2023-10-18", ""),
    ("Die Zahl stieg auf 2000, sagte der Minister.", "2023-10-18", ""),
    ("Nächste Woche treffen sich die Minister, übernächste Woche die Präsidenten.", "2023-10-18", "2023-10-23..2023-10-29 Nächste Woche | 2023-10-30..2023-11-05 übernächste Woche"),
    ("Im Vorjahr hatte Russland Gas geliefert.", "2023-10-18", "2022-01-01..2022-12-31 Vorjahr"),
    ("Am Montag (16.10.) trafen sich die Minister.", "2023-10-18", "2023-10-16 Montag (16.10.)"),
    ("Russland greift seit Februar 2022 die Ukraine an.", "2023-10-18", "2022-02-01..2023-10-18 seit Februar 2022"),
    ("Russland zog vor dem Sommer 2021 Truppen zusammen.", "2023-10-18", "2011-06-01..2021-05-31 vor dem Sommer 2021"),
    ("Für Januar kündigte Moskau ein Manöver an.", "2023-10-18", "2024-01-01..2024-01-31 Januar"),
    ("Das geplante Treffen am Freitag fällt aus.", "2023-10-18", "2023-10-20 Freitag"),
    ("Moskau kündigte an, am Freitag Truppen zu entsenden und im Januar abzuziehen.", "2023-10-18", "2023-10-20 Freitag | 2024-01-01..2024-01-31 Januar"),
    ("Macron sagte, der Vertrag sei im Januar unterzeichnet worden.", "2023-10-18", "2023-01-01..2023-01-31 Januar"),
    ("Die Minister trafen sich am 25. und 26. September.", "2023-10-18", "2023-09-25..2023-09-26 25. und 26. September"),
    ("Wenn Iran im Dezember nicht antwortet, verhängt die EU Sanktionen.", "2023-10-18", "2023-12-01..2023-12-31 Dezember"),
    ("Angriff auf Kiew am Freitag", "2023-10-18", "2023-10-13 Freitag"),
    ("Im Winter könnte Russland wieder Kraftwerke angreifen.", "2023-10-18", "2023-12-01..2024-02-29 Winter"),
    ("Im Winter griff Russland Kraftwerke an.", "2023-10-18", "2022-12-01..2023-02-28 Winter"),
    ("Innerhalb von zwei Wochen soll Iran antworten.", "2023-10-18", "2023-10-18..2023-11-01 Innerhalb von zwei Wochen"),
    ("Vor gut einem Jahr griff Russland Kiew an, zwei Wochen später Odessa.", "2023-10-18", "2022-01-01..2022-12-31 Vor gut einem Jahr"),
    ("Am 1. Mai griff Russland Kiew an, drei Tage später zog es ab.", "2023-10-18", "2023-05-01 1. Mai | 2023-05-04 drei Tage später"),
    ("Anfang des kommenden Jahres will Paris Panzer liefern.", "2023-10-18", "2024-01-01..2024-04-30 Anfang des kommenden Jahres"),
    ("Am Morgen des 5. September griff Russland Kiew an.", "2023-10-18", "2023-09-05 5. September"),
    ("Am Abend griff Russland Kiew an.", "2023-10-18", ""),
    ("Der Kanzler muss im Dezember nach Paris reisen.", "2023-10-18", "2023-12-01..2023-12-31 Dezember"),
    ("Er konnte im Dezember nicht nach Paris reisen.", "2023-10-18", "2022-12-01..2022-12-31 Dezember"),
    ("Am heutigen Mittwoch trifft Scholz Macron.", "2023-10-18", "2023-10-18 heutigen Mittwoch"),
    ("Er hatte im Januar gedroht, die Krim anzugreifen.", "2023-10-18", "2023-01-01..2023-01-31 Januar"),
    ("In einem Jahr wählen die Amerikaner.", "2023-10-18", "2024-01-01..2024-12-31 In einem Jahr"),
    ("Bundeskanzler Olaf Scholz spricht am Mittwoch in Berlin.", "2023-10-18", "2023-10-18 Mittwoch"),
    ("Zwischen 2014 und 2016 verhandelten sie.", "2023-10-18", "2014-01-01..2016-12-31 2014 und 2016"),
    ("Es ist der erste Besuch in fünf Jahren.", "2023-10-18", ""),
    ("Zum ersten Mal in drei Jahren reist Putin nach Peking.", "2023-10-18", ""),
    ("August Bebel sprach in Berlin.", "2023-10-18", ""),
    ("Bei Chan Junis griff Israel an.", "2023-10-18", ""),
    ("Die Minister erklärten am Montag, dass der Vertrag im Januar unterzeichnet wird.", "2023-10-18", "2023-10-16 Montag | 2024-01-01..2024-01-31 Januar"),
    ("Kaum vier Monate vor dem Gipfel drohte Iran.", "2023-10-18", ""),
    ("In einer Erklärung vom Montag heißt es, Moskau bedaure das.", "2023-10-18", "2023-10-16 Montag"),
    ("Anfang Januar und Ende März wird die Nato in Polen üben.", "2023-10-18", "2024-01-01..2024-01-10 Anfang Januar | 2024-03-21..2024-03-31 Ende März"),
    ("Im Frühjahr 2019 und im Sommer letzten Jahres trafen sie sich.", "2023-10-18", "2019-03-01..2019-05-31 Frühjahr 2019 | 2022-06-01..2022-08-31 Sommer letzten Jahres"),
    ("In zwei Wochen ist die Wahl.", "2023-10-18", "2023-10-30..2023-11-05 In zwei Wochen"),
    ("Russland zwang die Ukraine, im Januar Truppen abzuziehen.", "2023-08-15", "2023-01-01..2023-01-31 Januar"),
];

#[rustfmt::skip]
const ENGLISH: &[(&str, &str, &str)] = &[
    ("In January Germany sent weapons to Ukraine.", "2023-08-15", "2023-01-01..2023-01-31 January"),
    ("In January Germany will send weapons to Ukraine.", "2023-08-15", "2024-01-01..2024-01-31 January"),
    ("In December Germany sent weapons to Ukraine.", "2024-01-10", "2023-12-01..2023-12-31 December"),
    ("The president will visit Moscow in December.", "2024-01-10", "2024-12-01..2024-12-31 December"),
    ("They agreed to meet in January.", "2023-08-15", "2024-01-01..2024-01-31 January"),
    ("In mid-September the ministers met in Paris.", "2023-10-18", "2023-09-11..2023-09-20 mid-September"),
    ("In early 2022 Russia sent troops to the border.", "2023-10-18", "2022-01-01..2022-04-30 early 2022"),
    ("In late 2022 Russia withdrew its troops.", "2023-10-18", "2022-09-01..2022-12-31 late 2022"),
    ("Russia withdrew its troops in mid-2022.", "2023-10-18", "2022-05-01..2022-08-31 mid-2022"),
    ("On Sept 5 Russia attacked Kyiv.", "2023-10-18", "2023-09-05 Sept 5"),
    ("On Sept. 5, 2023, Russia attacked Kyiv.", "2023-10-18", "2023-09-05 Sept. 5, 2023"),
    ("Russia attacked Kyiv on 5 Sept and killed two people.", "2023-10-18", "2023-09-05 5 Sept"),
    ("By the end of the year Germany will send tanks.", "2023-10-18", "2023-09-01..2023-12-31 end of the year"),
    ("At the beginning of the week Kyiv asked for weapons.", "2023-10-18", "2023-10-16..2023-10-17 beginning of the week"),
    ("Russia attacked Kyiv on Tuesday morning.", "2023-10-18", "2023-10-17 Tuesday morning"),
    ("Scholz will meet the president on Tuesday morning.", "2023-10-18", "2023-10-24 Tuesday morning"),
    ("Before 2014 Russia sold gas to Ukraine.", "2023-10-18", "2004-01-01..2013-12-31 Before 2014"),
    ("They have fought for three years.", "2023-10-18", "2020-10-18..2023-10-18 for three years"),
    ("They fought for three years.", "2023-10-18", ""),
    ("The EU will extend the sanctions for six months.", "2023-10-18", "2023-10-18..2024-04-18 for six months"),
    ("Two days ago Russia attacked Kyiv.", "2023-10-18", "2023-10-16 Two days ago"),
    ("Three weeks earlier Russia had attacked Kyiv.", "2023-10-18", "2023-09-25..2023-10-01 Three weeks earlier"),
    ("Russia attacked Kyiv on Monday; two days before, it had warned Ukraine.", "2023-10-18", "2023-10-16 Monday | 2023-10-14 two days before"),
    ("Iran must answer within a week.", "2023-10-18", "2023-10-18..2023-10-25 within a week"),
    ("The minister will leave in ten days.", "2023-10-18", "2023-10-28 in ten days"),
    ("Last summer Russia attacked Kyiv.", "2023-10-18", "2023-06-01..2023-08-31 Last summer"),
    ("France will send tanks next spring.", "2023-10-18", "2024-03-01..2024-05-31 next spring"),
    ("Germany sends 2000 soldiers to Lithuania.", "2023-10-18", ""),
    ("2000 soldiers left Syria.", "2023-10-18", ""),
    ("In 2014 troops entered Crimea.", "2023-10-18", "2014-01-01..2014-12-31 2014"),
    ("Police made arrests in 2000 cases.", "2023-10-18", ""),
    ("Iran violated the 2015 nuclear deal.", "2023-10-18", ""),
    ("On Friday the minister went to Moscow.", "2023-10-18", "2023-10-13 Friday"),
    ("On Friday the minister will go to Moscow.", "2023-10-18", "2023-10-20 Friday"),
    ("Scholz met the president on Wednesday.", "2023-10-18", "2023-10-18 Wednesday"),
    ("Scholz met the president last Wednesday.", "2023-10-18", "2023-10-11 last Wednesday"),
    ("Scholz will meet the president next Wednesday.", "2023-10-18", "2023-10-25 next Wednesday"),
    ("The minister said on Monday he would go to Moscow on Friday.", "2023-10-18", "2023-10-16 Monday | 2023-10-20 Friday"),
    ("Talks scheduled for Friday were cancelled.", "2023-10-18", "2023-10-20 Friday"),
    ("Russia attacked Kyiv on February 31.", "2023-10-18", ""),
    ("Russia attacked Kyiv on February 31, 2023.", "2023-10-18", ""),
    ("Erdogan spoke in Cologne on Saturday (September 29).", "2023-10-18", "2023-09-29 Saturday (September 29)"),
    ("Late last week Russia attacked Kyiv.", "2023-10-18", "2023-10-13..2023-10-15 Late last week"),
    ("In May last year Russia attacked Kyiv.", "2023-10-18", "2022-05-01..2022-05-31 May last year"),
    ("In the past three weeks Russia attacked Kyiv.", "2023-10-18", "2023-09-27..2023-10-18 past three weeks"),
    ("In recent years Germany sent weapons.", "2023-10-18", ""),
    ("In the 1990s Germany sent weapons.", "2023-10-18", "1990-01-01..1999-12-31 1990s"),
    ("From 2014 to 2016 the states negotiated.", "2023-10-18", "2014-01-01..2016-12-31 2014 to 2016"),
    ("Resolution 1973 allowed the attacks.", "2023-10-18", ""),
    ("Last night Russia attacked Kyiv, and again this morning.", "2023-10-18", "2023-10-17 Last night | 2023-10-18 this morning"),
    ("The ministers met at the weekend.", "2023-10-18", "2023-10-14..2023-10-15 weekend"),
    ("More than three years ago Iran left the deal.", "2023-10-18", "2020-01-01..2020-12-31 More than three years ago"),
    ("The ministers met on Wednesday of last week.", "2023-10-18", "2023-10-11 Wednesday of last week"),
    ("Since 2014 there has been war.", "2023-10-18", "2014-01-01..2023-10-18 Since 2014"),
    ("The ministers are to meet on Friday.", "2023-10-18", "2023-10-20 Friday"),
    ("The ministers could meet on Friday.", "2023-10-18", "2023-10-20 Friday"),
    ("The ministers may have met on Friday.", "2023-10-18", "2023-10-13 Friday"),
    ("Putin flew to Beijing to meet Xi on Monday.", "2023-10-18", "2023-10-16 Monday"),
    ("The two leaders meet on Friday.", "2023-10-18", "2023-10-20 Friday"),
    ("Russia has attacked Kyiv for the third time in two weeks.", "2023-10-18", ""),
    ("The treaty will be signed in January.", "2023-10-18", "2024-01-01..2024-01-31 January"),
    ("The treaty was signed in January.", "2023-10-18", "2023-01-01..2023-01-31 January"),
    ("This June Russia attacked Kyiv.", "2023-10-18", "2023-06-01..2023-06-30 This June"),
    ("This past Friday Russia attacked Kyiv.", "2023-10-18", "2023-10-13 This past Friday"),
    ("In September 15 soldiers died in Syria.", "2023-10-18", "2023-09-01..2023-09-30 September"),
    ("The Sunday Times said Russia attacked Kyiv.", "2023-10-18", ""),
    ("After Monday's attack Kyiv asked for weapons.", "2023-10-18", "2023-10-16 Monday's"),
    ("Russia attacked Kyiv two days before the summit.", "2023-10-18", ""),
    ("On the last day of the talks they signed a treaty.", "2023-10-18", ""),
    ("Russia attacked Kyiv on the 31st of February.", "2023-10-18", ""),
    ("Germany wants to deliver 2000 tanks by 2030.", "2023-10-18", "2030-01-01..2030-12-31 2030"),
    ("Germany will deliver tanks before Friday.", "2023-10-18", "2023-10-18..2023-10-19 before Friday"),
    ("At the end of the year Russia attacked Kyiv.", "2024-01-10", "2023-09-01..2023-12-31 end of the year"),
    ("Germany will deliver tanks by the end of the year.", "2024-01-10", "2024-09-01..2024-12-31 end of the year"),
    ("They met in 2014 and 2015 in Minsk.", "2023-10-18", "2014-01-01..2014-12-31 2014 | 2015-01-01..2015-12-31 2015"),
    ("The agreement of 2015 is dead.", "2023-10-18", "2015-01-01..2015-12-31 2015"),
    ("Later this year Russia will attack Kyiv.", "2023-10-18", "2023-10-18..2023-12-31 Later this year"),
    ("Earlier this week Russia attacked Kyiv.", "2023-10-18", "2023-10-16..2023-10-18 Earlier this week"),
    ("Russia has attacked Ukraine since February 2022.", "2023-10-18", "2022-02-01..2023-10-18 since February 2022"),
    ("Talks are planned for January.", "2023-10-18", "2024-01-01..2024-01-31 January"),
    ("The summit is scheduled to begin on Friday.", "2023-10-18", "2023-10-20 Friday"),
    ("Russia is expected to attack in January.", "2023-10-18", "2024-01-01..2024-01-31 January"),
    ("Russia managed to attack Kyiv on Friday.", "2023-10-18", "2023-10-13 Friday"),
    ("Moscow announced it will send troops on Friday and leave in January.", "2023-10-18", "2023-10-20 Friday | 2024-01-01..2024-01-31 January"),
    ("Attack on Kyiv on Friday", "2023-10-18", "2023-10-13 Friday"),
    ("In winter Russia may attack power plants.", "2023-10-18", "2023-12-01..2024-02-29 winter"),
    ("Russia attacked power plants in the winter.", "2023-10-18", "2022-12-01..2023-02-28 winter"),
    ("On May 1 Russia attacked Kyiv, and three days later it left.", "2023-10-18", "2023-05-01 May 1 | 2023-05-04 three days later"),
    ("Early next year Paris will send tanks.", "2023-10-18", "2024-01-01..2024-04-30 Early next year"),
    ("The ministers met on Monday, September 25.", "2023-10-18", "2023-09-25 Monday, September 25"),
    ("Police arrested men protesting on Monday.", "2023-10-18", "2023-10-16 Monday"),
    ("He had threatened in January to attack Crimea.", "2023-10-18", "2023-01-01..2023-01-31 January"),
    ("Americans vote in a year.", "2023-10-18", "2024-01-01..2024-12-31 in a year"),
    ("It is the first visit in five years.", "2023-10-18", ""),
    ("Between 2014 and 2016 they negotiated.", "2023-10-18", "2014-01-01..2016-12-31 2014 and 2016"),
    ("More than 2000 people died.", "2023-10-18", ""),
    ("He said that more than 2000 had died.", "2023-10-18", ""),
    ("Russia said in a statement on Tuesday that it shot down drones.", "2023-10-18", "2023-10-17 Tuesday"),
    ("In the next two weeks Russia will attack.", "2023-10-18", "2023-10-18..2023-11-01 next two weeks"),
    ("He plans to visit China next month.", "2023-10-18", "2023-11-01..2023-11-30 next month"),
    ("The president visited in the fall of 2022.", "2023-10-18", "2022-09-01..2022-11-30 fall of 2022"),
    ("They met on 5 September 2023 in Geneva.", "2023-10-18", "2023-09-05 5 September 2023"),
    ("The president of Russia, who visited Beijing in November, praised Xi.", "2023-10-18", "2022-11-01..2022-11-30 November"),
    ("If Iran does not answer by December, the EU will impose sanctions.", "2023-10-18", "2023-12-01..2023-12-31 December"),
    ("Turkey's parliament did not ratify the treaty in January.", "2023-10-18", "2023-01-01..2023-01-31 January"),
    ("Let us meet on Friday.", "2023-10-18", "2023-10-20 Friday"),
    ("Biden, speaking on Tuesday, warned Russia.", "2023-10-18", "2023-10-17 Tuesday"),
    ("China had been sending ships in January.", "2023-10-18", "2023-01-01..2023-01-31 January"),
    ("The minister was to leave on Friday.", "2023-10-18", "2023-10-20 Friday"),
    ("For the past three years they have negotiated.", "2023-10-18", "2020-10-18..2023-10-18 past three years"),
    ("Theresa May met the president on Friday.", "2018-10-18", "2018-10-12 Friday"),
    ("The plan was criticised after May said she would leave.", "2018-10-18", ""),
    ("May will meet Macron in May.", "2018-10-18", "2019-05-01..2019-05-31 May"),
    ("After the June summit North Korea tested missiles.", "2023-10-18", "2023-06-01..2023-06-30 June"),
    ("Germany said on Monday that it will send tanks.", "2023-10-18", "2023-10-16 Monday"),
    ("The treaty had allowed Ukraine to ship grain for almost a year.", "2023-10-18", ""),
    ("Moscow asked the council to meet on Monday.", "2023-10-18", "2023-10-23 Monday"),
    ("In mid-September 2022 and on Sept 5, 2022 they met.", "2023-10-18", "2022-09-11..2022-09-20 mid-September 2022 | 2022-09-05 Sept 5, 2022"),
];

#[test]
fn german_sentences() {
    check_parsed(De, GERMAN);
}

#[test]
fn english_sentences() {
    check_parsed(En, ENGLISH);
}

/// All expressions of a text as "first..last" or, where that is one day, "day".
fn days(language: Language, published: Option<&str>, text: &str) -> Vec<String> {
    let lexicon = Lexicon::bundled(language).unwrap();
    let sentence = tokens(text, 0..text.len(), language);
    let published = published.map(|day| day.parse().unwrap());
    expressions(&lexicon.markers.time, &Tree::new(&sentence), published)
        .iter()
        .map(
            |found| {
                if found.from == found.to { found.from.to_string() } else { format!("{}..{}", found.from, found.to) }
            },
        )
        .collect()
}

fn check(table: &[(Language, &str, &str)]) {
    let wrong: Vec<String> = table
        .iter()
        .filter_map(|(language, text, expected)| {
            let found = days(*language, Some(PUBLISHED), text).join(" ");
            (found != *expected).then(|| format!("{text}: {found}, not {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn dates() {
    check(&[
        (De, "Das Treffen fand am 5. September 2023 statt.", "2023-09-05"),
        (De, "Das Treffen fand am 5. September statt.", "2023-09-05"),
        (De, "Vom 25. bis 27. Juli tagten sie in Petersburg.", "2023-07-25..2023-07-27"),
        (De, "Am 24. Februar 2022 begann der Angriff.", "2022-02-24"),
        (De, "Der Vertrag vom 27.07.2023 gilt.", "2023-07-27"),
        (De, "Sie trafen sich im Juli 2014.", "2014-07-01..2014-07-31"),
        (De, "Sie trafen sich im Mai.", "2023-05-01..2023-05-31"),
        (De, "Ende August reiste er ab.", "2023-08-21..2023-08-31"),
        (De, "Anfang September 2021 reiste er ab.", "2021-09-01..2021-09-10"),
        (De, "Mitte Juni reiste er ab.", "2023-06-11..2023-06-20"),
        (De, "Seit 2014 herrscht dort Krieg.", "2014-01-01..2023-10-18"),
        (De, "Im Jahr 2017 kündigten sie den Vertrag.", "2017-01-01..2017-12-31"),
        (En, "They met on 5 September 2023.", "2023-09-05"),
        (En, "They met on September 5.", "2023-09-05"),
        (En, "They met on September 5, 2022.", "2022-09-05"),
        (En, "They met on the 2nd of May.", "2023-05-02"),
        (En, "They met from 25 to 27 July.", "2023-07-25..2023-07-27"),
        (En, "They met on July 25-27.", "2023-07-25..2023-07-27"),
        (En, "They met on 2023-07-27.", "2023-07-27"),
        (En, "They met in May 2021.", "2021-05-01..2021-05-31"),
        (En, "They met in March 2023.", "2023-03-01..2023-03-31"),
        (En, "They met in early September.", "2023-09-01..2023-09-10"),
        (En, "They met at the end of August.", "2023-08-21..2023-08-31"),
        (En, "They met in 2017.", "2017-01-01..2017-12-31"),
        (En, "They met on Feb. 29, 2024.", "2024-02-29"),
    ]);
}

#[test]
fn days_and_weekdays() {
    check(&[
        (De, "Er reiste gestern ab.", "2023-10-17"),
        (De, "Er reiste vorgestern ab.", "2023-10-16"),
        (De, "Er reist übermorgen ab.", "2023-10-20"),
        (De, "Am Dienstag reiste er ab.", "2023-10-17"),
        (De, "Am Mittwoch reiste er ab.", "2023-10-18"),
        (De, "Am Donnerstag reiste er ab.", "2023-10-12"),
        (De, "Am Dienstagabend reiste er ab.", "2023-10-17"),
        (De, "Nächsten Montag reist er ab.", "2023-10-23"),
        (De, "Vor fünf Tagen reiste er ab.", "2023-10-13"),
        (En, "He left yesterday.", "2023-10-17"),
        (En, "He leaves tomorrow.", "2023-10-19"),
        (En, "He left on Tuesday.", "2023-10-17"),
        (En, "He left last Friday.", "2023-10-13"),
        (En, "He leaves next Wednesday.", "2023-10-25"),
        (En, "He leaves this Friday.", "2023-10-20"),
        (En, "He leaves in two days.", "2023-10-20"),
    ]);
}

#[test]
fn weeks_to_decades() {
    check(&[
        (De, "In der kommenden Woche reist er ab.", "2023-10-23..2023-10-29"),
        (De, "Letzte Woche reiste er ab.", "2023-10-09..2023-10-15"),
        (De, "Vor drei Wochen reiste er ab.", "2023-09-25..2023-10-01"),
        (De, "Im vergangenen Monat reiste er ab.", "2023-09-01..2023-09-30"),
        (De, "Vor zwei Monaten reiste er ab.", "2023-08-01..2023-08-31"),
        (De, "Im nächsten Jahr reist er ab.", "2024-01-01..2024-12-31"),
        (De, "Vor zwei Jahren reiste er ab.", "2021-01-01..2021-12-31"),
        (De, "Vor 20 Jahren reiste er ab.", "2003-01-01..2003-12-31"),
        (En, "He left this week.", "2023-10-16..2023-10-22"),
        (En, "He leaves next week.", "2023-10-23..2023-10-29"),
        (En, "He left two weeks ago.", "2023-10-02..2023-10-08"),
        (En, "He left last month.", "2023-09-01..2023-09-30"),
        (En, "He left last year.", "2022-01-01..2022-12-31"),
        (En, "He left three years ago.", "2020-01-01..2020-12-31"),
        (En, "He left a decade ago.", "2013-01-01..2013-12-31"),
    ]);
}

#[test]
fn seasons() {
    check(&[
        (De, "Im Sommer reiste er ab.", "2023-06-01..2023-08-31"),
        (De, "Im vergangenen Sommer reiste er ab.", "2023-06-01..2023-08-31"),
        (De, "Im nächsten Sommer reist er ab.", "2024-06-01..2024-08-31"),
        (De, "Im Winter reiste er ab.", "2022-12-01..2023-02-28"),
        (De, "Im Frühjahr 2019 reiste er ab.", "2019-03-01..2019-05-31"),
        (En, "He left last summer.", "2023-06-01..2023-08-31"),
        (En, "He left in the spring of 2022.", "2022-03-01..2022-05-31"),
        (En, "He leaves next spring.", "2024-03-01..2024-05-31"),
    ]);
    let july = Some("2023-07-10");
    assert_eq!(days(De, july, "Im Sommer reiste er ab."), ["2023-06-01..2023-08-31"]);
    assert_eq!(days(De, july, "Im vergangenen Sommer reiste er ab."), ["2022-06-01..2022-08-31"]);
    assert_eq!(days(En, july, "He left last summer."), ["2022-06-01..2022-08-31"]);
    let april = Some("2023-04-10");
    assert_eq!(days(En, april, "He leaves next summer."), ["2023-06-01..2023-08-31"]);
    assert_eq!(days(En, april, "He left last summer."), ["2022-06-01..2022-08-31"]);
}

#[test]
fn several_in_a_sentence() {
    check(&[
        (En, "He came in 2014 and left last month.", "2014-01-01..2014-12-31 2023-09-01..2023-09-30"),
        (De, "Am Montag kam er, am Dienstag reiste er ab.", "2023-10-16 2023-10-17"),
    ]);
}

#[test]
fn turn_of_the_year() {
    let january = Some("2024-01-08");
    assert_eq!(days(De, january, "Im November reiste er ab."), ["2023-11-01..2023-11-30"]);
    assert_eq!(days(De, january, "Ende Dezember reiste er ab."), ["2023-12-21..2023-12-31"]);
    assert_eq!(days(En, january, "He left last month."), ["2023-12-01..2023-12-31"]);
    assert_eq!(days(En, january, "He left last Sunday."), ["2024-01-07"]);
    assert_eq!(days(En, Some("2023-12-29"), "They meet next month."), ["2024-01-01..2024-01-31"]);
    assert_eq!(days(De, Some("2023-12-29"), "Übermorgen reist er ab."), ["2023-12-31"]);
    assert_eq!(days(De, Some("2024-02-29"), "Im vergangenen Jahr reiste er ab."), ["2023-01-01..2023-12-31"]);
}

#[test]
fn words_that_are_no_time() {
    check(&[
        (En, "Israel may attack.", ""),
        (En, "They march on the capital.", ""),
        (En, "They sent 500 people and 3000 shells.", ""),
        (De, "Sie schickten 2000 Soldaten.", ""),
        (De, "Sie tagten am Morgen.", ""),
        (De, "Der Morgen war kalt.", ""),
        (De, "Er hat zwei Häuser.", ""),
        (En, "The price fell.", ""),
    ]);
}

#[test]
fn without_a_day_of_publication_only_full_dates_count() {
    assert_eq!(days(De, None, "Am 5. September 2023 kam er."), ["2023-09-05"]);
    assert_eq!(days(En, None, "He came in 2014."), ["2014-01-01..2014-12-31"]);
    assert_eq!(days(En, None, "He came in July 2014."), ["2014-07-01..2014-07-31"]);
    for text in [
        "He came on September 5.",
        "He came yesterday.",
        "He came last month.",
        "He came on Tuesday.",
        "He came in the summer.",
    ] {
        assert_eq!(days(En, None, text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn impossible_dates_are_no_failure() {
    for text in ["On 31 September 2023 nothing happened.", "On February 31 nothing happened."] {
        assert_eq!(days(En, Some(PUBLISHED), text), Vec::<String>::new(), "{text}");
    }
    for text in ["Am 31. Februar geschah nichts.", "Am 31.2. geschah nichts.", "Am 29.2.2023 geschah nichts."] {
        assert_eq!(days(De, Some(PUBLISHED), text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(days(De, Some(PUBLISHED), "Am 29. Februar geschah viel."), ["2020-02-29"]);
    for text in [
        "am 99. Mai",
        "am 0. Mai",
        "0000-00-00",
        "31.02.2023",
        "99.99.9999",
        "vor 999999999999 Jahren",
        "in 300 Jahrzehnten",
        "vor 300 Jahrzehnten",
        "seit 300 Jahrzehnten",
        "nach dem 31. Dezember 9999",
        "Ende der 2190er Jahre",
        "am 31.12.",
        "nächste Woche",
        "am Sonntag",
        "im Winter",
    ] {
        let _ = days(De, Some("9999-12-31"), text);
        let _ = days(De, Some("-009999-01-01"), text);
    }
}

/// Words, numbers and signs of time expressions of both languages, for sequences that nobody would write.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "am", "vor", "nach", "seit", "since", "for", "in", "within", "binnen", "bis", "by", "of", "des", "der", "the", "last", "letzten",
    "next", "übernächste", "this", "Anfang", "Ende", "mid-", "mid-May", "early-2022", "late", "zwei", "three", "300", "9999", "0", "31.",
    "31", "5th", "2000", "2017", "2199", "1900/05", "2014-2016", "1990er", "1990s", "29.2.", "5.9", "99.99.99", "31.12.9999", "-1.-1.",
    "Jahr", "Jahren", "years", "Jahrzehnten", "decade", "week", "Wochen", "Tag", "days", "ago", "zuvor", "later", "earlier", "als", "than",
    "Januar", "May", "Sept", "Feb.", "Dezember", "Winter", "spring", "Dienstagmorgen", "Sunday", "Morgen", "night", "Wochenende",
    "Jahresende", "Vorjahr", "hatten", "gedroht", "Soldaten", ",", "(", ")", "-", "–", "'s", ".", "–.–.–", "ß.ß.", "١.٢.",
];

static LEXICONS: LazyLock<Vec<Lexicon>> =
    LazyLock::new(|| Language::ALL.iter().map(|language| Lexicon::bundled(*language).unwrap()).collect());

proptest! {
    /// Whatever the words, their tags and their tree: no panic, and expressions in order and within the sentence.
    #[test]
    fn no_input_panics(
        words in prop::collection::vec(
            prop_oneof![6 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => any::<String>()],
            0..16,
        ),
        shape in prop::collection::vec((0_usize..64, 0_usize..64, 0_usize..16), 16),
        parsed in any::<bool>(),
        day in (-9999_i16..=9999, 1_i8..=12, 1_i8..=28),
        known in 0..4_u8,
    ) {
        let published = match known {
            0 => None,
            1 => Some(jiff::civil::Date::MIN),
            2 => Some(jiff::civil::Date::MAX),
            _ => Some(jiff::civil::date(day.0, day.1, day.2)),
        };
        for lexicon in LEXICONS.iter() {
            let mut sentence = tokens("x", 0..1, lexicon.language);
            let blank = sentence.tokens[0].clone();
            sentence.tokens = words.iter().map(|word| Token { form: word.as_str().into(), ..blank.clone() }).collect();
            sentence.parsed = parsed;
            if parsed {
                hang(&mut sentence, &shape);
            }
            let mut position = 0;
            for found in expressions(&lexicon.markers.time, &Tree::new(&sentence), published) {
                prop_assert!(found.first >= position && found.first < found.last && found.last <= words.len());
                prop_assert!(found.from <= found.to, "{:?}: {} to {}", words, found.from, found.to);
                position = found.last;
            }
        }
    }
}

/// Gives a sentence tags and any tree, rooted in its first word.
fn hang(sentence: &mut Sentence, shape: &[(usize, usize, usize)]) {
    for (at, (tag, relation, head)) in shape.iter().enumerate().take(sentence.tokens.len()) {
        let token = &mut sentence.tokens[at];
        token.upos = Upos::ALL[tag % Upos::ALL.len()];
        token.relation = Relation::ALL[relation % Relation::ALL.len()];
        token.morphology.verb_form = VerbForm::ALL.get(tag % 5).copied();
        token.head = at.checked_sub(1).map(|most| u32::try_from(head % (most + 1)).unwrap());
    }
}
