//! Hyperbolic functions and their inverses, in doubled precision.

use super::dd::Dd;
use super::exponential::exp;
use super::trigonometric::{even_series, odd_series};

/// Below this magnitude the series converge fast; above it the exponentials do not cancel.
pub(super) const SERIES: f64 = 0.78;

/// Hyperbolic sine and cosine by their series, for a magnitude below [`SERIES`].
pub(super) fn series(x: Dd) -> (Dd, Dd) {
    let z = x.square();
    (x * odd_series(z), even_series(z))
}

/// Hyperbolic sine and cosine for a magnitude from [`SERIES`] to 750, both to be multiplied by two to the exponent.
pub(super) fn by_exponentials(x: f64) -> (Dd, Dd, i32) {
    let (mantissa, exponent) = exp(Dd::from(x.abs()));
    // Beyond 2^-400 the inverse no longer matters.
    let inverse = (Dd::ONE / mantissa).shift((-2 * exponent).max(-400));
    let sine = mantissa - inverse;
    (if x < 0.0 { -sine } else { sine }, mantissa + inverse, exponent - 1)
}

/// The number whose hyperbolic sine and cosine are these, or in this proportion, by one step from an estimate of it whose
/// magnitude is below [`SERIES`].
pub(super) fn inverse(sine: Dd, cosine: Dd, estimate: f64) -> Dd {
    let (s, c) = series(Dd::from(estimate));
    let error = (sine * c - cosine * s).hi / (cosine * c - sine * s).hi;
    Dd::sum(estimate, error)
}
