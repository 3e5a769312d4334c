//! Time expressions, resolved against the day of publication.
//!
//! "am Dienstag" is the last or the next Tuesday as the tense of its clause tells, "im Sommer" the last summer that had begun, "Ende August"
//! the last third of the month, "seit 2014" the time from then to publication. All results are closed intervals of days. The names of
//! months, days and units are in `data/lexicon/<language>/markers.toml`, section `time`; small words around them in `words`.

mod calendar;
mod dates;
mod relative;
mod tense;
mod words;

use jiff::civil::Date;
use weltlage_language::Upos;

use self::calendar::{Choice, Days};
use self::tense::Outlook;
use crate::markers::{TimeWords, Unit};
use crate::tree::Tree;

/// A time expression in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// First token.
    pub first: usize,
    /// Token after the last one.
    pub last: usize,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// Years that an interval without a beginning is given ("before 2014").
const OPEN_YEARS: i32 = 10;

/// Finds and resolves the time expressions of a sentence. Without a day of publication only dates with a year can be resolved.
///
/// In a sentence that is not parsed, or that has no verb, what is not said otherwise is taken to be past.
#[must_use]
pub fn expressions(words: &TimeWords, tree: &Tree<'_>, published: Option<Date>) -> Vec<TimeExpression> {
    let forms: Vec<String> = tree.sentence.tokens.iter().map(|token| token.form.to_lowercase().into()).collect();
    let mut scanner = Scanner { words, tree, forms: &forms, published, told: None, outlook: None };
    let mut found = Vec::new();
    let mut at = 0;
    while at < forms.len() {
        match scanner.at(at) {
            Some((last, (from, to))) if last > at && last <= forms.len() && from <= to => {
                found.push(TimeExpression { first: at, last, from, to });
                scanner.told = Some((from, to));
                at = last;
            }
            _ => at += 1,
        }
    }
    found
}

/// The token after an expression and its days.
type Found = Option<(usize, Days)>;

/// Reads expressions at a token of a sentence.
#[derive(Clone, Copy)]
struct Scanner<'a> {
    words: &'a TimeWords,
    tree: &'a Tree<'a>,
    /// The tokens in lower case.
    forms: &'a [String],
    published: Option<Date>,
    /// The last time that the sentence has told.
    told: Option<Days>,
    /// What a preposition says instead of the tense.
    outlook: Option<Outlook>,
}

impl Scanner<'_> {
    fn form(&self, at: usize) -> &str {
        self.forms.get(at).map_or("", String::as_str)
    }

    fn is(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.form(at))
    }

    /// The first token from `at` on that is none of the words; at most `most` are passed.
    fn past(&self, at: usize, most: usize, words: &[&str]) -> usize {
        (at..at + most).find(|at| !self.is(*at, words)).unwrap_or(at + most)
    }

    /// The tag of a token; `None` beyond the sentence and in sentences without tags.
    fn tag(&self, at: usize) -> Option<Upos> {
        self.tree.sentence.tokens.get(at).map(|token| token.upos).filter(|tag| *tag != Upos::X)
    }

    fn is_capitalized(&self, at: usize) -> bool {
        self.tree.sentence.tokens.get(at).is_some_and(|token| token.form.starts_with(char::is_uppercase))
    }

    fn previous(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.form(at))
    }

    /// German counts back with a word before the number, English with one after it.
    fn is_german(&self) -> bool {
        self.words.ago.contains("vor")
    }
}

impl Scanner<'_> {
    fn at(&self, at: usize) -> Found {
        self.since(at).or_else(|| self.counted(at)).or_else(|| self.before_or_after(at)).or_else(|| self.point(at))
    }

    /// An expression that needs no preposition.
    fn point(&self, at: usize) -> Found {
        self.numeric(at)
            .or_else(|| self.day_and_month(at))
            .or_else(|| self.part(at))
            .or_else(|| self.month(at))
            .or_else(|| self.relative(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.season(at))
            .or_else(|| self.weekend(at))
            .or_else(|| self.day_word(at))
            .or_else(|| self.year(at))
            .or_else(|| self.decade(at))
    }

    /// "seit 2014", "since last May", "seit drei Jahren": until the day of publication.
    fn since(&self, at: usize) -> Found {
        if !self.is(at, words::SINCE) {
            return None;
        }
        let start = self.past(at + 1, 1, words::ARTICLES);
        let past = Scanner { outlook: Some(Outlook::Past), ..*self };
        if let Some((last, unit, count)) = self.length(at + 1)
            && !self.is(last, words::EARLIER)
            && !self.words.ago.contains(self.form(last))
        {
            return Some((last, calendar::stretch(self.published?, unit, -count)?));
        }
        let (last, (from, to)) = past.counted(start).or_else(|| past.point(start))?;
        Some((last, (from, self.published.map_or(to, |published| published.max(from)))))
    }

    /// "vor 2014", "before Friday", "nach dem 5. September": the days on that side, to or from publication or some years wide.
    fn before_or_after(&self, at: usize) -> Found {
        let before = self.is(at, words::BEFORE);
        if !before && !self.is(at, words::AFTER) {
            return None;
        }
        let start = self.past(at + 1, 1, words::ARTICLES);
        let (last, (from, to)) = self.point(start)?;
        // "after Monday's attack", which may well be on Monday; "after the June summit"
        let noun_next = || matches!(self.tag(last), Some(Upos::Noun | Upos::Adj));
        if self.is(last, words::POSSESSIVE) || !self.is_german() && noun_next() {
            return None;
        }
        if before {
            // "before the end of the year" in its last third
            if self.published.is_some_and(|published| from <= published && published <= to)
                && self.part(start).is_some()
            {
                return None;
            }
            let to = from.yesterday().ok()?;
            let ahead = self.published.filter(|published| *published <= to);
            return Some((last, (ahead.or_else(|| calendar::moved(from, Unit::Year, -OPEN_YEARS))?, to)));
        }
        let from = to.tomorrow().ok()?;
        Some((last, (from, self.published.filter(|published| *published >= from)?)))
    }

    fn outlook(&self, at: usize) -> Outlook {
        self.outlook.unwrap_or_else(|| tense::of_token(self.tree, at))
    }

    /// Which of the periods of a name is meant that come back every year.
    fn choice(&self, at: usize) -> Choice {
        match self.outlook(at) {
            Outlook::Past | Outlook::Unknown => Choice::Latest,
            Outlook::Present => Choice::Nearest,
            Outlook::Future => Choice::Earliest,
        }
    }
}
