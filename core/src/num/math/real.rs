//! The real functions as IEEE 754 has them: the nearest double, infinities and NaNs where Python raises.

use super::dd::Dd;
use super::exponential::{MOST_EXPONENT, exp as exp_dd, log, log_one_plus, log_parts};
use super::hyperbolic::{self, SERIES};
use super::quick::{self, Approximation, ERROR};
use super::tables::{HALF_PI, LN_2, LOG2_E, LOG10_2, LOG10_E};
use super::trigonometric::{angle, sin_cos};

/// Below this magnitude, `f(x)` with the slope one at zero is `x` after rounding.
const TINY: f64 = 1e-18;

/// `e ** x`.
pub fn exp(x: f64) -> f64 {
    // In this range the result is a normal number.
    if x.abs() < 690.0 {
        let (power, exponent) = quick::exp(Dd::from(x));
        if let Some(mantissa) = quick::nearest(power) {
            return libm::scalbn(mantissa, exponent);
        }
    }
    exponential(x, Dd::from)
}

/// `2 ** x`.
pub fn exp2(x: f64) -> f64 {
    if x == 0.0 || x.is_nan() || x.abs() > 1200.0 {
        return exponential(x, Dd::from);
    }
    let whole = libm::rint(x);
    // The difference is exact.
    let (mantissa, exponent) = exp_dd(LN_2.scale(x - whole));
    mantissa.round(exponent + whole as i32)
}

fn exponential(x: f64, argument: impl Fn(f64) -> Dd) -> f64 {
    if x.is_nan() {
        return x;
    }
    if x.abs() > MOST_EXPONENT {
        return if x > 0.0 { f64::INFINITY } else { 0.0 };
    }
    let (mantissa, exponent) = exp_dd(argument(x));
    mantissa.round(exponent)
}

/// `e ** x - 1`.
pub fn expm1(x: f64) -> f64 {
    if x.abs() < TINY || x.is_nan() {
        return x;
    }
    if x > MOST_EXPONENT {
        return f64::INFINITY;
    }
    if x < -50.0 {
        return -1.0;
    }
    if x.abs() < 1.5 {
        // 2 sinh(x/2) e^(x/2), where nothing cancels.
        let (sine, cosine) = hyperbolic::series(Dd::from(0.5 * x));
        return (sine * (sine + cosine)).round(1);
    }
    let (mantissa, exponent) = exp_dd(Dd::from(x));
    if exponent > 200 {
        return mantissa.round(exponent);
    }
    (mantissa.shift(exponent) - Dd::ONE).round(0)
}

/// Applies a logarithm to a positive finite number; infinities and NaNs to the others.
fn logarithm(x: f64, of: impl Fn(Dd, f64) -> Dd) -> f64 {
    if x.is_nan() || x < 0.0 {
        return f64::NAN;
    }
    if x == 0.0 {
        return f64::NEG_INFINITY;
    }
    if x.is_infinite() {
        return x;
    }
    // Subnormal numbers are brought into the normal range.
    let (x, scaled) = if x < f64::MIN_POSITIVE { (libm::scalbn(x, 54), 54.0) } else { (x, 0.0) };
    let (near, exponent) = log_parts(Dd::from(x));
    of(near, exponent - scaled).round(0)
}

/// The first attempt at a logarithm of a positive normal number, whose natural logarithm is to be multiplied by a factor.
fn quick_logarithm(x: f64, factor: Dd) -> Option<f64> {
    if !x.is_normal() || x < 0.0 {
        return None;
    }
    let natural = quick::ln(x);
    let value = natural.value * factor;
    quick::nearest(Approximation { value, error: value.hi.abs() * ERROR })
}

/// The natural logarithm.
pub fn ln(x: f64) -> f64 {
    if let Some(result) = quick_logarithm(x, Dd::ONE) {
        return result;
    }
    logarithm(x, |near, exponent| LN_2.scale(exponent) + near)
}

/// The binary logarithm.
pub fn log2(x: f64) -> f64 {
    if let Some(result) = quick_logarithm(x, LOG2_E) {
        return result;
    }
    logarithm(x, |near, exponent| Dd::from(exponent) + near * LOG2_E)
}

/// The decimal logarithm.
pub fn log10(x: f64) -> f64 {
    if let Some(result) = quick_logarithm(x, LOG10_E) {
        return result;
    }
    logarithm(x, |near, exponent| LOG10_2.scale(exponent) + near * LOG10_E)
}

/// `log(1 + x)`.
pub fn log1p(x: f64) -> f64 {
    if x.abs() < TINY {
        return x;
    }
    if x.abs() < 0.03 {
        return log_one_plus(Dd::from(x)).round(0);
    }
    if x.is_finite() && x > -1.0 {
        return log(Dd::sum(1.0, x)).round(0);
    }
    ln(1.0 + x)
}

/// The sine.
pub fn sin(x: f64) -> f64 {
    if x.abs() < TINY || !x.is_finite() {
        return if x.is_finite() { x } else { f64::NAN };
    }
    let quick = quick::sin_cos(x).and_then(|(sine, _)| quick::nearest(sine));
    quick.unwrap_or_else(|| sin_cos(x).0.round(0))
}

/// The cosine.
pub fn cos(x: f64) -> f64 {
    if x.abs() < TINY || !x.is_finite() {
        return if x.is_finite() { 1.0 } else { f64::NAN };
    }
    let quick = quick::sin_cos(x).and_then(|(_, cosine)| quick::nearest(cosine));
    quick.unwrap_or_else(|| sin_cos(x).1.round(0))
}

/// The tangent.
pub fn tan(x: f64) -> f64 {
    if x.abs() < TINY || !x.is_finite() {
        return if x.is_finite() { x } else { f64::NAN };
    }
    let quick = quick::sin_cos(x).and_then(|(sine, cosine)| {
        let value = sine.value / cosine.value;
        let relative = sine.error / sine.value.hi.abs() + cosine.error / cosine.value.hi.abs();
        quick::nearest(Approximation { value, error: value.hi.abs() * (relative + 1e-30) })
    });
    quick.unwrap_or_else(|| {
        let (sine, cosine) = sin_cos(x);
        (sine / cosine).round(0)
    })
}

/// The other leg of a right triangle with a hypotenuse of one.
fn leg(x: f64) -> Dd {
    (Dd::sum(1.0, -x) * Dd::sum(1.0, x)).sqrt()
}

/// The arc sine.
pub fn asin(x: f64) -> f64 {
    if x.abs() < TINY {
        return x;
    }
    if x.is_nan() || x.abs() > 1.0 {
        return f64::NAN;
    }
    angle(Dd::from(x), leg(x), libm::asin(x)).round(0)
}

/// The arc cosine.
pub fn acos(x: f64) -> f64 {
    if x.is_nan() || x.abs() > 1.0 {
        return f64::NAN;
    }
    if x == 1.0 {
        return 0.0;
    }
    if x.abs() < TINY {
        return (HALF_PI - Dd::from(x)).round(0);
    }
    angle(leg(x), Dd::from(x), libm::acos(x)).round(0)
}

/// The arc tangent.
pub fn atan(x: f64) -> f64 {
    if x.abs() < TINY || x.is_nan() {
        return x;
    }
    if x.abs() > 1e40 {
        return HALF_PI.hi.copysign(x);
    }
    angle(Dd::from(x), Dd::ONE, libm::atan(x)).round(0)
}

/// The angle of the point (`x`, `y`).
pub fn atan2(y: f64, x: f64) -> f64 {
    let special = !y.is_finite() || !x.is_finite() || y == 0.0 || x == 0.0;
    if special {
        // Zeros, infinities and NaNs: multiples of pi/4, which come out rounded.
        return libm::atan2(y, x);
    }
    let (y_size, x_size) = (libm::ilogb(y), libm::ilogb(x));
    if y_size - x_size > 110 {
        return HALF_PI.hi.copysign(y);
    }
    if x_size - y_size > 110 {
        // The quotient is its own arc tangent.
        return if x > 0.0 { y / x } else { (HALF_PI.hi * 2.0).copysign(y) };
    }
    let scale = -y_size.max(x_size);
    let (y, x) = (libm::scalbn(y, scale), libm::scalbn(x, scale));
    angle(Dd::from(y), Dd::from(x), libm::atan2(y, x)).round(0)
}

/// The hyperbolic sine.
pub fn sinh(x: f64) -> f64 {
    if x.abs() < TINY || !x.is_finite() {
        return x;
    }
    if x.abs() < SERIES {
        return hyperbolic::series(Dd::from(x)).0.round(0);
    }
    if x.abs() > MOST_EXPONENT {
        return f64::INFINITY.copysign(x);
    }
    let (sine, _, exponent) = hyperbolic::by_exponentials(x);
    sine.round(exponent)
}

/// The hyperbolic cosine.
pub fn cosh(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    if x.abs() < SERIES {
        // Its square vanishes long before it underflows.
        return if x.abs() < TINY { 1.0 } else { hyperbolic::series(Dd::from(x)).1.round(0) };
    }
    if x.abs() > MOST_EXPONENT {
        return f64::INFINITY;
    }
    let (_, cosine, exponent) = hyperbolic::by_exponentials(x);
    cosine.round(exponent)
}

/// The hyperbolic tangent.
pub fn tanh(x: f64) -> f64 {
    if x.abs() < TINY || x.is_nan() {
        return x;
    }
    if x.abs() > 25.0 {
        return 1.0f64.copysign(x);
    }
    let (sine, cosine) = if x.abs() < SERIES {
        hyperbolic::series(Dd::from(x))
    } else {
        let (sine, cosine, _) = hyperbolic::by_exponentials(x);
        (sine, cosine)
    };
    (sine / cosine).round(0)
}

/// The inverse hyperbolic sine.
pub fn asinh(x: f64) -> f64 {
    let size = x.abs();
    if size < TINY || !x.is_finite() {
        return x;
    }
    let square = Dd::product(size.min(1e100), size.min(1e100));
    let result = if size > 1e30 {
        log(Dd::from(0.5 * size)) + LN_2.scale(2.0)
    } else {
        let cosine = (Dd::ONE + square).sqrt();
        if size < 0.8 {
            hyperbolic::inverse(Dd::from(size), cosine, libm::asinh(size))
        } else {
            log(Dd::from(size) + cosine)
        }
    };
    result.round(0).copysign(x)
}

/// The inverse hyperbolic cosine.
pub fn acosh(x: f64) -> f64 {
    if x.is_nan() || x < 1.0 {
        return f64::NAN;
    }
    if x.is_infinite() {
        return x;
    }
    if x > 1e30 {
        return (log(Dd::from(0.5 * x)) + LN_2.scale(2.0)).round(0);
    }
    let sine = (Dd::sum(x, -1.0) * Dd::sum(x, 1.0)).sqrt();
    if x < 1.3 {
        return hyperbolic::inverse(sine, Dd::from(x), libm::acosh(x)).round(0);
    }
    log(Dd::from(x) + sine).round(0)
}

/// The inverse hyperbolic tangent.
pub fn atanh(x: f64) -> f64 {
    if x.abs() < TINY {
        return x;
    }
    if x.is_nan() || x.abs() > 1.0 {
        return f64::NAN;
    }
    if x.abs() == 1.0 {
        return f64::INFINITY.copysign(x);
    }
    if x.abs() < 0.6 {
        return hyperbolic::inverse(Dd::from(x), Dd::ONE, libm::atanh(x)).round(0);
    }
    log(Dd::sum(1.0, x) / Dd::sum(1.0, -x)).round(-1)
}

/// The length of a vector with these components.
pub fn hypot(components: impl Iterator<Item = f64> + Clone) -> f64 {
    let (mut largest, mut nan) = (0.0f64, false);
    for component in components.clone() {
        nan |= component.is_nan();
        largest = largest.max(component.abs());
    }
    if largest.is_infinite() {
        return largest;
    }
    if nan {
        return f64::NAN;
    }
    if largest == 0.0 {
        return 0.0;
    }
    let exponent = libm::ilogb(largest);
    let scaled = components.map(|component| libm::scalbn(component, -exponent));
    let squares = scaled.map(|component| Dd::product(component, component));
    squares.fold(Dd::from(0.0), |sum, square| sum + square).sqrt().round(exponent)
}
