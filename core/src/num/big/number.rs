//! Hash, roots, divisors and powers.

use super::bits::shl;
use super::div::{divide, operations as division_operations};
use super::float::top_bits;
use super::mul::{multiply, multiply_small, operations as product_operations};
use super::{Error, Int, LIMB_BITS, Limb, Written, compare_limbs, fuel, significant};
use core::cmp::Ordering;

/// The prime 2^61 - 1 by which numbers are hashed.
pub(crate) const HASH_MODULUS: u64 = (1 << HASH_BITS) - 1;
/// Bits of [`HASH_MODULUS`].
pub(crate) const HASH_BITS: u32 = 61;

/// `hash(a)`: equal for all numbers that are equal, floats included.
pub fn hash(a: Int<'_>) -> i64 {
    let mut rest = 0u64;
    for &limb in a.limbs.iter().rev() {
        // 2^61 is 1 by this modulus: multiplying by 2^64 turns the 61 bits by three, and a limb's top bits are added to its low.
        let turned = (rest << 3 & HASH_MODULUS) | rest >> (HASH_BITS - 3);
        rest = (turned + (limb & HASH_MODULUS) + (limb >> HASH_BITS)) % HASH_MODULUS;
    }
    finish_hash(a.negative, rest)
}

/// `hash(value)` of a small integer.
pub fn hash_i64(value: i64) -> i64 {
    finish_hash(value < 0, value.unsigned_abs() % HASH_MODULUS)
}

/// Gives a hash below the modulus its sign; -1 is kept free, as in CPython.
pub(crate) fn finish_hash(negative: bool, rest: u64) -> i64 {
    match (negative, rest as i64) {
        (true, 1) => -2,
        (true, rest) => -rest,
        (false, rest) => rest,
    }
}

/// Limbs that [`isqrt`] needs.
pub fn isqrt_len(a: Int<'_>) -> usize {
    a.limbs.len() / 2 + 2
}

/// Limbs of scratch that [`isqrt`] needs.
pub fn isqrt_scratch(a: Int<'_>) -> usize {
    // Quotient, remainder and the division's own scratch.
    (a.limbs.len() + 2) + (a.limbs.len() + 2) + isqrt_len(a)
}

/// Fuel for [`isqrt`]: a division for each doubling of the precision that the first estimate has.
pub fn isqrt_cost(a: Int<'_>) -> u64 {
    let steps = u64::from((a.limbs.len() as u64).checked_ilog2().unwrap_or(0)) + 3;
    fuel(division_operations(a.limbs.len(), a.limbs.len() / 2).saturating_mul(steps))
}

/// The integer part of the square root; [`Error::Domain`] below zero.
pub fn isqrt(destination: &mut [Limb], scratch: &mut [Limb], a: Int<'_>) -> Result<Written, Error> {
    if a.negative {
        return Err(Error::Domain);
    }
    let root = destination.get_mut(..isqrt_len(a)).ok_or(Error::Short)?;
    if let Some(small) = a.to_u64() {
        return Int::new(false, &[small.isqrt()]).copy_to(root);
    }
    let scratch = scratch.get_mut(..isqrt_scratch(a)).ok_or(Error::Short)?;
    let (quotient, scratch) = scratch.split_at_mut(a.limbs.len() + 2);
    let (remainder, scratch) = scratch.split_at_mut(a.limbs.len() + 2);
    // An estimate no less than the root, right in about 32 bits; from above, Newton's method falls until it has the floor.
    let (top, _, exponent) = top_bits(a.limbs);
    let odd = exponent & 1;
    let estimate = (top >> odd).isqrt() + 1;
    let mut len = shl(root, Int::new(false, &[estimate]), (exponent + odd) as u64 / 2)?.len;
    loop {
        divide(quotient, remainder, scratch, a.limbs, &root[..len]);
        let next = &mut quotient[..isqrt_len(a)];
        super::add::add_assign(next, &root[..len]);
        halve(next);
        let next = &next[..significant(next)];
        if compare_limbs(next, &root[..len]) != Ordering::Less {
            return Ok(Written { negative: false, len });
        }
        root[..next.len()].copy_from_slice(next);
        len = next.len();
    }
}

/// Shifts right by one bit.
fn halve(limbs: &mut [Limb]) {
    let mut carry = 0;
    for limb in limbs.iter_mut().rev() {
        let next = *limb << (LIMB_BITS - 1);
        *limb = *limb >> 1 | carry;
        carry = next;
    }
}

/// Limbs that [`gcd`] needs.
pub fn gcd_len(a: Int<'_>, b: Int<'_>) -> usize {
    a.limbs.len().max(b.limbs.len())
}

/// Limbs of scratch that [`gcd`] needs.
pub fn gcd_scratch(a: Int<'_>, b: Int<'_>) -> usize {
    // Two numbers and a remainder that change places, a quotient, and the division's own scratch.
    gcd_len(a, b).saturating_add(2).saturating_mul(5)
}

/// Fuel for [`gcd`]: a first division brings the longer number down to the shorter; then each limb of that takes some 37 steps
/// of Euclid's algorithm, each of a few passes over what is left.
pub fn gcd_cost(a: Int<'_>, b: Int<'_>) -> u64 {
    let (long, short) = (a.limbs.len().max(b.limbs.len()), a.limbs.len().min(b.limbs.len()));
    let steps = (short as u64).saturating_mul(short as u64).saturating_mul(75);
    fuel(division_operations(long, short).saturating_add(steps))
}

/// The greatest common divisor, which is never negative.
pub fn gcd(destination: &mut [Limb], scratch: &mut [Limb], a: Int<'_>, b: Int<'_>) -> Result<Written, Error> {
    let len = gcd_len(a, b);
    let destination = destination.get_mut(..len).ok_or(Error::Short)?;
    let scratch = scratch.get_mut(..gcd_scratch(a, b)).ok_or(Error::Short)?;
    let (mut x, scratch) = scratch.split_at_mut(len + 2);
    let (mut y, scratch) = scratch.split_at_mut(len + 2);
    let (mut rest, scratch) = scratch.split_at_mut(len + 2);
    let (quotient, scratch) = scratch.split_at_mut(len + 2);
    let (mut x_len, mut y_len) = (a.copy_to(x)?.len, b.copy_to(y)?.len);
    if x_len < y_len {
        (x, y, x_len, y_len) = (y, x, y_len, x_len);
    }
    // Every two steps halve the larger number.
    while y_len > 1 {
        divide(quotient, rest, scratch, &x[..x_len], &y[..y_len]);
        let rest_len = significant(&rest[..y_len]);
        (x, y, rest) = (y, rest, x);
        (x_len, y_len) = (y_len, rest_len);
    }
    if y_len == 0 {
        return Int::new(false, &x[..x_len]).copy_to(destination);
    }
    // One limb is left of the smaller number: the rest runs in registers.
    divide(quotient, rest, scratch, &x[..x_len], &y[..1]);
    let (mut large, mut small) = (y[0], rest[0]);
    while small != 0 {
        (large, small) = (small, large % small);
    }
    Int::new(false, &[large]).copy_to(destination)
}

/// Limbs that [`pow`] needs; nothing if no machine could hold the result.
pub fn pow_len(base: Int<'_>, exponent: u64) -> Option<usize> {
    let bits = u128::from(base.bit_length()) * u128::from(exponent);
    usize::try_from(bits / u128::from(LIMB_BITS)).ok()?.checked_add(3)
}

/// Limbs of scratch that [`pow`] needs; nothing if no machine could hold it.
pub fn pow_scratch(base: Int<'_>, exponent: u64) -> Option<usize> {
    let len = pow_len(base, exponent)?;
    len.checked_add(pow_product_scratch(len, base.limbs.len()))
}

/// Bounds the scratch of a square no longer than the result, and of a product with the base: that one takes at most eight
/// times the base's length for its pieces, twice for the even product in it, and a few limbs for each halving.
fn pow_product_scratch(len: usize, base: usize) -> usize {
    let square = super::mul::even_scratch(len / 2 + 2);
    square.max(base.saturating_mul(10).saturating_add(128))
}

/// Fuel for [`pow`]: the squares' cost at least doubles from one to the next, and each may be followed by a product.
pub fn pow_cost(base: Int<'_>, exponent: u64) -> u64 {
    let Some(len) = pow_len(base, exponent) else { return u64::MAX };
    let last = product_operations(len / 2, len / 2).saturating_add(product_operations(len, base.limbs.len()));
    fuel(last.saturating_mul(2))
}

/// `base ** exponent`, by squaring from the exponent's top bit down.
pub fn pow(destination: &mut [Limb], scratch: &mut [Limb], base: Int<'_>, exponent: u64) -> Result<Written, Error> {
    let len = pow_len(base, exponent).ok_or(Error::Overflow)?;
    let scratch_len = pow_scratch(base, exponent).ok_or(Error::Overflow)?;
    let destination = destination.get_mut(..len).ok_or(Error::Short)?;
    let (other, scratch) = scratch.get_mut(..scratch_len).ok_or(Error::Short)?.split_at_mut(len);
    if base.is_zero() && exponent != 0 {
        return Ok(Written { negative: false, len: 0 });
    }
    let (mut power, mut free) = (destination, other);
    let mut in_destination = true;
    power[0] = 1;
    let mut used = 1;
    for bit in (0..u64::BITS - exponent.leading_zeros()).rev() {
        if used > 1 || power[0] > 1 {
            let product = free.get_mut(..2 * used).ok_or(Error::Short)?;
            multiply(product, &power[..used], &power[..used], scratch);
            used = significant(product);
            (power, free, in_destination) = (free, power, !in_destination);
        }
        if exponent >> bit & 1 == 0 {
            continue;
        }
        if let [factor] = base.limbs {
            // The result has room for the limb that is carried out.
            power[used] = multiply_small(&mut power[..used], *factor, 0);
            used += usize::from(power[used] != 0);
        } else {
            let product = free.get_mut(..used + base.limbs.len()).ok_or(Error::Short)?;
            multiply(product, &power[..used], base.limbs, scratch);
            used = significant(product);
            (power, free, in_destination) = (free, power, !in_destination);
        }
    }
    if !in_destination {
        free[..used].copy_from_slice(&power[..used]);
    }
    Ok(Written { negative: base.negative && exponent & 1 == 1, len: used })
}
