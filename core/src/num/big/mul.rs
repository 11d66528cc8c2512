//! Multiplication: by rows for short operands, Karatsuba's three half products for long ones.
//!
//! Karatsuba's middle term is formed from differences, `a0*b0 + a1*b1 - (a1-a0)*(b1-b0)`, so that the half operands never
//! grow a carry limb. Operands of different length are cut into pieces as long as the shorter. The depth of the recursion is
//! bounded by the logarithm of the length.

use super::add::{abs_difference, add_assign};
use super::{Error, Int, Limb, Written, fuel};

/// From so many limbs in the shorter operand on, Karatsuba's method is the faster one.
const KARATSUBA_LIMBS: usize = 32;

/// Limbs that [`mul`] needs for the product.
pub fn mul_len(a: Int<'_>, b: Int<'_>) -> usize {
    a.limbs.len().saturating_add(b.limbs.len())
}

/// Limbs of scratch that [`mul`] needs.
pub fn mul_scratch(a: Int<'_>, b: Int<'_>) -> usize {
    uneven_scratch(a.limbs.len(), b.limbs.len())
}

/// Fuel for [`mul`].
pub fn mul_cost(a: Int<'_>, b: Int<'_>) -> u64 {
    fuel(operations(a.limbs.len(), b.limbs.len()))
}

/// `a * b`.
pub fn mul(destination: &mut [Limb], scratch: &mut [Limb], a: Int<'_>, b: Int<'_>) -> Result<Written, Error> {
    let product = destination.get_mut(..mul_len(a, b)).ok_or(Error::Short)?;
    let scratch = scratch.get_mut(..mul_scratch(a, b)).ok_or(Error::Short)?;
    multiply(product, a.limbs, b.limbs, scratch);
    Ok(Written::of(a.negative != b.negative, product))
}

/// Estimate of the limb operations of a product.
pub(super) fn operations(a: usize, b: usize) -> u64 {
    let (long, mut short) = (a.max(b) as u64, a.min(b));
    if short == 0 {
        return 0;
    }
    let pieces = long.div_ceil(short as u64);
    // Of an even product of `short` limbs: each halving triples the count of products and adds eight passes.
    let (mut products, mut passes) = (1u64, 0u64);
    while short >= KARATSUBA_LIMBS {
        passes = passes.saturating_add(products.saturating_mul(8 * short as u64));
        products = products.saturating_mul(3);
        short = short.div_ceil(2);
    }
    let even = products.saturating_mul(short as u64 * short as u64).saturating_add(passes);
    even.saturating_mul(pieces).min(long.saturating_mul(a.min(b) as u64))
}

/// Scratch of [`multiply_even`] for operands of `n` limbs.
pub(super) fn even_scratch(mut n: usize) -> usize {
    let mut total = 0usize;
    while n >= KARATSUBA_LIMBS {
        n = n.div_ceil(2);
        total = total.saturating_add(2 * n + 1);
    }
    total
}

/// Scratch of [`multiply`]: one piece's product, and what the largest product inside needs.
fn uneven_scratch(a: usize, b: usize) -> usize {
    let (mut long, mut short) = (a.max(b), a.min(b));
    let (mut kept, mut most) = (0usize, 0usize);
    while short >= KARATSUBA_LIMBS {
        if long != short {
            kept = kept.saturating_add(short.saturating_mul(2));
        }
        most = most.max(kept.saturating_add(even_scratch(short)));
        (long, short) = (short, long % short);
    }
    most.max(kept)
}

/// `product = a * b`; the product is as long as both operands together, the scratch as [`uneven_scratch`] says.
pub(super) fn multiply(product: &mut [Limb], a: &[Limb], b: &[Limb], scratch: &mut [Limb]) {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    if short.len() < KARATSUBA_LIMBS {
        return multiply_rows(product, long, short);
    }
    if long.len() == short.len() {
        return multiply_even(product, long, short, scratch);
    }
    let (piece_product, scratch) = scratch.split_at_mut(2 * short.len());
    product.fill(0);
    for (index, piece) in long.chunks(short.len()).enumerate() {
        let piece_product = &mut piece_product[..piece.len() + short.len()];
        // The lengths of this recursion fall as in Euclid's algorithm.
        multiply(piece_product, piece, short, scratch);
        add_assign(&mut product[index * short.len()..], piece_product);
    }
}

/// The product by rows, one for each limb of `short`.
fn multiply_rows(product: &mut [Limb], long: &[Limb], short: &[Limb]) {
    product.fill(0);
    for (shift, &factor) in short.iter().enumerate() {
        // `product` has long.len() + short.len() limbs, so each row and its carry fit.
        let row = &mut product[shift..=shift + long.len()];
        let (row, top) = row.split_at_mut(long.len());
        top[0] = multiply_add(row, long, factor);
    }
}

/// `sum += limbs * factor` for slices of one length; the limb carried out.
pub(super) fn multiply_add(sum: &mut [Limb], limbs: &[Limb], factor: Limb) -> Limb {
    let mut carry = 0u64;
    for (limb, &other) in sum.iter_mut().zip(limbs) {
        // (2^64 - 1)^2 + 2 * (2^64 - 1) is 2^128 - 1.
        let wide = u128::from(other) * u128::from(factor) + u128::from(*limb) + u128::from(carry);
        (*limb, carry) = (wide as u64, (wide >> 64) as u64);
    }
    carry
}

/// `limbs = limbs * factor + carry`; the limb carried out.
pub(super) fn multiply_small(limbs: &mut [Limb], factor: Limb, mut carry: Limb) -> Limb {
    for limb in limbs {
        let wide = u128::from(*limb) * u128::from(factor) + u128::from(carry);
        (*limb, carry) = (wide as u64, (wide >> 64) as u64);
    }
    carry
}

/// The product of two operands of one length, by Karatsuba's method; the recursion halves the length.
fn multiply_even(product: &mut [Limb], a: &[Limb], b: &[Limb], scratch: &mut [Limb]) {
    if a.len() < KARATSUBA_LIMBS {
        return multiply_rows(product, a, b);
    }
    let half = a.len().div_ceil(2);
    let ((a0, a1), (b0, b1)) = (a.split_at(half), b.split_at(half));
    let (middle, scratch) = scratch.split_at_mut(2 * half + 1);

    // The differences stay in the product's place until their own product is made.
    let (left, right) = product[..2 * half].split_at_mut(half);
    let negative = abs_difference(left, a0, a1) != abs_difference(right, b0, b1);
    multiply_even(&mut middle[..2 * half], left, right, scratch);
    middle[2 * half] = 0;

    let (low, high) = product.split_at_mut(2 * half);
    multiply_even(low, a0, b0, scratch);
    multiply_even(high, a1, b1, scratch);

    if !negative {
        negate(middle);
    }
    add_assign(middle, low);
    add_assign(middle, high);
    // 2 * half + 1 limbs fit above `half`, as there are at least five limbs; nothing is carried out of a product.
    add_assign(&mut product[half..], middle);
}

/// The two's complement, in place.
pub(super) fn negate(limbs: &mut [Limb]) {
    let mut carry = true;
    for limb in limbs {
        (*limb, carry) = (!*limb).overflowing_add(Limb::from(carry));
    }
}
