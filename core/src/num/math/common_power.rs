//! Powers with the exponents that programs use most, in a few instructions.
//!
//! Each is the nearest double, as the general routine gives it: that is what the tests compare. Where it is not certain which of
//! two doubles is nearer, nothing is said, and the longer ways of [`pow`](super::pow) decide.

use super::dd::Dd;
use super::fused_root::fused_inverse_root;

/// The upper quarter of a double, if the rest of its bits is zero.
const fn short(x: f64) -> u16 {
    (x.to_bits() >> 48) as u16
}

const TWO: u16 = short(2.0);
const THREE: u16 = short(3.0);
const ONE: u16 = short(1.0);
const INVERSE: u16 = short(-1.0);
const HALF: u16 = short(0.5);
const INVERSE_HALF: u16 = short(-0.5);
const THREE_HALVES: u16 = short(1.5);
const INVERSE_THREE_HALVES: u16 = short(-1.5);

/// Magnitudes whose powers here are far from the ends of the range: from 2^-298 to 2^298, as numbers that are soon made.
const MIDDLE: core::ops::Range<u64> = (1023 - 298) << 52..(1023 + 298) << 52;

/// The exponents that have a routine each in compiled code.
pub(crate) const EXPONENTS: [f64; 6] = [-1.5, -0.5, 0.5, 1.5, 3.0, -1.0];

/// `x ** y` where that is a float and the exponent is common.
#[inline]
pub(super) fn common(x: f64, y: f64) -> Option<f64> {
    let exponent = y.to_bits();
    if exponent << 16 != 0 {
        return None;
    }
    common_of(x, (exponent >> 48) as u16)
}

/// `x` to the power of the exponent of this number.
#[inline(always)]
pub(super) fn known<const EXPONENT: usize>(x: f64) -> Option<f64> {
    common_of(x, const { short(EXPONENTS[EXPONENT]) })
}

#[inline(always)]
fn common_of(x: f64, exponent: u16) -> Option<f64> {
    if exponent == TWO {
        // Rounded once; what is no number or too large is the general routine's.
        let square = x * x;
        return (square < f64::INFINITY).then_some(square);
    }
    // As compiled code has it, in all of its range.
    if cfg!(target_arch = "aarch64") && matches!(exponent, INVERSE_THREE_HALVES | INVERSE_HALF) {
        return fused_inverse_root(x, exponent == INVERSE_THREE_HALVES);
    }
    // Positive numbers only.
    if x.to_bits().wrapping_sub(MIDDLE.start) >= MIDDLE.end - MIDDLE.start {
        return None;
    }
    match exponent {
        INVERSE_THREE_HALVES => inverse_root::<true>(x),
        INVERSE_HALF => inverse_root::<false>(x),
        HALF => Some(libm::sqrt(x)),
        ONE => Some(x),
        INVERSE => Some(1.0 / x),
        THREE => {
            let square = Dd::product(x, x);
            let cube = Dd::product(square.hi, x);
            Some(cube.hi + (cube.lo + square.lo * x))
        }
        THREE_HALVES => {
            let power = half_power(x, true, false);
            Some(power.hi + power.lo)
        }
        _ => None,
    }
}

/// `x ** -0.5`, or `x ** -1.5` if cubed, for a number whose powers are normal.
///
/// With a guess `g` off by `g * rest / 2`, `g * g * x` (or `x` cubed) is `1 - rest`. All that matters of `rest` is in the upper
/// halves of products of mantissas, whose product would be a power of two if the guess were exact.
#[inline(always)]
fn inverse_root<const CUBED: bool>(x: f64) -> Option<f64> {
    /// Upper halves of products are too small by less than one each. All of them make the last by less than 4 too small: with 2
    /// added it is off by at most 2, which is 32 when it has been shifted by at most 4. (Shifted by more is only what is exact: the
    /// inverses of powers of 4.) The lowest bit of the rest is dropped, and 1 more is for what is neglected: 34 of 2^-65.
    const ERROR: f64 = 17.0 / (1u128 << 64) as f64;
    const UNIT: f64 = 1.0 / (1u128 << 64) as f64;
    let root = libm::sqrt(x);
    let guess = 1.0 / if CUBED { x * root } else { root };
    let (base, g) = (mantissa(x), mantissa(guess));
    let base = if CUBED { upper(upper(base, base), base) } else { base };
    let one = upper(upper(g, g), base).wrapping_add(2);
    // A power of two but for the error and the rest, which are far smaller than a 256th of it.
    let above = one.wrapping_add(one >> 8).leading_zeros() + 1;
    let rest = (one << (above & 63)).wrapping_neg() as i64;
    let (lack, error) = (guess * ((rest >> 1) as f64 * UNIT), guess * ERROR);
    let (below, above) = (guess + (lack - error), guess + (lack + error));
    (below == above).then_some(below)
}

/// A positive normal number's mantissa, its highest bit the word's.
#[inline]
fn mantissa(x: f64) -> u64 {
    x.to_bits() << 11 | 1 << 63
}

/// The upper half of a product.
#[inline]
fn upper(a: u64, b: u64) -> u64 {
    ((a as u128 * b as u128) >> 64) as u64
}

/// `x` to the power of a half or of one and a half, or its inverse, for a number whose powers are far from the ends of the range.
pub(super) fn half_power(x: f64, with_one: bool, inverted: bool) -> Dd {
    let root = libm::sqrt(x);
    let square = Dd::product(root, root);
    // What the rounded root lacks.
    let rest = ((x - square.hi) - square.lo) / (root + root);
    let power = if with_one {
        let product = Dd::product(root, x);
        Dd::of(product.hi, product.lo + rest * x)
    } else {
        Dd::of(root, rest)
    };
    if !inverted {
        return power;
    }
    let inverse = 1.0 / power.hi;
    let one = Dd::product(inverse, power.hi);
    Dd::of(inverse, inverse * ((1.0 - one.hi) - one.lo - inverse * power.lo))
}

#[cfg(test)]
mod tests {
    use super::super::pow::general;
    use super::*;

    /// Numbers from all of the middle range, those with few bits among them.
    fn numbers() -> impl Iterator<Item = f64> {
        let mut state = 0x9E37_79B9_7F4A_7C15u64;
        let random = core::iter::repeat_with(move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let bits = state ^ state >> 29;
            let kept = [u64::MAX, !0 << 40, !0 << 20, u64::MAX][(bits >> 61 & 3) as usize];
            let range = MIDDLE.end - MIDDLE.start - 1;
            f64::from_bits((MIDDLE.start + bits % range) & kept | MIDDLE.start & !kept)
        });
        let small = (1..2000u32).map(f64::from);
        let powers = (-290..290).map(|k| libm::scalbn(1.0, k));
        small.chain(powers).chain(random.take(60_000))
    }

    /// Numbers beside powers of two, whose powers lie near the middle between two doubles: nearer than the general routine can
    /// tell from a tie.
    fn near_powers() -> impl Iterator<Item = f64> {
        let near_one = (1..2000u64).flat_map(|k| [1.0 + k as f64 * f64::EPSILON, 1.0 - k as f64 * f64::EPSILON / 2.0]);
        let others = (-290..290).flat_map(|k| [libm::scalbn(1.0, k).next_up(), libm::scalbn(1.0, k).next_down()]);
        near_one.chain(others)
    }

    #[test]
    fn common_exponents_give_what_the_general_routine_gives() {
        let mut said = [0u32; 7];
        let mut all = 0;
        for x in numbers() {
            all += 1;
            for (k, y) in [-1.5, -0.5, 0.5, 1.5, 3.0, -1.0, 2.0].into_iter().enumerate() {
                if let Some(result) = common(x, y) {
                    said[k] += 1;
                    let expected = general(x, y);
                    assert!(result == expected, "{x:e} ** {y}: {result:e}, not {expected:e}");
                }
            }
        }
        // The ways with a test of their own give up seldom, the others never.
        for (said, of) in said.into_iter().zip([64, 64, u32::MAX, u32::MAX, u32::MAX, u32::MAX, u32::MAX]) {
            assert!(said >= all - all / of, "{said} of {all}");
        }
    }

    #[test]
    fn inverse_roots_are_the_nearest_doubles() {
        for x in numbers().chain(near_powers()) {
            for (y, cubed) in [(-1.5, true), (-0.5, false)] {
                let exact = half_power(x, cubed, true);
                let exact = exact.hi + exact.lo;
                assert_eq!(common(x, y).unwrap_or(exact), exact, "{x:e} ** {y}");
                assert_eq!(fused_inverse_root(x, cubed).unwrap_or(exact), exact, "{x:e} ** {y}, fused");
            }
        }
    }

    /// Multiplying by a power of four changes nothing else, to the ends of the range; numbers outside are left alone.
    #[test]
    fn fused_inverse_roots_are_certain_in_all_of_their_range() {
        for (k, x) in numbers().filter(|x| (0.5..2.0).contains(&(x / 1.5))).chain(near_powers()).enumerate() {
            for cubed in [true, false] {
                let mantissa = f64::from_bits(x.to_bits() & ((1 << 52) - 1) | 1023 << 52);
                let exponent = (k % 512) as i32 - 255;
                let there = fused_inverse_root(libm::scalbn(mantissa, 2 * exponent), cubed);
                let by = if cubed { -3 * exponent } else { -exponent };
                assert_eq!(there, fused_inverse_root(mantissa, cubed).map(|y| libm::scalbn(y, by)), "{mantissa}");
            }
        }
        let uncertain: Vec<f64> = numbers().filter(|x| fused_inverse_root(*x, true).is_none()).collect();
        assert!(uncertain.len() < 100, "{} {uncertain:?}", uncertain.len());
        let (least, end) = (libm::scalbn(1.0, -511), libm::scalbn(1.0, 513));
        assert!(fused_inverse_root(least, true).is_some() && fused_inverse_root(end.next_down(), true).is_some());
        for x in [least.next_down(), end, 0.0, 5e-324, f64::MAX, f64::INFINITY, f64::NAN, -1.5, -0.0, f64::NEG_INFINITY]
        {
            assert_eq!([true, false].map(|cubed| fused_inverse_root(x, cubed)), [None; 2], "{x:e}");
        }
    }

    #[test]
    fn what_is_not_common_is_left_alone() {
        for x in [0.0, -0.0, -1.0, f64::INFINITY, f64::NAN, 5e-324, f64::MAX] {
            for y in [-1.5, -0.5, 0.5, 1.5, 3.0, -1.0, 1.0, 2.5, f64::NAN, 0.0] {
                assert_eq!(common(x, y), None, "{x} ** {y}");
            }
        }
        assert_eq!(common(-3.0, 2.0), Some(9.0));
        assert_eq!(common(-0.0, 2.0), Some(0.0));
        assert_eq!(common(1e200, 2.0), None);
        assert_eq!(common(f64::NAN, 2.0), None);
    }
}
