//! One table of programs, many engines.

pub mod fuzzing;
pub mod image;
