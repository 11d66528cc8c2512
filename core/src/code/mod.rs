//! Memory for machine code: where it comes from ([`platform`]) and who has which part of it ([`arena`], [`chunk`]).
//!
//! ```text
//! Platform --reserve--> Arena (one an engine) --take--> Chunk (one store's) --write--> published code
//! ```
//!
//! Two rules hold for every page from its reservation to its release. It is never writable and executable at the same
//! time. And when it is executable, every byte of it has been written by the engine and then published: it is code, or
//! a trap.

pub(crate) mod arena;
pub(crate) mod chunk;
#[cfg(test)]
mod fake;
pub mod platform;

pub use platform::{CodeError, CodeRegion, Platform};
