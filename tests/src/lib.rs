//! One table of programs, many engines.

pub mod image;
