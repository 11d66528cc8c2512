//! From an integer to its digits.

use super::div::{Reciprocal, divide_small, shift_left};
use super::parse::digits_per_limb;
use super::{Error, Int, LIMB_BITS, Limb, fuel, significant};

const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// Bytes that [`digits`] needs: at least as many as there are digits, and one for zero.
pub fn digits_len(a: Int<'_>, base: u32) -> usize {
    // The bits of a digit, rounded down, in 1/4096: close for the bases that Python writes, enough for all.
    let bits_per_digit = match base {
        10 => 13606,
        _ => u64::from(base.max(2).ilog2()) * 4096,
    };
    let digits = u128::from(a.bit_length()) * 4096 / u128::from(bits_per_digit) + 1;
    usize::try_from(digits).unwrap_or(usize::MAX)
}

/// Limbs of scratch that [`digits`] needs.
pub fn digits_scratch(a: Int<'_>, base: u32) -> usize {
    if base.is_power_of_two() { 0 } else { a.limbs.len() + 1 }
}

/// Fuel for [`digits`].
pub fn digits_cost(a: Int<'_>, base: u32) -> u64 {
    let limbs = a.limbs.len() as u64;
    let written = digits_len(a, base) as u64;
    if base.is_power_of_two() { fuel(written) } else { fuel(written.saturating_add(limbs.saturating_mul(limbs))) }
}

/// The digits of the magnitude in base 2 to 36, small letters, without sign or prefix.
pub fn digits<'d>(destination: &'d mut [u8], scratch: &mut [Limb], a: Int<'_>, base: u32) -> Result<&'d str, Error> {
    if !(2..=36).contains(&base) {
        return Err(Error::Domain);
    }
    let destination = destination.get_mut(..digits_len(a, base)).ok_or(Error::Short)?;
    let mut writer = Backward { start: destination.len(), bytes: destination };
    if a.is_zero() {
        writer.push(0);
    } else if base.is_power_of_two() {
        push_bits(&mut writer, a, base.trailing_zeros());
    } else {
        let scratch = scratch.get_mut(..digits_scratch(a, base)).ok_or(Error::Short)?;
        push_pieces(&mut writer, scratch, a, base);
    }
    let Backward { bytes, start } = writer;
    // Only ASCII digits have been written, so this never fails.
    core::str::from_utf8(&bytes[start..]).map_err(|_| Error::Domain)
}

/// Splits off as many digits at a time as a limb holds.
fn push_pieces(writer: &mut Backward<'_>, scratch: &mut [Limb], a: Int<'_>, base: u32) {
    let (per_limb, power) = digits_per_limb(base);
    let shift = power.leading_zeros();
    let reciprocal = Reciprocal::new(power << shift);
    a.limbs.iter().chain(&[0]).zip(scratch.iter_mut()).for_each(|(&limb, copy)| *copy = limb);
    let mut left = a.limbs.len();
    while left != 0 {
        // One limb more takes the bits that the shift moves out.
        let rest = &mut scratch[..=left];
        shift_left(rest, shift);
        let mut piece = divide_small(rest, &reciprocal) >> shift;
        left = significant(rest);
        // A division by a constant is a multiplication.
        let next = |piece: u64| {
            if base == 10 { (piece / 10, piece % 10) } else { (piece / u64::from(base), piece % u64::from(base)) }
        };
        for _ in 0..per_limb {
            if left == 0 && piece == 0 {
                break;
            }
            let (rest, digit) = next(piece);
            writer.push(digit as u8);
            piece = rest;
        }
    }
}

/// Cuts the limbs into digits of `width` bits.
fn push_bits(writer: &mut Backward<'_>, a: Int<'_>, width: u32) {
    let (mut window, mut filled) = (0u128, 0u32);
    let mask = (1u128 << width) - 1;
    for &limb in a.limbs {
        window |= u128::from(limb) << filled;
        filled += LIMB_BITS;
        while filled >= width {
            writer.push((window & mask) as u8);
            window >>= width;
            filled -= width;
        }
    }
    writer.push((window & mask) as u8);
    writer.trim_zeros();
}

/// Writes digits from the last to the first.
struct Backward<'d> {
    bytes: &'d mut [u8],
    start: usize,
}

impl Backward<'_> {
    /// Puts a digit's value, less than 36, before the others. Leading zeros past the destination's length are left out.
    fn push(&mut self, value: u8) {
        if let (Some(start), Some(&digit)) = (self.start.checked_sub(1), DIGITS.get(usize::from(value))) {
            self.start = start;
            self.bytes[start] = digit;
        }
    }

    fn trim_zeros(&mut self) {
        while self.start + 1 < self.bytes.len() && self.bytes[self.start] == b'0' {
            self.start += 1;
        }
    }
}
