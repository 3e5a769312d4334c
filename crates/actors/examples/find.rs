//! Prints the mentions of each line of a text: `find de|en [YYYY-MM-DD] < text`. With `time` as the third argument it measures instead.

// A tool for people who work on the tables: it prints.
#![allow(clippy::print_stdout)]

use std::io::Read;
use std::time::Instant;
use weltlage_actors::Gazetteer;
use weltlage_ontology::Language;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let language = arguments.first().and_then(|code| Language::parse(code)).ok_or("say de or en")?;
    let published = arguments.get(1).and_then(|date| date.parse().ok());
    let begin = Instant::now();
    let gazetteer = Gazetteer::bundled()?;
    let loaded = begin.elapsed();
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    if arguments.get(2).is_some_and(|word| word == "time") {
        let tokens = text.split_whitespace().count();
        let begin = Instant::now();
        let mentions: usize = text.lines().map(|line| gazetteer.mentions(line, language, published).len()).sum();
        let elapsed = begin.elapsed();
        println!("loaded in {loaded:?}: {:?}", gazetteer.counts());
        println!(
            "{tokens} tokens, {mentions} mentions in {elapsed:?}: {:.2} million tokens/s",
            tokens as f64 / elapsed.as_secs_f64() / 1e6
        );
        return Ok(());
    }
    for line in text.lines() {
        println!("{line}");
        for mention in gazetteer.mentions(line, language, published) {
            let words = &line[mention.start..mention.end];
            let marks = [(mention.plural, "plural"), (mention.former, "former"), (mention.inferred, "inferred")];
            let marks: Vec<&str> = marks.iter().filter(|(set, _)| *set).map(|(_, name)| *name).collect();
            let person = mention.person.as_deref().unwrap_or("-");
            let role = mention.role.as_deref().unwrap_or("-");
            println!(
                "    {words} | {:?} {}:{} | {person} | {role} | {} | {}",
                mention.kind,
                mention.code,
                mention.sector,
                mention.name,
                marks.join(" ")
            );
        }
    }
    Ok(())
}
