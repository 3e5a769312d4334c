//! Measures sentence boundaries and tokens against CoNLL-U treebanks.
//!
//! The text of a treebank is put together from its `# text` lines: sentences of a paragraph are joined by a space,
//! paragraphs (`# newpar`) by a blank line, and each `# newdoc` begins a document of its own.

use std::collections::BTreeSet;
use std::ops::Range;

use weltlage_ontology::Language;

use super::characters::is_space;
use super::sentences;
use crate::tokenize::tokens;

/// A document of a treebank.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The running text.
    pub text: String,
    /// Its sentences, as byte ranges of the text.
    pub sentences: Vec<ReferenceSentence>,
}

/// A sentence of a treebank.
#[derive(Clone, Debug, Default)]
pub struct ReferenceSentence {
    /// Byte range in the document's text.
    pub range: Range<usize>,
    /// A paragraph begins here.
    pub paragraph: bool,
    /// Spans of the surface tokens in the document's text. A contraction is one surface token.
    pub surface: Vec<Range<usize>>,
    /// The syntactic words: for each, the span of its surface token, its place in it and its form.
    pub words: Vec<Word>,
}

/// A syntactic word: span of the surface token, place inside of it, form.
pub type Word = (usize, usize, usize, String);

/// How many items agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// Items in both.
    pub correct: usize,
    /// Items in the reference.
    pub reference: usize,
    /// Items found.
    pub found: usize,
}

impl Agreement {
    /// Share of the found items that are correct, 0 to 1.
    #[must_use]
    pub fn precision(self) -> f64 {
        ratio(self.correct, self.found)
    }

    /// Share of the reference items that were found, 0 to 1.
    #[must_use]
    pub fn recall(self) -> f64 {
        ratio(self.correct, self.reference)
    }

    /// Harmonic mean of precision and recall, 0 to 1.
    #[must_use]
    pub fn f1(self) -> f64 {
        ratio(2 * self.correct, self.reference + self.found)
    }

    fn count<T: Ord>(&mut self, reference: &BTreeSet<T>, found: &BTreeSet<T>) {
        self.correct += reference.intersection(found).count();
        self.reference += reference.len();
        self.found += found.len();
    }
}

#[allow(clippy::cast_precision_loss)]
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Agreement with a treebank.
#[derive(Clone, Copy, Debug, Default)]
pub struct SegmentationScore {
    /// Ends of sentences inside of documents; the last end of a document, which is trivial, does not count.
    pub boundaries: Agreement,
    /// The same, without those where a paragraph ends.
    pub inner_boundaries: Agreement,
    /// Whole sentences, both ends right (the measure of the CoNLL shared tasks).
    pub spans: Agreement,
    /// Surface tokens, if each sentence is tokenized by itself.
    pub tokens: Agreement,
    /// Syntactic words with their forms, if each sentence is tokenized by itself.
    pub words: Agreement,
}

/// Reads a treebank in CoNLL-U. Lines that are malformed are left out.
#[must_use]
pub fn documents(conllu: &str) -> Vec<Document> {
    let mut output: Vec<Document> = Vec::new();
    let (mut new_document, mut paragraph) = (true, false);
    let mut text = "";
    let mut rows: Vec<&str> = Vec::new();
    for line in conllu.lines().chain([""]) {
        if line.starts_with("# newdoc") {
            new_document = true;
        } else if line.starts_with("# newpar") {
            paragraph = true;
        } else if let Some(rest) = line.strip_prefix("# text =") {
            text = rest.trim();
        } else if line.starts_with(|character: char| character.is_ascii_digit()) {
            rows.push(line);
        } else if line.trim().is_empty() && !rows.is_empty() {
            if new_document {
                output.push(Document::default());
            }
            if let Some(document) = output.last_mut() {
                add_sentence(document, text, &rows, paragraph);
            }
            (new_document, paragraph) = (false, false);
            rows.clear();
        }
    }
    output
}

fn add_sentence(document: &mut Document, text: &str, rows: &[&str], paragraph: bool) {
    if !document.text.is_empty() {
        document.text.push_str(if paragraph { "\n\n" } else { " " });
    }
    let start = document.text.len();
    document.text.push_str(text);
    let mut sentence = ReferenceSentence { range: start..document.text.len(), paragraph, ..Default::default() };
    let mut position = start;
    let mut contraction = (0..0, 0, 0);
    for row in rows {
        let mut columns = row.split('\t');
        let (Some(id), Some(form)) = (columns.next(), columns.next()) else { continue };
        if id.contains('.') {
            continue;
        }
        let number = id.split('-').next_back().and_then(|last| last.parse::<usize>().ok()).unwrap_or(0);
        if number <= contraction.1 && !id.contains('-') {
            let span = &contraction.0;
            sentence.words.push((span.start, span.end, contraction.2, form.to_owned()));
            contraction.2 += 1;
            continue;
        }
        let Some(offset) = document.text[position..].find(form) else { continue };
        let span = position + offset..position + offset + form.len();
        position = span.end;
        sentence.surface.push(span.clone());
        if id.contains('-') {
            contraction = (span, number, 0);
        } else {
            sentence.words.push((span.start, span.end, 0, form.to_owned()));
        }
    }
    document.sentences.push(sentence);
}

/// Splits and tokenizes the documents and compares the result with the treebank.
#[must_use]
pub fn evaluate(documents: &[Document], language: Language) -> SegmentationScore {
    let mut score = SegmentationScore::default();
    for document in documents {
        let found = sentences(&document.text, language);
        let last = document.text.trim_end_matches(is_space).len();
        let paragraphs: BTreeSet<usize> =
            document.sentences.windows(2).filter(|pair| pair[1].paragraph).map(|pair| pair[0].range.end).collect();
        let ends = |ranges: &mut dyn Iterator<Item = usize>| ranges.filter(|end| *end != last).collect::<BTreeSet<_>>();
        let reference_ends = ends(&mut document.sentences.iter().map(|sentence| sentence.range.end));
        let found_ends = ends(&mut found.iter().map(|range| range.end));
        score.boundaries.count(&reference_ends, &found_ends);
        score.inner_boundaries.count(&(&reference_ends - &paragraphs), &(&found_ends - &paragraphs));
        let span = |range: &Range<usize>| (range.start, range.end);
        score.spans.count(
            &document.sentences.iter().map(|sentence| span(&sentence.range)).collect(),
            &found.iter().map(span).collect(),
        );
        for sentence in &document.sentences {
            count_tokens(&mut score, document, sentence, language);
        }
    }
    score
}

fn count_tokens(score: &mut SegmentationScore, document: &Document, reference: &ReferenceSentence, language: Language) {
    let (surface, words) = tokenized(&document.text, reference.range.clone(), language);
    score.tokens.count(&reference.surface.iter().map(|span| (span.start, span.end)).collect(), &surface);
    score.words.count(&reference.words.iter().cloned().collect(), &words);
}

/// The surface tokens and words that the tokenizer finds in a sentence.
#[must_use]
pub fn tokenized(text: &str, range: Range<usize>, language: Language) -> (BTreeSet<(usize, usize)>, BTreeSet<Word>) {
    let (mut surface, mut words) = (BTreeSet::new(), BTreeSet::new());
    let (mut left, mut place) = (0, 0);
    for token in tokens(text, range, language).tokens {
        if left > 0 {
            left -= 1;
            place += 1;
        } else {
            surface.insert((token.start, token.end));
            (left, place) = (usize::from(token.contraction).saturating_sub(1), 0);
        }
        words.insert((token.start, token.end, place, token.form.to_string()));
    }
    (surface, words)
}
