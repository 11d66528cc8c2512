//! The generated stencil table for x86-64.
#![no_std]

#[rustfmt::skip]
mod table;
pub use table::TABLE;

const _: () = assert!(TABLE.size() < 48 << 10, "a stencil table stays below 48 KB");
const _: () = assert!(TABLE.is_sound(), "a hole is where its stencil has none, or for a register that it cannot name");
