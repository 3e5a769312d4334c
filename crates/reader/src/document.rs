//! Documents as they come in: the JSON Lines form and its checks.
//!
//! A [`Document`] is text with what is known about it. Mentions that another tool has found can come along; their
//! offsets count Unicode code points, as everywhere at the edges.

use serde::Deserialize;
use weltlage_ontology::{Code, Language};

/// A document to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Identifier, repeated in every statement.
    pub id: String,
    /// The text; offsets of statements count its code points.
    pub text: String,
    /// Title, read as a sentence of its own only by the caller's choice; not part of `text`.
    pub title: Option<String>,
    /// Language; detected where missing.
    pub language: Option<Language>,
    /// Day of publication, against which "last month" is resolved.
    pub published: Option<jiff::civil::Date>,
    /// Where it was found.
    pub url: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// Actors found by another tool.
    pub mentions: Vec<GivenMention>,
}

/// An actor found by another tool.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct GivenMention {
    /// First code point.
    pub start: usize,
    /// Code point after the last one.
    pub end: usize,
    /// The other tool's identifier; comes back in statements.
    pub id: String,
    /// The actor's code, if the other tool knows it.
    pub code: Option<Code>,
}

/// Why a line is no document.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// Not JSON, or a field has the wrong type.
    #[error("not a document: {0}; a line is an object with at least \"id\" and \"text\"")]
    Json(#[from] serde_json::Error),
    /// `lang` names a language that Weltlage does not read.
    #[error("language “{0}” is not supported; use \"de\" or \"en\", or leave it out to have it detected")]
    Language(String),
    /// `published` is no ISO 8601 date.
    #[error("published “{0}” is no date; write YYYY-MM-DD")]
    Published(String),
    /// A given mention lies outside the text or is empty.
    #[error("mention “{id}” ({start}–{end}) does not lie inside the text of {length} code points")]
    MentionOutside {
        /// The mention.
        id: String,
        /// Its start.
        start: usize,
        /// Its end.
        end: usize,
        /// Code points in the text.
        length: usize,
    },
    /// Two given mentions overlap.
    #[error("mentions “{0}” and “{1}” overlap; give at most one for each place")]
    MentionsOverlap(String, String),
}

#[derive(Deserialize)]
struct Line {
    id: Id,
    text: String,
    title: Option<String>,
    lang: Option<String>,
    published: Option<String>,
    url: Option<String>,
    source: Option<String>,
    #[serde(default)]
    mentions: Vec<GivenMention>,
}

/// Identifiers are strings; numbers are taken as their digits, since many exports write them so.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(serde_json::Number),
}

impl Document {
    /// Parses one line of a JSON Lines file.
    ///
    /// # Errors
    /// The line is no JSON object of the documented form, or its fields contradict each other.
    pub fn from_json(line: &str) -> Result<Self, DocumentError> {
        let line: Line = serde_json::from_str(line)?;
        let language = match line.lang {
            None => None,
            Some(code) => Some(Language::parse(&code).ok_or(DocumentError::Language(code))?),
        };
        let published = match line.published {
            None => None,
            Some(text) => Some(parse_date(&text).ok_or(DocumentError::Published(text))?),
        };
        let mut mentions = line.mentions;
        mentions.sort_by_key(|mention| (mention.start, mention.end));
        let length = line.text.chars().count();
        for mention in &mentions {
            if mention.start >= mention.end || mention.end > length {
                let GivenMention { id, start, end, .. } = mention.clone();
                return Err(DocumentError::MentionOutside { id, start, end, length });
            }
        }
        for pair in mentions.windows(2) {
            if pair[1].start < pair[0].end {
                return Err(DocumentError::MentionsOverlap(pair[0].id.clone(), pair[1].id.clone()));
            }
        }
        let id = match line.id {
            Id::Text(text) => text,
            Id::Number(number) => number.to_string(),
        };
        Ok(Self {
            id,
            text: line.text,
            title: line.title,
            language,
            published,
            url: line.url,
            source: line.source,
            mentions,
        })
    }
}

/// Reads an ISO 8601 date; a time of day after it is ignored.
#[must_use]
pub fn parse_date(text: &str) -> Option<jiff::civil::Date> {
    text.get(..10)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_full_line() {
        let line = r#"{"id": 7, "text": "Äthiopien lehnt ab.", "lang": "de-AT", "published": "2023-09-05T10:00:00Z", "more": [1],
            "mentions": [{"start": 0, "end": 9, "id": "a", "code": "ETH"}]}"#;
        let document = Document::from_json(line).unwrap();
        assert_eq!(document.id, "7");
        assert_eq!(document.language, Some(Language::De));
        assert_eq!(document.published.unwrap().to_string(), "2023-09-05");
        assert_eq!(document.mentions[0].code.as_ref().unwrap().as_str(), "ETH");
    }

    #[test]
    fn refuses_contradictions() {
        let cases = [
            (r#"{"text": "x"}"#, "id"),
            (r#"{"id": "1", "text": "x", "lang": "fr"}"#, "fr"),
            (r#"{"id": "1", "text": "x", "published": "gestern"}"#, "gestern"),
            (r#"{"id": "1", "text": "abc", "mentions": [{"start": 1, "end": 9, "id": "m"}]}"#, "“m”"),
            (
                r#"{"id": "1", "text": "abcdef", "mentions": [{"start": 0, "end": 3, "id": "m"}, {"start": 2, "end": 4, "id": "n"}]}"#,
                "overlap",
            ),
            ("{", "not a document"),
        ];
        for (line, part) in cases {
            let error = Document::from_json(line).unwrap_err().to_string();
            assert!(error.contains(part), "{line} → {error}");
        }
    }
}
