//! One table of programs, many engines.

#[cfg(target_os = "linux")]
pub mod coverage;
pub mod decoded;
pub mod engine;
pub mod fuzzing;
pub mod image;
pub mod listing;
pub mod planned;
#[cfg(target_os = "linux")]
pub mod probe;
pub mod programs;
pub mod table;
