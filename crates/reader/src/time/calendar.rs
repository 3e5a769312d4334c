//! Calendar arithmetic: intervals of days, and which of several the words of a sentence mean.
//!
//! Nothing here knows of words or trees. Everything that leaves the range of the calendar is `None`.

use jiff::civil::{Date, Weekday, date};
use jiff::{Span, ToSpan};

use crate::markers::Unit;

/// A closed interval of days.
pub(super) type Days = (Date, Date);

/// Years to either side of the day of publication in which a date without a year is sought: a 29 February is at most eight away.
const YEARS: i16 = 9;

/// Which of the intervals that a word may name is meant, seen from the day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// The latest that has begun.
    Latest,
    /// The earliest that has not ended.
    Earliest,
    /// The nearest; of two equally near ones the later.
    Nearest,
    /// The latest that has ended.
    Before,
    /// The earliest that has not begun.
    After,
}

/// A third of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Early,
    Middle,
    Late,
}

/// Picks one of some intervals that come in order.
pub(super) fn choose(published: Date, choice: Choice, candidates: impl Iterator<Item = Days>) -> Option<Days> {
    let mut candidates = candidates;
    match choice {
        Choice::Latest => candidates.filter(|(from, _)| *from <= published).last(),
        Choice::Before => candidates.filter(|(_, to)| *to < published).last(),
        Choice::Earliest => candidates.find(|(_, to)| *to >= published),
        Choice::After => candidates.find(|(from, _)| *from > published),
        Choice::Nearest => candidates.min_by_key(|(from, to)| {
            let days = |one: Date, other: Date| one.until(other).map_or(i32::MAX, |span| span.get_days());
            (days(published, *from).max(days(*to, published)).max(0), *to < published)
        }),
    }
}

/// Picks one of the intervals that recur every year.
pub(super) fn yearly(published: Date, choice: Choice, of_year: impl Fn(i16) -> Option<Days>) -> Option<Days> {
    let year = published.year();
    choose(published, choice, (year - YEARS..=year + YEARS).filter_map(of_year))
}

/// A month.
pub(super) fn month(year: i16, month: i8) -> Option<Days> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month()))
}

/// Days of a month; `None` for those that it does not have.
pub(super) fn days_of_month(year: i16, month: i8, days: (i8, i8)) -> Option<Days> {
    let (from, to) = (Date::new(year, month, days.0).ok()?, Date::new(year, month, days.1).ok()?);
    (from <= to).then_some((from, to))
}

/// The years from one to another.
pub(super) fn years(first: i16, last: i16) -> Option<Days> {
    Some((Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?))
}

/// Three months from the first of a month.
pub(super) fn season(year: i16, first_month: i8) -> Option<Days> {
    let from = Date::new(year, first_month, 1).ok()?;
    Some((from, from.checked_add(2.months()).ok()?.last_of_month()))
}

/// A third of an interval: of a month ten days, of several whole months as many whole months, of a week two days, two and three.
pub(super) fn third((from, to): Days, part: Part) -> Option<Days> {
    let after = to.tomorrow().ok()?;
    let whole_months = from.day() == 1 && after.day() == 1;
    let months = i32::from(after.year() - from.year()) * 12 + i32::from(after.month()) - i32::from(from.month());
    let cut = |third: i32| -> Option<Date> {
        let span: Span = match (whole_months, months) {
            (true, 1) => (10 * third).days(),
            (true, _) => (months * third / 3).months(),
            _ => ((from.until(to).ok()?.get_days() + 1) * third / 3).days(),
        };
        from.checked_add(span).ok()
    };
    let (from, to) = match part {
        Part::Early => (from, cut(1)?.yesterday().ok()?),
        Part::Middle => (cut(1)?, cut(2)?.yesterday().ok()?),
        Part::Late => (cut(2)?, to),
    };
    (from <= to).then_some((from, to))
}

/// A length of time.
fn span(unit: Unit, count: i32) -> Option<Span> {
    let (years, months, weeks, days) = match unit {
        Unit::Day => (0, 0, 0, count),
        Unit::Week => (0, 0, count, 0),
        Unit::Month => (0, count, 0, 0),
        Unit::Year => (count, 0, 0, 0),
        Unit::Decade => (count.checked_mul(10)?, 0, 0, 0),
    };
    Span::new().try_years(years).ok()?.try_months(months).ok()?.try_weeks(weeks).ok()?.try_days(days).ok()
}

/// The same day `count` units away.
pub(super) fn moved(day: Date, unit: Unit, count: i32) -> Option<Date> {
    day.checked_add(span(unit, count)?).ok()
}

/// The days up to a day (`count` below 0) or from it on.
pub(super) fn stretch(day: Date, unit: Unit, count: i32) -> Option<Days> {
    let other = moved(day, unit, count)?;
    Some((day.min(other), day.max(other)))
}

/// The day, week, month or year that lies `count` units away; that of a decade is a year.
pub(super) fn whole(day: Date, unit: Unit, count: i32) -> Option<Days> {
    let there = moved(day, unit, count)?;
    match unit {
        Unit::Day => Some((there, there)),
        Unit::Week => {
            let monday = monday(there)?;
            Some((monday, moved(monday, Unit::Day, 6)?))
        }
        Unit::Month => Some((there.first_of_month(), there.last_of_month())),
        Unit::Year | Unit::Decade => Some((there.first_of_year(), there.last_of_year())),
    }
}

/// The Monday of a day's week.
fn monday(day: Date) -> Option<Date> {
    moved(day, Unit::Day, -i32::from(day.weekday().to_monday_zero_offset()))
}

/// Some days of the week `weeks` away, 0 for Monday to 6.
pub(super) fn days_of_week(day: Date, weeks: i32, first: i8, last: i8) -> Option<Days> {
    let monday = moved(monday(day)?, Unit::Week, weeks)?;
    Some((moved(monday, Unit::Day, i32::from(first))?, moved(monday, Unit::Day, i32::from(last))?))
}

/// Picks one of the intervals that recur every week.
pub(super) fn weekly(published: Date, choice: Choice, first: i8, last: i8) -> Option<Days> {
    choose(published, choice, (-2..=2).filter_map(|weeks| days_of_week(published, weeks, first, last)))
}

/// Monday as 0 to Sunday as 6, from Monday as 1.
pub(super) fn weekday_offset(weekday: i8) -> Option<i8> {
    Weekday::from_monday_one_offset(weekday).ok().map(Weekday::to_monday_zero_offset)
}

/// A decade: 1990 for the 1990s.
pub(super) fn decade(first: i16) -> Days {
    (date(first, 1, 1), date(first + 9, 12, 31))
}
