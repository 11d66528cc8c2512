//! Trigonometric functions and their inverses, in doubled precision.

use super::dd::{Dd, polynomial};
use super::tables::{HALF_PI, INVERSE_FACTORIALS, TWO_OVER_PI};
use crate::num::float_parts;

/// The sum of `z^k / (2k+1)!`: `sin(x) / x` for `z = -x^2` and `sinh(x) / x` for `z = x^2`, where `|z|` is below 0.62.
pub(super) fn odd_series(z: Dd) -> Dd {
    polynomial::<2>(&INVERSE_FACTORIALS[1..], 8, z)
}

/// The sum of `z^k / (2k)!`: `cos(x)` for `z = -x^2` and `cosh(x)` for `z = x^2`, where `|z|` is below 0.62.
pub(super) fn even_series(z: Dd) -> Dd {
    polynomial::<2>(INVERSE_FACTORIALS, 9, z)
}

/// Sine and cosine of a finite number whose magnitude is at least 2^-300, or zero.
pub(super) fn sin_cos(x: f64) -> (Dd, Dd) {
    let (quadrant, rest) = reduce(x);
    let z = -rest.square();
    let (sine, cosine) = (rest * odd_series(z), even_series(z));
    match quadrant {
        0 => (sine, cosine),
        1 => (cosine, -sine),
        2 => (-sine, -cosine),
        _ => (-cosine, sine),
    }
}

/// The quadrant around which a number lies, and what it exceeds that quadrant's middle by: at most pi/4.
fn reduce(x: f64) -> (u32, Dd) {
    if x.abs() <= core::f64::consts::FRAC_PI_4 {
        return (0, Dd::from(x));
    }
    // x * 2/pi with as many bits of 2/pi as can matter (Payne and Hanek): those of a higher weight give multiples of four.
    let (negative, mantissa, exponent) = float_parts(x);
    let start = (exponent - 2).max(0) as usize;
    let (limb, shift) = (start / 64, (start % 64) as u32);
    // 320 bits of the product, from the lowest limb on. The exponent is at most 971, so five limbs of the table are there.
    let mut product = [0u64; 5];
    let mut carry = 0u128;
    for (index, place) in product.iter_mut().enumerate() {
        let factor = match index {
            0..4 => {
                let high = TWO_OVER_PI[limb + 3 - index];
                let low = TWO_OVER_PI[limb + 4 - index];
                ((u128::from(high) << 64 | u128::from(low)) << shift >> 64) as u64
            }
            _ => 0,
        };
        carry += u128::from(factor) * u128::from(mantissa);
        (*place, carry) = (carry as u64, carry >> 64);
    }
    // The point of the product: 256 bits of 2/pi begin at bit `start` behind its own.
    let point = (256 + start as i32 - exponent) as u32;
    let mut quadrant = (bits_at(&product, point) & 3) as u32;
    // A fraction of a half or more belongs to the next quadrant, from which it is taken off.
    let above = bits_at(&product, point - 1) & 1 == 1;
    if above {
        quadrant += 1;
        let mut carry = true;
        for limb in &mut product {
            (*limb, carry) = (!*limb).overflowing_add(u64::from(carry));
        }
    }
    let fraction = fraction(&product, point);
    let rest = fraction * HALF_PI;
    let (quadrant, rest) = if above { (quadrant, -rest) } else { (quadrant, rest) };
    if negative { (quadrant.wrapping_neg() & 3, -rest) } else { (quadrant & 3, rest) }
}

/// The 64 bits of a number from bit `at` on; zeros above its end.
fn bits_at(limbs: &[u64; 5], at: u32) -> u64 {
    let limb = |index: usize| u128::from(limbs.get(index).copied().unwrap_or(0));
    let index = (at / 64) as usize;
    ((limb(index + 1) << 64 | limb(index)) >> (at % 64)) as u64
}

/// The bits below `point` as a fraction, to the precision of two doubles.
fn fraction(limbs: &[u64; 5], point: u32) -> Dd {
    // No double is so near to a multiple of pi/2 that more than 64 bits are lost: two windows below the leading zeros.
    let mut top = point;
    while top > 64 && bits_at(limbs, top - 64) == 0 {
        top -= 64;
    }
    let zeros = bits_at(limbs, top - 64).leading_zeros();
    let top = (top - zeros).max(128);
    let high = bits_at(limbs, top - 64) >> 11;
    let low = (u128::from(bits_at(limbs, top - 64)) << 64 | u128::from(bits_at(limbs, top - 128))) << 53 >> 75;
    // 53 bits each: exact. The exponents are above -400.
    let exponent = top as i32 - point as i32;
    let (high, low) = (high as f64, low as u64 as f64);
    Dd::sum(libm::scalbn(high, exponent - 53), libm::scalbn(low, exponent - 106))
}

/// The angle of the point (`cosine`, `sine`), any length from the origin, by one step from an estimate of it.
pub(super) fn angle(sine: Dd, cosine: Dd, estimate: f64) -> Dd {
    let (s, c) = sin_cos(estimate);
    // The sine of what is missing, which is so small that it is its own arc sine.
    let error = (sine * c - cosine * s).hi / (cosine * c + sine * s).hi;
    Dd::sum(estimate, error)
}
