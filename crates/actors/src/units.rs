//! From words to units: a unit is a known name or a single other word. Names are taken leftmost and longest; what a name with several
//! meanings stands for is decided here, from the rest of the text.

use crate::index::WordId;
use crate::model::{COMPOUND_HEAD, COURTESY, GIVEN_NAME, NO_ROLE, PLACE_NOUN, marks_in};
use crate::model::{Choice, ENGLISH, Form, GERMAN, Model, NEEDS_SUPPORT, NOT_GIVEN_NAME, Sense, Target};
use crate::words::{Gap, Word, key, words};
use rustc_hash::FxHashMap;
use weltlage_ontology::{Language, Sector};

/// A known name or another word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unit {
    pub start: usize,
    pub end: usize,
    pub gap: Gap,
    /// Marks of the word; of a unit of several words those of the last one.
    pub marks: u32,
    /// All meanings, as a range of the index.
    pub senses: (u32, u32),
    /// The actor, if the unit names one, and the forms by which it does.
    pub actor: Option<u16>,
    pub forms: Forms,
    pub sector: Sector,
    pub flags: u8,
    pub role: Option<u16>,
    pub role_flags: u8,
    pub is_person: bool,
    pub possessive: bool,
    pub capitalised: bool,
    pub shouted: bool,
    /// First word of a sentence, quotation, bracket or line.
    pub opens: bool,
    /// Made of one word.
    pub single: bool,
}

/// A set of [`Form`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Forms(u16);

impl Forms {
    pub fn has(self, form: Form) -> bool {
        self.0 & (1 << form as u16) != 0
    }

    pub fn any(self, forms: &[Form]) -> bool {
        forms.iter().any(|form| self.has(*form))
    }

    fn insert(&mut self, form: Form) {
        self.0 |= 1 << form as u16;
    }
}

impl Unit {
    /// Whether nothing is known under this word.
    pub fn is_plain(&self) -> bool {
        self.senses.0 == self.senses.1
    }
}

/// How often a text names an actor without any doubt, by number of the actor.
pub(crate) type Support = FxHashMap<u16, u32>;

/// Longest name in words; the tables have none longer.
const LONGEST_NAME: usize = 14;

pub(crate) struct Cutter<'a> {
    pub model: &'a Model,
    pub text: &'a str,
    pub language: Language,
    words: Vec<Word>,
    ids: Vec<WordId>,
    units: Vec<Unit>,
}

impl<'a> Cutter<'a> {
    pub fn new(model: &'a Model, text: &'a str, language: Language) -> Self {
        let words = words(text);
        let ids = words.iter().map(|word| word_id(model, &text[word.start..word.end], word.shouted)).collect();
        Self { model, text, language, units: Vec::with_capacity(words.len()), words, ids }
    }

    /// The units of the text in order, and how often it names each actor without any doubt.
    pub fn cut(mut self) -> (Vec<Unit>, Support) {
        let mut at = 0;
        while at < self.words.len() {
            at = self.take(at);
        }
        let support = self.decide();
        (self.units, support)
    }

    fn language_bit(&self) -> u8 {
        match self.language {
            Language::De => GERMAN,
            Language::En => ENGLISH,
        }
    }

    /// Takes the unit that begins at a word; the word after it.
    fn take(&mut self, at: usize) -> usize {
        if let Some((next, range)) = self.longest(at)
            && !self.is_cut_short(at, next)
        {
            let after = self.push(at, next, range);
            return after;
        }
        if self.language == Language::De && self.ids[at] == 0 && self.split_compound(at) {
            return at + 1;
        }
        self.push(at, at + 1, (0, 0))
    }

    /// "the West Bank": a name with its article ends within a longer one without.
    fn is_cut_short(&self, at: usize, next: usize) -> bool {
        next > at + 1 && self.is_article(at) && self.longest(at + 1).is_some_and(|(end, _)| end > next)
    }

    fn is_article(&self, at: usize) -> bool {
        let word = self.words[at];
        let text = &self.text[word.start..word.end];
        ["the", "der", "die", "das", "den", "dem", "des"].iter().any(|article| text.eq_ignore_ascii_case(article))
    }

    /// The longest name from this word on: the word after it and its meanings.
    fn longest(&self, at: usize) -> Option<(usize, (u32, u32))> {
        let bit = self.language_bit();
        let mut node = self.model.index.root(self.ids[at])?;
        let mut best = None;
        let end = self.words.len().min(at + LONGEST_NAME);
        let mut next = at + 1;
        loop {
            let range = self.model.index.range(node);
            if self.model.index.values(range).iter().any(|sense| sense.languages & bit != 0) {
                best = Some((next, range));
            }
            if next >= end || !self.joins(next) {
                break;
            }
            match self.model.index.child(node, self.ids[next]) {
                Some(child) => node = child,
                None => break,
            }
            next += 1;
        }
        best
    }

    /// Whether a name may go on from the word before `next` to it.
    fn joins(&self, next: usize) -> bool {
        match self.words[next].gap {
            Gap::Space | Gap::Hyphen | Gap::Apostrophe | Gap::Dot => true,
            Gap::DotSpace => self.words[next - 1].end - self.words[next - 1].start <= 3,
            _ => false,
        }
    }

    fn push(&mut self, first: usize, next: usize, senses: (u32, u32)) -> usize {
        let (word, last) = (self.words[first], self.words[next - 1]);
        let before = self.units.last().copied();
        let abbreviated = before.is_some_and(|unit| {
            self.text[..unit.end].ends_with('.') || self.text[unit.start..unit.end].chars().count() == 1
        });
        let gap = match word.gap {
            Gap::DotSpace if abbreviated || before.is_some_and(|unit| unit.marks & COURTESY != 0) => Gap::Space,
            Gap::ApostropheSpace => Gap::Space,
            gap => gap,
        };
        if word.gap == Gap::ApostropheSpace
            && let Some(unit) = self.units.last_mut()
            && self.text[..unit.end].ends_with(['s', 'x', 'z', 'ß'])
        {
            unit.possessive = true;
        }
        let dotted = next - first > 1 && last.gap == Gap::Dot && self.text[last.end..].starts_with('.');
        // An article that the tables list with the name is no part of the mention.
        let of_the_name = ["Haag", "Hague"].contains(&&self.text[last.start..last.end]);
        let begin =
            if next - first > 1 && self.is_article(first) && !of_the_name { self.words[first + 1] } else { word };
        let mut unit = Unit {
            start: begin.start,
            end: last.end + usize::from(dotted),
            gap,
            marks: marks_in(self.model.index.marks(self.ids[next - 1]), self.language),
            senses,
            actor: None,
            forms: Forms::default(),
            sector: Sector::Government,
            flags: 0,
            role: None,
            role_flags: 0,
            is_person: false,
            possessive: false,
            capitalised: begin.capitalised,
            shouted: begin.shouted,
            opens: matches!(gap, Gap::Other | Gap::DotSpace),
            single: next - first == 1,
        };
        self.read_senses(&mut unit);
        let mut after = next;
        let possessive = self
            .words
            .get(next)
            .is_some_and(|word| word.gap == Gap::Apostrophe && &self.text[word.start..word.end] == "s");
        if possessive && (unit.capitalised || !unit.is_plain()) {
            unit.possessive = true;
            after += 1;
        }
        self.units.push(unit);
        after
    }

    /// Sets what the meanings of the unit say; the actor is provisional where there are several.
    fn read_senses(&self, unit: &mut Unit) {
        let bit = self.language_bit();
        let senses = self.model.index.values(unit.senses);
        let own = |sense: &&Sense| sense.languages & bit != 0;
        if senses.iter().filter(own).any(|sense| sense.target == Target::Nothing) {
            unit.senses = (0, 0);
            unit.marks = 0;
            return;
        }
        let mut best: Option<Sense> = None;
        for sense in senses.iter().filter(own) {
            match sense.target {
                Target::Role(_) if unit.single && unit.marks & NO_ROLE != 0 => {}
                Target::Role(role) if unit.role.is_none() => {
                    unit.role = Some(role);
                    unit.role_flags = sense.flags;
                }
                Target::Person(_) => unit.is_person = true,
                Target::Actor(_) if best.is_none_or(|best| rank(sense) < rank(&best)) => best = Some(*sense),
                _ => {}
            }
        }
        if let Some(best) = best {
            self.set_actor(unit, &best);
        }
    }

    /// Makes the unit name the actor of this meaning, with all the forms in which the name stands for that actor.
    fn set_actor(&self, unit: &mut Unit, chosen: &Sense) {
        let Target::Actor(actor) = chosen.target else { return };
        let bit = self.language_bit();
        unit.actor = Some(actor);
        unit.forms = Forms::default();
        unit.sector = chosen.sector;
        unit.flags = chosen.flags;
        for sense in self.model.index.values(unit.senses) {
            if sense.target == chosen.target && sense.languages & bit != 0 {
                unit.forms.insert(sense.form);
            }
        }
    }

    /// Decides the names with several meanings: by how often the text names the actors otherwise, and by the cues of the tables.
    fn decide(&mut self) -> Support {
        let mut support = Support::default();
        let primary = [Form::Name, Form::Adjective, Form::Demonym, Form::Capital, Form::Seat, Form::StandIn];
        for unit in &self.units {
            if let Some(actor) = unit.actor
                && unit.forms.any(&primary)
                && unit.flags & NEEDS_SUPPORT == 0
            {
                *support.entry(actor).or_default() += 1;
            }
        }
        for at in 0..self.units.len() {
            let mut unit = self.units[at];
            if unit.is_plain() || unit.actor.is_none() && self.ambiguity(&unit).is_none() {
                continue;
            }
            if self.is_part_of_a_persons_name(at) {
                unit.actor = None;
                self.units[at] = unit;
                continue;
            }
            match self.ambiguity(&unit) {
                Some(number) => self.apply_cues(&mut unit, number, at),
                None => self.apply_support(&mut unit, &support),
            }
            self.units[at] = unit;
        }
        support
    }

    fn ambiguity(&self, unit: &Unit) -> Option<u16> {
        let bit = self.language_bit();
        self.model.index.values(unit.senses).iter().filter(|sense| sense.languages & bit != 0).find_map(|sense| {
            match sense.target {
                Target::Ambiguous(number) => Some(number),
                _ => None,
            }
        })
    }

    /// Chooses among several actors of one name, and drops names that need support and have none.
    fn apply_support(&self, unit: &mut Unit, support: &Support) {
        let bit = self.language_bit();
        let count = |sense: &Sense| match sense.target {
            Target::Actor(actor) => support.get(&actor).copied().unwrap_or(0),
            _ => 0,
        };
        let candidates = self.model.index.values(unit.senses).iter();
        let candidates =
            candidates.filter(|sense| sense.languages & bit != 0 && matches!(sense.target, Target::Actor(_)));
        // Names of states stand on their own; buildings, institutions and cities that mean other things as well do not.
        let acceptable = |sense: &&Sense| {
            !sense.is(NEEDS_SUPPORT)
                || count(sense) > 0
                || matches!(sense.form, Form::Name | Form::Adjective | Form::Demonym | Form::Capital)
        };
        let chosen =
            candidates.filter(acceptable).min_by_key(|sense| (std::cmp::Reverse(count(sense).min(1_000)), rank(sense)));
        let chosen = chosen.copied();
        // Support counts only between names of the same rank: "Luxemburg" is the state, "Paris" the capital.
        match chosen {
            Some(sense) => self.set_actor(unit, &sense),
            None => unit.actor = None,
        }
    }

    /// Reads a name of the table of ambiguities by the words around it.
    fn apply_cues(&self, unit: &mut Unit, number: u16, at: usize) {
        let ambiguous = &self.model.ambiguous[number as usize];
        let position = self.words.partition_point(|word| word.start < unit.start);
        let (from, to) = (position.saturating_sub(150), (position + 150).min(self.words.len()));
        let weigh = |cues: &rustc_hash::FxHashSet<WordId>| -> usize {
            let hits = (from..to).filter(|word| cues.contains(&self.ids[*word]));
            hits.map(|word| if word.abs_diff(position) < 12 { 3 } else { 1 }).sum()
        };
        let mut best = (0, ambiguous.default);
        for (choice, cues) in &ambiguous.readings {
            let weight = weigh(cues);
            if weight > best.0 {
                best = (weight, *choice);
            }
        }
        let next_is_place =
            self.units.get(at + 1).is_some_and(|next| next.gap == Gap::Space && next.marks & PLACE_NOUN != 0);
        match best.1 {
            Choice::Nothing => unit.actor = None,
            Choice::Name(_) | Choice::Place(_) if next_is_place => unit.actor = None,
            Choice::Name(actor) => {
                let known = self
                    .model
                    .index
                    .values(unit.senses)
                    .iter()
                    .find(|sense| sense.target == Target::Actor(actor) && sense.form != Form::City);
                match known {
                    Some(sense) => self.set_actor(unit, &Sense { flags: sense.flags & !NEEDS_SUPPORT, ..*sense }),
                    None => {
                        unit.actor = Some(actor);
                        unit.forms = Forms::default();
                        unit.forms.insert(form_by_ending(&self.text[unit.start..unit.end]));
                    }
                }
            }
            Choice::Place(actor) => {
                unit.actor = Some(actor);
                unit.forms = Forms::default();
                unit.forms.insert(Form::City);
            }
        }
    }

    /// "Michael Jordan", "Mr Chad", "Paris Hilton": the name of a private person.
    fn is_part_of_a_persons_name(&self, at: usize) -> bool {
        let unit = &self.units[at];
        if !unit.single || !unit.forms.any(&[Form::Name, Form::City, Form::Capital]) || unit.shouted {
            return false;
        }
        let before = at.checked_sub(1).map(|before| &self.units[before]).filter(|_| unit.gap == Gap::Space);
        if before.is_some_and(|before| {
            before.actor.is_none()
                && before.role.is_none()
                && before.capitalised
                && (is_given_name(before) || before.marks & COURTESY != 0 && before.marks & GIVEN_NAME == 0)
        }) {
            return true;
        }
        let after = self.units.get(at + 1).filter(|after| after.gap == Gap::Space && self.language == Language::En);
        is_given_name(unit)
            && !unit.possessive
            && after.is_some_and(|after| {
                after.actor.is_none() && after.role.is_none() && after.capitalised && !after.shouted
            })
    }

    /// Splits a German compound that is written as one word and begins with an actor: "Kremlsprecher", "Ukrainekrieg". The second part must
    /// be a role or one of the listed heads; the parts become units with a hyphen between them.
    fn split_compound(&mut self, at: usize) -> bool {
        let word = self.words[at];
        let text = &self.text[word.start..word.end];
        if !word.capitalised || word.shouted || text.len() < 7 {
            return false;
        }
        let bit = self.language_bit();
        for (offset, _) in text.char_indices().filter(|(offset, _)| *offset >= 3 && text.len() - offset >= 4) {
            let id = word_id(self.model, &text[..offset], false);
            let Some(node) = self.model.index.root(id) else { continue };
            let range = self.model.index.range(node);
            let actor = |sense: &Sense| {
                sense.languages & bit != 0
                    && matches!(sense.target, Target::Actor(_))
                    && matches!(sense.form, Form::Name | Form::Seat)
                    && !sense.is(crate::model::GENITIVE)
            };
            if !self.model.index.values(range).iter().any(actor) {
                continue;
            }
            let Some((rest, role)) = self.compound_rest(&text[offset..]) else { continue };
            let middle = word.start + offset;
            self.words[at].end = middle;
            self.ids[at] = id;
            self.push(at, at + 1, range);
            self.words[at] = Word { start: middle, gap: Gap::Hyphen, ..word };
            self.ids[at] = rest;
            self.push(at, at + 1, role);
            self.words[at] = word;
            return true;
        }
        false
    }

    /// The second part of a compound: a role noun, or a head from the word lists.
    fn compound_rest(&self, rest: &str) -> Option<(WordId, (u32, u32))> {
        let mut name = String::with_capacity(rest.len());
        let mut letters = rest.chars();
        name.extend(letters.next()?.to_uppercase());
        name.push_str(letters.as_str());
        let id = word_id(self.model, &name, false);
        if let Some(node) = self.model.index.root(id) {
            let range = self.model.index.range(node);
            let is_role = |sense: &Sense| sense.languages & GERMAN != 0 && matches!(sense.target, Target::Role(_));
            if self.model.index.values(range).iter().any(is_role) {
                return Some((id, range));
            }
        }
        let id = word_id(self.model, rest, false);
        (marks_in(self.model.index.marks(id), Language::De) & COMPOUND_HEAD != 0).then_some((id, (0, 0)))
    }
}

/// Whether a word is a given name and nothing else.
pub(crate) fn is_given_name(unit: &Unit) -> bool {
    unit.marks & GIVEN_NAME != 0 && unit.marks & NOT_GIVEN_NAME == 0
}

/// The form of an ambiguous name that the tables of its state do not have: "koreanische", "Koreans".
fn form_by_ending(word: &str) -> Form {
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    match word {
        _ if word.starts_with(char::is_lowercase) || ends(&["ean"]) => Form::Adjective,
        _ if ends(&["eans", "aner", "anern", "lese", "lesen"]) => Form::Demonym,
        _ => Form::Name,
    }
}

/// Order of meanings: whole states before capitals, cities last.
fn rank(sense: &Sense) -> (bool, Form) {
    (
        sense.is(NEEDS_SUPPORT) && !matches!(sense.form, Form::Name | Form::Adjective | Form::Demonym | Form::Capital),
        sense.form,
    )
}

/// The number of a word; words in capital letters are also tried as names.
fn word_id(model: &Model, word: &str, shouted: bool) -> WordId {
    let word_key = key(word);
    let id = model.index.word(&word_key);
    if id > 0 || !shouted || word_key.len() < 4 {
        return id;
    }
    let mut letters = word_key.chars();
    let mut name = String::with_capacity(word_key.len());
    name.extend(letters.next());
    name.push_str(&letters.as_str().to_lowercase());
    model.index.word(&name)
}
