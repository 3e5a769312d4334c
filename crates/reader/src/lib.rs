//! Reads trees into propositions and PLOVER statements.
