//! Times told from the day of publication or from another time: "vor zwei Tagen", "three weeks earlier", "next spring", "am Dienstag".

use weltlage_language::Upos;

use super::calendar::{self, Choice, Days};
use super::tense::{self, Outlook};
use super::{Found, Scanner, words};
use crate::markers::Unit;

/// The largest count of units that is read.
const MOST: i32 = 300;

impl Scanner<'_> {
    /// "drei Jahre", "more than two weeks": the token after it, the unit and how many.
    pub(super) fn length(&self, at: usize) -> Option<(usize, Unit, i32)> {
        let start = self.past(at, 3, words::ABOUT);
        let form = self.form(start);
        let count = self.words.numbers.get(form).copied().or_else(|| form.parse().ok())?;
        let unit = *self.words.units.get(self.form(start + 1))?;
        (1..=MOST).contains(&count).then_some((start + 2, unit, count))
    }

    /// "vor drei Jahren", "three years ago", "in two weeks", "binnen einer Woche", "for two years", "drei Wochen zuvor".
    pub(super) fn counted(&self, at: usize) -> Found {
        let published = self.published?;
        let form = self.form(at);
        if self.is_german() && self.words.ago.contains(form) {
            let (last, unit, count) = self.length(at + 1)?;
            return Some((last, calendar::whole(published, unit, -count)?));
        }
        if self.is(at, words::WITHIN) || self.words.ahead.contains(form) {
            let (last, unit, count) = self.length(at + 1)?;
            let outlook = self.outlook(last - 1);
            // "has attacked for the third time in two weeks"; "is the first visit in five years"; "in a week of violence"
            let of_noun = outlook == Outlook::Present && self.is_governed_by_noun(last - 1);
            if outlook == Outlook::Past || of_noun || self.form(last) == "of" {
                return None;
            }
            let within = self.is(at, words::WITHIN);
            let resolve = if within { calendar::stretch } else { calendar::whole };
            return Some((last, resolve(published, unit, count)?));
        }
        if self.is(at, words::FOR) {
            return self.lasting(at);
        }
        let (last, unit, count) = self.length(at)?;
        if !self.is_german() && self.words.ago.contains(self.form(last)) {
            return Some((last + 1, calendar::whole(published, unit, -count)?));
        }
        let next = self.form(last + 1);
        if self.is(last, words::EARLIER) {
            // "two days before the summit", "earlier than", "prior to"
            let relates = self.form(last) == "before" && next.starts_with(char::is_alphanumeric);
            let from = if self.told.is_some() { self.told_in(unit)?.0 } else { published };
            let free = !relates && !matches!(next, "than" | "to" | "als");
            return free.then_some((last + 1, calendar::whole(from, unit, -count)?));
        }
        let later = self.is(last, words::LATER) && !matches!(next, "than" | "als");
        let (_, told) = self.told_in(unit).filter(|_| later)?;
        Some((last + 1, calendar::whole(told, unit, count)?))
    }

    /// The last time told, unless it is too long to count such units from it.
    fn told_in(&self, unit: Unit) -> Option<Days> {
        let (from, to) = self.told?;
        (to < calendar::moved(from, unit, 1)?).then_some((from, to))
    }

    /// Not "in two weeks" of "In two weeks is the election.", which may hang on the predicate after it.
    fn is_governed_by_noun(&self, at: usize) -> bool {
        let governor = self.tree.sentence.tokens.get(at).and_then(|token| token.head).map(|head| head as usize);
        self.tree.sentence.parsed && governor.is_some_and(|head| head < at && self.tag(head) == Some(Upos::Noun))
    }

    /// "for three years": up to now, or from now on. In a simple past nothing says when.
    fn lasting(&self, at: usize) -> Found {
        let (last, unit, count) = self.length(at + 1)?;
        let back = match tense::of_clause(self.tree, last - 1) {
            Outlook::Future => 1,
            Outlook::Past if !tense::is_perfect(self.tree, last - 1) => return None,
            _ => -1,
        };
        Some((last, calendar::stretch(self.published?, unit, back * count)?))
    }

    /// −1 for "last", 1 for "next", 0 for "this", ±2 for "vorletzte" and "übernächste".
    pub(super) fn step(&self, at: usize) -> Option<i32> {
        let form = self.form(at);
        let near = [(&self.words.last, -1), (&self.words.next, 1), (&self.words.this, 0)];
        let far = || words::TWO_STEPS.iter().find(|(stem, _)| form.starts_with(stem)).map(|(_, step)| *step);
        near.into_iter().find_map(|(words, step)| words.contains(form).then_some(step)).or_else(far)
    }
}

impl Scanner<'_> {
    /// "im vergangenen Sommer", "last month", "nächste Woche", "this year", "the past three weeks", "im Vorjahr".
    pub(super) fn relative(&self, at: usize) -> Found {
        let published = self.published?;
        let form = self.form(at);
        if let Some((_, unit, step)) = words::NEIGHBOURS.iter().find(|(name, ..)| *name == form) {
            return Some((at + 1, calendar::whole(published, *unit, *step)?));
        }
        if matches!(form, "earlier" | "later") && self.step(at + 1) == Some(0) {
            let (last, (from, to)) = self.relative(at + 1)?;
            let days = if form == "later" { (from.max(published), to) } else { (from, to.min(published)) };
            return Some((last, days));
        }
        let step = self.step(at)?;
        if step == 0 && matches!(self.step(at + 1), Some(-1 | 1)) {
            // "this past Friday"
            return self.relative(at + 1);
        }
        if let Some((last, unit, count)) = self.length(at + 1).filter(|_| step.abs() == 1) {
            return Some((last, calendar::stretch(published, unit, step * count)?));
        }
        if let Some(unit) = self.words.units.get(self.form(at + 1)) {
            // "in recent years" says not how many, "on the last day" and "last week of August" not of what.
            let vague = self.is(at + 1, words::PLURAL_UNITS) || *unit == Unit::Day;
            let of_another = step == -1 && matches!(self.form(at + 2), "of" | "des");
            return (!vague && !of_another).then_some((at + 2, calendar::whole(published, *unit, step)?));
        }
        self.relative_name(at + 1, step)
    }

    /// A season, month, weekday, weekend or part of the day after "last", "next" or "this".
    fn relative_name(&self, at: usize, step: i32) -> Found {
        let published = self.published?;
        let form = self.form(at);
        let choice = match step {
            ..=-1 => Choice::Before,
            1.. => Choice::After,
            0 => Choice::Nearest,
        };
        let yearly = |of_year: &dyn Fn(i16) -> Option<Days>| match self.year_after(at + 1) {
            Some((last, year)) => Some((last, of_year(year)?)),
            None => Some((at + 1, calendar::yearly(published, choice, of_year)?)),
        };
        if let Some(first) = self.words.seasons.get(form) {
            if step == 0 && self.outlook(at) == Outlook::Past {
                return self.resolve_yearly(at, at + 1, |year| calendar::season(year, *first));
            }
            return yearly(&|year| calendar::season(year, *first));
        }
        if let Some(month) = self.words.months.get(form) {
            if step == 0 {
                return Some((at + 1, calendar::month(published.year(), *month)?));
            }
            return yearly(&|year| calendar::month(year, *month));
        }
        if let Some(offset) = self.weekday_name(at) {
            let days = match step {
                0 => calendar::days_of_week(published, 0, offset, offset),
                _ => calendar::weekly(published, choice, offset, offset),
            };
            return self.weekday_tail(at + 1, days?);
        }
        if self.is(at, words::WEEKEND) {
            let days = if step == 0 {
                calendar::days_of_week(published, 0, 5, 6)
            } else {
                calendar::weekly(published, choice, 5, 6)
            };
            return Some((at + 1, days?));
        }
        let days_back = match (step, form) {
            (0, "morning" | "afternoon" | "evening") => 0,
            (-1, "night" | "evening" | "nacht") => 1,
            _ => return None,
        };
        Some((at + 1, calendar::whole(published, Unit::Day, -days_back)?))
    }
}

impl Scanner<'_> {
    /// 0 for Monday to 6, also of "Dienstagabend".
    fn weekday_name(&self, at: usize) -> Option<i8> {
        let form = self.form(at);
        let of_part = || {
            let name = words::DAY_PARTS.iter().find_map(|part| form.strip_suffix(part)).filter(|_| self.is_german())?;
            self.words.weekdays.get(name)
        };
        calendar::weekday_offset(*self.words.weekdays.get(form).or_else(of_part)?)
    }

    pub(super) fn weekday(&self, at: usize) -> Found {
        let offset = self.weekday_name(at)?;
        // "Saturday Night Live"
        let title = !self.is_german() && self.is(at + 1, words::DAY_PARTS) && self.is_capitalized(at + 1);
        if title || self.is_part_of_name(at) {
            return None;
        }
        // A present tense with a day announces: "Am Montag trifft er …".
        let choice = match self.outlook(at) {
            Outlook::Past | Outlook::Unknown => Choice::Latest,
            Outlook::Present | Outlook::Future => Choice::Earliest,
        };
        let days = calendar::weekly(self.published?, choice, offset, offset)?;
        self.weekday_tail(at + 1, days)
    }

    /// "Sunday Times": a proper noun follows and governs the word.
    pub(super) fn is_part_of_name(&self, at: usize) -> bool {
        let governed =
            self.tree.sentence.parsed && self.tree.head(at).is_some_and(|head| (at + 1..=at + 3).contains(&head));
        governed && self.tag(at + 1) == Some(Upos::Propn) && self.is_capitalized(at + 1)
    }

    /// What may follow a weekday: "morning", "of last week", ", 5 September 2023".
    fn weekday_tail(&self, next: usize, days: Days) -> Found {
        let next = self.past(next, 1, words::DAY_PARTS);
        let week = self.past(next, 1, &["of", "in", "der"]);
        if let Some(step) = self.step(week)
            && self.words.units.get(self.form(week + 1)) == Some(&Unit::Week)
            && !self.is(week + 1, words::PLURAL_UNITS)
        {
            let offset = days.0.weekday().to_monday_zero_offset();
            return Some((week + 2, calendar::days_of_week(self.published?, step, offset, offset)?));
        }
        let date = self.past(next, 1, &[",", "("]);
        let date = self.past(date, 1, words::ARTICLES);
        match self.numeric(date).or_else(|| self.day_and_month(date)) {
            Some((last, (from, to))) if from == to => {
                let opened = self.form(next) == "(";
                let stop = usize::from(opened && self.form(last) == ".");
                let closed = usize::from(opened && self.form(last + stop) == ")");
                Some((last + closed * (stop + 1), (from, to)))
            }
            _ => Some((next, days)),
        }
    }

    /// "im Sommer", "in the spring of 2022".
    pub(super) fn season(&self, at: usize) -> Found {
        let first = *self.words.seasons.get(self.form(at))?;
        let ambiguous = matches!(self.form(at), "spring" | "fall");
        if ambiguous
            && self.year_after(at + 1).is_none()
            && !matches!(self.previous(at), "in" | "the" | "since" | "this")
        {
            return None;
        }
        self.resolve_yearly(at, at + 1, |year| calendar::season(year, first))
    }

    /// "am Wochenende".
    pub(super) fn weekend(&self, at: usize) -> Found {
        if !self.is(at, words::WEEKEND) {
            return None;
        }
        let choice = match self.outlook(at) {
            Outlook::Past | Outlook::Unknown => Choice::Latest,
            Outlook::Present | Outlook::Future => Choice::Earliest,
        };
        Some((at + 1, calendar::weekly(self.published?, choice, 5, 6)?))
    }

    /// "heute", "gestern Abend", "tomorrow morning".
    pub(super) fn day_word(&self, at: usize) -> Found {
        let offset = *self.words.days.get(self.form(at))?;
        let noun = at > 0 && self.form(at) == "morgen" && self.is_capitalized(at);
        // "der Morgen" is no tomorrow.
        if noun || words::BEFORE_MORNING.contains(&self.previous(at)) && self.form(at) == "morgen" {
            return None;
        }
        let next = self.past(at + 1, 1, words::DAY_PARTS);
        let next = if self.weekday_name(next).is_some() { next + 1 } else { next };
        Some((next, calendar::whole(self.published?, Unit::Day, offset)?))
    }
}
