//! A float's text in the forms that `repr`, `format` and `%` know.
//!
//! The exact decimal expansion of a double ends, so a [`Text`] of fixed size holds the digits of any precision: what a larger
//! precision asks for beyond it are zeros, and those are only counted.

use core::fmt::{self, Write};

/// Room for the longest text without counted zeros: 309 digits before the point and 1074 behind it, or 767 and an exponent.
const LONG: usize = 1400;

/// Room for the longest `repr`: 17 digits, a point and four zeros or an exponent.
const SHORT: usize = 32;

/// A float's text in any style.
pub type Text = TextOf<LONG>;

/// A float's shortest text.
pub type ReprText = TextOf<SHORT>;

/// Behind so many digits after the point every double has only zeros.
const MOST_DECIMALS: usize = 1074;

/// The most significant digits that a double has.
const MOST_DIGITS: usize = 767;

/// How digits become text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// `repr`: the shortest digits that read back.
    Repr,
    /// `e`: a digit, a point, digits and an exponent.
    Exponent,
    /// `f`: digits before and behind a point.
    Fixed,
    /// `g`: the one or the other, by size, for a number of significant digits.
    General,
    /// `%`: a hundred times as much, as `f`, and a percent sign.
    Percent,
}

/// A float's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// How digits become text.
    pub code: Code,
    /// Digits behind the point, or significant ones for [`Code::General`]; without meaning for [`Code::Repr`].
    pub precision: usize,
    /// `#`: the point stays even if nothing follows it, and so do [`Code::General`]'s zeros.
    pub alternate: bool,
    /// `.0` is put behind an integer that has no exponent.
    pub dot_zero: bool,
    /// `E`, `INF` and `NAN` in capitals.
    pub upper: bool,
}

/// The text of a float's magnitude, in the parts that grouping and padding need.
pub struct TextOf<const CAPACITY: usize> {
    /// Whether a minus sign belongs before it.
    pub negative: bool,
    zero: bool,
    bytes: [u8; CAPACITY],
    integral: usize,
    zeros_at: usize,
    zeros: usize,
    len: usize,
}

impl ReprText {
    /// `repr(value)`.
    pub fn repr(value: f64) -> ReprText {
        TextOf::lay(value, Style { code: Code::Repr, precision: 0, alternate: false, dot_zero: true, upper: false })
    }
}

impl Text {
    /// The text of `value` in a style.
    pub fn new(value: f64, style: Style) -> Text {
        TextOf::lay(value, style)
    }
}

impl<const CAPACITY: usize> TextOf<CAPACITY> {
    fn lay(value: f64, style: Style) -> TextOf<CAPACITY> {
        let mut text = TextOf {
            negative: value.is_sign_negative(),
            zero: false,
            bytes: [0; CAPACITY],
            integral: 0,
            zeros_at: 0,
            zeros: 0,
            len: 0,
        };
        let value = if style.code == Code::Percent { value.abs() * 100.0 } else { value.abs() };
        if value.is_nan() {
            text.negative = false;
            text.push_all(if style.upper { b"NAN" } else { b"nan" });
        } else if value.is_infinite() {
            text.push_all(if style.upper { b"INF" } else { b"inf" });
        } else {
            text.lay_out(value, style);
        }
        if text.zeros == 0 {
            text.zeros_at = text.len;
        }
        if style.code == Code::Percent {
            text.push(b'%');
        }
        text
    }

    /// Whether all its digits are zero.
    pub fn is_zero(&self) -> bool {
        self.zero
    }

    /// The digits before the point; none for an infinity or a NaN.
    pub fn integral(&self) -> &str {
        ascii(&self.bytes[..self.integral])
    }

    /// What follows the digits before the point: text, a number of zeros, and text.
    pub fn rest(&self) -> (&str, usize, &str) {
        (ascii(&self.bytes[self.integral..self.zeros_at]), self.zeros, ascii(&self.bytes[self.zeros_at..self.len]))
    }

    /// The length of [`TextOf::rest`] in characters.
    pub fn rest_len(&self) -> usize {
        (self.len - self.integral).saturating_add(self.zeros)
    }

    /// The whole magnitude, where no zeros had to be counted: always so for `repr`.
    pub fn magnitude(&self) -> &str {
        ascii(&self.bytes[..self.len])
    }

    /// Writes it with its sign.
    pub fn write(&self, out: &mut dyn Write) -> fmt::Result {
        if self.negative {
            out.write_char('-')?;
        }
        out.write_str(self.integral())?;
        self.write_rest(out)
    }

    /// Writes what follows the digits before the point.
    pub fn write_rest(&self, out: &mut dyn Write) -> fmt::Result {
        let (before, zeros, after) = self.rest();
        out.write_str(before)?;
        for _ in 0..zeros {
            out.write_char('0')?;
        }
        out.write_str(after)
    }

    /// Lays out a finite magnitude.
    fn lay_out(&mut self, value: f64, style: Style) {
        let mut digits = Digits::<CAPACITY>::new();
        // `point` is where the point stands among the digits; `end` is up to where digits or zeros are shown.
        let (end, exponential, precision) = match style.code {
            Code::Repr => {
                digits.shortest(value);
                (digits.len, !(-4 < digits.point && digits.point <= 16), 0)
            }
            Code::Exponent => {
                let places = style.precision.saturating_add(1);
                digits.significant(value, places);
                (places, true, places)
            }
            Code::General => {
                let places = style.precision.max(1);
                digits.significant(value, places);
                let limit = places.saturating_sub(usize::from(style.dot_zero));
                let exponential = digits.point <= -4 || (digits.point > 0 && digits.point as usize > limit);
                (if style.alternate { places } else { digits.len }, exponential, places)
            }
            Code::Fixed | Code::Percent => {
                digits.decimals(value, style.precision);
                (0, false, style.precision)
            }
        };
        self.zero = digits.bytes[0] == b'0';
        let point = if exponential { 1 } else { digits.point };
        // How many places behind the point: for fixed digits that is the precision itself.
        let mut decimals = match style.code {
            Code::Fixed | Code::Percent => precision,
            // No more digits than a double has, or the precision; both are far from the type's limits.
            _ => end.saturating_sub(point.max(0) as usize) + usize::from(end > 0) * (-point).max(0) as usize,
        };
        if style.dot_zero && !exponential {
            decimals = decimals.max(1);
        }
        self.place_integral(&digits, point);
        if decimals > 0 || style.alternate {
            self.push(b'.');
        }
        self.place_decimals(&digits, point, decimals);
        if exponential {
            self.place_exponent(digits.point - 1, style.upper);
        }
    }

    fn place_integral(&mut self, digits: &Digits<CAPACITY>, point: i32) {
        if point <= 0 {
            self.push(b'0');
        }
        for place in 0..point.max(0) as usize {
            self.push(digits.at(place));
        }
        self.integral = self.len;
    }

    fn place_decimals(&mut self, digits: &Digits<CAPACITY>, point: i32, decimals: usize) {
        let shown = decimals.min(MOST_DECIMALS);
        for place in 0..shown {
            // A place before the first digit is a zero.
            let index = point + place as i32;
            self.push(if index < 0 { b'0' } else { digits.at(index as usize) });
        }
        self.zeros_at = self.len;
        self.zeros = decimals - shown;
    }

    fn place_exponent(&mut self, exponent: i32, upper: bool) {
        self.push(if upper { b'E' } else { b'e' });
        self.push(if exponent < 0 { b'-' } else { b'+' });
        let exponent = exponent.unsigned_abs();
        if exponent >= 100 {
            self.push(b'0' + (exponent / 100 % 10) as u8);
        }
        self.push(b'0' + (exponent / 10 % 10) as u8);
        self.push(b'0' + (exponent % 10) as u8);
    }

    fn push_all(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.push(byte));
    }

    fn push(&mut self, byte: u8) {
        // The capacity holds every text, as its comment counts.
        if let Some(place) = self.bytes.get_mut(self.len) {
            *place = byte;
            self.len += 1;
        }
    }
}

/// The bytes as text; they are ASCII by construction.
fn ascii(bytes: &[u8]) -> &str {
    core::str::from_utf8(bytes).unwrap_or("")
}

/// Decimal digits and where the point stands: the value is `0.DIGITS * 10^point`. Zero has one digit.
///
/// It is filled by writing a number's usual text to it.
struct Digits<const CAPACITY: usize> {
    bytes: [u8; CAPACITY],
    len: usize,
    point: i32,
    reading: Reading,
    exponent: i32,
}

/// Which part of a number's text is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    Integral,
    Decimals,
    Exponent,
    NegativeExponent,
}

impl<const CAPACITY: usize> Digits<CAPACITY> {
    fn new() -> Digits<CAPACITY> {
        Digits { bytes: [0; CAPACITY], len: 0, point: 0, reading: Reading::Integral, exponent: 0 }
    }

    /// The digit at a place; past the last one they are zeros.
    fn at(&self, place: usize) -> u8 {
        self.bytes[..self.len].get(place).copied().unwrap_or(b'0')
    }

    /// The fewest digits that read back as `value`, and of those the nearest.
    fn shortest(&mut self, value: f64) {
        // This sink never refuses, so neither does what writes to it, here and below.
        let _ = self.write_str(zmij::Buffer::new().format_finite(value));
        self.settle();
    }

    /// So many significant digits, rounded half to even.
    fn significant(&mut self, value: f64, places: usize) {
        let decimals = places.saturating_sub(1).min(MOST_DIGITS - 1);
        let _ = write!(self, "{value:.decimals$e}");
        self.settle();
    }

    /// So many digits behind the point, rounded half to even.
    fn decimals(&mut self, value: f64, decimals: usize) {
        let decimals = decimals.min(MOST_DECIMALS);
        let _ = write!(self, "{value:.decimals$}");
        self.settle();
    }

    /// Applies the exponent and drops the zeros at the end.
    fn settle(&mut self) {
        let exponent = if self.reading == Reading::NegativeExponent { -self.exponent } else { self.exponent };
        self.point += exponent;
        while self.len > 0 && self.bytes[self.len - 1] == b'0' {
            self.len -= 1;
        }
        if self.len == 0 {
            (self.bytes[0], self.len, self.point) = (b'0', 1, 1);
        }
    }
}

impl<const CAPACITY: usize> Write for Digits<CAPACITY> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for byte in text.bytes() {
            match (byte, self.reading) {
                (b'0'..=b'9', Reading::Integral | Reading::Decimals) => {
                    // Zeros before the first other digit only move the point.
                    if self.len > 0 || byte != b'0' {
                        if let Some(place) = self.bytes.get_mut(self.len) {
                            *place = byte;
                            self.len += 1;
                        }
                        self.point += i32::from(self.reading == Reading::Integral);
                    } else {
                        self.point -= i32::from(self.reading == Reading::Decimals);
                    }
                }
                // A double's exponent has three digits.
                (b'0'..=b'9', _) => self.exponent = self.exponent * 10 + i32::from(byte - b'0'),
                (b'.', _) => self.reading = Reading::Decimals,
                (b'e', _) => self.reading = Reading::Exponent,
                (b'-', Reading::Exponent) => self.reading = Reading::NegativeExponent,
                _ => {}
            }
        }
        Ok(())
    }
}
