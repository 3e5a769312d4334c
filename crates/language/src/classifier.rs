//! Linear classifiers over hashed features: the averaged perceptron that is trained and the compact table that runs.
//!
//! A feature is 36 bits of hash. At run time each feature finds its row in an open-addressing table; a row holds
//! only the classes whose weight is not small, as 16-bit integers. Rows are written in hash order, so that loading
//! fills the table front to back.

use rustc_hash::FxHashMap;

use crate::bytes::{Reader, Writer};
use crate::model::ModelError;

/// Bits of a feature's hash that are kept.
pub(crate) const HASH_BITS: u32 = 36;
/// Rows are found by index and these low bits.
const KEY_MASK: u64 = 0xffff_ffff;
/// Steps of a stored weight per unit of a trained weight.
const STEPS_PER_UNIT: f32 = 64.0;
/// Largest number of weights one classifier may have: row starts are 24 bits.
const MAXIMUM_CELLS: usize = 1 << 24;
/// Largest number of weights in its dense rows.
const MAXIMUM_DENSE: usize = 1 << 26;
const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;

/// Mixes one value into a hash.
#[inline]
pub(crate) const fn mix(hash: u64, value: u64) -> u64 {
    let product = (hash ^ value).wrapping_mul(MULTIPLIER);
    product ^ (product >> 29)
}

/// The active features of one decision. Each call numbers its template by its place, so that calls must come in the
/// same order for every decision of a classifier.
#[derive(Debug, Default)]
pub(crate) struct Features {
    hashes: Vec<u64>,
}

impl Features {
    /// The hashes of the features, in the order of the calls.
    pub fn hashes(&self) -> &[u64] {
        &self.hashes
    }

    /// Starts a new decision.
    pub fn clear(&mut self) {
        self.hashes.clear();
    }

    #[inline]
    fn template(&self) -> u64 {
        (self.hashes.len() as u64 + 1).wrapping_mul(0xd6e8_feb8_6659_fd93)
    }

    #[inline]
    fn push(&mut self, hash: u64) {
        self.hashes.push(hash.wrapping_mul(MULTIPLIER) >> (64 - HASH_BITS));
    }

    /// A feature of one value.
    #[inline]
    pub fn one(&mut self, first: u32) {
        let hash = mix(self.template(), u64::from(first));
        self.push(hash);
    }

    /// A feature of two values together.
    #[inline]
    pub fn two(&mut self, first: u32, second: u32) {
        let hash = mix(self.template(), u64::from(first) | u64::from(second) << 32);
        self.push(hash);
    }

    /// A feature of three values together.
    #[inline]
    pub fn three(&mut self, first: u32, second: u32, third: u32) {
        let hash = mix(mix(self.template(), u64::from(first) | u64::from(second) << 32), u64::from(third));
        self.push(hash);
    }

    /// A feature of four values together.
    #[inline]
    pub fn four(&mut self, first: u32, second: u32, third: u32, fourth: u32) {
        let pair = u64::from(third) | u64::from(fourth) << 32;
        let hash = mix(mix(self.template(), u64::from(first) | u64::from(second) << 32), pair);
        self.push(hash);
    }
}

/// One weight of a row.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    class: u16,
    weight: i16,
}

/// Length of a row that is stored densely, with a weight for every class.
const DENSE: u32 = 255;
/// A row is dense if at least one class in so many has a weight: adding up is then faster.
const DENSE_SHARE: usize = 4;

/// One place of the hash table: key, start of the row (24 bits) and its length (8 bits; 0 if the place is free).
/// The start of a dense row counts in rows from 1.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    key: u32,
    row: u32,
}

/// Working space of scoring.
#[derive(Debug, Default)]
pub(crate) struct ScoreScratch {
    places: Vec<Slot>,
    rows: Vec<u32>,
}

/// A trained classifier, ready to run.
#[derive(Debug)]
pub(crate) struct Classifier {
    classes: usize,
    shift: u32,
    slots: Vec<Slot>,
    cells: Vec<Cell>,
    /// Dense rows one after the other; the first is empty.
    dense: Vec<i16>,
}

impl Classifier {
    /// Number of classes.
    pub const fn classes(&self) -> usize {
        self.classes
    }

    /// Adds up the weights of all features for each class into `scores`, which is resized to the number of classes.
    pub fn score(&self, features: &Features, scores: &mut Vec<i32>, scratch: &mut ScoreScratch) {
        let ScoreScratch { places, rows } = scratch;
        scores.clear();
        scores.resize(self.classes, 0);
        rows.clear();
        let last = self.slots.len() - 1;
        // The first places are read for all features before any is looked at: the accesses then overlap.
        let first = features.hashes.iter().map(|&hash| self.slots[(hash >> self.shift) as usize & last]);
        places.clear();
        places.extend(first);
        for (&hash, &place) in features.hashes.iter().zip(places.iter()) {
            let key = (hash & KEY_MASK) as u32;
            let (mut slot, mut index) = (place, (hash >> self.shift) as usize);
            while slot.row != 0 && slot.key != key {
                index += 1;
                slot = self.slots[index & last];
            }
            if slot.row != 0 {
                rows.push(slot.row);
            }
        }
        // The same for the rows: the first weight of each.
        let touched = rows.iter().fold(0, |touched, &row| touched ^ self.first_weight(row));
        std::hint::black_box(touched);
        for &row in rows.iter() {
            let (start, length) = ((row >> 8) as usize, row & 0xff);
            if length == DENSE {
                let weights = &self.dense[start * self.classes..(start + 1) * self.classes];
                for (score, &weight) in scores.iter_mut().zip(weights) {
                    *score += i32::from(weight);
                }
            } else {
                for cell in &self.cells[start..start + length as usize] {
                    scores[cell.class as usize] += i32::from(cell.weight);
                }
            }
        }
    }

    fn first_weight(&self, row: u32) -> i16 {
        let start = (row >> 8) as usize;
        if row & 0xff == DENSE { self.dense[start * self.classes] } else { self.cells[start].weight }
    }

    /// Builds the table from rows in ascending order of hash.
    fn from_rows(classes: usize, rows: &[(u64, u32)], cells: Vec<Cell>, dense: Vec<i16>) -> Self {
        let bits = (rows.len() * 2).max(16).next_power_of_two().trailing_zeros().min(HASH_BITS - 4);
        let mut slots = vec![Slot::default(); 1 << bits];
        let last = slots.len() - 1;
        let shift = HASH_BITS - bits;
        for &(hash, row) in rows {
            let mut index = (hash >> shift) as usize;
            while slots[index & last].row != 0 {
                index += 1;
            }
            slots[index & last] = Slot { key: (hash & KEY_MASK) as u32, row };
        }
        Self { classes, shift, slots, cells, dense }
    }

    /// Reads a classifier.
    pub fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let classes = reader.unsigned32()? as usize;
        if classes == 0 || classes > usize::from(u16::MAX) {
            return Err(ModelError::Corrupt("a classifier has no classes"));
        }
        let count = reader.length(4)?;
        let mut rows = Vec::with_capacity(count);
        let mut cells = Vec::with_capacity(count * 2);
        let mut dense = vec![0_i16; classes];
        let mut hash = 0_u64;
        for _ in 0..count {
            hash = hash.wrapping_add(reader.unsigned()?);
            if hash >> HASH_BITS != 0 {
                return Err(ModelError::Corrupt("a feature is out of range"));
            }
            let start = cells.len();
            read_row(reader, classes, &mut cells)?;
            let length = cells.len() - start;
            let row = if length * DENSE_SHARE >= classes || length >= DENSE as usize {
                let row = dense.len();
                dense.resize(row + classes, 0);
                for cell in cells.drain(start..) {
                    dense[row + usize::from(cell.class)] = cell.weight;
                }
                (row / classes) << 8 | DENSE as usize
            } else {
                start << 8 | length
            };
            if cells.len() >= MAXIMUM_CELLS || dense.len() / classes >= MAXIMUM_CELLS || dense.len() > MAXIMUM_DENSE {
                return Err(ModelError::Corrupt("there are too many weights"));
            }
            rows.push((hash, row as u32));
        }
        Ok(Self::from_rows(classes, &rows, cells, dense))
    }
}

/// Appends the weights of the next row, of which there is at least one.
fn read_row(reader: &mut Reader<'_>, classes: usize, cells: &mut Vec<Cell>) -> Result<(), ModelError> {
    let length = reader.byte()?;
    let mut class = 0_u32;
    for _ in 0..length {
        class = class.saturating_add(reader.unsigned32()?);
        let weight = i16::try_from(reader.signed()?);
        match (u16::try_from(class), weight) {
            (Ok(class), Ok(weight)) if usize::from(class) < classes => cells.push(Cell { class, weight }),
            _ => return Err(ModelError::Corrupt("a weight is out of range")),
        }
    }
    if length == 0 { Err(ModelError::Corrupt("a row is empty")) } else { Ok(()) }
}

/// The rows of a classifier in training: weights and, for the average, changes times the time when they were made.
#[derive(Debug, Default)]
struct TrainingTable {
    rows: FxHashMap<u64, u32>,
    weights: Vec<f32>,
    sums: Vec<f64>,
}

/// A multi-class averaged perceptron in training.
#[derive(Debug)]
pub(crate) struct Perceptron {
    classes: usize,
    table: TrainingTable,
    time: f64,
    /// Occurrences of features so far, by hash, up to 255.
    occurrences: Vec<u8>,
    /// Still counting occurrences.
    counting: bool,
    found: Vec<u32>,
}

/// Features are counted in 2 to this power places.
const OCCURRENCE_BITS: u32 = 27;

const fn occurrence_place(hash: u64) -> usize {
    (hash & ((1 << OCCURRENCE_BITS) - 1)) as usize
}

/// No row yet.
const ABSENT: u32 = u32::MAX;

impl Perceptron {
    pub fn new(classes: usize) -> Self {
        Self {
            classes,
            counting: true,
            occurrences: vec![0; 1 << OCCURRENCE_BITS],
            table: TrainingTable::default(),
            time: 1.0,
            found: Vec::new(),
        }
    }

    /// Adds up the current (not averaged) weights and remembers the rows for [`Self::update`].
    pub fn score(&mut self, features: &Features, scores: &mut Vec<f32>) {
        scores.clear();
        scores.resize(self.classes, 0.0);
        if self.counting {
            for &hash in &features.hashes {
                let count = &mut self.occurrences[occurrence_place(hash)];
                *count = count.saturating_add(1);
            }
        }
        self.found.clear();
        self.found.extend(features.hashes.iter().map(|hash| self.table.rows.get(hash).copied().unwrap_or(ABSENT)));
        for &row in self.found.iter().filter(|&&row| row != ABSENT) {
            let start = row as usize * self.classes;
            for (score, weight) in scores.iter_mut().zip(&self.table.weights[start..start + self.classes]) {
                *score += weight;
            }
        }
    }

    /// After [`Self::score`] of the same features: moves the weights from class `wrong` to class `right`.
    pub fn update(&mut self, features: &Features, right: usize, wrong: usize) {
        for (&hash, &found) in features.hashes.iter().zip(&self.found) {
            let row = if found == ABSENT {
                let next = (self.table.weights.len() / self.classes) as u32;
                let row = *self.table.rows.entry(hash).or_insert(next);
                if row == next {
                    self.table.weights.resize(self.table.weights.len() + self.classes, 0.0);
                    self.table.sums.resize(self.table.weights.len(), 0.0);
                }
                row
            } else {
                found
            };
            let start = row as usize * self.classes;
            self.table.weights[start + right] += 1.0;
            self.table.weights[start + wrong] -= 1.0;
            self.table.sums[start + right] += self.time;
            self.table.sums[start + wrong] -= self.time;
        }
    }

    /// The first pass is over.
    pub const fn stop_counting(&mut self) {
        self.counting = false;
    }

    /// One decision has passed.
    pub const fn tick(&mut self) {
        self.time += 1.0;
    }

    /// Writes the mean of several classifiers' averaged weights: those that are at least `threshold` over the root of
    /// the feature's frequency.
    pub fn write(members: &[Self], writer: &mut Writer, threshold: f32) {
        let mut hashes: Vec<u64> = members.iter().flat_map(|member| member.table.rows.keys().copied()).collect();
        hashes.sort_unstable();
        hashes.dedup();
        let classes = members.first().map_or(1, |member| member.classes);
        let mut rows = Vec::new();
        let mut mean = vec![0.0_f32; classes];
        for hash in hashes {
            mean.fill(0.0);
            for member in members {
                member.add_averaged_row(hash, 1.0 / members.len() as f32, &mut mean);
            }
            let frequency = members.first().map_or(1, |member| member.occurrences[occurrence_place(hash)].max(1));
            let cells = cells(&mean, threshold / f32::from(frequency).sqrt());
            if !cells.is_empty() {
                rows.push((hash, cells));
            }
        }
        writer.length(classes);
        writer.length(rows.len());
        let mut previous = 0;
        for (hash, cells) in &rows {
            writer.unsigned(hash - previous);
            previous = *hash;
            writer.bytes.push(cells.len() as u8);
            let mut class = 0;
            for cell in cells {
                writer.unsigned(u64::from(cell.class - class));
                class = cell.class;
                writer.signed(i32::from(cell.weight));
            }
        }
    }

    /// Adds a row's averaged weights, times `share`.
    fn add_averaged_row(&self, hash: u64, share: f32, sums: &mut [f32]) {
        let Some(&row) = self.table.rows.get(&hash) else { return };
        let range = row as usize * self.classes..(row as usize + 1) * self.classes;
        let weights = self.table.weights[range.clone()].iter().zip(&self.table.sums[range]);
        for (total, (weight, sum)) in sums.iter_mut().zip(weights) {
            *total += share * (f64::from(*weight) - sum / self.time) as f32;
        }
    }
}

/// The weights that are large enough, as stored.
fn cells(weights: &[f32], threshold: f32) -> Vec<Cell> {
    weights
        .iter()
        .enumerate()
        .filter(|(_, weight)| weight.abs() >= threshold)
        .map(|(class, weight)| Cell { class: class as u16, weight: (weight * STEPS_PER_UNIT).round() as i16 })
        .filter(|cell| cell.weight != 0)
        .take(255)
        .collect()
}
