//! Division, rounded to the floor as Python's `//`, `%` and `divmod`.
//!
//! Long division after Knuth (volume 2, 4.3.1, algorithm D). Two limbs are divided by one through a precomputed reciprocal
//! (Möller and Granlund, "Improved division by invariant integers"), as the machine's own instruction for it is slow or missing.

use super::add::{add_assign, increment, sub_reverse};
use super::{Error, Int, LIMB_BITS, Limb, Written, compare_limbs, fuel, significant};
use core::cmp::Ordering;

/// Lengths that [`div_mod`] needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DivSizes {
    /// Limbs of the quotient's destination.
    pub quotient: usize,
    /// Limbs of the remainder's destination.
    pub remainder: usize,
    /// Limbs of scratch.
    pub scratch: usize,
}

/// Lengths that [`div_mod`] needs.
pub fn div_sizes(a: Int<'_>, b: Int<'_>) -> DivSizes {
    let (dividend, divisor) = (a.limbs.len(), b.limbs.len());
    DivSizes {
        quotient: dividend.saturating_sub(divisor).saturating_add(2),
        remainder: dividend.max(divisor).saturating_add(1),
        scratch: divisor,
    }
}

/// Fuel for [`div_mod`].
pub fn div_cost(a: Int<'_>, b: Int<'_>) -> u64 {
    fuel(operations(a.limbs.len(), b.limbs.len()))
}

/// Estimate of the limb operations of a division.
pub(super) fn operations(dividend: usize, divisor: usize) -> u64 {
    let steps = dividend.saturating_sub(divisor) as u64 + 1;
    steps.saturating_mul(divisor as u64).saturating_add(dividend as u64)
}

/// `divmod(a, b)`: the floor of the quotient, and the remainder, which has the divisor's sign.
pub fn div_mod(
    quotient: &mut [Limb],
    remainder: &mut [Limb],
    scratch: &mut [Limb],
    a: Int<'_>,
    b: Int<'_>,
) -> Result<(Written, Written), Error> {
    if b.is_zero() {
        return Err(Error::ZeroDivision);
    }
    let sizes = div_sizes(a, b);
    let quotient = quotient.get_mut(..sizes.quotient).ok_or(Error::Short)?;
    let remainder = remainder.get_mut(..sizes.remainder).ok_or(Error::Short)?;
    let scratch = scratch.get_mut(..sizes.scratch).ok_or(Error::Short)?;
    divide(quotient, remainder, scratch, a.limbs, b.limbs);
    let signs_differ = a.negative != b.negative;
    let rest = &mut remainder[..b.limbs.len()];
    if signs_differ && significant(rest) != 0 {
        // The quotient has a limb more than the truncated one can fill.
        increment(quotient);
        sub_reverse(rest, b.limbs);
    }
    Ok((Written::of(signs_differ, quotient), Written::of(b.negative, rest)))
}

/// Truncating division of magnitudes; the divisor is normalised and not zero, and the slices are as [`div_sizes`] says. The
/// remainder is in the low limbs of `remainder`, as many as the divisor has; the quotient fills its slice.
pub(super) fn divide(
    quotient: &mut [Limb],
    remainder: &mut [Limb],
    scratch: &mut [Limb],
    dividend: &[Limb],
    divisor: &[Limb],
) {
    quotient.fill(0);
    remainder.fill(0);
    remainder[..dividend.len()].copy_from_slice(dividend);
    if compare_limbs(dividend, divisor) == Ordering::Less {
        return;
    }
    // The divisor has a limb, and the dividend is no shorter.
    let shift = divisor[divisor.len() - 1].leading_zeros();
    let rest = &mut remainder[..=dividend.len()];
    if let [small] = divisor {
        let reciprocal = Reciprocal::new(*small << shift);
        shift_left(rest, shift);
        let mut high = 0;
        for (index, limb) in rest.iter_mut().enumerate().rev() {
            let (digit, left) = reciprocal.divide(high, *limb);
            // The quotient has as many limbs as `rest`: one more than the dividend.
            quotient[index] = digit;
            (*limb, high) = (0, left);
        }
        rest[0] = high >> shift;
        return;
    }
    let scratch = &mut scratch[..divisor.len()];
    scratch.copy_from_slice(divisor);
    shift_left(scratch, shift);
    shift_left(rest, shift);
    divide_normalised(quotient, rest, scratch);
    shift_right(&mut rest[..divisor.len()], shift);
}

/// Algorithm D: the divisor has at least two limbs and its top bit is set; `rest` is one limb longer than the dividend, and the
/// quotient no shorter than `rest` without the divisor's length.
fn divide_normalised(quotient: &mut [Limb], rest: &mut [Limb], divisor: &[Limb]) {
    let n = divisor.len();
    let (top, second) = (divisor[n - 1], divisor[n - 2]);
    let reciprocal = Reciprocal::new(top);
    for step in (0..rest.len() - n).rev() {
        // n + 1 limbs, of which the upper n hold less than the divisor.
        let window = &mut rest[step..=step + n];
        let (high, middle, low) = (window[n], window[n - 1], window[n - 2]);
        let (mut digit, left) = if high >= top {
            (Limb::MAX, middle.checked_add(top))
        } else {
            let (digit, left) = reciprocal.divide(high, middle);
            (digit, Some(left))
        };
        // The estimate is at most two too large; where the rest is past a limb, it is right.
        if let Some(left) = left {
            let mut product = u128::from(digit) * u128::from(second);
            let mut bound = u128::from(left) << LIMB_BITS | u128::from(low);
            while product > bound {
                digit -= 1;
                product -= u128::from(second);
                match bound.checked_add(u128::from(top) << LIMB_BITS) {
                    Some(next) => bound = next,
                    None => break,
                }
            }
        }
        let borrow = multiply_sub(&mut window[..n], divisor, digit);
        if high < borrow {
            digit -= 1;
            add_assign(&mut window[..n], divisor);
        }
        window[n] = 0;
        quotient[step] = digit;
    }
}

/// `difference -= limbs * factor` for slices of one length; the limb borrowed.
fn multiply_sub(difference: &mut [Limb], limbs: &[Limb], factor: Limb) -> Limb {
    let mut borrow = 0u64;
    for (limb, &other) in difference.iter_mut().zip(limbs) {
        let wide = u128::from(other) * u128::from(factor) + u128::from(borrow);
        let (result, below) = limb.overflowing_sub(wide as u64);
        // The high half of the product of two limbs plus a limb is below 2^64 - 1 wherever its low half borrows.
        (*limb, borrow) = (result, (wide >> 64) as u64 + u64::from(below));
    }
    borrow
}

/// Divides `limbs` in place by a divisor whose top bit is set; the remainder.
pub(super) fn divide_small(limbs: &mut [Limb], reciprocal: &Reciprocal) -> Limb {
    let mut high = 0;
    if let Some(top) = limbs.last_mut()
        && *top < reciprocal.divisor
    {
        high = core::mem::take(top);
    }
    let skip = usize::from(high != 0);
    for limb in limbs.iter_mut().rev().skip(skip) {
        (*limb, high) = reciprocal.divide(high, *limb);
    }
    high
}

/// Shifts left by less than a limb; the bits shifted out of the top are zero.
pub(super) fn shift_left(limbs: &mut [Limb], shift: u32) {
    if shift == 0 {
        return;
    }
    let mut carry = 0;
    for limb in limbs {
        let next = *limb >> (LIMB_BITS - shift);
        *limb = *limb << shift | carry;
        carry = next;
    }
}

/// Shifts right by less than a limb.
fn shift_right(limbs: &mut [Limb], shift: u32) {
    if shift == 0 {
        return;
    }
    let mut carry = 0;
    for limb in limbs.iter_mut().rev() {
        let next = *limb << (LIMB_BITS - shift);
        *limb = *limb >> shift | carry;
        carry = next;
    }
}

/// A divisor whose top bit is set, and the reciprocal that turns a division by it into two multiplications.
pub(super) struct Reciprocal {
    divisor: Limb,
    inverse: Limb,
}

impl Reciprocal {
    /// The reciprocal `floor((2^128 - 1) / divisor) - 2^64`; the divisor's top bit is set.
    pub(super) fn new(divisor: Limb) -> Reciprocal {
        // A divisor of at least 2^63 makes the quotient less than 2^65; the truncation drops the leading one.
        let inverse = (u128::MAX / u128::from(divisor.max(1))) as u64;
        Reciprocal { divisor, inverse }
    }

    /// Quotient and remainder of `high * 2^64 + low`, where `high` is less than the divisor.
    #[inline]
    pub(super) fn divide(&self, high: Limb, low: Limb) -> (Limb, Limb) {
        let estimate =
            (u128::from(self.inverse) * u128::from(high)).wrapping_add(u128::from(high) << LIMB_BITS | u128::from(low));
        let mut quotient = ((estimate >> LIMB_BITS) as u64).wrapping_add(1);
        let mut remainder = low.wrapping_sub(quotient.wrapping_mul(self.divisor));
        if remainder > estimate as u64 {
            quotient = quotient.wrapping_sub(1);
            remainder = remainder.wrapping_add(self.divisor);
        }
        if remainder >= self.divisor {
            quotient = quotient.wrapping_add(1);
            remainder -= self.divisor;
        }
        (quotient, remainder)
    }
}
