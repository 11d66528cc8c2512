//! Arithmetic on unevaluated sums of two doubles, of about 105 bits.
//!
//! The algorithms are the classic ones (Dekker, Knuth; Joldes, Muller and Popescu, "Tight and rigorous error bounds for basic
//! building blocks of double-word arithmetic"). They need nothing but IEEE 754 operations rounded to nearest, and give the same
//! bits on every machine. Operands stay far from overflow and underflow: the callers scale.

use crate::num::big::round_to_f64;
use crate::num::float_parts;
use core::ops::{Add, Div, Mul, Neg, Sub};

/// The sum `hi + lo`, where `lo` is at most half a unit in the last place of `hi`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dd {
    pub(super) hi: f64,
    pub(super) lo: f64,
}

impl Dd {
    pub(super) const ONE: Dd = Dd::of(1.0, 0.0);

    pub(super) const fn of(hi: f64, lo: f64) -> Dd {
        Dd { hi, lo }
    }

    pub(super) const fn from(value: f64) -> Dd {
        Dd { hi: value, lo: 0.0 }
    }

    /// `a + b`, exactly.
    pub(super) fn sum(a: f64, b: f64) -> Dd {
        let hi = a + b;
        let b_part = hi - a;
        Dd { hi, lo: (a - (hi - b_part)) + (b - b_part) }
    }

    /// `a + b`, exactly, where `a` is zero or no smaller than `b`.
    fn quick_sum(a: f64, b: f64) -> Dd {
        let hi = a + b;
        Dd { hi, lo: b - (hi - a) }
    }

    /// `a * b`, exactly.
    pub(super) fn product(a: f64, b: f64) -> Dd {
        let hi = a * b;
        Dd { hi, lo: product_error(a, b, hi) }
    }

    pub(super) fn scale(self, factor: f64) -> Dd {
        let product = Dd::product(self.hi, factor);
        Dd::quick_sum(product.hi, product.lo + self.lo * factor)
    }

    /// Multiplies by a power of two, which is exact.
    pub(super) fn shift(self, exponent: i32) -> Dd {
        Dd { hi: libm::scalbn(self.hi, exponent), lo: libm::scalbn(self.lo, exponent) }
    }

    pub(super) fn square(self) -> Dd {
        self * self
    }

    pub(super) fn sqrt(self) -> Dd {
        if self.hi <= 0.0 {
            return Dd::from(0.0);
        }
        let root = libm::sqrt(self.hi);
        let rest = self - Dd::product(root, root);
        Dd::quick_sum(root, rest.hi / (root + root))
    }

    /// The nearest double to `self * 2^exponent`, rounded once; infinite where it is too large.
    pub(super) fn round(self, exponent: i32) -> f64 {
        let sum = Dd::quick_sum(self.hi, self.lo);
        let (negative, mantissa, own) = float_parts(sum.hi);
        let top = i64::from(own) + i64::from(exponent) + 52;
        if mantissa == 0 || (-1022..1023).contains(&top) {
            // `hi` is the nearest of full precision; the result is normal or this scales zero.
            return libm::scalbn(sum.hi, exponent);
        }
        // Ten bits more than the mantissa, and whether there is anything below them.
        let below = libm::scalbn(sum.lo, 10 - own) * if negative { -1.0 } else { 1.0 };
        let floor = libm::floor(below);
        // At most half a unit of the mantissa, so 512 in magnitude.
        let wide = (mantissa << 10).wrapping_add_signed(floor as i64);
        let magnitude = round_to_f64(wide, floor != below, i64::from(own) + i64::from(exponent) - 10);
        let magnitude = magnitude.unwrap_or(f64::INFINITY);
        if negative { -magnitude } else { magnitude }
    }
}

/// What `hi`, the rounded product of `a` and `b`, lacks.
#[cfg(target_arch = "aarch64")]
fn product_error(a: f64, b: f64, hi: f64) -> f64 {
    // One instruction here; both ways are exact.
    libm::fma(a, b, -hi)
}

/// What `hi`, the rounded product of `a` and `b`, lacks.
#[cfg(not(target_arch = "aarch64"))]
fn product_error(a: f64, b: f64, hi: f64) -> f64 {
    let ((a_hi, a_lo), (b_hi, b_lo)) = (halves(a), halves(b));
    a_lo * b_lo - (((hi - a_hi * b_hi) - a_lo * b_hi) - a_hi * b_lo)
}

/// A number as the sum of two with at most 26 bits.
#[cfg(not(target_arch = "aarch64"))]
fn halves(value: f64) -> (f64, f64) {
    let spread = value * 134_217_729.0;
    let hi = spread - (spread - value);
    (hi, value - hi)
}

impl Neg for Dd {
    type Output = Dd;

    fn neg(self) -> Dd {
        Dd { hi: -self.hi, lo: -self.lo }
    }
}

impl Add for Dd {
    type Output = Dd;

    fn add(self, other: Dd) -> Dd {
        let high = Dd::sum(self.hi, other.hi);
        let low = Dd::sum(self.lo, other.lo);
        let middle = Dd::quick_sum(high.hi, high.lo + low.hi);
        Dd::quick_sum(middle.hi, middle.lo + low.lo)
    }
}

impl Sub for Dd {
    type Output = Dd;

    fn sub(self, other: Dd) -> Dd {
        self + -other
    }
}

impl Mul for Dd {
    type Output = Dd;

    fn mul(self, other: Dd) -> Dd {
        let product = Dd::product(self.hi, other.hi);
        Dd::quick_sum(product.hi, product.lo + (self.hi * other.lo + self.lo * other.hi))
    }
}

impl Div for Dd {
    type Output = Dd;

    fn div(self, other: Dd) -> Dd {
        let first = self.hi / other.hi;
        let rest = self - other.scale(first);
        let second = rest.hi / other.hi;
        let rest = rest - other.scale(second);
        let quotient = Dd::quick_sum(first, second);
        quotient + Dd::from(rest.hi / other.hi)
    }
}

/// A polynomial whose coefficients, from the constant on, are every `STRIDE`th of a table: the first `exact` of them in full, the
/// others, which matter less, as doubles. Each term is smaller than the coefficient before it.
pub(super) fn polynomial<const STRIDE: usize>(coefficients: &[Dd], exact: usize, x: Dd) -> Dd {
    let (near, far) = coefficients.split_at(coefficients.len().min(exact * STRIDE));
    let low = far.chunks(STRIDE).rev().fold(0.0, |low, chunk| low * x.hi + chunk[0].hi);
    near.chunks(STRIDE).rev().fold(Dd::from(low), |value, chunk| {
        let (term, coefficient) = (value * x, chunk[0]);
        let sum = Dd::quick_sum(coefficient.hi, term.hi);
        Dd::quick_sum(sum.hi, sum.lo + (coefficient.lo + term.lo))
    })
}
