//! Floats: their text, and the arithmetic that Python defines differently from IEEE 754.
//!
//! Digits come from elsewhere, all of it exact: the shortest ones that read back from `zmij`, those of a given precision and the
//! reading of text from `core`. What is here is Python's way of laying them out.

mod arith;
mod hex;
mod layout;
mod parse;
mod round;

pub use arith::{div_mod, floor_div, hash, modulo};
pub use hex::{HexError, parse_hex, write_hex};
pub use layout::{Code, ReprText, Style, Text, TextOf};
pub use parse::parse;
pub use round::{round_digits, round_half_even};
