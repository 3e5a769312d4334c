//! Documents to be read, made from gold records. They go through the same checks as documents from outside.

use serde_json::{Value, json};
use weltlage_reader::{Document, DocumentError};

/// A mention: first code point, code point after the last one, identifier.
pub(crate) type MarkedSpan = (usize, usize, &'static str);

/// Makes a document.
pub(crate) fn document(
    id: &str,
    text: &str,
    lang: &str,
    published: Option<&str>,
    mentions: &[MarkedSpan],
) -> Result<Document, DocumentError> {
    let mut line = json!({ "id": id, "text": text, "lang": lang });
    if let Some(day) = published.filter(|day| !day.is_empty()) {
        line["published"] = json!(day);
    }
    if !mentions.is_empty() {
        let spans: Vec<Value> =
            mentions.iter().map(|(start, end, id)| json!({ "start": start, "end": end, "id": id })).collect();
        line["mentions"] = Value::Array(spans);
    }
    Document::from_json(&line.to_string())
}
