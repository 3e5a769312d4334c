//! Parties: which actors a noun phrase names.
//!
//! Mentions are found in the text (by the gazetteer, or given with the document); here they are laid over the tokens of a
//! tree, so that a noun phrase can be asked for the actors that it *is* ([`Parties::named`]) or only *contains* ([`Parties::inside`]).
//! Pronouns and "the country" take the actor that [`crate::reference`] keeps.

use weltlage_actors::{Gender, Mention, MentionKind};
use weltlage_language::{Relation, Upos};
use weltlage_ontology::{Code, Sector};

use crate::lexicon::Lexicon;
use crate::tree::Tree;

/// An actor at a place of the sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    /// Code.
    pub code: Code,
    /// Sector.
    pub sector: Sector,
    /// Byte range of the words.
    pub start: usize,
    /// Byte after the last one.
    pub end: usize,
    /// The person.
    pub person: Option<String>,
    /// Identifier of a given mention.
    pub given: Option<String>,
    /// Members of a bloc.
    pub members: Vec<Code>,
    /// Found through a pronoun or a noun that refers back.
    pub indirect: bool,
}

impl Party {
    /// Whether two parties are the same actor.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        match (&self.given, &other.given) {
            (Some(one), Some(two)) => one == two,
            (None, None) => self.code == other.code && self.sector == other.sector && !self.code.is_unknown(),
            _ => false,
        }
    }
}

/// A mention laid over tokens.
#[derive(Clone, Debug)]
pub struct Known {
    /// Byte range.
    pub start: usize,
    /// Byte after the last one.
    pub end: usize,
    /// Kind.
    pub kind: MentionKind,
    /// Code.
    pub code: Code,
    /// Sector.
    pub sector: Sector,
    /// The person.
    pub person: Option<String>,
    /// Identifier of a given mention.
    pub given: Option<String>,
    /// Members of a bloc.
    pub members: Vec<Code>,
    /// Of a person.
    pub gender: Option<Gender>,
    /// The form is a plural for certain.
    pub plural: bool,
}

impl Known {
    /// From a mention of the gazetteer.
    #[must_use]
    pub fn new(mention: &Mention) -> Self {
        Self {
            start: mention.start,
            end: mention.end,
            kind: mention.kind,
            code: mention.code.clone(),
            sector: mention.sector,
            person: mention.person.as_ref().map(ToString::to_string),
            given: None,
            members: mention
                .members
                .as_deref()
                .filter(|_| mention.kind == MentionKind::Bloc)
                .unwrap_or_default()
                .to_vec(),
            gender: mention.gender,
            plural: mention.plural,
        }
    }

    /// The party that the mention names.
    #[must_use]
    pub fn party(&self) -> Party {
        Party {
            code: self.code.clone(),
            sector: self.sector,
            start: self.start,
            end: self.end,
            person: self.person.clone(),
            given: self.given.clone(),
            members: self.members.clone(),
            indirect: false,
        }
    }

    /// Whether the mention can be an actor by itself, not only as a modifier.
    fn stands_alone(&self) -> bool {
        !matches!(self.kind, MentionKind::Adjective)
    }

    /// Whether the mention names a place rather than somebody who acts.
    #[must_use]
    pub fn is_place(&self) -> bool {
        matches!(self.kind, MentionKind::Place | MentionKind::Territory)
    }
}

/// The mentions of one sentence over its tokens.
#[derive(Debug)]
pub struct Parties<'a> {
    tree: &'a Tree<'a>,
    lexicon: &'a Lexicon,
    known: &'a [Known],
    /// For each token the mention that covers all of it.
    whole: Vec<Option<u32>>,
    /// For each token a mention that covers its first part ("Russland-Besuch").
    part: Vec<Option<u32>>,
    /// For each token whom a pronoun or back-reference there stands for.
    referents: Vec<Vec<Party>>,
}

const NAME_PARTS: &[Relation] = &[Relation::Flat, Relation::Compound, Relation::Appos, Relation::Nmod, Relation::List];

impl<'a> Parties<'a> {
    /// Lays mentions over a tree. `known` must be sorted and without overlaps; it may reach beyond the sentence.
    #[must_use]
    pub fn new(tree: &'a Tree<'a>, lexicon: &'a Lexicon, known: &'a [Known], referents: Vec<Vec<Party>>) -> Self {
        let mut whole = vec![None; tree.len()];
        let mut part = vec![None; tree.len()];
        let mut at = known.partition_point(|mention| mention.end <= tree.sentence.start);
        for (index, token) in tree.sentence.tokens.iter().enumerate() {
            while at < known.len() && known[at].end <= token.start {
                at += 1;
            }
            let Some(mention) = known.get(at) else { break };
            if mention.start <= token.start && token.end <= mention.end {
                whole[index] = Some(at as u32);
            } else if mention.start < token.end && token.start < mention.end {
                part[index] = Some(at as u32);
            }
        }
        Self { tree, lexicon, known, whole, part, referents }
    }

    /// The lexicon that the parties were read with.
    #[must_use]
    pub fn lexicon(&self) -> &'a Lexicon {
        self.lexicon
    }

    /// The mention that covers a token.
    #[must_use]
    pub fn mention(&self, token: usize) -> Option<&'a Known> {
        self.whole[token].map(|index| &self.known[index as usize])
    }

    /// The mention that covers the first part of a token, or all of it.
    #[must_use]
    pub fn mention_at(&self, token: usize) -> Option<&'a Known> {
        self.whole[token].or(self.part[token]).map(|index| &self.known[index as usize])
    }

    /// Whether the sentence names anybody.
    #[must_use]
    pub fn any(&self) -> bool {
        self.whole.iter().chain(&self.part).any(Option::is_some) || self.referents.iter().any(|own| !own.is_empty())
    }

    /// Whether a token belongs to a mention.
    #[must_use]
    pub fn covers(&self, token: usize) -> bool {
        self.whole[token].is_some()
    }

    /// The actors that a noun phrase names, all conjuncts included.
    #[must_use]
    pub fn named(&self, head: usize) -> Vec<Party> {
        let mut found = Vec::new();
        for conjunct in self.conjuncts(head) {
            if matches!(self.tree.token(conjunct).upos, Upos::Verb | Upos::Aux) && self.whole[conjunct].is_none() {
                continue;
            }
            for party in self.one(conjunct) {
                push_new(&mut found, party);
            }
        }
        found
    }

    /// `head` and what is coordinated with it; a name's conjuncts may hang at any of its words.
    fn conjuncts(&self, head: usize) -> Vec<usize> {
        let mut found = self.tree.conjuncts(head);
        for listed in self.listed(head) {
            found.extend(self.tree.conjuncts(listed).into_iter().filter(|at| *at != head));
        }
        if let Some(index) = self.whole[head] {
            let words = (0..self.tree.len()).filter(|token| *token != head && self.whole[*token] == Some(index));
            for conjunct in words.flat_map(|word| self.tree.conjuncts(word).into_iter().skip(1)) {
                if self.whole[conjunct] != Some(index) && !found.contains(&conjunct) {
                    found.push(conjunct);
                }
            }
        }
        found
    }

    /// "Die Türkei, die Ukraine und die Vereinten Nationen": names of other actors that the parser hung at one of a list, a comma apart.
    fn listed(&self, head: usize) -> Vec<usize> {
        let lists = |mention: &Known| {
            matches!(
                mention.kind,
                MentionKind::Name
                    | MentionKind::Organisation
                    | MentionKind::Group
                    | MentionKind::Capital
                    | MentionKind::Bloc
            ) && mention.given.is_none()
        };
        let Some(own) = self.mention(head).filter(|own| lists(own)) else { return Vec::new() };
        let words = (0..self.tree.len()).filter(|word| *word == head || self.whole[*word] == self.whole[head]);
        words
            .flat_map(|word| self.tree.children_by(word, &[Relation::Compound, Relation::Appos, Relation::Flat]))
            .filter(|child| {
                let comma = |from: usize, to: usize| (from..to).any(|at| self.tree.token(at).form == ",");
                self.mention(*child).is_some_and(|other| lists(other) && other.code != own.code)
                    && comma(*child.min(&head), *child.max(&head))
                    && self.tree.is_bare(*child)
            })
            .collect()
    }

    fn one(&self, head: usize) -> Vec<Party> {
        let own = self.mention(head).filter(|mention| mention.stands_alone() || self.is_nominal_adjective(head));
        let owners = own.filter(|mention| mention.given.is_none()).map_or_else(Vec::new, |own| self.owners(head, own));
        if !owners.is_empty() {
            return owners;
        }
        if let Some(mention) = own.filter(|mention| !mention.code.is_unknown() || mention.given.is_some()) {
            return vec![mention.party()];
        }
        if !self.referents[head].is_empty() {
            return self.referents[head].clone();
        }
        // "der Präsident, Wladimir Putin", "Kremlin leader Putin": the name hangs below the head.
        let below = self.tree.children_by(head, NAME_PARTS).find_map(|child| {
            let mention = self.mention(child).filter(|mention| mention.stands_alone())?;
            let relation = self.tree.token(child).relation;
            let is_name = matches!(relation, Relation::Flat | Relation::Appos | Relation::List)
                || matches!(mention.kind, MentionKind::Leader) && self.tree.is_bare(child)
                || mention.given.is_some()
                    && mention.start <= self.tree.token(head).start
                    && self.tree.token(head).end <= mention.end;
            is_name.then(|| mention.party())
        });
        if let Some(party) = below {
            return vec![party];
        }
        if let Some(mention) = own {
            return vec![mention.party()];
        }
        let lemma = &self.tree.token(head).lemma;
        if self.lexicon.is_a(lemma, "actor-head") || self.is_quantity(head) {
            return self.inside(head);
        }
        Vec::new()
    }

    /// "amerikanische und türkische Truppen", "Greek and Italian frigates": all to whom the one noun belongs, where adjectives before it say so.
    fn owners(&self, head: usize, unit: &Known) -> Vec<Party> {
        let office = matches!(unit.kind, MentionKind::Office | MentionKind::Role);
        if !office || unit.person.is_some() || !(unit.code.is_unknown() || unit.code.is_state()) {
            return Vec::new();
        }
        let adjectives = self
            .tree
            .children_by(head, &[Relation::Amod])
            .flat_map(|child| self.tree.conjuncts(child))
            .filter_map(|child| self.mention(child))
            .filter(|mention| matches!(mention.kind, MentionKind::Adjective | MentionKind::Office))
            .filter(|mention| mention.code.is_state() && mention.start != unit.start);
        let mut found: Vec<Party> = Vec::new();
        for adjective in adjectives {
            push_new(&mut found, Party { sector: unit.sector, ..adjective.party() });
        }
        if unit.code.is_unknown() {
            for leader in self.leaders(head) {
                push_new(&mut found, Party { sector: unit.sector, ..leader });
            }
        }
        if !found.is_empty() && !unit.code.is_unknown() {
            push_new(&mut found, unit.party());
        }
        found
    }

    /// "die von Russland geführten Truppen", "forces led by Russia": who commands those that a noun names.
    fn leaders(&self, head: usize) -> Vec<Party> {
        self.tree
            .children_by(head, &[Relation::Amod, Relation::Acl])
            .filter(|participle| self.lexicon.markers.leading.contains(&self.tree.token(*participle).lemma))
            .flat_map(|participle| {
                self.tree.children_by(participle, &[Relation::Obl, Relation::OblAgent, Relation::Nmod])
            })
            .filter(|agent| {
                self.tree.preposition(*agent).is_some_and(|word| self.lexicon.markers.agent.contains(&word))
            })
            .flat_map(|agent| self.named(agent))
            .collect()
    }

    /// "Russians" tagged as an adjective, or an adjective used as a noun, heads its own phrase.
    fn is_nominal_adjective(&self, head: usize) -> bool {
        !matches!(self.tree.token(head).relation, Relation::Amod | Relation::Compound | Relation::Advmod)
    }

    /// "thousands of Russians", "one of the rebels", "tausende Syrer".
    fn is_quantity(&self, head: usize) -> bool {
        let token = self.tree.token(head);
        token.upos == Upos::Num || self.lexicon.is_a(&token.lemma, "transparent")
    }

    /// The actors that a noun phrase contains: possessors, adjectives, first parts of compounds, prepositional phrases.
    #[must_use]
    pub fn inside(&self, head: usize) -> Vec<Party> {
        let mut found = Vec::new();
        let mut last = None;
        for token in self.tree.phrase(head) {
            let mention = self.whole[token].or(self.part[token]);
            if let Some(index) = mention.filter(|index| Some(*index) != last) {
                push_new(&mut found, self.known[index as usize].party());
                last = Some(index);
            } else {
                self.referents[token].iter().for_each(|party| push_new(&mut found, party.clone()));
            }
        }
        found
    }

    /// The actors that modify a noun without a preposition: genitives, possessive pronouns, adjectives, first parts of compounds.
    #[must_use]
    pub fn possessors(&self, head: usize) -> Vec<Party> {
        let mut found = Vec::new();
        if let Some(index) = self.part[head] {
            push_new(&mut found, self.known[index as usize].party());
        }
        for child in self.tree.children_by(head, &[Relation::Amod, Relation::Compound, Relation::Nmod, Relation::Det]) {
            let modifies = self.mention_at(child).is_some_and(|mention| {
                mention.kind == MentionKind::Adjective || self.tree.token(child).relation != Relation::Nmod
            });
            if modifies {
                let conjuncts = self.tree.conjuncts(child);
                for part in conjuncts.iter().flat_map(|conjunct| self.hyphenated(*conjunct)) {
                    push_new(&mut found, part);
                }
            }
        }
        for child in self.tree.possessors(head) {
            for party in self.named(child) {
                push_new(&mut found, party);
            }
        }
        found
    }

    /// The actors in a modifier, in order: two of "russisch-türkische" and "US-China", in one token or in several.
    fn hyphenated(&self, modifier: usize) -> Vec<Party> {
        let mut first = modifier;
        while first >= 2 && self.is_hyphen(first - 1) && self.mention_at(first - 2).is_some() {
            first -= 2;
        }
        let (start, end) = (self.tree.token(first).start, self.tree.token(modifier).end);
        let at = self.known.partition_point(|mention| mention.end <= start);
        self.known[at..].iter().take_while(|mention| mention.start < end).map(Known::party).collect()
    }

    fn is_hyphen(&self, token: usize) -> bool {
        let (hyphen, next) = (self.tree.token(token), self.tree.token(token + 1));
        matches!(hyphen.form.as_str(), "-" | "–") && hyphen.end == next.start
    }

    /// All mentions that stand wholly inside the sentence, with the token that heads each.
    #[must_use]
    pub fn all(&self) -> Vec<(usize, Party)> {
        let mut found: Vec<(usize, Party)> = Vec::new();
        let mut last = None;
        for token in 0..self.tree.len() {
            let Some(index) = self.whole[token].or(self.part[token]) else { continue };
            let inner_head = self.tree.head(token).is_some_and(|head| self.whole[head] == Some(index));
            if last == Some(index) {
                if !inner_head && let Some(entry) = found.last_mut() {
                    entry.0 = token;
                }
                continue;
            }
            last = Some(index);
            found.push((token, self.known[index as usize].party()));
        }
        found
    }
}

/// Somebody who acts or is acted on, but is not known.
#[must_use]
pub fn somebody(start: usize, end: usize) -> Party {
    Party {
        code: Code::unknown(),
        sector: Sector::Government,
        start,
        end,
        person: None,
        given: None,
        members: Vec::new(),
        indirect: true,
    }
}

/// Adds a party unless the same actor is there already.
pub fn push_new(parties: &mut Vec<Party>, party: Party) {
    if !parties.iter().any(|own| own.same(&party)) {
        parties.push(party);
    }
}
