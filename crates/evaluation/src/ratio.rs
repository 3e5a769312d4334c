//! Counts of right, found and wanted items, and what is told from them: precision, recall, F1.

/// How many items are right, were found, and were to be found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Found and wanted.
    pub right: usize,
    /// Found.
    pub found: usize,
    /// Wanted.
    pub wanted: usize,
}

impl Counts {
    /// Share of the found items that are right, 0 to 1; 0 where nothing was found.
    #[must_use]
    pub fn precision(self) -> f64 {
        share(self.right, self.found)
    }

    /// Share of the wanted items that were found, 0 to 1; 0 where nothing was wanted.
    #[must_use]
    pub fn recall(self) -> f64 {
        share(self.right, self.wanted)
    }

    /// Harmonic mean of precision and recall, 0 to 1.
    #[must_use]
    pub fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
    }

    /// Adds other counts.
    pub const fn add(&mut self, other: Self) {
        self.right += other.right;
        self.found += other.found;
        self.wanted += other.wanted;
    }

    /// Counts one place at which something may be found, may be wanted, or both; it is right if also `equal`.
    pub fn place(&mut self, wanted: bool, found: bool, equal: bool) {
        self.wanted += usize::from(wanted);
        self.found += usize::from(found);
        self.right += usize::from(wanted && found && equal);
    }
}

/// Part of a whole, 0 of nothing.
#[must_use]
#[allow(clippy::cast_precision_loss)]
pub fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares() {
        let counts = Counts { right: 2, found: 4, wanted: 8 };
        assert_eq!((counts.precision(), counts.recall()), (0.5, 0.25));
        assert!((counts.f1() - 1.0 / 3.0).abs() < 1e-12);
        assert_eq!(Counts::default().f1(), 0.0);
        assert_eq!(Counts { right: 0, found: 0, wanted: 3 }.precision(), 0.0);
    }

    #[test]
    fn places() {
        let mut counts = Counts::default();
        for (wanted, found, equal) in
            [(true, true, true), (true, true, false), (true, false, true), (false, true, true), (false, false, true)]
        {
            counts.place(wanted, found, equal);
        }
        assert_eq!(counts, Counts { right: 1, found: 3, wanted: 3 });
    }
}
