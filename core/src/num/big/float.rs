//! Between integers and `f64`: exact where it can be, else rounded once, to nearest with ties to even.

use super::bits::{shl, shl_len};
use super::div::{divide, operations};
use super::{Error, Int, LIMB_BITS, Limb, Written, fuel, significant};
use crate::num::float_parts;
use core::cmp::Ordering;

/// Bits of an `f64`'s fraction, the hidden one not counted.
const FRACTION_BITS: u32 = 52;

/// The nearest `f64`; [`Error::Overflow`] where that is infinite.
pub fn to_f64(a: Int<'_>) -> Result<f64, Error> {
    let (top, sticky, exponent) = top_bits(a.limbs);
    let magnitude = round_to_f64(top, sticky, exponent).ok_or(Error::Overflow)?;
    Ok(if a.negative { -magnitude } else { magnitude })
}

/// The top 64 bits of a magnitude, whether any bit below them is set, and the exponent of the lowest of the 64.
pub(super) fn top_bits(limbs: &[Limb]) -> (u64, bool, i64) {
    match limbs {
        [] => (0, false, 0),
        [only] => (*only, false, 0),
        [lower @ .., second, top] => {
            let shift = top.leading_zeros();
            let wide = (u128::from(*top) << LIMB_BITS | u128::from(*second)) << shift;
            let sticky = wide as u64 != 0 || lower.iter().any(|&limb| limb != 0);
            // A slice of limbs is far shorter than 2^57.
            let exponent = (lower.len() as i64 + 1) * i64::from(LIMB_BITS) - i64::from(shift);
            ((wide >> LIMB_BITS) as u64, sticky, exponent)
        }
    }
}

/// The `f64` nearest to `mantissa * 2^exponent`, ties to even; nothing if it is infinite.
///
/// `sticky` says that the true value lies above that product, by less than one unit of the mantissa, which then has its top bit
/// set or at least two bits more than the result keeps.
pub(crate) fn round_to_f64(mantissa: u64, sticky: bool, exponent: i64) -> Option<f64> {
    if mantissa == 0 {
        return Some(0.0);
    }
    let zeros = mantissa.leading_zeros();
    let mantissa = mantissa << zeros;
    let scale = exponent.saturating_sub(i64::from(zeros)).saturating_add(63);
    if scale > 1023 {
        return None;
    }
    // Below the normal range one more bit is dropped for each power of two; 65 bits leave nothing but zero.
    let below = (-1022i64).saturating_sub(scale).clamp(0, 54) as u32;
    let dropped = 63 - FRACTION_BITS + below;
    let wide = u128::from(mantissa) << LIMB_BITS >> dropped;
    let (kept, rest) = ((wide >> LIMB_BITS) as u64, wide as u64);
    // Nothing is lost from `wide`: at most 65 bits are dropped and a 65th is only dropped when the result is zero anyway.
    let half = 1u64 << 63;
    let up = rest > half || (rest == half && (sticky || kept & 1 == 1));
    // The hidden bit of a normal number adds the one that its biased exponent lacks here; a carry moves on into the exponent.
    let biased = if below > 0 { 0 } else { (scale + 1022) as u64 };
    let bits = (biased << FRACTION_BITS) + kept + u64::from(up);
    let value = f64::from_bits(bits);
    value.is_finite().then_some(value)
}

/// Limbs that [`from_f64`] needs; enough for any `f64` are 17.
pub fn from_f64_len(value: f64) -> usize {
    let (_, _, exponent) = float_parts(value);
    exponent.max(0) as usize / LIMB_BITS as usize + 2
}

/// `int(value)`: the integer part, exactly. [`Error::Domain`] for a NaN, [`Error::Overflow`] for an infinity.
pub fn from_f64(destination: &mut [Limb], value: f64) -> Result<Written, Error> {
    if value.is_nan() {
        return Err(Error::Domain);
    }
    if value.is_infinite() {
        return Err(Error::Overflow);
    }
    let (negative, mantissa, exponent) = float_parts(value);
    if exponent < 0 {
        let whole = mantissa.checked_shr(exponent.unsigned_abs()).unwrap_or(0);
        return Int::new(negative, &[whole]).copy_to(destination);
    }
    shl(destination, Int::new(negative, &[mantissa]), exponent as u64)
}

/// How `a` compares with `b`, exactly; nothing for a NaN.
pub fn partial_cmp_f64(a: Int<'_>, b: f64) -> Option<Ordering> {
    if b.is_nan() {
        return None;
    }
    if b.is_infinite() {
        return Some(if b > 0.0 { Ordering::Less } else { Ordering::Greater });
    }
    let (negative, mantissa, exponent) = float_parts(b);
    if mantissa == 0 {
        return Some(match (a.is_zero(), a.negative) {
            (true, _) => Ordering::Equal,
            (false, true) => Ordering::Less,
            (false, false) => Ordering::Greater,
        });
    }
    // The sign of zero is the other's: only magnitudes are compared below.
    if a.is_zero() || a.negative != negative {
        let below = if a.is_zero() { !negative } else { a.negative };
        return Some(if below { Ordering::Less } else { Ordering::Greater });
    }
    let order = compare_magnitudes(a.limbs, mantissa, exponent);
    Some(if negative { order.reverse() } else { order })
}

/// Compares a magnitude that is not zero with `mantissa * 2^exponent`, which is not zero either.
fn compare_magnitudes(limbs: &[Limb], mantissa: u64, exponent: i32) -> Ordering {
    let (top, sticky, scale) = top_bits(limbs);
    let (zeros, other_zeros) = (top.leading_zeros(), mantissa.leading_zeros());
    let length = scale - i64::from(zeros);
    let other_length = i64::from(exponent) - i64::from(other_zeros);
    let below = if sticky { Ordering::Greater } else { Ordering::Equal };
    length.cmp(&other_length).then((top << zeros).cmp(&(mantissa << other_zeros))).then(below)
}

/// Limbs of scratch that [`true_div`] needs.
pub fn true_div_scratch(a: Int<'_>, b: Int<'_>) -> usize {
    let (dividend, quotient) = true_div_lengths(a, b);
    // The shifted dividend, the quotient, the remainder, and the division's own scratch.
    dividend + quotient + (dividend.max(b.limbs.len()) + 1) + b.limbs.len()
}

/// Limbs of the shifted dividend, and of the quotient.
fn true_div_lengths(a: Int<'_>, b: Int<'_>) -> (usize, usize) {
    let shifted = match true_div_shift(a, b) {
        shift @ 0.. => shl_len(a, shift as u64).unwrap_or(0),
        _ => a.limbs.len(),
    };
    (shifted, shifted.saturating_sub(b.limbs.len()) + 2)
}

/// By how many bits the dividend is shifted left so that the quotient has 64 or 65; less than zero where it has more.
fn true_div_shift(a: Int<'_>, b: Int<'_>) -> i64 {
    // Bit lengths of slices are far below 2^63.
    b.bit_length() as i64 - a.bit_length() as i64 + 64
}

/// Fuel for [`true_div`].
pub fn true_div_cost(a: Int<'_>, b: Int<'_>) -> u64 {
    let (dividend, _) = true_div_lengths(a, b);
    fuel(operations(dividend, b.limbs.len()).saturating_add(a.limbs.len() as u64))
}

/// `a / b`, rounded once: [`Error::ZeroDivision`], or [`Error::Overflow`] where the result is too large for a float.
pub fn true_div(scratch: &mut [Limb], a: Int<'_>, b: Int<'_>) -> Result<f64, Error> {
    if b.is_zero() {
        return Err(Error::ZeroDivision);
    }
    if a.is_zero() {
        return Ok(0.0);
    }
    let negative = a.negative != b.negative;
    let signed = |magnitude: f64| if negative { -magnitude } else { magnitude };
    let shift = true_div_shift(a, b);
    // The quotient lies between 2^(63-shift) and 2^(65-shift).
    if 63 - shift > 1024 {
        return Err(Error::Overflow);
    }
    if 65 - shift < -1076 {
        return Ok(signed(0.0));
    }
    let (dividend_len, quotient_len) = true_div_lengths(a, b);
    let scratch = scratch.get_mut(..true_div_scratch(a, b)).ok_or(Error::Short)?;
    let (dividend, scratch) = scratch.split_at_mut(dividend_len);
    let (quotient, scratch) = scratch.split_at_mut(quotient_len);
    let (remainder, scratch) = scratch.split_at_mut(dividend_len.max(b.limbs.len()) + 1);
    let mut sticky = false;
    let len = if shift >= 0 {
        shl(dividend, a.abs(), shift as u64)?.len
    } else {
        // What lies below the quotient's last bit only tells ties apart.
        let bits = shift.unsigned_abs();
        let whole = usize::try_from(bits / u64::from(LIMB_BITS)).unwrap_or(usize::MAX).min(a.limbs.len());
        let (low, high) = a.limbs.split_at(whole);
        sticky = low.iter().any(|&limb| limb != 0);
        let part = (bits % u64::from(LIMB_BITS)) as u32;
        for (index, &limb) in high.iter().enumerate() {
            let above = high.get(index + 1).copied().unwrap_or(0);
            dividend[index] = ((u128::from(above) << LIMB_BITS | u128::from(limb)) >> part) as u64;
        }
        sticky |= high.first().is_some_and(|limb| limb & !(Limb::MAX << part) != 0);
        significant(&dividend[..high.len()])
    };
    divide(quotient, remainder, scratch, &dividend[..len], b.limbs);
    sticky |= significant(&remainder[..b.limbs.len()]) != 0;
    let (top, more, exponent) = top_bits(&quotient[..significant(quotient)]);
    round_to_f64(top, sticky | more, exponent - shift).map(signed).ok_or(Error::Overflow)
}
