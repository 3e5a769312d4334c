//! Dependency trees by an arc-hybrid transition parser.
//!
//! A classifier decides between shifting and attaching, and another names new arcs provisionally; the final relations
//! are named in the finished tree. The virtual root stands behind the last word, so that exactly one word attaches to
//! it.

use crate::bytes::Reader;
use crate::classifier::{Classifier, Features, ScoreScratch, mix};
use crate::labeller::candidates;
use crate::model::ModelError;
use crate::tagger::best;
use crate::ternary::TernaryTable;
use crate::token::{Relation, Upos};

/// No node.
pub(crate) const NONE: u32 = u32::MAX;
/// The transitions.
pub(crate) const SHIFT: usize = 0;
pub(crate) const LEFT: usize = 1;
pub(crate) const RIGHT: usize = 2;

/// What the parser sees of one word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Node {
    pub form: u32,
    pub lemma: u32,
    pub upos: u32,
    /// Part of speech and form tag together.
    pub tag: u32,
    /// Case, number and gender.
    pub nominal: u32,
    /// Tag and case together.
    pub tag_case: u32,
    /// Number and person, of finite verbs and nominals.
    pub agreement: u32,
    pub cluster: u32,
    pub cluster_long: u32,
    pub suffix: u32,
    /// A finite verb or auxiliary.
    pub finite: bool,
    /// A reflexive pronoun.
    pub reflexive: bool,
    /// A noun, name or pronoun without a preposition before its phrase.
    pub bare_nominal: bool,
}

/// Attachments of one node so far: the outermost and second outermost children, and which relations they have.
#[derive(Clone, Copy, Debug)]
struct Children {
    left: [u32; 2],
    right: [u32; 2],
    left_count: u32,
    right_count: u32,
    /// Set of the children's relations.
    relations: u64,
}

impl Default for Children {
    fn default() -> Self {
        Self { left: [NONE; 2], right: [NONE; 2], left_count: 0, right_count: 0, relations: 0 }
    }
}

/// A configuration of the parser: stack, buffer front and arcs. Node `count` is the virtual root.
#[derive(Debug, Default)]
pub(crate) struct State {
    pub nodes: Vec<Node>,
    pub stack: Vec<u32>,
    pub front: usize,
    pub heads: Vec<u32>,
    /// Provisional relations of attached words.
    pub relations: Vec<u32>,
    children: Vec<Children>,
    /// For each node, the number of verbs, commas and conjunctions up to it, eight bits each.
    passed: Vec<u32>,
    /// The nearest verb from this node on.
    next_verb: Vec<u32>,
}

/// Features of the virtual root.
pub(crate) const ROOT_NODE: Node = Node {
    form: 3,
    lemma: 3,
    upos: 30,
    tag: 3,
    nominal: 3,
    tag_case: 3,
    agreement: 3,
    cluster: 3,
    cluster_long: 3,
    suffix: 3,
    finite: false,
    reflexive: false,
    bare_nominal: false,
};
pub(crate) const NO_NODE: Node = Node {
    form: 5,
    lemma: 5,
    upos: 31,
    tag: 5,
    nominal: 5,
    tag_case: 5,
    agreement: 5,
    cluster: 5,
    cluster_long: 5,
    suffix: 5,
    finite: false,
    reflexive: false,
    bare_nominal: false,
};

impl State {
    /// Starts a sentence.
    pub fn start(&mut self, nodes: &[Node]) {
        let count = nodes.len();
        self.nodes.clear();
        self.nodes.extend_from_slice(nodes);
        self.nodes.push(ROOT_NODE);
        self.stack.clear();
        self.front = 0;
        self.heads.clear();
        self.heads.resize(count, NONE);
        self.relations.clear();
        self.relations.resize(count, NONE);
        self.children.clear();
        self.children.resize(count + 1, Children::default());
        self.passed.clear();
        let mut passed = 0_u32;
        for node in &self.nodes {
            self.passed.push(passed);
            passed = passed.wrapping_add(landmark(node));
        }
        self.next_verb.clear();
        self.next_verb.resize(count + 1, NONE);
        let mut next = NONE;
        for index in (0..count).rev() {
            if self.nodes[index].upos == Upos::Verb as u32 || self.nodes[index].upos == Upos::Aux as u32 {
                next = index as u32;
            }
            self.next_verb[index] = next;
        }
    }

    /// Number of words.
    pub fn count(&self) -> usize {
        self.heads.len()
    }

    /// All words are attached.
    pub fn finished(&self) -> bool {
        self.front == self.count() && self.stack.is_empty()
    }

    /// Whether a transition is possible. The root takes one word only.
    pub fn allows(&self, transition: usize) -> bool {
        match transition {
            SHIFT => self.front < self.count(),
            LEFT => !self.stack.is_empty() && (self.front < self.count() || self.stack.len() == 1),
            _ => self.stack.len() >= 2,
        }
    }

    /// Head and dependent of the arc that a transition adds.
    pub fn arc(&self, transition: usize) -> Option<(u32, u32)> {
        let length = self.stack.len();
        match transition {
            LEFT if length >= 1 => Some((self.front as u32, self.stack[length - 1])),
            RIGHT if length >= 2 => Some((self.stack[length - 2], self.stack[length - 1])),
            _ => None,
        }
    }

    /// Makes a transition; `relation` names the new arc.
    pub fn apply(&mut self, transition: usize, relation: u32) {
        let Some((head, dependent)) = self.arc(transition) else {
            self.stack.push(self.front as u32);
            self.front += 1;
            return;
        };
        self.stack.pop();
        self.heads[dependent as usize] = head;
        self.relations[dependent as usize] = relation;
        let children = &mut self.children[head as usize];
        children.relations |= 1 << relation.min(63);
        if dependent < head {
            children.left = [dependent, children.left[0]];
            children.left_count += 1;
        } else {
            children.right = [dependent, children.right[0]];
            children.right_count += 1;
        }
    }

    fn node(&self, index: u32) -> &Node {
        self.nodes.get(index as usize).unwrap_or(&NO_NODE)
    }

    fn children(&self, index: u32) -> Children {
        self.children.get(index as usize).copied().unwrap_or_default()
    }

    fn relation(&self, index: u32) -> u32 {
        self.relations.get(index as usize).copied().unwrap_or(NONE)
    }

    /// What lies between two nodes, in buckets: distance and counts of verbs, commas and conjunctions.
    fn between(&self, left: u32, right: u32) -> (u32, u32) {
        if left == NONE || right == NONE || left >= right {
            return (0, 0);
        }
        let passed = self.passed[right as usize].wrapping_sub(self.passed[left as usize + 1]);
        let capped = (0..4).map(|field| ((passed >> (8 * field)) & 0xff).min(2) << (2 * field)).sum();
        (distance_bucket(right - left), capped)
    }

    /// Fills in the features that decide the next transition.
    pub fn transition_features(&self, features: &mut Features) {
        features.clear();
        let length = self.stack.len();
        let stack = |depth: usize| if length > depth { self.stack[length - 1 - depth] } else { NONE };
        let (s0, s1, s2) = (stack(0), stack(1), stack(2));
        let b0 = self.front as u32;
        let (n0, n1, n2) = (self.node(s0), self.node(s1), self.node(s2));
        let (f0, f1, f2, f3) = (self.node(b0), self.node(b0 + 1), self.node(b0 + 2), self.node(b0 + 3));
        let (c0, c1, d0) = (self.children(s0), self.children(s1), self.children(b0));
        let (left_distance, left_between) = self.between(s0, b0);
        let (right_distance, right_between) = self.between(s1, s0);
        features.one(0);
        for node in [n0, n1, f0] {
            features.one(node.tag);
            features.two(node.form, node.tag);
            features.two(node.lemma, node.tag_case);
            features.two(node.cluster, node.tag);
            features.two(node.suffix, node.tag);
        }
        for node in [n2, f1, f2] {
            features.one(node.form);
            features.one(node.tag);
        }
        features.one(f1.cluster);
        features.one(f3.tag);
        for (head, dependent) in [(f0, n0), (n1, n0)] {
            features.two(head.form, dependent.form);
            features.two(head.lemma, dependent.lemma);
            features.two(head.form, dependent.tag);
            features.two(head.tag, dependent.form);
            features.two(head.lemma, dependent.tag_case);
            features.two(head.tag_case, dependent.lemma);
            features.two(head.tag, dependent.tag);
            features.two(head.tag_case, dependent.tag_case);
            features.four(head.tag, head.nominal, dependent.tag, dependent.nominal);
            features.four(head.upos, head.agreement, dependent.upos, dependent.agreement);
            features.two(head.cluster, dependent.cluster);
            features.two(head.cluster_long, dependent.cluster_long);
            features.three(head.cluster_long, dependent.tag, head.tag);
            features.three(head.tag, dependent.cluster_long, dependent.tag);
        }
        features.two(n1.tag, f0.tag);
        features.two(n1.cluster, f0.cluster);
        features.two(f0.tag, f1.tag);
        features.two(f0.form, f1.tag);
        features.two(f0.tag, f1.form);
        features.two(n0.tag, f1.tag);
        features.two(n0.form, f1.tag);
        features.two(n0.tag, f1.form);
        features.three(n1.tag, n0.tag, f0.tag);
        features.three(n0.tag, f0.tag, f1.tag);
        features.three(f0.tag, f1.tag, f2.tag);
        features.four(n0.upos, f0.upos, f1.upos, f2.upos);
        features.three(n2.tag, n1.tag, n0.tag);
        features.four(n2.upos, n1.upos, n0.upos, f0.upos);
        features.four(n1.upos, n0.upos, f0.upos, f1.upos);
        features.four(f0.upos, f1.upos, f2.upos, f3.upos);
        features.three(n1.tag_case, n0.tag_case, f0.tag_case);
        features.three(n1.form, n0.form, f0.form);
        features.three(n1.form, n0.tag, f0.tag);
        features.three(n1.tag, n0.form, f0.tag);
        features.three(n1.tag, n0.tag, f0.form);
        features.three(n0.form, f0.tag, f1.tag);
        features.three(n0.tag, f0.form, f1.tag);
        features.three(n0.cluster, f0.cluster, f1.cluster);
        features.three(n1.cluster, n0.cluster, f0.cluster);
        for (parent, child) in [
            (n0, c0.left[0]),
            (n0, c0.left[1]),
            (n0, c0.right[0]),
            (n0, c0.right[1]),
            (n1, c1.left[0]),
            (n1, c1.right[0]),
            (n1, c1.right[1]),
            (f0, d0.left[0]),
            (f0, d0.left[1]),
        ] {
            let (node, relation) = (self.node(child), self.relation(child));
            features.two(node.form, parent.upos);
            features.three(parent.tag, node.tag, relation);
            features.four(n0.tag, f0.tag, node.tag, relation);
            features.four(n1.tag, n0.tag, node.tag, relation);
        }
        features.three(left_distance, n0.tag, f0.tag);
        features.two(left_distance, n0.form);
        features.two(left_distance, f0.form);
        features.three(right_distance, n1.tag, n0.tag);
        features.two(right_distance, n1.form);
        features.two(right_distance, n0.form);
        features.three(left_between, n0.tag, f0.tag);
        features.three(right_between, n1.tag, n0.tag);
        features.four(right_between, n1.upos, n0.upos, f0.upos);
        features.three(c0.left_count.min(4), n0.tag, f0.tag);
        features.three(c0.right_count.min(4), n0.tag, f0.tag);
        features.three(c1.right_count.min(4), n1.tag, n0.tag);
        features.two(c0.right_count.min(4), n0.form);
        features.two(d0.left_count.min(4), f0.form);
        features.three(d0.left_count.min(4), n0.tag, f0.tag);
        features.three(fold(c0.relations), n0.upos, f0.upos);
        features.three(fold(c1.relations), n1.upos, n0.upos);
        features.three(fold(d0.relations), n0.upos, f0.upos);
        features.three(fold(c0.relations), n0.lemma, f0.upos);
        features.three(fold(d0.relations), f0.lemma, n0.upos);
        let verb = self.next_verb.get(b0 as usize + 1).copied().unwrap_or(NONE);
        let (verb_distance, verb_between) = self.between(b0, verb);
        features.four(self.node(verb).tag, verb_distance, n0.upos, f0.upos);
        features.four(self.node(verb).tag, verb_between, n0.upos, f0.upos);
        features.four(self.node(verb).tag, n1.tag, n0.tag, f0.tag);
    }

    /// Fills in the features that provisionally name the arc from `head` to `dependent`: fewer than the final ones,
    /// as this name only informs later transitions.
    pub fn relation_features(&self, head: u32, dependent: u32, features: &mut Features) {
        features.clear();
        let (parent, child) = (self.node(head), self.node(dependent));
        let (outer, inner) = (self.children(head), self.children(dependent));
        let leftward = u32::from(dependent < head);
        features.two(parent.tag, leftward);
        features.two(child.tag_case, leftward);
        features.two(child.form, leftward);
        features.two(parent.form, leftward);
        features.three(child.tag, child.cluster_long, leftward);
        features.three(parent.tag, child.tag, leftward * 16 + distance_bucket(dependent.abs_diff(head)));
        features.three(parent.tag, child.tag_case, leftward);
        features.three(parent.lemma, child.tag_case, leftward);
        features.three(parent.tag, child.form, leftward);
        features.three(parent.lemma, child.lemma, leftward);
        features.four(parent.cluster, child.cluster, child.upos, leftward);
        features.four(parent.agreement, child.agreement, child.tag, leftward);
        features.three(parent.form, child.form, leftward);
        features.three(parent.form, child.tag, leftward);
        features.three(parent.tag, child.lemma, leftward);
        features.three(parent.cluster_long, child.cluster_long, leftward);
        features.three(parent.cluster_long, child.tag, leftward);
        features.three(child.suffix, child.tag, leftward);
        let (_, between) = self.between(dependent.min(head), dependent.max(head));
        features.four(parent.upos, child.upos, between, leftward);
        features.four(fold(outer.relations), parent.lemma, child.tag_case, leftward);
        features.four(fold(outer.relations), parent.tag, child.tag_case, leftward);
        features.three(fold(inner.relations), parent.upos, child.tag);
        for grandchild in [inner.left[0], inner.left[1], inner.right[0]] {
            let node = self.node(grandchild);
            features.three(node.form, child.tag, parent.tag);
            features.four(node.tag, parent.tag, child.tag, self.relation(grandchild));
            features.three(node.form, parent.lemma, child.tag);
        }
        for neighbour in [dependent.wrapping_sub(1), dependent + 1] {
            let node = self.node(neighbour);
            features.three(node.form, child.tag, parent.upos);
            features.three(node.tag, child.tag, parent.tag);
        }
        for sibling in [outer.left[0], outer.right[0]] {
            features.four(self.relation(sibling), self.node(sibling).tag, parent.tag, child.tag_case);
        }
    }
}

/// Verbs, commas and other punctuation, conjunctions and subordinators, each counted in eight bits of a word.
fn landmark(node: &Node) -> u32 {
    match Upos::ALL.get(node.upos as usize) {
        Some(Upos::Verb | Upos::Aux) => 1,
        Some(Upos::Punct) => 1 << 8,
        Some(Upos::Cconj) => 1 << 16,
        Some(Upos::Sconj) => 1 << 24,
        _ => 0,
    }
}

pub(crate) const fn distance_bucket(distance: u32) -> u32 {
    match distance {
        0..=4 => distance,
        5..=6 => 5,
        7..=10 => 6,
        11..=20 => 7,
        _ => 8,
    }
}

/// A set of relations as one feature value.
#[inline]
fn fold(relations: u64) -> u32 {
    (mix(relations, 7) >> 32) as u32
}

/// Working space of parsing.
#[derive(Debug, Default)]
pub(crate) struct ParserScratch {
    pub state: State,
    pub features: Features,
    pub scores: Vec<i32>,
    /// Scores of the provisional relations, as many as there are relations for each word.
    pub provisional: Vec<i32>,
    pub places: ScoreScratch,
}

/// A trained parser.
#[derive(Debug)]
pub(crate) struct Parser {
    transitions: TernaryTable,
    relations: Classifier,
}

impl Parser {
    pub fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let (transitions, relations) = (TernaryTable::read(reader)?, Classifier::read(reader)?);
        if relations.classes() != Relation::ALL.len() {
            return Err(ModelError::Corrupt("a parser has the wrong relations"));
        }
        Ok(Self { transitions, relations })
    }

    /// Parses a sentence; the heads are left in the scratch's state, the root's is the number of words.
    pub fn parse(&self, nodes: &[Node], scratch: &mut ParserScratch) {
        scratch.state.start(nodes);
        scratch.provisional.clear();
        scratch.provisional.resize(nodes.len() * Relation::ALL.len(), 0);
        while !scratch.state.finished() {
            let transition = self.next_transition(scratch);
            let relation = self.next_relation(transition, scratch);
            scratch.state.apply(transition, relation);
        }
    }

    fn next_transition(&self, scratch: &mut ParserScratch) -> usize {
        let state = &scratch.state;
        let allowed = || [SHIFT, LEFT, RIGHT].into_iter().filter(|&transition| state.allows(transition));
        if let (Some(only), None) = (allowed().next(), allowed().nth(1)) {
            return only;
        }
        state.transition_features(&mut scratch.features);
        best(&self.transitions.score(&scratch.features), allowed())
    }

    fn next_relation(&self, transition: usize, scratch: &mut ParserScratch) -> u32 {
        let ParserScratch { state, features, scores, provisional, places } = scratch;
        match state.arc(transition) {
            None => NONE,
            Some((head, _)) if head as usize == state.count() => Relation::Root as u32,
            Some((head, dependent)) => {
                state.relation_features(head, dependent, features);
                self.relations.score(features, scores, places);
                let start = dependent as usize * scores.len();
                provisional[start..start + scores.len()].copy_from_slice(scores);
                best(scores, candidates()) as u32
            }
        }
    }
}
