//! What is behind Python's `math` module and `**` on floats.
//!
//! The elementary functions give the nearest double: they are computed to about 100 bits, so that the chance to be on the wrong
//! side of a tie is below one in 2^35, and use nothing but IEEE 754 operations, so that every machine gives the same bits
//! (`docs/decisions/0002-math-functions.md`). `erf` and `erfc` are the `libm` crate's, within a unit in the last place, and `gamma`
//! and `lgamma` follow CPython's own approximation; these four are the same everywhere too.

mod common_power;
mod dd;
mod exponential;
mod fused_root;
mod gamma;
mod hyperbolic;
mod pow;
mod quick;
mod real;
mod sum;
#[allow(clippy::approx_constant, reason = "the well-known constants are here to more digits")]
mod tables;
mod trigonometric;

pub(crate) use common_power::EXPONENTS;
pub use fused_root::fused_inverse_root;
pub(crate) use pow::power_of_known;
pub use pow::{OVERFLOW, PowError, ZERO_TO_NEGATIVE, pow, power};
pub use real::{
    acos, acosh, asin, asinh, atan, atan2, atanh, cos, cosh, exp, exp2, expm1, hypot, ln, log1p, log2, log10, sin,
    sinh, tan, tanh,
};
pub use sum::{Sum, SumError};

use super::float_parts;

/// What a function of the `math` module raises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// ValueError: "math domain error".
    Domain,
    /// OverflowError: "math range error".
    Range,
}

impl Error {
    /// The exception's text.
    pub fn message(self) -> &'static str {
        match self {
            Error::Domain => "math domain error",
            Error::Range => "math range error",
        }
    }
}

/// The functions of one float that the `math` module has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
#[allow(missing_docs, reason = "each is the function of its name")]
pub enum Unary {
    Acos,
    Acosh,
    Asin,
    Asinh,
    Atan,
    Atanh,
    Cbrt,
    Cos,
    Cosh,
    Degrees,
    Erf,
    Erfc,
    Exp,
    Exp2,
    Expm1,
    Fabs,
    Gamma,
    Lgamma,
    Log,
    Log10,
    Log1p,
    Log2,
    Radians,
    Sin,
    Sinh,
    Sqrt,
    Tan,
    Tanh,
    Ulp,
}

impl Unary {
    /// All of them, with their names in the module.
    pub const ALL: [(&'static str, Unary); 29] = [
        ("acos", Unary::Acos),
        ("acosh", Unary::Acosh),
        ("asin", Unary::Asin),
        ("asinh", Unary::Asinh),
        ("atan", Unary::Atan),
        ("atanh", Unary::Atanh),
        ("cbrt", Unary::Cbrt),
        ("cos", Unary::Cos),
        ("cosh", Unary::Cosh),
        ("degrees", Unary::Degrees),
        ("erf", Unary::Erf),
        ("erfc", Unary::Erfc),
        ("exp", Unary::Exp),
        ("exp2", Unary::Exp2),
        ("expm1", Unary::Expm1),
        ("fabs", Unary::Fabs),
        ("gamma", Unary::Gamma),
        ("lgamma", Unary::Lgamma),
        ("log", Unary::Log),
        ("log10", Unary::Log10),
        ("log1p", Unary::Log1p),
        ("log2", Unary::Log2),
        ("radians", Unary::Radians),
        ("sin", Unary::Sin),
        ("sinh", Unary::Sinh),
        ("sqrt", Unary::Sqrt),
        ("tan", Unary::Tan),
        ("tanh", Unary::Tanh),
        ("ulp", Unary::Ulp),
    ];

    /// Calls it as Python does: a result that is no number is a domain error, an infinite one a range error where the function
    /// grows without bound, and a domain error at a pole.
    pub fn call(self, x: f64) -> Result<f64, Error> {
        let result = self.evaluate(x);
        if result.is_nan() && !x.is_nan() {
            return Err(Error::Domain);
        }
        if result.is_infinite() && x.is_finite() {
            let pole = match self {
                Unary::Atanh | Unary::Log | Unary::Log10 | Unary::Log1p | Unary::Log2 => true,
                Unary::Gamma => x == 0.0,
                Unary::Lgamma => x <= 0.0,
                // CPython does not look at what these two return.
                Unary::Degrees | Unary::Ulp => return Ok(result),
                _ => false,
            };
            return Err(if pole { Error::Domain } else { Error::Range });
        }
        Ok(result)
    }

    fn evaluate(self, x: f64) -> f64 {
        match self {
            Unary::Acos => acos(x),
            Unary::Acosh => acosh(x),
            Unary::Asin => asin(x),
            Unary::Asinh => asinh(x),
            Unary::Atan => atan(x),
            Unary::Atanh => atanh(x),
            Unary::Cbrt => libm::cbrt(x),
            Unary::Cos => cos(x),
            Unary::Cosh => cosh(x),
            Unary::Degrees => x * (180.0 / core::f64::consts::PI),
            Unary::Erf => libm::erf(x),
            Unary::Erfc => libm::erfc(x),
            Unary::Exp => exp(x),
            Unary::Exp2 => exp2(x),
            Unary::Expm1 => expm1(x),
            Unary::Fabs => x.abs(),
            Unary::Gamma => gamma::gamma(x),
            Unary::Lgamma => gamma::lgamma(x),
            Unary::Log => ln(x),
            Unary::Log10 => log10(x),
            Unary::Log1p => log1p(x),
            Unary::Log2 => log2(x),
            Unary::Radians => x * (core::f64::consts::PI / 180.0),
            Unary::Sin => sin(x),
            Unary::Sinh => sinh(x),
            Unary::Sqrt => sqrt(x),
            Unary::Tan => tan(x),
            Unary::Tanh => tanh(x),
            Unary::Ulp => ulp(x),
        }
    }
}

/// The square root, rounded to nearest: one instruction where the machine has it.
pub fn sqrt(x: f64) -> f64 {
    libm::sqrt(x)
}

/// The largest whole number that is not above `x`.
pub fn floor(x: f64) -> f64 {
    libm::floor(x)
}

/// The smallest whole number that is not below `x`.
pub fn ceil(x: f64) -> f64 {
    libm::ceil(x)
}

/// The whole part.
pub fn trunc(x: f64) -> f64 {
    libm::trunc(x)
}

/// `math.pow`, which raises where `**` has other errors.
pub fn math_pow(x: f64, y: f64) -> Result<f64, Error> {
    let result = pow(x, y);
    if result.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(Error::Domain);
    }
    if result.is_infinite() && x.is_finite() && y.is_finite() {
        return Err(if x == 0.0 { Error::Domain } else { Error::Range });
    }
    Ok(result)
}

/// `math.fmod`: the remainder with the dividend's sign.
pub fn fmod(x: f64, y: f64) -> Result<f64, Error> {
    remainder_of(x, y, x % y)
}

/// `math.remainder`: what is left of `x` after the nearest multiple of `y`.
pub fn remainder(x: f64, y: f64) -> Result<f64, Error> {
    remainder_of(x, y, libm::remainder(x, y))
}

fn remainder_of(x: f64, y: f64, result: f64) -> Result<f64, Error> {
    if result.is_nan() && !x.is_nan() && !y.is_nan() { Err(Error::Domain) } else { Ok(result) }
}

/// `math.ldexp`: `x * 2 ** exponent`, rounded once.
pub fn ldexp(x: f64, exponent: i64) -> Result<f64, Error> {
    if x == 0.0 || !x.is_finite() {
        return Ok(x);
    }
    let (negative, mantissa, own) = float_parts(x);
    let magnitude = super::big::round_to_f64(mantissa, false, exponent.saturating_add(i64::from(own)));
    let magnitude = magnitude.ok_or(Error::Range)?;
    Ok(if negative { -magnitude } else { magnitude })
}

/// `math.frexp`: a fraction from a half to below one, and an exponent of two.
pub fn frexp(x: f64) -> (f64, i32) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    let exponent = libm::ilogb(x) + 1;
    (libm::scalbn(x, -exponent), exponent)
}

/// `math.modf`: the fraction and the whole part, both with the sign of `x`.
pub fn modf(x: f64) -> (f64, f64) {
    if x.is_infinite() {
        return (0.0f64.copysign(x), x);
    }
    let whole = libm::trunc(x);
    ((x - whole).copysign(x), whole)
}

/// `math.ulp`: the value of the last place.
pub fn ulp(x: f64) -> f64 {
    let size = x.abs();
    if !size.is_finite() {
        return size;
    }
    let above = size.next_up();
    if above.is_infinite() { size - size.next_down() } else { above - size }
}

/// `math.nextafter` by so many steps from `x` towards `y`, which is not passed.
pub fn nextafter(x: f64, y: f64, steps: u64) -> f64 {
    if steps == 0 {
        return x;
    }
    if x.is_nan() || y.is_nan() {
        return x + y;
    }
    if x == y {
        return y;
    }
    // In the order of doubles; neighbours differ by one, and both zeros are zero.
    let rank = |value: f64| {
        let magnitude = (value.to_bits() & (u64::MAX >> 1)) as i64;
        if value.is_sign_negative() { -magnitude } else { magnitude }
    };
    let (from, to) = (rank(x), rank(y));
    if from.abs_diff(to) <= steps {
        return y;
    }
    // The distance is larger, so this stays between the two.
    let reached = if to > from { from.saturating_add_unsigned(steps) } else { from.saturating_sub_unsigned(steps) };
    let magnitude = f64::from_bits(reached.unsigned_abs());
    if reached < 0 || (reached == 0 && x < 0.0) { -magnitude } else { magnitude }
}

/// `math.isclose`; nothing where a tolerance is negative ("tolerances must be non-negative").
pub fn isclose(a: f64, b: f64, relative: f64, absolute: f64) -> Option<bool> {
    if relative < 0.0 || absolute < 0.0 {
        return None;
    }
    if a == b {
        return Some(true);
    }
    if a.is_infinite() || b.is_infinite() {
        return Some(false);
    }
    let difference = (b - a).abs();
    Some(difference <= (relative * b).abs() || difference <= (relative * a).abs() || difference <= absolute)
}
