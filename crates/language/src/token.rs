//! Tokens with their tags and their place in a Universal Dependencies tree.
//!
//! A [`Sentence`] owns its tokens; heads are token indices inside the sentence. The value sets are those of
//! Universal Dependencies, version 2; only the features that German and English news text needs are kept.

use compact_str::CompactString;

macro_rules! value_set {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        #[allow(missing_docs)]
        pub enum $name { $($variant),+ }

        impl $name {
            /// All values, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name that CoNLL-U files use.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The value with this CoNLL-U name.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

value_set!(
    /// Universal part-of-speech tags.
    Upos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ", Noun = "NOUN",
        Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM",
        Verb = "VERB", X = "X",
    }
);
value_set!(
    /// Grammatical case (German; English pronouns have `Nom` and `Acc`).
    Case { Nom = "Nom", Acc = "Acc", Dat = "Dat", Gen = "Gen" }
);
value_set!(
    /// Grammatical number.
    Number { Sing = "Sing", Plur = "Plur" }
);
value_set!(
    /// Grammatical gender.
    Gender { Masc = "Masc", Fem = "Fem", Neut = "Neut" }
);
value_set!(
    /// Grammatical person.
    Person { First = "1", Second = "2", Third = "3" }
);
value_set!(
    /// Tense of a verb form.
    Tense { Pres = "Pres", Past = "Past" }
);
value_set!(
    /// Mood of a finite verb; German Konjunktiv I and II are both `Sub` (present and past tense).
    Mood { Ind = "Ind", Imp = "Imp", Sub = "Sub" }
);
value_set!(
    /// Form of a verb.
    VerbForm { Fin = "Fin", Inf = "Inf", Part = "Part", Ger = "Ger" }
);
value_set!(
    /// Degree of comparison.
    Degree { Pos = "Pos", Cmp = "Cmp", Sup = "Sup" }
);
value_set!(
    /// Type of a pronoun or determiner.
    PronounType {
        Prs = "Prs", Art = "Art", Dem = "Dem", Rel = "Rel", Int = "Int", Ind = "Ind", Neg = "Neg", Tot = "Tot", Rcp = "Rcp",
    }
);
value_set!(
    /// Universal Dependencies relations, with those subtypes that both treebanks know and the reader needs.
    Relation {
        Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", Advmod = "advmod", Amod = "amod", Appos = "appos", Aux = "aux",
        AuxPass = "aux:pass", Case = "case", Cc = "cc", Ccomp = "ccomp", Clf = "clf", Compound = "compound",
        CompoundPrt = "compound:prt", Conj = "conj", Cop = "cop", Csubj = "csubj", CsubjPass = "csubj:pass", Dep = "dep",
        Det = "det", DetPoss = "det:poss", Discourse = "discourse", Dislocated = "dislocated", Expl = "expl",
        ExplPv = "expl:pv", Fixed = "fixed", Flat = "flat", Goeswith = "goeswith", Iobj = "iobj", List = "list", Mark = "mark",
        Nmod = "nmod", NmodPoss = "nmod:poss", Nsubj = "nsubj", NsubjPass = "nsubj:pass", Nummod = "nummod", Obj = "obj",
        Obl = "obl", OblAgent = "obl:agent", OblArg = "obl:arg", Orphan = "orphan", Parataxis = "parataxis", Punct = "punct",
        Reparandum = "reparandum", Root = "root", Vocative = "vocative", Xcomp = "xcomp",
    }
);

impl Relation {
    /// The relation without its subtype, as most scores compare it.
    #[must_use]
    pub fn universal(self) -> Self {
        match self.as_str().split_once(':') {
            Some((base, _)) => Self::parse(base).unwrap_or(self),
            None => self,
        }
    }
}

/// Morphological features of one token; absent features are `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub struct Morphology {
    pub case: Option<Case>,
    pub number: Option<Number>,
    pub gender: Option<Gender>,
    pub person: Option<Person>,
    pub tense: Option<Tense>,
    pub mood: Option<Mood>,
    pub verb_form: Option<VerbForm>,
    pub degree: Option<Degree>,
    pub pronoun_type: Option<PronounType>,
    /// Definiteness of an article: `Some(true)` for *the*, `Some(false)` for *a*.
    pub definite: Option<bool>,
    /// A possessive pronoun or determiner.
    pub possessive: bool,
    /// A reflexive pronoun.
    pub reflexive: bool,
    /// A passive participle (English treebank: `Voice=Pass`).
    pub passive: bool,
}

/// One syntactic word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte in the document's text.
    pub start: usize,
    /// Byte after the last one. Words split from one contraction ("im" = in + dem) share the contraction's span.
    pub end: usize,
    /// The word as the tree sees it; differs from the text only for contractions.
    pub form: CompactString,
    /// Dictionary form. German separable verbs carry their particle ("sagte … zu" → "zusagen"), as the correction layer finds it.
    pub lemma: CompactString,
    /// Part of speech.
    pub upos: Upos,
    /// Features.
    pub morphology: Morphology,
    /// Index of the head token in the sentence; `None` for the root.
    pub head: Option<u32>,
    /// Relation to the head.
    pub relation: Relation,
    /// The token is the first of a contraction (English "don't", German "im"), which spans this many tokens; else 0 or 1.
    pub contraction: u8,
}

/// One sentence: a span of the document with its tokens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// First byte in the document's text.
    pub start: usize,
    /// Byte after the last one.
    pub end: usize,
    /// The tokens in order.
    pub tokens: Vec<Token>,
    /// The sentence has been parsed; without it, heads and relations mean nothing.
    pub parsed: bool,
}

impl Sentence {
    /// Indices of the tokens whose head is `head`, in order.
    pub fn children(&self, head: usize) -> impl Iterator<Item = usize> + '_ {
        self.tokens
            .iter()
            .enumerate()
            .filter(move |(_, token)| token.head == u32::try_from(head).ok())
            .map(|(index, _)| index)
    }

    /// Index of the root token; `None` for an empty or unparsed sentence.
    #[must_use]
    pub fn root(&self) -> Option<usize> {
        self.tokens.iter().position(|token| token.head.is_none()).filter(|_| self.parsed)
    }
}
