//! Rounding to whole numbers and to decimal places.

use core::fmt::{self, Write};

/// `round(value)` before it becomes an integer: to the nearest whole number, ties to even.
pub fn round_half_even(value: f64) -> f64 {
    libm::rint(value)
}

/// `round(value, digits)`: correctly rounded to so many decimal places, fewer than none for tens, hundreds and so on; nothing
/// where the result is too large for a float, which raises OverflowError ("rounded value too large to represent").
pub fn round_digits(value: f64, digits: i64) -> Option<f64> {
    if !value.is_finite() || digits > 323 {
        return Some(value);
    }
    if digits < -308 || value == 0.0 {
        return Some(0.0f64.copysign(value));
    }
    let mut text = Decimal { bytes: [0; CAPACITY], len: 0 };
    if digits >= 0 {
        let decimals = digits as usize;
        write!(text, "{value:.decimals$}").ok()?;
        return text.parse();
    }
    // The decimal exponent, from the exact digits, tells how many of them remain.
    write!(text, "{:.766e}", value.abs()).ok()?;
    let (mantissa, exponent) = text.as_str().split_once('e')?;
    let kept = exponent.parse::<i64>().ok()? + 1 + digits;
    if kept < 0 {
        return Some(0.0f64.copysign(value));
    }
    let rounded = if kept == 0 {
        // Between zero and ten: a tie goes to zero.
        let up = mantissa
            .strip_prefix(['5', '6', '7', '8', '9'])
            .is_some_and(|rest| !mantissa.starts_with('5') || rest.bytes().any(|byte| matches!(byte, b'1'..=b'9')));
        if !up {
            return Some(0.0f64.copysign(value));
        }
        text.len = 0;
        write!(text, "1e{}", -digits).ok()?;
        text.parse()?
    } else {
        text.len = 0;
        let decimals = (kept - 1) as usize;
        write!(text, "{:.decimals$e}", value.abs()).ok()?;
        text.parse()?
    };
    Some(rounded.copysign(value))
}

/// The longest text above: a sign, 309 digits, a point and 323 digits; or 767 digits and an exponent.
const CAPACITY: usize = 800;

/// Text of a number on its way between two of `core`'s routines.
struct Decimal {
    bytes: [u8; CAPACITY],
    len: usize,
}

impl Decimal {
    fn as_str(&self) -> &str {
        core::str::from_utf8(&self.bytes[..self.len]).unwrap_or("")
    }

    fn parse(&self) -> Option<f64> {
        self.as_str().parse().ok().filter(|value: &f64| value.is_finite())
    }
}

impl Write for Decimal {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.len + text.len();
        self.bytes.get_mut(self.len..end).ok_or(fmt::Error)?.copy_from_slice(text.as_bytes());
        self.len = end;
        Ok(())
    }
}
