//! The gamma function and its logarithm, by Lanczos' approximation.
//!
//! `gamma(x)` is `((x + g - 1/2) / e)^(x - 1/2)` times a rational function of `x`. CPython computes it so too, with the same `g`
//! and the same number of terms, and the order of operations here is the one that gives the same bits wherever the elementary
//! functions do; an approximation that rounds better would agree with it less.

use super::{cos, exp, ln, pow, sin};
use core::f64::consts::PI;

/// Lanczos' parameter; chosen so that it and the coefficients below are short.
const G: f64 = 6.024_680_040_776_73;
const G_LESS_HALF: f64 = 5.524_680_040_776_73;

/// The numerator's coefficients for this parameter, from the highest power down.
#[allow(clippy::excessive_precision, clippy::inconsistent_digit_grouping, reason = "as published")]
const NUMERATOR: &[f64; 13] = &[
    2.506628274631000270164908177133837338626431,
    210.8242777515793458725097339207133627116696,
    8071.672002365816210638002902272250613821851,
    186056.2653952234950402949897160456992822078,
    2876370.628935372441225409051620849613599114,
    31426415.58540019438061423162831820536287496,
    248874557.8620541565114603864132294232163212,
    1439720407.311721673663223072794912393971548,
    6039542586.352028005064291644307297921069938,
    17921034426.03720969991975575445893111267140,
    35711959237.35566804944018545154716670596048,
    42919803642.64909876895789904700198885092635,
    23531376880.41075968857200767445163675473484,
];

/// The denominator's: those of `x (x + 1) ... (x + 11)`, from the highest power down.
const DENOMINATOR: &[f64; 13] = &[
    1.0,
    66.0,
    1925.0,
    32670.0,
    357423.0,
    2637558.0,
    13339535.0,
    45995730.0,
    105258076.0,
    150917976.0,
    120543840.0,
    39916800.0,
    0.0,
];

/// The factorials that a double holds exactly.
const FACTORIALS: &[f64; 23] = &{
    let mut factorials = [1.0; 23];
    let mut n = 1;
    while n < 23 {
        factorials[n] = factorials[n - 1] * n as f64;
        n += 1;
    }
    factorials
};

/// The rational function, for a positive argument.
fn rational(x: f64) -> f64 {
    let horner = |sum: (f64, f64), (&top, &bottom): (&f64, &f64), x: f64| (sum.0 * x + top, sum.1 * x + bottom);
    let pairs = NUMERATOR.iter().zip(DENOMINATOR);
    // In powers of the inverse for a large argument, so that nothing overflows.
    let (top, bottom) = if x < 5.0 {
        pairs.fold((0.0, 0.0), |sum, pair| horner(sum, pair, x))
    } else {
        pairs.rev().fold((0.0, 0.0), |(top, bottom), (&n, &d)| (top / x + n, bottom / x + d))
    };
    top / bottom
}

/// `sin(pi x)` for a positive argument, without the error of multiplying by pi first.
fn sin_pi(x: f64) -> f64 {
    let turn = x % 2.0;
    match libm::round(2.0 * turn) as i32 {
        0 => sin(PI * turn),
        1 => cos(PI * (turn - 0.5)),
        2 => sin(PI * (1.0 - turn)),
        3 => -cos(PI * (turn - 1.5)),
        _ => sin(PI * (turn - 2.0)),
    }
}

/// `math.gamma`: a NaN where it is not defined.
pub(super) fn gamma(x: f64) -> f64 {
    let size = x.abs();
    if !x.is_finite() {
        return if x > 0.0 { x } else { f64::NAN };
    }
    if libm::floor(x) == x {
        if x <= 0.0 {
            return f64::NAN;
        }
        if let Some(&factorial) = FACTORIALS.get(x as usize - 1) {
            return factorial;
        }
    }
    if size < 1e-20 {
        return 1.0 / x;
    }
    if size > 200.0 {
        return if x < 0.0 { 0.0 / sin_pi(x) } else { f64::INFINITY };
    }
    let sum = size + G_LESS_HALF;
    // What the rounded sum is too large by, relative to it.
    let lost = if size > G_LESS_HALF { (sum - size) - G_LESS_HALF } else { (sum - G_LESS_HALF) - size };
    let correction = lost * G / sum;
    let (start, exponent) = if x < 0.0 {
        let start = -PI / sin_pi(size) / size * exp(sum) / rational(size);
        (start - correction * start, -1.0)
    } else {
        let start = rational(size) / exp(sum);
        (start + correction * start, 1.0)
    };
    // The power may overflow where the result does not: it is taken in two halves then.
    let (factor, times) = if size < 140.0 { (pow(sum, size - 0.5), 1) } else { (pow(sum, size / 2.0 - 0.25), 2) };
    (0..times).fold(start, |value, _| if exponent > 0.0 { value * factor } else { value / factor })
}

/// `math.lgamma`: infinite at the poles.
pub(super) fn lgamma(x: f64) -> f64 {
    if !x.is_finite() {
        return x.abs();
    }
    if libm::floor(x) == x && x <= 2.0 {
        return if x <= 0.0 { f64::INFINITY } else { 0.0 };
    }
    let size = x.abs();
    if size < 1e-20 {
        return -ln(size);
    }
    let rest = ln(rational(size)) - G;
    let value = rest + (size - 0.5) * (ln(size + G - 0.5) - 1.0);
    if x < 0.0 { ln(PI) - ln(sin_pi(size).abs()) - ln(size) - value } else { value }
}
