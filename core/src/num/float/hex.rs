//! `float.hex()` and `float.fromhex()`.

use crate::num::float_parts;
use core::fmt::{self, Write};

/// Writes `value.hex()`: the mantissa in base 16 and the exponent of two, which is exact.
pub fn write_hex(out: &mut dyn Write, value: f64) -> fmt::Result {
    if value.is_nan() {
        return out.write_str("nan");
    }
    if value.is_sign_negative() {
        out.write_char('-')?;
    }
    if value.is_infinite() {
        return out.write_str("inf");
    }
    if value == 0.0 {
        return out.write_str("0x0.0p+0");
    }
    let (_, mantissa, exponent) = float_parts(value);
    let (whole, fraction) = (mantissa >> 52, mantissa & ((1 << 52) - 1));
    write!(out, "0x{whole}.{fraction:013x}p{:+}", exponent + 52)
}

/// Why a text is no hexadecimal float.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HexError {
    /// "invalid hexadecimal floating-point string", a ValueError.
    Form,
    /// "hexadecimal value too large to represent as a float", an OverflowError.
    TooLarge,
}

/// The sum of the digits' bits, as far as they decide how the value is rounded.
struct Mantissa {
    bits: u64,
    /// Whether a bit that is not 0 was dropped.
    sticky: bool,
    /// The power of two by which `bits` is to be multiplied.
    exponent: i64,
}

impl Mantissa {
    fn push(&mut self, digit: u32, fraction: bool) {
        if self.bits >> 60 == 0 {
            self.bits = self.bits << 4 | u64::from(digit);
            self.exponent -= if fraction { 4 } else { 0 };
        } else {
            self.sticky |= digit != 0;
            self.exponent += if fraction { 0 } else { 4 };
        }
    }

    /// The nearest double, halves to even.
    fn round(mut self) -> Result<f64, HexError> {
        if self.bits == 0 {
            return Ok(0.0);
        }
        let width = 64 - i64::from(self.bits.leading_zeros());
        let top = self.exponent.saturating_add(width - 1);
        if top > 1023 {
            return Err(HexError::TooLarge);
        }
        // Subnormal doubles have fewer bits.
        let precision = 53 - (-1022i64).saturating_sub(top).max(0);
        let drop = width - precision;
        if drop > 64 {
            return Ok(0.0);
        }
        if drop > 0 {
            // At most 64, so the mantissa is widened.
            let wide = u128::from(self.bits);
            let (kept, half) = (wide >> drop, 1u128 << (drop - 1));
            let rest = wide & ((1u128 << drop) - 1);
            let up = rest > half || rest == half && (self.sticky || kept & 1 == 1);
            self.bits = kept as u64 + u64::from(up);
            self.exponent += drop;
        }
        // The result is a double, so each product is exact: the first scales to a normal one.
        let step = self.exponent.clamp(-1000, 1000);
        let value = self.bits as f64 * power_of_two(step) * power_of_two(self.exponent - step);
        if value.is_infinite() { Err(HexError::TooLarge) } else { Ok(value) }
    }
}

/// Two to the power of `exponent`, from -1022 to 1023.
fn power_of_two(exponent: i64) -> f64 {
    f64::from_bits(((exponent.clamp(-1022, 1023) + 1023) as u64) << 52)
}

/// Reads `float.fromhex(text)`.
pub fn parse_hex(text: &str) -> Result<f64, HexError> {
    let text = text.trim_matches(['\t', '\n', '\x0B', '\x0C', '\r', ' ']);
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let value = if text.eq_ignore_ascii_case("inf") || text.eq_ignore_ascii_case("infinity") {
        f64::INFINITY
    } else if text.eq_ignore_ascii_case("nan") {
        f64::NAN
    } else {
        parse_magnitude(text)?
    };
    Ok(if negative { -value } else { value })
}

fn parse_magnitude(text: &str) -> Result<f64, HexError> {
    let text = text.strip_prefix("0x").or(text.strip_prefix("0X")).unwrap_or(text);
    let (digits, power) = match text.split_once(['p', 'P']) {
        Some((digits, power)) => (digits, Some(power)),
        None => (text, None),
    };
    let mut mantissa = Mantissa { bits: 0, sticky: false, exponent: 0 };
    let (mut any, mut fraction) = (false, false);
    for character in digits.chars() {
        match character.to_digit(16) {
            Some(digit) => {
                any = true;
                mantissa.push(digit, fraction);
            }
            None if character == '.' && !fraction => fraction = true,
            None => return Err(HexError::Form),
        }
    }
    if !any {
        return Err(HexError::Form);
    }
    if let Some(power) = power {
        let (negative, digits) = match power.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, power.strip_prefix('+').unwrap_or(power)),
        };
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(HexError::Form);
        }
        // Larger ones than 2^40 all mean the same.
        let shift = digits.bytes().fold(0, |n: i64, byte| (n * 10 + i64::from(byte - b'0')).min(1 << 40));
        mantissa.exponent = mantissa.exponent.saturating_add(if negative { -shift } else { shift });
    }
    mantissa.round()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        let mut state = 1u64;
        for _ in 0..20_000 {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            let value = f64::from_bits(state ^ state >> 29);
            if value.is_nan() {
                continue;
            }
            let mut text = String::new();
            write_hex(&mut text, value).unwrap();
            assert_eq!(parse_hex(&text).map(f64::to_bits), Ok(value.to_bits()), "{text}");
        }
    }

    #[test]
    fn rounds_halves_to_even() {
        // Recorded from CPython 3.13.
        for (text, want) in [
            ("0x1.00000000000008p0", 1.0),
            ("0x1.00000000000018p0", 1.0000000000000004),
            ("0x1.000000000000080001p0", 1.0000000000000002),
            ("0x.8p-1074", 0.0),
            ("0x.80001p-1074", 5e-324),
            ("0x1.8p-1074", 1e-323),
            ("0x0.fffffffffffffcp-1022", 2.2250738585072014e-308),
            ("0x1.fffffffffffff7p1023", f64::MAX),
            ("  -1p3\n", -8.0),
            ("0x1p-99999999999999999999", 0.0),
            ("0x0p99999999999999999999", 0.0),
            ("a.Fp+1", 21.875),
            ("1.", 1.0),
            (".8", 0.5),
        ] {
            assert_eq!(parse_hex(text), Ok(want), "{text}");
        }
    }

    #[test]
    fn refuses_what_cpython_refuses() {
        for text in ["", "0x", ".", "0x1p", "0x1p+", "1.2.3", "g", "0x 1", "--1", "1p1.0", "+-inf", "0x1_0", "\u{661}"]
        {
            assert_eq!(parse_hex(text), Err(HexError::Form), "{text}");
        }
        for text in ["0x1p1024", "0x1.fffffffffffff8p1023", "0x1p99999999999999999999", "-0x1p1024"] {
            assert_eq!(parse_hex(text), Err(HexError::TooLarge), "{text}");
        }
    }
}
