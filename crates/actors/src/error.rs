//! What can be wrong with actor data. Every message names the file and the entry; [`ActorError::hint`] says the way out.

use std::borrow::Cow;

/// An error in the bundled tables or in a user's file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ActorError {
    /// The file is no TOML, or has a field that actor files do not have.
    #[error("{file}, line {line}: {message}")]
    Syntax {
        /// Name of the file as given by the caller.
        file: String,
        /// Line of the fault, from 1.
        line: usize,
        /// What the TOML reader says.
        message: String,
    },
    /// A record is well-formed, but its content makes no sense.
    #[error("{file}, {entry}: {message}")]
    Entry {
        /// Name of the file as given by the caller.
        file: String,
        /// Table and identity of the record: `leader "olaf-scholz"`.
        entry: String,
        /// What is wrong with it.
        message: String,
        /// What to write instead.
        hint: Cow<'static, str>,
    },
    /// The embedded tables cannot be read, which is a fault of the build.
    #[error("the bundled actor tables cannot be read: {0}")]
    Bundled(#[from] serde_json::Error),
    /// The embedded index cannot be read, which is a fault of the build.
    #[error("the bundled index of names cannot be read")]
    BundledIndex,
    /// There are more names than the index can number.
    #[error("{file}: more than {limit} records of one kind")]
    TooMany {
        /// Name of the file that crossed the limit.
        file: String,
        /// The largest number allowed.
        limit: usize,
    },
}

impl ActorError {
    /// The way out, apart from the message.
    #[must_use]
    pub fn hint(&self) -> &str {
        match self {
            Self::Syntax { .. } => {
                "docs of the actor files list the fields of each table; text values stand in quotation marks"
            }
            Self::Entry { hint, .. } => hint,
            Self::Bundled(_) | Self::BundledIndex => "build Weltlage again from a clean tree",
            Self::TooMany { .. } => "split the file and load only the part that you need",
        }
    }
}
