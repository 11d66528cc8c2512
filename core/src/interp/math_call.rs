//! The mathematics that compiled code calls: the functions that the interpreter uses, from the bits of floats to those of a float.
//!
//! What raises, or has no float as its result, is a NaN here: compiled code is left then, and the interpreter executes the
//! instruction. So a NaN that is a result is only slower.

use crate::context::{Context, HELPERS};
use crate::num::math::{self, EXPONENTS, Unary};

/// A function of the bits of one or two floats; the third argument is nothing.
#[cfg(target_arch = "x86_64")]
pub(crate) type Function = extern "sysv64" fn(u64, u64, u64) -> u64;
/// A function of the bits of one or two floats; the third argument is nothing.
#[cfg(not(target_arch = "x86_64"))]
pub(crate) type Function = extern "C" fn(u64, u64, u64) -> u64;

/// What compiled code can call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Routine {
    /// `x ** y`
    Power,
    /// `x` to the power of a common exponent, by its number.
    PowerOf(u8),
    /// `math.pow(x, y)`
    MathPow,
    /// `math.fmod(x, y)`
    Fmod,
    /// `math.remainder(x, y)`
    Remainder,
    /// `math.atan2(y, x)`
    Atan2,
    /// A function of one float.
    Unary(Unary),
}

/// Bits of a function's result.
#[inline(always)]
fn bits<E>(result: Result<f64, E>) -> u64 {
    result.unwrap_or(f64::NAN).to_bits()
}

/// A function of the engine's as a [`Function`].
macro_rules! function {
    (|$x:ident, $y:ident| $result:expr) => {{
        #[cfg(target_arch = "x86_64")]
        extern "sysv64" fn function(x: u64, y: u64, _: u64) -> u64 {
            let ($x, $y) = (f64::from_bits(x), f64::from_bits(y));
            $result
        }
        #[cfg(not(target_arch = "x86_64"))]
        extern "C" fn function(x: u64, y: u64, _: u64) -> u64 {
            let ($x, $y) = (f64::from_bits(x), f64::from_bits(y));
            $result
        }
        function
    }};
}

#[cfg(target_arch = "x86_64")]
extern "sysv64" fn unary<const F: usize>(x: u64, _: u64, _: u64) -> u64 {
    bits(const { Unary::ALL[F].1 }.call(f64::from_bits(x)))
}

#[cfg(not(target_arch = "x86_64"))]
extern "C" fn unary<const F: usize>(x: u64, _: u64, _: u64) -> u64 {
    bits(const { Unary::ALL[F].1 }.call(f64::from_bits(x)))
}

/// Functions of two floats, which come first.
const BINARY: usize = 5;
/// Functions of one float: powers follow them.
const POWERS: usize = BINARY + Unary::ALL.len();
/// All functions.
const COUNT: usize = POWERS + EXPONENTS.len();

/// The functions: those of two floats, then those of one, by their numbers, then powers with the common exponents.
pub(crate) const FUNCTIONS: [Function; COUNT] = {
    let mut all: [Function; COUNT] = [unary::<0>; _];
    all[0] = function!(|x, y| bits(math::power(x, y)));
    all[1] = function!(|x, y| bits(math::math_pow(x, y)));
    all[2] = function!(|x, y| bits(math::fmod(x, y)));
    all[3] = function!(|x, y| bits(math::remainder(x, y)));
    all[4] = function!(|x, y| math::atan2(x, y).to_bits());
    macro_rules! unaries {
        ($($n:literal)*) => { $(all[BINARY + $n] = unary::<$n>;)* };
    }
    unaries!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28);
    macro_rules! powers {
        ($($n:literal)*) => { $(all[POWERS + $n] = function!(|x, _y| bits(math::power_of_known::<$n>(x)));)* };
    }
    powers!(0 1 2 3 4 5);
    all
};

/// Where the functions begin in the table of helpers: at its end.
pub(crate) const FIRST: usize = HELPERS - FUNCTIONS.len();

/// They have room behind what else compiled code calls.
const _: () = assert!(crate::interp::answer::END <= FIRST && Unary::ALL.len() == 29 && EXPONENTS.len() == 6);

impl Routine {
    /// That which gives powers with this exponent, where it is known.
    pub(crate) fn power_of(exponent: Option<f64>) -> Routine {
        let number = exponent.and_then(|y| EXPONENTS.iter().position(|of| *of == y));
        number.map_or(Routine::Power, |n| Routine::PowerOf(n as u8))
    }

    /// The byte offset of the function's address in the context.
    pub(crate) const fn offset(self) -> i64 {
        let index = match self {
            Routine::Power => 0,
            Routine::MathPow => 1,
            Routine::Fmod => 2,
            Routine::Remainder => 3,
            Routine::Atan2 => 4,
            Routine::Unary(f) => BINARY + f as usize,
            Routine::PowerOf(exponent) => POWERS + exponent as usize,
        };
        (core::mem::offset_of!(Context, helpers) + 8 * (FIRST + index)) as i64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(routine: Routine, x: f64, y: f64) -> f64 {
        let index = (routine.offset() as usize - core::mem::offset_of!(Context, helpers)) / 8 - FIRST;
        f64::from_bits(FUNCTIONS[index](x.to_bits(), y.to_bits(), 0))
    }

    #[test]
    fn every_routine_is_its_function() {
        for (name, f) in Unary::ALL {
            for x in [0.25, 0.75, 1.5, 20.0] {
                let expected = f.call(x).unwrap_or(f64::NAN);
                assert_eq!(call(Routine::Unary(f), x, 7.0).to_bits(), expected.to_bits(), "{name}({x})");
            }
        }
        assert_eq!(call(Routine::Power, 2.0, 10.0), 1024.0);
        for y in EXPONENTS {
            let routine = Routine::power_of(Some(y));
            assert!(matches!(routine, Routine::PowerOf(_)), "{y}");
            for x in [3.0, 0.7, 1e-5, 5e-324, 1e300, f64::INFINITY] {
                let expected = bits(math::power(x, y));
                assert_eq!(call(routine, x, 7.0).to_bits(), expected, "{x} ** {y}");
            }
            for x in [0.0, -8.0, -0.0] {
                assert_eq!(call(routine, x, 7.0).is_nan(), math::power(x, y).is_err(), "{x} ** {y}");
            }
        }
        assert_eq!(Routine::power_of(Some(2.5)), Routine::Power);
        assert_eq!(Routine::power_of(None), Routine::Power);
        assert_eq!(call(Routine::MathPow, 0.0, 0.0), 1.0);
        assert_eq!(call(Routine::Fmod, 7.5, -2.0), 1.5);
        assert_eq!(call(Routine::Remainder, 7.5, 2.0), -0.5);
        assert_eq!(call(Routine::Atan2, 1.0, -1.0), math::atan2(1.0, -1.0));
    }

    #[test]
    fn what_raises_or_is_no_float_is_a_nan() {
        for (routine, x, y) in [
            (Routine::Power, 0.0, -1.0),
            (Routine::Power, -8.0, 1.0 / 3.0),
            (Routine::Power, 1e200, 2.0),
            (Routine::MathPow, -8.0, 1.0 / 3.0),
            (Routine::Fmod, 1.0, 0.0),
            (Routine::Remainder, f64::INFINITY, 1.0),
            (Routine::Unary(Unary::Sqrt), -1.0, 0.0),
            (Routine::Unary(Unary::Exp), 1000.0, 0.0),
            (Routine::Unary(Unary::Log), 0.0, 0.0),
        ] {
            assert!(call(routine, x, y).is_nan(), "{routine:?} {x} {y}");
        }
    }
}
