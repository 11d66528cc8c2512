//! Integers without bound, as pure functions over limbs that the caller owns.
//!
//! An integer is a sign and a magnitude of little-endian 64-bit limbs ([`Int`]). The caller provides the destination and, where
//! one is needed, the scratch memory; beside each function stands one that tells how long they have to be (`add_len`,
//! `mul_scratch`, ...) and, where the work can grow without bound, one that tells its cost in fuel, so that memory is reserved
//! and fuel is charged before anything is done. A destination that is too short is [`Error::Short`]: it is checked once, at the
//! entry of each function, and that check is what makes the indexing in the kernels below it safe.
//!
//! Destinations may hold anything beforehand; limbs past the reported length are undefined afterwards. All results are
//! normalised: no leading zero limb, and zero has no limbs and no sign.

mod add;
mod bits;
mod div;
mod float;
mod mul;
mod number;
mod parse;
mod text;

pub use add::{add, add_len, sub};
pub use bits::{and, bitwise_len, invert, or, shl, shl_len, shr, shr_len, xor};
pub use div::{DivSizes, div_cost, div_mod, div_sizes};
pub(crate) use float::round_to_f64;
pub use float::{from_f64, from_f64_len, partial_cmp_f64, to_f64, true_div, true_div_cost, true_div_scratch};
pub use mul::{mul, mul_cost, mul_len, mul_scratch};
pub(crate) use number::{HASH_BITS, HASH_MODULUS, finish_hash};
pub use number::{
    gcd, gcd_cost, gcd_len, gcd_scratch, hash, hash_i64, isqrt, isqrt_cost, isqrt_len, isqrt_scratch, pow, pow_cost,
    pow_len, pow_scratch,
};
pub use parse::{Literal, ParseError, parse, parse_cost, parse_len, scan};
pub use text::{digits, digits_cost, digits_len, digits_scratch};

use core::cmp::Ordering;

/// One digit of a magnitude in base 2^64.
pub type Limb = u64;

/// Bits of a limb.
pub const LIMB_BITS: u32 = Limb::BITS;

/// The largest number of decimal digits that conversions between `int` and `str` in a base that is no power of two accept by
/// default.
pub const MAX_STR_DIGITS: usize = 4300;

/// What `ValueError` says when an integer has too many digits to be written.
pub const TOO_MANY_DIGITS: &str = "Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit";

/// Why an operation gave no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// A destination or scratch slice is shorter than its companion function says.
    Short,
    /// The divisor is zero.
    ZeroDivision,
    /// The result is too large for its type, or its size for the machine.
    Overflow,
    /// The operand is outside the operation's domain: a negative shift or root, a base or a digit that does not exist.
    Domain,
}

/// An integer whose limbs lie elsewhere; always normalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Int<'a> {
    negative: bool,
    limbs: &'a [Limb],
}

/// Sign and number of limbs of a result in the destination that the caller gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// Whether the result is below zero.
    pub negative: bool,
    /// How many limbs of the destination the result takes.
    pub len: usize,
}

/// An integer of one limb that owns it: what a small operand is widened to.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    negative: bool,
    limb: [Limb; 1],
}

impl Word {
    /// The integer `value`.
    pub fn new(value: i64) -> Word {
        Word { negative: value < 0, limb: [value.unsigned_abs()] }
    }

    /// It, as an operand.
    pub fn as_int(&self) -> Int<'_> {
        Int::new(self.negative, &self.limb)
    }
}

impl Written {
    pub(crate) fn of(negative: bool, limbs: &[Limb]) -> Written {
        let len = significant(limbs);
        Written { negative: negative && len != 0, len }
    }

    /// The result itself, given the destination it was written to.
    pub fn as_int(self, destination: &[Limb]) -> Int<'_> {
        Int::new(self.negative, destination.get(..self.len).unwrap_or(&[]))
    }
}

impl<'a> Int<'a> {
    /// Zero.
    pub const ZERO: Int<'static> = Int { negative: false, limbs: &[] };

    /// The integer of this sign and magnitude; leading zero limbs are dropped.
    pub fn new(negative: bool, limbs: &'a [Limb]) -> Int<'a> {
        let limbs = &limbs[..significant(limbs)];
        Int { negative: negative && !limbs.is_empty(), limbs }
    }

    /// The magnitude, without leading zero limbs.
    pub fn limbs(self) -> &'a [Limb] {
        self.limbs
    }

    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        self.negative
    }

    /// Whether it is zero.
    pub fn is_zero(self) -> bool {
        self.limbs.is_empty()
    }

    /// Whether it is odd.
    pub fn is_odd(self) -> bool {
        self.limbs.first().is_some_and(|limb| limb & 1 == 1)
    }

    /// The same magnitude with the sign turned; zero stays zero.
    pub fn negated(self) -> Int<'a> {
        Int { negative: !self.negative && !self.is_zero(), limbs: self.limbs }
    }

    /// The magnitude alone.
    pub fn abs(self) -> Int<'a> {
        Int { negative: false, limbs: self.limbs }
    }

    /// `int.bit_length()`: bits of the magnitude.
    pub fn bit_length(self) -> u64 {
        bit_length(self.limbs)
    }

    /// `int.bit_count()`: ones in the magnitude.
    pub fn bit_count(self) -> u64 {
        self.limbs.iter().map(|limb| u64::from(limb.count_ones())).sum()
    }

    /// The value, where an `i64` holds it.
    pub fn to_i64(self) -> Option<i64> {
        match (self.limbs, self.negative) {
            ([], _) => Some(0),
            ([limb], false) => i64::try_from(*limb).ok(),
            ([limb], true) if *limb <= i64::MIN.unsigned_abs() => Some((*limb as i64).wrapping_neg()),
            _ => None,
        }
    }

    /// The value, where a `u64` holds it.
    pub fn to_u64(self) -> Option<u64> {
        match (self.limbs, self.negative) {
            ([], _) => Some(0),
            ([limb], false) => Some(*limb),
            _ => None,
        }
    }

    /// The value's low 64 bits in two's complement.
    pub fn low_u64(self) -> u64 {
        let limb = self.limbs.first().copied().unwrap_or(0);
        if self.negative { limb.wrapping_neg() } else { limb }
    }

    /// How it compares with `other`.
    pub fn compare(self, other: Int<'_>) -> Ordering {
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => compare_limbs(self.limbs, other.limbs),
            (true, true) => compare_limbs(other.limbs, self.limbs),
        }
    }

    /// Copies it into `destination`, which needs as many limbs as it has.
    pub fn copy_to(self, destination: &mut [Limb]) -> Result<Written, Error> {
        destination.get_mut(..self.limbs.len()).ok_or(Error::Short)?.copy_from_slice(self.limbs);
        Ok(Written { negative: self.negative, len: self.limbs.len() })
    }
}

/// Fuel for so many limb operations: one unit for 64, so that arithmetic of everyday size costs nothing beyond its instruction.
pub const fn fuel(limb_operations: u64) -> u64 {
    limb_operations / 64
}

/// Fuel for an operation that passes once over its operands: addition, bitwise operators, shifts, comparison, hash.
pub fn linear_cost(a: Int<'_>, b: Int<'_>) -> u64 {
    fuel((a.limbs.len() as u64).saturating_add(b.limbs.len() as u64))
}

/// How many limbs remain without the leading zeros.
fn significant(limbs: &[Limb]) -> usize {
    limbs.iter().rposition(|&limb| limb != 0).map_or(0, |last| last + 1)
}

/// Bits of a normalised magnitude.
fn bit_length(limbs: &[Limb]) -> u64 {
    match limbs {
        [] => 0,
        [lower @ .., top] => lower.len() as u64 * u64::from(LIMB_BITS) + u64::from(LIMB_BITS - top.leading_zeros()),
    }
}

/// How two normalised magnitudes compare.
fn compare_limbs(a: &[Limb], b: &[Limb]) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.iter().rev().cmp(b.iter().rev()))
}
