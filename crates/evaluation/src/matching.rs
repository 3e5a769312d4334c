//! Which found statement stands for which coded one: a one-to-one maximum matching per sentence, at one of four levels.

use std::fmt;

use crate::coded::Coded;

/// How much of a coded statement a found one must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The event is equal.
    Event,
    /// And an actor is shared, and a recipient is shared or both sides have none.
    Relaxed,
    /// And the sets of actors and of recipients are equal; sectors count where the coder gave one.
    Strict,
    /// And status, negation, allegation and history are equal.
    Full,
}

impl Level {
    /// All levels, the loosest first.
    pub const ALL: [Self; 4] = [Self::Event, Self::Relaxed, Self::Strict, Self::Full];

    /// Whether a found statement can stand for a coded one.
    #[must_use]
    pub fn fits(self, gold: &Coded, found: &Coded) -> bool {
        let event = gold.event == found.event;
        match self {
            Self::Event => event,
            Self::Relaxed => {
                let no_recipients = gold.recipients.is_empty() && found.recipients.is_empty();
                event
                    && gold.actors.shares(&found.actors)
                    && (no_recipients || gold.recipients.shares(&found.recipients))
            }
            Self::Strict => {
                event && gold.actors.is_met_by(&found.actors) && gold.recipients.is_met_by(&found.recipients)
            }
            Self::Full => Self::Strict.fits(gold, found) && gold.same_flags(found),
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Event => "event",
            Self::Relaxed => "relaxed",
            Self::Strict => "strict",
            Self::Full => "full",
        })
    }
}

/// How well a found statement stands for a coded one, whatever the level.
fn goodness(gold: &Coded, found: &Coded) -> u8 {
    4 * u8::from(Level::Strict.fits(gold, found))
        + 2 * u8::from(Level::Relaxed.fits(gold, found))
        + u8::from(gold.same_flags(found))
}

/// Maximum matching: pairs of indices of coded and found statements. Among a coded statement's candidates the better ones are tried first.
#[must_use]
pub fn pairs(level: Level, gold: &[Coded], found: &[Coded]) -> Vec<(usize, usize)> {
    let candidates: Vec<Vec<usize>> = gold
        .iter()
        .map(|own| {
            let mut fitting: Vec<usize> = (0..found.len()).filter(|at| level.fits(own, &found[*at])).collect();
            fitting.sort_by_key(|at| std::cmp::Reverse(goodness(own, &found[*at])));
            fitting
        })
        .collect();
    maximum(&candidates, found.len())
}

/// Maximum matching (Kuhn) of coded statements and their candidates among `found` statements. Coded statements with few candidates
/// are placed first, and candidates are tried in their order.
pub(crate) fn maximum(candidates: &[Vec<usize>], found: usize) -> Vec<(usize, usize)> {
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by_key(|own| candidates[*own].len());
    let mut partner = vec![None; found];
    for own in order {
        place(own, candidates, &mut vec![false; found], &mut partner);
    }
    partner.iter().enumerate().filter_map(|(at, own)| own.map(|own| (own, at))).collect()
}

/// Finds a partner for a coded statement, moving others to their next candidates where need be.
fn place(own: usize, candidates: &[Vec<usize>], seen: &mut [bool], partner: &mut [Option<usize>]) -> bool {
    for &at in &candidates[own] {
        if seen[at] {
            continue;
        }
        seen[at] = true;
        if partner[at].is_none_or(|other| place(other, candidates, seen, partner)) {
            partner[at] = Some(own);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coded::tests::{coded, negated};
    use weltlage_ontology::{Event, Status};

    /// The levels at which a found statement fits.
    fn levels(gold: &Coded, found: &Coded) -> Vec<Level> {
        Level::ALL.into_iter().filter(|level| level.fits(gold, found)).collect()
    }

    #[test]
    fn each_level_asks_for_more() {
        let gold = coded(Event::Aid, &["TUR", "QAT"], &["SOM"]);
        assert_eq!(levels(&gold, &coded(Event::Accuse, &["TUR", "QAT"], &["SOM"])), []);
        assert_eq!(levels(&gold, &coded(Event::Aid, &["EGY"], &["SOM"])), [Level::Event]);
        assert_eq!(levels(&gold, &coded(Event::Aid, &["TUR"], &[])), [Level::Event]);
        assert_eq!(levels(&gold, &coded(Event::Aid, &["TUR"], &["SOM", "DJI"])), [Level::Event, Level::Relaxed]);
        assert_eq!(
            levels(&gold, &negated(coded(Event::Aid, &["QAT", "TUR"], &["SOM"]))),
            [Level::Event, Level::Relaxed, Level::Strict]
        );
        assert_eq!(levels(&gold, &coded(Event::Aid, &["QAT", "TUR"], &["SOM"])), Level::ALL);
    }

    #[test]
    fn nobody_on_both_sides_is_shared() {
        let gold = coded(Event::Agree, &["ARM"], &[]);
        assert_eq!(levels(&gold, &coded(Event::Agree, &["ARM"], &[])), Level::ALL);
        assert_eq!(levels(&gold, &coded(Event::Agree, &["ARM"], &["AZE"])), [Level::Event]);
        // An act without actors shares none.
        assert_eq!(
            levels(&coded(Event::Agree, &[], &[]), &coded(Event::Agree, &[], &[])),
            [Level::Event, Level::Strict, Level::Full]
        );
    }

    #[test]
    fn a_sector_counts_where_the_coder_gave_one() {
        let all = Level::ALL.to_vec();
        assert_eq!(levels(&coded(Event::Aid, &["TUR"], &[]), &coded(Event::Aid, &["TUR:MIL"], &[])), all);
        assert_eq!(levels(&coded(Event::Aid, &["TUR:MIL"], &[]), &coded(Event::Aid, &["TUR:MIL"], &[])), all);
        assert_eq!(
            levels(&coded(Event::Aid, &["TUR:MIL"], &[]), &coded(Event::Aid, &["TUR"], &[])),
            [Level::Event, Level::Relaxed]
        );
    }

    #[test]
    fn the_matching_is_as_large_as_can_be() {
        // The first coded statement would take the only candidate of the second.
        let gold = [coded(Event::Accuse, &["USA", "GBR"], &["IRN"]), coded(Event::Accuse, &["USA"], &["IRN"])];
        let found = [coded(Event::Accuse, &["USA"], &["IRN"]), coded(Event::Accuse, &["GBR"], &["IRN"])];
        assert_eq!(pairs(Level::Relaxed, &gold, &found), [(1, 0), (0, 1)]);
        assert_eq!(pairs(Level::Strict, &gold, &found), [(1, 0)]);
    }

    #[test]
    fn one_is_moved_for_another() {
        // Three in a chain: each later one can only be placed if the earlier ones move on.
        let gold = [
            coded(Event::Accuse, &["AAA", "BBB"], &[]),
            coded(Event::Accuse, &["BBB", "CCC"], &[]),
            coded(Event::Accuse, &["AAA", "CCC"], &[]),
        ];
        let found = [
            coded(Event::Accuse, &["AAA"], &[]),
            coded(Event::Accuse, &["BBB"], &[]),
            coded(Event::Accuse, &["CCC"], &[]),
        ];
        assert_eq!(pairs(Level::Relaxed, &gold, &found).len(), 3);
    }

    #[test]
    fn the_better_candidate_is_taken() {
        let gold = [coded(Event::Aid, &["TUR"], &["SOM"])];
        let planned = Coded { status: Status::Planned, ..coded(Event::Aid, &["TUR"], &["SOM"]) };
        let found = [coded(Event::Aid, &["TUR", "QAT"], &["SOM"]), planned, coded(Event::Aid, &["TUR"], &["SOM"])];
        assert_eq!(pairs(Level::Relaxed, &gold, &found), [(0, 2)]);
    }
}
