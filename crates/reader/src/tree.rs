//! A parsed sentence with quick access to children, clauses and noun phrases.
//!
//! Everything the reader asks of syntax is asked here, so that the rest speaks of subjects, objects and clauses rather than of heads and labels.

use weltlage_language::{Case, Relation, Sentence, Token, Upos, VerbForm};

/// A sentence with its children lists.
#[derive(Debug)]
pub struct Tree<'s> {
    /// The sentence.
    pub sentence: &'s Sentence,
    first_child: Vec<u32>,
    children: Vec<u32>,
}

impl<'s> Tree<'s> {
    /// Indexes a parsed sentence.
    #[must_use]
    pub fn new(sentence: &'s Sentence) -> Self {
        let count = sentence.tokens.len();
        let mut first_child = vec![0_u32; count + 1];
        for token in &sentence.tokens {
            if let Some(head) = token.head {
                first_child[head as usize + 1] += 1;
            }
        }
        for index in 0..count {
            first_child[index + 1] += first_child[index];
        }
        let mut next = first_child.clone();
        let mut children = vec![0_u32; first_child[count] as usize];
        for (index, token) in sentence.tokens.iter().enumerate() {
            if let Some(head) = token.head {
                children[next[head as usize] as usize] = index as u32;
                next[head as usize] += 1;
            }
        }
        Self { sentence, first_child, children }
    }

    /// Number of tokens.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sentence.tokens.len()
    }

    /// Whether the sentence has no tokens.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sentence.tokens.is_empty()
    }

    /// A token.
    #[must_use]
    pub fn token(&self, index: usize) -> &'s Token {
        &self.sentence.tokens[index]
    }

    /// Children in order.
    pub fn children(&self, head: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let range = self.first_child[head] as usize..self.first_child[head + 1] as usize;
        self.children[range].iter().map(|child| *child as usize)
    }

    /// Children with one of these relations.
    pub fn children_by<'t>(
        &'t self,
        head: usize,
        relations: &'t [Relation],
    ) -> impl DoubleEndedIterator<Item = usize> + 't {
        self.children(head).filter(|child| relations.contains(&self.token(*child).relation))
    }

    /// The head of a token.
    #[must_use]
    pub fn head(&self, index: usize) -> Option<usize> {
        self.token(index).head.map(|head| head as usize)
    }

    /// The token and its ancestors, nearest first.
    pub fn ancestors(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.head(index), |at| self.head(*at)).take(self.len())
    }

    /// All tokens below and including `top`, except below tokens for which `enter` is false; in sentence order.
    #[must_use]
    pub fn below(&self, top: usize, enter: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut found = vec![top];
        let mut at = 0;
        while at < found.len() {
            let head = found[at];
            found.extend(self.children(head).filter(|child| enter(*child)));
            at += 1;
        }
        found.sort_unstable();
        found
    }

    /// Tokens of the noun phrase of `head`: no clauses, no other conjuncts, no appositions.
    #[must_use]
    pub fn phrase(&self, head: usize) -> Vec<usize> {
        self.below(head, |token| {
            !matches!(
                self.token(token).relation,
                Relation::Conj
                    | Relation::Appos
                    | Relation::Acl
                    | Relation::AclRelcl
                    | Relation::Advcl
                    | Relation::Parataxis
                    | Relation::Ccomp
            )
        })
    }

    /// `head` and the conjuncts that share its place.
    #[must_use]
    pub fn conjuncts(&self, head: usize) -> Vec<usize> {
        let mut found = vec![head];
        let mut at = 0;
        while at < found.len() && found.len() < 64 {
            found.extend(self.children_by(found[at], &[Relation::Conj]).collect::<Vec<_>>());
            at += 1;
        }
        found
    }

    /// The preposition of a noun phrase, as a lower-case lemma; several words ("because of") joined by a space.
    #[must_use]
    pub fn preposition(&self, head: usize) -> Option<String> {
        let case = self.children_by(head, &[Relation::Case]).find(|case| self.token(*case).form.as_str() != "'s")?;
        let mut text = String::from(self.token(case).lemma.to_lowercase());
        for fixed in self.children_by(case, &[Relation::Fixed]) {
            text.push(' ');
            text.push_str(&self.token(fixed).form.to_lowercase());
        }
        Some(text)
    }

    /// Whether the phrase has this preposition (first word compared).
    #[must_use]
    pub fn has_preposition(&self, head: usize, preposition: &str) -> bool {
        self.children_by(head, &[Relation::Case]).any(|case| {
            let token = self.token(case);
            token.lemma.eq_ignore_ascii_case(preposition) || token.form.eq_ignore_ascii_case(preposition)
        })
    }

    /// Whether any preposition or genitive marker stands at the phrase.
    #[must_use]
    pub fn is_bare(&self, head: usize) -> bool {
        self.children_by(head, &[Relation::Case]).next().is_none()
    }

    /// Whether the article of a German noun phrase rules out the nominative ("den", "einem").
    #[must_use]
    pub fn is_oblique(&self, head: usize) -> bool {
        self.children_by(head, &[Relation::Det, Relation::DetPoss]).any(|det| {
            let form = self.token(det).form.to_lowercase();
            matches!(form.as_str(), "den" | "dem" | "des")
                || form.len() > 4
                    && (form.ends_with("em") || form.ends_with("en"))
                    && ["ein", "kein", "dies", "jed", "jen", "sein", "ihr", "unser", "welch"]
                        .iter()
                        .any(|stem| form.starts_with(stem))
                    && (form.ends_with("em")
                        || form.starts_with("ein")
                        || self.token(head).morphology.number != Some(weltlage_language::Number::Plur))
        })
    }

    /// Whether a verb is passive: auxiliary or subject say so, or it is a participle that modifies a noun.
    #[must_use]
    pub fn is_passive(&self, verb: usize) -> bool {
        let token = self.token(verb);
        let auxiliary = |lemma: &str| self.auxiliaries(verb).any(|aux| self.token(aux).lemma == lemma);
        if (auxiliary("haben") || auxiliary("have")) && !auxiliary("werden") && !auxiliary("be") && !auxiliary("get") {
            // "hat … aufgefordert", "has accused": active, whatever the parser calls its subject.
            return false;
        }
        let marked = self.children(verb).any(|child| {
            matches!(
                self.token(child).relation,
                Relation::AuxPass | Relation::NsubjPass | Relation::CsubjPass | Relation::OblAgent
            )
        });
        let past_participle = !is_present_participle(&token.form)
            && (token.relation == Relation::Amod
                || token.morphology.verb_form == Some(VerbForm::Part)
                    && token.morphology.tense != Some(weltlage_language::Tense::Pres));
        let modifier = matches!(token.relation, Relation::Acl | Relation::Amod) && past_participle;
        marked || modifier || token.morphology.passive
    }

    /// Whether the token heads a clause.
    #[must_use]
    pub fn is_clause(&self, index: usize) -> bool {
        matches!(
            self.token(index).relation,
            Relation::Root
                | Relation::Ccomp
                | Relation::Xcomp
                | Relation::Advcl
                | Relation::Acl
                | Relation::AclRelcl
                | Relation::Csubj
                | Relation::CsubjPass
                | Relation::Parataxis
        ) || self.token(index).relation == Relation::Conj && matches!(self.token(index).upos, Upos::Verb | Upos::Aux)
    }

    /// The head of the clause in which a token stands; the token itself if it heads one.
    #[must_use]
    pub fn clause(&self, index: usize) -> usize {
        std::iter::once(index).chain(self.ancestors(index)).find(|at| self.is_clause(*at)).unwrap_or(index)
    }

    /// Auxiliaries and copulas of a predicate, in order.
    pub fn auxiliaries(&self, predicate: usize) -> impl Iterator<Item = usize> + '_ {
        self.children_by(predicate, &[Relation::Aux, Relation::AuxPass, Relation::Cop])
    }

    /// The finite verb of the clause headed by `predicate`.
    #[must_use]
    pub fn finite(&self, predicate: usize) -> Option<usize> {
        let is_finite = |index: &usize| {
            let morphology = &self.token(*index).morphology;
            morphology.verb_form == Some(VerbForm::Fin) || morphology.verb_form.is_none() && morphology.mood.is_some()
        };
        self.auxiliaries(predicate).find(is_finite).or_else(|| Some(predicate).filter(is_finite))
    }

    /// Conjunctions and other markers of a clause.
    pub fn markers(&self, predicate: usize) -> impl Iterator<Item = usize> + '_ {
        self.children_by(predicate, &[Relation::Mark])
    }

    /// Nouns that stand in a bare genitive below `head`, or are marked by 's.
    pub fn possessors(&self, head: usize) -> impl Iterator<Item = usize> + '_ {
        self.children(head).filter(move |child| {
            let token = self.token(*child);
            match token.relation {
                Relation::NmodPoss | Relation::DetPoss => true,
                Relation::Nmod => {
                    self.is_bare(*child)
                        || self
                            .children_by(*child, &[Relation::Case])
                            .all(|case| self.token(case).form.starts_with(['\'', '’']))
                }
                Relation::Compound | Relation::Flat | Relation::Appos => {
                    token.upos == Upos::Propn || token.morphology.case == Some(Case::Gen)
                }
                _ => false,
            }
        })
    }

    /// Byte range from the first to the last of some tokens.
    #[must_use]
    pub fn range(&self, tokens: &[usize]) -> (usize, usize) {
        let start = tokens.iter().map(|index| self.token(*index).start).min().unwrap_or(self.sentence.start);
        let end = tokens.iter().map(|index| self.token(*index).end).max().unwrap_or(start);
        (start, end)
    }
}

/// "liefernd", "liefernden", "supplying".
fn is_present_participle(form: &str) -> bool {
    let stem = ["e", "em", "en", "er", "es", ""]
        .iter()
        .find_map(|ending| form.strip_suffix(ending).filter(|stem| stem.ends_with("end")));
    form.ends_with("ing") || stem.is_some()
}
