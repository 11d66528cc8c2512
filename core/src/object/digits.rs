//! The digits of ints.

use crate::Run;
use crate::context::Context;
use crate::num::big::{self, Limb};
use crate::object::BigInt;
use crate::object::int::Scratch;
use crate::value::Value;

/// The digits of an int's magnitude.
pub struct Digits {
    small: [u8; 64],
    big: Option<Scratch>,
    start: usize,
    end: usize,
    /// Whether the int is below zero.
    pub negative: bool,
}

impl Digits {
    /// The digits.
    pub fn text(&self) -> &str {
        let bytes = match &self.big {
            Some(scratch) => scratch.bytes(),
            None => &self.small,
        };
        bytes.get(self.start..self.end).and_then(|b| core::str::from_utf8(b).ok()).unwrap_or("")
    }

    fn of_small(value: i64, base: u32) -> Digits {
        let mut digits = Digits { small: [b'0'; 64], big: None, start: 63, end: 64, negative: value < 0 };
        let (mut rest, base, mut at) = (value.unsigned_abs(), u64::from(base.clamp(2, 36)), 64);
        while rest != 0 && at > 0 {
            at -= 1;
            // Below 36.
            let digit = (rest % base) as u8;
            digits.small[at] = if digit < 10 { b'0' + digit } else { b'a' + digit - 10 };
            rest /= base;
        }
        digits.start = at.min(63);
        digits
    }
}

impl Context {
    /// The digits of an int in a base from 2 to 36.
    ///
    /// # Errors
    /// ValueError for more than 4300 decimal digits; [`Trap::Memory`], [`Trap::Fuel`].
    pub fn int_digits(&mut self, v: Value, base: u32) -> Run<Digits> {
        let small = v.as_int().or(if v.is_bool() { Some((v == Value::TRUE) as i64) } else { None });
        let g = match (small, self.cast::<BigInt>(v)) {
            (None, Some(g)) => g,
            _ => return Ok(Digits::of_small(small.unwrap_or(0), base)),
        };
        let int = self.bigint(g);
        let (len, limbs) = (big::digits_len(int, base), big::digits_scratch(int, base));
        let cost = big::digits_cost(int, base);
        // `len` is a bound: this refuses what is far too long before any work is done.
        if base == 10 && len > big::MAX_STR_DIGITS + 2 {
            return Err(self.value_error(format_args!("{}", big::TOO_MANY_DIGITS)));
        }
        self.charge(cost)?;
        let mut scratch = self.scratch(limbs)?;
        let mut digits = self.scratch(len / size_of::<Limb>() + 1)?;
        let int = self.bigint(g);
        let bytes = digits.bytes_mut();
        let from = bytes.as_ptr() as usize;
        let text = big::digits(bytes, scratch.limbs_mut(), int, base).unwrap_or("");
        // The digits lie somewhere in the bytes.
        let (start, count) = (text.as_ptr() as usize - from, text.len());
        let negative = int.is_negative();
        if base == 10 && count > big::MAX_STR_DIGITS {
            return Err(self.value_error(format_args!("{}", big::TOO_MANY_DIGITS)));
        }
        Ok(Digits { small: [b'0'; 64], big: Some(digits), start, end: start + count, negative })
    }
}
