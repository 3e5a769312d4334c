//! Linguistic knowledge that corrects what the statistical parser proposes.

pub(crate) mod german;
