//! Terms of office: dates as the tables write them, and who holds an office at a date.

use jiff::ToSpan;
use jiff::civil::Date;

/// One term of office of a person.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub(crate) struct Term {
    /// Number of the state or organisation in the model.
    pub employer: u16,
    /// Office as the tables name it: `president`, `prime-minister`, `foreign-minister`.
    pub office: Box<str>,
    /// First day; the first of the month where the tables give a month.
    pub from: Date,
    /// Last day; the last of the month where the tables give a month. `None` while the term lasts.
    pub to: Option<Date>,
    /// The last day is only the last that is known; the term may still run.
    pub open: bool,
}

/// How far a date is from a person's time in office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Standing {
    /// In office, or within a month of it: elected and not yet sworn in, handing over.
    InOffice,
    /// Up to half a year before the beginning: candidate or elected.
    Soon,
    /// Up to a year after the end.
    Near,
    /// Longer after the last term.
    After,
    /// Longer before the first term, or between two terms.
    Before,
}

impl Term {
    /// How the date stands to this term.
    pub fn standing(&self, date: Date) -> Standing {
        let shift = |day: Date, days: i64| day.saturating_add(days.days());
        if date < shift(self.from, -31) {
            return if date < shift(self.from, -183) { Standing::Before } else { Standing::Soon };
        }
        let known = if self.open { 366 } else { 0 };
        match self.to.map(|to| shift(to, known)) {
            Some(to) if date > shift(to, 366) => Standing::After,
            Some(to) if date > shift(to, 31) => Standing::Near,
            _ => Standing::InOffice,
        }
    }

    /// Whether the date lies within the term, both ends included.
    pub fn covers(&self, date: Date) -> bool {
        let known = if self.open { 366 } else { 0 };
        self.from <= date && self.to.is_none_or(|to| date <= to.saturating_add(known.days()))
    }

    /// Days in office until `to`, for comparing prominence.
    pub fn length(&self, today: Date) -> i64 {
        let end = self.to.unwrap_or(today);
        i64::from((end - self.from).get_days())
    }
}

/// Reads `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; of a month or year the first or the last day.
pub(crate) fn date(text: &str, last: bool) -> Option<Date> {
    let mut parts = text.split('-');
    let year: i16 = parts.next()?.parse().ok()?;
    let month: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
    let day: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
    if parts.next().is_some() {
        return None;
    }
    let month_or = month.unwrap_or(if last { 12 } else { 1 });
    let first = Date::new(year, month_or, day.unwrap_or(1)).ok()?;
    Some(if last && day.is_none() { first.last_of_month() } else { first })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    #[test]
    fn reads_dates() {
        assert_eq!(date("2020-02", false), Some(day(2020, 2, 1)));
        assert_eq!(date("2020-02", true), Some(day(2020, 2, 29)));
        assert_eq!(date("2020", true), Some(day(2020, 12, 31)));
        assert_eq!(date("2020-02-03", true), Some(day(2020, 2, 3)));
        for bad in ["", "2020-13", "2020-02-30", "soon", "2020-01-01-01"] {
            assert_eq!(date(bad, false), None, "{bad}");
        }
    }

    #[test]
    fn standing_around_a_term() {
        let term = Term {
            employer: 0,
            office: "president".into(),
            from: day(2008, 5, 7),
            to: Some(day(2012, 5, 7)),
            open: false,
        };
        for (date, standing) in [
            (day(2000, 1, 1), Standing::Before),
            (day(2008, 1, 1), Standing::Soon),
            (day(2008, 4, 20), Standing::InOffice),
            (day(2012, 6, 1), Standing::InOffice),
            (day(2013, 1, 1), Standing::Near),
            (day(2020, 1, 1), Standing::After),
        ] {
            assert_eq!(term.standing(date), standing, "{date}");
        }
    }
}
