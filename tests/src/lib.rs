//! One table of programs, many engines.

pub mod engine;
pub mod fuzzing;
pub mod image;
pub mod listing;
pub mod programs;
pub mod table;
