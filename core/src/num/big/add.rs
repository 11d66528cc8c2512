//! Addition and subtraction: one pass over the limbs with a carry.

use super::{Error, Int, Limb, Written, compare_limbs, significant};
use core::cmp::Ordering;

/// Limbs that [`add`] and [`sub`] need.
pub fn add_len(a: Int<'_>, b: Int<'_>) -> usize {
    a.limbs.len().max(b.limbs.len()).saturating_add(1)
}

/// `a + b`.
pub fn add(destination: &mut [Limb], a: Int<'_>, b: Int<'_>) -> Result<Written, Error> {
    let destination = destination.get_mut(..add_len(a, b)).ok_or(Error::Short)?;
    if a.negative == b.negative {
        let (long, short) = if a.limbs.len() >= b.limbs.len() { (a.limbs, b.limbs) } else { (b.limbs, a.limbs) };
        // The destination is one limb longer than the longer operand.
        let (sum, carry_limb) = destination.split_at_mut(long.len());
        sum.copy_from_slice(long);
        carry_limb[0] = Limb::from(add_assign(sum, short));
        return Ok(Written::of(a.negative, destination));
    }
    let (negative, large, small) = match compare_limbs(a.limbs, b.limbs) {
        Ordering::Equal => return Ok(Written { negative: false, len: 0 }),
        Ordering::Greater => (a.negative, a.limbs, b.limbs),
        Ordering::Less => (b.negative, b.limbs, a.limbs),
    };
    let difference = &mut destination[..large.len()];
    difference.copy_from_slice(large);
    sub_assign(difference, small);
    Ok(Written::of(negative, difference))
}

/// `a - b`.
pub fn sub(destination: &mut [Limb], a: Int<'_>, b: Int<'_>) -> Result<Written, Error> {
    add(destination, a, b.negated())
}

/// Adds `addend`, which is no longer, to `sum`, and tells whether a one is carried out.
pub(super) fn add_assign(sum: &mut [Limb], addend: &[Limb]) -> bool {
    let (low, high) = sum.split_at_mut(addend.len());
    let mut carry = false;
    for (limb, &other) in low.iter_mut().zip(addend) {
        (*limb, carry) = carrying_add(*limb, other, carry);
    }
    if carry { increment(high) } else { false }
}

/// Adds one and tells whether it is carried out.
pub(super) fn increment(limbs: &mut [Limb]) -> bool {
    for limb in limbs {
        *limb = limb.wrapping_add(1);
        if *limb != 0 {
            return false;
        }
    }
    true
}

/// Subtracts `subtrahend`, which is no longer, from `difference`, and tells whether a one is borrowed.
pub(super) fn sub_assign(difference: &mut [Limb], subtrahend: &[Limb]) -> bool {
    let (low, high) = difference.split_at_mut(subtrahend.len());
    let mut borrow = false;
    for (limb, &other) in low.iter_mut().zip(subtrahend) {
        let (without, first) = limb.overflowing_sub(other);
        let (result, second) = without.overflowing_sub(Limb::from(borrow));
        (*limb, borrow) = (result, first | second);
    }
    for limb in high {
        if !borrow {
            return false;
        }
        (*limb, borrow) = limb.overflowing_sub(1);
    }
    borrow
}

/// `minuend - difference` written over `difference`, which has the same length and holds no more than `minuend`.
pub(super) fn sub_reverse(difference: &mut [Limb], minuend: &[Limb]) {
    let mut borrow = false;
    for (limb, &from) in difference.iter_mut().zip(minuend) {
        let (without, first) = from.overflowing_sub(*limb);
        let (result, second) = without.overflowing_sub(Limb::from(borrow));
        (*limb, borrow) = (result, first | second);
    }
}

/// `|a - b|` into a destination of the length of the longer, and whether `a` is the smaller. The operands may have leading zeros.
pub(super) fn abs_difference(destination: &mut [Limb], a: &[Limb], b: &[Limb]) -> bool {
    let (a, b) = (&a[..significant(a)], &b[..significant(b)]);
    let less = compare_limbs(a, b) == Ordering::Less;
    let (large, small) = if less { (b, a) } else { (a, b) };
    let (low, high) = destination.split_at_mut(large.len());
    low.copy_from_slice(large);
    high.fill(0);
    sub_assign(low, small);
    less
}

fn carrying_add(a: Limb, b: Limb, carry: bool) -> (Limb, bool) {
    let (without, first) = a.overflowing_add(b);
    let (sum, second) = without.overflowing_add(Limb::from(carry));
    (sum, first | second)
}
