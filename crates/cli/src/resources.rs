//! The embedded models and actor tables, loaded when first needed.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use anyhow::{Context, Result, bail};
use weltlage_actors::Gazetteer;
use weltlage_language::Model;
use weltlage_ontology::Language;
use weltlage_reader::{Document, Reader};

static GERMAN: &[u8] = include_bytes!("../../../models/german.model");
static ENGLISH: &[u8] = include_bytes!("../../../models/english.model");

/// Largest file of a user's actors; the bundled tables have two megabytes.
const MAX_ACTORS: u64 = 64 << 20;

/// Models and actors; readers are made from them.
pub struct Resources {
    gazetteer: Gazetteer,
    german: OnceLock<Result<Model, String>>,
    english: OnceLock<Result<Model, String>>,
}

impl Resources {
    /// Loads the actor tables and the user's own files.
    ///
    /// # Errors
    /// A user file is broken.
    pub fn load(user_files: &[PathBuf]) -> Result<Self> {
        let mut gazetteer = Gazetteer::bundled()?;
        for path in user_files {
            let name = path.display().to_string();
            let text = read_actors(path).with_context(|| name.clone())?;
            gazetteer = gazetteer.with_user_file(&name, &text)?;
        }
        Ok(Self { gazetteer, german: OnceLock::new(), english: OnceLock::new() })
    }

    /// The model of a language.
    ///
    /// # Errors
    /// The embedded model is broken.
    pub fn model(&self, language: Language) -> Result<&Model> {
        let (slot, bytes) = match language {
            Language::De => (&self.german, GERMAN),
            Language::En => (&self.english, ENGLISH),
        };
        slot.get_or_init(|| Model::from_bytes(bytes).map_err(|error| format!("{error}; {}", error.hint())))
            .as_ref()
            .map_err(|error| anyhow::anyhow!("the embedded {} model: {error}", language.code()))
    }

    /// A reader for a language.
    ///
    /// # Errors
    /// The embedded model or lexicon is broken.
    pub fn reader(&self, language: Language) -> Result<Reader<'_>> {
        Ok(Reader::new(self.model(language)?, &self.gazetteer)?)
    }
}

/// The text of a user's actor file.
fn read_actors(path: &Path) -> Result<String> {
    let mut bytes = Vec::new();
    let file = File::open(path).context("cannot be opened")?;
    file.take(MAX_ACTORS + 1).read_to_end(&mut bytes).context("cannot be read")?;
    if bytes.len() as u64 > MAX_ACTORS {
        bail!("is larger than {} MB; give only the actors that you need", MAX_ACTORS >> 20);
    }
    String::from_utf8(bytes).ok().context("is not UTF-8; actor files are TOML text in UTF-8")
}

/// One reader for each language, made when first needed.
pub struct Readers<'r> {
    resources: &'r Resources,
    german: OnceLock<Result<Reader<'r>, String>>,
    english: OnceLock<Result<Reader<'r>, String>>,
}

impl<'r> Readers<'r> {
    /// No reader yet.
    #[must_use]
    pub fn new(resources: &'r Resources) -> Self {
        Self { resources, german: OnceLock::new(), english: OnceLock::new() }
    }

    /// The reader of a language.
    ///
    /// # Errors
    /// The embedded model or lexicon is broken.
    pub fn get(&self, language: Language) -> Result<&Reader<'r>> {
        let slot = match language {
            Language::De => &self.german,
            Language::En => &self.english,
        };
        slot.get_or_init(|| self.resources.reader(language).map_err(|error| format!("{error:#}")))
            .as_ref()
            .map_err(|error| anyhow::anyhow!("{error}"))
    }

    /// The reader for a document: by its own language, else by what the text looks like.
    ///
    /// # Errors
    /// The text is in a language that Weltlage does not read.
    pub fn for_document(&self, document: &Document) -> Result<&Reader<'r>> {
        let language = match document.language {
            Some(language) => language,
            None => detect(&document.text)?,
        };
        self.get(language)
    }
}

/// German or English, by the first few thousand characters.
///
/// # Errors
/// The text is long enough to be sure that it is in another language.
pub fn detect(text: &str) -> Result<Language> {
    const ENOUGH: usize = 4000;
    let end = text.char_indices().nth(ENOUGH).map_or(text.len(), |(at, _)| at);
    let sample = &text[..end];
    // Which of the languages of another script it is may be open; that it is neither German nor English is not.
    let is_other = |info: &whatlang::Info| match info.script() {
        whatlang::Script::Latin => info.is_reliable() && sample.chars().count() > 80,
        _ => sample.chars().count() > 20,
    };
    match whatlang::detect(sample) {
        Some(info) => match info.lang() {
            whatlang::Lang::Deu => Ok(Language::De),
            whatlang::Lang::Eng => Ok(Language::En),
            other if is_other(&info) => {
                bail!(
                    "is in {} ({}), which Weltlage does not read; German and English are supported",
                    other.eng_name(),
                    other.code()
                )
            }
            _ => {
                let either = whatlang::Detector::with_allowlist(vec![whatlang::Lang::Deu, whatlang::Lang::Eng]);
                Ok(if either.detect_lang(sample) == Some(whatlang::Lang::Deu) { Language::De } else { Language::En })
            }
        },
        None => Ok(Language::En),
    }
}
