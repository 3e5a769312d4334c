//! Time expressions, resolved against the day of publication.
//!
//! "am Dienstag" is the nearest Tuesday on the side that the tense tells, "im Sommer" the last summer that had begun, "Ende August" the last
//! third of the month, "last month" the calendar month before. All results are closed intervals of days. The word lists are
//! in `data/lexicon/<language>/markers.toml`, section `time`.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};

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

/// An interval of days.
type Days = (Date, Date);

/// Finds and resolves the time expressions of a sentence. Without a day of publication only dates with a year can be resolved.
#[must_use]
pub fn expressions(words: &TimeWords, tree: &Tree<'_>, published: Option<Date>) -> Vec<TimeExpression> {
    let scanner = Scanner {
        words,
        forms: tree.sentence.tokens.iter().map(|token| token.form.to_lowercase().into()).collect(),
        published,
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < scanner.forms.len() {
        match scanner.at(at) {
            Some((last, (from, to))) if last > at => {
                found.push(TimeExpression { first: at, last, from, to });
                at = last;
            }
            _ => at += 1,
        }
    }
    found
}

struct Scanner<'a> {
    words: &'a TimeWords,
    forms: Vec<String>,
    published: Option<Date>,
}

impl Scanner<'_> {
    fn form(&self, at: usize) -> &str {
        self.forms.get(at).map_or("", String::as_str)
    }

    fn at(&self, at: usize) -> Option<(usize, Days)> {
        self.iso(at)
            .or_else(|| self.counted(at))
            .or_else(|| self.day_range_and_month(at))
            .or_else(|| self.part_and_month(at))
            .or_else(|| self.month(at))
            .or_else(|| self.relative_unit(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.season(at))
            .or_else(|| self.day_word(at))
            .or_else(|| self.year(at))
    }

    fn iso(&self, at: usize) -> Option<(usize, Days)> {
        let form = self.form(at);
        if form.len() == 10 && form.as_bytes().get(4) == Some(&b'-') {
            let day: Date = form.parse().ok()?;
            return Some((at + 1, (day, day)));
        }
        // 27.07.2023
        let parts: Vec<&str> = form.split('.').collect();
        if let [day, month, year] = parts[..] {
            let day = Date::new(
                year.parse().ok().filter(|year| (1000..3000).contains(year))?,
                month.parse().ok()?,
                day.parse().ok()?,
            )
            .ok()?;
            return Some((at + 1, (day, day)));
        }
        None
    }

    fn day_number(&self, at: usize) -> Option<i8> {
        let form = self.form(at);
        let digits = form
            .trim_end_matches('.')
            .trim_end_matches("st")
            .trim_end_matches("nd")
            .trim_end_matches("rd")
            .trim_end_matches("th");
        let starts_with_digit = form.starts_with(|c: char| c.is_ascii_digit());
        digits.parse().ok().filter(|day| starts_with_digit && (1..=31).contains(day))
    }

    fn month_name(&self, at: usize) -> Option<i8> {
        let form = self.form(at);
        self.words.months.get(form).or_else(|| self.words.months.get(form.trim_end_matches(['.', 's']))).copied()
    }

    fn year_number(&self, at: usize) -> Option<i16> {
        let form = self.form(at);
        form.parse().ok().filter(|year| form.len() == 4 && (1800..2200).contains(year))
    }

    /// A year after a month, past a comma and a preposition.
    fn year_after(&self, at: usize) -> Option<(usize, i16)> {
        let skip = usize::from(matches!(self.form(at), "," | "of" | "des"));
        let skip = skip + usize::from(self.form(at + skip) == "jahres");
        self.year_number(at + skip).map(|year| (at + skip + 1, year))
    }

    /// "25. bis 27. Juli 2023", "5. September", "September 5, 2023", "5 September".
    fn day_range_and_month(&self, at: usize) -> Option<(usize, Days)> {
        if let Some(month) = self.month_name(at) {
            let day = self.day_number(at + 1).filter(|_| !self.form(at + 1).ends_with('.'))?;
            let (next, until) = match self.form(at + 2) {
                "-" | "–" | "to" => self.day_number(at + 3).map_or((at + 2, day), |until| (at + 4, until)),
                _ => (at + 2, day),
            };
            return self.resolve_month(next, month, Some((day, until)));
        }
        let day = self.day_number(at)?;
        let (next, until) = match self.form(at + 1) {
            "-" | "–" | "bis" | "to" | "und" | "and" => match self.day_number(at + 2) {
                Some(until) => (at + 3, until),
                None => (at + 1, day),
            },
            "of" => (at + 2, day),
            _ => (at + 1, day),
        };
        let month = self.month_name(next)?;
        self.resolve_month(next + 1, month, Some((day, until)))
    }

    /// "Ende August", "early September".
    fn part_and_month(&self, at: usize) -> Option<(usize, Days)> {
        let form = self.form(at);
        let third = if self.words.early.contains(form) {
            (1, 10)
        } else if self.words.middle.contains(form) {
            (11, 20)
        } else if self.words.late.contains(form) {
            (21, 31)
        } else {
            return None;
        };
        let skip = at + 1 + usize::from(matches!(self.form(at + 1), "-" | "of" | "des"));
        if let Some(month) = self.month_name(skip) {
            return self.resolve_month(skip + 1, month, Some(third));
        }
        let (last, (from, to)) = self.relative_unit(skip)?;
        let length = from.until(to).ok()?.get_days();
        let cut = |part: i32| from.checked_add((length * part / 3).days()).ok();
        match third.0 {
            1 => Some((last, (from, cut(1)?))),
            11 => Some((last, (cut(1)?, cut(2)?))),
            _ => Some((last, (cut(2)?, to))),
        }
    }

    fn month(&self, at: usize) -> Option<(usize, Days)> {
        let month = self.month_name(at)?;
        // "may" and "march" are verbs more often than months: they want a preposition or a year.
        let ambiguous = matches!(self.form(at), "may" | "march");
        if ambiguous
            && self.year_after(at + 1).is_none()
            && !(at > 0
                && matches!(self.form(at - 1), "in" | "since" | "by" | "until" | "last" | "next" | "this" | "of"))
        {
            return None;
        }
        self.resolve_month(at + 1, month, None)
    }

    /// A month, or days of it, in the given year or in the year nearest before the day of publication (half a year ahead is still ahead).
    fn resolve_month(&self, next: usize, month: i8, days: Option<(i8, i8)>) -> Option<(usize, Days)> {
        let (next, year) = match (self.year_after(next), self.published) {
            (Some((next, year)), _) => (next, year),
            (None, Some(published)) => {
                let ahead = i32::from(month) - i32::from(published.month());
                let year = published.year() + i16::from(ahead < -6) - i16::from(ahead > 3);
                (next, year)
            }
            (None, None) => return None,
        };
        let first = Date::new(year, month, 1).ok()?;
        let last_day = first.days_in_month();
        let (from, to) =
            days.map_or((1, last_day), |(from, to)| (from.min(last_day), to.clamp(from.min(last_day), last_day)));
        Some((next, (Date::new(year, month, from).ok()?, Date::new(year, month, to).ok()?)))
    }

    /// "vor drei Jahren", "three years ago", "in two weeks".
    fn counted(&self, at: usize) -> Option<(usize, Days)> {
        let published = self.published?;
        let number = |at: usize| {
            self.words
                .numbers
                .get(self.form(at))
                .copied()
                .or_else(|| self.form(at).parse().ok().filter(|n| (1..=300).contains(n)))
        };
        let ago_first = self.words.ago.contains(self.form(at));
        let ahead_first = self.words.ahead.contains(self.form(at));
        let start = at + usize::from(ago_first || ahead_first);
        let count = number(start)?;
        let unit = *self.words.units.get(self.form(start + 1))?;
        let ago_after = self.words.ago.contains(self.form(start + 2)) && !ago_first;
        let sign = match (ago_first, ahead_first, ago_after) {
            (true, ..) => -1,
            (_, _, true) => -1,
            (_, true, _) => 1,
            _ => return None,
        };
        let last = start + 2 + usize::from(ago_after);
        Some((last, shift(published, unit, sign * count)?))
    }

    /// "im vergangenen Sommer", "last month", "nächste Woche", "this year".
    fn relative_unit(&self, at: usize) -> Option<(usize, Days)> {
        let published = self.published?;
        let form = self.form(at);
        let step = if self.words.last.contains(form) {
            -1
        } else if self.words.next.contains(form) {
            1
        } else if self.words.this.contains(form) {
            0
        } else {
            return None;
        };
        let what = self.form(at + 1);
        if let Some(unit) = self.words.units.get(what) {
            return Some((at + 2, whole(published, *unit, step)?));
        }
        if let Some(first) = self.words.seasons.get(what) {
            let days = season_of(published, *first, step)?;
            return Some((at + 2, days));
        }
        if let Some(weekday) = self.words.weekdays.get(what) {
            return Some((at + 2, weekday_near(published, *weekday, if step == 0 { 0 } else { step })?));
        }
        if let Some(month) = self.words.months.get(what) {
            let same_year = Date::new(published.year(), *month, 1).ok()?;
            let year = match step {
                -1 if same_year >= first_of_month(published) => published.year() - 1,
                1 if same_year <= first_of_month(published) => published.year() + 1,
                _ => published.year(),
            };
            let first = Date::new(year, *month, 1).ok()?;
            return Some((at + 2, (first, first.last_of_month())));
        }
        None
    }

    fn weekday(&self, at: usize) -> Option<(usize, Days)> {
        let weekday = *self.words.weekdays.get(self.form(at))?;
        Some((at + 1, weekday_near(self.published?, weekday, -1)?))
    }

    fn season(&self, at: usize) -> Option<(usize, Days)> {
        let first = *self.words.seasons.get(self.form(at))?;
        if matches!(self.form(at), "spring" | "fall")
            && !(at > 0 && matches!(self.form(at - 1), "in" | "the" | "last" | "this" | "next"))
        {
            return None;
        }
        if let Some((next, year)) = self.year_after(at + 1) {
            let from = Date::new(year, first, 1).ok()?;
            return Some((next, (from, from.checked_add(2.months()).ok()?.last_of_month())));
        }
        Some((at + 1, season_of(self.published?, first, 0)?))
    }

    fn day_word(&self, at: usize) -> Option<(usize, Days)> {
        let offset = *self.words.days.get(self.form(at))?;
        // "der Morgen" is no tomorrow.
        if at > 0 && matches!(self.form(at - 1), "am" | "dem" | "der" | "den" | "diesem" | "jeden") {
            return None;
        }
        let day = self.published?.checked_add(offset.days()).ok()?;
        Some((at + 1, (day, day)))
    }

    fn year(&self, at: usize) -> Option<(usize, Days)> {
        let year = self.year_number(at)?;
        let before = if at == 0 { "" } else { self.form(at - 1) };
        let after = self.form(at + 1);
        let introduced = matches!(
            before,
            "in" | "since"
                | "seit"
                | "jahr"
                | "jahre"
                | "im"
                | "von"
                | "from"
                | "until"
                | "bis"
                | "by"
                | "of"
                | "("
                | "-"
                | "–"
                | "and"
                | "und"
                | "early"
                | "late"
        ) || matches!(after, ")" | "-" | "–")
            || at == 0;
        let counted = after.chars().next().is_some_and(char::is_alphabetic) && !introduced;
        (introduced && !counted).then_some(())?;
        Some((at + 1, (date(year, 1, 1), date(year, 12, 31))))
    }
}

fn first_of_month(day: Date) -> Date {
    day.first_of_month()
}

/// The day or period `count` units away.
fn shift(published: Date, unit: Unit, count: i32) -> Option<Days> {
    let moved = match unit {
        Unit::Day => {
            let day = published.checked_add(count.days()).ok()?;
            return Some((day, day));
        }
        Unit::Week => return whole(published, Unit::Week, count),
        Unit::Month => return whole(published, Unit::Month, count),
        Unit::Year => published.checked_add(count.years()).ok()?,
        Unit::Decade => published.checked_add((count.checked_mul(10)?).years()).ok()?,
    };
    Some((moved.first_of_year(), moved.last_of_year()))
}

/// The whole calendar unit `step` units away.
fn whole(published: Date, unit: Unit, step: i32) -> Option<Days> {
    match unit {
        Unit::Day => shift(published, Unit::Day, step),
        Unit::Week => {
            let monday = published.checked_sub(i32::from(published.weekday().to_monday_zero_offset()).days()).ok()?;
            let from = monday.checked_add(step.weeks()).ok()?;
            Some((from, from.checked_add(6.days()).ok()?))
        }
        Unit::Month => {
            let from = published.first_of_month().checked_add(step.months()).ok()?;
            Some((from, from.last_of_month()))
        }
        Unit::Year => shift(published, Unit::Year, step),
        Unit::Decade => shift(published, Unit::Decade, step),
    }
}

/// The last season that had begun, one step before or after it.
fn season_of(published: Date, first_month: i8, step: i32) -> Option<Days> {
    let begun = i16::from(published.month() < first_month);
    let year = published.year() - begun;
    let this_year = Date::new(year, first_month, 1).ok()?;
    let running = published <= this_year.checked_add(2.months()).ok()?.last_of_month();
    // "last summer" in spring is the one that ended last; in summer the one before. "next summer" is the one to come.
    let years = match step {
        -1 if running => -1,
        1 => 1,
        _ => 0,
    };
    let from = this_year.checked_add(years.years()).ok()?;
    Some((from, from.checked_add(2.months()).ok()?.last_of_month()))
}

/// The last such weekday up to the day of publication (`direction` −1), the next one after it (1), or that of the current week (0).
fn weekday_near(published: Date, weekday: i8, direction: i32) -> Option<Days> {
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    let day = match direction {
        1 => published.nth_weekday(1, weekday).ok()?,
        0 => {
            let monday = published.checked_sub(i32::from(published.weekday().to_monday_zero_offset()).days()).ok()?;
            monday.checked_add(i32::from(weekday.to_monday_zero_offset()).days()).ok()?
        }
        _ if published.weekday() == weekday => published,
        _ => published.nth_weekday(-1, weekday).ok()?,
    };
    Some((day, day))
}
