//! The index of names: a trie over words. Looking up is one hash per word of the text and one per word of a name.
//!
//! The bundled index is built by the build script and embedded as flat arrays, so that loading it is copying; only a user's file makes
//! the program build one itself.

use crate::words::{key, words};
use rustc_hash::FxHashMap;

/// Number of a word in the index; 0 stands for a word that no name contains.
pub(crate) type WordId = u32;

/// Finds what is known under a sequence of words.
#[derive(Debug)]
pub(crate) struct Index<T> {
    /// Keys of all words, one after the other; `offsets[n]..offsets[n + 1]` is word n.
    keys: Vec<u8>,
    offsets: Vec<u32>,
    /// Open addressing over the words; 0 is an empty slot.
    slots: Vec<WordId>,
    /// First node of the names that begin with a word, by word; 0 for none.
    roots: Vec<u32>,
    /// Bits set by [`Builder::mark`], by word.
    marks: Vec<u64>,
    /// Open addressing over (node, word) → node, three numbers an edge; a target of 0 is an empty slot.
    edges: Vec<[u32; 3]>,
    /// Begin and end in `values`, by node.
    ranges: Vec<[u32; 2]>,
    values: Vec<T>,
}

/// A value that fits into eight bytes of the embedded index.
pub(crate) trait Packed: Sized {
    fn pack(&self) -> u64;
    /// `None` for bytes that no value packs to.
    fn unpack(packed: u64) -> Option<Self>;
}

impl<T> Index<T> {
    /// The number of a word by its key.
    pub fn word(&self, key: &str) -> WordId {
        if self.slots.is_empty() {
            return 0;
        }
        let mask = self.slots.len() - 1;
        let mut slot = hash(key.as_bytes()) as usize & mask;
        loop {
            let word = self.slots[slot];
            if word == 0 || self.key(word) == key.as_bytes() {
                return word;
            }
            slot = (slot + 1) & mask;
        }
    }

    fn key(&self, word: WordId) -> &[u8] {
        let bounds = self.offsets.get(word as usize).zip(self.offsets.get(word as usize + 1));
        bounds.and_then(|(from, to)| self.keys.get(*from as usize..*to as usize)).unwrap_or(&[])
    }

    /// Marks of a word; none for unknown words.
    pub fn marks(&self, word: WordId) -> u64 {
        self.marks.get(word as usize).copied().unwrap_or(0)
    }

    /// The node of the names that begin with this word.
    pub fn root(&self, word: WordId) -> Option<u32> {
        self.roots.get(word as usize).copied().filter(|node| *node > 0)
    }

    /// The node one word further.
    pub fn child(&self, node: u32, word: WordId) -> Option<u32> {
        if self.edges.is_empty() || word == 0 {
            return None;
        }
        let mask = self.edges.len() - 1;
        let mut slot = hash_edge(node, word) as usize & mask;
        loop {
            let [from, by, to] = self.edges[slot];
            if to == 0 {
                return None;
            }
            if (from, by) == (node, word) {
                return Some(to);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Where the values of a name that ends at this node stand.
    pub fn range(&self, node: u32) -> (u32, u32) {
        self.ranges.get(node as usize).map_or((0, 0), |[from, to]| (*from, *to))
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

impl<T: Packed> Index<T> {
    /// The index as bytes: each array with its length before it, all numbers little-endian.
    // The build script calls this; the crate reads only.
    #[allow(dead_code)]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut put = |numbers: &mut dyn Iterator<Item = u32>| {
            let at = bytes.len();
            bytes.extend([0; 4]);
            let mut count = 0_u32;
            for number in numbers {
                bytes.extend(number.to_le_bytes());
                count += 1;
            }
            bytes[at..at + 4].copy_from_slice(&count.to_le_bytes());
        };
        put(&mut self.offsets.iter().copied());
        put(&mut self.slots.iter().copied());
        put(&mut self.roots.iter().copied());
        put(&mut self.marks.iter().flat_map(|marks| [*marks as u32, (*marks >> 32) as u32]));
        put(&mut self.edges.iter().flatten().copied());
        put(&mut self.ranges.iter().flatten().copied());
        put(&mut self.values.iter().flat_map(|value| [value.pack() as u32, (value.pack() >> 32) as u32]));
        bytes.extend(&self.keys);
        bytes
    }

    /// Reads what [`Index::to_bytes`] wrote; `None` if the bytes are something else.
    pub fn from_bytes(mut bytes: &[u8]) -> Option<Self> {
        let offsets = numbers(&mut bytes)?;
        let slots = numbers(&mut bytes)?;
        let roots = numbers(&mut bytes)?;
        let marks = numbers(&mut bytes)?;
        let edges = numbers(&mut bytes)?;
        let ranges = numbers(&mut bytes)?;
        let values = numbers(&mut bytes)?;
        let full = |free: bool, size: usize| size > 0 && (!size.is_power_of_two() || !free);
        let edges: Vec<[u32; 3]> = edges.as_chunks().0.to_vec();
        // Look-up ends at an empty slot, so there must be one.
        if full(slots.contains(&0), slots.len()) || full(edges.iter().any(|edge| edge[2] == 0), edges.len()) {
            return None;
        }
        let marks = pairs(&marks).collect();
        let values = pairs(&values).map(T::unpack).collect::<Option<Vec<T>>>()?;
        Some(Self {
            keys: bytes.to_vec(),
            offsets,
            slots,
            roots,
            marks,
            edges,
            ranges: ranges.as_chunks().0.to_vec(),
            values,
        })
    }
}

/// Takes one array off the front.
fn numbers(bytes: &mut &[u8]) -> Option<Vec<u32>> {
    let (count, rest) = bytes.split_first_chunk::<4>()?;
    let size = usize::try_from(u32::from_le_bytes(*count)).ok()?.checked_mul(4)?;
    let (own, rest) = rest.split_at_checked(size)?;
    *bytes = rest;
    Some(own.as_chunks().0.iter().map(|number| u32::from_le_bytes(*number)).collect())
}

fn pairs(numbers: &[u32]) -> impl Iterator<Item = u64> {
    let chunks: &[[u32; 2]] = numbers.as_chunks().0;
    chunks.iter().map(|[low, high]| u64::from(*low) | u64::from(*high) << 32)
}

/// FNV-1a over words of eight bytes: the table is embedded, so the hash must be the same on every machine.
fn hash(key: &[u8]) -> u64 {
    let mut state = 0xcbf2_9ce4_8422_2325_u64;
    let (chunks, rest) = key.as_chunks::<8>();
    for chunk in chunks {
        state = (state ^ u64::from_le_bytes(*chunk)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        state ^= state >> 29;
    }
    for byte in rest {
        state = (state ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    state ^ state >> 32
}

fn hash_edge(node: u32, word: WordId) -> u64 {
    let mixed = (u64::from(node) << 32 | u64::from(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ mixed >> 32
}

/// Collects names for an [`Index`].
#[derive(Debug)]
pub(crate) struct Builder<T> {
    ids: FxHashMap<Box<str>, WordId>,
    roots: Vec<u32>,
    marks: Vec<u64>,
    children: FxHashMap<(u32, WordId), u32>,
    nodes: u32,
    entries: Vec<(u32, T)>,
}

impl<T: Copy + PartialEq> Builder<T> {
    pub fn new() -> Self {
        // Word 0 is the unknown word, node 0 is none.
        Self {
            ids: FxHashMap::default(),
            roots: vec![0],
            marks: vec![0],
            children: FxHashMap::default(),
            nodes: 1,
            entries: Vec::new(),
        }
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
            let next =
                if node == 0 { &mut self.roots[id as usize] } else { self.children.entry((node, id)).or_insert(0) };
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

    /// How many entries there are; see [`Builder::override_before`].
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Lets each entry from `first` on override the entries before `first` that have the same name: `weaken` takes away from the earlier
    /// value what the later one stands for, and says whether anything is left of it.
    pub fn override_before(&mut self, first: usize, mut weaken: impl FnMut(&mut T, &T) -> bool) {
        let own = self.entries.split_off(first.min(self.entries.len()));
        let mut by_node: FxHashMap<u32, Vec<T>> = FxHashMap::default();
        for (node, value) in &own {
            by_node.entry(*node).or_default().push(*value);
        }
        self.entries.retain_mut(|(node, value)| {
            by_node.get(node).is_none_or(|later| later.iter().all(|later| weaken(value, later)))
        });
        self.entries.extend(own);
    }

    /// Sets bits on a word.
    pub fn mark(&mut self, word: &str, bits: u64) {
        let id = self.intern(&key(word));
        self.marks[id as usize] |= bits;
    }

    /// The number of a word, new if need be.
    pub fn intern(&mut self, key: &str) -> WordId {
        if let Some(id) = self.ids.get(key) {
            return *id;
        }
        let id = self.roots.len() as WordId;
        self.ids.insert(key.into(), id);
        self.roots.push(0);
        self.marks.push(0);
        id
    }

    /// The finished index. Values of one name stand in the order in which they were added, each once.
    pub fn finish(mut self) -> Index<T> {
        self.entries.sort_by_key(|(node, _)| *node);
        let mut ranges = vec![[0, 0]; self.nodes as usize];
        let mut values = Vec::with_capacity(self.entries.len());
        let mut at = 0;
        while let Some((node, _)) = self.entries.get(at).copied() {
            let begin = values.len();
            while let Some((_, value)) = self.entries.get(at).filter(|(other, _)| *other == node) {
                if !values[begin..].contains(value) {
                    values.push(*value);
                }
                at += 1;
            }
            ranges[node as usize] = [begin as u32, values.len() as u32];
        }
        let (keys, offsets, slots) = self.word_table();
        Index { keys, offsets, slots, edges: self.edge_table(), roots: self.roots, marks: self.marks, ranges, values }
    }

    fn word_table(&self) -> (Vec<u8>, Vec<u32>, Vec<WordId>) {
        let mut ordered: Vec<(&str, WordId)> = self.ids.iter().map(|(key, id)| (&**key, *id)).collect();
        ordered.sort_unstable_by_key(|(_, id)| *id);
        let (mut keys, mut offsets) = (Vec::new(), vec![0, 0]);
        let mut slots = vec![0; (self.roots.len() * 2).next_power_of_two()];
        let mask = slots.len() - 1;
        for (key, id) in ordered {
            keys.extend(key.as_bytes());
            offsets.push(keys.len() as u32);
            let mut slot = hash(key.as_bytes()) as usize & mask;
            while slots[slot] != 0 {
                slot = (slot + 1) & mask;
            }
            slots[slot] = id;
        }
        (keys, offsets, slots)
    }

    fn edge_table(&self) -> Vec<[u32; 3]> {
        let mut ordered: Vec<[u32; 3]> = self.children.iter().map(|((from, by), to)| [*from, *by, *to]).collect();
        ordered.sort_unstable();
        let mut edges = vec![[0; 3]; ((ordered.len() + 1) * 2).next_power_of_two()];
        let mask = edges.len() - 1;
        for edge in ordered {
            let mut slot = hash_edge(edge[0], edge[1]) as usize & mask;
            while edges[slot][2] != 0 {
                slot = (slot + 1) & mask;
            }
            edges[slot] = edge;
        }
        edges
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    impl Packed for u8 {
        fn pack(&self) -> u64 {
            u64::from(*self)
        }

        fn unpack(packed: u64) -> Option<Self> {
            Self::try_from(packed).ok()
        }
    }

    fn index() -> Index<u8> {
        let mut builder = Builder::new();
        builder.add("Kim Jong-un", 1);
        builder.add("Kim", 2);
        builder.add("Kim Jong Un", 1);
        builder.add("Erdoğan", 3);
        builder.mark("former", 4);
        builder.finish()
    }

    #[test]
    fn finds_names_by_words() {
        let index = index();
        for index in [Index::from_bytes(&index.to_bytes()).unwrap(), index] {
            assert_eq!(index.get("Kim"), [2]);
            assert_eq!(index.get("Kim Jong-un"), [1]);
            assert_eq!(index.get("Erdogan"), [3]);
            assert!(index.get("Kim Jong").is_empty());
            assert!(index.get("").is_empty());
            assert_eq!(index.marks(index.word("former")), 4);
            assert_eq!(index.word("latter"), 0);
        }
    }

    #[test]
    fn refuses_cut_bytes() {
        let bytes = index().to_bytes();
        for length in 0..40 {
            assert!(Index::<u8>::from_bytes(&bytes[..length]).is_none());
        }
    }
}
