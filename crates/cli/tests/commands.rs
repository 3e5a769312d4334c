//! The command as people call it: exit code, standard output and standard error of real invocations.
//!
//! Sentences are plain enough to be read right whatever the models; what a sentence means is tested elsewhere.

// Tests may fail.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;

const ENGLISH: &str = "China condemned Japan on Tuesday.\n";
const GERMAN: &str = "Die Türkei verurteilte Österreich am Dienstag.\n";
const FRENCH: &str = "Le ministre des Affaires étrangères a condamné lundi l'attaque contre l'ambassade et a demandé au gouvernement de \
    protéger les diplomates qui se trouvent encore dans la capitale.\n";

/// A folder of its own for each test, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("weltlage-commands-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// A folder with these files.
    fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self::new();
        for (name, text) in files {
            folder.file(name, text.as_bytes());
        }
        folder
    }

    fn file(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.0.join(name), bytes).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> Run {
        run(&self.0, arguments, b"", &[])
    }

    fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Run {
        run(&self.0, arguments, input, &[])
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// What an invocation left behind.
struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Run {
    /// Exit code 0 and nothing said on standard error.
    #[track_caller]
    fn clean(self) -> Self {
        assert_eq!((self.code, self.err.as_str()), (0, ""));
        self
    }

    /// Exit code 2; standard error has all these parts.
    #[track_caller]
    fn failed(self, parts: &[&str]) -> Self {
        assert_eq!(self.code, 2, "{}", self.err);
        for part in parts {
            assert!(self.err.contains(part), "“{part}” is not in: {}", self.err);
        }
        self
    }

    /// The statements of JSON Lines output.
    fn statements(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Actor and recipient of each statement: "CHN JPN".
    fn dyads(&self) -> Vec<String> {
        let code = |side: &Value| side[0]["code"].as_str().unwrap_or("-").to_owned();
        self.statements()
            .iter()
            .map(|statement| format!("{} {}", code(&statement["actors"]), code(&statement["recipients"])))
            .collect()
    }

    /// Documents of the statements, in order.
    fn documents(&self) -> Vec<String> {
        self.statements().iter().map(|statement| statement["document"].as_str().unwrap().to_owned()).collect()
    }

    /// Rows of CSV output, the header first.
    fn rows(&self) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(self.out.as_bytes());
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    }
}

fn run(folder: &Path, arguments: &[&str], input: &[u8], environment: &[(&str, &str)]) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_weltlage"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .envs(environment.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = child.stdin.take().unwrap();
    let input = input.to_vec();
    // A command that does not read its input closes the pipe early, which is no failure.
    let writer = std::thread::spawn(move || drop(pipe.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

/// The words of `text` that a span of a statement covers, counted in code points.
fn words(text: &str, span: &Value) -> String {
    let at = |key: &str| usize::try_from(span[key].as_u64().unwrap()).unwrap();
    text.chars().skip(at("start")).take(at("end") - at("start")).collect()
}

mod input {
    use super::*;

    #[test]
    fn plain_text_becomes_json_lines() {
        let folder = Folder::with(&[("a.txt", ENGLISH)]);
        let run = folder.run(&["read", "a.txt", "--published", "2023-10-18"]).clean();
        assert_eq!(run.dyads(), ["CHN JPN"]);
        let statement = &run.statements()[0];
        assert_eq!(statement["document"], "a.txt");
        assert_eq!(statement["event"], "ACCUSE");
        assert_eq!(statement["status"], "actual");
        assert_eq!(statement["when"]["from"], "2023-10-17");
        assert_eq!(words(ENGLISH, &statement["trigger"]), "condemned");
    }

    #[test]
    fn offsets_count_code_points_of_the_file() {
        let text = format!("👩‍🚀 Überraschung! {GERMAN}");
        let folder = Folder::with(&[("a.txt", &text)]);
        let run = folder.run(&["read", "a.txt", "--lang", "de"]).clean();
        let statement = &run.statements()[0];
        assert_eq!(words(&text, &statement["actors"][0]), "Türkei");
        assert_eq!(words(&text, &statement["recipients"][0]), "Österreich");
        assert_eq!(words(&text, &statement["trigger"]), "verurteilte");
        assert_eq!(words(&text, &statement["sentence"]), GERMAN.trim_end());
    }

    #[test]
    fn markdown_keeps_the_offsets_of_the_file() {
        let text = "---\ntitle: \"Schöne Worte\"\npublished: 2023-10-18\nlang: en\nsource: Test\nurl: https://example.org/1\nother: ignored\n---\n\n\
            # Über\n\n- *first*\n\n**China** condemned [Japan](https://example.org/a_b) on `Tuesday`.\n";
        let folder = Folder::with(&[("a.md", text)]);
        let run = folder.run(&["read", "a.md"]).clean();
        let statement = &run.statements()[0];
        assert_eq!(words(text, &statement["actors"][0]), "China");
        assert_eq!(words(text, &statement["recipients"][0]), "Japan");
        assert_eq!(statement["recipients"][0]["name"], "Japan");
        assert_eq!(words(text, &statement["trigger"]), "condemned");
        assert_eq!(statement["when"]["to"], "2023-10-17");
        let plover = folder.run(&["read", "--format", "plover", "a.md"]).clean();
        assert_eq!(plover.statements()[0]["publication"], "Test");
        assert_eq!(plover.statements()[0]["url"], "https://example.org/1");
        let report = folder.run(&["read", "--report", "a.md"]).clean();
        assert!(report.out.starts_with("Schöne Worte (2023-10-18)\n"), "{}", report.out);
    }

    #[test]
    fn front_matter_may_end_its_lines_as_on_any_system() {
        let text = "---\ntitle: \"Worte\"\npublished: 2023-10-18\nlang: en\n---\n\n# Über\n\n**China** condemned Japan on Tuesday.\n";
        let dos = text.replace('\n', "\r\n");
        let folder =
            Folder::with(&[("unix.md", text), ("dos.md", &dos), ("blanks.md", &text.replace("---\n", "---  \n"))]);
        for (file, text) in [("unix.md", text), ("dos.md", &dos)] {
            let run = folder.run(&["read", file]).clean();
            let statement = &run.statements()[0];
            assert_eq!(run.dyads(), ["CHN JPN"], "{file}");
            assert_eq!(statement["when"]["from"], "2023-10-17", "{file}");
            assert_eq!(words(text, &statement["actors"][0]), "China", "{file}");
            assert_eq!(words(text, &statement["trigger"]), "condemned", "{file}");
            assert!(folder.run(&["read", "--report", file]).clean().out.starts_with("Worte (2023-10-18)\n"), "{file}");
        }
        let blanks = folder.run(&["read", "blanks.md"]).clean();
        assert_eq!(blanks.statements()[0]["when"]["from"], "2023-10-17");
    }

    #[test]
    fn front_matter_that_does_not_end_is_text() {
        let folder = Folder::with(&[
            ("open.md", "---\ntitle: x\n\nChina condemned Japan.\n"),
            ("empty.md", "---\n---\nChina condemned Japan.\n"),
            ("end.md", "---\nlang: en\n---"),
        ]);
        assert_eq!(folder.run(&["read", "open.md", "empty.md", "end.md"]).clean().dyads(), ["CHN JPN"; 2]);
    }

    #[test]
    fn front_matter_with_a_wrong_date_or_language_is_named() {
        let folder = Folder::with(&[
            ("date.md", "---\npublished: yesterday\n---\nChina condemned Japan.\n"),
            ("lang.md", "---\nlang: fr\n---\nChina condemned Japan.\n"),
        ]);
        folder.run(&["read", "date.md"]).failed(&["date.md", "yesterday", "YYYY-MM-DD"]);
        folder.run(&["read", "lang.md"]).failed(&["lang.md", "“fr”", "de or en"]);
    }

    #[test]
    fn json_lines_in_and_out() {
        let lines = format!(
            "{}\n\n{}\n",
            r#"{"id": "a", "text": "China condemned Japan.", "published": "2023-10-18T08:00:00Z", "unknown": {"x": 1}}"#,
            r#"{"id": 7, "text": "Die Türkei verurteilte Österreich.", "lang": "de-AT"}"#
        );
        let folder = Folder::with(&[("a.jsonl", &lines)]);
        let run = folder.run(&["read", "a.jsonl"]).clean();
        assert_eq!(run.documents(), ["a", "7"]);
        assert_eq!(run.dyads(), ["CHN JPN", "TUR AUT"]);
        let piped = folder.run_with_input(&["read", "--jsonl", "-"], lines.as_bytes()).clean();
        assert_eq!(piped.out, run.out);
    }

    #[test]
    fn standard_input_is_plain_text() {
        let folder = Folder::new();
        let run = folder.run_with_input(&["read", "-"], ENGLISH.as_bytes()).clean();
        assert_eq!(run.documents(), ["-"]);
        assert_eq!(run.dyads(), ["CHN JPN"]);
    }

    #[test]
    fn standard_input_that_begins_with_a_brace_is_json_lines() {
        let line = "{\"id\": \"a\", \"text\": \"China condemned Japan.\", \"lang\": \"en\"}\n";
        let folder = Folder::with(&[("a.txt", line)]);
        for input in [line.to_owned(), format!("\n \t\r\n{line}"), format!("\u{feff}{line}")] {
            let run = folder.run_with_input(&["read", "-"], input.as_bytes()).clean();
            assert_eq!((run.documents(), run.dyads()), (vec!["a".to_owned()], vec!["CHN JPN".to_owned()]), "{input:?}");
        }
        let rows = folder.run_with_input(&["read", "--format", "csv", "-"], line.as_bytes()).clean().rows();
        assert_eq!(rows[1][0], "a");
        assert!(folder.run_with_input(&["parse", "-"], line.as_bytes()).clean().out.starts_with("# newdoc id = a\n"));
        assert!(folder.run_with_input(&["explain", "-"], line.as_bytes()).clean().out.contains("trigger: condemned"));
        folder.run_with_input(&["read", "-"], b"{curly} text\n").failed(&["-, line 1", "\"id\" and \"text\""]);
        // The name of a file tells what it is, unless --jsonl is given.
        assert_eq!(folder.run(&["read", "a.txt"]).clean().documents(), ["a.txt"]);
        assert_eq!(folder.run(&["read", "--jsonl", "a.txt"]).clean().documents(), ["a"]);
    }

    #[test]
    fn standard_input_may_come_in_pieces() {
        let mut child = Command::new(env!("CARGO_BIN_EXE_weltlage"))
            .args(["read", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut pipe = child.stdin.take().unwrap();
        for piece in [&b"\n"[..], b" ", b"{\"id\": \"a\", \"te", b"xt\": \"China condemned Japan.\"}\n"] {
            pipe.write_all(piece).unwrap();
            pipe.flush().unwrap();
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        drop(pipe);
        let out = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
        assert!(out.starts_with("{\"document\":\"a\""), "{out}");
    }

    #[test]
    fn files_are_read_in_the_order_given() {
        let folder = Folder::with(&[
            ("b.txt", ENGLISH),
            ("a.txt", GERMAN),
            ("c.jsonl", "{\"id\": \"line\", \"text\": \"Russia attacked Ukraine.\"}\n"),
        ]);
        let run = folder.run(&["read", "b.txt", "c.jsonl", "a.txt", "b.txt"]).clean();
        assert_eq!(run.documents(), ["b.txt", "line", "a.txt", "b.txt"]);
        assert_eq!(run.dyads(), ["CHN JPN", "RUS UKR", "TUR AUT", "CHN JPN"]);
    }

    #[test]
    fn each_document_has_its_own_language() {
        let folder = Folder::with(&[("de.txt", GERMAN), ("en.txt", ENGLISH)]);
        let run = folder.run(&["read", "de.txt", "en.txt"]).clean();
        let rules: Vec<String> =
            run.statements().iter().map(|statement| statement["rule"].as_str().unwrap()[..3].to_owned()).collect();
        assert_eq!(rules, ["de/", "en/"]);
    }

    #[test]
    fn a_documents_own_date_wins() {
        let folder = Folder::with(&[(
            "a.jsonl",
            "{\"id\": \"a\", \"text\": \"China condemned Japan yesterday.\", \"published\": \"2020-05-02\"}\n",
        )]);
        let run = folder.run(&["read", "--published", "2023-10-18", "a.jsonl"]).clean();
        assert_eq!(run.statements()[0]["when"]["from"], "2020-05-01");
    }

    #[test]
    fn given_mentions_come_back_with_their_id_and_win_over_known_names() {
        let line = r#"{"id": "a", "text": "China condemned the Blue Tigers.", "mentions": [
            {"start": 20, "end": 31, "id": "tigers"}, {"start": 0, "end": 5, "id": "mine", "code": "NSA:MINE"}]}"#
            .replace('\n', " ");
        let folder = Folder::with(&[("a.jsonl", &line)]);
        let run = folder.run(&["read", "a.jsonl"]).clean();
        let statement = &run.statements()[0];
        assert_eq!(
            (&statement["actors"][0]["code"], &statement["actors"][0]["mention"]),
            (&"NSA:MINE".into(), &"mine".into())
        );
        assert_eq!(
            (&statement["recipients"][0]["code"], &statement["recipients"][0]["mention"]),
            (&"UNK".into(), &"tigers".into())
        );
        assert_eq!(statement["recipients"][0]["name"], "Blue Tigers");
        assert!(statement["actors"].as_array().unwrap().len() == 1);
    }
}

mod formats {
    use super::*;

    const PAIRS: &str = "Germany and France condemned Russia and Belarus.\n";

    fn column<'r>(rows: &'r [Vec<String>], name: &str) -> Vec<&'r str> {
        let at = rows[0].iter().position(|own| own == name).unwrap();
        rows[1..].iter().map(|row| row[at].as_str()).collect()
    }

    #[test]
    fn csv_has_a_row_for_each_pair() {
        let folder = Folder::with(&[("a.txt", PAIRS)]);
        let rows = folder.run(&["read", "--format", "csv", "a.txt"]).clean().rows();
        assert_eq!(column(&rows, "actor"), ["DEU", "DEU", "FRA", "FRA"]);
        assert_eq!(column(&rows, "recipient"), ["RUS", "BLR", "RUS", "BLR"]);
        assert_eq!(column(&rows, "event"), ["ACCUSE"; 4]);
        assert_eq!(column(&rows, "quad"), ["verbal-conflict"; 4]);
        assert_eq!(column(&rows, "cameo_root"), ["11"; 4]);
    }

    #[test]
    fn csv_without_statements_is_its_header() {
        let folder = Folder::with(&[("a.txt", "The weather was fine.\n")]);
        let rows = folder.run(&["read", "--format", "csv", "a.txt"]).clean().rows();
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0][0], "document");
    }

    #[test]
    fn csv_cells_are_no_formulas() {
        let folder = Folder::with(&[(
            "a.jsonl",
            "{\"id\": \"=HYPERLINK(\\\"x\\\")\", \"text\": \"=China condemned @Japan.\", \"lang\": \"en\", \
             \"mentions\": [{\"start\": 0, \"end\": 6, \"id\": \"+1\", \"code\": \"CHN\"}, {\"start\": 17, \"end\": 23, \"id\": \"-1\", \"code\": \"JPN\"}]}\n",
        )]);
        let run = folder.run(&["read", "--format", "csv", "a.jsonl"]).clean();
        let rows = run.rows();
        assert_eq!(column(&rows, "document"), ["'=HYPERLINK(\"x\")"]);
        assert_eq!(column(&rows, "actor_name"), ["'=China"]);
        for cell in rows.iter().flatten() {
            assert!(
                !cell.starts_with(['=', '+', '@', '\t', '\r'])
                    && (!cell.starts_with('-') || cell.parse::<f64>().is_ok()),
                "{cell}"
            );
        }
    }

    #[test]
    fn plover_has_the_manuals_field_names() {
        let folder = Folder::with(&[(
            "a.jsonl",
            "{\"id\": \"a\", \"text\": \"China will not condemn Japan.\", \"lang\": \"en\", \"published\": \"2023-10-18\"}\n",
        )]);
        let run = folder.run(&["read", "--format", "plover", "a.jsonl"]).clean();
        let record = &run.statements()[0];
        assert_eq!(record["actor"][0]["code"], "CHN");
        assert_eq!(record["recipient"][0]["actorText"], "Japan");
        assert_eq!(record["date"], "2023-10-18");
        assert_eq!(record["text"], "China will not condemn Japan.");
        assert!(record["auxiliaryModes"].as_array().unwrap().contains(&"negation".into()), "{record}");
    }

    #[test]
    fn a_report_in_a_pipe_has_no_escape_codes() {
        let folder = Folder::with(&[("a.txt", ENGLISH), ("b.txt", GERMAN)]);
        let run = folder.run(&["read", "--report", "a.txt", "b.txt"]).clean();
        assert!(!run.out.contains('\u{1b}'), "{}", run.out);
        assert!(run.out.contains("<China [condemned] Japan> on Tuesday."), "{}", run.out);
        assert!(run.out.contains("Happened") && run.out.contains("Geschehen"), "{}", run.out);
        let format = folder.run(&["read", "--format", "report", "a.txt", "b.txt"]).clean();
        assert_eq!(format.out, run.out);
        let uncoloured =
            super::run(&folder.0, &["read", "--report", "a.txt", "b.txt"], b"", &[("NO_COLOR", "1")]).clean();
        assert_eq!(uncoloured.out, run.out);
    }

    #[test]
    fn a_report_groups_by_status() {
        let folder = Folder::with(&[(
            "a.txt",
            "China condemned Japan. Russia may attack Ukraine. France did not attack Germany.\n",
        )]);
        let run = folder.run(&["read", "--report", "--lang", "en", "a.txt"]).clean();
        let at = |heading: &str| run.out.find(heading).unwrap_or_else(|| panic!("no “{heading}” in {}", run.out));
        assert!(at("Happened") < at("Possible or conditional") && at("Possible or conditional") < at("Did not happen"));
    }

    #[test]
    fn little_confidence_is_left_out() {
        let folder = Folder::with(&[("a.txt", &format!("{ENGLISH}{PAIRS}Talks.\n"))]);
        let all = folder.run(&["read", "a.txt"]).clean();
        let least =
            all.statements().iter().map(|statement| statement["confidence"].as_f64().unwrap()).fold(1.0, f64::min);
        let same = folder.run(&["read", "--min-confidence", &least.to_string(), "a.txt"]).clean();
        assert_eq!(same.out, all.out);
        let fewer = folder.run(&["read", "--min-confidence", &(least + 0.01).to_string(), "a.txt"]).clean();
        assert!(fewer.out.len() < all.out.len());
    }

    #[test]
    fn threads_do_not_change_the_output() {
        let lines: String = (0..170)
            .map(|n| format!("{{\"id\": {n}, \"text\": \"{} {}\"}}\n", ENGLISH.trim(), PAIRS.trim().repeat(n % 7)))
            .collect();
        let broken = lines.replacen("{\"id\": 150", "{\"id\": ", 1);
        let folder = Folder::with(&[("a.jsonl", &broken), ("b.txt", GERMAN)]);
        for format in ["jsonl", "csv", "plover", "report"] {
            let arguments = |jobs| ["read", "--format", format, "--jobs", jobs, "a.jsonl", "b.txt"];
            let one = folder.run(&arguments("1"));
            let four = folder.run(&arguments("4"));
            assert!(one.out == four.out && one.err == four.err && one.code == four.code, "{format}");
            assert_eq!(one.code, 2);
        }
    }

    #[test]
    fn a_closed_pipe_is_no_failure() {
        let lines: String = (0..2000).map(|n| format!("{{\"id\": {n}, \"text\": \"{}\"}}\n", ENGLISH.trim())).collect();
        let folder = Folder::with(&[("a.jsonl", &lines)]);
        for format in ["jsonl", "csv", "plover", "report"] {
            let mut child = Command::new(env!("CARGO_BIN_EXE_weltlage"))
                .args(["read", "--format", format, "a.jsonl"])
                .current_dir(&folder.0)
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            drop(child.stdout.take());
            let output = child.wait_with_output().unwrap();
            assert_eq!(
                (output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()),
                (Some(0), ""),
                "{format}"
            );
        }
    }
}

mod bad_input {
    use super::*;

    #[test]
    fn nothing_to_read_is_no_failure() {
        let folder = Folder::with(&[
            ("empty.txt", ""),
            ("blank.txt", " \n\t\n"),
            ("empty.jsonl", "\n\n"),
            ("empty.md", "---\ntitle: x\n---\n"),
        ]);
        for file in ["empty.txt", "blank.txt", "empty.jsonl", "empty.md"] {
            assert_eq!(folder.run(&["read", file]).clean().out, "", "{file}");
        }
        assert_eq!(folder.run(&["read", "-"]).clean().out, "");
        assert_eq!(folder.run(&["read", "--jsonl", "-"]).clean().out, "");
    }

    #[test]
    fn binary_files_are_refused_and_the_rest_is_read() {
        let folder = Folder::with(&[("a.txt", ENGLISH)]);
        let mut state = 1_u32;
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        })
        .take(10_000)
        .collect();
        folder.file("noise.txt", &noise);
        let run = folder.run(&["read", "noise.txt", "a.txt"]).failed(&["noise.txt", "is no text"]);
        assert_eq!(run.documents(), ["a.txt"]);
    }

    #[test]
    fn nothing_but_zeros_is_binary_even_though_it_is_utf_8() {
        let folder = Folder::with(&[("a.txt", ENGLISH)]);
        for (name, size) in [("one.txt", 1), ("odd.txt", 4095), ("even.txt", 100_000)] {
            folder.file(name, &vec![0; size]);
            let run =
                folder.run(&["read", name, "a.txt"]).failed(&[name, "is no text", "1 document could not be read"]);
            assert_eq!(run.documents(), ["a.txt"], "{name}");
        }
    }

    #[test]
    fn a_model_file_is_no_document_treebank_or_actor_file() {
        let folder = Folder::with(&[("a.txt", ENGLISH)]);
        let model = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/english.model")).unwrap();
        for (name, bytes) in [("whole.model", &model[..]), ("cut.model", &model[..100_000])] {
            folder.file(name, bytes);
            let run = folder.run(&["read", name, "a.txt"]).failed(&[name, "is no text"]);
            assert_eq!(run.documents(), ["a.txt"]);
            folder.run(&["read", "--actors", name, "a.txt"]).failed(&[name, "UTF-8"]);
            folder.run(&["eval", "trees", "en", name]).failed(&[name]);
            folder.run(&["train", "--lang", "en", "--treebank", name, "-o", "out.model"]).failed(&[name]);
        }
        assert!(!folder.0.join("out.model").exists());
    }

    #[test]
    fn latin_1_is_recognised() {
        let folder = Folder::new();
        let latin: Vec<u8> = format!("{GERMAN}Die Außenministerin äußerte sich später.\n")
            .chars()
            .map(|c| u8::try_from(u32::from(c)).unwrap())
            .collect();
        folder.file("a.txt", &latin);
        let run = folder.run(&["read", "a.txt"]).clean();
        assert_eq!(run.dyads(), ["TUR AUT"]);
        assert_eq!(run.statements()[0]["recipients"][0]["name"], "Österreich");
    }

    #[test]
    fn utf_16_is_recognised_with_and_without_a_mark() {
        let folder = Folder::new();
        let little: Vec<u8> = GERMAN.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = GERMAN.encode_utf16().flat_map(u16::to_be_bytes).collect();
        folder.file("marked.txt", &[&[0xff, 0xfe], &little[..]].concat());
        folder.file("marked-big.txt", &[&[0xfe, 0xff], &big[..]].concat());
        folder.file("unmarked.txt", &little);
        folder.file("unmarked-big.txt", &big);
        for file in ["marked.txt", "marked-big.txt", "unmarked.txt", "unmarked-big.txt"] {
            let run = folder.run(&["read", file]).clean();
            assert_eq!(run.dyads(), ["TUR AUT"], "{file}");
            assert_eq!(words(GERMAN, &run.statements()[0]["actors"][0]), "Türkei");
        }
        // Cut in the middle of a unit: what is whole is read, or the file is refused; it is never read as something else.
        folder.file("cut.txt", &[&[0xff, 0xfe], &little[..little.len() - 1]].concat());
        assert_eq!(folder.run(&["read", "cut.txt"]).clean().dyads(), ["TUR AUT"]);
        folder.file("unmarked-cut.txt", &little[..little.len() - 1]);
        folder.run(&["read", "unmarked-cut.txt"]).failed(&["unmarked-cut.txt", "is no text"]);
    }

    #[test]
    fn a_byte_order_mark_of_utf_8_counts_nothing() {
        let folder = Folder::with(&[
            ("a.txt", &format!("\u{feff}{ENGLISH}")),
            ("a.jsonl", "\u{feff}{\"id\": 1, \"text\": \"China condemned Japan.\"}\n"),
        ]);
        for file in ["a.txt", "a.jsonl"] {
            let run = folder.run(&["read", file]).clean();
            assert_eq!(run.statements()[0]["actors"][0]["start"], 0, "{file}");
        }
    }

    #[test]
    fn a_few_broken_bytes_are_replaced() {
        let folder = Folder::new();
        let mut bytes = GERMAN.repeat(8).into_bytes();
        bytes.extend(b"Br\xffuch. ");
        bytes.extend(GERMAN.as_bytes());
        folder.file("a.txt", &bytes);
        let run = folder.run(&["read", "a.txt"]).clean();
        assert_eq!(run.dyads(), ["TUR AUT"; 9]);
        let last = &run.statements()[8];
        assert_eq!(words(&String::from_utf8_lossy(&bytes), &last["actors"][0]), "Türkei");
        // Short texts have few umlauts to tell by; a character cut at the end is no other encoding.
        let cut = GERMAN.trim_end().strip_suffix('.').unwrap();
        for (name, end) in [("byte.txt", &b"\xff.\n"[..]), ("cut.txt", b". \xe2\x82"), ("two.txt", b" \xc3 \xff.")] {
            folder.file(name, &[cut.as_bytes(), end].concat());
            let run = folder.run(&["read", name]).clean();
            assert_eq!(run.dyads(), ["TUR AUT"], "{name}");
            assert_eq!(run.statements()[0]["recipients"][0]["name"], "Österreich", "{name}");
        }
    }

    #[test]
    fn control_and_direction_characters_are_never_printed() {
        let hostile = "\u{1b}]0;x\u{7}\u{1b}[31m\u{202e}\u{2066}\u{200f}\u{9b}31m\u{8}";
        let text = format!("China{hostile} condemned {hostile}Japan on{hostile} Tuesday.\n");
        let line = serde_json::json!({"id": hostile, "title": hostile, "text": "China condemned Japan on Tuesday.", "lang": "en"}).to_string();
        let folder = Folder::with(&[
            ("a.txt", &text.repeat(3)),
            ("b.jsonl", &line),
            ("c.txt", &ENGLISH.replace("China ", &format!("China {hostile}"))),
        ]);
        let arguments: [&[&str]; 2] =
            [&["read", "--report", "--lang", "en", "a.txt", "b.jsonl", "c.txt"], &["explain", "--lang", "en", "c.txt"]];
        for arguments in arguments {
            let run = folder.run(arguments);
            let raw = |c: char| {
                c != '\n' && c.is_control()
                    || matches!(c, '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            };
            assert!(!run.out.contains(raw) && !run.err.contains(raw), "{arguments:?}: {:?} {:?}", run.out, run.err);
        }
    }

    #[test]
    fn errors_are_printed_without_control_and_direction_characters() {
        let hostile = "\u{1b}[31m\u{202e}\u{9b}31m\u{7}";
        let line = |key: &str, value: &str| {
            let mut document = serde_json::json!({"id": "x", "text": FRENCH});
            document[key] = value.into();
            format!("{document}\n")
        };
        let lines =
            [line("id", hostile), line("lang", hostile), line("published", hostile), format!("\"{hostile}\"\n")];
        let name = format!(
            "[[group]]\ncode = \"NSA:X\"\nkind = \"armed\"\nde = [\"Tiger\"]\nstate = \"{}\"\n",
            "\\u001B[31m\\u202E"
        );
        let folder = Folder::with(&[("a.jsonl", &lines.concat()), ("own.toml", &name), ("a.txt", ENGLISH)]);
        for arguments in [
            &["read", "a.jsonl"][..],
            &["parse", "a.jsonl"],
            &["explain", "a.jsonl"],
            &["read", "--actors", "own.toml", "a.txt"],
        ] {
            let run = folder.run(arguments).failed(&["weltlage: "]);
            let raw = |c: char| c != '\n' && c.is_control() || matches!(c, '\u{202a}'..='\u{202e}');
            assert!(!run.err.contains(raw), "{arguments:?}: {:?}", run.err);
        }
    }

    #[test]
    fn languages_of_other_scripts_are_named_however_short_the_text() {
        for (text, language) in [
            ("Министр иностранных дел осудил нападение на посольство.\n", "Russian"),
            ("中国外交部发言人星期二谴责了日本政府的决定，并要求立即撤回有关声明。\n", "Mandarin"),
            ("Ο υπουργός Εξωτερικών καταδίκασε την επίθεση στην πρεσβεία.\n", "Greek"),
        ] {
            let folder = Folder::with(&[("a.txt", text)]);
            folder.run(&["read", "a.txt"]).failed(&["a.txt", language, "German and English"]);
        }
    }

    #[test]
    fn another_language_is_named_and_the_rest_is_read() {
        let folder = Folder::with(&[("a.txt", FRENCH), ("b.txt", ENGLISH)]);
        let run = folder.run(&["read", "a.txt", "b.txt"]).failed(&["a.txt", "French", "German and English"]);
        assert_eq!(run.documents(), ["b.txt"]);
        assert_eq!(folder.run(&["read", "--keep-going", "a.txt", "b.txt"]).code, 0);
    }

    #[test]
    fn mixed_languages_are_read_by_the_prevailing_one() {
        let folder = Folder::with(&[(
            "a.txt",
            &format!("{GERMAN}{ENGLISH}Russland drohte der Ukraine am Mittwoch mit einem Angriff.\n"),
        )]);
        let run = folder.run(&["read", "a.txt"]).clean();
        assert!(
            run.dyads().contains(&"TUR AUT".to_owned()) && run.dyads().contains(&"RUS UKR".to_owned()),
            "{:?}",
            run.dyads()
        );
    }

    #[test]
    fn a_malformed_line_is_named_and_the_others_are_read() {
        let good = |id: usize| format!("{{\"id\": {id}, \"text\": \"China condemned Japan.\"}}\n");
        let broken = [
            ("{\"id\": \"x\", \"text\": ", "not a document"),
            ("nonsense", "not a document"),
            ("[1, 2]", "not a document"),
            ("{\"text\": \"no id\"}", "id"),
            ("{\"id\": \"x\"}", "text"),
            ("{\"id\": \"x\", \"text\": \"China\", \"lang\": \"fr\"}", "“fr”"),
            ("{\"id\": \"x\", \"text\": \"China\", \"published\": \"18.10.2023\"}", "“18.10.2023”"),
            ("{\"id\": \"x\", \"text\": \"China\", \"published\": \"2023-02-30\"}", "“2023-02-30”"),
            ("{\"id\": \"x\", \"text\": \"China\", \"mentions\": [{\"start\": 2, \"end\": 6, \"id\": \"m\"}]}", "“m”"),
            ("{\"id\": \"x\", \"text\": \"China\", \"mentions\": [{\"start\": 2, \"end\": 2, \"id\": \"m\"}]}", "“m”"),
            (
                "{\"id\": \"x\", \"text\": \"China\", \"mentions\": [{\"start\": 0, \"end\": 1, \"id\": \"m\", \"code\": \"china\"}]}",
                "china",
            ),
            (
                "{\"id\": \"x\", \"text\": \"China\", \"mentions\": [{\"start\": 0, \"end\": 3, \"id\": \"m\"}, {\"start\": 2, \"end\": 4, \"id\": \"n\"}]}",
                "overlap",
            ),
        ];
        let lines = broken.iter().enumerate().map(|(n, (line, _))| format!("{}{line}\n", good(n)));
        let folder = Folder::with(&[("a.jsonl", &(lines.collect::<String>() + &good(broken.len())))]);
        let run = folder.run(&["read", "a.jsonl"]).failed(&["12 documents could not be read"]);
        let documents: Vec<String> = (0..=broken.len()).map(|n| n.to_string()).collect();
        assert_eq!(run.documents(), documents);
        for (n, ((line, part), said)) in broken.iter().zip(run.err.lines()).enumerate() {
            let place = format!("weltlage: a.jsonl, line {}: ", 2 * n + 2);
            assert!(said.starts_with(&place) && said.contains(part), "{line}: {said}");
            // The cause, which the reader of JSON tells with the column, is told once.
            assert!(said.matches("column").count() <= 1, "{line}: {said}");
        }
        let going = folder.run(&["read", "--keep-going", "a.jsonl"]);
        assert_eq!((going.code, going.out == run.out, going.err == run.err), (0, true, true));
    }

    #[test]
    fn a_line_that_is_not_utf_8_is_named() {
        let folder = Folder::new();
        folder.file(
            "a.jsonl",
            b"{\"id\": 1, \"text\": \"T\xfcrkei\"}\n{\"id\": 2, \"text\": \"China condemned Japan.\"}\n",
        );
        let run = folder.run(&["read", "a.jsonl"]).failed(&["a.jsonl, line 1", "UTF-8"]);
        assert_eq!(run.documents(), ["2"]);
    }

    #[test]
    fn missing_files_and_folders_are_named() {
        let folder = Folder::with(&[("a.txt", ENGLISH)]);
        std::fs::create_dir(folder.0.join("sub")).unwrap();
        let run = folder.run(&["read", "missing.txt", "sub", "a.txt"]).failed(&[
            "missing.txt",
            "sub: is a folder",
            "2 documents could not be read",
        ]);
        assert_eq!(run.documents(), ["a.txt"]);
    }
}

mod size {
    use super::*;

    #[test]
    fn a_sentence_of_two_megabytes_ends() {
        let folder = Folder::with(&[("a.txt", &format!("{ENGLISH}{}end.\n", "word, ".repeat(350_000)))]);
        let run = folder.run(&["read", "--lang", "en", "a.txt"]).clean();
        assert_eq!(run.dyads()[0], "CHN JPN");
    }

    #[test]
    fn one_word_of_two_megabytes_ends() {
        let folder = Folder::with(&[
            ("a.txt", &format!("{ENGLISH}{}\n", "a".repeat(2_000_000))),
            ("b.txt", &"ä".repeat(1_000_000)),
        ]);
        let run = folder.run(&["read", "--lang", "de", "a.txt", "b.txt"]);
        assert_eq!(run.code, 0, "{}", run.err);
    }

    #[test]
    fn a_hundred_thousand_words_without_a_full_stop_end() {
        let folder = Folder::with(&[("a.txt", &"Ankara verurteilt Moskau weil ".repeat(25_000)), ("b.txt", ENGLISH)]);
        let run = folder.run(&["read", "--lang", "de", "a.txt", "b.txt"]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(run.documents().iter().any(|document| document == "a.txt"));
    }

    #[test]
    fn brackets_and_quotation_marks_may_stay_open() {
        let open = ["(", "„", "\"", "[", "«"].map(|mark| mark.repeat(20_000)).concat();
        let folder = Folder::with(&[("a.txt", &format!("{open}{ENGLISH}{open}\n"))]);
        assert_eq!(folder.run(&["read", "--lang", "en", "a.txt"]).code, 0);
    }

    #[test]
    fn a_file_of_twenty_megabytes_ends() {
        // Long words, so that an unoptimised build ends soon too; umlauts, so that offsets have to be counted.
        let mut text = format!("Größe: {}\n\n", "0f".repeat(500)).repeat(21_000);
        text.push_str(GERMAN);
        assert!(text.len() > 20 << 20);
        let folder = Folder::with(&[("a.txt", &text)]);
        let run = folder.run(&["read", "--lang", "de", "a.txt"]).clean();
        assert_eq!(run.dyads(), ["TUR AUT"]);
        assert_eq!(words(&text, &run.statements()[0]["trigger"]), "verurteilte");
    }

    #[test]
    fn a_file_of_a_hundred_megabytes_ends() {
        // Pictures pasted into the text and blanks, as an unoptimised build would take minutes for prose.
        let picture = format!("{}\n", "iVBORw0KGgo".repeat(900)).repeat(2_700);
        let blanks = format!("{}\n", " ".repeat(39_999)).repeat(2_000);
        let mut text = picture + &blanks;
        text.push_str(ENGLISH);
        assert!(text.len() > 100 << 20);
        let folder = Folder::with(&[("a.txt", &text)]);
        let run = folder.run(&["read", "--lang", "en", "a.txt"]).clean();
        assert_eq!(run.dyads(), ["CHN JPN"]);
        assert_eq!(words(&text, &run.statements()[0]["trigger"]), "condemned");
    }

    #[test]
    fn a_file_that_is_too_large_is_named_and_the_rest_is_read() {
        let folder = Folder::with(&[("a.txt", ENGLISH)]);
        std::fs::File::create(folder.0.join("large.txt")).unwrap().set_len(300 << 20).unwrap();
        let run =
            folder.run(&["read", "large.txt", "a.txt"]).failed(&["large.txt", "larger than 256 MB", "JSON Lines"]);
        assert_eq!(run.documents(), ["a.txt"]);
    }

    #[test]
    fn a_line_that_is_too_long_is_named_and_the_others_are_read() {
        let good = |id: &str| format!("{{\"id\": \"{id}\", \"text\": \"China condemned Japan.\"}}\n");
        let long = format!("{{\"id\": \"long\", \"text\": \"{}\"}}\n", "x".repeat(65 << 20));
        let folder = Folder::with(&[("a.jsonl", &[good("one"), long, good("three")].concat())]);
        let run = folder.run(&["read", "a.jsonl"]).failed(&["a.jsonl, line 2", "longer than 64 MB"]);
        assert_eq!(run.documents(), ["one", "three"]);
    }

    #[test]
    fn a_hundred_thousand_words_without_any_mark_end() {
        let folder = Folder::with(&[("a.txt", &format!("{ENGLISH}{}", "word ".repeat(100_000)))]);
        assert_eq!(folder.run(&["read", "--lang", "en", "a.txt"]).clean().dyads()[0], "CHN JPN");
    }

    #[test]
    fn markdown_may_open_without_end() {
        let open = ["[", "*", "`", "> ", "- ", "![", "<a"].map(|mark| mark.repeat(5_000)).join("\n\n");
        let folder = Folder::with(&[("a.md", &format!("{ENGLISH}\n{open}\n"))]);
        let run = folder.run(&["read", "--lang", "en", "a.md"]).clean();
        assert_eq!(run.dyads()[0], "CHN JPN");
    }

    #[test]
    #[ignore = "takes minutes without optimisation: cargo test --release -- --ignored"]
    fn twenty_megabytes_of_prose_end() {
        let text = format!("{}{GERMAN}", "Das Wetter blieb schön; im Süden fiel etwas Regen.\n".repeat(420_000));
        let folder = Folder::with(&[("a.txt", &text)]);
        let run = folder.run(&["read", "--lang", "de", "a.txt"]).clean();
        assert_eq!(run.dyads(), ["TUR AUT"]);
        assert_eq!(words(&text, &run.statements()[0]["trigger"]), "verurteilte");
    }

    #[test]
    fn deep_json_is_an_error() {
        let folder = Folder::with(&[(
            "a.jsonl",
            &format!("{{\"id\": 1, \"text\": \"x\", \"more\": {}}}\n", "[".repeat(100_000)),
        )]);
        folder.run(&["read", "a.jsonl"]).failed(&["a.jsonl, line 1"]);
    }
}

mod actors {
    use super::*;

    const LEADER: &str = "[[leader]]\nid = \"muster\"\nde = [\"Erika Muster\"]\nen = [\"Erika Muster\"]\n\
        terms = [{ state = \"DEU\", office = \"foreign-minister\", from = \"2030-01\", source = \"own\" }]\n";

    const OWN: &str = "[[group]]\ncode = \"NSA:BLUETIGERS\"\nkind = \"movement\"\nstate = \"DEU\"\nde = [\"Blaue Tiger\"]\nen = [\"Blue Tigers\"]\n";

    #[test]
    fn a_file_adds_an_actor() {
        let text = "China condemned the Blue Tigers.\n";
        let folder = Folder::with(&[("own.toml", OWN), ("a.txt", text)]);
        let without = folder.run(&["read", "--lang", "en", "a.txt"]).clean();
        assert!(!without.out.contains("NSA:BLUETIGERS"));
        let run = folder.run(&["read", "--lang", "en", "--actors", "own.toml", "a.txt"]).clean();
        assert_eq!(run.dyads(), ["CHN NSA:BLUETIGERS"]);
    }

    #[test]
    fn a_file_overrides_a_known_name() {
        let own = OWN.replace("\"Blue Tigers\"", "\"Japan\"");
        let folder = Folder::with(&[("own.toml", &own), ("a.txt", ENGLISH)]);
        assert_eq!(folder.run(&["read", "a.txt"]).clean().dyads(), ["CHN JPN"]);
        assert_eq!(folder.run(&["read", "--actors", "own.toml", "a.txt"]).clean().dyads(), ["CHN NSA:BLUETIGERS"]);
    }

    #[test]
    fn several_files_are_taken_together() {
        let other =
            OWN.replace("BLUETIGERS", "REDTIGERS").replace("Blue Tigers", "Red Tigers").replace("Blaue", "Rote");
        let folder = Folder::with(&[
            ("own.toml", OWN),
            ("other.toml", &other),
            ("a.txt", "The Blue Tigers condemned the Red Tigers.\n"),
        ]);
        let run =
            folder.run(&["read", "--lang", "en", "--actors", "own.toml", "--actors", "other.toml", "a.txt"]).clean();
        assert_eq!(run.dyads(), ["NSA:BLUETIGERS NSA:REDTIGERS"]);
    }

    #[test]
    fn the_last_file_wins() {
        let other = OWN.replace("BLUETIGERS", "OTHERTIGERS");
        let folder =
            Folder::with(&[("own.toml", OWN), ("other.toml", &other), ("a.txt", "China condemned the Blue Tigers.\n")]);
        let dyads = |first: &str, last: &str| {
            folder.run(&["read", "--lang", "en", "--actors", first, "--actors", last, "a.txt"]).clean().dyads()
        };
        assert_eq!(dyads("own.toml", "other.toml"), ["CHN NSA:OTHERTIGERS"]);
        assert_eq!(dyads("other.toml", "own.toml"), ["CHN NSA:BLUETIGERS"]);
    }

    #[test]
    fn a_reference_that_leads_nowhere_is_named_with_what_is_allowed() {
        let member = |table: &str| {
            format!("[[{table}]]\ncode = \"IGO:TIGERS\"\nen = [\"Tiger States\"]\nmembers = [\"DEU\", \"GER\"]\n")
        };
        let territory =
            "[[territory]]\nen = [\"Tiger Island\"]\nstate = \"GER\"\nstatus = \"disputed\"\nsource = \"own\"\n";
        for (text, entry, value, allowed) in [
            (OWN.replace("DEU", "GER"), "group “NSA:BLUETIGERS”", "“GER”", "ISO 3166-1"),
            (member("organisation"), "organisation “IGO:TIGERS”", "“GER”", "codes of states (DEU), organisations"),
            (member("bloc"), "bloc “IGO:TIGERS”", "“GER”", "codes of states (DEU), organisations"),
            (territory.to_owned(), "territory “Tiger Island”", "“GER”", "or UNK"),
            (
                LEADER.replace("foreign-minister", "foreign minister"),
                "leader “muster”",
                "“foreign minister”",
                "foreign-minister",
            ),
        ] {
            let folder = Folder::with(&[("own.toml", &text), ("a.txt", ENGLISH)]);
            let run =
                folder.run(&["read", "--actors", "own.toml", "a.txt"]).failed(&["own.toml", entry, value, allowed]);
            assert_eq!((run.out.as_str(), run.err.lines().count()), ("", 1), "{}", run.err);
        }
    }

    #[test]
    fn the_way_out_stands_after_the_message() {
        let folder = Folder::with(&[
            ("code.toml", &OWN.replace("NSA:BLUETIGERS", "Blue Tigers")),
            ("field.toml", &OWN.replace("kind =", "kin =")),
            ("date.toml", &LEADER.replace("2030-01", "2030-13")),
            ("nameless.toml", "[[group]]\ncode = \"NSA:X\"\nkind = \"movement\"\n"),
            ("a.txt", ENGLISH),
        ]);
        for (file, hint) in [
            ("code.toml", "; write an ISO 3166-1 alpha-3 code (PRK)"),
            ("field.toml", "; docs of the actor files list the fields"),
            ("date.toml", "; write dates as YYYY-MM-DD or YYYY-MM"),
            ("nameless.toml", "; give at least one name"),
        ] {
            folder.run(&["read", "--actors", file, "a.txt"]).failed(&[file, hint]);
            folder.run(&["explain", "--actors", file, "a.txt"]).failed(&[file, hint]);
        }
    }

    #[test]
    fn a_file_that_is_no_text_is_named() {
        let folder = Folder::with(&[("a.txt", ENGLISH)]);
        folder.file("latin.toml", b"[[group]]\ncode = \"NSA:X\"\nkind = \"movement\"\nde = [\"Gr\xfcne\"]\n");
        std::fs::create_dir(folder.0.join("folder.toml")).unwrap();
        folder.run(&["read", "--actors", "latin.toml", "a.txt"]).failed(&["latin.toml", "UTF-8"]);
        folder.run(&["read", "--actors", "folder.toml", "a.txt"]).failed(&["folder.toml", "cannot be read"]);
        folder.file("marked.toml", format!("\u{feff}{OWN}").replace('\n', "\r\n").as_bytes());
        folder.run(&["read", "--actors", "marked.toml", "a.txt"]).clean();
    }

    #[test]
    fn a_mistake_is_named_with_file_and_entry() {
        let folder = Folder::with(&[
            ("a.txt", ENGLISH),
            ("code.toml", &OWN.replace("NSA:BLUETIGERS", "Blue Tigers")),
            ("field.toml", &OWN.replace("kind =", "kin =")),
            ("syntax.toml", "[[group]\n"),
            ("nameless.toml", "[[group]]\ncode = \"NSA:X\"\nkind = \"movement\"\n"),
            ("state.toml", &LEADER.replace("DEU", "ZZZ")),
            ("date.toml", &LEADER.replace("2030-01", "2030-13")),
        ]);
        folder.run(&["read", "--actors", "code.toml", "a.txt"]).failed(&["code.toml", "group “Blue Tigers”"]);
        folder.run(&["read", "--actors", "field.toml", "a.txt"]).failed(&["field.toml", "line 3", "kin"]);
        folder.run(&["read", "--actors", "syntax.toml", "a.txt"]).failed(&["syntax.toml", "line 1"]);
        folder.run(&["read", "--actors", "nameless.toml", "a.txt"]).failed(&["nameless.toml", "NSA:X"]);
        folder.run(&["read", "--actors", "state.toml", "a.txt"]).failed(&["state.toml", "leader “muster”", "ZZZ"]);
        folder.run(&["read", "--actors", "date.toml", "a.txt"]).failed(&["date.toml", "leader “muster”", "2030-13"]);
        folder.run(&["read", "--actors", "missing.toml", "a.txt"]).failed(&["missing.toml"]);
    }
}

mod other_commands {
    use super::*;

    #[test]
    fn wrong_arguments_are_refused() {
        let folder = Folder::with(&[("a.txt", ENGLISH)]);
        for arguments in [
            &["read", "--nonsense", "a.txt"][..],
            &["nonsense"],
            &["read"],
            &["read", "--published", "yesterday", "a.txt"],
            &["read", "--lang", "fr", "a.txt"],
            &["read", "--format", "xml", "a.txt"],
            &["read", "--report", "--format", "csv", "a.txt"],
            &["read", "--jsonl", "--format", "csv", "a.txt"],
            &["read", "--min-confidence", "much", "a.txt"],
            &["read", "--jobs", "-1", "a.txt"],
        ] {
            let run = folder.run(arguments);
            assert_eq!((run.code, run.out.as_str(), run.err.is_empty()), (2, "", false), "{arguments:?}");
        }
    }

    #[test]
    fn a_confidence_is_a_number_from_0_to_1() {
        let folder = Folder::with(&[("a.txt", ENGLISH)]);
        for value in ["1.01", "-0.1", "NaN", "inf", "70%", "0,5", ""] {
            let option = format!("--min-confidence={value}");
            let run = folder.run(&["read", &option, "a.txt"]).failed(&["--min-confidence", "from 0 to 1"]);
            assert_eq!(run.out, "", "{value}");
        }
        for value in ["0", "1", "1.0", "0.5", "1e-3"] {
            folder.run(&["read", "--min-confidence", value, "a.txt"]).clean();
        }
    }

    #[test]
    fn training_files_of_another_kind_are_named() {
        let tree = "1\tChina\tChina\tPROPN\tNNP\t_\t0\troot\t_\t_\n\n";
        let folder = Folder::with(&[
            ("a.txt", ENGLISH),
            ("tree.conllu", tree),
            ("tabs.txt", "China\t0110\n"),
            ("empty.conllu", ""),
        ]);
        let train = |treebank: &str, more: &[&str]| {
            folder.run(&[&["train", "--lang", "en", "--treebank", treebank], more].concat())
        };
        let out = ["-o", "out.model"];
        train("a.txt", &out).failed(&["a.txt"]);
        train("empty.conllu", &out).failed(&["empty.conllu", "no sentences"]);
        train("missing.conllu", &out).failed(&["missing.conllu", "cannot be read"]);
        train("tree.conllu", &["-o", "out.model", "--clusters", "tabs.txt"]).failed(&["line 1"]);
        train("tree.conllu", &["-o", "nowhere/out.model"]).failed(&["nowhere"]);
        assert!(!folder.0.join("out.model").exists());
        let help = folder.run(&["train", "--help"]).clean().out;
        assert!(help.contains("JSON object") && !help.contains("cluster bits"), "{help}");
    }

    #[test]
    fn help_version_completions_and_man_page() {
        let folder = Folder::new();
        assert!(folder.run(&["--help"]).clean().out.contains("Usage: weltlage"));
        assert!(folder.run(&["--version"]).clean().out.starts_with("weltlage "));
        for shell in ["bash", "zsh", "fish"] {
            let script = folder.run(&["completions", shell]).clean().out;
            assert!(script.contains("weltlage") && script.contains("min-confidence"), "{shell}");
        }
        let page = folder.run(&["man"]).clean().out;
        assert!(page.contains(".TH weltlage") && page.contains("read"), "{page}");
    }

    #[test]
    fn parse_prints_conllu() {
        let text = format!("{GERMAN}Im Süden regnete es.\n");
        let folder = Folder::with(&[("a.txt", &text)]);
        let run = folder.run(&["parse", "--lang", "de", "a.txt"]).clean();
        assert!(run.out.starts_with("# newdoc id = a.txt\n"), "{}", run.out);
        let blocks: Vec<&str> = run.out.split("\n\n").filter(|block| !block.trim().is_empty()).collect();
        assert_eq!(blocks.len(), 2);
        for (index, block) in blocks.iter().enumerate() {
            assert!(block.contains(&format!("# sent_id = {}\n# text = ", index + 1)), "{block}");
            let rows: Vec<Vec<&str>> =
                block.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
            assert!(rows.iter().all(|row| row.len() == 10), "{block}");
            let words: Vec<&Vec<&str>> = rows.iter().filter(|row| !row[0].contains('-')).collect();
            assert_eq!(words.iter().filter(|row| row[6] == "0" && row[7] == "root").count(), 1, "{block}");
            for (index, row) in words.iter().enumerate() {
                assert_eq!(row[0].parse::<usize>().unwrap(), index + 1);
                assert!(row[6].parse::<usize>().unwrap() <= words.len() && row[6] != row[0], "{block}");
            }
        }
        assert!(blocks[1].contains("\n1-2\tIm\t"), "{}", blocks[1]);
    }

    #[test]
    fn explain_shows_one_statement_or_says_how_many_there_are() {
        let folder = Folder::with(&[("a.txt", &format!("{ENGLISH}Russia attacked Ukraine.\n"))]);
        let run = folder.run(&["explain", "--lang", "en", "--statement", "2", "a.txt"]).clean();
        for part in ["Statement 2: ASSAULT", "trigger: attacked", "RUS", "rule: en/", "confidence:", "tree:"] {
            assert!(run.out.contains(part), "“{part}” is not in {}", run.out);
        }
        assert!(!run.out.contains("Statement 1:"));
        for number in ["0", "3"] {
            folder.run(&["explain", "--lang", "en", "--statement", number, "a.txt"]).failed(&["a.txt", "it has 2"]);
        }
        let all = folder.run(&["explain", "--lang", "en", "--json", "a.txt"]).clean().statements();
        assert_eq!(all.len(), 2);
        assert_eq!(all[1]["statement"]["event"], "ASSAULT");
    }
}
