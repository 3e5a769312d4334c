//! Names the relations of a finished tree.
//!
//! Words are visited from the leaves up, the children of each head from left to right, so that a decision sees the
//! whole tree, the relations of the word's own children and those of the siblings before it.

use crate::classifier::{Classifier, Features, mix};
use crate::parser::{NO_NODE, NONE, Node, ParserScratch, ROOT_NODE, distance_bucket};
use crate::tagger::best;
use crate::token::Relation;

/// A tree whose relations are being named. The root's head is the number of words.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
    heads: Vec<u32>,
    /// Relations so far; [`NONE`] where not yet named.
    pub relations: Vec<u32>,
    /// Children by head, in order: those of head `h` are `children[starts[h]..starts[h + 1]]`.
    children: Vec<u32>,
    starts: Vec<u32>,
    /// Words in the order in which they are named.
    pub order: Vec<u32>,
    depths: Vec<u32>,
}

impl Tree {
    /// Takes over a tree and forgets all relations.
    pub fn start(&mut self, nodes: &[Node], heads: &[u32]) {
        let count = nodes.len();
        self.nodes.clear();
        self.nodes.extend_from_slice(nodes);
        self.nodes.push(ROOT_NODE);
        self.heads.clear();
        self.heads.extend_from_slice(heads);
        self.relations.clear();
        self.relations.resize(count, NONE);
        self.starts.clear();
        self.starts.resize(count + 3, 0);
        for &head in heads {
            self.starts[head as usize + 2] += 1;
        }
        for index in 2..self.starts.len() {
            self.starts[index] += self.starts[index - 1];
        }
        self.children.clear();
        self.children.resize(count, 0);
        for (word, &head) in heads.iter().enumerate() {
            let place = &mut self.starts[head as usize + 1];
            self.children[*place as usize] = word as u32;
            *place += 1;
        }
        self.order.clear();
        self.order.extend_from_slice(&self.children[self.starts[count] as usize..]);
        let mut next = 0;
        while next < self.order.len() {
            let head = self.order[next] as usize;
            let range = self.starts[head] as usize..self.starts[head + 1] as usize;
            self.order.extend_from_slice(&self.children[range]);
            next += 1;
        }
        self.depths.clear();
        self.depths.resize(count + 1, 0);
        for &word in &self.order {
            self.depths[word as usize] = self.depths[heads[word as usize] as usize] + 1;
        }
        self.order.sort_by_key(|&word| std::cmp::Reverse(self.depths[word as usize]));
    }

    fn children_of(&self, head: u32) -> &[u32] {
        &self.children[self.starts[head as usize] as usize..self.starts[head as usize + 1] as usize]
    }

    fn node(&self, index: u32) -> &Node {
        self.nodes.get(index as usize).unwrap_or(&NO_NODE)
    }

    fn relation(&self, index: u32) -> u32 {
        self.relations.get(index as usize).copied().unwrap_or(NONE)
    }

    /// The set of relations of the head's children that have been named.
    fn sibling_relations(&self, head: u32) -> u64 {
        self.children_of(head)
            .iter()
            .map(|&child| self.relation(child))
            .filter(|&relation| relation != NONE)
            .fold(0, |set, relation| set | 1 << relation.min(63))
    }

    /// Fills in the features that name the arc to `word`.
    pub fn features(&self, word: u32, features: &mut Features) {
        features.clear();
        let head = self.heads[word as usize];
        let (parent, child) = (self.node(head), self.node(word));
        let leftward = u32::from(word < head);
        let distance = distance_bucket(word.abs_diff(head));
        let direction = leftward * 16 + distance;
        features.one(leftward);
        features.two(parent.form, leftward);
        features.two(parent.lemma, leftward);
        features.two(parent.tag, direction);
        features.two(child.form, leftward);
        features.two(child.lemma, leftward);
        features.two(child.tag, direction);
        features.two(child.tag_case, leftward);
        features.three(child.tag, child.nominal, leftward);
        features.two(child.cluster_long, leftward);
        features.two(child.cluster, leftward);
        features.two(child.suffix, leftward);
        features.two(parent.form, child.form);
        features.two(parent.lemma, child.lemma);
        features.three(parent.form, child.tag_case, leftward);
        features.three(parent.lemma, child.tag_case, leftward);
        features.three(parent.lemma, child.tag, leftward);
        features.three(parent.tag, child.form, leftward);
        features.three(parent.tag, child.lemma, leftward);
        features.three(parent.tag, child.tag, direction);
        features.three(parent.tag, child.tag_case, leftward);
        features.four(parent.tag, child.tag, child.nominal, leftward);
        features.two(parent.cluster, child.cluster);
        features.two(parent.cluster_long, child.cluster_long);
        features.three(parent.cluster_long, child.tag, leftward);
        features.three(parent.tag, child.cluster_long, leftward);
        features.four(parent.agreement, child.agreement, child.tag, leftward);
        self.sibling_features(head, word, leftward, features);
        self.descendant_features(parent, child, word, leftward, features);
        for neighbour in [word.wrapping_sub(1), word + 1] {
            let node = self.node(neighbour);
            features.three(node.form, child.tag, parent.upos);
            features.three(node.tag, child.tag, parent.tag);
        }
    }

    /// Features of the head's other children.
    fn sibling_features(&self, head: u32, word: u32, leftward: u32, features: &mut Features) {
        let (parent, child) = (self.node(head), self.node(word));
        let siblings = self.children_of(head);
        let place = siblings.iter().position(|&sibling| sibling == word).unwrap_or(0);
        let named = self.sibling_relations(head);
        let named = (mix(named, 7) >> 32) as u32;
        let mut parts = 0_u32;
        let (mut auxiliary, mut reflexive) = (0, 0);
        for &sibling in siblings {
            let node = self.node(sibling);
            parts |= 1 << node.upos.min(31);
            if node.upos == crate::token::Upos::Aux as u32 {
                auxiliary = mix(u64::from(auxiliary), u64::from(node.lemma)) as u32;
            }
            if node.reflexive {
                reflexive = 1;
            }
        }
        features.three(named, parent.tag, child.tag_case);
        features.four(named, parent.lemma, child.tag_case, leftward);
        features.four(named, parts, child.tag_case, leftward);
        features.four(parts, parent.tag, child.tag, leftward);
        features.four(auxiliary, parent.tag, child.tag_case, leftward);
        features.four(auxiliary, parent.lemma, child.tag_case, reflexive);
        let near = |offset: isize| {
            place.checked_add_signed(offset).and_then(|place| siblings.get(place)).copied().unwrap_or(NONE)
        };
        for sibling in [near(-1), near(1), near(-2), near(2)] {
            let (node, relation) = (self.node(sibling), self.relation(sibling));
            features.four(relation, node.tag_case, parent.tag, child.tag_case);
            features.three(node.form, parent.tag, child.tag);
            features.four(node.agreement, child.agreement, child.tag, parent.agreement);
        }
        self.argument_features(siblings, word, parent, child, features);
    }

    /// Features of the nominal siblings, as competitors for subject and object.
    fn argument_features(&self, siblings: &[u32], word: u32, parent: &Node, child: &Node, features: &mut Features) {
        let finite = siblings.iter().map(|&sibling| self.node(sibling)).find(|node| node.finite).unwrap_or(parent);
        let mut competitors = (0_u32, 0_u32);
        for &sibling in siblings.iter().filter(|&&sibling| sibling != word) {
            let node = self.node(sibling);
            if node.bare_nominal {
                let bit = 1 << (node.agreement % 64).min(31);
                if sibling < word { competitors.0 |= bit } else { competitors.1 |= bit }
            }
        }
        let bare = u32::from(child.bare_nominal);
        features.four(bare, competitors.0, competitors.1, child.agreement);
        features.four(bare, finite.agreement, child.agreement, competitors.0 | competitors.1);
        features.four(bare, finite.agreement, child.nominal, parent.tag);
        features.four(parent.lemma, competitors.0 | competitors.1, child.agreement, bare);
        features.three(bare, finite.agreement, child.agreement);
        features.four(bare, child.tag_case, u32::from(competitors.0 != 0), u32::from(competitors.1 != 0));
    }

    /// Features of the word's own children: prepositions, determiners, subordinators.
    fn descendant_features(&self, parent: &Node, child: &Node, word: u32, leftward: u32, features: &mut Features) {
        let children = self.children_of(word);
        let mut parts = 0_u32;
        let mut relations = 0_u64;
        for &grandchild in children {
            parts |= 1 << self.node(grandchild).upos.min(31);
            relations |= 1 << self.relation(grandchild).min(63);
        }
        let relations = (mix(relations, 11) >> 32) as u32;
        features.three(relations, child.tag, parent.tag);
        features.four(relations, child.tag_case, parent.upos, leftward);
        features.three(relations, parent.lemma, child.tag);
        features.three(parts, child.tag, parent.tag);
        features.three(parts, child.lemma, leftward);
        let end = |place: Option<usize>| place.and_then(|place| children.get(place)).copied().unwrap_or(NONE);
        for grandchild in
            [end(Some(0)), end(Some(1)), end(children.len().checked_sub(1)), end(children.len().checked_sub(2))]
        {
            let node = self.node(grandchild);
            features.three(node.form, child.tag, leftward);
            features.four(node.form, parent.lemma, child.tag, leftward);
            features.four(node.form, parent.tag, child.tag, leftward);
            features.four(node.form, node.tag, child.tag_case, parent.upos);
            features.four(node.tag, self.relation(grandchild), parent.tag, child.tag);
        }
    }
}

/// A provisional relation that is better than the next by this much is final, unless it is an argument's.
const SURE: i32 = 12 * 64;
/// Relations that are always decided in the finished tree.
const ARGUMENTS: [Relation; 8] = [
    Relation::Nsubj,
    Relation::NsubjPass,
    Relation::Obj,
    Relation::Iobj,
    Relation::Obl,
    Relation::OblArg,
    Relation::OblAgent,
    Relation::Expl,
];

/// Names all relations of a tree. The scratch's provisional scores of each word are added to the final ones.
pub(crate) fn label(classifier: &Classifier, tree: &mut Tree, scratch: &mut ParserScratch) {
    let ParserScratch { features, scores, provisional, places, .. } = scratch;
    let count = Relation::ALL.len();
    for place in 0..tree.order.len() {
        let word = tree.order[place];
        if tree.heads[word as usize] as usize == tree.relations.len() {
            tree.relations[word as usize] = Relation::Root as u32;
            continue;
        }
        let early = &provisional[word as usize * count..(word as usize + 1) * count];
        tree.relations[word as usize] = sure_relation(early).unwrap_or_else(|| {
            tree.features(word, features);
            classifier.score(features, scores, places);
            for (score, early) in scores.iter_mut().zip(early) {
                *score += early;
            }
            best(scores, candidates()) as u32
        });
    }
}

/// The best relation if no other comes near.
fn sure_relation(scores: &[i32]) -> Option<u32> {
    let first = best(scores, candidates());
    let near = |relation: usize| relation != first && scores[relation] + SURE > scores[first];
    let argument = ARGUMENTS.iter().any(|&relation| relation as usize == first);
    (!argument && !candidates().any(near)).then_some(first as u32)
}

/// The relations that a word other than the root can have.
pub(crate) fn candidates() -> impl Iterator<Item = usize> {
    (0..Relation::ALL.len()).filter(|&relation| relation != Relation::Root as usize)
}
