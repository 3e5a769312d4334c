//! A table of three-class weights, laid out so that each feature costs one cache line.
//!
//! A feature's hash selects a bucket of eight places; all eight keys are compared at once, without branches. Reading
//! the weights of one decision therefore waits for memory only a few times, however many features it has.

use crate::bytes::Reader;
use crate::classifier::{Features, HASH_BITS};
use crate::model::ModelError;

/// Places of a bucket.
const PLACES: usize = 8;
/// Average number of used places that the table aims at.
const FILLING: usize = 3;

/// Eight keys (0 marks a free place) and their weights for each class; one cache line.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
struct Bucket {
    keys: [u16; PLACES],
    weights: [[i16; PLACES]; 3],
}

/// A trained classifier of three classes.
#[derive(Debug)]
pub(crate) struct TernaryTable {
    shift: u32,
    buckets: Vec<Bucket>,
}

/// The part of a hash that is compared.
#[inline]
const fn key(hash: u64) -> u16 {
    (hash as u16) | 1
}

impl TernaryTable {
    /// The sum of the weights of all features, for each class.
    pub fn score(&self, features: &Features) -> [i32; 3] {
        let mut sums = [[0_i16; PLACES]; 3];
        let last = self.buckets.len() - 1;
        // Reading one key of every bucket first lets the cache misses overlap; the sums below would keep them apart.
        let touched = features
            .hashes()
            .iter()
            .fold(0, |touched, &hash| touched ^ self.buckets[(hash >> self.shift) as usize & last].keys[0]);
        std::hint::black_box(touched);
        for &hash in features.hashes() {
            let bucket = &self.buckets[(hash >> self.shift) as usize & last];
            let key = key(hash);
            let masks = bucket.keys.map(|other| if other == key { -1_i16 } else { 0 });
            for (sums, weights) in sums.iter_mut().zip(&bucket.weights) {
                for ((sum, weight), mask) in sums.iter_mut().zip(weights).zip(masks) {
                    *sum = sum.saturating_add(weight & mask);
                }
            }
        }
        sums.map(|class| class.iter().map(|&sum| i32::from(sum)).sum())
    }

    /// Reads a classifier as the perceptron writes it. A bucket that overflows drops its smallest weights.
    pub fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        if reader.unsigned32()? != 3 {
            return Err(ModelError::Corrupt("a parser has the wrong classes"));
        }
        let count = reader.length(4)?;
        let bits = (count / FILLING).max(16).next_power_of_two().trailing_zeros().min(HASH_BITS - 16);
        let shift = HASH_BITS - bits;
        let mut buckets = vec![Bucket::default(); 1 << bits];
        let mut hash = 0_u64;
        for _ in 0..count {
            hash = hash.wrapping_add(reader.unsigned()?);
            if hash >> HASH_BITS != 0 {
                return Err(ModelError::Corrupt("a feature is out of range"));
            }
            let mut weights = [0_i16; 3];
            let mut class = 0_u32;
            for _ in 0..reader.byte()? {
                class = class.saturating_add(reader.unsigned32()?);
                let weight =
                    i16::try_from(reader.signed()?).map_err(|_| ModelError::Corrupt("a weight is out of range"))?;
                *weights.get_mut(class as usize).ok_or(ModelError::Corrupt("a class is out of range"))? = weight;
            }
            buckets[(hash >> shift) as usize].insert(key(hash), weights);
        }
        Ok(Self { shift, buckets })
    }
}

impl Bucket {
    fn strength(&self, place: usize) -> u16 {
        (0..3).map(|class| self.weights[class][place].unsigned_abs()).max().unwrap_or(0)
    }

    fn insert(&mut self, key: u16, weights: [i16; 3]) {
        let free = self.keys.iter().position(|&used| used == 0);
        let weakest = || (0..PLACES).min_by_key(|&place| self.strength(place)).unwrap_or(0);
        let place = free.unwrap_or_else(weakest);
        let strength = weights.iter().map(|weight| weight.unsigned_abs()).max().unwrap_or(0);
        if free.is_some() || strength > self.strength(place) {
            self.keys[place] = key;
            for (row, weight) in self.weights.iter_mut().zip(weights) {
                row[place] = weight;
            }
        }
    }
}
