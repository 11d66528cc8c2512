//! Format specifications and `%` conversions against CPython: the cases of `data/num_format.tsv`, recorded by `record_num.py`.

use patchnose_core::num::format_spec::{FloatPlan, NumberPlan, Spec, SpecError, StrPlan, Target};
use patchnose_core::num::percent::{Conversion, Item, Items};
use proptest::prelude::*;
use std::fmt::Write;

fn number(field: &str) -> f64 {
    if field == "nan" { f64::NAN } else { f64::from_bits(u64::from_str_radix(field, 16).expect("bits")) }
}

fn digits(value: i128, base: u32) -> String {
    let magnitude = value.unsigned_abs();
    match base {
        2 => format!("{magnitude:b}"),
        8 => format!("{magnitude:o}"),
        16 => format!("{magnitude:x}"),
        _ => magnitude.to_string(),
    }
}

fn format_str(plan: &StrPlan, value: &str) -> String {
    let mut text = String::new();
    plan.write_left(&mut text).expect("a string takes all");
    text.extend(value.chars().take(plan.shown));
    plan.write_right(&mut text).expect("a string takes all");
    assert_eq!(text.chars().count(), plan.length());
    text
}

fn format_digits(plan: &NumberPlan, digits: &str) -> String {
    let mut text = String::new();
    plan.write(&mut text, digits).expect("a string takes all");
    assert_eq!(text.chars().count(), plan.length());
    text
}

fn format_float(plan: &FloatPlan) -> String {
    let mut text = String::new();
    plan.write(&mut text).expect("a string takes all");
    assert_eq!(text.chars().count(), plan.length());
    text
}

fn format_value(sort: &str, spec: &str, value: &str) -> Result<String, SpecError> {
    match sort {
        "str" => Ok(format_str(&StrPlan::new(&Spec::parse(spec, Target::Str)?, value.chars().count())?, value)),
        "float" => Ok(format_float(&FloatPlan::new(&Spec::parse(spec, Target::Float)?, number(value))?)),
        _ => {
            let spec = Spec::parse(spec, Target::Int)?;
            let value: i128 = value.parse().expect("an integer");
            if spec.is_float_kind() {
                return Ok(format_float(&FloatPlan::new(&spec, value as f64)?));
            }
            if spec.kind == Some('c') {
                let code = u32::try_from(value).ok();
                let plan = NumberPlan::character(&spec, code)?;
                let character = code.and_then(char::from_u32).expect("no surrogates in the table");
                let mut text = String::new();
                plan.write_character(&mut text, |out| out.write_char(character)).expect("a string takes all");
                return Ok(text);
            }
            let digits = digits(value, spec.base().unwrap_or(10));
            Ok(format_digits(&NumberPlan::int(&spec, value < 0, digits.len())?, &digits))
        }
    }
}

fn convert(conversion: &Conversion<'_>, width: &str, precision: &str, value: &str) -> String {
    let [width, precision] = [width, precision].map(|field| field.parse().expect("a number"));
    let sizes = conversion.sizes(width, precision);
    if let Some(base) = conversion.base() {
        let value: i128 = value.parse().expect("an integer");
        let digits = digits(value, base);
        return format_digits(&conversion.int_plan(sizes, value < 0, digits.len()), &digits);
    }
    if conversion.is_float_kind() {
        return format_float(&conversion.float_plan(sizes, number(value)));
    }
    let value = match conversion.kind {
        b'r' => format!("'{value}'"),
        b'a' => format!("'{}'", value.replace('é', "\\xe9")),
        _ => value.to_owned(),
    };
    format_str(&conversion.str_plan(sizes, value.chars().count()), &value)
}

fn percent(form: &str, width: &str, precision: &str, value: &str) -> String {
    let mut text = String::new();
    for item in Items::new(form.as_bytes()) {
        match item {
            Ok(Item::Text(piece)) => text += str::from_utf8(piece).expect("pieces end between characters"),
            Ok(Item::Conversion(Conversion { unsupported: Some(error), .. })) | Err(error) => {
                return format!("ValueError: {error}");
            }
            Ok(Item::Conversion(conversion)) => text += &convert(&conversion, width, precision, value),
        }
    }
    text
}

#[test]
fn as_cpython() {
    let mut cases = 0;
    for line in include_str!("data/num_format.tsv").lines() {
        let (got, expected) = match line.split('\t').collect::<Vec<_>>()[..] {
            ["spec", sort, spec, value, expected] => {
                let got = format_value(sort, spec, value).unwrap_or_else(|error| {
                    let mut text = String::from(if error.is_overflow() { "OverflowError: " } else { "ValueError: " });
                    error.write(&mut text, spec, sort).expect("a string takes all");
                    text
                });
                (got, expected)
            }
            ["percent", form, width, precision, value, expected] => (percent(form, width, precision, value), expected),
            _ => panic!("no such case: {line}"),
        };
        assert_eq!(got, expected, "{line}");
        cases += 1;
    }
    assert!(cases > 500);
}

#[test]
fn keys_and_pieces() {
    let items: Vec<_> = Items::new(b"a%(k(1))5dz%%").map(|item| item.expect("well-formed")).collect();
    let [Item::Text(b"a"), Item::Conversion(conversion), Item::Text(b"z"), Item::Text(b"%")] = items[..] else {
        panic!("{items:?}");
    };
    assert_eq!(conversion.key, Some(&b"k(1)"[..]));
    assert_eq!(conversion.sizes(0, 0).width, 5);
}

#[test]
fn huge_widths_are_told_before_they_are_written() {
    let spec = Spec::parse("0999999999999999999,d", Target::Int);
    // A 32-bit machine has no such widths.
    if let Ok(spec) = spec {
        let plan = NumberPlan::int(&spec, true, 3).expect("a plan");
        assert_eq!(plan.length(), 999_999_999_999_999_999);
    }
}

proptest! {
    #[test]
    fn nothing_panics(spec in "[ -~é٣]{0,12}", value in any::<u64>().prop_map(f64::from_bits), digits in "[0-9]{1,9}") {
        if let Ok(parsed) = Spec::parse(&spec, Target::Float)
            && let Ok(plan) = FloatPlan::new(&parsed, value)
            && plan.length() < 1000
        {
            format_float(&plan);
        }
        if let Ok(parsed) = Spec::parse(&spec, Target::Int)
            && let Ok(plan) = NumberPlan::int(&parsed, value < 0.0, digits.len())
            && plan.length() < 1000
        {
            format_digits(&plan, &digits);
        }
    }

    #[test]
    fn every_byte_string_is_a_format_or_an_error(format in prop::collection::vec(any::<u8>(), 0..20), start in "%?[(#*.l0-9]{0,5}") {
        let format = [start.as_bytes(), &format].concat();
        // The pieces end, and none is empty.
        for item in Items::new(&format).take(format.len() + 1) {
            match item {
                Ok(Item::Text(text)) => prop_assert!(!text.is_empty()),
                Ok(Item::Conversion(conversion)) => { conversion.sizes(i64::MIN, i64::MAX); }
                Err(error) => prop_assert!(!error.to_string().is_empty()),
            }
        }
        prop_assert!(Items::new(&format).count() <= format.len());
    }

    #[test]
    fn any_text_is_a_number_or_none(text in "\\PC{0,12}|[-+ 0-9_.eEinfaxob]{0,14}", base in 0u32..40) {
        let _ = patchnose_core::num::float::parse(&text);
        if let Ok(literal) = patchnose_core::num::big::scan(&text, base) {
            prop_assert!(literal.digits().count() == literal.count && literal.digits().all(|digit| digit < literal.base));
        }
    }
}
