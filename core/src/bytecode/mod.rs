//! The bytecode: op table, encoding, image format, verifier.

pub mod ops;

pub use ops::{Insn, Op, Role};
