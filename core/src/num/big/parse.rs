//! From text to an integer, in two steps: [`scan`] finds sign, base and digits and judges the form, [`parse`] makes the limbs.

use super::mul::multiply_small;
use super::{Error, LIMB_BITS, Limb, Written, fuel};

/// The digits of an integer that has been found well-formed.
#[derive(Clone, Copy, Debug)]
pub struct Literal<'a> {
    /// Whether a minus sign stands before it.
    pub negative: bool,
    /// The base of its digits, 2 to 36.
    pub base: u32,
    /// How many digits there are.
    pub count: usize,
    /// The digits, with underscores between them.
    text: &'a str,
}

impl<'a> Literal<'a> {
    /// The values of the digits.
    pub fn digits(&self) -> impl DoubleEndedIterator<Item = u32> + Clone + use<'a> {
        self.text.chars().filter_map(digit_value)
    }

    /// Whether the default limit of digits forbids to convert it.
    pub fn too_many_digits(&self) -> bool {
        !self.base.is_power_of_two() && self.count > super::MAX_STR_DIGITS
    }
}

/// Why a text is no integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParseError {
    /// The base is neither 0 nor 2 to 36: "int() base must be >= 2 and <= 36, or 0".
    Base,
    /// The text is no integer in this base: "invalid literal for int() with base B: 'TEXT'".
    Form,
}

/// Reads `text` as `int(text, base)` does: white space around it, a sign, a prefix that fits the base (or tells it, for base 0),
/// and digits of any script with single underscores between them.
pub fn scan(text: &str, base: u32) -> Result<Literal<'_>, ParseError> {
    if base == 1 || base > 36 {
        return Err(ParseError::Base);
    }
    let text = crate::num::uni::trim(text);
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let guessed = base == 0;
    let (base, text, prefixed) = match (prefix(text), base) {
        (Some((found, rest)), 0) => (found, rest, true),
        (Some((found, rest)), _) if found == base => (found, rest, true),
        (_, 0) => (10, text, false),
        _ => (base, text, false),
    };
    // One underscore may follow a prefix.
    let text = if prefixed { text.strip_prefix('_').unwrap_or(text) } else { text };
    let (mut count, mut after_digit) = (0usize, false);
    for character in text.chars() {
        if character == '_' && after_digit {
            after_digit = false;
            continue;
        }
        if digit_value(character).is_none_or(|value| value >= base) {
            return Err(ParseError::Form);
        }
        (count, after_digit) = (count.saturating_add(1), true);
    }
    if !after_digit {
        return Err(ParseError::Form);
    }
    // Without a base, `010` would be a C programmer's eight.
    if guessed && !prefixed && count > 1 && text.starts_with(is_zero) && !text.chars().all(|c| c == '_' || is_zero(c)) {
        return Err(ParseError::Form);
    }
    Ok(Literal { negative, base, count, text })
}

fn is_zero(character: char) -> bool {
    digit_value(character) == Some(0)
}

/// The base that a prefix names, and what follows it.
fn prefix(text: &str) -> Option<(u32, &str)> {
    let mut characters = text.chars();
    if characters.next().and_then(digit_value) != Some(0) {
        return None;
    }
    let base = match characters.next()? {
        'b' | 'B' => 2,
        'o' | 'O' => 8,
        'x' | 'X' => 16,
        _ => return None,
    };
    Some((base, characters.as_str()))
}

/// The value of a digit: ASCII digits and letters, and the decimal digits of all scripts.
fn digit_value(character: char) -> Option<u32> {
    match character {
        '\0'..='\x7F' => character.to_digit(36),
        _ => crate::num::uni::decimal(character).map(u32::from),
    }
}

/// How many digits of a base fit a limb, and the base to that power where the limb holds it.
pub(super) fn digits_per_limb(base: u32) -> (usize, Limb) {
    let (mut count, mut power) = (1, Limb::from(base));
    while let Some(next) = power.checked_mul(Limb::from(base)) {
        (count, power) = (count + 1, next);
    }
    (count, power)
}

/// Limbs that [`parse`] needs.
pub fn parse_len(literal: &Literal<'_>) -> usize {
    let (per_limb, _) = digits_per_limb(literal.base.max(2));
    literal.count / per_limb + 1
}

/// Fuel for [`parse`].
pub fn parse_cost(literal: &Literal<'_>) -> u64 {
    let limbs = parse_len(literal) as u64;
    let digits = literal.count as u64;
    if literal.base.is_power_of_two() {
        fuel(digits)
    } else {
        fuel(digits.saturating_add(limbs.saturating_mul(limbs) / 2))
    }
}

/// The integer that the digits write.
pub fn parse(destination: &mut [Limb], literal: &Literal<'_>) -> Result<Written, Error> {
    let destination = destination.get_mut(..parse_len(literal)).ok_or(Error::Short)?;
    destination.fill(0);
    if literal.base.is_power_of_two() {
        place_bits(destination, literal);
        return Ok(Written::of(literal.negative, destination));
    }
    // A first piece that leaves whole pieces behind it.
    let (per_limb, power) = digits_per_limb(literal.base);
    let mut missing = literal.count % per_limb;
    let (mut piece, mut factor, mut used) = (0, 1, 0);
    for digit in literal.digits() {
        if missing == 0 {
            used = push(destination, used, factor, piece);
            (piece, factor, missing) = (0, power, per_limb);
        }
        // Fewer than `per_limb` digits: their value is below `power`.
        piece = piece * Limb::from(literal.base) + Limb::from(digit);
        missing -= 1;
    }
    push(destination, used, factor, piece);
    Ok(Written::of(literal.negative, destination))
}

/// Multiplies the first `used` limbs by `factor` and adds `piece`; how many limbs are used then.
fn push(limbs: &mut [Limb], used: usize, factor: Limb, piece: Limb) -> usize {
    let carry = multiply_small(&mut limbs[..used], factor, piece);
    // The length that `parse_len` gives holds every value of so many digits, so a carry always has room.
    match limbs.get_mut(used) {
        Some(next) if carry != 0 => {
            *next = carry;
            used + 1
        }
        _ => used,
    }
}

/// Lays digits of a whole number of bits side by side, from the last on.
fn place_bits(limbs: &mut [Limb], literal: &Literal<'_>) {
    let width = literal.base.trailing_zeros();
    let (mut index, mut shift) = (0usize, 0u32);
    for digit in literal.digits().rev() {
        let wide = u128::from(digit) << shift;
        if let Some(limb) = limbs.get_mut(index) {
            *limb |= wide as u64;
        }
        if let Some(limb) = limbs.get_mut(index + 1) {
            *limb |= (wide >> LIMB_BITS) as u64;
        }
        shift += width;
        if shift >= LIMB_BITS {
            (index, shift) = (index + 1, shift - LIMB_BITS);
        }
    }
}
