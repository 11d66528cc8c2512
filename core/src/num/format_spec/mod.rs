//! The format-specification mini-language of `format()`, `str.format` and f-strings.
//!
//! A [`Spec`] is parsed once for the sort of value that it is for; then a *plan* judges it for the value and tells the length of
//! the result in characters, before its `write` puts anything into a sink. Integers come as the text
//! of their digits, so that their size does not matter here; strings are written by the caller, who alone knows how they are kept.

mod error;
mod number;

pub use error::SpecError;
pub use number::{FloatPlan, NumberPlan, StrPlan};

use crate::num::uni;

/// What a specification is for; decides its defaults.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A string: aligned to the left, type `s`.
    Str,
    /// An integer: aligned to the right, type `d`.
    Int,
    /// A float: aligned to the right, no type.
    Float,
}

/// Where the padding goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// `<`: behind.
    Left,
    /// `>`: before.
    Right,
    /// `^`: half before, and the odd one behind.
    Center,
    /// `=`: between sign and digits.
    Inner,
}

/// What stands before a number that is not negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Nothing was specified.
    Default,
    /// `-`: nothing.
    Minus,
    /// `+`: a plus.
    Plus,
    /// A space.
    Space,
}

/// A separator of digit groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grouping {
    /// `,` or `_`.
    pub separator: char,
    /// How many digits stand between two: 3, or 4 for bases that are powers of two.
    pub size: usize,
}

/// A parsed specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spec {
    /// What padding is made of.
    pub fill: char,
    /// Where it goes.
    pub align: Align,
    /// The sign of what is not negative.
    pub sign: Sign,
    /// `z`: a negative zero loses its sign.
    pub no_negative_zero: bool,
    /// `#`.
    pub alternate: bool,
    /// The least number of characters.
    pub width: usize,
    /// The separator of digit groups.
    pub grouping: Option<Grouping>,
    /// What stands behind the point.
    pub precision: Option<usize>,
    /// The type's letter; nothing if a float's is left out.
    pub kind: Option<char>,
}

impl Spec {
    /// Parses `text` for a sort of value.
    pub fn parse(text: &str, target: Target) -> Result<Spec, SpecError> {
        let mut reader = Reader { rest: text };
        let (fill, align) = reader.fill_and_align();
        let sign = reader.sign();
        let no_negative_zero = reader.take('z');
        let alternate = reader.take('#');
        let zero_fill = fill.is_none() && reader.take('0');
        let default_align = if target == Target::Str { Align::Left } else { Align::Right };
        let zero_align = if zero_fill && target != Target::Str { Align::Inner } else { default_align };
        let width = reader.integer()?;
        let separator = reader.separator()?;
        let precision =
            if reader.take('.') { Some(reader.integer()?.ok_or(SpecError::MissingPrecision)?) } else { None };
        let mut rest = reader.rest.chars();
        let kind = rest.next().or(match target {
            Target::Str => Some('s'),
            Target::Int => Some('d'),
            Target::Float => None,
        });
        if rest.next().is_some() {
            return Err(SpecError::Invalid);
        }
        Ok(Spec {
            fill: fill.unwrap_or(if zero_fill { '0' } else { ' ' }),
            align: align.unwrap_or(zero_align),
            sign,
            no_negative_zero,
            alternate,
            width: width.unwrap_or(0),
            grouping: grouping(separator, kind)?,
            precision,
            kind,
        })
    }

    /// The base in which an integer is to be written by this type, if it is one for integers.
    pub fn base(&self) -> Option<u32> {
        match self.kind {
            Some('d' | 'n') => Some(10),
            Some('b') => Some(2),
            Some('o') => Some(8),
            Some('x' | 'X') => Some(16),
            _ => None,
        }
    }

    /// Whether the type is one for floats, to which an integer is converted first.
    pub fn is_float_kind(&self) -> bool {
        matches!(self.kind, None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%'))
    }
}

/// Whether this type has groups of digits, and how long they are.
fn grouping(separator: Option<char>, kind: Option<char>) -> Result<Option<Grouping>, SpecError> {
    let Some(separator) = separator else { return Ok(None) };
    let size = match kind {
        None | Some('d' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F') => 3,
        Some('b' | 'o' | 'x' | 'X') if separator == '_' => 4,
        Some(kind) => return Err(SpecError::Grouping { separator, kind }),
    };
    Ok(Some(Grouping { separator, size }))
}

/// What is left of a specification.
struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn take(&mut self, expected: char) -> bool {
        let Some(rest) = self.rest.strip_prefix(expected) else { return false };
        self.rest = rest;
        true
    }

    fn fill_and_align(&mut self) -> (Option<char>, Option<Align>) {
        let mut characters = self.rest.chars();
        let Some(first) = characters.next() else { return (None, None) };
        let after_first = characters.as_str();
        if let Some(align) = characters.next().and_then(align_of) {
            self.rest = characters.as_str();
            return (Some(first), Some(align));
        }
        let align = align_of(first);
        if align.is_some() {
            self.rest = after_first;
        }
        (None, align)
    }

    fn sign(&mut self) -> Sign {
        for (character, sign) in [('+', Sign::Plus), ('-', Sign::Minus), (' ', Sign::Space)] {
            if self.take(character) {
                return sign;
            }
        }
        Sign::Default
    }

    /// A number in digits of any script; nothing if there is none.
    fn integer(&mut self) -> Result<Option<usize>, SpecError> {
        let mut value = None;
        let mut characters = self.rest.chars();
        while let Some(digit) = characters.next().and_then(uni::decimal) {
            let longer = value.unwrap_or(0usize).checked_mul(10).and_then(|tens| tens.checked_add(usize::from(digit)));
            // No object is longer than the largest signed size.
            value = Some(longer.filter(|&value| value <= isize::MAX as usize).ok_or(SpecError::TooManyDigits)?);
            self.rest = characters.as_str();
        }
        Ok(value)
    }

    fn separator(&mut self) -> Result<Option<char>, SpecError> {
        let comma = self.take(',');
        let underscore = self.take('_');
        if underscore && (comma || self.rest.starts_with(',')) {
            return Err(SpecError::CommaAndUnderscore);
        }
        Ok(comma.then_some(',').or(underscore.then_some('_')))
    }
}

fn align_of(character: char) -> Option<Align> {
    match character {
        '<' => Some(Align::Left),
        '>' => Some(Align::Right),
        '^' => Some(Align::Center),
        '=' => Some(Align::Inner),
        _ => None,
    }
}
