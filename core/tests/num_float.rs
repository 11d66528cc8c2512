//! Floats against CPython: the cases of `data/num_float.tsv`, recorded by `record_num.py`, and properties.

use patchnose_core::num::float::{self, Code, ReprText, Style, Text};
use proptest::prelude::*;

fn number(field: &str) -> f64 {
    if field == "nan" { f64::NAN } else { f64::from_bits(u64::from_str_radix(field, 16).expect("bits")) }
}

fn bits(value: Option<f64>) -> String {
    match value {
        Some(value) if value.is_nan() => "nan".to_owned(),
        Some(value) => format!("{:016x}", value.to_bits()),
        None => "none".to_owned(),
    }
}

fn repr(value: f64) -> String {
    let mut text = String::new();
    ReprText::repr(value).write(&mut text).expect("a string takes all");
    text
}

fn formatted(value: f64, alternate: bool, precision: usize, code: Code) -> String {
    let style = Style { code, precision, alternate, dot_zero: false, upper: false };
    let (mut text, made) = (String::new(), Text::new(value, style));
    made.write(&mut text).expect("a string takes all");
    assert_eq!(text.len(), usize::from(made.negative) + made.integral().len() + made.rest_len());
    text
}

fn code(field: &str) -> Code {
    match field {
        "e" => Code::Exponent,
        "f" => Code::Fixed,
        "g" => Code::General,
        _ => Code::Percent,
    }
}

#[test]
fn as_cpython() {
    let mut cases = 0;
    for line in include_str!("data/num_float.tsv").lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let (got, expected) = match fields[..] {
            ["repr", x, expected] => (repr(number(x)), expected.to_owned()),
            ["hash", x, expected] => (float::hash(number(x)).to_string(), expected.to_owned()),
            ["hex", x, expected] => {
                let mut text = String::new();
                float::write_hex(&mut text, number(x)).expect("a string takes all");
                (text, expected.to_owned())
            }
            ["format", x, alternate, precision, form, expected] => {
                let precision = precision.parse().expect("a number");
                (formatted(number(x), alternate == "#", precision, code(form)), expected.to_owned())
            }
            ["round", x, digits, expected] => {
                (bits(float::round_digits(number(x), digits.parse().expect("a number"))), expected.to_owned())
            }
            ["divmod", x, y, quotient, rest] => {
                let both = float::div_mod(number(x), number(y));
                assert_eq!(bits(both.map(|both| both.0)), bits(float::floor_div(number(x), number(y))));
                assert_eq!(bits(both.map(|both| both.1)), bits(float::modulo(number(x), number(y))), "{line}");
                let got = [bits(both.map(|both| both.0)), bits(both.map(|both| both.1))].join(" ");
                (got, [quotient, rest].join(" "))
            }
            ["parse", text, expected] => (bits(float::parse(text)), expected.to_owned()),
            _ => panic!("no such case: {line}"),
        };
        assert_eq!(got, expected, "{line}");
        cases += 1;
    }
    assert!(cases > 400);
}

#[test]
fn zeros_past_the_expansion_are_counted() {
    let text = formatted(0.5, false, 100_000, Code::Fixed);
    assert_eq!((text.len(), text.trim_end_matches('0')), (100_002, "0.5"));
    let text = formatted(1e300, false, 5000, Code::Exponent);
    assert!(text.ends_with("00000e+300") && text.len() == 5000 + 7);
}

proptest! {
    #[test]
    fn repr_reads_back(value in any::<u64>().prop_map(f64::from_bits)) {
        let back = float::parse(&repr(value)).expect("a number");
        prop_assert!(back.to_bits() == value.to_bits() || (back.is_nan() && value.is_nan()));
    }

    #[test]
    fn underscores_change_nothing(digits in "[0-9]{2,40}", point in 0usize..40, exponent in -400i32..400) {
        let point = point.min(digits.len() - 1);
        let plain = format!("{}.{}e{exponent}", &digits[..point], &digits[point..]);
        let separated: String = plain
            .char_indices()
            .flat_map(|(at, c)| {
                let between = at + 1 < plain.len() && c.is_ascii_digit() && plain.as_bytes()[at + 1].is_ascii_digit();
                [Some(c), between.then_some('_')].into_iter().flatten()
            })
            .collect();
        prop_assert_eq!(bits(float::parse(&plain)), bits(plain.parse().ok()));
        prop_assert_eq!(bits(float::parse(&separated)), bits(plain.parse().ok()));
    }

    #[test]
    fn equal_numbers_have_equal_hashes(value in any::<i64>(), shift in 0u32..40) {
        let float = (value >> 11 << (shift % 11)) as f64;
        prop_assert_eq!(float::hash(float), patchnose_core::num::big::hash_i64(float as i64));
    }
}
