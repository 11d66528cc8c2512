//! The memory that stencils work on: a region with a context, objects and a frame; and random numbers.

use std::mem::{offset_of, size_of};

use patchnose_core::context::Context;
use patchnose_core::heap::Header;

/// Offsets in the region.
pub const LIST: usize = 0x2000;
/// The list's storage.
pub const STORAGE: usize = 0x2100;
/// A tuple.
pub const TUPLE: usize = 0x2200;
/// Four strs, at this distance from each other.
pub const STRS: usize = 0x2400;
/// From one str to the next.
pub const STR: usize = 0x40;
/// An array that a str may refer to.
pub const TEXT: usize = 0x2600;
/// An `enumerate`, a `zip`, the tuple of iterators in it, and two such iterators, at this distance from each other.
pub const ENUMERATE: usize = 0x2700;
pub const ZIP: usize = 0x2720;
pub const ZIPPED: usize = 0x2740;
pub const CURSORS: usize = 0x2780;
/// From one iterator to the next.
pub const CURSOR: usize = 0x20;
/// A big int.
pub const BIG: usize = 0x27e0;
/// The table of strs of one character.
pub const LETTERS: usize = 0x3000;
/// A dict, and its entries.
pub const DICT: usize = 0x3400;
pub const ENTRIES: usize = 0x3420;
/// Where raw fields are read.
pub const FIELDS: usize = 0x8000;
/// Where words are read and written by their offset.
pub const WORDS: usize = 0x18000;
/// Slot 0 of the frame.
pub const FRAME: usize = 0x20000;
/// End of the region.
pub const END: usize = 0x30000;
/// The largest number of items in the list and the tuple.
pub const ITEMS: usize = 6;

/// The region, as words.
#[derive(Clone, PartialEq)]
pub struct World {
    words: Vec<u64>,
}

impl World {
    /// A region of zeroes.
    pub fn new() -> Self {
        World { words: vec![0; END / 8] }
    }

    /// The address of an offset. Changes when the world is cloned.
    pub fn address(&mut self, at: usize) -> u64 {
        assert!(at < END);
        self.words.as_mut_ptr() as u64 + at as u64
    }

    /// The word at an offset.
    pub fn get(&self, at: usize) -> u64 {
        assert_eq!(at % 8, 0);
        self.words[at / 8]
    }

    /// Sets the word at an offset.
    pub fn set(&mut self, at: usize, value: u64) {
        assert_eq!(at % 8, 0);
        self.words[at / 8] = value;
    }

    /// The context's fields: fp, fuel, pc, value.
    pub fn state(&self) -> [u64; 4] {
        [offset_of!(Context, fp), offset_of!(Context, fuel), offset_of!(Context, pc), offset_of!(Context, value)]
            .map(|at| self.get(at))
    }

    /// Makes the object's header.
    pub fn header(&mut self, at: usize, kind: u8, len: u32) {
        assert_eq!((offset_of!(Header, kind), offset_of!(Header, len), size_of::<Header>()), (0, 4, 8));
        self.set(at, u64::from(kind) | u64::from(len) << 32);
    }

    /// Offsets at which two worlds differ.
    pub fn differences(&self, other: &World) -> Vec<usize> {
        let pages = self.words.chunks(512).zip(other.words.chunks(512)).enumerate();
        let differing = pages.filter(|(_, (a, b))| a != b);
        differing
            .flat_map(|(p, (a, b))| (0..a.len()).filter(|&k| a[k] != b[k]).map(move |k| (p * 512 + k) * 8))
            .collect()
    }
}

/// A small generator of random numbers (xorshift64*).
pub struct Random(pub u64);

impl Random {
    /// Any number.
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    /// One of these.
    pub fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// An int of at most 50 bits, often at an edge.
    pub fn int(&mut self) -> i64 {
        const MIN: i64 = -(1 << 49);
        match self.below(6) {
            0 => self.one(&[0, 1, -1, 2, -2, 3, 7, -7, 10, MIN, MIN + 1, -MIN - 1, -MIN - 2]),
            1 | 2 => (self.next() as i64) >> 14,
            3 => (self.next() as i64) >> 40,
            _ => self.below(200) as i64 - 100,
        }
    }

    /// A float, often a special one.
    pub fn float(&mut self) -> f64 {
        match self.below(4) {
            0 => self.one(&[0.0, -0.0, 1.0, -1.0, f64::INFINITY, f64::NEG_INFINITY, f64::NAN, 5e-324, f64::MAX]),
            1 => f64::from_bits(self.next()),
            _ => self.int() as f64 / self.one(&[1.0, 8.0, 1024.0]),
        }
    }

    /// A boxed value of any sort.
    pub fn boxed(&mut self) -> u64 {
        match self.below(5) {
            0 | 1 => 0xfffc << 48 | self.int() as u64 & ((1 << 50) - 1),
            2 => self.float().to_bits() & if self.below(2) == 0 { u64::MAX } else { !(1 << 63) },
            3 => 0xfff9 << 48 | self.below(END / 8) as u64,
            _ => 0xfffa << 48 | self.below(7) as u64,
        }
    }
}
