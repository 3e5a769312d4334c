//! Our terms of office beside two public lists: REIGN (leaders to March 2021) and a list of those in office in August 2026.
//!
//! The lists lie beside the project, not in it; where they are missing the tests say so and pass. Where ours differ on purpose,
//! `data/actors/leader-differences-*.toml` says why.

// Tests may fail, and say what they skip.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use weltlage_actors::Gazetteer;
use weltlage_ontology::Code;

/// Country codes of REIGN (Correlates of War) that are not ISO 3166-1 alpha-3.
const COUNTRIES: &str = "BHM BHS HAI HTI TRI TTO BAR BRB GRN GRD SLU LCA SVG VCT AAB ATG SKN KNA GUA GTM HON HND SAL SLV COS CRI PAR PRY URU URY \
    UKG GBR IRE IRL NTH NLD FRN FRA MNC MCO SPN ESP POR PRT GMY DEU CZR CZE SLO SVK SNM SMR CRO HRV YUG SRB BOS BIH KOS XKX BUL BGR MLD MDA \
    ROM ROU LAT LVA LIT LTU GRG GEO SWD SWE DEN DNK ICE ISL CAP CPV EQG GNQ GAM GMB MAA MRT NIR NER CDI CIV GUI GIN BFO BFA SIE SLE TOG TGO \
    CAO CMR NIG NGA CEN CAF CHA TCD CON COG DRC COD TAZ TZA BUI BDI ANG AGO MZM MOZ ZAM ZMB ZIM ZWE MAW MWI SAF ZAF LES LSO BOT BWA SWA SWZ \
    SWZ CHE MAG MDG MAS MUS SEY SYC MOR MAR ALG DZA LIB LBY SUD SDN LEB LBN YAR YEM KUW KWT BAH BHR UAE ARE OMA OMN TAJ TJK KYR KGZ KZK KAZ \
    MON MNG MNG MNE ROK KOR BHU BTN BNG BGD MYA MMR SRI LKA MAD MDV NEP NPL THI THA CAM KHM DRV VNM MAL MYS SIN SGP BRU BRN PHI PHL INS IDN \
    ETM TLS AUL AUS NEW NZL VAN VUT SOL SLB FIJ FJI NAU NRU MSI MHL PAL PLW AUS AUT SLV SVN MAC MKD";

/// States that no longer exist, and San Marino, whose two captains change every half-year and are not kept.
const LEFT_OUT: [&str; 3] = ["GDR", "YPR", "SNM"];

struct Term {
    names: Vec<String>,
    from: i64,
    to: i64,
}

fn beside(path: &str) -> Option<String> {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/leaders").join(path);
    let text = std::fs::read(&path).ok();
    if text.is_none() {
        eprintln!("skipped: {} is not there", path.display());
    }
    text.map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

fn tables(beginning: &str) -> Vec<toml::Table> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/actors");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.file_name().unwrap().to_string_lossy().starts_with(beginning));
    files.sort();
    files.iter().map(|file| std::fs::read_to_string(file).unwrap().parse().unwrap()).collect()
}

fn days(year: i64, month: i64, day: i64) -> i64 {
    year * 365 + year / 4 + (month - 1) * 30 + month / 2 + day
}

/// `YYYY-MM-DD` or `YYYY-MM` as a day; close enough for comparing months.
fn date(text: &str, last: bool) -> i64 {
    let mut parts = text.split('-').map(|part| part.parse::<i64>().unwrap());
    let (year, month) = (parts.next().unwrap(), parts.next().unwrap_or(if last { 12 } else { 1 }));
    days(year, month, parts.next().unwrap_or(if last { 30 } else { 1 }))
}

fn fold(name: &str) -> Vec<String> {
    let letter = |character: char| match character {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'è'..='ë' | 'ē' | 'ę' | 'ė' | 'ě' => 'e',
        'ì'..='ï' | 'ı' => 'i',
        'ò'..='ö' | 'ø' | 'ő' | 'ơ' => 'o',
        'ù'..='ü' | 'ū' | 'ů' | 'ư' => 'u',
        'ç' | 'ć' | 'č' => 'c',
        'ñ' | 'ń' => 'n',
        'ş' | 'š' | 'ș' => 's',
        'ž' => 'z',
        'ğ' => 'g',
        'ł' => 'l',
        'đ' => 'd',
        other => other,
    };
    let name: String =
        name.to_lowercase().chars().map(letter).filter(|character| !matches!(character, '\'' | '’')).collect();
    name.split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| word.len() > 1)
        .map(str::to_owned)
        .collect()
}

/// Whether two spellings may be of one person: a common word, or words with the same four first letters.
fn same_person(one: &[String], other: &[String]) -> bool {
    let alike = |a: &String, b: &String| a == b || a.len() > 3 && b.len() > 3 && a.get(..4) == b.get(..4);
    one.iter().any(|a| other.iter().any(|b| alike(a, b)))
}

fn our_terms() -> BTreeMap<String, Vec<Term>> {
    let mut terms: BTreeMap<String, Vec<Term>> = BTreeMap::new();
    for table in tables("leaders-") {
        for leader in table["leader"].as_array().unwrap() {
            let names = ["de", "en"].iter().filter_map(|language| leader.get(*language)?.as_array()).flatten();
            let names: Vec<String> = names.flat_map(|name| fold(name.as_str().unwrap())).collect();
            for term in leader["terms"].as_array().unwrap() {
                let Some(state) = term.get("state").and_then(toml::Value::as_str) else { continue };
                let from = date(term["from"].as_str().unwrap(), false);
                let to = term.get("to").map_or(i64::MAX / 2, |to| date(to.as_str().unwrap(), true));
                terms.entry(state.to_owned()).or_default().push(Term { names: names.clone(), from, to });
            }
        }
    }
    terms
}

#[test]
fn terms_agree_with_reign_or_say_why_not() {
    let Some(list) = beside("reign-leaders-1950-2021.csv") else { return };
    let words: Vec<&str> = COUNTRIES.split_whitespace().collect();
    let countries: BTreeMap<&str, &str> = words.chunks(2).map(|pair| (pair[0], pair[1])).collect();
    let mut listed: Vec<(String, i64, i64)> = Vec::new();
    for table in tables("leader-differences-") {
        for difference in table["difference"].as_array().unwrap() {
            assert!(!difference["why"].as_str().unwrap().is_empty());
            let reference = difference["reference"].as_str().unwrap();
            if !reference.is_empty() {
                listed.push((
                    difference["state"].as_str().unwrap().to_owned(),
                    date(reference, false),
                    date(reference, true),
                ));
            }
        }
    }
    let terms = our_terms();
    let (mut compared, mut faults) = (0, Vec::new());
    for line in list.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [country, _, _, leader, day, month, year, end_month, end_year, ..] = cells[..] else { continue };
        let number = |cell: &str, default: i64| cell.trim().parse().unwrap_or(default);
        let (end_year, end_month) = (number(end_year, 2021), number(end_month, 3));
        if end_year < 1990 || LEFT_OUT.contains(&country) {
            continue;
        }
        compared += 1;
        let state = countries.get(country).copied().unwrap_or(country);
        let start = days(number(year, 0), number(month, 1), number(day, 1));
        let end = days(end_year, end_month, 30);
        let near: Vec<&Term> = terms.get(state).map_or(Vec::new(), |terms| {
            terms.iter().filter(|term| term.from - 40 <= end && term.to + 40 >= start).collect()
        });
        let named: Vec<&Term> = near.iter().copied().filter(|term| same_person(&term.names, &fold(leader))).collect();
        let candidates = if named.is_empty() { near } else { named };
        let starts = start < days(1990, 1, 1) || candidates.iter().any(|term| (term.from - start).abs() <= 35);
        let ends = (end_year, end_month) >= (2021, 3) || candidates.iter().any(|term| (term.to - end).abs() <= 64);
        let explained = listed
            .iter()
            .any(|(other, first, last)| other == state && ((first - start).abs() <= 35 || (last - end).abs() <= 35));
        if !(starts && ends || explained) {
            faults.push(format!("{state} {leader}: {year}-{month} to {end_year}-{end_month}"));
        }
    }
    assert!(compared > 1_000, "only {compared} leaders compared");
    assert!(
        faults.is_empty(),
        "{} of {compared} leaders differ without a reason given:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

/// Two-letter codes of the current list.
const CURRENT: &[(&str, &str)] = &[
    ("BN", "BRN"),
    ("KH", "KHM"),
    ("ID", "IDN"),
    ("LA", "LAO"),
    ("MY", "MYS"),
    ("MM", "MMR"),
    ("PH", "PHL"),
    ("SG", "SGP"),
    ("TH", "THA"),
    ("VN", "VNM"),
    ("AR", "ARG"),
    ("AU", "AUS"),
    ("BR", "BRA"),
    ("CA", "CAN"),
    ("CN", "CHN"),
    ("FR", "FRA"),
    ("DE", "DEU"),
    ("IN", "IND"),
    ("IT", "ITA"),
    ("JP", "JPN"),
    ("MX", "MEX"),
    ("RU", "RUS"),
    ("SA", "SAU"),
    ("ZA", "ZAF"),
    ("KR", "KOR"),
    ("TR", "TUR"),
    ("GB", "GBR"),
    ("US", "USA"),
];

#[test]
fn those_in_office_are_those_of_the_current_list() {
    let Some(list) = beside("current-2026-08.csv") else { return };
    let gazetteer = Gazetteer::bundled().unwrap();
    let day = jiff::civil::date(2026, 8, 15);
    let mut faults = Vec::new();
    for line in list.lines().skip(1) {
        let line = line.trim().strip_prefix('"').and_then(|line| line.strip_suffix('"')).unwrap_or(line);
        let cells: Vec<&str> = line.split("\",\"").collect();
        let [_, country, _, head_of_government, _, title, head_of_state, ..] = cells[..] else { continue };
        let Some((_, state)) = CURRENT.iter().find(|(two, _)| *two == country) else { continue };
        let code = Code::new(state).unwrap();
        let in_office: Vec<String> = ["head-of-government", "head-of-state"]
            .iter()
            .flat_map(|office| gazetteer.leaders_of(&code, office, day))
            .flat_map(|holder| fold(&holder.english).into_iter().chain(fold(&holder.german)))
            .collect();
        // We list the governors-general of the British king's other realms.
        let head_of_state = if title == "Monarch" && country != "GB" { "" } else { head_of_state };
        for name in [head_of_government, head_of_state].iter().filter(|name| !name.is_empty()) {
            if !same_person(&fold(name), &in_office) {
                faults.push(format!("{state}: {name} is not among {in_office:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
