//! Agreement of two languages: the same sentences in German and in English should give the same statements.
//!
//! Neither side is gold, so that there is one figure a level: twice the statements that match, divided by the statements of both sides.

use std::fmt;

use crate::coded::Coded;
use crate::matching::{Level, pairs};
use crate::ratio::share;

/// What two readings of parallel sentences have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// Parallel sentences.
    pub sentences: usize,
    /// Sentences for which either side gives a statement.
    pub told: usize,
    /// Sentences for which both sides give statements, and all of them match at the relaxed level.
    pub agreeing: usize,
    /// Statements of the one and of the other side.
    pub statements: [usize; 2],
    /// Matching pairs at each level, in the order of [`Level::ALL`].
    pub matched: [usize; 4],
}

impl Agreement {
    /// Counts one sentence.
    pub fn count(&mut self, one: &[Coded], other: &[Coded]) {
        self.sentences += 1;
        if one.is_empty() && other.is_empty() {
            return;
        }
        self.told += 1;
        self.statements[0] += one.len();
        self.statements[1] += other.len();
        for (matched, level) in self.matched.iter_mut().zip(Level::ALL) {
            let count = pairs(level, one, other).len();
            *matched += count;
            if level == Level::Relaxed && count == one.len() && count == other.len() {
                self.agreeing += 1;
            }
        }
    }

    /// Agreement at a level, from 0 to 1.
    #[must_use]
    pub fn at(&self, level: Level) -> f64 {
        let matched = Level::ALL.iter().position(|own| *own == level).map_or(0, |index| self.matched[index]);
        share(2 * matched, self.statements[0] + self.statements[1])
    }
}

impl fmt::Display for Agreement {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            out,
            "sentences {}, with a statement on either side {}, statements {} and {}",
            self.sentences, self.told, self.statements[0], self.statements[1]
        )?;
        for level in Level::ALL {
            writeln!(out, "{level:8} agreement {:.3}", self.at(level))?;
        }
        write!(out, "sentences in full (relaxed) agreement {:.3}", share(self.agreeing, self.told))
    }
}

#[cfg(test)]
mod tests {
    use super::Agreement;
    use crate::coded::tests::coded;
    use crate::matching::Level;
    use weltlage_ontology::Event;

    #[test]
    fn sentences_without_statements_do_not_count() {
        let mut agreement = Agreement::default();
        let aid = coded(Event::Aid, &["TUR"], &["SOM"]);
        let request = coded(Event::Request, &["TUR"], &["SOM"]);
        agreement.count(&[], &[]);
        agreement.count(std::slice::from_ref(&aid), std::slice::from_ref(&aid));
        agreement.count(std::slice::from_ref(&aid), std::slice::from_ref(&request));
        assert_eq!((agreement.sentences, agreement.told, agreement.agreeing), (3, 2, 1));
        assert!((agreement.at(Level::Relaxed) - 0.5).abs() < 1e-9);
    }
}
