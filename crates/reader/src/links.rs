//! Links: motives, deterrents, causes and consequences that the text itself claims.
//!
//! They are kept as claims: a span, and the statement it is, if it is one. Nothing is inferred.

use crate::compose::Act;
use crate::exchange::find_phrase;
use crate::lexicon::Lexicon;
use crate::reading::Offsets;
use crate::statement::{Link, Statement};
use crate::tree::Tree;

/// Attaches the links of a sentence to its statements (`statements[first..]`, parallel to `acts`).
pub fn attach(
    lexicon: &Lexicon,
    tree: &Tree<'_>,
    acts: &[Act],
    offsets: &Offsets<'_>,
    statements: &mut [Statement],
    first: usize,
) {
    if acts.is_empty() {
        return;
    }
    let mut found: Vec<_> = lexicon
        .markers
        .links
        .iter()
        .filter_map(|connective| Some((connective, find_phrase(tree, &connective.words)?)))
        .collect();
    // "because of" is one connective, not "because" as well.
    found.sort_by_key(|(_, (start, end))| (std::cmp::Reverse(end - start), *start));
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for (connective, (start, end)) in found {
        if taken.iter().any(|(from, until)| start < *until && *from < end) {
            continue;
        }
        taken.push((start, end));
        let Some(clause) = linked_clause(tree, start, end, connective.introduces) else { continue };
        let tokens = tree.below(clause, |_| true);
        let is_linked = |act: &Act| tokens.contains(&act.trigger);
        let to = acts.iter().position(is_linked).map(|index| first + index);
        let (from, until) = tree.range(&tokens);
        let span = offsets.span(from, until);
        // The nearest act outside of the linked part carries the link.
        let carrier = acts
            .iter()
            .enumerate()
            .filter(|(_, act)| if connective.introduces { !is_linked(act) } else { act.trigger >= end })
            .min_by_key(|(_, act)| act.trigger.abs_diff(start));
        if let Some((index, _)) = carrier {
            statements[first + index].links.push(Link {
                kind: connective.kind,
                span,
                to: if connective.introduces { to } else { None },
            });
        }
    }
}

/// The clause or phrase that a connective introduces; of one that looks back, its own clause.
fn linked_clause(tree: &Tree<'_>, start: usize, end: usize, introduces: bool) -> Option<usize> {
    if !introduces {
        return Some(tree.clause(start));
    }
    let outside = |token: usize| token < start || token >= end;
    // "aus Furcht vor Strafen": what follows is introduced, not what the phrase hangs at.
    let heads = || (start..end).filter_map(|token| tree.head(token)).filter(|head| outside(*head));
    let head = heads().find(|head| *head >= end).or_else(|| heads().next())?;
    let relation = tree.token(head).relation;
    use weltlage_language::Relation;
    matches!(
        relation,
        Relation::Advcl
            | Relation::Obl
            | Relation::Nmod
            | Relation::Acl
            | Relation::AclRelcl
            | Relation::Conj
            | Relation::Parataxis
            | Relation::Ccomp
    )
    .then_some(head)
}
