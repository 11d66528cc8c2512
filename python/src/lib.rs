//! The front end: Python source to image.

pub mod disasm;
pub mod image;
pub mod module;
