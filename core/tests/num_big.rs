//! Big integers against `num-bigint`, with operands that sit on the borders of limbs.

use num_bigint::{BigInt, BigUint, Sign};
use patchnose_core::num::big::{self, Int, Limb, Word, Written};
use proptest::prelude::*;
use std::cmp::Ordering;

/// An operand that owns its limbs.
#[derive(Clone, Debug)]
struct Owned {
    negative: bool,
    limbs: Vec<Limb>,
}

impl Owned {
    fn int(&self) -> Int<'_> {
        Int::new(self.negative, &self.limbs)
    }

    fn reference(&self) -> BigInt {
        to_reference(self.int())
    }
}

fn to_reference(value: Int<'_>) -> BigInt {
    let words = value.limbs().iter().flat_map(|&limb| [limb as u32, (limb >> 32) as u32]).collect();
    let sign = if value.is_negative() { Sign::Minus } else { Sign::Plus };
    BigInt::from_biguint(sign, BigUint::new(words))
}

fn from_reference(value: &BigInt) -> Owned {
    Owned { negative: value.sign() == Sign::Minus, limbs: value.magnitude().to_u64_digits() }
}

/// Memory that holds something, as the caller's may.
fn dirty(len: usize) -> Vec<Limb> {
    vec![0xDEAD_BEEF_DEAD_BEEF; len]
}

fn value_of(written: Written, limbs: &[Limb]) -> BigInt {
    let value = written.as_int(limbs);
    assert_eq!(value.limbs().len(), written.len, "result has leading zeros");
    assert_eq!(value.is_negative(), written.negative, "zero has a sign");
    to_reference(value)
}

/// Limbs that are often at their borders: zero, one, all ones, top bit.
fn limb() -> impl Strategy<Value = Limb> {
    prop_oneof![3 => any::<u64>(), 1 => Just(0), 1 => Just(1), 2 => Just(u64::MAX), 1 => Just(1 << 63), 1 => Just(u64::MAX << 32)]
}

fn int(max: usize) -> impl Strategy<Value = Owned> {
    (any::<bool>(), prop::collection::vec(limb(), 0..=max)).prop_map(|(negative, limbs)| Owned { negative, limbs })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn addition(a in int(6), b in int(6)) {
        let mut to = dirty(big::add_len(a.int(), b.int()));
        let sum = big::add(&mut to, a.int(), b.int()).unwrap();
        prop_assert_eq!(value_of(sum, &to), a.reference() + b.reference());
        let difference = big::sub(&mut to, a.int(), b.int()).unwrap();
        prop_assert_eq!(value_of(difference, &to), a.reference() - b.reference());
        prop_assert_eq!(a.int().compare(b.int()), a.reference().cmp(&b.reference()));
    }

    #[test]
    fn multiplication(a in int(6), b in int(6)) {
        check_product(&a, &b);
    }

    #[test]
    fn division(a in int(8), b in int(5)) {
        check_division(&a, &b);
    }

    #[test]
    fn division_near_exact(q in int(4), b in int(4), off in -1i64..=1) {
        check_division(&from_reference(&(q.reference() * b.reference() + off)), &b);
    }

    #[test]
    fn shifts(a in int(5), bits in prop_oneof![0u64..400, Just(64), Just(128), Just(1 << 40)]) {
        let mut to = dirty(big::shr_len(a.int(), bits));
        let right = big::shr(&mut to, a.int(), bits).unwrap();
        prop_assert_eq!(value_of(right, &to), a.reference() >> bits.min(1000));
        if bits < 1000 {
            let mut to = dirty(big::shl_len(a.int(), bits).unwrap());
            let left = big::shl(&mut to, a.int(), bits).unwrap();
            prop_assert_eq!(value_of(left, &to), a.reference() << bits);
        }
    }

    #[test]
    fn bitwise(a in int(5), b in int(5)) {
        let mut to = dirty(big::bitwise_len(a.int(), b.int()));
        let and = big::and(&mut to, a.int(), b.int()).unwrap();
        prop_assert_eq!(value_of(and, &to), a.reference() & b.reference());
        let or = big::or(&mut to, a.int(), b.int()).unwrap();
        prop_assert_eq!(value_of(or, &to), a.reference() | b.reference());
        let xor = big::xor(&mut to, a.int(), b.int()).unwrap();
        prop_assert_eq!(value_of(xor, &to), a.reference() ^ b.reference());
        let invert = big::invert(&mut to, a.int()).unwrap();
        prop_assert_eq!(value_of(invert, &to), -a.reference() - 1);
    }

    #[test]
    fn measures(a in int(4)) {
        prop_assert_eq!(a.int().bit_length(), a.reference().bits());
        prop_assert_eq!(a.int().bit_count(), a.reference().magnitude().count_ones());
        prop_assert_eq!(a.int().is_odd(), a.reference().bit(0));
        prop_assert_eq!(a.int().to_i64(), i64::try_from(a.reference()).ok());
        prop_assert_eq!(a.int().to_u64(), u64::try_from(a.reference()).ok());
        let low: BigInt = a.reference() & BigInt::from(u64::MAX);
        prop_assert_eq!(BigInt::from(a.int().low_u64()), low);
    }

    #[test]
    fn word(value in prop_oneof![any::<i64>(), Just(0), Just(i64::MIN), Just(i64::MAX)]) {
        prop_assert_eq!(to_reference(Word::new(value).as_int()), BigInt::from(value));
        prop_assert_eq!(Word::new(value).as_int().to_i64(), Some(value));
        prop_assert_eq!(big::hash_i64(value), big::hash(Word::new(value).as_int()));
    }

    #[test]
    fn hashing(a in int(6)) {
        let modulus = BigInt::from((1u64 << 61) - 1);
        let magnitude = i64::try_from(BigInt::from(a.reference().magnitude().clone()) % modulus).unwrap();
        let signed = if a.int().is_negative() { -magnitude } else { magnitude };
        prop_assert_eq!(big::hash(a.int()), if signed == -1 { -2 } else { signed });
    }

    #[test]
    fn text(a in int(12), base in 2u32..=36) {
        check_text(&a, base);
        check_text(&a, 10);
    }

    #[test]
    fn roots(a in int(9)) {
        let a = Owned { negative: false, ..a };
        let (mut to, mut scratch) = (dirty(big::isqrt_len(a.int())), dirty(big::isqrt_scratch(a.int())));
        let root = big::isqrt(&mut to, &mut scratch, a.int()).unwrap();
        prop_assert_eq!(value_of(root, &to), a.reference().sqrt());
    }

    #[test]
    fn roots_near_squares(r in int(5), off in -1i64..=1) {
        let square = from_reference(&(r.reference() * r.reference() + off).max(BigInt::ZERO));
        let (mut to, mut scratch) = (dirty(big::isqrt_len(square.int())), dirty(big::isqrt_scratch(square.int())));
        let root = big::isqrt(&mut to, &mut scratch, square.int()).unwrap();
        prop_assert_eq!(value_of(root, &to), square.reference().sqrt());
    }

    #[test]
    fn divisors(a in int(4), b in int(4), c in int(3)) {
        let (a, b) = (from_reference(&(a.reference() * c.reference())), from_reference(&(b.reference() * c.reference())));
        let (mut to, mut scratch) = (dirty(big::gcd_len(a.int(), b.int())), dirty(big::gcd_scratch(a.int(), b.int())));
        let divisor = big::gcd(&mut to, &mut scratch, a.int(), b.int()).unwrap();
        prop_assert_eq!(value_of(divisor, &to), gcd(a.reference(), b.reference()));
    }

    #[test]
    fn powers(a in int(3), exponent in 0u64..40) {
        let mut to = dirty(big::pow_len(a.int(), exponent).unwrap());
        let mut scratch = dirty(big::pow_scratch(a.int(), exponent).unwrap());
        let power = big::pow(&mut to, &mut scratch, a.int(), exponent).unwrap();
        prop_assert_eq!(value_of(power, &to), a.reference().pow(exponent as u32));
    }

    #[test]
    fn floats(a in int(17), shift in 0u64..1100, keep in 1u64..80) {
        // Few significant bits, so that ties happen.
        let few = from_reference(&((a.reference() >> a.int().bit_length().saturating_sub(keep)) << shift));
        for value in [&a, &few] {
            let nearest = nearest_float(&value.reference());
            prop_assert_eq!(big::to_f64(value.int()).ok().map(f64::to_bits), nearest.map(f64::to_bits));
            let Some(float) = nearest else { continue };
            let mut to = dirty(big::from_f64_len(float));
            let back = big::from_f64(&mut to, float).unwrap();
            let back = value_of(back, &to);
            for near in [float, float.next_up(), float.next_down()] {
                let mut to = dirty(big::from_f64_len(near));
                let Ok(exact) = big::from_f64(&mut to, near) else { continue };
                if near.fract() == 0.0 {
                    let expected = value.reference().cmp(&value_of(exact, &to));
                    prop_assert_eq!(big::partial_cmp_f64(value.int(), near), Some(expected));
                }
            }
            if value.int().bit_length() <= 53 {
                prop_assert_eq!(back, value.reference());
            }
        }
    }

    #[test]
    fn comparison_with_fractions(a in -(1i64 << 52)..(1i64 << 52), fraction in 0.0f64..1.0) {
        let float = a as f64 + fraction;
        let expected = (a as f64).partial_cmp(&float);
        prop_assert_eq!(big::partial_cmp_f64(Word::new(a).as_int(), float), expected);
    }

    #[test]
    fn truncation(value in any::<f64>()) {
        let mut to = dirty(big::from_f64_len(value));
        match big::from_f64(&mut to, value) {
            Ok(whole) => prop_assert_eq!(big::to_f64(whole.as_int(&to)).unwrap(), value.trunc()),
            Err(big::Error::Domain) => prop_assert!(value.is_nan()),
            Err(error) => prop_assert!(value.is_infinite() && error == big::Error::Overflow),
        }
    }

    #[test]
    fn true_division(a in int(20), b in int(19), keep in 1u64..60, shift in 0u64..1200) {
        check_true_division(&a, &b);
        let few = from_reference(&(a.reference() >> a.int().bit_length().saturating_sub(keep)));
        check_true_division(&few, &b);
        // Ties and subnormal results: a short numerator over a power of two.
        check_true_division(&few, &from_reference(&(BigInt::from(1) << shift)));
    }

    #[test]
    fn short_memory_is_an_error(a in int(4), b in int(4), missing in 1usize..4) {
        let len = big::add_len(a.int(), b.int());
        prop_assert_eq!(big::add(&mut dirty(len.saturating_sub(missing)), a.int(), b.int()), Err(big::Error::Short));
        if !b.int().is_zero() {
            let sizes = big::div_sizes(a.int(), b.int());
            let mut quotient = dirty(sizes.quotient.saturating_sub(missing));
            let (mut rest, mut scratch) = (dirty(sizes.remainder), dirty(sizes.scratch));
            let result = big::div_mod(&mut quotient, &mut rest, &mut scratch, a.int(), b.int());
            prop_assert_eq!(result, Err(big::Error::Short));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn long_multiplication(a in int(220), b in int(150)) {
        check_product(&a, &b);
        check_product(&a, &a);
    }

    #[test]
    fn long_division(a in int(120), b in int(60)) {
        check_division(&a, &b);
    }

    #[test]
    fn long_powers(a in int(40), exponent in 0u64..12) {
        let mut to = dirty(big::pow_len(a.int(), exponent).unwrap());
        let mut scratch = dirty(big::pow_scratch(a.int(), exponent).unwrap());
        let power = big::pow(&mut to, &mut scratch, a.int(), exponent).unwrap();
        prop_assert_eq!(value_of(power, &to), a.reference().pow(exponent as u32));
    }
}

fn check_product(a: &Owned, b: &Owned) {
    let (mut to, mut scratch) = (dirty(big::mul_len(a.int(), b.int())), dirty(big::mul_scratch(a.int(), b.int())));
    let product = big::mul(&mut to, &mut scratch, a.int(), b.int()).unwrap();
    assert_eq!(value_of(product, &to), a.reference() * b.reference());
}

fn check_division(a: &Owned, b: &Owned) {
    let sizes = big::div_sizes(a.int(), b.int());
    let (mut quotient, mut remainder) = (dirty(sizes.quotient), dirty(sizes.remainder));
    let mut scratch = dirty(sizes.scratch);
    let result = big::div_mod(&mut quotient, &mut remainder, &mut scratch, a.int(), b.int());
    if b.int().is_zero() {
        assert_eq!(result, Err(big::Error::ZeroDivision));
        return;
    }
    let (q, r) = result.unwrap();
    let (q, r) = (value_of(q, &quotient), value_of(r, &remainder));
    assert_eq!(&q * b.reference() + &r, a.reference());
    assert!(r.magnitude() < b.reference().magnitude());
    assert!(r == BigInt::ZERO || r.sign() == b.reference().sign());
}

fn check_text(a: &Owned, base: u32) {
    let (mut to, mut scratch) = (vec![7; big::digits_len(a.int(), base)], dirty(big::digits_scratch(a.int(), base)));
    let digits = big::digits(&mut to, &mut scratch, a.int(), base).unwrap();
    assert_eq!(digits, a.reference().magnitude().to_str_radix(base));
    let literal = big::scan(digits, base).unwrap();
    let mut to = dirty(big::parse_len(&literal));
    let back = big::parse(&mut to, &literal).unwrap();
    assert_eq!(value_of(back, &to), BigInt::from(a.reference().magnitude().clone()));
}

fn gcd(mut a: BigInt, mut b: BigInt) -> BigInt {
    while b != BigInt::ZERO {
        (a, b) = (b.clone(), a % b);
    }
    BigInt::from(a.magnitude().clone())
}

/// The nearest float by way of decimal text, whose reading is right by another algorithm.
fn nearest_float(value: &BigInt) -> Option<f64> {
    let float: f64 = value.to_string().parse().unwrap();
    float.is_finite().then_some(float)
}

/// The nearest float to a quotient: the candidate is found by bisection over the bits and proved by exact comparison.
fn check_true_division(a: &Owned, b: &Owned) {
    let mut scratch = dirty(big::true_div_scratch(a.int(), b.int()));
    let result = big::true_div(&mut scratch, a.int(), b.int());
    if b.int().is_zero() {
        assert_eq!(result, Err(big::Error::ZeroDivision));
        return;
    }
    let (num, den) = (BigInt::from(a.reference().magnitude().clone()), BigInt::from(b.reference().magnitude().clone()));
    let negative = a.int().is_negative() != b.int().is_negative();
    match result {
        Ok(value) => {
            assert!(value == 0.0 || value.is_sign_negative() == negative, "{value}");
            let bits = value.abs().to_bits();
            // Within half of the gap on both sides, and even at a tie.
            let even = bits & 1 == 0;
            let above = compare_with_middle(&num, &den, bits);
            assert!(above == Ordering::Less || (above == Ordering::Equal && even), "{value} is too small");
            if bits > 0 {
                let below = compare_with_middle(&num, &den, bits - 1);
                assert!(below == Ordering::Greater || (below == Ordering::Equal && even), "{value} is too large");
            }
        }
        Err(error) => {
            assert_eq!(error, big::Error::Overflow);
            assert_ne!(compare_with_middle(&num, &den, f64::MAX.to_bits()), Ordering::Less);
        }
    }
}

/// Compares `num / den` with the point halfway between the float of these bits and the next one (past the largest: where it
/// would be).
fn compare_with_middle(num: &BigInt, den: &BigInt, bits: u64) -> Ordering {
    let biased = (bits >> 52) as i32;
    let fraction = bits & ((1 << 52) - 1);
    let (mantissa, exponent) = if biased == 0 { (fraction, -1074) } else { (fraction | 1 << 52, biased - 1075) };
    let (middle, exponent) = (BigInt::from(2 * mantissa + 1), exponent - 1);
    if exponent >= 0 { num.cmp(&((middle << exponent) * den)) } else { (num << -exponent).cmp(&(middle * den)) }
}

#[test]
fn literals_as_cpython_reads_them() {
    let read = |text: &str, base| {
        let literal = big::scan(text, base).ok()?;
        let mut to = dirty(big::parse_len(&literal));
        let value = big::parse(&mut to, &literal).unwrap();
        value.as_int(&to).to_i64()
    };
    for (text, base, expected) in [
        ("  -1_000\n", 10, Some(-1000)),
        ("+7", 10, Some(7)),
        ("0x_fF", 16, Some(255)),
        ("0b101", 0, Some(5)),
        ("0b1", 16, Some(0xB1)),
        ("0o17", 0, Some(15)),
        ("0x", 16, None),
        ("x1", 16, None),
        ("010", 10, Some(10)),
        ("010", 0, None),
        ("00", 0, Some(0)),
        ("0_0", 0, Some(0)),
        ("z", 36, Some(35)),
        ("12", 2, None),
        ("", 10, None),
        ("-", 10, None),
        ("- 1", 10, None),
        ("--1", 10, None),
        ("_1", 10, None),
        ("1_", 10, None),
        ("1__0", 10, None),
        ("1\u{0}", 10, None),
        ("\u{a0}٣४\u{2003}", 10, Some(34)),
        ("0x1", 10, None),
        ("1.0", 10, None),
    ] {
        assert_eq!(read(text, base), expected, "{text:?} in base {base}");
    }
    assert_eq!(big::scan("1", 1).unwrap_err(), big::ParseError::Base);
    assert_eq!(big::scan("1", 37).unwrap_err(), big::ParseError::Base);
    assert!(!big::scan(&"9".repeat(4300), 10).unwrap().too_many_digits());
    assert!(big::scan(&"9".repeat(4301), 10).unwrap().too_many_digits());
    assert!(!big::scan(&"f".repeat(4301), 16).unwrap().too_many_digits());
}

#[test]
fn costs_grow_with_the_work() {
    let limbs = vec![u64::MAX; 4096];
    let (small, large) = (Int::new(false, &limbs[..4]), Int::new(false, &limbs));
    assert_eq!((big::mul_cost(small, small), big::div_cost(small, small)), (0, 0));
    let quadratic = 4096 * 4096 / 64;
    assert!(big::mul_cost(large, large) < quadratic / 3, "Karatsuba is charged as what it takes");
    assert!(big::mul_cost(large, large) > 4096);
    let half = Int::new(false, &limbs[..2048]);
    assert!((quadratic / 4..quadratic / 3).contains(&big::div_cost(large, half)));
    assert!(big::digits_cost(large, 10) >= quadratic);
    assert!(big::digits_cost(large, 16) < 4096);
    assert_eq!(big::pow_cost(large, u64::MAX), u64::MAX);
    assert_eq!(big::pow_len(large, u64::MAX).and_then(|len| len.checked_mul(8)), None);
}
