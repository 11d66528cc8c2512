//! The std host: executable memory for Linux and macOS, and the patchnose command.
//!
//! ```text
//! command line --options--> Command --run--> Memory, Console, Modules --> Store of the core
//! ```

pub mod clock;
pub mod command;
pub mod console;
pub mod disassembler;
pub mod memory;
pub mod modules;
pub mod perf;
pub mod platform;

/// The README's example, compiled and run as a test.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
