//! The index of names: a trie over words. Looking up is one hash per word of the text and one per word of a name.

use crate::words::{key, words};
use rustc_hash::FxHashMap;

/// Number of a word in the index; 0 stands for a word that no name contains.
pub(crate) type WordId = u32;

/// Finds what is known under a sequence of words.
#[derive(Debug)]
pub(crate) struct Index<T> {
    ids: FxHashMap<Box<str>, WordId>,
    /// First node of the names that begin with a word, by word; 0 for none.
    roots: Vec<u32>,
    children: FxHashMap<(u32, WordId), u32>,
    /// Begin and end in `values`, by node.
    ranges: Vec<(u32, u32)>,
    values: Vec<T>,
    /// Bits set by [`Builder::mark`], by word.
    marks: Vec<u32>,
}

impl<T> Default for Index<T> {
    fn default() -> Self {
        // Word 0 is the unknown word.
        Self {
            ids: FxHashMap::default(),
            roots: vec![0],
            children: FxHashMap::default(),
            ranges: vec![],
            values: vec![],
            marks: vec![0],
        }
    }
}

impl<T> Index<T> {
    /// The number of a word by its key.
    pub fn word(&self, key: &str) -> WordId {
        self.ids.get(key).copied().unwrap_or(0)
    }

    /// Marks of a word; none for unknown words.
    pub fn marks(&self, word: WordId) -> u32 {
        self.marks.get(word as usize).copied().unwrap_or(0)
    }

    /// The node of the names that begin with this word.
    pub fn root(&self, word: WordId) -> Option<u32> {
        self.roots.get(word as usize).copied().filter(|node| *node > 0)
    }

    /// The node one word further.
    pub fn child(&self, node: u32, word: WordId) -> Option<u32> {
        self.children.get(&(node, word)).copied()
    }

    /// Where the values of a name that ends at this node stand.
    pub fn range(&self, node: u32) -> (u32, u32) {
        self.ranges.get(node as usize).copied().unwrap_or((0, 0))
    }

    /// The values of a range.
    pub fn values(&self, range: (u32, u32)) -> &[T] {
        self.values.get(range.0 as usize..range.1 as usize).unwrap_or(&[])
    }

    /// All values of exactly this name.
    pub fn get(&self, name: &str) -> &[T] {
        let mut node = None;
        for word in words(name) {
            let id = self.word(&key(&name[word.start..word.end]));
            node = match node {
                None => self.root(id),
                Some(node) => self.child(node, id),
            };
            if node.is_none() {
                return &[];
            }
        }
        node.map_or(&[], |node| self.values(self.range(node)))
    }

    /// Number of values.
    pub fn len(&self) -> usize {
        self.values.len()
    }
}

/// Collects names for an [`Index`].
#[derive(Debug)]
pub(crate) struct Builder<T> {
    index: Index<T>,
    nodes: u32,
    entries: Vec<(u32, T)>,
}

impl<T: Copy + PartialEq> Builder<T> {
    pub fn new() -> Self {
        let mut index = Index::default();
        index.ids.reserve(1 << 15);
        index.children.reserve(1 << 15);
        Self { index, nodes: 1, entries: Vec::with_capacity(1 << 16) }
    }

    /// Adds a name; names without any letter are ignored.
    pub fn add(&mut self, name: &str, value: T) {
        self.add_with(name, value, |word| key(word).into_owned());
    }

    /// Adds a name under other keys than the usual ones.
    pub fn add_with(&mut self, name: &str, value: T, key: impl Fn(&str) -> String) {
        let mut node = 0;
        for word in words(name) {
            let text = &name[word.start..word.end];
            let id = if text.is_ascii() { self.intern(text) } else { self.intern(&key(text)) };
            let next = if node == 0 {
                &mut self.index.roots[id as usize]
            } else {
                self.index.children.entry((node, id)).or_insert(0)
            };
            if *next == 0 {
                *next = self.nodes;
                self.nodes += 1;
            }
            node = *next;
        }
        if node > 0 {
            self.entries.push((node, value));
        }
    }

    /// Sets bits on a word.
    pub fn mark(&mut self, word: &str, bits: u32) {
        let id = self.intern(&key(word));
        self.index.marks[id as usize] |= bits;
    }

    /// The number of a word, new if need be.
    pub fn intern(&mut self, key: &str) -> WordId {
        if let Some(id) = self.index.ids.get(key) {
            return *id;
        }
        let id = self.index.roots.len() as WordId;
        self.index.ids.insert(key.into(), id);
        self.index.roots.push(0);
        self.index.marks.push(0);
        id
    }

    /// The finished index. Values of one name stand in the order in which they were added, each once.
    pub fn finish(mut self) -> Index<T> {
        self.entries.sort_by_key(|(node, _)| *node);
        let mut index = self.index;
        index.ranges = vec![(0, 0); self.nodes as usize];
        let mut at = 0;
        while at < self.entries.len() {
            let node = self.entries[at].0;
            let begin = index.values.len();
            while let Some((_, value)) = self.entries.get(at).filter(|(other, _)| *other == node) {
                if !index.values[begin..].contains(value) {
                    index.values.push(*value);
                }
                at += 1;
            }
            index.ranges[node as usize] = (begin as u32, index.values.len() as u32);
        }
        index
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_names_by_words() {
        let mut builder = Builder::new();
        builder.add("Kim Jong-un", 1);
        builder.add("Kim", 2);
        builder.add("Kim Jong Un", 1);
        builder.add("Erdoğan", 3);
        let index = builder.finish();
        assert_eq!(index.get("Kim"), [2]);
        assert_eq!(index.get("Kim Jong-un"), [1]);
        assert_eq!(index.get("Erdogan"), [3]);
        assert!(index.get("Kim Jong").is_empty());
        assert!(index.get("").is_empty());
    }
}
