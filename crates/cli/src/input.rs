//! Documents from files and standard input: encodings, Markdown, JSON Lines.
//!
//! Offsets of statements count code points of the decoded file: Markdown is not removed but blanked out, so that a span found in the text is
//! found in the file.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use pulldown_cmark::{Event, Options, Parser};
use weltlage_ontology::Language;
use weltlage_reader::Document;
use weltlage_reader::document::parse_date;

use crate::args::InputArgs;

/// Largest plain text or Markdown file; larger collections belong into JSON Lines, which is streamed.
const MAX_FILE: u64 = 256 << 20;
/// How far blanks before the first character are looked through for a sign of JSON Lines.
const MAX_BLANKS: u64 = 1 << 16;
/// Longest line of a JSON Lines file.
const MAX_LINE: usize = 64 << 20;

/// A document, or why one could not be had; the latter names file and line.
pub type Incoming = Result<Document>;

/// Streams the documents of all files in order.
pub struct Documents {
    files: std::vec::IntoIter<PathBuf>,
    lang: Option<Language>,
    published: Option<jiff::civil::Date>,
    json_lines: bool,
    current: Option<JsonLines>,
}

struct JsonLines {
    name: String,
    reader: Box<dyn BufRead + Send>,
    line: usize,
}

impl Documents {
    /// Prepares to read; `json_lines` allows JSON Lines content in files of any name, as it is always allowed on standard input.
    #[must_use]
    pub fn new(args: &InputArgs, json_lines: bool) -> Self {
        Self {
            files: args.files.clone().into_iter(),
            lang: args.lang.map(Into::into),
            published: args.published,
            json_lines,
            current: None,
        }
    }

    fn open(&mut self, path: &Path) -> Result<Option<Document>> {
        let name = path.display().to_string();
        let standard_input = path == Path::new("-");
        let mut reader: Box<dyn BufRead + Send> = if standard_input {
            Box::new(BufReader::new(io::stdin()))
        } else {
            let meta = std::fs::metadata(path).with_context(|| format!("{name}: cannot be opened"))?;
            if meta.is_dir() {
                bail!("{name}: is a folder; name the files in it");
            }
            if meta.len() > MAX_FILE && !is_json_lines(path) {
                return Err(too_large(&name));
            }
            Box::new(BufReader::with_capacity(
                1 << 16,
                File::open(path).with_context(|| format!("{name}: cannot be opened"))?,
            ))
        };
        let mut json_lines = is_json_lines(path);
        if !json_lines && (self.json_lines || standard_input) {
            let start = start(&mut reader).with_context(|| format!("{name}: cannot be read"))?;
            json_lines = start.last() == Some(&b'{');
            reader = Box::new(io::Cursor::new(start).chain(reader));
        }
        if json_lines {
            self.current = Some(JsonLines { name, reader, line: 0 });
            return Ok(None);
        }
        let mut bytes = Vec::new();
        reader.take(MAX_FILE + 1).read_to_end(&mut bytes).with_context(|| format!("{name}: cannot be read"))?;
        if bytes.len() as u64 > MAX_FILE {
            return Err(too_large(&name));
        }
        let text = decode(&bytes).with_context(|| name.clone())?;
        let mut document = Document { id: name, ..Document::default() };
        if matches!(extension(path).as_str(), "md" | "markdown") {
            markdown(&text, &mut document)?;
        } else {
            document.text = text;
        }
        Ok(Some(self.defaults(document)))
    }

    fn defaults(&self, mut document: Document) -> Document {
        document.language = document.language.or(self.lang);
        document.published = document.published.or(self.published);
        document
    }
}

impl Iterator for Documents {
    type Item = Incoming;

    fn next(&mut self) -> Option<Incoming> {
        loop {
            if let Some(lines) = &mut self.current {
                match lines.next() {
                    Some(document) => return Some(document.map(|document| self.defaults(document))),
                    None => self.current = None,
                }
            }
            let path = self.files.next()?;
            match self.open(&path) {
                Ok(Some(document)) => return Some(Ok(document)),
                Ok(None) => {}
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl Iterator for JsonLines {
    type Item = Incoming;

    fn next(&mut self) -> Option<Incoming> {
        loop {
            let mut bytes = Vec::new();
            let count = match self.reader.by_ref().take(MAX_LINE as u64 + 1).read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(count) => count,
                Err(error) => return Some(Err(error).with_context(|| format!("{}: cannot be read", self.name))),
            };
            self.line += 1;
            let place = || format!("{}, line {}", self.name, self.line);
            if count > MAX_LINE {
                // The rest of the line is passed over, in bounded memory.
                if let Err(error) = self.skip_line() {
                    return Some(Err(error).with_context(|| format!("{}: cannot be read", self.name)));
                }
                return Some(Err(anyhow::anyhow!(
                    "{}, line {}: longer than {} MB",
                    self.name,
                    self.line,
                    MAX_LINE >> 20
                )));
            }
            if bytes.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let document = std::str::from_utf8(&bytes)
                .context("not UTF-8")
                .and_then(|line| Document::from_json(line.trim_start_matches('\u{feff}')).map_err(Into::into))
                .with_context(place);
            return Some(document);
        }
    }
}

impl JsonLines {
    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let buffer = self.reader.fill_buf()?;
            let (used, done) = match buffer.iter().position(|byte| *byte == b'\n') {
                Some(at) => (at + 1, true),
                None => (buffer.len(), buffer.is_empty()),
            };
            self.reader.consume(used);
            if done {
                return Ok(());
            }
        }
    }
}

fn extension(path: &Path) -> String {
    path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_ascii_lowercase()
}

fn is_json_lines(path: &Path) -> bool {
    matches!(extension(path).as_str(), "jsonl" | "ndjson")
}

fn too_large(name: &str) -> anyhow::Error {
    anyhow::anyhow!("{name}: is larger than {} MB; split it, or give it as JSON Lines", MAX_FILE >> 20)
}

/// Takes bytes up to the first that is neither blank nor part of a byte order mark of UTF-8; a pipe may bring them in small pieces.
fn start(reader: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut taken = Vec::new();
    for byte in reader.take(MAX_BLANKS).bytes() {
        let byte = byte?;
        taken.push(byte);
        if !byte.is_ascii_whitespace() && !matches!(byte, 0xef | 0xbb | 0xbf) {
            break;
        }
    }
    Ok(taken)
}

/// Decodes a file: UTF-8, UTF-16 with a byte order mark, else the single-byte encoding that fits best.
///
/// # Errors
/// The bytes are no text.
pub fn decode(bytes: &[u8]) -> Result<String> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        return Ok(encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned());
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.contains('\0')
    {
        return Ok(text.to_owned());
    }
    let sample = &bytes[..bytes.len().min(1 << 16)];
    let zeros = sample.iter().filter(|byte| **byte == 0).count();
    if zeros * 3 > sample.len() {
        // UTF-16 without a mark: every other byte of Latin text is zero.
        let little = sample.iter().skip(1).step_by(2).filter(|byte| **byte == 0).count() * 2 > zeros;
        let encoding = if little { encoding_rs::UTF_16LE } else { encoding_rs::UTF_16BE };
        let (text, _, broken) = encoding.decode(bytes);
        if !broken && !text.contains('\0') {
            return Ok(text.into_owned());
        }
    }
    let controls = sample.iter().filter(|byte| **byte < 9 || (14..32).contains(*byte) && **byte != 27).count();
    if controls * 50 > sample.len() {
        bail!("is no text (binary data); give plain text, Markdown or JSON Lines");
    }
    let mut detector = chardetng::EncodingDetector::new();
    detector.feed(bytes, true);
    let broken_utf8 = String::from_utf8_lossy(bytes);
    // A few broken bytes in a UTF-8 file are replaced; a file in another encoding breaks at nearly every umlaut.
    let replaced = broken_utf8.matches('\u{fffd}').count();
    let multibyte = broken_utf8.chars().filter(|c| !c.is_ascii() && *c != '\u{fffd}').count();
    if multibyte > 0 && multibyte >= replaced {
        return Ok(broken_utf8.replace('\0', " "));
    }
    Ok(detector.guess(None, true).decode(bytes).0.replace('\0', " "))
}

/// Fills a document from Markdown: front matter (`title`, `published`, `lang`, `source`, `url`), and text with the markup blanked out.
fn markdown(source: &str, document: &mut Document) -> Result<()> {
    let body = front_matter(source, document)?;
    let mut keep = vec![false; source.len()];
    let mut options = Options::empty();
    options.insert(Options::ENABLE_STRIKETHROUGH);
    for (event, range) in Parser::new_ext(&source[body..], options).into_offset_iter() {
        if matches!(event, Event::Text(_) | Event::Code(_)) {
            keep[body + range.start..body + range.end].fill(true);
        }
    }
    document.text =
        source.char_indices().map(|(at, c)| if keep[at] || c == '\n' && at >= body { c } else { ' ' }).collect();
    Ok(())
}

/// Reads "key: value" lines between two lines of three hyphens; returns where the body begins. Lines may end as on any system.
fn front_matter(source: &str, document: &mut Document) -> Result<usize> {
    let mut lines = source.split_inclusive('\n');
    let is_fence = |line: &str| line.trim_end() == "---";
    let Some(first) = lines.next().filter(|line| is_fence(line)) else { return Ok(0) };
    let mut end = first.len();
    let Some(last) = lines.find(|line| {
        end += line.len();
        is_fence(line)
    }) else {
        return Ok(0);
    };
    for line in source[first.len()..end - last.len()].lines() {
        let Some((key, value)) = line.split_once(':') else { continue };
        let value = value.trim().trim_matches('"');
        match key.trim() {
            "title" => document.title = Some(value.to_owned()),
            "published" | "date" => {
                let date = parse_date(value)
                    .with_context(|| format!("{}: published “{value}” is no date; write YYYY-MM-DD", document.id))?;
                document.published = Some(date);
            }
            "lang" | "language" => {
                let language = Language::parse(value)
                    .with_context(|| format!("{}: language “{value}” is not supported; use de or en", document.id))?;
                document.language = Some(language);
            }
            "source" => document.source = Some(value.to_owned()),
            "url" => document.url = Some(value.to_owned()),
            _ => {}
        }
    }
    Ok(end)
}
