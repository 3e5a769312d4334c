//! What a statement says of its act: whether it has happened, and how it is linked to others.

use crate::names;

names!(
    /// Whether the act has happened.
    Status {
        /// Has happened or is happening.
        Actual = "actual",
        /// Announced, scheduled, decided, intended.
        Planned = "planned",
        /// May, might, expected, feared, could.
        Possible = "possible",
        /// If …, would, counterfactual.
        Conditional = "conditional",
    }
);

names!(
    /// What a text claims of why and what for.
    LinkKind { Motive = "motive", Deterrent = "deterrent", Cause = "cause", Consequence = "consequence" }
);

names!(
    /// Side of an exchange, seen from the actor of the first statement.
    Side { Give = "give", Get = "get" }
);
