//! A document's reading: from text to statements.
//!
//! The way: sentences and tokens, tags, names; a gate that spares sentences nobody acts in the parser; trees; acts by composition;
//! statements with time, place, goods, attribution, exchanges and links.

use weltlage_actors::{Gazetteer, Mention, MentionKind};
use weltlage_language::{Model, Relation, Scratch, Sentence, Token, Upos, segment, tokenize};
use weltlage_ontology::{Code, Event, Language, Quad, Sector, Status, score};

use crate::compose::{self, Act, Composer};
use crate::confidence;
use crate::dateline;
use crate::discourse::Discourse;
use crate::document::Document;
use crate::exchange;
use crate::goods;
use crate::lexicon::{Lexicon, LexiconError};
use crate::links;
use crate::mend;
use crate::operators;
use crate::parties::{Known, Parties, Party, push_new};
use crate::proposition::{self, Proposition};
use crate::reference::Memory;
use crate::statement::{Content, GoodsSpan, Participant, SentenceRef, Span, Statement, Trigger, When, Where};
use crate::time::{self, TimeExpression};
use crate::tree::Tree;

/// Reads documents of one language. Immutable; share it between threads.
pub struct Reader<'r> {
    model: &'r Model,
    lexicon: Lexicon,
    gazetteer: &'r Gazetteer,
}

/// Memory that a thread reuses from document to document.
#[derive(Default)]
pub struct Workspace {
    scratch: Scratch,
}

/// What was read, with the trees that explanations need.
#[derive(Debug, Default)]
pub struct Reading {
    /// Sentences in order; those that the gate kept from the parser are not `parsed`.
    pub sentences: Vec<Sentence>,
    /// Statements in order of sentence and trigger.
    pub statements: Vec<Statement>,
    /// For each statement, what an explanation needs beyond it.
    pub grounds: Vec<Grounds>,
    /// Names found, in code points.
    pub mentions: usize,
    /// Tokens read.
    pub tokens: usize,
}

/// The grounds of a statement.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grounds {
    /// Sentence index.
    pub sentence: usize,
    /// Token of the trigger.
    pub trigger: usize,
    /// Frames from the outermost to the act's own.
    pub frames: Vec<String>,
    /// Tokens that were read as operators.
    pub operators: Vec<usize>,
    /// What spoke for the confidence, with its weight.
    pub confidence: Vec<(&'static str, f32)>,
}

impl<'r> Reader<'r> {
    /// A reader with the bundled lexicon of the model's language.
    ///
    /// # Errors
    /// The bundled lexicon is broken.
    pub fn new(model: &'r Model, gazetteer: &'r Gazetteer) -> Result<Self, LexiconError> {
        Ok(Self { model, lexicon: Lexicon::bundled(model.language())?, gazetteer })
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.model.language()
    }

    /// The lexicon.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// All sentences with tags and trees.
    #[must_use]
    pub fn parse(&self, text: &str, workspace: &mut Workspace) -> Vec<Sentence> {
        let ranges = segment::sentences(text, self.language());
        ranges
            .into_iter()
            .map(|range| {
                let mut sentence = tokenize::tokens(text, range, self.language());
                self.model.tag(&mut sentence, &mut workspace.scratch).parse();
                sentence
            })
            .collect()
    }

    /// Reads a document.
    #[must_use]
    pub fn read(&self, document: &Document, workspace: &mut Workspace) -> Reading {
        let text = document.text.as_str();
        let offsets = Offsets::new(text);
        let known = self.known(document, &offsets);
        let mut reading = Reading { mentions: known.len(), ..Reading::default() };
        let mut memory = Memory::default();
        let mut discourse = Discourse::default();
        for (index, range) in segment::sentences(text, self.language()).into_iter().enumerate() {
            let mut sentence = tokenize::tokens(text, range, self.language());
            dateline::drop(&mut sentence);
            let mut tagged = self.model.tag(&mut sentence, &mut workspace.scratch);
            tagged.relemmatise(|token| mend::regular_lemma(&self.lexicon, token));
            reading.tokens += tagged.sentence().tokens.len();
            if !self.passes(tagged.sentence(), &known, discourse.has_pair(index)) {
                memory.skim(&sentence, &known);
                reading.sentences.push(sentence);
                continue;
            }
            tagged.parse();
            narrow_contractions(&mut sentence);
            mend::mend(&self.lexicon, &mut sentence, &known);
            let tree = Tree::new(&sentence);
            let referents = memory.resolve(&self.lexicon, &tree, &known);
            let parties = Parties::new(&tree, &self.lexicon, &known, referents);
            let context = SentenceContext { document, offsets: &offsets, index, tree: &tree, parties: &parties };
            let first = reading.statements.len();
            let acts = self.statements(&context, &mut discourse, &mut reading);
            let opens_paragraph =
                reading.sentences.last().is_none_or(|before| text[before.end..tree.sentence.start].contains("\n\n"));
            exchange::link(&self.lexicon, &tree, &acts, &mut reading.statements, first, opens_paragraph);
            links::attach(&self.lexicon, &tree, &acts, &offsets, &mut reading.statements, first);
            reading.sentences.push(sentence);
        }
        reading
    }

    /// Names of the gazetteer and given mentions, the latter winning where they overlap.
    fn known(&self, document: &Document, offsets: &Offsets<'_>) -> Vec<Known> {
        let found = self.gazetteer.mentions(&document.text, self.language(), document.published);
        if document.mentions.is_empty() {
            return found.iter().map(Known::new).collect();
        }
        let mut given: Vec<Known> = document
            .mentions
            .iter()
            .map(|mention| {
                let (start, end) = (offsets.byte(mention.start), offsets.byte(mention.end));
                // The code of a name inside, unless the other tool gave one: "a Kurdish activist" → the activist is from nowhere we know.
                let first = found.partition_point(|own| own.start < start);
                let inner: Option<&Mention> = found[first..]
                    .iter()
                    .take_while(|own| own.start < end)
                    .filter(|own| own.end <= end)
                    .max_by_key(|own| own.kind == MentionKind::Leader);
                Known {
                    start,
                    end,
                    kind: MentionKind::Given,
                    code: mention
                        .code
                        .clone()
                        .or_else(|| inner.map(|own| own.code.clone()))
                        .unwrap_or_else(Code::unknown),
                    sector: inner.map_or(Sector::Government, |own| own.sector),
                    person: inner.and_then(|own| own.person.as_ref().map(ToString::to_string)),
                    given: Some(mention.id.clone()),
                    members: Vec::new(),
                    gender: inner.and_then(|own| own.gender),
                    plural: inner.is_some_and(|own| own.plural),
                }
            })
            .collect();
        given.sort_by_key(|mention| mention.start);
        // Given mentions do not overlap each other, so that the first one that ends behind a name's start decides.
        let covered = |own: &Mention| {
            let at = given.partition_point(|mention| mention.end <= own.start);
            given.get(at).is_some_and(|mention| mention.start < own.end)
        };
        let more: Vec<Known> = found.iter().filter(|own| !covered(own)).map(Known::new).collect();
        given.extend(more);
        given.sort_by_key(|mention| mention.start);
        given
    }

    /// The gate: a sentence in which no word evokes a frame, or in which nobody is named, no pronoun could name anybody and no two parties could meet, needs no tree.
    fn passes(&self, sentence: &Sentence, known: &[Known], paired: bool) -> bool {
        let at = known.partition_point(|mention| mention.end <= sentence.start);
        let named = known.get(at).is_some_and(|mention| mention.start < sentence.end);
        let refers = || {
            sentence.tokens.iter().any(|token| {
                token.upos == Upos::Pron
                    || token.morphology.possessive
                    || self.lexicon.markers.refers_back(&token.lemma.to_lowercase())
            })
        };
        let meeting = || {
            sentence.tokens.iter().filter(|token| token.upos == Upos::Noun).any(|token| {
                self.lexicon.noun(&token.lemma).any(|(entry, _)| {
                    let frame = self.lexicon.frame(entry.frame);
                    frame.symmetric && frame.event == Some(Event::Consult)
                })
            })
        };
        // Before the tree, the verb of "lehnte … ab" is still without its particle.
        let separated = |verb: &Token| {
            let stands = |particle: &str| sentence.tokens.iter().any(|token| token.form == particle);
            verb.upos == Upos::Verb && self.lexicon.evokes_with(&verb.lemma, stands)
        };
        (named || refers() || paired && meeting())
            && sentence.tokens.iter().any(|token| self.lexicon.may_evoke(token.upos, &token.lemma) || separated(token))
    }

    /// Turns the acts of a sentence into statements; returns for each its act.
    fn statements(&self, context: &SentenceContext<'_>, discourse: &mut Discourse, reading: &mut Reading) -> Vec<Act> {
        let composer = Composer::new(&self.lexicon, context.tree, context.parties);
        let times = time::expressions(&self.lexicon.markers.time, context.tree, context.document.published);
        let mut kept = Vec::new();
        for mut act in composer.acts() {
            if act.attribution.is_none() {
                let clause = context.tree.clause(act.trigger);
                let (source, hearsay) = operators::source_phrase(&self.lexicon, context.tree, context.parties, clause);
                act.alleged |= hearsay;
                act.attribution =
                    source.or_else(|| act.operators.reported.then(|| discourse.speaker.clone()).flatten());
            }
            self.guess(context, &mut act);
            if act.symmetric && act.event == Event::Consult && act.actors.len() == 1 {
                let other = self.other_party(context, &act);
                act.evidence.guessed |= !other.is_empty();
                act.actors.extend(other);
            }
            discourse.complete(&mut act, context.tree, context.parties, context.index);
            if in_purpose_clause(context.tree, act.trigger) {
                if act.evidence.guessed {
                    continue;
                }
                if act.status == Status::Actual {
                    act.status = Status::Planned;
                }
            }
            if !worth_telling(&act) || kept.iter().any(|own| same_act(own, &act)) {
                continue;
            }
            if let Some(own) = &act.attribution {
                discourse.speaker = Some(own.clone());
            }
            discourse.remember(&act, context.index);
            let statement = self.statement(context, &act, &times, composer.propositions());
            let (confidence, parts) = confidence::of(&act);
            reading.grounds.push(Grounds {
                sentence: context.index,
                trigger: act.trigger,
                frames: act.path.iter().map(ToString::to_string).collect(),
                operators: act.operators.words.clone(),
                confidence: parts,
            });
            reading.statements.push(Statement { confidence, ..statement });
            kept.push(act);
        }
        kept
    }

    /// Fills an empty side from the surroundings: the subject of the clause or of one above it acts, one party left over in the clause is
    /// acted on. What was guessed is marked as such and lowers the confidence.
    fn guess(&self, context: &SentenceContext<'_>, act: &mut Act) {
        let friendly = matches!(act.event.quad(), Quad::VerbalCooperation | Quad::MaterialCooperation);
        let thing = friendly || act.recipients.is_empty();
        if thing && context.tree.token(act.trigger).relation == Relation::Amod {
            // "the protected zone", "frozen funds": an attribute says what a thing is, not that somebody in the sentence did it.
            return;
        }
        if act.actors.is_empty() && (act.evidence.verb || !act.recipients.is_empty()) {
            act.actors = self.guessed_actor(context, act);
            act.evidence.guessed |= !act.actors.is_empty();
        }
        if act.open_recipient && act.recipients.is_empty() && !act.actors.is_empty() {
            act.recipients = self.guessed_recipient(context, act);
            act.evidence.guessed |= !act.recipients.is_empty();
        }
    }

    fn guessed_actor(&self, context: &SentenceContext<'_>, act: &Act) -> Vec<Party> {
        let tree = context.tree;
        // "missiles hit the port, the army said": somebody or something else is the subject, so that it was not the source.
        let others = act.evidence.verb
            && tree.token(act.trigger).relation != Relation::Acl
            && proposition::subjects(tree, context.parties, act.trigger)
                .into_iter()
                .any(|subject| matches!(tree.token(subject).upos, Upos::Noun | Upos::Propn));
        if others && !tree.is_passive(act.trigger) {
            return Vec::new();
        }
        let usable = |party: &Party| {
            let source = others && act.attribution.as_ref().is_some_and(|source| source.same(party));
            (!party.code.is_unknown() || party.given.is_some())
                && !source
                && !act.recipients.iter().any(|own| own.same(party))
        };
        let passive = act.evidence.verb && tree.is_passive(act.trigger);
        let clauses = std::iter::once(act.trigger).chain(tree.ancestors(act.trigger)).filter(|up| tree.is_clause(*up));
        for clause in clauses.skip(usize::from(passive)) {
            let subjects = proposition::subjects(tree, context.parties, clause);
            let found: Vec<Party> =
                subjects.into_iter().flat_map(|subject| context.parties.named(subject)).filter(usable).collect();
            if !found.is_empty() {
                return found;
            }
        }
        // Who stands behind "against", "towards" or "in" is acted on or a place, not the one who acts.
        let markers = &self.lexicon.markers;
        let aside = |token: usize| {
            tree.preposition(token).is_some_and(|word| {
                let origin = matches!(word.as_str(), "of" | "from" | "von") || markers.agent.contains(&word);
                markers.towards.contains(&word) && !origin
            })
        };
        let mut free: Vec<Party> = context
            .parties
            .all()
            .into_iter()
            .filter(|(token, _)| !aside(*token))
            .map(|(_, party)| party)
            .filter(usable)
            .collect();
        free.dedup_by(|one, other| one.same(other));
        if free.len() == 1 { free } else { Vec::new() }
    }

    fn guessed_recipient(&self, context: &SentenceContext<'_>, act: &Act) -> Vec<Party> {
        let tree = context.tree;
        let clause = tree.clause(act.trigger);
        let markers = &self.lexicon.markers;
        let mut free: Vec<Party> = context
            .parties
            .all()
            .into_iter()
            .filter(|(token, party)| {
                let preposition = tree.preposition(*token);
                let towards = preposition.as_deref().is_some_and(|word| markers.towards.contains(word));
                let place = preposition.as_deref().is_some_and(|word| markers.place.contains(word));
                let object = matches!(tree.token(*token).relation, Relation::Obj | Relation::Iobj | Relation::OblArg);
                let known = !party.code.is_unknown() || party.given.is_some();
                known
                    && (towards && !place || object)
                    && tree.clause(*token) == clause
                    && !act.actors.iter().any(|own| own.same(party))
            })
            .map(|(_, party)| party)
            .filter(|party| act.attribution.as_ref().is_none_or(|own| !own.same(party)))
            .collect();
        free.dedup_by(|one, other| one.same(other));
        if free.len() == 1 {
            return free;
        }
        self.other_party(context, act)
    }

    /// News speak of dyads: with one other party in the whole sentence, it is the one meant. Not for acts that often have no addressee.
    fn other_party(&self, context: &SentenceContext<'_>, act: &Act) -> Vec<Party> {
        if matches!(act.event, Event::Mobilize | Event::Protest | Event::Retreat) {
            return Vec::new();
        }
        let mut others: Vec<Party> = Vec::new();
        for (token, party) in context.parties.all() {
            let located =
                context.tree.preposition(token).is_some_and(|word| self.lexicon.markers.place.contains(&word));
            let place = located || context.parties.mention_at(token).is_some_and(Known::is_place);
            let without = context
                .tree
                .preposition(token)
                .is_some_and(|word| self.lexicon.markers.negative_prepositions.contains(&word));
            let usable = !without
                && (party.given.is_some() || !party.code.is_unknown() && party.code != act.actors[0].code && !place);
            let taken = act.actors.iter().chain(&act.attribution).any(|own| own.same(&party));
            if usable && !taken {
                push_new(&mut others, party);
            }
        }
        others.dedup_by(|one, other| one.code == other.code);
        if others.len() == 1 { others } else { Vec::new() }
    }

    fn statement(
        &self,
        context: &SentenceContext<'_>,
        act: &Act,
        times: &[TimeExpression],
        propositions: &[Proposition<'_>],
    ) -> Statement {
        let tree = context.tree;
        let when = nearest_time(&self.lexicon, tree, act, times).map(|time| context.when(time));
        let historical = self.historical(context, act, when.as_ref());
        let mut contexts = act.contexts.clone();
        contexts.sort_unstable();
        contexts.dedup();
        let goods = goods::of_act(&self.lexicon, tree, act, propositions)
            .into_iter()
            .map(|(class, token)| GoodsSpan { class, span: context.span_of(token) })
            .collect();
        let (start, end) = (tree.sentence.start, tree.sentence.end);
        Statement {
            document: context.document.id.clone(),
            sentence: SentenceRef { index: context.index, span: context.offsets.span(start, end) },
            event: act.event,
            mode: act.mode,
            contexts,
            quad: act.event.quad(),
            score: score(act.event, act.mode),
            actors: told(&act.actors).map(|party| context.participant(party)).collect(),
            recipients: told(&act.recipients).map(|party| context.participant(party)).collect(),
            content: act.content.as_deref().map(|inner| {
                let inner = compose::within(act, inner.clone());
                self.content(context, &inner, times, propositions)
            }),
            goods,
            status: act.status,
            negated: act.negated,
            alleged: act.alleged,
            historical,
            attribution: act.attribution.as_ref().map(|party| context.participant(party)),
            when,
            place: self.place(context, act),
            exchange: None,
            links: Vec::new(),
            trigger: context.trigger(act.trigger),
            rule: format!(
                "{}/{}{}",
                self.language().code(),
                act.path.join("+"),
                if act.evidence.guessed { "~near" } else { "" }
            ),
            confidence: 0.0,
        }
    }

    fn content(
        &self,
        context: &SentenceContext<'_>,
        act: &Act,
        times: &[TimeExpression],
        propositions: &[Proposition<'_>],
    ) -> Content {
        let mut goods: Vec<_> =
            goods::of_act(&self.lexicon, context.tree, act, propositions).into_iter().map(|(class, _)| class).collect();
        goods.sort_unstable();
        goods.dedup();
        Content {
            event: act.event,
            mode: act.mode,
            actors: told(&act.actors).map(|party| context.participant(party).coded()).collect(),
            recipients: told(&act.recipients).map(|party| context.participant(party).coded()).collect(),
            goods,
            when: nearest_time(&self.lexicon, context.tree, act, times).map(|time| context.when(time)),
            status: act.status,
            trigger: context.trigger(act.trigger),
        }
    }

    /// Recalled from an earlier period: a time that ended more than a year before publication, or a word that says so.
    fn historical(&self, context: &SentenceContext<'_>, act: &Act, when: Option<&When>) -> bool {
        if act.status != Status::Actual {
            return false;
        }
        let long_ago = |when: &When| {
            context.document.published.is_some_and(|published| {
                published.checked_sub(jiff::Span::new().years(1)).is_ok_and(|limit| when.to < limit)
            })
        };
        let clause = context.tree.clause(act.trigger);
        let word =
            || {
                context.tree.children(clause).chain(context.tree.children(act.trigger)).any(|child| {
                    self.lexicon.markers.historical.contains(&context.tree.token(child).form.to_lowercase())
                })
            };
        when.map_or_else(word, long_ago)
    }

    /// A place named in the act's clause by a preposition of place.
    fn place(&self, context: &SentenceContext<'_>, act: &Act) -> Option<Where> {
        let tree = context.tree;
        let clause = tree.clause(act.trigger);
        let near = |token: usize| tree.clause(token) == clause || tree.ancestors(token).any(|up| up == act.trigger);
        (0..tree.len()).filter(|token| near(*token)).find_map(|token| {
            let mention = context.parties.mention(token)?;
            let is_place = matches!(
                mention.kind,
                MentionKind::Place | MentionKind::Territory | MentionKind::Capital | MentionKind::Name
            );
            let preposition = tree.preposition(token)?;
            // Whoever is acted on "an", "auf" is no place.
            let acted_on = preposition != "in" && act.recipients.iter().any(|party| party.start == mention.start);
            (is_place && !acted_on && self.lexicon.markers.place.contains(&preposition)).then(|| Where {
                code: mention.code.clone(),
                name: context.document.text[mention.start..mention.end].to_owned(),
            })
        })
    }
}

/// The parties of a side that are told: "and others" adds nobody, and somebody unknown stands only where nobody is known.
fn told(side: &[Party]) -> impl Iterator<Item = &Party> {
    let is_known = |party: &Party| !party.code.is_unknown() || party.given.is_some();
    let any_known = side.iter().any(is_known);
    let first = side.iter().position(|party| !is_known(party));
    side.iter()
        .enumerate()
        .filter(move |(at, party)| is_known(party) || !any_known && Some(*at) == first)
        .map(|(_, party)| party)
}

/// "um den Krieg zu beenden", "in order to end the war": what is done something for has not happened by that.
fn in_purpose_clause(tree: &Tree<'_>, trigger: usize) -> bool {
    std::iter::once(trigger)
        .chain(tree.ancestors(trigger))
        .take_while(|at| tree.token(*at).relation != Relation::Root)
        .any(|at| {
            let marks = || tree.markers(at).map(|mark| tree.token(mark).form.to_lowercase());
            let infinitive = tree.finite(at).is_none();
            infinitive
                && (marks().any(|mark| mark == "um")
                    || tree.token(at).relation == Relation::Advcl && marks().any(|mark| mark == "to"))
        })
}

/// Words of a contraction share its span; where their forms are parts of it ("Russia" + "'s"), each gets its own.
fn narrow_contractions(sentence: &mut Sentence) {
    let mut at = 0;
    while at < sentence.tokens.len() {
        let count = usize::from(sentence.tokens[at].contraction).max(1).min(sentence.tokens.len() - at);
        let group = &mut sentence.tokens[at..at + count];
        let length: usize = group.iter().map(|token| token.form.len()).sum();
        if count > 1 && group[0].end - group[0].start == length {
            let mut start = group[0].start;
            for token in group {
                (token.start, token.end) = (start, start + token.form.len());
                start = token.end;
            }
        }
        at += count;
    }
}

/// An act needs somebody known on one side, and somebody at all who does it.
fn worth_telling(act: &Act) -> bool {
    let named = |side: &[Party]| side.iter().any(|party| !party.code.is_unknown() || party.given.is_some());
    let visit = !act.symmetric && !act.evidence.verb && act.evidence.actor_in_slot && !act.evidence.guessed;
    let lonely = act.event == Event::Consult && act.actors.len() + act.recipients.len() < 2 && !visit
        || act.event == Event::Agree
            && act.symmetric
            && !act.evidence.verb
            && act.actors.len() + act.recipients.len() < 2
        || matches!(act.event, Event::Aid | Event::Cooperate) && !act.symmetric && act.recipients.is_empty();
    !lonely && !act.actors.is_empty() && (named(&act.actors) || named(&act.recipients))
}

/// One act told twice in a sentence, by a verb and a noun.
fn same_act(one: &Act, other: &Act) -> bool {
    let same_side =
        |a: &[Party], b: &[Party]| a.len() == b.len() && a.iter().all(|party| b.iter().any(|own| own.same(party)));
    one.event == other.event
        && same_side(&one.actors, &other.actors)
        && same_side(&one.recipients, &other.recipients)
        && one.negated == other.negated
}

/// "the coup of 1973", "the talks in May": a time below another noun of action dates that one.
fn dates_another(lexicon: &Lexicon, tree: &Tree<'_>, time: usize, above: usize) -> bool {
    let noun = tree.token(above);
    noun.upos == Upos::Noun
        && (["of", "von"].iter().any(|preposition| tree.has_preposition(time, preposition))
            || lexicon.noun(&noun.lemma).next().is_some())
}

/// The time expression of the act's own phrase or clause; of several the nearest.
fn nearest_time<'t>(
    lexicon: &Lexicon,
    tree: &Tree<'_>,
    act: &Act,
    times: &'t [TimeExpression],
) -> Option<&'t TimeExpression> {
    let clause = tree.clause(act.trigger);
    let distance = |time: &TimeExpression| time.first.abs_diff(act.trigger);
    times
        .iter()
        .filter(|time| {
            let head = (time.first..time.last)
                .find(|at| tree.head(*at).is_none_or(|head| head < time.first || head >= time.last))
                .unwrap_or(time.first);
            let elsewhere =
                tree.head(head).is_some_and(|up| up != act.trigger && dates_another(lexicon, tree, head, up));
            !elsewhere && (tree.clause(head) == clause || tree.ancestors(head).any(|up| up == act.trigger))
        })
        .min_by_key(|time| distance(time))
}

struct SentenceContext<'c> {
    document: &'c Document,
    offsets: &'c Offsets<'c>,
    index: usize,
    tree: &'c Tree<'c>,
    parties: &'c Parties<'c>,
}

impl SentenceContext<'_> {
    fn span_of(&self, token: usize) -> Span {
        let token = self.tree.token(token);
        self.offsets.span(token.start, token.end)
    }

    fn trigger(&self, token: usize) -> Trigger {
        let word = self.tree.token(token);
        Trigger { span: self.span_of(token), text: self.document.text[word.start..word.end].to_owned() }
    }

    fn when(&self, time: &TimeExpression) -> When {
        let (start, end) = (self.tree.token(time.first).start, self.tree.token(time.last - 1).end);
        When { from: time.from, to: time.to, text: self.document.text[start..end].to_owned() }
    }

    fn participant(&self, party: &Party) -> Participant {
        Participant {
            code: party.code.clone(),
            sector: party.sector,
            name: self.document.text[party.start..party.end].to_owned(),
            span: self.offsets.span(party.start, party.end),
            person: party.person.clone(),
            mention: party.given.clone(),
            members: party.members.clone(),
        }
    }
}

/// Bytes to code points and back.
#[derive(Debug)]
pub struct Offsets<'t> {
    text: &'t str,
    /// Code points before every 64th byte; empty for ASCII.
    every: Vec<usize>,
}

impl<'t> Offsets<'t> {
    /// Indexes a text.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        if text.is_ascii() {
            return Self { text, every: Vec::new() };
        }
        let mut count = 0;
        let mut every = Vec::with_capacity(text.len() / 64 + 1);
        for (at, byte) in text.bytes().enumerate() {
            if at % 64 == 0 {
                every.push(count);
            }
            count += usize::from(byte & 0xC0 != 0x80);
        }
        Self { text, every }
    }

    /// Code points before a byte offset.
    #[must_use]
    pub fn point(&self, byte: usize) -> usize {
        if self.every.is_empty() {
            return byte;
        }
        let block = (byte / 64).min(self.every.len() - 1);
        let rest = &self.text.as_bytes()[block * 64..byte.min(self.text.len())];
        self.every[block] + rest.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
    }

    /// Byte offset of a code point; the end of the text for points beyond it.
    #[must_use]
    pub fn byte(&self, point: usize) -> usize {
        if self.every.is_empty() {
            return point.min(self.text.len());
        }
        let block = self.every.partition_point(|count| *count <= point).saturating_sub(1);
        let mut count = self.every.get(block).copied().unwrap_or(0);
        let bytes = self.text.as_bytes();
        for (at, byte) in bytes.iter().enumerate().skip(block * 64) {
            if byte & 0xC0 != 0x80 {
                if count == point {
                    return at;
                }
                count += 1;
            }
        }
        self.text.len()
    }

    /// A span in code points.
    #[must_use]
    pub fn span(&self, start: usize, end: usize) -> Span {
        Span { start: self.point(start), end: self.point(end) }
    }
}
