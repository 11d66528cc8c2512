//! Mathematical functions against MPFR (the nearest doubles) and CPython (all else): the cases of `data/num_math.tsv`, recorded by
//! `record_math.py`, and properties.

use patchnose_core::num::math::{self, Error, PowError, Sum, SumError, Unary};
use proptest::prelude::*;

fn number(field: &str) -> f64 {
    if field == "nan" { f64::NAN } else { f64::from_bits(u64::from_str_radix(field, 16).expect("bits")) }
}

fn bits(value: f64) -> String {
    if value.is_nan() { "nan".to_owned() } else { format!("{:016x}", value.to_bits()) }
}

fn result(result: Result<f64, Error>) -> String {
    result.map_or_else(|error| error.message().to_owned(), bits)
}

fn call(name: &str, x: f64) -> Result<f64, Error> {
    let (_, function) = Unary::ALL.iter().find(|(known, _)| *known == name).expect("a function");
    function.call(x)
}

fn pair(name: &str, x: f64, y: f64) -> String {
    match name {
        "pow" => result(math::math_pow(x, y)),
        "atan2" => bits(math::atan2(x, y)),
        "hypot" => bits(math::hypot([x, y].into_iter())),
        "fmod" => result(math::fmod(x, y)),
        "remainder" => result(math::remainder(x, y)),
        "nextafter" => bits(math::nextafter(x, y, 1)),
        "**" => match math::power(x, y) {
            Ok(value) => bits(value),
            Err(PowError::ZeroToNegative) => math::ZERO_TO_NEGATIVE.to_owned(),
            Err(PowError::Complex) => "complex".to_owned(),
            Err(PowError::Overflow) => math::OVERFLOW.to_owned(),
        },
        _ => panic!("no such function: {name}"),
    }
}

fn fsum(terms: &str) -> String {
    let mut sum = Sum::new();
    let added = terms.split(' ').try_for_each(|term| sum.add(number(term)));
    match added.and_then(|()| sum.finish()) {
        Ok(value) => bits(value),
        Err(SumError::Overflow) => "intermediate overflow in fsum".to_owned(),
        Err(SumError::Infinities) => "-inf + inf in fsum".to_owned(),
    }
}

#[test]
fn as_recorded() {
    let mut cases = 0;
    for line in include_str!("data/num_math.tsv").lines() {
        let (got, expected) = match line.split('\t').collect::<Vec<_>>()[..] {
            ["nearest" | "call", name, x, expected] => (result(call(name, number(x))), expected.to_owned()),
            ["nearest" | "pair", name, x, y, expected] => (pair(name, number(x), number(y)), expected.to_owned()),
            ["near", name, x, expected] => {
                // Within two units in the last place.
                let got = call(name, number(x)).expect("a value");
                assert!(got.to_bits().abs_diff(number(expected).to_bits()) <= 2, "{line}: {got}");
                (String::new(), String::new())
            }
            ["steps", steps, x, y, expected] => {
                let steps = steps.parse().expect("a number");
                (bits(math::nextafter(number(x), number(y), steps)), expected.to_owned())
            }
            ["ldexp", exponent, x, expected] => {
                (result(math::ldexp(number(x), exponent.parse().expect("a number"))), expected.to_owned())
            }
            ["frexp", x, mantissa, exponent] => {
                let (got, power) = math::frexp(number(x));
                (format!("{} {power}", bits(got)), format!("{mantissa} {exponent}"))
            }
            ["modf", x, fraction, whole] => {
                let (got, integral) = math::modf(number(x));
                (format!("{} {}", bits(got), bits(integral)), format!("{fraction} {whole}"))
            }
            ["fsum", terms, expected] => (fsum(terms), expected.to_owned()),
            _ => panic!("no such case: {line}"),
        };
        assert_eq!(got, expected, "{line}");
        cases += 1;
    }
    assert!(cases > 900);
}

/// Doubles of every size.
fn double() -> impl Strategy<Value = f64> {
    prop_oneof![any::<u64>().prop_map(f64::from_bits), -100.0f64..100.0, (-1074i32..1024).prop_map(|e| 2f64.powi(e))]
}

proptest! {
    #[test]
    fn short_ways_of_pow_round_alike(x in 1e-100f64..1e100, n in 3u32..8) {
        // By logarithms, unless the result is a tie: the exponents next to the whole one enclose the short way's result.
        let y = f64::from(n);
        let (below, above) = (math::pow(x, y.next_down()), math::pow(x, y.next_up()));
        let power = math::pow(x, y);
        prop_assert!(below.min(above) <= power && power <= below.max(above), "{below} {power} {above}");
    }

    #[test]
    fn half_powers_agree_with_the_square_root(x in double()) {
        let root = math::sqrt(x.abs());
        prop_assert_eq!(bits(math::pow(x.abs(), 0.5)), bits(root));
        prop_assert_eq!(bits(root), bits(x.abs().sqrt()));
    }

    #[test]
    fn nothing_panics(x in double(), y in double(), exponent in any::<i64>(), steps in any::<u64>()) {
        for (_, function) in Unary::ALL {
            let _ = function.call(x);
        }
        let _ = (math::power(x, y), math::atan2(x, y), math::hypot([x, y, x].into_iter()), math::ldexp(x, exponent));
        let _ = (math::nextafter(x, y, steps), math::fmod(x, y), math::remainder(x, y), math::modf(x));
    }

    #[test]
    fn frexp_and_ldexp_are_inverse(x in double()) {
        let (mantissa, exponent) = math::frexp(x);
        prop_assert_eq!(result(math::ldexp(mantissa, i64::from(exponent))), bits(x));
    }

    #[test]
    fn sums_do_not_depend_on_the_order(mut terms in prop::collection::vec(-1e300f64..1e300, 1..20)) {
        let sum = |terms: &[f64]| {
            let mut sum = Sum::new();
            terms.iter().try_for_each(|&term| sum.add(term)).map(|()| sum.finish())
        };
        let forward = sum(&terms);
        terms.reverse();
        prop_assert_eq!(forward, sum(&terms));
    }
}

#[test]
fn isclose_as_documented() {
    assert_eq!(math::isclose(1.0, 1.0 + 1e-10, 1e-9, 0.0), Some(true));
    assert_eq!(math::isclose(1.0, 1.0 + 1e-8, 1e-9, 0.0), Some(false));
    assert_eq!(math::isclose(0.0, 1e-12, 1e-9, 1e-10), Some(true));
    assert_eq!(math::isclose(f64::INFINITY, 1.0, 1e-9, 1.0), Some(false));
    assert_eq!(math::isclose(f64::NAN, f64::NAN, 1e-9, 1.0), Some(false));
    assert_eq!(math::isclose(1.0, 1.0, -1.0, 0.0), None);
}
