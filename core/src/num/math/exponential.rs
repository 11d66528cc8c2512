//! Exponential functions and logarithms, in doubled precision.

use super::dd::{Dd, polynomial};
use super::tables::{EXP_2, INVERSE_FACTORIALS, INVERSE_ODDS, LN_2, STEP_HIGH, STEP_LOW};
use crate::num::float_parts;

/// Past this magnitude every exponential is zero or infinite.
pub(super) const MOST_EXPONENT: f64 = 800.0;

/// `exp(x)` as a mantissa between a half and two, and an exponent of two; the magnitude of `x` is at most [`MOST_EXPONENT`].
pub(super) fn exp(x: Dd) -> (Dd, i32) {
    // x = steps * ln(2)/64 + rest, and 2^(steps/64) is in a table.
    let steps = libm::rint(x.hi * (64.0 * core::f64::consts::LOG2_E));
    // Exact: the product has 53 bits, and the difference cancels its upper ones.
    let rest = Dd::sum(x.hi - steps * STEP_HIGH, x.lo) - STEP_LOW.scale(steps);
    // Fewer than 2^17.
    let steps = steps as i32;
    let power = EXP_2[(steps & 63) as usize];
    // |rest| < 0.0055; the 13th term is below 2^-120.
    let series = polynomial::<1>(&INVERSE_FACTORIALS[1..13], 5, rest) * rest;
    (power + power * series, steps >> 6)
}

/// `log(x)` for a positive normal number, as a logarithm of a number near one and a number of ln(2).
pub(super) fn log_parts(x: Dd) -> (Dd, f64) {
    let (_, mantissa, exponent) = float_parts(x.hi);
    // The upper half of the binades' range goes to the next one, so that the number lies around one.
    let up = mantissa >= 0x16_A09E_667F_3BCD;
    let exponent = exponent + 52 + i32::from(up);
    (log_near_one(x.shift(-exponent)), f64::from(exponent))
}

/// `log(x)` for a positive normal number.
pub(super) fn log(x: Dd) -> Dd {
    let (near, exponent) = log_parts(x);
    LN_2.scale(exponent) + near
}

/// `log(x)` for `x` between the half and the double.
fn log_near_one(x: Dd) -> Dd {
    let less_one = x - Dd::ONE;
    if less_one.hi.abs() < 0.03125 {
        return log_one_plus(less_one);
    }
    // One step of Newton's method doubles the precision of the first estimate.
    let estimate = libm::log(x.hi);
    let (mantissa, exponent) = exp(Dd::from(-estimate));
    let error = x * mantissa.shift(exponent) - Dd::ONE;
    Dd::from(estimate) + (error - Dd::from(error.hi * error.hi * 0.5))
}

/// `log(1 + x)` for a magnitude below 1/32: `2 atanh(x / (2 + x))` by its series.
pub(super) fn log_one_plus(x: Dd) -> Dd {
    let s = x / (Dd::from(2.0) + x);
    let series = polynomial::<1>(INVERSE_ODDS, 5, s.square());
    let half = s * series;
    half + half
}
