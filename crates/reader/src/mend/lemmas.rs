//! Regular inflections of words that the lexicon knows: a lemmatiser that never saw "blamed" may make "blam" of it, and "Granat" of
//! "Granaten"; the lexicon tells which of the possible lemmas is a word.

use weltlage_language::{Token, Upos};
use weltlage_ontology::Language;

use crate::lexicon::Lexicon;

/// Endings of regular forms and what stands in their place in the lemma; the second column is tried in order.
const VERB_ENDINGS: &[(&str, &[&str])] =
    &[("ied", &["y"]), ("ies", &["y"]), ("ed", &["", "e"]), ("ing", &["", "e"]), ("es", &["", "e"]), ("s", &[""])];
const GERMAN_NOUN_ENDINGS: &[(&str, &[&str])] =
    &[("n", &[""]), ("en", &[""]), ("ern", &[""]), ("er", &[""]), ("es", &[""]), ("e", &[""]), ("s", &[""])];
const NOUN_ENDINGS: &[(&str, &[&str])] = &[("ies", &["y"]), ("es", &["", "e"]), ("s", &[""])];

/// Irregular past forms of English verbs, sorted.
#[rustfmt::skip]
const IRREGULAR: &[(&str, &str)] = &[
    ("arisen", "arise"),
    ("arose", "arise"),
    ("ate", "eat"),
    ("became", "become"),
    ("began", "begin"),
    ("begun", "begin"),
    ("bent", "bend"),
    ("bet", "bet"),
    ("bled", "bleed"),
    ("blew", "blow"),
    ("blown", "blow"),
    ("bore", "bear"),
    ("borne", "bear"),
    ("bought", "buy"),
    ("bound", "bind"),
    ("bred", "breed"),
    ("broke", "break"),
    ("broken", "break"),
    ("brought", "bring"),
    ("built", "build"),
    ("burnt", "burn"),
    ("came", "come"),
    ("caught", "catch"),
    ("chose", "choose"),
    ("chosen", "choose"),
    ("clung", "cling"),
    ("crept", "creep"),
    ("dealt", "deal"),
    ("drawn", "draw"),
    ("drew", "draw"),
    ("driven", "drive"),
    ("drove", "drive"),
    ("dug", "dig"),
    ("fallen", "fall"),
    ("fed", "feed"),
    ("fell", "fall"),
    ("felt", "feel"),
    ("fled", "flee"),
    ("flew", "fly"),
    ("flown", "fly"),
    ("forbade", "forbid"),
    ("forbidden", "forbid"),
    ("forgave", "forgive"),
    ("forgiven", "forgive"),
    ("forgone", "forgo"),
    ("fought", "fight"),
    ("found", "find"),
    ("froze", "freeze"),
    ("frozen", "freeze"),
    ("gave", "give"),
    ("given", "give"),
    ("gone", "go"),
    ("got", "get"),
    ("gotten", "get"),
    ("grew", "grow"),
    ("grown", "grow"),
    ("held", "hold"),
    ("hid", "hide"),
    ("hidden", "hide"),
    ("hung", "hang"),
    ("kept", "keep"),
    ("knew", "know"),
    ("laid", "lay"),
    ("lay", "lie"),
    ("led", "lead"),
    ("left", "leave"),
    ("lent", "lend"),
    ("lit", "light"),
    ("lost", "lose"),
    ("made", "make"),
    ("meant", "mean"),
    ("met", "meet"),
    ("mistook", "mistake"),
    ("overcame", "overcome"),
    ("overran", "overrun"),
    ("oversaw", "oversee"),
    ("overthrew", "overthrow"),
    ("overthrown", "overthrow"),
    ("paid", "pay"),
    ("pled", "plead"),
    ("ran", "run"),
    ("rang", "ring"),
    ("rebuilt", "rebuild"),
    ("repaid", "repay"),
    ("resold", "resell"),
    ("retaken", "retake"),
    ("rethought", "rethink"),
    ("retook", "retake"),
    ("risen", "rise"),
    ("rode", "ride"),
    ("rose", "rise"),
    ("said", "say"),
    ("sank", "sink"),
    ("sat", "sit"),
    ("saw", "see"),
    ("seen", "see"),
    ("sent", "send"),
    ("shaken", "shake"),
    ("shed", "shed"),
    ("shook", "shake"),
    ("shot", "shoot"),
    ("shown", "show"),
    ("shrank", "shrink"),
    ("slain", "slay"),
    ("slew", "slay"),
    ("slid", "slide"),
    ("sold", "sell"),
    ("sought", "seek"),
    ("spent", "spend"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("spun", "spin"),
    ("stole", "steal"),
    ("stolen", "steal"),
    ("stood", "stand"),
    ("stricken", "strike"),
    ("strode", "stride"),
    ("strove", "strive"),
    ("struck", "strike"),
    ("stuck", "stick"),
    ("sunk", "sink"),
    ("swept", "sweep"),
    ("swore", "swear"),
    ("sworn", "swear"),
    ("swung", "swing"),
    ("taken", "take"),
    ("taught", "teach"),
    ("threw", "throw"),
    ("thrown", "throw"),
    ("told", "tell"),
    ("took", "take"),
    ("tore", "tear"),
    ("torn", "tear"),
    ("understood", "understand"),
    ("undertaken", "undertake"),
    ("undertook", "undertake"),
    ("underwent", "undergo"),
    ("undid", "undo"),
    ("undone", "undo"),
    ("upheld", "uphold"),
    ("went", "go"),
    ("withdrawn", "withdraw"),
    ("withdrew", "withdraw"),
    ("withheld", "withhold"),
    ("withstood", "withstand"),
    ("woke", "wake"),
    ("won", "win"),
    ("wore", "wear"),
    ("wound", "wind"),
    ("wove", "weave"),
    ("written", "write"),
    ("wrote", "write"),
    ("wrung", "wring"),
];

/// A regular lemma that the lexicon knows, for a word whose lemma it does not know.
#[must_use]
pub fn regular_lemma(lexicon: &Lexicon, token: &Token) -> Option<String> {
    if lexicon.language == Language::De && matches!(token.upos, Upos::Verb | Upos::Adj) {
        return german_verb(lexicon, token);
    }
    let endings = match (token.upos, lexicon.language) {
        (Upos::Verb, Language::En) => VERB_ENDINGS,
        (Upos::Noun, Language::En) => NOUN_ENDINGS,
        (Upos::Noun, Language::De) => GERMAN_NOUN_ENDINGS,
        _ => return None,
    };
    if lexicon.knows(token.upos, &token.lemma) {
        return None;
    }
    if token.upos == Upos::Verb
        && let Ok(at) = IRREGULAR.binary_search_by_key(&token.form.to_lowercase().as_str(), |(form, _)| form)
    {
        let lemma = IRREGULAR[at].1;
        return lexicon.knows(Upos::Verb, lemma).then(|| lemma.to_owned());
    }
    // German nouns keep their capital.
    let form =
        if token.upos == Upos::Noun { String::from(token.form.as_str()) } else { token.form.to_lowercase().into() };
    candidates(&form, endings).find(|lemma| lexicon.knows(token.upos, lemma))
}

/// Endings of regular German verb forms and what stands in their place in the infinitive.
const GERMAN_VERB_ENDINGS: &[(&str, &[&str])] = &[
    ("test", &["en", "n"]),
    ("ten", &["en", "n"]),
    ("tet", &["en", "n"]),
    ("te", &["en", "n"]),
    ("et", &["en"]),
    ("st", &["en", "n"]),
    ("t", &["en", "n"]),
    ("e", &["en", "n"]),
    ("", &[""]),
];
/// Endings of adjectives, for participles that modify a noun.
const ADJECTIVE_ENDINGS: &[&str] = &["", "e", "em", "en", "er", "es"];
/// Syllables inside participles and infinitives, at the beginning or behind a particle.
const INSERTED: &[&str] = &["ge", "zu"];

/// The infinitive that the lexicon knows, of a verb or of a participle used as an adjective: "gewarnt" → "warnen",
/// "aufzufordern" → "auffordern", "angekündigten" → "ankündigen".
fn german_verb(lexicon: &Lexicon, token: &Token) -> Option<String> {
    if lexicon.knows(token.upos, &token.lemma) {
        return None;
    }
    let form = token.form.to_lowercase();
    let known = |stem: &str| {
        let whole = GERMAN_VERB_ENDINGS.iter().filter_map(|(ending, tails)| Some((stem.strip_suffix(ending)?, *tails)));
        let mut infinitives = whole.flat_map(|(stem, tails)| tails.iter().map(move |tail| format!("{stem}{tail}")));
        infinitives.find(|infinitive| infinitive.len() > 3 && lexicon.knows(Upos::Verb, infinitive))
    };
    let stems = |form: &str| -> Vec<String> {
        let inserted = INSERTED.iter().flat_map(|syllable| {
            form.match_indices(syllable).map(|(at, _)| format!("{}{}", &form[..at], &form[at + syllable.len()..]))
        });
        inserted.collect()
    };
    if token.upos == Upos::Verb {
        return stems(&form).iter().find_map(|stem| known(stem)).or_else(|| known(&form)).or_else(|| {
            let lemma = token.lemma.to_lowercase();
            stems(&lemma).iter().find_map(|stem| known(stem))
        });
    }
    // "liefernd", and participles with and without "ge"; an adjective that only looks like one has no such infinitive.
    ADJECTIVE_ENDINGS.iter().filter_map(|ending| form.strip_suffix(ending)).find_map(|stem| {
        let present = stem.strip_suffix('d').filter(|infinitive| lexicon.knows(Upos::Verb, infinitive));
        let past = stem.ends_with('t') || stem.ends_with("en");
        present.map(str::to_owned).or_else(|| stems(stem).iter().filter(|_| past).find_map(|stem| known(stem)))
    })
}

fn candidates<'f>(
    form: &'f str,
    endings: &'static [(&'static str, &'static [&'static str])],
) -> impl Iterator<Item = String> + 'f {
    const SHORTEST: usize = 3;
    endings.iter().filter_map(|(ending, lemmas)| Some((form.strip_suffix(ending)?, *lemmas))).flat_map(
        |(stem, lemmas)| {
            let undoubled = stem.char_indices().last().map(|(at, _)| &stem[..at]).filter(|short| {
                stem.chars().last().is_some_and(|last| short.ends_with(last) && !"aeiou".contains(last))
            });
            let whole = lemmas.iter().map(move |tail| format!("{stem}{tail}"));
            whole.chain(undoubled.map(str::to_owned)).filter(|lemma| lemma.len() >= SHORTEST)
        },
    )
}

#[cfg(test)]
mod tests {
    use weltlage_language::{Upos, tokenize};
    use weltlage_ontology::Language;

    use super::regular_lemma;
    use crate::lexicon::Lexicon;

    use super::{GERMAN_NOUN_ENDINGS, NOUN_ENDINGS, VERB_ENDINGS, candidates};

    #[test]
    fn german_forms_find_infinitives_that_the_lexicon_knows() {
        let lexicon = Lexicon::bundled(Language::De).unwrap();
        let lemma = |form: &str, upos| {
            let mut sentence = tokenize::tokens(form, 0..form.len(), Language::De);
            sentence.tokens[0].upos = upos;
            sentence.tokens[0].lemma = "?".into();
            regular_lemma(&lexicon, &sentence.tokens[0])
        };
        for (form, infinitive) in [("gewarnt", "warnen"), ("aufzufordern", "auffordern"), ("billigte", "billigen")] {
            assert_eq!(lemma(form, Upos::Verb).as_deref(), Some(infinitive));
        }
        assert_eq!(lemma("angekündigten", Upos::Adj).as_deref(), Some("ankündigen"));
        assert_eq!(lemma("guten", Upos::Adj), None);
        assert_eq!(lemma("überß", Upos::Verb), None);
    }

    #[test]
    fn irregular_forms_are_sorted() {
        assert!(super::IRREGULAR.is_sorted_by_key(|(form, _)| form));
    }

    #[test]
    fn candidates_hold_the_lemma() {
        for (form, lemma) in [("blamed", "blame"), ("denied", "deny"), ("banning", "ban"), ("attacks", "attack")] {
            assert!(candidates(form, VERB_ENDINGS).any(|own| own == lemma), "{form}");
        }
        assert!(candidates("treaties", NOUN_ENDINGS).any(|own| own == "treaty"));
        assert!(candidates("Granaten", GERMAN_NOUN_ENDINGS).any(|own| own == "Granate"));
        assert_eq!(candidates("s", NOUN_ENDINGS).count(), 0);
    }
}
