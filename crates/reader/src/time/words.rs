//! Closed lists of small words around time expressions, of both languages together: none means another thing in the other.
//!
//! Names of months, days, units and numbers are in `data/lexicon/<language>/markers.toml`. All words are lower-case.

use super::calendar::Part;
use crate::markers::Unit;

/// From then to the day of publication.
pub(super) const SINCE: &[&str] = &["since", "seit"];
/// Not later than the day before.
pub(super) const BEFORE: &[&str] = &["before", "vor"];
/// Not earlier than the day after.
pub(super) const AFTER: &[&str] = &["after", "nach"];
/// A length up to the day of publication or from it on.
pub(super) const FOR: &[&str] = &["for"];
/// At any time of a length that begins now.
pub(super) const WITHIN: &[&str] = &["within", "binnen", "innerhalb"];
/// Limits after which the end of a running period is the one to come.
pub(super) const UNTIL: &[&str] = &["by", "until", "till", "bis", "zum"];

/// After a length: before a time told last, else before the day of publication.
pub(super) const EARLIER: &[&str] = &["zuvor", "vorher", "davor", "before", "earlier", "previously", "prior"];
/// After a length: after a time told last.
pub(super) const LATER: &[&str] = &["später", "danach", "later", "afterwards", "afterward"];

/// Between a preposition and a number, one to three words of these.
pub(super) const ABOUT: &[&str] = &[
    "about",
    "almost",
    "around",
    "at",
    "etwa",
    "fast",
    "gut",
    "knapp",
    "least",
    "less",
    "mehr",
    "mindestens",
    "more",
    "nearly",
    "only",
    "over",
    "rund",
    "some",
    "than",
    "ungefähr",
    "von",
    "weniger",
    "wohl",
    "als",
    "über",
    "roughly",
    "circa",
];
/// Genitive endings of their own.
pub(super) const POSSESSIVE: &[&str] = &["'s", "’s", "'", "’"];
/// Articles that may stand before a time.
pub(super) const ARTICLES: &[&str] = &["the", "dem", "den", "der", "des", "das", "die"];

/// Before a year.
pub(super) const BEFORE_YEAR: &[&str] = &[
    "in",
    "since",
    "seit",
    "jahr",
    "jahre",
    "jahres",
    "jahren",
    "year",
    "im",
    "von",
    "from",
    "until",
    "till",
    "bis",
    "by",
    "of",
    "during",
    "through",
    "throughout",
    "before",
    "after",
    "vor",
    "nach",
    "ab",
    "(",
    "between",
    "zwischen",
    "around",
    "um",
];
/// Before the second year of two.
pub(super) const BETWEEN_YEARS: &[&str] = &["-", "–", "bis", "to", "until", "through"];
/// Auxiliaries after which a number without a noun is a year in German.
pub(super) const GERMAN_AUXILIARIES: &[&str] =
    &["hat", "haben", "hatte", "hatten", "ist", "sind", "war", "waren", "wurde", "wurden", "worden"];

/// Before months that are also verbs.
pub(super) const BEFORE_MONTH: &[&str] = &[
    "in", "since", "by", "until", "last", "next", "this", "of", "before", "after", "from", "late", "early", "mid",
    "during", "for",
];

/// Parts of the day after a day.
pub(super) const DAY_PARTS: &[&str] = &[
    "morning",
    "afternoon",
    "evening",
    "night",
    "noon",
    "morgen",
    "vormittag",
    "mittag",
    "nachmittag",
    "abend",
    "nacht",
    "früh",
];
/// Before "Morgen" where that is no tomorrow.
pub(super) const BEFORE_MORNING: &[&str] = &["am", "dem", "der", "den", "diesem", "jeden"];

/// Units in the plural, which need a number.
pub(super) const PLURAL_UNITS: &[&str] = &[
    "tage",
    "tagen",
    "wochen",
    "monate",
    "monaten",
    "jahre",
    "jahren",
    "jahrzehnte",
    "jahrzehnten",
    "days",
    "weeks",
    "months",
    "years",
    "decades",
];

/// Words that stand for a unit with the unit and the steps to it.
pub(super) const NEIGHBOURS: &[(&str, Unit, i32)] = &[
    ("vorjahr", Unit::Year, -1),
    ("vorjahres", Unit::Year, -1),
    ("vormonat", Unit::Month, -1),
    ("vormonats", Unit::Month, -1),
    ("vorwoche", Unit::Week, -1),
];

/// Two steps away: stems of adjectives before a unit.
pub(super) const TWO_STEPS: &[(&str, i32)] = &[("vorletzte", -2), ("übernächste", 2)];

/// Units that name a part of themselves.
pub(super) const UNIT_PARTS: &[(&str, Unit, Part)] = &[
    ("jahresanfang", Unit::Year, Part::Early),
    ("jahresbeginn", Unit::Year, Part::Early),
    ("jahresmitte", Unit::Year, Part::Middle),
    ("jahresende", Unit::Year, Part::Late),
    ("monatsanfang", Unit::Month, Part::Early),
    ("monatsbeginn", Unit::Month, Part::Early),
    ("monatsmitte", Unit::Month, Part::Middle),
    ("monatsende", Unit::Month, Part::Late),
    ("wochenanfang", Unit::Week, Part::Early),
    ("wochenbeginn", Unit::Week, Part::Early),
    ("wochenmitte", Unit::Week, Part::Middle),
];

/// Saturday and Sunday.
pub(super) const WEEKEND: &[&str] = &["weekend", "wochenende", "wochenendes"];

/// Stems of adjectives and participles of what is to come.
pub(super) const PLANNED: &[&str] = &[
    "geplant",
    "vorgesehen",
    "angesetzt",
    "anberaumt",
    "bevorstehend",
    "anstehend",
    "terminiert",
    "erwartet",
    "anvisiert",
    "planned",
    "scheduled",
    "upcoming",
    "slated",
    "expected",
    "forthcoming",
    "due",
];

/// Verbs whose infinitive tells what happens at their own time.
pub(super) const IMPLICATIVE: &[&str] = &[
    "manage",
    "fail",
    "begin",
    "start",
    "continue",
    "help",
    "let",
    "make",
    "see",
    "hear",
    "use",
    "come",
    "go on",
    "cease",
    "beginnen",
    "anfangen",
    "aufhören",
    "helfen",
    "lassen",
    "sehen",
    "hören",
    "gelingen",
    "schaffen",
    "versäumen",
    "vermögen",
    "scheinen",
    "seem",
    "appear",
    "pflegen",
    "allow",
    "enable",
    "permit",
    "force",
    "cause",
    "ermöglichen",
    "zwingen",
];

/// German modal verbs.
pub(super) const GERMAN_MODALS: &[&str] = &["können", "müssen", "dürfen", "mögen", "möchten", "sollen", "wollen"];
/// English modal verbs.
pub(super) const ENGLISH_MODALS: &[&str] = &[
    "will", "'ll", "’ll", "wo", "would", "'d", "’d", "shall", "should", "may", "might", "can", "ca", "could", "must",
    "ought",
];
