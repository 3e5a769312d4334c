//! Expressions of time and the days they stand for: one table, read by people as well.
//!
//! Sentences are tokenized but not parsed: the scanner looks at words only. Unless a line says otherwise the day of publication is
//! Wednesday, 18 October 2023.

// Tests may fail.
#![allow(clippy::unwrap_used)]

use weltlage_language::tokenize::tokens;
use weltlage_ontology::Language::{self, De, En};
use weltlage_reader::Lexicon;
use weltlage_reader::time::expressions;
use weltlage_reader::tree::Tree;

const PUBLISHED: &str = "2023-10-18";

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
        (De, "Seit 2014 herrscht dort Krieg.", "2014-01-01..2014-12-31"),
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
    assert_eq!(days(En, Some(PUBLISHED), "On 31 September 2023 nothing happened."), ["2023-09-30"]);
    for text in [
        "am 99. Mai",
        "am 0. Mai",
        "0000-00-00",
        "31.02.2023",
        "99.99.9999",
        "vor 999999999999 Jahren",
        "in 300 Jahrzehnten",
    ] {
        let _ = days(De, Some("9999-12-31"), text);
        let _ = days(De, Some("-009999-01-01"), text);
    }
}
