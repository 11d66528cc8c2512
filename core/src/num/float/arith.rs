//! Division, remainder and hash of floats as Python defines them.

use crate::num::big::{HASH_BITS, HASH_MODULUS, finish_hash};
use crate::num::float_parts;

/// `divmod(a, b)`; nothing where `b` is zero, which raises ZeroDivisionError.
///
/// The remainder has the divisor's sign and the quotient is a whole number; both follow CPython to the last bit, which makes
/// them agree with each other rather than with the exact quotient.
pub fn div_mod(a: f64, b: f64) -> Option<(f64, f64)> {
    if b == 0.0 {
        return None;
    }
    let mut remainder = a % b;
    // Close to a whole number, as the remainder is taken off.
    let mut quotient = (a - remainder) / b;
    if remainder == 0.0 {
        remainder = 0.0f64.copysign(b);
    } else if (b < 0.0) != (remainder < 0.0) {
        remainder += b;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return Some((0.0f64.copysign(a / b), remainder));
    }
    let floor = libm::floor(quotient);
    Some((if quotient - floor > 0.5 { floor + 1.0 } else { floor }, remainder))
}

/// `a // b`; nothing where `b` is zero.
pub fn floor_div(a: f64, b: f64) -> Option<f64> {
    div_mod(a, b).map(|(quotient, _)| quotient)
}

/// `a % b`; nothing where `b` is zero.
pub fn modulo(a: f64, b: f64) -> Option<f64> {
    if b == 0.0 {
        return None;
    }
    let remainder = a % b;
    Some(match remainder {
        0.0 => 0.0f64.copysign(b),
        _ if (b < 0.0) != (remainder < 0.0) => remainder + b,
        _ => remainder,
    })
}

/// `hash(value)`: that of the equal integer, where there is one. All NaNs have the hash zero; CPython takes their address.
pub fn hash(value: f64) -> i64 {
    if value.is_nan() {
        return 0;
    }
    if value.is_infinite() {
        return if value > 0.0 { 314_159 } else { -314_159 };
    }
    let (negative, mantissa, exponent) = float_parts(value);
    // A mantissa is below the modulus; multiplying by a power of two turns its 61 bits.
    let turn = exponent.rem_euclid(HASH_BITS as i32) as u32;
    let turned = (mantissa << turn & HASH_MODULUS) | mantissa.checked_shr(HASH_BITS - turn).unwrap_or(0);
    finish_hash(negative, turned)
}
