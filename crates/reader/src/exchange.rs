//! Exchanges: two acts of which one is given for the other ("im Gegenzug", "in return for").

use weltlage_ontology::{Code, Event, Side};

use crate::compose::Act;
use crate::lexicon::Lexicon;
use crate::statement::{Exchange, Statement};
use crate::tree::Tree;

/// Links the statements on both sides of an exchange phrase. What is named before "in return" is given for what comes after;
/// with "in return for" the part governed by the phrase is what is got. A phrase that opens a sentence looks back within its paragraph.
pub fn link(
    lexicon: &Lexicon,
    tree: &Tree<'_>,
    acts: &[Act],
    statements: &mut [Statement],
    first: usize,
    opens_paragraph: bool,
) {
    let Some((at, after)) = phrase(lexicon, tree) else { return };
    let next =
        statements.iter().filter_map(|statement| statement.exchange).map(|exchange| exchange.id).max().unwrap_or(0) + 1;
    let index_of = |trigger: usize| acts.iter().position(|act| act.trigger == trigger).map(|index| first + index);
    // A leading phrase looks back to the sentence before; one in the middle divides the sentence.
    let before = acts.iter().filter(|act| act.trigger < at).map(|act| act.trigger).max().and_then(index_of);
    let following = acts.iter().filter(|act| act.trigger >= after).map(|act| act.trigger).min().and_then(index_of);
    let (give, get) = match (before, following) {
        (Some(before), Some(following)) => (before, following),
        (None, Some(following)) => {
            let later = || {
                let trigger = acts[following - first].trigger;
                acts.iter().map(|act| act.trigger).filter(|own| *own > trigger).min().and_then(index_of)
            };
            let Some(give) = partner(statements, first, following, opens_paragraph).or_else(later) else { return };
            (give, following)
        }
        _ => return,
    };
    if give != get && statements[give].exchange.is_none() && statements[get].exchange.is_none() {
        statements[give].exchange = Some(Exchange { id: next, side: Side::Give });
        statements[get].exchange = Some(Exchange { id: next, side: Side::Get });
    }
}

/// The statement that a phrase at the beginning of a sentence looks back to: the one before, or the last one between the same two
/// parties that asks for something, promises or gives it.
fn partner(statements: &[Statement], first: usize, following: usize, opens_paragraph: bool) -> Option<usize> {
    const REACH: usize = 12;
    let own = &statements[following];
    let sides = |statement: &Statement| -> Vec<Code> {
        let known = statement.actors.iter().chain(&statement.recipients).filter(|party| !party.code.is_unknown());
        let mut codes: Vec<Code> = known.map(|party| party.code.clone()).collect();
        codes.sort();
        codes.dedup();
        codes
    };
    let gives = |event: Event| {
        matches!(event, Event::Request | Event::Agree | Event::Aid | Event::Cooperate | Event::Concede | Event::Retreat)
    };
    let wanted = sides(own);
    let same_pair = (0..first)
        .rev()
        .take_while(|at| statements[*at].sentence.index + REACH >= own.sentence.index)
        .find(|at| wanted.len() == 2 && gives(statements[*at].event) && sides(&statements[*at]) == wanted);
    let adjacent = first
        .checked_sub(1)
        .filter(|before| !opens_paragraph && statements[*before].sentence.index + 1 == own.sentence.index);
    same_pair.or(adjacent)
}

/// Whether the sentence opens with a phrase of exchange, which looks back to what was told before.
#[must_use]
pub fn looks_back(lexicon: &Lexicon, tree: &Tree<'_>) -> bool {
    const OPENING: usize = 3;
    phrase(lexicon, tree).is_some_and(|(start, _)| start < OPENING)
}

/// First token of an exchange phrase and the token after it.
fn phrase(lexicon: &Lexicon, tree: &Tree<'_>) -> Option<(usize, usize)> {
    lexicon
        .markers
        .exchange
        .iter()
        .filter_map(|phrase| find_phrase(tree, phrase))
        .max_by_key(|(first, last)| last - first)
}

/// Where a phrase of lower-case words stands. Contractions count as written ("im" = in + dem).
#[must_use]
pub fn find_phrase(tree: &Tree<'_>, phrase: &str) -> Option<(usize, usize)> {
    let words: Vec<&str> = phrase.split(' ').collect();
    let surface: Vec<(usize, String)> = surface_words(tree);
    surface
        .windows(words.len())
        .find(|window| window.iter().zip(&words).all(|((_, form), word)| form == word))
        .and_then(|window| Some((window.first()?.0, window.last()?.0 + 1)))
}

fn surface_words(tree: &Tree<'_>) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut skip = 0;
    for (index, token) in tree.sentence.tokens.iter().enumerate() {
        if skip > 0 {
            skip -= 1;
            continue;
        }
        let contracted = token.contraction > 1
            && matches!(token.form.as_str(), "in" | "In" | "an" | "An" | "zu" | "Zu" | "von" | "Von" | "bei" | "Bei");
        if contracted {
            skip = usize::from(token.contraction) - 1;
            let written = contraction(
                &token.form.to_lowercase(),
                tree.sentence.tokens.get(index + 1).map_or("", |next| next.form.as_str()),
            );
            found.push((index, written));
        } else {
            found.push((index, token.form.to_lowercase().into()));
        }
    }
    found
}

fn contraction(preposition: &str, article: &str) -> String {
    match (preposition, article) {
        ("in", "dem") => "im".to_owned(),
        ("in", "das") => "ins".to_owned(),
        ("an", "dem") => "am".to_owned(),
        ("zu", "dem") => "zum".to_owned(),
        ("zu", "der") => "zur".to_owned(),
        ("von", "dem") => "vom".to_owned(),
        ("bei", "dem") => "beim".to_owned(),
        _ => preposition.to_owned(),
    }
}
