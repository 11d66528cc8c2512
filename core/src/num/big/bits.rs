//! Shifts and bitwise operators, with the meaning they have on two's complement of unbounded width.

use super::add::increment;
use super::div::shift_left;
use super::{Error, Int, LIMB_BITS, Limb, Written};

/// Limbs that [`shl`] needs; nothing if no machine could hold the result.
pub fn shl_len(a: Int<'_>, bits: u64) -> Option<usize> {
    if a.is_zero() {
        return Some(0);
    }
    usize::try_from(bits / u64::from(LIMB_BITS)).ok()?.checked_add(a.limbs.len())?.checked_add(1)
}

/// `a << bits`.
pub fn shl(destination: &mut [Limb], a: Int<'_>, bits: u64) -> Result<Written, Error> {
    let len = shl_len(a, bits).ok_or(Error::Overflow)?;
    let destination = destination.get_mut(..len).ok_or(Error::Short)?;
    if len == 0 {
        return Ok(Written { negative: false, len: 0 });
    }
    // `shl_len` has shown that the whole limbs, the operand's and one more fit.
    let (zeros, rest) = destination.split_at_mut(len - 1 - a.limbs.len());
    zeros.fill(0);
    let (copy, top) = rest.split_at_mut(a.limbs.len());
    copy.copy_from_slice(a.limbs);
    top[0] = 0;
    shift_left(rest, (bits % u64::from(LIMB_BITS)) as u32);
    Ok(Written::of(a.negative, destination))
}

/// Limbs that [`shr`] needs.
pub fn shr_len(a: Int<'_>, bits: u64) -> usize {
    let whole = usize::try_from(bits / u64::from(LIMB_BITS)).unwrap_or(usize::MAX);
    a.limbs.len().saturating_sub(whole).saturating_add(1)
}

/// `a >> bits`, rounded to the floor.
pub fn shr(destination: &mut [Limb], a: Int<'_>, bits: u64) -> Result<Written, Error> {
    let destination = destination.get_mut(..shr_len(a, bits)).ok_or(Error::Short)?;
    let whole = usize::try_from(bits / u64::from(LIMB_BITS)).unwrap_or(usize::MAX).min(a.limbs.len());
    let shift = (bits % u64::from(LIMB_BITS)) as u32;
    let (dropped, kept) = a.limbs.split_at(whole);
    let mut lost = dropped.iter().any(|&limb| limb != 0);
    // One limb more than is kept: it takes the carry of the floor.
    destination.fill(0);
    for (index, &limb) in kept.iter().enumerate() {
        let above = kept.get(index + 1).copied().unwrap_or(0);
        destination[index] = (u128::from(above) << LIMB_BITS | u128::from(limb)).wrapping_shr(shift) as u64;
    }
    if let Some(&lowest) = kept.first() {
        lost |= lowest & !(Limb::MAX << shift) != 0;
    }
    if a.negative && lost {
        increment(destination);
    }
    Ok(Written::of(a.negative, destination))
}

/// Limbs that [`and`], [`or`], [`xor`] and [`invert`] (with zero for the other operand) need.
pub fn bitwise_len(a: Int<'_>, b: Int<'_>) -> usize {
    a.limbs.len().max(b.limbs.len()).saturating_add(1)
}

/// `a & b`.
pub fn and(destination: &mut [Limb], a: Int<'_>, b: Int<'_>) -> Result<Written, Error> {
    combine(destination, a, b, |a, b| a & b)
}

/// `a | b`.
pub fn or(destination: &mut [Limb], a: Int<'_>, b: Int<'_>) -> Result<Written, Error> {
    combine(destination, a, b, |a, b| a | b)
}

/// `a ^ b`.
pub fn xor(destination: &mut [Limb], a: Int<'_>, b: Int<'_>) -> Result<Written, Error> {
    combine(destination, a, b, |a, b| a ^ b)
}

/// `~a`.
pub fn invert(destination: &mut [Limb], a: Int<'_>) -> Result<Written, Error> {
    combine(destination, a, Int::ZERO, |a, _| !a)
}

/// Applies `operator` to the two's complements, one limb longer than the longer operand so that the top is the sign.
fn combine(
    destination: &mut [Limb],
    a: Int<'_>,
    b: Int<'_>,
    operator: impl Fn(Limb, Limb) -> Limb,
) -> Result<Written, Error> {
    let destination = destination.get_mut(..bitwise_len(a, b)).ok_or(Error::Short)?;
    let (mut a, mut b) = (Complement::new(a), Complement::new(b));
    let mut top = 0;
    for limb in destination.iter_mut() {
        top = operator(a.next(), b.next());
        *limb = top;
    }
    let negative = top >> (LIMB_BITS - 1) == 1;
    if negative {
        super::mul::negate(destination);
    }
    Ok(Written::of(negative, destination))
}

/// The limbs of an integer's two's complement, from the lowest on and without end.
struct Complement<'a> {
    limbs: core::slice::Iter<'a, Limb>,
    flip: Limb,
    carry: bool,
}

impl<'a> Complement<'a> {
    fn new(value: Int<'a>) -> Complement<'a> {
        let flip = if value.negative { Limb::MAX } else { 0 };
        Complement { limbs: value.limbs.iter(), flip, carry: value.negative }
    }

    fn next(&mut self) -> Limb {
        let limb = self.limbs.next().copied().unwrap_or(0) ^ self.flip;
        let (sum, carry) = limb.overflowing_add(Limb::from(self.carry));
        self.carry = carry;
        sum
    }
}
