//! What is wrong with a format specification, in CPython's words.

use core::fmt::{self, Write};

/// Why a specification does not do for a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpecError {
    /// A number in it is too large.
    TooManyDigits,
    /// A point without a precision.
    MissingPrecision,
    /// Something follows the type.
    Invalid,
    /// Both separators.
    CommaAndUnderscore,
    /// A separator with a type that has none.
    Grouping {
        /// `,` or `_`.
        separator: char,
        /// The type's letter.
        kind: char,
    },
    /// The type's letter is none for this value.
    UnknownKind(char),
    /// Something that strings do not have.
    InStr(&'static str),
    /// A precision for an integer.
    PrecisionInInt,
    /// `z` for an integer.
    NegativeZeroInInt,
    /// A sign for an integer's character.
    SignInCharacter,
    /// `#` for an integer's character.
    AlternateInCharacter,
    /// A precision that no float text can have.
    PrecisionTooBig,
    /// An integer that is no code point: this one is an OverflowError, all others are ValueErrors.
    NotACharacter,
}

impl SpecError {
    /// Writes the exception's text; `spec` is the specification, `type_name` the type of the value.
    pub fn write(&self, out: &mut dyn Write, spec: &str, type_name: &str) -> fmt::Result {
        match *self {
            SpecError::TooManyDigits => out.write_str("Too many decimal digits in format string"),
            SpecError::MissingPrecision => out.write_str("Format specifier missing precision"),
            SpecError::Invalid => write!(out, "Invalid format specifier '{spec}' for object of type '{type_name}'"),
            SpecError::CommaAndUnderscore => out.write_str("Cannot specify both ',' and '_'."),
            SpecError::Grouping { separator, kind } => {
                write!(out, "Cannot specify '{separator}' with '")?;
                write_kind(out, kind)?;
                out.write_str("'.")
            }
            SpecError::UnknownKind(kind) => {
                out.write_str("Unknown format code '")?;
                write_kind(out, kind)?;
                write!(out, "' for object of type '{type_name}'")
            }
            SpecError::InStr(what) => write!(out, "{what} not allowed in string format specifier"),
            SpecError::PrecisionInInt => out.write_str("Precision not allowed in integer format specifier"),
            SpecError::NegativeZeroInInt => {
                out.write_str("Negative zero coercion (z) not allowed in integer format specifier")
            }
            SpecError::SignInCharacter => out.write_str("Sign not allowed with integer format specifier 'c'"),
            SpecError::AlternateInCharacter => {
                out.write_str("Alternate form (#) not allowed with integer format specifier 'c'")
            }
            SpecError::PrecisionTooBig => out.write_str("precision too big"),
            SpecError::NotACharacter => out.write_str("%c arg not in range(0x110000)"),
        }
    }

    /// Whether the exception is an OverflowError instead of a ValueError.
    pub fn is_overflow(&self) -> bool {
        *self == SpecError::NotACharacter
    }
}

/// A type's letter as messages show it: what is not printable ASCII by its number.
fn write_kind(out: &mut dyn Write, kind: char) -> fmt::Result {
    match kind {
        '!'..='\x7F' => out.write_char(kind),
        _ => write!(out, "\\x{:x}", u32::from(kind)),
    }
}
