//! Goods: what changes hands in an act.

use weltlage_language::Upos;
use weltlage_ontology::Goods;

use crate::compose::Act;
use crate::lexicon::{Lexicon, Slot};
use crate::proposition::Proposition;
use crate::tree::Tree;

/// Classes of goods named in an act's own phrases, with the tokens that name them, in sentence order.
#[must_use]
pub fn of_act(lexicon: &Lexicon, tree: &Tree<'_>, act: &Act, propositions: &[Proposition<'_>]) -> Vec<(Goods, usize)> {
    let mut heads = vec![act.trigger];
    heads.extend(&act.themes);
    if let Some(proposition) = propositions.iter().find(|proposition| proposition.token == act.trigger) {
        let carrier = |slot: &Slot| matches!(slot, Slot::Object | Slot::Preposition(_));
        heads.extend(proposition.fillers.iter().filter(|(slot, _)| carrier(slot)).map(|(_, head)| *head));
    }
    if let Some(content) = &act.content {
        heads.push(content.trigger);
        heads.extend(&content.themes);
    }
    let mut found: Vec<(Goods, usize)> = Vec::new();
    for head in heads {
        for token in tree.phrase(head).into_iter().chain(tree.conjuncts(head).into_iter().skip(1)) {
            let word = tree.token(token);
            if !matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Adj) {
                continue;
            }
            if let Some(class) = goods_in(lexicon, &word.lemma)
                && !found.iter().any(|(own, at)| *own == class || *at == token)
            {
                found.push((class, token));
            }
        }
    }
    found.sort_by_key(|(_, token)| *token);
    found
}

/// The goods that a noun names by itself or, in German compounds like "Waffenlieferung", by its first part.
fn goods_in(lexicon: &Lexicon, lemma: &str) -> Option<Goods> {
    lexicon.goods(lemma).or_else(|| {
        if lexicon.language != weltlage_ontology::Language::De {
            return None;
        }
        let lower = lemma.to_lowercase();
        // The longest first part that is a known class, with its linking letters: "Munitions|lieferung", "Waffen|hilfe".
        let cuts: Vec<usize> = lower.char_indices().map(|(at, _)| at).filter(|at| *at >= 3).collect();
        cuts.into_iter().rev().find_map(|at| {
            let first = &lower[..at];
            [first, first.trim_end_matches('s'), first.trim_end_matches('n'), first.trim_end_matches("en")]
                .into_iter()
                .filter(|part| part.len() >= 3)
                .find_map(|part| lexicon.goods_exactly(part))
        })
    })
}
