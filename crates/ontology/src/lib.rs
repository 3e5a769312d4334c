//! The vocabulary of Weltlage: PLOVER event types, modes, contexts, quad classes and scores, the status of a
//! statement, sectors, goods, codes of actors, and the CAMEO roots they correspond to.
//!
//! Values only, no I/O. Types and modes follow the PLOVER manual (draft 0.8, 2021); the scores are its
//! conflict–cooperation table, −10 to +10.

pub mod code;
pub mod event;
pub mod goods;
pub mod statement;

pub use code::{Code, CodeError, Sector};
pub use event::{Context, Event, Mode, Quad, cameo_root, score};
pub use goods::Goods;
pub use statement::{LinkKind, Side, Status};

/// The languages that Weltlage reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// German.
    De,
    /// English.
    En,
}

impl Language {
    /// Both languages, in order.
    pub const ALL: [Self; 2] = [Self::De, Self::En];

    /// ISO 639-1 code: `de` or `en`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En => "en",
        }
    }

    /// The language with this ISO 639-1 code; a region ("de-AT") is ignored.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        match code.split(['-', '_']).next()?.to_ascii_lowercase().as_str() {
            "de" => Some(Self::De),
            "en" => Some(Self::En),
            _ => None,
        }
    }
}

/// Declares an enum whose variants have fixed names in files, with `ALL`, `as_str`, `parse`, `Display` and serde.
macro_rules! names {
    ($(#[$meta:meta])* $name:ident { $($(#[$inner:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[allow(missing_docs)]
        pub enum $name { $($(#[$inner])* #[serde(rename = $text)] $variant),+ }

        impl $name {
            /// All values, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in files.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The value with this name.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.pad(self.as_str())
            }
        }
    };
}
pub(crate) use names;
