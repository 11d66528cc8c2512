//! `x ** y` on floats: one routine for every tier.
//!
//! The result is the nearest double. Small whole exponents and those with a half, which programs use most, take short ways that
//! round the same value; the shortest are in [`common_power`](super::common_power).

use super::common_power::{EXPONENTS, common, half_power, known};
use super::dd::Dd;
use super::exponential::{MOST_EXPONENT, exp, log_parts};
use super::quick::{self, Approximation};
use super::tables::LN_2;
use crate::num::float_parts;

/// Why `x ** y` has no float as its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PowError {
    /// Zero to a negative power: ZeroDivisionError, [`ZERO_TO_NEGATIVE`].
    ZeroToNegative,
    /// A negative number to a power that is not whole: the result is complex.
    Complex,
    /// Too large: OverflowError, [`OVERFLOW`].
    Overflow,
}

/// The text of [`PowError::ZeroToNegative`].
pub const ZERO_TO_NEGATIVE: &str = "0.0 cannot be raised to a negative power";

/// The text of [`PowError::Overflow`]: the exception has the number 34 and this as its arguments.
pub const OVERFLOW: &str = "Numerical result out of range";

/// `x ** y` as Python's operator has it.
#[inline]
pub fn power(x: f64, y: f64) -> Result<f64, PowError> {
    match common(x, y) {
        Some(result) => Ok(result),
        None => uncommon_power(x, y),
    }
}

/// `x` to the power of the exponent of this number in [`EXPONENTS`](super::common_power::EXPONENTS), as [`power`] has it.
#[inline(always)]
pub(crate) fn power_of_known<const EXPONENT: usize>(x: f64) -> Result<f64, PowError> {
    match known::<EXPONENT>(x) {
        Some(result) => Ok(result),
        None => uncommon_power(x, const { EXPONENTS[EXPONENT] }),
    }
}

#[inline(never)]
fn uncommon_power(x: f64, y: f64) -> Result<f64, PowError> {
    if x == 0.0 && y < 0.0 && y.is_finite() {
        return Err(PowError::ZeroToNegative);
    }
    if x < 0.0 && x.is_finite() && y.is_finite() && !is_whole(y) {
        return Err(PowError::Complex);
    }
    let result = pow(x, y);
    if result.is_infinite() && x.is_finite() && y.is_finite() { Err(PowError::Overflow) } else { Ok(result) }
}

/// `pow(x, y)` as C and IEEE 754 have it, with infinities and NaNs as results.
pub fn pow(x: f64, y: f64) -> f64 {
    if y == 0.0 || x == 1.0 {
        return 1.0;
    }
    if x.is_nan() || y.is_nan() {
        return f64::NAN;
    }
    let negative = x.is_sign_negative() && is_odd(y);
    let magnitude = x.abs();
    if y.is_infinite() {
        return match (magnitude == 1.0, (magnitude > 1.0) == (y > 0.0)) {
            (true, _) => 1.0,
            (false, true) => f64::INFINITY,
            (false, false) => 0.0,
        };
    }
    let result = if magnitude == 0.0 || magnitude.is_infinite() {
        if (magnitude == 0.0) == (y > 0.0) { 0.0 } else { f64::INFINITY }
    } else if x < 0.0 && !is_whole(y) {
        f64::NAN
    } else {
        finite(magnitude, y)
    };
    if negative { -result } else { result }
}

fn is_whole(y: f64) -> bool {
    libm::trunc(y) == y
}

/// Whether a finite number is odd.
fn is_odd(y: f64) -> bool {
    is_whole(y) && y.abs() < 9_007_199_254_740_992.0 && y as i64 & 1 == 1
}

/// `x ** y` for a positive finite base and a finite exponent that is not zero.
fn finite(x: f64, y: f64) -> f64 {
    if x == 1.0 {
        return x;
    }
    match y {
        1.0 => return x,
        2.0 => return x * x,
        -1.0 => return 1.0 / x,
        0.5 => return libm::sqrt(x),
        _ => {}
    }
    if let Some(result) = common(x, y) {
        return result;
    }
    let size = y.abs();
    if (size == 0.5 || size == 1.5) && (1e-90..1e90).contains(&x) {
        let power = half_power(x, size == 1.5, y < 0.0);
        return power.hi + power.lo;
    }
    let (mantissa, exponent) = normalise(x);
    if size <= 64.0 && is_whole(size) {
        let power = whole_power(mantissa, size as u32);
        return finish(power, exponent * size as i32, y < 0.0);
    }
    if size == 0.5 || size == 1.5 {
        // An even exponent has a half.
        let odd = exponent & 1;
        let mantissa = if odd == 1 { mantissa + mantissa } else { mantissa };
        let half = (exponent - odd) / 2;
        let root = Dd::from(mantissa).sqrt();
        return if size == 0.5 { finish(root, half, y < 0.0) } else { finish(root.scale(mantissa), 3 * half, y < 0.0) };
    }
    general(x, y)
}

/// `x ** y` for a positive finite base and a finite exponent, by way of the logarithm.
pub(super) fn general(x: f64, y: f64) -> f64 {
    if let Some(result) = quick_power(x, y) {
        return result;
    }
    let (mantissa, exponent) = normalise(x);
    let (near, binary) = log_parts(Dd::from(mantissa));
    let logarithm = LN_2.scale(binary + f64::from(exponent)) + near;
    let estimate = logarithm.hi * y;
    if estimate.abs() > MOST_EXPONENT {
        return if estimate > 0.0 { f64::INFINITY } else { 0.0 };
    }
    let (power, exponent) = exp(logarithm.scale(y));
    snap(power).round(exponent)
}

/// The first attempt at a power of a positive number, where base and result are normal.
fn quick_power(x: f64, y: f64) -> Option<f64> {
    if !x.is_normal() {
        return None;
    }
    let logarithm = quick::ln(x);
    let estimate = logarithm.value.hi * y;
    // What is tiny does not matter, and could underflow.
    if !(1e-30..690.0).contains(&estimate.abs()) {
        return None;
    }
    let (power, exponent) = quick::exp(logarithm.value.scale(y));
    let error = power.error + 2.0 * power.value.hi * estimate.abs() * quick::ERROR;
    quick::nearest(Approximation { error, ..power }).map(|mantissa| libm::scalbn(mantissa, exponent))
}

/// A positive number as a mantissa from one to below two and an exponent of two.
fn normalise(x: f64) -> (f64, i32) {
    let (_, mantissa, exponent) = float_parts(x);
    // A subnormal number's mantissa has fewer bits; no mantissa here is zero.
    let zeros = mantissa.leading_zeros() as i32 - 11;
    let fraction = mantissa << zeros & ((1 << 52) - 1);
    (f64::from_bits(fraction | 1023 << 52), exponent + 52 - zeros)
}

/// A power by squaring.
fn whole_power(base: f64, exponent: u32) -> Dd {
    let mut power = Dd::from(base);
    for bit in (0..exponent.ilog2()).rev() {
        power = power.square();
        if exponent >> bit & 1 == 1 {
            power = power.scale(base);
        }
    }
    power
}

fn finish(power: Dd, exponent: i32, inverted: bool) -> f64 {
    if inverted { (Dd::ONE / power).round(-exponent) } else { power.round(exponent) }
}

/// Makes a tie of what is one but for the error of the computation: powers of short numbers, such as `x ** 2.5` of a square, can
/// lie exactly between two doubles.
fn snap(value: Dd) -> Dd {
    let (_, _, exponent) = float_parts(value.hi);
    let half = libm::scalbn(0.5, exponent);
    if value.lo.abs() > half * (1.0 - 2e-11) { Dd { hi: value.hi, lo: half.copysign(value.lo) } } else { value }
}
