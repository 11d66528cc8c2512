//! `math.fsum`: a sum that is rounded once.

use crate::num::big::round_to_f64;
use crate::num::float_parts;

/// Bits below the point: those of the smallest double.
const BELOW: usize = 1074;

/// 1074 bits below the point, 1024 above it, and 78 for carries and the sign.
const LIMBS: usize = 34;

/// Why a sum has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SumError {
    /// OverflowError: "intermediate overflow in fsum".
    Overflow,
    /// ValueError: "-inf + inf in fsum".
    Infinities,
}

/// A sum in progress: every double is added exactly to a number of fixed point in two's complement that has room for all of them.
#[derive(Clone, Debug)]
pub struct Sum {
    limbs: [u64; LIMBS],
    special: f64,
    infinities: f64,
}

impl Default for Sum {
    fn default() -> Sum {
        Sum::new()
    }
}

impl Sum {
    /// Nothing yet.
    pub fn new() -> Sum {
        Sum { limbs: [0; LIMBS], special: 0.0, infinities: 0.0 }
    }

    /// Adds one number.
    pub fn add(&mut self, value: f64) -> Result<(), SumError> {
        if !value.is_finite() {
            self.infinities += if value.is_infinite() { value } else { 0.0 };
            self.special += value;
            return Ok(());
        }
        let (negative, mantissa, exponent) = float_parts(value);
        // The least exponent is -1074.
        let at = (exponent + BELOW as i32) as usize;
        let wide = u128::from(mantissa) << (at % 64);
        let parts = [wide as u64, (wide >> 64) as u64];
        let mut carry = false;
        for (index, limb) in self.limbs.iter_mut().enumerate().skip(at / 64) {
            let part = parts.get(index - at / 64).copied();
            if part.is_none() && !carry {
                break;
            }
            let part = part.unwrap_or(0);
            let (first, second);
            if negative {
                (*limb, first) = limb.overflowing_sub(part);
                (*limb, second) = limb.overflowing_sub(u64::from(carry));
            } else {
                (*limb, first) = limb.overflowing_add(part);
                (*limb, second) = limb.overflowing_add(u64::from(carry));
            }
            carry = first | second;
        }
        // All bits from 2^1024 on are copies of the sign while the sum is in range.
        let top = ((u128::from(self.limbs[LIMBS - 1]) << 64 | u128::from(self.limbs[LIMBS - 2])) as i128)
            >> (BELOW + 1024 - 64 * (LIMBS - 2));
        if top == 0 || top == -1 { Ok(()) } else { Err(SumError::Overflow) }
    }

    /// The nearest double to the sum.
    pub fn finish(mut self) -> Result<f64, SumError> {
        if self.special != 0.0 || self.special.is_nan() {
            return if self.infinities.is_nan() { Err(SumError::Infinities) } else { Ok(self.special) };
        }
        let negative = self.limbs[LIMBS - 1] >> 63 == 1;
        if negative {
            let mut carry = true;
            for limb in &mut self.limbs {
                (*limb, carry) = (!*limb).overflowing_add(u64::from(carry));
            }
        }
        let Some(top) = self.limbs.iter().rposition(|&limb| limb != 0) else { return Ok(0.0) };
        let next = if top > 0 { self.limbs[top - 1] } else { 0 };
        let sticky = self.limbs[..top.saturating_sub(1)].iter().any(|&limb| limb != 0);
        let zeros = self.limbs[top].leading_zeros();
        let wide = (u128::from(self.limbs[top]) << 64 | u128::from(next)) << zeros;
        let exponent = 64 * top as i64 - BELOW as i64 - i64::from(zeros);
        let magnitude =
            round_to_f64((wide >> 64) as u64, wide as u64 != 0 || sticky, exponent).ok_or(SumError::Overflow)?;
        Ok(if negative { -magnitude } else { magnitude })
    }
}
