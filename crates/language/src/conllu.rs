//! Reading and writing CoNLL-U, the format of Universal Dependencies treebanks.
//!
//! Read sentences carry their own text, and token offsets are bytes of that text. What is written is valid for the
//! official validator at level 2.

use std::fmt;

use compact_str::CompactString;

use crate::segment::characters::is_space;
use crate::token::{
    Case, Degree, Gender, Mood, Morphology, Number, Person, PronounType, Relation, Sentence, Tense, Token, Upos,
    VerbForm,
};

/// A sentence of a treebank: the text, the tree, and the treebank's own tags.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TreebankSentence {
    /// The sentence's identifier; empty if the file gives none.
    pub id: String,
    /// The text of the sentence, into which token offsets point.
    pub text: String,
    /// Tokens, heads and relations; subtypes that [`Relation`] does not know are stripped.
    pub sentence: Sentence,
    /// Language-specific tags, one per token.
    pub xpos: Vec<CompactString>,
}

/// Why a CoNLL-U file could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct ConlluError {
    /// Line of the file, from 1.
    pub line: usize,
    /// What is wrong there.
    pub problem: &'static str,
}

/// Reads all sentences of a CoNLL-U file.
///
/// # Errors
/// A line that is not CoNLL-U, an unknown tag, or a head outside the sentence.
pub fn read(content: &str) -> Result<Vec<TreebankSentence>, ConlluError> {
    let mut sentences = Vec::new();
    let mut builder = Builder::default();
    for (index, line) in content.lines().enumerate() {
        let located = |problem| ConlluError { line: index + 1, problem };
        let line = line.trim_end_matches('\r');
        if line.is_empty() {
            sentences.extend(builder.finish().map_err(located)?);
        } else if let Some(comment) = line.strip_prefix('#') {
            // Some files lack the blank line between sentences.
            if comment.trim_start().starts_with("sent_id") {
                sentences.extend(builder.finish().map_err(located)?);
            }
            builder.comment(comment.trim());
        } else {
            builder.row(line).map_err(located)?;
        }
    }
    let end = content.lines().count();
    sentences.extend(builder.finish().map_err(|problem| ConlluError { line: end, problem })?);
    Ok(sentences)
}

/// Collects the lines of one sentence.
#[derive(Debug, Default)]
struct Builder {
    result: TreebankSentence,
    /// Identifier after the last word of the open contraction and how many words it has.
    contraction: Option<(usize, u8)>,
    space_pending: bool,
}

impl Builder {
    fn comment(&mut self, comment: &str) {
        if let Some(id) = comment.strip_prefix("sent_id =") {
            self.result.id = id.trim().to_owned();
        }
    }

    fn row(&mut self, line: &str) -> Result<(), &'static str> {
        let columns: Vec<&str> = line.split('\t').collect();
        let &[id, form, lemma, upos, xpos, features, head, relation, _, misc] = columns.as_slice() else {
            return Err("a row needs ten columns");
        };
        if id.contains('.') {
            return Ok(());
        }
        if let Some((first, last)) = id.split_once('-') {
            let (first, last) = (parse_number(first)?, parse_number(last)?);
            let length = last.checked_sub(first).and_then(|gap| u8::try_from(gap + 1).ok());
            self.contraction = Some((last + 1, length.ok_or("a contraction's range is wrong")?));
            self.append(form, misc);
            return Ok(());
        }
        let id = parse_number(id)?;
        if id != self.result.sentence.tokens.len() + 1 {
            return Err("word identifiers must count from 1");
        }
        let mut token = parse_token(form, lemma, upos, features, head, relation)?;
        match self.contraction {
            Some((after, length)) if id < after => {
                if after - id == usize::from(length) {
                    token.contraction = length;
                }
            }
            _ => self.append(form, misc),
        }
        (token.start, token.end) = self.span();
        self.result.sentence.tokens.push(token);
        self.result.xpos.push(CompactString::from(xpos));
        Ok(())
    }

    /// Adds the text of a word or contraction.
    fn append(&mut self, form: &str, misc: &str) {
        if self.space_pending {
            self.result.text.push(' ');
        }
        self.result.sentence.start = self.result.text.len();
        self.result.text.push_str(form);
        self.space_pending = !misc.split('|').any(|item| item == "SpaceAfter=No");
    }

    /// The span of the text added last; the sentence's start serves as a note of its beginning until the end.
    fn span(&self) -> (usize, usize) {
        (self.result.sentence.start, self.result.text.len())
    }

    fn finish(&mut self) -> Result<Option<TreebankSentence>, &'static str> {
        let mut result = std::mem::take(self).result;
        let count = result.sentence.tokens.len();
        if count == 0 {
            return Ok(None);
        }
        if result.sentence.tokens.iter().any(|token| token.head.is_some_and(|head| head as usize >= count)) {
            return Err("a head is outside the sentence");
        }
        result.sentence.start = 0;
        result.sentence.end = result.text.len();
        result.sentence.parsed = true;
        Ok(Some(result))
    }
}

fn parse_number(text: &str) -> Result<usize, &'static str> {
    text.parse::<u32>().map(|number| number as usize).map_err(|_| "not a number")
}

fn parse_token(
    form: &str,
    lemma: &str,
    upos: &str,
    features: &str,
    head: &str,
    relation: &str,
) -> Result<Token, &'static str> {
    let head = parse_number(head)?;
    let known = Relation::parse(relation).or_else(|| Relation::parse(relation.split(':').next().unwrap_or(relation)));
    Ok(Token {
        start: 0,
        end: 0,
        form: CompactString::from(form),
        lemma: CompactString::from(lemma),
        upos: Upos::parse(upos).ok_or("unknown part of speech")?,
        morphology: parse_morphology(features),
        head: head.checked_sub(1).map(|head| head as u32),
        relation: known.ok_or("unknown relation")?,
        contraction: 0,
    })
}

/// Reads the features column; of several values the first known one counts.
#[must_use]
pub fn parse_morphology(features: &str) -> Morphology {
    let mut morphology = Morphology::default();
    for feature in features.split('|') {
        let Some((name, values)) = feature.split_once('=') else { continue };
        let value = values.split(',').next().unwrap_or(values);
        match name {
            "Case" => morphology.case = Case::parse(value),
            "Number" => morphology.number = Number::parse(value),
            "Gender" => morphology.gender = Gender::parse(value),
            "Person" => morphology.person = Person::parse(value),
            "Tense" => morphology.tense = Tense::parse(value),
            "Mood" => morphology.mood = Mood::parse(value),
            "VerbForm" => morphology.verb_form = VerbForm::parse(value),
            "Degree" => morphology.degree = Degree::parse(value),
            "PronType" => morphology.pronoun_type = PronounType::parse(value),
            "Definite" => morphology.definite = Some(value == "Def"),
            "Poss" => morphology.possessive = value == "Yes",
            "Reflex" => morphology.reflexive = value == "Yes",
            "Voice" => morphology.passive = value == "Pass",
            _ => {}
        }
    }
    morphology
}

/// The features column of a token: features sorted by name, `_` if there are none.
#[must_use]
pub fn format_morphology(morphology: &Morphology) -> String {
    let features = [
        ("Case", morphology.case.map(Case::as_str)),
        ("Definite", morphology.definite.map(|definite| if definite { "Def" } else { "Ind" })),
        ("Degree", morphology.degree.map(Degree::as_str)),
        ("Gender", morphology.gender.map(Gender::as_str)),
        ("Mood", morphology.mood.map(Mood::as_str)),
        ("Number", morphology.number.map(Number::as_str)),
        ("Person", morphology.person.map(Person::as_str)),
        ("Poss", morphology.possessive.then_some("Yes")),
        ("PronType", morphology.pronoun_type.map(PronounType::as_str)),
        ("Reflex", morphology.reflexive.then_some("Yes")),
        ("Tense", morphology.tense.map(Tense::as_str)),
        ("VerbForm", morphology.verb_form.map(VerbForm::as_str)),
        ("Voice", morphology.passive.then_some("Pass")),
    ];
    let present: Vec<String> =
        features.iter().filter_map(|(name, value)| value.map(|value| format!("{name}={value}"))).collect();
    if present.is_empty() { "_".to_owned() } else { present.join("|") }
}

/// Writes one parsed sentence of a document whose text is `text`.
///
/// # Errors
/// Those of the output.
pub fn write(sentence: &Sentence, id: &str, text: &str, output: &mut impl fmt::Write) -> fmt::Result {
    let clean = spaced(text.get(sentence.start..sentence.end).unwrap_or_default());
    writeln!(output, "# sent_id = {id}\n# text = {clean}")?;
    let tokens = &sentence.tokens;
    let mut contraction_end = 0;
    for (index, token) in tokens.iter().enumerate() {
        let length = usize::from(token.contraction).min(tokens.len() - index);
        if length > 1 {
            contraction_end = index + length;
            let surface = column(text.get(token.start..token.end).unwrap_or_default());
            let space = space_after(tokens, contraction_end - 1, text, sentence.end);
            writeln!(output, "{}-{}\t{surface}\t_\t_\t_\t_\t_\t_\t_\t{space}", index + 1, contraction_end)?;
        }
        let space = if index < contraction_end { "_" } else { space_after(tokens, index, text, sentence.end) };
        let (head, relation) = match token.head {
            Some(head) if token.relation != Relation::Root => (head + 1, token.relation.as_str()),
            Some(head) => (head + 1, Relation::Dep.as_str()),
            None => (0, Relation::Root.as_str()),
        };
        writeln!(
            output,
            "{}\t{}\t{}\t{}\t_\t{}\t{head}\t{relation}\t_\t{space}",
            index + 1,
            column(&token.form),
            column(&token.lemma),
            token.upos.as_str(),
            format_morphology(&token.morphology),
        )?;
    }
    output.write_char('\n')
}

/// The text with one blank for whatever separates tokens, so that it is the forms and the blanks between them.
fn spaced(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for part in text.split(is_space).filter(|part| !part.is_empty()) {
        if !cleaned.is_empty() {
            cleaned.push(' ');
        }
        cleaned.push_str(part);
    }
    cleaned
}

/// A form or lemma as a column: never empty, no line breaks or tabs.
fn column(text: &str) -> String {
    let cleaned = spaced(text);
    if cleaned.is_empty() { "_".to_owned() } else { cleaned }
}

fn space_after(tokens: &[Token], index: usize, text: &str, sentence_end: usize) -> &'static str {
    let next = tokens.get(index + 1).map_or(sentence_end, |next| next.start);
    let gap = text.get(tokens[index].end..next).unwrap_or_default();
    // The last word of a sentence has nothing after it that the text comment shows.
    if gap.is_empty() && index + 1 < tokens.len() { "SpaceAfter=No" } else { "_" }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Strategy, any, prop, proptest};

    use super::{TreebankSentence, format_morphology, parse_morphology, read, write};

    const SENTENCE: &str = "\
# sent_id = a-1
# text = Im Mai (2014).
1-2\tIm\t_\t_\t_\t_\t_\t_\t_\t_
1\tin\tin\tADP\t_\t_\t3\tcase\t_\t_
2\tdem\tder\tDET\t_\tCase=Dat|Definite=Def|PronType=Art\t3\tdet\t_\t_
3\tMai\tMai\tPROPN\t_\tCase=Dat\t0\troot\t_\t_
4\t(\t(\tPUNCT\t_\t_\t5\tpunct\t_\tSpaceAfter=No
5\t2014\t2014\tNUM\t_\t_\t3\tnmod\t_\tSpaceAfter=No
6\t)\t)\tPUNCT\t_\t_\t5\tpunct\t_\tSpaceAfter=No
7\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_

";

    fn written(sentence: &TreebankSentence) -> String {
        let mut output = String::new();
        write(&sentence.sentence, &sentence.id, &sentence.text, &mut output).unwrap();
        output
    }

    #[test]
    fn what_was_read_is_written_again() {
        let sentences = read(SENTENCE).unwrap();
        assert_eq!(sentences[0].text, "Im Mai (2014).");
        assert_eq!(sentences[0].sentence.tokens[1].end, 2);
        assert_eq!(written(&sentences[0]), SENTENCE);
    }

    #[test]
    fn what_is_no_conllu_names_the_line() {
        assert_eq!(read("1\tword").unwrap_err().line, 1);
        assert_eq!(read("1\ta\ta\tX\t_\t_\t9\tdep\t_\t_\n\n").unwrap_err().line, 2);
        assert!(read("1\ta\ta\tWORD\t_\t_\t0\troot\t_\t_").is_err());
    }

    fn sentences() -> impl Strategy<Value = String> {
        prop::collection::vec(("[a-zäöüß]{1,8}", any::<bool>()), 1..20).prop_map(|words| {
            let mut text = String::from("# sent_id = x\n");
            for (index, (word, space)) in words.iter().enumerate() {
                let (relation, space) =
                    (if index == 0 { "root" } else { "dep" }, if *space { "_" } else { "SpaceAfter=No" });
                text.push_str(&format!("{}\t{word}\t{word}\tX\t_\t_\t{index}\t{relation}\t_\t{space}\n", index + 1));
            }
            text + "\n"
        })
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(content in ".{0,200}") {
            let _ = read(&content);
        }

        #[test]
        fn sentences_come_back(content in sentences()) {
            let first = read(&content).unwrap().remove(0);
            let second = read(&written(&first)).unwrap().remove(0);
            assert_eq!(first.sentence, second.sentence);
            assert_eq!(first.text, second.text);
        }

        #[test]
        fn features_come_back(case in prop::sample::select(vec!["Nom", "Acc"]), reflexive in any::<bool>()) {
            let text = if reflexive { format!("Case={case}|Reflex=Yes") } else { format!("Case={case}") };
            assert_eq!(format_morphology(&parse_morphology(&text)), text);
        }
    }
}
