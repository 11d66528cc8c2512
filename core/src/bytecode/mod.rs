//! The bytecode: op table, encoding, image format, verifier.

pub mod effects;
pub mod image;
pub mod ops;
pub mod verify;

pub use image::{CodeView, Image, ImageError};
pub use ops::{Insn, Op, Role};
