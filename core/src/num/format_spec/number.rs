//! Plans: how a value fills its specification.

use super::{Align, Grouping, Sign, Spec, SpecError};
use crate::num::float::{Code, Style, Text};
use core::fmt::{self, Write};

/// The largest precision that CPython accepts for a float.
const MOST_PRECISION: usize = i32::MAX as usize;

/// How a string is padded and cut: `left` fills, its first `shown` characters, `right` fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StrPlan {
    /// What padding is made of.
    pub fill: char,
    /// Fills before it.
    pub left: usize,
    /// How many of its characters are shown.
    pub shown: usize,
    /// Fills behind it.
    pub right: usize,
}

impl StrPlan {
    /// For a string of `length` characters.
    pub fn new(spec: &Spec, length: usize) -> Result<StrPlan, SpecError> {
        match spec.kind {
            None | Some('s') => {}
            Some(kind) => return Err(SpecError::UnknownKind(kind)),
        }
        match spec.sign {
            Sign::Default => {}
            Sign::Space => return Err(SpecError::InStr("Space")),
            Sign::Plus | Sign::Minus => return Err(SpecError::InStr("Sign")),
        }
        if spec.no_negative_zero {
            return Err(SpecError::InStr("Negative zero coercion (z)"));
        }
        if spec.alternate {
            return Err(SpecError::InStr("Alternate form (#)"));
        }
        if spec.align == Align::Inner {
            return Err(SpecError::InStr("'=' alignment"));
        }
        let shown = spec.precision.map_or(length, |precision| precision.min(length));
        let (left, _, right) = padding(spec.align, spec.width.saturating_sub(shown));
        Ok(StrPlan { fill: spec.fill, left, shown, right })
    }

    /// The result's length in characters.
    pub fn length(&self) -> usize {
        self.left.saturating_add(self.shown).saturating_add(self.right)
    }

    /// Writes the padding before the string.
    pub fn write_left(&self, out: &mut dyn Write) -> fmt::Result {
        write_fill(out, self.fill, self.left)
    }

    /// Writes the padding behind the string.
    pub fn write_right(&self, out: &mut dyn Write) -> fmt::Result {
        write_fill(out, self.fill, self.right)
    }
}

/// How a number is laid out: padding, sign, prefix, padding, zeros and digits in groups, the rest, padding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberPlan {
    pub(crate) fill: char,
    pub(crate) left: usize,
    pub(crate) sign: Option<char>,
    pub(crate) prefix: &'static str,
    pub(crate) inner: usize,
    pub(crate) zeros: usize,
    pub(crate) digits: usize,
    pub(crate) grouping: Option<Grouping>,
    pub(crate) rest: usize,
    pub(crate) right: usize,
    pub(crate) upper: bool,
}

impl NumberPlan {
    /// For an integer with so many digits in the base of the specification's type ([`Spec::base`]).
    pub fn int(spec: &Spec, negative: bool, digits: usize) -> Result<NumberPlan, SpecError> {
        if spec.base().is_none() {
            return Err(SpecError::UnknownKind(spec.kind.unwrap_or('\0')));
        }
        check_int(spec)?;
        let prefix = match (spec.alternate, spec.kind) {
            (true, Some('b')) => "0b",
            (true, Some('o')) => "0o",
            (true, Some('x')) => "0x",
            (true, Some('X')) => "0X",
            _ => "",
        };
        let plan = NumberPlan::new(spec, negative, prefix, digits, 0);
        Ok(NumberPlan { upper: spec.kind == Some('X'), ..plan })
    }

    /// For the character of an integer, which type `c` asks for; `code` is the integer where a `u32` holds it.
    pub fn character(spec: &Spec, code: Option<u32>) -> Result<NumberPlan, SpecError> {
        check_int(spec)?;
        if spec.sign != Sign::Default {
            return Err(SpecError::SignInCharacter);
        }
        if spec.alternate {
            return Err(SpecError::AlternateInCharacter);
        }
        if code.is_none_or(|code| code > 0x10_FFFF) {
            return Err(SpecError::NotACharacter);
        }
        Ok(NumberPlan::new(spec, false, "", 0, 1))
    }

    fn new(spec: &Spec, negative: bool, prefix: &'static str, digits: usize, rest: usize) -> NumberPlan {
        let sign = match (negative, spec.sign) {
            (true, _) => Some('-'),
            (false, Sign::Plus) => Some('+'),
            (false, Sign::Space) => Some(' '),
            (false, Sign::Minus | Sign::Default) => None,
        };
        let fixed = (usize::from(sign.is_some()) + prefix.len()).saturating_add(rest);
        // Zeros as inner padding are digits: they are grouped with the others.
        let zero_filled = spec.fill == '0' && spec.align == Align::Inner && digits > 0;
        let zeros = if zero_filled {
            digits_to_fill(spec.width.saturating_sub(fixed), spec.grouping).saturating_sub(digits)
        } else {
            0
        };
        let mut plan = NumberPlan {
            fill: spec.fill,
            left: 0,
            sign,
            prefix,
            inner: 0,
            zeros,
            digits,
            grouping: spec.grouping,
            rest,
            right: 0,
            upper: false,
        };
        (plan.left, plan.inner, plan.right) = padding(spec.align, spec.width.saturating_sub(plan.length()));
        plan
    }

    /// The result's length in characters.
    pub fn length(&self) -> usize {
        let digits = self.zeros.saturating_add(self.digits);
        let separators = self.grouping.map_or(0, |grouping| digits.saturating_sub(1) / grouping.size);
        let parts = [self.left, self.inner, digits, separators, self.rest, self.right];
        let fixed = usize::from(self.sign.is_some()) + self.prefix.len();
        parts.iter().fold(fixed, |sum, &part| sum.saturating_add(part))
    }

    /// Writes the number with these digits.
    pub fn write(&self, out: &mut dyn Write, digits: &str) -> fmt::Result {
        self.write_start(out, digits)?;
        self.write_end(out)
    }

    /// Writes a character that was planned by [`NumberPlan::character`] and that the caller writes itself, as it may be a
    /// surrogate.
    pub fn write_character<W: Write>(&self, out: &mut W, character: impl FnOnce(&mut W) -> fmt::Result) -> fmt::Result {
        self.write_start(out, "")?;
        character(out)?;
        self.write_end(out)
    }

    /// Writes what stands before the rest: all padding but the last, sign, prefix and digits.
    pub(crate) fn write_start(&self, out: &mut dyn Write, digits: &str) -> fmt::Result {
        write_fill(out, self.fill, self.left)?;
        if let Some(sign) = self.sign {
            out.write_char(sign)?;
        }
        out.write_str(self.prefix)?;
        write_fill(out, self.fill, self.inner)?;
        let Some(grouping) = self.grouping else {
            write_fill(out, '0', self.zeros)?;
            return self.write_digits(out, digits);
        };
        let mut left = self.zeros.saturating_add(digits.len());
        let all = core::iter::repeat_n('0', self.zeros).chain(digits.chars());
        for digit in all {
            out.write_char(if self.upper { digit.to_ascii_uppercase() } else { digit })?;
            left -= 1;
            if left > 0 && left.is_multiple_of(grouping.size) {
                out.write_char(grouping.separator)?;
            }
        }
        Ok(())
    }

    fn write_digits(&self, out: &mut dyn Write, digits: &str) -> fmt::Result {
        if !self.upper {
            return out.write_str(digits);
        }
        digits.chars().try_for_each(|digit| out.write_char(digit.to_ascii_uppercase()))
    }

    /// Writes the padding behind everything.
    pub fn write_end(&self, out: &mut dyn Write) -> fmt::Result {
        write_fill(out, self.fill, self.right)
    }
}

/// What integers do not have, characters included.
fn check_int(spec: &Spec) -> Result<(), SpecError> {
    if spec.precision.is_some() {
        return Err(SpecError::PrecisionInInt);
    }
    if spec.no_negative_zero {
        return Err(SpecError::NegativeZeroInInt);
    }
    Ok(())
}

/// A float's text and how it is laid out.
pub struct FloatPlan {
    pub(crate) text: Text,
    pub(crate) plan: NumberPlan,
}

impl FloatPlan {
    /// For a float, or an integer that has been converted to one.
    pub fn new(spec: &Spec, value: f64) -> Result<FloatPlan, SpecError> {
        if spec.precision.is_some_and(|precision| precision > MOST_PRECISION) {
            return Err(SpecError::PrecisionTooBig);
        }
        let code = match (spec.kind, spec.precision) {
            (None, None) => Code::Repr,
            (None | Some('g' | 'G' | 'n'), _) => Code::General,
            (Some('e' | 'E'), _) => Code::Exponent,
            (Some('f' | 'F'), _) => Code::Fixed,
            (Some('%'), _) => Code::Percent,
            (Some(kind), _) => return Err(SpecError::UnknownKind(kind)),
        };
        let style = Style {
            code,
            precision: spec.precision.unwrap_or(6),
            alternate: spec.alternate,
            dot_zero: spec.kind.is_none(),
            upper: matches!(spec.kind, Some('E' | 'F' | 'G')),
        };
        let text = Text::new(value, style);
        let negative = text.negative && !(spec.no_negative_zero && text.is_zero());
        let plan = NumberPlan::new(spec, negative, "", text.integral().len(), text.rest_len());
        Ok(FloatPlan { text, plan })
    }

    /// The result's length in characters.
    pub fn length(&self) -> usize {
        self.plan.length()
    }

    /// Writes the float.
    pub fn write(&self, out: &mut dyn Write) -> fmt::Result {
        self.plan.write_start(out, self.text.integral())?;
        self.text.write_rest(out)?;
        self.plan.write_end(out)
    }
}

/// The fewest digits that fill a width with the separators that come between them.
fn digits_to_fill(width: usize, grouping: Option<Grouping>) -> usize {
    let Some(Grouping { size, .. }) = grouping else { return width };
    // A group and its separator take `size + 1`; where a separator would come first, one digit more comes before it.
    let (groups, rest) = (width / (size + 1), width % (size + 1));
    groups * size + rest.max(1)
}

/// How padding divides into left, inner and right.
fn padding(align: Align, padding: usize) -> (usize, usize, usize) {
    match align {
        Align::Left => (0, 0, padding),
        Align::Right => (padding, 0, 0),
        Align::Center => (padding / 2, 0, padding - padding / 2),
        Align::Inner => (0, padding, 0),
    }
}

/// Writes `count` fills.
fn write_fill(out: &mut dyn Write, fill: char, count: usize) -> fmt::Result {
    for _ in 0..count {
        out.write_char(fill)?;
    }
    Ok(())
}
