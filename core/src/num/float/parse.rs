//! From text to a float, as `float(text)` reads it.

use crate::num::uni;

/// No more significant digits than these decide how a number is rounded, if one more tells whether anything follows.
const MOST_DIGITS: usize = 770;

/// The longest text that [`Plain`] writes: the digits, that one more, and an exponent.
const CAPACITY: usize = MOST_DIGITS + 32;

/// Reads `float(text)`: white space around it, a sign, digits of any script with single underscores between them, or a name of
/// an infinity or a NaN; nothing where CPython says "could not convert string to float".
pub fn parse(text: &str) -> Option<f64> {
    let text = uni::trim(text);
    let (negative, magnitude) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let value = if magnitude.eq_ignore_ascii_case("inf") || magnitude.eq_ignore_ascii_case("infinity") {
        f64::INFINITY
    } else if magnitude.eq_ignore_ascii_case("nan") {
        f64::NAN
    } else {
        parse_decimal(magnitude)?
    };
    Some(if negative { -value } else { value })
}

fn parse_decimal(text: &str) -> Option<f64> {
    if text.starts_with(['+', '-']) {
        return None;
    }
    let plain = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
    if plain {
        // `core` judges the form as Python does, now that names are dealt with.
        return text.parse().ok();
    }
    Plain::read(text)?.parse()
}

/// A number rewritten without underscores and in ASCII, and shortened to what its rounding depends on.
struct Plain {
    bytes: [u8; CAPACITY],
    len: usize,
    /// How many places the digits have to be moved to the left.
    exponent: i64,
}

impl Plain {
    fn read(text: &str) -> Option<Plain> {
        let mut plain = Plain { bytes: [0; CAPACITY], len: 0, exponent: 0 };
        let mut characters = text.chars();
        let (mut any, mut after_digit, mut decimals, mut lost) = (false, false, false, false);
        let ending = loop {
            let Some(character) = characters.next() else { break None };
            match character {
                // Between digits only: the next one has to follow.
                '_' if after_digit && characters.clone().next().and_then(uni::decimal).is_some() => after_digit = false,
                '.' if !decimals => (decimals, after_digit) = (true, false),
                'e' | 'E' if any => break Some(()),
                _ => {
                    let digit = uni::decimal(character)?;
                    (any, after_digit) = (true, true);
                    lost |= plain.digit(digit, decimals);
                }
            }
        };
        if !any {
            return None;
        }
        if lost {
            plain.push(b'1');
            plain.exponent = plain.exponent.saturating_sub(1);
        }
        if ending.is_some() {
            let shift = read_exponent(characters.as_str())?;
            plain.exponent = plain.exponent.saturating_add(shift);
        }
        Some(plain)
    }

    /// Takes a digit; whether one that is not zero was left out.
    fn digit(&mut self, digit: u8, decimal: bool) -> bool {
        let room = self.len < MOST_DIGITS;
        if room && (self.len > 0 || digit != 0) {
            self.bytes[self.len] = b'0' + digit;
            self.len += 1;
        }
        match (room, decimal) {
            (true, true) => self.exponent = self.exponent.saturating_sub(1),
            (false, false) => self.exponent = self.exponent.saturating_add(1),
            _ => {}
        }
        !room && digit != 0
    }

    fn parse(mut self) -> Option<f64> {
        if self.len == 0 {
            return Some(0.0);
        }
        self.push(b'e');
        if self.exponent < 0 {
            self.push(b'-');
        }
        // Past these bounds the number is zero or infinite whatever its digits.
        let exponent = self.exponent.unsigned_abs().min(99_999);
        for power in [10_000, 1000, 100, 10, 1] {
            self.push(b'0' + (exponent / power % 10) as u8);
        }
        core::str::from_utf8(self.bytes.get(..self.len)?).ok()?.parse().ok()
    }

    fn push(&mut self, byte: u8) {
        if let Some(place) = self.bytes.get_mut(self.len) {
            *place = byte;
            self.len += 1;
        }
    }
}

/// The exponent after the `e`, as far as it matters.
fn read_exponent(text: &str) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (mut value, mut after_digit) = (0i64, false);
    for character in digits.chars() {
        if character == '_' && after_digit {
            after_digit = false;
            continue;
        }
        value = value.saturating_mul(10).saturating_add(i64::from(uni::decimal(character)?));
        after_digit = true;
    }
    after_digit.then_some(if negative { -value } else { value })
}
