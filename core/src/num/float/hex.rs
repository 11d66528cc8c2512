//! `float.hex()`.

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
