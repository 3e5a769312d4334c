//! Codes of actors: `PRK`, `IGO:UNO`, `NSA:ISIS`, `UNK`, and the sector beside them.

use crate::names;

names!(
    /// For whom within a state an actor acts; `GOV` stands for the state itself.
    Sector {
        Government = "GOV", Military = "MIL", Opposition = "OPP", Rebels = "REB", Civilians = "CVL", Parliament = "LEG", Courts = "JUD",
        Police = "COP", Intelligence = "SPY", Business = "BUS", Media = "MED", Party = "PTY", Religious = "REL", NonGovernmental = "NGO",
    }
);

/// A code was neither an ISO 3166-1 alpha-3 code, nor an `IGO:` or `NSA:` code, nor `UNK`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no actor code; write an ISO 3166-1 alpha-3 code (PRK), IGO:NAME, NSA:NAME or UNK")]
pub struct CodeError(pub String);

/// Code of an actor without its sector: three capital letters for a state or territory, `IGO:` or `NSA:` and a name, or `UNK`.
/// Twelve bytes suffice for all common acronyms; longer names are kept whole.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code(std::sync::Arc<str>);

impl Code {
    /// An actor that is there but cannot be identified.
    #[must_use]
    pub fn unknown() -> Self {
        Self("UNK".into())
    }

    /// Checks and takes a code.
    ///
    /// # Errors
    /// The text is no code.
    pub fn new(text: &str) -> Result<Self, CodeError> {
        let name_is_fine = |name: &str| {
            (1..=40).contains(&name.len())
                && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-' || b == b'_')
        };
        let fine = match text.split_once(':') {
            Some(("IGO" | "NSA", name)) => name_is_fine(name),
            Some(_) => false,
            None => text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase()),
        };
        if fine { Ok(Self(text.into())) } else { Err(CodeError(text.to_owned())) }
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is the unknown actor.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        &*self.0 == "UNK"
    }

    /// Whether this is a state or territory.
    #[must_use]
    pub fn is_state(&self) -> bool {
        self.0.len() == 3 && !self.is_unknown()
    }
}

impl TryFrom<String> for Code {
    type Error = CodeError;
    fn try_from(text: String) -> Result<Self, CodeError> {
        Self::new(&text)
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.0.as_ref().to_owned()
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes() {
        for good in ["PRK", "UNK", "IGO:UNO", "NSA:HEZBOLLAH", "NSA:PKK"] {
            assert_eq!(Code::new(good).map(|code| code.to_string()), Ok(good.to_owned()));
        }
        for bad in ["", "prk", "RUSS", "IGO:", "GOV:RUS", "NSA:a", "RUS:MIL"] {
            assert!(Code::new(bad).is_err(), "{bad}");
        }
    }
}
