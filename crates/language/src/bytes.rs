//! Reading and writing the bytes of model files.
//!
//! Integers are variable-length (seven bits a byte, least significant first), so that the small numbers that weights
//! and gaps mostly are take one byte. The reader never trusts a length: it fails before it allocates.

use crate::model::ModelError;

/// Appends values to a byte vector.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    /// What has been written.
    pub bytes: Vec<u8>,
}

impl Writer {
    /// Writes an unsigned integer in one to ten bytes.
    pub fn unsigned(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.bytes.push((value as u8 & 0x7f) | 0x80);
            value >>= 7;
        }
        self.bytes.push(value as u8);
    }

    /// Writes a length.
    pub fn length(&mut self, value: usize) {
        self.unsigned(value as u64);
    }

    /// Writes a signed integer, small magnitudes short.
    pub fn signed(&mut self, value: i32) {
        self.unsigned(u64::from(((value << 1) ^ (value >> 31)) as u32));
    }

    /// Writes a string with its length.
    pub fn text(&mut self, value: &str) {
        self.length(value.len());
        self.bytes.extend_from_slice(value.as_bytes());
    }
}

/// Reads what [`Writer`] wrote.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    /// Bytes not yet read.
    pub const fn remaining(&self) -> usize {
        self.bytes.len()
    }

    /// The next `length` bytes.
    pub fn take(&mut self, length: usize) -> Result<&'a [u8], ModelError> {
        let (head, tail) = self.bytes.split_at_checked(length).ok_or(ModelError::Truncated)?;
        self.bytes = tail;
        Ok(head)
    }

    /// The next byte.
    pub fn byte(&mut self) -> Result<u8, ModelError> {
        let (first, tail) = self.bytes.split_first().ok_or(ModelError::Truncated)?;
        self.bytes = tail;
        Ok(*first)
    }

    /// The next unsigned integer.
    #[inline]
    pub fn unsigned(&mut self) -> Result<u64, ModelError> {
        if let Some((&first, tail)) = self.bytes.split_first().filter(|(first, _)| **first < 0x80) {
            self.bytes = tail;
            return Ok(u64::from(first));
        }
        let mut value = 0_u64;
        for (position, &byte) in self.bytes.iter().enumerate().take(10) {
            value |= u64::from(byte & 0x7f) << (7 * position as u32);
            if byte < 0x80 {
                self.bytes = &self.bytes[position + 1..];
                return Ok(value);
            }
        }
        Err(ModelError::Truncated)
    }

    /// The next unsigned integer, which must fit 32 bits.
    #[inline]
    pub fn unsigned32(&mut self) -> Result<u32, ModelError> {
        u32::try_from(self.unsigned()?).map_err(|_| ModelError::Corrupt("a number is out of range"))
    }

    /// The next signed integer.
    #[inline]
    pub fn signed(&mut self) -> Result<i32, ModelError> {
        let value = self.unsigned32()?;
        Ok((value >> 1) as i32 ^ -((value & 1) as i32))
    }

    /// A count of items that take at least `item_bytes` bytes each; fails if the rest of the file cannot hold them.
    pub fn length(&mut self, item_bytes: usize) -> Result<usize, ModelError> {
        let length = usize::try_from(self.unsigned()?).map_err(|_| ModelError::Corrupt("a length is out of range"))?;
        match length.checked_mul(item_bytes.max(1)) {
            Some(total) if total <= self.remaining() => Ok(length),
            _ => Err(ModelError::Truncated),
        }
    }

    /// The next string.
    pub fn text(&mut self) -> Result<&'a str, ModelError> {
        let length = self.length(1)?;
        std::str::from_utf8(self.take(length)?).map_err(|_| ModelError::Corrupt("a text is not UTF-8"))
    }
}

#[cfg(test)]
mod tests {
    use super::{Reader, Writer};
    use proptest::prelude::{any, proptest};

    proptest! {
        #[test]
        fn integers_and_texts_come_back(unsigned in any::<u64>(), signed in any::<i32>(), text in ".*") {
            let mut writer = Writer::default();
            writer.unsigned(unsigned);
            writer.signed(signed);
            writer.text(&text);
            let mut reader = Reader::new(&writer.bytes);
            assert_eq!(reader.unsigned().unwrap(), unsigned);
            assert_eq!(reader.signed().unwrap(), signed);
            assert_eq!(reader.text().unwrap(), text);
            assert_eq!(reader.remaining(), 0);
            assert!(reader.byte().is_err());
        }
    }
}
