//! Numbers and characters as pure functions: nothing here knows the heap, objects or the guest.
//!
//! Every function works on plain values and on slices that the caller provides, allocates nothing and holds no state, so each
//! can be tested alone against another implementation.

pub mod big;
pub mod float;
pub mod format_spec;
pub mod math;
pub mod percent;
pub mod uni;

/// Sign, mantissa and exponent of a finite float: its magnitude is the mantissa times two to the exponent.
pub fn float_parts(value: f64) -> (bool, u64, i32) {
    let bits = value.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    match (bits >> 52 & 0x7FF) as i32 {
        0 => (value.is_sign_negative(), fraction, -1074),
        biased => (value.is_sign_negative(), fraction | 1 << 52, biased - 1075),
    }
}
