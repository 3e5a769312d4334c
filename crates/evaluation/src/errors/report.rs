//! The report on a gold file's misses: a table for people, the same as JSON for programs.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use super::Group;
use crate::ratio::share;

/// How many answers of a detail the table shows; the JSON has them all.
const SHOWN: usize = 8;

/// A miss, to be judged by a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Example {
    /// The record.
    pub id: String,
    /// What is read.
    pub text: String,
    /// What should be there; empty for a spurious statement.
    pub gold: String,
    /// What was found: of a missed statement all, else the one in question.
    pub found: Vec<String>,
    /// The words that carry the act, by the coder or, where he gave none, by the reader.
    pub trigger: String,
    /// The rule by which it was found; empty for a missed statement.
    pub rule: String,
    /// Ways up the tree from the trigger and from those mentioned on either side. A gold sentence that was not parsed has words without relations.
    pub paths: Vec<String>,
}

/// A class of misses.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// Its group.
    pub group: Group,
    /// Its name; unique in the group.
    pub class: &'static str,
    /// Misses.
    pub count: usize,
    /// Share of the gold statements, of spurious ones share of the found statements; 0 to 1.
    pub share: f64,
    /// By event, frame and the like.
    pub details: BTreeMap<&'static str, BTreeMap<String, usize>>,
    /// The first misses.
    pub examples: Vec<Example>,
}

/// Counts, shares and examples of all classes. `Display` is the table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Records of the file.
    pub records: usize,
    /// Gold statements.
    pub wanted: usize,
    /// Found statements.
    pub found: usize,
    /// Gold statements without a miss.
    pub right: usize,
    /// All classes, also those without misses.
    #[serde(rename = "classes")]
    pub rows: Vec<Row>,
}

impl Group {
    /// The heading, and of what the shares of its classes are.
    const fn heading(self) -> (&'static str, &'static str) {
        match self {
            Self::Missed => ("missed", "gold"),
            Self::Roles => ("event right, roles wrong", "gold"),
            Self::Values => ("roles right", "gold"),
            Self::Spurious => ("found without gold", "found"),
        }
    }
}

impl Report {
    fn group(&self, formatter: &mut fmt::Formatter<'_>, group: Group) -> fmt::Result {
        let rows: Vec<&Row> = self.rows.iter().filter(|row| row.group == group).collect();
        let (count, all) = (rows.iter().map(|row| row.count).sum::<usize>(), group.heading());
        let whole = if group == Group::Spurious { self.found } else { self.wanted };
        write!(formatter, "\n{:30} {count:5} {:5.1} % of {}", all.0, 100.0 * share(count, whole), all.1)?;
        for row in rows {
            write!(formatter, "\n  {:28} {:5} {:5.1} %", row.class, row.count, 100.0 * row.share)?;
            for (question, answers) in &row.details {
                write!(formatter, "\n      by {question}: {}", most(answers))?;
            }
            row.examples.iter().try_for_each(|example| write!(formatter, "\n{example}"))?;
        }
        Ok(())
    }
}

/// The most frequent answers with their numbers.
fn most(answers: &BTreeMap<String, usize>) -> String {
    let mut sorted: Vec<(&String, &usize)> = answers.iter().collect();
    sorted.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let mut parts: Vec<String> = sorted.iter().take(SHOWN).map(|(answer, count)| format!("{answer} {count}")).collect();
    let rest: usize = sorted.iter().skip(SHOWN).map(|(_, count)| **count).sum();
    if rest > 0 {
        parts.push(format!("others {rest}"));
    }
    parts.join(", ")
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { records, wanted, found, right, .. } = self;
        writeln!(formatter, "records {records}, gold statements {wanted}, found {found}")?;
        write!(formatter, "{:30} {right:5} {:5.1} % of gold", "right", 100.0 * share(*right, *wanted))?;
        [Group::Missed, Group::Roles, Group::Values, Group::Spurious]
            .into_iter()
            .try_for_each(|group| self.group(formatter, group))
    }
}

impl fmt::Display for Example {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "      # {} {}", self.id, self.text)?;
        if !self.gold.is_empty() {
            write!(formatter, "\n        gold    {}", self.gold)?;
        }
        self.found.iter().try_for_each(|found| write!(formatter, "\n        found   {found}"))?;
        for (name, value) in [("trigger", &self.trigger), ("rule   ", &self.rule)] {
            if !value.is_empty() {
                write!(formatter, "\n        {name} {value}")?;
            }
        }
        self.paths.iter().try_for_each(|path| write!(formatter, "\n        tree    {path}"))
    }
}
