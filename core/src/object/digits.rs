//! The digits of ints.

use crate::Run;
use crate::context::Context;
use crate::num::big::{self, Limb};
use crate::object::BigInt;
use crate::object::int::Scratch;
use crate::value::Value;

/// A small int's decimal text, in the last bytes of an array.
pub struct Decimal {
    bytes: [u8; 20],
    start: usize,
}

impl Decimal {
    /// The text of `i`, with its sign.
    pub fn new(i: i64) -> Decimal {
        let mut d = Decimal { bytes: [b'0'; 20], start: 20 };
        let mut rest = i.unsigned_abs();
        // At most 19 digits.
        while rest >= 10 && d.start > 2 {
            d.start -= 1;
            d.bytes[d.start] = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        d.start -= 1;
        d.bytes[d.start] = b'0' + (rest % 10) as u8;
        if i < 0 {
            d.start -= 1;
            d.bytes[d.start] = b'-';
        }
        d
    }

    /// The text.
    pub fn text(&self) -> &[u8] {
        self.bytes.get(self.start..).unwrap_or(&[])
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestStore;

    #[test]
    fn decimals_at_the_edges() {
        for i in [0, 1, -1, 9, 10, -10, 99, 100, i64::MAX, i64::MIN, 1 << 49, -(1 << 49)] {
            assert_eq!(Decimal::new(i).text(), i.to_string().as_bytes());
        }
    }

    #[test]
    fn digits_in_every_base() {
        let mut store = TestStore::new(1 << 20);
        let cx = store.cx();
        for i in [0i64, 1, 35, 36, -255, i64::MAX, i64::MIN] {
            let v = cx.new_int(i).unwrap();
            for base in 2..=36 {
                let d = cx.int_digits(v, base).unwrap();
                assert_eq!(u64::from_str_radix(d.text(), base), Ok(i.unsigned_abs()));
                assert_eq!(d.negative, i < 0);
                assert!(d.text() == "0" || !d.text().starts_with('0'));
            }
        }
    }

    #[test]
    fn the_limit_of_digits_is_exact() {
        let mut store = TestStore::new(1 << 20);
        let cx = store.cx();
        for (digits, fits) in [(4299, true), (4300, true), (4301, false), (4302, false), (4310, false)] {
            let nines = cx.new_str("9".repeat(digits.min(4300)).as_bytes()).unwrap();
            let mut v = cx.int_from_str(nines, 10).unwrap();
            for _ in 4300..digits {
                // Times sixteen: at least one digit more.
                let hex = cx.int_digits(v, 16).unwrap().text().to_string() + "0";
                let hex = cx.new_str(hex.as_bytes()).unwrap();
                v = cx.int_from_str(hex, 16).unwrap();
            }
            assert_eq!(cx.int_digits(v, 10).is_ok(), fits, "{digits}");
            assert!(cx.int_digits(v, 16).is_ok());
        }
        let long = cx.new_str("9".repeat(4301).as_bytes()).unwrap();
        assert!(cx.int_from_str(long, 10).is_err());
        assert!(cx.int_from_str(long, 16).is_ok());
    }
}
