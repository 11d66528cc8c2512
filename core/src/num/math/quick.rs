//! A first attempt at the commonest functions, to about 65 bits.
//!
//! That is enough to tell the nearest double in all but one case in some hundreds. Each function here gives the result as a sum of
//! two doubles and a bound of its error, and [`nearest`] the rounded result if the error does not matter; else the caller goes the
//! long way through doubled precision, which decides.

use super::dd::Dd;
use super::tables::{ANGLE_PARTS, EXP_2, INVERSES, LN_2_PARTS, SINES, STEP_HIGH, STEP_LOW};

/// 2^-64: the bound of the relative error of [`ln`] and [`exp`], with room to spare.
pub(super) const ERROR: f64 = 5.421010862427522e-20;

/// A value and how far it may be off.
#[derive(Clone, Copy)]
pub(super) struct Approximation {
    pub(super) value: Dd,
    pub(super) error: f64,
}

/// The double to which everything within the error rounds.
pub(super) fn nearest(of: Approximation) -> Option<f64> {
    let (below, above) = (of.value.hi + (of.value.lo - of.error), of.value.hi + (of.value.lo + of.error));
    (below == above).then_some(below)
}

/// The natural logarithm of a positive normal number.
pub(super) fn ln(x: f64) -> Approximation {
    // The number becomes one from 0.6875 to below 1.375, whose bits tell its place in the table.
    const LOWEST: u64 = 0x3FE6_0000_0000_0000;
    let bits = x.to_bits();
    let above = bits.wrapping_sub(LOWEST);
    let exponent = (above as i64 >> 52) as f64;
    let number = f64::from_bits(bits.wrapping_sub(above & 0xFFF << 52));
    let (inverse, logarithm) = INVERSES[(above >> 45 & 127) as usize];
    // number * inverse - 1, exactly: the halves of the number have 32 and 21 bits, the inverse ten.
    let upper = f64::from_bits(number.to_bits() & !0x1F_FFFF);
    let r = Dd::sum(upper * inverse - 1.0, (number - upper) * inverse);
    let x = r.hi;
    let tail = 1.0 / 3.0 + x * (-0.25 + x * (0.2 + x * (-1.0 / 6.0 + x * (1.0 / 7.0 + x * (-0.125 + x / 9.0)))));
    let square = Dd::product(x, x);
    let sum = Dd::sum(exponent * LN_2_PARTS[0], logarithm.hi);
    let with_r = Dd::sum(sum.hi, x);
    let with_square = Dd::sum(with_r.hi, -0.5 * square.hi);
    let small = exponent * LN_2_PARTS[1] + logarithm.lo + (r.lo - 0.5 * square.lo - x * r.lo) + x * square.hi * tail;
    let low = sum.lo + with_r.lo + with_square.lo + small;
    let value = Dd::sum(with_square.hi, low);
    Approximation { value, error: value.hi.abs() * ERROR }
}

/// `exp(x)` as a number around one and an exponent of two; the magnitude of `x` is at most 800.
pub(super) fn exp(x: Dd) -> (Approximation, i32) {
    let steps = libm::rint(x.hi * (64.0 * core::f64::consts::LOG2_E));
    // The difference is exact; see the long way.
    let r = Dd::sum(x.hi - steps * STEP_HIGH, x.lo - steps * STEP_LOW.hi);
    let steps = steps as i32;
    let power = EXP_2[(steps & 63) as usize];
    let x = r.hi;
    let series = 0.5 + x * (1.0 / 6.0 + x * (1.0 / 24.0 + x * (1.0 / 120.0 + x * (1.0 / 720.0 + x / 5040.0))));
    let small = r.lo + x * x * series;
    let product = Dd::product(power.hi, x);
    let sum = Dd::sum(power.hi, product.hi);
    let value = Dd::of(sum.hi, sum.lo + (product.lo + power.hi * small + power.lo * (1.0 + x)));
    (Approximation { value, error: value.hi * ERROR }, steps >> 6)
}

/// Sine and cosine; nothing past 10^5, where the angle takes more bits of pi to reduce.
pub(super) fn sin_cos(x: f64) -> Option<(Approximation, Approximation)> {
    if x.abs() > 1e5 {
        return None;
    }
    let steps = libm::rint(x * (64.0 / core::f64::consts::PI));
    // Fewer than 2^22 steps: the products with the first two parts are exact, and so is the first difference.
    let r = Dd::sum(x - steps * ANGLE_PARTS[0], -steps * ANGLE_PARTS[1]);
    let r = Dd::sum(r.hi, r.lo - steps * ANGLE_PARTS[2]);
    let place = (steps as i32 & 127) as usize;
    let (sine, cosine) = (SINES[place & 31], SINES[32 - (place & 31)]);
    let turned = |value: Approximation| Approximation { value: -value.value, ..value };
    let (s, c) = (rotate(sine, cosine, r), rotate(cosine, -sine, r));
    Some(match place >> 5 {
        0 => (s, c),
        1 => (c, turned(s)),
        2 => (turned(s), turned(c)),
        _ => (turned(c), s),
    })
}

/// `sine * cos(r) + cosine * sin(r)` for a magnitude of `r` of at most pi/128.
fn rotate(sine: Dd, cosine: Dd, r: Dd) -> Approximation {
    let x = r.hi;
    let square = x * x;
    let sine_less = x * square * (-1.0 / 6.0 + square * (1.0 / 120.0 + square * (-1.0 / 5040.0 + square / 362_880.0)));
    let cosine_less = square * (-0.5 + square * (1.0 / 24.0 + square * (-1.0 / 720.0 + square / 40_320.0))) - x * r.lo;
    let product = Dd::product(cosine.hi, x);
    let sum = Dd::sum(sine.hi, product.hi);
    let small = cosine.hi * (sine_less + r.lo) + sine.hi * cosine_less + sine.lo + cosine.lo * x;
    let value = Dd::sum(sum.hi, sum.lo + (product.lo + small));
    // The terms' own rounding: 2^-63 of the first, 2^-55 of the cube, and the reduction's.
    let error = sine.hi.abs() * 2.0 * ERROR + (x * square).abs() * 2.8e-17 + 5e-29;
    Approximation { value, error }
}
