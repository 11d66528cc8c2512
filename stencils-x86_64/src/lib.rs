//! The generated stencil table for x86-64.
#![no_std]

#[rustfmt::skip]
mod table;
pub use table::TABLE;
