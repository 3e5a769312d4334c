//! Days, months and years of the calendar: "5. September 2023", "am 5.9.", "Sept. 5", "mid-September", "Ende 2022", "2014–2016".

use jiff::civil::Date;
use weltlage_language::{Number, Relation, Upos};

use super::calendar::{self, Choice, Days, Part};
use super::tense::Outlook;
use super::{Found, Scanner, words};
use crate::markers::Unit;

impl Scanner<'_> {
    /// "2023-07-27", "27.07.2023", "am 5.9.", "5. 9. 2023".
    pub(super) fn numeric(&self, at: usize) -> Found {
        let form = self.form(at);
        if form.len() == 10 && form.as_bytes().get(4) == Some(&b'-') {
            let day: Date = form.parse().ok()?;
            return Some((at + 1, (day, day)));
        }
        let parts: Vec<&str> = form.splitn(4, '.').collect();
        let number = |text: &str| text.parse::<i8>().ok().filter(|_| text.len() <= 2);
        match parts[..] {
            [day, month, year] if !year.is_empty() => {
                let year = four_digits(year).or_else(|| number(year).map(of_two_digits))?;
                Some((at + 1, calendar::days_of_month(year, number(month)?, (number(day)?, number(day)?))?))
            }
            // At the end of a sentence the stop is a token of its own.
            [day, month] | [day, month, ""]
                if !month.is_empty() && (parts.len() == 3 || self.after_date_article(at)) =>
            {
                self.resolve_month(at, at + 1, number(month)?, Some((number(day)?, number(day)?)))
            }
            [day, ""] if self.after_date_article(at) => {
                let month = self.form(at + 1);
                let month = number(month.strip_suffix('.').unwrap_or(month))?;
                self.resolve_month(at, at + 2, month, Some((number(day)?, number(day)?)))
            }
            _ => None,
        }
    }

    /// A German date without a year follows "am", "vom", "bis zum", "Montag (" or the like.
    fn after_date_article(&self, at: usize) -> bool {
        self.is_german() && matches!(self.previous(at), "dem" | "den" | "der" | "bis" | "seit" | "ab" | "(")
    }

    fn day_number(&self, at: usize) -> Option<i8> {
        let form = self.form(at);
        let digits = form.trim_end_matches('.');
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| digits.strip_suffix(ending)).unwrap_or(digits);
        digits.parse().ok().filter(|day| digits.len() <= 2 && (1..=31).contains(day))
    }

    fn month_name(&self, at: usize) -> Option<i8> {
        let form = self.form(at);
        // "Chan Junis" is no genitive.
        let genitive = || form.strip_suffix('s').filter(|_| self.previous(at).ends_with("es"));
        self.words.months.get(form).or_else(|| self.words.months.get(genitive()?)).copied()
    }

    /// "Sept", "Feb": a name only beside a number.
    fn short_month(&self, at: usize) -> Option<i8> {
        let form = self.form(at);
        if form.len() > 5 || !form.ends_with(char::is_alphabetic) {
            return None;
        }
        self.words.months.get(&format!("{form}.")).copied()
    }

    fn year_number(&self, at: usize) -> Option<i16> {
        four_digits(self.form(at)).filter(|year| (1800..2200).contains(year))
    }

    /// A year after a month or the like: ", 2023", "of 2023", "vergangenen Jahres", "last year".
    pub(super) fn year_after(&self, at: usize) -> Option<(usize, i16)> {
        let start = self.past(at, 2, &[",", "of", "des", "the", "jahres"]);
        if let Some(year) = self.year_number(start) {
            return Some((start + 1, year));
        }
        let start = self.past(at, 2, &["of", "des", "the"]);
        let step = self.step(start)?;
        let year = self.words.units.get(self.form(start + 1)).filter(|unit| **unit == Unit::Year)?;
        let (from, _) = calendar::whole(self.published?, *year, step)?;
        (!self.is(start + 1, words::PLURAL_UNITS)).then_some((start + 2, from.year()))
    }
}

impl Scanner<'_> {
    /// "25. bis 27. Juli 2023", "5. September", "September 5, 2023", "5 Sept".
    pub(super) fn day_and_month(&self, at: usize) -> Found {
        if let Some(month) = self.month_name(at).or_else(|| self.short_month(at)) {
            let day = self.day_number(at + 1).filter(|_| !self.form(at + 1).ends_with('.'))?;
            // "In September 15 soldiers died."
            if self.previous(at) == "in" && self.counts(at + 1) {
                return None;
            }
            let (next, until) = match self.form(at + 2) {
                "-" | "–" | "to" => self.day_number(at + 3).map_or((at + 2, day), |until| (at + 4, until)),
                _ => (at + 2, day),
            };
            return self.resolve_month(at, next, month, Some((day, until)));
        }
        let day = self.day_number(at)?;
        let (next, until) = match self.form(at + 1) {
            "-" | "–" | "bis" | "to" | "und" | "and" => match self.day_number(at + 2) {
                Some(until) => (at + 3, until),
                None => (at + 1, day),
            },
            _ => (at + 1, day),
        };
        let next = self.past(next, 1, &["of"]);
        let month = self.month_name(next).or_else(|| self.short_month(next))?;
        self.resolve_month(next, next + 1, month, Some((day, until)))
    }

    /// A month, or days of it, in the year given or in that which the tense tells.
    fn resolve_month(&self, at: usize, next: usize, month: i8, days: Option<(i8, i8)>) -> Found {
        let of_year = |year| match days {
            Some(days) => calendar::days_of_month(year, month, days),
            None => calendar::month(year, month),
        };
        self.resolve_yearly(at, next, of_year)
    }

    /// What comes back every year, in the year given at `next` or in that which the tense at `at` tells.
    pub(super) fn resolve_yearly(&self, at: usize, next: usize, of_year: impl Fn(i16) -> Option<Days>) -> Found {
        match self.year_after(next) {
            Some((next, year)) => Some((next, of_year(year)?)),
            None => Some((next, calendar::yearly(self.published?, self.choice(at), of_year)?)),
        }
    }

    pub(super) fn month(&self, at: usize) -> Found {
        let with_year = self.year_after(at + 1).is_some();
        let month = self.month_name(at).or_else(|| self.short_month(at).filter(|_| with_year))?;
        // "may" and "march" are verbs more often than months: they want a preposition or a year.
        let ambiguous = matches!(self.form(at), "may" | "march" | "mar.");
        let introduced = words::BEFORE_MONTH.contains(&self.previous(at)) && !self.is_person(at);
        if ambiguous && !with_year && !introduced || self.has_impossible_day(at) || self.is_first_name(at) {
            return None;
        }
        self.resolve_month(at, at + 1, month, None)
    }

    /// "after May said": a subject or an object is somebody.
    fn is_person(&self, at: usize) -> bool {
        let relation = self.tree.token(at).relation;
        let takes_part =
            matches!(relation, Relation::Nsubj | Relation::NsubjPass | Relation::Obj | Relation::Iobj | Relation::Flat);
        self.tree.sentence.parsed && (takes_part || self.is_part_of_name(at))
    }

    /// "August Bebel": in German, where no name follows a month by itself.
    fn is_first_name(&self, at: usize) -> bool {
        let next = self.tree.sentence.tokens.get(at + 1);
        let continued = next.is_some_and(|next| next.head == u32::try_from(at).ok() && next.relation == Relation::Flat);
        self.is_german() && self.tree.sentence.parsed && continued && self.tag(at + 1) == Some(Upos::Propn)
    }

    /// "31. Februar": a day stands beside the month, but the two are no date. No other day is meant.
    fn has_impossible_day(&self, at: usize) -> bool {
        let day = |at: usize| {
            let form = self.form(at);
            let digits = form.bytes().take_while(u8::is_ascii_digit).count();
            (1..=2).contains(&digits) && matches!(&form[digits..], "" | "." | "st" | "nd" | "rd" | "th")
        };
        let before = |steps: usize| at.checked_sub(steps).is_some_and(day);
        let counted = self.previous(at) == "in" && self.counts(at + 1);
        before(1) || self.previous(at) == "of" && before(2) || !self.is_german() && day(at + 1) && !counted
    }

    /// "Ende August", "mid-September", "early 2022", "Anfang der Woche", "late last year", "Jahresende".
    pub(super) fn part(&self, at: usize) -> Found {
        let form = self.form(at);
        if let Some((_, unit, part)) = words::UNIT_PARTS.iter().find(|(name, ..)| *name == form) {
            if let Some((last, year)) = self.year_after(at + 1).filter(|_| *unit == Unit::Year) {
                return Some((last, calendar::third(calendar::years(year, year)?, *part)?));
            }
            return Some((at + 1, self.third_of_running(at, *unit, *part)?));
        }
        if let Some(part) = self.part_word(form) {
            let start = self.past(at + 1, 3, &["-", "of", "in", "the", "des", "der", "dem", "den"]);
            return self.part_of(at, start, part);
        }
        // "mid-September" is one token.
        let (prefix, name) = form.split_once('-')?;
        let part = self.part_word(prefix)?;
        if let Some(year) = four_digits(name).filter(|year| (1800..2200).contains(year)) {
            return Some((at + 1, calendar::third(calendar::years(year, year)?, part)?));
        }
        let dotted = || self.words.months.get(&format!("{name}."));
        let month = *self.words.months.get(name).or_else(dotted)?;
        self.resolve_yearly(at, at + 1, |year| calendar::third(calendar::month(year, month)?, part))
    }

    fn part_word(&self, form: &str) -> Option<Part> {
        let parts =
            [(&self.words.early, Part::Early), (&self.words.middle, Part::Middle), (&self.words.late, Part::Late)];
        parts.into_iter().find_map(|(words, part)| words.contains(form).then_some(part))
    }
}

impl Scanner<'_> {
    /// A third of what stands at `start`.
    fn part_of(&self, at: usize, start: usize, part: Part) -> Found {
        if let Some(month) = self.month_name(start).or_else(|| self.short_month(start)) {
            return self.resolve_yearly(start, start + 1, |year| calendar::third(calendar::month(year, month)?, part));
        }
        if let Some(first) = self.words.seasons.get(self.form(start)).filter(|_| self.form(start) != "fall") {
            return self
                .resolve_yearly(start, start + 1, |year| calendar::third(calendar::season(year, *first)?, part));
        }
        let year_at = self.past(start, 1, &["jahres", "jahr", "year"]);
        if let Some(year) = self.year_number(year_at).filter(|_| !self.counts(year_at)) {
            return Some((year_at + 1, calendar::third(calendar::years(year, year)?, part)?));
        }
        if let Some((last, days)) = self.relative(start).or_else(|| self.decade(start)) {
            return Some((last, calendar::third(days, part)?));
        }
        let unit = *self.words.units.get(self.form(start)).filter(|_| !self.is(start, words::PLURAL_UNITS))?;
        let article = start > at + 1 && self.is(start - 1, words::ARTICLES);
        let running = article && matches!(unit, Unit::Week | Unit::Month | Unit::Year);
        running.then_some((start + 1, self.third_of_running(at, unit, part)?))
    }

    /// "the end of the year" is that of the running one, unless the tense rules that out.
    fn third_of_running(&self, at: usize, unit: Unit, part: Part) -> Option<Days> {
        let published = self.published?;
        let of = |step: i32| calendar::third(calendar::whole(published, unit, step)?, part);
        let limit = words::UNTIL.iter().any(|word| {
            [at.checked_sub(1), at.checked_sub(2)].into_iter().flatten().any(|before| self.form(before) == *word)
        });
        match self.outlook(at) {
            Outlook::Past if !limit => calendar::choose(published, Choice::Latest, (-1..=0).filter_map(of)),
            Outlook::Future => calendar::choose(published, Choice::Earliest, (0..=1).filter_map(of)),
            _ => of(0),
        }
    }

    /// "2017", "2014–2016", "zwischen 2014 und 2016".
    pub(super) fn year(&self, at: usize) -> Found {
        if let Some((first, last)) = self.form(at).split_once(['-', '–', '/']) {
            let first = four_digits(first).filter(|year| (1800..2200).contains(year))?;
            let last = four_digits(last).or_else(|| {
                let short: i16 = last.parse().ok().filter(|_| last.len() == 2)?;
                Some(first - first % 100 + short)
            })?;
            return (first < last).then_some((at + 1, calendar::years(first, last)?));
        }
        let year = self.year_number(at)?;
        if !self.names_year(at, year) {
            return None;
        }
        let and = matches!(self.previous(at), "zwischen" | "between") && matches!(self.form(at + 1), "und" | "and");
        if and || self.is(at + 1, words::BETWEEN_YEARS) {
            let until = self.year_number(at + 2).filter(|until| *until > year && !self.counts(at + 2));
            if let Some(days) = until.and_then(|until| calendar::years(year, until)) {
                return Some((at + 3, days));
            }
        }
        Some((at + 1, calendar::years(year, year)?))
    }

    /// "den 1990er Jahren", "the 1990s".
    pub(super) fn decade(&self, at: usize) -> Found {
        let form = self.form(at);
        let first = four_digits(form.strip_suffix("er").or_else(|| form.strip_suffix('s'))?)?;
        let known = (1800..2200).contains(&first) && first % 10 == 0;
        let next = self.past(at + 1, 1, &["-"]);
        let next = self.past(next, 1, &["jahre", "jahren"]);
        let last = if next > at + 1 && self.form(next - 1) == "-" { at + 1 } else { next };
        known.then_some((last, calendar::decade(first)))
    }
}

impl Scanner<'_> {
    /// Whether four digits are a year here, and not a number of something or a part of a name.
    fn names_year(&self, at: usize, year: i16) -> bool {
        let before = self.previous(at);
        if at > 0 && self.month_name(at - 1).is_some() {
            // That of a date that does not exist.
            return false;
        }
        let round = year % 50 == 0;
        if words::BEFORE_YEAR.contains(&before) || at == 0 {
            let named = before.starts_with("jahr") || before == "year";
            return named || !self.counts(at) || !round && at > 0;
        }
        let listed =
            matches!(before, "," | "und" | "and" | "or" | "oder") && at > 1 && self.year_number(at - 2).is_some();
        if listed || matches!(self.form(at + 1), ")") {
            return !self.counts(at);
        }
        self.is_german() && (1900..2100).contains(&year) && self.is_bare_year(at, round)
    }

    /// "hatten 2017 gedroht", "die 2014 annektierte Krim": German years need no preposition.
    fn is_bare_year(&self, at: usize, round: bool) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let next_is_word = self.form(at + 1).starts_with(char::is_alphabetic);
        let verb_next = match self.tag(at + 1) {
            Some(tag) => matches!(tag, Upos::Verb | Upos::Aux),
            None => next_is_word && !self.is_capitalized(at + 1) && self.is(before, words::GERMAN_AUXILIARIES),
        };
        if verb_next {
            return !self.belongs_to(at, before);
        }
        if round || !self.tree.sentence.parsed || self.tag(at) != Some(Upos::Num) {
            return false;
        }
        let word_before = self.form(before).ends_with(char::is_alphabetic) || self.form(before) == ",";
        word_before && !self.belongs_to(at, before) && !self.counts(at)
    }

    /// "Resolution 1973", "Agenda 2030": the number is a part of the name before it.
    fn belongs_to(&self, at: usize, before: usize) -> bool {
        if !self.tree.sentence.parsed {
            return self.is_capitalized(before) && !self.is(before, words::GERMAN_AUXILIARIES);
        }
        self.tree.head(at) == Some(before)
            && matches!(self.tag(before), Some(Upos::Noun | Upos::Propn | Upos::Sym | Upos::Num))
    }

    /// Whether a number says how many of what follows it there are: "2000 Soldaten", "2000 russische Soldaten".
    fn counts(&self, at: usize) -> bool {
        let mut next = at + 1;
        let participle = |at: usize| {
            let endings = ["te", "ten", "ter", "tes", "tem", "ene", "enen", "ener", "enes", "enem"];
            endings.iter().any(|ending| self.form(at).ends_with(ending))
        };
        while next < at + 4 && self.tag(next) == Some(Upos::Adj) {
            // "die 2014 annektierte Krim"; a round number may count what was annexed.
            if self.is_german() && participle(next) && self.year_number(at).is_some_and(|year| year % 50 != 0) {
                return false;
            }
            next += 1;
        }
        match self.tag(next) {
            Some(Upos::Noun) => {
                let token = self.tree.token(at);
                let oblique = self.tree.sentence.parsed && token.relation != Relation::Nummod;
                let plural = self.tree.token(next).morphology.number == Some(Number::Plur);
                !(oblique && self.year_number(at).is_some_and(|year| year % 50 != 0) && !plural)
            }
            Some(Upos::Sym | Upos::Num) => !matches!(self.form(next), "-" | "–" | "/"),
            Some(_) => false,
            // Without tags a German noun shows by its capital, an English one not at all.
            None if self.is_german() => self.is_capitalized(next),
            None => self.form(next).starts_with(char::is_alphabetic) && next == at + 1 && at == 0,
        }
    }
}

fn four_digits(text: &str) -> Option<i16> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits)
}

/// "23" is 2023, "70" is 1970.
fn of_two_digits(year: i8) -> i16 {
    i16::from(year) + if year < 70 { 2000 } else { 1900 }
}
